"""One citation: its cites sorted, grouped, collapsed and joined (CSL 1.0.2, "Cite Collapsing")."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from refkit.csl.citation import CitationItem
from refkit.csl.context import NamesTrace
from refkit.csl.entry import Entry
from refkit.csl.markup import parse_markup
from refkit.csl.style import Area
from refkit.csl.tree import PLAIN, Node, Piece, find, plain

_NO_SPACE_BEFORE: Final = frozenset(",.;:!?)]’'”\"…   ")
_ENDS: Final = (",", ".", ";")
_NO_SPACE_AFTER: Final = frozenset("([“‘'\"’…/    -–—")


@dataclass(slots=True)
class Cite:
    """One cite, rendered.

    Attributes:
        entry: What is cited.
        item: How it is cited.
        piece: What was rendered of it, without the user's prefix and suffix.
        names: The cs:names in it.
        authors: The text of the first cs:names, "" where there is none: what cites are grouped by;
            None for a cite that belongs to no group, as something else stands for its names.
        located: Whether a locator was rendered in it.
    """

    entry: Entry
    item: CitationItem
    piece: Piece | None
    names: list[NamesTrace]
    authors: str | None = ""
    located: bool = False

    @property
    def bare(self) -> bool:
        """Whether nothing of the user's stands with the cite."""
        return not (self.located or self.item.prefix or self.item.suffix)


def joined(
    cites: Sequence[Cite],
    area: Area,
    without_names: Callable[[Cite], Piece | None],
    *,
    in_text: bool,
) -> list[Piece]:
    """The cites of a citation with the delimiters between them, grouped and collapsed.

    Args:
        cites: The cites in rendering order.
        area: The style's cs:citation.
        without_names: Renders a cite anew without its first cs:names.
        in_text: Whether the style is one of citations in the text; what separates collapsed cites
            where the style does not say differs from styles of notes.

    Returns:
        Pieces to be set in a row; cites that rendered nothing are not among them.
    """
    collapse = area.option("collapse")
    cites = [cite for cite in cites if cite.piece is not None]
    if collapse == "citation-number":
        return _by_number(cites, area)
    grouping = bool(collapse) or "cite-group-delimiter" in area.options
    groups = _grouped(cites) if grouping else [[cite] for cite in cites]
    pieces: list[Piece] = []
    look = _Look.of(area, in_text)
    before: list[Cite] = []
    for group in groups:
        if before:
            collapsed = bool(collapse) and (in_text or len(before) > 1)
            between = look.after if collapsed else area.delimiter
            pieces.append(_delimiter(before[-1], group[0], between))
        pieces += _group(group, look, without_names)
        before = group
    return [piece for piece in pieces if piece != ""]


@dataclass(frozen=True, slots=True)
class _Look:
    """How cites of one group are set.

    Attributes:
        collapse: The style's collapse attribute.
        within: The delimiter of cites in a group.
        after: The delimiter after a collapsed group.
        after_locator: The delimiter after a locator within a group.
        suffixes: The delimiter of year suffixes.
    """

    collapse: str
    within: str
    after: str
    after_locator: str
    suffixes: str

    @classmethod
    def of(cls, area: Area, in_text: bool) -> _Look:
        get = area.options.get
        collapse = area.option("collapse")
        within = get("cite-group-delimiter", ", " if in_text or not collapse else area.delimiter)
        return cls(
            collapse,
            within,
            get("after-collapse-delimiter", area.delimiter),
            # "1984, 12; 1991, 30": after a locator a comma would not do.
            get("after-collapse-delimiter", within),
            get("year-suffix-delimiter", get("cite-group-delimiter", area.delimiter)),
        )


def _delimiter(before: Cite, after: Cite, usual: str) -> str:
    """The delimiter between two cites; punctuation of the user's own takes its place."""
    if after.item.prefix.startswith(_ENDS):
        return ""
    if before.item.suffix.endswith(_ENDS) and not usual.strip(",.; \u00a0\u202f"):
        return " " if len(usual) > len(usual.strip()) else ""
    return usual


def _grouped(cites: Iterable[Cite]) -> list[list[Cite]]:
    """Cites with the same names, brought together where the first of them stands.

    Cites without names are a group only where they stand side by side.
    """
    groups: list[list[Cite]] = []
    by_names: dict[str, list[Cite]] = {}
    for cite in cites:
        if cite.authors is None:
            groups.append([cite])
            by_names.pop("", None)
            continue
        group = by_names.get(cite.authors)
        if group is None:
            group = by_names[cite.authors] = []
            groups.append(group)
        group.append(cite)
        if cite.authors:
            by_names.pop("", None)
    return groups


def _group(
    group: list[Cite], look: _Look, without_names: Callable[[Cite], Piece | None]
) -> list[Piece]:
    """The cites of one group."""
    pieces: list[Piece] = []
    k = 0
    while k < len(group):
        cite = group[k]
        if not k:
            pieces.append(framed(cite, cite.piece))
        elif look.collapse.startswith("year-suffix") and _same_year(group[k - 1], cite):
            usual = _before_suffix(group[k - 1], cite, look, first=k == 1)
            shown = _without_year(without_names(cite)) if cite.located else _suffix(cite)
            pieces += [_delimiter(group[k - 1], cite, usual), framed(cite, shown)]
        else:
            piece = framed(cite, without_names(cite) if look.collapse else cite.piece)
            if piece != "":
                pieces += [_delimiter(group[k - 1], cite, _before(group[k - 1], look)), piece]
        end = _last_of_range(group, k) if look.collapse == "year-suffix-ranged" else k
        if end > k:
            pieces += ["–", framed(group[end], _suffix(group[end]))]
        k = end + 1
    return pieces


def _before(before: Cite, look: _Look) -> str:
    """The delimiter after a cite within a group."""
    return look.after_locator if before.item.locator else look.within


def _before_suffix(before: Cite, cite: Cite, look: _Look, *, first: bool) -> str:
    """The delimiter before a cite of which only the year suffix stands.

    That of year suffixes, unless something of the user's stands with one of the two.
    """
    if cite.bare and not before.item.suffix and (first or not before.located):
        return look.suffixes
    return _before(before, look)


def _same_year(before: Cite, cite: Cite) -> bool:
    """Whether two cites differ by their year suffix only."""
    if not (before.entry.distinction.year_suffix and cite.entry.distinction.year_suffix):
        return False
    year = _year(before)
    return bool(year) and year == _year(cite)


def _last_of_range(group: list[Cite], start: int) -> int:
    """The place where a range of three or more year suffixes ends; its start if there is none."""
    end = start
    if group[start].located or group[start].item.suffix:
        return start
    while end + 1 < len(group) and _follows(group[end], group[end + 1]):
        end += 1
    return end if end - start >= 2 else start


def _follows(before: Cite, cite: Cite) -> bool:
    """Whether a bare cite has the year suffix after that of another one."""
    number = before.entry.distinction.year_suffix + 1
    bare = cite.bare and cite.entry.distinction.year_suffix == number
    return bare and _same_year(before, cite)


def _year(cite: Cite) -> str:
    """The year of a cite without its suffix."""
    return "".join(
        plain(child)
        for node in find(cite.piece, "year")
        for child in node.children
        if not (isinstance(child, Node) and child.role == "year-suffix")
    )


def _suffix(cite: Cite) -> Piece:
    return next(iter(find(cite.piece, "year-suffix")), "")


def _without_year(piece: Piece | None) -> Piece | None:
    """A cite without its year, of which the suffix stays."""
    if not isinstance(piece, Node):
        return piece
    if piece.role == "year":
        suffixes: list[Piece] = list(find(piece, "year-suffix"))
        return Node(suffixes, piece.format) if suffixes else None
    kept = [rest for child in piece.children if (rest := _without_year(child)) is not None]
    if not kept:
        return None
    return Node(kept, piece.format, piece.prefix, piece.suffix, piece.delimiter, piece.role)


def _by_number(cites: Sequence[Cite], area: Area) -> list[Piece]:
    """Cites with runs of three or more consecutive citation numbers as ranges."""
    pieces: list[Piece] = []
    after = area.delimiter
    k = 0
    while k < len(cites):
        end = k
        while (
            end + 1 < len(cites)
            and cites[end + 1].entry.number == cites[end].entry.number + 1
            and cites[end].bare
            and cites[end + 1].bare
        ):
            end += 1
        if k:
            pieces.append(_delimiter(cites[k - 1], cites[k], after))
        after = area.delimiter
        pieces.append(framed(cites[k], cites[k].piece))
        if end - k >= 2:
            pieces += ["–", framed(cites[end], cites[end].piece)]
            after = area.options.get("after-collapse-delimiter", area.delimiter)
            k = end
        k += 1
    return [piece for piece in pieces if piece != ""]


def framed(cite: Cite, piece: Piece | None) -> Piece:
    """A cite with the user's prefix and suffix, and spaces between where they bring none."""
    prefix, suffix = cite.item.prefix, cite.item.suffix
    if not prefix and not suffix:
        return piece if piece is not None else ""
    pieces: list[Piece] = []
    if prefix:
        if prefix[-1] not in _NO_SPACE_AFTER:
            prefix += " "
        pieces.append(parse_markup(prefix))
    if piece is not None:
        pieces.append(piece)
    if suffix:
        if suffix[0] not in _NO_SPACE_BEFORE:
            suffix = f" {suffix}"
        pieces.append(parse_markup(suffix))
    return Node(pieces, PLAIN, role="cite")
