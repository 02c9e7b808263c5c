"""Labels of gaps on whole pages: a gap is given the English of the page that translates it, and no other."""

from __future__ import annotations

import re

import pytest

from cleaners.pipeline import clean_page
from corpus.model import Cleaned, RawPage

CHINESE = (
    "为了规范管理，根据《医疗机构管理条例》，制定本办法。县里按照《预算法》，设立基金；每年公布。",
    "医院、卫生院、卫生室统一人员，统一药品。",
    "结余归医院使用；超支由医院承担，不得转嫁。审计每年一次，结果公开。",
    "自2018年起30个县56家医院使用DRG，付费改革全面推开。",
)
ENGLISH = (
    "These rules are made under the Regulations on Medical Institutions. Under the Budget Act the county sets up a fund; it is public.",
    "Hospitals, health centres and clinics share staff and medicines.",
    "Hospitals keep what they save; they bear what they overspend. There is one audit a year, and its result is public.",
    "Since 2018 some 30 counties and 56 hospitals have used DRG, and payment reform is under way everywhere.",
)
HAN = re.compile("[㐀-鿿]")
WHERE = re.compile(r"characters (\d+)–(\d+) of the page")
BELOW = [text for pair in zip(CHINESE, ENGLISH, strict=True) for text in pair]
ABOVE = [text for pair in zip(ENGLISH, CHINESE, strict=True) for text in pair]
OTHER = (
    "The board met in the morning and heard three reports. Nobody asked a question. The chair then closed the meeting. Lunch was served.",
    "A new bus line was opened. It stops at the market. It stops at the school. It ends at the river.",
    "Rain is expected. The wind comes from the north. Nights are cold. Roads may freeze. Drive slowly. Stay at home.",
    "The library lends films.",
)


def cleaned(texts: list[str]) -> Cleaned:
    """Return the cleaned page of ``texts``, a paragraph each, its Chinese stripped."""
    result = clean_page(RawPage("\n\n".join(HAN.sub("", text) for text in texts), "page"))
    result.check()
    return result


def labels(result: Cleaned) -> list[tuple[str, str]]:
    """Return the raw text of each labelled gap with the raw text that its flag points at."""
    text = result.decoded.text
    found = []
    for flag in result.document.flags:
        if flag.name == "translation-of-gap":
            where = WHERE.search(flag.evidence)
            assert where
            found.append((text[slice(*flag.span)], text[int(where[1]) : int(where[2])]))
    return found


@pytest.mark.parametrize("texts", [BELOW, ABOVE, ["County Gazette", *BELOW]], ids=["below", "above", "below, under a name"])
def test_each_passage_has_its_english_beside_it(texts: list[str]) -> None:
    found = labels(cleaned(texts))
    assert found == [(HAN.sub("", chinese), english) for chinese, english in zip(CHINESE, ENGLISH, strict=True)]


def test_rare_figures_find_english_that_stands_elsewhere() -> None:
    result = cleaned([*CHINESE, *ENGLISH, *OTHER * 2])
    assert (HAN.sub("", CHINESE[3]), ENGLISH[3]) in labels(result)


def test_the_evidence_names_what_both_have() -> None:
    flags = [flag for flag in cleaned(BELOW).document.flags if flag.name == "translation-of-gap"]
    assert "3 sentences, there 3" in flags[0].evidence
    assert "both have 20183056, DRG" in flags[3].evidence


def test_the_gap_stays_empty() -> None:
    document = cleaned(BELOW).document
    assert [block.text for block in document.blocks if block.kind == "gap"] == [HAN.sub("", text) for text in CHINESE]
    assert document.text.splitlines() == list(ENGLISH)


@pytest.mark.parametrize(
    "texts",
    [
        CHINESE,
        [text for pair in zip(CHINESE, OTHER, strict=True) for text in pair],
        [*CHINESE[:3], *OTHER],
        [*OTHER[:2], *CHINESE[:3], *OTHER[2:]],
        [CHINESE[0], ENGLISH[0]],
        [CHINESE[0], ENGLISH[0], CHINESE[1], ENGLISH[1]],
        [*CHINESE, "The fund was set up in 2018.", "Costs fell in 2018.", "In 2018 it rained.", "Since 2018 nothing changed."],
        [*CHINESE, "DRG.", "CT and MRI.", "20 30 56."],
        [OTHER[0], CHINESE[3], OTHER[2]],
        [*CHINESE[:3], "Section 9", "Section 10", "Section 11"],
    ],
    ids=[
        "no English",
        "other English in turn",
        "other English below",
        "other English around",
        "one pair proves no turns",
        "nor do two",
        "a year that many lines have",
        "names of which the gap has others",
        "one gap between other texts",
        "numbers of sections",
    ],
)
def test_what_no_evidence_ties_together_is_not_labelled(texts: list[str]) -> None:
    assert labels(cleaned(list(texts))) == []


def test_a_page_without_gaps_has_no_label() -> None:
    document = clean_page(RawPage("\n\n".join(BELOW), "page")).document
    assert document.flags == ()
