"""Duplicates of a set of pages: the same relations in any order, batch and library; what is stored is what was asked to be."""

from __future__ import annotations

import random
import subprocess
import sys
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners import find_duplicates, ingest
from cleaners.across.duplicates import Batch, relations_of, settle, stored_relations
from cleaners.across.ingest import reclean
from cleaners.pipeline import clean_page
from corpus.clauses import split_clauses
from corpus.ids import document_id
from corpus.model import RawPage
from corpus.store import Corpus
from tests.cleaners.copies_pages import english, policy

if TYPE_CHECKING:
    from cleaners.across.relations import Relation
    from corpus.model import Document

ROOT = Path(__file__).resolve().parents[2]
PAGES = {
    "whole": policy(1),
    "cut": policy(1)[:900],
    "quoted": policy(1)[500:800],
    "merged": f"{policy(2)}\n{policy(1)}",
    "other": policy(2),
    "later": policy(1, year=2023),
    "apart": policy(3),
    "english": english(1),
    "part": english(1)[:1500],
}
EXPECTED = {
    "whole": "contained",
    "cut": "contained",
    "quoted": "contained",
    "merged": "contains",
    "other": "contained",
    "later": "version",
    "apart": "new",
    "english": "contains",
    "part": "contained",
}


def pages(*names: str) -> list[RawPage]:
    return [RawPage(PAGES[name], name) for name in names or PAGES]


@cache
def document(name: str) -> Document:
    return clean_page(RawPage(PAGES[name], name)).document


def add(batch: Batch, name: str) -> None:
    batch.add(document(name), split_clauses(document(name)))


def told(batch: list[RawPage], corpus: Corpus | None = None) -> dict[str, object]:
    return {one.origin: (one.verdict, one.of, one.score, one.keeper, one.relations) for one in find_duplicates(batch, corpus)}


@pytest.fixture(scope="module")
def whole_set() -> dict[str, tuple[Relation, ...]]:
    return {one.origin: one.relations for one in find_duplicates(pages())}


def test_each_page_is_told_what_it_is() -> None:
    assert {one.origin: one.verdict for one in find_duplicates(pages())} == EXPECTED


@settings(deadline=None)
@given(st.permutations(list(PAGES)), st.integers(0, len(PAGES)))
def test_any_order_and_any_split_give_the_same(whole_set: dict[str, tuple[Relation, ...]], order: list[str], first: int) -> None:
    with closing(Batch()) as here, closing(Batch()) as there:
        for name in order[:first]:
            add(here, name)
        for name in order[first:]:
            add(there, name)
        for name in order:
            assert tuple(relations_of(document(name).doc_id, here, there)) == whole_set[name]


def test_pages_that_are_there_and_pages_that_come_give_the_same(tmp_path: Path, whole_set: dict[str, tuple[Relation, ...]]) -> None:
    names = list(PAGES)
    with Corpus.open(tmp_path) as corpus:
        list(ingest(pages(*names[5:]), corpus))
        assert {one.origin: one.relations for one in find_duplicates(pages(*names[:5]), corpus)} == {
            name: whole_set[name] for name in names[:5]
        }
        list(ingest(pages(*names[:5]), corpus))
        assert {name: tuple(relations_of(document(name).doc_id, corpus)) for name in names} == whole_set


def test_what_one_page_is_to_the_other_the_other_is_to_it() -> None:
    relations = {(one.one, one.other): one for found in find_duplicates(pages()) for one in found.relations}
    assert relations
    for relation in relations.values():
        assert relations[relation.other, relation.one] == relation.inverse


def test_the_hash_seed_changes_nothing(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from cleaners import ingest\n"
        "from corpus.store import Corpus\n"
        "from tests.cleaners.test_duplicates import all_related, pages, told\n"
        "chosen = pages('whole', 'cut', 'later', 'apart')\n"
        "print(sorted((origin, str(found)) for origin, found in told(chosen).items()))\n"
        "with Corpus.open(sys.argv[1]) as corpus:\n"
        "    print([str(outcome) for outcome in ingest(chosen, corpus)], all_related(corpus), corpus.clusters())\n"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", code, tmp_path / seed],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(answers) == 1


def test_nothing_is_stored(tmp_path: Path) -> None:
    with Corpus.open(tmp_path) as corpus:
        list(ingest(pages("whole"), corpus))
        before = list(corpus.export())
        (cut,) = find_duplicates(pages("cut"), corpus)
        assert (cut.verdict, cut.of, cut.keeper) == ("contained", corpus.doc_ids()[0], corpus.doc_ids()[0])
        assert (list(corpus.export()), corpus.revision) == (before, 1)


def test_a_page_that_comes_twice_and_what_is_no_page_are_named() -> None:
    first, again, empty = find_duplicates([*pages("apart"), RawPage(PAGES["apart"], "again"), RawPage("", "empty")])
    assert (first.verdict, again.verdict, again.of, empty.verdict) == ("new", "duplicate", first.doc_id, "rejected")


def test_pages_of_a_removed_page_are_new_again(tmp_path: Path) -> None:
    with Corpus.open(tmp_path) as corpus:
        (whole,) = ingest(pages("whole"), corpus)
        assert [one.verdict for one in find_duplicates(pages("cut"), corpus)] == ["contained"]
        corpus.remove(whole.doc_id)
        assert [one.verdict for one in find_duplicates(pages("cut"), corpus)] == ["new"]


def test_ingest_tells_what_a_page_is_to_those_that_are_there(tmp_path: Path) -> None:
    with Corpus.open(tmp_path) as corpus:
        outcomes = list(ingest(pages("cut", "whole", "later"), corpus))
        assert [one.verdict for one in outcomes] == ["new", "contains", "version"]
        assert (outcomes[1].of, outcomes[1].keeper) == (outcomes[0].doc_id, outcomes[1].doc_id)
        assert (outcomes[2].of, outcomes[2].keeper) == (outcomes[1].doc_id, None)


def copies(count: int) -> list[RawPage]:
    """Return pages of one text, each under a note of its own."""
    text = policy(1, articles=8)
    return [
        RawPage(f"{text}\n附记：{chr(0x4E00 + 37 * number) * 4}网站于当日转载，供读者参考，以原文为准。", str(number))
        for number in range(count)
    ]


@pytest.fixture
def few_of_a_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let three pages be many."""
    for module in ("corpus.signatures", "cleaners.across.duplicates"):
        monkeypatch.setattr(f"{module}.PAGES_OF_A_MARK", 3)


def all_related(corpus: Corpus) -> dict[str, list[Relation]]:
    return {doc_id: stored_relations(doc_id, corpus) for doc_id in corpus.doc_ids()}


@pytest.mark.usefixtures("few_of_a_mark")
@pytest.mark.parametrize("seed", range(3))
def test_what_is_stored_is_what_the_set_gives_however_it_came(tmp_path: Path, seed: int) -> None:
    """Pages come and go in any order, and move among the first of a mark as they do."""
    chooser = random.Random(seed)  # noqa: S311  # no secret
    wanted = [*copies(8), *pages("whole", "cut", "later", "apart")]
    gone = [RawPage(f"{page.data.decode()}\n此页已删除，特此说明，请勿引用。", f"gone {page.origin}") for page in copies(3)]
    order = chooser.sample([*wanted, *gone], len(wanted) + len(gone))
    with Corpus.open(tmp_path / "one") as one, Corpus.open(tmp_path / "other") as other:
        list(ingest(order, one))
        for page in gone:
            one.remove(document_id(page.data))
        settle(one)
        list(ingest(wanted, other))
        assert all_related(one) == all_related(other)
        assert one.waiting() == []
        for doc_id in one.doc_ids():
            assert stored_relations(doc_id, one) == relations_of(doc_id, one)
        assert one.clusters() == other.clusters()
        assert max(map(len, one.clusters())) >= 8


@pytest.mark.usefixtures("few_of_a_mark")
def test_of_many_copies_all_are_one_cluster_though_each_is_compared_with_some(tmp_path: Path) -> None:
    with Corpus.open(tmp_path) as corpus:
        outcomes = list(ingest([*copies(12), *pages("apart")], corpus))
        assert [one.verdict for one in outcomes] == ["new", *["near-duplicate"] * 11, "new"]
        assert corpus.clusters() == [tuple(sorted(one.doc_id for one in outcomes[:12]))]
        assert min(len(corpus.related(one.doc_id)) for one in outcomes[:12]) < 11


def test_a_page_that_was_stored_and_not_compared_is_compared_by_whoever_comes_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Corpus.open(tmp_path) as corpus:
        list(ingest(pages("whole"), corpus))
        with monkeypatch.context() as killed:
            killed.setattr("cleaners.across.ingest.settle_page", lambda *_: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                list(ingest(pages("cut"), corpus))
        assert len(corpus.waiting()) == 1
        list(ingest(pages("apart"), corpus))
        assert [len(found) for found in all_related(corpus).values()].count(1) == 2


def test_relations_go_with_their_page_and_raise_the_revision(tmp_path: Path) -> None:
    with Corpus.open(tmp_path) as corpus:
        whole, cut = list(ingest(pages("whole", "cut"), corpus))
        revision = corpus.revision
        settle(corpus)
        list(reclean(corpus))
        assert corpus.revision == revision
        corpus.remove(whole.doc_id)
        assert (corpus.related(cut.doc_id), corpus.clusters()) == ([], [])


def test_a_page_of_two_texts_makes_no_copies_of_them(tmp_path: Path) -> None:
    """The merged page has both laws; neither is a copy of the other."""
    with Corpus.open(tmp_path) as corpus:
        ids = {one.origin: one.doc_id for one in ingest(pages("whole", "cut", "merged", "other", "quoted"), corpus)}
        (cluster,) = (one for one in corpus.clusters() if ids["whole"] in one)
        assert ids["cut"] in cluster
        assert ids["other"] not in cluster
        assert ids["quoted"] not in cluster


def test_signatures_of_another_version_are_not_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Corpus.open(tmp_path) as corpus:
        list(ingest(pages("whole"), corpus))
        monkeypatch.setattr("cleaners.across.duplicates.HASH_VERSION", 2)
        monkeypatch.setattr("cleaners.across.signatures.HASH_VERSION", 2)
        assert [one.verdict for one in find_duplicates(pages("cut"), corpus)] == ["new"]
