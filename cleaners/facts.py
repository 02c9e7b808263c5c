"""Facts of a page: in go its metadata lines, out comes what they say: who published it, when, who wrote it.

A line holds pairs of label and value: ``source: science and technology daily | 2023-02-23 09:37:40 | author: …``. A value ends at a
bar, at two spaces, or where the next label begins; of a label alone it is the next line or cell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from corpus.dates import find_dates, first_date
from corpus.doc_numbers import find_doc_numbers
from corpus.matchkey import simplify

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaners.draft import DraftBlock

_LABELS = {
    "published": r"(?:date|published|publish(?:ed|ing)? (?:on|at|date|time)|posted(?: on)?|release(?:d)? (?:date|time)|last updated?"
    r"|updated?(?: on)?|time|发布(?:时间|日期)|发表(?:时间|日期)|日\s?期|时\s?间|更新(?:时间|日期))",
    "issued": r"(?:成文日期|发文日期|印发日期|公发布日|date of issue|issued on)",
    "publisher": r"(?:source|信息来源|文章来源|稿件来源|来\s?源|稿\s?源)",
    "author": r"(?:authors?|written by|作\s?者|记\s?者|撰\s?文|通讯员)",
    "editor": r"(?:editors?|责任编辑|责\s?编|编\s?辑|审\s?核|校\s?对)",
    "issuer": r"(?:发文机关|发文单位|发布机构|发布单位|制定机关|issuing (?:authority|agency))",
    "number": r"(?:发文字号|文\s?号|document (?:no|number)\.?)",
    "title": r"(?:标\s*题|名\s*称)",
    "counter": r"(?:hits|views|clicks|reads?|浏览(?:次数|量)?|点击(?:率|数|量|次数)?|阅读(?:次数|量)?)",
    "other": r"(?:索\s?引\s?号|主题分类|主\s?题\s?词|有效性|公文种类"
    r"|修[订正]日期|主管机关|公开(?:方式|类别)|字\s?[体号]|[发收]件人|抄送人)",
}
_ANY_LABEL = "|".join(f"(?P<{name}>{form})" for name, form in _LABELS.items())
_PAIR = re.compile(rf"(?:^|(?<=[\s|｜•·\t\u3000\]】)）]))[【\[]?(?:{_ANY_LABEL})\s*[:：]\s*", re.IGNORECASE)
_LABEL = re.compile(rf"[【\[]?(?:{_ANY_LABEL})\s*[:：]?", re.IGNORECASE)
_VALUE_END = re.compile(r"[|｜\t\u3000]|\s{2,}")
_COLLAPSED = re.compile(r"\s+")
_NAME_END = re.compile(r"[、,，;；/]|\s+and\s+")
BYLINE = re.compile(r"by\s+((?:[A-Za-z][\w.'’-]+)(?:\s+[A-Za-z][\w.'’-]+){1,3})", re.IGNORECASE)

_PLACEHOLDERS = frozenset(
    {"internet", "user", "admin", "administrator", "unknown", "network", "网络", "互联网", "未知", "佚名", "本站", "原创", "无", "暂无"}
)
"""What content systems fill in where nobody said anything."""


class Pair(NamedTuple):
    """A labelled value: which fact, what is said, where the label begins and where the value ends."""

    name: str
    value: str
    start: int
    end: int


@dataclass(slots=True)
class Facts:
    """What a page says about itself, every list in page order. ``published`` and ``issued`` hold ISO dates."""

    published: list[str] = field(default_factory=list)
    issued: list[str] = field(default_factory=list)
    publisher: list[str] = field(default_factory=list)
    author: list[str] = field(default_factory=list)
    editor: list[str] = field(default_factory=list)
    issuer: list[str] = field(default_factory=list)
    number: list[str] = field(default_factory=list)
    title: list[str] = field(default_factory=list)

    def add(self, name: str, value: str) -> None:
        """Note one value under its label; a placeholder or an empty value is none, a date must be one."""
        if name in {"counter", "other"}:
            return
        values = _NAME_END.split(value) if name in {"author", "editor"} else [value]
        for one in values:
            said = _COLLAPSED.sub(" ", one).strip(" |｜•·,，;；()（）[]【】")
            if name in {"published", "issued"}:
                said = first_date(said)
            if said and said.lower() not in _PLACEHOLDERS:
                getattr(self, name).append(said)


def read_facts(blocks: Sequence[DraftBlock]) -> Facts:
    """Return what the metadata lines among ``blocks`` say, read in page order."""
    facts = Facts()
    label: str | None = None
    for text in (block.text.strip() for block in blocks if block.kind == "metadata"):
        pairs = read_pairs(text)
        if label is not None and not pairs and label_only(text) is None:
            facts.add(label, text)
            label = None
            continue
        label = label_only(text)
        for pair in pairs:
            facts.add(pair.name, pair.value)
        _add_unlabelled(facts, text, pairs)
    return facts


def _add_unlabelled(facts: Facts, text: str, pairs: Sequence[Pair]) -> None:
    """Note what a line says without a label: a byline, a date, a source in brackets, a document number."""
    byline = BYLINE.fullmatch(text)
    if byline:
        facts.add("author", byline[1])
    if not any(pair.name in {"published", "issued"} for pair in pairs):
        starts = [0, *(pair.end for pair in pairs)]
        ends = [*(pair.start for pair in pairs), len(text)]
        facts.add("published", " | ".join(text[start:end] for start, end in zip(starts, ends, strict=True)))
    if text[:1] in "(（" and text[-1:] in ")）" and not first_date(text):
        facts.add("publisher", text)
    for number in find_doc_numbers(text):
        facts.add("number", number.written)


def read_pairs(text: str) -> list[Pair]:
    """Return label and value of every pair in a line; a name ends where a date begins (来源：健康报 2021-06-08)."""
    found = list(_PAIR.finditer(simplify(text)))
    pairs: list[Pair] = []
    for match, following in zip_longest(found, found[1:]):
        name = match.lastgroup or "other"
        value = text[match.end() : following.start() if following else len(text)]
        value = _VALUE_END.split(value.rstrip(), maxsplit=1)[0]
        date = next(find_dates(value), None) if name in {"publisher", "author", "editor", "issuer"} else None
        if date and date[0]:
            value = value[: date[0]]
        pairs.append(Pair(name, value.strip(), match.start(), match.end() + len(value)))
    return pairs


def label_only(text: str) -> str | None:
    """Return the fact that a line or cell which is nothing but a label announces, or None."""
    match = _LABEL.fullmatch(simplify(text.strip()))
    return match.lastgroup if match else None
