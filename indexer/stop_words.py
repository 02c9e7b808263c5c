"""Words that say nothing of what a text is about, in both languages, folded."""

from __future__ import annotations

STOP_WORDS = frozenset("的了和与及或在是为等对以之也就都而其并") | frozenset(
    """a an and are as at be been by for from has have in into is it its of on or that the their there these this those to was
    were which who will with""".split()  # as a list it takes forty lines
)
"""Words that say nothing of a clause's subject; dropped from a question unless nothing else is left."""
