"""Containers: in goes a file that holds many pages, JSON lines or a web archive, out come its pages one by one, and what is none.

A line of JSON is an object with ``text`` or ``html``, ``url``, and ``fetched`` where it is known. Of a web archive (WARC, ISO 28500) the
answers are read that are text: HTML and plain text, sent with status 200.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

from cleaners.across.ingest import MAX_PAGE_BYTES
from corpus.model import RawPage
from search_cli.manifest import Refused, read_day, read_json

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

JSON_LINES = (".jsonl", ".ndjson")
WEB_ARCHIVES = (".warc", ".warc.gz")

MAX_LINE = 6 * MAX_PAGE_BYTES
"""Bytes of a line: each byte of the largest page may be written as an escape of six."""

_TEXT_TYPES = ("text/html", "application/xhtml+xml", "text/plain")
_OK = "200"


def holds_pages(file: Path) -> bool:
    """Return whether a file holds many pages, by its name."""
    return file.name.lower().endswith((*JSON_LINES, *WEB_ARCHIVES))


def pages_in(file: Path) -> Iterator[RawPage | Refused]:
    """Yield the pages of a file, and what in it is none; what follows a damaged place is read on where that can be found."""
    reader = _archived if file.name.lower().endswith(WEB_ARCHIVES) else _from_lines
    try:
        yield from reader(file)
    except OSError as error:
        yield Refused(str(file), f"cannot be read: {error.strerror or error}")


def _from_lines(file: Path) -> Iterator[RawPage | Refused]:
    with file.open("rb") as lines:
        number = 0
        while line := lines.readline(MAX_LINE + 1):
            number += 1
            name = f"{file}, line {number}"
            if len(line) > MAX_LINE:
                yield Refused(name, f"too long: the limit is {MAX_LINE:,} bytes")
                while line and not line.endswith(b"\n"):
                    line = lines.readline(MAX_LINE)
            elif line.strip():
                try:
                    yield _page_of(line, name)
                except (ValueError, RecursionError) as error:
                    yield Refused(name, str(error))


def _page_of(line: bytes, name: str) -> RawPage:
    """Return the page that a line holds; raise ``ValueError`` with the reason where it holds none."""
    described = read_json(line)
    values = {key: described.get(key) for key in ("text", "html", "url", "fetched")} if isinstance(described, dict) else {}
    content = values.get("html") or values.get("text")
    if not isinstance(content, str):
        raise ValueError('no page: write {"text": "…", "url": "https://…"}, or "html" in the place of "text"')  # noqa: TRY004
    url, fetched = values["url"], values["fetched"]
    if not isinstance(url, str | None) or not isinstance(fetched, str | None):
        raise ValueError('"url" or "fetched" is no text')  # noqa: TRY004  # one kind for all lines
    return RawPage(content, url or name, None, read_day(fetched))


def _archived(file: Path) -> Iterator[RawPage | Refused]:
    try:
        from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415  # an extra that need not be there
        from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415  # as above
    except ImportError:
        yield Refused(str(file), "a web archive; to read it, install warcio: pip install 'tiaowen[warc]'")
        return
    with file.open("rb") as stream:
        number = 0
        try:
            for number, record in enumerate(ArchiveIterator(stream), start=1):
                if _is_text(record):
                    yield _page_in(record, f"{file}, record {number}")
        except (ArchiveLoadFailed, ValueError, EOFError, zlib.error) as error:
            yield Refused(f"{file}, after record {number}", f"damaged: {error}")
            return
    if not number:
        yield Refused(str(file), "holds no record of a web archive")


def _is_text(record: Any) -> bool:  # noqa: ANN401  # warcio ships no types
    """Return whether a record is the answer of a server that is a page."""
    if record.rec_type != "response" or record.http_headers is None or record.http_headers.get_statuscode() != _OK:
        return False
    return (record.http_headers.get_header("Content-Type") or "text/html").partition(";")[0].strip().lower() in _TEXT_TYPES


def _page_in(record: Any, name: str) -> RawPage | Refused:  # noqa: ANN401  # as above
    """Return the page of a record, of one that is too large so much that it is refused for it; of one that is cut off that it is."""
    parameters = (record.http_headers.get_header("Content-Type") or "").split(";")[1:]
    charset = next((one.partition("=")[2].strip(" '\"") for one in parameters if one.strip().lower().startswith("charset=")), None)
    try:
        fetched = read_day(record.rec_headers.get_header("WARC-Date"))
    except ValueError:
        fetched = None
    data, stream = b"", record.content_stream()
    while len(data) <= MAX_PAGE_BYTES and (more := stream.read(MAX_PAGE_BYTES + 1 - len(data))):
        data += more
    missing = getattr(record.raw_stream, "limit", 0) if len(data) <= MAX_PAGE_BYTES else 0
    if missing:
        return Refused(name, f"cut off: {missing:,} bytes are missing")
    return RawPage(data, record.rec_headers.get_header("WARC-Target-URI") or name, charset or None, fetched)
