"""The open evaluation data: in goes the data folder, out come its records, as they stand in it.

Each function names one set of ``--data DIR``; the fields of a record are those of the set's own description. Nothing is copied.
"""

from __future__ import annotations

import gzip
import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

Record = dict[str, Any]

_MARKUP = re.compile(r"(?m)^#+\s*|<!--.*?-->|\*\*")


def records(data: Path, name: str) -> list[Record]:
    """Return all records of the set ``name`` (``html/gne``) in the order of its file."""
    with gzip.open(data / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def laws(data: Path) -> list[Record]:
    """Return 3,475 Chinese laws: ``id``, ``title``, ``date``, ``text`` with the marks of Markdown."""
    return records(data, "lawrefbook/docs")


def marked_laws(data: Path) -> list[Record]:
    """Return the laws whose openings are marked: ``id``, ``text``, ``text_flat`` (run together), ``gold`` (marks)."""
    return records(data, "lawrefbook/segmentation_gold")


def laws_of_another_source(data: Path) -> list[Record]:
    """Return 311 national laws of just-laws: ``id``, ``title``, ``date``, ``text``."""
    return records(data, "just_laws/docs")


def statute_articles(data: Path) -> list[Record]:
    """Return 55,389 articles of STARD: ``title``, ``law``, ``no``, ``text``."""
    return records(data, "stard/corpus")


def taiwan_articles(data: Path) -> list[Record]:
    """Return 25,743 articles of Taiwan's laws in two languages: ``zh`` simplified, ``zh_hant``, ``en``."""
    return records(data, "mojlaw/pairs")


def health_sentences(data: Path) -> list[Record]:
    """Return 3,071 pairs of sentences on health: ``zh``, ``en``."""
    return records(data, "tico19/pairs")


def html_pages(data: Path, name: str) -> list[Record]:
    """Return the pages of ``scrapinghub`` (181), ``readability`` (124), both with gold ``text``, or ``gne`` (62): ``id``, ``html``."""
    return records(data, f"html/{name}")


def plain_lines(text: str) -> list[str]:
    """Return the lines of a law as a page would show them: without Markdown's marks, comments and blank lines."""
    return [line for line in map(str.strip, _MARKUP.sub("", text).splitlines()) if line]
