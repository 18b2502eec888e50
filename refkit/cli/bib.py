"""``refkit bib``: keep a .bib file in order; its commands have a file each."""

from __future__ import annotations

from importlib import import_module
from typing import Final

import click

_COMMANDS: Final = ("check", "tidy", "dedupe", "complete")


class _Commands(click.Group):
    """A group that imports a command when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command = import_module(f"refkit.cli.bib_{cmd_name}").command
        return command if isinstance(command, click.Command) else None


@click.group(
    cls=_Commands,
    epilog=(
        "\b\n"
        "Examples:\n"
        "  refkit bib check references.bib\n"
        "  refkit bib tidy --diff references.bib\n"
        "  refkit bib dedupe --merge references.bib\n"
        "  refkit bib complete references.bib -o completed.bib"
    ),
)
def command() -> None:
    """Check, tidy, deduplicate and complete .bib files.

    Files are edited in place: what is not meant to change stays byte for byte, comments, strings
    and broken entries too.
    """
