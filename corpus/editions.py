"""Version words of titles: in goes a title, out come the title without them and what they say: stage, year, edition, amendment.

Such words are （试行）, （2018年修正）, （修订草案征求意见稿）, 第三版, "(Trial)", "(Revised 2021)", "(Third Edition)"; inside a title
暂行办法 and "Interim Measures". Only brackets that hold nothing else are taken off: 刑法修正案（十一） and 办法（北京） keep theirs.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, TypeAlias

from corpus.matchkey import simplify
from corpus.model import word_characters
from corpus.numerals import to_number

Stage: TypeAlias = Literal["", "draft", "trial"]

_NUMERAL = r"(?:[一二三四五六七八九十]{1,3}|\d{1,2})"
_TOKEN_ZH = re.compile(
    r"(?P<draft>(?:修[订正改])?草案(?:[一二三]次审议稿|修改稿|送审稿)?|(?:公开)?征求意见稿?|(?:送审|讨论|审议|报批|建议)稿)"
    r"|(?P<trial>试行|暂行|试用)[稿本]?"
    rf"|第(?P<edition>{_NUMERAL})版"
    r"|(?P<year>(?:19|20)\d\d)(?:年|(?=[版本修]|$))(?:\d{1,2}月(?:\d{1,2}日)?)?"
    rf"|(?:第{_NUMERAL}次)?(?P<amended>修[订正改])(?:文?本|版|稿)?"
    r"|[版本]|[\s,、·]"
)

_ORDINALS = {word: number for number, word in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), 1)}
_TOKEN_EN = re.compile(
    r"(?P<draft>(?:exposure |consultation )?draft(?: (?:for|of|soliciting)(?: public| soliciting)? (?:comments?|opinions?|consultation))?"
    r"|(?:for|soliciting) comments?)\b"
    r"|(?P<trial>trial|interim|provisional|pilot)(?: implementation| operation| use)?\b"
    rf"|(?P<edition>\d{{1,2}}(?=st|nd|rd|th)|{'|'.join(_ORDINALS)})(?:st|nd|rd|th)? (?:trial )?(?:edition|version)\b"
    r"|(?:version|edition) (?P<edition_last>\d{1,2})\b(?!\.\d)"
    r"|(?P<year>(?:19|20)\d\d)\b"
    r"|(?P<amended>amend(?:ed|ment)|revis(?:ed|ion))\b"
    r"|(?:edition|version|for|in|of|the)\b|[\s,]",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s*[(【\[〔](?P<inside>[^()【】\[\]〔〕]{1,60})[)】\]〕](?=\W*$)")
_TAIL = re.compile(
    rf"(?P<inside>(?:试行)?第{_NUMERAL}版|(?:19|20)\d\d年?(?:版|本|修[订正](?:版|本)?)|修订[版稿]|试行稿?|征求意见稿|草案)(?=\W*$)"
)
_INSIDE_ZH = re.compile(
    r"(?P<inside>试行|暂行)(?=(?:管理|监督管理|实施|工作|技术)?(?:办法|规定|条例|细则|规则|规程|标准|方案|规范|通则|准则|章程|意见|指南)\W*$)"
)
_INSIDE_EN = re.compile(
    r"\b(?P<inside>interim|provisional|trial|draft)\s+(?=(?:[a-z]+\s){0,2}"
    r"(?:measures|provisions|regulations?|rules|opinions?|standards?|procedures|guidelines|specifications?|plan|law|code)\b)",
    re.IGNORECASE,
)
_YEARLY = re.compile(r"(?:报告|公报|要点|预算|决算|计划|任务|总结|report|bulletin|communique|budget)\W*$", re.IGNORECASE)
"""What is written anew each year: there the year in brackets tells one work from another, not one version from the next."""

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


class Version(NamedTuple):
    """What a title says of its version: the words as printed, and what they mean; "", 0 and False where they do not say."""

    label: str = ""
    stage: Stage = ""
    year: int = 0
    edition: int = 0
    amended: bool = False


def fold_title(title: str) -> str:
    """Return ``title`` simplified and in half width, character by character, so that places in it are places in the title."""
    return simplify(title).translate(_FULL_WIDTH)


def split_version(title: str) -> tuple[str, Version]:
    """Return ``title`` without its version words, and what they say."""
    labels: list[str] = []
    for form in (_BRACKETS, _BRACKETS, _TAIL, _INSIDE_ZH, _INSIDE_EN):
        found = form.search(fold_title(title))
        if found is None:
            continue
        rest = title[: found.start()] + title[found.end() :]
        words = title[found.start("inside") : found.end("inside")].strip()
        yearly = _YEARLY.search(rest) is not None and found["inside"].rstrip("年 ").isdecimal()
        if word_characters(rest) and not yearly and read_version(words):
            title = rest
            labels.insert(0, words)
    return title.strip(), read_version(" ".join(labels)) or Version()


def read_version(words: str) -> Version | None:
    """Return what ``words`` say of a version, or None where they say nothing of one or anything else stands among them."""
    folded = fold_title(words)
    said = _read(_TOKEN_ZH, folded) or _read(_TOKEN_EN, folded)
    if not said:
        return None
    edition = said.get("edition") or said.get("edition_last") or ""
    return Version(
        label=words,
        stage="draft" if "draft" in said else "trial" if "trial" in said else "",
        year=int(said.get("year", 0)),
        edition=_ORDINALS.get(edition.lower()) or (to_number(edition) if edition else 0),
        amended="amended" in said,
    )


def _read(token: re.Pattern[str], words: str) -> dict[str, str]:
    """Return what the tokens that ``words`` wholly consists of say, or nothing."""
    said: dict[str, str] = {}
    position = 0
    while position < len(words):
        match = token.match(words, position)
        if match is None:
            return {}
        said |= {name: value for name, value in match.groupdict().items() if value}
        position = match.end()
    return said
