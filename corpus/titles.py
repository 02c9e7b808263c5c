"""Titles: in goes a title as printed, out come what names the work, its key, the version it says it is, and the texts it wraps.

国务院办公厅关于印发《紧密型医联体建设方案（试行）》的通知 is issued by 国务院办公厅 and wraps 紧密型医联体建设方案, on trial. Wrappers
nest. An English rendering has a key of its own: what links it to the Chinese title is no matter of words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from corpus.editions import Version, fold_title, split_version
from corpus.matchkey import match_key
from corpus.model import word_characters
from corpus.scripts import count_han, count_latin
from corpus.sentences import HAN_WEIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator

Action: TypeAlias = Literal["", "issue", "forward", "consult"]
"""What a wrapper does: 印发, 发布, 公布 make the text public; 转发, 批转 pass on another's; 征求意见 asks what people think of it."""

MAX_DEPTH = 4
"""Wrappers within wrappers that are read: a county forwards what a city forwarded of what a province printed."""

MAX_LENGTH = 600
"""Characters of a title that is taken apart; the longest titles of State Council documents have 84 in Chinese, 320 in English."""

_DOCUMENT_ZH = r"(?:通知|公告|通告|通报|决定|命令|令|函|批复|意见|公报)"
_BODY_ZH = (
    r"(?:国务院|中共中央|党中央|党委|办公厅|办公室|委员会|政府|法院|检察院|军委|党组|大会|学会|协会|(?:部门|单位|机关)|[部委局署院厅会])"
)
_ISSUER_ZH = rf"(?P<issuer>[^《》〈〉“”,。;:]{{0,120}}?{_BODY_ZH})?\s*"
_ISSUE_ZH = r"(?:修订|重新|联合|统一)?(?:(?P<print>印发|印送)|发布|公布|颁布|颁发|下发|制发|刊发)(?:试行|施行|实施|执行)?"
_FORWARD_ZH = r"(?:批准并)?(?:批转|转发)"
_WRAPPER_ZH = re.compile(
    rf"(?P<head>{_ISSUER_ZH}(?:关于)?)(?:(?P<issue>{_ISSUE_ZH})|(?P<forward>{_FORWARD_ZH}))(?P<inside>.{{4,}}?)的?\s*{_DOCUMENT_ZH}"
)
_CONSULT_ZH = re.compile(
    rf"(?P<head>{_ISSUER_ZH}关于(?:公开|面?向社会|公众|再次|就)*(?:征求)?)(?P<inside>《.+》).{{0,8}}?意见建?议?的?\s*{_DOCUMENT_ZH}"
)
_ABOUT_ZH = re.compile(rf"(?P<issuer>[^《》〈〉“”,。;:]{{0,120}}?{_BODY_ZH})\s*(?=关于|(?:公告|通告|通报|令)\W*(?:$|第|\d{{4}}))")
_TEXT_ZH = re.compile(
    r".*(?:办法|规定|条例|细则|规则|规程|标准|方案|规范|通则|准则|章程|意见|指南|指引|要求|制度|目录|清单|名单|规划|纲要|计划|要点|通知|通告|公告|决定"
    r"|报告|请示|措施|政策|法|解释|函|批复|大纲|手册|预案|协议|公约|守则|议程|批次|要览)\W*(?:的)?"
)
"""What an issued text without marks ends in: the wrapper of 关于公布取消行政许可的通知 holds none."""

_MARKED = re.compile(r"《([^《》]*(?:《[^《》]*》[^《》]*)*)》|〈([^〈〉]*)〉")
_WHOLE_MARKS = re.compile(r"\s*(?:《(?P<book>.*)》|〈(?P<angle>.*)〉|“(?P<quote>[^“”]*)”|\"(?P<plain>[^\"]*)\")\s*", re.DOTALL)

_KIND_EN = (
    r"(?:(?:[a-z]+[ -]){0,4}?(?:opinions?|notices?|circulars?|measures|provisions|regulations?|rules|decisions?|plans?|program(?:me)?s?"
    r"|guidelines?|outlines?|announcements?|repl(?:y|ies)|orders?|interpretations?|letters?|catalogues?|resolutions?|specifications?))"
)
_AGENCY_EN = (
    r"(?:council|office|ministry|ministries|commission|administration|bureau|government|committee|departments?|court|procuratorate|congress"
    r"|agency|bank|authority|secretariat|general office)"
)
_ABOUT = r"(?:on|concerning|regarding|about|for|in relation to)"
_ISSUED_EN = re.compile(
    rf"(?:the )?(?P<kind>{_KIND_EN}) (?:of|from|by|issued by) (?:the )?(?P<issuer>[^()]{{0,240}}?\b{_AGENCY_EN}\b[^()]{{0,80}}?)"
    rf" (?P<about>{_ABOUT}|forwarding|transmitting|to (?:forward|issue|print|transmit)) (?P<rest>.+)",
    re.IGNORECASE,
)
_POSSESSIVE_EN = re.compile(
    rf"(?:the )?(?P<issuer>(?:[a-z'’-]+ ){{0,8}}?{_AGENCY_EN}(?: office)?)(?:['’]s)? (?P<kind>{_KIND_EN}) (?P<about>{_ABOUT}) (?P<rest>.+)",
    re.IGNORECASE,
)
_DO_EN = r"(?:{0}(?:ing|ed|ance of|tion of|ation of|ion of|e|s)?(?: of)?)"
_ISSUE_EN = "|".join(
    _DO_EN.format(stem) for stem in ("print", "issu", "distribut", "promulgat", "publi(?:sh|cation of|c)", "releas", "circulat")
)
_FORWARD_EN = "|".join(_DO_EN.format(stem) for stem in ("forward", "transmit(?:t)?", "approv", "relay", "transfer"))
_WRAPPER_EN = re.compile(
    rf"(?:the )?(?:notice|circular|announcement|decision|order|letter)(?: of the same)? ?(?:{_ABOUT} |to )?(?:the )?"
    rf"(?:(?P<forward>(?:{_FORWARD_EN})(?: and (?:{_FORWARD_EN}|{_ISSUE_EN}))?)|(?P<issue>(?:{_ISSUE_EN})(?:(?: and|,) (?:{_ISSUE_EN}))*)) "
    r"(?:the |of the )?(?P<inside>.{4,})",
    re.IGNORECASE,
)
_STATE = re.compile(
    r"中华人民共和国|\b(?:of )?(?:the )?(?:people's republic of china|p\. ?r\. ?china|p\.r\.c\.?|prc)(?:'s)?(?![a-z])|\bof china\b"
)
_ARTICLES = frozenset({"the", "a", "an"})
LEFT_OUT = re.compile(rf"{_STATE.pattern}|\b(?:{'|'.join(sorted(_ARTICLES))})\b")
"""What is written in a title or left out at will, the State's name and articles, in a match key: no key of a title has it."""

_LINK = re.compile(rf"的+(?={_DOCUMENT_ZH}$)")
"""A forwarding title leaves it out of what it forwards: 转发…关于促进消费意见的通知 for 关于促进消费的意见."""

_WORD = re.compile(r"[^\W_]+(?:'[a-z]+)?")

_GENERIC = re.compile(
    r"(?:公告|通告|通报|令)(?:(?:19|20)\d\d年?)?第?\d{1,4}号|(?:(?:19|20)\d\d年?)?政府工作报告(?:(?:19|20)\d\d年?)?"
    r"|(?:工作)?(?:报告|公告|通知|通告|决定|意见|命令|令|函|批复|公报|名单|目录|清单|附件|办法|规定|章程|规则|条例)|(?:实施)?细则"
    r"|(?:实施|工作|总体)?方案|行动计划|(?:interim |implement(?:ing|ation) )?(?:notice|announcement|circular|opinions?|decision|order"
    r"|regulations?|rules|measures|provisions|report)|government work report|report on (?:work of )?government(?: work)?"
)
"""Keys that name a kind of text, and what every government writes: they name a work only together with who issued it."""


class Title(NamedTuple):
    """A title taken apart.

    ``base`` names the text: marks, issuer and version words off. ``key`` is its match key without white space, punctuation and the
    state's name; two titles with one key name one work, unless it ``is_generic``. ``wrapped`` are the texts it issues, forwards or
    asks about, as ``action`` says.
    """

    printed: str
    base: str
    key: str
    issuer: str = ""
    version: Version = Version()
    action: Action = ""
    wrapped: tuple[Title, ...] = ()

    @property
    def is_generic(self) -> bool:
        """Whether the key says no more than what kind of text this is."""
        return _GENERIC.fullmatch(self.key) is not None

    @property
    def named(self) -> Title:
        """The title of the text itself: the one that a wrapper issues, through all wrappers, or this one."""
        return self.wrapped[0].named if self.action == "issue" and len(self.wrapped) == 1 else self

    def all_wrapped(self) -> Iterator[Title]:
        """Yield the titles inside this one, outermost first."""
        for title in self.wrapped:
            yield title
            yield from title.all_wrapped()


def read_title(printed: str) -> Title:
    """Return the title taken apart; one that is no title gives a base and a key all the same, empty only where there is no word."""
    return _read(" ".join(printed.split())[:MAX_LENGTH], MAX_DEPTH)


def title_key(base: str) -> str:
    """Return the key of a base: Chinese as its word characters without gaps, English as words, the state's name and articles left out."""
    key = _STATE.sub(" ", match_key(base))
    words = _WORD.findall(key)
    english = " ".join([word for word in words if word not in _ARTICLES] or words)
    if HAN_WEIGHT * count_han(english) >= count_latin(english):
        return _LINK.sub("", word_characters(key))
    return english


def _read(printed: str, depth: int) -> Title:
    text = _without_marks(printed)
    wrapper = _wrapper(text) if depth else None
    if wrapper is None:
        base, version = split_version(text)
        issuer, base = _issuer(_without_marks(base))
        return Title(printed, base, title_key(base), issuer, version)
    wrapped = tuple(_read(inside, depth - 1) for inside in wrapper.inside)
    version = wrapped[0].version if len(wrapped) == 1 else Version()
    return Title(printed, wrapper.base, title_key(wrapper.base), wrapper.issuer, version, wrapper.action, wrapped)


def _without_marks(text: str) -> str:
    """Return ``text`` without the marks that enclose all of it."""
    whole = _WHOLE_MARKS.fullmatch(text)
    inside = next(filter(None, whole.groups()), None) if whole else None
    if (
        inside is None
        or inside.count("《") != inside.count("》")
        or inside.find("》") < inside.find("《")
        or "》" in inside.partition("《")[0]
    ):
        return text.strip()
    return _without_marks(inside)


class _Wrapper(NamedTuple):
    """A title that does something with other texts: who does what, its own words without the issuer, and the titles inside."""

    action: Action
    issuer: str
    base: str
    inside: list[str]


def _wrapper(text: str) -> _Wrapper | None:
    """Return what a title does with the texts inside it, or None where it wraps none."""
    folded = fold_title(text)
    consult = _CONSULT_ZH.fullmatch(folded)
    found = consult or _WRAPPER_ZH.fullmatch(folded)
    if found:
        inside = text[found.start("inside") : found.end("inside")]
        titles = _inside(inside, found["inside"], prints=not consult and found["print"] is not None)
        action: Action = "consult" if consult else "forward" if found["forward"] else "issue"
        end = max(found.end("issuer"), 0)
        return _Wrapper(action, text[:end].strip(), text[end:].strip(), titles) if titles else None
    issuer, rest = _issuer(text)
    english = _WRAPPER_EN.fullmatch(rest)
    return _Wrapper("forward" if english["forward"] else "issue", issuer, rest, [english["inside"]]) if english else None


def _inside(inside: str, folded: str, *, prints: bool) -> list[str]:
    """Return the titles that a wrapper holds: those in marks at its outermost level, else the whole where it is printed or names a text."""
    opening = folded.find("《")
    # 转发国务院办公厅关于印发《X》的通知: the marks belong to what is forwarded.
    if opening != -1 and not re.search(r"关于|印发|转发|发布|公布", folded[:opening]):
        return [match[1] for match in _MARKED.finditer(inside) if match[1]]
    return [inside] if prints or opening != -1 or _TEXT_ZH.fullmatch(folded) else []


def _issuer(text: str) -> tuple[str, str]:
    """Return who a title says issued the text, and the title without that."""
    about = _ABOUT_ZH.match(fold_title(text))
    if about:
        return text[: about.end("issuer")].strip(), text[about.end() :]
    english = _ISSUED_EN.fullmatch(text) or _POSSESSIVE_EN.fullmatch(text)
    if english:
        return english["issuer"].strip(), f"{english['kind']} {english['about']} {english['rest']}"
    return "", text
