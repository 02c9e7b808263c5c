"""Words that were cut beforehand give the very files that Whoosh's way through an analyser gives, whatever is spilled or merged."""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.fields import ID, TEXT, Schema
from whoosh.filedb.filestore import FileStorage

from indexer.codec import inversion
from indexer.codec.bulk import Bulk
from indexer.codec.fields import TermCounts, Words
from indexer.codec.formats import PlainPositions
from indexer.codec.index import ArrayIndex
from indexer.codec.writing import ArrayCodec

if TYPE_CHECKING:
    from pathlib import Path

WORDS = ["law", "tax", "fine", "规定", "应当", "\U00020000", "\uffee", "a'b"]
BATCHES = st.lists(st.lists(st.lists(st.sampled_from(WORDS), max_size=60), min_size=1, max_size=50), min_size=1, max_size=3)


def files(folder: Path, field: object, batches: list[list[object]], removed: list[int], *, optimize: bool) -> dict[str, bytes]:
    index = ArrayIndex.create(FileStorage(str(folder)), Schema(name=ID(), text=field), "MAIN")
    number = 0
    for generation, batch in enumerate(batches):
        writer = index.writer(codec=ArrayCodec(f"g{generation}"))
        for value in batch:
            writer.add_document(name=str(number), text=value)
            number += 1
        for name in removed:
            writer.delete_by_term("name", str(name))
        writer.commit(merge=False, optimize=optimize)
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file() and not file.name.endswith("LOCK")}


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(batches=BATCHES, removed=st.lists(st.integers(0, 40), max_size=3), optimize=st.booleans(), bound=st.sampled_from([0, 30, 10**6]))
def test_words_give_the_files_that_an_analyser_gives(
    tmp_path_factory: pytest.TempPathFactory, batches: list[list[list[str]]], removed: list[int], bound: int, *, optimize: bool
) -> None:
    analysed = TEXT(analyzer=SpaceSeparatedTokenizer())
    analysed.format = PlainPositions()
    joined: list[list[object]] = [[" ".join(words) for words in batch] for batch in batches]
    expected = files(tmp_path_factory.mktemp("analysed"), analysed, joined, removed, optimize=optimize)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inversion, "MOST_IN_BULK", bound)
        words: list[list[object]] = [list(batch) for batch in batches]
        assert files(tmp_path_factory.mktemp("words"), Words(), words, removed, optimize=optimize) == expected


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(batches=BATCHES, optimize=st.booleans())
def test_counted_terms_do_not_depend_on_what_is_spilled(
    tmp_path_factory: pytest.TempPathFactory, batches: list[list[list[str]]], *, optimize: bool
) -> None:
    counted: list[list[object]] = [[Counter(words) for words in batch] for batch in batches]
    whole = files(tmp_path_factory.mktemp("whole"), TermCounts(), counted, [1], optimize=optimize)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inversion, "MOST_IN_BULK", 20)
        assert files(tmp_path_factory.mktemp("spilled"), TermCounts(), counted, [1], optimize=optimize) == whole


def test_counted_terms_have_the_frequencies_that_were_given(tmp_path: Path) -> None:
    index = ArrayIndex.create(FileStorage(str(tmp_path)), Schema(text=TermCounts()), "MAIN")
    writer = index.writer()
    for counts in ({"law": 2, "tax": 1}, {}, {"law": 300}):
        writer.add_document(text=counts)
    writer.commit()
    with index.reader() as reader:
        law, tax = (reader.postings("text", term) for term in (b"law", b"tax"))
        assert (tax.id(), tax.weight(), tax.next()) == (0, 1.0, True)
        assert (law.id(), law.weight(), law.next()) == (0, 2.0, False)
        assert (law.id(), law.weight(), law.next()) == (2, 300.0, True)


def test_more_terms_than_sixteen_bits_tell_apart(tmp_path: Path) -> None:
    words = [f"w{number}" for number in range(70_000)]
    random.Random(1).shuffle(words)  # noqa: S311  # no secret
    bulk = Bulk(tmp_path / "run", positions=True)
    bulk.add(0, words)
    bulk.add(5, [*words[-2:], words[-1]])
    found = dict(bulk.lists())
    assert list(found) == sorted(word.encode() for word in words)
    for place, word in enumerate(words[:-2]):
        listed = found[word.encode()]
        assert (list(listed.numbers), list(listed.positions)) == ([0], [place])
    last = found[words[-1].encode()]
    assert tuple(list(part or ()) for part in last[:3]) == ([0, 5], [1, 2], [1, 2])
    assert list(last.positions) == [69_999, 1, 2]
