"""Keep a library: import a .bib file, merge what is there twice, search, cite, export."""

import tempfile
from pathlib import Path

import refkit

here = Path(__file__).parent

with (
    tempfile.TemporaryDirectory() as folder,
    refkit.Library(Path(folder) / "crying.refkit") as library,
):
    added = library.load(here / "crying.bib", tags=["crying"])
    print(f"{len(added.new)} works added")

    for group in library.duplicates():
        print("the same:", ", ".join(group.keys))
        library.merge(group.keys)

    library.note("gracanin2014", "Crying soothes only some of us.")
    for hit in library.search("author:gračanin year:2014..2021"):
        print(hit.entry.key, "|", hit.entry.work.title)

    cited = refkit.cite(library.works(), ["gracanin2014"], style="apa")
    print(*cited.texts)
    print(library.dump("bibtex", query="tag:crying -author:rottenberg", labels=True))
