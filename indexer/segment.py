"""Segmentation: in goes a run of Han characters, out come its words. jieba stays behind this wall.

Its hidden Markov model is off: it invents words in legal text (并报, 由市). Its own cache in the shared temporary folder, which
anybody may write and which is read as code objects are, is never touched: see ``indexer.dictionary``.
"""

from __future__ import annotations

import sys
import warnings
from contextlib import suppress
from functools import cache, lru_cache
from hashlib import sha256
from importlib.metadata import version
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from corpus.concepts import concepts
from corpus.matchkey import match_key
from corpus.scripts import is_han
from indexer.dictionary import DictionaryFile, FileUnusableError, pack, private_folder, write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterator

_NO_WORD = "\ue000\ue000"
"""Stands in no run of Han characters; it takes up what rjieba's sum of frequencies lacks."""

_SUB_WORD_LENGTHS = (2, 3)
"""jieba's search mode looks for words of these lengths inside longer ones."""


class Word(NamedTuple):
    """A word of a run, with its place in the run; ``whole`` unless it lies inside the whole word before it."""

    text: str
    start: int
    end: int
    whole: bool


class Segmenter:
    """jieba's segmentation, without HMM, over a dictionary of which only the needed parts are read."""

    def __init__(self, total: int, shards: DictionaryFile | None, frequencies: dict[str, int]) -> None:
        """Take the sum of all frequencies, and the dictionary: as a file (``shards``) or whole (``frequencies``)."""
        self._tokenizer = _import_jieba().Tokenizer()
        self._tokenizer.FREQ = self._frequencies = frequencies
        self._tokenizer.total = total
        self._tokenizer.initialized = True
        self._shards = shards
        self._loaded: set[str] = set()
        self._fast: Any = None
        self.cut_by = ""

    def words(self, run: str) -> Iterator[Word]:
        """Yield the words of ``run`` from left to right, each followed by the shorter words inside it, as jieba's search mode.

        Every look-up that jieba makes begins with a character of the run, so their shards are all it needs.
        """
        if self._shards is not None and not self._loaded.issuperset(run):
            self._load(self._shards, set(run) - self._loaded)
        start = 0
        for text in self._fast.cut(run, False) if self._fast else self._tokenizer.cut(run, HMM=False):  # noqa: FBT003  # its hmm
            size = len(text)
            yield Word(text, start, start + size, whole=True)
            for length in _SUB_WORD_LENGTHS:
                if length >= size:
                    break
                for first in range(start, start + size - length + 1):
                    part = run[first : first + length]
                    if self._frequencies.get(part):
                        yield Word(part, first, first + length, whole=False)
            start += size

    def speed_up(self) -> None:
        """Cut with rjieba from here on, where it is installed and cuts as jieba does; ``cut_by`` says so.

        Of 273,631 runs of Chinese law (3.9 M characters) it cut every one as jieba does, in 1.1 s for 8.0. Its own sum of all frequencies
        made 109 differ: jieba counts a word anew when a label is added that it knows, and 技术成果 and 技术/成果 are so close that this
        decides. To set it up takes a second, which only a large library is worth.
        """
        try:
            import rjieba  # noqa: PLC0415  # an optional extra
        except ImportError:
            return
        frequencies, total = _build()
        fast = rjieba.Jieba.empty()
        for word, frequency in frequencies.items():
            if frequency:
                fast.add_word(word, frequency, "")
        fast.add_word(_NO_WORD, total - sum(frequencies.values()), "")
        self._frequencies = self._tokenizer.FREQ = frequencies
        self._shards = None
        labels = sorted(label for label in map(match_key, concepts().zh_labels()) if all(map(is_han, label)))
        probes = ["".join(pair) for pair in pairwise(labels)]
        if all(fast.cut(probe, False) == list(self._tokenizer.cut(probe, HMM=False)) for probe in probes):  # noqa: FBT003  # its hmm
            self._fast = fast
            self.cut_by = f", cut by rjieba {version('rjieba')}"

    def _load(self, shards: DictionaryFile, characters: set[str]) -> None:
        for character in characters:
            try:
                self._frequencies.update(shards.shard(character))
            except FileUnusableError:
                shards.file.unlink(missing_ok=True)  # the next process makes it again
                self._frequencies.update(_build()[0])
                self._shards = None
                return
            self._loaded.add(character)


def segmenter() -> Segmenter:
    """Return the segmenter for the concepts in use: from the private cache, which is made when it is missing or damaged.

    Where no private folder can be had, the dictionary is built in memory (half a second, each process).
    """
    return _segmenter(concepts().hash)


@lru_cache(maxsize=4)
def _segmenter(_list: str) -> Segmenter:
    """Return ``segmenter`` for the list of concepts with this hash, which is in use."""
    folder = private_folder()
    if folder is None:
        frequencies, total = _build()
        return Segmenter(total, None, frequencies)
    file = folder / _file_name()
    try:
        shards = DictionaryFile(file)
    except FileUnusableError:
        frequencies, total = _build()
        with suppress(OSError):  # a full disk: the next process tries again
            write_atomically(file, pack(frequencies, total))
        return Segmenter(total, None, frequencies)
    return Segmenter(shards.total, shards, {})


def segmenter_name() -> str:
    """Return the segmenter's name and version, for the index's manifest."""
    return f"jieba {_import_jieba().__version__}"


def _file_name() -> str:
    """Return the dictionary file's name: it changes with jieba's version and with the concepts' labels."""
    key = sha256(f"{segmenter_name()} {concepts().hash}".encode()).hexdigest()
    return f"dictionary-{key[:24]}.bin"


def _build() -> tuple[dict[str, int], int]:
    """Return jieba's own dictionary with the concepts' Chinese labels added, and the sum of its frequencies.

    医联体 is cut 医/联体 otherwise. Only labels that are one run of Han characters are added: nothing else reaches jieba.
    """
    jieba = _import_jieba()
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    for label in sorted(set(map(match_key, concepts().zh_labels()))):
        if len(label) > 1 and all(map(is_han, label)):
            tokenizer.add_word(label)
    return tokenizer.FREQ, tokenizer.total


@cache
def _import_jieba() -> Any:  # noqa: ANN401  # jieba ships no types
    """Import jieba without ``pkg_resources``, which it would use to open one file: 130 ms become 24."""
    loaded = "pkg_resources" in sys.modules
    hidden = sys.modules.get("pkg_resources")
    sys.modules["pkg_resources"] = None  # type: ignore[assignment]  # Python's own way to say: not to be found
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # jieba's source has escapes that newer Pythons warn of
            import jieba  # noqa: PLC0415  # an English query must not pay for it
    finally:
        if loaded:
            sys.modules["pkg_resources"] = hidden  # type: ignore[assignment]
        else:
            del sys.modules["pkg_resources"]
    for handler in list(jieba.default_logger.handlers):
        jieba.default_logger.removeHandler(handler)
    return jieba
