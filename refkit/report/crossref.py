"""Records as Crossref sent them: its own JSON, for programs that read that."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import msgspec

from refkit.model import Record


class _Head(msgspec.Struct):
    """What Crossref's JSON has and CSL-JSON or DataCite's has not: a DOI, and titles in a list."""

    DOI: str
    title: list[Any] = []


_HEADS: Final = msgspec.json.Decoder(_Head)


def is_crossref(record: Record) -> bool:
    """Whether a Record keeps Crossref's JSON: that of a registry, a file or a Snapshot of its."""
    try:
        _HEADS.decode(record.raw)
    except msgspec.DecodeError:
        return False
    return True


def write_crossref(records: Iterable[Record], *, lines: bool = False) -> str:
    """Crossref's JSON of Records.

    Args:
        records: The Records, for each of which :func:`is_crossref` holds.
        lines: Whether to write one work a line, and no list.

    Returns:
        The works as they were sent, spaces between values aside.
    """
    works = [msgspec.json.format(record.raw, indent=0) for record in records]
    if lines:
        return "".join(f"{work}\n" for work in works)
    return msgspec.json.format(f"[{','.join(works)}]", indent=2) + "\n"
