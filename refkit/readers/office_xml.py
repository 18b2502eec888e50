"""XML that word processors write, and programs for references in it: read without entities."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from refkit.errors import UnreadableError
from refkit.normalize.patterns import lazy_pattern

if TYPE_CHECKING:
    from lxml.etree import _Element

_TAGS: Final = 3_000_000
"""Tags in a part: a book of 1,000 pages has fewer than two million."""

_DOCTYPE: Final = lazy_pattern(
    r"(?: \s++ | <\?.*?\?> | <!--.*?--> )*+ <!DOCTYPE", re.VERBOSE | re.DOTALL
)


def parsed(text: str, part: str, *, path: str) -> _Element:
    """The root of XML, read without entities and without a network.

    Args:
        text: The decoded XML.
        part: The part's name, for errors.
        path: The file's name, for errors.

    Raises:
        UnreadableError: As for :meth:`Package.xml`.
    """
    from lxml import etree

    text = text.removeprefix("\ufeff")
    if _DOCTYPE.match(text):
        raise UnreadableError(
            f"is damaged: {part} declares a document type, which no Word file has", path=path
        )
    if text.count("<") > _TAGS:
        raise UnreadableError(f"is too large, or made to be: {part}", path=path)
    parser = etree.XMLParser(
        encoding="utf-8",
        huge_tree=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        collect_ids=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(text.encode("utf-8", "surrogatepass"), parser)
    except etree.XMLSyntaxError as error:
        reason = "nested too deeply" if "depth" in str(error) else str(error)
        raise UnreadableError(f"is damaged: {part}: {reason}", path=path) from None
