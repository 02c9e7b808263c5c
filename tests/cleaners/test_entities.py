"""Character references on whole pages, beside the rules that come after: each edit proves itself by HTML's own table."""

from __future__ import annotations

import html
from html.entities import html5

import pytest

from cleaners.decode import decode_text
from cleaners.entities import read_entities
from cleaners.layout import lay_out_text
from cleaners.pipeline import clean_page
from corpus.model import RawPage


def read(text: str) -> str:
    draft = lay_out_text(decode_text(f"x{text}x"))
    draft.apply("entities", 1, list(read_entities(draft)))
    return draft.blocks[0].text[1:-1]


def test_every_named_reference_of_html_is_read_as_browsers_read_it() -> None:
    """Line ends and tabs are shown as spaces, as they are in source."""
    names = [name for name in html5 if name.endswith(";")]
    assert len(names) > 2000
    wrong = [name for name in names if read(f"&{name}") not in {html5[name], " " * len(html5[name])}]
    assert wrong == []


@pytest.mark.parametrize("code", [0x4E2D, 0xA0, 0x201C, 0x20BB7, 0x80, 0x92])
def test_numbers_in_both_bases(code: int) -> None:
    assert read(f"&#{code};") == read(f"&#x{code:X};") == read(f"&#x{code:x};") == html.unescape(f"&#{code};")


def test_an_edit_is_undone_by_html_itself() -> None:
    page = "药品&mdash;耗材&#x4E2D;&amp;nbsp;&lt;"
    cleaned = clean_page(RawPage(page, "page"))
    cleaned.check()
    edits = {page[slice(*edit.span)]: (edit.after, edit.inverse) for edit in cleaned.edits}
    assert edits == {
        "&mdash;": ("—", "html-entity"),
        "&#x4E2D;": ("中", "html-entity"),
        "&amp;nbsp;": ("\u00a0", "html-entity"),
        "&lt;": ("<", "html-entity"),
    }


@pytest.mark.parametrize("reference", ["&amp;#20013;", "&#38;#20013;", "&#x26;amp;amp;#x4E2D;", "&amp;#38;#20013;"])
def test_a_word_escaped_more_than_once_is_read_and_proven(reference: str) -> None:
    cleaned = clean_page(RawPage(f"县{reference}医院", "page"))
    cleaned.check()
    assert cleaned.document.text == "县中医院"
    assert [edit.inverse for edit in cleaned.edits] == ["html-entity"]


def test_references_of_one_page_in_attributes_and_scripts_are_no_text() -> None:
    source = "<html><body><p title='&lt;'>药品&lt;耗材</p><script>'&gt;'</script><p>二</p></body></html>"
    cleaned = clean_page(RawPage(source, "page"))
    assert [source[slice(*edit.span)] for edit in cleaned.edits] == ["&lt;"]
    assert cleaned.document.text.startswith("药品<耗材")
