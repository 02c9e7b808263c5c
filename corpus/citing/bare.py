"""Names of laws without marks: in go the words before 第N条, out comes where the name among them begins (依照刑法第三百三十八条).

Nothing parts a name from the words before it: it is read from words that end before one. What remains doubtful is no name.
"""

from __future__ import annotations

import re

from corpus.citing.words import LAW_KINDS, is_generic, kind_of
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


def _is_law(name: str) -> bool:
    kind = kind_of(name)
    if kind not in LAW_KINDS or _NOT_A_LAW.match(name) or is_generic(name):
        return False
    return len(name) > len(kind) or kind in _WHOLE_NAMES
