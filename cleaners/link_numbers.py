"""Link numbers: in goes the dump of a text browser, out come the numbers of its links removed, and its list of addresses labelled.

``[7]Search [8]Text Only`` in the text, ``7. http://…`` under References at its end; ``[INLINE]`` and ``____`` stand for pictures and
fields. A text with notes has numbers in brackets too, but no list of nothing but addresses.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.draft import Change, Draft, Label, Replace
from corpus.model import RawSpan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.draft import DraftBlock

_NUMBER = re.compile(r"\[(?P<number>\d{1,4})\](?=\S)")
_THING = re.compile(r"\[(?:INLINE|IMG|IMAGE|LINK|BUTTON|USEMAP|EMBED|ISMAP)\][ \t]*|_{8,}[ \t]*|\((?:BUTTON|Submit|_)\)[ \t]*")
_ADDRESS = re.compile(r"(?:\d{1,4}|\[\d{1,4}\])\.?\s+(?:https?://|ftp://|file://|mailto:|javascript:)\S*", re.IGNORECASE)
_HEAD = re.compile(r"(?:references|(?:visible|hidden)? ?links|链接|参考链接)\W*", re.IGNORECASE)

MIN_NUMBERS = 3
"""Numbers of links before words, and addresses in a list: notes of a text are as many, and lead to no list of addresses."""


def remove_link_numbers(draft: Draft) -> Iterator[Change]:
    """Yield the removal of every number of a link, and boilerplate labels for the list of their addresses."""
    if draft.markup_kind == "html":
        return
    addresses = {at for at, block in enumerate(draft.blocks) if _ADDRESS.fullmatch(block.text.strip())}
    if len(addresses) < MIN_NUMBERS or sum(1 for block in draft.blocks for _ in _NUMBER.finditer(block.text)) < MIN_NUMBERS:
        return
    heads = {at - 1 for at in addresses if at and _HEAD.fullmatch(draft.blocks[at - 1].text.strip())}
    yield from (Label(draft.blocks[at].number, "boilerplate") for at in sorted(addresses | heads))
    yield from _removals([block for at, block in enumerate(draft.blocks) if at not in addresses])


def _removals(blocks: Sequence[DraftBlock]) -> Iterator[Replace]:
    for block in blocks:
        for piece in block.pieces if "[" in block.text or "____" in block.text or "(" in block.text else ():
            if piece.edit is None:
                places = sorted(match.span() for form in (_NUMBER, _THING) for match in form.finditer(piece.text))
                for start, end in places:
                    yield Replace(RawSpan(piece.raw.start + start, piece.raw.start + end), "", "number of a link")
