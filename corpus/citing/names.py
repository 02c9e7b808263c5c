"""Names that a text has given to others: in goes a name, out comes the citation that first named its text."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, TypeAlias

from corpus.citing.bare import may_begin
from corpus.citing.words import KINDS, VERSION, is_generic, kind_of, name_key, own_kind
from corpus.matchkey import match_key

Antecedent: TypeAlias = int | Literal["self"] | None
"""The position of a citation in reading order, the text itself, or nothing."""

MIN_BARE = 3
"""Characters of a name that is known without marks: 刑法 and 办法 alone are too short to be sure."""

_LONG_ENOUGH = 40
"""Characters of the longest name that is looked for without marks."""

_SUFFIXES = re.compile(rf"(?:{'|'.join(KINDS)})\Z")
_MARKS = str.maketrans("", "", '《》〈〉“”"「」')


class Name(NamedTuple):
    """What a name means: the kind of citation it makes, and the citation that first named the text."""

    kind: Literal["full", "short", "id"]
    antecedent: Antecedent


class Names:
    """The names known so far in one text; ``own_title`` is the text's own."""

    def __init__(self, own_title: str) -> None:
        """Begin with no names."""
        self._own = name_key(VERSION.sub("", match_key(own_title)))
        self._own_kind = own_kind(own_title)
        self._defined: dict[str, int] = {}
        self._titles: dict[str, tuple[int, str]] = {}
        self._bases: dict[str, int] = {}
        self._numbers: dict[str, int] = {}
        self._by_suffix: dict[str, int] = {}
        self._lengths: set[int] = set()
        self.last: int | None = None

    def of_number(self, number: str) -> int | None:
        """Return the citation that first had this number."""
        return self._numbers.get(number)

    def add_number(self, number: str, citation: int) -> None:
        """Remember a number by the citation that first has it."""
        self._numbers.setdefault(number, citation)

    def add_title(self, title: str, citation: int) -> None:
        """Remember a text by its title, and by the generic words that its title ends with (the Law, 《实施意见》)."""
        key = name_key(title)
        self._titles.setdefault(key, (citation, _plain(title)))
        base = name_key(VERSION.sub("", match_key(title)))
        self._bases.setdefault(base, citation)
        if MIN_BARE <= len(base) <= _LONG_ENOUGH and not base[-1].isascii():
            self._lengths.add(len(base))
        for suffix in _generic_suffixes(base):
            self._by_suffix[suffix] = citation
        kind = kind_of(title)
        if kind:
            self._by_suffix[_singular(kind)] = citation

    def define(self, name: str, citation: int) -> None:
        """Remember the name that a text gives to what it cites."""
        key = name_key(name)
        if key:
            self._defined[key] = citation
            if MIN_BARE <= len(key) <= _LONG_ENOUGH:
                self._lengths.add(len(key))

    def look_up(self, name: str) -> Name | None:
        """Return what a title or name means; None where it was not named before and says more than its kind."""
        key = name_key(name)
        if key in self._titles and key not in self._defined:
            citation, written = self._titles[key]
            return Name("short" if len(_plain(name)) < len(written) else "full", citation)
        if key in self._defined:
            return Name("short", self._defined[key])
        if key in self._bases:
            return Name("short", self._bases[key])
        if is_generic(key):
            return Name("short", self.of_kind(key))
        return None

    def of_kind(self, kind: str, begin: int = 0) -> Antecedent:
        """Return the last text named whose title ends so, else this text if its own title does.

        "The Act" inside an Act is that Act, unless the clause, whose citations begin at ``begin``, names another.
        """
        found = self._by_suffix.get(_singular(kind))
        if found is not None and (found >= begin or not (kind.isascii() and self.is_own_kind(kind))):
            return found
        return "self" if self.is_own_kind(kind) else None

    def of_own(self, written: str, kind: str) -> Antecedent:
        """Return what 本办法 means: this text, or what it calls so (以下简称本法); 本法 in the rules that implement a law is the law."""
        defined = self._defined.get(name_key(written))
        if defined is not None:
            return defined
        if kind in ("法", "条例") and self._own_kind and not self.is_own_kind(kind):
            return self._by_suffix.get(kind, "self")
        return "self"

    def is_own_kind(self, kind: str) -> bool:
        """Return whether the text's own title says that it is of this kind."""
        if not kind:
            return False
        return _singular(self._own_kind) == _singular(kind) if kind.isascii() else self._own.endswith(kind)

    def is_defined(self, name: str) -> bool:
        """Return whether the text has given this name to another."""
        return name_key(name) in self._defined

    def bare_ending_at(self, folded: str, end: int, not_before: int) -> int | None:
        """Return where the longest known name without marks begins that ends at ``end``, and that is not the end of a longer one."""
        for length in sorted(self._lengths, reverse=True):
            start = end - length
            if start >= not_before and not is_generic(folded[start:end]):
                key = folded[start:end].lower()
                if key in self._defined or (key in self._bases and may_begin(folded, start)):
                    return start
        return None


def _plain(title: str) -> str:
    return match_key(title).translate(_MARKS)


def _singular(kind: str) -> str:
    return kind.removesuffix("s") if kind.isascii() else kind


def _generic_suffixes(base: str) -> list[str]:
    """Return the generic words that a title ends with, each longer: 意见, 指导意见."""
    kind = _SUFFIXES.search(base)
    if not kind:
        return []
    starts = range(kind.start(), max(kind.start() - 5, -1), -1)
    found = [base[start:] for start in starts if is_generic(base[start:])]
    return [*found, "法"] if base.endswith("法") else found
