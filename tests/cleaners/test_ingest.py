"""Ingest: one outcome a page, in order; what is no page is named, what fails stops nothing, what is there already is found."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest

import cleaners.across.ingest
from cleaners.across.ingest import MAX_MARKS, MAX_PAGE_BYTES, ingest, reclean, why_refused
from cleaners.pipeline import clean_page
from corpus.clauses import split_clauses
from corpus.errors import CorpusError, LockTimeoutError
from corpus.ids import document_id
from corpus.lock import library_lock
from corpus.model import Decoded, RawPage
from corpus.store import Corpus
from tests.growth import is_linear

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from corpus.model import Cleaned

TEXT = "县医院实行总额预付\n县里提前向医院支付经费，结余归医院使用。\n医院有了节约的动力，群众的负担也减轻了。"
OTHER = "County hospitals share one budget\nThe county pays its hospitals in advance.\nThey keep what they save."


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    with Corpus.open(tmp_path) as opened:
        yield opened


def verdicts(corpus: Corpus, *pages: RawPage) -> list[str]:
    return [outcome.verdict for outcome in ingest(pages, corpus)]


def test_a_new_page_is_kept_with_its_clauses(corpus: Corpus) -> None:
    page = RawPage(TEXT.encode(), "a.txt")
    (outcome,) = ingest([page], corpus)
    assert (outcome.origin, outcome.doc_id, outcome.verdict, outcome.of) == ("a.txt", document_id(page.data), "new", None)
    assert corpus.page(outcome.doc_id).data == page.data
    assert [clause.text for clause in corpus.clauses(outcome.doc_id)] == TEXT.split("\n")[1:]


def test_the_same_bytes_twice(corpus: Corpus) -> None:
    first, second = ingest([RawPage(TEXT, "a.txt"), RawPage(TEXT, "b.txt")], corpus)
    assert (first.verdict, second.verdict, second.of, second.score) == ("new", "duplicate", first.doc_id, 1.0)
    assert second.why == "the same page is already there"
    assert corpus.origins(first.doc_id) == ["a.txt", "b.txt"]
    assert len(corpus.doc_ids()) == 1


def test_the_same_text_in_other_bytes_is_a_duplicate_of_the_smallest_id(corpus: Corpus) -> None:
    pages = [
        RawPage(data, f"{at}.txt") for at, data in enumerate((TEXT.encode(), TEXT.encode("gb18030"), TEXT.replace("\n", "\r\n").encode()))
    ]
    smallest, *_ = sorted(document_id(page.data) for page in pages)
    outcomes = list(ingest(pages, corpus))
    assert [outcome.verdict for outcome in outcomes] == ["new", "duplicate", "duplicate"]
    assert outcomes[1].why == "another page with the same text is already there"
    assert len(corpus.doc_ids()) == 3
    for doc_id in corpus.doc_ids():
        assert corpus.duplicate_of(doc_id) == (None if doc_id == smallest else smallest)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_of_pages_does_not_change_the_corpus(tmp_path: Path, order: tuple[int, ...]) -> None:
    pages = [RawPage(TEXT.encode(), "a"), RawPage(TEXT.encode("gb18030"), "b"), RawPage(OTHER, "c")]
    exports = []
    for name, chosen in (("one", [0, 1, 2]), ("other", order)):
        (tmp_path / name).mkdir()
        with Corpus.open(tmp_path / name) as opened:
            list(ingest([pages[at] for at in chosen], opened))
            exports.append(list(opened.export()))
    assert exports[0] == exports[1]


def test_outcomes_come_in_the_order_of_the_pages_and_one_by_one(corpus: Corpus) -> None:
    asked: list[str] = []

    def pages() -> Iterator[RawPage]:
        for name, content in (("a", TEXT), ("b", ""), ("c", OTHER)):
            asked.append(name)
            yield RawPage(content, name)

    outcomes = ingest(pages(), corpus)
    assert (next(outcomes).origin, asked) == ("a", ["a"])
    assert [(outcome.origin, outcome.verdict) for outcome in outcomes] == [("b", "rejected"), ("c", "new")]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty: nothing but white space"),
        (b" \r\n\t ", "empty: nothing but white space"),
        (b"%PDF-1.7 text", "not text: a PDF; extract its text first"),
        (b"PK\x03\x04word/document.xml", "not text: a ZIP or Office file; extract its text first"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "not text: an old Office file; extract its text first"),
        (b"\x89PNG\r\n\x1a\n", "not text: a PNG image"),
        (b"\x00\x01\x02\x03" * 50, "not text: 200 of its first 200 bytes are control characters"),
        (b"\x7fELF" + b"\x00" * 60 + b"text" * 100, "not text: 60 of its first 464 bytes are control characters"),
    ],
)
def test_what_is_no_page_is_rejected_with_the_reason(corpus: Corpus, data: bytes, why: str) -> None:
    (outcome,) = ingest([RawPage(data, "x")], corpus)
    assert (outcome.verdict, outcome.doc_id, outcome.why) == ("rejected", "", why)
    assert corpus.doc_ids() == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "big5", "utf-16", "iso2022_jp_2", "hz"])
def test_text_in_any_encoding_is_no_binary(encoding: str) -> None:
    assert why_refused("県立醫院預算\n中央\n".encode(encoding, "ignore") * 20) == ""


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["Hospital fees\r\n", "Hospitals", "县立医院实行总额预付。\n结余留用。\n", "一、总体要求\n" * 2000])
def test_utf16_without_a_mark_is_read_declared_or_not(corpus: Corpus, text: str, codec: str) -> None:
    page = RawPage(text.encode(codec), "x")
    for label in (None, codec.upper(), codec.replace("-le", "le").replace("-be", "be")):
        (outcome,) = ingest([RawPage(page.data, "x", declared_encoding=label)], corpus)
        assert outcome.doc_id or outcome.of
        assert outcome.verdict == ("new" if label is None else "duplicate")
    assert corpus.cleaned(corpus.doc_ids()[0]).decoded.text == text


def test_euc_tw_is_refused_by_name(corpus: Corpus, euc_tw: bytes) -> None:
    (outcome,) = ingest([RawPage(euc_tw, "x")], corpus)
    assert (outcome.verdict, outcome.doc_id) == ("rejected", "")
    assert outcome.why == "not text: Chinese in EUC-TW, which cannot be read; convert it to UTF-8 first (iconv -f EUC-TW -t UTF-8)"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5hkscs"])
def test_a_few_stray_controls_do_not_lose_a_short_page(corpus: Corpus, encoding: str) -> None:
    data = b"\0" + "公立醫院改革方案".encode(encoding) + b"\n\0\0" + "縣級醫院先行。一、加強支持。".encode(encoding)
    (outcome,) = ingest([RawPage(data, "x")], corpus)
    assert outcome.verdict == "new"
    assert corpus.cleaned(outcome.doc_id).decoded.to_bytes() == data
    assert "公立醫院改革方案" in corpus.cleaned(outcome.doc_id).decoded.text


@pytest.mark.parametrize("data", [b"\0\0\0 page", b"\x01\xff\x02\xfe\x03" + b"\x81 \x8f\x7f\xa0" * 20, b"\0" * 17 + b"text " * 40])
def test_more_than_a_few_controls_or_other_bytes_are_no_text(data: bytes) -> None:
    assert why_refused(data).endswith("bytes are control characters")


def test_a_page_may_have_ten_mib_and_no_byte_more() -> None:
    assert why_refused(b"a" * MAX_PAGE_BYTES) == ""
    assert why_refused(b"a" * (MAX_PAGE_BYTES + 1)) == "too large: 10,485,761 bytes, the limit is 10,485,760"


def test_a_page_may_have_so_many_marks_and_no_more() -> None:
    page = "<html><body><p>" + "&#x533b;" * (MAX_MARKS - 3)
    assert why_refused(page.encode()) == ""
    why = f"too many lines, tags and character references: {MAX_MARKS + 1:,}, the limit is {MAX_MARKS:,}"
    assert why_refused((page + "\n").encode()) == why


def test_a_page_that_is_changed_too_often_is_rejected_and_the_batch_goes_on(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cleaners.across.ingest, "MAX_EDITS", 2)
    pages = [RawPage(f"县医院{'&#x533b;' * times}实行总额预付。", str(times)) for times in (1, 2, 3, 0)]
    outcomes = list(ingest(pages, corpus))
    assert [outcome.verdict for outcome in outcomes] == ["new", "new", "rejected", "new"]
    assert outcomes[2].why == "too damaged: cleaning makes 3 changes, the limit is 2"


def test_one_long_block_of_many_edits_is_added_in_time_with_its_length_only(corpus: Corpus) -> None:
    def adding(count: int) -> Callable[[], object]:
        for doc_id in corpus.doc_ids():
            corpus.remove(doc_id)
        return lambda: list(ingest([RawPage(f"<html><body><p>{'&#x533b;' * count}</p></body></html>", "x")], corpus))

    assert is_linear(adding, 25_000)
    adding(1_000)()
    (doc_id,) = corpus.doc_ids()
    assert "".join(clause.text for clause in corpus.clauses(doc_id)) == "医" * 1_000


def test_clauses_of_edited_text_are_those_of_the_document(corpus: Corpus) -> None:
    page = RawPage("<html><body><p>一、&#x533b;院&nbsp;改革</p><p>二、&amp;支付&#x533b;保。</p><p></p></body></html>", "x")
    (outcome,) = ingest([page], corpus)
    assert corpus.clauses(outcome.doc_id) == split_clauses(clean_page(page).document)


def test_invalid_bytes_come_back_as_they_were(corpus: Corpus) -> None:
    data = TEXT.encode() + b"\n\xff\xfe\x81 end of the page\n" + TEXT.encode()
    (outcome,) = ingest([RawPage(data, "x")], corpus)
    assert outcome.verdict == "new"
    assert corpus.cleaned(outcome.doc_id).decoded.to_bytes() == data


def test_a_page_that_would_lose_bytes_is_rejected(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Decoded, "to_bytes", lambda _: b"other bytes")
    (outcome,) = ingest([RawPage(TEXT, "x")], corpus)
    assert (outcome.verdict, outcome.why) == ("rejected", "its bytes could not be read without loss")
    assert corpus.doc_ids() == []


@pytest.mark.parametrize("error", [ValueError("broken rule"), RecursionError("too deep"), StopIteration("empty"), MemoryError("too much")])
def test_a_rule_that_crashes_on_one_page_does_not_stop_the_batch(corpus: Corpus, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def crash(page: RawPage) -> Cleaned:
        if page.origin == "bad":
            raise error
        return clean_page(page)

    monkeypatch.setattr(cleaners.across.ingest, "clean_page", crash)
    outcomes = list(ingest([RawPage(TEXT, "a"), RawPage(OTHER + " ", "bad"), RawPage(OTHER, "c")], corpus))
    assert [outcome.verdict for outcome in outcomes] == ["new", "rejected", "new"]
    assert outcomes[1].why == f"cleaning failed: {type(error).__name__}: {error}"
    assert outcomes[1].doc_id == document_id((OTHER + " ").encode())


def test_a_person_can_stop_the_batch(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_: RawPage) -> Cleaned:
        raise KeyboardInterrupt

    monkeypatch.setattr(cleaners.across.ingest, "clean_page", stop)
    with pytest.raises(KeyboardInterrupt):
        list(ingest([RawPage(TEXT, "a")], corpus))


def test_errors_of_the_corpus_are_raised(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise CorpusError("disk full")

    monkeypatch.setattr(Corpus, "put_derived", full)
    with pytest.raises(CorpusError, match="disk full"):
        list(ingest([RawPage(TEXT, "a")], corpus))


def test_the_lock_is_free_between_two_pages_and_held_for_each(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[bool] = []
    put = Corpus.put_derived

    def watched(self: Corpus, *arguments: object, **options: object) -> object:
        with pytest.raises(LockTimeoutError), library_lock(corpus.library, timeout=0):
            pass
        held.append(True)
        return put(self, *arguments, **options)

    monkeypatch.setattr(Corpus, "put_derived", watched)
    for _ in ingest([RawPage(TEXT, "a"), RawPage(OTHER, "b")], corpus):
        with library_lock(corpus.library, timeout=0):
            pass
    assert held == [True, True]


def test_only_stale_pages_are_cleaned_again(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    old, *_ = ingest([RawPage(TEXT, "a")], corpus)
    assert list(reclean(corpus)) == []
    monkeypatch.setattr(cleaners.across.ingest, "RULES_VERSION", "next")
    list(ingest([RawPage(OTHER, "b")], corpus))
    (outcome,) = reclean(corpus)
    assert (outcome.doc_id, outcome.verdict, outcome.origin) == (old.doc_id, "new", "a")
    assert corpus.stale("next") == []
    assert [clause.text for clause in corpus.clauses(old.doc_id)] == TEXT.split("\n")[1:]


def test_a_crash_while_cleaning_again_names_the_page_and_leaves_it_as_it_was(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = [RawPage(TEXT, "a"), RawPage(OTHER, "b")]
    bad, good = ingest(pages, corpus)
    before = corpus.clauses(bad.doc_id)

    def crash(page: RawPage) -> Cleaned:
        if page.origin == "a":
            raise ValueError("broken rule")
        return clean_page(page)

    monkeypatch.setattr(cleaners.across.ingest, "clean_page", crash)
    monkeypatch.setattr(cleaners.across.ingest, "RULES_VERSION", "next")
    outcomes = {outcome.doc_id: outcome for outcome in reclean(corpus)}
    assert (outcomes[bad.doc_id].verdict, outcomes[good.doc_id].verdict) == ("rejected", "new")
    assert outcomes[bad.doc_id].why == "cleaning failed: ValueError: broken rule"
    assert corpus.clauses(bad.doc_id) == before
    assert corpus.stale("next") == [bad.doc_id]


def test_a_page_removed_while_it_is_cleaned_again_stays_removed(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    list(ingest([RawPage(TEXT, "a")], corpus))

    def remove(page: RawPage) -> Cleaned:
        corpus.remove(document_id(page.data))
        return clean_page(page)

    monkeypatch.setattr(cleaners.across.ingest, "clean_page", remove)
    monkeypatch.setattr(cleaners.across.ingest, "RULES_VERSION", "next")
    assert list(reclean(corpus)) == []
    assert corpus.doc_ids() == []


def test_a_page_removed_while_others_are_cleaned_again_is_passed_over(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    list(ingest([RawPage(TEXT, "a"), RawPage(OTHER, "b")], corpus))
    monkeypatch.setattr(cleaners.across.ingest, "RULES_VERSION", "next")
    outcomes = reclean(corpus)
    first = next(outcomes)
    (other,) = set(corpus.doc_ids()) - {first.doc_id}
    corpus.remove(other)
    assert list(outcomes) == []
    assert corpus.doc_ids() == [first.doc_id]
