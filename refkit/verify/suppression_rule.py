"""The ground of the rules on suppressions: a Finding on a comment, and the Fix that mends it."""

from __future__ import annotations

from collections.abc import Collection
from typing import ClassVar, Final

from refkit.model import Document, Finding, Fix, Span
from refkit.normalize.directives import Directive, whole_lines
from refkit.verify.rule import Article, Rule
from refkit.verify.suppressions import Suppression

_LOOKED_AT: Final = 2000
"""Characters before and after a line in which its neighbours are looked for."""

_MARKERS: Final = " \t>*+-.)0123456789"
"""What markers of quotes and lists are made of, in Markdown."""


class SuppressionRule(Rule):
    """One check of the comments that suppress Findings."""

    last: ClassVar[bool] = True

    def about(
        self,
        article: Article,
        suppression: Suppression,
        message: str,
        *,
        mend: bool = False,
    ) -> Finding:
        """A Finding of this rule on a comment, which is no part of ``Document.text``.

        Args:
            article: The article.
            suppression: What the comment suppresses.
            message: What is wrong with it.
            mend: Whether it gets a Fix that takes out of it all codes that are good for nothing.
                It is the same for every rule, so that Fixes of one comment do not collide.
        """
        document, directive = article.document, suppression.directive
        scope = suppression.scope
        at = scope.start if scope is not None else len(document.text)
        place = directive.comment
        finding = self.finding(article, Span(at, at), message)
        finding.source_span = Span(place.start, place.end)
        finding.start = document.source_position(place.start)
        finding.end = document.source_position(place.end)
        finding.written = document.source[place.start : place.end]
        if mend:
            finding.fix = _without(document, directive, suppression.unused + suppression.unknown)
        return finding


def _without(document: Document, directive: Directive, codes: Collection[str]) -> Fix | None:
    """The Fix that takes codes out of a comment, or the comment out of the file."""
    kept = [code for code in directive.codes if code not in codes]
    if kept and directive.listed is not None:
        return Fix(directive.listed, ", ".join(kept), safe=True)
    line = whole_lines(document.source, directive.comment)
    if line is None:
        return _removal(document, directive.comment)
    return _removal_of_lines(document, line)


def _removal(document: Document, comment: Span) -> Fix | None:
    """The Fix that takes out a comment and the white space on one of its sides."""
    source = document.source
    start, end = comment.start, comment.end
    if document.format == "latex" and source[max(0, start - 1) : start] not in (" ", "\t", ""):
        # The sign alone is left: it keeps two lines together.
        return Fix(Span(start + 1, end), "", safe=True)
    while start > 0 and source[start - 1] in " \t":
        start -= 1
    markdown = document.format == "markdown"
    spaced = source[end : end + 1] in " \t\r\n"
    # In Markdown what follows a comment at the start of a line is HTML, and would be none then;
    # and what a comment parts, such as two code spans, may become one.
    safe = not markdown or (not _begins_line(source, start) and (spaced or start < comment.start))
    if start > 0 and source[start - 1] not in "\r\n":
        return Fix(Span(start if spaced else comment.start, end), "", safe=safe)
    if markdown and _text_before(source, start):
        return None  # what stands before and after it would become one paragraph
    while source[end : end + 1] in (" ", "\t"):
        end += 1
    return Fix(Span(comment.start, end), "", safe=safe)


def _removal_of_lines(document: Document, lines: Span) -> Fix:
    """The Fix that takes out the lines of a comment, with the line break at their end."""
    source, end = document.source, lines.end
    end += 2 if source.startswith("\r\n", end) else 1 if end < len(source) else 0
    following = source[end : end + _LOOKED_AT].splitlines()[:1]
    if (
        document.format == "markdown"
        and _text_before(source, lines.start)
        and any(line.strip() for line in following)
    ):
        return Fix(lines, "", safe=True)  # the blank line that is left parts two paragraphs
    return Fix(Span(lines.start, end), "", safe=True)


def _text_before(source: str, start: int) -> bool:
    """Whether the line before a line is not blank."""
    return any(
        line.strip() for line in source[max(start - _LOOKED_AT, 0) : start].splitlines()[-1:]
    )


def _begins_line(source: str, at: int) -> bool:
    """Whether a place is at the start of a line, or behind the markers of quotes and lists."""
    head = source[max(at - _LOOKED_AT, 0) : at].splitlines(keepends=True)[-1:]
    return all(line[-1] in "\r\n" or not line.strip(_MARKERS) for line in head)
