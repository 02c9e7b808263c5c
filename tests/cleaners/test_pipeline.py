"""The pipeline: every rule of the folder is in it, each under its own name, in the order in which they depend on each other."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

import cleaners
from cleaners.pipeline import PIPELINE, clean_page
from corpus.model import Cleaned, RawPage

FOLDER = Path(cleaners.__file__).parent
NAMES = [rule.name for rule in PIPELINE]

NOT_RULES = {
    "__init__",
    "address_date",
    "assemble",
    "attachments",
    "byte_sample",
    "chunk_chains",
    "chunk_cuts",
    "chunk_marks",
    "contents_lists",
    "copies",
    "dated_headlines",
    "decode",
    "doubled_lines",
    "draft",
    "end_marks",
    "euc_tw",
    "facts",
    "fewest_jumps",
    "garbled_chinese",
    "garbled_evidence",
    "garbled_latin",
    "html_buttons",
    "html_grid",
    "html_head",
    "html_headings",
    "html_hints",
    "html_layout",
    "html_shape",
    "html_source",
    "html_tree",
    "hyphenation",
    "layout",
    "likelihood",
    "lines",
    "lost_bytes",
    "mail_headers",
    "main_text",
    "number_lines",
    "own_numbers",
    "oversized",
    "pieces",
    "pipeline",
    "readings",
    "regions",
    "repair",
    "rules",
    "script_dates",
    "site_appeals",
    "site_labels",
    "site_machinery",
    "site_notes",
    "site_phrases",
    "site_records",
    "site_sections",
    "site_statements",
    "site_voice",
    "slide_shows",
    "text_branches",
    "title_places",
    "union",
    "utf16",
    "wrapped_lines",
}
"""Files that rules are built on."""

MENDED = {
    "line-ends": ("<html><body><p>The county\tpays its hospitals.</p><p>Two.</p></body></html>", "The county pays its hospitals.\nTwo."),
    "entities": ("药品&mdash;耗材的费用由县里承担。", "药品—耗材的费用由县里承担。"),
    "mojibake": ("The countyâ€™s hospitals keep what they save.", "The county’s hospitals keep what they save."),
    "invisible": ("医共体\u200b实行总额预付。", "医共体实行总额预付。"),
    "injected-pinyin": (
        "為發(fā)展醫聯(lián)體，提高服務(wù)質(zhì)量，統(tǒng)一醫聯(lián)體業(yè)務(wù)。",
        "為發展醫聯體，提高服務質量，統一醫聯體業務。",
    ),
    "broken-lines": ("The fund pays for clinics\n.\nThey keep what they save\n.", "The fund pays for clinics. They keep what they save."),
}
FLAGGED = {
    "characters-lost": "推进□□体建设，结余归医院使用。",
    "case-lost": (
        "the county set up a fund in may. it pays for the training of village doctors. residents may choose any of the health centres in "
        "new town. the board publishes its accounts every quarter. the province audits them once a year, before it makes the new budget."
    ),
}
CLEAN = "县域医疗服务工作要点（试行）\n\n各地要加强组织领导。\n\nThe café’s fee is €30 – R&D included."


def cleaned(text: str) -> Cleaned:
    result = clean_page(RawPage(text, "page"))
    result.check()
    return result


def test_every_cleaner_of_the_folder_is_a_rule_under_its_own_name() -> None:
    files = {file.stem for file in FOLDER.glob("*.py")} - NOT_RULES
    assert {name.replace("-", "_") for name in NAMES} == files
    for rule in PIPELINE:
        assert rule.clean.__module__ == f"cleaners.{rule.name.replace('-', '_')}"
        assert rule.version >= 1


def test_every_rule_has_cases() -> None:
    cases = Path(__file__).resolve().parents[1] / "cases"
    assert set(NAMES) == {folder.name for folder in cases.iterdir()}


@pytest.mark.parametrize("name", MENDED)
def test_a_fault_is_mended_by_its_own_rule_and_by_no_other(name: str) -> None:
    page, text = MENDED[name]
    result = cleaned(page)
    assert result.document.text == text
    assert {edit.rule for edit in result.edits} == {name}
    assert result.document.flags == ()


@pytest.mark.parametrize("name", FLAGGED)
def test_a_fault_beyond_repair_is_flagged_and_nothing_is_edited(name: str) -> None:
    result = cleaned(FLAGGED[name])
    assert [flag.name for flag in result.document.flags] == [name]
    assert result.edits == ()


def test_clean_text_is_left_alone() -> None:
    result = cleaned(CLEAN)
    assert (result.edits, result.document.flags) == ((), ())


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("line-ends", "mojibake"),
        ("entities", "mojibake"),
        ("mojibake", "invisible"),
        ("entities", "injected-pinyin"),
        ("invisible", "broken-lines"),
        ("mojibake", "lost-characters"),
        ("stripped-chinese", "broken-lines"),
        ("broken-lines", "repeats"),
        ("repeats", "title"),
        ("title", "parts"),
        ("headings", "parts"),
        ("parts", "language"),
    ],
)
def test_what_a_rule_needs_comes_before_it(first: str, second: str) -> None:
    assert NAMES.index(first) < NAMES.index(second)


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("The county&acirc;&#8364;&#8482;s hospitals.", "The county’s hospitals."),
        ("The county\x92s&#8203; hospitals.", "The county’s hospitals."),
        (
            "The fund\u200b pays for clinics\n.\nThey&nbsp;keep what they save\n.",
            "The fund pays for clinics. They\u00a0keep what they save.",
        ),
        ("&nbsp;&nbsp;各地要加强领导。&nbsp;\n&nbsp;\n&nbsp;&nbsp;由县里审计。", "各地要加强领导。\n由县里审计。"),
    ],
)
def test_faults_on_top_of_each_other(page: str, text: str) -> None:
    """Mojibake that was written as references is one edit that names both inverses: an edit on an edit is fused into one."""
    assert cleaned(page).document.text == text


@pytest.mark.parametrize(
    ("end", "start"),
    [("\u200b", "\u200b"), ("\ufeff", "\ufeff"), ("&nbsp;", ""), ("&amp;nbsp;", ""), ("\u3000\u2060", "\u2060"), ("\u00a0", "")],
)
def test_lines_are_joined_across_layout(end: str, start: str) -> None:
    page = f"The fund pays for clinics{end}\n.\n{start}They keep what they save\n."
    assert cleaned(page).document.text == "The fund pays for clinics. They keep what they save."


@pytest.mark.parametrize("indent", ["&nbsp;&nbsp;", "\u3000\u3000", "\u200b\u3000"])
def test_an_indent_written_as_references_begins_a_paragraph_too(indent: str) -> None:
    page = f"The fund pays for clinics\n.\n{indent}They keep what they save\n."
    assert cleaned(page).document.text == "The fund pays for clinics.\nThey keep what they save."


def test_bytes_and_text_of_one_page_give_the_same_document() -> None:
    text = "县里提前支付经费。\n结余归医院使用。"
    by_text, by_bytes = clean_page(RawPage(text, "page")), clean_page(RawPage(text.encode(), "page"))
    assert by_text.document == by_bytes.document
    assert by_bytes.decoded.evidence == ("no charset declared", "valid UTF-8")
    assert by_text.decoded.evidence == ("given as text",)


def test_other_bytes_of_the_same_text_differ_in_their_id_only() -> None:
    text = "县里提前支付经费，结余归医院使用。"
    first, second = clean_page(RawPage(text.encode(), "page")), clean_page(RawPage(text.encode("gb18030"), "page"))
    assert first.document.blocks == second.document.blocks
    assert first.document.doc_id != second.document.doc_id


@pytest.mark.parametrize("content", ["", b"", " \n", b"\x00\x01\x02", b"%PDF-1.4\n\xe2\xe3", "<html></html>"])
def test_a_page_without_text_is_an_empty_document(content: str | bytes) -> None:
    page = RawPage(content, "page")
    result = clean_page(page)
    result.check()
    assert result.decoded.to_bytes() == page.data


@pytest.mark.parametrize("enabled", [True, False])
def test_garbage_collection_is_left_as_it_was(monkeypatch: pytest.MonkeyPatch, *, enabled: bool) -> None:
    """A caller who has it off keeps it off; one who has it on gets it back even where a page raises."""
    before = gc.isenabled()
    (gc.enable if enabled else gc.disable)()
    try:
        clean_page(RawPage("第一条 为了规范管理，制定本办法。", "test"))
        assert gc.isenabled() is enabled
        monkeypatch.setattr("cleaners.pipeline.decode_text", None)
        with pytest.raises(TypeError):
            clean_page(RawPage("第一条", "test"))
        assert gc.isenabled() is enabled
    finally:
        (gc.enable if before else gc.disable)()
