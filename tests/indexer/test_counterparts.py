"""What a library's texts in both languages give its index: counterparts of hits, and renderings mined from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from corpus.aligned import AlignedText, Linked
from corpus.store import Corpus
from indexer import build, mining
from indexer.association import ASSOCIATIONS_NAME
from indexer.build import update_index
from indexer.counterparts import Aligned, Counterparts, read_families, write_counterparts, write_families
from indexer.errors import IndexUnusableError
from indexer.search import open_index
from tests.indexer.test_mining import pairs_of
from tests.search_cli.policy_pages import ENGLISH, OPINIONS, make_library

if TYPE_CHECKING:
    from pathlib import Path

    from indexer.answer import Answer

TEXTS = (
    AlignedText("w", ("a", "b"), (Linked(("a-1",), ("b-1", "b-2"), 0.9876), Linked(("a-2",), ("b-3",), 0.5))),
    AlignedText("w", ("c",), (Linked(("c-1",), ("b-3",), 0.75),)),
)


def test_a_table_leads_both_ways_from_the_pages_that_a_text_is_for(tmp_path: Path) -> None:
    write_counterparts(tmp_path / "table", TEXTS)
    table = Counterparts(tmp_path / "table")
    assert table.of("a-1") == Aligned(("b-1", "b-2"), 0.988)
    assert table.of("b-1") == table.of("b-2") == Aligned(("a-1",), 0.988)
    assert table.of("b-3") == Aligned(("a-2",), 0.5)  # the text of page c has b for its counterpart, but b has a
    assert table.of("c-1") == Aligned(("b-3",), 0.75)
    assert table.of("a") is None
    table.close()


def test_families_come_back_and_what_is_none_is_told(tmp_path: Path) -> None:
    write_families(tmp_path / "families", {"key": TEXTS, "empty": ()})
    assert read_families(tmp_path / "families") == {"key": list(TEXTS), "empty": []}
    assert read_families(tmp_path / "none") == {}
    for damaged in ("{", "[]", '{"key": 1}', '{"key": [["w", [], [[1]]]]}'):
        (tmp_path / "families").write_text(damaged, encoding="utf-8")
        with pytest.raises(ValueError, match=r"."):
            read_families(tmp_path / "families")


def test_a_damaged_line_is_told(tmp_path: Path) -> None:
    (tmp_path / "table").write_bytes(b"a-1\tmuch\tb-1\n")
    with pytest.raises(IndexUnusableError, match="tiaowen index"):
        Counterparts(tmp_path / "table").of("a-1")


@pytest.fixture
def opinions(tmp_path: Path) -> tuple[Path, str, str]:
    folder, ids = make_library(tmp_path / "library")
    update_index(folder)
    return folder, ids[OPINIONS.encode()], ids[ENGLISH.encode()]


def asked(folder: Path, query: str) -> Answer:
    with open_index(folder) as index:
        return index.search(query)


def test_a_hit_has_the_clause_that_says_the_same_without_the_database(opinions: tuple[Path, str, str]) -> None:
    folder, zh, en = opinions
    hit = asked(folder, '"建立动态核增机制"').hits[0]
    (folder / "corpus.sqlite").unlink()
    assert hit.counterpart is not None
    (clause,) = hit.counterpart.clauses
    assert (hit.doc_id, clause.lang, clause.text[:22]) == (zh, "en", "(1) Reform of staffing")
    assert 0.5 <= hit.counterpart.confidence <= 1
    back = asked(folder, '"Reform of staffing"').hits[0]
    assert back.counterpart is not None
    assert (back.doc_id, back.counterpart.clauses[0].clause_id) == (en, hit.clause_id)
    assert asked(folder, '"医院主要负责人实行年薪制"').hits[0].counterpart is None


def test_what_was_asked_for_is_marked_in_the_counterpart_too(opinions: tuple[Path, str, str]) -> None:
    hit = next(hit for hit in asked(opinions[0], "公立医院").hits if hit.text.startswith("坚持公立医院的公益性"))
    assert hit.counterpart is not None
    (clause,) = hit.counterpart.clauses
    assert [clause.text[start:end] for start, end in clause.highlights] == ["Public hospitals"]


def test_a_page_that_goes_takes_its_counterparts_along(opinions: tuple[Path, str, str]) -> None:
    folder, _, en = opinions
    with Corpus.open(folder) as corpus:
        corpus.remove(en)
    update_index(folder)
    assert asked(folder, '"建立动态核增机制"').hits[0].counterpart is None


def bilingual(number: int) -> bytes:
    """Return a page with an article on each subject and action, in both languages."""
    articles = [pair for pair in pairs_of(3) if pair.document == f"d{number}"]
    lines = [f"第{at}条 {pair.zh}\n\nArticle {at} {pair.en}" for at, pair in enumerate(articles, start=1)]
    return "\n\n".join([f"第{number}号办法", *lines]).encode()


def test_terms_are_mined_from_the_librarys_own_texts_and_only_when_these_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mining, "MINIMUM_PAIRS", 50)
    pages = {f"https://{number}.example": bilingual(number) for number in range(3)}
    folder, ids = make_library(tmp_path / "library", pages)
    report = update_index(folder)
    assert (folder / "index" / report.generation / ASSOCIATIONS_NAME).exists()
    hits = asked(folder, "lang:zh surtax").hits  # each page says the same, and none is a copy of another
    assert any(hit.lang == "zh" and hit.why[-1].startswith("mined: surtax ~ 附加税") for hit in hits)

    mined = (folder / "index" / report.generation / ASSOCIATIONS_NAME).read_bytes()
    with monkeypatch.context() as patched:
        patched.setattr(mining, "mine", _refuse)
        make_library(folder, {"https://a.example": OPINIONS.encode()})
        again = update_index(folder)
    assert (folder / "index" / again.generation / ASSOCIATIONS_NAME).read_bytes() == mined
    other, _ = make_library(tmp_path / "other", dict(reversed(pages.items())))
    assert (other / "index" / update_index(other).generation / ASSOCIATIONS_NAME).read_bytes() == mined

    with Corpus.open(folder) as corpus:
        corpus.remove(ids[bilingual(1)])
    fewer = update_index(folder)
    assert not (folder / "index" / fewer.generation / ASSOCIATIONS_NAME).exists()  # 48 pairs are left


def test_a_damaged_list_of_families_is_made_again(opinions: tuple[Path, str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    folder, _, _ = opinions
    monkeypatch.setattr(build, "check_content", lambda *_: None)
    (families,) = (folder / "index").glob("*/families.json")
    families.write_text("[" + families.read_text(encoding="utf-8")[1:-1] + "]", encoding="utf-8")
    assert update_index(folder).added == 5


def _refuse(*_: object) -> None:
    raise AssertionError("mined again")
