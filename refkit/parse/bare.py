"""An entry that is a DOI and nothing else, as in a list of DOIs."""

from __future__ import annotations

from typing import Final

from refkit.normalize.identifiers import find_dois
from refkit.normalize.patterns import lazy_pattern
from refkit.parse.draft import Draft
from refkit.parse.scanner import View

AROUND: Final = lazy_pattern(r"[\s<>\[\]().,;]*")


def read(view: View) -> Draft | None:
    """Read an entry as a bare DOI, with or without its prefix; None if it says more."""
    if len(view.plain) > 400 or "10." not in view.plain:
        return None
    found = find_dois(view.plain)
    if len(found) != 1:
        return None
    doi = found[0]
    if not (AROUND.fullmatch(view.plain[: doi.start]) and AROUND.fullmatch(view.plain[doi.end :])):
        return None
    draft = Draft("", score=1.0)
    draft.mark("DOI", doi.start, doi.end, 0.99)
    return draft
