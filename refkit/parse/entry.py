"""Entry: the raw text of one entry in, a Reference with its Work out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from refkit.model import Reference
from refkit.normalize.identifiers import parse_doi
from refkit.parse.damage import doubt, restore
from refkit.parse.draft import Draft, fill
from refkit.parse.judge import judge
from refkit.parse.language import language_of
from refkit.parse.scanner import View

if TYPE_CHECKING:
    from refkit.parse.tagger import Tagger


def parse_reference(reference: Reference, tagger: Tagger | None = None) -> Reference:
    """What an entry of a reference list describes.

    Article numbers: "Article 502" is given as ``number``, CSL's variable for it, and as ``page``,
    so that it compares with registries that have it in either place; in page position
    ("5, 502") it is ``page`` alone.

    Args:
        reference: The entry; ``italics`` and ``links`` help where the reader knows them.
        tagger: The model for what is not APA; by default the one that comes with refkit.

    Returns:
        A Reference with the same raw text and place, and ``work``, ``fields``, ``style``,
        ``confidence``, ``rest``, ``repairs`` and ``problem`` filled in. The given one is not
        changed. Whatever the text, nothing is raised.
    """
    view = View(reference.raw, reference.italics)
    restored = restore(view.text)
    if restored is not None and restored.changes:
        view.read_as(*restored)
    draft = judge(view, tagger)
    if restored is not None:
        doubt(draft)
    _add_links(draft, reference.links)
    parsed = fill(reference, view, draft)
    if not parsed.work.language:
        parsed.work.language = language_of(parsed.work.title)
    return parsed


def _add_links(draft: Draft, links: list[str]) -> None:
    """Take DOI and URL from the article's links where the text shows neither: "[Link](https://…)"."""
    if "DOI" in draft.pieces or "URL" in draft.pieces:
        return
    dois = [doi for doi in map(parse_doi, links) if doi]
    if dois:
        draft.facts["DOI"] = dois[0]
    elif links and links[0].startswith(("http://", "https://")):
        draft.facts["URL"] = links[0]


def parse_text(raw: str, tagger: Tagger | None = None) -> Reference:
    """What the text of one entry describes; see :func:`parse_reference`."""
    return parse_reference(Reference(raw=raw), tagger)
