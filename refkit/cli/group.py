"""The commands by name, and what becomes of their errors."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from typing import Final

import click

from refkit._version import __version__
from refkit.cli.streams import say
from refkit.errors import RefkitError

_COMMANDS: Final = ("check", "parse", "resolve", "render", "convert", "rule", "styles", "train")
_BROKEN_PIPE: Final = 141


class _Commands(click.Group):
    """A group that imports a command when it is asked for: ``--version`` needs none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command = import_module(f"refkit.cli.{cmd_name}").command
        return command if isinstance(command, click.Command) else None

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # Click would end with 1, which means findings here.
            _drop_output()
            return _BROKEN_PIPE


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=(
        "\b\n"
        "Examples:\n"
        "  refkit check article.md\n"
        "  refkit parse references.txt --lines --to bibtex -o references.bib\n"
        "  refkit render references.bib --style apa\n"
        "\n"
        "\b\n"
        "Exit codes:\n"
        "  0  nothing to report\n"
        "  1  findings\n"
        "  2  misuse, configuration or unreadable input\n"
        "  3  some references could not be checked, and nothing else was found"
    ),
)
@click.version_option(__version__, "--version", message="refkit %(version)s")
def refkit() -> None:
    """Check, parse, identify, render and export scholarly references."""


def run(arguments: Sequence[str] | None) -> int:
    """Run a command and turn its errors into a line on stderr and an exit code.

    Args:
        arguments: What follows ``refkit``; None for what the process was started with.

    Returns:
        The exit code, as :func:`refkit.cli.main` explains it.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # Whatever the locale says: references are full of letters that ASCII and cp1252 lack.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        result = refkit.main(
            None if arguments is None else list(arguments),
            prog_name="refkit",
            standalone_mode=False,
        )
        if sys.stdout is not None:
            sys.stdout.flush()
    except click.exceptions.Abort:
        raise KeyboardInterrupt from None
    except click.ClickException as error:
        error.show()
        return 2
    except (RefkitError, OSError) as error:
        say(str(error))
        return 2
    return result if isinstance(result, int) else 0


def _drop_output() -> None:
    # The interpreter flushes stdout once more when it ends, and would complain then.
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())
    os.close(null)
