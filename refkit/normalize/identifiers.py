"""Identifiers other than DOIs: arXiv, PubMed, handles, ISBN, ISSN and URLs; the door to the DOIs.

Every reader takes a text in which the identifier stands, alone or among other words, and returns it
in its canonical form, or "" if there is none or its check digit is wrong.
"""

from __future__ import annotations

import re
from typing import Final

from refkit.normalize.dois import (
    Found,
    doi_key,
    doi_problem,
    find_dois,
    find_short_doi,
    parse_doi,
)
from refkit.normalize.patterns import lazy_pattern
from refkit.normalize.text import DASHES, word_set

__all__ = [
    "Found",
    "arxiv_doi",
    "doi_key",
    "doi_problem",
    "find_dois",
    "find_short_doi",
    "find_urls",
    "isbn_is_valid",
    "parse_arxiv",
    "parse_doi",
    "parse_handle",
    "parse_isbn",
    "parse_issn",
    "parse_pmcid",
    "parse_pmid",
]

_VERSION: Final = lazy_pattern(r"v\d{1,3}\Z")
_ARXIV: Final = lazy_pattern(
    r"""
    (?: (?P<marked>
            arxiv (?: (?: \.org )? / (?: abs | pdf | html | format ) / | \s{0,3} [:.] \s{0,3}
                    | \s{1,3} ) )
      | (?<! [A-Za-z0-9./] ) )
    (?P<id>
        (?P<month> [0-9]{2} (?: 0[1-9] | 1[0-2] ) ) \. (?P<number> [0-9]{4,5} )
      | [a-z]{2,10} (?: -[a-z]{2,6} )? (?: \. [A-Z]{2} )? / [0-9]{2} (?: 0[1-9] | 1[0-2] ) [0-9]{3}
    )
    (?P<version> v[1-9][0-9]{0,2} )?
    (?! [0-9] )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_OLD_ARCHIVES: Final = word_set(
    """
    acc-phys adap-org alg-geom ao-sci astro-ph atom-ph bayes-an chao-dyn chem-ph cmp-lg comp-gas
    cond-mat cs dg-ga funct-an gr-qc hep-ex hep-lat hep-ph hep-th math math-ph mtrl-th nlin
    nucl-ex nucl-th patt-sol physics plasm-ph q-alg q-bio quant-ph solv-int supr-con
    """
)


def arxiv_doi(identifier: str) -> str:
    """The DOI that DataCite has for an arXiv identifier: 10.48550/arXiv.2101.00001, all versions.

    Args:
        identifier: As :func:`parse_arxiv` gives it; "" gives "".
    """
    return f"10.48550/arXiv.{_VERSION.sub('', identifier)}" if identifier else ""


def parse_arxiv(text: str) -> str:
    """The first arXiv identifier in a text: "2101.00001v2", "hep-th/9901001"; "" if none.

    The version stays if one is written. New identifiers need a mark ("arXiv:", arxiv.org/abs/,
    10.48550/arXiv.) unless they are the whole text; old ones only a known archive
    (https://info.arxiv.org/help/arxiv_identifier.html).
    """
    text = text.strip()
    for match in _ARXIV.finditer(text):
        identifier = match["id"]
        if match["number"] is not None:
            # Four digits until December 2014, five since.
            if (len(match["number"]) == 5) != (int(match["month"]) >= 1501):
                continue
            if not match["marked"] and match.span() != (0, len(text)):
                continue
        else:
            archive, _, number = identifier.partition("/")
            archive, dot, field = archive.partition(".")
            if archive.lower() not in _OLD_ARCHIVES:
                continue
            identifier = f"{archive.lower()}{dot}{field.upper()}/{number}"
        return identifier + (match["version"] or "").lower()
    return ""


_PMID: Final = lazy_pattern(
    r"""
    (?: \b PMID \s{0,3} :? \s{0,3}
      | pubmed (?: \.ncbi\.nlm\.nih\.gov )? / (?: \?term= )?
      | \b pubmed (?: \s{0,3} ID )? \s{0,3} : \s{0,3}
    ) (?P<id> [1-9][0-9]{0,8} ) (?! [0-9] )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PMCID: Final = lazy_pattern(
    r"""
    \b PMC (?: ID \s{0,3} :? \s{0,3} (?: PMC )? )? \s? (?P<id> [1-9][0-9]{2,8} ) (?! [0-9] )
    """,
    re.VERBOSE | re.IGNORECASE,
)


def parse_pmid(text: str) -> str:
    """The first PubMed identifier in a text, digits only; "" if none.

    Digits count only after "PMID", in a PubMed address, or as the whole text.
    """
    text = text.strip()
    if 0 < len(text) <= 8 and text.isascii() and text.isdigit() and text[0] != "0":
        return text
    match = _PMID.search(text)
    return match["id"] if match else ""


def parse_pmcid(text: str) -> str:
    """The first PubMed Central identifier in a text, as "PMC3531190"; "" if none."""
    match = _PMCID.search(text)
    return f"PMC{match['id']}" if match else ""


_HANDLE: Final = lazy_pattern(
    r"""
    (?: \b hdl : \s{0,3} (?: https?://hdl\.handle\.net/ )?
      | hdl\.handle\.net / (?: hdl: )?
      | \b handle : \s{0,3}
      | info:hdl/ )
    (?P<id> [0-9][0-9A-Za-z.]{1,40} / [^\s<>"“”{}|\\^`]{1,200} )
    """,
    re.VERBOSE | re.IGNORECASE,
)


def parse_handle(text: str) -> str:
    """The first handle in a text, as "10013/epic.12345"; "" if none.

    A handle needs its mark, "hdl:" or hdl.handle.net (RFC 3650).
    """
    match = _HANDLE.search(text)
    return _without_trailing(match["id"]) if match else ""


_TO_HYPHENS: Final = str.maketrans(dict.fromkeys(DASHES, "-"))
_ISBN: Final = lazy_pattern(
    r"""
    (?<! [0-9A-Za-z] )
    (?: 97[89] [-\s]? )? [0-9] (?: [-\s]? [0-9] ){8} [-\s]? [0-9Xx]
    (?! [0-9A-Za-z] )
    """,
    re.VERBOSE,
)
_ISSN: Final = lazy_pattern(
    r"(?<! [0-9A-Za-z-] ) ( [0-9]{4} ) [-\s]? ( [0-9]{3}[0-9Xx] ) (?! [0-9A-Za-z] | -[0-9] )",
    re.VERBOSE,
)


def _isbn13(digits: str) -> str:
    """The ISBN-13 of ten or thirteen characters, "" if their check digit is wrong."""
    if len(digits) == 10:
        total = sum(
            (10 - place) * (10 if digit == "X" else int(digit))
            for place, digit in enumerate(digits)
        )
        if total % 11:
            return ""
        stem = "978" + digits[:9]
        return stem + str(
            -sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(stem)) % 10
        )
    if "X" in digits:
        return ""
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return "" if total % 10 else digits


def parse_isbn(text: str) -> str:
    """The first valid ISBN in a text as thirteen digits; "" if none has a right check digit.

    ISBN-10 become ISBN-13 (ISBN Users' Manual, section 4). Spaces and hyphens may separate them.
    """
    for match in _ISBN.finditer(text.translate(_TO_HYPHENS)):
        digits = re.sub(r"[-\s]", "", match[0]).upper()
        isbn = _isbn13(digits)
        if isbn:
            return isbn
    return ""


_ISBN_LABEL: Final = lazy_pattern(
    r"\s* (?: e- )? (?: ISBN (?: [-\s]? 1[03] )? \s* :? )? \s*", re.VERBOSE | re.IGNORECASE
)


def isbn_is_valid(text: str) -> bool:
    """Whether a text is one ISBN, with or without "ISBN", whose check digit is right."""
    text = text.translate(_TO_HYPHENS)
    label = _ISBN_LABEL.match(text)
    match = _ISBN.fullmatch(text[label.end() if label else 0 :].strip())
    return match is not None and bool(_isbn13(re.sub(r"[-\s]", "", match[0]).upper()))


def parse_issn(text: str) -> str:
    """The first valid ISSN in a text, as "1234-567X"; "" if none (ISO 3297)."""
    for match in _ISSN.finditer(text.translate(_TO_HYPHENS)):
        digits = (match[1] + match[2]).upper()
        if (
            sum(
                (8 - place) * (10 if digit == "X" else int(digit))
                for place, digit in enumerate(digits)
            )
            % 11
            == 0
        ):
            return f"{digits[:4]}-{digits[4:]}"
    return ""


_URL: Final = lazy_pattern(
    r"""(?<! [A-Za-z0-9] ) (?: (?:https?|ftp) : // \s? | www\. ) (?= [A-Za-z0-9\[%_] )""",
    re.VERBOSE | re.IGNORECASE,
)
_URL_BODY: Final = lazy_pattern(
    r"""(?: [^\s<>"“”„«»`{}|^\\\x00-\x1f] | \\ (?= [_~#%&*()\[\]-] ) ){1,4096}""", re.VERBOSE
)
_ENTITY: Final = lazy_pattern(r"&(?:amp|\#38);")
_URL_CLOSERS: Final = {")": "(", "]": "["}


def find_urls(text: str) -> list[Found]:
    """All URLs of a text that begin with http, https, ftp or "www.", in order.

    Args:
        text: Anything; the time grows with the length.

    Returns:
        The URLs as they are to be opened: without the punctuation of the sentence, without a
        closing bracket that was opened outside, without Markdown's or LaTeX's backslashes, with
        "&amp;" resolved.
    """
    found: list[Found] = []
    position = 0
    while True:
        head = _URL.search(text, position)
        if head is None:
            return found
        body = _URL_BODY.match(text, head.end())
        if body is None:
            position = head.end()
            continue
        address = _without_trailing(body[0])
        end = head.end() + len(address)
        position = max(end, head.end())
        if not address:
            continue
        value = head[0].replace(" ", "").replace("\n", "") + address.replace("\\", "")
        found.append(Found(_ENTITY.sub("&", value), head.start(), end, text[head.start() : end]))


def _without_trailing(address: str) -> str:
    """An address up to the first bracket that was not opened inside, without final punctuation."""
    opened: list[str] = []
    for index, character in enumerate(address):
        if character in "([":
            opened.append(character)
        elif character in _URL_CLOSERS:
            if not opened or opened[-1] != _URL_CLOSERS[character]:
                address = address[:index]
                break
            opened.pop()
    return address.rstrip(".,;:!?'*…’‘\\([")
