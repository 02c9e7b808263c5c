"""Lines of a site: what a third of its texts have at their edges is the site's, whatever the order in which its pages came."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from cleaners.across.ingest import ingest
from corpus.ids import document_id
from corpus.model import RawPage
from corpus.site_lines import Repeated, find_edges, line_key, lines_of_site, site_of, text_of_site
from corpus.store import Corpus
from tests.corpus.pages import Line, document, heading

if TYPE_CHECKING:
    from pathlib import Path

    from corpus.model import Document

ASSURANCE = "云州资料室已对照公报原文逐字核对以下文本内容。"
ADDRESS = "云州资料室 人民路十八号三楼 周一至周五开放"
SUBJECTS = ("停车场", "古树名木", "公共图书馆", "农贸市场", "自行车道", "社区食堂")


def text_of(subject: str, *, site: bool = True, formulas: tuple[str, ...] = ()) -> str:
    lines = [
        f"关于加强{subject}管理的通知",
        *([ASSURANCE] if site else []),
        f"{subject}与群众生活关系密切，现就有关事项通知如下，请各乡镇结合实际办好{subject}的事情。",
        f"一、清点全县的{subject}，登记造册，年底以前公布名单。",
        f"二、每年拿出经费修缮{subject}，不得向群众收费。",
        *formulas,
        *([ADDRESS] if site else []),
    ]
    return "\n".join(lines)


def page(subject: str, *, host: str = "www.texts.example", site: bool = True, formulas: tuple[str, ...] = ()) -> RawPage:
    return RawPage(text_of(subject, site=site, formulas=formulas), f"https://{host}/{len(subject)}{ord(subject[0])}.html")


def searched(corpus: Corpus, one: RawPage) -> str:
    return "\n".join(clause.text for clause in corpus.own_clauses(document_id(one.data)))


def test_what_the_texts_of_a_site_share_is_not_searched_and_stays_on_the_page(tmp_path: Path) -> None:
    pages = [page(subject) for subject in SUBJECTS]
    with Corpus.open(tmp_path) as corpus:
        list(ingest(pages, corpus))
        for subject, one in zip(SUBJECTS, pages, strict=True):
            assert ADDRESS not in searched(corpus, one)
            assert ASSURANCE not in searched(corpus, one)
            assert f"修缮{subject}，不得向群众收费。" in searched(corpus, one)
            told = corpus.site_lines(document_id(one.data))
            blocks = corpus.cleaned(document_id(one.data)).document.blocks
            assert [blocks[line.block].text for line in told] == [ASSURANCE, ADDRESS]
            assert {(line.site, line.texts, line.of) for line in told} == {("texts.example", 6, 6)}
            assert ADDRESS in "\n".join(clause.text for clause in corpus.clauses(document_id(one.data)))


def test_a_clause_keeps_its_id_where_a_line_of_the_site_goes(tmp_path: Path) -> None:
    foot = "读到这里的人也读了同一栏目的其他文本。"
    pages = [RawPage(f"{text_of(subject, site=False)}\n{foot}", f"https://a.example/{at}") for at, subject in enumerate(SUBJECTS)]
    with Corpus.open(tmp_path) as corpus:
        list(ingest(pages, corpus))
        doc_id = document_id(pages[0].data)
        whole = {clause.id: clause.text for clause in corpus.clauses(doc_id)}
        own = {clause.id: clause.text for clause in corpus.own_clauses(doc_id)}
    assert own.keys() == whole.keys()
    last = f"二、每年拿出经费修缮{SUBJECTS[0]}，不得向群众收费。"
    (identity,) = (identity for identity, text in whole.items() if text == f"{last}\n{foot}")
    assert own[identity] == last


@pytest.mark.parametrize(
    ("pages", "why"),
    [
        ([page(subject) for subject in SUBJECTS[:3]], "three texts are too few"),
        ([page(subject, host=f"{at}.example") for at, subject in enumerate(SUBJECTS)], "each on a site of its own"),
        ([RawPage(text_of(subject), f"/pages/{at}.txt") for at, subject in enumerate(SUBJECTS)], "files have no site"),
        (
            [page(subject) for subject in SUBJECTS[:4]]
            + [page(f"第{at}号{subject}", site=False) for at in range(2) for subject in SUBJECTS],
            "four of sixteen are less than a third",
        ),
    ],
)
def test_too_few_texts_tell_nothing(tmp_path: Path, pages: list[RawPage], why: str) -> None:
    with Corpus.open(tmp_path) as corpus:
        list(ingest(pages, corpus))
        assert ADDRESS in searched(corpus, pages[0]), why
        assert not corpus.site_lines(document_id(pages[0].data))


def test_copies_of_one_text_count_once(tmp_path: Path) -> None:
    """Six pages of one law, each with another line above it: none of its lines is the site's."""
    law = "云州县停车管理说明\n停车是一件大事，所有单位都要重视，要把停车的地方画好线，并且派人看管好车辆。\n停车不收费。\n夜里也可以停车。"
    pages = [RawPage(f"第{number}栏 资料\n{law}", f"https://texts.example/{number}") for number in "一二三四五六"]
    with Corpus.open(tmp_path) as corpus:
        list(ingest(pages, corpus))
        assert all(not corpus.site_lines(document_id(one.data)) for one in pages)


@pytest.mark.parametrize(
    "formulas",
    [
        ("特此通知。",),
        ("本通知自发布之日起施行。",),
        ("请认真贯彻执行。",),
        ("（此件公开发布）",),
        ("云州县人民政府办公室",),
        ("云州县人民政府办公室", "2021年5月9日"),
        ("附件：1. 名单", "抄送：县委各部门，县人大常委会办公室。"),
        ("This notice shall come into force on the date of issue.",),
    ],
)
def test_formulas_that_official_texts_share_are_the_texts(tmp_path: Path, formulas: tuple[str, ...]) -> None:
    pages = [page(subject, site=False, formulas=formulas) for subject in SUBJECTS]
    with Corpus.open(tmp_path) as corpus:
        list(ingest(pages, corpus))
        assert all(not corpus.site_lines(document_id(one.data)) for one in pages)
        assert all(searched(corpus, one) == "\n".join(c.text for c in corpus.clauses(document_id(one.data))) for one in pages)


def test_any_order_any_batches_and_coming_and_going_give_the_same(tmp_path: Path) -> None:
    pages = [page(subject) for subject in SUBJECTS[:5]]
    states = []
    for number, order in enumerate([*permutations(range(5))][::30]):
        with Corpus.open(tmp_path / str(number)) as corpus:
            for at in order:
                list(ingest([pages[at]], corpus))
            states.append((list(corpus.export()), corpus.index_state()))
    with Corpus.open(tmp_path / "removed") as corpus:
        list(ingest([page("第七中学"), *pages], corpus))
        corpus.remove(document_id(page("第七中学").data))
        states.append((list(corpus.export()), corpus.index_state()))
    assert all(state == states[0] for state in states)


def test_the_last_page_that_tips_the_count_changes_what_the_index_must_hold_of_all(tmp_path: Path) -> None:
    pages = [page(subject) for subject in SUBJECTS[:4]]
    with Corpus.open(tmp_path) as corpus:
        list(ingest(pages[:3], corpus))
        before = corpus.index_state()
        list(ingest(pages[3:], corpus))
        after = corpus.index_state()
        assert all(after[doc_id] != fingerprint for doc_id, fingerprint in before.items())
        corpus.remove(document_id(pages[3].data))
        assert corpus.index_state() == before
        assert ADDRESS in searched(corpus, pages[0])


def test_nothing_is_kept_of_a_site_whose_pages_are_gone(tmp_path: Path) -> None:
    pages = [page(subject) for subject in SUBJECTS]
    with Corpus.open(tmp_path) as corpus:
        list(ingest(pages, corpus))
        for one in pages:
            corpus.remove(document_id(one.data))
        for table in ("site_pages", "site_lines", "site_texts", "site_counts"):
            assert corpus._rows(f"SELECT count(*) FROM {table}") == [(0,)]  # noqa: S608  # own names


@pytest.mark.parametrize(
    ("origin", "site"),
    [
        ("https://www.Gov.example/zhengce/1.htm", "gov.example"),
        ("http://wjw.gov.example:8080/a", "wjw.gov.example"),
        ("HTTP://m.gov.example", "m.gov.example"),
        ("/home/pages/www.gov.example/a.html", ""),
        ("https://", ""),
        ("http://[broken", ""),
        ("ftp://gov.example/a", ""),
    ],
)
def test_the_site_of_an_origin(origin: str, site: str) -> None:
    assert site_of(origin) == site


def told(one: Document, *lines: str) -> list[str]:
    """Return the texts of the blocks that are the site's where its other texts have ``lines``."""
    repeated = {line_key(line): Repeated(line_key(line), "a.example", 9, 9) for line in lines}
    return [one.blocks[line.block].text for line in lines_of_site(one, repeated)]


TITLE = Line("云州县停车办法", "title")
BODY = ("停车是一件大事，所有单位都要重视，要把停车的地方画好线，并且派人看管好车辆，不得乱收费用。", "夜里停车也一样，不得占用消防通道。")


def test_what_stands_between_the_paragraphs_is_the_texts_unless_its_words_are_a_sites() -> None:
    one = document(TITLE, BODY[0], "基本案情", "点击关注云州公众号", BODY[1], "本栏目由资料室整理")
    assert told(one, "基本案情", "点击关注云州公众号", "本栏目由资料室整理") == ["点击关注云州公众号", "本栏目由资料室整理"]


def test_a_short_line_or_a_heading_below_the_title_is_the_texts() -> None:
    assert told(document(TITLE, "内容摘要", *BODY), "内容摘要") == []
    long_heading = "对照公报原文逐字核对以下文本内容的说明和提示"
    assert told(document(TITLE, heading(long_heading), *BODY), long_heading) == []
    assert told(document(TITLE, long_heading, *BODY), long_heading) == [long_heading]


def test_between_two_lines_of_the_site_at_the_foot_may_stand_what_each_page_fills_in() -> None:
    foot = ("资料室整理", "第三百零一次更新", "人民路十八号三楼")
    assert told(document(TITLE, *BODY, *foot), foot[0], foot[2]) == [foot[0], foot[2]]
    assert told(document(TITLE, "资料室整理", *BODY, "人民路十八号三楼"), foot[0], foot[2]) == ["人民路十八号三楼"]


def test_numbered_lines_and_cells_are_never_the_sites() -> None:
    one = document(TITLE, *BODY, "三、加强领导，落实责任", Line("序号", "table-row"), Line("备注", "table-row"))
    assert all(line.block < 3 for lines in find_edges(one) for line in lines)


def test_where_most_of_a_page_is_repeated_it_is_a_copy_and_nothing_is_the_sites() -> None:
    one = document(TITLE, *BODY, "今天更新")
    assert told(one, "今天更新") == ["今天更新"]
    assert told(one, *BODY, "今天更新") == []


def test_copies_and_versions_count_as_one_text_whatever_stands_round_them() -> None:
    first = document(TITLE, *BODY, "人民路十八号三楼")
    other = document(Line("云州县停车办法（修订）", "title"), "本站编号三百零一", *BODY)
    assert text_of_site(first) == text_of_site(other)
    assert text_of_site(first) != text_of_site(document(TITLE, BODY[1]))


def test_a_disclaimer_longer_than_any_paragraph_makes_no_two_texts_one() -> None:
    disclaimer = "免责声明：" + "本网站转载的内容不代表本网站的观点，读者应当自行核对，" * 4
    first, second = (document(TITLE, text, disclaimer) for text in BODY)
    assert text_of_site(first) != text_of_site(second)
