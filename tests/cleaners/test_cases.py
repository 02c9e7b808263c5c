"""Cleaners by cases as data: ``tests/cases/<rule>/{wild,negative,synthetic,known_failures}.json``.

A case is an object with ``name``, ``why`` and ``page`` (text or HTML source as decoded); the rule, and nothing else save the rules that
the case names in ``after`` because this one reads their labels, is applied to the page as laid out. Expected are ``texts`` (each block's
text in reading order) and, where the rule labels, ``kinds``, ``langs`` and ``variants`` (those of each block), and the names of
``flags`` (none unless given). A negative case has no expectation: nothing may change. A known failure is what should come out and does
not yet.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cleaners.decode import decode_text
from cleaners.html_layout import lay_out_html
from cleaners.html_source import is_html
from cleaners.layout import lay_out_text
from cleaners.pipeline import PIPELINE

if TYPE_CHECKING:
    from cleaners.draft import Draft

CASES = Path(__file__).resolve().parent.parent / "cases"
KINDS = ("wild", "negative", "synthetic", "known_failures")
LABELS = {"kinds": "kind", "langs": "lang", "variants": "variant"}
RULES = {rule.name: rule for rule in PIPELINE}


def cases_of(kind: str) -> list[Any]:
    found = []
    for file in sorted(CASES.glob(f"*/{kind}.json")):
        marks = [pytest.mark.xfail(strict=True, reason="known failure")] if kind == "known_failures" else []
        found += [
            pytest.param(file.parent.name, case, id=f"{file.parent.name}-{case['name']}", marks=marks)
            for case in json.loads(file.read_text(encoding="utf-8"))
        ]
    return found


def laid_out(page: str) -> Draft:
    decoded = decode_text(page)
    return lay_out_html(decoded) if is_html(page) else lay_out_text(decoded)


def cleaned_by(draft: Draft, *rule_names: str) -> Draft:
    for rule in map(RULES.__getitem__, rule_names):
        draft.apply(rule.name, rule.version, list(rule.clean(draft)))
    return draft


@pytest.mark.parametrize(("rule", "case"), [*cases_of("wild"), *cases_of("synthetic"), *cases_of("known_failures")])
def test_the_fault_is_mended_or_flagged(rule: str, case: dict[str, Any]) -> None:
    draft = cleaned_by(laid_out(case["page"]), *case.get("after", ()), rule)
    assert [block.text for block in draft.blocks] == case["texts"]
    for labels, name in LABELS.items():
        if labels in case:
            assert [getattr(block, name) for block in draft.blocks] == case[labels]
    assert [flag.name for flag in draft.flags] == case.get("flags", [])


@pytest.mark.parametrize(("rule", "case"), cases_of("negative"))
def test_what_only_looks_broken_is_left_alone(rule: str, case: dict[str, Any]) -> None:
    before = cleaned_by(laid_out(case["page"]), *case.get("after", ()))
    after = cleaned_by(laid_out(case["page"]), *case.get("after", ()), rule)
    assert after.edits == {}
    assert after.flags == before.flags
    assert after.blocks == before.blocks


def test_every_folder_of_cases_is_a_rule_and_every_file_of_a_kind() -> None:
    files = [file.relative_to(CASES) for file in CASES.glob("*/*")]
    assert {file.parts[0] for file in files} <= set(RULES)
    assert {file.stem for file in files} <= set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_case_names_tell_cases_apart(kind: str) -> None:
    names = [parameter.id for parameter in cases_of(kind)]
    assert len(names) == len(set(names))
