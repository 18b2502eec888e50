"""ApaRule: what the rules on the form of a list share: entries that are APA for certain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Final

from refkit.model import Finding, Reference, Span
from refkit.verify.edits import mend_entry
from refkit.verify.rule import Article, Form, Rule

SURE: Final = 0.9
"""From this confidence on, the form of a field is judged."""


AUTHOR_DATE: Final = frozenset({"apa", "author-date", ""})
"""Styles of entries that are APA's but for a slip, "and" for "&" or a colon after the date: for
rules that look at nothing but a range whose form leaves no doubt."""


class ApaRule(Rule):
    """A rule on the form of an entry, which APA alone asks for.

    ``check_reference`` sees only entries of articles whose form the rule is about, that were
    read as APA, without a problem and without repairs: of a damaged entry nobody knows which
    faults are the author's.

    Attributes:
        forms: The forms that the rule is about.
        styles: The values of ``Reference.style`` that it looks at.
    """

    forms: ClassVar[frozenset[Form]] = frozenset({"apa", "apa-6"})
    styles: ClassVar[frozenset[str]] = frozenset({"apa"})

    def check(self, article: Article) -> Iterator[Finding]:
        """Everything that the rule has to say about the entries that it can judge."""
        if article.form not in self.forms:
            return
        for number, verdict in enumerate(article.verdicts):
            reference = verdict.reference
            if reference.style not in self.styles or reference.problem or reference.repairs:
                continue
            for finding in self.check_reference(verdict, article):
                finding.reference = number
                yield finding

    def advice(
        self,
        article: Article,
        reference: Reference,
        span: Span,
        message: str,
        text: str | None = None,
        *,
        safe: bool = True,
        field: str = "",
    ) -> Finding:
        """A Finding on a range of the entry, with the Fix that makes it read otherwise.

        Args:
            article: The article.
            reference: The entry.
            span: A range of ``Reference.raw``, as ``fields`` and ``rest`` have them.
            message: What is wrong, in one line.
            text: What the range should read, without markup; None for a Finding without a Fix.
            safe: Whether the author's meaning is kept for certain.
            field: The CSL variable concerned.
        """
        document, fix = article.document, None
        if text is not None:
            fix = mend_entry(document, reference, span, text, safe=safe)
        if fix and document.source[fix.span.start : fix.span.end] == fix.replacement:
            # White space between tags has no place in the file that could be replaced.
            fix = None
        return self.finding(
            article,
            reference.document_span(span),
            message,
            field=field,
            written=reference.raw[span.start : span.end],
            found=text or "",
            fix=fix,
        )


def sure(reference: Reference, *variables: str) -> bool:
    """Whether the parser is sure of all of these fields: each is there, at ``SURE`` or above."""
    fields = reference.fields
    return all(
        (field := fields.get(variable)) is not None and field.confidence >= SURE
        for variable in variables
    )
