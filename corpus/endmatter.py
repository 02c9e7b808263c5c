"""The end of a policy text: in go its lines, out comes which of them are attachments, signatures, dates and copy lines.

GB/T 9704-2012, 7.3.4–7.3.8 and 7.4: after the text stand the list of attachments (附件：1.… 2.…), the signature of the issuing bodies,
the date, notes in brackets, the copy line (抄送：) and the line of the printing office (… 2024年3月18日印发); attachments follow,
each under 附件1.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, TypeAlias

from corpus.dates import find_dates, is_bare_date
from corpus.numbering import opening
from corpus.scripts import HAN_CLASS, count_han, has_han
from corpus.sentences import ends_sentence, weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

EndKind: TypeAlias = Literal["closing", "attachment", "attachment-heading", "signature", "date", "copy"]

MAX_SIGNATURE_WEIGHT = 240
"""Letters of English: a line of signatures may name five ministries."""

MAX_ATTACHMENT_WEIGHT = 200
"""Letters of English: the title of an attachment."""

MAX_DATE = 40
"""Characters of the longest date: Wednesday, 30 September 2020."""

MAX_PLACE = 8
"""Han characters of a place at the beginning of a title (巴音郭楞蒙古自治州 has nine)."""

TAIL = 12
"""Lines at the end of a text in which a lone date is the date of the text."""

_ATTACHMENT = re.compile(
    r"[【\[（(]?(?:附\s?(?:件|录|錄|表(?=\s?[\d一二三四五六七八九十]))\s?(?:[（(]?(?:\d{1,2}(?:[-－]\d{1,2})?|[一二三四五六七八九十]{1,2}|[A-Z]\b)[)）]?)?|附(?=\s?[:：])"
    r"|(?:annex(?:es)?|appendi(?:x|ces)|attachments?|enclosures?|schedules?)(?:\s(?:[A-Z]|\d{1,2}|[IVX]{1,4}))?)"
    r"(?P<colon>\s?[:：])?[】\]）)]?(?=[\s.、:：]|(?<=[】\]）)])|(?<=[:：])|$|《)",
    re.IGNORECASE,
)
_COPY = re.compile(
    r"(?:抄\s?送|分\s?送|主\s?送|发\s?送|發\s?送|报\s?送|抄\s?报|发|送|副\s?本(?:送)?|cc|cop(?:y|ies) (?:to|sent to)"
    r"|distribution|circulation)\s?[:：]|c\.c\.\s?:?\s",
    re.IGNORECASE,
)
_PRINTED = re.compile(r".*日\s?印(?:发|發|制)。?$")
_BODY_NAME = (
    r"(?:部|委|局|厅|廳|署|院|会|會|府|室|处|處|办|辦|司|行|社|組|组|科|股|課|公司|中心|总队|支队|大队|协会|指挥部|领导小组|集团|学校|医院|所"
    r"|\b(?:office|government|commission|committee|ministry|bureau|department|administration|council|fund|centre|center|agency|authority"
    r"|board|court|congress|association|headquarters|university|hospital|institute|company|group))"
)
_SIGNATURE = re.compile(rf"[^。；;！!？?：:，]*?{_BODY_NAME}(?:\s*[（(][^（）()]{{1,20}}[)）])?(?:\s.*)?", re.IGNORECASE)
_ENGLISH_BODY = re.compile(
    r"(?:general )?(?:office|ministry|bureau|department|(?:people's )?government|administration|state council|commission|committee)\b",
    re.IGNORECASE,
)
_OFFICIAL = re.compile(
    r"(?:for the .{3,40}|(?:for )?(?:the )?(?:president|minister|director|secretary|commissioner|chair(?:man)?|mayor|governor)\b.{0,60}"
    r"|[^，。、：]{0,20}(?:主\s?席|委\s?员\s?长|总\s?理|(?:[部局厅廳省州市县縣区區院]|行)\s?[长長]|主\s?任|书\s?记)\s+\S(?:\s?\S){1,3}"
    r"|.{2,20}(?:局長|局长|部長|部长|廳長|厅长|縣長|县长|市長|市长|省长|主任|校長|校长|處長|处长|院长|院長|會長|会长)|[（(].{2,12}代[行章][)）])",
    re.IGNORECASE,
)
_PERSON = re.compile(r"(?:(?:Mr|Ms|Mrs|Dr|Prof)\.? )?[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){1,3}")
_NOTE = re.compile(r"[（(].*[)）]")
_CLOSING = re.compile(
    r"特此(?:通知|公告|通告|批复|函告|函复|报告|说明|复函).{0,2}|联\s?系\s?(?:人|电话|方式)\s?[:：].*|咨询电话\s?[:：].*"
    r"|contacts?(?: person)?\s?:.*"
    r"|(?:本|此)(?:通知|意见|办法|规定|方案|公告|通告|细则|决定|批复|指引|要点|措施|规划|计划).{0,40}(?:施行|执行|实施|生效)(?:[，,。].{0,60})?"
    r"|(?:this|these|the present) (?:notice|opinions?|measures|provisions|plan|announcement|rules|regulations|decision)s?"
    r" (?:shall|will|comes?|enters?|takes?) (?:be )?(?:come |enter |take |implemented|effective).{0,120}"
    r"|.{0,20}译[本文].{0,12}(?:仅供参考|为准).{0,20}|.{0,80}\bfor reference\b.{0,80}",
    re.IGNORECASE,
)
"""What closes a text below its last numbered unit and does not belong to that: 特此通知。 联系人：… 本通知自印发之日起施行。"""
_LISTED = re.compile(r"(?<=[。；;.])\s*(附\s?件\s?[:：]|(?:annex|attachment)s?\s?:)", re.IGNORECASE)
_BODY_OF = re.compile(r"(?:(?:General )?Office|Ministry|Bureau|Department|Commission|Committee|Administration) of ")
_SAYS = re.compile(r"\b(?:shall|is|are|was|were|will|hereby|may|must|has|have|been)\b", re.IGNORECASE)
"""What only a sentence has: … of the Standing Committee, is hereby promulgated and effective as of March 1, 2022."""

_PROMULGATES = re.compile(r"(?:现予|現予|予以)(?:公布|发布|發布)[^。]{0,80}。$|\bpromulgated\b[^.]{0,120}\.$", re.IGNORECASE)
"""How an order ends, before who signed it: 现予公布，自2022年3月1日起施行。 The law that it brings into force follows."""

_NAME_BEFORE_DATE = re.compile(rf"(?P<name>[{HAN_CLASS}、\s]{{4,60}})\s*$")
_ENGLISH_NAME_BEFORE_DATE = re.compile(r"(?:^|(?<=[.;:] ))(?P<name>[A-Z][\w'’,& -]{5,120}?)[\s,]*$")


def end_lines(lines: Sequence[str]) -> dict[int, EndKind]:
    """Return the kind of every line of ``lines`` (one text, without empty lines) that belongs to its end, by position.

    "attachment" is a line of the list of attachments; "attachment-heading" opens an attachment's own text.
    """
    kinds: dict[int, EndKind] = dict(_attachments(lines))
    opens = [opening(line) is not None for line in lines]
    for position, line in enumerate(lines):
        if (position not in kinds and position and _COPY.match(line) and _is_late(opens, position, kinds)) or (
            position not in kinds and position and weight(line) <= MAX_SIGNATURE_WEIGHT and _PRINTED.match(line)
        ):
            kinds[position] = "copy"
    numbered = False
    for position, line in enumerate(lines):
        numbered = numbered or opens[position]
        if numbered and position not in kinds and _closes(line):
            kinds |= {position: "closing"} if _is_late(opens, position, kinds) else {}
    first_sentence = next((position for position, line in enumerate(lines) if ends_sentence(line)), len(lines))
    for position in range(1, len(lines)):
        if position in kinds or not is_bare_date(lines[position]):
            continue
        ends_text = first_sentence < position - 1 and _is_signature(lines[position - 1])
        if ends_text or _is_late(opens, position, kinds):
            kinds[position] = "date"
            _sign(lines, position - 1, kinds)
    _sign_with_date(lines, opens, kinds)
    _sign_without_date(lines, kinds)
    return kinds


def attachment_name(heading: str) -> str:
    """Return what the heading of an attachment calls it, without white space in Chinese: 附件1, Annex 2; "" where it is no such heading."""
    found = _ATTACHMENT.match(heading)
    name = found[0].strip("【[（(】]）):： 　") if found else ""
    return "".join(name.split()) if has_han(name) else name


def _signs_order(lines: Sequence[str], position: int) -> bool:
    """Return whether a line names the official who signs an order, though the law follows that it brings into force."""
    above = lines[position - 1]
    if "布" not in above and "promulgated" not in above.lower():
        return False
    return _OFFICIAL.fullmatch(lines[position]) is not None and _PROMULGATES.search(above) is not None


def _sign_with_date(lines: Sequence[str], opens: Sequence[bool], kinds: dict[int, EndKind]) -> None:
    """Note lines of names of bodies and a date, those above them, and who signs an order."""
    for position in range(1, len(lines)):
        if position in kinds:
            continue
        if _signs_order(lines, position):
            kinds[position] = "signature"
        elif _is_late(opens, position, kinds) and _signed_with_date(lines[position]):
            kinds[position] = "signature"
            _sign(lines, position - 1, kinds)


def _sign_without_date(lines: Sequence[str], kinds: dict[int, EndKind]) -> None:
    """Note names of bodies, officials and persons that stand last in the text, before copy lines and attachments."""
    last = next((position for position in range(1, len(lines)) if kinds.get(position) == "attachment-heading"), len(lines)) - 1
    while last > 0 and kinds.get(last) in {"copy", "closing", "attachment"}:
        last -= 1
    first = last + 1
    while first > 1 and first - 1 not in kinds and (_is_signature(lines[first - 1]) or _PERSON.fullmatch(lines[first - 1])):
        first -= 1
    if first > 1 and any(map(_is_signature, lines[first : last + 1])) and (ends_sentence(lines[first - 1]) or first - 1 in kinds):
        kinds |= dict.fromkeys(range(first, last + 1), "signature")


def _closes(line: str) -> bool:
    return opening(line) is None and (_CLOSING.fullmatch(line) or _NOTE.fullmatch(line)) is not None and not _OFFICIAL.fullmatch(line)


def _attachments(lines: Sequence[str]) -> Iterator[tuple[int, EndKind]]:
    listed = -1
    for position, line in enumerate(lines):
        found = _ATTACHMENT.match(line)
        if listed >= 0 and not found:
            following = opening(line)
            if following and following.number == listed + 1 and not ends_sentence(line) and weight(line) <= MAX_ATTACHMENT_WEIGHT:
                listed += 1
                yield position, "attachment"
                continue
        listed = -1
        if not found or ends_sentence(line) or weight(line) > MAX_ATTACHMENT_WEIGHT or not position:
            continue
        first = opening(line[found.end() :].lstrip(":： 　"))
        if found["colon"] and (first or _lists(lines, position)):
            listed = first.number if first else 0
            yield position, "attachment"
        else:
            yield position, "attachment-heading"


def _lists(lines: Sequence[str], position: int) -> bool:
    """Return whether 附件：X names an attachment that stands elsewhere: nothing of its text follows."""
    if position + 1 == len(lines):
        return True
    following = lines[position + 1]
    if lines[position].endswith((":", "：")):
        return _is_list(lines, position + 1)
    return (
        _ATTACHMENT.match(following) is not None
        or is_bare_date(following)
        or _signed_with_date(following)
        or _COPY.match(following) is not None
        or _NOTE.fullmatch(following) is not None
        or (
            _is_signature(following)
            and position + 2 < len(lines)
            and (is_bare_date(lines[position + 2]) or _is_signature(lines[position + 2]))
        )
    )


def _is_list(lines: Sequence[str], position: int) -> bool:
    """Return whether numbered names stand here, and behind them nothing of the text."""
    number = 0
    while position < len(lines):
        found = opening(lines[position])
        if found is None or found.number != number + 1 or ends_sentence(lines[position]):
            break
        number, position = found.number, position + 1
    at_end = position == len(lines) or is_bare_date(lines[position]) or _is_signature(lines[position]) or _NOTE.fullmatch(lines[position])
    return number > 0 and bool(at_end)


def _is_late(opens: Sequence[bool], position: int, kinds: dict[int, EndKind]) -> bool:
    """Return whether nothing numbered follows before the text, or its main text, ends; ``opens`` tells which lines are numbered."""
    for later in range(position + 1, min(position + TAIL, len(opens))):
        if kinds.get(later) == "attachment-heading":
            return True
        if later not in kinds and opens[later]:
            return False
    return position + TAIL >= len(opens)


def _sign(lines: Sequence[str], position: int, kinds: dict[int, EndKind]) -> None:
    """Note the lines above a date that name issuing bodies."""
    while position > 0 and position not in kinds and _is_signature(lines[position]):
        kinds[position] = "signature"
        position -= 1
    if position > 0 and kinds.get(position + 1) == "signature" and position not in kinds and _PERSON.fullmatch(lines[position]):
        kinds[position] = "signature"


def _is_signature(line: str) -> bool:
    if _OFFICIAL.fullmatch(line):
        return True
    if weight(line) > MAX_SIGNATURE_WEIGHT or ends_sentence(line) or opening(line) is not None or _NOTE.fullmatch(line):
        return False
    return _SIGNATURE.fullmatch(line) is not None or _ENGLISH_BODY.match(line) is not None


def _signed_with_date(line: str) -> bool:
    """Return whether a line is names of bodies and a date (霁川市财政局2023年10月20日)."""
    if weight(line) > MAX_SIGNATURE_WEIGHT or _SAYS.search(line):
        return False
    start = _date_at_end(line)
    return start > 0 and _is_signature(line[:start].strip())


def _date_at_end(text: str) -> int:
    """Return where the date that ends ``text`` begins, or 0."""
    shift = max(len(text) - MAX_DATE, 0)
    dates = list(find_dates(text[shift:]))
    return shift + dates[-1][0] if dates and not text[shift + dates[-1][1] :].strip(" .。　") else 0


def end_inside(text: str, title: str) -> list[tuple[int, EndKind]]:
    """Return where attachments, signature and date begin in a line that holds a text's end; often nothing.

    Of 附件：河流名单鹿鸣县人民政府办公室2024年2月26日 nothing parts the list from the signature but the name of the place, with which the
    title begins too.
    """
    date = _date_at_end(text)
    if not date or is_bare_date(text):
        return []
    stop = max(text.rfind(mark, 0, date) for mark in "。；;！!？?") + 1
    name = _NAME_BEFORE_DATE.search(text[stop:date])
    if name:
        begins = _after_title_place(text, stop + name.start("name"), date, title)
    else:
        stop = max(date - MAX_SIGNATURE_WEIGHT, 0)
        name = _ENGLISH_NAME_BEFORE_DATE.search(text[stop:date])
        body = list(_BODY_OF.finditer(name["name"])) if name else []
        begins = stop + name.start("name") + (body[-1].start() if body else 0) if name else date
    if begins >= date or not _is_signature(text[begins:date].strip(" ,，　")):
        return []
    begins += len(text[begins:date]) - len(text[begins:date].lstrip())
    listed = list(_LISTED.finditer(text, 0, begins))
    attachments: list[tuple[int, EndKind]] = [(listed[-1].start(1), "attachment")] if listed else []
    return [*attachments, (begins, "signature"), (date, "date")]


def _after_title_place(text: str, begins: int, date: int, title: str) -> int:
    """Return where the signature begins: at the last place before the date at which the title's first characters stand."""
    for length in range(min(MAX_PLACE, len(title)), 1, -1):
        if count_han(title[:length]) < length:
            continue
        at = text.rfind(title[:length], begins, date)
        if at >= 0:
            return at
    return begins
