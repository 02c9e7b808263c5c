"""Standing: every text that is said to be repealed or in force is told with its number and place; what is only mentioned is not."""

from __future__ import annotations

import time

import pytest

from corpus.status import find_status

SAID: dict[str, list[tuple[str, str, str]]] = {
    "本办法自2021年7月1日起施行。2006年3月1日卫生部发布的《医院薪酬办法》（卫医发〔2006〕3号）同时废止。": [
        ("repealed", "医院薪酬办法", "卫医发〔2006〕3号")
    ],
    "本办法自2021年7月1日起施行，《甲办法》《乙规定》（财社〔2001〕5号）、《丙细则》同时废止。": [
        ("repealed", "甲办法", ""),
        ("repealed", "乙规定", "财社〔2001〕5号"),
        ("repealed", "丙细则", ""),
    ],
    "根据《立法法》的规定，决定废止《甲条例》和《乙条例》。": [("repealed", "甲条例", ""), ("repealed", "乙条例", "")],
    "下列文件予以废止：\n1.《甲意见》（国发〔2000〕1号）\n2.《乙意见》": [
        ("repealed", "甲意见", "国发〔2000〕1号"),
        ("repealed", "乙意见", ""),
    ],
    "国办发〔2001〕3号文件同时废止。": [("repealed", "", "国办发〔2001〕3号")],
    "《甲办法》繼續有效，《乙办法》停止執行。": [("in-force", "甲办法", ""), ("lapsed", "乙办法", "")],
    "2010年《关于修改部分法规的决定》修正的《节能条例》同时废止。": [("repealed", "节能条例", "")],
    "《甲条例》废止；《乙条例》即行失效。": [("repealed", "甲条例", ""), ("lapsed", "乙条例", "")],
    "有效性：现行有效": [("in-force", "", "")],
    "时效性： 已废止": [("repealed", "", "")],
    "本通知自2025年12月31日起失效。": [("lapsed", "", "")],
    "These Measures shall come into force on July 1, 2021. The Interim Measures for Payroll (Guobanfa [2006] No. 3) promulgated by the "
    "General Office on March 1, 2006 shall be repealed simultaneously.": [
        ("repealed", "Interim Measures for Payroll", "国办发〔2006〕3号")
    ],
    "This Law takes effect on May 1, 2000, and the Drug Rules of 1990 shall be annulled at the same time.": [
        ("repealed", "Drug Rules of 1990", "")
    ],
    "本办法自发布之日起施行，有效期五年；本规定自2026年1月1日起废止。": [("repealed", "", "")],
    "经研究决定废止《甲办法》，相应废止《乙办法》第二条。": [("repealed", "甲办法", "")],
    "《甲办法》（试行）同时废止，同时，《乙建议办法》不再执行。": [("repealed", "甲办法（试行）", ""), ("lapsed", "乙建议办法", "")],
    # One verb behind another: each speaks of its own titles.
    "决定废止《甲条例》和《乙条例》，《丙办法》继续有效。": [
        ("repealed", "甲条例", ""),
        ("repealed", "乙条例", ""),
        ("in-force", "丙办法", ""),
    ],
    "废止《甲条例》，停止执行《乙办法》。": [("repealed", "甲条例", ""), ("lapsed", "乙办法", "")],
    "下列文件予以废止：\n1.《甲意见》；\n2.《关于废止〈乙意见〉的决定》；\n《丙意见》继续有效。": [
        ("repealed", "甲意见", ""),
        ("repealed", "关于废止〈乙意见〉的决定", ""),
        ("in-force", "丙意见", ""),
    ],
    "《甲办法》停止执行。时效性：失效": [("lapsed", "甲办法", ""), ("lapsed", "", "")],
    "This Notice shall cease to be effective on December 31, 2025.": [("lapsed", "", "")],
    "The Opinions on Payroll shall remain in force.": [("in-force", "Opinions on Payroll", "")],
}


@pytest.mark.parametrize("text", SAID)
def test_what_is_said_of_the_standing_of_texts(text: str) -> None:
    assert [statement[:3] for statement in find_status(text)] == SAID[text]


@pytest.mark.parametrize(
    "text",
    [
        "法律的制定、修改和废止，适用本法。",
        "制定机关可以废止该规章。",
        "国务院关于废止《甲条例》的决定",
        "凡与本法抵触的规定，同时失效。",
        "依照《出口清单》所列情形作出的许可予以撤销。",
        "药品过期失效的，不得使用。",
        "Doctors shall remain at their posts.",
        "Provisions that conflict with the Law may be repealed.",
        "The contract shall continue for two years.",
        # denied, proposed, on a condition
        "《甲办法》未被废止。",
        "《甲办法》不予废止。",
        "《甲办法》（财社〔2001〕5号）尚未失效。",
        "国办发〔2001〕3号文件应当予以废止。",
        "如新办法出台，《甲办法》同时废止，《乙办法》停止执行。",
        "一、如新办法出台，《甲办法》同时废止。",
        "《甲办法》与本办法不一致的，停止执行。",
        "《甲办法》在新办法出台前继续有效。",
        "建议《甲办法》同时废止。",
        "关于废止《甲条例》的建议",
        "该局拟于明年废止《甲办法》。",
        "废止《甲办法》后，各地另行规定。",
        "本办法尚未失效。",
        "If the new law passes, the Opinions on Payroll shall be repealed.",
        "It is suggested that the Drug Rules be repealed.",
        # of a part
        "《甲办法》第三条同时废止。",
        "《甲办法》（财社〔2001〕5号）第十条、第十一条同时废止。",
        "《甲办法》和《乙办法》第三条同时废止。",
        "《甲办法》中有关收费的规定停止执行。",
        "国办发〔2001〕3号第三条同时废止。",
        "废止《甲办法》附件2。",
        "Article 3 of the Drug Rules shall be repealed.",
        # of others, from the day of this text on
        "附件所列的决定，已纳入本法或者已不适用，自本法施行之日起，予以废止。",
        "其他有关许可的规定，自本法施行之日起停止执行。",
        "本法施行前的规定，本法施行之日起停止执行。",
    ],
)
def test_what_says_nothing_of_a_text(text: str) -> None:
    assert find_status(text) == []


def test_a_statement_stands_from_the_title_to_the_verb() -> None:
    text = "本办法自发布之日起施行，《甲办法》（财社〔2001〕5号）同时废止。"
    (statement,) = find_status(text)
    assert text[statement.span.start : statement.span.end] == "《甲办法》（财社〔2001〕5号）同时废止"


def test_a_long_list_takes_no_time() -> None:
    started = time.process_time()
    assert len(find_status("、".join(f"《第{at}办法》" for at in range(150)) + "同时废止。")) == 150
    find_status("废止" * 20000)
    find_status("the Measures and " * 5000 + "shall be repealed")
    assert time.process_time() - started < 3


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        ("《甲》废止，" * 20_000, 20_000),
        ("《甲》，废止" * 20_000, 19_999),  # each but the last with a title behind it
        ("废止《甲》" * 20_000, 20_000),
        ("甲废止《" * 20_000, 0),
        ("本办法" + "1" * 20_000 + "年以前的废止。", 0),
    ],
    ids=["a verb behind each title", "a verb before each title", "one list", "marks that never close", "a run of digits"],
)
def test_time_grows_with_the_length_of_the_text_alone(text: str, statements: int) -> None:
    started = time.process_time()
    assert len(find_status(text)) == statements
    assert time.process_time() - started < 10  # half a second where it is linear; a square takes minutes
