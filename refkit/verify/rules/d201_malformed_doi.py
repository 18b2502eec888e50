"""D201: a DOI that is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from refkit.model import Finding, Span, Verdict
from refkit.normalize.identifiers import doi_problem, find_short_doi, parse_doi
from refkit.verify.rule import Article, Rule, field_span

_CLAIM = re.compile(
    r"""
    (?: https?:// (?:dx\.|www\.)? doi\.org/ | \b doi \s? : \s{0,2} )
    (?P<rest> (?P<doi> [^\s<>"]{1,300} ) [^<>"]{0,100} )
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Text that says that a DOI follows."""

_BREAKS_THE_LINK: Final = (
    "is broken by a space",
    "has a dash in place of a hyphen",
    "has its prefix twice",
    "has backslashes inside",
)
"""What refkit reads through and a reader's browser does not. A full stop after a DOI, or a space
before a colon, harms nobody."""


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
        """One finding for a DOI that no link can be made of, as it is written."""
        reference = verdict.reference
        if "DOI" in reference.fields:
            written = reference.written("DOI")
            problem = doi_problem(written)
            if problem in _BREAKS_THE_LINK:
                span = field_span(reference, "DOI")
                yield self._malformed(article, span, problem, written)
            return
        raw = reference.raw
        if reference.work.DOI or parse_doi(raw) or find_short_doi(raw):
            return
        claim = _CLAIM.search(raw)
        if claim is None:
            return
        problem = doi_problem(claim["doi"])
        if parse_doi("".join(claim["rest"].split())):
            problem = "is broken by a space"
        if problem:
            span = reference.document_span(Span(*claim.span("doi")))
            yield self._malformed(article, span, problem, claim["doi"])

    def _malformed(self, article: Article, span: Span, problem: str, written: str) -> Finding:
        message = f"malformed DOI: {problem}"
        return self.finding(article, span, message, field="DOI", written=written)
