"""Composed: a readable text of a reference that is fields only, as ``element-citation`` of JATS.

Such a reference has no text of its own: its journal prints one from the fields, in a style of which
the file says nothing. Here it is that of APA 7 (chapter 9), so that people and parser can read it.
Each field keeps its own characters and their place in the file; what parts them is put between.
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

from refkit.normalize.patterns import lazy_pattern
from refkit.readers.prose import Handlers, Prose
from refkit.readers.xml_tree import Chars, Node

_GUESS: Final = "the file holds fields of references and no text; they are shown as APA prints them"

_INITIALS: Final = lazy_pattern(r"[^\W\d_a-zß-öø-ÿ](?: ?[^\W\d_a-zß-öø-ÿ]){0,3}")
_EDITION: Final = lazy_pattern(r"\bed(?:n|ition|ición|izione)?\b|\baufl|\bédition", re.IGNORECASE)
_NAMES_OF_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_MONTHS: Final = {
    written: name
    for number, name in enumerate(_NAMES_OF_MONTHS, 1)
    for written in (str(number), f"{number:02}")
}
"""Months in words for those in digits: "(2011, 03 14)" is no date that anybody prints."""

_STOPS: Final = ".?!"


class Person(msgspec.Struct):
    """Somebody, or a group, who is named.

    Attributes:
        family: The family name, or the name as a whole.
        given: The given names or their initials.
        suffix: "Jr."
    """

    family: Node
    given: list[Node] = []
    suffix: Node | None = None


class Fields(msgspec.Struct):
    """The fields of a reference.

    Attributes:
        authors: Its authors; None stands for "et al.".
        editors: The editors of what it is in, or its own.
        date: Year, month and day, in this order.
        title: Titles from its own to that of the part.
        container: What it is in; if there is no title, what it is.
        volume: Number of the volume.
        issue: Number of the issue.
        pages: First and last page, or both in one.
        article: Number of the article.
        edition: Number of the edition.
        publisher: Publisher and its place, as they stand.
        rest: All else, each with what is put before it, such as "ISBN ".
        dois: DOIs.
        pmids: Numbers in PubMed.
        links: Addresses.
        book: Whether it is a book, or in one.
        place: Where in the source the reference begins.
    """

    place: int
    authors: list[Person | None] = []
    editors: list[Person | None] = []
    date: list[Node] = []
    title: list[Node] = []
    container: list[Node] = []
    volume: list[Node] = []
    issue: list[Node] = []
    pages: list[Node] = []
    article: list[Node] = []
    edition: list[Node] = []
    publisher: list[Node] = []
    rest: list[tuple[str, Node]] = []
    dois: list[Node] = []
    pmids: list[Node] = []
    links: list[Node] = []
    book: bool = False


def compose(fields: Fields, prose: Prose, handlers: Handlers) -> None:
    """Write the text of a reference into the block.

    Args:
        fields: Its fields.
        prose: Where it is written.
        handlers: What to do with the elements within the fields.
    """
    _Composer(fields, prose, handlers).write()
    if _GUESS not in prose.guesses:
        prose.guesses.append(_GUESS)


class _Composer:
    def __init__(self, fields: Fields, prose: Prose, handlers: Handlers) -> None:
        self._fields = fields
        self._prose = prose
        self._handlers = handlers
        self._at = fields.place

    def write(self) -> None:
        fields = self._fields
        people = fields.authors
        own_editors = not people and not fields.title and bool(fields.editors)
        if own_editors:
            people = fields.editors
        self._people(people, "&")
        if own_editors:
            self._put(" (Eds.)." if len(people) > 1 else " (Ed.).")
        if people:
            self._date()
        self._sentence(fields.title)
        if not people:
            self._date()
        in_book = bool(fields.title) and fields.book
        if fields.editors and not own_editors:
            self._put(" In " if self._begun else "In ")
            self._people(fields.editors, "&", inverted=False)
            self._put(" (Eds.), " if len(fields.editors) > 1 else " (Ed.), ")
        elif in_book and fields.container:
            self._put(" In " if self._begun else "In ")
        self._container()
        self._sentence(fields.publisher, between=": ")
        for before, node in fields.rest:
            self._sentence([node], before=before)
        self._identifiers()

    @property
    def _begun(self) -> bool:
        return self._prose.builder.in_block

    def _put(self, text: str) -> None:
        """Signs between two fields, which belong to where the last one ended."""
        if text[0] == "." and self._prose.last in _STOPS:
            text = text[1:]
        if text:
            self._prose.put(text, self._at)

    def _node(self, node: Node) -> None:
        self._at = node.inner
        handler = self._handlers.get(node.name)
        if handler is not None:
            handler(node)
        else:
            self._prose.flow(node, self._handlers)
        self._at = node.inner_end

    def _people(self, people: list[Person | None], sign: str, *, inverted: bool = True) -> None:
        for number, person in enumerate(people):
            if number:
                last = number == len(people) - 1 and person is not None
                comma = "," if inverted or len(people) > 2 else ""
                self._put(f"{comma} {sign} " if last else ", ")
            if person is None:
                self._put("et al.")
            elif inverted or not person.given:
                self._node(person.family)
                self._given(person.given, ", ")
            else:
                self._given(person.given, "")
                self._put(" ")
                self._node(person.family)
            if person is not None and person.suffix is not None:
                self._put(", ")
                self._node(person.suffix)

    def _given(self, nodes: list[Node], before: str) -> None:
        """Given names; initials that stand close, "RV", with stops as in "R. V."."""
        source = self._prose.source
        for number, node in enumerate(nodes):
            if number or before:
                self._put(" " if number else before)
            chars = node.children[0] if len(node.children) == 1 else None
            if isinstance(chars, Chars) and _INITIALS.fullmatch(source, chars.start, chars.end):
                self._initials(chars)
            else:
                self._node(node)

    def _initials(self, letters: Chars) -> None:
        source = self._prose.source
        for at in range(letters.start, letters.end):
            if source[at] == " ":
                continue
            self._at = at
            if at > letters.start:
                self._put(" ")
            self._prose.chars(Chars(at, at + 1, raw=True))
            self._at = at + 1
            self._put(".")

    def _date(self) -> None:
        date = self._fields.date
        if not date:
            if self._begun:
                self._put(".")
            return
        begun = self._begun
        self._put(" (" if begun else "(")
        for number, node in enumerate(date):
            if number:
                self._put(", " if number == 1 else " ")
            written = self._prose.source[node.inner : node.inner_end].strip()
            said = _MONTHS.get(written) if node.name == "month" else written.lstrip("0")
            if said and said != written and written.isdigit():
                self._prose.put(said, node.inner, node.inner_end)
            else:
                self._node(node)
        self._put(").")

    def _sentence(self, nodes: list[Node], between: str = ". ", before: str = "") -> None:
        for number, node in enumerate(nodes):
            if self._begun:
                self._put(between if number else ". " if self._prose.last not in ".?!)" else " ")
            if before:
                self._put(before)
            self._node(node)
        if nodes and self._prose.last not in _STOPS:
            self._put(".")

    def _container(self) -> None:
        fields = self._fields
        if fields.container and self._begun and self._prose.last != " ":
            self._put(" ")
        for number, node in enumerate(fields.container):
            if number:
                self._put(". ")
            self._italic(node)
        if fields.book:
            self._in_parentheses()
        else:
            self._numbers()
        written = fields.container or fields.volume or fields.issue or fields.pages
        if written and self._prose.last not in _STOPS:
            self._put(".")
        if fields.edition and not fields.book:
            self._sentence(fields.edition)

    def _numbers(self) -> None:
        """Volume, issue and pages of an article: ", 80(3), 231–244"."""
        fields = self._fields
        if fields.volume:
            if self._begun:
                self._put(", ")
            self._listed(fields.volume, italic=True)
        if fields.issue:
            self._put("(" if fields.volume else ", (")
            self._listed(fields.issue)
            self._put(")")
        if fields.article:
            self._put(", ")
            self._listed(fields.article)
        if fields.pages:
            self._put(", ")
            self._range(fields.pages)

    def _in_parentheses(self) -> None:
        """Edition, volume and pages of a book: " (2nd ed., Vol. 3, pp. 610–624)"."""
        fields = self._fields
        opened = False
        for nodes, before in (
            (fields.edition, ""),
            (fields.volume, "Vol. "),
            (fields.issue, "No. "),
            (fields.article, "Article "),
            (fields.pages, "pp. " if len(fields.pages) > 1 else "p. "),
        ):
            if not nodes:
                continue
            self._put(", " if opened else " (")
            opened = True
            own = self._prose.source[nodes[0].inner : nodes[0].inner_end].strip()
            if before and own[:1].isdigit():
                self._put(before)
            if nodes is fields.pages:
                self._range(nodes)
            else:
                self._listed(nodes)
            if nodes is fields.edition and own[:1].isdigit() and not _EDITION.search(own):
                self._put(" ed.")
        if opened:
            self._put(")")

    def _listed(self, nodes: list[Node], *, italic: bool = False) -> None:
        for number, node in enumerate(nodes):
            if number:
                self._put(", ")
            if italic:
                self._italic(node)
            else:
                self._node(node)

    def _range(self, nodes: list[Node]) -> None:
        source = self._prose.source
        first = nodes[0]
        self._node(first)
        for node in nodes[1:]:
            if source[node.inner : node.inner_end] != source[first.inner : first.inner_end]:
                self._put("–")
                self._node(node)

    def _italic(self, node: Node) -> None:
        start = self._prose.here()
        self._node(node)
        self._prose.builder.mark(start, "italic")

    def _identifiers(self) -> None:
        fields = self._fields
        source = self._prose.source
        for nodes, before in ((fields.dois, "https://doi.org/"), (fields.pmids, "PMID: ")):
            for node in nodes:
                if self._begun:
                    self._put(" ")
                own = source[node.inner : node.inner_end].strip()
                if not own.lower().startswith(("http", "doi", "pmid")):
                    self._put(before)
                self._node(node)
        for node in fields.links:
            if self._begun:
                self._put(" ")
            self._node(node)
