"""rjieba, an optional extra: used for many documents at once, while it cuts as jieba does, and recorded in the index."""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING

import jieba
import pytest

from corpus.model import Clause
from indexer import build, segment
from indexer.build import build_index
from indexer.manifest import read_manifest
from indexer.segment import Segmenter

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = ("公立医院薪酬制度改革", "推进医联体建设", "他人技术成果为由请求确认", "企业职工组建工会", "由市人民政府并报国务院")


class FakeJieba:
    """What rjieba offers, by jieba itself; ``spoilt`` cuts otherwise."""

    spoilt = False

    def __init__(self) -> None:
        self._tokenizer = jieba.Tokenizer()
        self._tokenizer.FREQ, self._tokenizer.total, self._tokenizer.initialized = {}, 0, True

    @classmethod
    def empty(cls) -> FakeJieba:
        return cls()

    def add_word(self, word: str, frequency: int, _tag: str) -> None:
        self._tokenizer.FREQ[word] = frequency
        for end in range(1, len(word)):
            self._tokenizer.FREQ.setdefault(word[:end], 0)
        self._tokenizer.total += frequency

    def cut(self, run: str, _hmm: bool) -> list[str]:  # noqa: FBT001  # rjieba's signature
        return list(run) if self.spoilt else list(self._tokenizer.cut(run, HMM=False))


@pytest.fixture
def fresh() -> Segmenter:
    frequencies, total = segment._build()
    return Segmenter(total, None, frequencies)


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> type[FakeJieba]:
    monkeypatch.setitem(sys.modules, "rjieba", SimpleNamespace(Jieba=FakeJieba))
    monkeypatch.setattr(segment, "version", lambda _name: "9.9")
    monkeypatch.setattr(FakeJieba, "spoilt", False)
    return FakeJieba


@pytest.mark.usefixtures("fake")
def test_it_is_used_and_recorded_and_the_words_are_the_same(fresh: Segmenter) -> None:
    before = [list(fresh.words(text)) for text in TEXTS]
    fresh.speed_up()
    assert fresh.cut_by == ", cut by rjieba 9.9"
    assert [list(fresh.words(text)) for text in TEXTS] == before


def test_it_is_left_alone_when_it_cuts_otherwise(fresh: Segmenter, fake: type[FakeJieba], monkeypatch: pytest.MonkeyPatch) -> None:
    before = [list(fresh.words(text)) for text in TEXTS]
    monkeypatch.setattr(fake, "spoilt", True)
    fresh.speed_up()
    assert fresh.cut_by == ""
    assert [list(fresh.words(text)) for text in TEXTS] == before


def test_without_it_nothing_changes(fresh: Segmenter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rjieba", None)
    fresh.speed_up()
    assert fresh.cut_by == ""


@pytest.mark.usefixtures("fake")
def test_an_index_of_many_documents_says_who_cut_and_is_not_made_anew_without_it(
    fresh: Segmenter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "FAST_FROM", 2)
    monkeypatch.setattr(build, "segmenter", lambda: fresh)
    build_index([Clause("a", "薪酬", "zh", doc_id="a")], tmp_path)
    assert read_manifest(tmp_path).segmenter == segment.segmenter_name()
    build_index([Clause("a", "薪酬", "zh", doc_id="a"), Clause("b", "改革", "zh", doc_id="b")], tmp_path)
    assert read_manifest(tmp_path).segmenter.endswith(", cut by rjieba 9.9")
    assert build._standing(tmp_path).manifest is not None


def test_the_real_one_cuts_as_jieba_does(fresh: Segmenter) -> None:
    pytest.importorskip("rjieba")
    before = [list(fresh.words(text)) for text in TEXTS]
    fresh.speed_up()
    assert fresh.cut_by.startswith(", cut by rjieba")
    assert [list(fresh.words(text)) for text in TEXTS] == before
