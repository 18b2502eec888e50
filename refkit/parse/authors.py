"""The people and groups of an entry: authors, editors, translators (APA 7, sections 9.7–9.12).

The grammar of the usual form, "Family, I. I., Jr.," over and over, is one expression applied from
name to name. What departs from it (full given names, names in natural order, Vancouver initials,
groups between persons) is cut into pieces and walked.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

import msgspec

from refkit.model import Name
from refkit.normalize.names import parse_inverted, parse_name
from refkit.parse.lexicon import GROUP_WORDS, PARTICLE, SMALL_WORDS

UNIT: Final = r"(?:[^\W\d_]{1,3}\.|[^\W\d_a-zà-ÿ](?![\w'\u2019]))"
"""One initial: "A.", "Th.", "A" alone."""
INITIALS: Final = rf"""
    {UNIT}(?:[ ]?-?[ ]?{UNIT}){{0,9}}
    (?:[ ]{PARTICLE}(?![\w.])){{0,4}}(?:[ ]{UNIT}){{0,3}}
    (?:[ ](?-i:[a-z'-]|\u043d\u0435){{1,8}}(?![\w.,]\w)){{0,2}}
"""
SUFFIX: Final = r"(?:Jr|Sr|Jnr|Snr)\b\.?|(?:I{2,3}|IV|2nd|3rd|4th)\b|(?:Ph\.?\s?D|M\.?D|Esq)\b\.?"
AND: Final = r"(?:&|\b(?:and|und|et|y|e|en|og|och|i|ve|dan|и)\b)"

PERSON: Final = re.compile(
    rf"""
    (?P<family> [^,;&()\[\]]{{1,70}} ) ,\s* (?: (?P<suffix_first> (?:Jr|Sr)\.?|I{{2,3}}|IV ),\s* )?
    (?P<given> {INITIALS} )
    (?: \s* [(\[] (?P<aside> [^()\[\]]{{1,60}} ) [)\]] )?
    (?: ,?\s* (?P<suffix> {SUFFIX} ) )?
    \s* (?: (?P<sep> [,;.]?\s*{AND}\s*[.,]?\s* | [,;]\s* ) | \Z )
    """,
    re.VERBOSE,
)
ELLIPSIS: Final = re.compile(r"(?:\.\s?\.\s?\.|\u2026)[.,\s]*(?:&\s*)?")
ET_AL: Final = re.compile(
    r"[,;&\s]*(?:&\s*)?\b(?:et\.?\s?al\b\.?|and\s+(?:others|colleagues)\b|u\.\s?a\.|et\s+coll\.)",
    re.IGNORECASE,
)
LEADING_AND: Final = re.compile(rf"{AND}\s+", re.IGNORECASE)

ROLE: Final = re.compile(
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
TRAILING_ROLE: Final = re.compile(
    r"(?:,\s*(?P<role>(?:eds?|hrsg|hg|editors?)\.?)|\s(?P<bare>eds?\.))\s*\Z", re.IGNORECASE
)
WITH: Final = re.compile(r"\(\s*(?:with|mit|avec|con)\s+", re.IGNORECASE)
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

FULL_WORD: Final = re.compile(r"[^\W\d_]{4}\.\Z")
CUT: Final = re.compile(
    r"\s*(?:(?P<semi>;)|(?P<and>,?\s*&\s*[.,]?|,?\s+(?:and|und|et|y|og|och|en|e)\s+)"
    r"|(?P<comma>,))\s*"
)
CUT_GROUP: Final = re.compile(r"\s*,?\s*&\s*|\s*;\s*")
ASIDE: Final = re.compile(r"\s*[(\[][^()\[\]]{0,80}[)\]]")
ALL_INITIALS: Final = re.compile(rf"(?:{INITIALS})\Z", re.VERBOSE)
ALL_SUFFIX: Final = re.compile(rf"(?:{SUFFIX})\Z")
GIVEN_FIRST: Final = re.compile(
    rf"""(?P<given> {UNIT}(?:[ ]?-?[ ]?{UNIT}){{0,4}} ) [ ]*
    (?P<family> (?=[^\W\d_]|['\u2019])
        [\w'\u2019.-]{{1,40}}(?:[ ][\w'\u2019.-]{{1,40}}){{0,4}} )\Z""",
    re.VERBOSE,
)
FAMILY_INITIALS: Final = re.compile(
    r"(?P<family>[^\W\d_][\w'\u2019-]*(?:\s[^\W\d_][\w'\u2019-]+){0,3})\s+(?P<given>[A-Z]{1,4}"
    r"|(?:[A-Z]\.\s?-?){1,4})\Z"
)


class Names(NamedTuple):
    """What a block of names says.

    Attributes:
        names: The people and groups in order.
        sure: 0.0–1.0: how well the block has the form of names.
        persons: How many of the names are persons with a family name and initials.
        et_al: Whether the block leaves names out, by "et al." or an ellipsis.
    """

    names: list[Name]
    sure: float
    persons: int
    et_al: bool


NATURAL: Final = frozenset(
    {"editor", "translator", "editor-translator", "reviewed-author", "contributor", "illustrator"}
)
"""Roles whose names may stand behind the title, where given names come first."""


def read_names(text: str, variable: str = "author") -> list[Name]:
    """The names of a block such as "Bylsma, L. M., & Gračanin, A." in any of the usual orders."""
    block = read_block(text)
    if variable in NATURAL and not block.persons and not GROUP_WORDS.search(text):
        pieces = [piece for piece, _ in _cut(text.strip(" .,"))]
        if all(_short(piece) and " " in piece for piece in pieces):
            return [parse_name(piece) for piece in pieces]
    return list(block.names)


@lru_cache(maxsize=256)
def read_block(text: str) -> Names:
    """Read a block of names, and say how sure the reading is."""
    text = text.strip().strip(",;:")
    if len(text) > 20_000:
        return Names([Name(literal=text)], 0.1, 0, False)
    et_al = ET_AL.search(text)
    if et_al is not None:
        # "and others" ends a list; what follows is the last name after an ellipsis, or nothing.
        text = (text[: et_al.start()] + text[et_al.end() :]).strip(" ,;&")
    text = ROLE.sub("", text).strip() if "(" in text or "[" in text else text
    text = text.replace("\u2013", "-").replace("\u2010", "-").replace("\u2011", "-")
    names, end, shortened = _usual(text)
    if end == len(text) and names:
        return Names(names, 0.99, len(names), shortened or et_al is not None)
    rest = _walk(text[end:], bool(names))
    total = names + rest.names
    sure = (
        rest.sure
        if not names
        else min(
            0.97,
            (0.99 * len(names) + rest.sure * max(1, len(rest.names)))
            / max(1, len(names) + max(1, len(rest.names))),
        )
    )
    return Names(
        total, sure, len(names) + rest.persons, shortened or rest.et_al or et_al is not None
    )


def _usual(text: str) -> tuple[list[Name], int, bool]:
    """As many names of the form "Family, I. I." as follow each other from the start."""
    names: list[Name] = []
    at, length = 0, len(text)
    shortened = False
    while at < length:
        skip = ELLIPSIS.match(text, at)
        if skip:
            shortened = True
            at = skip.end()
        skip = LEADING_AND.match(text, at) if names else None
        if skip:
            at = skip.end()
        match = PERSON.match(text, at)
        if match is None:
            break
        family = match.group("family").strip()
        if not _is_family(family):
            break
        names.append(
            parse_inverted(
                family,
                match.group("given").strip(),
                match.group("suffix") or match.group("suffix_first") or "",
            )
        )
        at = match.end()
    return names, at, shortened


def _is_family(family: str) -> bool:
    """Whether the words before the comma can be one person's family name.

    Not "U.S. Department of Health", and not "Rice and Stewart", two people.
    """
    if len(family) < 12:
        return not family.endswith((" and", " und"))
    words = family.split()
    return (
        len(words) <= 6
        and " and " not in family
        and (len(words) < 3 or GROUP_WORDS.search(family) is None)
    )


def _walk(text: str, among_persons: bool) -> Names:
    """Names of any other form, piece by piece."""
    text = text.strip().strip(",;")
    if not text:
        return Names([], 1.0, 0, False)
    if text.endswith(".") and FULL_WORD.search(text):
        text = text[:-1]
    bare = ASIDE.sub("", text) if "(" in text or "[" in text else text
    pieces = _cut(bare)
    some_initials = any(
        ALL_INITIALS.match(piece)
        or (
            (GIVEN_FIRST.match(piece) or FAMILY_INITIALS.match(piece))
            and not GROUP_WORDS.search(piece)
        )
        for piece, _ in pieces
    )
    if not some_initials and not among_persons:
        pair = _full_names(pieces)
        if pair is not None:
            return pair
        return _groups(text)
    names: list[Name] = []
    persons = 0
    shortened = False
    doubt = 0.0
    index = 0
    while index < len(pieces):
        piece, _ = pieces[index]
        follower, before = pieces[index + 1] if index + 1 < len(pieces) else ("", "")
        after_next = pieces[index + 2][0] if index + 2 < len(pieces) else ""
        index += 1
        if not piece.strip(". \u2026"):
            shortened = True
        elif ALL_SUFFIX.match(piece) and names:
            last = names[-1]
            if last.family and not last.suffix:
                names[-1] = msgspec.structs.replace(last, suffix=piece)
        elif before == "," and ALL_INITIALS.match(follower):
            names.append(parse_inverted(piece, follower))
            persons += 1
            index += 1
        elif (match := FAMILY_INITIALS.match(piece)) and not GROUP_WORDS.search(piece):
            names.append(parse_inverted(match.group("family"), match.group("given")))
            persons += 1
        elif (match := GIVEN_FIRST.match(piece)) and not GROUP_WORDS.search(piece):
            # "L. M. Wong Kee Song": APA writes initials, so all that follows is the family name.
            names.append(parse_inverted(match.group("family"), match.group("given")))
            persons += 1
        elif among_persons and ALL_INITIALS.match(after_next) and _short(piece):
            # "Zhao, A., Yuting Yin, Ma, L.": one name without initials among others.
            names.append(parse_name(piece) if " " in piece else Name(family=piece))
            doubt += 0.4
        elif before == "," and _short(piece) and _short(follower) and not GROUP_WORDS.search(piece):
            names.append(parse_inverted(piece, follower))
            persons += 1
            doubt += 0.4
            index += 1
        elif _short(piece) and " " in piece and not GROUP_WORDS.search(piece):
            names.append(parse_name(piece))
            doubt += 1
        else:
            names.append(_literal(piece))
            doubt += 1
    sure = 0.95 * (1 - 0.7 * doubt / max(1, len(names)))
    return Names(names, sure if names else 0.0, persons, shortened)


def _cut(text: str) -> list[tuple[str, str]]:
    """Cut at commas, semicolons and "and": pieces with the separator before each."""
    pieces: list[tuple[str, str]] = []
    at = 0
    sep = ""
    for match in CUT.finditer(text):
        piece = text[at : match.start()].strip()
        if piece:
            pieces.append((piece, sep))
            sep = ""
        kind = match.lastgroup or ""
        sep = "," if kind == "comma" and sep in ("", ",") else "&"
        at = match.end()
    piece = text[at:].strip()
    if piece:
        pieces.append((piece, sep))
    return pieces


def _short(piece: str) -> bool:
    """Whether a piece has the length and the capitals of a name."""
    words = piece.split()
    return (
        0 < len(words) <= 4
        and not any(c.isdigit() for c in piece)
        and all(
            word[0].isupper()
            or not word[0].isalpha()
            or word.lower() in SMALL_WORDS
            or word[0].lower() == word[0].upper()
            for word in words
        )
    )


def _full_names(pieces: list[tuple[str, str]]) -> Names | None:
    """Read "Aviv, Rachel" and "Smith, John, and Mary Jones": family and given names written out."""
    if not 1 < len(pieces) <= 12 or any(GROUP_WORDS.search(piece) for piece, _ in pieces):
        return None
    first, second = pieces[0][0], pieces[1][0]
    if pieces[1][1] != "," or not _short(first) or not _short(second) or len(second.split()) > 3:
        return None
    names = [parse_inverted(first, second)]
    rest = pieces[2:]
    index = 0
    while index < len(rest):
        piece, _ = rest[index]
        if not _short(piece):
            return None
        if ALL_SUFFIX.match(piece):
            names[-1] = msgspec.structs.replace(names[-1], suffix=piece)
        elif " " not in piece and index + 1 < len(rest) and rest[index + 1][1] == ",":
            names.append(parse_inverted(piece, rest[index + 1][0]))
            index += 1
        else:
            names.append(parse_name(piece))
        index += 1
    return Names(names, 0.75, len(names), False)


def _groups(text: str) -> Names:
    """Groups and mononyms, parted by "&"."""
    pieces = [piece for piece in CUT_GROUP.split(text) if piece]
    if len(pieces) == 2 and not all(
        len(piece.split()) > 1 or GROUP_WORDS.search(piece) for piece in pieces
    ):
        # "Johnson & Johnson", "Ernst & Young": one firm unless both halves could stand alone.
        pieces = [text] if pieces[0] == pieces[1] else pieces
    names = [_literal(piece) for piece in pieces]
    sure = 0.9 if GROUP_WORDS.search(text) else 0.7
    return Names(names, sure, 0, False)


ACRONYM: Final = re.compile(r"\s*[(\[][\w.&/-]{1,20}[)\]]\s*\Z")


def _literal(piece: str) -> Name:
    """A group, without the acronym in brackets after its name and the comma or stop at its end."""
    if piece.endswith(")."):
        piece = piece[:-1]
    piece = ACRONYM.sub("", piece).strip(" ,;")
    if piece.endswith(".") and not re.search(
        r"(?:\b[^\W\d_]|\b(?:Inc|Ltd|Co|Corp|Bros|Jr|Sr))\.\Z", piece
    ):
        piece = piece[:-1]
    return Name(literal=piece)


def role_of(word: str) -> str:
    """The CSL variable of a role as written: "Eds." is "editor", "Director" is "director"."""
    lower = word.lower().strip(" .")
    if lower.startswith(("ed", "hrsg")) and "trans" in lower:
        return "editor-translator"
    for start, variable in ROLES.items():
        if lower.startswith(start):
            return variable
    return "author"
