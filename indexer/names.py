"""Names of works: in goes a title, or text that a name ends or begins, out come the keys by which citations name the work.

A key is the letters, digits and Han characters of the match key, less what is written or left out at will: 刑法, 《中华人民共和国刑法》 and
中華人民共和國刑法 have one key, and so have "the Drug Administration Law" and "Drug Administration Law of the People's Republic of China".
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from corpus.citing.bare import may_begin
from corpus.editions import split_version
from corpus.matchkey import match_key
from corpus.scripts import HAN_CLASS
from corpus.titles import LEFT_OUT, read_title

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

MAX_KEY = 200
"""Characters of a key. The longest title of the 1,263 laws of STARD has 83, English titles of decisions reach 170."""

MIN_KEY = 2
"""刑法, 宪法."""

WHOLE, SHORT = 2, 1
"""How exactly a key names a work: by its whole title, or without its version or its issuer."""

_ISSUER = re.compile(f"[{HAN_CLASS}、 ]{{2,60}}?(?=关于)")
"""Who issued a text, before what it is about: many cite 《关于…的意见》 without it."""

_CALLED = r"(?:以下(?:简)?称|简称|hereinafter(?: referred to as| called)?)\s*:?\s*(?:为|as\b)?"
_DEFINITION = re.compile(rf"\(\s*{_CALLED}(?P<short>[^()]{{1,60}})\)[\s》\"']*$")
_DEFINITIONS = re.compile(rf"\(\s*{_CALLED}(?P<short>[^()]{{1,60}})\)")

_KINDS = (
    "法 法典 条例 规定 办法 细则 规则 解释 决定 意见 通知 公告 通告 批复 纲要 章程 准则 规范 规程 法律 法规 规章 方案 规划 计划 标准 指南"
    " 制度 修正案 公约 协定"
).split()
_KIND = "|".join(_KINDS)
_RULE = re.compile(
    rf"[{HAN_CLASS})](?:{_KIND})(?:\([一二三四五六七八九十]{{1,3}}\))?$"
    r"|\b(?:law|code|constitution|regulations?|rules|measures|provisions|opinions?|decision|notice|interpretation|guidelines|act)\b"
)
"""What the names of rules end in, or in English hold."""

_LINK = re.compile(r"(?:的|中|里|中的|里的|文件?)\s*$")
"""Between a name and its unit: 刑法的第一条, 国办发〔2021〕18号文第二条."""


class Name(NamedTuple):
    """A name found in a text: its key, its place, and all that is written there as one where it may be the end of a longer name."""

    key: str
    start: int
    end: int
    longer: str = ""


def name_key(name: str) -> str:
    """Return the key of a name."""
    written = match_key(name)
    return "".join(written[place] for place in _spelled(written))


def names_of(title: str) -> dict[str, int]:
    """Return the keys by which a work of this title may be named, each with how exactly it does; none where it has no title."""
    written = match_key(title)
    plain, _ = split_version(written)
    keys: dict[str, int] = {}
    for text, exactness in ((written, WHOLE), (plain, SHORT), (_ISSUER.sub("", plain, count=1), SHORT)):
        key = name_key(text)
        if MIN_KEY <= len(key) <= MAX_KEY:
            keys.setdefault(key, exactness)
    return keys


@lru_cache(maxsize=256)
def names_issued(title: str) -> tuple[str, ...]:
    """Return the keys of the texts that a notice of this title issues or forwards, by the names that ``names_of`` gives their titles."""
    return tuple(dict.fromkeys(key for wrapped in read_title(title).all_wrapped() for key in names_of(wrapped.printed)))


def is_rule(folded: str) -> bool:
    """Return whether a folded text ends, or in English reads, like the name of a law or another rule."""
    return _RULE.search(split_version(folded)[0].rstrip("》\"' ")) is not None


def name_before(folded: str, knows: Callable[[str], bool]) -> Name | None:
    """Return the longest name that ends ``folded`` and that ``knows`` has, or None.

    In marks (《…》) it is all that they enclose, or that without the issuer. What stands between a name and its unit, its version and
    its definition (以下简称…) are looked past.
    """
    for text in _endings(folded):
        places = _spelled(text)[-MAX_KEY:]
        written = "".join(text[place] for place in places)
        mark = _opening_mark(text)
        for first, place in enumerate(places[: 1 - MIN_KEY]):
            key = written[first:]
            if not _begins_word(text, place) or (key in _KINDS and _goes_on_han(text, place)):
                continue
            if mark is not None and _spelled(text[mark:place]) and not key.startswith("关于"):
                continue
            if knows(key):
                start = min(place, place if mark is None else mark)
                return Name(key, _with_left_out(text, start), len(text), "" if mark is not None else _longer(text, place))
    return None


def name_after(folded: str, knows: Callable[[str], bool]) -> Name | None:
    """Return the longest name that begins ``folded`` and that ``knows`` has, or None."""
    places = _spelled(folded)[:MAX_KEY]
    for count in range(len(places), MIN_KEY - 1, -1):
        end = places[count - 1] + 1
        key = "".join(folded[place] for place in places[:count])
        if _begins_word(folded, end) and knows(key):
            left_out = LEFT_OUT.match(folded, len(folded) - len(folded[end:].lstrip()))
            return Name(key, 0, left_out.end() if left_out else end)
    return None


def short_names(folded: str, knows: Callable[[str], bool]) -> dict[str, str]:
    """Return the short names that a text defines for names that ``knows`` has, each with the key that it stands for."""
    found = {}
    for match in _DEFINITIONS.finditer(folded):
        name = name_before(folded[: match.start()], knows)
        if name:
            found[name_key(match["short"])] = name.key
    return found


def _endings(folded: str) -> Iterator[str]:
    """Yield ``folded``, then without what may stand at its end behind a name."""
    text = _DEFINITION.sub("", folded)
    while text:
        yield text
        text = next((shorter for shorter in (_LINK.sub("", text), _without_version(text)) if shorter != text), "")


def _without_version(text: str) -> str:
    """Return ``text`` without the version at its end; one inside a name (暂行办法) is left."""
    plain, _ = split_version(text)
    return text[: text.find(plain) + len(plain)] if plain in text else text


def _spelled(folded: str) -> Sequence[int]:
    """Return the places of the characters of a key."""
    blanked = LEFT_OUT.sub(lambda match: " " * len(match[0]), folded)
    return [place for place, character in enumerate(blanked) if character.isalnum()]


def _begins_word(text: str, place: int) -> bool:
    """Return whether no word of Latin letters or digits goes on at ``place``."""
    return not 0 < place < len(text) or not (text[place - 1 : place + 1].isascii() and text[place - 1 : place + 1].isalnum())


def _with_left_out(text: str, start: int) -> int:
    """Return where a name that starts at ``start`` starts together with what its key leaves out (中华人民共和国, "the")."""
    found = re.search(rf"(?:{LEFT_OUT.pattern})\s*$", text[:start])
    return found.start() if found else start


def _goes_on_han(text: str, place: int) -> bool:
    return re.search(f"[{HAN_CLASS}]$", text[:place]) is not None


def _opening_mark(text: str) -> int | None:
    """Return where the marks that ``text`` ends with were opened, or None where it does not end with any."""
    stripped = text.rstrip(" \"'")
    if not stripped.endswith("》"):
        return None
    depth = 0
    for place in range(len(stripped) - 1, -1, -1):
        depth += (stripped[place] == "》") - (stripped[place] == "《")
        if depth == 0:
            return place
    return None


def _longer(text: str, place: int) -> str:
    """Return all that is written as one name to the end of ``text``, where the name at ``place`` may be only the end of it."""
    before = LEFT_OUT.sub(lambda match: "," * len(match[0]), text[:place])
    if may_begin(before + text[place:], place):
        return ""
    run = re.search(rf"(?:[{HAN_CLASS}]+|[a-z' -]+)$", before)
    return (run[0] + text[place:]).strip() if run else ""
