"""What ``check_corpus`` sees of damage that SQLite itself takes for a sound file."""

from __future__ import annotations

import sqlite3
import zlib
from typing import TYPE_CHECKING

import pytest

from cleaners import ingest
from cleaners.across.ingest import reclean
from corpus._schema import DAMAGED, MIGRATIONS
from corpus.errors import CorpusError
from corpus.model import RawPage
from corpus.store import Corpus
from corpus.verify import check_corpus

if TYPE_CHECKING:
    from pathlib import Path

PAGES = [
    RawPage("关于薪酬制度的意见\n\n云政发〔2021〕7号\n\n一、总则\n\n完善《药品管理法》的规定。\n", "https://a.example/1.html"),
    RawPage("Rules on salary\n\n1. Scope\n\nThese rules are on the salary of doctors.\n", "https://a.example/2.html"),
]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    with Corpus.open(tmp_path) as corpus:
        for page in PAGES:
            corpus._signatures.write_late()  # so that the marks of the one are in their tables, and those of the other late
            assert [outcome.verdict for outcome in ingest([page], corpus)] == ["new"]
    return tmp_path


def change(library: Path, statement: str, *values: object) -> None:
    connection = sqlite3.connect(library / "corpus.sqlite", isolation_level=None)
    assert connection.execute(statement, values).rowcount > 0
    connection.close()


def test_a_sound_corpus_has_no_damage(library: Path) -> None:
    assert check_corpus(library) == []
    with Corpus.open(library) as corpus:
        doc_id = corpus.doc_ids()[0]
        list(ingest([RawPage(corpus.page(doc_id).data, "https://a.example/0.html")], corpus))  # now its source
        corpus.remove(corpus.doc_ids()[1])
    assert check_corpus(library) == []


DERIVED = {
    "a clause's text": "UPDATE clauses SET text = text || ' ' WHERE position = 0",
    "a card": "UPDATE clauses SET card = replace(card, 'title', 'titlf')",
    "a flag's number": "UPDATE documents SET published = '1999-01-01'",
    "a policy": "UPDATE policies SET number = 'x' WHERE number <> ''",
    "a citation": "UPDATE cited SET times = times + 1",
    "a line of the site": "UPDATE site_pages SET text = text + 1",
    "a signature": "UPDATE signatures SET facts = facts || ' '",
    "a clause too few": "DELETE FROM clauses WHERE position = 0",
}


@pytest.mark.parametrize("damage", DERIVED)
def test_what_was_made_of_a_page_is_made_again(library: Path, damage: str) -> None:
    change(library, DERIVED[damage])
    found = [one for one in check_corpus(library) if "what was made of it" in one.what]
    assert found
    with Corpus.open(library) as corpus:
        doc_ids = [doc_id for doc_id in corpus.doc_ids() if any(f"`tiaowen reclean {doc_id}`" in one.remedy for one in found)]
        assert len(doc_ids) == len(found)
        if damage != "a line of the site":  # whose counts are not the page's alone
            assert [outcome.verdict for outcome in reclean(corpus, doc_ids)] == ["new"] * len(doc_ids)
            assert check_corpus(library) == []


KEPT = {
    "an address": ("UPDATE origins SET origin = ? WHERE doc_id = (SELECT min(doc_id) FROM pages)", b"https://b.example/1.html"),
    "a day": ("UPDATE origins SET fetched = ? WHERE doc_id = (SELECT min(doc_id) FROM pages)", "2020-01-01"),
    "the bytes": ("UPDATE pages SET raw = ? WHERE doc_id = (SELECT min(doc_id) FROM pages)", zlib.compress(b"other bytes")),
    "no bytes at all": ("UPDATE pages SET raw = ? WHERE doc_id = (SELECT min(doc_id) FROM pages)", 7),
}


@pytest.mark.parametrize("damage", KEPT)
def test_what_cannot_be_made_again_is_to_be_added_again(library: Path, damage: str) -> None:
    change(library, *KEPT[damage])
    (found,) = check_corpus(library)
    with Corpus.open(library) as corpus:
        doc_id = corpus.doc_ids()[0]
        assert found.remedy == f"remove it with `tiaowen remove {doc_id}` and add it again"
        list(reclean(corpus, [doc_id]))
        list(ingest([RawPage(b"Rules on salary", "https://c.example")], corpus))
        assert check_corpus(library) == [found]  # nothing takes the damage for what was meant
        corpus.remove(doc_id)
    assert check_corpus(library) == []


def test_a_damage_is_not_hidden_by_the_same_page_from_elsewhere(library: Path) -> None:
    change(library, "UPDATE origins SET origin = CAST(replace(origin, 'a.example', 'b.example') AS BLOB)")
    before = check_corpus(library)
    with Corpus.open(library) as corpus:
        list(ingest([RawPage(page.data, "https://z.example") for page in PAGES], corpus))
    assert len(before) == 2
    assert check_corpus(library) == before


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO marks VALUES (1, 1)",
        "DELETE FROM marks WHERE mark = (SELECT min(mark) FROM marks)",
        "INSERT INTO late_pages VALUES (1, 1)",
        "DELETE FROM late_pages",
        "DELETE FROM late_stamp",
        "UPDATE site_counts SET texts = texts + 1",
        "UPDATE site_texts SET pages = pages + 1",
        "DELETE FROM library",
        "INSERT INTO tallies VALUES ('nobody', 'flag', 'x', 1)",
        "CREATE TABLE IF NOT EXISTS more (x)",
    ],
)
def test_what_belongs_to_no_page_is_named(library: Path, statement: str) -> None:
    connection = sqlite3.connect(library / "corpus.sqlite", isolation_level=None)
    connection.execute(statement)
    connection.close()
    (found,) = check_corpus(library)
    assert "put back a copy" in found.remedy


def test_a_broken_tree_and_a_file_that_is_none_are_named(library: Path) -> None:
    file = library / "corpus.sqlite"
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    assert check_corpus(library)
    file.write_bytes(b"none" + whole[4:])
    (found,) = check_corpus(library)
    assert "not a database" in found.what
    file.unlink()
    with pytest.raises(CorpusError, match="no library is here"):
        check_corpus(library)


def test_a_schema_that_is_no_text_is_named(library: Path) -> None:
    """SQLite's own message then holds bytes that Python cannot read: one flipped bit of 1,000 met it."""
    file = library / "corpus.sqlite"
    whole = file.read_bytes()
    statement = b"CREATE TABLE library (revision INTEGER NOT NULL"
    assert statement in whole
    file.write_bytes(whole.replace(statement, statement[:-1] + bytes([statement[-1] ^ 0x80])))
    assert [damage.remedy for damage in check_corpus(library)] == [DAMAGED.removeprefix("damaged, ")]
    with pytest.raises(CorpusError, match="schema is damaged"):
        Corpus.open(library, create=False)


def test_pages_of_an_older_library_get_their_sums_when_they_are_cleaned_again(library: Path) -> None:
    change(library, "DELETE FROM sums")
    (found,) = check_corpus(library)
    assert "2 pages cannot be verified" in found.what
    change(library, "UPDATE documents SET rules_version = ''")  # as the step of the schema does
    with Corpus.open(library) as corpus:
        assert len(list(reclean(corpus))) == 2
    assert check_corpus(library) == []
    assert "sums" in MIGRATIONS[4]
