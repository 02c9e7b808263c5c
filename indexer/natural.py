"""Questions in everyday words: in goes a query's text, out comes the same text with its question words blanked out.

"what are the rules for medical alliances?" asks for rules and medical alliances, 公立医院薪酬制度怎么改 for 公立医院薪酬制度 and 改. Only
what asks is blanked; a text that asks nothing is left alone, so that a pasted title keeps each of its words.
"""

from __future__ import annotations

import re

_ASKS_ZH = (
    r"请问|为什么|为何|怎么样|怎么办|怎么|怎样|如何|什么时候|什么|哪些|哪个|哪种|哪里|哪儿|是不是|有没有|能不能|可不可以|要不要"
    r"|是否|多少钱|多少|多久|多长时间|谁|几个|吗(?=[?？。\s]*$)|呢(?=[?？。\s]*$)"
)
_HELPS_ZH = r"有(?=什么|哪些|多少)|是(?=什么|怎么|怎样|如何|谁|多少)|(?<=什么)是|(?<=哪些)是|要(?=什么|多少|怎么|如何)"

_OPENS_EN = (
    r"\s*(?:(?:please|can|could|would) (?:you )?(?:tell|show|explain|find)(?: me)?[ ,:]+|tell me[ ,:]+)?"
    r"(?:what|which|who|whom|whose|when|where|why|how|is|are|was|were|do|does|did|can|could|may|must|should|will|would|has|have)\b"
)
_ASKS_EN = (
    r"\b(?:what|which|who|whom|whose|when|where|why|how(?: (?:much|many|long|often|far|soon|old))?|do|does|did|can|could|may|must|should"
    r"|will|would|shall|is|are|was|were|be|been|being|has|have|had|there|any|please|tell me|show me|explain|about|you|i|we|my|our|it)\b"
)
_ENDS = ("?", "？")

_OPENERS = frozenset(
    """what which who whom whose when where why how is are was were do does did can could may must should will would has have please tell
    """.split()
)
"""First words of ``_OPENS_EN``. The patterns are compiled when they are needed: most queries ask nothing, and each costs milliseconds."""

_BLANK = "?"
"""Stands for what was taken out: parts words and ends a concept's label, as white space would not between Chinese characters."""


def drop_question_words(text: str) -> str:
    """Return ``text``, of the same length, with what asks in it blanked; as it is where it asks nothing, or nothing else is left."""
    asks = not text.isascii() and re.search(_ASKS_ZH, text)
    dropped = re.sub(_ASKS_ZH, _blanks, re.sub(_HELPS_ZH, _blanks, text)) if asks else text
    if text.rstrip().endswith(_ENDS) or (_first_word(text) in _OPENERS and re.match(_OPENS_EN, text, re.IGNORECASE)):
        dropped = re.sub(_ASKS_EN, _blanks, dropped, flags=re.IGNORECASE)
    return dropped if re.search(r"[^\W_]", dropped) else text


def _first_word(text: str) -> str:
    words = text.split(None, 1)
    return words[0].lower() if words else ""


def _blanks(match: re.Match[str]) -> str:
    return _BLANK * len(match[0])
