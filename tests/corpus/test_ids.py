"""Ids: readable, of the bytes alone, the same in every process."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.ids import (
    ALPHABET,
    CLAUSE_ID_LENGTH,
    DOCUMENT_ID_LENGTH,
    TEXT_KEY_LENGTH,
    clause_id,
    document_id,
    readable_hash,
    text_key,
)


def test_no_two_characters_look_alike() -> None:
    assert not set(ALPHABET) & set("il1o0")
    assert len(set(ALPHABET)) == len(ALPHABET) == 31
    assert ALPHABET.lower() == ALPHABET  # a store that sorts and compares ids needs no case


@given(st.binary(max_size=40), st.integers(1, 40))
def test_a_hash_has_its_length_and_the_alphabet(data: bytes, length: int) -> None:
    made = readable_hash(data, length)
    assert len(made) == length
    assert set(made) <= set(ALPHABET)
    assert made == readable_hash(bytes(bytearray(data)), length)
    assert readable_hash(data, length + 1).startswith(made)


def test_the_hash_is_sha_256_in_base_31() -> None:
    # Counted by hand from the digest of nothing, e3b0c442…b855: its number modulo 31, again and again.
    number = 0xE3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855
    expected = "".join(ALPHABET[number // 31**place % 31] for place in range(5))
    assert readable_hash(b"", 5) == expected


@given(st.binary(max_size=30), st.binary(max_size=30))
def test_other_bytes_have_another_id(one: bytes, other: bytes) -> None:
    assert (document_id(one) == document_id(other)) == (one == other)


@pytest.mark.parametrize("seed", ["0", "1", "4294967295"])
def test_ids_do_not_depend_on_the_process(seed: str) -> None:
    program = "from corpus.ids import *; print(document_id(b'page'), text_key('\\ud800'), clause_id('p', 'k', 3))"
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.split() == [document_id(b"page"), text_key("\ud800"), clause_id("p", "k", 3)]


def test_lengths() -> None:
    assert len(document_id(b"x")) == DOCUMENT_ID_LENGTH
    assert len(text_key("x")) == TEXT_KEY_LENGTH
    assert clause_id("p", "k", 0).partition("-")[0] == "p"
    assert len(clause_id("p", "k", 0)) == len("p-") + CLAUSE_ID_LENGTH


@given(st.text(max_size=8), st.integers(0, 50), st.integers(0, 50))
def test_a_clause_id_tells_occurrences_apart(key: str, one: int, other: int) -> None:
    assert (clause_id("p", key, one) == clause_id("p", key, other)) == (one == other)


def test_key_and_occurrence_are_not_confused() -> None:
    assert clause_id("p", "k 1", 1) != clause_id("p", "k", 11)


def test_thousands_of_pages_have_ids_of_their_own() -> None:
    assert len({document_id(str(number).encode()) for number in range(20_000)}) == 20_000
