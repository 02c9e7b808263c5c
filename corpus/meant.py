"""The version meant: in go a work, the words by which a text names it and when that text is from, out come the versions it may mean.

A number or words for the version (泽卫规〔2019〕3号, 试行, 2018年修正) name one version. Without them, 《公司法》 in a text of 2015 means
the version in force in 2015, and none made later. What the dates leave open stays open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from corpus.agencies import issuer_of_number
from corpus.titles import read_title
from corpus.versions import compare_versions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from corpus.editions import Version
    from corpus.works import Expression, Identity, Manifestation, Work


class Named(NamedTuple):
    """How a text at ``place``, written by ``day`` (ISO 8601, "" where it does not tell), names another: number in normal form, title."""

    number: str
    title: str
    place: Manifestation
    day: str


class Meant(NamedTuple):
    """The versions that a text may mean, the likeliest first; ``is_open`` where it may be another than the first."""

    versions: tuple[Expression, ...] = ()
    is_open: bool = False

    @property
    def likeliest(self) -> Expression | None:
        """The version to which a citation leads: the first, unless several may be meant and nothing tells when it was made."""
        first = next(iter(self.versions), None)
        return first if first and (len(self.versions) == 1 or made_by(first)) else None


def find_meant(work: Work, named: Named, identity: Callable[[Manifestation], Identity]) -> Meant:
    """Return which versions of ``work`` a text means; ``identity`` tells what a part of a page says that it is.

    A text never means itself, and without more words only an earlier version. Chinese texts are taken before translations.
    """
    own = next((one for one in work.expressions if named.place in one.manifestations), None)
    candidates, is_named = _named(work, named, identity, own)
    if own:
        order = {one: compare_versions(one.timeline, own.timeline)[0] for one in candidates}
        candidates = [one for one in candidates if order[one] < 0 or (is_named and not order[one])]
    there = [one for one in candidates if not named.day or not _is_later(made_by(one), named.day)]
    if is_named or not named.day:
        return Meant(tuple(there), not is_named)
    return _in_force(there, named.day)


def made_by(expression: Expression) -> str:
    """Return the day by which a version was there, "" where nothing tells; a page may be put up long after."""
    return expression.timeline.latest or expression.timeline.number_year


def _in_force(there: Sequence[Expression], day: str) -> Meant:
    """Return which of the versions that were made by ``day``, the newest first, was in force then; of undated ones any may have been.

    Example: a law passed on 2023-12-29 that takes effect on 2024-07-01 is not yet the one that a text of 2024-03-01 goes by.
    """
    dated = [one for one in there if made_by(one)]
    fitting = [one for one in dated if not _is_later(one.timeline.effective, day)] or dated
    # Of a version made in 2019, a text of May 2019 may mean the one before.
    is_vague = any(made_by(one) != day and (made_by(one).startswith(day) or day.startswith(made_by(one))) for one in fitting[:1])
    unsure = [*fitting[1 : 1 + is_vague], *(one for one in there if not made_by(one))]
    return Meant((*fitting[:1], *unsure), bool(unsure))


def _named(
    work: Work, named: Named, identity: Callable[[Manifestation], Identity], own: Expression | None
) -> tuple[list[Expression], bool]:
    """Return the versions, in one language, that fit number and title, the newest first, and whether these name a single one."""
    others = [one for one in by_preference(work) if one != own]
    numbers = {one: {identity(at).number for at in one.manifestations} - {""} for one in others}
    by_number = [one for one in others if named.number in numbers[one]]
    version = read_title(named.title).named.version
    found = [
        one
        for one in by_number or others
        if _is_called(one, version) and (by_number or not named.number or _may_have(work, numbers[one], named.number))
    ]
    found = found or by_number
    found = [one for one in found if one.lang == found[0].lang]
    return found, len(found) == 1 and bool(by_number or version.label)


def _may_have(work: Work, numbers: set[str], number: str) -> bool:
    """Return whether a version may have a number that its pages do not tell: none of its own, and no other body's."""
    issuer = issuer_of_number(number)
    return not numbers and not (issuer and work.issuers and issuer not in work.issuers)


def _is_called(expression: Expression, version: Version) -> bool:
    """Return whether what a title says of its version (试行, 2018年修正, 第八版) is so of an expression; a draft is named as one."""
    timeline = expression.timeline
    if timeline.stage != version.stage and (version.stage or timeline.stage == "draft"):
        return False
    if version.edition and timeline.edition != version.edition:
        return False
    days = (timeline.enacted,) if version.amended else (timeline.enacted, timeline.made, timeline.published)
    return not version.year or any(day.startswith(str(version.year)) for day in days)


def by_preference(work: Work) -> list[Expression]:
    """Return the expressions of a work: in Chinese before translations, the newest version first."""
    languages = sorted({expression.lang for expression in work.expressions}, key=lambda lang: (lang != "zh", lang))
    return [expression for lang in languages for expression in reversed(work.expressions) if expression.lang == lang]


def _is_later(one: str, other: str) -> bool:
    """Return whether a day is after another, at the precision that both have; "" is after none."""
    length = min(len(one), len(other))
    return one[:length] > other[:length]
