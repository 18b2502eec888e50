"""``refkit bib tidy``: .bib files laid out anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from refkit.cli import bib_files
from refkit.cli.streams import Article
from refkit.errors import ConfigurationError

if TYPE_CHECKING:
    from refkit.api.bib import BibChange


@click.command(
    epilog=(
        "\b\n"
        "Examples:\n"
        "  refkit bib tidy references.bib\n"
        "  refkit bib tidy --check *.bib\n"
        "  refkit bib tidy --diff --sort author,year --align references.bib\n"
        "  refkit bib tidy --keys authoryear --drop abstract,file references.bib -o paper.bib\n"
        "\b\n"
        "Exit codes:\n"
        "  0  done; with --diff or --check: nothing is to be done\n"
        "  1  with --diff or --check: a file would change\n"
        "  2  misuse, or a file that cannot be read or written"
    )
)
@bib_files.files
@bib_files.diff
@click.option("--check", is_flag=True, help="Name the files that would change, and write nothing.")
@bib_files.output
@click.option(
    "--indent", type=click.IntRange(0, 16), default=2, show_default=True, help="Blanks of a field."
)
@click.option("--align", is_flag=True, help="Align the values of an entry.")
@click.option(
    "--order",
    metavar="FIELDS",
    help="The order of fields, with commas; 'usual' for author, title, container, date ….",
)
@click.option(
    "--sort",
    metavar="WHAT",
    help="Sort entries by key, author, title, year, type, journal; several with commas, -year for"
    " the latest first.",
)
@click.option("--keys", metavar="PATTERN", default="", help="Make all keys anew: authoryear ….")
@click.option("--unicode", is_flag=True, help="Accents and special letters as letters: é.")
@click.option("--latex", is_flag=True, help="Letters beyond ASCII as LaTeX: {\\'e}.")
@click.option("--drop", metavar="FIELDS", help="Fields to remove, with commas.")
def command(
    paths: tuple[str, ...],
    diff: bool,
    check: bool,
    output: str | None,
    unicode: bool,
    latex: bool,
    **layout: Any,
) -> int:
    """Lay .bib files out anew; without options no entry says anything else than before.

    One field a line, names in lower case, one blank line between entries, page ranges with two
    hyphens, bare DOIs, months as macros; empty fields and exact copies of entries go. Comments,
    strings, preambles and broken entries stay. "-" is standard input, and goes to standard output.
    """
    if unicode and latex:
        raise ConfigurationError("--unicode and --latex contradict each other")
    if check and (diff or output):
        raise ConfigurationError("--check writes nothing, so it goes with no --diff and --output")
    target = bib_files.target_of(paths, diff=diff, output=output)
    settings = {
        "indent": layout["indent"],
        "align": layout["align"],
        "order": "usual" if layout["order"] == "usual" else _list(layout["order"]),
        "sort": _list(layout["sort"]),
        "keys": layout["keys"],
        "letters": "unicode" if unicode else "latex" if latex else "",
        "drop": _list(layout["drop"]),
    }

    def tidied(source: Article) -> BibChange:
        from refkit.api.bib import tidy_bib

        change = tidy_bib(source.content(), path=source.name, **settings)
        aside = target.aside or source.path is None
        if check:
            bib_files.tell([f"{source.name}: would be tidied"] * change.changed, aside=False)
            return change
        target.put(change, source)
        bib_files.tell([f"{source.name}: {note}" for note in change.notes], aside=aside)
        if change.changed and not target.aside and source.path is not None and not output:
            bib_files.tell([f"{source.name}: tidied"], aside=False)
        return change

    changes, complete = bib_files.each_file(paths, tidied)
    if not complete:
        return 2
    return 1 if (diff or check) and any(change.changed for change in changes) else 0


def _list(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip().lower() for part in (text or "").split(",") if part.strip())
