from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from store_samples import crying, straw, tears

from refkit.errors import ConfigurationError, FormatError
from refkit.model import Date, Name, Work
from refkit.store import Library, Note


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path / "library.refkit") as opened:
        opened.add([crying(), tears(), straw()], source="refs.bib")
        yield opened


@pytest.mark.parametrize(
    ("variable", "given", "kept"),
    [
        ("title", "New <i>title</i>", "New <i>title</i>"),
        ("volume", 7, "7"),
        ("volume", None, ""),
        ("volume", "", ""),
        ("author", "Doe, Jane; Roe, Richard", [Name("Doe", "Jane"), Name("Roe", "Richard")]),
        ("author", "World Health Organization", [Name(literal="World Health Organization")]),
        ("author", [Name("Doe", "J."), "Roe, R.", {"family": "Moe"}], None),
        ("author", None, []),
        ("issued", "2020-05-12", Date(((2020, 5, 12),))),
        ("issued", "May 2020", Date(((2020, 5),))),
        ("issued", "2019/2020", Date(((2019,), (2020,)))),
        ("issued", "in press", Date(literal="in press")),
        ("issued", Date(((1999,),)), Date(((1999,),))),
        ("issued", {"date-parts": [[2001, 2]]}, Date(((2001, 2),))),
        ("issued", None, None),
        ("categories", ["a", "b"], ["a", "b"]),
        ("custom", {"own": 1}, {"own": 1}),
        ("type", "report", "report"),
        ("page", "1-3", "1–3"),
        ("page", "123-8; discussion 129", "123–128; discussion 129"),
        ("page", "e1002", "e1002"),
        ("DOI", "https://doi.org/10.1037/pst0000342", "10.1037/pst0000342"),
        ("DOI", "none", "none"),
        ("issued", "12 May 2020", Date(((2020, 5, 12),))),
        ("issued", "2020/05", Date(((2020, 5),))),
        ("issued", "2020-13-45", Date(literal="2020-13-45")),
        ("author", "Doe, Jane and Roe, Richard", [Name("Doe", "Jane"), Name("Roe", "Richard")]),
        (
            "author",
            "Department of Health and Human Services",
            [Name(literal="Department of Health and Human Services")],
        ),
    ],
)
def test_a_variable_is_edited(library: Library, variable: str, given: object, kept: object) -> None:
    if variable == "author" and kept is None:
        kept = [Name("Doe", "J."), Name("Roe", "R."), Name("Moe")]
    entry = library.edit("gracanin2014", {variable: given})
    assert entry.work.get(variable) == kept
    assert entry == library["gracanin2014"]
    assert entry.key == "gracanin2014"
    assert library.check() == []


def test_an_edit_says_where_its_values_came_from_and_leaves_the_others(library: Library) -> None:
    entry = library.edit("gracanin2014", {"page": "1–15", "volume": None}, source="crossref")
    assert {name: origin.source for name, origin in entry.origins.items()} == {
        "": "refs.bib",
        "page": "crossref",
    }
    assert entry.work == crying().copy(page="1–15", volume="")


def test_an_edit_that_changes_nothing_is_no_change(library: Library) -> None:
    library.edit("gracanin2014", {"volume": "5"})
    assert [change.action for change in library.log()] == ["add"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"titel": "x"}, "no variable 'titel'; did you mean 'title'"),
        ({"id": "x"}, "rename"),
        ({"title": []}, None),
        ({"title": ["x"]}, "must be text"),
        ({"author": 7}, "list of names"),
        ({"issued": 7}, "must be an object"),
        ({"title": "x", "nonsense": 1}, "no variable"),
        ({"type": "articl"}, "no type 'articl'; did you mean 'article'"),
    ],
)
def test_what_is_no_value_is_refused_and_nothing_changes(
    library: Library, changes: dict[str, object], message: str | None
) -> None:
    if message is None:
        assert library.edit("gracanin2014", changes).work.title == ""
        return
    with pytest.raises(ConfigurationError, match=message):
        library.edit("gracanin2014", changes)
    assert library["gracanin2014"].work == crying()


def test_a_value_that_json_cannot_say_is_refused(library: Library) -> None:
    with pytest.raises(FormatError, match="entry gracanin2014"):
        library.edit("gracanin2014", {"title": "\udc00"})
    assert library["gracanin2014"].work == crying()


def test_a_work_is_replaced_and_keeps_what_hangs_on_it(library: Library) -> None:
    library.tag(["gracanin2014"], ["keep"])
    entry = library.replace("gracanin2014", tears(), source="worldcat")
    assert entry.work == tears().copy(id="gracanin2014")
    assert entry.tags == ["keep"]
    assert entry.origins["title"].source == "worldcat"
    assert "DOI" not in entry.origins
    assert library.count("doi:10.3389/fpsyg.2014.00502") == 0


def test_a_renamed_work_is_found_by_its_earlier_key(library: Library) -> None:
    library.rename("gracanin2014", "Crying:2014")
    entry = library["gracanin2014"]
    assert (entry.key, entry.work.id, entry.aliases) == (
        "Crying:2014",
        "Crying:2014",
        ["gracanin2014"],
    )
    library.rename("gracanin2014", "gracanin2014")
    assert library["Crying:2014"].key == "gracanin2014"
    library.rename("gracanin2014", "Gracanin2014")
    assert library["gracanin2014"].key == "Gracanin2014"
    assert library["gracanin2014"].aliases == ["Crying:2014"]


@pytest.mark.parametrize("new", ["", "with space", "a,b", "10.1000/x", "vingerhoets2013", "ü"])
def test_a_key_that_is_illegal_or_taken_is_refused(library: Library, new: str) -> None:
    with pytest.raises(ConfigurationError):
        library.rename("gracanin2014", new)
    assert library["gracanin2014"].aliases == []


def test_works_are_removed_all_or_none(library: Library) -> None:
    library.note("gracanin2014", "n")
    with pytest.raises(KeyError, match="no work 'none'"):
        library.remove(["gracanin2014", "none"])
    assert len(library) == 3
    library.remove(["gracanin2014", "strasse1999"])
    assert [entry.key for entry in library] == ["vingerhoets2013"]
    assert library.count("crying") == 0
    assert library.check() == []


def test_tags_are_put_on_and_taken_off(library: Library) -> None:
    library.tag(["gracanin2014", "strasse1999"], ["b", "a", "b"])
    assert library["gracanin2014"].tags == ["a", "b"]
    assert library.tags() == {"a": 2, "b": 2}
    assert library.count("tag:a") == 2
    library.untag(["gracanin2014", "vingerhoets2013"], ["a"])
    assert library.tags() == {"a": 1, "b": 2}
    assert library.count("tag:a") == 1
    with pytest.raises(KeyError):
        library.tag(["none"], ["a"])


def test_collections_nest(library: Library) -> None:
    library.collect(["gracanin2014"], "thesis/chapter 2")
    library.collect(["strasse1999"], "/thesis/")
    assert library.collections() == {"thesis": 1, "thesis/chapter 2": 1}
    assert library.count("collection:thesis") == 2
    library.discard(["gracanin2014"], "thesis/chapter 2")
    assert library["gracanin2014"].collections == []


def test_the_state_of_reading_is_marked(library: Library) -> None:
    library.mark(["gracanin2014"], "reading")
    assert library["gracanin2014"].state == "reading"
    assert library.count("state:reading") == 1
    with pytest.raises(ConfigurationError, match="no state 'done'; there are unread, reading"):
        library.mark(["gracanin2014"], "done")


def test_notes_are_written_and_found(library: Library) -> None:
    first = library.note("gracanin2014", "Überraschend!\nAber wahr.")
    second = library.note("gracanin2014", "two")
    assert library["gracanin2014"].notes == [first, second]
    assert library.count("note:uberraschend") == 1
    changed = library.edit_note("gracanin2014", first.number, "one")
    assert changed == Note(first.number, "one", changed.time)
    assert library.count("note:uberraschend") == 0
    library.remove_note("gracanin2014", first.number)
    assert library["gracanin2014"].notes == [second]
    for number in (first.number, 99):
        with pytest.raises(KeyError, match=f"no note {number}"):
            library.edit_note("gracanin2014", number, "x")
    with pytest.raises(KeyError):
        library.remove_note("strasse1999", second.number)
    with pytest.raises(ConfigurationError, match="empty"):
        library.note("gracanin2014", " ")


def test_the_library_is_counted(library: Library) -> None:
    library.tag(["gracanin2014", "strasse1999"], ["a"])
    library.collect(["gracanin2014"], "c")
    library.mark(["strasse1999"], "read")
    stats = library.stats()
    assert stats.works == 3
    assert stats.types == {"article-journal": 1, "book": 1, "chapter": 1}
    assert stats.years == {1999: 1, 2013: 1, 2014: 1}
    assert (stats.tags, stats.collections) == ({"a": 2}, {"c": 1})
    assert stats.states == {"unread": 2, "reading": 0, "read": 1}
    assert (stats.attachments, stats.bytes, stats.without_doi) == (0, 0, 2)


def test_works_are_written_in_any_format(library: Library) -> None:
    text = library.dump("bibtex", query="author:gracanin")
    assert "gracanin2014" in text
    assert "vingerhoets2013" not in text
    both = library.dump("csl-jsonl", keys=["strasse1999", "gracanin2014"])
    assert both.index("strasse1999") < both.index("gracanin2014")
    with pytest.raises(KeyError):
        library.dump("bibtex", keys=["none"])
    with pytest.raises(ConfigurationError):
        library.dump("nonsense")


def test_a_work_without_anything_is_a_work(library: Library) -> None:
    (key,) = library.add([Work()]).keys
    assert library[key].work == Work(id=key)
    assert library.check() == []
