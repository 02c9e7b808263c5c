"""The corpus: in go raw pages with what cleaning made of them, out come pages, documents and clauses by id.

One SQLite file, ``corpus.sqlite``, in the library's folder. Every change is one transaction, on disk when the call returns:
a process killed at any moment leaves all of a page or none of it.
"""

from __future__ import annotations

import hashlib
import zlib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Self

from corpus._compared import ComparedPages
from corpus._rows import ClauseRow, derive, flags_of, restore_clause, unpack_cleaned
from corpus._schema import FILE_NAME, connect, explained, intact, transaction
from corpus._site_rows import count_page, repeated_by_page, repeated_lines, uncount_page
from corpus._sums import page_state, sum_derived, sum_kept
from corpus.errors import CorpusError
from corpus.ids import document_id
from corpus.model import RawPage
from corpus.serial import to_plain
from corpus.stats import Stats, read_stats

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator, Sequence

    from corpus._rows import Derived, Signer
    from corpus.model import Clause, Cleaned
    from corpus.site_lines import SiteLine

SHORTEST_PREFIX = 3
"""31^3 = 29,791 prefixes: among some hundred pages three characters mostly name one page."""

_CANDIDATES_SHOWN = 5


class Stored(NamedTuple):
    """What became of a page: ``of`` is, for a duplicate, the page that has the same bytes (itself) or the same text."""

    doc_id: str
    verdict: Literal["new", "duplicate"]
    of: str | None


class Origin(NamedTuple):
    """Where a page was found, and what was known of it there: as in ``RawPage``."""

    origin: str
    declared_encoding: str | None
    fetched: date | None


class Corpus(ComparedPages):
    """The pages of one library; a context manager. Every method raises ``CorpusError`` when the file cannot be read or written.

    Not to be shared between threads or across a fork: open it once in each.
    """

    def __init__(self, library: Path, connection: sqlite3.Connection) -> None:
        """Take over an open connection; use ``Corpus.open``."""
        super().__init__(library / FILE_NAME, connection)
        self.library = library

    @classmethod
    def open(cls, library: Path | str, *, create: bool = True) -> Self:
        """Open the library in folder ``library``, bring its schema up to date, and make it when missing if ``create``."""
        folder = Path(library)
        return cls(folder, connect(folder, create=create))

    def close(self) -> None:
        """Close the file; the corpus cannot be used afterwards."""
        with explained(self._file):
            self._connection.close()

    def __enter__(self) -> Self:
        """Return the corpus itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self.close()

    @property
    def revision(self) -> int:
        """How many changes were committed so far; 0 in an empty library."""
        return int(self._rows("SELECT revision FROM library")[0][0])

    def put(self, page: RawPage, cleaned: Cleaned, clauses: Sequence[Clause], rules_version: str, *, sign: Signer | None = None) -> Stored:
        """Keep ``page`` and what the rules made of it. Bytes that are there already gain an origin at most.

        Of a page at several origins the smallest origin is its source, and what was cleaned with it is kept, so that the
        order of adding does not matter. The verdict is ``duplicate`` for bytes already there (of itself) and for other bytes
        with the same document text (of the smallest other such id). ``sign`` makes what the page is compared by. Raises ``ValueError``
        for another page's document.
        """
        return self._put(page, lambda: derive(document_id(page.data), cleaned, clauses, rules_version, sign))

    def put_derived(self, page: RawPage, derived: Derived) -> Stored:
        """Keep ``page`` as ``put`` does, with what another process derived from it (``corpus._rows.derive``)."""
        return self._put(page, lambda: derived)

    def has(self, page: RawPage, rules_version: str) -> bool:
        """Return whether these bytes were found at this very origin before, and cleaned by these rules: putting them changes nothing."""
        if not self._rows("SELECT 1 FROM documents WHERE doc_id = ? AND rules_version = ?", document_id(page.data), rules_version):
            return False
        if self.sha256(document_id(page.data)) != hashlib.sha256(page.data).hexdigest():
            return False
        return Origin(page.origin, page.declared_encoding, page.fetched) in self.found_at(document_id(page.data))

    def _put(self, page: RawPage, make: Callable[[], Derived]) -> Stored:
        data = page.data
        doc_id = document_id(data)
        digest = hashlib.sha256(data).digest()
        with explained(self._file), transaction(self._connection):
            known = self._connection.execute("SELECT sha256 FROM pages WHERE doc_id = ?", (doc_id,)).fetchone()
            if known is None:
                derived = make()
                row = (doc_id, digest, len(data), zlib.compress(data))
                self._connection.execute("INSERT INTO pages (doc_id, sha256, size, raw) VALUES (?, ?, ?, ?)", row)
                self._note_origin(doc_id, page)
                self._write(doc_id, derived)
                self._grow_revision()
                of = self._smallest_other(doc_id, derived.text_key)
                return Stored(doc_id, "duplicate" if of else "new", of)
            if known[0] != digest:
                raise CorpusError(f"{page.origin}: its id {doc_id} is taken by another page; put it into another library")
            if self._note_origin(doc_id, page):
                if self.origins(doc_id)[0] == page.origin:
                    self._write(doc_id, make())
                self._grow_revision()
            return Stored(doc_id, "duplicate", doc_id)

    def replace(self, doc_id: str, cleaned: Cleaned, clauses: Sequence[Clause], rules_version: str, *, sign: Signer | None = None) -> None:
        """Put what newer rules make of page ``doc_id`` in the place of what is there; its bytes and origins stay."""
        derived = derive(doc_id, cleaned, clauses, rules_version, sign)
        with explained(self._file), transaction(self._connection):
            if doc_id not in self:
                raise _unknown(self._file, doc_id)
            rows = self._rows("SELECT rules_version, fingerprint, cleaned FROM documents WHERE doc_id = ?", doc_id)
            same = rows == [(derived.rules_version, derived.fingerprint, derived.cleaned)]
            if not same or page_state(self._connection, doc_id) != "whole":
                self._write(doc_id, derived)
                self._grow_revision()

    def remove(self, doc_id: str) -> None:
        """Take page ``doc_id`` out, with its origins and everything derived from it."""
        with explained(self._file), transaction(self._connection):
            uncount_page(self._connection, doc_id)
            self._unsign(doc_id)
            if not self._connection.execute("DELETE FROM pages WHERE doc_id = ?", (doc_id,)).rowcount:
                raise _unknown(self._file, doc_id)
            self._grow_revision()

    def __contains__(self, doc_id: object) -> bool:
        """Return whether the page ``doc_id`` is kept here."""
        return bool(self._rows("SELECT 1 FROM pages WHERE doc_id = ?", doc_id))

    def doc_ids(self) -> list[str]:
        """Return the ids of all pages, sorted."""
        return [row[0] for row in self._rows("SELECT doc_id FROM pages ORDER BY doc_id")]

    def origins(self, doc_id: str) -> list[str]:
        """Return every place where the page was found, sorted; the first is its source."""
        return [found.origin for found in self.found_at(doc_id)]

    def found_at(self, doc_id: str) -> list[Origin]:
        """Return every place where the page was found with what was known of it there, sorted as ``origins``."""
        rows = self._rows("SELECT origin, declared_encoding, fetched FROM origins WHERE doc_id = ? ORDER BY origin", doc_id)
        if not rows:
            raise _unknown(self._file, doc_id)
        with intact(self._file):
            return [_unpack_origin(*row) for row in rows]

    def sha256(self, doc_id: str) -> str:
        """Return the SHA-256 of the page's raw bytes, in hexadecimal: it names what was read, wherever that was found."""
        digest: bytes = self._one("SELECT sha256 FROM pages WHERE doc_id = ?", doc_id)[0]
        return digest.hex()

    def page(self, doc_id: str) -> RawPage:
        """Return the page as it came, byte for byte, as found at its smallest origin."""
        origin, declared, fetched, digest, raw = self._one(
            "SELECT origin, declared_encoding, fetched, sha256, raw FROM pages JOIN origins USING (doc_id)"
            " WHERE doc_id = ? ORDER BY origin LIMIT 1",
            doc_id,
        )
        with intact(self._file):
            data = zlib.decompress(raw)
            found_at = _unpack_origin(origin, declared, fetched)
        if hashlib.sha256(data).digest() != digest:
            raise CorpusError(f"{self._file}: page {doc_id} is damaged; remove it with `tiaowen remove {doc_id}` and add it again")
        return RawPage(data, *found_at)

    def cleaned(self, doc_id: str) -> Cleaned:
        """Return the cleaned page with its proof."""
        data, source = self._one(
            "SELECT cleaned, (SELECT min(origin) FROM origins WHERE origins.doc_id = documents.doc_id) FROM documents WHERE doc_id = ?",
            doc_id,
        )
        with intact(self._file):
            return unpack_cleaned(data, _unpack_name(source))

    def clauses(self, doc_id: str) -> list[Clause]:
        """Return the page's clauses, in page order."""
        source = self.origins(doc_id)[0]
        rows = self._rows("SELECT * FROM clauses WHERE doc_id = ? ORDER BY position", doc_id)
        with intact(self._file):
            return [restore_clause(ClauseRow(*row), source) for row in rows]

    def site_lines(self, doc_id: str) -> list[SiteLine]:
        """Return the blocks of a page that are its site's, as the other pages of the site tell: they are kept, and not to be searched."""
        from corpus.site_lines import lines_of_site  # noqa: PLC0415  # who only reads a library need not wait for it

        with explained(self._file):
            repeated = {line.key: line for line in repeated_lines(self._connection, doc_id)}
        return lines_of_site(self.cleaned(doc_id).document, repeated) if repeated else []

    def own_clauses(self, doc_id: str) -> list[Clause]:
        """Return the page's clauses in page order without what is its site's (``site_lines``): what is to be searched."""
        from corpus.site_lines import without_blocks  # noqa: PLC0415  # who only reads a library need not wait for it

        clauses, left_out = self.clauses(doc_id), {line.block for line in self.site_lines(doc_id)}
        return list(without_blocks(clauses, self.cleaned(doc_id).document.blocks, left_out)) if left_out else clauses

    def restored_clauses(self, doc_id: str) -> list[Clause]:
        """Return what stood where the page lost text as clauses to be searched, each marked as restored."""
        from corpus.restored import restored_clauses  # noqa: PLC0415  # most pages have none

        restorations = self.restorations(doc_id)
        return restored_clauses(self.cleaned(doc_id).document, restorations) if restorations else []

    def clause(self, clause_id: str) -> Clause:
        """Return the clause ``clause_id``."""
        row = ClauseRow(*self._one("SELECT * FROM clauses WHERE id = ?", clause_id))
        source = self.origins(row.doc_id)[0]
        with intact(self._file):
            return restore_clause(row, source)

    def resolve(self, prefix: str) -> str:
        """Return the one page id or, failing that, clause id that is or begins with ``prefix``, of at least 3 characters.

        Raises ``CorpusError`` that names the candidates, up to five, or the next step when nothing is found.
        """
        if len(prefix) < SHORTEST_PREFIX:
            raise CorpusError(f"{prefix!r} is too short for an id; give at least {SHORTEST_PREFIX} characters of it")
        if not prefix.isascii():
            raise _unknown(self._file, prefix)
        # Ids are lower-case ASCII, so everything that begins with the prefix sorts below the prefix and a tilde.
        bounds = (prefix, prefix + "~")
        found = self._rows("SELECT doc_id FROM pages WHERE doc_id >= ? AND doc_id < ? ORDER BY doc_id LIMIT 6", *bounds)
        if not found:
            found = self._rows("SELECT id FROM clauses WHERE id >= ? AND id < ? ORDER BY id LIMIT 6", *bounds)
        if not found:
            raise _unknown(self._file, prefix)
        ids = [str(row[0]) for row in found]
        if len(ids) > 1 and ids[0] != prefix:
            shown = ", ".join(ids[:_CANDIDATES_SHOWN]) + (", …" if len(ids) > _CANDIDATES_SHOWN else "")
            raise CorpusError(f"{prefix!r} is the beginning of several ids; give more of it: {shown}")
        return ids[0]

    def duplicate_of(self, doc_id: str) -> str | None:
        """Return the smallest id of a page with the same document text, or None when that is this page itself."""
        (key,) = self._one("SELECT text_key FROM documents WHERE doc_id = ?", doc_id)
        smallest = self._smallest_other(doc_id, key)
        return smallest if smallest is not None and smallest < doc_id else None

    def index_state(self) -> dict[str, str]:
        """Return, for every page that an index must hold, a fingerprint that changes when what is to be searched of it changes.

        That are its clauses, cards, site's lines and restorations. Of pages with the same text only the one with the smallest id is held.
        """
        rows = self._rows(
            "SELECT doc_id, fingerprint, (SELECT min(origin) FROM origins WHERE origins.doc_id = documents.doc_id)"
            " FROM documents WHERE NOT EXISTS (SELECT 1 FROM documents AS other"
            " WHERE other.text_key = documents.text_key AND other.doc_id < documents.doc_id) ORDER BY doc_id"
        )
        with explained(self._file):
            repeated = repeated_by_page(self._connection)
            restored = self._restorations.all_by_page()
        more = {doc_id: str(lines).encode() for doc_id, lines in repeated.items()}
        for doc_id, restorations in restored.items():
            more[doc_id] = more.get(doc_id, b"") + str([(one.gap, one.source, one.text) for one in restorations]).encode()
        return {doc_id: hashlib.sha256(fingerprint + source + more.get(doc_id, b"")).hexdigest() for doc_id, fingerprint, source in rows}

    def page_states(self) -> dict[str, str]:
        """Return for every page a fingerprint that changes when its clauses change or other rules clean it."""
        rows = self._rows("SELECT doc_id, rules_version, fingerprint FROM documents ORDER BY doc_id")
        return {doc_id: f"{version} {fingerprint.hex()}" for doc_id, version, fingerprint in rows}

    def page_languages(self) -> dict[str, dict[str, int]]:
        """Return for every page how many clauses it has in each language."""
        found: dict[str, dict[str, int]] = {doc_id: {} for doc_id in self.doc_ids()}
        for doc_id, lang, count in self._rows("SELECT doc_id, lang, count(*) FROM clauses GROUP BY doc_id, lang"):
            found[doc_id][lang] = count
        return found

    def policy_keys(self) -> list[tuple[str, str, str]]:
        """Return page, number and title key of every policy; "" for what it lacks."""
        return [tuple(row) for row in self._rows("SELECT doc_id, number, title_key FROM policies ORDER BY doc_id, part")]

    def stale(self, rules_version: str) -> list[str]:
        """Return the ids of pages that were cleaned by other rules than those of ``rules_version``, sorted."""
        return [row[0] for row in self._rows("SELECT doc_id FROM documents WHERE rules_version <> ? ORDER BY doc_id", rules_version)]

    def policy_parts(self, column: Literal["number", "title_key", "doc_id"], value: str) -> list[tuple[str, int, str, str]]:
        """Return page, part, number and title key of every policy whose number, title key or page is ``value``, by page."""
        query = f"SELECT doc_id, part, number, title_key FROM policies WHERE {column} = ? ORDER BY doc_id, part"  # noqa: S608  # of three names
        return [tuple(row) for row in self._rows(query, value)]

    def citing(self, column: Literal["number", "title_key"], value: str) -> list[str]:
        """Return the ids of the pages that cite a text by this number or title key, sorted."""
        query = f"SELECT DISTINCT doc_id FROM cited WHERE {column} = ? ORDER BY doc_id"  # noqa: S608  # of two names
        return [row[0] for row in self._rows(query, value)]

    def cited(self) -> list[tuple[str, str, str, int, int]]:
        """Return number, title key, most frequent title of every text that is cited, how often and by how many pages, most cited first."""
        rows = self._rows("SELECT number, title_key, title, sum(times), count(*) FROM cited GROUP BY number, title_key, title")
        found: dict[tuple[str, str], list[tuple[int, str, int]]] = {}
        for number, key, title, times, pages in rows:
            found.setdefault((number, key), []).append((-times, title, pages))
        cited = [
            (number, key, min(spellings)[1], -sum(times for times, _, _ in spellings), sum(pages for *_, pages in spellings))
            for (number, key), spellings in found.items()
        ]
        return sorted(cited, key=lambda one: (-one[3], one[:2]))

    def policy_numbers(self) -> set[str]:
        """Return the document number of every policy that has one."""
        return {row[0] for row in self._rows("SELECT DISTINCT number FROM policies WHERE number != ''")}

    def stats(self) -> Stats:
        """Return how much the library holds and what cleaning found there."""
        with explained(self._file):
            return read_stats(self._connection)

    def export(self) -> Iterator[dict[str, object]]:
        """Yield each page's document and clauses as dicts for JSON, by id; any order of adding gives the same."""
        for doc_id in self.doc_ids():
            yield self._exported(doc_id)

    def _exported(self, doc_id: str) -> dict[str, object]:
        cleaned = self.cleaned(doc_id)
        document = to_plain(cleaned.document)
        own = ("title", "lang", "published", "publisher", "authors", "issuers", "doc_numbers", "cited_titles", "parts")
        shown = ("id", "text", "lang", "kind", "heading_path", "path", "text_key")
        return {
            "doc_id": doc_id,
            "sources": self.origins(doc_id),
            **{name: document[name] for name in own},
            "flags": [to_plain(flag) for flag in flags_of(cleaned.document)],
            "site_lines": [line._asdict() for line in self.site_lines(doc_id)],
            "rules_version": self._one("SELECT rules_version FROM documents WHERE doc_id = ?", doc_id)[0],
            "encoding": cleaned.decoded.encoding,
            "duplicate_of": self.duplicate_of(doc_id),
            "clauses": [{name: to_plain(getattr(clause, name)) for name in shown} for clause in self.clauses(doc_id)],
            "restorations": [one._asdict() for one in self.restorations(doc_id)],
        }

    def _one(self, query: str, key: str) -> Any:  # noqa: ANN401  # the columns of a row differ in type
        rows = self._rows(query, key)
        if not rows:
            raise _unknown(self._file, key)
        return rows[0]

    def _note_origin(self, doc_id: str, page: RawPage) -> bool:
        """Note where the page was found; return whether that is news.

        Found twice at one origin, the smaller encoding and the earlier day stand, a missing one last: no order of adding matters.
        """
        key = (doc_id, _pack_name(page.origin))
        declared = None if page.declared_encoding is None else _pack_name(page.declared_encoding)
        new = (declared, page.fetched.isoformat() if page.fetched else None)
        query = "SELECT declared_encoding, fetched FROM origins WHERE doc_id = ? AND origin = ?"
        old = self._connection.execute(query, key).fetchone()
        if old is not None and _known_first(old) <= _known_first(new):
            return False
        # A damage that is there must not be taken for what was meant.
        is_damaged = page_state(self._connection, doc_id) == "kept"
        statement = "INSERT OR REPLACE INTO origins (doc_id, origin, declared_encoding, fetched) VALUES (?, ?, ?, ?)"
        self._connection.execute(statement, (*key, *new))
        if not is_damaged:
            sum_kept(self._connection, doc_id)
        return True

    def _write(self, doc_id: str, derived: Derived) -> None:
        """Write the derived rows of a page in the place of those that are there."""
        uncount_page(self._connection, doc_id)
        self._unsign(doc_id)
        self._connection.execute("DELETE FROM documents WHERE doc_id = ?", (doc_id,))
        self._connection.execute(
            "INSERT INTO documents (doc_id, rules_version, text_key, published, fingerprint, cleaned) VALUES (?, ?, ?, ?, ?, ?)",
            (doc_id, derived.rules_version, derived.text_key, derived.published, derived.fingerprint, derived.cleaned),
        )
        self._connection.executemany("INSERT INTO clauses VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", derived.clauses)
        self._connection.executemany(
            "INSERT INTO tallies (doc_id, what, name, times) VALUES (?, ?, ?, ?)", [(doc_id, *tally) for tally in derived.tallies]
        )
        self._connection.executemany(
            "INSERT INTO policies (doc_id, part, number, title_key) VALUES (?, ?, ?, ?)", [(doc_id, *row) for row in derived.policies]
        )
        self._connection.executemany(
            "INSERT INTO cited (doc_id, number, title_key, title, times) VALUES (?, ?, ?, ?, ?)", [(doc_id, *row) for row in derived.cited]
        )
        if derived.signature:
            self._relations.wait([doc_id])
            self._relations.wait_if_related(self._signatures.write(doc_id, derived.signature))

        from corpus.site_lines import site_of  # noqa: PLC0415  # who only reads a library need not wait for it

        site = site_of(self.origins(doc_id)[0])
        count_page(self._connection, doc_id, site, derived.site_text, derived.site_lines)
        sum_derived(self._connection, doc_id)

    def _unsign(self, doc_id: str) -> None:
        """Take out what a page is compared by, and what that gave; pages that come into its place are compared anew."""
        moved = self._signatures.delete(doc_id)
        self._relations.forget(doc_id)
        self._relations.wait(moved)

    def _smallest_other(self, doc_id: str, key: str | None) -> str | None:
        query = "SELECT min(doc_id) FROM documents WHERE text_key = ? AND doc_id <> ?"
        smallest: str | None = self._rows(query, key, doc_id)[0][0]
        return smallest


def _known_first(values: tuple[object, ...]) -> list[tuple[bool, object]]:
    """Return a sort key by which a missing value comes after every other."""
    return [(value is None, value) for value in values]


def _pack_name(name: str) -> bytes:
    """Return the bytes that stand for ``name``, also where Python read it from a disk's name that is not valid UTF-8."""
    return name.encode("utf-8", "surrogatepass")


def _unpack_name(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")


def _unpack_origin(origin: bytes, declared: bytes | None, fetched: str | None) -> Origin:
    return Origin(
        _unpack_name(origin),
        None if declared is None else _unpack_name(declared),
        None if fetched is None else date.fromisoformat(fetched),
    )


def _unknown(file: Path, name: str) -> CorpusError:
    return CorpusError(f"{name!r} is no page or clause of {file}; find ids with `tiaowen search QUERY`, count pages with `tiaowen stats`")
