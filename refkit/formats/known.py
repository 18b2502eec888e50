"""The formats by name: their titles, endings, how their content begins, and who reads and writes.

A format's module, and the library that it needs, is imported when it is used.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from importlib import import_module
from typing import Any, Final, cast

import msgspec

from refkit.formats.loaded import Loaded
from refkit.model import Work
from refkit.normalize.patterns import lazy_pattern

Reader = Callable[[bytes | str, str], Loaded]


class Format(msgspec.Struct, frozen=True):
    """A format: its name, and how it is read and written.

    Attributes:
        name: Its name on the command line: "csl-json".
        title: Its name for people.
        extensions: Endings of its files, with the dot, the usual one first.
        read: From a file's content and its name to what was loaded.
        write: From Works and the format's options to the file's content.
        looks: What the beginning of such a file looks like; searched in it.
        options: What ``write`` takes beside the Works.
        carries: Whether a file holds everything that a Work says, so that reading it gives the
            Works back; the others leave out what they have no place for.
    """

    name: str
    title: str
    extensions: tuple[str, ...]
    read: Reader
    write: Callable[..., str]
    looks: re.Pattern[str]
    options: tuple[str, ...] = ()
    carries: bool = True


def _read(module: str, function: str, data: bytes | str, path: str) -> Loaded:
    read = getattr(import_module(f"refkit.formats.{module}"), function)
    return cast(Loaded, read(data, path=path))


def _write(module: str, function: str, works: Iterable[Work], **options: Any) -> str:
    write = getattr(import_module(f"refkit.formats.{module}"), function)
    return cast(str, write(works, **options))


def _format(
    name: str,
    title: str,
    extensions: tuple[str, ...],
    module: str,
    functions: tuple[str, str],
    looks: str,
    *,
    options: tuple[str, ...] = (),
    carries: bool = True,
) -> Format:
    reader, writer = functions
    return Format(
        name,
        title,
        extensions,
        partial(_read, module, reader),
        partial(_write, module, writer),
        lazy_pattern(looks, re.VERBOSE | re.MULTILINE),
        options,
        carries,
    )


_XML: Final = r"\A [^<]{0,20} (?: <[?!] [^>]{0,2000} > \s{0,100} )*"
"""What may stand before the root of an XML file: declaration, comments, a document type."""

_ROOT: Final = r"(?: [\w.-]{1,30} : )?"
_FENCE: Final = r"[ \t]{0,8} (?: `{3} | ~{3} )"
"""The fence of a block of code: what an article shows in it is no file of works."""

_ENTRY: Final = r"[ \t}]{0,100} @ [ \t]{0,100} [A-Za-z]{1,100} \s{0,100} [{(]"
_BIBTEX: Final = rf"\A (?! \s{{0,100}} < ) (?: (?! {_FENCE} | {_ENTRY} ) [^\n]* \n )* {_ENTRY}"
_CSL_OBJECT: Final = r"""
    \{ \s{0,100} (?: \} | "id" \s{0,20} : | (?= [\s\S]{0,20000}? (?:
        " (?: author | editor ) " \s{0,20} : \s{0,100} \[ \s{0,100} \{
        | " (?: issued | accessed ) " \s{0,20} : \s{0,100} \{
        | " (?: title | container-title | citation-key | DOI ) " \s{0,20} : \s{0,100} [\["]
        | "type" \s{0,20} : \s{0,100} " (?: article | book | chapter | paper- | report | thesis
            | webpage | post | dataset | document | entry | software | manuscript | patent | speech
            | legislation | legal_case | bill | map | song | graphic | standard | review ) \b
    ) ) )
"""
"""An object of CSL-JSON, and not any other: it says early on what an item has."""

_CSL_KEY: Final = r"""
    ["']? (?: id | type | title | author | editor | abstract | accessed | annote
        | archive[a-z_]{0,20} | call-number | categories | citation-[a-z]{1,20}
        | collection-[a-z]{1,20} | container-[a-z-]{1,20} | edition
        | event[a-z-]{0,20} | genre | issued | issue | keyword
        | language | note | number[a-z-]{0,20} | page | publisher[a-z-]{0,20} | source | volume
        | DOI | ISBN | ISSN | PMCID | PMID | URL ) ["']? [ ]{0,10} :
"""
_BIBTEX_OPTIONS: Final = ("latex", "keys", "rekey", "protect", "apart", "carry")

FORMATS: Final[Mapping[str, Format]] = {
    known.name: known
    for known in (
        _format(
            "ris",
            "RIS",
            (".ris",),
            "ris",
            ("read_ris", "write_ris"),
            r"\A (?! \s{0,100} < ) (?: (?! TY [ ]{1,2}- |"
            + _FENCE
            + r") [^\n]{0,200} \n ){0,20} [ \t]* TY [ ]{1,2}- [ ]?",
            options=("carry",),
        ),
        _format(
            "nbib",
            "PubMed (nbib)",
            (".nbib",),
            "nbib",
            ("read_nbib", "write_nbib"),
            r"\A \s{0,100} (?: PMID [ ]? - [ \n] | OWN [ ] - [ ] [A-Z] )",
            carries=False,
        ),
        _format(
            "refer",
            "EndNote tagged (refer)",
            (".enw", ".refer"),
            "refer",
            ("read_refer", "write_refer"),
            # Two tags, since a comment of LaTeX or BibTeX may begin with "%A".
            r"""
            \A \s{0,100} % (?: 0 [ ]{1,4} [A-Z][a-z]
                | [A-Z] [ ] [^\n]{1,500} \n{1,2} (?: %K [^\n]{0,200} \n{1,2} )? % [A-Z0-9] [ ] \S )
            """,
            options=("carry",),
        ),
        _format(
            "isi",
            "Web of Science (ISI)",
            (".ciw", ".isi"),
            "isi",
            ("read_isi", "write_isi"),
            r"\A \s{0,100} (?: FN [ ] [^\n]{1,200} \n{1,4} VR [ ] [0-9] | PT [ ] [A-Z] [ ]? \n )",
            carries=False,
        ),
        _format(
            "endnote-xml",
            "EndNote XML",
            (".xml", ".enx"),
            "endnote",
            ("read_endnote", "write_endnote"),
            _XML + r"< (?: xml> \s{0,200} <records?\b | records> \s{0,200} <record> )",
            options=("carry",),
        ),
        _format(
            "pubmed-xml",
            "PubMed XML",
            (".xml",),
            "pubmed",
            ("read_pubmed", "write_pubmed"),
            _XML + r"< (?: PubmedArticleSet | PubmedArticle | PubmedBookArticle (?: Set )? )\b",
            carries=False,
        ),
        _format(
            "mods",
            "MODS",
            (".mods", ".xml"),
            "mods",
            ("read_mods", "write_mods"),
            _XML + "<" + _ROOT + r"(?: modsCollection | mods )\b",
            options=("carry",),
        ),
        _format(
            "jats",
            "JATS reference list",
            (".xml", ".nxml"),
            "jats",
            ("read_jats", "write_jats"),
            # An article of JATS, and not the <article> of an HTML page.
            _XML
            + r"""
            < (?: (?: ref-list | ref ) \b
                | article (?: [^>]{0,1000} (?: article-type | dtd-version | xmlns: )
                    | > \s{0,100} < (?: front | body | back ) > )
                | back > \s{0,100} < (?: ref-list | ack | title | sec | app-group | fn-group ) )
            """,
            carries=False,
        ),
        _format(
            "word-xml",
            "Word's sources",
            (".xml",),
            "word",
            ("read_word", "write_word"),
            _XML + "<" + _ROOT + r"(?: Sources | Source )\b",
            carries=False,
        ),
        _format(
            "zotero-rdf",
            "Zotero RDF",
            (".rdf", ".xml"),
            "zotero",
            ("read_zotero", "write_zotero"),
            _XML + "<" + _ROOT + r"RDF\b",
            options=("carry",),
        ),
        _format(
            "cff",
            "CITATION.cff",
            (".cff",),
            "cff",
            ("read_cff", "write_cff"),
            r"^ [\"']? cff-version [\"']? \s{0,20} :",
            carries=False,
        ),
        _format(
            "bibjson",
            "BibJSON",
            (".bibjson", ".json"),
            "bibjson",
            ("read_bibjson", "write_bibjson"),
            r"""
            \A \s{0,100} \{ (?= [^\[]{0,4000} " (?: metadata | records ) " \s{0,20} : )
            | \A \s{0,100} [\[{] (?= [\s\S]{0,4000} " (?: identifier | bibtype | journal | cid ) "
                \s{0,20} : \s{0,20} [\[{] )
            """,
        ),
        _format(
            "csl-yaml",
            "CSL-YAML",
            (".yaml", ".yml"),
            "cslyaml",
            ("read_csl_yaml", "write_csl_yaml"),
            r"^ (?: references | items ) : \s{0,100} (?: \#[^\n]{0,200} \s{0,100} )?"
            rf" (?: - \s{{1,100}} {_CSL_KEY} | [-\[] \s{{0,100}} [{{\]] )"
            r"| \A (?: --- \s )? \s{0,100} - [ ]+ [\"']? (?: id | type | title | author ) [\"']? :",
        ),
        _format(
            "bibtex",
            "BibTeX",
            (".bib", ".bibtex"),
            "bibtex",
            ("read_bibtex", "write_bibtex"),
            _BIBTEX,
            options=_BIBTEX_OPTIONS,
        ),
        _format(
            "biblatex",
            "biblatex",
            (".bib",),
            "bibtex",
            ("read_biblatex", "write_biblatex"),
            _BIBTEX,
            options=_BIBTEX_OPTIONS,
        ),
        _format(
            "csl-json",
            "CSL-JSON",
            (".json", ".csljson"),
            "csljson",
            ("load_csl", "write_csl"),
            r"\A \s{0,100} (?: \[ \s{0,100} \] | (?: \[ \s{0,100} )?" + _CSL_OBJECT + ")",
            options=("indent",),
        ),
        _format(
            "csl-jsonl",
            "CSL-JSON, one work a line",
            (".jsonl", ".ndjson"),
            "csljson",
            ("load_csl_lines", "write_csl_lines"),
            r"\A \s{0,100}" + _CSL_OBJECT,
        ),
    )
}
"""Every format by name. Of two that look alike, the first is taken."""
