"""``refkit parse``: the references of an article, or a list of them, as data."""

from __future__ import annotations

from pathlib import Path

import click

from refkit.cli import options
from refkit.cli.streams import article, located, named, refuse_folder, say, write
from refkit.cli.works import described, format_names
from refkit.errors import InputError


@click.command(
    epilog=(
        "\b\n"
        "Examples:\n"
        "  refkit parse article.md --to bibtex -o references.bib\n"
        "  refkit parse references.txt --lines --to csl-jsonl\n"
        "  pbpaste | refkit parse - --to text"
    )
)
@click.argument("path", metavar="PATH")
@options.lines
@click.option(
    "--to",
    "target",
    type=click.Choice([*format_names(), "text"]),
    help="The form of the output: text is for people. [default: by -o, else csl-json]",
)
@click.option("--format", "form", metavar="FORM", help="Read PATH as markdown, html or text.")
@options.model
@options.output
def command(
    path: str,
    lines: bool,
    target: str | None,
    form: str | None,
    model: Path | None,
    output: str | None,
) -> int:
    """Give the references of an article as data.

    PATH is an article in any form that `refkit check` reads, or "-" for standard input. Every entry
    of the list gives one result, in order; one that cannot be read as a reference keeps its text
    in "note" and is named on stderr.
    """
    from refkit import api

    refuse_folder(output)
    tagger = api.load_tagger(model) if model else None
    source = article(path)
    try:
        references = api.parse(source.content(), format=form, lines=lines, tagger=tagger)
    except InputError as error:
        raise named(error, source) from error
    if not references:
        say(f"{source.name}: no references found")
    for reference in references:
        if reference.problem:
            say(f"{located(source, reference)}: {reference.problem}", kind="warning")
    target = target or _by_name(output) or "csl-json"
    if target == "text":
        from refkit.report.table import write_references

        color = output is None and options.wants_color("auto")
        text = write_references(references, color=color, width=options.terminal_width())
    else:
        text = api.dump(described(references), target)
    write(text, output, painted=target == "text")
    return 0 if references else 1


def _by_name(output: str | None) -> str:
    from refkit import api

    if output is None:
        return ""
    return "text" if Path(output).suffix.lower() == ".txt" else api.format_of_name(output)
