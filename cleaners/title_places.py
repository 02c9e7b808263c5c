"""Places of a page's title: in goes a page's shape, out come the paragraphs that are what the page is called, or read like it.

The name is what ``<title>`` and meta elements say; where these give only the site's or the section's name, the line above the dateline
(发布时间：…), a heading above the text or an element that is called title is the title.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.facts import BYLINE, label_only, page_day, read_pairs
from cleaners.html_hints import key_of, keys_of
from cleaners.html_shape import heading_of
from cleaners.parts import AGENCIES, is_policy_title
from corpus.dates import first_date
from corpus.matchkey import simplify
from corpus.numbering import opening
from corpus.sentences import ends_sentence, weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.facts import Pair
    from cleaners.html_shape import Paragraph, Shape

MAX_TITLE_WEIGHT = 400
"""As in ``cleaners.title``."""

MIN_TITLE = 20
"""Letters of English of a title that only its place tells; 工作动态, the name of a section, weighs less."""

HEAD_PARAGRAPHS = 40
"""Paragraphs above the text in which the title may stand; share bars and captions stand between."""

MAX_LINE_WEIGHT = 300
"""Letters of English of a line with labels."""

MAX_BARE_WEIGHT = 160
"""Letters of English of a line with a date and no label."""

TOLD = frozenset({"published", "issued", "publisher", "author", "editor", "issuer", "number"})
"""Facts by which a line shows itself to be a dateline."""

_CALLED_TITLE = re.compile(r"(?:^|[\s_-])(?:\w*title\w*|\w{0,3}tit|\w{0,3}bt|biaoti|headline|subject)(?=[\s_-]|$)", re.IGNORECASE)
_OPEN_ENDS = ("：", ":", "，", ",", "、", "；", ";")
_SITES_FOOT = re.compile(r"技术支持|[主承协]办(?:单位)?[:：]|版权所有|备案|copyright|©", re.IGNORECASE)
"""What the foot of a site has; a day beside it (最后更新) is the site's."""

OPENS_PATH = re.compile(r"\s*(?:首页|首頁|主页|主頁|home)\s*[-–—>›»/|]", re.IGNORECASE)
"""首页 - 新闻动态 in a heading is where the page stands, not what it is called."""

_PATH = re.compile(r"[>›»]|位置[:：]|首页")
"""What a breadcrumb has."""


_SITE_NAME = re.compile(
    r"[^，。：“《]{2,20}(?:(?<!互联)(?<!联)(?<!电)(?<!路)(?<!管)网|网站|门户|官网|频道)"
    r"|[^，。：“《\d]{2,20}(?:政府|委员会|办公[厅室]|人大常委会|国务院|法院|检察院)(?:公报|政报)(?:电子版)?"
)
"""泸北省政府采购网, 甲市人民政府公报; 互联网, 电网, 路网 and 管网 are what texts are about."""


_LETTERHEAD = re.compile(r"[^，。：《》\d]{4,60}文件(?:[（(].{1,8}[)）])?")
"""甲集团有限公司文件, in red above the number."""


def named_places(shape: Shape, names: Sequence[str]) -> list[int]:
    """Return the places of the paragraphs that say what the page is called, links and the names of agencies aside."""
    keys = keys_of(names)
    first = {key[0] for key in keys}
    lines = ((at, paragraph.said) for at, paragraph in enumerate(shape.paragraphs) if not paragraph.linked)
    # A key is made of a whole line: of most lines the first character tells that it is none.
    places = (at for at, said in lines if not (said[0].isalnum() and said[0].lower()[0] not in first) and key_of(said) in keys)
    return [at for at in places if not is_sites(shape.paragraphs[at].said)]


def titles_above(shape: Shape, above: int, start: int, sites: set[int]) -> Iterator[int]:
    """Yield the lines between a place and the text that can be the title, most certain first.

    They are what reads like a policy's title, headings, what is called a title, the line above the dateline, and, where no title is known,
    what is bold.
    """
    lines = [at for at in range(max(0, start - HEAD_PARAGRAPHS, above + 1), start) if reads_like_title(shape, at)]
    free = [at for at in lines if at not in sites]
    yield from (at for at in reversed(free) if is_policy_title(shape.paragraphs[at].said) or (at + 1 < start and is_cut_title(shape, at)))
    yield from (at for at in reversed(free) if heading_of(shape.paragraphs[at]))
    yield from (at for at in reversed(free) if _CALLED_TITLE.search(shape.paragraphs[at].element.marks))
    yield from (at for at in reversed(lines) if is_policy_title(shape.paragraphs[at].said))
    yield from (at for at in reversed(lines) if at + 1 < start and tells(shape.paragraphs[at + 1], bare=True))
    if above < 0:
        yield from (at for at in reversed(free) if shape.paragraphs[at].bold)


def is_cut_title(shape: Shape, at: int) -> bool:
    """Return whether a policy's title begins on a line and ends on the next: 关于印发《甲补充医疗保险⏎管理办法》的通知."""
    first, second = shape.paragraphs[at].said, shape.paragraphs[at + 1].said
    if "关于" not in first or is_policy_title(first) or shape.paragraphs[at + 1].linked:
        return False
    return not is_policy_title(second) and is_policy_title(first + second)


def reads_like_title(shape: Shape, at: int) -> bool:
    """Return whether a line is short, no link, no sentence, no metadata and no agency's name."""
    paragraph = shape.paragraphs[at]
    said = paragraph.said
    if paragraph.linked or not MIN_TITLE <= weight(said) <= MAX_TITLE_WEIGHT or said.endswith(_OPEN_ENDS) or pairs_of(paragraph):
        return False
    ends = ends_sentence(said) and not (heading_of(paragraph) and said.endswith(("！", "!", "？", "?")))
    return not (ends or is_sites(said) or first_date(said) or opening(said) or label_only(said) or _PATH.search(said))


def is_sites(said: str) -> bool:
    """Return whether a line is no more than the name of an agency or a site, or a letterhead: the title stands below it."""
    folded = simplify(said)
    is_name = AGENCIES.fullmatch(said) is not None or _SITE_NAME.fullmatch(folded) is not None or _LETTERHEAD.fullmatch(folded) is not None
    return is_name and not is_policy_title(said) and "关于" not in said


def pairs_of(paragraph: Paragraph) -> list[Pair]:
    """Return the labels of a line and their values, read in simplified characters."""
    return read_pairs(simplify(paragraph.said)) if paragraph.text <= MAX_LINE_WEIGHT else []


def tells(paragraph: Paragraph, *, bare: bool) -> bool:
    """Return whether a line has labels with values, or, where it may be ``bare``, is a byline or has a date."""
    if _SITES_FOOT.search(paragraph.said):
        return False
    if any(pair.name in TOLD and (pair.value or bare) for pair in pairs_of(paragraph)):
        return True
    if not bare or paragraph.text > MAX_BARE_WEIGHT or ends_sentence(paragraph.said):
        return False
    return BYLINE.fullmatch(paragraph.said) is not None or bool(page_day(simplify(paragraph.said)))
