"""Pages that hold a text more than once: the union of the copies, read once, in the order that all of them have."""

from __future__ import annotations

import random
from itertools import permutations

import pytest

from cleaners.pipeline import clean_page
from corpus.clauses import split_clauses
from corpus.model import Cleaned, RawPage

TITLE = "Opinions of the General Office of the Province on Sharing the Budget of County Hospitals"
SALUTATION = "The people's governments of all counties and all departments of the province:"
TOPICS = "budget staff drugs beds training transport records laboratories pharmacies ambulances vaccines nursing".split()
CLAUSES = [
    f"({number}) Share the {topic}. The hospitals of a county share their {topic} and answer to one board for it; the county pays for the "
    f"{topic} in advance and lets the board keep what it saves on them."
    for number, topic in enumerate(TOPICS, 1)
]
COMMENTS = [
    f"Analysts of the market told our {place} office that the demand for medicines in the townships will grow in the coming years, because "
    f"severe diseases will be treated there."
    for place in ("northern", "southern")
]


def page(*blocks: str) -> str:
    return "\n\n".join(blocks)


def copy_without(*missing: int) -> list[str]:
    return [TITLE, SALUTATION, *(clause for at, clause in enumerate(CLAUSES) if at not in missing)]


def cleaned(text: str) -> Cleaned:
    result = clean_page(RawPage(text, "page"))
    result.check()
    return result


def texts(text: str) -> list[str]:
    return [block.text for block in cleaned(text).document.blocks]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_three_copies_with_different_gaps_give_the_whole_text_in_any_order_of_copies(order: tuple[int, ...]) -> None:
    copies = [copy_without(2, 3), copy_without(6), copy_without(9, 10)]
    blocks = [*copies[order[0]], COMMENTS[0], *copies[order[1]], COMMENTS[1], *copies[order[2]]]
    result = texts(page(*blocks))
    assert [text for text in result if text not in COMMENTS] == copy_without()
    assert sorted(text for text in result if text in COMMENTS) == sorted(COMMENTS)


def test_a_long_stretch_that_only_one_copy_has_is_read_where_that_copy_has_it() -> None:
    result = texts(page(*copy_without(8), COMMENTS[0], *copy_without(2, 3, 4, 5, 6)))
    assert [text for text in result if text != COMMENTS[0]] == copy_without()


def test_what_only_two_dropped_copies_have_is_kept_once() -> None:
    blocks = [*copy_without(1), COMMENTS[0], *copy_without(4), COMMENTS[1], *copy_without(4)]
    result = texts(page(*blocks))
    assert [text for text in result if text not in COMMENTS] == copy_without()


def test_commentary_inside_a_dropped_copy_stays_behind_its_neighbour() -> None:
    first = copy_without()
    first.insert(5, COMMENTS[0])
    result = texts(page(*first, COMMENTS[1], *copy_without(), CLAUSES[0].replace("(1)", "(13)").replace("budget", "garages")))
    assert result.index(COMMENTS[0]) == result.index(first[4]) + 1
    assert [text for text in result if text in copy_without()] == copy_without()


def test_every_dropped_passage_names_a_twin_that_is_read() -> None:
    result = cleaned(page(*copy_without(2), COMMENTS[0], *copy_without(5)))
    drops = [edit for edit in result.edits if edit.rule == "repeats"]
    assert len(drops) == 12
    read = {piece.raw for block in result.document.blocks for piece in block.pieces}
    for edit in drops:
        assert edit.twin in read
        assert result.decoded.text[slice(*edit.span)] == result.decoded.text[slice(*edit.twin)]


def test_doubled_headings_of_a_page_are_read_once() -> None:
    blocks = [TITLE, TITLE, "1. General requirements", "1. General requirements", *CLAUSES[:4], "2. Budget", "2. Budget", *CLAUSES[4:8]]
    assert texts(page(*blocks)) == [TITLE, "1. General requirements", *CLAUSES[:4], "2. Budget", *CLAUSES[4:8]]


def test_copies_whose_lines_were_cut_at_full_stops_are_joined_first() -> None:
    cut = [clause.replace(". The", ".\nThe").removesuffix(".") + "\n." for clause in CLAUSES]
    blocks = [TITLE, SALUTATION, *cut[:3], *cut[5:], COMMENTS[0], TITLE, SALUTATION, *cut]
    assert [text for text in texts(page(*blocks)) if text != COMMENTS[0]] == copy_without()


def test_a_sentence_that_each_section_repeats_stays_in_each_section_of_a_copied_text() -> None:
    office = "Responsible: the health commission together with the department of finance."
    whole = [TITLE, SALUTATION, *(block for clause in CLAUSES for block in (clause, office))]
    assert texts(page(*whole, COMMENTS[0], *whole)).count(office) == len(CLAUSES)


def test_two_versions_of_a_law_on_one_page_both_stay_whole() -> None:
    old = [f"第{n}条 医院应当按照第{n}类标准配备人员和设备，定期报告，并接受社会监督和上级检查，不得弄虚作假。" for n in "一二三四五六"]
    new = [article.replace("定期报告", "每季度报告") if at == 2 else article for at, article in enumerate(old)]
    result = texts(page("管理办法（2010年）", *old, "管理办法（2020年）", *new))
    assert len(result) == 14


def test_random_gaps_never_lose_a_clause_nor_change_their_order() -> None:
    chosen = random.Random(7)  # noqa: S311  # a sample, no secret
    for _ in range(60):
        gaps = [set(chosen.sample(range(1, len(CLAUSES) - 1), chosen.randrange(4))) for _ in range(chosen.choice((2, 3)))]
        common = set.intersection(*gaps)
        blocks = [block for gap in gaps for block in copy_without(*gap)]
        kept = [text for text in texts(page(*blocks)) if text in CLAUSES]
        assert list(dict.fromkeys(kept)) == [clause for at, clause in enumerate(CLAUSES) if at not in common], gaps


def test_clauses_of_a_page_with_copies_are_those_of_the_text_alone() -> None:
    alone = split_clauses(cleaned(page(*copy_without())).document)
    copied = split_clauses(cleaned(page(*copy_without(3, 5), COMMENTS[0], *copy_without(7))).document)
    assert [clause.text for clause in copied if clause.text != COMMENTS[0]] == [clause.text for clause in alone]


@pytest.mark.seeds
def test_the_seed_with_three_copies_is_one_policy_of_28_subsections(seeds: list) -> None:
    page_of_copies = next(path for path in seeds if path.name.startswith("002"))
    result = clean_page(RawPage(page_of_copies.read_bytes(), page_of_copies.name))
    result.check()
    policy = [clause for clause in split_clauses(result.document) if clause.path]
    numbers = list(dict.fromkeys(".".join(clause.path.split(".")[:2]) for clause in policy))
    assert len([number for number in numbers if number.count(".") == 1]) == 28
    assert numbers == sorted(numbers, key=lambda number: [int(part) for part in number.split(".")])


def test_of_two_texts_in_turn_the_fuller_reading_decides_which_comes_first() -> None:
    said = [
        f"{comment} The {place} price is watched, and firms adapt their plans." for comment in COMMENTS for place in ("first", "second")
    ]
    whole = copy_without()
    result = texts(page(*copy_without(2, 3, 4), *said, *copy_without(6, 7), *said, *whole))
    assert result == [*said, *whole]
