"""Names of CSL-JSON: one person or institution, its particles, and what it is sorted by.

CSL 1.0.2, "Name" and "Name Particles"; the parts of CSL-JSON as its schema names them. Particles
and suffixes that stand in the family or given name ("van Gogh", "Ludwig van", "John, Jr.") are
taken out of them, as reference managers that know no particles expect of a processor.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from refkit.csl.markup import parse_markup
from refkit.csl.tree import Piece, plain

NEVER: Final = "never"
DISPLAY_AND_SORT: Final = "display-and-sort"

PART_GAP: Final = " "
NAME_GAP: Final = " "
"""What stands between the parts of a name, and between names, where a list of names is sorted."""

_APOSTROPHES: Final = "'’‘ʼ"
_JOINING: Final = "'’ʼ-‐‑"
"""A particle that ends so stands right before what follows: d’Aubignac, al-Hakim."""


class Name:
    """One name. Texts are as written, markup included, and "" where there is none.

    Attributes:
        family: The family name without particles.
        given: The given names.
        suffix: "Jr.", "III".
        dropping_particle: "von" of Alexander von Humboldt, who is cited as Humboldt.
        non_dropping_particle: "van" of Vincent van Gogh.
        literal: An institution, or a name that is not to be taken apart; then all other parts
            are empty.
        comma_suffix: Whether a comma precedes the suffix even where the family name is last.
        family_first: Whether the family name always comes first, as in Chinese.
        spaced: Whether a space stands between the family and given name then.
        forms: Renderings of the name, by what they depend on; see :mod:`refkit.csl.name_form`.
    """

    __slots__ = (
        "comma_suffix",
        "dropping_particle",
        "family",
        "family_first",
        "forms",
        "given",
        "literal",
        "non_dropping_particle",
        "spaced",
        "suffix",
    )

    def __init__(
        self,
        family: str = "",
        given: str = "",
        suffix: str = "",
        dropping_particle: str = "",
        non_dropping_particle: str = "",
        literal: str = "",
        comma_suffix: bool = False,
        static_ordering: bool = False,
    ) -> None:
        self.family = family
        self.given = given
        self.suffix = suffix
        self.dropping_particle = dropping_particle
        self.non_dropping_particle = non_dropping_particle
        self.literal = literal
        self.comma_suffix = comma_suffix
        asian = is_family_first(family)
        self.family_first = static_ordering or asian
        self.spaced = not asian or (given != "" and not is_family_first(given))
        self.forms: dict[tuple[object, bool, int], list[Piece]] = {}

    def _parts(self) -> tuple[str, str, str, str, str, str, bool]:
        return (
            self.family,
            self.given,
            self.suffix,
            self.dropping_particle,
            self.non_dropping_particle,
            self.literal,
            self.family_first,
        )

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return isinstance(other, Name) and self._parts() == other._parts()

    def __hash__(self) -> int:
        return hash(self._parts())

    def __repr__(self) -> str:
        if self.literal:
            return f"Name(literal={self.literal!r})"
        particles = f"{self.dropping_particle!r}, {self.non_dropping_particle!r}"
        return f"Name({self.given!r}, {particles}, {self.family!r}, {self.suffix!r})"


def parse_names(raw: object) -> tuple[Name, ...]:
    """The names of a name variable of CSL-JSON.

    Args:
        raw: What the item has: normally a list of mappings. A string is one literal name;
            anything else that is no name is left out.

    Returns:
        The names in order; those without any text are left out.
    """
    entries = raw if isinstance(raw, list | tuple) else [raw]
    return tuple([name for entry in entries if (name := _parse_name(entry)) is not None])


def _parse_name(raw: object) -> Name | None:
    if not isinstance(raw, Mapping):
        literal = _text(raw)
        return Name(literal=literal) if literal else None
    get = raw.get
    literal = _text(get("literal"))
    family = _text(get("family"))
    if not literal and _is_set(get("isInstitution")):
        literal = family
    if literal:
        return Name(literal=literal)
    given = _text(get("given"))
    if not family:
        # A single name has no family name to sort or invert by.
        return Name(given=given) if given else None
    return _personal_name(raw, family, given)


def _personal_name(raw: Mapping[str, object], family: str, given: str) -> Name:
    get = raw.get
    suffix = _text(get("suffix"))
    dropping = _text(get("dropping-particle"))
    non_dropping = _text(get("non-dropping-particle"))
    comma_suffix = _is_set(get("comma-suffix"))
    if get("parse-names") is not False:
        if family[0] == '"' and family[-1] == '"' and len(family) > 2:
            family = family[1:-1]
        elif not non_dropping and not family[0].isupper():
            non_dropping, family = _leading_particle(family)
        if not suffix and "," in given:
            given, _, suffix = given.partition(",")
            comma_suffix = suffix.startswith("!")
            given, suffix = given.rstrip(), suffix.lstrip("!").strip()
        if not dropping and " " in given:
            given, dropping = _trailing_particle(given)
    return Name(
        family,
        given,
        suffix,
        dropping,
        non_dropping,
        "",
        comma_suffix,
        _is_set(get("static-ordering")),
    )


def _text(value: object) -> str:
    """A part of a name as text: a number becomes text, anything else that is no string nothing.

    Spaces around it stay: an item is rendered as it is, not as it should be.
    """
    if isinstance(value, str):
        if "  " in value or "\n" in value or "\t" in value:
            return " ".join(value.split())
        return "" if value.isspace() else value
    if isinstance(value, int | float) and not isinstance(value, bool):
        try:
            return str(value)
        except ValueError:  # an integer of more digits than Python turns into text
            return ""
    return ""


def _is_set(value: object) -> bool:
    return value is True or value == 1 or (isinstance(value, str) and value not in ("", "false"))


def _starts_lowercase(word: str) -> bool:
    start = word.lstrip(_APOSTROPHES)[:1]
    return start.islower()


def _leading_particle(family: str) -> tuple[str, str]:
    """The particles at the start of a family name, and the rest of it.

    "van der Vlist" starts with two; "al-Hakim" and "d'Aubignac" with one that is joined to the
    rest; "L'Heureux" and "La Fontaine" with none.
    """
    words = family.split(" ")
    count = 0
    while count < len(words) - 1 and _starts_lowercase(words[count]):
        count += 1
    particles, rest = words[:count], " ".join(words[count:])
    joined = _joined_particle(words[count]) if count == len(words) - 1 else ""
    if joined:
        particles.append(joined)
        rest = rest[len(joined) :]
    particle = " ".join(particles)
    if particle and not joined and particle[-1] in _JOINING:
        # "de' Medici" is written with a space, unlike "d'Aubignac".
        particle += " "
    return _apostrophes(particle), rest


def _joined_particle(word: str) -> str:
    """The particle that a word starts with up to its apostrophe or hyphen: "al-", "d'"."""
    if not _starts_lowercase(word):
        return ""
    for index in range(1, len(word) - 1):
        char = word[index]
        if char in _JOINING:
            # In ’s-Graven the apostrophe is not the end.
            return word[: index + 1]
        if not char.isalpha():
            break
    return ""


def _trailing_particle(given: str) -> tuple[str, str]:
    """Given names without the particles at their end, and those particles."""
    words = given.split(" ")
    count = len(words)
    while count > 1 and _starts_lowercase(words[count - 1]):
        count -= 1
    return " ".join(words[:count]), _apostrophes(" ".join(words[count:]))


def _apostrophes(particle: str) -> str:
    return particle.replace("'", "’") if "'" in particle else particle


def join_particle(particle: str, rest: str) -> str:
    """A particle before the rest of a name: "van Gogh", "d’Aubignac", "de’ Medici"."""
    if not particle or not rest:
        return particle or rest
    return f"{particle}{particle_gap(particle)}{rest}"


def particle_gap(particle: str) -> str:
    """What stands between a particle and what follows it."""
    return "" if particle[-1] in _JOINING or particle[-1] == " " else " "


_FAMILY_FIRST: Final = (
    (0x1100, 0x11FF),  # Hangul jamo
    (0x2E80, 0x2FDF),  # radicals
    (0x3005, 0x3007),
    (0x3040, 0x31FF),  # kana, bopomofo, Hangul compatibility jamo
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xA960, 0xA97F),
    (0xAC00, 0xD7FF),
    (0xF900, 0xFAFF),
    (0xFF66, 0xFFDC),
    (0x20000, 0x323AF),
)
"""Scripts of Chinese, Japanese and Korean, whose names start with the family name."""


def is_family_first(text: str) -> bool:
    """Whether a text is in a script whose names start with the family name.

    CSL 1.0.2, "Name-part Order", says so of Asian scripts.
    """
    if text.isascii() or max(text) < "\u1100":
        return False
    return any(low <= ord(char) <= high for char in text for low, high in _FAMILY_FIRST)


def names_sort_key(names: tuple[Name, ...], demote: str) -> str:
    """What a name variable is sorted by: all names in full, family names first.

    Args:
        names: The names.
        demote: The style's demote-non-dropping-particle.

    Returns:
        Plain text; "" for no names.
    """
    return NAME_GAP.join([name_sort_text(name, demote, name.given) for name in names])


def name_sort_text(name: Name, demote: str, given: str | None) -> str:
    """One name as it is sorted (CSL 1.0.2, "Name-part Order").

    Args:
        name: The name.
        demote: The style's demote-non-dropping-particle.
        given: The given name or its initials; None for the family name alone.
    """
    family = name.family or name.literal or name.given
    particles = [name.dropping_particle]
    if demote == NEVER:
        # A word of its own even where it is joined on: "d’Artois" is sorted as "d Artois".
        family = f"{name.non_dropping_particle} {family}".lstrip()
    elif given is not None:
        particles.append(name.non_dropping_particle)
    if given is None or not name.family:
        return _bare(family)
    parts = (family, " ".join([part for part in particles if part]), given, name.suffix)
    return PART_GAP.join([_bare(part) for part in parts if part])


def _bare(text: str) -> str:
    """A text without markup, brackets and a leading apostrophe, none of which count in sorting."""
    if not text.isalnum():
        text = plain(parse_markup(text)).translate(_BRACKETS).lstrip(_APOSTROPHES)
    return text


_BRACKETS: Final = {ord("["): None, ord("]"): None}
