r"""Garbled letters: in goes a text, out come the stretches of UTF-8 that were decoded with a single-byte codec, and what they say.

``countyâ€™s`` reads as ``county’s``, ``g√¢teaux`` as ``gâteaux``. ftfy knows when to act; it is called with every option off that would
also change correct Chinese, and of its answer only what proves itself is taken: what one of these codecs makes of it again, no-break
spaces aside, or what the bytes spell in full where some were lost. Controls that Windows-1252 has as quotes and dashes are these:
``China\x92s`` reads as ``China’s``.
"""

from __future__ import annotations

import html
import re
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING

from cleaners.repair import Repair, problem_of
from corpus.misreading import BYTES_LOST, ESCAPED, GAP, SPACES_FOLDED, Unit, parse, reread
from corpus.model import RawSpan
from corpus.scripts import has_han

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ftfy import TextFixerConfig

_CODECS = ("cp1252", "latin-1", "cp1250", "cp1251", "cp1254", "cp1253", "cp1257", "iso8859-2", "mac-roman", "cp437")
"""The single-byte codecs that ftfy tries, the likelier name of one reading first."""

_COMMON = _CODECS[:2]
"""Those that a single run shows; Mac Roman and others need the whole line."""

_SUSPECT_LINE = re.compile(
    "[\x80-\u06ff\u2022-\u2264\u2500-\u25ca][\x80-\u06ff\u2010-\u25ff\ufffd]|[\xc2\xc3\xc5\xce\xd0\xd9\xe0-\xe3\u0413][ ?]"
)
"""Two characters in a row into which a single-byte codec turns bytes of UTF-8; or one, and what became of a no-break space or a hole."""

_SUSPECT_RUN = re.compile("[\u0080-\u024f\u02c6\u02dc\u2010-\u2122][\u0080-\u024f\u02c6\u02dc\u2010-\u2122 ]*")
"""A run of the characters into which cp1252 and Latin-1 turn the bytes of UTF-8; a no-break space may have become a space."""

_FIRST_OF_ANY = re.compile("[\u0080-\u06ff\u2010-\u2264\u2500-\u25ca]")
"""A character of those with which each of these begins: of most lines of Chinese nothing need be looked for."""

_ESCAPED_RUN = re.compile("[\xc2-\xf4][\x80-\xbf]?&(?:#[0-9]{3,4}|[A-Za-z]{2,8}[0-9]{0,2});")
"""A letter and a character reference where it needs another one: ``Î&frac14;`` for μ."""

_PUNCTUATION = re.compile(
    "(?<![\u0080-\u00ff])[\u00a0-\u00ff]?([\x80\x82\x84-\x87\x89\x8b\x91-\x97\x99\x9b])(?![\u0080-\u009f]|[\u00a0-\u00ff]{2})",
)
"""A C1 control that is punctuation in Windows-1252, beside at most one other character of Latin-1: more may be half-lost UTF-8."""

_MISSED = {"â„¢": "™"}
"""What ftfy does not count as garbled."""

_LOST = f"{GAP}? "
"""What says nothing."""

_QUOTES = "“”‘’—… "

_CUT_QUOTE = re.compile("â€(?=[ -\x3e@-~]|$)")
"""A closing quotation mark without its last byte, 9D, which has no character in Windows-1252. With a space for byte A0 it would be a
dagger, as ftfy reads it."""

_ANCHOR = re.compile("[!-~]")
"""What no misreading changes: the characters of ASCII, but for the space."""


def garbled_latin(text: str, start: int, end: int) -> Iterator[Repair]:
    """Yield the changes between two offsets of ``text``, in order; none of them crosses a line end."""
    if text.isascii() or not _FIRST_OF_ANY.search(text, start, end):
        return
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        yield from _in_line(text, start, stop)
        start = stop + 1


def _in_line(text: str, start: int, end: int) -> Iterator[Repair]:
    """Yield the changes of one line: those of the line as a whole, then those of runs that are garbled by themselves."""
    position = start
    if text.find("â€œ", start, end) >= 0:
        for cut in _CUT_QUOTE.finditer(text, start, end):
            yield from _in_line_with_quotes(text, position, cut.start())
            yield Repair(RawSpan(*cut.span()), "”", None)
            position = cut.end()
    yield from _in_line_with_quotes(text, position, end)


def _in_line_with_quotes(text: str, start: int, end: int) -> Iterator[Repair]:
    position = start
    if _SUSPECT_LINE.search(text, start, end):
        for repair in _whole(text[start:end], start):
            yield from _in_runs(text, position, repair.span.start)
            yield repair
            position = repair.span.end
    yield from _in_runs(text, position, end)


def _whole(line: str, offset: int) -> Iterator[Repair]:
    """Yield what ftfy changes in a line, cut at the ASCII characters, which are the same before and after."""
    fixed, codecs = _fixed(line)
    if fixed == line:
        return
    before, after = _ANCHOR.split(line), _ANCHOR.split(fixed)
    if len(before) != len(after):
        yield from _with_question_marks(line, fixed, offset)
        return
    repairs: list[Repair] = []
    told = False
    start = offset
    for garbled, reading in zip(before, after, strict=True):
        found = list(_proven(garbled, reading, start, codecs))
        told = told or any(_tells(line[repair.span.start - offset : repair.span.end - offset], repair) for repair in found)
        repairs += found
        start += len(garbled) + 1
    if told:
        yield from repairs


def _tells(before: str, repair: Repair) -> bool:
    """Return whether a repair is evidence of a misreading: a sign beside a lost character is none, nor is a codec that is rare.

    ``Vj�×�Cj`` is a formula, and ``Ι�`` a Greek letter; ``SlovenÄ�ina`` is a word.
    """
    inverse = repair.inverse or ""
    if BYTES_LOST not in inverse:
        return True
    says = bool(repair.after.strip(_LOST)) or len(before) > _ONE_AND_A_HOLE or any(map(str.isalpha, before))
    return says and any(step.mistaken in _COMMON for step in parse(inverse))


_ONE_AND_A_HOLE = 2


def _with_question_marks(line: str, fixed: str, offset: int) -> Iterator[Repair]:
    """Yield what ftfy changes in a line where question marks stand for lost bytes."""
    for codec in _COMMON:
        inverse = f"utf-8 read as {codec}"
        units = reread(line, parse(inverse))
        if "".join(unit.after for unit in units) == fixed:
            yield from _by_unit(units, offset, inverse)
            return


def _in_runs(text: str, start: int, end: int) -> Iterator[Repair]:
    """Yield the changes of runs that are garbled by themselves."""
    position = start
    for match in _ESCAPED_RUN.finditer(text, start, end):
        yield from _in_plain_runs(text, position, match.start())
        reading = _fixed(html.unescape(match[0]))[0]
        proof = next((name + ESCAPED for name in _names(_COMMON) if not problem_of(match[0], reading, name + ESCAPED)), None)
        if proof and len(reading) == 1:
            yield Repair(RawSpan(*match.span()), reading, proof)
        position = match.end()
    yield from _in_plain_runs(text, position, end)


def _in_plain_runs(text: str, start: int, end: int) -> Iterator[Repair]:
    stretch = text[start:end]
    for match in _SUSPECT_RUN.finditer(stretch):
        repairs = list(_of_run(match[0].rstrip(" "), start + match.start()))
        yield from repairs
        if not repairs:
            for mark in _PUNCTUATION.finditer(stretch, match.start(), match.end()):
                span = RawSpan(start + mark.start(1), start + mark.end(1))
                yield Repair(span, mark[1].encode("latin-1").decode("cp1252"), "cp1252 read as latin-1")


def _of_run(run: str, start: int) -> Iterator[Repair]:
    r"""Yield the changes of one run, as it stands or without the good quotation marks around it: ``“å\x8e¿”``."""
    for _attempt in range(2):
        if run in _MISSED:
            yield Repair(RawSpan(start, start + len(run)), _MISSED[run], "utf-8 read as cp1252")
            return
        repairs = list(_proven(run, _fixed(run)[0], start, _COMMON)) if len(run) > 1 else []
        if repairs:
            yield from repairs
            return
        inner = run.strip(_QUOTES)
        if inner == run:
            return
        start += run.index(inner)
        run = inner


def _proven(before: str, after: str, start: int, codecs: Sequence[str]) -> Iterator[Repair]:
    """Yield the change of ``before`` into ``after``, character by character where that is possible; nothing where it proves nothing.

    ``’Ã©`` for ``’é`` is no misreading of ``’é``, but without what both begin or end with it is.
    """
    if before == after:
        return
    first, last = _shared(before, after), _shared(before[::-1], after[::-1])
    for left, right in ((0, 0), (first, 0), (0, last)):
        garbled, reading = before[left : len(before) - right], after[left : len(after) - right]
        for inverse in _names(_COMMON if has_han(reading) else codecs):
            if not problem_of(garbled, reading, inverse):
                units = reread(garbled, parse(inverse), spaces=SPACES_FOLDED in inverse)
                if "".join(unit.after for unit in units) != reading:
                    units = [Unit(garbled, reading)]
                yield from _by_unit(units, start + left, inverse)
                return


def _shared(one: str, other: str) -> int:
    """Return how many characters both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


@cache
def _names(codecs: Sequence[str]) -> tuple[str, ...]:
    """Return the inverses to try: exact ones first, of one misreading and of two, then with spaces folded, then with bytes lost."""
    once = [f"{actual} read as {codec}" for codec in codecs for actual in ("utf-8", "cesu-8")]
    chains = (*once, *(f"utf-8 read as {first}, then {last}" for first in _COMMON for last in once))
    return tuple(chain + ending for ending in ("", SPACES_FOLDED, BYTES_LOST, SPACES_FOLDED + BYTES_LOST) for chain in chains)


def _by_unit(units: Sequence[Unit], start: int, inverse: str) -> Iterator[Repair]:
    """Yield one change for each unit, with the plainest name that proves it."""
    base = inverse.removesuffix(BYTES_LOST).removesuffix(SPACES_FOLDED)
    for before, after in units:
        if before != after:
            names = (base + ending for ending in ("", SPACES_FOLDED, BYTES_LOST, SPACES_FOLDED + BYTES_LOST))
            proof = next((name for name in names if not problem_of(before, after, name)), None)
            if proof:
                yield Repair(RawSpan(start, start + len(before)), after, proof)
        start += len(before)


def _fixed(text: str) -> tuple[str, Sequence[str]]:
    """Return what ftfy makes of ``text``, and the codecs that may prove it: all, where it read the whole with one of them."""
    from ftfy import fix_encoding_and_explain  # noqa: PLC0415  # clean text without a suspect run must not pay for the import

    fixed, steps = fix_encoding_and_explain(text, _config())
    return fixed, _CODECS if any(step.action == "encode" for step in steps or ()) else _COMMON


@cache
def _config() -> TextFixerConfig:
    from ftfy import TextFixerConfig  # noqa: PLC0415  # as above

    return TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        uncurl_quotes=False,
        fix_character_width=False,
        fix_latin_ligatures=False,
        fix_line_breaks=False,
        fix_surrogates=False,
        remove_control_chars=False,
        normalization=None,
        fix_c1_controls=False,
    )
