"""Typed dates: in goes one part of a page, out come its dates, each with what it is the date of and the place it was read from.

Made 成文, passed 通过, published 发布, revised 修订, effective 施行, page (when the site put it up). They stand in the note below a title
(（2018年3月30日…会议通过 根据…第二次修正）), in the closing clause (本办法自…起施行), above and below the text. A date in running text
that says nothing of the text itself is none: 根据2020年起施行的《…》, 通过了《…》.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date as date_of
from datetime import timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from corpus.dates import find_dates, is_bare_date
from corpus.doc_numbers import find_doc_numbers
from corpus.editions import fold_title
from corpus.endmatter import end_lines
from corpus.matchkey import simplify
from corpus.model import READ_KINDS, CleanSpan, Place
from corpus.numbering import opening
from corpus.numerals import to_number
from corpus.sentences import ends_sentence
from corpus.titles import read_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from corpus.model import Block, Document
    from corpus.titles import Title

DateKind: TypeAlias = Literal["made", "passed", "published", "revised", "effective", "page"]

HEAD_BLOCKS = 24
"""Blocks below a title in which the note of its making stands; a law amended ten times has a line for each."""

SIGNATURE_BLOCKS = 8
"""Blocks at the end of a part among which its date stands, as in ``cleaners.parts``."""

MAX_SIGNATURE = 60
"""Characters of a line that holds the issuer's name and the date."""

MAX_EVENT = 200
"""Characters from a date to what happened then: the meeting, the decision, "for the second time"."""

MAX_BEFORE = 400
"""Characters before a date in which English says what happened then, or the sentence begins that says what is in force."""

MAX_TITLE = 150
"""Characters of a quoted title between two marks: without a bound, marks that never close take the square of the text's length."""

_TOLD = READ_KINDS | {"metadata"}
_YEARLESS = re.compile(r"(?<![\d年./-])(?P<month>1[0-2]|[1-9])月(?P<day>3[01]|[12]\d|[1-9])日")
_YEAR = re.compile(r"(?<![\d〔\[(])(?P<year>(?:19|20)\d\d)年(?!\s?\d)")
_TITLE = rf"[^《》]{{0,{MAX_TITLE}}}(?:《[^《》]{{0,{MAX_TITLE}}}》[^《》]{{0,{MAX_TITLE}}}){{0,4}}"
_QUOTED = re.compile(rf"《{_TITLE}》|“[^“”]*”|自[^,，。\s\d]{{1,8}}之日起(?:施行|实施|执行|生效)")

_EVENTS: dict[str, DateKind] = {
    **dict.fromkeys(("通过", "批准", "adopt", "approv", "pass"), "passed"),
    **dict.fromkeys(("修订", "修正", "修改", "amend", "revis"), "revised"),
    **dict.fromkeys(("公布", "发布", "颁布", "印发", "promulgat", "issu", "publish", "releas"), "published"),
    **dict.fromkeys(("施行", "实施", "生效", "effective", "force", "effect"), "effective"),
}
_EVENT_ZH = re.compile(
    r"(?<!予)(?P<event>通过|批准|修[订正改]|[公发颁]布|印发|施行|实施|生效)(?=[\s;,、)]|$|并(?:公布|施行)|根据|自|公布|施行|生效|\d)"
)
_EVENT_EN = re.compile(
    r"(?:^|[(;,.]\s*|\band\s+)(?:(?:as|first|last|was|further|and)\s+)*(?P<event>adopt|approv|pass|amend|revis|promulgat|issu|publish|releas)e?d\b"
    r"|(?:^|[(;,.]\s*|\band\s+)(?:effective|in\s+force|(?:(?:come|enter)(?:s|ing)?|came)\s+into\s+(?P<state>force|effect))\b",
    re.IGNORECASE,
)
_SHARES = re.compile(r"[、和及\s]$")
"""What parts two dates that share what happened on them: …第1576次会议、2013年5月2日…会议通过."""

_CUT = re.compile(r"[\n。;]")
_IN_FORCE_ZH = re.compile(
    r"\s*(?:[零0]时)?(?:(?:起|开始)\s*(?:正式|开始)?(?:施行|实施|执行|生效|试行|实行)|施行|实施|生效)(?=[\s。;,、)]|$)"
)
_FROM_ZH = re.compile(r"[自从于由]\s*$|(?:^|[,。;])\s*$|本[\u4e00-\u9fff]{1,6}\s*$")
_STATED_ZH = re.compile(r"(?:(?:施行|实施|生效|执行)(?:日期|时间|期限?)|有效期限?)\s*(?:[为是自从]|[:为是]自)?[:为是自从]\s*$")
"""本办法的施行日期为…, 执行期限自…至…: the day itself follows, and no verb."""
_OWN_ZH = re.compile(r"本[\u4e00-\u9fff]{1,10}|[该此]|上述|以上")
_PROMULGATES = re.compile(r"现予以?(?:公布|发布|颁布)")
"""How an order says that it issues a text: 《…》已经…通过,现予公布,自…起施行."""

_OTHERS_ZH = re.compile(r"(?:办法|规定|方案|条例|细则|标准|政策|意见|通知|通告|公告|规则|规程|制度|计划|要求|法)$")
"""What is in force, without 本: 方案自4月1日起实施 is said of another text."""

_EXPLAINS = re.compile(
    r"解读|读懂|图解|问答|答记者问|发布会|\b(?:q ?& ?a|explained|interpretation of|questions and answers)\b", re.IGNORECASE
)
"""Titles of pages that tell of a text: what they say is in force is that text."""
_TITLES = re.compile(rf"《({_TITLE})》")
_IN_FORCE_EN = re.compile(
    r"\b(?:(?:(?:come|enter|go)(?:es|s)?|came|put)\s+into\s+(?:force|effect|operation)|takes?\s+effect|appl(?:y|ies)"
    r"|(?:be|is|are|becomes?)\s+(?:effective|implemented|in\s+force|executed|enforced|applicable|applied|valid))(?:\s+on\s+a\s+trial\s+basis)?"
    r"\s+(?:as\s+of|as\s+from|from|on|since|starting\s+from)?\s*(?:the\s+(?:date|day)\s+of\s+|the\s+)?$|\bwith\s+effect\s+from\s*$",
    re.IGNORECASE,
)
_OWN_EN = re.compile(
    r"\b(?:th(?:is|ese)|the\s+present|the\s+(?:(?:interim|provisional|trial|draft)\s+)?(?:measures|provisions|regulations?|rules|law|opinions?|notice))\b",
    re.IGNORECASE,
)
_FROM_ISSUE = re.compile(
    r"自(?:[发公颁]布|印发|发文|下发|公告|通告|签发)之?日(?:起(?:满?|第)?(?P<days>\d{1,3}|[一二三四五六七八九十百]{1,4})[日天]之?[后後])?起?"
    r"(?:正式|开始)?(?:施行|实施|执行|生效)(?=[\s。;,、)]|$)"
    r"|\b(?:(?:come|enter|go)(?:es|s)?\s+into\s+(?:force|effect)|takes?\s+effect|(?:be|is|are)\s+(?:effective|implemented))\s+(?:as\s+of|as\s+from|from|on|upon)"
    r"\s+the\s+(?:date|day)\s+of\s+(?:(?:its|their|the)\s+)?(?:promulgation|issu(?:e|ance)|publication|release)\b",
    re.IGNORECASE,
)
"""自发布之日起施行, 自印发之日起30日后施行, 自公布日施行: the day itself stands in the note, the signature or the metadata."""

DATE_LABELS: dict[DateKind, str] = {
    "made": r"(?:(?:成文|签署|签发|生成|制定|制发|发文)(?:日期|时间)|date\s(?:of\sissue|issued|signed)|issu(?:e|ing)\sdate"
    r"|(?:issued|signed)\son|issued(?=\s*[:：]))",
    "passed": r"(?:(?:通过|批准)(?:日期|时间)|date\sof\sadoption|adopted\son|approved\son)",
    "published": r"(?:(?:公布|印发|颁布|颁行)(?:日期|时间)|公发布日|date\sof\spromulgation|promulgat(?:ed\son|ion\sdate))",
    "revised": r"(?:修[订正](?:日期|时间)|date\sof\s(?:amendment|revision)|(?:amended|revised)\son)",
    "effective": r"(?:(?:开始|正式|起始|首次)?(?:施行|实施|生效|执行|启用)(?:日期|时间|日(?=\s*[:：】\]]))"
    r"|effective(?:\s(?:date|time|as\sof|from|on|since))?|effect\sdate|takes?\seffect(?:\son)?|valid\sfrom"
    r"|(?:coming|comes?|entry|enters?)\sinto\s(?:force|effect|operation)(?:\son)?"
    r"|date\sof\s(?:effect|commencement|implementation|entry\sinto\sforce)|(?:implementation|commencement)(?:\sdate)?|in\sforce\s(?:from|since))",
    "page": r"(?:(?:发[布表帖稿送]|(?:资料|信息|页面|网页)?(?:最[后近])?(?:更新|修改|编辑)|上传|张贴|贴文|录入|入库|收录|登载"
    r"|刊[登发载出]|出刊|发行|首发"
    r"|推送|播[出发]|转载|新闻|文章|披露|审核|公开|信息|公告|出版|见报|上[网线版架载稿]|挂网|创建|建立|加入|添加|资料"
    r"|[回答]复|办结)(?:时间|日期)|(?:最[后近])(?:修订|覆检)日期|覆检日期"
    r"|(?:本文|首次|最[初近后])?(?:发布|发表|更新|上传|刊发|刊登|刊载)于|(?:首次|最[初近后])?(?:发布|更新)(?=\s*[:：])|资料更新"
    r"|日\s?期|时\s?间|(?:page\s)?(?:last\s)?(?:updated?|modified|edited|revised)(?:\s(?:on|date|time))?"
    r"|date\sof\s(?:publication|release|announcement)|publi(?:cation|shing)\s(?:date|time)"
    r"|date\s(?:publish|post|add|creat|updat|upload)ed|(?:news|article|entry|add|update|upload|creation|announcement|pub)\s?(?:date|time)|time\sof\sissue|issue\stime"
    r"|(?:last\s)?(?:review(?:ed)?|revision)(?:\sdate|\son)?|created(?:\son)?|(?:first|originally)?\s?publish(?:ed|ing)?(?:\s(?:on|at|date|time))?|post\s(?:date|time)"
    r"|(?:(?:up)?(?:posted|loaded)|submitted|announced|added)(?:\son)?|released?(?:\s(?:on|date|time)|(?=\s*[:：]))|(?:dated|filed|sent)(?=\s*[:：])|online\ssince|(?<!version\s)date|time)",
}
"""What announces each kind of date, in simplified and small letters; 发布日期 is when the site put a text up."""

OTHER_DATES = (
    r"(?:(?:废止|失效|终止|截止|截稿|有效|到期|届满|建档|注册|入学|报名|会议|活动|开标|投标|招标|竞价|出生|(?:上次|最后)?登[录陆]|打印|访问|下载|检索|办公|工作"
    r"|培训|考试|施工|开工|竣工|生产|签订|交付|服务|营业|受理|系统|服务器|当前|现在|建站|开通|成立|入驻|入职|统计|结束)(?:日期|时间|期限?至?)"
    r"|(?:closing|version|start|end|due|event|expir(?:y|ation)|opening|birth|effective\suntil|trial|target|meeting|hearing|consultation)\s(?:date|time)"
    r"|(?:expir(?:y|es|ed)|deadline|joined|registered|member\ssince|date\sof\sbirth|(?:last\s)?(?:visit(?:ed)?|login|seen|accessed)|retrieved|printed|valid\suntil)(?:\son)?)"
)
"""What announces a day of something else: a form's deadline, who wrote (Joined: Mar 14, 2017), when somebody printed the page."""

_ANOTHERS = re.compile(
    rf"(?:{OTHER_DATES}|今[天日]是?|截至|(?:现在|当前)是?|\b(?:today|now|until|since|as\sof))[^\w]{{0,4}}(?:[a-z]{{3,9}}day|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)?[^\w]{{0,4}}$"
    r"|(?:(?<!时间)(?<!日期)(?<!于)(?<!date)(?<!time)(?<!\bon))(?<=[^\W\d_])\s?[:：]\s*(?:[a-z]{3,9}day|(?:mon|tue|wed|thu|fri|sat|sun))?[\s,]*$|(?<!\w)自[\s\W]*$",
    re.IGNORECASE,
)
"""What stands before a day that is not the page's: the label of another one, or a label that nobody knows (听证：2021-05-09)."""

_LABEL = re.compile(
    rf"[【\[]?(?:{'|'.join(f'(?P<{kind}>{forms})' for kind, forms in DATE_LABELS.items())})"
    r"(?:[】\]]\s?[:：]?|\s*[:：]|(?=\s?(?:19|20)\d\d))"
    rf"|(?P<other>{OTHER_DATES})\s*[:：]?",
    re.IGNORECASE,
)
_STORED = re.compile(r"(?:入库|收录)(?:日期|时间)")
"""When a library of laws took a text in; its 发布日期 is when the text was published."""

_CLOCK = re.compile(r"\d{1,2}[:：]\d{2}")
_PRINTED = re.compile(r"\s*印[发制]\W*$")


class TypedDate(NamedTuple):
    """A date of a text: what it is the date of, ISO 8601 as precise as the page gives it, and where it was read.

    ``iso`` is ``2021``, ``2021-06``, ``2021-06-17``, or ``--06-17`` where the page does not give the year. ``place`` is None for what
    only the page's markup says.
    """

    kind: DateKind
    iso: str
    place: Place | None


class _Date(NamedTuple):
    """A date in a string: its place there, and its ISO form."""

    start: int
    end: int
    iso: str


def find_typed_dates(document: Document, part: int) -> tuple[TypedDate, ...]:
    """Return the typed dates of one part, in page order; what the page says of itself is said of each of its parts."""
    told = [(at, block) for at, block in enumerate(document.blocks) if block.part == part and block.kind in _TOLD]
    start = next((at + 1 for at, (_, block) in enumerate(told) if block.kind == "title"), 0)
    end = start + _head_length([block for _, block in told[start:]])
    printed = document.parts[part].title if part < len(document.parts) else ""
    own = read_title(printed)
    in_force = () if _EXPLAINS.search(printed) else told[start:]
    found = {
        *_note([place for place in told[start:end] if place[1].kind != "metadata"]),
        *(date for place in in_force for date in _in_force(*place, own)),
        *(date for at in sorted({*_foot(told, start), *_signed(told, start)}) for date in _signature(*told[at])),
        *(date for date in _labelled(document.blocks) if date.kind == "page" or _says_of(document, date, part)),
    }
    if not any(date.kind == "effective" for date in found):
        found |= {date for place in in_force for date in _from_issue(*place, own, found)}
    told_days = {date.iso for date in found}
    if document.published and document.published.isoformat() not in told_days and not any(date.kind == "page" for date in found):
        found.add(TypedDate("page", document.published.isoformat(), None))
    return tuple(sorted(found, key=lambda date: (date.place or Place(-1, CleanSpan(0, 0)), date.kind)))


def _foot(told: Sequence[tuple[int, Block]], start: int) -> range:
    """Return the places at the end of a part, below its first sentence, where its date may stand."""
    text = next((at for at in range(start, len(told)) if told[at][1].kind in READ_KINDS and ends_sentence(told[at][1].text)), len(told))
    return range(max(text + 1, len(told) - SIGNATURE_BLOCKS), len(told))


def _signed(told: Sequence[tuple[int, Block]], start: int) -> Iterator[int]:
    """Yield where signature and date stand, which attachments may follow, in a text that begins at ``start``."""
    places = [at for at in range(start, len(told)) if told[at][1].text.strip()]
    kinds = end_lines([told[at][1].text.strip() for at in places])
    for line, at in enumerate(places):
        if kinds.get(line) == "attachment-heading":
            return
        if kinds.get(line) in {"signature", "date"}:
            yield at


def _says_of(document: Document, date: TypedDate, part: int) -> bool:
    """Return whether a labelled date is said of this part: it stands in it, or this is the page's only policy."""
    policies = [at for at, said in enumerate(document.parts) if said.kind == "policy"]
    return policies == [part] or (date.place is not None and document.blocks[date.place.block].part == part)


def _head_length(blocks: Sequence[Block]) -> int:
    """Return how many blocks stand between a title and the first numbered one."""
    for at, block in enumerate(blocks[:HEAD_BLOCKS]):
        if opening(block.text.strip()):
            return at
    return min(len(blocks), HEAD_BLOCKS)


def _note(placed: Sequence[tuple[int, Block]]) -> Iterator[TypedDate]:
    """Yield the dates of the note below a title. A date without an event of its own shares that of the next one.

    Example: 2013年4月28日…第1576次会议、2013年4月28日…第5次会议通过. From when a text is in force, a sentence may say of another text:
    that is ``_in_force``'s to tell.
    """
    starts: list[int] = []
    text = ""
    for _, block in placed:
        starts.append(len(text))
        text += block.text + "\n"
    folded = _QUOTED.sub(lambda match: "·" * len(match[0]), fold_title(text))
    dates = _dates(folded)
    bare = [is_bare_date(block.text.strip("（）() \u3000")) for _, block in placed]
    shared: tuple[DateKind, ...] = ()
    line = -1
    ends = [0, *(date.end for date in dates)]
    nexts = [*(date.start for date in dates), len(folded)][1:]
    for date, earlier, following in reversed(list(zip(dates, ends[:-1], nexts, strict=True))):
        at = bisect_right(starts, date.start) - 1
        position = placed[at][0]
        begins = max(earlier, starts[at], date.start - MAX_BEFORE)
        kinds = ("made",) if bare[at] else _events(folded[begins : date.start], folded[date.end : min(following, date.end + MAX_EVENT)])
        if "effective" in kinds and ends_sentence(placed[at][1].text):
            kinds = tuple(kind for kind in kinds if kind != "effective")
        between = folded[date.end : following]
        kinds = kinds or (shared if at == line and _SHARES.search(between) else ())
        shared, line = kinds, at
        for kind in kinds:
            yield TypedDate(kind, date.iso, Place(position, CleanSpan(date.start - starts[at], date.end - starts[at])))


def _events(before: str, after: str) -> tuple[DateKind, ...]:
    """Return what happened on the date between two strings: Chinese says so after the date, English before it."""
    told = [match["event"] for match in _EVENT_ZH.finditer(_CUT.split(after)[0])]
    if not told:
        told = [(match["event"] or match["state"] or "effective").lower() for match in _EVENT_EN.finditer(before)][-1:]
    return tuple(dict.fromkeys(_EVENTS[event] for event in told))


def _in_force(position: int, block: Block, own: Title) -> Iterator[TypedDate]:
    """Yield the dates from which a block says that the text itself is in force."""
    text = fold_title(block.text)
    for date in _dates(text):
        before = text[max(date.start - MAX_BEFORE, 0) : date.start]
        english = _IN_FORCE_EN.search(before[-MAX_SIGNATURE:])
        stated = _STATED_ZH.search(before)
        if english or stated or (_FROM_ZH.search(before) and _IN_FORCE_ZH.match(text, date.end)):
            sentence = re.split(r"[。;]|\.\s", before)[-1]
            if english and english[0].lower().startswith("with"):  # With effect from 1 May 2019, these Measures …
                sentence += re.split(r"[;]|\.(?:\s|$)", text[date.end : date.end + MAX_EVENT])[0]
            if _OWN_EN.search(sentence) if english else _is_own(sentence, own):
                yield TypedDate("effective", date.iso, Place(position, CleanSpan(date.start, date.end)))


def _from_issue(position: int, block: Block, own: Title, found: AbstractSet[TypedDate]) -> Iterator[TypedDate]:
    """Yield the day from which a block says that the text is in force by naming its issue, where ``found`` has that day.

    The day of issue is the one that the text was published on, else that on which it was made, else the page's; of two it is neither.
    """
    text = fold_title(block.text)
    for match in _FROM_ISSUE.finditer(text):
        sentence = re.split(r"[。;]|\.\s", text[max(match.start() - MAX_BEFORE, 0) : match.start()])[-1]
        if not (_is_own(sentence, own) if match[0].startswith("自") else _OWN_EN.search(sentence)):
            continue
        for kind in ("published", "made", "page"):
            days = {date.iso for date in found if date.kind == kind and len(date.iso) == len("2021-06-17")}
            if days:
                if len(days) == 1:
                    day = date_of.fromisoformat(days.pop()) + timedelta(days=_count(match["days"]))
                    yield TypedDate("effective", day.isoformat(), Place(position, CleanSpan(match.start(), match.end())))
                break


def _count(written: str | None) -> int:
    if not written:
        return 0
    return int(written) if written.isdecimal() else to_number(written)


def _is_own(sentence: str, own: Title) -> bool:
    """Return whether what a sentence begins to say is said of the text itself, or of the one that it issues."""
    if _PROMULGATES.search(sentence):
        return True
    named = _TITLES.findall(sentence)
    keys = {own.key, *(inside.key for inside in own.all_wrapped())}
    if named:
        return _OWN_ZH.search(_TITLES.sub("", sentence)) is not None or read_title(named[-1]).key in keys
    clause = re.split(r"[,:]", sentence)[-1].strip().rstrip("自从于由 ")
    return _OTHERS_ZH.search(clause) is None or _OWN_ZH.search(clause) is not None or read_title(clause).key in keys


def _signature(position: int, block: Block) -> Iterator[TypedDate]:
    """Yield the date that a line at the end of a text consists of, beside the issuer's name, or on which it was printed."""
    text = block.text.strip()
    if len(text) > MAX_SIGNATURE or ends_sentence(text) or opening(text):
        return
    folded = fold_title(block.text)
    announced = {match.end() for match in _LABEL.finditer(folded.rstrip())}
    for date in _dates(folded):
        if date.start - len(folded[: date.start]) + len(folded[: date.start].rstrip()) in announced or is_anothers(folded[: date.start]):
            continue
        printed = _PRINTED.match(simplify(block.text), date.end)
        if printed or not block.text[date.end :].strip("）) \u3000"):
            yield TypedDate("published" if printed else "made", date.iso, Place(position, CleanSpan(date.start, date.end)))


def _labelled(blocks: Sequence[Block]) -> Iterator[TypedDate]:
    """Yield the dates of a page's metadata, by their labels; one without a label is the page's where it stands before any text."""
    label: DateKind | Literal["other"] | None = None
    before_text = True
    stored = any(_STORED.search(simplify(block.text)) for block in blocks if block.kind == "metadata")
    for position, block in enumerate(blocks):
        before_text = before_text and block.kind not in READ_KINDS - {"title"}
        if block.kind != "metadata":
            continue
        text = simplify(block.text)
        cell = _LABEL.fullmatch(text.strip() + "：")  # 成文日期 alone, its value in the next cell
        found = list(_LABEL.finditer(text))
        ends = [match.end() for match in found]
        kinds: list[DateKind | Literal["other"] | None] = [label, *(_kind(match, stored=stored) for match in found)]
        of_page = before_text or _CLOCK.search(block.text) is not None
        folded = fold_title(text)
        for date in _dates(folded, labelled=True):
            kind = kinds[bisect_right(ends, date.start)]
            if kind is None and next(find_doc_numbers(text), None):  # （沐政发〔2019〕8号　2019年3月12日）
                kind = "made"
            elif kind is None:  # (In force from 1 May 2019); 发布 on a dateline says when the page was put up
                said = _events(folded[: date.start], folded[date.end :])
                kind = next((one for one in said if one in {"effective", "passed", "revised"}), None)
            if kind is None and of_page and len(date.iso) > len("2021") and not is_anothers(text[: date.start]):
                kind = "page"
            if kind and kind != "other":
                yield TypedDate(kind, date.iso, Place(position, CleanSpan(date.start, date.end)))
        alone = cell or (found[-1] if found and found[-1].end() == len(text.rstrip()) else None)
        label = _kind(alone, stored=stored) if alone else None


def is_anothers(before: str) -> bool:
    """Return whether what stands before a day without a known label tells that it is the day of something else (Joined: Mar 14, 2017)."""
    return _ANOTHERS.search(before[-MAX_SIGNATURE:]) is not None


def _kind(label: re.Match[str], *, stored: bool) -> DateKind | Literal["other"]:
    """Return the kind of date that a label announces, other where it is none of a text's (废止日期).

    ``stored`` tells that another one says when the page was put up.
    """
    if stored and "发布" in label[0]:
        return "published"
    kinds: dict[str, DateKind | Literal["other"]] = {
        "made": "made",
        "passed": "passed",
        "published": "published",
        "revised": "revised",
        "effective": "effective",
        "page": "page",
        "other": "other",
    }
    return kinds[label.lastgroup or "page"]


def _dates(text: str, *, labelled: bool = False) -> list[_Date]:
    """Return every date of a folded text, with those that give only the year, or no year; ``labelled`` as in ``find_dates``."""
    found = [_Date(*date) for date in find_dates(text, labelled=labelled)]
    found += [_Date(*match.span(), match["year"]) for match in _YEAR.finditer(text)]
    found += [_Date(*match.span(), f"--{int(match['month']):02}-{int(match['day']):02}") for match in _YEARLESS.finditer(text)]
    apart: list[_Date] = []
    for date in sorted(found, key=lambda date: (date.start, -date.end)):
        if not apart or date.start >= apart[-1].end:
            apart.append(date)
    return apart
