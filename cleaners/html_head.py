"""Head of an HTML page: in goes its shape with its main text, out come its title, and the lines outside the text that tell of it.

The title is the line that says what ``<title>``, a meta element or the table of metadata says, the site's name aside; where none does,
the heading of the text, or the line above the dateline. Datelines and tables of metadata stand between the title and the text, or right
behind it; farther off they are other stories'.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cleaners.facts import label_only, page_day
from cleaners.html_hints import key_of, keys_of, name_parts
from cleaners.html_shape import heading_of
from cleaners.main_text import places_inside
from cleaners.number_lines import is_number_line, is_own_file, read_announcement
from cleaners.parts import AGENCIES, is_policy_title
from cleaners.title_places import (
    HEAD_PARAGRAPHS,
    MAX_BARE_WEIGHT,
    MAX_TITLE_WEIGHT,
    MIN_TITLE,
    OPENS_PATH,
    TOLD,
    is_cut_title,
    is_sites,
    pairs_of,
    reads_like_title,
    tells,
    titles_above,
)
from corpus.dates import find_dates, is_bare_date
from corpus.matchkey import simplify
from corpus.scripts import has_han
from corpus.sentences import ends_sentence, weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from cleaners.html_shape import Element, Paragraph, Shape
    from cleaners.main_text import Main

MIN_BEGINNING = 36
"""Letters of English that two names must have in common where one is longer: ten Han characters weigh 38."""

MAX_TITLE_LINES = 3
"""Further lines that a title may have."""

BEHIND = 6
"""Paragraphs behind the text in which its source and editor may stand."""

SIGNED = 3
"""Paragraphs behind the text in which its signature and date may stand, where a page sets them in elements of their own."""

MIN_ENDING = 0.5
"""Share of a heading's characters that a name of the page has at its end (第41/2022號社會文化司司長批示)."""

MIN_CERTAIN = 40
"""Letters of English of a title that stands above the dateline while the page is called otherwise; ten Han characters weigh 38."""

MIN_TABLE_LABELS = 3
"""As in ``cleaners.metadata``."""

ABOVE_TITLE = 2
"""Paragraphs above a title in which the text's number or the page's day may stand, a motto between."""

DAY_ABOVE = 10
"""Paragraphs above the title of a story in which a newspaper's page has its day; menus of pages and stories stand between."""

_WEEKDAY = re.compile(r"(?:星期|周|週)[一二三四五六日天]|day\b|\b(?:mon|tue|wed|thu|fri|sat|sun)\b", re.IGNORECASE)
_NEWSPAPER = re.compile(
    r"第?\s?[0-9０-９A-D〇一二三四五六七八九十]{1,4}\s?版|版面|[上下]一?版|总?第\s?\d+\s?期|\b(?:edition|vol\.|issue no)", re.IGNORECASE
)

_SPOKEN = re.compile(r"今天|现在|\b(?:today|now|since|until|from|by|on|copyright|until|as)\b|©|[自从至]", re.IGNORECASE)
"""Words beside a day by which it is today's, the site's or part of a phrase."""

_COLON = re.compile(r"[:：]")
_NO_LETTER = re.compile(r"[^a-z]+", re.IGNORECASE)


class Head(NamedTuple):
    """Places of the title's lines, and of the paragraphs outside the text that are metadata."""

    title: tuple[int, ...]
    metadata: frozenset[int]


def read_head(shape: Shape, main: Main, names: Sequence[str]) -> Head:
    """Return where title and metadata stand; ``names`` are what the page is called."""
    if not shape.paragraphs:
        return Head((), frozenset())
    start = _text_start(shape, main)
    called = [*names, *_told_names(shape, start)]
    title = _named(shape, main, called, start)
    if title is not None and title > start and is_sites(shape.paragraphs[title].said):
        title = None  # the site is called by its agency's name, and that signs the text
    if title is None:
        title = _headed(shape, main, start)
    if title is None or is_sites(shape.paragraphs[title].said) or _is_short(shape, title, start):
        sites = set(places_inside(shape, main.site | main.hidden))
        unnamed = title is not None or all(map(_is_sections, (part for name in names for part in name_parts(name))))
        likely = titles_above(shape, -1 if title is None else title, start, sites)
        title = next((at for at in likely if unnamed or _is_certain(shape, at)), title)
    if title is not None and title > start:
        start = next((at for at in sorted(main.kept) if at > title and shape.paragraphs[at].prose), start)
    lines = _title_lines(shape, title, keys_of(called)) if title is not None else ()
    told = frozenset(_metadata(shape, main, lines, start)) if main.sure else frozenset()
    return Head(lines, told)


def _is_short(shape: Shape, at: int, start: int) -> bool:
    """Return whether a line is so short that it may be the site's name in its head: no heading, or one with another between it and text."""
    if shape.paragraphs[at].text >= MIN_TITLE:
        return False
    own = shape.paragraphs[at].element
    below = (shape.paragraphs[place] for place in range(at + 1, start))
    return not heading_of(shape.paragraphs[at]) or any(heading_of(one) and one.element is not own for one in below)


def _is_sections(name: str) -> bool:
    """Return whether a part of the page's name is the site's, or so short that it may be a section's (网民留言办理)."""
    return is_sites(name) or weight(name) < MIN_CERTAIN


def _text_start(shape: Shape, main: Main) -> int:
    """Return the place of the first paragraph of prose in the text."""
    kept = sorted(main.kept)
    return next((at for at in kept if shape.paragraphs[at].prose and not _is_headline(shape.paragraphs[at])), kept[0] if kept else 0)


def _is_headline(paragraph: Paragraph) -> bool:
    """Return whether a line with a stop in it is a heading or a day's all the same: Bulletin No. 2019-02 · 31 January 2019."""
    if heading_of(paragraph):
        return True
    return paragraph.text <= MAX_BARE_WEIGHT and not ends_sentence(paragraph.said) and bool(page_day(paragraph.said))


def _told_names(shape: Shape, start: int) -> Iterator[str]:
    """Yield what lines of metadata call the page (名称：…)."""
    for paragraph in shape.paragraphs[max(0, start - HEAD_PARAGRAPHS) : start]:
        yield from (pair.value for pair in pairs_of(paragraph) if pair.name == "title" and pair.value)


def _named(shape: Shape, main: Main, names: Sequence[str], start: int) -> int | None:
    """Return the paragraph that says what the page is called.

    Of several one outside of the page's header, the longest, a heading before other lines, the nearest to the text before those farther
    off. What the name begins with counts twice, unless it is an agency: the site's name, which may be longer, stands at its end.
    """
    keys = keys_of(names)
    sites = set(places_inside(shape, main.site | main.hidden))
    wholes = [key_of(name) for name in names]
    best: tuple[bool, float, bool, int, int] | None = None
    for at in range(max(0, start - HEAD_PARAGRAPHS), min(len(shape.paragraphs), start + 3)):
        paragraph = shape.paragraphs[at]
        if (
            paragraph.text > MAX_TITLE_WEIGHT
            or OPENS_PATH.match(paragraph.said)
            or read_announcement(paragraph.said)
            or (at not in main.kept and _is_data(shape, paragraph))
        ):
            continue
        headed = bool(heading_of(paragraph))
        if not headed and (at in sites or paragraph.linked):
            continue
        lines = _lines_named(shape, at, keys) or (at, *_lines_below(shape, at))
        key = key_of("".join(shape.paragraphs[line].said for line in lines))
        if key not in keys and not (
            (headed or paragraph.bold) and (_is_like(key, keys) or key_of(_COLON.split(paragraph.said)[0]) in keys)
        ):
            continue
        opens = any(name.startswith(key) or key.startswith(name) for name in wholes)
        certainty = weight(key) * (2 if opens and not AGENCIES.fullmatch(paragraph.said) else 1)
        found = (headed or not _in_header(paragraph.element), certainty, headed, -abs(at - start), at)
        best = max(best, found) if best else found
    return best[-1] if best else None


def _in_header(element: Element | None) -> bool:
    """Return whether an element stands in the page's header, where the site's name does; an article's header is its own."""
    while element is not None and element.name not in {"article", "main"}:
        if element.name == "header":
            return not _in_article(element)
        element = element.parent
    return False


def _in_article(element: Element | None) -> bool:
    while element is not None and element.name not in {"article", "main"}:
        element = element.parent
    return element is not None


def _is_data(shape: Shape, paragraph: Paragraph) -> bool:
    """Return whether a paragraph is a cell of a table that is no layout: its value may repeat the title."""
    return paragraph.element.name in {"td", "th"} and paragraph.element.position not in shape.layout


def _title_lines(shape: Shape, title: int, keys: AbstractSet[str]) -> tuple[int, ...]:
    """Return the places of all lines of a title: those that are called so together, those of its heading, the issuer's above it."""
    lines = _lines_named(shape, title, keys) or (title, *_lines_below(shape, title))
    if len(lines) > 1 and _are_two_headings(shape, lines[0], lines[1]):
        lines = lines[:1]
    if len(lines) == 1 and title + 1 < len(shape.paragraphs) and is_cut_title(shape, title):
        lines = (title, title + 1)
    if _is_translation(shape, lines[-1]) and not _are_two_headings(shape, lines[-1], lines[-1] + 1):
        lines = (*lines, lines[-1] + 1)
    above = shape.paragraphs[title - 1] if title else None
    if above and shape.paragraphs[title].said.startswith(("关于", "關於")) and AGENCIES.fullmatch(above.said) and not above.linked:
        return (title - 1, *lines)
    return lines


def _are_two_headings(shape: Shape, first: int, second: int) -> bool:
    """Return whether two lines are headings of their own, one in Chinese: ``<h1>渡口条例</h1><h1>Regulations on Ferries</h1>``."""
    one, other = shape.paragraphs[first], shape.paragraphs[second]
    apart = bool(heading_of(one)) and bool(heading_of(other)) and one.element is not other.element
    return apart and has_han(one.said) and not has_han(other.said)


def _is_translation(shape: Shape, at: int) -> bool:
    """Return whether the line below a title is its like in the other language: ``<div class=bt1>`` and ``<div class=bt2>``."""
    if at + 1 >= len(shape.paragraphs) or not reads_like_title(shape, at + 1):
        return False
    first, second = shape.paragraphs[at], shape.paragraphs[at + 1]
    if has_han(first.said) == has_han(second.said):
        return False
    marks = [_NO_LETTER.sub("", paragraph.element.marks) for paragraph in (first, second)]
    return first.element.name == second.element.name and first.element is not second.element and marks[0] == marks[1]


def _lines_named(shape: Shape, at: int, keys: AbstractSet[str]) -> tuple[int, ...]:
    """Return the places of two or three lines that say together, and none alone, what the page is called: issuer and subject."""
    together = ""
    for after in range(at, min(at + MAX_TITLE_LINES, len(shape.paragraphs))):
        paragraph = shape.paragraphs[after]
        key = key_of(paragraph.said)
        if paragraph.linked or key in keys:
            break
        together += key
        if together in keys:
            return tuple(range(at, after + 1))
    return ()


def _lines_below(shape: Shape, at: int) -> Iterator[int]:
    """Yield the places of the next few lines in the same heading."""
    for after in range(at + 1, min(at + 1 + MAX_TITLE_LINES, len(shape.paragraphs))):
        if shape.paragraphs[after].element is not shape.paragraphs[at].element or not heading_of(shape.paragraphs[at]):
            return
        yield after


def _is_like(key: str, keys: AbstractSet[str]) -> bool:
    """Return whether a heading begins like a name of the page, which is often cut short, or ends with it, behind its number."""
    if any(min(weight(key), weight(name)) >= MIN_BEGINNING and (key.startswith(name) or name.startswith(key)) for name in keys):
        return True
    return any(len(name) >= MIN_ENDING * len(key) and key.endswith(name) for name in keys)


def _headed(shape: Shape, main: Main, start: int) -> int | None:
    """Return the policy's title among the headings above the first sentence, else the last main heading above, or the first below."""
    heads = [
        at
        for at, paragraph in enumerate(shape.paragraphs)
        if paragraph.text <= MAX_TITLE_WEIGHT and heading_of(paragraph) and not OPENS_PATH.match(paragraph.said)
    ]
    above = [at for at in heads if start - HEAD_PARAGRAPHS <= at < start]
    policy = next((at for at in above if at in main.kept and is_policy_title(_whole_heading(shape, at))), None)
    if policy is not None:
        return policy
    main_heads = [at for at in heads if heading_of(shape.paragraphs[at]) == "h1"]
    near = [at for at in above if at in main_heads]
    found = near[-1] if near else next((at for at in main_heads if at in main.kept), None)
    while found and shape.paragraphs[found - 1].element is shape.paragraphs[found].element:
        found -= 1
    return found


def _whole_heading(shape: Shape, at: int) -> str:
    """Return all lines of the heading of which a paragraph is the first (办公室<br>关于…的通知)."""
    return "".join(shape.paragraphs[line].said for line in (at, *_lines_below(shape, at)))


def _is_certain(shape: Shape, at: int) -> bool:
    """Return whether a line is the title although the page is called otherwise (招标公告详情): a policy's, or above the dateline."""
    said = shape.paragraphs[at].said
    if is_policy_title(said):
        return True
    return weight(said) >= MIN_CERTAIN and at + 1 < len(shape.paragraphs) and tells(shape.paragraphs[at + 1], bare=True)


def _metadata(shape: Shape, main: Main, title: Sequence[int], start: int) -> Iterator[int]:
    """Yield the paragraphs outside the text that say who published it and when."""
    told = list(_told_around(shape, main, title, start))
    yield from told
    if title and not any(page_day(shape.paragraphs[at].said) for at in told if at < start):
        yield from _day_above(shape, title[0])


def _told_around(shape: Shape, main: Main, title: Sequence[int], start: int) -> Iterator[int]:
    """Yield those above and between title and text, and right behind the text."""
    head = max(0, start - HEAD_PARAGRAPHS)
    last = max(main.kept, default=start)
    cells = set(_label_cells(shape))
    announced = False
    for at in range(head, min(len(shape.paragraphs), last + 1 + BEHIND)):
        paragraph = shape.paragraphs[at]
        if at in main.kept or at in title:
            continue
        if at in cells:
            yield at
            continue
        bare = bool(title) and title[0] < at < start
        signed = last < at <= last + SIGNED and not paragraph.linked and _is_signature(shape, at)
        numbered = (bare or (bool(title) and title[0] - ABOVE_TITLE <= at < title[0])) and is_number_line(paragraph.said)
        announces = bare and label_only(simplify(paragraph.said)) in TOLD
        if (announced and paragraph.text <= MAX_BARE_WEIGHT) or announces or signed or numbered or tells(paragraph, bare=bare):
            yield at
        announced = announces


def _day_above(shape: Shape, title: int) -> Iterator[int]:
    """Yield the day right above a title that has none below; one with its weekday only on a newspaper's page, elsewhere it is today's."""
    for at in range(title - 1, max(title - 1 - DAY_ABOVE, -1), -1):
        paragraph = shape.paragraphs[at]
        if paragraph.linked or not (is_bare_date(paragraph.said) or (at + ABOVE_TITLE >= title and _is_section_with_day(paragraph.said))):
            continue
        if at and is_own_file(shape.paragraphs[at - 1].said):
            return  # the day of the letter itself
        beside = "".join(one.said for one in shape.paragraphs[max(at - ABOVE_TITLE, 0) : at + ABOVE_TITLE + 1])
        if (at + ABOVE_TITLE >= title and not _WEEKDAY.search(paragraph.said)) or _NEWSPAPER.search(beside):
            yield at
            return


def _is_section_with_day(said: str) -> bool:
    """Return whether a line is a day behind or before the name of a section: Circulars 9 Dec 2021, 通知公告 | 2021-05-09."""
    dates = list(find_dates(said))
    if len(dates) != 1 or len(dates[0][2]) < len("2021-06-08") or _SPOKEN.search(said):
        return False
    name = said.replace(said[dates[0][0] : dates[0][1]], "").strip(" |｜·•-–—/,，")
    return weight(name) < MIN_TITLE and not any(map(str.isdigit, name)) and not _COLON.search(name)


def _is_signature(shape: Shape, at: int) -> bool:
    """Return whether a line is a date, or an agency's name above or before one."""
    said = shape.paragraphs[at].said
    if is_bare_date(said):
        return True
    dates = list(find_dates(said))
    if dates and AGENCIES.fullmatch(said[: dates[0][0]].strip()) and said[dates[0][1] :].strip() in {"", "印发"}:
        return True
    below = shape.paragraphs[at + 1].said if at + 1 < len(shape.paragraphs) else ""
    return AGENCIES.fullmatch(said) is not None and is_bare_date(below)


def _label_cells(shape: Shape) -> Iterator[int]:
    """Yield the cells of tables that say 索引号, 发文机关 and so on."""
    for table in shape.elements:
        if table.name != "table" or table.tables:
            continue
        labels = {label_only(simplify(shape.paragraphs[at].said)) for at in range(table.first, table.last)}
        if len(labels - {None}) >= MIN_TABLE_LABELS:
            yield from range(table.first, table.last)
