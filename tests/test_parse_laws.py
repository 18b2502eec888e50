"""Laws of the parser: never raises, spans read back, rendered Works come back, time is linear."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refkit.model import Date, Name, Reference
from refkit.parse import parse_text, read_field
from refkit.parse import scanner as scanner_module
from refkit.parse.scanner import View

PIECES = st.sampled_from(
    [
        "Smith, J.", "Gračanin, A., & van der Berg, J., Jr.", " (2010). ", "(n.d.)", "Title. ",
        "In A. B. Lee (Ed.), ", "Journal, 5(3), 1–2.", "https://doi.org/10.1000/ab_c*d", "[", "]",
        "(", ")", "*", "_", "“", "”", '"', "...", "et al.", "&", "pp. 3–4", "doi:", "\\", "<i>",
        "Retrieved June 3, 2020, from ", "\u00a0", "\u200b", "é", "中", "ה", "1999", ", ", ". ",
        "Press", "Vol. 3", "?", "!", " and ", "arXiv:2101.00001", "\n",
        "Journ al ofPhysKcs", " , 28( 12),45", "Novakov G., ", "G(20 13).X", "*Natuqe* S cience",
    ]
)  # fmt: skip
SCRAPS = st.lists(PIECES, max_size=30).map("".join)


def assert_fields_read_back(parsed: Reference) -> None:
    for variable, field in parsed.fields.items():
        assert 0 <= field.span.start < field.span.end <= len(parsed.raw), variable
        assert 0.0 <= field.confidence <= 1.0, variable
        assert read_field(variable, parsed.written(variable)) == parsed.work.get(variable), variable
    for span in parsed.rest:
        assert 0 <= span.start < span.end <= len(parsed.raw)
    at = 0
    for repair in parsed.repairs:
        assert at <= repair.span.start <= repair.span.end <= len(parsed.raw)
        at = repair.span.end
    assert 0.0 <= parsed.confidence <= 1.0


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_parses_and_its_fields_read_back(text: str) -> None:
    assert_fields_read_back(parse_text(text))


@given(SCRAPS)
@settings(max_examples=250, deadline=None)
def test_scraps_of_references_parse_and_their_fields_read_back(text: str) -> None:
    assert_fields_read_back(parse_text(text))


WORD = st.sampled_from(
    [
        "Tears",
        "grief",
        "of",
        "the",
        "sea",
        "crows",
        "memory",
        "opera",
        "Wien",
        "naïve",
        "déjà",
        "1990–2000",
        "(ICT)",
        "self-report",
    ]
)
TITLE = st.lists(WORD, min_size=1, max_size=8).map(lambda words: "A " + " ".join(words))
FAMILY = st.sampled_from(
    ["Gračanin", "van den Broek", "O’Brien", "Núñez-Ortiz", "Li", "Wong Kee Song", "ELLIOTT"]
)
GIVEN = st.sampled_from(["A.", "J.-P.", "A. J. J. M.", "Ø."])
NAMES = st.lists(st.tuples(FAMILY, GIVEN), min_size=1, max_size=20)
JOURNAL = st.sampled_from(["Emotion", "Journal of Affect: New Research", "In Vivo", "Town & Sea"])
DOI = st.sampled_from(["10.1037/pst0000342", "10.1016/S0140-6736(20)31324-6", ""])


def apa_authors(names: list[tuple[str, str]]) -> str:
    written = [f"{family}, {given}" for family, given in names]
    return written[0] if len(written) == 1 else ", ".join(written[:-1]) + ", & " + written[-1]


def families(names: list[Name]) -> list[str]:
    return [" ".join(filter(None, (name.non_dropping_particle, name.family))) for name in names]


@given(
    NAMES,
    st.integers(1900, 2030),
    TITLE,
    st.sampled_from([".", "?", "!"]),
    JOURNAL,
    st.integers(1, 400),
    st.sampled_from(["", "(3)", "(1–2)", "(Suppl. 1)"]),
    st.sampled_from(["492–502", "S12–S19", "e0193972", "7", ""]),
    DOI,
)
@settings(max_examples=150, deadline=None)
def test_a_rendered_article_comes_back(
    names: list[tuple[str, str]],
    year: int,
    title: str,
    mark: str,
    journal: str,
    volume: int,
    issue: str,
    page: str,
    doi: str,
) -> None:
    title = title + mark.strip(".")
    stop = "" if mark != "." else "."
    pages = f", {page}" if page else ""
    link = f" https://doi.org/{doi}" if doi else ""
    parsed = parse_text(
        f"{apa_authors(names)} ({year}). {title}{stop} {journal}, {volume}{issue}{pages}.{link}"
    )
    work = parsed.work

    assert families(work.author) == [family for family, _ in names]
    assert work.issued == Date(date_parts=((year,),))
    assert (work.title, work.container_title) == (title, journal)
    assert (work.volume, work.issue, work.page) == (str(volume), issue.strip("()"), page)
    assert work.DOI.lower() == doi.lower()
    assert parsed.style == "apa"
    assert parsed.rest == []
    assert_fields_read_back(parsed)


@given(NAMES, TITLE, NAMES, TITLE, st.sampled_from(["2nd", "5th"]))
@settings(max_examples=80, deadline=None)
def test_a_rendered_chapter_comes_back(
    names: list[tuple[str, str]],
    title: str,
    editors: list[tuple[str, str]],
    book: str,
    edition: str,
) -> None:
    natural = [f"{given} {family}" for family, given in editors]
    joined = natural[0]
    if len(natural) == 2:
        joined = " & ".join(natural)
    elif len(natural) > 2:
        joined = ", ".join(natural[:-1]) + ", & " + natural[-1]
    role = "Ed." if len(natural) == 1 else "Eds."
    work = parse_text(
        f"{apa_authors(names)} (2001). {title}. In {joined} ({role}), {book} "
        f"({edition} ed., Vol. 3, pp. 7–13). Invented Press."
    ).work

    assert (work.type, work.title, work.container_title) == ("chapter", title, book)
    assert families(work.editor) == [family for family, _ in editors]
    assert (work.edition, work.volume, work.page) == (edition[0], "3", "7–13")
    assert work.publisher == "Invented Press"


HOSTILE = {
    "nested brackets": ("(", ")"),
    "open brackets": ("(", ""),
    "square brackets in round": ("[(", ")]"),
}


class Steps:
    """Counts how often the scanner looks at something."""

    def __init__(self) -> None:
        self.taken = 0


@pytest.mark.parametrize("opening", sorted(HOSTILE))
def test_nested_brackets_are_at_most_one_group(opening: str) -> None:
    left, right = HOSTILE[opening]
    size = 50_000 // len(left)
    view = View(left * size + right * size)

    assert len(view.groups) <= 1


@pytest.mark.parametrize(
    "unit",
    [", ", "Smith, J., ", ". ", "A. ", "T (a). ", "In A. B. ", "http://a ", "12(3), ", "a and "],
)
def test_the_work_of_sentence_ends_grows_with_the_text(
    unit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = Steps()
    judged = scanner_module._sureness

    def counted(plain: str, at: int, end: int, mark: str, glued: bool) -> int:
        steps.taken += 1
        return judged(plain, at, end, mark, glued)

    monkeypatch.setattr(scanner_module, "_sureness", counted)
    counts = []
    for size in (4_000, 8_000):
        steps.taken = 0
        parse_text("Smith, J. (2010). " + unit * (size // len(unit)))
        counts.append(steps.taken)

    assert counts[1] <= 2 * counts[0] + 4


@pytest.mark.parametrize(
    "text",
    [
        "(" * 50_000 + ")" * 50_000,
        ", " * 10_000,
        "Smith, J. (2010). " + "x. In A. B " * 9_000,
        "Smith, J. (2010). T. In " + "A. B, " * 15_000 + "(Eds.), X. Y.",
        "A. " + "b" * 19_000 + "!",
        "*a* " * 25_000,
    ],
    ids=["brackets", "commas", "ins", "editors", "one long word", "marks"],
)
def test_a_hundred_thousand_characters_end(text: str) -> None:
    assert parse_text(text).raw == text


def test_every_correct_reference_of_the_verification_set_is_read_without_fault(
    shared_data: Path,
) -> None:
    lines = (shared_data / "verify" / "cases.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    faults = []
    for case in cases:
        if case["kind"] != "correct":
            continue
        parsed = parse_text(case["text"])
        work = parsed.work
        in_order = re.sub(r"\W+", "", work.title) in re.sub(r"\W+", "", case["text"])
        if (
            parsed.style != "apa"
            or parsed.rest
            or not in_order
            or work.DOI.lower() != case["doi"].lower()
            or not work.author
            or not (work.container_title or work.publisher)
        ):
            faults.append(case["text"])

    assert faults == []
