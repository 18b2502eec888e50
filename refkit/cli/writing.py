"""Options of commands that write files of works: keys, escapes, order, fields, journals."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from refkit.errors import ConfigurationError

_Function = TypeVar("_Function", bound=Callable[..., Any])

_OPTIONS: Final = (
    click.option("--latex", is_flag=True, help="BibTeX with LaTeX's commands for letters: {\\'e}."),
    click.option(
        "--keys",
        metavar="PATTERN",
        help="Citation keys of works that have none: authoryeartitle, zotero, jabref …, or such"
        " as '{author}{year}{letter}'. [default: authoryeartitle]",
    ),
    click.option("--rekey", is_flag=True, help="Make the keys of all works anew."),
    click.option(
        "--protect",
        type=click.Choice(["names", "all", "none"]),
        help="Which words of titles BibTeX keeps from lower case by braces. [default: names]",
    ),
    click.option(
        "--sort",
        metavar="ORDER",
        help="Order the works by key, author, year, title or type; '-year' is latest first,"
        " 'author,-year' by both.",
    ),
    click.option("--fields", metavar="LIST", help="Write these CSL variables only: title,DOI."),
    click.option("--omit", metavar="LIST", help="Leave these CSL variables out: abstract,keyword."),
    click.option(
        "--journals",
        type=click.Choice(["as-is", "abbreviated", "full"]),
        help="Write the names of journals in this form. [default: as-is]",
    ),
    click.option(
        "--abbreviations",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="A table of journals: one 'Full name;Abbreviation' a line.",
    ),
    click.option(
        "--plain",
        is_flag=True,
        help="Leave out the field that carries what RIS, EndNote XML, MODS … have no place for.",
    ),
)

_BIBTEX: Final = ("latex", "keys", "rekey", "protect")


def writing(function: _Function) -> _Function:
    """Give a command the options of :func:`settings_of`, as keyword arguments."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def settings_of(form: str, given: dict[str, Any]) -> dict[str, Any]:
    """What ``api.dump`` is to be told.

    Args:
        form: The format's name.
        given: The values of the options, by name.

    Returns:
        The options of ``api.dump`` that were asked for.

    Raises:
        ConfigurationError: If an option is for another format.
        FormatError: If a table of abbreviations cannot be read; names the line.
    """
    from refkit import api

    known = next(each for each in api.formats() if each.name == form)
    settings = {name: value for name, value in given.items() if value}
    for name in settings.keys() & set(_BIBTEX) - set(known.options):
        raise ConfigurationError(f"--{name} is for BibTeX")
    for name in ("fields", "omit"):
        if name in settings:
            settings[name] = [each.strip() for each in settings[name].split(",") if each.strip()]
    if "abbreviations" in settings:
        settings["abbreviations"] = api.load_abbreviations(settings["abbreviations"])
    if settings.pop("plain", False) and "carry" in known.options:
        settings["carry"] = False
    return settings
