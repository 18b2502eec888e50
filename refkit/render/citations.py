"""The citations of a text and the bibliography of what they cite."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import TypeAlias

import msgspec

from refkit.csl.citation import Citation, CitationItem
from refkit.csl.document import Document
from refkit.csl.style import Style
from refkit.csl.writers import RUNS
from refkit.csl.writers.runs import Run
from refkit.errors import ConfigurationError
from refkit.model import Work
from refkit.render.bibliography import (
    Bibliography,
    check_format,
    collected,
    compiled_style,
)
from refkit.render.items import csl_item

Cited: TypeAlias = str | CitationItem | Citation | Sequence[str | CitationItem]
"""What is cited in one place: a Work's id, a cite with its locator, several of them, or a whole
citation with its note."""


class Citations(msgspec.Struct):
    """The rendered citations of a text.

    Attributes:
        texts: The citations in the order given, each in the format.
        bibliography: What is cited; None where the style has citations only.
        format: "text", "html", "markdown", "latex", "rtf", "typst" or "runs".
        runs: The citations as runs for a word processor, where the format is "runs"; else [].
        warnings: What could not be rendered as the style asks, in words.
    """

    texts: list[str]
    bibliography: Bibliography | None
    format: str = "text"
    runs: list[tuple[Run, ...]] = []
    warnings: list[str] = []


def cite(
    works: Iterable[Work],
    citations: Iterable[Cited],
    style: str | Path | Style = "apa",
    *,
    format: str = "text",
    locale: str = "",
    uncited: bool | Collection[str] = (),
) -> Citations:
    """Render the citations of a text in a CSL style, and the bibliography of what they cite.

    Positions (ibid., subsequent mentions), letters behind years and citation numbers come from the
    whole sequence. To change a text step by step, use :class:`refkit.csl.Document`.

    Args:
        works: The Works that can be cited, by their ids.
        citations: All citations in the order of the text: "doe2020", ["doe2020", "roe2021"],
            ``CitationItem("doe2020", locator="12")``, or a whole ``Citation`` with its note.
        style: As for :func:`refkit.render.render`.
        format: As for :func:`refkit.render.render`.
        locale: A language such as "de-DE"; by default that of the style, else en-US.
        uncited: Ids of Works that stand in the bibliography though nothing cites them, or True for
            all Works.

    Raises:
        UnknownStyleError: If there is no such style or locale; names the nearest ones.
        FormatError: If a .csl file is broken; names the line.
        ConfigurationError: If there is no such format, or no Work of a cited id, or several that
            differ.
    """
    check_format(format)
    compiled = compiled_style(style, locale)
    works = list(works)
    keys = _keys(works)
    keyed = [_keyed(_citation(each), keys) for each in citations]
    listed = dict.fromkeys(cite.id for citation in keyed for cite in citation.items)
    if isinstance(uncited, bool):
        listed |= dict.fromkeys(map(str, range(len(works))) if uncited else ())
    else:
        listed |= dict.fromkeys(_key(name, keys) for name in uncited)
    shown = {key: works[int(key)] for key in listed}
    document = Document(compiled, [csl_item(work, key) for key, work in shown.items()])
    document.update(keyed)
    places = range(len(keyed))
    bibliography = collected(document, shown, format) if compiled.bibliography else None
    return Citations(
        texts=[document.citation(place, format) for place in places],
        bibliography=bibliography,
        format=format,
        runs=[tuple(document.citation_runs(place)) for place in places] if format == RUNS else [],
        warnings=[
            f"{shown[key].id}: could not be rendered as the style asks ({fault})"
            for key, fault in document.faults.items()
        ],
    )


def _citation(cited: Cited) -> Citation:
    if isinstance(cited, Citation):
        return cited
    cites = [cited] if isinstance(cited, (str, CitationItem)) else cited
    return Citation(
        tuple([cite if isinstance(cite, CitationItem) else CitationItem(cite) for cite in cites])
    )


def _keys(works: Sequence[Work]) -> dict[str, str]:
    """Ids of Works to the keys of their items; "" as a key where an id means several Works."""
    keys: dict[str, str] = {}
    for place, work in enumerate(works):
        known = keys.setdefault(work.id, str(place))
        if known and works[int(known)] != work:
            keys[work.id] = ""
    return keys


def _key(id: str, keys: Mapping[str, str]) -> str:
    key = keys.get(id)
    if key:
        return key
    if key is None:
        near = get_close_matches(id, keys, n=3)
        nearest = f"; near it is {', '.join(near)}" if near else ""
        raise ConfigurationError(f"there is no work '{id}' to cite{nearest}")
    raise ConfigurationError(f"there are several works '{id}', so that it cannot be cited")


def _keyed(citation: Citation, keys: Mapping[str, str]) -> Citation:
    cites = tuple([replace(cite, id=_key(cite.id, keys)) for cite in citation.items])
    return replace(citation, items=cites)
