"""How well garbled characters are repaired, and how safely: with ftfy beside us, on texts that take no part in any statistics.

Run: ``python -m benchmarks.characters [--data DIR] [--half tuning] [--show]``. Texts at odd places of their files give the figures; those
at even places are for tuning, and the character table is computed from them (``benchmarks/make_han_frequencies.py``). Damage is made
here, with Python's own codecs, from windows of text of 12 to 60 characters; a window counts for a pair where the damage is lossless.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import ftfy
from ftfy import TextFixerConfig

from benchmarks.character_texts import clean_items, ftfy_cases, read_texts
from benchmarks.floors import hold
from cleaners.decode import decode
from cleaners.mojibake import repair_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cleaners.mojibake import Repaired

ROOT = Path(__file__).resolve().parent.parent
SEED = 20261126
WINDOWS = 30_000
SAMPLES = 500
"""Windows for each kind of damage."""

SPEED_MB = 4.0

TARGETS = {"utf-8": ("latin-1", "cp1252", "gbk", "gb18030", "shift_jis"), "gbk": ("latin-1", "cp1252", "big5"), "big5": ("gbk", "latin-1")}
LOSSY = ("gbk", "gb18030", "shift_jis", "cp1252")

UNCHANGED = TextFixerConfig(uncurl_quotes=False, fix_character_width=False, fix_latin_ligatures=False, normalization=None)
"""ftfy without the options that also change correct text."""


class Texts(NamedTuple):
    """Texts of one half, one line each: simplified, traditional."""

    hans: Sequence[str]
    hant: Sequence[str]


class Lossy(NamedTuple):
    """How much came back of text that lost bytes.

    Characters in all and right ones; of repaired windows those that they say and the right ones; wrong ones of all windows, the garbled
    ones of windows that were not repaired included; windows in which a character is missing without a gap.
    """

    characters: int
    right: int
    said: int
    said_right: int
    wrong: int
    unmarked: int


def main() -> int:
    """Print every figure and hold it against its floor; return 1 when one is below."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--half", choices=("tuning", "figures"), default="figures")
    parser.add_argument("--show", action="store_true", help="show what went wrong")
    arguments = parser.parse_args()
    if not arguments.data.is_dir():
        print(f"no data at {arguments.data}: give it with --data DIR")
        return 0
    parity = 1 if arguments.half == "figures" else 0
    source = read_texts(arguments.data, parity)
    texts = Texts([text.replace("\n", "") for text in source["stard"]], [text.replace("\n", "") for text in source["hant"]])
    figures = {
        **measure_clean(clean_items(source, random.Random(SEED)), show=arguments.show),  # noqa: S311  # samples, not secrets
        **measure_pairs(texts, show=arguments.show),
        **measure_lossy(texts, show=arguments.show),
        **measure_lost_bytes(texts),
        **measure_ftfy_cases(arguments.data, show=arguments.show),
        **measure_speed(source),
    }
    return hold("characters", figures) if parity else 0


def measure_clean(items: Sequence[str], *, show: bool) -> dict[str, float]:
    """Count clean items and windows of them that are changed."""
    chooser = random.Random(SEED)  # noqa: S311  # as above
    windows = [window(chooser.choice(items), chooser, 2, 20) for _ in range(WINDOWS)]
    figures = {}
    holed = ["".join(character if chooser.random() < 0.8 else "\ufffd" for character in text) for text in items]  # noqa: PLR2004  # one in five
    for name, texts in (("items", items), ("windows", windows), ("holed", holed)):
        changed = [text for text in texts if repair_text(text).edits]
        theirs = sum(ftfy.fix_text(text) != text for text in texts)
        careful = sum(ftfy.fix_text(text, UNCHANGED) != text for text in texts)
        print(f"clean {name}: changed {len(changed)} of {len(texts)}; ftfy's defaults {theirs}, without its options {careful}")
        if show:
            for text in changed[:20]:
                print("   ", repr(text[:60]), [(edit.after, edit.inverse) for edit in repair_text(text).edits][:3])
        figures[f"clean_{name}"] = 1 - len(changed) / len(texts)
    return figures


def measure_pairs(texts: Texts, *, show: bool) -> dict[str, float]:
    """Measure for each misreading, made once and twice, how many windows come back exactly."""
    figures = {}
    for actual, mistakens in TARGETS.items():
        for mistaken in mistakens:
            for rounds in (1, 2):
                pairs = list(damaged(texts, actual, mistaken, rounds))
                if not pairs:
                    print(f"{actual} read as {mistaken} ×{rounds}: never lossless")
                    continue
                wrong = [(text, garbled) for text, garbled in pairs if repair_text(garbled).text != text]
                theirs = sum(ftfy.fix_encoding(garbled) == text for text, garbled in pairs)
                share = 1 - len(wrong) / len(pairs)
                print(f"{actual} read as {mistaken} ×{rounds}: exact {share:.4f} of {len(pairs)}; ftfy {theirs / len(pairs):.4f}")
                if show:
                    for text, garbled in wrong[:4]:
                        print(f"    {text!r}\n    {garbled!r}\n    {repair_text(garbled).text!r}")
                figures[f"{actual}_{mistaken}_{rounds}".replace("-", "")] = share
    return figures


def damaged(texts: Texts, actual: str, mistaken: str, rounds: int) -> Iterator[tuple[str, str]]:
    """Yield windows with what they become, of those that a strict codec could bring back."""
    chooser = random.Random(f"{actual} {mistaken} {rounds}")  # noqa: S311  # as above
    sources = {"utf-8": (*texts.hans, *texts.hant), "gbk": texts.hans, "big5": texts.hant}[actual]
    found = 0
    for _attempt in range(SAMPLES * 400):
        text = window(chooser.choice(sources), chooser, 12, 60)
        garbled = _misread(text, actual, mistaken, rounds)
        if garbled is not None:
            yield text, garbled
            found += 1
        if found == SAMPLES:
            return


def _misread(text: str, actual: str, mistaken: str, rounds: int) -> str | None:
    """Return ``text`` misread, or None where that is impossible or would lose something, or where the text says too little."""
    han = sum("\u4e00" <= character <= "\u9fff" for character in text)
    if len(text) < 12 or han < 6:  # noqa: PLR2004  # the shortest text that must come back
        return None
    garbled = text
    try:
        for _ in range(rounds):
            garbled = garbled.encode(actual).decode(mistaken)
        restored = garbled
        for _ in range(rounds):
            restored = restored.encode(mistaken).decode(actual)
    except UnicodeError:
        return None
    return garbled if restored == text and garbled != text else None


def measure_lossy(texts: Texts, *, show: bool) -> dict[str, float]:
    """Measure what comes back of UTF-8 that was decoded with U+FFFD for what the mistaken codec does not know."""
    figures = {}
    for script, sources in zip(("hans", "hant"), texts, strict=True):
        for mistaken in LOSSY:
            chooser = random.Random(f"lossy {mistaken}")  # noqa: S311  # as above
            windows = [window(chooser.choice(sources), chooser, 12, 60) for _ in range(SAMPLES)]
            windows = [text for text in windows if len(text) >= 12]  # noqa: PLR2004  # as above
            counts = [_compare(text, repair_text(text.encode().decode(mistaken, "replace")), show=show) for text in windows]
            total = Lossy(*(sum(column) for column in zip(*counts, strict=True)))
            print(
                f"utf-8 read as {mistaken}, lossy, {script}: recovered {total.right / total.characters:.4f} of {total.characters}, "
                f"precision {total.right / (total.right + total.wrong):.5f} of {total.right + total.wrong}, "
                f"of the repaired windows alone {total.said_right / total.said:.5f} of {total.said}; "
                f"with an unmarked hole {total.unmarked} of {len(windows)}"
            )
            figures[f"lossy_{mistaken}_{script}_recovered"] = total.right / total.characters
            figures[f"lossy_{mistaken}_{script}_precision"] = total.right / (total.right + total.wrong)
            figures[f"lossy_{mistaken}_{script}_marked"] = 1 - total.unmarked / len(windows)
    return figures


def _compare(text: str, repaired: Repaired, *, show: bool) -> Lossy:
    """Align what is said with the text; what is said and matches nothing is wrong, what is missing must have a gap."""
    right, wrong, unmarked = aligned(text, repaired.text)
    if show and wrong:
        print(f"    {text!r}\n    {repaired.text!r}")
    return Lossy(len(text), right, (right + wrong) * bool(repaired.edits), right * bool(repaired.edits), wrong, int(unmarked > 0))


def aligned(text: str, said: str) -> tuple[int, int, int]:
    """Return how many characters of ``said`` are right, how many wrong, and how many of ``text`` are missing without a gap.

    Of all alignments, in which a U+FFFD stands for any number of characters, the one with the fewest faults. Python's
    ``SequenceMatcher`` takes the longest match first and calls right characters wrong.
    """
    if text == said:
        return len(text), 0, 0
    costs = [at * _UNMARKED for at in range(len(text) + 1)]
    for character in said:
        gap = character == "\ufffd"
        before, costs[0] = costs[0], costs[0] + (0 if gap else _WRONG)
        for at, right in enumerate(text, start=1):
            ways = [costs[at], costs[at - 1]] if gap else [costs[at] + _WRONG, costs[at - 1] + _UNMARKED]
            if gap or right == character:
                ways.append(before)
            before, costs[at] = costs[at], min(ways)
    faults, rest = divmod(costs[-1], _FAULT)
    unmarked = rest // _OF_TEXT
    wrong = faults - unmarked
    return len(said) - said.count("\ufffd") - wrong, wrong, unmarked


_FAULT, _OF_TEXT = 1 << 40, 1 << 20
_WRONG, _UNMARKED = _FAULT, _FAULT + _OF_TEXT
"""Faults are counted in the upper bits of one number, those of missing characters among them in the middle ones."""


def measure_lost_bytes(texts: Texts) -> dict[str, float]:
    """Measure how many characters are right where one byte was lost, read as it comes and around the half that is left."""
    figures: dict[str, float] = {}
    for encoding, sources in (("gb18030", texts.hans), ("big5hkscs", texts.hant)):
        chooser = random.Random(f"one byte {encoding}")  # noqa: S311  # as above
        characters = raw = mended = touched = 0
        for _ in range(2 * SAMPLES):
            text = window(chooser.choice(sources), chooser, 12, 120)
            data = text.encode(encoding, "ignore")
            text = data.decode(encoding)
            touched += bool(decode(data, encoding).exceptions)
            lost = chooser.randrange(len(data))
            damaged = data[:lost] + data[lost + 1 :]
            characters += len(text)
            raw += _matches(text, damaged.decode(encoding, "replace"))
            mended += _matches(text, decode(damaged, encoding).text)
        print(
            f"{encoding} without one byte: right {mended / characters:.4f} of {characters}, read as it comes {raw / characters:.4f}; "
            f"clean windows touched {touched} of {2 * SAMPLES}"
        )
        figures |= {f"lost_byte_{encoding}": mended / characters, f"clean_{encoding}": 1 - touched / (2 * SAMPLES)}
    return figures


def _matches(text: str, read: str) -> int:
    return sum(block.size for block in SequenceMatcher(None, text, read, autojunk=False).get_matching_blocks())


def measure_ftfy_cases(data: Path, *, show: bool) -> dict[str, float]:
    """Compare with ftfy on its own cases, quotes and widths aside, which it changes and we keep."""
    plain = TextFixerConfig(fix_encoding=False)
    ours = theirs = worse = 0
    cases = ftfy_cases(data)
    for case in cases:
        gold = ftfy.fix_text(case["gold"], plain)
        we, they = ftfy.fix_text(repair_text(case["garbled"]).text, plain) == gold, ftfy.fix_text(case["garbled"]) == case["gold"]
        ours += we
        theirs += they
        worse += they and not we
        if show and they and not we:
            print(f"    {case['garbled']!r}\n    {repair_text(case['garbled']).text!r}\n    {case['gold']!r}")
    print(f"ftfy's cases: ours {ours} of {len(cases)}, ftfy {theirs}; worse than ftfy on {worse}")
    return {"ftfy_cases": 1 - worse / len(cases)}


def measure_speed(source: dict[str, list[str]]) -> dict[str, float]:
    """Measure megabytes a second of one core on clean articles, one call each."""
    articles: list[str] = []
    size = 0
    for group in zip(source["stard"], source["hant"], source["en"], strict=False):
        articles += group
        size += sum(len(article.encode()) for article in group)
        if size > SPEED_MB * 1e6:
            break
    rates = [size / 1e6 / _seconds(repair_text, articles) for _ in range(3)]
    theirs = size / 1e6 / _seconds(ftfy.fix_text, articles[: len(articles) // 20]) / 20
    print(f"speed on {len(articles)} clean articles: {max(rates):.1f} MB/s; ftfy {theirs:.2f}")
    return {"speed": max(rates)}


def _seconds(function: Callable[[str], object], texts: Sequence[str]) -> float:
    start = time.process_time()
    for text in texts:
        function(text)
    return time.process_time() - start


def window(text: str, chooser: random.Random, shortest: int, longest: int) -> str:
    """Return a stretch of ``text`` of random length and place; all of a shorter text."""
    length = chooser.randint(shortest, longest)
    start = chooser.randint(0, max(len(text) - length, 0))
    return text[start : start + length]


if __name__ == "__main__":
    sys.exit(main())
