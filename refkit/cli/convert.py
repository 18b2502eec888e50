"""``refkit convert``: works from one format to another."""

from __future__ import annotations

import os
from typing import Any

import click

from refkit.cli.streams import STDIN, refuse_folder, say, write
from refkit.cli.works import Works, format_names, load_works
from refkit.cli.writing import settings_of, writing
from refkit.errors import ConfigurationError, UnreadableError


@click.command(
    epilog=(
        "\b\n"
        "Examples:\n"
        "  refkit convert references.bib references.json\n"
        "  refkit convert export.ris references.bib --keys zotero --sort author,year\n"
        "  refkit convert references.json - --to bibtex --latex\n"
        "  refkit convert references.bib library.xml --to endnote-xml\n"
        "  refkit convert references.bib paper.bib --omit abstract,keyword --journals abbreviated\n"
        "  refkit convert article.md references.bib"
    )
)
@click.argument("source", metavar="IN")
@click.argument("target", metavar="OUT")
@click.option(
    "--from",
    "source_form",
    metavar="FORM",
    help="IN's format, or markdown, html, text. [default: by IN's content and extension]",
)
@click.option(
    "--to",
    "target_form",
    type=click.Choice(format_names()),
    help="[default: by OUT's extension]",
)
@writing
def command(
    source: str,
    target: str,
    source_form: str | None,
    target_form: str | None,
    **writing_options: Any,
) -> int:
    """Convert works from one format to another.

    IN is a file of works in any format, or an article whose list is parsed; OUT's format is that
    of its extension; "-" is standard input or output. An entry that cannot be read is named on
    stderr with its line; the others are written, and the exit code is 2. Variables that the format
    of OUT has no place for are named on stderr.
    """
    from refkit import api

    refuse_folder(target)
    form = target_form or api.format_of_name(target)
    if not form:
        raise ConfigurationError(f"the format of {target} cannot be told from its name; use --to")
    if (
        STDIN not in (source, target)
        and os.path.exists(target)
        and os.path.samefile(source, target)
    ):
        raise ConfigurationError(
            f"{target} is the file to convert; what cannot be read in it would be lost"
        )
    settings = settings_of(form, writing_options)
    read = load_works(source, source_form)
    if not read.works:
        raise UnreadableError("no works found", path=source)
    write(_written(read, form, settings), target)
    return 0 if read.complete else 2


def _written(read: Works, form: str, settings: dict[str, Any]) -> str:
    from refkit import api

    known = next(each for each in api.formats() if each.name == form)
    if read.apart is not None and "apart" in known.options:
        settings["apart"] = read.apart
    written = api.dump(read.works, form, **settings)
    if not {"fields", "omit"} & settings.keys():
        for variable, count in api.losses(read.works, written, form).items():
            works = f"{count} work{'s' if count > 1 else ''}"
            say(
                f"{known.title} has no place for {variable or 'whole works'} ({works})",
                kind="warning",
            )
    return written
