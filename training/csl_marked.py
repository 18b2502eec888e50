"""citeproc-py's elements so that each value comes out with marks around it.

A value is marked after its text case and format were applied and before quotation marks and affixes
are put around it, so that styles do what they do and a value's place is still known.
"""

from __future__ import annotations

from typing import Any, ClassVar, Final

from citeproc import model
from citeproc.string import String
from lxml import etree

from refkit.render.citeproc_elements import (
    _NAMESPACE,
    MendedStyle,
    _Date,
)
from training.marks import mark

LABEL_OF: Final = {
    "title": "title", "title-short": "title", "container-title": "container-title",
    "container-title-short": "container-title", "journalAbbreviation": "container-title",
    "collection-title": "collection-title", "collection-number": "volume", "volume": "volume",
    "issue": "issue", "page": "page", "page-first": "page", "number-of-pages": "page",
    "number": "number", "edition": "edition", "publisher": "publisher", "authority": "publisher",
    "publisher-place": "publisher-place", "event-place": "publisher-place",
    "event": "event-title", "event-title": "event-title", "genre": "genre", "medium": "genre",
    "DOI": "DOI", "URL": "URL", "ISBN": "ISBN", "issued": "issued", "accessed": "accessed",
    "note": "note", "citation-number": "citation-number", "author": "author", "editor": "editor",
    "collection-editor": "editor", "editorial-director": "editor", "translator": "translator",
}  # fmt: skip
"""CSL variables to the labels of their values; what is not here stays unmarked."""


def _marked(element: Any, text: Any) -> Any:
    label = LABEL_OF.get(element.get("variable", ""))
    return String(mark(label, str(text))) if label else text


class _Text(model.Text):  # type: ignore[misc]  # citeproc-py has no types
    def markup(self, text: Any, language: Any) -> Any:
        if not text or self.get("variable") is None:
            return super().markup(text, language)
        shown = self.format(self.case(self.strip_periods(String(text)), language))
        return self.wrap(self.quote(_marked(self, shown)))


class _Number(model.Number):  # type: ignore[misc]
    def markup(self, text: Any) -> Any:
        if not text:
            return None
        shown = self.format(self.case(self.strip_periods(String(text))))
        return self.wrap(_marked(self, shown))


class _Name(model.Name):  # type: ignore[misc]
    def process(self, item: Any, variable: Any, *args: Any, **options: Any) -> Any:
        text = super().process(item, variable, *args, **options)
        label = LABEL_OF.get(variable)
        if not label or isinstance(text, int) or not text:
            return text
        return String(mark(label, str(text)))


class _MarkedDate(_Date):
    def wrap(self, string: Any) -> Any:
        # Also what a date of the locale's form comes back to, which is no element of this module.
        label = LABEL_OF.get(self.get("variable", ""))
        return super().wrap(String(mark(label, str(string))) if label and string else string)


class MarkedStyle(MendedStyle):
    """A style whose entries come out with marks.

    Args:
        content: The style, independent, as bytes.
        locale: The locale: "en-US".
    """

    elements: ClassVar[dict[str, type]] = {
        **MendedStyle.elements,
        "date": _MarkedDate,
        "text": _Text,
        "number": _Number,
        "name": _Name,
    }

    def __init__(self, content: bytes, locale: str) -> None:
        super().__init__(_with_names(content), locale)


def _with_names(content: bytes) -> bytes:
    """The style with a ``cs:name`` in all names, for what citeproc-py adds itself is not marked.

    A style of notes without bibliography gets one of the layout of its notes.
    """
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, remove_comments=True))
    csl = f"{{{_NAMESPACE}}}"
    for names in root.iter(f"{csl}names"):
        parent = names.getparent()
        inherits = parent is not None and parent.tag == f"{csl}substitute"
        if names.find(f"{csl}name") is None and not inherits:
            names.insert(0, names.makeelement(f"{csl}name"))
    citation = root.find(f"{csl}citation")
    if root.find(f"{csl}bibliography") is None and citation is not None:
        bibliography = root.makeelement(f"{csl}bibliography", dict(citation.attrib))
        bibliography.extend([child for child in citation if child.tag == f"{csl}layout"])
        root.append(bibliography)
        citation.append(citation.makeelement(f"{csl}layout"))
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)
