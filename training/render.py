"""References in CSL styles: Works rendered with citeproc-py, with every value's place known."""

from __future__ import annotations

import re
import sys
import warnings
from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import Any, Final

from citeproc import Citation, CitationItem, CitationStylesBibliography

from refkit.csl.repository import find_locale, load_style
from refkit.errors import RefkitError
from refkit.model import Work
from refkit.render.citeproc_fixes import rewritten
from refkit.render.citeproc_py import _crashes, _reference
from training.csl_marked import MarkedStyle
from training.labelled import Labelled, Span
from training.marks import CLOSE, OPEN, read_marks
from training.styles import LOCALES, weighted
from training.works import Pool

_BEHIND_QUOTE: Final = re.compile("(?<![.,?!])([\ue100-\ue1ff]*)”([.,])(?!\\2)")
_LETTERS: Final = re.compile(r"[^\W\d_]")


_NUMBER: Final = re.compile(
    f"\\A[^\\w{OPEN['citation-number']}]{{0,3}}{OPEN['citation-number']}\\d+"
    f"{CLOSE['citation-number']}[\\]).:\\s]{{0,3}}"
)
_NUMBERS: Final = re.compile(r"\d{3,}")
ONCE: Final = frozenset({"author", "editor", "title", "container-title", "page", "publisher"})
"""Labels that stand once in an entry; a style that repeats them was misunderstood."""


class _Plain:
    """citeproc-py's idea of an output format, here without any markup."""

    @staticmethod
    def preformat(text: object) -> object:
        return text

    Italic = Oblique = Bold = Light = Underline = Superscript = Subscript = SmallCaps = preformat


def rendered(pool: Pool, count: int, seed: int, styles: int = 620) -> Iterator[Labelled]:
    """References in many CSL styles.

    Args:
        pool: Where the works come from.
        count: How many references.
        seed: The same seed gives the same references.
        styles: How many renderings of styles to take; each is parsed once.
    """
    random = Random(seed)
    names, weights = weighted()
    made = tries = 0
    while made < count and tries < styles * 4:
        tries += 1
        name = random.choices(names, weights)[0]
        wanted = min(max(count // styles + 1, 8), count - made)
        before = made
        for reference in _batch(pool, name, wanted, random):
            yield Labelled(
                f"crossref-csl-{made}",
                "crossref-csl",
                reference.text,
                reference.spans,
                name,
                reference.lang,
            )
            made += 1
        if tries % 20 == 0:
            sys.stderr.write(f"csl: {made} references, {tries} styles\n")
        if made == before:
            weights[names.index(name)] = 0


def _batch(pool: Pool, name: str, count: int, random: Random) -> list[Labelled]:
    """Some references in one style and locale; [] where the style cannot be used."""
    try:
        style = load_style(name)
    except RefkitError:
        return []
    own = _own_locale(style.locale)
    locale = (
        random.choice(list(LOCALES)) if own.startswith("en") and random.random() < 0.22 else own
    )
    lang = LOCALES.get(
        locale, next((short for long, short in LOCALES.items() if long[:2] == locale[:2]), "")
    )
    works = [
        _bared(pool.draw(random, lang if lang and random.random() < 0.75 else ""))
        for _ in range(count)
    ]
    found = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for entry, work in _entries(rewritten(style.content), locale, works):
            text, spans = read_marks(_unnumbered(entry) if random.random() < 0.65 else entry)
            if certain(text, spans):
                found.append(Labelled("", "", text, _articles(work, spans), name, _lang(work)))
    return found


def _articles(work: Work, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The number of an article is where it stands: "Article 502" is given in place of pages."""
    if work.type != "article-journal":
        return spans
    return tuple(span._replace(label="page") if span.label == "number" else span for span in spans)


def _lang(work: Work) -> str:
    return work.language[:2].lower() or "en"


def _unnumbered(entry: str) -> str:
    """The entry without its number: lists are mostly copied without."""
    return _NUMBER.sub("", entry, count=1)


def _own_locale(locale: str) -> str:
    try:
        return find_locale(locale) if locale else "en-US"
    except RefkitError:
        return "en-US"


def _bared(work: Work) -> Work:
    """The Work without what would only confuse: abstracts, dates of events, databases."""
    for name in (
        "abstract",
        "source",
        "keyword",
        "license",
        "PMID",
        "PMCID",
        "ISSN",
        "event_date",
        "annote",
    ):
        setattr(work, name, None if name == "event_date" else "")
    if not work.language:
        work.language = "en"
    return work


def _entries(content: bytes, locale: str, works: list[Work]) -> Iterator[tuple[str, Work]]:
    """Marked entries; a work that citeproc-py cannot render is left out."""
    try:
        style = MarkedStyle(content, locale)
        inside = str(style.root.get_locale_option("punctuation-in-quote")).lower() == "true"
    except _crashes():
        return
    source: dict[str, Any] = {}
    for index, work in enumerate(works):
        try:
            source[f"w{index}"] = _reference(f"w{index}", work)
        except _crashes():
            continue
    items = [CitationItem(key) for key in source]
    bibliography = CitationStylesBibliography(style, source, _Plain)
    bibliography.register(Citation(items))
    for item in items:
        try:
            out = style.render_bibliography([item])
            text = str(out[0]) if out else ""
        except _crashes():
            continue
        yield (_BEHIND_QUOTE.sub(r"\1\2”", text) if inside else text), works[int(item.key[1:])]


def _covered(place: tuple[int, int], spans: tuple[Span, ...]) -> bool:
    return any(span.start <= place[0] and place[1] <= span.end for span in spans)


def certain(text: str, spans: tuple[Span, ...]) -> bool:
    """Whether an entry is one that can be learned from.

    It shows a title or container and two more fields, and little of it is words without label.
    """
    labels = {span.label for span in spans}
    if len(labels) < 3 or not labels & {"title", "container-title"} or len(text) > 1200:
        return False
    if any(
        number > 1 for label, number in Counter(s.label for s in spans).items() if label in ONCE
    ):
        return False
    if any(not _covered(found.span(), spans) for found in _NUMBERS.finditer(text)):
        return False
    covered = sum(len(_LETTERS.findall(text[s.start : s.end])) for s in spans)
    letters = len(_LETTERS.findall(text))
    return letters - covered <= max(25, 0.3 * letters) and "\ufffd" not in text
