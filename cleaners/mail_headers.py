"""Mail headers: in go the first lines of a page, out come those that head a mail, as archives of newsletters keep them.

``From:``, ``Date:`` and ``List-Archive:`` in a row say nothing of the text; the day is the page's, and what stands above them or behind
``Subject:`` is what the mail was called, which its text says again, or not at all.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from corpus.matchkey import simplify

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaners.draft import DraftBlock

HEAD_LINES = 12
"""Lines among which a header stands, an archive's own above it."""

MAX_SIGNATURE = 8
"""Lines of a mail's signature; more are text below a rule."""

_RULE = re.compile(r"[─—=_-]{6,}")

MIN_FIELDS = 2
"""Fields in a row that make a header; one alone may be a label of the text (To: all counties)."""

_FIELD = re.compile(
    r"(?P<name>from|to|cc|bcc|reply-to|sender|date|sent|subject|message-id|in-reply-to|list-[a-z-]+|mime-version|content-[a-z-]+|x-[a-z-]+)"
    r":\s+(?P<value>\S.*)"
    r"|(?P<chinese>[发發寄]件人|[发發寄]信人|收件人|[抄密]送|[发發]送[时時][间間]|[发發]信站|[标標]\s{0,4}[题題]|主\s{0,4}[题題]|日\s{0,4}期|[时時]\s{0,4}[间間]|附\s{0,2}件)"
    r"\s?[:：]\s?(?P<said>\S.*)",
    re.IGNORECASE,
)
_CHINESE = {
    "发": "from",
    "寄": "from",
    "收": "to",
    "抄": "cc",
    "密": "cc",
    "标": "subject",
    "主": "subject",
    "日": "date",
    "时": "date",
    "附": "attachment",
}
"""Fields of mail programs and bulletin boards by their first character; 发信站 and 发送时间 give the day."""

_DAYS = frozenset({"date", "sent"})
_REPRINTED = re.compile(
    r"\s*(?:[【\[](?:转载|转贴|轉載|转发|合集|通知|公告)[】\]]|(?:re|fw|fwd|回复|答复|转发|轉寄)\s?[:：])\s*", re.IGNORECASE
)
"""What stands before the subject of a mail that is passed on: 【转载】, Fwd:, 转发：."""


class MailHeader(NamedTuple):
    """Blocks of a mail's header, by number: the lines with its day, the others, and what the mail is called."""

    days: frozenset[int]
    others: frozenset[int]
    subject: str


NO_HEADER = MailHeader(frozenset(), frozenset(), "")


def find_mail_header(blocks: Sequence[DraftBlock]) -> MailHeader:
    """Return the header among the first lines of a page; empty where there is none. The line right above ``From:`` is its subject."""
    lines = [(block, block.text.strip()) for block in blocks[:HEAD_LINES]]
    fields = [_field(text) for _, text in lines]
    first = next((at for at, field in enumerate(fields) if field), len(fields))
    end = next((at for at in range(first, len(fields)) if not fields[at]), len(fields))
    names = dict(field for field in fields[first:end] if field)
    if end - first < MIN_FIELDS or "from" not in names:
        return NO_HEADER
    days = {lines[at][0].number for at in range(first, end) if (field := fields[at]) and field[0] in _DAYS}
    above = range(max(first - ("subject" not in names), 0), first)
    others = {lines[at][0].number for at in (*above, *range(first, end))} - days
    subject = names.get("subject", "") or " ".join(lines[at][1] for at in above)
    while mark := _REPRINTED.match(subject):
        subject = subject[mark.end() :]
    return MailHeader(frozenset(days), frozenset(others), subject)


def signature_lines(blocks: Sequence[DraftBlock]) -> set[int]:
    """Return the lines, by number, below ``--``, in which a mail program puts who wrote it, or a motto, up to the next mail."""
    texts = [block.text.strip() for block in blocks]
    found: set[int] = set()
    for at, text in enumerate(texts):
        if text == "--":
            end = next((place for place in range(at + 1, len(texts)) if _field(texts[place]) or _RULE.fullmatch(texts[place])), len(texts))
            if end - at <= MAX_SIGNATURE:
                found |= {blocks[place].number for place in range(at, end)}
    return found


def _field(text: str) -> tuple[str, str] | None:
    """Return name and value of a field of a header, or None."""
    field = _FIELD.fullmatch(text)
    if field is None:
        return None
    if field["name"]:
        return field["name"].lower(), field["value"]
    name = simplify(field["chinese"])
    return ("date" if name in {"发信站", "发送时间"} else _CHINESE[name[0]]), field["said"]
