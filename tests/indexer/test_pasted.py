from __future__ import annotations

import pytest

from indexer.pasted import PASTED_NOTE
from indexer.question import understand

SENTENCE = 'The term "labels" in this chapter includes text, images and markings that a maker puts on a device to tell its use.'


def test_the_quotation_marks_of_a_pasted_sentence_ask_for_no_phrase() -> None:
    question = understand(SENTENCE)
    assert question.phrases == ()
    assert "labels" in {unit.written for unit in question.asked}
    assert question.notes == (PASTED_NOTE,)


@pytest.mark.parametrize(
    "query", ['rules on the pay of doctors in "county hospitals"', "公立医院“薪酬总量”怎么核定", f"{SENTENCE} NOT drugs"]
)
def test_a_phrase_among_few_words_or_operators_is_one(query: str) -> None:
    question = understand(query)
    assert question.phrases
    assert PASTED_NOTE not in question.notes
