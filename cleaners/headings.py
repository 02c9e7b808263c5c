"""Headings: in goes a page, out come labels for short lines without a sentence end above a paragraph, and for numbered headings.

Which numbered line is a mere heading (第一章　总则, 二、主要任务) the outline grammar says, and its level is its place there, so it gets
none. Example of an unnumbered one: ``grasp the “three accelerations” to enhance core competitiveness``. A heading is no clause of its
own, so what opens a list or a speech, says when a law was passed or is a row of a table, is none.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

from cleaners.draft import Change, Draft, Label
from cleaners.lines import gap_between
from corpus.dates import first_date, is_bare_date
from corpus.model import READ_KINDS
from corpus.numbering import DIVISIONS, opening
from corpus.outline import read_outline
from corpus.sentences import ends_sentence, is_name, sentence_ends, weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.draft import DraftBlock
    from corpus.outline import Unit

_NUMBERED = frozenset({*DIVISIONS, "article", "item"})

MAX_HEADING_WEIGHT = 160
"""Letters of English. The longest unnumbered headings of the news pages read weigh about 130."""

MIN_BODY_WEIGHT = 100
"""Letters of English that the paragraph under a heading has at least: lines of one length under each other are a list."""

_SALUTATION = re.compile(r"(?:各|致|尊敬的|dear\b|each\b|to (?:all|whom|the)\b|(?:the )?people['’]s governments\b|all )", re.IGNORECASE)
_INTRODUCES = re.compile(
    r"[\u3400-\u9fff].*|.*(?:\bfollow(?:ing|s)?\b|\binclud(?:e|es|ing)\b|\bbelow\b|\bnamely\b"
    r"|\b(?:said|says|stated|added|stressed|noted|asked|replied|answered|pointed out)\b).*",
    re.IGNORECASE,
)
"""A line with a colon that opens a list or a speech; in Chinese every such line does (应当履行下列职责：, 会议指出：)."""

_SPEAKS_NEXT = re.compile(r"(?:问题|問題|提问|提問|答[覆复復]|回[复覆復]|(?:question|reply|answer|response)s?)\s?[:：]", re.IGNORECASE)
_NAMES_QUESTION = re.compile(r"(?:who|whom|what|when|where|which|why|how)\b.{3,60}:", re.IGNORECASE)
"""Headings all the same: 答覆：, Who inspects:."""

_EVENT = re.compile(
    r"[通過]过|通過|批准|核定|公布|[发發]布|施行|[制訂订]定|修[订正改訂]|[废廢]止|[删刪]除|adopted|promulgated|amended|effective|deleted",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"[（(【\[].*[）)】\]]|.*[=＝×].*")
_BYLINE = re.compile(r"记者|通讯员|特约|\breporter\b|\bcorrespondent\b", re.IGNORECASE)
_ANSWER = re.compile(r"\s*(?:答|答覆|answer|A)\s?[:：]", re.IGNORECASE)
_TABLE = re.compile(
    (
        r"(?:表|清单|清單|目录|目錄|名单|名單|一览|一覽|明细|明細|汇总|彙總|统计|統計|排名|安排|分工|标准"
        r"|標準)(?:[（(].{1,12}[)）])?$|^附?表\s?\d|^table\s\d"
    ),
    re.IGNORECASE,
)
"""What a line above a table calls it: 民用四表首次强制检定能力分布表."""

_FOOTNOTE = re.compile(r"(?<=[.。”\"’)])\s?[\[(]?\d{1,2}[\])]?$")
"""The number of a note behind the stop of a sentence."""

_TO_WHOM = re.compile(r"(?:致|收件人|to)\s?[:：]|附\s?[件表录錄]\s?[:：]\s?\S", re.IGNORECASE)
_FIGURES = re.compile(r"[^:：]{2,12}[:：]\D{0,4}(?:\d[\d,.-]*)\D{0,4}")
"""A label with an amount or a number of telephone: 预算金额：386万元."""

_SENTENCE_BEGINS = re.compile(
    r"(?:the|an?|this|these|those|that|in|if|when|every|each|it|they|he|she|we|there|as|under|for|according)\b"
    r"|.*\b(?:bureaus|departments|governments|offices|commissions|schools) (?:of|in|directly|under)\b",
    re.IGNORECASE,
)
"""A line with a colon that leads to what follows, or names whom a letter is to: The provincial circular leaves little room:"""

MAX_LABEL_WEIGHT = 40
"""Letters of English of a line with a colon that is a heading however it begins (The costs:)."""

MANY_COMMAS, MIN_FRAGMENT = 2, 30
"""Commas and characters of a Chinese line that is a sentence which was cut: 重预防，强基层，促融合 has as many and is short."""

_ENDS_OPEN = (",", "，", "、", ";", "；", "“", "(", "（", "-", "—")

_COUNT = r"[\d〇零一二三四五六七八九十百IVXivx]{1,5}"
DIVISION = re.compile(
    rf"第\s?{_COUNT}\s?分?部(?:分?[\s\u3000—–-]+\S.{{0,60}}|分)?|附\s?[表錄录]\s?(?:{_COUNT}|[A-ZＡ-Ｚ])?(?:[\s\u3000—–-]+\S.{{0,60}})?"
    rf"|(?:schedule|annex|appendix|division)(?: (?:{_COUNT}|[A-Z]))?(?:\s?[—–:-]\s?\S.{{0,80}})?",
    re.IGNORECASE,
)
"""第1部　導言, 附表, 附錄一, Schedule 2: divisions of Hong Kong's laws and annexes, below which a heading may stand at once."""

_ANNEX = re.compile(
    rf"附\s?[件表錄录]\s?(?:{_COUNT})?\s?[:：]?|(?:annex|attachment|appendix|schedule)(?: (?:{_COUNT}|[A-Z]))?\s?:?", re.IGNORECASE
)

_MARKED = re.compile(r"^[■◆▌➤★●◇□▶❖✦]\s*")
_LABEL = re.compile(r"【(?P<name>[^【】]{2,14})】|(?P<label>[\u4e00-\u9fff]{2,10})")
_TO_WHOM_ZH = re.compile(
    r"(?:单位|部门|政府|公司|[局厅院委办处所会校]|如下|下列|以下|同志|先生|女士|通知|指出|强调|表示|要求|认为|[日月年])$"
)
"""Whom a letter is to, and what opens a list or a speech."""

MIN_SERIES = 2
"""Such lines of a page. One short line above one short paragraph may be a name or a place."""

MAX_SERIES_WEIGHT = 60
MIN_SERIES_BODY = 30
"""Letters of English of the line, fifteen Han characters, and of the paragraph below it, eight."""

_SECTION = re.compile(
    r"(?:key (?:messages|points|findings|facts|takeaways|recommendations|dates)|(?:executive )?summary|abstract"
    r"|highlights|preface|foreword|introduction"
    r"|background|overview|context|scope|purpose|objectives?|definitions?|methods?|methodology|data|results|findings"
    r"|discussion|analysis|conclusions?"
    r"|conclusion and recommendations|recommendations?|policy (?:options|implications)|implications|limitations"
    r"|next steps|what next|outlook"
    r"|acknowledge?ments?|references|bibliography|further reading|notes?|footnotes|endnotes|glossary|abbreviations|timeline|contacts?"
    r"|at a glance|in brief|q ?& ?a|questions and answers|about this (?:report|document|guide)|legal basis|eligibility"
    r"|how to apply|fees|appeals)"
    r"|摘要|提要|要点|要點|前言|引言|序言|导言|導言|绪论|緒論|背景|概述|概况|概況|总论|正文|结论|結論|结语|結語|结束语|結束語|后记|後記"
    r"|建议|建議|对策|政策建议|参考文献|參考文獻|注释|註釋|附注|附註|致谢|致謝|名词解释|名詞解釋|问答|問答|常见问题|常見問題|背景链接|政策链接|政策背景|知识链接",
    re.IGNORECASE,
)
"""What sections of a text are called: Key messages, Preface, References, 结语. Lines of a list of contents have no text below them."""

_ROLES = re.compile(
    r"(?:(?:main |key )?speakers?|chair(?:person|man|woman)?|moderators?|panell?ists?|participants?|hosts?|attendees"
    r"|present|in attendance)\s?:"
    r"|(?:发布人|發布人|主持人|(?:出席|访谈|訪談|对话)?嘉[宾賓]|主[讲講]人|[参參出列]席人[员員]|[参參][会會]人[员員]|与会人员)\s?[:：]",
    re.IGNORECASE,
)
"""What heads the names of those who speak, each on a line of its own."""

_COUNTER = re.compile(r"(?:PART|NO|CHAPTER|STEP|TIPS?)?[\s.·]{0,2}0?(?P<number>[1-9]|1\d)[.、]?|(?P<ring>[❶-❿➊-➓①-⑳])", re.IGNORECASE)
"""01, PART 02, ❸: counters in large type above headings."""

MIN_COUNTERS = 2
MAX_COUNTER = 12
_COUNTER_KINDS = READ_KINDS | {"boilerplate"}

MAX_SECTION = 40
"""Characters of a section's name."""

MIN_QUESTIONS = 2
"""Numbered questions with an answer on a page by which the others are headings too, however short the answer."""

MIN_LETTER_SHARE = 0.5
"""Share of letters in a heading; a row of a table is figures."""


def label_headings(draft: Draft) -> Iterator[Change]:
    """Yield a heading label for every line that heads the paragraph after it."""
    blocks = [block for block in draft.blocks if block.kind in READ_KINDS]
    units = [unit for unit in read_outline(blocks) if unit.kind in _NUMBERED and _is_whole(unit, blocks[unit.block])]
    numbered = {blocks[unit.block].number for unit in units} | _questions(blocks)
    counted = _below_counters(draft)
    series: list[int] = []
    marked = 0
    for before, block, following in zip([None, *blocks], blocks, [*blocks[1:], None], strict=False):
        if block.number in numbered or (following and (_asks(block, following) or _names_table(block, following))):
            yield Label(block.number, "heading")
        elif following is None:
            continue
        elif (
            (block.number in counted and _may_be_counted(block))
            or _names_section(block, following)
            or _names_annex(before, block)
            or (_says_what_follows(block) and _stands_alone(draft, before, block))
        ):
            yield Label(block.number, "heading", level=1)
        elif (_has_body(block, following) or _names_question(block, following)) and _can_head(block):
            if _stands_alone(draft, before, block):
                marked += 1
                yield Label(block.number, "heading", level=1)
        elif _may_be_one_of(block, following) and _stands_alone(draft, before, block):
            series.append(block.number)
    if len(series) + marked >= MIN_SERIES:
        yield from (Label(number, "heading", level=1) for number in series)


def _questions(blocks: Sequence[DraftBlock]) -> set[int]:
    """Return the numbered questions of a page that answers several: 3.生育津贴怎么计算？, below which the answer may be a formula."""
    pairs = [(block, after) for block, after in pairwise(blocks) if _is_question(block) and opening(after.text) is None]
    answered = sum(_asks(block, after) for block, after in pairs)
    return {block.number for block, after in pairs if after.kind == "paragraph"} if answered >= MIN_QUESTIONS else set()


def _below_counters(draft: Draft) -> set[int]:
    """Return the lines right below counters that count from one: 01⏎缴费期延长到2月29日."""
    found: list[int] = []
    for block, after in pairwise(draft.blocks):
        counter = _COUNTER.fullmatch(block.text.strip()) if len(block.text) <= MAX_COUNTER and block.kind in _COUNTER_KINDS else None
        if counter is None or after.kind not in READ_KINDS:
            continue
        number = int(counter["number"]) if counter["number"] else int(unicodedata.numeric(counter["ring"]))
        if number == len(found) + 1:
            found.append(after.number)
    return set(found) if len(found) >= MIN_COUNTERS else set()


def _may_be_counted(block: DraftBlock) -> bool:
    text = block.text.strip()
    return (
        block.kind == "paragraph" and weight(text) <= MAX_HEADING_WEIGHT and (not ends_sentence(text) or text.endswith(("？", "?", "！")))
    )


def _names_section(block: DraftBlock, following: DraftBlock) -> bool:
    """Return whether a line is what a section is called, with a sentence or an item below it, or heads the names of who speaks."""
    text = block.text.strip()
    if block.kind != "paragraph" or len(text) > MAX_SECTION:
        return False
    if _ROLES.fullmatch(text):
        return following.kind in {"paragraph", "list-item"}
    told = following.kind == "list-item" or (following.kind == "paragraph" and ends_sentence(following.text))
    return told and weight(following.text) >= MIN_SERIES_BODY and _SECTION.fullmatch(text.rstrip(":：")) is not None


def _is_whole(unit: Unit, block: DraftBlock) -> bool:
    """Return whether a numbered heading is the whole of its block."""
    if not unit.is_heading or block.kind not in {"paragraph", "list-item"}:
        return False
    return not block.text[: unit.start].strip() and not block.text[unit.end :].strip()


def _asks(block: DraftBlock, following: DraftBlock) -> bool:
    """Return whether a line is a numbered question, and its answer follows (二、怎样备案？)."""
    if not _is_question(block):
        return False
    if following.kind != "paragraph" or opening(following.text) is not None:
        return False
    return _ANSWER.match(following.text) is not None or _has_body(block, following)


def _is_question(block: DraftBlock) -> bool:
    text = block.text.strip()
    return block.kind == "paragraph" and text.endswith(("？", "?")) and weight(text) <= MAX_HEADING_WEIGHT and opening(text) is not None


def _says_what_follows(block: DraftBlock) -> bool:
    """Return whether a line is a heading whatever follows it: 答覆：, 附表, 第1部　導言."""
    text = block.text.strip()
    return block.kind == "paragraph" and bool(_SPEAKS_NEXT.fullmatch(text) or DIVISION.fullmatch(text))


def _names_annex(before: DraftBlock | None, block: DraftBlock) -> bool:
    """Return whether a line right below 附件1 says what the annex is called."""
    if before is None or block.kind != "paragraph" or not _ANNEX.fullmatch(before.text.strip()):
        return False
    text = block.text.strip()
    return weight(text) <= MAX_HEADING_WEIGHT and is_name(text) and opening(text) is None and not _is_fragment(text)


def _names_table(block: DraftBlock, following: DraftBlock) -> bool:
    """Return whether a line names the table below it: its caption, or a name that calls it a table, a list or a survey."""
    text = block.text.strip()
    if following.kind != "table-row" or block.kind not in {"caption", "paragraph"} or opening(text) is not None:
        return False
    return is_name(text) and (block.kind == "caption" or _TABLE.search(text) is not None)


def _can_head(block: DraftBlock) -> bool:
    if block.kind != "paragraph" or len(block.text) > MAX_HEADING_WEIGHT:
        return False
    text = _FOOTNOTE.sub("", block.text.strip())
    if (
        weight(text) > MAX_HEADING_WEIGHT
        or opening(text) is not None
        or text.endswith(_ENDS_OPEN)
        or text.startswith("——")
        or _is_fragment(text)
    ):
        return False
    if text.endswith((":", "：")):
        if _SPEAKS_NEXT.fullmatch(text) or _NAMES_QUESTION.fullmatch(text):
            return True
        leads = weight(text) > MAX_LABEL_WEIGHT and _SENTENCE_BEGINS.match(text)
        return not (leads or _SALUTATION.match(text) or _INTRODUCES.fullmatch(text))
    return not ends_sentence(text) or text.endswith(("?", "？"))


def _is_fragment(text: str) -> bool:
    """Return whether a line says to whom, how much, who wrote or when it was passed, or is a piece of one sentence or of two."""
    if sum(map(str.isalpha, text)) < MIN_LETTER_SHARE * len(text) or _BRACKETED.fullmatch(text) or _BYLINE.search(text):
        return True
    if first_date(text) and (is_bare_date(text) or _EVENT.search(text)):
        return True
    if _TO_WHOM.match(text) or _FIGURES.fullmatch(text) or (text.count("，") >= MANY_COMMAS and len(text) > MIN_FRAGMENT):
        return True
    return next(sentence_ends(text), None) is not None


def _stands_alone(draft: Draft, before: DraftBlock | None, block: DraftBlock) -> bool:
    """Return whether the line is set off from what precedes: a line under an unfinished one may be its end."""
    if before is None or before.kind != "paragraph" or ends_sentence(before.text) or not any(map(str.isalpha, before.text)):
        return True
    gap = gap_between(draft, before, block)
    return gap is None or gap.line_ends > 1


def _has_body(block: DraftBlock, following: DraftBlock) -> bool:
    body = weight(following.text)
    if body < MIN_BODY_WEIGHT:
        return False
    if block.text.rstrip().endswith((":", "：")) and opening(following.text) is not None:
        return False
    return following.kind == "paragraph" and body > weight(block.text) and _sentences(following)


def _may_be_one_of(block: DraftBlock, following: DraftBlock) -> bool:
    """Return whether a short line above a sentence is a heading where the page has several: 申报条件, 【补贴标准】, ■ 办理流程."""
    if following.kind != "paragraph" or len(block.text) > MAX_SERIES_WEIGHT or not ends_sentence(following.text):
        return False
    text = _MARKED.sub("", block.text.strip())
    if not text or weight(text) > MAX_SERIES_WEIGHT or weight(following.text) < max(MIN_SERIES_BODY, weight(text)):
        return False
    label = _LABEL.fullmatch(text)
    if label and (block.kind == "paragraph" or text != block.text.strip()):
        return opening(text) is None and not _TO_WHOM_ZH.search(label["name"] or label["label"]) and not first_date(text)
    return _can_head(block)


def _names_question(block: DraftBlock, following: DraftBlock) -> bool:
    """Return whether a line with a colon names a question (What it costs:), below which the answer may be short or a list."""
    return _NAMES_QUESTION.fullmatch(block.text.strip()) is not None and (following.kind == "list-item" or ends_sentence(following.text))


def _sentences(block: DraftBlock) -> bool:
    return opening(block.text) is not None or any(mark in block.text for mark in "。.！？!?；;")
