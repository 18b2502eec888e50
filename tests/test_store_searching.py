from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from store_samples import crying, straw, tears

from refkit.errors import ConfigurationError
from refkit.model import Date, Work
from refkit.store import Library, searching


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path / "library.refkit") as opened:
        opened.add([crying(), tears(), straw()], tags=["Größe"])
        yield opened


def keys(library: Library, query: str, sort: str = "relevance") -> list[str]:
    return [hit.entry.key for hit in library.search(query, sort=sort)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("gracanin", ["gracanin2014"]),
        ("GRAČANIN", ["gracanin2014"]),
        ("author:gračanin year:2014..2019", ["gracanin2014"]),
        ("author:gračanin year:2015..", []),
        ("strasse", ["strasse1999"]),
        ("Lodz obrien orsted", ["strasse1999"]),
        ('"why only humans weep unravelling"', ["vingerhoets2013"]),
        ("weep*", ["vingerhoets2013"]),
        ("unrav*", ["vingerhoets2013"]),
        ("tears -weep", ["gracanin2014"]),
        ("title:tears", ["vingerhoets2013"]),
        ("abstract:tears", ["gracanin2014"]),
        ("container:psychology", ["gracanin2014"]),
        ("publisher:oxford", ["vingerhoets2013"]),
        ("isbn:978-0-19-857024-0", ["vingerhoets2013"]),
        ("doi:https://doi.org/10.3389/FPSYG.2014.00502", ["gracanin2014"]),
        ("type:chapter OR publisher:oxford", ["strasse1999", "vingerhoets2013"]),
        ("has:abstract", ["gracanin2014"]),
        ("key:stras*", ["strasse1999"]),
        ("tag:größe year:..2000", ["strasse1999"]),
        ("i", []),
    ],
)
def test_works_are_found(library: Library, query: str, found: list[str]) -> None:
    assert sorted(keys(library, query)) == found
    assert library.count(query) == len(found)


def test_titles_and_authors_weigh_more_than_the_rest(library: Library) -> None:
    library.add(
        [
            Work(id="rest", abstract="melancholy " + "and other words " * 5, title="Of humours"),
            Work(id="title", title="Melancholy", abstract="other words and so on " * 5),
        ]
    )
    hits = library.search("melancholy")
    assert [hit.entry.key for hit in hits] == ["title", "rest"]
    assert hits[0].score > hits[1].score > 0


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("relevance", ["strasse1999", "vingerhoets2013", "gracanin2014"]),
        ("key", ["gracanin2014", "strasse1999", "vingerhoets2013"]),
        ("author", ["gracanin2014", "strasse1999", "vingerhoets2013"]),
        ("title", ["gracanin2014", "strasse1999", "vingerhoets2013"]),
        ("year", ["strasse1999", "vingerhoets2013", "gracanin2014"]),
        ("-year", ["gracanin2014", "vingerhoets2013", "strasse1999"]),
        ("added", ["gracanin2014", "vingerhoets2013", "strasse1999"]),
        ("-changed", ["gracanin2014", "strasse1999", "vingerhoets2013"]),
    ],
)
def test_hits_come_in_the_order_asked_for(
    library: Library, sort: str, order: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("refkit.store.editing.now", lambda: "2099-01-01T00:00:00Z")
    library.edit("gracanin2014", {"volume": "9"})
    assert keys(library, "", sort) == order


def test_a_work_without_a_year_comes_last(library: Library) -> None:
    library.add([Work(id="undated", title="Undated"), Work(id="bce", issued=Date(((-300,),)))])
    assert keys(library, "", "year")[0] == "bce"
    assert keys(library, "", "year")[-1] == keys(library, "", "-year")[-1] == "undated"


def test_hits_are_counted_from_an_offset(library: Library) -> None:
    everything = keys(library, "größe")
    assert len(everything) == 3
    found = [
        hit.entry.key
        for start in range(4)
        for hit in library.search("größe", limit=1, offset=start)
    ]
    assert found == everything
    assert library.search("größe", limit=0) == []


def test_a_snippet_shows_the_words_as_they_are_written(library: Library) -> None:
    long = "One two three. " * 40 + "Then he wept bitterly in the straße. " + "Four five. " * 40
    library.edit("strasse1999", {"abstract": long})
    library.note("vingerhoets2013", "ein Wort über Bäume")
    (hit,) = library.search("wept strasse")
    assert "wept bitterly in the straße" in hit.snippet
    assert hit.snippet.startswith("…")
    assert hit.snippet.endswith("…")
    assert len(hit.snippet) <= 165
    assert library.search("baum*")[0].snippet == "ein Wort über Bäume"
    assert library.search("weep")[0].snippet == (
        "Why only humans weep: Unravelling the mysteries of tears"
    )
    assert library.search("year:2014")[0].snippet == ""


def test_of_very_many_works_the_latest_and_those_with_the_words_in_the_title_are_ranked(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "_RANKED", 20)
    library.add([Work(id="old", title="Common", type="book")])
    library.add([Work(id=f"new{n}x", abstract=f"a common word {n}") for n in range(60)])
    found = keys(library, "common")
    assert found[0] == "old"
    assert len(found) == 50
    assert library.count("common") == 61
    assert keys(library, "common type:book") == ["old"]
    assert len(library.search("common", limit=100)) == 61
    assert len(library.search("common", limit=30, offset=50)) == 11


def test_what_was_edited_is_found_by_its_new_words_only(library: Library) -> None:
    library.edit("gracanin2014", {"title": "Laughter", "abstract": None})
    assert keys(library, "laughter") == ["gracanin2014"]
    assert keys(library, "crying") == []
    library.undo()
    assert keys(library, "crying") == ["gracanin2014"]
    assert keys(library, "laughter") == []


def test_mistakes_in_a_query_are_told(library: Library) -> None:
    for query in ('"open', "nofield:x", "year:abc", "(", "state:done"):
        with pytest.raises(ConfigurationError):
            library.search(query)
        with pytest.raises(ConfigurationError):
            library.count(query)
    with pytest.raises(ConfigurationError, match="no order 'size'; there are relevance"):
        library.search("x", sort="size")
    with pytest.raises(ConfigurationError, match="from 0"):
        library.search("x", limit=-1)
