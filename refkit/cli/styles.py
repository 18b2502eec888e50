"""``refkit styles``: the citation styles that can be used, found, described and tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from refkit.cli import options
from refkit.cli.streams import refuse_folder, say, write
from refkit.cli.works import load_works
from refkit.errors import UnknownStyleError, UnreadableError

if TYPE_CHECKING:
    from refkit.model import Work


class _Styles(click.Group):
    """A group in which words that name no command are searched for."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        # Without any word all styles are listed.
        if not args or not (args[0] in self.commands or args[0].startswith("-")):
            args = ["search", *args]
        return super().parse_args(ctx, args)


@click.group(
    cls=_Styles,
    epilog=(
        "\b\n"
        "Examples:\n"
        "  refkit styles cell biology\n"
        "  refkit styles show psychology-and-aging\n"
        "  refkit styles preview vancouver\n"
        "  refkit styles preview ./my-journal.csl --item references.bib"
    ),
)
def command() -> None:
    """Find, describe and try CSL styles; "refkit styles WORDS" is "refkit styles search WORDS"."""


@command.command(epilog="\b\nExamples:\n  refkit styles search american psychological")
@click.argument("words", metavar="[WORDS]...", nargs=-1)
def search(words: tuple[str, ...]) -> int:
    """List the CSL styles whose name or title has all WORDS; all styles without any."""
    from refkit import api

    query = " ".join(words)
    styles = api.find_styles(query)
    if not styles:
        # Its error names the nearest ones.
        api.describe_style(query)
        raise UnknownStyleError(f"no style has {query!r} in its name or title")
    widest = min(max(len(style.name) for style in styles), 50)
    write("".join(f"{style.name:<{widest}}  {style.title}\n" for style in styles), None)
    return 0


@command.command(epilog="\b\nExamples:\n  refkit styles show apa\n  refkit styles show ./my.csl")
@click.argument("style", metavar="NAME")
def show(style: str) -> int:
    """Say what a style is: NAME is its name, title or id, or a .csl file."""
    from refkit import api

    found = api.describe_style(style)
    lines = (
        ("name", found.name),
        ("title", found.title),
        ("short title", found.title_short),
        ("id", found.id),
        ("kind", ", ".join(part for part in (found.kind, found.position) if part)),
        ("bibliography", "yes" if found.has_bibliography else "no"),
        ("parent", found.parent),
        ("locale", found.locale or "en-US"),
        ("fields", ", ".join(found.fields)),
        ("summary", found.summary),
        ("about", "\n".join(found.documentation)),
        ("authors", ", ".join(found.authors)),
        ("updated", found.updated[:10]),
        ("licence", found.license or found.rights),
        ("file", found.path),
    )
    write("".join(_line(label, text) for label, text in lines if text), None)
    return 0


def _line(label: str, text: str) -> str:
    return f"{label:<14}" + f"\n{'':<14}".join(text.split("\n")) + "\n"


@command.command(
    epilog=(
        "\b\n"
        "Examples:\n"
        "  refkit styles preview ieee\n"
        "  refkit styles preview chicago-notes-bibliography --item references.bib -f html"
    )
)
@click.argument("style", metavar="NAME")
@click.option(
    "--item",
    metavar="FILE",
    help="Try the first work of this file, any that refkit render reads; by default a made-up one.",
)
@options.text_format
@options.locale
@options.source_form
@options.output
def preview(
    style: str,
    item: str | None,
    form: str,
    locale: str,
    source_form: str | None,
    output: str | None,
) -> int:
    """Cite one work in a style, alone and with a page, and give its entry in the bibliography."""
    from refkit import api

    refuse_folder(output)
    work = _first(item, source_form) if item is not None else None
    tried = api.preview_style(style, work, format=form, locale=locale)
    listed = tried.bibliography
    for warning in tried.warnings if listed is None else listed.warnings:
        say(warning, kind="warning")
    entries = [] if listed is None else ["", *(entry.text.strip() for entry in listed.entries)]
    write("".join(f"{text}\n" for text in (*tried.texts, *entries)), output)
    return 0


def _first(path: str, form: str | None) -> Work:
    works = load_works(path, form).works
    if not works:
        raise UnreadableError("no works found", path=path)
    if len(works) > 1:
        say(f"{path}: the first of {len(works)} works", kind="note")
    return works[0]
