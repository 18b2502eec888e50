"""``refkit lib``: the reference library, one module for a few of its commands each."""

from __future__ import annotations

from typing import Final

import click

from refkit.cli.lazy import LazyGroup
from refkit.cli.lib_open import Chosen, library_option

_COMMANDS: Final = {
    "init": "lib_add:init",
    "add": "lib_add:add",
    "search": "lib_look:search",
    "show": "lib_look:show",
    "edit": "lib_edit:edit",
    "rename": "lib_edit:rename",
    "remove": "lib_edit:remove",
    "tag": "lib_mark:tag",
    "collect": "lib_mark:collect",
    "mark": "lib_mark:mark",
    "note": "lib_files:note",
    "attach": "lib_files:attach",
    "detach": "lib_files:detach",
    "duplicates": "lib_merge:duplicates",
    "merge": "lib_merge:merge",
    "export": "lib_export:export",
    "cite": "lib_export:cite",
    "undo": "lib_care:undo",
    "log": "lib_care:log",
    "stats": "lib_care:stats",
    "check": "lib_care:check",
    "backup": "lib_care:backup",
}
"""Each command, and the module and function that it is."""


@click.group(
    cls=LazyGroup,
    places=_COMMANDS,
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
