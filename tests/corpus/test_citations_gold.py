"""The open half of the gold for citations, and the form of both halves."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from corpus.citations import find_citations
from corpus.citing.words import base_key
from tests.gold.citations_gold import read

GOLD = Path(__file__).parent.parent / "gold" / "citations"
OPEN = sorted((GOLD / "open").glob("*.txt"))
KINDS = {"zh": 5, "hant": 1, "en": 4, "mt": 2}
PIN = re.compile(r"(?:[\d.]+(?:-\d+)?)?(?:¶\d+)?(?:\.\d+)*|(?:chapter|section|part) \d+")
LEAST = 120


@pytest.mark.parametrize("path", OPEN, ids=[path.stem for path in OPEN])
def test_the_open_half_is_found(path: Path) -> None:
    clauses, marks = read(path)
    position = {clause.id: number for number, clause in enumerate(clauses)}
    found = []
    for one in find_citations(clauses):
        root = one.root
        target = "self" if root == "self" else root.number or root.title_key or root.written
        found.append((position[one.clause_id], *one.span, one.kind, target, tuple(map(str, one.pins))))
    wanted = []
    for mark, one in zip(marks, found, strict=True):
        target = mark.target if one[4] == mark.target else base_key(mark.target)
        wanted.append((mark.clause, mark.start, mark.end, mark.kind, target, mark.pins))
    assert found == wanted


@pytest.mark.parametrize("half", ["open", "sealed"])
def test_each_half_is_well_formed_and_has_every_kind(half: str) -> None:
    paths = sorted((GOLD / half).glob("*.txt"))
    assert Counter(path.stem.partition("-")[0] for path in paths) == KINDS
    marks = [mark for path in paths for mark in read(path)[1]]
    assert len(marks) >= LEAST
    assert {mark.kind for mark in marks} == {"full", "short", "id", "pin"}
    assert all(PIN.fullmatch(pin) for mark in marks for pin in mark.pins)
    assert all(mark.start < mark.end for mark in marks)
