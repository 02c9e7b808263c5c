"""Misreadings: in goes text that was decoded with the wrong codec, out comes what its bytes spell, unit by unit, or what it was made of.

``鍏充簬`` is the UTF-8 of ``关于`` read as GBK: written back as GBK and read as UTF-8 it is ``关于`` again. Where a decoder put U+FFFD or
``?`` for bytes, only characters that the page holds in full are read; each other one is a gap, U+FFFD. Nothing here judges whether a
text *is* misread; this is the arithmetic that proposes a change and that proves it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

GAP = "\ufffd"
"""What stands for a lost character, in what a decoder left behind and in what is read again."""

BYTES_LOST = ", bytes lost"
"""How the name of an inverse ends that reads only what is spelled out in full."""

MAX_ROUNDS = 3
"""How often the same mistaken decoding may have been made on one text; twice is seen in the wild, thrice is the margin."""

_HOLE = b"\xff"
"""Stands for lost bytes. No UTF-8, GBK or Big5 has this byte."""

_EURO = "€"
"""What Windows and every browser read for byte 0x80, which GBK and GB 18030 leave undefined."""


class Unit(NamedTuple):
    """The smallest stretch that was misread on its own: ``before`` is read again as ``after``."""

    before: str
    after: str


class Step(NamedTuple):
    """One misreading: text in the charset ``actual`` was decoded as ``mistaken``; both are names of Python codecs."""

    actual: str
    mistaken: str


def parse(inverse: str) -> tuple[Step, ...]:
    """Return the misreadings that an inverse names, the first that was made first: ``A read as B, then C read as D``."""
    pairs = (part.partition(" read as ") for part in inverse.removesuffix(BYTES_LOST).split(", then "))
    return tuple(Step(actual, mistaken) for actual, _, mistaken in pairs)


def misread(text: str, step: Step) -> str:
    """Return ``text`` misread once, as a browser would; raise ``UnicodeError`` or ``LookupError`` where that is impossible."""
    return _decode(text.encode(step.actual), step.mistaken)


def reread(text: str, steps: Sequence[Step]) -> list[Unit]:
    """Return ``text`` read again, the last misreading undone first, in units that join to ``text`` and to what it says."""
    units = _reread_once(text, steps[-1])
    for step in reversed(steps[:-1]):
        units = _joined(units, _reread_once("".join(unit.after for unit in units), step))
    return units


def follows(before: str, after: str, inverse: str) -> bool:
    """Return whether ``after`` follows from ``before`` by undoing the misreadings that ``inverse`` names.

    A single one may have been made up to ``MAX_ROUNDS`` times. Raises ``UnicodeError`` or ``LookupError`` where it is impossible.
    """
    steps = parse(inverse)
    if inverse.endswith(BYTES_LOST):
        return "".join(unit.after for unit in reread(before, steps)) == after
    rounds = MAX_ROUNDS if len(steps) == 1 else 1
    restored = after
    for _round in range(rounds):
        for step in steps:
            restored = misread(restored, step)
        if restored == before:
            return True
    return False


def _decode(data: bytes, encoding: str) -> str:
    """Decode as browsers do: undefined single bytes become the control of the same number, byte 0x80 of GBK the euro sign."""
    if encoding in _DOUBLE_BYTE:
        text = data.decode(encoding, "surrogateescape")
        if encoding in {"gbk", "gb18030"}:
            text = text.replace("\udc80", _EURO)
    else:
        text = data.decode(encoding, "surrogateescape").translate(_CONTROLS)
    text.encode("utf-8")  # raises where a byte is still undefined
    return text


_CONTROLS = {0xDC00 + byte: byte for byte in range(0x80, 0x100)}
_DOUBLE_BYTE = frozenset({"gbk", "gb18030", "big5", "big5hkscs", "cp950", "shift_jis", "cp932", "utf-8"})


@lru_cache(maxsize=1 << 17)
def _encode(character: str, encoding: str) -> bytes:
    """Return the bytes that ``encoding`` reads as ``character``, or a hole where there are none."""
    if character == GAP:
        return _HOLE
    try:
        data = character.encode(encoding)
    except UnicodeEncodeError:
        if character == _EURO and encoding == "gbk":
            return b"\x80"
        if encoding in _DOUBLE_BYTE or not "\x80" <= character <= "\xff":
            return _HOLE
        data = bytes([ord(character)])
    try:
        return data if _decode(data, encoding) == character else _HOLE
    except UnicodeError:
        return _HOLE


def _written(text: str, encoding: str) -> list[bytes]:
    """Return the bytes of each character of ``text``; of two forms of the euro sign the one that its neighbour fits."""
    data = [_encode(character, encoding) for character in text]
    if encoding == "gb18030" and _EURO in text:
        for at, character in enumerate(text):
            if character == _EURO and not (at + 1 < len(data) and b"\x80" <= data[at + 1][:1] <= b"\xbf"):
                data[at] = b"\x80"
    return data


_UTF8 = re.compile(
    rb"[\x00-\x7f]"
    rb"|(?P<whole>[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|\xed[\x80-\x9f][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}"
    rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2})"
    rb"|(?P<mark>[\xe2\xe3]\xff[\x80-\xbf])"
    rb"|[\xc2-\xdf][\xff?]|[\xe0-\xef][\x80-\xbf\xff?]{0,2}|[\xf0-\xf4][\x80-\xbf\xff?]{0,3}|\??[\x80-\xbf\xff]+|[\xc0-\xff]",
)
"""ASCII, a whole character, or what is left of one. A question mark stands for a byte where one is missing, else for itself.
A ``mark``: byte 0x80 has no character in GBK, so ``。`` (E3 80 82) is often left as E3, hole, 82; see ``_MARKS``."""

_GBK = re.compile(rb"[\x00-\x7f]|(?P<whole>[\x81-\xfe][\x40-\x7e\x80-\xfe])|(?P<mark>(?!))|[\x81-\xfe]?\xff|[\x80-\xfe]")
_BIG5 = re.compile(rb"[\x00-\x7f]|(?P<whole>[\x81-\xfe][\x40-\x7e\xa1-\xfe])|(?P<mark>(?!))|[\x81-\xfe]?\xff|[\x80-\xfe]")
_TOKENS = {"utf-8": _UTF8, "gbk": _GBK, "gb18030": _GBK, "big5": _BIG5, "big5hkscs": _BIG5, "cp950": _BIG5}

_MARKS = re.compile("[\u2010-\u2027\u2030-\u203f\u3001-\u3003\u3008-\u301f]")
"""Punctuation between U+2000 and U+203F or U+3000 and U+303F: the only thing that a hole is filled with. It adds no Han character
and no word, and no other character with these two bytes stands in Chinese text."""


def _reread_once(text: str, step: Step) -> list[Unit]:
    """Undo one misreading. A unit ends where a character of ``text`` and one of what it says end at the same byte."""
    written = _written(text, step.mistaken)
    ends = list(accumulate(map(len, written)))
    units: list[Unit] = []
    after: list[str] = []
    start = at = 0
    for token in _TOKENS[step.actual].finditer(b"".join(written)):
        after.append(_spelled(token, step.actual))
        while at < len(ends) and ends[at] < token.end():
            at += 1
        if ends[at] == token.end():
            at += 1
            units.append(Unit(text[start:at], "".join(after)))
            start, after = at, []
    return units


def _spelled(token: re.Match[bytes], encoding: str) -> str:
    data = token[0]
    if token.lastgroup == "whole":
        try:
            return _decode(data, encoding)
        except UnicodeError:
            return GAP
    if token.lastgroup == "mark":
        mark = data.replace(_HOLE, b"\x80").decode()
        return mark if _MARKS.match(mark) else GAP
    return data.decode("ascii") if data[0] < 0x80 and len(data) == 1 else GAP  # noqa: PLR2004  # ASCII


def _joined(first: Sequence[Unit], second: Sequence[Unit]) -> list[Unit]:
    """Return the units of one reading after the other: those that end where a unit of both ends."""
    ends = {0: 0}
    length = position = 0
    for unit in first:
        length += len(unit.after)
        position += len(unit.before)
        ends[length] = position
    before = "".join(unit.before for unit in first)
    units: list[Unit] = []
    after: list[str] = []
    length = start = 0
    for unit in second:
        after.append(unit.after)
        length += len(unit.before)
        if length in ends:
            units.append(Unit(before[start : ends[length]], "".join(after)))
            start, after = ends[length], []
    return units
