"""Machine translation: in goes a page, out comes a flag where its English is Chinese put over word by word, with what shows it.

Example: ``Liu yifan said that the people's masses …, do a good job in … work, etc., improve and improve``. Some renderings no editor
lets stand: a given name in small letters, two Chinese synonyms become one English word twice, 看病难 as "difficult to see a doctor", 人次
as "person-times". Others (give full play to, the masses, vigorously) stand in translations of public bodies too and only add to them.
So a flag needs three kinds of evidence within 2,000 characters, one of them of the first sort. Fluent machine translation has none of
it: no flag does not mean that a person wrote the text.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from typing import TYPE_CHECKING, NamedTuple

from corpus.model import READ_KINDS, Flag, RawSpan
from corpus.pinyin import is_pinyin
from corpus.scripts import count_han, count_latin
from corpus.sentences import HAN_WEIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cleaners.draft import Change, Draft, DraftBlock

WINDOW = 2000
"""Characters within which the evidence must stand."""

MIN_KINDS = 3
MIN_SCORE = 5
"""Points that the evidence in a window needs: 2 for what no editor lets stand, 1 for what only adds to it; a kind counts twice at most."""

MAX_OF_A_KIND = 2
STRONG = 2
WEAK = 1

MIN_FORMULAS = 4
"""Bare verbs of a chain (…, strengthen …, improve …) in one paragraph: two or three stand in anybody's English."""

_SURNAMES = (
    "Li|Wang|Zhang|Liu|Chen|Yang|Zhao|Huang|Zhou|Wu|Xu|Sun|Hu|Zhu|Gao|Lin|Guo|Luo|Liang|Zheng|Xie|Tang|Feng|Yu|Dong|Xiao|Cheng|Cao|Yuan|Deng|"
    "Shen|Zeng|Peng|Lu|Su|Jiang|Cai|Jia|Ding|Wei|Xue|Ye|Yan|Pan|Dai|Xia|Zhong|Tian|Ren|Yao|Liao|Zou|Xiong|Hao|Cui|Kang|Qiu|Qin|Hou|Shao|Meng|"
    "Duan|Lei|Qian"
)
"""Common Chinese surnames in pinyin that are no English word: "He said" and "Long said" are no names in small letters."""

_GIVEN = r"(?P<given>(?!(?:he|she|we|me|you|men|women|man|can|long|ran)\b)[a-z]{2,12})"
"""A given name, which must be pinyin: "Zhao wenbin said", not "Zhao also said", nor the English words that are pinyin too."""

_SAID = "said|says|pointed|introduced|told|believes|believed|thinks|explained|stressed|emphasi[sz]ed|suggested|revealed|analy[sz]ed"
_IDIOMS = frozenset(
    "better bigger faster further harder higher larger longer louder smaller stronger weaker billions millions thousands".split()
)
"""What English doubles by itself: further and further, millions and millions."""

MAX_WORD = 30
MIN_DOUBLED = 6
"""Letters of a word that stands for two: shorter ones (years and years, again and again) English doubles too."""

_ENGLISH = re.compile("[A-Za-z]{2} [A-Za-z]{2}")
"""Two words: most Chinese blocks have none, and need not be counted."""

_CHAIN = re.compile(
    r"(?:[,;] |\band )(?:and )?(?:(?:actively|vigorously|effectively|continuously|comprehensively|constantly|further|earnestly|steadily) )?"
    r"(?:strengthen|improve|promote|deepen|optimi[sz]e|accelerate|perfect|implement|consolidate|standardi[sz]e|give full play)\b"
)


class _Kind(NamedTuple):
    """One kind of evidence: what it is called, how much it says, words of which it has one, what it looks like."""

    name: str
    points: int
    words: tuple[str, ...]
    written: re.Pattern[str]


def _kind(name: str, points: int, words: str, *written: str) -> _Kind:
    """Return a kind; ``words`` are looked for first, in small letters: that takes a tenth of the time of the pattern."""
    return _Kind(name, points, tuple(words.split("|")), re.compile("|".join(written), re.IGNORECASE))


_KINDS = (
    _kind(
        "given name in small letters",
        STRONG,
        "said|says|pointed|introduced|told|belie|think|expla|stress|empha|suggest|reveal|analy",
        rf"\b(?-i:(?:{_SURNAMES}) {_GIVEN} (?:{_SAID}))\b",
    ),
    _kind("人次", STRONG, "time", r"\b(?:person|people|man)s?[- ]times?\b"),
    _kind("小编", STRONG, "xiao|small", r"\bxiao ?bian\b", r"\bthe small (?:series|editor)\b"),
    _kind(
        "人民群众", STRONG, "masses", r"\bthe people['’]s masses\b", r"\b(?:patient|worker) masses\b", r"\bmasses['’]? to (?:see|seek)\b"
    ),
    _kind(
        "看病难看病贵",
        STRONG,
        "expensive|doctor",
        r"\bdifficult and expensive (?:medical|treatment|to see|seeing)\b",
        r"\bsee(?:ing)? (?:a )?doctors? (?:is )?(?:difficult|expensive)\b",
    ),
    _kind("相关负责人", STRONG, "relevant", r"\b(?:the )?relevant (?:responsible person|person in charge|responsible comrade)s?\b"),
    _kind("记者获悉", STRONG, "reporter", r"\b(?:the |our )?reporters? (?:learn(?:ed|t)|was informed|understood|combed)(?: that| from)\b"),
    _kind(
        "一是",
        STRONG,
        "second is to",
        r"\b(?:first|one) is to [a-z]+[^.]{5,120}[;,] (?:the )?second is to\b[^.]{5,120}[;,] (?:and )?(?:the )?third is to\b",
    ),
    _kind(
        "深水区", STRONG, "deep|hard|nose", r"\bdeep[- ]water (?:area|district)s?\b", r"\bhard bones?\b", r"\b(?:cow|bull|ox)['’]?s? nose\b"
    ),
    _kind(
        "落地",
        STRONG,
        "land|sink|sank|sunk",
        r"\b(?:policy|policies|reform|measures?|resources?) (?:has |have |to |will )?(?:land(?:ing|ed)?|sink(?:s|ing)?|sank|sunk)\b",
    ),
    _kind(
        "大病不出县",
        STRONG,
        "disease|zero",
        r"\bzero breakthroughs?\b",
        r"\b(?:small|big) diseases?\b",
        r"\bminor diseases? (?:do )?not (?:leave|out of)\b",
    ),
    _kind("群众", WEAK, "masses", r"\b(?:broad|the|overwhelming) masses\b"),
    _kind(
        "等",
        WEAK,
        "etc.|other aspects",
        r"\betc\. ?,(?= [a-z])",
        r"\betc\. (?-i:(?=[a-z]+ (?:and|of|to|in|is|are|will)\b))",
        r"\band other aspects\b",
    ),
    _kind("Chinese marks in English", WEAK, "，|。|；|：|、", r"[A-Za-z]{2} ?[，。；：、][ ]?(?=[A-Za-z]{2})"),
    _kind(
        "做好工作",
        WEAK,
        "good job|work|grasp",
        r"\bdo(?:ing|ne)? a good job\b",
        r"\bcarry(?:ing)? out [a-z ]{3,30} work\b",
        r"\bgrasp(?:ing)? the\b",
    ),
    _kind(
        "取得成效",
        WEAK,
        "achieved",
        r"\bachieved (?:remarkable|good|obvious|positive|initial|certain|phased) (?:results|effects|achievements)\b",
    ),
    _kind("发挥作用", WEAK, "play", r"\b(?:play|give(?:s|n)? (?:full )?play to) (?:a |the |an )?(?:[a-z]+ ){0,2}(?:role|advantages?) of\b"),
    _kind(
        "建设",
        WEAK,
        "construction of",
        r"\bconstruction of (?:the |a |an )?(?:[a-z-]+ ){0,5}(?:system|mechanism|team|consortium|alliance|style|ability|capacity)s?\b",
    ),
    _kind(
        "看病难",
        WEAK,
        "doctor",
        r"\b(?:difficult(?:y|ies)?|hard|convenient) (?:in |of |for |to )?(?:see|seeing) (?:a )?doctors?\b",
        r"\bsee a doctor nearby\b",
    ),
    _kind(
        "据了解",
        WEAK,
        "it is|introduction",
        r"\bit is (?:understood|learned|reported|introduced) that\b",
        r"\baccording to (?:the )?introduction\b",
    ),
    _kind(
        "获得感",
        WEAK,
        "sense of|point",
        r"\bsense of (?:gain|acquisition|obtaining|access)\b",
        r"\b(?:pain|blocking|difficult|key|focus) points? of\b",
    ),
    _kind("方面", WEAK, "aspect", r"\b(?:in|from) the aspects? of\b"),
    _kind("article before an article", WEAK, "a the|an the|the a", r"\b(?-i:(?:a|an) the)\b", r"\b(?-i:the (?:a|an) (?=[a-z]))"),
    _kind(
        "preposition before a preposition",
        WEAK,
        "of of|of for|of to|to of|in of|for of",
        r"\b(?-i:of of|of for|of to|to of|in of|for of)\b",
    ),
)


class _Found(NamedTuple):
    """One piece of evidence: how far into the page's English it stands, its kind, its words, its block."""

    at: int
    name: str
    written: str
    block: DraftBlock


def flag_machine_translation(draft: Draft) -> Iterator[Change]:
    """Yield a flag where enough evidence of enough kinds stands together in the page's English."""
    points: Mapping[str, int] = {kind.name: kind.points for kind in _KINDS} | {"one word for two": STRONG, "chain of bare verbs": WEAK}
    window: deque[_Found] = deque()
    counts: Counter[str] = Counter()
    for found in _evidence(draft):
        window.append(found)
        counts[found.name] += 1
        while found.at - window[0].at > WINDOW:
            counts[window.popleft().name] -= 1
        names = [name for name, count in counts.items() if count]
        score = sum(points[name] * min(counts[name], MAX_OF_A_KIND) for name in names)
        if score >= MIN_SCORE and len(names) >= MIN_KINDS and any(points[name] == STRONG for name in names):
            first = {one.name: one for one in reversed(window)}
            said = "; ".join(f"{name}: “{first[name].written}”" for name in sorted(first, key=lambda name: (-points[name], name)))
            starts, ends = zip(*(one.block.raw for one in window), strict=True)
            yield Flag("machine-translated", RawSpan(min(starts), max(ends)), said)
            return


def _evidence(draft: Draft) -> Iterator[_Found]:
    """Yield every piece of evidence in the English of the page, in reading order."""
    before = 0
    for block in draft.blocks:
        text = block.text
        if block.kind not in READ_KINDS:
            continue
        if _ENGLISH.search(text) and count_latin(text) > HAN_WEIGHT * count_han(text):
            yield from (_Found(before + at, name, written, block) for at, name, written in sorted(_evidence_in(text)))
        before += len(text)


def _is_evidence(match: re.Match[str]) -> bool:
    """Return whether what should be a given name is one."""
    given = match.groupdict().get("given")
    return given is None or is_pinyin(given)


def _evidence_in(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield place, kind and words of every piece of evidence in one text."""
    lowered = text.lower()
    for kind in _KINDS:
        if any(word in lowered for word in kind.words):
            yield from ((match.start(), kind.name, match[0]) for match in kind.written.finditer(text) if _is_evidence(match))
    chain = list(_CHAIN.finditer(text))
    if len(chain) >= MIN_FORMULAS:
        yield chain[0].start(), "chain of bare verbs", "".join(match[0] for match in chain[:3])
    at = text.find(" and ")
    while at != -1:
        start = max(text.rfind(" ", max(at - MAX_WORD, 0), at) + 1, at - MAX_WORD, 0)
        word = text[start:at]
        behind = at + len(" and ")
        doubled = len(word) >= MIN_DOUBLED and word.isascii() and word.isalpha() and text.startswith(word, behind)
        if doubled and not text[behind + len(word) : behind + len(word) + 1].isalnum() and word not in _IDIOMS:
            yield start, "one word for two", text[start : behind + len(word)]
        at = text.find(" and ", behind)
