"""Speed: pages a second on one core, HTML and plain text, with trafilatura and BeautifulSoup's bare tree beside us.

Seconds are processor time of this process. Readers take turns at each sample of pages, so that what else the machine does falls on
all alike; the figure is the median of the rounds.
"""

from __future__ import annotations

import time
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.data_sets import html_pages, laws, plain_lines
from benchmarks.page_peers import by_soup
from benchmarks.page_proof import fault
from cleaners import clean_page
from corpus import RawPage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

ROUNDS = 3
TEXT_STEP = 12
"""Every twelfth of 3,475 laws: 290 texts of 17 kB on average."""


def measure_speed(data: Path, peers: Mapping[str, Callable[[str], str]]) -> dict[str, float]:
    """Print pages a second of every reader; return ours, and ours over trafilatura's."""
    pages = [record["html"] for name in ("gne", "scrapinghub") for record in html_pages(data, name)]
    readers: dict[str, Callable[[str], object]] = {"ours": _clean, **peers, "BeautifulSoup's tree": by_soup}
    rates = _rates(readers, pages)
    print(f"speed, {len(pages)} HTML pages of {_kilobytes(pages):.0f} kB, pages a second: {_told(rates)}")
    proven = _rates({"ours": _clean_and_prove}, pages[::5])["ours"]
    print(f"  with the proof of every page {proven:.1f}, on {len(pages[::5])} of them")
    texts = ["\n".join(plain_lines(law["text"])) for law in laws(data)[::TEXT_STEP]]
    text_rates = _rates({"ours": _clean}, texts)
    print(f"speed, {len(texts)} text pages of {_kilobytes(texts):.0f} kB, pages a second: {_told(text_rates)}")
    figures = {"speed_html": rates["ours"], "speed_text": text_rates["ours"]}
    return figures | {f"speed_over_{peer}": rates["ours"] / rates[peer] for peer in peers}


def _rates(readers: Mapping[str, Callable[[str], object]], pages: Sequence[str]) -> dict[str, float]:
    """Return for each reader the median of its rates over the rounds, each round one pass of every reader over all pages."""
    rates: dict[str, list[float]] = {name: [] for name in readers}
    for read in readers.values():
        read(pages[0])  # what is loaded once is not a page's cost
    for _ in range(ROUNDS):
        seconds = dict.fromkeys(readers, 0.0)
        for page in pages:
            for name, read in readers.items():
                began = time.process_time()
                read(page)
                seconds[name] += time.process_time() - began
        for name, taken in seconds.items():
            rates[name].append(len(pages) / taken)
    return {name: median(values) for name, values in rates.items()}


def _clean(page: str) -> object:
    return clean_page(RawPage(page.encode("utf-8", "surrogatepass"), "speed"))


def _clean_and_prove(page: str) -> object:
    raw = RawPage(page.encode("utf-8", "surrogatepass"), "speed")
    return fault(clean_page(raw), raw)


def _kilobytes(pages: Sequence[str]) -> float:
    return sum(len(page.encode("utf-8", "surrogatepass")) for page in pages) / len(pages) / 1_000


def _told(rates: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {rate:.1f}" for name, rate in rates.items())
