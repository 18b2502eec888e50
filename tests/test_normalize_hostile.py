"""Hostile texts of 100,000 characters are read to the end, whatever they repeat.

A reader whose work grows with the square of the length would not come back in the life of a test
run; ``benchmarks/linear.py`` prints how the work grows.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from refkit.normalize.dates import parse_date
from refkit.normalize.identifiers import (
    doi_problem,
    find_dois,
    find_short_doi,
    find_urls,
    parse_arxiv,
    parse_handle,
    parse_isbn,
    parse_issn,
    parse_pmid,
)
from refkit.normalize.names import parse_name
from refkit.normalize.pages import parse_pages
from refkit.normalize.text import clean, fold, strip_markup
from refkit.normalize.venues import same_venue, venue_key

READERS: tuple[Callable[[str], object], ...] = (
    clean,
    fold,
    strip_markup,
    parse_name,
    parse_date,
    parse_pages,
    find_dois,
    doi_problem,
    find_short_doi,
    find_urls,
    parse_arxiv,
    parse_handle,
    parse_isbn,
    parse_issn,
    parse_pmid,
    venue_key,
    lambda text: same_venue(text, text + "x"),
)
UNITS = (
    " ",
    ".",
    "-",
    "1 ",
    "A.",
    "a, ",
    "<a ",
    "<i></i>",
    "&amp;",
    "%25",
    "\\_",
    "((",
    "10.1234/",
    "10.1234/a- 1",
    "10.1234/ahttp://",
    "10.1234/((<1::",
    "doi: ",
    "https://",
    "arxiv hep-th/",
    "978-0",
    "\u200b",
    " \n",
)
LENGTH = 100_000


@pytest.mark.parametrize("unit", UNITS)
def test_a_hostile_text_is_read_to_its_end(unit: str) -> None:
    text = "10.1234/a" + unit * (LENGTH // len(unit))
    for reader in READERS:
        assert reader(text) == reader(text)
