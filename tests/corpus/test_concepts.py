from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from benchmarks.data_sets import health_sentences
from corpus import concepts as module
from corpus.concept_rows import COLUMNS, Concept, read_concepts
from corpus.concepts import Concepts, concepts
from corpus.matchkey import match_key
from corpus.scripts import count_han
from tests.conftest import DATA

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "\t".join(COLUMNS)
MOST_SENTENCES_OF_ONE_LABEL = 0.03
"""Share of TICO-19's 3,071 sentences; 公共卫生, the label found most often, stands in 1.1 %, "CDC" in 1.2 %."""

SUBJECT = {
    *("virus", "coronavirus", "infection", "patients", "testing-inspection", "epidemic", "symptom", "treatment", "outbreak", "vaccine"),
    *("pandemic", "covid-19"),
}
"""What those sentences are about: 病毒 stands in a fifth of them."""

ALLIANCE = (
    "alliance\t医联体\t紧密型医联体|医疗联合体\t\tmedical alliance\tmedical consortium|medical association\tChinese Medical Association"
)
REFORM = "reform\t薪酬制度改革\t薪酬改革\t\tsalary system reform\treform the salary system\t"
HOSPITAL = "hospital\t公立医院\t\t\tpublic hospital\tstate-run hospital\t"
STATE_ENTERPRISE = "enterprise\t国有企业\t国企\t国企业\tstate-owned enterprise\tSOE\t"


def concept_list(*rows: str) -> list[Concept]:
    return list(read_concepts("\n".join((HEADER, *rows)), "some.tsv"))


@pytest.fixture(scope="module")
def few() -> Concepts:
    return Concepts(concept_list(ALLIANCE, REFORM, HOSPITAL, STATE_ENTERPRISE))


def found(known: Concepts, text: str) -> list[tuple[str, str]]:
    return [(match.concept_id, text[match.start : match.end]) for match in known.find(text)]


def longest(known: Concepts, text: str) -> list[tuple[str, str]]:
    return [(match.concept_id, text[match.start : match.end]) for match in known.longest(text)]


# The lists as files


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("", "some.tsv, line 1: the header"),
        ("concept\tzh\ten\n", "some.tsv, line 1: the header"),
        (f"{HEADER}\n{HOSPITAL}\nsome\t词\tword", "some.tsv, line 3: 3 columns, not 7"),
        (f"{HEADER}\n{HOSPITAL}\n\n", "some.tsv, line 3: 1 columns, not 7"),
        (f"{HEADER}\n\t词\t\t\tword\t\t", "some.tsv, line 2: the concept, or its label"),
        (f"{HEADER}\nsome\t词\t\t\t\tword\t", "some.tsv, line 2: the concept, or its label"),
        (f"{HEADER}\nsome\t词\t\t\tword\tone||two\t", "some.tsv, line 2: an empty label in 'one||two'"),
        (f"{HEADER}\nsome\t词\t\t\tword\tone| \t", "some.tsv, line 2: an empty label in 'one| '"),
        (f"{HEADER}\nsome\t词\t\t|甲\tword\t\t", "some.tsv, line 2: an empty label in '|甲'"),
    ],
)
def test_a_row_that_is_no_concept_is_refused_with_its_place(table: str, told: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(told)}"):
        list(read_concepts(table, "some.tsv"))


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("other\t医联体\t\t\tother\t\t", "some.tsv, line 3: '医联体' is a label of alliance already (some.tsv, line 2)"),
        ("other\t甲\t\t\tthe Medical-Alliances\t\t", "some.tsv, line 3: 'the Medical-Alliances' is a label of alliance already"),
        ("other\t甲\t甲\t\tother\t\t", "some.tsv, line 3: '甲' is a label of other already"),
        ("alliance\t甲\t\t\tother\t\t", "some.tsv, line 3: the concept alliance stands twice"),
        ("other\t甲\t\t\tone, two\t\t", "some.tsv, line 3: the label 'one, two' is no run of words"),
        ("other\t双随机、一公开\t\t\tother\t\t", "some.tsv, line 3: the label '双随机、一公开' is no run of words"),
        ("other\t甲\t\t\tother\tthe\t", "some.tsv, line 3: the label 'the' is no run of words"),
        ("other\t甲\t\t\tother\t\tone; two", "some.tsv, line 3: the label 'one; two' is no run of words"),
    ],
)
def test_a_list_that_says_two_things_is_refused(row: str, told: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(told)}"):
        Concepts(concept_list(ALLIANCE, row))


def test_the_hash_changes_with_the_lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_TERMS", tmp_path)
    hashes = []
    for rows in ((ALLIANCE,), (ALLIANCE, REFORM), (ALLIANCE,), (ALLIANCE.replace("Chinese", "China"),)):
        (tmp_path / "some.tsv").write_text("\n".join((HEADER, *rows)), encoding="utf-8")
        hashes.append(module._concepts.__wrapped__(None, "").hash)
    assert hashes[0] == hashes[2]
    assert len(set(hashes)) == 3


# How labels are found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("close medical alliances", [("alliance", "medical alliances")]),
        ("two Medical Consortia met", [("alliance", "Medical Consortia")]),
        ("reform a salary system", [("reform", "reform a salary system")]),
        ("the state run hospital", [("hospital", "state run hospital")]),
        ("state\u2011run\u00a0hospitals", [("hospital", "state\u2011run\u00a0hospitals")]),
        ("medical–alliance", [("alliance", "medical–alliance")]),
        ("the public hospital’s salary system reforms", [("hospital", "public hospital"), ("reform", "salary system reforms")]),
        ("reform the hospitals' salary system", []),
        ("reform the “salary system”", [("reform", "reform the “salary system")]),
        ("public\nhospital", [("hospital", "public\nhospital")]),
        ("“医联”体", [("alliance", "医联”体")]),
        ("SOEs and soe", [("enterprise", "SOEs"), ("enterprise", "soe")]),
        ("state-owned enterprise", [("enterprise", "state-owned enterprise")]),
    ],
)
def test_forms_of_a_label(few: Concepts, text: str, expected: list[tuple[str, str]]) -> None:
    assert found(few, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It is public. Hospitals are not.",
        "medical, alliance",
        "public — hospital",
        "public – hospital",
        "public –hospital",
        "公立。医院",
        "公立、医院",
        "医联/体",
        "republic hospital",
        "public hospitality",
        "medical_alliance",
        "公立 x 医院",
        "",
        "   ",
    ],
)
def test_no_label_runs_across_a_mark_or_ends_within_a_word(few: Concepts, text: str) -> None:
    assert found(few, text) == []


def test_british_and_american_spelling_and_words_written_apart_are_one() -> None:
    row = "some\t甲\t\t\tcentralized labor program\thealthcare center|grassroots organization|drug markup\t"
    known = Concepts(concept_list(row))
    for text in (
        "centralised labour programmes",
        "Health-care centres",
        "health care center",
        "grass-roots organisations",
        "drug mark-ups",
    ):
        assert found(known, text) == [("some", text)]


def test_half_of_a_word_that_is_written_apart_elsewhere_is_no_label() -> None:
    known = Concepts(concept_list("health\t公共卫生\t\t\tpublic health\t\t", "worker\t护工\t\t\tcare worker\t\t"))
    assert found(known, "public healthcare and healthcare workers") == []
    assert found(known, "public health, care workers") == [("health", "public health"), ("worker", "care workers")]


def test_labels_inside_labels_of_other_concepts_count_and_the_longest_of_one_concept(few: Concepts) -> None:
    text = "推进公立医院薪酬制度改革和紧密型医联体建设"
    assert found(few, text) == [("hospital", "公立医院"), ("reform", "薪酬制度改革"), ("alliance", "紧密型医联体")]


def test_longest_gives_labels_that_do_not_overlap() -> None:
    known = Concepts(
        [*concept_list(HOSPITAL), *concept_list("other\t公立医院改革\t\t\thospital reform\t\t", "third\t改革方案\t\t\tplan\t\t")]
    )
    assert found(known, "公立医院改革方案") == [("other", "公立医院改革"), ("hospital", "公立医院"), ("third", "改革方案")]
    assert longest(known, "公立医院改革方案") == [("other", "公立医院改革")]
    assert longest(Concepts(concept_list(HOSPITAL, "other\t医院改革方案\t\t\tplan\t\t")), "公立医院改革方案") == [("other", "医院改革方案")]
    assert longest(known, "public hospital reform") == [("hospital", "public hospital")]  # of equal length the first


def test_a_negative_label_refutes_labels_of_its_concept_inside_it(few: Concepts) -> None:
    assert found(few, "The Chinese Medical Association met.") == []
    text = "The Chinese Medical Association advises a medical association in Anhui."
    assert found(few, text) == [("alliance", "medical association")]
    assert found(few, "外国企业和国企改革") == [("enterprise", "国企")]
    assert found(few, "国有企业法") == [("enterprise", "国有企业")]


def test_spans_are_places_in_the_text_as_given(few: Concepts) -> None:
    text = "㎏ 推動緊密型醫聯體、ＳＯＥ與 e\u0301 公立醫院"
    assert found(few, text) == [("alliance", "緊密型醫聯體"), ("enterprise", "ＳＯＥ"), ("hospital", "公立醫院")]


WORDS = str.maketrans({"甲": "bed ", "乙": "care ", "丙": "ward "})


@given(st.sets(st.text("甲乙丙", min_size=1, max_size=4), max_size=6), st.text("甲乙丙，", max_size=24))
def test_every_place_where_a_label_stands_is_found(labels: set[str], text: str) -> None:
    expected = {(label, start) for label in labels for start in range(len(text)) if text.startswith(label, start)}
    known = Concepts(concept_list(*(f"{label}\t{label}\t\t\t{label.translate(WORDS).strip()}\t\t" for label in labels)))
    assert {(match.concept_id, match.start) for match in known.find(text)} == expected
    assert all(text[match.start : match.end] == match.concept_id for match in known.find(text))
    assert len(known.find(text.translate(WORDS))) == len(expected)


# The shipped lists


LABELS = [(concept.concept_id, lang, label) for concept in concepts() for lang in ("zh", "en") for label in concept.labels(lang)]
NEGATIVES = [(concept.concept_id, lang, label) for concept in concepts() for lang in ("zh", "en") for label in concept.negative[lang]]
SENTENCES = {"zh": "据悉，各地把{}列入今年的日程。", "en": "They discussed {} at length yesterday."}


def test_the_lists_hold_enough_and_are_checked_here() -> None:
    assert len(concepts()) >= 500
    assert len(Concepts(list(concepts()))) == len(concepts())  # raises for what the process that searches does not check
    for concept in concepts():
        assert re.fullmatch("[a-z]+[0-9]*(-[a-z0-9]+)*", concept.concept_id)


def test_labels_are_written_as_they_are_compared() -> None:
    for concept_id, lang, label in LABELS + NEGATIVES:
        assert match_key(label) == label.lower(), (concept_id, label)
        assert count_han(label) if lang == "zh" else label.isascii() and re.search("[A-Za-z]", label), (concept_id, label)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_label_is_found_alone_and_in_a_sentence_however_written(lang: str) -> None:
    rewrite = OpenCC("s2t").convert if lang == "zh" else str.upper
    for concept_id, label_lang, label in LABELS:
        for written in (label, rewrite(label)) if label_lang == lang else ():
            for text in (written, SENTENCES[lang].format(written)):
                assert (concept_id, written) in found(concepts(), text), text
                assert longest(concepts(), text) == [(concept_id, written)], text


def test_every_negative_label_refutes_a_label_that_it_holds() -> None:
    without = {
        concept.concept_id: Concepts([concept._replace(negative={"zh": (), "en": ()})])
        for concept in concepts()
        if any(concept.negative.values())
    }
    for concept_id, _, label in NEGATIVES:
        # what the negative label stands in may cut the label: 中办 in 集中办, 国企 in 国企业
        assert found(without[concept_id], label), (concept_id, label)
        assert concept_id not in dict(found(concepts(), label)), label


def test_reading_the_lists_loads_no_converter_and_no_resources() -> None:
    code = (
        "import sys; from corpus.concepts import concepts; found = concepts().find('salary reform'); "
        "print(len(found), sorted({'opencc', 'importlib.resources'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout == "1 []\n"


CONCEPT = {
    "Hospitals were asked to Reform the Salary Distribution System.": ("pay-reform", "Reform the Salary Distribution System"),
    "Residents care about the salary system reform": ("pay-reform", "salary system reform"),
    "深化公立医院薪酬制度改革": ("pay-reform", "公立医院薪酬制度改革"),
    "a hierarchical diagnosis and treatment system": ("graded-care", "hierarchical diagnosis and treatment"),
    "Graded diagnosis and treatment has come far": ("graded-care", "Graded diagnosis and treatment"),
    "improve grading diagnosis and treatment": ("graded-care", "grading diagnosis and treatment"),
    "落實分級診療制度": ("graded-care", "分級診療制度"),
    "eligible institutions may join medical alliances": ("medical-alliance", "medical alliances"),
    "lump sums for close medical consortia": ("medical-alliance", "close medical consortia"),
    "guide medical associations to look after prevention": ("medical-alliance", "medical associations"),
    "稳步推进紧密型医联体建设": ("medical-alliance", "紧密型医联体"),
    "build a compact county medical and health community": ("medical-community", "compact county medical and health community"),
    "县域医共体牵头医院": ("medical-community", "县域医共体"),
    "成立了多个专科联盟": ("specialty-alliance", "专科联盟"),
    "the “three medical linkage” of the city": ("three-medical-linkage", "three medical linkage"),
    "the two-vote system for drugs": ("two-invoice-system", "two-vote system"),
    "药品集中带量采购常态化": ("volume-based-procurement", "集中带量采购"),
    "payment by DRGs and disease-based payment": ("drg-payment", "DRGs"),
    "探索对紧密型医联体实行总额付费": ("global-budget-payment", "总额付费"),
    "an annual salary system for main leaders": ("annual-salary-system", "annual salary system"),
    "the requirements of the 'two permits'": ("two-permits", "two permits"),
    "the dean’s responsibility system of deans": ("party-led-dean-responsibility", "dean’s responsibility system"),
    "deepen the delegating management and service": ("delegation-regulation-service", "delegating management and service"),
    "“双随机、一公开”监管": ("random-inspection", "双随机"),
    "实现碳达峰、碳中和目标": ("dual-carbon", "碳达峰"),
    "the stripping of social functions run by SOEs": ("divesting-social-functions", "stripping of social functions"),
    "medical institutions run by the three central enterprises": (
        "soe-medical-institution",
        "medical institutions run by the three central enterprises",
    ),
    "the state owned assets supervision and Administration Commission": (
        "sasac",
        "state owned assets supervision and Administration Commission",
    ),
    "a deputy director of the State Health Care Commission": ("national-health-commission", "State Health Care Commission"),
    "國家衛健委發布通知": ("national-health-commission", "國家衛健委"),
}

NOT_CONCEPT = {
    "a statement of the Chinese Medical Association": "medical-alliance",
    "the Journal of the American Medical Association": "medical-alliance",
    "The medical community welcomed the news": "medical-community",
    "市卫生部门和财政部门共同负责": "ministry-of-health",
    "由教育部门会同有关单位办理": "ministry-of-education",
    "外国企业在境内设立机构": "state-owned-enterprise",
    "做好文物保护工作": "care-worker",
    "继续享受工伤医疗待遇": "violence-against-medical-staff",
    "集中办理各类审批事项": "general-office-central-committee",
    "最低保障金额不变": "subsistence-allowance",
    "行政协议的履行": "cppcc",
    "国家医疗保障局负责": "medical-insurance",
    "the Ministry of Human Resources and Social Security": "social-security",
    "编制年度财务报告": "staffing-quota",
    "农村医疗条件改善": "village-doctor",
    "The futures industry grew": "strategic-emerging-industries",
    "We reform. Salary is paid monthly.": "pay-reform",
    "dip in the market": "dip-payment",
}


@pytest.mark.parametrize("sentence", CONCEPT)
def test_concepts_in_sentences(sentence: str) -> None:
    assert CONCEPT[sentence] in found(concepts(), sentence)


@pytest.mark.parametrize("sentence", NOT_CONCEPT)
def test_what_only_looks_like_a_concept(sentence: str) -> None:
    assert NOT_CONCEPT[sentence] in {concept.concept_id for concept in concepts()}
    assert NOT_CONCEPT[sentence] not in dict(found(concepts(), sentence))


@pytest.mark.data
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_label_is_found_in_every_other_sentence(lang: str) -> None:
    sentences = [pair[lang] for pair in health_sentences(DATA)]
    counts: Counter[tuple[str, str]] = Counter()
    for sentence in sentences:
        counts.update({(concept_id, match_key(written)) for concept_id, written in found(concepts(), sentence)})
    assert counts
    label, count = next(found for found in counts.most_common() if found[0][0] not in SUBJECT)
    assert count <= MOST_SENTENCES_OF_ONE_LABEL * len(sentences), label
