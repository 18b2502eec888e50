r"""LaTeX's own words: what each command and environment does to the text, as data.

A signature says what follows a command: "s" a star, "o" an option in brackets, "m" an argument
that is not printed, "t" one that is.
"""

from __future__ import annotations

from typing import Final

from refkit.model.document import MarkupKind
from refkit.normalize.latex_commands import SECOND, SILENT


def words(text: str) -> frozenset[str]:
    """The words of a text, each once."""
    return frozenset(text.split())


HEADINGS: Final = {
    "title": 1,
    "part": 1,
    "chapter": 1,
    "section": 2,
    "subsection": 3,
    "subsubsection": 4,
    "paragraph": 5,
    "subparagraph": 6,
    "addchap": 1,
    "addsec": 2,
    "bibsection": 2,
    "specialsection": 2,
}
"""Headings and their levels; that of the article is the first."""

FONTS: Final[dict[str, tuple[MarkupKind | None, bool]]] = {
    **dict.fromkeys(("emph", "textit", "textsl", "mkbibemph", "mkbibitalic"), ("italic", True)),
    **dict.fromkeys(("em", "itshape", "slshape"), ("italic", True)),
    **dict.fromkeys(("textbf", "mkbibbold", "bfseries"), ("bold", True)),
    **dict.fromkeys(("textsc", "scshape", "mkbibacro"), ("small-caps", True)),
    **dict.fromkeys(("texttt", "ttfamily"), ("code", True)),
    **dict.fromkeys(("textsuperscript", "mkbibsuperscript", "textsu", "sp"), ("superscript", True)),
    **dict.fromkeys(("textsubscript", "mkbibsubscript"), ("subscript", True)),
    **dict.fromkeys(("textup", "upshape"), ("italic", False)),
    **dict.fromkeys(("textmd", "mdseries"), ("bold", False)),
    **dict.fromkeys(("textnormal", "normalfont"), (None, False)),
    # Those of LaTeX 2.09 begin from the normal font.
    **dict.fromkeys(("rm", "sf"), (None, False)),
}
r"""Commands that set the font: which, and whether it begins or ends. None is all of them.

Those that begin with "text" or "mkbib", and ``\emph``, have an argument; others hold to the end of
the group.
"""

OLD_FONTS: Final[dict[str, MarkupKind]] = {
    "it": "italic",
    "sl": "italic",
    "bf": "bold",
    "sc": "small-caps",
    "tt": "code",
}
"""Fonts of LaTeX 2.09, which take the place of the one before."""

_ONE: Final = words(
    """
    label ref pageref eqref autoref cref Cref vref nameref index glossary bibliographystyle
    pagestyle thispagestyle pagenumbering graphicspath hypersetup geometry captionsetup
    pagecolor selectlanguage theoremstyle setstretch bstctlcite lhead chead rhead lfoot cfoot rfoot
    AtBeginDocument AtEndDocument lstset tikzset usetikzlibrary sisetup hyphenation stepcounter
    refstepcounter markright fancyhead fancyfoot orcid orcidID inst enlargethispage linespread
    setcitestyle citestyle typeout message urlstyle needspace Needspace KOMAoptions acmDOI acmISBN
    acmYear setcopyright copyrightyear received accepted tnoteref corref fnref thanksref ead
    printead ccsdesc color includepdf bptok bmrnumber MR setmainfont setsansfont usepackage
    RequirePackage documentclass documentstyle includegraphics todo vspace hspace bibpunct
    newlength newsavebox phantom hphantom vphantom cline cmidrule newcounter hyphenchar
    ExecuteBibliographyOptions bibdata citation bibstyle DeclareSourcemap acmConference
    noopsort SortNoop APACSortNoop AX bibref switchargs BIBentryALTinterwordstretchfactor
    externaldocument defbibheading bibitemdeclare PrintBackRefs refinfo sortkey APACinsertmetastar
    textheight bibAnnoteFile bibAnnote pdfinfo pdfoutput providefontfamily
     acmSubmissionID acmPrice acmJournal acmVolume acmNumber acmArticle acmMonth
     HeadingsInfo
    """
)
_TWO: Final = words(
    """
    setlength addtolength setcounter addtocounter markboth rule fontsize colorlet cortext
    tnotetext numberwithin DeclareNameAlias setkomafont addtokomafont specialcomment MRhref
     PassOptionsToPackage DeclareFieldFormat newbibmacro renewbibmacro bibcite
    DeclareUrlCommand providebibliographyfont authorindexentries jbendnote
    """
)
_THREE: Final = words("addcontentsline definecolor providecolor")

DROPPED: Final[dict[str, str]] = {
    **dict.fromkeys(SILENT, "sm"),
    **dict.fromkeys(_ONE, "soom"),
    **dict.fromkeys(_TWO, "somm"),
    **dict.fromkeys(_THREE, "mmm"),
    "newtheorem": "smomo",
    "cmidrule": "om",
}
"""Commands whose arguments are not printed, and their signatures."""

PRINTED: Final = {
    **dict.fromkeys(SECOND, "omt"),
    "raisebox": "moot",
    "scalebox": "mot",
    "resizebox": "smmt",
    "rotatebox": "omt",
    "parbox": "ooomt",
    "makebox": "oot",
    "framebox": "oot",
    "fbox": "t",
    "colorbox": "omt",
    "fcolorbox": "ommt",
    "textcolor": "omt",
    "texorpdfstring": "tm",
    "multicolumn": "mmt",
    "multirow": "omomt",
    "hyperref": "ot",
    "bibinfo": "mt",
    "bibfield": "mt",
    "foreignlanguage": "omt",
    "BIBforeignlanguage": "mt",
    "btxselectlanguage": "m",
    "adjustbox": "mt",
    "mathchoice": "tmmm",
    "BibUnicodeChar": "m",
    "otherlanguage": "m",
    "fontencoding": "m",
    "fontfamily": "m",
    "fontseries": "m",
    "fontshape": "m",
    "pdfbookmark": "omm",
    "newlabel": "mm",
    "bibliographycite": "mm",
    "lowercase": "t",
    "uppercase": "t",
    "citetext": "t",
    "string": "",
    "ensuremath": "t",
    "IfFileExists": "mmt",
    "@gobble": "m",
    "@makeother": "m",
    "@firstoftwo": "tm",
    "@secondoftwo": "mt",
    "@firstofone": "t",
    "ifthenelse": "mtm",
    "iflanguage": "mmt",
    "btxifchangecase": "tm",
    "jbdoitem": "mmm",
    "vbox": "t",
    "discretionary": "mmm",
    "pdftooltip": "tm",
    "nocase": "t",
    "eprint": "ot",
}
"""Commands with arguments of which one is printed."""

NOTES: Final = {
    "footnote": "ot",
    "thanks": "ot",
    "endnote": "ot",
    "sidenote": "oot",
    "footnotetext": "ot",
    "marginpar": "ot",
    "tablefootnote": "t",
}
r"""Notes; ``\footnotetext`` and ``\marginpar`` have no mark where they stand."""

UNMARKED_NOTES: Final = frozenset({"footnotetext", "marginpar"})

PARAGRAPHS: Final = words("""
    author authors date affil affiliation address institute institution email keywords abstract
    subtitle shorttitle runtitle runningtitle titlerunning authorrunning maketitle caption
    dedication acknowledgments acknowledgements acknowledgement PACS subjclass subject keyword
    newpage clearpage cleardoublepage bigskip medskip smallskip centering par epigraph
    abstractname note leftheader rightheader authornote twoauthors affiliations threeauthors
    twoaffiliations CCSXML terms category orgdiv captionof bibnote
    """)
"""Commands that stand between paragraphs, or whose argument is one."""

LISTS: Final = words("""
    itemize enumerate description list trivlist compactitem compactenum compactdesc inparaenum
    itemize* enumerate* tightemize dinglist easylist labeling bibdesc
    """)
NUMBERED: Final = frozenset({"enumerate", "compactenum", "inparaenum", "enumerate*"})
QUOTES: Final = frozenset({"quote", "quotation", "verse", "displayquote", "quoting"})
TABLES: Final = {
    "tabular": "om",
    "tabular*": "mom",
    "tabularx": "mom",
    "tabulary": "mom",
    "longtable": "om",
    "longtabu": "m",
    "tabu": "m",
    "supertabular": "m",
    "tblr": "om",
    "xltabular": "mom",
    "NiceTabular": "om",
}
"""Tables and their signatures."""

BIBLIOGRAPHIES: Final = {
    "thebibliography": "om",
    "CSLReferences": "mm",
    "thebibliography*": "om",
    "mcitethebibliography": "m",
    "dtxthebibliography": "m",
    "bibdiv": "",
    "biblist": "o",
    "chapthebibliography": "m",
}
"""Environments of reference lists and their signatures."""

MATHS: Final = words("""
    equation equation* align align* gather gather* multline multline* eqnarray eqnarray*
    displaymath math flalign flalign* alignat alignat* dmath dmath*  IEEEeqnarray
    """)
VERBATIM: Final = words("""
    verbatim verbatim* Verbatim lstlisting minted alltt Highlighting BVerbatim LVerbatim
    """)
HIDDEN: Final = words("""
    comment filecontents filecontents* tikzpicture picture pgfpicture CCSXML forest
    """)
"""Environments that print no text."""

ENVIRONMENTS: Final = {
    "minipage": "ooom",
    "figure": "o",
    "figure*": "o",
    "table": "o",
    "table*": "o",
    "wrapfigure": "omom",
    "wraptable": "omom",
    "multicols": "mo",
    "adjustwidth": "mm",
    "otherlanguage": "om",
    "otherlanguage*": "om",
    "spacing": "m",
    "subfigure": "om",
    "tabbing": "",
    "appendices": "",
    "list": "mm",
    "enumerate": "o",
    "itemize": "o",
    "description": "o",
    "labeling": "om",
    "hangparas": "mm",
    "textblock": "m",
    "sidewaystable": "o",
    "sidewaysfigure": "o",
    "threeparttable": "o",
    "frontmatter": "",
    "adjustbox": "m",
}
"""What follows the beginning of other environments."""

NO_CONDITIONS: Final = words(
    "iff iflanguage ifthenelse ifblank ifstrempty ifempty ifstrequal ifboolexpr ifbool iftoggle"
)
"""Commands that begin with "if" and have arguments, no ``\\fi``."""

DEFINITIONS: Final = words("""
    newcommand renewcommand providecommand DeclareRobustCommand def gdef edef
    xdef let futurelet newenvironment renewenvironment provideenvironment newif NewDocumentCommand
    RenewDocumentCommand DeclareDocumentCommand ProvideDocumentCommand
    ProvideTextCommandDefault
    """)
