"""Citations without a year: by author and page in the form of the MLA, and "ibid."."""

from __future__ import annotations

import pytest

from refkit.extract import find_citations
from refkit.readers import read

LIST = """

## Works Cited

Abel, Ann. "On Rain." *Sea*, vol. 3, no. 1, 2011, pp. 1–9.

Brask, Bo, and Dan Roe. "The Snow of Towns." *Sea*, vol. 11, no. 2, 2019, pp. 63–73.

Cole, Cy. *Hail and Sleet*. Rain Press, 1988.

Cole, Cy. *Who Rains*. Rain Press, 1985.

"Joys of Rain." *Sea*, vol. 2, no. 1, 2010, pp. 5–9.
"""

FORMS = [
    ("It rains (Abel 12).", "Abel/12/0"),
    ("It rains (Abel 12–15, 17).", "Abel/12–15, 17/0"),
    ("It rains (Abel xii).", "Abel/xii/0"),
    ("It rains (Abel, par. 3).", "Abel/par. 3/0"),
    ("It rains (Abel).", "Abel//0"),
    ("As Abel (33) says.", "Abel/33/0"),
    ("It rains (Brask and Roe 12).", "Brask+Roe/12/1"),
    ("It rains (Brask et al. 12).", "Brask/12/1"),
    ("It rains (Cole, *Who Rains* 7).", "Cole/7/3"),
    ("It rains (Cole, “Hail and Sleet” 7).", "Cole/7/2"),
    ("It rains (“Joys” 4).", "Joys/4/4"),
    ("It rains (see Abel 3; Brask and Roe 5).", "Abel/3/0 Brask+Roe/5/1"),
    ("It rains (qtd. in Abel 3).", "Abel/3/0"),
    ("It flies (Apollo 11), in (Table 2), at (12), on (Boeing 737).", ""),
    ("It rains (see Figure 3), and (Smith 12) is not listed.", ""),
]


def written(text: str, listed: str = LIST) -> str:
    citations = find_citations(read(f"# Rain\n\n{text}{listed}", format="markdown"))
    return " ".join(
        f"{'+'.join(each.authors)}/{each.locator}/{'' if each.target is None else each.target}"
        for each in citations
    )


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_author_and_page_are_read_as_the_list_knows_them(text: str, expected: str) -> None:
    assert written(text) == expected


def test_a_citation_by_page_has_its_words_and_place() -> None:
    document = read(f"It rains (see Abel 12).{LIST}", format="markdown")
    (citation,) = find_citations(document)
    assert document.text[citation.span.start : citation.span.end] == citation.raw == "Abel 12"
    assert document.text[citation.group.start : citation.group.end] == "(see Abel 12)"
    assert (citation.prefix, citation.year, citation.system) == ("see", "", "author-date")


def test_a_list_of_another_form_has_no_citations_by_page() -> None:
    listed = """

## References

Abel, A. (2011). On rain. *Sea*, *3*, 1–9.

Apollo, B. (2019). On flight. *Sea*, *11*, 63–73.
"""
    assert written("It flies (Apollo 11).", listed) == ""


IBID = [
    ("It rains (Abel, 2011). It does (ibid., p. 3).", ["p. 3"]),
    ("It rains (Abel, 2011). It does (ibid.) and (Ibid. 5).", ["", "5"]),
    ("It rains (Abel, 2011). Es regnet (vgl. ebd., S. 3; Brask, 2012).", ["S. 3"]),
    ("It does (ibid., p. 3), says nobody.", []),
]


@pytest.mark.parametrize(("text", "locators"), IBID)
def test_the_work_cited_before_is_cited_without_name_and_year(
    text: str, locators: list[str]
) -> None:
    citations = find_citations(read(text, format="markdown"), [])
    assert [each.locator for each in citations if not each.authors] == locators
