"""Rule: one check with a stable code. The class docstring is its documentation."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from typing import TYPE_CHECKING, ClassVar, Literal

import msgspec

from refkit.model import (
    Citation,
    Document,
    Finding,
    Fix,
    Record,
    Reference,
    ReferenceList,
    Severity,
    Span,
    Verdict,
)
from refkit.verify.suppressions import Suppression

if TYPE_CHECKING:
    from refkit.verify.citing import Citing

Form = Literal["apa", "apa-6", ""]
"""A form of reference lists and citations; "" is none that refkit has rules for."""


class Article(msgspec.Struct):
    """What rules look at: the Document, its lists and citations, and the Verdicts, in order.

    Attributes:
        document: The article as read.
        verdicts: One for each reference of its lists, list after list.
        unlocked: Where a Lockfile alone decides, the numbers of the references that it lacks.
        lists: Its reference lists; [] where every line is a reference.
        citations: The citations of the running text, in order, of all three systems.
        form: The form that lists and citations are held to: "apa" (APA 7), "apa-6", or "" for none.
        suppressions: What its comments suppress, in order.
        unread: The files of works that it names and that could not be read, as written: nobody
            knows what stands in them.
        keys: The keys of all works in those that could be read, also of works that it does not
            cite.
        citing: Which references the citations mean, once a rule has asked for it; see
            :func:`refkit.verify.citing.citing_of`.
    """

    document: Document
    verdicts: list[Verdict]
    unlocked: frozenset[int] = frozenset()
    lists: list[ReferenceList] = []
    citations: list[Citation] = []
    form: Form = ""
    suppressions: list[Suppression] = []
    unread: tuple[str, ...] = ()
    keys: frozenset[str] = frozenset()
    citing: Citing | None = None

    def numbers(self) -> list[range]:
        """The numbers of the references of each list, from 0; without lists, of all."""
        if not self.lists:
            return [range(len(self.verdicts))]
        ends = list(accumulate(len(each.references) for each in self.lists))
        return [
            range(end - len(each.references), end)
            for end, each in zip(ends, self.lists, strict=True)
        ]


class Rule:
    """One check.

    Subclasses say in their docstring, under these headings, what the rule does (first
    paragraph), ``Why it matters``, ``Example``, ``Fix`` and ``Source``; ``refkit rule CODE``
    prints it. They override :meth:`check`, or :meth:`check_reference`.
    """

    code: ClassVar[str]
    """A letter for the family, three digits; stable for ever."""
    name: ClassVar[str]
    """A few words with hyphens: "wrong-year"."""
    severity: ClassVar[Severity]
    last: ClassVar[bool] = False
    """Whether it is about suppressions, and so runs when they have been applied to all others."""

    def check(self, article: Article) -> Iterator[Finding]:
        """Everything that the rule has to say about an article."""
        for number, verdict in enumerate(article.verdicts):
            for finding in self.check_reference(verdict, article):
                finding.reference = number
                yield finding

    def check_reference(self, verdict: Verdict, article: Article) -> Iterator[Finding]:
        """Everything that the rule has to say about one reference of the article."""
        yield from ()

    def finding(
        self,
        article: Article,
        span: Span,
        message: str,
        *,
        field: str = "",
        written: str = "",
        found: str = "",
        record: Record | None = None,
        fix: Fix | None = None,
        severity: Severity | None = None,
    ) -> Finding:
        """A Finding of this rule at a span of ``Document.text``."""
        document = article.document
        end = max(span.end, span.start + 1)
        place = document.source_span(Span(span.start, end))
        part = document.part(place.start)
        return Finding(
            code=self.code,
            message=message,
            severity=severity or self.severity,
            path=part.name if part and part.kind == "file" and part.name else document.path,
            span=span,
            source_span=place,
            start=document.source_position(place.start),
            end=document.source_position(place.end),
            field=field,
            written=written,
            found=found,
            source=origin(record) if record else "",
            fix=fix,
        )


def origin(record: Record) -> str:
    """Where a Record comes from, for people: "crossref, https://doi.org/10.1037/pst0000342"."""
    where = f"https://doi.org/{record.work.DOI}" if record.work.DOI else record.work.id
    return f"{record.source}, {where}" if where else record.source


def field_span(reference: Reference, variable: str) -> Span:
    """The range of ``Document.text`` of a field, or of the whole entry where it has no place."""
    place = reference.places.get(variable)
    if place is not None:
        return place
    field = reference.fields.get(variable)
    if field is None or field.span.end <= field.span.start:
        return reference.span
    return reference.document_span(field.span)


def named(reference: Reference) -> str:
    """A reference in a few words: "Bylsma & Gračanin (2021)"."""
    people = reference.work.author or reference.work.editor
    names = [person.literal or person.family for person in people]
    if not names:
        who = reference.work.title[:40] or reference.raw[:40]
    elif len(names) <= 2:
        who = " & ".join(names)
    else:
        who = f"{names[0]} et al."
    year = reference.work.year
    return f"{who} ({year})" if year is not None else who


def standing(reference: Reference) -> str:
    """Where a reference stands, for a sentence: "on line 12", "in paragraph 7"."""
    word = "on" if reference.where.startswith(("line", "page")) else "in"
    return f"{word} {reference.where}"
