"""Policies that cite one another, two versions of one of them, in both languages, and a library that holds them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cleaners.across.ingest import ingest
from corpus.model import RawPage
from corpus.store import Corpus

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

TRIAL = """云泽省公立医院薪酬管理办法（试行）

泽卫规〔2019〕3号

第一章　总则

第一条　为了规范公立医院薪酬管理，制定本办法。

第二条　公立医院薪酬总量由基础总量和考核总量组成，考核总量不超过基础总量的30%。

第三条　核定薪酬总量坚持下列原则：

（一）坚持公益性，收入分配不得与药品收入挂钩；

（二）坚持多劳多得、优绩优酬，并依照前款规定动态调整。

第二章　附则

第四条　医院主要负责人实行年薪制，年薪标准由主管部门每年核定。

第五条　本办法自2019年5月1日起施行。

云泽省卫生健康委员会

2019年3月12日
"""

REVISED = """云泽省公立医院薪酬管理办法（2023年修订）

泽卫规〔2023〕4号

第一章　总则

第一条　为了规范公立医院薪酬管理，制定本办法。

第二条　牵头组建医联体的公立医院，派驻基层人员的薪酬单独列支。

第三条　公立医院薪酬总量由基础总量和考核总量组成，考核总量不超过基础总量的40%。

第四条　核定薪酬总量坚持下列原则：

（一）坚持公益性，收入分配不得与药品收入挂钩；

（二）坚持多劳多得、优绩优酬，并依照前款规定动态调整。

第二章　附则

第五条　医院主要负责人实行年薪制，年薪标准由主管部门每年核定。

第六条　本办法自2023年7月1日起施行。《云泽省公立医院薪酬管理办法（试行）》（泽卫规〔2019〕3号）同时废止。

附件1：薪酬总量核定程序

一、医院于每年三月底以前提出申请，并附上年度决算报表。

二、主管部门于每年五月底以前完成核定，并向社会公布结果。

云泽省卫生健康委员会

2023年6月5日
"""

OPINIONS = """国务院办公厅关于推动公立医院高质量发展的意见

国办发〔2021〕18号

一、总体要求

坚持公立医院的公益性，把群众的健康放在首位。

二、激活新动力

（一）改革人事管理制度。合理制定并落实公立医院人员编制标准，建立动态核增机制。

（二）改革薪酬分配制度。落实《关于深化公立医院薪酬制度改革的指导意见》（人社部发〔2021〕52号）。

国务院办公厅

2021年5月14日
"""

ENGLISH = """Opinions of the General Office of the State Council on Promoting the High-Quality Development of Public Hospitals

Guobanfa [2021] No. 18

I. General Requirements

Public hospitals serve the public, and the health of the people comes first in all that they do.

II. New Impetus

(1) Reform of staffing. The standards of staffing shall be set and put into effect, and reviewed every year.

(2) Reform of salaries. The salary system shall suit the trade, and hospitals shall decide on the distribution themselves.

General Office of the State Council

May 14, 2021
"""

NEWS = """<html><head><meta charset="gb18030"><title>县级医院试行新的薪酬办法</title></head><body>
<h1>县级医院试行新的薪酬办法</h1>
<p>记者从会上获悉，国办发[2021]18号二（二）提出的&ldquo;两个允许&rdquo;已经落地。</p>
<p>会议要求，各地要认真落实《云泽省公立医院薪酬管理办法》第三条的规定，并参照泽卫规〔2019〕3号第二条做好衔接。</p>
<p>会议还强调，人社部发〔2021〕52号文件已经明确了改革的方向，《云泽省医疗保障条例》也即将出台。</p>
<p>与会人员认为，人社部发〔2021〕52号文件的精神要落到实处，让医务人员真正得到实惠。</p>
</body></html>
"""

PAGES: dict[str, bytes] = {
    "https://health.yunze.example/2019/0312.txt": TRIAL.encode(),
    "https://health.yunze.example/2023/0605.txt": REVISED.encode(),
    "https://gov.example/2021/18.txt": OPINIONS.encode(),
    "https://gov.example/en/2021/18.txt": ENGLISH.encode(),
    "https://news.example/2023/pay.html": NEWS.encode("gb18030"),
}
FETCHED = date(2026, 11, 3)


def make_library(folder: Path, pages: Mapping[str, bytes] = PAGES) -> tuple[Path, dict[bytes, str]]:
    """Return a library of the pages, without an index, and the id of each page by its bytes."""
    with Corpus.open(folder) as corpus:
        outcomes = list(ingest([RawPage(data, origin, fetched=FETCHED) for origin, data in pages.items()], corpus))
        assert not {outcome.verdict for outcome in outcomes} & {"rejected", "duplicate"}, outcomes
    return folder, {data: outcome.doc_id for data, outcome in zip(pages.values(), outcomes, strict=True)}
