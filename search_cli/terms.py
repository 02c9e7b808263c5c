"""``tiaowen terms``: in goes a name, out come the concepts that have it; a library's own terms are added, imported and exported."""

from __future__ import annotations

import re
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from corpus.concept_rows import Concept
from corpus.concepts import OWN_TERMS, label_key, library_concepts, using
from corpus.durable import sync
from corpus.lock import library_lock
from corpus.matchkey import match_key
from corpus.scripts import has_han
from corpus.serial import to_plain
from corpus.term_files import TermsError, read_own, read_table, read_turtle, write_table, write_turtle
from search_cli.cells import shorten
from search_cli.excerpt import choose_excerpt
from search_cli.exit_codes import DONE, DONE_IN_PART, NOTHING_FOUND
from search_cli.facts import counted
from search_cli.library import library_of
from search_cli.options import form_options
from search_cli.printing import Styled, say, say_json, say_text, say_unbroken, tell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from indexer.candidates import Candidate

_LANGUAGES = ("zh", "en")
_FORMATS = ("tsv", "skos")

_EXAMPLE_CELLS = 160
"""Two lines at 80 columns for each language of an example."""


class _Terms(click.Group):
    """A group whose first word may be a query: ``tiaowen terms 医联体``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the name of the verb that looks up before anything that is no verb."""
        given = args[0] if args else ""
        return super().parse_args(ctx, args if given in self.commands or given in {"-h", "--help"} else ["find", *args])


@click.group(
    cls=_Terms,
    epilog="""\b
Examples:
  tiaowen terms 医联体
  tiaowen terms "medical alliance"
  tiaowen terms add 医防融合 "integration of treatment and prevention" --also 医防协同
  tiaowen terms suggest
  tiaowen terms suggest --tsv > new.tsv
  tiaowen terms import ours.tsv
  tiaowen terms export --format skos > terms.ttl
""",
)
def command() -> None:
    """List concepts, and keep a library's own.

    What stands behind "terms" is looked up among the names of all concepts, in both languages.
    """


@command.command("find", hidden=True)
@click.argument("query", nargs=-1)
@form_options(whole="Print the concepts as one JSON list.", each="Print each concept as a line of JSON.")
@click.pass_context
def find(context: click.Context, /, query: tuple[str, ...], form: str | None) -> int:
    """Print the concepts that have a name with these words; all of them without any."""
    known = library_concepts(library_of(context))
    wanted = match_key(" ".join(query))
    found = [concept for concept in known if any(wanted in match_key(label) for label in _all_labels(concept))]
    found.sort(key=lambda concept: wanted not in map(match_key, _all_labels(concept)))  # those called exactly so come first
    if form == "json":
        say_json(list(map(_plain, found)))
    for concept in found if form != "json" else ():
        if form == "jsonl":
            say_json(_plain(concept), indent=None)
        else:
            _print(concept)
    if not found:
        tell(f"no concept is called {' '.join(query)}; add it with: tiaowen terms add CHINESE ENGLISH")
        return NOTHING_FOUND
    return DONE


@command.command("add")
@click.argument("chinese")
@click.argument("english")
@click.option("--also", multiple=True, metavar="NAME", help="Another name, in either language; may be given again.")
@click.pass_context
def add(context: click.Context, /, chinese: str, english: str, also: Sequence[str]) -> int:
    """Add a concept to the library's own terms."""
    if not has_han(chinese) or has_han(english):
        raise click.UsageError("give the Chinese name first, then the English one", context)
    identity = _identity(english)
    also_in = {lang: tuple(name for name in also if has_han(name) == (lang == "zh")) for lang in _LANGUAGES}
    return _take_in(library_of(context), [Concept(identity, {"zh": chinese, "en": english}, also_in, {"zh": (), "en": ()}, "the call")])


@command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_context
def import_(context: click.Context, /, file: Path) -> int:
    """Add the concepts of a TSV file, or of SKOS in Turtle (.ttl), to the library's own terms.

    Where a concept has some of the names already, the others become names of that concept.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise TermsError(f"{file}: is no UTF-8 from byte {error.start + 1} on; convert it first") from error
    read = read_turtle if file.suffix.lower() in {".ttl", ".turtle"} else read_table
    return _take_in(library_of(context), read(text, file.name), extend=True)


@command.command("suggest")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="How many candidates at most.")
@click.option("--tsv", is_flag=True, help="Print a list that `terms import` reads, the evidence in comments.")
@form_options(whole="Print the candidates as one JSON list.", each="Print each candidate as a line of JSON.")
@click.pass_context
def suggest(context: click.Context, /, limit: int, form: str | None, *, tsv: bool) -> int:
    """Print terms that the library's texts in both languages have and no concept is called by, with the evidence.

    Read them before you import them: they are what stands side by side more often than chance has it, not what somebody checked.
    """
    if tsv and form:
        raise click.UsageError(f"--tsv and --{form} exclude each other; give one of them", context)
    from indexer.candidates import suggest_terms  # noqa: PLC0415  # needs the segmenter
    from indexer.pairs import library_pairs  # noqa: PLC0415  # as above

    library = library_of(context)
    known = library_concepts(library)
    with using(known):
        pairs = library_pairs(library)
        found = suggest_terms(pairs)
    if form == "json":
        say_json([to_plain(one) for one in found[:limit]])
    elif tsv:
        _print_list(found[:limit], {concept.concept_id for concept in known})
    else:
        for one in found[:limit]:
            say_json(to_plain(one), indent=None) if form else _print_candidate(one)
    shown = min(limit, len(found))
    more = f", {shown} of them shown; for more: --limit {len(found)}" if shown < len(found) else ""
    tell(f"{counted(len(found), 'candidate')} from {counted(len(pairs), 'aligned clause')}{more}")
    return DONE if found else NOTHING_FOUND


def _print_candidate(one: Candidate) -> None:
    say(Styled(f"{one.zh} = {one.en}", "title"), " ", Styled(_evidence(one), "faint"))
    for zh, en in one.examples[:1]:
        for text, name, language in ((zh, one.zh, "zh"), (en, one.en, "en")):
            say(Styled(f"{language}  ", "faint"), *_around(text, name), indent=2, hanging=6)


def _around(text: str, name: str) -> Iterator[str | Styled]:
    """Yield the sentence of an example that has the name, with the name marked where it is written so."""
    start = text.lower().find(name)
    if start < 0:
        yield shorten(text, _EXAMPLE_CELLS)
        return
    first, last = choose_excerpt(text, [(start, start + len(name))], _EXAMPLE_CELLS)
    yield "… " * bool(first) + text[first:start]
    yield Styled(text[start : start + len(name)], "strong")
    yield text[start + len(name) : last] + " …" * (last < len(text))


def _evidence(one: Candidate) -> str:
    return f"in {counted(one.clauses, 'clause')} of {counted(one.documents, 'document')}, {one.dice:.2f}"


def _print_list(found: Iterable[Candidate], taken: set[str]) -> None:
    """Print the candidates as a list of terms, the evidence above each in comments, which ``terms import`` leaves out."""
    header, *_ = write_table([]).splitlines()
    say_unbroken(header)
    for one in found:
        identity = next(name for name in _identities(one.en) if name not in taken)
        taken.add(identity)
        say_unbroken(f"# {_evidence(one)}")
        for zh, en in one.examples:
            say_unbroken(f"# {' '.join(zh.split())} | {' '.join(en.split())}")
        concept = Concept(identity, {"zh": one.zh, "en": one.en}, {"zh": (), "en": ()}, {"zh": (), "en": ()})
        say_unbroken(write_table([concept]).splitlines()[1])


def _identities(english: str) -> Iterator[str]:
    """Yield the identities that a concept of this name may have, the plain one first."""
    yield _identity(english)
    yield from (f"{_identity(english)}-{number}" for number in count(2))


def _identity(english: str) -> str:
    return re.sub("[^a-z0-9]+", "-", english.lower()).strip("-")


@command.command("export")
@click.option("--format", "written", type=click.Choice(_FORMATS), default="tsv", show_default=True, help="TSV, or SKOS in Turtle.")
@click.option("--all", "everything", is_flag=True, help="The built-in concepts, too.")
@click.pass_context
def export(context: click.Context, /, written: str, *, everything: bool) -> int:
    """Print the library's own terms."""
    library = library_of(context)
    chosen = list(library_concepts(library)) if everything else read_own(library)
    say_text((write_table if written == "tsv" else write_turtle)(chosen).rstrip("\n"))
    return DONE if chosen else NOTHING_FOUND


def _take_in(library: Path, new: Iterable[Concept], *, extend: bool = False) -> int:
    """Add those concepts whose names no other concept has to the library's own; tell each one that is refused, and why.

    With ``extend``, one that has names of one concept and others beside them gives that concept the others.
    """
    if not library.is_dir():
        raise TermsError(f"{library}: is no library; add pages first with `tiaowen add PATH`")
    added = extended = refused = 0
    with library_lock(library):
        own = {concept.concept_id: concept for concept in read_own(library)}
        known = {concept.concept_id: concept for concept in library_concepts(library)}
        taken = {label_key(label): concept.concept_id for concept in known.values() for label in _all_labels(concept)}
        for concept in map(_normal, new):
            name = f"{concept.preferred['zh']} = {concept.preferred['en']}"
            having = {label: taken[label_key(label)] for label in _all_labels(concept) if label_key(label) in taken}
            others = [label for label in _all_labels(concept) if label not in having]
            identity = next(iter(having.values()), concept.concept_id)
            if extend and others and len(set(having.values())) == 1:
                own[identity] = _further(known[identity], own.get(identity), concept, others)
                tell(f"taken in  {name}: new names of {identity}: {', '.join(others)}")
                extended += 1
            elif having or identity in known:
                clash = ", ".join(f"{label!r} is a name of {owner}" for label, owner in having.items())
                tell(f"refused   {name}: {clash or f'there is a concept {identity} already'}")
                refused += 1
                continue
            else:
                own[identity] = known[identity] = concept
                added += 1
            taken |= {label_key(label): identity for label in others}
        if added or extended:
            _write(library / OWN_TERMS, write_table(own.values()))
    further = f", new names for {counted(extended, 'concept')}" if extended else ""
    to_use = "; to use them run: tiaowen index" if added or extended else ""
    tell(f"{counted(added, 'concept')} added{further}, {refused} refused{to_use}")
    return DONE if not refused else DONE_IN_PART if added or extended else NOTHING_FOUND


def _further(known: Concept, own: Concept | None, given: Concept, labels: Sequence[str]) -> Concept:
    """Return the row of a library's own list that has these labels of ``given`` as further names of a known concept."""
    row = own or known._replace(alternative={"zh": (), "en": ()}, negative={"zh": (), "en": ()})
    chosen = {lang: tuple(label for label in given.labels(lang) if label in labels) for lang in _LANGUAGES}
    return row.with_names_of(given._replace(preferred=known.preferred, alternative=chosen))


def _write(file: Path, text: str) -> None:
    """Put the text into the file, all of it or nothing, on disk before this returns."""
    part = file.with_suffix(".part")
    part.write_text(text, encoding="utf-8")
    read_table(part.read_text(encoding="utf-8"), file.name)
    sync(part)
    part.replace(file)
    sync(file.parent)


def _normal(concept: Concept) -> Concept:
    """Return the concept with its names as they are compared, but for capitals, as the lists have them; each name once."""

    def written(label: str) -> str:
        return match_key(label) if has_han(label) else " ".join(label.split())

    def others(lang: str) -> tuple[str, ...]:
        first: dict[str, str] = {}
        for label in map(written, concept.labels(lang)):
            first.setdefault(label_key(label), label)
        return tuple(first.values())[1:]

    return concept._replace(
        preferred={lang: written(label) for lang, label in concept.preferred.items()},
        alternative={lang: others(lang) for lang in concept.alternative},
        negative={lang: tuple(map(written, labels)) for lang, labels in concept.negative.items()},
    )


def _all_labels(concept: Concept) -> list[str]:
    return [label for lang in _LANGUAGES for label in concept.labels(lang)]


def _print(concept: Concept) -> None:
    say(Styled(f"{concept.preferred['zh']} = {concept.preferred['en']}", "title"), " ", Styled(f"({concept.concept_id})", "faint"))
    for lang in _LANGUAGES:
        if concept.alternative[lang]:
            say(f"also {lang}  ", " · ".join(concept.alternative[lang]), indent=2, hanging=11)
        if concept.negative[lang]:
            say(f"not {lang}   ", " · ".join(concept.negative[lang]), indent=2, hanging=11)


def _plain(concept: Concept) -> dict[str, Any]:
    return {"concept": concept.concept_id, "preferred": concept.preferred, "alternative": concept.alternative, "negative": concept.negative}
