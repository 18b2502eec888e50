"""D201: a DOI that is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from refkit.model import Finding, Fix, Span, Verdict
from refkit.normalize.identifiers import doi_key, doi_problem, find_short_doi, parse_doi
from refkit.verify.doi_wording import replace_doi
from refkit.verify.rule import Article, Rule

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


_PREFIX: Final = re.compile(r"https?://(?:dx\.|www\.)?doi\.org/|\bdoi\s?:\s{0,2}", re.IGNORECASE)
_MISSING: Final = 3
"""Characters that may be missing in front of a DOI, which are "10." then."""


class MalformedDoi(Rule):
    """What is written as a DOI does not have the form of one.

    A DOI is "10.", a registrant's number of four to nine digits, a slash, and a suffix.

    Why it matters:
        A malformed DOI leads nowhere, and no service can find the work by it.

    Example:
        ``https://doi.org/1037/pst0000342`` lacks the "10." before the registrant.

    Fix:
        The DOI as it should be, after the entry's own prefix. Safe, for it is written only where it
        is the DOI of the work's record: where a dash stands for a hyphen, a space, a backslash or
        a second prefix is inside, or characters are missing in front. None elsewhere.

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
                span = reference.fields["DOI"].span
                yield self._malformed(article, verdict, span, problem)
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
            yield self._malformed(article, verdict, Span(*claim.span("doi")), problem)

    def _malformed(self, article: Article, verdict: Verdict, span: Span, problem: str) -> Finding:
        """The finding over a range of the entry."""
        reference = verdict.reference
        return self.finding(
            article,
            reference.document_span(span),
            f"malformed DOI: {problem}",
            field="DOI",
            written=reference.raw[span.start : span.end],
            fix=_fix(article, verdict, span),
        )


def _fix(article: Article, verdict: Verdict, span: Span) -> Fix | None:
    """The DOI of the matched work, where the malformed one can be nothing else."""
    reference, match = verdict.reference, verdict.match
    doi = match.record.work.DOI if match else ""
    if not doi:
        return None
    prefix = _PREFIX.match(reference.raw, span.start, span.end)
    start = prefix.end() if prefix else span.start
    if not reference.work.DOI:
        end = _end_of(doi, reference.raw, start, span.end)
    elif doi_key(reference.work.DOI) == doi_key(doi):
        # The author's capitals are as good as the registry's.
        doi, end = reference.work.DOI, span.end
    else:
        end = start
    return replace_doi(article.document, reference, reference.raw[start:end], doi, safe=True)


def _end_of(doi: str, raw: str, start: int, end: int) -> int:
    """Where a DOI ends that begins at ``start``, broken by spaces or without its beginning.

    Returns:
        ``start`` if what stands there is not the DOI for certain.
    """
    spaced = re.compile(r"\s?".join(map(re.escape, doi)), re.IGNORECASE).match(raw, start)
    if spaced:
        return spaced.end()
    written = raw[start:end].rstrip(".,;:)]")
    whole = doi.casefold().endswith(written.casefold()) and len(doi) - len(written) <= _MISSING
    return start + len(written) if whole else start
