"""``refkit convert``: works from one format to another."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from refkit.cli.streams import STDIN, refuse_folder, write
from refkit.cli.works import FORMATS, load_works
from refkit.errors import ConfigurationError, UnreadableError


@click.command(
    epilog=(
        "\b\n"
        "Examples:\n"
        "  refkit convert references.bib references.json\n"
        "  refkit convert references.json - --to bibtex --latex\n"
        "  refkit convert article.md references.bib"
    )
)
@click.argument("source", metavar="IN")
@click.argument("target", metavar="OUT")
@click.option(
    "--from",
    "source_form",
    metavar="FORM",
    help="bibtex, csl-json, csl-jsonl, or markdown, html, text. [default: by IN's extension]",
)
@click.option(
    "--to",
    "target_form",
    type=click.Choice(["bibtex", "csl-json", "csl-jsonl"]),
    help="[default: by OUT's extension]",
)
@click.option("--latex", is_flag=True, help="BibTeX with LaTeX's commands for letters: {\\'e}.")
def command(
    source: str, target: str, source_form: str | None, target_form: str | None, latex: bool
) -> int:
    """Convert works from one format to another.

    IN is a .bib or CSL-JSON file, or an article whose list is parsed; OUT is a .bib, .json or
    .jsonl file; "-" is standard input or output. An entry that cannot be read is named on stderr
    with its line; the others are written, and the exit code is 2.
    """
    from refkit import api

    refuse_folder(target)
    form = target_form or FORMATS.get(Path(target).suffix.lower())
    if form is None:
        raise ConfigurationError(f"the format of {target} cannot be told from its name; use --to")
    if latex and form != "bibtex":
        raise ConfigurationError("--latex is for BibTeX")
    if (
        STDIN not in (source, target)
        and os.path.exists(target)
        and os.path.samefile(source, target)
    ):
        raise ConfigurationError(
            f"{target} is the file to convert; what cannot be read in it would be lost"
        )
    works, complete = load_works(source, source_form)
    if not works:
        raise UnreadableError("no works found", path=source)
    settings: dict[str, Any] = {"latex": True} if latex else {}
    write(api.dump(works, form, **settings), target)
    return 0 if complete else 2
