"""The one safe door: in goes text of a page, a file name or a query, out comes text that a terminal displays and never obeys."""

from __future__ import annotations

import re
from unicodedata import category

_BREAKS = re.compile("[\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
"""White space that ends a line or jumps to a column: every character at which ``str.splitlines`` breaks, and the tab."""

_OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ud800-\udfff]")
"""What a terminal may obey or cannot encode: C0, DEL and C1 controls (ECMA-48; ESC and CSI open its sequences), separators of
lines, the marks, overrides and isolates that reorder text (Unicode Annex 9, CVE-2021-42574), and lone surrogates.
Joiners stay, emoji are made with them."""

_LAST_BYTE = 0xFF
"""Up to here a character is written with two digits, ``\\x1b``, beyond with four, ``\\u202e``, as in Python."""


def safe_text(text: str) -> str:
    r"""Return ``text`` as one line: breaks and tabs are a space, whatever else a terminal may obey is spelled out as ``\x1b``."""
    return _OBEYED.sub(_spell_out, _BREAKS.sub(" ", text))


def safe_lines(text: str) -> str:
    r"""Return ``text`` with its lines (``\n``) and tabs as they are, everything else as in ``safe_text``."""
    return _OBEYED.sub(_spell_out_inside, text)


def safe_json(document: str) -> str:
    r"""Return a JSON document, which has such characters only inside strings, with all but ``\n`` as ``\uXXXX``: the same value."""
    return _OBEYED.sub(_spell_out_json, document)


def visible_text(text: str) -> str:
    """Return ``text`` with what cannot be seen spelled out: a line end as ``⏎``, a tab as ``⇥``, all else as ``U+200B``.

    It tells what a change took away, and no more than that: on its way to the screen it still goes through ``safe_text``.
    """
    return "".join(
        character if character.isprintable() or category(character) == "Zs" else _SEEN.get(character, f"U+{ord(character):04X}")
        for character in text.replace("\r\n", "\n")
    )


_SEEN = {"\n": "⏎", "\t": "⇥"}
"""Signs that readers of text editors know."""


def _spell_out(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code <= _LAST_BYTE else f"\\u{code:04x}"


def _spell_out_inside(match: re.Match[str]) -> str:
    return match[0] if match[0] in "\n\t" else _spell_out(match)


def _spell_out_json(match: re.Match[str]) -> str:
    return match[0] if match[0] == "\n" else f"\\u{ord(match[0]):04x}"
