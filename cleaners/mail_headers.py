"""Mail headers: in go the first lines of a page, out come those that head a mail, as archives of newsletters keep them.

``From:``, ``Date:`` and ``List-Archive:`` in a row say nothing of the text; the day is the page's, and what stands above them or behind
``Subject:`` is what the mail was called, which its text says again, or not at all.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaners.draft import DraftBlock

HEAD_LINES = 12
"""Lines among which a header stands, an archive's own above it."""

MIN_FIELDS = 2
"""Fields in a row that make a header; one alone may be a label of the text (To: all counties)."""

_FIELD = re.compile(
    r"(?P<name>from|to|cc|bcc|reply-to|sender|date|sent|subject|message-id|in-reply-to|list-[a-z-]+|mime-version|content-[a-z-]+|x-[a-z-]+)"
    r":\s+(?P<value>\S.*)",
    re.IGNORECASE,
)
_DAYS = frozenset({"date", "sent"})


class MailHeader(NamedTuple):
    """Blocks of a mail's header, by number: the lines with its day, the others, and what the mail is called."""

    days: frozenset[int]
    others: frozenset[int]
    subject: str


NO_HEADER = MailHeader(frozenset(), frozenset(), "")


def find_mail_header(blocks: Sequence[DraftBlock]) -> MailHeader:
    """Return the header among the first lines of a page; empty where there is none. The line right above ``From:`` is its subject."""
    lines = [(block, block.text.strip()) for block in blocks[:HEAD_LINES]]
    fields = [_FIELD.fullmatch(text) for _, text in lines]
    first = next((at for at, field in enumerate(fields) if field), len(fields))
    end = next((at for at in range(first, len(fields)) if not fields[at]), len(fields))
    names = {field["name"].lower(): field["value"] for field in fields[first:end] if field}
    if end - first < MIN_FIELDS or "from" not in names:
        return NO_HEADER
    days = {lines[at][0].number for at in range(first, end) if (field := fields[at]) and field["name"].lower() in _DAYS}
    above = range(max(first - ("subject" not in names), 0), first)
    others = {lines[at][0].number for at in (*above, *range(first, end))} - days
    subject = names.get("subject", "") or " ".join(lines[at][1] for at in above)
    return MailHeader(frozenset(days), frozenset(others), subject)
