"""``refkit resolve``: the Record of each reference or DOI."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from refkit.cli import options
from refkit.cli.progress import Progress
from refkit.cli.streams import STDIN, Article, article, named, refuse_folder, say, write
from refkit.cli.works import format_names, is_article, read_works
from refkit.errors import ConfigurationError, InputError, UnreadableError

if TYPE_CHECKING:
    from refkit.model import Reference, Verdict, Work

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
        "  refkit resolve references.bib --explain\n"
        "  refkit resolve dois.txt --to crossref-jsonl -o works.jsonl\n"
        "  refkit resolve 'Gračanin, A., Bylsma, L. M., & Vingerhoets, A. (2014). Is crying a"
        " self-soothing behavior?'\n"
        "\n"
        "\b\n"
        "Exit codes:\n"
        "  0    all were identified\n"
        "  1    one was not found, or its DOI is another work's\n"
        "  2    misuse, configuration or unreadable input\n"
        "  3    one could not be determined, and nothing else\n"
        "  130  interrupted; the same command goes on from there"
    )
)
@click.argument("wanted", metavar="PATH|DOI|TEXT...", nargs=-1, required=True)
@options.sources
@options.lines
@click.option(
    "--to",
    "target",
    type=click.Choice(["table", "crossref", "crossref-jsonl", *format_names()]),
    default="table",
    show_default=True,
    help="The form of the output: table is for people, crossref is Crossref's own JSON.",
)
@click.option(
    "--explain", is_flag=True, help="Show in the table what else was considered, field by field."
)
@options.output
def command(
    wanted: tuple[str, ...],
    places: options.Places,
    lines: bool,
    target: str,
    explain: bool,
    output: str | None,
) -> int:
    """Find the Record of each reference or DOI.

    An argument is an article, a .bib or CSL-JSON file, a file with a DOI on each line, "-" for any
    of these on standard input, a DOI, or a reference in quotation marks. As data, only works that
    were identified are written; the others are named on stderr.
    """
    from refkit import api

    refuse_folder(output)
    if explain and target != "table":
        raise ConfigurationError("--explain is for the table")
    questions, complete = _questions(wanted, lines)
    with (
        options.open_sources(places) as sources,
        Progress("resolving", kept=not places.no_cache) as progress,
    ):
        progress.at(wanted[0] if len(wanted) == 1 else f"{len(wanted)} arguments")
        verdicts = api.resolve(questions, sources=sources, progress=progress.asked)
    write(_written(verdicts, target, explain, output), output, painted=target == "table")
    if not complete:
        return 2
    identities = {verdict.identity for verdict in verdicts}
    if identities & {"not-found", "another-work"}:
        return 1
    return 3 if "undetermined" in identities else 0


def _questions(wanted: tuple[str, ...], lines: bool) -> tuple[list[Reference | Work | str], bool]:
    """What is to be resolved, and whether all of it could be read.

    All at once, so that fifty DOIs on the command line are one request.
    """
    questions: list[Reference | Work | str] = []
    complete = True
    for argument in wanted:
        if _is_file(argument):
            found, whole = _in_file(article(argument), lines)
            questions += found
            complete = complete and whole
        else:
            questions.append(argument)
    return questions, complete


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


def _in_file(
    source: Article, lines: bool
) -> tuple[Sequence[Reference] | Sequence[Work] | Sequence[str], bool]:
    """The DOIs, works or references of a file, and whether all could be read."""
    from refkit import api

    content = source.content()
    try:
        dois, whole = _list_of_dois(source, content)
        if dois:
            return dois, whole
        if not lines and not is_article(content):
            works, whole, _ = read_works(source, content)
            if works or not whole:
                return works, whole
            raise UnreadableError("no works found", path=source.name)
        references = api.parse(content, lines=lines)
    except InputError as error:
        raise named(error, source) if source.owns(error) else error from error
    if not references:
        raise UnreadableError("no references found", path=source.name)
    return references, True


def _list_of_dois(source: Article, content: Path | bytes) -> tuple[list[str], bool]:
    """The DOIs of a text with one on each line, and whether all lines are one.

    A list of ten thousand DOIs does not become an article by its heading: where more than half of
    the lines are DOIs, the others are named on stderr. Of any other text there are none.
    """
    if isinstance(content, Path):
        try:
            content = content.read_bytes()
        except OSError:
            return [], True  # the reader of articles says what is wrong with it
    lines = [line.strip() for line in content.decode("utf-8-sig", "replace").splitlines()]
    dois = [line for line in lines if _DOI.fullmatch(line)]
    strays = [at for at, line in enumerate(lines, 1) if line and not _DOI.fullmatch(line)]
    if len(dois) <= len(strays):
        return [], True
    for at in strays:
        say(f"{source.name}:{at}: not a DOI")
    return dois, not strays


def _written(verdicts: list[Verdict], target: str, explain: bool, output: str | None) -> str:
    from refkit import api

    if target == "table":
        from refkit.report.table import write_verdicts

        return write_verdicts(
            verdicts,
            considered=[api.candidates(verdict) for verdict in verdicts] if explain else (),
            color=output is None and options.wants_color("auto"),
            width=options.terminal_width(),
        )
    _name_the_lost(verdicts)
    records = [verdict.match.record for verdict in verdicts if verdict.match]
    if target.startswith("crossref"):
        from refkit.report.crossref import is_crossref, write_crossref

        kept = [record for record in records if is_crossref(record)]
        for record in records:
            if not is_crossref(record):
                why = f"{record.source} does not have it as Crossref's JSON"
                say(f"{record.work.DOI}: {why}", kind="warning")
        return write_crossref(kept, lines=target == "crossref-jsonl")
    return api.dump([record.work for record in records], target)


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
