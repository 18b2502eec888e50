"""Checking a style before it is compiled: what is wrong in it is said once, with its line.

The structure and the values are those of CSL 1.0.2 and its schema. Attributes that are not known
are let be, for they change nothing. A style of another version of CSL ("1.1mlz1") loses what CSL
1.0.2 does not know, and is read as what is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from refkit.csl.macros import check_macros
from refkit.csl.vocabulary import BOOLEAN, CHECKED, CHILDREN, LISTS, NUMBERS, REQUIRED, values_of
from refkit.csl.xml import NAMESPACE, line_of, local_name
from refkit.errors import FormatError

if TYPE_CHECKING:
    from lxml.etree import _Element

_NUMBER: Final = re.compile(r"[0-9]{1,9}")
_SCHEMA_BOOLEANS: Final = {"1": "true", "0": "false"}


def check_root(root: _Element, path: str = "") -> None:
    """Check that the root of an XML file is that of a style, of a version that can be read.

    Raises:
        FormatError: If it is not; names the line.
    """
    if local_name(root) != "style":
        tag = str(root.tag)
        reason = f"its root is <{tag.rpartition('}')[2]}>"
        if tag == "style":
            reason = f'it needs xmlns="{NAMESPACE.strip("{}")}"'
        raise _error(root, path, f"not a CSL style: {reason}")
    if root.get("version", "").startswith("0"):
        raise _error(root, path, f"a style for CSL {root.get('version')}, not for CSL 1.0")


def parent_of(root: _Element) -> str:
    """The id of the style that a dependent style stands for; "" for an independent one."""
    for link in root.iterfind(f"{NAMESPACE}info/{NAMESPACE}link"):
        if link.get("rel") == "independent-parent":
            return link.get("href", "")
    return ""


def check_style(root: _Element, path: str = "") -> None:
    """Check an independent style, and take out what only other versions of CSL know.

    Afterwards truth is written "true" and "false"; the schema allows "1" and "0" too.

    Args:
        root: The root of the style; it is changed.
        path: The file's name, for errors.

    Raises:
        FormatError: If something is missing, out of place or no value of its attribute, or if
            macros are unknown, call themselves or unfold without bounds; names the line.
    """
    check_root(root, path)
    strict = root.get("version", "1.0").startswith("1.0")
    _check_areas(root, path)
    elements = [(root, "style")]
    while elements:
        element, name = elements.pop()
        _check_required(element, name, path)
        _check_attributes(element, name, path, strict)
        # The last one first, so that errors come in the order of their lines.
        elements += reversed(_check_children(element, name, path, strict))
    check_macros(root, path)


def _check_areas(root: _Element, path: str) -> None:
    """A style has one citation and at most one bibliography, each with a layout."""
    for name in ("citation", "bibliography"):
        areas = root.findall(f"{NAMESPACE}{name}")
        if len(areas) > 1:
            raise _error(areas[1], path, f"a second <{name}>")
        if areas and areas[0].find(f"{NAMESPACE}layout") is None:
            raise _error(areas[0], path, f"<{name}> needs a <layout>")
        if not areas and name == "citation":
            parent = parent_of(root)
            stands = f"; it only stands for {parent}" if parent else ""
            raise _error(root, path, f"a style needs a <citation>{stands}")


def _check_children(
    element: _Element, name: str, path: str, strict: bool
) -> list[tuple[_Element, str]]:
    """The children of an element that are to be checked in turn, named; others are taken out."""
    found = []
    for child in list(element):
        child_name = local_name(child)
        if child_name in CHILDREN[name]:
            if child_name != "info":
                found.append((child, child_name))
        elif child_name in CHILDREN or (strict and name != "style"):
            shown = child_name or str(child.tag)
            raise _error(child, path, f"<{shown}> has no place in <{name}>")
        else:
            element.remove(child)
    if name == "choose":
        _check_branches(element, found, path)
    elif strict and name in ("citation", "bibliography", "names"):
        _check_single(name, found, path)
    return found


def _check_branches(choose: _Element, branches: list[tuple[_Element, str]], path: str) -> None:
    """cs:choose has one cs:if, then any number of cs:else-if, then at most one cs:else."""
    if not branches or branches[0][1] != "if":
        raise _error(choose, path, "<choose> must begin with an <if>")
    for place, (branch, name) in enumerate(branches[1:], start=2):
        if name == "if":
            raise _error(branch, path, "a second <if> in <choose>; use <else-if>")
        if name == "else" and place < len(branches):
            raise _error(branch, path, "<else> must be the last in <choose>")


def _check_single(around: str, children: list[tuple[_Element, str]], path: str) -> None:
    """No child may stand in an element twice."""
    seen = set()
    for child, name in children:
        if name in seen:
            raise _error(child, path, f"a second <{name}> in <{around}>")
        seen.add(name)


def _check_attributes(element: _Element, name: str, path: str, strict: bool) -> None:
    """The attributes of an element have values that they can have."""
    for key, content in element.items():
        attribute, written = str(key), str(content)
        if attribute not in CHECKED:
            continue
        value, wanted = _read_value(name, attribute, written)
        if wanted and strict:
            raise _error(element, path, f'{attribute}="{written}" must be {wanted}')
        if wanted:
            del element.attrib[attribute]
        elif value != written:
            element.set(attribute, value)


def _read_value(element: str, attribute: str, written: str) -> tuple[str, str]:
    """The value of an attribute, and what it must be instead; the latter is "" if it is good."""
    # The schema lets white space stand around such values.
    value = written.strip()
    if attribute in NUMBERS:
        return value, "" if _NUMBER.fullmatch(value) else "a whole number"
    values = values_of(element, attribute)
    if not values:
        return written, ""
    if values == BOOLEAN:
        value = _SCHEMA_BOOLEANS.get(value, value)
    chosen = value.split() if attribute in LISTS else [value]
    return value, "" if chosen and values.issuperset(chosen) else _choice(values)


def _check_required(element: _Element, name: str, path: str) -> None:
    needed = REQUIRED.get("if" if name == "else-if" else name)
    if needed is None or any(_is_given(element, attribute) for attribute in needed):
        return
    parent = element.getparent()
    around = local_name(parent) if parent is not None else ""
    if name == "label" and around == "names":
        return
    if name == "date" and around == "locale":
        if _is_given(element, "form"):
            return
        needed = ("form",)
    what = "the attribute" if len(needed) == 1 else "one of the attributes"
    raise _error(element, path, f"<{name}> needs {what} {', '.join(needed)}")


def _is_given(element: _Element, attribute: str) -> bool:
    """Whether an attribute says something; text that is rendered may be empty."""
    content = element.get(attribute)
    return content is not None and (attribute == "value" or content.strip() != "")


def _choice(values: Iterable[str]) -> str:
    """Values to choose from: '"a", "b" or "c"'."""
    *others, last = [f'"{value}"' for value in sorted(values)]
    return f"{', '.join(others)} or {last}" if others else last


def _error(element: _Element, path: str, reason: str) -> FormatError:
    return FormatError(reason, path=path, line=line_of(element))
