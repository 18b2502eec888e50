"""A807: "Retrieved from" and its like before an address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from refkit.model import Finding, Reference, Span, Verdict
from refkit.normalize.date_words import ENGLISH_MONTHS
from refkit.normalize.dates import parse_date
from refkit.verify.apa_rule import AUTHOR_DATE, ApaRule
from refkit.verify.rule import Article

_ADDRESS: Final = r"(?= <? (?: https?:// | www\. ) )"
_LABEL: Final = re.compile(
    rf"""
    \b (?: (?: retrieved | available | accessed ) (?: \s online )? \s (?: from | at | via | on )
          | available (?: \s online )? ) \s? :? \s? {_ADDRESS}
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SITE: Final = re.compile(
    rf"\b retrieved \s from \s [^.:]{{2,80}} (?: : \s? | ,? \s at \s ) {_ADDRESS}",
    re.VERBOSE | re.IGNORECASE,
)
_DATED: Final = re.compile(
    rf"""
    \b (?P<verb> (?: (?: last | date ) \s )? (?: accessed | retrieved | viewed ) )
    (?P<on> \s on )? :? \s (?: the \s )?
    (?P<date> [A-Z0-9][\w.,/ -]{{3,24}} [0-9] )
    (?P<from> \s? [,.;]? \s? (?: from | at )? \s? :? \s? {_ADDRESS} )?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_RIGHT: Final = re.compile(r"Retrieved [A-Z][a-z]+ [0-9]{1,2}, [0-9]{4}, from \Z")
_BEFORE: Final = re.compile(r"[.?!)\]]\s\Z")
_HINTS: Final = ("etrieved ", "vailable ", "ccessed", "iewed ")
_DOI_ADDRESS: Final = re.compile(r"<?(?:https?://)?(?:dx\.|www\.)?doi\.org/", re.IGNORECASE)


class RetrievedFrom(ApaRule):
    """An address has "Retrieved from" or the like before it.

    Reported are "Retrieved from", "Available at", "Available from", "Accessed at" and the like
    before an address, and a day of access in another form than "Retrieved March 3, 2020, from".
    That form passes: APA 7 wants it for pages that change; so does it without the day, which
    programs write where they know none. Before a DOI these words are A804's.
    In lists after APA 6, "Retrieved from" is right and the other words are not.

    Why it matters:
        The words say nothing that the address does not; APA 7 dropped them.

    Example:
        ``Retrieved from https://www.who.int/crying`` for ``https://www.who.int/crying``

    Fix:
        Safe: the words go, or the day gets APA's form. None where a site is named between them and
        the address, the day stands after it, or they end a sentence ("Working paper retrieved
        from").

    Source:
        APA 7, 9.16: include a retrieval date only when the work changes; 9.34 and 9.35: no
        "Retrieved from" before an URL. APA 6, 6.32.
    """

    code = "A807"
    name = "retrieved-from"
    severity = "warning"
    styles = AUTHOR_DATE

    def check_reference(self, verdict: Verdict, article: Article) -> Iterator[Finding]:
        """One finding over the words before an address."""
        reference = verdict.reference
        raw = reference.raw
        if not any(hint in raw for hint in _HINTS):
            return
        title = reference.fields.get("title")
        start = title.span.end if title else 0
        seventh = article.form == "apa"
        dated = _DATED.search(raw, start)
        if dated is not None and (dated["from"] is not None or dated["verb"] != "Retrieved"):
            finding = self._dated(article, reference, dated)
            if finding is not None:
                yield finding
            return
        label = _LABEL.search(raw, start)
        if label is not None:
            if _DOI_ADDRESS.match(raw, label.end()):
                return
            if seventh:
                message = f"an address stands without “{label[0].strip()}”"
                yield self._words(article, reference, label, message, "")
            elif label[0] != "Retrieved from " and _BEFORE.search(raw, 0, label.start()):
                message = f"APA 6 writes “Retrieved from”, not “{label[0].strip()}”"
                yield self._words(article, reference, label, message, "Retrieved from ")
            return
        site = _SITE.search(raw, start) if seventh else None
        if site is not None and not _DOI_ADDRESS.match(raw, site.end()):
            message = "the site is named before the address without “Retrieved from”"
            yield self._words(article, reference, site, message, None)

    def _dated(
        self, article: Article, reference: Reference, dated: re.Match[str]
    ) -> Finding | None:
        """The finding on a day of access that has not APA's form."""
        written = parse_date(dated["date"])
        if written is None or written.date is None or _RIGHT.match(dated[0]):
            return None
        parts = written.date.date_parts[0] if written.date.date_parts else ()
        right = None
        if dated["from"] is not None and len(parts) == 3:
            right = f"Retrieved {ENGLISH_MONTHS[parts[1] - 1]} {parts[2]}, {parts[0]}, from "
        if right == dated[0]:
            return None
        message = "the day of access is written “Retrieved March 3, 2020, from” before the address"
        return self._words(article, reference, dated, message, right)

    def _words(
        self,
        article: Article,
        reference: Reference,
        words: re.Match[str],
        message: str,
        text: str | None,
    ) -> Finding:
        """The finding over the words; without a Fix where a sentence leads up to them."""
        if not _BEFORE.search(reference.raw, max(0, words.start() - 2), words.start()):
            text = None
        return self.advice(article, reference, Span(*words.span()), message, text, field="URL")
