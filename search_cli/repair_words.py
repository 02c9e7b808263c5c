"""Repairs in words: in goes the name of a rule, a flag or a piece of evidence, out comes what it means to who reads and cites the page.

A rule or flag that is not named here is told by its own reason or evidence.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Words(NamedTuple):
    """What a rule does, said of ``one`` change and of ``many`` ({n}); whether its reasons tell more, and how many examples help."""

    one: str
    many: str
    reasons: bool = False
    examples: int = 3


RULES = {
    "hidden-text": Words(
        "The page holds a stretch of text that a browser does not show; it was taken out.",
        "The page holds {n} stretches of text that a browser does not show; they were taken out.",
        reasons=True,
    ),
    "line-ends": Words(
        "A line end of the HTML source was read as a space, as a browser shows it.",
        "{n} line ends of the HTML source were read as spaces, as a browser shows them.",
        examples=0,
    ),
    "entities": Words(
        "A character that the HTML source spells out as a code was read as that character.",
        "{n} characters that the HTML source spells out as codes were read as those characters.",
    ),
    "mojibake": Words(
        "A stretch was garbled, because a program had once read it in the wrong encoding; it was read again in the right one.",
        "{n} stretches were garbled, because a program had once read them in the wrong encoding; they were read again in the right one.",
        reasons=True,
    ),
    "invisible": Words(
        "Characters that nobody sees, and that keep words from being found, were taken out in one place.",
        "Characters that nobody sees, and that keep words from being found, were taken out in {n} places.",
    ),
    "injected-pinyin": Words(
        "A converter had written its pronunciation behind a Chinese character; it was taken out.",
        "A converter had written their pronunciation behind {n} Chinese characters; it was taken out.",
    ),
    "chunk-markers": Words(
        "The site had numbered a piece of the text; the number was taken out.",
        "The site had cut the text into {n} pieces and numbered them; the numbers were taken out and the pieces joined.",
    ),
    "running-heads": Words(
        "The head or number of a printed page stood inside the text; it was taken out.",
        "The heads and numbers of {n} printed pages stood inside the text; they were taken out, and the lines that they cut joined.",
    ),
    "broken-lines": Words(
        "A line ended before its sentence, number or title did; it was joined to the next.",
        "{n} lines ended before their sentence, number or title did; they were joined to the next ones.",
        reasons=True,
    ),
    "lost-quotes": Words(
        "A quotation mark was lost; it was put back, because the page has the quoted words with both marks elsewhere.",
        "{n} quotation marks were lost; they were put back, because the page has the quoted words with both marks elsewhere.",
    ),
    "repeats": Words(
        "The page has a passage more than once; the copy was left out, so that it is read and found once.",
        "The page has the same text more than once; {n} passages that are copies were left out, so that each is read and found once.",
        reasons=True,
    ),
    "title": Words("The title stood on two lines; they were joined.", "The title stood on several lines; they were joined."),
}
"""Of each rule that changes characters what it did, for who never heard of encodings."""

LEFT_OUT = {
    "boilerplate": ("page furniture (menus, addresses, notices)", "neither read nor searched"),
    "metadata": ("what the page says of itself", "read for dates, source, author and numbers, not part of the text"),
    "gap": ("what is left of text that was lost", "shown as ⟦lost: …⟧, not searched"),
}
"""Of each kind of block that is no part of the text what it is, and what became of it."""

FLAGS = {
    "chinese-lost": (
        "All Chinese characters of a passage are gone; its punctuation and numbers are left.",
        "the passage cannot be cited from this page, and nobody can tell from it what stood there; look for another copy.",
    ),
    "translation-of-gap": (
        "The page has English text that translates a lost passage.",
        "cite the English as the page's own English text; it is no quotation of the lost Chinese.",
    ),
    "truncated": (
        "The page breaks off before its text does.",
        "what stands above the break can be cited; do not conclude from this page that the text lacks anything.",
    ),
    "case-lost": (
        "The page has lost its capital letters.",
        "wording can be quoted; names and abbreviations are not written as in the original.",
    ),
    "characters-lost": (
        "Characters are lost; marks such as ? or � stand in their place, or nothing does.",
        "do not quote the passage without another copy; a lost character may have been a number or a “not”.",
    ),
    "quotes-lost": (
        "A quotation mark has no partner; where the other one stood, the page does not tell.",
        "check where the quotation begins and ends before you quote words as somebody's own.",
    ),
    "spam-title": (
        "The page opens with the line of an advertiser, which is no part of the document.",
        "the site does not guard its pages; compare the text with the issuer's own page.",
    ),
    "structure-lost": (
        "The HTML of the page is broken; text that stands outside of its structure was kept as paragraphs.",
        "headings and the order of passages may differ from the original.",
    ),
    "oversized": (
        "The page is larger than any document met; it was mended line by line only.",
        "all of its text is there; lines that were broken stay broken, and a passage may stand in it twice.",
    ),
}
"""Of each flag what was found, and what it means for citing."""

ENCODINGS = {
    "utf-8": "UTF-8",
    "gb18030": "GB 18030 (mainland China)",
    "big5hkscs": "Big5 (Taiwan, Hong Kong)",
    "cp1252": "Windows-1252 (Western Europe)",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
}

_CLEAR = 0.75
"""On strings of 8 characters in GBK, Big5 and Windows-1252 the right reading cost at most this share of the next one's bits."""

_COMPARED = re.compile(r"likeliest reading is \S+: (?P<best>\d+) bits, the next (?P<next>\d+)", re.ASCII)

_EVIDENCE = (
    (re.compile(r"byte order mark .*"), "its first bytes name the encoding"),
    (re.compile(r"no charset declared"), "the page does not say in which encoding it is"),
    (re.compile(r"the page declares (.*)"), r"the page itself says \1"),
    (re.compile(r"its source declares (.*)"), r"where it came from it was called \1"),
    (re.compile(r"all bytes are ASCII"), "it has only characters that are the same in every encoding"),
    (re.compile(r"valid UTF-8"), "its bytes follow the rules of UTF-8, which text in another encoding hardly ever does"),
    (
        re.compile(r"valid UTF-8, which overrides the declaration"),
        "but its bytes follow the rules of UTF-8, which text in another encoding hardly ever does",
    ),
    (re.compile(r"reads as utf-16.*"), "its bytes make text in UTF-16 and in nothing else"),
    (re.compile(r"bytes lost: halves of characters (\d+)"), r"characters of which half the bytes are lost: \1, shown as �"),
)


def in_words(evidence: str) -> str:
    """Return why the page was read in its encoding, in words: comparisons without their bits, other evidence as it is."""
    compared = _COMPARED.fullmatch(evidence)
    if compared and int(compared["best"]) <= _CLEAR * int(compared["next"]):
        return "so read, it is clearly more like Chinese or English than in any other encoding tried"
    if compared:
        return "so read, it is hardly more like Chinese or English than in another encoding: look at the text before you cite it"
    return next((match.expand(words) for pattern, words in _EVIDENCE if (match := pattern.fullmatch(evidence))), evidence)
