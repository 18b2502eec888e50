r"""What the commands mean that bibliography styles write into a reference list, as macros.

Each is defined as its package prints it, in LaTeX: arguments, and text. Where an argument may be
empty, ``\@ifmtarg{argument}{if it is empty}{if it is not}`` decides.
"""

from __future__ import annotations

from typing import Final

from refkit.readers.latex_vocabulary import words


def _if(argument: str, text: str) -> str:
    r"""Text that is printed where an argument is not empty."""
    return rf"\@ifmtarg{{{argument}}}{{}}{{{text}}}"


_ITSELF: Final = words(
    """
    natexlab bibnamefont bibfnamefont citenamefont showarticletitle bibapifont
    bibtitlefont bibjtfont Title capitalisewords BibTitle BibAuthor btxnamefont
     btxvolumefont btxpublisherfont btxISBNfont btxISSNfont
    btxlastnamefont btxetalfont btxurldatefont etalchar Capitalize
    capitalize bauthor oauthor beditor oeditor bsnm binits bparticle bsuffix batitle btitle bctitle
    bvolume bissue byear bfpage blpage bpublisher blocation bconfname bconfdate bconflocation
    bedition bseries bnote bcomment bsertitle bchaptertitle binstitute bschool bpage
    bnumber bmonth bday bisbn bdoi burl bfnm betal bjtitle bptitle bdegree BIBdecl
    textlatin textcyr textgreek bibliographyitemlabel snm fnms inits surname
    APACyear bibAuthor bibEditor Bibkeyword orcidlink
    editorname volumeformat edfont apyformat
    jbPages jbauthorfont jbtitlefont sameauthor bibyear bibvolume bibpages
    """
)

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December", "Winter", "Spring", "Summer", "Fall",
)  # fmt: skip
"""What apacite prints for the numbers of months and seasons."""

_SHORT: Final = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip

STYLES: Final[dict[str, tuple[int, str]]] = {
    # natbib, REVTeX, Elsevier, ACM, IEEE.
    **dict.fromkeys(_ITSELF, (1, "#1")),
    "enquote": (1, "``#1''"),
    "urlprefix": (0, "URL "),
    "eprint": (1, "#1"),
    "Eprint": (0, r"\href"),
    "doibase": (0, "https://doi.org/"),
    "bysame": (0, "———"),
    "translation": (1, "[#1]"),
    "BibitemShut": (1, ""),
    "showDOI": (1, "#1"),
    "showURL": (1, r"\unskip #1"),
    "showeprint": (2, "arXiv:#2"),
    "showISBNx": (1, "ISBN #1"),
    "showISSN": (1, "ISSN #1"),
    "shownote": (1, "#1"),
    "bibetal": (0, "et~al."),
    "biband": (0, "and"),
    "Bibetal": (0, "et~al."),
    "BAnd": (0, r"\&"),
    "bibrangedash": (0, "--"),
    "cprime": (0, r"'"),
    "BIBentryALTinterwordspacing": (0, ""),
    "BIBentrySTDinterwordspacing": (0, ""),
    "EndOfBibitem": (0, ""),
    "mciteSetBstMidEndSepPunct": (3, "#2"),
    "mciteSetBstSublistMode": (1, ""),
    "mciteSetBstMaxWidthForm": (2, ""),
    "mcitedefaultmidpunct": (0, ""),
    "mcitedefaultendpunct": (0, "."),
    "mcitedefaultseppunct": (0, ""),
    "bibfnmt": (1, "#1"),
    "textnumero": (0, "№"),
    "harvardand": (0, r"\&"),
    "harvardyearleft": (0, "("),
    "harvardyearright": (0, ")"),
    "harvardurl": (1, r"\textbf{URL:} \url{#1}"),
    # VTeX: Springer, IOS Press, the Institute of Mathematical Statistics.
    "bjtitle": (1, r"\textit{#1}"),
    "doiurl": (1, r"\url{https://doi.org/#1}"),
    # apacite.
    "BBA": (0, r"\&"),
    "BBOP": (0, "("),
    "BBCP": (0, ")"),
    "BBOQ": (0, ""),
    "BBCQ": (0, ""),
    "BBAA": (0, r"\&"),
    "BAY": (0, ", "),
    "BBC": (0, "; "),
    "BCBT": (0, ","),
    "BCBL": (0, ","),
    "BCnt": (1, ""),
    "BCntIP": (1, ""),
    "BPBI": (0, ".~"),
    "BHBI": (0, ".-"),
    "BIP": (0, "in press"),
    "BIn": (0, "In"),
    "BEd": (0, "ed."),
    "BED": (0, "Ed."),
    "BEDS": (0, "Eds."),
    "BTRANS": (0, "Trans."),
    "BTRANSS": (0, "Trans."),
    "BTRANSL": (0, "trans."),
    "BCHAIR": (0, "Chair"),
    "BCHAIRS": (0, "Chairs"),
    "BVOL": (0, "Vol."),
    "BVOLS": (0, "Vols."),
    "BNUM": (0, "No."),
    "BNUMS": (0, "Nos."),
    "BPG": (0, "p."),
    "BPGS": (0, "pp."),
    "BCHAP": (0, "chap."),
    "BCHAPS": (0, "chap."),
    "BTR": (0, "Tech. Rep."),
    "BPhD": (0, "Doctoral dissertation"),
    "BUPhD": (0, "Unpublished doctoral dissertation"),
    "BMTh": (0, "Master's thesis"),
    "BUMTh": (0, "Unpublished master's thesis"),
    "BOthers": (1, "et al."),
    "BOthersPeriod": (1, "et al."),
    "BRetrieved": (1, r"Retrieved #1, from\ "),
    "BRetrievedFrom": (0, r"Retrieved from\ "),
    "BAvailFrom": (0, r"Available from\ "),
    "BMsgPostedTo": (0, r"Message posted to\ "),
    "BAuthor": (0, "Author"),
    "BDBL": (0, r", \dots{} "),
    "Bby": (0, "by"),
    "BCntND": (1, ""),
    "bibcomputerprogramandmanual": (0, "Computer program and manual"),
    "bibcomputersoftwareandmanual": (0, "Computer software and manual"),
    "bibprogramminglanguage": (0, "Programming language"),
    "BREPR": (0, "Reprinted from"),
    "BOWP": (0, "Original work published"),
    "BUMR": (0, "Unpublished"),
    "bibnodate": (0, "n.d."),
    "BNDATE": (0, "n.d."),
    "bibmessage": (0, "Msg"),
    "bibcomputersoftware": (0, "Computer software"),
    "bibcomputersoftwaremanual": (0, "Computer software manual"),
    "bibcomputerprogram": (0, "Computer program"),
    "bibcomputerprogrammanual": (0, "Computer program manual"),
    "APACrefYear": (1, "(#1)"),
    "APACrefYearMonthDay": (
        3,
        r"(#1\@ifmtarg{#2}{" + _if("#3", ", #3") + "}{, #2" + _if("#3", "~#3") + "})",
    ),
    "APACyear": (1, "#1"),
    "APACexlab": (1, "#1"),
    "APACrefatitle": (2, "#2"),
    "APACrefbtitle": (2, r"\textit{#2}"),
    "APACrefaetitle": (2, "[#2]"),
    "APACrefbetitle": (2, "[#2]"),
    "APACjournalVolNumPages": (
        4,
        r"\textit{#1}" + _if("#2", r", \textit{#2}") + _if("#3", "(#3)") + _if("#4", ", #4"),
    ),
    "APACbVolEdTR": (
        2,
        r"\@ifmtarg{#1}{" + _if("#2", "(#2)") + "}{(#1" + _if("#2", "; #2") + ")}",
    ),
    "APACbVolEdTRpgs": (
        3,
        r"\@ifmtarg{#1}{\@ifmtarg{#2}{" + _if("#3", "(#3)") + "}{(#2" + _if("#3", ", #3") + ")}}"
        "{(#1"
        + _if("#2", "; #2")
        + r"\@ifmtarg{#2}{"
        + _if("#3", "; #3")
        + "}{"
        + _if("#3", ", #3")
        + "})}",
    ),
    "APACaddressPublisher": (2, "#1" + _if("#1", _if("#2", ": ")) + "#2"),
    "APACaddressPublisherEqAuth": (2, "#1" + _if("#1", ": ") + "Author"),
    "APACaddressInstitution": (2, "#1" + _if("#1", _if("#2", ": ")) + "#2"),
    "APACaddressInstitutionEqAuth": (2, "#1" + _if("#1", ": ") + "Author"),
    "APACaddressSchool": (2, "#2" + _if("#1", _if("#2", ", ")) + "#1"),
    "APACtypeAddressSchool": (
        3,
        "(#1" + _if("#3", _if("#1", ", ") + "#3") + _if("#2", ", #2") + ")",
    ),
    "APAChowpublished": (1, "#1"),
    "APACorigyearnote": (2, "(Original work published #1" + _if("#2", "; #2") + ")"),
    "APACorigjournalnote": (
        6,
        r"(Reprinted from \textit{#2}"
        + _if("#1", ", #1")
        + _if("#3", r", \textit{#3}")
        + _if("#4", "[#4]")
        + _if("#5", ", #5")
        + _if("#6", "; #6")
        + ")",
    ),
    "APACorigbooknote": (
        9,
        r"(Reprinted from \textit{#1}"
        + "".join(_if(f"#{n}", f", #{n}") for n in range(2, 10))
        + ")",
    ),
    "APACorigED": (1, _if("#1", "by #1, Ed.")),
    "APACorigEDS": (1, _if("#1", "by #1, Eds.")),
    "APACrefnote": (1, _if("#1", "(#1)")),
    "APACinsertmetastar": (1, ""),
    "APACcitebtitle": (2, r"\textit{#2}"),
    "APACciteatitle": (2, "``#2''"),
    "PrintCardinal": (1, "#1"),
    "PrintBackRefs": (1, ""),
    "CurrentBib": (0, ""),
    "refitem": (4, ""),
    "Bem": (0, r"\em"),
    "SortNoop": (1, ""),
    "AuthorNameFont": (1, "#1"),
    # GOST, jurabib.
    "cyrdash": (0, "---"),
    "BibDash": (0, r"\unskip{} ---\space"),
    "BibUrl": (1, r"\url{#1}"),
    "BibAnnote": (1, ""),
    "jbbibargs": (5, "#1: #4"),
    "bibnf": (5, _if("#4", "#4~") + "#1" + _if("#2", ", #2") + _if("#5", ", #5")),
    "bibbtsep": (0, "."),
    "bibatsep": (0, "."),
    "artvolumeformat": (1, "#1"),
    "artnumberformat": (1, ", Nr.~#1, "),
    "jbnote": (2, ", #2"),
    # babelbib.
    "btxfnamespacelong": (0, "~"),
    "btxfnamespaceshort": (0, ""),
    "btxnumbershort": (1, "no#1"),
    "Btxnumbershort": (1, "No#1"),
    "btxvolumeshort": (1, "vol#1"),
    "Btxvolumeshort": (1, "Vol#1"),
    "btxpagesshort": (1, "pp#1"),
    "btxpageshort": (1, "p#1"),
    "btxeditorshort": (1, "ed#1"),
    "btxeditorsshort": (1, "eds#1"),
    "btxchaptershort": (1, "chap#1"),
    "btxeditionshort": (1, "ed#1"),
    "btxofseriesshort": (1, "of"),
    "btxtechrepshort": (1, "Tech. Rep#1"),
    "btxmonthyear": (2, "#1 #2"),
    "latintext": (0, ""),
    "btxtitlefont": (1, r"\emph{#1}"),
    "btxjtitlefont": (1, "#1"),
    "btxjournalfont": (1, "#1"),
    "btxurlfont": (1, r"\url{#1}"),
    "btxandlong": (0, "and"),
    "btxandshort": (1, "and"),
    "btxandcomma": (0, ","),
    "btxetallong": (0, "et al."),
    "btxetalshort": (1, "et al#1"),
    "btxauthorcolon": (0, ":"),
    "Btxinlong": (0, "In"),
    "Btxinshort": (1, "In#1"),
    "btxinlong": (0, "in"),
    "btxeditorlong": (0, "editor"),
    "btxeditorslong": (0, "editors"),
    "btxvolumelong": (0, "volume"),
    "Btxvolumelong": (0, "Volume"),
    "btxnumberlong": (0, "number"),
    "Btxnumberlong": (0, "Number"),
    "btxpageslong": (0, "pages"),
    "btxpagelong": (0, "page"),
    "btxchapterlong": (0, "chapter"),
    "btxofserieslong": (0, "of"),
    "btxinserieslong": (0, "in"),
    "btxeditionlong": (0, "edition"),
    "btxeditionnumlong": (1, "#1th edition"),
    "btxphdthesis": (1, "PhD thesis"),
    "btxmastthesis": (1, "Master's thesis"),
    "btxtechreplong": (0, "Technical Report"),
    "Btxtechreplong": (0, "Technical Report"),
    "btxkeywordlanguage": (1, "#1"),
    "btxfallbacklanguage": (1, ""),
    "btxprintmonthyear": (4, "#2 #3"),
    "btxISBN": (0, "ISBN"),
    "btxISSN": (0, "ISSN"),
    "btxurldatecomment": (1, ", visited on #1"),
    "bblland": (0, "and"),
    "bbland": (0, "and"),
    "bbletal": (0, "et~al."),
    "bbleds": (0, "editors"),
    "bbled": (0, "editor"),
    "bbledby": (0, "edited by"),
    "bbledn": (0, "edition"),
    "bblvolume": (0, "volume"),
    "bblvol": (0, "vol."),
    "bblof": (0, "of"),
    "bblnumber": (0, "number"),
    "bblno": (0, "no."),
    "bblin": (0, "in"),
    "bblpages": (0, "pages"),
    "bblpage": (0, "page"),
    "bblpp": (0, "pp."),
    "bblp": (0, "p."),
    "bblchapter": (0, "chapter"),
    "bblchap": (0, "chap."),
    "bbltechreport": (0, "Technical Report"),
    "bbltechrep": (0, "Tech. Rep."),
    "bblmthesis": (0, "Master's thesis"),
    "bblphdthesis": (0, "Ph.D. thesis"),
    "bblfirsto": (0, "First"),
    "bblsecondo": (0, "Second"),
    "bblthirdo": (0, "Third"),
    "bblfourtho": (0, "Fourth"),
    "bblfiftho": (0, "Fifth"),
    "bblst": (0, "st"),
    "bblnd": (0, "nd"),
    "bblrd": (0, "rd"),
    "bblth": (0, "th"),
    "editorsname": (0, "(Eds.)"),
    "selectlanguageifdefined": (1, ""),
    "bibhang": (0, ""),
    **{f"bbl{short}": (0, month) for short, month in zip(_SHORT, MONTHS[:12], strict=True)},
}
"""Arguments and text, by name."""
