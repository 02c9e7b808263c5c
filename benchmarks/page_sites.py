"""Site-wide boilerplate: laws on simulated sites, each with lines of its own round every page, found in the set of its pages.

A line is left out where the page's own rules or the site's pages say so. Lines of the texts are clean: none may be left out because of
the site. A second round takes texts of one body each (rules, interpretations, cases), whose formulas are alike, with no line of a site.
"""

from __future__ import annotations

import random
from collections import Counter
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.data_sets import laws, plain_lines
from cleaners.across.ingest import ingest
from corpus.model import READ_KINDS, RawPage
from corpus.store import Corpus

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.data_sets import Record

SEED = 20261126
SITES = 30
PAGES = 20
FORMULA_SITES = 12
MAX_LINES = 60
"""Lines of a law that are put on a page: the edges decide, and 600 whole laws would take an hour."""


class Kind(NamedTuple):
    """A kind of line that sites put on their pages: where, on which share of the pages, and two wordings for one of {name}."""

    name: str
    place: str
    share: float
    wordings: tuple[str, str]


KINDS = (
    Kind("slogan", "above", 0.9, ("{name}政务数据开放平台 让数据多跑路", "{name} open policy desk, texts for everybody")),
    Kind("section", "above", 0.6, ("政策文库 · 法规规章 · 历史文本", "Policy library and historical texts")),
    Kind(
        "assurance",
        "below",
        0.7,
        ("{name}编辑部已对照公报原文逐字核对以下文本", "The desk of {name} has compared the text below with the gazette"),
    ),
    Kind("reading aid", "foot", 0.7, ("阅读本文的人也读了下列各项制度和说明", "Readers of this page also looked at these texts")),
    Kind(
        "warning",
        "foot",
        0.8,
        ("{name}提供的文本仅为方便查阅，引用时以公报为准。", "{name} offers its texts for convenience; quote from the gazette."),
    ),
    Kind(
        "address",
        "foot",
        0.9,
        ("{name}资料室 云州市人民路十八号三楼 周一至周五开放", "{name} reading room, 18 People's Road, open Monday to Friday"),
    ),
    Kind("motto", "foot", 0.5, ("读法明理，守法立身", "Know the text before you cite it")),
    Kind("promotion", "inside", 0.6, ("点击关注{name}公众号，第一时间收到新法规", "Sponsored: subscribe to the newsletter of {name}")),
)


class Page(NamedTuple):
    """A page as made: its bytes, the lines of the site that it has, by kind, and the lines of the law."""

    raw: RawPage
    added: dict[str, str]
    law: frozenset[str]


def make_page(law: Record, site: str, wordings: dict[str, str], chooser: random.Random) -> Page:
    """Return a law as the site shows it: each kind of line on its share of the pages."""
    lines = plain_lines(law["text"])[:MAX_LINES]
    added = {kind.name: wordings[kind.name] for kind in KINDS if kind.name in wordings and chooser.random() < kind.share}
    by_place = {
        place: [added[kind.name] for kind in KINDS if kind.place == place and kind.name in added]
        for place in ("above", "below", "foot", "inside")
    }
    title = [] if lines and lines[0] == law["title"] else [law["title"]]
    text = [*by_place["above"], *title, *by_place["below"], *lines]
    for line in by_place["inside"]:
        text.insert(chooser.randint(len(text) // 3, 2 * len(text) // 3), line)
    text += by_place["foot"]
    origin = f"https://www.{site}/{chooser.randrange(10**9)}.html"
    return Page(RawPage("\n".join(text).encode(), origin), added, frozenset(lines) - set(added.values()))


def measure_sites(data: Path, *, show: bool) -> dict[str, float]:
    """Print which lines of sites are left out, by kind, and how many lines of the laws are; return both figures."""
    chooser = random.Random(SEED)  # noqa: S311  # samples, not secrets
    every = [law for law in laws(data) if len(plain_lines(law["text"])) >= MAX_LINES // 4]
    pages: list[Page] = []
    for number in range(SITES):
        name = f"{chooser.choice('云泽临海沐霁')}{chooser.choice('州阳川江城')}{number}"
        wordings = {kind.name: chooser.choice(kind.wordings).format(name=name) for kind in KINDS}
        pages += [make_page(law, f"site{number}.example", wordings, chooser) for law in chooser.sample(every, PAGES)]
    found, alone, total, false, clean = _judge(pages, show=show)
    print(f"lines of {SITES} sites of {PAGES} laws: left out {found.total() / total.total():.4f} of {total.total()},")
    print(f"  by each page's own rules alone {alone.total() / total.total():.4f}")
    print(
        "  " + ", ".join(f"{name} {found[name] / count:.3f} of {count} ({alone[name] / count:.3f} alone)" for name, count in total.items())
    )
    more_false, more = _formulas(every, chooser, show=show)
    rate = 10_000 * (false + more_false) / (clean + more)
    print(f"lines of laws left out because of the site: {false + more_false} of {clean + more}, {rate:.2f} in 10,000")
    print(f"  of them on sites of one body's texts {more_false} of {more}")
    return {"sites_found": found.total() / total.total(), "sites_left_alone": 1 - (false + more_false) / (clean + more)}


def _formulas(every: list[Record], chooser: random.Random, *, show: bool) -> tuple[int, int]:
    """Return how many lines are left out of texts of one body each, whose site adds nothing, and how many there are."""
    by_body: dict[str, list[Record]] = {}
    for law in every:
        by_body.setdefault(law["category"], []).append(law)
    bodies = sorted(body for body, some in by_body.items() if len(some) >= PAGES)
    pages = [
        make_page(law, f"body{number}.example", {}, chooser)
        for number in range(FORMULA_SITES)
        for law in chooser.sample(by_body[bodies[number % len(bodies)]], PAGES)
    ]
    *_, false, clean = _judge(pages, show=show)
    return false, clean


def _judge(pages: list[Page], *, show: bool) -> tuple[Counter[str], Counter[str], Counter[str], int, int]:
    """Return by kind the lines left out, those left out by the page's rules alone, all; then lines of laws left out, and all of them."""
    found, alone, total = Counter[str](), Counter[str](), Counter[str]()
    false = clean = 0
    with TemporaryDirectory() as folder, Corpus.open(folder) as corpus:
        outcomes = list(ingest([page.raw for page in pages], corpus))
        for page, outcome in zip(pages, outcomes, strict=True):
            if outcome.verdict != "new":
                continue
            blocks = corpus.cleaned(outcome.doc_id).document.blocks
            sites = {line.block for line in corpus.site_lines(outcome.doc_id)}
            own = {at for at, block in enumerate(blocks) if block.kind in READ_KINDS}
            searched, labelled = ("\n".join(blocks[at].text for at in sorted(some)) for some in (own - sites, sites))
            before = "\n".join(blocks[at].text for at in sorted(own))
            for kind, line in page.added.items():
                total[kind] += 1
                found[kind] += line not in searched
                alone[kind] += line not in before
                if show and line in searched:
                    print(f"    {page.raw.origin}: {kind} stays: {line}")
            wrong = [line for line in labelled.split("\n") if line in page.law]
            clean, false = clean + len(page.law), false + len(wrong)
            if show and wrong:
                print(f"    {page.raw.origin}: {wrong}")
    return found, alone, total, false, clean
