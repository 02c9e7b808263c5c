"""Lists of terms in files: in go concepts, out comes a table (TSV) or SKOS in Turtle, and back.

SKOS (W3C, 2009) has preferred and alternative labels; negative labels, which it lacks, stand under ``urn:tiaowen:negativeLabel``.
Of Turtle is read what thesaurus programs write of concepts: prefixes, ``a``, ``;``, ``,``, literals with a language. Nothing is fetched.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.concept_rows import COLUMNS, Concept, read_concepts, row_of
from corpus.concepts import OWN_TERMS, own_table
from corpus.errors import TiaowenError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_LANGUAGES = ("zh", "en")
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_NEGATIVE = "urn:tiaowen:negativeLabel"
_CONCEPT = "urn:tiaowen:concept:"
_KINDS = {f"{_SKOS}prefLabel": "preferred", f"{_SKOS}altLabel": "alternative", f"{_SKOS}hiddenLabel": "alternative", _NEGATIVE: "negative"}

_TOKEN = re.compile(
    r'"""(?P<long>.*?)"""(?:@(?P<long_lang>[A-Za-z-]+))?|"(?P<text>(?:[^"\\\n]|\\.)*)"(?:@(?P<lang>[A-Za-z-]+)|\^\^\S+)?'
    r"|<(?P<iri>[^<>\s]*)>|(?P<directive>@prefix|@base|PREFIX\b|BASE\b)|(?P<mark>[;,.\[\]()])(?=\s|$|[\[\]()<\"#;,.])"
    r"|(?P<name>[^\s<>\"#;,\[\]()]+?)(?=\.?(?:\s|$)|[;,\[\]()])|(?P<comment>\#[^\n]*)|(?P<space>\s+)",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_ESCAPED = {"t": "\t", "n": "\n", "r": "\r"}


class TermsError(TiaowenError):
    """A list of terms cannot be read or used; its text says where and why."""


def read_own(library: Path) -> list[Concept]:
    """Return the library's own terms; none where it has none. Raises ``TermsError``, or ``TiaowenError`` for a file that cannot be read."""
    table = own_table(library)
    return read_table(table, str(library / OWN_TERMS)) if table is not None else []


def read_table(table: str, name: str) -> list[Concept]:
    """Return the concepts of a table with the header of ``corpus/terms``; ``name`` is for errors. Raises ``TermsError``."""
    try:
        return list(read_concepts(table, name))
    except ValueError as error:
        raise TermsError(str(error)) from error


def write_table(concepts: Iterable[Concept]) -> str:
    """Return the concepts as TSV, a row each, as ``corpus/terms`` has them."""
    return "\n".join(["\t".join(COLUMNS), *map(row_of, concepts)]) + "\n"


def write_turtle(concepts: Iterable[Concept]) -> str:
    """Return the concepts as SKOS in Turtle."""
    parts = [f"@prefix skos: <{_SKOS}> .\n"]
    for concept in concepts:
        lines = [f"<{_CONCEPT}{concept.concept_id}> a skos:Concept"]
        for lang in _LANGUAGES:
            lines.append(f"  skos:prefLabel {_literal(concept.preferred[lang], lang)}")
            lines += [f"  skos:altLabel {_literal(label, lang)}" for label in concept.alternative[lang]]
            lines += [f"  <{_NEGATIVE}> {_literal(label, lang)}" for label in concept.negative[lang]]
        parts.append(" ;\n".join(lines) + " .\n")
    return "\n".join(parts)


def _literal(text: str, lang: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"@{lang}'


def read_turtle(text: str, name: str) -> list[Concept]:
    """Return the concepts of a SKOS file that have a preferred label in Chinese and in English. Raises ``TermsError``."""
    found: dict[str, Concept] = {}
    for subject, predicate, written, lang in _labels(text, name):
        kind, language = _KINDS.get(predicate), lang.lower().split("-")[0]
        if kind is None or language not in _LANGUAGES:
            continue
        identity = re.split("[/#:]", subject)[-1] or subject
        concept = found.setdefault(subject, Concept(identity, {}, {"zh": (), "en": ()}, {"zh": (), "en": ()}, f"{name}, {identity}"))
        label = " ".join(written.replace("|", " ").split())
        if kind == "preferred" and language not in concept.preferred:
            concept.preferred[language] = label
        else:
            several = concept.negative if kind == "negative" else concept.alternative
            several[language] = (*several[language], label)
    return [concept for concept in found.values() if set(concept.preferred) == set(_LANGUAGES)]


def _labels(text: str, name: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield subject, predicate, label and language of every literal that has a language."""
    prefixes: dict[str, str] = {}
    subject = predicate = ""
    directive: list[str] | None = None
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            line = text.count("\n", 0, position) + 1
            raise TermsError(f"{name}, line {line}: cannot be read as Turtle at {text[position : position + 20]!r}")
        position = match.end()
        if match["space"] or match["comment"]:
            continue
        if match["directive"]:
            directive = []
        elif directive is not None:
            directive += [match["iri"] if match["iri"] is not None else match["name"] or ""]
            if match["iri"] is not None:
                prefixes[directive[0].removesuffix(":")] = match["iri"]
                directive, subject, predicate = None, "", ""
        elif match["mark"]:
            subject, predicate = ("" if match["mark"] == "." else subject), ("" if match["mark"] in ".;" else predicate)
        elif match["text"] is not None or match["long"] is not None:
            label = match["text"] if match["text"] is not None else match["long"]
            yield subject, predicate, _ESCAPE.sub(_unescaped, label), match["lang"] or match["long_lang"] or ""
        else:
            term = match["iri"] if match["iri"] is not None else _expanded(match["name"], prefixes)
            subject, predicate = (subject or term), (term if subject and not predicate else predicate)


def _expanded(name: str, prefixes: dict[str, str]) -> str:
    prefix, colon, local = name.partition(":")
    return prefixes.get(prefix, f"{prefix}:") + local if colon else name


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(min(int(code, 16), 0x10FFFF)) if code else _ESCAPED.get(match[3], match[3])
