"""Versions in order: in go what the versions of one work say of their time, out comes their order, each step with its evidence.

What proves an order, the strongest first: editions (第八版, 第九版); the dates on which the texts were passed or last revised, made,
published; the dates from which they are in force; the years of their numbers; drafts before trials before final texts; the day on
which the page was put up. Where nothing proves it, the order is left open.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from corpus.editions import Stage, Version
    from corpus.typed_dates import TypedDate

_STAGES: tuple[Stage, ...] = ("draft", "trial", "")
_STAGE_NAMES = ("draft", "trial", "final")
_NUMBER_YEAR = re.compile(r"[〔\[](\d{4})[〕\]]")
_ONCE = frozenset({"edition", "enacted", "made", "published"})
"""Facts that every copy of a version tells alike, where it tells them."""


class Timeline(NamedTuple):
    """What a text says of the time of its version; dates are ISO 8601, the latest of each kind, "" where it says nothing.

    ``passed`` is when it was first passed, or passed as a whole, ``revised`` when it was last revised; ``edition`` is 0 and
    ``number_year`` "" where there is none.
    """

    passed: str = ""
    revised: str = ""
    made: str = ""
    published: str = ""
    effective: str = ""
    page: str = ""
    number_year: str = ""
    edition: int = 0
    stage: Stage = ""

    @property
    def enacted(self) -> str:
        """When it was passed or last revised, whichever is later: what tells one version from another."""
        return max(self.passed, self.revised)

    @property
    def latest(self) -> str:
        """The last thing that happened to this version, "" where nothing is told."""
        return max(self.enacted, self.made, self.published)


class Step(NamedTuple):
    """One place in the order of versions: which version, by its position in what was given, and why it follows the one before.

    ``evidence`` is "" for the first, and where nothing proves the order.
    """

    version: int
    evidence: str


def read_timeline(dates: Iterable[TypedDate], version: Version, number: str) -> Timeline:
    """Return the timeline of a text from its typed dates, the version words of its title, and its own number in normal form.

    A date without a year proves nothing; the year in a title counts as that of a revision where the title speaks of one.
    """
    told = [(date.kind, date.iso) for date in dates if not date.iso.startswith("--")]
    if version.year:
        told.append(("revised" if version.amended else "published", str(version.year)))
    latest: dict[str, str] = {}
    for kind, iso in told:
        latest[kind] = max(latest.get(kind, ""), iso)
    year = _NUMBER_YEAR.search(number)
    return Timeline(**latest, number_year=year[1] if year else "", edition=version.edition, stage=version.stage)


def contradict(one: Timeline, other: Timeline) -> bool:
    """Return whether two texts cannot be the same version: one tells of a date, an edition or a revision that the other rules out."""
    if one.stage != other.stage:
        return True
    facts = [*zip(_facts(one), _facts(other), strict=True)]
    if any(mine and theirs and not _agree(mine, theirs) for (fact, mine), (_, theirs) in facts if fact in _ONCE):
        return True
    # 1999年发布 below one title, 1999年发布 2023年修订 below the other: the first is the text before it was revised.
    return any(
        before.latest and not _agree(before.latest, after.revised) and before.latest < after.revised
        for before, after in ((one, other), (other, one))
    )


def confirm(one: Timeline, other: Timeline) -> bool:
    """Return whether two texts that do not ``contradict`` each other tell of one date or edition of the version."""
    facts = zip(_facts(one), _facts(other), strict=True)
    return any(mine and theirs for (fact, mine), (_, theirs) in facts if fact in _ONCE)


def _agree(one: str, other: str) -> bool:
    """Return whether two dates are one, at the precision that both have: 2018 and 2018-10-26."""
    return one.startswith(other) or other.startswith(one)


def compare_versions(one: Timeline, other: Timeline) -> tuple[int, str]:
    """Return -1 where ``one`` is the earlier, 1 where ``other`` is, 0 where nothing proves it, and the evidence in words."""
    for (fact, mine), (_, theirs) in zip(_facts(one), _facts(other), strict=True):
        if mine and theirs and not _agree(mine, theirs):
            first, second = sorted((mine, theirs))
            return (-1 if mine < theirs else 1), f"{_in_words(fact, first)} before {_in_words(fact, second)}"
    return 0, ""


def _facts(timeline: Timeline) -> list[tuple[str, str]]:
    """Return what proves an order, the strongest first: its name and a value that sorts; "" proves nothing.

    Two values are compared at the precision that both have.
    """
    return [
        ("edition", f"{timeline.edition:04}" if timeline.edition else ""),
        ("enacted", timeline.enacted),
        ("made", timeline.made),
        ("published", timeline.published),
        ("effective", timeline.effective),
        ("last dated", timeline.latest),
        ("numbered", timeline.number_year),
        ("stage", str(_STAGES.index(timeline.stage))),
        ("page of", timeline.page),
    ]


def _in_words(fact: str, value: str) -> str:
    """Return a fact as people read it: edition 8, made 2019-03-12, trial."""
    if fact == "stage":
        return _STAGE_NAMES[int(value)]
    return f"{fact} {int(value) if fact == 'edition' else value}"


def order_versions(timelines: Sequence[Timeline]) -> list[Step]:
    """Return the versions of one work, the earliest first; the same whatever the order in which they are given, equals aside.

    Each is placed by how many of the others it is proven to follow, which keeps to every pairwise proof where these do not contradict
    one another.
    """
    follows = [sum(compare_versions(one, other)[0] > 0 for other in timelines) for one in timelines]
    precedes = [sum(compare_versions(one, other)[0] < 0 for other in timelines) for one in timelines]
    ordered = sorted(range(len(timelines)), key=lambda at: (follows[at] - precedes[at], timelines[at].enacted, timelines[at]))
    steps = [Step(at, "") for at in ordered[:1]]
    for before, after in pairwise(ordered):
        order, evidence = compare_versions(timelines[before], timelines[after])
        steps.append(Step(after, evidence if order < 0 else ""))
    return steps
