"""Head of an HTML page: in goes its shape with its main text, out come its title, and the lines outside the text that tell of it.

The title is the line that says what ``<title>``, a meta element or the table of metadata says, the site's name aside; where none does,
the heading of the text, or the line above the dateline. Datelines and tables of metadata stand between the title and the text, or right
behind it; farther off they are other stories'.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cleaners.facts import BYLINE, label_only, read_pairs
from cleaners.html_hints import MIN_KEY, key_of, keys_of, name_parts
from cleaners.html_shape import heading_of
from cleaners.main_text import places_inside
from cleaners.parts import AGENCIES, is_policy_title
from corpus.dates import first_date, is_bare_date
from corpus.matchkey import simplify
from corpus.numbering import opening
from corpus.sentences import ends_sentence, weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from cleaners.facts import Pair
    from cleaners.html_shape import Paragraph, Shape
    from cleaners.main_text import Main

MAX_TITLE_WEIGHT = 400
"""As in ``cleaners.title``."""

MIN_BEGINNING = 12
"""Characters that two names must have in common where one is longer."""

MAX_TITLE_LINES = 3
"""Further lines that a title may have."""

MIN_TITLE = 20
"""Letters of English of a title that only its place tells; 工作动态, the name of a section, weighs less."""

HEAD_PARAGRAPHS = 40
"""Paragraphs above the text in which the title may stand; share bars and captions stand between."""

MAX_LINE_WEIGHT = 300
"""Letters of English of a line with labels."""

MAX_BARE_WEIGHT = 160
"""Letters of English of a line with a date and no label."""

BEHIND = 6
"""Paragraphs behind the text in which its source and editor may stand."""

SIGNED = 3
"""Paragraphs behind the text in which the date of its signature may stand, where a page sets it in an element of its own."""

MIN_TABLE_LABELS = 3
"""As in ``cleaners.metadata``."""

_TOLD = frozenset({"published", "issued", "publisher", "author", "editor", "issuer", "number"})


_CALLED_TITLE = re.compile(r"(?:^|[\s_-])(?:\w*title\w*|tit|bt|biaoti|headline|subject)(?=[\s_-]|$)", re.IGNORECASE)
_PATH = re.compile(r"[>›»]|位置[:：]|首页")
"""What a breadcrumb has."""


class Head(NamedTuple):
    """Places of the title's first line, or None, of its further lines, and of the paragraphs outside the text that are metadata."""

    title: int | None
    below: tuple[int, ...]
    metadata: frozenset[int]


def read_head(shape: Shape, main: Main, names: Sequence[str]) -> Head:
    """Return where title and metadata stand; ``names`` are what the page is called."""
    if not shape.paragraphs:
        return Head(None, (), frozenset())
    start = _text_start(shape, main)
    title = _named(shape, main, [*names, *_told_names(shape, start)], start)
    if title is None:
        title = _headed(shape, main, start)
    if title is None and main.sure:
        title = _above_dateline(shape, main, start)
    unnamed = title is None and all(map(_is_sites, (part for name in names for part in name_parts(name))))
    if unnamed or (title is not None and _is_sites(shape.paragraphs[title].said)):
        title = next(_titles_below(shape, main, -1 if title is None else title, start), title)
    if title is not None and title > start:
        start = next((at for at in sorted(main.kept) if at > title and shape.paragraphs[at].prose), start)
    told = frozenset(_metadata(shape, main, title, start)) if main.sure else frozenset()
    return Head(title, tuple(_lines_below(shape, title)) if title is not None else (), told)


def _text_start(shape: Shape, main: Main) -> int:
    """Return the place of the first paragraph of prose in the text."""
    kept = sorted(main.kept)
    return next((at for at in kept if shape.paragraphs[at].prose), kept[0] if kept else 0)


def _pairs(paragraph: Paragraph) -> list[Pair]:
    """Return the labels of a line and their values, read in simplified characters."""
    return read_pairs(simplify(paragraph.said)) if paragraph.text <= MAX_LINE_WEIGHT else []


def _told_names(shape: Shape, start: int) -> Iterator[str]:
    """Yield what lines of metadata call the page (名称：…)."""
    for paragraph in shape.paragraphs[max(0, start - HEAD_PARAGRAPHS) : start]:
        yield from (pair.value for pair in _pairs(paragraph) if pair.name == "title" and pair.value)


def _named(shape: Shape, main: Main, names: Sequence[str], start: int) -> int | None:
    """Return the paragraph that says what the page is called.

    Of several the longest, a heading before other lines, the nearest to the text before those farther off. What the name begins with
    counts twice, unless it is an agency: the site's name, which may be longer, stands at its end.
    """
    keys = keys_of(names)
    sites = set(places_inside(shape, main.site | main.hidden))
    wholes = [key_of(name) for name in names]
    best: tuple[float, bool, int, int] | None = None
    for at in range(max(0, start - HEAD_PARAGRAPHS), min(len(shape.paragraphs), start + 3)):
        paragraph = shape.paragraphs[at]
        if paragraph.text > MAX_TITLE_WEIGHT or (at not in main.kept and _is_data(shape, paragraph)):
            continue
        key = key_of(paragraph.said + _rest_of_heading(shape, at))
        headed = bool(heading_of(paragraph))
        if not headed and (at in sites or paragraph.linked):
            continue
        if key not in keys and not (headed and _begins(key, keys)):
            continue
        opens = any(name.startswith(key) or key.startswith(name) for name in wholes)
        certainty = weight(key) * (2 if opens and not AGENCIES.fullmatch(paragraph.said) else 1)
        found = (certainty, headed, -abs(at - start), at)
        best = max(best, found) if best else found
    return best[3] if best else None


def _is_data(shape: Shape, paragraph: Paragraph) -> bool:
    """Return whether a paragraph is a cell of a table that is no layout: its value may repeat the title."""
    return paragraph.element.name in {"td", "th"} and paragraph.element.position not in shape.layout


def _is_sites(said: str) -> bool:
    """Return whether a line is no more than the name of an agency: the head of its site, while the title stands below it."""
    return AGENCIES.fullmatch(said) is not None and not is_policy_title(said) and "关于" not in said


def _titles_below(shape: Shape, main: Main, above: int, start: int) -> Iterator[int]:
    """Yield the lines between a site's name and the text that can be the title: a heading, what is called so, the line above a day."""
    sites = set(places_inside(shape, main.site | main.hidden))
    lines = [at for at in range(max(0, start - HEAD_PARAGRAPHS, above + 1), start) if at not in sites and _reads_like_title(shape, at)]
    yield from (at for at in reversed(lines) if heading_of(shape.paragraphs[at]))
    yield from (at for at in reversed(lines) if _CALLED_TITLE.search(shape.paragraphs[at].element.marks))
    yield from (at for at in reversed(lines) if at + 1 < start and _tells(shape.paragraphs[at + 1], bare=True))


def _reads_like_title(shape: Shape, at: int) -> bool:
    """Return whether a line is short, no link, no sentence, no metadata and no agency's name."""
    paragraph = shape.paragraphs[at]
    said = paragraph.said
    if paragraph.linked or not MIN_TITLE <= weight(said) <= MAX_TITLE_WEIGHT or ends_sentence(said) or _pairs(paragraph):
        return False
    return not (_is_sites(said) or first_date(said) or opening(said) or label_only(said) or _PATH.search(said))


def _rest_of_heading(shape: Shape, at: int) -> str:
    """Return the further lines of the heading of which a paragraph is the first (办公室<br>关于…的通知)."""
    heading = heading_of(shape.paragraphs[at])
    element = shape.paragraphs[at].element
    if not heading or (at and shape.paragraphs[at - 1].element is element):
        return ""
    return "".join(shape.paragraphs[after].said for after in _lines_below(shape, at))


def _lines_below(shape: Shape, at: int) -> Iterator[int]:
    """Yield the places of the next few lines in the same heading."""
    for after in range(at + 1, min(at + 1 + MAX_TITLE_LINES, len(shape.paragraphs))):
        if shape.paragraphs[after].element is not shape.paragraphs[at].element or not heading_of(shape.paragraphs[at]):
            return
        yield after


def _begins(key: str, keys: AbstractSet[str]) -> bool:
    """Return whether a heading begins like a name of the page, which is often cut short."""
    return any(min(len(key), len(name)) >= MIN_BEGINNING and (key.startswith(name) or name.startswith(key)) for name in keys)


def _headed(shape: Shape, main: Main, start: int) -> int | None:
    """Return the policy's title among the headings above the first sentence, else the last main heading above, or the first below."""
    heads = [at for at, paragraph in enumerate(shape.paragraphs) if paragraph.text <= MAX_TITLE_WEIGHT and heading_of(paragraph)]
    above = [at for at in heads if start - HEAD_PARAGRAPHS <= at < start]
    policy = next(
        (at for at in above if at in main.kept and is_policy_title(shape.paragraphs[at].said + _rest_of_heading(shape, at))), None
    )
    if policy is not None:
        return policy
    main_heads = [at for at in heads if heading_of(shape.paragraphs[at]) == "h1"]
    near = [at for at in above if at in main_heads]
    found = near[-1] if near else next((at for at in main_heads if at in main.kept), None)
    while found and shape.paragraphs[found - 1].element is shape.paragraphs[found].element:
        found -= 1
    return found


def _above_dateline(shape: Shape, main: Main, start: int) -> int | None:
    """Return the line above the dateline outside the text, where it reads like a title and is no link."""
    for at in range(max(1, start - BEHIND), start):
        above = shape.paragraphs[at - 1]
        if at in main.kept or not _tells(shape.paragraphs[at], bare=True):
            continue
        if above.linked or above.text > MAX_TITLE_WEIGHT or ends_sentence(above.said) or _pairs(above) or weight(above.said) < MIN_KEY:
            return None
        return at - 1 if is_policy_title(above.said) else None
    return None


def _metadata(shape: Shape, main: Main, title: int | None, start: int) -> Iterator[int]:
    """Yield the paragraphs outside the text that say who published it and when."""
    head = max(0, start - HEAD_PARAGRAPHS)
    last = max(main.kept, default=start)
    own = {title, *(_lines_below(shape, title) if title is not None else ())}
    cells = set(_label_cells(shape))
    announced = False
    for at in range(head, min(len(shape.paragraphs), last + 1 + BEHIND)):
        paragraph = shape.paragraphs[at]
        if at in main.kept or at in own:
            continue
        if at in cells:
            yield at
            continue
        bare = title is not None and title < at < start
        dated = (bare or last < at <= last + SIGNED) and not paragraph.linked and is_bare_date(paragraph.said)
        if (announced and paragraph.text <= MAX_BARE_WEIGHT) or dated or _tells(paragraph, bare=bare):
            yield at
        announced = bare and label_only(simplify(paragraph.said)) in _TOLD


def _tells(paragraph: Paragraph, *, bare: bool) -> bool:
    """Return whether a line has labels with values, or, where it may be ``bare``, is a byline or has a date."""
    if any(pair.name in _TOLD and (pair.value or bare) for pair in _pairs(paragraph)):
        return True
    if not bare or paragraph.text > MAX_BARE_WEIGHT or ends_sentence(paragraph.said):
        return False
    return BYLINE.fullmatch(paragraph.said) is not None or bool(first_date(paragraph.said))


def _label_cells(shape: Shape) -> Iterator[int]:
    """Yield the cells of tables that say 索引号, 发文机关 and so on."""
    for table in shape.elements:
        if table.name != "table" or table.tables:
            continue
        labels = {label_only(simplify(shape.paragraphs[at].said)) for at in range(table.first, table.last)}
        if len(labels - {None}) >= MIN_TABLE_LABELS:
            yield from range(table.first, table.last)
