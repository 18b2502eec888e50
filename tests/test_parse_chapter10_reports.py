"""Reports, standards, patents, meetings and theses (APA 7, 10.4–10.6)."""

from __future__ import annotations

from typing import Any

import pytest
from reading import Case, fields_of

CASES: list[Case] = [
    (
        (
            "Nowhere Cancer Institute. (2019). Taking time: Support for people who weep (NIH "
            "Publication No. 18-2059). U.S. Department of Tears, National Institutes of "
            "Weeping. https://www.nci.example/taking-time.pdf"
        ),
        {
            "type": "report",
            "title": "Taking time: Support for people who weep",
            "author": ["Nowhere Cancer Institute"],
            "issued": [[2019]],
            "number": "18-2059",
            "URL": "https://www.nci.example/taking-time.pdf",
            "genre": "NIH Publication",
            "publisher": "U.S. Department of Tears, National Institutes of Weeping",
        },
    ),
    (
        (
            "Fried, D., & Poly, A. (2018). Financial tears: A report (Report No. 12-34; "
            "Version 2). Tear Corporation. https://www.tc.example/r"
        ),
        {
            "type": "report",
            "title": "Financial tears: A report",
            "author": ["Fried; D.", "Poly; A."],
            "issued": [[2018]],
            "number": "12-34",
            "version": "2",
            "URL": "https://www.tc.example/r",
            "genre": "Report",
            "publisher": "Tear Corporation",
        },
    ),
    (
        (
            "Baral, P., Larsen, M., & Archer, M. (2019, December). Does money make us cry? "
            "Center for Invented Development. https://cid.example/money"
        ),
        {
            "type": "webpage",
            "title": "Does money make us cry?",
            "author": ["Baral; P.", "Larsen; M.", "Archer; M."],
            "issued": [[2019, 12]],
            "URL": "https://cid.example/money",
            "publisher": "Center for Invented Development",
        },
    ),
    (
        (
            "Blair, C. B. (2015). Stress and sobbing (ED567123). ERIC. "
            "https://eric.example/ED567123.pdf"
        ),
        {
            "type": "report",
            "title": "Stress and sobbing",
            "author": ["Blair; C. B."],
            "issued": [[2015]],
            "number": "ED567123",
            "URL": "https://eric.example/ED567123.pdf",
            "publisher": "ERIC",
        },
    ),
    (
        (
            "Nowhere Statistical Agency. (n.d.). Tears per person [Fact sheet]. "
            "https://nsa.example/tears"
        ),
        {
            "type": "report",
            "title": "Tears per person",
            "author": ["Nowhere Statistical Agency"],
            "URL": "https://nsa.example/tears",
            "genre": "Fact sheet",
        },
    ),
    (
        (
            "Lichten, A. (2015). Scaling the sob [Policy brief]. Tear Policy Institute. "
            "https://tpi.example/brief"
        ),
        {
            "type": "report",
            "title": "Scaling the sob",
            "author": ["Lichten; A."],
            "issued": [[2015]],
            "URL": "https://tpi.example/brief",
            "genre": "Policy brief",
            "publisher": "Tear Policy Institute",
        },
    ),
    (
        (
            "Securities Commission of Nowhere. (2017). Agency report: Fiscal year 2017. "
            "https://sec.example/2017.pdf"
        ),
        {
            "type": "webpage",
            "title": "Agency report: Fiscal year 2017",
            "author": ["Securities Commission of Nowhere"],
            "issued": [[2017]],
            "URL": "https://sec.example/2017.pdf",
        },
    ),
    (
        (
            "Lipp, O. V. (2001). Sobs and the self (Project Grant No. DP0123) [Grant]. Tear "
            "Council. https://tc.example/g"
        ),
        {
            "type": "report",
            "title": "Sobs and the self",
            "author": ["Lipp; O. V."],
            "issued": [[2001]],
            "number": "DP0123",
            "URL": "https://tc.example/g",
            "genre": "Grant",
            "publisher": "Tear Council",
        },
    ),
    (
        "Nowhere Broad. (2016, July 8). Tears in water [Press release]. https://nb.example/pr",
        {
            "type": "report",
            "title": "Tears in water",
            "author": ["Nowhere Broad"],
            "issued": [[2016, 7, 8]],
            "URL": "https://nb.example/pr",
            "genre": "Press release",
        },
    ),
    (
        (
            "International Organization for Salt. (2018). Occupational salt "
            "systems—Requirements (ISO Standard No. 45001:2018). "
            "https://www.ios.example/63787.html"
        ),
        {
            "type": "standard",
            "title": "Occupational salt systems—Requirements",
            "author": ["International Organization for Salt"],
            "issued": [[2018]],
            "number": "45001:2018",
            "URL": "https://www.ios.example/63787.html",
            "genre": "ISO Standard",
        },
    ),
    (
        (
            "Hiremath, S. C. (2016). Device to measure tears (U.S. Patent No. 9,265,458). "
            "U.S. Patent and Trademark Office. http://patft.example/9265458"
        ),
        {
            "type": "patent",
            "title": "Device to measure tears",
            "author": ["Hiremath; S. C."],
            "issued": [[2016]],
            "number": "9,265,458",
            "URL": "http://patft.example/9265458",
            "genre": "U.S. Patent",
            "publisher": "U.S. Patent and Trademark Office",
        },
    ),
    (
        "Marlow, P. (2005). Tears in Europe (IZA Discussion Paper No. 1234). Bonn: IZA.",
        {
            "type": "report",
            "title": "Tears in Europe",
            "author": ["Marlow; P."],
            "issued": [[2005]],
            "number": "1234",
            "genre": "IZA Discussion Paper",
            "publisher": "IZA",
            "publisher-place": "Bonn",
        },
    ),
    (
        (
            "World Tear Bank. (2011). Weeping report 2011: Salt and security. Washington, DC:"
            " Author."
        ),
        {
            "type": "book",
            "title": "Weeping report 2011: Salt and security",
            "author": ["World Tear Bank"],
            "issued": [[2011]],
            "publisher": "Author",
            "publisher-place": "Washington, DC",
        },
    ),
    (
        (
            "Fistek, A., Jest, E., & Sonn, K. (2017, July 12–15). Everybody’s got a little "
            "tear in them [Conference session]. Autism Society National Conference, "
            "Milwaukee, WI, United States. https://asa.example/17"
        ),
        {
            "type": "speech",
            "title": "Everybody’s got a little tear in them",
            "author": ["Fistek; A.", "Jest; E.", "Sonn; K."],
            "issued": [[2017, 7, 12], [2017, 7, 15]],
            "URL": "https://asa.example/17",
            "event-place": "Milwaukee, WI, United States",
            "event-title": "Autism Society National Conference",
            "genre": "Conference session",
        },
    ),
    (
        (
            "Maddox, S. (2016, March 30–April 2). How tears work [Paper presentation]. 39th "
            "Annual Meeting of the Society for Sobs, Brisbane, Australia."
        ),
        {
            "type": "speech",
            "title": "How tears work",
            "author": ["Maddox; S."],
            "issued": [[2016, 3, 30], [2016, 4, 2]],
            "event-place": "Brisbane, Australia",
            "event-title": "39th Annual Meeting of the Society for Sobs",
            "genre": "Paper presentation",
        },
    ),
    (
        (
            "Pearson, J. (2018, September 27–30). Fat talk and tears [Poster presentation]. "
            "Australian Conference on Tears, Hobart, Tasmania, Australia."
        ),
        {
            "type": "speech",
            "title": "Fat talk and tears",
            "author": ["Pearson; J."],
            "issued": [[2018, 9, 27], [2018, 9, 30]],
            "event-place": "Hobart, Tasmania, Australia",
            "event-title": "Australian Conference on Tears",
            "genre": "Poster presentation",
        },
    ),
    (
        (
            "De Boer, D., & LaF, T. (2018, August 2–5). Contributions of weeping (T. Lindt, "
            "Chair) [Symposium]. Nowhere Psychology Convention, Perth."
        ),
        {
            "type": "speech",
            "title": "Contributions of weeping",
            "author": ["De Boer; D.", "LaF; T."],
            "chair": ["Lindt; T."],
            "issued": [[2018, 8, 2], [2018, 8, 5]],
            "event-place": "Perth",
            "event-title": "Nowhere Psychology Convention",
            "genre": "Symposium",
        },
    ),
    (
        (
            "Duckw, A. L., & Quirk, A. (2019). Cognitive and sobbing predictors. Proceedings "
            "of the Nowhere Academy of Sciences, 116(47), 23499–23504. "
            "https://doi.org/10.1000/pnas.1"
        ),
        {
            "type": "article-journal",
            "title": "Cognitive and sobbing predictors",
            "container-title": "Proceedings of the Nowhere Academy of Sciences",
            "author": ["Duckw; A. L.", "Quirk; A."],
            "issued": [[2019]],
            "issue": "47",
            "page": "23499–23504",
            "volume": "116",
            "DOI": "10.1000/pnas.1",
        },
    ),
    (
        (
            "Kushi, E., & Bar, M. (2017). Sob detection. In J. Tao & M. Obel (Eds.), Lecture "
            "notes in sobs: Vol. 1025. Sob recognition (pp. 24–30). Springer. "
            "https://doi.org/10.1007/3-540-1"
        ),
        {
            "type": "chapter",
            "title": "Sob detection",
            "volume-title": "Sob recognition",
            "container-title": "Lecture notes in sobs",
            "author": ["Kushi; E.", "Bar; M."],
            "editor": ["Tao; J.", "Obel; M."],
            "issued": [[2017]],
            "page": "24–30",
            "volume": "1025",
            "DOI": "10.1007/3-540-1",
            "publisher": "Springer",
        },
    ),
    (
        (
            "Bedenel, A.-L., Jour, L., & Biern, C. (2019, April 9–12). Estimation of tears "
            "from mixed data [Paper presentation]. Conference of Statisticians, Paris. "
            "https://doi.org/10.1000/cs"
        ),
        {
            "type": "speech",
            "title": "Estimation of tears from mixed data",
            "author": ["Bedenel; A.-L.", "Jour; L.", "Biern; C."],
            "issued": [[2019, 4, 9], [2019, 4, 12]],
            "DOI": "10.1000/cs",
            "event-place": "Paris",
            "event-title": "Conference of Statisticians",
            "genre": "Paper presentation",
        },
    ),
    (
        (
            "Harris, L. (2014). Instructional tears [Unpublished doctoral dissertation]. "
            "University of Nowhere."
        ),
        {
            "type": "thesis",
            "title": "Instructional tears",
            "author": ["Harris; L."],
            "issued": [[2014]],
            "genre": "Unpublished doctoral dissertation",
            "publisher": "University of Nowhere",
        },
    ),
    (
        (
            "Hollander, M. M. (2017). Resistance to sobbing (Publication No. 10289373) "
            "[Doctoral dissertation, University of Nowhere–Madison]. ProQuest Dissertations "
            "and Theses Global."
        ),
        {
            "type": "thesis",
            "title": "Resistance to sobbing",
            "author": ["Hollander; M. M."],
            "issued": [[2017]],
            "number": "10289373",
            "archive": "ProQuest Dissertations and Theses Global",
            "genre": "Doctoral dissertation",
            "publisher": "University of Nowhere–Madison",
        },
    ),
    (
        (
            "Hutch, V. H. (2012). Dealing with tears [Master’s thesis, Nowhere School of "
            "Mines]. NSM Research Repository. https://nsm.example/etd/12"
        ),
        {
            "type": "thesis",
            "title": "Dealing with tears",
            "author": ["Hutch; V. H."],
            "issued": [[2012]],
            "URL": "https://nsm.example/etd/12",
            "archive": "NSM Research Repository",
            "genre": "Master’s thesis",
            "publisher": "Nowhere School of Mines",
        },
    ),
    (
        (
            "Ravi, P. (2010). Le chagrin [Thèse de doctorat, Université de Nulle Part]. "
            "theses.fr. http://theses.example/1"
        ),
        {
            "type": "thesis",
            "title": "Le chagrin",
            "author": ["Ravi; P."],
            "issued": [[2010]],
            "URL": "http://theses.example/1",
            "archive": "theses.fr",
            "genre": "Thèse de doctorat",
            "publisher": "Université de Nulle Part",
        },
    ),
    (
        (
            "Marlow, P. (1995). Tears in the north (Doctoral dissertation, University of "
            "Nowhere). Retrieved from ProQuest. (UMI No. 123456)"
        ),
        {
            "type": "thesis",
            "title": "Tears in the north",
            "author": ["Marlow; P."],
            "issued": [[1995]],
            "number": "123456",
            "archive": "ProQuest",
            "genre": "Doctoral dissertation",
            "publisher": "University of Nowhere",
        },
    ),
    (
        (
            "Marlow, P. (1995). Tears in the south (Unpublished master’s thesis). University "
            "of Nowhere, Springfield, IL."
        ),
        {
            "type": "thesis",
            "title": "Tears in the south",
            "author": ["Marlow; P."],
            "issued": [[1995]],
            "genre": "Unpublished master’s thesis",
            "publisher": "University of Nowhere",
            "publisher-place": "Springfield, IL",
        },
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_reports_are_read_field_by_field(text: str, expected: dict[str, Any]) -> None:
    assert fields_of(text) == expected
