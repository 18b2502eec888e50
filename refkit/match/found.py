"""Found: what a Record holds to be right, in all its forms."""

from __future__ import annotations

from refkit.model import Record


def values(record: Record, variable: str) -> list[str]:
    """Every value of a text variable that the Record holds to be right, the first one first."""
    first = record.work.get(variable)
    return [value for value in (first, *record.variants.get(variable, ())) if value]


def container_names(record: Record) -> list[str]:
    """What the container is called: its title, abbreviations, other names, series and event."""
    return [
        name
        for variable in (
            "container-title",
            "container-title-short",
            "collection-title",
            "event-title",
        )
        for name in values(record, variable)
    ]


def known_years(record: Record) -> set[int]:
    """Every year that the work may carry: online, in print, as issued."""
    years = {int(year) for year in record.variants.get("issued", ()) if year.lstrip("-").isdigit()}
    return years if record.work.year is None else years | {record.work.year}
