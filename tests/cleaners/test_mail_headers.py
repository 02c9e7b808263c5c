"""Mail headers: what an archive keeps above a newsletter is no text, its day is the page's; a lone label of the text is no header."""

from __future__ import annotations

from cleaners import clean_page
from corpus import Document, RawPage

SAID = "The county has registered all of its wells, and the list is open to everybody who wants to know."
HEADER = "From: desk@wells.example\nDate: Sun, 9 May 2021 08:15:02 +0800\nList-Archive: <https://lists.example/weekly/>\n"


def document(text: str) -> Document:
    cleaned = clean_page(RawPage(text, "page"))
    cleaned.check()
    return cleaned.document


def test_the_newsletters_own_title_stands_below_the_header() -> None:
    page = document(f"[Wells] Issue 212: Keepers and cards\n{HEADER}\nWELLS WEEKLY, ISSUE 212\n\n{SAID}\n\n{SAID}")
    assert page.title == "WELLS WEEKLY, ISSUE 212"
    assert page.published
    assert page.published.isoformat() == "2021-05-09"
    assert "desk@wells.example" not in page.text
    assert "Keepers and cards" not in page.text


def test_the_subject_is_the_title_where_the_text_has_none() -> None:
    page = document(f"{HEADER}Subject: Wells registered in Yunzhou\n\n{SAID}\n\n{SAID}")
    assert page.title == "Wells registered in Yunzhou"
    assert "Subject" not in page.text


def test_one_field_is_a_label_of_the_text() -> None:
    page = document(f"Notice on the Registration of Wells\nTo: all counties\n\n{SAID}\n\n{SAID}")
    assert page.title == "Notice on the Registration of Wells"
    assert "To: all counties" in page.text
