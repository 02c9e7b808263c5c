"""Translations found by what both languages have: laws of Taiwan in English against laws in Chinese, and the other way round.

Run ``python -m benchmarks.translations [--data DIR] [--laws N] [--show]``. The English ones are held against 3,000 Chinese laws, 1,062 of
Taiwan and others of the mainland, the Chinese ones against the 1,062 English texts that there are. No page has a document number.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.copies_texts import chinese_laws, plain_document, taiwan_laws
from benchmarks.floors import hold
from benchmarks.restoration_pages import Library
from cleaners.across.duplicates import profile_of, relations_of, translating
from cleaners.across.relations import likeness_of
from cleaners.across.signatures import sign
from corpus.ids import document_id

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).resolve().parent.parent
SEED = 20261127
LAWS = 300
CHINESE = 3_000


def filled(texts: Iterable[tuple[str, str, str]], library: Library) -> dict[str, str]:
    """Take texts with their names and languages into a library; return the ids by name."""
    ids: dict[str, str] = {}
    for name, text, lang in texts:
        ids[name] = document_id(f"{name} {lang}".encode())
        document = plain_document(text, ids[name], lang)
        library.add(document, text, sign(document, []))
    return ids


def ranked(doc_id: str, library: Library) -> list[str]:
    """Return the pages in the other language with which a page has figures at the same places in common, the likeliest first."""
    own = profile_of(doc_id, library)
    if own is None:
        return []
    others = filter(None, (profile_of(one, library) for one in translating(own, [library])))
    scores = {other.doc_id: likeness_of(own, other) for other in others}
    return sorted(scores, key=lambda one: (-scores[one], one))


def measure(data: Path, count: int, *, show: bool) -> dict[str, float]:
    """Print how many laws find their other text first, how many are told so, and how many are told another where it is absent."""
    library = Library()
    began = time.process_time()
    chinese = filled(((law.name, law.text, "zh") for law in taiwan_laws(data, "zh")), library)
    english = filled(((law.name, law.text, "en") for law in taiwan_laws(data, "en")), library)
    print(f"  {1000 * (time.process_time() - began) / (2 * len(chinese)):.1f} ms of processor time a page, signed and written")
    others = [(law.name, law.text, "zh") for law in chinese_laws(data)][: CHINESE - len(chinese)]
    filled(others, library)
    chosen = random.Random(SEED).sample(sorted(chinese), min(count, len(chinese)))  # noqa: S311  # samples, not secrets
    figures: dict[str, float] = {}
    for direction, ours, theirs in (("to_zh", english, chinese), ("to_en", chinese, english)):
        found: Counter[str] = Counter()
        for name in chosen:
            library.hidden = frozenset()
            first = next(iter(ranked(ours[name], library)), "")
            told = [one.other for one in relations_of(ours[name], library) if one.verdict == "translation"]
            library.hidden = frozenset({theirs[name]})
            false = [one for one in relations_of(ours[name], library) if one.verdict == "translation"]
            wrong = set(told) - {theirs[name]}
            found += Counter(first=first == theirs[name], told=theirs[name] in told, wrong=bool(wrong), false=bool(false))
            if show and (first != theirs[name] or false):
                print(f"    {direction} {name}: first {first == theirs[name]}, false {[one.why for one in false]}")
        pool = len(theirs) + (len(others) if direction == "to_zh" else 0)
        print(
            f"  {direction}: {len(chosen)} laws against {pool}: first {found['first']}, told {found['told']}, another too {found['wrong']}"
        )
        print(f"    where the other text is absent, another is told: {found['false']}", flush=True)
        figures |= {f"{direction}_first": found["first"] / len(chosen), f"{direction}_told": found["told"] / len(chosen)}
        figures[f"{direction}_absent_kept"] = 1 - found["false"] / len(chosen)
    return figures


def main() -> int:
    """Print every figure; return 1 when one is below its floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--laws", type=int, default=LAWS, help="laws that look for their other text")
    parser.add_argument("--show", action="store_true", help="name what is missed or wrong")
    arguments = parser.parse_args()
    if not arguments.data.is_dir():
        print(f"no evaluation data in {arguments.data}: give its folder with --data")
        return 0
    return hold("translations", measure(arguments.data, arguments.laws, show=arguments.show))


if __name__ == "__main__":
    sys.exit(main())
