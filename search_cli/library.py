"""Where the library is: in goes what the caller said, out comes a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from pathlib import Path

    import click


def library_of(context: click.Context) -> Path:
    """Return the library's folder: ``--library``, else ``$TIAOWEN_LIBRARY``, else ``tiaowen`` in the platform's data folder."""
    given = cast("Path | None", context.obj)
    if given is not None:
        return given
    from platformdirs import user_data_path  # noqa: PLC0415  # a caller who names the library need not wait for it

    return user_data_path("tiaowen", appauthor=False)
