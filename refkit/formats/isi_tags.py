"""The tags of the Web of Science, and the types and variables of CSL: which is which.

The tags are those of Clarivate's help, "Web of Science Core Collection Field Tags"; the meanings of
PT and DT are those of its lists of publication and document types.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from refkit.normalize.text import word_set

TEXT: Final[Mapping[str, str]] = {
    "TI": "title",
    "SO": "container-title",
    "JI": "container-title-short",
    "SE": "collection-title",
    "CT": "event-title",
    "CL": "event-place",
    "PU": "publisher",
    "PI": "publisher-place",
    "VL": "volume",
    "IS": "issue",
    "SU": "supplement-number",
    "PN": "part-number",
    "P2": "chapter-number",
    "AR": "number",
    "AB": "abstract",
    "PM": "PMID",
}
"""Tags that hold one text to CSL variables."""

SEASONS: Final = ("SPR", "SUM", "FAL", "WIN")
"""The seasons as PD has them, in the order of CSL's numbers."""

LISTS: Final = word_set("AU AF BA BF CA GP ED BE AE C1 C3 CR RP EM OI RI FU SC WC")
"""Tags of which each line is a value."""

DOCUMENTS: Final[Mapping[str, str]] = {
    "article": "article-journal",
    "proceedings paper": "paper-conference",
    "meeting abstract": "paper-conference",
    "conference paper": "paper-conference",
    "book": "book",
    "monograph": "book",
    "book chapter": "chapter",
    "book review": "review-book",
    "data set": "dataset",
    "data study": "dataset",
    "repository": "dataset",
    "software": "software",
    "preprint": "article",
    "dissertation/thesis": "thesis",
    "news item": "article-newspaper",
    "report": "report",
    "patent": "patent",
    "poetry": "article-journal",
    "review": "article-journal",
    "web page": "webpage",
    "other": "document",
}
"""Document types of DT, in small letters, to types of CSL."""

WRITTEN: Final[Mapping[str, tuple[str, str]]] = {
    "article": ("J", "Preprint"),
    "article-journal": ("J", "Article"),
    "article-magazine": ("J", "Article"),
    "article-newspaper": ("J", "News Item"),
    "book": ("B", "Book"),
    "chapter": ("B", "Book Chapter"),
    "dataset": ("J", "Data Set"),
    "entry": ("B", "Book Chapter"),
    "entry-dictionary": ("B", "Book Chapter"),
    "entry-encyclopedia": ("B", "Book Chapter"),
    "paper-conference": ("C", "Proceedings Paper"),
    "patent": ("P", "Patent"),
    "periodical": ("J", "Article"),
    "report": ("B", "Report"),
    "review": ("J", "Review"),
    "review-book": ("J", "Book Review"),
    "software": ("B", "Software"),
    "thesis": ("B", "Dissertation/Thesis"),
    "webpage": ("B", "Web Page"),
}
"""Types of CSL to the publication type (PT) and document type (DT) that are written for them."""

OTHER: Final = ("B", "Other")
"""What is written for types that the Web of Science does not know."""

_ORDER: Final = """
    PT AU AF BA BF CA GP BE AE TI SO SE BS LA DT CT CY CL SP HO DE ID AB C1 C3 RP EM RI OI FU FX CR
    NR TC Z9 U1 U2 PU PI PA SN EI BN J9 JI PD PY VL IS PN SU SI MA BP EP AR DI D2 EA EY PG P2 WC WE
    SC GA UT PM OA HC HP DA
"""
ORDER: Final = tuple(_ORDER.split())
"""The tags in the order in which the Web of Science writes them."""
