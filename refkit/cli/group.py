"""The commands by name, and what becomes of their errors."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from typing import Final, TextIO

import click

from refkit._version import __version__
from refkit.cli.lazy import LazyGroup
from refkit.cli.streams import say
from refkit.errors import RefkitError

_COMMANDS: Final = (
    "check", "fix", "parse", "resolve", "render", "convert", "bib", "lib", "lock", "cache",
    "snapshot", "rule", "styles", "train"
)  # fmt: skip
_BROKEN_PIPE: Final = 141


class _Commands(LazyGroup):
    """The commands, and an exit code for a reader that closed the pipe."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # Click would end with 1, which means findings here.
            _drop_output()
            return _BROKEN_PIPE


@click.group(
    cls=_Commands,
    places={name: name for name in _COMMANDS},
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
        with _warnings_said():
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


@contextmanager
def _warnings_said() -> Iterator[None]:
    """Say refkit's own warnings, such as that of a broken cache, in one line on stderr."""
    with warnings.catch_warnings():
        shown = warnings.showwarning

        def show(
            message: Warning | str,
            category: type[Warning],
            filename: str,
            lineno: int,
            file: TextIO | None = None,
            line: str | None = None,
        ) -> None:
            if category.__module__.startswith("refkit."):
                say(str(message), kind="warning")
            else:
                shown(message, category, filename, lineno, file, line)

        warnings.showwarning = show
        # Each time, and whatever the interpreter was started with: "-W error" would be a crash.
        warnings.filterwarnings("always", category=UserWarning, module=r"refkit\.")
        yield


def _drop_output() -> None:
    # The interpreter flushes stdout once more when it ends, and would complain then.
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())
    os.close(null)
