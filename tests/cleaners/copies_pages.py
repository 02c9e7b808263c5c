"""Policies of our own for tests of copies: as many as wanted, no two alike, each long enough to be cut and quoted."""

from __future__ import annotations

import random

from cleaners.across.signatures import Profile, open_signature, sign
from cleaners.pipeline import clean_page
from corpus.identities import identify
from corpus.model import RawPage

_WHO = "县卫生行政部门 乡镇中心卫生院 医保经办机构 牵头医院 家庭医生团队 药品采购中心 疾控机构 社区服务站 财政部门 第三方评估单位".split()
_WHEN = "每年三月底前 收到申请后十日内 年度考核结束后 遇有重大疫情时 签约期满之前 人员调动当月 预算下达之后 接到投诉次日".split()
_WHAT = "薪酬总量 转诊名单 签约档案 药品目录 床位周转 绩效方案 设备台账 培训计划 结余资金 随访记录 处方点评 检查互认".split()
_DOES = "核定并公示 逐级上报 委托复核 统一调配 纳入考核 予以公开 组织抽查 提出整改意见 登记造册 按比例拨付".split()
_WHY = "以便居民就近看病 并接受社会监督 不得摊派或者变相收费 结果作为下年度安排的依据 所需经费由本级承担 具体办法另行制定".split()

_WHO_EN = (
    "county hospitals|township clinics|the insurance office|family doctors|the purchasing centre|village nurses|the finance bureau".split(
        "|"
    )
)
_DOES_EN = "shall review|may publish|must hand over|shall share|have to report|shall pay for|may hold back".split("|")
_WHAT_EN = "the salary pool|lists of referrals|records of patients|the drug catalogue|spare beds|plans for training|what was saved".split(
    "|"
)
_WHEN_EN = "before the end of March|within ten working days|after the yearly review|when an epidemic breaks out|once a contract ends".split(
    "|"
)
_WHY_EN = "so that people are treated near home|and answer for it in public|without any charge|at the expense of the county".split("|")


def policy(number: int, articles: int = 24, year: int = 2021) -> str:
    """Return policy ``number``: its title, when it was passed, and its articles."""
    chooser = random.Random(number)  # noqa: S311  # texts, not secrets
    lines = [
        f"临洲市第{number}号{chooser.choice(_WHAT)}管理办法",
        f"（{year}年3月{number % 28 + 1}日临洲市人民政府第{number}次常务会议通过）",
    ]
    for article in range(1, articles + 1):
        sentences = [
            f"{chooser.choice(_WHO)}{chooser.choice(_WHEN)}对{chooser.choice(_WHAT)}{chooser.choice(_DOES)}，{chooser.choice(_WHY)}"
            for _ in "12"
        ]
        lines.append(f"第{article}条　{'；'.join(sentences)}。")
    return "\n".join(lines)


def english(number: int, articles: int = 30) -> str:
    """Return English policy ``number``."""
    chooser = random.Random(-number)  # noqa: S311
    lines = [f"Measures of Linzhou City No. {number} on {chooser.choice(_WHAT_EN)}"]
    for article in range(1, articles + 1):
        words = (chooser.choice(some) for some in (_WHO_EN, _DOES_EN, _WHAT_EN, _WHEN_EN, _WHY_EN, _WHO_EN, _DOES_EN, _WHAT_EN))
        one, does, what, when, why, other, also, that = words
        lines.append(f"Article {article}  In case {number * 7 + article}, {one} {does} {what} {when}, {why}; {other} {also} {that}.")
    return "\n".join(lines)


def profile(text: str, origin: str = "page") -> Profile:
    """Return what a page is compared by."""
    document = clean_page(RawPage(text, origin)).document
    return open_signature(
        document.doc_id, sign(document, [identify(document, part) for part in range(len(document.parts))]), lambda _: document.text
    )
