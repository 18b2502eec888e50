"""The Lockfile's form: what is written is read again, diffs are small, faults name their line."""

from __future__ import annotations

import difflib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lockfile_made import TEARS, entries, entry, tears, verdict

from refkit.errors import FormatError
from refkit.model import Answer, Notice, Relation
from refkit.model.locked import Locked
from refkit.resolve.lockfile_entry import entry_of
from refkit.resolve.lockfile_form import read_lock, write_lock

WHOLE = """\
# What the references of the articles in this folder were checked against, written by `refkit lock`.
# Commit it beside the articles: `refkit check --locked` needs nothing else. Not for editing by
# hand: `refkit lock ARTICLE` brings it up to date, `refkit lock --refresh ARTICLE` asks anew.
version = 1

[[article]]
path = "tears.md"

[[article.reference]]
text = "Gračanin, A., & Bylsma, L. M. (2014). Is crying a self-soothing behavior? Annals of Tears, 5(2), 13…"
fingerprint = "ed7cd90d1963eb23"
identity = "same-work"
found-by = "doi"
score = 0.9999
reason = "title agrees"

[article.reference.record]
source = "crossref"
time = "2026-05-01T10:00:00Z"
hash = "0f97f4a49eefb71d"
DOI = "10.5555/tears.2014"
type = "article-journal"
title = "Is crying a self-soothing behavior?"
author = [
  { family = "Gračanin", given = "Asmir" },
  { family = "Bylsma", given = "Lauren M." },
]
issued = 2014
container-title = "Annals of Tears"
volume = "5"
issue = "2"
page = "133-149"
variants.issued = ["2013"]
notices = [
  { type = "correction", DOI = "10.5555/c", date = "2015", source = "publisher" },
]
relations = [
  { type = "has-preprint", id = "10.5555/p" },
]
"""  # noqa: E501 as it stands in the file


def whole() -> str:
    record = tears()
    record.notices = [Notice("correction", "10.5555/c", "2015", "publisher", "Correction to:")]
    record.relations = [Relation("has-preprint", "10.5555/p"), Relation("has-review", "10.5555/r")]
    return write_lock({"tears.md": [entry(record)]})


def test_an_entry_has_a_line_for_each_field_that_is_compared() -> None:
    assert whole() == WHOLE


@settings(max_examples=30)
@given(
    st.dictionaries(st.text(max_size=9), st.lists(entries(), min_size=1, max_size=2), max_size=2)
)
def test_what_is_written_is_read_again(articles: dict[str, list[Locked]]) -> None:
    text = write_lock(articles)
    assert write_lock(read_lock(text)) == text


@given(entries())
def test_an_entry_comes_back_as_it_was(locked: Locked) -> None:
    assert read_lock(write_lock({"a.md": [locked]})) == {"a.md": [locked]}


def made(*names: str) -> list[Locked]:
    return [entry(tears(), raw=f"{name}, A. (2014). {TEARS[34:]}") for name in names]


def changed_lines(before: str, after: str) -> list[str]:
    diff = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return [line for line in diff if not line.startswith(("---", "+++", "@@"))]


def test_references_that_swap_change_no_line() -> None:
    assert write_lock({"a.md": made("Xu", "Abt")}) == write_lock({"a.md": made("Abt", "Xu")})


def test_a_new_reference_adds_its_lines_and_touches_no_other() -> None:
    before, after = made("Abt", "Xu"), made("Abt", "Mey", "Xu")
    lines = changed_lines(write_lock({"a.md": before}), write_lock({"a.md": after}))
    assert {line[0] for line in lines} == {"+"}
    assert sum("[[article.reference]]" in line for line in lines) == 1


def test_a_word_that_was_mended_changes_two_lines_where_they_stand() -> None:
    before = entry(tears(), raw=TEARS)
    after = entry(tears(), raw=TEARS.replace("behavior", "behaviour"))
    lines = changed_lines(write_lock({"a.md": [before]}), write_lock({"a.md": [after]}))
    assert [line[:6] for line in lines] == ["-text ", "-finge", "+text ", "+finge"]


def test_articles_come_in_the_order_of_their_paths_and_empty_ones_not_at_all() -> None:
    text = write_lock({"b.md": made("Abt"), "c.md": [], "a.md": made("Abt")})
    assert [line for line in text.splitlines() if line.startswith("path")] == [
        'path = "a.md"',
        'path = "b.md"',
    ]


def test_what_the_sources_said_is_kept_where_the_work_was_not_identified() -> None:
    coverage = [
        Answer(source="crossref", question="10.5555/tears.2014", outcome="unknown"),
        Answer(source="doi.org", question="10.5555/tears.2014", outcome="absent"),
        Answer(source="crossref", question="Gračanin …", outcome="found", records=[tears()]),
    ]
    locked = entry_of(verdict(None, identity="not-found", coverage=coverage))
    assert (
        "answers = [\n"
        '  { by = "doi", source = "crossref", outcome = "unknown" },\n'
        '  { by = "doi", source = "doi.org", outcome = "absent" },\n'
        '  { by = "search", source = "crossref", outcome = "found" },\n'
        "]\n"
    ) in write_lock({"a.md": [locked]})


def test_line_feeds_of_windows_are_read() -> None:
    assert read_lock(WHOLE.replace("\n", "\r\n")) == read_lock(WHOLE)


CONFLICT = WHOLE.replace(
    'volume = "5"\n', '<<<<<<< HEAD\nvolume = "5"\n=======\nvolume = "6"\n>>>>>>> other\n'
)


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        (CONFLICT, 30, "two versions of this file were not merged"),
        (WHOLE.replace("issued = 2014", "issued = "), 28, "broken TOML: invalid value"),
        (WHOLE[: WHOLE.index("relations")] + "relations = [", 37, "broken TOML: "),
        (WHOLE.replace("version = 1", "version = 2"), 4, "of a newer refkit: version 2"),
        (WHOLE.replace("version = 1\n", ""), 1, "missing required field version"),
        (
            WHOLE.replace('"5"', "5"),
            30,
            "field volume: not as `refkit lock` writes it",
        ),
        (WHOLE.replace("volume =", "volum ="), 9, "unknown field volum"),
        (WHOLE.replace('"same-work"', '"good"'), 12, "invalid enum value 'good'"),
        (WHOLE.replace('"5"', '"6"'), 9, "a record that was changed since it was locked"),
        (WHOLE[: WHOLE.index("\n[article.reference.record]")], 9, "without its record"),
        (WHOLE.replace("same-work", "another-work"), 9, "without the record of that"),
        (WHOLE.replace("same-work", "not-found"), 9, "a work that was not identified"),
        ("version = 1\narticle = 3\n", 2, "expected array, got int"),
        ("[tool.refkit]\n", 1, "unknown field tool"),
    ],
)
def test_a_fault_names_its_line(text: str, line: int, reason: str) -> None:
    with pytest.raises(FormatError, match=reason) as caught:
        read_lock(text, path="refkit.lock")
    assert (caught.value.path, caught.value.line) == ("refkit.lock", line)


def test_a_merge_conflict_says_what_to_do() -> None:
    with pytest.raises(FormatError, match=r"git checkout --ours or --theirs\), then `refkit lock`"):
        read_lock(CONFLICT)


def test_a_title_that_looks_like_a_conflict_is_none() -> None:
    record = tears(title="x\n<<<<<<< HEAD\n=======")
    assert read_lock(write_lock({"a.md": [entry(record)]}))
