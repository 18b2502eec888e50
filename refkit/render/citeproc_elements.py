"""citeproc-py's elements with three faults mended: what a substitute takes, and dates in words.

CSL 1.0.2, "Substitute": variables that were substituted are suppressed in the rest of the output.
citeproc-py does so for a variable that stands in ``cs:substitute`` itself, not for one in a macro
there, nor for names: a web page without author would be "Tears. (2020). Tears.". And it prints a
date in words once for the year and once more for month and day: "(in press, in press)".
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any, ClassVar, Final

from citeproc import CitationStylesStyle, model
from citeproc.source import LiteralDate, Reference, VariableError
from lxml import etree

_NAMESPACE: Final = "http://purl.org/net/xbiblio/csl"
_TEXT: Final = f"{{{_NAMESPACE}}}text"
_DATE_PART: Final = f"{{{_NAMESPACE}}}date-part"


class RecordingReference(Reference):  # type: ignore[misc]  # citeproc-py has no types
    """A reference that remembers which of its variables were asked for."""

    def __init__(self, key: str, kind: str, values: Mapping[str, Any]) -> None:
        # Its attributes are the keys of a dict; this one is not to be.
        object.__setattr__(self, "asked", set())
        super().__init__(key, kind, **values)

    def __getitem__(self, key: str) -> Any:
        value = super().__getitem__(key)
        self.asked.add(key.replace("_", "-"))
        return value


class _Substitute(model.Substitute):  # type: ignore[misc]  # citeproc-py has no types
    def render(self, item: Any, context: Any = None, **options: Any) -> Any:
        asked: set[str] = item.reference.asked
        for child in self:
            asked.clear()
            inherits = isinstance(child, model.Names) and child.name is None
            more = {"names_context": self.getparent()} if inherits else {}
            try:
                text = child.render(item, context=context, **more, **options)
            except VariableError:
                continue
            if text:
                self.add_to_repressed_list(child, context)
                if child.get("macro"):
                    suppressed = context.get_layout().repressed
                    suppressed.setdefault(_TEXT, []).extend(asked - {"language"})
                return text
        return None


class _Names(model.Names):  # type: ignore[misc]  # citeproc-py has no types
    def process(
        self, item: Any, names_context: Any = None, context: Any = None, **options: Any
    ) -> Any:
        if names_context is None:
            layout = (self if context is None else context).get_layout()
            wanted = set(self.get("variable").split())
            for taken in layout.repressed.get(self.tag, ()):
                if taken and wanted <= set(taken.split()):
                    raise VariableError
        return super().process(item, names_context, context, **options)


class _Date(model.Date):  # type: ignore[misc]  # citeproc-py has no types
    def process(self, item: Any, variable: Any = None, **options: Any) -> Any:
        own = self.get("variable")
        if own and isinstance(item.reference.get(own.replace("-", "_")), LiteralDate):
            parts = self.get("date-parts", "year") if self.get("form") else ""
            if "year" not in parts and not any(
                part.get("name") == "year" for part in self.iterchildren(_DATE_PART)
            ):
                return None
        return super().process(item, variable, **options)


class MendedStyle(CitationStylesStyle):  # type: ignore[misc]  # citeproc-py has no types
    """A style of citeproc-py with the elements above in place of its own.

    Args:
        content: The style, independent, as bytes.
        locale: The locale: "en-US".

    Attributes:
        elements: Names of CSL elements to the classes that stand for them.
    """

    elements: ClassVar[dict[str, type]] = {
        "substitute": _Substitute,
        "names": _Names,
        "date": _Date,
    }

    def __init__(self, content: bytes, locale: str) -> None:
        lookup = etree.ElementNamespaceClassLookup()
        namespace = lookup.get_namespace(_NAMESPACE)
        namespace[None] = model.CitationStylesElement
        for element in model.CitationStylesElement.__subclasses__():
            namespace[element.__name__.replace("_", "-").lower()] = element
        namespace.update(self.elements)
        self.parser = etree.XMLParser(
            remove_comments=True, resolve_entities=False, no_network=True, load_dtd=False
        )
        self.parser.set_element_class_lookup(lookup)
        self.xml = etree.parse(BytesIO(content), self.parser)
        # Its class is citeproc-py's, which the stubs of lxml cannot know.
        root: Any = self.xml.getroot()
        root.set_locale_list(locale, validate=False)
        self.root = root
