"""English names of policy texts in running text: in goes text, out come runs of capitalised words that read as titles.

"the Opinions of the General Office of the State Council on Promoting …": kind, then what it is about; "the Drug Administration Law of the
PRC": subject, then kind. A title ends where lower-case words begin that do not link.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from corpus.citing.words import COMPLEMENTS, ENGLISH_KINDS, ENGLISH_LAWS

MAX_LEFT, MAX_RIGHT = 14, 60
"""Words of a title before and behind the word that says its kind."""

_TOKEN = re.compile(r"[A-Za-z0-9](?:[\w'’/-]|\.(?=[A-Za-z0-9]))*|[^\sA-Za-z0-9]")
_KIND = re.compile(rf"\b(?:{'|'.join(word.capitalize() for word in sorted(ENGLISH_KINDS, key=len, reverse=True))})\b")
_LINKS = COMPLEMENTS | frozenset(
    "the and or a an by with from at as into through against its their during among between within toward towards".split()
)
_CAPITALISED = frozenset("Governing Concerning Regarding Relating For".split())
"""What a title in title case links with: Regulations Governing …."""

_MONTHS = frozenset("january february march april may june july august september october november december".split())
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_UNITS = frozenset("article articles section sections chapter chapters part parts item items paragraph paragraphs".split())
_OPENERS = frozenset(
    "the this these that those in on under pursuant according by for if whoever where when while violation violations as with see compare"
    " both all each any no such its their our it and or"
    " but since after before from to at of a an how what why which who following per".split()
)
_NO_NAME = _MONTHS | _DAYS | _UNITS | _OPENERS
_PEOPLE_HAVE = frozenset("opinion opinions plan guide method program programme decision".split())
"""Kinds that people and places have too: the Opinions of Dr. Sun, the Plan of the Town. As titles they say what they are about."""

_GROUPS = frozenset("people women children men employee worker consumer farmer".split())
"""Whose a law may be by its own title: the Women's Rights Law."""

_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)|(?:19|20)\d\d")
_DETERMINERS = frozenset("the these this that said present such same".split())


class EnglishName(NamedTuple):
    """A run of words that names a policy text, or only its kind (``is_kind``), with the determiner before it.

    ``is_sure`` is false where the name could be anyone's (the National Plan): a number, a pin or a definition must confirm it.
    """

    start: int
    end: int
    determiner: str
    determiner_start: int
    is_kind: bool
    is_sure: bool


class _Token(NamedTuple):
    word: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        """The word in lower case."""
        return self.word.lower()

    @property
    def is_name(self) -> bool:
        """Whether the word may be part of a title: capitalised or a number, and no word that only opens a sentence."""
        return (self.word[0].isupper() or self.word[0].isdigit()) and self.lower not in _NO_NAME


def english_names(text: str) -> list[EnglishName]:
    """Return the names in ``text``, in order, none inside another."""
    if not _KIND.search(text):
        return []
    tokens = [_Token(match[0], match.start(), match.end()) for match in _TOKEN.finditer(text)]
    found: list[EnglishName] = []
    for position, token in enumerate(tokens):
        if _KIND.fullmatch(token.word) and (not found or token.start >= found[-1].end):
            name = _name(tokens, position)
            if name and (not found or name.start >= found[-1].end):
                found.append(name)
    return found


def _name(tokens: list[_Token], position: int) -> EnglishName | None:
    following = tokens[position + 1] if position + 1 < len(tokens) else None
    numbered = following is not None and following.word.isdigit()
    if following and not numbered and following.is_name and following.lower not in COMPLEMENTS and _adjacent(tokens, position + 1):
        return None  # "Standards Bureau", "Law School"; of "Regulations Implementation Rules" the last word is the kind
    first = _left(tokens, position)
    last = position + 1 if numbered else _right(tokens, position)
    before = tokens[first - 1] if first and _adjacent(tokens, first) else None
    determiner = before.lower if before and before.lower in _DETERMINERS else ""
    begins = before.start if before and determiner else tokens[first].start
    if before and determiner in ("present", "said", "same") and first > 1 and tokens[first - 2].lower == "the":
        begins = tokens[first - 2].start
    kind = tokens[position].lower
    if first == position == last:
        return EnglishName(tokens[first].start, tokens[last].end, determiner, begins, is_kind=True, is_sure=False) if determiner else None
    words = {token.lower for token in tokens[position + 1 : last + 1]}
    about = last > position and not numbered and (kind not in _PEOPLE_HAVE or bool(words & (COMPLEMENTS - {"of", "in"})))
    sure = about or (kind in ENGLISH_LAWS and first < position)
    return EnglishName(tokens[first].start, tokens[last].end, determiner, begins, is_kind=False, is_sure=sure)


def _adjacent(tokens: list[_Token], position: int) -> bool:
    """Return whether only white space stands between a token and the one before it."""
    return position > 0 and tokens[position].start > tokens[position - 1].end and tokens[position - 1].word[-1].isalnum()


def _left(tokens: list[_Token], position: int) -> int:
    """Return where the words before the kind begin: "Basic Healthcare and Health Promotion" before "Law"."""
    first = position
    current = position
    while current > max(position - MAX_LEFT, 0) and _adjacent(tokens, current):
        before = tokens[current - 1]
        if before.is_name and (before.word[0].isupper() or _ORDINAL.fullmatch(before.word)):
            first = current - 1
        elif before.word not in ("and", "of") or first == position or (current > 1 and _KIND.fullmatch(tokens[current - 2].word)):
            break
        current -= 1
    if first < position and tokens[first].lower.endswith(("'s", "’s")) and tokens[first].lower[:-2] not in _GROUPS:
        first += 1  # Yunze's Price Regulation
    return first


def _right(tokens: list[_Token], position: int) -> int:
    """Return the last word of what a title is about, or ``position`` where it does not say it."""
    last = position
    current = position + 1
    if current >= len(tokens) or not (tokens[current].word in COMPLEMENTS or tokens[current].word in _CAPITALISED):
        return last
    current += 1
    while current < min(position + MAX_RIGHT, len(tokens)):
        token = tokens[current]
        if token.is_name:
            last = current
        elif token.word == "," or token.word in ("and", "or"):
            if not _goes_on(tokens, current):
                break
        elif token.word not in _LINKS:
            break
        current += 1
    return last


def _goes_on(tokens: list[_Token], position: int) -> bool:
    """Return whether a title goes on behind a comma or "and": not where another title begins (…, the Price Law; and Measures for …).

    A comma goes on only inside a list that an "and" ends: Inheritance, Innovation and Development.
    """
    is_comma = tokens[position].word == ","
    current = position + 1
    if is_comma and current < len(tokens) and tokens[current].word in ("and", "or"):
        return _goes_on(tokens, current)
    if not is_comma and current < len(tokens) and tokens[current].word in ("the", "its"):
        current += 1
    if current >= len(tokens) or not tokens[current].is_name:
        return not is_comma and current < len(tokens) and tokens[current].word in _LINKS
    while current < min(position + MAX_LEFT, len(tokens)) and tokens[current].is_name:
        if _KIND.fullmatch(tokens[current].word):
            return False
        current += 1
    return not is_comma or (
        current < len(tokens) and tokens[current].word in (",", "and", "or", "of", "for") and _list_ends(tokens, current)
    )


def _list_ends(tokens: list[_Token], position: int) -> bool:
    """Return whether an "and" joins the last member of the list that goes on at ``position``."""
    for token in tokens[position : position + MAX_LEFT]:
        if token.word in ("and", "or"):
            return True
        if not (token.is_name or token.word == "," or token.word in _LINKS):
            return False
    return False
