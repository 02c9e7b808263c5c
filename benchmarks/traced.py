"""A process under a tracer: in goes a call that changes a folder, out comes it stopped or failed at any of its changes to the disk.

``ptrace`` stops the process at every system call, so that nothing passes unseen: SQLite's own writes, numpy's, those of a library that
knows nothing of tests. A *step* is a call that changes what a file or a folder in ``root`` holds or makes it durable. Linux on x86-64.

``Disk`` keeps beside it what a power cut would leave by POSIX's letter: of a file what was there when it was last synced, of a folder the
names that it had then.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import shutil
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

AVAILABLE = sys.platform == "linux" and platform.machine() == "x86_64"

_TRACEME, _CONT_SYSCALL, _SETOPTIONS, _POKEUSER, _SYSCALL_INFO = 0, 24, 0x4200, 6, 0x420E
_SYSGOOD_EXITKILL = 0x1 | 0x100000
_ENTRY = 1
_ORIG_RAX, _RAX = 8 * 15, 8 * 10
_CREATE, _TRUNCATE = 0o100, 0o1000
_AT_FDCWD = -100
_SECTOR = 512

_BY_DESCRIPTOR = {1: "write", 18: "write", 20: "write", 296: "write", 77: "truncate", 285: "write", 74: "fsync", 75: "fsync", 40: "write"}
_BY_PATH = {82: "rename", 86: "link", 83: "mkdir", 84: "rmdir", 87: "unlink", 76: "truncate"}
_BY_FOLDER = {264: "rename", 316: "rename", 265: "link", 258: "mkdir", 263: "unlink"}
_OPEN, _OPENAT = 2, 257
_TAKES_SPACE = frozenset({"write", "create", "mkdir", "link"})

Act = Literal["kill", "fail", "fill"]
"""Kill the process before the step; let the step fail with ENOSPC; let it and all later ones fail that need space."""


class Step(NamedTuple):
    """A change to the disk: which call, and of what file."""

    call: str
    file: str


class Traced(NamedTuple):
    """What became of the process: its exit code, -9 where it was killed; its steps in order; its last words where it failed."""

    code: int
    steps: list[Step]
    said: str


class _Info(ctypes.Structure):
    _fields_ = (
        ("op", ctypes.c_uint8),
        ("pad", ctypes.c_uint8 * 3),
        ("arch", ctypes.c_uint32),
        ("instruction", ctypes.c_uint64),
        ("stack", ctypes.c_uint64),
        ("number", ctypes.c_int64),
        ("arguments", ctypes.c_uint64 * 6),
    )


class Disk:
    """What of ``root`` is durable while a process changes it."""

    def __init__(self, root: Path) -> None:
        """Take everything that is there for durable."""
        self._root = root
        self._names: dict[int, dict[str, int]] = {}
        self._content: dict[int, bytes] = {}
        self._kept: dict[int, int] = {}
        for folder, _, files in os.walk(root):
            self.sync(folder)
            for file in files:
                self.sync(os.path.join(folder, file))  # noqa: PTH118  # as os.walk gives it

    def close(self) -> None:
        """Let go of the files."""
        for descriptor in self._kept.values():
            os.close(descriptor)

    def keep(self, path: str) -> int:
        """Return the number of a file or folder, which nothing else has as long as this object is open."""
        descriptor = os.open(path, os.O_RDONLY)
        number = os.fstat(descriptor).st_ino
        if number in self._kept:
            os.close(descriptor)
        else:
            self._kept[number] = descriptor
        return number

    def sync(self, path: str) -> None:
        """Make what a file holds, or the names in a folder, durable."""
        number = self.keep(path)
        if os.path.isdir(path):  # noqa: PTH112  # as given
            self._names[number] = {entry.name: self.keep(entry.path) for entry in os.scandir(path)}
        else:
            self._content[number] = Path(path).read_bytes()

    def cut(self, how: Literal["lost", "zeroed", "truncated"]) -> None:
        """Leave of ``root`` what a power cut may: only what is durable, or the files with zeros or nothing where they were not synced."""
        if how == "lost":
            number = self.keep(str(self._root))
            aside = self._root.with_name(f"{self._root.name}.durable")
            self._write(number, aside)
            shutil.rmtree(self._root)
            aside.rename(self._root)
            return
        for file in [path for path in self._root.rglob("*") if path.is_file()]:
            durable, there = self._content.get(self.keep(str(file)), b""), file.read_bytes()
            if durable == there:
                continue
            sectors = range(0, len(there), _SECTOR)
            same = {place: there[place : place + _SECTOR] == durable[place : place + _SECTOR] for place in sectors}
            zeroed = (there[place : place + _SECTOR] if same[place] else bytes(len(there[place : place + _SECTOR])) for place in sectors)
            content = b"".join(zeroed) if how == "zeroed" else there[: len(durable)]
            new = file.with_name(f"{file.name}.new")
            new.write_bytes(content)
            new.replace(file)

    def _write(self, number: int, target: Path) -> None:
        if number not in self._names:
            target.mkdir(exist_ok=True) if Path(f"/proc/self/fd/{self._kept[number]}").is_dir() else target.write_bytes(
                self._content.get(number, b"")
            )
            return
        target.mkdir()
        for name, inner in self._names[number].items():
            self._write(inner, target / name)


def trace(run: Callable[[], object], root: Path, *, at: int = 0, act: Act = "kill", disk: Disk | None = None) -> Traced:
    """Return what becomes of ``run`` in a process of its own, acted upon at step ``at``, counted from 1; 0: never."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _child(run, writer)
    os.close(writer)
    os.waitpid(child, 0)
    _ptrace(_SETOPTIONS, child, 0, _SYSGOOD_EXITKILL)
    code, steps = _follow(child, str(root.resolve()), at, act, disk)
    with os.fdopen(reader, "rb") as stream:
        said = stream.read().decode("utf-8", "replace")
    return Traced(code, steps, said)


def _child(run: Callable[[], object], writer: int) -> None:
    from corpus.errors import TiaowenError  # noqa: PLC0415  # the tracer itself knows nothing of the software

    code = 0
    _ptrace(_TRACEME, 0, 0, 0)
    os.kill(os.getpid(), signal.SIGSTOP)
    try:
        run()
    except (OSError, TiaowenError) as error:  # what the command tells in a line
        code = 7
        os.write(writer, f"{type(error).__name__}: {error}".encode("utf-8", "replace"))
    except BaseException:  # noqa: BLE001  # whatever it is, the child must not go on as a second run of the caller
        import traceback  # noqa: PLC0415  # only a fault needs it

        code = 1
        os.write(writer, traceback.format_exc().encode("utf-8", "replace")[-4000:])
    os._exit(code)


def _follow(child: int, root: str, at: int, act: Act, disk: Disk | None) -> tuple[int, list[Step]]:
    steps: list[Step] = []
    pending: tuple[Step, int] | None = None
    failing = False
    while True:
        _ptrace(_CONT_SYSCALL, child, 0, 0)
        status = os.waitpid(child, 0)[1]
        if os.WIFEXITED(status) or os.WIFSIGNALED(status):
            return os.waitstatus_to_exitcode(status), steps
        if os.WSTOPSIG(status) != signal.SIGTRAP | 0x80:
            continue
        info = _Info()
        _ptrace(_SYSCALL_INFO, child, ctypes.sizeof(info), ctypes.addressof(info))
        if info.op != _ENTRY:
            if failing:
                _ptrace(_POKEUSER, child, _RAX, -errno.ENOSPC)
            elif pending and disk:
                _note(child, pending, disk)
            pending, failing = None, False
            continue
        step = _step_of(child, info, root)
        if step is None:
            continue
        steps.append(step)
        pending = (step, int(info.arguments[0]))
        reached = at and len(steps) >= at
        if reached and act == "kill":
            os.kill(child, signal.SIGKILL)
            return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), steps
        if (act == "fail" and len(steps) == at) or (reached and act == "fill" and step.call in _TAKES_SPACE):
            _ptrace(_POKEUSER, child, _ORIG_RAX, -1)
            failing = True


def _note(child: int, pending: tuple[Step, int], disk: Disk) -> None:
    """Tell the disk what a call has done: a sync makes durable, what was created must keep its number."""
    step, descriptor = pending
    path = f"/proc/{child}/fd/{descriptor}" if step.call == "fsync" else step.file
    if step.call == "fsync":
        disk.sync(os.readlink(path) if os.path.isdir(path) else path)  # noqa: PTH112, PTH115  # a name of /proc
    elif step.call in {"create", "mkdir"} and os.path.exists(path):  # noqa: PTH110  # as above
        disk.keep(path)


def _step_of(child: int, info: _Info, root: str) -> Step | None:
    """Return the step that a call is, None where it changes nothing in ``root``."""
    number, arguments = info.number, info.arguments
    if number in _BY_DESCRIPTOR:
        call, file = _BY_DESCRIPTOR[number], _path_of(child, arguments[0])
    elif number in _BY_PATH:
        call, file = _BY_PATH[number], _text(child, arguments[0])
    elif number in _BY_FOLDER:
        call, file = _BY_FOLDER[number], _beneath(child, arguments[0], _text(child, arguments[1]))
    elif number in {_OPEN, _OPENAT}:
        first = int(number == _OPENAT)
        flags = arguments[1 + first]
        if not flags & (_CREATE | _TRUNCATE):
            return None
        text = _text(child, arguments[first])
        call, file = "create", _beneath(child, arguments[0], text) if first else text
        if os.path.exists(file) and not flags & _TRUNCATE:  # noqa: PTH110  # as the process has it
            return None
    else:
        return None
    return Step(call, file) if file == root or file.startswith(f"{root}/") else None


def _path_of(child: int, descriptor: int) -> str:
    try:
        return os.readlink(f"/proc/{child}/fd/{descriptor}").removesuffix(" (deleted)")  # noqa: PTH115  # a name of /proc
    except OSError:
        return ""


def _beneath(child: int, folder: int, name: str) -> str:
    signed = ctypes.c_int(folder & 0xFFFFFFFF).value
    return name if name.startswith("/") or signed == _AT_FDCWD else f"{_path_of(child, signed)}/{name}"


def _text(child: int, address: int) -> str:
    with open(f"/proc/{child}/mem", "rb", buffering=0) as memory:  # noqa: PTH123  # a name of /proc
        memory.seek(address)
        return memory.read(4096).split(b"\0", 1)[0].decode("utf-8", "surrogateescape")


def _ptrace(request: int, child: int, address: int, data: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    libc.ptrace.restype = ctypes.c_long
    libc.ptrace.argtypes = (ctypes.c_long,) * 4
    if libc.ptrace(request, child, address, data) < 0:
        raise OSError(ctypes.get_errno(), "ptrace")
