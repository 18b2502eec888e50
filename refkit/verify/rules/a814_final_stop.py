"""A814: full stops at the end of an entry and between its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from refkit.model import Finding, Reference, Span, Verdict
from refkit.verify.apa_rule import ApaRule
from refkit.verify.edits import append
from refkit.verify.rule import Article

_DOUBLED: Final = re.compile(r"(?<! [.\s] ) (?P<stops> \.\. ) (?! \. | \s\. )", re.VERBOSE)
_AFTER_SIGN: Final = re.compile(r"(?<= [?!] ) (?P<stops> \. ) (?= \s | \Z )", re.VERBOSE)
_ADDRESS_STOP: Final = re.compile(r"(?:https?://|www\.)\S{1,600}[\w/](?P<stop>\.)\Z")
_STOPPED: Final = frozenset(
    {
        "page",
        "volume",
        "issue",
        "container-title",
        "publisher",
        "title",
        "edition",
        "collection-title",
        "number",
        "genre",
    }
)
"""Fields that a full stop closes where they are the last; not so addresses and numbers of
databases ("PMID: 123")."""
_WORD_END: Final = re.compile(r"[^\W_]\Z")


class FinalStop(ApaRule):
    """An entry lacks its full stop at the end, or has one where none belongs.

    Reported are a missing stop after the last part, one after an address, two in a row, and one
    after a question or exclamation mark. Passed are entries that end in a bracket ("(Original work
    published 1900)"), a quotation mark or a number of a database, or with something that the parser
    does not know. The stop after a DOI is A804's.

    Why it matters:
        The stop tells that the entry is whole; after an address it is taken for a part of it.

    Example:
        ``*Emotion*, *20*(7), 1279–1291`` for ``*Emotion*, *20*(7), 1279–1291.``

    Fix:
        Safe: the stop is written or deleted.

    Source:
        APA 7, 9.5: end each element with a period, but not after a DOI or URL. APA 6, 6.27–6.32.
    """

    code = "A814"
    name = "final-stop"
    severity = "warning"

    def check_reference(self, verdict: Verdict, article: Article) -> Iterator[Finding]:
        """One finding for each stop that is missing or too many."""
        reference = verdict.reference
        raw = reference.raw
        if ".." in raw:
            yield from self._surplus(article, reference, _DOUBLED, "..", "one full stop is enough")
        if "?." in raw or "!." in raw:
            message = "no full stop follows a question or exclamation mark"
            yield from self._surplus(article, reference, _AFTER_SIGN, ".", message)
        if "URL" in reference.fields:
            after = _ADDRESS_STOP.search(raw, reference.fields["URL"].span.start)
            if after is not None and "doi.org/" not in after[0]:
                span, message = Span(*after.span("stop")), "no full stop follows an address"
                yield self.advice(article, reference, span, message, "", field="URL")
        if _unstopped(reference):
            end = len(raw)
            span = Span(end - 1, end)
            finding = self.advice(article, reference, span, "the entry ends without a full stop")
            finding.fix = append(article.document, reference, ".", safe=True)
            yield finding

    def _surplus(
        self, article: Article, reference: Reference, stops: re.Pattern[str], old: str, message: str
    ) -> Iterator[Finding]:
        """Stops too many, outside of addresses and DOIs."""
        addresses = [
            reference.fields[name].span for name in ("DOI", "URL") if name in reference.fields
        ]
        for found in stops.finditer(reference.raw):
            span = Span(*found.span("stops"))
            if not any(each.start < span.start < each.end - 1 for each in addresses):
                yield self.advice(article, reference, span, message, old[1:])


def _unstopped(reference: Reference) -> bool:
    """Whether the last field, which a full stop closes, is the end of the entry."""
    raw = reference.raw
    if not _WORD_END.search(raw, max(0, len(raw) - 1)):
        return False
    end = len(raw)
    if any(reference.fields[name].span.end == end for name in reference.fields.keys() - _STOPPED):
        return False
    return any(
        field.span.end == end for name, field in reference.fields.items() if name in _STOPPED
    )
