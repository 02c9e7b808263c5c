"""The command ``tiaowen``: in go the words of a command line, out comes the exit code of the verb that they name."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from corpus.errors import TiaowenError
from search_cli.exit_codes import ERROR, INTERRUPTED
from search_cli.printing import finish_streams, prepare_streams, tell_error, tell_text

if TYPE_CHECKING:
    from collections.abc import Sequence

VERBS = {
    "add": "Clean pages and put them into the library.",
    "dedup": "Tell which pages are copies, parts or versions of others.",
    "clusters": "Tell which pages of the library are copies, and which to keep.",
    "search": "Find clauses, in Chinese and in English.",
    "more-like": "Find the clauses that are most like one.",
    "terms": "List concepts, and keep a library's own.",
    "show": "Show a page, a clause or a policy of the library.",
    "cites": "Tell what a page, a clause or a policy cites.",
    "cited-by": "Tell which clauses cite a policy.",
    "diff": "Tell what changed between two versions of a text.",
    "pair": "Set the Chinese and the English text of a policy side by side.",
    "repairs": "Tell what was changed on a page, and why.",
    "clean": "Print the cleaned text of a file, without a library.",
    "remove": "Take pages out of the library.",
    "reclean": "Clean pages again that older rules cleaned.",
    "restore": "Tell what stood where pages lost text, by other pages.",
    "index": "Bring the index up to date with the library.",
    "verify": "Check the library and its index for damage.",
    "stats": "Count what the library holds.",
}
"""Each verb, in the order of work, with what it does; it lives in the module of its name (``cited-by`` in ``cited_by``)."""


class _LazyGroup(click.Group):
    """A group whose verbs are imported when they are called: ``search`` must not wait for the HTML parsers."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        """Return the names of all verbs, in the order of work."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # click's signature
        """Import the verb's module and return its command, or None for an unknown verb."""
        if cmd_name not in VERBS:
            return None
        return cast("click.Command", import_module(f"search_cli.{cmd_name.replace('-', '_')}").command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  # click's signature
        """Write the list of verbs without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(VERBS.items()))


@click.group(
    cls=_LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="""\b
Examples:
  tiaowen add downloads/
  tiaowen search "salary reform"
  tiaowen --library ./health search 医联体

Exit codes: 0 found or done, 1 nothing found, 2 an error in the call or the query, 3 done in part.
""",
)
@click.option(
    "--library",
    envvar="TIAOWEN_LIBRARY",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the library; else $TIAOWEN_LIBRARY, else the platform's data folder.",
)
@click.version_option(None, "--version", package_name="tiaowen", message="tiaowen %(version)s")
@click.pass_context
def command(context: click.Context, library: Path | None) -> None:
    """Clean scraped policy pages and search their clauses, in Chinese and in English."""
    context.obj = library


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb and return its exit code. ``arguments`` are those of the process unless given. Prints errors, raises none."""
    prepare_streams()
    try:
        code = _run(arguments)
        finish_streams()
    except OSError as error:
        tell_error(f"{error.filename}: {error.strerror}" if error.filename else f"cannot read or write: {error.strerror}")
        return ERROR
    return code


def _run(arguments: Sequence[str] | None) -> int:
    try:
        return cast("int", command.main(arguments, prog_name="tiaowen", standalone_mode=False))
    except click.Abort:
        return INTERRUPTED
    except click.exceptions.NoArgsIsHelpError as error:
        tell_text(error.format_message())
        return ERROR
    except click.ClickException as error:
        tell_error(_explained(error))
        return ERROR
    except TiaowenError as error:
        tell_error(str(error))
        return ERROR
    except OSError:
        raise
    except Exception:  # noqa: BLE001  # even a fault of ours must not carry a page's escapes to the terminal
        from traceback import format_exc  # noqa: PLC0415  # only a fault of ours needs it

        tell_error("a fault in tiaowen itself; please report it with the lines below")
        tell_text(format_exc())
        return ERROR


def _explained(error: click.ClickException) -> str:
    """Return click's message with the next step."""
    if isinstance(error, click.NoSuchOption) and error.option_name == "--library":
        return "--library stands before the verb: tiaowen --library DIR VERB …"
    message = error.format_message()
    context = error.ctx if isinstance(error, click.UsageError) else None
    return f"{message.rstrip('.')}; see: {context.command_path if context else 'tiaowen'} -h"
