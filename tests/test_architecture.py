"""The house keeps its shape: imports go one way, files and functions stay small."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("corpus", "cleaners", "indexer", "search_cli")
SOURCES = sorted(file for package in PACKAGES for file in (ROOT / package).rglob("*.py"))

MAX_FILE = 500
MAX_FUNCTION = 60
"""Lines: what the best libraries that we read keep to."""


def test_imports_go_one_way() -> None:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert ended.returncode == 0, ended.stdout
    assert "0 broken" in ended.stdout


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: str(file.relative_to(ROOT)))
def test_files_and_functions_are_small(file: Path) -> None:
    source = file.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= MAX_FILE
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or node.lineno) - node.lineno < MAX_FUNCTION, node.name


def test_only_one_module_writes_to_the_terminal() -> None:
    """Text of a page reaches a terminal through ``search_cli.printing`` alone."""
    writers = set()
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            name = node.func if isinstance(node, ast.Call) else None
            if isinstance(name, ast.Name) and name.id == "print":
                writers.add(file.name)
            if isinstance(name, ast.Attribute) and name.attr in {"echo", "secho", "echo_via_pager"}:
                writers.add(file.name)
            if isinstance(node, ast.Attribute) and node.attr in {"stdout", "stderr"} and file.name not in {"printing.py", "progress.py"}:
                writers.add(file.name)
    assert writers == set()
