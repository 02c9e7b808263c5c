"""How well charset and language are told, beside chardet, charset-normalizer and langdetect, and that clean pages raise no flag.

Run: ``python -m benchmarks.charset [--data DIR] [--show]``. Files: 47 feeds and pages, right if the labelled charset is found with the
declaration taken out; the one in EUC-TW is right if it is refused by name. Strings: 2,000 windows of 8 characters for each charset, at
least half of them Han, undeclared, right if the text comes back; one half is for tuning, the other holds the floor. The table of
frequencies was counted on laws, so there are windows of news and feeds too. Language: lines of 4
letters and more, and articles and titles with their translation in one line; a peer is right with the language, ours with the language
and never the other variant.
"""

from __future__ import annotations

import argparse
import base64
import random
import re
import sys
import time
from collections import Counter
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import chardet
import charset_normalizer
from langdetect import DetectorFactory, LangDetectException, detect

from benchmarks.data_sets import records
from benchmarks.floors import hold
from cleaners.across.ingest import why_refused
from cleaners.decode import decode
from cleaners.language import identify_language, identify_variant
from cleaners.pipeline import clean_page
from corpus.model import RawPage
from corpus.scripts import count_han, count_latin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parent.parent
SEED = 4
STRINGS, LENGTH = 2000, 8
LINES, MIN_LINE = 2000, 4
CLEAN = 1000
MEGABYTE = 1_000_000

DECLARATION = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?[\w-]+""", re.IGNORECASE)
FAMILIES = {"gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "big5": "big5hkscs", "cp950": "big5hkscs"}


def texts(data: Path) -> dict[str, list[str]]:
    """Return the texts of laws by what they are written in, in a fixed order drawn by lot."""
    pairs = records(data, "mojlaw/pairs")
    found = {
        "Hans": [article["text"] for article in records(data, "stard/corpus")],
        "Hant": [pair["zh_hant"] for pair in pairs],
        "en": [pair["en"] for pair in pairs],
        "mixed": [f"{pair['law_zh']} {pair['law_en']}" for pair in pairs[::20]] + [f"{pair['zh']} {pair['en']}" for pair in pairs],
    }
    found |= unseen(data)
    for kind in found.values():
        random.Random(SEED).shuffle(kind)  # noqa: S311  # a sample, no secret
    return found


def unseen(data: Path) -> dict[str, list[str]]:
    """Return texts of other kinds than those that ``han_frequencies.tsv`` was counted on: news pages, and the feeds in Big5."""
    news = [clean_page(RawPage(page["html"], page["id"])).document.text for page in records(data, "html/gne")]
    feeds = [base64.b64decode(file["bytes_b64"]) for file in records(data, "encoding_files/chinese") if file["label"] == "Big5"]
    return {"news": news, "feeds": [re.sub(r"<[^<>]*>|\s", "", feed.decode("big5", "ignore")) for feed in feeds]}


def windows(source: list[str], codec: str) -> list[tuple[str, bytes]]:
    """Return strings of ``LENGTH`` characters that the codec holds, at least half of them Han, with their bytes."""
    draw = random.Random(SEED)  # noqa: S311  # as above
    found: list[tuple[str, bytes]] = []
    while len(found) < STRINGS:
        text = draw.choice(source)
        start = draw.randrange(max(len(text) - LENGTH, 1))
        window = text[start : start + LENGTH]
        if len(window) == LENGTH and count_han(window) >= LENGTH / 2:
            try:
                found.append((window, window.encode(codec)))
            except UnicodeEncodeError:
                continue
    return found


def by_chardet(data: bytes) -> str:
    """Return the codec that chardet names."""
    return chardet.detect(data)["encoding"] or ""


def by_charset_normalizer(data: bytes) -> str:
    """Return the codec that charset-normalizer names."""
    best = charset_normalizer.from_bytes(data).best()
    return best.encoding if best else ""


PEERS: dict[str, Callable[[bytes], str]] = {"chardet": by_chardet, "charset-normalizer": by_charset_normalizer}


def read_as(data: bytes, named: str) -> str:
    """Return the text that a codec named by a peer gives, generously: gb2312 is read as gb18030, Big5 with its extension."""
    name = named.lower().replace("-", "").replace("_", "")
    try:
        return data.decode(FAMILIES.get(name, named), "replace")
    except LookupError:
        return ""


def measure_files(data: Path, figures: dict[str, float]) -> None:
    """Count the files whose charset is found."""
    right: Counter[str] = Counter()
    files = records(data, "encoding_files/chinese")
    for file in files:
        page = DECLARATION.sub(b"", base64.b64decode(file["bytes_b64"]))
        codec = FAMILIES.get(file["label"].lower())
        if codec is None:
            right["refused"] += file["label"] in why_refused(page)
            continue
        right["ours"] += decode(page).encoding == codec and not why_refused(page)
        right.update({name: int(read_as(page, peer(page)) == page.decode(codec, "replace")) for name, peer in PEERS.items()})
    total = len(files) - 1
    print(f"files: ours {right['ours']}/{total}, " + ", ".join(f"{name} {right[name]}/{total}" for name in PEERS), end="; ")
    print(f"EUC-TW refused by name: {right['refused']}/1")
    figures |= {"files": right["ours"] / total, "euc_tw_refused": float(right["refused"])}


def measure_strings(sources: dict[str, list[str]], figures: dict[str, float], *, show: bool) -> None:
    """Print the share of strings read right in each charset, halves apart."""
    charsets = {
        "gbk": ("Hans", "gbk"),
        "gbk_traditional": ("Hant", "gbk"),
        "big5": ("Hant", "big5"),
        "gbk_news": ("news", "gbk"),
        "big5_feeds": ("feeds", "big5"),
        "utf_16": ("Hans", "utf-16-le"),
        "utf_8": ("Hans", "utf-8"),
    }
    for name, (kind, codec) in charsets.items():
        strings = windows(sources[kind], codec)
        wrong = [[text for text, data in strings[half::2] if decode(data).text != text] for half in (0, 1)]
        halves = [1 - len(missed) / (STRINGS / 2) for missed in wrong]
        peers = {peer: sum(read_as(data, of(data)) == text for text, data in strings[1::2]) / (STRINGS / 2) for peer, of in PEERS.items()}
        print(
            f"strings of {LENGTH}, {name}: tuning {halves[0]:.4f}, held out {halves[1]:.4f} of {STRINGS // 2}; "
            + ", ".join(f"{peer} {share:.3f}" for peer, share in peers.items())
        )
        figures[f"strings_{name}"] = halves[1]
        if show:
            print("  ", wrong[0])


def lines(source: list[str]) -> Iterator[str]:
    """Yield lines of at least ``MIN_LINE`` letters, Chinese ones cut at stops and commas, so that short ones are among them."""
    for text in source:
        for line in re.split(r"[\n。；，]", text):
            if count_han(line) + count_latin(line) >= MIN_LINE:
                yield line.strip()


def language_of(line: str) -> tuple[str, str]:
    """Return language and variant as ours tell them."""
    language = identify_language(line)
    return language, identify_variant(line) if language == "zh" else ""


def peer_language(line: str) -> str:
    """Return what langdetect says."""
    try:
        return str(detect(line))
    except LangDetectException:
        return ""


def measure_language(sources: dict[str, list[str]], figures: dict[str, float], *, show: bool) -> None:
    """Print the share of lines whose language is told right; langdetect is asked of a tenth of them."""
    wanted = {"Hans": ("zh", "zh-cn"), "Hant": ("zh", "zh-tw"), "en": ("en", "en"), "mixed": ("mixed", "mixed")}
    DetectorFactory.seed = 0
    for kind, (language, peers) in wanted.items():
        source = lines(sources[kind]) if kind != "mixed" else (text.replace("\n", " ") for text in sources[kind])
        sample = list(islice(source, LINES))
        told = [language_of(line) for line in sample]
        other = {"Hans": "Hant", "Hant": "Hans"}.get(kind, "none")
        wrong = [line for line, (found, variant) in zip(sample, told, strict=True) if found != language or variant == other]
        silent = sum(variant == "" for _, variant in told) if language == "zh" else 0
        theirs = sum(peer_language(line) == peers for line in sample[::10]) / len(sample[::10])
        share = 1 - len(wrong) / len(sample)
        unsaid = f", variant not said {silent}" if language == "zh" else ""
        print(f"language {kind}: {share:.4f} of {len(sample)}{unsaid}; langdetect {theirs:.3f} of {len(sample[::10])}")
        figures[f"language_{kind}"] = share
        if show:
            print("  ", wrong[:20])


def measure_clean(sources: dict[str, list[str]], figures: dict[str, float], *, show: bool) -> None:
    """Count the flags and edits of character rules on clean items."""
    items = [text for kind in ("Hans", "Hant", "en", "mixed") for text in sources[kind][: CLEAN // 4]]
    flags: list[tuple[str, str]] = []
    edits: list[tuple[str, str]] = []
    for item in items:
        cleaned = clean_page(RawPage(item, "item"))
        flags += [(flag.name, item[max(flag.span.start - 20, 0) : flag.span.end + 20]) for flag in cleaned.document.flags]
        edits += [(edit.rule, item[max(edit.span.start - 20, 0) : edit.span.end + 20]) for edit in cleaned.edits]
    print(f"clean items: {len(items)}; false flags {len(flags)}, edits {len(edits)} {dict(Counter(rule for rule, _ in edits))}")
    figures["clean_items_without_flag"] = 1 - len(flags) / len(items)
    if show:
        print("  ", flags, edits)


def measure_speed(sources: dict[str, list[str]], figures: dict[str, float]) -> None:
    """Print megabytes a second of decoding, and microseconds of a call that tells the language."""
    page = "\n".join(sources["Hans"][:4000])
    for name, codec in (("utf_8", "utf-8"), ("gbk", "gbk")):
        data = page.encode(codec, "ignore")
        best = min(_seconds(partial(decode, data)) for _ in range(5))
        print(f"decoding {name}: {len(data) / best / MEGABYTE:.0f} MB/s")
        figures[f"speed_{name}"] = len(data) / best / MEGABYTE
    sample = list(islice(lines(sources["Hans"]), LINES))
    print(f"language: {_seconds(lambda: list(map(language_of, sample))) / len(sample) * MEGABYTE:.0f} µs a line")


def _seconds(call: Callable[[], object]) -> float:
    start = time.process_time()
    call()
    return time.process_time() - start


def main() -> int:
    """Print all figures; return 1 when one is below its floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--show", action="store_true", help="show what is wrong in the half for tuning")
    arguments = parser.parse_args()
    if not arguments.data.is_dir():
        print(f"no data at {arguments.data}: give it with --data DIR")
        return 0
    figures: dict[str, float] = {}
    sources = texts(arguments.data)
    measure_files(arguments.data, figures)
    measure_strings(sources, figures, show=arguments.show)
    measure_language(sources, figures, show=arguments.show)
    measure_clean(sources, figures, show=arguments.show)
    measure_speed(sources, figures)
    return hold("charset", figures)


if __name__ == "__main__":
    sys.exit(main())
