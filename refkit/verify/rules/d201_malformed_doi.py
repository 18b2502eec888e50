"""D201: a DOI that is none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from refkit.model import Finding, Span, Verdict
from refkit.normalize.identifiers import doi_problem
from refkit.verify.rule import Article, Rule, field_span

_CLAIM = re.compile(
    r"""
    (?: https?:// (?:dx\.|www\.)? doi\.org/ | \b doi \s? : \s{0,2} )
    (?P<doi> [^\s<>"]{1,300} )
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Text that says that a DOI follows."""


class MalformedDoi(Rule):
    """What is written as a DOI does not have the form of one.

    A DOI is "10.", a registrant's number of four to nine digits, a slash, and a suffix.

    Why it matters:
        A malformed DOI leads nowhere, and no service can find the work by it.

    Example:
        ``https://doi.org/1037/pst0000342`` lacks the "10." before the registrant.

    Fix:
        None: which characters are missing cannot be known. Where the work is identified by its
        other fields, D204 names its DOI.

    Source:
        ISO 26324; DOI Handbook, chapter 3 "Numbering"; Crossref, "DOIs and matching regular
        expressions".
    """

    code = "D201"
    name = "malformed-doi"
    severity = "error"

    def check_reference(self, verdict: Verdict, article: Article) -> Iterator[Finding]:
        """One finding for each text that says "doi" and gives none."""
        reference = verdict.reference
        if "DOI" in reference.fields:
            written = reference.written("DOI")
            problem = doi_problem(written)
            if problem:
                span = field_span(reference, "DOI")
                yield self.finding(
                    article, span, f"malformed DOI: {problem}", field="DOI", written=written
                )
            return
        for claim in _CLAIM.finditer(reference.raw):
            problem = doi_problem(claim["doi"])
            if problem:
                span = reference.document_span(Span(*claim.span("doi")))
                yield self.finding(
                    article, span, f"malformed DOI: {problem}", field="DOI", written=claim["doi"]
                )
