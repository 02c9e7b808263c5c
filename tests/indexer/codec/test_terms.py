from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.codec.mapped import DamagedFileError
from indexer.codec.terms import TermsFile, TermsWriter

if TYPE_CHECKING:
    from pathlib import Path

TERM = st.one_of(st.binary(max_size=3), st.text("ab规定", max_size=4).map(str.encode))


def write(path: Path, fields: dict[str, list[bytes]]) -> TermsFile:
    writer = TermsWriter()
    place = 0
    for field, terms in fields.items():
        for term in terms:
            writer.add(field, term, place)
            place += 4
    with path.open("wb") as file:
        writer.write(file)
    return TermsFile(path)


@given(
    fields=st.dictionaries(st.sampled_from(["text", "title", "标题"]), st.sets(TERM, min_size=1).map(sorted)),
    asked=st.lists(TERM, min_size=1),
)
def test_terms_are_found_as_in_a_sorted_list(
    tmp_path_factory: pytest.TempPathFactory, fields: dict[str, list[bytes]], asked: list[bytes]
) -> None:
    terms = write(tmp_path_factory.mktemp("terms") / "a.trm", fields)
    flat = [(field, term) for field, known in fields.items() for term in known]
    assert [terms[number] for number in range(len(terms))] == [term for _, term in flat]
    for field in ("text", "title", "标题", "none"):
        known = fields.get(field, [])
        first = terms.fields.get(field, (0, 0))[0]
        for term in (*asked, *known):
            number = terms.find(field, term)
            assert (number is not None) == (term in known)
            if number is not None:
                assert (flat[number], terms.place(number)) == ((field, term), 4 * number)
            assert terms.first(field, term) - first == bisect_left(known, term)
            assert list(terms.beginning(field, term)) == [one for one in known if one.startswith(term)]


def test_fields_come_one_after_the_other() -> None:
    writer = TermsWriter()
    writer.add("a", b"x", 0)
    writer.add("b", b"x", 4)
    with pytest.raises(ValueError, match="field a comes again"):
        writer.add("a", b"y", 8)


@pytest.mark.parametrize("fields", [b"[]", b"{", b'{"a": [0, 9]}', b'{"a":[-1, 1]}', b'{"a": 3}', b'{"a": [1, 0]}', b'{"a":["", 1]}'])
def test_fields_that_cannot_be_are_told(tmp_path: Path, fields: bytes) -> None:
    path = tmp_path / "a.trm"
    write(path, {"a": [b"x", b"y"]})
    data = path.read_bytes()
    old = b'{"a": [0, 2]}'
    assert data.count(old) == 1
    path.write_bytes(data.replace(old, fields + b" " * (len(old) - len(fields))))
    with pytest.raises(DamagedFileError, match=r"a\.trm: its fields"):
        TermsFile(path)
