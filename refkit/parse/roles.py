"""Roles: what the people of a block of names did, and the words that say so.

"(Eds.)" after the names, "edited by" before them, "In" before both.
"""

from __future__ import annotations

import re
from typing import Final

from refkit.normalize.patterns import lazy_pattern
from refkit.parse.blocks import MARKER

__all__ = ["LEAD_IN", "ROLE", "TRAILING_ROLE", "WITH", "role_of", "without_roles"]

ROLE: Final = lazy_pattern(
    r"""[,.]?\s*[(\[]\s*(?P<role>
        (?:Executive\s)?(?:Eds?|Editors?|Hrsgg?|Hg|Dirs?|Directors?|Trans|Translators?|Comps?
            |Compilers?|Producers?
        |Writers?|Hosts?|Chairs?|Composers?|Artists?|Photographers?|Narrators?|Curators?
            |Organizers?|Coords?|Red|ed\.?s
        |Executive\ producers?|Series\ eds?|Vol\.?\ eds?|Guest\ eds?|éds?|a\ cura\ di
            |Interviewers?|Interviewees?|Inventors?)\b
        [^()\[\]]{0,60})\s*[)\]]\s*[.,]?""",
    re.VERBOSE | re.IGNORECASE,
)
"""What the people did: "(Eds.)", "(Director)", "(Ed. & Trans.)"."""
TRAILING_ROLE: Final = lazy_pattern(
    r"(?:,\s*(?P<role>(?:eds?|hrsg|hg|editors?)\.?)|\s(?P<bare>eds?\.))\s*\Z", re.IGNORECASE
)
WITH: Final = lazy_pattern(r"\(\s*(?:with|mit|avec|con)\s+", re.IGNORECASE)
ROLES: Final = {
    "edtrans": "editor-translator",
    "ed": "editor",
    "hrsg": "editor",
    "hg": "editor",
    "éd": "editor",
    "a cura": "editor",
    "vol": "editor",
    "guest": "editor",
    "red": "editor",
    "series": "collection-editor",
    "director": "director",
    "dir": "director",
    "trans": "translator",
    "comp": "compiler",
    "producer": "producer",
    "executive": "executive-producer",
    "writer": "author",
    "host": "host",
    "chair": "chair",
    "composer": "composer",
    "narrator": "narrator",
    "curator": "curator",
    "organizer": "organizer",
    "coord": "editor",
    "interviewer": "interviewer",
}

LEAD_IN: Final = lazy_pattern(
    r"""[(\[]?\s?(?:
        # "In", "in:", "dans": the book that the people edited
        (?:in|aus|dans|en|em|nel|w|v|в)\s?:\s? | (?:in|dans)\s(?=[^\W\d_])
        # "vgl. Knut Lamm": a footnote's word
      | (?:vgl|cf|cfr)\.\s?(?:(?:auch|dazu|hierzu|also|u\.\s?a)\.?\s)?
      | (?:see|siehe|voir|véase|vide|also\ see)\s(?:(?:also|auch|dazu|e\.g\.,?)\s)?(?=[^\W\d_])
        # "edited by", "hrsg. von", "a cura di"
      | (?:(?:ed(?:s|ited|itado|itors?)?|compiled|comp|trans(?:l|lated)?|revised|prepared
            |introduced|directed|written|collected|selected|arranged)\.?
          (?:\s(?:and|&|und|et)\s(?:ed(?:ited)?|compiled|trans(?:l|lated)?|introd(?:uced)?
            |annotated)\.?)?\s(?:by|por)\b\s?:?)
      | (?:hrsg|hg|herausgegeben|bearb|bearbeitet|übers|übersetzt|zusammengestellt)\.?\s?
          (?:und\s(?:übers|eingel)\.?\s?)?(?:von|v\.|durch)\s
      | (?:éds?|édités?|dirigée?s?|réunis?|sous\ la\ (?:dir|direction))\.?\s?(?:par|de|d['\u2019])\s
      | a\ cura\ di\s | (?:onder\s)?red(?:actie)?\.?\s(?:van|av)\s | (?:под|pod)\s(?:ред|red)\.\s
      | uredi[ol]\w?\s
        # the word alone: "Eds. Bernd Reiter", "Hrsg.:"
      | (?:eds?|hrsgg?|hg|éds?|editors?|herausgeber|red|coords?|comps?|orgs?|dirs?)
          (?:\.\s?:?|:)\s?(?=[^\W\d_])
      | (?:editors|herausgeber|by)\s(?=[^\W\d_])
    )""",
    re.VERBOSE | re.IGNORECASE,
)
"""What stands before the names and is none of them."""
_WORD: Final = r"""
    (?: eds? | editors? | hrsgg? | hg | hgg | herausgeber(?:in|innen)? | éds? | éditeurs?
      | dirs? | directors? | coords? | coordinador(?:es)? | comps? | compilador(?:es)? | orgs?
      | organizador(?:es)? | red | reds | ред | trans | translators? | übers | trad | a\ cura\ di
      | cur | curs | guest\ eds? | guest\ editors? | series\ eds? | volume\ eds? | chairs?
      | authors? | auteurs? | verf )
"""
_BRACKETED: Final = lazy_pattern(
    rf"\s?,?\s?[(\[]\s?{_WORD}\b\.?[^()\[\]]{{0,40}}[)\]]?(?=\W|\Z)\s?\.?",
    re.VERBOSE | re.IGNORECASE,
)
_CLOSING: Final = lazy_pattern(
    rf"""(?: \s?,\s? | \s ) [(\[]? (?: (?:Guest|Series|Vol|Volume|als|as|the)\.?\s )?
    {_WORD} \.? (?: \s?(?:&|and|und|et|e|/)\s? {_WORD} \.? )? [\s.,:;)\]]* \Z""",
    re.VERBOSE | re.IGNORECASE,
)
_BARE_SURNAMES: Final = lazy_pattern(r"\s(?:Red|Chair|Hg|Cur|Trans)\s?\Z")
"""Not roles without a comma and a stop: "John Red"."""


def without_roles(text: str) -> str:
    """The text without the words around its names: "In A. Lee (Ed.)" is "A. Lee".

    White space must be single spaces.
    """
    for _ in range(4):
        lead = LEAD_IN.match(text) or MARKER.match(text)
        if lead is None or lead.end() >= len(text):
            break
        text = text[lead.end() :]
    if "(" in text or "[" in text:
        text = _BRACKETED.sub(" ", text).strip()
    text = text.strip(" ,.;:") if text[:1] in "([" else text
    if text[:1] in "([" and text[-1:] in ")]" and "@" not in text:
        # "(R. Bell, ed.)"
        text = text[1:-1]
    tail = text[-60:]
    closing = _CLOSING.search(tail)
    if closing and (
        "," in closing.group() or "." in closing.group() or not _BARE_SURNAMES.search(tail)
    ):
        rest = text[: len(text) - len(tail) + closing.start()]
        if rest.strip(" ,;(["):
            text = rest
    return text


def role_of(word: str) -> str:
    """The CSL variable of a role as written: "Eds." is "editor", "Director" is "director"."""
    lower = word.lower().strip(" .")
    if lower.startswith(("ed", "hrsg")) and "trans" in lower:
        return "editor-translator"
    for start, variable in ROLES.items():
        if lower.startswith(start):
            return variable
    return "author"
