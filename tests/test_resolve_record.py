"""crossref_record and csl_record: what becomes of a whole work."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loopback import work

from refkit.model import Date, Name, Notice, Record, Relation
from refkit.model.work import TYPES
from refkit.resolve.crossref_record import CSL_TYPES, READ_FIELDS, crossref_record, csl_record


def made(**fields: Any) -> Record:
    doi = fields.pop("DOI", "10.1000/a")
    return crossref_record(work(doi, **fields), source="crossref", time="2026-01-02T03:04:05Z")


def test_an_article_of_crossref_becomes_csl() -> None:
    record = crossref_record(
        {
            "DOI": "10.1037/PST0000342",
            "type": "journal-article",
            "title": ["A clinical practice review of crying research."],
            "container-title": ["Psychotherapy"],
            "short-container-title": ["Psychother."],
            "author": [
                {"given": "Lauren M.", "family": "Bylsma", "sequence": "first"},
                {"given": "Asmir", "family": "Gračanin", "sequence": "additional"},
            ],
            "issued": {"date-parts": [[2021, 3]]},
            "volume": "58",
            "issue": "1",
            "page": "133-149",
            "ISSN": ["1939-1536", "0033-3204"],
            "URL": "http://dx.doi.org/10.1037/pst0000342",
            "publisher": "American Psychological Association (APA)",
            "source": "Crossref",
            "score": 12.5,
        },
        source="crossref",
        time="2026-01-02T03:04:05Z",
    )
    assert dict(record.work.variables()) == {
        "type": "article-journal",
        "title": "A clinical practice review of crying research",
        "container-title": "Psychotherapy",
        "container-title-short": "Psychother.",
        "author": [
            Name(family="Bylsma", given="Lauren M."),
            Name(family="Gračanin", given="Asmir"),
        ],
        "issued": Date(date_parts=((2021, 3),)),
        "volume": "58",
        "issue": "1",
        "page": "133-149",
        "DOI": "10.1037/PST0000342",
        "ISSN": "1939-1536",
        "publisher": "American Psychological Association (APA)",
    }
    assert record.variants == {
        "container-title": ["Psychother."],
        "issued": ["2021"],
        "ISSN": ["0033-3204"],
    }
    assert (record.source, record.time) == ("crossref", "2026-01-02T03:04:05Z")
    assert (record.type, record.score) == ("journal-article", 12.5)


@pytest.mark.parametrize(
    ("title", "subtitle", "whole", "variants"),
    [
        (["Using crying to cope"], ["Physiological responses"],
         "Using crying to cope: Physiological responses", ["Using crying to cope"]),
        (["Why cry?"], ["A review"], "Why cry? A review", ["Why cry?"]),
        (["Why cry: A review"], ["A Review"], "Why cry: A review", None),
        (["Why cry"], [], "Why cry", None),
        ("Why cry", None, "Why cry", None),
        (["Penisverletzung", "Penile injury"], None, "Penisverletzung", ["Penile injury"]),
        ([], ["Alone"], "", None),
        (None, None, "", None),
        ([None, 5, "Third"], {"a": 1}, "Third", None),
    ],
)  # fmt: skip
def test_title_and_subtitle_are_one_and_the_title_alone_is_right_too(
    title: Any, subtitle: Any, whole: str, variants: list[str] | None
) -> None:
    record = made(title=title, subtitle=subtitle)
    assert record.work.title == whole
    assert [v for v in record.variants.get("title", []) if v != whole] == (variants or [])


def test_a_running_head_is_not_part_of_the_title_and_may_be_cited() -> None:
    record = made(title=["Why we cry"], subtitle=["DOE ET AL."])
    assert record.work.title == "Why we cry"
    assert record.variants["title"] == ["Why we cry: DOE ET AL."]


def test_a_title_may_be_cited_with_the_footnote_that_the_registry_left_in_it() -> None:
    record = made(title=["The salt of tears<sup>1</sup>"])
    assert record.work.title == "The salt of tears"
    assert record.variants["title"] == ["The salt of tears1"]
    assert "title" not in made(title=["The <i>salt</i>\n of tears."]).variants


def test_titles_in_two_languages_have_their_subtitles() -> None:
    record = made(title=["Tränen", "Tears"], subtitle=["Eine Studie", "A study"])
    assert record.work.title == "Tränen: Eine Studie"
    assert record.variants["title"] == ["Tränen", "Tears", "Tears: A study"]


def test_the_year_in_which_an_old_article_was_digitised_is_none_of_its_own() -> None:
    dates = {
        "published_print": {"date-parts": [[1971, 2]]},
        "published_online": {"date-parts": [[2002, 5, 1]]},
        "issued": {"date-parts": [[1971, 2]]},
    }
    assert made(**dates).variants["issued"] == ["1971"]
    assert made(type="monograph", **dates).variants["issued"] == ["1971", "2002"]
    late = {**dates, "published_online": {"date-parts": [[1973]]}}
    assert made(**late).variants["issued"] == ["1971", "1973"]


def test_the_year_of_print_is_cited_and_every_year_is_right() -> None:
    record = made(
        issued={"date-parts": [[2019, 11]]},
        published_online={"date-parts": [[2019, 11, 4]]},
        published_print={"date-parts": [[2021, 1]]},
    )
    assert record.work.issued == Date(date_parts=((2021, 1),))
    assert record.variants["issued"] == ["2021", "2019"]


@pytest.mark.parametrize(
    ("fields", "year"),
    [
        ({"issued": {"date-parts": [[None]]}, "published": {"date-parts": [[1994]]}}, 1994),
        ({"issued": None, "journal_issue": {"published-print": {"date-parts": [[2006]]}}}, 2006),
        ({"issued": None, "created": {"date-parts": [[2007, 12, 10]]}}, None),
        ({"issued": None, "created": {"date-parts": [[2023]]}, "type": "posted-content"}, 2023),
    ],
)
def test_a_missing_date_is_made_up_for_only_where_another_says_the_same(
    fields: dict[str, Any], year: int | None
) -> None:
    assert made(**fields).work.year == year


def test_a_chapter_has_its_book_for_container_and_the_series_beside_it() -> None:
    series_first = made(
        type="book-chapter",
        container_title=["Lecture Notes in Computer Science", "Computer Vision – ECCV 2018"],
    )
    assert series_first.work.container_title == "Computer Vision – ECCV 2018"
    assert series_first.work.collection_title == "Lecture Notes in Computer Science"
    assert series_first.variants["container-title"] == ["Lecture Notes in Computer Science"]
    book_first = made(
        type="book-chapter",
        container_title=["Whitewares: Proceedings, Volume 7", "Ceramic Engineering Proceedings"],
    )
    assert book_first.work.container_title == "Whitewares: Proceedings, Volume 7"


def test_a_preprint_names_its_server() -> None:
    record = made(
        type="posted-content",
        subtype="preprint",
        container_title=[],
        institution=[{"name": "bioRxiv"}],
        group_title="Neuroscience",
        issued=None,
        posted={"date-parts": [[2020, 10, 27]]},
    )
    assert record.work.type == "article"
    assert (record.work.container_title, record.work.genre) == ("bioRxiv", "Preprint")
    assert record.work.publisher == "bioRxiv"
    assert record.work.year == 2020


@pytest.mark.parametrize(
    ("subtype", "type_", "genre"),
    [
        ("preprint", "article", "Preprint"),
        ("working_paper", "article", "Working paper"),
        ("blog", "post-weblog", "Blog"),
        ("dissertation", "thesis", "Dissertation"),
        ("other", "article", ""),
        (None, "article", ""),
    ],
)
def test_posted_content_is_told_apart_by_its_subtype(subtype: Any, type_: str, genre: str) -> None:
    record = made(type="posted-content", subtype=subtype)
    assert (record.type, record.work.type, record.work.genre) == ("posted-content", type_, genre)


def test_an_address_is_no_container() -> None:
    record = made(type="dataset", container_title=["http://registry.example.org/"])
    assert record.work.container_title == ""


def test_catalogue_signs_and_lettered_pages_are_put_right() -> None:
    record = made(
        page="109b-109",
        publisher="[s.n.]",
        publisher_location="[Ottawa] :",
        edition_number="1/e",
        ISSN=["15320626"],
    )
    work = record.work
    assert (work.page, record.variants["page"]) == ("109b-109", ["109"])
    assert (work.publisher, work.publisher_place, work.edition) == ("", "Ottawa", "1")
    assert work.ISSN == "1532-0626"


def test_a_dissertation_names_its_university_and_degree() -> None:
    record = made(
        type="dissertation",
        container_title=None,
        publisher="University of Queensland Library",
        institution={"name": "The University of Queensland", "place": ["-"]},
        degree=["PhD Thesis"],
        issued=None,
        approved={"date-parts": [[2020, 5, 25]]},
    )
    assert (record.work.type, record.work.genre) == ("thesis", "PhD Thesis")
    assert record.work.publisher == "University of Queensland Library"
    assert record.variants["publisher"] == ["The University of Queensland"]
    assert record.work.publisher_place == ""
    assert record.work.year == 2020


def test_a_conference_paper_names_its_event() -> None:
    record = made(type="proceedings-article", event={"name": "CHI 2020", "location": "Honolulu"})
    assert record.work.type == "paper-conference"
    assert (record.work.event_title, record.work.event_place) == ("CHI 2020", "Honolulu")
    assert made(event="GA – 69th Annual Meeting").work.event_title == "GA – 69th Annual Meeting"


def test_an_article_number_is_a_number_and_right_as_a_page() -> None:
    record = made(page=None, article_number="e70021")
    assert (record.work.number, record.work.page) == ("e70021", "")
    assert record.variants["page"] == ["e70021"]
    assert "page" not in made(page="118723", article_number="118723").variants


def test_an_issue_may_stand_in_the_journal_issue_alone() -> None:
    assert made(journal_issue={"issue": "7"}).work.issue == "7"


RETRACTION = {
    "DOI": "10.1016/s0140-6736(10)60175-4",
    "type": "retraction",
    "label": "Retraction",
    "source": "retraction-watch",
    "updated": {"date-parts": [[2010, 2, 6]]},
}


def test_the_retracted_work_has_the_notice_and_the_notice_amends() -> None:
    retracted = made(updated_by=[RETRACTION])
    assert retracted.notices == [
        Notice(
            type="retraction",
            DOI="10.1016/s0140-6736(10)60175-4",
            date="2010-02-06",
            source="retraction-watch",
            label="Retraction",
        )
    ]
    assert retracted.amends == []
    notice = made(update_to=[RETRACTION])
    assert notice.notices == []
    assert notice.amends == ["10.1016/s0140-6736(10)60175-4"]


def test_a_notice_that_carries_both_directions_keeps_them_apart() -> None:
    record = made(
        updated_by=[{**RETRACTION, "type": "correction"}],
        update_to=[{**RETRACTION, "DOI": "10.1/x"}],
    )
    assert [notice.type for notice in record.notices] == ["correction"]
    assert record.amends == ["10.1/x"]


def test_a_work_retracted_in_its_own_place_is_retracted_and_amends_nothing() -> None:
    record = made(DOI="10.1016/J.X", update_to=[{"DOI": "10.1016/j.x", "type": "retraction"}])
    assert [(notice.type, notice.label) for notice in record.notices] == [
        ("retraction", "retraction")
    ]
    assert record.amends == []


@pytest.mark.parametrize(
    ("word", "type_"),
    [
        ("Expression-of-Concern", "expression_of_concern"),
        ("partial retraction", "partial_retraction"),
        ("erratum", "erratum"),
        ("publisher's whim", "other"),
        (None, "other"),
    ],
)
def test_the_words_of_crossref_for_a_notice_are_known_or_other(word: Any, type_: str) -> None:
    (notice,) = made(updated_by=[{**RETRACTION, "type": word}]).notices
    assert notice.type == type_


def test_relations_are_kept_as_deposited() -> None:
    record = made(
        relation={
            "is-preprint-of": [{"id-type": "DOI", "id": "10.1029/2020JG005891"}],
            "cites": [],
            "has-review": "broken",
        }
    )
    assert record.relations == [Relation("is-preprint-of", "10.1029/2020JG005891", "doi")]


def test_every_type_of_crossref_has_one_in_csl() -> None:
    assert set(CSL_TYPES.values()) <= TYPES
    assert made(type="no-such-type").work.type == ""
    assert made(type="no-such-type").type == "no-such-type"


def test_csl_json_of_datacite_is_read_as_well() -> None:
    record = csl_record(
        {
            "id": "https://doi.org/10.5281/zenodo.4136578",
            "type": "software",
            "title": "lifelines",
            "author": [{"literal": "Davidson-Pilon, Cameron"}, "Jacobson, N."],
            "issued": {"date-parts": [["2020", "10"]]},
            "DOI": "https://doi.org/10.5281/ZENODO.4136578",
            "ISSN": "0277-6715, 1097-0258",
            "container-title": "Zenodo",
            "container-title-short": "Zen.",
            "version": "v0.25.6",
            "volume": 12,
            "publisher-place": "Geneva",
            "collection-title": "Tools",
            "URL": "https://zenodo.org/record/4136578",
        },
        source="doi.org",
    )
    assert dict(record.work.variables()) == {
        "id": "https://doi.org/10.5281/zenodo.4136578",
        "type": "software",
        "title": "lifelines",
        "container-title": "Zenodo",
        "container-title-short": "Zen.",
        "collection-title": "Tools",
        "author": [
            Name(family="Davidson-Pilon", given="Cameron"),
            Name(family="Jacobson", given="N."),
        ],
        "issued": Date(date_parts=((2020, 10),)),
        "version": "v0.25.6",
        "volume": "12",
        "DOI": "10.5281/ZENODO.4136578",
        "ISSN": "0277-6715",
        "URL": "https://zenodo.org/record/4136578",
        "publisher-place": "Geneva",
    }


def test_a_field_of_the_wrong_type_is_dropped_and_the_rest_kept() -> None:
    record = made(
        volume={"a": 1}, author="nobody", issued=[], relation=[], updated_by="x", page=[[]]
    )
    assert record.work.title == "A title"
    assert record.work.container_title == "Journal of Tests"
    assert (record.work.volume, record.work.page, record.work.issued) == ("", "", None)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "DOI", "type", "id", "date-parts", "issue", "family"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(sorted(READ_FIELDS)), JSON, max_size=6))
def test_no_record_raises_whatever_the_types_of_its_fields(fields: dict[str, Any]) -> None:
    record = crossref_record({"title": ["Kept"], **fields}, source="crossref")
    assert record.source == "crossref"
    if "title" not in fields and "subtitle" not in fields:
        assert record.work.title == "Kept"


def test_all_real_works_convert_to_texts_without_markup(shared_data: Path) -> None:
    titles = []
    with gzip.open(shared_data / "crossref" / "works.jsonl.gz") as lines:
        for number, line in enumerate(lines):
            if number % 7 == 0:
                item = json.loads(line)
                record = crossref_record(item, source="crossref")
                assert item["DOI"] == record.work.DOI
                assert record.work.type in TYPES or record.work.type == ""
                titles.append(record.work.title)
    assert not [title for title in titles if "\n" in title or "&lt;" in title or "&amp;" in title]
    assert not [title for title in titles if "<i>" in title or "<sub>" in title or "  " in title]
