"""The manifest of an index: in goes the folder ``index/``, out comes which generation stands and what it must consist of.

``index/manifest.json`` names the one generation that is read; it is replaced in one step by a rename, so a reader sees the old
index or the new one and never a mixture.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, NamedTuple

from corpus.durable import sync
from indexer.errors import IndexUnusableError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FORMAT = 3
"""Changes whenever an older program could not read the folder."""

MANIFEST_NAME = "manifest.json"
REMEDY = "make it again with `tiaowen index --rebuild`"


class FileFacts(NamedTuple):
    """What a file of a generation must be: its size in bytes and its SHA-256."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What ``manifest.json`` says.

    ``analysis`` is the version of the tokens, ``concepts`` the hash of the concepts' list, ``revision`` the corpus's when it was
    read and ``corpus`` the state of its files (0 and empty for an index made from clauses alone), ``words`` how many words all
    clauses together have in each field.
    """

    generation: str
    files: dict[str, FileFacts]
    analysis: str
    segmenter: str
    concepts: str
    revision: int
    corpus: str
    documents: int
    clauses: int
    words: dict[str, int]


def read_manifest(index_dir: Path) -> Manifest:
    """Return the manifest of ``index_dir``; raise ``IndexUnusableError`` when it is missing, damaged, or of another format."""
    file = index_dir / MANIFEST_NAME
    try:
        plain = json.loads(file.read_bytes())
    except FileNotFoundError:
        raise IndexUnusableError(f"{index_dir}: there is no index here; {REMEDY}") from None
    except OSError as error:
        raise IndexUnusableError(f"{file}: cannot be read ({error.strerror})") from error
    except (ValueError, RecursionError) as error:
        raise IndexUnusableError(f"{file}: damaged, not a manifest; {REMEDY}") from error
    try:
        found = plain["format"]
        if found != FORMAT:
            raise IndexUnusableError(f"{file}: format {found!r}, this program reads format {FORMAT}; {REMEDY}")
        if plain.pop("sum") != manifest_sum(plain):
            raise IndexUnusableError(f"{file}: its content is not what was written; damaged, {REMEDY}")
        del plain["format"]
        plain["files"] = {name: FileFacts(*facts) for name, facts in plain["files"].items()}
        manifest = Manifest(**plain)
        well_formed = _well_formed(manifest)
    except (AttributeError, KeyError, TypeError) as error:
        raise IndexUnusableError(f"{file}: damaged, not a manifest; {REMEDY}") from error
    if not well_formed:
        raise IndexUnusableError(f"{file}: damaged, not a manifest; {REMEDY}")
    return manifest


def _well_formed(manifest: Manifest) -> bool:
    """Return whether names are plain file names and numbers numbers: a manifest must not lead outside its folder."""
    names = [manifest.generation, *manifest.files]
    versions = [manifest.analysis, manifest.segmenter, manifest.concepts, manifest.corpus]
    numbers = [manifest.revision, manifest.documents, manifest.clauses, *manifest.words.values()]
    numbers += [facts.size for facts in manifest.files.values()]
    return (
        all(isinstance(name, str) and name not in {"", ".", ".."} and "/" not in name and "\0" not in name for name in names)
        and all(isinstance(version, str) for version in versions)
        and all(isinstance(facts.sha256, str) for facts in manifest.files.values())
        and all(type(number) is int and number >= 0 for number in numbers)
        and set(manifest.words) == {"text", "heading", "title"}
    )


def check_files(index_dir: Path, manifest: Manifest) -> None:
    """Raise ``IndexUnusableError`` unless every file of the generation is there and has its size."""
    for name, facts in manifest.files.items():
        _check_size(index_dir / manifest.generation / name, facts)


def _check_size(file: Path, facts: FileFacts) -> None:
    try:
        size = file.stat().st_size
    except OSError:
        raise IndexUnusableError(f"{file}: missing; {REMEDY}") from None
    if size != facts.size:
        raise IndexUnusableError(f"{file}: {size} bytes where {facts.size} were written; damaged, {REMEDY}")


def check_content(index_dir: Path, manifest: Manifest) -> None:
    """Raise ``IndexUnusableError`` unless every file of the generation holds what was written, byte for byte."""
    for name, facts in manifest.files.items():
        check_file(index_dir / manifest.generation / name, facts)


def check_file(file: Path, facts: FileFacts) -> None:
    """Raise ``IndexUnusableError`` unless a file holds what was written, byte for byte."""
    _check_size(file, facts)
    try:
        found = checksum(file)
    except OSError as error:
        raise IndexUnusableError(f"{file}: cannot be read ({error.strerror}); {REMEDY}") from error
    if found != facts.sha256:
        raise IndexUnusableError(f"{file}: its content is not what was written; damaged, {REMEDY}")


def checksum(file: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def manifest_sum(plain: Mapping[str, object]) -> str:
    """Return the SHA-256 of a manifest as JSON without its sum: a changed count of words would change every score unnoticed."""
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode("utf-8")).hexdigest()


def write_manifest(index_dir: Path, manifest: Manifest) -> None:
    """Make ``manifest`` the one that stands, on disk before this returns."""
    plain = {"format": FORMAT, **asdict(manifest)}
    data = json.dumps({**plain, "sum": manifest_sum(plain)}, ensure_ascii=False, indent=1, sort_keys=True)
    new = index_dir / f"{MANIFEST_NAME}.new"
    new.write_text(data, encoding="utf-8")
    sync(new)
    new.replace(index_dir / MANIFEST_NAME)
    sync(index_dir)
