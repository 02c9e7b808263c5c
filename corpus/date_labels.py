"""Labels of dates: in goes what stands before or beside a date, out comes what announces each kind of it, or that it is another's.

The forms are read in simplified and small letters; 发布日期 is when the site put a text up, 公布日期 when the text was made public.
"""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

DateKind: TypeAlias = Literal["made", "passed", "published", "revised", "effective", "page"]

LOOK_BACK = 60
"""Characters before a day among which its label stands."""

DATE_LABELS: dict[DateKind, str] = {
    "made": r"(?:(?:成文|签署|签发|生成|制定|制发|发[文函]|行文|形成|落款|写作|文件|订定|核定)(?:日期|时间)|成文日(?=\s*[:：])"
    r"|date\sof\s(?:issue|signature|making|enactment|assent|document)|assented\sto(?:\son)?|date\s(?:issued|signed|enacted)|(?:issu(?:e|ing)|document)\sdate|written\son"
    r"|(?:issued|signed)\son|issued(?=\s*[:：]))",
    "passed": r"(?:(?:通过|批准)(?:日期|时间)|date\sof\s(?:adoption|approval)|date\s(?:passed|adopted|approved)|adopted\son|approved\son)",
    "published": r"(?:(?:公布|印发|颁布|颁行)(?:日期|时间)|公发布日|date\s(?:of\spromulgation|promulgated)|promulgat(?:ed\son|ion\sdate)"
    r"|gazetted(?:\son)?)",
    "revised": r"(?:修[订正](?:日期|时间)|date\sof\s(?:amendment|revision)|(?:amended|revised)\son)",
    "effective": r"(?:(?:开始|正式|起始|首次)?(?:施行|实施|生效|执行|启用)(?:日期|时间|日(?=\s*[:：】\]]))"
    r"|effective(?:\s(?:date|time|as\sof|from|on|since))?|effect\sdate|takes?\seffect(?:\son)?|valid\sfrom"
    r"|(?:coming|comes?|entry|enters?)\sinto\s(?:force|effect|operation)(?:\son)?"
    r"|date\sof\s(?:effect|commencement|implementation|entry\sinto\sforce)|(?:implementation|commencement)(?:\sdate)?|in\sforce\s(?:from|since))",
    "page": r"(?:(?:发[布表帖稿送]|(?:资料|信息|页面|网页|网站|本站|本页|内容|版面)?(?:最[后近])?(?:更新|修改|编辑)"
    r"|上传|张贴|贴文|录入|入库|收录|登载"
    r"|(?:宪报|公报|政报|报纸|报刊)?刊[登发载出印]|宪报|公报|出刊|发行|首发"
    r"|推送|播[出发]|转载|新闻|文章|披露|审核|公开|信息|公告|出版|见报|上[网线版架载稿]|挂网|创建|建立|加入|添加|资料"
    r"|[回答]复|办结)(?:时间|日期)|(?:最[后近])(?:修订|覆检)日期|覆检日期"
    r"|(?:本文|首次|最[初近后])?(?:发布|发表|更新|上传|刊发|刊登|刊载)于|(?:首次|最[初近后])?(?:发布|更新)(?=\s*[:：])|资料更新"
    r"|日\s?期|时\s?间|(?:page\s)?(?:last\s)?(?:updated?|modified|edited|revised)(?:\s(?:on|date|time))?"
    r"|date\sof\s(?:publication|release|announcement|posting|gazett(?:e|al))|gazette\sdate|publi(?:cation|shing)\s(?:date|time)"
    r"|date\s(?:publish|post|add|creat|updat|upload)ed|(?:news|article|entry|add|update|upload|creation|announcement|pub)\s?(?:date|time)|time\sof\sissue|issue\stime"
    r"|(?:last\s)?(?:review(?:ed)?|revision)(?:\sdate|\son)?|created(?:\son)?|(?:first|originally)?\s?publish(?:ed|ing)?(?:\s(?:on|at|date|time))?|post\s(?:date|time)"
    r"|(?:(?:up)?(?:posted|loaded)|submitted|announced|added)(?:\son)?|released?(?:\s(?:on|date|time)|(?=\s*[:：]))|(?:dated|filed|sent)(?=\s*[:：])|online\ssince|(?<!version\s)date|time)",
}
"""What announces each kind of date, in simplified and small letters; 发布日期 is when the site put a text up."""

OTHER_DATES = (
    r"(?:(?:废止|失效|终止|截止|截稿|有效|到期|届满|建档|注册|入学|报名|会议|活动|开标|投标|招标|竞价|出生|(?:上次|最后)?登[录陆]|打印|访问|下载|检索|引用|办公|工作"
    r"|培训|考试|施工|开工|竣工|生产|签订|交付|服务|营业|受理|系统|服务器|当前|现在|建站|开通|成立|入驻|入职|统计|结束)(?:日期|时间|期限?至?)"
    r"|(?:closing|version|start|end|due|event|expir(?:y|ation)|opening|birth|effective\suntil|trial|target|meeting|hearing|consultation)\s(?:date|time)"
    r"|(?:expir(?:y|es|ed)|deadline|joined|registered|member\ssince|date\sof\sbirth|(?:last\s)?(?:visit(?:ed)?|login|seen|accessed)|retrieved|printed|valid\suntil)(?:\son)?)"
)
"""What announces a day of something else: a form's deadline, who wrote (Joined: Mar 14, 2017), when somebody printed the page."""

_ANOTHERS = re.compile(
    rf"(?:{OTHER_DATES}|今[天日]是?|截至|(?:现在|当前)是?|\b(?:today|now|until|since|as\sof))[^\w]{{0,4}}(?:[a-z]{{3,9}}day|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)?[^\w]{{0,4}}$"
    r"|(?:(?<!时间)(?<!日期)(?<!于)(?<!date)(?<!time)(?<!\bon))(?<=[^\W\d_])\s?[:：]\s*(?:[a-z]{3,9}day|(?:mon|tue|wed|thu|fri|sat|sun))?[\s,]*$|(?<!\w)自[\s\W]*$",
    re.IGNORECASE,
)
"""What stands before a day that is not the page's: the label of another one, or a label that nobody knows (听证：2021-05-09)."""

_COMMENCES = re.compile(r"\s*\[\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]+\s+(?:18|19|20)\d\d\](?:\s*\(?(?:L\.N\.|G\.N\.).{0,40})?\s*")
"""[1 October 2014]: how Hong Kong's laws give the day of their commencement, below the title and the section that they are made under."""


def is_anothers(text: str, start: int) -> bool:
    """Return whether what stands before a day at ``start`` without a known label tells that it is another's (Joined: Mar 14, 2017)."""
    return _ANOTHERS.search(text[max(start - LOOK_BACK, 0) : start]) is not None


def is_commencement(line: str) -> bool:
    """Return whether a line is the day of a law's commencement in square brackets."""
    return _COMMENCES.fullmatch(line) is not None
