from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.codec.mapped import DamagedFileError
from indexer.codec.postings import Listed, PostingsFile, PostingsWriter

if TYPE_CHECKING:
    from pathlib import Path

NUMBERS = st.one_of(
    st.sets(st.integers(0, 300), min_size=1),
    st.sets(st.integers(0, 2**32 - 1), min_size=1),
    st.sets(st.sampled_from([0, 1, 2**16 - 1, 2**16, 2**16 + 1, 2**17, 2**32 - 1]), min_size=1),
).map(sorted)
FREQUENCIES = st.one_of(st.just(1.0), st.integers(1, 300).map(float), st.integers(1, 2**20).map(float), st.floats(0.125, 8, width=32))


@st.composite
def lists(draw: st.DrawFn) -> Listed:
    numbers = draw(NUMBERS)
    each = st.lists(draw(st.sampled_from([FREQUENCIES, st.just(1.0)])), min_size=len(numbers), max_size=len(numbers))
    frequencies = draw(st.one_of(st.none(), each))
    if draw(st.booleans()):
        return Listed(numbers, frequencies)
    positions = [sorted(draw(st.sets(st.integers(0, draw(st.sampled_from([9, 300, 10**6]))), max_size=5))) for _ in numbers]
    return Listed(numbers, frequencies, [len(one) for one in positions], [place for one in positions for place in one])


def write(folder: Path, written: list[Listed]) -> tuple[PostingsFile, list[int]]:
    with (folder / "a.pst").open("wb") as postings, (folder / "a.pos").open("wb") as positions:
        writer = PostingsWriter(postings, positions)
        places = [writer.add(listed, (number % 256, 255)) for number, listed in enumerate(written)]
    return PostingsFile(folder / "a.pst", folder / "a.pos"), places


@given(written=st.lists(lists(), min_size=1, max_size=6))
def test_lists_come_back(tmp_path_factory: pytest.TempPathFactory, written: list[Listed]) -> None:
    file, places = write(tmp_path_factory.mktemp("lists"), written)
    for number, (listed, place) in enumerate(zip(written, places, strict=True)):
        found = file.at(place)
        ones = [1.0] * len(listed.numbers)
        assert list(found.numbers()) == listed.numbers
        assert list(found.frequencies() or ones) == (listed.frequencies or ones)
        assert [list(part) for part in found.counted_positions()] == [list(listed.counts), list(listed.positions)]
        assert (found.count, found.lengths) == (len(listed.numbers), (number % 256, 255))
        assert found.largest == max(listed.frequencies or ones)
        assert found.total == pytest.approx(sum(listed.frequencies or ones), rel=1e-6)


def test_a_number_takes_two_bytes_and_a_frequency_of_one_none(tmp_path: Path) -> None:
    def size(listed: Listed) -> int:
        write(tmp_path, [listed])
        return (tmp_path / "a.pst").stat().st_size

    few = size(Listed(range(100), None))
    assert size(Listed(range(1100), None)) - few == 2000
    assert size(Listed(range(1100), [1.0] * 1100)) - few == 2000
    assert size(Listed(range(1100), [2.0] * 1100)) - few == 2000 + 1100
    assert size(Listed(range(70_000, 71_100), None)) - size(Listed(range(70_000, 70_100), None)) == 2000


def test_ranking_opens_no_positions(tmp_path: Path) -> None:
    file, (place,) = write(tmp_path, [Listed([1, 2], [1.0, 2.0], [1, 2], [3, 4, 5])])
    (tmp_path / "a.pos").unlink()
    assert list(file.at(place).numbers()) == [1, 2]
    assert list(file.at(place).frequencies() or ()) == [1.0, 2.0]
    with pytest.raises(FileNotFoundError):
        file.at(place).counted_positions()


@pytest.mark.parametrize("as_array", [False, True])
@pytest.mark.parametrize("count", [4095, 4096, 4097, 4160])
def test_marks_are_where_positions_begin(tmp_path: Path, count: int, as_array: bool) -> None:  # noqa: FBT001  # a parameter of the test
    times = [number * number % 7 for number in range(count)]
    positions = [place for many in times for place in range(many)]
    written = (np.arange(count), None, np.array(times), np.array(positions)) if as_array else (range(count), None, times, positions)
    file, (_, place) = write(tmp_path, [Listed([1, 2], None, [1, 1], [3, 4]), Listed(*written)])
    counts, found, marks = file.at(place).marked_positions()
    assert (counts.tolist(), found.tolist()) == (times, positions)
    if count < 4096:
        assert marks is None
    else:
        assert marks is not None
        assert marks.tolist() == [sum(times[:number]) for number in range(32, count + 1, 32)]


@pytest.mark.parametrize("cut", [16, 20, 24, 36, 40])
def test_a_list_that_the_file_does_not_hold_is_told(tmp_path: Path, cut: int) -> None:
    _, (place,) = write(tmp_path, [Listed([1, 2, 90_000], [3.0, 1.0, 2.0])])
    data = (tmp_path / "a.pst").read_bytes()
    (tmp_path / "a.pst").write_bytes(data[:cut])
    file = PostingsFile(tmp_path / "a.pst", tmp_path / "a.pos")
    with pytest.raises((DamagedFileError, Exception), match=r"ends before|buffer"):
        _ = file.at(place).numbers(), file.at(place).frequencies()


def test_a_file_of_another_kind_or_byte_order_is_refused_by_name(tmp_path: Path) -> None:
    write(tmp_path, [Listed([1], None)])
    data = (tmp_path / "a.pst").read_bytes()
    for changed in (b"", b"\x80\x04.", data[:12] + data[12:16][::-1] + data[16:], b"x" + data[1:], data[:8] + b"posi" + data[12:]):
        (tmp_path / "a.pst").write_bytes(changed)
        with pytest.raises(DamagedFileError, match=r"a\.pst"):
            PostingsFile(tmp_path / "a.pst", tmp_path / "a.pos")
