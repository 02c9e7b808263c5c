"""The last step: in goes a finished draft, out comes the document, its parts described by what the page says of each."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from cleaners.attachments import find_attachments
from cleaners.facts import read_facts
from cleaners.html_hints import key_of, keys_of, name_parts, runs_of
from cleaners.language import identify_language
from cleaners.mail_headers import find_mail_header
from cleaners.number_lines import read_number, split_number
from cleaners.own_numbers import is_numbered, own_numbers
from cleaners.parts import AGENCIES, PROOF_BLOCKS, SIGNATURE_BLOCKS, heads_order, is_policy, is_policy_title, signs
from corpus.dates import find_dates, is_bare_date, to_day
from corpus.doc_numbers import find_doc_numbers, resolve
from corpus.identities import bodies_in
from corpus.ids import document_id
from corpus.model import READ_KINDS, Block, Cleaned, Document, Part
from corpus.sentences import ends_sentence, weight
from corpus.titles import read_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.draft import Draft, DraftBlock
    from cleaners.facts import Facts
    from corpus.model import Flag, PartKind, RawPage

_TITLE_LABEL = re.compile(r"#{1,3}\s+(?=\S)|(?:标\s?题|標\s?題|[题題]目|title|[问問]|question|Q)\s?[:：]\s*(?=\S)", re.IGNORECASE)
"""What a scraper writes before a title, or an answer's page before the question: # Title, 标题：…, 问：…."""

_GENRE_TAG = re.compile(r"^\s*【[^】]{1,12}】\s*")
_PAGE_MARK = re.compile(r"(?:\d{1,3}、|\[\d{1,3}\])\s?")
"""1、 or [1] of a share site, as in ``cleaners.title``: no title begins with a number."""

_BUTTON = re.compile(r"\s*(?:[\[【(（][^\]】)）]{1,8}[\]】)）]|原创|转载|置顶|推荐|精华|热门?|图文?|视频|最新)?\s*")
"""What sites set beside a title that they call without it: [图文], 原创, [复制链接]."""

MIN_OWN_PROSE = 120
"""Letters of English in the sentences below a headline that make it the page's title above a text that it reprints; the greeting of
who posts a notice in a forum has some 100."""

_SITE = re.compile(
    r".{0,20}(?:网|网站|门户|官网|频道|新闻中心|[日晚早时周]报|文库|文档|论坛|客户端|人民政府|[委局厅]|政策法规|通知公告|新闻动态|要闻)"
    r"|(?:[A-Z][\w.]*\s?){1,4}(?:News|Daily|Times|Post|Online|Blog|Net|\.com|\.org)"
)
"""What a scraper of ``<title>`` leaves behind the title: the names of a section and of the site."""

_PASSES_ON = re.compile(r"[转轉][发發]|批[转轉]")
"""甲县卫生局转发关于…的通知, which ends like the notice that it passes on."""

MIN_NAME = 6
"""Characters of the name of a text that a notice issues, before which the text's own title may have the name of a place."""

COPY_LINES = 4
"""Lines of a text among which its title stands again with its capitals."""

_CITED = re.compile(r"《([^《》]{2,120})》")
_ISSUER_ZH = re.compile(r"(?P<issuer>[^《》]{2,60}?(?:国务院|办公厅|办公室|委员会|政府|法院|检察院|党组|[部委局署院厅会]))(?:关于|印发)")
_ISSUER_EN = re.compile(r"\bof the (?P<issuer>.{4,120}?) on\b", re.IGNORECASE)
_LIST = re.compile(r"[、,，\s]+")


def assemble(draft: Draft, page: RawPage) -> Cleaned:
    """Return the cleaned page: blocks with their flags, parts with titles, numbers and dates, and the facts of the page itself."""
    facts = read_facts(draft.blocks)
    for name, values in draft.hints.items():
        for value in values:
            facts.add_hint(name, value)
    parts = _parts(draft.blocks, facts, draft.hints.get("title", []))
    blocks = tuple(_blocks(draft))
    main = _issuing(parts, _main_part(blocks))
    title = parts[_called(parts, main, draft)].title or next(iter(facts.title), "") or find_mail_header(draft.blocks).subject
    text = "\n".join(block.text for block in blocks if block.kind in READ_KINDS)
    days = facts.days or _signed(facts)
    document = Document(
        doc_id=document_id(page.data),
        title=title,
        lang=identify_language(text),
        blocks=blocks,
        parts=parts,
        source=page.origin,
        flags=tuple(draft.flags),
        published=next((day for day in map(to_day, days) if day), None),
        publisher=next(iter(facts.publisher), ""),
        authors=tuple(dict.fromkeys(facts.author)),
        issuers=parts[main].issuers,
        doc_numbers=parts[main].doc_numbers,
        cited_titles=tuple(dict.fromkeys(_CITED.findall(text))),
        attachments=find_attachments(draft),
    )
    return Cleaned(document, tuple(draft.edits[number] for number in sorted(draft.edits)), draft.markup, draft.decoded)


def _signed(facts: Facts) -> list[str]:
    """Return the days below the text, for a page that says no other; one that the page calls the text's own (成文日期) stays that.

    Of several the last is the site's, who prints it below the text's own. Where its table gives the text a later day than the text
    bears (发文日期 16 June above 9 June below the text), that is when the text went out.
    """
    later = [day for day in facts.issued if facts.signed and day > max(facts.signed)]
    return later[:1] + [day for day in reversed(facts.signed) if day not in facts.issued]


def _blocks(draft: Draft) -> Iterator[Block]:
    """Yield the blocks of the page, each with the flags that touch it."""
    by_place = sorted(draft.blocks, key=lambda block: block.raw)
    starts = [block.raw.start for block in by_place]
    flags: dict[int, list[Flag]] = {}
    for flag in draft.flags:
        first = max(bisect_right(starts, flag.span.start) - 1, 0)
        for block in by_place[first : bisect_left(starts, flag.span.end)]:
            if flag.span.start < block.raw.end:
                flags.setdefault(block.number, []).append(flag)
    for block in draft.blocks:
        told = tuple(flags.get(block.number, ()))
        yield Block(block.kind, block.pieces, block.lang, block.variant, block.part, block.level, told, block.cell)


def _main_part(blocks: Sequence[Block]) -> int:
    """Return the number of the part with the most text; the first of equals."""
    if not any(block.part for block in blocks):
        return 0
    sizes: dict[int, float] = {0: 0.0}
    for block in blocks:
        if block.kind in READ_KINDS:
            sizes[block.part] = sizes.get(block.part, 0.0) + weight(block.text)
    return max(sizes, key=lambda part: (sizes[part], -part))


def _issuing(parts: Sequence[Part], main: int) -> int:
    """Return the part whose title and number are the page's: the notice that prints part ``main``, the law that an order makes public.

    Examples: 关于印发《甲方案》的通知 before 甲方案 or 甲省甲方案; 甲条例 behind 财政部令.
    """
    if heads_order(parts[main].title) and main + 1 < len(parts) and parts[main + 1].kind == "policy":
        return main + 1
    inside = read_title(parts[main].title).key
    passed_on = (at for at, part in enumerate(parts[:main]) if _PASSES_ON.search(part.title) and part.title.endswith(parts[main].title))
    if inside and (notice := next(passed_on, None)) is not None:
        return notice
    for at, part in enumerate(parts[:main]):
        issued = read_title(part.title)
        wrapped = {title.key for title in issued.all_wrapped()} if issued.action in {"issue", "forward", "consult"} else set()
        if inside in wrapped or any(len(key) >= MIN_NAME and inside.endswith(key) for key in wrapped):
            return at
    return main


def _called(parts: Sequence[Part], main: int, draft: Draft) -> int:
    """Return the part whose title is the page's: the first that its markup calls it by, where part ``main`` is not.

    Examples: the headline above a whole notice that an article reprints, the notice that asks for comments on the draft below it.
    """
    keys = keys_of(draft.hints.get("title", []))
    if key_of(parts[main].title) in keys:
        return main
    named = (at for at, part in enumerate(parts[:main]) if key_of(part.title) in keys and not heads_order(part.title))
    return next((at for at in named if _own_prose(draft.blocks, at) >= MIN_OWN_PROSE), main)


def _own_prose(blocks: Sequence[DraftBlock], part: int) -> float:
    """Return the weight of the sentences of a part."""
    return sum(weight(block.text) for block in blocks if block.part == part and block.kind in READ_KINDS and ends_sentence(block.text))


def _parts(blocks: Sequence[DraftBlock], facts: Facts, names: Sequence[str]) -> tuple[Part, ...]:
    """Return the parts of a page. What the page says of itself (发文字号：…) is said of its first policy, which may issue the others."""
    by_part: dict[int, list[DraftBlock]] = {0: []}
    for block in blocks:
        by_part.setdefault(block.part, []).append(block)
    seen = [number for block in blocks for number in find_doc_numbers(block.text)]
    titles = {part: _title(inside, names) for part, inside in by_part.items()}
    own = {part: own_numbers(inside, titles[part]) for part, inside in by_part.items()}
    policies = {part for part, inside in by_part.items() if is_numbered(inside) or is_policy(titles[part], _told(inside))}
    found: list[Part] = []
    for part in range(max(by_part) + 1):
        title, inside = titles.get(part, ""), by_part.get(part, [])
        if part not in policies:
            kind: PartKind = "news" if facts.days or facts.author or facts.publisher else "other"
            found.append(Part(kind, title))
            continue
        numbers, issuers = own[part], _issuers(title)
        if part == min(policies):
            elsewhere = {number for others in own.values() for number in others}
            told = (number for value in facts.number for number in read_number(value))
            numbers = numbers or [number for number in told if number not in elsewhere][:1]
            said = bodies_in(facts.issuer[0]) if facts.issuer else ()
            issuers = said if len(said) > len(issuers) else issuers
        found.append(Part("policy", title, resolve(numbers, seen), issuers or _signatories(inside), _dates(inside, facts)))
    return tuple(found)


def _title(blocks: Sequence[DraftBlock], names: Sequence[str]) -> str:
    """Return the title of a part without what a site or a scraper put to it; ``names`` are what the page's markup calls it."""
    title = _GENRE_TAG.sub("", next((block.text for block in blocks if block.kind == "title"), "")).strip()
    if title.islower():
        title = _with_capitals(title, blocks)
    title = title[label.end() :] if (label := _TITLE_LABEL.match(title)) else title
    mark = _PAGE_MARK.match(title)
    title = title[mark.end() :] if mark else title
    title = split_number(_without_site(title) if not names else title)[1]
    for run in (run for name in names for run in runs_of(name) if len(run) < len(title) and run in title):
        before, after = title.split(run, 1)
        if _BUTTON.fullmatch(before) and _BUTTON.fullmatch(after):
            return run
    return title


def _without_site(title: str) -> str:
    """Return a title that came as text without the name of the site behind it (…_云州新闻网) and the day glued to it."""
    parts = name_parts(title)
    if len(parts) > 1 and all(_SITE.fullmatch(part) for part in parts[1:]) and not _SITE.fullmatch(parts[0]):
        title = parts[0]
    last = next(reversed(list(find_dates(title))), None)
    return title[: last[0]].strip() if last and last[1] == len(title) and is_policy_title(title[: last[0]].strip()) else title


def _with_capitals(title: str, blocks: Sequence[DraftBlock]) -> str:
    """Return the title as another line beside it has it with its capitals, as pages with two copies of a text do."""
    read = [block.text.strip() for block in blocks if block.kind in READ_KINDS][:COPY_LINES]
    return next((line for line in read if line != title and line.casefold() == title), title)


def _told(blocks: Sequence[DraftBlock]) -> list[DraftBlock]:
    """Return the first blocks that follow the title of a part."""
    told = [block for block in blocks if block.kind in READ_KINDS or block.kind == "metadata"]
    at = next((at for at, block in enumerate(told) if block.kind == "title"), -1)
    return told[at + 1 : at + 1 + PROOF_BLOCKS]


def _issuers(title: str) -> tuple[str, ...]:
    found = _ISSUER_ZH.match(title)
    if found:
        return tuple(filter(None, _LIST.split(found["issuer"])))
    found = _ISSUER_EN.search(title)
    return (found["issuer"],) if found else ()


def _signatories(blocks: Sequence[DraftBlock]) -> tuple[str, ...]:
    """Return the agencies on the lines right above the last date that stands alone or behind one, below the first sentence."""
    told = [block.text.strip() for block in blocks if block.kind in READ_KINDS or block.kind == "metadata"]
    first = next((at for at, text in enumerate(told) if ends_sentence(text)), len(told))
    for at in range(len(told) - 1, max(first, len(told) - SIGNATURE_BLOCKS - 1), -1):
        start = next((start for start, _, _ in find_dates(told[at])), -1)
        if start == -1 or not is_bare_date(told[at][start:].strip("（）() ")):
            continue
        names = [told[at][:start].strip("（）()\u3000 ")]
        above = at - 1
        while above > first and signs(told[above]) and AGENCIES.fullmatch(told[above]):
            names.insert(0, told[above])
            above -= 1
        signed = tuple(body for name in names if name and AGENCIES.fullmatch(name) for body in bodies_in(name))
        if signed:
            return tuple(dict.fromkeys(signed))
    return ()


def _dates(blocks: Sequence[DraftBlock], facts: Facts) -> tuple[str, ...]:
    """Return the dates that the metadata of a part give, without those that are only the page's."""
    pages = set(facts.days) - set(facts.issued)
    return tuple(
        dict.fromkeys(iso for block in blocks if block.kind == "metadata" for _, _, iso in find_dates(block.text) if iso not in pages)
    )
