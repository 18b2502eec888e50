"""Fields: a Reference beside a Record, field by field, with the excuses that were used."""

from __future__ import annotations

import re
from collections.abc import Iterator

from refkit.match.agreement import SAME, Agreement, excused, misread
from refkit.match.authors import compare_authors
from refkit.match.entry import evidence, find_title
from refkit.match.found import container_names, values
from refkit.match.numbers import compare_numbers, compare_pages
from refkit.match.titles import compare_titles, is_cut
from refkit.match.venues import compare_venues
from refkit.model import Comparison, Field, Name, Record, Reference
from refkit.normalize.identifiers import doi_key
from refkit.normalize.names import apa_name, family_key
from refkit.normalize.pages import format_pages, parse_pages
from refkit.normalize.text import fold, strip_markup

COMPARED = ("author", "issued", "title", "container-title", "volume", "issue", "page", "DOI")
"""The CSL variables that are compared, in the order of a report."""

SURE_READING = 0.6
"""The parser's confidence in a field from which on a disagreement counts."""

_ABRIDGED = re.compile(
    r"\bet\.?\s{0,3}al\b|\band\s+others\b|\bu\.\s?a\.|…|\.\s?\.\s?\.|\bet\s+coll\b", re.IGNORECASE
)
"""How an author list says that it is not complete."""


def agreements(reference: Reference, record: Record) -> dict[str, Agreement]:
    """Compare every field that both sides have.

    Returns:
        CSL variable to Agreement, in the order of ``COMPARED``. What either side lacks is left
        out: absent is not wrong.
    """
    compared = {
        "author": _author(reference, record),
        "issued": _issued(reference, record),
        "title": _title(reference, record),
        "container-title": _container(reference, record),
        "volume": _number(reference, record, "volume"),
        "issue": _number(reference, record, "issue"),
        "page": _page(reference, record),
        "DOI": _doi(reference, record),
    }
    return {variable: value for variable, value in compared.items() if value is not None}


def _in_doubt(reference: Reference, field: Field) -> bool:
    """Whether a field may have been read wrong: the parser was unsure, or mended its text."""
    return field.confidence < SURE_READING or any(
        repair.span.start < field.span.end and field.span.start < repair.span.end
        for repair in reference.repairs
    )


def compare(reference: Reference, record: Record) -> list[Comparison]:
    """Compare a Reference with the Record of its work, in words.

    A field that disagrees, and that the parser was not sure to have read right, accuses nobody.

    Returns:
        One Comparison for each field that both sides have, in the order of ``COMPARED``.
    """
    return [
        Comparison(
            variable=variable,
            written=reference.written(variable) or _value(reference.work.get(variable)),
            found=_found(record, variable),
            same=agreement.same,
            excuse=agreement.excuse,
            detail=agreement.detail,
        )
        for variable, agreement in _as_read(reference, _as_written(reference, record))
    ]


def _as_written(reference: Reference, record: Record) -> dict[str, Agreement]:
    """The Agreements, but for what the parser was misled in, or the registry cut off.

    Where the Record's title stands elsewhere in the entry than the parser has a title, as in two
    references that were glued, no field accuses anybody. Where it begins the title as written, the
    registry may have lost the rest with its markup: "Regulation of" for "Regulation of Drosophila".
    """
    compared = agreements(reference, record)
    place = find_title(reference, record) if misread(compared) else None
    if place is None or not place.exact:
        return compared
    field = reference.fields.get("title")
    astray = field is None or not place.begins_at(field.span.start)
    if not astray and not is_cut(record.work.title):
        return compared
    found = {**evidence(reference, record, place), "title": excused("named-in-entry", 0.9)}
    return {
        variable: agreement
        if agreement.same
        else found.get(variable, excused("unsure-reading") if astray else agreement)
        for variable, agreement in compared.items()
    }


def _as_read(
    reference: Reference, compared: dict[str, Agreement]
) -> Iterator[tuple[str, Agreement]]:
    """The Agreements, disagreements excused where the reading of the field is in doubt.

    "Stroke risk. JAMA 2004, 291:2854" was once read as the journal "JAMA 2004".
    """
    for variable, agreement in compared.items():
        field = reference.fields.get(variable)
        if not agreement.same and field is not None and _in_doubt(reference, field):
            yield variable, excused("unsure-reading")
        else:
            yield variable, agreement


def _author(reference: Reference, record: Record) -> Agreement | None:
    ours = reference.work.author or reference.work.editor
    theirs = record.work.author or record.work.editor
    if not ours or not theirs:
        return None
    abridged = bool(_ABRIDGED.search(reference.written("author")))
    field = reference.fields.get("author")
    if field and not abridged:
        # "et al." may stand just outside the span of the names.
        abridged = bool(_ABRIDGED.match(reference.raw[field.span.end :].lstrip(" ,;&")[:12]))
    agreement = compare_authors(ours, theirs, abridged=abridged)
    if agreement.detail == "missing" and _all_named(reference.written("author"), theirs):
        # "Selvaraju R R, Cogswell M" read as one name: the entry names everybody.
        return excused("named-in-entry", 0.9)
    if not agreement.same and record.work.author and record.work.editor:
        everyone = compare_authors(ours, record.work.editor, abridged=abridged)
        if everyone.same:
            return excused("editor-as-author", everyone.score)
    return agreement


def _all_named(written: str, names: list[Name]) -> bool:
    """Whether the family names all stand in a text, in order, as words."""
    text, at = f" {fold(written)} ", 0
    for name in names:
        found = text.find(f" {family_key(name)} ", at)
        if found < 0:
            return False
        at = found + 1
    return True


def _issued(reference: Reference, record: Record) -> Agreement | None:
    ours = reference.work.year
    years = {int(year) for year in record.variants.get("issued", ()) if year.lstrip("-").isdigit()}
    if record.work.year is not None:
        years.add(record.work.year)
    original = reference.work.original_date
    if ours is None or not years:
        return None
    if ours == record.work.year:
        return SAME
    if ours in years:
        return excused("online-or-print-year")
    if original and original.year in years:
        return excused("original-year", 0.9)
    if record.work.type == "article" and min(years) - 3 <= ours <= max(years):
        # A preprint's Record is that of its latest version; each version has its year.
        return excused("preprint-version", 0.8)
    if min(abs(ours - year) for year in years) > 1:
        return Agreement(0.0, same=False)
    if len(years) == 1:
        # Most Records name one of the online and the print year; the other may be right as well
        # (10.1111/j.1365-2265.2009.03728.x: deposited 2009, printed 2010).
        return excused("near-year", 0.5)
    return Agreement(0.5, same=False, detail="near")


def _title(reference: Reference, record: Record) -> Agreement | None:
    found = values(record, "title")
    if record.work.original_title:
        found.append(record.work.original_title)
    ours = reference.work.title
    if not ours or not found:
        return None
    agreement = compare_titles(ours, found)
    if not agreement.same and ours.endswith("]"):
        # APA 7, 9.38: the original title, then its translation in brackets.
        original, _, translation = ours[:-1].rpartition("[")
        for part in (original, translation):
            if compare_titles(part, found).same:
                return excused("translated-title")
    return agreement


def _container(reference: Reference, record: Record) -> Agreement | None:
    ours = reference.work.container_title
    publisher = fold(record.work.publisher)
    found = [name for name in container_names(record) if fold(name) != publisher]
    if not ours or not found:
        # Some Records name the publisher in the container's place; that says nothing.
        return None
    agreement = compare_venues(ours, found)
    if not agreement.same and shared_number(reference, record, "ISSN"):
        # The journal by another of its names, or by a former one.
        return excused("same-issn", 0.95)
    if not agreement.same and _stands_in(_beside_title(reference), found):
        # The parser took too much or too little for the container; the entry has it right.
        return excused("named-in-entry", 0.9)
    return agreement


def shared_number(reference: Reference, record: Record, variable: str) -> bool:
    """Whether both sides have one ISSN or ISBN ("ISSN", "ISBN"), however it is punctuated."""
    ours = _digits(reference.work.get(variable))
    return bool(ours) and ours in {_digits(number) for number in values(record, variable)}


def _digits(identifier: object) -> str:
    return re.sub(r"[^0-9x]", "", str(identifier).casefold())


def _beside_title(reference: Reference) -> str:
    """The entry without its title, in which a journal may be named for another reason."""
    title = reference.fields.get("title")
    if title is None:
        return ""
    return f"{reference.raw[: title.span.start]} | {reference.raw[title.span.end :]}"


def _stands_in(text: str, names: list[str]) -> bool:
    """Whether one of the names, of two words or more, stands in a text as such."""
    folded = f" {fold(text)} "
    keys = [fold(strip_markup(name)) for name in names]
    return any(" " in key and f" {key} " in folded for key in keys)


def _number(reference: Reference, record: Record, variable: str) -> Agreement | None:
    ours, found = reference.work.get(variable), values(record, variable)
    if not ours or not found:
        return None
    return compare_numbers(ours, found)


def _page(reference: Reference, record: Record) -> Agreement | None:
    ours = reference.work.page or reference.work.number
    found = values(record, "page")
    if record.work.number and record.work.number not in found:
        found.append(record.work.number)
    if not ours or not found:
        return None
    return compare_pages(ours, found)


def _doi(reference: Reference, record: Record) -> Agreement | None:
    ours, theirs = doi_key(reference.work.DOI), doi_key(record.work.DOI)
    if not ours or not theirs:
        return None
    if ours == theirs:
        return SAME
    aliases = {doi_key(value) for value in record.variants.get("DOI", ())}
    aliases |= {
        doi_key(relation.id)
        for relation in record.relations
        if relation.id_type == "doi" and relation.type in ("is-identical-to", "is-same-as")
    }
    if ours in aliases:
        return excused("alias-doi")
    return Agreement(0.0, same=False)


def _value(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return _names(value)
    year = getattr(value, "year", None)
    return "" if year is None else str(year)


def _names(names: list[Name]) -> str:
    """Names as APA 7 lists them (9.7–9.8), shortened past six."""
    shown = [apa_name(name) for name in names]
    if len(shown) > 6:
        return f"{', '.join(shown[:5])}, … {shown[-1]} ({len(shown)} in all)"
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])}, & {shown[-1]}"


def _found(record: Record, variable: str) -> str:
    if variable == "issued":
        years = dict.fromkeys([_value(record.work.issued), *record.variants.get("issued", ())])
        return " or ".join(year for year in years if year)
    if variable == "author":
        return _names(record.work.author or record.work.editor)
    if variable == "page":
        pages = record.work.page or record.work.number or "".join(values(record, "page")[:1])
        parsed = parse_pages(pages)
        return format_pages(parsed) if parsed else pages
    found = values(record, variable)
    return found[0] if found else ""
