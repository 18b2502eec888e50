"""Articles of journals, magazines, newspapers and blogs (APA 7, 10.1)."""

from __future__ import annotations

from typing import Any

import pytest
from reading import Case, fields_of

CASES: list[Case] = [
    (
        (
            "Obel, T. R. (2020). Salt on the cheek: Weeping in public. Journal of Invented "
            "Affect, 34(2), 207–217. https://doi.org/10.1000/jia0000185"
        ),
        {
            "type": "article-journal",
            "title": "Salt on the cheek: Weeping in public",
            "container-title": "Journal of Invented Affect",
            "author": ["Obel; T. R."],
            "issued": [[2020]],
            "issue": "2",
            "page": "207–217",
            "volume": "34",
            "DOI": "10.1000/jia0000185",
        },
    ),
    (
        (
            "Amara, N., & Bolt, P. J. (2019). Crows that mourn. Corvid Letters, 10, Article "
            "3212. https://doi.org/10.1000/cl.2019.3212"
        ),
        {
            "type": "article-journal",
            "title": "Crows that mourn",
            "container-title": "Corvid Letters",
            "author": ["Amara; N.", "Bolt; P. J."],
            "issued": [[2019]],
            "number": "3212",
            "page": "3212",
            "volume": "10",
            "DOI": "10.1000/cl.2019.3212",
        },
    ),
    (
        (
            "Burin, D., Kilt, K., & Rabu, M. (2019). Body ownership in sleep. Open Notes, "
            "14(1), Article e0209899. https://doi.org/10.1000/on.0209899"
        ),
        {
            "type": "article-journal",
            "title": "Body ownership in sleep",
            "container-title": "Open Notes",
            "author": ["Burin; D.", "Kilt; K.", "Rabu; M."],
            "issued": [[2019]],
            "issue": "1",
            "number": "e0209899",
            "page": "e0209899",
            "volume": "14",
            "DOI": "10.1000/on.0209899",
        },
    ),
    (
        "Carlow, B. (2018). Weeping willows. Notes on Plants, 22(Suppl. 3), S5–S19.",
        {
            "type": "article-journal",
            "title": "Weeping willows",
            "container-title": "Notes on Plants",
            "author": ["Carlow; B."],
            "issued": [[2018]],
            "issue": "Suppl. 3",
            "page": "S5–S19",
            "volume": "22",
        },
    ),
    (
        "Hestor, P., & Oni, L. (in press). Grief in small rooms. Room Studies.",
        {
            "type": "article-journal",
            "title": "Grief in small rooms",
            "container-title": "Room Studies",
            "author": ["Hestor; P.", "Oni; L."],
            "status": "in press",
        },
    ),
    (
        (
            "Hestor, P. (2021). Grief in large rooms. Room Studies. Advance online "
            "publication. https://doi.org/10.1000/rs.9"
        ),
        {
            "type": "article-journal",
            "title": "Grief in large rooms",
            "container-title": "Room Studies",
            "author": ["Hestor; P."],
            "issued": [[2021]],
            "DOI": "10.1000/rs.9",
        },
    ),
    (
        (
            "Lindt, S. O. (Ed.). (2010). Tears across cultures [Special issue]. Review of "
            "Culture, 69(1)."
        ),
        {
            "type": "article-journal",
            "title": "Tears across cultures",
            "container-title": "Review of Culture",
            "editor": ["Lindt; S. O."],
            "issued": [[2010]],
            "issue": "1",
            "volume": "69",
            "genre": "Special issue",
        },
    ),
    (
        (
            "Harlow, A., & Dube, T. (Eds.). (2014). Emotion at sea [Special section]. "
            "Maritime Mind, 26(4), 882–1024."
        ),
        {
            "type": "article-journal",
            "title": "Emotion at sea",
            "container-title": "Maritime Mind",
            "editor": ["Harlow; A.", "Dube; T."],
            "issued": [[2014]],
            "issue": "4",
            "page": "882–1024",
            "volume": "26",
            "genre": "Special section",
        },
    ),
    (
        "Gold, B. (2011). Why herons weep. Heronry, 41, 3–7.",
        {
            "type": "article-journal",
            "title": "Why herons weep",
            "container-title": "Heronry",
            "author": ["Gold; B."],
            "issued": [[2011]],
            "page": "3–7",
            "volume": "41",
        },
    ),
    (
        (
            "Ito, M., Ahn, J. T., & Van de Velde, K. L. (2012). Do babies cry in dialect? "
            "Phonetics Now, 5(3), 1–22. (Retraction published 2015, Phonetics Now, 8[1], 12)"
        ),
        {
            "type": "article-journal",
            "title": "Do babies cry in dialect?",
            "container-title": "Phonetics Now",
            "author": ["Ito; M.", "Ahn; J. T.", "Van de Velde; K. L."],
            "issued": [[2012]],
            "issue": "3",
            "page": "1–22",
            "volume": "5",
            "note": "Retraction published 2015, Phonetics Now, 8[1], 12",
        },
    ),
    (
        (
            "Ahn, J. T. (2016). Retraction: Do babies cry in dialect? [Retraction of the "
            "article “Dialect?,” by M. Ito, 2012, 5(3), 1–22]. Phonetics Now, 8(1), 12. "
            "https://doi.org/10.1000/pn.12"
        ),
        {
            "type": "article-journal",
            "title": "Retraction: Do babies cry in dialect?",
            "container-title": "Phonetics Now",
            "author": ["Ahn; J. T."],
            "issued": [[2016]],
            "issue": "1",
            "page": "12",
            "volume": "8",
            "DOI": "10.1000/pn.12",
            "genre": "Retraction of the article “Dialect?,” by M. Ito, 2012, 5(3), 1–22",
        },
    ),
    (
        (
            "Piage, J. (1972). Intelligence des larmes [The intelligence of tears] (J. Blo & "
            "A. Cour, Trans.). Review of Infancy, 3(2), 10–30."
        ),
        {
            "type": "article-journal",
            "title": "Intelligence des larmes [The intelligence of tears]",
            "container-title": "Review of Infancy",
            "author": ["Piage; J."],
            "translator": ["Blo; J.", "Cour; A."],
            "issued": [[1972]],
            "issue": "2",
            "page": "10–30",
            "volume": "3",
        },
    ),
    (
        "Marlow, G. (2018, January 9). Nitrogen for weepers. Salt Magazine, 359(6371), 23–25.",
        {
            "type": "article-magazine",
            "title": "Nitrogen for weepers",
            "container-title": "Salt Magazine",
            "author": ["Marlow; G."],
            "issued": [[2018, 1, 9]],
            "issue": "6371",
            "page": "23–25",
            "volume": "359",
        },
    ),
    (
        "Weir, K. (2017, January). Forgive and forget. Mood Monthly, 48(1), 30.",
        {
            "type": "article-magazine",
            "title": "Forgive and forget",
            "container-title": "Mood Monthly",
            "author": ["Weir; K."],
            "issued": [[2017, 1]],
            "issue": "1",
            "page": "30",
            "volume": "48",
        },
    ),
    (
        (
            "Guarin, B. (2017, July 22). Could we run out of tears? The Nowhere Post. "
            "https://www.nowherepost.example/tears"
        ),
        {
            "type": "article-newspaper",
            "title": "Could we run out of tears?",
            "container-title": "The Nowhere Post",
            "author": ["Guarin; B."],
            "issued": [[2017, 7, 22]],
            "URL": "https://www.nowherepost.example/tears",
        },
    ),
    (
        "Hess, A. (2019, May 3). Cats who take direction. The Nowhere Times, C1.",
        {
            "type": "article-newspaper",
            "title": "Cats who take direction",
            "container-title": "The Nowhere Times",
            "author": ["Hess; A."],
            "issued": [[2019, 5, 3]],
            "page": "C1",
        },
    ),
    (
        (
            "Klyman, J. (2019, December 1). Should parents cry? [Blog post]. Parent Notes. "
            "https://parentnotes.example/cry"
        ),
        {
            "type": "post",
            "title": "Should parents cry?",
            "container-title": "Parent Notes",
            "author": ["Klyman; J."],
            "issued": [[2019, 12, 1]],
            "URL": "https://parentnotes.example/cry",
            "genre": "Blog post",
        },
    ),
    (
        (
            "Clay, D. R. (2016, May 17). Re: The next tear [Comment on the article “How tears"
            " travel”]. Nowhere Review. https://nowherereview.example/c/12"
        ),
        {
            "type": "post",
            "title": "Re: The next tear",
            "container-title": "Nowhere Review",
            "author": ["Clay; D. R."],
            "issued": [[2016, 5, 17]],
            "URL": "https://nowherereview.example/c/12",
            "genre": "Comment on the article “How tears travel”",
        },
    ),
    (
        "Cuttle, L. (2017). Editor’s overview [Editorial]. Salt Magazine, 3(4), 1–2.",
        {
            "type": "article-journal",
            "title": "Editor’s overview",
            "container-title": "Salt Magazine",
            "author": ["Cuttle; L."],
            "issued": [[2017]],
            "issue": "4",
            "page": "1–2",
            "volume": "3",
            "genre": "Editorial",
        },
    ),
    (
        "Lee, A. (2004). “That’s not crying”: A study of denial. Denial Studies, 2(1), 5–9.",
        {
            "type": "article-journal",
            "title": "“That’s not crying”: A study of denial",
            "container-title": "Denial Studies",
            "author": ["Lee; A."],
            "issued": [[2004]],
            "issue": "1",
            "page": "5–9",
            "volume": "2",
        },
    ),
    (
        "Lee, A. (2004). What is crying? Who cries? A review. Denial Studies, 2(1), 5–9.",
        {
            "type": "article-journal",
            "title": "What is crying? Who cries? A review",
            "container-title": "Denial Studies",
            "author": ["Lee; A."],
            "issued": [[2004]],
            "issue": "1",
            "page": "5–9",
            "volume": "2",
        },
    ),
    (
        "Lee, A. (2004). Crying in 1984: A year of tears. Denial Studies, 2(1), 5–9.",
        {
            "type": "article-journal",
            "title": "Crying in 1984: A year of tears",
            "container-title": "Denial Studies",
            "author": ["Lee; A."],
            "issued": [[2004]],
            "issue": "1",
            "page": "5–9",
            "volume": "2",
        },
    ),
    (
        (
            "Lee, A. (2004). Crying (and laughing) in adults (18–65 years). Denial Studies, "
            "2(1), 5–9."
        ),
        {
            "type": "article-journal",
            "title": "Crying (and laughing) in adults (18–65 years)",
            "container-title": "Denial Studies",
            "author": ["Lee; A."],
            "issued": [[2004]],
            "issue": "1",
            "page": "5–9",
            "volume": "2",
        },
    ),
    (
        "Lee, A. (2004). In tears: In search of a theory. Denial Studies, 2(1), 5–9.",
        {
            "type": "article-journal",
            "title": "In tears: In search of a theory",
            "container-title": "Denial Studies",
            "author": ["Lee; A."],
            "issued": [[2004]],
            "issue": "1",
            "page": "5–9",
            "volume": "2",
        },
    ),
    (
        (
            "Lee, A. (2004). Das Weinen der Kinder [The crying of children]. Denial Studies, "
            "2(1), 5–9."
        ),
        {
            "type": "article-journal",
            "title": "Das Weinen der Kinder [The crying of children]",
            "container-title": "Denial Studies",
            "author": ["Lee; A."],
            "issued": [[2004]],
            "issue": "1",
            "page": "5–9",
            "volume": "2",
        },
    ),
    (
        "Lee, A. (2004). Reply to Marlow et al. (2003). Denial Studies, 2(1), 5–9.",
        {
            "type": "article-journal",
            "title": "Reply to Marlow et al. (2003)",
            "container-title": "Denial Studies",
            "author": ["Lee; A."],
            "issued": [[2004]],
            "issue": "1",
            "page": "5–9",
            "volume": "2",
        },
    ),
    (
        "Lee, A. (2004). Tears. Denial Studies, Second series, 2(1), 5–9.",
        {
            "type": "article-journal",
            "title": "Tears",
            "container-title": "Denial Studies",
            "collection-title": "Second series",
            "author": ["Lee; A."],
            "issued": [[2004]],
            "issue": "1",
            "page": "5–9",
            "volume": "2",
        },
    ),
    (
        "Lee, A. (2004). Tears. Denial Studies, 13(Winter), 5–9.",
        {
            "type": "article-journal",
            "title": "Tears",
            "container-title": "Denial Studies",
            "author": ["Lee; A."],
            "issued": [[2004]],
            "issue": "Winter",
            "page": "5–9",
            "volume": "13",
        },
    ),
    (
        (
            "Lee, A. (2004). Tears of St. Peter vs. Dr. No: A case report of 3 p.m. weeping. "
            "Denial Studies, 2(1), 5–9."
        ),
        {
            "type": "article-journal",
            "title": "Tears of St. Peter vs. Dr. No: A case report of 3 p.m. weeping",
            "container-title": "Denial Studies",
            "author": ["Lee; A."],
            "issued": [[2004]],
            "issue": "1",
            "page": "5–9",
            "volume": "2",
        },
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_periodicals_are_read_field_by_field(text: str, expected: dict[str, Any]) -> None:
    assert fields_of(text) == expected
