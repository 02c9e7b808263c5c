"""Standing: in goes text, out comes what it says of whether texts are in force: repealed, lapsed, suspended, still in force.

Examples: 《旧办法》（卫医发〔2006〕3号）同时废止 · 决定废止《旧办法》 · 有效性：现行有效 · "The Interim Measures shall be repealed
simultaneously". What is said stands with the place where it is said. No statement is what may be or is proposed (可以废止, 建议废止),
what hangs on a condition (如…，同时废止), what is denied (未被废止), or what is said of a part (《甲办法》第三条同时废止).
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from corpus.doc_numbers import find_doc_numbers
from corpus.editions import fold_title, read_version
from corpus.model import CleanSpan

if TYPE_CHECKING:
    from collections.abc import Iterator

Standing: TypeAlias = Literal["repealed", "lapsed", "suspended", "in-force", "amended", "pending"]

MAX_SENTENCE = 2000
"""Characters before a verb that are read for what it speaks of: a list of many titles, each with its number."""

MAX_CONDITION = 300
"""Characters before a verb in which a condition or proposal is looked for: a sentence of a policy text, with some titles in it."""

_WORDS: dict[Standing, str] = {
    "repealed": "废止 已废止 repeal abolish annul abrogat rescind",
    "lapsed": "失效 失去效力 作废 停止执行 不再执行 停止施行 已失效 ceas expir lapse invalid",
    "suspended": "暂停执行 暂停施行 暂缓执行 suspend",
    "in-force": "继续有效 继续执行 继续施行 现行有效 有效 remain continu effective",
    "amended": "已被修改 已修改",
    "pending": "尚未生效 尚未施行",
}
STANDINGS: dict[str, Standing] = {word: standing for standing, words in _WORDS.items() for word in words.split()}
"""What each word says, in Chinese in half width and simplified, in English its stem."""

VERB_ZH = re.compile(
    r"(?<!可以)(?<!需要)(?<!建议)(?<!不得)(?<!应否)(?<![拟或和、])"
    r"(?P<word>废止|失去效力|失效|作废|[停暂][止停缓](?:执行|施行)|暂缓执行|不再执行|继续(?:有效|执行|施行)|现行有效)"
    r"(?=[\s。;,、:)》]|$|《|(?:下列|以下))"
)
"""A word of standing that ends what is said (同时废止。), or stands before what it speaks of (决定废止《旧办法》, 废止下列文件)."""

TITLE = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》")
"""A title in marks, another one inside it perhaps."""

_MENTIONED = re.compile(r"(?:第.{1,3}次)?修[订正改]的|所|的?规定(?!》)|确定")
"""What follows a title that is named on the way only: 《关于修改…的决定》修正的《条例》, 《清单》所列."""

PART = re.compile(
    r"(?:文件)?(?:\s*\([^()]*\))*\s*(?:[的中里内]|第[^《》。;,、]{1,12}?[条款项章节编]|附[件表录则]|有关|相关|关于|部分|规定|序号)"
)
"""What follows a title of which only a part is spoken of: 《甲办法》（财社〔2001〕5号）第三条, 《甲办法》中有关收费的规定."""

_VERSION_BEHIND = re.compile(r"[(（]([^()（）]{1,20})[)）]")
"""The version behind the marks: 《甲办法》（试行）."""

_DENIED = re.compile(r"[不未没尚勿非可能须需必除前]|无[须需]|(?<!相)应|如何|是否|直[至到]|考虑|研究(?!决定)|计划|准备|打算")
"""What between a title, or a comma, and the verb makes it no fact: 《甲办法》尚未废止, 应予废止, 在新办法出台前继续有效."""

_OPEN = re.compile(
    r"建议|提议|提请|呼吁|请求|[是能应]否|拟(?![定订])|主张|(?:^|[.,:。、)\s])(?:但是?|则|且)?(?:如(?!下)果?|若(?!干)|倘|假如|一旦|除非|凡|只要|只有)"
    r"|的[,]|(?:情况|情形|条件)下|(?<!同)时,"
)
"""What in the sentence before the verb makes it a proposal or a case: 建议《甲办法》同时废止; 如新办法出台，《甲办法》同时废止."""

_CUT_ZH = re.compile(r"[。;\n]|起(?:施行|实施|执行|生效)[,、]?")
_REASON = re.compile(r"(?:根据|按照|依据|依照|为|经|鉴于)[^,]*,")
"""What a sentence names before it comes to its subject: 根据《…》的规定，…"""

_FOLLOWING = re.compile(r"(?:下列|以下)[^。;\n《]{0,40}\Z")
_OWN_ZH = re.compile(
    r"(?:(?<=[\s,:。;条])|^)(?:本|此)(?:办法|规定|条例|细则|意见|通知|规则|方案|决定|法|文件|公告|标准|规范|解释|制度)"
    r"(?:[自从](?:发布|公布|印发|颁布|施行|实施)之?日起|有效期|[自于从至到为]|[\d〇零一二三四五六七八九十]++[个]?[年月日]?|之?日|起|届?满|期满|到期|后"
    r"|即行?|自动|自行|同时|已经?|将|予以|宣布|现|被|正式|随之|一并|全文|[\s,])*\Z"
)
"""本办法自2025年12月31日起: the text itself as the subject. In 自本法施行之日起停止执行 it is the day, of what others provide."""

_OWN_LABEL = re.compile(
    r"(?:有效性|时效性|效力状态|是否有效|status)\s*:\s*(?P<word>现行有效|有效|已?废止|已?失效|已被修改|已修改|尚未生效|尚未施行"
    r"|effective|repeal(?=ed)|expir(?=ed)|invalid)",
    re.IGNORECASE,
)

_BE = r"(?:shall|will|is|are|was|were|has|have|been|be|hereby|also|simultaneously|at\s+the\s+same\s+time|concurrently|automatically)\s+"
_VERB_EN = re.compile(
    rf"\b(?:{_BE})+(?:(?P<done>repeal|abolish|annul|abrogat|rescind|suspend)(?:ed|led)\b|(?:become\s+)?(?P<state>invalid)\b"
    r"|(?P<word>ceas|expir|lapse|remain|continu)(?:e?[sd]?|ing)?\b(?:\s+to\s+(?:be|have|remain))?(?:\s+(?:in\s+)?(?:force|effect|effective|valid))?)"
    r"|\b(?P<now>remain|continu|expir|ceas|lapse)e?[sd]?\s+(?:to\s+be\s+)?(?:in\s+(?:force|effect)|effective|valid)\b",
    re.IGNORECASE,
)
_CUT_EN = re.compile(r"(?<=[a-z\d)\]\"”])[.;]\s+(?=[A-Z\"“《])|\n")
_KIND_EN = (
    r"(?:Measures|Provisions|Regulations?|Rules|Law|Opinions?|Notice|Circular|Decision|Code|Plan|Guidelines"
    r"|Interpretations?|Announcement)"
)
_SUBJECT_EN = re.compile(rf"(?:^|[,;(]\s+|\band\s+)(?:[Tt]he\s+)?(?P<name>(?!The\b)(?=[^;]*?\b{_KIND_EN}\b|[^;]*?\d)[A-Z“\"])")
_ONLY_MAY = re.compile(
    r"\b(?:may|can|might|could|should|not|never)\s*\Z|\b(?:if|unless|whether|once|in\s+case|provided\s+that|propos\w+|suggest\w*|recommend\w*)\b"
    r"|\b(?:when|until|before|after|where)\b[^,;]*\Z",
    re.IGNORECASE,
)
_PART_EN = re.compile(r"(?:Articles?|Sections?|Paragraphs?|Chapters?|Items?|Annex(?:es)?|Appendix)\b|[^,;]*\bArticles?\s+\d", re.IGNORECASE)
_QUOTED = re.compile(r"“([^“”]{4,300})”|\"([^\"]{4,300})\"|《([^《》]+)》")
_NAME_ENDS = re.compile(r"\s*(?:[(\[]|,|\b(?:promulgated|issued|published|adopted|approved|formulated|released|which)\b)")
_OWN_EN = re.compile(r"\b(?:these|this)\s+(?:measures|provisions|regulations?|rules|notice|opinions?|decision|law)\s*$", re.IGNORECASE)


class Statement(NamedTuple):
    """What a text says of the standing of one text.

    ``title`` is as printed, without marks, with the version behind them; ``number`` in normal form where it names the agency, else as
    written. Both are "" where the text speaks of itself. ``span`` is where it is said, from the name of the text to the end of the verb;
    of a text in a list it is the name, and ``heading`` the words above the list that say so (一、废止下列文件).
    """

    standing: Standing
    title: str
    number: str
    span: CleanSpan
    heading: str = ""


def blank_titles(folded: str) -> str:
    """Return a folded text with blanks for all that stands in title marks: 《关于废止甲办法的决定》 repeals nothing itself."""
    return TITLE.sub(lambda title: f"《{' ' * (len(title[0]) - 2)}》", folded)


def find_status(text: str) -> list[Statement]:
    """Return every statement in ``text`` on the standing of a text, in order; one for each title of a list."""
    plain = fold_title(text)
    labels = list(_OWN_LABEL.finditer(plain))
    found = [Statement(STANDINGS[label["word"].lower()], "", "", CleanSpan(*label.span())) for label in labels]
    plain = blank_titles(_OWN_LABEL.sub(lambda label: "。" * len(label[0]), plain))
    end = 0
    for verb, following in pairwise([*VERB_ZH.finditer(plain), None]):
        if verb and verb.start() >= end:
            room = CleanSpan(max(end, verb.start() - MAX_SENTENCE), following.start() if following else len(text))
            told = list(_chinese(text, plain, verb, room))
            found += told
            end = max([verb.end(), *(one.span.end for one in told)])
    end = 0
    for verb in _VERB_EN.finditer(text):
        found += _english(text, verb, max(end, verb.start() - MAX_SENTENCE))
        end = verb.end()
    return sorted(found, key=lambda statement: statement.span)


def _chinese(text: str, plain: str, verb: re.Match[str], room: CleanSpan) -> Iterator[Statement]:
    """Yield what one verb says of the texts before it, or behind it where it stands first (决定废止《旧办法》) or announces a list.

    ``plain`` is the text folded, its titles blank; ``room`` runs from the verb before to the verb after.
    """
    if not is_said(plain, verb.start()):
        return
    standing, own_span = STANDINGS[verb["word"]], CleanSpan(*verb.span())
    start = room.start + max((cut.end() for cut in _CUT_ZH.finditer(plain[room.start : verb.start()])), default=0)
    reason = _REASON.search(plain, start, verb.start())
    start = reason.end() if reason else start
    listed = _FOLLOWING.search(plain, start, verb.start()) or plain.startswith(("下列", "以下"), verb.end())
    if listed or plain.startswith("《", verb.end()):
        cut = None if listed else _CUT_ZH.search(plain, verb.end(), room.end)
        end = cut.start() if cut else room.end if room.end == len(text) else _end_before(plain, verb.end(), room.end)
        # 关于废止《旧办法》的决定 is a title, 废止《旧办法》后 a time: the decision says so itself.
        if not re.match(r"[^。;\n]{0,80}》(?:的|[以之]?[前后]|时|的?建议)", plain[verb.end() : end]):
            yield from _targets(standing, text, plain, own_span, CleanSpan(verb.end(), end))
        return
    found = list(_targets(standing, text, plain, own_span, CleanSpan(start, verb.start())))
    own = _OWN_ZH.search(plain, start, verb.start())
    if not found and own:
        found = [Statement(standing, "", "", CleanSpan(own.start(), verb.end()))]
    yield from found


def _end_before(plain: str, start: int, verb: int) -> int:
    """Return where what one verb announces ends before the next ``verb``: 废止《甲》和《乙》，《丙》继续有效."""
    pauses = [plain.rfind(mark, start, verb) for mark in ",。;:\n"]
    return max(pauses) if any(pause >= 0 for pause in pauses) else verb


def is_said(plain: str, verb: int) -> bool:
    """Return whether the word of standing at ``verb`` tells a fact: nothing before it in its sentence denies or only supposes it.

    ``plain`` is folded, its titles blank.
    """
    start = max(verb - MAX_CONDITION, 0)
    start = max(start, *(plain.rfind(mark, start, verb) + 1 for mark in "。;\n"))
    before = plain[start:verb]
    near = before[max(before.rfind(mark) + 1 for mark in "》),:") :]
    return not _OPEN.search(before) and not _DENIED.search(near)


def _targets(standing: Standing, text: str, plain: str, verb: CleanSpan, stretch: CleanSpan) -> Iterator[Statement]:
    """Yield a statement for every title in a stretch with the number behind it, for every number where there is no title."""
    found = TITLE.finditer(plain, stretch.start, stretch.end)
    titles = [title for title in found if not _MENTIONED.match(plain, title.end())]
    # 《甲办法》和《乙办法》第三条同时废止: whether 甲办法 goes as a whole is open.
    if titles and verb.start >= stretch.end and PART.match(plain, titles[-1].end()):
        return
    titles = [title for title in titles if not PART.match(plain, title.end())]
    ends = [*(title.start() for title in titles[1:]), stretch.end]
    for title, end in zip(titles, ends if titles else [], strict=True):
        span = CleanSpan(min(title.start(), verb.start), max(title.end(), verb.end))
        version = _VERSION_BEHIND.match(text, title.end(), end)
        behind = version[0] if version and read_version(version[1]) else ""
        yield Statement(standing, text[title.start() + 1 : title.end() - 1] + behind, _number(text[title.end() : end]), span)
    position = stretch.start
    for number in () if TITLE.search(plain, stretch.start, stretch.end) else find_doc_numbers(text[stretch.start : stretch.end]):
        position = text.find(number.written, position)
        if PART.match(plain, position + len(number.written)):
            continue
        span = CleanSpan(min(position, verb.start), max(position + len(number.written), verb.end))
        yield Statement(standing, "", number.normalised or number.written, span)


def _number(text: str) -> str:
    """Return the first document number in ``text``, or an empty string."""
    number = next(find_doc_numbers(text), None)
    return (number.normalised or number.written) if number else ""


def _english(text: str, verb: re.Match[str], start: int) -> Iterator[Statement]:
    """Yield what one verb says of its subject: quoted titles, a name that begins with a capital, or the text itself."""
    word = next(filter(None, verb.groups())).lower()
    start += max((cut.end() for cut in _CUT_EN.finditer(text[start : verb.start()])), default=0)
    subject = text[start : verb.start()]
    if _ONLY_MAY.search(subject):
        return
    if _OWN_EN.search(subject):
        yield Statement(STANDINGS[word], "", "", CleanSpan(start, verb.end()))
        return
    names = list(_SUBJECT_EN.finditer(subject))
    if not names:
        return
    name = subject[names[-1].start("name") :]
    if _PART_EN.match(name):
        return
    quoted = _QUOTED.match(name)
    ends = _NAME_ENDS.search(name)
    title = next(filter(None, quoted.groups())) if quoted else name[: ends.start()] if ends else name
    span = CleanSpan(start + names[-1].start("name"), verb.end())
    yield Statement(STANDINGS[word], title.strip(), _number(name), span)
