"""What a researcher asks of the five real pages, and what must come first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from corpus.matchkey import match_key

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.seeds

OPINIONS = "Opinions of the General Office of the State Council on Promoting the High-quality Development of Public Hospitals"


def position(hits: list[dict[str, Any]], seed: str, words: str) -> int:
    """Return the place, from 1, of the first hit from page ``seed`` whose text holds ``words``."""
    found = [place for place, hit in enumerate(hits, start=1) if hit["seed"] == seed and match_key(words) in match_key(hit["text"])]
    assert found, [(hit["seed"], hit["text"][:60]) for hit in hits]
    return found[0]


def is_opinions_5_2(hit: dict[str, Any]) -> bool:
    one, two = hit["heading_path"][-2:]
    return (
        hit["seed"] == "002"
        and hit["path"] == "5.2"
        and hit["title"] == OPINIONS
        and one.startswith("5. Activate the new impetus")
        and two == "(2) Reform the salary distribution system"
    )


def test_salary_reform(ask: Callable) -> None:
    hits = ask("salary reform")
    assert is_opinions_5_2(hits[0])
    assert sum(hit["path"] == "5.2" and hit["seed"] == "002" for hit in hits) == 1
    assert position(hits, "003", "for the salary system reform concerned by the society") <= 5


@pytest.mark.parametrize(("query", "within"), [("medical alliance rules", 5), ("医联体", 3)])
def test_medical_alliances_in_both_languages(ask: Callable, query: str, within: int) -> None:
    hits = ask(query)
    english = position(hits, "001", "establishing medical alliances")
    chinese = position(hits, "004", "紧密型医联体建设")
    assert max(english, chinese) <= within
    assert any("医联体" in why and "medical alliances" in why for why in hits[english - 1]["why"])
    assert any("紧密型医联体" in why for why in hits[chinese - 1]["why"])


def test_pay_reform_asked_in_chinese(ask: Callable) -> None:
    assert is_opinions_5_2(ask("薪酬制度改革")[0])


def test_graded_care_asked_in_chinese(ask: Callable) -> None:
    hits = ask("分级诊疗")
    position(hits, "004", "务实推进分级诊疗制度实施")
    position(hits, "002", "the hierarchical diagnosis and treatment system")
    position(hits, "002", "in-depth advancement of graded diagnosis and treatment")
    position(hits, "003", "implementation of hierarchical diagnosis and treatment system")
    assert any(hit["seed"] == "003" and "grading diagnosis and treatment" in " ".join(hit["heading_path"]) for hit in hits)


def test_an_exact_phrase_returns_nothing_else(ask: Callable) -> None:
    hits = ask('"annual salary system"')
    assert hits
    for hit in hits:
        assert re.search(r"\bannual\s+salary\s+system\b", hit["text"] + "\n" + "\n".join(hit["heading_path"]), re.IGNORECASE)
    assert {hit["seed"] for hit in hits} == {"002", "003"}


def test_every_hit_says_why(ask: Callable) -> None:
    for query in ("salary reform", "medical alliance rules", "分级诊疗", "public hospitals 2021"):
        assert all(hit["why"] and all(hit["why"]) for hit in ask(query, "--limit", "100"))
