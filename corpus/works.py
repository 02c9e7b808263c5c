"""Works: in go the identities of parts, out comes which of them carry one policy, in which language and version.

A *work* (国办发〔2021〕18号) has *expressions*, its text in one language and version; each page or part that carries one is a
*manifestation* of it (FRBR, as in legal XML). A shared document number makes one work, also across languages; so does a shared title,
unless it is one that every government uses (政府工作报告), or different bodies issued it.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from corpus.identities import Identity, identify
from corpus.versions import Timeline, confirm, contradict, order_versions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

__all__ = ["Expression", "Identity", "Manifestation", "Work", "group", "identify", "same_version", "same_work"]

SAME_TEXT = 0.9
"""Share of sentences (Jaccard) from which two texts of one work are one version, where nothing that they say of it tells."""


class Manifestation(NamedTuple):
    """A part of a page that carries an expression."""

    doc_id: str
    part: int


class Expression(NamedTuple):
    """One language and version of a work: what its title calls the version, when it is from, what carries it.

    ``evidence`` says why it comes after the one before in its language, "" where that is open.
    """

    lang: str
    version: str
    timeline: Timeline
    manifestations: tuple[Manifestation, ...]
    evidence: str = ""


class Work(NamedTuple):
    """One policy: its key, what it is called, its numbers, and its expressions, by language, the earliest version first.

    ``key`` is its number where it has but one; else the key of its title, with the issuer's id where the title is generic.
    """

    key: str
    titles: tuple[str, ...]
    numbers: tuple[str, ...]
    issuers: tuple[str, ...]
    expressions: tuple[Expression, ...]


def same_work(one: Identity, other: Identity) -> bool:
    """Return whether two parts carry one work: by their number, or by their title where nothing speaks against it.

    A title that both issuers and numbers could tell apart is believed where one of the two is silent.
    """
    if one.number and one.number == other.number:
        return True
    if not one.key or (one.key, one.realm) != (other.key, other.realm):
        return False
    if one.title.named.is_generic:
        return bool(set(one.issuers) & set(other.issuers)) and not (one.number and other.number)
    return not (one.issuers and other.issuers) or bool(set(one.issuers) & set(other.issuers))


def group(identities: Iterable[Identity]) -> list[Work]:
    """Return the works that parts carry, by key; the same whatever the order in which they come. News carries none: it cites.

    A part that does not name its issuer belongs to the one body whose text has this title; where several bodies have texts of this
    title, it is a work apart.
    """
    members = sorted((one for one in identities if one.is_policy), key=_place)
    sets = _Sets(len(members))
    _join_by(members, sets, lambda one: one.number)
    by_title: dict[tuple[str, str], list[int]] = {}
    for at, one in enumerate(members):
        if one.key:
            by_title.setdefault((one.key, one.realm), []).append(at)
    for same_title in by_title.values():
        _join_by_title(members, same_title, sets)
    return sorted((_work([members[at] for at in inside]) for inside in sets.groups()), key=lambda work: (work.key, work.expressions))


def _place(identity: Identity) -> tuple[str, int]:
    """Return the page and part that an identity is of, to sort by."""
    return identity.doc_id, identity.part


class _Sets:
    """Disjoint sets of positions that grow together (union-find)."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def root(self, at: int) -> int:
        """Return the position that stands for the set in which ``at`` is."""
        while self._parent[at] != at:
            self._parent[at] = at = self._parent[self._parent[at]]
        return at

    def join(self, one: int, other: int) -> None:
        """Make one set of the two in which these positions are."""
        low, high = sorted((self.root(one), self.root(other)))
        self._parent[high] = low

    def groups(self) -> list[list[int]]:
        """Return the sets, each in order, by their first positions."""
        groups: dict[int, list[int]] = {}
        for at in range(len(self._parent)):
            groups.setdefault(self.root(at), []).append(at)
        return list(groups.values())


def _join_by(members: Sequence[Identity], sets: _Sets, key: Callable[[Identity], str]) -> None:
    """Join the members that have the same key; an empty one joins none."""
    first: dict[str, int] = {}
    for at, one in enumerate(members):
        if key(one):
            sets.join(first.setdefault(key(one), at), at)


def _join_by_title(members: Sequence[Identity], same_title: Sequence[int], sets: _Sets) -> None:
    """Join the parts of one title that one body issued, and those that name none where there is but one body."""
    named = [at for at in same_title if members[at].issuers]
    for place, at in enumerate(named):
        for other in named[:place]:
            if same_work(members[at], members[other]):
                sets.join(at, other)
    bodies = {sets.root(at) for at in named}
    silent = [at for at in same_title if not members[at].issuers and not members[at].title.named.is_generic]
    for at in silent:
        sets.join(silent[0], at)
    if silent and len(bodies) == 1:
        sets.join(silent[0], bodies.pop())


def _work(members: Sequence[Identity]) -> Work:
    """Return the work that parts carry: the title and the key that most of them have, all their numbers, issuers and versions."""
    titles = Counter(one.title.named.base for one in members)
    numbers = tuple(sorted({one.number for one in members if one.number}))
    issuers = tuple(sorted({issuer for one in members for issuer in one.issuers}))
    keys = Counter(one.key for one in members)
    key = min(keys, key=lambda key: (-keys[key], key))
    if any(one.title.named.is_generic for one in members):
        key = " ".join((key, *issuers))
    expressions = [expression for lang in sorted({one.lang for one in members}) for expression in _expressions(lang, members)]
    return Work(
        key=numbers[0] if len(numbers) == 1 else key,
        titles=tuple(sorted(titles, key=lambda title: (-titles[title], title))),
        numbers=numbers,
        issuers=issuers,
        expressions=tuple(expressions),
    )


def same_version(one: Identity, other: Identity) -> bool | None:
    """Return whether two parts carry the same version of their work by what they say of it, None where they do not say."""
    numbers = one.number and other.number
    if one.lang != other.lang or (numbers and one.number != other.number) or contradict(one.timeline, other.timeline):
        return False
    return True if numbers or confirm(one.timeline, other.timeline) else None


def _expressions(lang: str, members: Sequence[Identity]) -> list[Expression]:
    """Return the versions in one language, the earliest first."""
    inside = [one for one in members if one.lang == lang]
    versions = [_expression(lang, [inside[at] for at in positions]) for positions in _versions(inside)]
    steps = order_versions([version.timeline for version in versions])
    return [versions[step.version]._replace(evidence=step.evidence) for step in steps]


def _versions(members: Sequence[Identity]) -> list[list[int]]:
    """Return which members carry one version: those that say so, then, of those that do not say, the ones with the same text."""
    sets = _Sets(len(members))
    for at, one in enumerate(members):
        for other in range(at):
            if same_version(one, members[other]):
                sets.join(at, other)
    groups = sets.groups()
    alone = [positions[0] for positions in groups if len(positions) == 1]
    for at in alone:
        rivals = sorted((-_likeness(members, at, positions), positions[0]) for positions in groups if at not in positions)
        if rivals and -rivals[0][0] >= SAME_TEXT:
            sets.join(at, rivals[0][1])
    return sets.groups()


def _likeness(members: Sequence[Identity], at: int, positions: Sequence[int]) -> float:
    """Return how much of its sentences a member shares with the one of a group that is most like it; 0 where any contradicts it."""
    if any(same_version(members[at], members[other]) is False for other in positions):
        return 0.0
    return max(_shared(members[at].sentences, members[other].sentences) for other in positions)


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the Jaccard index of two sets; two empty ones share nothing."""
    return len(one & other) / len(one | other) if one or other else 0.0


def _expression(lang: str, members: Sequence[Identity]) -> Expression:
    """Return the version that parts carry: of each date the latest that one tells, of its names the most frequent."""
    timelines = [one.timeline for one in members]
    labels = Counter(one.title.named.version.label for one in members if one.title.named.version.label)
    latest = {name: max(getattr(timeline, name) for timeline in timelines) for name in Timeline._fields if name != "stage"}
    return Expression(
        lang=lang,
        version=min(labels, key=lambda label: (-labels[label], label)) if labels else "",
        timeline=Timeline(**latest, stage=timelines[0].stage),
        manifestations=tuple(sorted(Manifestation(one.doc_id, one.part) for one in members)),
    )
