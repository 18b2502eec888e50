r"""The files that LaTeX takes in: chapters, lists of BibTeX and biber."""

from __future__ import annotations

from pathlib import Path

import pytest

from refkit.formats import load
from refkit.model import Document
from refkit.readers import read_path
from refkit.readers.latex_bbl import works_of

MAIN = "\\documentclass{article}\n\\begin{document}\n%s\n\\end{document}\n"
LIST = "\\begin{thebibliography}{9}\n\\bibitem{a} Doe, J. (2000). T.\n\\end{thebibliography}\n"
BIBER = r"""% $ biblatex auxiliary file $
\refsection{0}
  \datalist[entry]{nty/global//global/global}
    \entry{doe}{article}{}{}
      \name{author}{2}{}{%
        {{hash=1}{%
           family={Doe},
           familyi={D\bibinitperiod},
           given={Jane\bibnamedelima K.},
           giveni={J\bibinitperiod}}}%
        {{hash=2}{%
           family={Berg},
           given={Ü.},
           prefix={van\bibnamedelima der}}}%
      }
      \name{labelname}{1}{}{{{hash=1}{family={Doe}}}}
      \list{publisher}{1}{%
        {Wiley \& Sons}%
      }
      \field{labelalpha}{Doe00}
      \field{journaltitle}{J. of {T}ears}
      \field{title}{On {\'E}tudes}
      \field{year}{2000}
      \field{pages}{3\bibrangedash 4}
      \field{urlyear}{2020}
      \field{urlmonth}{5}
      \verb{doi}
      \verb 10.1000/a_b
      \endverb
    \endentry
  \enddatalist
\endrefsection
\endinput
"""


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / "main.tex"


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(b.kind, document.text[b.span.start : b.span.end]) for b in document.blocks]


def test_chapters_are_read_where_they_are_taken_in(tmp_path: Path) -> None:
    main = write(
        tmp_path,
        main_dot_tex=MAIN % "One.\n\n\\input{sub/two}\n\nThree. \\cite{b}",
        sub__two_dot_tex="Two, \\cite{a}.\n",
    )
    document = read_path(main)
    assert kinds(document) == [
        ("paragraph", "One."),
        ("paragraph", "Two, a."),
        ("paragraph", "Three. b"),
    ]
    own = main.read_text()
    assert document.source == own + "Two, \\cite{a}.\n"
    assert [(p.start, p.kind) for p in document.parts] == [(0, "file"), (len(own), "file")]
    place = document.position(document.text.index("a."))
    assert (place.line, place.column) == (1, 12)
    assert place.part.endswith("two.tex")
    assert document.place(document.text.index("Three")) == "line 7"


def test_a_subfile_has_a_preamble_and_an_end_of_its_own(tmp_path: Path) -> None:
    main = write(
        tmp_path,
        main_dot_tex=MAIN % "\\subfile{two}\nAfter.",
        two_dot_tex=MAIN % "Two." + "junk",
    )
    assert read_path(main).text == "Two.\nAfter."


def test_macros_of_a_file_that_the_preamble_takes_in_hold(tmp_path: Path) -> None:
    main = write(
        tmp_path,
        main_dot_tex="\\documentclass{a}\\input{macros}\\begin{document}\\me\\end{document}",
        macros_dot_tex="\\newcommand{\\me}{It is me.} not this",
    )
    assert read_path(main).text == "It is me."


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("main", "takes in itself"),
        ("../../etc/passwd", "cannot be read"),
        ("none", "cannot be read"),
    ],
)
def test_what_cannot_be_taken_in_is_told(name: str, text: str, tmp_path: Path) -> None:
    main = write(tmp_path, main_dot_tex=MAIN % f"One. \\input{{{name}}} Two.")
    document = read_path(main)
    assert document.text == "One. Two."
    assert any(text in guess for guess in document.guesses)


def test_a_circle_of_files_ends(tmp_path: Path) -> None:
    main = write(
        tmp_path,
        main_dot_tex=MAIN % "\\input{a}",
        a_dot_tex="A \\input{b}",
        b_dot_tex="B \\input{a}",
    )
    assert read_path(main).text == "A B"


def test_bibliographies_are_named(tmp_path: Path) -> None:
    main = write(
        tmp_path,
        main_dot_tex="\\documentclass{a}\\addbibresource{one.bib}\n\\begin{document}"
        "\\bibliography{two,sub/three}\\printbibliography\\end{document}",
    )
    assert read_path(main).bibliographies == ["one.bib", "two.bib", "sub/three.bib"]


def test_the_list_of_bibtex_is_read_where_no_bib_file_is_there(tmp_path: Path) -> None:
    main = write(
        tmp_path,
        main_dot_tex=MAIN % "Text \\cite{a}.\\bibliography{N:/Private/main}",
        main_dot_bbl=LIST,
    )
    document = read_path(main)
    assert kinds(document)[-1] == ("entry", "Doe, J. (2000). T.")
    assert document.position(document.blocks[-1].span.start).part.endswith("main.bbl")


def test_the_list_is_left_where_a_bib_file_or_a_list_is_there(tmp_path: Path) -> None:
    main = write(
        tmp_path,
        main_dot_tex=MAIN % "Text.\\bibliography{refs}",
        main_dot_bbl=LIST,
        refs_dot_bib="@book{a,}",
    )
    assert kinds(read_path(main)) == [("paragraph", "Text.")]
    own = LIST.replace("Doe", "Roe")
    write(tmp_path, main_dot_tex=MAIN % (own + "\\bibliography{none}"))
    assert kinds(read_path(main)) == [("entry", "Roe, J. (2000). T.")]


def test_the_list_of_biber_is_data(tmp_path: Path) -> None:
    main = write(
        tmp_path,
        main_dot_tex="\\addbibresource{x.bib}" + MAIN % "Text.\\printbibliography",
        main_dot_bbl=BIBER,
    )
    document = read_path(main)
    assert document.text == "Text."
    (embedded,) = document.embedded
    assert (embedded.format, embedded.origin) == ("bibtex", "biblatex")
    assert read_path(tmp_path / "main.bbl").embedded == [embedded]


def test_the_data_of_biber_become_bibtex() -> None:

    (work,) = load(works_of(BIBER), "bibtex").works
    assert work.id == "doe"
    assert work.title == "On Études"
    assert [(name.family, name.given) for name in work.author] == [
        ("Doe", "Jane K."),
        ("Berg", "Ü."),
    ]
    assert work.author[1].non_dropping_particle == "van der"
    assert (work.container_title, work.page, work.DOI) == ("J. of Tears", "3–4", "10.1000/a_b")


def test_a_file_in_an_old_encoding(tmp_path: Path) -> None:
    main = tmp_path / "main.tex"
    main.write_bytes(("\\usepackage[latin1]{inputenc}\n" + MAIN % "Café über").encode("latin-1"))
    assert read_path(main).text == "Café über"


def test_what_biber_copies_under_a_key_of_its_own_is_no_work_of_the_list() -> None:
    copy = "\\entry{%s}{book}{skipbib=true,skiplab=true}{}\n\\field{title}{Tears}\n\\endentry\n"
    text = "\\datalist\n" + copy % ("0f" * 16) + copy % "member" + "\\enddatalist\n"
    assert [work.id for work in load(works_of(text), "bibtex").works] == ["member"]
