"""References: the line with which a clause is cited, in four styles and two languages, with nothing that the page does not say."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.identities import identify
from corpus.model import Card, Clause, DocNumber, Part
from corpus.references import Reference, cite, pin_of, reference_to
from tests.corpus.pages import Line, clauses, document

ZH = Reference(
    key="国办发〔2021〕18号-2.2",
    lang="zh",
    title="国务院办公厅关于推动公立医院高质量发展的意见",
    number="国办发〔2021〕18号",
    authors=("国务院办公厅",),
    pin="二（二）",
    issued="2021-05-14",
    dated="made",
    source="https://gov.example/a_b.html",
    accessed="2026-11-03",
)
EN = Reference(
    "x7k2m-abcde",
    "en",
    "Measures for Pay",
    "Weifa [2021] No. 8",
    ("Ministry of Health",),
    "Article 3(1)",
    "2021-05",
    "page",
    "http://a.b/c",
    "",
)
BARE = Reference("k7mq2xw9pd-t4hvz", "zh", "薪酬办法", "", (), "", "", "", "a.html", "")


def test_a_sentence_in_chinese() -> None:
    assert cite(ZH, "plain") == (
        "《国务院办公厅关于推动公立医院高质量发展的意见》（国办发〔2021〕18号），二（二），2021-05-14，https://gov.example/a_b.html（2026-11-03访问）。"
    )
    assert cite(ZH._replace(title="薪酬办法"), "plain").startswith("国务院办公厅：《薪酬办法》（")  # named where the title does not


def test_a_sentence_in_english_says_that_the_date_is_the_pages() -> None:
    assert cite(EN, "plain") == (
        "Ministry of Health. “Measures for Pay” (Weifa [2021] No. 8), Article 3(1). 2021-05 (date of the page). http://a.b/c."
    )
    assert cite(ZH._replace(dated="page"), "plain").count("2021-05-14（页面日期）") == 1


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("薪酬办法", "《薪酬办法》"),
        ("《薪酬办法》", "《薪酬办法》"),
        ("关于印发《薪酬办法》的通知", "《关于印发〈薪酬办法〉的通知》"),
        ("关于印发《薪酬办法》", "《关于印发〈薪酬办法〉》"),
        ("《甲办法》和《乙办法》", "《〈甲办法〉和〈乙办法〉》"),
    ],
)
def test_titles_in_titles(title: str, printed: str) -> None:
    assert cite(BARE._replace(title=title), "plain") == f"{printed}，a.html。"


def test_what_is_not_known_leaves_no_trace() -> None:
    assert cite(BARE, "plain") == "《薪酬办法》，a.html。"
    assert cite(BARE, "gbt7714") == "薪酬办法[EB/OL]. a.html."
    assert json.loads(cite(BARE, "csl")) == {
        "id": "k7mq2xw9pd-t4hvz", "type": "legislation", "title": "薪酬办法", "URL": "a.html", "language": "zh",
    }  # fmt: skip
    assert bibtex_fields(cite(BARE, "bibtex")) == ("k7mq2xw9pd-t4hvz", {"title": "{薪酬办法}", "url": "a.html"})
    assert cite(BARE._replace(lang="en", title="Pay"), "plain") == "“Pay”. a.html."


def test_gbt7714_is_an_online_resource_with_its_place_and_both_days() -> None:
    assert cite(ZH, "gbt7714") == (
        "国务院办公厅. 国务院办公厅关于推动公立医院高质量发展的意见: 国办发〔2021〕18号: 二（二）[EB/OL]."
        " (2021-05-14)[2026-11-03]. https://gov.example/a_b.html."
    )
    whole = r"(?:[^.]+\. )?[^.]+\[EB/OL\]\. (?:\([\d-]+\))?(?:\[[\d-]+\])?\. \S+\."
    for reference in (ZH, ZH._replace(authors=()), ZH._replace(issued=""), ZH._replace(accessed="")):
        assert re.fullmatch(whole, cite(reference, "gbt7714"))


def test_every_style_says_that_the_date_is_the_pages_or_that_of_a_revision() -> None:
    assert "(2021-05-14, 页面日期)[2026-11-03]" in cite(ZH._replace(dated="page"), "gbt7714")
    assert "(2021-05, date of the page)" in cite(EN, "gbt7714")
    revised = ZH._replace(dated="revised")
    assert "，2021-05-14修正，" in cite(revised, "plain")
    assert "(2021-05-14, 修正)" in cite(revised, "gbt7714")
    assert ". revised 2021-05. " in cite(EN._replace(dated="revised"), "plain")
    assert json.loads(cite(revised, "csl"))["note"] == bibtex_fields(cite(revised, "bibtex"))[1]["note"] == "revised"


def test_csl_has_dates_in_parts_as_precise_as_they_are_known() -> None:
    item = json.loads(cite(ZH, "csl"))
    assert item["issued"] == {"date-parts": [[2021, 5, 14]]}
    assert item["accessed"] == {"date-parts": [[2026, 11, 3]]}
    assert (item["number"], item["section"], item["author"]) == ("国办发〔2021〕18号", "二（二）", [{"literal": "国务院办公厅"}])
    assert "note" not in item
    item = json.loads(cite(EN, "csl"))
    assert (item["issued"], item["note"], item["language"]) == ({"date-parts": [[2021, 5]]}, "date of the page", "en")
    assert json.loads(cite(EN._replace(issued="2021"), "csl"))["issued"] == {"date-parts": [[2021]]}


def bibtex_fields(entry: str) -> tuple[str, dict[str, str]]:
    """Read an entry as BibTeX does: a key, and values that end where their brace is closed; raise where it is no such entry."""
    head = re.match(r"@legislation\{([^\s{},%#\"\\]+),\n", entry)
    assert head, entry
    fields: dict[str, str] = {}
    position = head.end()
    while entry[position] != "}":
        name = re.compile(r"\s*(\w+) = \{").match(entry, position)
        assert name, entry[position:]
        depth, at = 1, name.end()
        while depth:
            if entry[at] in "{}" and entry[at - 1] != "\\":
                depth += 1 if entry[at] == "{" else -1
            at += 1
        fields[name[1]] = entry[name.end() : at - 1]
        assert entry[at : at + 2] == ",\n"
        position = at + 2
    assert entry[position:] == "}"
    return head[1], fields


def test_bibtex_has_a_key_and_names_that_are_not_taken_apart() -> None:
    key, fields = bibtex_fields(cite(ZH._replace(authors=("国务院办公厅", "财政部")), "bibtex"))
    assert key == "国办发-2021-18号-2.2"
    assert fields == {
        "title": "{国务院办公厅关于推动公立医院高质量发展的意见}",
        "author": "{国务院办公厅} and {财政部}",
        "number": "国办发〔2021〕18号",
        "date": "2021-05-14",
        "pages": "二（二）",
        "url": "https://gov.example/a_b.html",  # as it is: url takes no escapes
        "urldate": "2026-11-03",
    }
    assert bibtex_fields(cite(EN, "bibtex"))[1]["note"] == "date of the page"
    assert r"R\&D \$5 \% \#2 a\_b" in cite(ZH._replace(title="R&D $5 % #2 a_b"), "bibtex")


WORDS = st.text(st.sampled_from("薪酬《》{}\\%#_&$~^ \n,@\"'=aZ1〔〕（"), min_size=1, max_size=12).filter(str.strip)


@given(st.builds(ZH._replace, title=WORDS, number=WORDS, authors=st.lists(WORDS, max_size=2).map(tuple), pin=WORDS, source=WORDS))
def test_whatever_a_page_says_bibtex_stays_in_balance_and_csl_valid(reference: Reference) -> None:
    _, fields = bibtex_fields(cite(reference, "bibtex"))
    assert fields["urldate"] == "2026-11-03"
    assert "\n" not in "".join(fields.values())
    assert json.loads(cite(reference, "csl"))["title"] == reference.title


# What a reference is made of


def part_with(*lines: str | Line, title: str = "薪酬办法", number: str = "", issuers: tuple[str, ...] = ()) -> tuple[Clause, Part]:
    numbers = (DocNumber(number, number),) if number else ()
    return clauses(*lines)[-1], Part("policy", title, numbers, issuers)


def reference(*lines: str, card: Card, lang: str = "zh", fetched: date | None = None, **said: object) -> Reference:
    clause, part = part_with(*lines, **said)  # type: ignore[arg-type]
    identity = identify(document(*lines, parts=(part,)), 0)
    made = Clause("pppppppppp-abcde", clause.text, lang, clause.kind, clause.heading_path, clause.path, card=card)
    return reference_to(made, identity, fetched)


ARTICLES = ("第一条　为了规范薪酬，制定本办法。", "第二条　本办法自2021年7月1日起施行。")


def test_the_day_on_which_a_text_was_made_comes_before_the_pages() -> None:
    card = Card(source="a.html", published="2022-01-02")
    made = reference(*ARTICLES, "财政部", "2021年5月14日", card=card)
    assert (made.issued, made.dated) == ("2021-05-14", "made")
    undated = reference(*ARTICLES, card=card)
    assert (undated.issued, undated.dated) == ("2022-01-02", "page")  # when it comes into force is not when it was made
    nothing = reference(*ARTICLES, card=Card(source="a.html"), fetched=date(2026, 11, 3))
    assert (nothing.issued, nothing.dated, nothing.accessed) == ("", "", "2026-11-03")


def test_an_amended_text_is_cited_by_its_last_revision() -> None:
    note = "（1982年12月4日第五次会议通过　2018年3月11日第一次会议修正）"
    revised = reference(note, *ARTICLES, card=Card(published="2018-03-22"))
    assert (revised.issued, revised.dated) == ("2018-03-11", "revised")
    passed = reference("（1982年12月4日第五次会议通过）", *ARTICLES, card=Card(published="2018-03-22"))
    assert (passed.issued, passed.dated) == ("1982-12-04", "passed")
    signed = reference("（2018年3月11日修订）", *ARTICLES, "财政部", "2018年3月15日", card=Card())
    assert (signed.issued, signed.dated) == ("2018-03-15", "made")


def test_a_number_and_a_place_are_the_key_else_the_id_is() -> None:
    numbered = reference(*ARTICLES, card=Card(), number="财社〔2021〕3号")
    assert (numbered.key, numbered.number, numbered.pin) == ("财社〔2021〕3号-2", "财社〔2021〕3号", "第二条")
    assert reference(*ARTICLES, card=Card()).key == "pppppppppp-abcde"


def test_issuers_are_named_in_the_clauses_language_by_the_name_of_their_time() -> None:
    lines = (*ARTICLES, "2009年5月14日")
    assert reference(*lines, card=Card(), issuers=("卫生部",)).authors == ("卫生部",)
    assert reference(*lines, card=Card(), issuers=("国家卫健委",)).authors == ("卫生部",)
    today = reference(*ARTICLES, "2021年5月14日", card=Card(), issuers=("卫生部",))
    assert today.authors == ("国家卫生健康委员会",)
    assert reference(*lines, card=Card(), lang="en", issuers=("卫生部",)).authors == ("National Health Commission",)


def test_an_issuer_that_no_list_has_is_named_as_the_page_writes_it_once() -> None:
    title = "霁川市薪酬改革领导小组办公室关于薪酬的通知"
    card = Card(issuers=("霁川市薪酬改革领导小组办公室",))
    assert reference(*ARTICLES, card=card, title=title).authors == ("霁川市薪酬改革领导小组办公室",)
    assert reference(*ARTICLES, card=Card(), title=title).authors == ("霁川市薪酬改革领导小组办公室",)  # only the title names it
    both = ("财政部", "霁川市薪酬改革领导小组办公室")
    assert reference(*ARTICLES, card=Card(issuers=both), title="薪酬办法", issuers=both).authors == both


def test_bodies_that_only_the_signature_names_are_named_each() -> None:
    signed = reference(*ARTICLES, "海州市财政局海州市医疗保障局", "2021年5月14日", card=Card())
    assert signed.authors == ("海州市财政局", "海州市医疗保障局")


@pytest.mark.parametrize(
    ("lang", "title", "expected"), [("zh", "Pay", "zh"), ("en", "薪酬", "en"), ("und", "薪酬", "zh"), ("mixed", "Pay", "en")]
)
def test_a_clause_whose_language_is_open_is_cited_in_its_titles(lang: str, title: str, expected: str) -> None:
    assert reference(*ARTICLES, card=Card(), lang=lang, title=title).lang == expected


# Pins


@pytest.mark.parametrize(
    ("lines", "pins"),
    [
        (
            ("第一章　总则", "第一条　公开。", "第二条　坚持下列原则：", "（一）公益；", "（二）公平。"),
            ["第一条", "第二条", "第二条第（一）项", "第二条第（二）项"],
        ),
        (("第五条之一　公开价格。", "第六条　公开药品。"), ["第五条之一", "第六条"]),
        (
            ("二、激活新动力", "（一）改革人事。", "（二）改革薪酬。允许自主。", "1. 定额。", "2. 绩效。"),
            ["二（一）", "二（二）", "二（二）1", "二（二）2"],
        ),
        (
            ("Chapter I General", "Article 1 Hospitals publish prices.", "Article 2 The rules are:", "(1) open;", "(2) fair."),
            ["Article 1", "Article 2", "Article 2(1)", "Article 2(2)"],
        ),
        (
            ("1. Hospitals shall reform.", "(a) They shall pay.", "(b) They shall rest.", "2. Others shall follow."),
            ["1", "1(a)", "1(b)", "2"],
        ),
        (
            ("I. General", "Hospitals pay.", "II. Duties", "1. They pay.", "2. They work.", "III. Rest"),
            ["I", "II.1", "II.2", "III"],
        ),
        (
            ("第五條　有下列情形之一者：", "一、甲行為。", "二、乙行為：", "（一）丙。", "（二）丁。"),
            ["第五條", "第五條第一款", "第五條第二款", "第五條第二款第（一）目", "第五條第二款第（二）目"],
        ),
        (("医院公开价格。",), [""]),
        (
            ("一、总体要求", "坚持公益。", "附件1：分工表", "一、目标", "（一）2025年完成。", "（二）2026年完成。"),
            ["一", "附件1 一（一）", "附件1 一（二）"],
        ),
        (("一、总体要求", "坚持公益。", "附件 2", "分工表", "1. 2025年完成。", "2. 2026年完成。"), ["一", "附件2", "附件2 1", "附件2 2"]),
        (
            ("1. They reform.", "2. They pay.", "Annex 1: Tasks", "1. By 2025 it shall be done.", "2. By 2026 more is done."),
            ["1", "2", "Annex 1, 1", "Annex 1, 2"],
        ),
    ],
)
def test_a_pin_counts_as_the_text_counts(lines: tuple[str, ...], pins: list[str]) -> None:
    assert [pin_of(clause) for clause in clauses(*lines)] == pins


def test_a_place_that_cannot_be_written_out_is_given_as_its_path() -> None:
    assert pin_of(Clause("c", "x", "zh", heading_path=("第三条",), path="4.2")) == "4.2"
    assert pin_of(Clause("c", "x", "zh", heading_path=("（一）",), path="A3:1")) == "A3:1"  # which attachment, no heading says


TWO_LISTS = (
    "第九十八条　有下列情形之一的，处以罚款：",
    "（一）甲行为；",
    "（二）乙行为。",
    "有下列情形之一的，吊销许可证：",
    "（一）丙行为；",
    "第九十九条　其他。",
)


def test_of_two_lists_in_one_article_the_paragraph_is_named() -> None:
    made = clauses(*TWO_LISTS)
    assert [pin_of(clause, made) for clause in made] == [
        "第九十八条", "第九十八条第一款第（一）项", "第九十八条第（二）项", "第九十八条第二款第（一）项", "第九十九条",
    ]  # fmt: skip
    alone = clauses("第九十八条", TWO_LISTS[0][6:], *TWO_LISTS[1:])
    assert pin_of(alone[3], alone) == "第九十八条第二款第（一）项"  # a heading of its own line is no paragraph
    identity = identify(document(*TWO_LISTS), 0)
    assert reference_to(made[3], identity, None, made).pin == "第九十八条第二款第（一）项"


def test_where_a_number_stands_twice_and_no_paragraph_can_be_counted_the_pin_says_so() -> None:
    twice = [Clause(name, "（一）甲。", "zh", "item", ("二、", "（一）"), "2.1") for name in ("a", "b")]
    assert [pin_of(clause, twice) for clause in twice] == ["二（一）（同号不止一处）"] * 2
    english = [Clause(name, "(1) Pay.", "en", "item", ("II. Duties", "(1)"), "2.1") for name in ("a", "b")]
    assert pin_of(english[0], english) == "II(1) (one of several so numbered)"
    assert pin_of(english[0]) == "II(1)"
