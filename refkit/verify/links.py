"""Links: the Fix that writes a DOI as an address, in the text and in the target of its link."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from typing import Final

from refkit.model import Document, Fix, Markup, Reference, Span
from refkit.normalize.identifiers import doi_key
from refkit.normalize.latex import plain_latex, plain_url
from refkit.verify.edits import addressed

_RESOLVER: Final = "https://doi.org/"
_LONGEST_TAG: Final = 1000
_LATEX_LINK: Final = re.compile(
    r"""
    \\ (?P<command> url | nolinkurl | path | doi | href \s{0,3} \{ (?P<target> [^\s{}]{0,900} ) \} )
    \s{0,3} \{ (?P<address> [^\s{}]{0,200} ) \Z
    """,
    re.VERBOSE,
)
_MARKUP: Final = re.compile(r"\[<?|<(?:a\s[^<>]{1,1000}>)?", re.IGNORECASE)


def mend_address(
    document: Document, reference: Reference, span: Span, core: Span, prefix: str = _RESOLVER
) -> Fix | None:
    """The safe Fix after which a DOI is its address, without words before and stops behind it.

    The DOI itself is left as the file writes it, with its escapes and entities.

    Args:
        document: The article.
        reference: The entry.
        span: The range of ``Reference.raw`` that becomes the address: "doi:10.1037/a0028084."
        core: The DOI alone, within it.
        prefix: What stands before the DOI afterwards.

    Returns:
        The Fix. The target of a link over the DOI changes as well, if it leads to the same DOI by
        another address and is written out beside the text. None if markup would be torn.
    """
    whole, doi = reference.document_span(span), reference.document_span(core)
    if document.format == "latex":
        return _latex_address(document, whole, doi, prefix)
    source = document.source
    start = document.source_span(whole).start
    middle = document.source_span(doi)
    end = document.source_span(whole).end
    head = _head(source[start : middle.start], document.text[whole.start : doi.start], prefix)
    tail = _tail(source[middle.end : end], document.text[doi.end : whole.end])
    if head is None or tail is None:
        return None
    fix = Fix(Span(start, end), f"{head}{source[middle.start : middle.end]}{tail}", safe=True)
    link = _link_over(document, whole)
    if link is None or link.target.startswith(_RESOLVER) or prefix != _RESOLVER:
        return fix
    value = doi_key(reference.raw[core.start : core.end])
    if doi_key(link.target) != value or "doi.org/" not in link.target:
        return fix
    url = _RESOLVER + link.target.partition("doi.org/")[2]
    shown = document.source_span(link.span)
    if document.format == "markdown":
        return _with_markdown_target(fix, source, shown, link.target, url)
    if document.format == "html":
        return _with_href(fix, source, shown, link.target, url)
    return fix


def _latex_address(document: Document, whole: Span, doi: Span, prefix: str) -> Fix | None:
    r"""The Fix for LaTeX, in which an address stands in ``\url{…}``, or in the text of a link."""
    source = document.source
    place, middle = document.source_span(whole), document.source_span(doi)
    before, behind = source[place.start : middle.start], source[middle.end : place.end]
    shown = document.text[whole.start : doi.start]
    opening = _LATEX_LINK.search(before)
    words = plain_latex(before[: opening.start()] if opening else before)
    if opening and opening["command"] == "doi":
        shown = shown.removesuffix("doi:")
    inside = opening["address"] if opening else ""
    if words is None or "".join((words + inside).split()) != "".join(shown.split()):
        return None
    tail = _tail(behind, document.text[doi.end : whole.end])
    if tail is None:
        return None
    address = prefix + plain_url(source[middle.start : middle.end])
    if opening is None:
        return Fix(place, addressed(document, address) + tail, safe=True)
    if opening["target"] is not None:
        return Fix(place, f"\\href{{{opening['target']}}}{{{address}{tail}", safe=True)
    return Fix(place, f"\\url{{{address}{tail}", safe=True)


def _head(written: str, shown: str, prefix: str) -> str | None:
    """What stands before the DOI afterwards, with the markup that opens its link.

    Args:
        written: What the file has before it: "Retrieved from [http://dx.doi.org/".
        shown: The same without markup.
        prefix: "https://doi.org/".
    """
    if " ".join(html.unescape(_MARKUP.sub("", written)).split()) != " ".join(shown.split()):
        return None
    opening = _MARKUP.search(written)
    return f"{opening[0]}{prefix}" if opening else prefix


def _tail(written: str, shown: str) -> str | None:
    """What stands behind the DOI afterwards: the markup that closes its link.

    Args:
        written: What the file has behind it: "](https://doi.org/10.1037/a0028084)."
        shown: The same without markup: a full stop, a bracket, both or nothing.
    """
    if not written.endswith(shown):
        return None
    return written[: len(written) - len(shown)]


def _link_over(document: Document, span: Span) -> Markup | None:
    """The last link that begins in a range of the text and does not end beyond it."""
    markup = document.markup
    at = bisect_right(markup, span.end, key=lambda each: each.span.start) - 1
    while at >= 0 and markup[at].span.start >= span.start:
        if markup[at].kind == "link" and markup[at].span.end <= span.end:
            return markup[at]
        at -= 1
    return None


def _with_markdown_target(fix: Fix, source: str, shown: Span, target: str, url: str) -> Fix:
    """With the target of "[text](target)" replaced; an autolink has none beside its text."""
    old = f"]({target}"
    if not source.startswith(old, shown.end):
        return fix
    end = shown.end + len(old)
    if fix.span.end >= end:
        return Fix(fix.span, fix.replacement.replace(old, f"]({url}", 1), safe=fix.safe)
    if fix.span.end > shown.end:
        return fix
    between = source[fix.span.end : shown.end]
    return Fix(Span(fix.span.start, end), f"{fix.replacement}{between}]({url}", safe=fix.safe)


def _with_href(fix: Fix, source: str, shown: Span, target: str, url: str) -> Fix:
    """With the target of ``<a href="target">text</a>`` replaced."""
    tag = source.rfind("<a", max(0, shown.start - _LONGEST_TAG), shown.start)
    start = source.find(target, tag, shown.start) if tag >= 0 else -1
    if start < 0:
        return fix
    end = start + len(target)
    if fix.span.start >= end:
        between = source[end : fix.span.start]
        return Fix(Span(start, fix.span.end), f"{url}{between}{fix.replacement}", safe=fix.safe)
    if fix.span.start <= start:
        return Fix(fix.span, fix.replacement.replace(target, url, 1), safe=fix.safe)
    return fix
