"""Where the library is: in goes what the caller said, out comes a folder, and what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from corpus.concepts import OWN_TERMS, use_own_terms

if TYPE_CHECKING:
    from pathlib import Path

    import click


def library_of(context: click.Context) -> Path:
    """Return the library's folder: ``--library``, else ``$TIAOWEN_LIBRARY``, else ``tiaowen`` in the platform's data folder.

    The library's own terms, where it has some, are in use from here on.
    """
    folder = _folder(cast("Path | None", context.obj))
    use_own_terms(folder / OWN_TERMS)
    return folder


def _folder(given: Path | None) -> Path:
    if given is not None:
        return given
    from platformdirs import user_data_path  # noqa: PLC0415  # a caller who names the library need not wait for it

    return user_data_path("tiaowen", appauthor=False)
