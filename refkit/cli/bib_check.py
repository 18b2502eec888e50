"""``refkit bib check``: what is wrong with .bib files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from refkit.cli.bib_files import each_file, files
from refkit.cli.streams import Article, write

if TYPE_CHECKING:
    from refkit.api.bib import Problem


@click.command(
    epilog=(
        "\b\n"
        "Examples:\n"
        "  refkit bib check references.bib\n"
        "  refkit bib check --output-format json *.bib > problems.json\n"
        "\b\n"
        "Exit codes:\n"
        "  0  nothing is wrong\n"
        "  1  something is\n"
        "  2  misuse, or a file that cannot be read"
    )
)
@files
@click.option(
    "--output-format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How findings are printed.",
)
def command(paths: tuple[str, ...], form: str) -> int:
    """Say what is wrong with .bib files, one line each: FILE:LINE: KEY: what.

    Broken entries, keys that are there twice, missing fields, undefined macros, links to nowhere,
    malformed DOIs, ISBNs, dates, pages and addresses, braces that BibTeX counts otherwise, journals
    written in several ways, and entries that are probably one work. Nothing is asked of any source:
    for that there is `refkit check`. "-" is standard input.
    """
    results, complete = each_file(paths, _checked)
    if form == "json":
        items = [_item(name, problem) for name, problems in results for problem in problems]
        write(json.dumps(items, ensure_ascii=False, indent=2) + "\n", None)
    else:
        write("".join(_line(name, each) for name, found in results for each in found), None)
    if not complete:
        return 2
    return 1 if any(problems for _, problems in results) else 0


def _checked(source: Article) -> tuple[str, list[Problem]]:
    from refkit.api.bib import check_bib

    return source.name, check_bib(source.content(), path=source.name)


def _line(name: str, problem: Problem) -> str:
    entry = f"{problem.entry}: " if problem.entry else ""
    reason = " ".join(problem.reason.split())
    return f"{name}:{problem.line}: {entry}{reason}\n"


def _item(name: str, problem: Problem) -> dict[str, str | int | bool]:
    return {
        "file": name,
        "line": problem.line,
        "entry": problem.entry,
        "field": problem.field,
        "reason": problem.reason,
        "lost": problem.lost,
    }
