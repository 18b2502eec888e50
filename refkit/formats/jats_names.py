"""Names in JATS: ``person-group``, ``name``, ``string-name``, ``collab``, ``etal``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from refkit.formats.xml import children, find, local_name, text_of
from refkit.model import Name
from refkit.normalize.names import parse_inverted, parse_name

if TYPE_CHECKING:
    from lxml.etree import _Element

GROUPS: Final = {
    "": "author",
    "allauthors": "author",
    "all-authors": "author",
    "assignee": "contributor",
    "author": "author",
    "authors": "author",
    "compiler": "compiler",
    "curator": "curator",
    "director": "director",
    "editor": "editor",
    "editors": "editor",
    "guest-editor": "editor",
    "illustrator": "illustrator",
    "inventor": "author",
    "inventors": "author",
    "interviewer": "interviewer",
    "narrator": "narrator",
    "performer": "performer",
    "producer": "producer",
    "series-editor": "collection-editor",
    "series_editor": "collection-editor",
    "transed": "editor-translator",
    "translator": "translator",
}
"""``person-group-type`` to CSL names; another one is a contributor."""

NAME_TAGS: Final = frozenset(
    {"name", "string-name", "collab", "etal", "name-alternatives", "collab-alternatives"}
)
OTHERS: Final = Name(literal="others")
"""What ends a list that is not complete: ``etal``."""


def read_group(group: _Element) -> list[Name]:
    """The Names of a ``person-group``; its text where they are not marked."""
    names: list[Name] = []
    _collect(group, names)
    if not names:
        text = text_of(group)
        return [Name(literal=text)] if text else []
    return names


def read_person(element: _Element) -> list[Name]:
    """The Name of one element of :data:`NAME_TAGS`; none if it is empty."""
    kind = local_name(element)
    if kind == "etal":
        return [OTHERS]
    if kind in ("name-alternatives", "collab-alternatives"):
        first = next(children(element), None)
        return read_person(first) if first is not None else []
    if kind == "collab":
        return _read_collab(element)
    name = _structured(element)
    if name == Name():
        text = text_of(element)
        name = parse_name(text) if text else name
    return [name] if name != Name() else []


def _read_collab(element: _Element) -> list[Name]:
    """The Name of a group; those of its members where it has no name of its own.

    Nature's data citations wrap persons so: ``<collab><contrib-group><contrib><name>``.
    """
    members = [child for child in children(element) if local_name(child) == "contrib-group"]
    if not members:
        text = text_of(element)
        return [Name(literal=text)] if text else []
    own = " ".join(
        filter(None, [element.text, *(text_of(child) for child in element if child not in members)])
    )
    own = " ".join(own.split())
    if own:
        return [Name(literal=own)]
    names: list[Name] = []
    for group in members:
        _collect(group, names)
    return names


def _collect(element: _Element, names: list[Name]) -> None:
    for child in children(element):
        if local_name(child) in NAME_TAGS:
            names += read_person(child)
        else:
            _collect(child, names)


def _structured(element: _Element) -> Name:
    family = text_of(find(element, "surname"))
    given = " ".join(filter(None, map(text_of, children(element, "given-names"))))
    if not family and not given:
        return Name()
    if not family:
        return Name(literal=given)
    suffix = text_of(find(element, "suffix"))
    prefix = text_of(find(element, "prefix"))
    extra: dict[str, Any] = {"prefix": prefix} if prefix else {}
    return msgspec.structs.replace(parse_inverted(family, given, suffix), extra=extra)
