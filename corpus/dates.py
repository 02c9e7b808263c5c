"""Dates as pages write them: in goes text, out come ISO dates as precise as the page gives them (2021, 2021-06 or 2021-06-17).

A missing year stays missing: "June 7" and 6月7日 give nothing.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from corpus.outline import to_number

if TYPE_CHECKING:
    from collections.abc import Iterator

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>\d{1,2})"
_HAN_DIGITS = "〇○零一二三四五六七八九十"
_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d){_YEAR}\s?[-/.]\s?(?P<month>\d{{1,2}})\s?[-/.]\s?{_DAY}(?!\d)",
        rf"(?<!\d){_YEAR}\s?年\s?(?P<month>\d{{1,2}})\s?月(?:\s?{_DAY}\s?[日号])?",
        rf"(?P<year>[二一][{_HAN_DIGITS}]{{3}})年(?P<month>[{_HAN_DIGITS}]{{1,2}})月(?:(?P<day>[{_HAN_DIGITS}]{{1,3}})[日号])?",
        rf"\b{_MONTH}\s+{_DAY}(?:st|nd|rd|th)?\s?,?\s+{_YEAR}\b",
        rf"\b{_DAY}(?:st|nd|rd|th)?\s+{_MONTH}\s?,?\s+{_YEAR}\b",
        rf"\b{_MONTH}\s?,?\s+{_YEAR}\b",
    )
)
_BARE = re.compile(r"[\s\d:：,.，。TZ+()（）-]*(?:[A-Z]{3})?")


def find_dates(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and ISO form of every date in ``text``, in order; impossible dates (2021-13-45) are none."""
    found: list[tuple[int, int, str]] = []
    for form in _FORMS:
        for match in form.finditer(text):
            iso = _iso(match.groupdict())
            if iso and not any(start < match.end() and match.start() < end for start, end, _ in found):
                found.append((match.start(), match.end(), iso))
    yield from sorted(found)


def first_date(text: str) -> str:
    """Return the first date in ``text`` in ISO form, or an empty string."""
    return next((iso for _, _, iso in find_dates(text)), "")


def is_bare_date(text: str) -> bool:
    """Return whether ``text`` is a date and nothing else, a time of day aside."""
    found = list(find_dates(text))
    return bool(found) and bool(_BARE.fullmatch(text[: found[0][0]] + text[found[-1][1] :]))


def to_day(iso: str) -> date | None:
    """Return the day that an ISO date names, or None where it is less precise than a day."""
    return date.fromisoformat(iso) if len(iso) == len("2021-06-17") else None


def _iso(parts: dict[str, str | None]) -> str:
    year, month, day = (parts.get(name) or "" for name in ("year", "month", "day"))
    numbers = [_to_int(year), _to_int(month), _to_int(day) if day else 1]
    try:
        date(*numbers)
    except ValueError:
        return ""
    return f"{numbers[0]:04}-{numbers[1]:02}" + (f"-{numbers[2]:02}" if day else "")


def _to_int(written: str) -> int:
    if written[:3].lower() in _MONTHS:
        return _MONTHS.index(written[:3].lower()) + 1
    return to_number(written.replace("○", "〇"))
