r"""Invisible characters: zero-width, bidi, soft hyphens and controls inside text carry nothing and break every search.

Example: ``Health\\u200bcare re\\u00adform`` reads as ``Healthcare reform`` and is found under neither without this.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.draft import Change, Draft, Replace
from corpus.model import RawSpan, invents
from corpus.scripts import HAN_CLASS

if TYPE_CHECKING:
    from collections.abc import Iterator

_INVISIBLE = re.compile(
    "[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]+"
    f"|[\U000e0000-\U000e007f]+|(?<=[{HAN_CLASS}])[\u200c\u200d]+(?=[{HAN_CLASS}])"
)
"""Unicode's default-ignorable format characters and the C0/C1 controls, without tab and line ends. U+200C and
U+200D, which Indic and Arabic scripts and emoji sequences need, only between Han characters; tag characters (U+E0000…) only outside
flag emoji."""


def remove_invisible(draft: Draft) -> Iterator[Change]:
    """Yield a removal for every run of invisible characters inside a block, also where they were written as references."""
    for block in draft.blocks:
        for piece in block.pieces:
            if piece.edit is not None:
                rest = _INVISIBLE.sub("", piece.text)
                if rest != piece.text and not invents(draft.text[piece.raw.start : piece.raw.end], rest, None):
                    yield Replace(piece.raw, rest, "a reference to invisible characters")
                continue
            for match in _INVISIBLE.finditer(piece.text):
                start = piece.raw.start + match.start()
                if match[0][0] >= "\U000e0000" and draft.text[start - 1 : start] == "\U0001f3f4":
                    continue
                codes = " ".join(f"U+{ord(character):04X}" for character in match[0][:4])
                yield Replace(RawSpan(start, start + len(match[0])), "", f"invisible characters {codes}")
