"""XML files of references: read without entities, document types or network, and written.

What is broken in the middle of a file costs the rest of that place, not the file: the parser goes
on, and each fault is a Problem with its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from refkit.errors import FormatError, UnreadableError
from refkit.formats.loaded import Problem

if TYPE_CHECKING:
    from lxml.etree import _Element

_DEEPEST: Final = 200
"""Levels of elements; EndNote's records have 6, JATS's references 8."""

# XML 1.0, section 2.2; a lone surrogate is no character at all.
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENCODING: Final = re.compile(r"(<\?xml[^>]{0,200}?)\s+encoding\s*=\s*(?:\"[^\"]*\"|'[^']*')")


def parse_xml(data: bytes | str, *, path: str = "") -> tuple[_Element, list[Problem]]:
    """The root of a file, and what is broken in it.

    Args:
        data: The file's content. Bytes in the encoding that the XML declaration names.
        path: The file's name, for errors.

    Returns:
        The root element, without comments and processing instructions, and a Problem for each
        fault that the parser went over.

    Raises:
        UnreadableError: If it is empty.
        FormatError: If it is no XML at all, declares entities, or is nested too deeply; names the
            line.
    """
    from lxml import etree

    if isinstance(data, str):
        data = _ENCODING.sub(r"\1", data.removeprefix("\ufeff")).encode("utf-8", "replace")
    if not data.strip():
        raise UnreadableError("the file is empty", path=path)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        recover=True,
    )
    try:
        root: _Element | None = etree.fromstring(data.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", 0) or 0
        raise FormatError(f"not XML: {error}", path=path, line=line) from None
    if root is None:
        raise FormatError("not XML", path=path, line=1)
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.entities()):  # type: ignore[attr-defined]
        raise FormatError("entities are declared, which no reference needs", path=path, line=1)
    problems = []
    for fault in parser.error_log:
        if "depth" in fault.message:
            raise FormatError(fault.message, path=path, line=fault.line)
        problems.append(Problem(fault.line, f"broken XML: {fault.message.strip()}"))
    _refuse_depth(root, path)
    return root, problems


def local_name(element: _Element) -> str:
    """An element's name without its namespace: "titleInfo"; "" of what is no element."""
    tag: object = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def line_of(element: _Element) -> int:
    """The line on which an element begins, from 1; 0 where it is not known."""
    line: object = element.sourceline
    return line if isinstance(line, int) else 0


def children(element: _Element, *names: str) -> Iterator[_Element]:
    """The children of an element that have one of the local names; all if none is given."""
    for child in element:
        name = local_name(child)
        if name and (not names or name in names):
            yield child


def find(element: _Element, *path: str) -> _Element | None:
    """The first element at the end of a path of local names, or None."""
    if not path:
        return element
    for child in children(element, path[0]):
        found = find(child, *path[1:])
        if found is not None:
            return found
    return None


def text_of(element: _Element | None) -> str:
    """The text in an element and all that it holds, with single blanks; "" for None."""
    if element is None:
        return ""
    return " ".join("".join(str(piece) for piece in element.itertext()).split())


def raw_of(element: _Element) -> str:
    """An element as XML, for a Problem's ``raw``."""
    from lxml import etree

    return etree.tostring(element, encoding="unicode", with_tail=False)


def storable(text: str) -> str:
    """Text without the characters that XML cannot hold, such as form feeds."""
    return _NOT_XML.sub("", text)


def to_string(root: _Element) -> str:
    """A tree as the content of a file: declaration, indented elements, a line feed at the end."""
    from lxml import etree

    etree.indent(root)
    written = etree.tostring(root, encoding="UTF-8", xml_declaration=True).decode()
    return written.replace("<?xml version='1.0' encoding='UTF-8'?>", _DECLARATION, 1) + "\n"


_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8"?>'


def _refuse_depth(root: _Element, path: str) -> None:
    depth = 0
    level = [root]
    while level:
        depth += 1
        if depth > _DEEPEST:
            raise FormatError("the XML is nested too deeply", path=path, line=line_of(level[0]))
        level = [child for element in level for child in element]
