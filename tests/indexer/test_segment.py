from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.data_sets import statute_articles
from corpus.concepts import concepts
from corpus.matchkey import match_key
from corpus.scripts import HAN_CLASS
from indexer import segment
from indexer.dictionary import private_folder
from indexer.segment import segmenter
from tests.conftest import DATA

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = (
    "为深入贯彻落实深化医药卫生体制改革的部署，推动县域内医疗机构组成紧密型医联体，实行医保总额付费，结余留用。",
    "第三条 未经批准，任何单位和个人不得擅自变更规划；由市和区人民政府并报上一级备案。",
    "㐀㑇龥乙 生僻字与〇，二〇二一年",
    "中华人民共和国中华人民共和国",
    "药",
)


def han_runs(text: str) -> list[str]:
    return re.findall(f"[{HAN_CLASS}]+", match_key(text))


def stock_tokenizer() -> Any:  # noqa: ANN401  # jieba ships no types
    """Return jieba as it comes, with the same words added, its files kept out of the shared temporary folder."""
    jieba = segment._import_jieba()
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = tempfile.mkdtemp()
    tokenizer.initialize()
    for label in sorted(set(map(match_key, concepts().zh_labels()))):
        if len(label) > 1 and han_runs(label) == [label]:
            tokenizer.add_word(label)
    return tokenizer


def search_mode(run: str) -> list[tuple[str, int, int]]:
    return sorted((word.text, word.start, word.end) for word in segmenter().words(run))


@pytest.fixture(scope="module")
def stock() -> Any:  # noqa: ANN401  # as above
    return stock_tokenizer()


def test_segmentation_is_that_of_stock_jieba(stock: Any) -> None:  # noqa: ANN401  # as above
    for run in (run for text in TEXTS for run in han_runs(text)):
        assert search_mode(run) == sorted(stock.tokenize(run, mode="search", HMM=False))


def test_no_words_are_invented() -> None:
    words = {word.text for word in segmenter().words("由市人民政府并报国务院")}
    assert not words & {"由市", "并报"}


@pytest.mark.data
def test_segmentation_is_that_of_stock_jieba_on_statutes(stock: Any) -> None:  # noqa: ANN401  # as above
    articles = [article["text"] for article in statute_articles(DATA)[:2000]]
    for run in (run for article in articles for run in han_runs(article)):
        assert search_mode(run) == sorted(stock.tokenize(run, mode="search", HMM=False))


def test_labels_of_concepts_are_one_word() -> None:
    assert [word.text for word in segmenter().words("推进医联体建设") if word.whole] == ["推进", "医联体", "建设"]


def test_the_words_of_a_run_lie_side_by_side() -> None:
    words = [word for word in segmenter().words("深化公立医院薪酬制度改革") if word.whole]
    assert "".join(word.text for word in words) == "深化公立医院薪酬制度改革"
    assert [word.start for word in words[1:]] == [word.end for word in words[:-1]]


def run_python(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, env={**os.environ, **environment})


CUT = "from indexer.segment import segmenter; print(*(word.text for word in segmenter().words('医联体建设') if word.whole))"


def test_the_cache_is_private_and_nothing_is_written_elsewhere(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    done = run_python(CUT, XDG_CACHE_HOME=str(tmp_path / "cache"), TMPDIR=str(shared))
    assert done.stdout == "医联体 建设\n"
    assert done.stderr == ""
    assert list(shared.iterdir()) == []
    (file,) = (tmp_path / "cache" / "tiaowen").iterdir()
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert file.stat().st_mode & 0o077 == 0


def test_jieba_is_imported_without_pkg_resources_and_leaves_it_usable() -> None:
    code = (
        "import sys, indexer.segment as s; s._import_jieba(); assert 'pkg_resources' not in sys.modules;"
        "import importlib.util; print(importlib.util.find_spec('jieba') is not None)"
    )
    assert run_python(code).stdout == "True\n"


def test_a_loaded_pkg_resources_stays_loaded() -> None:
    code = (
        "import sys, types; sys.modules['pkg_resources'] = kept = types.ModuleType('pkg_resources');"
        "import indexer.segment as s; s._import_jieba(); print(sys.modules['pkg_resources'] is kept)"
    )
    assert run_python(code).stdout == "True\n"


@pytest.mark.parametrize("damage", ["truncate", "flip", "foreign"])
def test_a_damaged_cache_is_made_again(tmp_path: Path, damage: str) -> None:
    cache = str(tmp_path / "cache")
    run_python(CUT, XDG_CACHE_HOME=cache)
    (file,) = (tmp_path / "cache" / "tiaowen").iterdir()
    whole = file.read_bytes()
    if damage == "truncate":
        file.write_bytes(whole[:-100])
    elif damage == "foreign":
        file.write_bytes(b"something else")
    else:
        place = whole.index("\n医院\t".encode()) + 1  # in the shard of 医, which the test reads
        file.write_bytes(whole[:place] + b"\0" + whole[place + 1 :])
    assert run_python(CUT, XDG_CACHE_HOME=cache).stdout == "医联体 建设\n"
    assert run_python(CUT, XDG_CACHE_HOME=cache).stdout == "医联体 建设\n"
    assert file.read_bytes() == whole


def test_a_cache_that_others_may_write_is_not_used(tmp_path: Path) -> None:
    folder = tmp_path / "cache" / "tiaowen"
    folder.mkdir(parents=True)
    folder.chmod(0o777)
    assert run_python(CUT, XDG_CACHE_HOME=str(tmp_path / "cache")).stdout == "医联体 建设\n"
    assert list(folder.iterdir()) == []


def test_a_link_in_place_of_the_cache_is_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    (tmp_path / "tiaowen").symlink_to(tmp_path / "elsewhere")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert private_folder() is None


def test_without_any_cache_the_dictionary_is_built_in_memory(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    assert run_python(CUT, XDG_CACHE_HOME=str(tmp_path / "file")).stdout == "医联体 建设\n"
