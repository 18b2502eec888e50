"""Groups among names: ministries, societies, study groups (APA 7, section 9.11).

Their names hold what parts persons, "and" and commas: "Department of Health, Education, and
Welfare" is one author, "Nordic Council and World Bank" are two.
"""

from __future__ import annotations

import re
from typing import Final

from refkit.model import Name
from refkit.normalize.patterns import lazy_pattern
from refkit.normalize.text import word_set
from refkit.parse.given_names import is_given
from refkit.parse.lexicon import GROUP_WORDS

__all__ = ["continues", "is_group", "read_group", "read_groups", "without_leading"]

_AMBIGUOUS: Final = word_set(
    """
    press bank banks house church court school college trust party branch staff times world fund
    library board forum group force hospital unit study news union center division working task
    united council
    """
)
"""Group words that are family names too: "W. Press", "Alan Church"."""
_MORE: Final = word_set(
    """
    statistics canada australia germany europe america britain africa asia china japan india
    international amnesty watch google microsoft facebook wikipedia netflix deutsche
    deutscher deutsches bundes bundesrepublik bundesregierung bundestag bundesanstalt bundesbank
    bundesverband bundeszentrale stiftung verband rat stadt land akademie amt gewerkschaft
    arbeitsgemeinschaft arbeitskreis arbeitsgruppe forschungsgruppe forschungsinstitut
    statistisches kommission komitee magistrat projektgruppe ministerium universität hochschule
    european american british national nationale nazionale nacional federal royal commission
    collaborators contributors investigators consortium collaborative members participants
    coalition conference collective associates partners partnership systems technologies software
    solutions analytics research studies sciences health education rights development
    cooperation policy security affairs welfare services industries records pictures entertainment
    productions university université universidad universidade università universiteit
    institut institute instituto istituto ministère ministerio ministero ministry société
    sociedad società gesellschaft comité comisión commissione comité conseil consejo consiglio
    fundación fondation fondazione centre centro agence agencia agenzia república république
    republic kingdom states nations commonwealth authority laboratories laboratory observatory
    gmbh inc ltd llc plc corp e.v. editor editorial redaktion anonymous
    confederation chamber secretariat archives archive museum gallery theatre orchestra ensemble
    community communities workers teachers physicians psychiatrists psychologists nurses engineers
    eurostat unesco unicef oecd ocde iso who
    """
)
_COMPOUNDS: Final = (
    "gruppe", "institut", "ministerium", "verband", "gesellschaft", "stiftung", "anstalt",
    "bundesamt", "zentrum", "gemeinschaft", "verein", "akademie", "kommission", "kammer",
    "universität", "hochschule",
)  # fmt: skip
"""Last parts of German words for groups: "Projektgruppe", "Forschungszentrum"."""
_LINKS: Final = lazy_pattern(
    r"\s(?:[Oo]f|for|on|für|des|sur|pour|para|the|in|at|voor|over|against|to|with)\s"
    r"|\A(?:The|Les|Los|Die|Der|Das)\s"
)
_STRONG: Final = lazy_pattern(
    r"""\b(?: association | organi[sz]ation | department | ministry | institutes? | university
    | commission | committee | council | agency | bureau | society | foundation | bank | academy
    | federation | union | consortium | collaboration | collaborators | centre | center | board
    | group | team | parliament | congress | senate | office | network | initiative | authority
    | administration | institut | ministerium | bundesamt | universität | universidad | comisión
    | instituto | ministère | ministerio | gesellschaft | verein | verband | stiftung | company
    | corporation | executive | survey | fund )\b""",
    re.VERBOSE | re.IGNORECASE,
)
"""Words that make a group by themselves: "World Bank", not "Human Services"."""
_HEAD_FIRST: Final = lazy_pattern(
    r"""(?:the\s)?(?:(?:U\.?\s?S\.?|European|American|British|National|International|Royal|Federal
        |World|Swiss|German|Canadian|Australian|Nordic|Global)\s){0,2}(?:association|organi[sz]ation
    |department|ministry|institutes?|university|commission|committee|council|agency|bureau|society
    |foundation|academy|federation|union|consortium|centre|center|board|office|network|parliament
    |institut|ministerium|bundesamt|universität|universidad|comisión|instituto|ministère|ministerio
    |gesellschaft|verein|verband|stiftung)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_AND: Final = lazy_pattern(r"\s(?:and|und|et|y|e|en)\s")
_CUT_GROUP: Final = lazy_pattern(r"\s?,?\s?&\s?|\s?;\s?")
_ACRONYM: Final = lazy_pattern(r"\s?[(\[][\w.&/ -]{1,20}[)\]]\s?\Z")
_LEADING: Final = lazy_pattern(
    r"(?:(?:and|for|on\sbehalf\sof)\s)?(?:the\s|and\s)(?=[A-Z0-9])|(?:for|on\sbehalf\sof)\s(?=[A-Z0-9])"
)
_STOPPED: Final = lazy_pattern(
    r"(?:\b[^\W\d_]|\b(?:Inc|Ltd|Co|Corp|Bros|Jr|Sr|e\.\s?V|S\.\s?A))\.\Z"
)


def is_group(piece: str, *, initials: bool = False) -> bool:
    """Whether a piece is the name of a group.

    Args:
        piece: The words of one name, without commas.
        initials: Whether it has the form of a person with initials: "W. Press", "Council NC".
    """
    if _LINKS.search(piece):
        return True
    words = piece.split()
    found = [word for word in words if _is_group_word(word)]
    if not found:
        return False
    if len(words) == 1:
        return not initials
    if all(word.lower().strip(".") in _AMBIGUOUS for word in found):
        rest = [word for word in words if word not in found]
        return not (rest and is_given(rest[0]) and found == words[-1:])
    return True


def _is_group_word(word: str) -> bool:
    lower = word.lower()
    bare = lower.strip("()[].,").removesuffix("'s").removesuffix("\u2019s")
    if bare.endswith(_COMPOUNDS):
        return True
    return bare in _MORE or lower in _MORE or GROUP_WORDS.fullmatch(bare) is not None


def read_group(piece: str) -> Name:
    """A group, without the acronym in brackets after its name and the comma or stop at its end."""
    if piece.endswith(")."):
        piece = piece[:-1]
    if piece[:1] in "([" and piece[-1:] in ")]":
        # "[@handle]"
        piece = piece[1:-1]
    bare = _ACRONYM.sub("", piece).strip(" ,;")
    piece = bare or piece.strip(" ,;()[]")
    if piece.endswith(".") and not _STOPPED.search(piece):
        piece = piece[:-1]
    return Name(literal=piece)


def read_groups(text: str) -> list[Name]:
    """Groups and mononyms, parted by "&", ";" or an "and" between two that stand alone."""
    pieces = [piece for piece in _CUT_GROUP.split(text) if piece]
    if len(pieces) == 2 and pieces[0] == pieces[1] and " " not in pieces[0]:
        # "Johnson & Johnson"
        pieces = [text]
    names = [read_group(part) for piece in pieces for part in _parts(piece)]
    return [name for name in names if name.literal]


def _parts(piece: str) -> list[str]:
    """The groups that "and" joins: both halves must be able to stand alone."""
    parts: list[str] = []
    at = 0
    for joint in list(_AND.finditer(piece))[:20]:
        before, after = piece[at : joint.start()], piece[joint.end() :]
        following = _AND.split(after, maxsplit=1)[0]
        if _alone(following) and _STRONG.search(before) and "," not in before:
            parts.append(before)
            at = joint.end()
    return [*parts, piece[at:]]


def _alone(words: str) -> bool:
    """Whether words are a group without what stands before them: "World Bank", "Office of X"."""
    words = words.strip(" .")
    if _HEAD_FIRST.match(words):
        return True
    last = words.rsplit(" ", 1)[-1]
    return " " in words and words[:1].isupper() and _STRONG.fullmatch(last) is not None


def continues(group: str, follower: str) -> bool:
    """Whether what follows "and" belongs to a group: "Ministry of Health", "Social Affairs"."""
    return bool(_LINKS.search(f" {group} ")) and not _alone(follower)


def without_leading(piece: str) -> str:
    """A group's name without "for the", "on behalf of the", "and"."""
    return _LEADING.sub("", piece, count=1) if _LEADING.match(piece) else piece
