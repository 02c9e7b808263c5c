from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from corpus.concept_rows import Concept
from corpus.concepts import concepts, library_concepts, using
from corpus.errors import TiaowenError
from corpus.term_files import TermsError, read_table, read_turtle, write_table, write_turtle

if TYPE_CHECKING:
    from pathlib import Path

FOREIGN = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix ex: <http://voc.example.org/terms/> .
# a comment with "quotes"
ex:c1 a skos:Concept ; skos:prefLabel "医防融合"@zh-Hans , "care \\"and\\" prevention"@en-GB , "Soin"@fr ;
    skos:altLabel "医防协同"@zh ; skos:broader ex:c0 ; skos:notation "12" .
<http://voc.example.org/terms/c2> skos:prefLabel "无英文"@zh .
ex:c3 skos:prefLabel \"\"\"one health\"\"\"@en ; skos:prefLabel "同一\\u5065康"@zh .
"""


def test_every_built_in_concept_survives_both_formats() -> None:
    known = [concept._replace(where="") for concept in concepts()]
    for again in (read_table(write_table(known), "t"), read_turtle(write_turtle(known), "t")):
        assert [concept._replace(where="") for concept in again] == known


def test_skos_of_other_programs_is_read() -> None:
    first, second = read_turtle(FOREIGN, "x.ttl")
    assert first == Concept(
        "c1",
        {"zh": "医防融合", "en": 'care "and" prevention'},
        {"zh": ("医防协同",), "en": ()},
        {"zh": (), "en": ()},
        "x.ttl, c1",
    )
    assert second.preferred == {"zh": "同一健康", "en": "one health"}


def test_what_cannot_be_read_names_the_line() -> None:
    with pytest.raises(TermsError, match=r"x\.ttl, line 3"):
        read_turtle('@prefix skos: <http://x#> .\n\n"never closed', "x.ttl")
    with pytest.raises(TermsError, match="line 1"):
        read_table("a\tb\n", "x.tsv")


def test_comments_in_a_list_are_left_out_and_lines_are_still_counted() -> None:
    table = write_table([Concept("c", {"zh": "转诊", "en": "referral"}, {"zh": (), "en": ()}, {"zh": (), "en": ()})]).splitlines()
    (found,) = read_table("\n".join([table[0], "# in 12 clauses", table[1]]), "t.tsv")
    assert (found.concept_id, found.where) == ("c", "t.tsv, line 3")


def test_own_terms_stand_beside_the_built_in_ones(tmp_path: Path) -> None:
    before, names = concepts().hash, len(concepts())
    own = tmp_path / "terms.tsv"
    own.write_text(
        write_table(
            [Concept("care-with-farming", {"zh": "医农协同", "en": "care with farming"}, {"zh": (), "en": ()}, {"zh": (), "en": ()})]
        ),
        encoding="utf-8",
    )
    known = library_concepts(tmp_path)
    assert (len(known), known.hash == before) == (names + 1, False)
    with using(known):
        assert [match.concept_id for match in concepts().find("推进医农协同")] == ["care-with-farming"]
    assert concepts().hash == library_concepts(tmp_path / "none").hash == before
    own.write_text("broken", encoding="utf-8")
    with pytest.raises(TiaowenError, match=r"terms\.tsv, line 1"):
        library_concepts(tmp_path)
    own.write_text(write_table([Concept("x", {"zh": "医联体", "en": "x"}, {"zh": (), "en": ()}, {"zh": (), "en": ()})]), encoding="utf-8")
    with pytest.raises(TiaowenError, match=r"医联体.*medical-alliance"):
        library_concepts(tmp_path)
