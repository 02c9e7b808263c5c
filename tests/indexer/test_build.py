from __future__ import annotations

import json
import random
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any

import pytest

from corpus.errors import CorpusError, LockTimeoutError
from corpus.ids import document_id
from corpus.lock import library_lock
from corpus.model import Card, Clause, Cleaned, Decoded, Document, RawPage
from corpus.store import Corpus
from indexer import build
from indexer.build import build_index, update_index
from indexer.errors import IndexUnusableError
from indexer.manifest import FORMAT, read_manifest
from indexer.search import open_index

if TYPE_CHECKING:
    from pathlib import Path

    from corpus.model import CleanSpan

QUERIES = (
    "薪酬制度",
    "salary reform",
    "医联体",
    "medical alliance rules",
    '"薪酬制度"',
    '"annual salary"',
    "2021",
    "国办发〔2021〕18号",
    "county",
)


def answers(folder: Path) -> list[tuple[str, list[tuple[str, float, str, tuple[str, ...], tuple[CleanSpan, ...]]]]]:
    with open_index(folder) as index:
        found = [(query, index.search(query, limit=1000)) for query in QUERIES]
        filtered = index.search("薪酬 salary", limit=1000, lang="zh", since="2021", issuer="财政部")
    return [
        (query, [(hit.clause_id, hit.score, hit.text, hit.why, hit.highlights) for hit in answer.hits])
        for query, answer in [*found, ("filtered", filtered)]
    ]


def assert_same(one: list[Any], other: list[Any]) -> None:
    assert len(one) == len(other)
    for (query, hits), (_, others) in zip(one, other, strict=True):
        assert [hit[0] for hit in hits] == [hit[0] for hit in others], query
        assert [hit[2:] for hit in hits] == [hit[2:] for hit in others], query
        assert [hit[1] for hit in hits] == pytest.approx([hit[1] for hit in others], abs=1e-9), query


PIECES = (
    "完善薪酬制度",
    "薪酬",
    "医联体建设",
    "annual salary",
    "salary reform",
    "medical alliances",
    "county rules",
    "按国办发[2021]18号",
    "2021",
)


def some_page(chance: random.Random) -> tuple[list[str], dict[str, object]]:
    texts = [", ".join(chance.choices(PIECES, k=chance.randint(1, 6))) for _ in range(chance.randint(0, 5))]
    card = {
        "title": chance.choice(("", "薪酬意见", "On salary reform")),
        "published": chance.choice(("", "2020-01-01", "2021-06-17")),
        "issuers": chance.choice(((), ("财政部",))),
        "doc_numbers": chance.choice(((), ("国办发〔2021〕18号",))),
    }
    return texts, card


@pytest.mark.parametrize("seed", range(6))
def test_an_index_kept_up_to_date_is_one_made_from_scratch(library: Any, tmp_path: Path, seed: int) -> None:  # noqa: ANN401  # conftest's
    """Pages come, change and go in random order; in between the index is brought up to date, by links and merges."""
    chance = random.Random(seed)  # noqa: S311  # no secret
    names: set[str] = set()
    for step in range(25):
        name = f"page{chance.randint(0, 11)}"
        if name in names and chance.random() < 0.3:
            library.remove(name)
            names.remove(name)
        else:
            texts, card = some_page(chance)
            library.put(name, *texts, **card)
            names.add(name)
        if chance.random() < 0.5 or step == 24:
            update_index(library.folder)
    report = update_index(library.folder)
    assert (report.added, report.removed) == (0, 0)
    scratch = build_index(library.clauses(), tmp_path / "scratch")
    assert report.clauses == scratch.clauses
    assert_same(answers(library.folder), answers(tmp_path / "scratch"))


def test_the_report_counts_what_changed(library: Any) -> None:  # noqa: ANN401  # conftest's
    library.put("a", "salary", "bonus")
    library.put("b", "salary leave")
    first = update_index(library.folder)
    assert (first.generation, first.documents, first.clauses, first.added, first.removed, first.revision) == ("000001", 2, 3, 2, 0, 2)
    library.put("a", "salary")
    library.put("c", "county")
    library.remove("b")
    second = update_index(library.folder)
    assert (second.generation, second.documents, second.clauses, second.added, second.removed) == ("000002", 2, 2, 2, 2)


def test_nothing_to_do_leaves_the_generation(library: Any) -> None:  # noqa: ANN401  # conftest's
    library.put("a", "salary")
    update_index(library.folder)
    before = {file: file.stat().st_mtime_ns for file in (library.folder / "index").rglob("*")}
    again = update_index(library.folder)
    assert (again.generation, again.added, again.removed) == ("000001", 0, 0)
    assert {file: file.stat().st_mtime_ns for file in (library.folder / "index").rglob("*")} == before


def test_a_change_that_concerns_no_clause_leaves_the_generation_and_notes_the_revision(library: Any) -> None:  # noqa: ANN401
    library.put("a", "salary")
    update_index(library.folder)
    library.put("z", "bonus")
    library.remove("z")
    report = update_index(library.folder)
    assert (report.generation, report.revision) == ("000001", 3)


def test_only_what_changed_is_analysed(library: Any, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ANN401  # conftest's
    for number in range(5):
        library.put(f"page{number}", f"salary {number}")
    update_index(library.folder)
    library.put("new", "bonus")
    seen: list[str] = []
    write = build.write_clauses

    def spy(folder: Path, clauses: Any, *others: Any) -> Any:  # noqa: ANN401  # as write_clauses
        clauses = list(clauses)
        seen.extend(clause.text for clause in clauses)
        return write(folder, clauses, *others)

    monkeypatch.setattr(build, "write_clauses", spy)
    update_index(library.folder)
    assert seen == ["bonus"]


def test_pages_with_the_same_text_are_held_as_the_library_says(library: Any) -> None:  # noqa: ANN401  # conftest's
    library.put("a", "salary")
    library.put("b", "salary")
    with Corpus.open(library.folder) as corpus:  # conftest's documents say nothing, so that the store cannot tell
        corpus._connection.execute("UPDATE documents SET text_key = 'equal'")
    update_index(library.folder)
    with open_index(library.folder) as index:
        answer = index.search("salary")
    assert answer.total == len(answer.hits) == 1


@pytest.mark.parametrize(("name", "value"), [("ANALYSIS_VERSION", "0"), ("segmenter_name", lambda: "jieba 0.1")])
def test_another_version_of_the_analysis_makes_everything_anew(
    library: Any,  # noqa: ANN401  # conftest's
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    value: object,
) -> None:
    library.put("a", "salary")
    with monkeypatch.context() as older:
        older.setattr(build, name, value)
        update_index(library.folder)
    if name == "ANALYSIS_VERSION":
        with pytest.raises(IndexUnusableError, match=r"made by version 0 of the rules, this program has \d+; .*tiaowen index"):
            open_index(library.folder)
    report = update_index(library.folder)
    assert (report.generation, report.added, report.removed) == ("000002", 1, 0)
    with open_index(library.folder) as index:
        assert index.search("salary").total == 1


def test_an_index_of_an_older_format_is_refused_with_the_remedy_and_made_again(library: Any) -> None:  # noqa: ANN401  # conftest's
    library.put("a", "salary")
    update_index(library.folder)
    manifest = library.folder / "index" / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"format": FORMAT - 1}))
    with pytest.raises(IndexUnusableError, match=rf"format {FORMAT - 1}, this program reads format {FORMAT}; .*tiaowen index"):
        open_index(library.folder)
    assert update_index(library.folder).added == 1
    with open_index(library.folder) as index:
        assert index.search("salary").total == 1


DAMAGES = ("cut", "emptied", "flipped", "missing", "no documents", "no generation", "no manifest", "half a manifest", "no pin")


def damage(index_dir: Path, how: str) -> None:
    folder = index_dir / read_manifest(index_dir).generation
    postings = next(folder.glob("*.pst"))
    whole = postings.read_bytes()
    if how == "cut":
        postings.write_bytes(whole[:-5])
    elif how == "emptied":
        next(folder.glob("*.toc")).write_bytes(b"")
    elif how == "flipped":
        postings.write_bytes(whole[:20] + bytes([whole[20] ^ 1]) + whole[21:])
    elif how == "missing":
        postings.unlink()
    elif how == "no documents":
        (folder / "documents.json").unlink()
    elif how == "no generation":
        for file in folder.iterdir():
            file.unlink()
        folder.rmdir()
    elif how == "no manifest":
        (index_dir / "manifest.json").unlink()
    elif how == "half a manifest":
        (index_dir / "manifest.json").write_bytes((index_dir / "manifest.json").read_bytes()[:-9])
    else:
        (folder / "pin").unlink()


@pytest.mark.parametrize("how", DAMAGES)
def test_damage_is_told_or_harmless_and_an_update_mends_it(library: Any, how: str) -> None:  # noqa: ANN401  # conftest's
    library.put("a", "完善薪酬制度", "annual salary")
    library.put("b", "salary reform")
    update_index(library.folder)
    expected = answers(library.folder)
    damage(library.folder / "index", how)
    if how == "flipped":  # sizes tell nothing: `verify` reads the content, and so does an update
        assert open_index(library.folder).close() is None
    else:
        with pytest.raises(IndexUnusableError, match="tiaowen index"):
            open_index(library.folder)
    report = update_index(library.folder)
    assert report.added == (0 if how == "no pin" else 2)
    assert_same(answers(library.folder), expected)


def test_a_foreign_file_among_the_generations_is_left_alone(library: Any) -> None:  # noqa: ANN401  # conftest's
    library.put("a", "salary")
    update_index(library.folder)
    (library.folder / "index" / "notes.txt").write_text("mine")
    library.put("b", "bonus")
    assert update_index(library.folder).generation == "000002"
    assert (library.folder / "index" / "notes.txt").read_text() == "mine"


def test_a_folder_that_is_no_library_is_told_and_left_alone(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no library is here"):
        update_index(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_library_that_stays_locked_is_told(library: Any, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ANN401  # conftest's
    monkeypatch.setattr(build, "library_lock", lambda folder: library_lock(folder, timeout=0.05))
    with library_lock(library.folder), pytest.raises(LockTimeoutError):
        update_index(library.folder)


def test_two_updates_at_once_both_end_right(library: Any) -> None:  # noqa: ANN401  # conftest's
    for number in range(20):
        library.put(f"page{number}", f"salary {number}")
    threads = [threading.Thread(target=update_index, args=(library.folder,)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with open_index(library.folder) as index:
        assert index.manifest.generation == "000001"
        assert index.search("salary", limit=50).total == 20


def test_an_index_of_clauses_alone_needs_no_corpus(tmp_path: Path) -> None:
    code = (
        "import sys; from corpus import Clause; from indexer import build_index, open_index;"
        "report = build_index([Clause(id='a', text='salary', lang='en')], sys.argv[1]);"
        "index = open_index(sys.argv[1]); print(index.search('salary').total, report.clauses, 'sqlite3' in sys.modules); index.close()"
    )
    done = subprocess.run([sys.executable, "-c", code, tmp_path / "a" / "b"], check=True, capture_output=True, text=True)
    assert done.stdout == "1 1 False\n"


def test_clauses_come_in_any_order_and_the_last_of_an_id_counts(tmp_path: Path) -> None:
    given = [
        Clause("x1", "salary", "en", doc_id="x"),
        Clause("y1", "bonus", "en", doc_id="y"),
        Clause("x2", "leave", "en", doc_id="x"),
        Clause("x1", "county", "en", doc_id="z"),
    ]
    report = build_index(iter(given), tmp_path)
    assert (report.documents, report.clauses) == (3, 3)
    with open_index(tmp_path) as index:
        assert index.search("salary").total == 0
        assert index.search("county").total == 1


def test_no_clauses_make_an_empty_index(tmp_path: Path) -> None:
    assert build_index([], tmp_path).clauses == 0
    with open_index(tmp_path) as index:
        assert index.search('salary "annual salary" 2021').hits == ()


def test_building_again_replaces_the_index(tmp_path: Path) -> None:
    build_index([Clause("a", "salary", "en")], tmp_path)
    assert build_index([Clause("b", "bonus", "en")], tmp_path).generation == "000002"
    with open_index(tmp_path) as index:
        assert index.search("salary bonus").hits[0].clause_id == "b"
    assert sorted(path.name for path in tmp_path.iterdir()) == [".lock", "000002", "manifest.json"]


def test_a_folder_with_other_files_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("mine")
    with pytest.raises(IndexUnusableError, match=r"holds page\.html"):
        build_index([Clause("a", "salary", "en")], tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_the_same_clauses_give_the_same_answers_in_any_order(tmp_path: Path) -> None:
    chance = random.Random(3)  # noqa: S311  # no secret
    given = [
        Clause(f"{number:03}", ", ".join(chance.choices(PIECES, k=4)), "zh", doc_id=f"d{number % 7}", card=Card(title="薪酬"))
        for number in range(60)
    ]
    build_index(given, tmp_path / "one")
    chance.shuffle(given)
    build_index(given, tmp_path / "other")
    one, other = answers(tmp_path / "one"), answers(tmp_path / "other")
    assert one == other


def test_the_manifest_says_what_was_built(library: Any) -> None:  # noqa: ANN401  # conftest's
    library.put("a", "annual salary", "bonus")
    update_index(library.folder)
    plain = json.loads((library.folder / "index" / "manifest.json").read_bytes())
    assert plain["clauses"] == 2
    assert plain["words"] == {"text": 3, "heading": 0, "title": 0}
    assert plain["revision"] == 1
    folder = library.folder / "index" / plain["generation"]
    assert set(plain["files"]) == {file.name for file in folder.iterdir()} - {"pin"}


def test_what_only_ends_a_text_is_not_searched(tmp_path: Path) -> None:
    page = RawPage("x", "https://example.org/x")
    doc_id = document_id(page.data)
    kinds = ("item", "attachment", "signature", "copy")
    clauses = [Clause(f"{doc_id}-{kind}", f"salary of the {kind}", "en", kind=kind, doc_id=doc_id) for kind in kinds]
    cleaned = Cleaned(Document(doc_id, "x", "en", (), (), page.origin), (), (), Decoded("x", "utf-8"))
    with Corpus.open(tmp_path) as corpus:
        corpus.put(page, cleaned, clauses, "1")
    assert update_index(tmp_path).clauses == 1
    with open_index(tmp_path) as index:
        assert [hit.clause_id for hit in index.search("salary").hits] == [f"{doc_id}-item"]
