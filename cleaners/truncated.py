"""Truncation: in goes a page, out comes a flag where it breaks off; what is lost is not on the page.

Example: a share site shows 2,400 characters of a speech and ends ``成为北京市唯一获此荣誉的基层医疗机构;集``. A signature, a date, a
list of attachments, a table, a note in brackets and a web address end a text without a full stop, and so may any line of a page whose
paragraphs have none. So an open end counts where it is long, or where the page shows that its paragraphs, or its units of that kind,
end in a stop. A note in place of the rest (``登录后查看全文``, read more) and HTML that ends inside a table say it themselves.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from corpus.dates import find_dates
from corpus.model import READ_KINDS, Flag, RawSpan
from corpus.numbering import opening
from corpus.sentences import TERMINAL, ends_sentence, sentence_ends, weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.draft import Change, Draft, DraftBlock

MIN_WEIGHT = 150
"""Letters of English of the last paragraph: a signature, a date or a list's last item may well end without a full stop."""

MIN_PROSE_WEIGHT = 60
"""Letters of English from which a paragraph counts as one: what is shorter may be a name."""

MIN_PROSE = 3
"""Paragraphs, or units of one kind, from which it can be said how those of the page end."""

MIN_ENDED_SHARE = 0.9
"""Share of them that must end in a stop, for one that does not to be cut off."""

MAX_WALL_WEIGHT = 180
"""Letters of English of a note that stands in place of the rest; in a longer paragraph the words are part of the text."""

MAX_LAST_SENTENCE = 4000
"""Characters from the end in which the last sentence's beginning is looked for."""

MAX_BARS = 3
"""Bars of a paragraph that is a flattened row of a table."""

_MORE = r"(?:阅读|查看|展开)(?:全文|更多|原文)|read more|continue reading|(?:read|view) (?:the )?full (?:text|article|story)"
_READ_MORE = re.compile(rf"(?:(?:\.{{3}}|…)\s*[\[【(（]?\s?|[\[【(（]\s?|^\W*)(?:{_MORE})\s?[\]】)）]?\s*[>»]*\W*$", re.IGNORECASE)
_REST = "全文|全部|剩余|更多|余下|完整|内容"
_READ = "(?:read|view|see|continue|access|unlock)"
_WALL = re.compile(
    rf"(?:登[录陆]|注册|下载|付费|购买|开通会员|关注公众号)[^，。]{{0,8}}(?:后|即可|才能|可)[^，。]{{0,4}}(?:查看|阅读|浏览|显示|解锁)[^，。]{{0,4}}(?:{_REST}|$)"
    r"|(?:剩余|余下|还有|其余)[^，。]{0,6}(?:\d|内容|页|字|部分)[^，。]{0,8}(?:未读|未显示|需|登[录陆]|下载|付费|点击)"
    rf"|打开[^，。]{{0,8}}(?:APP|客户端|小程序)[^，。]{{0,4}}(?:查看|阅读|浏览)[^，。]{{0,4}}(?:{_REST}|$)"
    r"|(?:试读|预览|免费阅读)(?:部分)?(?:已)?(?:结束|到此|完毕)|未完待续|点击(?:展开|查看|阅读)(?:全文|全部|剩余|余下)"
    r"|(?:^|[.!?:] |\b(?:please|must|to|or) )"
    rf"(?:(?:log|sign) ?in (?:or (?:register|sign up|subscribe) )?to {_READ}|(?:subscribe|register|sign up) to {_READ})"
    r"|you have reached (?:your|the) (?:free )?(?:article )?limit"
    r"|to (?:read|continue reading) (?:the )?(?:rest|full)[^.]{0,30}(?:subscribe|log ?in|sign|register)"
    r"|(?:rest|remainder) of this (?:article|content|document|page) is (?:only )?(?:available|for|reserved)"
    r"|this (?:content|article) is (?:only )?(?:available|for|reserved)[^.]{0,12} (?:members|subscribers)",
    re.IGNORECASE,
)
_ELLIPSIS = re.compile(r"(?:\.{3}|…)$")
_CLOSED = re.compile(r"[”’\"')）」』》】\]:：>»]$")
_APPENDED = re.compile(
    r"附|注[:：1-9]|原标题|原文|抄送|主题词|关键词|联系|电话|责任编辑|来源|作者|[上下]一[篇条页章]|annex|attachment|appendix|note\b|source\b|tags?\b|keywords?\b|cc\b",
    re.IGNORECASE,
)
_LAST_WORDS = re.compile(
    r"(?:施行|生效|[执執]行|[实實]施|[废廢]止|解[释釋]|[为為][准止]|此令|特此[^，。]{2,6}"
    r"|(?i:\bin(?:to)? force|\beffect|\b(?:effective|promulgation|publication|issuance|repealed|revoked)))$"
)
"""Formulas with which a law or a notice ends, with or without a stop."""

_ADDRESS = re.compile(r"(?:https?://|www\.|@)\S+$", re.IGNORECASE)
_UNFINISHED = re.compile(
    r"[，、,（(《“「『〈【—–]$|[a-z]-$|[〔（(《【“「][^〔（(《【“「〕）)》】”」\]]{0,30}$|(?:以及|并且|或者|(?<![协谐祥总温缓饱平随共中调柔谦])和)$|\b(?:the|an?|of|to|and|or|by|with|for|from|in|on|at|that|which|whose|as|shall|may|must|be|is|are|its|their|any|each)$"
)
"""What no text ends in, however short its last line: a comma, an open bracket, half a word; 和, but for 总和 or 协和."""

_BODY = "[局部厅廳委会會院府办辦室处處司社所站心]"
_SAYS = re.compile(
    rf"^[^，：:“”「」\"—|\d]{{6,}}(?<!{_BODY})，[^：:“”「」\"—|\d]{{2,}}(?<!{_BODY})$"
    r"|应当|不得|可以|必须|有权|违反|按照|根据|鼓励|禁止|采取|所称|本(?:法|条例|办法|规定|细则|意见)"
    r"|應當|應(?:於|依|由)|得(?:依|由)|必須|有權|違反|依據|鼓勵|採取|所稱|本(?:條例|辦法|規定|細則)"
    r"|\b(?:shall|must|should|may|will be|has been|have been|is not|are not)\b"
    r"|^(?:If|Where|Except|In order to|In case|Under the|Pursuant to|According to|Should)\b.{20}"
)
"""``任何单位和个人应当尊重市容环境卫生``: what sentences have, and no signature, name or heading. A comma is one where
neither side of it is a name, a number or a quotation."""

_OPENED_ITEM = re.compile(r"[；;：:，,。]\s?[（(][一二三四五六七八九十\d]{1,3}[)）]$")
"""``…；（三）``: the number of an item and nothing behind it."""

_SIGNATURE = re.compile(r"(?:(?:[A-Z][\w.’'-]*|of|the|for|and|on|in|&|\d+),?(?:\s+|$)){1,10}$")
"""``Office of the City Manager`` behind the last sentence: every word but the smallest has a capital."""

_NAMES = re.compile(r"(?:[A-Z0-9][^,.;]{0,40}, ){2,}(?:and )?[A-Z0-9][^,.;]{1,40}$")
"""``Loveless, In Transit, The Reagan Show``: a list of names that nobody closed."""

_OPEN_TITLE = re.compile(r"《[^》]*$")
_ITEM_END = ("；", ";")
_CELL_TAG = re.compile(r"<(/?)(table|ul|ol|dl)\b", re.IGNORECASE)
_END_TAG = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
_BODY_TAG = re.compile(r"<body\b", re.IGNORECASE)


def flag_truncated(draft: Draft) -> Iterator[Change]:
    """Yield a flag where a note stands in place of the rest, where HTML ends inside a table or list, or where the text breaks off."""
    blocks = [block for block in draft.blocks if block.kind in READ_KINDS]
    if not blocks:
        return
    wall = _wall(draft.blocks)
    last = blocks[-1]
    text = last.text.strip()
    element = _open_element(draft)
    if wall:
        yield Flag("truncated", wall.raw, f"a note stands in place of the rest: {wall.text.strip()[:40]}")
    elif element:
        yield Flag("truncated", last.raw, f"the page's source ends inside <{element}>: {text[-20:]}")
    elif last.kind not in {"paragraph", "list-item"}:
        return
    elif _READ_MORE.search(text) and sum(weight(block.text) for block in blocks[-2:]) >= MIN_WEIGHT:
        yield Flag("truncated", last.raw, f"the text ends in a link to the rest: {text[-20:]}")
    elif not _ends_otherwise(text):
        reason = _open_end(text, blocks[:-1])
        if reason is not None:
            yield Flag("truncated", RawSpan(*last.raw), f"the text breaks off{reason}: {text[-20:]}")


def _wall(blocks: Sequence[DraftBlock]) -> DraftBlock | None:
    """Return a short note behind the last paragraph of the page that offers the rest to who logs in or pays, or None."""
    for block in reversed(blocks):
        if weight(block.text) <= MAX_WALL_WEIGHT and _WALL.search(block.text):
            return block
        if block.kind in READ_KINDS and weight(block.text) >= MIN_PROSE_WEIGHT:
            return None
    return None


def _open_element(draft: Draft) -> str:
    """Return the table or list that is still open where the source of an HTML page ends without closing the page, or nothing."""
    if draft.markup_kind != "html" or not _BODY_TAG.search(draft.text) or _END_TAG.search(draft.text):
        return ""
    still_open: Counter[str] = Counter()
    for match in _CELL_TAG.finditer(draft.text):
        name = match[2].lower()
        still_open[name] = max(still_open[name] + (-1 if match[1] else 1), 0)
    return next((name for name, count in still_open.items() if count), "")


def _ends_otherwise(text: str) -> bool:
    """Return whether a last paragraph is a row, an appendix, an address or a date, or is closed by a mark."""
    if text.count("|") >= MAX_BARS or _APPENDED.match(text):
        return True
    if _ELLIPSIS.search(text) or text.endswith(_ITEM_END) or _OPENED_ITEM.search(text):
        return False
    if text.endswith(tuple(TERMINAL)) or _CLOSED.search(text) or _ADDRESS.search(text) or _LAST_WORDS.search(text):
        return True
    ends = list(sentence_ends(text[-MAX_LAST_SENTENCE:]))
    rest = text[-MAX_LAST_SENTENCE:][ends[-1] :] if ends else text
    dates = list(find_dates(rest))
    signed = bool(ends) and rest[:1].isupper() and _SIGNATURE.match(rest) is not None and not _UNFINISHED.search(rest)
    named = _NAMES.match(rest) is not None and not _UNFINISHED.search(rest)
    return signed or named or bool(_APPENDED.match(rest) or "|" in rest or (dates and dates[-1][1] == len(rest)))


def _open_end(text: str, above: Sequence[DraftBlock]) -> str | None:
    """Return how it shows that the last paragraph is cut off (empty where it is long enough to speak for itself), or None."""
    prose = [block.text for block in above if block.kind in {"paragraph", "list-item"} and weight(block.text) >= MIN_PROSE_WEIGHT]
    mine = opening(text)
    siblings = [block.text for block in above if mine and (unit := opening(block.text)) and unit.kind == mine.kind]
    if text.endswith(_ITEM_END):
        finished = [sibling for sibling in siblings if sibling.rstrip().endswith(_ITEM_END)]
        return " in a list that is not finished" if mine and mine.number > 1 and finished else None
    if _ELLIPSIS.search(text):
        style = any(_ELLIPSIS.search(paragraph.rstrip()) for paragraph in prose)
        return "" if not style and weight(text) >= MIN_WEIGHT and next(sentence_ends(text), None) else None
    if mine and _mostly_end(siblings) and _follows(mine.number, siblings[-1]):
        return f", while {len(siblings)} units above end in a stop"
    if not _mostly_end(prose):
        return "" if len(prose) < MIN_PROSE and weight(text) >= MIN_WEIGHT and next(sentence_ends(text), None) else None
    said = text[[0, *sentence_ends(text)][-1] :]
    if weight(text) >= MIN_WEIGHT or _SAYS.search(said) or any(rule.search(text) for rule in (_UNFINISHED, _OPEN_TITLE, _OPENED_ITEM)):
        return f", while {len(prose)} paragraphs above end in a stop"
    return None


def _follows(number: int, sibling: str) -> bool:
    """Return whether a unit is the next one behind a sibling: ``2.`` of a list of attachments follows none of the text."""
    before = opening(sibling)
    return before is not None and before.number == number - 1 and _mostly_end([sibling] * MIN_PROSE)


def _mostly_end(texts: Sequence[str]) -> bool:
    """Return whether there are enough texts to say that they end in a stop or a colon, and nearly all of them do."""
    ended = sum(ends_sentence(text) or text.rstrip().endswith((":", "：")) for text in texts)
    return len(texts) >= MIN_PROSE and ended >= MIN_ENDED_SHARE * len(texts)
