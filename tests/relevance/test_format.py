"""The relevance tests are well formed and speak of clauses that are there; no message shows what a sealed test asks."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

import pytest

from cleaners import clean_page
from corpus import RawPage, split_clauses
from tests.relevance.judge import ANY_DOCUMENT, HALVES, LIBRARY, Hit, Judgement, Place, read, squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence

TESTS = {half: read(half) for half in HALVES}
# A test is known by its half and number: pytest shows the arguments of what fails, and of a sealed test that must be all.
NUMBERED = {f"{half} {number}": judgement for half in HALVES for number, judgement in enumerate(TESTS[half])}
PAGES = sorted(path.name for suffix in ("html", "txt") for path in LIBRARY.glob(f"*.{suffix}"))
LEAST_PAGES = 60
LEAST_TESTS = 60  # of each half
LEAST_OF_A_KIND = 5  # of each half
KINDS = ("precision", "recall", "order", "none")
DAY = re.compile(r"\d{4}(-\d\d){0,2}")
OPTIONS = {"lang", "since", "until", "issuer", "source"}
TAG = re.compile(r"<[^<>]+>")
MOST_HITS = 60  # what README.md promises that no k exceeds


@cache
def page_text(name: str) -> str:
    text = (LIBRARY / name).read_text(encoding="utf-8")
    return squeeze(html.unescape(TAG.sub("", text)) if name.endswith(".html") else text)


@cache
def clauses(name: str) -> tuple[Hit, ...]:
    cleaned = clean_page(RawPage((LIBRARY / name).read_bytes(), f"https://example.org/{name}"))
    return tuple(Hit(name, clause.path, clause.text) for clause in split_clauses(cleaned.document))


def named(place: Place) -> list[Hit]:
    pages = PAGES if place.doc == ANY_DOCUMENT else [place.doc]
    return [hit for page in pages for hit in clauses(page) if place.names(hit)]


def test_there_are_enough_pages_and_tests_of_every_kind() -> None:
    assert len(PAGES) >= LEAST_PAGES
    for half in HALVES:
        kinds = Counter(str(judgement.kind) for judgement in TESTS[half])
        assert sum(kinds.values()) >= LEAST_TESTS
        assert [kind for kind in KINDS if kinds[kind] < LEAST_OF_A_KIND] == []


def test_names_and_queries_stand_once_and_in_one_half_only() -> None:
    names = Counter(judgement.name for judgement in NUMBERED.values())
    assert [number for number, judgement in NUMBERED.items() if names[judgement.name] > 1] == []
    asked = {half: {(squeeze(one.query), *sorted(one.options.items())) for one in TESTS[half]} for half in HALVES}
    in_both = len(asked["open"] & asked["sealed"])
    assert in_both == 0


def test_the_manifest_tells_of_every_page_and_of_no_other() -> None:
    lines = (LIBRARY / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    assert sorted(json.loads(line)["file"] for line in lines) == PAGES


def faults_of_form(judgement: Judgement) -> list[str]:
    checks = {
        "no query": bool(judgement.query.strip()),
        "no reason": bool(judgement.why.strip()),
        "unknown option": set(judgement.options) <= OPTIONS,
        "no day": all(DAY.fullmatch(judgement.options.get(key, "2021")) for key in ("since", "until")),
        "above is for order": bool(judgement.above) is (judgement.kind == "order"),
        "k is for all but order": bool(judgement.k) is (judgement.kind != "order"),
        "k too large": judgement.k <= MOST_HITS,
        "nothing to judge": bool(judgement.unwanted if judgement.kind == "none" else judgement.expect),
        "more expected than k": judgement.kind != "recall" or len(judgement.expect) <= judgement.k,
    }
    return [fault for fault, holds in checks.items() if not holds]


@pytest.mark.parametrize("number", NUMBERED)
def test_each_kind_has_what_it_needs(number: str) -> None:
    assert faults_of_form(NUMBERED[number]) == []


@pytest.mark.parametrize("number", NUMBERED)
def test_each_place_is_on_its_page_once(number: str) -> None:
    judgement = NUMBERED[number]
    places = [place for place in (*judgement.expect, *judgement.above, *judgement.unwanted) if place.doc != ANY_DOCUMENT]
    assert [at for at, place in enumerate(places) if place.doc not in PAGES] == []
    assert [at for at, place in enumerate(places) if place.says and page_text(place.doc).count(squeeze(place.says)) != 1] == []


@pytest.mark.parametrize("number", NUMBERED)
def test_each_place_that_can_be_found_is_one_clause(number: str) -> None:
    judgement = NUMBERED[number]
    counts = [(bool(place.path or place.says), len(named(place))) for place in (*judgement.expect, *judgement.above)]
    assert [at for at, (is_one, count) in enumerate(counts) if (count != 1 if is_one else count < 1)] == []


@pytest.mark.parametrize("number", NUMBERED)
def test_nothing_is_both_wanted_and_unwanted(number: str) -> None:
    judgement = NUMBERED[number]
    wanted, below, unwanted = (
        {hit for place in places for hit in named(place)} for places in (judgement.expect, judgement.above, judgement.unwanted)
    )
    contradictions = len(wanted & below) + len((wanted | below) & unwanted)
    assert contradictions == 0


LIST = [("a.txt", "1", "Pay reform"), ("b.txt", "2.1", "Alliances of ports"), ("a.txt", "", "Rules for alliances")]
A_REFORM, A_RULES, B_PORTS = Place("a.txt", says="pay  REFORM"), Place("a.txt", says="Rules"), Place("b.txt", "2.1")


@pytest.mark.parametrize(
    ("judgement", "fault"),
    [
        (Judgement("t", "precision", "q", "w", expect=(A_REFORM, B_PORTS), k=2), ""),
        (Judgement("t", "precision", "q", "w", expect=(Place("a.txt"),), k=2), "2. is not expected"),
        (Judgement("t", "precision", "q", "w", expect=(A_REFORM, B_PORTS, A_RULES), k=4), "3 hits, not 4"),
        (Judgement("t", "recall", "q", "w", expect=(A_RULES,), k=3), ""),
        (Judgement("t", "recall", "q", "w", expect=(A_RULES,), k=2), "a.txt “Rules” is 3., not within 2"),
        (Judgement("t", "recall", "q", "w", expect=(Place("b.txt", "2"),), k=3), "b.txt 2 is no hit, not within 3"),
        (Judgement("t", "order", "q", "w", expect=(A_REFORM,), above=(B_PORTS, A_RULES)), ""),
        (Judgement("t", "order", "q", "w", expect=(A_REFORM,), above=(Place("c.txt"),)), ""),
        (Judgement("t", "order", "q", "w", expect=(A_RULES,), above=(B_PORTS,)), "a.txt “Rules” is 3., not above 2."),
        (Judgement("t", "order", "q", "w", expect=(Place("c.txt"),), above=(B_PORTS,)), "c.txt is no hit, not above 2."),
        (Judgement("t", "none", "q", "w", unwanted=(A_RULES,), k=2), ""),
        (Judgement("t", "none", "q", "w", unwanted=(A_RULES,), k=3), "3. is not wanted"),
        (Judgement("t", "none", "q", "w", expect=(Place("c.txt"),), unwanted=(Place("d.txt"),), k=3), "c.txt is no hit, not within 3"),
        (Judgement("t", "none", "q", "w", unwanted=(Place("*"),), k=3), "1. is not wanted"),
        (Judgement("t", "recall", "q", "w", expect=(A_REFORM,), unwanted=(A_RULES,), k=1), "3. is not wanted"),
    ],
)
def test_diagnosis_says_what_is_wrong(judgement: Judgement, fault: str) -> None:
    def search(query: str, **options: str) -> Sequence[tuple[str, str, str]]:
        assert (query, options) == ("q", {})
        return LIST

    told = judgement.diagnose(search)
    assert fault in told
    assert bool(told) is bool(fault)
    assert not told or "2. b.txt 2.1 Alliances of ports" in told


def test_the_search_is_given_the_options() -> None:
    given: dict[str, str] = {}

    def search(query: str, **options: str) -> Sequence[tuple[str, str, str]]:
        given.update(options, query=query)
        return []

    Judgement("t", "recall", "医联体", "w", options={"lang": "en"}, expect=(A_RULES,), k=1).diagnose(search)
    assert given == {"query": "医联体", "lang": "en"}


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        ({"name": "t", "kind": "precision", "query": "q"}, "no"),
        ({"name": "t", "kind": "nearly", "query": "q", "why": "w"}, "no such kind"),
        ({"name": "t", "kind": "none", "query": "q", "why": "w", "nott": []}, "unknown"),
        ({"name": "t", "kind": "none", "query": "q", "why": "w", "not": [{"page": "a.txt"}]}, "unknown"),
    ],
)
def test_a_malformed_test_is_named(
    told: dict[str, object], fault: str, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("relevance")
    (folder / "open").mkdir()
    (folder / "open" / "words.json").write_text(json.dumps([told]), encoding="utf-8")
    monkeypatch.setattr("tests.relevance.judge.FOLDER", folder)
    with pytest.raises(ValueError, match=f"t: {fault}"):
        read("open")
