"""The contributors of a Word source: b:Author with a list of names for each role in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from refkit.formats.values import resolved
from refkit.formats.xml import storable, text_of
from refkit.model import Name, Work
from refkit.normalize.names import parse_inverted

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROLES: Final[Mapping[str, str]] = {
    "Author": "author",
    "BookAuthor": "container-author",
    "Compiler": "compiler",
    "Composer": "composer",
    "Director": "director",
    "Editor": "editor",
    "Interviewer": "interviewer",
    "Performer": "performer",
    "ProducerName": "producer",
    "Translator": "translator",
    "Writer": "script-writer",
}
"""Roles that CSL has too."""

_AUTHORS: Final[Mapping[str, str]] = {
    "Art": "Artist",
    "Interview": "Interviewee",
    "Patent": "Inventor",
}
"""What the author is called in some types."""

_MAY_BE_GROUPS: Final = ("Author", "Performer")
"""The roles in which the schema allows b:Corporate."""


def read_contributors(element: _Element | None, kind: str, work: Work) -> dict[str, Any]:
    """Put the names of a source's b:Author into a Work.

    Args:
        element: The outer b:Author; None if there is none.
        kind: The SourceType.
        work: Takes the names.

    Returns:
        What is kept: roles that CSL does not have, to the names as text.
    """
    others: dict[str, list[str]] = {}
    for role in element if element is not None else ():
        names = _names(role)
        variable = _ROLES.get(role.tag, "")
        if role.tag == _AUTHORS.get(kind) and not work.author:
            variable = "author"
        if variable:
            work.set(variable, [*work.get(variable), *names])
        elif names:
            others[role.tag] = [str(name) for name in names]
    return {"roles": others} if others else {}


def _names(role: _Element) -> list[Name]:
    names = []
    for element in role.iter("Corporate", "Person"):
        if element.tag == "Corporate":
            text = resolved(text_of(element))
            if text:
                names.append(Name(literal=text))
            continue
        parts = {part.tag: resolved(text_of(part)) for part in element}
        given = " ".join(filter(None, (parts.get("First"), parts.get("Middle"))))
        family = parts.get("Last", "")
        if family and given:
            names.append(parse_inverted(family, given))
        elif family or given:
            names.append(Name(literal=family or given))
    return names


def write_contributors(source: _Element, kind: str, work: Work) -> None:
    """Add the names of a Work to its source, with the roles of the source's type.

    Args:
        source: The b:Source.
        kind: Its SourceType.
        work: The Work.
    """
    from lxml import etree

    namespace = source.tag[: source.tag.index("}") + 1]
    outer = etree.Element(f"{namespace}Author")
    for role, variable in _ROLES.items():
        names = [name for name in work.get(variable) if str(name)]
        if not names:
            continue
        name_of_role = _AUTHORS.get(kind, role) if role == "Author" else role
        element = etree.SubElement(outer, f"{namespace}{name_of_role}")
        if name_of_role in _MAY_BE_GROUPS and len(names) == 1 and names[0].literal:
            etree.SubElement(element, f"{namespace}Corporate").text = storable(names[0].literal)
            continue
        # The schema has one group or a list of persons; among others a group is a last name.
        people = etree.SubElement(element, f"{namespace}NameList")
        for name in names:
            person = etree.SubElement(people, f"{namespace}Person")
            for part, text in _parts(name).items():
                etree.SubElement(person, f"{namespace}{part}").text = storable(text)
    if len(outer):
        source.append(outer)


def _parts(name: Name) -> dict[str, str]:
    if name.literal or not name.family:
        return {"Last": name.literal or str(name)}
    family = " ".join(filter(None, (name.non_dropping_particle, name.family, name.suffix)))
    first, _, middle = name.given.partition(" ")
    middle = " ".join(filter(None, (middle, name.dropping_particle)))
    return {
        key: text for key, text in (("Last", family), ("First", first), ("Middle", middle)) if text
    }
