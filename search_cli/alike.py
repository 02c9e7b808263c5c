"""Numbers that are read alike: in goes a document number, out come those of a library that are it in pinyin, or in Chinese.

A translation is numbered Linweifa [2022] No. 15, and a page in Chinese cites 临卫发〔2022〕15号.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from corpus.doc_numbers import same_number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus.store import Corpus


class Alike:
    """The numbers of a library, each list of them read once and only when it is asked for."""

    def __init__(self, corpus: Corpus) -> None:
        """Look into ``corpus``, which stays open as long as this is used."""
        self._corpus = corpus

    def here(self, number: str) -> str:
        """Return the number of a policy here that is ``number`` in normal form, or is read so; "" where there is none."""
        if self._corpus.policy_parts("number", number):
            return number
        return min(_alike(self._here, number), default="")

    def cited(self, number: str) -> list[str]:
        """Return the other numbers that pages cite and that are read like ``number``."""
        return sorted(_alike(self._cited, number) - {number})

    @cached_property
    def _here(self) -> dict[tuple[str, ...], set[str]]:
        return _by_digits(self._corpus.policy_numbers())

    @cached_property
    def _cited(self) -> dict[tuple[str, ...], set[str]]:
        return _by_digits(number for number, *_ in self._corpus.cited())


def _by_digits(numbers: Iterable[str]) -> dict[tuple[str, ...], set[str]]:
    found: dict[tuple[str, ...], set[str]] = {}
    for number in numbers:
        if number:
            found.setdefault(_digits(number), set()).add(number)
    return found


def _alike(numbers: dict[tuple[str, ...], set[str]], number: str) -> set[str]:
    return {other for other in numbers.get(_digits(number), ()) if same_number(other, number)}


def _digits(number: str) -> tuple[str, ...]:
    """Return year and number, which both forms give in this order."""
    return tuple(re.findall(r"\d+", number))
