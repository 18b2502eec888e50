from __future__ import annotations

import json
import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_samples import crying, straw, tears
from strategies import dates, names, works

from refkit.errors import ConfigurationError, UnreadableError
from refkit.model import Date, Name, Work
from refkit.store import Library, Origin


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path / "library.refkit") as opened:
        yield opened


def test_a_work_is_kept_whole_under_its_own_key(library: Library) -> None:
    assert library.add([crying()]).keys == ["gracanin2014"]
    assert library["gracanin2014"].work == crying()
    assert len(library) == 1
    assert "gracanin2014" in library
    assert "nobody1999" not in library


def test_an_entry_says_where_it_came_from_and_what_was_put_on_it(library: Library) -> None:
    library.add([crying()], source="refs.bib", tags=["tears", " to  read "], collection="/a / b/")
    entry = library["gracanin2014"]
    assert entry.tags == ["tears", "to read"]
    assert entry.collections == ["a/b"]
    assert entry.state == "unread"
    assert entry.origins == {"": Origin("refs.bib", entry.added)}
    assert entry.added == entry.changed
    assert entry.added.endswith("Z")
    assert (entry.notes, entry.attachments, entry.aliases) == ([], [], [])


unicode_text = st.text(st.characters(codec="utf-8"), max_size=12)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.builds(
            lambda work, note, people, when, custom, extra: work.copy(
                note=note,
                translator=people,
                accessed=when,
                custom=custom,
                extra={f"x-{key}": value for key, value in extra.items()},
            ),
            works(),
            unicode_text,
            st.lists(names(), max_size=2),
            st.none() | dates(),
            st.dictionaries(unicode_text, unicode_text | st.integers(0, 9), max_size=2),
            st.dictionaries(unicode_text, unicode_text | st.lists(st.booleans()), max_size=2),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_what_is_added_is_what_is_got_but_for_its_key(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[Work]
) -> None:
    with Library(tmp_path_factory.mktemp("law") / "library.refkit") as library:
        added = library.add(drawn, known="add")
        assert len(set(added.keys)) == len(drawn)
        assert [library[key].work for key in added.keys] == [
            work.copy(id=key) for work, key in zip(drawn, added.keys, strict=True)
        ]
        assert library.works() == library.works(added.keys)
        assert [entry.key for entry in library] == added.keys
        assert library.check() == []


def test_given_forms_of_a_file_survive(library: Library, tmp_path: Path) -> None:
    item = {"id": "a2020", "type": "book", "volume": 12, "shortTitle": "T", "x-own": [1]}
    file = tmp_path / "refs.json"
    file.write_text(json.dumps([item]))
    added = library.load(file)
    assert json.loads(library.dump("csl-json")) == [item]
    assert library["a2020"].origins[""].source == "refs.json"
    assert added.new == ["a2020"]


@pytest.mark.parametrize(
    ("work", "key"),
    [
        (Work(id="https://doi.org/10.1/x", title="Title"), "title"),
        (Work(id="10.1234/x", title="On memory", issued=Date(((2020,),))), "2020memory"),
        (Work(id="with space", author=[Name("Doe", "J.")]), "doend"),
        (Work(id="12345", title="The Mind"), "ndmind"),
        (Work(), "nd"),
        (Work(citation_key="own2020", id="other"), "own2020"),
        (Work(citation_key="no key", id="other"), "other"),
    ],
)
def test_a_work_without_a_legal_key_gets_one(library: Library, work: Work, key: str) -> None:
    (given_key,) = library.add([work]).keys
    assert key in given_key or given_key == "ref"
    assert library[given_key].work.id == given_key


def test_a_key_that_is_taken_is_never_given_again(library: Library) -> None:
    first = crying()
    others = [crying().copy(DOI=f"10.1000/{number}") for number in range(30)]
    keys = library.add([first, *others]).keys
    assert keys[:4] == [
        "gracanin2014",
        "gracanin2014crying",
        "gracanin2014cryinga",
        "gracanin2014cryingb",
    ]
    assert len(set(keys)) == 31
    library.rename("gracanin2014", "mine")
    assert library.add([crying().copy(DOI="10.1000/new")]).keys != ["gracanin2014"]
    assert "GRACANIN2014" in library


def test_keys_that_differ_in_case_only_are_one(library: Library) -> None:
    keys = library.add([Work(id="Doe2020", title="A b"), Work(id="doe2020", title="C d")]).keys
    assert keys[0] == "Doe2020"
    assert keys[1].lower() != "doe2020"


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (Work(DOI="10.1000/AbC", title="One"), Work(DOI="https://doi.org/10.1000/abc")),
        (Work(PMID="123", title="One"), Work(PMID="PMID: 123", title="One")),
        (Work(PMCID="PMC123456", title="One"), Work(PMCID="123456", title="one!")),
        (Work(number="arXiv:2101.00001v2"), Work(DOI="10.48550/arXiv.2101.00001")),
        (Work(URL="https://arxiv.org/abs/2101.00001"), Work(number="arXiv:2101.00001v3")),
        (tears(), tears().copy(id="another-key")),
    ],
)
def test_a_work_is_known_by_its_identifiers_or_its_content(
    library: Library, mine: Work, theirs: Work
) -> None:
    (key,) = library.add([mine]).keys
    added = library.add([theirs])
    assert (added.keys, added.known, added.new) == ([key], [key], [])
    # Within one import too.
    again = library.add([straw(), straw()])
    assert (again.new, again.known) == (["strasse1999"], ["strasse1999"])


def test_books_that_share_an_isbn_are_two_works(library: Library) -> None:
    chapter = Work(type="chapter", title="A chapter", ISBN=tears().ISBN)
    assert len(library.add([tears(), chapter]).new) == 2


def test_known_works_are_updated_where_they_lack_something(library: Library) -> None:
    library.add([crying().copy(volume="", abstract="")], source="refs.bib")
    added = library.add(
        [crying().copy(title="Is crying self-soothing?", volume="5", page="1–15")],
        source="crossref",
        known="update",
        tags=["new"],
    )
    assert (added.updated, added.known) == (["gracanin2014"], [])
    entry = library["gracanin2014"]
    assert entry.work == crying().copy(page="1–15")
    assert {name: origin.source for name, origin in entry.origins.items()} == {
        "": "refs.bib",
        "volume": "crossref",
        "page": "crossref",
        "abstract": "crossref",
    }
    assert entry.tags == ["new"]
    assert library.add([crying()], known="update").known == ["gracanin2014"]


def test_known_works_can_be_added_a_second_time(library: Library) -> None:
    library.add([crying()])
    assert library.add([crying()], known="add").new == ["gracanin2014crying"]
    assert len(library) == 2


def test_a_known_identifier_with_another_title_is_told_and_both_are_kept(library: Library) -> None:
    library.add([crying()])
    other = tears().copy(DOI=crying().DOI)
    added = library.add([other], known="update")
    (problem,) = added.problems
    assert not problem.lost
    assert problem.reason == (
        "it has an identifier of 'gracanin2014', whose title is another:"
        " 'Is crying a self-soothing behavior?'"
    )
    assert added.new == ["vingerhoets2013"]
    assert library["gracanin2014"].work == crying()
    assert library["vingerhoets2013"].work == other
    again = library.add([crying(), other])
    assert (again.known, again.problems) == (["gracanin2014", "vingerhoets2013"], [])


def test_two_works_of_one_file_that_share_a_doi_are_both_kept(library: Library) -> None:
    added = library.add([crying(), tears().copy(DOI=crying().DOI), crying().copy(id="again")])
    assert added.keys == ["gracanin2014", "vingerhoets2013", "gracanin2014"]
    assert len(added.problems) == 1


def test_a_work_that_cannot_be_stored_is_told_and_the_others_go_on(library: Library) -> None:
    added = library.add(
        [Work(id="bad", title="\ud800"), Work(custom={"program": object()}), crying()]
    )
    assert added.keys == ["", "", "gracanin2014"]
    assert [(problem.entry, problem.lost) for problem in added.problems] == [
        ("bad", True),
        ("", True),
    ]


def test_an_import_of_several_batches_is_one_change(library: Library) -> None:
    seen: list[int] = []
    many = (Work(id=f"work{number}x", title=f"Title {number}") for number in range(2100))
    added = library.add(many, source="big.bib", tags=["all"], progress=seen.append)
    assert seen == [1000, 2000, 2100]
    assert len(added.new) == 2100
    (change,) = library.log()
    assert change.summary == "add 2100 works from big.bib"
    assert library.tags() == {"all": 2100}
    library.undo()
    assert len(library) == 0
    assert library.check() == []


def test_a_file_of_any_format_is_loaded_with_its_problems(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "refs.bib"
    file.write_text("@book{a2020, title={Ärger}}\n@book{broken, title={x\n")
    added = library.load(file, tags=["bib"])
    assert library["a2020"].work.title == "Ärger"
    assert added.problems
    assert library["a2020"].tags == ["bib"]
    assert library.load(file, source="mine", known="add").new


def test_misuse_is_refused(library: Library, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="skip, update or add"):
        library.add([crying()], known="merge")  # type: ignore[arg-type]
    with pytest.raises(ConfigurationError, match="tag is empty"):
        library.add([crying()], tags=[""])
    with pytest.raises(UnreadableError, match="No such file"):
        library.load(tmp_path / "none.bib")
    with pytest.raises(KeyError):
        library["none"]
    with pytest.raises(KeyError):
        library.works(["none"])
    assert library.log() == []


def test_what_is_no_work_or_no_key_is_refused_clearly(library: Library) -> None:
    with pytest.raises(TypeError, match=r"is given Works, not str: '10\.1000/1'"):
        library.add(["10.1000/1"])  # type: ignore[list-item]
    library.add([crying(), tears()])
    with pytest.raises(TypeError, match="by its key, a str, not by Work"):
        library.tag([crying()], ["x"])  # type: ignore[list-item]
    with pytest.raises(TypeError, match="is not copied"):
        pickle.dumps(library)


def test_one_key_stands_for_several(library: Library) -> None:
    library.add([crying(), tears()])
    assert library.works("gracanin2014") == [crying()]
    library.tag("gracanin2014", "x")
    library.remove("vingerhoets2013")
    assert [entry.tags for entry in library] == [["x"]]


def test_keys_are_had_without_the_works(library: Library) -> None:
    library.add([crying(), tears()])
    assert library.keys() == ["gracanin2014", "vingerhoets2013"]
    assert library.keys("author:vinger*") == ["vingerhoets2013"]
    assert library.keys(sort="-added", limit=1) == ["vingerhoets2013"]
    assert library.near("Vingerhoet2013") == ["vingerhoets2013"]
    assert library.near("nothing-like-it") == []
    with pytest.raises(ConfigurationError, match="no order"):
        library.keys(sort="size")


def test_a_change_that_recorded_nothing_does_not_go_on_as_another_ones(library: Library) -> None:
    known = [Work(id=f"w{number}x", title=f"Title {number}") for number in range(1000)]
    library.add(known)
    with Library(library.path) as other:

        def works() -> Iterator[Work]:
            yield from known
            other.add([crying()], source="other")
            yield tears()

        library.add(works(), source="mine")
    assert [change.summary for change in library.log()] == [
        "add 1 work from mine",
        "add 1 work from other",
        "add 1000 works",
    ]
