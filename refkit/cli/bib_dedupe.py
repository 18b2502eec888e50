"""``refkit bib dedupe``: entries of .bib files that describe one work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

import click

from refkit.cli import bib_files
from refkit.cli.streams import Article
from refkit.errors import ConfigurationError

if TYPE_CHECKING:
    from refkit.api.bib import DedupedBib
    from refkit.api.bib_merging import BibGroup

_SHOWN: Final = 70
"""Characters of a value that are shown."""


@click.command(
    epilog=(
        "\b\n"
        "Examples:\n"
        "  refkit bib dedupe references.bib\n"
        "  refkit bib dedupe --merge --diff references.bib\n"
        "  refkit bib dedupe --merge --keep first references.bib -o merged.bib\n"
        "\b\n"
        "Exit codes:\n"
        "  0  nothing is there twice, or it was merged\n"
        "  1  entries describe one work; with --diff: a file would change\n"
        "  2  misuse, or a file that cannot be read or written"
    )
)
@bib_files.files
@click.option("--merge", is_flag=True, help="Unite the entries; without it they are only shown.")
@click.option(
    "--keep",
    type=click.Choice(["fullest", "first"]),
    default="fullest",
    show_default=True,
    help="Which entry stays: that with most fields, or the first.",
)
@click.option(
    "--threshold",
    type=click.FloatRange(0.5, 1.0),
    default=0.9,
    show_default=True,
    help="The least probability at which entries are taken for one work.",
)
@bib_files.diff
@bib_files.output
def command(
    paths: tuple[str, ...],
    merge: bool,
    keep: Literal["fullest", "first"],
    threshold: float,
    diff: bool,
    output: str | None,
) -> int:
    """Find entries that describe one work, in each of the FILEs.

    A preprint and its article, the conference paper and the article, the editions of a book, an
    erratum and the like are no duplicates. With --merge one entry stays, is filled with what the
    others have more, and gets their keys in its field ids; what they say otherwise is told.
    """
    target = bib_files.target_of(paths, diff=diff, output=output)
    if not merge and (diff or output):
        raise ConfigurationError("--diff and --output are for --merge")

    def deduped(source: Article) -> DedupedBib:
        from refkit.api.bib import dedupe_bib

        change = dedupe_bib(
            source.content(), path=source.name, merge=merge, keep=keep, threshold=threshold
        )
        aside = merge and (target.aside or source.path is None)
        lines = [line for group in change.groups for line in _told(source.name, group, merge)]
        if merge:
            target.put(change, source)
            lines += [f"{source.name}: {note}" for note in change.notes]
        bib_files.tell(lines, aside=aside)
        return change

    changes, complete = bib_files.each_file(paths, deduped)
    if not complete:
        return 2
    found = any(change.groups for change in changes)
    return 1 if found and (diff or not merge) else 0


def _told(name: str, group: BibGroup, merge: bool) -> list[str]:
    """A group in words: where its entries are, and what differs."""
    keys = ", ".join(
        f"{key or '(no key)'} (line {line})"
        for key, line in zip(group.keys, group.lines, strict=True)
    )
    done = f"; {group.kept} stays" if merge else ""
    lines = [f"{name}:{group.lines[0]}: {keys}: {group.reason} agree ({group.score:.2f}){done}"]
    width = max((len(key) for key in group.keys), default=0)
    for field, values in group.differing.items():
        lines.append(f"  {field}")
        lines += [
            f"    {key:<{width}}  {_cut(value)}"
            for key, value in zip(group.keys, values, strict=True)
        ]
    return lines


def _cut(value: str) -> str:
    if not value:
        return "–"
    return value if len(value) <= _SHOWN else value[: _SHOWN - 1] + "…"
