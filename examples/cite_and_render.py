"""Put citations and a bibliography into a text: cite_and_render.py [STYLE], by default APA."""

import sys
from pathlib import Path

import refkit
from refkit.csl import CitationItem

TEXT = "Crying soothes some of us {}, not all {}.\n\n## References\n"

works = [reference.work for reference in refkit.parse(Path(__file__).parent / "why-do-we-cry.md")]
for work in works:
    # What is cited needs an id; files of works have them.
    work.id = f"{work.author[0].family.lower()}{work.year}"

cited = refkit.cite(
    works,
    [CitationItem("gračanin2014", locator="3"), ["gračanin2019", "gračanin2014"]],
    style=sys.argv[1] if len(sys.argv) > 1 else "apa",
    format="markdown",
)
print(TEXT.format(*cited.texts))
print(cited.bibliography)
