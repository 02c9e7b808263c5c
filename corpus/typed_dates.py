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
from typing import TYPE_CHECKING, Literal, NamedTuple

from corpus.date_labels import DATE_LABELS, LOOK_BACK, OTHER_DATES, DateKind, is_anothers, is_commencement
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

MAX_BEGINS = 60
"""Characters from a day in which stands what happens from then on."""

MAX_TITLE = 150
"""Characters of a quoted title between two marks: without a bound, marks that never close take the square of the text's length."""

_TOLD = READ_KINDS | {"metadata"}
_YEARLESS = re.compile(r"(?<![\d年./-])(?P<month>1[0-2]|[1-9])月(?P<day>3[01]|[12]\d|[1-9])日")
_SAME_YEAR = re.compile(
    r"同年(?P<month>1[0-2]|[1-9]|十?[一二]|十|[三四五六七八九])月(?P<day>3[01]|[12]\d|[1-9]|三?十?[一二三四五六七八九十]|二十[一二三四五六七八九]?)日"
)
_YEAR = re.compile(r"(?<![\d〔\[(])(?P<year>(?:19|20)\d\d)年(?!\s?\d)")
_TITLE = rf"[^《》]{{0,{MAX_TITLE}}}(?:《[^《》]{{0,{MAX_TITLE}}}》[^《》]{{0,{MAX_TITLE}}}){{0,4}}"
_QUOTED = re.compile(rf"《{_TITLE}》|“[^“”]*”|自[^,，。\s\d]{{1,8}}之日起(?:施行|实施|执行|生效)")

_EVENTS: dict[str, DateKind] = {
    **dict.fromkeys(("订定", "制定", "核定", "核准", "议决", "同意", "备查", "made", "signed", "concluded", "dated", "enact"), "made"),
    **dict.fromkeys(("通过", "批准", "adopt", "approv", "pass"), "passed"),
    **dict.fromkeys(("修订", "修正", "修改", "amend", "revis"), "revised"),
    **dict.fromkeys(("公布", "发布", "颁布", "印发", "promulgat", "issu", "publish", "releas"), "published"),
    **dict.fromkeys(("施行", "实施", "生效", "effective", "force", "effect", "operation"), "effective"),
}
_EVENT_ZH = re.compile(
    r"(?<!予)(?P<event>通过|批准|修[订正改]|[公发颁]布|印发|施行|实施|生效)(?=[\s;,、)]|$|并(?:公布|施行)|根据|自|公布|发布|施行|生效|全文|第|\d)"
    r"|(?P<making>订定|制定|核定|核准|议决|同意|备查)(?=[\s;,)]|$|并|[公发]布|全文|施行)"
)
_EVENT_EN = re.compile(
    r"(?:^\s*|[(;,.]\s*|\band\s+)(?:(?:as|first|last|was|further|and)\s+)*"
    r"(?:(?P<event>adopt|approv|pass|amend|revis|promulgat|issu|publish|releas|enact)e?d|(?P<making>made|signed|concluded|dated))\b"
    r"|(?:^\s*|[(;,.]\s*|\band\s+)(?:effective|in\s+force|(?:com(?:es?|ing)|enter(?:s|ed|ing)?|came)\s+into\s+(?P<state>force|effect|operation))\b",
    re.IGNORECASE,
)
_REPORTED = re.compile(r"\s*在[^,。;\n]{2,60}(?:会议?|大会|全会)上\s*(?:$|\n|\))")
"""——2021年1月20日在云州市第十六届人民代表大会第一次会议上, below the title of a report or a speech."""

_ISSUES = re.compile(r"[\u4e00-\u9fff]{2,30}(?:令|公告|函|书函|通告|公函)\s*")
"""Before the day on the first line of an order of Taiwan: 卫生福利部令 中华民国111年8月16日."""

_SHARES = re.compile(r"[、和及\s]$")
"""What parts two dates that share what happened on them: …第1576次会议、2013年5月2日…会议通过."""

_CUT = re.compile(r"[\n。;]")
_SENTENCE_END = re.compile(r"[。;]|\.\s")
_DAYS_EN = {"thirty": 30, "sixty": 60, "ninety": 90}
_IN_FORCE_ZH = re.compile(
    r"\s*(?:\(含\))?(?:[零0]时)?(?:(?:起|开始)\s*(?:在[^,;。]{1,10}?)?(?:正式|开始|全面)?\s*(?:施行|实施|执行|生效|试行|实行|产生效力|(?P<use>启用))"
    r"|(?:正式|开始)?(?:施行|实施|生效))(?=[\s。;,、)]|$)"
)
_REVERSED_ZH = re.compile(
    r"起,?\s*(?P<own>《[^《》]{2,80}》|本[\u4e00-\u9fff]{1,6}?)(?:正式|开始)?(?:施行|实施|执行|生效)(?=[\s。;,、)]|$)"
)
"""自2021年7月1日起,《甲办法》正式施行: what is in force stands behind the day."""

_BEGINS = re.compile(
    r"关于(?:对|将|进一步|全面|正式|继续|部分)*(?P<verb>启用|停用|调整|取消|停止|恢复|实行|推行|开通|统一|开征|征收|更换|变更|降低|提高|免[征收除]|减免|禁止|限制)"
    r".*(?:公告|通告|通知|公示|决定)$"
)
_STARTS = re.compile(r"(?:\(含\))?(?:[零0]时)?起")
_LETTER = re.compile(r"函件|通函")
_MUST = re.compile(r"[须应]")
"""What letters of Hong Kong's offices to those whom they license say: 由2023年1月3日起，协议须载列以下各项."""

_REPEALS = re.compile(r"废止|失效|停止|取消|停用")
_FROM_ZH = re.compile(r"[自从于由]\s*$|(?:^|[,。;])\s*$|本[\u4e00-\u9fff]{1,6}\s*$")
_STATED_ZH = re.compile(r"(?:(?:施行|实施|生效|执行|启用)(?:日期|时间|期限?)|有效期限?)\s*(?:[为是自从]|[:为是]自)?[:为是自从]\s*$")
"""本办法的施行日期为…, 执行期限自…至…: the day itself follows, and no verb."""
_OWN_ZH = re.compile(
    r"(?:新|调整后)的?\w{0,6}标准|本(?![报网台刊社站院局厅部委市省县区州乡镇村校馆月年周日季次届])[\u4e00-\u9fff]{1,10}"
    r"|[该此]|上述|以上"
)
_PROMULGATES = re.compile(r"现予?以?(?:公布|发布|颁布|印发|批准)|现将.{1,150}?(?:公布|发布|颁布|印发)")
"""How an order says that it issues a text: 《…》已经…通过,现予公布,自…起施行."""

_OTHERS_ZH = re.compile(r"(?:办法|规定|方案|条例|细则|标准|政策|意见|通知|通告|公告|规则|规程|制度|计划|要求|合同|协议|证书?|资格|法)$")
"""What is in force, without 本: 方案自4月1日起实施 is said of another text."""

_EXPLAINS = re.compile(
    r"解读|读懂|图解|问答|答记者问|发布会|\b(?:q ?& ?a|explain(?:ed|ing|er)|client alert"
    r"|what (?:you|\w+) (?:must|should|need)|interpretation of|questions and answers)\b",
    re.IGNORECASE,
)
"""Titles of pages that tell of a text: what they say is in force is that text."""
_TITLES = re.compile(rf"《({_TITLE})》")
_IN_FORCE_EN = re.compile(
    r"\b(?:(?:(?:come|enter|go)(?:es|s)?|came|put)\s+into\s+(?:force|effect|operation|practice)|takes?\s+effect|appl(?:y|ies)|commences?(?:\s+operation)?"
    r"|(?:be|is|are|becomes?)\s+(?:effective|implemented|in\s+force|executed|enforced|applicable|applied|valid))(?:\s+on\s+a\s+trial\s+basis)?"
    r"\s+(?:upon\s+(?:promulgation|issuance|publication)\s+)?(?:as\s+of|as\s+from|from|on|since|starting(?:\s+from|\s+on)?)?"
    r"\s*(?:the\s+(?:date|day)\s+of\s+|the\s+)?$|(?P<first>\bwith\s+effect\s+from|(?:^|[.;]\s+)effective(?:\s+(?:from|as\s+of|on))?)\s*$"
    r"|\b(?:effective|implementation|commencement)\s+date\s+of\s+.{1,60}\s+is\s+$",
    re.IGNORECASE,
)
_OWN_EN = re.compile(
    r"\b(?:hereby\s+(?:promulgated|issued|approved|announced)|th(?:is|ese)|the\s+present|the\s+(?:(?:interim|provisional|trial|draft)\s+)?(?:measures|provisions|regulations?|rules|law|opinions?|notice))\b",
    re.IGNORECASE,
)
_FROM_ISSUE = re.compile(
    r"(?P<zh>[自从])(?:[发公颁]布|印发|发文|下发|公告|通告|签发|刊登)(?:之?日(?:的?(?P<next>[次翌]日))?|的?(?P<morrow>[次翌]日)|[后後])"
    r"(?:起?(?:满|第)?(?P<days>\d{1,3}|[一二三四五六七八九十百]{1,4})[日天](?:之?[后後])?)?起?"
    r"(?:正式|开始)?(?:施行|实施|执行|生效|(?P<stops>停止(?:执行|使用)|废止|失效))(?=[\s。;,、)]|$)"
    r"|\b(?:(?:come|enter|go)(?:es|s)?\s+into\s+(?:force|effect)|takes?\s+effect|(?:be|is|are)\s+(?:effective|implemented))"
    r"\s+(?:(?P<days_en>\d{1,3}|thirty|sixty|ninety)\s+days\s+(?:after|from|following)|as\s+of|as\s+from|from|on|upon)"
    r"\s+(?:the\s+(?:date|day)\s+of\s+)?(?:(?:its|their|the)\s+)?(?:promulgation|issu(?:e|ance)|publication|release)\b",
    re.IGNORECASE,
)
"""自发布之日起施行, 自印发之日起30日后施行, 自公布日施行: the day itself stands in the note, the signature or the metadata."""

_LABEL = re.compile(
    rf"[【\[]?(?:{'|'.join(f'(?P<{kind}>{forms})' for kind, forms in DATE_LABELS.items())})"
    r"(?:[】\]]\s?[:：]?|\s*[:：]|(?=\s?(?:19|20)\d\d)|(?<=[\u4e00-\u9fff])\s?/?\s?[a-z][a-z ]{2,30}[:：])"
    rf"|(?P<other>{OTHER_DATES})\s*[:：]?",
    re.IGNORECASE,
)
_BY_ORDER = re.compile(r"[^，。；\n]{0,60}令[^，。；\n]{0,30}(?:公布|发布|颁布)")
"""（2018年6月11日市政府令第63号公布）: the day that the order bears."""

_PROMULGATED = re.compile(r"公布|颁布|promulgat", re.IGNORECASE)
_STORED = re.compile(r"(?:入库|收录)(?:日期|时间)")
"""When a library of laws took a text in; its 发布日期 is when the text was published."""

_OWN_FILE = re.compile(r"\W*(?:本.[檔档]號|(?:our|file)\s+ref)", re.IGNORECASE)
"""本署檔號, Our Ref.: beside it stands the day on which a letter was written."""

_CLOCK = re.compile(r"\d{1,2}[:：]\d{2}")
_MADE_ON = re.compile(r"\W*(?:made|dated|done|given|signed)\b", re.IGNORECASE)
_MADE_AT = re.compile(r"^\s*[於于][\u4e00-\u9fff]{2,12}[。.]?\s*$")
"""Made this 6th day of May 2021.; 二零二一年五月六日於水利署, as Macau's orders are signed."""

_IN_BRACKETS = re.compile(r"\s*[（(]\s*[^-/.（()）]{4,9}年[^-/.（()）]{1,4}月[^-/.（()）]{1,4}日\s*[)）]\s*")
"""（2021年5月6日） below a policy's title is the day of its making, also where a site's dateline would stand."""

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
    is_policy = part < len(document.parts) and document.parts[part].kind == "policy"
    in_force = () if _EXPLAINS.search(printed) else told[start:]
    found = {
        *_note(
            [place for place in told[start:end] if place[1].kind != "metadata" or (is_policy and _IN_BRACKETS.fullmatch(place[1].text))]
        ),
        *(date for place in in_force for date in _in_force(*place, own)),
        *(date for at in sorted({*_foot(told, start), *_signed(told, start)}) for date in _signature(*told[at])),
        *(date for date in _labelled(document.blocks) if date.kind == "page" or _says_of(document, date, part)),
    }
    if not any(date.kind in {"made", "passed", "revised"} for date in found):  # 公布日期 alone: the day that the text itself bears
        published = [date for date in found if date.kind == "published"]
        found |= {date._replace(kind="made") for date in published if date.place and _is_promulgation(document, date.place)}
    if not any(date.kind == "effective" for date in found):
        found |= {date for place in in_force for date in _from_issue(*place, own, found)}
    if not any(date.kind == "effective" for date in found):
        found |= set(list(_what_begins(in_force, printed))[:1])
    told_days = {date.iso for date in found}
    if document.published and document.published.isoformat() not in told_days and not any(date.kind == "page" for date in found):
        found.add(TypedDate("page", document.published.isoformat(), None))
    return tuple(sorted(found, key=lambda date: (date.place or Place(-1, CleanSpan(0, 0)), date.kind)))


def _is_promulgation(document: Document, place: Place) -> bool:
    """Return whether the text was promulgated on a date: as its label says, before it or on the line above, or by the order behind it."""
    block = document.blocks[place.block]
    above = document.blocks[place.block - 1].text if place.block and not place.span.start else ""
    if _BY_ORDER.match(simplify(block.text[place.span.end : place.span.end + MAX_EVENT])):
        return True
    before = block.text[max(place.span.start - LOOK_BACK, 0) : place.span.start]
    return _PROMULGATED.search(simplify(above[-LOOK_BACK:] + before)) is not None


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
        kinds: tuple[DateKind, ...] = ("made",)
        if is_commencement(placed[at][1].text):
            kinds = ("effective",)
        elif not bare[at]:
            kinds = _events(folded[begins : date.start], folded[date.end : min(following, date.end + MAX_EVENT)])
            if not kinds and _ISSUES.fullmatch(folded, begins, date.start) and not placed[at][1].text[date.end - starts[at] :].strip():
                kinds = ("made",)
        if "effective" in kinds and ends_sentence(placed[at][1].text):
            kinds = tuple(kind for kind in kinds if kind != "effective")
        between = folded[date.end : following]
        kinds = kinds or (shared if at == line and _SHARES.search(between) else ())
        shared, line = kinds, at
        for kind in kinds:
            yield TypedDate(kind, date.iso, Place(position, CleanSpan(date.start - starts[at], date.end - starts[at])))


def _events(before: str, after: str) -> tuple[DateKind, ...]:
    """Return what happened on the date between two strings: Chinese says so after the date, English before it."""
    if _REPORTED.match(after):
        return ("made",)
    told = [match["event"] or match["making"] for match in _EVENT_ZH.finditer(_CUT.split(after)[0])]
    if not told:
        told = [(match["event"] or match["making"] or match["state"] or "effective").lower() for match in _EVENT_EN.finditer(before)][-1:]
    return tuple(dict.fromkeys(_EVENTS[event] for event in told))


def _in_force(position: int, block: Block, own: Title) -> Iterator[TypedDate]:
    """Yield the dates from which a block says that the text itself is in force."""
    text = fold_title(block.text)
    for date in _dates(text):
        before, after = text[max(date.start - MAX_BEFORE, 0) : date.start], text[date.end : date.end + MAX_EVENT]
        sentence = _SENTENCE_END.split(before)[-1]
        english = _IN_FORCE_EN.search(before[-MAX_SIGNATURE:])
        if english:
            if english["first"]:  # With effect from 1 May 2019, these Measures …
                sentence += re.split(r"[;]|\.(?:\s|$)", after)[0]
            is_own = _OWN_EN.search(sentence) is not None
        elif _FROM_ZH.search(before) and (reverse := _REVERSED_ZH.match(after)):
            is_own = _is_own(reverse["own"], own)
        elif _FROM_ZH.search(before) and (states := _IN_FORCE_ZH.match(after)):
            is_own = _is_own(sentence, own) if not states["use"] else _OWN_ZH.search(sentence) is not None
        else:
            is_own = _STATED_ZH.search(before) is not None and _is_own(sentence, own)
        if is_own:
            yield TypedDate("effective", date.iso, Place(position, CleanSpan(date.start, date.end)))


def _from_issue(position: int, block: Block, own: Title, found: AbstractSet[TypedDate]) -> Iterator[TypedDate]:
    """Yield the day from which a block says that the text is in force by naming its issue, where ``found`` has that day.

    The day of issue is the one that the text was published on, else that on which it was made, else the page's; of two it is neither.
    """
    text = fold_title(block.text)
    for match in _FROM_ISSUE.finditer(text):
        sentence = _SENTENCE_END.split(text[max(match.start() - MAX_BEFORE, 0) : match.start()])[-1]
        is_own = _is_own(sentence, own) if match["zh"] else _OWN_EN.search(sentence) is not None
        if not (_REPEALS.search(own.printed) if match["stops"] else is_own):
            continue
        for kind in ("published", "made", "page"):
            days = {date.iso for date in found if date.kind == kind and len(date.iso) == len("2021-06-17")}
            if days:
                if len(days) == 1:
                    later = _count(match["days"] or match["days_en"]) + bool(match["next"] or match["morrow"])
                    day = date_of.fromisoformat(days.pop()) + timedelta(days=later)
                    yield TypedDate("effective", day.isoformat(), Place(position, CleanSpan(match.start(), match.end())))
                break


def _what_begins(placed: Sequence[tuple[int, Block]], title: str) -> Iterator[TypedDate]:
    """Yield the days from which, as the text says, happens what it is called after: 关于调整价格的公示, 自2021年7月1日起调整."""
    title = simplify(title)
    called = _BEGINS.search(title)
    for position, block in placed if called or _LETTER.search(title) else ():
        text = fold_title(block.text)
        for date in _dates(text):
            before, after = (
                text[max(date.start - MAX_BEFORE, 0) : date.start],
                _SENTENCE_END.split(text[date.end : date.end + MAX_BEGINS])[0],
            )
            is_day = len(date.iso) == len("2021-06-17") and _FROM_ZH.search(before)
            begins = called["verb"] in after if called else before.endswith("由") and _MUST.search(after)
            if is_day and begins and _STARTS.match(after):
                yield TypedDate("effective", date.iso, Place(position, CleanSpan(date.start, date.end)))


def _count(written: str | None) -> int:
    if not written:
        return 0
    if written.isascii() and written.isalpha():
        return _DAYS_EN[written.lower()]
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
    if len(text) > MAX_SIGNATURE or (ends_sentence(text) and not _MADE_ON.match(text)) or opening(text):
        return
    folded = fold_title(block.text)
    announced = {match.end() for match in _LABEL.finditer(folded.rstrip())}
    for date in _dates(folded):
        if len(folded[: date.start].rstrip()) in announced or is_anothers(folded, date.start):
            continue
        printed = _PRINTED.match(simplify(block.text), date.end)
        if printed or not _MADE_AT.sub("", block.text[date.end :]).strip("）). \u3000"):
            yield TypedDate("published" if printed else "made", date.iso, Place(position, CleanSpan(date.start, date.end)))


def _labelled(blocks: Sequence[Block]) -> Iterator[TypedDate]:
    """Yield the dates of a page's metadata, by their labels; one without a label is the page's where it stands before any text."""
    label: DateKind | Literal["other"] | None = None
    before_text = True
    written = ""
    stored = any(_STORED.search(simplify(block.text)) for block in blocks if block.kind == "metadata")
    for position, block in enumerate(blocks):
        before_text = before_text and block.kind not in READ_KINDS - {"title"}
        above, written = written, block.text
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
            # （沐政发〔2019〕8号　2019年3月12日）
            if kind is None and (next(find_doc_numbers(text), None) or (is_bare_date(text.strip()) and _OWN_FILE.match(above))):
                kind = "made"
            elif kind is None and is_commencement(block.text):
                kind = "effective"
            elif kind is None:  # (In force from 1 May 2019); 发布 on a dateline says when the page was put up
                said = _events(folded[: date.start], folded[date.end :])
                kind = next((one for one in said if one in {"effective", "made", "passed", "revised"}), None)
            if kind is None and of_page and len(date.iso) > len("2021") and not is_anothers(text, date.start):
                kind = "page"
            if kind and kind != "other":
                yield TypedDate(kind, date.iso, Place(position, CleanSpan(date.start, date.end)))
        alone = cell or (found[-1] if found and found[-1].end() == len(text.rstrip()) else None)
        label = _kind(alone, stored=stored) if alone else None


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
    found += list(_of_same_year(text, found))
    found += [_Date(*match.span(), f"--{int(match['month']):02}-{int(match['day']):02}") for match in _YEARLESS.finditer(text)]
    apart: list[_Date] = []
    for date in sorted(found, key=lambda date: (date.start, -date.end)):
        if not apart or date.start >= apart[-1].end:
            apart.append(date)
    return apart


def _of_same_year(text: str, found: Sequence[_Date]) -> Iterator[_Date]:
    """Yield the dates that share their year with the date before them: 民国二十三年十月五日议决，同年十一月一日施行."""
    for match in _SAME_YEAR.finditer(text):
        before = [date for date in found if date.end <= match.start()]
        if before:
            month, day = (to_number(match[name]) for name in ("month", "day"))
            yield _Date(*match.span(), f"{before[-1].iso[:4]}-{month:02}-{day:02}")
