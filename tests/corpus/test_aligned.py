"""Which texts of a library stand in both languages, and when they are aligned again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cleaners.across.ingest import ingest
from corpus import aligned
from corpus.aligned import aligned_texts
from corpus.concepts import Concepts, using
from corpus.model import RawPage
from corpus.store import Corpus
from tests.search_cli.policy_pages import ENGLISH, OPINIONS, PAGES, REVISED, TRIAL, make_library

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from corpus.aligned import AlignedText

ZH, EN = OPINIONS.encode(), ENGLISH.encode()


def aligned_in(folder: Path, known: Mapping[str, Sequence[AlignedText]] | None = None) -> dict[str, Sequence[AlignedText]]:
    with Corpus.open(folder, create=False) as opened:
        return aligned_texts(opened, known or {})


def test_two_pages_of_one_work_are_aligned_and_nothing_else_of_the_library(tmp_path: Path) -> None:
    folder, ids = make_library(tmp_path)
    (texts,) = aligned_in(folder).values()
    (text,) = texts
    assert text.work == "国办发〔2021〕18号"
    assert set(text.pages) == {ids[ZH], ids[EN]}
    with Corpus.open(folder, create=False) as opened:
        said = {clause.id: clause.text for doc_id in text.pages for clause in opened.clauses(doc_id)}
    pairs = {said[link.zh_ids[0]][:6]: said[link.en_ids[0]][:20] for link in text.links}
    assert pairs["（一）改革人"].startswith("(1) Reform of staffi")
    assert pairs["（二）改革薪"].startswith("(2) Reform of salari")


def test_versions_in_one_language_are_not_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, _ = make_library(tmp_path, {"https://a.example": TRIAL.encode(), "https://b.example": REVISED.encode()})
    monkeypatch.setattr(aligned, "find_pair", _refuse)
    assert aligned_in(folder) == {}


IN_PINYIN = ENGLISH.replace("Guobanfa [2021] No. 18", "Zeweigui [2023] No. 4").replace(
    "General Office of the State Council", "Health Commission of Yunze Province"
)


def test_a_number_in_pinyin_leads_to_the_text_of_the_same_place(tmp_path: Path) -> None:
    folder, ids = make_library(tmp_path, {"https://a.example": REVISED.encode(), "https://b.example": IN_PINYIN.encode()})
    ((text,),) = aligned_in(folder).values()
    assert set(text.pages) == set(ids.values())
    assert text.work == "泽卫规〔2023〕4号"


@pytest.mark.parametrize(
    "others",
    [
        (REVISED, IN_PINYIN.replace("Yunze", "Yunshui")),  # another place
        (REVISED, IN_PINYIN.replace("No. 4", "No. 5")),
        (REVISED, IN_PINYIN, REVISED.replace("泽卫规", "则卫规").replace("薪酬", "药品")),  # two numbers that are read so
    ],
)
def test_a_number_that_only_sounds_like_another_leads_nowhere(tmp_path: Path, others: tuple[str, ...]) -> None:
    folder, _ = make_library(tmp_path, {f"https://{number}.example": text.encode() for number, text in enumerate(others)})
    assert not any(aligned_in(folder).values())


def test_a_text_in_two_languages_is_its_own_counterpart_whatever_stands_elsewhere(tmp_path: Path) -> None:
    zh, en = ([line for line in text.split("\n") if line] for text in (OPINIONS, ENGLISH))
    lines = [line for pair in zip(zh, en, strict=True) for line in pair if not line.startswith("Public hospitals serve")]
    bilingual = "\n\n".join(lines).encode()
    folder, ids = make_library(tmp_path, {"https://a.example": bilingual, "https://b.example": EN})
    (texts,) = aligned_in(folder).values()
    (own,) = (text for text in texts if ids[bilingual] in text.pages)
    assert len(own.links) >= 2
    assert {one.partition("-")[0] for link in own.links for one in (*link.zh_ids, *link.en_ids)} == {ids[bilingual]}


def test_a_family_is_aligned_again_only_when_one_of_its_pages_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, ids = make_library(tmp_path, {"https://a.example": ZH, "https://b.example": EN})
    found = aligned_in(folder)
    with monkeypatch.context() as patched:
        patched.setattr(aligned, "align", _refuse)
        _add(folder, "https://c.example", TRIAL.encode())
        assert aligned_in(folder, found) == found
        with using(Concepts([], "other")), pytest.raises(AssertionError, match="again"):
            aligned_in(folder, found)
    _add(folder, "https://d.example", ZH + "\n\n（此件公开发布）\n".encode())
    (key,) = aligned_in(folder, found)
    assert key not in found
    with Corpus.open(folder) as opened:
        opened.remove(ids[EN])
    assert aligned_in(folder, found) == {}


def test_the_order_of_adding_does_not_matter(tmp_path: Path) -> None:
    one, _ = make_library(tmp_path / "one")
    other, _ = make_library(tmp_path / "other", dict(reversed(PAGES.items())))
    assert aligned_in(one) == aligned_in(other) != {}


def _add(folder: Path, origin: str, data: bytes) -> None:
    with Corpus.open(folder) as opened:
        (outcome,) = ingest([RawPage(data, origin)], opened)
    assert outcome.verdict not in {"rejected", "duplicate"}


def _refuse(*_: object) -> None:
    raise AssertionError("looked at again")
