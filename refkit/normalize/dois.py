"""DOIs in all the ways people write them, and what is wrong with those that cannot be read.

The syntax is that of ISO 26324 and the DOI Handbook, section 2.2: "10.", a registrant's number,
a slash, and a suffix of any printable characters, compared without regard to case. Since a suffix
may hold brackets, angle brackets, semicolons and hashes, where a DOI ends in running text is a
judgement; it is made here, once.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple
from urllib.parse import unquote

import msgspec

from refkit.normalize.patterns import lazy_pattern
from refkit.normalize.text import DASHES

__all__ = ["Found", "doi_key", "doi_problem", "find_dois", "find_short_doi", "parse_doi"]


class Found(msgspec.Struct, frozen=True):
    """An identifier found in a text.

    Attributes:
        value: The identifier itself, cleaned: a DOI without prefix, an URL without the full stop.
        start: Where it starts in the text, its prefix ("doi:", "https://doi.org/") included.
        end: Just past its last character.
        written: The text from start to end.
    """

    value: str
    start: int
    end: int
    written: str


# Crossref allows 2,048 characters; the longest of 21,707 real ones has fewer than 100.
_LONGEST: Final = 2048
_MOST_JOINS: Final = 3
# Keys of longer texts are found but not remembered.
_CACHED: Final = 400

_CORE: Final = lazy_pattern(
    r"""
    (?<! [0-9] )
    10 \. [^\S\n]? \n? (?P<registrant> [0-9]{4,9} (?: \. [0-9]{1,9} ){0,3} )
    [^\S\n]? \n? (?: / | %2[Ff] | %252[Ff] | \\/ | &\#47; | &\#x2[Ff]; | &sol; )
    """,
    re.VERBOSE,
)
_PREFIX: Final = lazy_pattern(
    r"""
    (?<! [A-Za-z0-9] )
    (?:
        (?: https? \s? (?: : | %3A ) \s? (?: / | %2F ){1,3} \s{0,3} )?
        (?: (?: www | dx ) \. ){0,2} doi \. \s? org (?: / | %2F | : | \s ){0,4}
      | info:doi/ | urn:doi:
      | doi (?: \s | [:=.] | %3A ){0,5}
    ){1,3} \Z
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PREFIX_WINDOW: Final = 80
_URL_BEFORE: Final = lazy_pattern(r"(?:https?:/|www\.)\S*\Z", re.IGNORECASE)
_URL_WINDOW: Final = 240

_ESCAPE: Final = lazy_pattern(r"(?: % (?:25)? [0-9A-Fa-f]{2} )+", re.VERBOSE)
_DOUBLE_ESCAPE: Final = lazy_pattern(r"%25(?=[0-9A-Fa-f]{2})")
_ENTITIES: Final = {
    "&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"',
    "&#60;": "<", "&#62;": ">", "&#38;": "&", "&#x3c;": "<", "&#x3e;": ">", "&#x26;": "&",
    "&amp;lt;": "<", "&amp;gt;": ">", "&amp;amp;": "&",
}  # fmt: skip
_ENTITY: Final = lazy_pattern(r"&(?:amp;)?(?:[a-z]{2,4}|\#[0-9]{2}|\#x[0-9a-f]{2});", re.IGNORECASE)
_INVISIBLE: Final = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
_STOPS: Final = frozenset('"“”„«»‹›‘’`|^\\{}\x00')
_CLOSERS: Final = {")": "(", "]": "[", ">": "<"}
_TRAILING: Final = frozenset(".,;:!?'*/~=&([<…·")

# What can follow "<" in a SICI, as in 020<0130:DNF>2.0.CO;2 or 16:1+<::AID-GPS563>3.0.CO;2-0
# (ANSI/NISO Z39.56). Any other "<" begins a tag.
_SICI: Final = lazy_pattern(r"[0-9A-Za-z]{0,8}(?:[-/+][0-9]{1,6}){0,2}\\?:")
_SICI_END: Final = lazy_pattern(r"\d\.co;2-[#0-9a-z*]\Z", re.IGNORECASE)

# Text that was glued to the DOI: "…22.PMID:123", "…022[doi]", "…552.URL", "…602,hep-th/0603001".
_GLUED: Final = lazy_pattern(
    r"""
    [.,;]? (?: https?:// | PMID | PMCID | Retrieved\b | Accessed\b | Epub\b | arXiv: | doi: )
  | [.,;] URL\b
  | \[ (?: doi | pii | arxiv ) \b
  | [,;] \s? (?: doi: )? 10\.[0-9]{4,9}/
  | , [A-Za-z]{2}
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Characters by which it can be told: "Retrieved" and what stands around it.
_GLUED_REACH: Final = 16
_PLAIN_RUN: Final = lazy_pattern(r"[A-Za-z0-9._/-]{1,2048}")
_GLUED_FIRST: Final = frozenset(".,;[hpraedHPRAED")
_QUERY: Final = lazy_pattern(r"[?&] (?:amp;)? [A-Za-z_][A-Za-z0-9_.-]{0,40} =", re.VERBOSE)
_FRAGMENT: Final = lazy_pattern(
    r"\# (?: abstract | aff | article | bib | citeas | content | core | d[0-9]+e | downloads | fig"
    r" | fn | full | html | metadata | metrics | main | page | pane | par | pdf | ref | sec"
    r" | supp | tab | toc | top | :~: | ! )",
    re.VERBOSE | re.IGNORECASE,
)
# What publishers put after the DOI in the addresses of their pages.
_PAGE_ENDING: Final = lazy_pattern(
    r"""
    (?: / (?: full(?:text)? | pdf(?:direct|plus)? | epdf | epub | abstract | abs | meta | summary
            | references | html | suppl_file/\S{1,200} | figures? | issuetoc | download )
        (?: \.html? )?
      | \.pdf | \.full(?:\.pdf|-text|\.html)? | \.abstract | \.html? | \.xml
    ) \Z
    """,
    re.VERBOSE | re.IGNORECASE,
)
# bioRxiv's and medRxiv's pages name the version, their DOIs do not.
_RXIV_VERSION: Final = lazy_pattern(r"(?<= [0-9] ) v[0-9]{1,2} \Z", re.VERBOSE)

_GAP: Final = lazy_pattern(r"[^\S\n]{0,20} (?: \r?\n [^\S\n]{0,20} )?", re.VERBOSE)
_TOKEN: Final = lazy_pattern(r"\S{1,80}")
_NEW_START: Final = lazy_pattern(r"10\.[0-9]{4}|https?:|doi\b|www\.", re.IGNORECASE)
_NOT_COMPLETE: Final = lazy_pattern(
    r"(?: [a-z]\. )? [a-z]+ \. (?: (?:19|20)[0-9]{2} \. (?: [0-9]{2} \. )? )? \Z",
    re.VERBOSE | re.IGNORECASE,
)
_CONTINUES: Final = lazy_pattern(
    r"[a-z]{0,12} [0-9]{1,10} [a-z]{0,4} [./(-] [0-9a-z] | [a-z]{1,12} [./-]? [0-9]", re.VERBOSE
)
_ISSUE_AND_PAGE: Final = lazy_pattern(r"[0-9]{1,3}\([0-9]")
_PII: Final = lazy_pattern(
    r"S [0-9]{4} -? [0-9]{3}[0-9X] \( [0-9]{2} \) \Z", re.VERBOSE | re.IGNORECASE
)
_PII_END: Final = lazy_pattern(r"[0-9]{5}-?[0-9X](?![0-9A-Za-z])", re.IGNORECASE)


def find_dois(text: str) -> list[Found]:
    """All DOIs of a text, in order and without overlap.

    Read are bare DOIs, "doi:", http and https, doi.org, dx.doi.org and publishers' addresses;
    percent-encoding, HTML entities, backslash escapes of Markdown and LaTeX, typographic dashes;
    and a DOI that a line break or space has cut after the slash, a hyphen or an unfinished part
    ("10.1007/s10439- 009-9852-5"). Left out are punctuation of the sentence, brackets that were
    opened before the DOI, tags, queries, fragments, and a publisher's "/full" or ".pdf".

    Args:
        text: Anything, of any length; the time grows with the length.

    Returns:
        The DOIs with case as written. The span covers the prefix, but of a publisher's address
        only the DOI.
    """
    found: list[Found] = []
    position = 0
    while True:
        core = _CORE.search(text, position)
        if core is None:
            return found
        position = core.end()
        prefix = _prefix_start(text, core.start(), found[-1].end if found else 0)
        spaced = any(character.isspace() for character in core[0])
        if prefix == core.start() and (spaced or not _may_start(text, prefix)):
            continue
        address = _URL_BEFORE.search(text, max(0, core.start() - _URL_WINDOW), core.start())
        suffix = _scan(
            text, core.end(), in_url=address is not None or "://" in text[prefix : core.start()]
        )
        if address is not None and prefix == core.start():
            suffix = _without_page_ending(suffix, core["registrant"])
        if not suffix.value:
            continue
        position = suffix.end
        found.append(
            Found(
                value=f"10.{core['registrant']}/{suffix.value}",
                start=prefix,
                end=suffix.end,
                written=text[prefix : suffix.end],
            )
        )


def parse_doi(text: str) -> str:
    """The first DOI in a text, cleaned, with case as written; "" if there is none."""
    plain = _PLAIN.fullmatch(text) if len(text) <= _LONGEST else None
    if plain is not None and not _GLUED.search(text, plain.start("doi")):
        return plain["doi"]
    found = find_dois(text)
    return found[0].value if found else ""


def doi_key(text: str) -> str:
    """The DOI in a text in the form by which DOIs are compared and looked up; "" if there is none.

    DOIs do not distinguish upper and lower case of ASCII letters (DOI Handbook, 2.4).
    """
    return _cached_key(text) if len(text) <= _CACHED else parse_doi(text).lower()


@lru_cache(maxsize=65536)
def _cached_key(text: str) -> str:
    return parse_doi(text).lower()


# Most DOIs, alone or as APA writes them, need no look at where they end.
_PLAIN: Final = lazy_pattern(
    r"(?:https?://(?:dx\.)?doi\.org/)?(?P<doi>10\.[0-9]{4,9}/[A-Za-z0-9._/-]*[A-Za-z0-9])"
)


def _may_start(text: str, start: int) -> bool:
    before = text[start - 1 : start]
    return (
        not (before.isascii() and before.isalnum())
        or text[max(0, start - 3) : start].lower() == "%2f"
    )


def _prefix_start(text: str, core: int, floor: int) -> int:
    lowest = max(floor, core - _PREFIX_WINDOW)
    window = text[lowest:core]
    if "oi" not in window and "OI" not in window:
        return core
    prefix = _PREFIX.search(window)
    return lowest + prefix.start() if prefix else core


class _Suffix(NamedTuple):
    """The characters of a suffix, and for each of them where it ends in the text."""

    value: str
    ends: list[int]
    start: int

    @property
    def end(self) -> int:
        return self.ends[-1] if self.ends else self.start

    def cut(self, length: int) -> _Suffix:
        return _Suffix(self.value[:length], self.ends[:length], self.start)


def _without_page_ending(suffix: _Suffix, registrant: str) -> _Suffix:
    for _ in range(2):
        ending = _PAGE_ENDING.search(suffix.value[-230:])
        if ending is None or len(ending[0]) == len(suffix.value):
            break
        suffix = suffix.cut(len(suffix.value) - len(ending[0]))
    if registrant == "1101":
        version = _RXIV_VERSION.search(suffix.value)
        if version is not None:
            suffix = suffix.cut(version.start())
    return suffix


def _unit(text: str, at: int) -> tuple[str, int, bool]:
    """One character of a DOI as meant, where it ends, and whether it was percent-encoded."""
    character = text[at]
    if character == "%":
        run = _ESCAPE.match(text, at, at + 60)
        if run is not None:
            decoded = unquote(_DOUBLE_ESCAPE.sub("%", run[0]), errors="replace")
            if "\ufffd" not in decoded:
                return decoded, run.end(), True
    elif character == "&":
        entity = _ENTITY.match(text, at)
        if entity is not None and entity[0].lower() in _ENTITIES:
            return _ENTITIES[entity[0].lower()], entity.end(), False
    elif character == "\\" and text[at + 1 : at + 2] and text[at + 1] in "<>_()[]#&%.;:-*~+/!'":
        return text[at + 1], at + 2, False
    return character, at + 1, False


def _scan(text: str, start: int, *, in_url: bool) -> _Suffix:
    opened: list[str] = []
    joins = 0
    at = _plain_end(text, start)
    characters = list(text[start:at])
    ends = list(range(start + 1, at + 1))
    while at < len(text) and len(characters) < _LONGEST:
        character, end, encoded = _unit(text, at)
        if encoded:
            if any(one.isspace() or not one.isprintable() for one in character):
                break
            for one in character:
                characters.append(one)
                ends.append(end)
            at = end
            continue
        if character.isspace():
            following = _after_gap(text, at, "".join(characters)) if joins < _MOST_JOINS else 0
            if not following:
                break
            joins += 1
            at = following
            continue
        if character in _INVISIBLE:
            at = end
            continue
        if end == at + 1 and (character in _STOPS or character > "\u2e7f"):
            break
        if characters and character in _GLUED_FIRST and _GLUED.match(text, at):
            break
        if in_url and (
            (character in "?&" and _QUERY.match(text, at))
            or (character == "#" and _FRAGMENT.match(text, at))
        ):
            break
        if character == "<" and not _SICI.match(text, end):
            break
        if character in "([<":
            opened.append(character)
        elif character in _CLOSERS:
            if not opened or opened[-1] != _CLOSERS[character]:
                break
            opened.pop()
        characters.append("-" if character in DASHES else character)
        ends.append(end)
        at = end
    return _trimmed(_Suffix("".join(characters), ends, start), text)


def _plain_end(text: str, start: int) -> int:
    """How far a suffix goes for certain: all of most suffixes has no sign that may end it."""
    run = _PLAIN_RUN.match(text, start, start + _LONGEST)
    if run is None:
        return start
    glued = _GLUED.search(text, start + 1, run.end() + _GLUED_REACH)
    return run.end() if glued is None or glued.start() >= run.end() else start


def _after_gap(text: str, at: int, value: str) -> int:
    """Where a DOI goes on after white space, or 0 if it ends before."""
    gap = _GAP.match(text, at)
    if gap is None or gap.end() == at:
        return 0
    token = _TOKEN.match(text, gap.end())
    if token is None or not _continues(value, token[0]):
        return 0
    return gap.end()


def _continues(value: str, token: str) -> bool:
    if _NEW_START.match(token):
        return False
    first = token[0]
    numbered = any(character.isdigit() for character in token)
    if not value:
        return numbered and (first.isalnum() or first == "(")
    last = value[-1]
    if last == "-":
        return numbered and first.isascii() and (first.isdigit() or first.islower() or first == "(")
    if last in "_/":
        return numbered and first.isascii() and first.isalnum()
    if last == ".":
        if not _NOT_COMPLETE.match(value):
            return False
        return _CONTINUES.match(token) is not None or (
            any(character.isdigit() for character in value) and first.isdigit()
        )
    if last == ")":
        return _PII.search(value[-16:]) is not None and _PII_END.match(token) is not None
    if last == ":":
        # "9:4<822:: AID-CNCR…", "118: 7(1031)", "nss: 2005018"
        return (
            (value.endswith("::") and token[:4].lower() == "aid-")
            or _ISSUE_AND_PAGE.match(token) is not None
            or (value[:-1].isalpha() and first.isdigit())
        )
    return value[-3:].lower() == "co;" and token.startswith("2-")


def _trimmed(suffix: _Suffix, text: str) -> _Suffix:
    value = suffix.value
    length = len(value)
    while length:
        last = value[length - 1]
        after = suffix.ends[length - 1]
        if not (
            last in _TRAILING
            or (last == "#" and not _SICI_END.search(value[max(0, length - 12) : length]))
            or (last == "_" and text[after : after + 1] in ("", " ", "_", "."))
        ):
            break
        length -= 1
    return suffix.cut(length)


_SHORT_URL: Final = lazy_pattern(
    r"(?: dx\. )? doi\.org / (?: 10/ )? (?P<code> [A-Za-z0-9]{3,10} ) (?! \.? [A-Za-z0-9/_:-] )",
    re.VERBOSE | re.IGNORECASE,
)
_SHORT_BARE: Final = lazy_pattern(
    r"""
    (?: (?P<marked> \b doi: \s{0,3} ) | (?<! [A-Za-z0-9./] ) )
    10/ (?P<code> [a-z0-9]{3,10} ) (?! [A-Za-z0-9/] )
    """,
    re.VERBOSE | re.IGNORECASE,
)


def find_short_doi(text: str) -> str:
    """The first shortDOI in a text as "10/abc12", lower case; "" if there is none.

    Read are https://doi.org/abc12, https://doi.org/10/abc12, doi:10/abc12 and a bare 10/abc12 that
    has both letters and digits (https://shortdoi.org).
    """
    found = _SHORT_URL.search(text)
    if found is not None:
        return f"10/{found['code'].lower()}"
    for bare in _SHORT_BARE.finditer(text):
        code = bare["code"].lower()
        mixed = any(c.isdigit() for c in code) and any(c.isalpha() for c in code)
        if mixed or (bare["marked"] and not code.isdigit()):
            return f"10/{code}"
    return ""


_AFTER_PREFIX: Final = lazy_pattern(
    r"""
    (?: \s | https? (?: : | %3A ) (?: / | %2F ){0,2} | (?: www\. | dx\. )? doi\.org /?
      | info:doi/ | doi [:=]? | %3A | %2F ){0,16}
    """,
    re.VERBOSE | re.IGNORECASE,
)
_REGISTRANT: Final = lazy_pattern(
    r"10 \s? \. \s? (?P<number> [0-9]{0,12} ) (?: \.[0-9]{1,9} ){0,3} (?P<next> .? )", re.VERBOSE
)
_LEFT_OVER: Final = {".": "a full stop", ",": "a comma", ";": "a semicolon", ":": "a colon"}
_SPLIT_OFF: Final = lazy_pattern(r"\s{1,3} [^\s]{0,30} [0-9] [^\s]{0,30} \Z", re.VERBOSE)


def doi_problem(text: str) -> str:
    """Why a text that is meant to be a DOI is malformed.

    Args:
        text: What stands where a DOI is expected, with or without "doi:" or https://doi.org/.

    Returns:
        The reason in words ("ends in a full stop"), "" if the DOI is well formed (whether it exists
        is another question) or if the text is empty. The ways of writing one that APA 7, section
        9.35 does not want, such as "doi:" and dx.doi.org, are no malformation.
    """
    written = text.strip().strip("()[]<>{}\"'“”").strip()
    if not written or find_short_doi(written):
        return ""
    prefix = _AFTER_PREFIX.match(written)
    end = prefix.end() if prefix else 0
    bare = written[end:]
    if not bare:
        return "has a prefix only"
    if written[:end].lower().count("doi.org") > 1:
        return "has its prefix twice"
    if _URL_BEFORE.match(bare):
        return "" if find_dois(bare) else "is an address without a DOI"
    registrant = _REGISTRANT.match(bare)
    if registrant is None:
        return "does not begin with 10."
    if not 4 <= len(registrant["number"]) <= 9:
        return "no registrant prefix"
    if registrant["next"] not in ("/", "%", "\\", " ", "&"):
        return "no slash after the registrant prefix"
    found = find_dois(written)
    if not found:
        return "no suffix after the slash"
    return _problem_after(written[found[0].end :]) or _problem_inside(
        found[0].written[-len(bare) :], bare
    )


def _problem_after(rest: str) -> str:
    if not rest:
        return ""
    if rest[0] in _LEFT_OVER and not rest.strip(".,;: "):
        return f"ends in {_LEFT_OVER[rest[0]]}"
    if rest[0] in _CLOSERS:
        return "ends in a closing bracket"
    if _SPLIT_OFF.fullmatch(rest):
        return "is broken by a space"
    return "is followed by something else"


def _problem_inside(written: str, bare: str) -> str:
    if any(character.isspace() for character in written):
        return "is broken by a space"
    if any(character in _INVISIBLE for character in bare):
        return "has invisible characters inside"
    if any(character in DASHES[1:] for character in bare):
        return "has a dash in place of a hyphen"
    if "\\" in bare:
        return "has backslashes inside"
    return "has HTML entities inside" if _ENTITY.search(bare) else ""
