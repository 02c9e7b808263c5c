"""Hints of an HTML page: in goes a walk over its tree, out comes what its meta elements, title, JSON-LD and times say.

None of it is text that readers see, so it never becomes text of the page: it names the date, the author, the publisher and the title
where no line of the page does, and it tells which line is the title.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

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
_SEPARATOR = re.compile(r"\s+[-–—|·•»:]\s+|:\s+|\s*[_|｜]\s*|\s*[–—]{1,2}\s*|(?<=[^\x00-\x7f])\s*-+\s*|\s*-+\s*(?=[^\x00-\x7f])")
"""What stands between a title and the site's name."""

MAX_CUTS = 12
"""Separators that are looked at in one name; titles of search engines' bait have dozens."""

MIN_KEY = 6
"""Letters of English of a title's words."""

_NO_WORD = re.compile(r"\W+")
_JSON_LD = "ld+json"
_PUBLISHED_TIME = re.compile(r"publish|pubdate|entry-date|datePublished", re.IGNORECASE)

MAX_JSON = 200_000
"""Characters of a script of linked data that is read; those of 367 news pages have 40,000 at most."""


class Hints(NamedTuple):
    """``facts``: what is said, by fact, most trusted first; ``names``: what the page is called, as it stands."""

    facts: dict[str, list[str]]
    names: tuple[str, ...]


def read_hints(events: Sequence[Event]) -> Hints:
    """Return what a page says of itself outside of its text."""
    facts: dict[str, list[str]] = {}
    title = ""
    linked_data = False
    for event in events:
        if event.kind == "text":
            if event.name == "title" and not title:
                title = " ".join(event.text.split())
            elif linked_data:
                _read_linked_data(event.text, facts)
            continue
        said = event.attributes
        linked_data = event.kind == "start" and event.name == "script" and _JSON_LD in said.get("type", "")
        if event.kind == "start" and said:
            _read_element(event.name, said, facts)
    names = [*facts.get("title", []), *([title] if title else [])]
    if title:
        facts.setdefault("title", []).append(max(_parts(title), key=weight))
    return Hints(facts, tuple(names))


def _read_element(name: str, said: Mapping[str, str], facts: dict[str, list[str]]) -> None:
    if name == "meta":
        fact = _META_NAMES.get((said.get("name") or said.get("property") or said.get("itemprop") or "").lower())
        value = said.get("content", "").strip()
    elif name == "time":
        marks = " ".join((said.get("itemprop", ""), said.get("class", ""), "pubdate" if "pubdate" in said else ""))
        fact = "published" if _PUBLISHED_TIME.search(marks) else None
        value = said.get("datetime", "").strip()
    else:
        return
    if fact and value:
        facts.setdefault(fact, []).append(value)


def _read_linked_data(script: str, facts: dict[str, list[str]]) -> None:
    """Note when an article was published, as its linked data say; what is no JSON says nothing."""
    if len(script) > MAX_JSON or "datePublished" not in script:
        return
    try:
        data = json.loads(script, strict=False)
    except (ValueError, RecursionError):
        return
    for day in _published(data):
        facts.setdefault("published", []).append(day)


def _published(data: object) -> Iterator[str]:
    """Yield every ``datePublished`` of an article, of a list of things or of a graph."""
    things = data if isinstance(data, list) else [data]
    for thing in things:
        if not isinstance(thing, dict):
            continue
        if isinstance(thing.get("@graph"), list):
            yield from _published(thing["@graph"])
        if isinstance(thing.get("datePublished"), str):
            yield thing["datePublished"]


def _parts(name: str) -> list[str]:
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
