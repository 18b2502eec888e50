"""Works: load, dump, render and cite them, and the styles that they are rendered in."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from refkit.api.inputs import Input, data_of, name_of
from refkit.model import Work

if TYPE_CHECKING:
    from refkit.csl import Style
    from refkit.formats import Format, Loaded
    from refkit.render import Bibliography, Citations, Cited, StyleDetails, StyleInfo


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
        works: The Works.
        style: A style's name ("apa"), id, title, the path of a .csl file, or a
            :class:`refkit.csl.Style`.
        format: "text", "html", "markdown", "latex", "rtf", "typst", or "runs" for plain text with
            its runs of one formatting each, such as word processors want them.
        locale: A language such as "de-DE"; by default that of the style, else en-US.
        engine: "refkit", or "citeproc-py" for comparison.

    Returns:
        The entries in the style's order, with warnings; ``str()`` of it is the bibliography. A
        Work that cannot be rendered is "author (year). title." with a warning; one of which the
        style renders nothing, such as a personal communication in APA, is left out with a warning.

    Raises:
        UnknownStyleError: If there is no such style or locale; names the nearest ones.
        FormatError: If a .csl file is broken; names the line.
        ConfigurationError: If there is no such format or engine, or the style has no bibliography.
    """
    from refkit.render import render as render_works

    return render_works(works, style, format=format, locale=locale, engine=engine)


def cite(
    works: Iterable[Work],
    citations: Iterable[Cited],
    style: str | Path | Style = "apa",
    *,
    format: str = "text",
    locale: str = "",
    uncited: bool | Collection[str] = (),
) -> Citations:
    """Render the citations of a text in a CSL style, and the bibliography of what they cite.

    For a text whose citations change one by one, there is :class:`refkit.csl.Document`: it renders
    only what a change touches.

    Args:
        works: The Works that can be cited, by their ids.
        citations: All citations in the order of the text, each an id ("doe2020"), a
            :class:`refkit.csl.CitationItem` with locator, prefix and the like, a list of ids and
            items, or a :class:`refkit.csl.Citation` that knows its note.
        style: As for :func:`render`.
        format: As for :func:`render`.
        locale: As for :func:`render`.
        uncited: Ids of Works that stand in the bibliography though nothing cites them, or True for
            all Works.

    Returns:
        The citations' texts in order, and the bibliography (None in a style that has none).

    Raises:
        UnknownStyleError: If there is no such style or locale; names the nearest ones.
        FormatError: If a .csl file is broken; names the line.
        ConfigurationError: If there is no such format, no Work of a cited id, or several.
    """
    from refkit.render import cite as cite_works

    return cite_works(works, citations, style, format=format, locale=locale, uncited=uncited)


def load(source: Input, format: str | None = None) -> list[Work]:
    """Load Works from a file of any format. An entry that cannot be read is an error.

    Args:
        source: Text, bytes, a Path or an open file.
        format: A name in :func:`refkit.api.formats`, such as "bibtex", "ris" or "csl-json"; found
            from the content and the name if None.

    Raises:
        FormatError: If an entry cannot be read; names the line. :func:`load_all` goes on instead,
            and tells also what was read with doubts, such as a key that is there twice.
        UnreadableError: If the file cannot be read.
    """
    from refkit.errors import FormatError

    loaded = load_all(source, format)
    for problem in loaded.problems:
        if problem.lost:
            raise FormatError(
                problem.reason, path=name_of(source), line=problem.line, entry=problem.entry
            )
    return loaded.works


def load_all(source: Input, format: str | None = None) -> Loaded:
    """Load Works, and report broken entries as data beside them; see :func:`load`."""
    from refkit import formats

    if isinstance(source, Path):
        from refkit.readers import read_bytes

        return formats.load(read_bytes(source), format=format, path=str(source))
    data, name = data_of(source)
    return formats.load(data, format=format, path=name)


def dump(works: Iterable[Work], format: str = "bibtex", **options: Any) -> str:
    """Write Works in a format.

    Args:
        works: The Works.
        format: A name in :func:`refkit.api.formats`, such as "bibtex", "biblatex", "ris",
            "csl-json" or "endnote-xml".
        options: What :func:`refkit.formats.dump` takes: for every format ``sort``, ``fields``,
            ``omit``, ``journals`` and ``abbreviations``; for BibTeX also ``latex``, ``keys`` and
            the like.

    Raises:
        ConfigurationError: If there is no such format or option.
    """
    from refkit import formats

    return formats.dump(list(works), format, **options)


def formats() -> list[Format]:
    """The formats that files of Works can have, with their names, titles and endings."""
    from refkit.formats import FORMATS

    return list(FORMATS.values())


def works_format(data: bytes) -> str:
    """The format of what may be a file of Works, told from its content alone.

    Args:
        data: The content, or its beginning.

    Returns:
        The format's name; "" for what looks like an article or nothing. BibTeX must begin with an
        entry or a comment: an article may show entries somewhere.
    """
    from refkit.errors import InputError
    from refkit.formats import detect

    try:
        found = detect(data)
    except InputError:
        return ""
    start = data[:1000].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0")[:1]
    return "" if found in ("bibtex", "biblatex") and start not in (b"@", b"%") else found


def format_of_name(name: str) -> str:
    """The format that the ending of an output's name asks for; "" if it asks for none.

    Raises:
        ConfigurationError: If several formats have the ending; names them.
    """
    from refkit.errors import ConfigurationError
    from refkit.formats import FORMATS

    suffix = Path(name).suffix.lower()
    found = [known.name for known in FORMATS.values() if suffix in known.extensions]
    if suffix == ".xml":
        raise ConfigurationError(f"{suffix} is the ending of {', '.join(found)}: say which one")
    return _USUAL.get(suffix, found[0] if found else "")


EXPORTED: Final = frozenset({"ris", "nbib", "refer", "isi", "endnote-xml", "bibtex", "biblatex"})
"""Formats that reference managers and databases export with the ending .txt or .xml."""

_USUAL: Final = {".json": "csl-json", ".bib": "bibtex", ".yaml": "csl-yaml", ".yml": "csl-yaml"}
"""What files of an ending usually are, where several formats have it."""


def load_abbreviations(path: Path) -> dict[str, str]:
    """A table of journals, for the option ``abbreviations`` of :func:`dump`.

    Args:
        path: A file with one "Full name;Abbreviation" a line, as JabRef and others keep them.

    Returns:
        Full names to abbreviations.

    Raises:
        UnreadableError: If the file cannot be read, or is no text.
        FormatError: If no line of it names a journal and its abbreviation.
    """
    from refkit.errors import FormatError
    from refkit.formats.decode import decode
    from refkit.formats.selection import read_abbreviations
    from refkit.readers import read_bytes

    table = read_abbreviations(decode(read_bytes(path), path=str(path)).text)
    if not table:
        raise FormatError("no line is 'Full name;Abbreviation'", path=str(path), line=1)
    return table


def losses(works: Iterable[Work], written: str, format: str) -> dict[str, int]:
    """Which variables of the Works a file that was written lacks, and of how many Works."""
    from refkit.formats.losses import losses as find_losses

    return find_losses(list(works), written, format)


def find_styles(query: str = "") -> list[StyleInfo]:
    """The CSL styles whose name or title contains every word of a query."""
    from refkit.render import find_styles as find

    return find(query)


def describe_style(style: str | Path) -> StyleDetails:
    """What a style says of itself: title, kind, parent, licence ….

    Raises:
        UnknownStyleError: If there is none; names the nearest ones.
        FormatError: If a .csl file is broken; names the line.
    """
    from refkit.render import describe_style as describe

    return describe(style)


def preview_style(
    style: str | Path, work: Work | None = None, *, format: str = "text", locale: str = ""
) -> Citations:
    """How a style cites one work, alone and with a page, and its entry in the bibliography.

    Args:
        style: As for :func:`render`.
        work: The work; by default one that is made up.
        format: As for :func:`render`.
        locale: As for :func:`render`.
    """
    from refkit.render import preview

    return preview(style, work, format=format, locale=locale)
