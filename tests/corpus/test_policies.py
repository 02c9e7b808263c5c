"""Policies of a library: works by number and title whatever the order of adding, clauses at a path, what cites what, what is wanted."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING, NamedTuple

import pytest

from corpus.clauses import split_clauses
from corpus.errors import CorpusError
from corpus.ids import document_id
from corpus.model import Cleaned, Decoded, DocNumber, Part, RawPage
from corpus.policies import Policies, is_under
from corpus.store import Corpus
from tests.corpus.pages import Line, document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from corpus.works import Work


class Page(NamedTuple):
    """A page of one part: its title, number, lines and issuers, and its language."""

    title: str
    number: str
    lines: Sequence[str]
    lang: str = "zh"
    issuers: tuple[str, ...] = ()

    @property
    def raw(self) -> str:
        return "\n".join((self.title, self.number, *self.lines))

    @property
    def doc_id(self) -> str:
        return document_id(self.raw.encode())

    def put(self, corpus: Corpus) -> None:
        numbers = (DocNumber(self.number, self.number),) if self.number else ()
        lines = (Line(self.title, "title", lang=self.lang), *(Line(line, lang=self.lang) for line in self.lines))
        made = document(*lines, parts=(Part("policy", self.title, numbers, self.issuers),), doc_id=self.doc_id)
        corpus.put(RawPage(self.raw, "a.html"), Cleaned(made, (), (), Decoded(self.raw, "utf-8")), split_clauses(made), "1")


TRIAL = Page("薪酬办法（试行）", "泽卫规〔2019〕3号", ["第一条　为了规范薪酬，制定本办法。", "第二条　薪酬总量每年核定。", "2019年3月12日"])
REVISED = Page(
    "薪酬办法（2023年修订）",
    "泽卫规〔2023〕4号",
    [
        "第一条　为了规范薪酬，根据财社〔2020〕1号文件，制定本办法。",
        "第二条　派驻人员的薪酬单列。",
        "第三条　薪酬总量坚持下列原则：",
        "（一）公益；",
        "（二）公平。",
        "第四条　《薪酬办法（试行）》（泽卫规〔2019〕3号）同时废止。",
        "附件1：程序",
        "一、医院每年提出申请。",
        "二、主管部门每年核定。",
        "2023年6月5日",
    ],
)
ENGLISH = Page(
    "Measures for Salaries (Revised in 2023)",
    "泽卫规〔2023〕4号",
    ["Article 1 These Measures regulate salaries.", "Article 2 Salaries of staff sent out are listed apart.", "Article 5 Done."],
    "en",
)
CITING = Page(
    "实施意见",
    "泽政办发〔2024〕1号",
    [
        "一、总体要求",
        "落实《薪酬办法》第三条第一款第（二）项，并参照泽卫规〔2019〕3号第二条。",
        "二、依据",
        "财社〔2020〕1号和《药品管理法》第五条。",
    ],
)
PAGES = (TRIAL, REVISED, ENGLISH, CITING)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Callable[..., Policies]]:
    """Give a function that makes a library of pages and looks into it."""
    opened: list[Corpus] = []

    def make(*pages: Page) -> Policies:
        corpus = Corpus.open(tmp_path / str(len(opened)))
        opened.append(corpus)
        for page in pages:
            page.put(corpus)
        return Policies(corpus)

    yield make
    for corpus in opened:
        corpus.close()


def pages_of(work: Work) -> list[list[str]]:
    return [[place.doc_id for place in expression.manifestations] for expression in work.expressions]


# Works


@pytest.mark.parametrize(
    "name",
    [
        "泽卫规〔2023〕4号",
        "泽卫规[2023]4号",
        "泽卫规（2023）4号",
        "泽卫规【２０２３】第４号",
        "泽卫规〔2019〕3号",
        "薪酬办法",
        "《薪酬办法（试行）》",
        "关于印发《薪酬办法》的通知",
        "Measures for Salaries",
        "the measures for salaries",
    ],
)
def test_one_work_by_any_of_its_numbers_and_titles(library: Callable[..., Policies], name: str) -> None:
    (work,) = library(*PAGES).find(name)
    assert pages_of(work) == [[ENGLISH.doc_id], [TRIAL.doc_id], [REVISED.doc_id]]
    assert work.numbers == ("泽卫规〔2019〕3号", "泽卫规〔2023〕4号")


def test_versions_stand_in_order_with_the_evidence(library: Callable[..., Policies]) -> None:
    (work,) = library(REVISED, TRIAL).find("薪酬办法")
    assert [(one.version, one.evidence) for one in work.expressions] == [
        ("试行", ""),
        ("2023年修订", "made 2019-03-12 before made 2023-06-05"),
    ]


@pytest.mark.parametrize("name", ["", "  ", "《》", "没有的办法", "财社〔2020〕1号", "No. 18", "x" * 10_000, "薪" * 10_000, "\x00\x1b[2J"])
def test_what_is_not_there_is_not_found(library: Callable[..., Policies], name: str) -> None:
    assert library(*PAGES).find(name) == []


def test_any_order_of_adding_gives_the_same_works_and_citations(library: Callable[..., Policies]) -> None:
    def told(policies: Policies) -> list[object]:
        works = [work for name in ("薪酬办法", "实施意见", "泽卫规〔2023〕4号") for work in policies.find(name)]
        cited_by = [(one.clause, one.citation.span, one.citation.pins) for work in works for one in policies.cited_by(work)]
        return [works, policies.wanted(), cited_by, [policies.standing(work) for work in works]]

    first = told(library(*PAGES))
    for order in list(permutations(PAGES))[1::4]:
        assert told(library(*order)) == first


def test_reports_of_two_governments_are_two_works(library: Callable[..., Policies]) -> None:
    hunan, hubei = (
        Page("政府工作报告", "", ["一、回顾", f"{name}经济稳定增长。"], issuers=(f"{name}人民政府",)) for name in ("湖南省", "湖北省")
    )
    works = library(hunan, hubei).find("政府工作报告")
    assert sorted(map(pages_of, works)) == sorted([[[hunan.doc_id]], [[hubei.doc_id]]])
    assert len({work.key for work in works}) == 2


def test_the_works_of_a_page(library: Callable[..., Policies]) -> None:
    policies = library(*PAGES)
    assert policies.of_page(ENGLISH.doc_id) == policies.find("薪酬办法")
    assert [work.key for work in policies.of_page(CITING.doc_id)] == ["泽政办发〔2024〕1号"]
    news = Page("", "", ["医院公开价格。"])
    assert library(news).of_page(news.doc_id) == []


def test_a_removed_page_leaves_no_work(library: Callable[..., Policies]) -> None:
    policies = library(TRIAL, CITING)
    policies._corpus.remove(TRIAL.doc_id)
    again = Policies(policies._corpus)
    assert again.find("薪酬办法") == []
    assert "泽卫规〔2019〕3号" in [one.number for one in again.wanted()]


# Clauses at a place


def texts(policies: Policies, name: str, path: str) -> list[str]:
    (work,) = policies.find(name)
    return [clause.text for clause in policies.clauses_at(work, path, name)]


def test_a_place_is_looked_for_in_the_version_that_the_name_means(library: Callable[..., Policies]) -> None:
    policies = library(*PAGES)
    for name in ("泽卫规〔2019〕3号", "《薪酬办法（试行）》"):
        assert texts(policies, name, "2") == ["第二条　薪酬总量每年核定。"]
        assert texts(policies, name, "4") == []  # the trial version has no fourth article, and another one's will not do
    for name in ("泽卫规〔2023〕4号", "薪酬办法（2023年修订）", "薪酬办法"):
        assert texts(policies, name, "2") == ["第二条　派驻人员的薪酬单列。"]
    assert texts(policies, "薪酬办法", "5") == ["Article 5 Done."]  # the Chinese text has none, the translation does


def test_what_stands_under_a_place_follows_it(library: Callable[..., Policies]) -> None:
    policies = library(*PAGES)
    assert texts(policies, "薪酬办法", "3") == ["第三条　薪酬总量坚持下列原则：", "（一）公益；", "（二）公平。"]
    assert texts(policies, "薪酬办法", "3.2") == ["（二）公平。"]
    assert texts(policies, "薪酬办法", "A1") == ["一、医院每年提出申请。", "二、主管部门每年核定。"]
    assert texts(policies, "薪酬办法", "A1:2") == ["二、主管部门每年核定。"]
    assert len(texts(policies, "泽卫规〔2019〕3号", "")) == 3  # two articles, and the day
    assert texts(policies, "薪酬办法", "33") == texts(policies, "薪酬办法", "3.") == []


def test_a_path_is_under_another_by_whole_steps() -> None:
    assert all(is_under(path, "5.2") for path in ("5.2", "5.2.1", "5.2.1.3"))
    assert is_under("A1:3", "A1")
    assert is_under("5", "")
    assert not any(is_under(path, "5.2") for path in ("5.20", "5", "5.1", "", "A1:5.2"))
    assert not is_under("A12:3", "A1")


# Citations


def test_citations_lead_to_the_clause_of_the_version_that_they_name(library: Callable[..., Policies]) -> None:
    policies = library(*PAGES)
    new, old, unknown, law = policies.citations(CITING.doc_id)
    assert [policies._corpus.clause(one).text for one in new.clause_ids] == ["（二）公平。"]
    assert [policies._corpus.clause(one).text for one in old.clause_ids] == ["第二条　薪酬总量每年核定。"]
    assert new.works == old.works == ("薪酬办法",)
    assert (unknown.works, law.works) == ((), ())


def test_a_text_does_not_cite_itself_but_its_earlier_version(library: Callable[..., Policies]) -> None:
    policies = library(*PAGES)
    written = [link.citation.written for link in policies.citations(REVISED.doc_id)]
    assert written == ["财社〔2020〕1号", "《薪酬办法（试行）》（泽卫规〔2019〕3号）"]
    own = Page("公开办法", "泽办〔2020〕2号", ["泽办〔2020〕2号", "现将《公开办法》印发给你们。", "第一条　依照本办法第二条和前款办理。"])
    assert library(own).citations(own.doc_id) == []


def test_the_citations_of_one_clause(library: Callable[..., Policies]) -> None:
    policies = library(*PAGES)
    first, second = (clause for clause in policies._corpus.clauses(CITING.doc_id) if clause.path)
    assert [link.citation.clause_id for link in policies.citations(first.id)] == [first.id] * 2
    assert [link.citation.number for link in policies.citations(second.id)] == ["财社〔2020〕1号", None]
    with pytest.raises(CorpusError):
        policies.citations("nobody")


def test_who_cites_a_work_and_a_place_in_it(library: Callable[..., Policies]) -> None:
    policies = library(*PAGES)
    (work,) = policies.find("薪酬办法")
    found = [(one.clause.doc_id, one.citation.written) for one in policies.cited_by(work)]
    assert sorted(found) == sorted(
        [
            (CITING.doc_id, "《薪酬办法》第三条第一款第（二）项"),
            (CITING.doc_id, "泽卫规〔2019〕3号第二条"),
            (REVISED.doc_id, "《薪酬办法（试行）》（泽卫规〔2019〕3号）"),
        ]
    )
    for path in ("3", "3.2"):
        assert [one.citation.written for one in policies.cited_by(work, path)] == ["《薪酬办法》第三条第一款第（二）项"]
    assert policies.cited_by(work, "3.1") == policies.cited_by(work, "1") == []
    (uncited,) = policies.find("实施意见")
    assert policies.cited_by(uncited) == []


def test_two_pages_that_cite_each_other(library: Callable[..., Policies]) -> None:
    one = Page("甲费办法", "甲办〔2020〕1号", ["第一条　依照《乙费办法》第一条执行。"])
    other = Page("乙费办法", "乙办〔2020〕1号", ["第一条　依照《甲费办法》第一条执行。"])
    policies = library(one, other)
    for page, cited in ((one, other), (other, one)):
        (link,) = policies.citations(page.doc_id)
        assert link.works == (cited.number,)
        assert [policies._corpus.clause(clause).doc_id for clause in link.clause_ids] == [cited.doc_id]
        (work,) = policies.find(cited.title)
        assert [found.clause.doc_id for found in policies.cited_by(work)] == [page.doc_id]
    assert policies.wanted() == []


def test_a_title_of_two_bodies_means_both(library: Callable[..., Policies]) -> None:
    texts = [Page("医联体实施意见", "", ["一、要求", f"{name}医院公开。"], issuers=(f"{name}人民政府",)) for name in ("湖南省", "湖北省")]
    citing = Page("公开办法", "", ["第一条　依照《医联体实施意见》第一条执行。"])
    (link,) = library(*texts, citing).citations(citing.doc_id)
    assert (len(link.works), link.clause_ids) == (2, ())


def test_repeal_is_told_with_the_clause_that_says_so(library: Callable[..., Policies]) -> None:
    policies = library(*PAGES)
    (work,) = policies.find("薪酬办法")
    (said,) = policies.standing(work)
    assert (said.statement.standing, said.words) == ("repealed", "《薪酬办法（试行）》（泽卫规〔2019〕3号）同时废止")
    clause = policies._corpus.clause(said.identifier)
    assert (clause.doc_id, clause.path) == (REVISED.doc_id, "4")
    alone = library(TRIAL)
    assert alone.standing(*alone.find("薪酬办法")) == []


def test_repeal_in_a_list_is_told_with_the_heading_above_it(library: Callable[..., Policies]) -> None:
    decision = Page(
        "关于清理文件的决定",
        "泽卫规〔2024〕7号",
        [
            "一、废止下列文件",
            "1.《薪酬办法（试行）》（泽卫规〔2019〕3号）；",
            "2.《公开办法》",
            "二、下列文件继续有效：",
            "（一）泽卫规〔2023〕4号",
            "2024年5月6日",
        ],
    )
    policies = library(TRIAL, REVISED, decision)
    (work,) = policies.find("薪酬办法")
    found = [(said.statement.standing, said.words, said.expression) for said in policies.standing(work) if said.title != REVISED.title]
    found = [one for one in found if ">" in one[1]]
    assert found == [
        ("repealed", "一、废止下列文件 > 《薪酬办法（试行）》（泽卫规〔2019〕3号）", 0),
        ("in-force", "二、下列文件继续有效 > 泽卫规〔2023〕4号", 1),
    ]


def test_a_draft_repeals_nothing(library: Callable[..., Policies]) -> None:
    line = "《薪酬办法（试行）》（泽卫规〔2019〕3号）同时废止。"
    for title, words in (("公开办法", [line[:-1]]), ("公开办法（征求意见稿）", []), ("关于《公开办法》公开征求意见的通知", [])):
        policies = library(TRIAL, citing(title, line))
        assert [said.words for said in policies.standing(*policies.find("薪酬办法"))] == words


def test_repeal_by_number_alone_or_by_title_alone(library: Callable[..., Policies]) -> None:
    for line in ("泽卫规〔2019〕3号同时废止。", "《薪酬办法（试行）》同时废止。"):
        policies = library(TRIAL, citing("公开办法", line))
        assert [said.words for said in policies.standing(*policies.find("薪酬办法"))] == [line[:-1]]
    policies = library(TRIAL, citing("公开办法", "依照泽卫规〔2019〕3号执行，《药品办法》同时废止。"))
    assert policies.standing(*policies.find("薪酬办法")) == []  # it cites the one and repeals the other


# The version that is meant


def law(version: str, *lines: str) -> Page:
    return Page(f"公司法（{version}）", "", ["第一条　公司依法登记。", f"第一百四十六条　{version}的条件。", *lines])


def test_a_citation_of_2015_leads_to_the_clause_that_was_in_force_then(library: Callable[..., Policies]) -> None:
    versions = [law("2013年修正"), law("2018年修正"), law("2023年修订", "本法自2024年7月1日起施行。")]
    years = {"2015": versions[0], "2019": versions[1], "2023": versions[1], "2025": versions[2]}
    texts = [Page(f"公开办法{year}", f"泽办〔{year}〕1号", ["第一条　依照《公司法》第一百四十六条办理。"]) for year in years]
    policies = library(*versions, *texts)
    for one, meant in zip(texts, years.values(), strict=True):
        (link,) = policies.citations(one.doc_id)
        assert [policies._corpus.clause(clause).doc_id for clause in link.clause_ids] == [meant.doc_id]


def test_of_undated_versions_a_citation_leads_to_none(library: Callable[..., Policies]) -> None:
    undated = [Page("公开办法", "", ["第一条　公开。", f"第二条　医院{what}公布价格和薪酬。"]) for what in ("每年", "每月")]
    text = Page("审计办法", "泽办〔2024〕1号", ["第一条　依照《公开办法》第一条办理。", "第二条　《公开办法》继续有效。"])
    policies = library(*undated, text)
    (work,) = policies.find("公开办法")
    assert len(work.expressions) == 2
    first, _ = policies.citations(text.doc_id)
    assert (first.works, first.clause_ids) == ((work.key,), ())
    assert [said.expression for said in policies.standing(work)] == [None]
    alone = library(undated[0], text)
    assert len(alone.citations(text.doc_id)[0].clause_ids) == 1


def test_a_repeal_strikes_no_version_made_after_it(library: Callable[..., Policies]) -> None:
    decision = citing("清理决定", "《薪酬办法》予以废止。")._replace(number="泽办〔2020〕7号")
    policies = library(TRIAL, REVISED, decision)
    (work,) = policies.find("薪酬办法")
    told = {said.words: said.expression for said in policies.standing(work)}
    assert told == {"《薪酬办法》予以废止": 0, "《薪酬办法（试行）》（泽卫规〔2019〕3号）同时废止": 0}
    alone = library(REVISED, decision)
    assert alone.standing(*alone.find("薪酬办法")) == []


# What is wanted


def wanted(*pages: Page, library: Callable[..., Policies]) -> list[tuple[str | None, str, int]]:
    return [(one.number, one.title, one.count) for one in library(*pages).wanted()]


def citing(title: str, *lines: str) -> Page:
    return Page(title, "", [f"第{number}条　{line}" for number, line in zip("一二三四五", lines, strict=False)])


def test_one_number_is_one_text_whatever_it_is_called_and_a_number_is_no_title(library: Callable[..., Policies]) -> None:
    one = citing("甲细则", "依照人社部发〔2021〕52号执行。", "参照人社部发[2021]52号。", "见人社部发（2021）52号。")
    other = citing("乙细则", "依照《薪酬指导意见》（人社部发〔2021〕52号）和《药品管理法》，《药品管理法》优先。")
    named = ("人社部发〔2021〕52号", "薪酬指导意见", 4)
    assert wanted(one, other, library=library) == wanted(other, one, library=library) == [named, (None, "药品管理法", 2)]


def test_most_cited_first_then_by_number_and_title(library: Callable[..., Policies]) -> None:
    page = citing("甲细则", "依照《乙法》《甲法》和财社〔2020〕1号。", "依照《丙法》。", "依照《丙法》。")
    assert wanted(page, library=library) == [
        (None, "丙法", 2),
        (None, "乙法", 1),
        (None, "甲法", 1),
        ("财社〔2020〕1号", "财社〔2020〕1号", 1),
    ]


def test_what_has_come_is_wanted_no_more(library: Callable[..., Policies]) -> None:
    page = citing("甲细则", "依照《薪酬办法》执行。", "参照泽卫规〔2019〕3号执行。")
    assert len(wanted(page, library=library)) == 2
    assert wanted(page, TRIAL, library=library) == []
