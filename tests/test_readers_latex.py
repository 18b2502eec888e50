r"""LaTeX as text: what is printed, and where in the file it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refkit.model import Document
from refkit.readers.beside import Beside
from refkit.readers.latex import read_latex


def read(source: str) -> Document:
    return read_latex(source, beside=Beside(None))


def blocks(source: str) -> list[tuple[str, str]]:
    document = read(source)
    return [(b.kind, document.text[b.span.start : b.span.end]) for b in document.blocks]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"Caf\'e, Schr{\"o}dinger, \v{C}apek, \c{c}", "Café, Schrödinger, Čapek, ç"),
        (r"na\"{\i}ve, \v Z, \H{o}", "naïve, Ž, ő"),
        (r"\aa{} \o\ \ss{} {\L} \oe{}uvre \AE{}on", "å ø ß Ł œuvre Æon"),
        (r"``double'' and `single', it's", "“double” and ‘single’, it’s"),
        (r"3--7 and so---on", "3–7 and so—on"),
        (r"A\&B 5\% a\_b \#1 \$2 \{x\}", "A&B 5% a_b #1 $2 {x}"),
        (r"S.~D.\,Berkowitz\ldots{} done", "S.\u00a0D.\u202fBerkowitz… done"),
        (r"A\textendash B, \textquotesingle x", "A–B, 'x"),
        ("one % a comment\ntwo%\nthree \\% four", "one twothree % four"),
        ("one\n   two\r\nthree", "one two three"),
        (r"\LaTeX\ is \TeX{}", "LaTeX is TeX"),
        (r"\textsc{Abc} {\em def\/} \textbf{\textit{ghi}}", "Abc def ghi"),
        (r"$\alpha$-decay of H$_2$O at $\sqrt{s}=7$", "α-decay of H2O at √s=7"),
        (r"$p < .05$, 10$^{th}$", "p < .05, 10th"),
        (r"it costs \$5 or $5", "it costs $5 or $5"),
        (r"\iffalse hidden \else shown\fi{} \iftrue a\else b\fi", "shown a"),
        (r"\newif\ifdraft\ifdraft no\else yes\fi \drafttrue\ifdraft yes\else no\fi", "yesyes"),
        (r"\verb|\cite{a}%| and \verb*+x y+", r"\cite{a}% and x y"),
        (r"\unknown{kept} \foo[option]{kept too} \bar end", "kept kept too end"),
        (r"\textcolor{red}{red} \texorpdfstring{$x$}{plain} \label{no}\vspace{2em}x", "red x x"),
        (r"a\hskip .5em plus 1em b\penalty0 134\kern-.1em", "a b134"),
        (r"\enquote{said} \mbox{box}", "“said” box"),
        (r"\url{http://a.b/c%20d_e\_f#g} \path{/x_y}", "http://a.b/c%20d_e_f#g /x_y"),
        ("\\url{http://a.b/long%\n  er}", "http://a.b/longer"),
        (r"\href{http://x.y}{text} and \doi{10.1000/a_b}", "text and doi:10.1000/a_b"),
        (r"DOI: \doi{10.1000/a}", "DOI: 10.1000/a"),
        (r"\usepackage[ngerman]{babel}\"Uber \"`a\"'" .replace('\\"', '"'), "Über „a“"),
    ],
)  # fmt: skip
def test_text_is_what_is_printed(source: str, text: str) -> None:
    assert read(source).text == text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"\newcommand{\eg}{e.g.,\ }\eg this", "e.g., this"),
        (r"\newcommand{\two}[2]{#2 before #1}\two{a}{b}", "b before a"),
        (r"\newcommand{\opt}[2][x]{#1-#2}\opt{a} \opt[y]{a}", "x-a y-a"),
        (r"\def\pair#1#2{#2#1}\pair ab", "ba"),
        (r"\def\dot#1.#2;{[#1|#2]}\dot a.b;", "[a|b]"),
        (r"\let\bold\textbf \bold{x}", "x"),
        (r"\renewcommand{\emph}[1]{\textbf{#1}}\emph{x}", "x"),
        (r"\newenvironment{note}[1]{Note #1: }{!}\begin{note}{a}b\end{note}", "Note a: b!"),
        (r"\NewDocumentCommand{\x}{m m}{#1+#2}\x{a}{b}", "a+b"),
        (r"\providecommand{\y}{1}\providecommand{\y}{2}\y", "1"),
        (r"\ifx\undefined\z \def\z{ok}\fi\z", "ok"),
        (r"\expandafter\ifx\csname w\endcsname\relax\def\w#1{<#1>}\fi\w{a}", "<a>"),
    ],
)
def test_macros_are_expanded(source: str, text: str) -> None:
    assert read(source).text == text


def test_the_preamble_prints_its_title_only_and_nothing_comes_after_the_end() -> None:
    source = (
        "\\documentclass{article}\nStray.\\title{On \\emph{crying}}\n\\begin{document}\n"
        "\\section{Intro}\\label{x}\nText.\n\\end{document}\nJunk."
    )
    assert blocks(source) == [
        ("heading", "On crying"),
        ("heading", "Intro"),
        ("paragraph", "Text."),
    ]


def test_blocks_have_their_kinds() -> None:
    source = (
        "\\section*{One}\nPar one.\n\nPar two.\n\\begin{itemize}\\item a\\item b\\end{itemize}\n"
        "\\begin{quote}Said.\\end{quote}\n\\begin{verbatim}\n\\cite{x}\n\\end{verbatim}\n"
        "\\begin{tabular}{ll}c & d\\\\ e & f\\end{tabular}"
    )
    assert blocks(source) == [
        ("heading", "One"),
        ("paragraph", "Par one."),
        ("paragraph", "Par two."),
        ("item", "a"),
        ("item", "b"),
        ("quote", "Said."),
        ("code", "\\cite{x}"),
        ("table", "c"),
        ("table", "d"),
        ("table", "e"),
        ("table", "f"),
    ]


def test_items_have_levels_and_markers() -> None:
    document = read(
        r"\begin{enumerate}\item a\begin{itemize}\item b\end{itemize}\item c\end{enumerate}"
    )
    assert [(b.kind, b.level, b.marker) for b in document.blocks] == [
        ("item", 1, "1."),
        ("item", 2, "*"),
        ("item", 1, "2."),
    ]


def test_footnotes_are_blocks_behind_their_paragraph() -> None:
    document = read("One\\footnote{See \\emph{this}.} two\\footnote{And that.}.\n\nNext.")
    assert [
        (b.kind, b.marker, document.text[b.span.start : b.span.end]) for b in document.blocks
    ] == [
        ("paragraph", "", "One1 two2."),
        ("note", "1", "See this."),
        ("note", "2", "And that."),
        ("paragraph", "", "Next."),
    ]
    marks = [(m.kind, document.text[m.span.start : m.span.end]) for m in document.markup]
    assert marks == [("superscript", "1"), ("superscript", "2"), ("italic", "this")]


def test_fonts_are_markup() -> None:
    document = read(r"\emph{it \emph{up} it} {\em old\/} {\bf b} \textsuperscript{2}$_{3}$")
    marks = [(m.kind, document.text[m.span.start : m.span.end]) for m in document.markup]
    assert marks == [
        ("italic", "it "),
        ("italic", " it"),
        ("italic", "old"),
        ("bold", "b"),
        ("superscript", "2"),
        ("subscript", "3"),
    ]


def test_links_have_targets() -> None:
    document = read(r"\href{http://x.y/\%7E}{text} \doi{10.1000/a}")
    assert [m.target for m in document.markup] == ["http://x.y/%7E", "https://doi.org/10.1000/a"]


@pytest.mark.parametrize(
    ("source", "keys", "narrative", "prefix", "suffix"),
    [
        (r"\cite{a}", ("a",), False, "", ""),
        (r"\citep[see][p.~3]{a, b_1:c}", ("a", "b_1:c"), False, "see", "p.\u00a03"),
        (r"\citet[12]{a}", ("a",), True, "", "12"),
        (r"\textcite*{a}", ("a",), True, "", ""),
        (r"\citeA<see>[5]{a}", ("a",), True, "see", "5"),
        (r"\parencite [cf.][] {a}", ("a",), False, "cf.", ""),
        ("\\onlinecite{a,\n  b}", ("a", "b"), False, "", ""),
        (r"\nocite{*}", ("*",), False, "", ""),
        (r"\newcommand{\me}{\citep{doe}}\me", ("doe",), False, "", ""),
    ],
)
def test_citations_are_mentions(
    source: str, keys: tuple[str, ...], narrative: bool, prefix: str, suffix: str
) -> None:
    (mention,) = read(f"Text {source} goes on.").mentions
    assert mention.keys == keys
    assert (mention.narrative, mention.prefix, mention.suffix) == (narrative, prefix, suffix)
    assert not mention.printed


def test_keys_stand_in_the_text_where_the_file_has_them() -> None:
    source = r"As \citep[see]{doe_20, roe} shows \cites{a}[2]{b}."
    document = read(source)
    assert document.text == "As doe_20, roe shows a b."
    spans = [document.source_span(s) for m in document.mentions for s in m.key_spans]
    assert [source[s.start : s.end] for s in spans] == ["doe_20", "roe", "a", "b"]


def test_what_looks_like_a_citation_but_has_no_keys_is_text() -> None:
    document = read(r"\citetext{see \citealp{a}} \citestyle{x} \cite and \mycite{not a key}")
    assert [m.keys for m in document.mentions] == [("a",)]


def test_pandoc_citations_that_are_printed_are_mentions() -> None:
    document = read(r"As \citeproc{ref-doe}{Doe (2000)} and \hyperlink{ref-roe}{Roe} say.")
    assert document.text == "As Doe (2000) and Roe say."
    assert [(m.keys, m.printed) for m in document.mentions] == [(("doe",), True), (("roe",), True)]


def test_every_character_leads_back_to_the_file() -> None:
    source = 'A {\\"o}b \\& \\emph{c}%\n d--e \\enquote{f g} \\textbf{h'
    document = read(source)
    assert document.text == "A öb & c d–e “f g” h".replace("c d", "cd")
    for word in ("b", "c", "d", "e", "f g", "h"):
        at = document.text.index(word)
        assert source[document.source_offset(at)] == word[0]
    place = document.source_span(type(document.blocks[0].span)(2, 3))
    assert source[place.start : place.end] == '{\\"o}'


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("a {unclosed \\emph{b\n\nnext par", "a unclosed b\nnext par"),
        ("\\section{Open\n\nText goes on.", "Open\nText goes on."),
        ("\\label{open\n\nText goes on.", "open\nText goes on."),
        ("x } y", "x y"),
        ("\\begin{verbatim} no end", "no end"),
        ("\\iffalse no end", "no end"),
    ],
)
def test_damage_loses_nothing_and_is_told(source: str, text: str) -> None:
    document = read(source)
    assert document.text == text
    assert document.guesses


PIECES = [
    *"ab \n\\{}[]$%&~^_#-'`\"@*1",
    "\\emph", "\\item", "\\cite{k}", "\\begin{x}", "\\end{x}", "\\def\\a", "\\a", "\\footnote{",
    "\\bibitem{k}", "\\url{", "\\iffalse", "\\fi", "\r\n", "\\newcommand",
    "\\begin{tabular}", "\\href",
    "\\begin{thebibliography}{9}", "\\end{thebibliography}", "\\section{",
    "\\bib{k}{article}{title=",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_any_text_is_read_with_segments_that_ascend(source: str) -> None:
    document = read(source)
    ends = 0
    for segment in document.segments:
        assert ends <= segment.text_start < segment.text_end <= len(document.text)
        assert 0 <= segment.source_start <= segment.source_end <= len(document.source)
        ends = segment.text_end
    for before, after in zip(document.blocks, document.blocks[1:], strict=False):
        assert before.span.end < after.span.start
    for mark in document.markup:
        assert 0 <= mark.span.start < mark.span.end <= len(document.text)
    for mention in document.mentions:
        assert 0 <= mention.span.start <= mention.span.end <= len(document.text)


def test_the_chunks_of_sweave_are_code() -> None:
    document = read(
        "Before.\n<<plot, fig=TRUE>>=\nx <- c(\"{\", '\\end{document}') % 2\n"
        "y@slot <- 1\n@\nBetween.\n<<>>=\na\n<<b>>=\nc\n@ % end\nAfter. <<No chunk>>=\n"
    )
    assert [
        (each.kind, document.text[each.span.start : each.span.end]) for each in document.blocks
    ] == [
        ("paragraph", "Before."),
        ("code", "x <- c(\"{\", '\\end{document}') % 2\ny@slot <- 1"),
        ("paragraph", "Between."),
        ("code", "a"),
        ("code", "c"),
        ("paragraph", "After. <<No chunk>>="),
    ]
    assert document.guesses == []


def test_a_chunk_that_never_ends_is_read() -> None:
    assert read("A.\n<<a>>=\n\\emph{b} goes on").text == "A. <<a>>= b goes on"
