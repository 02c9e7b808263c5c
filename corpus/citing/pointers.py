"""Words that point: in goes text, out come 本办法, 前款, 该法, 上述规定, this Law, the preceding paragraph, with what they point at."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, TypeAlias

from corpus.citing.words import ENGLISH_KINDS, KINDS
from corpus.numerals import to_number

Role: TypeAlias = Literal["self", "own", "preceding", "same", "that", "above"]
"""``self`` this text (本办法); ``own`` the place where it stands (本条); ``preceding`` the one before (前款); ``same`` the place cited last
(同条); ``that`` the text named last that is of the kind (该法); ``above`` the text named last (上述规定)."""

_KINDS = "|".join(KINDS)
_MODIFIERS = "(?:实施|暂行|指导|若干|补充|试行|管理|工作|行动|总体|专项|作业|处理)?"
_TEXT_ENDS = (
    r"(?![院人官律医学系庭治典]|(?<=条例)外|(?<=规划)[期师]|(?<=标准)[化间]|(?<=制度)化|(?<=要求)[的]?[是在]|(?<=公告)[栏牌]|(?<=函)[授数])"
)
_CHINESE = re.compile(
    rf"(?<![基根日版样成资标文脚课书副原剧范抄读蓝母译刻善孤])本(?P<self>{_MODIFIERS}(?:{_KINDS})){_TEXT_ENDS}"
    r"|(?<![基根日版样成资标文脚课书副原剧范抄读蓝母译刻善孤])本(?P<own>条(?![例件])|款(?![项式])|项(?![目工])|章(?!程)|节(?!目)|编(?![制辑])|点(?=规定|所))"
    r"|(?<![之以目当先此生提空眼跟面会年月周天期以从])前(?P<count>[一二两三四五六])?(?P<preceding>条(?![件例约文])|款(?![项式物])|项(?![目工])|点(?=[规所之第,、])|目(?![标的录]))"
    r"|(?<![相共雷合])同(?P<same>条(?![例件])|款(?=第)|项(?=第))"
    rf"|(?<![应活])该(?P<that>{_KINDS}){_TEXT_ENDS}|(?<![相共协连伙会等如不雷合])同(?P<like>法(?=第)|条例(?=第)|办法(?=第)|细则(?=第)|规则(?=第))"
    r"|(?:上述|前述|上开)(?P<above>规定|意见|办法|通知|文件|条例|方案|决定|细则)"
)
_CHINESE_MAY = re.compile("[本前同该述开]")

_WORDS = "|".join(sorted(ENGLISH_KINDS, key=len, reverse=True))
_UNIT = r"paragraph|article|item|section|clause|chapter|part"
_COUNTS = {"two": 2, "three": 3, "four": 4}
_ENGLISH = re.compile(
    rf"\b(?:these|this|the present)\s(?P<self>{_WORDS})\b|\bthis\s(?P<own>{_UNIT})\b(?!\s\d)"
    rf"|\b(?:the\s)?(?:preceding|foregoing|previous|aforementioned|aforesaid|above|above-mentioned)\s(?:(?P<count>two|three|four)\s)?(?P<preceding>{_UNIT})s?\b"
    rf"|\b(?:that|the said|the same|the aforesaid|said)\s(?P<that>{_WORDS})\b|\bthe\s(?P<the>{_WORDS})\b"
    r"|\b(?P<thereof>thereof)\b|\b(?P<hereof>hereof)\b",
    re.IGNORECASE,
)
_ENGLISH_MAY = re.compile(r"\b(?:th(?:is|ese|at|e)|said|preceding|foregoing|previous|above|afore\w+|[th]+ereof)\b", re.IGNORECASE)

_LEVELS = {"条": "article", "款": "paragraph", "项": "item", "目": "item", "点": "article", "章": "chapter", "节": "section", "编": "part"}


class Pointer(NamedTuple):
    """A pointing word at ``text[start:end]``: its role, the kind of text or level of place it points at, how many (前两款).

    ``needs_pin`` is set where the word is one only with a place before it: Article 5 of these measures, in lower case; hereof.
    """

    start: int
    end: int
    role: Role
    what: str
    how_many: int = 1
    needs_pin: bool = False


def chinese_pointers(folded: str) -> list[Pointer]:
    """Return the pointing words of Chinese text, which is simplified."""
    if not _CHINESE_MAY.search(folded):
        return []
    found = []
    for match in _CHINESE.finditer(folded):
        role: Role
        if match["self"]:
            role, what = "self", match["self"]
        elif match["own"]:
            role, what = "own", _LEVELS[match["own"]]
        elif match["preceding"]:
            role, what = "preceding", _LEVELS[match["preceding"]]
        elif match["same"]:
            role, what = "same", _LEVELS[match["same"]]
        elif match["above"]:
            role, what = "above", match["above"]
        else:
            role, what = "that", match["that"] or match["like"]
        count = to_number(match["count"]) if match["count"] else 1
        found.append(Pointer(match.start(), match.end(), role, what, count))
    return found


def english_pointers(text: str) -> list[Pointer]:
    """Return the pointing words of English text; in lower case "these measures" may be any measures, so it needs a pin."""
    if not _ENGLISH_MAY.search(text):
        return []
    return [_pointer(match) for match in _ENGLISH.finditer(text)]


def _pointer(match: re.Match[str]) -> Pointer:
    start, end = match.span()
    if match["preceding"]:
        return Pointer(start, end, "preceding", match["preceding"].lower(), _COUNTS.get((match["count"] or "").lower(), 1))
    if match["hereof"] or match["thereof"]:
        return Pointer(start, end, "self" if match["hereof"] else "above", "", needs_pin=True)
    role: Role = "self" if match["self"] else "own" if match["own"] else "that"
    what = match["self"] or match["own"] or match["that"] or match["the"]
    is_plain = what[0].islower() and (match["that"] is None or match[0].lower().startswith("said"))
    return Pointer(start, end, role, what.lower(), needs_pin=is_plain)
