"""``refkit lib undo``, ``log``, ``stats``, ``check`` and ``backup``: the care of a library."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from refkit.cli import options
from refkit.cli.lib_open import (
    Chosen,
    library_option,
    library_path,
    opened,
    output_format,
    several,
    table_width,
)
from refkit.cli.progress import Progress
from refkit.cli.streams import say, write

if TYPE_CHECKING:
    from refkit.api.library import Salvaged, Stats, Trouble

_SHOWN: Final = 12


@click.command(epilog="\b\nExamples:\n  refkit lib undo\n  refkit lib log\n  refkit lib undo 41")
@click.argument("number", metavar="[NUMBER]", required=False, type=click.IntRange(1))
@library_option
@click.pass_context
def undo(ctx: click.Context, number: int | None, library: Chosen) -> int:
    """Undo the last change, or change NUMBER of the log if nothing later depends on it."""
    with opened(ctx, library) as shelf, Progress("undoing") as progress:
        progress.at(shelf.path.name)
        change = shelf.undo(number)
    write(f"{change.summary}; `refkit lib undo {change.number}` does it again\n", None)
    return 0


@click.command(epilog="\b\nExamples:\n  refkit lib log\n  refkit lib log gracanin2014crying -n 100")
@click.argument("key", metavar="[KEY]", required=False, default="")
@click.option(
    "-n", "--limit", metavar="N", type=click.IntRange(1), default=20, show_default=True,
    help="How many changes to show at most.",
)  # fmt: skip
@library_option
@output_format
@click.pass_context
def log(ctx: click.Context, key: str, limit: int, library: Chosen, form: str) -> int:
    """List the last changes, of the library or of one work, the latest first."""
    from refkit.report.columns import write_columns

    with opened(ctx, library) as shelf:
        changes = shelf.log(limit=limit, key=key)
    if form == "json":
        told = [
            {
                "number": each.number,
                "time": each.time,
                "action": each.action,
                "keys": each.keys,
                "summary": each.summary,
                "undone": each.undone,
            }
            for each in changes
        ]
        write(json.dumps(told, ensure_ascii=False, indent=2) + "\n", None)
        return 0
    rows = [
        (
            str(each.number),
            each.time[:16].replace("T", " "),
            each.summary + (" (undone)" if each.undone else ""),
        )
        for each in changes
    ]
    color = options.wants_color("auto")
    table = write_columns(rows, flexible=(2,), width=table_width(), color=color)
    write(table, None, painted=True)
    return 0


@click.command(epilog="\b\nExamples:\n  refkit lib stats")
@library_option
@output_format
@click.pass_context
def stats(ctx: click.Context, library: Chosen, form: str) -> int:
    """Say what the library holds, in numbers."""
    with opened(ctx, library) as shelf:
        found = shelf.stats()
        path = shelf.path
    if form == "json":
        told = {name: getattr(found, name) for name in found.__struct_fields__}
        write(json.dumps({"path": str(path), **told}, ensure_ascii=False, indent=2) + "\n", None)
        return 0
    from refkit.report.columns import write_columns

    write(write_columns([row for row in _rows(path, found) if row[1]]), None)
    return 0


def _rows(path: Path, found: Stats) -> list[tuple[str, str]]:
    years = [year for year in found.years if year]
    spread = f"{min(years)} to {max(years)}" if years else ""
    size = f", {found.bytes / 1e6:,.1f} MB" if found.bytes else ""
    return [
        ("library", str(path)),
        ("works", f"{found.works:,}"),
        ("types", _most(found.types)),
        ("years", spread),
        ("states", _most(found.states)),
        ("tags", _most(found.tags)),
        ("collections", _most(found.collections)),
        ("files", f"{found.attachments:,}{size}"),
        ("without DOI", f"{found.without_doi:,}"),
    ]


def _most(numbers: dict[str, int]) -> str:
    """The most frequent, each with its number."""
    ordered = sorted(numbers.items(), key=lambda each: (-each[1], each[0]))
    more = f", and {len(ordered) - _SHOWN:,} more" if len(ordered) > _SHOWN else ""
    return ", ".join(f"{name or 'none'} {number:,}" for name, number in ordered[:_SHOWN]) + more


@click.command(
    epilog=(
        "\b\n"
        "Examples:\n"
        "  refkit lib check\n"
        "  refkit lib check --repair\n"
        "\n"
        "\b\n"
        "Exit codes:\n"
        "  0  the library is whole, or is so again\n"
        "  1  something is wrong with it\n"
        "  2  it cannot be opened"
    )
)
@click.option(
    "--repair",
    is_flag=True,
    help="Mend what can be mended; of a file that is damaged, save what can be read into a new one"
    " and keep the damaged one beside it.",
)
@library_option
@click.pass_context
def check(ctx: click.Context, repair: bool, library: Chosen) -> int:
    """Look whether the library is whole: the file, its index, the attached files."""
    from refkit.api.library import check_library

    path = library_path(ctx, library)
    with Progress("checking") as progress:
        progress.at(path.name)
        checked = check_library(path, repair=repair)
    for trouble in checked.troubles:
        write(_described(trouble) + "\n", None)
    if checked.salvaged:
        return _tell_salvaged(checked.salvaged)
    left = sum(not trouble.mended for trouble in checked.troubles)
    if not checked.troubles:
        say(f"{path} is whole", kind="note")
    elif left and not repair:
        say(
            f"{several(left, 'trouble')}; `refkit lib check --repair` mends what can be",
            kind="note",
        )
    return 1 if left else 0


def _tell_salvaged(saved: Salvaged) -> int:
    """Say what was saved of a damaged library, and what was not."""
    write(f"{saved.path}: {several(saved.works)} saved; the damaged file is {saved.kept}\n", None)
    for key in saved.lost:
        write(f"{key}: lost\n", None)
    for key in saved.doubtful:
        write(f"{key}: saved in part\n", None)
    return 1 if saved.lost or saved.doubtful else 0


def _described(trouble: Trouble) -> str:
    mended = " (mended)" if trouble.mended else ""
    return f"{trouble.where}: {trouble.what}{mended}"


@click.command(epilog="\b\nExamples:\n  refkit lib backup ~/backups/library-2026-11-23.refkit")
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@library_option
@click.pass_context
def backup(ctx: click.Context, path: Path, library: Chosen) -> int:
    """Copy the library to FILE, whole even while others write to it. Attached files are not."""
    with opened(ctx, library) as shelf:
        shelf.backup(path)
    write(f"copied to {path}\n", None)
    return 0
