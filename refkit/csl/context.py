"""The state of rendering one item once: what the compiled elements of a style read and note."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from refkit.csl.item import Item
    from refkit.csl.locale import Locale
    from refkit.csl.name import Name
    from refkit.csl.tree import Node

FIRST: Final = "first"
SUBSEQUENT: Final = "subsequent"
IBID: Final = "ibid"
IBID_WITH_LOCATOR: Final = "ibid-with-locator"


class Place:
    """Where and how an item is cited: what the conditions on position and locator read.

    Attributes:
        position: "first", "subsequent", "ibid" or "ibid-with-locator"; "" in a bibliography.
        near_note: Whether the item was cited within the style's near-note distance.
        locator: The locator as written: "12–15"; "" for none.
        label: What the locator counts, as CSL names it: "page", "chapter", "sub-verbo" …
        first_note: The number of the note in which the item was first cited; 0 for none.
        note: The number of the note of this citation; 0 for none.
    """

    __slots__ = ("first_note", "label", "locator", "near_note", "note", "position")

    def __init__(
        self,
        position: str = "",
        near_note: bool = False,
        locator: str = "",
        label: str = "page",
        first_note: int = 0,
        note: int = 0,
    ) -> None:
        self.position = position
        self.near_note = near_note
        self.locator = locator
        self.label = label
        self.first_note = first_note
        self.note = note


@dataclass(slots=True)
class Distinction:
    """What distinguishes an item's citations from those of others (disambiguation).

    Attributes:
        shown: For the k-th cs:names of a citation, the least number of names to show; it raises
            et-al-use-first where it is greater. Shorter than the names where nothing is known.
        given: For the k-th cs:names, for its j-th name how much of the given name is shown:
            0 what the style says, 1 initials, 2 the full given name.
        conditions: How many tests of ``disambiguate="true"`` hold, in the order of rendering.
        year_suffix: The number of the year suffix, 1 for "a"; 0 for none.
    """

    shown: list[int] = field(default_factory=list)
    given: list[list[int]] = field(default_factory=list)
    conditions: int = 0
    year_suffix: int = 0

    def copy(self) -> Distinction:
        """Another one with the same content."""
        given = [list(levels) for levels in self.given]
        return Distinction(list(self.shown), given, self.conditions, self.year_suffix)

    def snapshot(self) -> tuple[object, ...]:
        """What it is now, for comparing it with what it becomes."""
        return (
            tuple(self.shown),
            tuple([tuple(levels) for levels in self.given]),
            self.conditions,
            self.year_suffix,
        )


class NamesTrace:
    """One cs:names as it was rendered.

    Attributes:
        variables: The variables that were rendered: ("author",); after substitution those of the
            substitute; () where a substitute that is no cs:names was rendered.
        names: The names of the first variable that was rendered.
        shown: How many of them are shown (without the last one after an ellipsis).
        etal: Whether "et al." or an ellipsis stands for others.
        form: The form of cs:name: "long", "short" or "count".
        initialize: Whether given names are rendered as initials (initialize-with is set and
            initialize is true).
        node: What was rendered; its role is "names".
    """

    __slots__ = ("etal", "form", "initialize", "names", "node", "shown", "variables")

    def __init__(
        self,
        variables: tuple[str, ...],
        names: tuple[Name, ...],
        shown: int,
        etal: bool,
        form: str,
        initialize: bool,
        node: Node,
    ) -> None:
        self.variables = variables
        self.names = names
        self.shown = shown
        self.etal = etal
        self.form = form
        self.initialize = initialize
        self.node = node


@dataclass(frozen=True, slots=True)
class KeyNames:
    """The et-al attributes of a cs:key, which override those of the names of its macro.

    Each is 0 (or None) where the key does not say.
    """

    names_min: int = 0
    names_use_first: int = 0
    names_use_last: bool | None = None


class Context:
    """One rendering of one item.

    Attributes:
        item: The item.
        locale: The style's locale with the style's own overrides.
        area: "citation" or "bibliography".
        place: How the item is cited.
        distinction: What distinguishes it; always there.
        sorting: The cs:key's attributes while a sort key is rendered, else None.
        number: The item's citation number, 1 for the first; 0 for none.
        called: How many variables have been called so far (groups count with it).
        filled: How many of them had a value.
        conditions: How many tests of ``disambiguate`` have been made so far.
        suppressed: Variables that cs:substitute has used up; they are empty from then on.
        substituting: Whether a cs:substitute is being rendered.
        used: The variables rendered in it so far; they go to ``suppressed`` when it is done.
        names: The cs:names that were rendered, in order.
        hide_names: How many of the leading cs:names render nothing (suppress-author, collapse).
        year_suffixed: Whether the year suffix has been rendered already.
    """

    __slots__ = (
        "area",
        "called",
        "conditions",
        "distinction",
        "filled",
        "hide_names",
        "item",
        "locale",
        "names",
        "number",
        "place",
        "sorting",
        "substituting",
        "suppressed",
        "used",
        "year_suffixed",
    )

    def __init__(
        self,
        item: Item,
        locale: Locale,
        area: str,
        place: Place,
        distinction: Distinction,
        number: int = 0,
        sorting: KeyNames | None = None,
        hide_names: int = 0,
    ) -> None:
        self.item = item
        self.locale = locale
        self.area = area
        self.place = place
        self.distinction = distinction
        self.number = number
        self.sorting = sorting
        self.hide_names = hide_names
        self.called = 0
        self.conditions = 0
        self.filled = 0
        self.suppressed: set[str] = set()
        self.substituting = False
        self.used: set[str] = set()
        self.names: list[NamesTrace] = []
        self.year_suffixed = False
