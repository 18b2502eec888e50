"""The reader of DOCX: WordprocessingML as Word, LibreOffice, Google Docs and pandoc write it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import TYPE_CHECKING, Final, NamedTuple

from refkit.model import Document, Embedded
from refkit.readers.docx_notes import KINDS, Notes, Remarks
from refkit.readers.docx_numbering import Numbering
from refkit.readers.docx_package import Package, W
from refkit.readers.docx_runs import Shared
from refkit.readers.docx_styles import StyleSheet
from refkit.readers.docx_text import Paragraph, Story
from refkit.readers.office_fields import written_anew
from refkit.readers.office_remarks import with_remarks
from refkit.readers.office_works import CitedWorks
from refkit.readers.paragraphs import Paragraphs

if TYPE_CHECKING:
    from lxml.etree import _Element

_TOLD: Final = {
    "revisions": "its tracked changes were read as accepted",
    "altChunk": "it takes in a document of another form, which was not read",
}
_SOURCES: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/bibliography}Sources"


class Section(NamedTuple):
    """A part of a file as read.

    Attributes:
        part: The name of the package's part.
        root: Its XML.
        name: Its name for people; "" for the article itself.
        paragraphs: Its paragraphs.
    """

    part: str
    root: _Element
    name: str
    paragraphs: list[Paragraph]


class Reading(NamedTuple):
    """A file as read: its Document, and where each line of its ``source`` comes from."""

    package: Package
    document: Document
    sections: list[Section]


def read_docx(data: bytes, *, path: str = "") -> Document:
    """Read a DOCX file.

    A paragraph is a block and a line of ``source``; a paragraph in a cell is a block "table".
    Numbers of lists and notes are counted as Word shows them. Tracked changes are read as
    accepted; what is hidden, and what stands in headers and footers, is not read. Footnotes and
    endnotes stand after the text, as parts of their own.

    Args:
        data: The content of the file.
        path: The file's name as the user gave it.

    Returns:
        The Document.

    Raises:
        UnreadableError: If it is encrypted, damaged, or no Word file.
    """
    return reading_of(data, path=path).document


def reading_of(data: bytes, *, path: str) -> Reading:
    """Read a DOCX file with what is needed to change it; as :func:`read_docx`."""
    package = Package(data, path=path)
    root = package.xml(package.main)
    related = {
        relationship.kind: relationship.target
        for relationship in reversed(package.relationships(package.main).values())
        if not relationship.external and package.name(relationship.target)
    }

    def part(kind: str) -> _Element | None:
        return package.xml(related[kind]) if kind in related else None

    note_roots = {kind: found for kind in KINDS if (found := part(kind)) is not None}
    shared = Shared(
        path=path,
        styles=StyleSheet(part("styles")),
        numbering=Numbering(part("numbering")),
        works=CitedWorks(),
        notes=Notes(note_roots, part("settings"), root),
        remarks=Remarks(part("comments")),
        told=set(),
        writers=[],
        counter=count(),
    )
    body = root.find(f"{W}body")
    story = Story(shared, package.relationships(package.main))
    sections = [Section(package.main, root, "", [] if body is None else story.read(body))]
    for kind, note_root in note_roots.items():
        paragraphs = _notes(shared, package, related[kind], kind)
        if paragraphs:
            sections.append(Section(related[kind], note_root, kind, paragraphs))
    embedded = [*shared.works.embedded(), *_word_sources(package)]
    guesses = [sentence for key, sentence in _TOLD.items() if key in shared.told]
    guesses += map(written_anew, dict.fromkeys(shared.writers))
    if shared.works.unread:
        guesses.append(f"the data of {shared.works.unread} citations in it could not be read")
    return Reading(package, _document(sections, embedded, guesses, path), sections)


def _notes(shared: Shared, package: Package, part: str, kind: str) -> list[Paragraph]:
    """The paragraphs of the notes of one kind, in the order in which the text refers to them."""
    relationships = package.relationships(part)
    paragraphs: list[Paragraph] = []
    for mark, element in shared.notes.referred(kind):
        found = Story(shared, relationships).read(element)
        for number, paragraph in enumerate(each for each in found if each.content.strip()):
            if paragraph.kind in ("paragraph", "item"):
                paragraph.kind = "note"
                paragraph.marker = paragraph.marker if number else mark
        paragraphs += found
    return paragraphs


def _word_sources(package: Package) -> list[Embedded]:
    """The sources of Word's own bibliography, which stand in a part of custom XML."""
    found = []
    for relationship in package.relationships(package.main).values():
        if relationship.kind != "customXml" or not package.name(relationship.target):
            continue
        root = package.xml(relationship.target)
        if root.tag == _SOURCES and len(root):
            from lxml import etree

            data = etree.tostring(root, encoding="unicode")
            found.append(Embedded(format="word-xml", data=data, origin="Word"))
    return found


def _document(
    sections: Sequence[Section], embedded: Sequence[Embedded], guesses: Sequence[str], path: str
) -> Document:
    made = Paragraphs()
    remarks: list[tuple[int, str]] = []
    for section in sections:
        if len(sections) > 1:
            made.part(section.name, "section")
        for paragraph in section.paragraphs:
            span = made.add(
                paragraph.content,
                paragraph.kind,
                level=paragraph.level,
                indent=paragraph.indent,
                marker=paragraph.marker,
                label=paragraph.label,
                gap=paragraph.gap,
                marks=paragraph.marks,
                cites=paragraph.cites,
            )
            remarks += [(span.end, remark) for remark in paragraph.remarks]
    document = made.document("docx", path=path, guesses=guesses, embedded=embedded)
    return with_remarks(document, remarks) if remarks else document
