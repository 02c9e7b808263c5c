"""What the file of a library promises: bytes once and compressed, derived rows tied to their page and its rules, no trace of order."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import tempfile
import zlib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.clauses import split_clauses
from corpus.errors import CorpusError, LockTimeoutError, TiaowenError
from corpus.ids import document_id
from corpus.model import Block, Cleaned, Decoded, Document, Edit, Flag, Part, Piece, RawPage, RawSpan
from corpus.store import Corpus

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXTS = ("第一条 公开价格。\n第二条 公开药品。", "第一条　公开价格。\n第二条 公开药品。", "Article 1 Hospitals publish prices.", "")


def put(corpus: Corpus, raw: RawPage, rules_version: str = "1") -> str:
    """Put a page of a paragraph a line, cut into clauses by the real rules; what it says depends on its declared encoding."""
    text = raw.data.decode()
    blocks: list[Block] = []
    edits: list[Edit] = []
    position = 0
    for line in text.split("\n"):
        if line:
            blocks.append(Block("paragraph", (Piece(line, RawSpan(position, position + len(line))),), "zh"))
        position += len(line)
        if position < len(text):
            edits.append(Edit(len(edits) + 1, "line-ends", 1, RawSpan(position, position + 1), "", "line end"))
        position += 1
    flags = (Flag("truncated", RawSpan(0, 1), ""),) if text else ()
    document = Document(
        document_id(raw.data), raw.declared_encoding or "", "zh", tuple(blocks), (Part("policy"),), raw.origin, flags, date(2021, 6, 4)
    )  # fmt: skip
    cleaned = Cleaned(document, tuple(edits), (), Decoded(text, "utf-8"))
    cleaned.check()
    corpus.put(raw, cleaned, split_clauses(document), rules_version)
    return document.doc_id


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    with Corpus.open(tmp_path / "library") as opened:
        yield opened


def table(corpus: Corpus, query: str) -> list[tuple[object, ...]]:
    return corpus._connection.execute(query).fetchall()


def test_a_closed_library_is_one_file(tmp_path: Path) -> None:
    with Corpus.open(tmp_path) as corpus:
        put(corpus, RawPage(TEXTS[0], "a"))
    assert [file.name for file in tmp_path.iterdir()] == ["corpus.sqlite"]


def test_bytes_are_kept_once_and_compressed_under_their_hash(corpus: Corpus) -> None:
    data = ("第一条 公开价格。" * 500).encode()
    for origin in ("a", "b", "c"):
        put(corpus, RawPage(data, origin))
    ((doc_id, digest, size, raw),) = table(corpus, "SELECT doc_id, sha256, size, raw FROM pages")
    assert (doc_id, digest, size) == (document_id(data), hashlib.sha256(data).digest(), len(data))
    assert zlib.decompress(raw) == data
    assert len(raw) < len(data) / 20


def test_text_and_bytes_of_one_page_are_one_page(corpus: Corpus) -> None:
    assert put(corpus, RawPage(TEXTS[0], "a")) == put(corpus, RawPage(TEXTS[0].encode(), "a"))
    assert len(corpus.doc_ids()) == 1


DERIVED = ("documents", "clauses", "tallies")


def test_everything_derived_belongs_to_one_version_of_the_rules(corpus: Corpus) -> None:
    doc_id = put(corpus, RawPage(TEXTS[0], "a"), "7")
    for name in DERIVED:
        joined = f"SELECT DISTINCT rules_version FROM {name} JOIN documents USING (doc_id)" if name != "documents" else ""  # noqa: S608  # own names
        assert table(corpus, joined or "SELECT rules_version FROM documents") == [("7",)]
    corpus.replace(doc_id, corpus.cleaned(doc_id), corpus.clauses(doc_id)[:1], "8")
    assert table(corpus, "SELECT rules_version FROM documents") == [("8",)]
    assert table(corpus, "SELECT count(*) FROM clauses") == [(1,)]  # nothing of version 7 is left
    assert (corpus.stale("8"), corpus.stale("7")) == ([], [doc_id])


@pytest.mark.parametrize("name", [*DERIVED, "origins"])
def test_no_row_without_its_page(corpus: Corpus, name: str) -> None:
    put(corpus, RawPage(TEXTS[0], "a"))
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        corpus._connection.execute(f"UPDATE {name} SET doc_id = 'nobody'")  # noqa: S608  # own names


def test_a_clause_id_is_there_once(corpus: Corpus) -> None:
    doc_id = put(corpus, RawPage(TEXTS[0], "a"))
    one = corpus.clauses(doc_id)[0]
    with pytest.raises(CorpusError, match="UNIQUE"):
        corpus.replace(doc_id, corpus.cleaned(doc_id), [one, one], "2")
    assert len(corpus.clauses(doc_id)) == 2  # the failed change left nothing


def test_the_first_and_the_last_day_of_all_pages(corpus: Corpus) -> None:
    days = (date(2021, 6, 4), date(2019, 1, 2), date(2020, 12, 31))
    for text, day in zip(TEXTS, days, strict=False):
        doc_id = put(corpus, RawPage(text, "a"))
        cleaned = corpus.cleaned(doc_id)
        corpus.replace(doc_id, replace(cleaned, document=replace(cleaned.document, published=day)), corpus.clauses(doc_id), "2")
    assert corpus.stats().published == ("2019-01-02", "2021-06-04")


def test_five_candidates_are_all_of_them(corpus: Corpus) -> None:
    doc_id = put(corpus, RawPage("\n".join(f"第{number}条 公开。" for number in "一二三四五"), "a"))
    with pytest.raises(CorpusError) as error:
        corpus.resolve(f"{doc_id}-")
    assert str(error.value).endswith(", ".join(sorted(clause.id for clause in corpus.clauses(doc_id))))


def test_each_put_is_one_transaction(corpus: Corpus) -> None:
    statements: list[str] = []
    corpus._connection.set_trace_callback(statements.append)
    put(corpus, RawPage(TEXTS[0], "a"))
    assert [statement for statement in statements if statement.split()[0] in {"BEGIN", "COMMIT", "ROLLBACK"}] == [
        "BEGIN IMMEDIATE",
        "COMMIT",
    ]
    assert statements[0] == "BEGIN IMMEDIATE"
    assert "COMMIT" not in statements[:-2]


def test_a_reader_sees_a_page_whole_or_not_at_all(tmp_path: Path) -> None:
    with Corpus.open(tmp_path) as writer, Corpus.open(tmp_path) as reader:
        seen: list[tuple[int, int]] = []

        def look(_: str) -> None:
            seen.append((len(reader.doc_ids()), reader.stats().clauses.get("zh", 0)))

        writer._connection.set_trace_callback(look)
        put(writer, RawPage(TEXTS[0], "a"))
        writer._connection.set_trace_callback(None)
        assert set(seen) == {(0, 0)}
        assert (len(reader.doc_ids()), reader.stats().clauses) == (1, {"zh": 2})


FOUND = st.builds(
    RawPage, st.sampled_from(TEXTS), st.sampled_from(["a", "b", "c"]), st.sampled_from([None, "gbk", "big5"]),
    st.sampled_from([None, date(2026, 1, 1), date(2026, 1, 2)]),
)  # fmt: skip


def put_all(pages: list[RawPage]) -> tuple[str, dict[str, str], list[RawPage], object]:
    """Put pages into a new library; return all that can be read from it."""
    with tempfile.TemporaryDirectory() as folder, Corpus.open(Path(folder)) as corpus:
        for raw in pages:
            put(corpus, raw)
        stats = replace(corpus.stats(), stored_bytes=0)  # the file may have grown and shrunk
        return json.dumps(list(corpus.export())), corpus.index_state(), [corpus.page(doc_id) for doc_id in corpus.doc_ids()], stats


@settings(deadline=None, max_examples=25)
@given(st.lists(FOUND, min_size=1, max_size=5), st.data())
def test_the_order_of_adding_and_adding_again_leave_no_trace(pages: list[RawPage], data: st.DataObject) -> None:
    again = data.draw(st.lists(st.sampled_from(pages), max_size=3))
    shuffled = data.draw(st.permutations([*pages, *again]))
    assert put_all(pages) == put_all(shuffled)


@settings(deadline=None, max_examples=15)
@given(st.lists(FOUND, min_size=1, max_size=4), st.data())
def test_a_page_removed_and_put_again_is_as_if_never_gone(pages: list[RawPage], data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from(pages))
    with tempfile.TemporaryDirectory() as folder, Corpus.open(Path(folder)) as corpus:
        for raw in pages:
            doc_id = put(corpus, raw)
        before = list(corpus.export())
        doc_id = document_id(gone.data)
        corpus.remove(doc_id)
        assert doc_id not in corpus
        for raw in pages:
            if raw.data == gone.data:
                put(corpus, raw)
        assert list(corpus.export()) == before


def test_errors_on_purpose_have_one_base() -> None:
    assert issubclass(CorpusError, TiaowenError)
    assert issubclass(LockTimeoutError, TiaowenError)
    assert not issubclass(LockTimeoutError, CorpusError)  # waiting longer may help; a broken library stays broken
