"""Locators of citations: the pages, chapters, tables … after the year (APA 7, section 8.13)."""

from __future__ import annotations

import re
from typing import Final

from refkit.normalize.patterns import lazy_pattern

_NUMBER: Final = r"(?:[A-Za-z]?\d{1,5}(?:[a-eg-z](?!\w))?(?:\.\d{1,4}){0,3})"
_RANGE_TO: Final = rf"(?:\s?[–—\-]{{1,2}}\s?{_NUMBER}|\s(?:bis|to)\s{_NUMBER})"
_NUMBERS: Final = rf"{_NUMBER}{_RANGE_TO}?(?:\s?ff?\b\.?|\set\ssqq?\.)?"
_ROMAN: Final = r"[ivxlcIVXLC]{1,7}(?:\s?[–\-]\s?[ivxlcIVXLC]{1,7})?(?!\w)"
_TIME: Final = r"\d{1,2}:\d{2}(?::\d{2})?(?:\s?[–\-]\s?\d{1,2}:\d{2}(?::\d{2})?)?(?!\d)"
_LABEL: Final = r"""
    (?: (?: pp? | pgs? | paras? | pars? | chaps? | ch | secs? | figs? | eqs? | vols? | nos? | nn?
          | fn | ll? | bk | pt | app | suppl
          | S | с | стр | str | Kap | Abb | Tab | Abs | Bd | Rn | Rz | Anm | Nr | Z
          | p[áa]gs? | c[áa]ps? | p[áa]rrs? | sec | blz | hfst | hst | pag | art | tab ) \.
      | pp? | S
      | pages? | paragraphs? | chapters? | sections? | tables? | figures? | appendix | appendices
      | slides? | lines? | verses? | scenes? | acts? | volumes? | parts? | books? | equations?
      | footnotes? | notes? | stud(?:y|ies) | experiments? | boxe?s? | theorems? | articles?
      | min(?:utes?)? | plates? | columns? | locations? | loc\.
      | Seiten? | Kapitel | Abbildung | Tabelle | Absatz | Abschnitt | Band | Anhang | Artikel
      | p[áa]ginas? | cap[íi]tulos? | p[áa]rrafos? | secci[óo]n | tabla | figura | cuadro | tableau
      | chapitre | paragraphe | page | pagina'?s? | capitolo | tabella | hoofdstuk | tabel | figuur
      | par[áa]grafos? | §{1,2} | ¶{1,2} )
"""
_WORDS: Final = r"(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|[A-Z](?!\w))"
_LABELLED: Final = rf"""
    (?: {_LABEL} \s? (?: {_NUMBERS} | {_ROMAN} | {_WORDS} )
        (?: (?: ,\s? | \s?(?:&|and|und|et|y|e|en)\s | ,\s(?:&|and)\s ) (?!(?:1[4-9]|20)\d\d(?!\d))
            {_NUMBERS} (?![\w.:]) ){{0,8}}
      | {_TIME}
      | ["“„«][^"”“»\n]{{3,80}},?["”“»] (?: \ssection | (?= ,?\sparas?\. ) )
      | (?:[A-Z][a-z]{{1,15}}\s){{1,4}} [Ss]ection (?!\w)
      | (?: Preface | Foreword | Prologue | Epilogue | Introduction | Abstract | Vorwort ) (?!\w)
      | ff?\. | passim )
"""
LOCATOR: Final = lazy_pattern(
    rf"""
    (?: \s?[,:]\s? | \s ) (?! [ns]\.\s?[dfa]\. )                    # no further year: n.d., s. f.
    (?P<locator> (?i:{_LABELLED}) (?: ,\s (?i:{_LABELLED}) ){{0,4}} )
    (?= \s? (?: [,;:.)\]–—] | $ | & | [a-zA-Z]{{2}} ) | \s )
    """,
    re.VERBOSE,
)
"""A locator with its label: ", p. 12", " S. 12 f.", ", Chapter 2, Table 1", ", 00:12:30"."""

BARE_PAGE: Final = lazy_pattern(
    rf"""
    (?: \s?:\s? (?P<colon> {_NUMBERS} (?: ,\s? {_NUMBERS} ){{0,4}} )
      | ,\s? (?P<comma> (?!(?:1[4-9]|20)\d\d(?!\d)) \d{{1,4}} {_RANGE_TO}? (?:\s?ff?\.?)? ) )
    (?= \s? (?: [,;)\]] | $ | &\s | and\s ) )
    """,
    re.VERBOSE,
)
"""Pages without label: "2019: 12", "2019, 12–15"."""


def locator_after(text: str, at: int) -> tuple[int, int]:
    """The range of the locator that follows a year.

    Args:
        text: What stands in the parentheses.
        at: The end of the year in it.

    Returns:
        Where the locator begins and ends; the two are equal if there is none.
    """
    match = LOCATOR.match(text, at)
    if match:
        return match.span("locator")
    match = BARE_PAGE.match(text, at)
    if match:
        return match.span("colon" if match["colon"] else "comma")
    return at, at
