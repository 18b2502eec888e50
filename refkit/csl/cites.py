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
_ENDS: Final = frozenset(",.;:!?")
_NO_SPACE_AFTER: Final = frozenset("([“‘'\"’…/    -–—")


@dataclass(slots=True)
class Cite:
    """One cite, rendered.

    Attributes:
        entry: What is cited.
        item: How it is cited.
        piece: What was rendered of it, without the user's prefix and suffix.
        names: The cs:names in it.
        authors: The text of the first cs:names, "" where there is none: what cites are grouped by.
    """

    entry: Entry
    item: CitationItem
    piece: Piece | None
    names: list[NamesTrace]
    authors: str = ""

    @property
    def bare(self) -> bool:
        """Whether nothing of the user's stands with the cite."""
        return not (self.item.locator or self.item.prefix or self.item.suffix)


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
        after: The delimiter after a collapsed group, and after a locator in one.
        suffixes: The delimiter of year suffixes.
    """

    collapse: str
    within: str
    after: str
    suffixes: str

    @classmethod
    def of(cls, area: Area, in_text: bool) -> _Look:
        get = area.options.get
        collapse = area.option("collapse")
        return cls(
            collapse,
            get("cite-group-delimiter", ", " if in_text or not collapse else area.delimiter),
            get("after-collapse-delimiter", area.delimiter),
            get("year-suffix-delimiter", get("cite-group-delimiter", area.delimiter)),
        )


def _delimiter(before: Cite, after: Cite, usual: str) -> str:
    """The delimiter between two cites; punctuation of the user's own takes its place."""
    if after.item.prefix[:1] in _ENDS:
        return ""
    return " " if before.item.suffix[-1:] == "," else usual


def _grouped(cites: Iterable[Cite]) -> list[list[Cite]]:
    """Cites with the same names, brought together where the first of them stands.

    Cites without names are a group only where they stand side by side.
    """
    groups: list[list[Cite]] = []
    by_names: dict[str, list[Cite]] = {}
    for cite in cites:
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
    pieces: list[Piece] = [framed(group[0], group[0].piece)]
    k = 1
    while k < len(group):
        run = _same_year(group, k) if look.collapse.startswith("year-suffix") else []
        if run:
            pieces += _suffixes(group[k - 1], run, look)
            k += len(run)
            continue
        before, cite = group[k - 1], group[k]
        piece = framed(cite, without_names(cite) if look.collapse else cite.piece)
        if piece != "":
            # "1999, 328; 2000, 475": after a locator a comma would not do.
            usual = look.after if before.item.locator else look.within
            pieces += [_delimiter(before, cite, usual), piece]
        k += 1
    return pieces


def _same_year(group: list[Cite], start: int) -> list[Cite]:
    """The cites from a place on that differ from the one before by their year suffix only."""
    run: list[Cite] = []
    year = _year(group[start - 1])
    if not year or group[start - 1].item.locator or group[start - 1].item.suffix:
        return run
    for cite in group[start:]:
        if not cite.entry.distinction.year_suffix or _year(cite) != year or cite.item.prefix:
            break
        run.append(cite)
        if cite.item.locator or cite.item.suffix:
            break
    return run


def _year(cite: Cite) -> str:
    """The year of a cite without its suffix."""
    return "".join(
        plain(child)
        for node in find(cite.piece, "year")
        for child in node.children
        if not (isinstance(child, Node) and child.role == "year-suffix")
    )


def _suffixes(first: Cite, run: list[Cite], look: _Look) -> list[Piece]:
    """The year suffixes of cites after the first, as "b, c" or as a range "–c"."""
    numbers = [cite.entry.distinction.year_suffix for cite in (first, *run)]
    pieces: list[Piece] = []
    for start, end in _runs(numbers, look.collapse == "year-suffix-ranged"):
        if start:
            pieces += [look.suffixes, framed(run[start - 1], _suffix(run[start - 1]))]
        if end > start:
            pieces += ["–", framed(run[end - 1], _suffix(run[end - 1]))]
    return pieces


def _suffix(cite: Cite) -> Piece:
    return next(iter(find(cite.piece, "year-suffix")), "")


def _runs(numbers: list[int], ranged: bool) -> list[tuple[int, int]]:
    """(first, last) places of runs of three or more numbers in a row; single ones otherwise."""
    runs = []
    start = 0
    while start < len(numbers):
        end = start
        while ranged and end + 1 < len(numbers) and numbers[end + 1] == numbers[end] + 1:
            end += 1
        if end - start < 2:
            end = start
        runs.append((start, end))
        start = end + 1
    return runs


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
