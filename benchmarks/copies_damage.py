"""Damage that scrapers and sites do to a page: in goes a clean text, out comes what is found of it elsewhere.

Each is seeded by chance. Digits stay as they are: a wrong digit in a date makes another version of a law, by all that the page says.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from opencc import OpenCC

from corpus.pinyin import spellings
from corpus.scripts import HAN_CLASS, has_han

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

_HAN = re.compile(f"[{HAN_CLASS}]")
_WRONG_HAN = "曰木未末土士干于千王玉主目自白百己已巳日天夫失大太犬人入八几九力刀刃口囗中虫田由甲申电水永小少丁下上止正立"
"""What a bad scan puts in the place of a character."""

_WRONG_LATIN = "etaoinshrdlucmfwypvbgkjqxz"
_TONED = {"a": "ā", "e": "é", "i": "ǐ", "o": "ò", "u": "ú", "v": "ǜ"}

ABOVE_ZH = (
    "首页 > 新闻中心 > 政策法规",
    "独家整理：这份文件值得收藏",
    "来源：本站编辑部 浏览次数：1024 字号：大 中 小",
    "点击上方蓝字关注我们，第一时间获取行业动态",
)
BELOW_ZH = (
    "上一篇：关于召开年度工作会议的预告",
    "下一篇：网站维护公告",
    "声明：本站转载的内容仅供参考，版权归原作者所有，如有异议请联系我们删除。",
    "扫一扫在手机打开当前页 打印本页 关闭窗口",
    "网站地图 | 联系我们 | 关于本站 | 备案号见首页",
)
ABOVE_EN = (
    "Home > News > Policies and Regulations",
    "You need to read this: the full text, collected by our editors",
    "Source: editorial office   Views: 1024   Font: large, medium, small",
    "Follow us to be the first who knows what happens in the trade",
)
BELOW_EN = (
    "Previous: what the annual meeting is going to discuss",
    "Next: our site is under maintenance tonight",
    "What is reprinted here is for reference only; its rights remain with its authors, who may ask us to take it down.",
    "Print this page | Close the window | Share it with your friends",
    "Site map | Contact | About us | Terms of use",
)
WRONG = {"2% wrong characters": 0.02, "5% wrong characters": 0.05}
CUTS = {"tail cut 30%": 0.7, "tail cut 50%": 0.5}
EXCERPT = 0.2


class Damage(NamedTuple):
    """A kind of damage: its name, what it does to a text, given another one, and the languages that it befalls."""

    name: str
    do: Callable[[str, str, random.Random], str]
    languages: tuple[str, ...] = ("zh", "en")


def boilerplate(text: str, _: str, chooser: random.Random) -> str:
    """Return a text under another headline, between the lines of a site."""
    above, below = (ABOVE_ZH, BELOW_ZH) if has_han(text) else (ABOVE_EN, BELOW_EN)
    _, *body = text.split("\n")
    return "\n".join((*chooser.sample(above, 3), *body, *chooser.sample(below, 4)))


def cut(share: float) -> Callable[[str, str, random.Random], str]:
    """Return what cuts a text off after this share of it."""
    return lambda text, _other, _chooser: text[: int(len(text) * share)]


def excerpt(text: str, _: str, chooser: random.Random) -> str:
    """Return a fifth of a text, from anywhere."""
    length = int(len(text) * EXCERPT)
    start = chooser.randrange(len(text) - length)
    return text[start : start + length]


def merge(text: str, other: str, chooser: random.Random) -> str:
    """Return a page that holds a text twice, and another text before, between or behind."""
    parts = [text, text]
    parts.insert(chooser.randrange(3), other)
    return "\n".join(parts)


def misread(share: float) -> Callable[[str, str, random.Random], str]:
    """Return what puts wrong letters and characters in the place of this share of them."""

    def wrong(character: str, chooser: random.Random) -> str:
        if chooser.random() >= share:
            return character
        if _HAN.match(character):
            return chooser.choice(_WRONG_HAN)
        return chooser.choice(_WRONG_LATIN) if character.isascii() and character.isalpha() else character

    return lambda text, _other, chooser: "".join(wrong(character, chooser) for character in text)


@cache
def _converter() -> OpenCC:
    return OpenCC("s2t")


def traditional(text: str, _: str, __: random.Random) -> str:
    """Return a text in traditional characters."""
    return str(_converter().convert(text))


def with_pinyin(text: str, _: str, __: random.Random) -> str:
    """Return a text in traditional characters, its reading behind each character that changed: 服務(wù)."""
    converted = str(_converter().convert(text))
    pairs = zip(text, converted, strict=True) if len(text) == len(converted) else ((one, one) for one in converted)
    return "".join(after if before == after else f"{after}({_reading(before)})" for before, after in pairs)


@cache
def _reading(character: str) -> str:
    letters = next(iter(spellings(character)), "e")
    vowel = next((letter for letter in "aoeiuv" if letter in letters), "e")
    return letters.replace(vowel, _TONED[vowel], 1).replace("v", "ü")


def lower(text: str, _: str, __: random.Random) -> str:
    """Return a text in lower case."""
    return text.lower()


def rewrap(text: str, _: str, chooser: random.Random) -> str:
    """Return a text whose lines are broken anew, at a width of its own."""
    width = chooser.randint(28, 40) if has_han(text) else chooser.randint(60, 90)
    return "\n".join(line for paragraph in text.split("\n") for line in _broken(paragraph, width))


def _broken(paragraph: str, width: int) -> Sequence[str]:
    if has_han(paragraph):
        return [paragraph[start : start + width] for start in range(0, len(paragraph), width)]
    lines = [""]
    for word in paragraph.split():
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def beside_skeleton(text: str, chinese: str, _: random.Random) -> str:
    """Return an English text, above it what is left of its Chinese when every Han character is taken."""
    return "\n".join((*filter(None, (_HAN.sub("", line).strip() for line in chinese.split("\n"))), text))


DAMAGES = (
    Damage("boilerplate, headline", boilerplate),
    *(Damage(name, cut(share)) for name, share in CUTS.items()),
    Damage("excerpt of 20%", excerpt),
    Damage("twice, with another", merge),
    *(Damage(name, misread(share)) for name, share in WRONG.items()),
    Damage("traditional", traditional, ("zh",)),
    Damage("pinyin injected", with_pinyin, ("zh",)),
    Damage("lower case", lower, ("en",)),
    Damage("re-wrapped", rewrap),
    Damage("skeleton beside", beside_skeleton, ("en",)),
)
