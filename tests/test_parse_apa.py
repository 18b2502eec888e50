"""The APA grammar on references of every kind: literal entry, literal fields."""

from __future__ import annotations

from typing import Any

import pytest
from reading import Case, fields_of

from refkit.parse import parse_text

JOURNAL_ARTICLES: list[Case] = [
    (
        (
            "Ferrell, O. T., Jr., & Nakamura, Y. (2018). Tears at the opera: A diary study. "
            "Journal of Affect Research, 12(3), 201–219. https://doi.org/10.1234/jar.2018.0042"
        ),
        {
            "type": "article-journal",
            "title": "Tears at the opera: A diary study",
            "container-title": "Journal of Affect Research",
            "author": ["Ferrell; O. T.; Jr.", "Nakamura; Y."],
            "issued": [[2018]],
            "issue": "3",
            "page": "201–219",
            "volume": "12",
            "DOI": "10.1234/jar.2018.0042",
        },
    ),
    (
        (
            "Okafor, C. (2021). Weeping in public places. Emotion Quarterly, 7(1–2), Article 15. "
            "https://doi.org/10.5555/eq.7.15"
        ),
        {
            "type": "article-journal",
            "title": "Weeping in public places",
            "container-title": "Emotion Quarterly",
            "author": ["Okafor; C."],
            "issued": [[2021]],
            "issue": "1–2",
            "number": "15",
            "page": "15",
            "volume": "7",
            "DOI": "10.5555/eq.7.15",
        },
    ),
    (
        (
            "Lund, A. B., Pereira, J.-P., & van den Broek, M. (2016). Sleep and salt. PLoS "
            "Imaginary, 11(4), e0150042. https://doi.org/10.1371/journal.pimg.0150042"
        ),
        {
            "type": "article-journal",
            "title": "Sleep and salt",
            "container-title": "PLoS Imaginary",
            "author": ["Lund; A. B.", "Pereira; J.-P.", "van den Broek; M."],
            "issued": [[2016]],
            "issue": "4",
            "page": "e0150042",
            "volume": "11",
            "DOI": "10.1371/journal.pimg.0150042",
        },
    ),
    (
        "Ode, M. (1998). Do infants cry in vain? Journal of Early Life, 3, 3–3.",
        {
            "type": "article-journal",
            "title": "Do infants cry in vain?",
            "container-title": "Journal of Early Life",
            "author": ["Ode; M."],
            "issued": [[1998]],
            "page": "3–3",
            "volume": "3",
        },
    ),
    (
        (
            "Quist, R. (1972). Dermatitis of the hand. Electron microscopic findings in two "
            "patients. Archives of Skin, 105(5), 587–590."
        ),
        {
            "type": "article-journal",
            "title": "Dermatitis of the hand. Electron microscopic findings in two patients",
            "container-title": "Archives of Skin",
            "author": ["Quist; R."],
            "issued": [[1972]],
            "issue": "5",
            "page": "587–590",
            "volume": "105",
        },
    ),
    (
        ("Ahlgren, S., & Baptiste, T. (2019). Reply. Annals of Reasoning, 44(Suppl. 2), S12–S19."),
        {
            "type": "article-journal",
            "title": "Reply",
            "container-title": "Annals of Reasoning",
            "author": ["Ahlgren; S.", "Baptiste; T."],
            "issued": [[2019]],
            "issue": "Suppl. 2",
            "page": "S12–S19",
            "volume": "44",
        },
    ),
    (
        "Marsh, P. (in press). A theory of small talk. Review of Conversation.",
        {
            "type": "article-journal",
            "title": "A theory of small talk",
            "container-title": "Review of Conversation",
            "author": ["Marsh; P."],
            "status": "in press",
        },
    ),
    (
        (
            "Tanaka, K. (2020). Loss aversion in crows. SSRN Electronic Journal. "
            "https://doi.org/10.2139/ssrn.9999991"
        ),
        {
            "type": "article",
            "title": "Loss aversion in crows",
            "container-title": "SSRN Electronic Journal",
            "author": ["Tanaka; K."],
            "issued": [[2020]],
            "DOI": "10.2139/ssrn.9999991",
        },
    ),
    (
        (
            "Delgado, F. (2015). Ageing and humour. Gerontology Letters. Advance online "
            "publication. https://doi.org/10.1000/gl.2015.77"
        ),
        {
            "type": "article-journal",
            "title": "Ageing and humour",
            "container-title": "Gerontology Letters",
            "author": ["Delgado; F."],
            "issued": [[2015]],
            "DOI": "10.1000/gl.2015.77",
        },
    ),
    (
        (
            "Sousa, R. R. de, & Costa, C. L. de O. (2014). Plant walls and water. Botany Today, "
            "2014, 1–12. https://doi.org/10.1000/bt.2014.1"
        ),
        {
            "type": "article-journal",
            "title": "Plant walls and water",
            "container-title": "Botany Today",
            "author": ["Sousa; R. R. de", "Costa; C. L. de O."],
            "issued": [[2014]],
            "page": "1–12",
            "volume": "2014",
            "DOI": "10.1000/bt.2014.1",
        },
    ),
    (
        (
            "Ito, H. (1965). Amplifiers at low temperature. IEEE Transactions on Imaginary "
            "Audio, AU-13(4), 99."
        ),
        {
            "type": "article-journal",
            "title": "Amplifiers at low temperature",
            "container-title": "IEEE Transactions on Imaginary Audio",
            "author": ["Ito; H."],
            "issued": [[1965]],
            "issue": "4",
            "page": "99",
            "volume": "AU-13",
        },
    ),
    (
        "Brandt, L. (1934). Über das Weinen. Zeitschrift für Gefühlskunde, 12, 45–67.",
        {
            "type": "article-journal",
            "title": "Über das Weinen",
            "container-title": "Zeitschrift für Gefühlskunde",
            "author": ["Brandt; L."],
            "issued": [[1934]],
            "page": "45–67",
            "volume": "12",
        },
    ),
    (
        (
            "Moreau, C. (2003). La voix et le geste [Voice and gesture]. Revue de la Voix, 8(2), "
            "11–20."
        ),
        {
            "type": "article-journal",
            "title": "La voix et le geste [Voice and gesture]",
            "container-title": "Revue de la Voix",
            "author": ["Moreau; C."],
            "issued": [[2003]],
            "issue": "2",
            "page": "11–20",
            "volume": "8",
        },
    ),
    (
        (
            "Hsu, L.-Y., Adler, P. K., … Young, Z. (2019). Three hundred authors and a paper. "
            "Big Collaborations, 1(1), 1–300."
        ),
        {
            "type": "article-journal",
            "title": "Three hundred authors and a paper",
            "container-title": "Big Collaborations",
            "author": ["Hsu; L.-Y.", "Adler; P. K.", "Young; Z."],
            "issued": [[2019]],
            "issue": "1",
            "page": "1–300",
            "volume": "1",
        },
    ),
    (
        (
            "Group for the Study of Tears. (2011). Report on weeping. Journal of Affect "
            "Research, 5(2), 88–90."
        ),
        {
            "type": "article-journal",
            "title": "Report on weeping",
            "container-title": "Journal of Affect Research",
            "author": ["Group for the Study of Tears"],
            "issued": [[2011]],
            "issue": "2",
            "page": "88–90",
            "volume": "5",
        },
    ),
    (
        "Nolan, G. (2009). Nicotiana tabacum L. Journal of Plant Tales, 141(2), 188–194.",
        {
            "type": "article-journal",
            "title": "Nicotiana tabacum L",
            "container-title": "Journal of Plant Tales",
            "author": ["Nolan; G."],
            "issued": [[2009]],
            "issue": "2",
            "page": "188–194",
            "volume": "141",
        },
    ),
    (
        (
            "Stone, D. (2017). The U.S. vs. them: What is a border? In defence of maps. "
            "Geography Now, 9(4), 5–6."
        ),
        {
            "type": "article-journal",
            "title": "The U.S. vs. them: What is a border? In defence of maps",
            "container-title": "Geography Now",
            "author": ["Stone; D."],
            "issued": [[2017]],
            "issue": "4",
            "page": "5–6",
            "volume": "9",
        },
    ),
    (
        "Perrin, B. (2012). Early work on electrons. J. Chem. Phys., 45(3), 1200–1210.",
        {
            "type": "article-journal",
            "title": "Early work on electrons",
            "container-title": "J. Chem. Phys.",
            "author": ["Perrin; B."],
            "issued": [[2012]],
            "issue": "3",
            "page": "1200–1210",
            "volume": "45",
        },
    ),
    (
        "Hall, E., & Moss, W. (2006). In vitro studies of grief. In Vivo, 20(1), 33–40.",
        {
            "type": "article-journal",
            "title": "In vitro studies of grief",
            "container-title": "In Vivo",
            "author": ["Hall; E.", "Moss; W."],
            "issued": [[2006]],
            "issue": "1",
            "page": "33–40",
            "volume": "20",
        },
    ),
    (
        "Ames, T. (2022, October). Why the sea is salt. Ocean Monthly, 14(10), 22–25.",
        {
            "type": "article-magazine",
            "title": "Why the sea is salt",
            "container-title": "Ocean Monthly",
            "author": ["Ames; T."],
            "issued": [[2022, 10]],
            "issue": "10",
            "page": "22–25",
            "volume": "14",
        },
    ),
    (
        (
            'Zhao, Y. (2010). "Big data" in small towns: A critique. Town & Country Review, '
            "3(1), 7–9."
        ),
        {
            "type": "article-journal",
            "title": '"Big data" in small towns: A critique',
            "container-title": "Town & Country Review",
            "author": ["Zhao; Y."],
            "issued": [[2010]],
            "issue": "1",
            "page": "7–9",
            "volume": "3",
        },
    ),
    (
        (
            "O'Brien, K., & St. Clair, J. (2000). Cosmetics in context. Skin Journal, 12(6), "
            "291–293."
        ),
        {
            "type": "article-journal",
            "title": "Cosmetics in context",
            "container-title": "Skin Journal",
            "author": ["O'Brien; K.", "St. Clair; J."],
            "issued": [[2000]],
            "issue": "6",
            "page": "291–293",
            "volume": "12",
        },
    ),
]


APA_6_AND_CARELESS_FORMS: list[Case] = [
    (
        (
            "Ruiz, A. & Weber, B. (2004). Crying alone. Journal of Affect Research, 1, 1-9. "
            "doi:10.1234/jar.2004.0001"
        ),
        {
            "type": "article-journal",
            "title": "Crying alone",
            "container-title": "Journal of Affect Research",
            "author": ["Ruiz; A.", "Weber; B."],
            "issued": [[2004]],
            "page": "1-9",
            "volume": "1",
            "DOI": "10.1234/jar.2004.0001",
        },
    ),
    (
        (
            "Ruiz, A., and Weber, B. (2005). Crying together. Journal of Affect Research 2, "
            "10-19. doi: 10.1234/jar.2005.0002"
        ),
        {
            "type": "article-journal",
            "title": "Crying together",
            "container-title": "Journal of Affect Research",
            "author": ["Ruiz; A.", "Weber; B."],
            "issued": [[2005]],
            "page": "10-19",
            "volume": "2",
            "DOI": "10.1234/jar.2005.0002",
        },
    ),
    (
        (
            "Adams, Q. R, Boone, S.T., & Clay, U (1999). Missing full stops. Journal of Errors, "
            "4(2):33-41."
        ),
        {
            "type": "article-journal",
            "title": "Missing full stops",
            "container-title": "Journal of Errors",
            "author": ["Adams; Q. R", "Boone; S.T.", "Clay; U"],
            "issued": [[1999]],
            "issue": "2",
            "page": "33-41",
            "volume": "4",
        },
    ),
    (
        (
            "Carver, C. S &., Doyle, M. F. (1999). Misplaced ampersands. In R. S. Lyon (Ed.), "
            "Handbook of typos: Advances in error (Vol. XII, pp. 261 - 302). Hillsdale, NJ: "
            "Imaginary Press."
        ),
        {
            "type": "chapter",
            "title": "Misplaced ampersands",
            "container-title": "Handbook of typos: Advances in error",
            "author": ["Carver; C. S", "Doyle; M. F."],
            "editor": ["Lyon; R. S."],
            "issued": [[1999]],
            "page": "261 - 302",
            "volume": "XII",
            "publisher": "Imaginary Press",
            "publisher-place": "Hillsdale, NJ",
        },
    ),
    (
        "Eder, V. (2001). The lost space.Journal of Typography, 5, 10–12.",
        {
            "type": "article-journal",
            "title": "The lost space",
            "container-title": "Journal of Typography",
            "author": ["Eder; V."],
            "issued": [[2001]],
            "page": "10–12",
            "volume": "5",
        },
    ),
    (
        "Fox, N., Green, O., et al. (2008). Many hands. Journal of Labour, 3(3), 1–2.",
        {
            "type": "article-journal",
            "title": "Many hands",
            "container-title": "Journal of Labour",
            "author": ["Fox; N.", "Green; O."],
            "issued": [[2008]],
            "issue": "3",
            "page": "1–2",
            "volume": "3",
        },
    ),
    (
        "Gray, P. (1987). *Stars in the text*. *Journal of Markdown*, *3*(2), 5–6.",
        {
            "type": "article-journal",
            "title": "Stars in the text",
            "container-title": "Journal of Markdown",
            "author": ["Gray; P."],
            "issued": [[1987]],
            "issue": "2",
            "page": "5–6",
            "volume": "3",
        },
    ),
    (
        "Hill, I. (1990). _Underscores too_ (2nd ed.). New York, NY: Plain Press.",
        {
            "type": "book",
            "title": "Underscores too",
            "author": ["Hill; I."],
            "issued": [[1990]],
            "edition": "2",
            "publisher": "Plain Press",
            "publisher-place": "New York, NY",
        },
    ),
    (
        (
            "Irwin, J. (2002). On deadlines. Retrieved June 3, 2010, from "
            "http://www.example.org/deadlines.html"
        ),
        {
            "type": "webpage",
            "title": "On deadlines",
            "author": ["Irwin; J."],
            "issued": [[2002]],
            "accessed": [[2010, 6, 3]],
            "URL": "http://www.example.org/deadlines.html",
        },
    ),
    (
        "Jansen, K. (1995). Birth of a theory. London, England: Invented Books.",
        {
            "type": "book",
            "title": "Birth of a theory",
            "author": ["Jansen; K."],
            "issued": [[1995]],
            "publisher": "Invented Books",
            "publisher-place": "London, England",
        },
    ),
    (
        (
            "King, L. (1997, August). Waiting rooms. Paper presented at the meeting of the "
            "Society for Patience, Chicago, IL."
        ),
        {
            "type": "speech",
            "title": "Waiting rooms",
            "author": ["King; L."],
            "issued": [[1997, 8]],
            "event-place": "Chicago, IL",
            "event-title": "meeting of the Society for Patience",
            "genre": "Paper",
        },
    ),
    (
        (
            "Lane, M. (2003). Slow reading (Unpublished doctoral dissertation). University of "
            "Nowhere, Springfield, IL."
        ),
        {
            "type": "thesis",
            "title": "Slow reading",
            "author": ["Lane; M."],
            "issued": [[2003]],
            "genre": "Unpublished doctoral dissertation",
            "publisher": "University of Nowhere",
            "publisher-place": "Springfield, IL",
        },
    ),
    (
        "Mann, N. (2004). Title without a source.",
        {
            "type": "document",
            "title": "Title without a source",
            "author": ["Mann; N."],
            "issued": [[2004]],
        },
    ),
    (
        "Neal, O. (Ed.). (1988). Handbook of noise (Vols. 1–3). Amsterdam: North Press.",
        {
            "type": "book",
            "title": "Handbook of noise",
            "editor": ["Neal; O."],
            "issued": [[1988]],
            "number-of-volumes": "3",
            "publisher": "North Press",
            "publisher-place": "Amsterdam",
        },
    ),
]


BOOKS: list[Case] = [
    (
        "Abbott, H. (2011). The quiet science. Harbour University Press.",
        {
            "type": "book",
            "title": "The quiet science",
            "author": ["Abbott; H."],
            "issued": [[2011]],
            "publisher": "Harbour University Press",
        },
    ),
    (
        "Bell, F., & Cole, G. (2013). Statistics for the tearful (3rd ed., Vol. 2). Sage.",
        {
            "type": "book",
            "title": "Statistics for the tearful",
            "author": ["Bell; F.", "Cole; G."],
            "issued": [[2013]],
            "edition": "3",
            "volume": "2",
            "publisher": "Sage",
        },
    ),
    (
        (
            "Dahl, R. (1951/2003). The short book of rain (M. Stein, Trans.). Vintage. (Original "
            "work published 1951)"
        ),
        {
            "type": "book",
            "title": "The short book of rain",
            "author": ["Dahl; R."],
            "translator": ["Stein; M."],
            "issued": [[2003]],
            "original-date": [[1951]],
            "publisher": "Vintage",
        },
    ),
    (
        "Evans, A. (Ed. & Trans.). (2010). Letters from the north. Penguin.",
        {
            "type": "book",
            "title": "Letters from the north",
            "editor-translator": ["Evans; A."],
            "issued": [[2010]],
            "publisher": "Penguin",
        },
    ),
    (
        (
            "Frost, B., & Hale, K. (Eds.). (2007). What do we owe to animals? Essays from "
            "Europe. Oxford University Press. https://doi.org/10.1093/oso/9780190000000.001.0001"
        ),
        {
            "type": "book",
            "title": "What do we owe to animals? Essays from Europe",
            "editor": ["Frost; B.", "Hale; K."],
            "issued": [[2007]],
            "DOI": "10.1093/oso/9780190000000.001.0001",
            "publisher": "Oxford University Press",
        },
    ),
    (
        "Encyclopedia of small things (5th ed.). (1999). Miniature Press.",
        {
            "type": "book",
            "title": "Encyclopedia of small things",
            "issued": [[1999]],
            "edition": "5",
            "publisher": "Miniature Press",
        },
    ),
    (
        "American Society of Listeners. (2014). Manual of listening (2nd ed.). Author.",
        {
            "type": "book",
            "title": "Manual of listening",
            "author": ["American Society of Listeners"],
            "issued": [[2014]],
            "edition": "2",
            "publisher": "Author",
        },
    ),
    (
        (
            "Homer. (2017). The odyssey (E. Wren, Trans.; Rev. ed.). Norton. (Original work "
            "published ca. 725 B.C.E.)"
        ),
        {
            "type": "book",
            "title": "The odyssey",
            "author": ["Homer"],
            "translator": ["Wren; E."],
            "issued": [[2017]],
            "original-date": [[-725]],
            "edition": "Rev. ed.",
            "publisher": "Norton",
        },
    ),
    (
        "Ibsen, K. (1920). Wild birds, vitamin D. Wiley.",
        {
            "type": "book",
            "title": "Wild birds, vitamin D",
            "author": ["Ibsen; K."],
            "issued": [[1920]],
            "publisher": "Wiley",
        },
    ),
    (
        "Voss, T. (2016). Washington and the U.S. New York, NY: W. W. Horton.",
        {
            "type": "book",
            "title": "Washington and the U.S.",
            "author": ["Voss; T."],
            "issued": [[2016]],
            "publisher": "W. W. Horton",
            "publisher-place": "New York, NY",
        },
    ),
]


CHAPTERS: list[Case] = [
    (
        (
            "Baxter, M. (2001). Social ties. In J. E. Brand & K. W. Shore (Eds.), Handbook of "
            "the ageing mind (5th ed., pp. 427–453). Academic Press."
        ),
        {
            "type": "chapter",
            "title": "Social ties",
            "container-title": "Handbook of the ageing mind",
            "author": ["Baxter; M."],
            "editor": ["Brand; J. E.", "Shore; K. W."],
            "issued": [[2001]],
            "edition": "5",
            "page": "427–453",
            "publisher": "Academic Press",
        },
    ),
    (
        (
            "Cross, R. (2009). In the beginning. In search of origins. In A. Dean (Ed.), Origins "
            "(pp. 1–20). Routledge."
        ),
        {
            "type": "chapter",
            "title": "In the beginning. In search of origins",
            "container-title": "Origins",
            "author": ["Cross; R."],
            "editor": ["Dean; A."],
            "issued": [[2009]],
            "page": "1–20",
            "publisher": "Routledge",
        },
    ),
    (
        (
            "Dorn, E. (2012). Fire. In Encyclopedia of elements. Elements Institute. "
            "https://www.example.org/fire"
        ),
        {
            "type": "entry-encyclopedia",
            "title": "Fire",
            "container-title": "Encyclopedia of elements",
            "author": ["Dorn; E."],
            "issued": [[2012]],
            "URL": "https://www.example.org/fire",
            "publisher": "Elements Institute",
        },
    ),
    (
        (
            "Ebel, S. (1979). Bell, Hans Christian (1872–1964). In Dictionary of imaginary "
            "biography (Vol. 7). National Centre of Biography."
        ),
        {
            "type": "entry-dictionary",
            "title": "Bell, Hans Christian (1872–1964)",
            "container-title": "Dictionary of imaginary biography",
            "author": ["Ebel; S."],
            "issued": [[1979]],
            "volume": "7",
            "publisher": "National Centre of Biography",
        },
    ),
    (
        (
            "Ford, L. (2018). Tents. In P. Gale, R. Hunt, & S. Iyer (Eds.), Camping: A primer "
            "(2nd ed., Vol. 3, pp. 9–19). Sunrise; Sunset."
        ),
        {
            "type": "chapter",
            "title": "Tents",
            "container-title": "Camping: A primer",
            "author": ["Ford; L."],
            "editor": ["Gale; P.", "Hunt; R.", "Iyer; S."],
            "issued": [[2018]],
            "edition": "2",
            "page": "9–19",
            "volume": "3",
            "publisher": "Sunrise; Sunset",
        },
    ),
    (
        (
            "Self-pity. (2019). In Merry dictionary of feelings. Retrieved July 12, 2019, from "
            "https://www.example.com/self-pity"
        ),
        {
            "type": "entry-dictionary",
            "title": "Self-pity",
            "container-title": "Merry dictionary of feelings",
            "issued": [[2019]],
            "accessed": [[2019, 7, 12]],
            "URL": "https://www.example.com/self-pity",
        },
    ),
    (
        "Gill, V. (1999). Rivers. In Lakes and rivers (pp. 100–110). Boston: Water Press.",
        {
            "type": "chapter",
            "title": "Rivers",
            "container-title": "Lakes and rivers",
            "author": ["Gill; V."],
            "issued": [[1999]],
            "page": "100–110",
            "publisher": "Water Press",
            "publisher-place": "Boston",
        },
    ),
]


REPORTS: list[Case] = [
    (
        (
            "World Health Organization. (2003). Consensus on the epidemiology of tears (TEARS) "
            "(WHO/CDS/CSR/GAR/2003.11). https://www.example.int/10665/70863"
        ),
        {
            "type": "report",
            "title": "Consensus on the epidemiology of tears (TEARS)",
            "author": ["World Health Organization"],
            "issued": [[2003]],
            "number": "WHO/CDS/CSR/GAR/2003.11",
            "URL": "https://www.example.int/10665/70863",
        },
    ),
    (
        (
            "U.S. Department of Health and Human Services, National Institutes of Feeling. "
            "(2012). Managing sorrow (NIF Publication No. 12-7893). "
            "https://www.example.gov/sorrow.pdf"
        ),
        {
            "type": "report",
            "title": "Managing sorrow",
            "author": [
                "U.S. Department of Health and Human Services, National Institutes of Feeling"
            ],
            "issued": [[2012]],
            "number": "12-7893",
            "URL": "https://www.example.gov/sorrow.pdf",
            "genre": "NIF Publication",
        },
    ),
    (
        (
            "Porter, J. C. (1954). Combustion effects (SAE Technical Paper No. 540090). SAE "
            "International."
        ),
        {
            "type": "report",
            "title": "Combustion effects",
            "author": ["Porter; J. C."],
            "issued": [[1954]],
            "number": "540090",
            "genre": "SAE Technical Paper",
            "publisher": "SAE International",
        },
    ),
    (
        (
            "Nash, A., & Oak, B. (2020). Rivers and rents (Working Paper No. 27). Institute for "
            "Invented Economics. https://www.example.org/wp27"
        ),
        {
            "type": "report",
            "title": "Rivers and rents",
            "author": ["Nash; A.", "Oak; B."],
            "issued": [[2020]],
            "number": "27",
            "URL": "https://www.example.org/wp27",
            "genre": "Working Paper",
            "publisher": "Institute for Invented Economics",
        },
    ),
]


THESES: list[Case] = [
    (
        (
            "Rivera, S. (2009). Essays on weeping (Publication No. 1434728) [Doctoral "
            "dissertation, University of Somewhere]. ProQuest Dissertations & Theses Global."
        ),
        {
            "type": "thesis",
            "title": "Essays on weeping",
            "author": ["Rivera; S."],
            "issued": [[2009]],
            "number": "1434728",
            "archive": "ProQuest Dissertations & Theses Global",
            "genre": "Doctoral dissertation",
            "publisher": "University of Somewhere",
        },
    ),
    (
        (
            "Stein, G. (2018). Ein Beitrag zum Weinen [Master's thesis, Hochschule Irgendwo]. "
            "https://www.example.de/123"
        ),
        {
            "type": "thesis",
            "title": "Ein Beitrag zum Weinen",
            "author": ["Stein; G."],
            "issued": [[2018]],
            "URL": "https://www.example.de/123",
            "genre": "Master's thesis",
            "publisher": "Hochschule Irgendwo",
        },
    ),
]


CONFERENCES: list[Case] = [
    (
        (
            "Tran, L., & Underwood, J. (2017, July 12–15). Everybody cries sometimes [Conference "
            "session]. Society for Tears Annual Meeting, Milwaukee, WI, United States."
        ),
        {
            "type": "speech",
            "title": "Everybody cries sometimes",
            "author": ["Tran; L.", "Underwood; J."],
            "issued": [[2017, 7, 12], [2017, 7, 15]],
            "event-place": "Milwaukee, WI, United States",
            "event-title": "Society for Tears Annual Meeting",
            "genre": "Conference session",
        },
    ),
    (
        (
            "Vance, P. (2019, March 3). Posters about posters [Poster presentation]. Meeting of "
            "Designers, Lisbon, Portugal."
        ),
        {
            "type": "speech",
            "title": "Posters about posters",
            "author": ["Vance; P."],
            "issued": [[2019, 3, 3]],
            "event-place": "Lisbon, Portugal",
            "event-title": "Meeting of Designers",
            "genre": "Poster presentation",
        },
    ),
    (
        (
            "Wang, Q. (2018). Deep sorrow networks. Proceedings of the 2018 Conference on "
            "Imaginary Computing, 72–88. https://doi.org/10.1145/1111111.2222222"
        ),
        {
            "type": "paper-conference",
            "title": "Deep sorrow networks",
            "container-title": "Proceedings of the 2018 Conference on Imaginary Computing",
            "author": ["Wang; Q."],
            "issued": [[2018]],
            "page": "72–88",
            "DOI": "10.1145/1111111.2222222",
        },
    ),
    (
        "Xu, F. (2019). Graphs of grief. Advances in Neural Imagination Systems, 32.",
        {
            "type": "article-journal",
            "title": "Graphs of grief",
            "container-title": "Advances in Neural Imagination Systems",
            "author": ["Xu; F."],
            "issued": [[2019]],
            "volume": "32",
        },
    ),
]


NEWSPAPERS_MAGAZINES_AND_THE_WEB: list[Case] = [
    (
        (
            "Guarino, Z. (2017, December 4). How will humanity react? Experts have predictions. "
            "The Washington Post. https://www.washingtonpost.com/x"
        ),
        {
            "type": "article-newspaper",
            "title": "How will humanity react? Experts have predictions",
            "container-title": "The Washington Post",
            "author": ["Guarino; Z."],
            "issued": [[2017, 12, 4]],
            "URL": "https://www.washingtonpost.com/x",
        },
    ),
    (
        ("Hess, A. (1995, July 7). Cats who reveal their talents. The New York Times, pp. B1, B2."),
        {
            "type": "article-newspaper",
            "title": "Cats who reveal their talents",
            "container-title": "The New York Times",
            "author": ["Hess; A."],
            "issued": [[1995, 7, 7]],
            "page": "B1, B2",
        },
    ),
    (
        (
            "Nine new cases reported in the north. (2021, August 12). The Toronto Star. "
            "https://www.thestar.com/news/nine"
        ),
        {
            "type": "article-newspaper",
            "title": "Nine new cases reported in the north",
            "container-title": "The Toronto Star",
            "issued": [[2021, 8, 12]],
            "URL": "https://www.thestar.com/news/nine",
        },
    ),
    (
        (
            "Ball, W. (2011, June 14). My trip to the sea. Seaside Notes. "
            "https://seaside.example.com/60523.html"
        ),
        {
            "type": "webpage",
            "title": "My trip to the sea",
            "container-title": "Seaside Notes",
            "author": ["Ball; W."],
            "issued": [[2011, 6, 14]],
            "URL": "https://seaside.example.com/60523.html",
        },
    ),
    (
        (
            "National Institute of Invented Health. (2018, July). Anxiety. "
            "https://www.example.gov/anxiety"
        ),
        {
            "type": "webpage",
            "title": "Anxiety",
            "author": ["National Institute of Invented Health"],
            "issued": [[2018, 7]],
            "URL": "https://www.example.gov/anxiety",
        },
    ),
    (
        (
            "National Centre for Tears. (n.d.). Feelings explained. Retrieved January 9, 2020, "
            "from https://www.feelings.example/tears"
        ),
        {
            "type": "webpage",
            "title": "Feelings explained",
            "author": ["National Centre for Tears"],
            "accessed": [[2020, 1, 9]],
            "URL": "https://www.feelings.example/tears",
        },
    ),
    (
        (
            "List of sad songs. (2019, January 13). In Wikipedia. "
            "https://en.wikipedia.org/w/index.php?title=List_of_sad_songs&oldid=878158136"
        ),
        {
            "type": "entry-encyclopedia",
            "title": "List of sad songs",
            "container-title": "Wikipedia",
            "issued": [[2019, 1, 13]],
            "URL": "https://en.wikipedia.org/w/index.php?title=List_of_sad_songs&oldid=878158136",
        },
    ),
]


PREPRINTS_DATA_AND_SOFTWARE: list[Case] = [
    (
        (
            "Young, E., & Zeller, R. (2021). A slow proof of a fast theorem (arXiv:2101.00001). "
            "arXiv. https://doi.org/10.48550/arXiv.2101.00001"
        ),
        {
            "type": "article",
            "title": "A slow proof of a fast theorem",
            "author": ["Young; E.", "Zeller; R."],
            "issued": [[2021]],
            "number": "2101.00001",
            "DOI": "10.48550/arXiv.2101.00001",
            "publisher": "arXiv",
        },
    ),
    (
        "Acker, D. (2022). Sadness in threes. PsyArXiv. https://doi.org/10.31234/osf.io/abcde",
        {
            "type": "article",
            "title": "Sadness in threes",
            "author": ["Acker; D."],
            "issued": [[2022]],
            "DOI": "10.31234/osf.io/abcde",
            "container-title": "PsyArXiv",
            "publisher": "PsyArXiv",
        },
    ),
    (
        (
            "Bird, C. (2020). Weather and weeping, 1990–2019 (Version 2) [Data set]. Zenodo. "
            "https://doi.org/10.5281/zenodo.1234567"
        ),
        {
            "type": "dataset",
            "title": "Weather and weeping, 1990–2019",
            "author": ["Bird; C."],
            "issued": [[2020]],
            "version": "2",
            "DOI": "10.5281/zenodo.1234567",
            "genre": "Data set",
            "publisher": "Zenodo",
        },
    ),
    (
        (
            "Free Software Group. (2021). tearplot: Plots of tears (Version 4.1.0) [Computer "
            "software]. https://github.com/example/tearplot"
        ),
        {
            "type": "software",
            "title": "tearplot: Plots of tears",
            "author": ["Free Software Group"],
            "issued": [[2021]],
            "version": "4.1.0",
            "URL": "https://github.com/example/tearplot",
            "genre": "Computer software",
        },
    ),
    (
        "Rain data. (2018). [Data set]. Weather Office. https://www.example.org/rain",
        {
            "type": "dataset",
            "title": "Rain data",
            "issued": [[2018]],
            "URL": "https://www.example.org/rain",
            "genre": "Data set",
            "publisher": "Weather Office",
        },
    ),
]


AUDIOVISUAL: list[Case] = [
    (
        "Lang, F. (Director). (1931). The long night [Film]. Nero Pictures.",
        {
            "type": "motion_picture",
            "title": "The long night",
            "director": ["Lang; F."],
            "issued": [[1931]],
            "medium": "Film",
            "publisher": "Nero Pictures",
        },
    ),
    (
        (
            "Shore, C., & Rosen, A. (Executive Producers). (2010–2015). Mad tears [TV series]. "
            "Weiner Bros.; AMC."
        ),
        {
            "type": "broadcast",
            "title": "Mad tears",
            "executive-producer": ["Shore; C.", "Rosen; A."],
            "issued": [[2010], [2015]],
            "genre": "TV series",
            "publisher": "Weiner Bros.; AMC",
        },
    ),
    (
        "Vedder, T. (Host). (2019–present). Tears radio [Audio podcast]. WNYC Studios.",
        {
            "type": "broadcast",
            "title": "Tears radio",
            "host": ["Vedder; T."],
            "issued": [[2019], []],
            "medium": "Audio podcast",
            "publisher": "WNYC Studios",
        },
    ),
    (
        (
            "Zoteron. (2007, January 1). An introduction [Video]. YouTube. "
            "https://www.youtube.com/watch?v=pq94aBrc0pY"
        ),
        {
            "type": "motion_picture",
            "title": "An introduction",
            "publisher": "YouTube",
            "author": ["Zoteron"],
            "issued": [[2007, 1, 1]],
            "URL": "https://www.youtube.com/watch?v=pq94aBrc0pY",
            "medium": "Video",
        },
    ),
]


REVIEWS_POSTS_LAW: list[Case] = [
    (
        (
            "Schatz, B. R. (2000, November 17). Learning by text or context? [Review of the book "
            "The social life of paper, by J. S. Brown & P. Duguid]. Science, 290, 1304. "
            "https://doi.org/10.1126/science.290.0001"
        ),
        {
            "type": "review-book",
            "title": "Learning by text or context?",
            "reviewed-title": "The social life of paper",
            "container-title": "Science",
            "author": ["Schatz; B. R."],
            "reviewed-author": ["Brown; J. S.", "Duguid; P."],
            "issued": [[2000, 11, 17]],
            "page": "1304",
            "volume": "290",
            "DOI": "10.1126/science.290.0001",
        },
    ),
    (
        (
            "Mills, T. [@tmills]. (2018, September 5). It is nine o'clock. All is well "
            "https://t.co/Qu2g5c [Tweet]. Twitter. https://twitter.com/tmills/status/10374"
        ),
        {
            "type": "post",
            "title": "It is nine o'clock. All is well https://t.co/Qu2g5c",
            "container-title": "Twitter",
            "author": ["Mills; T."],
            "issued": [[2018, 9, 5]],
            "URL": "https://twitter.com/tmills/status/10374",
            "genre": "Tweet",
        },
    ),
    (
        (
            "Hiram, S. C., & Kumar, V. (2016). A device for drying tears (U.S. Patent No. "
            "9,367,592). U.S. Patent and Trademark Office."
        ),
        {
            "type": "patent",
            "title": "A device for drying tears",
            "author": ["Hiram; S. C.", "Kumar; V."],
            "issued": [[2016]],
            "number": "9,367,592",
            "genre": "U.S. Patent",
            "publisher": "U.S. Patent and Trademark Office",
        },
    ),
    (
        "Rook v. Board of Chess, 347 U.S. 483 (1954). https://www.example.edu/rook",
        {
            "type": "legal_case",
            "title": "Rook v. Board of Chess",
            "container-title": "U.S.",
            "issued": [[1954]],
            "page": "483",
            "volume": "347",
            "URL": "https://www.example.edu/rook",
        },
    ),
]


@pytest.mark.parametrize(("text", "expected"), JOURNAL_ARTICLES)
def test_journal_articles_are_read_field_by_field(text: str, expected: dict[str, Any]) -> None:
    assert fields_of(text) == expected


@pytest.mark.parametrize(("text", "expected"), APA_6_AND_CARELESS_FORMS)
def test_apa_6_and_careless_forms_are_read_field_by_field(
    text: str, expected: dict[str, Any]
) -> None:
    assert fields_of(text) == expected


@pytest.mark.parametrize(("text", "expected"), BOOKS)
def test_books_are_read_field_by_field(text: str, expected: dict[str, Any]) -> None:
    assert fields_of(text) == expected


@pytest.mark.parametrize(("text", "expected"), CHAPTERS)
def test_chapters_are_read_field_by_field(text: str, expected: dict[str, Any]) -> None:
    assert fields_of(text) == expected


@pytest.mark.parametrize(("text", "expected"), REPORTS)
def test_reports_are_read_field_by_field(text: str, expected: dict[str, Any]) -> None:
    assert fields_of(text) == expected


@pytest.mark.parametrize(("text", "expected"), THESES)
def test_theses_are_read_field_by_field(text: str, expected: dict[str, Any]) -> None:
    assert fields_of(text) == expected


@pytest.mark.parametrize(("text", "expected"), CONFERENCES)
def test_conferences_are_read_field_by_field(text: str, expected: dict[str, Any]) -> None:
    assert fields_of(text) == expected


@pytest.mark.parametrize(("text", "expected"), NEWSPAPERS_MAGAZINES_AND_THE_WEB)
def test_newspapers_magazines_and_the_web_are_read_field_by_field(
    text: str, expected: dict[str, Any]
) -> None:
    assert fields_of(text) == expected


@pytest.mark.parametrize(("text", "expected"), PREPRINTS_DATA_AND_SOFTWARE)
def test_preprints_data_and_software_are_read_field_by_field(
    text: str, expected: dict[str, Any]
) -> None:
    assert fields_of(text) == expected


@pytest.mark.parametrize(("text", "expected"), AUDIOVISUAL)
def test_audiovisual_are_read_field_by_field(text: str, expected: dict[str, Any]) -> None:
    assert fields_of(text) == expected


@pytest.mark.parametrize(("text", "expected"), REVIEWS_POSTS_LAW)
def test_reviews_posts_law_are_read_field_by_field(text: str, expected: dict[str, Any]) -> None:
    assert fields_of(text) == expected


def test_a_repository_after_in_is_the_container_and_its_bracket_the_number() -> None:
    text = (
        "Young, E. (2021). A slow proof of a fast theorem. In arXiv (2101.00001). arXiv. "
        "https://arxiv.org/abs/2101.00001"
    )
    fields = fields_of(text)
    assert fields["title"] == "A slow proof of a fast theorem"
    assert fields["container-title"] == "arXiv"
    assert fields["number"] == "2101.00001"


def test_a_publisher_may_begin_with_an_abbreviation() -> None:
    work = parse_text(
        "Working Group for Evidence. (1999). Eyewitness evidence: A manual. Washington, DC: U.S. "
        "Department of Tears."
    ).work

    assert work.publisher == "U.S. Department of Tears"
    assert work.publisher_place == "Washington, DC"
