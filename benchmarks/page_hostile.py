"""Hostile pages, each cleaned in a process of its own: seconds, memory, exceptions, and whether the text at its depth is still there.

Run by ``benchmarks/pages.py``; with the name of a page as argument it cleans that page alone and prints what it took, as JSON.
"""

from __future__ import annotations

import json
import resource
import signal
import subprocess
import sys
import time
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.page_bombs import BOMBS, DEEP, payloads
from benchmarks.page_proof import fault
from cleaners import clean_page
from corpus import RawPage
from corpus.model import READ_KINDS
from search_cli.terminal import safe_text

if TYPE_CHECKING:
    from corpus.model import Cleaned

PAYLOADS = "200 terminal escapes"
MAX_SECONDS = 2.0
MAX_MEGABYTES = 300
PATIENCE = 30
"""Seconds of processor time after which a page's process is ended."""

WALL_PATIENCE = 600
"""Seconds after which it is ended however little of the processor it got."""

MEMORY_LIMIT = 3 << 30
"""Bytes of address space that a process may take before it gets a MemoryError: the machine must survive."""

_SHOWN_AS_THEY_ARE = frozenset("\n\t")


def measure_hostile(*, show: bool) -> dict[str, float]:
    """Print what each hostile page takes, those beyond the bounds first of all; return the share within and the worst of each."""
    results = {name: _in_own_process(name) for name in (*BOMBS, PAYLOADS)}
    good = [name for name, result in results.items() if _is_good(result)]
    for name, result in sorted(results.items(), key=lambda item: (_is_good(item[1]), -item[1]["seconds"])):
        if show or not _is_good(result):
            print(f"    {name}: {result['seconds']:.2f} s, {result['megabytes']:.0f} MB, text {result['text']}{_problem(result)}")
    seconds, memory = (max(result[what] for result in results.values()) for what in ("seconds", "megabytes"))
    raised, lost = (sum(bool(result["error"]) for result in results.values()), sum(result["text"] == "lost" for result in results.values()))
    print(
        f"hostile pages: {len(good)} of {len(results)} within {MAX_SECONDS:.0f} s and {MAX_MEGABYTES} MB, "
        f"text kept or flagged, no exception; slowest {seconds:.1f} s, largest {memory:.0f} MB, exceptions {raised}, text lost {lost}"
    )
    return {"hostile_good": len(good) / len(results), "hostile_without_exception": 1 - raised / len(results)}


def _problem(result: dict[str, Any]) -> str:
    return f", {result['error'][:120]}" if result["error"] else ""


def _is_good(result: dict[str, Any]) -> bool:
    return result["seconds"] <= MAX_SECONDS and result["megabytes"] <= MAX_MEGABYTES and result["text"] != "lost" and not result["error"]


def _in_own_process(name: str) -> dict[str, Any]:
    """Return what cleaning one page took: ``seconds``, ``megabytes`` of the whole process, ``text``, ``error``."""
    command = [sys.executable, str(Path(__file__)), name]
    try:
        run = subprocess.run(command, capture_output=True, text=True, timeout=WALL_PATIENCE, check=False)  # noqa: S603  # this file
    except subprocess.TimeoutExpired:
        return {"seconds": float(PATIENCE), "megabytes": 0, "text": "unknown", "error": f"not done after {WALL_PATIENCE} s by the clock"}
    if run.returncode == -signal.SIGXCPU:
        return {"seconds": float(PATIENCE), "megabytes": 0, "text": "unknown", "error": f"not done after {PATIENCE} s"}
    if run.returncode:
        return {"seconds": 0.0, "megabytes": 0, "text": "unknown", "error": f"exit {run.returncode}: {run.stderr[-200:]}"}
    result: dict[str, Any] = json.loads(run.stdout)
    return result


def clean_one(name: str) -> dict[str, Any]:
    """Clean the page called ``name`` and return what it took; what it raises is told, not raised."""
    pages = list(payloads()) if name == PAYLOADS else [BOMBS[name]()]
    error, said = "", ""
    began = time.process_time()
    for text in pages:
        page = RawPage(text, name)
        try:
            cleaned = clean_page(page)
            error = error or fault(cleaned, page) or _obeyed(cleaned)
        except Exception as problem:  # noqa: BLE001  # whatever it is, it must not be
            error = error or f"{type(problem).__name__}: {problem}"
            continue
        said = "lost" if said == "lost" else _place(cleaned)
    seconds = time.process_time() - began
    return {"seconds": seconds, "megabytes": _peak(), "text": said or "unknown", "error": error}


def _peak() -> float:
    """Return the most memory that this process has held, in MB; ``ru_maxrss`` would count what its parent held before it began."""
    status = Path("/proc/self/status")
    if not status.is_file():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    lines = status.read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024


def _place(cleaned: Cleaned) -> str:
    """Return where the deep sentence stands: among what is read, set aside in a block, only flagged, or nowhere."""
    blocks = cleaned.document.blocks
    if any(DEEP in block.text for block in blocks if block.kind in READ_KINDS):
        return "read"
    if any(DEEP in block.text for block in blocks):
        return "set aside"
    return "flagged" if cleaned.document.flags else "lost"


def _obeyed(cleaned: Cleaned) -> str:
    """Return an error where a control character of the page would pass the door to the terminal."""
    document = cleaned.document
    if len(document.text) > MAX_MEGABYTES * 1_000:
        return ""  # the door is one function: short pages prove it as well
    shown = safe_text("\n".join((document.title, *(block.text for block in document.blocks))))
    wild = [character for character in shown if unicodedata.category(character) in {"Cc", "Cs"} and character not in _SHOWN_AS_THEY_ARE]
    return f"would reach the terminal: {wild[:5]!r}" if wild else ""


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE, PATIENCE + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    json.dump(clean_one(sys.argv[1]), sys.stdout)
