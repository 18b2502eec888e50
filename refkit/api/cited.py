"""Cited: the works that an article cites by keys, from the .bib files that it names or as data.

A manuscript in LaTeX or R Markdown has no list of references: its list is made of these works.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from refkit.api.listed import entry_lines, listed_reference
from refkit.errors import InputError
from refkit.model import Document, Mention, Reference, ReferenceList, Span, Work
from refkit.model.document import EVERYTHING
from refkit.normalize.text import strip_markup

_ENDINGS = (".bib", ".bibtex", ".json", ".yaml", ".yml", ".ris", ".nbib", ".enw", ".xml")
_TELLING = 15
"""Letters of a title from which on it tells a work beside its year."""


class Shelf(NamedTuple):
    """The works that an article may cite by keys.

    Attributes:
        works: By their keys, those of the file that is named first before others.
        places: Where each stands, in words: "refs.bib, line 12".
        keys: Their keys, with those of entries that could not be read.
        unread: The files that the article names and that could not be read, as written.
        notes: What is to be said of the files, in words.
    """

    works: dict[str, Work]
    places: dict[str, str]
    keys: set[str]
    unread: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def shelf_of(document: Document) -> Shelf:
    """The works that an article names: those of its bibliographies, then those that it embeds."""
    shelf = Shelf({}, {}, set())
    unread: list[str] = []
    notes: list[str] = []
    for name in dict.fromkeys(document.bibliographies):
        path = _file_of(name, document, notes)
        if path is None or not _load(path, shelf, notes):
            unread.append(name)
    _embedded(document, shelf, notes)
    return shelf._replace(unread=tuple(unread), notes=tuple(notes))


def embedded_works(document: Document) -> list[Work]:
    """The Works that an article carries as data, each once, in its order.

    What a word processor's fields of Zotero, Mendeley, EndNote and Word hold, or a list of JATS.
    """
    shelf = Shelf({}, {}, set())
    _embedded(document, shelf, [])
    return list(shelf.works.values())


def exact_works(document: Document, references: Sequence[Reference]) -> list[Work]:
    """The Works of an article's references, as exact as the article has them.

    Args:
        document: The article.
        references: Its references, parsed.

    Returns:
        For each reference the Work that the article embeds for it, told by its title in the entry
        and its year; else what the parser made of the entry.
    """
    titled = [(work, _letters(strip_markup(work.title))) for work in embedded_works(document)]
    telling = [(work, title) for work, title in titled if len(title) >= _TELLING]
    return [_exact(reference, telling) for reference in references]


def _exact(reference: Reference, titled: Iterable[tuple[Work, str]]) -> Work:
    """The Work of a reference, from Works with the letters of their titles where one fits."""
    raw = _letters(reference.raw)
    for work, title in titled:
        years = {work.year, reference.work.year} - {None}
        if title in raw and len(years) < 2:
            return work
    return reference.work


def cited_list(
    document: Document, lists: Sequence[ReferenceList], shelf: Shelf
) -> ReferenceList | None:
    """The works that the article cites and that none of its lists has.

    Args:
        document: The article.
        lists: Its lists.
        shelf: The works that it may cite.

    Returns:
        A list of the kind "cited", in the order of the first citations, each with the place of its
        first; None if there is none. Where the article has a list, what it embeds only repeats it.
    """
    if not shelf.works or (lists and not document.bibliographies):
        return None
    listed = {reference.key for each in lists for reference in each.references}
    references: list[Reference] = []
    for key, span in _first_mentions(document.mentions, shelf.works):
        work = shelf.works.get(key)
        if work is None or key in listed:
            continue
        listed.add(key)
        position = document.position(span.start)
        reference = listed_reference(work, span, shelf.places.get(key, ""))
        reference.key = key
        reference.line, reference.column = position.line, position.column
        references.append(reference)
    if not references:
        return None
    return ReferenceList(None, Span(0, 0), [], references, "cited")


def attach(references: Iterable[Reference], shelf: Shelf) -> None:
    """Give references the Works that the file itself has for them, as JATS has them.

    What the markup says counts for more than what was read of the text. Where both agree, the
    places that the parser found stay, so that a finding leads to its field.
    """
    for reference in references:
        work = shelf.works.get(reference.key) if reference.key and reference.raw else None
        if work is None or not (work.title or (work.author and work.container_title)):
            continue
        parsed = reference.work
        for variable in ("DOI", "URL", "PMID", "PMCID"):
            if not work.get(variable) and parsed.get(variable):
                work = work.copy(**{variable: parsed.get(variable)})
        reference.fields = {
            variable: field
            for variable, field in reference.fields.items()
            if _alike(parsed.get(variable), work.get(variable))
        }
        reference.work = work
        reference.rest = []
        reference.confidence = 1.0
        reference.problem = ""


def _alike(one: object, other: object) -> bool:
    """Whether a field as parsed says what the markup says, but for signs and small words."""
    return _letters(one) == _letters(other)


def _letters(value: object) -> str:
    return "".join(sign for sign in str(value).casefold() if sign.isalnum())


def _first_mentions(
    mentions: Iterable[Mention], works: dict[str, Work]
) -> Iterable[tuple[str, Span]]:
    """The keys that are cited, with the place of the first mention of each."""
    for mention in mentions:
        spans = mention.key_spans or (mention.span,) * len(mention.keys)
        for key, span in zip(mention.keys, spans, strict=False):
            if key == EVERYTHING:
                yield from ((each, span) for each in works)
            else:
                yield key, span


def _file_of(name: str, document: Document, notes: list[str]) -> Path | None:
    """The file that an article means by a name; told if it is not there, or another one is read."""
    if not document.path:
        notes.append(f"{name}, which it names, is not looked for: the text comes from no file")
        return None
    article = Path(document.path)
    named = [name] if Path(name).suffix.lower() in _ENDINGS else [f"{name}.bib", name]
    for each in named:
        try:
            if (article.parent / each).is_file():
                return article.parent / each
        except (OSError, ValueError):
            continue
    # A manuscript that was renamed with its .bib file, but for the line that names it.
    beside = article.with_suffix(".bib")
    first = name == document.bibliographies[0]
    if first and beside.is_file():
        notes.append(
            f"{name}, which it names, is not there: {beside.name} beside it was read instead"
        )
        return beside
    notes.append(f"{name}, which it names, is not there: works that stand in it are not checked")
    return None


def _load(path: Path, shelf: Shelf, notes: list[str]) -> bool:
    """Put the works of a file on the shelf, and say whether it could be read."""
    from refkit import formats
    from refkit.readers import read_bytes

    try:
        data = read_bytes(path)
        loaded = formats.load(data, path=str(path))
    except InputError as error:
        notes.append(f"{path.name}: {error.reason}")
        return False
    lines = entry_lines(data, loaded)
    for work in loaded.works:
        if work.id and work.id not in shelf.works:
            line = lines.get(work.id, 0)
            shelf.works[work.id] = work
            shelf.places[work.id] = f"{path.name}, line {line}" if line else path.name
    lost = [problem for problem in loaded.problems if problem.lost]
    shelf.keys.update(shelf.works, (problem.entry for problem in lost))
    if lost:
        first = lost[0]
        more = f", and {len(lost) - 1} more" if len(lost) > 1 else ""
        notes.append(f"{path.name}, line {first.line}: not read: {first.reason}{more}")
    return True


def _embedded(document: Document, shelf: Shelf, notes: list[str]) -> None:
    from refkit import formats

    for embedded in document.embedded:
        try:
            loaded = formats.load(embedded.data, format=embedded.format)
        except InputError as error:
            notes.append(f"the works that {embedded.origin} put into it: {error.reason}")
            continue
        for work in loaded.works:
            if work.id and work.id not in shelf.works:
                shelf.works[work.id] = work
                shelf.places[work.id] = f"{embedded.origin}'s data"
