"""Document numbers: in goes text, out come the numbers of official documents in it, as written and in normal form.

Normal form is that of GB/T 9704-2012, 7.2.5: agency's prefix, year in hexagonal brackets, number without zeros: 国办发〔2021〕18号.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from corpus._prefixes import CENTRAL, LOOK_BACK, read_prefix
from corpus.matchkey import simplify
from corpus.model import DocNumber
from corpus.scripts import HAN_CLASS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_OPEN, _CLOSE = r"[〔\[(【﹝〖]\s{0,2}", r"\s{0,2}[〕\])】﹞〗]"
_YEAR = r"(?:19|20)\d\d"
_NUMBER = r"0*[1-9]\d{0,4}"
_SPACED_YEAR = r"(?:1\s?9|2\s?0)\s?\d\s?\d"
_SPACED_NUMBER = r"(?:0\s?)*[1-9](?:\s?\d){0,4}"
"""海医保规﹝2 0 2 1﹞6 号, where a converter has put blanks between the characters."""

_NO_HOUSE = "(?![楼樓院線线房门門码碼床])"
_NUMBERED = re.compile(
    rf"{_OPEN}(?P<year>{_SPACED_YEAR})\s?年?{_CLOSE}\s{{0,2}}"
    rf"(?:第?\s?(?P<chinese>{_SPACED_NUMBER})\s?[号號]{_NO_HOUSE}|,?\s{{0,2}}no\.?\s{{0,2}}(?P<english>{_NUMBER})(?!\d))"
    rf"|(?<![a-z])no\.?\s{{0,2}}(?P<english_first>{_NUMBER})\s{{0,2}},?{_OPEN}(?P<year_last>{_YEAR}){_CLOSE}",
    re.IGNORECASE,
)
"""Year and number, of one or the other language; in English the year may come last (Guo Fa No. 18 [2021])."""

_FURTHER = re.compile(rf"\s?[、和及与與]\s?(?:第\s?)?(?P<written>(?P<number>{_NUMBER})\s?[号號]){_NO_HOUSE}(?![前后後起至到以之上下])")
"""国办发〔2021〕18号、19号: of one agency and year, not 、15号前 of a date."""

_YEAR_FIRST = re.compile(
    rf"{_OPEN}(?P<year>(?:19|20)?\d\d)\s?年?{_CLOSE}\s?(?P<prefix>[{HAN_CLASS}]{{1,8}}字)\s?第?\s?(?P<number>{_NUMBER})\s?[号號]"
)
"""〔94〕财税字第089号, as it was written until the nineties; （2012）民四初字第438号 is the number of a case."""

_ENDS_ALONE = frozenset({"", "\n", ")", "]", "〕", "】", "》"})

_CASE = re.compile("[初终终再监監抗申审審执執提减減赔賠辖轄他特复復]字")
_URL = re.compile(r"(?:https?://|www\.)(?:[^\s，。；！？、《》“”（）〔〕【】()]|\([^\s()]*\))+", re.IGNORECASE)
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_STATE_COUNCIL = re.compile(r"state\s+council|国务院", re.IGNORECASE)


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
    half_width = _URL.sub(lambda url: " " * len(url[0]), text).translate(_FULL_WIDTH)
    for match in _NUMBERED.finditer(half_width):
        before = half_width[max(match.start() - LOOK_BACK, 0) : match.start()]
        is_last = half_width[match.end() : match.end() + 1] in _ENDS_ALONE
        length, prefix = read_prefix(before, round_brackets="(" in match[0], is_last=is_last)
        if length or match["chinese"]:
            year = _digits_of(match["year"] or match["year_last"])
            number = _digits_of(match["chinese"] or match["english"] or match["english_first"])
            start = match.start() - length
            yield FoundNumber(DocNumber(text[start : match.end()], f"{prefix}〔{year}〕{number}号" if prefix else None), start, match.end())
            if prefix and match["chinese"]:
                yield from _further(text, half_width, match.end(), f"{prefix}〔{year}〕")
    for match in _YEAR_FIRST.finditer(half_width) if "字" in half_width else ():
        if not _CASE.search(match["prefix"]) and read_prefix(match["prefix"], round_brackets=False)[1] == simplify(match["prefix"]):
            written_year = match["year"] if len(match["year"]) > len("94") else f"19{match['year']}"
            normalised = f"{simplify(match['prefix'])}〔{written_year}〕{int(match['number'])}号"
            yield FoundNumber(DocNumber(text[match.start() : match.end()], normalised), match.start(), match.end())


def _digits_of(written: str) -> int:
    return int("".join(written.split()))


def _further(text: str, half_width: str, end: int, head: str) -> Iterator[FoundNumber]:
    """Yield the numbers that go on a list behind ``end``; ``head`` is the prefix and the year of the first."""
    while match := _FURTHER.match(half_width, end):
        start, end = match.span("written")
        yield FoundNumber(DocNumber(text[start:end], f"{head}{int(match['number'])}号"), start, end)


def resolve(numbers: Sequence[DocNumber], seen: Sequence[DocNumber]) -> tuple[DocNumber, ...]:
    """Return ``numbers`` with each one that names no agency resolved by the one number of ``seen`` with its year and number.

    Example: "State Council issued (2021) No. 18" above a text that the same page calls "Guobanfa [2021] No. 18". Where two numbers
    of ``seen`` fit, or the one is another agency's than the page names, it stays as it is.
    """
    resolved: dict[DocNumber, None] = {}
    for number in numbers:
        candidates = {other.normalised for other in seen if other.normalised and _digits(other) == _digits(number)}
        only = candidates.pop() if len(candidates) == 1 else None
        if number.normalised is None and only and _may_be(number, only):
            resolved[DocNumber(number.written, only)] = None
        else:
            resolved[number] = None
    return tuple(resolved)


def _may_be(number: DocNumber, normalised: str) -> bool:
    """Return whether what the page says of the issuer leaves room for this number: of the State Council's only its own prefixes do."""
    return not _STATE_COUNCIL.search(number.written) or CENTRAL.search(normalised.partition("〔")[0]) is not None


def _digits(number: DocNumber) -> list[int]:
    """Return year and number, in whatever order and with however many zeros they are written."""
    return sorted(int(digits) for digits in re.findall(r"\d+", number.written))
