"""Cleaning under proof: in goes a page, out comes its cleaned form, after ``check()`` and ``to_bytes()``; what fails is kept by name.

That both hold on every page of every benchmark proves, unlike any count, that no character was lost unseen.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cleaners import clean_page
from corpus import RawPage

if TYPE_CHECKING:
    from corpus.model import Cleaned


@dataclass(slots=True)
class Proof:
    """How many pages were cleaned, and which of them failed and why."""

    pages: int = 0
    failures: list[str] = field(default_factory=list)

    def clean(self, content: bytes | str, origin: str) -> Cleaned:
        """Return the cleaned page; note it where claims overlap or leave a hole, or where the raw bytes do not come back."""
        page = RawPage(content, origin)
        cleaned = clean_page(page)
        self.pages += 1
        problem = fault(cleaned, page)
        if problem:
            self.failures.append(f"{origin}: {problem}")
        return cleaned


def fault(cleaned: Cleaned, page: RawPage) -> str:
    """Return what is wrong with the proof of a cleaned page, or an empty string."""
    try:
        cleaned.check()
    except ValueError as error:
        return str(error)
    return "" if cleaned.decoded.to_bytes() == page.data else "to_bytes() is not the page"


def squeeze(text: str) -> str:
    """Return ``text`` without white space: line ends and indents are layout, not text."""
    return "".join(text.split())


def squeeze_key(text: str) -> str:
    """Return ``text`` without white space and in one form of width: ， and , are one comma."""
    return squeeze(unicodedata.normalize("NFKC", text))
