"""A policy of our own, and what sites do to it: for tests of what is told of lost text."""

from __future__ import annotations

import re

from corpus.scripts import HAN_CLASS

_HAN = re.compile(f"[{HAN_CLASS}]+")

TITLE = "临洲市集镇摊点管理办法"
ARTICLES = (
    "第一条 为方便居民买菜、修补和歇脚，规范摊点经营，根据《临洲市集镇条例》（临人发〔2019〕12号），制定本办法。",
    "第二条 本办法所称摊点，是指在市场、街口、桥头（含临时划定的地段）摆卖蔬菜、水果、熟食的固定或者流动的铺位。",
    "第三条 摊点分为三类：",
    "（一）早点摊，营业时间为5时至9时；",
    "（二）菜摊，营业时间为6时至18时，逢集可以延长2小时；",
    "（三）修补摊，包括修鞋、配钥匙、磨刀，不限时间。",
    "第四条 摊主应当向镇政府登记姓名、住址、经营品种和摊位号；镇政府在3个工作日内发给“摊位牌”，不收费用。",
    "第五条 摊位牌有效期为12个月，期满前30日可以申请续期；逾期未续的，摊位由镇政府收回，重新抽签。",
    "第六条 摊主应当做到：",
    "（一）垃圾入桶，收摊后清扫；（二）明码标价，不短斤少两；（三）熟食加盖，戴口罩、手套。",
    "第七条 镇政府每月检查1次，检查结果在公告栏公布。发现问题的，责令改正；两次不改的，停业7日，可以并处50元以上200元以下罚款。",
    "第八条 摊主对处理不服的，可以在15日内向市集贸办申诉，市集贸办应当在20日内答复（节假日顺延）。",
    "第九条 残疾人、孤寡老人和烈属优先抽签，并免交清洁费；具体标准由市财政局、市民政局另行制定。",
    "第十条 本办法自2021年5月1日起施行，有效期5年；《临洲市摊点暂行规定》同时废止。",
)
POLICY = "\n".join((TITLE, "（2021年4月2日临洲市人民政府第9次常务会议通过）", *ARTICLES))

ENGLISH = """Market news

The town has new rules for its stalls, and the notice board has them in full; what our site kept of them follows below.

"""


def stripped(text: str = POLICY) -> str:
    """Return an English page on which a text stands without its Chinese."""
    return ENGLISH + "\n".join(filter(None, (_HAN.sub("", line).strip() for line in text.split("\n"))))


def of_other_goods(text: str = POLICY) -> str:
    """Return a policy with the marks of this one and other words in five of its articles."""
    return text.replace("摊位", "车位").replace("摊主", "车主").replace("摊点", "车点")


def cut(text: str = POLICY) -> str:
    """Return a page that breaks off in Article 7."""
    return text[: text.index("停业7日") + 2]


def with_lost_characters(text: str = POLICY) -> str:
    """Return a page on which a decoder gave up on four characters of Article 8."""
    return text.replace("向市集贸办申诉", "向????????申诉")


def without_a_mark(text: str = POLICY) -> str:
    """Return a page that lost an opening quotation mark."""
    return text.replace("“摊位牌”", "摊位牌”")
