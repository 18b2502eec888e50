"""Bibliographies: Works in a CSL style, through the engine of choice."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Final

import msgspec

from refkit.errors import ConfigurationError
from refkit.model import Work
from refkit.normalize.dates import apa_date
from refkit.normalize.names import apa_name
from refkit.render.output import WRITERS, mark
from refkit.render.styles import find_locale, load_style

ENGINES: Final = ("citeproc-py",)


class Entry(msgspec.Struct, frozen=True):
    """One entry: the Work's id, and its text in the bibliography's format."""

    id: str
    text: str


class Bibliography(msgspec.Struct):
    """A rendered bibliography; ``str()`` of it is the whole.

    Attributes:
        entries: The entries in the style's order.
        format: "text", "html" or "markdown".
        hanging_indent: Whether the style indents all lines of an entry but the first.
        warnings: What could not be rendered as the style asks, in words.
    """

    entries: list[Entry]
    format: str = "text"
    hanging_indent: bool = False
    warnings: list[str] = []

    def __str__(self) -> str:
        texts = [entry.text for entry in self.entries]
        if self.format == "html":
            hanging = " hanging-indent" if self.hanging_indent else ""
            lines = [
                f'  <div class="csl-entry"{_id(entry)}>{entry.text}</div>' for entry in self.entries
            ]
            return "\n".join([f'<div class="csl-bib-body{hanging}">', *lines, "</div>"])
        return ("\n\n" if self.format == "markdown" else "\n").join(texts)


def _id(entry: Entry) -> str:
    return f' data-id="{escape(entry.id)}"' if entry.id else ""


def render(
    works: Iterable[Work],
    style: str | Path = "apa",
    *,
    format: str = "text",
    locale: str = "",
    engine: str = "citeproc-py",
) -> Bibliography:
    """Render a bibliography in a CSL style.

    The engine citeproc-py adds no letters to years that would be the same ("2020a", "2020b") and
    leaves punctuation outside of quotes.

    Args:
        works: The Works. One without a type is taken for what its variables suggest.
        style: A style's name ("apa"), id, title, or the path of a .csl file.
        format: "text", "html" or "markdown".
        locale: A language such as "de-DE" or "de"; by default that of the style, else en-US.
        engine: "citeproc-py".

    Returns:
        An entry for each Work. One that the engine fails on is "author (year). title." with a
        warning.

    Raises:
        UnknownStyleError: If there is no such style or locale; names the nearest ones.
        FormatError: If a .csl file is broken; names the line.
        ConfigurationError: If there is no such format or engine, or the style has no bibliography.
    """
    if format not in WRITERS:
        raise ConfigurationError(f"no format '{format}'; there are {', '.join(WRITERS)}")
    if engine not in ENGINES:
        raise ConfigurationError(f"no engine '{engine}'; there are {', '.join(ENGINES)}")
    found = load_style(style)
    if not found.has_bibliography:
        raise ConfigurationError(f"the style '{found.name}' has no bibliography, only citations")
    chosen = find_locale(locale) if locale else _style_locale(found.locale)
    from refkit.render import citeproc_py

    works = list(works)
    write = WRITERS[format]
    bibliography = Bibliography([], format=format, hanging_indent=found.hanging_indent)
    for rendered in citeproc_py.render(works, found, chosen):
        work = works[rendered.index]
        text = rendered.text
        if not text:
            text = _plain(work)
            reason = f" ({rendered.fault})" if rendered.fault else ""
            bibliography.warnings.append(
                f"{work.id or f'work {rendered.index + 1}'}: {found.name} could not be rendered by "
                f"{engine}{reason}; written as author, year, title"
            )
        bibliography.entries.append(Entry(work.id, write(text)))
    return bibliography


def _style_locale(locale: str) -> str:
    """The locale that a style asks for, where there is one of that name; else en-US."""
    from refkit.errors import UnknownStyleError

    if not locale:
        return "en-US"
    try:
        return find_locale(locale)
    except UnknownStyleError:
        return "en-US"


def _plain(work: Work) -> str:
    """What every Work can have for an entry: author, year, title."""
    names = [apa_name(name) for name in work.author or work.editor]
    people = ", ".join(name for name in names if name)
    year = apa_date(work.issued) if work.issued else "n.d."
    head = f"{people.rstrip('.')}. ({year})" if people else f"({year})"
    return mark(". ".join(part for part in (head, work.title.rstrip("."), "") if part) + ".")
