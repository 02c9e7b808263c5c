"""Each sample page against what is right for it; ``expected.py`` says what that is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from cleaners import clean_page
from corpus import split_clauses
from corpus.matchkey import match_key
from search_cli.pages import find_pages, read_page
from tests.raw.expected import PAGES, Expected, Unit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from corpus.model import Clause, Cleaned, RawPage

SCALARS = ("encoding", "lang", "title", "published", "publisher", "authors", "number", "flags", "paths")
LISTS = ("rules", "present", "absent", "once", "units", "whole", "together", "found")
CLEAN = ("pay-measures-trial.txt", "plan-english.txt")


class Seen(NamedTuple):
    page: RawPage
    cleaned: Cleaned
    clauses: list[Clause]


@pytest.fixture(scope="module")
def seen(raw_folder: Path) -> dict[str, Seen]:
    found = {}
    for entry in find_pages([raw_folder]).files:
        page = read_page(entry)
        cleaned = clean_page(page)
        found[entry.file.name] = Seen(page, cleaned, split_clauses(cleaned.document))
    return found


def _number(seen: Seen) -> str:
    return next((number.normalised or number.written for number in seen.cleaned.document.doc_numbers), "")


def _published(seen: Seen) -> str:
    day = seen.cleaned.document.published
    return day.isoformat() if day else ""


ACTUAL: dict[str, Callable[[Seen], Any]] = {
    "encoding": lambda seen: seen.cleaned.decoded.encoding,
    "lang": lambda seen: seen.cleaned.document.lang,
    "title": lambda seen: seen.cleaned.document.title,
    "published": _published,
    "publisher": lambda seen: seen.cleaned.document.publisher,
    "authors": lambda seen: seen.cleaned.document.authors,
    "number": _number,
    "flags": lambda seen: tuple(sorted({flag.name for flag in seen.cleaned.document.flags})),
    "paths": lambda seen: tuple(clause.path for clause in seen.clauses if clause.path),
}


def _is_there(unit: Unit, clauses: list[Clause]) -> bool:
    return any(
        clause.path == unit.path and clause.text.startswith(unit.begins) and unit.headings in {None, clause.heading_path}
        for clause in clauses
    )


HOLDS: dict[str, Callable[[Any, Seen], bool]] = {
    "rules": lambda rule, seen: any(edit.rule == rule for edit in seen.cleaned.edits),
    "present": lambda phrase, seen: phrase in seen.cleaned.document.text,
    "absent": lambda phrase, seen: phrase not in seen.cleaned.document.text,
    "once": lambda phrase, seen: seen.cleaned.document.text.count(phrase) == 1,
    "units": lambda unit, seen: _is_there(unit, seen.clauses),
    "whole": lambda text, seen: any(clause.text == text for clause in seen.clauses),
    "together": lambda phrases, seen: any(all(phrase in clause.text for phrase in phrases) for clause in seen.clauses),
    "found": lambda phrase, seen: match_key(phrase) in match_key(seen.cleaned.document.text),
}


def _expectations() -> list[Any]:
    parameters = []
    for page in PAGES:
        laid_down = [(aspect, getattr(page, aspect)) for aspect in SCALARS if getattr(page, aspect) is not None]
        laid_down += [(aspect, getattr(page, aspect)) for aspect in LISTS if getattr(page, aspect)]
        parameters += [pytest.param(page.file, aspect, expected, id=f"{page.file}-{aspect}") for aspect, expected in laid_down]
        parameters += [
            pytest.param(
                page.file,
                fault.aspect,
                fault.expected,
                id=f"{page.file}-{fault.aspect}-fault{number}",
                marks=pytest.mark.xfail(strict=True, reason=fault.why, raises=AssertionError),
            )
            for number, fault in enumerate(page.failing, start=1)
        ]
    return parameters


@pytest.mark.parametrize(("file", "aspect", "expected"), _expectations())
def test_the_page_says_what_was_written_into_it(seen: dict[str, Seen], file: str, aspect: str, expected: Any) -> None:  # noqa: ANN401
    if aspect in ACTUAL:
        assert ACTUAL[aspect](seen[file]) == expected
    else:
        assert [one for one in expected if not HOLDS[aspect](one, seen[file])] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.file)
def test_nothing_is_lost_or_invented(seen: dict[str, Seen], page: Expected) -> None:
    raw, cleaned, clauses = seen[page.file]
    cleaned.check()
    assert cleaned.decoded.to_bytes() == raw.data
    text = cleaned.document.text
    for clause in clauses:
        assert all(cell.strip() in text for cell in re.split("[\n\t]", clause.text))


@pytest.mark.parametrize("file", CLEAN)
def test_a_clean_page_is_left_alone(seen: dict[str, Seen], file: str) -> None:
    _, cleaned, _ = seen[file]
    assert cleaned.edits == ()
    assert cleaned.document.flags == ()
    lines = [line.strip() for line in cleaned.decoded.text.lstrip("\ufeff").splitlines() if line.strip()]
    assert [block.text for block in cleaned.document.blocks] == lines


def test_each_side_of_a_bilingual_page_is_in_its_own_language(seen: dict[str, Seen]) -> None:
    clauses = seen["side-by-side.html"].clauses
    assert {clause.lang for clause in clauses if clause.text.startswith("第")} == {"zh"}
    assert {clause.lang for clause in clauses if clause.text.startswith("Article")} == {"en"}


@pytest.mark.parametrize(
    ("file", "variant"), [("hant-briefing.html", "Hant"), ("mirror-pinyin.html", "Hant"), ("gov-opinions.html", "Hans")]
)
def test_traditional_and_simplified_are_told_apart(seen: dict[str, Seen], file: str, variant: str) -> None:
    paragraphs = [block for block in seen[file].cleaned.document.blocks if block.kind == "paragraph" and len(block.text) >= 20]
    assert {block.variant for block in paragraphs} == {variant}


def test_every_sample_page_has_its_expectations(raw_folder: Path) -> None:
    assert sorted(page.file for page in PAGES) == sorted(entry.file.name for entry in find_pages([raw_folder]).files)


def test_clean_pages_are_of_both_languages() -> None:
    assert {page.lang for page in PAGES if page.file in CLEAN} == {"zh", "en"}
