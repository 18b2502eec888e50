"""Evidence: the record beside the entry, why it is the work, who was asked, and where to look."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from refkit.model import Answer, Comparison, Match, Name, Notice, Record, Reference, Verdict, Work
from refkit.report.difference import common_start, differences
from refkit.report.html.markup import (
    NOTHING,
    Html,
    doi_address,
    doi_link,
    element,
    joined,
    link,
    quoted,
    search_address,
)
from refkit.report.html.passage import marked_pieces
from refkit.report.html.words import (
    GRAVE,
    OUTCOMES,
    certainty,
    field_name,
    judgement,
    notice_words,
)
from refkit.report.summary import why_unchecked

_VALUE: Final = 400
"""Characters of a value in the table."""
_BEFORE: Final = 60
"""Characters shown before the first difference of values that are longer."""
_PEOPLE: Final = 12
_NEAREST: Final = 3
_LINKS: Final = 5
"""How many authors, of the nearest works and of an entry's own links are shown."""


def notices(record: Record) -> Html:
    """What was published about a work, with links to it; retractions and the like first."""
    ordered = sorted(record.notices, key=lambda notice: notice.type not in GRAVE)
    return joined(_notice(notice) for notice in ordered)


def _notice(notice: Notice) -> Html:
    grave = notice.type in GRAVE
    return element(
        "p",
        element("span", "⚠ " if grave else "i ", aria_hidden="true"),
        element("strong", notice_words(notice)) if grave else notice_words(notice),
        joined((": ", doi_link(notice.DOI, class_="bare"))) if notice.DOI else ".",
        class_="notice grave" if grave else "notice",
    )


def table(comparisons: Sequence[Comparison]) -> Html:
    """The fields that differ, or differ and are fine, as written and as the Record has them.

    The fields that are the same are named below the table.
    """
    rows = [_row(each) for each in comparisons if judgement(each)[0] != "same"]
    same = [field_name(each.variable) for each in comparisons if judgement(each)[0] == "same"]
    agree = NOTHING
    if same:
        agree = element("p", "The same in both: ", ", ".join(same), ".", class_="agree")
    if not rows:
        return agree
    head = element(
        "tr",
        *(
            element("th", words, scope="col")
            for words in ("Field", "As written", "As the record has it", "Judgement")
        ),
    )
    return joined(
        (
            element(
                "table",
                element("thead", head),
                element("tbody", *rows),
                class_="fields",
            ),
            agree,
        )
    )


def _row(comparison: Comparison) -> Html:
    verdict, how = judgement(comparison)
    written, found = _cut(comparison.written, comparison.found)
    ours, theirs = differences(written, found)
    sign = "≠" if verdict == "differs" else "≈"
    words = "Differs" if verdict == "differs" else "Differs, and is fine"
    return element(
        "tr",
        element("th", field_name(comparison.variable), scope="row"),
        element(
            "td",
            element("bdi", marked_pieces(ours, "del")) if written else _none(),
            data_label="As written",
        ),
        element(
            "td",
            element("bdi", marked_pieces(theirs, "ins")) if found else _none(),
            data_label="As the record has it",
        ),
        element(
            "td",
            element("span", sign, aria_hidden="true", class_="sign"),
            f" {words}",
            f": {how}" if how else "",
            data_label="Judgement",
        ),
        class_=verdict,
    )


def _none() -> Html:
    return element("span", "nothing", class_="aside")


def _cut(written: str, found: str) -> tuple[str, str]:
    """Two values cut to the length of a table, so that the first difference is in what is left."""
    if max(len(written), len(found)) <= _VALUE:
        return written, found
    alike = common_start(written, found)
    start = alike - _BEFORE if alike > _VALUE // 2 else 0
    return _window(written, start), _window(found, start)


def _window(text: str, start: int) -> str:
    if start + _VALUE >= len(text) and not start:
        return text
    head = "…" if start else ""
    tail = "…" if start + _VALUE < len(text) else ""
    return f"{head}{text[start : start + _VALUE]}{tail} ({len(text):,} characters)"


def details(verdict: Verdict) -> Html:
    """How the work was identified, its record in full, and what each source said; "" if nothing."""
    match, claimed = verdict.match, verdict.claimed
    rows: list[Html] = []
    if match is not None:
        rows += _pair("Identified", _how(match))
        rows += _pair("The record", _cited(match.record))
    if claimed is not None:
        rows += _pair("The DOI as printed leads to", _cited(claimed))
    if verdict.coverage:
        rows += _pair("Who was asked", element("ul", *_answers(verdict.coverage)))
    if match is None and claimed is None:
        rows += _pair("The nearest works that were found", _nearest(verdict.coverage))
    if verdict.reference.repairs:
        rows += _pair("The entry", "reads as damaged, and was read with repairs")
    return element("dl", *rows) if rows else NOTHING


def unchecked(verdict: Verdict) -> Html:
    """Why a reference could not be checked."""
    return element(
        "p",
        "Not checked: ",
        quoted(why_unchecked(verdict), limit=400),
        ".",
        class_="unchecked",
    )


def _pair(term: str, value: str) -> list[Html]:
    return [element("dt", term), element("dd", value)] if value else []


def _how(match: Match) -> Html:
    by = "by the DOI as printed" if match.by == "doi" else "by a search for the entry"
    return joined((by, ": ", quoted(match.reason, limit=300), "; ", certainty(match)))


def _cited(record: Record) -> Html:
    """A Record as a line of a reference list, and where it is from."""
    when = f", as of {record.time[:10]}" if record.time else ""
    return joined(
        (
            quoted(work_line(record.work), limit=_VALUE),
            " ",
            element("span", f"(from {record.source}{when})", class_="aside"),
        )
    )


def work_line(work: Work) -> str:
    """A Work as a line of a reference list, without its DOI."""
    year = str(work.year) if work.year is not None else "n.d."
    volume = work.volume + (f"({work.issue})" if work.issue else "")
    place = ", ".join(filter(None, (work.container_title, volume, work.page or work.number)))
    head = f"{_people(work.author or work.editor)} ({year})".strip()
    parts = [head, work.title, place, work.publisher]
    return " ".join(
        part if part.endswith((".", "?", "!")) else f"{part}." for part in parts if part
    )


def _people(names: Sequence[Name]) -> str:
    shown = [
        name.literal or ", ".join(filter(None, (_family(name), name.given)))
        for name in names[:_PEOPLE]
    ]
    if len(names) > _PEOPLE:
        return f"{', '.join(shown)}, … ({len(names):,} authors)"
    return f"{', '.join(shown[:-1])}, & {shown[-1]}" if len(shown) > 1 else "".join(shown)


def _family(name: Name) -> str:
    return " ".join(filter(None, (name.non_dropping_particle, name.family)))


def _answers(coverage: Sequence[Answer]) -> list[Html]:
    """What each source said, the same said twice once."""
    said = {(each.source, each.question, each.outcome, each.detail): each for each in coverage}
    return [
        element(
            "li",
            quoted(each.source),
            f" {OUTCOMES[each.outcome]}",
            " (asked for the DOI)" if doi_address(each.question) else " (asked for the entry)",
            joined((": ", quoted(each.detail, limit=200))) if each.detail else "",
            class_=each.outcome,
        )
        for each in said.values()
    ]


def _nearest(coverage: Sequence[Answer]) -> Html:
    """The first records of an unsuccessful search: a person may know the work among them."""
    records = {
        record.work.DOI or record.work.title: record
        for answer in coverage
        for record in answer.records[:_NEAREST]
    }
    items = [
        element(
            "li",
            quoted(work_line(record.work), limit=300),
            joined((" ", doi_link(record.work.DOI, class_="bare"))) if record.work.DOI else "",
        )
        for record in list(records.values())[:_NEAREST]
    ]
    return element("ul", *items) if items else NOTHING


def links(verdict: Verdict) -> Html:
    """Where to look: the work, where the DOI as printed leads, the entry's own links, a search."""
    reference, match, claimed = verdict.reference, verdict.match, verdict.claimed
    items: list[Html] = []
    shown: set[str] = set()

    def add(label: str, address: str, shown_as: Html) -> None:
        if address not in shown:
            shown.add(address)
            items.append(element("li", element("span", label, class_="label"), " ", shown_as))

    for label, record in (("The work:", match and match.record), ("The DOI as printed:", claimed)):
        if record and record.work.DOI:
            doi = record.work.DOI
            add(label, doi_address(doi) or doi, doi_link(doi, class_="bare"))
    doi = reference.work.DOI
    if doi and doi_address(doi):
        add("The DOI as printed:", doi_address(doi), doi_link(doi, class_="bare"))
    for address in [*reference.links[:_LINKS], *filter(None, [reference.work.URL])]:
        doi = doi_address(address)
        add("Link in the entry:", doi or address, link(doi or address, address, class_="bare"))
    words = _search_words(reference)
    if match is None and words:
        address = search_address(words)
        add(
            "Look for it:", address, link(address, "search Crossref for this work", class_="search")
        )
    return element("ul", *items, class_="links") if items else NOTHING


def _search_words(reference: Reference) -> str:
    work = reference.work
    if not work.title:
        return reference.text
    people = [name.literal or name.family for name in work.author[:3]]
    return " ".join((work.title[:200], *people, str(work.year or "")))
