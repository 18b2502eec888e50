"""The works of a library set out for people: in a line each, or in full."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from refkit.model import Name, Work
from refkit.report.columns import write_columns
from refkit.report.table import describe_value
from refkit.report.terminal import paint, visible, wrapped

HEADINGS: Final = ("key", "authors", "year", "title", "tags")
_FLEXIBLE: Final = (1, 3, 4)
_HIDDEN: Final = ("id", "type", "custom", "categories")


def write_works(
    works: Sequence[tuple[str, Work, Sequence[str]]], *, width: int = 0, color: bool = False
) -> str:
    """A table of works.

    Args:
        works: The key, the Work and the tags of each.
        width: Columns of the terminal; 0 for a table that is not cut.
        color: Whether to colour.
    """
    rows = [
        (key, short_names(work), str(work.year or ""), plain_title(work), ", ".join(tags))
        for key, work, tags in works
    ]
    return write_columns(rows, headings=HEADINGS, flexible=_FLEXIBLE, width=width, color=color)


def short_names(work: Work) -> str:
    """Who wrote a work, as a citation names them: "Bylsma & Gračanin", "Bylsma et al."."""
    people = work.author or work.editor or work.translator
    if not people:
        return ""
    if len(people) == 2:
        return f"{_family(people[0])} & {_family(people[1])}"
    return _family(people[0]) + (" et al." if len(people) > 2 else "")


def _family(name: Name) -> str:
    family = " ".join(filter(None, (name.non_dropping_particle, name.family)))
    return family or name.literal or name.given


def plain_title(work: Work) -> str:
    """The title of a work on one line; of one without, what it is in."""
    return " ".join((work.title or work.container_title or work.note).split())


def variables_of(work: Work) -> list[tuple[str, str]]:
    """The CSL variables of a work, each with its value in a line."""
    return [
        (variable, describe_value(value))
        for variable, value in work.variables()
        if variable not in _HIDDEN
    ]


def write_entry(
    head: str,
    variables: Sequence[tuple[str, str]],
    about: Sequence[tuple[str, str]],
    *,
    origins: Mapping[str, str],
    width: int = 100,
    color: bool = False,
) -> str:
    """One work in full.

    Args:
        head: The first line: key and type.
        variables: As :func:`variables_of` gives them.
        about: What the library keeps beside them: tags, notes, files …; a name that is "" goes on
            with the one before.
        origins: CSL variable to where its value came from; "" stands for all others.
        width: Columns of the terminal.
        color: Whether to colour.

    Returns:
        A line a value, long ones broken, each variable's origin in brackets where it is not the
        one of most.
    """
    usual = origins.get("", "")
    rows = [
        (name, f"{text}  [{origins[name]}]" if origins.get(name, usual) != usual else text)
        for name, text in variables
    ]
    if usual:
        rows.append(("from", usual))
    lines = [paint(visible(head), "bold", color=color)]
    widest = max((len(name) for name, _ in (*rows, *about)), default=0)
    for name, text in (*rows, *about):
        lead = f"  {name:<{widest}}  "
        first, *rest = wrapped(text, indent=lead, hanging=" " * len(lead), width=width) or [lead]
        lines += [paint(first[: len(lead)], "dim", color=color) + first[len(lead) :], *rest]
    return "\n".join(line.rstrip() for line in lines) + "\n"
