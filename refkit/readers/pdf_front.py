"""What the lines of a PDF's first pages say: which is the title, and which DOIs are its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from refkit.normalize.identifiers import arxiv_doi, doi_key, find_dois, parse_arxiv
from refkit.normalize.patterns import lazy_pattern
from refkit.normalize.text import clean, squash, word_set


class Line(NamedTuple):
    """A line of a page.

    Attributes:
        text: Its text.
        size: The height of its type in points; 0.0 if that was not asked for, or it is turned.
        top: Where it stands, from 0.0 at the bottom of the page to 1.0 at its top; 0.0 if unknown.
    """

    text: str
    size: float = 0.0
    top: float = 0.0


_SAME_SIZE: Final = 0.04
"""Of a size: lines of one title differ by no more, for some have no descenders."""

_LARGER: Final = 1.04
"""The type of a title is larger than that of the text by this at least."""

_LONGEST_TITLE: Final = 350
_SHORTEST_TITLE: Final = 12
_FEWEST_WORDS: Final = 3
_MOST_LINES: Final = 8
_COVER: Final = 4
"""Lines in the largest type at most where it is the title's, however few the others are."""


_REFERENCES: Final = lazy_pattern(
    r"""
    [\W\d]{0,8}
    (?: references | bibliography | literature\ cited | works\ cited | literatur(?:verzeichnis)?
      | références | bibliographie | referencias | literaturhinweise )
    \W{0,3}
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LABELS: Final = word_set(
    """
    article articles research original review paper report open access full length brief short
    communication letter editorial contents lists available sciencedirect homepage journal www
    received accepted published online first author manuscript preprint version draft working
    discussion running head psyarxiv arxiv biorxiv medrxiv ssrn osf proceedings
    """
)
"""Words of what stands above a title in type as large."""

_FILE_NAME: Final = lazy_pattern(
    r"""
      \.(?: docx? | dvi | indd | pdf | tex | rtf | wpd | odt | fm | qxd | ps ) \s* \Z
    | \A (?: microsoft\ word | untitled | title | document | powerpoint | slide ) \b
    | \A \W* \Z | \A doi: | \A pii: | \A \S+ \Z
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""What programs put where the title should be: names of files, and their own."""

_ARXIV_STAMP: Final = lazy_pattern(
    r"arXiv:\S{9,30} \s{1,3} \[ [a-z.-]{2,20} \] \s{1,3} \d{1,2} \s [A-Z][a-z]{2} \s \d{4}",
    re.VERBOSE | re.IGNORECASE,
)
_LINE_NUMBER: Final = lazy_pattern(r"\A\d{1,3}\s+(?=\D)")

_DEPOSITS: Final = ("10.17605/", "10.5281/", "10.5061/", "10.6084/", "10.7910/", "10.17632/")
"""Registrants of data and preregistrations (OSF, Zenodo, Dryad, figshare, Dataverse, Mendeley): an
article prints such DOIs beside its own."""

_MARGIN: Final = 0.1
"""Of the page's height: its header and its footer."""


def front_title(info: str, lines: Sequence[Line]) -> str:
    """The title of an article.

    Args:
        info: The title in the PDF's metadata, "" if there is none.
        lines: The lines of the first page.

    Returns:
        That of the metadata where the page has it, for many are the template's or a file's name;
        else what stands in the largest type; "" where the page has but one size of type.
    """
    info = clean(info)
    said = "" if _FILE_NAME.search(info) else info
    page = squash(" ".join(unnumbered(line.text) for line in lines))
    if len(squash(said)) >= _SHORTEST_TITLE and squash(said) in page:
        return said
    return next(_largest(lines), "") or ("" if page else said)


def unnumbered(text: str) -> str:
    """A line without its number: "12 Calculus in Online Self-Disclosure" of a manuscript."""
    return _LINE_NUMBER.sub("", text)


def _largest(lines: Sequence[Line]) -> Iterator[str]:
    """What may be the title, the largest type first."""
    sized = [line for line in lines if line.size > 0]
    if not sized:
        return
    common = _common_size(sized)
    blocks = [list(block) for _, block in groupby(_counted(sized), key=lambda each: each[0])]
    texts = [[line for _, line in block if not _is_label(line.text)] for block in blocks]
    candidates = [block for block in texts if block and block[0].size >= common * _LARGER]
    for block in sorted(candidates, key=lambda block: -max(line.size for line in block)):
        title = clean(" ".join(unnumbered(line.text) for line in block))
        if (
            len(block) <= _MOST_LINES
            and _SHORTEST_TITLE <= len(title) <= _LONGEST_TITLE
            and len(title.split()) >= _FEWEST_WORDS
        ):
            yield title


def _common_size(lines: Sequence[Line]) -> float:
    """The size of most of the letters, which is that of the running text.

    Of a cover with little beside the title, the size of that.
    """
    letters: dict[float, int] = {}
    for line in lines:
        letters[line.size] = letters.get(line.size, 0) + len(line.text)
    largest = max(letters)
    if len(letters) > 1 and sum(line.size == largest for line in lines) <= _COVER:
        del letters[largest]
    return max(letters, key=lambda size: letters[size])


def _counted(lines: Sequence[Line]) -> Iterator[tuple[int, Line]]:
    """Lines with the number of the run of one size that each is in."""
    number, size = 0, lines[0].size
    for line in lines:
        if abs(line.size - size) > _SAME_SIZE * max(line.size, size):
            number += 1
        size = line.size
        yield number, line


def _is_label(text: str) -> bool:
    """Whether a line is no part of a title: "RESEARCH ARTICLE", "www.ssoar.info"."""
    words = clean(text).casefold().replace(":", " ").split()
    return (len(words) == 1 and "." in words[0].strip(".")) or set(words) <= _LABELS


def front_dois(pages: Sequence[Sequence[Line]]) -> list[str]:
    """The DOIs that an article prints as its own, the likeliest first.

    Args:
        pages: The lines of its first pages.

    Returns:
        DOIs in the form in which equal ones are equal: those in the header or footer, then those on
        a line of their own or after "doi", then others, and those of deposits of data last; nothing
        after the heading of the references. The stamp of arXiv counts as a DOI of DataCite's.
    """
    found: dict[str, int] = {}
    at = 0
    for number, lines in enumerate(pages):
        for line in lines:
            if _REFERENCES.fullmatch(line.text):
                return sorted(found, key=lambda doi: found[doi])
            for doi, rank in _printed(line, number):
                at += 1
                found.setdefault(doi, rank * 1000 + at)
    return sorted(found, key=lambda doi: found[doi])


def _printed(line: Line, page: int) -> Iterator[tuple[str, int]]:
    """The DOIs of a line, and how far each is from being the article's own."""
    if _ARXIV_STAMP.search(line.text):
        yield doi_key(arxiv_doi(parse_arxiv(line.text))), 3
    for doi in find_dois(line.text):
        key = doi_key(doi.value)
        marginal = bool(line.top) and not _MARGIN < line.top < 1 - _MARGIN
        rest = squash(line.text.replace(line.text[doi.start : doi.end], ""))
        alone = rest in ("", "doi", "httpsdoiorg", "httpdxdoiorg", "digitalobjectidentifier")
        if key.startswith(_DEPOSITS):
            yield key, 6 + page
        elif marginal:
            yield key, page
        else:
            yield key, (2 if alone else 4) + page
