"""Typed dates: in goes one part of a page, out come its dates, each with what it is the date of and the place it was read from.

Made 成文, passed 通过, published 发布, revised 修订, effective 施行, page (when the site put it up). They stand in the note below a title
(（2018年3月30日…会议通过 根据…第二次修正）), in the closing clause (本办法自…起施行), above and below the text. A date in running text
that says nothing of the text itself is none: 根据2020年起施行的《…》, 通过了《…》.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from corpus.dates import find_dates, is_bare_date
from corpus.editions import fold_title
from corpus.endmatter import end_lines
from corpus.matchkey import simplify
from corpus.model import READ_KINDS, CleanSpan, Place
from corpus.numbering import opening
from corpus.sentences import ends_sentence
from corpus.titles import read_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
    r"|(?:^|[(;,.]\s*|\band\s+)(?:effective|(?:come|enter)(?:s|ing)?\s+into\s+(?P<state>force|effect))\b",
    re.IGNORECASE,
)
_CUT = re.compile(r"[\n。;]")
_IN_FORCE_ZH = re.compile(r"\s*起\s*(?:正式|开始)?(?:施行|实施|执行|生效)(?=[\s。;,、)]|$)")
_OWN_ZH = re.compile(r"本[\u4e00-\u9fff]{1,10}|[该此]")
_TITLES = re.compile(rf"《({_TITLE})》")
_IN_FORCE_EN = re.compile(
    r"\b(?:(?:come|enter|go)(?:es|s)?\s+into\s+(?:force|effect|operation)|takes?\s+effect|(?:be|is|are|becomes?)\s+(?:effective|implemented|in\s+force))"
    r"\s+(?:as\s+of|as\s+from|from|on|since)?\s*$",
    re.IGNORECASE,
)
_OWN_EN = re.compile(
    r"\b(?:th(?:is|ese)|the\s+present|the\s+(?:measures|provisions|regulations?|rules|law|opinions?|notice))\b", re.IGNORECASE
)
_LABEL = re.compile(
    r"[【\[]?(?:(?P<made>成文日期|签署日期|date of issue)|(?P<passed>通过日期)"
    r"|(?P<published>公布日期|公发布日|印发日期|发文日期|颁布日期|issued on)"
    r"|(?P<revised>修[订正]日期)|(?P<effective>(?:施行|实施|生效)日期|effective date)"
    r"|(?P<page>发[布表](?:时间|日期)|更新(?:时间|日期)|日\s?期|时\s?间|(?:last\s)?updated?(?:\son)?|publish(?:ed|ing)?(?:\s(?:on|at|date|time))?"
    r"|posted(?:\son)?|released?\s(?:date|time)|date|time))[】\]]?\s*[:：]",
    re.IGNORECASE,
)
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
    foot = max(end, len(told) - SIGNATURE_BLOCKS)
    own = read_title(document.parts[part].title if part < len(document.parts) else "")
    found = {
        *_note([place for place in told[start:end] if place[1].kind != "metadata"]),
        *(date for place in told[start:] for date in _in_force(*place, own)),
        *(date for at in sorted({*range(foot, len(told)), *_signed(told, start)}) for date in _signature(*told[at])),
        *(date for date in _labelled(document.blocks) if date.kind == "page" or _says_of(document, date, part)),
    }
    told_days = {date.iso for date in found}
    if document.published and document.published.isoformat() not in told_days and not any(date.kind == "page" for date in found):
        found.add(TypedDate("page", document.published.isoformat(), None))
    return tuple(sorted(found, key=lambda date: (date.place or Place(-1, CleanSpan(0, 0)), date.kind)))


def _signed(told: Sequence[tuple[int, Block]], start: int) -> Iterator[int]:
    """Yield where signature and date stand, which attachments may follow, in a text that begins at ``start``."""
    places = [at for at in range(start, len(told)) if told[at][1].kind in READ_KINDS and told[at][1].text.strip()]
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

    Example: 2013年4月28日…第1576次会议、2013年4月28日…第5次会议通过.
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
        kinds = kinds or (shared if at == line else ())
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
        if english or (before.rstrip().endswith("自") and _IN_FORCE_ZH.match(text, date.end)):
            sentence = re.split(r"[。;]|\.\s", before)[-1]
            if _OWN_EN.search(sentence) if english else _is_own(sentence, own):
                yield TypedDate("effective", date.iso, Place(position, CleanSpan(date.start, date.end)))


def _is_own(sentence: str, own: Title) -> bool:
    """Return whether what a sentence begins to say is said of the text itself, or of the one that it issues."""
    named = _TITLES.findall(sentence)
    keys = {own.key, *(inside.key for inside in own.all_wrapped())}
    return not named or _OWN_ZH.search(_TITLES.sub("", sentence)) is not None or read_title(named[-1]).key in keys


def _signature(position: int, block: Block) -> Iterator[TypedDate]:
    """Yield the date that a line at the end of a text consists of, beside the issuer's name, or on which it was printed."""
    text = block.text.strip()
    if len(text) > MAX_SIGNATURE or ends_sentence(text) or _LABEL.match(text) or opening(text):
        return
    for date in _dates(fold_title(block.text)):
        printed = _PRINTED.match(simplify(block.text), date.end)
        if printed or not block.text[date.end :].strip("）) \u3000"):
            yield TypedDate("published" if printed else "made", date.iso, Place(position, CleanSpan(date.start, date.end)))


def _labelled(blocks: Sequence[Block]) -> Iterator[TypedDate]:
    """Yield the dates of a page's metadata, by their labels; one without a label is the page's where it stands before any text."""
    label: DateKind | None = None
    before_text = True
    for position, block in enumerate(blocks):
        before_text = before_text and block.kind not in READ_KINDS - {"title"}
        if block.kind != "metadata":
            continue
        text = simplify(block.text)
        cell = _LABEL.fullmatch(text.strip() + "：")  # 成文日期 alone, its value in the next cell
        found = list(_LABEL.finditer(text))
        ends = [match.end() for match in found]
        kinds: list[DateKind | None] = [label, *map(_kind, found)]
        of_page = before_text or _CLOCK.search(block.text) is not None
        for date in _dates(fold_title(text)):
            kind = kinds[bisect_right(ends, date.start)]
            if kind is None and of_page:
                kind = "page"
            if kind:
                yield TypedDate(kind, date.iso, Place(position, CleanSpan(date.start, date.end)))
        alone = cell or (found[-1] if found and found[-1].end() == len(text.rstrip()) else None)
        label = _kind(alone) if alone else None


def _kind(label: re.Match[str]) -> DateKind:
    kinds: dict[str, DateKind] = {
        "made": "made",
        "passed": "passed",
        "published": "published",
        "revised": "revised",
        "effective": "effective",
        "page": "page",
    }
    return kinds[label.lastgroup or "page"]


def _dates(text: str) -> list[_Date]:
    """Return every date of a folded text, with those that give only the year, or no year."""
    found = [_Date(*date) for date in find_dates(text)]
    found += [_Date(*match.span(), match["year"]) for match in _YEAR.finditer(text)]
    found += [_Date(*match.span(), f"--{int(match['month']):02}-{int(match['day']):02}") for match in _YEARLESS.finditer(text)]
    apart: list[_Date] = []
    for date in sorted(found, key=lambda date: (date.start, -date.end)):
        if not apart or date.start >= apart[-1].end:
            apart.append(date)
    return apart
