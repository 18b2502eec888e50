"""Cases, statutes, bills, regulations and treaties (APA 7, chapter 11)."""

from __future__ import annotations

from typing import Any

import pytest
from reading import Case, fields_of

from refkit.parse import parse_text

CASES: list[Case] = [
    (
        "Marlow v. Board of Tears, 347 U.S. 483 (1954). https://www.example.org/x",
        {
            "type": "legal_case",
            "title": "Marlow v. Board of Tears",
            "container-title": "U.S.",
            "issued": [[1954]],
            "page": "483",
            "volume": "347",
            "URL": "https://www.example.org/x",
        },
    ),
    (
        "Obel v. Hodd, 576 U.S. ___ (2015).",
        {
            "type": "legal_case",
            "title": "Obel v. Hodd",
            "container-title": "U.S.",
            "issued": [[2015]],
            "volume": "576",
        },
    ),
    (
        "Dow v. Marlow, No. 19-1234 (9th Cir. March 3, 2020). https://example.org",
        {
            "type": "legal_case",
            "title": "Dow v. Marlow",
            "issued": [[2020, 3, 3]],
            "number": "19-1234",
            "URL": "https://example.org",
            "authority": "9th Cir.",
        },
    ),
    (
        (
            "Suttie c. Kanada (Procureur Général), T-1089-10 (Cour fédérale February 2, "
            "2011). https://x.ca/t"
        ),
        {
            "type": "legal_case",
            "title": "Suttie c. Kanada (Procureur Général)",
            "issued": [[2011, 2, 2]],
            "number": "T-1089-10",
            "URL": "https://x.ca/t",
            "authority": "Cour fédérale",
        },
    ),
    (
        (
            "Salt Tears With Dignity Act of 1990, 42 U.S.C. § 12101 et seq. (1990). "
            "https://www.example.gov"
        ),
        {
            "type": "legislation",
            "title": "Salt Tears With Dignity Act of 1990",
            "container-title": "U.S.C.",
            "issued": [[1990]],
            "page": "12101 et seq.",
            "section": "12101 et seq.",
            "volume": "42",
            "URL": "https://www.example.gov",
        },
    ),
    (
        "Lilly Ledger Fair Act of 2009, Pub. L. No. 111-2, 123 Stat. 5 (2009).",
        {
            "type": "legislation",
            "title": "Lilly Ledger Fair Act of 2009",
            "container-title": "Stat.",
            "issued": [[2009]],
            "number": "111-2",
            "page": "5",
            "volume": "123",
            "genre": "Pub. L.",
        },
    ),
    (
        "Tears on Campus Act, H.R. 1100, 113th Cong. (2013). https://www.congress.gov/x",
        {
            "type": "bill",
            "title": "Tears on Campus Act",
            "issued": [[2013]],
            "chapter-number": "113th Cong.",
            "number": "H.R. 1100",
            "URL": "https://www.congress.gov/x",
        },
    ),
    (
        "S. Res. 438, 114th Cong., 162 Cong. Rec. 2394 (2016) (enacted).",
        {
            "type": "bill",
            "title": "S. Res. 438",
            "container-title": "Cong. Rec.",
            "issued": [[2016]],
            "chapter-number": "114th Cong.",
            "page": "2394",
            "volume": "162",
            "status": "enacted",
        },
    ),
    (
        "Exec. Order No. 13,676, 3 C.F.R. 294 (2014).",
        {
            "type": "regulation",
            "title": "Exec. Order No. 13,676",
            "container-title": "C.F.R.",
            "issued": [[2014]],
            "page": "294",
            "volume": "3",
        },
    ),
    (
        "Protection of Tears, 29 C.F.R. § 825.100 (2009).",
        {
            "type": "regulation",
            "title": "Protection of Tears",
            "container-title": "C.F.R.",
            "issued": [[2009]],
            "page": "825.100",
            "section": "825.100",
            "volume": "29",
        },
    ),
    (
        (
            "Convention on the Rights of Tears, November 20, 1989, "
            "https://www.example.org/convention"
        ),
        {
            "type": "treaty",
            "title": "Convention on the Rights of Tears",
            "issued": [[1989, 11, 20]],
            "URL": "https://www.example.org/convention",
        },
    ),
    (
        "Ny lag om tårar, Prop. 2006/07:5, Regeringen (2006). http://www.example.se/x",
        {
            "type": "bill",
            "title": "Ny lag om tårar",
            "issued": [[2006]],
            "number": "Prop. 2006/07:5",
            "URL": "http://www.example.se/x",
            "authority": "Regeringen",
        },
    ),
    (
        (
            "Directive 95/46/EC of the Council of 24 October 1995 on Tears, EP, CONSIL, OJ L "
            "(1995). http://data.example.eu/x"
        ),
        {
            "type": "legislation",
            "title": "Directive 95/46/EC of the Council of 24 October 1995 on Tears",
            "container-title": "OJ L",
            "issued": [[1995]],
            "URL": "http://data.example.eu/x",
            "authority": "EP, CONSIL",
        },
    ),
    (
        "Forslag til lov om tårer, 2009/1 BSF 193 (2010). https://www.example.dk/x",
        {
            "type": "bill",
            "title": "Forslag til lov om tårer",
            "issued": [[2010]],
            "number": "2009/1 BSF 193",
            "URL": "https://www.example.dk/x",
        },
    ),
    (
        "U.S. Const. amend. XVIII (repealed 1933).",
        {
            "type": "legislation",
            "title": "U.S. Const. amend. XVIII",
            "issued": [[1933]],
            "status": "repealed",
        },
    ),
    (
        (
            "Title 13: Salt, Electronic Code of Salt § Part 101—Administration. Retrieved "
            "https://www.example.gov/x"
        ),
        {
            "type": "legislation",
            "title": "Title 13: Salt",
            "URL": "https://www.example.gov/x",
        },
    ),
    (
        "Abberufung der Mitglieder, § 12 Salzgesetz (§§ 4 - 12).",
        {
            "type": "legislation",
            "title": "Abberufung der Mitglieder",
        },
    ),
    (
        (
            "Tears and salt: Hearing before the Committee on Salt, House of Salt, 112th Cong."
            " (2011) (testimony of Ann Marlow)."
        ),
        {
            "type": "hearing",
            "title": "Tears and salt: Hearing before the Committee on Salt, House of Salt",
            "issued": [[2011]],
            "chapter-number": "112th Cong.",
            "status": "testimony of Ann Marlow",
        },
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_legal_are_read_field_by_field(text: str, expected: dict[str, Any]) -> None:
    assert fields_of(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Okoro, A. C. & Lindqvist, V. R. Mapping of dune plants. Nat. Sand 7, 113–120 (2014).",
        "Okoro, A. C. et al. A new law of dune regulation. Nat. Sand 7, 113 (2014).",
        "A.C. Okoro, V. Lindqvist, Dune convention tests in act. J. Sand 7, 113–120 (2014)",
        "Okoro A.C., Lindqvist V.R.: Codes of dunes. J. Sand 7(2), 113–120 (2014)",
        "AC Okoro, VR Lindqvist, Dune plants: a protocol. J Sand. 7, 113-120 (2014).",
        "OKORO, A, ON THE LAW OF DUNES, JOURNAL OF SAND 7: 113 (1914).",
    ],
)
def test_an_article_with_its_year_last_is_no_law(text: str) -> None:
    reference = parse_text(text)
    assert reference.work.type == "article-journal"
    assert reference.work.volume == "7"
    assert reference.work.year in (1914, 2014)
