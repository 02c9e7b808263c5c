"""Document numbers: in goes text, out come the numbers of official documents in it, as written and in normal form.

Normal form is that of GB/T 9704-2012, 7.2.5: agency's prefix, year in hexagonal brackets, number without zeros: 国办发〔2021〕18号. Of a
prefix that is written in pinyin and that no list has it is what English renderings write: Linweifa [2022] No. 15.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from corpus._prefixes import CENTRAL, LOOK_BACK, read_prefix
from corpus.matchkey import simplify
from corpus.model import DocNumber
from corpus.numerals import to_number
from corpus.pinyin import is_pinyin, letters_of, reads_as
from corpus.scripts import HAN_CLASS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_OPEN, _CLOSE = r"[〔\[(【﹝〖{〈<]\s{0,2}", r"\s{0,2}[〕\])】﹞〗}〉>]"
_YEAR = r"(?:19|20)\d\d"
_NUMBER = r"0*[1-9]\d{0,4}"
_SPACED_YEAR = r"(?:1\s?9|2\s?0)\s?\d\s?\d"
_HAN_YEAR = "(?:一九|二[〇○零OＯ0])[〇○零OＯ0一二三四五六七八九]{2}"
_HAN_NUMBER = "[一二三四五六七八九十百〇○零]{1,6}"
"""〔二〇二一〕十二号, as it was written until 2012."""

_SPACED_NUMBER = r"(?:0\s?)*[1-9](?:\s?\d){0,4}"
"""海医保规﹝2 0 2 1﹞6 号, where a converter has put blanks between the characters."""

_ZEROS = str.maketrans("○OＯ0", "〇〇〇〇")
_NO_HOUSE = "(?![楼樓院線线房门門码碼床])"
_AND = r"\s?[、和及与與]\s?(?:第\s?)?"
_LIST_GOES_ON = rf"(?=(?:{_AND}{_NUMBER}){{1,20}}\s?[号號]{_NO_HOUSE})"
"""国办发〔2021〕18、19号: what counts 18 stands behind the last."""

_NUMBERED = re.compile(
    rf"{_OPEN}(?P<year>{_SPACED_YEAR}|{_HAN_YEAR})\s?年?{_CLOSE}\s{{0,2}}"
    rf"(?:第?\s?(?P<chinese>{_SPACED_NUMBER}|{_HAN_NUMBER})(?:\s?[号號]{_NO_HOUSE}|{_LIST_GOES_ON})|,?\s{{0,2}}no\.?\s{{0,2}}(?P<english>{_NUMBER})(?!\d))"
    rf"|(?<![a-z])no\.?\s{{0,2}}(?P<english_first>{_NUMBER})\s{{0,2}},?{_OPEN}(?P<year_last>{_YEAR}){_CLOSE}",
    re.IGNORECASE,
)
"""Year and number, of one or the other language; in English the year may come last (Guo Fa No. 18 [2021])."""

_FURTHER = re.compile(
    rf"{_AND}(?P<written>(?:{_OPEN}(?P<year>{_YEAR})\s?年?{_CLOSE}\s?(?:第\s?)?)?"
    rf"(?P<number>{_NUMBER})(?:\s?[号號]{_NO_HOUSE}|{_LIST_GOES_ON}))(?![前后後起至到以之上下])"
)
"""国办发〔2021〕18号、19号 and 〔2022〕3号: of one agency, not 、15号前 of a date."""

_SYLLABLES = re.compile(r"(?:\b[A-Z][a-zü]{1,5}\s{1,2}){1,6}(?:Fa|Han|Zi|Ban|Gui|Ling|Tong|Dian|Shui|She)\s{0,2}\Z")
"""Lin Wei Fa, syllable by syllable; the last is the kind of document."""

_YEAR_FIRST = re.compile(
    rf"{_OPEN}(?P<year>(?:19|20)?\d\d)\s?年?{_CLOSE}\s?(?P<prefix>[{HAN_CLASS}]{{1,8}}字)\s?第?\s?(?P<number>{_NUMBER})\s?[号號]"
)
"""〔94〕财税字第089号, as it was written until the nineties; （2012）民四初字第438号 is the number of a case."""

_REGISTERED = re.compile(
    rf"(?P<prefix>[{HAN_CLASS}]{{1,12}}字)\s?第\s?(?P<number>(?:(?:1[0-4]\d|[5-9]\d)\d{{8}}|1[0-4]\d{{8}}|0[5-9]\d{{8}}|[5-9]\d{{8}}(?=[A-Z]?\s?號))[A-Z]?)\s?[號号]"
)
"""衛部顧字第1121962345號, 臺教國署字第1100012345A號, 台財稅字第861234567號: Taiwan's register counts nine to eleven digits, the first
of them the year of the Republic; a letter tells what was sent out together."""

_ENDS_ALONE = re.compile(r"[\n)\]〕】》]|[ \u3000]{2}|\u3000|\t|\Z")
"""What stands behind a number that stands alone: the end of its line, a bracket, or a gap (…73号　　　签发人：…)."""

_CASE = re.compile("[初终终再监監抗申审審执執提减減赔賠辖轄他特复復]字")
_URL = re.compile(r"(?:https?://|www\.)(?:[^\s，。；！？、《》“”（）〔〕【】()]|\([^\s()]*\))+", re.IGNORECASE)
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_STATE_COUNCIL = re.compile(r"state\s+council|国务院", re.IGNORECASE)


_MAY_HOLD = re.compile("[号號]|[nＮｎN][oＯｏO]")
"""What every number has; most lines have none, and need not be searched."""


class FoundNumber(NamedTuple):
    """A document number, and where in the text it stands: ``text[start:end]`` is what is written."""

    number: DocNumber
    start: int
    end: int


def find_doc_numbers(text: str) -> Iterator[DocNumber]:
    """Yield every document number in ``text``, in order; ``normalised`` is None where the prefix does not name the agency.

    What stands inside a URL is no number, nor is the issue of a journal ((2021) 第3期) or the number of a house (18号楼).
    """
    return (found.number for found in locate_doc_numbers(text))


def locate_doc_numbers(text: str) -> Iterator[FoundNumber]:
    """Yield every document number in ``text`` with its place; as ``find_doc_numbers``."""
    if not _MAY_HOLD.search(text):
        return
    half_width = _half_width(text)
    read = 0
    for match in _NUMBERED.finditer(half_width):
        if match.start() < read:
            continue
        before = half_width[max(match.start() - LOOK_BACK, 0) : match.start()]
        is_last = _ENDS_ALONE.match(half_width, match.end()) is not None
        length, prefix = _prefix_before(before, round_brackets="(" in match[0], is_last=is_last)
        read = match.end()
        if length or match["chinese"]:
            year = _digits_of(match["year"] or match["year_last"])
            number = _digits_of(match["chinese"] or match["english"] or match["english_first"])
            start = match.start() - length
            yield FoundNumber(DocNumber(text[start:read], _normal_form(prefix, year, number)), start, read)
        for further in _further(text, half_width, read, prefix, match) if match["chinese"] else ():
            yield further
            read = further.end
    for match in _YEAR_FIRST.finditer(half_width) if "字" in half_width else ():
        if not _CASE.search(match["prefix"]) and read_prefix(match["prefix"], round_brackets=False)[1] == simplify(match["prefix"]):
            written_year = match["year"] if len(match["year"]) > len("94") else f"19{match['year']}"
            normalised = f"{simplify(match['prefix'])}〔{written_year}〕{int(match['number'])}号"
            yield FoundNumber(DocNumber(text[match.start() : match.end()], normalised), match.start(), match.end())
    for match in _REGISTERED.finditer(half_width) if "字" in half_width else ():
        length, prefix = read_prefix(match["prefix"], round_brackets=False)
        start = match.end("prefix") - length
        if length:
            yield FoundNumber(DocNumber(text[start : match.end()], f"{prefix}第{match['number']}号"), start, match.end())


def _half_width(text: str) -> str:
    """Return ``text`` in half-width characters, its URLs blanked out."""
    if "://" in text or "www." in text.lower():
        text = _URL.sub(lambda url: " " * len(url[0]), text)
    return text if text.isascii() else text.translate(_FULL_WIDTH)


def prefix_of(normalised: str) -> str:
    """Return the prefix of a number in normal form: 国办发, 台财税字, or Linweifa where only its pinyin is known."""
    return re.split(r"〔| \[|第(?=\d{9})", normalised, maxsplit=1)[0]


def normal_number(name: str) -> str:
    """Return the first document number in ``name`` in normal form, "" where it has none."""
    return next((found.normalised for found in find_doc_numbers(name) if found.normalised), "")


def same_number(one: str, other: str) -> bool:
    """Return whether two numbers in normal form are one, also where one of them has the prefix in pinyin (临卫发 and Linweifa)."""
    if one == other or one.isascii() == other.isascii():
        return one == other
    han, latin = (other, one) if one.isascii() else (one, other)
    return re.findall(r"\d+", han) == re.findall(r"\d+", latin) and reads_as(prefix_of(han), letters_of(prefix_of(latin)))


def _normal_form(prefix: str, year: int, number: int) -> str | None:
    """Return the normal form; None where no prefix is known."""
    if not prefix:
        return None
    return f"{prefix} [{year}] No. {number}" if prefix.isascii() else f"{prefix}〔{year}〕{number}号"


def _prefix_before(before: str, *, round_brackets: bool, is_last: bool) -> tuple[int, str]:
    """Return how many characters at the end of ``before`` belong to the number, and its prefix: in Chinese, else in pinyin, else ""."""
    length, prefix = read_prefix(before, round_brackets=round_brackets, is_last=is_last)
    if not length:
        return _syllables_before(before)
    syllables, place = _syllables_before(before)
    if place and syllables > length and before[-length:].isascii():
        return syllables, place
    letters = "" if prefix or len(before[-length:].split()) > 1 else letters_of(before[-length:])
    return length, letters.capitalize() if is_pinyin(letters) else prefix


def _syllables_before(before: str) -> tuple[int, str]:
    """Return the same for a prefix in pinyin whose syllables stand apart (Lin Wei Fa); 0 and "" where ``before`` ends in none."""
    found = _SYLLABLES.search(before)
    starts = [found.start() + word.start() for word in re.finditer(r"\S+", found[0])] if found else []
    for start in starts[:-1]:
        letters = letters_of(before[start:])
        if is_pinyin(letters):
            return len(before) - start, letters.capitalize()
    return 0, ""


def _digits_of(written: str) -> int:
    digits = "".join(written.split())
    return int(digits) if digits.isdecimal() else to_number(digits.translate(_ZEROS))


def _further(text: str, half_width: str, end: int, prefix: str, first: re.Match[str]) -> Iterator[FoundNumber]:
    """Yield the numbers that go on a list behind ``end``, of the prefix and, where they have none of their own, the year of the first."""
    year = first["year"]
    while match := _FURTHER.match(half_width, end):
        start, end = match.span("written")
        year = match["year"] or year
        yield FoundNumber(DocNumber(text[start:end], _normal_form(prefix, _digits_of(year), int(match["number"]))), start, end)


def resolve(numbers: Sequence[DocNumber], seen: Sequence[DocNumber]) -> tuple[DocNumber, ...]:
    """Return ``numbers`` with each one that names no agency resolved by the one number of ``seen`` with its year and number.

    Example: "State Council issued (2021) No. 18" above a text that the same page calls "Guobanfa [2021] No. 18"; "Linweifa [2022] No. 15"
    where the page has 临卫发〔2022〕15号. Where two numbers of ``seen`` fit, or the one is another agency's than the page names, it stays
    as it is.
    """
    resolved: dict[DocNumber, None] = {}
    for number in numbers:
        fitting = {other.normalised for other in seen if other.normalised and _may_be(number, other.normalised)}
        candidates = {one for one in fitting if not one.isascii()} or fitting
        names_agency = number.normalised is not None and not number.normalised.isascii()
        only = candidates.pop() if len(candidates) == 1 and not names_agency else None
        resolved[DocNumber(number.written, only) if only else number] = None
    return tuple(resolved)


def _may_be(number: DocNumber, normalised: str) -> bool:
    """Return whether ``number`` can be this one: one year and number, and what it says of the agency leaves room for it.

    Of the State Council's only its own prefixes do, of a prefix in pinyin those that are read so.
    """
    if number.normalised is not None:
        return same_number(number.normalised, normalised)
    if _digits(number.written) != _digits(normalised):
        return False
    return not _STATE_COUNCIL.search(number.written) or CENTRAL.search(prefix_of(normalised)) is not None


def _digits(written: str) -> list[int]:
    """Return year and number, in whatever order and with however many zeros they are written."""
    return sorted(int(digits) for digits in re.findall(r"\d+", written))
