"""Options that several verbs have: in goes what was typed, out comes what the verb is given, or an error in the call."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_WORKERS = 64

_Command = TypeVar("_Command", bound="Callable[..., object]")


def form_options(whole: str, each: str) -> Callable[[_Command], _Command]:
    """Return a decorator that adds ``--json`` and ``--jsonl`` with these help texts; the verb is given one ``form`` of them, or None."""

    def decorate(command: _Command) -> _Command:
        for name, text in (("--jsonl", each), ("--json", whole)):
            command = click.option(name, is_flag=True, expose_value=False, callback=_choose_form, help=text)(command)
        return command

    return decorate


def _choose_form(context: click.Context, option: click.Parameter, given: bool) -> None:  # noqa: FBT001  # click's signature
    chosen = context.params.setdefault("form", None)
    if given and chosen:
        raise click.UsageError("--json and --jsonl exclude each other; give one of them", context)
    if given:
        context.params["form"] = option.name


def timeout_option(command: _Command) -> _Command:
    """Add ``--timeout``, how long a search may take, in seconds; the verb is given one ``timeout``."""
    from indexer.time_limit import DEFAULT_SECONDS  # noqa: PLC0415  # verbs that do not search need no index

    kind = click.FloatRange(0, min_open=True)
    text = "Refuse what takes the processor longer."
    return click.option("--timeout", metavar="SECONDS", type=kind, default=DEFAULT_SECONDS, show_default=True, help=text)(command)


def workers_option(command: _Command) -> _Command:
    """Add ``--workers`` to a verb."""
    text = "How many processes work at a time; the result is the same for any number."
    return click.option("--workers", type=click.IntRange(1, MOST_WORKERS), default=1, show_default=True, help=text)(command)


def check_date(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """Return a year, month or day as it was typed; raise ``click.BadParameter`` for another form, or a day that never was."""
    if value is None:
        return None
    from indexer.filters import is_date  # noqa: PLC0415  # verbs without dates need no index

    if is_date(value):
        return value
    raise click.BadParameter(f"{value!r} is no date; write a year, month or day as 2021, 2021-06 or 2021-06-17")
