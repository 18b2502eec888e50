"""Signs of a reference: how much a text looks like one, and whether a line may be its first.

Cheap and linear: a fixed number of regular expressions over at most :data:`LOOKED_AT` characters.
Nothing here decides: :mod:`refkit.extract.layouts` and :mod:`refkit.extract.reference_list` do.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from refkit.normalize.patterns import lazy_pattern
from refkit.normalize.text import word_set

LOOKED_AT: Final = 1200
"""How much of a text is looked at, in characters. Hardly any reference is longer."""

REFERENCE: Final = 3.0
"""The likeness from which a text is taken for a reference."""


def _ranges(letters: Iterable[str]) -> str:
    """Ascending letters for a character class, neighbours as a range: shorter to compile."""
    runs: list[str] = []
    for letter in letters:
        if runs and ord(runs[-1][-1]) == ord(letter) - 1:
            runs[-1] = f"{runs[-1][0]}-{letter}"
        else:
            runs.append(letter)
    return "".join(runs)


_CAPITALS: Final = (
    letter for letter in map(chr, range(0x00C0, 0x0530)) if unicodedata.category(letter) == "Lu"
)
UPPER: Final = f"A-Z{_ranges(_CAPITALS)}\u1e00-\u1eff"
"""Capital letters of Latin, Greek and Cyrillic, for a character class."""

PARTICLE: Final = (
    r"(?:[vV][ao]n|[dD]e[rnlsm]?|[dD][aiou]s?|[lL][aeo]s?|[dD]ella|[tT]e[nr]|[tT]er|[zZ]u[rm]?"
    r"|al|el|bin|ibn|af|av|[yie]|’t|'t|’s|'s|d[’']|St\.?)"
)
"""A particle before a family name."""

NAME: Final = (
    rf"(?:{PARTICLE}[ ’']|[dl][’'](?=[{UPPER}])){{0,3}}"
    rf"[{UPPER}](?:[^\W\d_]+|(?=[’']))(?:[’'\-‐‑][^\W\d_]+){{0,3}}"
)
"""A family name of one word, of two letters at least, with its particles."""

_FAMILY: Final = rf"{NAME}(?:[ ]{NAME}){{0,2}}"
_INITIALS: Final = rf"(?:[{UPPER}][a-z]?\.[ \-‐‑]?){{1,5}}"

YEAR: Final = r"(?:1[4-9]\d\d|20\d\d)"
"""A year as references have them, 1400 to 2099."""

_STATUS: Final = (
    r"n\.\s?d\.|s\.\s?f\.|s\.\s?d\.|s\.\s?a\.|o\.\s?J\.|z\.\s?d\.|in\spress|in\spreparation|forthcoming"
    r"|submitted|accepted|under\sreview|im\s(?:Druck|Erscheinen)|sous\spresse|en\sprensa|no\sprelo"
    r"|in\sstampa|à\sparaître|manuscript\sin"
)
YEAR_IN_PARENTHESES: Final = lazy_pattern(
    rf"""
    [(\[] \s? (?: (?:ca?\.|circa|about) \s )?
    (?: {YEAR} [a-z]? (?: \s?[,;/–—\-] [^()]{{0,60}} )? | (?:{_STATUS}) [^()]{{0,30}} )
    [)\]]
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""A date in parentheses: "(2021a)", "(2019, August 8–11)", "(n.d.)", "(1972/1999)"."""

_BARE_YEAR: Final = lazy_pattern(rf"(?<![\d–\-/.]){YEAR}[a-z]?(?![\d–\-/]|\.\d)")
_ADDRESS: Final = lazy_pattern(
    r"""
      \b10\.\d{4,9}/\S | https?://\S | \bwww\.\S | hdl\.
    | \bdoi\s?: | \barXiv: | \bPMC?ID\b | \bISBN\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PAGES: Final = lazy_pattern(
    rf"""
      (?<![\d.\-–]) (?!{YEAR}[–\-](?:1[4-9]|20)?\d\d\b)                 # no years: 1914–18
      [A-Za-z]?\d{{1,6}} \s? [–—‐‑\-]{{1,2}} \s? [A-Za-z]?\d{{1,6}} (?!\d)
    | \b(?: pp? | S | págs? | pags? | blz | стр | с ) \. \s? \d
    | \b e\d{{4,12}} \b | \b Article \s \d
    """,
    re.VERBOSE,
)
_VOLUME: Final = lazy_pattern(
    rf"""
      \b\d{{1,4}} \s? \( [^()\d]{{0,8}} \d{{1,4}} [^()]{{0,14}} \)      # 58(4)
    | \b{YEAR} [^;:.]{{0,12}} ; \s? \d                              # 2010;12
    | \b(?: vol | no | nr | bd | iss | tome? | Jg | H | núm | num | n[º°] | t ) \.? \s? \d
    | [^\W\d_] [,.]? \s \d{{1,4}} \s? [,:] \s? [A-Za-z]?\d       # Psychology, 57, 152  J. 6: 12
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PART_OF: Final = lazy_pattern(
    r"""
      \( \s?
      (?: eds? | hrsg | hg | orgs? | coords? | dirs? | red | a\s?cura\sdi | trans | Übers ) \b
    | \b (?: in | dans | en | em ) : \s
    | (?<![^\W\d_]\s) [.?!”"’)] \s In \s [A-ZÀ-Þ]
    | \b (?: edited | herausgegeben | edité | éd(?:s|ité)? ) \b (?: \s (?:by|von|par) )?
    | \b (?: eds | hrsg | ed ) \.
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PUBLISHED: Final = lazy_pattern(
    rf"""
      [{UPPER}][\w.]{{1,20}} \s?:\s [{UPPER}]                        # New York, NY: Wiley
    | \b (?: press | verlag | publish\w* | éditions | editorial | editora | uitgeverij | wiley
        | springer | elsevier | routledge | sage | erlbaum | mcgraw | norton | macmillan | blackwell
        | o[’']reilly | thesis | dissertation | preprint | unpublished | manuscript | working\spaper
        | report | proceedings | conference | retrieved | accessed | available
        | abgerufen | verfügbar | consulté | recuperado
        | disponible | disponível | zugriff | r\spackage | software ) \b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_JOURNAL: Final = lazy_pattern(
    r"""
    \b (?: journal | j\. | review | rev\. | annals | ann\. | transactions | trans\. | bulletin
      | bull\. | quarterly | letters | zeitschrift | revue | revista | rivista | tijdschrift
      | archives? | arch\. | psycholog\w* | science | sci\. | nature | lancet | plos | frontiers
      | proc\. | int\. | am\. | eur\. | med\. | res\. | studies | advances | magazine | times
      | medicine | research ) (?!\w)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_QUOTED: Final = lazy_pattern(r"[“„«\"‘'][^“”„«»\"]{12,300}[.,?!]?[”“»\"’'][.,]?\s")

_CITATION: Final = lazy_pattern(
    rf"\( [^()]{{0,80}} [{UPPER}][^()]{{1,80}} ,\s {YEAR}[a-z]? [^()]{{0,200}} \)", re.VERBOSE
)
_WORD: Final = lazy_pattern(r"\w+")
_PROSE_WORDS: Final = word_set(
    """
    we our us they their this these which was were has have had been would could should can may
    will it its I my you your he she his her is are be if because there wir wurde wurden sind nous
    ont fueron están
    """
)
_PROSE_START: Final = lazy_pattern(
    r"""
    (?: (?: The | This | These | Those | In | We | It | As | However | For | To | When | If
          | Although | Our | Their | There | While | Because | Since | With | From | After | By | On
          | At | All | An? )
        \s [a-z]
      | (?: Adapted | Reprinted | Taken ) \s from \b
      | (?: Figure | Fig\. | Table | Note | Notes | Appendix | Copyright | Received | Accepted ) \b
      | © )
    """,
    re.VERBOSE,
)

# Another author or the year: what stands after initials without stops.
_AND_NEXT: Final = rf"\s(?:and|und|et|y|&)\s|\s\(?{YEAR}"
# "Lincoln, NE: University of Nebraska Press" begins no reference: places, not initials.
_PLACE: Final = (
    r"(?:A[LKZR]|C[AOT]|D[CE]|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|PA|RI|S[CD]|T[NX]"
    r"|UT|V[TA]|W[AVIY]|U\.?S\.?A?|UK|ON|BC|QC|NSW)\b"
)
_STRONG: Final = lazy_pattern(
    rf"""
    (?! In\s | Eds?\b | Vols?\b | Nos?\b | Pp?\b ) (?:
      {_FAMILY} (?:
          # Smith, J. A.   Mack A., & Rock I.
          (?: \s (?:Jr|Sr|II|III)\.? )? ,? \s{{0,2}} {_INITIALS} (?= [\s,;:&(\[—–-] | $ )
          # Wayand. J. F.,
        | \. \s {_INITIALS} ,
          # Smith, JA,
        | ,\s (?!{_PLACE}) [{UPPER}]{{1,3}} (?: [,.;] | {_AND_NEXT} )
          # Smith JA,   Huene F von,
        | \s (?![IVX]{{2}}) [{UPPER}]{{1,3}} (?: \s{PARTICLE} ){{0,2}} (?: [,.;:] | {_AND_NEXT} )
      )
    | {_INITIALS} \s? {_FAMILY} (?:
          # J. A. Smith and
          , | \s(?:and|und|et|y|&)\s | \s\(
          # D. E. Knuth. The   D. E. Knuth: The
        | [.:] \s (?= [“"{UPPER}][^\W\d_]* \s )
      )
      # ———. (2010)
    | (?: [—–_]{{2,12}} | -{{2,6}} ) [.,:]? \s (?= [({UPPER}\d“"] )
    )
    """,
    re.VERBOSE,
)
_PLAIN: Final = lazy_pattern(
    rf"""
      {_FAMILY} , \s [{UPPER}][\w’'\-]{{1,20}}     # Altman, Irwin
    | {_FAMILY} , \s [^\W\d_] ,? \s              # Baliunas, a, 2002
    """,
    re.VERBOSE,
)
# "New York Public Radio. 2018."
_GROUP_AND_YEAR: Final = lazy_pattern(rf"[{UPPER}][^\d()]{{2,100}}[.,]\s{YEAR}[a-z]?[.:,]\s")
_PARTICLE_START: Final = lazy_pattern(rf"(?:{PARTICLE}[ ’']|[dl][’']){{1,3}}[{UPPER}]")
# "danah boyd", not "funded by the council".
_PSEUDONYM: Final = lazy_pattern(
    r"""
    (?: (?! (?:a|an|and|at|by|for|from|in|of|on|or|the|to|und|von|with) [ ] )
      [^\W\d_]{2,20} ,? [ ] ){1,3}
    """,
    re.VERBOSE,
)
_OPEN_END: Final = lazy_pattern(
    r"""
    (?: [,;:&(\[–—\-‐/…]
      | (?<![\w\-/.]) (?: and | und | et | y | e | of | the | in | on | for | to | a | an | by
          | with | from | der | die | das | des | von | für | de | la | le | les | du | el | del
          | di | van | pp?\. | vol\. | In | Eds?\. | zur | im ) ) $
    """,
    re.VERBOSE,
)
_INITIALS_GO_ON: Final = lazy_pattern(rf"(?:[{UPPER}]\.[ \-]?){{1,4}}[,…]")
_INITIAL_END: Final = lazy_pattern(rf"(?<![^\W\d_])[{UPPER}]\.$")
_CLOSED_END: Final = lazy_pattern(
    r"[.?!)\]>”\"’»\d/]$|(?:https?://|www\.)\S{3,200}$|10\.\d{4,9}/\S{1,200}$"
)


_MORE: Final = (
    (1.5, _ADDRESS),
    (1.0, _PAGES),
    (1.0, _VOLUME),
    (1.0, _PART_OF),
    (1.0, _PUBLISHED),
    (0.5, _JOURNAL),
    (0.5, _QUOTED),
)
"""What more makes a text look like a reference, and how much: all that is not negative."""


@lru_cache(maxsize=2048)
def likeness(text: str) -> float:
    """How much a text looks like one reference.

    Args:
        text: The text, without list marker, lines joined by spaces.

    Returns:
        The weighted count of signs, of about -5 to 12; see :data:`REFERENCE`.
    """
    text = text[:LOOKED_AT]
    return _of_start_and_date(text) + sum(weight for weight, sign in _MORE if sign.search(text))


@lru_cache(maxsize=2048)
def resembles(text: str) -> bool:
    """Whether a text is taken for a reference: :func:`likeness` is at least :data:`REFERENCE`.

    Authors and date suffice for most references; further signs are sought only for the others.
    """
    text = text[:LOOKED_AT]
    score = _of_start_and_date(text)
    for weight, sign in _MORE:
        if score >= REFERENCE:
            break
        score += weight * bool(sign.search(text))
    return score >= REFERENCE


def _of_start_and_date(text: str) -> float:
    score = max(0.0, beginning(text)) - _prose(text)
    year = YEAR_IN_PARENTHESES.search(text)
    if year:
        score += 2
        # "Catalyst. (2004). Women and men …": what follows says that it is no citation in prose.
        if year.start() < 300 and text[year.end() : year.end() + 1] in (".", ",", ":"):
            score += 1
    elif _BARE_YEAR.search(text):
        score += 1.5
    return score


def _prose(text: str) -> float:
    """Signs against: running text with citations, verbs and pronouns."""
    against = min(4.0, 2.0 * len(_CITATION.findall(text)))
    words = text.count(" ") + 1
    verbs = sum(map(_PROSE_WORDS.__contains__, _WORD.findall(text)))
    if words >= 8 and verbs > 0.12 * words:
        against += 4
    elif words >= 8 and verbs > 0.07 * words:
        against += 2
    if _PROSE_START.match(text):
        against += 1.5
    return against


def beginning(text: str) -> int:
    """How much a line looks like the first of a reference.

    Returns:
        2 for a name with initials or a dash in place of one, 1 for what may be an author (a name
        with a given name; anything before a year in parentheses; a script without capitals), 0 for
        what tells nothing, -1 for what goes on (a small letter, a digit, a closing sign).
    """
    text = text[:300]
    if not text:
        return -1
    if _STRONG.match(text):
        return 2
    if _PROSE_START.match(text):
        return 0
    first = text[0]
    if first.islower():
        # "van der Berg" may begin a reference, and so may "danah boyd (2014)".
        if _PARTICLE_START.match(text):
            return 1
        year = YEAR_IN_PARENTHESES.search(text)
        if year is None or text[year.end() : year.end() + 1] != ".":
            return -1
        return 1 if year.start() < 40 and _PSEUDONYM.fullmatch(text, 0, year.start()) else -1
    if _INITIALS_GO_ON.match(text):
        # "J., … Lewis, G. (2015)": the line before ends in "Welton, N."
        return -1
    if first.isdigit() or (not first.isalnum() and first not in "“„«\"‘'[(<¿¡@…_*"):
        return -1
    if _PLAIN.match(text) or _GROUP_AND_YEAR.match(text):
        return 1
    year = YEAR_IN_PARENTHESES.search(text)
    if year and 2 < year.start() < 200 and text[year.end() : year.end() + 1] in (".", ",", ":", ""):
        return 1
    if unicodedata.category(first) == "Lo":
        return 1
    return 0


def is_open(text: str) -> bool:
    """Whether a line cannot be the last of a reference: it ends in a comma, "&", "of", …."""
    return bool(_OPEN_END.search(text, max(0, len(text) - 12)))


def is_closed(text: str) -> bool:
    """Whether a line may be the last of a reference: it ends in a stop, a number, an address.

    An initial is no such end: "In R. C. L." goes on with "Lindsay, D. F. Ross, …"
    """
    start = max(0, len(text) - 250)
    return bool(_CLOSED_END.search(text, start)) and not _INITIAL_END.search(text, start)
