"""Metadata lines: in goes a page, out come labels for the lines that say who published it and when.

Examples: ``source: science and technology daily | 2023-02-23 09:37:40 | author: …`` · ``Date:2021-07-10 Hits:333`` ·
``• Last Update: 2021-06-17`` · 来源：健康报 2021年6月8日 责任编辑：… · the table 索引号 发文机关 成文日期 发文字号 of government sites.
Lines are read in simplified characters (發文字號 as 发文字号), which have the same length. Metadata is not indexed, so a value must be of
its label's kind, and the line stand in the page's head or foot: in between, 时间：opens the time of a meeting, 来源：the source of a
table, 记者：a question, and a date heads an entry of a chronicle.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from cleaners.draft import Change, Draft, Label
from cleaners.facts import BYLINE, label_only, read_pairs
from cleaners.parts import is_policy_title
from cleaners.regions import foot_start, head_end
from corpus.dates import first_date, is_bare_date
from corpus.doc_numbers import find_doc_numbers
from corpus.matchkey import simplify
from corpus.model import READ_KINDS
from corpus.scripts import count_han
from corpus.sentences import ends_sentence, weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.draft import DraftBlock
    from cleaners.facts import Pair

MIN_LENGTH = 2
"""Characters. A lone stop says nothing of a page."""

MAX_LINE_WEIGHT = 400
"""Letters of English. A dateline with source, author, editor and counter weighs about 200."""

MAX_VALUE_LENGTH = 80
"""Characters of one value; longer, and the "label:" opened a sentence."""

MAX_SOURCE_LENGTH = 40
"""Characters of a publisher's name or of a date with its time."""

MAX_NAME_HAN = 6
"""Han characters of a person's name, 记者 before it included."""

MAX_EDITOR_HAN = 12
"""Han characters of an editor, who may be an office (国家卫生健康委宣传司)."""

MAX_PERSON_HAN = 4
"""Han characters of a person's name alone; in the midst of a page only these are believed."""

MAX_BARE = 3
"""Lines of a bare date or number that a page may have about itself; one with more is a chronicle or a list of documents."""

MIN_TABLE_LABELS = 3
"""Different labels that make a table one of metadata; a table of two columns may well be headed 名称 and 时间."""

MIN_SHARE_FOLLOWED = 0.6
"""Share of a table's labels that a value follows directly; in a table of documents the labels stand side by side in its first row."""

_OFFICIAL = frozenset({"issuer", "issued", "number", "other"})
"""What only the head of an official document says; 名称：beside it gives the document's title, elsewhere it opens a form."""

_SEPARATORS = re.compile(r"[\s|｜•·/／,，;；\u3000\[\]【】]+")
_DAY = re.compile(
    r"\d{1,2}\s?[-/.月]\s?\d{1,2}|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}\b", re.IGNORECASE
)
_YEAR = re.compile(r"(?:19|20)\d\d|[一二][〇○零一二三四五六七八九]{3}")
_CLOCK = re.compile(r"\d{1,2}[:：]\d{2}")
_COUNT = re.compile(r"[\d,，\s]*(?:次|times)?")
_NOT_A_NAME = re.compile(r"[\d。！？!?：:]|\b(?:the|of|to|and|in|for|on|is|are|was|will|how|what|why)\b", re.IGNORECASE)
_NAME_END = re.compile(r"[\s、,，;；/|｜&（）()]+")
_EVENT = re.compile(r"地\s?点|会\s?议|参(?:会|加)|venue|place|location", re.IGNORECASE)
_MEDIUM = re.compile(
    r"(?:报|社|网|台|刊|杂志|周刊|客户端|公众号|频道|中心|委|局|部|\b(?:news|times|daily|post|press|agency|xinhua|journal|media|review|weekly|net|tv"
    r"|herald|today|\w+\.(?:com|cn|org|net)))\W*$",
    re.IGNORECASE,
)
_CREDIT = r"(?:\s*[:：/].{0,60}|\s+(?:by|from|courtesy|provided|credit|source|via|taken)\b.{0,60})"
_CAPTION = re.compile(
    rf".*[（(](?:file )?(?:photo|picture|image)s?{_CREDIT}?[)）]\.?"
    r"|图为[^。]{2,80}。?(?:[^。]{0,20}(?<!拍)摄)?[)）]?。?"
    r"|.*[（(][^（()）]{1,20}\s?(?:(?<!拍)摄|供图)[)）]。?|.*\S\s+(?:摄|供图)[)）]?。?",
    re.IGNORECASE,
)


def label_metadata(draft: Draft) -> Iterator[Change]:
    """Yield a metadata label for every line of labelled values, bare date, byline or document number, and label captions."""
    blocks = [block for block in draft.blocks if block.kind in READ_KINDS or block.kind == "metadata"]
    head, foot = head_end(blocks), foot_start(blocks)
    official = any(pair.name in _OFFICIAL for block in blocks[:head] for pair in read_pairs(simplify(block.text[:MAX_LINE_WEIGHT])))
    texts = [_read(block.text) for block in blocks]
    bare = {text for text in texts if _is_bare(text)}
    few = len(bare) <= MAX_BARE
    found = _metadata_cells(blocks)
    for at, (block, text) in enumerate(zip(blocks, texts, strict=True)):
        if block.kind in {"metadata", "table-row"} or len(text) < MIN_LENGTH or weight(text) > MAX_LINE_WEIGHT:
            continue
        outside = at < head or at >= foot
        before = texts[at - 1] if at else ""
        following = texts[at + 1] if at + 1 < len(texts) else ""
        announced = label_only(before) if at and blocks[at - 1].number in found else None
        if (
            (few and text in bare and (outside or (is_policy_title(before) and is_number_line(text))))
            or _is_labelled(text, following, outside=outside, official=official)
            or (outside and (_is_byline(text) or _is_dateline(text)))
            # Below an empty 主题词： comes the title: only a label whose value can be told from text announces one.
            or (announced is not None and announced != "other" and _is_value(announced, text))
        ):
            found.add(block.number)
        elif _CAPTION.fullmatch(text):
            yield Label(block.number, "caption")
    if len(blocks) > 1 and blocks[-1].kind in READ_KINDS and _is_trailing_source(texts[-1]):
        found.add(blocks[-1].number)
    yield from (Label(number, "metadata") for number in sorted(found))


def _read(text: str) -> str:
    """Return a line in simplified characters, as its labels are read; of one that is too long for labels only its edges are cut."""
    line = text.strip()
    return simplify(line) if len(line) <= MAX_LINE_WEIGHT else line


def _is_bare(text: str) -> bool:
    """Return whether a line is a date or a document number and nothing else."""
    if len(text) > MAX_VALUE_LENGTH or not _YEAR.search(text):
        return False
    return is_bare_date(text.strip()) or is_number_line(text.strip())


def is_number_line(text: str) -> bool:
    """Return whether a line is one document number and nothing else, brackets aside."""
    numbers = list(find_doc_numbers(text))
    return len(numbers) == 1 and len(text) - len(numbers[0].written) <= len("（）()。. ")


def _is_labelled(text: str, following: str, *, outside: bool, official: bool) -> bool:
    """Return whether a line is made of labelled values, each of its label's kind, with at most a date before them."""
    pairs = read_pairs(text)
    if not pairs or _EVENT.search(text) or _EVENT.match(following):
        return False
    if any(pair.name == "title" for pair in pairs) and not official:
        return False
    rest = text[: pairs[0].start]
    if _SEPARATORS.sub("", rest) and not (first_date(rest) and weight(rest) <= MAX_VALUE_LENGTH):
        return False
    if not all(_is_value(pair.name, pair.value) for pair in pairs):
        return False
    if len(pairs) == 1 and not pairs[0].value:
        return outside and _may_follow(pairs[0], following)
    return outside or _tells_by_itself(pairs)


def _may_follow(pair: Pair, following: str) -> bool:
    """Return whether the next line can be the value of a label that stands alone."""
    if not following or read_pairs(following) or len(following) > MAX_SOURCE_LENGTH:
        return False
    return _is_value("author" if pair.name == "editor" else pair.name, following)


def _tells_by_itself(pairs: Sequence[Pair]) -> bool:
    """Return whether labelled values are metadata wherever they stand: names of people, a medium, or several with a date."""
    names = {pair.name for pair in pairs}
    if names <= {"author", "editor", "counter"}:
        return all(count_han(part) <= MAX_PERSON_HAN for pair in pairs for part in _NAME_END.split(pair.value))
    if names == {"publisher"}:
        return all(_MEDIUM.search(pair.value) for pair in pairs)
    return len(names) > 1 and "published" in names


def _is_value(name: str, value: str) -> bool:
    """Return whether a value is of its label's kind; none at all may be."""
    if not value:
        return True
    if len(value) > MAX_VALUE_LENGTH or (ends_sentence(value) and name != "editor"):
        return False
    if name in {"published", "issued"}:
        return len(value) <= MAX_SOURCE_LENGTH and bool(first_date(value) or _DAY.search(value))
    if name in {"author", "editor"}:
        longest = MAX_NAME_HAN if name == "author" else MAX_EDITOR_HAN
        return not _NOT_A_NAME.search(value) and all(count_han(part) <= longest for part in _NAME_END.split(value))
    if name == "counter":
        return _COUNT.fullmatch(value) is not None
    return name != "publisher" or len(value) <= MAX_SOURCE_LENGTH


def _is_byline(text: str) -> bool:
    byline = BYLINE.fullmatch(text)
    return byline is not None and not _NOT_A_NAME.search(byline[1])


def _is_dateline(text: str) -> bool:
    """Return whether a line without labels opens with a date and has a time of day: ``2023-02-23 09:37 科技日报``."""
    date = first_date(text[:MAX_SOURCE_LENGTH])
    opens = re.match(r"\W*(?:19|20)\d\d", text)
    return bool(date and opens and _CLOCK.search(text)) and len(text) <= MAX_VALUE_LENGTH and not ends_sentence(text)


def _is_trailing_source(text: str) -> bool:
    """Return whether a line in brackets at the end of a page names its source: ``(Securities Times)``, not （此件公开发布）."""
    return text[:1] in "(（" and text[-1:] in ")）" and len(text) <= MAX_SOURCE_LENGTH and _MEDIUM.search(text[1:-1]) is not None


def _metadata_cells(blocks: Sequence[DraftBlock]) -> set[int]:
    """Return the cells of tables that say 索引号, 发文机关 and so on, each label with its value beside it."""
    found: set[int] = set()
    for is_table, group in groupby(blocks, key=lambda block: block.kind == "table-row"):
        cells = list(group) if is_table else []
        labels = [label_only(_read(cell.text)) for cell in cells]
        labelled = [at for at, label in enumerate(labels) if label]
        followed = [at for at in labelled if at + 1 < len(cells) and not labels[at + 1]]
        if len(set(filter(None, labels))) >= MIN_TABLE_LABELS and len(followed) >= MIN_SHARE_FOLLOWED * len(labelled):
            found.update(cells[at].number for at in labelled)
            found.update(cells[at + 1].number for at in followed)
    return found
