"""XML files of references: read without entities, document types or network, and written.

What is broken in the middle of a file costs the rest of that place, not the file: the parser goes
on, and each fault is a Problem with its line.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from refkit.errors import FormatError, UnreadableError
from refkit.formats.loaded import Problem
from refkit.normalize.decoding import decode

if TYPE_CHECKING:
    from lxml.etree import _Element

_DEEPEST: Final = 200
"""Levels of elements; EndNote's records have 6, JATS's references 8."""

_DEEPEST_MARKUP: Final = 20

# XML 1.0, section 2.2; a lone surrogate is no character at all.
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DECLARATION_AS_READ: Final = re.compile(r"\A(\s{0,1000})<\?xml\b[^>]{0,300}>")
_CSL_TAG: Final = re.compile(r"<(?P<close>/?)(?P<tag>i|b|sub|sup|span)(?: [^<>]{0,100})?>")
_FAULT: Final = re.compile(
    r"""
    <!\[CDATA\[ (?: .*? \]\]> | .*\Z )
  | <!-- (?: .*? --> | .*\Z )
  | & (?P<entity> (?! (?:amp|lt|gt|quot|apos); ) [A-Za-z][A-Za-z0-9]{1,31} ; )
  | & (?P<character> \# (?: [0-9]{1,10} | [xX][0-9A-Fa-f]{1,8} ) ; )
  | (?P<bare> & (?! (?:amp|lt|gt|quot|apos); ) | < (?! [^\W\d] | [/!?:] ) )
  | (?P<control> [^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff] )
    """,
    re.VERBOSE | re.DOTALL,
)

# Each alone begins with one character, which is found at once; the pattern above takes ten times
# as long, and nearly all files have nothing to mend.
_ODD_AMPERSAND: Final = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#13|#x[dD]);)")
_ODD_BRACKET: Final = re.compile(r"<(?![^\W\d]|[/!?:])")


def parse_xml(data: bytes | str, *, path: str = "") -> tuple[_Element, list[Problem]]:
    """The root of a file, and what is broken in it.

    What other programs write by mistake is mended first, so that no text is lost: "&" and "<" for
    themselves, the entities of HTML, characters that XML forbids.

    Args:
        data: The file's content.
        path: The file's name, for errors.

    Returns:
        The root element, without comments and processing instructions, and a Problem for each
        fault that the parser went over.

    Raises:
        UnreadableError: If it is empty or no text.
        FormatError: If it is no XML at all, declares entities, or is nested too deeply; names the
            line.
    """
    text, problems = xml_text(data, path=path)
    root, faults = parse_text(text, path=path)
    return root, problems + faults


def xml_text(data: bytes | str, *, path: str = "") -> tuple[str, list[Problem]]:
    """The text of an XML file, without its declaration, and with its mistakes mended.

    Args:
        data: The file's content.
        path: The file's name, for errors.

    Returns:
        The text, line for line that of the file, and a Problem for each mistake.

    Raises:
        UnreadableError: If it is empty or no text.
    """
    problems = []
    if isinstance(data, bytes):
        if not data.strip():
            raise UnreadableError("the file is empty", path=path)
        decoded = decode(data, path=path)
        text = decoded.text
        problems = [Problem(1, guess) for guess in decoded.guesses]
    else:
        text = data.removeprefix("\ufeff")
    if not text.strip():
        raise UnreadableError("the file is empty", path=path)
    text = _DECLARATION_AS_READ.sub(lambda found: "\n" * found[0].count("\n"), text, count=1)
    mended, mistakes = _mended(text)
    return mended, problems + mistakes


def parse_text(text: str, *, path: str = "", first_line: int = 1) -> tuple[_Element, list[Problem]]:
    """The root of XML that :func:`xml_text` gave, or of a part of it.

    Args:
        text: The XML, without a declaration.
        path: The file's name, for errors.
        first_line: The line of the file on which the text begins.

    Raises:
        FormatError: If it is no XML at all, declares entities, or is nested too deeply; names the
            line.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        recover=True,
    )
    try:
        root: _Element | None = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = (getattr(error, "lineno", 0) or 1) + first_line - 1
        raise FormatError(f"not XML: {error}", path=path, line=line) from None
    if root is None:
        raise FormatError("not XML", path=path, line=first_line)
    dtd = root.getroottree().docinfo.internalDTD
    # lxml's stubs do not know that a DTD lists its entities.
    if dtd is not None and any(True for _ in dtd.entities()):  # type: ignore[attr-defined]
        raise FormatError("entities are declared, which no reference needs", path=path, line=1)
    problems = []
    for fault in parser.error_log:
        line = fault.line + first_line - 1
        if "depth" in fault.message:
            raise FormatError(fault.message, path=path, line=line)
        reason, _, _ = fault.message.strip().partition("\n")
        problems.append(Problem(line, f"broken XML: {reason}"))
    _refuse_depth(root, path)
    return root, problems


def _mended(text: str) -> tuple[str, list[Problem]]:
    if not any(odd.search(text) for odd in (_ODD_AMPERSAND, _ODD_BRACKET, _NOT_XML)):
        return text, []
    pieces: list[str] = []
    problems: list[Problem] = []
    last = line_start = 0
    line = 1
    for found in _FAULT.finditer(text):
        mended, mistake = _mended_one(found)
        if not mistake:
            continue
        line += text.count("\n", line_start, found.start())
        line_start = found.start()
        pieces += (text[last : found.start()], mended)
        last = found.end()
        if not found["entity"]:
            problems.append(Problem(line, mistake))
    if not pieces:
        return text, []
    return "".join(pieces) + text[last:], problems


def _mended_one(found: re.Match[str]) -> tuple[str, str]:
    """What stands for a mistake, and what is wrong, in words; "" for what is none."""
    kind = found.lastgroup
    if kind == "entity":
        letters = html.unescape(found[0])
        return _escaped(letters), f"{found[0]} is no entity of XML"
    if kind == "character":
        written = found["character"][1:-1]
        code = int(written[1:], 16) if written[0] in "xX" else int(written)
        if code < 0x110000 and not _NOT_XML.match(chr(code)):
            return "", ""
        return "", f"{found[0]} is no character of XML; left out"
    if kind == "bare":
        return _escaped(found[0]), f"a bare {found[0]!r} in the text"
    if kind == "control":
        return "", f"a character that XML forbids, U+{ord(found[0]):04X}; left out"
    return "", ""


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


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
    text = "".join(map(str, element.itertext())) if len(element) else element.text or ""
    return " ".join(text.split())


def marked_text(element: _Element | None, tags: Mapping[str, str]) -> str:
    """The text in an element with CSL's inline tags for the markup in it; "" for None.

    Args:
        element: A title or paragraph.
        tags: Local names of markup to CSL's tags: "italic" to "i". What is not there is plain text.
    """
    if element is None:
        return ""
    if not len(element):
        return " ".join((element.text or "").split())
    pieces: list[str] = []
    _mark(element, tags, pieces)
    return " ".join("".join(pieces).split())


def _mark(element: _Element, tags: Mapping[str, str], pieces: list[str]) -> None:
    pieces.append(element.text or "")
    for child in element:
        name = local_name(child)
        tag = tags.get(name)
        if tag:
            pieces.append(f"<{tag}>")
        if name:
            _mark(child, tags, pieces)
        if tag:
            pieces.append(f"</{tag.partition(' ')[0]}>")
        pieces.append(child.tail or "")


def append_marked(element: _Element, text: str, names: Mapping[str, str]) -> None:
    """Write text with CSL's inline tags into an element: the inverse of :func:`marked_text`.

    Args:
        element: The element; it must be empty.
        text: The text. A tag that is not in pairs stands as text; a span leaves only its text.
        names: CSL's tags to the format's names: "i" to "italic".
    """
    from lxml import etree

    closed = {tag: text.rfind(f"</{tag}>") for tag in names}
    open_elements = [element]
    last = 0
    for found in _CSL_TAG.finditer(text):
        _append_text(open_elements[-1], text[last : found.start()])
        last = found.end()
        name = names.get(found["tag"], "")
        if not found["close"]:
            if name and closed[found["tag"]] >= last and len(open_elements) <= _DEEPEST_MARKUP:
                open_elements.append(etree.SubElement(open_elements[-1], name))
            elif found["tag"] != "span":
                _append_text(open_elements[-1], found[0])
        elif name and len(open_elements) > 1 and open_elements[-1].tag == name:
            open_elements.pop()
        elif found["tag"] != "span":
            _append_text(open_elements[-1], found[0])
    _append_text(open_elements[-1], text[last:])


def _append_text(element: _Element, text: str) -> None:
    if not text:
        return
    text = storable(text)
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def raw_of(element: _Element) -> str:
    """An element as XML, for a Problem's ``raw``."""
    from lxml import etree

    return etree.tostring(element, encoding="unicode", with_tail=False)


def storable(text: str) -> str:
    """Text without the characters that XML cannot hold, such as form feeds."""
    # What is printable may stand in XML; most texts are, which is told at no cost.
    return text if text.isprintable() else _NOT_XML.sub("", text)


def to_string(root: _Element, *mixed: str) -> str:
    """A tree as the content of a file: declaration, indented elements, a line feed at the end.

    Args:
        root: The tree.
        mixed: Names of elements that hold text with markup, in which white space counts.
    """
    from lxml import etree

    kept = [
        (element, element.text, element.tail if element is not whole else None)
        for whole in (root.iter(*mixed) if mixed else ())
        if len(whole)
        for element in whole.iter()
    ]
    etree.indent(root)
    for element, text, tail in kept:
        element.text = text
        if element.tag not in mixed:
            element.tail = tail
    written = etree.tostring(root, encoding="UTF-8", xml_declaration=True).decode()
    return written.replace("<?xml version='1.0' encoding='UTF-8'?>", _DECLARATION, 1) + "\n"


_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8"?>'


def _refuse_depth(root: _Element, path: str) -> None:
    deepest = root.xpath("/*" * (_DEEPEST + 1))
    if isinstance(deepest, list) and deepest:
        raise FormatError("the XML is nested too deeply", path=path, line=line_of(root))
