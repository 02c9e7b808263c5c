"""The README names every verb, and every option of the two that people use most."""

from __future__ import annotations

from pathlib import Path

import pytest

import search_cli.add
import search_cli.search
from search_cli.main import VERBS

README = Path(__file__).resolve().parents[2] / "README.md"


def test_commands_are_documented() -> None:
    text = README.read_text(encoding="utf-8")
    assert [verb for verb in VERBS if f"tiaowen {verb}" not in text and f"`{verb}" not in text] == []


@pytest.mark.parametrize("verb", [search_cli.add, search_cli.search])
def test_options_are_documented(verb: object) -> None:
    text = README.read_text(encoding="utf-8")
    options = [name for parameter in verb.command.params for name in parameter.opts if name.startswith("--")]
    assert options
    assert [option for option in options if option not in text] == []
