"""News: what the world says of a reference now, and did not say when it was locked."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lockfile_made import entry, records, tears

from refkit.model import Answer, Name, Notice, Record, Relation
from refkit.model.locked import Locked
from refkit.resolve.lockfile_news import news

DOI = "10.5555/tears.2014"


def told(old: Locked, new: Locked) -> list[tuple[str, str]]:
    return [(each.kind, each.message) for each in news(old, new)]


def noticed(*notices: Notice) -> Record:
    record = tears()
    record.notices = list(notices)
    return record


def related(*relations: Relation) -> Record:
    record = tears()
    record.relations = list(relations)
    return record


RETRACTION = Notice("retraction", "10.5555/r", "2026-04-01", "publisher")
PREPRINT = Relation("is-preprint-of", "10.5555/final")

CASES: list[tuple[Record, Record, str, str]] = [
    (
        noticed(),
        noticed(RETRACTION),
        "retracted",
        "was retracted on 2026-04-01, see https://doi.org/10.5555/r",
    ),
    (noticed(), noticed(Notice("partial_retraction")), "retracted", "was retracted in part"),
    (noticed(), noticed(Notice("withdrawal")), "retracted", "was withdrawn"),
    (
        noticed(),
        noticed(Notice("expression_of_concern", "10.5555/e")),
        "concern",
        "has an expression of concern, see https://doi.org/10.5555/e",
    ),
    (noticed(), noticed(Notice("erratum", date="2025")), "corrected", "has an erratum of 2025"),
    (noticed(), noticed(Notice("other", label="Letter")), "notice", "has a notice: Letter"),
    (
        noticed(RETRACTION),
        noticed(),
        "notice-gone",
        "has its retraction no more (https://doi.org/10.5555/r)",
    ),
    (related(), related(PREPRINT), "published", "was published: https://doi.org/10.5555/final"),
    (
        related(),
        related(Relation("has-version", "https://x.org/2", "uri")),
        "related",
        "has version https://x.org/2",
    ),
    (related(PREPRINT), related(), "related", "is preprint of 10.5555/final no more"),
    (tears(volume="5"), tears(volume="6"), "changed", "has a record with another volume: 5 → 6"),
    (tears(issue=""), tears(issue="2"), "changed", "has a record that names its issue now: 2"),
    (tears(issue="2"), tears(issue=""), "changed", "has a record that names no issue any more: 2"),
    (
        tears(author=[Name(family="Bylsma", given="L.")]),
        tears(author=[Name(family="Bylsma", given="Lauren"), Name(literal="The Tears Group")]),
        "changed",
        "has a record with another author: Bylsma, L. → Bylsma, Lauren; The Tears Group",
    ),
    (
        tears(),
        tears(DOI="10.5555/other"),
        "other-work",
        "is identified with another record: https://doi.org/10.5555/other, where it was "
        f"https://doi.org/{DOI}",
    ),
]


@pytest.mark.parametrize(("old", "new", "kind", "message"), CASES)
def test_a_change_of_the_record_is_told(old: Record, new: Record, kind: str, message: str) -> None:
    assert told(entry(old), entry(new)) == [(kind, message)]


def test_what_changed_is_there_as_data_too() -> None:
    [found] = news(entry(tears(volume="5")), entry(tears(volume="6")))
    assert (found.variable, found.before, found.after) == ("volume", "5", "6")


def test_other_years_that_are_right_are_told_as_such() -> None:
    later = tears()
    later.variants["issued"] = ["2014", "2012"]
    [found] = news(entry(tears()), entry(later))
    assert found.message == "has a record with another alternative year: 2013 → 2012"
    assert found.variable == "issued"


def dead(*outcomes: str) -> Locked:
    coverage = [Answer(source="doi.org", question=DOI, outcome=each) for each in outcomes]  # type: ignore[arg-type]
    return entry(None, identity="not-found", coverage=coverage)


IDENTITIES: list[tuple[Callable[[], Locked], Callable[[], Locked], list[tuple[str, str]]]] = [
    (
        lambda: entry(tears()),
        lambda: dead("absent"),
        [
            ("lost", f"is not found any more; it was https://doi.org/{DOI}"),
            ("dead-doi", "has a DOI that does not exist any more"),
        ],
    ),
    (
        lambda: dead("unknown"),
        lambda: entry(noticed(RETRACTION, Notice("erratum"))),
        [
            ("found", f"is found now: https://doi.org/{DOI}"),
            ("retracted", "was retracted on 2026-04-01, see https://doi.org/10.5555/r"),
        ],
    ),
    (
        lambda: dead("absent"),
        lambda: dead("unknown"),
        [("living-doi", "has a DOI that exists now, or that nobody denies")],
    ),
    (
        lambda: entry(None),
        lambda: dead("unknown"),
        [("changed", "was not checkable, and is found nowhere")],
    ),
    (
        lambda: entry(tears()),
        lambda: entry(tears(), identity="another-work", claimed=tears(DOI="10.5555/geology")),
        [
            (
                "other-work",
                "has a DOI that leads to another work now: https://doi.org/10.5555/geology",
            )
        ],
    ),
    (
        lambda: entry(tears(), identity="another-work", claimed=tears(DOI="10.5555/geology")),
        lambda: entry(tears()),
        [
            (
                "other-work",
                "has a DOI that does not lead to https://doi.org/10.5555/geology any more",
            )
        ],
    ),
]


@pytest.mark.parametrize(("old", "new", "expected"), IDENTITIES)
def test_a_change_of_identity_is_told(
    old: Callable[[], Locked], new: Callable[[], Locked], expected: list[tuple[str, str]]
) -> None:
    assert told(old(), new()) == expected


def test_who_said_so_and_when_is_no_news() -> None:
    other = tears()
    other.time, other.source = "", "datacite"
    assert told(entry(tears()), entry(other)) == []


def facts(locked: Locked) -> object:
    """Everything that a check reads of a match, but for the place where it came from."""
    assert locked.match is not None
    record = locked.match.record
    return record.work, {*record.notices}, record.amends, {*record.relations}, record.variants


def with_one_thing_of(record: Record, other: Record, at: int) -> Record:
    """A Record with one of its parts from another one."""
    parts = ("title", "author", "issued", "volume", "DOI", "notices", "amends", "relations")
    name = [*parts, "variants", "source"][at]
    if name in record.__struct_fields__:
        return msgspec.structs.replace(record, **{name: getattr(other, name)})
    changed = record.work.copy(**{name: getattr(other.work, name)})
    return msgspec.structs.replace(record, work=changed.copy(id=""))


@given(records(), records(), st.integers(0, 9))
def test_whatever_a_check_reads_is_news_when_it_changes(
    record: Record, other: Record, at: int
) -> None:
    record.work.id = ""
    old, new = entry(record), entry(with_one_thing_of(record, other, at))
    assert bool(news(old, new)) == (facts(old) != facts(new))
