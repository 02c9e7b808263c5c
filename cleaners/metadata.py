"""Metadata lines: in goes a page, out come labels for the lines that say who published it and when.

Examples: ``source: science and technology daily | 2023-02-23 09:37:40 | author: …`` · ``Date:2021-07-10 Hits:333`` ·
``• Last Update: 2021-06-17`` · 来源：健康报 2021年6月8日 责任编辑：… · the table 索引号 发文机关 成文日期 发文字号 of government sites.
Lines are read in simplified characters (發文字號 as 发文字号), which have the same length. Metadata is not indexed, so a value must be of
its label's kind, and the line stand in the page's head or foot: in between, 时间：opens the time of a meeting, 来源：the source of a
table, 记者：a question, and a date heads an entry of a chronicle.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from cleaners.draft import Change, Draft, Label
from cleaners.facts import BYLINE, label_only, opens_with_label, read_pairs
from cleaners.mail_headers import NO_HEADER, find_mail_header, signature_lines
from cleaners.number_lines import is_issue_note, is_number_line, is_own_file
from cleaners.parts import AGENCIES, is_policy_title, signs
from cleaners.regions import foot_start, head_end
from corpus.dates import day_of_two, find_dates, first_date, is_bare_date
from corpus.matchkey import simplify
from corpus.model import READ_KINDS
from corpus.numbering import opening
from corpus.scripts import count_han
from corpus.sentences import HAN_WEIGHT, ends_sentence, weight

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

MAX_BESIDE_DAY = 80
"""Letters of English that name a source, a section and an author beside a day; a headline with a day in it is longer."""

HEAD_OF_LETTER = 2
"""Cells above a letter: its file's number and its day."""

HEAD_LINES = 100
"""Blocks of a page among which a list of labels stands above the text; the longest menu of a government's site has some 80 lines."""

ABOVE = 12
"""Blocks above the first sentence among which a dateline stands: share bars, captions and print buttons come between."""

LEAF = 4
"""Blocks above the title in which a calendar leaf stands, its year and its day on two lines."""

BEHIND = 2
"""Blocks behind the text in which a site prints the day (完, then 2024年1月17日); farther off it is another story's."""

BEHIND_TEASERS = 6
"""Blocks behind the text among which a second bare date shows that they are a list of other stories."""

_OFFICIAL = frozenset({"issuer", "issued", "number", "other"})
"""What only the head of an official document says; 名称：beside it gives the document's title, elsewhere it opens a form."""

_TOLD_IN_CELLS = frozenset({"published", "issued", "number"})
"""What one of the cells must say where each cell of a table is a label and its value (发布单位：办公室 | 发布日期：2021-05-09)."""

_SEPARATORS = re.compile(r"[\s|｜•·/／,，;；\u3000\[\]【】]+")
_DAY = re.compile(
    r"\d{1,2}\s?[-/.月]\s?\d{1,2}|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}\b", re.IGNORECASE
)
_YEAR = re.compile(r"(?:19|20)\d\d|民国|[一二][〇○零一二三四五六七八九]{3}")
_CLOCK = re.compile(r"\d{1,2}[:：]\d{2}|\d{1,2}\s?[时時点點]\s?\d{1,2}\s?分")
_COUNT = re.compile(r"[\d,，.\s万…+-]*(?:次|人|人次|times)?")
_NOT_A_NAME = re.compile(r"[\d。！？!?：:]|\b(?:the|of|to|and|in|for|on|is|are|was|will|how|what|why)\b", re.IGNORECASE)
_NAME_END = re.compile(r"[\s、,，;；/|｜&（）()]+")
_EVENT = re.compile(r"地\s?点|会\s?议|参(?:会|加)|venue|place|location", re.IGNORECASE)
_MEDIUM = re.compile(
    r"(?:报|社|网|台|刊|杂志|周刊|新闻|在线|客户端|公众号|频道|中心|委|局|部|\b(?:news|times|daily|post|press|agency|xinhua|journal|media|review|weekly|net|tv"
    r"|herald|today|\w+\.(?:com|cn|org|net)))\W*$",
    re.IGNORECASE,
)
_BAR = ("|", "｜", "•", "·")
_BARS = re.compile(r"\s*[|｜•·]\s*|\s{2,}|[\t\u3000]+")
_TIME = re.compile(
    r"\W*(?:(?:星期|周)[一二三四五六日天]\W*)?(?:[上下]午)?\s?(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?\s?(?:am|pm)?\W*", re.IGNORECASE
)
_SAYS_WHO = re.compile(
    r"原创\s.{1,30}|(?:posted|published|written|uploaded|filed)\s(?:by|in)\s.{2,40}?(?:\son)?|in\s(?!force).{2,30}"
    r"|(?:(?:last )?(?:posted|published|updated))(?: on| at)?|(?:来自|记者|通讯员|作者|编辑|发[表布]于)\s?.{0,20}"
    r"|\S{1,16}\s发[表布]于?|只看\S{0,4}|[正倒]序浏览|by\s+\S+(?:\s\S+){0,4}|于|发[表布]|上传|更新|讯|已?(?:浏览|阅读)?\s?[\d.]+万?\s?(?:人|次)\S{0,2}"
    r"|\S{0,12}(?:\s?(?:阅读|浏览|点击|评论|推荐|收藏)\s?\(\d+\)){1,4}",
    re.IGNORECASE,
)
_OF_ACCOUNT = re.compile(r"原创(?!性)|合集|收录于")
"""What accounts of WeChat write beside their name and the day: 医保新知 5月26日 2023年 原创 合集·每周速览."""

MAX_ACCOUNT = 20
"""Characters of an account's name, an author's and a series' between blanks."""

_PUT_UP = re.compile(r"发[表布]|上传|更新|刊发|\b(?:posted|published|updated)\b", re.IGNORECASE)
_OTHER_LANGUAGE = re.compile(r"(?:发布|发表|更新|来源|作者|时间|日期)\W*")
"""A label whose colon stands behind its English: 发布 Posted: 2023/02/06."""

_PERSON = r"[\u4e00-\u9fff·]{2,4}"
_WRITER = (
    r"(?:本[报刊网台社]?|[\u4e00-\u9fff]{2,8}(?:[日晚早时周]报|社|网|电视台))?\s?"
    r"(?:全媒体|融媒体|见习|实习|首席|特约|驻\S{2,4})?(?:记者|通讯员|评论员|实习生)"
)
_BYLINE_ZH = re.compile(
    rf"[□■◎●○]?\s?{_WRITER}[\s:：]*{_PERSON}(?:[\s、]+(?:(?:{_WRITER}|文|图|文/图)[\s:：]*)?{_PERSON}){{0,5}}(?:\s?(?:文/图|文|图|整理|报道))?"
)
"""Who wrote, on a line of its own: 本报记者 钟某 通讯员 林某."""

_EDGE = " \u3000\t|｜•·/,，;；:：()（）[]【】〔〕-–—>›"
_ENDS = re.compile(r"^(?:ends?|完)\s?[/／]\s?(?:[a-z]+day,?)?", re.IGNORECASE)
"""Ends/Wednesday, May 24, 2023: the foot of a press release of Hong Kong's."""

_DAYTIME = re.compile(
    r"(?:星期|周|週)[一二三四五六日天]|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|\d{1,2}[:：.]\d{2}(?:[:：]\d{2})?(?:\.\d)?"
    r"|\d{1,2}\s?[时時点點]\s?\d{1,2}\s?分|\b(?:[ap]\.?m\.?|gmt|utc|bst|cst|hkt|at)(?:[+-]\d{1,2})?\b|第\s?\w{1,4}\s?版\S{0,8}"
    r"|(?:阅读|浏览|点击|访问|评论|点赞|收藏|转发)(?:量|数|次数)?\s?[:：]?\s?\d[\d.,]*\s?[万k]?\+?",
    re.IGNORECASE,
)
_NOTES = re.compile(
    r"令|公布|通过|批准|施行|实施|修[订正]|印发|会议|颁布|生效|废止|第\S{1,4}号|in(?:to)? force"
    r"|adopt|promulgat|amend|effective|meeting|session",
    re.IGNORECASE,
)
_SPOKEN = re.compile(
    r"\b(?:in|since|until|from|before|after|between|during|of|was|were|is|are)\b|[自从至在]|截[至止]|以[来前后]", re.IGNORECASE
)
"""Words that make a day part of a phrase."""

_OFFICE = re.compile(r"(?:中心|委|局|部)\W*$")
"""What a source of news ends in, and a signature too: 门诊部 2020年12月30日."""

_CREDIT = r"(?:\s*[:：/].{0,60}|\s+(?:by|from|courtesy|provided|credit|source|via|taken)\b.{0,60})"
_MAY_TELL = re.compile("[:：】)）图圖摄攝]|[1１][9９]|[2２][0０]|一九|二[〇○零OＯ0]|民[国國]")
"""What lines that say anything of the page have, if any: most lines have nothing of it, and need not be read further."""

_CAPTION_END = re.compile("[)）图摄]")
_CAPTION = re.compile(
    rf".*[（(](?:file )?(?:photo|picture|image)s?{_CREDIT}?[)）]\.?"
    r"|图为[^。]{2,80}。?(?:[^。]{0,20}(?<!拍)摄)?[)）]?。?"
    r"|.*[（(][^（()）]{1,20}\s?(?:(?<!拍)摄|供图)[)）]。?|.*\S\s+(?:摄|供图)[)）]?。?",
    re.IGNORECASE,
)


def label_metadata(draft: Draft) -> Iterator[Change]:
    """Yield a metadata label for every line of labelled values, bare date, byline or document number, and label captions."""
    mail = find_mail_header(draft.blocks) if draft.markup_kind != "html" else NO_HEADER
    others = mail.others | signature_lines(draft.blocks) if mail.others else mail.others
    yield from (Label(number, "boilerplate") for number in sorted(others))
    blocks = [block for block in draft.blocks if (block.kind in READ_KINDS or block.kind == "metadata") and block.number not in others]
    head, foot = head_end(blocks), foot_start(blocks)
    official = any(pair.name in _OFFICIAL for block in blocks[:head] for pair in read_pairs(simplify(block.text[:MAX_LINE_WEIGHT])))
    texts = [_read(block.text) for block in blocks]
    bare = {text for text in texts if _is_bare(text)}
    signed = _signed(texts) if bare else set()
    few = len(bare) <= MAX_BARE
    beside = {at for at, text in enumerate(texts) if (at < head or at >= foot) and _has_day_at_edge(text, in_head=at < head)}
    few_beside = len(beside) <= MAX_BARE
    found = set(mail.days) | _metadata_cells(blocks) | _label_runs(draft.blocks) | set(_datelines_beside(draft.blocks))
    for at, (block, text) in enumerate(zip(blocks, texts, strict=True)):
        if block.kind in {"metadata", "table-row"} or at in signed or len(text) < MIN_LENGTH or _is_long(text):
            continue
        outside = at < head or at >= foot
        before = texts[at - 1] if at else ""
        following = texts[at + 1] if at + 1 < len(texts) else ""
        announced = label_only(before) if at and blocks[at - 1].number in found else None
        if (
            (few and text in bare and block.kind != "title" and (outside or (is_policy_title(before) and is_number_line(text))))
            or _is_labelled(text, following, outside=outside, official=official)
            or (outside and (_is_byline(text) or _is_dateline(text)))
            or (at in beside and not _EVENT.match(following) and (few_beside or _CLOCK.search(text) is not None))
            # Below an empty 主题词： comes the title: only a label whose value can be told from text announces one.
            or (announced is not None and announced != "other" and _is_value(announced, text))
            or (outside and _announces(label_only(text), following, found=bool(at and blocks[at - 1].number in found)))
        ):
            found.add(block.number)
        elif _may_be_caption(text) and _CAPTION.fullmatch(text):
            yield Label(block.number, "caption")
    if len(blocks) > 1 and blocks[-1].kind in READ_KINDS and _is_trailing_source(texts[-1]):
        found.add(blocks[-1].number)
    yield from (Label(number, "metadata") for number in sorted(found))


def _may_be_caption(text: str) -> bool:
    """Return whether a line has what a caption ends in, stops aside, or begins with."""
    return _CAPTION_END.search(text, max(len(text) - 3, 0)) is not None or text.startswith("图为")


def _signed(texts: Sequence[str]) -> set[int]:
    """Return the dates below a sentence and the name of who signs it: ``parts`` labels them, and no title stands above them."""
    sentence = next((at for at, text in enumerate(texts) if ends_sentence(text)), len(texts))
    pairs = ((at, texts[at - 1], texts[at]) for at in range(sentence + 2, len(texts)))
    return {at for at, above, text in pairs if is_bare_date(text) and signs(above)}


def _is_long(text: str) -> bool:
    return len(text) > MAX_LINE_WEIGHT or (len(text) * HAN_WEIGHT > MAX_LINE_WEIGHT and weight(text) > MAX_LINE_WEIGHT)


def _read(text: str) -> str:
    """Return a line in simplified characters, as its labels are read; of one that can have none only the edges are cut."""
    line = text.strip()
    return _simplified(line) if len(line) <= MAX_LINE_WEIGHT else line


@lru_cache(maxsize=4096)
def _simplified(line: str) -> str:
    return simplify(line) if _MAY_TELL.search(line) else line


def _is_bare(text: str) -> bool:
    """Return whether a line is a date or a document number and nothing else; with a stop it is the end of a sentence that was cut."""
    return len(text) <= MAX_VALUE_LENGTH and not text.endswith("。") and _is_date_or_number(text)


@lru_cache(maxsize=4096)
def _is_date_or_number(text: str) -> bool:
    return _YEAR.search(text) is not None and (is_bare_date(text.strip()) or is_number_line(text.strip()) or is_issue_note(text))


def _is_labelled(text: str, following: str, *, outside: bool, official: bool) -> bool:
    """Return whether a line is made of labelled values, each of its label's kind, with at most a date before them."""
    pairs = read_pairs(text)
    if not pairs or _EVENT.search(text) or _EVENT.match(following):
        return False
    if any(pair.name == "title" for pair in pairs) and not official:
        return False
    rest = text[: pairs[0].start]
    glued = all(map(opens_with_label, rest.split()))
    if _SEPARATORS.sub("", rest) and not glued and not _may_open(rest.strip(), outside=outside):
        return False
    if not all(_is_value(pair.name, pair.value) for pair in pairs):
        return False
    if len(pairs) == 1 and not pairs[0].value:
        return outside and _may_follow(pairs[0], following)
    return outside or _tells_by_itself(pairs)


def _may_open(rest: str, *, outside: bool) -> bool:
    """Return whether what stands before the first label may: a date, the label in the other language, in the head also who publishes."""
    if first_date(rest):
        return weight(rest) <= MAX_VALUE_LENGTH
    if _OTHER_LANGUAGE.fullmatch(rest):
        return True
    return (
        outside
        and len(rest) <= MAX_SOURCE_LENGTH
        and not ends_sentence(rest)
        and (_is_medium(rest) or AGENCIES.fullmatch(rest) is not None)
    )


def _announces(name: str | None, following: str, *, found: bool) -> bool:
    """Return whether a line is a label whose value is the next line: a day, or, below metadata (``found``), any value of its kind."""
    if name in {None, "other", "title", "counter"} or not following:
        return False
    if name in {"published", "issued"}:
        return len(following) <= MAX_SOURCE_LENGTH and bool(first_date(following, labelled=True)) and not ends_sentence(following)
    return found and _is_value(str(name), following)


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
        return len(value) <= MAX_SOURCE_LENGTH and bool(first_date(value, labelled=True) or _DAY.search(value))
    if name in {"author", "editor"}:
        longest = MAX_NAME_HAN if name == "author" else MAX_EDITOR_HAN
        return not _NOT_A_NAME.search(value) and all(count_han(part) <= longest for part in _NAME_END.split(value))
    if name == "counter":
        return _COUNT.fullmatch(value) is not None
    return name != "publisher" or len(value) <= MAX_SOURCE_LENGTH


def _is_byline(text: str) -> bool:
    if _BYLINE_ZH.fullmatch(text):
        return True
    byline = BYLINE.fullmatch(text)
    return byline is not None and not _NOT_A_NAME.search(byline[1])


@lru_cache(maxsize=4096)
def _is_dateline(text: str) -> bool:
    """Return whether a line without labels is a day with nothing but time, source and names beside it.

    Examples: ``2023-02-23 09:37 科技日报``, ``By Wang Xiao | 8 July 2021``, 健康日报 2021年6月8日 10:15 记者 王某.
    """
    dates = list(find_dates(text)) if len(text) <= MAX_VALUE_LENGTH and not ends_sentence(text) else []
    if not dates or len(dates[0][2]) < len("2021-06-08"):
        return False
    start, end, _ = dates[0]
    timed = _CLOCK.search(text) is not None
    if timed and not text[:start].strip("•·（( "):
        return True
    parts = [part.strip() for piece in (text[:start], text[end:]) for part in _BARS.split(piece)]
    said = [rest for part in parts if (rest := part[_time_end(part) :].strip(" ()（）|｜·•-—,，"))]
    if _OF_ACCOUNT.search(text) and all(len(one) <= MAX_ACCOUNT for one in said):
        return True
    return bool(said) and all(_SAYS_WHO.fullmatch(one) or (_is_medium(one) and (timed or not _OFFICE.search(one))) for one in said)


def _has_day_at_edge(text: str, *, in_head: bool) -> bool:
    """Return whether a short line begins or ends with a day, and says nothing else that a text of its own would.

    Examples: ``Health · May 9, 2021``, 云州日报 2021年5月9日 星期日 第3版, 云州发布 2021-05-09 18:00 发表于云南. Beside the day stands no
    agency (who signs) and no event (1987年4月1日国务院发布 is a law's note); below the text a time of day must stand with it.
    """
    if len(text) > MAX_VALUE_LENGTH or ends_sentence(text) or opening(text) or is_policy_title(text) or _EVENT.search(text):
        return False
    dates = list(find_dates(text))
    if len(dates) != 1 or len(dates[0][2]) < len("2021-06-08") or not (in_head or _CLOCK.search(text)):
        return False
    start, end, _ = dates[0]
    said = [one.strip(_EDGE) for one in (text[:start], _DAYTIME.sub(" ", text[end:]))]
    rest = _DAYTIME.sub(" ", " ".join(filter(None, said))).strip(_EDGE)
    between_bars = text[:start].rstrip().endswith(_BAR) and text[end:].lstrip().startswith(_BAR)  # Press release | 9 May 2021 | Geneva
    if (said[0] and said[1] and not (between_bars or _CLOCK.search(text))) or weight(rest) > MAX_BESIDE_DAY or _NOTES.search(rest):
        return False
    if is_policy_title(rest):
        return False
    return bool(_CLOCK.search(text)) or not (AGENCIES.search(rest) or signs(rest) or _SPOKEN.search(rest))


def _is_medium(text: str) -> bool:
    return len(text) <= MAX_SOURCE_LENGTH and _MEDIUM.search(text) is not None


def _time_end(text: str) -> int:
    """Return where the time of day that opens a text ends."""
    found = _TIME.match(text)
    return found.end() if found else 0


def _datelines_beside(blocks: Sequence[DraftBlock]) -> Iterator[int]:
    """Yield what stands outside of the text and says its day: a dateline between title and text, a bare date right behind the text."""
    text = next((at for at, block in enumerate(blocks) if block.kind in READ_KINDS - {"title"} and ends_sentence(block.text)), 0)
    title = next((at for at, block in enumerate(blocks[:text]) if block.kind == "title"), -1)
    for block in blocks[max(title + 1, text - ABOVE) : text]:
        if block.kind == "boilerplate" and _says_day(block.text.strip(), titled=title >= 0):
            yield block.number
    for first, second in pairwise(blocks[max(title - LEAF, 0) : text]):
        if day_of_two(first.text.strip(), second.text.strip()):
            yield from (first.number, second.number)
    last = max((at for at, block in enumerate(blocks) if block.kind in READ_KINDS), default=len(blocks))
    bare = [block.number for block in blocks[last + 1 : last + 1 + BEHIND_TEASERS] if is_bare_date(_ENDS.sub("", block.text.strip()))]
    near = {block.number for block in blocks[last + 1 : last + 1 + BEHIND] if block.kind == "boilerplate"}
    if len(bare) == 1 and near.issuperset(bare):
        yield bare[0]


def _says_day(text: str, *, titled: bool) -> bool:
    """Return whether a site's short line above the text gives a day: with time or a word for it, or, below a title, at its beginning."""
    dates = list(find_dates(text)) if len(text) <= MAX_VALUE_LENGTH and not ends_sentence(text) else []
    if not dates or len(dates[0][2]) < len("2021-06-08"):
        return False
    if _CLOCK.search(text) or _PUT_UP.search(simplify(text)):
        return True
    return titled and not _NOTES.search(text) and (not text[: dates[0][0]].strip("•·（( ") or _is_dateline(text))


def _label_runs(blocks: Sequence[DraftBlock]) -> set[int]:
    """Return the lines above the text in which an official text's labels and their values alternate, as lists of terms print them."""
    runs: list[tuple[set[str], set[int]]] = [(set(), set())]
    label = ""
    for block in blocks[:HEAD_LINES]:
        text = _read(block.text)
        name = "" if block.kind == "table-row" else label_only(text) or ""
        if not name and block.kind in READ_KINDS and (ends_sentence(text) or opening(text)):
            break
        pairs = [] if name or block.kind == "table-row" else read_pairs(text)
        if (
            name
            or (label and _is_value(label, text) and not (label == "other" and is_policy_title(text)))
            or (runs[-1][1] and _is_pair_alone(pairs))
        ):
            runs[-1][0].update({name or label} if not pairs else {pair.name for pair in pairs})
            runs[-1][1].add(block.number)
        else:
            runs.append((set(), set()))
        label = name
    return {number for names, run in runs if len(names) >= MIN_TABLE_LABELS and names & _OFFICIAL for number in run}


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
        pairs = [read_pairs(_read(cell.text)) for cell in cells]
        names = {pair.name for some in pairs for pair in some}
        if len(cells) > 1 and len(names) > 1 and names & _TOLD_IN_CELLS and all(map(_is_pair_alone, pairs)):
            found.update(cell.number for cell in cells)
        if len(cells) == HEAD_OF_LETTER and is_own_file(cells[0].text) and is_bare_date(cells[1].text.strip()):
            found.update(cell.number for cell in cells)
    return found


def _is_pair_alone(pairs: Sequence[Pair]) -> bool:
    """Return whether a cell is a label with a value of its kind: 发布日期：2021-05-09."""
    return bool(pairs) and not pairs[0].start and all(pair.value and _is_value(pair.name, pair.value) for pair in pairs)
