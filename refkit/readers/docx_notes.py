"""The foot- and endnotes of a DOCX file, and the comments in it that are addressed to refkit.

Source: ECMA-376, Part 1, section 17.11 (notes) and 17.13.4 (comments).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from refkit.readers.docx_package import W
from refkit.readers.docx_styles import value
from refkit.readers.numerals import written
from refkit.readers.office_remarks import is_directive

if TYPE_CHECKING:
    from lxml.etree import _Element

KINDS: Final = ("footnotes", "endnotes")
_ELEMENTS: Final = {"footnotes": "footnote", "endnotes": "endnote"}
_FORMS: Final = {"footnotes": "decimal", "endnotes": "lowerRoman"}
"""How notes are numbered where nothing else is said (sections 17.11.17 and 17.11.18)."""


class Notes:
    """Numbers the notes in the order in which the text refers to them.

    Args:
        parts: The roots of ``w:footnotes`` and ``w:endnotes``, as far as there are.
        settings: ``w:settings``; None if there are none.
        document: The root of the article, whose sections say how notes are numbered.
    """

    def __init__(
        self, parts: dict[str, _Element], settings: _Element | None, document: _Element
    ) -> None:
        self._elements = {
            kind: {
                element.get(f"{W}id") or "": element
                for element in root.iterfind(W + _ELEMENTS[kind])
                # Others are the lines that part notes from the text.
                if (element.get(f"{W}type") or "normal") == "normal"
            }
            for kind, root in parts.items()
        }
        self._given: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
        self._forms = dict(_FORMS)
        self._starts = dict.fromkeys(KINDS, 1)
        self._anew = dict.fromkeys(KINDS, False)
        for kind in KINDS:
            name = f"{W}{_ELEMENTS[kind]}Pr"
            told = [] if settings is None else list(settings.iterfind(name))
            told += [each for section in document.iter(f"{W}sectPr") for each in section.iter(name)]
            for properties in told:
                self._heed(kind, properties)
        self._next = dict(self._starts)

    def _heed(self, kind: str, properties: _Element) -> None:
        self._forms[kind] = value(properties, "numFmt") or self._forms[kind]
        start = value(properties, "numStart")
        if start.isdecimal() and len(start) < 7:
            self._starts[kind] = int(start)
        self._anew[kind] = value(properties, "numRestart") == "eachSect" or self._anew[kind]

    def refer(self, kind: str, note_id: str, *, mark: str | None = None) -> str:
        """Refer to a note.

        Args:
            kind: One of :data:`KINDS`.
            note_id: The note's id.
            mark: The mark that the author chose for it; None for a number.

        Returns:
            The note's mark as written; "" if there is no such note.
        """
        if note_id not in self._elements.get(kind, {}):
            return ""
        given = self._given[kind]
        if mark is None:
            if note_id in given:
                return given[note_id]
            mark = written(self._next[kind], self._forms[kind])
            self._next[kind] += 1
        given.setdefault(note_id, mark)
        return mark

    def end_section(self) -> None:
        """End a section of the article; in some, each begins to count anew."""
        for kind in KINDS:
            if self._anew[kind]:
                self._next[kind] = self._starts[kind]

    def referred(self, kind: str) -> list[tuple[str, _Element]]:
        """The notes that were referred to, in order, with their marks.

        Others were deleted with the text that referred to them.
        """
        elements = self._elements.get(kind, {})
        return [(mark, elements[note_id]) for note_id, mark in self._given[kind].items()]


class Remarks:
    """The comments that are addressed to refkit, each of which is taken once.

    Args:
        root: ``w:comments``; None if there are none.
    """

    def __init__(self, root: _Element | None) -> None:
        self._texts: dict[str, str] = {}
        if root is None:
            return
        for comment in root.iterfind(f"{W}comment"):
            lines = (
                "".join(str(each.text or "") for each in paragraph.iter(f"{W}t"))
                for paragraph in comment.iter(f"{W}p")
            )
            text = " ".join(" ".join(lines).split())
            if is_directive(text):
                self._texts[comment.get(f"{W}id") or ""] = text

    def take(self, comment_id: str) -> str:
        """The text of a comment; "" if it was taken, or is addressed to people."""
        return self._texts.pop(comment_id, "")
