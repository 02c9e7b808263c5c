"""Lines of a site: in goes a document, out come the lines that its site may have put there, and which of them it did.

What a third of one site's texts have in common at their edges is the site's: its name, its warnings, how to reach it. Which lines those
are the set of the site's pages tells (``corpus._site_rows`` counts them); where they stand is told here, from the page alone. Formulas
that official texts share (特此通知, 各省、自治区…：, 附件, who signs) are the text's, and so is what stands between its paragraphs
(基本案情, Background), unless its words are a site's. A line is compared by its letters, digits and Chinese characters.
"""

from __future__ import annotations

import re
from dataclasses import replace
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from corpus._pieces import text_of
from corpus.dates import first_date
from corpus.endmatter import end_lines
from corpus.ids import text_key
from corpus.matchkey import match_key, simplify
from corpus.model import READ_KINDS, word_characters
from corpus.numbering import opening
from corpus.scripts import HAN_CLASS
from corpus.sentences import ends_sentence, weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from corpus.model import Block, Clause, Document

MIN_TEXTS = 4
"""Texts of a site that must have a line: three may well be a law, its draft and its explanation."""

MIN_SHARE = 3
"""One in so many of a site's texts must have it. In samples of 20 laws, rules or cases of one body, 369,343 lines without a number, this
leaves headings of cases (基本案情) and paragraphs of amendments, which stand between others; of what stands at the edge, 14 dates."""

EDGE = 20
"""Lines at each edge of a page that are looked at; a menu or a foot that no rule for single pages knew is shorter."""

MAX_LINE_WEIGHT = 1500
"""Letters of English. As long as the longest disclaimer (``cleaners.boilerplate``)."""

MIN_WORDS = 2
"""Letters, digits and Chinese characters of a line that says anything."""

MIN_BELOW_TITLE = 40
"""Letters of English (ten Han characters) of a line right below the title; 摘要, Background, 基本案情 are shorter and the text's."""

MAX_BETWEEN = 2
"""Lines between two of the site's at the foot that each page fills in anew: a counter, who edited it."""

MAX_BETWEEN_WEIGHT = 60
"""Letters of English of such a line."""

MAX_LABELLED = 2 / 3
"""Share of a page's text that may be the site's. Where more is, the pages are copies of one text under several titles."""

PAGE = 0
"""Stands among the lines of a page for the page itself, so that a site's texts are counted as its lines are."""

_FORMULA = re.compile(
    r".*(?:执行|落实|施行|实施|生效|办理|废止|研究|参考|公布|印发|发布)[。.]?|特此.{0,12}|目\s*录|contents|.{0,40}(?:此件|此页|公开发布|依申请公开).{0,20}"
    r"|(?:各|致).*[:：]|.*(?:政府|委员会|[厅局院部委会]|办公室|部门|单位|公司|中心|学校|协会|同志)\W{0,3}[:：]|dear\b.*"
    r"|.*\b(?:come|enter|take)s?\b.{0,12}\b(?:force|effect)\b.*|.*\b(?:hereby|implement(?:ed)?|promulgated)\b.*",
    re.IGNORECASE,
)
"""What official texts of one body share, each on a line of its own."""

_BODY = re.compile(
    rf"[{HAN_CLASS}、\s]*(?:[部委局厅署院会府室处办司行社组]|中心|法院|检察院)"
    r"|(?:(?:general )?office|ministry|department|commission|administration|state council)\b[^,.]*",
    re.IGNORECASE,
)
"""The name of a body, as it signs; 云州市卫生局 版权所有 is more than that."""

_SITES_WORDS = re.compile(
    r"扫(?:一扫|码|描)|二维码|关注|点击|下载|会员|登录|注册|客户端|公众号|小程序|广告|推广|订阅|投稿|版权|转载|本[站网]|网站|免责|收藏|分享|客服|加群|交流群|https?:|www\."
    r"|\b(?:advertis\w*|subscribe|newsletter|sign (?:up|in)"
    r"|log ?in|click|download|copyright|rights reserved|follow us|share this|sponsored|cookies?|membership)\b",
    re.IGNORECASE,
)
"""What a site speaks of, and seldom a text; such a line may stand between the paragraphs too."""


class Line(NamedTuple):
    """A line that may be the site's: the position of its block, and its key."""

    block: int
    key: int


class Edges(NamedTuple):
    """Lines that may be the site's: above the title, right below it, at the foot (the last first), and between the paragraphs."""

    above: tuple[Line, ...]
    below: tuple[Line, ...]
    foot: tuple[Line, ...]
    inside: tuple[Line, ...]


class Repeated(NamedTuple):
    """A line that is on enough texts of its site: on how many, of how many."""

    key: int
    site: str
    texts: int
    of: int


class SiteLine(NamedTuple):
    """A block of a page that is its site's: how many of the site's texts have the line, of how many."""

    block: int
    site: str
    texts: int
    of: int


def site_of(origin: str) -> str:
    """Return the host of a web address without ``www.``, in small letters; of a file's path, or an address that is none, nothing."""
    if not origin.lower().startswith(("http://", "https://")):
        return ""
    try:
        host = urlsplit(origin).hostname or ""
    except ValueError:  # http://[half of an IPv6 address
        return ""
    return host.removeprefix("www.")


def text_of_site(document: Document) -> int:
    """Return the key of the text that a page counts as: pages that have their longest line in common are one.

    Copies and versions of a law differ in what stands round it, a page's title may be its site's name. A line in the words of a site
    is passed over: its disclaimer may be longer than any paragraph of a short text.
    """
    own = [block.text for block in document.blocks if block.kind in READ_KINDS and not _SITES_WORDS.search(simplify(block.text))]
    return line_key(max(own, key=lambda text: (len(text), text), default=document.doc_id))


def line_keys(document: Document) -> set[int]:
    """Return the keys of the lines that may be the site's, and ``PAGE``."""
    return {PAGE, *(line.key for lines in find_edges(document) for line in lines)}


def find_edges(document: Document) -> Edges:
    """Return the lines of a page that may be its site's."""
    read = [(at, block) for at, block in enumerate(document.blocks) if block.kind in READ_KINDS]
    texts = [block.text.strip() for _, block in read]
    ends = end_lines(texts) if texts else {}
    own = {at for at, text in enumerate(texts) if _is_texts_own(read[at][1], text, ends.get(at, ""))}
    # The first line of a page, its site's name, may be read as a title too: above it is what stands above the last title of the head.
    head = list(_until(own, range(min(EDGE, len(read)))))
    title = max((at for at in head if read[at][1].kind == "title"), default=-1)
    above = range(max(title, 0))
    below = list(_until(own, range(title + 1, min(title + 1 + EDGE, len(read)))))
    foot = list(_until(own, range(len(read) - 1, max(len(read) - 1 - EDGE, title), -1)))
    inside = sorted({at for at in range(title + 1, len(read)) if at not in own and _SITES_WORDS.search(texts[at])})

    def lines(places: Sequence[int]) -> tuple[Line, ...]:
        return tuple(Line(read[at][0], line_key(texts[at])) for at in places if at not in own)

    return Edges(lines(above), lines(below), lines(foot), lines(inside))


def line_key(text: str) -> int:
    """Return the key of a line: equal for lines of the same letters, digits and Chinese characters, never ``PAGE``."""
    return _hash(word_characters(match_key(text))) or 1


def lines_of_site(document: Document, repeated: Mapping[int, Repeated]) -> list[SiteLine]:
    """Return the blocks of a page that are its site's; ``repeated`` are its lines that are on enough of the site's texts, by key.

    At the foot they are taken from the last line up, below the title from the first line down, until the text speaks.
    """
    found = _blocks_of_site(document, repeated.keys())
    lines = ((at, repeated[line_key(document.blocks[at].text.strip())]) for at in found)
    return [SiteLine(at, line.site, line.texts, line.of) for at, line in lines]


def without_blocks(clauses: Sequence[Clause], blocks: Sequence[Block], left_out: AbstractSet[int]) -> Iterator[Clause]:
    """Yield the clauses without what stands in the blocks ``left_out``; one that has nothing else is left out. Ids stay."""
    for clause in clauses:
        where = tuple(place for place in clause.where if place.block not in left_out)
        if len(where) == len(clause.where):
            yield clause
        elif where:
            text = text_of(blocks, where)
            yield replace(clause, text=text, where=where, text_key=text_key(match_key(text)))


def _blocks_of_site(document: Document, repeated: AbstractSet[int]) -> list[int]:
    edges = find_edges(document)
    found = {line.block for line in (*edges.above, *edges.inside) if line.key in repeated}
    for line in edges.below:
        if line.key not in repeated:
            break
        text = document.blocks[line.block].text
        if document.blocks[line.block].kind != "heading" and (weight(text) >= MIN_BELOW_TITLE or ends_sentence(text)):
            found.add(line.block)
    between = 0
    for line in edges.foot:
        text = document.blocks[line.block].text.strip()
        between = 0 if line.key in repeated else between + 1
        if between > MAX_BETWEEN or (between and (weight(text) > MAX_BETWEEN_WEIGHT or ends_sentence(text))):
            break
        if not between and document.blocks[line.block].kind != "heading":
            found.add(line.block)
    weights = {at: weight(block.text) for at, block in enumerate(document.blocks) if block.kind in READ_KINDS}
    is_copy = sum(weights[at] for at in found) > MAX_LABELLED * sum(weights.values())
    return [] if is_copy else sorted(found)


def _until(own: AbstractSet[int], places: range) -> Iterator[int]:
    for at in places:
        if at in own:
            return
        yield at


def _is_texts_own(block: Block, text: str, end: str) -> bool:
    """Return whether a line is the text's by its form: numbered, a cell, its end matter, a formula, or a line that says nothing."""
    if block.kind == "table-row" or opening(text) or end in {"date", "copy", "attachment", "attachment-heading"}:
        return True
    if len(word_characters(text)) < MIN_WORDS or weight(text) > MAX_LINE_WEIGHT:
        return True
    folded = simplify(text)
    if _SITES_WORDS.search(folded):
        return False
    return (end == "signature" and first_date(text) != "") or _BODY.fullmatch(folded) is not None or _FORMULA.fullmatch(folded) is not None


def _hash(text: str) -> int:
    """Return 64 bits that stand for a text, signed as SQLite's integers are."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)
