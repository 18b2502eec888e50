"""Names of persons and groups: reading them in any order, comparing them, writing them as APA does.

Particles follow CSL 1.0.2, "Name particles": what stands in lower case before the family name is
split off; a particle with a capital ("Van Dyke") belongs to the family name. Forms follow APA 7,
section 9.8 (persons) and 9.11 (groups).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from refkit.model import Name
from refkit.normalize.patterns import lazy_pattern
from refkit.normalize.text import DASHES, clean, fold, word_set

__all__ = [
    "PARTICLES",
    "apa_name",
    "family_key",
    "initials",
    "is_initials",
    "parse_inverted",
    "parse_name",
    "parse_natural",
]

PARTICLES: Final = word_set(
    """
    a à aan af al am an auf aus aw av bar ben bin bint d d' d’ da dal dall' dall’ dalla dalle
    dallo das de degli dei del dela dell dell' dell’ della delle dello den der des di do dos du
    e el 'el een het 'het il im in 'in ibn la las le les li lo los mac op 's ’s 't ’t te ten ter
    thoe to toe tot und v v. van vande vanden vander vom von vonder zu zum zur 'n ’n y i
    """
)
"""Lower-case words that can stand before a family name, of Western Europe and Arabic."""

# Capitals of these begin a family name of several words when given names come first.
_CAPITAL_PARTICLES: Final = word_set(
    """
    Al Da Dal De Del Della Den Der Di Dos Du El La Le Los St St. Saint Ter Van Vande Vanden Vander
    Von
    """
)
# Only between two parts of one family name: Ortega y Gasset, Puig i Cadafalch.
_LINKS: Final = frozenset({"y", "i", "e"})

_SUFFIX: Final = lazy_pattern(
    r"(?: jr | sr | jnr | snr | junior | senior | fils | II | III | IV | 2nd | 3rd | 4th ) \.?",
    re.VERBOSE | re.IGNORECASE,
)
# Without a comma before it. "Yates JR" has initials; Junior, Neto and Filho are family names in
# Portuguese ("Moura Neto").
_OPEN_SUFFIX: Final = lazy_pattern(r"(?: [JS]r | II | III | IV | 2nd | 3rd ) \.?", re.VERBOSE)
_SUFFIX_ENDS: Final = frozenset("rIVd.")
_DEGREE: Final = lazy_pattern(
    r"""
    (?: Ph\.?\s?D | M\.?D | Psy\.?D | Ed\.?D | D\.?Phil | Dr\.?PH | M\.?P\.?H | M\.?Sc | B\.?Sc
      | M\.?A | R\.?N | Esq ) \.?
    """,
    re.VERBOSE,
)
_GROUP_WORDS: Final = word_set(
    """
    academia academy accademia administration advisory agence agencia agency agenzia akademie
    alliance amt archives arbeitsgruppe asociación associação association associates
    associazione authority authors bank bibliothek board bundesamt bundesministerium
    bundesregierung bureau centre center centers central centro church coalition collaboration
    collaborative collaborators college comisión comité commissariat commission committee
    commonwealth community company confederation conference congress conseil consejo consiglio
    consortium contributors corporation council court department departamento département
    deutsche developers directorate division ed. editors enterprises europäische european
    faculty federal federation fédération fondation forum foundation fund fundación fundação
    gesellschaft gmbh government group grupo gruppe hochschule hospital house inc inc.
    initiative institut institute institutes institution instituto international investigators
    istituto laboratory league library limited llc llp ltd ltd. ministère ministerie ministerio
    ministerium ministero ministry museum national nations netherlands network observatory
    office official organisation organización organização organizzazione organization panel
    parliament parlament partnership partners party plc police press program programme project
    public publishers railway registry republic research royal school schools secretariat
    section senate service services sociedad sociedade società société society staff states
    statistics statistisches stichting study subcommittee survey system task team trust trustees
    union united universidad universidade universität università université universiteit
    university verband verein vereniging volunteers workers workgroup working workshop world
    zentrum
    """
)
# Words between the words of a group's name that no personal name in print order has.
_GROUP_LINKS: Final = word_set(
    "of for and the on in against to at und für pour sur para per voor with &"
)

_INITIALS: Final = lazy_pattern(
    r"[^\W\d_] (?: \. [^\W\d_]? )? (?: -? [^\W\d_] \. ){0,6} (?: - [^\W\d_] \.? ){0,2}", re.VERBOSE
)
_PLAIN_INITIALS: Final = lazy_pattern(r"[A-Z]\.(?: [A-Z]\.)*")
_CAPITALS: Final = lazy_pattern(r"(?: [^\W\d_] -? ){1,5}", re.VERBOSE)
_VOWELS: Final = frozenset("AEIOUY")
_DASH_TO_HYPHEN: Final = str.maketrans(dict.fromkeys(DASHES, "-"))
_DIGIT: Final = lazy_pattern(r"[0-9]")
_HANDLE: Final = lazy_pattern(r"\s* \[ [^\]]{0,200} \] \s* \Z", re.VERBOSE)


def parse_name(text: str) -> Name:
    """One name, in whatever order it is written.

    "Vingerhoets, A. J. J. M.", "Ad J. J. M. Vingerhoets", "Vingerhoets AJJM" and "van der Berg, J.,
    Jr." are persons; "World Health Organization" and single words are literals.

    Args:
        text: One name. Lists of names are the parser's affair.

    Returns:
        The Name; the empty Name for an empty text. What cannot be split is a literal, so nothing
        is lost.
    """
    text = clean(text).strip(" ,;")
    if not text:
        return Name()
    parts = [part.strip() for part in text.split(",")]
    parts = [part for part in parts if part]
    if len(parts) > 1:
        return _from_parts(text, parts)
    words = text.split(" ")
    if len(words) == 1 or _is_group(words):
        return Name(literal=text)
    suffix = ""
    if len(words) > 2 and _OPEN_SUFFIX.fullmatch(words[-1]):
        suffix = words.pop()
    return _from_words(words, suffix)


def parse_natural(text: str) -> Name:
    """A person whose name stands in one run of words, without a comma.

    Unlike :func:`parse_name` it never takes the words for a group: "Alan Church", "W. Press".

    Args:
        text: "Ad J. J. M. Vingerhoets", "Vingerhoets AJJM", "VINGERHOETS Ad", "Ana de la Cruz".

    Returns:
        The Name; a single word is a family name.
    """
    words = clean(text).split()
    suffix = ""
    if len(words) > 2 and _OPEN_SUFFIX.fullmatch(words[-1]):
        suffix = words.pop().rstrip(",")
        words[-1] = words[-1].rstrip(",")
    if len(words) < 2:
        return parse_inverted(" ".join(words), "", suffix)
    return _from_words(words, suffix)


def _from_parts(text: str, parts: list[str]) -> Name:
    family, rest = parts[0], parts[1:]
    suffix = ""
    kept: list[str] = []
    for part in rest:
        if _SUFFIX.fullmatch(part) or (kept and _DEGREE.fullmatch(part)):
            suffix = f"{suffix}, {part}" if suffix else part
        else:
            kept.append(part)
    if not kept:
        # "Martin Luther King, Jr."
        name = parse_name(family)
        if name.literal:
            return (
                Name(literal=text)
                if " " in family
                else Name(family=family, suffix=suffix, comma_suffix=True)
            )
        return parse_inverted(_whole_family(name), name.given, suffix)
    if len(kept) > 1 or (_is_group(family.split()) and not _only_initials(kept[0].split())):
        return Name(literal=text)
    if _is_group(kept[0].split()) and not _only_initials(kept[0].split()):
        return Name(literal=text)
    return parse_inverted(family, kept[0], suffix)


def _from_words(words: list[str], suffix: str) -> Name:
    if (
        len(words) == 2
        and _only_initials(words)
        and len(words[0]) > 1
        and _VOWELS & set(words[0])
        and "." not in words[0]
    ):
        # "WU XF"
        return parse_inverted(words[0], words[1], suffix)
    first = next((at for at, word in enumerate(words) if is_initials(word)), len(words))
    if 0 < first < len(words) and all(is_initials(word) for word in words[first:]):
        # "van der Berg J. A.", "Vingerhoets AJJM"
        return parse_inverted(" ".join(words[:first]), " ".join(words[first:]), suffix)
    capitals = 0
    while (
        capitals < len(words)
        and len(words[capitals]) > 2
        and words[capitals].isupper()
        and "." not in words[capitals]
    ):
        capitals += 1
    if 0 < capitals < len(words) and not any(
        word.isupper() and len(word) > 2 for word in words[capitals:]
    ):
        # "APPELBAUM Eileen": capitals mark the family name
        return parse_inverted(" ".join(words[:capitals]), " ".join(words[capitals:]), suffix)
    if words[0] in PARTICLES:
        # "van den Berg": no given name
        return parse_inverted(" ".join(words), "", suffix)
    for at, word in enumerate(words[1:-1], start=1):
        if word in _LINKS and at > 1:
            return parse_inverted(" ".join(words[at - 1 :]), " ".join(words[: at - 1]), suffix)
        if word in PARTICLES or word in _CAPITAL_PARTICLES:
            return parse_inverted(" ".join(words[at:]), " ".join(words[:at]), suffix)
    return parse_inverted(words[-1], " ".join(words[:-1]), suffix)


def parse_inverted(family: str, given: str, suffix: str = "") -> Name:
    """A person of whom family and given names are known, with particles split off.

    Args:
        family: The family name, particles before it or not: "van der Berg".
        given: Given names or initials; particles may follow them: "Ludwig van".
        suffix: "Jr.", "III".

    Returns:
        The Name: ("van der Berg", "J.") has the non-dropping particle "van der"; ("Beethoven",
        "Ludwig van") the dropping particle "van".
    """
    family, given = clean(family).rstrip(" ,"), clean(given)
    if suffix:
        suffix = clean(suffix)
    if not suffix:
        family, suffix = _without_suffix(family)
        if not suffix:
            given, suffix = _without_suffix(given)
    if not suffix and " " not in family and given.rpartition(" ")[2] not in PARTICLES:
        return Name(family=family, given=given)
    before = family.split(" ")
    split = 0
    while split < len(before) - 1 and before[split] in PARTICLES:
        split += 1
    after = given.split(" ")
    keep = len(after)
    while keep > 1 and after[keep - 1] in PARTICLES and after[keep - 1] not in _LINKS:
        keep -= 1
    return Name(
        family=" ".join(before[split:]),
        given=" ".join(after[:keep]),
        dropping_particle=" ".join(after[keep:]),
        non_dropping_particle=" ".join(before[:split]),
        suffix=suffix,
        # APA and Chicago: "King, Jr.", but "Gates III".
        comma_suffix=suffix.rstrip(".").lower() in ("jr", "sr"),
    )


def _without_suffix(text: str) -> tuple[str, str]:
    # Registries keep it in the family name ("Waiss, Jr.", "Erdman Jr"), people also after the
    # given names ("J. E. III").
    if text[-1:] not in _SUFFIX_ENDS:
        return text, ""
    head, space, last = text.rpartition(" ")
    if space and _OPEN_SUFFIX.fullmatch(last):
        return head.rstrip(" ,"), last
    return text, ""


def is_initials(word: str) -> bool:
    """Whether a word consists of initials: "J.", "A.J.J.M.", "J.-P.", "AJJM", but not "LEE"."""
    if "." in word:
        return word[0].isupper() and _INITIALS.fullmatch(word) is not None
    if not word.isupper() or not _CAPITALS.fullmatch(word):
        return False
    letters = word.replace("-", "")
    # "AJJM" is no word, "JOHN" and "DUPONT" are: a vowel stands inside.
    return len(letters) <= 3 or (len(letters) <= 5 and not _VOWELS & set(letters[1:]))


def _only_initials(words: list[str]) -> bool:
    return bool(words) and all(is_initials(word) for word in words)


def _is_group(words: list[str]) -> bool:
    if not words or any(is_initials(word) and "." in word for word in words):
        return False
    lowered = [word.casefold().strip("().") for word in words]
    if lowered[0] == "the" or any(word in _GROUP_LINKS for word in words[1:]):
        return True
    if len(words) > 1 and any(word in _GROUP_WORDS for word in lowered):
        return not is_initials(words[-1]) or len(words) > 2
    return len(words) > 6 or any(_DIGIT.search(word) for word in words)


_PIECE: Final = lazy_pattern(r"[^\W\d_] [^\s.\-]*", re.VERBOSE)


def initials(given: str) -> list[str]:
    """The initials of given names, as APA 7, section 9.8 writes them.

    Args:
        given: "Jean-Paul B.", "A.J.J.M.", "AJJM"; particles among them are passed over.

    Returns:
        One item a name: ``["J.-P.", "B."]``. Names of scripts without case stay whole.
    """
    return list(_initials(given))


@lru_cache(maxsize=16384)
def _initials(given: str) -> tuple[str, ...]:
    if _PLAIN_INITIALS.fullmatch(given):
        return tuple(given.split(" "))
    given = _HANDLE.sub("", clean(given).translate(_DASH_TO_HYPHEN))
    found: list[str] = []
    for word in re.sub(r"\.\s?-\s?", ".-", given).split():
        if word in PARTICLES and found:
            continue
        if "." not in word and word.isupper() and is_initials(word):
            letters = [part for part in word.split("-") if part]
            if len(letters) > 1 and all(len(part) == 1 for part in letters):
                found.append("-".join(f"{letter}." for letter in letters))
            else:
                found.extend(f"{letter}." for letter in word if letter != "-")
            continue
        # Dots end a name unless a hyphen follows: "A.J." are two, "J.-P." is one.
        for compound in word.replace(".-", "-").split("."):
            pieces = [piece[0] for piece in _PIECE.findall(compound)]
            if not pieces:
                continue
            if all(piece.lower() == piece.upper() for piece in pieces):
                found.append(compound)
            else:
                found.append("-".join(f"{piece.upper()}." for piece in pieces))
    return tuple(found)


def _whole_family(name: Name) -> str:
    return " ".join(filter(None, (name.dropping_particle, name.non_dropping_particle, name.family)))


def family_key(name: Name) -> str:
    """The key by which persons are compared: the whole family name, folded.

    Particles count wherever they were put, so "van Beethoven, L." and "Beethoven, L. van" have one
    key; of a group it is the folded literal, of a person with given names only, those.
    """
    whole = name.literal or _whole_family(name) or name.given
    return fold(whole)


def apa_name(name: Name) -> str:
    """A name as it stands in an APA reference: "Vingerhoets, A. J. J. M.", "King, M. L., Jr.".

    A literal stays as it is (APA 7, sections 9.8 to 9.11).
    """
    if name.literal:
        return name.literal
    family = " ".join(filter(None, (name.non_dropping_particle, name.family)))
    given = " ".join(initials(name.given))
    if name.given and not given:
        given = name.given
    if name.dropping_particle:
        given = f"{given} {name.dropping_particle}".strip()
    return ", ".join(filter(None, (family, given, name.suffix))) if family else name.given
