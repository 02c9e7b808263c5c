"""What others find copies with, beside us: datasketch and rensa over our shingles, and datasketch over words between white space.

Each is used as its documentation does it: 128 permutations, threshold .5, what the index gives ranked by the Jaccard index estimated
of the signatures. All are given the text that cleaning made.
"""

from __future__ import annotations

import re
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Protocol

from corpus.scripts import has_han

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from benchmarks.copies_texts import Page

PERMUTATIONS, THRESHOLD = 128, 0.5
_WORDS = re.compile(r"\w+")
ZH_SHINGLE, EN_SHINGLE, SPACED_SHINGLE = 5, 3, 5


class Finder(Protocol):
    """Something that finds partners of a page."""

    name: str

    def add(self, name: str, page: Page) -> None:
        """Take a page into what is searched."""

    def partners(self, page: Page) -> list[str]:
        """Return the names of the pages that the page is a copy of, the likeliest first."""


def shingles(text: str) -> set[str]:
    """Return five characters each for Chinese, three words each for English."""
    if has_han(text):
        squeezed = "".join(text.split())
        return {squeezed[at : at + ZH_SHINGLE] for at in range(max(len(squeezed) - ZH_SHINGLE + 1, 1))}
    words = _WORDS.findall(text)
    return {" ".join(words[at : at + EN_SHINGLE]) for at in range(max(len(words) - EN_SHINGLE + 1, 1))}


def spaced_shingles(text: str) -> set[str]:
    """Return five words each, a word being what stands between white space: what text-dedup and datatrove do unless told otherwise."""
    words = text.split()
    return {" ".join(words[at : at + SPACED_SHINGLE]) for at in range(max(len(words) - SPACED_SHINGLE + 1, 1))}


class Datasketch:
    """MinHash and LSH of datasketch."""

    def __init__(self, name: str, cut: Callable[[str], set[str]]) -> None:
        """Begin with an empty index."""
        from datasketch import MinHash, MinHashLSH  # noqa: PLC0415  # a peer that need not be there

        self.name = name
        self._cut = cut
        self._make: Any = MinHash
        self._index: Any = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
        self._known: dict[str, Any] = {}

    def sign(self, page: Page) -> Any:  # noqa: ANN401  # the peer's own
        """Return the signature of a page."""
        signature = self._make(num_perm=PERMUTATIONS)
        signature.update_batch([one.encode("utf-8", "surrogatepass") for one in self._cut(page.document.text)])
        return signature

    def add(self, name: str, page: Page) -> None:
        """Take a page into the index."""
        self._known[name] = self.sign(page)
        self._index.insert(name, self._known[name])

    def partners(self, page: Page) -> list[str]:
        """Return what the index gives, by Jaccard index."""
        signature = self.sign(page)
        return _ranked(self._index.query(signature), lambda name: signature.jaccard(self._known[name]))


class Rensa:
    """MinHash and LSH of rensa."""

    name = "rensa"

    def __init__(self) -> None:
        """Begin with an empty index."""
        from rensa import RMinHash, RMinHashLSH  # noqa: PLC0415  # a peer that need not be there

        self._make: Any = RMinHash
        self._index: Any = RMinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS, num_bands=32)
        self._names: list[str] = []
        self._known: list[Any] = []

    def sign(self, page: Page) -> Any:  # noqa: ANN401  # the peer's own
        """Return the signature of a page."""
        signature = self._make(num_perm=PERMUTATIONS, seed=42)
        signature.update(sorted(shingles(page.document.text)))
        return signature

    def add(self, name: str, page: Page) -> None:
        """Take a page into the index."""
        self._index.insert(len(self._names), self.sign(page))
        self._names.append(name)
        self._known.append(self.sign(page))

    def partners(self, page: Page) -> list[str]:
        """Return what the index gives that is above the threshold, by Jaccard index."""
        signature = self.sign(page)
        likely = {self._names[at]: signature.jaccard(self._known[at]) for at in self._index.query(signature)}
        return _ranked([name for name, jaccard in likely.items() if jaccard >= THRESHOLD], likely.__getitem__)


def _ranked(names: Iterable[str], jaccard: Callable[[str], float]) -> list[str]:
    return sorted(names, key=lambda name: (-jaccard(name), name))


def peers() -> list[Finder]:
    """Return the peers that are installed (``pip install 'tiaowen[bench]'``)."""
    found: list[Finder] = []
    if find_spec("datasketch"):
        found += [Datasketch("datasketch", shingles), Datasketch("words by white space", spaced_shingles)]
    if find_spec("rensa"):
        found.append(Rensa())
    if not found:
        print("no peer is installed: pip install 'tiaowen[bench]'")
    return found
