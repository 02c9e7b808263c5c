"""Names of laws without marks: in go the words before 第N条, out comes where the name among them begins (依照刑法第三百三十八条).

Nothing parts a name from the words before it: it is read from words that end before one. What remains doubtful is no name.
"""

from __future__ import annotations

import re

from corpus.citing.words import KINDS, LAW_KINDS, is_generic, kind_of
from corpus.scripts import HAN_CLASS

MAX_NAME = 40
"""Characters before a pin that are looked at: a law's name and the words that lead to it."""

LAW_END = re.compile(rf"(?:{'|'.join(LAW_KINDS)})(?<!法(?=[律规院人官制学治庭]))")
"""Where a name without marks may end: not in 教育法律."""

_RUN = re.compile(rf"[{HAN_CLASS}]{{1,{MAX_NAME}}}\Z")
_BEFORE = re.compile(
    r"依照|依据|依循|根据|按照|参照|遵照|适用|准用|违反|触犯|符合|构成|执行|履行|修改|废止|以及|或者|以下简称|规定|但书|[前后]段"
    r"|认定为|视为|作为|达到|属于|超过|条(?!例)|[款项目依按受]"
)
_LINKS = re.compile(r"[及和与或暨对由将在是即以经查为指系称谓]+")
_BASIC_LAWS = re.compile(r"(?<![军士])(?:刑法|宪法|民法典|民法通则|民法总则|(?:刑事|民事|行政)诉讼法)\Z")
"""Laws that everybody cites by these names, whatever stands before them."""

_CONJUNCTION = re.compile(rf"(?<=[法例则])[及和与或暨](?=[{HAN_CLASS}]{{2}})")
_NOT_A_LAW = re.compile(r"[本该此其同前上各有]|相关|有关|国家|法律|上述|现行|地方")
_BEFORE_NAME = re.compile(
    rf"(?:^|[^{HAN_CLASS}a-z]|{'|'.join(KINDS)}|[这那该一]部|知道|什么|怎么|说明|落实|贯彻|实施|宣传|学习|制定|颁布|公布|出台|修订"
    "|[的和与及或按照据依由从对于违反用看查问请找是在国行新旧有为到除属犯后前成施合如即指见受以将把被本该此等说想要你我他其各让使则经因非])$"
)
_BEFORE_ENGLISH_NAME = re.compile(r"(?:^|[^a-z\s]|\b(?:of|in|under|to|by|and|or|see|what|does|is|the|per|from|with|on|say|says|cite))\s*$")

_WHOLE_NAMES = frozenset({"宪法", "法典"})


def law_begins(folded: str, end: int, not_before: int) -> int | None:
    """Return where the name of a law begins that ends at ``end``, before a pin; None where the words there name none."""
    run = _RUN.search(folded[max(end - MAX_NAME, not_before) : end])
    if not run:
        return None
    words = run[0]
    basic = _BASIC_LAWS.search(words)
    if basic and basic.start():
        return end - len(basic[0])  # 应当认定为刑法第二百二十五条规定的
    cuts = [0, *(match.end() for match in _BEFORE.finditer(words) if not words.startswith(("之", "的"), match.end()))]
    cuts += [match.end() for match in _CONJUNCTION.finditer(words, cuts[-1])]
    # From the last cut back: in 依行政执行法 the 执行 is the law's own.
    for cut in reversed(cuts):
        link = _LINKS.match(words, cut)
        start = link.end() if link else cut
        if _is_law(words[start:]):
            return end - len(words) + start
    return None


def may_begin(text: str, place: int) -> bool:
    """Return whether a name that begins at ``place`` may be all of it, and not the end of a longer one (保险法 in 社会保险法).

    Before it stands nothing, another name (民法商法农民专业合作社法), or what is no part of one: 根据, 违反, 我国, "under". ``text`` is
    simplified, and lower case where the name is English.
    """
    before = _BEFORE_ENGLISH_NAME if text[place : place + 1].isascii() else _BEFORE_NAME
    return before.search(text, 0 if before is _BEFORE_ENGLISH_NAME else max(place - MAX_NAME, 0), place) is not None


def _is_law(name: str) -> bool:
    kind = kind_of(name)
    if kind not in LAW_KINDS or _NOT_A_LAW.match(name) or is_generic(name):
        return False
    return len(name) > len(kind) or kind in _WHOLE_NAMES
