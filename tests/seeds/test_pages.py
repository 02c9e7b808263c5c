"""What cleaning must make of each of the five real pages: nothing lost, nothing twice, nothing of the site's own voice."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from corpus.matchkey import match_key
from corpus.model import READ_KINDS

if TYPE_CHECKING:
    from corpus.model import Clause, Cleaned

pytestmark = pytest.mark.seeds

SUBSECTIONS = {1: 0, 2: 4, 3: 4, 4: 4, 5: 5, 6: 3, 7: 4, 8: 4}
"""How many numbered subsections each section of the Opinions has, counted by hand on the third copy: 28 in all."""


def flags(page: Cleaned) -> set[str]:
    document = page.document
    return {flag.name for flag in document.flags} | {flag.name for block in document.blocks for flag in block.flags}


def words(clauses: list[Clause]) -> str:
    return match_key("\n".join(clause.text for clause in clauses))


@pytest.mark.parametrize("name", ["000", "001", "002", "003", "004"])
def test_nothing_is_lost_or_invented(cleaned: dict[str, Cleaned], name: str) -> None:
    cleaned[name].check()


def test_raw_bytes_come_back(cleaned: dict[str, Cleaned], seeds: list) -> None:
    for path in seeds:
        assert cleaned[path.name[:3]].decoded.to_bytes() == path.read_bytes()


def test_000_has_no_date_and_no_advertisement(cleaned: dict[str, Cleaned], clauses: dict[str, list[Clause]]) -> None:
    document = cleaned["000"].document
    assert document.published is None
    assert "advertisment" not in words(clauses["000"])
    assert document.title.startswith("The reform of medical institutions run by central enterprises")
    # Headings 5, 13 and 23 of the page, all in lower case, head their clauses.
    assert {clause.heading_path for clause in clauses["000"]} == {
        (),
        ("the medical reform run by central enterprises has been basically completed and achieved remarkable results",),
        ("central enterprises make efforts to build a large healthy ecosystem",),
        ("grasp the “three accelerations” to enhance core competitiveness",),
    }


def test_001_is_the_story_alone(cleaned: dict[str, Cleaned], clauses: dict[str, list[Clause]]) -> None:
    document = cleaned["001"].document
    assert document.title == "soe-run medical institutions gain new momentum"
    assert document.published == date(2023, 2, 23)
    assert "case-lost" in flags(cleaned["001"])
    said = words(clauses["001"])
    assert [part for part in ("凯发", "englishchannel", "esa", "nuclear", "网站地图", "editor", "top news") if part in said] == []
    assert len(clauses["001"]) == 9  # the nine paragraphs of the story, lines 13 to 29


def test_002_holds_the_opinions_once(cleaned: dict[str, Cleaned], clauses: dict[str, list[Clause]]) -> None:
    (part,) = [number for number, part in enumerate(cleaned["002"].document.parts) if part.kind == "policy"]
    policy = [block for block in cleaned["002"].document.blocks if block.part == part and block.kind in READ_KINDS]
    section = 0
    counts: dict[int, list[int]] = {}
    for block in policy:
        heading = re.match(r"(\d)\. ", block.text)
        subsection = re.match(r"\((\d)\) ", block.text)
        if heading:
            section = int(heading[1])
            counts[section] = []
        elif subsection:
            counts[section].append(int(subsection[1]))
    assert counts == {number: list(range(1, count + 1)) for number, count in SUBSECTIONS.items()}
    paths = [clause.path for clause in clauses["002"] if clause.path]
    assert paths == ["1", *(f"{number}.{sub}" for number, count in SUBSECTIONS.items() for sub in range(1, count + 1))]


def test_002_says_nothing_twice(clauses: dict[str, list[Clause]]) -> None:
    keys = [clause.text_key for clause in clauses["002"]]
    assert len(keys) == len(set(keys))
    said = words(clauses["002"])
    for once in ("allowing medical and health institutions to break through", "encourage the implementation of an annual salary system"):
        assert said.count(once) == 1
    assert said.count("reform the salary distribution system") == 1
    assert said.count("hierarchical diagnosis and treatment system") == 1  # of the commentary, line 431


def test_002_keeps_the_commentary_apart(cleaned: dict[str, Cleaned], clauses: dict[str, list[Clause]]) -> None:
    parts = cleaned["002"].document.parts
    assert [part.kind for part in parts] == ["news", "policy"]
    titles = {clause.card.title for clause in clauses["002"] if "hierarchical diagnosis and treatment" in clause.text}
    assert titles == {parts[0].title}


def test_002_shows_no_navigation_and_no_disclaimer(clauses: dict[str, list[Clause]]) -> None:
    said = words(clauses["002"])
    for words_of_the_site in ("echemi", "last update", "supplier", "plagiarism", "informational purposes", "contact us", "medical news"):
        assert words_of_the_site not in said


def test_002_marks_its_lost_chinese(cleaned: dict[str, Cleaned], clauses: dict[str, list[Clause]]) -> None:
    gaps = [block for block in cleaned["002"].document.blocks if block.kind == "gap"]
    assert "chinese-lost" in flags(cleaned["002"])
    assert gaps[0].text.startswith("67 64")  # line 14 of the page: 6月7日 6月4日 without its Chinese
    assert len(gaps) >= 31  # lines 14 to 68 and, in the commentary between the copies, more
    assert not any(clause.text.startswith((",", "。", "、")) for clause in clauses["002"])


def test_002_number_and_date(cleaned: dict[str, Cleaned]) -> None:
    document = cleaned["002"].document
    (number,) = document.doc_numbers
    assert number.normalised == "国办发〔2021〕18号"
    assert "No. 18" in number.written
    assert document.published == date(2021, 6, 17)
    assert document.issuers == ("General Office of the State Council",)


def test_003_has_its_date_and_no_contact_block(cleaned: dict[str, Cleaned], clauses: dict[str, list[Clause]]) -> None:
    document = cleaned["003"].document
    assert document.published == date(2021, 7, 10)
    assert document.title == "2021 what are the aspects of medical reform?"
    said = words(clauses["003"])
    assert [part for part in ("hotline", "contact us", "@", "hits", "siyuan", "191381") if part in said] == []
    headings = {path for clause in clauses["003"] for path in clause.heading_path}
    for line in ("To promote the experience of Sanming", "Promote the balanced distribution", "Adhere to prevention first"):
        assert any(heading.startswith(line) for heading in headings)


def test_004_is_joined_and_known_to_be_cut_off(cleaned: dict[str, Cleaned], clauses: dict[str, list[Clause]]) -> None:
    document = cleaned["004"].document
    assert document.title == "积极服务健康中国战略在满足人民健康生活需要上勇担使命"
    assert "truncated" in flags(cleaned["004"])
    assert clauses["004"][0].text.startswith("人民健康是")
    text = document.text
    for joined in ("全方位赋能推动医疗机构发展进入快车道", "支持所属医疗机构", "国资委标杆创建行动"):
        assert joined in text
    assert not re.search(r"(?:^|\n|\D)[1-9]、", text)
    said = words(clauses["004"])
    assert [part for part in ("会员", "珍藏版", "docx", "讲稿", "关键词", "禁止商用", "第壹文秘") if part in said] == []
