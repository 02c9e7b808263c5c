"""UTF-16 without a byte order mark: in go bytes that are no UTF-8, out comes the byte order in which they are text.

Example: ``医院`` saved as ``3B 53 62 96`` by a program that writes no mark is ``;Sb`` and half a character to every other charset.
"""

from __future__ import annotations

from cleaners.likelihood import bits

WINDOW = 8192
"""Bytes that are looked at; an even number."""

MAX_SHARE = 0.9
"""Bits of the UTF-16 reading against those of the likeliest other one. On 16,000 strings of 8 characters: at most .76 where it is
UTF-16, Chinese or English, at least 1.56 where it is GBK, Big5, UTF-8 or Windows-1252; of 2 characters at least 1.17."""

MAX_BITS_A_CHARACTER = 14
"""The rarest strings of 8 characters cost 12; what is read in the wrong byte order, and programs, cost 20 and more."""

MIN_BYTES = 8
"""Four characters: of two characters in quotes of English, one string in a hundred is two common ones in UTF-16."""

ASCII_BITS, CONTROL_BITS = 6, 40
"""What ``likelihood.bits``, which compares encodings that all hold ASCII, leaves out: a letter or mark of English, and a control."""

_PRINTABLE = bytes(range(0x20, 0x7F)) + b"\t\n\r"
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\r")) + b"\x7f"
_ORDERS = ("utf-16-le", "utf-16-be")
_OTHERS = ("utf-8", "gb18030", "cp1252", "big5hkscs")


def byte_order(data: bytes) -> str:
    """Return ``utf-16-le`` or ``utf-16-be`` where ``data`` is text in UTF-16, an empty string where it is anything else."""
    if len(data) < MIN_BYTES:
        return ""
    head = data[:WINDOW]
    even = head[: len(head) // 2 * 2]
    readings = {order: even.decode(order, "surrogatepass") for order in _ORDERS}
    costs = {order: _cost(text) for order, text in readings.items()}
    best = min(costs, key=lambda order: costs[order])
    if costs[best] > MAX_BITS_A_CHARACTER * len(readings[best]):
        return ""
    other = min(_cost(head.decode(encoding, "surrogateescape")) for encoding in _OTHERS)
    return best if costs[best] <= MAX_SHARE * other else ""


def _cost(text: str) -> int:
    data = text.encode("utf-8", "surrogatepass")
    printable, controls = (len(data) - len(data.translate(None, kind)) for kind in (_PRINTABLE, _CONTROLS))
    return bits(text) + ASCII_BITS * printable + CONTROL_BITS * controls
