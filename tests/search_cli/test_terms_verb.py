from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.store import Corpus
from tests.indexer.test_counterparts import bilingual
from tests.search_cli.policy_pages import make_library

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


HEADER = "concept\tzh\tzh_alternative\tzh_negative\ten\ten_alternative\ten_negative\n"


def test_new_names_in_a_row_of_known_ones_are_taken_in(tmp_path: Path) -> None:
    """So for a built-in concept and for one of the library's own; what has names of two concepts, or no new one, is refused."""
    library, page = tmp_path / "library", tmp_path / "page.txt"
    page.write_text("关于推进医农协同的通知\n\n一、总体要求\n\n各县建立医农协同机制。\n", encoding="utf-8")
    assert call(library, "add", page)[0] == 0
    rows = (
        "a\t医联体\t医农协同\t\tmedical alliances\thospital club|hospital-clubs\t\n",
        "b\t农桑融合\t\t\tfarming with silk\t\t\n",
        "c\t农桑融合\t农桑结合\t\tsilk and farms\t\t\n",
        "d\t医联体\t\t\tfarming with silk\tnew words\t\n",
        "e\t医联体\t\t\thospital club\t\t\n",
    )
    (tmp_path / "ours.tsv").write_text(HEADER + "".join(rows), encoding="utf-8")
    code, _, err = call(library, "terms", "import", tmp_path / "ours.tsv")
    assert code == 3
    assert "new names of medical-alliance: 医农协同, hospital club\n" in err
    assert "new names of b: 农桑结合, silk and farms\n" in err
    assert "1 concept added, new names for 2 concepts, 2 refused" in err
    assert call(library, "index")[0] == 0
    assert 'concept 医联体 = "医农协同"' in call(library, "search", "medical consortium")[1]

    exported = call(library, "terms", "export")[1]
    (tmp_path / "again.tsv").write_text(exported, encoding="utf-8")
    (library / "terms.tsv").unlink()
    assert call(library, "terms", "import", tmp_path / "again.tsv")[0] == 0
    assert (library / "terms.tsv").read_text(encoding="utf-8") == exported


def test_a_name_in_the_plural_is_the_name(tmp_path: Path) -> None:
    """Taken in, it would make the library's list one that cannot be read."""
    with Corpus.open(tmp_path / "library"):
        pass
    assert call(tmp_path / "library", "terms", "add", "医农融合", "the medical-alliances")[0] == 1
    assert call(tmp_path / "library", "terms", "医联体")[0] == 0


def test_terms_are_suggested_from_texts_in_both_languages_and_can_be_imported(tmp_path: Path) -> None:
    library = tmp_path / "library"
    make_library(library, {f"https://{number}.example": bilingual(number) for number in range(3)})
    code, out, err = call(library, "terms", "suggest", "--jsonl")
    assert code == 0
    assert err.endswith("from 72 aligned clauses\n")
    (surtax,) = (one for one in map(json.loads, out.splitlines()) if one["zh"] == "附加税")
    assert (surtax["en"], surtax["clauses"], surtax["documents"]) == ("surtax", 12, 3)
    assert "附加税 = surtax in 12 clauses of 3 documents" in call(library, "terms", "suggest")[1]

    (tmp_path / "new.tsv").write_text(call(library, "terms", "suggest", "--tsv")[1], encoding="utf-8")
    assert "# in 12 clauses of 3 documents" in (tmp_path / "new.tsv").read_text(encoding="utf-8")
    assert call(library, "terms", "import", tmp_path / "new.tsv")[0] == 0
    assert call(library, "terms", "surtax")[1].startswith("附加税 = surtax (surtax)\n")
    again = call(library, "terms", "suggest", "--jsonl")
    assert "附加税" not in {json.loads(line)["zh"] for line in again[1].splitlines()}
    assert call(library, "terms", "suggest", "--tsv", "--json")[0] == 2


def test_a_library_in_one_language_suggests_nothing(tiaowen: Callable, small_library: Path) -> None:
    result = tiaowen(small_library, "terms", "suggest", "--json")
    assert (result.code, json.loads(result.out)) == (1, [])
