"""A806: titles and volumes that are not in italics, and what else is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from refkit.model import Finding, Reference, Span, Verdict
from refkit.model.reference import Field
from refkit.verify.apa_rule import ApaRule, sure
from refkit.verify.emphasis import FORMATS, Signs, emphasised, share, signs_of
from refkit.verify.rule import Article

_SET: Final = 0.9
"""From this share of its letters on, a range is in italics; a name of a species is less."""
_TITLE: Final = 0.8
"""How sure the parser has to be of a title; of those of web pages it never is by 0.9."""
_FOLLOWED: Final = 0.2
"""The share of a list's entries that must have italics where APA wants them."""


class _Design(NamedTuple):
    """Variables of an entry that are in italics, and such that are not."""

    italic: tuple[str, ...]
    plain: tuple[str, ...]


_PERIODICAL: Final = _Design(("container-title", "volume"), ("title", "issue", "page"))
_PART: Final = _Design(("container-title",), ("title", "page", "publisher"))
_WHOLE: Final = _Design(("title",), ("publisher",))
_DESIGNS: Final = {
    "article-journal": _PERIODICAL,
    "article-magazine": _PERIODICAL,
    "article-newspaper": _PERIODICAL,
    "chapter": _PART,
    "book": _WHOLE,
    "report": _WHOLE,
    "thesis": _WHOLE,
    "webpage": _WHOLE,
    "dataset": _WHOLE,
    "software": _WHOLE,
}
_SITE: Final = re.compile(r"\bRetrieved [^.]{1,200} website: ?(?:https?:|www\.)")
"""A page of a site that APA 6 names before the address; its title is that of a part."""
_LABELS: Final = {
    "title": "the title",
    "container-title": "the title of the journal",
    "volume": "the volume",
    "issue": "the issue",
    "page": "the pages",
    "publisher": "the publisher",
}


class Italics(ApaRule):
    """The wrong part of an entry is in italics, or the right one is not.

    In italics are the title of a periodical and its volume, and the title of a book, a report, a
    thesis and a web page; not so the titles of articles and chapters, issue, pages and publisher.
    Lists are looked at whose markup shows italics where APA wants them in at least a fifth of
    their entries: a plain text has none. What is partly in italics passes, for names of species
    and titles within titles; so do commas and stops on either side, and entries whose kind is in
    doubt.

    Why it matters:
        Italics tell the reader at a glance whether to look for a book or for a journal.

    Example:
        ``Yang, Y. (2019). *Bridge columns*. Journal of Bridges, 200, 10–19.``

    Fix:
        Sets and takes away the signs of emphasis that the list uses, ``*…*`` or ``<em>…</em>``.
        Safe: no word changes.

    Source:
        APA 7, 6.22 (italics), 9.19 (titles), 9.25 (periodicals) and 9.28 (chapters).
    """

    code = "A806"
    name = "italics"
    severity = "warning"

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding for each entry whose italics are wrong."""
        if article.form not in self.forms or article.document.format not in FORMATS:
            return
        for numbers in article.numbers():
            verdicts = [article.verdicts[number] for number in numbers]
            references = [verdict.reference for verdict in verdicts]
            if not any(reference.italics for reference in references) or not _follows(references):
                continue
            signs = signs_of(article.document, references)
            for number, verdict in zip(numbers, verdicts, strict=True):
                finding = self._check_entry(article, verdict, signs)
                if finding is not None:
                    finding.reference = number
                    yield finding

    def _check_entry(
        self, article: Article, verdict: Verdict, signs: Signs | None
    ) -> Finding | None:
        reference = verdict.reference
        design = _design(reference)
        if design is None or (article.form == "apa-6" and _SITE.search(reference.raw)):
            return None
        missing = _parts(reference, design.italic, set_in_italics=False)
        if "volume" in missing and _is_a_page(verdict):
            missing.remove("volume")
        extra = _parts(reference, design.plain, set_in_italics=True)
        if not missing and not extra:
            return None
        fix = None
        if signs is not None:
            fields = reference.fields
            fix = emphasised(
                article.document,
                reference,
                signs,
                italic=[fields[variable].span for variable in missing],
                plain=[_outside(reference, variable, design) for variable in extra],
            )
        first = (missing or extra)[0]
        return self.finding(
            article,
            reference.document_span(reference.fields[first].span),
            _message(reference, missing, extra),
            field=first,
            written=reference.written(first),
            fix=fix,
        )


def _design(reference: Reference) -> _Design | None:
    """What is in italics in an entry; None where its kind is in doubt."""
    if reference.style != "apa" or reference.problem or reference.repairs:
        return None
    work = reference.work
    design = _DESIGNS.get(work.type)
    title = reference.fields.get("title")
    if design is None or title is None or title.confidence < _TITLE:
        return None
    if design is _WHOLE:
        inside = work.container_title or work.collection_title or work.volume or work.issue
        author = reference.fields.get("author") or reference.fields.get("editor")
        if inside or author is None:
            return None
        # "*A Title of a Page*. (2016, May 9). Some Site." may be read as a group and its title.
        return (
            design if share(reference, author.span) < _SET or _is_italic(reference, title) else None
        )
    if not sure(reference, "container-title"):
        return None
    if design is _PART:
        return design if work.editor or work.page else None
    # Without volume and pages it may be a page of a newspaper's site, whose title is in italics.
    if not (work.volume or work.page):
        return None
    return design


def _is_a_page(verdict: Verdict) -> bool:
    """Whether the number behind a journal's name is a page, by a record that has no volume.

    "Therapeutics and Clinical Risk Management, 295": some publishers deposit no volumes.
    """
    work = verdict.match.record.work if verdict.match else None
    if work is None or work.volume or not work.page:
        return False
    return work.page.startswith(verdict.reference.written("volume"))


def _is_italic(reference: Reference, field: Field) -> bool:
    return share(reference, field.span) >= _SET


def _parts(reference: Reference, variables: Sequence[str], *, set_in_italics: bool) -> list[str]:
    """The variables of an entry that are in italics, or those of which nothing is."""
    found = []
    for variable in variables:
        field = reference.fields.get(variable)
        if field is None or not any(map(str.isalnum, reference.written(variable))):
            continue
        italic = share(reference, field.span)
        if (italic >= _SET) if set_in_italics else (italic == 0.0):
            found.append(variable)
    return found


def _outside(reference: Reference, variable: str, design: _Design) -> Span:
    """The range of a field that is to be plain, with the signs around it up to its neighbours."""
    span = reference.fields[variable].span
    others = [
        field.span
        for other, field in reference.fields.items()
        if other in design.italic
        and not (field.span.start >= span.start and field.span.end <= span.end)
    ]
    start = max((each.end for each in others if each.end <= span.start), default=0)
    end = min((each.start for each in others if each.start >= span.end), default=len(reference.raw))
    return Span(start, end)


def _follows(references: Sequence[Reference]) -> bool:
    """Whether a list has italics where APA wants them."""
    judged = [
        share(reference, reference.fields[design.italic[0]].span)
        for reference in references
        if (design := _design(reference)) is not None
    ]
    return sum(each >= _SET for each in judged) > _FOLLOWED * len(judged)


def _message(reference: Reference, missing: Sequence[str], extra: Sequence[str]) -> str:
    labels = dict(_LABELS)
    if reference.work.type == "chapter":
        labels["container-title"] = "the title of the book"
    parts = []
    if missing:
        verb = "is" if len(missing) == 1 else "are"
        parts.append(f"{_listed([labels[each] for each in missing])} {verb} not in italics")
    if extra:
        verb = "is" if len(extra) == 1 and extra[0] != "page" else "are"
        parts.append(f"{_listed([labels[each] for each in extra])} {verb} in italics")
    return ", and ".join(parts)


def _listed(labels: Sequence[str]) -> str:
    return labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} and {labels[-1]}"
