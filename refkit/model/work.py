"""Work: bibliographic metadata in the vocabulary of CSL-JSON.

Names and meanings follow the CSL 1.0.2 specification, appendix IV "Variables" and appendix III
"Types" (https://docs.citationstyles.org/en/v1.0.2/specification.html), and the CSL-JSON schema
(csl-data.json). Python attributes are the CSL names with "_" for "-": "container-title" is
``container_title``, "DOI" stays ``DOI``.

An absent text is ``""``, an absent list ``[]``, an absent date ``None``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import msgspec

TYPES: Final = frozenset(
    {
        "article",
        "article-journal",
        "article-magazine",
        "article-newspaper",
        "bill",
        "book",
        "broadcast",
        "chapter",
        "classic",
        "collection",
        "dataset",
        "document",
        "entry",
        "entry-dictionary",
        "entry-encyclopedia",
        "event",
        "figure",
        "graphic",
        "hearing",
        "interview",
        "legal_case",
        "legislation",
        "manuscript",
        "map",
        "motion_picture",
        "musical_score",
        "pamphlet",
        "paper-conference",
        "patent",
        "performance",
        "periodical",
        "personal_communication",
        "post",
        "post-weblog",
        "regulation",
        "report",
        "review",
        "review-book",
        "software",
        "song",
        "speech",
        "standard",
        "thesis",
        "treaty",
        "webpage",
    }
)
"""The types of CSL 1.0.2. A Work may carry another type; it is kept as written."""


class Name(
    msgspec.Struct, frozen=True, omit_defaults=True, repr_omit_defaults=True, rename="kebab"
):
    """A person, or an institution under ``literal`` (CSL-JSON "name-variable").

    Attributes:
        family: Family name, without the particles below.
        given: Given names or initials, as the source has them ("Leah S.", "L. S.").
        dropping_particle: A particle that goes when only the family name shows: "van" in Beethoven.
        non_dropping_particle: A particle that stays: "de" in de Gaulle.
        suffix: "Jr.", "III".
        comma_suffix: Whether a comma stands before the suffix.
        static_ordering: Whether the family name comes first even in running text.
        literal: The whole name of an institution or of a person who cannot be split.
        parse_names: CSL-JSON's wish that particles be found in family and given.
        extra: Keys that CSL-JSON does not know, such as ORCID and affiliation.
    """

    family: str = ""
    given: str = ""
    dropping_particle: str = ""
    non_dropping_particle: str = ""
    suffix: str = ""
    comma_suffix: bool = False
    static_ordering: bool = False
    literal: str = ""
    parse_names: bool = False
    extra: dict[str, Any] = {}

    def __str__(self) -> str:
        return self.literal or " ".join(
            filter(
                None,
                (
                    self.given,
                    self.dropping_particle,
                    self.non_dropping_particle,
                    self.family,
                    self.suffix,
                ),
            )
        )


class Date(
    msgspec.Struct, frozen=True, omit_defaults=True, repr_omit_defaults=True, rename="kebab"
):
    """A date or a range of dates (CSL-JSON "date-variable").

    Attributes:
        date_parts: One or two dates, each ``[year]``, ``[year, month]`` or ``[year, month, day]``;
            month 1–12, day 1–31; years B.C.E. are negative. A second date that is empty is an
            open range.
        season: 1 spring … 4 winter, or a word for it; "" if none.
        circa: Whether the date is approximate.
        literal: The date in words where it has no parts: "in press".
        raw: The date as a source wrote it.
        extra: Keys that CSL-JSON does not know.
    """

    date_parts: tuple[tuple[int, ...], ...] = ()
    season: str | int = ""
    circa: bool = False
    literal: str = ""
    raw: str = ""
    extra: dict[str, Any] = {}

    @property
    def year(self) -> int | None:
        """The year of the first date, negative for B.C.E.; None if there is none."""
        return self.date_parts[0][0] if self.date_parts and self.date_parts[0] else None


class Work(msgspec.Struct, omit_defaults=True, repr_omit_defaults=True, kw_only=True):
    """One work. Every attribute is optional, as in CSL-JSON.

    Attributes beyond CSL's variables:
        custom: CSL-JSON's place for data of one's own.
        extra: Keys that CSL-JSON does not know; they survive reading and writing.
        given: How a file wrote a value that the model holds in another form (``"volume": 12``
            becomes ``"12"``): CSL name to the JSON value. :mod:`refkit.formats.csljson` writes it
            back as long as the value stays the same.
    """

    id: str = ""
    type: str = ""

    # titles
    title: str = ""
    title_short: str = ""
    original_title: str = ""
    part_title: str = ""
    reviewed_title: str = ""
    volume_title: str = ""
    container_title: str = ""
    container_title_short: str = ""
    collection_title: str = ""

    # names
    author: list[Name] = []
    chair: list[Name] = []
    collection_editor: list[Name] = []
    compiler: list[Name] = []
    composer: list[Name] = []
    container_author: list[Name] = []
    contributor: list[Name] = []
    curator: list[Name] = []
    director: list[Name] = []
    editor: list[Name] = []
    editor_translator: list[Name] = []
    editorial_director: list[Name] = []
    executive_producer: list[Name] = []
    guest: list[Name] = []
    host: list[Name] = []
    illustrator: list[Name] = []
    interviewer: list[Name] = []
    narrator: list[Name] = []
    organizer: list[Name] = []
    original_author: list[Name] = []
    performer: list[Name] = []
    producer: list[Name] = []
    recipient: list[Name] = []
    reviewed_author: list[Name] = []
    script_writer: list[Name] = []
    series_creator: list[Name] = []
    translator: list[Name] = []

    # dates
    issued: Date | None = None
    accessed: Date | None = None
    available_date: Date | None = None
    event_date: Date | None = None
    original_date: Date | None = None
    submitted: Date | None = None

    # numbers, as written: "12", "S2", "xii"
    chapter_number: str = ""
    citation_number: str = ""
    collection_number: str = ""
    edition: str = ""
    first_reference_note_number: str = ""
    issue: str = ""
    locator: str = ""
    number: str = ""
    number_of_pages: str = ""
    number_of_volumes: str = ""
    page: str = ""
    page_first: str = ""
    part_number: str = ""
    printing_number: str = ""
    section: str = ""
    supplement_number: str = ""
    version: str = ""
    volume: str = ""

    # identifiers
    DOI: str = ""
    ISBN: str = ""
    ISSN: str = ""
    PMCID: str = ""
    PMID: str = ""
    URL: str = ""
    call_number: str = ""
    citation_key: str = ""
    citation_label: str = ""

    # the rest
    abstract: str = ""
    annote: str = ""
    archive: str = ""
    archive_place: str = ""
    archive_collection: str = ""
    archive_location: str = ""
    authority: str = ""
    dimensions: str = ""
    division: str = ""
    event: str = ""
    event_place: str = ""
    event_title: str = ""
    genre: str = ""
    jurisdiction: str = ""
    keyword: str = ""
    language: str = ""
    license: str = ""
    medium: str = ""
    note: str = ""
    original_publisher: str = ""
    original_publisher_place: str = ""
    publisher: str = ""
    publisher_place: str = ""
    references: str = ""
    reviewed_genre: str = ""
    scale: str = ""
    source: str = ""
    status: str = ""
    year_suffix: str = ""
    custom: dict[str, Any] = {}
    categories: list[str] = []
    extra: dict[str, Any] = {}
    given: dict[str, Any] = {}

    @property
    def year(self) -> int | None:
        """The year of ``issued``, negative for B.C.E.; None if there is none."""
        return self.issued.year if self.issued else None

    def get(self, variable: str) -> Any:
        """The value of a CSL variable by its CSL name ("container-title").

        Raises:
            KeyError: If CSL 1.0.2 has no such variable.
        """
        return getattr(self, ATTRIBUTES[variable])

    def set(self, variable: str, value: Any) -> None:
        """Set a CSL variable by its CSL name ("container-title").

        Raises:
            KeyError: If CSL 1.0.2 has no such variable.
        """
        setattr(self, ATTRIBUTES[variable], value)

    def variables(self) -> Iterator[tuple[str, Any]]:
        """The CSL names and values of all variables that are present, in the model's order."""
        values = msgspec.structs.astuple(self)
        for variable, place in _PLACES:
            if values[place]:
                yield variable, values[place]

    def copy(self, **changes: Any) -> Work:
        """A Work of the same values, with some attributes replaced. Lists are not shared.

        Raises:
            TypeError: If a change names no attribute of Work.
        """
        other = Work()
        for field in self.__struct_fields__:
            value = changes.pop(field, None) if field in changes else getattr(self, field)
            setattr(other, field, value.copy() if isinstance(value, (list, dict)) else value)
        if changes:
            raise TypeError(f"Work has no attribute {', '.join(sorted(changes))}")
        return other


def _csl_name(attribute: str) -> str:
    # Two variables of CSL 1.0.2 are spelt with an underscore.
    underscored = ("archive_collection", "archive_location")
    return attribute if attribute in underscored else attribute.replace("_", "-")


_OWN: Final = ("extra", "given")
ATTRIBUTES: Final[Mapping[str, str]] = {
    _csl_name(field): field for field in Work.__struct_fields__ if field not in _OWN
}
"""CSL names of Work's attributes to Python names: "container-title" to "container_title"."""

_PLACES: Final = tuple(
    (_csl_name(field), place)
    for place, field in enumerate(Work.__struct_fields__)
    if field not in _OWN
)
_EXAMPLE: Final = Work()
NAME_VARIABLES: Final = tuple(
    variable
    for variable, attribute in ATTRIBUTES.items()
    if isinstance(getattr(_EXAMPLE, attribute), list) and attribute != "categories"
)
"""CSL names of the variables that hold lists of Names."""

DATE_VARIABLES: Final = tuple(
    variable for variable, attribute in ATTRIBUTES.items() if getattr(_EXAMPLE, attribute) is None
)
"""CSL names of the variables that hold a Date."""

TEXT_VARIABLES: Final = tuple(
    variable
    for variable, attribute in ATTRIBUTES.items()
    if getattr(_EXAMPLE, attribute) == "" and attribute not in ("id", "type")
)
"""CSL names of the variables that hold text or a number as written."""
