"""Scripts: in goes text, out come its shares of Han and Latin characters."""

from __future__ import annotations

import re

HAN_CLASS = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3007\U00020000-\U000323af"
"""Han characters for use inside a regular expression's class: unified ideographs, extensions, compatibility, 〇 (Unicode 15). As
escapes: U+F900 typed as a character becomes U+8C48 in an editor that normalises, and the class then holds Hangul and surrogates."""

_HAN = re.compile(f"[{HAN_CLASS}]")
_HAN_RUN = re.compile(f"[{HAN_CLASS}]+")
_LATIN_RUN = re.compile("[A-Za-zÀ-ÖØ-öø-ɏ]+")
"""Runs, because a list of single characters takes 80 bytes for each: 270 MB on a line of 10 MB."""


def count_han(text: str) -> int:
    """Return how many Han characters ``text`` has."""
    return 0 if text.isascii() else len("".join(_HAN_RUN.findall(text)))


def count_latin(text: str) -> int:
    """Return how many Latin letters ``text`` has."""
    return len("".join(_LATIN_RUN.findall(text)))


def is_han(character: str) -> bool:
    """Return whether the one character is Han."""
    return _HAN.match(character) is not None


def has_han(text: str) -> bool:
    """Return whether ``text`` has a Han character."""
    return _HAN.search(text) is not None
