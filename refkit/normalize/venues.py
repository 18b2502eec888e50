"""Titles of journals, series and books that contain other works: which of them mean the same.

Abbreviations are judged by the principles of ISO 4 (truncation, contraction, omission of articles,
prepositions and conjunctions) and not by a list of words, since references abbreviate as they like.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from refkit.normalize.patterns import lazy_pattern
from refkit.normalize.text import clean, fold, strip_markup, word_set

__all__ = ["abbreviates", "is_initialism", "same_venue", "venue_key"]

_LONGEST: Final = 1000
_MOST_WORDS: Final = 40

_ARTICLES: Final = word_set(
    "the a an der die das le la les l el los las il lo gli de het een o os as den det"
)
_SMALL: Final = _ARTICLES | word_set(
    """
    of for and in on to at by with from und für fur zur zum des dem im von vom et du d des aux
    au pour sur en dans y e del per di dei della delle degli al alla do da dos das em para con
    su i van voor och og av
    """
)
_SINGLE_CAPITAL: Final = lazy_pattern(r"(?<! [\w'’] ) [A-Z] (?! [\w'’] )", re.VERBOSE)
_ELISION: Final = lazy_pattern(
    r"\b (?: l | d | dell | dall | nell | sull | all | un ) ['’]", re.VERBOSE | re.IGNORECASE
)
# Folded: "journal of polymer science part b" is also "J. Polym. Sci. B".
_SECTION_WORD: Final = lazy_pattern(
    r"""
    \b (?: part | pt | section | sect | series | ser | teil | serie ) \s
    (?= (?: [a-z] | [ivx]{1,4} | [0-9]{1,2} ) (?: \s | \Z ) )
    """,
    re.VERBOSE,
)
# Publishers whose name before a title is left out: "Antennas Wirel. Propag. Lett."
_SECTION_LETTERS: Final = frozenset("abcdefgh")
_ACRONYM: Final = lazy_pattern(r"\b[A-Z]{2,5}\b")
_PUBLISHERS: Final = frozenset({"acm", "iee", "ieee", "iet", "iop", "siam"})
_AND_WORD: Final = lazy_pattern(r"\b(?:and|und|et|y|e|en|och|og)\b", re.IGNORECASE)

# A place or a former name in brackets at the end. Parts and sections are other journals.
_BRACKETS: Final = lazy_pattern(
    r"\s* [(\[] (?P<inside> [^()\[\]]{1,80} ) [)\]] [\s.]* \Z", re.VERBOSE
)
_SECTION: Final = lazy_pattern(
    r"""
    (?: part | section | sect | series | ser | pt | teil | serie | série
      | [a-z] \b (?! \s? \. ) | [ivx]{1,4} \b | [0-9] )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SUBTITLE: Final = lazy_pattern(
    r"\s* (?: [:;/=|] | \s [-–—] \s | \. \s (?= [A-Z] [^.]{12} ) | — ) \s*", re.VERBOSE
)
# What follows a colon describes the journal if it is long or says what kind of thing it is;
# "NeuroImage: Clinical" and "Journal of Physics: Conference Series" are journals of their own.
_DESCRIPTION: Final = lazy_pattern(
    r"""
    (?: a | an | the | der | die | das | la | le | el | il ) \s
  | .*? \b (?: journal | review | revue | revista | rivista | zeitschrift | tijdschrift | magazine
      | international | official ) \b
    """,
    re.VERBOSE,
)

_ALIASES: Final = (
    (
        "proceedings of the national academy of sciences",
        "proceedings of the national academy of sciences of the united states of america",
        "pnas",
    ),
    ("journal of the american medical association", "jama"),
    ("british medical journal", "bmj", "bmj clinical research ed"),
    ("angewandte chemie", "angewandte chemie international edition"),
    ("arxiv", "arxiv cornell university", "arxiv org", "arxiv preprint"),
    ("ssrn", "ssrn electronic journal", "ssrn journal", "social science research network"),
    ("plos one", "public library of science one"),
)
"""Names of one venue that no rule above connects, folded."""

_WIRES: Final = lazy_pattern(r"WIREs\b:?", re.IGNORECASE)
"""What the Wiley Interdisciplinary Reviews call themselves since they have that brand."""

_TURNED: Final = lazy_pattern(
    r"(?P<topic> [^,]{3,120} ), \s (?P<head> (?: [\w/&.-]{1,20} \s ){1,3} (?: on | of | in ) )",
    re.VERBOSE,
)
"""A name that was turned round to be sorted by its topic."""

_ALIAS_OF: Final = {
    key: number for number, names in enumerate(_ALIASES) for key in map(fold, names)
}


def venue_key(text: str) -> str:
    """The key by which titles of containers are looked up.

    Args:
        text: The title as written.

    Returns:
        The folded title without a leading article and without a place in brackets at its end:
        "The Lancet (London, England)" is "lancet".
    """
    return _without_article(fold(_without_place(text)))


def _without_place(text: str) -> str:
    brackets = _BRACKETS.search(text[-120:])
    if brackets is None or _SECTION.match(brackets["inside"].strip()):
        return text
    rest = text[: len(text) - len(brackets[0])]
    return rest if rest.strip() else text


def _without_article(folded: str) -> str:
    first, _, rest = folded.partition(" ")
    return rest if rest and first in _ARTICLES else folded


@lru_cache(maxsize=32768)
def _content(title: str) -> tuple[str, ...]:
    """The folded words of a title that count: of "J. R. Stat. Soc., Series C" jr, stat, soc, c."""
    # A capital that stands alone is the letter of a section or an initial, never an article:
    # "Physical Review E" and "Physical Review A" are two journals.
    capitals = {letter.lower() for letter in _SINGLE_CAPITAL.findall(title)}
    words: list[str] = []
    run: list[str] = []
    for word in _SECTION_WORD.sub("", fold(_ELISION.sub(" ", title))).split():
        if len(word) == 1 and word in capitals:
            run.append(word)
            continue
        if run:
            words.append("".join(run))
            run = []
        if word not in _SMALL:
            words.append(word)
    if run:
        words.append("".join(run))
    return tuple(words or fold(title).split())


def _contracts(short: str, long: str) -> bool:
    """Whether one word abbreviates another: by truncation (psychol) or contraction (natl, jpn)."""
    if short[0] != long[0]:
        return False
    if long.startswith(short):
        return True
    # Contractions are short and have hardly a vowel: Gerontology does not abbreviate
    # Gerontechnology, nor Ecology Endocrinology.
    if not 2 <= len(short) <= 6 or sum(letter in "aeiou" for letter in short[1:]) > 1:
        return False
    skeleton = long[0] + "".join(letter for letter in long[1:] if letter not in "aeiouy")
    if len(short) > 2 and skeleton.startswith(short):
        return True
    if short[-1] != long[-1] and not (long[-1] == "s" and short[-1] == long[-2]):
        return False
    letters = iter(long)
    return all(letter in letters for letter in short)


def abbreviates(short: str, long: str) -> bool:
    """Whether one title is an abbreviation of another, word by word, as ISO 4 abbreviates.

    Args:
        short: "J Athl Train", "Proc. Natl. Acad. Sci. USA", "IEEE TPAMI".
        long: "Journal of Athletic Training".

    Returns:
        True if every word of ``short`` truncates or contracts the next word of ``long``, or is
        the initialism of the next few, and none of ``long`` but small words is left over. A
        difference of one letter alone ("Science", "Sciences") is no abbreviation.
    """
    if len(short) + len(long) > _LONGEST:
        return False
    few, many = _content(short), _content(long)
    if _abbreviates(few, many):
        return True
    # "Des. Codes Cryptogr." begins with no article, and "f." in a title may stand for "für".
    all_few, all_many = tuple(fold(short).split()), tuple(fold(long).split())
    if len(all_few) > len(all_many):
        return False
    return (all_few != few and _abbreviates(all_few, many)) or (
        all_many != many and _abbreviates(all_few, all_many)
    )


def _abbreviates(few: tuple[str, ...], many: tuple[str, ...]) -> bool:
    if few == many:
        return True
    if few and len(many) > 2 and many[0] in _PUBLISHERS and few[0] not in _PUBLISHERS:
        many = many[1:]
    if not few or len(few) > len(many) or len(many) > _MOST_WORDS:
        return False
    if few[0][0] != many[0][0] or (len(few) == 1 and (len(many) > 1 or len(few[0]) < 5)):
        return False
    # ISO 4 drops at least two letters of a word; references drop one of another besides.
    if len(few) == len(many) and all(
        len(long) - len(word) < 2 for word, long in zip(few, many, strict=True)
    ):
        return False
    if few[-1] in _SECTION_LETTERS and few[-1] != many[-1]:
        # "Physical Review A" is not "Physical Review Applied".
        return False
    # Places in ``many`` that the words so far can have reached.
    reached = {0}
    for word in few:
        following: set[int] = set()
        for at in reached:
            if at < len(many) and _contracts(word, many[at]):
                following.add(at + 1)
            end = at + len(word)
            if (
                2 <= len(word) <= 8
                and end <= len(many)
                # "of" is no initialism of "of Food".
                and word not in _SMALL
                and word == _initials(many[at:end])
            ):
                following.add(end)
        if not following:
            return False
        reached = following
    return len(many) in reached


def _initials(words: tuple[str, ...]) -> str:
    return "".join(word[0] for word in words)


def is_initialism(short: str, long: str) -> bool:
    """Whether a title consists of the initials of another.

    Args:
        short: One word of at least three letters: "AMPPS", "J.A.M.A.".
        long: "Advances in Methods and Practices in Psychological Science".

    Returns:
        True if the letters are the initials of the words of ``long`` in order; small words may be
        passed over.
    """
    if len(short) + len(long) > _LONGEST:
        return False
    letters = fold(short)
    if len(letters) > 24 or (letters[1:2].isalnum() and " " in letters):
        return False
    if " " in letters:
        pieces = letters.split()
        letters = "".join(pieces) if all(len(piece) == 1 for piece in pieces) else ""
    words = fold(long).split()
    if not 3 <= len(letters) <= 12 or not 2 <= len(words) <= _MOST_WORDS:
        return False
    acronyms = set(map(str.lower, _ACRONYM.findall(long)))
    reached = {0}
    for word in words:
        following = {at + 1 for at in reached if at < len(letters) and letters[at] == word[0]}
        if word in acronyms:
            # "JACM": Journal of the ACM
            following |= {at + len(word) for at in reached if letters.startswith(word, at)}
        if word in _SMALL:
            following |= reached
        if not following:
            return False
        reached = following
    return len(letters) in reached


def same_venue(a: str, b: str) -> str | None:
    """Whether two titles mean the same journal, series or book, and by what excuse.

    Args:
        a: One title as written.
        b: The other.

    Returns:
        "" if they are the same after folding; else the name of the difference that is no error:
        "ampersand", "article", "abbreviation", "initialism", "subtitle" (or a place in brackets),
        "alias", "turned-name"; None if they are different.
    """
    if a == b:
        return ""
    return _same(a, b) if len(a) + len(b) <= _LONGEST else None


@lru_cache(maxsize=65536)
def _same(a: str, b: str) -> str | None:
    a, b = _plain(a), _plain(b)
    one, other = fold(a), fold(b)
    if not one or not other:
        return "" if one == other else None
    if one == other or one.replace(" ", "") == other.replace(" ", ""):
        return "ampersand" if ("&" in a) != ("&" in b) else ""
    if _without_article(one) == _without_article(other):
        return "article"
    if "&" in a + b and _without_and(a) == _without_and(b):
        # "Geschichte & Gesellschaft" for "Geschichte und Gesellschaft"
        return "ampersand"
    if _without_umlauts(one) == _without_umlauts(other):
        # "fuer" for "für"
        return ""
    excuse = _excuse(a, b)
    if excuse is not None:
        return excuse
    if venue_key(a) == venue_key(b):
        return "subtitle"
    bare = _without_place(a), _without_place(b)
    excuse = (_excuse(*bare) if bare != (a, b) else None) or _same_but_subtitle(*bare)
    if excuse is None and (straight := (_straight(a), _straight(b))) != (a, b):
        return "turned-name" if _same(*straight) is not None else None
    return excuse


def _straight(title: str) -> str:
    """The name as it is said: of "Power Systems, IEEE Transactions on" what IEEE prints."""
    turned = _TURNED.fullmatch(title)
    return f"{turned['head']} {turned['topic']}" if turned else title


def _excuse(a: str, b: str) -> str | None:
    one, other = _ALIAS_OF.get(fold(a)), _ALIAS_OF.get(fold(b))
    short, long = (a, b) if len(a) < len(b) else (b, a)
    if is_initialism(short, long):
        return "initialism"
    if one is not None and one == other:
        return "alias"
    if abbreviates(short, long):
        return "abbreviation"
    # "Proc. Natl. Acad. Sci. USA" abbreviates the longer name of PNAS.
    for title, group in ((a, other), (b, one)):
        if group is not None and any(abbreviates(title, name) for name in _ALIASES[group]):
            return "abbreviation"
    return "alias" if _are_wires(a, b) else None


def _are_wires(a: str, b: str) -> bool:
    """Whether "WIREs RNA" is "Wiley Interdisciplinary Reviews: RNA", in full or abbreviated."""
    if not (_WIRES.match(a) or _WIRES.match(b)):
        return False
    said = [_WIRES.sub("Wiley Interdisciplinary Reviews", title, count=1) for title in (a, b)]
    short, long = sorted(said, key=len)
    return fold(short) == fold(long) or abbreviates(short, long)


def _plain(title: str) -> str:
    return strip_markup(title) if "<" in title or ("&" in title and ";" in title) else clean(title)


def _without_and(text: str) -> str:
    return _without_article(fold(_AND_WORD.sub(" ", text.replace("&", " "))))


_UMLAUTS: Final = lazy_pattern(r"(?<=[aou])e")


def _without_umlauts(folded: str) -> str:
    return _UMLAUTS.sub("", folded)


def _same_but_subtitle(a: str, b: str) -> str | None:
    for long, short in ((a, b), (b, a)):
        parts = _SUBTITLE.split(long, maxsplit=1)
        if len(parts) < 2 or _SECTION.match(parts[1]):
            continue
        main, subtitle = _without_article(fold(parts[0])), fold(parts[1])
        if not main or not (
            # "Proceedings of the Royal Society B: Biological Sciences" has its letter already.
            main[-2:-1] == " "
            or len(subtitle.split()) > 3
            or _DESCRIPTION.match(subtitle)
            # "Current biology : CB", as MEDLINE has it
            or subtitle == _initials(_content(parts[0]))
        ):
            continue
        if main == venue_key(short) or (" " in main and abbreviates(short, parts[0])):
            return "subtitle"
    return None
