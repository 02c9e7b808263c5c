"""Words right behind one another are found whether positions are counted from marks or from the list's beginning."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import numpy as np
import pytest

from indexer.codec import postings
from indexer.codec.in_a_row import in_a_row
from indexer.codec.postings import Listed, PostingList, PostingsFile, PostingsWriter

if TYPE_CHECKING:
    from pathlib import Path

COUNT = 700


def written(folder: Path, texts: list[list[list[int]]]) -> list[PostingList]:
    """Return a list for each word, given by its positions in every text."""
    with (folder / "a.pst").open("wb") as numbers, (folder / "a.pos").open("wb") as positions:
        writer = PostingsWriter(numbers, positions)
        places = [
            writer.add(Listed(range(len(word)), None, [len(text) for text in word], [place for text in word for place in text]))
            for word in texts
        ]
    file = PostingsFile(folder / "a.pst", folder / "a.pos")
    return [file.at(place) for place in places]


@pytest.mark.parametrize("marked", [1, 10_000])
@pytest.mark.parametrize("which", [[0], [*range(16), 31, 32, 64], [5, 699], list(range(0, COUNT, 45)), list(range(COUNT)), []])
def test_words_in_a_row_are_those_of_neighbouring_positions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, marked: int, which: list[int]
) -> None:
    monkeypatch.setattr(postings, "_LEAST_MARKED", marked)
    chance = random.Random(1)  # noqa: S311  # no secret
    words = [[sorted(chance.sample(range(20), chance.choice((0, 3, 8, 14)))) for _ in range(COUNT)] for _ in range(3)]
    lists = written(tmp_path, words)
    order = [2, 0, 1]
    found = in_a_row([lists[place] for place in order], [np.array(which, np.int64)] * 3, order)
    expected = [any(all(begin + place in words[place][text] for place in range(3)) for begin in words[0][text]) for text in which]
    assert found.tolist() == expected
