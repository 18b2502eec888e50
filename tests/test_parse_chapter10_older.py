"""APA 6 and careless forms, damaged text, many scripts."""

from __future__ import annotations

from typing import Any

import pytest
from reading import Case, fields_of

CASES: list[Case] = [
    (
        (
            "Marlow, P. (1999). Crying at work. In: T. Obel (Ed.), Handbook of tears (2nd "
            "ed.), 23-45. Oxford: Blackwell."
        ),
        {
            "type": "chapter",
            "title": "Crying at work",
            "container-title": "Handbook of tears",
            "author": ["Marlow; P."],
            "editor": ["Obel; T."],
            "issued": [[1999]],
            "edition": "2",
            "page": "23-45",
            "publisher": "Blackwell",
            "publisher-place": "Oxford",
        },
    ),
    (
        (
            "Marlow, P. (1999). Crying at work. In Obel, T., & Lindt, K. (Eds.), Handbook of "
            "tears. London: Sage, pp. 23–45."
        ),
        {
            "type": "chapter",
            "title": "Crying at work",
            "container-title": "Handbook of tears",
            "author": ["Marlow; P."],
            "editor": ["Obel; T.", "Lindt; K."],
            "issued": [[1999]],
            "page": "23–45",
            "publisher": "Sage",
            "publisher-place": "London",
        },
    ),
    (
        (
            "Marlow, P. (1999). Crying at work. In T. Obel (Ed.), Handbook of tears: Vol. 3. "
            "Salt and sorrow (pp. 23-45). Berlin: Springer."
        ),
        {
            "type": "chapter",
            "title": "Crying at work",
            "volume-title": "Salt and sorrow",
            "container-title": "Handbook of tears",
            "author": ["Marlow; P."],
            "editor": ["Obel; T."],
            "issued": [[1999]],
            "page": "23-45",
            "volume": "3",
            "publisher": "Springer",
            "publisher-place": "Berlin",
        },
    ),
    (
        "Marlow, P. (2005). Tears in Europe. Discussion Paper No. 1234. Bonn: IZA.",
        {
            "type": "report",
            "title": "Tears in Europe",
            "author": ["Marlow; P."],
            "issued": [[2005]],
            "number": "1234",
            "genre": "Discussion Paper",
            "publisher": "IZA",
            "publisher-place": "Bonn",
        },
    ),
    (
        "Marlow, P. (2005). Tears in Europe. Unpublished manuscript. University of Nowhere.",
        {
            "type": "manuscript",
            "title": "Tears in Europe",
            "author": ["Marlow; P."],
            "issued": [[2005]],
            "genre": "Unpublished manuscript",
            "publisher": "University of Nowhere",
        },
    ),
    (
        "Marlow, P. (2005). Tears in Europe. Manuscript submitted for publication.",
        {
            "type": "manuscript",
            "title": "Tears in Europe",
            "author": ["Marlow; P."],
            "issued": [[2005]],
            "genre": "Manuscript submitted for publication",
        },
    ),
    (
        (
            "Marlow, P. (2005, August). Tears in Europe. Paper presented at the annual "
            "meeting of the Tear Society, Chicago, IL."
        ),
        {
            "type": "speech",
            "title": "Tears in Europe",
            "author": ["Marlow; P."],
            "issued": [[2005, 8]],
            "event-place": "Chicago, IL",
            "event-title": "annual meeting of the Tear Society",
            "genre": "Paper",
        },
    ),
    (
        "Marlow, P. (2005). Tears in Europe. Journal of Tears, Vol. 12, No. 3, pp. 34-56.",
        {
            "type": "article-journal",
            "title": "Tears in Europe",
            "container-title": "Journal of Tears",
            "author": ["Marlow; P."],
            "issued": [[2005]],
            "issue": "3",
            "page": "34-56",
            "volume": "12",
        },
    ),
    (
        (
            "Marlow, P. (2005) Tears in Europe. Journal of Tears, 12 (3): 34–56, "
            "doi:10.1000/jt.2005.12"
        ),
        {
            "type": "article-journal",
            "title": "Tears in Europe",
            "container-title": "Journal of Tears",
            "author": ["Marlow; P."],
            "issued": [[2005]],
            "issue": "3",
            "page": "34–56",
            "volume": "12",
            "DOI": "10.1000/jt.2005.12",
        },
    ),
    (
        (
            "Marlow, P. (2005). Tears in Europe. Retrieved June 3, 2006, from "
            "http://www.tears.example/europe.html"
        ),
        {
            "type": "webpage",
            "title": "Tears in Europe",
            "author": ["Marlow; P."],
            "issued": [[2005]],
            "accessed": [[2006, 6, 3]],
            "URL": "http://www.tears.example/europe.html",
        },
    ),
    (
        (
            "Marlow, P. (2005). Tears in Europe. Retrieved from Tear Society website: "
            "http://www.tears.example/europe.html"
        ),
        {
            "type": "book",
            "title": "Tears in Europe",
            "author": ["Marlow; P."],
            "issued": [[2005]],
            "URL": "http://www.tears.example/europe.html",
            "publisher": "Tear Society",
        },
    ),
    (
        "Marlow, P. (1990). The sociology of tears. Frankfurt a. M.: Campus.",
        {
            "type": "book",
            "title": "The sociology of tears",
            "author": ["Marlow; P."],
            "issued": [[1990]],
            "publisher": "Campus",
            "publisher-place": "Frankfurt a. M",
        },
    ),
    (
        (
            "Marlow, P. (1990). The sociology of tears. Cambridge, UK/New York: Cambridge "
            "University Press."
        ),
        {
            "type": "book",
            "title": "The sociology of tears",
            "author": ["Marlow; P."],
            "issued": [[1990]],
            "publisher": "Cambridge University Press",
            "publisher-place": "Cambridge, UK/New York",
        },
    ),
    (
        (
            "Marlow, P. (2013). Tears and time. Mannheim: GESIS - Leibniz Institute (GESIS "
            "Papers 2013/05)."
        ),
        {
            "type": "report",
            "title": "Tears and time",
            "author": ["Marlow; P."],
            "issued": [[2013]],
            "number": "2013/05",
            "genre": "GESIS Papers",
            "publisher": "GESIS - Leibniz Institute",
            "publisher-place": "Mannheim",
        },
    ),
    (
        "Marlow, P. (2013). Tears and time. Working paper, University of Nowhere.",
        {
            "type": "report",
            "title": "Tears and time",
            "author": ["Marlow; P."],
            "issued": [[2013]],
            "genre": "Working paper",
            "publisher": "University of Nowhere",
        },
    ),
    (
        "Marlow, P. (2013). Tears and time. Department of Salt, contract no.45172644.",
        {
            "type": "book",
            "title": "Tears and time",
            "author": ["Marlow; P."],
            "issued": [[2013]],
            "publisher": "Department of Salt, contract no.45172644",
        },
    ),
    (
        "Marlow, P. (1965). Tears. Proc. Natl. Acad. Tears U.S.A.104, 2437-2441.",
        {
            "type": "article-journal",
            "title": "Tears",
            "container-title": "Proc. Natl. Acad. Tears U.S.A.",
            "author": ["Marlow; P."],
            "issued": [[1965]],
            "page": "2437-2441",
            "volume": "104",
        },
    ),
    (
        "Marlow, P. (2014). Tears online. Retrieved https://tears.example/online",
        {
            "type": "webpage",
            "title": "Tears online",
            "author": ["Marlow; P."],
            "issued": [[2014]],
            "URL": "https://tears.example/online",
        },
    ),
    (
        "Orchard, C. (1855-1858, 1870, 1896). Marlow Gas fonds. http://www.archives.example/x",
        {
            "type": "webpage",
            "title": "Marlow Gas fonds",
            "author": ["Orchard; C."],
            "issued": [[1855], [1858]],
            "URL": "http://www.archives.example/x",
        },
    ),
    (
        (
            "Marlow, P. (2012). Tears of the meeting. Proceedings of the Tear Conference "
            "2012, 68-71."
        ),
        {
            "type": "paper-conference",
            "title": "Tears of the meeting",
            "container-title": "Proceedings of the Tear Conference 2012",
            "author": ["Marlow; P."],
            "issued": [[2012]],
            "page": "68-71",
        },
    ),
    (
        'Marlow, P. (2012). "I love crying!" vs. "So-so". Tear Letters, 4(2), 6–8.',
        {
            "type": "article-journal",
            "title": '"I love crying!" vs. "So-so"',
            "container-title": "Tear Letters",
            "author": ["Marlow; P."],
            "issued": [[2012]],
            "issue": "2",
            "page": "6–8",
            "volume": "4",
        },
    ),
    (
        (
            "Marlow, P. (2016). Antennas that weep. 2016 Symposium on Weeping Antennas "
            "(WEEPANT), 809–810."
        ),
        {
            "type": "paper-conference",
            "title": "Antennas that weep",
            "container-title": "2016 Symposium on Weeping Antennas (WEEPANT)",
            "author": ["Marlow; P."],
            "issued": [[2016]],
            "page": "809–810",
        },
    ),
    (
        "Иванов, И. И., & Петрова, А. Б. (2011). Слёзы и смех. Вестник слёз, 5(2), 10–20.",
        {
            "type": "article-journal",
            "title": "Слёзы и смех",
            "container-title": "Вестник слёз",
            "author": ["Иванов; И. И.", "Петрова; А. Б."],
            "issued": [[2011]],
            "issue": "2",
            "page": "10–20",
            "volume": "5",
        },
    ),
    (
        "Слёзы народа. (1970). б. и. Книги. https://search.example/ru/1",
        {
            "type": "webpage",
            "title": "Слёзы народа",
            "container-title": "б. и. Книги",
            "issued": [[1970]],
            "URL": "https://search.example/ru/1",
        },
    ),
    (
        "毛大成. (1991). 大成选集. 人民出版社.",
        {
            "type": "book",
            "title": "大成选集",
            "author": ["毛大成"],
            "issued": [[1991]],
            "publisher": "人民出版社",
        },
    ),
    (
        "金, 哲秀. (2018). 울음. 심리학, 4(1), 1–9.",
        {
            "type": "article-journal",
            "title": "울음",
            "container-title": "심리학",
            "author": ["金; 哲秀."],
            "issued": [[2018]],
            "issue": "1",
            "page": "1–9",
            "volume": "4",
        },
    ),
    (
        "נחום, י. (2015, August 15). תעלומת הדמעות. Ynet. https://www.ynet.example/1",
        {
            "type": "webpage",
            "title": "תעלומת הדמעות",
            "container-title": "Ynet",
            "author": ["נחום; י."],
            "issued": [[2015, 8, 15]],
            "URL": "https://www.ynet.example/1",
        },
    ),
    (
        (
            "Marlow, P. (2020). Tears on screen. Springer Nowhere. "
            "https://doi.org/10.1007/978-1-4614-0000-3"
        ),
        {
            "type": "book",
            "title": "Tears on screen",
            "author": ["Marlow; P."],
            "issued": [[2020]],
            "DOI": "10.1007/978-1-4614-0000-3",
            "publisher": "Springer Nowhere",
        },
    ),
    (
        (
            "Marlow, P. (2021). Tears in preprint. Center for Open Science. "
            "https://doi.org/10.31219/osf.io/abcde"
        ),
        {
            "type": "article",
            "title": "Tears in preprint",
            "author": ["Marlow; P."],
            "issued": [[2021]],
            "DOI": "10.31219/osf.io/abcde",
            "publisher": "Center for Open Science",
        },
    ),
    (
        "Marlow, P. (2021). Central tears. Banco de la Nada. https://doi.org/10.1000/bn.1",
        {
            "type": "book",
            "title": "Central tears",
            "author": ["Marlow; P."],
            "issued": [[2021]],
            "DOI": "10.1000/bn.1",
            "publisher": "Banco de la Nada",
        },
    ),
    (
        ("Marlow, P. (2014). Crying [Doktora tezi, Hiçbiryer Üniversitesi]. http://tez.example/1"),
        {
            "type": "thesis",
            "title": "Crying",
            "author": ["Marlow; P."],
            "issued": [[2014]],
            "URL": "http://tez.example/1",
            "genre": "Doktora tezi",
            "publisher": "Hiçbiryer Üniversitesi",
        },
    ),
    (
        "Marlow, P. (2014). Crying [Universidad de Ninguna Parte]. http://tesis.example/1",
        {
            "type": "thesis",
            "title": "Crying",
            "author": ["Marlow; P."],
            "issued": [[2014]],
            "URL": "http://tesis.example/1",
            "publisher": "Universidad de Ninguna Parte",
        },
    ),
    (
        (
            "Salt bubble (Embassy Cables 10NOWHERE60_a). (2010). Nowhere Embassy. "
            "https://cables.example/10"
        ),
        {
            "type": "report",
            "title": "Salt bubble",
            "issued": [[2010]],
            "number": "10NOWHERE60_a",
            "URL": "https://cables.example/10",
            "genre": "Embassy Cables",
            "publisher": "Nowhere Embassy",
        },
    ),
    (
        "Land girls with plough. (1939–1946). The National Archives, Kew (INF 3/108).",
        {
            "type": "manuscript",
            "title": "Land girls with plough",
            "issued": [[1939], [1946]],
            "archive": "The National Archives",
            "archive-place": "Kew",
            "archive_location": "INF 3/108",
        },
    ),
    (
        (
            "Marlow, P. (1972). Being and weeping (J. Sallow, Trans.). Research in Salt, "
            "3(1), 10–20."
        ),
        {
            "type": "article-journal",
            "title": "Being and weeping",
            "container-title": "Research in Salt",
            "author": ["Marlow; P."],
            "translator": ["Sallow; J."],
            "issued": [[1972]],
            "issue": "1",
            "page": "10–20",
            "volume": "3",
        },
    ),
    (
        (
            "Marlow, P. (2007). Sob mining. Proceedings of the 9th Conference on Sobs, SOB "
            "’07, 330–339. https://doi.org/10.1145/12.13"
        ),
        {
            "type": "paper-conference",
            "title": "Sob mining",
            "container-title": "Proceedings of the 9th Conference on Sobs",
            "collection-title": "SOB ’07",
            "author": ["Marlow; P."],
            "issued": [[2007]],
            "page": "330–339",
            "DOI": "10.1145/12.13",
        },
    ),
    (
        (
            "Marlow, P. (1999). Crying at work. In: Obel, T. & Lindt, K. (eds.) Handbook of "
            "tears. London: Sage, 23-45."
        ),
        {
            "type": "chapter",
            "title": "Crying at work",
            "container-title": "Handbook of tears",
            "author": ["Marlow; P."],
            "editor": ["Obel; T.", "Lindt; K."],
            "issued": [[1999]],
            "page": "23-45",
            "publisher": "Sage",
            "publisher-place": "London",
        },
    ),
    (
        (
            "Marlow, P. (1999). Crying at work. In T. Obel and K. Lindt (eds), Handbook of "
            "tears, pp. 23-45. London: Sage."
        ),
        {
            "type": "chapter",
            "title": "Crying at work",
            "container-title": "Handbook of tears",
            "author": ["Marlow; P."],
            "editor": ["Obel; T.", "Lindt; K."],
            "issued": [[1999]],
            "page": "23-45",
            "publisher": "Sage",
            "publisher-place": "London",
        },
    ),
    (
        (
            "Marlow, P. (1999). Crying at work. In T. Obel (Hrsg.), Handbuch der Tränen (S. "
            "23-45). Opladen: Leske + Budrich."
        ),
        {
            "type": "chapter",
            "title": "Crying at work",
            "container-title": "Handbuch der Tränen",
            "author": ["Marlow; P."],
            "editor": ["Obel; T."],
            "issued": [[1999]],
            "page": "23-45",
            "publisher": "Leske + Budrich",
            "publisher-place": "Opladen",
        },
    ),
    (
        "Marlow, P. (1999). Crying at work. Unpublished Ph.D. thesis. University of Nowhere.",
        {
            "type": "thesis",
            "title": "Crying at work",
            "author": ["Marlow; P."],
            "issued": [[1999]],
            "genre": "Unpublished Ph.D. thesis",
            "publisher": "University of Nowhere",
        },
    ),
    (
        "Marlow, P. (1999). Crying at work. American Journal of Sob, 104 (May), 101-120.",
        {
            "type": "article-journal",
            "title": "Crying at work",
            "container-title": "American Journal of Sob",
            "author": ["Marlow; P."],
            "issued": [[1999]],
            "page": "101-120",
            "volume": "104",
        },
    ),
    (
        "Marlow, P. (1999). Crying at work. American Journal of Sob, LXII, 101-120.",
        {
            "type": "article-journal",
            "title": "Crying at work",
            "container-title": "American Journal of Sob",
            "author": ["Marlow; P."],
            "issued": [[1999]],
            "page": "101-120",
            "volume": "LXII",
        },
    ),
    (
        (
            "Marlow, P. (1999). Crying at work. Paper prepared for the Annual Meeting of the "
            "Tear Association, Boston."
        ),
        {
            "type": "speech",
            "title": "Crying at work",
            "author": ["Marlow; P."],
            "issued": [[1999]],
            "event-place": "Boston",
            "event-title": "Annual Meeting of the Tear Association",
            "genre": "Paper",
        },
    ),
    (
        (
            "Marlow, P. (1999). Crying at work. Research in Tears and Sobs, vol. 12, 101-120."
            " Greenwich, CT: JAI Press."
        ),
        {
            "type": "article-journal",
            "title": "Crying at work",
            "container-title": "Research in Tears and Sobs",
            "author": ["Marlow; P."],
            "issued": [[1999]],
            "page": "101-120",
            "volume": "12",
            "publisher": "JAI Press",
            "publisher-place": "Greenwich, CT",
        },
    ),
    (
        "Marlow, P. (1999). Crying at work. Munich/Vienna: Oldhouse.",
        {
            "type": "book",
            "title": "Crying at work",
            "author": ["Marlow; P."],
            "issued": [[1999]],
            "publisher": "Oldhouse",
            "publisher-place": "Munich/Vienna",
        },
    ),
    (
        "Marlow, P. (1999). Crying at work, 2nd ed. London: Sage.",
        {
            "type": "book",
            "title": "Crying at work",
            "author": ["Marlow; P."],
            "issued": [[1999]],
            "edition": "2",
            "publisher": "Sage",
            "publisher-place": "London",
        },
    ),
    (
        "Marlow, P. (1999). Crying at work. Tear Quarterly, 63(Special issue), 101-120.",
        {
            "type": "article-journal",
            "title": "Crying at work",
            "container-title": "Tear Quarterly",
            "author": ["Marlow; P."],
            "issued": [[1999]],
            "issue": "Special issue",
            "page": "101-120",
            "volume": "63",
        },
    ),
    (
        "Marlow, P. (1999, March). Crying at work. Tear Monthly, 12, 22-25.",
        {
            "type": "article-magazine",
            "title": "Crying at work",
            "container-title": "Tear Monthly",
            "author": ["Marlow; P."],
            "issued": [[1999, 3]],
            "page": "22-25",
            "volume": "12",
        },
    ),
    (
        ("Marlow, P., Obel, T., and Lindt, K. (1999). Crying at work. Tear Quarterly, 63:101-120."),
        {
            "type": "article-journal",
            "title": "Crying at work",
            "container-title": "Tear Quarterly",
            "author": ["Marlow; P.", "Obel; T.", "Lindt; K."],
            "issued": [[1999]],
            "page": "101-120",
            "volume": "63",
        },
    ),
    (
        "Marlow, P. (1999). Crying at work. Tear Quarterly, no. 63, pp. 101-120.",
        {
            "type": "article-journal",
            "title": "Crying at work",
            "container-title": "Tear Quarterly",
            "author": ["Marlow; P."],
            "issued": [[1999]],
            "issue": "63",
            "page": "101-120",
        },
    ),
    (
        "Marlow, P. (1999). Crying in the U.K. Tear Quarterly, 63, 101-120.",
        {
            "type": "article-journal",
            "title": "Crying in the U.K.",
            "container-title": "Tear Quarterly",
            "author": ["Marlow; P."],
            "issued": [[1999]],
            "page": "101-120",
            "volume": "63",
        },
    ),
    (
        "Marsh, P. (2001). Old tears. googlebooks.",
        {
            "type": "document",
            "title": "Old tears",
            "author": ["Marsh; P."],
            "issued": [[2001]],
            "archive": "googlebooks",
        },
    ),
    (
        "Marsh, P. (2001). Old tears. Oldham Press. googlebooks.",
        {
            "type": "book",
            "title": "Old tears",
            "author": ["Marsh; P."],
            "issued": [[2001]],
            "archive": "googlebooks",
            "publisher": "Oldham Press",
        },
    ),
    (
        "Marsh, P. (2001). Old tears. JSTOR. https://www.jstor.example/1",
        {
            "type": "document",
            "title": "Old tears",
            "author": ["Marsh; P."],
            "issued": [[2001]],
            "URL": "https://www.jstor.example/1",
            "archive": "JSTOR",
        },
    ),
    (
        "Marsh, P. (2001). Old tears. Oldham Press. Google Books. https://books.example/x",
        {
            "type": "book",
            "title": "Old tears",
            "author": ["Marsh; P."],
            "issued": [[2001]],
            "URL": "https://books.example/x",
            "archive": "Google Books",
            "publisher": "Oldham Press",
        },
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_older_are_read_field_by_field(text: str, expected: dict[str, Any]) -> None:
    assert fields_of(text) == expected
