"""The built wheel in an empty environment: imported from another small project, asked, and type-checked from outside."""

from __future__ import annotations

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.install

PROJECT = """\
from pathlib import Path

from corpus import Clause
from indexer import Answer, build_index, open_index


def ask(index_dir: Path, query: str) -> Answer:
    clauses = [
        Clause(id="a", text="推进紧密型医联体建设。", lang="zh"),
        Clause(id="b", text="Hospitals join a medical alliance of their district.", lang="en"),
        Clause(id="c", text="Schools open in September.", lang="en"),
    ]
    build_index(clauses, index_dir)
    with open_index(index_dir) as index:
        return index.search(query)


if __name__ == "__main__":
    print(*sorted(hit.clause_id for hit in ask(Path("index"), "medical alliance").hits))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("wheel")
    run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(target), str(ROOT)], ROOT)
    (built,) = target.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory, wheel: Path) -> Path:
    """Give the folder of the programs of an environment that holds the wheel and what it needs, nothing else."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True)
    run([str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", str(wheel)], folder)
    return folder / "bin"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    (folder / "ask.py").write_text(PROJECT, encoding="utf-8")
    return folder


def run(words: list[str], folder: Path) -> str:
    ended = subprocess.run(words, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


def test_the_wheel_holds_the_four_packages_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"corpus", "cleaners", "indexer", "search_cli"}
    for package in ("corpus", "cleaners", "indexer", "search_cli"):
        assert f"{package}/py.typed" in names
    # Data that the code reads at run time.
    assert any(name.startswith("corpus/terms/") and name.endswith(".tsv") for name in names)
    assert "cleaners/han_frequencies.tsv" in names


def test_another_project_builds_an_index_and_searches_it(environment: Path, project: Path) -> None:
    assert run([str(environment / "python"), "ask.py"], project) == "a b\n"


def test_another_project_is_type_checked_against_it(environment: Path, project: Path) -> None:
    checked = run([sys.executable, "-m", "mypy", "--strict", "--python-executable", str(environment / "python"), "ask.py"], project)
    assert checked.startswith("Success")


def test_the_command_works_where_nothing_else_is_installed(environment: Path, project: Path) -> None:
    (project / "page.txt").write_text(
        "医联体管理办法\n\n第一条 医联体由牵头医院和成员单位组成。\n\n第二条 成员单位按协议分工。\n", encoding="utf-8"
    )
    tiaowen = [str(environment / "tiaowen"), "--library", "library"]
    run([*tiaowen, "add", "page.txt"], project)
    assert "第一条 医联体由牵头医院和成员单位组成。" in run([*tiaowen, "search", "medical alliance"], project)
