"""Documents of a generation: in go the ids of its documents, each with its fingerprint, out comes their file, and back.

Apart from the manifest, because searching does not need it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from indexer.errors import IndexUnusableError
from indexer.manifest import REMEDY

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

DOCUMENTS_NAME = "documents.json"


def write_documents(file: Path, documents: Mapping[str, str]) -> None:
    """Write what ``read_documents`` reads; the same documents in any order give the same file."""
    file.write_text(json.dumps(documents, indent=0, sort_keys=True), encoding="utf-8")


def read_documents(file: Path) -> dict[str, str]:
    """Return the fingerprints by id; raise ``IndexUnusableError`` for a file that holds anything else."""
    try:
        plain = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise IndexUnusableError(f"{file}: damaged, no list of documents; {REMEDY}") from error
    if not isinstance(plain, dict) or not all(isinstance(fingerprint, str) for fingerprint in plain.values()):
        raise IndexUnusableError(f"{file}: damaged, no list of documents; {REMEDY}")
    return plain
