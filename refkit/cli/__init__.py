"""The command line, ``refkit``: one file a command, and none is read before it is wanted."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: What follows ``refkit``; by default what the process was started with.

    Returns:
        The exit code: 0 nothing to report, 1 findings, 2 misuse, configuration or unreadable
        input, 3 some references could not be checked and nothing else was found; 130 after
        Ctrl-C and 141 when the reader of the output went away, as shells report both signals.
    """
    try:
        from refkit.cli.group import run

        return run(arguments)
    except KeyboardInterrupt:
        import sys

        if sys.stderr is not None:
            sys.stderr.write("\nrefkit: interrupted\n")
        return 130
