"""Turn the reference list of an article into BibTeX: list_to_bibtex.py ARTICLE > refs.bib."""

import sys
from pathlib import Path

import refkit

article = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "why-do-we-cry.md"
works = [reference.work for reference in refkit.parse(article)]
sys.stdout.write(refkit.dump(works, "bibtex"))
