"""Reference: one entry of a reference list as written, and what the parser made of it."""

from __future__ import annotations

from typing import Literal

import msgspec

from refkit.model.document import Block, Span
from refkit.model.work import Work


class Field(msgspec.Struct, frozen=True):
    """Where a field stands in the raw text, and how sure the parser is of it.

    Attributes:
        span: Its range in ``Reference.raw``. For names, from the first to the last.
        confidence: 0.0–1.0; calibrated: of the fields at 0.9, nine in ten are right.
    """

    span: Span
    confidence: float = 1.0


class Citation(msgspec.Struct, frozen=True, kw_only=True, repr_omit_defaults=True):
    """A mention in the running text, such as "(Bylsma & Gračanin, 2021)"; one work and one year.

    "(Smith, 2019, 2020a)" is two Citations of the same authors, in one group.

    Attributes:
        raw: The mention as written, from the first author (for a further year of the same authors,
            from that year) to the end of the year or of its locator.
        span: Its range in ``Document.text``.
        authors: The names as written, without initials and possessive, in order:
            ["Bylsma", "Gračanin"]; "et al." is none of them.
        year: The year as written, with its letter: "2021a", "n.d.", "in press"; "" if none. In
            "2021a, b" the second is "2021b", though its ``year_span`` is that of the "b".
        narrative: Whether the authors stand outside the parentheses.
        kind: "work"; "secondary", the work read in "(Freud, 1923, as cited in Smith, 2010)", which
            is Smith's; "original", the one it speaks of, Freud's, which need not be listed;
            "personal", a personal communication, which is not listed (APA 7, 8.6 and 8.9).
        et_al: Whether "et al." or the like stands for further authors.
        joined: What stands before the last author as written: "&", "and", "und"; "" if nothing.
        initials: The initials before the first author, as written: "J. A."; "" if none.
        prefix: What leads to the citation within its parentheses: "see", "e.g.,"; "" if nothing.
        locator: The part that is cited, as written: "p. 12", "pp. 3–5", "Chapter 2"; "" if none.
        authors_span: The names, with "et al.", in ``Document.text``; empty for a further year.
        year_span: The year in ``Document.text``.
        group: The parentheses that hold the year, with both of them, in ``Document.text``; empty
            where there are none: "Smith et al., 2019" in a table. Of a number, the brackets.
        system: How it names the work: "author-date", by its authors and year; "number", by its
            number or label in the list, "[3, 5–7]", "[Knu84]" or superscript, of which each is a
            Citation;
            "key", by the key of an entry or of a work in a .bib file.
        key: The number or the key; "" of authors and year.
        target: The place, from 0, of the Reference that a number or a key means, among all of the
            article's lists; None where there is none, and for authors and year, unless the file
            marks which entry they mean or a page citation has but one.
    """

    raw: str
    span: Span
    authors: tuple[str, ...] = ()
    year: str = ""
    narrative: bool = False
    kind: Literal["work", "secondary", "original", "personal"] = "work"
    et_al: bool = False
    joined: str = ""
    initials: str = ""
    prefix: str = ""
    locator: str = ""
    authors_span: Span = Span(0, 0)
    year_span: Span = Span(0, 0)
    group: Span = Span(0, 0)
    system: Literal["author-date", "number", "key"] = "author-date"
    key: str = ""
    target: int | None = None


class Repair(msgspec.Struct, frozen=True):
    """A damaged stretch of an entry, and what the parser read there instead.

    Only entries that plainly lost, gained or changed characters on their way, "Journ al ofPhysKcs",
    are read with repairs; see ``refkit.parse.damage``. A slip of the author's is not repaired.

    Attributes:
        span: Its range in ``Reference.raw``; empty where something was lost.
        text: What is read there; "" where something is passed over.
    """

    span: Span
    text: str


def repaired(raw: str, span: Span, repairs: list[Repair]) -> str:
    """A range of a raw text with the repairs inside it made.

    Args:
        raw: The entry as written.
        span: A range of it.
        repairs: Repairs in order of place; those that touch the range's ends from outside are left.
    """
    parts: list[str] = []
    at = span.start
    for repair in repairs:
        start, end = repair.span.start, repair.span.end
        if start < at or end > span.end or (start == end and start in (span.start, span.end)):
            continue
        parts += [raw[at:start], repair.text]
        at = end
    return "".join([*parts, raw[at : span.end]])


class Reference(msgspec.Struct, kw_only=True, repr_omit_defaults=True):
    """One entry of a reference list.

    Attributes:
        raw: The entry as written, without its list marker, line breaks as single spaces.
        span: Its range in ``Document.text``.
        line: The line of the file on which it begins, from 1.
        column: The column at which it begins, from 1.
        place: The same in words: "line 12", "page 3, line 4", "refs.bib, line 88".
        marker: Its number or bullet as written: "[12]", "3.", "*".
        key: The name by which the text refers to it, such as the key of a .bib entry; "" if none.
        offsets: For each character of ``raw``, its offset in ``Document.text``; empty if ``raw``
            is ``text[span.start:span.end]`` as it stands.
        italics: Ranges of ``raw`` in italics, where the article's markup shows them.
        links: The targets of the entry's links, in order.
        work: What the entry describes.
        fields: CSL variable names to where they stand and how sure the parser is. Two dates in
            one place ("1972/1999") share a span.
        places: Of an entry that is no text, such as one of a .bib file: CSL variable names to the
            ranges of ``Document.text`` in which their values stand.
        style: The style that the parser took it for: "apa", "vancouver", … or "" if unknown.
        confidence: 0.0–1.0: how sure the parser is of the whole.
        rest: Ranges of ``raw`` that no field took, punctuation aside.
        repairs: What of ``raw`` is damaged and was read as something else, in order of place;
            empty for all but a few entries.
        problem: Why the entry could not be read as a reference, or "".
    """

    raw: str
    span: Span = Span(0, 0)
    line: int = 1
    column: int = 1
    place: str = ""
    marker: str = ""
    key: str = ""
    offsets: list[int] = []
    italics: list[Span] = []
    links: list[str] = []
    work: Work = msgspec.field(default_factory=Work)
    fields: dict[str, Field] = {}
    places: dict[str, Span] = {}
    style: str = ""
    confidence: float = 0.0
    rest: list[Span] = []
    repairs: list[Repair] = []
    problem: str = ""

    @property
    def where(self) -> str:
        """Where it stands, in words: "line 12"."""
        return self.place or f"line {self.line}"

    @property
    def text(self) -> str:
        """The entry as written; of a Work that was never written as one, the fields in order."""
        if self.raw:
            return self.raw
        work = self.work
        parts = [
            ", ".join(str(name) for name in work.author or work.editor),
            str(work.year or ""),
            work.title,
            work.container_title,
            work.volume,
            work.page,
            work.publisher,
        ]
        return ". ".join(part for part in parts if part)

    def document_span(self, span: Span) -> Span:
        """The range of ``Document.text`` of a range of ``raw``."""
        if not self.offsets:
            return Span(self.span.start + span.start, self.span.start + span.end)
        if span.end <= span.start:
            at = self.offsets[span.start] if span.start < len(self.offsets) else self.span.end
            return Span(at, at)
        return Span(self.offsets[span.start], self.offsets[span.end - 1] + 1)

    def written(self, variable: str) -> str:
        """A field as the entry writes it, repairs made; "" if the parser found none.

        What stands in the entry to the letter is ``raw`` in the range of ``fields[variable].span``.
        """
        field = self.fields.get(variable)
        if field is None:
            return ""
        if self.repairs:
            return repaired(self.raw, field.span, self.repairs)
        return self.raw[field.span.start : field.span.end]


class ReferenceList(msgspec.Struct, frozen=True):
    """One reference list of a Document.

    Attributes:
        heading: The range of its heading in ``Document.text``; None if it has none.
        span: From its first reference to its last, in ``Document.text``.
        blocks: The blocks that the references stand in, in order.
        references: The references in order, not yet parsed.
        kind: "list"; "notes", references that stand in foot- or endnotes; "cited", works that the
            article cites by their keys from a .bib file or the like, and that stand nowhere in it.
    """

    heading: Span | None
    span: Span
    blocks: list[Block]
    references: list[Reference]
    kind: Literal["list", "notes", "cited"] = "list"
