"""Language: in goes text, out comes zh, en, mixed or und, by the shares of its scripts.

Script first: on Chinese headings it is right where langdetect is right one time in three, at a six-hundredth of the time. Of Latin text
function words tell: English ones that it is English, two of other languages that it is not. langdetect, seeded, is asked only of what
has one of those or letters with marks; it takes a list of names for Dutch or Danish, and milliseconds.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from cleaners.draft import Change, Draft, Label
from corpus.matchkey import simplify
from corpus.scripts import count_han, count_latin, is_han
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

FOREIGN_WORDS = 2
"""Different function words of other languages that tell by themselves; one may be a name's (Rio de Janeiro)."""

MARKED_SHARE = 0.02
"""Share of letters with marks (é, ł, ạ) from which Latin text without English function words may be of another language."""

_FOREIGN_WORDS = frozenset(
    # German, Dutch, the languages of Scandinavia; French, Spanish, Portuguese, Italian, Romanian; Polish, Turkish, Indonesian, Latin
    "der das und mit von für ist nicht ein eine auch werden het een van zijn niet voor werd och som det inte med til ikke og av"
    " de le les des une dans pour qui sur pas el del que por una para su é não em um uma il di che della non sono gli și în"
    " z się nie że oraz jest ve bir bu için ile yang dari untuk dengan ini itu pada tidak adalah cum quod".split()
)
"""Frequent words that English does not have: no die, an, in, was, den, per, con, on, los."""

FUNCTION_WORD_WINDOW = 1000
"""Characters in which function words are counted: some 150 words."""

BOTH, HANT, HANS = " ts"
"""Classes of characters: any but those of traditional text alone and of simplified text alone."""

MAX_MEMO = 1 << 16
"""Characters whose script is remembered."""

MAX_COUNTED = 200_000
"""Characters of a text that are counted; the longest law has 175,000."""

_WORD = re.compile(r"[A-Za-zÀ-ɏẠ-ỿ]+")
_OTHER_SCRIPT = re.compile("[\u3040-\u30ff\uac00-\ud7a3\u0400-\u04ff\u0600-\u06ff\u0e00-\u0e7f\u0900-\u097f]")


def identify_language(text: str) -> str:
    """Return ``zh``, ``en``, ``mixed`` (both, each a fair share) or ``und`` (no letters, or another language)."""
    return _language(text, text[:MAX_COUNTED])


def identify_variant(text: str) -> str:
    """Return ``Hans`` or ``Hant`` by which characters that differ stand more often in ``text``, or an empty string for neither."""
    return _variant(text)


def label_language(draft: Draft) -> Iterator[Change]:
    """Yield language and script variant of every block."""
    for block in draft.blocks:
        text = block.text
        counted = text[:MAX_COUNTED]
        language = _language(text, counted)
        yield Label(block.number, lang=language, variant=_variant(counted) if language in {"zh", "mixed"} else "")


def _language(text: str, counted: str) -> str:
    """Return the language of ``text``, of which the characters ``counted`` are looked at."""
    han, latin, other = count_han(counted) * HAN_WEIGHT, count_latin(counted), len(_OTHER_SCRIPT.findall(counted)) * HAN_WEIGHT
    if (not han and not latin) or other > (han + latin) / 4:
        return "und"
    share = han / (han + latin)
    if share >= CHINESE_SHARE:
        return "zh"
    if share > 1 - CHINESE_SHARE:
        return "mixed"
    return "en" if _is_english(text, latin) else "und"


def _variant(text: str) -> str:
    """Return the variant of Chinese that most of the characters of ``text`` that differ belong to."""
    if not _perhaps_traditional().search(text):
        return "Hans" if _simplified_class().search(text) else ""
    classes = text.translate(_CLASSES)
    traditional, simplified = classes.count(HANT), classes.count(HANS)
    if traditional == simplified:
        return ""
    return "Hant" if traditional > simplified else "Hans"


def _is_english(text: str, latin: int) -> bool:
    if latin < MIN_DETECT_LETTERS:
        return True
    window = text[:FUNCTION_WORD_WINDOW].lower()
    words = _WORD.findall(window)
    english = sum(word in _FUNCTION_WORDS for word in words)
    if english >= FUNCTION_WORD_SHARE * len(words) > 0:
        return True
    foreign = [word for word in words if word in _FOREIGN_WORDS]
    if len(set(foreign)) >= FOREIGN_WORDS and len(foreign) > english:
        return False
    marked = sum(not character.isascii() for word in words for character in word)
    if not foreign and marked < MARKED_SHARE * sum(map(len, words)):
        return True
    from langdetect import DetectorFactory, LangDetectException, detect  # noqa: PLC0415  # most pages never need it

    DetectorFactory.seed = 0
    try:
        return bool(detect(text) == "en")
    except LangDetectException:
        return True


class _Classes(dict[int, str]):
    """The class of each character, looked up once for as many as most texts have; a page has few characters, often."""

    def __missing__(self, code: int) -> str:
        found = _class_of(chr(code))
        if len(self) < MAX_MEMO:
            self[code] = found
        return found


def _class_of(character: str) -> str:
    """Return which variant of Chinese alone has a character."""
    if is_han(character) and simplify(character) != character:
        return HANT
    return HANS if character in _simplified_only() else BOTH


_CLASSES = _Classes()


@cache
def _simplified_only() -> frozenset[str]:
    """Return the characters that traditional text does not use: what traditional characters become, and are not themselves."""
    return frozenset(simplify(_traditional())) - _SHARED


@cache
def _traditional() -> str:
    """Return the characters of the main block of Han that simplified text does not use."""
    characters = "".join(map(chr, range(0x4E00, 0xA000)))
    return "".join(character for character, simplified in zip(characters, simplify(characters), strict=True) if simplified != character)


@cache
def _perhaps_traditional() -> re.Pattern[str]:
    """Return what finds a character of traditional text alone: in the main block one of these, elsewhere any may be one."""
    return re.compile(f"[{_traditional()}\u3400-\u4dbf\uf900-\ufaff\U00020000-\U000323af]")


@cache
def _simplified_class() -> re.Pattern[str]:
    """Return what finds a character of simplified text alone, the few beyond U+FFFF aside, where any may be traditional."""
    return re.compile(f"[{''.join(filter(_is_basic, _simplified_only()))}]")


def _is_basic(character: str) -> bool:
    return character <= "\uffff"


_SHARED = frozenset(
    "万与丑个丰云伙余佛佣俊修僵克党冢冬冲准凌几凶出划别刮制千升卜占即卷厘发只台叶叹吁吃合吊同后向呆周咨咸咽哄喂噪回团困坛埼复"
    "奸姜娘家尽局岩岳峰巨布席干幸庄床庵异弥弦当彩征御志念恒恤恶愈愿戚扇才扎托扣折抬抵拐拼挨挲挽捆捍搜教斗旋旗既昆暗曲札术朱朴"
    "杆杯松板柜查栗核梁棋棱欲污沈沾泄泛注洼涂游溪溯漓灶狸玩璇症皂真矩确私秋种秘筑签糊糖系累群胄胜胡脏致舍芸苏苔范药获蒙蓑蔑虫"
    "表谷赃踊逾郁酸采里雇雕霉面须飧饥"
)
"""Simplified forms that are characters of their own in traditional text, and so say nothing: those that OpenCC's table from simplified
to traditional leaves alone, and those that stand for several (后, 里, 面). Of 93,213 lines of Taiwan's laws 136 counted as simplified
without the first kind, none with it."""
