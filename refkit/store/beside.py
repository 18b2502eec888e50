"""What a file says beside a work: its keywords, the groups that it was in, and its own files.

Reference managers keep these in fields of their own, which the readers leave in ``Work.custom``:
JabRef's ``groups`` and ``file`` (https://docs.jabref.org/finding-sorting-and-cleaning-entries/groups,
https://docs.jabref.org/finding-sorting-and-cleaning-entries/filelinks), which Zotero and Mendeley
write too; L1 to L4 of RIS; the pdf-urls of EndNote; the collections and attachments of Zotero RDF.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import unquote, urlsplit

from refkit.model import Work
from refkit.normalize.latex import latex_to_unicode
from refkit.store.entry import Entry

_SEPARATOR: Final = re.compile(r"\s*[,;]\s*")
_SLASH: Final = "\u2215"
"""The division slash in place of "/" in a name, which parts collections here."""

_PIECE: Final = re.compile(r"(?<!\\);")
_PART: Final = re.compile(r"(?<!\\):")
_ESCAPED: Final = re.compile(r"\\([\\:;{}_&#%])")
_DRIVE: Final = re.compile(r"/?[A-Za-z]:[\\/]")
_ELSEWHERE: Final = re.compile(r"(?:https?|ftp|mailto|zotero|doi)[:]", re.IGNORECASE)
_OF_ENDNOTE: Final = "internal-pdf://"
"""Files in the folder NAME.Data/PDF beside an EndNote library."""

_MOST: Final = 100
"""Files of one work that are looked for."""


class Named(NamedTuple):
    """A file that a work names.

    Attributes:
        path: Its path as written.
        title: What it is called there, or "".
    """

    path: str
    title: str


def keywords_of(work: Work) -> list[str]:
    """The keywords of a work, each once: "tears; crying, grief" are three."""
    return [word for word in dict.fromkeys(_SEPARATOR.split(work.keyword.strip())) if word]


def collections_of(work: Work) -> list[str]:
    """The collections of Zotero and the groups of JabRef that a work was in; they nest by "/"."""
    if not work.custom:
        return []
    found = _texts(_part(work, "zotero").get("collections"))
    for name in ("bibtex", "biblatex"):
        for groups in _texts(_fields(work, name).get("groups")):
            plain = latex_to_unicode(groups) if "\\" in groups else groups
            for group in plain.split(","):
                found.append("/".join(part.replace("/", _SLASH) for part in group.split(" > ")))
    return list(dict.fromkeys(cleaned for each in found if (cleaned := each.strip())))


def files_of(work: Work) -> list[Named]:
    """The files that a work names, as written; addresses on the network are none."""
    if not work.custom:
        return []
    found: list[Named] = []
    for name in ("bibtex", "biblatex"):
        for field in ("file", "pdf"):
            for text in _texts(_fields(work, name).get(field)):
                found += _linked(text)
    for tag in ("L1", "L2", "L3", "L4"):
        found += [Named(path, "") for path in _texts(_fields(work, "ris").get(tag))]
    for tag in ("pdf-urls", "image-urls"):
        found += [Named(path, "") for path in _texts(_fields(work, "endnote").get(tag))]
    attachments = _part(work, "zotero").get("attachments")
    for each in attachments if isinstance(attachments, list) else ():
        if isinstance(each, dict) and isinstance(each.get("path"), str):
            found.append(Named(each["path"], str(each.get("title", ""))))
    paths = {each.path.strip(): each for each in found if not _ELSEWHERE.match(each.path.strip())}
    return [Named(path, each.title) for path, each in paths.items() if path][:_MOST]


def found_file(path: str, folder: Path) -> Path | None:
    """The file that a path means.

    Args:
        path: As a work names it: relative or absolute, "file:///…", of EndNote or of Windows.
        folder: Where relative ones begin: that of the imported file.

    Returns:
        The file; None if it is not there.
    """
    for candidate in _candidates(path, folder):
        try:
            if candidate.is_file():
                return candidate
        except (OSError, ValueError):
            continue  # a name that no file can have
    return None


def _candidates(path: str, folder: Path) -> Iterator[Path]:
    if path.lower().startswith(_OF_ENDNOTE):
        inner = unquote(path[len(_OF_ENDNOTE) :]).lstrip("/")
        if inner and ".." not in Path(inner).parts:
            yield from (data / "PDF" / inner for data in sorted(folder.glob("*.Data")))
        return
    if path.lower().startswith("file:"):
        path = unquote(urlsplit(path).path)
    for written in dict.fromkeys((path, unquote(path), latex_to_unicode(path))):
        plain = written.replace("\\", "/") if "\\" in written else written
        for each in dict.fromkeys((written, plain)):
            yield folder / Path(each).expanduser()
        if not plain.startswith("/") and not _DRIVE.match(plain):
            # Mendeley leaves the first stroke of a path out.
            yield Path("/") / plain


def _linked(text: str) -> Iterator[Named]:
    """The files of a BibTeX field: "Full text:papers/a.pdf:PDF;:b.pdf:PDF", or mere paths."""
    for piece in _PIECE.split(text):
        # Mendeley writes C$\backslash$:/Users/….
        piece = piece.replace("$\\backslash$", "\\")
        parts = _PART.split(piece)
        if len(parts) == 3:
            yield Named(_unescaped(parts[1]), _unescaped(parts[0]).strip())
        elif len(parts) == 4 and _DRIVE.match(f"{parts[1]}:{parts[2]}"):
            yield Named(_unescaped(f"{parts[1]}:{parts[2]}"), _unescaped(parts[0]).strip())
        else:
            yield Named(_unescaped(piece), "")


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)


def _part(work: Work, name: str) -> Mapping[str, Any]:
    part = work.custom.get(name)
    return part if isinstance(part, dict) else {}


def _fields(work: Work, name: str) -> Mapping[str, Any]:
    fields = _part(work, name).get("fields")
    return fields if isinstance(fields, dict) else {}


def _texts(value: object) -> list[str]:
    """The texts of a value of ``custom``: a text, or several."""
    values: Iterable[object] = value if isinstance(value, list) else [value]
    return [each for each in values if isinstance(each, str)]


def with_labels(entry: Entry) -> Work:
    """An entry's Work as it goes to other programs with what the library keeps beside it.

    The tags stand among its keywords, the notes at the end of ``annote``, which styles do not
    print.
    """
    work = entry.work
    there = {word.casefold() for word in keywords_of(work)}
    keywords = [tag for tag in entry.tags if tag.casefold() not in there]
    notes = [note.text for note in entry.notes if note.text not in work.annote]
    if not keywords and not notes:
        return work
    parted = ";" in work.keyword or any("," in tag for tag in keywords)
    separator = "; " if parted else ", "
    return work.copy(
        keyword=separator.join(filter(None, [work.keyword, *keywords])),
        annote="\n\n".join(filter(None, [work.annote, *notes])),
    )
