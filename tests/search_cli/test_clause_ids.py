"""Ids of clauses: what is cited stays where it was, whatever else is cleaned, added or edited.

A clause's id is its page's id, which is that of the page's bytes, a dash, and five characters for the clause's text. The part behind
the dash, like ``text_key``, is the same on any page; of texts that a page repeats the second one counts on.
"""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners import clean_page
from cleaners.across.ingest import ingest, reclean
from corpus.clauses import split_clauses
from corpus.model import RawPage
from corpus.store import Corpus
from tests.search_cli.policy_pages import ENGLISH, OPINIONS, PAGES, REVISED, TRIAL

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from corpus.model import Clause


def clauses(text: str) -> list[Clause]:
    return split_clauses(clean_page(RawPage(text, "a.html")).document)


def behind(text: str) -> dict[str, tuple[str, str]]:
    """Return the part of the id behind the dash and the key of each clause of a page, by its text."""
    found = clauses(text)
    told = {clause.text: (clause.id.partition("-")[2], clause.text_key) for clause in found}
    assert len(told) == len(found)
    return told


def stored(folder: Path, *batches: list[RawPage]) -> dict[str, str]:
    """Return the clauses by id of a library to which the pages are added batch by batch."""
    for batch in batches:
        with Corpus.open(folder) as corpus:
            assert not {outcome.verdict for outcome in ingest(batch, corpus)} & {"rejected", "duplicate"}
    with Corpus.open(folder) as corpus:
        return {clause.id: clause.text for doc_id in corpus.doc_ids() for clause in corpus.clauses(doc_id)}


def test_other_order_other_batches_and_cleaning_again_keep_every_id(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = [RawPage(data, origin) for origin, data in PAGES.items()]
    first = stored(tmp_path / "first", pages)
    assert len(first) == len({(text, id_.partition("-")[0]) for id_, text in first.items()}) > 20
    assert stored(tmp_path / "backwards", pages[::-1]) == first
    assert stored(tmp_path / "batches", pages[3:], pages[:2], pages[2:3]) == first
    monkeypatch.setattr("cleaners.across.ingest.RULES_VERSION", "newer")
    with Corpus.open(tmp_path / "first") as corpus:
        assert len([outcome for outcome in reclean(corpus) if outcome.verdict == "new"]) == len(pages)
    assert stored(tmp_path / "first") == first


def test_boilerplate_around_a_text_keeps_what_stands_behind_the_dash() -> None:
    body = "".join(f"<p>{line}</p>\n" for line in OPINIONS.split("\n\n")[2:])
    title = OPINIONS.split("\n\n")[0]
    page = f"<html><head><title>{title}</title></head><body><h1>{title}</h1>\n{{}}{body}{{}}</body></html>"
    plain = behind(page.format("", ""))
    nav = '<div class="nav"><a href="/">首页</a> <a href="/zc">政策</a></div>\n<p>当前位置：首页 &gt; 政策文件</p>\n'
    foot = '<div class="footer"><p>主办：国务院办公厅　版权所有</p><p>京ICP备00000001号</p><p>分享到：微信 微博</p></div>\n'
    around = behind(page.format(nav, foot))
    assert len(plain) == 3
    assert {text: around.get(text) for text in plain} == plain


@settings(deadline=None, max_examples=30)
@given(st.data())
def test_editing_one_clause_keeps_all_others(data: st.DataObject) -> None:
    numbered = [(at, line) for at, line in enumerate(REVISED.split("\n\n")) if line.startswith(("第", "（")) and "章" not in line]
    at, line = data.draw(st.sampled_from(numbered))
    lines = REVISED.split("\n\n")
    lines[at] = f"{line.strip()[:-1]}，并接受社会监督。"
    before, after = behind(REVISED), behind("\n\n".join(lines))
    gone = before.keys() - after.keys()
    assert gone == {line.strip()}
    assert {text: after[text] for text in before.keys() - gone} == {text: told for text, told in before.items() if text not in gone}


def test_an_inserted_clause_keeps_all_others_even_where_it_renumbers_none() -> None:
    lines = TRIAL.split("\n\n")
    at = next(number for number, line in enumerate(lines) if line.startswith("第四条"))
    inserted = [*lines[:at], "第三条之一　医院每年公开薪酬总量。", *lines[at:]]
    before, after = behind(TRIAL), behind("\n\n".join(inserted))
    assert after.keys() - before.keys() == {"第三条之一　医院每年公开薪酬总量。"}
    assert {text: after[text] for text in before} == before


def test_equal_text_on_two_pages_has_one_key_and_ids_of_its_own() -> None:
    trial, revised = clauses(TRIAL), clauses(REVISED)
    shared = {clause.text for clause in trial} & {clause.text for clause in revised}
    assert len(shared) >= 3
    for text in shared:
        one, other = (next(clause for clause in side if clause.text == text) for side in (trial, revised))
        assert one.text_key == other.text_key
        assert one.id != other.id
        assert one.id.partition("-")[2] == other.id.partition("-")[2]


def test_a_text_that_a_page_repeats_has_two_ids_whatever_stands_between() -> None:
    page = (
        "医院公开办法\n\n第一条　下列事项应当公开：\n\n（一）价格；\n\n（二）药品。\n\n"
        "{}第二条　下列事项应当审计：\n\n（一）价格；\n\n（二）经费。\n"
    )
    told = [
        [clause.id.partition("-")[2] for clause in clauses(page.format(between)) if clause.text == "（一）价格；"]
        for between in ("", "第一条之一　医院应当接受监督。\n\n")
    ]
    assert len(set(told[0])) == 2
    assert told[0] == told[1]


def test_all_orders_of_three_pages_give_one_library(tmp_path: Path) -> None:
    pages = [RawPage(text, f"{name}.txt") for name, text in (("a", TRIAL), ("b", OPINIONS), ("c", ENGLISH))]
    told = [stored(tmp_path / str(number), list(order)) for number, order in enumerate(permutations(pages))]
    assert all(one == told[0] for one in told)
