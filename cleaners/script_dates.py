"""Dates in scripts: in go the scripts of a page and what it is called, out come the days on which they say that it was put up.

Pages that build themselves keep the day in a variable only: ``var ct = "1620518400"``, ``"publishTime": 1620518400000``,
``publish_time: '2021-05-09 08:00'``. Seconds since 1970 are read as Beijing time, as the content systems that use these names do.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from corpus.dates import first_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MAX_SCRIPT = 500_000
"""Characters of a script that is read; the state of a news page has up to 200,000."""

MAX_ASSIGNMENTS = 200
"""Variables of this kind that are looked at in one page."""

MAX_OBJECT = 4_000
"""Characters around a variable in which the page's title must stand, where the page has several such days."""

MIN_TITLE = 6
"""Characters of a title that tells an object from others."""

_BEIJING = timedelta(hours=8)
_NAMES = (
    r"date_?published|(?:article_?|page_?|first_?)?publish(?:ed)?_?(?:time|date|at|on)|(?:article_?|page_?)?pub_?(?:time|date)",
    r"(?:news_?|post_?|release_?|article_?)(?:time|date)|ct|c_?time|create_?(?:time|date|at)|created_?(?:time|at|on)|ptime",
)
"""Variables that say when a page was published, before those that say when its text was written into the system."""

_VALUE = r"(?P<value>(?:19|20)\d\d(?:\\?[-/.]|年)\d{1,2}(?:\\?[-/.]|月)\d{1,2}日?|1\d{9}(?:\d{3})?(?![\d.]))"
_ASSIGNED = re.compile(rf"[:=]\s{{0,3}}\\?[\"']?{_VALUE}")
_NAMED = tuple(re.compile(rf"(?<![a-z\d])[_$]{{0,3}}(?:{names})\\?[\"']?\s{{0,3}}$", re.IGNORECASE) for names in _NAMES)
"""Names before the ``:`` or ``=``: there are a hundred times as many of them as of values that are days."""

_NAMES_END = ("published", "time", "date", "at", "on", "ct")
"""What each of the names ends in: looking for a name where none can be took a page a millisecond."""

_LONGEST_NAME = 40
"""Characters of a name with marks and blanks around it."""


def days_in_scripts(scripts: Sequence[str], names: Sequence[str]) -> list[str]:
    """Return the ISO days of the page that ``names`` are the names of; none where its scripts tell of several days and none is its own."""
    assigned = [(script, match) for script in scripts if len(script) <= MAX_SCRIPT for match in _ASSIGNED.finditer(script)]
    named = [(script, match, before) for script, match in assigned if _may_be_name(before := _before(script, match))]
    for name in _NAMED:
        found = [(script, match) for script, match, before in named if name.search(before)][:MAX_ASSIGNMENTS]
        days = {day for _, match in found for day in _days(match["value"])}
        if len(days) > 1:
            days = {day for script, match in found if _is_beside(script, match, names) for day in _days(match["value"])}
        if len(days) == 1:
            return list(days)
    return []


def _before(script: str, match: re.Match[str]) -> str:
    return script[max(match.start() - _LONGEST_NAME, 0) : match.start()]


def _may_be_name(before: str) -> bool:
    return before.rstrip().rstrip("\"'").rstrip("\\").casefold().endswith(_NAMES_END)


def _is_beside(script: str, match: re.Match[str], names: Sequence[str]) -> bool:
    """Return whether the braces closest around a variable hold one of the page's names too."""
    start = max(script.rfind("{", 0, match.start()), match.start() - MAX_OBJECT)
    end = script.find("}", match.end(), match.end() + MAX_OBJECT)
    beside = script[start : end if end != -1 else match.end() + MAX_OBJECT]
    return any(name in beside for name in names if len(name) >= MIN_TITLE)


def _days(value: str) -> Iterator[str]:
    """Yield the day of a written date or of seconds or thousandths of seconds since 1970."""
    if not value.isdecimal():
        day = first_date(value.replace("\\", ""))
        if day:
            yield day
        return
    seconds = int(value[: len("1620518400")])
    yield (datetime.fromtimestamp(seconds, UTC) + _BEIJING).date().isoformat()
