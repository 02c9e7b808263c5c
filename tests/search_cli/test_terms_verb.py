from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.store import Corpus

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-c", "import sys; from search_cli.main import main; sys.exit(main())"]


def call(library: Path, *words: str | Path) -> tuple[int, str, str]:
    """Run the command in a process of its own, as a shell does."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    ended = subprocess.run(
        [*COMMAND, "--library", library, *words], capture_output=True, encoding="utf-8", env=environment, timeout=60, check=False
    )
    return ended.returncode, ended.stdout, ended.stderr


def test_a_concept_is_found_by_any_of_its_names(tiaowen: Callable, small_library: Path) -> None:
    for name in ("medical consortium", "医联体", "Medical  Consortium"):
        result = tiaowen(small_library, "terms", name)
        assert result.code == 0
        assert result.out.startswith("医联体 = medical alliance (medical-alliance)\n")
    assert json.loads(tiaowen(small_library, "terms", "--jsonl", "医联体").out.splitlines()[0])["concept"] == "medical-alliance"
    nothing = tiaowen(small_library, "terms", "zzyzx")
    assert (nothing.code, nothing.out) == (1, "")


def test_own_terms_are_added_used_and_carried_to_another_library(tmp_path: Path) -> None:
    library, page = tmp_path / "library", tmp_path / "page.txt"
    page.write_text("关于推进医农协同的通知\n\n一、总体要求\n\n各县建立医农协同机制。\n", encoding="utf-8")
    assert call(library, "add", page)[0] == 0
    assert call(library, "search", "care with farming")[0] == 1
    assert call(library, "terms", "add", "医农融合", "care with farming", "--also", "医农协同")[0] == 0
    assert call(library, "index")[0] == 0
    code, out, _ = call(library, "search", "care with farming")
    assert code == 0
    assert 'concept 医农融合 = "医农协同"' in out

    again = call(library, "terms", "add", "医农融合", "care with farming")
    assert again[0] == 1
    assert "refused" in again[2]
    other = tmp_path / "other"
    with Corpus.open(other):
        pass
    for name, words in (("ours.tsv", ()), ("ours.ttl", ("--format", "skos"))):
        (tmp_path / name).write_text(call(library, "terms", "export", *words)[1], encoding="utf-8")
        assert call(other, "terms", "import", tmp_path / name)[0] == 0
        assert (other / "terms.tsv").read_bytes() == (library / "terms.tsv").read_bytes()
        (other / "terms.tsv").unlink()


def test_a_name_of_another_concept_is_refused(tmp_path: Path) -> None:
    with Corpus.open(tmp_path / "library"):
        pass
    code, out, err = call(tmp_path / "library", "terms", "add", "医联体", "medical club")
    assert (code, out) == (1, "")
    assert "'医联体' is a name of medical-alliance" in err
    assert not (tmp_path / "library" / "terms.tsv").exists()
    assert call(tmp_path / "library", "terms", "add", "english first", "医联体")[0] == 2
