"""``refkit check``: what is wrong with the references of articles."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from refkit.cli import options
from refkit.cli.progress import Progress
from refkit.cli.streams import STDIN, STDIN_NAME, Article, articles, named, say
from refkit.errors import ConfigurationError, InputError

if TYPE_CHECKING:
    from refkit.api import Lockfile, Sources
    from refkit.model import Report


@click.command(
    epilog=(
        "\b\n"
        "Examples:\n"
        "  refkit check article.md\n"
        "  refkit check article.md --records records.json --offline\n"
        "  refkit check chapters/ --ignore A8,M306 --output-format json\n"
        "\n"
        "\b\n"
        "Exit codes:\n"
        "  0    nothing to report\n"
        "  1    findings\n"
        "  2    misuse, configuration or unreadable input\n"
        "  3    some references could not be checked, and nothing else was found\n"
        "  130  interrupted; the same command goes on from there"
    )
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@options.sources
@click.option(
    "--locked",
    is_flag=True,
    help="Ask nobody: check against the refkit.lock of `refkit lock`, beside each article.",
)
@click.option(
    "--lockfile",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="With --locked: check against this file.",
)
@click.option(
    "--select",
    metavar="CODES",
    multiple=True,
    help="Only these rules: codes or prefixes, with commas (D2,M302); repeatable.",
)
@click.option("--ignore", metavar="CODES", multiple=True, help="Not these rules.")
@click.option(
    "--output-format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people, or for programs (docs/check-report.schema.json).",
)
@options.lines
@options.model
@click.option(
    "--format",
    "form",
    metavar="FORM",
    help="Read every PATH as markdown, html or text, whatever it is called.",
)
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Colours; auto: on a terminal, unless NO_COLOR is set.",
)
@click.option("-q", "--quiet", is_flag=True, help="One line for each finding, and no more.")
def command(
    paths: tuple[str, ...],
    places: options.Places,
    locked: bool,
    lockfile: Path | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    output_format: str,
    lines: bool,
    model: Path | None,
    form: str | None,
    color: str,
    quiet: bool,
) -> int:
    """Say what is wrong with the references of articles.

    PATH is an article in Markdown, HTML or plain text, a folder of them, or "-" for standard
    input. Each reference is identified through Crossref, DataCite and doi.org, or through the
    --records, and compared with the work that it means.
    """
    from refkit import api
    from refkit.report.json import write_json
    from refkit.report.summary import summarize
    from refkit.report.text import write_summary, write_text

    lock_of = _lockfiles(locked, lockfile)
    tagger = api.load_tagger(model) if model else None
    colored = options.wants_color(color)
    several = len(paths) > 1 or (paths[0] != STDIN and Path(paths[0]).is_dir())
    reports = []
    unreadable: list[InputError] = []
    with (
        _sources(places, locked) as sources,
        Progress("checking", enabled=not quiet, kept=not places.no_cache) as progress,
    ):
        for article in articles(paths):
            if isinstance(article, InputError):
                with progress.hidden():
                    say(str(article))
                unreadable.append(article)
                continue
            progress.at(article.name)
            try:
                report = api.check(
                    article.content(),
                    format=form,
                    lines=lines,
                    sources=sources,
                    tagger=tagger,
                    select=options.codes(select),
                    ignore=options.codes(ignore),
                    progress=progress.asked,
                    locked=lock_of(article),
                )
            except InputError as error:
                if not article.owns(error):
                    raise
                with progress.hidden():
                    say(str(named(error, article)))
                unreadable.append(error)
                continue
            _name(report, article)
            reports.append(report)
            if output_format == "text":
                text = write_text(
                    report,
                    color=colored,
                    width=options.terminal_width(),
                    brief=quiet,
                    summary=not several,
                )
                with progress.hidden():
                    gap = "\n" if several and text and not quiet else ""
                    click.echo(text + gap, nl=False, color=colored)
    if output_format == "json" and (reports or several):
        click.echo(write_json(reports, unreadable=unreadable, several=several), nl=False)
    elif output_format == "text" and several and reports and not quiet:
        click.echo(write_summary(reports, color=colored), nl=False, color=colored)
    return 2 if unreadable else summarize(reports).exit_code


def _sources(places: options.Places, locked: bool) -> AbstractContextManager[Sources | None]:
    """The Sources of a check; none for one that is locked.

    Raises:
        ConfigurationError: If it is locked, and Sources are named nevertheless.
    """
    if not locked:
        return options.open_sources(places)
    named = {
        "--records": places.records,
        "--records-complete": places.records_complete,
        "--snapshot": places.snapshots,
        "--offline": places.offline,
        "--refresh": places.refresh,
        "--no-cache": places.no_cache,
    }
    beside = ", ".join(option for option, given in named.items() if given)
    if beside:
        raise ConfigurationError(f"--locked asks nothing but the lockfile; leave out {beside}")
    return nullcontext()


def _lockfiles(locked: bool, lockfile: Path | None) -> Callable[[Article], Lockfile | None]:
    """What gives each article its Lockfile; each is read once.

    Raises:
        ConfigurationError: If a Lockfile is named for a check that is not locked.
    """
    from refkit import api

    if lockfile and not locked:
        raise ConfigurationError("--lockfile names the file for --locked, and needs it")
    opened = cache(api.open_lockfile)

    def lock_of(article: Article) -> Lockfile | None:
        if not locked:
            return None
        # The article on standard input is taken to be one of this folder.
        return opened(lockfile or api.lockfile_of(article.path or STDIN_NAME))

    return lock_of


def _name(report: Report, article: Article) -> None:
    """Give the report of standard input a name to show."""
    if article.path is None:
        report.path = STDIN_NAME
        for finding in report.findings:
            finding.path = STDIN_NAME
