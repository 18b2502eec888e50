"""Laws of a whole check, on any text: it ends with a report or a clear error, in every form."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import refkit
from refkit.report.json import write_json
from refkit.report.text import write_text

PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "## References\n\n", "Smith, J. (2020). ", "A title. ", "*Journal*, 3(2), 1–9. ",
                "https://doi.org/10.1000/ab", "doi:", "\n", "\n\n", "- ", "[1] ", "<p>", "</p>",
                "`", "**", "\\", "&amp;", "[a](http://b.c)", "In B. Ek (Ed.), ", "& ", "(",
                "\u00ad",
            ]
        ),
        st.text(max_size=12),
    ),
    max_size=16,
).map("".join)  # fmt: skip


@pytest.mark.parametrize("form", ["markdown", "html", "text", "lines"])
@settings(max_examples=60)
@given(text=PIECES)
@example(text="<p>")
def test_a_check_ends_with_a_report_or_a_clear_error(form: str, text: str) -> None:
    with refkit.Sources(offline=True) as sources:
        try:
            if form == "lines":
                report = refkit.check(text, lines=True, format="text", sources=sources)
            else:
                report = refkit.check(text, format=form, sources=sources)
        except refkit.UnreadableError:
            return  # nothing in it but white space, or NUL characters
    assert report.exit_code in (0, 1, 3)
    assert len(json.loads(write_json([report]))["references"]) == len(report.verdicts)
    assert "\x1b" not in write_text(report, color=False)
    for finding in report.findings:
        assert finding.start <= finding.end
        assert 1 <= finding.start.line <= report.source.count("\n") + report.source.count("\r") + 1
