"""Evidence in words: in goes a group of aligned clauses, out come phrases that say why it is one ("both are Article 8")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus._alignment_scores import EN, ZH

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from corpus._alignment_chain import Group
    from corpus._alignment_features import Feature
    from corpus._alignment_scores import Scores
    from corpus.model import Clause

MAX_SHOWN = 6
"""Features that are named, the rarest first."""

LONGER = 2.0
"""How many times as long as usual one side must be for that to be said."""


def evidence_of(scores: Scores, group: Group) -> tuple[str, ...]:
    """Return what speaks for a group and against it; of a clause without a counterpart that none was found."""
    zh = scores.sides[ZH].clauses[group.zh_start : group.zh_end]
    en = scores.sides[EN].clauses[group.en_start : group.en_end]
    if not group.is_linked:
        return (f"no clause in {'English' if zh else 'Chinese'} fits here",)
    phrases = (*_numbers(zh, en), *_shared(scores, group), *_length(scores, group))
    return phrases or ("length and order fit, nothing else is known of them",)


def _numbers(zh: Sequence[Clause], en: Sequence[Clause]) -> Iterator[str]:
    """Yield what the numbers say: "both are Article 8", or "numbered 8 and 9"."""
    ours, theirs = (list(dict.fromkeys(clause.path for clause in side if clause.path)) for side in (zh, en))
    common = [path for path in ours if path in theirs]
    if common:
        articles = any(clause.kind == "article" and clause.path in common for clause in zh)
        word = ("Articles" if len(common) > 1 else "Article") if articles else "number"
        yield f"both are {word} {_listed(common)}"
    elif ours and theirs:
        yield f"numbered {_listed(ours)} and {_listed(theirs)}"


def _listed(paths: Sequence[str]) -> str:
    return paths[0] if len(paths) == 1 else f"{', '.join(paths[:-1])} and {paths[-1]}"


def _shared(scores: Scores, group: Group) -> Iterator[str]:
    """Yield the features that both sides have: numbers, concepts in the words of each side, and how many words beside them."""
    ours = _said(scores, ZH, group.zh_start, group.zh_end)
    theirs = _said(scores, EN, group.en_start, group.en_end)
    common = [feature for feature in ours if feature in theirs]
    ranked = sorted(_precise([one for one in common if one.kind != "word"], ours), key=lambda one: -scores.met[one])
    if ranked:
        words = [ours[one] if ours[one] == theirs[one] else f"{ours[one]} = {theirs[one]}" for one in ranked]
        more = f" and {len(words) - MAX_SHOWN} more" if len(words) > MAX_SHOWN else ""
        yield f"share {', '.join(words[:MAX_SHOWN])}{more}"
    matched = sum(one.kind == "word" for one in common)
    if matched:
        yield f"{matched} word{'' if matched == 1 else 's'} that go{'es' if matched == 1 else ''} together throughout the two texts"


def _said(scores: Scores, side: int, start: int, end: int) -> dict[Feature, str]:
    """Return the features of clauses, each as the first of them that has it says it, on one line."""
    said: dict[Feature, str] = {}
    for features in scores.sides[side].features[start:end]:
        for feature, words in features.items():
            said.setdefault(feature, " ".join(words.split()))
    return said


def _precise(features: Sequence[Feature], said: Mapping[Feature, str]) -> Iterator[Feature]:
    """Yield features without the year and the month of a date, and without concepts within a longer one (医保 in 医保基金)."""
    numbers = [one.key for one in features if one.kind == "number"]
    for feature in features:
        if feature.kind == "number" and any(date.startswith(f"{feature.key}-") for date in numbers):
            continue
        words = said[feature]
        if feature.kind == "number" or not any(words != said[one] and words in said[one] for one in features):
            yield feature


def _length(scores: Scores, group: Group) -> Iterator[str]:
    """Yield a note where one side is much longer or shorter than is usual in these texts."""
    off = scores.off_length(group.zh_start, group.zh_end, group.en_start, group.en_end)
    if off >= LONGER:
        yield f"but the English is {off:.1f} times as long as usual"
    elif off <= 1 / LONGER:
        yield f"but the Chinese is {1 / off:.1f} times as long as usual"
