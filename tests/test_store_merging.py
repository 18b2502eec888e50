from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from store_samples import crying, straw, tears

from refkit.errors import ConfigurationError
from refkit.model import Work
from refkit.store import Library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path / "library.refkit") as opened:
        opened.add([crying().copy(abstract="")], source="refs.bib", tags=["a"], collection="one")
        twin = crying().copy(
            id="gracanin", title="Is Crying a Self-Soothing Behavior?", page="1–15", volume="6"
        )
        opened.add([twin], source="zotero", known="add", tags=["a", "b"], collection="two")
        opened.add([tears(), straw()])
        yield opened


def test_duplicates_are_found(library: Library) -> None:
    (group,) = library.duplicates()
    assert group.keys == ["gracanin2014", "gracanin"]
    assert 0.9 <= group.score <= 1.0
    assert group.reason
    library.merge(group.keys)
    assert library.duplicates() == []


def test_only_those_that_were_just_added_may_be_compared(library: Library) -> None:
    groups = library.duplicates()
    assert library.duplicates(keys="gracanin") == groups
    assert library.duplicates(keys=["vingerhoets2013"]) == []
    assert library.duplicates(keys=[]) == []
    # More than a few are compared by the beginnings of their titles.
    many = [Work(id=f"n{number}x", title=f"{number} is a title") for number in range(120)]
    keys = library.add(many).new
    assert library.duplicates(keys=[*keys, "gracanin"]) == groups
    with pytest.raises(ConfigurationError, match="from 0 to 1"):
        library.duplicates(threshold=2)


def test_what_the_first_lacks_is_taken_from_the_others(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"x")
    library.attach("gracanin2014", file)
    library.attach("gracanin", file)
    note = library.note("gracanin", "a note")
    library.mark(["gracanin"], "reading")
    library.rename("gracanin", "twin")
    before = list(library)
    entry = library.merge(["gracanin2014", "twin"])
    assert entry == library["twin"] == library["gracanin"]
    assert entry.work == crying().copy(page="1–15")
    assert entry.tags == ["a", "b"]
    assert entry.collections == ["one", "two"]
    assert entry.notes == [note]
    assert len(entry.attachments) == 1
    assert entry.aliases == ["gracanin", "twin"]
    assert entry.state == "reading"
    assert {name: origin.source for name, origin in entry.origins.items()} == {
        "": "refs.bib",
        "abstract": "zotero",
        "page": "zotero",
    }
    assert len(library) == 3
    assert library.check() == []
    library.undo()
    assert list(library) == before
    assert library.check() == []


def test_a_value_can_be_chosen(library: Library) -> None:
    entry = library.merge(
        ["gracanin2014", "gracanin", "strasse1999"],
        choices={
            "volume": "gracanin",
            "type": "strasse1999",
            "title": "gracanin2014",
            "DOI": "strasse1999",
        },
    )
    assert entry.work.volume == "6"
    assert entry.work.type == "chapter"
    assert entry.work.title == crying().title
    assert entry.work.DOI == ""
    assert entry.origins["volume"].source == "zotero"
    assert entry.work.editor == straw().editor


def test_own_data_and_forms_of_values_are_merged_too(library: Library) -> None:
    library.edit("gracanin2014", {"custom": {"a": 1}})
    twin = library["gracanin"].work.copy(
        custom={"a": 2, "b": 3}, extra={"x": 1}, number="7", given={"number": 7}
    )
    library.replace("gracanin", twin)
    work = library.merge(["gracanin2014", "gracanin"]).work
    assert (work.custom, work.extra, work.given) == ({"a": 1, "b": 3}, {"x": 1}, {"number": 7})


@pytest.mark.parametrize(
    ("keys", "choices", "message"),
    [
        (["gracanin2014"], {}, "two different works"),
        (["gracanin2014", "gracanin2014"], {}, "two different works"),
        (["gracanin2014", "gracanin"], {"volume": "strasse1999"}, "none of the works"),
        (["gracanin2014", "gracanin"], {"nonsense": "gracanin"}, "no variable"),
        (["gracanin2014", "none"], {}, "no work 'none'"),
    ],
)
def test_what_cannot_be_merged_is_refused(
    library: Library, keys: list[str], choices: dict[str, str], message: str
) -> None:
    with pytest.raises(ConfigurationError, match=message):
        library.merge(keys, choices=choices)
    assert len(library) == 4
