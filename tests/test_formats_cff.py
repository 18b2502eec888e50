from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import works
from works_wild import wild_works

from refkit.errors import FormatError
from refkit.formats import FORMATS, detect, load
from refkit.formats.cff import read_cff, write_cff
from refkit.formats.cff_fields import FILE_KEYS, PREFERRED, REFERENCE_KEYS, TYPES
from refkit.formats.csl_item import to_csl
from refkit.formats.csljson import read_csl
from refkit.model import Date, Name, Work

FILE = """cff-version: 1.2.0
message: Please cite it.
title: Tear Counter
type: software
authors:
  - family-names: Berg
    given-names: Jan
    name-particle: van der
    name-suffix: Jr.
    orcid: https://orcid.org/0000-0002-1825-0097
    affiliation: Tilburg University
    email: jan@example.org
  - name: Crying Research Group
    city: Tilburg
version: 1.10
date-released: 2021-03-05
license: MIT
repository-code: https://example.org/tears
identifiers:
  - type: doi
    value: 10.5281/zenodo.123
keywords: [crying, tears]
preferred-citation:
  type: article
  title: Why we count tears
  authors: [{family-names: Sharman, given-names: Leah S.}]
  journal: Emotion
  volume: 20
  issue: 7
  start: 1279
  end: 1291
  year: 2020
  month: 10
  doi: 10.1037/emo0000633
references:
  - type: conference-paper
    title: Tears counted
    authors: [{alias: weeper}]
    collection-title: Proceedings on Tears
    conference:
      name: Conference on Tears
      location: Oslo
      date-start: 2019-05-01
      date-end: 2019-05-03
    publisher: {name: Press, city: Cham}
    date-published: 2019-06-01
    copyright: mine
  - type: dictionary
    title: Dictionary of Tears
    term: weep
    authors: [{name: Editors}]
    year: 1900
"""


def test_a_file_with_what_it_cites() -> None:
    loaded = read_cff(FILE)
    assert loaded.problems == []
    assert [to_csl(work) for work in loaded.works] == [
        {
            "type": "software",
            "title": "Tear Counter",
            "author": [
                {
                    "family": "Berg",
                    "given": "Jan",
                    "non-dropping-particle": "van der",
                    "suffix": "Jr.",
                    "comma-suffix": True,
                    "ORCID": "https://orcid.org/0000-0002-1825-0097",
                    "affiliation": [{"name": "Tilburg University"}],
                    "email": "jan@example.org",
                },
                {"literal": "Crying Research Group", "city": "Tilburg"},
            ],
            "issued": {"date-parts": [[2021, 3, 5]]},
            "version": "1.10",
            "DOI": "10.5281/zenodo.123",
            "URL": "https://example.org/tears",
            "license": "MIT",
            "keyword": "crying, tears",
            "custom": {
                "cff": {
                    "fields": {
                        "message": "Please cite it.",
                        "repository-code": "https://example.org/tears",
                        "identifiers": [{"type": "doi", "value": "10.5281/zenodo.123"}],
                    }
                }
            },
        },
        {
            "type": "article-journal",
            "title": "Why we count tears",
            "author": [{"family": "Sharman", "given": "Leah S."}],
            "container-title": "Emotion",
            "volume": "20",
            "issue": "7",
            "page": "1279–1291",
            "issued": {"date-parts": [[2020, 10]]},
            "DOI": "10.1037/emo0000633",
            "custom": {"cff": {"role": "preferred-citation"}},
        },
        {
            "type": "paper-conference",
            "title": "Tears counted",
            "author": [{"literal": "weeper"}],
            "container-title": "Proceedings on Tears",
            "event-title": "Conference on Tears",
            "event-place": "Oslo",
            "event-date": {"date-parts": [[2019, 5, 1], [2019, 5, 3]]},
            "publisher": "Press",
            "publisher-place": "Cham",
            "issued": {"date-parts": [[2019, 6, 1]]},
            "custom": {"cff": {"role": "references", "fields": {"copyright": "mine"}}},
        },
        {
            "type": "entry-dictionary",
            "title": "weep",
            "container-title": "Dictionary of Tears",
            "author": [{"literal": "Editors"}],
            "issued": {"date-parts": [[1900]]},
            "custom": {"cff": {"role": "references"}},
        },
    ]


def test_a_file_that_was_read_is_written_again() -> None:
    works = read_cff(FILE).works
    written = write_cff(works)
    assert read_cff(written).works == works
    assert detect(written) == "cff"
    assert load(written).format == "cff"
    assert not FORMATS["cff"].carries


def test_one_software_is_the_file() -> None:
    work = Work(
        type="software",
        title="Tear <i>Counter</i>",
        author=[Name("Sharman", "Leah S."), Name(literal="Crying Research Group")],
        version="1.0",
        issued=Date(date_parts=((2021, 3, 5),)),
        DOI="10.5281/zenodo.123",
        license="MIT",
    )
    assert write_cff([work]) == (
        'cff-version: "1.2.0"\n'
        "message: If you use this software, please cite it using the metadata from this file.\n"
        "title: Tear Counter\n"
        "authors:\n"
        "- family-names: Sharman\n"
        "  given-names: Leah S.\n"
        "- name: Crying Research Group\n"
        "license: MIT\n"
        'version: "1.0"\n'
        'doi: "10.5281/zenodo.123"\n'
        "date-released: 2021-03-05\n"
    )


def test_works_that_are_no_software_have_a_head_of_their_own() -> None:
    works = [
        Work(type="book", title="Tears", author=[Name("A", "B")], publisher="Press"),
        Work(type="thesis", title="Joy", author=[Name("C", "D")], genre="PhD thesis"),
    ]
    written = write_cff(works)
    assert yaml.safe_load(written).keys() == {
        "cff-version",
        "message",
        "title",
        "authors",
        "references",
    }
    read = read_cff(written).works
    assert [(work.type, work.title) for work in read] == [("book", "Tears"), ("thesis", "Joy")]
    assert read_cff(write_cff([])).works == []


def test_every_type_is_read_and_written() -> None:
    for kind in TYPES:
        reference = f"{{type: {kind}, title: a, authors: [{{name: b}}]}}"
        text = f"cff-version: 1.2.0\nreferences:\n- {reference}\n"
        work = read_cff(text).works[1]
        [written] = yaml.safe_load(write_cff([Work(type="software"), work]))["references"]
        assert written["type"] == ("data" if kind == "dataset" else kind)
    assert set(PREFERRED.values()) <= set(TYPES)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("cff-version: 1.2.0\ntitle: 'x\n", "CITATION.cff:2: not YAML"),
        ("title: a\n\tb: c\n", "CITATION.cff:2: not YAML"),
        ("- a\n- b\n", "CITATION.cff:1: a CITATION.cff is a mapping"),
    ],
)
def test_what_is_no_file_is_an_error_with_its_line(text: str, message: str) -> None:
    with pytest.raises(FormatError) as caught:
        read_cff(text, path="CITATION.cff")
    assert message in str(caught.value)


def test_a_broken_reference_is_told_and_the_others_go_on() -> None:
    text = (
        "cff-version: 1.2.0\ntitle: a\ntitle: b\nreferences:\n  - nonsense\n"
        "  - type: article\n    title: [x]\n    authors: Jane Doe\n  - type: book\n    title: c\n"
        "    authors:\n    - {family-names: D}\n    - [e]\n"
    )
    loaded = read_cff(text)
    assert [work.title for work in loaded.works] == ["a", "", "c"]
    assert loaded.works[1].author == [Name(literal="Jane Doe")]
    assert [(p.line, p.entry, p.field, p.reason, p.lost) for p in loaded.problems] == [
        (1, "a", "authors", "authors is missing", False),
        (3, "a", "title", "written twice; the first counts", False),
        (5, "", "references", "must be a mapping", True),
        (7, "", "title", "must be a single value", False),
        (8, "", "authors", "must be a person or an entity; taken as a name", False),
        (13, "c", "authors", "must be a person or an entity", False),
    ]


def checked(text: str) -> None:
    """What the schema of CFF 1.2.0 requires of every file."""
    root = yaml.safe_load(text)
    assert root["cff-version"] == "1.2.0"
    assert root["message"]
    assert root["title"]
    assert root.keys() <= FILE_KEYS | {"cff-version", "preferred-citation", "references"}
    for reference in root.get("references", []):
        assert reference["type"] in TYPES
        assert reference["title"]
        assert reference.keys() <= REFERENCE_KEYS
        assert reference["authors"]
        for key in ("year", "month", "volume", "start", "end", "pages", "number-volumes"):
            assert isinstance(reference.get(key, 0), int)
        for author in reference["authors"]:
            assert author.get("name") or author.keys() & {"family-names", "given-names"}
            assert all(author.values())


@given(st.lists(works(), max_size=3))
def test_works_are_written_as_the_schema_wants(written: list[Work]) -> None:
    text = write_cff(written)
    checked(text)
    titles = [work.title for work in read_cff(text).works]
    assert titles == list(dict.fromkeys(titles)) or len(titles) == len(written)


@given(st.lists(wild_works(), max_size=3))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_wild_works_are_written_as_the_schema_wants(written: list[Work]) -> None:
    text = write_cff(written)
    checked(text)
    read = read_cff(text)
    assert read.problems == []
    assert write_cff(read.works) == write_cff(read_cff(write_cff(read.works)).works)


def test_real_works_are_written_as_the_schema_wants(shared_data: Path) -> None:
    checked(write_cff(read_csl((shared_data / "csl" / "items.json").read_bytes())))


def test_the_container_of_a_chapter_and_of_a_page_is_its_collection() -> None:
    works = [
        Work(type="chapter", title="A", container_title="B", author=[Name("Poe", "Ann")]),
        Work(type="post-weblog", title="C", container_title="D", author=[Name("Poe", "Ann")]),
    ]
    back = read_cff(write_cff(works)).works
    assert [work.container_title for work in back] == ["B", "D"]
    assert [work.collection_title for work in back] == ["", ""]


def test_the_anonymous_author_that_cff_wants_is_none() -> None:
    written = write_cff([Work(type="book", title="A")])
    assert "name: anonymous" in written
    assert read_cff(written).works[0].author == []


def test_a_dataset_keeps_its_year_though_a_file_has_no_key_for_it() -> None:
    work = Work(type="dataset", title="A", issued=Date(((2020,),)), publisher="Zenodo")
    [back] = read_cff(write_cff([work])).works
    assert (back.type, back.year, back.publisher) == ("dataset", 2020, "Zenodo")
