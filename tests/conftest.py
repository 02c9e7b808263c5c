"""Markers that skip where the shared data is absent, and a private cache so that tests leave no trace."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
DATA = SHARED / "data"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for marker, folder in (("seeds", SHARED / "seeds"), ("data", DATA)):
            if item.get_closest_marker(marker) and not folder.is_dir():
                item.add_marker(pytest.mark.skip(reason=f"{folder.name} are absent"))


@pytest.fixture(scope="session", autouse=True)
def private_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Point every platform's cache and data folders into a temporary one for the whole run."""
    home = tmp_path_factory.mktemp("home")
    patch = pytest.MonkeyPatch()
    for variable in ("XDG_CACHE_HOME", "XDG_DATA_HOME"):
        patch.setenv(variable, str(home / variable.lower()))
    patch.delenv("TIAOWEN_LIBRARY", raising=False)


@pytest.fixture(scope="session")
def seeds() -> list[Path]:
    return sorted((SHARED / "seeds").glob("*.txt"))


@pytest.fixture(scope="session")
def raw_folder() -> Path:
    return ROOT / "raw"
