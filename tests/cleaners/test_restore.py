"""What is told of lost text by other pages: where it stood and what it said, and never as the page's own."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cleaners import ingest
from cleaners.across.restore import account_of, restore_all
from corpus.ids import document_id
from corpus.model import RawPage
from corpus.scripts import has_han
from corpus.store import Corpus
from tests.cleaners.copies_pages import policy
from tests.cleaners.lost_pages import (
    ARTICLES,
    POLICY,
    cut,
    of_other_goods,
    stripped,
    with_lost_characters,
    without_a_mark,
)

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return Corpus.open(tmp_path)


def add(corpus: Corpus, *texts: str) -> list[str]:
    """Add pages; return their ids."""
    pages = [RawPage(text, f"{document_id(text.encode())}.txt") for text in texts]
    return [outcome.doc_id for outcome in ingest(pages, corpus)]


def told(corpus: Corpus, doc_id: str) -> list[str]:
    return [one.text for one in corpus.restorations(doc_id)]


def test_stripped_passages_are_told_line_by_line(corpus: Corpus) -> None:
    lost, whole = add(corpus, stripped(), POLICY)
    restorations = corpus.restorations(lost)
    assert "\n".join(one.text for one in restorations).endswith("\n".join(ARTICLES))
    assert {(one.kind, one.source) for one in restorations} == {("passage", whole)}
    source, page = corpus.cleaned(whole).decoded.text, corpus.cleaned(lost).decoded.text
    for one in restorations:
        assert source[slice(*one.source_span)] == one.text
        assert not has_han(page[slice(*one.gap)])


def test_nothing_told_is_part_of_the_page(corpus: Corpus) -> None:
    (lost,) = add(corpus, stripped())
    before = (corpus.cleaned(lost), corpus.clauses(lost))
    add(corpus, POLICY)
    assert told(corpus, lost)
    assert (corpus.cleaned(lost), corpus.clauses(lost)) == before
    own = {clause.id for clause in corpus.clauses(lost)}
    restored = corpus.restored_clauses(lost)
    assert {(clause.kind, "restored" in clause.card.flags, clause.where) for clause in restored} == {("restored", True, ())}
    assert not own & {clause.id for clause in restored}


@pytest.mark.parametrize(
    ("damage", "kind", "text"),
    [
        (with_lost_characters, "characters", "市集贸办"),
        (without_a_mark, "quotes", "“摊位牌”"),
        (cut, "end", "7日，可以并处50元以上200元以下罚款。\n" + "\n".join(ARTICLES[-3:])),
    ],
)
def test_what_is_lost_within_a_text_is_told_by_what_is_around_it(corpus: Corpus, damage: type, kind: str, text: str) -> None:
    lost, whole = add(corpus, damage(), POLICY)
    assert [(one.kind, one.source, one.text) for one in corpus.restorations(lost)] == [(kind, whole, text)]


def test_what_is_told_goes_with_its_source_and_comes_again(corpus: Corpus) -> None:
    lost, whole = add(corpus, stripped(), POLICY)
    found = corpus.restorations(lost)
    corpus.remove(whole)
    assert corpus.restorations(lost) == []
    assert corpus.restorations_due() == [lost]
    add(corpus, POLICY)
    assert corpus.restorations(lost) == found
    assert corpus.restorations_due() == []


def test_the_index_knows_when_what_is_told_changes(corpus: Corpus) -> None:
    lost, whole = add(corpus, stripped(), POLICY)
    with_it = corpus.index_state()[lost]
    corpus.remove(whole)
    assert corpus.index_state()[lost] != with_it


@settings(
    max_examples=5, deadline=None, phases=[Phase.explicit, Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.permutations([stripped(), POLICY, cut(), with_lost_characters(), without_a_mark(), policy(3)]), st.integers(1, 5))
def test_the_order_of_pages_makes_no_difference(tmp_path_factory: pytest.TempPathFactory, texts: list[str], size: int) -> None:
    exports: list[list[dict[str, object]]] = []
    for order in (texts, sorted(texts)):
        with closing(Corpus.open(tmp_path_factory.mktemp("library"))) as corpus:
            for start in range(0, len(order), size):
                add(corpus, *order[start : start + size])
            exports.append(list(corpus.export()))
            assert {account.doc_id: list(account.restorations) for account in restore_all(corpus)} == {
                doc_id: corpus.restorations(doc_id) for doc_id in corpus.damaged()
            }
    assert exports[0] == exports[1]
    assert sum(bool(page["restorations"]) for page in exports[0]) == 4


def test_a_page_that_lost_nothing_is_told_nothing(corpus: Corpus) -> None:
    whole, copy = add(corpus, POLICY, "首页 > 公告\n" + POLICY)
    assert corpus.damaged() == []
    assert not told(corpus, whole) + told(corpus, copy)


def test_what_two_sources_word_otherwise_is_not_told(corpus: Corpus) -> None:
    other = POLICY.replace("停业7日，可以并处50元", "关停7日，可以并罚50元")
    lost, *_ = add(corpus, stripped(), POLICY, other)
    text = "\n".join(told(corpus, lost))
    assert "第八条" in text
    assert "并处50元" not in text
    assert "并罚50元" not in text


def test_another_policy_with_some_of_the_marks_is_no_source(corpus: Corpus) -> None:
    articles = list(ARTICLES)
    articles[3:6] = ["（一）早市，设在东门；（二）夜市，设在西门、南门和桥头，由镇政府划定，每年调整1次。"]
    articles[11] = "第八条 车主不服的，可以申诉。"
    (lost, source) = add(corpus, stripped(), of_other_goods("\n".join(("临洲市集镇车点管理办法", *articles))))
    assert not told(corpus, lost)
    assert source in account_of(lost, corpus).why[0]


@pytest.mark.parametrize(("was", "became"), [("、", "与"), ("；", "")])
def test_a_text_with_too_many_other_marks_is_no_source(corpus: Corpus, was: str, became: str) -> None:
    (lost, _) = add(corpus, stripped(), POLICY.replace(was, became).replace("：", "" if not became else "："))
    assert not told(corpus, lost)
    assert "another text, or another version of it" in account_of(lost, corpus).why[0]


def test_another_version_is_no_source(corpus: Corpus) -> None:
    later = POLICY.replace("2021年4月2日", "2023年6月8日").replace("2021年5月1日", "2023年7月1日").replace("市集贸办", "市场服务局")
    lost, _ = add(corpus, cut(), later)
    assert not told(corpus, lost)
    assert account_of(lost, corpus).why == (f"truncated at {POLICY.index('第七条')}: no copy of the page",)
