"""Reviews, preprints, manuscripts, data, software and tests (APA 7, 10.7–10.11)."""

from __future__ import annotations

from typing import Any

import pytest
from reading import Case, fields_of

CASES: list[Case] = [
    (
        (
            "Mirabel, T. (2017). [Review of the book The tear gap, by K. Zak]. Salt Magazine,"
            " 12(3), 20–24."
        ),
        {
            "type": "review-book",
            "title": "The tear gap",
            "reviewed-title": "The tear gap",
            "container-title": "Salt Magazine",
            "author": ["Mirabel; T."],
            "reviewed-author": ["Zak; K."],
            "issued": [[2017]],
            "issue": "3",
            "page": "20–24",
            "volume": "12",
        },
    ),
    (
        (
            "Santos, F. (2019, January 11). Reframing sobs [Review of the book Doing tears, "
            "by M. W. Mosk]. The Nowhere Times, A5."
        ),
        {
            "type": "review-book",
            "title": "Reframing sobs",
            "reviewed-title": "Doing tears",
            "container-title": "The Nowhere Times",
            "author": ["Santos; F."],
            "reviewed-author": ["Mosk; M. W."],
            "issued": [[2019, 1, 11]],
            "page": "A5",
        },
    ),
    (
        (
            "Schatz, B. (2000, November 17). Exploring the private sob [Review of the film "
            "Weeping beauty, by S. Mend, Dir.]. Nowhere Review. https://nr.example/f"
        ),
        {
            "type": "review",
            "title": "Exploring the private sob",
            "reviewed-title": "Weeping beauty",
            "container-title": "Nowhere Review",
            "author": ["Schatz; B."],
            "reviewed-author": ["Mend; S."],
            "issued": [[2000, 11, 17]],
            "URL": "https://nr.example/f",
        },
    ),
    (
        (
            "Latimer, J., & Obel, T. (2019). Loneliness of tears. PsyArXiv. "
            "https://doi.org/10.31234/osf.io/abc12"
        ),
        {
            "type": "article",
            "title": "Loneliness of tears",
            "container-title": "PsyArXiv",
            "author": ["Latimer; J.", "Obel; T."],
            "issued": [[2019]],
            "DOI": "10.31234/osf.io/abc12",
            "publisher": "PsyArXiv",
        },
    ),
    (
        (
            "Leuk, K. (2018). Sobs in rats (arXiv:1812.01234). arXiv. "
            "https://arxiv.org/abs/1812.01234"
        ),
        {
            "type": "article",
            "title": "Sobs in rats",
            "author": ["Leuk; K."],
            "issued": [[2018]],
            "number": "1812.01234",
            "URL": "https://arxiv.org/abs/1812.01234",
            "publisher": "arXiv",
        },
    ),
    (
        (
            "Ho, H.-K. (2014). Teacher tears: Preparedness (ED545393). ERIC. "
            "https://files.eric.example/ED545393.pdf"
        ),
        {
            "type": "report",
            "title": "Teacher tears: Preparedness",
            "author": ["Ho; H.-K."],
            "issued": [[2014]],
            "number": "ED545393",
            "URL": "https://files.eric.example/ED545393.pdf",
            "publisher": "ERIC",
        },
    ),
    (
        (
            "Yoo, J. (2016). The meaning of sobs [Unpublished manuscript]. Department of "
            "Tears, University of Nowhere."
        ),
        {
            "type": "manuscript",
            "title": "The meaning of sobs",
            "author": ["Yoo; J."],
            "issued": [[2016]],
            "genre": "Unpublished manuscript",
            "publisher": "Department of Tears, University of Nowhere",
        },
    ),
    (
        (
            "Ursel, B. (2017). The sob economy [Manuscript submitted for publication]. "
            "Department of Tears, Nowhere College."
        ),
        {
            "type": "manuscript",
            "title": "The sob economy",
            "author": ["Ursel; B."],
            "issued": [[2017]],
            "genre": "Manuscript submitted for publication",
            "publisher": "Department of Tears, Nowhere College",
        },
    ),
    (
        (
            "D’Souza, A., & Wise, M. (2016). Tears and grades [Manuscript in preparation]. "
            "Department of Tears, Nowhere College."
        ),
        {
            "type": "manuscript",
            "title": "Tears and grades",
            "author": ["D’Souza; A.", "Wise; M."],
            "issued": [[2016]],
            "genre": "Manuscript in preparation",
            "publisher": "Department of Tears, Nowhere College",
        },
    ),
    (
        ("Tear Research Center. (2018). American sobs survey [Data set]. https://trc.example/data"),
        {
            "type": "dataset",
            "title": "American sobs survey",
            "author": ["Tear Research Center"],
            "issued": [[2018]],
            "URL": "https://trc.example/data",
            "genre": "Data set",
        },
    ),
    (
        (
            "O’Donnell, M. (2019). Tears in households, 2014–2017 (ICPSR 37124; Version 1) "
            "[Data set]. ICPSR. https://doi.org/10.3886/ICPSR37124.v1"
        ),
        {
            "type": "dataset",
            "title": "Tears in households, 2014–2017",
            "author": ["O’Donnell; M."],
            "issued": [[2019]],
            "number": "ICPSR 37124",
            "version": "1",
            "DOI": "10.3886/ICPSR37124.v1",
            "genre": "Data set",
            "publisher": "ICPSR",
        },
    ),
    (
        (
            "Baer, R. A. (2015). [Unpublished raw data on the correlations between tears and "
            "rain]. University of Nowhere."
        ),
        {
            "type": "manuscript",
            "author": ["Baer; R. A."],
            "issued": [[2015]],
            "genre": "Unpublished raw data on the correlations between tears and rain",
            "publisher": "University of Nowhere",
        },
    ),
    (
        (
            "Borenst, M., & Roth, H. (2014). Comprehensive sob analysis (Version 3.3.070) "
            "[Computer software]. Biostat. https://www.bio.example/"
        ),
        {
            "type": "software",
            "title": "Comprehensive sob analysis",
            "author": ["Borenst; M.", "Roth; H."],
            "issued": [[2014]],
            "version": "3.3.070",
            "URL": "https://www.bio.example/",
            "genre": "Computer software",
            "publisher": "Biostat",
        },
    ),
    (
        (
            "Epocrat. (2019). Epocrat medical tears (Version 18.12) [Mobile app]. App "
            "Nowhere. https://itunes.example/epocrat"
        ),
        {
            "type": "software",
            "title": "Epocrat medical tears",
            "author": ["Epocrat"],
            "issued": [[2019]],
            "version": "18.12",
            "URL": "https://itunes.example/epocrat",
            "genre": "Mobile app",
            "publisher": "App Nowhere",
        },
    ),
    (
        (
            "Tellegen, A., & Ben-Por, Y. S. (2011). Tear Inventory-2: Technical manual. Tear "
            "Assessments."
        ),
        {
            "type": "book",
            "title": "Tear Inventory-2: Technical manual",
            "author": ["Tellegen; A.", "Ben-Por; Y. S."],
            "issued": [[2011]],
            "publisher": "Tear Assessments",
        },
    ),
    (
        (
            "Project Weeper. (n.d.). Salt implicit test [Database record]. Retrieved from "
            "https://pw.example/db"
        ),
        {
            "type": "dataset",
            "title": "Salt implicit test",
            "author": ["Project Weeper"],
            "URL": "https://pw.example/db",
            "genre": "Database record",
        },
    ),
    (
        (
            "Shin, R. (2021). salty: Tools for salt (R package version 1.2.0) [Computer "
            "software]. CRAN. https://cran.example/salty"
        ),
        {
            "type": "software",
            "title": "salty: Tools for salt",
            "author": ["Shin; R."],
            "issued": [[2021]],
            "version": "1.2.0",
            "URL": "https://cran.example/salty",
            "genre": "Computer software",
            "publisher": "CRAN",
        },
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_reviews_are_read_field_by_field(text: str, expected: dict[str, Any]) -> None:
    assert fields_of(text) == expected
