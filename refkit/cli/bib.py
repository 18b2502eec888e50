"""``refkit bib``: keep a .bib file in order; its commands have a file each."""

from __future__ import annotations

from typing import Final

import click

from refkit.cli.lazy import LazyGroup

_COMMANDS: Final = {name: f"bib_{name}" for name in ("check", "tidy", "dedupe", "complete")}


@click.group(
    cls=LazyGroup,
    places=_COMMANDS,
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
