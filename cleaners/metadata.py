"""Metadata lines: in goes a page, out come the lines that say who published it and when, labelled and read.

Examples: ``source: science and technology daily | 2023-02-23 09:37:40 | author: …`` · ``Date:2021-07-10 Hits:333`` ·
``• Last Update: 2021-06-17`` · 来源：健康报 2021年6月8日 责任编辑：… · the table 索引号 发文机关 成文日期 发文字号 of government sites.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING

from cleaners.draft import Change, Draft, Label
from corpus.dates import first_date, is_bare_date
from corpus.doc_numbers import find_doc_numbers
from corpus.model import READ_KINDS
from corpus.sentences import ends_sentence, weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.draft import DraftBlock

MAX_LINE_WEIGHT = 400
"""Letters of English. A dateline with source, author, editor and counter weighs about 200."""

MAX_VALUE_LENGTH = 80
"""Characters of one value; longer, and the "label:" opened a sentence."""

_LABELS = {
    "published": r"(?:date|published|publish(?:ed|ing)? (?:on|at|date|time)|posted(?: on)?|release(?:d)? (?:date|time)|last updated?"
    r"|updated?(?: on)?|time"
    r"|发布(?:时间|日期)|发表(?:时间|日期)|日\s?期|时\s?间|更新(?:时间|日期))",
    "issued": r"(?:成文日期|发文日期|印发日期|date of issue|issued on)",
    "publisher": r"(?:source|信息来源|文章来源|稿件来源|来\s?源|稿\s?源)",
    "author": r"(?:authors?|written by|作\s?者|记\s?者|撰\s?文|通讯员)",
    "editor": r"(?:editors?|责任编辑|责\s?编|编\s?辑|审\s?核|校\s?对)",
    "issuer": r"(?:发文机关|发文单位|发布机构|发布单位|制定机关|issuing (?:authority|agency))",
    "number": r"(?:发文字号|文\s?号|document (?:no|number)\.?)",
    "title": r"(?:标\s?题|名\s?称)",
    "other": r"(?:hits|views|clicks|reads?|浏览(?:次数|量)?|点击(?:率|数|量|次数)?|阅读(?:次数|量)?|索\s?引\s?号|主题分类|主\s?题\s?词"
    r"|有效性|公开(?:方式|类别)|字\s?[体号]|分享)",
}
_PAIR = re.compile(
    r"(?:^|(?<=[\s|｜•·\t\u3000\]】)）]))[【\[]?(?:" + "|".join(f"(?P<{name}>{form})" for name, form in _LABELS.items()) + r")\s*[:：]\s*",
    re.IGNORECASE,
)
_SEPARATORS = re.compile(r"[\s|｜•·/／,，;；\u3000\[\]【】]+")
_BYLINE = re.compile(r"by\s+((?:[A-Za-z][\w.'’-]+)(?:\s+[A-Za-z][\w.'’-]+){1,3})", re.IGNORECASE)
_CAPTION = re.compile(r".*[（(](?:photo|picture|image|file photo)\b.{0,60}[)）]|图为.*|.*(?:摄|供图)[）)]?。?", re.IGNORECASE)
_PLACEHOLDERS = frozenset(
    {"internet", "user", "admin", "administrator", "unknown", "network", "网络", "互联网", "未知", "佚名", "本站", "原创"}
)
"""What content systems fill in where nobody said anything."""

_COLLAPSED = re.compile(r"\s+")


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
        value = _COLLAPSED.sub(" ", value).strip(" |｜•·,，;；()（）[]【】")
        if name in {"published", "issued"}:
            value = first_date(value)
        if value and value.lower() not in _PLACEHOLDERS and name != "other":
            getattr(self, name).append(value)


def label_metadata(draft: Draft) -> Iterator[Change]:
    """Yield a metadata label for every line of labelled values, bare date, byline or document number, and label captions."""
    blocks = [block for block in draft.blocks if block.kind in READ_KINDS]
    for position, block in enumerate(blocks):
        if block.kind == "table-row":
            label = blocks[position - 1].text if position and blocks[position - 1].kind == "table-row" else ""
            if _only_label(block.text) or (_only_label(label) and not _only_label(block.text)):
                yield Label(block.number, "metadata")
        elif _is_metadata(block.text):
            yield Label(block.number, "metadata")
        elif weight(block.text) <= MAX_LINE_WEIGHT and _CAPTION.fullmatch(block.text):
            yield Label(block.number, "caption")
    if len(blocks) > 1 and _is_trailing_source(blocks[-1]):
        yield Label(blocks[-1].number, "metadata")


def read_facts(blocks: Sequence[DraftBlock]) -> Facts:
    """Return what the metadata lines among ``blocks`` say, read in page order."""
    facts = Facts()
    lines = [block.text for block in blocks if block.kind == "metadata"]
    for position, text in enumerate(lines):
        pairs = _pairs(text)
        for name, value in pairs:
            if not value and len(pairs) == 1 and position + 1 < len(lines) and not _pairs(lines[position + 1]):
                facts.add(name, lines[position + 1])
            else:
                facts.add(name, value)
        byline = _BYLINE.fullmatch(text.strip())
        if byline:
            facts.add("author", byline[1])
        if not any(name in {"published", "issued"} for name, _ in pairs) and not (position and _only_label(lines[position - 1])):
            facts.add("published", _without_pairs(text) if pairs else text)
        if text[:1] in "(（" and text[-1:] in ")）" and not first_date(text):
            facts.add("publisher", text)
        for number in find_doc_numbers(text):
            facts.add("number", number.written)
    return facts


def _pairs(text: str) -> list[tuple[str, str]]:
    """Return label and value of every pair in a line; a value ends at a bar, at two spaces, or where the next label begins."""
    found = list(_PAIR.finditer(text))
    pairs: list[tuple[str, str]] = []
    for match, following in zip_longest(found, found[1:]):
        value = text[match.end() : following.start() if following else len(text)]
        pairs.append((match.lastgroup or "other", re.split(r"[|｜\t\u3000]|\s{2,}", value.strip(), maxsplit=1)[0].strip()))
    return pairs


def _without_pairs(text: str) -> str:
    """Return what stands in a line outside its labelled values: often a bare date between two bars."""
    rest = text
    for match in reversed(list(_PAIR.finditer(text))):
        rest = rest[: match.start()] + " | " + rest[match.end() :]
    values = {value for _, value in _pairs(text)}
    return " ".join(part for part in re.split(r"[|｜\t\u3000]|\s{2,}", rest) if part.strip() not in values)


def _only_label(text: str) -> bool:
    match = _PAIR.match(text.strip() + ("" if text.rstrip().endswith((":", "：")) else "："))
    return match is not None and match.end() >= len(text.strip())


def _is_metadata(text: str) -> bool:
    if weight(text) > MAX_LINE_WEIGHT:
        return False
    stripped = text.strip()
    if is_bare_date(stripped) or _BYLINE.fullmatch(stripped) or _is_number_line(stripped):
        return True
    pairs = _pairs(stripped)
    if not pairs or any(len(value) > MAX_VALUE_LENGTH or (ends_sentence(value) and weight(value) > MAX_VALUE_LENGTH) for _, value in pairs):
        return False
    head = stripped[: next(_PAIR.finditer(stripped)).start()]
    return (
        not _SEPARATORS.sub("", head) or is_bare_date(head.strip(" |｜•·")) or bool(first_date(head) and weight(head) <= MAX_VALUE_LENGTH)
    )


def _is_number_line(text: str) -> bool:
    numbers = list(find_doc_numbers(text))
    return len(numbers) == 1 and len(text) - len(numbers[0].written) <= len("（）()。. ")


def _is_trailing_source(block: DraftBlock) -> bool:
    text = block.text.strip()
    return text[:1] in "(（" and text[-1:] in ")）" and len(text) <= MAX_VALUE_LENGTH // 2 and not ends_sentence(text[1:-1])
