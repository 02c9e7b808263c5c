"""Misreadings: in goes text that was decoded with the wrong codec, out comes what its bytes spell, unit by unit, or what it was made of.

``鍏充簬`` is the UTF-8 of ``关于`` read as GBK: written back as GBK and read as UTF-8 it is ``关于`` again. Where a decoder put U+FFFD or
``?`` for bytes, only characters that the page holds in full are read; each other one is a gap, U+FFFD. Nothing here judges whether a
text *is* misread; this is the arithmetic that proposes a change and that proves it.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

GAP = "\ufffd"
"""What stands for a lost character, in what a decoder left behind and in what is read again."""

BYTES_LOST = ", bytes lost"
"""How the name of an inverse ends that reads only what is spelled out in full."""

SPACES_FOLDED = ", spaces folded"
"""How the name of an inverse ends that holds but for spaces: a no-break space became a space, and two spaces one."""

ESCAPED = ", then html-entity"
"""How the name of an inverse ends whose misread text was written as character references: ``&Atilde;&copy;`` for é."""

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


class Reading(NamedTuple):
    """What stands there and what it says read again. Unit by unit, each begins at these offsets, behind which stands that of the end."""

    before: str
    after: str
    begins: Sequence[int]
    says: Sequence[int]

    def units(self, first: int = 0, last: int | None = None) -> list[Unit]:
        """Return the units from number ``first`` up to ``last``; the two strings hold thousands, most of which nobody asks for."""
        stop = None if last is None else last + 1
        begins, says = self.begins[first:stop], self.says[first:stop]
        befores = (self.before[start:end] for start, end in pairwise(begins))
        return list(map(Unit, befores, (self.after[start:end] for start, end in pairwise(says))))

    def further(self, step: Step, *, spaces: bool = False) -> Reading:
        """Return what this reading says once the misreading ``step``, made before it, is undone as well."""
        again = _reread_once(self.after, step, spaces=spaces)
        return Reading(self.before, again.after, *_common_ends(self.says, self.begins, again.begins, again.says))


@lru_cache(maxsize=1 << 10)
def parse(inverse: str) -> tuple[Step, ...]:
    """Return the misreadings that an inverse names, the first that was made first: ``A read as B, then C read as D``."""
    pairs = (
        part.partition(" read as ")
        for part in inverse.removesuffix(ESCAPED).removesuffix(BYTES_LOST).removesuffix(SPACES_FOLDED).split(", then ")
    )
    return tuple(Step(actual, mistaken) for actual, _, mistaken in pairs)


def bare(inverse: str) -> str:
    """Return the name of an inverse without its endings."""
    return inverse.removesuffix(ESCAPED).removesuffix(BYTES_LOST).removesuffix(SPACES_FOLDED)


def misread(text: str, step: Step) -> str:
    """Return ``text`` misread once, as a browser would; raise ``UnicodeError`` or ``LookupError`` where that is impossible.

    ``cesu-8`` is UTF-8 of the two halves of UTF-16, which old databases write for emoji.
    """
    if step.actual == "cesu-8":
        halves = memoryview(text.encode("utf-16-le", "surrogatepass")).cast("H")
        return _decode("".join(map(chr, halves)).encode("utf-8", "surrogatepass"), step.mistaken)
    return _decode(text.encode(step.actual), step.mistaken)


def read_again(text: str, steps: Sequence[Step], *, spaces: bool = False) -> Reading:
    """Return ``text`` read again, the last misreading undone first.

    With ``spaces`` a space that stands where a byte is missing is byte A0, a no-break space before somebody folded it.
    """
    reading = _reread_once(text, steps[-1], spaces=spaces)
    for step in reversed(steps[:-1]):
        reading = reading.further(step, spaces=spaces)
    return reading


def reread(text: str, steps: Sequence[Step], *, spaces: bool = False) -> list[Unit]:
    """Return the units of ``text`` read again, which join to ``text`` and to what it says."""
    return read_again(text, steps, spaces=spaces).units()


def most_said(text: str, step: Step) -> int:
    """Return a number of characters, each of two bytes and more (in UTF-8: three), than which ``text`` read again says no more.

    It takes a tenth of the time of reading.
    """
    if step.actual == "utf-8":
        return len(_UTF8_OF_THREE.findall(b"".join(_written(text, step.mistaken))))
    return len(text)  # of what is longer than two bytes none is written: see ``_encode``


def follows(before: str, after: str, inverse: str) -> bool:
    """Return whether ``after`` follows from ``before`` by undoing the misreadings that ``inverse`` names.

    A single one may have been made up to ``MAX_ROUNDS`` times. Raises ``UnicodeError`` or ``LookupError`` where it is impossible.
    """
    if inverse.endswith(ESCAPED):
        return any(follows(reading, after, inverse.removesuffix(ESCAPED)) for reading in unescaped(before))
    steps = parse(inverse)
    if inverse.endswith(BYTES_LOST):
        return read_again(before, steps, spaces=SPACES_FOLDED in inverse).after == after
    as_seen = _folded if inverse.endswith(SPACES_FOLDED) else str
    restored = after
    for _round in range(MAX_ROUNDS if len(steps) == 1 else 1):
        for step in steps:
            restored = as_seen(misread(restored, step))
        if restored == as_seen(before):
            return True
    return False


def unescaped(text: str) -> Iterator[str]:
    """Yield what ``text`` says after each reading of its character references, until there are none or ``MAX_READINGS`` were made.

    One reading is that of HTML, then one of every ampersand that was escaped any number of times: ``&amp;amp;#21307;`` gives
    ``&amp;#21307;`` and 医.
    """
    for _reading in range(MAX_READINGS):
        yield html.unescape(text)
        read = html.unescape(_AMPERSAND.sub("&", text))
        if read == text:
            return
        yield read
        text = read


MAX_READINGS = 4
"""How often references are read that are not only ampersands escaped ever again: ``&#38;lt;`` takes two readings."""

_AMPERSAND = re.compile("&(?:amp;)+")


def _folded(text: str) -> str:
    return _SPACES.sub(" ", text)


_SPACES = re.compile("[ \xa0]+")


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


_PAIR_LENGTH = 2
"""Bytes. GB 18030 has characters of four, of which every second is a digit: no bytes of another charset look so."""


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
    if encoding == "gb18030" and len(data) > _PAIR_LENGTH:
        return _HOLE
    try:
        return data if _decode(data, encoding) == character else _HOLE
    except UnicodeError:
        return _HOLE


def _written(text: str, encoding: str) -> list[bytes]:
    """Return the bytes of each character of ``text``."""
    data = [_encode(character, encoding) for character in text]
    if encoding in {"gbk", "gb18030"} and _EURO in text:
        _settle_euros(text, data)
    return data


def _settle_euros(text: str, data: list[bytes]) -> None:
    """Write each euro sign as byte 80, as a browser reads it, or as A2 E3, GBK's own, whichever UTF-8 can have at its place.

    Where one byte of a character is missing, 80 is that byte, unless what follows needs the E3: ``换。`` (E6 8D A2 E3 80 82). Where
    that is lost, it may be either, and is taken for two lost bytes: ``形。`` at the end of a line is ``褰€�``, and so is ``彀``
    before a lost character.
    """
    missing = 0
    for at, character in enumerate(text):
        if character == _EURO:
            rest = b"".join(data[at + 1 : at + 3])[:2]
            opens = bool(_CONTINUES.match(rest))
            data[at] = b"\xa2\xe3" if missing == 1 and opens else b"\x80"
            if missing == 1 and not opens and rest[:1] == _HOLE:
                data[at] = 2 * _HOLE
        for byte in data[at]:
            missing = max(missing - 1, 0) if byte in _CONTINUING else 2 * (byte in _BEGINNING)


_CONTINUING, _BEGINNING = range(0x80, 0xC0), range(0xE0, 0xF0)
"""Bytes of UTF-8: those that continue a character, and those that begin one of three bytes."""

_CONTINUES = re.compile(rb"[\x80-\xbf]|\xff[\x80-\xbf]")


_PAIR = rb"(?P<pair>\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf])|"
_UTF8_TOKEN = (
    rb"[\x00-\x7f]"
    rb"|(?P<whole>[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|\xed[\x80-\x9f][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}"
    rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2})"
    rb"|(?P<mark>[\xe2\xe3]\xff[\x80-\xbf])"
    rb"|[\xc2-\xdf][\xff?]|[\xe0-\xef][\x80-\xbf\xff?]{0,2}|[\xf0-\xf4][\x80-\xbf\xff?]{0,3}|\??[\x80-\xbf\xff]+|[\xc0-\xff]"
)
"""ASCII, a whole character, or what is left of one. A question mark stands for a byte where one is missing, else for itself.
A ``mark``: byte 0x80 has no character in GBK, so ``。`` (E3 80 82) is often left as E3, hole, 82; see ``_MARKS``."""

_UTF8, _CESU8 = re.compile(_UTF8_TOKEN), re.compile(_PAIR + _UTF8_TOKEN)
_SPACED = re.compile(
    rb"[\xc2\xc3\xc5\xce\xd0\xd9] |[\xe2\xe3] [\x80-\xbf]|[\xe0-\xe3][\x80-\xbf] "
    rb"|\xf0 [\x80-\xbf]{2}|\xf0[\x80-\xbf] [\x80-\xbf]|\xf0[\x80-\xbf]{2} "
)
"""The sequences with a space for byte A0 that ftfy restores; others begin with a letter that ends French and Spanish words."""

_UTF8_OF_THREE = re.compile(rb"[\xe0-\xf4][\x80-\xbf]{2}")
_GBK = re.compile(rb"[\x00-\x7f]|(?P<whole>[\x81-\xfe][\x40-\x7e\x80-\xfe])|(?P<mark>(?!))|[\x81-\xfe]?\xff|[\x80-\xfe]")
_BIG5 = re.compile(rb"[\x00-\x7f]|(?P<whole>[\x81-\xfe][\x40-\x7e\xa1-\xfe])|(?P<mark>(?!))|[\x81-\xfe]?\xff|[\x80-\xfe]")
_TOKENS = {"utf-8": _UTF8, "cesu-8": _CESU8, "gbk": _GBK, "gb18030": _GBK, "big5": _BIG5, "big5hkscs": _BIG5, "cp950": _BIG5}
_CUTS = {name: re.compile(re.sub(rb"\?P<\w+>", b"?:", token.pattern)) for name, token in _TOKENS.items()}
"""The same without groups, which cuts bytes three times as fast; which group a token is of, the token alone tells."""

_LONGEST_TOKEN = 6
"""Bytes of the longest token that says anything: a pair of CESU-8."""

_STAYS = b"\x00"
"""Stands for a character that was not misread: no character of any charset begins or goes on with this byte but U+0000 itself."""

_MARKS = re.compile("[\u2010-\u2027\u2030-\u203f\u3001-\u3003\u3008-\u301f]")
"""Punctuation between U+2000 and U+203F or U+3000 and U+303F: the only thing that a hole is filled with. It adds no Han character
and no word, and no other character with these two bytes stands in Chinese text."""


def _reread_once(text: str, step: Step, *, spaces: bool) -> Reading:
    """Undo one misreading. A character that ``mistaken`` does not have was not misread, and stays.

    A unit ends where a character of ``text`` and one of what its bytes spell end at the same byte.
    """
    written = _written(text, step.mistaken)
    stay = [at for at, data in enumerate(written) if data == _STAYS or (data == _HOLE and text[at] != GAP)]
    for at in stay:
        written[at] = _STAYS
    data = b"".join(written)
    if spaces:
        data = _SPACED.sub(lambda match: match[0].replace(b" ", b"\xa0"), data)
    tokens: list[bytes] = _CUTS[step.actual].findall(data)
    staying = iter([text[at] for at in stay])
    double = step.mistaken in _DOUBLE_BYTE
    spelled = [
        next(staying) if token == _STAYS else _spelled(token, step.actual, double) if len(token) <= _LONGEST_TOKEN else GAP
        for token in tokens
    ]
    ends = (list(accumulate(map(len, parts), initial=0)) for parts in (written, tokens, spelled))
    return Reading(text, "".join(spelled), *_common_ends(next(ends), range(len(text) + 1), next(ends), next(ends)))


@lru_cache(maxsize=1 << 17)
def _spelled(token: bytes, actual: str, double: bool) -> str:  # noqa: FBT001  # remembered, which takes twice as long by name
    """Return what a token says: a gap where its character is not whole. ``double`` says that it was mistaken for one of double bytes."""
    match = _TOKENS[actual].fullmatch(token)
    kind = match.lastgroup if match else None
    if kind == "whole":
        try:
            return _decode(token, actual)
        except UnicodeError:
            return GAP
    if kind == "pair":
        return token.decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    if kind == "mark" and double:
        mark = token.replace(_HOLE, b"\x80").decode()
        return mark if _MARKS.match(mark) else GAP
    return token.decode() if token.isascii() else GAP


def _common_ends(
    first: Sequence[int], first_places: Sequence[int], second: Sequence[int], second_places: Sequence[int]
) -> tuple[Sequence[int], Sequence[int]]:
    """Return the places of the ends that two ways to cut the same characters have in common, by either way's own count."""
    if first == second:
        return first_places, second_places
    place = dict(zip(first, first_places, strict=True))
    common = [(place[end], other) for end, other in zip(second, second_places, strict=True) if end in place]
    return [one for one, _ in common], [other for _, other in common]
