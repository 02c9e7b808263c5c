"""The data model proves itself: bytes come back, places are found, and every kind of broken claim is refused."""

from __future__ import annotations

import pickle
from dataclasses import replace
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import (
    Block,
    ByteException,
    Clause,
    Cleaned,
    CleanSpan,
    Decoded,
    Document,
    Edit,
    Piece,
    RawPage,
    RawSpan,
    invents,
    word_characters,
)
from corpus.serial import to_plain

# Bytes


@pytest.mark.parametrize("content", [b"", b"\x00\xff", "第一条", "\ud800 lone"])
def test_a_pages_bytes(content: bytes | str) -> None:
    data = RawPage(content, "a").data
    assert data == (content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))


def test_bytes_that_do_not_round_trip_stand_in_exceptions() -> None:
    exceptions = (ByteException(RawSpan(1, 2), b"\xff"), ByteException(RawSpan(3, 5), b"\x80\x81\x82"))
    assert Decoded("中?文??完", "gb18030", (), exceptions).to_bytes() == "中".encode("gb18030") + b"\xff" + "文".encode(
        "gb18030"
    ) + b"\x80\x81\x82" + "完".encode("gb18030")


@given(st.text(max_size=20), st.sampled_from(["utf-8", "gb18030", "utf-16-le"]))
def test_clean_text_comes_back_as_its_own_bytes(text: str, encoding: str) -> None:
    assert Decoded(text, encoding).to_bytes() == text.encode(encoding)


@given(st.lists(st.tuples(st.text(max_size=4), st.booleans(), st.binary(min_size=1, max_size=3)), max_size=8))
def test_any_bytes_among_text_come_back(stretches: list[tuple[str, bool, bytes]]) -> None:
    text, expected, exceptions = "", b"", []
    for good, has_bad, bad in stretches:
        text, expected = text + good, expected + good.encode()
        if has_bad:
            exceptions.append(ByteException(RawSpan(len(text), len(text) + 1), bad))
            text, expected = text + "\ufffd", expected + bad
    assert Decoded(text, "utf-8", (), tuple(exceptions)).to_bytes() == expected


# Places

PIECES = st.lists(st.tuples(st.integers(0, 3), st.text("甲乙ab", max_size=5), st.booleans(), st.integers(1, 4)), max_size=6)


def block_of(pieces: list[tuple[int, str, bool, int]]) -> Block:
    """Make a block of pieces: the gap before each, its text, whether it is an edit's, and how long its raw text then is."""
    made: list[Piece] = []
    position = 0
    for gap, text, edited, raw_length in pieces:
        position += gap
        length = raw_length if edited else len(text)
        if edited or text:
            made.append(Piece(text, RawSpan(position, position + length), len(made) if edited else None))
        position += length
    return Block("paragraph", tuple(made))


def slow_to_raw(block: Block, span: CleanSpan) -> list[RawSpan]:
    """Collect the raw characters behind every character of ``span``, one by one, and join what is next to each other."""
    raw: set[int] = set()
    position = 0
    for piece in block.pieces:
        for offset in range(len(piece.text)):
            if span.start <= position + offset < span.end:
                raw |= set(range(*piece.raw)) if piece.edit is not None else {piece.raw.start + offset}
        if not piece.text and span.start < position < span.end:
            raw |= set(range(*piece.raw))
        position += len(piece.text)
    joined: list[RawSpan] = []
    for character in sorted(raw):
        if joined and joined[-1].end == character:
            joined[-1] = RawSpan(joined[-1].start, character + 1)
        else:
            joined.append(RawSpan(character, character + 1))
    return joined


@given(PIECES, st.integers(0, 20), st.integers(0, 20))
def test_places_in_the_raw_text_as_counted_character_by_character(pieces: list[tuple[int, str, bool, int]], start: int, end: int) -> None:
    block = block_of(pieces)
    assert list(block.to_raw(CleanSpan(start, end))) == slow_to_raw(block, CleanSpan(start, end))


def test_places_by_hand() -> None:
    # "薪 酬&amp;奖励" read as 薪酬&奖励: the blank is dropped, the entity read.
    block = Block(
        "paragraph", (Piece("薪", RawSpan(0, 1)), Piece("酬", RawSpan(2, 3)), Piece("&", RawSpan(3, 8), 1), Piece("奖励", RawSpan(8, 10)))
    )
    assert block.text == "薪酬&奖励"
    assert block.to_raw(CleanSpan(0, 2)) == (RawSpan(0, 1), RawSpan(2, 3))
    assert block.to_raw(CleanSpan(1, 4)) == (RawSpan(2, 9),)
    assert block.to_raw(CleanSpan(4, 99)) == (RawSpan(9, 10),)
    assert block.to_raw(CleanSpan(2, 2)) == block.to_raw(CleanSpan(3, 1)) == block.to_raw(CleanSpan(9, 12)) == ()


# Inventions


class Reading(NamedTuple):
    before: str
    after: str
    inverse: str | None


SOUND = {
    "nothing changes": Reading("薪酬", "薪酬", None),
    "a line end becomes a space": Reading("pay\n", "pay ", None),
    "a copy is dropped": Reading("the whole copy", "", None),
    "words are left out, in order": Reading("a b c", "a c", None),
    "an entity": Reading("&amp;", "&", "html-entity"),
    "an entity of a Han character": Reading("&#x85AA;", "薪", "html-entity"),
    "an entity escaped twice": Reading("&amp;#x85AA;", "薪", "html-entity"),
    "an entity escaped twice, read once": Reading("&amp;#x85AA;", "&#x85AA;", "html-entity"),
    "an entity whose ampersands are escaped in two ways": Reading("&amp;amp;#38;#x85AA;", "薪", "html-entity"),
    "mojibake": Reading("è–ª", "薪", "utf-8 read as cp1252"),
    "mojibake with a byte that Windows leaves open": Reading("å“\x81", "品", "utf-8 read as cp1252"),
    "mojibake made twice": Reading("Ã©", "é", "utf-8 read as latin-1"),
    "mojibake made thrice": Reading("ÃƒÂ©", "Ã©", "utf-8 read as cp1252"),
    "Chinese mojibake": Reading("ÖÐÎÄ", "中文", "gb18030 read as latin-1"),
}
INVENTED = {
    "a word": Reading("pay", "pay reform", None),
    "a Han character": Reading("薪", "薪酬", None),
    "a digit": Reading("No. ", "No. 18", None),
    "another order": Reading("b a", "a b", None),
    "a letter in place of another": Reading("soe", "SOE", None),
    "a doubled letter": Reading("al", "all", None),
    "another entity": Reading("&amp;", "<", "html-entity"),
    "another entity, escaped twice": Reading("&amp;#x85AA;", "酬", "html-entity"),
    "an entity that was none": Reading("amp", "&", "html-entity"),
    "text beside the entity": Reading("&amp;", "& 薪", "html-entity"),
    "other mojibake": Reading("è–ª", "酬", "utf-8 read as cp1252"),
    "what cannot be encoded": Reading("x", "薪", "latin-1 read as utf-8"),
    "an unknown encoding": Reading("x", "x", "klingon read as utf-8"),
    "a coding that is none of text": Reading("x", "x", "rot13 read as utf-8"),
    "an unknown operation": Reading("x", "y", "translation"),
    "an unknown operation that changes nothing": Reading("x", "x", "translation"),
}


@pytest.mark.parametrize("reading", SOUND.values(), ids=SOUND)
def test_what_follows_from_the_raw_text(reading: Reading) -> None:
    assert invents(*reading) == ""


@pytest.mark.parametrize("reading", INVENTED.values(), ids=INVENTED)
def test_what_is_invented(reading: Reading) -> None:
    assert invents(*reading) != ""


@given(st.text(max_size=12), st.lists(st.booleans(), min_size=12, max_size=12))
def test_leaving_out_invents_nothing(text: str, kept: list[bool]) -> None:
    after = "".join(character for character, stays in zip(text, kept, strict=False) if stays)
    assert invents(text, after, None) == ""


@given(st.text("abc一二 ", max_size=8), st.text("abc一二 ", max_size=8))
def test_without_an_inverse_words_are_a_subsequence(before: str, after: str) -> None:
    position = 0
    possible = True
    for character in word_characters(after):
        position = word_characters(before).find(character, position) + 1
        if not position:
            possible = False
            break
    assert (invents(before, after, None) == "") == possible


@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=8), st.integers(1, 3))
def test_mojibake_is_proven_by_making_it_again(text: str, rounds: int) -> None:
    mistaken = text
    for _ in range(rounds):
        mistaken = mistaken.encode().decode("latin-1")
    assert invents(mistaken, text, "utf-8 read as latin-1") == ""


def test_word_characters_are_letters_digits_and_han() -> None:
    assert word_characters("No. 18、薪酬（½）é—_") == "No18薪酬½é"


# The proof

TEXT = "<p>薪 酬&amp;奖</p>公开"
"""3 characters of markup, 薪, a blank that is dropped, 酬, an entity of five characters, 奖, 4 of markup, 公开."""


def cleaned() -> Cleaned:
    blank = Edit(1, "blanks", 1, RawSpan(4, 5), "", "blank between Han characters")
    entity = Edit(2, "entities", 1, RawSpan(6, 11), "&", "entity", "html-entity")
    pieces = (Piece("薪", RawSpan(3, 4)), Piece("酬", RawSpan(5, 6)), Piece("&", RawSpan(6, 11), 2), Piece("奖", RawSpan(11, 12)))
    blocks = (Block("paragraph", pieces), Block("boilerplate", (Piece("公开", RawSpan(16, 18)),)))
    return Cleaned(
        Document("p", "", "zh", blocks, (), "a"), (blank, entity), (RawSpan(0, 3), RawSpan(12, 16)), Decoded(TEXT, "utf-8")
    )  # fmt: skip


def with_pieces(*pieces: Piece, block: int = 0) -> Cleaned:
    good = cleaned()
    blocks = list(good.document.blocks)
    blocks[block] = replace(blocks[block], pieces=pieces)
    return replace(good, document=replace(good.document, blocks=tuple(blocks)))


def with_edit(which: int, **changes: object) -> Cleaned:
    good = cleaned()
    return replace(good, edits=tuple(replace(edit, **changes) if edit.number == which else edit for edit in good.edits))


def with_entity_read_as(after: str, inverse: str | None) -> Cleaned:
    edited = with_edit(2, after=after, inverse=inverse)
    return replace(edited, document=with_pieces(A, B, Piece(after, ENTITY.raw, 2), C).document)


A, B, ENTITY, C = cleaned().document.blocks[0].pieces

BROKEN: dict[str, dict[str, Cleaned]] = {
    # the refusal: what is broken
    "claim": {
        "a gap in the markup": replace(cleaned(), markup=(RawSpan(0, 2), RawSpan(12, 16))),
        "a gap at the end": replace(cleaned(), decoded=Decoded(TEXT + "尾", "utf-8")),
        "a claim beyond the end": replace(cleaned(), markup=(RawSpan(0, 3), RawSpan(12, 16), RawSpan(18, 19))),
        "a claim before the start": replace(cleaned(), markup=(RawSpan(-1, 3), RawSpan(12, 16))),
        "markup over kept text": replace(cleaned(), markup=(RawSpan(0, 4), RawSpan(12, 16))),
        "markup twice": replace(cleaned(), markup=(RawSpan(0, 3), RawSpan(0, 3), RawSpan(12, 16))),
        "an empty claim": replace(cleaned(), markup=(RawSpan(0, 3), RawSpan(3, 3), RawSpan(12, 16))),
        "a claim turned round": replace(cleaned(), markup=(RawSpan(3, 0), RawSpan(12, 16))),
        "an edit that is left out": replace(cleaned(), edits=cleaned().edits[1:]),
        "an edit over kept text": with_edit(1, span=RawSpan(4, 6)),
        "two edits on one span": replace(cleaned(), edits=(*cleaned().edits, replace(cleaned().edits[0], number=3))),
        "a lost piece": with_pieces(A, B, ENTITY),
        "a lost block": replace(cleaned(), document=replace(cleaned().document, blocks=cleaned().document.blocks[:1])),
        "a piece in two blocks": with_pieces(C, Piece("公开", RawSpan(16, 18)), block=1),
        "a piece of no characters": with_pieces(A, Piece("", RawSpan(5, 5)), B, ENTITY, C),
        "an edit read as raw text too": with_pieces(A, B, Piece("&amp;", ENTITY.raw), C),
    },
    "two edits have the same number": {"two edits of one number": with_edit(1, number=2)},
    "out of raw order": {
        "pieces out of order": with_pieces(B, A, ENTITY, C),
        "an edited piece out of order": with_pieces(A, ENTITY, B, C),
        "a piece twice": with_pieces(A, A, B, ENTITY, C),
    },
    "is not the raw text": {
        "invented text": with_pieces(Piece("饷", A.raw), B, ENTITY, C),
        "longer text than its span": with_pieces(Piece("薪酬", A.raw), B, ENTITY, C),
        "no text for its span": with_pieces(Piece("", A.raw), B, ENTITY, C),
    },
    "is not what edit": {
        "other text than the edit made": with_pieces(A, B, Piece("＆", ENTITY.raw, 2), C),
        "another place than the edit's": with_pieces(A, B, Piece("&", RawSpan(6, 10), 2), C),
        "a piece of an edit that is not there": with_pieces(A, B, Piece("&", ENTITY.raw, 7), C),
        "an edit read in two blocks": with_pieces(ENTITY, Piece("公开", RawSpan(16, 18)), block=1),
    },
    "stands in no block": {
        "an edit that makes a word for nobody": with_edit(1, after="x"),
        "an edit whose word is lost": replace(
            with_pieces(A, B, ENTITY), edits=(*cleaned().edits, Edit(3, "marks", 1, C.raw, "奖", "nothing"))
        ),
    },
    "does not follow": {"the wrong inverse": with_edit(2, inverse="utf-8 read as cp1252")},
    "is not the entity's": {"an inverse that gives something else": with_entity_read_as("<", "html-entity")},
    "adds a word": {"a word without an inverse": with_entity_read_as("薪", None)},
}  # fmt: skip
REFUSALS = [pytest.param(broken, refusal, id=name) for refusal, cases in BROKEN.items() for name, broken in cases.items()]


def test_a_sound_page_is_proven() -> None:
    cleaned().check()
    assert cleaned().document.text == "薪酬&奖"  # boilerplate is kept and not read


def test_blocks_may_stand_in_any_order() -> None:
    good = cleaned()
    replace(good, document=replace(good.document, blocks=good.document.blocks[::-1])).check()


def test_an_empty_page_is_proven() -> None:
    Cleaned(Document("p", "", "und", (), (), "a"), (), (), Decoded("", "utf-8")).check()


@pytest.mark.parametrize(("broken", "refusal"), REFUSALS)
def test_what_is_broken_is_refused(broken: Cleaned, refusal: str) -> None:
    with pytest.raises(ValueError, match=refusal):
        broken.check()


def test_the_refusal_names_place_and_edit() -> None:
    with pytest.raises(ValueError, match="characters 2–3 of the decoded text"):
        BROKEN["claim"]["a gap in the markup"].check()
    with pytest.raises(ValueError, match=r"edit 2 \(entities\) does not follow from 'utf-8 read as cp1252'"):
        BROKEN["does not follow"]["the wrong inverse"].check()
    with pytest.raises(ValueError, match=r"edit 3 \(marks\) made, '奖', stands in no block"):
        BROKEN["stands in no block"]["an edit whose word is lost"].check()


CUTS = st.lists(st.sampled_from(["kept", "markup", "dropped"]), min_size=1, max_size=12)


def page_of(claims: list[str]) -> Cleaned:
    """Make a page of two characters a claim; every kept stretch is a block."""
    text = "".join(chr(0x4E00 + number) for number in range(2 * len(claims)))
    spans = [RawSpan(2 * number, 2 * number + 2) for number in range(len(claims))]
    blocks = [Block("paragraph", (Piece(text[slice(*span)], span),)) for span, claim in zip(spans, claims, strict=True) if claim == "kept"]
    edits = [
        Edit(number, "r", 1, span, "", "w") for number, (span, claim) in enumerate(zip(spans, claims, strict=True)) if claim == "dropped"
    ]
    markup = [span for span, claim in zip(spans, claims, strict=True) if claim == "markup"]
    return Cleaned(Document("p", "", "zh", tuple(blocks), (), "a"), tuple(edits), tuple(markup), Decoded(text, "utf-8"))


@given(CUTS, st.data())
def test_any_partition_holds_and_breaks_when_one_claim_is_missing_or_moved(claims: list[str], data: st.DataObject) -> None:
    good = page_of(claims)
    good.check()
    number = data.draw(st.integers(0, len(claims) - 1))
    span = RawSpan(2 * number, 2 * number + 2)
    missing = replace(
        good,
        document=replace(good.document, blocks=tuple(block for block in good.document.blocks if block.pieces[0].raw != span)),
        edits=tuple(edit for edit in good.edits if edit.span != span),
        markup=tuple(other for other in good.markup if other != span),
    )
    moved = RawSpan(span.start + 1, span.end + 1)
    for broken in (missing, replace(missing, markup=(*missing.markup, moved)), replace(good, markup=(*good.markup, span))):
        with pytest.raises(ValueError, match="claim"):
            broken.check()


# Clauses


def test_a_clause_of_three_fields_is_enough() -> None:
    clause = Clause(id="p-1", text="公开。", lang="zh")
    assert (clause.kind, clause.path, clause.heading_path, clause.where, clause.card.title) == ("paragraph", "", (), (), "")
    with pytest.raises(AttributeError):
        clause.text = "x"  # type: ignore[misc]  # that it cannot be changed is what is tested


def test_the_text_of_a_block_is_that_of_its_pieces_however_the_block_was_made() -> None:
    block = Block("paragraph", (Piece("公", RawSpan(0, 1)), Piece("开", RawSpan(1, 2))))
    fresh = Block("paragraph", block.pieces)
    assert block.text == "公开"
    assert block.text is block.text  # joined once
    assert (block == fresh, hash(block) == hash(fresh)) == (True, True)
    assert to_plain(block) == to_plain(fresh)
    assert replace(block, pieces=block.pieces[:1]).text == "公"
    assert pickle.loads(pickle.dumps(block)).text == "公开"  # noqa: S301  # what this test has just made
