"""``refkit lib tag``, ``collect`` and ``mark``: what works are labelled with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import click

from refkit.cli.lib_open import (
    Chosen,
    keys_of,
    library_option,
    opened,
    query_option,
    several,
)
from refkit.cli.streams import write
from refkit.errors import ConfigurationError

# "-draft" takes a tag away, and is no option.
_SETTINGS: Final = {"ignore_unknown_options": True}


@click.command(
    context_settings=_SETTINGS,
    epilog=(
        "\b\n"
        "Examples:\n"
        "  refkit lib tag gracanin2014crying bylsma2019 +crying +'to read' -draft\n"
        "  refkit lib tag --query author:vingerhoets +tears\n"
        "  refkit lib tag"
    ),
)
@click.argument("words", metavar="[KEY]... [+TAG|-TAG]...", nargs=-1, type=click.UNPROCESSED)
@query_option
@library_option
@click.pass_context
def tag(ctx: click.Context, words: tuple[str, ...], query: str | None, library: Chosen) -> int:
    """Put tags on works with +, take them off with -. Without arguments, list all tags."""
    with opened(ctx, library) as shelf:
        if not words and query is None:
            write(_counted(shelf.tags()), None)
            return 0
        keys, put, taken = _parted(words)
        found = keys_of(shelf, keys, query)
        _require(put, taken, "tag")
        with shelf.transaction():
            if put:
                shelf.tag(found, put)
            if taken:
                shelf.untag(found, taken)
    write(f"{several(len(found))}: {_told(put, taken)}\n", None)
    return 0


@click.command(
    context_settings=_SETTINGS,
    epilog=(
        "\b\n"
        "Examples:\n"
        "  refkit lib collect gracanin2014crying bylsma2019 +'thesis/chapter 2'\n"
        "  refkit lib collect --query tag:crying +paper -ideas\n"
        "  refkit lib collect"
    ),
)
@click.argument("words", metavar="[KEY]... [+NAME|-NAME]...", nargs=-1, type=click.UNPROCESSED)
@query_option
@library_option
@click.pass_context
def collect(ctx: click.Context, words: tuple[str, ...], query: str | None, library: Chosen) -> int:
    """Put works into collections with +, take them out with -. Without arguments, list them all.

    Collections nest: what is in thesis/intro is in thesis too.
    """
    with opened(ctx, library) as shelf:
        if not words and query is None:
            write(_counted(shelf.collections()), None)
            return 0
        keys, put, taken = _parted(words)
        found = keys_of(shelf, keys, query)
        _require(put, taken, "collection")
        with shelf.transaction():
            for name in put:
                shelf.collect(found, name)
            for name in taken:
                shelf.discard(found, name)
    write(f"{several(len(found))}: {_told(put, taken)}\n", None)
    return 0


@click.command(
    epilog=(
        "\b\n"
        "Examples:\n"
        "  refkit lib mark read gracanin2014crying\n"
        "  refkit lib mark unread --query added:2026-11"
    )
)
@click.argument("state", type=click.Choice(["unread", "reading", "read"]))
@click.argument("keys", metavar="[KEY]...", nargs=-1)
@query_option
@library_option
@click.pass_context
def mark(
    ctx: click.Context, state: str, keys: tuple[str, ...], query: str | None, library: Chosen
) -> int:
    """Say which works are unread, being read, or read."""
    with opened(ctx, library) as shelf:
        found = keys_of(shelf, keys, query)
        shelf.mark(found, state)
    write(f"{several(len(found))}: {state}\n", None)
    return 0


def _parted(words: Sequence[str]) -> tuple[list[str], list[str], list[str]]:
    """The keys, what is put on with +, and what is taken off with -."""
    for word in words:
        if word.startswith("--"):
            raise click.NoSuchOption(word)
        if word in ("+", "-"):
            raise ConfigurationError(f"'{word}' must be followed by a name at once: {word}name")
    keys = [word for word in words if word[:1] not in ("+", "-")]
    put = [word[1:].strip() for word in words if word.startswith("+")]
    taken = [word[1:].strip() for word in words if word.startswith("-")]
    return keys, put, taken


def _require(put: Sequence[str], taken: Sequence[str], what: str) -> None:
    if not put and not taken:
        raise ConfigurationError(f"which {what}? Write +name to put it on, -name to take it off")


def _told(put: Sequence[str], taken: Sequence[str]) -> str:
    return " ".join([*(f"+{name}" for name in put), *(f"-{name}" for name in taken)])


def _counted(numbers: dict[str, int]) -> str:
    from refkit.report.columns import write_columns

    return write_columns([(name, f"{number:,}") for name, number in numbers.items()])
