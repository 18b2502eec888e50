"""A Work to the tags of a PubMed record."""

from __future__ import annotations

import re
from typing import Final

from refkit.formats.nbib_fields import LANGUAGES, PUBLICATION_TYPES, TEXT
from refkit.model import Date, Name, Work
from refkit.normalize.date_words import ENGLISH_MONTHS
from refkit.normalize.names import initials

_WIDTH: Final = 87
"""Columns of PubMed's own files."""

# textwrap takes ten times as long.
_WRAPPED_LINE: Final = re.compile(rf"\S(?:.{{0,{_WIDTH - 8}}}\S)?(?!\S)|\S+")
_TAG: Final = re.compile(r"[A-Z][A-Z0-9]{1,3}")
_BREAKS: Final = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")
_CODES: Final = {short: code for code, short in LANGUAGES.items()}
_ARTICLES: Final = ("article-journal", "article-magazine", "article-newspaper", "review")
_BOOKS: Final = ("book", "chapter")
_TAGS: Final = """
    PMID OWN STAT DCOM LR IS ISBN VI IP DP TI BTI CTI VTI PG LID AB CI FAU AU AUID AD CN FED
    ED LA GR PT TT DEP EN CP PB PL TA JT JID SB MH PMC OTO OT GN EDAT MHDA CRDT PHST AID PST SO
"""
_ORDER: Final = _TAGS.split()
_RANK: Final = {tag: rank for rank, tag in enumerate(_ORDER)}


def to_lines(work: Work) -> list[str]:
    """The lines of a record, wrapped as PubMed wraps them."""
    pairs = [*_texts(work), *_people(work), *_numbers(work), *_dates(work), *_keywords(work)]
    own = work.custom.get("nbib")
    if isinstance(own, dict):
        for tag, values in own.items():
            if _TAG.fullmatch(str(tag)) and isinstance(values, list):
                pairs += [(tag, value) for value in values if isinstance(value, str)]
    if not any(tag == "PT" for tag, _ in pairs):
        pairs.append(("PT", PUBLICATION_TYPES.get(work.type, "Journal Article")))
    pairs.append(("SO", _source(work)))
    pairs.sort(key=lambda pair: _RANK.get(_group(pair[0]), _RANK["SB"]))
    # Each record begins with PMID, by which other programs tell them apart.
    lines: list[str] = [] if work.PMID else ["PMID- "]
    for tag, value in pairs:
        value = _BREAKS.sub(" ", value).strip()
        if value:
            lines += _wrapped(tag, value)
    return lines


def _group(tag: str) -> str:
    """Under which tag a line is sorted: those of one author stay together."""
    if tag in ("AU", "AUID", "AD", "CN"):
        return "FAU"
    return "FED" if tag == "ED" else tag


def _wrapped(tag: str, value: str) -> list[str]:
    if len(value) <= _WIDTH - 6:
        return [f"{tag:<4}- {value}"]
    lines = _WRAPPED_LINE.findall(value)
    return [f"{tag:<4}- {lines[0]}", *(f"      {line}" for line in lines[1:])]


def _texts(work: Work) -> list[tuple[str, str]]:
    pairs = [(tag, work.get(variable)) for tag, variable in TEXT.items()]
    title = f"{work.title}." if work.title and work.title[-1] not in ".?!" else work.title
    if work.type == "book":
        pairs.append(("BTI", title))
    else:
        if work.original_title and not work.language.startswith("en"):
            title = f"[{title.removesuffix('.')}]."
        pairs += [("TI", title), ("TT", work.original_title)]
    if work.type == "chapter":
        pairs = [pair for pair in pairs if pair[0] != "JT"]
        pairs.append(("BTI", work.container_title))
    pairs.append(("AB", work.abstract))
    language = work.language.partition("-")[0].lower()
    pairs.append(("LA", _CODES.get(language, work.language)))
    return pairs


def _people(work: Work) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for names, full, short in ((work.author, "FAU", "AU"), (work.editor, "FED", "ED")):
        for name in names:
            if name.literal:
                # CN is an author; PubMed has no tag for an institution that edits.
                pairs.append(("CN" if full == "FAU" else full, name.literal))
                continue
            family = " ".join(filter(None, (name.non_dropping_particle, name.family)))
            given = " ".join(filter(None, (name.given, name.dropping_particle)))
            letters = "".join(initials(name.given)).replace(".", "").replace("-", "")
            suffix = name.suffix.rstrip(".")
            pairs.append((full, ", ".join(filter(None, (family, given, name.suffix)))))
            pairs.append((short, " ".join(filter(None, (family, letters, suffix)))))
            pairs += _extras(name)
    return pairs


def _extras(name: Name) -> list[tuple[str, str]]:
    pairs = []
    orcid = name.extra.get("ORCID")
    if isinstance(orcid, str):
        pairs.append(("AUID", "ORCID: " + orcid.rpartition("/")[2]))
    affiliations = name.extra.get("affiliation")
    for affiliation in affiliations if isinstance(affiliations, list) else []:
        place = affiliation.get("name") if isinstance(affiliation, dict) else None
        pairs += [("AD", place)] if isinstance(place, str) else []
    return pairs


def _numbers(work: Work) -> list[tuple[str, str]]:
    own = work.custom.get("nbib")
    kept = own if isinstance(own, dict) else {}
    pairs = [("PG", _pages(work))]
    if work.DOI:
        pairs += [("LID", f"{work.DOI} [doi]"), ("AID", f"{work.DOI} [doi]")]
    if "IS" not in kept:
        pairs += [("IS", number.strip()) for number in work.ISSN.split(",")]
    pairs += [("ISBN", number.strip()) for number in work.ISBN.split(",")]
    return pairs


def _pages(work: Work) -> str:
    """PG, which has the number of an article that has no pages."""
    number = work.number if work.type in _ARTICLES else ""
    return (work.page or number).replace("–", "-")


def _dates(work: Work) -> list[tuple[str, str]]:
    pairs = []
    if work.issued is not None:
        pairs.append(("DP", _published(work.issued)))
    online = work.available_date
    if online is not None and online.date_parts and len(online.date_parts[0]) == 3:
        pairs.append(("DEP", "{:04}{:02}{:02}".format(*online.date_parts[0])))
    return pairs


def _published(date: Date) -> str:
    """A date as DP has it: "2020 Feb 3", "2020 Jan-Mar", "2019 Spring"."""
    if date.raw and not date.date_parts:
        return date.raw
    if not date.date_parts:
        return date.literal
    first = _words(date.date_parts[0])
    if isinstance(date.season, int) and 1 <= date.season <= 4:
        return f"{first} {('Spring', 'Summer', 'Autumn', 'Winter')[date.season - 1]}"
    if len(date.date_parts) == 2 and date.date_parts[1]:
        last = _words(date.date_parts[1])
        year, blank, rest = last.partition(" ")
        same = first.startswith(year + " ") and blank
        return f"{first}-{rest if same else last}"
    return first


def _words(parts: tuple[int, ...]) -> str:
    words = [str(parts[0]) if parts[0] > 0 else f"{-parts[0]} BC"] if parts else []
    if len(parts) > 1 and 1 <= parts[1] <= 12:
        words.append(ENGLISH_MONTHS[parts[1] - 1][:3])
        words += [str(part) for part in parts[2:3]]
    return " ".join(words)


def _keywords(work: Work) -> list[tuple[str, str]]:
    own = work.custom.get("nbib")
    headings = own.get("MH", []) if isinstance(own, dict) else []
    known = {str(heading).replace("*", "") for heading in headings}
    written = work.keyword
    words = [word.strip() for word in written.split(";" if ";" in written else ",")]
    return [("OT", word) for word in words if word not in known]


def _source(work: Work) -> str:
    """SO, the citation in one line: "Emotion. 2020 Oct;20(7):1279-1291. doi: 10.1037/…"."""
    if work.type in _BOOKS:
        return ""
    title = work.container_title_short or work.container_title
    date = _published(work.issued) if work.issued else ""
    issue = f"({work.issue})" if work.issue else ""
    page = _pages(work)
    locator = f"{work.volume}{issue}" + (f":{page}" if page else "")
    dated = ";".join(filter(None, (date, locator)))
    doi = f"doi: {work.DOI}" if work.DOI else ""
    return " ".join(f"{part}." for part in (title, dated, doi) if part)
