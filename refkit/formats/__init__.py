"""Formats: files of references to Works and back, each in a module of its own.

:data:`FORMATS` is the registry; :func:`load` finds the format from the name or the content, and
:func:`dump` writes. A format's module, and the library that it needs, is imported when it is used.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any, Final

from refkit.errors import ConfigurationError, FormatError, UnreadableError
from refkit.formats.known import FORMATS, Format
from refkit.formats.loaded import Apart, Loaded, Problem
from refkit.model import Work

__all__ = [
    "COMMON_OPTIONS",
    "FORMATS",
    "Apart",
    "Format",
    "Loaded",
    "Problem",
    "detect",
    "dump",
    "load",
]


COMMON_OPTIONS: Final = ("sort", "fields", "omit", "journals", "abbreviations")
"""What :func:`dump` takes for every format: the attributes of a Selection."""

_HEAD_LENGTH: Final = 100_000
_BIB: Final = ".bib"
"""The ending of BibTeX and of biblatex, of which the first takes a file that looks like none."""

_CROSSREF: Final = re.compile(r"\"message-type\"|\"message\"\s*:\s*\{")


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
        options: What all formats have, ``sort``, ``fields``, ``omit``, ``journals`` and
            ``abbreviations`` (see :class:`refkit.formats.selection.Selection`), and the format's
            own: ``latex`` and ``keys`` for bibtex, ``indent`` for csl-json.

    Returns:
        The content of the file.

    Raises:
        ConfigurationError: If there is no such format, or it has no such option, or an option no
            such value.
    """
    chosen = _format(format)
    common = {name: options.pop(name) for name in COMMON_OPTIONS if name in options}
    unknown = [name for name in options if name not in chosen.options]
    if unknown:
        has = ", ".join((*chosen.options, *COMMON_OPTIONS))
        raise ConfigurationError(f"{format} has no option {', '.join(unknown)}; it has {has}")
    if common:
        from refkit.formats.selection import Selection

        works = Selection(**common).of(works)
    return chosen.write(works, **options)


def detect(data: bytes | str, path: str = "") -> str:
    """The name of the format of a file's content.

    The content decides; the name's ending where the content fits several formats, or none.

    Args:
        data: The content.
        path: The file's name; "" if there is none.

    Raises:
        FormatError: If it is none of :data:`FORMATS`; names them, and the format if it is known.
        UnreadableError: If the content is empty or binary, and the ending says nothing.
    """
    suffix = PurePath(path).suffix.lower()
    head = _head(data)
    named = [known.name for known in FORMATS.values() if suffix in known.extensions]
    looks = [known.name for known in FORMATS.values() if known.looks.search(head)]
    for name in looks:
        if name in named:
            return name
    if head.lstrip().startswith("{") and _CROSSREF.search(head, 0, 2000):
        reason = f"a response of Crossref's API is not a format that can be loaded; {_supported()}"
        raise FormatError(reason, path=path)
    if looks:
        return looks[0]
    if len(named) == 1 or suffix == _BIB:
        return named[0]
    if not head.strip():
        raise UnreadableError("the file is empty", path=path)
    if "\0" in head:
        raise UnreadableError("this is a binary file, not text", path=path)
    raise FormatError(f"the format cannot be told; {_supported()}", path=path)


def _head(data: bytes | str) -> str:
    """The beginning of the content, good enough to tell its format."""
    if isinstance(data, str):
        return data[:_HEAD_LENGTH].removeprefix("\ufeff").replace("\r", "\n")
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    head = data[:_HEAD_LENGTH].decode("utf-16" if utf16 else "utf-8-sig", "replace")
    return head.replace("\r", "\n")


def _format(name: str) -> Format:
    if name not in FORMATS:
        raise ConfigurationError(f"no format '{name}'; {_supported()}")
    return FORMATS[name]


def _supported() -> str:
    return "formats are " + ", ".join(FORMATS)
