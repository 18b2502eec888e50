"""The .bib files of ``refkit bib``: their arguments, and how what becomes of them is written."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import click

from refkit.cli.streams import (
    STDIN,
    Article,
    article,
    named,
    refuse_folder,
    say,
    write_bytes,
)
from refkit.errors import ConfigurationError, InputError
from refkit.files import replace_file
from refkit.report.terminal import visible

if TYPE_CHECKING:
    from refkit.api.bib import BibChange

_Result = TypeVar("_Result")

files = click.argument("paths", metavar="FILE...", nargs=-1, required=True)
diff = click.option("--diff", is_flag=True, help="Show the change as a patch, and write nothing.")
output = click.option(
    "-o",
    "--output",
    metavar="FILE",
    help='Write here instead of over FILE; "-" is standard output. For one FILE.',
)


class Target(NamedTuple):
    """Where a changed file goes.

    Attributes:
        diff: Whether the patch is shown, and nothing is written.
        output: Another file, "-" for standard output, or None for the file itself.
    """

    diff: bool
    output: str | None

    @property
    def aside(self) -> bool:
        """Whether standard output is taken, and what is said goes to stderr."""
        return self.diff or self.output == STDIN

    def put(self, change: BibChange, source: Article) -> None:
        """Write a changed file, or show its patch.

        Raises:
            ConfigurationError: If it cannot be written.
        """
        if self.diff:
            click.echo(change.diff, nl=False, color=True)  # color=True strips nothing
            return
        target = self.output or (STDIN if source.path is None else str(source.path))
        if target == STDIN:
            write_bytes(change.data)
            return
        if not change.changed and self.output is None:
            return
        try:
            replace_file(target, change.data)
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else str(error)
            raise ConfigurationError(f"cannot write {target}: {reason}") from error


def target_of(paths: tuple[str, ...], *, diff: bool, output: str | None) -> Target:
    """Where the changed files go.

    Raises:
        ConfigurationError: If the options contradict each other.
    """
    refuse_folder(output)
    if diff and output is not None:
        raise ConfigurationError("--diff writes nothing, so it goes with no --output")
    if output is not None and len(paths) > 1:
        raise ConfigurationError("--output is for one FILE")
    return Target(diff, output)


def each_file(
    paths: tuple[str, ...], work: Callable[[Article], _Result]
) -> tuple[list[_Result], bool]:
    """What comes of every file; one that cannot be read is named on stderr, the others go on.

    Returns:
        The results, and whether every file could be read.
    """
    results = []
    complete = True
    for path in paths:
        source = article(path)
        try:
            results.append(work(source))
        except InputError as error:
            if not source.owns(error):
                raise
            say(str(named(error, source)))
            complete = False
    return results, complete


def tell(lines: list[str], *, aside: bool) -> None:
    """Print lines for people: to stderr where standard output is taken."""
    for line in lines:
        click.echo(visible(line), err=aside)
