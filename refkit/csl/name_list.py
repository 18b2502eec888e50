"""A list of names: et al., "and", and the delimiters between names.

CSL 1.0.2, "Name" and "Et-al".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from refkit.csl.context import FIRST
from refkit.csl.name import NAME_GAP, is_family_first
from refkit.csl.name_form import STYLED
from refkit.csl.tree import Node, Piece, plain

if TYPE_CHECKING:
    from refkit.csl.context import Context
    from refkit.csl.name import Name
    from refkit.csl.name_form import NameForm

NAME_LIST: Final = "name-list"
"""The role of the node that holds the names of one variable, without its label."""

_ELLIPSIS: Final = "…"


class Abbreviation(NamedTuple):
    """When a list of names is abbreviated, and to how many of them.

    Attributes:
        least: The length from which a list is abbreviated; 0 for never.
        use_first: How many names are shown then; -1 where the style does not say, and nothing
            is abbreviated.
        use_last: Whether the last name is shown as well, after an ellipsis.
    """

    least: int = 0
    use_first: int = -1
    use_last: bool = False

    def shown(self, count: int, demanded: int = 0) -> int:
        """How many of the leading names are shown.

        Args:
            count: How many names there are.
            demanded: How many are to be shown at least (disambiguation).
        """
        if not self.least or count < self.least or self.use_first < 0:
            return count
        shown = self.use_first
        if self.use_last and 0 < self.least - 2 < shown:
            # The ellipsis must stand for one name at least.
            shown = self.least - 2
        shown = max(shown, demanded)
        if self.use_last and shown == count - 1 and shown > 1:
            return count
        return min(shown, count)


NEVER_ABBREVIATED: Final = Abbreviation()


class ListStyle:
    """How the names of a variable are put together; compiled once.

    Attributes:
        delimiter: What stands between names.
        conjunction: The word or sign before the last name with the spaces around it: " and ";
            "" for none. A delimiter takes the place of the first space.
        precedes_last: delimiter-precedes-last.
        precedes_etal: delimiter-precedes-et-al.
        inverted: name-as-sort-order: "first", "all" or "".
        first: The abbreviation of a first citation and of an entry of the bibliography.
        subsequent: The abbreviation of later citations.
        etal: The et-al term with its formatting; None where it is empty.
        etal_gap: What stands before the term where no delimiter does: nothing in Chinese.
    """

    __slots__ = (
        "conjunction",
        "delimiter",
        "etal",
        "etal_gap",
        "first",
        "inverted",
        "precedes_etal",
        "precedes_last",
        "subsequent",
    )

    def __init__(
        self,
        delimiter: str = ", ",
        conjunction: str = "",
        precedes_last: str = "contextual",
        precedes_etal: str = "contextual",
        inverted: str = "",
        first: Abbreviation = NEVER_ABBREVIATED,
        subsequent: Abbreviation = NEVER_ABBREVIATED,
        etal: Piece | None = "et al.",
    ) -> None:
        self.delimiter = delimiter
        self.conjunction = conjunction
        self.precedes_last = precedes_last
        self.precedes_etal = precedes_etal
        self.inverted = inverted
        self.first = first
        self.subsequent = subsequent
        self.etal = etal
        self.etal_gap = "" if is_family_first(plain(etal)[:1]) else " "

    def abbreviation(self, context: Context) -> Abbreviation:
        """When names are abbreviated in a rendering: a cs:key has its own say."""
        found = self.first if context.place.position in ("", FIRST) else self.subsequent
        key = context.sorting
        if key is None:
            return found
        use_last = found.use_last if key.names_use_last is None else key.names_use_last
        return Abbreviation(
            key.names_min or found.least, key.names_use_first or found.use_first, use_last
        )

    def render(
        self, names: tuple[Name, ...], shown: int, form: NameForm, use_last: bool, given: list[int]
    ) -> Node | None:
        """The names of a variable as a node of role "name-list".

        Args:
            names: All names.
            shown: How many of the leading ones are shown.
            form: How each is written.
            use_last: Whether the last name is shown where some are not.
            given: How much of each given name is shown at least; shorter than names where
                nothing is demanded.

        Returns:
            None where no name is shown.
        """
        if not shown:
            return None
        count = len(names)
        pieces: list[Piece] = []
        inverted = False
        for index in range(shown):
            if index:
                last = index == count - 1
                pieces.append(self._before_last(count, inverted) if last else self.delimiter)
            name = names[index]
            level = given[index] if index < len(given) else 0
            inverted = self._inverts(index) and form.can_invert(name, level)
            pieces.append(form.render(name, inverted, level))
        if shown < count:
            if use_last and count - shown > 1:
                pieces.append(f"{self.delimiter if shown > 1 else ' '}{_ELLIPSIS} ")
                name = names[-1]
                level = given[count - 1] if count <= len(given) else 0
                inverted = self._inverts(count - 1) and form.can_invert(name, level)
                pieces.append(form.render(name, inverted, level))
            elif self.etal is not None:
                gap = self._before_etal(shown, inverted)
                if form.name.suffix.endswith(" "):
                    gap = gap.lstrip()
                pieces += [gap, self.etal] if gap else [self.etal]
                # The term is written like the names before it, and ends as they do.
                suffix = form.name.suffix if _is_stop(form.name.suffix) else ""
                return Node(pieces, form.name.format, "", suffix, role=NAME_LIST)
        return Node(pieces, role=NAME_LIST)

    def _inverts(self, index: int) -> bool:
        return self.inverted == "all" or (self.inverted == "first" and not index)

    def _before_last(self, count: int, inverted: bool) -> str:
        """What stands before the last name of a whole list."""
        if not self.conjunction:
            return self.delimiter
        if not is_word(self.conjunction):
            return self.conjunction
        if _wants_delimiter(self.precedes_last, count > 2, inverted):
            return f"{self.delimiter}{self.conjunction.removeprefix(' ')}"
        return self.conjunction

    def _before_etal(self, shown: int, inverted: bool) -> str:
        if _wants_delimiter(self.precedes_etal, shown > 1, inverted):
            return self.delimiter
        return self.etal_gap


def _is_stop(suffix: str) -> bool:
    """Whether a suffix is punctuation or space; doubled words and brackets would do harm."""
    return not any(character.isalnum() or character in "()[]{}" for character in suffix)


def is_word(conjunction: str) -> bool:
    """Whether an "and" is a word or "&"; a dash or slash is the last delimiter, and all of it."""
    return any(character.isalpha() or character == "&" for character in conjunction)


def sort_text(
    names: tuple[Name, ...], shown: int, form: NameForm, use_last: bool, given: Sequence[int]
) -> str:
    """The names of a variable as a macro is sorted by them: without "and" and et al.

    Args:
        names: All names.
        shown: How many of the leading ones count.
        form: How each is written.
        use_last: Whether the last name counts where some do not.
        given: How much of the given name is shown of each; of those beyond it what the style says.
    """
    levels = [*given[:shown], *([STYLED] * (shown - len(given)))]
    counting = list(zip(names, levels, strict=False))
    if use_last and len(names) - shown > 1:
        counting.append((names[-1], STYLED))
    return NAME_GAP.join([form.sort_text(name, level) for name, level in counting])


def _wants_delimiter(rule: str, several: bool, inverted: bool) -> bool:
    """delimiter-precedes-last and delimiter-precedes-et-al, which have the same values."""
    if rule == "always":
        return True
    if rule == "never":
        return False
    if rule == "after-inverted-name":
        return inverted
    return several


def abbreviations(options: Mapping[str, str]) -> tuple[Abbreviation, Abbreviation]:
    """The abbreviations of first and of subsequent citations.

    Args:
        options: The et-al attributes by name.
    """
    first = Abbreviation(
        _number(options.get("et-al-min"), 0),
        _number(options.get("et-al-use-first"), -1),
        options.get("et-al-use-last") == "true",
    )
    subsequent = Abbreviation(
        _number(options.get("et-al-subsequent-min"), first.least),
        _number(options.get("et-al-subsequent-use-first"), first.use_first),
        first.use_last,
    )
    return first, subsequent


def _number(text: str | None, default: int) -> int:
    if text is None or not text.isdecimal() or len(text) > 9:
        return default
    return int(text)
