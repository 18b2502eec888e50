"""Works as the items that citation processors take: CSL-JSON mappings under CSL's names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from msgspec.structs import fields

from refkit.model import Date, Name, Work
from refkit.model.work import DATE_VARIABLES, NAME_VARIABLES

_UNSHOWN: Final = ("id", "type", "custom", "categories")
_NAME_KEYS: Final = {field.name: field.encode_name for field in fields(Name)}
_DATE_KEYS: Final = {field.name: field.encode_name for field in fields(Date)}


def csl_item(work: Work, id: str) -> dict[str, Any]:
    """A Work as a CSL-JSON mapping.

    Args:
        work: The Work. One without a type is taken for what its variables suggest.
        id: The id that it has as an item; Works may have none, or two the same.
    """
    # What CSL-JSON did not know when the Work was read may still be a variable of a style.
    item: dict[str, Any] = {**work.extra, "id": id, "type": csl_type(work)}
    for variable, value in work.variables():
        if variable in _UNSHOWN:
            continue
        if variable in NAME_VARIABLES:
            item[variable] = [_mapping(name, _NAME_KEYS) for name in value]
        elif variable in DATE_VARIABLES:
            item[variable] = _mapping(value, _DATE_KEYS)
        else:
            item[variable] = value
    return item


def csl_type(work: Work) -> str:
    """The CSL type of a Work; one without is taken for what its variables suggest."""
    if work.type:
        return work.type
    if work.container_title:
        in_journal = work.volume or work.issue or work.ISSN
        return "article-journal" if in_journal or not work.publisher else "chapter"
    if work.publisher:
        return "book"
    return "webpage" if work.URL and not work.DOI else "document"


def _mapping(part: Name | Date, keys: Mapping[str, str]) -> dict[str, Any]:
    found = {key: value for field, key in keys.items() if (value := getattr(part, field, None))}
    # A blank before a given name would keep it from being abbreviated.
    found = {key: text.strip() if isinstance(text, str) else text for key, text in found.items()}
    parts = found.get("date-parts")
    if parts:
        found["date-parts"] = [list(date) for date in parts]
    return found
