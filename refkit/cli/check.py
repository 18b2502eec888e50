"""``refkit check``: what is wrong with the references of articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from refkit.cli import options
from refkit.cli.outputs import FORMS, Outputs, outputs_of
from refkit.cli.plan import Chosen, Plan, checking, plan
from refkit.cli.progress import Progress
from refkit.cli.repairs import Repairs
from refkit.cli.streams import STDIN, Article, name_report, named, say
from refkit.cli.watch import Watcher
from refkit.errors import ConfigurationError, InputError, UnreadableError

if TYPE_CHECKING:
    from refkit.api import Baseline, Sources, Tagger
    from refkit.model import Report


@click.command(
    epilog=(
        "\b\n"
        "Examples:\n"
        "  refkit check article.md\n"
        "  refkit check article.md --records records.json --offline\n"
        "  refkit check chapters/ --ignore A8,M306 --output-format json\n"
        "  refkit check article.md --fix\n"
        "  refkit check articles/ --output-format github --report references.html\n"
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
@checking
@click.option("--fix", is_flag=True, help="Make the safe fixes, and report what is left.")
@click.option(
    "--unsafe-fixes",
    "unsafe",
    is_flag=True,
    help="With --fix or --diff: make also those that may change what the author means.",
)
@click.option("--diff", is_flag=True, help="Show the fixes as a patch, and write nothing.")
@click.option(
    "--output-format",
    type=click.Choice(FORMS),
    default="text",
    show_default=True,
    help="For people, for programs (docs/check-report.schema.json), or for what shows reports.",
)
@options.output
@click.option(
    "--report",
    "files",
    metavar="FILE",
    multiple=True,
    help="Write a report besides; .html, .sarif, .xml (JUnit), .json or .txt; repeatable.",
)
@click.option(
    "--baseline",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Hide the findings that are in this file, so that only new ones fail.",
)
@click.option(
    "--write-baseline", is_flag=True, help="Write the findings to the --baseline as known."
)
@click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(1),
    help="Read articles with so many processes; by default as many as pay.",
)
@click.option("--watch", is_flag=True, help="Check again whenever a file changes; Ctrl-C ends.")
@options.lines
@options.model
@options.form
@options.color
@click.option("-q", "--quiet", is_flag=True, help="One line for each finding, and no more.")
def command(
    paths: tuple[str, ...],
    chosen: Chosen,
    places: options.Places,
    fix: bool,
    unsafe: bool,
    diff: bool,
    output_format: str,
    output: str | None,
    files: tuple[str, ...],
    baseline: Path | None,
    write_baseline: bool,
    jobs: int | None,
    watch: bool,
    lines: bool,
    model: Path | None,
    form: str | None,
    color: str,
    quiet: bool,
) -> int:
    """Say what is wrong with the references and citations of articles.

    PATH is an article (Markdown, R Markdown, Word, ODT, PDF, LaTeX, HTML, JATS, TEI, EPUB, text …),
    a file of works (.bib, RIS, CSL-JSON …), a folder of articles, or "-" for standard input. Each
    reference is identified through Crossref, DataCite and doi.org, or through the --records, and
    compared with the work that it means.
    """
    from refkit import api

    if unsafe and not (fix or diff):
        raise ConfigurationError(
            "--unsafe-fixes says which fixes to make, and needs --fix or --diff"
        )
    if (fix or diff) and STDIN in paths and len(paths) > 1:
        raise ConfigurationError("standard input is mended alone, for its text goes to the output")
    if watch and (STDIN in paths or fix or diff or write_baseline):
        raise ConfigurationError("--watch only checks, and only files")
    planned = plan(paths, chosen, places)
    known = baseline or planned.configuration.baseline
    if write_baseline and known is None:
        raise ConfigurationError("--write-baseline needs --baseline FILE, or one in refkit.toml")
    repairs = Repairs(unsafe=unsafe, diff=diff, quiet=quiet) if fix or diff else None
    outputs = outputs_of(
        output_format,
        output,
        files,
        color=options.wants_color(color),
        quiet=quiet,
        aside=diff or (fix and STDIN in paths),
    )
    if outputs.aside and output_format != "text" and output is None:
        raise ConfigurationError("the mended text goes to standard output; name a file with -o")
    with (
        planned.open_sources() as sources,
        Progress("checking", enabled=not quiet, kept=not planned.places.no_cache) as progress,
    ):
        run = _Run(
            plan=planned,
            sources=sources,
            progress=progress,
            outputs=outputs,
            repairs=repairs,
            baseline=known,
            write_baseline=write_baseline,
            tagger=api.load_tagger(model) if model else None,
            lines=lines,
            form=form,
            jobs=jobs,
        )
        code = run.check(paths)
        return _watched(run, paths, code) if watch else code


class _Run:
    """The articles of one command, checked once or again and again.

    Args:
        plan: What is held against them.
        sources: Where Records come from; None where a Lockfile alone decides.
        progress: What is said while they are checked.
        outputs: Where the reports go.
        repairs: How they are mended first; None if they are not.
        baseline: The file of known findings, or None.
        write_baseline: Whether to write it instead of going by it.
        tagger: What reads references that are not APA; None for refkit's own.
        lines: Whether every line is one reference.
        form: The form of the articles, whatever they are called; None to go by their names.
        jobs: How many processes read them; None for as many as pay.
    """

    def __init__(
        self,
        *,
        plan: Plan,
        sources: Sources | None,
        progress: Progress,
        outputs: Outputs,
        repairs: Repairs | None,
        baseline: Path | None,
        write_baseline: bool,
        tagger: Tagger | None,
        lines: bool,
        form: str | None,
        jobs: int | None,
    ) -> None:
        self.plan = plan
        self._sources = sources
        self._progress = progress
        self._outputs = outputs
        self._repairs = repairs
        self._baseline = baseline
        self._write_baseline = write_baseline
        self._tagger = tagger
        self._lines = lines
        self._form = form
        self._jobs = jobs
        self._gone = 0
        self._lockfiles = plan.lockfile_for()

    def files(self, paths: Sequence[str]) -> list[Path]:
        """The files on which the result depends, as far as they are there."""
        files = [
            each.path
            for each in self._articles(paths)
            if isinstance(each, Article) and each.path is not None
        ]
        return [*files, *([self._baseline] if self._baseline else [])]

    def check(self, paths: Sequence[str]) -> int:
        """Check what the arguments name, write the reports, and give the exit code."""
        from refkit import api
        from refkit.report.summary import summarize

        found = self._articles(paths)
        several = len(found) > 1 or (paths[0] != STDIN and Path(paths[0]).is_dir())
        known = None if self._write_baseline else self._known()
        reports: list[Report] = []
        unreadable: list[InputError] = []
        for result in self._results(found):
            with self._progress.hidden():
                if isinstance(result, InputError):
                    say(str(result))
                    unreadable.append(result)
                    continue
                reports.append(self._hidden(result, known))
                if not self._write_baseline:
                    self._outputs.show(reports[-1], several=several)
        if self._write_baseline and self._baseline:
            known = api.write_baseline(reports, self._baseline, self.plan.settings)
            say(f"{self._baseline}: {_count(known)} known", kind="note")
            reports = [self._hidden(report, known) for report in reports]
        elif self._gone:
            gone = "1 finding is" if self._gone == 1 else f"{self._gone} findings are"
            say(f"{self._baseline}: {gone} gone; --write-baseline drops what is gone", kind="note")
        self._outputs.finish(reports, unreadable, several=several)
        return 2 if unreadable else summarize(reports).exit_code

    def _articles(self, paths: Sequence[str]) -> list[Article | UnreadableError]:
        """The articles that the arguments name; of a folder none that is written by this run."""
        written = self._outputs.written()
        return self.plan.articles(paths, lambda path: path.absolute() in written)

    def _known(self) -> Baseline | None:
        from refkit import api

        self._gone = 0
        return api.Baseline.load(self._baseline) if self._baseline else None

    def _hidden(self, report: Report, known: Baseline | None) -> Report:
        """A report without what is known."""
        if known is None:
            return report
        new, gone = known.hide(report, self.plan.settings(report.path))
        self._gone += len(gone)
        return new

    def _results(self, found: Sequence[Article | UnreadableError]) -> Iterator[Report | InputError]:
        """What became of each article, in order."""
        from refkit import api

        readable = [each for each in found if isinstance(each, Article)]
        results: Iterator[Report | InputError]
        if self._repairs:
            results = (self._mended(article, self._repairs) for article in readable)
        else:
            results = api.check_all(
                [article.content() for article in readable],
                format=self._form,
                sources=self._sources,
                settings=self.plan.settings,
                lines=self._lines,
                tagger=self._tagger,
                progress=self._progress.asked,
                locked=self._lockfiles,
                jobs=self._jobs,
            )
        for each in found:
            if isinstance(each, Article):
                self._progress.at(each.name)
                yield _named(next(results), each)
            else:
                yield each

    def _mended(self, article: Article, repairs: Repairs) -> Report | InputError:
        """The report on an article as it is mended."""
        from refkit import api

        content = article.content()
        path = str(article.path or "")
        try:
            fixed = api.fix(
                content,
                format=self._form,
                sources=self._sources,
                settings=self.plan.settings(path),
                unsafe=repairs.unsafe,
                write=article.path is not None and not repairs.diff,
                lines=self._lines,
                tagger=self._tagger,
                progress=self._progress.asked,
                locked=self._lockfiles(path) if self._lockfiles else None,
            )
        except InputError as error:
            if not article.owns(error):
                raise
            return error
        with self._progress.hidden():
            repairs.show(fixed, article)
        return fixed.report


def _named(result: Report | InputError, article: Article) -> Report | InputError:
    """What became of an article, with a name to show where it comes from standard input."""
    if isinstance(result, InputError):
        return named(result, article)
    name_report(result, article)
    return result


def _count(known: Baseline) -> str:
    total = sum(len(found) for found in known.files.values())
    return "1 finding is" if total == 1 else f"{total} findings are"


def _watched(run: _Run, paths: Sequence[str], code: int) -> int:
    """Check again whenever a file changes, until Ctrl-C; the exit code of the last check."""
    watcher = Watcher(lambda: run.files(paths))
    try:
        while True:
            say("watching; Ctrl-C ends", kind="note")
            changed = watcher.wait()
            click.clear()
            say(f"changed: {', '.join(sorted(str(path) for path in changed))}", kind="note")
            code = run.check(paths)
    except KeyboardInterrupt:
        return code
