"""The README's session is what the command really prints, on a terminal of 100 columns."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

ROOT = Path(__file__).resolve().parents[2]
SESSION = re.compile(r"<!-- session -->\n```console\n(.*?)```\n<!-- end of session -->", re.DOTALL)


def test_the_session_is_real(on_terminal: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = SESSION.search((ROOT / "README.md").read_text(encoding="utf-8"))
    assert found
    monkeypatch.chdir(ROOT)
    written = re.split(r"^\$ ", found[1], flags=re.MULTILINE)[1:]
    assert len(written) >= 4
    happened = []
    for command_and_output in written:
        line, _, _ = command_and_output.partition("\n")
        words = shlex.split(line)
        assert words[0] == "tiaowen"
        variables = {"TIAOWEN_LIBRARY": str(tmp_path / "library"), "NO_COLOR": "1", "TERM": "dumb"}
        happened.append(f"{line}\n{on_terminal(100, *words[1:], **variables).rstrip()}\n\n")
    assert "".join(happened).rstrip() == "".join(written).rstrip()


def test_the_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), flags=re.DOTALL)
    exec(compile(example, "README.md", "exec"), {})  # noqa: S102  # our own example
    out = capsys.readouterr().out
    assert "2.1 ('二、主要任务', '（一）改革薪酬分配') （一）改革薪酬分配。完善公立医院薪酬制度改革。" in out
    assert re.search(r"\('concept 薪酬制度改革 = .*\)", out)
