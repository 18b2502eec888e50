"""The tags of PubMed's nbib format and the variables of a Work: which is which.

From the National Library of Medicine's "MEDLINE/PubMed Data Element (Field) Descriptions"
(https://www.nlm.nih.gov/bsd/mms/medlineelements.html).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

TEXT: Final[Mapping[str, str]] = {
    "VI": "volume",
    "IP": "issue",
    "PL": "publisher-place",
    "PB": "publisher",
    "EN": "edition",
    "CP": "chapter-number",
    "CTI": "collection-title",
    "VTI": "volume-title",
    "JT": "container-title",
    "TA": "container-title-short",
    "CI": "license",
    "GN": "note",
    "PMC": "PMCID",
    "PMID": "PMID",
}
"""Tags that hold one text to CSL variables."""

TYPES: Final[Mapping[str, str]] = {
    "Book": "book",
    "Book Chapter": "chapter",
    "Preprint": "article",
    "Newspaper Article": "article-newspaper",
    "News": "article-newspaper",
    "Book Review": "review-book",
    "Dataset": "dataset",
    "Technical Report": "report",
    "Government Publication": "report",
    "Legal Case": "legal_case",
    "Legislation": "legislation",
    "Patent": "patent",
    "Academic Dissertation": "thesis",
    "Video-Audio Media": "motion_picture",
    "Webcast": "broadcast",
    "Map": "map",
    "Congress": "paper-conference",
    "Personal Narrative": "article-journal",
}
"""Publication types of NLM that are more than "Journal Article" to types of CSL."""

PUBLICATION_TYPES: Final[Mapping[str, str]] = {
    "article-journal": "Journal Article",
    "article-magazine": "Journal Article",
    "review": "Review",
    "book": "Book",
    "chapter": "Book Chapter",
    "article": "Preprint",
    "article-newspaper": "Newspaper Article",
    "review-book": "Book Review",
    "dataset": "Dataset",
    "report": "Technical Report",
    "legal_case": "Legal Case",
    "legislation": "Legislation",
    "patent": "Patent",
    "thesis": "Academic Dissertation",
    "motion_picture": "Video-Audio Media",
    "broadcast": "Webcast",
    "map": "Map",
    "paper-conference": "Congress",
}
"""Types of CSL to the publication type of NLM that is written for them."""

LANGUAGES: Final[Mapping[str, str]] = {
    "afr": "af",
    "ara": "ar",
    "bul": "bg",
    "cat": "ca",
    "chi": "zh",
    "cze": "cs",
    "dan": "da",
    "dut": "nl",
    "eng": "en",
    "est": "et",
    "fin": "fi",
    "fre": "fr",
    "ger": "de",
    "gre": "el",
    "heb": "he",
    "hrv": "hr",
    "hun": "hu",
    "ice": "is",
    "ind": "id",
    "ita": "it",
    "jpn": "ja",
    "kor": "ko",
    "lat": "la",
    "lav": "lv",
    "lit": "lt",
    "may": "ms",
    "nor": "no",
    "per": "fa",
    "pol": "pl",
    "por": "pt",
    "rum": "ro",
    "rus": "ru",
    "slo": "sk",
    "slv": "sl",
    "spa": "es",
    "srp": "sr",
    "swe": "sv",
    "tha": "th",
    "tur": "tr",
    "ukr": "uk",
    "vie": "vi",
    "wel": "cy",
}
"""NLM's codes of languages (ISO 639-2/B) to those of CSL's locales (ISO 639-1)."""

DERIVED: Final = frozenset({"AU", "ED", "SO", "FAU", "FED", "CN", "AUID", "AD"})
"""Tags that say again what others say, or that belong to a name."""
