"""Number lines: in goes a line of a page's head, or the value of a label (文号：…), out comes the document number which it consists of.

In running text a number must name its agency's prefix in brackets that nothing else has; where a line is nothing else, or a label
announces it, more is a number: 财政部 税务总局公告2021年第3号, 云水发2021年12号, 云水〔2021〕12, L.N. 12 of 2019, and behind a label what
offices of Hong Kong call their file (DH ORPHF 45/23/7).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.citing.numbers import locate_numbers
from corpus.dates import find_dates
from corpus.doc_numbers import find_doc_numbers
from corpus.editions import fold_title
from corpus.matchkey import simplify
from corpus.model import DocNumber
from corpus.scripts import HAN_CLASS

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_LINE = 150
"""Characters of a line that is a number: four ministries with their names in full take 90."""

MAX_REFERENCE = 40
"""Characters of a number in no known form behind its label: LC Paper No. CB(2)1234/20-21(01) has 33."""

_SIGNED_BY = re.compile(r"\s+签\s?发\s?人\s*[:：]?\s*\S{2,4}(?:\s\S{1,3})?$")

_NAME = r"[^\s，。：《》（(\d]{1,30}[部委局署院厅廳会會府行办辦]"
_BODY = rf"(?P<body>{_NAME}(?:[\s、]+{_NAME}){{0,6}})\s?"
_KIND = "(?P<kind>令|公告|通告)"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_ORDINAL = r"第?\s?(?P<number>\d{1,4})\s?[号號]"
_ANNOUNCEMENTS = (
    re.compile(rf"{_BODY}{_KIND}\s?[（(]?\s?{_YEAR}\s?年\s?{_ORDINAL}\s?[）)]?"),
    re.compile(rf"{_BODY}{_YEAR}\s?年\s?{_ORDINAL}\s?{_KIND}"),
)
"""国家税务总局公告2021年第45号, 交通运输部令2021年第12号, 国家药监局2021年第53号公告: a line that is a number of its own kind."""

_BRACKETED = re.compile(rf"{_BODY}{_KIND}\s?[〔\[（(【﹝［]\s?{_YEAR}\s?[〕\])）】﹞］]\s?{_ORDINAL}")
"""国家能源局公告〔2021〕9号, where no prefix of its own names the agency."""

_UNBRACKETED = re.compile(
    rf"(?P<prefix>[{HAN_CLASS}]{{2,9}})\s?(?:{_YEAR}\s?年?\s?[-—–]?\s?第?\s?[〔\[（(]?\s?(?P<number>\d{{1,4}})\s?[〕\])）]?\s?[号號]"
    r"|[〔\[（(【﹝［]\s?(?P<year_alone>(?:19|20)\d\d)\s?[〕\])）】﹞］]\s?(?P<number_alone>\d{1,4}))"
)
"""云水发2021年12号, 云水发2021-12号, 云水发2021〔12〕号 and 云水〔2021〕12, as typists leave brackets and 号 out."""

_STANDARD = (
    r"(?:(?:GB|DB\s?\d\d(?:\d\d)?|WS|YY|HJ|JGJ|LS|NY|SL|MZ|AQ|GA|JT|TY|WW|RB|QB|SB|YC|HG|CJ|CJJ|JC|LD|DZ|TB|MH|SN|CB|YD|DL|LY|SC|FZ|WB|BB|JB|XF|YZ)"
    r"(?:/[TZ])?|GBZ|T/[A-Z]{2,8}|Q/[A-Z\d]{2,8})\s?\d+(?:\.\d+)?\s?[-—–]+\s?(?:19|20)\d\d"
)
"""The number of a standard: GB/T 1.1—2020, DB 52/T 1587—2021 (a province's), T/CAGHP 021—2018 (a society's)."""

_SYMBOL = r"(?-i:[A-Z]{1,8}(?:/[A-Z\d][A-Z\d.()-]{0,14}){2,7}(?<=\d))"
"""The symbol of a document of an international organisation: G/TBT/N/CHN/1642, E/C.12/CHN/3."""

_NUMBERED_NAME = re.compile(rf"(?P<number>{_STANDARD})\s*(?P<name>[{HAN_CLASS}《].+)")

_REGISTERED = re.compile(
    r"L\.?N\.?\s?\d+ of (?:19|20)\d\d|G\.?N\.?(?:\s?\(E\.?\))?\s?\d+(?: of (?:19|20)\d\d)?|S\.?I\.?\s?(?:19|20)\d\d(?:/| No\. ?)\d+"
    r"|(?:19|20)\d\d No\. ?\d+|(?:order|decree|announcement|notice|circular)(?: memorandum)? no\. ?\d{1,4}(?: of |/)(?:19|20)\d\d"
    r"|(?:19|20)\d\d年第\s?\d+\s?[号號](?:法律公告|[号號]外公告|政府公告|[条條]例)"
    r"|第\s?\d+/(?:19|20)\d\d[号號](?:行政法[规規]|法律|行政命令)|\S{0,10}通[函告]第\s?\d+/(?:19|20)\d\d[号號]"
    r"|(?:[A-Z]{2,6}\s)?(?:order|decree|announcement|notice|circular|bulletin)(?: memorandum)? no\. ?\d{1,4}"
    r"(?:\s?[\[(〔](?:19|20)\d\d[\])〕]|/(?:19|20)?\d\d|(?: of (?:19|20)\d\d)?(?: of the [a-z' ]{3,80}))"
    r"|no\. ?\d{1,4}\s?[\[(〔](?:19|20)\d\d[\])〕](?: of the [a-z' ]{3,80})?"
    rf"|{_STANDARD}|{_SYMBOL}"
    rf"|[（(]?(?:19|20)\d\d\s?[)）]\s?[{HAN_CLASS}]{{1,3}}\d{{0,5}}[{HAN_CLASS}]{{1,6}}第?\d{{1,6}}[号號](?:之[一二三四五\d])?",
    re.IGNORECASE,
)
"""Gazettes of Hong Kong and Macau, Britain's instruments, circulars counted by the year, standards and courts' cases; where a line is
nothing else."""

_ROUND = re.compile(rf"[{HAN_CLASS}]{{2,9}}\s?[（(]\s?(?:19|20)\d\d\s?[)）]\s?第?\s?\d{{1,5}}\s?[号號]")
_SQUARE = str.maketrans("（()）", "〔〔〕〕")
"""财办建（2021）12号: round brackets are a number's where the line has nothing else."""

_WHOLE = re.compile(
    rf"(?P<prefix>[{HAN_CLASS}](?:\s?[{HAN_CLASS}]){{1,11}})\s?[〔\[（(【﹝［]\s?(?P<year>(?:19|20)\d\d)\s?[〕\])）】﹞］]\s?第?\s?(?P<number>\d{{1,4}})\s?[号號]"
)
"""云 水 发〔2021〕12号 set wide; 并州卫医〔2017〕126号, whose first character may be "and": a line that is a number is all of it."""

_KIND_OF_DOCUMENT = re.compile(r"(?:发|函|字|规|办|通|政)$")
_OWN_FILE = re.compile(r"\W*(?:本[署局處处會会院委辦办][檔档]號|(?:our|file)\s+ref)", re.IGNORECASE)
_NO_PREFIX = re.compile(r".*(?:公告|通告|通知|令|期|总第|编号)$")
_REFERENCE = re.compile(r"(?=.*\d.*\d)(?!\W*(?:19|20)\d\d\s?年?\W*$)[\w()（）〔〕\[\]【】第年号號/.,:\s—–-]+")
"""A number in no known form: letters, digits and what stands between them, and more than a year."""


def is_number_line(text: str) -> bool:
    """Return whether a line is one document number and nothing else, brackets and who signs (签发人：王某) aside."""
    if len(text) > MAX_LINE:
        return False
    text = _SIGNED_BY.sub("", text)
    if read_announcement(text) or read_unbracketed(text) or _REGISTERED.fullmatch(text.strip("（）()")):
        return True
    numbers = list(find_doc_numbers(text))
    return len(numbers) == 1 and len(text) - len(numbers[0].written) <= len("（）()。. ")


def is_issue_note(text: str) -> bool:
    """Return whether a line in brackets says who issued a text, when, which number: （甲行署一九九八年四月二日 甲政发〔1998〕26号）."""
    said = text.strip()
    if len(said) > MAX_LINE or said[:1] not in "（(" or said[-1:] not in "）)":
        return False
    numbers = list(find_doc_numbers(said))
    days = list(find_dates(said))
    if len(numbers) != 1 or len(days) != 1:
        return False
    rest = (said[: days[0][0]] + said[days[0][1] :]).replace(numbers[0].written, "").strip("（）() 　，,、以文件")
    return not rest or re.fullmatch(_NAME, rest) is not None


def split_number(title: str) -> tuple[str, str]:
    """Return the number with which the title of a standard opens, or an empty string, and its name: DB 52/T 1587—2021 急救站点设置规范."""
    found = _NUMBERED_NAME.fullmatch(title)
    return (found["number"], found["name"]) if found else ("", title)


def is_own_file(line: str) -> bool:
    """Return whether a line opens with the label of the file's number of the office that wrote the letter: 本署檔號, Our Ref."""
    return _OWN_FILE.match(line) is not None


def read_announcement(line: str) -> DocNumber | None:
    """Return the number of an announcement or order by year that a line consists of, brackets round it aside, or None."""
    said = _inside_brackets(line)
    if len(said) > MAX_LINE:
        return None
    for form in _ANNOUNCEMENTS:
        if found := form.fullmatch(said):
            return DocNumber(said, f"{_bodies(found['body'])}{found['kind']}{found['year']}年第{int(found['number'])}号")
    if _REGISTERED.fullmatch(said) and not any(one.number.normalised for one in locate_numbers(said, fold_title(said))):
        return DocNumber(said, None)
    if whole := _read_whole(said):
        return whole
    if found := _BRACKETED.fullmatch(said):
        return DocNumber(said, f"{_bodies(found['body'])}{found['kind']}〔{found['year']}〕{int(found['number'])}号")
    return None


def _read_whole(said: str) -> DocNumber | None:
    """Return the number that a line consists of where its beginning is lost when it is looked for in running text, or None."""
    found = _WHOLE.fullmatch(said)
    if not found or any(number.normalised for number in find_doc_numbers(said)):
        return None
    prefix = simplify("".join(found["prefix"].split()))
    return DocNumber(said, f"{prefix}〔{found['year']}〕{int(found['number'])}号")


def read_number(value: str) -> list[DocNumber]:
    """Return the document numbers that the value of a label gives, as it is written where it is in no known form; none for 无."""
    value = value.strip()
    announced = read_announcement(value)
    if announced:
        return [announced]
    found = [one.number for one in locate_numbers(value, fold_title(value))]
    if any(number.normalised for number in found):
        return found
    said = read_unbracketed(value, labelled=True)
    if said or found:
        return [said] if said else found
    return [DocNumber(value, None)] if is_reference(value) else []


def read_unbracketed(text: str, *, labelled: bool = False) -> DocNumber | None:
    """Return the number that a text consists of, brackets round it aside, where its year stands in none; or None.

    Without a label its prefix must end in the kind of document: 云水发2021年12号, but not 云水渠2021年12号.
    """
    said = _inside_brackets(text)
    if _ROUND.fullmatch(said):
        squared = next(find_doc_numbers(said.translate(_SQUARE)), None)
        return DocNumber(said, squared.normalised) if squared and squared.normalised else None
    found = _UNBRACKETED.fullmatch(said)
    prefix = simplify(found["prefix"]) if found else ""
    if not found or _NO_PREFIX.fullmatch(prefix) or not (labelled or _KIND_OF_DOCUMENT.search(prefix)):
        return None
    year, number = found["year"] or found["year_alone"], found["number"] or found["number_alone"]
    return DocNumber(said, f"{prefix}〔{year}〕{int(number)}号")


def _inside_brackets(text: str) -> str:
    """Return a line without the round brackets that enclose all of it."""
    text = text.strip()
    return text[1:-1].strip() if text[:1] in "（(" and text[-1:] in "）)" and text.count("（") + text.count("(") == 1 else text


def is_reference(value: str) -> bool:
    """Return whether the value of a label is a number in no known form: short, two digits at least, and no day."""
    return len(value) <= MAX_REFERENCE and _REFERENCE.fullmatch(value) is not None and next(_days(value), None) is None


def _days(value: str) -> Iterator[tuple[int, int, str]]:
    return find_dates(value, labelled=True)


def _bodies(written: str) -> str:
    """Return the names of the bodies that issued together, parted as in prose, without the State's: 财政部、税务总局."""
    return "、".join(simplify(name).removeprefix("中华人民共和国") for name in re.split(r"[\s、]+", written.strip()))
