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
        "  refkit render references.bib --style ieee -f rtf -o bibliography.rtf\n"
        "  refkit render references.json --style ./my-journal.csl --locale de-DE"
    )
)
@click.argument("path", metavar="PATH")
@click.option(
    "-s",
    "--style",
    default="apa",
    show_default=True,
    help="A CSL style: its name, title or id, or a .csl file (refkit styles WORDS finds it).",
)
@options.text_format
@options.locale
@click.option(
    "--engine",
    type=click.Choice(["refkit", "citeproc-py"]),
    default="refkit",
    show_default=True,
    help="The CSL processor; citeproc-py is there for comparison.",
)
@options.source_form
@options.output
def command(
    path: str,
    style: str,
    form: str,
    locale: str,
    engine: str,
    source_form: str | None,
    output: str | None,
) -> int:
    """Render a bibliography in a CSL style.

    PATH is a .bib or CSL-JSON file, an article whose list is parsed first, or "-" for standard
    input. LaTeX, Typst and HTML are to be put into a document of yours, RTF is a document. A work
    that cannot be rendered as the style asks is named on stderr.
    """
    from refkit import api

    refuse_folder(output)
    works, complete, _ = load_works(path, source_form)
    if not works:
        raise UnreadableError("no works found", path=path)
    bibliography = api.render(works, style, format=form, locale=locale, engine=engine)
    for warning in bibliography.warnings:
        say(str(warning), kind="warning")
    text = str(bibliography)
    write(text if text.endswith("\n") or not text else text + "\n", output)
    return 0 if complete else 2
