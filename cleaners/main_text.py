"""Main text of an HTML page: in goes the page's shape, out come its paragraphs that are main text, and the elements that are the site's.

The container is the element in which most prose stands near the surface, as in Mozilla's Readability. Whole articles stand in several
containers (one a section, one a page, one an attachment), so what stands beside it and carries prose too is taken in; what is the site's
inside it, lists of links and the headings above them are left out. A page with too little prose to tell is left whole.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from cleaners.html_hints import key_of
from cleaners.html_shape import BLOCKS, MIN_PROSE, PARAGRAPHS, heading_of, sums_of
from cleaners.site_sections import heads_site_element
from cleaners.slide_shows import find_slide_shows
from cleaners.text_branches import branches_of
from cleaners.title_places import named_places, titles_above
from corpus.sentences import ends_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from cleaners.html_shape import Element, Paragraph, Shape

SITE_NAMES = frozenset("nav footer aside form select option button title noscript iframe template".split())
"""Elements that hold no text of the page's own."""

_SITE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:ads?|advert|bottom|breadcrumbs?|btn|comments?|copyright|crumbs?|cta|dialog|disclaimer|feedback"
    r"|foot|footer|friendlink|ft"
    r"|licen[cs]econtainer|links|login|mega|menu|modal|nav|navbar|navbox|noprint|no-print|pager|pagination|poll|qrcode"
    r"|rel|related|search|share|side|sidebar|sitemap|statement|ticker|toc|toolbar"
    r"|top|topbar|topline|vote|weixin)(?:$|[\s_-])",
    re.IGNORECASE,
)
_SITE_WORD = re.compile(
    r"-ad-|banner|breadcrumb|comment|community|cookie|cover-wrap|disqus|extra|footer|gallery|keywords|legends|menu"
    r"|more-?stories|newsletter|outbrain"
    r"|pag(?:er|ination)|paywall|popup|promo|recommend|related|remark|replies|rss|share|shoutbox|sidebar|sign-?up"
    r"|skyscraper|slideshow|social|sponsor"
    r"|subscri|supplemental|taboola|tags\b|teaser|trending|widget|also-?like|author-?bio|byline",
    re.IGNORECASE,
)
"""Parts of names that say what an element is for, most of them from Readability's list; beside them ``_MAYBE`` casts doubt."""

_WORDS = re.compile(r"[^\W_]+")

MIN_SLUG, MIN_SLUG_LENGTH = 3, 12
"""Words and characters of an id made of a heading; ``share-this`` may stand above Share this."""

_MAYBE = re.compile(r"article(?!-)|(?<!wp-)body|column|content|main|shadow", re.IGNORECASE)
_COMMENTS = re.compile(r"(?:^|[\s_-])comments?(?:$|[\s_-])", re.IGNORECASE)
_MAIN_CLASS = re.compile(r"article|blog|body|content|detail|editor|entry|main|page|post|rich_media|story|text|TRS_|zoom", re.IGNORECASE)
_HIDDEN = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
"""On 367 news pages 1,147 elements with text are hidden so: menus, scripts' templates, lists for search engines; two hold the article,
and a second time."""

MAX_SITE_SHARE = 0.5
"""Share of the page's prose: what holds more is no navigation, whatever it is called. On 367 news pages, elements with such a name
hold at most .42 where they are the site's, at least .51 where the article stands in them; five sidebars of nearly empty pages differ."""

MIN_SHOWN = 0.5
"""Share of a hidden element's prose that stands beside it where readers see it: then no script will show the hidden one."""

MAX_COMMENTS_SHARE = 0.95
"""The same for readers' comments, which hold up to .89 of a page's prose."""

MAX_OTHERS_SHARE = 0.3
"""Share of the page's prose up to which a list of other stories, with their first lines, is believed to be one."""

MIN_UNFOLDING = 2
"""Buttons above text that make a page's accordion; one may stand above the next paragraph by chance."""

MISNAMED_SCORE = 2
"""Times the score of the best container: one of a site's name with more holds the text all the same."""

MOST_BELOW_TITLE = 0.75
"""Share of the prose around the page's title that its text holds; a sidebar beside it holds less."""

MAX_BELOW_TITLE = 0.9
"""Share of the page's prose: an element with more is the page, which holds the title anyhow, where one inside holds half of it."""

MIN_INNER = 0.5
"""That half."""

CANDIDATES = 12
"""Containers that are looked at more closely."""

MIN_OWN = 25
"""Letters of English outside of links: what is shorter says nothing of its container."""

MAX_VALUE = 5.0
"""Hundreds of letters that one paragraph counts for at most, so that one long disclaimer does not outweigh an article's paragraphs."""

LEVELS = 5
"""Elements around a paragraph that it counts for: the first in full, the second half, each one farther out a third of that and less."""

MAIN_CLASS_BONUS = 1.25
MAX_LIST_LINKED = 0.7
"""Share of text in links from which on a list, a table or a section inside the text is one of links."""

MAX_ATTACHMENTS = 12
"""Paragraphs behind the text among which its attachments are looked for."""

MAX_LINKED_ITEMS = 0.5
"""Share of text in links of a list of text, such as references, of which some are but links."""

LONE_LINK = 120
"""Letters of English. A shorter paragraph that is all link is navigation; a longer one is a headline or a reference."""

_LISTS = frozenset("ul ol dl div section table".split())
_TABLE_PARTS = frozenset("td th tr tbody thead tfoot".split())


_FOLDED = re.compile(
    r"(?:^|[\s_-])(?:un)?fold(?:ed|able)?(?:$|[\s_-])|collapse|accordion|tab-?_?(?:pane|panel|con(?:tent|t)?|body|item)|expand|spoiler|toggle-?_?(?:content|body|box)"
    r"|(?:^|[\s_-])(?:answer|slide-?down)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""What readers unfold by a click: the answers of a guide, the panels of its tabs (法定依据 below 展开全部)."""


class Main(NamedTuple):
    """``kept``: places of the paragraphs of the main text; ``site`` and ``hidden``: elements by position.

    ``sure`` says that a container was found; else all is kept but what is the site's by its name.
    """

    kept: frozenset[int]
    site: frozenset[int]
    hidden: frozenset[int]
    sure: bool


def find_main(shape: Shape, names: Sequence[str] = ()) -> Main:
    """Return what of a page is its main text; ``names`` are what the page is called."""
    hidden = frozenset(element.position for element in shape.elements if element.attributes and _is_hidden(element, shape))
    site = {element.position for element in shape.elements if element.last > element.first and _is_site(element, shape)}
    site |= set(_other_stories(shape))
    site -= set(_unfolding(shape))
    told = shape.prose[-1] >= MIN_PROSE
    if told:
        site -= _misnamed(shape, site, hidden)
        site |= {show.position for show in find_slide_shows(shape)}
    sited = set(places_inside(shape, site | hidden))
    kept = set(range(len(shape.paragraphs))) - sited
    scores = _scores(shape, kept.difference(named_places(shape, names))) if told else {}
    if scores:
        kept = set(_container(shape, scores, sited, _titled(shape, names, scores, sited))) - sited
        kept -= set(_link_lists(shape, kept))
        kept |= set(_attachments(shape, kept)) - sited
    kept -= {at for at in kept if _is_lone_link(shape, at)}
    kept -= _orphans(shape, kept)
    return Main(frozenset(kept), frozenset(site), hidden, bool(scores))


def _misnamed(shape: Shape, site: set[int], hidden: frozenset[int]) -> set[int]:
    """Return the elements, by position, that are the site's by their class, and hold the one text of the page: ``render-target-modal``."""
    by_class = {
        element.position
        for element in shape.elements
        if element.position in site and element.name not in SITE_NAMES and not _COMMENTS.search(element.marks)
    }
    everything = set(range(len(shape.paragraphs)))
    trusted = _scores(shape, everything - set(places_inside(shape, site | hidden)))
    suspected = _scores(shape, everything - set(places_inside(shape, (site - by_class) | hidden)))
    if not suspected:
        return set()
    best = _best(suspected)
    if suspected[best] <= MISNAMED_SCORE * max(trusted.values(), default=0.0):
        return set()
    found: set[int] = set()
    element: Element | None = best
    while element is not None:
        found.add(element.position)
        element = element.parent
    return found & by_class


def _best(scores: Mapping[Element, float]) -> Element:
    return max(scores, key=lambda element: (scores[element], -element.position))


def _titled(shape: Shape, names: Sequence[str], scores: Mapping[Element, float], site: set[int]) -> list[int]:
    """Return the places of the page's title: the lines that say what it is called, else the one that reads like it above the text."""
    named = named_places(shape, names)
    best = _best(scores)
    start = next((at for at in range(best.first, best.last) if shape.paragraphs[at].prose), best.first)
    if not any(at < start for at in named):
        named = sorted({*named, *islice(titles_above(shape, -1, start, site), 1)})
    return named


def _container(shape: Shape, scores: dict[Element, float], sited: set[int], titled: Sequence[int]) -> Iterator[int]:
    """Yield the places of the paragraphs in the container and in what carries prose beside it.

    A short notice may stand beside longer texts of the site's; what holds most of the prose below the page's title counts twice.
    """
    likely = sorted(scores, key=lambda element: (-scores[element], element.position))[:CANDIDATES]
    most = MAX_BELOW_TITLE if shape.share(likely[0]) >= MIN_INNER else 1.0
    below = {element: shape.share(element) <= most and _share_below_title(shape, element, titled) >= MOST_BELOW_TITLE for element in likely}
    top = _whole_table(shape, _best({element: scores[element] * (1 + below[element]) for element in likely}))
    yield from range(top.first, top.last)
    for branch in branches_of(shape, top, sited, titled):
        yield from range(branch.first, branch.last)


def _whole_table(shape: Shape, top: Element) -> Element:
    """Return the table of which a container is but a part, if it is one of data: a row with much text is no text without the others."""
    element = top
    while element.name in _TABLE_PARTS and element.parent is not None:
        element = element.parent
    if element.name != "table":
        return top
    inside = (cell.position for cell in shape.elements if element.first <= cell.first < element.last and cell.position > element.position)
    return element if shape.layout.isdisjoint(inside) else top


def _is_site(element: Element, shape: Shape) -> bool:
    """Return whether an element is the site's by its name or class, and does not hold most of the page's prose all the same."""
    marks = _marks_of(element, shape)
    classed = bool(marks) and element.name not in {"body", "html"} and _is_sites_name(marks)
    if not classed and element.name not in SITE_NAMES:
        return False
    return shape.share(element) <= (MAX_COMMENTS_SHARE if _COMMENTS.search(marks) else MAX_SITE_SHARE)


def _marks_of(element: Element, shape: Shape) -> str:
    """Return what the page's author calls an element, without an id that is made of the words of its heading.

    ``<section id="working-with-shared-history">`` says what the section is about, not what it is for.
    """
    name = element.attributes.get("id", "")
    if len(name) >= MIN_SLUG_LENGTH:
        words = _WORDS.findall(name)
        if len(words) >= MIN_SLUG and key_of(shape.paragraphs[element.first].said).startswith("".join(words).lower()):
            return " ".join(said for mark in ("class", "role") if (said := element.attributes.get(mark)))
    return element.marks


@lru_cache(maxsize=1 << 14)
def _is_sites_name(marks: str) -> bool:
    """Return whether class, id or role say that an element is the site's; a page has few of them, often."""
    return bool(_SITE_CLASS.search(marks) or (_SITE_WORD.search(marks) and not _MAYBE.search(marks)))


def _unfolding(shape: Shape) -> Iterator[int]:
    """Yield the buttons, by position, that unfold text: each is the heading of the prose or the list that follows it."""
    buttons = [element for element in shape.elements if element.name == "button" and element.last == element.first + 1]
    heads = [button for button in buttons if _heads_text(shape, button)]
    if len(heads) >= MIN_UNFOLDING:
        yield from (button.position for button in heads)


def _heads_text(shape: Shape, button: Element) -> bool:
    """Return whether a button has no other behind it but text: prose, or an item of a list."""
    said = shape.paragraphs[button.first].said
    if button.last >= len(shape.paragraphs) or (ends_sentence(said) and not said.rstrip().endswith(("？", "?"))):
        return False
    below = shape.paragraphs[button.last]
    return not below.linked and below.element.name != "button" and (below.prose > 0 or below.element.name == "li")


def _other_stories(shape: Shape) -> Iterator[int]:
    """Yield the elements, by position, that open with the heading of a list of other stories or of readers' comments (相关阅读)."""
    for at, paragraph in enumerate(shape.paragraphs):
        if not heads_site_element(paragraph.said):
            continue
        widest: Element | None = None
        element: Element | None = paragraph.element
        while element is not None and element.name not in {"body", "html"} and element.first == at:
            if element.last - at > 1 and shape.share(element) <= MAX_OTHERS_SHARE:
                widest = element
            element = element.parent
        if widest is not None:
            yield widest.position


def _is_hidden(element: Element, shape: Shape) -> bool:
    """Return whether readers do not see what stands in an element; what holds most of the page's prose, alone, a script shows."""
    said = element.attributes
    if not ("hidden" in said or ("style" in said and _HIDDEN.search(said["style"]))):
        return False
    if shape.prose_of(element) and (_FOLDED.search(element.marks) or _is_below_button(element, shape)):
        return False
    if shape.share(element) <= MAX_SITE_SHARE:
        return True
    prose = shape.prose_of(element)
    return element.parent is not None and shape.prose_of(element.parent) - prose >= MIN_SHOWN * prose


def _is_below_button(element: Element, shape: Shape) -> bool:
    """Return whether what stands right above an element is a button, which unfolds it."""
    return element.first > 0 and shape.paragraphs[element.first - 1].element.name in {"button", "summary"}


def places_inside(shape: Shape, positions: AbstractSet[int]) -> Iterator[int]:
    """Yield the places of the paragraphs inside the elements at ``positions``, each once."""
    end = 0
    for element in shape.elements:
        if element.position in positions and element.last > end:
            yield from range(max(element.first, end), element.last)
            end = element.last


def _scores(shape: Shape, places: set[int]) -> dict[Element, float]:
    """Return for every element how much prose stands in it near its surface, links discounted."""
    scores: dict[Element, float] = {}
    for at in sorted(places):
        paragraph = shape.paragraphs[at]
        own = paragraph.text - paragraph.linked
        if own < MIN_OWN:
            continue
        value = min(own / 100, MAX_VALUE) * own / paragraph.text
        element: Element | None = paragraph.element
        if element and element.name in PARAGRAPHS:
            element = element.parent
        for level in range(LEVELS):
            if element is None:
                break
            scores[element] = scores.get(element, 0.0) + value / (1, 2, 6, 9, 12)[level]
            element = element.parent
    for element in scores:
        is_main = element.name in {"article", "main"} or _MAIN_CLASS.search(element.marks)
        scores[element] *= (1 - shape.linked_of(element) / shape.text_of(element)) * (MAIN_CLASS_BONUS if is_main else 1)
    return scores


def _share_below_title(shape: Shape, container: Element, titled: Sequence[int]) -> float:
    """Return the container's share of the prose in the smallest element around it that holds the page's title too."""
    around: Element | None = container
    while around is not None:
        if bisect_left(titled, around.first) < bisect_left(titled, around.last):
            return shape.prose_of(container) / max(shape.prose_of(around), 1)
        around = around.parent
    return 0.0


def _link_lists(shape: Shape, kept: set[int]) -> Iterator[int]:
    """Yield the paragraphs of lists of links inside the text; a list of attachments is none."""
    inside = [paragraph if at in kept else None for at, paragraph in enumerate(shape.paragraphs)]
    text = sums_of(paragraph.text if paragraph else 0.0 for paragraph in inside)
    linked = sums_of(paragraph.linked if paragraph else 0.0 for paragraph in inside)
    counts = sums_of(paragraph is not None for paragraph in inside)
    files = sums_of(paragraph is not None and paragraph.attached for paragraph in inside)
    end = 0
    for element in shape.elements:
        first, last = element.first, element.last
        if element.name not in _LISTS or first < end or counts[last] - counts[first] <= 1 or files[last] > files[first]:
            continue
        if linked[last] - linked[first] > MAX_LIST_LINKED * (text[last] - text[first]):
            yield from range(first, last)
            end = last


def _attachments(shape: Shape, kept: set[int]) -> Iterator[int]:
    """Yield the paragraphs right behind the text that link to its attachments: many sites give them a box of their own."""
    last = max(kept, default=len(shape.paragraphs))
    for at in range(last + 1, min(last + 1 + MAX_ATTACHMENTS, len(shape.paragraphs))):
        if shape.paragraphs[at].attached:
            yield at


def _is_lone_link(shape: Shape, at: int) -> bool:
    """Return whether a paragraph is a link and nothing else; in a cell of a table of data it is one of the row's."""
    paragraph = shape.paragraphs[at]
    if paragraph.attached or paragraph.text > LONE_LINK or heading_of(paragraph):
        return False
    return paragraph.linked > 0.9 * paragraph.text and not _is_in_data(shape, paragraph) and not _is_in_list(shape, paragraph)


def _is_in_list(shape: Shape, paragraph: Paragraph) -> bool:
    """Return whether a paragraph is the whole of an item of a list whose other items are text."""
    item: Element | None = paragraph.element
    while item is not None and item.name not in BLOCKS:
        item = item.parent
    if item is None or item.name != "li" or item.last - item.first > 1 or item.parent is None or item.parent.name not in {"ul", "ol"}:
        return False
    around = item.parent
    return shape.linked_of(around) <= MAX_LINKED_ITEMS * shape.text_of(around)


def _is_in_data(shape: Shape, paragraph: Paragraph) -> bool:
    """Return whether a paragraph stands right in a cell of a table of data."""
    element: Element | None = paragraph.element
    while element is not None and element.name not in BLOCKS:
        element = element.parent
    return element is not None and element.name in {"td", "th"} and element.position not in shape.layout


def _orphans(shape: Shape, kept: set[int]) -> set[int]:
    """Return the headings below which all was left out, up to the next heading or text (相关阅读)."""
    found: set[int] = set()
    left_out = False
    for at in range(len(shape.paragraphs) - 1, -1, -1):
        paragraph = shape.paragraphs[at]
        if at not in kept:
            left_out = left_out or paragraph.text >= MIN_OWN
        elif left_out and heading_of(paragraph):
            found.add(at)
        else:
            left_out = False
    return found
