"""Formats: files of references to Works and back, each in a module of its own.

:data:`FORMATS` is the registry; :func:`load` finds the format from the name or the content, and
:func:`dump` writes. A format's module, and the library that it needs, is imported when it is used.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from importlib import import_module
from pathlib import PurePath
from typing import Any, Final, cast

import msgspec

from refkit.errors import ConfigurationError, FormatError, UnreadableError
from refkit.formats.loaded import Loaded, Problem
from refkit.model import Work

__all__ = ["FORMATS", "Format", "Loaded", "Problem", "detect", "dump", "load"]


class Format(msgspec.Struct, frozen=True):
    """A format: its name, and how it is read and written.

    Attributes:
        name: Its name on the command line: "csl-json".
        title: Its name for people.
        extensions: Endings of its files, with the dot, the usual one first.
        read: From a file's content and its name to what was loaded.
        write: From Works and the format's options to the file's content.
        options: What ``write`` takes beside the Works.
    """

    name: str
    title: str
    extensions: tuple[str, ...]
    read: Callable[[bytes | str, str], Loaded]
    write: Callable[..., str]
    options: tuple[str, ...] = ()


def _read_bibtex(data: bytes | str, path: str) -> Loaded:
    from refkit.formats.bibtex import read_bibtex

    return read_bibtex(data, path=path)


def _read_csl(data: bytes | str, path: str) -> Loaded:
    from refkit.formats.csljson import read_csl

    return Loaded(works=read_csl(data, path=path), format="csl-json")


def _read_csl_lines(data: bytes | str, path: str) -> Loaded:
    from refkit.formats.csljson import read_csl_lines

    return Loaded(works=read_csl_lines(data, path=path), format="csl-jsonl")


def _write(module: str, function: str, works: Iterable[Work], **options: Any) -> str:
    write = getattr(import_module(f"refkit.formats.{module}"), function)
    return cast(str, write(works, **options))


FORMATS: Final[Mapping[str, Format]] = {
    known.name: known
    for known in (
        Format(
            "bibtex",
            "BibTeX and biblatex",
            (".bib", ".bibtex"),
            _read_bibtex,
            partial(_write, "bibtex", "write_bibtex"),
            ("latex", "keys"),
        ),
        Format(
            "csl-json",
            "CSL-JSON",
            (".json", ".csljson"),
            _read_csl,
            partial(_write, "csljson", "write_csl"),
            ("indent",),
        ),
        Format(
            "csl-jsonl",
            "CSL-JSON, one work a line",
            (".jsonl", ".ndjson"),
            _read_csl_lines,
            partial(_write, "csljson", "write_csl_lines"),
        ),
    )
}
"""Every format by name."""

_HEAD_LENGTH: Final = 100_000
_BIBTEX_HEAD: Final = re.compile(r"^[ \t}]*@[ \t]*[A-Za-z]+\s{0,100}[{(]", re.MULTILINE)
_JSON_HEAD: Final = re.compile(r"\s*(?:\[\s*(?:\{|\])|\{\s*(?:\"|\}))")
_CROSSREF: Final = re.compile(r"\"message-type\"|\"message\"\s*:\s*\{")

# Formats that people will try, and what they look like.
_NOT_YET: Final = (
    ("RIS", re.compile(r"^\s*TY  ?- ", re.MULTILINE)),
    ("EndNote XML", re.compile(r"<xml>\s*<records>|<record>\s*<database")),
    ("MODS", re.compile(r"<mods(?:Collection)?\b")),
    ("PubMed (nbib)", re.compile(r"^PMID- ", re.MULTILINE)),
    ("PubMed XML", re.compile(r"<PubmedArticle")),
    ("CITATION.cff", re.compile(r"^cff-version:", re.MULTILINE)),
    ("a response of Crossref's API", _CROSSREF),
)


def load(data: bytes | str, format: str | None = None, path: str = "") -> Loaded:
    """Load Works from the content of a file.

    Args:
        data: The content.
        format: The format's name in :data:`FORMATS`; None to find it from the ending of the name,
            then from the content.
        path: The file's name, for its ending and for errors.

    Returns:
        The Works, and what could not be taken as it stands.

    Raises:
        ConfigurationError: If there is no format of that name.
        FormatError: If no format is recognised, or the content breaks the format's rules.
        UnreadableError: If the content is empty or binary.
    """
    chosen = _format(format) if format is not None else FORMATS[detect(data, path)]
    if not data.strip():
        raise UnreadableError("the file is empty", path=path)
    return chosen.read(data, path)


def dump(works: Iterable[Work], format: str, **options: Any) -> str:
    """Write Works in a format.

    Args:
        works: The Works.
        format: The format's name in :data:`FORMATS`.
        options: The format's own: ``latex`` and ``keys`` for bibtex, ``indent`` for csl-json.

    Returns:
        The content of the file.

    Raises:
        ConfigurationError: If there is no such format, or it has no such option.
    """
    chosen = _format(format)
    unknown = [name for name in options if name not in chosen.options]
    if unknown:
        has = f"; it has {', '.join(chosen.options)}" if chosen.options else ""
        raise ConfigurationError(f"{format} has no option {', '.join(unknown)}{has}")
    return chosen.write(works, **options)


def detect(data: bytes | str, path: str = "") -> str:
    """The name of the format of a file's content.

    The name's ending decides where a format has it, the content where none has.

    Args:
        data: The content.
        path: The file's name; "" if there is none.

    Raises:
        FormatError: If it is none of :data:`FORMATS`; names them, and the format if it is known.
        UnreadableError: If the content is empty or binary, and the ending says nothing.
    """
    suffix = PurePath(path).suffix.lower()
    named = next((known.name for known in FORMATS.values() if suffix in known.extensions), "")
    head = _head(data)
    if named != "bibtex":
        for title, looks in _NOT_YET:
            if looks.search(head, 0, 2000):
                reason = f"{title} is not a format that can be loaded; {_supported()}"
                raise FormatError(reason, path=path)
    if named:
        return named
    if _JSON_HEAD.match(head):
        return "csl-json"
    if _BIBTEX_HEAD.search(head):
        return "bibtex"
    if not head.strip():
        raise UnreadableError("the file is empty", path=path)
    if "\0" in head:
        raise UnreadableError("this is a binary file, not text", path=path)
    raise FormatError(f"the format cannot be told; {_supported()}", path=path)


def _head(data: bytes | str) -> str:
    """The beginning of the content, good enough to tell its format."""
    if isinstance(data, str):
        return data[:_HEAD_LENGTH].removeprefix("\ufeff")
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    head = data[:_HEAD_LENGTH].decode("utf-16" if utf16 else "utf-8-sig", "replace")
    return head.replace("\r", "\n")


def _format(name: str) -> Format:
    if name not in FORMATS:
        raise ConfigurationError(f"no format '{name}'; {_supported()}")
    return FORMATS[name]


def _supported() -> str:
    return "formats are " + ", ".join(FORMATS)
