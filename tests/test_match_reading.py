"""A disagreement counts only where the parser is sure of what the reference says."""

from __future__ import annotations

import pytest

from refkit.match import compare
from refkit.model import Field, Record, Reference, Span, Work


@pytest.mark.parametrize(("confidence", "same"), [(0.9, False), (0.3, True)])
def test_a_doubtful_reading_accuses_nobody(confidence: float, same: bool) -> None:
    raw = "Ode M. Stroke risk. JAMA Extra 2004;291:2854."
    reference = Reference(
        raw=raw,
        work=Work(title="Stroke risk", container_title="JAMA Extra"),
        fields={
            "title": Field(Span(8, 19), 0.99),
            "container-title": Field(Span(21, 31), confidence),
        },
    )
    record = Record(work=Work(title="Stroke risk", container_title="Nature"), source="file")
    found = {each.variable: each for each in compare(reference, record)}

    assert found["title"].same
    assert found["container-title"].same is same
    assert found["container-title"].excuse == ("unsure-reading" if same else "")
