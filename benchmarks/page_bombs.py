"""Hostile pages: in goes the name of one, out comes the page, at most 1 MB but for the single lines of 10 MB.

Each but the payloads holds one sentence where it is hardest to reach; it may be set aside or flagged, never lost unseen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DEEP = "深处的这一句话也必须原样留下来。"
"""The sentence that must not be lost."""

LAW = "本办法由市人民政府负责解释，自发布之日起施行。"
MEGABYTE = 1_000_000
NESTING = 50_000


def nested(tag: str, depth: int, *, closed: bool = True) -> str:
    """Return one element within the other, the sentence in the innermost."""
    return f"<html><body>{f'<{tag}>' * depth}{DEEP}{f'</{tag}>' * depth if closed else ''}</body></html>"


def flood(unit: str, size: int = MEGABYTE - 1_000) -> str:
    """Return a page that is one string over and over, the sentence behind it."""
    return f"<html><body><p>{unit * (size // len(unit.encode()))}</p><p>{DEEP}</p></body></html>"


def lines(unit: str, size: int = MEGABYTE - 1_000) -> str:
    """Return a plain text that is one line over and over, the sentence behind it."""
    return f"{unit * (size // len(unit.encode()))}\n{DEEP}\n"


def attributes(count: int) -> str:
    """Return a page with one tag of many attributes, no two alike."""
    return f"<html><body><p {' '.join(f'{number:x}' for number in range(count // 3, count // 3 + count))}>{DEEP}</p></body></html>"[
        -MEGABYTE:
    ]


def spans() -> str:
    """Return a table whose every cell claims thousands of rows and columns."""
    cells = '<td rowspan="65534" colspan="1000">1</td>' * 100
    return f"<html><body><table>{f'<tr>{cells}</tr>' * 200}<tr><td>{DEEP}</td></tr></table></body></html>"


def nested_lists() -> str:
    """Return lists within items, each item with a word before the next list."""
    return f"<html><body>{'<ul><li>甲' * 20_000}{DEEP}{'</li></ul>' * 20_000}</body></html>"


def numbered() -> str:
    """Return numbered lines, all of one length: what a share site's pieces look like, 10,800 times."""
    return "\n".join(f"{number}、{'本办法由市人民政府负责解释，' * 2}" for number in range(1, 10_800)) + f"\n{DEEP}\n"


def repeated() -> str:
    """Return 20 copies of a text of 400 passages, each copy without every seventh."""
    passages = [f"第{number}条 本市第{number}类事项由主管部门办理，期限为{number}日，逾期不办的应当说明理由。" for number in range(400)]
    told = [passage for copy in range(20) for number, passage in enumerate(passages) if (number + copy) % 7]
    return "\n".join([*told, DEEP])


def surrogates() -> str:
    """Return text and markup with surrogates that have lost their other half."""
    return f"<html><body><p>甲\ud800乙</p><p title='\udfff'>\udcff丙\ud83d</p><p>{DEEP}</p></body></html>" * 500


BOMBS: dict[str, Callable[[], str]] = {
    "div in div 50,000": lambda: nested("div", NESTING),
    "b never closed 200,000": lambda: nested("b", 200_000, closed=False),
    "span in span 50,000": lambda: nested("span", NESTING),
    "table in cell 10,000": lambda: nested("table><tr><td", 10_000, closed=False),
    "lists in items 20,000": nested_lists,
    "one tag, 160,000 attributes": lambda: attributes(160_000),
    "one tag, 300,000 attributes": lambda: f"<html><body><p{' a' * 300_000}>{DEEP}</p></body></html>",
    "one attribute a tag, 90,000 tags": lambda: flood("<i a=1>甲</i>"),
    "rowspan × colspan": spans,
    "entities, named": lambda: flood("&amp;"),
    "entities, numeric": lambda: flood("&#21307;"),
    "entities, doubly escaped": lambda: flood("&amp;amp;nbsp;"),
    "entities, unknown": lambda: flood("&xyzzy"),
    "comments": lambda: flood("<!--a-->"),
    "comments never closed": lambda: f"<html><body><p>{DEEP}</p>{'<!--' * 240_000}</body></html>",
    "CDATA": lambda: flood("<![CDATA[a]]>"),
    "scripts": lambda: flood("<script>a</script>"),
    "scripts never closed": lambda: f"<html><body><p>{DEEP}</p>{'<script>' * 120_000}</body></html>",
    "less-than signs": lambda: flood("<"),
    "quotes never closed": lambda: flood('<a href="'),
    "p never closed": lambda: flood("<p>甲"),
    "links in links": lambda: flood("<a href=x>甲"),
    "formatting across paragraphs": lambda: flood("<b><p>甲"),
    "form fields": lambda: flood("<select><option>甲"),
    "blank lines": lambda: lines("\n"),
    "lone full stops": lambda: lines("。\n"),
    "numbered lines": numbered,
    "copies": repeated,
    "marks": lambda: lines("，《》、“”（）。"),
    "digits": lambda: lines("2021"),
    "spaces": lambda: lines("甲 "),
    "text, one line of 10 MB": lambda: lines(LAW, 10 * MEGABYTE),
    "HTML, one line of 10 MB": lambda: flood("<p>本办法由市人民政府负责解释。</p>", 10 * MEGABYTE),
    "garbled text in one line": lambda: lines(LAW.encode("gbk").decode("latin-1")),
    "garbled twice with bytes lost": lambda: lines(LAW.encode().decode("gbk", "ignore").encode().decode("gbk", "replace")),
    "lone surrogates": surrogates,
}
"""Hostile pages by name."""


def payloads() -> Iterator[str]:
    """Yield 200 pages, each with another sequence that a terminal might obey, raw, as references, and in attributes."""
    openers = ("\x1b[", "\x9b", "\x1b]", "\x9d", "\x1bP", "\x90", "\x1b_", "\x1b^", "\x1bX", "\x1b")
    bodies = (
        *("2J", "31m", "0;0H", "?1049h", "6n", "8;9999;9999t", "5i", "!p", "?25l", "1A"),
        *("0;tiaowen\x07", "52;c;cm0gLXJm\x07", "8;;file:///etc/hosts\x1b\\x", "4;1;?\x07", "7;file://h/\x07"),
        *('$q"p\x1b\\', "+q544e\x1b\\", "\r\n", "\u202e\u2066gnp.exe\u2069", "\x00\x08\x7f\x85\u2028"),
    )
    for at, (opener, body) in enumerate((opener, body) for opener in openers for body in bodies):
        evil = opener + body
        written = "".join(f"&#{ord(character)};" for character in evil) if at % 3 == 2 else evil  # noqa: PLR2004  # every third page
        yield (
            f"<html><title>{written}关于通知</title><body><p title='{evil}'>第一条 {written}{DEEP}</p></body></html>"
            if at % 2
            else f"{evil}{DEEP}\n{evil}"
        )
