"""The reader of OpenDocument texts: .odt packages and flat .fodt files.

Source: OASIS ODF 1.3. Tracked changes are read as accepted; headers, footers and comments are no
text of the article.
"""

from __future__ import annotations

from typing import NamedTuple

from refkit.model import Document
from refkit.readers.odt_marks import Marks
from refkit.readers.odt_package import Package, opened
from refkit.readers.odt_paragraph import Paragraph
from refkit.readers.odt_styles import StyleSheet
from refkit.readers.odt_text import Walk
from refkit.readers.office_remarks import with_remarks
from refkit.readers.paragraphs import Paragraphs


class Story(NamedTuple):
    """What was read of a file: the paragraphs of each part, and what else there is to say.

    Attributes:
        parts: The name of each part, "" for the file itself, and its paragraphs, in order.
        marks: What programs for references have put there.
        complete: Whether the file does not break off.
    """

    parts: list[tuple[str, list[Paragraph]]]
    marks: Marks
    complete: bool


def read_odt(data: bytes, *, path: str = "") -> Document:
    """Read an OpenDocument text.

    ``Document.source`` has a line for each paragraph, those of foot- and endnotes in parts of their
    own behind the others.

    Args:
        data: The content of the file, ``.odt`` or flat ``.fodt``.
        path: The file's name as the user gave it.

    Returns:
        The Document.

    Raises:
        UnreadableError: If it is encrypted, damaged, or no OpenDocument text.
    """
    story = story_of(opened(data, path=path), path=path)
    built = Paragraphs()
    remarks: list[tuple[int, str]] = []
    for name, paragraphs in story.parts:
        if len(story.parts) > 1:
            built.part(name, "section")
        for paragraph in paragraphs:
            span = built.add(
                paragraph.content,
                paragraph.kind,
                level=paragraph.level,
                indent=paragraph.indent,
                marker=paragraph.marker,
                label=paragraph.label,
                key=paragraph.key,
                marks=paragraph.marks,
                cites=paragraph.cites,
            )
            remarks += [(span.end, remark) for remark in paragraph.remarks]
    guesses = story.marks.guesses()
    if not story.complete:
        guesses.insert(0, "the file breaks off, or its tags are not in pairs: text may be missing")
    document = built.document("odt", path=path, guesses=guesses, embedded=story.marks.embedded())
    return with_remarks(document, remarks) if remarks else document


def story_of(package: Package, *, path: str = "") -> Story:
    """Read the XML of a file.

    Args:
        package: The XML.
        path: The file's name, for errors.

    Raises:
        UnreadableError: If it is no text, or declares entities.
    """
    sheet = StyleSheet()
    if package.styles:
        sheet.take(package.styles, path=path, automatic=False)
    sheet.take(package.content, path=path, automatic=True)
    marks = Marks(package.meta, path=path)
    walk = Walk(sheet, marks, path=path)
    paragraphs = walk.read(package.content)
    parts = [
        ("", [each for each in paragraphs if each.note is None]),
        ("footnotes", [each for each in paragraphs if each.note and each.note.footnote]),
        ("endnotes", [each for each in paragraphs if each.note and not each.note.footnote]),
    ]
    return Story([part for part in parts if part[1]] or parts[:1], marks, walk.complete)
