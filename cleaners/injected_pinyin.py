"""Injected pinyin: a converter to traditional characters wrote readings into the text, ``服務(wù)``, ``醫聯(lián)體``, and broke its words.

A gloss that an author wrote is the author's: ``郴(chēn)州`` once, a rare character; a lesson on readings, ``長(cháng)短、長(zhǎng)大``. A
converter glosses common characters which it converted, again and again, each with one reading.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from cleaners.draft import Change, Draft, Replace
from cleaners.pieces import held
from corpus.matchkey import simplify
from corpus.model import CleanSpan
from corpus.scripts import HAN_CLASS

if TYPE_CHECKING:
    from collections.abc import Iterator

MIN_GLOSSES = 6
"""Glosses of a page that was so treated; a page of one paragraph, with a hundred characters, has about ten."""

MIN_REPEATED = 2
"""Characters glossed more than once. Authors gloss the first of several."""

MIN_SHARE = 0.9
"""Share of the page's glosses that stand behind converted characters, and of those the share with the character's usual reading."""

_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜḿńňǹ"
TONE = re.compile(f"[{_TONES}]")
_SYLLABLE = f"[a-zɡü]{{0,4}}[{_TONES}][a-zɡü]{{0,3}}"
GLOSS = re.compile(rf"(?<=([{HAN_CLASS}]))(?:\(({_SYLLABLE})\)|（({_SYLLABLE})）)")


def remove_injected_pinyin(draft: Draft) -> Iterator[Change]:
    """Yield a removal for every injected reading, on pages where a row of them shows that they were injected."""
    if not any(TONE.search(piece.text) for block in draft.blocks for piece in block.pieces):
        return
    found = [list(GLOSS.finditer(block.text)) for block in draft.blocks]
    converted = [[match for match in matches if simplify(match[1]) != match[1]] for matches in found]
    readings = Counter((match[1], match[2] or match[3]) for matches in converted for match in matches)
    if not _is_treated(sum(map(len, found)), readings):
        return
    for block, matches in zip(draft.blocks, converted, strict=True):
        for piece in held(block, [CleanSpan(*match.span()) for match in matches]):
            for span in piece.spans:
                yield Replace(piece.raw(span), "", f"pinyin {piece.piece.text[slice(*span)]} that a converter wrote")


def _is_treated(glosses: int, readings: Counter[tuple[str, str]]) -> bool:
    """Return whether so many glosses, and those of converted characters, are a converter's."""
    usual: dict[str, int] = {}
    for (character, _), count in readings.items():
        usual[character] = max(count, usual.get(character, 0))
    converted = readings.total()
    repeated = sum(count > 1 for count in usual.values())
    return converted >= max(MIN_GLOSSES, MIN_SHARE * glosses) and repeated >= MIN_REPEATED and sum(usual.values()) >= MIN_SHARE * converted
