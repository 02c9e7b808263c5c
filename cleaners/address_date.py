"""Date in a page's address: in goes a URL, out come the days that its path names, as content systems put them there.

Examples: ``/2021/0708/c123.html`` · ``/202107/t20210708_123.html`` · ``/art/2021/7/8/art_1_2.html`` · ``/2021-07/08/content_5.htm``.
The day is that on which the site put the page up, so it is asked only where the page itself says none.
"""

from __future__ import annotations

import re
from datetime import date

_PATH = re.compile(r"https?://[^/?#]+(/[^?#]*)", re.IGNORECASE)
_DAY = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)"
    r"(?:(?P<mark>[-/_.])(?P<month>\d{1,2})(?:(?P=mark)|/)(?P<day>\d{1,2})(?=[-/_.]|$)"
    r"|[-/_.]?(?P<month_two>\d\d)[-/_.]?(?P<day_two>\d\d)(?!\d))"
)


def days_in_address(origin: str) -> list[str]:
    """Return the ISO dates of the days that the path of a web address names, in order; none for a file's path."""
    path = _PATH.match(origin)
    if path is None:
        return []
    found = (_iso(match) for match in _DAY.finditer(path[1]))
    return [day for day in dict.fromkeys(found) if day]


def _iso(match: re.Match[str]) -> str:
    """Return the ISO form of a day, or an empty string where there is no such day (20219999)."""
    month, day = match["month"] or match["month_two"], match["day"] or match["day_two"]
    try:
        return date(int(match["year"]), int(month), int(day)).isoformat()
    except ValueError:
        return ""
