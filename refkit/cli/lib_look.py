"""``refkit lib search`` and ``refkit lib show``."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import click

from refkit.cli import options
from refkit.cli.lib_open import Chosen, check_key, library_option, opened, several, table_width
from refkit.cli.streams import say, write
from refkit.errors import UnknownKeyError

if TYPE_CHECKING:
    from refkit.api.library import Entry, Library

_AT_ONCE: Final = 200
"""Entries that are written at a time."""

# A word that begins with a minus is one to be left out, and no option of the command.
QUERY_SETTINGS: Final = {"ignore_unknown_options": True}


@click.command(
    context_settings=QUERY_SETTINGS,
    epilog=(
        "\b\n"
        "Examples:\n"
        "  refkit lib search crying\n"
        "  refkit lib search 'author:gračanin year:2014..2019'\n"
        "  refkit lib search tag:thesis -has:doi --sort year\n"
        "  refkit lib search collection:thesis state:unread --output-format keys\n"
        "  refkit lib search --sort -added -n 10\n"
        "\n"
        "\b\n"
        "Exit codes:\n"
        "  0  something was found\n"
        "  1  nothing was found\n"
        "  2  misuse, or a query that is none"
    ),
)
@click.argument("words", metavar="[QUERY]...", nargs=-1, type=click.UNPROCESSED)
@library_option
@click.option(
    "-n", "--limit", metavar="N", type=click.IntRange(1), default=50, show_default=True,
    help="How many works to show at most.",
)  # fmt: skip
@click.option(
    "--sort",
    metavar="ORDER",
    default="relevance",
    show_default=True,
    help="relevance, key, author, title, year, added or changed; -year, -added, -changed begin"
    " with the latest.",
)
@click.option(
    "--output-format",
    "form",
    type=click.Choice(["text", "json", "keys"]),
    default="text",
    show_default=True,
    help="A table, JSON, or the keys one a line.",
)
@click.pass_context
def search(
    ctx: click.Context, words: tuple[str, ...], library: Chosen, limit: int, sort: str, form: str
) -> int:
    """Search the library; without a QUERY all works are listed.

    All words must be somewhere in a work: word* is a beginning, "two words" a phrase, -word one
    that must not be there, OR stands between two of which one is enough. Fields: author: title:
    container: abstract: note: tag: collection: type: key: doi: isbn: publisher: state:unread
    has:file, note, doi or abstract; year:2014, year:2014..2019, year:..1990, added:2026-01.
    """
    _refuse_options(words)
    query = " ".join(words)
    with opened(ctx, library) as shelf:
        keys = shelf.keys(query, limit=limit, sort=sort)
        if form == "keys":
            write("".join(f"{key}\n" for key in keys), None)
        elif form == "json":
            _write_json(_entries(shelf, keys))
        else:
            from refkit.report.library import write_works

            table = write_works(
                [(entry.key, entry.work, entry.tags) for entry in _entries(shelf, keys)],
                width=table_width(),
                color=options.wants_color("auto"),
            )
            write(table, None, painted=True)
        if not keys:
            say("nothing was found" if query else "the library is empty", kind="note")
        elif len(keys) == limit and (total := shelf.count(query)) > limit:
            say(f"{limit:,} of {several(total)}; -n shows more", kind="note")
    return 0 if keys else 1


def _entries(library: Library, keys: Sequence[str]) -> Iterator[Entry]:
    for key in keys:
        # Another process may have removed it since it was found.
        with suppress(UnknownKeyError):
            yield library[key]


def _write_json(entries: Iterator[Entry]) -> None:
    """Write a list of entries, a piece at a time: those of a large library fill no memory."""
    opening = "[\n"
    while piece := list(islice(entries, _AT_ONCE)):
        texts = [_as_json(entry_json(entry)).rstrip("\n") for entry in piece]
        write(opening + ",\n".join(textwrap.indent(text, "  ") for text in texts), None)
        opening = ",\n"
    write("[]\n" if opening == "[\n" else "\n]\n", None)


def _refuse_options(words: tuple[str, ...]) -> None:
    """Refuse a misspelt option, which would else be a word that must not be there."""
    for word in words:
        if word.startswith("--"):
            raise click.NoSuchOption(word)


@click.command(
    epilog=(
        "\b\n"
        "Examples:\n"
        "  refkit lib show gracanin2014crying\n"
        "  refkit lib show gracanin2014crying bylsma2019 --format bibtex"
    )
)
@click.argument("keys", metavar="KEY...", nargs=-1, required=True)
@library_option
@click.option(
    "-f",
    "--format",
    "form",
    metavar="FORM",
    default="text",
    help="text with everything that the library knows, json with the same, or a format of works:"
    " bibtex, biblatex, ris, csl-json, csl-yaml …",
)
@click.pass_context
def show(ctx: click.Context, keys: tuple[str, ...], library: Chosen, form: str) -> int:
    """Show works in full: each field and where it came from, tags, notes, files."""
    from refkit import api

    with opened(ctx, library) as shelf:
        for key in keys:
            check_key(shelf, key)
        entries = [shelf[key] for key in keys]
        if form == "text":
            write("\n".join(_text(shelf, entry) for entry in entries), None, painted=True)
        elif form == "json":
            write(_as_json([entry_json(entry) for entry in entries]), None)
        else:
            text = api.dump([entry.work for entry in entries], form)
            write(text if text.endswith("\n") else f"{text}\n", None)
    return 0


def _text(library: Library, entry: Entry) -> str:
    from refkit.report.library import variables_of, write_entry

    about = [
        ("tags", ", ".join(entry.tags)),
        ("collections", ", ".join(entry.collections)),
        ("state", entry.state),
        ("earlier keys", ", ".join(entry.aliases)),
        ("added", _moment(entry.added)),
        ("changed", _moment(entry.changed) if entry.changed != entry.added else ""),
    ]
    for number, note in enumerate(entry.notes):
        about.append(("" if number else "notes", f"{note.number}: {note.text}"))
    for number, each in enumerate(entry.attachments):
        missing = "" if library.locate(each) else ", missing"
        title = f" “{each.title}”" if each.title else ""
        size = f"{each.size / 1000:,.0f} kB"
        about.append(("" if number else "files", f"{each.path}{title} ({size}{missing})"))
    return write_entry(
        f"{entry.key}: {entry.work.type or 'document'}",
        variables_of(entry.work),
        [(name, text) for name, text in about if text],
        origins={name: _source(origin) for name, origin in entry.origins.items()},
        color=options.wants_color("auto"),
        width=options.terminal_width(),
    )


def _source(origin: Any) -> str:
    return f"{origin.source or 'unknown'}, {origin.time[:10]}"


def _moment(time: str) -> str:
    return time[:16].replace("T", " ")


def entry_json(entry: Entry) -> dict[str, object]:
    """An entry as JSON: its work as CSL-JSON, and what the library keeps beside it."""
    from refkit import api

    (work,) = json.loads(api.dump([entry.work], "csl-json"))
    return {
        "key": entry.key,
        "work": work,
        "tags": entry.tags,
        "collections": entry.collections,
        "state": entry.state,
        "notes": [{"number": n.number, "text": n.text, "time": n.time} for n in entry.notes],
        "files": [
            {"path": a.path, "sha256": a.sha256, "title": a.title} for a in entry.attachments
        ],
        "origins": {
            name: {"source": origin.source, "time": origin.time}
            for name, origin in entry.origins.items()
        },
        "aliases": entry.aliases,
        "added": entry.added,
        "changed": entry.changed,
    }


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
