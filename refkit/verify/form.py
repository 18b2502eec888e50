"""Form: which form a reference list has, so that only its own rules are held against it."""

from __future__ import annotations

from collections.abc import Sequence

from refkit.model import Reference
from refkit.model.finding import Style
from refkit.verify.rule import Form


def form_of(references: Sequence[Reference], style: Style = "auto") -> Form:
    """The form that an article's references are held to.

    Args:
        references: The References, parsed.
        style: The form that the user asks for; with "auto" the one that most of them have.

    Returns:
        "apa", "apa-6", or "" where the article follows no form that refkit has rules for.
    """
    if style != "auto":
        return "" if style == "none" else style
    readable = [reference for reference in references if not reference.problem]
    apa = sum(reference.style == "apa" for reference in readable)
    return "apa" if readable and 2 * apa > len(readable) else ""
