"""Which phrases of aligned clauses are offered as terms."""

from __future__ import annotations

from corpus.concept_rows import Concept
from corpus.concepts import Concepts, concepts, using
from indexer.candidates import Candidate, suggest_terms
from indexer.mining import AlignedPair

OFFICES = ("县长", "省厅", "乡村", "校长", "法官", "银行")


def clauses(zh: str, en: str, documents: int = 3, times: int = 2) -> list[AlignedPair]:
    """Return clauses that have the two phrases between words that differ from clause to clause."""
    acts = (("缴纳", "pays"), ("登记", "records"), ("检查", "inspects"), ("禁止", "forbids"))
    return [
        AlignedPair(f"{OFFICES[number]}，{zh}，{act}。", f"Office {'abcdef'[number]}, {en}, {done}.", f"d{number}")
        for number in range(documents)
        for act, done in acts[:times]
    ]


OTHERS = clauses("渔船", "trawlers") + clauses("蜂蜜", "honey") + clauses("灯塔", "lighthouses")


def names(found: list[Candidate]) -> set[tuple[str, str]]:
    return {(one.zh, one.en) for one in found}


def test_phrases_that_stand_side_by_side_are_offered_with_their_evidence() -> None:
    found = suggest_terms(clauses("转诊协议", "referral agreements") + OTHERS)
    (one,) = (one for one in found if one.zh == "转诊协议")
    assert (one.en, one.clauses, one.documents) == ("referral agreements", 6, 3)
    assert all("转诊协议" in zh and "referral agreements" in en for zh, en in one.examples)


def test_neither_dictionary_words_nor_words_of_drafting_nor_parts_are_offered() -> None:
    found = suggest_terms(clauses("转诊协议", "referral agreements") + clauses("应当依照规定", "shall pursuant to") + OTHERS)
    assert names(found) == {("转诊协议", "referral agreements")}


def test_what_a_concept_is_called_is_not_offered() -> None:
    pairs = clauses("转诊协议", "referral agreements") + OTHERS
    own = Concept("x", {"zh": "转诊契约", "en": "Referral agreement"}, {"zh": (), "en": ()}, {"zh": (), "en": ()})
    with using(Concepts([*concepts(), own], "with one more")):
        assert suggest_terms(pairs) == []


def test_one_document_is_no_evidence_and_few_clauses_are_none() -> None:
    assert suggest_terms(clauses("转诊协议", "referral agreements", documents=1, times=4) + OTHERS) == []
    assert suggest_terms(clauses("转诊协议", "referral agreements", documents=3, times=1) + OTHERS) == []


def test_of_a_sentence_that_documents_copied_nothing_is_offered() -> None:
    copied = [
        AlignedPair("医师每年接受培训考核，护士报告感染情况。", "Physicians attend training, and nurses report infections.", f"d{number}")
        for number in range(4)
    ]
    assert suggest_terms(copied + OTHERS) == []


def test_the_order_of_the_clauses_does_not_matter() -> None:
    pairs = clauses("转诊协议", "referral agreements") + OTHERS
    assert suggest_terms(pairs) == suggest_terms(reversed(pairs)) != []
