"""The five real pages in one library, added as a person adds them, and what their cleaning gave."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from cleaners import clean_page
from corpus import RawPage, split_clauses
from search_cli.main import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from corpus.model import Clause, Cleaned


@pytest.fixture(scope="session")
def cleaned(seeds: list[Path]) -> dict[str, Cleaned]:
    """Give each seed's cleaned page by the three digits that its name begins with."""
    return {path.name[:3]: clean_page(RawPage(path.read_bytes(), str(path))) for path in seeds}


@pytest.fixture(scope="session")
def clauses(cleaned: dict[str, Cleaned]) -> dict[str, list[Clause]]:
    return {name: split_clauses(page.document) for name, page in cleaned.items()}


@pytest.fixture(scope="session")
def seed_library(tmp_path_factory: pytest.TempPathFactory, seeds: list[Path]) -> Path:
    library = tmp_path_factory.mktemp("seeds") / "library"
    assert main(["--library", str(library), "add", *map(str, seeds)]) == 0
    return library


@pytest.fixture
def ask(seed_library: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., list[dict[str, Any]]]:
    """Give the search as a function from query to hits, each with ``seed``: the digits of the page it comes from."""

    def search(query: str, *options: str) -> list[dict[str, Any]]:
        capsys.readouterr()
        assert main(["--library", str(seed_library), "search", "--json", *options, query]) == 0
        hits: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["hits"]
        return [hit | {"seed": hit["source"].rpartition("/")[2][:3]} for hit in hits]

    return search
