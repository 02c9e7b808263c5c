"""Parts: in goes a page that may hold a news story and the policies it reports, out come part numbers and a title for each policy.

A policy begins at a line that names itself one (Opinions of … on …, 关于…的意见, …办法) and is borne out by what follows: its document
number, a salutation, or numbered clauses that count from one. It ends where another begins or where news takes the word again. A law's
chapters have titles like that too (一般规定, 防洪规划): their articles count on. An order (财政部令第45号) is a part of its own
before the law that it makes public.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from cleaners.draft import Change, Draft, Label, Replace
from cleaners.lines import gap_between
from cleaners.number_lines import read_announcement
from corpus.dates import is_bare_date
from corpus.doc_numbers import find_doc_numbers
from corpus.matchkey import match_key, simplify
from corpus.model import READ_KINDS, word_characters
from corpus.numbering import opening
from corpus.scripts import has_han
from corpus.sentences import ends_sentence, weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.draft import DraftBlock
    from corpus.model import Block, RawSpan

MAX_TITLE_WEIGHT = 400
"""As in ``cleaners.title``."""

PROOF_BLOCKS = 12
"""Blocks behind a policy's title in which its first numbered clauses must come: behind a salutation and a preamble."""

HEAD_BLOCKS = 3
"""Blocks behind a policy's title in which its number or salutation must come."""

MIN_SENTENCES = 2
"""Paragraphs between two titles of one name by which the second is another text's; a headline stands right above the title again."""

MIN_NUMBERED = 2
"""Numbered blocks among them that bear a title out by themselves."""

SIGNATURE_BLOCKS = 8
"""Blocks at the end of a policy among which its date is looked for; a list of attachments may follow it."""

_KINDS_EN = (
    r"(?:opinions?|notices?|circulars?|measures|provisions|regulations?|rules|decisions?|plans?|programmes?|programs?|guidelines|outline|announcements?"
    r"|reply|law|code|specifications?|catalogues?|action plans?|work plans?)"
)
_ADJECTIVES = (
    r"(?:interim|provisional|guiding|guidance|implement(?:ation|ing)|several|certain|some|administrative|detailed|special|joint|national|supplementary"
    r"|revised|draft|three-year|five-year|key|further|the)"
)
_ENGLISH = re.compile(rf"(?:{_ADJECTIVES} ){{0,5}}{_KINDS_EN}\b.{{0,60}}?\b(?:of|on|for|concerning|regarding|governing)\b.+", re.IGNORECASE)
_ENGLISH_NAME = re.compile(
    r"(?:[A-Z][\w’'-]*|of|the|on|for|and|in|to|by|\d[\d-]*)(?: (?:[A-Z(][\w’'()-]*|of|the|on|for|and|in|to|by|\d[\d-]*)){1,30}"
)
_ENDS_WITH_KIND = re.compile(rf".+\b{_KINDS_EN}(?: \((?:trial|interim|draft|provisional)[^)]*\))?", re.IGNORECASE)

_NAMED_WITH_KIND = re.compile(rf"(?P<name>.{{3,120}}?\b{_KINDS_EN}) (?:of|on|for|concerning|regarding|governing)\b.+", re.IGNORECASE)

_EDITION = r"(?:[（(](?:试行|暂行|草案|征求意见稿|修订稿?|修正案?|\d{4}.{0,8}|[一二三四五六七八九十]{1,3})[）)])?"
_ON_SUBJECT = re.compile(
    rf"(?!附).{{0,60}}关于.{{2,100}}(?:意见|通知|通告|公告|决定|决议|办法|规定|解释|方案|规划|纲要|计划|批复|复函|函|指南|指引|报告|措施|要点|规范|标准|清单|目录|预案|请示|公示|答复|通函){_EDITION}"
)
_LAW_NAME = re.compile(
    rf"(?!附|[《“]).{{2,60}}(?:条例|细则|规则|章程|准则|办法|规定|(?<![依守执司立用合违非无做看想方刑])法|纲要|规划|行动计划|工作方案|实施方案|总体方案)"
    rf"{_EDITION}"
)
_LAST = frozenset("见知告定议法释案划要函复南引则程例施点范准单录示）")
"""Characters on which the title of a Chinese policy ends."""

_LAST_AS_WRITTEN = _LAST | frozenset("見議釋劃則點範準單錄")
"""The same with their traditional forms, so that other lines need no folding."""

_NAMED_BY_USE = re.compile(
    r"(?!附|[《“]|.*(?:推出|出台|发布|公布|印发|采取|看懂|读懂|解读|图解|征集|启动|来了|[！!？?：:，,。]))"
    rf".{{4,60}}(?:指南|指引|规范|范本|文本|措施|要点|意见|标准|清单|目录|预案|倡议书|通则|导则|方案|计划|手册|须知|公约|合同){_EDITION}"
)
"""Names that heads of menus and of news have too (办事指南, 推出十项措施): a policy's only above its number or numbered clauses."""

_NUMBER_BEHIND = re.compile(r"(?:\s*[（(]|\s+)[^（）()\s]{1,16}[〔\[(（]\s?\d{4}\s?[〕\])）]\s?第?\s?\d{1,5}\s?[号號][）)]?\s*$")
"""关于…的通知（财税〔2021〕5号): the number is no part of the name."""

_GENERIC = re.compile(
    r"(?:一般|其他|特别|程序|基本|总体|有关|相关|共同|附加|具体)?(?:规定|办法|方案|规划|规则|纲要)|.{0,20}(?:有关|相关|按照|依照|符合|违反|另有)规定"
)
_RUNNING_HEAD = re.compile(r"\S {4,}\S")
"""Circular 2018/6      Guidelines for Cold Rooms: the left and the right of a page's head."""

_SENTENCE = re.compile(r"应当|不得|可以|必须|按照|依照|[，；。！!？?]|\.\s")
_ANNEX = re.compile(
    r"附\s?[件录表]?\s?[\d一二三四五六七八九十]*\s?[:：]?|annex(?:es)?\b.{0,6}|attachments?\b.{0,6}|appendix\b.{0,6}", re.IGNORECASE
)
_SALUTATION = re.compile(
    r"(?:各|致|尊敬的|[^，。]{0,40}(?:人民政府|委员会|办公厅|局|厅|委|部|院)[、，：:]"
    r"|dear\b|to (?:all|whom|the)\b|(?:the )?people[’']s governments?\b|all (?:provinc|local|relevant|department|ministr|region)).*[:：]",
    re.IGNORECASE,
)
AGENCIES = re.compile(
    r"[^《》。，,：:]{2,60}(?:国务院|办公厅|办公室|委员会|人民政府|法院|检察院|总局|[部委局署院厅会])"
    r"|.{0,80}\b(?:council|ministry|office|commission|administration|bureau|government|department|committee)\b.{0,80}",
    re.IGNORECASE,
)
"""A line that is the name of an agency, or of several beside each other."""

BODIES = re.compile(r"[^《》。，,：:]{4,60}(?:公司|集团|银行|大学|学院|医院|学校|协会|学会|基金会|联合会|交易所|研究[所院])")
"""Who issues a text and is no agency: 青岭水务股份有限公司⏎关于调整自来水价格的公告."""

_SIGNATORY = re.compile(
    r"(?:代\s?)?(?:主\s?席|委员长|总\s?理|主\s?任|书\s?记|院\s?长|行\s?长|[部省市县縣区區州局厅廳署]\s?[长長])\s*[:：]?\s*\S(?:\s?\S){1,4}"
    r"|(?:president|premier|chair(?:man|person)?|minister|governor|mayor|director|commissioner)\b\s*[:,]?.{2,40}",
    re.IGNORECASE,
)
"""Who signs an order: 部长　刘某, Minister: Liu Mou."""

_ORDER_HEAD = re.compile(
    r"[^，。：:《》（(][^，。：:《》]{1,60}(?:令|公告)(?P<number>\s*[（(]?\s?(?:\d{4}\s?年\s?)?第?\s?[\d〇零一二三四五六七八九十百]{1,6}\s?[号號]\s?[)）]?)?"
    r"|(?:order|decree|announcement)\b.{0,120}\bof\b.{4,120}",
    re.IGNORECASE,
)
_ORDINAL = r"第\s?[\d〇零一二三四五六七八九十百]{1,6}\s?[号號]"
ORDER_NUMBER = re.compile(rf"[（(]?\s?(?:\d{{4}}\s?年\s?)?(?:{_ORDINAL}|no\. ?\d{{1,4}})\s?[)）]?", re.IGNORECASE)
"""What stands below an order's head: 第45号, （第312号）, No. 45."""

_PROMULGATES = re.compile(
    r"(?:现予以?|現予以?|予以|现将?.{2,60})(?:公布|发布|發布|颁布)|hereby\s(?:promulgated|issued|published)", re.IGNORECASE
)

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\.?"
_NEWS = re.compile(
    r"(?:本报|本网|新华社|中新社|人民网|中新网|央视网)\S{0,14}?(?:讯|电|报道)|\S{0,16}\d{1,2}月\d{1,2}日(?:讯|电|消息)|\S{0,12}讯[（(\s]|记者\S{0,8}(?:从|获悉|了解)"
    r"|xinhua\b|\(reporter\b|[^.]{0,40}\((?:xinhua|reporter)"
    rf"|[^.]{{0,40}}\b{_MONTH} \d{{1,2}},? \(?(?:news|xinhua|reporter)",
    re.IGNORECASE,
)


def label_parts(draft: Draft) -> Iterator[Change]:
    """Yield part numbers for every block, a title label for each policy's title, metadata labels for its signature."""
    blocks = draft.blocks
    told = [block for block in blocks if block.kind in READ_KINDS or block.kind == "metadata"]
    begins = list(_policy_starts(told))
    joined = {told[at].number: gap for at in begins if at and (gap := _below_issuer(draft, told[at - 1], told[at]))}
    starts = {told[at - 1 if told[at].number in joined else at].number for at in begins}
    numbered_above = {above.number: below.number for above, below in pairwise(told) if _announces(above, below, starts)}
    part = -1
    inside_policy = False
    numbered = 0
    parts: dict[int, int] = {}
    for block in blocks:
        if block.kind in READ_KINDS:
            if block.number in numbered_above:
                part, inside_policy, numbered = part + 1, True, 0
                yield Label(block.number, "metadata")
            elif block.number in starts:
                part += block.number not in numbered_above.values()
                inside_policy, numbered = True, 0
                yield Label(block.number, "title")
            elif part < 0 or (inside_policy and numbered and opening(block.text) is None and _NEWS.match(block.text)):
                part, inside_policy = part + 1, False
            elif inside_policy:
                numbered += opening(block.text) is not None
        parts[block.number] = max(part, 0)
        if parts[block.number] != block.part:
            yield Label(block.number, part=parts[block.number])
    yield from (Replace(gap, "", "line end inside a title", joins=True) for gap in joined.values())
    yield from _order_numbers(told, starts)
    yield from _signatures(told, starts, parts)


def is_policy_title(text: str) -> bool:
    """Return whether a line reads like the title of a policy: short, no sentence, and named after its kind."""
    if not text or not (text[-1].isascii() or text[-1] in _LAST_AS_WRITTEN) or weight(text) > MAX_TITLE_WEIGHT:
        return False
    text = _NUMBER_BEHIND.sub("", simplify(text))
    if ends_sentence(text) or text.endswith((":", "：")) or opening(text) is not None:
        return False
    if _ON_SUBJECT.fullmatch(text):
        return True
    if _LAW_NAME.fullmatch(text):
        return _GENERIC.fullmatch(text) is None and _SENTENCE.search(text) is None
    if _ENGLISH.fullmatch(text):
        return True
    named = _NAMED_WITH_KIND.fullmatch(text)
    name = named["name"] if named else text.partition(" (")[0] if _ENDS_WITH_KIND.fullmatch(text) else ""
    return _ENGLISH_NAME.fullmatch(name) is not None


def is_policy(title: str, told: Sequence[Block]) -> bool:
    """Return whether a text is a policy: its title says what it is about (关于…的通知), or is borne out by ``told``, which follows it."""
    name = _NUMBER_BEHIND.sub("", simplify(title))
    on_subject = _ON_SUBJECT.fullmatch(name) is not None
    named = is_policy_title(title) or _NAMED_BY_USE.fullmatch(name) is not None
    return on_subject or is_order(title, told) or (named and bears_out(told))


def heads_order(title: str) -> bool:
    """Return whether a line is what stands above an order, or the announcement of a people's congress."""
    return weight(title) <= MAX_TITLE_WEIGHT and _ORDER_HEAD.fullmatch(title) is not None


def is_order(title: str, told: Sequence[Block]) -> bool:
    """Return whether a line heads an order (中华人民共和国财政部令): what follows it makes another text public."""
    return heads_order(title) and any(_PROMULGATES.search(block.text) and ends_sentence(block.text) for block in told[:HEAD_BLOCKS])


def bears_out(told: Sequence[Block]) -> bool:
    """Return whether what follows a title is a policy's text: its number, a salutation, or clauses that count from one."""
    if _is_headed(told):
        return True
    found = [numbering for block in told[:PROOF_BLOCKS] if (numbering := opening(block.text))]
    return len(found) >= MIN_NUMBERED and found[0].number == 1


def _is_headed(told: Sequence[Block]) -> bool:
    """Return whether a number or a salutation stands right below a title."""
    for block in told[:HEAD_BLOCKS]:
        text = block.text.strip()
        numbers = list(find_doc_numbers(text)) if weight(text) <= MAX_TITLE_WEIGHT // 2 and not ends_sentence(text) else []
        if (numbers and numbers[0].written in text[: len(numbers[0].written) + 2]) or _SALUTATION.fullmatch(text):
            return True
    return False


def _policy_starts(told: Sequence[DraftBlock]) -> Iterator[int]:
    """Yield the positions at which a policy begins."""
    running = ""
    numbered = False
    sentences = 0
    for at, block in enumerate(told):
        sentences += block.kind == "paragraph" and ends_sentence(block.text)
        if block.kind not in {"title", "heading", "paragraph"} or _RUNNING_HEAD.search(block.text):
            continue
        text = block.text.strip()
        above = told[at - 1].text.strip() if at else ""
        if opening(text) is not None:
            numbered = True
            continue
        below = told[at + 1 : at + 1 + PROOF_BLOCKS]
        if is_order(text, below[:HEAD_BLOCKS]):
            starts = not is_policy_title(above)
        else:
            starts = is_policy_title(text) and not _ANNEX.fullmatch(above) and not _translates(above, text) and bears_out(below)
        key = word_characters(match_key(text)) if starts else ""
        again = running and not numbered and (running.endswith(key) or key.endswith(running)) and not is_order(text, below[:HEAD_BLOCKS])
        # A notice that passes on another of its name (甲县转发关于…的通知) has a text of its own above it.
        if starts and not (again and (sentences < MIN_SENTENCES or not _is_headed(below))):
            running, numbered, sentences = key, False, 0
            yield at


def _translates(above: str, text: str) -> bool:
    """Return whether a title is that of the line above in the other language."""
    return has_han(above) != has_han(text) and is_policy_title(above)


def _below_issuer(draft: Draft, above: DraftBlock, title: DraftBlock) -> RawSpan | None:
    """Return what parts a title from its issuer on the line above (沐川县水利局⏎关于…的通知), or None where none stands there."""
    if (
        not title.text.strip().startswith("关于")
        or above.kind not in {"paragraph", "heading"}
        or not (AGENCIES.fullmatch(above.text.strip()) or BODIES.fullmatch(above.text.strip()))
    ):
        return None
    gap = gap_between(draft, above, title)
    return gap.span if gap else None


def _announces(above: DraftBlock, below: DraftBlock, starts: set[int]) -> bool:
    """Return whether a line is the number of the policy that begins below it."""
    return below.number in starts and above.kind in READ_KINDS and read_announcement(above.text) is not None


def _order_numbers(told: Sequence[DraftBlock], starts: set[int]) -> Iterator[Change]:
    """Yield metadata labels for the number that stands alone below an order's head."""
    for head, below in pairwise(told):
        if head.number in starts and ORDER_NUMBER.fullmatch(below.text.strip()):
            yield Label(below.number, "metadata")


def _signatures(told: Sequence[DraftBlock], starts: set[int], parts: dict[int, int]) -> Iterator[Change]:
    """Yield metadata labels for the date at the end of a part and for who signs above it; a policy's date may stand alone."""
    ends: dict[int, list[DraftBlock]] = {}
    for block in told:
        ends.setdefault(parts[block.number], []).append(block)
    for blocks in ends.values():
        is_policy = any(block.number in starts for block in blocks)
        for at in range(max(len(blocks) - SIGNATURE_BLOCKS, 2), len(blocks)):
            above = blocks[at - 1]
            in_table = blocks[at].kind == above.kind == "table-row"
            if in_table or not is_bare_date(blocks[at].text.strip("（）() ")):
                continue
            if is_policy or (signs(above.text) and any(ends_sentence(block.text) for block in blocks[: at - 1])):
                yield Label(blocks[at].number, "metadata")
                if signs(above.text):
                    yield Label(above.number, "metadata")


def signs(text: str) -> bool:
    """Return whether a line is the name of who signs: an agency, or an official."""
    name = text.strip()
    if ends_sentence(name) or opening(name) is not None:
        return False
    return AGENCIES.fullmatch(name) is not None or _SIGNATORY.fullmatch(name) is not None
