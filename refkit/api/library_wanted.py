"""Wanted: what a string, a file or standard input asks to be added to a library."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal, TypeAlias
from urllib.parse import unquote

import msgspec

from refkit.api.works import works_format
from refkit.errors import InputError
from refkit.normalize.identifiers import (
    arxiv_doi,
    isbn_is_valid,
    parse_arxiv,
    parse_doi,
    parse_isbn,
    parse_pmcid,
    parse_pmid,
)
from refkit.normalize.patterns import lazy_pattern

Kind: TypeAlias = Literal[
    "doi", "isbn", "pubmed", "reference", "works", "article", "pdf", "nothing"
]

_ADDRESS: Final = lazy_pattern(r"https?://|www\.", re.IGNORECASE)
_ISBN_MARK: Final = lazy_pattern(r"\s*(?:e-)?ISBN\b", re.IGNORECASE)
_ISBN_LIKE: Final = lazy_pattern(r"97[89](?:[-\s]?\d){10}")
_LABEL: Final = lazy_pattern(
    r"\s* (?: doi | arxiv | (?: e-)? isbn (?: -1[03] )? | pmid | pmcid | pubmed ) \s* : \s*",
    re.VERBOSE | re.IGNORECASE,
)
_SHOWN: Final = 70


class Wanted(msgspec.Struct, frozen=True):
    """One thing to be added.

    Attributes:
        asked: How it was asked for, short enough for a message.
        kind: What it is; "nothing" for what cannot be read, with the reason in ``value``. arXiv's
            preprints are DOIs.
        value: The DOI, the ISBN in thirteen digits, the PMID or PMCID, or the reference's text.
        path: The file; None where there is none.
        data: The content of standard input, or of a text that is a file's.
    """

    asked: str
    kind: Kind
    value: str = ""
    path: Path | None = None
    data: bytes = b""


def wanted_of(source: str | bytes | Path) -> list[Wanted]:
    """What a source asks for.

    Args:
        source: A text (an identifier, the name of a file, a reference, or several lines of them),
            a Path, or the content of a file.

    Returns:
        What it asks for; several things where it lists identifiers, one a line. What cannot be
        read is "nothing".
    """
    if isinstance(source, Path):
        return _in_file(source)
    if isinstance(source, bytes):
        return _in_content(source, "<stdin>", None)
    text = source.strip()
    if "\n" in text:
        return _in_content(text.encode("utf-8", "replace"), shortened(text), None)
    if _is_file(text):
        return _in_file(Path(text))
    found = identified(text)
    if found:
        return [found]
    if " " in text:
        data = text.encode("utf-8", "replace")
        if works_format(data):
            return [Wanted(shortened(text), "works", data=data)]
        return [Wanted(shortened(text), "reference", text)]
    return [Wanted(shortened(text), "nothing", _why_not(text))]


def identified(text: str) -> Wanted | None:
    """What an identifier that is the whole of a text asks for; None if it is none.

    Digits alone may be an ISBN; those of PubMed need their mark, "pmid:".
    """
    text = text.strip()
    asked = shortened(text)
    bare = _LABEL.sub("", text, count=1)
    address = _ADDRESS.match(bare)
    if isbn_is_valid(text) and not address:
        return Wanted(asked, "isbn", parse_isbn(text))
    if " " in bare or not bare:
        return None
    if not address and (_ISBN_MARK.match(text) or _ISBN_LIKE.fullmatch(bare)):
        return None
    # "10.48550/arXiv.2101.00001v2" is one too; DataCite knows it without its version.
    doi = arxiv_doi(parse_arxiv(text) or parse_arxiv(bare))
    pubmed = "" if doi else _pubmed(text, bare)
    if pubmed:
        return Wanted(asked, "pubmed", pubmed)
    doi = doi or _doi(bare)
    return Wanted(asked, "doi", doi) if doi else None


def _doi(bare: str) -> str:
    doi = parse_doi(bare)
    begins = bare.casefold().startswith("10.")
    return doi if doi and (begins or _ADDRESS.match(bare) or "doi.org/" in bare) else ""


def _pubmed(text: str, bare: str) -> str:
    if bare.isdigit() and bare == text:
        return ""
    pmcid = parse_pmcid(text)
    marked = bare.upper().startswith("PMC") or (pmcid and "ncbi.nlm.nih.gov" in text)
    return pmcid if pmcid and marked else parse_pmid(text)


def shortened(text: str) -> str:
    """A text on one line, short enough for a message."""
    line = " ".join(unquote(text[:500], errors="replace").split()) if "%" in text else text[:500]
    line = " ".join(line.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"


def _is_file(text: str) -> bool:
    try:
        return bool(text) and len(text) < 4096 and Path(text).is_file()
    except (OSError, ValueError):
        return False


def _why_not(text: str) -> str:
    """Why a word asks for nothing."""
    if not text:
        return "is empty"
    if Path(text).is_dir():
        return "is a folder; name the files in it"
    if _ISBN_MARK.match(text) or _ISBN_LIKE.fullmatch(text):
        return "is no ISBN: its check digit is wrong"
    if text.isdigit():
        return f"is a number of what? For PubMed write pmid:{text}"
    if _ADDRESS.match(text):
        return "is an address without a DOI; give the DOI, or the page's PDF"
    return "no such file, and no DOI, ISBN, arXiv or PubMed identifier"


def _in_file(path: Path) -> list[Wanted]:
    from refkit.readers import read_bytes
    from refkit.readers.pdf import is_pdf

    name = str(path)
    try:
        if is_pdf(read_bytes(path, limit=1024)):
            return [Wanted(name, "pdf", path=path)]
        return _in_content(read_bytes(path), name, path)
    except InputError as error:
        return [Wanted(name, "nothing", error.reason)]


def _in_content(data: bytes, name: str, path: Path | None) -> list[Wanted]:
    """What the content of a file asks for: works, a list of identifiers, or references."""
    if not data.strip():
        return [Wanted(name, "nothing", "is empty")]
    from refkit.readers.forms import EXTENSIONS

    suffix = path.suffix.lower() if path else ""
    # Whatever the text of an article looks like: one about BibTeX has entries.
    if suffix not in EXTENSIONS and _is_works(data, suffix):
        return [Wanted(name, "works", path=path, data=data)]
    listed = list(_list_of_identifiers(data))
    return listed or [Wanted(name, "article", path=path, data=data)]


def _is_works(data: bytes, suffix: str) -> bool:
    """Whether a file holds works, by the ending of its name or else by its content."""
    from refkit.formats import FORMATS

    named = any(suffix in known.extensions for known in FORMATS.values())
    return named or bool(works_format(data))


def _list_of_identifiers(data: bytes) -> Iterator[Wanted]:
    """The identifiers of a text with one on each line; of any other text, none.

    Where more than half of the lines are identifiers, the others are "nothing".
    """
    lines = [line.strip() for line in data.decode("utf-8-sig", "replace").splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    found = [(line, identified(line)) for line in lines]
    if sum(each is not None for _, each in found) * 2 <= len(lines):
        return
    for line, each in found:
        yield each or Wanted(shortened(line), "nothing", "no DOI, ISBN, arXiv or PubMed identifier")
