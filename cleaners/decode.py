"""Decoding: in go a page's bytes and the charset it declares, out comes its text, with the evidence and an exact way back.

Order of evidence: byte order mark; UTF-16 without one; valid UTF-8; the declared charset, if what it gives reads like text; else the
likeliest of gb18030, Big5 and Windows-1252. Where a byte of GB 18030 or Big5 was lost, the half that is left becomes U+FFFD and the rest
is read in step again. Never hand bytes to an HTML parser: a page declared gb2312 that holds GBK bytes loses its text.
"""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from itertools import chain, groupby, pairwise
from typing import TYPE_CHECKING

from cleaners.byte_sample import telling_bytes
from cleaners.euc_tw import is_euc_tw
from cleaners.likelihood import IMPROBABLE_BITS, bits
from cleaners.lost_bytes import half_characters
from cleaners.readings import cost
from cleaners.utf16 import byte_order
from corpus.model import ByteException, Decoded, RawSpan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DECLARATION_WINDOW = 4096
"""Bytes in which a declaration is looked for. The HTML standard scans 1,024; Chinese portals put scripts before their meta tag."""

DECLARED_MARGIN = 1.15
"""The declared charset is believed unless another reads the page with this many times fewer bits. On strings of 8 characters in
GBK, Big5 and Windows-1252 the right reading cost at most .75 of the next one; a tie is decided by the page's own word."""

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))

_DECLARATION = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)

_SEPARATORS = re.compile(r"[-_ :.]")

_LABELS = {
    _SEPARATORS.sub("", label): codec
    for codec, labels in (
        ("gb18030", "gb18030 gbk gb2312 gb_2312-80 chinese csgb2312 csiso58gb231280 iso-ir-58 x-gbk cp936 euc-cn"),
        ("big5hkscs", "big5 big5-hkscs cn-big5 csbig5 x-x-big5 cp950"),
        ("utf-8", "utf-8 utf-8-sig unicode-1-1-utf-8 unicode20utf8 x-unicode20utf8"),
        ("cp1252", "windows-1252 cp1252 x-cp1252 ascii us-ascii ansi_x3.4-1968 latin-1 l1 csisolatin1 cp819 ibm819"),
        ("cp1252", "iso-8859-1 iso_8859-1:1987 iso-ir-100"),
        ("utf-16-le", "utf-16 utf-16le csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff"),
        ("utf-16-be", "utf-16be unicodefffe"),
    )
    for label in labels.split()
}
"""Labels of the WHATWG Encoding Standard for the charsets that Chinese and English pages use (and Windows' cp936 and cp950), and the
codec that reads them: gb2312 and gbk are read as gb18030, iso-8859-1 as Windows-1252, as every browser does. Without separators: Python
says ``utf-16-le`` and ``gb_2312``."""

_LIKELY = ("gb18030", "cp1252", "big5hkscs")
"""Of equally likely readings the first is taken: Windows-1252 before Big5, whose characters may swallow a letter (``10 °C``)."""

UTF8_MARGIN = 2
"""Valid UTF-8 is UTF-8, unless the declared charset reads it with this many times fewer bits: among two-character strings in GBK
one in 80 is valid UTF-8 by chance, and then costs three times as much; real UTF-8 read as GBK costs more than as UTF-8."""

_DOUBLE_BYTE = frozenset({"gb18030", "big5hkscs"})
"""Encodings that a lost byte puts out of step up to the next ASCII character."""

_ESCAPED = re.compile("[\ud800-\udfff]")
_EURO = "\udc80"
"""Byte 0x80, which gb18030 does not know: Windows' cp936 and every browser read it as the euro sign."""


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Return the text of ``data`` and how it was read; ``declared`` is a charset label from an HTTP header, if there was one.

    ``Decoded.to_bytes()`` gives ``data`` back exactly: bytes that the encoding cannot hold or would not write again stand in
    ``exceptions``, as U+FFFD or as the character they were read as. No input raises.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _read(data, encoding, (f"byte order mark {mark.hex(' ').upper()}",))
    label, source = _declaration(data, declared)
    said = f"{source} declares {label}" if label else "no charset declared"
    encoding, why = _charset(data, codec_of(label))
    return _read(data, encoding, (said, *why))


def _charset(data: bytes, declared: str | None) -> tuple[str, tuple[str, ...]]:
    """Return the encoding of ``data``, and why it is not, or not only, the declared one."""
    if b"\0" in data:
        order = byte_order(data) or (declared if declared and declared.startswith("utf-16") else "")
        if order:
            return order, () if order == declared else (f"reads as {order}",)
    if data.isascii():
        return "utf-8", ("all bytes are ASCII",)
    wrong = declared not in {None, "utf-8"}
    if _is_utf8(data) and not (declared and wrong and _reads_better(data, declared)):
        return "utf-8", ("valid UTF-8, which overrides the declaration" if wrong else "valid UTF-8",)
    order = byte_order(data)
    if order:
        return order, () if order == declared else (f"reads as {order}",)
    encoding, why = _likeliest(telling_bytes(data), declared)
    return encoding, ("most likely EUC-TW, which cannot be read", *why) if is_euc_tw(data) else why


def _reads_better(data: bytes, declared: str) -> bool:
    """Return whether valid UTF-8 reads so much better in the declared encoding that it is UTF-8 by chance."""
    sample = telling_bytes(data)
    return UTF8_MARGIN * bits(_decode(sample, declared)) < bits(_decode(sample, "utf-8"))


def codec_of(label: str) -> str | None:
    """Return the codec that reads what is labelled so, in any case and with any separators; None for a label that is not known."""
    return _LABELS.get(_SEPARATORS.sub("", label.lower()))


def _likeliest(sample: bytes, declared: str | None) -> tuple[str, tuple[str, ...]]:
    """Return the declared encoding unless another gives likelier text, and why."""
    encodings = dict.fromkeys(("utf-8", *_LIKELY, declared or "utf-8"))
    costs = {encoding: cost(_decode(sample, encoding), encoding) for encoding in encodings}
    best = min(costs, key=lambda encoding: costs[encoding])
    if declared and costs[declared] <= costs[best] * DECLARED_MARGIN + IMPROBABLE_BITS:
        return declared, ()
    runner_up = min(costs[encoding] for encoding in costs if encoding != best)
    return best, (f"likeliest reading is {best}: {costs[best]} bits, the next {runner_up}",)


def decode_text(text: str) -> Decoded:
    """Return a page that was given as text: lone surrogates, which no file can hold as characters, stand in ``exceptions``."""
    return _with_exceptions(text, "utf-8", ("given as text",), "surrogatepass")


def _declaration(data: bytes, declared: str | None) -> tuple[str, str]:
    label = (declared or "").strip(" \t\r\n\"';")
    if label:
        return label, "its source"
    match = _DECLARATION.search(data, 0, DECLARATION_WINDOW)
    return (match[1].decode("ascii"), "the page") if match else ("", "")


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _decode(data: bytes, encoding: str) -> str:
    if encoding.startswith("utf-16"):
        return data[: len(data) // 2 * 2].decode(encoding, "surrogatepass")
    return data.decode(encoding, "surrogateescape")


def _read(data: bytes, encoding: str, evidence: tuple[str, ...]) -> Decoded:
    """Decode, and prove the way back; where one segment does not come back, find out which characters those are."""
    if encoding == "utf-8":
        with suppress(UnicodeDecodeError):
            return Decoded(data.decode(encoding), encoding, evidence)  # each character of valid UTF-8 has one form
    utf16 = encoding.startswith("utf-16")
    parts = _in_step(data, encoding)
    if len(parts) > 1:
        evidence = (*evidence, f"bytes lost: halves of characters {len(parts) // 2}")
    text = "".join(_decode(part, encoding) for part in parts)
    decoded = _with_exceptions(text, encoding, evidence, "surrogatepass" if utf16 else "surrogateescape")
    if utf16 and len(data) % 2:
        end = len(decoded.text)
        odd = ByteException(RawSpan(end, end + 1), data[-1:])
        decoded = Decoded(decoded.text + "\ufffd", encoding, evidence, (*decoded.exceptions, odd))
    if decoded.to_bytes() != data:
        decoded = _read_by_character(parts, encoding, evidence)
    return decoded


def _in_step(data: bytes, encoding: str) -> list[bytes]:
    """Return ``data`` cut before and behind each byte that is half a character, the other half being lost; each part is read by itself."""
    halves = half_characters(data, encoding) if encoding in _DOUBLE_BYTE else ()
    ends = [0, *(end for at in halves for end in (at, at + 1)), len(data)]
    return [data[start:end] for start, end in pairwise(ends)]


def _with_exceptions(text: str, encoding: str, evidence: tuple[str, ...], errors: str) -> Decoded:
    """Move lone surrogates, each of which stands for bytes that are no character, into exceptions."""
    exceptions = tuple(
        ByteException(RawSpan(match.start(), match.end()), match[0].encode(encoding, errors)) for match in _ESCAPED.finditer(text)
    )
    return Decoded(_readable(text, encoding), encoding, evidence, exceptions)


def _readable(text: str, encoding: str) -> str:
    if encoding == "gb18030":
        text = text.replace(_EURO, "€")
    return _ESCAPED.sub("\ufffd", text)


def _units(data: bytes, encoding: str) -> Iterator[tuple[str, bytes]]:
    """Feed the codec byte by byte, and yield what it reads with the bytes that it read it from."""
    decoder = codecs.getincrementaldecoder(encoding)("surrogateescape")
    pending = b""
    for position in range(len(data)):
        byte = data[position : position + 1]
        pending += byte
        read = decoder.decode(byte)
        if read:
            yield read, pending
            pending = b""
    rest = decoder.decode(b"", final=True)
    if rest or pending:
        yield rest or "\ufffd", pending


def _read_by_character(parts: Iterable[bytes], encoding: str, evidence: tuple[str, ...]) -> Decoded:
    """Keep what does not come back: Big5 has code points with two byte forms."""
    units = chain.from_iterable(_units(part, encoding) for part in parts)
    text: list[str] = []
    exceptions: list[ByteException] = []
    length = 0
    for exact, group in groupby(units, key=lambda unit: _comes_back(unit, encoding)):
        members = list(group)
        read = _readable("".join(characters for characters, _ in members), encoding)
        if not exact:
            raw = b"".join(consumed for _, consumed in members)
            exceptions.append(ByteException(RawSpan(length, length + len(read)), raw))
        text.append(read)
        length += len(read)
    return Decoded("".join(text), encoding, evidence, tuple(exceptions))


def _comes_back(unit: tuple[str, bytes], encoding: str) -> bool:
    read, raw = unit
    try:
        return read.encode(encoding) == raw
    except UnicodeEncodeError:
        return False
