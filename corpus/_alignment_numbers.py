"""Numbers in two languages: in goes a clause in Chinese or English, out come its numbers and dates, each in one form for both.

三分之一 and "one third" are 1/3, 百分之三十 and "thirty per cent" 30%, 3.5万 and "35,000" 35000, 2021年7月 and "July 2021" 2021-07.
A small number counts in Chinese only where something is counted or named by it (三个月, 第三条), for characters such as 一 and 十 stand in
other words too (统一, 十分).
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from corpus.dates import find_dates
from corpus.numerals import CARDINALS, ORDINALS, to_number

if TYPE_CHECKING:
    from collections.abc import Iterator

_HAN_NUMERAL = "[〇零一二两三四五六七八九十百千]"
_MEASURES = "个年月日天周次倍人名条款项章节级类种届份期岁元家所小工"
"""What follows a number by which something is counted: 三个月, 二年, 五日, 十人."""

_CHINESE = re.compile(
    rf"(?=[\d(半过民第{_HAN_NUMERAL[1:]})(?:"  # with what they all begin: asked once a character, it takes a third of the time
    rf"(?P<percent>(?:百分之|千分之)(?:{_HAN_NUMERAL}+|\d+)(?:点[〇零一二三四五六七八九]+|\.\d+)?)"
    rf"|(?P<below>{_HAN_NUMERAL}+|\d+)分之(?P<above>{_HAN_NUMERAL}+|\d+)"
    r"|(?P<half>半数|过半|一半)"
    r"|(?P<digits>\d+(?:,\d{3})*(?:\.\d+)?)\s?(?P<scale>[百千]?万亿?|[百千]?亿)?(?P<sign>[%‰])?"
    rf"|民国(?P<republic>{_HAN_NUMERAL}+)年"
    rf"|(?P<named>第)(?P<ordinal>{_HAN_NUMERAL}+)"
    rf"|(?:(?<=\n)|\A)\(?(?P<member>{_HAN_NUMERAL}{{1,3}})[、)]"
    rf"|(?P<large>{_HAN_NUMERAL}+)(?P<large_scale>万亿?|亿)(?P<rest>{_HAN_NUMERAL}*)"
    rf"|(?P<long>[一二两三四五六七八九十百千]{_HAN_NUMERAL}+)"
    rf"|(?P<counted>[二两三四五六七八九十])(?=[{_MEASURES}]))"
)

_REPUBLIC_BEGINS = 1911
_SCALES = {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}

_TENS = {word: 10 * value for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)}
_TEENS = {word: value for value, word in enumerate("thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(), start=13)}
_SMALL = {word: value for value, word in enumerate(CARDINALS, start=1)} | _TEENS
_MULTIPLES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_NTH = {word: value for value, word in enumerate(ORDINALS, start=1)}
_NTH |= {f"{word}th": value for word, value in _TEENS.items()}
_NTH |= {f"{word.removesuffix('y')}ieth": value for word, value in _TENS.items()}
_PARTS = {"half": 2, "quarter": 4} | {word: value for word, value in _NTH.items() if value > 2}  # noqa: PLR2004  # "second" is no part

_CARDINAL = "|".join(sorted((*_SMALL, *_TENS, *_MULTIPLES), key=len, reverse=True))
_ORDINAL = "|".join(sorted(_NTH, key=len, reverse=True))
_PART = "|".join(sorted(_PARTS, key=len, reverse=True))
_PERCENT = r"(?:\s?[%‰]|[\s-](?:per\s?cent(?:age)?|percent)\b)"
_ENGLISH = re.compile(
    rf"(?<![\w.])(?P<digits>\d+(?:,\d{{3}})*(?:\.\d+)?)(?:st|nd|rd|th)?(?:[\s-](?P<scale>hundred|thousand|million|billion|trillion)s?\b)?"
    rf"(?P<sign>{_PERCENT})?"
    rf"|\b(?P<above>{'|'.join(CARDINALS)}|a)[\s-](?P<below>{_PART})s?\b(?!\s(?:day|month|year|time|party|parties)\b)"
    r"|\b(?P<half>half)\b"
    rf"|\b(?P<words>(?:{_CARDINAL})(?:(?:[\s-]|\sand\s)(?:{_CARDINAL}))*(?:[\s-](?:{_ORDINAL}))?)\b(?P<words_sign>{_PERCENT})?"
    rf"|\b(?P<nth>{_ORDINAL})\b"
    r"|\b(?P<twice>twice)\b"
)


def numbers_in(text: str, *, chinese: bool) -> Iterator[str]:
    """Yield every number and date in ``text``, folded but for its line ends, in one form for both languages.

    A date gives also its month and its year: one text may say 2021年7月1日 where the other says "July 2021".
    """
    read = _read_chinese if chinese else _read_english
    position = 0
    for start, end, iso in find_dates(text):
        yield from read(text[position:start])
        year, *rest = iso.split("-")
        yield year
        yield from ("-".join((year, *rest[:length])) for length in range(1, len(rest) + 1))
        position = end
    yield from read(text[position:])


def _read_chinese(text: str) -> Iterator[str]:
    return filter(None, map(_of_chinese, _CHINESE.finditer(text)))


def _read_english(text: str) -> Iterator[str]:
    return filter(None, map(_of_english, _ENGLISH.finditer(text)))


def _of_chinese(match: re.Match[str]) -> str:
    """Return the number that a match says."""
    if match["digits"]:
        return _written(_decimal(match["digits"]) * _scale(match["scale"] or ""), match["sign"] or "")
    if match["percent"]:
        whole, _, rest = match["percent"][3:].replace("点", ".").partition(".")
        decimals = rest if rest.isdecimal() else "".join(str(to_number(digit)) for digit in rest)
        sign = "%" if match["percent"].startswith("百") else "‰"
        return _written(Fraction(f"{to_number(whole)}.{decimals or 0}"), sign)
    if match["half"] or match["below"]:
        return "1/2" if match["half"] else f"{to_number(match['above'])}/{to_number(match['below'])}"
    if match["republic"]:
        return str(_REPUBLIC_BEGINS + to_number(match["republic"]))
    rest = to_number(match["rest"]) if match["rest"] else 0
    if match["large"]:
        return str(to_number(match["large"]) * _scale(match["large_scale"]) + rest)
    return str(to_number(match["ordinal"] or match["member"] or match["long"] or match["counted"]))


def _of_english(match: re.Match[str]) -> str:
    if match["digits"]:
        value = _decimal(match["digits"]) * _MULTIPLES.get(match["scale"] or "", 1)
        return _written(value, _sign(match["sign"]))
    if match["below"]:
        return f"{_SMALL.get(match['above'], 1)}/{_PARTS[match['below']]}"
    if match["half"]:
        return "1/2"
    if match["twice"]:
        return "2"
    if match["nth"]:
        return str(_NTH[match["nth"]])
    # "one" alone is a pronoun.
    return (
        ""
        if match["words"] == "one" and not match["words_sign"]
        else _written(Fraction(_value_of(match["words"])), _sign(match["words_sign"]))
    )


def _value_of(words: str) -> int:
    """Return the value of a number in words: of "one hundred and twenty-third" 123."""
    total = current = 0
    for word in re.split(r"[\s-]+(?:and\s)?", words):
        if word == "hundred":
            current = (current or 1) * _MULTIPLES[word]
        elif word in _MULTIPLES:
            total += (current or 1) * _MULTIPLES[word]
            current = 0
        else:
            current += _SMALL.get(word) or _TENS.get(word) or _NTH[word]
    return total + current


def _decimal(digits: str) -> Fraction:
    return Fraction(digits.replace(",", ""))


def _scale(characters: str) -> int:
    value = 1
    for character in characters:
        value *= _SCALES[character]
    return value


def _sign(written: str | None) -> str:
    return "" if not written else "‰" if "‰" in written else "%"


def _written(value: Fraction, sign: str) -> str:
    """Return a number as it is compared and shown: 35000, 3.5%."""
    number = str(value.numerator) if value.denominator == 1 else f"{float(value):.10g}"
    return number + sign
