"""Repairs: how it is shown what was mended in an article, and what was not."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import click

from refkit.cli.streams import Article, write_bytes
from refkit.report.terminal import visible

if TYPE_CHECKING:
    from refkit.api import Fixed


class Repairs(NamedTuple):
    """Which fixes are made, and what is said of them.

    The patch, or the mended text of standard input, goes to standard output, and what is said of it
    to standard error; else what is said goes to standard output.

    Attributes:
        unsafe: Whether unsafe Fixes are made as well.
        diff: Whether the patch is wanted, and nothing is written.
        quiet: Whether nothing is said.
    """

    unsafe: bool
    diff: bool
    quiet: bool

    def show(self, fixed: Fixed, article: Article) -> None:
        """Show the repair of one article."""
        if self.diff:
            click.echo(fixed.diff, nl=False, color=True)  # color=True strips nothing
        elif article.path is None:
            write_bytes(fixed.data or b"")
        if not self.quiet:
            for line in self._told(fixed, article.name):
                click.echo(line, err=self.diff or article.path is None)

    def _told(self, fixed: Fixed, name: str) -> list[str]:
        """What was done and what was not, one line each."""
        done = "would be fixed" if self.diff else "fixed"
        lines = [f"{name}: {len(fixed.applied)} {done}"] if fixed.applied else []
        lines += [
            f"  {found.start.line}:{found.start.column} {found.code} {found.message}"
            for found in fixed.applied
        ]
        if fixed.refused:
            lines.append(f"{name}: {len(fixed.refused)} not fixed")
        lines += [
            f"  {each.finding.start.line}:{each.finding.start.column} {each.finding.code}: "
            f"{each.reason}"
            for each in fixed.refused
        ]
        more = sum(found.fix is not None and not found.fix.safe for found in fixed.report.findings)
        if more and not self.unsafe:
            lines.append(f"{name}: {more} more with --unsafe-fixes")
        return [visible(line) for line in lines]
