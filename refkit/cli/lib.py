"""``refkit lib``: the reference library, one module for a few of its commands each."""

from __future__ import annotations

from importlib import import_module
from typing import Final

import click

from refkit.cli.lib_open import Chosen, library_option

_COMMANDS: Final = {
    "init": "lib_add",
    "add": "lib_add",
    "search": "lib_look",
    "show": "lib_look",
    "edit": "lib_edit",
    "rename": "lib_edit",
    "remove": "lib_edit",
    "tag": "lib_mark",
    "collect": "lib_mark",
    "mark": "lib_mark",
    "note": "lib_files",
    "attach": "lib_files",
    "detach": "lib_files",
    "duplicates": "lib_merge",
    "merge": "lib_merge",
    "export": "lib_export",
    "cite": "lib_export",
    "undo": "lib_care",
    "log": "lib_care",
    "stats": "lib_care",
    "check": "lib_care",
    "backup": "lib_care",
}
"""Each command, and the module that has a function of that name."""


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command = getattr(import_module(f"refkit.cli.{_COMMANDS[cmd_name]}"), cmd_name)
        return command if isinstance(command, click.Command) else None


@click.group(
    cls=_Commands,
    epilog=(
        "\b\n"
        "Examples:\n"
        "  refkit lib init\n"
        "  refkit lib add references.bib 10.3389/fpsyg.2014.00502 paper.pdf --tag crying\n"
        "  refkit lib search 'author:gračanin year:2014..2019'\n"
        "  refkit lib cite gracanin2014crying --style vancouver\n"
        "  refkit lib export --cited-in paper.tex -o paper.bib"
    ),
)
@library_option
@click.pass_context
def command(ctx: click.Context, library: Chosen) -> None:
    """Keep a library of references: add, search, tag, annotate, cite, export.

    A library is one file, library.refkit, and beside it a folder of attached files. The commands
    use the one of -L, else of REFKIT_LIBRARY, else the nearest in this folder or above. Whatever
    they change, `refkit lib undo` takes back.
    """
    ctx.obj = library
