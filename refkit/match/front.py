"""Front: whether a Record is the work of which the first pages are known, as of a PDF."""

from __future__ import annotations

import re
from typing import Final

from refkit.match.found import values
from refkit.match.titles import compare_titles, kind_of_title
from refkit.model import Record
from refkit.normalize.names import family_key
from refkit.normalize.text import fold, squash, strip_markup

_BEGINNING: Final = 1_500
"""Letters of the text in which the title stands where it could not be told by its type."""

_SHORTEST: Final = 20
"""Letters of a title that is looked for in a text: "Introduction" stands in many."""


def fits_front(record: Record, title: str, text: str) -> bool:
    """Whether a Record is for certain the work whose first pages these are.

    Its title must be the title, and its first author must be named. Where the title could not be
    told, that of the Record must stand at the beginning of the text, letter by letter: a comment
    on an article has the article's title and authors too, but its own before them.

    Args:
        record: The Record.
        title: The title as it was told from the pages, "" if it could not be.
        text: The text of the pages.
    """
    return _titled(record, title, text) and _names_first(record, text)


def shown_in(record: Record, title: str, text: str) -> bool:
    """Whether a Record of which the pages print the DOI is their work, and not one that they cite.

    The title decides where both are known; else the first author.

    Args:
        record: The Record.
        title: As for :func:`fits_front`.
        text: As for :func:`fits_front`.
    """
    if title and record.work.title:
        page = squash(text)
        titles = [squash(strip_markup(each)) for each in values(record, "title")]
        return compare_titles(title, values(record, "title")).same or any(
            len(each) >= _SHORTEST and each in page for each in titles
        )
    return _titled(record, "", text) or _names_first(record, text)


def _titled(record: Record, title: str, text: str) -> bool:
    titles = values(record, "title")
    if title:
        same = compare_titles(title, titles).same
        return same and kind_of_title(title) == kind_of_title(record.work.title)
    page = squash(text)[:_BEGINNING]
    letters = (squash(strip_markup(each)) for each in titles)
    return any(len(each) >= _SHORTEST and each in page for each in letters)


def _names_first(record: Record, text: str) -> bool:
    people = record.work.author or record.work.editor
    name = family_key(people[0]) if people else ""
    # The figure of an affiliation may follow at once: "Alejandrina Cristia1".
    return bool(name) and re.search(rf"(?<![a-z]){name}(?![a-z])", fold(text)) is not None
