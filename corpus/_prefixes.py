"""Prefixes of document numbers: in go the characters before a number's bracket, out comes the prefix of the agency that ends them.

Nothing parts a prefix from the words before it (根据国务院办公厅国办发〔2021〕18号文件): where it begins is read from words that end before
one, from names of agencies, and from the characters that prefixes begin with.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.matchkey import simplify
from corpus.scripts import HAN_CLASS

if TYPE_CHECKING:
    from collections.abc import Sequence

LOOK_BACK = 120
"""Characters before a number in which its prefix, or the English name of the agency that issued it, stands."""

MAX_PREFIX = 9
"""Characters. The longest prefixes in use have seven (国中医药医政发); what is longer is a sentence."""

MIN_NAME = 4
"""Characters of an agency's full name; of shorter ones only those listed are names, others are prefixes (国资委发, 人社厅函)."""

MIN_ALONE = 3
"""Characters of a prefix not known by its first or its last: place, agency and one more (泽卫药). A government's may have two (沐政)."""

MAX_SYLLABLES = 6
"""Guo Wei Ti Gai Fa has five."""

PINYIN = {
    "guofa": "国发",
    "guobanfa": "国办发",
    "guohan": "国函",
    "guobanhan": "国办函",
    "zhongfa": "中发",
    "zhongbanfa": "中办发",
    "guoweifa": "国卫发",
    "guoweiyifa": "国卫医发",
    "guoweibanyifa": "国卫办医发",
    "guoweitigaifa": "国卫体改发",
    "weiyizhengfa": "卫医政发",
    "yibaofa": "医保发",
    "yibaobanfa": "医保办发",
    "renshebufa": "人社部发",
    "guoziweifa": "国资委发",
    "guozifa": "国资发",
    "fagaishehui": "发改社会",
    "caishe": "财社",
    "caishui": "财税",
}
"""Prefixes in the pinyin that English renderings give them: "Guobanfa [2021] No. 18"."""

CENTRAL = re.compile(r"(?:国办|国|中办|中)(?:发明电|办发|办函|发|函)\Z")
"""The State Council and the Central Committee, whatever stands before."""

_HAN_BEFORE = re.compile(rf"[{HAN_CLASS}]+(?=\s{{0,2}}\Z)")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’.-]*")
_WORDS_BEFORE = re.compile(rf"(?:{_WORD.pattern}\s{{1,3}})*{_WORD.pattern}\s{{0,3}}\Z")
_NOT_A_LETTER = re.compile(r"[\s'’.-]")

_HEAD = re.compile(
    "[国京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵黔云滇藏陕甘青宁新穗深财教科工公民司劳环建住交铁水农商卫银审税质广体林统"
    "知旅法医药食证保气粮能资烟邮航疾应安信妇团残供档密监外侨台港组宣纪]"
    "|中(?:办|组|宣|纪|央|发|国|医)|内政|兵|发改(?!革)|计|自然|生态|文(?!件|号|字)|市监|市政|人(?:社|事|口|薪|发)|高检|最高|海关|署|机关"
    "|总工|全国|爱卫|扶贫|退役"
)
"""What prefixes begin with: the State, provinces, ministries and their like. Towns are too many to be listed."""

_TYPE = re.compile(r"(?:发|函|字|规|令|办|通|明电|电)\Z")
"""The kind of document that ends most prefixes (发文, 函, 令): the prefix of an agency not listed is known by it."""

_NO_PREFIX = re.compile(
    r".*(?:公告|通告|通知|文件|决定|意见|命令|文号|编号|批复|公报|合同|判决|裁定|公司|医院|学院|法院|.{4,}中心|市场|银行|国家|工程|工作|公路|课题"
    r"|项目|国务院|办公厅|办公室|委员会|政府|..[部局署])|[令函字第号发办规通]+"
)
"""Words and full names of agencies that may stand before a number without being its prefix."""

_UNSURE = "和并对在等或了是为从至到即将原经报"
_WORDS = re.compile(
    r"按照|依照|参照|遵照|根据|依据|以下简称|简称|印发|下发|转发|制发|颁发|批转|发布|公布|作出|出台|执行|落实|贯彻|废止|修订|关于|对于|属于"
    r"|通知|意见|办法|规定|决定|方案|纲要|批复|细则|条例|公告|通告|报告|请示|目录|文件|文号|字号|[我本](?:院|部|局|委|厅|省|市|县)"
    r"|\A[年月日号]|[〇零一二三四五六七八九十]{1,4}[年月日号]"
    rf"|\A[据照附]|[按依以及与见的由了{_UNSURE}]"
)
"""Words after which a prefix begins, in running text and under a title (按国办发…, …的通知国办发…). After those of one character
that are ``_UNSURE`` only a known agency's does: 并政发 is the city of Taiyuan's. A date may stand before one too (3日海卫发…)."""

_NAME_ENDS = "部委局厅署院会府室行处"
_NO_NAMES = ("市府", "县府", "府府")
"""What Taiwan's prefixes begin with, for the whole of it: 北市府衛字."""
_SHORT_NAMES = tuple(
    "国务院 财政部 教育部 卫生部 公安部 民政部 司法部 水利部 农业部 商务部 文化部 科技部 人事部 建设部 交通部 铁道部 监察部 环保部".split()
)

_ISSUED = frozenset("issued document doc order decree letter circular notice announcement file".split())
_LINKS = frozenset("of the and for on".split())
_PINYIN_LIKE = re.compile(r"[a-z]{2,}(?:fa|han|zi|ban|gui|ling|tong|dian)")
_INITIALS = re.compile(r"[A-Z]{3,8}")
"""GBF [2021] No. 18: the initials of the prefix's pinyin; they name no agency, but belong to the number."""


_ENCLOSES = ("〔", "[", "【", "《", "\n")

_BRACKETED = re.compile(rf"(?:法|高检|公|司|检|卫|劳|财)\([{HAN_CLASS}]{{1,4}}\)(?:发|函|字|复|释|办|明电)?\s{{0,2}}\Z")
"""法（研）发: the office in brackets, as the courts and the procuratorate wrote until the nineties."""

_COURT = re.compile(r"(?:\A|[以按据照及和]|最高人民法院)(法)\Z")
"""法〔1998〕86号: the Supreme People's Court's prefix is one character."""


def read_prefix(before: str, *, round_brackets: bool, is_last: bool = False) -> tuple[int, str]:
    """Return how many characters at the end of ``before`` belong to the number, and the prefix in Chinese or an empty string.

    ``is_last`` tells that the line ends behind the number, or a bracket closes: with nothing else in it, what stands before is a prefix.
    """
    bracketed = _BRACKETED.search(before)
    if bracketed:
        return len(before) - bracketed.start(), bracketed[0].strip().replace("(", "（").replace(")", "）")
    han = _HAN_BEFORE.search(before)
    if han:
        run = simplify(han[0])
        prefix = _chinese_prefix(run, round_brackets=round_brackets)
        if not prefix and not round_brackets and _stands_alone(run, before[: han.start()], is_last=is_last):
            prefix = run
        return (len(before) - han.end() + len(prefix), prefix) if prefix else (0, "")
    words = _WORDS_BEFORE.search(before)
    if words is None:
        return 0, ""
    starts = [words.start() + word.start() for word in _WORD.finditer(words[0])]
    for start in starts[-MAX_SYLLABLES:]:
        prefix = PINYIN.get(_NOT_A_LETTER.sub("", before[start:]).lower(), "")
        if prefix:
            return len(before) - start, prefix
    last = before[starts[-1] :].strip(" .")
    if last.lower() in _ISSUED:
        return len(before) - _name_begins(before, starts), ""
    return (len(before) - starts[-1], "") if _PINYIN_LIKE.fullmatch(last.lower()) or _INITIALS.fullmatch(last) else (0, "")


def _stands_alone(run: str, before: str, *, is_last: bool) -> bool:
    """Return whether all that stands in a bracket or a line before the number can be a prefix: （泽卫药〔2009〕11号）, a town's."""
    if not before.endswith("(") and not (is_last and (not before.strip(" \u3000") or before.endswith(_ENCLOSES))):
        return False
    is_long_enough = is_last or len(run) >= MIN_ALONE or run.endswith("政")
    return is_long_enough and 1 < len(run) <= MAX_PREFIX and not _NO_PREFIX.fullmatch(run) and not _WORDS.search(run)


def _name_begins(before: str, starts: Sequence[int]) -> int:
    """Return where the capitalised name of the agency that issued begins, of the words that begin at ``starts``."""
    begins = starts[-1]
    for start in reversed(starts[:-1]):
        word = _WORD.match(before, start)
        if word and word[0][0].isupper():
            begins = start
        elif word and word[0].lower() not in _LINKS:
            break
    return begins


def _chinese_prefix(run: str, *, round_brackets: bool) -> str:
    """Return the prefix that ends the simplified Han characters ``run``, or an empty string.

    A prefix that does not end in the kind of document (财社) is believed in the brackets that only document numbers have.
    """
    if not round_brackets and _COURT.search(run):
        return "法"
    central = CENTRAL.search(run)
    if central:
        return central[0]
    prefix = run
    for match in _WORDS.finditer(run):
        rest = run[match.end() :]
        if _can_be_prefix(rest) and (match[0] not in _UNSURE or _HEAD.match(rest)):
            prefix = rest
    prefix = _without_name(prefix)
    if not _can_be_prefix(prefix) or (round_brackets and not _TYPE.search(prefix) and prefix not in PINYIN.values()):
        return ""
    return prefix


def _without_name(text: str) -> str:
    """Return the known agency's prefix that follows an agency's full name in ``text``, or ``text`` itself."""
    for end in range(len(text) - 1, 0, -1):
        name, rest = text[:end], text[end:]
        is_name = name[-1] in _NAME_ENDS and not name.endswith(_NO_NAMES) and (len(name) >= MIN_NAME or name.endswith(_SHORT_NAMES))
        if is_name and (_HEAD.match(rest) or (name.endswith("政府") and rest.startswith("府"))) and _can_be_prefix(rest):
            return rest
    return text


def _can_be_prefix(text: str) -> bool:
    if not 1 < len(text) <= MAX_PREFIX or _NO_PREFIX.fullmatch(text):
        return False
    return _HEAD.match(text) is not None or _TYPE.search(text) is not None
