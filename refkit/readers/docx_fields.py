"""The fields and content controls of a DOCX file while they are read.

Source: ECMA-376, Part 1, sections 17.16.18 (the marks of a field) and 17.5.2 (controls).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from refkit.normalize.patterns import lazy_pattern
from refkit.readers.docx_package import W
from refkit.readers.office_fields import Meaning, meaning_of
from refkit.readers.office_works import CitedWorks

if TYPE_CHECKING:
    from lxml.etree import _Element

_ENDNOTE_DATA: Final = lazy_pattern(r"\s{0,100}ADDIN\s{1,20}EN\.CITE\.DATA", re.IGNORECASE)

# The lists that content controls hold: a tag or gallery, in lower case, begins with one of these.
_LIST_TAGS: Final = {
    "mendeley_bibliography": "Mendeley", "citavibibliography": "Citavi", "bibliograph": "Word",
}  # fmt: skip
_MENDELEY_CITE: Final = "MENDELEY_CITATION_v3_"


class Field:
    """A field that is open.

    Attributes:
        instruction: The pieces of its instruction.
        data: The data that it carries besides, in base64.
        inner: The same of a field within its instruction, as EndNote has it.
        meaning: What it is; None while its instruction is read.
        start: Where its result begins in the paragraph that is read.
    """

    __slots__ = ("data", "inner", "instruction", "meaning", "start")

    def __init__(self, data: str = "") -> None:
        self.instruction: list[str] = []
        self.data = data
        self.inner = ""
        self.meaning: Meaning | None = None
        self.start = 0

    def understand(self, works: CitedWorks) -> Meaning:
        """Say what the instruction means, now that it is complete."""
        text = "".join(self.instruction)
        self.meaning = meaning_of(text, works, data=self.data or self.inner)
        return self.meaning

    @property
    def is_endnote_data(self) -> bool:
        """Whether it is there only to carry the data of the EndNote field around it."""
        return bool(_ENDNOTE_DATA.match("".join(self.instruction)))


def control_meaning(properties: _Element | None, works: CitedWorks) -> Meaning:
    """What a content control is by its ``w:sdtPr``."""
    if properties is None:
        return Meaning()
    if properties.find(f"{W}bibliography") is not None:
        return Meaning(listing=True, writer="Word")
    for path in (f"{W}tag", f"{W}docPartObj/{W}docPartGallery"):
        element = properties.find(path)
        text = "" if element is None else element.get(f"{W}val") or ""
        if text.startswith(_MENDELEY_CITE):
            return Meaning(citing=works.mendeley_tag(text[len(_MENDELEY_CITE) :]), fenced=True)
        for tag, writer in _LIST_TAGS.items():
            if text.lower().startswith(tag):
                return Meaning(listing=True, writer=writer)
        if text == "Table of Contents":
            return Meaning(contents=True)
    return Meaning()
