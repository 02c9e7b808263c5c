"""Changes in words: in go edits, out come short phrases that say what was changed, equal ones counted."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from search_cli.cells import shorten
from search_cli.printing import Styled
from search_cli.terminal import visible_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from search_cli.raw_rows import Part, Row

QUOTED_CELLS = 34
"""Two quotations, a rule's name and a count fit on a line of 100 cells."""

CONTEXT_CELLS = 24
"""About 12 Chinese characters or 4 English words on either side of a change: enough to find the place."""

_INDENT = re.compile("⏎ +")
"""What indents the next line tells nothing of a line end."""


class Change(NamedTuple):
    """What an edit did; equal for edits that did the same."""

    rule: str
    reason: str
    raw: str
    clean: str


def changes_in(rows: Iterable[Row]) -> Counter[Change]:
    """Return the changes that a reader sees, with how often each was made."""
    return Counter(change_of(part) for row in rows for part in row.parts if part.changed)


def change_of(part: Part) -> Change:
    """Return what was done to a part that was changed."""
    return Change(part.edits[0].rule, part.edits[0].reason, part.raw, part.clean)


def marks_of(change: Change) -> list[str | Styled]:
    """Return the change marked as everywhere: ``[-&amp;-]{+&+}``, ``[-⏎2、-]``; the beginnings of long texts."""
    put_in = [Styled(f"{{+{_begun(change.clean)}+}}", "added")] if change.clean else []
    return [Styled(f"[-{_begun(change.raw)}-]", "removed"), *put_in]


def quoted(text: str, cells: int = QUOTED_CELLS) -> str:
    """Return ``text`` in quotation marks, its beginning where it is long, with characters that cannot be seen spelled out."""
    return f"“{_begun(text, cells)}”"


def _begun(text: str, cells: int = QUOTED_CELLS) -> str:
    return shorten(_INDENT.sub("⏎", visible_text(text[: 2 * cells])), cells)


def times(number: int) -> str:
    """Return how often, as a mark behind what was counted; nothing for once."""
    return f"  ×{number:,}" if number > 1 else ""


def marked_raw(part: Part) -> list[str | Styled]:
    """Return the raw side of a part, a change marked ``[-…-]``; where the raw page has a line end, so has this."""
    if not part.changed:
        return [part.clean]
    lines = part.raw.replace("\r\n", "\n").split("\n")
    ends_line = len(lines) > 1 and not lines[-1].strip()
    shown = "⏎\n".join(map(visible_text, lines[:-1] if ends_line else lines))
    return [Styled(f"[-{shown}⏎-]", "removed"), "\n"] if ends_line else [Styled(f"[-{shown}-]", "removed")]


def marked_clean(part: Part) -> list[str | Styled]:
    """Return the clean side of a part, what a change put there marked ``{+…+}``."""
    return [Styled(f"{{+{part.clean}+}}", "added")] if part.changed and part.clean.strip() else [part.clean]
