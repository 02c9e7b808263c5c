"""Random queries against a scan: in go clauses, out comes how many queries find exactly the clauses that reading every text finds.

Run: ``python -m benchmarks.query_language [--queries 10000] [--seed 1]``. The clauses are those of ``raw/`` and of the
relevance tests' library. The scan shares with the index what defines a text (match key, concepts, stems) and nothing that finds: no
terms, no postings, no parser. Words are joined by operators, since words side by side ask for any of them.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
import time
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cleaners import ingest
from corpus import Corpus, RawPage
from corpus.concepts import concepts
from corpus.matchkey import match_key
from corpus.scripts import HAN_CLASS, count_han
from indexer import open_index, update_index
from indexer.errors import QueryError
from indexer.filters import LANGUAGES
from indexer.stop_words import STOP_WORDS
from indexer.tokens import stem

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from corpus.model import Clause
    from indexer.search import Index

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = (ROOT / "raw", ROOT / "tests" / "relevance" / "library")

_LINKS = "的了和与及或在是为等之"
_HAN, _LATIN = f"[{HAN_CLASS}]", f"[^\\W_{HAN_CLASS}]"
_CHUNK = re.compile(f"{_LATIN}+(?:'{_LATIN}+)*")


class Case(NamedTuple):
    """A query, what a clause must be for it, and its kind for the table."""

    query: str
    holds: Callable[[Clause], bool]
    kind: str


def read_clauses(library: Path) -> list[Clause]:
    """Clean and index every sample page in ``library``; return the clauses that are searched."""
    pages = [
        RawPage(file.read_bytes(), str(file.name))
        for folder in FOLDERS
        for file in sorted(folder.rglob("*"))
        if file.suffix in {".txt", ".html", ".htm"}
    ]
    with Corpus.open(library) as corpus:
        for _ in ingest(pages, corpus):
            pass
        clauses = [clause for doc_id in corpus.index_state() for clause in corpus.clauses(doc_id)]
    update_index(library)
    return clauses


def squeezed(text: str) -> str:
    """Return the match key without the white space beside Chinese characters, which means nothing there."""
    return re.sub(f"(?<={_HAN}) | (?={_HAN})", "", match_key(text))


def phrase_in(phrase: str, text: str) -> bool:
    """Return whether the phrase stands in the text, its first and last words whole."""
    key, wanted = squeezed(text), squeezed(phrase)
    place = key.find(wanted)
    while place >= 0:
        if _begins(key, place) and _ends(key, place + len(wanted)):
            return True
        place = key.find(wanted, place + 1)
    return False


def _is_latin(character: str) -> bool:
    return character.isalnum() and not count_han(character)


def _begins(key: str, place: int) -> bool:
    first, before, earlier = key[place], key[place - 1 : place], key[max(place - 2, 0) : max(place - 1, 0)]
    if not _is_latin(first) or not before:
        return True
    return not (_is_latin(before) or (before == "'" and earlier.isalnum()) or (first.isdigit() and before in ".," and earlier.isdigit()))


def _ends(key: str, place: int) -> bool:
    last, after, later = key[place - 1], key[place : place + 1], key[place + 1 : place + 2]
    if not _is_latin(last) or not after:
        return True
    possessive = after == "'" and later == "s" and not _is_latin(key[place + 2 : place + 3])
    return not (
        _is_latin(after)
        or (after == "'" and later.isalnum() and not possessive)
        or (last.isdigit() and ((after in ".," and later.isdigit()) or after == "%"))
    )


def word_in(word: str, text: str) -> bool:
    """Return whether the word, or the concept that it names, is in the text."""
    named = {match.concept_id for match in concepts().find(word)}
    if named:
        return bool(named & {match.concept_id for match in concepts().find(text)})
    if count_han(word):
        return squeezed(word) in squeezed(text)
    return stem(match_key(word)) in set(map(stem, _CHUNK.findall(match_key(text))))


def body(clause: Clause) -> tuple[str, ...]:
    """Return the texts in which words and phrases are looked for."""
    return (clause.text, *clause.heading_path)


class Writer:
    """Writes random queries out of what the clauses hold."""

    def __init__(self, clauses: Sequence[Clause], seed: int) -> None:
        """Take the clauses and the seed of the chance."""
        self._clauses = clauses
        self._chance = random.Random(seed)  # noqa: S311  # no secret

    def case(self) -> Case:
        """Return a query of one of the kinds."""
        kind = self._chance.choice(("phrase", "boolean", "boolean", "field", "date", "prefix", "mixed"))
        if kind == "phrase":
            parts = [self._phrase() for _ in range(self._chance.choice((1, 1, 1, 2)))]
            return Case(" ".join(part.query for part in parts), _all(parts), kind)
        if kind == "boolean":
            return self._boolean(2)._replace(kind=kind)
        if kind in {"field", "date"}:
            parts = [self._field() if kind == "field" else self._date()]
            parts += [self._phrase()] * self._chance.choice((0, 1)) + [self._not(self._word())] * self._chance.choice((0, 0, 1))
            return Case(" ".join(part.query for part in parts), _all(parts), kind)
        if kind == "prefix":
            parts = [self._prefix(), self._chance.choice((self._phrase, self._field, lambda: self._not(self._word())))()]
            return Case(" ".join(part.query for part in parts), _all(parts), kind)
        parts = [self._boolean(1), self._field(), self._not(self._phrase())]
        return Case(" AND ".join(f"({part.query})" if part.kind == "or" else part.query for part in parts), _all(parts), kind)

    def _boolean(self, depth: int) -> Case:
        joint = self._chance.choice(("AND", "OR", "AND NOT"))
        left, right = (self._boolean(depth - 1) if depth and self._chance.random() < 0.5 else self._leaf() for _ in "lr")  # noqa: PLR2004
        if joint == "AND NOT":
            right = self._not(right, "NOT ")
            joint = "AND"
        written = f" {joint} ".join(f"({part.query})" if part.kind in {"and", "or"} else part.query for part in (left, right))
        holds = _all([left, right]) if joint == "AND" else _any([left, right])
        return Case(written, holds, joint.lower())

    def _leaf(self) -> Case:
        return self._chance.choice((self._word, self._word, self._phrase, self._prefix))()

    def _not(self, part: Case, sign: str = "-") -> Case:
        return Case(
            f"{sign}({part.query})" if part.kind in {"and", "or"} else sign + part.query, lambda clause: not part.holds(clause), "not"
        )

    def _text(self) -> str:
        return self._chance.choice(body(self._chance.choice(self._clauses)))

    def _phrase(self) -> Case:
        while True:
            text = self._text().replace('"', " ").replace("“", " ").replace("”", " ").replace("„", " ").replace("＂", " ")
            start = self._chance.randrange(max(len(text), 1))
            written = text[start : start + self._chance.randint(2, 24)].strip()
            if not count_han(written):
                written = " ".join(text[start : start + 40].split()[1:4])
            written = written[:1] if count_han(written[:1]) and self._chance.random() < 0.1 else written  # noqa: PLR2004
            if re.search(f"{_HAN}{{2}}|^ {_HAN} $| [a-z]{{3,}} ", f" {written.lower()} "):  # what has neither is refused as too short
                return Case(f'"{written}"', _standing(written), "phrase")

    def _word_text(self) -> str:
        while True:
            text = self._text()
            run: str = self._chance.choice(re.findall(f"{_HAN}{{2,}}|[A-Za-z]{{3,}}", text) or [""])
            if count_han(run):
                start = self._chance.randrange(len(run) - 1)
                run = run[start : start + self._chance.choice((2, 2, 3, 4))]
            if run in {"AND", "NOT", "NEAR"} or match_key(run) in STOP_WORDS or len(run) < 2 or run.strip(_LINKS) != run:  # noqa: PLR2004
                continue
            named = concepts().longest(run)
            if not named or (len(named) == 1 and named[0].end - named[0].start == len(run) and len(concepts().find(run)) == 1):
                return run

    def _word(self) -> Case:
        written = self._word_text()
        return Case(written, lambda clause: any(word_in(written, text) for text in body(clause)), "word")

    def _prefix(self) -> Case:
        while True:
            text = self._text()
            run = self._chance.choice(re.findall(f"{_HAN}{{2,}}|{_LATIN}{{4,}}", text) or [""])
            written = run[: self._chance.choice((2, 3)) if count_han(run) else self._chance.randint(3, max(len(run), 3))]
            if written and count_han(written) in {0, len(written)} and re.fullmatch(r"\w+", written):
                break
        key = match_key(written)
        if count_han(written):
            return Case(f"{written}*", lambda clause: any(squeezed(written) in squeezed(text) for text in body(clause)), "prefix")
        return Case(f"{written}*", lambda clause: any(_has_beginning(key, text) for text in body(clause)), "prefix")

    def _field(self) -> Case:
        clause = self._chance.choice(self._clauses)
        card = clause.card
        name = self._chance.choice(("title", "heading", "lang", "source", "issuer", "number", "kind", "flag"))
        if name in {"title", "heading"}:
            texts = (card.title,) if name == "title" else clause.heading_path
            runs = [run for text in texts for run in re.findall(f"{_HAN}{{3,8}}|[A-Za-z]{{4,}} [A-Za-z]{{4,}}", text)]
            if not runs:
                return self._field()
            value = self._chance.choice(runs)
            return Case(f'{name}:"{value}"', lambda other: any(phrase_in(value, text) for text in _titles(other, name)), name)
        known: dict[str, list[str]] = {
            "lang": [clause.lang],
            "source": [card.source[2:9]],
            "issuer": [issuer[:6].strip() for issuer in card.issuers],
            "number": list(card.doc_numbers),
            "kind": [card.kind],
            "flag": list(card.flags),
        }
        value = self._chance.choice(known[name] or [""])
        if not value or '"' in value:
            return self._field()
        return Case(f'{name}:"{value}"', lambda other: _says(other, name, value), name)

    def _date(self) -> Case:
        years = sorted(self._chance.choices(range(2009, 2026), k=2))
        months = [f"-{self._chance.randint(1, 12):02}" if self._chance.random() < 0.3 else "" for _ in "su"]  # noqa: PLR2004
        since, until = (f"{year}{month}" for year, month in zip(years, months, strict=True))
        form = self._chance.choice(("both", "since", "until", "one"))
        if form == "one" or (form == "both" and since[: len(until)] > until):
            since = until = str(years[0])
            form = "one"
        written = {"both": f"{since}..{until}", "since": f"{since}..", "until": f"..{until}", "one": since}[form]
        first = _day(since, last=False) if form != "until" else date.min
        final = _day(until, last=True) if form != "since" else date.max
        return Case(f"date:{written}", lambda clause: _within(clause.card.published, first, final), "date")


def _standing(phrase: str) -> Callable[[Clause], bool]:
    return lambda clause: any(phrase_in(phrase, text) for text in body(clause))


def _has_beginning(key: str, text: str) -> bool:
    """Return whether a word, or a part behind a hyphen, begins so."""
    return any(chunk.startswith(key) and _begins(match_key(text), chunk_start) for chunk_start, chunk in _chunks(match_key(text)))


def _chunks(key: str) -> list[tuple[int, str]]:
    return [(match.start(), match[0]) for match in _CHUNK.finditer(key)]


def _titles(clause: Clause, name: str) -> tuple[str, ...]:
    return (clause.card.title, *clause.card.doc_numbers) if name == "title" else clause.heading_path


def _says(clause: Clause, name: str, value: str) -> bool:
    card = clause.card
    if name == "lang":
        return clause.lang == value or (clause.lang == "mixed" and value in {"zh", "en"})
    if name == "kind":
        return value == card.kind
    if name == "flag":
        return value in card.flags
    texts = {"source": (card.source, card.publisher), "issuer": card.issuers, "number": card.doc_numbers}[name]
    return any(match_key(value) in match_key(text) for text in texts)


def _day(written: str, *, last: bool) -> date:
    """Return the first or the last day of a year or month."""
    year, month = int(written[:4]), int(written[5:7] or (12 if last else 1))
    if not last:
        return date(year, month, 1)
    return date.fromordinal((date(year + month // 12, month % 12 + 1, 1)).toordinal() - 1)


def _within(published: str, first: date, last: date) -> bool:
    """Return whether a page's date, which may be a year or a month, overlaps the range."""
    if not published:
        return False
    if len(published) == len("2021-06-17"):
        return first <= date.fromisoformat(published) <= last
    return _day(published, last=False) <= last and _day(published, last=True) >= first


def _all(parts: Sequence[Case]) -> Callable[[Clause], bool]:
    return lambda clause: all(part.holds(clause) for part in parts)


def _any(parts: Sequence[Case]) -> Callable[[Clause], bool]:
    return lambda clause: any(part.holds(clause) for part in parts)


def difference(index: Index, clauses: Sequence[Clause], case: Case) -> str:
    """Return "" where the index finds what the scan finds, else what is wrong. Of clauses with equal text one stands for all."""
    expected = {clause.text_key for clause in clauses if case.holds(clause)}
    try:
        answer = index.search(case.query, limit=len(clauses))
    except QueryError as error:
        return f"{case.query!r}: refused: {error}"
    keys = {clause.id: clause.text_key for clause in clauses}
    found = {keys[hit.clause_id] for hit in answer.hits}
    texts = {clause.text_key: clause.text[:60] for clause in clauses}
    missing, strange = expected - found, found - expected
    told = [f"{what} {len(some)}, such as {texts[min(some)]!r}" for what, some in (("missing", missing), ("too many", strange)) if some]
    return f"{case.query!r}: {'; '.join(told)}" if told else ""


def main() -> int:
    """Print how many queries of each kind are exact; return 1 where one is not."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--queries", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        clauses = [clause for clause in read_clauses(Path(folder)) if clause.text]
        asked: Counter[str] = Counter()
        exact: Counter[str] = Counter()
        with open_index(folder) as index:
            every = index.search(" OR ".join(f"lang:{lang}" for lang in LANGUAGES), limit=len(clauses))
            searched = {hit.clause_id for hit in every.hits}
            keys = {clause.text_key for clause in clauses if clause.id in searched}
            clauses = [clause for clause in clauses if clause.text_key in keys]  # signatures and the like are not searched
            writer = Writer(clauses, options.seed)
            started = time.perf_counter()
            for _ in range(options.queries):
                case = writer.case()
                asked[case.kind] += 1
                wrong = difference(index, clauses, case)
                exact[case.kind] += not wrong
                if wrong:
                    print(wrong)
            seconds = time.perf_counter() - started
    for kind, count in sorted(asked.items()):
        print(f"{kind:<10}{exact[kind]:>7} of {count:>6}")
    print(f"{'all':<10}{exact.total():>7} of {asked.total():>6} over {len(clauses)} clauses, {seconds:.0f} s")
    return int(exact.total() < asked.total())


if __name__ == "__main__":
    sys.exit(main())
