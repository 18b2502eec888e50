"""Documents: the citations of a text in order, and its bibliography, in one style.

A document renders only what a change touches: the places of all citations are found anew, and a
citation is rendered again when what it depends on has changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final

from refkit.csl.bibliography import AuthorSubstitution, Bibliography, framed_by, laid_out
from refkit.csl.capitals import capitalized, starts_sentence
from refkit.csl.citation import Citation, CitationItem
from refkit.csl.cites import Cite, framed, joined
from refkit.csl.compile import row
from refkit.csl.context import Context, KeyNames, NamesTrace, Place
from refkit.csl.entry import Entry
from refkit.csl.faults import Faults, plain_cite, plain_entry
from refkit.csl.flow import Event, flow
from refkit.csl.garbage import uncollected
from refkit.csl.item import Item
from refkit.csl.positions import places
from refkit.csl.register import Register, in_order
from refkit.csl.style import Area, Key, SortKey, Style
from refkit.csl.tree import Node, Piece, find, plain
from refkit.csl.writers import RUNS, WRITERS
from refkit.csl.writers.runs import Run
from refkit.csl.writers.runs import write as write_runs
from refkit.errors import ConfigurationError

NOTHING: Final = "[CSL STYLE ERROR: reference with no printed form.]"
"""What stands for a reference of which the style renders nothing, in the words of the suite."""

NO_AUTHOR: Final = "[NO_PRINTED_FORM]"
"""What stands for the author of a citation without names, in the words of citeproc-js."""


class Document:
    """The citations and the bibliography of one text.

    Args:
        style: The style.
        items: CSL-JSON mappings; where two have the same id, the last one stands.
        cited_only: Whether only items that are cited belong to the bibliography, in the order of
            their first citation; by default all do, in the order given.
    """

    @uncollected()
    def __init__(
        self, style: Style, items: Iterable[Mapping[str, Any]], *, cited_only: bool = False
    ) -> None:
        self.style = style
        self.cited_only = cited_only
        self.citations: list[Citation] = []
        self._entries: dict[str, Entry] = {}
        for data in items:
            item = Item(data)
            self._entries[item.id] = Entry(item)
        self._faults = Faults()
        self._register = Register(style, self._faults)
        self._ids: list[str] = []
        self._again: frozenset[str] = frozenset()
        self._events: list[list[Event]] = []
        self._current: list[tuple[object, ...]] = []
        self._states: dict[tuple[object, ...], list[Event]] = {}
        self.update([])

    @uncollected()
    def update(self, citations: Sequence[Citation]) -> list[int]:
        """Make these the citations of the document.

        Args:
            citations: All citations in the order of the text.

        Returns:
            The places in the sequence of the citations that are new, or whose numbers,
            positions or distinctions have changed.

        Raises:
            ConfigurationError: If a citation cites an item that the document does not have.
        """
        for citation in citations:
            for cite in citation.items:
                if cite.id not in self._entries:
                    raise ConfigurationError(f"there is no item '{cite.id}' to cite")
        self.citations = list(citations)
        self._fill()
        in_order = [self._in_order(citation) for citation in citations]
        found = places(in_order, self.style.near_note_distance)
        old = dict(zip(self._ids, self._current, strict=True))
        states: dict[tuple[object, ...], list[Event]] = {}
        cited = Counter(cite.id for citation in citations for cite in citation.items)
        self._again = frozenset(name for name, count in cited.items() if count > 1)
        self._events, self._current = [], []
        for citation, where in zip(in_order, found, strict=True):
            state = self._state(citation, where)
            events = self._states.get(state)
            if events is None:
                events = self._flow(self._rendered(citation, where))
            states[state] = events
            self._events.append(events)
            self._current.append(state)
        self._states = states
        self._ids = [citation.id or str(place) for place, citation in enumerate(citations)]
        return [
            place
            for place, name in enumerate(self._ids)
            if name not in old or old[name] != self._current[place]
        ]

    def citation(self, place: int, format: str = "html") -> str:
        """The text of a citation of the document, by its place in the sequence."""
        return _writer(format)(self._events[place])

    def citation_runs(self, place: int) -> list[Run]:
        """A citation of the document as runs for a word processor."""
        return write_runs(self._events[place])

    def cite_alone(self, citation: Citation, format: str = "html") -> str:
        """The text of a citation that is not part of the document: every cite is a first one."""
        citation = self._in_order(citation)
        where = places([citation], self.style.near_note_distance)[0]
        return _writer(format)(self._flow(self._rendered(citation, where)))

    @uncollected()
    def bibliography(self, format: str = "html") -> Bibliography:
        """The bibliography.

        Args:
            format: A name in :data:`WRITERS`, or "runs" for plain text with its runs beside it.

        Raises:
            ConfigurationError: If the style has none, or there is no such format.
        """
        area = self.style.bibliography
        if area is None:
            raise ConfigurationError(f"the style '{self.style.title}' has no bibliography")
        write = _writer(format)
        substitution = AuthorSubstitution(area)
        bibliography = Bibliography(
            [],
            hanging_indent=area.flag("hanging-indent"),
            second_field_align=area.option("second-field-align"),
            line_spacing=_spacing(area.option("line-spacing")),
            entry_spacing=_spacing(area.option("entry-spacing")),
        )
        for entry in self._register.sorted:
            node, names = self._entry(entry, area)
            if node is None:
                warning = (entry.item.id, "the style renders nothing of it")
                bibliography.warnings.append(warning)
                if not area.numbered:
                    continue
                node = Node([f"{entry.number}. {NOTHING}"])
            substitution.apply(names[0] if names else None)
            events = self._faults.attempt(entry.item, self._flow, node)
            if events is None:
                events = self._flow(self._instead(entry, area))
            bibliography.entries.append((entry.item.id, write(events)))
            if format == RUNS:
                bibliography.runs.append(write_runs(events))
        bibliography.warnings.extend(
            (name, f"could not be rendered as the style asks ({fault})")
            for name, fault in self._faults.found.items()
            if name in self._register.entries
        )
        return bibliography

    @property
    def faults(self) -> dict[str, str]:
        """Ids of items that could not be rendered as the style asks to what went wrong."""
        return dict(self._faults.found)

    # The register

    def _fill(self) -> None:
        cited = [cite.id for citation in self.citations for cite in citation.items]
        ids = dict.fromkeys(cited) if self.cited_only else self._entries
        self._register.fill((self._entries[name] for name in ids), cited=self.cited_only)

    # Citations

    def _in_order(self, citation: Citation) -> Citation:
        """A citation with its cites in the order of the style."""
        keys = self.style.citation.keys
        if not keys or citation.unsorted or len(citation.items) < 2:
            return citation
        cites = in_order(
            citation.items, keys, lambda cite, k: self._value(self._entries[cite.id], keys[k])
        )
        return replace(citation, items=tuple(cites))

    def _value(self, entry: Entry, key: SortKey) -> Key:
        context = self._context(entry, Place(), "citation", key.names)
        return self._faults.attempt(entry.item, key.value, context)

    def _context(
        self,
        entry: Entry,
        place: Place,
        area: str,
        sorting: KeyNames | None = None,
        hide_names: int = 0,
    ) -> Context:
        return Context(
            entry.item,
            self.style.locale,
            area,
            place,
            entry.distinction,
            number=entry.number,
            sorting=sorting,
            hide_names=hide_names,
        )

    def _state(self, citation: Citation, where: list[Place]) -> tuple[object, ...]:
        """Everything that the text of a citation may depend on."""
        numbered, noted = self.style.citation.numbered, self.style.citation.noted
        again = self._again if self.style.tests_disambiguate else frozenset()
        cites = [
            (
                cite,
                self._entries[cite.id].number if numbered else 0,
                self._entries[cite.id].distinction.snapshot(),
                place.position,
                place.near_note,
                place.first_note,
                place.note if noted else 0,
                cite.id in again,
            )
            for cite, place in zip(citation.items, where, strict=True)
        ]
        return (citation.mode, citation.infix, bool(citation.note), *cites)

    def _rendered(self, citation: Citation, where: list[Place]) -> Piece:
        area = self.style.citation
        cites = list(zip(citation.items, where, strict=True))
        if citation.mode == "author-only" or (cites and cites[0][0].author_only):
            return self._author(cites)
        if citation.mode == "composite":
            author = self._author(cites[:1])
            rest = self._cluster(cites, area, hide=1)
            infix = citation.infix
            middle = infix if infix[:1] in ("", " ", "'", "’", ",") else f" {infix}"
            return Node([piece for piece in (author, f"{middle} ", rest) if piece])
        hide = 1 if citation.mode == "suppress-author" else 0
        return self._cluster(cites, area, hide)

    def _cluster(self, cites: list[tuple[CitationItem, Place]], area: Area, hide: int) -> Piece:
        rendered = [
            self._cite(
                item,
                place,
                1 if item.suppress_author or (hide and not k) else 0,
                area.capitalizes and starts_sentence(item.prefix, first=not k),
            )
            for k, (item, place) in enumerate(cites)
        ]
        wheres = {id(cite): place for cite, (_, place) in zip(rendered, cites, strict=True)}

        def without_names(cite: Cite) -> Piece | None:
            return self._cite(cite.item, wheres[id(cite)], 1).piece

        in_text = self.style.kind == "in-text"
        pieces = joined(rendered, area, without_names, in_text=in_text)
        return framed_by(area, pieces or [NOTHING])

    def _cite(self, item: CitationItem, place: Place, hide: int, start: bool = False) -> Cite:
        entry = self._entries[item.id]
        context = self._context(entry, place, "citation", hide_names=hide)
        piece = self._faults.attempt(entry.item, self.style.citation.render, context)
        if piece is None and entry.item.id in self._faults.found:
            piece = plain_cite(entry.item)
        if piece is not None and start:
            piece = capitalized(piece)
        # Cites are grouped by their names also where these are left out.
        names = self._cite(item, place, 0).names if hide else context.names
        authors = _authors(names)
        located = bool(item.locator) and any(True for _ in find(piece, "locator"))
        return Cite(entry, item, piece, context.names, authors, located)

    def _author(self, cites: list[tuple[CitationItem, Place]]) -> Piece:
        pieces: list[Piece] = []
        for item, place in cites:
            cite = self._cite(item, place, 0)
            if cite.names:
                if pieces:
                    pieces.append(self.style.citation.delimiter)
                pieces.append(framed(cite, cite.names[0].node))
        return Node(pieces) if pieces else NO_AUTHOR

    # Entries

    def _entry(self, entry: Entry, area: Area) -> tuple[Node | None, list[NamesTrace]]:
        context = self._context(entry, Place(), "bibliography")
        node = self._faults.attempt(entry.item, partial(_entry_node, area), context)
        if node is None:
            faulty = entry.item.id in self._faults.found
            return (self._instead(entry, area) if faulty else None), []
        return node, context.names

    def _instead(self, entry: Entry, area: Area) -> Node:
        """The entry of an item that cannot be rendered."""
        number = f"{entry.number}. " if area.numbered else ""
        return Node([number + plain_entry(entry.item)])

    def _flow(self, piece: Piece) -> list[Event]:
        locale = self.style.locale
        return flow(piece, locale.quotes, locale.punctuation_in_quote)


def _authors(names: list[NamesTrace]) -> str | None:
    """What a cite is grouped by (:attr:`Cite.authors`)."""
    if not names:
        return ""
    return plain(names[0].node) if names[0].variables else None


def _entry_node(area: Area, context: Context) -> Node | None:
    pieces = row(area.parts, context)
    if not pieces:
        return None
    # An entry begins behind its number.
    start = 1 if area.numbered and len(pieces) > 1 and _is_number(pieces[0]) else 0
    pieces[start] = capitalized(pieces[start])
    return laid_out(pieces, area)


def _is_number(piece: Piece) -> bool:
    """Whether a piece is the number of the entry, and nothing else."""
    numbers = 0 if isinstance(piece, str) else len(list(find(piece, "citation-number")))
    return numbers == 1 and not any(character.isalpha() for character in plain(piece))


def _writer(format: str) -> Callable[[list[Event]], str]:
    write = WRITERS.get("text" if format == RUNS else format)
    if write is None:
        known = ", ".join((*WRITERS, RUNS))
        raise ConfigurationError(f"no format '{format}'; there are {known}")
    return write


def _spacing(text: str) -> int:
    return int(text) if text.isdigit() else 1
