"""Excuses: why fields that differ on the page may say the same, by name, each with a real case.

Whatever folding makes equal needs no excuse: capitals, punctuation, hyphens and quotation marks,
initials for the given names that a registry has in full, leading zeros, "pp.". A comparison that
lets a greater difference pass names its excuse here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

import msgspec

Whose = Literal["author", "registry", "both", "reader"]
"""Whose doing a difference is.

"author": the reference says the same in another form, without harm. "registry": the record has a
defect, or a gap. "both": several values are right, and each side has one of them. "reader":
refkit is not sure that it read the field.
"""


class Excuse(msgspec.Struct, frozen=True):
    """One excuse.

    Attributes:
        name: What a Comparison calls it: "near-year".
        whose: Whose doing the difference is.
        meaning: What it says, in one line, as it stands in a report beside both values.
        case: A recorded case: what stood in the reference and in the registry, and whose DOI.
    """

    name: str
    whose: Whose
    meaning: str
    case: str


_ALL: Final = (
    # authors and editors
    Excuse(
        "diacritics",
        "author",
        "one side lost the diacritics of a name",
        "Gracanin for Gračanin (10.3389/fpsyg.2014.00502)",
    ),
    Excuse(
        "transliteration",
        "author",
        "letters are spelt out, or carried over from another script in another way",
        "Koehler for Köhler (10.1101/081364)",
    ),
    Excuse(
        "name-form",
        "both",
        "a particle or one part of a double family name is missing, or stands elsewhere",
        "Sharif Razavian, A. for Razavian, A. S. (10.1109/cvprw.2014.131)",
    ),
    Excuse(
        "given-name-order",
        "both",
        "the given names stand in another order, or the second one serves as the first",
        "J. Mark Melhorn, deposited as Mark Melhorn (10.1001/amaguidesnewsletters.2010.marapr02)",
    ),
    Excuse(
        "family-given-swapped",
        "registry",
        "the registry has family names for given names",
        "Wang, G., deposited with the family name Gendi (10.7153/mia-11-42)",
    ),
    Excuse(
        "et-al",
        "author",
        "the reference says that it leaves authors out",
        "Sundar, N., et al. for six authors (10.1136/pgmj.2005.034033)",
    ),
    Excuse(
        "group-author",
        "both",
        "a group signs with the authors, and only one side names it",
        "the OLYMPUS Collaboration beside its members (10.1103/physrevlett.126.162501)",
    ),
    Excuse(
        "group-for-members",
        "both",
        "one side names a group, the other the people who wrote for it",
        "Dunham, I., et al. for the ENCODE Project Consortium (10.1038/nature11247)",
    ),
    Excuse(
        "registry-first-author-only",
        "registry",
        "the registry has the first author only, as in many old deposits",
        "five authors, deposited as Anastasilakis, A. alone (10.2147/tcrm.s24239)",
    ),
    Excuse(
        "repeated-name",
        "registry",
        "an author stands twice in the registry, and in what was copied from it",
        "Polyzos, first and last of five (10.1016/j.mehy.2009.12.028)",
    ),
    Excuse(
        "editor-as-author",
        "both",
        "the editors of a book stand in the authors' place",
        "Brednich, R. W. (Ed.), deposited beside Heumann, whose prints of 1744 he edited "
        "(10.17875/gup2021-1611)",
    ),
    Excuse(
        "editors-in-part",
        "both",
        "one side names some of the editors only, or in another order",
        "M. Kurzynski for four editors (10.1007/978-3-540-75175-5_16)",
    ),
    # years
    Excuse(
        "online-or-print-year",
        "both",
        "the work came out online in one year and in print in another",
        "2021 in print, 2020 online (10.1038/s10038-020-00860-3)",
    ),
    Excuse(
        "near-year",
        "registry",
        "the registry knows one year, and the other of online and print is next to it",
        "2009 deposited, 2010 printed (10.1111/j.1365-2265.2009.03728.x)",
    ),
    Excuse(
        "original-year",
        "author",
        "the reference gives the year of the original as well",
        "Turing, A. M. (1950/2009), with the DOI of 1950 (10.1093/mind/lix.236.433)",
    ),
    Excuse(
        "preprint-version",
        "both",
        "each version of a preprint has its year, and the registry has the last one's",
        "2016 for a preprint whose last version is of 2017 (10.1101/070441)",
    ),
    # titles
    Excuse(
        "subtitle",
        "both",
        "one side has no subtitle, or no addition in brackets",
        "Le δ13C des grains de pollen, without its subtitle (10.1016/s1251-8050(01)01603-2)",
    ),
    Excuse(
        "registry-variant",
        "registry",
        "the registry holds the title in several forms, and this is one of them",
        "a title without the number of the footnote at its end (10.1021/ja00960a022)",
    ),
    Excuse(
        "markup-or-status",
        "registry",
        "the registry's title has markup in it, or a note such as “Retracted:” before it",
        "“RETRACTED:” before the title (10.1016/s0140-6736(97)11096-0), tags for italics within "
        "one (10.1017/s0016672300003591)",
    ),
    Excuse(
        "symbols",
        "registry",
        "Greek letters are spelt out on one side, as many deposits have them",
        "“.alpha.” for α (10.1021/ja00742a021)",
    ),
    Excuse(
        "encoding",
        "registry",
        "letters were damaged by a wrong encoding",
        "Price Â£29.95 (10.1002/acp.763)",
    ),
    Excuse(
        "registry-cut",
        "registry",
        "the registry lost the species that stands in italics at the end of the title",
        "… in zebra finches Taeniopygia guttata (10.1111/j.0908-8857.2005.03342.x)",
    ),
    Excuse(
        "translated-title",
        "author",
        "the reference has the title and its translation in brackets",
        "Über das Elektrenkephalogramm des Menschen [On the electroencephalogram of man] "
        "(10.1007/bf01797193)",
    ),
    # containers
    Excuse(
        "ampersand",
        "author",
        "“&” on one side, “and” on the other",
        "Trends in Ecology and Evolution (10.1016/0169-5347(92)90227-3)",
    ),
    Excuse(
        "article",
        "author",
        "a leading article on one side only",
        "Academy of Management Review, deposited with “The” (10.2307/259164)",
    ),
    Excuse(
        "abbreviation",
        "author",
        "one side abbreviates the words, by ISO 4 or in its own way",
        "IEEE Trans Signal Process (10.1109/tsp.2015.2401538)",
    ),
    Excuse(
        "initialism",
        "author",
        "one side has the initials only",
        "PNAS (10.1073/pnas.0500398102)",
    ),
    Excuse(
        "alias",
        "both",
        "another name of the same journal",
        "SSRN Journal for SSRN Electronic Journal (10.2139/ssrn.3798082)",
    ),
    Excuse(
        "turned-name",
        "registry",
        "one side has the name turned round, to be sorted by its topic",
        "Applied Superconductivity, IEEE Transactions on (10.1109/tasc.2013.2244154)",
    ),
    Excuse(
        "same-issn",
        "both",
        "a journal under another or a former name, by its ISSN",
        "Genetical Research, which is Genetics Research today (10.1017/s0016672300001828)",
    ),
    Excuse(
        "venue-spelling",
        "author",
        "two long names differ by a slip",
        "Lebens Wiss Technol for Lebensm Wiss Technol (10.1006/fstl.1996.0035)",
    ),
    Excuse(
        "place-of-publication",
        "author",
        "MEDLINE adds a place to tell journals of one name apart",
        "Clin Endocrinol (Oxf) (10.1111/j.1365-2265.2009.03728.x)",
    ),
    Excuse(
        "section-of-journal",
        "both",
        "a section, with or without the journal that it belongs to",
        "Brain Research. Brain Research Reviews (10.1016/j.brainresrev.2003.10.004)",
    ),
    Excuse(
        "proceedings",
        "both",
        "one of the many ways to name a meeting",
        "2011 IEEE VLSI Test Symposium (VTS) for 29th VLSI Test Symposium "
        "(10.1109/vts.2011.5783725)",
    ),
    Excuse(
        "container-with-more",
        "reader",
        "more than the name was read, such as the label of the volume",
        "Multitudes, n° 95 (10.3917/mult.095.0001)",
    ),
    # numbers and pages
    Excuse(
        "double-issue",
        "both",
        "one side has the first or the last number of a double issue",
        "23 for 23–24 (10.1002/ange.19941062339)",
    ),
    Excuse(
        "supplement",
        "both",
        "a supplement, with or without its letter or number",
        "volume 11 for “11 Suppl 12” (10.1186/1471-2105-11-s12-s5)",
    ),
    Excuse(
        "first-page",
        "author",
        "one side has the first page only",
        "227 for 227–228 (10.1001/archderm.116.2.227)",
    ),
    Excuse(
        "first-range",
        "author",
        "an article goes on at the end of the issue, and one side has its first part",
        "8–11 for 8–11, 12 (10.1001/amaguidesnewsletters.2001.julaug03)",
    ),
    Excuse(
        "shortened-range",
        "author",
        "the last page lacks the digits that it shares with the first",
        "157a–8 for 157a–158 (10.1001/archderm.116.2.157a)",
    ),
    Excuse(
        "electronic-pages",
        "both",
        "pages that are only online count on from the last printed one",
        "233–240 for 233–240.e2 (10.1016/b978-0-323-40196-8.00028-0)",
    ),
    Excuse(
        "page-prefix",
        "both",
        "the same number with other letters before it, or without them",
        "940 for D940 (10.1093/nar/gkr972)",
    ),
    Excuse(
        "article-number",
        "both",
        "the article has a number, and the pages count those of its PDF",
        "page 1 of e0118432 (10.1371/journal.pone.0118432)",
    ),
    # DOIs and publishers
    Excuse(
        "alias-doi",
        "both",
        "the work has two DOIs, and the registry says so",
        "10.1215/9781478024378-013 for 10.2307/jj.362393.20",
    ),
    Excuse(
        "publisher-form",
        "author",
        "legal forms, places and what a publisher does",
        "Springer for Springer International Publishing (10.1007/978-3-319-46466-4_8)",
    ),
    Excuse(
        "imprint",
        "both",
        "an imprint, a former owner, or the company of today",
        "Academic Press, deposited by Elsevier (10.1016/b978-0-12-240540-2.50018-9)",
    ),
    # reading
    Excuse(
        "named-in-entry",
        "reader",
        "the entry has it; refkit took too much or too little of it for the field",
        "ROOST V1.0, read as the title ROOST (10.5194/egusphere-2022-1010)",
    ),
    Excuse(
        "unsure-reading",
        "reader",
        "refkit is not sure that it read the field, which therefore accuses nobody",
        "384 pages, within the title of a review, read as its page (10.1021/ja985739b)",
    ),
)

EXCUSES: Final[Mapping[str, Excuse]] = {excuse.name: excuse for excuse in _ALL}
"""Every excuse by its name, in the order of the fields."""
