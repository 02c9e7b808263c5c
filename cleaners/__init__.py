"""Cleaning: in goes a raw page, out comes a document with every change logged and every lasting fault flagged."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cleaners.across.ingest import find_duplicates, ingest
    from cleaners.decode import decode
    from cleaners.language import identify_language
    from cleaners.mojibake import repair_text
    from cleaners.pipeline import clean_page

__all__ = ["clean_page", "decode", "find_duplicates", "identify_language", "ingest", "repair_text"]

_HOME = {
    "clean_page": "cleaners.pipeline",
    "decode": "cleaners.decode",
    "find_duplicates": "cleaners.across.ingest",
    "identify_language": "cleaners.language",
    "ingest": "cleaners.across.ingest",
    "repair_text": "cleaners.mojibake",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first used: decoding a string must not pay for the HTML parsers."""
    if name in __all__:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
