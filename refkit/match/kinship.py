"""Kinship: works that share a title and are not one work.

A review, an erratum, a letter and its reply carry the title of what they are about; preprint,
conference paper and article, the editions of a book and "Part I" and "Part II" carry each other's.
Each kind of kin that is told apart has its name here, which a Candidate carries.
"""

from __future__ import annotations

import re
from typing import Final

from refkit.match.agreement import Agreement, contradictions
from refkit.match.entry import Place
from refkit.match.found import values
from refkit.match.titles import kind_of_title, numbered_apart, part_of_title
from refkit.model import Record, Reference
from refkit.normalize.patterns import lazy_pattern
from refkit.normalize.text import fold

_PREPRINTS: Final = lazy_pattern(
    r"""\b(?: arxiv | biorxiv | medrxiv | chemrxiv | psyarxiv | socarxiv | engrxiv | eartharxiv
    | ssrn | research\ square | preprints?(?:\ ?org)? | nature\ precedings | osf | techrxiv
    | peerj\ preprints | authorea | repec | zenodo )\b""",
    re.VERBOSE,
)
"""Servers of preprints, folded."""

_NOTICES: Final = frozenset(
    kind_of_title(word)
    for word in (
        "Erratum",
        "Corrigendum",
        "Correction",
        "Author correction",
        "Publisher's note",
        "Addendum",
        "Retraction",
        "Expression of concern",
    )
)
"""Kinds of title that stand in a work's place only by mistake."""

ALIKE: Final = 0.6
"""Title agreement from which on the titles are those of kin; below, they are two titles."""

_LEAD: Final = 60
"""Characters before a title in which "Erratum to:" or "Review of the book" stands."""
_REST: Final = lazy_pattern(r"[^.,?!\"”“]{0,30}")
"""What follows a title up to the end of its sentence: "—Reply"."""
_SENTENCE: Final = lazy_pattern(r"[.,)\]]\s{1,3}|\d{4}[a-z]?\s{1,3}")
"""What ends before a title: a sentence, the names, or a year without any mark."""

_PREPRINT_DOI: Final = lazy_pattern(
    r"""10\.(?: 48550/arxiv | 1101/\d | 2139/ssrn | 21203/rs | 20944/preprints | 26434/chemrxiv
    | 31234/osf | 31219/osf | 31235/osf | 36227/techrxiv | 1038/npre | 5281/zenodo )""",
    re.VERBOSE | re.IGNORECASE,
)
"""How the DOIs of preprint servers begin: a Record that was stored elsewhere may lack its type."""

_BOOKS: Final = frozenset(("book", "report", "thesis", "standard"))
_MEETINGS: Final = lazy_pattern(r"\b(?:proceedings|conference|symposium|workshop|congress)\b")


def kinship(
    reference: Reference,
    record: Record,
    compared: dict[str, Agreement],
    place: Place | None = None,
) -> str:
    """How a Record of the same or a similar title is another work; "" if nothing says so.

    Args:
        reference: The Reference, parsed.
        record: The Record.
        compared: The Agreements of their fields.
        place: Where the Record's title stands in the entry, if the parser read another title.

    Returns:
        "about" (a review, erratum, comment … on the work, or the other way round), "part" (another
        part or volume of it), "preprint" (another stage of publication), "edition", "version" (the
        conference paper of an article, another place of publication), or "".
    """
    doi = compared.get("DOI")
    claimed = doi is not None and doi.same
    alike = compared.get("title")
    if alike is not None and alike.score >= ALIKE:
        ours = _kind(reference, place)
        theirs = kind_of_title(record.work.title)
        # "Editorial:" and the like may stay away from a work that is named by its own DOI.
        if ours != theirs and (not claimed or ours in _NOTICES or theirs in _NOTICES):
            return "about"
    if _other_part(reference, record):
        return "part"
    if claimed:
        return ""
    if _other_stage(reference, record, compared):
        return "preprint"
    if _other_edition(reference, record, compared):
        return "edition"
    return "version" if _other_place(reference, record, compared) else ""


def _kind(reference: Reference, place: Place | None) -> str:
    """The kind that the entry announces in its title, or in what leads to it: "Review of …"."""
    field = reference.fields.get("title")
    if place is not None:
        start, end = place.start, place.end
    elif field is not None:
        start, end = field.span.start, field.span.end
    else:
        return kind_of_title(reference.work.title or reference.raw)
    before = _SENTENCE.split(reference.raw[max(0, start - _LEAD) : start])[-1]
    after = _REST.match(reference.raw, end)
    title = reference.raw[start : after.end() if after else end]
    return kind_of_title(before + title) or kind_of_title(title)


def _other_part(reference: Reference, record: Record) -> bool:
    if numbered_apart(reference.work.title, record.work.title):
        return True
    ours = part_of_title(reference.work.title)
    theirs = {part_of_title(title) for title in values(record, "title")} - {""}
    return bool(ours and theirs and ours not in theirs)


def _other_stage(reference: Reference, record: Record, compared: dict[str, Agreement]) -> bool:
    """Whether one is a preprint or working paper and the other the published work.

    The versions share title and most authors, and differ in year and number of authors
    (10.32468/be.1129 and 10.1111/caje.12549).
    """
    container = compared.get("container-title")
    if container is not None and container.same:
        return False
    work = reference.work
    served = bool(
        _PREPRINTS.search(fold(f"{work.container_title} {work.publisher} {work.archive}"))
    )
    if _is_draft(record):
        published = work.type in ("article-journal", "paper-conference", "chapter")
        return published and bool(work.container_title) and not served
    year = compared.get("issued")
    if year is not None and year.same and not year.excuse:
        # Of a preprint that came out in its year, all that the entry says may be right.
        return False
    return served and bool(record.work.container_title)


def _is_draft(record: Record) -> bool:
    """Whether a Record is that of a preprint, or of a working paper without a container."""
    work = record.work
    if work.type == "report":
        return not work.container_title
    return (
        work.type == "article"
        or bool(_PREPRINT_DOI.match(work.DOI))
        or bool(_PREPRINTS.search(fold(work.container_title)))
    )


def _other_edition(reference: Reference, record: Record, compared: dict[str, Agreement]) -> bool:
    """Whether two books of one title are two editions: their years lie apart, or they say so."""
    if record.work.type not in _BOOKS or reference.work.container_title:
        return False
    ours, theirs = _edition(reference.work.edition), _edition(record.work.edition)
    if ours and theirs:
        return ours != theirs
    year = compared.get("issued")
    return year is not None and not year.same and year.detail != "near"


def _edition(text: str) -> str:
    found = re.search(r"\d{1,3}", text)
    return found.group() if found else ""


def _other_place(reference: Reference, record: Record, compared: dict[str, Agreement]) -> bool:
    """Whether the coordinates are those of another place of publication."""
    if contradictions(compared) >= 2:
        return True
    container = compared.get("container-title")
    if container is None or container.same:
        return False
    ours = reference.work.type == "paper-conference" or bool(
        _MEETINGS.search(fold(reference.work.container_title))
    )
    return ours and record.work.type == "article-journal"
