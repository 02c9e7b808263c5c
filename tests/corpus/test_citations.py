"""Citations: what is one and what is not, the places named, and which text each means."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.citations import find_citations
from corpus.citing.numbers import locate_numbers
from corpus.editions import fold_title
from corpus.model import Card, Clause

if TYPE_CHECKING:
    from corpus.citations import Citation


def clauses_of(*texts: str, title: str = "", paths: tuple[str, ...] = ()) -> list[Clause]:
    filled = (*paths, *("" for _ in texts))[: len(texts)]
    return [
        Clause(f"c{number}", text, "und", path=path, card=Card(title=title))
        for number, (text, path) in enumerate(zip(texts, filled, strict=True))
    ]


def means(citation: Citation) -> str:
    root = citation.root
    return "self" if root == "self" else root.number or root.title_key


def found(*texts: str, title: str = "", paths: tuple[str, ...] = ()) -> list[tuple[str, str, str]]:
    """Return kind, what is written, and places of each citation."""
    citations = find_citations(clauses_of(*texts, title=title, paths=paths))
    return [(one.kind, one.written, " ".join(map(str, one.pins))) for one in citations]


def meant(*texts: str, title: str = "", paths: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Return what is written and what it means, of each citation."""
    return [(one.written, means(one)) for one in find_citations(clauses_of(*texts, title=title, paths=paths))]


FULL: dict[str, list[tuple[str, str]]] = {
    # text: what is written of each full citation, and its places
    "根据《医疗废物管理条例》，制定": [("《医疗废物管理条例》", "")],
    "按《关于分级诊疗的指导意见》（国办发〔2015〕70号）执行": [("《关于分级诊疗的指导意见》（国办发〔2015〕70号）", "")],
    "按《关于分级诊疗的指导意见》国办发〔2015〕70号执行": [("《关于分级诊疗的指导意见》国办发〔2015〕70号", "")],
    "按国办发〔2015〕70号《关于分级诊疗的指导意见》执行": [("国办发〔2015〕70号《关于分级诊疗的指导意见》", "")],
    "按国办发〔2015〕70号文件执行": [("国办发〔2015〕70号", "")],
    "按《国办发〔2015〕70号》执行": [("《国办发〔2015〕70号》", "")],
    "按《国办发〔2015〕70号文件》第二条执行": [("《国办发〔2015〕70号文件》第二条", "2")],
    "按国办发〔2015〕70、71号执行": [("国办发〔2015〕70", ""), ("71号", "")],
    "按国办发〔2015〕70号文件第二条执行": [("国办发〔2015〕70号文件第二条", "2")],
    "《医疗器械监督管理条例》（国务院令第739号）第八条": [("《医疗器械监督管理条例》（国务院令第739号）第八条", "8")],
    "《临州市养犬办法（试行）》和《临州市养犬办法》（2019年修正）": [
        ("《临州市养犬办法（试行）》", ""),
        ("《临州市养犬办法》（2019年修正）", ""),
    ],
    "《建筑设计防火规范》（GB 50016—2014）第5.1.2条": [("《建筑设计防火规范》（GB 50016—2014）第5.1.2条", "5.1.2")],
    "《关于印发〈临州市养犬办法〉的通知》": [("《关于印发〈临州市养犬办法〉的通知》", "")],
    "《关于印发《临州市养犬办法》的通知》": [("《关于印发《临州市养犬办法》的通知》", "")],
    "《关于印发《临州市养犬办法》的通知": [("《临州市养犬办法》", "")],  # one mark lost
    "《中华人民共和国宪法》和《中华人民共和国药典》": [("《中华人民共和国宪法》", ""), ("《中华人民共和国药典》", "")],
    "《中华人民共和国刑法修正案（九）》": [("《中华人民共和国刑法修正案（九）》", "")],
    "依照刑法第三百三十八条处理": [("刑法第三百三十八条", "338")],
    "应当认定为刑法第二百二十五条规定的情节": [("刑法第二百二十五条", "225")],
    "违反治安管理处罚法第四十九条的": [("治安管理处罚法第四十九条", "49")],
    "依醫療法第十條及醫師法第八條之規定": [("醫療法第十條", "10"), ("醫師法第八條", "8")],
    "依行政執行法第四條第一項但書及行政罰法第十八條": [("行政執行法第四條第一項", "4¶1"), ("行政罰法第十八條", "18")],
    "the Law of the People's Republic of China on Vaccines applies": [("Law of the People's Republic of China on Vaccines", "")],
    "the Interim Measures for the Administration of Subsidies and others": [("Interim Measures for the Administration of Subsidies", "")],
    "the Price Law and the Regulation on Fees were cited": [("Price Law", ""), ("Regulation on Fees", "")],
    "on Promoting growth, the Opinions on Promoting the Inheritance, Innovation and Development of Medicine say": [
        ("Opinions on Promoting the Inheritance, Innovation and Development of Medicine", "")
    ],
    "the Regulations Governing Sea Rescue (Guofa [2020] No. 4)": [("Regulations Governing Sea Rescue (Guofa [2020] No. 4)", "")],
    "Measures for the Control of Dogs and Provisions on Cats apply": [("Measures for the Control of Dogs", ""), ("Provisions on Cats", "")],
    "Yunze's Price Regulation": [("Price Regulation", "")],
    "Article 33, paragraph 2, item (3) of the Price Law": [("Article 33, paragraph 2, item (3) of the Price Law", "33¶2.3")],
    "Section 3(a)(ii) of the Medical Practice Act": [("Section 3(a)(ii) of the Medical Practice Act", "3.1.2")],
    "under State Council Decree No. 739 and Guobanfa [2021] No. 18": [("State Council Decree No. 739", ""), ("Guobanfa [2021] No. 18", "")],
    "under Order No. 45 of the Ministry of Transport": [("Order No. 45 of the Ministry of Transport", "")],
    "the Decree of the Ministry of Transport No. 45 applies": [("Decree of the Ministry of Transport No. 45", "")],
    "Ministry of Transport Order No. 45 was repealed": [("Ministry of Transport Order No. 45", "")],
    'according to "Seed Management Regulations" and 《Notice on Seeds》': [
        ('"Seed Management Regulations"', ""),
        ("《Notice on Seeds》", ""),
    ],
}


@pytest.mark.parametrize(("text", "expected"), FULL.items())
def test_full_citations(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == [("full", *one) for one in expected]


PINS: dict[str, str] = {
    "第三十三条": "33",
    "第33条": "33",
    "第三十三条之一": "33-1",
    "第三十三条第二款第（三）项": "33¶2.3",
    "第三十三条第（三）项、第（五）项": "33.3 33.5",
    "第三十三条第（一）项至第（三）项": "33.1 33.2 33.3",
    "第三条至第五条": "3 4 5",
    "第三条、第五条第一款和第九条": "3 5¶1 9",
    "第三、五条": "3 5",
    "第三条第一项第二目": "3.1.2",
    "第三章": "chapter 3",
    "第三章第二节": "chapter 3 section 2",
    "第二部分第（三）项": "2.3",
    "五（二）": "5.2",
    "五（二）3": "5.2.3",
    "第一条至第九百条": "1 900",  # too many to tell one by one
}


@pytest.mark.parametrize(("written", "places"), PINS.items())
def test_places_behind_a_title(written: str, places: str) -> None:
    assert found(f"按《临州市养犬办法》{written}的规定") == [("full", f"《临州市养犬办法》{written}", places)]


ENGLISH_PINS: dict[str, str] = {
    "Article 33": "33",
    "Articles 5, 6 and 8": "5 6 8",
    "Articles 5 to 7": "5 6 7",
    "Article 3 and Article 4": "3 4",
    "items (1) to (3) of Article 61": "61.1 61.2 61.3",
    "Item 1 and Item 2 of Article 5": "5.1 5.2",
    "the second paragraph of Article 2": "2¶2",
    "Item 3, Paragraph 1, Article 12": "12¶1.3",
    "Article 18, Item 1 and Item 2": "18.1 18.2",
    "Article 2, paragraph 1 and Article 3, paragraph 2": "2¶1 3¶2",
    "Part 5(2)": "5.2",
    "Paragraph (2) of Part II": "2.2",
    "Chapter 4": "chapter 4",
    "Section 2.3": "2.3",
}


@pytest.mark.parametrize(("written", "places"), ENGLISH_PINS.items())
def test_places_before_an_english_title(written: str, places: str) -> None:
    assert found(f"see {written} of the Price Law.") == [("full", f"{written} of the Price Law", places)]


NOTHING: dict[str, str] = {
    "取得《药品经营许可证》的企业": "a certificate",
    "《云泽日报》《健康时报》报道，《本草纲目》《孙子兵法》《语文》记载": "newspapers and books",
    "基本办法、基本规定、样本目录、日本法院、成本标准、文本要求": "本 belongs to the word before",
    "之前条件不变，目前款项未到，从前条款少": "前 belongs to the word before",
    "第二条途径、第一条战线、第三项工作、第一款产品、第二节课": "things that are counted",
    "第一次、第十四个五年规划、第三中学": "no units of a text",
    "他的意见是，规定不能太细，办法总比困难多，该规定的要规定": "common words",
    "应该法治，雷同法条": "该 and 同 belong to the word before",
    "“十四五”规划、“三定”规定": "a word in quotes before a kind",
    "按照规定第三条路线": "no name of a law",
    "These measures were overdue; this law of supply and demand is no regulation.": "common words",
    "A Code of honour. The Law School, the National Standards Bureau, Plan A, the Ministry of Law and Order.": "other names",
    "An article of clothing, Section Chief Lin, items for daily use, No. 18 Hospital, Part of 5 towns.": "no units of a text",
    'the "drug business license" and the "Yunze Daily"': "a licence and a newspaper in quotes",
    "the Opinions of Dr. Sun and the Plan of Yunze": "people have opinions, towns plans",
}


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_citation(text: str) -> None:
    assert found(text) == [], NOTHING[text]


DEFINED: dict[str, list[tuple[str, str, str]]] = {
    # text: its citations; the first is the full one
    "《临州市养犬办法》（以下简称《办法》）施行后，《办法》第三条": [("full", "《临州市养犬办法》", ""), ("short", "《办法》第三条", "3")],
    "《临州市养犬办法》（临政办〔2020〕3号，以下简称“养犬令”）。违反“养犬令”第三条的": [
        ("full", "《临州市养犬办法》（临政办〔2020〕3号", ""),
        ("short", "“养犬令”第三条", "3"),
    ],
    "《中华人民共和国献血法》（以下简称献血法）。献血法第二条、《献血法》": [
        ("full", "《中华人民共和国献血法》", ""),
        ("short", "献血法第二条", "2"),
        ("short", "《献血法》", ""),
    ],
    "《临州市养犬办法》（以下称《办法》）第三条": [("full", "《临州市养犬办法》（以下称《办法》）第三条", "3")],
    "《中华人民共和国药品管理法》。药品管理法第五条、《药品管理法》和《中华人民共和国药品管理法》": [
        ("full", "《中华人民共和国药品管理法》", ""),
        ("short", "药品管理法第五条", "5"),
        ("short", "《药品管理法》", ""),
        ("full", "《中华人民共和国药品管理法》", ""),
    ],
    "《关于推进医联体建设的指导意见》发布。《指导意见》提出，《意见》还": [
        ("full", "《关于推进医联体建设的指导意见》", ""),
        ("short", "《指导意见》", ""),
        ("short", "《意见》", ""),
    ],
    'the Notice on Dogs (hereinafter referred to as "the Notice"). The Notice and Article 2 of the Notice': [
        ("full", "Notice on Dogs", ""),
        ("short", "The Notice", ""),
        ("short", "Article 2 of the Notice", "2"),
    ],
    'the Action Plan for Dogs (the "Dog Plan"), and the Dog Plan': [("full", "Action Plan for Dogs", ""), ("short", "the Dog Plan", "")],
    "the Price Law of the PRC (2018 Amendment) and the Price Law": [
        ("full", "Price Law of the PRC (2018 Amendment)", ""),
        ("short", "Price Law", ""),
    ],
    '"Opinions on Dogs" (hereinafter referred to as the "Opinions"), article 5 of the "Opinions"': [
        ("full", '"Opinions on Dogs"', ""),
        ("short", 'article 5 of the "Opinions"', "5"),
    ],
}


@pytest.mark.parametrize(("text", "expected"), DEFINED.items())
def test_names_that_a_text_gives(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(text) == expected
    first, *later = find_citations(clauses_of(text))
    assert all(one.root is first for one in later)


def test_names_are_known_in_later_clauses_and_not_in_earlier_ones() -> None:
    texts = ("“养犬令”第三条", "《临州市养犬办法》（以下简称“养犬令”）", "“养犬令”第三条")
    assert meant(*texts) == [("《临州市养犬办法》", "临州市养犬办法"), ("“养犬令”第三条", "临州市养犬办法")]


def test_what_is_defined_and_no_policy_gives_no_name() -> None:
    assert found("《临州市养犬办法》规定的犬只留检所（以下简称留检所）。留检所第三条通道") == [("full", "《临州市养犬办法》", "")]


def test_a_known_name_is_not_found_inside_longer_words() -> None:
    assert found("《中华人民共和国教育法》。教育法律、教育法规、教育法院") == [("full", "《中华人民共和国教育法》", "")]


def test_another_version_is_another_text() -> None:
    first, second = find_citations(clauses_of("《临州市养犬办法（2019年修订）》取代《临州市养犬办法（试行）》"))
    assert second.root is second
    assert first.title_key == second.title_key == "临州市养犬办法"


ARTICLES = (
    "第一条　为了管理犬只，制定本办法。",
    "第二条　饲养人应当登记。\n前款所称登记，每年一次。\n前两款不适用于警犬。",
    "第三条　有下列情形：",
)


def test_pointing_words_in_articles() -> None:
    texts = (
        *ARTICLES,
        "（一）伤人的；",
        "（二）前项以外的；\n前款第（一）项情形，依照前条处理。",
        "第四条　违反本办法第二条第二款、第三条的，依本条处理；第一款从轻。",
    )
    paths = ("1", "2", "3", "3.1", "3.2", "4")
    assert found(*texts, title="临州市养犬办法", paths=paths) == [
        ("id", "本办法", ""),
        ("id", "前款", "2¶1"),
        ("id", "前两款", "2¶1 2¶2"),
        ("id", "前项", "3.1"),
        ("id", "前款第（一）项", "3¶1.1"),
        ("id", "前条", "2"),
        ("id", "本办法第二条第二款、第三条", "2¶2 3"),
        ("id", "本条", "4"),
        ("pin", "第一款", "4¶1"),
    ]
    assert {meaning for _, meaning in meant(*texts, title="临州市养犬办法", paths=paths)} == {"self"}


def test_the_number_that_opens_a_clause_is_no_citation() -> None:
    assert found("第二条　第一条规定的犬只", paths=("2",)) == [("pin", "第一条", "1")]
    assert found("Article 2 The dogs in Article 1 shall", paths=("2",)) == [("pin", "Article 1", "1")]


def test_taiwan_counts_paragraphs_as_xiang_and_items_as_kuan() -> None:
    texts = ("第一條　本辦法依醫療法第十條第二項訂定之。", "第二條　應備下列文件：", "一、執照。\n前項第一款之執照，依第一條第三項。")
    assert found(*texts, title="獎助辦法", paths=("1", "2", "2.1"))[1:] == [
        ("full", "醫療法第十條第二項", "10¶2"),
        ("id", "前項第一款", "2¶1.1"),
        ("pin", "第一條第三項", "1¶3"),
    ]


def test_a_mainland_text_in_traditional_characters_counts_as_the_mainland() -> None:
    assert found("依照《中華人民共和國藥品管理法》第十條第二項") == [("full", "《中華人民共和國藥品管理法》第十條第二項", "10.2")]


MEANT: dict[str, list[str]] = {
    # text of a news story: what each citation in it means
    "《甲病防治法》和《乙费管理条例》。该法第三条，该条例第五条，同法第六条": [
        "甲病防治法",
        "乙费管理条例",
        "甲病防治法",
        "乙费管理条例",
        "甲病防治法",
    ],
    "《甲病防治法》第三条规定。第五条又规定": ["甲病防治法", "甲病防治法"],
    "《甲病防治法》施行前不适用上述规定": ["甲病防治法", "甲病防治法"],
    "不适用上述规定": ["self"],
    "《甲病防治法》、该办法": ["甲病防治法"],
    "the Price Law and Article 9 thereof; Article 10 of the Law; the Law": ["price law"] * 4,
    "the Price Law. Article 30 is its heart": ["price law"] * 2,
    "《甲病保险法》适用。依照甲病保险法第三条，社会甲病保险法第五条": ["甲病保险法", "甲病保险法", "社会甲病保险法"],
    "《甲病保险法》适用。社会甲病保险法也适用": ["甲病保险法"],
    "国办发〔2021〕18号，即国办发[2021]18号": ["国办发〔2021〕18号"] * 2,
    "《国办发〔2021〕18号》，即国办发[2021]18号": ["国办发〔2021〕18号"] * 2,
    "国办发〔2021〕18、19号": ["国办发〔2021〕18号", "国办发〔2021〕19号"],
    "Linweifa [2022] No. 15, or LINWEIFA(2022)No.15": ["Linweifa [2022] No. 15"] * 2,
    "《关于甲病防治的意见》（国办发〔2021〕18号）。《关于甲病防治的意见》": ["国办发〔2021〕18号"] * 2,
    "these rules apply to article 3 of this law": ["self"],
}


@pytest.mark.parametrize(("text", "expected"), MEANT.items())
def test_what_is_meant(text: str, expected: list[str]) -> None:
    assert [meaning for _, meaning in meant(text)] == expected


def test_the_law_in_the_rules_that_implement_it() -> None:
    texts = ("第一条　根据《中华人民共和国献血法》（以下简称本法），制定本细则。", "第二条　本法第三条和本细则第五条")
    assert meant(*texts, title="献血法实施细则", paths=("1", "2")) == [
        ("《中华人民共和国献血法》", "献血法"),
        ("本细则", "self"),
        ("本法第三条", "献血法"),
        ("本细则第五条", "self"),
    ]


def test_the_law_in_its_rules_needs_no_definition_and_the_law_itself_means_itself() -> None:
    texts = ("第一条　根据《中华人民共和国献血法》，制定本细则。", "第二条　本法第三条")
    assert meant(*texts, title="献血法实施细则", paths=("1", "2"))[-1] == ("本法第三条", "献血法")
    assert meant(*texts, title="中华人民共和国输血法", paths=("1", "2"))[-1] == ("本法第三条", "self")


def test_an_act_that_cites_another_still_means_itself_by_the_act() -> None:
    texts = ("The Civil Service Act applies.", "The Act takes effect in May.")
    assert meant(*texts, title="Organization Act of the Highway Bureau") == [
        ("Civil Service Act", "civil service act"),
        ("The Act", "self"),
    ]


def test_pointing_words_in_english_articles() -> None:
    texts = (
        "Article 1 This Regulation is based on the Price Law.",
        "Article 2 Clinics shall file.\nThe preceding paragraph and the preceding Article apply under these Measures.",
        "Article 3 Whoever violates paragraph 1 of this Article, Article 2 of this Regulation or the preceding two articles.",
    )
    assert found(*texts, title="Regulation on Clinics", paths=("1", "2", "3")) == [
        ("id", "This Regulation", ""),
        ("full", "Price Law", ""),
        ("id", "The preceding paragraph", "2¶1"),
        ("id", "the preceding Article", "1"),
        ("id", "these Measures", ""),
        ("id", "paragraph 1 of this Article", "3¶1"),
        ("id", "Article 2 of this Regulation", "2"),
        ("id", "the preceding two articles", "1 2"),
    ]


def test_fields_of_a_citation() -> None:
    text = "按照《国务院办公厅关于甲病防治的意见（试行）》（国办发[2021]18号）第三条"
    (one,) = find_citations(clauses_of(text))
    assert text[slice(*one.span)] == one.written == text[2:]
    assert (one.clause_id, one.number, one.title, one.title_key) == (
        "c0",
        "国办发〔2021〕18号",
        "国务院办公厅关于甲病防治的意见（试行）",
        "关于甲病防治意见",
    )
    assert (one.text_kind, [pin.path for pin in one.pins], one.antecedent) == ("意见", ["3"], None)


def test_no_clauses_no_citations() -> None:
    assert find_citations([]) == []


PIECES = st.sampled_from(
    [
        *"《 》 〈 〉 办法 意见 第三条 第二款 （一） 、 和 至 本 前款 该法 以下简称 （ ） “ ”".split(),
        *"国办发〔2021〕18号 药品管理法 条 项 第 一 令第5号".split(),
        *'the Law of Measures for X Article 3 ( ) " (hereinafter thereof these 條 項'.split(),
        " ",
        "\n",
    ]
)


@given(st.lists(st.lists(PIECES, max_size=30).map("".join), max_size=4))
def test_citations_stand_in_the_text_in_order_and_apart(texts: list[str]) -> None:
    clauses = clauses_of(*texts, title="临州市养犬办法")
    position = {clause.id: number for number, clause in enumerate(clauses)}
    citations = find_citations(clauses)
    end = (-1, 0)
    for number, one in enumerate(citations):
        where = position[one.clause_id]
        assert clauses[where].text[slice(*one.span)] == one.written != ""
        assert (where, one.span.start) >= (end if where == end[0] else (where, 0))
        assert where >= end[0]
        end = (where, one.span.end)
        assert one.antecedent in (None, "self") or one.antecedent in citations[:number]


SLOW = [
    "《",
    "《》",
    "《药品法》第一条、",
    "第一条",
    "第一条、",
    "第（一）",
    "前款",
    "本办法",
    "医疗法",
    "依医疗法第一条",
    "令1号",
    "（",
    "\n前款",
    "“",
]
SLOW += [
    "Law of the ",
    "the Price Law and ",
    "Article 1, ",
    "Article 1 and 2 of ",
    '"a ',
    "B, ",
    ", hereinafter referred to as ",
    "国办发〔2021〕18号",
]


@pytest.mark.parametrize("unit", SLOW)
def test_long_text_takes_no_long_time(unit: str) -> None:
    text = "第一条　" + unit * (100_000 // len(unit))
    started = time.process_time()
    find_citations(clauses_of(text, title="临州市养犬办法", paths=("1",)))
    assert time.process_time() - started < 5  # measured: 0.5 s at most; the danger is minutes


@pytest.mark.parametrize(
    ("text", "normalised"),
    [
        ("Order No. 45 of the Ministry of Transport", "交通运输部令第45号"),
        ("Decree of the State Council of the People's Republic of China No. 764", "国务院令第764号"),
        ("MOF Order No. 45", "财政部令第45号"),
        ("Order of the President of the People's Republic of China No. 23", None),
    ],
)
def test_an_order_in_english_is_the_one_in_chinese(text: str, normalised: str | None) -> None:
    (found,) = locate_numbers(text, fold_title(text))
    assert found.number.normalised == normalised
    assert text[found.start : found.end] == found.number.written


@pytest.mark.parametrize("text", ["in order No. 5 came last", "the order of the meeting No. 5", "Decree No. 5 of the Old Duke"])
def test_an_order_of_no_known_body_is_none(text: str) -> None:
    assert locate_numbers(text, fold_title(text)) == []
