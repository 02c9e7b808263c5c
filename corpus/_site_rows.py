"""Counts of sites' lines: in go the lines of a page that comes or goes, out comes which lines are on enough texts of their site.

``site_texts`` says how many pages of one text have a line, ``site_counts`` how many texts; a page costs its own lines, however many
pages its site has. What is repeated follows from the counts alone, so no order of adding matters and nothing goes stale.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.site_lines import MIN_SHARE, MIN_TEXTS, PAGE, Repeated

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

_REPEATED = (
    f"site_counts AS counts JOIN site_counts AS whole ON whole.site = counts.site AND whole.line = {PAGE} AND counts.line <> {PAGE}"
    f" AND counts.texts >= max({MIN_TEXTS}, (whole.texts + {MIN_SHARE - 1}) / {MIN_SHARE})"
)
"""Each line that is on enough texts of its site (``counts``), beside the number of its texts (``whole``)."""


def count_page(connection: sqlite3.Connection, doc_id: str, site: str, text: int, lines: Iterable[int]) -> None:
    """Count the lines of a page of ``site``; of one that has no site nothing is kept."""
    if not site:
        return
    connection.execute("INSERT INTO site_pages VALUES (?, ?, ?)", (doc_id, site, text))
    for line in sorted(lines):
        connection.execute("INSERT INTO site_lines VALUES (?, ?)", (doc_id, line))
        connection.execute(
            "INSERT INTO site_texts VALUES (?, ?, ?, 1) ON CONFLICT DO UPDATE SET pages = pages + 1",
            (site, text, line),
        )
        if connection.execute("SELECT pages FROM site_texts WHERE (site, text, line) = (?, ?, ?)", (site, text, line)).fetchone() == (1,):
            connection.execute("INSERT INTO site_counts VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET texts = texts + 1", (site, line))


def uncount_page(connection: sqlite3.Connection, doc_id: str) -> None:
    """Take the lines of a page out of all counts; to be called before its rows go."""
    page = connection.execute("SELECT site, text FROM site_pages WHERE doc_id = ?", (doc_id,)).fetchone()
    if page is None:
        return
    site, text = page
    lines = [(site, text, line) for (line,) in connection.execute("SELECT line FROM site_lines WHERE doc_id = ?", (doc_id,))]
    connection.executemany("UPDATE site_texts SET pages = pages - 1 WHERE (site, text, line) = (?, ?, ?)", lines)
    for key in lines:
        if connection.execute("DELETE FROM site_texts WHERE (site, text, line) = (?, ?, ?) AND pages = 0", key).rowcount:
            connection.execute("UPDATE site_counts SET texts = texts - 1 WHERE (site, line) = (?, ?)", (site, key[2]))
            connection.execute("DELETE FROM site_counts WHERE (site, line) = (?, ?) AND texts = 0", (site, key[2]))
    connection.execute("DELETE FROM site_lines WHERE doc_id = ?", (doc_id,))
    connection.execute("DELETE FROM site_pages WHERE doc_id = ?", (doc_id,))


def miscounted(connection: sqlite3.Connection) -> bool:
    """Return whether the counts are not those of the lines of all pages."""
    counted = "SELECT site, text, line, count(*) FROM site_lines JOIN site_pages USING (doc_id) GROUP BY site, text, line"
    texts = "SELECT site, line, count(*) FROM site_texts GROUP BY site, line"
    pairs = ((counted, "SELECT site, text, line, pages FROM site_texts"), (texts, "SELECT site, line, texts FROM site_counts"))
    return any(
        connection.execute(f"SELECT 1 FROM ({one} EXCEPT {other}) LIMIT 1").fetchone()  # noqa: S608  # of constants
        for pair in pairs
        for one, other in (pair, reversed(pair))
    )


def repeated_lines(connection: sqlite3.Connection, doc_id: str) -> list[Repeated]:
    """Return the lines of one page that are on enough texts of its site."""
    query = (
        "SELECT lines.line, counts.site, counts.texts, whole.texts FROM site_pages AS pages JOIN site_lines AS lines USING (doc_id)"  # noqa: S608  # of constants
        f" JOIN {_REPEATED} AND counts.site = pages.site AND counts.line = lines.line WHERE doc_id = ? ORDER BY lines.line"
    )
    return [Repeated(*row) for row in connection.execute(query, (doc_id,))]


def repeated_by_page(connection: sqlite3.Connection) -> dict[str, list[int]]:
    """Return for every page that has such lines their keys, sorted: as many rows as pages have such lines."""
    query = (
        f"SELECT lines.doc_id, lines.line FROM {_REPEATED} JOIN site_lines AS lines ON lines.line = counts.line"  # noqa: S608  # of constants
        " JOIN site_pages AS pages ON pages.doc_id = lines.doc_id AND pages.site = counts.site ORDER BY lines.line"
    )
    found: dict[str, list[int]] = {}
    for doc_id, line in connection.execute(query):
        found.setdefault(doc_id, []).append(line)
    return found
