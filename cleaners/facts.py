"""Facts of a page: in go its metadata lines, out comes what they say: who published it, when, who wrote it.

A line holds pairs of label and value: ``source: science and technology daily | 2023-02-23 09:37:40 | author: …``. A value ends at a
bar, at two spaces, or where the next label begins; of a label alone it is the next line or cell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from cleaners.number_lines import is_own_file
from corpus.date_labels import DATE_LABELS, is_anothers, is_commencement
from corpus.dates import day_of_two, find_dates, first_date, is_bare_date
from corpus.doc_numbers import find_doc_numbers
from corpus.matchkey import simplify
from corpus.model import READ_KINDS
from corpus.scripts import HAN_CLASS
from corpus.sentences import LONGEST_KEPT, ends_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaners.draft import DraftBlock

_OF_THE_TEXT = "|".join(forms for kind, forms in DATE_LABELS.items() if kind != "page")

_LABELS = {
    "published": DATE_LABELS["page"],
    "issued": rf"(?:{_OF_THE_TEXT})",
    "publisher": r"(?:source|(?:信息|文章|稿件|新闻)来源|来\s?源|稿\s?源|来自|(?:微信)?公众号)",
    "author": r"(?:authors?|by(?=\s*[:：])|written by|reporters?|作\s?者|记\s?者|撰\s?[文稿]|通讯员|供\s?稿)",
    "editor": r"(?:editors?|(?:责任|值班|本期|信息|内容|网络|网站)编辑|(?:信息|内容|发布|网站)(?:审核|校对|录入)"
    r"|责\s?编|编\s?辑|审\s?[核校]|校\s?对|[一二三初终]审|监\s?制|排\s?版)",
    "issuer": r"(?:(?:发文|发布|公布|颁布|制定|制发|印发)(?:机关|机构|单位|部门)"
    r"|(?:issuing|promulgating)\s(?:authority|authorities|agency|body|department|organ)"
    r"|(?:issued|promulgated)\sby)",
    "number": r"(?:(?:发文|公文|文件|制发|文书|批准|颁布|法规)(?:字号|文号|编号|号)|(?:公告|通告|通知|通函)(?:编号|号)|文\s{0,4}号"
    r"|标准编?号"
    r"|本[署局处会院委办](?:档|文)号|(?:our|file)\s?ref(?:erence)?(?:\s?no)?\.?"
    r"|(?:official|doc(?:ument|\.)?|ref(?:erence|\.)?|circular|notice|file)\s?(?:no|number)\b\.?|issued\sas)",
    "title": r"(?:标\s*题|(?:信息|文件|法规|公文)?名\s*称|(?:文件|信息|法规)标题|title)",
    "counter": r"(?:hits|views|clicks|reads?|(?:浏览|点击|阅读|访问)(?:次数|人次|人数|率|量|数)?|下载次数)",
    "other": r"(?:(?:信息)?索\s?引\s?号|关键[词字]"
    r"|(?:主题|体裁|组配|信息|公文)(?:分类|类别|种类)|主\s?题\s?词|有效性|(?:公文|文件)?时\s?效性?"
    r"|timeliness|effect(?:iveness)?\slevel"
    r"|level\sof\s(?:effect|validity|authority)|area\sof\slaw|效力(?:级别|状态)"
    r"|(?:废止|失效|建档|终止|截止)(?:日期|时间)|有效期[限至]?|法宝引证码|主管机关|(?:证券|股票|债券|基金)(?:代码|简称|编号)|公开(?:方式|类别|形式|范围)|内容概述|登\s?记\s?号|字\s?[体号]|[发收]件人|[发公]布[人者]|上传[人者]|抄送人|贡献者"
    r"|法规(?:体系|类别|位阶)|(?:生效|标准)?状态|签发人|(?:font|text)(?:\s?size)?|validity|(?:legal\s)?status|expiry\sdate"
    r"|(?:closing|version|start|end|due|event|expiration|opening|review|meeting)\s(?:date|time)|index\s(?:no|number)\.?)",
}
"""What announces each fact, in simplified and small letters. ``issued`` is any date of the text itself; ``published`` is the page's."""

_ANY_LABEL = "|".join(f"(?P<{name}>{form})" for name, form in _LABELS.items())
_ENGLISH_DAY = r"(?=\s(?:\d{1,2}(?:st|nd|rd|th)?\s)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s)"
_GLUED = (
    rf"(?P<on_published>(?:posted|published|updated|released|uploaded|last\s(?:updated|modified|reviewed|revised))(?:\son)?){_ENGLISH_DAY}"
    rf"|(?P<on_issued>(?:issued|gazetted|promulgated)(?:\son)?){_ENGLISH_DAY}|"
    rf"(?:(?P<at_published>{DATE_LABELS['page']})|(?P<at_issued>{_OF_THE_TEXT}))(?=\s?(?:19|20)\d\d)"
    rf"|(?P<at_number>(?:发文)?字号|文号)(?=\s?[{HAN_CLASS}]{{2,12}}\s?[〔\[(（]\s?(?:19|20)\d\d)"
)
"""发布日期2021-05-09, Issued on 9 May 2021, 文号云医保发〔2021〕12号: no colon, but a value that can be nothing else."""

IN_ENGLISH = rf"(?<=[{HAN_CLASS}])\s?/?\s?[a-z][a-z ]{{2,30}}[:：]"
"""What a page in two languages has between a label and its colon: 公布日期 Promulgated：."""

_NEVER_TEXT = (
    r"(?:(?:发布|发文|成文|更新|添加|录入)(?:时间|日期)|(?:浏览|访问|点击|阅读)(?:次数|人次|量|数)|(?:信息|文章|新闻)来源"
    r"|责任编辑|字[体号])"
)
"""Labels that no text runs into: 来源：房屋更新科访问量：1203, as elements side by side come out in one line."""

_PAIR = re.compile(
    rf"(?:(?:^|(?<=[a-z])(?-i:(?=Published|Updated|Posted))|(?<=[\s\d|｜•·\t\u3000\[\]【】(（)）])|(?<=[{HAN_CLASS}])(?={_NEVER_TEXT}\s*[:：]))(?:[【\[]?(?:{_ANY_LABEL})(?:\s*[:：]|{IN_ENGLISH})|{_GLUED})"
    rf"|[【\[](?:{_ANY_LABEL.replace('?P<', '?P<in_')})[】\]]\s*[:：]?)\s*",
    re.IGNORECASE,
)
_IN_RUN = ("published", "issued", "issuer", "number", "title", "other")
_RUN_LABEL = re.compile("|".join(f"(?P<{name}>{_LABELS[name]})" for name in _IN_RUN))
_SHORT_IN_RUN = frozenset({"文号", "名称", "标题"})
MIN_IN_RUN = 3
"""Characters of a label in a run of labels and values; also how many different facts a run must have to be one."""

_MAY_HOLD_PAIRS = re.compile(
    r"[:：】\]]|[期间間于於eEnNdDtT]\s?(?:19|20)\d|[字文][号號]|(?:ed|on)\s(?:\d|(?i:jan|feb|mar|apr|may|ju[nl]|aug|sep|oct|nov|dec))"
)
"""What every label has behind it or at its end; most lines have none."""

_LABEL = re.compile(rf"[【\[]?(?:{_ANY_LABEL})\s*[:：]?[】\]]?", re.IGNORECASE)
_UPDATED = re.compile(
    r"[【\[]?(?:(?:最[后近])?(?:更新|修[改订]|编辑|覆检)|(?:page\s)?(?:last\s)?(?:updated?|modified|revis|review|edited))", re.IGNORECASE
)
_STORED = re.compile(r"[【\[]?(?:入库|收录)")
_PROMULGATED = re.compile(rf"[【\[]?(?:{DATE_LABELS['published']}|date\sof\sissue|issu|date\sissued)", re.IGNORECASE)
_GENERIC = re.compile(r"[【\[]?(?:日\s?期|时\s?间|date|time)\s*[:：]?", re.IGNORECASE)
_KINDS_OF_DAYS = (("stored", _STORED), ("updated", _UPDATED), ("dated", _GENERIC))
_DAY_OF_THREE = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.]((?:19|20)\d\d)(?!\d)")
MONTHS = 12
DATELINE = 2
"""Blocks behind the title in which its own dateline stands; a day above the title may be that of the document which the page explains."""

_CLOCK = re.compile(r"\d{1,2}[:：]\d{2}")
_OPENING = ("[", "【", "(", "（")
_BRACKETS = " []【】()（）"
_EDGE = " |｜•·,，;；"
_PAIRS = (("(（", ")）"), ("[", "]"), ("【", "】"))
_VALUE_END = re.compile(r"[|｜\t\u3000]|\s{2,}")
_BARS = re.compile(r"\s*[|｜•·]\s*")
_COLLAPSED = re.compile(r"\s+")
_NAME_END = re.compile(r"[、,，;；/]|\s+and\s+")
BYLINE = re.compile(r"by\s+((?:[A-Za-z][\w.'’-]+)(?:\s+[A-Za-z][\w.'’-]+){1,3})", re.IGNORECASE)

_NAMES = frozenset({"author", "editor", "publisher"})
_NO_NAME = re.compile(r"https?:|@\S+\.|^\s*\d+\s*$", re.IGNORECASE)
"""Addresses and numbers of accounts, which markup gives for a name."""

MAX_LABEL = 40
"""Characters of a label with blanks around it; the longest, date of entry into force, has 24."""

_SPACED_LABEL = re.compile(rf"(?<=[{HAN_CLASS}])\s+(?=[{HAN_CLASS}])")
"""发 文 机 关: blanks set labels of two and of four characters to one width."""

_BUTTON = re.compile(r"(?<=.)举报$")
"""来源: 新京报举报: a button glued to the name."""

_PLACEHOLDERS = frozenset(
    {"internet", "user", "admin", "administrator", "unknown", "network", "网络", "互联网", "未知", "佚名", "本站", "原创", "无", "暂无"}
)
"""What content systems fill in where nobody said anything."""


class Pair(NamedTuple):
    """A labelled value: which fact, what is said, where the label begins and where the value ends, and the label as it is read."""

    name: str
    value: str
    start: int
    end: int
    label: str = ""


@dataclass(slots=True)
class Facts:
    """What a page says about itself, every list in page order. ISO dates: ``issued`` of the text, the lists up to ``signed`` of the page.

    ``stored``: when a library of texts took it in (入库日期); ``published``: 发布日期; ``dated``: 日期, or no label; ``hinted``: what only
    markup says; ``promulgated``: 公布日期, the text's, and the page's where it says no other; ``updated``: 更新时间; ``signed``: below the
    text.
    """

    stored: list[str] = field(default_factory=list)
    published: list[str] = field(default_factory=list)
    dated: list[str] = field(default_factory=list)
    hinted: list[str] = field(default_factory=list)
    promulgated: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    signed: list[str] = field(default_factory=list)
    issued: list[str] = field(default_factory=list)
    publisher: list[str] = field(default_factory=list)
    author: list[str] = field(default_factory=list)
    editor: list[str] = field(default_factory=list)
    issuer: list[str] = field(default_factory=list)
    number: list[str] = field(default_factory=list)
    title: list[str] = field(default_factory=list)

    @property
    def days(self) -> list[str]:
        """When the page was put up, most trusted first; what stands below the text may be the text's own date, and is not among them."""
        return [*self.stored, *self.published, *self.dated, *self.hinted, *self.promulgated, *self.updated]

    def add(self, name: str, value: str, label: str = "") -> None:
        """Note one value under its label, which may say more (更新时间); a placeholder or an empty value is none, a date must be one."""
        if name in {"counter", "other"}:
            return
        is_date = name in {"published", "issued"}
        kind = next((kind for kind, form in _KINDS_OF_DAYS if form.match(label)), name) if name == "published" else name
        values = [one for one in _NAME_END.split(value) if one.strip()] if name in {"author", "editor"} else [value]
        for one in [] if name in _NAMES and _NO_NAME.search(value) else values:
            said = _without_edges(_COLLAPSED.sub(" ", one))
            said = first_date(said, labelled=True) if is_date else _BUTTON.sub("", said)
            if said and said.lower() not in _PLACEHOLDERS:
                getattr(self, kind).append(said)
                if name == "issued" and _PROMULGATED.match(label):
                    self.promulgated.append(said)

    def add_hint(self, name: str, value: str) -> None:
        """Note what markup says under ``name``; a date of it is trusted less than one that readers see."""
        if name not in {"published", "updated"}:
            self.add(name, value)
        elif day := first_date(value, labelled=True):
            (self.hinted if name == "published" else self.updated).append(day)


def _without_edges(value: str) -> str:
    """Return a value without marks round it; brackets go where they enclose all of it or lack their other half, not in 决定书（甲公司）."""
    said = value.strip(_EDGE)
    for opening, closing in _PAIRS:
        inner = said[1:-1]
        opens, closes = said[:1] in opening, said[-1:] in closing
        if said and opens and closes and not any(map(inner.__contains__, opening + closing)):
            return _without_edges(inner)
        if said and opens and not any(map(said.__contains__, closing)):
            return _without_edges(said[1:])
        if said and closes and not any(map(said.__contains__, opening)):
            return _without_edges(said[:-1])
    return said


def read_facts(blocks: Sequence[DraftBlock]) -> Facts:
    """Return what the metadata lines among ``blocks`` say, read in page order."""
    facts = Facts()
    order = _order_of_days(blocks)
    label: str | None = None
    announced = ""
    in_text = False
    above = ""
    behind_title = DATELINE + 1
    for block in blocks:
        text, before = block.text.strip(), above
        above = text if block.kind == "metadata" else ""
        behind_title = 0 if block.kind == "title" else behind_title + 1
        if block.kind != "metadata":
            label = None
            in_text = in_text or (block.kind in READ_KINDS and block.kind != "title" and ends_sentence(text))
            continue
        pairs = read_pairs(text)
        if label is not None and not pairs and label_only(text) is None:
            facts.add(label, _in_order(text, order), announced)
            label = None
            continue
        label, announced = label_only(text), simplify(text)
        for pair in pairs:
            facts.add(pair.name, _in_order(pair.value, order), pair.label)
            if pair.name == "published" and behind_title <= DATELINE and len(facts.published) > 1:
                facts.published.insert(0, facts.published.pop())
        if leaf := day_of_two(before, text):
            facts.dated.append(leaf)
        elif (in_text or is_own_file(before)) and is_bare_date(text) and not _CLOCK.search(text):
            facts.signed.append(first_date(text))
        else:
            _add_unlabelled(facts, text, pairs)
    return facts


def _order_of_days(blocks: Sequence[DraftBlock]) -> str:
    """Return whether the page writes the month or the day first (08-27-2019, 27/08/2019) where its own lines tell, or an empty string."""
    found = {
        "month" if int(day[2]) > MONTHS else "day"
        for block in blocks
        if block.kind == "metadata" and len(block.text) <= LONGEST_KEPT
        for day in _DAY_OF_THREE.finditer(block.text)
        if max(int(day[1]), int(day[2])) > MONTHS >= min(int(day[1]), int(day[2]))
    }
    return found.pop() if len(found) == 1 else ""


def _in_order(value: str, order: str) -> str:
    """Return a value whose days that can be read two ways (09-06-2019) are written as the page's other days tell."""
    if not order:
        return value
    return _DAY_OF_THREE.sub(lambda day: f"{day[3]}-{day[1]}-{day[2]}" if order == "month" else f"{day[3]}-{day[2]}-{day[1]}", value)


def _add_unlabelled(facts: Facts, text: str, pairs: Sequence[Pair]) -> None:
    """Note what a line says without a label: a byline, a date, a source in brackets, a document number."""
    for part in _BARS.split(text):
        byline = BYLINE.fullmatch(part)
        if byline:
            facts.add("author", byline[1])
    if not any(pair.name in {"published", "issued"} for pair in pairs):
        starts = [0, *(pair.end for pair in pairs)]
        ends = [*(pair.start for pair in pairs), len(text)]
        day = page_day(" | ".join(text[start:end] for start, end in zip(starts, ends, strict=True)))
        # Beside the text's number stands the day on which it was made, as below the text (（沐政发〔2019〕8号　2019年3月12日）).
        (facts.signed if not pairs and next(find_doc_numbers(text), None) else facts.dated).extend([day] if day else [])
    if not pairs and text[:1] in "(（" and text[-1:] in ")）" and not first_date(text):
        facts.add("publisher", text)
    for number in find_doc_numbers(text):
        facts.add("number", number.written)


def page_day(text: str) -> str:
    """Return the first day of a line without labels that is not told to be another's (注册于 2017-03-14), or an empty string."""
    if is_commencement(text):
        return ""
    return next((iso for start, _, iso in find_dates(text) if not is_anothers(text, start)), "")


def read_pairs(text: str) -> list[Pair]:
    """Return label and value of every pair in a line; a name ends where a date begins (来源：健康报 2021-06-08)."""
    return list(_kept_pairs(text) if len(text) <= LONGEST_KEPT else _read_pairs(text))


def _read_pairs(text: str) -> list[Pair]:
    if not _MAY_HOLD_PAIRS.search(text):
        return []
    folded = simplify(text)
    found = list(_PAIR.finditer(folded))
    run = _labels_in_run(folded)
    if len(run) > len(found):
        found = run
    pairs: list[Pair] = []
    for match, following in zip_longest(found, found[1:]):
        name = (match.lastgroup or "other").removeprefix("in_").removeprefix("at_").removeprefix("on_")
        value = text[match.end() : following.start() if following else len(text)]
        value = _VALUE_END.split(value.rstrip(), maxsplit=1)[0]
        if match[0][:1] in _OPENING or text[: match.start()][-1:] in _OPENING:  # [来源：云州日报] [浏览量：266]
            value = value.rstrip(_BRACKETS)
        date = next(find_dates(value), None) if name in {"publisher", "author", "editor", "issuer", "other", "counter"} else None
        if date and date[0]:
            value = value[: date[0]]
        pairs.append(Pair(name, value.strip(), match.start(), match.end() + len(value), match[0].strip()))
    return pairs


_kept_pairs = lru_cache(maxsize=4096)(_read_pairs)


def _labels_in_run(text: str) -> list[re.Match[str]]:
    """Return the labels of a line that is a table run together, without colons: 索引号530-7发文机关云州市医保局成文日期2021-05-06."""
    if _RUN_LABEL.match(text) is None or re.search(r"[:：】]", text):
        return []
    found = [
        match
        for match in _RUN_LABEL.finditer(text)
        if match[0] in _SHORT_IN_RUN or (len(match[0]) >= MIN_IN_RUN and not match[0].isascii())
    ]
    is_run = bool(found) and not found[0].start() and len({match.lastgroup for match in found}) >= MIN_IN_RUN
    return found if is_run else []


def opens_with_label(text: str) -> bool:
    """Return whether a line begins with a label, its value glued to it or not (索引号530-7)."""
    return _LABEL.match(simplify(text)) is not None


def label_only(text: str) -> str | None:
    """Return the fact that a line or cell which is nothing but a label announces, or None."""
    match = _LABEL.fullmatch(_SPACED_LABEL.sub("", simplify(text.strip()))) if len(text) <= MAX_LABEL else None
    return match.lastgroup if match else None
