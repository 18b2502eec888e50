"""``refkit lib duplicates`` and ``refkit lib merge``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from refkit.cli import options
from refkit.cli.lib_look import entry_json
from refkit.cli.lib_open import Chosen, check_key, library_option, opened, output_format, several
from refkit.cli.progress import Progress
from refkit.cli.streams import say, write
from refkit.errors import ConfigurationError

if TYPE_CHECKING:
    from refkit.api.library import Entry, Group


@click.command(
    epilog=(
        "\b\n"
        "Examples:\n"
        "  refkit lib duplicates\n"
        "  refkit lib merge gracanin2014crying gracanin2014a --choose issued=gracanin2014a\n"
        "\n"
        "\b\n"
        "Exit codes:\n"
        "  0  there are none\n"
        "  1  there are some\n"
        "  2  misuse, configuration or an unreadable library"
    )
)
@click.option(
    "--threshold",
    metavar="P",
    type=click.FloatRange(0, 1),
    default=0.9,
    show_default=True,
    help="How sure it must be that works are the same, 0 to 1.",
)
@library_option
@output_format
@click.pass_context
def duplicates(ctx: click.Context, threshold: float, library: Chosen, form: str) -> int:
    """List works that are probably the same, with the fields in which they differ."""
    with opened(ctx, library) as shelf:
        with Progress("comparing") as progress:
            progress.at(str(shelf.path.name))
            groups = shelf.duplicates(
                threshold=threshold, progress=lambda done: progress.counted(several(done))
            )
        found = [(group, [shelf[key] for key in group.keys]) for group in groups]
    if form == "json":
        told = [
            {
                "keys": group.keys,
                "score": round(group.score, 4),
                "reason": group.reason,
                "entries": [entry_json(entry) for entry in entries],
            }
            for group, entries in found
        ]
        write(json.dumps(told, ensure_ascii=False, indent=2) + "\n", None)
    else:
        write("\n".join(_described(group, entries) for group, entries in found), None, painted=True)
        if not found:
            say("no duplicates were found", kind="note")
    return 1 if found else 0


def _described(group: Group, entries: Sequence[Entry]) -> str:
    """A group as a table: a line a field that differs, a column a work."""
    from refkit.report.columns import write_columns
    from refkit.report.library import plain_title, variables_of
    from refkit.report.terminal import paint, visible

    color = options.wants_color("auto")
    works = [dict(variables_of(entry.work)) | {"type": entry.work.type} for entry in entries]
    names = dict.fromkeys(name for work in works for name in work)
    rows = [
        (name, *(work.get(name, "") for work in works))
        for name in names
        if len({work.get(name, "") for work in works}) > 1
    ]
    table = write_columns(
        rows,
        headings=("", *group.keys),
        flexible=range(1, len(works) + 1),
        width=options.terminal_width(),
        color=color,
    )
    head = f"{group.score:.0%} sure, {group.reason}: {plain_title(entries[0].work)}"
    same = "" if rows else f"  {', '.join(group.keys)}: nothing differs\n"
    command = f"  refkit lib merge {' '.join(group.keys)}"
    return f"{paint(visible(head), 'bold', color=color)}\n{table or same}{visible(command)}\n"


@click.command(
    epilog=(
        "\b\n"
        "Examples:\n"
        "  refkit lib merge gracanin2014crying gracanin2014a\n"
        "  refkit lib merge gracanin2014crying gracanin2014a --choose issued=gracanin2014a"
    )
)
@click.argument("keys", metavar="KEY KEY...", nargs=-1, required=True)
@click.option(
    "--choose",
    "choices",
    metavar="FIELD=KEY",
    multiple=True,
    help="Take this field from that work; repeatable. [default: the first that has it]",
)
@library_option
@click.pass_context
def merge(
    ctx: click.Context, keys: tuple[str, ...], choices: tuple[str, ...], library: Chosen
) -> int:
    """Make several works one. The first stays; the keys of the others still find it."""
    chosen = dict(map(_choice, choices))
    with opened(ctx, library) as shelf:
        for key in (*keys, *chosen.values()):
            check_key(shelf, key)
        entry = shelf.merge(keys, choices=chosen)
    write(f"{entry.key}: merged {several(len(keys))}; `refkit lib undo` parts them again\n", None)
    return 0


def _choice(text: str) -> tuple[str, str]:
    field, equals, key = text.partition("=")
    if not (field and equals and key):
        raise ConfigurationError(f"'{text}' is no choice; write FIELD=KEY")
    return field.strip(), key.strip()
