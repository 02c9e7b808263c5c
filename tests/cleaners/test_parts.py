"""Pages of several texts: which clause belongs to which, with titles, numbers, issuers and dates of each."""

from __future__ import annotations

import pytest

from cleaners.parts import is_policy, is_policy_title
from cleaners.pipeline import clean_page
from corpus.clauses import split_clauses
from corpus.model import Document, RawPage

NEWS = "The county pays its hospitals in advance and lets them keep what they save, as our reporter learned on Monday in New Town."


def document(text: str) -> Document:
    result = clean_page(RawPage(text, "page"))
    result.check()
    return result.document


def texts_of(found: Document, part: int) -> list[str]:
    return [block.text for block in found.blocks if block.part == part]


def test_news_and_the_policy_it_reports_are_two_parts() -> None:
    policy = [
        "Opinions of the General Office of the Province on Sharing the Budget of County Hospitals",
        "Provincial Office issued (2020) No. 7",
        "The people's governments of all counties:",
        "1. General requirements. The county pays in advance.",
        "2. Budget. Hospitals keep what they save.",
    ]
    found = document("\n\n".join(["County hospitals will share one budget", "Date:2020-06-07 Hits:12", NEWS, *policy]))
    assert [part.kind for part in found.parts] == ["news", "policy"]
    assert texts_of(found, 1) == policy
    assert found.parts[0].title == "County hospitals will share one budget"
    assert found.parts[1].title == policy[0]
    assert [number.written for number in found.parts[1].doc_numbers] == ["Provincial Office issued (2020) No. 7"]
    assert found.parts[1].issuers == ("General Office of the Province",)
    assert found.parts[0].doc_numbers == ()


@pytest.mark.parametrize(
    ("head", "number", "signatory"),
    [
        (("中华人民共和国财政部令", "第45号"), "财政部令第45号", "部长　刘某"),
        (("新省人民政府令", "（第312号）"), "新省人民政府令第312号", "省长：王某某"),
        (("新省人民代表大会常务委员会公告", "第十三号"), "新省人民代表大会常务委员会公告第13号", "新省人民代表大会常务委员会"),
    ],
)
def test_an_order_is_a_part_before_the_law_that_it_makes_public(head: tuple[str, str], number: str, signatory: str) -> None:
    says = "《新省老年人优待办法》已经2021年11月1日第98次会议通过，现予公布，自2022年1月1日起施行。"
    law = ["新省老年人优待办法", "第一条　为了优待老年人，制定本办法。", "第二条　老年人免费乘车，免费游园，优先就医。", "第三条　略。"]
    found = document("\n".join([*head, says, signatory, "2021年11月9日", *law]))
    assert [(part.kind, part.title) for part in found.parts] == [("policy", head[0]), ("policy", law[0])]
    assert [[one.normalised for one in part.doc_numbers] for part in found.parts] == [[number], []]
    assert texts_of(found, 1) == law
    assert [block.kind for block in found.blocks[:5]] == ["title", "metadata", "paragraph", "metadata", "metadata"]
    assert found.title == law[0]


def test_clauses_carry_the_title_of_their_own_text() -> None:
    text = (
        "新县出台医共体办法\n来源：新县日报 2021-06-08\n县里提前向医院支付经费，结余归医院使用，群众的负担减轻了。\n"
        "新县人民政府关于推进医共体建设的通知\n各乡镇人民政府：\n一、明确目标。到年底全部建成。\n二、落实经费。由县财政安排。"
    )
    titles = {clause.text[:4]: clause.card.title for clause in split_clauses(document(text))}
    assert titles["县里提前"] == "新县出台医共体办法"
    assert titles["一、明确"] == titles["二、落实"] == "新县人民政府关于推进医共体建设的通知"


def test_two_policies_keep_numbers_issuers_and_dates_apart() -> None:
    found = document(
        "新省卫生健康委关于推进医共体建设的意见\n新卫发〔2020〕7号\n各县卫生健康局：\n一、明确目标。\n二、落实经费。\n"
        "新省卫生健康委\n2020年5月2日\n"
        "新省医疗保障局关于加强药品采购的通知\n各县医疗保障局：\n一、统一目录。\n二、统一配送。\n新省医疗保障局\n2021年6月4日"
    )
    first, second = found.parts
    assert (first.kind, second.kind) == ("policy", "policy")
    assert [number.normalised for number in first.doc_numbers] == ["新卫发〔2020〕7号"]
    assert second.doc_numbers == ()
    assert (first.issuers, second.issuers) == (("新省卫生健康委",), ("新省医疗保障局",))
    assert (first.dates, second.dates) == (("2020-05-02",), ("2021-06-04",))


def test_rules_follow_the_notice_that_issues_them_as_a_text_of_their_own() -> None:
    found = document(
        "新县人民政府关于印发医共体管理办法的通知\n各乡镇人民政府：\n现将办法印发给你们，请认真落实。\n新县人民政府\n2020年5月2日\n"
        "新县医共体管理办法\n第一条 为了规范管理，制定本办法。\n第二条 本办法适用于本县。"
    )
    assert [part.title for part in found.parts] == ["新县人民政府关于印发医共体管理办法的通知", "新县医共体管理办法"]
    assert texts_of(found, 1)[1:] == ["第一条 为了规范管理，制定本办法。", "第二条 本办法适用于本县。"]


def test_a_policy_named_in_news_is_no_part() -> None:
    found = document(
        "新县出台医共体办法\n县里印发《关于推进医共体建设的通知》，要求年底建成。\n新县人民政府关于推进医共体建设的通知\n对此，院长表示欢迎。"
    )
    assert len(found.parts) == 1


def test_an_annex_belongs_to_its_policy() -> None:
    found = document(
        "新县医共体管理办法\n第一条 为了规范管理，制定本办法。\n第二条 本办法适用于本县。\n"
        "附件：\n新县医共体建设标准实施细则\n1. 床位达标。\n2. 人员达标。"
    )
    assert len(found.parts) == 1


def test_chapters_of_a_law_are_no_policies() -> None:
    found = document(
        "新省河道管理条例\n第一条 为了管理河道，制定本条例。\n第二条 本条例适用于本省。\n"
        "防洪规划\n第三条 编制规划。\n第四条 公开规划。\n一般规定\n"
        "第五条 报告。\n第六条 检查。"
    )
    assert len(found.parts) == 1


def test_the_title_said_again_below_the_dates_begins_no_part() -> None:
    found = document(
        "新省高级法院关于案件管辖的规定\n2021年3月1日新省高级法院审判委员会通过\n"
        "新省高级法院\n关于案件管辖的规定\n第一条 管辖如下。\n第二条 自五月起施行。"
    )
    assert len(found.parts) == 1


def test_news_that_takes_the_word_again_ends_the_policy() -> None:
    found = document("关于推进医共体建设的意见\n一、明确目标。\n二、落实经费。\n新华社新城6月8日电 新县的做法受到关注。\n院长表示欢迎。")
    assert [part.kind for part in found.parts] == ["policy", "other"]
    assert texts_of(found, 1) == ["新华社新城6月8日电 新县的做法受到关注。", "院长表示欢迎。"]


@pytest.mark.parametrize(
    "title",
    [
        "国务院办公厅关于推动医院发展的意见",
        "新县医共体管理办法（试行）",
        "中华人民共和国药品管理法",
        "新省“十四五”卫生健康发展规划",
        "Opinions of the State Council on Sharing Budgets",
        "Interim Measures for the Administration of County Hospitals",
        "Drug Administration Law of the Republic",
        "Notice on issuing the list of drugs",
    ],
)
def test_titles_of_policies(title: str) -> None:
    assert is_policy_title(title)


@pytest.mark.parametrize(
    "line",
    [
        "一般规定",
        "其他规定",
        "应当按照有关规定",
        "任何单位不得擅自占用，造成损失的，应当依法",
        "县里公布新的看病方法",
        "附件：新县医共体建设办法",
        "County hospitals share one budget",
        "The plan will be published soon",
        "关于推进医共体建设的意见：",
        "县里印发了关于推进医共体建设的意见。",
        "第三条 管理办法",
    ],
)
def test_lines_that_are_no_titles_of_policies(line: str) -> None:
    assert not is_policy_title(line)


def test_a_headline_that_ends_like_a_law_is_borne_out_or_no_policy() -> None:
    assert not is_policy("新县公布医共体管理办法", [])
    assert is_policy("新县人民政府关于设立医共体的批复", [])


@pytest.mark.seeds
def test_the_seed_with_news_and_opinions(seeds: list) -> None:
    path = next(path for path in seeds if path.name.startswith("002"))
    found = clean_page(RawPage(path.read_bytes(), path.name)).document
    assert [part.kind for part in found.parts] == ["news", "policy"]
    assert [number.normalised for number in found.parts[1].doc_numbers] == ["国办发〔2021〕18号"]
    assert found.parts[0].doc_numbers == ()
