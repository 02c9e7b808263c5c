"""Broken pages: main text, structure, what share sites and scrapers do to a page, speed and hostile pages, peers beside us.

Run ``python -m benchmarks.pages [--data DIR] [--only NAME…] [--show]``; peers come with ``pip install 'tiaowen[bench]'``. Shown are
pages of the halves that may be looked at (odd places of the data, open gold), and pages made here from seeded chance. Every page of
every figure but speed is held to ``check()`` and ``to_bytes()``.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.data_sets import html_pages
from benchmarks.floors import hold
from benchmarks.page_gold import measure_gold
from benchmarks.page_hostile import measure_hostile
from benchmarks.page_peers import peers
from benchmarks.page_proof import Proof
from benchmarks.page_repeats import measure_repeats
from benchmarks.page_share_sites import measure_share_sites
from benchmarks.page_sites import measure_sites
from benchmarks.page_speed import measure_speed
from benchmarks.page_stripped import measure_stripped
from benchmarks.page_text import measure_text
from benchmarks.page_wrapped import measure_wrapped

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Print every figure; return 1 when one is below its floor or a page fails its proof."""
    arguments = _arguments()
    data: Path = arguments.data
    show: bool = arguments.show
    readers = peers()
    proof = Proof()
    measures: dict[str, Callable[[], dict[str, float]]] = {
        "gold": lambda: measure_gold(proof, with_trafilatura="trafilatura" in readers, show=show),
        "hostile": lambda: measure_hostile(show=show),
    }
    if data.is_dir():
        measures |= {
            "text": lambda: measure_text(data, readers, proof, show=show),
            "share": lambda: measure_share_sites(data, proof, show=show),
            "wrapped": lambda: measure_wrapped(data, proof, show=show),
            "stripped": lambda: measure_stripped(data, proof, show=show),
            "repeats": lambda: measure_repeats(data, proof, show=show),
            "sites": lambda: measure_sites(data, show=show),
            "news": lambda: _clean_news(data, proof),
            "speed": lambda: measure_speed(data, readers),
        }
    else:
        print(f"no evaluation data in {data}: give its folder with --data; only gold and hostile pages are measured")
    unknown = set(arguments.only) - measures.keys()
    if unknown:
        print(f"nothing is called {', '.join(sorted(unknown))}: there are {', '.join(measures)}")
        return 2
    return _run({name: measure for name, measure in measures.items() if not arguments.only or name in arguments.only}, proof)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--only", nargs="*", default=[], help="gold, hostile, text, share, wrapped, stripped, repeats, sites, news, speed")
    parser.add_argument("--show", action="store_true", help="show pages that went wrong, of the halves that may be looked at")
    return parser.parse_args()


def _run(measures: dict[str, Callable[[], dict[str, float]]], proof: Proof) -> int:
    """Run each measure, then hold its figures against their floors; those not run have none to hold."""
    broken = 0
    for name, measure in measures.items():
        began = time.monotonic()
        print(f"== {name}", flush=True)
        figures = measure()
        broken |= hold(f"pages_{name}", figures)
        print(f"   ({time.monotonic() - began:.0f} s)", flush=True)
    print(f"check() and to_bytes() hold on {proof.pages - len(proof.failures)} of {proof.pages} pages")
    for failure in proof.failures[:20]:
        print(f"BROKEN: {failure[:200]}")
    return 1 if broken or proof.failures else 0


def _clean_news(data: Path, proof: Proof) -> dict[str, float]:
    """Clean the Chinese news pages, which have no gold, for the proof alone; return the share of them that holds."""
    before = len(proof.failures)
    pages = html_pages(data, "gne")
    for record in pages:
        proof.clean(record["html"], f"gne/{record['id']}")
    held = 1 - (len(proof.failures) - before) / len(pages)
    print(f"Chinese news pages: proof holds on {held:.4f} of {len(pages)}")
    return {"proven": held}


if __name__ == "__main__":
    sys.exit(main())
