"""datacite_record: what becomes of a work as DataCite describes it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refkit.model import Date, Name, Notice, Record, Relation
from refkit.model.work import TYPES
from refkit.resolve.datacite_record import CSL_TYPES, datacite_record


def made(**attributes: Any) -> Record:
    attributes = {"doi": "10.5281/zenodo.7", "titles": [{"title": "A title"}], **attributes}
    return datacite_record({"id": "x", "type": "dois", "attributes": attributes}, source="datacite")


def test_a_dataset_becomes_csl() -> None:
    record = datacite_record(
        {
            "id": "10.5061/dryad.7",
            "type": "dois",
            "attributes": {
                "doi": "10.5061/DRYAD.7",
                "identifiers": [],
                "creators": [
                    {
                        "name": "de Roe, Jane Ann",
                        "nameType": "Personal",
                        "givenName": "Jane Ann",
                        "familyName": "de Roe",
                        "affiliation": ["University of Tears"],
                        "nameIdentifiers": [{"nameIdentifier": "https://orcid.org/0000-0001"}],
                    },
                    {"name": "Tears Study Group", "nameType": "Organizational"},
                ],
                "titles": [
                    {"lang": "en", "title": "Tears &amp; <i>laughter</i>", "titleType": None}
                ],
                "publisher": {"name": "Dryad", "publisherIdentifier": "https://ror.org/0"},
                "container": {},
                "publicationYear": 2021,
                "dates": [
                    {"date": "2021-03-04T05:06:07Z", "dateType": "Issued"},
                    {"date": "2020-12", "dateType": "Available"},
                    {"date": "2014-01-01/2019-12-31", "dateType": "Collected"},
                    {"date": "2022", "dateType": "Updated"},
                ],
                "language": "en",
                "types": {"resourceTypeGeneral": "Dataset", "resourceType": "dataset"},
                "version": 3,
                "url": "https://datadryad.org/stash/dataset/7",
                "state": "findable",
            },
        },
        source="datacite",
        time="2026-01-02T03:04:05Z",
    )
    assert dict(record.work.variables()) == {
        "type": "dataset",
        "title": "Tears & laughter",
        "author": [
            Name(family="Roe", given="Jane Ann", non_dropping_particle="de"),
            Name(literal="Tears Study Group"),
        ],
        "issued": Date(date_parts=((2021, 3, 4),)),
        "version": "3",
        "DOI": "10.5061/DRYAD.7",
        "URL": "https://datadryad.org/stash/dataset/7",
        "language": "en",
        "publisher": "Dryad",
    }
    assert record.variants == {"issued": ["2021", "2020"]}
    assert (record.source, record.time) == ("datacite", "2026-01-02T03:04:05Z")
    assert (record.type, record.notices, record.relations) == ("Dataset", [], [])


@pytest.mark.parametrize(
    ("titles", "whole", "variants"),
    [
        ([{"title": "Tears"}, {"title": "A study", "titleType": "Subtitle"}],
         "Tears: A study", ["Tears"]),
        ([{"title": "Les larmes", "titleType": "TranslatedTitle"}, {"title": "Tears"}],
         "Tears", ["Les larmes"]),
        ([{"title": "Tears, 2nd wave", "titleType": "AlternativeTitle"}], "Tears, 2nd wave", None),
        ([{"title": "Tears"}, {"title": "TEARS-2", "titleType": "AlternativeTitle"},
          {"title": "Tears of data", "titleType": "Other"}], "Tears", ["TEARS-2", "Tears of data"]),
        ([{"title": "(:unav)"}], "", None),
        ([{"title": None}, 5, {"titleType": "Subtitle"}], "", None),
        ("Tears", "", None),
    ],
)  # fmt: skip
def test_the_main_title_has_no_type_and_all_others_are_right_too(
    titles: Any, whole: str, variants: list[str] | None
) -> None:
    record = made(titles=titles)
    assert (record.work.title, record.variants.get("title")) == (whole, variants)


def test_a_release_on_zenodo_may_be_cited_by_its_name() -> None:
    record = made(titles=[{"title": "doe/weep.py: v1.2.0"}], version="1.2.0")
    assert record.work.title == "doe/weep.py: v1.2.0"
    assert record.variants["title"] == ["doe/weep.py", "weep.py"]
    assert "title" not in made(titles=[{"title": "Tears: v1.2.0"}], version="2").variants


@pytest.mark.parametrize(
    ("creator", "name"),
    [
        ({"name": "Doe, Jane", "familyName": "Doe", "givenName": "Jane"},
         Name(family="Doe", given="Jane")),
        ({"name": "Doe, Jane A.", "nameType": "Personal"}, Name(family="Doe", given="Jane A.")),
        ({"name": "Jane A. Doe", "nameType": "Personal"}, Name(family="Doe", given="Jane A.")),
        ({"name": "Doe, Jane"}, Name(family="Doe", given="Jane")),
        ({"name": "Doe, J. A.", "nameType": "Organizational"}, Name(family="Doe", given="J. A.")),
        ({"name": "Institute of Tears, Laughter and Sighs", "nameType": "Organizational"},
         Name(literal="Institute of Tears, Laughter and Sighs")),
        ({"name": "Tears Working Group"}, Name(literal="Tears Working Group")),
        ({"name": "DOE, JANE", "familyName": "DOE", "givenName": "JANE"},
         Name(family="Doe", given="Jane")),
    ],
)  # fmt: skip
def test_a_creator_is_a_person_or_an_organization(creator: dict[str, Any], name: Name) -> None:
    assert made(creators=[creator]).work.author == [name]


@pytest.mark.parametrize("name", ["(:unkn)", ":unav", "(:tba)", "", None, 5])
def test_a_creator_who_is_not_known_is_none(name: Any) -> None:
    assert made(creators=[{"name": name, "nameType": "Personal"}]).work.author == []


def test_editors_and_translators_are_contributors_of_that_kind() -> None:
    record = made(
        contributors=[
            {"name": "Roe, Ann", "contributorType": "Editor"},
            {"name": "Poe, Bob", "contributorType": "Translator"},
            {"name": "Tears University", "contributorType": "HostingInstitution"},
        ]
    )
    assert record.work.editor == [Name(family="Roe", given="Ann")]
    assert record.work.translator == [Name(family="Poe", given="Bob")]
    assert record.work.author == []


@pytest.mark.parametrize(
    ("attributes", "issued", "years"),
    [
        ({"publicationYear": 2020}, ((2020,),), ["2020"]),
        ({"publicationYear": "2020"}, ((2020,),), ["2020"]),
        ({"publicationYear": 2020, "dates": [{"date": "2020-05-06", "dateType": "Available"}]},
         ((2020, 5, 6),), ["2020"]),
        ({"publicationYear": 2020, "dates": [{"date": "2019-12-30", "dateType": "Issued"},
                                             {"date": "2018", "dateType": "Created"}]},
         ((2020,),), ["2020", "2019", "2018"]),
        ({"publicationYear": None, "dates": [{"date": "2017-01/2018-02", "dateType": "Issued"}]},
         ((2017, 1),), ["2017"]),
    ],
)  # fmt: skip
def test_the_year_is_that_of_publication_and_others_are_right_too(
    attributes: dict[str, Any], issued: Any, years: list[str]
) -> None:
    record = made(**attributes)
    assert record.work.issued == Date(date_parts=issued)
    assert record.variants["issued"] == years


@pytest.mark.parametrize(
    "nothing", [{}, {"publicationYear": "(:unav)"}, {"dates": "2020"}, {"dates": [{"date": []}]}]
)
def test_a_work_without_a_date_has_none(nothing: dict[str, Any]) -> None:
    record = made(**nothing)
    assert record.work.issued is None
    assert "issued" not in record.variants


def test_every_type_of_datacite_has_one_in_csl() -> None:
    assert set(CSL_TYPES.values()) <= TYPES


@pytest.mark.parametrize(
    ("general", "own", "type", "genre"),
    [
        ("Software", "", "software", ""),
        ("ComputationalNotebook", "Jupyter notebook", "software", ""),
        ("Text", "PhD thesis", "thesis", "PhD thesis"),
        ("Dissertation", "", "thesis", "Dissertation"),
        ("Text", "Working Paper", "report", "Working Paper"),
        ("Text", "Conference Poster", "speech", "Conference Poster"),
        ("Text", "Journal article", "article-journal", ""),
        ("Text", "Preprint", "article", "Preprint"),
        ("Preprint", "", "article", "Preprint"),
        ("Other", "something", "document", ""),
        (None, "Software", "software", ""),
        ("NewKindOfThing", "", "", ""),
    ],
)
def test_the_free_text_decides_where_the_general_type_is_vague(
    general: Any, own: str, type: str, genre: str
) -> None:
    record = made(types={"resourceTypeGeneral": general, "resourceType": own})
    assert (record.work.type, record.work.genre) == (type, genre)


def test_an_article_is_in_the_journal_of_its_related_item() -> None:
    record = made(
        types={"resourceTypeGeneral": "JournalArticle"},
        container={"type": "Series", "title": "Another name"},
        relatedItems=[
            {"relationType": "Cites", "titles": [{"title": "Something cited"}]},
            {
                "relationType": "IsPublishedIn",
                "relatedItemType": "Journal",
                "titles": [{"title": "Journal of Tears"}],
                "relatedItemIdentifier": {
                    "relatedItemIdentifier": "12345678",
                    "relatedItemIdentifierType": "EISSN",
                },
                "volume": "03",
                "issue": "4",
                "firstPage": "20",
                "lastPage": "35",
                "number": "e7",
            },
        ],
    )
    work = record.work
    assert (work.container_title, work.volume, work.issue) == ("Journal of Tears", "3", "4")
    assert (work.page, work.number, work.ISSN) == ("20-35", "e7", "1234-5678")


def test_a_chapter_is_in_its_container_and_a_report_in_its_series() -> None:
    container = {
        "type": "Series",
        "title": "Tears in Science",
        "identifier": "978-3-16-148410-0",
        "identifierType": "ISBN",
        "volume": "12",
        "firstPage": "7",
        "lastPage": "7",
    }
    chapter = made(types={"resourceTypeGeneral": "BookChapter"}, container=container).work
    assert (chapter.container_title, chapter.volume, chapter.page) == (
        "Tears in Science",
        "12",
        "7",
    )
    assert chapter.ISBN == "978-3-16-148410-0"
    report = made(types={"resourceTypeGeneral": "Report"}, container=container).work
    assert (report.collection_title, report.collection_number) == ("Tears in Science", "12")
    assert (report.container_title, report.volume) == ("", "")


def test_a_repository_is_no_container() -> None:
    container = {"type": "DataRepository", "title": "Repository of Tears"}
    work = made(types={"resourceTypeGeneral": "Dataset"}, container=container).work
    assert (work.container_title, work.collection_title) == ("", "")


def test_a_text_in_a_journal_is_an_article() -> None:
    container = {"type": "Journal", "title": "Journal of Tears", "volume": "3"}
    work = made(types={"resourceTypeGeneral": "Text"}, container=container).work
    assert (work.type, work.container_title) == ("article-journal", "Journal of Tears")


def test_a_preprint_on_arxiv_has_its_number_and_the_article_it_became() -> None:
    record = made(
        doi="10.48550/arxiv.1501.00001",
        publisher="arXiv",
        types={"resourceTypeGeneral": "Text", "resourceType": "Article"},
        version="2",
        relatedIdentifiers=[
            {
                "relationType": "IsVersionOf",
                "relatedIdentifier": "10.1000/tears.7",
                "relatedIdentifierType": "DOI",
            }
        ],
    )
    work = record.work
    assert (work.type, work.genre, work.number) == ("article", "Preprint", "1501.00001")
    assert made(doi="10.48550/arXiv.1301.0007").work.number == "1301.0007"
    assert made(doi="10.48550/arxiv.hep-th/9901001").work.number == "hep-th/9901001"
    assert (work.container_title, work.publisher) == ("arXiv", "arXiv")
    assert record.relations == [Relation("is-preprint-of", "10.1000/tears.7", "doi")]


def test_a_version_on_zenodo_points_to_its_concept_and_its_neighbours() -> None:
    relations = {
        "IsVersionOf": "10.5281/zenodo.6",
        "IsNewVersionOf": "https://doi.org/10.5281/zenodo.5",
        "IsPreviousVersionOf": "10.5281/zenodo.8",
        "IsIdenticalTo": "10.5281/zenodo.9",
        "IsSupplementTo": "10.1000/article",
        "IsPartOf": "https://zenodo.org/communities/tears",
        "Cites": "10.1000/cited",
        "HasPart": "10.1000/part",
    }
    record = made(
        types={"resourceTypeGeneral": "Preprint"},
        relatedIdentifiers=[
            {
                "relationType": kind,
                "relatedIdentifier": identifier,
                "relatedIdentifierType": "URL" if kind == "IsPartOf" else "DOI",
            }
            for kind, identifier in relations.items()
        ],
    )
    assert record.relations == [
        Relation("is-version-of", "10.5281/zenodo.6", "doi"),
        Relation("replaces", "10.5281/zenodo.5", "doi"),
        Relation("is-replaced-by", "10.5281/zenodo.8", "doi"),
        Relation("is-identical-to", "10.5281/zenodo.9", "doi"),
        Relation("is-supplement-to", "10.1000/article", "doi"),
        Relation("is-part-of", "https://zenodo.org/communities/tears", "url"),
    ]


def test_a_work_that_was_withdrawn_has_a_notice_of_it() -> None:
    record = made(
        dates=[
            {"date": "2020", "dateType": "Issued"},
            {"date": "2023-05-06", "dateType": "Withdrawn", "dateInformation": "Wrong data"},
        ]
    )
    assert record.notices == [
        Notice(type="withdrawal", date="2023-05-06", source="datacite", label="Wrong data")
    ]
    assert record.variants["issued"] == ["2020"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["title", "titleType", "name", "nameType", "date", "dateType", "relationType",
                 "relatedIdentifier", "titles", "resourceTypeGeneral", "familyName"]
            ),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)  # fmt: skip
READ = st.sampled_from(
    ["doi", "titles", "creators", "contributors", "publisher", "container", "publicationYear",
     "dates", "language", "types", "relatedIdentifiers", "relatedItems", "version", "url"]
)  # fmt: skip


@given(st.dictionaries(READ, JSON, max_size=6))
def test_no_record_raises_whatever_the_types_of_its_fields(attributes: dict[str, Any]) -> None:
    record = datacite_record({"attributes": attributes}, source="datacite")
    assert record.source == "datacite"


@given(JSON)
def test_nothing_at_all_is_a_record_of_nothing(item: Any) -> None:
    record = datacite_record({"attributes": item}, source="datacite")
    assert record.work.DOI == ""
