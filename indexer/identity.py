"""What a clause can be cited as: in goes a clause, out come the terms by which a citation finds it, and where it belongs among others.

The work's name stands in the card's title, over the headings or before the article's number in title or text; the number in the
path, in the headings, in the title or at the beginning of the text: clauses come from many tools.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from corpus.doc_numbers import find_doc_numbers, prefix_of
from corpus.editions import split_version
from corpus.fold import fold
from corpus.matchkey import match_key
from corpus.numbering import opening
from indexer.citable import ANY_AGENCY, UNKNOWN_AGENCY, Place, clause_term, names_asked, names_written, number_name, pack_place
from indexer.names import MAX_KEY, MIN_KEY, WHOLE, is_rule, name_key, names_issued, names_of
from indexer.numbers import find_numbers
from indexer.pins import PATH, find_pins

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.model import Clause

_DIVISIONS = frozenset({"part", "chapter", "section"})

_TITLE_ENDS = re.compile(r"\s*(?:[(\[【〔][^()\[\]【】〔〕]{0,60}[)\]】〕])?\s*")
"""What may stand in a title behind an article's number: 刑法第二百三十二条【故意杀人罪】."""

_TEXT_NAME = 60
"""Characters of a name before the number with which a text begins."""

_BOOK_MARKS = re.compile(f"《([^《》]{{{MIN_KEY},{MAX_KEY}}})》")

_NO_NAME = re.compile(r"本|该|根据|依据|依照|按照|参照|违反|对于|因|为|有|前|当|如|若|凡|除|属于|符合|适用")
"""What sentences begin with that cite an article: 本法第三十三条, 依照刑法第六十四条."""


def count_citable(clause: Clause) -> tuple[Counter[str], bytes]:
    """Return the terms by which citations find a clause, each counted by how exactly it names the work, and its place, packed.

    Both are empty for a clause that has no number or whose work has no name; without a number it has the names of its document's number.
    """
    title, title_path = _split_title(clause.card.title)
    headings_name, headings_path = _read_headings(clause.heading_path, named=bool(title))
    path = _normal(clause.path) or headings_path or title_path
    named = [name for name in (title, headings_name) if name]
    if not path or not any(is_rule(match_key(name)) for name in named):
        # Else 宪法第十四条“…”修改为… would make an article of an amendment one of the constitution.
        text_name, text_path = _split_text(clause.text)
        path = path or text_path
        named += [text_name] if text_name and text_path == path else []
    names = Counter[str]()
    for name in named:
        names |= Counter(names_of(name))
    numbered = Counter(dict.fromkeys(_number_names(clause.card.doc_numbers), WHOLE))
    dated = _dated(clause.card.published[: len("2021-06-17")], named)
    if not path and numbered:
        # A notice may have no numbers of its own: the units that its number is cited with are those of the text that it issues.
        return numbered, pack_place(Place(dated, "", clause.doc_id))
    names |= numbered
    if not (path and names):
        return Counter(), b""
    terms = Counter(names)
    for above in _with_those_above(path):
        terms |= Counter({clause_term(name, above): exactness for name, exactness in names.items()})
    return terms, pack_place(Place(dated, path, clause.doc_id))


@lru_cache(maxsize=256)
def own_names(title: str, doc_numbers: Sequence[str]) -> tuple[str, ...]:
    """Return the names by which others cite a text of this title and these numbers, or the text that a notice of this title issues."""
    return tuple(dict.fromkeys((*names_of(_split_title(title)[0]), *names_issued(title), *_number_names(doc_numbers))))


def cited_names(clause: Clause) -> set[str]:
    """Return the names of other texts that a clause, or the title over it, cites: in book marks, or by a number with its agency."""
    text = f"{clause.card.title}\n{clause.text}"
    titles = _BOOK_MARKS.findall(text) if "《" in text else ()
    found = {name_key(split_version(match_key(title))[0]) for title in titles} | _numbers_cited(text)
    return found.difference(own_names(clause.card.title, clause.card.doc_numbers), *map(_numbers_cited, clause.card.doc_numbers), {""})


def _numbers_cited(text: str) -> set[str]:
    normal = (number.normalised for number in find_doc_numbers(text) if number.normalised)
    return {name for number in normal for match in find_numbers(fold(number)) for name in names_asked(prefix_of(number), match.key)}


def _dated(published: str, named: Sequence[str]) -> str:
    """Return the date of a clause's version: the year that its title says, to the day where its page is of that year; else its page's.

    Of 公司法（2018年修正） put up in 2024 it is 2018. A draft (修订草案征求意见稿) is in force at no time: it has none.
    """
    versions = [split_version(match_key(name))[1] for name in named]
    if any(version.stage == "draft" for version in versions):
        return ""
    year = next((str(version.year) for version in versions if version.year), "")
    return published if published.startswith(year) else year


def _with_those_above(path: str) -> list[str]:
    """Return the path and those of the units it lies in; in an attachment also as if there were no other text."""
    attached, colon, own = path.rpartition(":")
    labels = own.split(".")
    inside = [".".join(labels[:count]) for count in range(1, len(labels) + 1)]
    return inside + [f"{attached}{colon}{above}" for above in inside if attached]


def _normal(path: str) -> str:
    """Return a path as given where it has the normal form, else what its words say (第三十三条第（二）项)."""
    if PATH.fullmatch(path):
        return path.upper()
    folded = match_key(path)
    pin = next(find_pins(folded), None)
    return pin.path if pin and (pin.start, pin.end) == (0, len(folded)) else ""


@lru_cache(maxsize=256)
def _split_title(title: str) -> tuple[str, str]:
    """Return a title without the article's number that it ends with, and that number: 刑法第一条."""
    folded = match_key(title)
    for pin in find_pins(folded):
        if pin.is_article and pin.start and _TITLE_ENDS.fullmatch(folded, pin.end):
            return folded[: pin.start].rstrip(" ,"), pin.path
    return title, ""


@lru_cache(maxsize=256)
def _read_headings(headings: Sequence[str], *, named: bool) -> tuple[str, str]:
    """Return the name of the work that stands over all other headings, and the number that those below give.

    Where the work is ``named`` by its title, a heading is another name only if it reads like one of a law.
    """
    labels: list[str] = []
    name = ""
    for depth, heading in enumerate(headings):
        found = opening(heading.strip())
        if found is None:
            name = heading if depth == 0 and (not named or is_rule(match_key(heading))) else name
        elif found.kind == "article":
            labels = [next((pin.path for pin in find_pins(match_key(found.written))), str(found.number))]
        elif found.kind not in _DIVISIONS:
            labels.append(str(found.number))
    return name, ".".join(labels)


def _split_text(text: str) -> tuple[str, str]:
    """Return the name and number of the article that a text begins with; empty what it does not say."""
    begins = match_key(text[: 2 * _TEXT_NAME])
    pin = next((pin for pin in find_pins(begins) if pin.is_article), None)
    if pin is None or "." in pin.path or pin.start > _TEXT_NAME:
        return "", ""
    if opening(begins[pin.start :] if pin.start else text.lstrip()) is None:
        return "", ""
    name = begins[: pin.start].strip(" ,《》")
    if name and (not is_rule(name) or _NO_NAME.match(name)):
        return "", ""
    return name, pin.path


@lru_cache(maxsize=256)
def _number_names(doc_numbers: Sequence[str]) -> tuple[str, ...]:
    """Return the names of the documents with these numbers, as of their agency and as of any."""
    names: list[str] = []
    for written in doc_numbers:
        normalised = next((found.normalised for found in find_doc_numbers(written) if found.normalised), "")
        for match in find_numbers(fold(written)):
            prefix = prefix_of(normalised)
            names += names_written(prefix, match.key) if prefix else [number_name(UNKNOWN_AGENCY, match.key)]
            names.append(number_name(ANY_AGENCY, match.key))
    return tuple(names)
