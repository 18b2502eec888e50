"""``refkit lib note``, ``attach`` and ``detach``: what is kept beside a work."""

from __future__ import annotations

from pathlib import Path

import click

from refkit.cli.lib_open import Chosen, check_key, library_option, opened
from refkit.cli.streams import STDIN, read_stdin, say, write
from refkit.errors import ConfigurationError


@click.command(
    epilog=(
        "\b\n"
        "Examples:\n"
        "  refkit lib note gracanin2014crying 'Crying soothes only some of us: see table 2.'\n"
        "  refkit lib note gracanin2014crying - < notes.md\n"
        "  refkit lib note gracanin2014crying 'Better put.' --edit 3\n"
        "  refkit lib note gracanin2014crying"
    )
)
@click.argument("key", metavar="KEY")
@click.argument("text", metavar="[TEXT|-]", required=False)
@click.option("--edit", "edited", metavar="N", type=int, help="Write note N anew.")
@click.option("--remove", "removed", metavar="N", type=int, help="Remove note N.")
@library_option
@click.pass_context
def note(
    ctx: click.Context,
    key: str,
    text: str | None,
    edited: int | None,
    removed: int | None,
    library: Chosen,
) -> int:
    """Add a note to a work; "-" takes it from standard input. Without TEXT, show its notes."""
    if removed is not None and (text is not None or edited is not None):
        raise ConfigurationError("--remove takes no text, and stands without --edit")
    if edited is not None and text is None:
        raise ConfigurationError(f"--edit {edited} needs the text to write")
    if text == STDIN:
        text = read_stdin().decode("utf-8", "replace").strip()
    with opened(ctx, library) as shelf:
        check_key(shelf, key)
        if removed is not None:
            shelf.remove_note(key, removed)
            write(f"{key}: note {removed} removed; `refkit lib undo` brings it back\n", None)
        elif edited is not None and text is not None:
            shelf.edit_note(key, edited, text)
            write(f"{key}: note {edited} changed\n", None)
        elif text is not None:
            made = shelf.note(key, text)
            write(f"{key}: note {made.number} added\n", None)
        else:
            notes = shelf[key].notes
            write(
                "\n".join(f"[{each.number}] {each.time[:10]}\n{each.text}\n" for each in notes),
                None,
            )
            if not notes:
                say(f"{key} has no notes", kind="note")
    return 0


@click.command(
    epilog=(
        "\b\n"
        "Examples:\n"
        "  refkit lib attach gracanin2014crying ~/Downloads/fpsyg-05-00502.pdf\n"
        "  refkit lib attach gracanin2014crying data/table.csv --title 'Table 2' --link"
    )
)
@click.argument("key", metavar="KEY")
@click.argument(
    "files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option("--title", default="", help="What the file shall be called.")
@click.option(
    "--link", is_flag=True, help="Leave the file where it is, below the library's folder."
)
@library_option
@click.pass_context
def attach(
    ctx: click.Context, key: str, files: tuple[Path, ...], title: str, link: bool, library: Chosen
) -> int:
    """Attach files to a work. They are copied into the library's folder of files."""
    with opened(ctx, library) as shelf:
        check_key(shelf, key)
        with shelf.transaction():
            made = [shelf.attach(key, file, title=title, copy=not link) for file in files]
    write("".join(f"{key}: attached {each.path}\n" for each in made), None)
    return 0


@click.command(epilog="\b\nExamples:\n  refkit lib detach gracanin2014crying fpsyg-05-00502.pdf")
@click.argument("key", metavar="KEY")
@click.argument("path", metavar="FILE")
@library_option
@click.pass_context
def detach(ctx: click.Context, key: str, path: str, library: Chosen) -> int:
    """Take a file from a work. The file itself stays where it is."""
    with opened(ctx, library) as shelf:
        check_key(shelf, key)
        shelf.detach(key, path)
    write(f"{key}: detached {path}; `refkit lib undo` attaches it again\n", None)
    return 0
