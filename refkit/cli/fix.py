"""``refkit fix``: repair the references and citations of articles."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from refkit.cli import options
from refkit.cli.plan import Chosen, checking, plan
from refkit.cli.progress import Progress
from refkit.cli.repairs import Repairs
from refkit.cli.streams import STDIN, Article, name_report, named, say, write_bytes
from refkit.errors import ConfigurationError, InputError

if TYPE_CHECKING:
    from refkit.api import Fixed, Rewritten
    from refkit.model import Report


@click.command(
    epilog=(
        "\b\n"
        "Examples:\n"
        "  refkit fix --diff article.md           # shows, and writes nothing\n"
        "  refkit fix article.md\n"
        "  refkit fix --unsafe-fixes --select M,D chapters/\n"
        "  refkit fix --rewrite-list apa article.md\n"
        "  refkit fix - < article.md > mended.md\n"
        "\n"
        "\b\n"
        "Exit codes:\n"
        "  0    nothing is left to report\n"
        "  1    findings are left\n"
        "  2    misuse, configuration, unreadable input, or a file that cannot be written\n"
        "  3    some references could not be checked, and nothing else is left;\n"
        "       with --rewrite-list: some entries stay as they were\n"
        "  130  interrupted"
    )
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@checking
@click.option(
    "--unsafe-fixes",
    "unsafe",
    is_flag=True,
    help="Make also the fixes that may change what the author means; look at them with --diff.",
)
@click.option("--diff", is_flag=True, help="Show the repair as a patch, and write nothing.")
@click.option(
    "--rewrite-list",
    "rewriting",
    metavar="STYLE",
    help="Instead: render the whole reference list anew in this CSL style (refkit styles).",
)
@options.lines
@options.model
@options.form
@options.color
@click.option("-q", "--quiet", is_flag=True, help="One line for each finding, and no more.")
def command(
    paths: tuple[str, ...],
    chosen: Chosen,
    places: options.Places,
    unsafe: bool,
    diff: bool,
    rewriting: str | None,
    lines: bool,
    model: Path | None,
    form: str | None,
    color: str,
    quiet: bool,
) -> int:
    """Repair the references and citations of articles.

    PATH is an article (Markdown, R Markdown, Word, ODT, PDF, LaTeX, HTML, JATS, TEI, EPUB, text …),
    a file of works (.bib, RIS, CSL-JSON …), a folder of articles, or "-" for standard input, whose
    mended text goes to standard output. Each reference is identified as `refkit check` does it.
    What is wrong is mended where a rule knows how; all else stays byte for byte, and a reference
    that was not identified is not touched. What is left is reported.
    """
    from refkit import api
    from refkit.report.summary import summarize

    if STDIN in paths and len(paths) > 1:
        raise ConfigurationError("standard input is mended alone, for its text goes to the output")
    if rewriting is not None and (unsafe or chosen.select or chosen.ignore):
        raise ConfigurationError(
            "--rewrite-list makes no fixes, so it goes with no rules and fixes"
        )
    planned = plan(paths, chosen, places)
    lockfile_for = planned.lockfile_for()
    tagger = api.load_tagger(model) if model else None
    shown = _Shown(Repairs(unsafe=unsafe, diff=diff, quiet=quiet), options.wants_color(color))
    reports: list[Report] = []
    kept = failed = False
    with (
        planned.open_sources() as sources,
        Progress("fixing", enabled=not quiet, kept=not planned.places.no_cache) as progress,
    ):
        for article in planned.articles(paths):
            if isinstance(article, InputError):
                with progress.hidden():
                    say(str(article))
                failed = True
                continue
            progress.at(article.name)
            path = str(article.path or "")
            reading: dict[str, Any] = {
                "format": form,
                "sources": sources,
                "write": article.path is not None and not diff,
                "lines": lines,
                "tagger": tagger,
                "progress": progress.asked,
                "locked": lockfile_for(path) if lockfile_for else None,
            }
            try:
                if rewriting is None:
                    settings = planned.settings(path)
                    fixed = api.fix(article.content(), settings=settings, unsafe=unsafe, **reading)
                    reports.append(fixed.report)
                    with progress.hidden():
                        shown.fixed(fixed, article)
                else:
                    rewritten = api.rewrite_list(article.content(), rewriting, **reading)
                    kept = kept or bool(rewritten.kept)
                    with progress.hidden():
                        shown.rewritten(rewritten, article)
            except InputError as error:
                if not article.owns(error):
                    raise
                with progress.hidden():
                    say(str(named(error, article)))
                failed = True
    if failed:
        return 2
    return summarize(reports).exit_code if rewriting is None else 3 if kept else 0


class _Shown:
    """How articles that were mended or written anew are shown.

    Args:
        repairs: How repairs are shown.
        color: Whether to colour what is left to report.
    """

    def __init__(self, repairs: Repairs, color: bool) -> None:
        self._repairs = repairs
        self._color = color

    def fixed(self, fixed: Fixed, article: Article) -> None:
        """Show the repair of one article, and what is left to report."""
        from refkit.report.text import write_text

        name_report(fixed.report, article)
        self._repairs.show(fixed, article)
        aside = self._repairs.diff or article.path is None
        color = self._color and not aside
        width = options.terminal_width()
        left = write_text(fixed.report, color=color, width=width, brief=self._repairs.quiet)
        click.echo(left, nl=False, err=aside, color=color)

    def rewritten(self, rewritten: Rewritten, article: Article) -> None:
        """Show what became of the lists of one article."""
        from refkit.report.summary import label
        from refkit.report.terminal import visible

        diff = self._repairs.diff
        if diff:
            click.echo(rewritten.diff, nl=False, color=True)
        elif article.path is None:
            write_bytes(rewritten.data or b"")
        count = len(rewritten.report.verdicts) - len(rewritten.kept)
        entries = f"{count} {'entry' if count == 1 else 'entries'}"
        anew = "would be written anew" if diff else "written anew"
        same = "" if rewritten.changed else ", nothing changed"
        lines = [] if self._repairs.quiet else [f"{article.name}: {entries} {anew}{same}"]
        lines += [
            f"{article.name}:{each.reference.line}: {label(each.reference)} is kept as it was: "
            f"{each.reason}"
            for each in rewritten.kept
        ]
        lines += [f"{article.name}: note: {note}" for note in rewritten.notes]
        for line in lines:
            click.echo(visible(line), err=diff or article.path is None)
