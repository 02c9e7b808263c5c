r"""Invisible characters: zero-width, bidi, soft hyphens and controls inside text carry nothing and break every search.

Example: ``Health\\u200bcare re\\u00adform`` reads as ``Healthcare reform`` and is found under neither without this. What belongs to a
character stays: joiners in emoji, Persian and Hindi, the tags of a flag, the variation selector of a Han character. Private characters
are icons and bullets of a font that the page brought along; inside words they are a character that was lost, and are flagged.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.draft import Change, Draft, Replace
from cleaners.pieces import held
from corpus.model import CleanSpan, Flag, invents
from corpus.scripts import HAN_CLASS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaners.pieces import Held

_NOTHING = "\u00ad\u200b\u2060-\u2065\u206a-\u206f\ufeff\ufff0-\ufffc\ufdd0-\ufdef\ufffe\uffff\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
"""Characters that show nothing in any script: Unicode's format characters and noncharacters, U+FFFC where an image stood, and the C0
and C1 controls without tab, line ends and U+0085, which is an ellipsis that mojibake's rule mends."""

_TAGS = "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
_FLAG = "\U0001f3f4"
_DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_IS_DIRECTION = re.compile(f"[{_DIRECTION}]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]")
"""Hebrew and Arabic letters: a block that has them may need its marks of direction."""

_JOINERS = "\u034f\u180b-\u180f\u200c\u200d"
_NEEDS_NO_JOINER = f"\x00-\u024f\u2000-\u206f\u3000-\u33ff\uac00-\ud7a3\uff00-\uff9f\ufeff{HAN_CLASS}"
"""Latin, Han, kana and hangul, their punctuation, and other invisible characters."""

_FILLERS = "\u115f\u1160\u3164\uffa0"
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U0010ffff"
_VARIANTS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"

_SUSPECT = re.compile(f"[{_NOTHING}{_TAGS}{_DIRECTION}{_JOINERS}{_FILLERS}{_PRIVATE}{_VARIANTS}]")

_IN_WORD = "\\w、，。；：！？）》」”’,.;:!?)"
"""What follows a private character that stands for one of a word or a name. At a line's end it is an icon (``下载\ue65c``)."""

_INVISIBLE = re.compile(
    f"(?:[{_NOTHING}{_DIRECTION}]"
    f"|(?<![{_FLAG}{_TAGS}])[{_TAGS}]+"
    f"|(?<![{_JOINERS}])(?<![^{_NEEDS_NO_JOINER}])[{_JOINERS}]++(?![^{_NEEDS_NO_JOINER}])"
    f"|(?<=[{HAN_CLASS}])[{_FILLERS}]+(?=[{HAN_CLASS}])"
    f"|(?<=[{_VARIANTS}])[{_VARIANTS}]|(?<!\\S)[{_VARIANTS}]"
    f"|^[{_PRIVATE}]++[ \u00a0\u3000]*|(?<![\\w{_PRIVATE}])[{_PRIVATE}]++|(?<![{_PRIVATE}])[{_PRIVATE}]++(?![{_IN_WORD}])"
    ")+"
)
"""Of variation selectors in a row the second has no character to belong to: whole messages have been hidden so. Each run is looked at
from its start only: from every place in it, the time taken would grow with the square of a hostile one."""

_LOST = re.compile(f"(?<=\\w)[{_PRIVATE}]+(?=[{_IN_WORD}])")
"""Half of a word or number whose character the page had in a font of its own: ``害\ue5f9疫区``, ``103\ue0105米`` for 103.5."""


def remove_invisible(draft: Draft) -> Iterator[Change]:
    """Yield a removal for every run of invisible characters inside a block, also where they were written as references.

    A private character that stands for a lost one is kept and flagged.
    """
    for block in draft.blocks:
        if not any(_SUSPECT.search(piece.text) for piece in block.pieces):
            continue
        text = block.text
        for piece in held(block, list(_runs(text))):
            yield from _removals(draft, piece)
        for piece in held(block, [CleanSpan(*match.span()) for match in _LOST.finditer(text)]):
            for span in piece.spans:
                yield Flag("characters-lost", piece.raw(span), f"private {_codes(piece.piece.text[slice(*span)])} inside a word")


def _runs(text: str) -> Iterator[CleanSpan]:
    """Yield where ``text`` has invisible characters; marks of direction only where nothing is written from right to left."""
    right_to_left = _RIGHT_TO_LEFT.search(text) is not None
    for match in _INVISIBLE.finditer(text):
        if not (right_to_left and _IS_DIRECTION.search(match[0])):
            yield CleanSpan(*match.span())


def _removals(draft: Draft, held_runs: Held) -> Iterator[Change]:
    piece, runs = held_runs
    if piece.edit is None:
        for run in runs:
            yield Replace(held_runs.raw(run), "", f"invisible characters {_codes(piece.text[slice(*run)])}")
        return
    rest = "".join(character for at, character in enumerate(piece.text) if not any(start <= at < end for start, end in runs))
    if not invents(draft.text[slice(*piece.raw)], rest, None):
        yield Replace(piece.raw, rest, "a reference to invisible characters")


def _codes(characters: str) -> str:
    return " ".join(f"U+{ord(character):04X}" for character in characters[:4])
