"""Copies, cuts, merges, versions, translations: how many are found, how many are found where there are none; peers beside us.

Run ``python -m benchmarks.copies [--data DIR] [--only NAME…] [--pages N] [--show]``. Damaged pages and the pages that they are held against
are cleaned first, for everybody. A page is found where the law that it was made of is the first partner that is named; of a page made
of two laws either may be.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.copies_damage import DAMAGES
from benchmarks.copies_ours import Ours, measure_batch, measure_pairs, measure_unrelated
from benchmarks.copies_peers import Finder, peers
from benchmarks.copies_texts import chinese_laws, cleaned, of_usual_length, taiwan_laws
from benchmarks.floors import hold

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.copies_damage import Damage
    from benchmarks.copies_texts import Text

ROOT = Path(__file__).resolve().parent.parent
SEED = 20261126
OTHERS = 300
"""Laws in what is searched that no damaged page was made of."""

PAGES = 300


def measure_damage(data: Path, pages: int, *, show: bool) -> dict[str, float]:
    """Print how many pages are found by kind of damage; return our shares."""
    figures: dict[str, float] = {}
    for language, texts in (("zh", chinese_laws(data)), ("en", taiwan_laws(data, "en"))):
        chooser = random.Random(SEED)  # noqa: S311  # samples, not secrets
        chosen = chooser.sample(of_usual_length(texts), pages + OTHERS)
        damaged, others = chosen[:pages], chosen[pages:]
        finders: list[Finder] = [Ours(), *peers()]
        for text in chosen:
            page = cleaned(text.text, text.name)
            for finder in finders:
                finder.add(text.name, page)
        print(f"{language}: {pages} pages of each kind against {len(chosen)}; found by {', '.join(finder.name for finder in finders)}")
        for damage in DAMAGES:
            if language not in damage.languages:
                continue
            found = _found(finders, damage, damaged, others, show=show)
            print(f"  {damage.name:24}" + "".join(f"{found[finder.name] / pages:8.3f}" for finder in finders), flush=True)
            figures[f"{language}_{re.sub(r'[^a-z0-9]+', '_', damage.name).strip('_')}"] = found["tiaowen"] / pages
    return figures


def _found(finders: list[Finder], damage: Damage, texts: list[Text], others: list[Text], *, show: bool) -> Counter[str]:
    """Return how many damaged texts each finder finds."""
    chooser = random.Random(f"{SEED} {damage.name}")  # noqa: S311
    found: Counter[str] = Counter()
    for text in texts:
        other = chooser.choice(others)
        made = damage.do(text.text, text.other if damage.name == "skeleton beside" else other.text, chooser)
        page = cleaned(made, f"{damage.name}/{text.name}")
        right = {text.name, other.name} if damage.name == "twice, with another" else {text.name}
        for finder in finders:
            first = finder.partners(page)[:1]
            found[finder.name] += bool(right & set(first))
            if show and not right & set(first) and finder.name == "tiaowen":
                print(f"    {damage.name}: {text.name} taken for {first}")
    return found


def main() -> int:
    """Print every figure; return 1 when one is below its floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--only", nargs="*", default=[], help="damage, pairs, unrelated, batch")
    parser.add_argument("--pages", type=int, default=PAGES, help="pages of each kind of damage")
    parser.add_argument("--show", action="store_true", help="name what is not found")
    arguments = parser.parse_args()
    if not arguments.data.is_dir():
        print(f"no evaluation data in {arguments.data}: give its folder with --data")
        return 0
    measures: dict[str, Callable[[], dict[str, float]]] = {
        "damage": lambda: measure_damage(arguments.data, arguments.pages, show=arguments.show),
        "pairs": lambda: measure_pairs(arguments.data),
        "unrelated": lambda: measure_unrelated(arguments.data),
        "batch": lambda: measure_batch(arguments.data),
    }
    broken = 0
    for name, measure in measures.items():
        if not arguments.only or name in arguments.only:
            began = time.monotonic()
            print(f"== {name}", flush=True)
            broken |= hold(f"copies_{name}", measure())
            print(f"   ({time.monotonic() - began:.0f} s)", flush=True)
    return broken


if __name__ == "__main__":
    sys.exit(main())
