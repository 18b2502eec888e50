"""Options that several commands share."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

import click

if TYPE_CHECKING:
    from refkit.api import Sources

_Function = TypeVar("_Function", bound=Callable[..., Any])

output = click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Write to this file instead of standard output; it is replaced whole or not at all.",
)

lines = click.option(
    "--lines",
    is_flag=True,
    help="Every line that is not blank is one reference; by default the list is looked for.",
)

model = click.option(
    "--model",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Read references that are not APA with this model of `refkit train`.",
)

text_format = click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["text", "html", "markdown", "latex", "rtf", "typst"]),
    default="text",
    show_default=True,
    help="The form of the output.",
)

locale = click.option(
    "--locale", default="", metavar="CODE", help="A CSL locale, such as de-DE; or a locale file."
)

source_form = click.option(
    "--from",
    "source_form",
    metavar="FORM",
    help="Read the file as bibtex, csl-json, markdown, docx …, whatever it is called.",
)


form = click.option(
    "--format",
    "form",
    metavar="FORM",
    help="Read every PATH in this form, whatever it is called: docx, latex, jats, bibtex …",
)

color = click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Colours; auto: on a terminal, unless NO_COLOR is set.",
)


config = click.option(
    "--config",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="This configuration; by default the nearest refkit.toml or [tool.refkit] above.",
)

no_config = click.option("--no-config", is_flag=True, help="Look for no configuration file.")


class Places(NamedTuple):
    """Where Records come from, as the options of :func:`sources` say.

    Attributes:
        records: Files of records.
        records_complete: Whether they hold every work.
        snapshots: Folders of Snapshots.
        offline: Whether to use no network.
        refresh: Whether to ask again for what the cache has.
        no_cache: Whether to use no cache.
        mailto: An e-mail address, or "".
    """

    records: tuple[Path, ...]
    records_complete: bool
    snapshots: tuple[Path, ...]
    offline: bool
    refresh: bool
    no_cache: bool
    mailto: str


def sources(function: _Function) -> _Function:
    """Add the options that say where Records come from.

    The command is given them as one argument, ``places``; :func:`open_sources` takes it.
    """

    @wraps(function)
    def command(**values: Any) -> Any:
        places = Places(**{name: values.pop(name) for name in Places._fields})
        return function(places=places, **values)

    for option in (
        click.option(
            "--mailto",
            metavar="ADDRESS",
            default="",
            envvar="REFKIT_MAILTO",
            help="Your e-mail address: Crossref then allows more requests. [env: REFKIT_MAILTO]",
        ),
        click.option("--no-cache", is_flag=True, help="Neither read nor keep answers on disk."),
        click.option(
            "--refresh", is_flag=True, help="Ask again for what the cache has an answer to."
        ),
        click.option(
            "--offline",
            is_flag=True,
            help="Use no network: only files, snapshots, and the cache, however old.",
        ),
        click.option(
            "--snapshot",
            "snapshots",
            metavar="DIR",
            multiple=True,
            type=click.Path(path_type=Path),
            help="A snapshot of `refkit snapshot build` to look in first; repeatable.",
        ),
        click.option(
            "--records-complete",
            is_flag=True,
            help="The records hold every work: one that is missing does not exist.",
        ),
        click.option(
            "--records",
            metavar="FILE",
            multiple=True,
            type=click.Path(path_type=Path),
            help="Crossref works or CSL-JSON to look in first (.json, .jsonl, .gz); repeatable.",
        ),
    ):
        command = option(command)
    return cast("_Function", command)


def open_sources(places: Places) -> Sources:
    """The Sources that the options of :func:`sources` ask for.

    Raises:
        ConfigurationError: If ``--records-complete`` stands without ``--records``, or ``--refresh``
            with ``--offline``.
        InputError: If a file of records or a Snapshot cannot be read.
    """
    from refkit.api import Sources
    from refkit.errors import ConfigurationError

    if places.records_complete and not places.records:
        raise ConfigurationError("--records-complete says something about --records, and needs it")
    if places.refresh and places.offline:
        raise ConfigurationError("--refresh asks again over the network, which --offline forbids")
    return Sources(
        records=places.records,
        records_complete=places.records_complete,
        snapshots=places.snapshots,
        offline=places.offline,
        cache=not places.no_cache,
        refresh=places.refresh,
        mailto=places.mailto,
    )


def codes(values: Iterable[str]) -> tuple[str, ...]:
    """Codes and prefixes of a repeatable option with commas: ("D2,m302", "F4") to D2 M302 F4."""
    parts = (part.strip().upper() for value in values for part in value.split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


def wants_color(choice: str) -> bool:
    """Whether to colour standard output (https://no-color.org for ``auto``).

    Args:
        choice: "auto", "always" or "never".
    """
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return sys.stdout is not None and sys.stdout.isatty()


def terminal_width() -> int:
    """Columns of the terminal, 60 to 200; 100 where there is none and COLUMNS is not set."""
    return min(max(shutil.get_terminal_size((100, 24)).columns, 60), 200)
