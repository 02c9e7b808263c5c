"""Several processes that add and search at once lose nothing and meet no error; ``make bench-attacks`` has the full crowd."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.attack_writers import Crowd, crowd

if TYPE_CHECKING:
    from pathlib import Path


def test_writers_and_readers_do_not_disturb_one_another(tmp_path: Path) -> None:
    assert crowd(tmp_path / "library", writers=2, batches=3, readers=2, searches=40) == Crowd((), (), ())
