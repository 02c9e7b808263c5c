"""Slide shows inside a page: in goes its shape, out come the elements that hold the captions of pictures, counted 1/50 to 50/50.

The captions of a show that stands in an article may be longer than the article. What a page's author calls a gallery and what counts
its pictures is one; where little prose stands beside it, the show is what the page is about.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaners.html_shape import Element, Shape

_COUNTED = re.compile(r"(\d{1,3})\s?(?:/|of)\s?(\d{1,3})\b(?!/)", re.IGNORECASE)
_CALLED = re.compile(r"gallery|slide|carousel|swiper|photos|pictures|图集", re.IGNORECASE)

MIN_SLIDES = 3
"""Pictures counted in order."""

MIN_COUNTED = 0.8
"""Share of a show's pictures that have a caption with a number."""

MIN_ARTICLE = 1000
"""Letters of English of prose beside a show: some ten sentences, an article of its own."""


def find_slide_shows(shape: Shape) -> Iterator[Element]:
    """Yield the elements that hold a slide show beside an article."""
    slides: dict[int, dict[int, int]] = {}
    for at, paragraph in enumerate(shape.paragraphs):
        if counted := _COUNTED.match(paragraph.said):
            slides.setdefault(int(counted[2]), {}).setdefault(int(counted[1]), at)
    for total, places in slides.items():
        if len(places) >= MIN_SLIDES and len(places) >= MIN_COUNTED * total and [*places] == sorted(places):
            show = _gallery_around(shape, [*places.values()])
            if show is not None:
                yield show


def _gallery_around(shape: Shape, places: Sequence[int]) -> Element | None:
    """Return the smallest element around all slides, if it or one around it is called a gallery and an article stands beside it."""
    around: Element | None = shape.paragraphs[places[0]].element
    while around is not None and around.last <= places[-1]:
        around = around.parent
    if around is None or around.first < places[0] or shape.prose[-1] - shape.prose_of(around) < MIN_ARTICLE:
        return None
    outer: Element | None = around
    while outer is not None and shape.prose_of(outer) == shape.prose_of(around):
        if _CALLED.search(outer.marks):
            return around
        outer = outer.parent
    return None
