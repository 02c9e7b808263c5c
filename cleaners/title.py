"""The title of a page: in goes a page, out comes a title label for its title, and boilerplate labels for a site's lines before it.

Where it stands, in order of trust: the name of a shared document; the page's own main heading; the line above the dateline; the
first line. A title on two lines (国家卫生健康委⏎关于…的通知) is joined.
"""

from __future__ import annotations

import re
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from cleaners.draft import Change, Draft, Label, Replace, Split
from cleaners.facts import label_only
from cleaners.layout import is_layout
from cleaners.lines import gap_between
from cleaners.number_lines import is_number_line
from cleaners.page_name import is_beside_name
from cleaners.parts import AGENCIES, BODIES, heads_order, is_policy_title
from cleaners.regions import head_end
from corpus.dates import first_date, is_bare_date
from corpus.model import RawSpan
from corpus.numbering import opening
from corpus.scripts import is_han
from corpus.sentences import ends_sentence, weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.draft import DraftBlock

MAX_TITLE_WEIGHT = 400
"""Letters of English. The longest title of a State Council document has 84 characters, which weigh 320."""

MAX_MENU_WEIGHT = 160
"""Letters of English of a site's line above a title; an introduction is longer."""

MAX_GENRE_LENGTH = 16
"""Characters that a shared document's kind (【讲义文稿】) may take before its name."""

_EXTENSION = re.compile(r"\.(?:docx?|pdf|pptx?|xlsx?|wps|txt)\b", re.IGNORECASE)
_FILE_NAME = re.compile(rf"[《【]?(?:【[^】]{{1,12}}】)?(?P<name>.{{4,120}}?){_EXTENSION.pattern}", re.IGNORECASE)
_MAX_SENTENCES_ABOVE = 2
"""Sentences above a title may be a headline that is one, and a site's promotion."""

MIN_TITLE_WEIGHT = 20
"""Letters of English of a title above which nothing tells it from a line of a menu; Skip to main content has 17."""

_SALUTES = re.compile(r"\s*(?:各|致|尊敬的|敬启者|敬啟者|dear\b|to (?:all|whom|the)\b).*[:：]\s*$", re.IGNORECASE)
"""各私家醫院持牌人：, which stands above the title of a letter."""

_MENU = re.compile(r".{2,20}(?:网站|门户|官网|网|[日晚早时周]报|数字报|电子报|电子版|客户端)|\S{2,5}(?:\s\S{2,5}){2,}")
"""The name of a site, and words of a menu beside each other (政务公开 办事服务 互动交流)."""

_KIND_ALONE = re.compile(
    r"(?:管理|实施|暂行|若干|工作|监督|使用|登记|行动)*(?:办法|规定|条例|细则|规则|章程|方案|规划|计划|意见|措施|纲要|标准)(?:[（(].{2,6}[)）])?"
)
"""管理办法, the last line of a title that a page sets on two: no policy is called so alone."""

_GOES_ON = re.compile(r"\b(?:OF|THE|AND|FOR|ON|TO|IN|BY|WITH)\n|\n(?:OF|THE|AND|FOR|ON|TO|IN|BY|WITH)\b")
"""A title in capitals that goes on: MEASURES FOR THE ADMINISTRATION⏎OF COUNTY WELLS."""

_PAGE_MARK = re.compile(r"\d{1,3}、\s?")
"""1、, with which a share site counts the pages that it cuts a document into."""

_TAGS = re.compile(r"<[^<>]*>")

MAX_TAGS = 1000
"""Characters of tags between two lines of a title; a style of Word's takes 300."""

MIN_POLICY_WEIGHT = 40
"""Letters of English, ten Han characters, of a policy's title below another line; 管辖有新规定 is a headline."""

MIN_LINES = 2
"""Lines above a text of which the first may be the site's and another the title."""

_SET_APART = re.compile(r"[A-Za-z,.] {8,}\S")
"""Economic and Social Council          Distr.: General: the two edges of a document's head."""

_CANDIDATES = frozenset({"paragraph", "heading", "title"})
_NO_TITLE_END = ("。", ".", "；", ";", "，", ",", "：", ":", "、")
_NO_TITLE = re.compile(
    r"[（(].*[）)]|附\s?[件录表]\s?[\d一二三四五六七八九十]*\s?[:：]?|第\s?\w{1,4}\s?版\W?.{0,8}|\W*|目\s*录|contents|[—–]{1,2}.*|.*https?://.*"
    r"|(?:[^>›»＞]{1,30}[>›»＞]\s?){2,}[^>›»＞]{0,40}"  # 行政 ＞ 衛生福利部 ＞ 長期照顧目
    # who wrote: 文｜财经周刊 辛柏 发自皖北, 本报记者 张三, By Ann Lee
    r"|(?:图?文|撰文|撰稿|作者|采写|整理|编译|[记記]者|本[报報刊网網]?[记記]者|通[讯訊]员|特[约約][^，。]{0,6})\s?[｜|/／丨:：]\s?.{1,40}"
    r"|本[报報刊网網台][^，。]{0,4}[记記]者.{0,30}"
    r"|(?-i:[A-Z&,’' ]{2,30}(?:\s?[|｜/]\s?[A-Z&,’' ]{2,30})+)"
    r"|(?-i:By) (?:[A-Z][\w.'’-]+ ?){1,5}"
    # what kind of paper it is
    r"|(?:policy|issue|research|technical|briefing) (?:brief|note|paper|report)s?"
    r"|(?:working|white|green|discussion|position|consultation) papers?|(?:press|news|media) (?:release|statement)s?|fact ?sheets?"
    r"|(?:annual |final |interim )?report|for immediate release|letter to the editor|editorial|opinion|feature|[^\W\d_]"
    r"|新[闻聞](?:稿|公[报報]|通稿)|通稿|简[报訊讯]|[内內]部[资資]料|(?:通知|新[闻聞]|政策|工作|政[务務])(?:公告|[动動][态態]|解[读讀]|法[规規])",
    re.IGNORECASE,
)

_OWNER = re.compile(
    r"(?:©|\(c\)|copyright|版[权權]所有)\W*(?:(?:19|20)\d\d\W*)?([^\W\d].{2,60}?)\W*(?:(?:19|20)\d\d|all rights|$)", re.IGNORECASE
)
"""Whose the page is, whose name in its first line is no title: © Western Pacific Health Observatory 2022."""

_LETTERHEAD = re.compile(
    r"(?:政府|[委局厅院司部府会會廳]|办公[厅室]|辦公[廳室])文件$|政府公[报報]|第\s?\S{1,6}\s?[号號期]|秘密|机密|特急|加急|急件"
    r"|chapter|\bact\b|\bno\.|republic|government of|gazette|\bbill\b",
    re.IGNORECASE,
)
"""What stands above the title of an official paper."""

MIN_MENU = 3
"""Lines above a title that are a menu though no word of them is known: HOME, China / Government, Newspaper. An issuer and the kind of a
document are two."""

MAX_MENU_LINE = 80
"""Letters of English of a line of such a menu."""

LONG_MENU = 10
"""Lines above a title that are a menu whatever they say (政策文件, 新闻公报)."""

MAX_ACCOUNT = 30
"""Letters of English of an account's name, seven Han characters."""

BELOW_DATELINE = 6
"""Blocks below a dateline among which the title stands; a player and its length come between."""

TIMES_NAME = 2
"""By how much the title above it is longer at least."""

MAX_GAP = 16
"""Blocks between a title and its text among which a site names who wrote; an account of WeChat takes 12."""

MAX_NAME = 45
"""Letters of English of such a name: 12 Han characters."""


def label_title(draft: Draft) -> Iterator[Change]:
    """Yield the title's label, a split where it is glued to the text, a join where it is cut in two, and labels for a menu above it."""
    blocks = draft.blocks
    shared = _shared_name(blocks)
    if shared:
        title, at = shared
        yield Label(title.number, "title")
        if at is not None:
            yield Split(at)
    else:
        found = _main_heading(blocks) or _above_dateline(blocks) or _first_line(blocks)
        if found is not None and found.kind != "title" and not is_policy_title(found.text.strip()):
            found = _labelled(blocks) or found
        if found is not None and found.kind != "title" and "title" in draft.hints and not is_policy_title(found.text.strip()):
            return
        if found is None:
            return
        found = _alone(blocks, found)
        full = _in_full(blocks, found)
        if full:
            yield Label(found.number, "boilerplate")
        lines = full or ([found] if found.kind == "metadata" else _title_lines(draft, found))
        title = lines[0]
        yield Label(title.number, "title")
        for first, second in pairwise(lines):
            gap = _gap(draft, first, second)
            if gap is not None:
                yield Replace(gap, _between(first, second), "line end inside a title", joins=True)
    yield from _menu(draft, title)
    if draft.markup_kind != "html":
        yield from _names_below(blocks, title)


def _alone(blocks: Sequence[DraftBlock], found: DraftBlock) -> DraftBlock:
    """Return the line on which the title stands alone, below one with a site's name beside it: 甲下载-乙市调价方案 ⏎ … ⏎ 乙市调价方案."""
    named = found.text.strip()
    alone = [
        block
        for block in blocks[: head_end(blocks)]
        if block.kind in _CANDIDATES and weight(block.text) >= MIN_TITLE_WEIGHT and is_beside_name(named, block.text.strip())
    ]
    return max(alone, key=lambda block: weight(block.text), default=found)


def _labelled(blocks: Sequence[DraftBlock]) -> DraftBlock | None:
    """Return the line of the head below a label that announces the title (法規名稱：), or None."""
    head = blocks[: head_end(blocks)]
    pairs = ((label, value) for label, value in pairwise(head) if label.kind == "metadata" and value.kind in {"metadata", *_CANDIDATES})
    named = (value for label, value in pairs if label_only(label.text) == "title" and label_only(value.text) is None)
    return next((value for value in named if weight(value.text) >= MIN_TITLE_WEIGHT and not ends_sentence(value.text)), None)


def _in_full(blocks: Sequence[DraftBlock], title: DraftBlock) -> list[DraftBlock]:
    """Return the title right below a line of a site's table that gives it without its issuer: 关于甲的决定, 乙市人民政府关于甲的决定."""
    text = title.text.strip()
    following = [block for block in blocks if block.raw > title.raw and block.kind in _CANDIDATES][:1]
    full = [block for block in following if len(block.text.strip()) > len(text) and block.text.strip().endswith(text)]
    return full if is_policy_title(text) and full and AGENCIES.match(full[0].text.strip()) else []


def _menu(draft: Draft, title: DraftBlock) -> Iterator[Change]:
    """Yield labels for the short lines above a title where a site speaks there; else they are a headline's or an issuer's."""
    above = []
    for block in draft.blocks:
        if block.number == title.number:
            break
        above.append(block)
    if (
        draft.markup_kind != "html"
        and not any(block.kind == "boilerplate" for block in above)
        and not _is_menu_above(above, title.text.strip())
    ):
        return
    for block in above:
        readable = block.kind in _CANDIDATES or block.kind in {"list-item", "caption"}
        if _SALUTES.match(block.text):
            continue
        if readable and weight(block.text) <= MAX_MENU_WEIGHT and not ends_sentence(block.text) and not is_policy_title(block.text.strip()):
            yield Label(block.number, "boilerplate")


def _names_below(blocks: Sequence[DraftBlock], title: DraftBlock) -> Iterator[Change]:
    """Yield labels for the names of accounts and authors between a title and a site's line above the text (原创, 只看楼主)."""
    at = next(position for position, block in enumerate(blocks) if block.number == title.number)
    gap = list(takewhile(_is_above_text, blocks[at + 1 : at + 1 + MAX_GAP]))
    last = max((position for position, block in enumerate(gap) if block.kind == "boilerplate"), default=0)
    for block in gap[:last]:
        text = block.text.strip()
        if block.kind in _CANDIDATES and weight(text) <= MAX_NAME and not (is_policy_title(text) or AGENCIES.fullmatch(text)):
            yield Label(block.number, "boilerplate")


def _is_above_text(block: DraftBlock) -> bool:
    """Return whether a line may stand between a title and the text: no sentence, no number, nobody addressed."""
    text = block.text.strip()
    if block.kind in {"boilerplate", "metadata", "title"}:
        return True
    return not (ends_sentence(text) or opening(text) or text.endswith(_NO_TITLE_END) or weight(text) > MAX_MENU_WEIGHT)


def _is_menu_above(above: Sequence[DraftBlock], title: str) -> bool:
    """Return whether several short lines, none of which issues or numbers a text, stand above a title."""
    lines = [text for block in above if block.kind in _CANDIDATES and not title.endswith(text := block.text.strip())]
    if len(lines) < MIN_MENU or any(weight(line) > MAX_MENU_LINE or ends_sentence(line) or opening(line) for line in lines):
        return False
    return len(lines) >= LONG_MENU or not any(is_policy_title(line) or _LETTERHEAD.search(line) for line in lines)


def _shared_name(blocks: Sequence[DraftBlock]) -> tuple[DraftBlock, int | None] | None:
    """Return the block that a shared document's name opens, and the raw offset at which the text glued to it begins, if any is."""
    named = [block.text for block in blocks if block.kind == "boilerplate" and _EXTENSION.search(block.text)]
    names = [match["name"] for text in named for match in _FILE_NAME.finditer(text)]
    sentences = 0
    for block in blocks:
        if block.kind not in _CANDIDATES:
            continue
        if sentences == _MAX_SENTENCES_ABOVE:  # below it the names of attachments stand again
            break
        sentences += block.kind == "paragraph" and ends_sentence(block.text)
        for name in names:
            at = block.text.find(name, 0, MAX_GENRE_LENGTH + len(name))
            if at == -1 or (at and block.text[at - 1] not in "】》 " and not _PAGE_MARK.fullmatch(block.text[:at])):
                continue
            end = at + len(name)
            if end == len(block.text):
                return block, None
            offset = _raw_offset(block, end)
            if offset is not None:
                return block, offset
    return None


def _raw_offset(block: DraftBlock, at: int) -> int | None:
    """Return where character ``at`` of a block stands in the raw page, or None where it is part of an edit."""
    position = 0
    for piece in block.pieces:
        if at < position + len(piece.text):
            return piece.raw.start + at - position if piece.edit is None or at == position else None
        position += len(piece.text)
    return None


def _main_heading(blocks: Sequence[DraftBlock]) -> DraftBlock | None:
    return next((block for block in blocks if block.kind == "title"), None)


def _above_dateline(blocks: Sequence[DraftBlock]) -> DraftBlock | None:
    """Return the last line above the first dateline that can be a title; a table of metadata may stand above the title itself."""
    candidates: list[DraftBlock] = []
    sentences = 0
    for block in blocks[: head_end(blocks)]:
        if (
            block.kind == "metadata"
            and candidates
            and (first_date(block.text) or len(candidates) == 1 or _numbers(blocks, block, candidates[-1]))
        ):
            return _below_dateline(blocks, block, candidates[-1]) or _without_name(candidates) or _without_order(candidates)
        # Below two sentences stands no title: 完, above the day of a press release. A question that can be one is none of them.
        if sentences < _MAX_SENTENCES_ABOVE and _can_be_title(block):
            candidates.append(block)
        else:
            sentences += block.kind == "paragraph" and ends_sentence(block.text)
    return None


def _numbers(blocks: Sequence[DraftBlock], number: DraftBlock, above: DraftBlock) -> bool:
    """Return whether a line is the number of the text whose title stands above it; below a letterhead (云州市水利局文件) it is not."""
    if not is_number_line(number.text.strip()) or above.text.strip().endswith("文件"):
        return False
    at = next(position for position, block in enumerate(blocks) if block.number == number.number)
    following = next((block for block in blocks[at + 1 :] if block.kind != "metadata"), None)
    return following is None or not is_policy_title(following.text.strip())


def _without_name(candidates: Sequence[DraftBlock]) -> DraftBlock | None:
    """Return the title above the short name of an account that stands right above the dateline (健康江城), or None."""
    if len(candidates) < MIN_LINES:
        return None
    above, last = (block.text.strip() for block in candidates[-2:])
    is_name = weight(last) <= MAX_ACCOUNT and not is_policy_title(last)
    return candidates[-2] if is_name and weight(above) >= max(MIN_POLICY_WEIGHT, TIMES_NAME * weight(last)) else None


def _without_order(candidates: Sequence[DraftBlock]) -> DraftBlock:
    """Return the last candidate; where it is the number of the order that made a policy public, or its issuer, the policy's title above."""
    above = candidates[-2] if len(candidates) > 1 else None
    last = candidates[-1].text.strip()
    is_beside = heads_order(last) or AGENCIES.fullmatch(last) is not None
    return above if above and is_beside and not is_policy_title(last) and is_policy_title(above.text.strip()) else candidates[-1]


def _below_dateline(blocks: Sequence[DraftBlock], dateline: DraftBlock, above: DraftBlock) -> DraftBlock | None:
    """Return the title below a dateline above which there is but a menu (Home, 首页) or a letterhead (云州市水利局文件), or None.

    Below a number it may also be a policy's title on two lines, under the name of a collection (规范性文件选编).
    """
    at = next(position for position, block in enumerate(blocks) if block.number == dateline.number)
    below = [block for block in blocks[at + 1 :] if block.kind != "metadata"][:2]
    if is_number_line(dateline.text.strip()) and len(below) > 1 and all(map(_can_be_title, below)) and _is_cut(*below):
        return below[0]
    if not (_is_menu(above.text.strip()) or above.text.strip().endswith("文件")):
        return None
    near = [block for block in blocks[at + 1 :] if block.kind not in {"metadata", "boilerplate"}][:BELOW_DATELINE]
    return next((block for block in near if _can_be_title(block) and not _is_menu(block.text.strip())), None)


def _is_cut(first: DraftBlock, second: DraftBlock) -> bool:
    """Return whether two lines are a policy's title together, and neither alone: 县人民政府关于印发甲县户用⏎沼气池处置办法的通知."""
    one, other = first.text.strip(), second.text.strip()
    if is_policy_title(one) or not is_policy_title(one + other):
        return False
    return _KIND_ALONE.fullmatch(other) is not None or ("关于" in one and not is_policy_title(other))


def _is_menu(text: str) -> bool:
    return weight(text) < MIN_TITLE_WEIGHT or _MENU.fullmatch(text) is not None


def _first_line(blocks: Sequence[DraftBlock]) -> DraftBlock | None:
    """Return the first read line where it can be a title and a text follows, or the title below it where it is the site's."""
    owners = {name for block in blocks if block.kind == "boilerplate" for name in _OWNER.findall(block.text)}
    candidates = [
        block
        for block in blocks
        if block.kind in _CANDIDATES and not _NO_TITLE.fullmatch(block.text.strip()) and block.text.strip() not in owners
    ]
    if len(candidates) > 1 and _can_be_title(candidates[0]):
        return _below_site(blocks, candidates) or candidates[0]
    return None


def _below_site(blocks: Sequence[DraftBlock], candidates: Sequence[DraftBlock]) -> DraftBlock | None:
    """Return the title above the first sentence, below a line that is the site's or the issuer's, or None.

    It is a policy's title, or the first line behind a menu or a breadcrumb.
    """
    sentence = next((at for at, block in enumerate(candidates) if ends_sentence(block.text)), 0)
    lines = [block for block in candidates[:sentence] if _can_be_title(block)]
    if len(lines) < MIN_LINES or is_policy_title(lines[0].text.strip()):
        return None
    policy = next((block for block in lines if weight(block.text) >= MIN_POLICY_WEIGHT and is_policy_title(block.text.strip())), None)
    if policy is not None:
        return policy
    places = {block.number: at for at, block in enumerate(blocks)}
    end = places[lines[-1].number]
    menu = max((at for at, block in enumerate(blocks[:end]) if block.kind == "boilerplate"), default=-1)
    below = next((block for block in lines if places[block.number] > menu > -1), None)
    longest = max(lines, key=lambda block: weight(block.text))
    if below is not None and weight(below.text) < MIN_POLICY_WEIGHT and weight(longest.text) >= TIMES_NAME * weight(below.text):
        return longest
    return below if below is not None and weight(below.text) >= MIN_TITLE_WEIGHT else None


def _can_be_title(block: DraftBlock) -> bool:
    text = block.text.strip()
    if block.kind not in _CANDIDATES or weight(text) > MAX_TITLE_WEIGHT or text.endswith(_NO_TITLE_END) or _SET_APART.search(text):
        return False
    return _NO_TITLE.fullmatch(text) is None and opening(text) is None and not is_bare_date(text) and label_only(text) is None


def _title_lines(draft: Draft, title: DraftBlock) -> list[DraftBlock]:
    """Return the lines of a title: the issuer's above it, its own, and the one on which it ends."""
    blocks = [block for block in draft.blocks if block.kind in _CANDIDATES]
    at = next(position for position, block in enumerate(blocks) if block.number == title.number)
    above = _lines_above(blocks[:at], title.text.strip())
    if above and all(_gap(draft, first, second) is not None for first, second in pairwise([*above, title])):
        return [*above, title]
    following = blocks[at + 1] if at + 1 < len(blocks) else None
    if following is not None and title.kind == "title" and following.kind == "title":
        return _lines_in_a_row(draft, blocks[at:])
    return _neighbours(draft, title, following) if following is not None and _goes_on(title, following) else [title]


def _lines_above(above: Sequence[DraftBlock], text: str) -> list[DraftBlock]:
    """Return the lines on which a title begins: its issuer's (甲局 / 关于…的通知), its subject's (云州市水井 / 管理办法)."""
    if not above or not _can_be_title(above[-1]):
        return []
    by_issuer = text.startswith("关于") and _issues(above[-1].text.strip())
    if by_issuer or (_KIND_ALONE.fullmatch(text) and is_policy_title(above[-1].text.strip() + text)):
        return [above[-1]]
    return _beginning_above(above, text)


def _goes_on(title: DraftBlock, following: DraftBlock) -> bool:
    """Return whether a title ends on the line below: 甲局⏎关于…的通知, …设施⏎管理办法, MEASURES FOR THE ADMINISTRATION⏎OF WELLS."""
    text, rest = title.text.strip(), following.text.strip()
    if not _can_be_title(following):
        return False
    if text.isupper() and rest.isupper():
        return _GOES_ON.search(f"{text}\n{rest}") is not None
    if is_policy_title(text):
        return False
    return (rest.startswith("关于") and _issues(text)) or _is_cut(title, following)


def _issues(text: str) -> bool:
    """Return whether a line is the name of who may issue a text, above its title."""
    return AGENCIES.fullmatch(text) is not None or BODIES.fullmatch(text) is not None


def _beginning_above(above: Sequence[DraftBlock], text: str) -> list[DraftBlock]:
    """Return the lines above the last of a title on which it begins: 最高人民法院 / 关于审理网络消费纠纷案件 / 适用法律若干问题的规定."""
    begins = above[-1].text.strip() if above and _can_be_title(above[-1]) else ""
    if "关于" in text or "关于" not in begins or is_policy_title(begins) or not is_policy_title(begins + text):
        return []
    if begins.startswith("关于") and len(above) > 1 and _can_be_title(above[-2]) and AGENCIES.fullmatch(above[-2].text.strip()):
        return list(above[-2:])
    return [above[-1]]


def _lines_in_a_row(draft: Draft, blocks: Sequence[DraftBlock]) -> list[DraftBlock]:
    """Return the first block and those behind it that the page's structure calls its title too."""
    lines = [blocks[0]]
    for block in blocks[1:]:
        if block.kind != "title" or _gap(draft, lines[-1], block) is None:
            break
        lines.append(block)
    return lines


def _between(first: DraftBlock, second: DraftBlock) -> str:
    """Return what stands for the line end: nothing inside Chinese, a space elsewhere."""
    return "" if is_han(first.text.rstrip()[-1]) and is_han(second.text.lstrip()[0]) else " "


def _neighbours(draft: Draft, first: DraftBlock, second: DraftBlock) -> list[DraftBlock]:
    return [first, second] if _gap(draft, first, second) is not None else [first if "关于" in first.text else second]


def _gap(draft: Draft, first: DraftBlock, second: DraftBlock) -> RawSpan | None:
    """Return what stands between two lines of a title: line ends, or in HTML the tags between two elements, and no text."""
    gap = gap_between(draft, first, second)
    if gap is not None:
        return gap.span
    start, end = first.raw.end, second.raw.start
    if draft.markup_kind == "html" and start < end <= start + MAX_TAGS and is_layout(_TAGS.sub("", draft.text[start:end])):
        return RawSpan(start, end)
    return None
