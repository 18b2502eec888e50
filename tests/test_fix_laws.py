"""Laws of repair: twice is once, right stays right, and every other byte stays."""

from __future__ import annotations

import codecs
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import refkit
from refkit.api import Settings
from refkit.formats import dump
from refkit.model import Date, Name, Work

_FAMILIES = ("Adler", "Bašić", "Castro", "Delcourt", "Ek", "Fröhlich", "Gračanin", "de Vries")
_INITIALS = ("A.", "B. C.", "J.-P.", "M.")
_SUBJECTS = ("Tears", "Bridges", "Sleep", "Memory", "Salt", "Whales", "Laughter", "Attention")
_VERBS = ("shape", "predict", "disturb", "follow", "explain")
_OBJECTS = ("the early years of towns", "grief in adults", "slow rivers", "how infants learn")
_JOURNALS = ("Annals of Tears", "Journal of Bridges", "Letters on Laughter")

_QUIET = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


@st.composite
def right_works(draw: st.DrawFn) -> list[Work]:
    """Journal articles of different authors and titles, in the order of an APA list."""
    families = sorted(draw(st.sets(st.sampled_from(_FAMILIES[:7]), min_size=1, max_size=4)))
    works = []
    for number, family in enumerate(families):
        others = draw(st.lists(st.sampled_from(_FAMILIES), max_size=2, unique=True))
        first = draw(st.integers(1, 900))
        works.append(
            Work(
                type="article-journal",
                author=[
                    Name(family=each, given=draw(st.sampled_from(_INITIALS)))
                    for each in [family, *(other for other in others if other != family)]
                ],
                issued=Date(date_parts=((draw(st.integers(1990, 2024)),),)),
                title=f"{_SUBJECTS[number]} {draw(st.sampled_from(_VERBS))} "
                f"{draw(st.sampled_from(_OBJECTS))}",
                container_title=draw(st.sampled_from(_JOURNALS)),
                volume=str(draw(st.integers(1, 90))),
                issue=str(draw(st.integers(1, 12))),
                page=f"{first}–{first + draw(st.integers(1, 30))}",
                DOI=f"10.5555/{family[:2].lower()}.{number}{first}".replace("š", "s"),
            )
        )
    return works


def article(works: list[Work], entries: list[str]) -> str:
    cited = "; ".join(
        f"{work.author[0].family if len(work.author) == 1 else _several(work)}, {work.year}"
        for work in works
    )
    return (
        f"# On things\n\nMuch is known ({cited}).\n\n## References\n\n"
        + "\n\n".join(entries)
        + "\n"
    )


def _several(work: Work) -> str:
    families = [
        " ".join(filter(None, (each.non_dropping_particle, each.family))) for each in work.author
    ]
    return " & ".join(families) if len(families) == 2 else f"{families[0]} et al."


def entries_of(works: list[Work]) -> list[str]:
    rendered = refkit.render(works, "apa", format="markdown")
    return [entry.text.replace("<", "").replace(">", "") for entry in rendered.entries]


def fix(source: Any, works: list[Work], folder: Path, **options: Any) -> refkit.Fixed:
    records = folder / "records.json"
    records.write_text(dump(works, "csl-json"), encoding="utf-8")
    with refkit.Sources(records=[records], offline=True) as sources:
        return refkit.fix(source, sources=sources, format="markdown", **options)


@_QUIET
@given(works=right_works())
def test_a_right_list_is_never_changed(works: list[Work], tmp_path: Path) -> None:
    right = article(works, entries_of(works))
    fixed = fix(right, works, tmp_path, unsafe=True, settings=Settings(select=("M", "D")))
    assert fixed.after == right


@_QUIET
@given(works=right_works())
def test_a_right_article_is_never_changed_by_a_safe_fix(works: list[Work], tmp_path: Path) -> None:
    right = article(works, entries_of(works))
    assert fix(right, works, tmp_path).after == right


SLIPS = (
    ("–", "-"),
    (", &", " and"),
    ("https://doi.org/", "doi:"),
    ("https://doi.org/10.5555/", "https://dx.doi.org/10.5555/x"),
    ("*(", "*, no. ("),
    ("Tears", "Taers"),
    ("A.", "Q."),
    ("1", "2"),
    (". *", ". "),
    ("(2", "2"),
    ("J.-P.", "J. P."),
    ("Journal of", "J."),
)


@st.composite
def articles_with_slips(draw: st.DrawFn) -> tuple[list[Work], str]:
    works = draw(right_works())
    entries = entries_of(works)
    for number, slips in enumerate(
        draw(
            st.lists(
                st.lists(st.sampled_from(SLIPS), max_size=3),
                min_size=len(entries),
                max_size=len(entries),
            )
        )
    ):
        for old, new in slips:
            entries[number] = entries[number].replace(old, new, 1)
    if draw(st.booleans()):
        entries.reverse()
    if draw(st.booleans()):
        entries.append(entries[0])
    return works, article(works, entries)


@_QUIET
@given(drawn=articles_with_slips(), unsafe=st.booleans())
def test_repairing_twice_is_repairing_once(
    drawn: tuple[list[Work], str], unsafe: bool, tmp_path: Path
) -> None:
    works, source = drawn
    once = fix(source, works, tmp_path, unsafe=unsafe)
    twice = fix(once.after, works, tmp_path, unsafe=unsafe)
    assert twice.after == once.after
    assert not twice.applied


@_QUIET
@given(drawn=articles_with_slips())
def test_what_was_not_identified_stays_byte_for_byte(
    drawn: tuple[list[Work], str], tmp_path: Path
) -> None:
    works, source = drawn
    fixed = fix(source, works[1:] or [Work(title="Nothing of the kind")], tmp_path, unsafe=True)
    for verdict in fixed.report.verdicts:
        if verdict.match is None:
            assert verdict.reference.raw.replace("*", "") in source.replace("*", "")


SAFE_CHARACTERS = "aáč\u0301 \tשלוםع🌊é&;<>[]()\u00a0’–"


@_QUIET
@given(
    drawn=articles_with_slips(),
    odd=st.text(SAFE_CHARACTERS, max_size=30),
    line_end=st.sampled_from(("\n", "\r\n", "\r")),
    encoding=st.sampled_from(
        (
            (b"", "utf-8"),
            (codecs.BOM_UTF8, "utf-8"),
            (codecs.BOM_UTF16_LE, "utf-16-le"),
            (codecs.BOM_UTF16_BE, "utf-16-be"),
        )
    ),
)
def test_bytes_and_text_are_mended_alike(
    drawn: tuple[list[Work], str],
    odd: str,
    line_end: str,
    encoding: tuple[bytes, str],
    tmp_path: Path,
) -> None:
    works, source = drawn
    head = f"Odd: x{odd}x\n\n"
    text = (head + source).replace("\n", line_end)
    mark, name = encoding
    fixed = fix(mark + text.encode(name), works, tmp_path, unsafe=True)
    assert fixed.before == text
    assert fixed.data == mark + fixed.after.encode(name)
    begin = text.index("## References")
    if all(finding.code[0] in "MDAL" for finding in fixed.applied):
        assert fixed.after[:begin] == text[:begin]
    assert line_end == "\r" or "\r" not in fixed.after.replace("\r\n", "")
    assert line_end == "\n" or "\n" not in fixed.after.replace("\r\n", "")


def test_the_generator_makes_records_that_are_read() -> None:
    works = [Work(type="article-journal", title="Tears explain slow rivers", DOI="10.5555/x")]
    assert json.loads(dump(works, "csl-json"))[0]["DOI"] == "10.5555/x"


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_what_is_written_has_the_line_ends_of_the_file(line_end: str, tmp_path: Path) -> None:
    works = [
        Work(
            type="article-journal",
            author=[Name(family="Ek", given="B.")],
            issued=Date(date_parts=((1987,),)),
            title="Tears explain slow rivers",
            container_title="Annals of Tears",
            volume="3",
            issue="2",
            page="1–9",
            DOI="10.5555/ek.1",
        )
    ]
    right = article(works, entries_of(works)).replace("\n", line_end)
    fixed = fix(right.replace("1–9", "5–9"), works, tmp_path)
    assert fixed.after == right
