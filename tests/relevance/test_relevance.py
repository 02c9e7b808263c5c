"""Every relevance test holds, save those in known_failures.json by half and number. No message shows what a sealed test asks."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import pytest

from cleaners import ingest
from corpus import Corpus, RawPage
from indexer import Index, open_index, update_index
from tests.relevance.judge import FOLDER, HALVES, LIBRARY, Hit, Judgement, read

if TYPE_CHECKING:
    from collections.abc import Iterator

TESTS = {f"{half} {number}": judgement for half in HALVES for number, judgement in enumerate(read(half))}
KNOWN_FAILURES = json.loads((FOLDER / "known_failures.json").read_text(encoding="utf-8"))
HITS = 60  # no k of a test is larger


def page_of(line: str) -> RawPage:
    told = json.loads(line)
    return RawPage((LIBRARY / told["file"]).read_bytes(), told["url"])


class Library(NamedTuple):
    """The index of the test library, and for each clause in it where its text stands: one search hit stands for all its copies."""

    index: Index
    places: dict[str, list[Hit]]

    def diagnosis(self, judgement: Judgement) -> str:
        """Return "" where the test holds. A copy that is not shown is no hit that a test can forbid."""

        def search(query: str, **options: str) -> list[Hit]:
            hits = self.index.search(query, limit=HITS, **options).hits
            return [place for hit in hits for place in self._standing_for(hit.clause_id, judgement)]

        found = judgement.diagnose(search)
        suggestions = self.index.search(judgement.query, **judgement.options).suggestions if judgement.suggests else ()
        if judgement.suggests and judgement.suggests not in suggestions:
            found += f"\n{judgement.suggests!r} is not offered, but {suggestions}"
        return found

    def _standing_for(self, clause_id: str, judgement: Judgement) -> list[Hit]:
        shown, *copies = self.places[clause_id]
        return [shown, *(copy for copy in copies if not any(place.names(copy) for place in judgement.unwanted))]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("relevance")
    lines = (LIBRARY / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    with Corpus.open(folder) as corpus:
        outcomes = list(ingest(map(page_of, lines), corpus))
        files = {outcome.doc_id: json.loads(line)["file"] for outcome, line in zip(outcomes, lines, strict=True)}
        clauses = [clause for doc_id in files for clause in corpus.clauses(doc_id)]
    places = {clause.id: (clause.text_key, Hit(files[clause.doc_id], clause.path, clause.text)) for clause in clauses}
    copies: defaultdict[str, list[Hit]] = defaultdict(list)
    for key, place in places.values():
        copies[key].append(place)
    update_index(folder)
    with open_index(folder) as index:
        yield Library(index, {name: [place, *(copy for copy in copies[key] if copy != place)] for name, (key, place) in places.items()})


def _case(name: str) -> object:
    reason = KNOWN_FAILURES.get(name)
    return pytest.param(name, marks=pytest.mark.xfail(strict=True, reason=reason)) if reason else name


@pytest.mark.parametrize("name", [*map(_case, TESTS)])
def test_judgement_holds(name: str, library: Library) -> None:
    found = library.diagnosis(TESTS[name])
    shown = found if name.startswith("open") else "a sealed test fails; what it asks is not shown"
    if found:  # an assertion would print what was found
        pytest.fail(shown, pytrace=False)


def test_known_failures_are_tests() -> None:
    assert KNOWN_FAILURES.keys() <= TESTS.keys()
