"""A812: the form of volume, issue and pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from refkit.model import Finding, Reference, Span, Verdict
from refkit.verify.apa_rule import ApaRule, sure
from refkit.verify.gaps import is_print, mend_gaps, same_but_spaces, same_signs
from refkit.verify.rule import Article

_BEFORE_VOLUME: Final = re.compile(
    r"(?:\s?[,;:]\s?|\.?\s)(?:(?:vol(?:ume)?|v)\b\.?\s?)?", re.IGNORECASE
)
_BEFORE_ISSUE: Final = re.compile(
    r"\s?[,:;.]?\s?\(?\s?(?:(?:no|nos|nr|issue|iss|number|num)\b\.?\s?|\#\s?)?", re.IGNORECASE
)
_BEFORE_PAGE: Final = re.compile(
    r"\s?\)?\s?[,:;.]?\s?(?:(?:pp?|pages?|pgs?)\b\.?\s?|(?P<article>article\s))?", re.IGNORECASE
)
_PERIODICALS: Final = frozenset({"article-journal", "article-magazine"})
_PAGES_LABEL: Final = re.compile(r"(?:pp?|pages?|pgs?)\b\.?\s?\Z", re.IGNORECASE)
_RANGE: Final = re.compile(r"[0-9]\s?(?:[-‐‑–—−]{1,3}|,)\s?[0-9]")
_NUMBERS: Final = re.compile(r"[0-9]{1,4}\s?[-–]\s?[0-9]{1,4}")
_CLOSING_PAGES: Final = re.compile(r"\((?P<pages>[0-9]{1,3}\s?[-–]\s?[0-9]{1,4})\)\Z")
_ONE_PAGE: Final = re.compile(r"[A-Za-z]?[0-9]{1,5}")
_VOLUME: Final = re.compile(r"[0-9]{1,5}[A-Za-z]?(?:(?:-{1,3}|[–/])[0-9]{1,5}[A-Za-z]?)?")
_DIGIT: Final = re.compile(r"[0-9]")
_YEAR: Final = re.compile(r"(?:18|19|20)[0-9]{2}")
_SENTENCE_END: Final = re.compile(r"\.(?=\s|\Z)")
_LONGEST_LABEL: Final = 8
_LEAST: Final = 0.85
"""The parser is less sure of pages in an odd place; that they are a range makes up for it."""


class LocatorForm(ApaRule):
    """Volume, issue and pages are not written as "58(4), 492–502", or a chapter's without "pp.".

    Reported in articles are "Vol." and "No.", a missing comma before the volume or the pages,
    another sign in its place, a space between volume and issue, and "pp.". Reported in chapters
    are pages without "pp.", and "p." for "pp.". Passed are words of other languages, newspapers,
    the spaces of a PDF, which are guessed from its letters' places, and whatever the parser leaves
    unread between volume and pages.

    Why it matters:
        Volume, issue and pages are told apart by their form alone.

    Example:
        ``Emotion, Vol. 20, No. 7, pp. 1279–1291.`` for ``Emotion, 20(7), 1279–1291.``

    Fix:
        Safe: the numbers stay, and what stands between them is replaced.

    Source:
        APA 7, 9.25 for articles, 9.28 for chapters. APA 6, 7.01 and 7.02.
    """

    code = "A812"
    name = "locator-form"
    severity = "warning"

    def check_reference(self, verdict: Verdict, article: Article) -> Iterator[Finding]:
        """One finding over volume, issue and pages, or over the pages of a chapter."""
        reference = verdict.reference
        if reference.work.type in _PERIODICALS:
            yield from self._article(article, reference)
        elif reference.work.type == "chapter":
            yield from self._chapter(article, reference)

    def _article(self, article: Article, reference: Reference) -> Iterator[Finding]:
        """The numbers of an article in a periodical."""
        found = _numbers(reference)
        if found is None:
            return
        span, gaps = found
        right = _filled(reference, span, gaps)
        written = reference.raw[span.start : span.end]
        if same_signs(written, right):
            return
        if is_print(article.document) and same_but_spaces(written, right):
            return
        message = f"volume, issue and pages are written “{right.strip(' ,')}”"
        yield self._gaps(article, reference, span, message, gaps, field="volume")

    def _chapter(self, article: Article, reference: Reference) -> Iterator[Finding]:
        """The pages of a chapter."""
        page = _pages_of_chapter(reference)
        if page is None:
            return
        raw = reference.raw
        written = raw[page.start : page.end]
        several = bool(_RANGE.search(written))
        right = "pp. " if several else "p. "
        label = _PAGES_LABEL.search(raw, max(0, page.start - _LONGEST_LABEL), page.start)
        start = label.start() if label else page.start
        message = f"the pages of a chapter are written “({right}{written})”"
        title_end = reference.fields["container-title"].span.end
        if raw[title_end:start] == ", " and _SENTENCE_END.match(raw, page.end) and several:
            # "Handbook of Tears, pp. 3–19. Springer."
            gaps = [(Span(title_end, page.start), f" ({right}"), (Span(page.end, page.end), ")")]
            span = Span(title_end, page.end)
            yield self._gaps(article, reference, span, message, gaps, field="page")
            return
        if same_signs(raw[start : page.start], right):
            return
        if is_print(article.document) and same_but_spaces(raw[start : page.start], right):
            return
        # "(S. 12–34)" is another language's.
        if label is None and (raw[start - 1 : start] != "(" or not several):
            return
        span = Span(start, page.start)
        yield self._gaps(article, reference, span, message, [(span, right)], field="page")

    def _gaps(
        self,
        article: Article,
        reference: Reference,
        span: Span,
        message: str,
        gaps: list[tuple[Span, str]],
        *,
        field: str,
    ) -> Finding:
        """The finding over numbers, with the Fix of what stands between them."""
        finding = self.advice(article, reference, span, message, field=field)
        finding.found = _filled(reference, span, gaps)
        finding.fix = mend_gaps(article.document, reference, gaps, safe=True)
        return finding


def _pages_of_chapter(reference: Reference) -> Span | None:
    """Where the pages of a chapter stand; None if nowhere for certain.

    Without "pp." the parser takes "Tears (12–34)" for the number of a report, or "(12–34)" for the
    end of the title.
    """
    if not sure(reference, "container-title"):
        return None
    fields, raw = reference.fields, reference.raw
    title = fields["container-title"].span
    field = fields.get("page") or fields.get("number")
    if field is None:
        closing = _CLOSING_PAGES.search(raw, title.start, title.end)
        return Span(*closing.span("pages")) if closing and _upright(reference, closing) else None
    written = raw[field.span.start : field.span.end]
    if field.confidence < _LEAST or field.span.start < title.end:
        return None
    if "page" not in fields and not _NUMBERS.fullmatch(written):
        return None
    known = _RANGE.search(written) or _ONE_PAGE.fullmatch(written)
    return field.span if known else None


def _upright(reference: Reference, place: re.Match[str]) -> bool:
    """Whether a place is not in italics, as a book's title is, where markup shows them."""
    return not any(each.start <= place.start() < each.end for each in reference.italics)


def _filled(reference: Reference, span: Span, gaps: list[tuple[Span, str]]) -> str:
    """A range of the entry with other text in its gaps."""
    parts: list[str] = []
    at = span.start
    for gap, text in gaps:
        parts += [reference.raw[at : gap.start], text]
        at = gap.end
    return "".join([*parts, reference.raw[at : span.end]])


def _numbers(reference: Reference) -> tuple[Span, list[tuple[Span, str]]] | None:
    """From the end of the periodical's name to the pages, and what should stand between them.

    None if a number is missing, stands elsewhere, or something else stands between them.
    """
    if not sure(reference, "container-title", "volume"):
        return None
    fields, raw = reference.fields, reference.raw
    start, volume = fields["container-title"].span.end, fields["volume"].span
    if not _VOLUME.fullmatch(raw, volume.start, volume.end):
        return None
    if raw[start] == " " and _YEAR.fullmatch(raw, volume.start, volume.end):
        # "Light Metals 2016, 865–870": the year belongs to the name.
        return None
    if not _BEFORE_VOLUME.fullmatch(raw, start, volume.start):
        return None
    gaps = [(Span(start, volume.start), ", ")]
    end, closing = volume.end, ""
    if "issue" in fields:
        issue = fields["issue"].span
        if not sure(reference, "issue") or not _BEFORE_ISSUE.fullmatch(raw, end, issue.start):
            return None
        if not _DIGIT.search(raw, issue.start, issue.end):
            # "2006 (June/July)"
            return None
        gaps.append((Span(end, issue.start), "("))
        end, closing = issue.end, ")"
        if raw.startswith(")", end) != ("(" in raw[volume.end : issue.start]):
            return None
    if "page" in fields:
        page = fields["page"].span
        between = _BEFORE_PAGE.fullmatch(raw, end, page.start)
        if not sure(reference, "page") or between is None or between[0].strip(" )") in ("", "."):
            return None
        label = "Article " if between["article"] else ""
        gaps.append((Span(end, page.start), f"{closing}, {label}"))
        return Span(start, page.end), gaps
    if closing:
        at = end + raw.startswith(")", end)
        gaps.append((Span(end, at), closing))
        end = at
    return (Span(start, end), gaps) if end < len(raw) else None
