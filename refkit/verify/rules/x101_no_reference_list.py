"""X101: an article without a reference list."""

from __future__ import annotations

from collections.abc import Iterator

from refkit.model import Finding, Severity, Span
from refkit.verify.rule import Article, Rule


class NoReferenceList(Rule):
    """No reference list was found in the article.

    refkit looks for a heading such as "References", "Bibliography" or "Literatur", and for a run
    of entries that look like references, or cites works of .bib files; where it names one that
    could not be read, nothing is said. A text that cites nothing needs none (a README among
    the articles): there it is mere advice, and does not change the exit code.

    Why it matters:
        An article whose list is not found passes every other check unseen.

    Example:
        An article that ends with "## Sources I like" and a list of links.

    Fix:
        None: name the list in a heading; for a bare list, one entry a line, use
        ``refkit check --lines``.

    Source:
        APA 7, 2.12: the reference list begins on a new page under the heading "References".
    """

    code = "X101"
    name = "no-reference-list"
    severity = "warning"

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding at the start of an article in which no list was found."""
        if not article.verdicts and not article.unread:
            message = "no reference list found in this article"
            cites = any(each.system != "key" for each in article.citations)
            severity: Severity = "warning" if cites else "info"
            yield self.finding(article, Span(0, 0), message, severity=severity)
