"""A804: the form of a DOI in a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from refkit.model import Finding, Span, Verdict
from refkit.normalize.identifiers import parse_doi
from refkit.verify.apa_rule import AUTHOR_DATE, ApaRule, sure
from refkit.verify.links import mend_address
from refkit.verify.rule import Article

_WRITTEN: Final = re.compile(
    r"""
    (?P<prefix>
        (?: doi [:.]? \s? )?
        (?: (?: https?:// )? (?: dx\. | www\. )? doi\.org/ )?
    )
    (?P<doi> 10\.[0-9]{4,9} (?: \.[0-9]{1,9} ){0,3} / \S{1,300} )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LABEL: Final = re.compile(
    r"""
    (?<! \w )
    (?: (?: retrieved | available | accessed ) (?: \s online )?
        \s (?: from | at | via ) \s? :? \s? )?
    (?: doi \s? [:.]? \s? )?
    \Z
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LONGEST_LABEL: Final = 40
_URL_BEFORE: Final = re.compile(r"[\w/=?&%.:-]\Z")


class DoiForm(ApaRule):
    """A DOI is not written as an address, "https://doi.org/10.1037/pst0000342".

    Reported are "doi:" and "DOI", dx.doi.org, http, www and addresses without "https", a DOI by
    itself, "Retrieved from" before it, and a full stop after it at the end of the entry. Passed
    are publishers' addresses that hold a DOI, short DOIs, and what is no proper DOI (that is
    D201's). In lists after APA 6, "doi:" and dx.doi.org pass.

    Why it matters:
        The address can be clicked, and a full stop after it is taken for a part of it.

    Example:
        ``doi:10.1037/pst0000342.`` for ``https://doi.org/10.1037/pst0000342``

    Fix:
        Safe: the address takes the place of what is written, and of the target of its link.

    Source:
        APA 7, 9.34–9.36: present DOIs as hyperlinks; 9.35: do not write "DOI:" or "Retrieved from"
        before one; 9.34: no period after. Crossref, "DOI display guidelines". APA 6, 6.32.
    """

    code = "A804"
    name = "doi-form"
    severity = "warning"
    styles = AUTHOR_DATE

    def check_reference(self, verdict: Verdict, article: Article) -> Iterator[Finding]:
        """One finding over a DOI that is not written as an address."""
        reference = verdict.reference
        if not sure(reference, "DOI"):
            return
        field, raw = reference.fields["DOI"].span, reference.raw
        written = _WRITTEN.fullmatch(raw, field.start, field.end)
        if written is None or parse_doi(written[0]) != written["doi"]:
            return
        prefix = written["prefix"]
        if not prefix and _URL_BEFORE.search(raw, max(0, field.start - 1), field.start):
            return
        span = _whole(raw, field, seventh=article.form == "apa")
        problem = _problem(raw, span, field, prefix, seventh=article.form == "apa")
        if not problem:
            return
        core = Span(*written.span("doi"))
        shown = "https://doi.org/" if article.form == "apa" else prefix
        yield self.finding(
            article,
            reference.document_span(span),
            problem,
            field="DOI",
            written=raw[span.start : span.end],
            found=f"{shown}{written['doi']}",
            fix=mend_address(article.document, reference, span, core, shown),
        )


def _whole(raw: str, field: Span, *, seventh: bool) -> Span:
    """The DOI with the words before, brackets around, and the full stop at the end after it.

    The sixth edition wants "doi:" before it, however the entry writes that.
    """
    label = _LABEL.search(raw, max(0, field.start - _LONGEST_LABEL), field.start)
    start, end = label.start() if label else field.start, field.end
    if not seventh and "doi" in raw[start : field.start].lower():
        start = field.start
    if raw[start - 1 : start] + raw[end : end + 1] in ("()", "[]") and start:
        start, end = start - 1, end + 1
    return Span(start, end + 1 if raw[end:].strip() == "." else end)


def _problem(raw: str, span: Span, field: Span, prefix: str, *, seventh: bool) -> str:
    """What is wrong with the form of a DOI, or ""."""
    before = raw[span.start : field.start]
    if seventh and prefix.lower() != "https://doi.org/":
        shown = f"“{prefix.strip()}”" if prefix else "the DOI alone"
        return f"a DOI is written as an address, https://doi.org/…, not {shown}"
    if before.strip():
        return f"a DOI stands without “{before.strip()}”"
    if raw[span.end - 1 : span.end] == "." and span.end > field.end:
        return "no full stop follows a DOI"
    return ""
