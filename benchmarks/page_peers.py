"""Other readers of web pages, where they are installed: in goes HTML, out comes what they take for the main text.

``pip install 'tiaowen[bench]'`` brings them. One that is absent is named in one line and left out; no figure of ours depends on them.
"""

from __future__ import annotations

import logging
from importlib import import_module
from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup
from lxml import etree, html

if TYPE_CHECKING:
    from collections.abc import Callable

NAMES = {"trafilatura": "trafilatura", "readability": "readability", "resiliparse": "resiliparse.extract.html2text"}
"""Peers by name, and the module of each."""

logging.disable(logging.CRITICAL)


def peers() -> dict[str, Callable[[str], str]]:
    """Return the installed peers by name, each a function from HTML to text; say of the others that they are absent."""
    readers = {"trafilatura": by_trafilatura, "readability": by_readability, "resiliparse": by_resiliparse}
    found: dict[str, Callable[[str], str]] = {}
    for name, reader in readers.items():
        try:
            import_module(NAMES[name])
        except ImportError:
            print(f"{name} is not installed: not measured beside us (pip install 'tiaowen[bench]')")
        else:
            found[name] = reader
    return found


def by_trafilatura(page: str) -> str:
    """Return trafilatura's main text: the settings with its best figures on both sets, without comments and with more recall."""
    return import_module(NAMES["trafilatura"]).extract(page, include_comments=False, favor_recall=True) or ""


def by_readability(page: str) -> str:
    """Return readability's main text, a line for each text node: so no two paragraphs' words are glued. Empty where it gives up."""
    module: Any = import_module(NAMES["readability"])
    try:
        tree = html.fromstring(module.Document(page).summary())
    except (module.readability.Unparseable, etree.ParserError):
        return ""
    return "\n".join(tree.itertext())


def by_resiliparse(page: str) -> str:
    """Return resiliparse's main text."""
    return str(import_module(NAMES["resiliparse"]).extract_plain_text(page, main_content=True))


def by_soup(page: str) -> str:
    """Return all text of BeautifulSoup's tree on lxml: no reader, but the cost below which a tree of its kind cannot be read."""
    return BeautifulSoup(page, "lxml").get_text("\n")


def structure_by_trafilatura(page: str) -> dict[str, list[str]]:
    """Return what trafilatura takes for paragraphs and list items (``text``), headings (``head``) and cells (``cell``)."""
    written = import_module(NAMES["trafilatura"]).extract(
        page, include_comments=False, favor_recall=True, include_tables=True, output_format="xml"
    )
    found: dict[str, list[str]] = {"text": [], "head": [], "cell": []}
    if not written:
        return found
    main = etree.fromstring(written.encode()).find("main")
    for element in main.iter() if main is not None else ():
        text = "".join(element.itertext())
        if element.tag in {"head", "cell"}:
            found[element.tag].append(text)
        found["text"].append(text)
    return found
