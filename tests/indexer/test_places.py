"""NEAR looks only at places that are next to one another, and finds the pairs that looking at all of them would find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.fold import fold
from corpus.scripts import count_han
from indexer.conditions import Begins, Close, Stands
from indexer.phrases import phrase_pattern
from indexer.places import begins_pattern, close_spans
from indexer.question import certain_phrase
from indexer.tokens import latin_tokens

if TYPE_CHECKING:
    from corpus.model import CleanSpan

WORDS = ["the", "tax", "taxes", "tax-free", "1,200", "of", "医院", "医", "，", "law's"]
SIDES = st.one_of(
    st.sampled_from(["the", "tax", "tax of", "医院", "医", "the tax"]).map(lambda words: Stands(certain_phrase(words))),
    st.sampled_from(["ta", "law", "医"]).map(lambda key: Begins(key, key)),
)


def places(side: Stands | Begins, text: str) -> list[CleanSpan]:
    pattern = begins_pattern(side) if isinstance(side, Begins) else phrase_pattern(side.phrase.key)
    folded = fold(text)
    return [folded.span(*match.span()) for match in pattern.finditer(folded.text)]


def words_between(text: str) -> int:
    """Return the words in ``text``, two Han characters as one."""
    return sum(token.kind == "word" for token in latin_tokens(fold(text))) + (count_han(text) + 1) // 2


@settings(max_examples=300, deadline=None)
@given(
    words=st.lists(st.sampled_from(WORDS), max_size=25), left=SIDES, right=SIDES, distance=st.integers(0, 6), gap=st.sampled_from([" ", ""])
)
def test_the_pairs_are_those_of_all_places(
    words: list[str], left: Stands | Begins, right: Stands | Begins, distance: int, gap: str
) -> None:
    text = gap.join(words)
    expected = [
        (one, other)
        for one in places(left, text)
        for other in places(right, text)
        for first, second in (sorted((one, other)),)
        if first.end <= second.start and words_between(text[first.end : second.start]) <= distance
    ]
    assert sorted(close_spans(Close(left, right, distance), text)) == sorted(expected)
