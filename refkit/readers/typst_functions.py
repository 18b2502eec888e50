"""Functions of Typst: what of their arguments is text of the article, and how it is set.

From the reference of Typst 0.13. The content that other functions are given, those of templates, is
text; their strings are not.
"""

from __future__ import annotations

from typing import Final

from refkit.model.document import MarkupKind
from refkit.normalize.text import word_set

MARKS: Final[dict[str, MarkupKind | None]] = {
    "emph": "italic", "strong": "bold", "smallcaps": "small-caps", "super": "superscript",
    "sub": "subscript", "raw": "code", "text": None, "underline": None, "highlight": None,
    "overline": None, "strike": None, "upper": None, "lower": None, "smartquote": None,
    "link": "link", "quote": None, "box": None,
}  # fmt: skip
"""Functions within a line, whose strings are text too, with the markup that they give it."""

BLOCKS: Final = word_set(
    """
    figure table grid align block par rect columns pad place stack center page heading title list
    enum terms circle ellipse square scale rotate move hide-not header footer cell hline
    """
)
"""Functions whose content stands on lines of its own."""

SILENT: Final = word_set(
    """
    image bibliography counter state metadata query lorem h v outline pagebreak colbreak linebreak
    parbreak line path polygon curve locate label ref numbering datetime regex selector read json
    yaml csv toml xml cbor plugin rgb luma cmyk color gradient repr type eval assert panic measure
    layout hide
    """
)
"""Functions of which nothing is text."""

UNSEEN: Final = word_set("supplement numbering separator prefix kind lang region style")
"""Names of arguments whose content is no text where it is given."""

KEYWORDS: Final = word_set("let set show import include if for while context return break continue")
"""Words after "#" that begin a statement."""
