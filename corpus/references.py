"""References: in goes a clause with what its part says that it is, out comes the line with which a researcher cites it.

Nothing is filled in: what the page does not say is left out, and where only the page is dated, the date is the page's.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from corpus.agencies import agencies
from corpus.endmatter import attachment_name
from corpus.identities import bodies_in
from corpus.numbering import DIVISIONS, numberings
from corpus.scripts import has_han
from corpus.titles import title_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from corpus.model import Clause
    from corpus.works import Identity

Style: TypeAlias = Literal["plain", "bibtex", "csl", "gbt7714"]

_STOPS = " \t\u3000.．、,，:："
_ATTACHMENT_PATH = re.compile(r"A\d+")
_DATED: dict[str, tuple[str, str]] = {
    "page": ("（页面日期）", "date of the page"),
    "passed": ("通过", "passed"),
    "revised": ("修正", "revised"),
}
"""What is said beside a date that is not the one of the signature or the publication, in Chinese and in English."""

_PARAGRAPHS = "一二三四五六七八九十"
_INNER_MARKS = str.maketrans("《》", "〈〉")
_BIBTEX_ESCAPES = str.maketrans(
    {"{": "", "}": "", "\\": r"\textbackslash ", "~": r"\textasciitilde ", "^": r"\textasciicircum "}
    | {character: f"\\{character}" for character in "&%$#_"}
)
_URL_ESCAPES = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20", "\n": "%0A"})


class Reference(NamedTuple):
    """What a citation says: ``pin`` is the place in the text in its own numbering (五（二）, Article 3(1)), ``key`` names text and place.

    ``issued`` is an ISO date as precise as it is known, ``dated`` what it is the date of; ``accessed`` when the page was fetched.
    """

    key: str
    lang: str
    title: str
    number: str
    authors: tuple[str, ...]
    pin: str
    issued: str
    dated: str
    source: str
    accessed: str


def reference_to(clause: Clause, identity: Identity, fetched: date | None, clauses: Sequence[Clause] = ()) -> Reference:
    """Return the reference to ``clause``, which stands in the part that ``identity`` describes; ``fetched`` is when its page was.

    ``clauses`` are those of the part, in order, ``clause`` among them: where its number stands there more than once, the reference says
    which one is meant.
    """
    timeline = identity.timeline
    dates = {
        "made": timeline.made,
        "passed": timeline.passed,
        "revised": timeline.revised,
        "published": timeline.published,
        "page": clause.card.published,
    }
    dated = next((name for name, iso in dates.items() if iso), "")
    # 宪法, passed in 1982, as amended in 2018: the text that is cited is that of 2018.
    if timeline.revised > max(timeline.made, timeline.passed):
        dated = "revised"
    number = identity.number or identity.number_written
    title = identity.title.printed.strip() or clause.card.title
    return Reference(
        key="-".join(filter(None, (identity.number or clause.id, clause.path if identity.number else ""))),
        lang=clause.lang if clause.lang in {"zh", "en"} else "zh" if has_han(title) else "en",
        title=title,
        number=number,
        authors=tuple(dict.fromkeys(_names(identity, clause))),
        pin=pin_of(clause, clauses),
        issued=dates.get(dated, ""),
        dated=dated,
        source=clause.card.source,
        accessed=fetched.isoformat() if fetched else "",
    )


def pin_of(clause: Clause, clauses: Sequence[Clause] = ()) -> str:
    """Return the place of ``clause`` in its text as the text itself counts: 五（二）, 第五条第（一）项, Article 5(2), 附件1 三.

    Where its number stands more than once among ``clauses``, those of its part, its paragraph is named (第五条第二款第（一）项), or, where
    that cannot be counted, it is said that the number is not the only one.
    """
    place, _, path = clause.path.rpartition(":")
    if _ATTACHMENT_PATH.fullmatch(clause.path):
        place, path = clause.path, ""
    attachment = next(filter(None, map(attachment_name, clause.heading_path)), "") if place else ""
    written = [numbering for numbering in map(_first, clause.heading_path) if numbering and numbering[0] not in DIVISIONS]
    numbers = path.split(".") if path else []
    steps = written[len(written) - len(numbers) :] if numbers else []
    if [step[1] for step in steps] != numbers or bool(place) != bool(attachment):
        return clause.path
    paragraph = _paragraph(clause, clauses)
    within = paragraph if steps and steps[0][0] == "article" and 0 < paragraph <= len(_PARAGRAPHS) else 0
    joined = _joined([(kind, bare) for kind, _, bare in steps], within)
    if paragraph and not within:
        joined += "（同号不止一处）" if has_han(joined) or clause.lang == "zh" else " (one of several so numbered)"
    return (" " if has_han(attachment) else ", ").join(filter(None, (attachment, joined)))


def _paragraph(clause: Clause, clauses: Sequence[Clause]) -> int:
    """Return 0 where the number of ``clause`` stands once, else the unnumbered paragraph of its article that it belongs to; -1 if open.

    Paragraphs (款) bear no number: they are the lines of the article that open no item.
    """
    at = next((at for at, other in enumerate(clauses) if other.id == clause.id), -1)
    alike = [other for other, one in enumerate(clauses) if one.path and one.path == clauses[at].path and one.kind != "paragraph"]
    if at < 0 or len(alike) < 2:  # noqa: PLR2004 - twice is more than once
        return 0
    counts = {other: _paragraphs_before(clauses, other) for other in alike if at in alike}
    return counts.get(at, -1) if len(set(counts.values())) == len(counts) else -1


def _paragraphs_before(clauses: Sequence[Clause], at: int) -> int:
    """Return how many unnumbered paragraphs of its article stand before a clause, from the last clause on that is the article itself."""
    count = 0
    article = _article(clauses[at])
    for one in reversed(clauses[:at]):
        if _article(one) != article:
            break
        lines = one.text.split("\n")
        if one.path == article:
            # 第九十八条 on a line of its own is no paragraph.
            return count + len(lines) - (lines[0].strip(_STOPS) == one.heading_path[-1].strip(_STOPS) if one.heading_path else 0)
        count += len(lines) - 1
    return -1


def _article(clause: Clause) -> str:
    """Return the path of the outermost unit that holds a clause: 98 of 98.1, A1:3 of A1:3.2."""
    place, mark, path = clause.path.rpartition(":")
    return place + mark + path.partition(".")[0]


def _first(label: str) -> tuple[str, str, str] | None:
    """Return kind, number and written form of the numbering with which a heading begins."""
    # "III." is read as a number only where text follows it.
    found = next((found for text in (label, f"{label} A") for found in numberings(text)), None)
    return (found.kind, found.label, found.written.strip(_STOPS)) if found and not label[: found.start].strip() else None


def _joined(steps: Sequence[tuple[str, str]], paragraph: int = 0) -> str:
    """Return the steps to a place in one word: 第三条第（二）项, 第五條第一款第（二）目, 五（二）1, Article 3(1), 5(2)(a), II.1."""
    (kind, outermost), *inner = steps or [("", "")]
    if not has_han(outermost):
        counted = f", paragraph {paragraph}" if paragraph else ""
        return outermost + counted + "".join(written if written[0] in "(（" else f".{written}" for _, written in inner)
    if kind != "article":
        return outermost + "".join(written for _, written in inner)
    # Units below the article, which the text does not name: 款 and 目 in Taiwan (中央法規標準法, 8), where 項 is what 款 is elsewhere.
    taiwan = "條" in outermost
    names = ("款", "目") if taiwan else ("项",)
    named = [f"第{written}{name}" for (_, written), name in zip(inner, names, strict=False)]
    counted = f"第{_PARAGRAPHS[paragraph - 1]}{'項' if taiwan else '款'}" if paragraph else ""
    return outermost + counted + "".join([*named, *(written for _, written in inner[len(names) :])])


def _names(identity: Identity, clause: Clause) -> Iterator[str]:
    """Yield the names of the issuers in the clause's language; of a body that no list has, as the page writes it."""
    known = agencies()
    year = (identity.timeline.latest or clause.card.published)[:4]
    said = (*clause.card.issuers, identity.title.issuer, identity.title.named.issuer)
    printed = {f"name:{title_key(body)}": body for name in said for body in (name, *bodies_in(name))}
    for issuer in identity.issuers:
        if issuer in known:
            agency = known[issuer]
            yield (agency.name_in(int(year)) if year.isdecimal() else agency.zh) if clause.lang == "zh" or not agency.en else agency.en[0]
        elif issuer in printed:
            yield printed[issuer]
        elif has_han(issuer):
            # Only the signature names it: of a Chinese name the key is what the page writes, white space aside.
            yield issuer.removeprefix("name:")


def cite(reference: Reference, style: Style) -> str:
    """Return ``reference`` in ``style``: a sentence, an entry for BibTeX, an item of CSL-JSON, or a line by GB/T 7714-2015."""
    return {"plain": _plain, "bibtex": _bibtex, "csl": _csl, "gbt7714": _gbt7714}[style](reference)


def _plain(reference: Reference) -> str:
    if reference.lang == "zh":
        number = f"（{reference.number}）" if reference.number else ""
        when = f"，{reference.issued}{_said_of(reference)}" if reference.issued else ""
        seen = f"（{reference.accessed}访问）" if reference.accessed else ""
        by = "、".join(author for author in reference.authors if author not in reference.title)
        head = f"{by}：" if by else ""
        pin = f"，{reference.pin}" if reference.pin else ""
        return f"{head}{_in_marks(reference.title)}{number}{pin}{when}，{reference.source}{seen}。"
    authors = ", ".join(author for author in reference.authors if author.lower() not in reference.title.lower())
    said = _said_of(reference)
    when = f"{reference.issued} ({said})" if reference.dated == "page" else f"{said} {reference.issued}".strip()
    seen = f" (accessed {reference.accessed})" if reference.accessed else ""
    title = (
        f"“{reference.title}”" + (f" ({reference.number})" if reference.number else "") + (f", {reference.pin}" if reference.pin else "")
    )
    return ". ".join(filter(None, (authors, title, when, f"{reference.source}{seen}"))) + "."


def _said_of(reference: Reference) -> str:
    """Return what the reference's date is the date of, in its language; "" for the usual, and where there is no date."""
    return _DATED.get(reference.dated, ("", ""))[reference.lang != "zh"] if reference.issued else ""


def _note(reference: Reference) -> str:
    """Return in English what the date is the date of, for formats whose words are English."""
    return _DATED[reference.dated][1] if reference.issued and reference.dated in {"page", "revised"} else ""


def _in_marks(title: str) -> str:
    """Return a title in 《》, titles inside it in 〈〉 (GB/T 15834-2011, 4.15); one that is in marks as a whole is left as it is."""
    if re.fullmatch(r"《[^《》]*》", title):
        return title
    return f"《{title.translate(_INNER_MARKS)}》"


def _bibtex(reference: Reference) -> str:
    key = re.sub(r"[^\w.-]+", "-", reference.key).strip("-")
    title, *authors = map(_escaped, (reference.title, *reference.authors))
    fields = {
        "title": f"{{{title}}}",
        "author": " and ".join(f"{{{author}}}" for author in authors),
        "number": _escaped(reference.number),
        "date": reference.issued,
        "pages": _escaped(reference.pin),
        "url": reference.source.translate(_URL_ESCAPES),
        "urldate": reference.accessed,
        "note": _note(reference),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join((f"@legislation{{{key},", *lines, "}"))


def _escaped(text: str) -> str:
    """Return ``text`` with what BibTeX reads as a command made plain, braces left out: those around names and titles are ours."""
    return " ".join(text.split()).translate(_BIBTEX_ESCAPES)


def _csl(reference: Reference) -> str:
    item: dict[str, object] = {"id": reference.key, "type": "legislation", "title": reference.title}
    if reference.authors:
        item["author"] = [{"literal": author} for author in reference.authors]
    optional = {"number": reference.number, "section": reference.pin, "URL": reference.source, "language": reference.lang}
    item |= {name: value for name, value in optional.items() if value}
    for name, iso in (("issued", reference.issued), ("accessed", reference.accessed)):
        if iso:
            item[name] = {"date-parts": [[int(part) for part in iso.split("-")]]}
    if _note(reference):
        item["note"] = _note(reference)
    return json.dumps(item, ensure_ascii=False)


def _gbt7714(reference: Reference) -> str:
    """Return 主要责任者. 题名: 文号[EB/OL]. (发布或修改日期)[引用日期]. 网址 (GB/T 7714-2015, 8.8), the place behind the title."""
    authors = ", ".join(reference.authors)
    title = ": ".join(filter(None, (reference.title, reference.number, reference.pin)))
    said = ", ".join(filter(None, (reference.issued, _said_of(reference).strip("（）"))))
    dates = (f"({said})" if reference.issued else "") + (f"[{reference.accessed}]" if reference.accessed else "")
    return ". ".join(filter(None, (authors, f"{title}[EB/OL]", dates, reference.source))) + "."
