"""The words of dates: months, seasons, eras, and what stands in place of a date.

English, German, French, Spanish, Italian, Portuguese and Dutch.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from refkit.normalize.patterns import lazy_pattern
from refkit.normalize.text import word_set

__all__ = [
    "CIRCA",
    "ENGLISH_MONTHS",
    "ENGLISH_SEASONS",
    "ERA_AFTER",
    "ERA_BEFORE",
    "FILLERS",
    "MONTHS",
    "PRESENT",
    "SEASONS",
    "split_status",
]

_MONTH_NAMES: Final = (
    "january januar jänner janvier enero gennaio janeiro januari jan jän janv ene gen",
    "february februar février febrero febbraio fevereiro februari feb febr fév févr fev",
    "march märz mars marzo março maart mar mär mrz mrt",
    "april avril abril aprile apr avr abr",
    "may mai mayo maggio maio mei mag",
    "june juni juin junio giugno junho jun giu",
    "july juli juillet julio luglio julho jul juil lug",
    "august août agosto augustus aug agost ago aoû",
    "september septembre septiembre setiembre settembre setembro sep sept set sett",
    "october oktober octobre octubre ottobre outubro oct okt ott out",
    "november novembre noviembre novembro nov",
    "december dezember décembre diciembre dicembre dezembro dec dez déc dic",
)


def _without_accents(name: str) -> str:
    # fold would load anyascii while refkit is imported
    return unicodedata.normalize("NFD", name).encode("ascii", "ignore").decode()


MONTHS: Final = {
    written: number
    for number, names in enumerate(_MONTH_NAMES, 1)
    for name in names.split()
    for written in (name, _without_accents(name))
}
"""Names and abbreviations of months, lower case, with accents and without, to 1–12."""

ENGLISH_MONTHS: Final = tuple(names.split()[0].capitalize() for names in _MONTH_NAMES)
"""The months as APA writes them, January first."""

_SEASON_NAMES: Final = (
    "spring frühling frühjahr printemps primavera lente voorjaar",
    "summer sommer été verano estate verão zomer",
    "autumn fall herbst automne otoño autunno outono herfst",
    "winter hiver invierno inverno",
)
SEASONS: Final = {
    name: number for number, names in enumerate(_SEASON_NAMES, 1) for name in names.split()
}
"""Names of the seasons, lower case, to CSL's numbers: 1 spring to 4 winter."""

ENGLISH_SEASONS: Final = ("Spring", "Summer", "Fall", "Winter")
"""The seasons as APA writes them."""

FILLERS: Final = word_set(
    """
    of the de del du le la el di den der am vom im van do in monday tuesday wednesday thursday
    friday saturday sunday mon tue wed thu fri sat sun
    """
)
"""Words inside dates that say nothing about them."""

PRESENT: Final = word_set(
    "present heute présent presente actualidad ongoing current today heden oggi hoje"
)
"""Words for an open end: "2012–present"."""

CIRCA: Final = lazy_pattern(
    r"""
    (?: circa | ca\.? | c\. | approx(?:\. | imately )? | about | um | etwa | vers | hacia | ~ ) \s?
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""What stands before an approximate date."""

ERA_BEFORE: Final = (
    r"(?: B\.\s?C\.(?:\s?E\.)? | BCE? | v\.\s?Chr\. | av\.\s?J\.?\s?-?C\. | a\.\s?C\. )"
)
"""Verbose pattern of "B.C.E." and its kin."""

ERA_AFTER: Final = r"(?: C\.\s?E\. | CE | A\.\s?D\. | AD | n\.\s?Chr\. | d\.\s?C\. )"
"""Verbose pattern of "C.E." and its kin."""

_STATUS: Final = lazy_pattern(
    r"""
    (?P<nd> n\. \s? d\.? | nd\.? | no \s date | undated | o\. \s? [jJ]\.? | ohne \s jahr
      | s\. \s? [fda]\.? | z\. \s? [dj]\.? | sin \s fecha | sans \s date | senza \s data
      | sem \s data )
  | (?P<press> in \s press | im \s druck | im \s erscheinen | sous \s presse | en \s prensa
      | in \s stampa | no \s prelo | in \s druk | forthcoming | to \s appear )
  | (?P<online> advance \s online \s publication | online \s first
      | early \s (?: access | view ) | ahead \s of \s print | published \s online )
  | (?P<submitted> (?: manuscript \s )? submitted (?: \s for \s publication )?
      | under \s review | eingereicht )
  | (?P<accepted> accepted \s manuscript | accepted (?: \s for \s publication )? )
  | (?P<preparation> (?: manuscript \s )? in \s prep(?:aration | \. )? | in \s vorbereitung )
  | (?P<unpublished> unpublished (?: \s manuscript )? )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_STATUS_NAMES: Final = {
    "nd": "n.d.",
    "press": "in press",
    "online": "advance online publication",
    "submitted": "submitted",
    "accepted": "accepted",
    "preparation": "in preparation",
    "unpublished": "unpublished",
}
_SUFFIX: Final = lazy_pattern(r"\s? -? \s? (?P<suffix> [a-z] )", re.VERBOSE)


def split_status(text: str) -> tuple[str, str, str]:
    """A status at the beginning or the end of a date.

    Args:
        text: "in press-a", "n.d.", "2021, in press", "2019".

    Returns:
        The status in English or "", the letter behind it or "", and the rest of the text.
    """
    match = _STATUS.match(text)
    if match is not None and match.lastgroup is not None:
        status, rest = _STATUS_NAMES[match.lastgroup], text[match.end() :]
        suffix = _SUFFIX.fullmatch(rest)
        if suffix is not None:
            return status, suffix["suffix"], ""
        if not rest[:1].isalnum():
            return status, "", rest.strip(" .,;()[]-")
        return "", "", text
    at = max(text.rfind(mark) for mark in ",;([")
    if at > 0:
        match = _STATUS.fullmatch(text[at + 1 :].strip(" ()[]"))
        if match is not None and match.lastgroup is not None:
            return _STATUS_NAMES[match.lastgroup], "", text[:at].strip(" ,;")
    return "", "", text
