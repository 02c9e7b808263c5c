"""``tiaowen pair``: in goes the name of a text, out come its Chinese and its English clauses side by side, each pair with its grounds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from corpus._policy_rows import part_of
from corpus.alignment import align, find_pair, pair_of
from corpus.concepts import library_concepts, using
from corpus.policies import Policies
from corpus.store import Corpus
from corpus.works import Manifestation
from search_cli.exit_codes import DONE, NOTHING_FOUND
from search_cli.facts import counted
from search_cli.library import library_of
from search_cli.naming import find, place_of, text_at
from search_cli.printing import RULE, Styled, page_columns, say, say_columns, say_json, tell

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from corpus.alignment import Alignment, Pair
    from corpus.model import Clause
    from search_cli.naming import Named

NARROW = 76
"""Cells of a page below which the texts stand one below the other: of two columns each would have less than 36."""

_NONE = "–"
"""Stands where the other language has nothing."""


@click.command(
    epilog="""\b
Examples:
  tiaowen pair 国办发〔2021〕18号
  tiaowen pair k7mq2
  tiaowen pair k7mq2 x8cwz
  tiaowen pair --json k7mq2-h3d9p

An ID is that of a page or a clause, or the number or title of a policy, with a place in it or without.
"""
)
@click.argument("one", metavar="ID")
@click.argument("other", metavar="[ID2]", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the alignment as JSON.")
@click.pass_context
def command(context: click.Context, one: str, other: str | None, *, as_json: bool) -> int:
    """Set the Chinese and the English text of a policy side by side.

    The other text is looked for in the library, and on the page itself; ID2 names it where they do not say that they are one policy.
    """
    library = library_of(context)
    with Corpus.open(library, create=False) as corpus, using(library_concepts(library)):
        policies = Policies(corpus)
        named = find(corpus, policies, one)
        place = _place(policies, named)
        pair = find_pair(policies, place) if other is None else _named_pair(corpus, policies, place, other)
        if pair is None:
            _tell_none(policies, place, other, as_json=as_json)
            return NOTHING_FOUND
        alignments = _wanted(align(pair.zh_clauses, pair.en_clauses), named.clauses)
        titles = [policies.cleaned(text.doc_id).document.title for text in pair[:2]]
    if as_json:
        say_json(_plain(pair, titles, alignments))
    else:
        _say_pair(pair, titles, alignments)
    _tell_counts(alignments)
    return DONE if alignments else NOTHING_FOUND


def _place(policies: Policies, named: Named) -> Manifestation:
    """Return the part that was named, or in which the clauses stand: of a page the one that is a policy, else its first."""
    if named.clauses:
        clause = named.clauses[0]
        return Manifestation(clause.doc_id, part_of(policies.cleaned(clause.doc_id).document, clause))
    place = place_of(policies, named)
    if place:
        return text_at(policies, place)
    parts = [place for work in policies.of_page(named.page) for e in work.expressions for place in e.manifestations]
    return min((place for place in parts if place.doc_id == named.page), default=Manifestation(named.page, 0))


def _named_pair(corpus: Corpus, policies: Policies, place: Manifestation, other: str) -> Pair | None:
    named = find(corpus, policies, other)
    if named.clauses:
        raise click.UsageError(f"{other} is a clause or a place; ID2 names a whole text")
    return pair_of(policies, place, _place(policies, named))


def _tell_none(policies: Policies, place: Manifestation, other: str | None, *, as_json: bool) -> None:
    if as_json:
        say_json({"zh": None, "en": None, "alignments": []})
    if other is not None:
        tell("both texts are in one language; what changed between them: tiaowen diff")
        return
    title = policies.cleaned(place.doc_id).document.title
    tell(
        f"the library has no other language of {title or 'this page'} ({place.doc_id}); if one of its pages is that text,"
        f" name it: tiaowen pair {place.doc_id} ID2"
    )


def _wanted(alignments: Sequence[Alignment], clauses: Sequence[Clause]) -> list[Alignment]:
    """Return the alignments that hold one of ``clauses``; where none were named, all."""
    ids = {clause.id for clause in clauses}
    return [one for one in alignments if not ids or ids & {*one.zh_ids, *one.en_ids}]


def _plain(pair: Pair, titles: Sequence[str], alignments: Sequence[Alignment]) -> dict[str, Any]:
    texts = [{"doc_id": place.doc_id, "part": place.part, "title": title} for place, title in zip((pair.zh, pair.en), titles, strict=True)]
    rows = [
        {"zh_ids": list(one.zh_ids), "en_ids": list(one.en_ids), "score": round(one.score, 3), "evidence": list(one.evidence)}
        for one in alignments
    ]
    return {"zh": texts[0], "en": texts[1], "alignments": rows}


def _say_pair(pair: Pair, titles: Sequence[str], alignments: Sequence[Alignment]) -> None:
    clauses = {clause.id: clause for clause in (*pair.zh_clauses, *pair.en_clauses)}
    heads = [Styled(f"{title or '(untitled)'}  {place.doc_id}", "title") for title, place in zip(titles, (pair.zh, pair.en), strict=True)]
    _say_beside(*heads)
    for one in alignments:
        say()
        say(Styled(_grounds(one, clauses), "faint"), hanging=2)
        texts = ["\n".join(clauses[identifier].text for identifier in ids) for ids in (one.zh_ids, one.en_ids)]
        _say_beside(*(text or Styled(_NONE, "faint") for text in texts))


def _grounds(one: Alignment, clauses: Mapping[str, Clause]) -> str:
    """Return the line above a pair: the ids with their numbers, how sure it is, and why."""
    sides = [" + ".join(_named_clause(clauses[identifier]) for identifier in ids) or _NONE for ids in (one.zh_ids, one.en_ids)]
    return f"{sides[0]} = {sides[1]}  {one.score:.2f}: {'; '.join(one.evidence)}"


def _named_clause(clause: Clause) -> str:
    return f"{clause.path} {clause.id}" if clause.path else clause.id


def _say_beside(zh: str | Styled, en: str | Styled) -> None:
    """Print two texts side by side, or the second one indented below the first where the page is narrow."""
    columns = page_columns()
    if columns >= NARROW:
        width = (columns - len(RULE)) // 2
        say_columns("", 0, [(width, [zh]), (width, [en])])
        return
    for text, indent in ((zh, 0), (en, 4)):
        written, style = text if isinstance(text, Styled) else Styled(text)
        for line in written.split("\n"):
            say(Styled(line, style), indent=indent)


def _tell_counts(alignments: Sequence[Alignment]) -> None:
    linked = sum(bool(one.zh_ids and one.en_ids) for one in alignments)
    zh = sum(len(one.zh_ids) for one in alignments if not one.en_ids)
    en = sum(len(one.en_ids) for one in alignments if not one.zh_ids)
    alone = [f"{counted(number, 'clause')} only in {name}" for number, name in ((zh, "Chinese"), (en, "English")) if number]
    tell("; ".join([counted(linked, "pair"), *alone]))
