"""Excuses: why fields that differ on the page may say the same, by name, each with its case.

Whatever folding makes equal needs no excuse: capitals, punctuation, hyphens and quotation marks,
initials for the given names that a registry has in full, leading zeros, "pp.". A comparison that
lets a greater difference pass names its excuse here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple


class Excuse(NamedTuple):
    """One excuse.

    Attributes:
        meaning: What it says, in one line.
        case: A recorded case: what stood in the reference and in the registry, and whose DOI.
    """

    meaning: str
    case: str


EXCUSES: Final[Mapping[str, Excuse]] = {
    # authors and editors
    "diacritics": Excuse(
        "one side lost the diacritics of a name",
        "Gracanin for Gračanin (10.3389/fpsyg.2014.00502)",
    ),
    "transliteration": Excuse(
        "letters are spelt out, or carried over from another script in another way",
        "anti-Muellerian for anti-Müllerian (10.1364/boe.486717)",
    ),
    "name-form": Excuse(
        "a particle or one part of a double family name is missing, or stands elsewhere",
        "Sharif Razavian A for Razavian, A. S. (10.1109/cvprw.2014.131)",
    ),
    "given-name-order": Excuse(
        "the given names stand in another order, or the second one serves as the first",
        "Smith, J. A. for Smith, A. John, who signs with his second name",
    ),
    "family-given-swapped": Excuse(
        "the registry has family names for given names",
        "Li, W., & Zhang, H. deposited as Wei, L. and Hao, Z.",
    ),
    "et-al": Excuse(
        "the reference says that it leaves authors out",
        "Sundar, N., et al. for six authors (10.1136/pgmj.2005.034033)",
    ),
    "group-author": Excuse(
        "a group signs with the authors, and only one side names it",
        "the OLYMPUS Collaboration beside its members (10.1103/physrevlett.126.162501)",
    ),
    "group-for-members": Excuse(
        "one side names a group, the other the people who wrote for it",
        "an assessment report of the IPCC, deposited with its lead authors",
    ),
    "registry-first-author-only": Excuse(
        "the registry has the first author only, as many deposits of before 1995",
        "Wu, A., Jones, B., & Li, C. deposited as Wu, A.",
    ),
    "repeated-name": Excuse(
        "an author stands twice in a deposit, and in what was copied from it",
        "Polyzos, first and last of five (10.1016/j.mehy.2009.12.028)",
    ),
    "editor-as-author": Excuse(
        "the editors of a book stand in the authors' place",
        "a handbook cited by its editors, deposited with the authors of its chapters",
    ),
    "editors-in-part": Excuse(
        "one side names some of the editors only, or in another order",
        "the volume's two editors, and in the registry those of the series as well",
    ),
    # years
    "online-or-print-year": Excuse(
        "the work came out online in one year and in print in another",
        "2021 in print, 2020 online (10.1038/s10038-020-00860-3)",
    ),
    "near-year": Excuse(
        "the registry knows one year, and the other of online and print is next to it",
        "2009 deposited, 2010 printed (10.1111/j.1365-2265.2009.03728.x)",
    ),
    "original-year": Excuse(
        "the reference gives the year of the original as well",
        "Freud, S. (1923/1961), deposited with 1923",
    ),
    "preprint-version": Excuse(
        "each version of a preprint has its year, and the registry has the last one's",
        "2016 for a preprint whose last version is of 2017 (10.1101/070441)",
    ),
    # titles
    "subtitle": Excuse(
        "one side has no subtitle, or no addition in brackets",
        "Le δ13C des grains de pollen, without its subtitle (10.1016/s1251-8050(01)01603-2)",
    ),
    "registry-variant": Excuse(
        "the title is that of another form in the registry",
        "a title without the number of the footnote at its end (10.1021/ja00960a022)",
    ),
    "markup-or-status": Excuse(
        "the registry's title has markup in it, or a note such as “Retracted:” before it",
        "Sc<sub>1−x</sub>Er<sub>x</sub>As, and RETRACTED: before the title",
    ),
    "symbols": Excuse(
        "Greek letters are spelt out on one side",
        "TNF-α and TNF-alpha",
    ),
    "encoding": Excuse(
        "letters were damaged by a wrong encoding",
        "Price Â£29.95 (10.1002/acp.763)",
    ),
    "registry-cut": Excuse(
        "the registry lost the species that stands in italics at the end of the title",
        "… in zebra finches Taeniopygia guttata (10.1111/j.0908-8857.2005.03342.x)",
    ),
    "translated-title": Excuse(
        "the reference has the title and its translation in brackets",
        "Warum weinen wir? [Why do we cry?]",
    ),
    # containers
    "ampersand": Excuse(
        "“&” on one side, “and” on the other",
        "Trends in Ecology and Evolution (10.1016/0169-5347(92)90227-3)",
    ),
    "article": Excuse(
        "a leading article on one side only",
        "The Archives of Dermatology (10.1001/archderm.111.7.877)",
    ),
    "abbreviation": Excuse(
        "one side abbreviates the words, by ISO 4 or in its own way",
        "IEEE Trans Signal Process (10.1109/tsp.2015.2401538)",
    ),
    "initialism": Excuse(
        "one side has the initials only",
        "JAMA (10.1001/jama.1951.02920190016005)",
    ),
    "alias": Excuse(
        "another name of the same journal",
        "SSRN Journal for SSRN Electronic Journal (10.2139/ssrn.3798082)",
    ),
    "same-issn": Excuse(
        "a journal under another or a former name, by its ISSN",
        "Archiv für Psychiatrie und Nervenkrankheiten, deposited under the name of today",
    ),
    "venue-spelling": Excuse(
        "two long names differ by a slip",
        "Jounal of Personality and Social Psychology",
    ),
    "place-of-publication": Excuse(
        "MEDLINE adds a place to tell journals of one name apart",
        "Clin Endocrinol (Oxf) (10.1111/j.1365-2265.2009.03728.x)",
    ),
    "section-of-journal": Excuse(
        "a section, with or without the journal that it belongs to",
        "Brain Research. Brain Research Reviews",
    ),
    "proceedings": Excuse(
        "one of the many ways to name a meeting",
        "2011 IEEE VLSI Test Symposium (VTS) for 29th VLSI Test Symposium "
        "(10.1109/vts.2011.5783725)",
    ),
    "container-with-more": Excuse(
        "more than the name was read, such as the label of the volume",
        "Multitudes, n° 95 (10.3917/mult.095.0001)",
    ),
    # numbers and pages
    "double-issue": Excuse(
        "one side has the first or the last number of a double issue",
        "3–4, deposited as 3",
    ),
    "supplement": Excuse(
        "a supplement, with or without its letter",
        "Suppl. 1, deposited as issue 1",
    ),
    "first-page": Excuse(
        "one side has the first page only",
        "227 for 227–228 (10.1001/archderm.116.2.227)",
    ),
    "first-range": Excuse(
        "an article goes on at the end of the issue, and one side has its first part",
        "8–11 for 8–11, 12 (10.1001/amaguidesnewsletters.2001.julaug03)",
    ),
    "shortened-range": Excuse(
        "the last page lacks the digits that it shares with the first",
        "157a–8 for 157a–158 (10.1001/archderm.116.2.157a)",
    ),
    "electronic-pages": Excuse(
        "pages that are only online count on from the last printed one",
        "233–240 for 233–240.e2 (10.1016/b978-0-323-40196-8.00028-0)",
    ),
    "page-prefix": Excuse(
        "a registry drops the letters before a number, or has others",
        "e0193972 and 0193972",
    ),
    "article-number": Excuse(
        "the article has a number, and the pages count those of its PDF",
        "1–12 for Article 502",
    ),
    # DOIs and publishers
    "alias-doi": Excuse(
        "the work has two DOIs, and the registry says so",
        "a journal that moved, and whose old DOIs point to the new ones",
    ),
    "publisher-form": Excuse(
        "legal forms, places and what a publisher does",
        "Springer for Springer International Publishing (10.1007/978-3-319-46466-4_8)",
    ),
    "imprint": Excuse(
        "an imprint, a former owner, or the company of today",
        "Academic Press, deposited by Elsevier",
    ),
    # reading
    "named-in-entry": Excuse(
        "the entry has it; the parser took too much or too little for the field",
        "ROOST V1.0, read as the title ROOST (10.5194/egusphere-2022-1010)",
    ),
    "unsure-reading": Excuse(
        "the parser was not sure of the field, which therefore accuses nobody",
        "384 pages, within the title of a review, read as its page (10.1021/ja985739b)",
    ),
}
"""Every excuse by its name, in the order of the fields."""
