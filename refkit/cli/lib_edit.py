"""``refkit lib edit``, ``rename`` and ``remove``."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from refkit.cli.lib_open import (
    Chosen,
    check_key,
    keys_of,
    library_option,
    opened,
    query_option,
    several,
)
from refkit.cli.streams import say, write
from refkit.errors import ConfigurationError, InputError
from refkit.model import Date
from refkit.model.work import ATTRIBUTES

if TYPE_CHECKING:
    from refkit.api.library import Entry, Library
    from refkit.model import Work

_OTHER_NAMES: Final = {
    "address": "publisher-place",
    "booktitle": "container-title",
    "date": "issued",
    "journal": "container-title",
    "journaltitle": "container-title",
    "keywords": "keyword",
    "number": "issue",
    "pages": "page",
    "series": "collection-title",
    "year": "issued",
}
"""Fields of BibTeX, and the variables of CSL that hold what they say."""


@click.command(
    epilog=(
        "\b\n"
        "Examples:\n"
        "  refkit lib edit gracanin2014crying page=1–15 'author=Gračanin, A.; Bylsma, L.'\n"
        "  refkit lib edit gracanin2014crying abstract=        # removes it\n"
        "  refkit lib edit gracanin2014crying                  # opens $EDITOR"
    )
)
@click.argument("key", metavar="KEY")
@click.argument("changes", metavar="[FIELD=VALUE]...", nargs=-1)
@library_option
@click.pass_context
def edit(ctx: click.Context, key: str, changes: tuple[str, ...], library: Chosen) -> int:
    """Change fields of a work, or all of it in your editor.

    FIELD is a variable of CSL, such as container-title, issued, page; several names are parted by
    semicolons. Without fields the work opens as CSL-YAML in VISUAL or EDITOR.
    """
    with opened(ctx, library) as shelf:
        check_key(shelf, key)
        if changes:
            asked = dict(map(_change, changes))
            before = shelf[key].work
            entry = shelf.edit(key, asked)
            _tell_doubts(entry, asked)
            changed = entry.work != before
        else:
            changed = _edit_whole(shelf, key)
        if not changed:
            say(f"{key}: nothing was changed", kind="note")
            return 0
    write(f"{key}: changed; `refkit lib undo` takes it back\n", None)
    return 0


def _tell_doubts(entry: Entry, asked: Iterable[str]) -> None:
    """Say which of the changed values are kept as words, for they are not what they stand for."""
    for variable in asked:
        value = entry.work.get(variable)
        if isinstance(value, Date) and value.literal:
            say(f"{variable}: '{value.literal}' is no date; it is kept as words", kind="warning")
        elif variable == "DOI" and value and not value.startswith("10."):
            say(f"DOI: '{value}' is no DOI; it is kept as it is", kind="warning")


def _change(text: str) -> tuple[str, str | None]:
    """The variable of "field=value", and its value; None to remove it."""
    name, equals, value = text.partition("=")
    name = name.strip()
    if not equals:
        raise ConfigurationError(f"'{text}' is no change; write {name}=VALUE")
    variable = name if name in ATTRIBUTES else _variable(name)
    return variable, value.strip() or None


def _variable(name: str) -> str:
    folded = {variable.casefold(): variable for variable in ATTRIBUTES}
    plain = name.casefold().replace("_", "-")
    if plain in folded:
        return folded[plain]
    if plain in _OTHER_NAMES:
        return _OTHER_NAMES[plain]
    near = get_close_matches(plain, [*folded, *_OTHER_NAMES], n=3)
    nearest = f"; near it is {', '.join(folded.get(each, each) for each in near)}" if near else ""
    raise ConfigurationError(f"there is no field '{name}'{nearest}")


def _edit_whole(library: Library, key: str) -> bool:
    """Let the user change the whole work in an editor; whether something was changed."""
    from refkit import api

    before = library[key].work
    text = api.dump([before], "csl-yaml")
    try:
        edited = click.edit(text, extension=".yaml", require_save=True)
    except click.ClickException as error:
        reason = f"{error.message}; VISUAL or EDITOR names the editor to use"
        raise ConfigurationError(f"{key} was not changed: {reason}") from error
    if edited is None or edited == text:
        return False
    try:
        work = _read(edited)
        if work.id != before.id:
            raise ConfigurationError("the key is changed with `refkit lib rename`, not here")
        if work == before:
            return False
        library.replace(key, work)
    except (InputError, ConfigurationError) as error:
        kept = _kept(key, edited)
        reason = str(error)
        if isinstance(error, InputError):
            reason = f"line {error.line}: {error.reason}" if error.line else error.reason
        raise ConfigurationError(
            f"{key} was not changed: {reason}; your text is in {kept}"
        ) from error
    return True


def _read(text: str) -> Work:
    """The one Work of an edited text."""
    from refkit import api

    loaded = api.load_all(text.encode(), "csl-yaml")
    for problem in loaded.problems:
        raise InputError(problem.reason, line=problem.line)
    if len(loaded.works) != 1:
        raise InputError(f"there must be one work, not {len(loaded.works)}", line=1)
    return loaded.works[0]


def _kept(key: str, text: str) -> Path:
    """Write an edited text that could not be used where the user finds it."""
    import tempfile

    name = "".join(each if each.isalnum() else "-" for each in key)[:50]
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", prefix=f"refkit-{name}-", suffix=".yaml", delete=False
    ) as file:
        file.write(text)
    return Path(file.name)


@click.command(epilog="\b\nExamples:\n  refkit lib rename gracanin2014crying gracanin-crying")
@click.argument("key", metavar="KEY")
@click.argument("new", metavar="NEW")
@library_option
@click.pass_context
def rename(ctx: click.Context, key: str, new: str, library: Chosen) -> int:
    """Give a work another key. The old one still finds it, and no other work gets it."""
    with opened(ctx, library) as shelf:
        check_key(shelf, key)
        if shelf[key].key == new:
            say(f"{key}: that is its key", kind="note")
            return 0
        shelf.rename(key, new)
    write(f"{key}: now {new}; the old key still finds it\n", None)
    return 0


@click.command(
    epilog=(
        "\b\nExamples:\n  refkit lib remove doe2020\n  refkit lib remove --query 'tag:discarded'"
    )
)
@click.argument("keys", metavar="[KEY]...", nargs=-1)
@query_option
@library_option
@click.pass_context
def remove(ctx: click.Context, keys: tuple[str, ...], query: str | None, library: Chosen) -> int:
    """Remove works from the library, with their tags and notes. Attached files stay on the disk."""
    with opened(ctx, library) as shelf:
        found = keys_of(shelf, keys, query)
        shelf.remove(found)
    write(f"removed {several(len(found))}; `refkit lib undo` brings them back\n", None)
    return 0
