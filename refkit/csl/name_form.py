"""One name as a style writes it: long or short, inverted or not, with initials or in full.

CSL 1.0.2, "Name", "Name-part Order", "Name-part Formatting".
"""

from __future__ import annotations

from typing import Final, NamedTuple

from refkit.csl.initials import initialize, normalize_initials
from refkit.csl.markup import parse_markup
from refkit.csl.name import Name, name_sort_text, particle_gap
from refkit.csl.textcase import transform
from refkit.csl.tree import PLAIN, Format, Node, Piece

STYLED: Final = 0
INITIALS: Final = 1
FULL: Final = 2


class PartStyle(NamedTuple):
    """A cs:name-part: formatting, affixes and text case of "family" or "given"."""

    format: Format = PLAIN
    prefix: str = ""
    suffix: str = ""
    text_case: str = ""


UNSTYLED: Final = PartStyle()


class NameForm:
    """How a cs:name writes each name; compiled once.

    Attributes:
        form: "long", "short" or "count".
        initialize_with: What follows each initial; None where given names stay as they are.
        initialize: Whether full given names are shortened to initials.
        hyphen: Whether the initials of a hyphenated name keep the hyphen.
        sort_separator: What stands between family and given name of an inverted name.
        demote: The style's demote-non-dropping-particle.
        family: The style of the family name and its particle.
        given: The style of the given name and its particle.
        name: The formatting and affixes of the whole name.
        english: Whether title case is English.
    """

    __slots__ = (
        "demote",
        "english",
        "family",
        "form",
        "given",
        "hyphen",
        "initialize",
        "initialize_with",
        "name",
        "sort_separator",
    )

    def __init__(
        self,
        form: str = "long",
        initialize_with: str | None = None,
        initialize: bool = True,
        hyphen: bool = True,
        sort_separator: str = ", ",
        demote: str = "display-and-sort",
        family: PartStyle = UNSTYLED,
        given: PartStyle = UNSTYLED,
        name: PartStyle = UNSTYLED,
        english: bool = True,
    ) -> None:
        self.form = form
        self.initialize_with = initialize_with
        self.initialize = initialize
        self.hyphen = hyphen
        self.sort_separator = sort_separator
        self.demote = demote
        self.family = family
        self.given = given
        self.name = name
        self.english = english

    def render(self, name: Name, inverted: bool, level: int) -> Node:
        """A name as a node of role "name".

        Args:
            name: The name.
            inverted: Whether name-as-sort-order holds for it.
            level: How much of the given name is shown: :data:`STYLED`, :data:`INITIALS`
                or :data:`FULL`.

        Returns:
            A node of its own, for a bibliography puts dashes in place of names. Its children are
            those of all renderings of the name and must not be changed.
        """
        key = (self, inverted, level)
        children = name.forms.get(key)
        if children is None:
            children = name.forms[key] = _merged(self._parts(name, inverted, level))
        style = self.name
        if name.literal:
            # The affixes of cs:name are for personal names, as are initials and name parts.
            return Node(children, style.format, role="name")
        return Node(children, style.format, style.prefix, style.suffix, "", "name")

    def sort_text(self, name: Name, level: int) -> str:
        """A name as it is sorted by: short, with initials or in full as it is shown."""
        short = self.form == "short" and level == STYLED
        given = None if short else self._given(name.given, level)
        return name_sort_text(name, self.demote, given)

    def can_invert(self, name: Name, level: int) -> bool:
        """Whether a name can be inverted: it shows two parts and is not family first anyway."""
        if not name.family or name.family_first or (self.form == "short" and level == STYLED):
            return False
        return bool(name.given or name.suffix or name.dropping_particle)

    def _parts(self, name: Name, inverted: bool, level: int) -> list[Piece]:
        if name.literal:
            return [self._styled(name.literal, self.family)]
        if not name.family:
            return [self._styled(name.given, self.given)]
        if self.form == "short" and level == STYLED:
            return self._short(name)
        given = self._given(name.given, level)
        if name.family_first:
            return self._family_first(name, given)
        if inverted:
            return self._inverted(name, given)
        return self._given_first(name, given)

    def _short(self, name: Name) -> list[Piece]:
        if name.family_first:
            return [self._styled(name.family, self.family)]
        return _affixed(self._family_with_particle(name), self.family)

    def _family_first(self, name: Name, given: str) -> list[Piece]:
        # Affixes of name parts (brackets, spaces) are made for names in Western order.
        pieces = self._family_with_particle(name)
        if given:
            if name.spaced:
                pieces.append(" ")
            pieces.append(self._styled(given, self.given))
        if name.suffix and name.spaced:
            pieces += [" ", parse_markup(name.suffix)]
        return pieces

    def _given_first(self, name: Name, given: str) -> list[Piece]:
        pieces: list[Piece] = []
        if given:
            pieces = _affixed([self._styled(given, self.given)], self.given)
            if not self.given.suffix.endswith((" ", "\u00a0")):
                pieces.append(" ")
        family: list[Piece] = []
        if name.dropping_particle:
            family.append(self._styled(name.dropping_particle, self.given))
            family.append(
                " " if name.non_dropping_particle else particle_gap(name.dropping_particle)
            )
        family += self._family_with_particle(name)
        if name.suffix:
            family += [", " if name.comma_suffix else " ", parse_markup(name.suffix)]
        return pieces + _affixed(family, self.family)

    def _inverted(self, name: Name, given: str) -> list[Piece]:
        demoted = self.demote == "display-and-sort"
        if demoted:
            family = [self._styled(name.family, self.family)]
        else:
            family = self._family_with_particle(name)
        rest: list[Piece] = [self._styled(given, self.given)] if given else []
        if name.dropping_particle:
            _append(rest, self._styled(name.dropping_particle.rstrip(), self.given))
        if demoted and name.non_dropping_particle:
            _append(rest, self._styled(name.non_dropping_particle.rstrip(), self.family))
        pieces = _affixed(family, self.family)
        if rest:
            pieces += [self.sort_separator, *_affixed(rest, self.given)]
        if name.suffix:
            pieces += [self.sort_separator, parse_markup(name.suffix)]
        return pieces

    def _family_with_particle(self, name: Name) -> list[Piece]:
        particle = name.non_dropping_particle
        if not particle:
            return [self._styled(name.family, self.family)]
        style = self.family
        pieces = [self._styled(particle.rstrip(), style), self._styled(name.family, style)]
        gap = " " if particle[-1] == " " else particle_gap(particle)
        if gap:
            pieces.insert(1, gap)
        return pieces

    def _given(self, given: str, level: int) -> str:
        """A given name with its initials as the style writes them."""
        if self.initialize_with is None or not given:
            return given
        if self.initialize and level != FULL:
            return initialize(given, self.initialize_with, self.hyphen)
        return normalize_initials(given, self.initialize_with)

    def _styled(self, text: str, style: PartStyle) -> Piece:
        piece = parse_markup(text)
        if style.text_case:
            piece = transform(piece, style.text_case, self.english)
        if style.format is not PLAIN:
            return Node([piece], style.format)
        return piece


def _append(pieces: list[Piece], piece: Piece) -> None:
    if pieces:
        pieces.append(" ")
    pieces.append(piece)


def _affixed(pieces: list[Piece], style: PartStyle) -> list[Piece]:
    if not style.prefix and not style.suffix:
        return pieces
    return [Node(_merged(pieces), PLAIN, style.prefix, style.suffix)]


def _merged(pieces: list[Piece]) -> list[Piece]:
    """Pieces with neighbouring strings made one."""
    merged: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str) and merged and isinstance(merged[-1], str):
            merged[-1] += piece
        elif piece != "":
            merged.append(piece)
    return merged
