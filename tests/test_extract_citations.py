"""Citations in the running text."""

from __future__ import annotations

import pytest

from refkit.extract import find_citations
from refkit.readers import read

Expected = list[tuple[tuple[str, ...], str, bool]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("So (Ek, 1987).", [(("Ek",), "1987", False)]),
        (
            "So (Bylsma & Gračanin, 2021; Smith et al., 2019, p. 3).",
            [(("Bylsma", "Gračanin"), "2021", False), (("Smith",), "2019", False)],
        ),
        ("So (see Ek, Oz, & Uz, 1987a).", [(("Ek", "Oz", "Uz"), "1987a", False)]),
        ("So (Ek, 1987, 1990b).", [(("Ek",), "1987", False), (("Ek",), "1990b", False)]),
        ("So (Ek and Oz 1987).", [(("Ek", "Oz"), "1987", False)]),
        (
            "So (World Health Organization, 2020).",
            [(("World Health Organization",), "2020", False)],
        ),
        (
            "So (van der Berg, n.d.; Ek, in press).",
            [(("van der Berg",), "n.d.", False), (("Ek",), "in press", False)],
        ),
        ("Bylsma and Gračanin (2021) say.", [(("Bylsma", "Gračanin"), "2021", True)]),
        ("As Smith et al. (2019, p. 3) say.", [(("Smith",), "2019", True)]),
        ("However, Ek’s (1987) view.", [(("Ek",), "1987", True)]),
        ("Ek, Oz, and Uz (1987) say.", [(("Ek", "Oz", "Uz"), "1987", True)]),
        ("In 1987 (a good year) we sang (n = 1987).", []),
        ("See Table 3 (2010).", []),
    ],
)  # fmt: skip
def test_parenthetical_and_narrative_citations(text: str, expected: Expected) -> None:
    found = find_citations(read(text, path="a.txt"))
    assert [(each.authors, each.year, each.narrative) for each in found] == expected


def test_a_citation_has_its_words_and_place() -> None:
    document = read("# A\n\nIt is so (see *Ek*, 1987, p. 3).", path="a.md")
    (citation,) = find_citations(document)
    assert citation.raw == "Ek, 1987"
    assert document.text[citation.span.start : citation.span.end] == "Ek, 1987"
    assert document.position(citation.span.start).column == 16


def test_nothing_is_found_in_the_reference_list() -> None:
    source = (
        "Ek (1987) sang.\n\n## References\n\nEk, B. (1987). On Oz (1950). *Sea*, *3*, 1–2.\n\n"
        "Oz, C. (1950). *Land*. Sea Press.\n"
    )
    assert [each.raw for each in find_citations(read(source, path="a.md"))] == ["Ek (1987"]
