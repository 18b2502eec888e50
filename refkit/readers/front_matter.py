"""Front matter: the data in the header of an article, and the files and works that it names.

Pandoc's metadata blocks (manual, "Metadata blocks"), Hugo's and Zola's ``+++`` blocks in TOML, and
the files of a project that speak for its articles: ``_quarto.yml`` of Quarto, ``_config.yml`` of
Jupyter Book, ``myst.yml`` of MyST, ``index.Rmd`` of bookdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

import msgspec

from refkit.model import Embedded
from refkit.normalize.patterns import lazy_pattern
from refkit.readers.beside import Beside

_SIZE: Final = 2_000_000
"""Longer headers, in characters, are not looked into."""
_DEEPEST: Final = 8
_MOST: Final = 200_000
"""Values of a header that are looked at; one that refers to itself again and again has no end."""

_TELLING: Final = lazy_pattern(
    r"^ [ \t]{0,20} ['\"]? (?: bibliography | bibtex_bibfiles | references | nocite ) ['\"]?"
    r" [ \t]{0,40} [:=]",
    re.VERBOSE | re.MULTILINE,
)
_NAMED: Final = frozenset(["bibliography", "bibtex_bibfiles"])
_BIB_LINE: Final = lazy_pattern(
    r"^ [ \t]{0,20} bibliography [ \t]{0,40} [:=] (?P<value> [^\n]{0,2000} )",
    re.VERBOSE | re.MULTILINE,
)
# bibliography: "`r rbbt::bbt_write_bib('references.bib')`", as R Markdown's header may compute it.
_FILE: Final = lazy_pattern(r"[\w./~ -]{1,200}\.(?:bib|json|ya?ml|ris|nbib|enl|xml)\b")
_CITED: Final = lazy_pattern(
    r"""
    @ (?: \{ ( [^{}\n]{1,300} ) \}
        | ( \* | \w (?: \w | [:.\#$%&\-+?<>~/]{1,2}+ (?=\w) ){0,300} ) )
    """,
    re.VERBOSE,
)
_PROJECT_FILES: Final = (
    "_quarto.yml", "_metadata.yml", "myst.yml", "_config.yml", "_bookdown.yml", "index.Rmd",
    "index.qmd",
)  # fmt: skip
_FOLDERS: Final = ("", "../", "../../")
_BLOCK: Final = lazy_pattern(
    r"\A\s{0,100}---[ \t]*\r?\n(.{0,200000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL
)


class Header(msgspec.Struct):
    """What the header of an article says about the works that it cites.

    Attributes:
        bibliographies: The files of works that it names, as written.
        embedded: The works that it holds.
        uncited: Keys of works that are to be listed without being cited; "*" for all.
    """

    bibliographies: list[str] = []
    embedded: list[Embedded] = []
    uncited: list[str] = []

    def add(self, other: Header) -> None:
        """Take what another header says as well."""
        self.bibliographies += [
            name for name in other.bibliographies if name not in self.bibliographies
        ]
        self.embedded += other.embedded
        self.uncited += [key for key in other.uncited if key not in self.uncited]


def read_header(text: str, *, toml: bool = False) -> Header:
    """What a block of metadata says.

    Args:
        text: The block without the lines of signs around it.
        toml: Whether it is TOML, and not YAML.

    Returns:
        What it says of works; nothing where it cannot be read, but for a file that it names.
    """
    if len(text) > _SIZE or not _TELLING.search(text):
        return Header()
    data = _from_toml(text) if toml else _from_yaml(text)
    if data is None:
        # A template's "{{ title }}" or R code breaks the YAML; the line itself can still be read.
        found = _BIB_LINE.search(text)
        return Header(bibliographies=_file_names(found["value"]) if found else [])
    return header_of(data)


def header_of(data: Any) -> Header:
    """What metadata, read as plain values, say.

    Args:
        data: The values: tables, lists, strings.
    """
    header = Header()
    budget = iter(range(_MOST))
    for name, value in _pairs(data, 0, budget):
        if name in _NAMED:
            header.add(Header(bibliographies=_file_names(value)))
        elif name == "nocite":
            header.add(Header(uncited=_keys(value)))
    references = data.get("references") if isinstance(data, dict) else None
    items = references if isinstance(references, list) else []
    items = [plain for item in items if isinstance(plain := _plain(item, 0, budget), dict)]
    if any("id" in item for item in items):
        json = msgspec.json.encode(items).decode()
        header.embedded.append(Embedded(format="csl-json", data=json, origin="front matter"))
    return header


def project_bibliographies(beside: Beside) -> list[str]:
    """The files of works that the project around an article names, relative to the article.

    Args:
        beside: What can be opened beside the article.
    """
    if beside.folder is None:
        return []
    for folder in _FOLDERS:
        for name in _PROJECT_FILES:
            ending = name[name.rindex(".") :]
            found = beside.open(folder + name, [ending.lower()])
            if found is None:
                continue
            text = found.text
            if not ending.startswith(".y"):
                block = _BLOCK.match(text)
                text = block.group(1) if block else ""
            named = read_header(text).bibliographies
            if named:
                return [each if "://" in each else folder + each for each in named]
    return []


def _from_yaml(text: str) -> Any:
    import yaml

    # All scalars stay strings: "page: 1:30" is no number of seconds, "volume: 010" not 8.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        data = next(iter(yaml.load_all(text, Loader=loader)), None)
    except (yaml.YAMLError, RecursionError, ValueError):
        return None
    return data if isinstance(data, dict) else None


def _from_toml(text: str) -> Any:
    import tomllib

    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return None


def _pairs(data: Any, depth: int, budget: Iterator[int]) -> Iterator[tuple[str, Any]]:
    """The names and values of a table and of those within it: "format: pdf: bibliography: …"."""
    if depth > _DEEPEST or next(budget, None) is None:
        return
    if isinstance(data, dict):
        for name, value in data.items():
            yield str(name), value
            if name != "references":
                yield from _pairs(value, depth + 1, budget)
    elif isinstance(data, list):
        for value in data:
            yield from _pairs(value, depth + 1, budget)


def _file_names(value: Any) -> list[str]:
    if isinstance(value, str):
        value = value.strip()
        if "`" in value or value.startswith(("[", "{", "!")) or "(" in value:
            return [found.strip() for found in _FILE.findall(value)]
        value = value.strip("'\"").strip()
        return [value] if value and "\n" not in value else []
    if isinstance(value, dict):
        return [name for each in value.values() for name in _file_names(each)]
    if isinstance(value, list):
        return [
            name for each in value[:1000] if isinstance(each, str) for name in _file_names(each)
        ]
    return []


def _keys(value: Any) -> list[str]:
    texts: Sequence[Any] = value if isinstance(value, list) else [value]
    return [
        braced or key
        for text in texts
        if isinstance(text, str)
        for braced, key in _CITED.findall(text)
    ]


def _plain(value: Any, depth: int, budget: Iterator[int]) -> Any:
    """A value as JSON has it, of bounded size: YAML's aliases can say it a billion times over."""
    if depth > _DEEPEST or next(budget, None) is None:
        return None
    if isinstance(value, dict):
        return {str(name): _plain(each, depth + 1, budget) for name, each in value.items()}
    if isinstance(value, list):
        return [_plain(each, depth + 1, budget) for each in value]
    return value if isinstance(value, (str, int, float, bool)) or value is None else str(value)
