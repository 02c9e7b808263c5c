"""NEAR looks only at places next to one another, and words only where they may begin; they find what looking at all would find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.fold import fold
from corpus.scripts import count_han
from indexer.conditions import Begins, Close, Stands
from indexer.phrases import phrase_pattern
from indexer.places import Text, begins_pattern, close_spans
from indexer.question import Term, Unit, certain_phrase
from indexer.tokens import STEM_CHANGES, latin_tokens, stem

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


PIECES = [
    *("policy", "policies", "polici", "Policy's", "salary-policy", "policy-holder", "ﬁle", "x1", "a", "医保"),
    *(" ", "  ", "\n", "-", "'", "’s", ","),
]


@settings(max_examples=300, deadline=None)
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=25), word=st.sampled_from(["policy", "salary", "file", "salary-policy"]))
def test_a_word_stands_where_the_text_is_cut_so(pieces: list[str], word: str) -> None:
    text = "".join(pieces)
    expected = [(token.start, token.end) for token in latin_tokens(fold(text)) if token.text == stem(word)]
    unit = Unit("word", word, (Term(stem(word), 1.0, 1.0),), 1.0)
    assert [tuple(found.span) for found in Text(text).find(unit)] == expected


def test_a_stem_begins_as_its_words_do() -> None:
    """What looks for a stem's beginning in a text misses no word: of 19,878 English words of laws, none."""
    words = [
        "policies",
        "sensibility",
        "relational",
        "organization",
        "filing",
        "hopping",
        "conflated",
        "vacancies",
        "generalization",
        "dying",
    ]
    assert all(word.startswith(stem(word)[:-STEM_CHANGES]) for word in words)
