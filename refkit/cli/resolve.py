"""``refkit resolve``: the Record of each reference or DOI."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from refkit.cli import options
from refkit.cli.progress import Progress
from refkit.cli.streams import STDIN, Article, article, named, refuse_folder, say, write
from refkit.errors import InputError, UnreadableError

if TYPE_CHECKING:
    from refkit.api import Sources
    from refkit.model import Verdict

_DOI: Final = re.compile(
    r"""
    (?: https?:// (?:dx\.|www\.)? doi\.org/ | doi: \s? )?
    10\. \d{4,9} (?: \.\d{1,9} ){0,4} / \S{1,2000}
    """,
    re.VERBOSE | re.IGNORECASE,
)


@click.command(
    epilog=(
        "\b\n"
        "Examples:\n"
        "  refkit resolve 10.3389/fpsyg.2014.00502\n"
        "  refkit resolve article.md --to bibtex -o references.bib\n"
        "  refkit resolve 'Gračanin, A., Bylsma, L. M., & Vingerhoets, A. (2014). Is crying a"
        " self-soothing behavior?'\n"
        "\n"
        "\b\n"
        "Exit codes:\n"
        "  0  all were identified\n"
        "  1  one was not found, or its DOI is another work's\n"
        "  2  misuse, configuration or unreadable input\n"
        "  3  one could not be determined, and nothing else"
    )
)
@click.argument("wanted", metavar="PATH|DOI|TEXT...", nargs=-1, required=True)
@options.sources
@options.lines
@click.option(
    "--to",
    "target",
    type=click.Choice(["table", "csl-json", "csl-jsonl", "bibtex"]),
    default="table",
    show_default=True,
    help="The form of the output: table is for people.",
)
@options.output
def command(
    wanted: tuple[str, ...],
    records: tuple[Path, ...],
    records_complete: bool,
    offline: bool,
    mailto: str,
    lines: bool,
    target: str,
    output: str | None,
) -> int:
    """Find the Record of each reference or DOI.

    An argument is an article or a file with a DOI on each line, "-" for the same on standard
    input, a DOI, or a reference in quotation marks. As data, only works that were identified are
    written; the others are named on stderr.
    """
    from refkit import api

    refuse_folder(output)
    verdicts: list[Verdict] = []
    with (
        options.open_sources(
            records=records, records_complete=records_complete, offline=offline, mailto=mailto
        ) as sources,
        Progress("resolving") as progress,
    ):
        for argument in wanted:
            progress.at(argument)
            if _is_file(argument):
                verdicts += _resolve_file(article(argument), sources, lines)
            else:
                verdicts += api.resolve([argument], sources=sources)
    if target == "table":
        from refkit.report.table import write_verdicts

        color = output is None and options.wants_color("auto")
        text = write_verdicts(verdicts, color=color, width=options.terminal_width())
    else:
        _name_the_lost(verdicts)
        text = api.dump(
            [verdict.match.record.work for verdict in verdicts if verdict.match], target
        )
    write(text, output, painted=target == "table")
    identities = {verdict.identity for verdict in verdicts}
    if identities & {"not-found", "another-work"}:
        return 1
    return 3 if "undetermined" in identities else 0


def _is_file(argument: str) -> bool:
    """Whether an argument names a file, and not a DOI or a reference.

    Raises:
        UnreadableError: If it is one word that is neither a DOI nor an existing file.
    """
    if argument == STDIN or (argument and Path(argument).exists()):
        return True
    if _DOI.fullmatch(argument.strip()) or " " in argument.strip():
        return False
    raise UnreadableError("no such file, and neither a DOI nor a reference", path=argument or "''")


def _resolve_file(source: Article, sources: Sources, lines: bool) -> list[Verdict]:
    from refkit import api

    content = source.content()
    try:
        if dois := _list_of_dois(content):
            return api.resolve(dois, sources=sources)
        references = api.parse(content, lines=lines)
    except InputError as error:
        raise named(error, source) if source.owns(error) else error from error
    if not references:
        raise UnreadableError("no references found", path=source.name)
    return api.resolve(references, sources=sources)


def _list_of_dois(content: Path | bytes) -> list[str]:
    """The DOIs of a text with nothing but one DOI on each line; empty for any other text."""
    if isinstance(content, Path):
        try:
            content = content.read_bytes()
        except OSError:
            return []  # the reader of articles says what is wrong with it
    lines = [line.strip() for line in content.decode("utf-8-sig", "replace").splitlines()]
    lines = [line for line in lines if line]
    return lines if all(_DOI.fullmatch(line) for line in lines) else []


def _name_the_lost(verdicts: list[Verdict]) -> None:
    from refkit.report.summary import label, why_unchecked

    for verdict in verdicts:
        if verdict.match is None:
            why = (
                why_unchecked(verdict)
                if verdict.identity == "undetermined"
                else verdict.identity.replace("-", " ")
            )
            say(f"{label(verdict.reference)}: {why}", kind="warning")
