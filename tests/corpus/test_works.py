"""Works: parts that carry one policy come together, in any order, language and version; parts that do not stay apart."""

from __future__ import annotations

from itertools import permutations

import pytest

from corpus.identities import Identity, identify
from corpus.model import DocNumber, Part
from corpus.titles import read_title
from corpus.typed_dates import TypedDate
from corpus.works import Manifestation, group, same_version, same_work
from tests.corpus.pages import Line, document

NUMBER = "国办发〔2021〕18号"
TEXT = (
    "第一条　为了规范公立医院薪酬总量的核定，制定本办法。",
    "第二条　医院主要负责人实行年薪制。",
    "第三条　本办法自2021年7月1日起施行。",
)


def page(doc_id: str, title: str, *lines: str, number: str = "", written: str = "", issuers: tuple[str, ...] = ()) -> Identity:
    numbers = (DocNumber(written or number, number or None),) if number or written else ()
    part = Part("policy", title, numbers, issuers)
    return identify(document(Line(title, "title"), *(lines or TEXT), parts=(part,), doc_id=doc_id), 0)


def titled(doc_id: str, title: str, **facts: object) -> Identity:
    """Make an identity from facts alone, in Chinese."""
    return Identity(**({"doc_id": doc_id, "part": 0, "kind": "policy", "title": read_title(title), "lang": "zh"} | facts))  # type: ignore[arg-type]


def works(*identities: Identity) -> list[list[list[str]]]:
    """Return the pages of every expression of every work, after checking that their order does not matter."""
    found = group(identities)
    for order in list(permutations(identities))[:24]:
        assert group(order) == found
    return [[[place.doc_id for place in expression.manifestations] for expression in work.expressions] for work in found]


def test_an_identity_is_what_a_part_says_of_itself() -> None:
    identity = page(
        "a",
        "国务院办公厅关于印发《薪酬办法（试行）》的通知",
        "（2021年5月12日通过）",
        *TEXT,
        "国务院办公厅",
        "2021年5月14日",
        number=NUMBER,
    )
    assert (identity.number, identity.key, identity.lang) == (NUMBER, "薪酬办法", "und")
    assert identity.issuers == ("state-council-general-office",)
    assert [(found.kind, found.iso) for found in identity.dates] == [
        ("passed", "2021-05-12"),
        ("effective", "2021-07-01"),
        ("made", "2021-05-14"),
    ]
    assert identity.timeline.stage == "trial"
    with pytest.raises(IndexError):
        identify(document("正文。"), 1)


def test_state_council_issued_alone_decides_no_agency() -> None:
    identity = page("a", "Opinions on Public Hospitals", written="State Council issued (2021) No. 18")
    assert (identity.number, identity.number_written, identity.issuers) == ("", "State Council issued (2021) No. 18", ())


@pytest.mark.parametrize(
    ("title", "facts", "lines", "issuers"),
    [
        ("财政部 国家医保局关于补助的通知", {}, (), ("ministry-of-finance", "healthcare-security")),
        ("关于补助的通知", {"issuers": ("财政部",)}, (), ("ministry-of-finance",)),
        ("关于补助的通知", {"number": NUMBER}, (), ("state-council-general-office",)),
        ("关于补助的通知", {}, (*TEXT, "卫生部　财政部", "2009年5月14日"), ("national-health-commission", "ministry-of-finance")),
        ("临州市卫生健康委关于补助的通知", {}, (), ("name:临州市卫生健康委",)),
        ("关于补助的通知", {}, (*TEXT, "第四条　补助由财政部拨付。"), ()),
        ("关于补助的通知", {}, (*TEXT, "第四条　补助的办法，", "由国务院规定"), ()),
        (
            "国家发展改革委等3部门关于补助的通知",
            {},
            (*TEXT, "国家发展改革委", "财政部", "海州市财政局", "2021年5月14日"),
            ("ndrc", "ministry-of-finance", "name:海州市财政局"),
        ),
        (
            "关于补助的通知",
            {},
            (*TEXT, "海州市卫生健康委员会海州市财政局海州市医疗保障局", "2021年5月14日"),
            ("name:海州市卫生健康委员会", "name:海州市财政局", "name:海州市医疗保障局"),
        ),
        (
            "关于补助的通知",
            {"issuers": ("海州市卫生健康委员会海州市财政局", "财政部 国家医保局")},
            (),
            ("name:海州市卫生健康委员会", "name:海州市财政局", "ministry-of-finance", "healthcare-security"),
        ),
        ("关于补助的通知", {}, (*TEXT, "请将执行中的情况及时报财政部社会保障司"), ()),
    ],
)
def test_who_issued_a_text(title: str, facts: dict[str, str], lines: tuple[str, ...], issuers: tuple[str, ...]) -> None:
    assert page("a", title, *lines, **facts).issuers == issuers  # type: ignore[arg-type]


def test_one_number_makes_one_work_across_languages() -> None:
    chinese = titled("a", "国务院办公厅关于推动公立医院发展的意见", number=NUMBER)
    english = titled("b", "Opinions on Promoting the Development of Public Hospitals", number=NUMBER, lang="en")
    assert works(chinese, english) == [[["b"], ["a"]]]
    (work,) = group([chinese, english])
    assert work.key == NUMBER


def test_one_title_makes_one_work_through_wrapper_and_state() -> None:
    same = works(
        titled("a", "财政部关于印发《薪酬办法》的通知", issuers=("ministry-of-finance",)),
        titled("b", "中华人民共和国薪酬办法"),
        titled("c", "《薪酬办法》", issuers=("ministry-of-finance",)),
    )
    assert same == [[["a"], ["b"], ["c"]]]


def test_bodies_that_issue_one_title_have_a_work_each_and_who_names_none_belongs_to_neither() -> None:
    hunan = titled("a", "关于推进医联体建设的实施意见", issuers=("hunan-government",))
    hubei = titled("b", "关于推进医联体建设的实施意见", issuers=("hubei-government",))
    silent = titled("c", "关于推进医联体建设的实施意见")
    assert not same_work(hunan, hubei)
    assert len(works(hunan, hubei)) == 2
    assert len(works(hunan, silent)) == 1
    assert len(works(hunan, hubei, silent)) == 3


def test_a_generic_title_needs_its_issuer() -> None:
    hunan = titled("a", "2021年政府工作报告", issuers=("hunan-government",))
    again = titled("b", "2021年政府工作报告", issuers=("hunan-government",))
    silent = titled("c", "2021年政府工作报告")
    assert same_work(hunan, again)
    assert not same_work(hunan, silent)
    assert len(works(hunan, again, silent)) == 2
    assert group([hunan])[0].key == "2021年政府工作报告 hunan-government"


def test_a_law_of_taiwan_is_not_the_mainlands_of_the_same_name() -> None:
    taiwan = page("a", "公司法", "中華民國一百零七年八月一日修正", *TEXT)
    assert taiwan.realm == "tw"
    assert not same_work(taiwan, page("b", "中华人民共和国公司法"))


def test_what_forwards_a_text_is_another_work() -> None:
    assert (
        len(works(titled("a", "云泽省政府办公厅转发国务院办公厅关于医联体的意见的通知"), titled("b", "国务院办公厅关于医联体的意见"))) == 2
    )


def test_versions_stand_in_order_with_evidence() -> None:
    trial = titled("a", "薪酬办法（试行）", number="财社〔2019〕1号")
    final = titled("b", "薪酬办法", number="财社〔2021〕3号")
    again = titled("c", "薪酬办法", number="财社〔2021〕3号")
    assert works(trial, final, again) == [[["a"], ["b", "c"]]]
    (work,) = group([final, trial])
    assert [expression.evidence for expression in work.expressions] == ["", "numbered 2019 before numbered 2021"]
    assert (work.key, work.numbers) == ("薪酬办法", ("财社〔2019〕1号", "财社〔2021〕3号"))
    assert work.expressions[0].version == "试行"
    assert work.expressions[0].manifestations == (Manifestation("a", 0),)


def test_copies_of_one_version_are_one_expression() -> None:
    first = page("a", "薪酬办法", "（2018年3月1日通过　2021年6月1日修正）", *TEXT)
    copy = page("b", "薪酬办法（2021年修正）", *TEXT)
    older = page("c", "薪酬办法", "（2018年3月1日通过）", *TEXT)
    assert works(first, copy, older) == [[["c"], ["a", "b"]]]
    assert same_version(first, copy)
    assert same_version(first, older) is False


def test_of_a_text_that_does_not_say_its_sentences_tell_the_version() -> None:
    dated = [
        page("a", "薪酬办法", "（2018年3月1日通过）", *TEXT),
        page("b", "薪酬办法", "（2021年3月1日修订）", TEXT[0], "第二条　医院实行总会计师制度，负责人薪酬由主管部门核定。"),
    ]
    silent = titled("c", "薪酬办法", lang="und", sentences=dated[0].sentences)
    other = titled("d", "薪酬办法", lang="und", sentences=frozenset({"x"}))
    assert same_version(dated[0], silent) is None
    found = works(*dated, silent, other)
    assert sorted(found[0]) == [["a", "c"], ["b"], ["d"]]


def test_news_carries_no_work_but_a_law_that_tells_when_it_was_passed_does_even_where_its_page_does_not_say_what_it_is() -> None:
    assert group([titled("a", "薪酬办法", kind="news")]) == []
    assert group([titled("a", "薪酬办法", kind="other")]) == []
    assert len(group([titled("a", "薪酬办法", kind="other", dates=(TypedDate("passed", "2021-05-12", None),))])) == 1
    assert group([titled("a", "……")]) == []


def test_sentences_are_compared_without_numbering_and_punctuation() -> None:
    one = page("a", "薪酬办法", "第一条 为了规范公立医院薪酬总量，制定本办法。")
    other = page("b", "薪酬办法", "第三条　为了规范公立医院薪酬总量, 制定本办法")
    assert one.sentences == other.sentences != frozenset()
