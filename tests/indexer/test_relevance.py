"""What must be found first: judgements as data, on forty clauses of our own, and a diagnosis where one does not hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import pytest

from corpus.model import Card, Clause
from indexer.build import build_index
from indexer.search import open_index

if TYPE_CHECKING:
    from collections.abc import Iterator

    from indexer.answer import Hit
    from indexer.search import Index

ZH = ("三、重点任务", "关于县域卫生服务的意见")
EN = ("3. Key tasks", "Opinions on county health services")
TEXTS = {
    # 医联体
    "alliance-zh": "各县组建医联体，由一家医院牵头，乡镇卫生院和村卫生室加入。",
    "alliance-hant": "鼓勵社會辦醫院自願加入醫聯體，牽頭醫院不得收取費用。",
    "alliance-en": "Each county builds a medical alliance led by one hospital; township clinics join it.",
    "alliances-rules": "Rules for medical alliances: members agree on referral, on shared staff and on how the budget is divided.",
    "association": "The Chinese Medical Association publishes a list of trained pharmacists every spring.",
    "settlement-rules": "Settlement rules: the fund settles accounts by these rules each month, and rules for late claims apply.",
    "device-rules": "Medical devices are bought under the rules on public tenders.",
    "alliance-of-schools": "An alliance of nursing schools trains midwives.",
    # 薪酬
    "pay-zh": "深化公立医院薪酬制度改革，允许医院自主决定奖金的分配。",
    "pay-en": "Salary reform lets public hospitals decide how bonuses are shared out.",
    "pay-heading": "Hospitals decide on bonuses themselves, within a ceiling that the finance bureau sets.",
    "pay-words": "Teachers' salary is paid monthly. The reform of school meals goes on.",
    "pay-scale": "薪酬水平每年公布一次，制度由财政部门制定。",
    "pension": "退休人员的基本养老金按时足额发放。",
    "school-reform": "深化教育改革，改革考试招生，改革办学体制。",
    # 分级诊疗
    "graded-zh": "推进分级诊疗，常见病在基层首诊，疑难病向上转诊。",
    "graded-en": "Graded diagnosis and treatment: common illness is seen first at the township clinic.",
    "hierarchical-en": "The system of hierarchical diagnosis and treatment needs trained family doctors.",
    "graded-eggs": "Eggs are graded by weight before sale.",
    "diagnosis": "Diagnosis of tuberculosis follows the laboratory's result.",
    # around
    "insurance-zh": "城乡居民医疗保险按人头付费，结余留给医院使用。",
    "insurance-en": "Insurance pays hospitals by the head, and what is left over stays with them.",
    "drugs-zh": "药品集中采购，降低药品价格。",
    "drugs-en": "Drugs are bought together so that prices fall.",
    "doctors-zh": "家庭医生签约服务覆盖老年人和孕产妇。",
    "doctors-en": "Family doctors sign contracts with the old and with pregnant women.",
    "beds": "县级医院的床位数不少于每千人四张。",
    "ambulance": "Ambulances reach every village within forty minutes.",
    "data-zh": "检查结果互认，病历数据共享。",
    "data-en": "Test results are accepted by every hospital, and records are shared.",
    "tax": "小微企业减半征收所得税。",
    "roads": "农村公路由县交通部门养护。",
    "water": "Drinking water is tested twice a year.",
    "school": "Schools offer a warm lunch on every day of class.",
    "fund": "中央财政安排专项资金，专款专用。",
    "report": "各地每年十二月底前报送工作总结。",
    "inspection": "Inspectors visit without notice and publish what they find.",
    "training": "住院医师规范化培训为期三年。",
    "midwives": "Midwives may prescribe from a short list.",
    "pilot": "选择三个县开展试点，试点期两年。",
}
HEADINGS = {"pay-heading": (EN[0], "(2) Salary reform")}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    clauses = [
        Clause(
            name,
            text,
            "en" if text.isascii() else "zh",
            heading_path=HEADINGS.get(name, (EN if text.isascii() else ZH)[:1]),
            doc_id="en" if text.isascii() else "zh",
            card=Card(title=(EN if text.isascii() else ZH)[1]),
        )
        for name, text in TEXTS.items()
    ]
    folder = tmp_path_factory.mktemp("relevance")
    build_index(clauses, folder)
    with open_index(folder) as opened:
        yield opened


def shown(hits: tuple[Hit, ...]) -> str:
    return "\n".join(f"{place}. {hit.score:7.3f} {hit.clause_id}: {'; '.join(hit.why)}" for place, hit in enumerate(hits[:12], start=1))


@dataclass(frozen=True)
class Precision:
    """The first hits are these, in any order, and no other."""

    query: str
    expected: frozenset[str]

    def diagnose(self, hits: tuple[Hit, ...]) -> str:
        first = {hit.clause_id for hit in hits[: len(self.expected)]}
        wrong = first - self.expected
        return f"among the first {len(self.expected)} for {self.query!r} stand {sorted(wrong)}" if wrong else ""


@dataclass(frozen=True)
class Recall:
    """All expected are among the first ``k``, and none of the forbidden is anywhere."""

    query: str
    expected: frozenset[str]
    forbidden: frozenset[str] = frozenset()
    k: int = 10

    def diagnose(self, hits: tuple[Hit, ...]) -> str:
        missing = self.expected - {hit.clause_id for hit in hits[: self.k]}
        present = self.forbidden & {hit.clause_id for hit in hits}
        return (
            f"for {self.query!r} {sorted(missing)} are not among the first {self.k}, {sorted(present)} are hits"
            if missing or present
            else ""
        )


@dataclass(frozen=True)
class RelativeOrder:
    """One clause comes before another; that need not be a hit."""

    query: str
    better: str
    worse: str

    def diagnose(self, hits: tuple[Hit, ...]) -> str:
        places = {hit.clause_id: place for place, hit in enumerate(hits, start=1)}
        if self.better not in places:
            return f"for {self.query!r} {self.better} is no hit"
        if places[self.better] < places.get(self.worse, len(hits) + 1):
            return ""
        return f"for {self.query!r} {self.worse} ({places[self.worse]}.) comes before {self.better} ({places[self.better]}.)"


Judgement: TypeAlias = Precision | Recall | RelativeOrder

ALLIANCES = frozenset({"alliance-zh", "alliance-hant", "alliance-en", "alliances-rules"})
PAY = frozenset({"pay-zh", "pay-en", "pay-heading"})
GRADED = frozenset({"graded-zh", "graded-en", "hierarchical-en"})

JUDGEMENTS: tuple[Judgement, ...] = (
    *(
        Precision(query, ALLIANCES)
        for query in ("医联体", "醫聯體", "medical alliance", "Medical Alliances", "医疗联合体", "medical consortium")
    ),
    *(Precision(query, PAY) for query in ("薪酬制度改革", "salary reform", "薪酬改革")),
    *(
        Precision(query, GRADED)
        for query in ("分级诊疗", "分級診療", "graded diagnosis and treatment", "hierarchical diagnosis and treatment")
    ),
    Recall("医联体", ALLIANCES, forbidden=frozenset({"association", "settlement-rules", "device-rules"}), k=4),
    Recall("medical alliance rules", ALLIANCES, k=6),
    Recall("insurance pays hospitals", frozenset({"insurance-en"}), k=1),
    Recall("按人头付费", frozenset({"insurance-zh"}), k=1),
    Recall("家庭醫生簽約", frozenset({"doctors-zh"}), k=1),
    Recall("药品采购", frozenset({"drugs-zh"}), forbidden=frozenset({"beds", "tax"}), k=1),
    Recall('"salary reform"', frozenset({"pay-en", "pay-heading"}), forbidden=frozenset({"pay-zh", "pay-words"}), k=2),
    Recall('"医联体"', frozenset({"alliance-zh", "alliance-hant"}), forbidden=frozenset({"alliance-en"}), k=2),
    Recall("Chinese Medical Association", frozenset({"association"}), k=1),
    RelativeOrder("medical alliance rules", "alliances-rules", "settlement-rules"),
    RelativeOrder("medical alliance rules", "alliance-en", "settlement-rules"),
    RelativeOrder("medical alliance rules", "alliance-zh", "settlement-rules"),
    RelativeOrder("medical alliance rules", "alliance-en", "device-rules"),
    RelativeOrder("medical alliance rules", "alliances-rules", "alliance-en"),
    RelativeOrder("settlement rules", "settlement-rules", "alliances-rules"),
    RelativeOrder("medical alliance", "alliance-zh", "association"),
    RelativeOrder("medical association", "alliance-en", "association"),
    RelativeOrder("salary reform", "pay-heading", "pay-words"),
    RelativeOrder("salary reform", "pay-zh", "pay-words"),
    RelativeOrder("薪酬制度改革", "pay-en", "pay-scale"),
    RelativeOrder("薪酬制度改革", "pay-en", "school-reform"),
    RelativeOrder("薪酬制度", "pay-zh", "school-reform"),
    RelativeOrder("graded diagnosis and treatment", "graded-zh", "diagnosis"),
    RelativeOrder("graded diagnosis and treatment", "hierarchical-en", "graded-eggs"),
    RelativeOrder("医联体 牵头医院", "alliance-zh", "alliance-en"),
)


@pytest.mark.parametrize("judgement", JUDGEMENTS, ids=lambda judgement: f"{type(judgement).__name__} {judgement.query}")
def test_judgement(index: Index, judgement: Judgement) -> None:
    hits = index.search(judgement.query, limit=len(TEXTS)).hits
    fault = judgement.diagnose(hits)
    assert not fault, f"{fault}\n{shown(hits)}"


def test_a_broken_judgement_is_diagnosed(index: Index) -> None:
    """The three kinds bite."""
    hits = index.search("医联体", limit=len(TEXTS)).hits
    assert "stand ['alliance-" in Precision("医联体", frozenset({"tax"})).diagnose(hits)
    assert "['tax'] are not among" in Recall("医联体", frozenset({"tax"})).diagnose(hits)
    assert "['alliance-en'] are hits" in Recall("医联体", frozenset(), frozenset({"alliance-en"})).diagnose(hits)
    assert "tax is no hit" in RelativeOrder("医联体", "tax", "alliance-en").diagnose(hits)
    assert "comes before" in RelativeOrder("医联体", hits[1].clause_id, hits[0].clause_id).diagnose(hits)
