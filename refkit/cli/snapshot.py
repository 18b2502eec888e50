"""``refkit snapshot``: build an index of works for use without a network, and look into it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from refkit.cli.progress import Progress
from refkit.cli.streams import say, write
from refkit.errors import InputError

if TYPE_CHECKING:
    from refkit.api import SnapshotInfo

_INTERRUPTED: Final = 130
_SHOWN: Final = 20


@click.group(
    epilog=(
        "\b\n"
        "Examples:\n"
        "  refkit snapshot build crossref/ -o snapshot\n"
        "  refkit snapshot search snapshot 'Is crying a self-soothing behavior?'\n"
        "  refkit check article.md --snapshot snapshot --offline"
    )
)
def command() -> None:
    """Build and query an index of works, for use without a network."""


@command.command(
    epilog=(
        "\b\n"
        "Examples:\n"
        "  refkit snapshot build crossref/ -o snapshot\n"
        "  refkit snapshot build part-1.tar part-2.tar -o snapshot --memory 2048\n"
        "  refkit snapshot build updates.jsonl.gz -o snapshot        # add to it\n"
        "\n"
        "\b\n"
        "Exit codes:\n"
        "  0  all was indexed\n"
        "  1  something was broken, and passed over\n"
        "  2  misuse, configuration or unreadable input"
    )
)
@click.argument("inputs", metavar="IN...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder of the snapshot.",
)
@click.option(
    "--memory",
    metavar="MB",
    type=click.IntRange(128),
    default=512,
    show_default=True,
    help="Memory to take, about.",
)
@click.option(
    "--shard-size",
    metavar="WORKS",
    type=click.IntRange(1),
    default=10_000_000,
    show_default=True,
    help="Begin the next shard after so many works, about.",
)
def build(inputs: tuple[Path, ...], output: Path, memory: int, shard_size: int) -> int:
    """Index works: Crossref's public data file, JSON lines, CSL-JSON.

    IN is a folder, a tar archive, or a file: .json, .jsonl, .json.gz, .jsonl.gz. What has been
    indexed is not indexed again, so the same command goes on where it was interrupted, and others
    add to the snapshot. What is broken is named on stderr and passed over.
    """
    from refkit import api

    with Progress("indexing") as progress:
        shown = _Shown(progress)
        try:
            built = api.build_snapshot(
                inputs,
                output,
                memory=memory,
                shard_size=shard_size,
                progress=shown.at,
                problem=shown.broken,
            )
        except KeyboardInterrupt:
            kept = "what was written is kept, and the same command goes on from there"
            with progress.hidden():
                say(f"interrupted after {shown.works:,} works; {kept}")
            raise click.exceptions.Exit(_INTERRUPTED) from None
    new = f", {built.added:,} of them new" if 0 < built.added < built.works else ""
    new = new if built.added else ", none of them new"
    lost = f"; {built.lost:,} broken and passed over" if built.lost else ""
    files = f"{built.files:,} file{'' if built.files == 1 else 's'}"
    say(f"{output}: {built.works:,} works of {files}{new}{lost}", kind="note")
    return 1 if built.lost else 0


class _Shown:
    """What of a build is shown: the file it is at, the works so far, and what is broken."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._name = ""
        self.works = 0

    def at(self, name: str, works: int) -> None:
        if name != self._name:
            self._name = name
            self._progress.at(name)
        self.works = works
        self._progress.counted(f"{works:,} works")

    def broken(self, error: InputError) -> None:
        with self._progress.hidden():
            say(str(error), kind="warning")


@command.command(epilog="\b\nExamples:\n  refkit snapshot info snapshot")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def info(folder: Path) -> int:
    """Say what a snapshot holds, when it was built and from what, and whether it is finished."""
    from refkit import api

    found = api.snapshot_info(folder)
    broken = f"{found.lost:,} passed over" if found.lost else ""
    lines = [
        ("path", found.path),
        ("works", f"{found.works:,}"),
        ("shards", f"{found.shards:,}"),
        ("size", f"{found.size / 1e6:,.1f} MB"),
        ("built", found.built),
        *(("from", path) for path in found.inputs),
        ("broken", broken),
        *(("", problem) for problem in found.problems[:_SHOWN]),
        *(("unfinished", path) for path in _unfinished(found)),
    ]
    write("".join(f"{label:<12}{text}\n" for label, text in lines if text), None)
    return 0


def _unfinished(found: SnapshotInfo) -> list[str]:
    return [] if found.finished else found.unfinished or ["run the same build again"]


@command.command(
    epilog=(
        "\b\n"
        "Examples:\n"
        "  refkit snapshot search snapshot 'gracanin crying self-soothing 2014'\n"
        "  refkit snapshot search snapshot 10.3389/fpsyg.2014.00502\n"
        "\n"
        "\b\n"
        "Exit codes:\n"
        "  0  something was found\n"
        "  1  nothing was found\n"
        "  2  misuse, or a folder that is no snapshot"
    )
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.argument("text")
@click.option(
    "-n",
    "--rows",
    metavar="N",
    type=click.IntRange(1, 1000),
    default=10,
    show_default=True,
    help="How many works to show at most.",
)
def search(folder: Path, text: str, rows: int) -> int:
    """Look for works by a reference, any words of one, or a DOI.

    The figure before each work ranks it, and means nothing else.
    """
    from refkit import api
    from refkit.report.table import describe_work

    if not api.snapshot_info(folder).finished:
        say(f"{folder} is unfinished: run the same build again", kind="warning")
    records = api.search_snapshot(folder, text, rows=rows)
    lines = [
        f"{record.score:8.1f}  {record.work.DOI or record.work.URL}\n"
        f"          {describe_work(record.work)}\n"
        for record in records
    ]
    write("".join(lines), None)
    if not records:
        say(f"nothing found in {folder}", kind="note")
    return 0 if records else 1
