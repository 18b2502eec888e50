r"""Reference lists of LaTeX: each entry is a block of its own, with its key."""

from __future__ import annotations

import pytest

from refkit.extract import find_references
from refkit.model import Document
from refkit.readers.beside import Beside
from refkit.readers.latex import read_latex


def read(source: str) -> Document:
    return read_latex(source, beside=Beside(None))


def entries(source: str) -> list[tuple[str, str, str]]:
    """Marker, key and text of each entry."""
    document = read(source)
    return [
        (each.marker, each.key, document.text[each.span.start : each.span.end])
        for each in document.blocks
        if each.kind == "entry"
    ]


def listed(*items: str) -> str:
    inside = "\n\n".join(items)
    return f"\\begin{{thebibliography}}{{9}}\n{inside}\n\\end{{thebibliography}}"


def test_entries_have_keys_and_markers() -> None:
    source = listed(
        "\\bibitem{a} One~A.\n\\newblock \\emph{J}, 2000.",
        "\\bibitem[Kn84]{k}\nKnuth.",
        "\\bibitem[{Smith} et~al.(2000)Smith, Jones]{s} Smith.",
        "\\bibitem[\\protect\\citeauthoryear{Bear}{Bear\n  et~al.}{1997}]{b} Bear.",
        "\\harvarditem[Roe]{Roe}{1999}{r} Roe.",
    )
    assert entries(source) == [
        ("[1]", "a", "One\u00a0A. J, 2000."),
        ("[Kn84]", "k", "Knuth."),
        ("", "s", "Smith."),
        ("", "b", "Bear."),
        ("", "r", "Roe."),
    ]


def test_an_entry_ends_with_its_list_and_goes_on_behind_an_empty_line() -> None:
    source = listed("\\bibitem{a} One.\n\nStill one.") + " After."
    document = read(source)
    assert [(b.kind, document.text[b.span.start : b.span.end]) for b in document.blocks] == [
        ("entry", "One. Still one."),
        ("paragraph", "After."),
    ]


STYLES = {
    "natbib": (
        "\\providecommand{\\natexlab}[1]{#1}\\providecommand{\\doi}[1]{doi: #1}\n"
        "\\bibitem[Doe(2000{\\natexlab{a}})]{a} J.~Doe. T. \\emph{J}, 1\\penalty0 (2):\\penalty0 "
        "3--4, 2000{\\natexlab{a}}. \\doi{10.1000/a\\_b}.",
        "J.\u00a0Doe. T. J, 1(2):3–4, 2000a. doi: 10.1000/a_b.",
    ),
    "REVTeX": (
        "\\makeatletter\\providecommand \\bibinfo [0]{\\@secondoftwo}\n"
        "\\providecommand \\doibase [0]{https://doi.org/}\\makeatother\n"
        "\\bibitem [{\\citenamefont {Doe}(2012)}]{a}%\n  \\BibitemOpen\n"
        "  \\bibfield  {author} {\\bibinfo {author} {\\bibfnamefont {J.}~\\bibnamefont {Doe}},\\ }"
        "\\bibfield  {title} {\\enquote {\\bibinfo {title} {T},}\\ }\\href {\\doibase 10.1000/a}\n"
        "  {\\bibfield  {journal} {\\bibinfo {journal} {J}\\ }\\textbf {\\bibinfo {volume} {7}} "
        "(\\bibinfo {year} {2012})}\\BibitemShut {NoStop}%",
        "J.\u00a0Doe, “T,” J 7 (2012).",
    ),
    "IEEE": (
        "\\providecommand{\\BIBentryALTinterwordspacing}{\\spaceskip=\\fontdimen2\\font plus\n"
        "2\\fontdimen3\\font minus \\fontdimen4\\font\\relax}\n\\bibitem{a}\n"
        "\\BIBentryALTinterwordspacing J.~Doe, ``T,'' 2000.\n\\BIBentrySTDinterwordspacing",
        "J.\u00a0Doe, “T,” 2000.",
    ),
    "apacite": (
        "\\bibitem [\\protect \\citeauthoryear {%\nDoe%\n}{%\nDoe%\n}{%\n"
        "{\\protect \\APACyear {2000}}%\n}]{%\na}\n"
        "\\APACinsertmetastar {%\na}%\n\\begin{APACrefauthors}%\nDoe, J\\BPBI{}K.%\n"
        "\\BCBT {}\\ \\BBA {} Roe, P.%\n"
        "\\end{APACrefauthors}%\n\\unskip\\\n\\newblock\n"
        "\\APACrefYearMonthDay{2000}{\\APACmonth{03}}{4}.\n\\newblock\n"
        "{\\BBOQ}\\APACrefatitle {T t} {T t}.{\\BBCQ}\n\\newblock\n"
        "\\APACjournalVolNumPages{J}{1}{2}{3--4}.\n\\newblock\n"
        "\\begin{APACrefDOI} \\doi{10.1000/a}\n"
        "\\end{APACrefDOI}\n\\PrintBackRefs{\\CurrentBib}",
        "Doe, J.\u00a0K., & Roe, P. (2000, March\u00a04). T t. J, 1(2), 3–4. doi:10.1000/a",
    ),
    "VTeX": (
        "\\bibitem{a}\n%\n\\begin{barticle}\n\\bauthor{\\binits{J.}~\\bsnm{Doe}} and\n"
        "\\bauthor{\\binits{P.}~\\bsnm{Roe}},\n\\batitle{T},\n\\bjtitle{J}\n"
        "\\bvolume{1}(\\bissue{2})\n"
        "(\\byear{2000}),\n\\bfpage{3}--\\blpage{4}.\n\\bid{doi={10.1000/a}}\n\\end{barticle}\n%\n"
        "\\OrigBibText\nJ.~Doe, as typed.\n\\endOrigBibText\n\\bptok{structpyb}\n\\endbibitem",
        "J.\u00a0Doe and P.\u00a0Roe, T, J 1(2) (2000), 3–4. doi:10.1000/a",
    ),
    "MNRAS": (
        "\\makeatletter\n\\def\\mn@other{\\let\\do\\@makeother \\do\\$\\do\\&\\do\\_}\n"
        "\\def\\mn@doi{\\begingroup\\mn@other \\@ifnextchar [ {\\mn@doi@} {\\mn@doi@[]}}\n"
        "\\def\\mn@doi@[#1]#2{\\def\\@tempa{#1}\\ifx\\@tempa\\@empty \\href\n"
        "{http://dx.doi.org/#2} {doi:#2}\\else \\href {http://dx.doi.org/#2} {#1}\\fi \\endgroup}\n"
        "\\bibitem[\\protect\\citeauthoryear{Doe}{Doe}{2000}]{a} Doe J., 2000, "
        "\\mn@doi [J] {10.1000/a_b}, 1, 3, \\mn@doi {10.1000/c}",
        "Doe J., 2000, J, 1, 3, doi:10.1000/c",
    ),
    "AMS": (
        "\\providecommand{\\bysame}{\\leavevmode\\hbox to3em{\\hrulefill}\\thinspace}\n"
        "\\providecommand{\\MR}{\\relax\\ifhmode\\unskip\\space\\fi MR }\n"
        "\\bibitem{a} \\bysame, \\emph{T}, J \\textbf{1} (2000), no.~2, 3--4. \\MR{123}",
        "———\u2009, T, J 1 (2000), no.\u00a02, 3–4. MR 123",
    ),
    "harvard and aer": (
        "\\harvarditem[Doe]{Doe}{2000}{a}\n{\\bf Doe, J.}, ``T,'' {\\it J}, {\\it 1} (2), 3--4.",
        "Doe, J., “T,” J, 1 (2), 3–4.",
    ),
    "GOST": (
        "\\ProvideTextCommandDefault{\\cyrdash}{\\iflanguage{russian}{\\hbox\n  to.8em{--\\hss--}}"
        "{\\textemdash}}\n\\providecommand*{\\BibDash}{\\ifdim\\lastskip>0pt\\unskip\\n"
        "obreak\\hskip.2em"
        " plus\n  0.1em\\fi\n\\cyrdash\\hskip.2em plus 0.1em\\ignorespaces}\n"
        "\\bibitem{a} Doe~J. T. \\BibDash\n\\newblock 2000.",
        "Doe\u00a0J. T. — 2000.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("source", "text"), STYLES.values(), ids=STYLES)
def test_the_commands_of_styles_print_what_they_print(source: str, text: str) -> None:
    assert [(key, found) for _, key, found in entries(listed(source))] == [("a", text)]


PANDOC = {
    "old": "\\hypertarget{refs}{}\n\\hypertarget{ref-a}{}\nDoe, J. (2000). T.\n\n"
    "\\hypertarget{ref-b}{}\nRoe, P. (2001). U.\n\nAfter.",
    "2.11": "\\begin{CSLReferences}{1}{0}\n\\leavevmode\\hypertarget{ref-a}{}%\n"
    "Doe, J. (2000). T.\n\n"
    "\\leavevmode\\vadjust pre{\\hypertarget{ref-b}{}}%\nRoe, P. (2001). U.\n\n"
    "\\end{CSLReferences}\nAfter.",
    "3": "\\begin{CSLReferences}{1}{0}\n\\bibitem[\\citeproctext]{ref-a}\nDoe, J. (2000). T.\n\n"
    "\\bibitem[\\citeproctext]{ref-b}\nRoe, P. (2001). U.\n\n\\end{CSLReferences}\nAfter.",
}  # fmt: skip


@pytest.mark.parametrize("source", PANDOC.values(), ids=PANDOC)
def test_the_entries_of_pandoc(source: str) -> None:
    document = read(source)
    assert entries(source) == [("", "a", "Doe, J. (2000). T."), ("", "b", "Roe, P. (2001). U.")]
    assert document.text.endswith("\nAfter.")


def test_numbers_that_pandoc_sets_beside_entries_are_markers() -> None:
    source = (
        "\\begin{CSLReferences}{0}{0}\n\\bibitem[\\citeproctext]{ref-a}\n"
        "\\CSLLeftMargin{{[}1{]} }%\n\\CSLRightInline{J. Doe, \\emph{T}.}\n\\end{CSLReferences}"
    )
    assert entries(source) == [("[1]", "a", "J. Doe, T.")]


def test_the_fields_of_amsrefs_are_printed_in_their_order() -> None:
    source = r"""
    \begin{biblist}
    \bib{knuth}{article}{
      author={Knuth, Donald E.},
      author={Erd\H{o}s, P\'al},
      title={A \textit{small} theorem},
      journal={J. Foo}, volume={12}, date={1999}, number={3}, pages={1--20},
      doi={10.1000/a_b},
    }
    \bib{b}{book}{author={Smith, A.}, title={Book}, publisher={Wiley},
      place={New York}, date={2000}}
    \end{biblist}"""
    assert entries(source) == [
        (
            "[1]",
            "knuth",
            "Donald E. Knuth and Pál Erdős, A small theorem, J. Foo 12 (1999), no. 3, 1–20, "
            "doi:10.1000/a_b.",
        ),
        ("[2]", "b", "A. Smith, Book, Wiley, New York (2000)."),
    ]


def test_references_are_found_with_keys_links_and_italics() -> None:
    source = "\\section*{References}\n" + listed(
        "\\bibitem{a} Doe, J. (2000). T. \\emph{J}, 1(2), 3--4. \\url{https://doi.org/10.1000/a}",
        "\\bibitem{b} Roe, P. (2001). U. \\emph{J}, 1(2), 5--6.",
    )
    found = find_references(read(source))
    assert [each.key for each in found] == ["a", "b"]
    assert found[0].links == ["https://doi.org/10.1000/a"]
    assert found[0].raw[found[0].italics[0].start :].startswith("J, 1")
    assert (found[1].line, found[1].column) == (5, 13)
