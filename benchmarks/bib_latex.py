"""Compile exports: python benchmarks/bib_latex.py [ITEMS.json | WORKS.jsonl.gz …] [--works 500].

Takes works from each file (CSL-JSON, or Crossref's records a line), writes them as BibTeX and as
biblatex, and compiles a document that cites them all: BibTeX's styles plain, unsrt and apalike with
pdflatex and bibtex; biblatex's authoryear and numeric with pdflatex and biber. Printed are, for
each, the works, the errors and the warnings of all programs, and the first of them. Works with
letters for which pdflatex has no font (Chinese, Arabic …) are compiled with lualatex where it is
installed, whatever its fonts lack. Needs TeX (Debian: texlive-latex-extra, texlive-bibtex-extra,
biber); without it, says so and ends well.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from refkit.formats import dump, load
from refkit.formats.bibtex_keys import is_key
from refkit.model import Work
from refkit.resolve.crossref_record import crossref_record

DATA: Final = Path(__file__).resolve().parents[2] / "shared" / "data"
DEFAULT: Final = (DATA / "csl" / "items.json", DATA / "crossref" / "works.jsonl.gz")

SHOWN: Final = 5
LETTERS: Final = re.compile(
    r"[^\x00-\u024f\u02bc\u02c6-\u02dd\u0300-\u036f\u0391-\u03c9\u1e00-\u1eff\u2000-\u206f"
    r"\u20ac\u2100-\u214f\u2190-\u21ff\u2200-\u22ff\ufb00-\ufb06]"
)
"""Letters beyond what pdflatex's usual fonts have."""
UNDECLARED: Final = re.compile(
    r"[^\x00-\u0125\u0128-\u0137\u0139-\u013e\u0141-\u0148\u014a-\u0165\u0168-\u017e"
    r"\u0218-\u021b\u2002\u2009\u202f\u2010-\u2015\u2018-\u201e\u2020-\u2022\u2026\u2030"
    r"\u2039\u203a\u2044\u20ac\u2103\u2116\u2122\u2212]|\u00ad"
)
"""Letters that pdflatex reads only as commands: Greek, combining accents, mathematical signs."""

BIBTEX: Final = r"""\documentclass{article}
\usepackage[utf8]{inputenc}
\usepackage[T1]{fontenc}
\usepackage{url}
\begin{document}
\nocite{*}
\bibliographystyle{STYLE}
\bibliography{works}
\end{document}
"""
BIBLATEX: Final = r"""\documentclass{article}
\usepackage[utf8]{inputenc}
\usepackage[T1]{fontenc}
\usepackage[english]{babel}
\usepackage{csquotes}
\usepackage[style=STYLE,backend=biber]{biblatex}
\addbibresource{works.bib}
\begin{document}
\nocite{*}
\printbibliography
\end{document}
"""
LUALATEX: Final = BIBLATEX.replace("\\usepackage[utf8]{inputenc}\n\\usepackage[T1]{fontenc}\n", "")

ERROR: Final = re.compile(
    r"^! .*|^ERROR - .*|.*Undefined control sequence.*|^I (?:found|was expecting) .*"
    r"|.*---(?:line|while) .*|.*Emergency stop.*",
    re.MULTILINE,
)
WARNING: Final = re.compile(
    r"^(?:LaTeX|Package|Class) .*Warning: .*|^Warning--.*|^WARN - .*|^Missing character: .*"
    r"|^INFO - WARNINGS: .*",
    re.MULTILINE,
)
# Not about the export: a first run has no references yet.
FIRST_RUN: Final = re.compile(r"undefined references|Empty bibliography|Rerun|\(re\)run|rerun")


class Run(NamedTuple):
    """One document: how it is called, how the works are written, and what is run."""

    name: str
    format: str
    latex: bool
    document: str
    style: str
    tex: str
    bibliography: str


RUNS: Final = (
    *(
        Run(f"bibtex {style}, {letters}", "bibtex", latex, BIBTEX, style, "pdflatex", "bibtex")
        for style in ("plain", "unsrt", "apalike")
        for letters, latex in (("escapes", True), ("Unicode", False))
    ),
    *(
        Run(f"biber {style}, {letters}", "biblatex", latex, BIBLATEX, style, "pdflatex", "biber")
        for style in ("authoryear", "numeric")
        for letters, latex in (("escapes", True), ("Unicode", False))
    ),
)


def main() -> int:
    """Print the table; 1 if anything was warned of."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--works", type=int, default=500, help="from each file")
    parser.add_argument("--keep", type=Path, help="a folder for the documents")
    arguments = parser.parse_args()
    missing = [name for name in ("pdflatex", "bibtex", "biber") if not shutil.which(name)]
    if missing:
        print(f"skipped: {', '.join(missing)} not installed (texlive-bibtex-extra, biber)")
        return 0
    faults = 0
    for path in arguments.files or DEFAULT:
        works = list(islice(works_of(path), arguments.works))
        print(f"\n{path.name}: {len(works)} works")
        faults += compiled(works, arguments.keep)
    return 1 if faults else 0


def works_of(path: Path) -> Iterator[Work]:
    """The works of a file of CSL-JSON, or of Crossref's records, one a line."""
    if ".jsonl" not in path.name:
        yield from load(path.read_bytes(), path=path.name).works
        return
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as lines:
        for line in lines:
            yield crossref_record(json.loads(line), source=path.name).work


def compiled(works: Sequence[Work], keep: Path | None) -> int:
    """Compile all the documents; the number of errors and warnings."""
    plain = [work for work in works if not LETTERS.search(str(work))]
    others = [work for work in works if LETTERS.search(str(work))]
    simple = [work for work in plain if not UNDECLARED.search(str(work))]
    print(f"in Unicode without those that pdflatex reads as commands only: {len(simple)} works")
    runs = [(run, plain if run.latex else simple) for run in RUNS]
    if others and shutil.which("lualatex"):
        run = Run("biber, lualatex", "biblatex", False, LUALATEX, "authoryear", "lualatex", "biber")
        runs.append((run, others))
    elif others:
        print(f"left out, for no font of pdflatex has their letters: {len(others)} works")
    total = 0
    print(f"{'document':30} {'works':>6} {'errors':>7} {'warnings':>9} {'seconds':>8}")
    for run, some in runs:
        with tempfile.TemporaryDirectory() as temporary:
            folder = keep / re.sub(r"\W+", "-", run.name) if keep else Path(temporary)
            folder.mkdir(parents=True, exist_ok=True)
            begun = time.monotonic()
            errors, warnings = run_in(folder, run, some)
        seconds = time.monotonic() - begun
        print(f"{run.name:30} {len(some):6} {len(errors):7} {len(warnings):9} {seconds:8.1f}")
        for line in [*errors[:SHOWN], *warnings[:SHOWN]]:
            print(f"    {line[:150]}")
        total += len(errors) + len(warnings)
    return total


def run_in(folder: Path, run: Run, works: Sequence[Work]) -> tuple[list[str], list[str]]:
    """Write and compile one document: its errors and its warnings."""
    text = dump(works, run.format, latex=run.latex)
    illegal = [key for key in re.findall(r"^@\w+\{(.*),$", text, re.MULTILINE) if not is_key(key)]
    (folder / "works.bib").write_text(text, "utf-8")
    (folder / "document.tex").write_text(run.document.replace("STYLE", run.style), "utf-8")
    tex = [run.tex, "-interaction=nonstopmode", "-file-line-error=false", "document"]
    said = [f"! illegal key {key}" for key in illegal]
    call(tex, folder)
    said.append(call([run.bibliography, "document"], folder))
    call(tex, folder)
    call(tex, folder)
    said.append((folder / "document.log").read_text("utf-8", "replace"))
    output = "\n".join(said)
    errors = [match[0] for match in ERROR.finditer(output)]
    warnings = [
        match[0]
        for match in WARNING.finditer(output)
        if not FIRST_RUN.search(match[0])
        and not (run.tex == "lualatex" and match[0].startswith("Missing character"))
    ]
    return errors, warnings


def call(command: list[str], folder: Path) -> str:
    """What a program printed."""
    done = subprocess.run(
        command, cwd=folder, capture_output=True, check=False, timeout=600, stdin=subprocess.DEVNULL
    )
    return done.stdout.decode("utf-8", "replace") + done.stderr.decode("utf-8", "replace")


if __name__ == "__main__":
    sys.exit(main())
