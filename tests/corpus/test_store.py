"""The store: a page is there whole or not at all, comes back exactly, and the order of adding leaves no trace."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date
from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from corpus.errors import CorpusError
from corpus.ids import document_id
from corpus.model import (
    Block,
    ByteException,
    Card,
    Clause,
    Cleaned,
    CleanSpan,
    Decoded,
    DocNumber,
    Document,
    Edit,
    Flag,
    Part,
    Piece,
    Place,
    RawPage,
    RawSpan,
)
from corpus.store import Corpus, Stored

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LINE = "第一条 深化薪酬制度改革。"


def page(text: str = LINE, origin: str = "a.html", declared: str | None = None, fetched: date | None = None) -> RawPage:
    return RawPage(text.encode(), origin, declared, fetched)


def cleaned(raw: RawPage, said: str | None = None) -> Cleaned:
    """Clean by hand: one paragraph that says ``said``, by default the page's text without its markup ``<…>`` at the end."""
    text = raw.data.decode()
    span = RawSpan(0, len(text))
    said = text.partition("<")[0] if said is None else said
    block = Block("paragraph", (Piece(said, span),), lang="zh")
    return Cleaned(Document(document_id(raw.data), "通知", "zh", (block,), (), raw.origin), (), (), Decoded(text, "utf-8"))


def clause(raw: RawPage, number: int = 2, text: str = LINE) -> Clause:
    doc_id = document_id(raw.data)
    card = Card(title="通知", source=raw.origin)
    return Clause(f"{doc_id}-aaaa{number}", text, "zh", doc_id=doc_id, text_key="k", card=card)


def put(corpus: Corpus, raw: RawPage, said: str | None = None) -> Stored:
    return corpus.put(raw, cleaned(raw, said), [clause(raw)], "1")


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    with Corpus.open(tmp_path / "library") as opened:
        yield opened


def rich(raw: RawPage) -> Cleaned:
    """Clean ``raw`` with something in every field."""
    plain = cleaned(raw)
    flag = Flag("truncated", RawSpan(3, 4), "ends in mid-sentence")
    inner = Flag("case-lost", RawSpan(0, 1), "no capital")
    numbers = (DocNumber("国办发[2021]18号", "国办发〔2021〕18号"), DocNumber("No. 18", None))
    document = replace(
        plain.document,
        blocks=(replace(plain.document.blocks[0], flags=(inner, flag), level=2, variant="Hans"),),
        parts=(Part("policy", "意见", numbers, ("国务院办公厅",), ("2021-06",)),),
        flags=(flag,),
        published=date(2021, 6, 17),
        publisher="新华社",
        authors=("李明",),
        issuers=("国务院办公厅",),
        doc_numbers=numbers,
        cited_titles=("关于深化改革的意见",),
    )
    edits = (
        Edit(1, "repeats", 2, RawSpan(0, 2), "", "copy", None, RawSpan(5, 7), 0.75),
        Edit(2, "join", 1, RawSpan(2, 3), "", "line"),
    )
    decoded = Decoded(plain.decoded.text, "gb18030", ("declared", "likely"), (ByteException(RawSpan(0, 1), b"\xff\x00"),))
    return Cleaned(document, edits, (RawSpan(1, 2),), decoded)


# What is put comes back


def test_a_new_library_is_empty(corpus: Corpus) -> None:
    assert (corpus.revision, corpus.doc_ids(), corpus.index_state(), list(corpus.export())) == (0, [], {}, [])
    assert corpus.stats().published is None


def test_everything_comes_back_after_reopening(tmp_path: Path) -> None:
    raw = page(declared="gb2312", fetched=date(2026, 11, 24))
    whole = rich(raw)
    clauses = [
        replace(
            clause(raw, number),
            heading_path=("一、总则", "(二)"),
            path="1.2",
            where=(Place(0, CleanSpan(1, 2)),),
            card=Card("通知", "a.html", "新华社", "2021-06-17", ("国务院",), ("国办发〔2021〕18号",), ("truncated",), "policy"),
        )
        for number in (9, 2, 5)
    ]
    with Corpus.open(tmp_path) as corpus:
        stored = corpus.put(raw, whole, clauses, "rules 7")
    with Corpus.open(tmp_path, create=False) as corpus:
        assert stored == Stored(document_id(raw.data), "new", None)
        assert corpus.page(stored.doc_id) == raw
        assert corpus.cleaned(stored.doc_id) == whole
        assert corpus.clauses(stored.doc_id) == clauses  # in page order, not by id
        assert corpus.clause(clauses[1].id) == clauses[1]
        assert stored.doc_id in corpus
        assert "zzzzzzzzzz" not in corpus


@pytest.mark.parametrize("content", [b"", b"\x00\xff" * 9, "第一条", "\ud800 lone"])
def test_raw_bytes_come_back_exactly(corpus: Corpus, content: bytes | str) -> None:
    raw = RawPage(content, "a")
    whole = replace(cleaned(page()), document=replace(cleaned(page()).document, doc_id=document_id(raw.data)))
    stored = corpus.put(raw, whole, [], "1")
    assert corpus.page(stored.doc_id).data == raw.data


def test_a_page_is_named_by_its_bytes_and_found_at_every_origin(corpus: Corpus) -> None:
    day = date(2026, 11, 24)
    for raw in (page(origin="m", fetched=day), page(origin="a", declared="gbk")):
        doc_id = put(corpus, raw).doc_id
    assert corpus.sha256(doc_id) == hashlib.sha256(page().data).hexdigest()
    assert corpus.found_at(doc_id) == [("a", "gbk", None), ("m", None, day)]
    for ask in (corpus.sha256, corpus.found_at, corpus.origins):
        with pytest.raises(CorpusError, match="'zzz' is no page"):
            ask("zzz")


@pytest.mark.parametrize("origin", ["b\udcff.html", "\udce4\udcb8\udcad", "x'; DROP TABLE pages; --", "a\x00b", "%_%", "通知 (1).html"])
def test_any_name_of_an_origin_comes_back(corpus: Corpus, origin: str) -> None:
    stored = put(corpus, page(origin=origin, declared="x'\udcff"))
    assert corpus.page(stored.doc_id) == page(origin=origin, declared="x'\udcff")
    assert corpus.cleaned(stored.doc_id).document.source == origin
    assert corpus.clauses(stored.doc_id)[0].card.source == origin
    assert json.loads(json.dumps(list(corpus.export())))[0]["sources"] == [origin]
    assert corpus.doc_ids() == [stored.doc_id]


def test_a_page_without_clauses_is_kept(corpus: Corpus) -> None:
    raw = page("")
    stored = corpus.put(raw, cleaned(raw), [], "1")
    assert corpus.clauses(stored.doc_id) == []
    assert list(corpus.index_state()) == [stored.doc_id]


def test_another_pages_document_or_clause_is_refused_whole(corpus: Corpus) -> None:
    raw, other = page(), page("第二条")
    for whole, clauses in ((cleaned(other), []), (cleaned(raw), [clause(other)])):
        with pytest.raises(ValueError, match=document_id(other.data)):
            corpus.put(raw, whole, clauses, "1")
    assert (corpus.doc_ids(), corpus.revision) == ([], 0)


def test_a_page_that_fails_halfway_leaves_nothing(corpus: Corpus) -> None:
    raw = page()
    with pytest.raises(CorpusError):
        corpus.put(raw, cleaned(raw), [clause(raw), clause(raw)], "1")  # two clauses of one id
    assert (corpus.doc_ids(), corpus.revision) == ([], 0)
    assert put(corpus, raw).verdict == "new"


# The same bytes, the same text


def test_adding_again_adds_nothing(corpus: Corpus) -> None:
    stored = put(corpus, page())
    assert put(corpus, page()) == Stored(stored.doc_id, "duplicate", stored.doc_id)
    assert corpus.revision == 1


def test_the_same_bytes_elsewhere_are_one_page_with_two_origins(corpus: Corpus) -> None:
    stored = put(corpus, page(origin="m"))
    before = corpus.index_state()
    assert put(corpus, page(origin="z")).of == stored.doc_id
    assert (corpus.origins(stored.doc_id), corpus.revision) == (["m", "z"], 2)
    assert corpus.index_state() == before  # the source is still m
    put(corpus, page(origin="c"))
    assert corpus.cleaned(stored.doc_id).document.source == "c"
    assert corpus.clauses(stored.doc_id)[0].card.source == "c"
    assert corpus.clause(clause(page()).id).card.source == "c"
    assert corpus.page(stored.doc_id).origin == "c"
    assert corpus.index_state() != before
    corpus.replace(stored.doc_id, cleaned(page(origin="q")), [clause(page(origin="q"))], "1")
    assert corpus.revision == 3  # the origin is no part of what is derived


def test_what_is_known_of_an_origin_is_not_forgotten(corpus: Corpus) -> None:
    for raw in (page(), page(declared="gbk"), page(declared="gbk", fetched=date(2026, 11, 1)), page()):
        stored = put(corpus, raw)
    assert corpus.page(stored.doc_id) == page(declared="gbk", fetched=date(2026, 11, 1))
    assert corpus.revision == 3


def test_other_bytes_with_the_same_text_are_a_duplicate(corpus: Corpus) -> None:
    pages = sorted((page(LINE + mark) for mark in ("<a>", "<b>", "<c>")), key=lambda raw: document_id(raw.data))
    first, second, third = (document_id(raw.data) for raw in pages)
    assert put(corpus, pages[1]) == Stored(second, "new", None)
    assert put(corpus, pages[2]) == Stored(third, "duplicate", second)
    assert put(corpus, pages[0]) == Stored(first, "duplicate", second)  # known later, but smaller
    assert [corpus.duplicate_of(doc_id) for doc_id in (first, second, third)] == [None, first, first]
    assert list(corpus.index_state()) == [first]
    assert corpus.stats().duplicates == 2
    corpus.remove(first)
    assert list(corpus.index_state()) == [second]
    assert corpus.duplicate_of(third) == second
    corpus.remove(second)
    assert (list(corpus.index_state()), corpus.duplicate_of(third)) == ([third], None)


def test_same_text_is_told_by_the_match_key(corpus: Corpus) -> None:
    put(corpus, page("深化薪酬制度改革2021"))
    assert put(corpus, page("深化薪酬制度改革２０２１")).verdict == "duplicate"
    assert put(corpus, page("深化薪酬制度改革2022")).verdict == "new"


def test_pages_that_say_nothing_are_no_duplicates(corpus: Corpus) -> None:
    stored = [put(corpus, page(f"<{number}>"), "") for number in range(2)]
    assert [one.verdict for one in stored] == ["new", "new"]
    assert len(corpus.index_state()) == 2
    assert corpus.stats().duplicates == 0


def test_any_order_of_adding_gives_the_same(tmp_path: Path) -> None:
    found = [
        page(origin="m", declared="gbk"),
        page(origin="c", declared="big5", fetched=date(2026, 1, 2)),
        page(origin="c", declared="big5", fetched=date(2026, 1, 1)),
        page(LINE + "<b>", origin="b"),
    ]
    results = []
    for number, order in enumerate(permutations(found)):
        with Corpus.open(tmp_path / str(number)) as corpus:
            for raw in order:
                # What is read depends on the declared encoding, so the one of the smallest origin must win.
                whole = replace(cleaned(raw), decoded=Decoded(raw.data.decode(), raw.declared_encoding or "utf-8"))
                corpus.put(raw, whole, [clause(raw)], "1")
            pages = [corpus.page(doc_id) for doc_id in corpus.doc_ids()]
            results.append((list(corpus.export()), corpus.index_state(), pages))
    assert all(result == results[0] for result in results)
    assert RawPage(LINE.encode(), "c", "big5", date(2026, 1, 1)) in results[0][2]
    assert "big5" in [row["encoding"] for row in results[0][0]]


# Changing and asking


def test_replace_makes_derived_rows_again(corpus: Corpus) -> None:
    raw = page()
    doc_id = put(corpus, raw).doc_id
    before = corpus.index_state()
    corpus.replace(doc_id, cleaned(raw), [clause(raw)], "2")
    assert (corpus.stale("2"), corpus.stale("1"), corpus.revision) == ([], [doc_id], 2)
    assert corpus.index_state() == before  # same clauses, same cards: nothing to index
    corpus.replace(doc_id, cleaned(raw), [clause(raw)], "2")
    assert corpus.revision == 2
    new = [replace(clause(raw), card=replace(clause(raw).card, title="意见")), clause(raw, 3, "第二条")]
    corpus.replace(doc_id, rich(raw), new, "2")
    assert (corpus.clauses(doc_id), corpus.cleaned(doc_id), corpus.page(doc_id)) == (new, rich(raw), raw)
    assert corpus.index_state() != before
    assert corpus.stats().edits == {"join": 1, "repeats": 1}


def test_a_changed_card_alone_changes_the_fingerprint(corpus: Corpus) -> None:
    raw = page()
    doc_id = put(corpus, raw).doc_id
    before = corpus.index_state()
    corpus.replace(doc_id, cleaned(raw), [replace(clause(raw), card=Card(published="2021"))], "1")
    assert corpus.index_state() != before


def test_remove_takes_all_of_a_page(corpus: Corpus) -> None:
    kept, gone = put(corpus, page()).doc_id, put(corpus, page("第二条")).doc_id
    corpus.remove(gone)
    assert (corpus.doc_ids(), corpus.revision) == ([kept], 3)
    tables = ("pages", "origins", "documents", "clauses", "tallies")
    counts = [corpus._connection.execute(f"SELECT count(*) FROM {name} WHERE doc_id = ?", (gone,)).fetchone() for name in tables]  # noqa: S608  # own names
    assert counts == [(0,)] * 5
    assert put(corpus, page("第二条")).verdict == "new"


def test_what_is_unknown_is_said_with_the_next_step(corpus: Corpus) -> None:
    raw = page()
    for ask in (corpus.page, corpus.cleaned, corpus.clauses, corpus.clause, corpus.remove, corpus.duplicate_of, corpus.origins):
        with pytest.raises(CorpusError, match=r"'zzzzzzzzzz' is no page or clause .*tiaowen search"):
            ask("zzzzzzzzzz")
    with pytest.raises(CorpusError, match="tiaowen search"):
        corpus.replace(document_id(raw.data), cleaned(raw), [], "1")


def test_stats_count_what_is_there(corpus: Corpus) -> None:
    raw, other = page(), page("Article 1")
    corpus.put(raw, rich(raw), [clause(raw, 2), clause(raw, 3)], "1")
    corpus.put(other, cleaned(other), [replace(clause(other), lang="en")], "1")
    stats = corpus.stats()
    assert (stats.pages, stats.duplicates, stats.clauses) == (2, 0, {"en": 1, "zh": 2})
    assert stats.flags == {"case-lost": 1, "truncated": 1}  # the document repeats its block's flag: one fault
    assert stats.edits == {"join": 1, "repeats": 1}
    assert (stats.raw_bytes, stats.published) == (len(raw.data) + 9, ("2021-06-17", "2021-06-17"))
    assert stats.stored_bytes > 4096


def test_export_gives_plain_data_by_id(corpus: Corpus) -> None:
    raw = page()
    corpus.put(raw, rich(raw), [replace(clause(raw), heading_path=("一",), path="1")], "7")
    put(corpus, page("第二条"))
    exported = list(corpus.export())
    assert [row["doc_id"] for row in exported] == corpus.doc_ids()
    (row,) = (row for row in json.loads(json.dumps(exported)) if row["doc_id"] == document_id(raw.data))
    assert row == {
        "doc_id": document_id(raw.data),
        "sources": ["a.html"],
        "title": "通知",
        "lang": "zh",
        "published": "2021-06-17",
        "publisher": "新华社",
        "authors": ["李明"],
        "issuers": ["国务院办公厅"],
        "doc_numbers": [
            {"written": "国办发[2021]18号", "normalised": "国办发〔2021〕18号"},
            {"written": "No. 18", "normalised": None},
        ],
        "cited_titles": ["关于深化改革的意见"],
        "parts": [
            {
                "kind": "policy",
                "title": "意见",
                "doc_numbers": row["doc_numbers"],
                "issuers": ["国务院办公厅"],
                "dates": ["2021-06"],
            }
        ],
        "flags": [
            {"name": "case-lost", "span": [0, 1], "evidence": "no capital"},
            {"name": "truncated", "span": [3, 4], "evidence": "ends in mid-sentence"},
        ],
        "site_lines": [],
        "rules_version": "7",
        "encoding": "gb18030",
        "duplicate_of": None,
        "clauses": [
            {
                "id": f"{document_id(raw.data)}-aaaa2",
                "text": LINE,
                "lang": "zh",
                "kind": "paragraph",
                "heading_path": ["一"],
                "path": "1",
                "text_key": "k",
            }
        ],
        "restorations": [],
    }


def test_resolve_completes_what_names_one_thing(corpus: Corpus) -> None:
    raw = page()
    doc_id = corpus.put(raw, cleaned(raw), [clause(raw, 2), clause(raw, 3)], "1").doc_id
    assert corpus.resolve(doc_id[:3]) == corpus.resolve(doc_id) == doc_id
    assert corpus.resolve(f"{doc_id}-aaaa3") == f"{doc_id}-aaaa3"
    with pytest.raises(CorpusError, match=f"several ids; give more of it: {doc_id}-aaaa2, {doc_id}-aaaa3$"):
        corpus.resolve(f"{doc_id}-a")
    for unknown in ("zzzz", "___", "%%%", f"{doc_id[:2]}_", "通知通知", "\udcff\udcff\udcff", doc_id + "x"):
        with pytest.raises(CorpusError, match=r"is no page or clause .*tiaowen stats"):
            corpus.resolve(unknown)
    with pytest.raises(CorpusError, match="at least 3"):
        corpus.resolve(doc_id[:2])


def test_resolve_names_five_candidates_at_most(corpus: Corpus) -> None:
    raw = page()
    clauses = [clause(raw, number) for number in range(2, 9)]
    doc_id = corpus.put(raw, cleaned(raw), clauses, "1").doc_id
    with pytest.raises(CorpusError) as error:
        corpus.resolve(f"{doc_id}-")
    assert str(error.value).endswith(", ".join(one.id for one in clauses[:5]) + ", …")


def test_resolve_prefers_a_whole_id_to_what_it_begins(corpus: Corpus) -> None:
    raw = page()
    doc_id = document_id(raw.data)
    short = replace(clause(raw), id=f"{doc_id}-aaaa")
    corpus.put(raw, cleaned(raw), [clause(raw), short], "1")
    assert corpus.resolve(short.id) == short.id


def test_damaged_content_is_never_given_out(corpus: Corpus) -> None:
    doc_id = put(corpus, page()).doc_id
    corpus._connection.execute("UPDATE pages SET raw = x'789c'")
    corpus._connection.execute("UPDATE documents SET cleaned = x'789c'")
    for ask in (corpus.page, corpus.cleaned):
        with pytest.raises(CorpusError, match="damaged"):
            ask(doc_id)


def test_other_bytes_than_were_put_are_never_given_out(corpus: Corpus) -> None:
    first, second = put(corpus, page()).doc_id, put(corpus, page("第二条")).doc_id
    corpus._connection.execute("UPDATE pages SET raw = (SELECT raw FROM pages WHERE doc_id = ?)", (second,))
    with pytest.raises(CorpusError, match=f"page {first} is damaged; remove it"):
        corpus.page(first)
