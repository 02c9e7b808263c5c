"""Lost quotation marks on whole pages: put back only where the page itself shows the phrase, and by an edit that adds no word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cleaners.pipeline import clean_page
from corpus.model import Cleaned, RawPage, word_characters

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = "新县深化“三医联动”改革，县里公布账目。"
REST = "各地要加强组织领导，明确责任分工，确保各项任务落到实处。"


def cleaned(*paragraphs: str) -> Cleaned:
    content = "\n\n".join(paragraphs)
    result = clean_page(RawPage(content, "page"))
    result.check()
    assert result.decoded.to_bytes() == content.encode()
    return result


@pytest.mark.parametrize("lost", ["推进三医联动”改革。", "推进“三医联动改革。", "推进 三医联动 改革。"], ids=["opening", "closing", "both"])
def test_a_mark_comes_back_where_the_phrase_stands_whole(lost: str) -> None:
    result = cleaned(WHOLE, lost, REST)
    assert result.document.blocks[1].text == "推进“三医联动”改革。"
    assert {edit.rule for edit in result.edits} == {"lost-quotes"}
    assert result.document.flags == ()


@pytest.mark.parametrize("lost", ["推进三医联动”改革。", "推进“三医联动改革。", "推进 三医联动 改革。"], ids=["opening", "closing", "both"])
def test_without_the_phrase_the_page_stays_as_it_is(lost: str) -> None:
    result = cleaned(lost, REST)
    assert result.document.blocks[0].text == lost
    assert result.edits == ()


def test_no_edit_adds_a_word() -> None:
    for edit in (result := cleaned(WHOLE, "推进三医联动”改革。", REST)).edits:
        assert word_characters(edit.after) == word_characters(result.decoded.text[slice(*edit.span)])


def test_a_lone_closing_mark_is_flagged_where_it_stands() -> None:
    result = cleaned("始终坚持大局意识”，心怀群众。", REST)
    assert [(flag.name, result.decoded.text[slice(*flag.span)]) for flag in result.document.flags] == [("quotes-lost", "”")]


@pytest.mark.seeds
def test_the_share_site_lost_two_marks_and_one_of_them_can_be_known(seeds: list[Path]) -> None:
    path = next(path for path in seeds if path.name.startswith("004"))
    result = clean_page(RawPage(path.read_text(encoding="utf-8"), "page"))
    restored = [edit.reason for edit in result.edits if edit.rule == "lost-quotes"]
    flagged = [flag.evidence for flag in result.document.flags if flag.name == "quotes-lost"]
    assert (len(restored), len(flagged)) == (1, 1)
