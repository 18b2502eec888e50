"""What is known without reading it is what reading gives."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refkit.formats.exact import Exact
from refkit.formats.known import FORMATS
from refkit.model import Date, Name, Work
from refkit.model.work import TYPES

_FORMATS = ("mods", "zotero-rdf")
_VALUES: dict[str, list[Any]] = {
    "id": ["doe2020", "10.1/x", "a b"],
    "title": ["Birds of prey", "A <i>B</i>", "R&D", "Two  blanks", "Caf\u00e9: 12"],
    "container-title": ["Journal of Birds", "R&amp;D", " Birds"],
    "container-title-short": ["J. Birds"],
    "collection-title": ["Lecture Notes"],
    "abstract": ["One line.", "Two\nlines."],
    "publisher": ["Feather Press"],
    "publisher-place": ["Bern"],
    "event-title": ["Bird Days 2020"],
    "note": ["In colour", "PMID: 12", "a = b", "genre: x\nrest"],
    "source": ["Library"],
    "volume": ["12", "XII", "12-13"],
    "issue": ["3", "S1"],
    "number-of-pages": ["120", "xii, 120"],
    "edition": ["2", "2nd"],
    "page": ["12\u201315", "12-15", "15-12", "12\u20135", "12", "e12", "1, 5"],
    "DOI": ["10.1234/abc.12", "10.1234/a<b", "12"],
    "URL": ["https://example.org/a", "https://example.org/?a=1&amp;b=2"],
    "ISBN": ["978-0-306-40615-7", "9780306406157, 0306406152"],
    "ISSN": ["1234-5679", "1234-5679, 2345-6789"],
    "PMID": ["12"],
    "PMCID": ["PMC12"],
    "language": ["en", "de-CH", "eng", "English"],
    "keyword": ["birds", "birds, migration", "a; b", "a, b; c", "a; a", "a,b"],
    "issued": [
        Date(date_parts=((2020,),)),
        Date(date_parts=((2020, 5),)),
        Date(date_parts=((2020, 5, 12),)),
        Date(date_parts=((2020, 5), (2020, 6))),
        Date(date_parts=((2020,),), circa=True),
        Date(literal="in press"),
    ],
    "accessed": [Date(date_parts=((2021, 2, 3),))],
    "author": [
        [Name("Doe", "Jane")],
        [Name("Dam", "Li", non_dropping_particle="van"), Name("M\u00fcller", "J.-P.")],
        [Name(literal="Bird Society"), Name("Doe", "J.")],
        [Name("van Dam", "Li")],
        [Name("King", "Martin", suffix="Jr.")],
        [Name(literal="others")],
    ],
    "editor": [[Name("Roe", "Ann")], [Name(literal="Bird Society")]],
    "translator": [[Name("Poe", "Ann")]],
    "number": ["7"],
    "genre": ["PhD thesis"],
    "archive": ["Archive"],
    "custom": [{"other": {"a": 1}}],
}
_PLAIN = {variable: values[0] for variable, values in _VALUES.items()}
_WORKS = st.builds(
    lambda kind, chosen: _work(kind, chosen),
    st.sampled_from(sorted(TYPES)),
    st.fixed_dictionaries({}, optional={v: st.sampled_from(x) for v, x in _VALUES.items()}),
)


def _work(kind: str, values: dict[str, Any]) -> Work:
    work = Work(type=kind)
    for variable, value in values.items():
        work.set(variable, value)
    return work


def _never_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Exact, "known", lambda self, work, read_back: None)


@pytest.mark.parametrize("name", _FORMATS)
@given(works=st.lists(_WORKS, min_size=3, max_size=6))
def test_a_file_is_the_same_as_if_all_had_been_read(name: str, works: list[Work]) -> None:
    known = FORMATS[name].write(works)
    with pytest.MonkeyPatch.context() as monkeypatch:
        _never_known(monkeypatch)
        assert FORMATS[name].write(works) == known


@pytest.mark.parametrize("name", _FORMATS)
@pytest.mark.parametrize("left_out", [(), ("container-title",), ("number", "genre", "custom")])
def test_plain_works_of_every_type_are_written_as_if_they_had_been_read(
    name: str, left_out: tuple[str, ...]
) -> None:
    values = {key: value for key, value in _PLAIN.items() if key not in left_out}
    works = [_work(kind, values) for kind in sorted(TYPES)]
    works += [
        _work(kind, {key: value for key, value in values.items() if key in few})
        for kind in sorted(TYPES)
        for few in (("title", "DOI"), ("volume", "issue", "page"), ("id", "URL", "keyword"))
    ]
    known = FORMATS[name].write(works)
    with pytest.MonkeyPatch.context() as monkeypatch:
        _never_known(monkeypatch)
        assert FORMATS[name].write(works) == known
    assert FORMATS[name].read(known, "").works == works


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, True),
        ({"page": "12-15"}, True),
        ({"title": "R&D"}, False),
        ({"genre": "PhD thesis"}, False),
        ({"author": [Name("van Dam", "Li")]}, False),
    ],
)
def test_plain_works_are_known(values: dict[str, Any], expected: bool) -> None:
    plain = {"title": "Birds", "container-title": "Journal", "author": [Name("Doe", "Jane")]}
    work = _work("article-journal", {**plain, **values})
    assert (Exact("mods").known(work, lambda sample: sample) is not None) is expected
