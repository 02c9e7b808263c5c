"""Filters: in go the limits that a search was given, out comes whether a clause lies within them."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from corpus.matchkey import match_key
from indexer.errors import QueryError

if TYPE_CHECKING:
    from indexer.reader import ClauseReader

LANGUAGES = ("zh", "en", "mixed", "und")
PART_KINDS = ("policy", "news", "other")
"""What a part of a page is, see ``corpus.model.Part``."""

_DATE = re.compile(r"\d{4}(-\d\d){0,2}", re.ASCII)
_FIRST_DAY = "-01-01"


class Filters(NamedTuple):
    """Limits of a search; None where there is none.

    ``since`` and ``until`` are ISO years, months or days, both included; ``source`` is a part of the page's source or of its
    publisher, ``issuer`` a part of an issuer's name, whatever the case, width or script variant.
    """

    lang: str | None = None
    since: str | None = None
    until: str | None = None
    source: str | None = None
    issuer: str | None = None

    def check(self) -> None:
        """Raise ``QueryError`` for a language or a date that cannot be."""
        if self.lang is not None and self.lang not in LANGUAGES:
            raise QueryError(f"{self.lang!r} is no language of clauses; use one of {', '.join(LANGUAGES)}")
        for name, limit in (("since", self.since), ("until", self.until)):
            if limit is not None and not is_date(limit):
                raise QueryError(f"{name} {limit!r} is no date; write a year, month or day as 2021, 2021-06 or 2021-06-17")
        if self.since is not None and self.until is not None and self.since[: len(self.until)] > self.until:
            raise QueryError(f"since {self.since} is later than until {self.until}; swap them")

    @property
    def dated(self) -> bool:
        """Whether there is a limit of time."""
        return self.since is not None or self.until is not None

    @property
    def limiting(self) -> bool:
        """Whether there is a limit but those of time."""
        return self.lang is not None or self.source is not None or self.issuer is not None

    def admit(self, reader: ClauseReader, number: int) -> bool:
        """Return whether the clause lies within every limit but those of time; mixed text counts as Chinese and as English."""
        if self.lang is not None:
            lang = reader.value("lang", number).decode()
            if lang != self.lang and not (lang == "mixed" and self.lang in {"zh", "en"}):
                return False
        if self.source is None and self.issuer is None:
            return True
        shown = reader.shown(number)
        return _within(self.source, shown["source"], shown["publisher"]) and _within(self.issuer, *shown["issuers"])

    def in_time(self, published: str) -> bool:
        """Return whether an ISO date lies within the limits of time, compared as far as both it and the limit are precise."""
        since = (self.since or "")[: len(published)]
        return published >= since and (self.until is None or published[: len(self.until)] <= self.until)


def is_date(written: str) -> bool:
    """Return whether a year, month or day is written in ISO form and was there: 2021-02-31 never was."""
    try:
        date.fromisoformat(written + _FIRST_DAY[len(written) - len("2021") :])
    except ValueError:
        return False
    return _DATE.fullmatch(written) is not None


def _within(wanted: str | None, *texts: str) -> bool:
    return wanted is None or any(_key(wanted) in _key(text) for text in texts)


_key = lru_cache(maxsize=4096)(match_key)
"""All clauses of a page have one source and the same issuers."""
