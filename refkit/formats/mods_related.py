"""What a MODS record says of other items: its series, its original, the work that it reviews."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from refkit.formats.mods_dates import read_dates
from refkit.formats.mods_names import read_name, read_roles
from refkit.formats.mods_trees import matching, take, take_all
from refkit.model import Name, Work

if TYPE_CHECKING:
    from lxml.etree import _Element


def read_related(work: Work, record: _Element, hosts: list[_Element]) -> None:
    """Take out what the record says of its series, its original, and what it reviews."""
    for place in (record, *hosts):
        for series in matching(place, "relatedItem", type="series"):
            _read_series(work, series)
    for original in matching(record, "relatedItem", type="original"):
        for info in matching(original, "titleInfo"):
            work.original_title = work.original_title or read_title(info)
        for origin in matching(original, "originInfo"):
            work.original_date = work.original_date or read_dates(origin, "dateIssued")
            work.original_publisher = work.original_publisher or take(origin, "publisher")
            for place in matching(origin, "place"):
                found = take(place, "placeTerm")
                work.original_publisher_place = work.original_publisher_place or found
        read_names(work, original, {"author": "original-author"})
    for reviewed in matching(record, "relatedItem", type="reviewOf"):
        for info in matching(reviewed, "titleInfo"):
            work.reviewed_title = work.reviewed_title or read_title(info)
        work.reviewed_genre = work.reviewed_genre or take(reviewed, "genre")
        read_names(work, reviewed, {"author": "reviewed-author"})


def read_names(work: Work, place: _Element, otherwise: Mapping[str, str]) -> None:
    """Take the names out of an element, and a conference for the event's title.

    Args:
        work: The Work that gets them.
        place: The record, or an item that is related to it.
        otherwise: What a role means there: who wrote the host is its "container-author".
    """
    for element in matching(place, "name"):
        if element.get("type") == "conference" and not work.event_title:
            work.event_title = " ".join(take_all(element, "namePart"))
            for role in matching(element, "role"):
                element.remove(role)
            continue
        variables = read_roles(element)
        if not variables:
            continue
        name = read_name(element)
        if name == Name():
            continue
        for variable in variables:
            variable = otherwise.get(variable, variable)
            work.set(variable, [*work.get(variable), name])


def read_title(info: _Element) -> str:
    """Take the title out of a ``titleInfo``, its article before it and its subtitle after it."""
    title = take(info, "title")
    article = take(info, "nonSort")
    if article and title:
        title = article + ("" if article[-1] in "'’-" else " ") + title
    subtitle = take(info, "subTitle")
    if not title or not subtitle:
        return title or subtitle
    return f"{title} {subtitle}" if title[-1] in "?!:." else f"{title}: {subtitle}"


def _read_series(work: Work, series: _Element) -> None:
    if work.collection_title:
        return
    for info in matching(series, "titleInfo"):
        work.collection_title = work.collection_title or read_title(info)
        work.collection_number = work.collection_number or take(info, "partNumber")
    for detail in series.findall("part/detail"):
        work.collection_number = work.collection_number or take(detail, "number")
    read_names(work, series, {"editor": "collection-editor"})
