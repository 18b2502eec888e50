"""Works in the markup of a page: COinS, and what Highwire's ``<meta>`` says of references.

A COinS is the OpenURL of a reference in the title of a ``span``; its fields are those of the matrix
formats of Z39.88-2004 for journals, books and dissertations.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import parse_qs

from refkit.normalize.patterns import lazy_pattern

_VARIABLES: Final = {
    "volume": "volume", "issue": "issue", "pages": "page", "edition": "edition", "pub": "publisher",
    "place": "publisher-place", "issn": "ISSN", "isbn": "ISBN", "series": "collection-title",
}  # fmt: skip
_TYPES: Final = {
    "article": "article-journal", "proceeding": "paper-conference", "bookitem": "chapter",
    "book": "book", "conference": "book", "report": "report", "dissertation": "thesis",
    "preprint": "article", "unknown": "",
}  # fmt: skip
_FORMATS: Final = {"journal": "article-journal", "book": "book", "dissertation": "thesis"}
_HIGHWIRE: Final = {
    "title": "title", "journal_title": "container-title", "volume": "volume", "issue": "issue",
    "pages": "page", "doi": "DOI", "pmid": "PMID", "publisher": "publisher",
}  # fmt: skip
_NO_WORD: Final = lazy_pattern(r"[\W_]+")
_DATE: Final = lazy_pattern(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_LONGEST: Final = 20_000
"""Characters of an OpenURL; one longer than that is none."""

_MOST: Final = 400
"""Fields of an OpenURL, which has one for each author."""


def work_of_context(title: str) -> dict[str, Any]:
    """The CSL-JSON item of a COinS, without its id.

    Args:
        title: The OpenURL: "ctx_ver=Z39.88-2004&rft.atitle=…".

    Returns:
        The item; {} if the OpenURL says nothing of a work.
    """
    if len(title) > _LONGEST or "rft" not in title:
        return {}
    try:
        fields = parse_qs(title, max_num_fields=_MOST)
    except ValueError:
        return {}
    values = {
        name.removeprefix("rft."): " ".join(texts[0].split())
        for name, texts in fields.items()
        if name.startswith("rft.") and texts[0].strip()
    }
    item: dict[str, Any] = {}
    own = values.get("atitle") or values.get("title") or values.get("btitle")
    container = values.get("jtitle") or (values.get("btitle") if values.get("atitle") else "")
    if own:
        item["title"] = own
    if container and container != own:
        item["container-title"] = container
    item.update({_VARIABLES[name]: text for name, text in values.items() if name in _VARIABLES})
    if "page" not in item and "spage" in values:
        last = values.get("epage")
        item["page"] = f"{values['spage']}–{last}" if last else values["spage"]
    _add_people(item, values, fields.get("rft.au", []))
    _add_date(item, values.get("date", ""))
    _add_identifiers(item, fields.get("rft_id", []))
    written = _FORMATS.get(fields.get("rft_val_fmt", [""])[0].rpartition(":")[2], "")
    item["type"] = _TYPES.get(values.get("genre", ""), "") or written or "document"
    return item if "title" in item else {}


def works_described(contents: list[str], entries: list[str]) -> dict[int, dict[str, Any]]:
    """The CSL-JSON items of Highwire's ``<meta name="citation_reference">``.

    Args:
        contents: What each of them says: "citation_title=…;citation_author=…".
        entries: The texts of the entries of the page, as many, in the same order.

    Returns:
        The items without ids, by the number of the entry; only those whose title is in its text.
    """
    found = {}
    for number, (content, entry) in enumerate(zip(contents, entries, strict=True)):
        item = _described(content[:_LONGEST])
        title = _NO_WORD.sub("", item.get("title", "").casefold())
        if title and title in _NO_WORD.sub("", entry.casefold()):
            found[number] = item
    return found


def _described(content: str) -> dict[str, Any]:
    item: dict[str, Any] = {}
    people: list[str] = []
    pages: dict[str, str] = {}
    for part in content.split(";"):
        name, equals, value = part.partition("=")
        name, value = name.strip().removeprefix("citation_"), value.strip()
        if not equals or not value:
            continue
        if name in _HIGHWIRE:
            item.setdefault(_HIGHWIRE[name], value)
        elif name == "author":
            # Springer lists all in one: "J Smith, A Doe".
            people += [value] if value.count(",") == 1 else value.split(",")
        elif name in ("firstpage", "lastpage"):
            pages[name] = value
        elif name in ("publication_date", "date", "year"):
            _add_date(item, value.replace("/", "-"))
    if pages.get("firstpage"):
        last = pages.get("lastpage")
        item.setdefault("page", pages["firstpage"] + (f"–{last}" if last else ""))
    if people:
        item["author"] = [{"literal": person.strip()} for person in people if person.strip()]
    if "title" in item:
        item["type"] = "article-journal" if "container-title" in item else "document"
    return item


def _add_people(item: dict[str, Any], values: Mapping[str, str], others: list[str]) -> None:
    """The first author is in fields of its own, and again among all of them."""
    people = []
    first = {"family": values.get("aulast", ""), "given": values.get("aufirst", "")}
    if first["family"]:
        people.append({key: text for key, text in first.items() if text})
    for number, written in enumerate(others):
        text = " ".join(written.split())
        family, comma, given = (part.strip() for part in text.partition(","))
        if not number and first["family"] and first["family"] in text:
            continue
        if comma and given:
            people.append({"family": family, "given": given})
        elif text:
            people.append({"literal": text})
    if values.get("aucorp") and not people:
        people.append({"literal": values["aucorp"]})
    if people:
        item["author"] = people


def _add_date(item: dict[str, Any], text: str) -> None:
    date = _DATE.fullmatch(text)
    if date is not None:
        item["issued"] = {"date-parts": [[int(part) for part in date.groups() if part]]}
    elif text:
        item["issued"] = {"raw": text}


def _add_identifiers(item: dict[str, Any], identifiers: list[str]) -> None:
    for text in identifiers:
        kind, _, value = text.strip().partition("/")
        if kind == "info:doi":
            item.setdefault("DOI", value)
        elif kind == "info:pmid":
            item.setdefault("PMID", value)
        elif text.startswith(("http://", "https://")):
            item.setdefault("URL", text.strip())
