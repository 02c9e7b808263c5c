"""Shingles: in goes the text of a page, out come numbers that two pages share where they share a stretch of text.

Compared are match keys: simplified, lower case, half width, without white space, marks and the pinyin that a converter injected. Chinese
and other scripts are two streams, so that the English between two Chinese paragraphs parts nothing; digits stand in both. The hash is
our own and does not change with a library: a polynomial over code points, mixed by the finaliser of SplitMix64 (Steele, Lea, Flood 2014).
"""

from __future__ import annotations

import re
import zlib
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cleaners.injected_pinyin import GLOSS, TONE
from corpus.ids import text_key
from corpus.matchkey import fold_characters

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    Numbers = NDArray[np.uint64]

HASH_VERSION = 1
"""Grows with every change of what is compared or how it is hashed, and ``RULES_VERSION`` with it: signatures of another version are not
compared, and cleaning again makes new ones."""

HAN_SHINGLE = 5
"""Characters: of a text with one wrong in twenty .77 of the shingles are right. Shorter ones stand in every law."""

LATIN_SHINGLE = 10
"""Letters, without gaps: about two words. Of whole words one wrong letter in twenty would spoil a quarter."""

HAN_OWN, LATIN_OWN = 1, 5
"""Characters of a shingle that must be of its own script: 2021年 counts, the digits of a table do not."""

SAMPLE = 512
"""Shingles that a page is compared by, twice that at most: the share of common ones is known to about .02."""

HAN_WINDOW, LATIN_WINDOW = 64, 128
"""Shingles of which the one with the smallest number is an anchor (winnowing: Schleimer, Wilkerson, Aiken 2003). Two pages that share a
passage so long share an anchor; MinHash finds them only where they share half of all they have."""

MIN_SENTENCE, MIN_LATIN_SENTENCE = 6, 20
"""Characters of a sentence that is compared; shorter ones (总则, "Article 12") stand in every text."""

LENGTH_BITS = 16
MAX_LENGTH = (1 << LENGTH_BITS) - 1
"""A sentence is its CRC-32 and, in the lower bits, its length in characters: how likely noise is to spare it."""

SENTENCE_END = re.compile(r"[。｡！？!?；;…\n]+|\.(?=\s)")
"""What parts sentences."""

_WORD = re.compile(r"[\w\n]+")
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_MIX_1, _MIX_2 = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_MARK_BITS = np.uint64(16)
"""Bits that are dropped of a hash: 48 are stored in less room than 64, and of 10^8 marks one in three million meets another's."""


class Shingles(NamedTuple):
    """What a text is compared by.

    Its text key; the key of its words, equal whatever their marks and lines; how many shingles it has; those different ones that are below
    ``2^(64 - rate)``; its anchors; its sentences.
    """

    key: str
    words: str
    length: int
    rate: int
    sample: Numbers
    anchors: Numbers
    sentences: Numbers


def shingle(text: str) -> Shingles:
    """Return the shingles, anchors and sentences of a text; each array is sorted and holds nothing twice."""
    whole = fold_characters(text)
    folded = comparable(text) if TONE.search(text) else whole
    sentences = "".join(_WORD.findall("\n".join(SENTENCE_END.split(folded)))).replace("_", "").split("\n")
    words = "".join(sentences)
    hashes, anchors = _hashes(words)
    different = _different(hashes)
    rate = max(int(np.ceil(np.log2(max(len(different), 1) / SAMPLE))), 0)
    return Shingles(
        key=text_key(" ".join(whole.split())),
        words=text_key(words),
        length=len(hashes),
        rate=rate,
        sample=below(different, rate),
        anchors=_different(anchors >> _MARK_BITS),
        sentences=np.array(_numbers_of(sentences), dtype=np.uint64),
    )


def comparable(text: str) -> str:
    """Return a text simplified, in lower case and half width, without the pinyin that a converter injected."""
    return fold_characters(GLOSS.sub("", text) if TONE.search(text) else text)


def below(hashes: Numbers, rate: int) -> Numbers:
    """Return the sorted hashes that are below ``2^(64 - rate)``: of any text the same share, by chance."""
    return hashes if rate == 0 else hashes[: int(np.searchsorted(hashes, np.uint64(1 << (64 - rate))))]


@lru_cache(maxsize=1 << 14)
def mark(kind: str, value: str) -> int:
    """Return the number by which pages share a ``value`` of a ``kind``. Most are of figures: every law has a second article."""
    return int.from_bytes(blake2b(f"{kind}:{value}".encode("utf-8", "surrogatepass"), digest_size=6).digest(), "little")


def _hashes(characters: str) -> tuple[Numbers, Numbers]:
    """Return the hash of every shingle of both streams, and the anchors among them."""
    codes = np.frombuffer(characters.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
    is_digit = (codes >= ord("0")) & (codes <= ord("9"))
    is_han = ((codes >= 0x3400) & (codes <= 0x9FFF)) | ((codes >= 0xF900) & (codes <= 0xFAFF)) | (codes == 0x3007) | (codes >= 0x20000)  # noqa: PLR2004  # as in corpus.scripts
    streams = (
        (codes[is_han | is_digit], is_han[is_han | is_digit], HAN_SHINGLE, HAN_OWN, HAN_WINDOW),
        (codes[~is_han], ~is_digit[~is_han], LATIN_SHINGLE, LATIN_OWN, LATIN_WINDOW),
    )
    hashes = [_of_stream(stream, own, size, least) for stream, own, size, least, _ in streams]
    anchors = [winnowed(one, stream[-1]) for one, stream in zip(hashes, streams, strict=True)]
    return np.concatenate(hashes), np.concatenate(anchors)


def _of_stream(codes: Numbers, own: NDArray[np.bool_], size: int, least: int) -> Numbers:
    """Return the hash of every stretch of ``size`` characters of which at least so many are the stream's own, in order."""
    count = len(codes) - size + 1
    if count <= 0:
        return np.empty(0, dtype=np.uint64)
    owned = np.concatenate(([0], np.cumsum(own)))
    return hash_runs(codes, size)[owned[size:] - owned[:-size] >= least]


def hash_runs(codes: Numbers, size: int) -> Numbers:
    """Return the hash of every ``size`` neighbours, of which there are as many at least."""
    count = len(codes) - size + 1
    hashes = np.zeros(count, dtype=np.uint64)
    for at in range(size):
        hashes = hashes * _FACTOR + codes[at : at + count]
    return _mixed(hashes)


def _different(hashes: Numbers) -> Numbers:
    """Return hashes sorted, each once; ``numpy.unique`` takes three times as long."""
    ordered = np.sort(hashes)
    return ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))] if len(ordered) else ordered


def _mixed(hashes: Numbers) -> Numbers:
    hashes = (hashes ^ (hashes >> np.uint64(30))) * _MIX_1
    hashes = (hashes ^ (hashes >> np.uint64(27))) * _MIX_2
    return hashes ^ (hashes >> np.uint64(31))


def winnowed(hashes: Numbers, window: int) -> Numbers:
    """Return the smallest hash of every ``window`` neighbours, a power of two, each once or more; of fewer the smallest."""
    if len(hashes) < window:
        return hashes.min(keepdims=True) if len(hashes) else hashes
    step = 1
    while step < window:
        hashes = np.minimum(hashes[:-step], hashes[step:])
        step *= 2
    return hashes


def _numbers_of(sentences: Iterable[str]) -> list[int]:
    """Return the numbers of those sentences that are long enough, sorted, each once."""
    long = (one for one in sentences if len(one) >= (MIN_LATIN_SENTENCE if one.isascii() else MIN_SENTENCE))
    return sorted({zlib.crc32(one.encode("utf-8", "surrogatepass")) << LENGTH_BITS | min(len(one), MAX_LENGTH) for one in long})
