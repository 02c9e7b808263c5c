"""Dates as pages write them: in goes text, out come ISO dates as precise as the page gives them (2021-06 or 2021-06-17).

A missing year stays missing: "June 7" and 6月7日 give nothing; neither does a year alone, of which running text is full, nor a date
whose order of day and month is open (06/07/2021, but not 20/03/2019); between full stops the day stands first (09.05.2021).
Of a range within one month ("June 4–7, 2021", 2021年6月4日至7日) the first day is given.
Years of the Republic (民國112年, 112年8月11日) are counted from 1911.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from corpus.numerals import to_number

if TYPE_CHECKING:
    from collections.abc import Iterator

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_SPACE = r"\s{0,3}"
_TO = rf"(?:{_SPACE}(?:[-–—~至]|to){_SPACE}\d{{1,2}}(?:st|nd|rd|th)?)?"
_COMMA = r"(?:\s?[,，-]\s{0,3}|\s{1,3})"

_HAN_YEAR = "(?P<year>(?:一九|二[〇○零OＯ0])[〇○零OＯ0一二三四五六七八九]{2})"
_HAN_NUMBER = "[一二三四五六七八九十]"
_MARK = r"\s?[-/.–—‐\\]\s?"
"""Between year, month and day: 2021–05–09 of a typesetter's dash, 2021\\05\\09 of a Windows clock."""

_ZEROS = str.maketrans("○OＯ0", "〇〇〇〇")
"""What people type for 〇."""

_HAN_COUNT = "[一二三四五六七八九十百〇○零OＯ]{1,6}"
_HAN_REPUBLIC = (
    "(?P<republic>一[〇○零一二三四][〇○零一二三四五六七八九]"
    "|一百(?:零[一二三四五六七八九]|一?十[一二三四五六七八九]?|[二三四]十[一二三四五六七八九]?))"
)
"""一一○年, 一百十年: a year of the Republic since 2011, when no 民國 stands before it."""

_REPUBLIC = r"(?:中\s?[華华]\s?)?民\s?[國国]\s?"
_REPUBLIC_BEGINS = 1911
"""Year 0 of the Republic calendar; a year of three digits with month and day is always one of it."""

_NOT_ON = r"(?=\d{1,2}:\d\d|\D|$)"
"""No digit follows a year, but those of a time in an element of its own: Nov 20, 20194:29 AM."""

_CUT = r"(?=$|[\s)）\]】|｜])"
"""What follows a day without 日 (2021年05月09), which a content system left out: nothing that the figure could count."""

_VOWELS = "aeouAEOU"
"""Every month has one of these."""

_FORMS = tuple(
    (needed, re.compile(pattern, re.IGNORECASE))
    for needed, pattern in (
        ("-/.–—‐\\", rf"(?<![\d/])(?<!\d\.){_YEAR}(?P<mark>{_MARK})(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})(?!\d|\.\d)"),
        ("年", rf"(?<!\d){_YEAR}\s?年\s?(?P<month>\d{{1,2}})\s?月(?:\s?(?P<day>\d{{1,2}})\s?[日号號]|(?P<day_cut>\d{{1,2}}){_CUT})?"),
        ("年", rf"(?<!\d){_YEAR}\s?年\s?(?P<month>{_HAN_NUMBER}{{1,2}})\s?月(?:\s?(?P<day>{_HAN_NUMBER}{{1,3}})\s?[日号號])?"),
        ("年", rf"(?<![\d年])(?P<month>\d{{1,2}})\s?月\s?(?P<day>\d{{1,2}})\s?日\s{{1,3}}{_YEAR}\s?年(?![\w-])"),
        (
            "年",
            r"(?<!\d)(?P<year>2\s?0\s?\d\s?\d)\s?年\s?(?P<month>(?:1\s?)?\d)\s?月\s?(?P<day>(?:[1-3]\s?)?\d)\s?[日号號]",
        ),
        ("年", rf"{_HAN_YEAR}\s?年\s?(?P<month>{_HAN_NUMBER}{{1,2}})\s?月(?:\s?(?P<day>{_HAN_NUMBER}{{1,3}})\s?[日号號])?"),
        ("年", rf"{_REPUBLIC}(?P<republic>\d{{1,3}})\s?年\s?(?P<month>\d{{1,2}})\s?月(?:\s?(?P<day>\d{{1,2}})\s?[日号號])?"),
        (
            "年",
            rf"{_REPUBLIC}(?P<republic>{_HAN_COUNT})\s?年\s?(?P<month>{_HAN_NUMBER}{{1,2}})\s?月(?:\s?(?P<day>{_HAN_NUMBER}{{1,3}})\s?[日号號])?",
        ),
        (
            "年",
            rf"(?<![\d第〇○零一二三四五六七八九十百]){_HAN_REPUBLIC}\s?年\s?(?P<month>{_HAN_NUMBER}{{1,2}})\s?月\s?(?P<day>{_HAN_NUMBER}{{1,3}})\s?[日号號]",
        ),
        ("年", r"(?<![\d第])(?<![公西]元)(?P<republic>1[0-4]\d)\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?[日号號]"),
        (_VOWELS, rf"(?<![a-z]){_MONTH}[\s-]{{0,3}}{_DAY}{_TO}{_COMMA}{_YEAR}{_NOT_ON}"),
        (_VOWELS, rf"(?<![\d.]){_DAY}{_TO}[\s/-]{{0,3}}(?:(?:day\s)?of\s)?{_MONTH}(?:{_COMMA}|/)?{_YEAR}{_NOT_ON}"),
        (_VOWELS, rf"(?<!\d){_YEAR}\s{_MONTH}\s{_DAY}(?!\d)"),
        (_VOWELS, rf"(?<![a-z]){_MONTH}\s{{1,2}}{_DAY}\s\d{{1,2}}:\d\d(?::\d\d)?\s(?:[A-Z]{{3,4}}\s)?{_YEAR}(?!\d)"),
        (".", rf"(?<![\d.])(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.{_YEAR}(?![\d.])"),
        ("-/", rf"(?<![\d/-])(?P<day>1[3-9]|2\d|3[01])(?P<mark>[/-])(?P<month>0?[1-9]|1[0-2])(?P=mark){_YEAR}(?![\d/-])"),
        ("-/", rf"(?<![\d/-])(?P<month>0?[1-9]|1[0-2])(?P<mark>[/-])(?P<day>1[3-9]|2\d|3[01])(?P=mark){_YEAR}(?![\d/-])"),
        (_VOWELS, rf"(?<![a-z]){_MONTH}{_COMMA}{_YEAR}{_NOT_ON}"),
    )
)
"""Every form, with characters of which a text must have one to hold a date of that form."""

_LABELLED = re.compile(r"(?<![\d./-])(?P<republic>1[0-4]\d)(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?![\d./-])")
"""112-08-16, which may be any number where no label says that it is a date."""

_COMPACT = re.compile(rf"(?<![\d./-]){_YEAR}(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?![\d./-])")
"""20210509, behind a label as well."""

_BOX = re.compile(
    rf"(?P<day>0?[1-9]|[12]\d|3[01])\s?日?\s{{0,3}}{_YEAR}\s?[-/.年]\s?(?P<month>0?[1-9]|1[0-2])\s?月?"
    rf"|{_YEAR.replace('year', 'year_first')}\s?年?\s{{1,3}}(?P<month_next>0?[1-9]|1[0-2])"
    r"\s?[-/.月]\s?(?P<day_last>0?[1-9]|[12]\d|3[01])\s?日?"
)
"""09 2021-05 and 2021 05/09: a calendar leaf whose day, or year, stands in an element of its own."""

_BARE = re.compile(
    r"(?:[\s\d:：,.，。+()（）【】\[\]~至–—月日号號-]|(?:星期|周|週)[一二三四五六日天]|[上下]午|t(?=\d)"
    r"|(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|to|am|pm|z|utc|gmt|[cb]st|e[sd]t|hkt)\b)*",
    re.IGNORECASE,
)
"""What may stand beside a bare date: a time of day with its zone, a weekday, the end of a range."""

MAX_LEAF = 16
"""Characters of a calendar leaf on two lines, as 2021年 and 05月09日."""

MAX_BARE = 160
"""Characters of the longest line of nothing but dates: two with weekday, time and zone have some 90."""

_MAY_HOLD = re.compile(
    "[1１][9９]|2\\s0\\s|[2２][0０]|一九|二[〇○零OＯ0]|民\\s?[國国]|[1１][0-4０-４][0-9０-９]\\s?[年./-]|一[〇○零一二三四百].{1,4}年"
)
"""The first two digits of a year, or the Republic's: most lines have none, and need not be searched for every form."""

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def find_dates(text: str, *, labelled: bool = False) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and ISO form of every date in ``text``, in order; impossible dates (2021-13-45) are none.

    ``labelled`` tells that a label announces a date: 112-08-16 and 20210509 are some then.
    """
    if not _MAY_HOLD.search(text):
        return
    half_width = text.translate(_FULL_WIDTH)
    leaf = _BOX.fullmatch(half_width.strip())
    if leaf:
        iso = _iso({name.partition("_")[0]: said for name, said in leaf.groupdict().items() if said})
        if iso:
            start = len(text) - len(text.lstrip())
            yield start, start + len(text.strip()), iso
        return
    forms = [form for needed, form in _FORMS if any(map(half_width.__contains__, needed))]
    forms += (_LABELLED, _COMPACT) if labelled else ()
    matches = [match for form in forms for match in form.finditer(half_width)]
    position = 0
    for match in sorted(matches, key=lambda match: (match.start(), -match.end())):
        if match.start() < position:
            continue
        # An impossible date takes its place too: of "31 June 2021" no "June 2021" must be left.
        position = match.end()
        iso = _iso(match.groupdict())
        if iso:
            yield match.start(), match.end(), iso


def first_date(text: str, *, labelled: bool = False) -> str:
    """Return the first date in ``text`` in ISO form, or an empty string; ``labelled`` as in ``find_dates``."""
    return next((iso for _, _, iso in find_dates(text, labelled=labelled)), "")


def is_bare_date(text: str) -> bool:
    """Return whether ``text`` is a date and nothing else, a time of day, a weekday or a second date aside."""
    text = text.strip()
    return len(text) <= MAX_BARE and _is_bare(text)


@lru_cache(maxsize=8192)
def _is_bare(text: str) -> bool:
    position = 0
    for start, end, _ in find_dates(text):
        if not _BARE.fullmatch(text, position, start):
            return False
        position = end
    return position > 0 and _BARE.fullmatch(text, position) is not None


def day_of_two(first: str, second: str) -> str:
    """Return the ISO day of a calendar leaf on two lines (09⏎2021-05, 2021⏎05/09), or an empty string; neither line gives it alone."""
    if len(first) + len(second) > MAX_LEAF:
        return ""
    whole, alone = first_date(f"{first} {second}"), first_date(second)
    return whole if len(whole) == len("2021-05-09") > len(alone) and is_bare_date(f"{first} {second}") and not first_date(first) else ""


def to_day(iso: str) -> date | None:
    """Return the day that an ISO date names, or None where it is less precise than a day."""
    return date.fromisoformat(iso) if len(iso) == len("2021-06-17") else None


def _iso(parts: dict[str, str | None]) -> str:
    """Return the ISO form of year, month and, where it is given, day; or an empty string where there is no such date."""
    day = parts.get("day") or parts.get("day_cut")
    republic = parts.get("republic")
    year = _REPUBLIC_BEGINS + _to_int(republic) if republic else _to_int(parts["year"] or "")
    numbers = [year, _to_int(parts["month"] or ""), _to_int(day) if day else 1]
    try:
        date(*numbers)
    except ValueError:
        return ""
    return f"{numbers[0]:04}-{numbers[1]:02}" + (f"-{numbers[2]:02}" if day else "")


def _to_int(written: str) -> int:
    written = "".join(written.split())
    if written[:3].lower() in _MONTHS:
        return _MONTHS.index(written[:3].lower()) + 1
    return int(written) if written.isdecimal() else to_number(written.translate(_ZEROS))
