"""Language: in goes text, out comes zh, en, mixed or und, by the shares of its scripts.

Script first: on Chinese headings it is right where langdetect is right one time in three, at a six-hundredth of the time. langdetect,
seeded, is asked only of Latin text of some length in which no English function word stands.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from cleaners.draft import Change, Draft, Label
from corpus.matchkey import simplify
from corpus.scripts import count_latin, is_han
from corpus.sentences import HAN_WEIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator

CHINESE_SHARE = 0.75
"""From this share of Han (weighted as in ``corpus.sentences``) a text is Chinese that quotes English; below 1 minus it, the reverse."""

MIN_DETECT_LETTERS = 60
"""Letters. langdetect guesses on less."""

FUNCTION_WORD_SHARE = 0.08
"""Share of English function words from which Latin text is English without asking. Of lines of 60 letters and more, 98 of 100 of
Taiwan's laws in English reach it and 93 of 100 of TICO-19 (medians .25 and .19); German, Dutch and Danish do not."""

_FUNCTION_WORDS = frozenset("the and of to with by that this from shall which are were its".split())
"""None that German, Dutch or Danish has too, such as in, is, was, an, for, have; but for the Dutch of."""

FUNCTION_WORD_WINDOW = 1000
"""Characters in which function words are counted: some 150 words."""

_WORD = re.compile(r"[A-Za-zÀ-ɏ]+")
_OTHER_SCRIPT = re.compile("[\u3040-\u30ff\uac00-\ud7a3\u0400-\u04ff\u0600-\u06ff\u0e00-\u0e7f\u0900-\u097f]")


def identify_language(text: str) -> str:
    """Return ``zh``, ``en``, ``mixed`` (both, each a fair share) or ``und`` (no letters, or another language)."""
    scripts = Counter[str]()
    for character, count in Counter(text).items():
        scripts[_script(character)] += count
    han, latin, other = scripts["han"] * HAN_WEIGHT, scripts["latin"], scripts["other"] * HAN_WEIGHT
    if (not han and not latin) or other > (han + latin) / 4:
        return "und"
    share = han / (han + latin)
    if share >= CHINESE_SHARE:
        return "zh"
    if share > 1 - CHINESE_SHARE:
        return "mixed"
    return "en" if _is_english(text, latin) else "und"


def identify_variant(text: str) -> str:
    """Return ``Hans`` or ``Hant`` by which characters that differ stand more often in ``text``, or an empty string for neither."""
    traditional = simplified = 0
    for character, count in Counter(text).items():
        variant = _variant(character)
        traditional += count if variant == "Hant" else 0
        simplified += count if variant == "Hans" else 0
    if traditional == simplified:
        return ""
    return "Hant" if traditional > simplified else "Hans"


def label_language(draft: Draft) -> Iterator[Change]:
    """Yield language and script variant of every block."""
    for block in draft.blocks:
        text = block.text
        language = identify_language(text)
        yield Label(block.number, lang=language, variant=identify_variant(text) if language in {"zh", "mixed"} else "")


def _is_english(text: str, latin: int) -> bool:
    if latin < MIN_DETECT_LETTERS:
        return True
    words = _WORD.findall(text[:FUNCTION_WORD_WINDOW].lower())
    if sum(word in _FUNCTION_WORDS for word in words) >= FUNCTION_WORD_SHARE * len(words) > 0:
        return True
    from langdetect import DetectorFactory, LangDetectException, detect  # noqa: PLC0415  # most pages never need it

    DetectorFactory.seed = 0
    try:
        return bool(detect(text) == "en")
    except LangDetectException:
        return True


@lru_cache(maxsize=1 << 16)
def _script(character: str) -> str:
    """Return ``han``, ``latin``, ``other`` for the letters of another script, or an empty string; a page has few characters, often."""
    if is_han(character):
        return "han"
    if count_latin(character):
        return "latin"
    return "other" if _OTHER_SCRIPT.match(character) else ""


@lru_cache(maxsize=1 << 16)
def _variant(character: str) -> str:
    """Return the variant of Chinese that alone has the character, or an empty string."""
    if not is_han(character):
        return ""
    if simplify(character) != character:
        return "Hant"
    return "Hans" if character in _simplified_only() else ""


@cache
def _simplified_only() -> frozenset[str]:
    """Return the characters that traditional text does not use: what traditional characters become, and are not themselves."""
    characters = [chr(code) for code in range(0x4E00, 0xA000)]
    become = {simplify(character) for character in characters if simplify(character) != character}
    return frozenset(become - _SHARED)


_SHARED = frozenset(
    "万与丑个丰云伙余佛佣俊修僵克党冢冬冲准凌几凶出划别刮制千升卜占即卷厘发只台叶叹吁吃合吊同后向呆周咨咸咽哄喂噪回团困坛埼复"
    "奸姜娘家尽局岩岳峰巨布席干幸庄床庵异弥弦当彩征御志念恒恤恶愈愿戚扇才扎托扣折抬抵拐拼挨挲挽捆捍搜教斗旋旗既昆暗曲札术朱朴"
    "杆杯松板柜查栗核梁棋棱欲污沈沾泄泛注洼涂游溪溯漓灶狸玩璇症皂真矩确私秋种秘筑签糊糖系累群胄胜胡脏致舍芸苏苔范药获蒙蓑蔑虫"
    "表谷赃踊逾郁酸采里雇雕霉面须飧饥"
)
"""Simplified forms that are characters of their own in traditional text, and so say nothing: those that OpenCC's table from simplified
to traditional leaves alone, and those that stand for several (后, 里, 面). Of 93,213 lines of Taiwan's laws 136 counted as simplified
without the first kind, none with it."""
