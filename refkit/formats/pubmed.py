"""PubMed XML: the answers of NCBI's efetch and the files that PubMed exports, and back.

Source: NLM's document type definition, https://dtd.nlm.nih.gov/ncbi/pubmed/doc/out/250101/, and
the description of its elements, https://www.nlm.nih.gov/bsd/licensee/elements_descriptions.html.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from refkit.errors import FormatError
from refkit.formats.loaded import Loaded, Problem
from refkit.formats.pubmed_article import read_article
from refkit.formats.pubmed_book import read_book
from refkit.formats.pubmed_writing import write_records
from refkit.formats.xml import find, local_name, text_of
from refkit.formats.xml_records import read_records
from refkit.model import Work

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["read_pubmed", "write_pubmed"]

_RECORDS = ("PubmedArticle", "PubmedBookArticle")
_ROOTS = ("PubmedArticleSet", "PubmedBookArticleSet", "MedlineCitationSet", *_RECORDS)


def read_pubmed(data: bytes | str, *, path: str = "") -> Loaded:
    """Read PubMed XML: a PubmedArticleSet, or one article.

    Args:
        data: The file's content, or an answer of efetch with ``retmode=xml``.
        path: The file's name, for errors.

    Returns:
        One Work for each PubmedArticle and PubmedBookArticle, in order. What PubMed says beyond
        CSL's variables is in ``custom["pubmed"]``.

    Raises:
        FormatError: If it is no PubMed XML, or PubMed's own report of an error.
        UnreadableError: If it is empty or no text.
    """
    records = read_records(data, *_RECORDS, path=path)
    _check_root(records.root, path)
    loaded = Loaded(problems=records.problems, format="pubmed-xml")
    loaded.encoding = "utf-8" if isinstance(data, bytes) else ""
    for record in records.records:
        read = read_article if record.element.tag == "PubmedArticle" else read_book
        work = read(record.element)
        if work is None:
            reason = "neither a title nor a PMID"
            loaded.problems.append(Problem(record.line, reason, raw=record.raw, lost=True))
        else:
            loaded.works.append(work)
    loaded.problems.sort(key=lambda problem: problem.line)
    return loaded


def write_pubmed(works: Iterable[Work]) -> str:
    """Works as a PubmedArticleSet; chapters and books as PubmedBookArticle.

    Args:
        works: The Works. What PubMed XML has no element for is left out.

    Returns:
        XML that is valid by NLM's document type definition.
    """
    return write_records(works)


def _check_root(root: _Element, path: str) -> None:
    name = local_name(root)
    if name in _ROOTS:
        return
    told = text_of(find(root, "ERROR")) or (text_of(root) if name == "ERROR" else "")
    if told:
        raise FormatError(f"PubMed reports an error: {told}", path=path, line=1)
    raise FormatError(f"no PubMed XML: the root is <{name}>", path=path, line=1)
