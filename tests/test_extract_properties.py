"""Laws of extraction on any text, hostile ones too; the evaluation articles."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from refkit.errors import UnreadableError
from refkit.extract import find_citations, find_reference_lists, find_references, split_lines
from refkit.readers import read, read_path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))
from extract import gold_of, score  # the benchmark is no package

LINES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "References", "## References", "**Bibliography**", "* ", "", "\f", "[1] ", "B",
                "76",
                "Smith, J. A. (2010). Title of it. Journal, 3(2), 1–9. https://doi.org/10.1000/",
                "    goes on, 12-", "Jones B, Doe C. Title. J Abbr. 2011;3:4-5.", "Appendix A",
                "“Quoted.” 2010.", "<div class='csl-entry'>", "</div>", "\u00ad", "<br>",
                "<p>Ek, B. (1987). *Sea*. Press.", "- Oz, C. (1990). _Land_. Press.",
                "Text (Ek, 1987) and Oz (1990).",
            ]
        ),
        st.text(max_size=30),
    ),
    max_size=14,
).map("\n".join)  # fmt: skip


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
@settings(max_examples=100, deadline=None)
@given(text=LINES)
@example(text="References\n\u00ad\n- Oz, C. (1990). _Land_. Press.")
def test_every_reference_leads_back_to_the_document(form: str, text: str) -> None:
    try:
        document = read(text, format=form)
    except UnreadableError:
        return
    lists = find_reference_lists(document)
    end = 0
    for each in lists:
        for reference in each.references:
            assert end <= reference.span.start < reference.span.end <= len(document.text)
            end = reference.span.end
            if reference.offsets:
                assert len(reference.offsets) == len(reference.raw)
                for character, offset in zip(reference.raw, reference.offsets, strict=True):
                    written = document.text[offset]
                    assert character == written or (character == " " and written.isspace())
            else:
                assert reference.raw == document.text[reference.span.start : reference.span.end]
            assert reference.raw == reference.raw.strip() != ""
            assert reference.line == document.position(reference.span.start).line
            for italic in reference.italics:
                assert 0 <= italic.start < italic.end <= len(reference.raw)
    for citation in find_citations(document, lists):
        assert citation.raw == document.text[citation.span.start : citation.span.end]
        assert citation.authors or citation.key or not citation.year


@given(text=st.text())
def test_every_line_leads_back_to_the_text(text: str) -> None:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for reference in split_lines(text):
        assert text[reference.span.start : reference.span.end] == reference.raw
        assert lines[reference.line - 1][reference.column - 1 :].startswith(reference.raw)


ENTRY = "Smith, J. A., & Doe, B. (2020). A title. Journal of Things, 12(3), 45–67."
HOSTILE = {
    "one line": f"{ENTRY} " * 6_000,
    "lines": f"{ENTRY}\n" * 1_500,
    "headings": "References\n" * 15_000,
    "numbers": "".join(f"{number}\n\n" for number in range(10_000)),
    "letters": "a" * 300_000,
    "initials": "A. " * 60_000,
    "names": "Aa Bb " * 40_000,
    "families": "Smith, " * 40_000,
    "parentheses": "(" * 100_000,
    "years": "(2010) " * 20_000,
    "before a year": "Smith and " * 30_000 + "(2010)",
    "nested": "(" * 50_000 + "Smith, 2010" + ")" * 50_000,
    "citations": "Smith and Doe (2010a, b) say (see Oz et al., 2011, p. 3; Uz, 2012). " * 2_000,
    "years in one group": "(Smith, " + "2010, " * 30_000 + "2011)",
    "cited in": "(as cited in " * 20_000,
    "personal": "(personal communication; " * 10_000 + ")" * 10_000,
    "quotes": "“Smith, 2010" * 20_000,
    "notes": "Smith\x01 (2010)" * 10_000,
    "dashes": "-" * 100_000,
    "stops": "References\n" + "Table 1\n" * 8_000,
    "numbered": "".join(f"[{number}] x\n" for number in range(8_000)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_gone_through_to_its_end(name: str) -> None:
    document = read(HOSTILE[name], format="text")
    lists = find_reference_lists(document)
    for citation in find_citations(document, lists):
        assert citation.raw == document.text[citation.span.start : citation.span.end]


@pytest.mark.parametrize("form", ["markdown", "html", "text"])
def test_the_lists_of_real_articles_are_found(shared_data: Path, form: str) -> None:
    articles = shared_data / "articles"
    measured = 0
    for path in sorted((articles / form).iterdir()):
        found = [reference.raw for reference in find_references(read_path(path))]
        gold = gold_of(articles, path)
        if gold is None:
            assert found == [], path.name
            continue
        result = score(gold, found)
        assert result.right >= 0.98 * result.gold, path.name
        assert result.right >= 0.98 * result.found, path.name
        measured += 1
    assert measured
