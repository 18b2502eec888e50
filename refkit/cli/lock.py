"""``refkit lock``: write down what the references of articles were checked against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from refkit.cli import options
from refkit.cli.plan import completed, configuration_of
from refkit.cli.progress import Progress
from refkit.cli.streams import Article, articles, say
from refkit.errors import ConfigurationError, InputError, UnreadableError

if TYPE_CHECKING:
    from refkit.model import Document, Reference
    from refkit.model.locked import LockedArticle, LockReport

_CHANGES: Final = {
    "new": "new",
    "renewed": "with news",
    "kept": "as locked before",
    "open": "without an answer",
}


@click.command(
    epilog=(
        "\b\n"
        "Examples:\n"
        "  refkit lock article.md                 # then: refkit check --locked article.md\n"
        "  refkit lock --refresh chapters/        # retracted since? corrected? DOI now dead?\n"
        "  refkit lock --refresh --check article.md\n"
        "\n"
        "\b\n"
        "Exit codes:\n"
        "  0  locked\n"
        "  1  with --check: the lockfile would change\n"
        "  2  misuse, configuration or unreadable input\n"
        "  3  a source did not answer, so some references are not locked, or not anew"
    )
)
@click.argument("paths", metavar="ARTICLE...", nargs=-1, required=True)
@options.config
@options.no_config
@options.sources
@click.option(
    "--lockfile",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write to this file; by default to refkit.lock beside each article.",
)
@click.option(
    "--check", "dry", is_flag=True, help="Write nothing; exit code 1 if the lockfile would change."
)
@options.lines
@options.model
@click.option("--format", "form", metavar="FORM", help="As for `refkit check`.")
@click.option("-q", "--quiet", is_flag=True, help="Say only what is new, and what is not locked.")
def command(
    paths: tuple[str, ...],
    config: Path | None,
    no_config: bool,
    places: options.Places,
    lockfile: Path | None,
    dry: bool,
    lines: bool,
    model: Path | None,
    form: str | None,
    quiet: bool,
) -> int:
    """Write what the references of articles were checked against to refkit.lock.

    ARTICLE is a file, or a folder of them. References that are new, changed, or were locked offline
    without an answer are asked for, the others stay as they were locked. With --refresh all are
    asked for anew, and what is new in the world since is told: retracted, corrected, another
    record, a DOI that is dead.
    """
    from refkit import api

    configuration = configuration_of(paths, config, no_config)
    places = completed(places, configuration)
    tagger = api.load_tagger(model) if model else None
    documents: list[Document] = []
    unreadable = 0
    for document in _documents(articles(paths, excluded=configuration.excluded), form):
        if isinstance(document, InputError):
            say(str(document))
            unreadable += 1
        else:
            documents.append(document)
    # Offline, files and snapshots are all there is to ask anew.
    asked = places._replace(refresh=places.refresh and not places.offline)
    with (
        options.open_sources(asked) as sources,
        Progress("locking", enabled=not quiet, kept=not places.no_cache) as progress,
    ):
        progress.at(f"{len(documents)} article{'s' if len(documents) != 1 else ''}")
        report = api.lock(
            documents,
            sources=sources,
            lockfile=lockfile or configuration.lockfile,
            refresh=places.refresh,
            write=not dry,
            lines=lines,
            tagger=tagger,
            progress=progress.asked,
        )
    for article in report.articles:
        _tell(article, quiet=quiet)
    if not quiet:
        click.echo(_outcome(report, dry))
    if unreadable:
        return 2
    if dry and report.changed:
        return 1
    return 3 if report.open else 0


def _documents(
    found: Iterable[Article | UnreadableError], form: str | None
) -> Iterator[Document | InputError]:
    from refkit import api

    for article in found:
        if isinstance(article, UnreadableError):
            yield article
        elif article.path is None:
            raise ConfigurationError(
                "standard input has no folder for a refkit.lock: name the article's file"
            )
        else:
            try:
                yield api.read(article.path, format=form)
            except InputError as error:
                yield error


def _tell(article: LockedArticle, *, quiet: bool) -> None:
    from refkit.report.summary import why_unchecked
    from refkit.report.terminal import visible

    for each in article.references:
        for news in each.news:
            click.echo(visible(f"{_place(article, each.reference)} {news.message}"))
        if each.change == "open" and each.verdict:
            state = "stays as it was locked" if each.entry else "is not locked"
            why = why_unchecked(each.verdict)
            say(f"{_place(article, each.reference)} {state}: {why}", kind="warning")
    if not quiet:
        click.echo(visible(f"{article.path}: {_counts(article)}"))


def _place(article: LockedArticle, reference: Reference) -> str:
    from refkit.report.summary import label

    return f"{article.path}:{reference.line}:{reference.column} {label(reference)}"


def _counts(article: LockedArticle) -> str:
    counts = {
        words: sum(each.change == change for each in article.references)
        for change, words in _CHANGES.items()
    }
    counts["gone"] = len(article.removed)
    total = len(article.references)
    told = ", ".join(f"{count} {words}" for words, count in counts.items() if count)
    return f"{total} {'reference' if total == 1 else 'references'}{': ' + told if told else ''}"


def _outcome(report: LockReport, dry: bool) -> str:
    from refkit.report.terminal import visible

    if dry:
        return "would be written" if report.changed else "nothing to write"
    if not report.written:
        return "nothing to write"
    return visible(f"written: {', '.join(report.written)}")
