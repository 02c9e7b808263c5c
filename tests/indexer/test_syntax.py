"""The query language as people type it: how a query is put together, and what is said of one that cannot be read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.errors import QueryError
from indexer.syntax import MAX_DEPTH, And, Field, Near, Node, Not, Or, Prefix, Quoted, Sequence, Words, parse, read_dates


def told(node: Node | None) -> str:  # noqa: PLR0911  # one for each kind
    """Return a query's parts in Lisp's way of writing."""
    match node:
        case Words(text):
            return text
        case Quoted(text):
            return f'"{text}"'
        case Prefix(text):
            return f"{text}*"
        case Field(name, value):
            return f"({name} {told(value)})"
        case Near(left, right, distance):
            return f"(near{distance} {told(left)} {told(right)})"
        case Not(part):
            return f"(not {told(part)})"
        case And(parts) | Or(parts) | Sequence(parts):
            return f"({type(node).__name__.lower()} {' '.join(map(told, parts))})"
        case _:
            return ""


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("medical alliance rules", "medical alliance rules"),
        ("医联体 -薪酬", "(sequence 医联体 (not 薪酬))"),
        ("alliance NOT medical device", "(sequence alliance (not medical device))"),
        ("a AND b OR c", "(or (and a b) c)"),
        ("a OR b AND c", "(or a (and b c))"),
        ("salary reform OR medical alliance", "(or salary reform medical alliance)"),
        ("(a OR b) AND NOT (c OR d)", "(and (or a b) (not (or c d)))"),
        ("医联体AND（薪酬 OR 工资）", "(and 医联体 (or 薪酬 工资))"),
        ("title:薪酬 年薪", "(sequence (title 薪酬) 年薪)"),
        ("标题 title：“年薪 制度” LANG:en", '(sequence 标题 (title "年薪 制度") (lang en))'),
        ("-title:薪酬 x", "(sequence (not (title 薪酬)) x)"),
        ("学徒 NEAR/5 考核", "(near5 学徒 考核)"),
        ("a NEAR b NEAR/2 c", "(and (near10 a b) (near2 b c))"),
        ("医联* reimburs＊", "(sequence 医联* reimburs*)"),
        ("「结余留用」 ＂b＂", '(sequence "结余留用" "b")'),
        ("number:国办发（2017）32号 x", "(sequence (number 国办发（2017）32号) x)"),
        ("国办发(2021)18号 AND 薪酬", "(and 国办发(2021)18号 薪酬)"),
    ],
)
def test_parts_of_a_query(query: str, parts: str) -> None:
    assert told(parse(query)) == parts


@pytest.mark.parametrize(
    "query",
    [
        "和 或 非 and or not near",
        "药品管理法（2019年修订）第三十三条",
        "Notice on Wages (Trial) (2)",
        "1) salary",
        "COVID-19 medium-sized 2019-2021 a - b",
        "https://www.example.org/a?b=c",
        "not-for-profit NOT-FOR-PROFIT R&D",
        "附件：任务分工表",
        "Source: Xinhua",
        "sub-title:x",
        "2 * 3 = 6 **bold** *a*",
    ],
)
def test_pasted_text_has_no_operators(query: str) -> None:
    assert told(parse(query)) == query


@pytest.mark.parametrize(
    ("query", "at_fault", "says"),
    [
        ("薪酬 AND (a OR b", "(", "never closed"),
        ("a) AND b", ")", "closes nothing"),
        ("AND b", "AND", "nothing before it"),
        ("a OR", "OR", "nothing behind it"),
        ("a AND OR b", "AND", "nothing behind it"),
        ("a AND ()", "(", "nothing stands between"),
        ("NOT NOT a", "NOT", "nothing behind it"),
        ("NEAR b", "NEAR", "nothing before it"),
        ("a NEAR/900 b", "NEAR/900", "NEAR/1 to NEAR/100"),
        ("(a OR b) NEAR c", "a OR b", "NEAR joins words"),
        ("x 医*", "医*", "too many words"),
        ("x ab*", "ab*", "too many words"),
        ("x *form", "*", "write word*"),
        ("＊改革", "＊", "write word*"),
        ("title:*form", "*", "write word*"),
        ("x title:", "title:", "title:word"),
        ("title: -x", "title:", "-title:value"),
        ("titel:薪酬", "titel", "did you mean title:"),
        ("year:2020 x", "year", "date:2021"),
    ],
)
def test_an_error_names_the_place_and_a_correction(query: str, at_fault: str, says: str) -> None:
    with pytest.raises(QueryError, match="character") as caught:
        parse(query)
    assert caught.value.place is not None
    assert query[slice(*caught.value.place)] == at_fault
    assert says in str(caught.value)
    assert f"(character {caught.value.place[0] + 1})" in str(caught.value)


def test_brackets_stand_so_deep_and_no_deeper() -> None:
    assert parse("(" * MAX_DEPTH + "a OR b" + ")" * MAX_DEPTH) is not None
    with pytest.raises(QueryError, match=f"more than {MAX_DEPTH} deep"):
        parse("(" * 300 + "a OR b" + ")" * 300)


@pytest.mark.parametrize(
    ("written", "dates"),
    [
        ("2017..2021", ("2017", "2021")),
        ("2017..", ("2017", "")),
        ("..2021-06", ("", "2021-06")),
        ("2021", ("2021", "2021")),
        ("２０２１", ("2021", "2021")),
    ],
)
def test_dates(written: str, dates: tuple[str, str]) -> None:
    node = parse(f"date:{written}")
    assert isinstance(node, Field)
    assert read_dates(node.value) == dates


@pytest.mark.parametrize("written", ["today", "..", "2017-2021..x", '"june"'])
def test_what_is_no_date_is_refused_with_the_forms(written: str) -> None:
    node = parse(f"date:{written}")
    assert isinstance(node, Field)
    with pytest.raises(QueryError, match=r"no date .*date:2017\.\.2021"):
        read_dates(node.value)


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["AND", "OR", "NOT", "NEAR/3", "(", ")", "（", '"', "-", "*", "title:", "date:", "薪酬", "a", " ", "：", "〔2021〕8号"]
        )
    )
)
def test_any_query_is_read_or_refused_and_every_place_is_in_it(pieces: list[str]) -> None:
    query = "".join(pieces)
    try:
        node = parse(query)
    except QueryError as error:
        assert error.place is not None  # noqa: PT017  # said of every fault of syntax
        assert 0 <= error.place[0] < error.place[1] <= len(query)  # noqa: PT017
        return
    if node is not None:
        assert 0 <= node.place.start < node.place.end <= len(query)
