"""Name quirks: what registries get wrong in the names of people and groups, put right."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any, Final

import msgspec

from refkit.model import Name
from refkit.normalize.names import parse_inverted, parse_name
from refkit.resolve.quirks import text

_INITIALS: Final = r"(?:[^\W\d_]\.[\s-]?){1,5}"
_ONLY_INITIALS: Final = re.compile(rf"{_INITIALS}$")
_INITIALS_FIRST: Final = re.compile(rf"(?P<initials>{_INITIALS})\s(?P<rest>\w{{2}}.{{0,200}})$")
_INITIALS_LAST: Final = re.compile(rf"(?P<rest>[^\s.]{{2,100}})\s(?P<initials>{_INITIALS})$")
_WHOLE_NAME: Final = re.compile(
    r"""
    \s{0,3} (?: (?:[^\W\d_]\.\s?){1,4} | \w[\w'’-]{1,40}\s(?:[^\W\d_]\.\s?){1,4} )
    \w[\w'’-]{1,40} \s{0,3}
    """,
    re.VERBOSE,
)
"""A person's whole name, given names first, that cannot be taken for part of one: "Ann E. Lee"."""

_SUFFIX: Final = re.compile(r"(?P<word>jr|sr|i{1,3}|iv|vi{0,3})\.?$|\d(?:nd|rd|th)$", re.IGNORECASE)
_DEGREES: Final = re.compile(
    r"(?:\s?,\s?(?!Jr|Sr|[IV]+\b)(?:(?:[A-Z][A-Za-z]{0,3}\.){1,4}|[A-Z][A-Za-z]{0,2}[A-Z]{1,3})){1,5}$"
)
_ADDRESS: Final = re.compile(r"^(?:(?:Dr|Prof|Mr|Mrs|Ms|Mx)\.\s{0,3}){1,3}(?=\w)")
_NOTE_MARKS: Final = " ,;*†‡§¶"
_COMBINING: Final = re.compile(r"\[(?P<accent>Combining [A-Z][a-z]{2,12}(?: Accent)?)\]")
_ASIDE: Final = re.compile(r"\s{0,3}\([^()]{0,100}\)")
_CAPITALS: Final = re.compile(r"[^\W\d_]+")
_ON_BEHALF: Final = re.compile(
    r"^(?:for|on\ behalf\ of|and)\ the\ (?=\S)", re.VERBOSE | re.IGNORECASE
)
_AFFILIATION: Final = re.compile(
    r"""
    (?: (?:assistant|associate|corresponding)?\ ?(?:professor|author) | department | dept\b
      | faculty | school\ of | college\ of | ph\.?d\b | m\.?sc\b | university | universit[àéä]
      | institute\ of | hospital | laboratory | politechnika | akademia | wydział )
    [^,]{0,200} ,
    """,
    re.VERBOSE | re.IGNORECASE,
)
_GROUP_WORD: Final = re.compile(
    r"\b(?:group|consortium|collaborati|team|network|investigators|initiative|committee|society|"
    r"association|study|trial|project|program)",
    re.IGNORECASE,
)
_FOR_THE: Final = frozenset(("for the", "on behalf of", "on behalf of the", "and the", "the"))
_NO_NAME: Final = frozenset(("", "na", "&na", "n/a", "anonymous", "et al", "et al.", "none"))
_KNOWN_KEYS: Final = ("family", "given", "literal", "name")
_UNUSUAL_KEYS: Final = frozenset(("suffix", "dropping-particle", "non-dropping-particle"))
_ORDINARY: Final = re.compile(
    r"""
    [A-Z][a-z']{1,40} (?:-[A-Z][a-z]{1,40})?                                # Vingerhoets
    \0
    [A-Z](?:\.|[a-z]{1,30})? (?: [ -] [A-Z](?:\.|[a-z]{1,30})? ){0,4}        # Ad J. J. M.
    """,
    re.VERBOSE | re.ASCII,
)
"""Family and given name as most people's are, with nothing to put right."""


def names(value: Any) -> list[Name]:
    """The people and groups of a list of names, in its order.

    Elements without a name (``{"sequence": "additional"}``, 10.26686/wgtn.14050715) and those that
    say that there is none ("&NA;", ":") are left out, and so are affiliations among people
    ("Department of Obstetrics and Gynecology, Shahid Akbar-abadi Hospital …").

    Args:
        value: A list of Crossref's or CSL-JSON's names, as objects or texts; or one.
    """
    entries = value if isinstance(value, list) else [value]
    found = [person for entry in entries for person in _entry(entry)]
    if any(person.family for person in found):
        return _without_affiliations(_each_once(found))
    return found


def _each_once(people: list[Name]) -> list[Name]:
    """People without those who are named a second time with all their names.

    "Jean W. Nolley" twice (10.2737/ne-rn-353) is one person, "Manoj Kumar" may be two.
    """
    kept: dict[object, Name] = {}
    for number, person in enumerate(people):
        telling = person.family and len(person.given.split()) > 1
        kept.setdefault((person.family, person.given, person.suffix) if telling else number, person)
    return list(kept.values())


def _without_affiliations(people: list[Name]) -> list[Name]:
    """People and their groups without affiliations.

    An affiliation names its department, or comes again with the next person ("Saratov State
    University", 10.18500/1816-9775-2016-16-1-107-110); a study group does neither. Where one is an
    affiliation, the others are as well.
    """
    groups = [
        person.literal
        for person in people
        if person.literal and not _GROUP_WORD.search(person.literal)
    ]
    if len(set(groups)) == len(groups) and not any(map(_AFFILIATION.search, groups)):
        return people
    return [person for person in people if person.literal not in groups]


def _entry(value: Any) -> Iterator[Name]:
    """The Names of an element: mostly one; none, or several in one, occur."""
    if isinstance(value, str):
        whole = text(value)
        if _is_name(whole):
            yield parse_name(whole)
        return
    if not isinstance(value, dict) or not any(key in value for key in _KNOWN_KEYS):
        return
    orcid = value.get("ORCID")
    family, given = value.get("family"), value.get("given")
    extra = {"ORCID": orcid} if isinstance(orcid, str) else {}
    if (
        isinstance(family, str)
        and isinstance(given, str)
        and _ORDINARY.fullmatch(f"{family}\0{given}")
        and not _UNUSUAL_KEYS & value.keys()
    ):
        yield Name(family=family, given=given, extra=extra)
        return
    family, given = _part(family), _part(given)
    if not family and not given:
        yield from _group(value)
    elif not given and "," in family and all(map(_WHOLE_NAME.fullmatch, family.split(","))):
        # "Michael E. Hohn, Donald W. Neal" as one: 10.1306/2f918644-16ce-11d7-8645000102c1865d
        yield from map(parse_name, family.split(","))
    else:
        yield from _described(family, given, value, extra)


def _part(value: Any) -> str:
    """A family or given name; "" where it is none."""
    part = text(value) if isinstance(value, str) else ""
    if "[" in part:
        part = unicodedata.normalize("NFC", _COMBINING.sub(_combining, part))
    part = _ADDRESS.sub("", part.rstrip(_NOTE_MARKS))
    return part if _is_name(part) else ""


def _is_name(part: str) -> bool:
    if part.casefold() in _NO_NAME:
        return False
    return part.isalpha() or any(character.isalpha() for character in part)


def _combining(found: re.Match[str]) -> str:
    # "HE[Combining Acute Accent]BERT": 10.1681/asn.v10112261
    try:
        return unicodedata.lookup(found["accent"].upper())
    except KeyError:
        return found[0]


def _described(
    family: str, given: str, value: Mapping[str, Any], extra: dict[str, Any]
) -> Iterator[Name]:
    particles = {
        key.replace("-", "_"): particle
        for key in ("dropping-particle", "non-dropping-particle")
        if (particle := text(value.get(key)))
    }
    # "et" "al." as a person: 10.3233/APC200107, 10.1130/geol.s.22120316.v1
    if f"{particles.get('dropping_particle', '')}{given} {family}".strip() in ("et al.", "et al"):
        return
    name = _person(family, given, _suffix(text(value.get("suffix"))), split=not particles)
    if not particles and not extra:
        yield name
        return
    yield Name(
        family=name.family,
        given=name.given,
        dropping_particle=particles.get("dropping_particle", name.dropping_particle),
        non_dropping_particle=particles.get("non_dropping_particle", name.non_dropping_particle),
        suffix=name.suffix,
        literal=name.literal,
        extra=extra,
    )


def _group(value: Mapping[str, Any]) -> Iterator[Name]:
    written = text(value.get("literal")) or text(value.get("name"))
    group = _ON_BEHALF.sub("", written.strip(" ,;"), count=1)
    if not _is_name(group):
        return
    # DataCite gives people as literals: "Heckenberger, I. (Prof. Dr.)", 10.17192/z2016.0217.
    inverted = _ASIDE.sub("", group)
    if _INITIALS_FIRST.match(group) and len(group.split()) <= 6:
        yield parse_name(group)
    elif "literal" in value and inverted.count(",") == 1 and len(inverted.split()) <= 5:
        yield parse_name(inverted)
    else:
        yield Name(literal=group)


def _person(family: str, given: str, suffix: str, *, split: bool) -> Name:
    # "for the" | "ARDS Definition Task Force": 10.1001/2012.jama.11901
    if given.casefold() in _FOR_THE and " " in family:
        return Name(literal=family)
    given = _ASIDE.sub("", given).replace(",", " ").strip() if given else ""
    if "," in family:
        # "Foster, MSLS" (10.5195/jmla.2017.88), "Lagkadinou, MD, Ph.D."
        family = _DEGREES.sub("", family)
    shouted = family.isupper()
    family = calm(family, shortest=3)
    if shouted or given.isupper():
        given = calm(given, shortest=4)
    if not family:
        # "Xuewen Ding" | "-": 10.4156/jdcta.vol6.issue1.50
        family, given = given, ""
    if not given:
        if " " not in family or _ONLY_INITIALS.match(family):
            return Name(family=family, suffix=suffix)
        return _undivided(family, suffix)
    if "." in family:
        family, given = _initials_put_right(family, given)
    if split and (" " in family or " " in given):
        return parse_inverted(family, given, suffix)
    return Name(family=family, given=given, suffix=suffix)


def _undivided(family: str, suffix: str) -> Name:
    """A whole name in the family's place: "Yuping Wang" (10.1109/cec.2012.6256137), "Smith J."."""
    last = _INITIALS_LAST.match(family)
    name = parse_inverted(last["rest"], last["initials"]) if last else parse_name(family)
    if suffix and not name.literal:
        return msgspec.structs.replace(name, suffix=suffix)
    return name


def _initials_put_right(family: str, given: str) -> tuple[str, str]:
    """Family and given name where initials got into the family name."""
    if _ONLY_INITIALS.match(family) and not _ONLY_INITIALS.match(given):
        # "G." | "Brady", and "S." | "J. LOZOYA", 10.1001/archpedi.1948.02030020850004
        *more, last = given.split()
        return last, " ".join((family, *more))
    first = _INITIALS_FIRST.match(family)
    if first:
        # "M. Stephen" | "Julia" is Julia M. Stephen, 10.1007/s12021-022-09599-y
        return first["rest"], f"{given} {first['initials'].strip()}"
    if _INITIALS_LAST.match(family) and " " not in given and "." not in given:
        # "Steven W." | "Leclair": swapped, 10.1001/amaguidesnewsletters.2002.novdec02
        return given, family
    return family, given


def _suffix(value: str) -> str:
    # "Manager of", "Ph.D", "join(' '" stand there as well (10.1002/bult.2014.1720400608).
    found = _SUFFIX.match(value)
    if not found:
        return ""
    word = found["word"]
    if not word:
        return value
    return f"{word.capitalize()}." if word.casefold() in ("jr", "sr") else word.upper()


def calm(name: str, *, shortest: int) -> str:
    """A name in capitals as people write it: "O'BRIEN" to "O'Brien", "McDONALD" stays.

    Args:
        name: A family or given name. Small particles may stand before the capitals: "von SALLMANN"
            (10.1001/archopht.1946.00890210291002).
        shortest: Words with fewer letters stay, for they may be initials ("JK").
    """
    if len(name) < shortest or not all(word.isupper() or word.islower() for word in name.split()):
        return name
    return _CAPITALS.sub(
        lambda word: _calm_word(word[0], shortest) if word[0].isupper() else word[0], name
    )


def _calm_word(word: str, shortest: int) -> str:
    if len(word) < shortest or not any(letter in "AEIOUYÄÖÜÅØÆÉÈÓÁÍÚ" for letter in word):
        return word
    if word.startswith("MC") and len(word) > 4:
        return f"Mc{word[2:].capitalize()}"
    return word.capitalize()
