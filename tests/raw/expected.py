"""What is right for each sample page, put down by hand from what was written into it; what fails today stands under ``failing``."""

from __future__ import annotations

from typing import NamedTuple


class Unit(NamedTuple):
    """A clause that must exist: its number, how its text begins, and its headings, where they are given."""

    path: str
    begins: str
    headings: tuple[str, ...] | None = None


class Fault(NamedTuple):
    """An expectation that is right and not met yet: which one, what it is, and why it is not met."""

    aspect: str
    expected: object
    why: str


class Expected(NamedTuple):
    """The expectations of one page. None: not laid down here, or laid down under ``failing``."""

    file: str
    encoding: str
    lang: str
    flags: tuple[str, ...] = ()  # exactly these names
    rules: tuple[str, ...] = ()  # each makes an edit at least once
    title: str | None = None
    published: str | None = ""
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    number: str | None = ""  # the page's own, in normal form where its agency is known
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    once: tuple[str, ...] = ()
    paths: tuple[str, ...] | None = None  # of all numbered clauses, in order
    units: tuple[Unit, ...] = ()
    whole: tuple[str, ...] = ()  # each is the whole text of a clause
    together: tuple[tuple[str, ...], ...] = ()  # stand in one clause
    found: tuple[str, ...] = ()
    failing: tuple[Fault, ...] = ()


TRIAL_PATHS = ("1", "2", "3", "3.1", "3.2", "3.3", "4", "5", "6", "7", "8", "9")

CHINESE = (
    Expected(
        "gov-opinions.html",
        encoding="utf-8",
        lang="zh",
        title="云泽省人民政府办公厅关于推进紧密型医疗联合体建设的实施意见",
        published="2021-09-14",
        publisher="",
        number="泽政办发〔2021〕36号",
        present=(
            "各市、县（市、区）人民政府，省政府各部门、各直属机构：",
            "每个县（市）建成1至2个县域医共体，县域内住院量占比达到85%以上",
            "公立医疗机构药品采购继续执行“两票制”。",
            "考核结果与财政补助、薪酬总量和负责人任免挂钩。",
        ),
        absent=(
            "政务服务",
            "搜索",
            "打印本页",
            "分享到",
            "一图读懂",
            "网站标识码",
            "YZ001-0301",
            "统计代码",
            "\u3000\u3000一、",
            "标　　题：",
        ),
        paths=("1.1", "1.2", "2.3", "2.4", "2.4.1", "2.4.2", "2.4.3", "2.5", "2.6", "3.7", "3.8"),
        units=(
            Unit("1.1", "（一）工作思路。以居民健康需求为导向", ("一、总体要求", "（一）工作思路")),
            Unit("2.4.3", "3.统一药品目录。", ("二、主要任务", "（四）实行统一管理", "3.统一药品目录")),
            Unit("2.5", "（五）推进薪酬制度改革。落实“两个允许”要求", ("二、主要任务", "（五）推进薪酬制度改革")),
        ),
        whole=(
            (
                "（八）加强考核监督。省卫生健康委会同省财政厅、省人力资源社会保障厅、省医保局每年组织一次综合考核，"
                "考核结果与财政补助、薪酬总量和负责人任免挂钩。"
            ),
            "附件：医联体建设任务分工表",
            "（此件公开发布）",
        ),
    ),
    Expected(
        "pay-measures-trial.txt",
        encoding="utf-8",
        lang="zh",
        title="云泽省公立医院薪酬总量核定办法（试行）",
        published="2019-03-12",
        present=("绩效工资基准线的１２０％核定", "第九条　本办法自２０１９年５月１日起施行，试行期２年。"),
        absent=("120%", "(试行)"),
        paths=TRIAL_PATHS,
        units=(
            Unit("3.2", "（二）坚持与考核结果相联系", ("第一章　总则", "第三条", "（二）")),
            Unit("6", "第六条　医院主要负责人实行年薪制", ("第二章　总量核定", "第六条")),
        ),
        whole=(
            (
                "第四条　公立医院薪酬总量由基础总量和考核总量组成。\n"
                "基础总量按照上年末在岗人数和当地事业单位绩效工资基准线的１２０％核定。"
                "考核总量不超过基础总量的３０％，考核结果为优秀的可以上浮５个百分点。"
            ),
            (
                "第六条　医院主要负责人实行年薪制，年薪由基本年薪和绩效年薪组成，一般控制在本院在岗人员平均薪酬水平的２至３倍。\n"
                "第四条规定的考核总量，不得用于发放主要负责人的绩效年薪。"
            ),
            "第九条　本办法自２０１９年５月１日起施行，试行期２年。",
        ),
    ),
    Expected(
        "pay-measures-revised.html",
        encoding="gb18030",
        lang="zh",
        title="云泽省公立医院薪酬总量核定办法（2023年修订）",
        published="2023-06-12",
        number="泽卫规〔2023〕4号",
        present=("绩效工资基准线的150%核定", "每人不超过90㎡的标准", "联系人：陈喆、赵镕堃", "第九条　本办法自二〇二三年七月一日起施行"),
        absent=("您的位置", "版权所有", "邮编", "网站首页", "浏览次数", "【打印】"),
        paths=TRIAL_PATHS,
    ),
    Expected(
        "scanned-plan.txt",
        encoding="utf-8",
        lang="zh",
        rules=("spaced-han", "running-heads", "lost-quotes", "title", "lone-numbers", "interrupted-sentences"),
        title="临洲市民政局 临洲市卫生健康委员会关于印发《临洲市医养结合三年行动方案》的通知",
        published="2021-05-26",
        number="临民发〔2021〕14号",
        present=(
            "床位的一半用于养老，做到“一床两用”。",
            "乡镇卫生院可以把空余病房改成老年病房，由县级医院派出护士长驻点指导。",
            "为落实“一床两用”要求",
            "所需费用按规定纳入职工医保和居民医保支付范围。",
            "落实情况进行评估，结果作为下一年度安排补助资金的依据。",
        ),
        absent=("乡 镇", "— 1 —", "— 2 —", "未完待续"),
        paths=("1", "2.1", "2.2", "2.3", "3"),
        units=(Unit("2.3", "（三）配好护理人员。", ("二、主要任务", "（三）配好护理人员")),),
        found=("行动不便的老年人由家庭医生上门诊治",),
    ),
    Expected(
        "share-site-lecture.txt",
        encoding="utf-8",
        lang="zh",
        flags=("truncated",),
        rules=("chunk-markers",),
        title="让优质医疗留在县里——县域医联体建设的做法与体会",
        present=(
            "好医生下不去,老百姓上不来。于是我们下决心组建紧密型医联体。",
            "平均还多出四十二万元。第二步是改革薪酬。",
            "县医院的专家号、床位号、检查号就给他留着",
            "去年两个医联体一共结余一千九百万元",
            "信息“四个统一。卫生院的牌子不变",
        ),
        absent=("1、", "2、姓", "3、元", "会员分享", "珍藏版", "配套讲稿", "商业用途", "关 键 词", ".docx", "体会同志们"),
        once=("同志们,今天我向大家汇报的题目",),
        paths=(),
    ),
    Expected(
        "hant-briefing.html",
        encoding="big5hkscs",
        lang="zh",
        title="區域醫療聯盟今年擴大至十六家醫院　醫護薪酬同步檢討",
        published="2021-06-17",
        present=("並納入一百卅八家診所", "「大醫院不搶病人，小診所敢留病人，民眾才會相信家門口的醫師。」"),
        absent=("回首頁", "目前位置", "瀏覽解析度", "医疗"),
        paths=("1", "2", "3"),
        units=(Unit("2", "二、明年起，醫院不得以開藥數量或檢查件數作為計算獎金的依據"),),
    ),
    Expected(
        "mirror-pinyin.html",
        encoding="gb18030",
        lang="zh",
        flags=("characters-lost",),
        title="雲澤省人民政府辦公廳關于推進緊密型醫療聯合體建設的實施意見",
        published="2021-09-20",
        number="泽政办发〔2021〕36号",
        rules=("injected-pinyin",),
        present=("把松散協作變為責任", "推進薪酬制度改革。落實“兩個允許”要求", "聯系人锟斤拷锟斤拷锟斤拷。"),
        absent=("幫助", "本站資料來自"),
        paths=("1.1", "1.2", "2.3", "2.5", "3.7"),
        units=(Unit("3.7", "（七）完善醫保支付。", ("三、保障措施", "（七）完善醫保支付")),),
        found=("对紧密型医联体实行医保基金总额付费", "医联体可以在核定的薪酬总量内"),
    ),
    Expected(
        "mailing-list.txt",
        encoding="gb18030",
        lang="zh",
        flags=("characters-lost",),
        rules=("broken-lines",),
        title="分级诊疗与医联体",
        published="2022-08-19",
        present=(
            "对全省公立医院薪酬制度改革提出三点要求。",
            "承担医联体牵头任务的医院可以上浮15%。二是儿科、精神科、传染病科医师的平均薪酬不得低于本院医师的平均水平。",
            "社区卫生服务中心307家，村医可以在平台上为患者预约门诊、床位和大型检查。",
            "病人刚刚认得医生，医生就要走了。",
        ),
        absent=("发件人", "收件人"),
        paths=("1", "2", "3"),
        units=(
            Unit("1", "省人力资源社会保障厅、省卫生健康委8月12日联合发文", ("一、两部门调整公立医院薪酬政策",)),
            Unit("2", "全省统一的医联体转诊平台", ("二、医联体转诊平台开始试运行",)),
        ),
        whole=(
            (
                "省人力资源社会保障厅、省卫生健康委8月12日联合发文，对全省公立医院薪酬制度改革提出三点要求。一是各市要在年底前完成薪酬总量的"
                "重新核定，承担医联体牵头任务的医院可以上浮15%。二是儿科、精神科、传染病科医师的平均薪酬不得低于本院医师的平均水平。"
                "三是编制外人员与编制内人员同岗同薪，所需经费由医院自筹，财政予以适当补助。"
            ),
            (
                "临洲县一位乡镇卫生院院长来信说，下派医生的到来让群众放心，但是半年一轮换太短，病人刚刚认得医生，医生就要走了。"
                "他建议把轮换期延长到一年，并且把居民的评价计入考核。"
            ),
        ),
    ),
    Expected(
        "indicators-table.html",
        encoding="utf-8",
        lang="zh",
        title="2022年度紧密型县域医共体监测结果公布",
        published="2023-04-20",
        publisher="云泽省卫生健康统计信息中心",
        present=(
            "2022年，全省58个县（市）共建成紧密型县域医共体83个",
            "紧密型县域医共体主要监测指标",
            "11个县的成员单位药品目录尚未统一",
            "1 204",
        ),
        absent=("首页", "数据发布", "技术支持"),
        paths=(),
        whole=("2023年起，监测结果作为薪酬总量核定和财政补助的依据。",),
        together=(
            ("监测发现，一些地方的医共体还停留在挂牌阶段：", "9个县的医保基金", "7个县没有把下派人员的薪酬单独列账。"),
            ("县域内住院量占比（%）", "78.6", "81.9", "85.2"),
        ),
        units=(Unit("", "县域内住院量占比（%）", ("紧密型县域医共体主要监测指标", "指标\t2020年\t2021年\t2022年")),),
    ),
)

ENGLISH = (
    Expected(
        "three-copies.txt",
        encoding="utf-8",
        lang="en",
        flags=("chinese-lost", "translation-of-gap"),
        rules=("broken-lines", "repeats"),
        title="Opinions of the General Office of the State Council on Bringing Medical Alliances Closer to Residents",
        published="2022-05-08",
        number="国办发〔2022〕99号",
        present=(
            'Medical Alliances Closer to Residents (Guobanfa [2022] No. 99)" (below, the "Opinions").',
            "test strips, infusion sets, etc., from the big hospitals to the counties.",
            "Figures from Yaoyi.com put the drug sales of county-level public hospitals at 211.3 billion yuan in 2021.",
        ),
        absent=("、", "《", "。", ",10", "Supplier", "machine", "Contact Us", "plagiarism", "reliable makers", "\n.", "No.\n"),
        once=(
            "Building medical alliances is a step by which hospitals",
            "1. General requirements",
            "(1) Set up urban medical groups.",
            "(3) Set up specialist alliances and remote networks.",
            "(2) Advance the salary reform.",
            "(3) Share resources within the alliance.",
            "4. Guaranteeing the policies",
            "(1) Reform the payment of medical insurance.",
            "All regions are to start building alliances this year",
            "Who will decide in the county",
            "Whoever serves the lead hospital of an alliance",
        ),
        paths=("1", "2.1", "2.2", "2.3", "3.1", "3.2", "3.3", "4.1", "4.2", "4.3"),
        units=(
            Unit("", "Figures from Yaoyi.com", ("Who will decide in the county",)),
            Unit(
                "2.1",
                "(1) Set up urban medical groups. A tertiary public hospital",
                ("2. Building alliances that fit the place", "(1) Set up urban medical groups"),
            ),
            Unit(
                "3.2", "(2) Advance the salary reform. Doctors", ("3. Improving the way alliances are run", "(2) Advance the salary reform")
            ),
            Unit("4.1", "(1) Reform the payment", ("4. Guaranteeing the policies", "(1) Reform the payment of medical insurance")),
        ),
    ),
    Expected(
        "aggregator-lower-case.txt",
        encoding="utf-8",
        lang="en",
        flags=("case-lost", "spam-title"),
        title="county hospitals link doctors' pay to care, not to drug sales",
        published="2022-08-19",
        publisher="yunze daily",
        authors=("lin wenqing",),
        present=("a salary reform that cuts the tie between doctors' income", "“now we count patients who do not have to come back.”"),
        absent=("博彩", "position:", "editor", "red pandas", "autumn holiday", "网站地图"),
        whole=(
            (
                "patients seem to notice the change. the share of inpatients who are treated inside the county rose from 71.4 percent to "
                "84.9 percent, and the average cost of a stay fell by 6 percent."
            ),
        ),
        paths=(),
    ),
    Expected(
        "company-news.html",
        encoding="utf-8",
        lang="en",
        flags=("machine-translated",),
        rules=("line-ends",),
        title="The salary system reform of public hospitals entered the deep water area, and the medical association is going to sink",
        published="2021-03-18",  # the page says March 18, its address the year
        publisher="Yunze Health News",
        present=(
            'held a media briefing on "letting doctors have dignified income".',
            "the salary system reform of public hospitals in the whole province",
        ),
        absent=("Hotline", "5550", "Contact", "Take a look", "Hits", "Advertisment", "Copyright"),
        once=("grasp the total amount and let go of the distribution",),
        paths=(),
        units=(Unit("", "Liu yifan introduced that the core", ("grasp the total amount and let go of the distribution",)),),
    ),
    Expected(
        "curly-quotes.html",
        encoding="utf-8",
        lang="en",
        rules=("mojibake",),
        title="Salary reform reaches the wards – but not every ward",
        published="2022-09-02",
        publisher="Yunze Health Review",
        authors=("Mei Lindqvist",),
        present=(
            "by what the province calls “two permits”: a hospital",
            "“The money was always there,” said Ren Kai, the city’s deputy health director.",
            "The café-table talk among young doctors, as one put it, is “how to get out of paediatrics”.",
            "approved once a year – base pay",
            "Original title in Chinese: 公立医院薪酬制度改革",
        ),
        absent=("â", "€", "Ã", "HomePolicy", "©"),
        units=(Unit("", "Under the salary reform, a hospital’s total payroll", ("What changed",)),),
    ),
    Expected(
        "plan-english.txt",
        encoding="utf-16-le",
        lang="en",
        title="Notice of the Linzhou Municipal Health Commission on Deepening the Salary Reform of Public Hospitals",
        published="2022-05-16",
        number="Linweifa [2022] No. 15",
        present=("To all county and district health bureaus and all municipal public hospitals:", "a weight of 1.2 in the distribution"),
        absent=("\ufeff", "\r"),
        paths=("1.1", "1.2", "2.1", "2.2", "2.3", "3.1", "3.2"),
        units=(Unit("2.3", "(3) Departments of pediatrics", ("2. Approval of the payroll", "(3)")),),
        whole=(
            (
                "(2) Where a hospital pays more than was approved, the excess shall be deducted from its payroll of the following "
                "year, and the persons responsible shall be held accountable."
            ),
            "This notice shall take effect on the date of issue.",
        ),
    ),
    Expected(
        "side-by-side.html",
        encoding="utf-8",
        lang="mixed",
        rules=("entities", "invisible"),
        published="2020-11-02",
        publisher="临洲市卫生健康委员会",
        present=(
            "可以自愿选择一名家庭医生，签订服务协议，协议期为一年。",
            "Article 5",
            "The English translation is for reference; the Chinese text prevails.",
            "graded diagnosis and treatment",
            "contracted family doctor services, these",
            "general practitioners",
        ),
        absent=("\u200b", "&ldquo;", "&rdquo;", "&nbsp;"),
        whole=("第五条　本办法自2021年1月1日起施行。", "英文译本仅供参考，以中文文本为准。"),
        paths=("1", "1", "2", "2", "3", "3", "4", "4", "5", "5"),
        failing=(
            Fault("title", "临洲市家庭医生签约服务办法（中英文对照）", "the English title below the Chinese one opens a part of its own"),
        ),
    ),
)

PAGES = (*CHINESE, *ENGLISH)
