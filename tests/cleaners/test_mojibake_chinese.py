"""Garbled Chinese: every codec pair, once and twice, whole lines and runs; what is no garbled Chinese stays."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners.garbled_chinese import MAX_IN_VAIN, SAMPLE, Search, garbled_chinese
from cleaners.mojibake import MAX_STRETCH, repair_text
from cleaners.oversized import OVERSIZED
from cleaners.pipeline import clean_page
from corpus.misreading import BYTES_LOST
from corpus.model import RawPage, invents

SENTENCES = (
    "各级财政部门应当足额拨付基层医疗卫生机构补助资金",
    "患者在县域内首诊的，报销比例提高百分之十",
    "家庭医生服务费由医保基金和个人共同负担",
    "公立医院主要负责人的年薪由主管部门核定",
)
TRADITIONAL = ("衛生所應設專責醫師及護理人員若干人", "主管機關得委託醫療機構辦理轉診業務", "保險對象應自行負擔門診費用之一部")
PAIRS = (
    ("utf-8", "latin-1"),
    ("utf-8", "cp1252"),
    ("utf-8", "gbk"),
    ("utf-8", "gb18030"),
    ("utf-8", "shift_jis"),
    ("gbk", "latin-1"),
    ("gbk", "cp1252"),
    ("gbk", "big5"),
    ("big5", "gbk"),
    ("big5", "latin-1"),
)


def garbled(text: str, *steps: tuple[str, str]) -> str:
    for actual, mistaken in steps:
        text = text.encode(actual).decode(mistaken)
    return text


def windows(sentence: str) -> list[str]:
    return [sentence[start : start + length] for length in (14, 12) for start in range(len(sentence) - length + 1)]


def lossless(steps: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    """Windows of our sentences that the codecs can take, with what they become."""
    found = []
    for sentence in TRADITIONAL if steps[0][0] == "big5" else SENTENCES:
        for text in windows(sentence):
            try:
                found.append((text, garbled(text, *steps)))
            except UnicodeError:
                continue
    return found


@pytest.mark.parametrize("pair", PAIRS)
def test_each_misreading_is_undone(pair: tuple[str, str]) -> None:
    pairs = lossless((pair,))
    assert pairs or pair[1] == "shift_jis"  # which lacks one byte in six
    for text, mojibake in pairs:
        assert repair_text(mojibake).text == text


@pytest.mark.parametrize("pair", [("utf-8", "latin-1"), ("utf-8", "gb18030")])
def test_and_so_it_is_when_it_was_made_twice(pair: tuple[str, str]) -> None:
    pairs = lossless((pair, pair))
    assert pairs
    for text, mojibake in pairs:
        assert repair_text(mojibake).text == text


def test_two_different_misreadings_are_undone_and_named() -> None:
    text = SENTENCES[0]
    repaired = repair_text(garbled(text, ("gbk", "latin-1"), ("utf-8", "latin-1")))
    assert repaired.text == text
    assert {edit.inverse for edit in repaired.edits} == {"gbk read as latin-1, then utf-8 read as latin-1"}


def test_each_character_is_an_edit_where_the_codecs_allow_it() -> None:
    repaired = repair_text(garbled(SENTENCES[1], ("gbk", "latin-1")))
    assert [edit.after for edit in repaired.edits] == list(SENTENCES[1])
    assert all(len(edit.after) == 2 for edit in repair_text(garbled("家庭医生签约服务费由基金", ("utf-8", "gbk"))).edits)


def test_a_run_inside_a_clean_line_is_repaired_and_nothing_else() -> None:
    run = garbled("家庭医生签约服务费由基金", ("utf-8", "gbk"))
    text = f"　第三条（试行）：{run}（２０２１年）。各地要落实责任。"
    repaired = repair_text(text)
    assert repaired.text == text.replace(run, "家庭医生签约服务费由基金")
    assert all(text.index(run) <= edit.span.start < edit.span.end <= text.index(run) + len(run) for edit in repaired.edits)


def test_two_runs_of_different_misreadings_in_one_line() -> None:
    first, second = garbled("家庭医生签约服务费由基金", ("utf-8", "gbk")), garbled("公立医院主要负责人的年薪", ("gbk", "latin-1"))
    assert repair_text(f"{first}；{second}").text == "家庭医生签约服务费由基金；公立医院主要负责人的年薪"


@pytest.mark.parametrize("mistaken", ["gbk", "gb18030", "cp932"])
@pytest.mark.parametrize("text", SENTENCES)
def test_of_what_lost_bytes_only_what_survived_is_said_and_each_hole_is_marked(mistaken: str, text: str) -> None:
    mojibake = text.encode().decode(mistaken, "replace")
    repaired = repair_text(mojibake)
    said = iter(repaired.text)
    assert all(character in said for character in filter(lambda one: one in repaired.text, text))
    assert set(repaired.text) - set(text) <= {"\ufffd"}
    assert (repaired.text == text) == ("\ufffd" not in repaired.text)


@pytest.mark.parametrize(
    ("text", "mistaken", "said"),
    [
        ("2006年9月1日起施行。", "gbk", "2006�9�1日起施��"),
        ("本条例自2006年7月1日起施行。", "gbk", "�条例�2006�7�1日起施��"),
        ("├─────┼─────┤", "cp932", "├─────┼─────┤"),
        ("├─────┼─────┤", "gbk", "├─����┼─�����"),
    ],
)
def test_a_date_and_a_drawn_table_are_read_though_most_of_their_characters_are_torn(text: str, mistaken: str, said: str) -> None:
    """Of 年 two bytes of three are left, ``骞``, before a figure: no Chinese has that beside ``鏈`` and another hole."""
    repaired = repair_text(text.encode().decode(mistaken, "replace"))
    assert repaired.text == said
    assert repair_text(said).edits == ()


def test_what_lost_bytes_is_proven_and_flagged_on_a_page() -> None:
    text = "各级财政部门应当及时足额拨付"
    page = f"通知\n\n{text.encode().decode('gbk', 'replace')}。\n"
    cleaned = clean_page(RawPage(page, "page"))
    cleaned.check()
    lossy = [edit for edit in cleaned.edits if (edit.inverse or "").endswith(BYTES_LOST)]
    assert lossy
    assert {flag.name for flag in cleaned.document.flags} == {"characters-lost"}
    assert [flag.span for flag in cleaned.document.flags if flag.span in {edit.span for edit in lossy}]


def test_garbled_letters_that_were_escaped_are_one_edit_with_both_inverses() -> None:
    cleaned = clean_page(RawPage("<html><body><p>A caf&Atilde;&copy; on the ward.</p></body></html>", "page"))
    cleaned.check()
    assert cleaned.document.text == "A café on the ward."
    (edit,) = cleaned.edits
    assert edit.inverse == "utf-8 read as cp1252, then html-entity"


@pytest.mark.parametrize("text", ["罚款五千元以上的由主管部门批准", "按照规定签发相关证书并存档"])
def test_kana_at_two_places_of_big5_are_read_where_the_words_tell(text: str) -> None:
    """``ロ`` is 千 in Python's table, 情 in that of browsers; 五千元 has attested pairs, 五情元 none. 签发 is more frequent than 请发."""
    assert repair_text(garbled(text, ("gbk", "big5"))).text == text


def test_and_left_as_they_stand_where_they_do_not() -> None:
    text = "主管部门可以组织专家论证。贫"
    assert repair_text(garbled(text, ("gbk", "big5"))).text == "主管部门可以组织专家论证。げ"


def test_what_was_garbled_before_the_rest_of_its_line_was_is_one_edit() -> None:
    line = f"各级财政部门应当足额拨付：{garbled('é', ('utf-8', 'cp1252'))}"
    (*_, last) = repair_text(garbled(line, ("utf-8", "latin-1"))).edits
    assert (last.after, last.inverse) == ("é", "utf-8 read as cp1252, then utf-8 read as latin-1")


CLEAN = (
    "氢氦锂铍硼碳氮氧氟氖钠镁铝硅磷硫氯氩钾钙钪钛钒铬锰铁钴镍铜锌镓锗",
    "魑魅魍魉，饕餮，耄耋，踽踽，龃龉，旮旯，囹圄，齑粉，觊觎，龌龊",
    "鱸鰻鯉鮪鰹鯖鱈鮭鯛鰈鰐鯨鯊鱷鱉鰍",
    "されている場合がありますので、ご注意ください。ヴァイオリン",
    "ｶﾅ表記の氏名は半角で入力してください",
    "韓國의 醫療保險 制度는 1989년부터 全國民에게 適用되었다",
    "Министерство здравоохранения Российской Федерации",
    "Υπουργείο Υγείας της Ελληνικής Δημοκρατίας",
    "ㄅㄆㄇㄈㄉㄊㄋㄌㄍㄎㄏㄐㄑㄒ",
    "┌──┬──┐│　│　│└──┴──┘①②③ⅠⅡⅢ㈠㈡",
    "郭鑫、李淼、王骉、赵犇、孙喆、钱堃、吴祎、郑彧、冯翀、陈垚",
    "ÊÎÎÐÄÈÍÀÒÛ ÃÎÐÎÄÀ ÌÎÑÊÂÀ",
    "保\ue001护\ue002图\ue003标\ue004字\ue005体\ue006",
)


@pytest.mark.parametrize("text", CLEAN)
def test_rare_text_of_any_language_is_left_alone(text: str) -> None:
    assert repair_text(text).edits == ()


@given(st.integers(0, 40), st.integers(2, 24), st.sampled_from(CLEAN), st.sampled_from(CLEAN))
def test_windows_of_it_are_too(start: int, length: int, first: str, second: str) -> None:
    assert repair_text((first + second)[start : start + length]).edits == ()


@given(st.sampled_from([*SENTENCES, *TRADITIONAL, *CLEAN]), st.sets(st.integers(0, 30)), st.sampled_from("\ufffd?"))
def test_clean_text_with_holes_is_left_alone(text: str, holes: set[int], mark: str) -> None:
    """Two characters of ``级财政\ufffd门应当足`` were once taken for UTF-8 read as Shift-JIS."""
    assert repair_text("".join(mark if at in holes else character for at, character in enumerate(text))).edits == ()


PARTS = (*SENTENCES, *TRADITIONAL, *CLEAN, "（2021年）", "①②③", "the café’s ", "Ã©", "?", "€", "\n")


@settings(deadline=None, max_examples=100)
@given(st.lists(st.sampled_from(PARTS), max_size=3), st.integers(0, 30), st.data())
def test_any_chain_of_damage_is_proven_and_repaired_text_is_not_changed_again(parts: list[str], start: int, data: st.DataObject) -> None:
    text = "".join(parts)[start:]
    for _ in range(data.draw(st.integers(0, 2))):
        actual, mistaken = data.draw(st.sampled_from(PAIRS))
        text = text.encode(actual, "replace").decode(mistaken, "replace")
    repaired = repair_text(text)
    for edit in repaired.edits:
        assert invents(text[slice(*edit.span)], edit.after, edit.inverse) == ""
    assert repair_text(repaired.text).edits == ()


def test_what_would_be_changed_again_is_left_as_it_stands_and_the_other_lines_are_repaired() -> None:
    """Bytes were lost twice: read back once, the half that came back looks garbled in a third way."""
    lost = SENTENCES[3][2:].encode().decode("gbk", "replace").encode().decode("cp932", "replace")
    other = garbled(SENTENCES[0], ("gbk", "latin-1"))
    repaired = repair_text(f"{lost}\n{other}")
    assert repaired.text == f"{lost}\n{SENTENCES[0]}"
    assert repair_text(repaired.text).edits == ()


@pytest.mark.parametrize("joined", ["", "\n"])
def test_a_page_of_rare_characters_is_given_up(joined: str) -> None:
    """Every codec is tried on each line that looks garbled; without a limit, 128,000 characters took 32 s."""
    search = Search()
    assert list(garbled_chinese(joined.join(CLEAN[:1] * 2000), search)) == []
    assert MAX_IN_VAIN < search.in_vain < 2 * MAX_IN_VAIN


def test_a_page_whose_every_line_says_a_little_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each success was a new beginning: 1 MB of UTF-8 read as GBK twice, with bytes lost, took minutes."""
    monkeypatch.setattr("cleaners.garbled_chinese.MAX_LOOKED_AT", 50_000)
    line = SENTENCES[0].encode().decode("gbk", "ignore").encode().decode("gbk", "replace")
    search = Search()
    runs = list(garbled_chinese("\n".join([garbled(SENTENCES[2], ("gbk", "latin-1")), line] * 50), search))
    assert runs
    assert 50_000 < search.looked_at < 100_000


def test_a_garbled_line_longer_than_any_law_is_flagged_and_a_clean_one_is_not() -> None:
    """A change for each character of 1 MB takes seconds."""
    text = SENTENCES[2] * (MAX_STRETCH // len(SENTENCES[2]) + 1)
    for content, flagged in ((garbled(text, ("gbk", "latin-1")), True), (text, False)):
        cleaned = clean_page(RawPage(content, "x"))
        cleaned.check()
        assert any(flag.name == OVERSIZED for flag in cleaned.document.flags) == flagged
        assert cleaned.document.text == content


def test_a_long_line_is_read_as_its_beginning_is() -> None:
    text = SENTENCES[2] * (SAMPLE // 20)
    assert repair_text(garbled(text, ("gbk", "latin-1"))).text == text
