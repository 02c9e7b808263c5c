"""Words that citations are known by: in goes a title, out come the kind of text it names and the key it is compared by.

The kinds are those of the Regulations on the handling of official documents of Party and government bodies (2012), article 8, of the
Legislation Law, and of technical standards; in English what official translations call them.
"""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.matchkey import match_key
from corpus.scripts import HAN_CLASS
from corpus.titles import read_title

LAW_KINDS = tuple("法典 宪法 条例 细则 规则 准则 通则 规程 办法 标准 要点 法".split())
"""Kinds of text that are cited by name without title marks, where an article follows (刑法第三百三十八条, 依醫療法第十條)."""

KINDS = tuple(
    "法典 宪法 宪章 修正案 条令 税则 条例 细则 规则 准则 通则 总则 导则 守则 规程 规范 规定 规划 计划 纲要 大纲 办法 标准 目录 名录"
    " 指南 指引 要点 要求 意见 通知 通告 通报 公告 公报 请示 议案 决定 决议 命令 方案 预案 措施 制度 政策 章程 公约 协定 议定书 解释"
    " 批复 复函 答复 纪要 清单 安排 工作报告 的报告 药典 定额 程序 法 函".split()
)
"""The last words of titles of policy texts."""

_NO_KINDS = re.compile(r"(?:方|书|语|兵|手|(?<!医)疗|技|文|画|剑|拳|(?<![预决])算)法\Z")
"""书法, 语法, 孙子兵法: books and skills, not laws."""

_MODIFIER = "(?:实施|暂行|指导|若干|补充|试行|管理|工作|行动|总体|发展|专项|试点|技术|配套|建设|改革|处理|作业|设置)"
_GENERIC = re.compile(rf"{_MODIFIER}{{0,2}}(?:{'|'.join(kind for kind in KINDS if kind not in ('法典', '宪法', '药典'))})")


def is_generic(key: str) -> bool:
    """Return whether a name, in its key, only says the kind of text (意见, 实施方案, opinions): which one, the text around it tells."""
    return _GENERIC.fullmatch(key) is not None or key in ENGLISH_KINDS


ENGLISH_LAWS = frozenset("law laws act code constitution regulation regulations ordinance convention statute".split())
"""Kinds of text of which a capitalised name is enough (the Price Law); of the others (the National Plan) it is not."""

ENGLISH_KINDS = ENGLISH_LAWS | frozenset(
    "rules measures provisions opinions opinion notice circular decision decisions plan outline program programme standard standards"
    " catalogue catalog guidelines guideline guidance guide interpretation interpretations scheme announcement reply charter protocol"
    " specification specifications norms procedures method methods directive resolution requirements pharmacopoeia".split()
)

_MARKS = str.maketrans("", "", '《》〈〉“”"「」『』')
_STATE = re.compile(r"中华人民共和国(?=..)|\s*\bof\s+(?:the\s+)?(?:people'?s\s+republic\s+of\s+china|p\.?\s?r\.?\s?c\b\.?)|\Athe\s+")
_VERSION_WORDS = (
    r"试行|暂行|草案|征求意见稿|送审稿|修订草案|修订本?|修正本?|修改|(?:19|20)\d\d(?:[—–-](?:19|20)\d\d)?\s?年?(?:版|本|修订版?|修正版?|修改)?"
    r"|第[一二三四五六七八九十\d]+版"
    r"|(?:for\s+)?trial(?:\s+implementation)?|provisional|interim|draft|revised|amended|(?:19|20)\d\d(?:\s+(?:amendment|revision|edition|version))?"
)
VERSION = re.compile(rf"\s?[(（](?:{_VERSION_WORDS})[)）]", re.IGNORECASE)
_SERIAL = re.compile(r"\s?[(（][一二三四五六七八九十\d]{1,3}[)）]\Z")
"""解释（三）, 修正案（九）: counts texts of one name."""

_BLANK = re.compile(rf"(?<=[{HAN_CLASS}]) | (?=[{HAN_CLASS}])")


@lru_cache(maxsize=1 << 14)
def kind_of(title: str) -> str:
    """Return the kind of text that a title's last word names, in its match key (办法, law), or "" where it names none that makes policy.

    An English title may say it first (Opinions on …); a version in brackets does not count.
    """
    key = _SERIAL.sub("", VERSION.sub("", match_key(title)).translate(_MARKS).strip())
    if not key or _NO_KINDS.search(key):
        return ""
    if not key[-1].isascii():
        return next((kind for kind in KINDS if key.endswith(kind)), "")
    words = key.split()
    if words[-1] in ENGLISH_KINDS:
        return words[-1]
    for before, word, after in zip(["", *words], words, words[1:], strict=False):
        if word in ENGLISH_KINDS and after in COMPLEMENTS and before not in COMPLEMENTS:
            return word
    return ""


_NO_POLICY = re.compile(r"(?:证书?|执照|表|单|书|账册|手册|报告|合同|[日晚早]报|周刊|杂志)\Z")
"""What is issued, filled in or signed, or is read: 《出版物经营许可证》, 《安全生产责任书》, 《人民日报》."""

_LABEL = re.compile(r"(?:附(?:件|表|录|图)|图|表|第)?[(\[]?[\d一二三四五六七八九十百]{0,5}[)\].、号章节条款项]*[:,;]?\Z|.*[:;,、]\Z")
"""附件2, 第三章, （一）, 19号; what a colon ends."""


def is_form(title: str) -> bool:
    """Return whether a title's last word says that it is no text that makes policy: a certificate, a form, a contract, a newspaper."""
    key = VERSION.sub("", match_key(title)).translate(_MARKS).strip()
    return not kind_of(title) and _NO_POLICY.search(key) is not None


def is_title(title: str) -> bool:
    """Return whether words tell one text from others: not its kind alone (通知), a label (附件2), or a form (许可证)."""
    key = name_key(title)
    return len(key) > 1 and not is_generic(key) and not is_form(title) and _LABEL.fullmatch(key) is None


def own_kind(title: str) -> str:
    """Return the kind of text that a text's own title names; a headline that ends in "new rules" is no title of rules."""
    kind = kind_of(title)
    return "" if kind.isascii() and kind.capitalize() not in title and kind.upper() not in title else kind


STATUTES = frozenset("法典 宪法 条例 细则 规则 办法 规定 法".split()) | ENGLISH_LAWS | {"rules", "measures", "provisions"}
"""Kinds of text that are divided into articles."""

COMPLEMENTS = frozenset("of on for concerning regarding governing relating about to in under".split())
"""What the subject of an English title follows on: Opinions *on*, Measures *for*."""


def name_key(title: str) -> str:
    """Return the key of a title as it is written: match key without marks, without the State's name, its version kept."""
    return _BLANK.sub("", _STATE.sub("", match_key(title).translate(_MARKS))).strip()


@lru_cache(maxsize=1 << 14)
def base_key(title: str) -> str:
    """Return the key of the work that a title names: that of the text itself, issuer, version and wrappers off (``corpus.titles``)."""
    return read_title(title).named.key
