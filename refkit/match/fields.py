"""Fields: a Reference beside a Record, field by field, with the excuses that were used."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from refkit.match.agreement import SAME, Agreement, excused, misread
from refkit.match.authors import compare_authors
from refkit.match.entry import Place, evidence, find_title
from refkit.match.found import container_names, known_years, values
from refkit.match.imprints import compare_publishers
from refkit.match.named import names_explain
from refkit.match.numbers import compare_numbers, compare_pages
from refkit.match.titles import begins_title, compare_titles, is_cut, lost_species
from refkit.match.venues import compare_venues
from refkit.model import Comparison, Field, Name, Record, Reference
from refkit.normalize.identifiers import doi_key
from refkit.normalize.names import apa_name, family_key
from refkit.normalize.pages import format_pages, parse_pages
from refkit.normalize.patterns import lazy_pattern
from refkit.normalize.text import fold, strip_markup

COMPARED = ("author", "issued", "title", "container-title", "volume", "issue", "page", "DOI")
"""The CSL variables that are compared, in the order of a report; those below come after them."""

EDITED = frozenset(("chapter", "entry", "entry-dictionary", "entry-encyclopedia"))
PUBLISHED = EDITED | {"book", "report", "thesis", "collection"}
"""Types of works in whose references the editors and the publisher are compared."""

_CLEARLY_NAMED = 0.9
"""The parser's confidence in editors and publishers from which on a disagreement counts."""

SURE_READING = 0.6
"""The parser's confidence in a field from which on a disagreement counts."""

_ADDRESS = lazy_pattern(r"https?:|\bdoi\b|\b10\.\d{4}", re.IGNORECASE)
_STOP = lazy_pattern(r"[.?!]['\"”’]?\s+")
_MOST_STOPS = 12
_FEWEST_OTHERS = 3
"""Fields that have to agree before a title of a few letters is taken for the main title."""

_FEWEST_MEMBERS = 2
"""People who may be meant by a group."""

_ADJACENT = 4
"""Characters between a title and the container that follows it."""

_ENTITY = lazy_pattern(r"&(?:[A-Za-z]{2,8}|#\d{2,5}|#x[0-9A-Fa-f]{2,5});")
_BESIDE = 10
"""Characters around a field in which an entity casts doubt on it."""

_ABRIDGED = lazy_pattern(
    r"\bet\.?\s{0,3}al\b|\band\s+others\b|\bu\.\s?a\.|…|\.\s?\.\s?\.|\bet\s+coll\b", re.IGNORECASE
)
"""How an author list says that it is not complete."""

_CUT_WRONG = frozenset(("added", "missing", "replaced", "other"))
"""What names that were cut wrong look like."""

_MARKS = lazy_pattern(r"[\\{}ÃÅ]|&\w{2,8};")
"""Signs of LaTeX, HTML and of a wrong encoding in plain text: "No{\'e}", "&amp;", "MarrÃ£o"."""


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
    """Whether a field may have been read wrong: the parser was unsure, or mended its text.

    What has neither letters nor figures, such as the bracket before an address, names nothing; and
    an entity that was escaped twice, "308&ndash;311", misleads the parser about what is beside it.
    """
    start, end = field.span.start, field.span.end
    return (
        field.confidence < SURE_READING
        or bool(_ENTITY.search(reference.raw, max(0, start - _BESIDE), end + _BESIDE))
        or any(
            repair.span.start < field.span.end and field.span.start < repair.span.end
            for repair in reference.repairs
        )
        or not any(map(str.isalnum, reference.raw[field.span.start : field.span.end]))
    )


def compare(reference: Reference, record: Record) -> list[Comparison]:
    """Compare a Reference with the Record of its work, in words.

    A field that disagrees, and that the parser was not sure to have read right, accuses nobody.

    Returns:
        One Comparison for each field that both sides have, in the order of ``COMPARED``, then for
        editors and publisher.
    """
    compared = dict(_as_read(reference, _as_written(reference, record)))
    compared |= _credits(reference, record, compared)
    return [
        Comparison(
            variable=variable,
            written=_written(reference, variable),
            found=_found(record, variable),
            same=agreement.same,
            excuse=agreement.excuse,
            detail=agreement.detail,
        )
        for variable, agreement in compared.items()
    ]


def _written(reference: Reference, variable: str) -> str:
    """A field as the entry has it; editors stand for authors where there are none."""
    text = reference.written(variable) or _value(reference.work.get(variable))
    return text or (reference.written("editor") if variable == "author" else "")


def _credits(
    reference: Reference, record: Record, compared: Mapping[str, Agreement]
) -> dict[str, Agreement]:
    """The Agreements on editors and publisher, of a work that is this very edition for certain.

    They say nothing of which work is meant: other editions have other editors, and a registry names
    who deposits today.
    """
    found: dict[str, Agreement] = {}
    sure = all(
        compared[name].same for name in ("issued", "title", "container-title") if name in compared
    )
    doi = compared.get("DOI")
    if record.work.type in EDITED:
        editors = _editors(reference, record)
        if editors is not None and (editors.same or sure):
            found["editor"] = editors
    if record.work.type in PUBLISHED and _clearly(reference, "publisher"):
        publisher = compare_publishers(reference.work.publisher, record.work.publisher)
        if publisher is not None and (publisher.same or (sure and doi is not None and doi.same)):
            found["publisher"] = publisher
    return found


def _clearly(reference: Reference, variable: str) -> bool:
    field = reference.fields.get(variable)
    return field is not None and field.confidence >= _CLEARLY_NAMED


def _editors(reference: Reference, record: Record) -> Agreement | None:
    ours, theirs = reference.work.editor, record.work.editor
    if not ours or not theirs or not reference.work.author or not _clearly(reference, "editor"):
        return None
    written = reference.written("editor")
    abridged = bool(
        _ABRIDGED.search(written + reference.raw[reference.fields["editor"].span.end :][:12])
    )
    agreement = compare_authors(ours, theirs, abridged=abridged)
    if agreement.same:
        return agreement
    if names_explain(written, theirs, abridged=abridged):
        return excused("named-in-entry", 0.9)
    if agreement.detail in ("missing", "added", "order"):
        # Deposits name the first editor only, or those of the series and the section as well.
        return excused("editors-in-part", agreement.score)
    return agreement


def _as_written(reference: Reference, record: Record) -> dict[str, Agreement]:
    """The Agreements, but for what the parser was misled in, or the registry cut off.

    Where the Record's title stands elsewhere in the entry than the parser has a title, as in two
    references that were glued, no field accuses anybody. Where it begins the title as written, the
    registry may have lost the rest with its markup: "Regulation of" for "Regulation of Drosophila".
    """
    compared = agreements(reference, record)
    compared |= _split_anew(reference, record, compared)
    if all(agreement.same for agreement in compared.values()):
        return compared
    compared |= _main_title(reference, record, compared)
    compared |= _members(reference, record, compared)
    place = find_title(reference, record)
    if place is None or not place.exact:
        return compared
    compared |= _within(reference, place, compared)
    if not misread(compared):
        return compared
    field = reference.fields.get("title")
    astray = field is None or not place.begins_at(field.span.start)
    # "ROOST V1.0" was read as the title "ROOST", and a title in quotation marks up to the first
    # quotation within it.
    goes_on = field is not None and place.end > field.span.end
    if not astray and not goes_on and not is_cut(record.work.title):
        return compared
    found = {**evidence(reference, record, place), "title": excused("named-in-entry", 0.9)}
    return {
        variable: agreement
        if agreement.same
        else found.get(variable, excused("unsure-reading") if astray else agreement)
        for variable, agreement in compared.items()
    }


def _main_title(
    reference: Reference, record: Record, compared: dict[str, Agreement]
) -> dict[str, Agreement]:
    """The title, where one side ends before the other, and all else agrees.

    Deposits lost species, in italics, at the end of titles: "… in zebra finches" for "… in zebra
    finches Taeniopygia guttata". A few letters may be the whole main title: "VGGT" alone may be any
    work; by these authors, of this year and in this journal it is "VGGT: Visual Geometry Grounded
    Transformer".
    """
    title = compared.get("title")
    if title is None or title.same:
        return {}
    others = [agreement for variable, agreement in compared.items() if variable != "title"]
    if len(others) < _FEWEST_OTHERS or not all(each.same for each in others):
        return {}
    ours = reference.work.title
    if lost_species(ours, record.work.title):
        return {"title": excused("registry-cut", 0.9)}
    if any(begins_title(ours, found) for found in values(record, "title")):
        return {"title": excused("subtitle", 0.9)}
    return {}


def _members(
    reference: Reference, record: Record, compared: dict[str, Agreement]
) -> dict[str, Agreement]:
    """The authors, where one side names a group and the other its members, and the title agrees.

    A report of the IPCC is cited by its name and deposited with those who wrote it.
    """
    author, title = compared.get("author"), compared.get("title")
    if author is None or author.same or title is None or not title.same or author.score:
        return {}
    kinds = [{bool(name.literal) for name in work.author} for work in (reference.work, record.work)]
    many = len(reference.work.author) >= _FEWEST_MEMBERS or _abridged(reference)
    if kinds == [{True}, {False}] or (kinds == [{False}, {True}] and many):
        return {"author": excused("group-for-members", 0.5)}
    return {}


def _within(
    reference: Reference, place: Place, compared: dict[str, Agreement]
) -> dict[str, Agreement]:
    """What was read out of the Record's title: the pages of "1998. 384 pages. $125.00"."""
    return {
        variable: excused("unsure-reading")
        for variable, agreement in compared.items()
        if not agreement.same
        and (field := reference.fields.get(variable)) is not None
        and variable != "title"
        and place.start <= field.span.start
        and field.span.end <= place.end
    }


def _split_anew(
    reference: Reference, record: Record, compared: dict[str, Agreement]
) -> dict[str, Agreement]:
    """Title and container, where another full stop between them makes both agree.

    "Framework. IEEE Trans. Intell. Transp. Syst." was once read as the container "Transp. Syst.",
    "Editorial. Cad. Saúde Pública" as the title "Editorial. Cad".
    """
    title, container = (reference.fields.get(name) for name in ("title", "container-title"))
    wrong = [name for name in ("title", "container-title") if name in compared]
    if title is None or container is None or all(compared[name].same for name in wrong):
        return {}
    if not 0 <= container.span.start - title.span.end <= _ADJACENT:
        return {}
    text = reference.raw[title.span.start : container.span.end]
    for stop in list(_STOP.finditer(text))[:_MOST_STOPS]:
        venue = compare_venues(text[stop.end() :], container_names(record))
        whole = compare_titles(text[: stop.start() + 1], values(record, "title"))
        # All of both: neither a subtitle nor a sentence may be left between them.
        if (
            venue.same
            and whole.same
            and venue.excuse != "container-with-more"
            and whole.excuse != "subtitle"
        ):
            return {name: excused("named-in-entry", 0.9) for name in wrong}
    return {}


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


def _abridged(reference: Reference) -> bool:
    """Whether the reference says that it leaves authors out."""
    field = reference.fields.get("author")
    if _ABRIDGED.search(reference.written("author")):
        return True
    # "et al." may stand just outside the span of the names.
    return field is not None and bool(
        _ABRIDGED.match(reference.raw[field.span.end :].lstrip(" ,;&")[:12])
    )


def _author(reference: Reference, record: Record) -> Agreement | None:
    # "&amp;" that was left in plain text is read as a group of that name.
    people = reference.work.author or reference.work.editor
    ours = [name for name in people if name.literal != "amp"]
    theirs = record.work.author or record.work.editor
    if not ours or not theirs:
        return None
    written, abridged = reference.written("author"), _abridged(reference)
    agreement = compare_authors(ours, theirs, abridged=abridged)
    if agreement.detail == "missing" and _all_named(written, theirs):
        # "Selvaraju R R, Cogswell M" read as one name: the entry names everybody.
        return excused("named-in-entry", 0.9)
    doubted = agreement.detail in _CUT_WRONG or (not agreement.same and _MARKS.search(written))
    if doubted and names_explain(written, theirs, abridged=abridged):
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
    years = known_years(record)
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
    if ours.endswith("]"):
        # APA 7, 9.38: the original title, then its translation in brackets. "[Dataset]" is none.
        original, _, translation = ours[:-1].rpartition("[")
        parts = [compare_titles(part, found) for part in (translation, original)]
        if " " in translation and any(part.same and part.excuse != "subtitle" for part in parts):
            return excused("translated-title")
    return compare_titles(ours, found)


def _container(reference: Reference, record: Record) -> Agreement | None:
    ours = reference.work.container_title
    found = container_names(record)
    if not ours or not found:
        return None
    agreement = compare_venues(ours, found)
    if not agreement.same and not (record.work.ISSN and record.work.volume):
        # Some Records name the publisher in the container's place; that accuses nobody. PeerJ is
        # both.
        publisher = fold(record.work.publisher)
        found = [name for name in found if fold(name) != publisher]
        if not found:
            return None
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
    # The DOI 10.21437/interspeech.2025-2428 names "Interspeech 2025", and the entry need not.
    after = _ADDRESS.split(reference.raw[title.span.end :], maxsplit=1)[0]
    return f"{reference.raw[: title.span.start]} | {after}"


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
    if variable == "editor":
        return _names(record.work.editor)
    if variable == "page":
        pages = record.work.page or record.work.number or "".join(values(record, "page")[:1])
        parsed = parse_pages(pages)
        return format_pages(parsed) if parsed else pages
    found = values(record, variable)
    return found[0] if found else ""
