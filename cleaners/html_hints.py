"""Hints of an HTML page: in goes a walk over its tree, out comes what its meta elements, title, JSON-LD, times and scripts say.

None of it is text that readers see, so it never becomes text of the page: it names the date, the author, the publisher and the title
where no line of the page does, and it tells which line is the title.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

from cleaners.script_dates import days_in_scripts
from corpus.dates import first_date, is_bare_date
from corpus.sentences import weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cleaners.html_shape import Event

_META_NAMES = {
    "pubdate": "published",
    "publishdate": "published",
    "publishtime": "published",
    "article:published_time": "published",
    "date": "published",
    "dc.date": "published",
    "dc.date.issued": "published",
    "dcterms.issued": "published",
    "datepublished": "published",
    "firstpublishedtime": "published",
    "og:release_date": "published",
    "author": "author",
    "article:author": "author",
    "contentsource": "publisher",
    "source": "publisher",
    "og:site_name": "publisher",
    "sitename": "publisher",
    "articletitle": "title",
    "og:title": "title",
}
_PUBLISHED_NAME = re.compile(
    r"(?:^|.*[\s.:_-])(?:(?:first|a)?pub(?:lish(?:ed)?|lication)?[_.:-]?(?:date|time|at|on)?|date_original|post[_.-]?date|release[_.-]?date|og:time|create_at"
    r"|(?:date)?created?(?:date|time|at)?|date\.available|dcterms\.(?:date|created)|citation_(?:publication_|online_)?date|sailthru\.date|eprints\.date"
    r"|(?:p|doc|web|display|article|issue)_?date|issued|timestamp)",
    re.IGNORECASE,
)
"""Names of meta elements by which sites of their own say the day: apub:time, article.published, weibo: article:create_at, pub_date."""

_WRITTEN_NAME = re.compile(
    r"date_?update|dateModified|(?:last[_-]?)?modified|lastmod|(?:dc|dcterms)\.(?:date\.)?modified|.*(?:updated|modified)_time",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(
    r"\s*::+\s*|\s+[-–—|·•»›>:]\s+|:\s+|\s*[_|｜－・»›]\s*|\s*[–—]{1,2}\s*|(?<=[^\x00-\x7f])\s*-+\s*|\s*-+\s*(?=[^\x00-\x7f])"
)
"""What stands between a title and the site's name."""

MAX_CUTS = 12
"""Separators that are looked at in one name; titles of search engines' bait have dozens."""

MIN_KEY = 6
"""Letters of English of a title's words."""

_NO_WORD = re.compile(r"\W+")
_JSON_LD = "ld+json"
_PUBLISHED_TIME = re.compile(r"publish|pubdate|entry-date|datePublished", re.IGNORECASE)
_UPDATED_TIME = re.compile(r"update|modif", re.IGNORECASE)
_NAMED_DAY = re.compile(r"publish|pub-?(?:date|time)|post(?:ed)?-?(?:date|time|on)|entry-date|release-?(?:date|time)", re.IGNORECASE)
"""Classes and names of elements that give the day in an attribute: ``<abbr class=published title=…>``, ``<input id=pubtime value=…>``."""

_DAY_ATTRIBUTES = ("datetime", "title", "data-time", "data-date", "data-timestamp", "value")
_OPENS_YEAR = ("19", "20")
_PAGE_ELEMENTS = frozenset({"html", "body", "article", "main"})
_TELLING = _PAGE_ELEMENTS | {"meta", "time"}
_TELLING_ATTRIBUTES = frozenset({"itemprop", *_DAY_ATTRIBUTES})
"""Elements that say something of the page whatever their attributes, and attributes of others that do: most elements have neither."""

_DATA_NAMES = ("data-publishtime", "data-ptime", "data-pubtime", "data-publish-time", "data-published")

_LINKED_DAYS = {
    "datePublished": "published",
    "pubDate": "published",
    "dateCreated": "time",
    "uploadDate": "time",
    "dateModified": "updated",
}
"""Names of days in linked data; pubDate is that of Baidu's pages."""

_HOLDS_THINGS = ("@graph", "mainEntity")
MAX_DEPTH = 3
"""Things in one another that are looked into: a list, its graph, what the page is about."""

MAX_JSON = 200_000
"""Characters of a script of linked data that is read; those of 367 news pages have 40,000 at most."""


class Hints(NamedTuple):
    """``facts``: what is said, by fact, most trusted first; ``names``: what the page is called, as it stands."""

    facts: dict[str, list[str]]
    names: tuple[str, ...]


def read_hints(events: Sequence[Event]) -> Hints:
    """Return what a page says of itself outside of its text; of its days those of meta elements and linked data stand first."""
    facts: dict[str, list[str]] = {}
    title = ""
    script = ""
    scripts: list[str] = []
    for kind, name, text, said in events:
        if kind == "text":
            if name == "title" and not title:
                title = " ".join(text.split())
            elif script:
                scripts.append(text)
                if _JSON_LD in script:
                    _read_linked_data(text, facts)
            continue
        script = said.get("type", "script") if kind == "start" and name == "script" else ""
        if said and kind == "start" and (name in _TELLING or not _TELLING_ATTRIBUTES.isdisjoint(said)):
            _read_element(name, said, facts)
    names = [*facts.get("title", []), *([title] if title else [])]
    times = {day for value in facts.pop("time", []) if (day := first_date(value))}
    less = [*days_in_scripts(scripts, [part for name in names for part in name_parts(name)]), *(times if len(times) == 1 else ())]
    if less and not any(first_date(value, labelled=True) for value in facts.get("published", [])):
        facts.setdefault("published", []).extend(less)
    if "published" in facts:
        facts.pop("updated", None)
    if title:
        facts.setdefault("title", []).append(max(name_parts(title), key=weight))
    return Hints(facts, tuple(names))


def _read_element(name: str, said: Mapping[str, str], facts: dict[str, list[str]]) -> None:
    """Note what one element says: a meta element by its name, another by ``itemprop``, ``datetime`` or a data attribute."""
    value = said.get("content", "").strip()
    fact: str | None = None
    if name == "meta":
        fact = _fact_of((said.get("name") or said.get("property") or said.get("itemprop") or "").strip().lower(), value)
    elif said.get("itemprop") == "datePublished" or name == "time":
        marks = " ".join((said.get("itemprop", ""), said.get("class", ""), "pubdate" if "pubdate" in said else ""))
        fact = "published" if _PUBLISHED_TIME.search(marks) else None if _UPDATED_TIME.search(marks) else "time"
        value = said.get("datetime", "").strip() or value
    elif name in _PAGE_ELEMENTS:
        value = next((said[data] for data in _DATA_NAMES if data in said), "")
        fact = "published"
    else:
        value = next((said[one] for one in _DAY_ATTRIBUTES if said.get(one, "").startswith(_OPENS_YEAR)), "")
        fact = _fact_of_attribute(name, said, value) if value else None
    if fact and value:
        facts.setdefault(fact, []).append(value)


def _fact_of_attribute(name: str, said: Mapping[str, str], value: str) -> str | None:
    """Return what a day in an attribute tells: when the page was published, or, where neither class nor name says so, some time."""
    marks = " ".join((said.get("class", ""), said.get("id", ""), said.get("name", "")))
    if name == "a" or "value" in said or not is_bare_date(value):
        return "published" if name == "input" and _NAMED_DAY.search(marks) else None
    return "published" if _NAMED_DAY.search(marks) else None if _UPDATED_TIME.search(marks) else "time"


def _fact_of(name: str, value: str) -> str | None:
    """Return what a meta element of this name tells; one that no list has may still tell a day, where its value is one."""
    if name in _META_NAMES or not first_date(value, labelled=True):
        return _META_NAMES.get(name)
    if _PUBLISHED_NAME.fullmatch(name):
        return "published"
    return "updated" if _WRITTEN_NAME.fullmatch(name) else None


def _read_linked_data(script: str, facts: dict[str, list[str]]) -> None:
    """Note when an article was published, else when it was written or changed, as its linked data say; what is no JSON says nothing."""
    if len(script) > MAX_JSON or not any(name in script for name in _LINKED_DAYS):
        return
    try:
        data = json.loads(script, strict=False)
    except (ValueError, RecursionError):
        return
    for name, day in _linked_days(data, 0):
        facts.setdefault(_LINKED_DAYS[name], []).append(day)


def _linked_days(data: object, depth: int) -> Iterator[tuple[str, str]]:
    """Yield every day that is said of an article, of a list of things, of a graph, or of what a page is about, with its name."""
    things = data if isinstance(data, list) else [data]
    for thing in things:
        if not isinstance(thing, dict):
            continue
        for inside in _HOLDS_THINGS:
            if depth < MAX_DEPTH and isinstance(thing.get(inside), dict | list):
                yield from _linked_days(thing[inside], depth + 1)
        yield from ((name, thing[name]) for name in _LINKED_DAYS if isinstance(thing.get(name), str))


def name_parts(name: str) -> list[str]:
    """Return the parts of a name between separators: the title, the section's name, the site's."""
    return [part.strip() for part in _SEPARATOR.split(name)]


def key_of(name: str) -> str:
    """Return the letters and digits of a name in lower case, by which names are compared."""
    return _NO_WORD.sub("", name).lower()


def keys_of(names: Sequence[str]) -> frozenset[str]:
    """Return the keys of every run of parts of ``names`` that is long enough to tell a title."""
    keys = (key_of(part) for name in names for part in runs_of(name))
    return frozenset(key for key in keys if weight(key) >= MIN_KEY)


def runs_of(name: str) -> Iterator[str]:
    """Yield a name, and every run of its parts: one of them may be the title without the site's name and the section's."""
    cuts = list(_SEPARATOR.finditer(name))[:MAX_CUTS]
    for start in (0, *(cut.end() for cut in cuts)):
        for end in (*(cut.start() for cut in cuts), len(name)):
            if start < end:
                yield name[start:end].strip()
