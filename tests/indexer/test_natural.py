from __future__ import annotations

import pytest

from indexer.natural import drop_question_words


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("what are the rules for medical alliances?", "the rules for medical alliances"),
        ("How long must records of online consultations be kept?", "records of online consultations kept"),
        ("who can receive long-term care benefits?", "receive long-term care benefits"),
        ("Please tell me which hospitals join", "hospitals join"),
        ("公立医院薪酬制度怎么改", "公立医院薪酬制度 改"),
        ("育儿补贴每个月多少钱", "育儿补贴每个月"),
        ("医联体的章程要写什么", "医联体的章程要写"),
        ("请问医保基金如何监管？", "医保基金 监管"),
        ("家庭医生签约要收费吗？", "家庭医生签约要收费"),
    ],
)
def test_what_asks_is_dropped(question: str, left: str) -> None:
    dropped = drop_question_words(question)
    assert len(dropped) == len(question)
    assert dropped.replace("?", " ").replace("？", " ").split() == left.split()


@pytest.mark.parametrize(
    "text", ["rules that any hospital must keep", "呢绒税率", "吗啡管理", "The Will to Care", "what is it?", "什么", ""]
)
def test_what_asks_nothing_is_left_alone(text: str) -> None:
    assert drop_question_words(text) == text
