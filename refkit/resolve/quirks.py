"""Quirks: what registries get wrong in single texts, names, dates and locators, put right.

Every function takes a JSON value of whatever type a registry sent, and returns a clean value or an
empty one. None raises: a field that makes no sense is a field that is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date as calendar_date
from typing import Any, Final

import msgspec

from refkit.model import Date, Name
from refkit.normalize.dates import parse_date
from refkit.normalize.names import parse_inverted, parse_name
from refkit.normalize.text import clean, strip_markup

# ---------------------------------------------------------------------------------------- text

_PLAIN: Final = re.compile(r"[^\x20-\x25\x27-\x3b\x3d-\x7e]|\ \ |^\ |\ $", re.VERBOSE)
"""What needs cleaning: markup, entities, control characters, spaces in excess, non-ASCII."""

# 0x80–0xBF as Windows-1252 shows them; where it has no character, the byte itself.
_CP1252: Final = "".join(
    bytes([code]).decode("cp1252", errors="ignore") or chr(code) for code in range(0x80, 0xC0)
)
_BYTES: Final = {ord(shown): 0x80 + at for at, shown in enumerate(_CP1252)} | {
    code: code for code in range(0x80, 0x100)
}
_TAIL: Final = f"[{re.escape(_CP1252)}\x80-\xbf]"
_MOJIBAKE: Final = re.compile(
    rf"[\xc2-\xdf]{_TAIL} | [\xe0-\xef]{_TAIL}{{2}} | [\xf0-\xf4]{_TAIL}{{3}}", re.VERBOSE
)
"""UTF-8 that was read as Latin-1 or Windows-1252: a lead byte and exactly its continuation."""

_HYPHENS: Final = str.maketrans({"\u2010": "-", "\u2011": "-"})


def repair(text: str) -> str:
    """Undo UTF-8 that was read as Latin-1, where it is certain.

    Only whole sequences of UTF-8 are touched: "MÃ¼ller" (10.1016/s0168-6496(03)00258-7) has one,
    "PRODUÇÃO" has none. A capital Ã before a no-break space may be either ("IRMÃ …") and stays.
    """
    if text.isascii():
        return text
    return _MOJIBAKE.sub(_redecoded, text)


def _redecoded(found: re.Match[str]) -> str:
    written = found[0]
    before = found.string[found.start() - 1 : found.start()]
    if written == "\xc3\xa0" and before.isupper():
        return written
    try:
        return bytes(_BYTES[ord(character)] for character in written).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return written


def text(value: Any) -> str:
    """One text of a record, without markup, entities and line breaks.

    Args:
        value: A str or an integer ("volume": 12); of a list, its first usable element.

    Returns:
        The text, or "" where the value is of another type.
    """
    if isinstance(value, str):
        if not _PLAIN.search(value):
            return value
        return clean(strip_markup(repair(value).translate(_HYPHENS)))
    if not value:
        return ""
    if isinstance(value, list):
        return next(iter(texts(value)), "")
    if isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < 1e15:
        return str(int(value)) if value == int(value) else str(value)
    return ""


def texts(value: Any) -> list[str]:
    """All texts of a list, or the one of a str, cleaned; each once, empty ones left out."""
    if not value:
        return []
    if not isinstance(value, list):
        value = [value]
    return list(
        dict.fromkeys(
            cleaned for entry in value if not isinstance(entry, list) if (cleaned := text(entry))
        )
    )


# -------------------------------------------------------------------------------------- titles

# "… AN INFANT&lt;subtitle&gt;Successful …&lt;/subtitle&gt;", 10.1001/archpedi.1951.02040040742008
_SUBTITLE_TAG: Final = re.compile(r"\s{0,9}(?:<|&lt;)subtitle(?:>|&gt;)\s{0,9}", re.IGNORECASE)
# A mark after a word, but not that of "the A*".
_FOOTNOTE: Final = re.compile(r"(?<=[^\W\d_]{3})\s?[*†‡§¶]{1,3}$")
_MARKS: Final = ("*", "†", "‡", "§", "¶")
_LAST_WORD: Final = re.compile(r"([^\s.]{1,40})\.$")


def title(value: str) -> str:
    """A title without markup, footnote marks and a final full stop.

    The full stop belongs to the style and not to the title. After a short word it stays, for that
    may be an abbreviation ("… Jr.", "… in the U.S.").
    """
    cleaned = text(_SUBTITLE_TAG.sub(": ", value)) if _PLAIN.search(value) else value
    if cleaned.endswith(_MARKS):
        cleaned = _FOOTNOTE.sub("", cleaned)
    if cleaned.endswith("."):
        word = _LAST_WORD.search(cleaned)
        if word and len(word[1]) > 3:
            cleaned = cleaned[:-1]
    return cleaned


def titles(value: Any) -> list[str]:
    """All titles of a list, or the one of a str; each once, empty ones left out."""
    if not value:
        return []
    entries = value if isinstance(value, list) else [value]
    found = (title(entry) for entry in entries if isinstance(entry, str))
    return list(dict.fromkeys(entry for entry in found if entry))


# --------------------------------------------------------------------------------------- names

_INITIALS: Final = r"(?:[^\W\d_]\.[\s-]?){1,5}"
_ONLY_INITIALS: Final = re.compile(rf"{_INITIALS}$")
_INITIALS_FIRST: Final = re.compile(rf"(?P<initials>{_INITIALS})\s(?P<rest>\w{{2}}.{{0,200}})$")
_INITIALS_LAST: Final = re.compile(rf"(?P<rest>[^\s.]{{2,100}})\s(?P<initials>{_INITIALS})$")
_SUFFIX: Final = re.compile(r"(?P<word>jr|sr|i{1,3}|iv|vi{0,3})\.?$|\d(?:nd|rd|th)$", re.IGNORECASE)
_ASIDE: Final = re.compile(r"\s{0,3}\([^()]{0,100}\)")
_CAPITALS: Final = re.compile(r"[^\W\d_]+")
_ON_BEHALF: Final = re.compile(
    r"^(?:for|on\ behalf\ of|and)\ the\ (?=\S)", re.VERBOSE | re.IGNORECASE
)
_AFFILIATION: Final = re.compile(
    r"""
    (?: (?:assistant|associate)?\ ?professor | department\ of | dept\b | faculty | school\ of )
    [^,]{0,200} ,
    """,
    re.VERBOSE | re.IGNORECASE,
)
_FOR_THE: Final = frozenset(("for the", "on behalf of", "on behalf of the", "and the", "the"))
_NO_NAME: Final = frozenset(("", "na", "&na;", "n/a", "anonymous", "et al", "et al.", "none", "-"))
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
    say that there is none ("&NA;") are left out, and so are affiliations among people ("Department
    of Obstetrics and Gynecology, Shahid Akbar-abadi Hospital …").
    """
    entries = value if isinstance(value, list) else [value]
    found = [person for entry in entries if (person := _entry(entry))]
    if any(person.family for person in found):
        found = [person for person in found if not _AFFILIATION.match(person.literal)]
    return found


def _entry(value: Any) -> Name | None:
    if isinstance(value, str):
        whole = text(value)
        return parse_name(whole) if whole.casefold() not in _NO_NAME else None
    if not isinstance(value, dict) or not any(key in value for key in _KNOWN_KEYS):
        return None
    orcid = value.get("ORCID")
    family, given = value.get("family"), value.get("given")
    extra = {"ORCID": orcid} if isinstance(orcid, str) else {}
    if (
        isinstance(family, str)
        and isinstance(given, str)
        and _ORDINARY.fullmatch(f"{family}\0{given}")
        and not _UNUSUAL_KEYS & value.keys()
    ):
        return Name(family=family, given=given, extra=extra)
    family = text(family) if isinstance(family, str) else ""
    given = text(given) if isinstance(given, str) else ""
    if family.casefold() in _NO_NAME and not given:
        group = text(value.get("literal")) or text(value.get("name"))
        return _group(group.strip(" ,;"), value)
    particles = {
        key.replace("-", "_"): particle
        for key in ("dropping-particle", "non-dropping-particle")
        if (particle := text(value.get(key)))
    }
    # "et" "al." as a person: 10.3233/APC200107
    if f"{particles.get('dropping_particle', '')} {family}".strip() == "et al.":
        return None
    name = _person(family, given, _suffix(text(value.get("suffix"))), split=not particles)
    if particles or extra:
        return Name(
            family=name.family,
            given=name.given,
            dropping_particle=particles.get("dropping_particle", name.dropping_particle),
            non_dropping_particle=particles.get(
                "non_dropping_particle", name.non_dropping_particle
            ),
            suffix=name.suffix,
            literal=name.literal,
            extra=extra,
        )
    return name


def _group(group: str, value: Mapping[str, Any]) -> Name | None:
    group = _ON_BEHALF.sub("", group, count=1)
    if group.casefold() in _NO_NAME:
        return None
    # DataCite gives people as literals: "Heckenberger, I. (Prof. Dr.)", 10.17192/z2016.0217.
    inverted = _ASIDE.sub("", group)
    if _INITIALS_FIRST.match(group) and len(group.split()) <= 6:
        return parse_name(group)
    if "literal" in value and inverted.count(",") == 1 and len(inverted.split()) <= 5:
        return parse_name(inverted)
    return Name(literal=group)


def _person(family: str, given: str, suffix: str, *, split: bool) -> Name:
    # "for the" | "ARDS Definition Task Force": 10.1001/2012.jama.11901
    if given.casefold() in _FOR_THE and " " in family:
        return Name(literal=family)
    given = _ASIDE.sub("", given).replace(",", " ").strip() if given else ""
    shouted = family.isupper()
    family = calm(family, shortest=3)
    if shouted or given.isupper():
        given = calm(given, shortest=4)
    if not family:
        return Name(family=given, suffix=suffix)
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
        name: A family or given name.
        shortest: Words with fewer letters stay, for they may be initials ("JK").
    """
    if not name.isupper() or len(name) < shortest:
        return name
    return _CAPITALS.sub(lambda word: _calm_word(word[0], shortest), name)


def _calm_word(word: str, shortest: int) -> str:
    if len(word) < shortest or not any(letter in "AEIOUYÄÖÜÅØÆÉÈÓÁÍÚ" for letter in word):
        return word
    if word.startswith("MC") and len(word) > 4:
        return f"Mc{word[2:].capitalize()}"
    return word.capitalize()


# --------------------------------------------------------------------------------------- dates

_ISO: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.{0,40})?$")
_LATEST: Final = calendar_date.today().year + 5


def date(value: Any) -> Date | None:
    """A date of a record.

    Args:
        value: A CSL-JSON date, with parts as numbers or as text (``[["2013"]]``), a raw text or a
            literal; or a plain year or ISO 8601 date.

    Returns:
        The date; None for ``[[null]]``, ``[[]]``, a year of nought and whatever else says nothing.
    """
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        return _raw_date(str(value))
    if not isinstance(value, dict):
        return None
    parts = value.get("date-parts")
    season = value.get("season")
    if isinstance(parts, list):
        # Some depositors leave one pair of brackets out.
        rows = parts if any(isinstance(row, list) for row in parts) else [parts]
        dates = [_parts(row) for row in rows[:2] if isinstance(row, list)]
        if dates and dates[0]:
            return Date(
                date_parts=tuple(found for found in dates if found),
                season=season if isinstance(season, str) else _whole(season) or "",
                circa=bool(value.get("circa")),
            )
    for key in ("raw", "literal", "date-time"):
        if isinstance(value.get(key), str):
            found = _raw_date(value[key])
            if found:
                return found
    literal = text(value.get("literal"))
    return Date(literal=literal) if literal else None


def _parts(row: list[Any]) -> tuple[int, ...]:
    year = _whole(row[0]) if row else None
    if not year or year > _LATEST:
        return ()
    month = _whole(row[1]) if len(row) > 1 else None
    if not month or not 1 <= month <= 12:
        return (year,)
    day = _whole(row[2]) if len(row) > 2 else None
    return (year, month, day) if day and 1 <= day <= 31 else (year, month)


def _whole(value: Any) -> int | None:
    if type(value) is int:
        return value if abs(value) < 100_000 else None
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        digits = value.strip()
        plain = digits.isascii() and digits.lstrip("-").isdigit() and len(digits) <= 5
        return int(digits) if plain and digits.rfind("-") <= 0 else None
    if isinstance(value, float) and not value.is_integer():
        return None
    return int(value) if isinstance(value, float) and abs(value) < 100_000 else None


def _raw_date(raw: str) -> Date | None:
    iso = _ISO.match(raw.strip())
    if iso:
        parts = _parts([group for group in iso.groups() if group])
        return Date(date_parts=(parts,)) if parts else None
    written = parse_date(clean(raw))
    return written.date if written else None


def iso_date(value: Any) -> str:
    """A date of a record as ISO 8601, as precise as known; "" if it says nothing."""
    found = date(value)
    if not found or not found.date_parts:
        return ""
    year, *rest = found.date_parts[0]
    return "-".join((f"{year:04d}", *(f"{part:02d}" for part in rest)))


# ------------------------------------------------------------------------------------ locators

_DASHES: Final = re.compile(r"\s?[\u2010-\u2015\u2212]\s?|-{2,3}")
_NOT_YET: Final = re.compile(
    r"""
    (?: n/?a (?:-n/?a)? | no-no | null (?:-null)? | undefined | none | - | \? | tbd | tba
      | (?:publish\W?)? ahead\W of\W print | (?:in|forth) \W? (?:press|coming) | online\W?first
      | (?:latest\W)?articles | early\W(?:view|access|online) | 0+ (?:-0+)?
    ) \.?$
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""What depositors write where there is none yet: "n/a-n/a", "ahead-of-print"."""


def locator(value: Any) -> str:
    """A volume, issue or article number; "" for what stands in for a missing one.

    Leading zeros of a mere number are dropped: no reference writes volume "058".
    """
    found = text(value)
    if not found or _NOT_YET.match(found):
        return ""
    if found[0] == "0" and found.isascii() and found.isdigit():
        return found.lstrip("0")
    return found


def pages(value: Any) -> str:
    """Pages with hyphens for all dashes, as CSL-JSON has them; "" for what stands in for none."""
    found = text(value)
    if not found.isascii() or "--" in found:
        found = _DASHES.sub("-", found)
    return "" if _NOT_YET.match(found) else found


def identifiers(value: Any) -> list[str]:
    """ISSNs or ISBNs of a list, or of a text with several, each once.

    "0277-6715, 1097-0258" in one text: 10.1002/sim.6782.
    """
    found: dict[str, None] = {}
    for entry in texts(value):
        for word in re.split(r"[,;\s]+", entry):
            # "http://id.crossref.org/isbn/9783540332527" in works of the old API
            number = word.rsplit("/", 1)[-1]
            if any(character.isdigit() for character in number):
                found[number] = None
    return list(found)


def objects(value: Any) -> Iterator[Mapping[str, Any]]:
    """The objects of a list, or the one that stands alone; anything else is passed over."""
    for entry in value if isinstance(value, list) else (value,):
        if isinstance(entry, dict):
            yield entry
