"""Annotated sets: AnyStyle's, ParsCit's and GROBID's references in the tagger's labels.

Each comes as ``labels``, segments in order, beside ``fields``, the values that a scorer wants. A
reference whose converted spans do not say what its fields say is dropped, and the reason counted.
"""

from __future__ import annotations

import argparse
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from training.labelled import Labelled, Span, faults, merged, read_lines
from training.locators import split_locators
from training.trim import bare, trim

CLEAN: Final = (
    "anystyle-core", "anystyle-good", "anystyle-gold",
    "parscit-citeseerx", "parscit-it-humanities", "parscit-mixed-humanities",
)  # fmt: skip
NOISY: Final = ("anystyle-ugly", "anystyle-bad")
GROBID: Final = "grobid-corpus"
MEASURES: Final = (
    "excite-de", "excite-en", "crossref-apa", "crossref-apa-noise", "biblio-glutton-clean",
    "apa7-all-types",
)  # fmt: skip
"""Sets that are for measuring alone."""

PLAIN: Final = {
    "author": "author", "authors": "author", "editor": "editor", "translator": "translator",
    "date": "issued", "title": "title", "title:a": "title", "title:j": "container-title",
    "title:m": "container-title", "title:s": "collection-title", "journal": "container-title",
    "container-title": "container-title", "booktitle": "container-title",
    "source": "container-title", "collection-title": "collection-title",
    "volume": "volume", "volumes": "volume", "biblScope:volume": "volume",
    "biblScope:vol": "volume",
    "biblScope:issue": "issue", "pages": "page", "biblScope:page": "page", "biblScope:pp": "page",
    "biblScope:pages": "page", "biblScope:date": "issued", "edition": "edition",
    "publisher": "publisher", "publishe": "publisher", "orgName": "publisher",
    "institution": "publisher", "location": "publisher-place", "pubPlace": "publisher-place",
    "pubplace": "publisher-place", "genre": "genre", "tech": "genre", "medium": "genre",
    "note:report": "genre", "doi": "DOI", "idno:DOI": "DOI", "url": "URL", "ptr:web": "URL",
    "isbn": "ISBN", "idno:isbn": "ISBN", "idno:ISBN": "ISBN", "note": "note",
    "citation-number": "citation-number", "idno": "number", "idno:report": "number",
    "idno:arxiv": "number", "idno:arXiv": "number", "idno:arxive": "number",
    "idno:PMID": "note", "idno:PMC": "note", "idno:ISSN": "note", "idno:issn": "note",
    "idno:PII": "note", "biblScope": "note", "biblScope:chapter": "note",
    "orgName:collaboration": "author", "director": "note", "producer": "note",
}  # fmt: skip
"""The annotators' labels in ours; what depends on more than the name is in :func:`_relabel`."""

THESIS: Final = re.compile(
    r"""\b(?: th[eè]s[ei]s? | dissertation | diss | habilitation\w* | tesis | tese | tesi
    | diplomarbeit
      | projektarbeit | unpublished\ manuscript | technical\ (?:report|note|memo\w*)
      | tech\.?\ rep\w*
      | working\ paper | research\ report | internal\ report | report | preprint | patent )\b""",
    re.VERBOSE | re.IGNORECASE,
)
EDITION: Final = re.compile(r"\b(?:edition|edn|ed\.|aufl\.|auflage)", re.IGNORECASE)
REPORT: Final = re.compile(
    r"""\A(?P<genre> (?:[A-Z][\w-]*\s){0,5}? (?: technical | tech\.? | research | internal
    | working | discussion )
        \s? (?: reports? | rep\.? | notes? | memo(?:randum)? | papers? ) (?: \s series )? )
    [\s,:]+ (?: (?: no | nr | number )\b\.? \s* | \# \s? )?
    (?P<number> (?=[^\d]{0,30}\d) \S+ (?:\s\S*\d\S*)? )\Z""",
    re.VERBOSE | re.IGNORECASE,
)
VISITED: Final = re.compile(
    r"""(?: accessed | retrieved | consult\w* | abgerufen | zugriff | zuletzt | letzter
    | viewed | visited
      | cited | download\w* | available | eingesehen | acces[so]\w* | accès | recuperado
      | abruf | stand
      | disponible | disponível | link | url | http | online | verfügbar )""",
    re.VERBOSE | re.IGNORECASE,
)
DAY: Final = re.compile(
    r"""(?: \d{1,2} (?:st|nd|rd|th|\.)? \s+ \w{3,10}\.? \s+
    | \w{3,10}\.? \s+ \d{1,2}(?:st|nd|rd|th)?,? \s+
      | \d{1,2}[./-]\d{1,2}[./-] | \w{3,10}\.? \s+ )? (?:19|20)\d\d (?: -\d\d-\d\d )?""",
    re.VERBOSE,
)
DOI_LINK: Final = re.compile(r"doi\s?\.\s?org\s*/\s*10\s?\.|\A\W*10\.\d{4,}/", re.IGNORECASE)
SUBJECT: Final = re.compile(r"[a-z]{2,8}(?:\s?[-.]\s?[A-Za-z]{1,4})?")

JOINED: Final = frozenset(
    {"author", "editor", "title", "container-title", "issued", "publisher-place"}
)
BETWEEN: Final = re.compile(r"[\s,;:.&()\[\]/–—-]{0,4}(?:and|und|et|y)?[\s(\[]{0,2}")
MARKUP: Final = re.compile(r"</?(?:italic|bold|sup|sub|i|b|em)>")
DASHES: Final = re.compile(r"[\u2010-\u2015\u2212\u00ad\uFE58\uFE63\uFF0D]|--+")
YEAR: Final = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")
MINOR: Final = frozenset({"publisher", "URL", "DOI", "editor"})
"""Fields whose gold is often narrower or wider than what stands there: no reason to drop."""


def folded(text: str) -> str:
    """Letters and digits only, without case: what two spellings of one value share."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", DASHES.sub("-", text)).casefold())


def convert(line: dict[str, Any]) -> tuple[Labelled | None, str]:
    """One annotated reference in the tagger's form.

    Args:
        line: An object with "id", "source", "text", "labels", "fields", "scored".

    Returns:
        The labelled reference and ""; or None and why it is dropped.
    """
    text = MARKUP.sub("", line["text"])
    labels = [[label, MARKUP.sub("", segment)] for label, segment in line["labels"] or []]
    segments = _locate(text, labels)
    if segments is None:
        return None, "segment not found"
    spans = [span for segment in _relabel(text, segments) for span in _values(text, segment)]
    reference = Labelled(
        line["id"],
        line["source"],
        text,
        _joined(text, merged(spans)),
        "",
        line.get("lang") or "und",
    )
    if not reference.spans:
        return None, "no field"
    if faults(reference):
        return None, "faulty spans"
    return _checked(reference, line)


def _locate(text: str, labels: list[list[str]]) -> list[Span] | None:
    """Where the segments stand, in order and without regard to spaces; None if one does not."""
    places = [place for place, char in enumerate(text) if not char.isspace()]
    dense = "".join(text[place] for place in places)
    found = []
    cursor = 0
    for label, segment in labels:
        wanted = "".join(segment.split())
        if not wanted:
            continue
        at = _find(dense, places, wanted, cursor)
        if at < 0:
            return None
        cursor = at + len(wanted)
        found.append(Span(places[at], places[cursor - 1] + 1, label))
    return found


def _find(dense: str, places: list[int], wanted: str, cursor: int) -> int:
    """The next place of a segment; a number is not looked for inside a longer number."""
    if dense.startswith(wanted, cursor) and len(wanted) > 2:
        return cursor
    at = dense.find(wanted, cursor)
    while at >= 0 and (
        (wanted[0].isdigit() and at > cursor and _runs_on(dense, places, at - 1))
        or (wanted[-1].isdigit() and _runs_on(dense, places, at + len(wanted) - 1))
    ):
        at = dense.find(wanted, at + 1)
    return at


def _runs_on(dense: str, places: list[int], at: int) -> bool:
    """Whether a digit and the character behind it are of one number."""
    return (
        at + 1 < len(dense)
        and places[at + 1] == places[at] + 1
        and dense[at].isdigit()
        and dense[at + 1].isdigit()
    )


def _relabel(text: str, segments: list[Span]) -> list[Span]:
    """Our labels: a book's only title is its title, a date behind "accessed" no date of issue."""
    names = {label for _, _, label in segments}
    alone = not names & {"title", "title:a"}
    renamed = []
    for place, (start, end, label) in enumerate(segments):
        new = PLAIN.get(label, "note")
        written = text[start:end]
        if label == "title:m" and alone:
            new = "title"
        elif new == "URL" and DOI_LINK.search(written):
            new = "DOI"
        elif new == "issued" and place and _visited(text, segments[place - 1]):
            new = "accessed"
        elif new == "note" and label == "note" and THESIS.search(written) and len(written) < 60:
            new = "genre"
        elif label == "note" and EDITION.search(written) and len(written) < 30:
            new = "edition"
        renamed.append(Span(start, end, new))
    return renamed


def _visited(text: str, before: Span) -> bool:
    written = text[before.start : before.end]
    return before.label == "note" and len(written) < 30 and bool(VISITED.search(written))


def _values(text: str, segment: Span) -> list[Span]:
    """The bare values in a segment."""
    start, end, label = segment
    if label == "volume":
        return split_locators(text, start, end)
    if label == "issue":
        return [Span(s, e, "issue") for s, e, _ in split_locators(text, start, end)][:1]
    if label == "note":
        return _note(text, start, end)
    if label == "genre":
        left, right = bare(text, start, end)
        report = REPORT.match(text[left:right])
        if report:
            return [
                Span(left + report.start(name), left + report.end(name), name)
                for name in ("genre", "number")
            ]
    return trim(label, text, start, end)


def _note(text: str, start: int, end: int) -> list[Span]:
    """What a note says: the day of a visit, nothing ("Retrieved from"), or just a note."""
    left, right = bare(text, start, end)
    written = text[left:right]
    if "http" in written and (url := trim("URL", text, left, right)):
        label = "DOI" if DOI_LINK.search(written) else "URL"
        return [Span(span.start, span.end, label) for span in url]
    if VISITED.search(written) and len(written) < 60:
        day = DAY.search(written)
        return [Span(left + day.start(), left + day.end(), "accessed")] if day else []
    return [Span(left, right, "note")] if right > left else []


def _joined(text: str, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """One span for names, or parts of a title, with nothing but punctuation between them."""
    out: list[Span] = []
    for span in spans:
        if (
            out
            and out[-1].label == span.label
            and span.label in JOINED
            and BETWEEN.fullmatch(text[out[-1].end : span.start])
            and (span.label != "author" or "(" not in text[out[-1].end : span.start])
        ):  # fmt: skip
            out[-1] = Span(out[-1].start, span.end, span.label)
        else:
            out.append(span)
    return tuple(out)


def _checked(reference: Labelled, line: dict[str, Any]) -> tuple[Labelled | None, str]:
    fields = line["fields"]
    for field in line["scored"]:
        if field in MINOR or field == "type":
            continue
        if not _agrees(field, reference, fields):
            return None, field
    return reference, ""


def _agrees(field: str, reference: Labelled, fields: dict[str, Any]) -> bool:
    """Whether the spans say what the gold field says, in letters and digits."""
    want = fields.get(field) or ""
    if isinstance(want, str):
        want = MARKUP.sub("", want)
    if field == "author":
        written = folded(" ".join(_all(reference, "author")))
        return all(folded(name) in written for name in want) and bool(want) == bool(written)
    if field == "year":
        years = YEAR.findall(" ".join(_all(reference, "issued")))
        return want in years or not want
    if field in ("volume", "issue", "page"):
        return _locators(reference) == _locators_wanted(fields)
    label = field
    have = [folded(value) for value in _all(reference, label)]
    if not want:
        return not have
    target = re.sub(r"\A(?:in|dans|en|of)(?=[^a-z])", "", folded(want))
    joined = "".join(have)
    return target in (joined, *have) or any(
        len(value) > 3 and target.endswith(value) and len(target) - len(value) <= 5
        for value in (joined, *have)
    )


def _all(reference: Labelled, label: str) -> list[str]:
    return [reference.text[s.start : s.end] for s in reference.spans if s.label == label]


def _digits(text: str) -> str:
    """Numbers in the text in order of size: "36, 3" says the same as volume 36, issue 3."""
    return " ".join(sorted(re.findall(r"\d+", text)))


def _locators(reference: Labelled) -> str:
    return _digits(
        " ".join(_all(reference, "volume") + _all(reference, "issue") + _all(reference, "page"))
    )


def _locators_wanted(fields: dict[str, Any]) -> str:
    return _digits(" ".join(fields.get(name) or "" for name in ("volume", "issue", "page")))


def reserved(data: Path) -> tuple[frozenset[str], frozenset[str]]:
    """What may not be learned from: folded texts and titles of the references kept for measuring.

    The annotated sets overlap: 61 references of CiteSeerX and AnyStyle are in GROBID's second half.

    Args:
        data: The folder with ``parse/``; sets that are not there reserve nothing.
    """
    texts, titles = set(), set()
    for name in (*MEASURES, GROBID):
        path = data / "parse" / f"{name}.jsonl"
        lines = list(read_lines(path)) if path.exists() else []
        for line in lines[(len(lines) + 1) // 2 :] if name == GROBID else lines:
            texts.add(folded(line["text"]))
            titles.add(folded(line["fields"].get("title") or ""))
    return frozenset(texts), frozenset(titles - {""})


def converted(
    data: Path, names: tuple[str, ...], half: int = 0, counts: Counter[str] | None = None
) -> Iterator[Labelled]:
    """The references of annotated sets that convert well.

    Args:
        data: The folder with ``parse/``.
        names: Which sets.
        half: 0 all; 1 the first half of each set by line, 2 the second.
        counts: Counts "SET kept" and "SET dropped: REASON" where given.
    """
    kept_out = reserved(data)[0]
    for name in names:
        lines = list(read_lines(data / "parse" / f"{name}.jsonl"))
        middle = (len(lines) + 1) // 2
        chosen = {0: lines, 1: lines[:middle], 2: lines[middle:]}[half]
        for line in chosen:
            reference, reason = convert(line)
            if reference is not None and half != 2 and folded(reference.text) in kept_out:
                reference, reason = None, "kept for measuring"
            if counts is not None:
                counts[f"{name} dropped: {reason}" if reference is None else f"{name} kept"] += 1
            if reference is not None:
                yield reference


def main() -> None:
    """Write the converted sets."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument(
        "--noisy", action="store_true", help="AnyStyle's ugly and bad sets instead"
    )
    args = options.parse_args()
    counts: Counter[str] = Counter()
    with args.out.open("w", encoding="utf-8") as out:
        sets = [(NOISY, 0)] if args.noisy else [(CLEAN, 0), ((GROBID,), 1)]
        for names, half in sets:
            for reference in converted(args.data, names, half, counts):
                out.write(reference.line() + "\n")
    for reason, count in sorted(counts.items()):
        sys.stderr.write(f"{count:6} {reason}\n")


if __name__ == "__main__":
    main()
