"""Which library a command of ``refkit lib`` means, and which works of it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import click

from refkit.cli import options
from refkit.errors import ConfigurationError

if TYPE_CHECKING:
    from refkit.api.library import Library

_Function = TypeVar("_Function", bound=Callable[..., Any])

Chosen: TypeAlias = Path | None
"""The library that the options name; None to look for it."""

library_option = click.option(
    "-L",
    "--library",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The library. [env: REFKIT_LIBRARY; default: the nearest library.refkit]",
)

query_option = click.option(
    "-q", "--query", metavar="QUERY", help="Every work that this search finds, beside the KEYs."
)

output_format = click.option(
    "--output-format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Text for people, or JSON for programs.",
)


def library_path(ctx: click.Context, chosen: Chosen) -> Path:
    """The file of the library that is meant.

    Args:
        ctx: The command's context, in which stands what `refkit lib -L` says.
        chosen: What the command's own -L says.

    Raises:
        ConfigurationError: If none is named, and there is none in this folder or above; if that
            which is named is not there.
    """
    from refkit.api.library import LIBRARY_NAME, LIBRARY_VARIABLE, find_library

    named = _named(ctx, chosen)
    found = named or find_library()
    if found is None:
        hint = "`refkit lib init` makes one, -L FILE names one"
        raise ConfigurationError(f"there is no {LIBRARY_NAME} in this folder or above; {hint}")
    if not found.exists():
        whose = f" (named by {LIBRARY_VARIABLE})" if _by_environment(ctx, chosen) else ""
        raise ConfigurationError(
            f"{found}: there is no such library{whose}; `refkit lib init` makes it"
        )
    return found


def new_library_path(ctx: click.Context, chosen: Chosen) -> Path:
    """The file of a library that is to be made: the one that is named, else in this folder."""
    from refkit.api.library import LIBRARY_NAME

    return _named(ctx, chosen) or Path(LIBRARY_NAME)


def _named(ctx: click.Context, chosen: Chosen) -> Path | None:
    from refkit.api.library import LIBRARY_VARIABLE

    environment = os.environ.get(LIBRARY_VARIABLE, "")
    return chosen or _of_group(ctx) or (Path(environment) if environment else None)


def _of_group(ctx: click.Context) -> Chosen:
    return ctx.obj if isinstance(ctx.obj, Path) else None


def _by_environment(ctx: click.Context, chosen: Chosen) -> bool:
    return not chosen and not _of_group(ctx)


@contextmanager
def opened(ctx: click.Context, chosen: Chosen) -> Iterator[Library]:
    """The library that is meant, open.

    Raises:
        ConfigurationError: If there is none; says how to make one.
        InputError: If it cannot be opened.
    """
    from refkit.api.library import open_library

    path = library_path(ctx, chosen)
    with open_library(path) as library:
        yield library


def keys_of(library: Library, keys: Sequence[str], query: str | None) -> list[str]:
    """The keys that are named, and those of what a query finds, each once.

    Raises:
        ConfigurationError: If a key is not in the library; names the nearest ones. If there is
            neither a key nor a query, or the query finds nothing.
    """
    if not keys and query is None:
        raise ConfigurationError("which works? Name their keys, or give a --query")
    for key in keys:
        check_key(library, key)
    found = list(keys)
    if query is not None:
        hits = library.keys(query, sort="relevance")
        if not hits and not keys:
            raise ConfigurationError(f"nothing was found for '{query}'")
        found += hits
    return list(dict.fromkeys(found))


def check_key(library: Library, key: str) -> None:
    """Refuse a key that is not in a library.

    Raises:
        ConfigurationError: If it is not; names the nearest ones.
    """
    if key in library:
        return
    near = library.near(key)
    nearest = f"; near it is {', '.join(near)}" if near else ""
    raise ConfigurationError(f"there is no work '{key}' in the library{nearest}")


def table_width() -> int:
    """The columns of the terminal that a table is cut to; 0 where it goes to a file or a pipe."""
    terminal = sys.stdout is not None and sys.stdout.isatty()
    return options.terminal_width() if terminal else 0


def several(number: int, what: str = "work") -> str:
    """A number with its noun: "1 work", "1,200 works"."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"
