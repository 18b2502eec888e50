"""Elements: the tags and the text of XML, each with its place in it.

An XML library gives no offsets, and without them nothing can be mended in its place. The scanner is
linear on any input, resolves the five entities of XML and characters by number, and nothing else:
a file that declares entities, or refers to others, is refused. JATS and TEI are read through
:mod:`refkit.readers.xml_tree`, which builds on it; HTML, whose tags need no partners, has
:mod:`refkit.readers.tags`, and XML of which only the data count :mod:`refkit.readers.office_xml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from refkit.errors import UnreadableError
from refkit.normalize.patterns import lazy_pattern

EventKind = Literal["open", "close", "empty", "text"]

_TAG: Final = lazy_pattern(
    r"""
      < (?P<slash>/?) (?P<name> [^\s<>/!?"'=&]{1,200} ) (?P<inside>
        (?: [^<>"'] | "[^"<]*" | '[^'<]*' )*+ ) >
    | <!-- (?: .*? --> | .*\Z ) | <\? (?: .*? \?> | .*\Z )
    | <!\[CDATA\[ (?P<data> .*? ) (?: \]\]> | \Z )
    | <! DOCTYPE (?: [^<>\["'] | "[^"<]*" | '[^'<]*' )*+ >
    | (?P<declaration> <! [A-Za-z] )
    """,
    re.VERBOSE | re.DOTALL,
)
_ATTRIBUTE: Final = lazy_pattern(
    r"""([^\s=/"'<>]{1,200}) \s{0,20} = \s{0,20} (?: "([^"]*)" | '([^']*)' )""", re.VERBOSE
)
_ENTITY: Final = lazy_pattern(r"&(?:\#(\d{1,7})|\#[xX]([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos));")
_NAMED: Final = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


class Event(NamedTuple):
    """A tag, or a stretch of text between two.

    Attributes:
        kind: "open", "close", "empty" for ``<x/>``, or "text".
        name: The element's name as written, with its prefix: "w:t"; "" of text.
        start: Where it begins in the XML.
        end: Just past its end.
        inside: What stands behind the name of a tag; of text, the text as written.
    """

    kind: EventKind
    name: str
    start: int
    end: int
    inside: str


def events(xml: str, *, path: str = "") -> Iterator[Event]:
    """The tags and texts of XML in order.

    Nothing is checked but what could do harm: a reader counts for itself what is open. A ``<`` that
    begins no tag is text. CDATA sections are text, whose ``inside`` is escaped.

    Args:
        xml: The decoded XML.
        path: The file's name, for the error.

    Raises:
        UnreadableError: If its document type has declarations of its own, such as entities.
    """
    at = 0
    for tag in _TAG.finditer(xml):
        if tag.start() > at:
            yield Event("text", "", at, tag.start(), xml[at : tag.start()])
        at = tag.end()
        name = tag["name"]
        if name is not None:
            inside = tag["inside"]
            if tag["slash"]:
                yield Event("close", name, tag.start(), at, "")
            elif inside.endswith("/"):
                yield Event("empty", name, tag.start(), at, inside[:-1])
            else:
                yield Event("open", name, tag.start(), at, inside)
        elif tag["data"] is not None:
            data = tag["data"].replace("&", "&amp;").replace("<", "&lt;")
            yield Event("text", "", *tag.span("data"), data)
        elif tag["declaration"] is not None:
            line = xml.count("\n", 0, tag.start()) + 1
            raise UnreadableError(
                "has declarations of its own in its document type, such as entities",
                path=path,
                line=line,
            )
    if at < len(xml):
        yield Event("text", "", at, len(xml), xml[at:])


def attributes(inside: str) -> dict[str, str]:
    """The attributes of a tag, by their names as written."""
    return {
        found[1]: unescaped(found[2] if found[2] is not None else found[3])
        for found in _ATTRIBUTE.finditer(inside)
    }


def unescaped(text: str) -> str:
    """Text of XML with its entities resolved; what is none stays as it is."""
    return _ENTITY.sub(_character, text) if "&" in text else text


def escaped(text: str) -> str:
    """Text as it stands between tags of XML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def units(text: str) -> Iterator[tuple[int, int, str]]:
    """The stretches of a text of XML that stand for themselves, and its entities.

    Yields:
        Start and end in ``text``, and what is read there; of the same length but for entities.
    """
    at = 0
    for entity in _ENTITY.finditer(text):
        if entity.start() > at:
            yield at, entity.start(), text[at : entity.start()]
        yield entity.start(), entity.end(), _character(entity)
        at = entity.end()
    if at < len(text):
        yield at, len(text), text[at:]


def local(name: str) -> str:
    """The name of an element or attribute without its prefix."""
    return name.rpartition(":")[2]


def _character(entity: re.Match[str]) -> str:
    if entity[3]:
        return _NAMED[entity[3]]
    code = int(entity[1]) if entity[1] else int(entity[2], 16)
    if code == 0 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return "\ufffd"
    return chr(code)
