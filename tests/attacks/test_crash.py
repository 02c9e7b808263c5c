"""Stopped or failed at any change to the disk, the corpus and the index are the old or the new ones; ``make bench-attacks`` tries all.

Here a few changes are tried, spread over all of them, so that the tests stay short.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from benchmarks.attack_crash import CUTS, Case, crash, kills, steps_of
from benchmarks.traced import AVAILABLE

if TYPE_CHECKING:
    from pathlib import Path

FEWEST_STEPS = 30
"""A tracer that sees fewer no longer sees what an add does; an add of two pages has about 220 on both halves."""

TRIES = 2
"""Steps tried for each kind of failure."""

pytestmark = [
    pytest.mark.skipif(not AVAILABLE, reason="the tracer needs Linux on x86-64"),
    pytest.mark.usefixtures("_files_left_open"),
]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return Case(tmp_path_factory.mktemp("crash"), "update")


@pytest.fixture(scope="module")
def steps(case: Case) -> int:
    return len(steps_of(case))


def test_the_tracer_sees_every_kind_of_change_to_corpus_and_index(case: Case) -> None:
    seen = steps_of(case)
    corpus = Counter(step.call for step in seen if "corpus.sqlite" in step.file)
    index = Counter(step.call for step in seen if "/index/" in step.file)
    for calls in (corpus, index):
        assert {"write", "fsync", "unlink", "create"} <= calls.keys()
        assert calls.total() > FEWEST_STEPS
    assert index["rename"] > 0


@pytest.mark.parametrize("act", ["kill", "fail", "fill"])
def test_whatever_happens_at_a_step_old_or_new_stands_and_it_can_be_done_again(case: Case, steps: int, act: str) -> None:
    for tried in range(TRIES):
        step = 1 + (2 * tried + 1) * steps // (2 * TRIES)
        assert crash(case, step, act) == [], step


@pytest.mark.parametrize("cut", CUTS)
def test_a_power_cut_takes_nothing_that_was_said_to_be_done(case: Case, steps: int, cut: str) -> None:
    for step in (steps * 3 // 4, 0) if cut == "lost" else (steps * 2 // 3,):
        assert crash(case, step, "kill", cut) == [], step


def test_a_power_cut_after_the_first_add_leaves_it(tmp_path: Path) -> None:
    assert crash(Case(tmp_path, "first"), 0, "kill", "lost") == []


def test_killed_at_random_moments_old_or_new_stands(case: Case) -> None:
    assert [fault for faults in kills(case, 2, seed=3) for fault in faults] == []
