"""Headings: the words that stand over a reference list, and those that stand after it.

Compared after folding, without numbering, colon and ornaments, so that "7. REFERENCES:" is found.
"""

from __future__ import annotations

import re
from typing import Final

from refkit.normalize.patterns import lazy_pattern

_LONGEST: Final = 90


def _phrases(text: str) -> str:
    """A verbose regular expression for any of the phrases in a text, parted by commas."""
    phrases = sorted((" ".join(phrase.split()) for phrase in text.split(",")), reverse=True)
    return "|".join(re.escape(phrase) for phrase in phrases if phrase)


_BEFORE: Final = _phrases(
    """
    list of, selected, select, cited, key, main, additional, supplementary, supplemental, further,
    full, general, annotated, primary, secondary, online, suggested, recommended, essential,
    complete, web, the, article, chapter, bibliographic, bibliographical, methods, all
    """
)
_LISTS: Final = _phrases(
    """
    references, reference, reference list, reference lists, references cited, references list,
    bibliography, bibliographies, works cited, work cited, literature cited, cited literature,
    literature, cited works, works consulted, sources, sources cited, citations, reading, readings,
    literatur, literaturverzeichnis, literaturangaben, literaturliste, quellen,
    quellenverzeichnis, bibliografie, bibliographie, referenzen, quellen und literatur,
    quellen und literaturverzeichnis, quellen- und literaturverzeichnis, zitierte literatur,
    verwendete literatur, références, références bibliographiques, références citées,
    ouvrages cités, bibliografía, bibliografia, referencias, referencias bibliográficas,
    referencias bibliograficas, obras citadas, fuentes, literatura citada, bibliografía citada,
    referències, referències bibliogràfiques, referências, referências bibliográficas,
    referencias citadas, referências citadas, riferimenti, riferimenti bibliografici,
    opere citate, literatuur, literatuurlijst, referenties, bronnen, bronnenlijst,
    geraadpleegde literatuur, referenser, referanser, referencer, litteratur, litteraturliste,
    litteraturförteckning, källor, källförteckning, kilder, litteraturhenvisninger, lähteet,
    viitteet, kirjallisuus, piśmiennictwo, literatura, literatura cytowana, použitá literatura,
    seznam literatury, irodalom, irodalomjegyzék, hivatkozások, kaynakça, kaynaklar, литература,
    список литературы, список использованной литературы, библиография, література,
    використана література, βιβλιογραφία, αναφορές, referințe, 参考文献, 參考文獻, 引用文献, 文献,
    참고문헌, المراجع, مراجع, מקורות, ביבליוגרפיה
    """
)
_WITH: Final = _phrases(
    """
    notes, bibliography, references, further reading, recommended reading, recommended readings,
    suggested reading, suggested readings, sources, links, citations, literature, anmerkungen,
    resources, footnotes, endnotes, online sources, web links, works cited
    """
)
_HEADING: Final = lazy_pattern(
    rf"""
    (?: (?:{_BEFORE}) [ ] ){{0,2}}
    (?: {_LISTS} )
    (?: [ ] (?: cited | list | section | used | consulted | in[ ]the[ ]text ) )?
    (?: [ ] (?: and | & | und | et | y | e | en ) [ ] (?: {_WITH} ) )?
    """,
    re.VERBOSE,
)

# What follows a list of references, as the first words of a short line or of a heading.
_AFTERWARDS: Final = _phrases(
    """
    appendix, appendices, annex, annexe, annexes, anhang, anexo, anexos, apéndice, apéndices,
    apêndice, apêndices, appendice, bijlage, bijlagen, bilaga, supplement, supplements,
    supplementary material, supplementary materials, supplementary information,
    supplementary data, supplementary file, supplementary files, supplementary figure,
    supplementary figures, supplementary table, supplementary tables, supplemental material,
    supplemental materials, supporting information, online resources, table, tables, figure,
    figures, figure captions, figure legends, legends, tabelle, tabellen, abbildung, abbildungen,
    tableau, tableaux, tabla, tablas, figura, figuras, acknowledgement, acknowledgements,
    acknowledgment, acknowledgments, danksagung, remerciements, agradecimientos, agradecimentos,
    ringraziamenti, dankwoord, author note, author notes, authors note, author's note,
    author’s note, authors' note, authors’ note, author contribution, author contributions,
    authors' contributions, authors’ contributions, author information, author biography,
    author biographies, author statement, author affiliations, about the author,
    about the authors, biography, biographies, biographical note, biographical notes,
    biographical sketch, über den autor, contributors, contributions, correspondence,
    corresponding author, address correspondence, conflict of interest, conflict of interests,
    conflicts of interest, competing interest, competing interests, declaration, declarations,
    declaration of competing interest, declaration of conflicting interests, disclosure,
    disclosures, funding, ethics, ethical approval, ethics statement, ethical considerations,
    data availability, data accessibility, data and code availability, availability of data,
    open practices, note, notes, footnote, footnotes, endnotes, fußnoten, anmerkungen, nota, notas,
    glossary, index, vocabulary, comment, comments, response, responses, leave a reply,
    leave a comment, related articles, related posts, related content, related documents,
    cited by, similar articles, recommended articles, license, licence, copyright,
    rights and permissions, permissions, reuse, citation, how to cite, this work is,
    this article is, this page is, this chapter is, this document is, except where,
    adapted from, reprinted from, received, submitted, accepted, published online, published by,
    downloaded from, author queries, curriculum vitae, vita, lebenslauf, eidesstattliche,
    erklärung, publisher's note, publisher’s note, share, see also, external links,
    navigation menu, category, categories, tags, edit this page, previous, next, keypoints,
    key points, discussion questions, exercises, abbreviations, nomenclature, translation,
    translations, abstract, résumé, zusammenfassung, resumen, keywords
    """
)
_AFTER: Final = lazy_pattern(rf"(?:{_AFTERWARDS})(?!\w)", re.VERBOSE)
_NUMBERING: Final = lazy_pattern(
    r"""
    (?: (?: chapter | section | kapitel | part ) \s )?
    (?: \d{1,2} (?: \.\d{1,2} ){0,3} [.):]? | [ivx]{1,5} [.):] | [a-z] [.)] ) \s{1,5}
    """,
    re.VERBOSE,
)
_ORNAMENT: Final = ' \t\u00a0\n.:;#*_=~–—-|•§[]{}<>«»"“”()¶↩⇧▲'
_SPACES: Final = lazy_pattern(r"\s+")


def is_reference_heading(text: str) -> bool:
    """Whether a line is the heading of a reference list: "References", "7. LITERATURE CITED:".

    A line that goes on ("References … 76" in a table of contents) is none.
    """
    return bool(_HEADING.fullmatch(_folded(text)))


def ends_list(text: str) -> bool:
    """Whether a line begins what follows a reference list: "Appendix A", "Author note", "Table 1".

    The line may go on in prose; whether it is a reference after all is for the caller to say.
    """
    return bool(_AFTER.match(_folded(text[:_LONGEST])))


def _folded(text: str) -> str:
    if len(text) > _LONGEST:
        return ""
    folded = _SPACES.sub(" ", text.strip(_ORNAMENT).casefold())
    numbering = _NUMBERING.match(folded)
    if numbering:
        folded = folded[numbering.end() :].strip(_ORNAMENT)
    # Letters set apart: "R E F E R E N C E S".
    if len(folded) > 6 and folded[1::2].isspace():
        folded = folded[::2]
    return folded
