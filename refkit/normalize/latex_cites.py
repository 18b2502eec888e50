r"""LaTeX's commands that cite: which they are, and what each says of its works.

Those of the kernel, natbib, biblatex, apacite, harvard, chicago, jurabib and REVTeX are recognised
by their form, for every style and many an author adds one of its own: ``\onlinecite``,
``\shortciteA``, ``\Parencite``, ``\citealp``.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from refkit.normalize.patterns import lazy_pattern


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_FORM: Final = lazy_pattern(r"[A-Za-z]{0,20}[Cc]ite[A-Za-z]{0,24}|bibentry")
_NO_CITES: Final = _words("""
    citeproctext citeproc citestyle setcitestyle citetext citeauthoryear citenamefont citeindextrue
    citeindexfalse citereset AtEveryCite AtEveryCitekey DeclareCiteCommand DeclareMultiCiteCommand
    AtNextCite AtNextCitekey citetrackertrue citetrackerfalse citesetup citename
    defcitealias citeform citeleft citeright citemid citepunct citedash citedelim citerange
    citesep citesort mcite nocitation recite citeprefix citesuffix citekey citedist citeindex
    bibcite bibliographycite thecite incite excite citeinfo citetitlefont setcite
    """)


class Cite(NamedTuple):
    r"""A command that cites.

    Attributes:
        narrative: Whether the authors are part of the sentence: ``\citet``, ``\textcite``.
        many: Whether groups of notes and keys follow one another: ``\parencites``.
        silent: Whether nothing is printed: ``\nocite``.
        volume: Whether a volume comes before the key: ``\volcite{2}{key}``.
    """

    narrative: bool
    many: bool
    silent: bool
    volume: bool


_NARRATIVE_NAMES: Final = _words("""
    citet citealt citeA citeN citeAN citeANP citeauthor citeauthors citefullauthor citeshortauthor
    citeasnoun citetalias shortciteA shortciteN shortciteauthor fullciteA fullciteN posscite
    possessivecite newcite textcite textcites citeauthort
    """)


def cite_of(name: str) -> Cite | None:
    r"""What a command that cites does; None if a command does not.

    Args:
        name: The command, without backslash and star: "citep".
    """
    if name in _NO_CITES:
        return None
    lower = name[:1].lower() + name[1:]
    if not _FORM.fullmatch(name):
        return None
    return Cite(
        narrative=lower in _NARRATIVE_NAMES,
        many=name.endswith("cites"),
        silent=name == "nocite",
        volume="volcite" in lower,
    )
