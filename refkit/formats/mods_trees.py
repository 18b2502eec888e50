"""Elements of MODS: taken out as they are read, so that what is left was not understood.

Names are local ones; :mod:`refkit.formats.xml_records` has dropped the namespaces.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from refkit.formats.xml import storable

if TYPE_CHECKING:
    from lxml.etree import _Element

_SPACES: Final = re.compile(r"[ \t\r\n]{2,}|[\t\r\n]")
_UNEVEN: Final = re.compile(r"\A[ ]|[ ](?:[ ]|\Z)|[\t\r\n]")
_BLANK_LINE: Final = re.compile(r"\n[ \t\r]*\n[ \t\r\n]*")


def one_line(text: str | None) -> str:
    """Text with single blanks."""
    if not text or not _UNEVEN.search(text):
        return text or ""
    return _SPACES.sub(" ", text).strip(" ")


def paragraphs(text: str | None) -> str:
    """Text with single blanks, its paragraphs divided by an empty line."""
    if not text or "\n" not in text:
        return one_line(text)
    return "\n\n".join(filter(None, map(one_line, _BLANK_LINE.split(text))))


def take(parent: _Element | None, name: str, **attributes: str) -> str:
    """The text of the first child of that name with text, which is taken out; "" if none has.

    Args:
        parent: The element; None has no children.
        name: The child's name.
        attributes: What the child's attributes must be; "" for one that must not be there.
    """
    for element in matching(parent, name, **attributes):
        text = content(element)
        if text:
            remove(element)
            return text
    return ""


def take_all(parent: _Element | None, name: str, **attributes: str) -> list[str]:
    """The texts of all such children, which are taken out."""
    texts = []
    for element in matching(parent, name, **attributes):
        text = content(element)
        if text:
            remove(element)
            texts.append(text)
    return texts


def matching(parent: _Element | None, name: str, **attributes: str) -> list[_Element]:
    """The children of that name and with those attributes."""
    if parent is None:
        return []
    if not attributes:
        return list(parent.iterchildren(name))
    return [
        element
        for element in parent.iterchildren(name)
        if all(element.get(key, "") == value for key, value in attributes.items())
    ]


def content(element: _Element) -> str:
    """The text of an element on one line."""
    if not len(element):
        return one_line(element.text)
    return one_line("".join(map(str, element.itertext())))


def remove(element: _Element) -> None:
    """Take an element out of its parent."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def prune(element: _Element) -> bool:
    """Remove what holds no text, and the white space of indentation; whether anything is left."""
    for child in list(element):
        child.tail = None
        if not isinstance(child.tag, str) or not prune(child):
            element.remove(child)
    if not (element.text or "").strip():
        element.text = None
    return bool(len(element) or element.text)


def leaf(name: str, text: str, **attributes: str) -> str:
    """An element with a text, as XML; "" for no text."""
    if not text:
        return ""
    return f"<{_start(name, attributes)}>{escape(storable(text))}</{name}>"


def wrapped(name: str, *inner: str, **attributes: str) -> str:
    """An element around the XML of others; "" around nothing."""
    content = "".join(inner)
    return f"<{_start(name, attributes)}>{content}</{name}>" if content else ""


def _start(name: str, attributes: dict[str, str]) -> str:
    for key, value in attributes.items():
        name += f' {key}="{value}"'
    return name
