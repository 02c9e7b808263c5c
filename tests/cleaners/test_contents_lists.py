"""Lists of contents that a site or a printer makes are known; the word 目录 above the chapters of a law is the law's."""

from __future__ import annotations

from cleaners.contents_lists import contents_lists
from cleaners.site_statements import site_statements

TEXT = "The county pays its hospitals in advance and lets them keep what they save."


def test_lines_with_leaders_and_pages_are_a_list() -> None:
    assert contents_lists(["1. Purpose ........ 1", "2. Siting ........ 2", "1. Purpose", TEXT]) == {0, 1}


def test_one_line_with_leaders_is_none() -> None:
    assert contents_lists(["Name ........ 12", TEXT]) == set()


def test_a_sites_list_is_what_stands_again_below_it() -> None:
    assert contents_lists(["Contents [hide]", "1 Purpose", "2 Siting", "Purpose", TEXT, "Siting", TEXT]) == {0, 1, 2}
    assert contents_lists(["文章目录", "总则", "营业", "总则", "第一条", "营业", "第二条"]) == {0, 1, 2}


def test_a_laws_contents_are_left() -> None:
    assert contents_lists(["目　录", "第一章 总则", "第二章 营业", "第一章 总则", "第一条", "第二章 营业"]) == set()


def test_a_statement_of_several_lines_ends_a_page() -> None:
    lines = [TEXT] * 4 + ["网站声明", "一、凡本网注明来源的作品，版权均属于本网。", "二、转载作品不代表本网观点。"]
    assert site_statements(lines, set(), 2) == {4, 5, 6}


def test_a_statement_that_a_policy_is_about_is_left() -> None:
    lines = [TEXT] * 4 + ["特别说明", "一、申报人应当在六月底前提交材料。", "二、逾期不予受理。"]
    assert site_statements(lines, set(), 2) == set()


def test_cards_of_writers_are_known_by_office_and_telephone() -> None:
    lines = [TEXT] * 4 + ["秦某", "合伙人 上海办公室", "电话：86 21 0000 0000", "专注于劳动法，参与起草多部员工手册。"]
    assert site_statements(lines, set(), 2) == {4, 5, 6, 7}


def test_whom_to_ask_is_no_card() -> None:
    lines = [TEXT] * 4 + ["联系人：秦某", "电话：021-00000000", "请于五月底前报送。"]
    assert site_statements(lines, set(), 2) == set()
