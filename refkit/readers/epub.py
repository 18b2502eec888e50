"""The reader of EPUB: the chapters of a book in the order of reading, as one Document.

Source: EPUB 3.3 (W3C), sections 4 (container), 5 (package document) and 5.7 (spine), which holds
for EPUB 2 too. The chapters are XHTML, and read as HTML is, all at once: a citation in one of them
leads to a reference list in another.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Final, NamedTuple
from urllib.parse import unquote

from refkit.errors import UnreadableError
from refkit.model import Document, Part
from refkit.normalize import decoding
from refkit.normalize.patterns import lazy_pattern
from refkit.readers.archive import Archive
from refkit.readers.elements import attributes, events, local
from refkit.readers.html import read_html

_WHAT: Final = "an EPUB file (.epub)"
_CONTAINER: Final = "META-INF/container.xml"
_ENCRYPTION: Final = "META-INF/encryption.xml"
_CHAPTER_ENDINGS: Final = (".xhtml", ".html", ".htm", ".xht")
_CHAPTER_TYPES: Final = frozenset({"application/xhtml+xml", "text/html", "application/html"})
_SHOWN: Final = 5
# An internal subset: the only place where XHTML could declare entities.
_DECLARATIONS: Final = lazy_pattern(
    r"""
    (?: \s++ | <\?.*?\?> | <!--.*?--> )*+
    <!DOCTYPE (?: [^<>\["'] | "[^"]*" | '[^']*' )*+ \[
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)


class Item(NamedTuple):
    """A file that the package document lists.

    Attributes:
        name: Its name in the package, as the archive has it; as written if it is not there.
        kind: Its media type: "application/xhtml+xml".
        contents: Whether it is the table of contents ("nav").
    """

    name: str
    kind: str
    contents: bool


def read_epub(data: bytes, *, path: str = "") -> Document:
    """Read an EPUB.

    ``Document.source`` is the XHTML of all chapters, each a part that is named as its file is, with
    lines of its own. The table of contents that programs make is left out.

    Args:
        data: The content of the file.
        path: The file's name as the user gave it.

    Returns:
        The Document. Chapters that are listed, but missing, are in its ``guesses``.

    Raises:
        UnreadableError: If it is encrypted, damaged, or no EPUB.
    """
    archive = Archive(data, path=path, what=_WHAT)
    guesses: list[str] = []
    chapters = _chapters(archive, guesses, path)
    _refuse_encrypted(archive, {chapter.name for chapter in chapters}, path)
    source: list[str] = []
    parts: list[Part] = []
    length = 0
    missing: list[str] = []
    for chapter in chapters:
        if chapter.name not in archive:
            missing.append(chapter.name)
            continue
        text = _text_of(archive, chapter.name, guesses, path)
        length += len(text)
        if length > decoding.LIMIT:
            raise UnreadableError("is too large for an article", path=path)
        parts.append(Part(length - len(text), chapter.name, "section"))
        source.append(text)
    if missing:
        shown = ", ".join(missing[:_SHOWN]) + (" …" if len(missing) > _SHOWN else "")
        what = "1 chapter is" if len(missing) == 1 else f"{len(missing)} chapters are"
        guesses.append(f"{what} listed, but missing: {shown}")
    if not source:
        raise UnreadableError("is damaged: it has no chapters", path=path)
    document = read_html("".join(source), path=path)
    document.format = "epub"
    document.parts = parts
    document.guesses[:0] = guesses
    return document


def _text_of(archive: Archive, name: str, guesses: list[str], path: str) -> str:
    """The XHTML of a chapter, which ends with a line feed."""
    data = archive.read(name)
    try:
        decoded = decoding.decode(data, path=path)
    except UnreadableError as error:
        raise UnreadableError(f"is damaged: {name} {error.reason}", path=path) from None
    guesses += (f"{name}: {guess}" for guess in decoded.guesses)
    if _DECLARATIONS.match(decoded.text):
        raise UnreadableError(
            f"has declarations of its own in the document type of {name}, such as entities",
            path=path,
        )
    return decoded.text if decoded.text.endswith("\n") else f"{decoded.text}\n"


def _chapters(archive: Archive, guesses: list[str], path: str) -> list[Item]:
    """The chapters in the order of reading."""
    package = _package_name(archive, guesses, path)
    items, order = _package(archive, package, path)
    if order:
        found = [items[each] for each in dict.fromkeys(order) if each in items]
    else:
        guesses.append("the order of the chapters is not said: they are read as they are listed")
        found = list(items.values())
    chapters = [item for item in found if _is_chapter(item)]
    without_contents = [item for item in chapters if not item.contents]
    return list({item.name: item for item in without_contents or chapters}.values())


def _is_chapter(item: Item) -> bool:
    return item.kind in _CHAPTER_TYPES or item.name.lower().endswith(_CHAPTER_ENDINGS)


def _package_name(archive: Archive, guesses: list[str], path: str) -> str:
    """The name of the package document, which the container tells."""
    if _CONTAINER in archive:
        for name, given in _tags(archive, _CONTAINER, path):
            if name == "rootfile":
                found = _found(archive, "", given.get("full-path", ""))
                if found in archive:
                    return found
    for name in archive.names:
        if name.lower().endswith(".opf"):
            guesses.append(f"the container does not say where its contents are: {name} was taken")
            return name
    raise UnreadableError(f"is damaged, or not {_WHAT}: it has no package document", path=path)


def _package(archive: Archive, package: str, path: str) -> tuple[dict[str, Item], list[str]]:
    """The items that a package document lists, by their ids, and the ids of the spine in order."""
    items: dict[str, Item] = {}
    order: list[str] = []
    for name, given in _tags(archive, package, path):
        if name == "item":
            file = _found(archive, posixpath.dirname(package), given.get("href", ""))
            contents = "nav" in given.get("properties", "").split()
            kind = given.get("media-type", "").strip().lower()
            items[given.get("id", f"#{len(items)}")] = Item(file, kind, contents)
        elif name == "itemref":
            order.append(given.get("idref", ""))
    return items, order


def _tags(archive: Archive, name: str, path: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The elements of a member, by their names without prefix, and their attributes."""
    try:
        text = decoding.decode(archive.read(name), path=path).text
        for event in events(text, path=path):
            if event.kind in ("open", "empty"):
                yield local(event.name), attributes(event.inside)
    except UnreadableError as error:
        if error.line or error.reason.startswith("is a binary"):
            raise UnreadableError(f"is damaged: {name} {error.reason}", path=path) from None
        raise


def _found(archive: Archive, folder: str, href: str) -> str:
    """The name of the member that an address means; as well as it can be told, if there is none."""
    plain = href.partition("#")[0]
    names = [
        posixpath.normpath(posixpath.join(folder, each)).lstrip("/")
        for each in (unquote(plain), plain)
    ]
    return next((name for name in names if name in archive), names[0])


def _refuse_encrypted(archive: Archive, chapters: set[str], path: str) -> None:
    """Refuse a book whose text is encrypted. That its fonts are is no matter (section 4.3)."""
    if _ENCRYPTION not in archive:
        return
    for name, given in _tags(archive, _ENCRYPTION, path):
        if name == "CipherReference" and _found(archive, "", given.get("URI", "")) in chapters:
            raise UnreadableError("is encrypted, as shops do it: its text is locked", path=path)
