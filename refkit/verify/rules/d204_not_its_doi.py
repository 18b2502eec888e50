"""D204: a DOI that is not the work's."""

from __future__ import annotations

from collections.abc import Iterator

from refkit.model import Finding, Verdict
from refkit.verify.doi_wording import replace_doi
from refkit.verify.gaps import is_print
from refkit.verify.listed import mend_value
from refkit.verify.metadata_rule import SURELY_READ, is_sure
from refkit.verify.rule import Article, Rule, field_span


class NotItsDoi(Rule):
    """The work is identified, and its record has another DOI than the one written.

    The DOI as written is unknown to the sources that were asked; the work was found by its title,
    authors and other fields.

    Why it matters:
        The link does not lead to the work. Usually some digits were mistyped or made up.

    Example:
        ``10.1037/pst0000395`` for a work whose DOI is 10.1037/pst0000342.

    Fix:
        The record's DOI, in the entry's own form, in text and link. Safe where the work is
        identified beyond doubt.

    Source:
        APA 7, 9.34: include the DOI of the work used.
    """

    code = "D204"
    name = "not-its-doi"
    severity = "error"

    def check_reference(self, verdict: Verdict, article: Article) -> Iterator[Finding]:
        """One finding over a DOI that differs from that of the work's record."""
        if verdict.identity != "same-work" or verdict.match is None:
            return
        reference, document = verdict.reference, article.document
        field = reference.fields.get("DOI")
        safe = is_sure(verdict) and field is not None and field.confidence >= SURELY_READ
        for comparison in verdict.comparisons:
            if comparison.variable == "DOI" and not comparison.same:
                found = comparison.found
                if is_print(document) and _cut(reference.work.DOI, found):
                    continue
                fix = (
                    replace_doi(document, reference, reference.work.DOI, found, safe=safe)
                    if reference.raw
                    else mend_value(document, reference, "DOI", found, safe=is_sure(verdict))
                )
                yield self.finding(
                    article,
                    field_span(reference, "DOI"),
                    f"this is not the DOI of this work, which has {found}",
                    field="DOI",
                    written=comparison.written,
                    found=found,
                    record=verdict.match.record,
                    fix=fix,
                )


def _cut(written: str, found: str) -> bool:
    """Whether a DOI lacks one hyphen, as where a line ended on it and was joined to the next.

    pdftotext takes the hyphen of "10.1007/978-3-0348-8720-" / "5_13" for one that cuts a word.
    """
    return len(found) - len(written) == 1 and written.lower() in {
        found[:at].lower() + found[at + 1 :].lower() for at, sign in enumerate(found) if sign == "-"
    }
