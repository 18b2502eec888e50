"""Bibliographies: Works in a CSL style, through the engine of choice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

import msgspec

from refkit.csl.document import Document
from refkit.csl.faults import plain_entry
from refkit.csl.flow import Event, flow
from refkit.csl.item import Item
from refkit.csl.repository import find_locale, load_style
from refkit.csl.style import Style
from refkit.csl.writers import RUNS, WRITERS
from refkit.csl.writers.runs import Run
from refkit.csl.writers.runs import write as write_runs
from refkit.errors import ConfigurationError
from refkit.model import Work
from refkit.render.items import csl_item
from refkit.render.layouts import LAYOUTS, whole

ENGINES: Final = ("refkit", "citeproc-py")


class Entry(msgspec.Struct, frozen=True):
    """One entry of a bibliography.

    Attributes:
        id: The Work's id.
        text: Its text in the bibliography's format; plain text where that is "runs".
        runs: Its text as runs for a word processor, where the format is "runs".
    """

    id: str
    text: str
    runs: tuple[Run, ...] = ()


class Bibliography(msgspec.Struct):
    """A rendered bibliography; ``str()`` of it is the whole, a complete one in its format.

    Attributes:
        entries: The entries in the style's order.
        format: "text", "html", "markdown", "latex", "rtf", "typst" or "runs".
        hanging_indent: Whether the style indents all lines of an entry but the first.
        second_field_align: "flush" or "margin", where the first field, mostly a number, has a
            column of its own; else "".
        line_spacing: In lines; 1 is single.
        entry_spacing: Between entries, in lines.
        warnings: What could not be rendered as the style asks, in words.
    """

    entries: list[Entry]
    format: str = "text"
    hanging_indent: bool = False
    second_field_align: str = ""
    line_spacing: int = 1
    entry_spacing: int = 1
    warnings: list[str] = []

    def __str__(self) -> str:
        return whole(self)


def render(
    works: Iterable[Work],
    style: str | Path | Style = "apa",
    *,
    format: str = "text",
    locale: str = "",
    engine: str = "refkit",
) -> Bibliography:
    """Render a bibliography in a CSL style.

    Args:
        works: The Works. One without a type is taken for what its variables suggest.
        style: A style's name ("apa"), id, title, the path of a .csl file, or a compiled
            :class:`refkit.csl.Style`.
        format: "text", "html", "markdown", "latex", "rtf", "typst" or "runs".
        locale: A language such as "de-DE" or "de", or the path of a locale file (.xml); by
            default that of the style, else en-US.
        engine: "refkit", or "citeproc-py" for comparison: it adds no letters to years that would
            be the same ("2020a", "2020b") and leaves out what CSL 1.0.2 has added.

    Returns:
        An entry for each Work. One that cannot be rendered is "author (year). title." with a
        warning; one of which the style renders nothing, such as a personal communication in APA,
        is left out with a warning.

    Raises:
        UnknownStyleError: If there is no such style or locale; names the nearest ones.
        FormatError: If a .csl file is broken; names the line.
        ConfigurationError: If there is no such format or engine, or the style has no bibliography.
    """
    check_format(format)
    if engine not in ENGINES:
        raise ConfigurationError(f"no engine '{engine}'; there are {', '.join(ENGINES)}")
    works = list(works)
    if engine == "citeproc-py":
        return _by_citeproc_py(works, style, format, locale)
    compiled = compiled_style(style, locale)
    if compiled.bibliography is None:
        raise _without_bibliography(compiled.title)
    keyed = {str(place): work for place, work in enumerate(works)}
    document = Document(compiled, [csl_item(work, key) for key, work in keyed.items()])
    return collected(document, keyed, format)


def check_format(format: str) -> None:
    """Refuse a format that is none.

    Raises:
        ConfigurationError: If there is no such format; names those that there are.
    """
    if format not in LAYOUTS:
        raise ConfigurationError(f"no format '{format}'; there are {', '.join(LAYOUTS)}")


def compiled_style(style: str | Path | Style, locale: str) -> Style:
    """A style, compiled; one that is already stays as it is.

    Raises:
        UnknownStyleError: If there is no such style or locale; names the nearest ones.
        FormatError: If a .csl file is broken; names the line.
        ConfigurationError: If a compiled style is wanted in another locale.
    """
    if not isinstance(style, Style):
        return Style.load(style, locale)
    if locale:
        raise ConfigurationError("a compiled style has its locale; load it with another one")
    return style


def collected(document: Document, works: Mapping[str, Work], format: str) -> Bibliography:
    """The bibliography of a document.

    Args:
        document: A document in a style that has a bibliography.
        works: The document's item ids to the Works that stand in the bibliography.
        format: The format.

    Returns:
        An entry for each of the Works but those of which the style renders nothing.
    """
    rendered = document.bibliography(format)
    bibliography = Bibliography(
        [],
        format=format,
        hanging_indent=rendered.hanging_indent,
        second_field_align=rendered.second_field_align,
        line_spacing=rendered.line_spacing,
        entry_spacing=rendered.entry_spacing,
        warnings=[f"{_called(works, key)}: {reason}" for key, reason in rendered.warnings],
    )
    runs = rendered.runs or [[]] * len(rendered.entries)
    for (key, text), its_runs in zip(rendered.entries, runs, strict=True):
        bibliography.entries.append(_entry(works[key], text, format, its_runs))
    return bibliography


def _by_citeproc_py(
    works: Sequence[Work], style: str | Path | Style, format: str, locale: str
) -> Bibliography:
    from refkit.render import citeproc_py
    from refkit.render.citeproc_marks import events

    if isinstance(style, Style):
        raise ConfigurationError("citeproc-py compiles styles itself; give it the style's name")
    found = load_style(style)
    if not found.has_bibliography:
        raise _without_bibliography(found.title)
    chosen = find_locale(locale) if locale else citeproc_py.style_locale(found.locale)
    bibliography = Bibliography([], format=format, hanging_indent=found.hanging_indent)
    for rendered in citeproc_py.render(works, found, chosen):
        work = works[rendered.index]
        if not rendered.text:
            reason = f" ({rendered.fault})" if rendered.fault else ""
            bibliography.warnings.append(
                f"{work.id or f'work {rendered.index + 1}'}: {found.name} could not be rendered by "
                f"citeproc-py{reason}; written as author, year, title"
            )
        written = events(rendered.text) if rendered.text else _plain(work)
        bibliography.entries.append(_written(work, written, format))
    return bibliography


def _written(work: Work, events: list[Event], format: str) -> Entry:
    write = WRITERS["text" if format == RUNS else format]
    return _entry(work, write(events), format, write_runs(events) if format == RUNS else [])


def _entry(work: Work, text: str, format: str, runs: Sequence[Run]) -> Entry:
    # White space around an entry says something in HTML only, where it stands around blocks.
    return Entry(work.id, text if format == "html" else text.strip(), tuple(runs))


def _plain(work: Work) -> list[Event]:
    return flow(plain_entry(Item(csl_item(work, ""))))


def _called(works: Mapping[str, Work], key: str) -> str:
    return works[key].id or f"work {list(works).index(key) + 1}"


def _without_bibliography(title: str) -> ConfigurationError:
    return ConfigurationError(f"the style '{title}' has no bibliography, only citations")
