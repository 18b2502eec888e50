"""DOI wording: a DOI put right wherever an entry has it, in its text and in its links' targets."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple
from urllib.parse import quote

from refkit.model import Document, Fix, Reference, Span
from refkit.verify.edits import Edit, append, escaped, in_address, joined, mend_entry

_PREFIX: Final = re.compile(
    r"""
    (?P<prefix> (?:https?://)? (?:dx\.|www\.)? doi\.org/ | \b doi \s? : \s? | \b doi \s ) \Z
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LONGEST_PREFIX: Final = 24
_TARGET: Final = re.compile(r"\]\(<?[^\s()<>]{0,60}\Z|(?:href|HREF)=[\"'][^\"'<>]{0,60}\Z")
"""What stands before a DOI in the target of a link."""
_TARGET_BEHIND: Final = re.compile(r"[^\n]{0,600}")
_URL_AT_END: Final = re.compile(r"(?:https?://|www\.)\S{3,300}\Z")
_REMARK_AT_END: Final = re.compile(r"[\])>]\W{0,2}\Z")


def replace_doi(
    document: Document, reference: Reference, old: str, new: str, *, safe: bool
) -> Fix | None:
    """The Fix that puts one DOI in the place of another, in text and link targets alike.

    Args:
        document: The article.
        reference: The entry.
        old: The DOI, or what stands for it, as the entry has it.
        new: The DOI that it should be.
        safe: Whether the author's meaning is kept for certain.

    Returns:
        A Fix from the first place to the last; None if the entry does not have it.
    """
    if not old or old == new:
        return None
    window = _window(document, reference)
    edits = [
        Edit(found.start(), found.end(), _written(document, found, new))
        for found in _forms(old, document.format).finditer(document.source, *window)
    ]
    if not edits:
        at = reference.raw.find(old)
        if at < 0:
            return None
        return mend_entry(document, reference, Span(at, at + len(old)), new, safe=safe)
    return joined(document.source, edits, safe=safe)


def _window(document: Document, reference: Reference) -> tuple[int, int]:
    """The entry in the file, with the target of a Markdown link at its end."""
    place = document.source_span(reference.span)
    end = place.end
    if document.format == "markdown":
        behind = _TARGET_BEHIND.match(document.source, end)
        end = behind.end() if behind else end
    return place.start, end


_Encode = Callable[[str], str]
_ENCODINGS: Final[tuple[_Encode, ...]] = (
    str,
    lambda text: html.escape(text, quote=False),
    html.escape,
    lambda text: escaped(text, "markdown"),
    lambda text: escaped(text, "latex"),
    lambda text: quote(text, safe="/:;()"),
    lambda text: quote(text, safe="/"),
    lambda text: quote(text, safe=""),
)
"""How a DOI is written in text and in the target of a link."""


def _forms(doi: str, format: str) -> re.Pattern[str]:
    encodings = _ENCODINGS if format != "text" else _ENCODINGS[:1]
    forms = sorted({encode(doi) for encode in encodings}, key=len, reverse=True)
    either = "|".join(map(re.escape, forms))
    return re.compile(rf"(?<![\w.])(?:{either})(?![\w/-]|\.\w)", re.IGNORECASE)


def _written(document: Document, found: re.Match[str], new: str) -> str:
    if document.format == "latex" and in_address(document.source, found.start()):
        return new
    before = document.source[max(found.start() - 80, 0) : found.start()]
    if _TARGET.search(before):
        return quote(new, safe="/:;()" if document.format == "html" else "/:;")
    return escaped(new, document.format)


class DoiForm(NamedTuple):
    """How a list writes DOIs: what stands before one, and what ends the entry behind it."""

    prefix: str = "https://doi.org/"
    stop: str = ""


def doi_form(entries: Iterable[str]) -> DoiForm:
    """The form that most of a list's entries give their DOIs, or that of APA 7, 9.35."""
    prefixes: Counter[str] = Counter()
    stops = 0
    for entry in entries:
        prefix = _prefix(entry)
        if prefix:
            prefixes[prefix] += 1
            stops += entry.rstrip().endswith(".")
    if not prefixes:
        return DoiForm()
    return DoiForm(prefixes.most_common(1)[0][0], "." if 2 * stops > prefixes.total() else "")


def _prefix(entry: str) -> str:
    """What stands before the first DOI of an entry that has something there; "" if none has."""
    at = entry.find("10.")
    while at >= 0:
        found = _PREFIX.search(entry, max(0, at - _LONGEST_PREFIX), at)
        if found:
            return found["prefix"]
        at = entry.find("10.", at + 1)
    return ""


def append_doi(document: Document, reference: Reference, doi: str, form: DoiForm) -> Fix | None:
    """The Fix that ends an entry with a DOI.

    Args:
        document: The article.
        reference: The entry, which has none.
        doi: The DOI.
        form: The form that the list uses.

    Returns:
        An unsafe Fix; None where a link or a remark ends the entry, whose place it might take.
    """
    raw = reference.raw.rstrip()
    if not raw or _URL_AT_END.search(raw[-300:]) or _REMARK_AT_END.search(raw[-3:]):
        return None
    before = " " if raw[-1] in ".?!" else ". "
    return append(document, reference, f"{before}{form.prefix}{doi}{form.stop}", safe=False)
