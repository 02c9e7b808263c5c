"""Outcomes: in goes what became of a page, out comes its line, for people or for programs."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from corpus.serial import to_plain
from search_cli.exit_codes import DONE, DONE_IN_PART
from search_cli.facts import counted, flag_names
from search_cli.printing import Styled, say, say_json, tell

if TYPE_CHECKING:
    from cleaners.across.ingest import Outcome
    from corpus.store import Corpus
    from indexer.answer import IndexReport

_VERDICT_CELLS = len("duplicate")
_RELATED = {
    "near-duplicate": "nearly the same as",
    "contained": "part of",
    "contains": "has in it",
    "version": "version of",
    "translation": "translation of",
}
"""How people are told what a page is to another; it is kept all the same."""


class OutcomePrinter:
    """Prints outcomes as they come, counts them, and sums up at the end; ``form`` is ``json``, ``jsonl`` or None for people."""

    def __init__(self, corpus: Corpus, form: str | None) -> None:
        """Look titles and counts up in ``corpus``."""
        self._corpus = corpus
        self._form = form
        self._held: list[object] = []
        self._verdicts: Counter[str] = Counter()

    def print(self, outcome: Outcome) -> None:
        """Print one outcome, or hold it for the one JSON document at the end."""
        self._verdicts[outcome.verdict] += 1
        if self._form == "json":
            self._held.append(to_plain(outcome))
        elif self._form == "jsonl":
            say_json(to_plain(outcome), indent=None)
        else:
            self._print_line(outcome)

    def count(self, verdict: str) -> int:
        """Return how many pages had this verdict so far; ``new`` are also those that are related to others."""
        return self._verdicts[verdict] + (sum(self._verdicts[name] for name in _RELATED) if verdict == "new" else 0)

    def sum_up(self, counts: str, report: IndexReport) -> int:
        """Print the counts and what the index holds now, with ``json`` the outcomes too, and return the exit code."""
        if self._form == "json":
            say_json({"outcomes": self._held, "index": to_plain(report)})
        tell(f"{counts}; index: {counted(report.clauses, 'clause')}")
        return DONE_IN_PART if self._verdicts["rejected"] else DONE

    def _print_line(self, outcome: Outcome) -> None:
        verdict = f"{'new' if outcome.verdict in _RELATED else outcome.verdict:<{_VERDICT_CELLS}} "
        if outcome.verdict == "new" or outcome.verdict in _RELATED:
            document = self._corpus.cleaned(outcome.doc_id).document
            clauses = len(self._corpus.clauses(outcome.doc_id))
            flags = flag_names(document)
            facts = f"  ({counted(clauses, 'clause')}{'; flags: ' + flags if flags else ''})"
            say(verdict, outcome.doc_id, "  ", Styled(document.title or "(untitled)", "title"), facts, hanging=len(verdict))
            if outcome.verdict in _RELATED:
                kept = f"; the more complete one is {outcome.keeper}" if outcome.keeper else ""
                said = f"{_RELATED[outcome.verdict]} {outcome.of} ({outcome.why}{kept})"
                say(" " * len(verdict), Styled(said, "faint"), hanging=len(verdict))
        elif outcome.verdict == "duplicate":
            say(verdict, f"{outcome.doc_id} of {outcome.of}  {outcome.origin} ({outcome.why})", hanging=len(verdict))
        else:
            say(verdict, f"{outcome.origin}: {outcome.why}", hanging=len(verdict))
