"""The pipeline: in goes one raw page, out comes its cleaned document with every edit and the proof that nothing was lost.

Each step is one fault in one file. The order is the order of dependence: characters before lines, lines before passages, passages
before titles and parts; what only looks comes last.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from cleaners.account_cards import label_account_cards
from cleaners.address_date import days_in_address
from cleaners.assemble import assemble
from cleaners.boilerplate import label_boilerplate
from cleaners.broken_lines import join_broken_lines
from cleaners.chunk_markers import join_chunks
from cleaners.decode import decode, decode_text
from cleaners.entities import read_entities
from cleaners.gap_labels import label_gaps_with_english
from cleaners.glued_credits import split_glued_credits
from cleaners.headings import label_headings
from cleaners.html_layout import lay_out_html
from cleaners.html_source import is_html
from cleaners.injected_pinyin import remove_injected_pinyin
from cleaners.interrupted_sentences import join_interrupted_sentences
from cleaners.invisible import remove_invisible
from cleaners.language import label_language
from cleaners.layout import lay_out_text
from cleaners.line_ends import replace_line_ends
from cleaners.link_numbers import remove_link_numbers
from cleaners.lone_numbers import join_lone_numbers
from cleaners.lost_case import flag_lost_case
from cleaners.lost_characters import flag_lost_characters
from cleaners.lost_quotes import restore_quotes
from cleaners.machine_translation import flag_machine_translation
from cleaners.markdown import read_markdown
from cleaners.metadata import label_metadata
from cleaners.mojibake import repair_mojibake
from cleaners.oversized import MAX_CHANGES, flag_oversized, flag_too_many
from cleaners.page_name import label_page_name
from cleaners.pages_without_text import label_pages_without_text
from cleaners.parts import label_parts
from cleaners.repeats import merge_repeats
from cleaners.replies import label_replies
from cleaners.running_heads import label_running_heads
from cleaners.spaced_han import close_spaced_han
from cleaners.spam_title import flag_spam_title
from cleaners.stripped_chinese import label_gaps
from cleaners.text_tables import label_text_tables
from cleaners.title import label_title
from cleaners.truncated import flag_truncated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaners.draft import Cleaner
    from corpus.model import Cleaned, RawPage


class Rule(NamedTuple):
    """One cleaner with the name and version that its edits carry; a ``cheap`` one is run on pages of any size."""

    name: str
    version: int
    clean: Cleaner
    cheap: bool = False


PIPELINE = (
    Rule("line-ends", 1, replace_line_ends, cheap=True),
    Rule("entities", 3, read_entities, cheap=True),
    Rule("mojibake", 4, repair_mojibake, cheap=True),
    Rule("invisible", 2, remove_invisible, cheap=True),
    Rule("link-numbers", 1, remove_link_numbers, cheap=True),
    Rule("markdown", 1, read_markdown, cheap=True),
    Rule("injected-pinyin", 1, remove_injected_pinyin, cheap=True),
    Rule("spaced-han", 2, close_spaced_han, cheap=True),
    Rule("lost-characters", 3, flag_lost_characters, cheap=True),
    Rule("chunk-markers", 4, join_chunks),
    Rule("stripped-chinese", 2, label_gaps),
    Rule("spam-title", 2, flag_spam_title, cheap=True),
    Rule("metadata", 6, label_metadata, cheap=True),
    Rule("account-cards", 1, label_account_cards, cheap=True),
    Rule("boilerplate", 5, label_boilerplate),
    Rule("glued-credits", 2, split_glued_credits),
    Rule("replies", 2, label_replies, cheap=True),
    Rule("text-tables", 1, label_text_tables, cheap=True),
    Rule("lone-numbers", 1, join_lone_numbers, cheap=True),
    Rule("broken-lines", 5, join_broken_lines),
    Rule("running-heads", 3, label_running_heads),
    Rule("interrupted-sentences", 1, join_interrupted_sentences),
    Rule("lost-quotes", 2, restore_quotes),
    Rule("repeats", 3, merge_repeats),
    Rule("metadata", 6, label_metadata),
    Rule("title", 6, label_title, cheap=True),
    Rule("page-name", 2, label_page_name, cheap=True),
    Rule("pages-without-text", 2, label_pages_without_text, cheap=True),
    Rule("headings", 5, label_headings),
    Rule("parts", 5, label_parts, cheap=True),
    Rule("gap-labels", 1, label_gaps_with_english),
    Rule("truncated", 4, flag_truncated),
    Rule("lost-case", 3, flag_lost_case),
    Rule("machine-translation", 1, flag_machine_translation),
    Rule("language", 1, label_language, cheap=True),
)
"""Every step, in order. Metadata is read twice: as lines, before they are joined, and for numbers that were cut apart, after. Running
heads come behind broken lines: two lines joined across a page's end would be twice as wide as the page."""


def clean_page(page: RawPage) -> Cleaned:
    """Return the cleaned document of one page, with edits, markup and decoded text; looks at no other page.

    Raises nothing for any content: what cannot be repaired is flagged. ``Cleaned.check()`` holds, and ``decoded.to_bytes()`` gives
    the page's bytes back.
    """
    with _uncollected():
        return _clean(page)


def _clean(page: RawPage) -> Cleaned:
    decoded = decode(page.content, page.declared_encoding) if isinstance(page.content, bytes) else decode_text(page.content)
    draft = lay_out_html(decoded) if is_html(decoded.text) else lay_out_text(decoded)
    draft.hints.setdefault("published", []).extend(days_in_address(page.origin))
    oversized = flag_oversized(draft)
    for rule in PIPELINE:
        if oversized and not rule.cheap:
            continue
        changes = list(islice(rule.clean(draft), MAX_CHANGES + 1))
        draft.apply(rule.name, rule.version, changes if len(changes) <= MAX_CHANGES else [flag_too_many(draft, rule.name)])
    return assemble(draft, page)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Do without the garbage collector: it would look through a page's pieces dozens of times, a fifth of the time, and find nothing."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
