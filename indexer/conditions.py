"""Conditions: what a query demands of a clause, each true or false of it; ``indexer.matching`` finds the clauses that meet them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from indexer.question import Phrase, Unit

BODY_FIELDS = ("text", "heading")
"""Where a condition is looked for; a title stands over clauses that are on other things, and has a field of its own."""


class Has(NamedTuple):
    """The clause has the unit in one of the fields."""

    unit: Unit
    fields: tuple[str, ...] = BODY_FIELDS


class Stands(NamedTuple):
    """The clause has exactly this text in one of the fields; ``titled``: within 《 》."""

    phrase: Phrase
    fields: tuple[str, ...] = BODY_FIELDS
    titled: bool = False


class Begins(NamedTuple):
    """The clause has a word that begins so; Chinese is written without gaps, and a word may begin at any character."""

    written: str
    key: str
    fields: tuple[str, ...] = BODY_FIELDS


class Close(NamedTuple):
    """Both stand in one text or heading, in any order, with at most ``distance`` words between them."""

    left: Has | Stands | Begins
    right: Has | Stands | Begins
    distance: int


class Is(NamedTuple):
    """What the clause's page says of itself, under ``name`` as in ``syntax.FIELDS``, holds ``value``."""

    name: str
    value: str


class Dated(NamedTuple):
    """The page is dated within these ISO years, months or days, both included; "" is no limit."""

    since: str
    until: str


class All(NamedTuple):
    """Every part holds."""

    parts: tuple[Condition, ...]


class AnyOf(NamedTuple):
    """A part holds, or several do."""

    parts: tuple[Condition, ...]


class Without(NamedTuple):
    """The part does not hold."""

    part: Condition


Condition: TypeAlias = Has | Stands | Begins | Close | Is | Dated | All | AnyOf | Without
