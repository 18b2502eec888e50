"""Names in MODS: parts, roles by MARC's relator codes and terms.

Source: the MARC code list for relators (https://www.loc.gov/marc/relators/).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import msgspec

from refkit.formats.mods_trees import content, leaf, take, take_all, wrapped
from refkit.model import Name
from refkit.model.work import NAME_VARIABLES
from refkit.normalize.names import parse_inverted, parse_name

if TYPE_CHECKING:
    from lxml.etree import _Element

OTHERS: Final = Name(literal="others")
"""What ends a list that is not complete; MODS has ``<etal/>``."""

_ROLES: Final[Mapping[str, tuple[str, str]]] = {
    "author": ("aut", "author"),
    "chair": ("mod", "moderator"),
    "collection-editor": ("", "series editor"),
    "compiler": ("com", "compiler"),
    "composer": ("cmp", "composer"),
    "container-author": ("", "container author"),
    "contributor": ("ctb", "contributor"),
    "curator": ("cur", "curator"),
    "director": ("drt", "director"),
    "editor": ("edt", "editor"),
    "editorial-director": ("edd", "editorial director"),
    "executive-producer": ("", "executive producer"),
    "host": ("hst", "host"),
    "illustrator": ("ill", "illustrator"),
    "interviewer": ("ivr", "interviewer"),
    "narrator": ("nrt", "narrator"),
    "organizer": ("orm", "organizer"),
    "performer": ("prf", "performer"),
    "producer": ("pro", "producer"),
    "recipient": ("rcp", "addressee"),
    "script-writer": ("aus", "screenwriter"),
    "series-creator": ("", "series creator"),
    "translator": ("trl", "translator"),
}
_TERMS: Final[Mapping[str, str]] = (
    {variable: variable for variable in NAME_VARIABLES}
    | {variable.replace("-", " "): variable for variable in NAME_VARIABLES}
    | {role: variable for variable, pair in _ROLES.items() for role in pair if role}
    | {
        "": "author",
        "artist": "author",
        "art": "author",
        "cartographer": "author",
        "ctg": "author",
        "cre": "author",
        "creator": "author",
        "dis": "author",
        "dissertant": "author",
        "editor of compilation": "editor",
        "edc": "editor",
        "film director": "director",
        "fmd": "director",
        "interviewee": "author",
        "ive": "author",
        "inventor": "author",
        "inv": "author",
        "presenter": "author",
        "pre": "author",
        "programmer": "author",
        "prg": "author",
        "recipient": "recipient",
        "reviewed author": "reviewed-author",
        "speaker": "author",
        "spk": "author",
        "writer": "author",
    }
)


def read_roles(element: _Element) -> list[str]:
    """The CSL names of the roles of a ``name``: ["editor"]; none if CSL has no such role."""
    found: list[str] = []
    roles = list(element.iterchildren("role"))
    for role in roles:
        for term in role.iterchildren("roleTerm") if len(role) else (role,):
            variable = _TERMS.get((term.text or "").strip(" .\t\r\n").lower(), "")
            if variable:
                if variable not in found:
                    found.append(variable)
                break
    if not roles:
        return ["author"]
    return ["editor-translator"] if {"editor", "translator"} <= set(found) else found


def read_name(element: _Element) -> Name:
    """The Name of a ``name``, whose parts and roles are taken out of it; empty if it has none."""
    if element.find("etal") is not None:
        element.clear()
        return OTHERS
    parts: dict[str, list[str]] = {}
    for part in list(element.iterchildren("namePart", "displayForm", "role")):
        if part.tag == "role":
            element.remove(part)
            continue
        kind = part.get("type", "") if part.tag == "namePart" else "display"
        text = content(part)
        if text and kind in ("family", "given", "termsOfAddress", "", "display"):
            parts.setdefault(kind, []).append(text)
            element.remove(part)
    name = _assembled(element.get("type", ""), parts)
    if not len(element):
        return name
    extra: dict[str, Any] = {}
    orcid = take(element, "nameIdentifier", type="orcid")
    if orcid:
        extra["ORCID"] = orcid
    affiliations = take_all(element, "affiliation")
    if affiliations:
        extra["affiliation"] = [{"name": text} for text in affiliations]
    return msgspec.structs.replace(name, extra=extra) if extra and name != Name() else name


def _assembled(kind: str, parts: dict[str, list[str]]) -> Name:
    if "family" in parts or "given" in parts:
        texts = (" ".join(parts.get(part, ())) for part in ("family", "given", "termsOfAddress"))
        return parse_inverted(*texts)
    whole = parts.get("", []) or parts.get("display", [])[:1]
    if kind not in ("corporate", "conference", "family") and len(whole) == 1:
        return _read_whole(whole[0])
    return Name(literal=" ".join(whole)) if whole else Name()


def write_name(name: Name, variable: str) -> str:
    """A ``name`` with its role, as XML; "" for the empty Name."""
    if name == OTHERS:
        return f"<name><etal/>{_role(variable)}</name>"
    if name.literal:
        kind, parts = "corporate", leaf("namePart", name.literal)
    else:
        family = " ".join(filter(None, (name.non_dropping_particle, name.family)))
        given = " ".join(filter(None, (name.given, name.dropping_particle)))
        if not family and not given:
            return ""
        kind = "personal"
        parts = leaf("namePart", family, type="family") + leaf("namePart", given, type="given")
        if name.suffix:
            parts += leaf("namePart", name.suffix, type="termsOfAddress")
    told = _extra(name.extra) if name.extra else ""
    return f'<name type="{kind}">{parts}{_role(variable)}{told}</name>'


def _extra(extra: dict[str, Any]) -> str:
    affiliations = extra.get("affiliation")
    places = [
        affiliation["name"]
        for affiliation in (affiliations if isinstance(affiliations, list) else ())
        if isinstance(affiliation, dict) and isinstance(affiliation.get("name"), str)
    ]
    orcid = extra.get("ORCID")
    return "".join(leaf("affiliation", place) for place in places) + (
        leaf("nameIdentifier", orcid, type="orcid") if isinstance(orcid, str) else ""
    )


def _read_whole(text: str) -> Name:
    family, comma, given = text.partition(",")
    if comma and given.strip() and "," not in given:
        return parse_inverted(family.strip(), given.strip())
    return parse_name(text)


@cache
def _role(variable: str) -> str:
    roles = ""
    for part in ("editor", "translator") if variable == "editor-translator" else (variable,):
        code, term = _ROLES.get(part, ("", part.replace("-", " ")))
        if code:
            told = leaf("roleTerm", code, type="code", authority="marcrelator")
        else:
            told = leaf("roleTerm", term, type="text")
        roles += wrapped("role", told)
    return roles
