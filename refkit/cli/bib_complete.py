"""``refkit bib complete``: DOIs and other fields that .bib files lack, from the sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from refkit.cli import bib_files, options
from refkit.cli.progress import Progress
from refkit.cli.streams import Article, say

if TYPE_CHECKING:
    from refkit.api.bib import CompletedBib

_INTERRUPTED: Final = 130


@click.command(
    epilog=(
        "\b\n"
        "Examples:\n"
        "  refkit bib complete --diff references.bib\n"
        "  refkit bib complete --fields doi references.bib\n"
        "  refkit bib complete --offline --records works.jsonl references.bib\n"
        "\b\n"
        "Exit codes:\n"
        "  0    done; with --diff: nothing is to be added\n"
        "  1    with --diff: a file would change\n"
        "  2    misuse, or a file that cannot be read or written\n"
        "  3    some entries could not be checked, and nothing else\n"
        "  130  interrupted; what was found before is written"
    )
)
@bib_files.files
@options.sources
@click.option(
    "--fields",
    metavar="FIELDS",
    help="The fields to complete, with commas. [default: what BibTeX's styles print, and doi]",
)
@bib_files.diff
@bib_files.output
@click.option("-q", "--quiet", is_flag=True, help="Say nothing of what was added and what was not.")
def command(
    paths: tuple[str, ...],
    places: options.Places,
    fields: str | None,
    diff: bool,
    output: str | None,
    quiet: bool,
) -> int:
    """Add DOIs and fields that entries lack, where their work is identified with certainty.

    Nothing that is there is changed: where a source says another thing, that is told. Each addition
    is told with the source that it is from.
    """
    target = bib_files.target_of(paths, diff=diff, output=output)
    wanted = tuple(part.strip() for part in (fields or "").split(",") if part.strip())
    with (
        options.open_sources(places) as sources,
        Progress("completing", enabled=not quiet, kept=not places.no_cache) as progress,
    ):

        def completed(source: Article) -> CompletedBib | None:
            from refkit.api.bib import complete_bib

            if any(change is not None and change.interrupted for change in changes):
                return None
            progress.at(source.name)
            change = complete_bib(
                source.content(),
                path=source.name,
                sources=sources,
                fields=wanted,
                progress=progress.asked,
            )
            changes.append(change)
            with progress.hidden():
                target.put(change, source)
                if not quiet:
                    aside = target.aside or source.path is None
                    bib_files.tell(_told(change, source.name, diff=diff), aside=aside)
            return change

        changes: list[CompletedBib] = []
        _, complete = bib_files.each_file(paths, completed)
    interrupted = next((change for change in changes if change.interrupted), None)
    if interrupted is not None:
        done = "shown" if diff else "written"
        found = f"what was found for them is {done}" if interrupted.changed else "nothing changed"
        say(f"interrupted after {interrupted.asked:,} entries; {found}")
        return _INTERRUPTED
    if not complete:
        return 2
    if diff and any(change.changed for change in changes):
        return 1
    return 3 if any(change.silent for change in changes) else 0


def _told(change: CompletedBib, name: str, *, diff: bool) -> list[str]:
    verb = "would get" if diff else "gets"
    lines = [
        f"{name}:{each.line}: {each.key}: {verb} {each.field} '{each.value}', from {each.source}"
        f"{' ' + each.doi if each.doi and each.field != 'doi' else ''}"
        for each in change.added
    ]
    lines += [
        f"{name}:{each.line}: {each.entry}: not changed: {each.reason}" for each in change.conflicts
    ]
    lines += [
        f"{name}:{each.line}: {each.entry}: not completed: {each.reason}"
        for each in change.unidentified
    ]
    return lines
