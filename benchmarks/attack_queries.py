"""Hostile queries: in goes an index, out comes how long each query took that was made to take it down, and what became of it.

Named ones took other search programs down; random ones are put together of everything that the query language knows, and of much that
it does not. Each must be answered or refused within a second.
"""

from __future__ import annotations

import random
import time
from itertools import islice, product
from string import ascii_lowercase
from typing import TYPE_CHECKING, Literal, NamedTuple

from corpus.errors import TiaowenError
from corpus.model import Card, Clause
from indexer.limits import MAX_PHRASES, MAX_UNITS
from indexer.time_limit import OutOfTimeError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from indexer.search import Index

HAN = "完善薪酬制度推进医疗改革保障公立医院运行加强人员管理提高服务水平建设联合机构"
WORDS = ["".join(letters) for letters in islice(product(ascii_lowercase, repeat=2), 60)]

HOSTILE = {
    "wildcards": "*a*",
    "a wildcard alone": "*",
    "a range": "[a TO z]",
    "an open range": "{TO",
    "parentheses": "(" * 1000,
    "nested parentheses": "(" * 400 + "salary" + ")" * 400,
    "negations": "NOT " * 5000,
    "few negations": "NOT " * 200,
    "operators": "AND OR NOT ANDNOT ANDMAYBE REQUIRE",
    "a field": "doc_id:x shown:* clause_id:c1",
    "many alternatives": " OR ".join(WORDS[:40]),
    "many exclusions": WORDS[0] + " -" + " -".join(WORDS[1:40]),
    "near and near": " NEAR/100 ".join(WORDS[:30]),
    "Chinese near and near": " NEAR ".join(["薪酬", "医疗", "改革", "公立"] * 8),
    "prefixes": " OR ".join(f"{word}x*" for word in WORDS[:40]),
    "Chinese prefixes": " ".join(f"{HAN[place : place + 2]}*" for place in range(30)),
    "fields": " ".join(f"title:{word} source:{word} issuer:{word}" for word in WORDS[:12]),
    "brackets in brackets": "(薪酬 OR " * 19 + "医疗" + ")" * 19,
    "a boost": "salary^1e308",
    "a fuzzy word": "salary~9",
    "a megabyte": "a" * 1_000_000,
    "a long word": "a" * 1000,
    "a long Han word": "药" * 1000,
    "no word breaks": "完善薪酬制度" * 160,
    "regular expression": r"(a+)+$ [^\W_]* (?P<x>.)(?P=x) \1 .*?",
    "quoted regular expression": r'"(a+)+$" ".*" "[" "(?"',
    "a zero byte": "sal\0ary \0",
    "line ends": "salary\n\r\n\u2028reform",
    "an open quote": '"salary',
    "many quotes": '"' * 999,
    "quotes in quotes": '"“„”"“"',
    "marks": "?!…、。（）#$%&'*+-/:;<=>@[]^`{|}~",
    "the marks of terms": "#medical-alliance №2021/18 #",
    "right to left": "\u202esalary\u202c",
    "combining": "e" + "\u0301" * 500,
    "ligature": "ﷺ" * 300,
    "a number": "9" * 1000,
    "commas": "1,1" * 300,
    "dots": "1." * 500,
    "dates": "〔2021〕" * 120,
    "numbers of documents": "〔2021〕18号" * 100,
    "articles": "第一条" * 333,
    "articles of something": "法第一条" * 250,
    "a long name": "法" * 997 + "第一条",
    "items": "刑法第一条" + "第（一）项" * 190,
    "definitions": "（以下简称刑法）" * 110 + "第一条",
    "marks around a name": "《" * 400 + "刑法" + "》" * 400 + "第一条",
    "versions": "刑法" + "（2018年修正）" * 100 + "第一条",
    "a long number": "刑法第" + "十" * 900 + "条",
    "odd numbers": "刑法第②条 第²条 第½条 第Ⅳ条 第൬条",
    "articles in English": "article 1 of the law " * 45,
    "emoji": "👩‍⚕️" * 200,
    "SQL": "'; DROP TABLE pages; --",
    "a path": "../../etc/passwd",
    "escapes": "\x1b[31msalary\x1b[0m",
    "as many common words as may be": " ".join(WORDS[:MAX_UNITS]),
    "as many common characters as may be": "".join(islice(("".join(pair) for pair in product(HAN[:9], repeat=2)), 50)),
    "as many common phrases as may be": " ".join(f'"{WORDS[number]} {WORDS[number + 1]}"' for number in range(MAX_PHRASES)),
    "a long phrase": '"' + HAN * 25 + '"',
    "hyphens": "-".join(WORDS * 5),
    "only stop words": "the of and 的 了 " * 60,
    "links apart": "(的 的 OR 加强) (title:薪酬 salary)",
}

_PIECES = (
    *WORDS[:20], "salary", "reimbursement", "hospitals", "薪酬", "制度改革", "医疗机构", "完善公立医院薪酬制度", "税", "的",
    "AND", "OR", "NOT", "NEAR", "NEAR/3", "NEAR/100", "NEAR/999", "(", ")", "（", "）", '"', "“", "”", "「", "」", "-", "*", "－", "＊",
    "title:", "heading:", "lang:zh", "lang:xx", "source:a", "issuer:云", "number:国办发〔2021〕18号", "cites:药品管理法", "kind:policy",
    "flag:truncated", "date:2017..2021", "date:..", "date:9999", "reim*", "医疗*", "aa*", "a*", "*a", "药品管理法第三十三条", "第一条",
    "国办发〔2021〕18号", "五（二）", "article 5 of the law", "1,200.5", "35%", "2021", "9" * 40, "a-b-c-d", "hospital's", "\0", "\u202e",
    "\u0301", "👩‍⚕️", "ﷺ", "[a TO z]", "a~2", "a^9", ".*", "(a+)+$", "'; DROP", "../..", "\x1b[31m", "?", "怎么", "什么是", "what is",
)  # fmt: skip
_MOST_PIECES = 60
_LEAVES = (*WORDS[:10], *(HAN[place : place + 2] for place in range(0, 36, 2)), "salary", "reim", "aab", "完善薪酬制度", "的", "2021")
_DEEPEST = 5


class Tried(NamedTuple):
    """What became of a query, in how many seconds of processor time; ``error`` what was told, or the traceback's last line."""

    query: str
    seconds: float
    became: Literal["answered", "refused", "out of time", "traceback"]
    error: str


def common_clauses(number: int) -> Iterator[Clause]:
    """Yield clauses of few words, so that every word of a query is in most of them: the worst case. The same number gives the same."""
    chance = random.Random(1)  # noqa: S311  # no secret
    for place in range(number):
        text = "".join(chance.choices(HAN, k=60)) + " " + " ".join(chance.choices(WORDS, k=60)) + f" {place}"
        card = Card(title="关于薪酬的通知", source=f"https://example.org/{place % 50}", published=f"20{place % 30:02}")
        yield Clause(f"c{place}", text, "mixed", card=card, doc_id=f"d{place // 20}")


def random_queries(number: int, seed: int) -> Iterator[str]:
    """Yield queries put together at random, short ones more often than long ones; every other one as the grammar has it."""
    chance = random.Random(seed)  # noqa: S311  # no secret
    for place in range(number):
        if place % 2:
            yield _well_formed(chance, int(_DEEPEST * chance.random() ** 2))
            continue
        pieces = chance.choices(_PIECES, k=1 + int(_MOST_PIECES * chance.random() ** 3))
        yield "".join(piece + chance.choice((" ", " ", " ", "")) for piece in pieces)


def _well_formed(chance: random.Random, depth: int) -> str:
    if not depth:
        first, second = chance.choices(_LEAVES, k=2)
        shape = chance.choice(("{0}", "{0}", "{0} {1}", '"{0}"', '"{0} {1}"', "{0}*", "{0} NEAR/9 {1}", "title:{0}", "source:{0} {1}"))
        return shape.format(first, second)
    parts = [_well_formed(chance, chance.randrange(depth)) for _ in range(chance.randint(2, 4))]
    return f"({chance.choice((' OR ', ' AND ', ' NOT ', ' ')).join(parts)})"


def ask(index: Index, queries: Iterable[str]) -> Iterator[Tried]:
    """Ask every query and yield what became of it."""
    for query in queries:
        started = time.process_time()
        became: Literal["answered", "refused", "out of time", "traceback"] = "answered"
        told = ""
        try:
            answer = index.search(query)
            if not all(hit.why for hit in answer.hits):
                became, told = "traceback", "a hit without a reason"
        except OutOfTimeError as error:
            became, told = "out of time", str(error)
        except TiaowenError as error:
            became, told = "refused", str(error)
        except Exception as error:  # noqa: BLE001  # this is what is looked for
            became, told = "traceback", f"{type(error).__name__}: {error}"
        yield Tried(query, time.process_time() - started, became, told)
