"""X103: an entry whose text was damaged, and what was read in its place."""

from __future__ import annotations

from collections.abc import Iterator

from refkit.model import Finding, Reference, Span, Verdict
from refkit.model.reference import repaired
from refkit.verify.rule import Article, Rule

SHOWN = 3
"""Damaged places that a message quotes."""


class DamagedText(Rule):
    """An entry has lost, gained or changed characters on its way, and was read as if it had not.

    It is a note and does not change the exit code: what looks damaged may be right. Fields that
    were read with such repairs are never called wrong.

    Why it matters:
        Text that was copied out of a PDF or recognised by a machine loses spaces and mistakes
        letters. Readers and databases cannot find the work by it.

    Example:
        ``Ode, M. (2011). Salt in sedimenty and the GeolKgical record. Geology , 19,477–481.``

    Fix:
        None: look at the places that the note quotes.

    Source:
        refkit's own list of words, counted from Crossref's metadata.
    """

    code = "X103"
    name = "damaged-text"
    severity = "info"

    def check_reference(self, verdict: Verdict, article: Article) -> Iterator[Finding]:
        """One finding over an entry that was read with repairs."""
        reference = verdict.reference
        if not reference.repairs:
            return
        places = damaged_places(reference)
        quoted = ", ".join(_quoted(reference, place) for place in places[:SHOWN])
        more = f" and {len(places) - SHOWN} more" if len(places) > SHOWN else ""
        message = f"the text is damaged, and was read {quoted}{more}"
        yield self.finding(article, reference.span, message, written=reference.raw)


def damaged_places(reference: Reference) -> list[Span]:
    """The words around each repair, as ranges of ``Reference.raw`` in order."""
    raw = reference.raw
    places: list[Span] = []
    for repair in reference.repairs:
        start = raw.rfind(" ", 0, repair.span.start) + 1
        end = raw.find(" ", repair.span.end)
        end = end if end >= 0 else len(raw)
        if places and start <= places[-1].end:
            places[-1] = Span(places[-1].start, max(end, places[-1].end))
        else:
            places.append(Span(start, end))
    return places


def _quoted(reference: Reference, place: Span) -> str:
    """What stands at a place, and what was read there."""
    read = repaired(reference.raw, place, reference.repairs)
    return f"“{reference.raw[place.start : place.end]}” as “{read}”"
