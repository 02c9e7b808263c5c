r"""Mojibake of the Latin family: in goes text, out comes the same text with what was read as Windows-1252 or Latin-1 put right.

Example: ``â€œdouble firstâ€\\x9d construction`` reads as ``“double first” construction``. ftfy knows when to act; it is called with every
option off that would also change correct Chinese (its defaults alter 84 % of clean Chinese sentences), and its answer is accepted
only where the change can be undone exactly. What is changed is one run of characters at a time, never a whole line. Controls that
Windows-1252 has as quotes and dashes are these: ``China\\x92s`` reads as ``China’s``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cleaners.draft import Change, Draft, Replace
from corpus.model import Edit, RawSpan, invents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ftfy import TextFixerConfig

_SUSPECT = re.compile("[\u0080-\u024f\u02c6\u02dc\u2010-\u2122][\u0080-\u024f\u02c6\u02dc\u2010-\u2122 ]*")
"""A run of the characters into which cp1252 and Latin-1 turn the bytes of UTF-8; a no-break space may have become a space."""

_MISTAKEN = ("cp1252", "latin-1")

_PUNCTUATION = re.compile(
    "(?<![\u0080-\u00ff])[\u00a0-\u00ff]?([\x80\x82\x84-\x87\x89\x8b\x91-\x97\x99\x9b])(?![\u0080-\u009f]|[\u00a0-\u00ff]{2})",
)
"""A C1 control that is punctuation in Windows-1252, beside at most one other character of Latin-1: more may be half-lost UTF-8."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """Repaired text, and every edit with its span into the text that was given."""

    text: str
    edits: tuple[Edit, ...]


def repair_text(text: str) -> Repaired:
    """Return ``text`` with garbled characters put right, and the edits; clean text comes back as it is, without an edit."""
    edits = tuple(
        Edit(number, "mojibake", 1, span, after, _reason(inverse), inverse)
        for number, (span, after, inverse) in enumerate(garbled_runs(text), start=1)
    )
    parts: list[str] = []
    position = 0
    for edit in edits:
        parts += (text[position : edit.span.start], edit.after)
        position = edit.span.end
    return Repaired("".join((*parts, text[position:])), edits)


def repair_mojibake(draft: Draft) -> Iterator[Change]:
    """Yield a replacement for every garbled run inside a block."""
    for block in draft.blocks:
        for piece in block.pieces:
            if piece.edit is None:
                for span, after, inverse in garbled_runs(piece.text):
                    raw = RawSpan(piece.raw.start + span.start, piece.raw.start + span.end)
                    yield Replace(raw, after, _reason(inverse), inverse=inverse)


def garbled_runs(text: str) -> Iterator[tuple[RawSpan, str, str]]:
    """Yield span, repaired characters and the inverse's name for every run of ``text`` that is mojibake beyond doubt."""
    for match in _SUSPECT.finditer(text):
        run = match[0].rstrip(" ")
        repaired = _repaired(run) if len(run) > 1 else None
        if repaired is not None:
            yield RawSpan(match.start(), match.start() + len(run)), *repaired
            continue
        for mark in _PUNCTUATION.finditer(text, match.start(), match.end()):
            yield RawSpan(*mark.span(1)), mark[1].encode("latin-1").decode("cp1252"), "cp1252 read as latin-1"


def _reason(inverse: str) -> str:
    return inverse.replace(" read as ", " was read as ").replace("utf-8", "UTF-8")


def _repaired(run: str) -> tuple[str, str] | None:
    from ftfy import fix_encoding  # noqa: PLC0415  # clean text without a suspect run must not pay for the import

    fixed = fix_encoding(run, _config())
    if fixed == run:
        return None
    for mistaken in _MISTAKEN:
        inverse = f"utf-8 read as {mistaken}"
        if not invents(run, fixed, inverse):
            return fixed, inverse
    return None


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
        decode_inconsistent_utf8=False,
        replace_lossy_sequences=False,
        restore_byte_a0=False,
    )
