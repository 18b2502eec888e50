"""The package of a DOCX file: its parts, and how one refers to another.

Source: ECMA-376, Part 2 (Open Packaging Conventions): parts, relationships, and that a part has no
document type declaration. Nothing that stands outside of the package is ever opened.
"""

from __future__ import annotations

import codecs
import posixpath
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote

from refkit.errors import UnreadableError
from refkit.normalize.patterns import lazy_pattern
from refkit.readers.archive import Archive
from refkit.readers.office_xml import parsed

if TYPE_CHECKING:
    from lxml.etree import _Element

_WHAT: Final = "a Word file (.docx)"
_OFFICE: Final = "http://schemas.openxmlformats.org/"
W: Final = f"{{{_OFFICE}wordprocessingml/2006/main}}"
"""The namespace of WordprocessingML, as lxml writes it before a name."""

M: Final = f"{{{_OFFICE}officeDocument/2006/math}}"
R: Final = f"{{{_OFFICE}officeDocument/2006/relationships}}"
MC: Final = f"{{{_OFFICE}markup-compatibility/2006}}"

# "Strict Open XML Document" of Word has the same elements in other namespaces (Part 1 against
# Part 4 of the standard). All else here knows the transitional ones only.
_STRICT: Final = {
    "http://purl.oclc.org/ooxml/wordprocessingml/main": f"{_OFFICE}wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/officeDocument/math": f"{_OFFICE}officeDocument/2006/math",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": (
        f"{_OFFICE}officeDocument/2006/relationships"
    ),
    "http://purl.oclc.org/ooxml/officeDocument/bibliography": (
        f"{_OFFICE}officeDocument/2006/bibliography"
    ),
}
_NAMESPACE: Final = lazy_pattern(
    r"""(xmlns(?::[\w.-]{1,100})?\s{0,9}=\s{0,9}["'])(http://purl\.oclc\.org/ooxml/[\w/]{1,60})"""
)
_DECLARED: Final = lazy_pattern(r"""\s{0,9}<\?xml[^>]{0,200}?encoding\s?=\s?["']([\w.-]{1,40})""")
_OTHERS: Final = {
    "xl/workbook.xml": "is an Excel file, not a Word file",
    "ppt/presentation.xml": "is a PowerPoint file, not a Word file",
}


class Relationship(NamedTuple):
    """What a part refers to by an id.

    Attributes:
        kind: The last word of its type: "hyperlink", "footnotes".
        target: The name of the part in the package; of an external one, the address.
        external: Whether it stands outside of the package.
    """

    kind: str
    target: str
    external: bool


class Package:
    """A DOCX file in memory.

    Args:
        data: Its content.
        path: The file's name as the user gave it, for errors.

    Raises:
        UnreadableError: If it is encrypted, damaged, or no Word file.
    """

    def __init__(self, data: bytes, *, path: str) -> None:
        self.path = path
        self._archive = Archive(data, path=path, what=_WHAT)
        # Names differ in letters' case only by mistake (Part 2, section 6.2.2.3), and some
        # programs pack with backslashes.
        self._names = {_folded(name): name for name in reversed(self._archive.names)}
        self.main = self._main()

    def name(self, part: str) -> str:
        """The name of the archive's member that holds a part; "" if there is none."""
        return self._names.get(_folded(part), "")

    def relationships(self, part: str) -> dict[str, Relationship]:
        """What a part refers to, by id; empty if it refers to nothing.

        Args:
            part: The part's name, "" for the package itself.
        """
        folder, _, file = part.rpartition("/")
        name = self.name(posixpath.join(folder, "_rels", f"{file}.rels"))
        if not name:
            return {}
        found: dict[str, Relationship] = {}
        for element in self.xml(name):
            target = element.get("Target") or ""
            external = element.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, unquote(target)))[1:]
            kind = (element.get("Type") or "").rpartition("/")[2]
            found[element.get("Id") or ""] = Relationship(kind, target, external)
        return found

    def xml(self, part: str) -> _Element:
        """The root of a part's XML, its namespaces the transitional ones.

        Raises:
            UnreadableError: If the part is missing or no XML, declares a document type, or is too
                large or nested too deeply.
        """
        text, _ = self.text(part)
        if "purl.oclc.org/ooxml" in text:
            text = _NAMESPACE.sub(lambda found: found[1] + _STRICT.get(found[2], found[2]), text)
        return parsed(text, part, path=self.path)

    def text(self, part: str) -> tuple[str, str]:
        """The text of a part, and the name of its encoding.

        Raises:
            UnreadableError: If the part is missing, or cannot be decoded.
        """
        data = self._archive.read(self.name(part) or part)
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            encoding = "utf-16-le" if data.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
        else:
            declared = _DECLARED.match(data[:300].decode("latin-1"))
            encoding = declared[1] if declared else "utf-8"
        try:
            return data.decode(encoding), encoding
        except (LookupError, UnicodeError) as error:
            raise UnreadableError(f"is damaged: {part}: {error}", path=self.path) from None

    def _main(self) -> str:
        """The name of the part that holds the article."""
        for relationship in self.relationships("").values():
            if relationship.kind == "officeDocument" and self.name(relationship.target):
                for other, reason in _OTHERS.items():
                    if relationship.target.lower() == other:
                        raise UnreadableError(reason, path=self.path)
                return relationship.target
        if self.name("word/document.xml"):
            return "word/document.xml"
        raise UnreadableError(f"is damaged, or not {_WHAT}: it has no document", path=self.path)


def _folded(name: str) -> str:
    return name.replace("\\", "/").lower().removeprefix("/")
