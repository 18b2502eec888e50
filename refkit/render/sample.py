"""Previews of styles: one work, cited and in the bibliography."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from refkit.csl.citation import CitationItem
from refkit.csl.style import Style
from refkit.model import Date, Name, Work
from refkit.render.bibliography import compiled_style
from refkit.render.citations import Citations, cite

SAMPLE: Final = Work(
    id="sample",
    type="article-journal",
    title="The smell of rain: How dry soil takes to water",
    author=[
        Name("Example", "Anna Maria"),
        Name("Sample", "Bertram C."),
        Name("Specimen", "Carla"),
    ],
    container_title="Journal of Imaginary Weather",
    container_title_short="J. Imag. Weather",
    issued=Date(date_parts=((2021, 5, 17),)),
    volume="12",
    issue="3",
    page="145–162",
    DOI="10.5555/sample.2021",
    language="en-US",
)
"""A made-up article; 10.5555 is Crossref's prefix for what does not exist."""


def preview(
    style: str | Path | Style,
    work: Work | None = None,
    *,
    format: str = "text",
    locale: str = "",
) -> Citations:
    """How a style cites a work, first alone and then with a page, and its bibliography entry.

    Args:
        style: As for :func:`refkit.render.render`.
        work: The work; by default :data:`SAMPLE`.
        format: As for :func:`refkit.render.render`.
        locale: As for :func:`refkit.render.render`.
    """
    work = (work or SAMPLE).copy(id="sample")
    compiled = compiled_style(style, locale)
    first = cite([work], ["sample"], compiled, format=format)
    with_page = cite([work], [CitationItem("sample", locator="146")], compiled, format=format)
    return Citations(
        [*first.texts, *with_page.texts], first.bibliography, format, warnings=first.warnings
    )
