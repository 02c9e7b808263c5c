"""The rows of a list of concepts: in goes a table, out come its concepts, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_COMMENT = "#"
"""Begins a line of a list that is left out."""

COLUMNS = ("concept", "zh", "zh_alternative", "zh_negative", "en", "en_alternative", "en_negative")
"""Header of every list. Labels in one column are separated by ``|``. Labels are written as they are compared, but for capitals
(simplified characters, no full-width forms), so that reading the lists does not load the converter."""

MAX_LABEL = 200
"""Characters. The longest built-in one has 111; of a label of a million, looking for it takes seconds at every search."""

BETWEEN_LABELS = "|"
"""Stands between two labels of one cell."""


class Concept(NamedTuple):
    """One idea of policy language; each mapping goes from ``zh`` or ``en`` to labels. ``where`` it is written, for errors."""

    concept_id: str
    preferred: dict[str, str]
    alternative: dict[str, tuple[str, ...]]
    negative: dict[str, tuple[str, ...]]
    where: str = ""

    def labels(self, lang: str) -> tuple[str, ...]:
        """Return the preferred and the alternative labels in one language."""
        return (self.preferred[lang], *self.alternative[lang])

    def with_names_of(self, other: Concept) -> Concept:
        """Return the concept with those labels of ``other``, as alternatives, that it has not; negative ones as well."""
        return self._replace(
            alternative={lang: _joined(self.alternative[lang], other.labels(lang), self.preferred[lang]) for lang in self.preferred},
            negative={lang: _joined(self.negative[lang], other.negative[lang]) for lang in self.preferred},
        )


def read_concepts(table: str, name: str) -> Iterator[Concept]:
    """Yield the concepts of a list given as TSV; ``name`` is its file's, for errors. Raises ``ValueError`` for a row that is none."""
    header, *rows = table.splitlines() or [""]
    if tuple(header.split("\t")) != COLUMNS:
        raise ValueError(f"{name}, line 1: the header is not {' '.join(COLUMNS)}")
    for number, row in enumerate(rows, start=2):
        if row.startswith(_COMMENT):
            continue
        yield concept_of(row, f"{name}, line {number}")


def concept_of(row: str, where: str) -> Concept:
    """Return the concept of one row; ``where`` it stands, for errors. Raises ``ValueError`` for a row that is none."""
    cells = row.split("\t")
    if len(cells) != len(COLUMNS):
        raise ValueError(f"{where}: {len(cells)} columns, not {len(COLUMNS)}")
    concept_id, zh, zh_alternative, zh_negative, en, en_alternative, en_negative = cells
    if not (concept_id and zh and en):
        raise ValueError(f"{where}: the concept, or its label in zh or en, is empty")
    if any(len(label) > MAX_LABEL for cell in cells for label in cell.split(BETWEEN_LABELS)):
        raise ValueError(f"{where}: a label of more than {MAX_LABEL} characters")
    return Concept(
        concept_id,
        {"zh": zh, "en": en},
        {"zh": _labels(zh_alternative, where), "en": _labels(en_alternative, where)},
        {"zh": _labels(zh_negative, where), "en": _labels(en_negative, where)},
        where,
    )


def row_of(concept: Concept) -> str:
    """Return the row of a list for a concept."""
    cells = [concept.concept_id]
    for lang in ("zh", "en"):
        cells += [concept.preferred[lang], *(BETWEEN_LABELS.join(labels[lang]) for labels in (concept.alternative, concept.negative))]
    return "\t".join(cells)


def _joined(labels: tuple[str, ...], more: tuple[str, ...], *but: str) -> tuple[str, ...]:
    return tuple(label for label in dict.fromkeys((*labels, *more)) if label not in but)


def _labels(cell: str, where: str) -> tuple[str, ...]:
    if not cell:
        return ()
    labels = tuple(cell.split(BETWEEN_LABELS))
    if not all(map(str.strip, labels)):
        raise ValueError(f"{where}: an empty label in {cell[:MAX_LABEL]!r}")
    return labels
