"""References: in goes a clause with what its part says that it is, out comes the line with which a researcher cites it.

Nothing is filled in: what the page does not say is left out, and where only the page is dated, the date is the page's.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from corpus.agencies import agencies
from corpus.endmatter import attachment_name
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


def reference_to(clause: Clause, identity: Identity, fetched: date | None) -> Reference:
    """Return the reference to ``clause``, which stands in the part that ``identity`` describes; ``fetched`` is when its page was."""
    timeline = identity.timeline
    dates = {"made": timeline.made, "passed": timeline.enacted, "published": timeline.published, "page": clause.card.published}
    dated = next((name for name, iso in dates.items() if iso), "")
    number = identity.number or identity.number_written
    title = identity.title.printed.strip() or clause.card.title
    return Reference(
        key="-".join(filter(None, (identity.number or clause.id, clause.path if identity.number else ""))),
        lang=clause.lang if clause.lang in {"zh", "en"} else "zh" if has_han(title) else "en",
        title=title,
        number=number,
        authors=tuple(dict.fromkeys(_names(identity, clause))),
        pin=pin_of(clause),
        issued=dates.get(dated, ""),
        dated=dated,
        source=clause.card.source,
        accessed=fetched.isoformat() if fetched else "",
    )


def pin_of(clause: Clause) -> str:
    """Return the place of ``clause`` in its text as the text itself counts: 五（二）, 第五条第（一）项, Article 5(2), 附件1 三."""
    place, _, path = clause.path.rpartition(":")
    if _ATTACHMENT_PATH.fullmatch(clause.path):
        place, path = clause.path, ""
    attachment = next(filter(None, map(attachment_name, clause.heading_path)), "") if place else ""
    written = [numbering for numbering in map(_first, clause.heading_path) if numbering and numbering[0] not in DIVISIONS]
    numbers = path.split(".") if path else []
    steps = written[len(written) - len(numbers) :] if numbers else []
    if [step[1] for step in steps] != numbers or bool(place) != bool(attachment):
        return clause.path
    return (" " if has_han(attachment) else ", ").join(filter(None, (attachment, _joined([(kind, bare) for kind, _, bare in steps]))))


def _first(label: str) -> tuple[str, str, str] | None:
    """Return kind, number and written form of the numbering with which a heading begins."""
    found = next(iter(numberings(label)), None)
    return (found.kind, found.label, found.written.strip(_STOPS)) if found and not label[: found.start].strip() else None


def _joined(steps: Sequence[tuple[str, str]]) -> str:
    """Return the steps to a place in one word: 第三条第（二）项, 五（二）1, Article 3(1), 5(2)(a)."""
    (kind, outermost), *inner = steps or [("", "")]
    if has_han(outermost):
        if kind == "article" and inner:
            return outermost + f"第{inner[0][1]}项" + "".join(written for _, written in inner[1:])
        return outermost + "".join(written for _, written in inner)
    return outermost + "".join(written if written[0] in "(（" or not written[0].isalnum() else f"({written})" for _, written in inner)


def _names(identity: Identity, clause: Clause) -> Iterator[str]:
    """Yield the names of the issuers in the clause's language; of a body that no list has, as the page writes it."""
    known = agencies()
    year = (identity.timeline.latest or clause.card.published)[:4]
    printed = {f"name:{title_key(name)}": name for name in (*clause.card.issuers, identity.title.issuer, identity.title.named.issuer)}
    for issuer in identity.issuers:
        if issuer in known:
            agency = known[issuer]
            yield (agency.name_in(int(year)) if year.isdecimal() else agency.zh) if clause.lang == "zh" or not agency.en else agency.en[0]
        elif issuer in printed:
            yield printed[issuer]


def cite(reference: Reference, style: Style) -> str:
    """Return ``reference`` in ``style``: a sentence, an entry for BibTeX, an item of CSL-JSON, or a line by GB/T 7714-2015."""
    return {"plain": _plain, "bibtex": _bibtex, "csl": _csl, "gbt7714": _gbt7714}[style](reference)


def _plain(reference: Reference) -> str:
    if reference.lang == "zh":
        number = f"（{reference.number}）" if reference.number else ""
        when = f"，{reference.issued}{'（页面日期）' if reference.dated == 'page' else ''}" if reference.issued else ""
        seen = f"（{reference.accessed}访问）" if reference.accessed else ""
        by = "、".join(author for author in reference.authors if author not in reference.title)
        head = f"{by}：" if by else ""
        pin = f"，{reference.pin}" if reference.pin else ""
        return f"{head}{_in_marks(reference.title)}{number}{pin}{when}，{reference.source}{seen}。"
    authors = ", ".join(author for author in reference.authors if author.lower() not in reference.title.lower())
    when = f"{reference.issued}{' (date of the page)' if reference.dated == 'page' else ''}" if reference.issued else ""
    seen = f" (accessed {reference.accessed})" if reference.accessed else ""
    title = (
        f"“{reference.title}”" + (f" ({reference.number})" if reference.number else "") + (f", {reference.pin}" if reference.pin else "")
    )
    return ". ".join(filter(None, (authors, title, when, f"{reference.source}{seen}"))) + "."


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
        "note": "date of the page" if reference.dated == "page" else "",
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
    if reference.dated == "page":
        item["note"] = "date of the page"
    return json.dumps(item, ensure_ascii=False)


def _gbt7714(reference: Reference) -> str:
    """Return 主要责任者. 题名: 文号[EB/OL]. (发布日期)[引用日期]. 网址 (GB/T 7714-2015, 8.8), the place in the text behind the title."""
    authors = ", ".join(reference.authors)
    title = ": ".join(filter(None, (reference.title, reference.number, reference.pin)))
    dates = (f"({reference.issued})" if reference.issued else "") + (f"[{reference.accessed}]" if reference.accessed else "")
    return ". ".join(filter(None, (authors, f"{title}[EB/OL]", dates, reference.source))) + "."
