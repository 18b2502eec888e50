"""``refkit render``: a bibliography in a style."""

from __future__ import annotations

import click

from refkit.cli import options
from refkit.cli.streams import refuse_folder, say, write
from refkit.cli.works import load_works
from refkit.errors import UnreadableError


@click.command(
    epilog=(
        "\b\n"
        "Examples:\n"
        "  refkit render references.bib\n"
        "  refkit render article.md --style chicago-author-date -f html -o bibliography.html\n"
        "  refkit render references.json --style ./my-journal.csl --locale de-DE"
    )
)
@click.argument("path", metavar="PATH")
@click.option(
    "-s",
    "--style",
    default="apa",
    show_default=True,
    help="A CSL style: its name (refkit styles lists them) or a .csl file.",
)
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["text", "html", "markdown"]),
    default="text",
    show_default=True,
    help="The form of the output.",
)
@click.option("--locale", default="", metavar="CODE", help="A CSL locale, such as de-DE.")
@click.option(
    "--from",
    "source_form",
    metavar="FORM",
    help="Read PATH as bibtex, csl-json, markdown, html or text, whatever it is called.",
)
@options.output
def command(
    path: str, style: str, form: str, locale: str, source_form: str | None, output: str | None
) -> int:
    """Render a bibliography in a CSL style.

    PATH is a .bib or CSL-JSON file, an article whose list is parsed first, or "-" for standard
    input.
    """
    from refkit import api

    refuse_folder(output)
    works, complete = load_works(path, source_form)
    if not works:
        raise UnreadableError("no works found", path=path)
    bibliography = api.render(works, style, format=form, locale=locale)
    for warning in bibliography.warnings:
        say(str(warning), kind="warning")
    text = str(bibliography)
    write(text if text.endswith("\n") else text + "\n", output)
    return 0 if complete else 2
