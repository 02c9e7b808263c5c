"""Floors of benchmarks: in go figures, out comes which of them fell below the floor that ``floors.toml`` gives them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = Path(__file__).resolve().parent / "floors.toml"


def hold(section: str, figures: Mapping[str, float]) -> int:
    """Name every figure of ``section`` that is below its floor or is missing; return 1 if there is one, else 0."""
    floors = tomllib.loads(FILE.read_text(encoding="utf-8"))[section]
    broken = [name for name, floor in floors.items() if figures.get(name, 0.0) < floor]
    for name in broken:
        print(f"BROKEN: {section}.{name} is {figures.get(name, 0.0):.4f}, its floor {floors[name]}")
    return 1 if broken else 0
