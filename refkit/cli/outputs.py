"""Outputs: where the reports of a command go, and in which form."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import click

from refkit.cli import options
from refkit.cli.streams import refuse_folder, write
from refkit.errors import ConfigurationError, InputError

if TYPE_CHECKING:
    from refkit.model import Report

FORMS: Final = ("text", "json", "sarif", "junit", "github", "html")
"""The forms of a report, by the names of ``--output-format``."""

_EXTENSIONS: Final = {
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".sarif": "sarif",
    ".xml": "junit",
    ".txt": "text",
}
"""The form that the name of a file asks for."""

_JOB_SUMMARY: Final = "GITHUB_STEP_SUMMARY"
"""GitHub's variable with the file to which a step's summary is appended."""


class Outputs(NamedTuple):
    """Where reports go.

    Attributes:
        form: The form of the main output.
        output: The file of the main output; None for standard output.
        files: More files, each with its form.
        color: Whether standard output is coloured.
        quiet: Whether each finding has one line, and nothing else is said.
        aside: Whether standard output belongs to something else, so that the text goes to stderr.
    """

    form: str
    output: str | None
    files: Sequence[tuple[str, str]]
    color: bool
    quiet: bool
    aside: bool = False

    @property
    def streams(self) -> bool:
        """Whether each report is printed as soon as it is there."""
        return self.form == "text" and self.output is None

    def written(self) -> set[Path]:
        """The files that are written, with absolute paths."""
        names = [path for path, _ in self.files]
        if self.output is not None:
            names.append(self.output)
        return {Path(name).absolute() for name in names}

    def show(self, report: Report, *, several: bool) -> None:
        """Print one report, if they are printed as they come."""
        from refkit.report.text import write_text

        if not self.streams:
            return
        color = self.color and not self.aside
        text = write_text(
            report,
            color=color,
            width=options.terminal_width(),
            brief=self.quiet,
            summary=not several,
        )
        gap = "\n" if several and text and not self.quiet else ""
        click.echo(text + gap, nl=False, color=color, err=self.aside)

    def finish(
        self, reports: Sequence[Report], unreadable: Sequence[InputError], *, several: bool
    ) -> None:
        """Write what is written of all reports together.

        Raises:
            ConfigurationError: If a file cannot be written.
        """
        if self.streams:
            if several and reports and not self.quiet:
                self._say_summary(reports)
        elif reports or several or self.form != "json":
            text = _written(self.form, reports, unreadable, several=several, brief=self.quiet)
            write(text, self.output, painted=self.output is None and self.form == "text")
        if self.form == "github":
            _append_job_summary(reports, unreadable)
        for path, form in self.files:
            write(_written(form, reports, unreadable, several=several, brief=False), path)

    def _say_summary(self, reports: Sequence[Report]) -> None:
        from refkit.report.text import write_summary

        color = self.color and not self.aside
        click.echo(write_summary(reports, color=color), nl=False, color=color, err=self.aside)


def outputs_of(
    form: str,
    output: str | None,
    files: Sequence[str],
    *,
    color: bool,
    quiet: bool,
    aside: bool = False,
) -> Outputs:
    """The outputs that options ask for, refused before any work is done.

    Args:
        form: The form of the main output.
        output: Its file, or None.
        files: More files, whose names tell the form.
        color: As for :class:`Outputs`.
        quiet: As for :class:`Outputs`.
        aside: As for :class:`Outputs`.

    Raises:
        ConfigurationError: If a name tells no form, or is that of a folder.
    """
    named = []
    for path in files:
        known = _EXTENSIONS.get(Path(path).suffix.lower())
        if known is None:
            raise ConfigurationError(
                f"--report {path}: the extension tells the form, one of {', '.join(_EXTENSIONS)}"
            )
        refuse_folder(path)
        named.append((path, known))
    refuse_folder(output)
    return Outputs(form, None if output == "-" else output, named, color, quiet, aside)


def _written(
    form: str,
    reports: Sequence[Report],
    unreadable: Sequence[InputError],
    *,
    several: bool,
    brief: bool,
) -> str:
    if form == "text":
        return _text(reports, unreadable, several=several, brief=brief)
    if form == "json":
        from refkit.report.json import write_json

        return write_json(reports, unreadable=unreadable, several=several)
    return _WRITERS[form](reports, unreadable)


def _text(
    reports: Sequence[Report], unreadable: Sequence[InputError], *, several: bool, brief: bool
) -> str:
    from refkit.report.text import write_summary, write_text

    parts = [f"{error}\n" for error in unreadable]
    parts += [write_text(report, brief=brief, summary=not several) for report in reports]
    if several and reports and not brief:
        parts.append(write_summary(reports))
    return ("" if brief else "\n").join(part for part in parts if part)


def _sarif(reports: Sequence[Report], unreadable: Sequence[InputError]) -> str:
    from refkit import api
    from refkit.report.sarif import write_sarif

    return write_sarif(reports, rules=api.rules(), unreadable=unreadable)


def _junit(reports: Sequence[Report], unreadable: Sequence[InputError]) -> str:
    from refkit.report.junit import write_junit

    return write_junit(reports, unreadable=unreadable)


def _github(reports: Sequence[Report], unreadable: Sequence[InputError]) -> str:
    from refkit.report.github import write_github

    return write_github(reports, unreadable=unreadable)


def _html(reports: Sequence[Report], unreadable: Sequence[InputError]) -> str:
    from refkit import api
    from refkit.report.html import write_html

    return write_html(reports, rules=api.rules(), unreadable=unreadable)


_WRITERS: Final[dict[str, Callable[[Sequence[Report], Sequence[InputError]], str]]] = {
    "sarif": _sarif,
    "junit": _junit,
    "github": _github,
    "html": _html,
}


def _append_job_summary(reports: Sequence[Report], unreadable: Sequence[InputError]) -> None:
    """Append to the summary of the step, where this is a step of GitHub Actions."""
    from refkit.report.github import write_job_summary

    path = os.environ.get(_JOB_SUMMARY)
    if not path:
        return
    text = write_job_summary(reports, unreadable=unreadable)
    try:
        with open(path, "a", encoding="utf-8", errors="replace") as file:
            file.write(text)
    except OSError as error:
        raise ConfigurationError(f"cannot write {path}: {error.strerror}") from error
