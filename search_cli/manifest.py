"""Manifests: in goes a folder's ``manifest.jsonl``, out comes what it says of each page file, and which of its lines are broken.

A line is a JSON object: ``{"file": "page.html", "url": "https://…", "declared_encoding": "gbk", "fetched": "2026-11-03"}``;
all but ``file``, which is relative to the folder, may be missing.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

MANIFEST_NAME = "manifest.jsonl"

_DATE_LENGTH = len("2026-11-03")


class Entry(NamedTuple):
    """What one line says of the page in ``file``."""

    file: Path
    url: str | None = None
    declared_encoding: str | None = None
    fetched: date | None = None


class Refused(NamedTuple):
    """A path that gives no page, and why."""

    path: str
    why: str


class BrokenLine(NamedTuple):
    """A line, counted from 1, that cannot be used, and why."""

    number: int
    why: str


def read_manifest(manifest: Path) -> tuple[list[Entry], list[BrokenLine]]:
    """Return the entries of ``manifest`` and its broken lines. Empty lines count, but say nothing. Raises ``OSError``."""
    entries: list[Entry] = []
    broken: list[BrokenLine] = []
    for number, line in enumerate(manifest.read_bytes().splitlines(), start=1):
        if not line.strip():
            continue
        try:
            entries.append(_read_line(line, manifest.parent))
        except (ValueError, RecursionError) as error:
            broken.append(BrokenLine(number, str(error)))
    return entries, broken


def read_json(line: bytes) -> Any:  # noqa: ANN401  # whatever the line says
    """Return what a line of JSON says; raise ``ValueError`` with the reason where it is none."""
    try:
        return json.loads(line.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        raise ValueError(f"no JSON: {error.msg} at column {error.colno}") from error
    except UnicodeDecodeError as error:
        raise ValueError("not UTF-8") from error


def read_day(fetched: str | None) -> date | None:
    """Return the day that a date or a moment begins with, None for none; raise ``ValueError`` with the reason where it is no date."""
    try:
        return date.fromisoformat(fetched[:_DATE_LENGTH]) if fetched else None
    except ValueError as error:
        raise ValueError(f'"fetched" is no date such as 2026-11-03: {fetched}') from error


def _read_line(line: bytes, folder: Path) -> Entry:
    """Return the entry; raise ``ValueError`` with the reason for a line that has none."""
    described = read_json(line)
    if not isinstance(described, dict):
        raise ValueError('no JSON object such as {"file": "page.html", "url": "https://…"}')  # noqa: TRY004  # one kind for all lines
    values = {name: described.get(name) for name in ("file", "url", "declared_encoding", "fetched")}
    for name, value in values.items():
        if not isinstance(value, str | None) or value == "":
            raise ValueError(f'"{name}" is no text')
    if values["file"] is None:
        raise ValueError('"file" is missing')
    if not (folder / values["file"]).is_file():
        raise ValueError(f"there is no file {values['file']}")
    return Entry(folder / values["file"], values["url"], values["declared_encoding"], read_day(values["fetched"]))
