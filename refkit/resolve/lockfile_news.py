"""News: what the world says of a reference now, and did not say when it was locked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from refkit.model import Name, Notice, Record, Relation
from refkit.model.locked import Locked, News, NewsKind
from refkit.model.work import ATTRIBUTES
from refkit.normalize.identifiers import doi_key

_NOTICES: Final[dict[str, tuple[NewsKind, str]]] = {
    "retraction": ("retracted", "was retracted"),
    "withdrawal": ("retracted", "was withdrawn"),
    "removal": ("retracted", "was removed"),
    "partial_retraction": ("retracted", "was retracted in part"),
    "expression_of_concern": ("concern", "has an expression of concern"),
    "correction": ("corrected", "was corrected"),
    "erratum": ("corrected", "has an erratum"),
    "corrigendum": ("corrected", "has a corrigendum"),
    "addendum": ("corrected", "has an addendum"),
    "clarification": ("corrected", "has a clarification"),
    "new_version": ("notice", "has a new version"),
}
"""Crossref's update types to the kind of news and its words."""

_OTHER: Final = "alternative "

_SHOWN: Final = 120
"""Characters of a value in a message."""


def news(old: Locked, new: Locked) -> list[News]:
    """Compare two entries of one reference.

    Args:
        old: The entry in the Lockfile.
        new: What the Sources say now.

    Returns:
        What differs, the gravest first; [] where the old entry still says all that matters. Which
        Source a Record came from, and when, is no news.
    """
    return [*_identity(old, new), *_doi(old, new), *_record(old, new)]


def _identity(old: Locked, new: Locked) -> Iterator[News]:
    before = _place(old.match.record if old.match else None)
    after = _place(new.match.record if new.match else None)
    if old.match and not new.match:
        yield News("lost", f"is not found any more; it was {before}", "", before, "")
    elif new.match and not old.match:
        yield News("found", f"is found now: {after}", "", "", after)
    elif old.match and new.match and not _same_work(old.match.record, new.match.record):
        message = f"is identified with another record: {after}, where it was {before}"
        yield News("other-work", message, "", before, after)
    elif old.identity != new.identity and "another-work" not in (old.identity, new.identity):
        yield News("changed", f"was {_words(old)}, and is {_words(new)}", "", "", "")
    claimed, claims = _place(old.claimed), _place(new.claimed)
    if new.claimed and not old.claimed:
        yield News("other-work", f"has a DOI that leads to another work now: {claims}", "DOI")
    elif old.claimed and not new.claimed:
        yield News("other-work", f"has a DOI that does not lead to {claimed} any more", "DOI")
    elif old.claimed and new.claimed and not _same_work(old.claimed, new.claimed):
        message = f"has a DOI that leads to {claims}, where it led to {claimed}"
        yield News("other-work", message, "DOI", claimed, claims)
    elif old.claimed and new.claimed and _values(old.claimed) != _values(new.claimed):
        yield News("changed", f"has a DOI of another work, whose record changed: {claims}", "DOI")


def _doi(old: Locked, new: Locked) -> Iterator[News]:
    was, is_ = _is_dead(old), _is_dead(new)
    if is_ and not was:
        yield News("dead-doi", "has a DOI that does not exist any more", "DOI")
    elif was and not is_:
        yield News("living-doi", "has a DOI that exists now, or that nobody denies", "DOI")


def _record(old: Locked, new: Locked) -> Iterator[News]:
    if new.match is None:
        return
    record = new.match.record
    if old.match is None or not _same_work(old.match.record, record):
        # All of it is new, which is said already; that the work was taken back bears repeating.
        yield from _notices([], [each for each in record.notices if _is_grave(each)])
        return
    known = old.match.record
    yield from _notices(known.notices, record.notices)
    yield from _relations(known.relations, record.relations)
    before, after = _values(known), _values(record)
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) != after.get(name):
            yield _changed(name, _written(before.get(name)), _written(after.get(name)))


def _notices(old: list[Notice], new: list[Notice]) -> Iterator[News]:
    for notice in new:
        if notice not in old:
            kind, said = _NOTICES.get(notice.type, ("notice", f"has a notice: {notice.label}"))
            when = f" {'on' if said.startswith('was') else 'of'} {notice.date}"
            where = f", see https://doi.org/{notice.DOI}" if notice.DOI else ""
            message = f"{said}{when if notice.date else ''}{where}"
            yield News(kind, message, "", "", notice.DOI)
    kept = {(notice.type, notice.DOI) for notice in new}
    for notice in old:
        if (notice.type, notice.DOI) not in kept:
            word = notice.type.replace("_", " ")
            where = f" (https://doi.org/{notice.DOI})" if notice.DOI else ""
            yield News("notice-gone", f"has its {word} no more{where}", "", notice.DOI, "")


def _relations(old: list[Relation], new: list[Relation]) -> Iterator[News]:
    for relation in new:
        if relation not in old:
            published = relation.type == "is-preprint-of"
            said = "was published" if published else relation.type.replace("-", " ")
            where = f"https://doi.org/{relation.id}" if relation.id_type == "doi" else relation.id
            kind: NewsKind = "published" if published else "related"
            message = f"{said}: {where}" if published else f"{said} {where}"
            yield News(kind, message, "", "", relation.id)
    for relation in old:
        if relation not in new:
            said = relation.type.replace("-", " ")
            yield News("related", f"{said} {relation.id} no more", "", relation.id, "")


def _changed(called: str, before: str, after: str) -> News:
    if not before:
        message = f"has a record that names its {called} now: {_shortened(after)}"
    elif not after:
        message = f"has a record that names no {called} any more: {_shortened(before)}"
    else:
        message = f"has a record with another {called}: {_shortened(before)} → {_shortened(after)}"
    variable = called.removeprefix(_OTHER).replace("year", "issued")
    return News("changed", message, variable if variable in ATTRIBUTES else "", before, after)


def _values(record: Record) -> dict[str, Any]:
    """What a Record says, by what it is called: "volume", "year", "alternative container-title"."""
    work = record.work
    values = {name: value for name, value in work.variables() if name not in ("id", "issued")}
    if work.year is not None:
        values["year"] = work.year
    for variable, others in record.variants.items():
        called = "year" if variable == "issued" else variable
        values[f"{_OTHER}{called}"] = others
    if record.amends:
        values["work that it amends"] = record.amends
    return values


def _written(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(_name(each) if isinstance(each, Name) else each for each in value)
    return "" if value is None else str(value)


def _name(name: Name) -> str:
    """A name in full: that a registry now has "Lauren" for "L." is told."""
    particles = (name.dropping_particle, name.non_dropping_particle)
    family = " ".join(filter(None, (*particles, name.family)))
    return ", ".join(filter(None, (family, name.given, name.suffix, name.literal)))


def _same_work(old: Record, new: Record) -> bool:
    return doi_key(old.work.DOI) == doi_key(new.work.DOI)


def _is_dead(entry: Locked) -> bool:
    return any(each.by == "doi" and each.outcome == "absent" for each in entry.answers)


def _is_grave(notice: Notice) -> bool:
    return _NOTICES.get(notice.type, ("", ""))[0] in ("retracted", "concern")


def _words(entry: Locked) -> str:
    return "found nowhere" if entry.identity == "not-found" else "not checkable"


def _place(record: Record | None) -> str:
    if record is None:
        return ""
    work = record.work
    return _shortened(f"https://doi.org/{work.DOI}" if work.DOI else work.title or work.id)


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"
