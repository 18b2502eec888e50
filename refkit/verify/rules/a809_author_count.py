"""A809: how many authors an entry names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from refkit.model import Finding, Name, Record, Reference, Span, Verdict
from refkit.normalize.names import apa_name, family_key
from refkit.verify.apa_rule import AUTHOR_DATE, ApaRule
from refkit.verify.rule import Article, Form
from refkit.verify.written_names import WrittenNames, plainly_right, written_names


class _Limit(NamedTuple):
    """How many authors a form names.

    Attributes:
        all: The most that are all named.
        first: Of more, how many stand before the ellipsis.
        label: The form's name.
    """

    all: int
    first: int
    label: str


_LIMITS: Final[dict[Form, _Limit]] = {
    "apa": _Limit(20, 19, "APA 7"),
    "apa-6": _Limit(7, 6, "APA 6"),
}


class AuthorCount(ApaRule):
    """The authors are cut short, or are not where there are too many.

    Up to 20 authors are all named; of more, the first 19, an ellipsis, and the last. After APA 6
    it is up to seven, and of more the first six and the last. Reported are "et al." in the list,
    an ellipsis after another number of names, an ampersand after the ellipsis, and more names
    than that without one.

    Why it matters:
        "et al." belongs to citations; the list is where the authors get their credit.

    Example:
        ``Smith, J. A., Lee, K., et al. (2019).`` for the names of all five authors.

    Fix:
        The ampersand after an ellipsis goes: safe. Otherwise unsafe, and only where the work is
        identified: the names that are missing come from its record.

    Source:
        APA 7, 9.8: name up to 20 authors. APA 6, 6.27: up to seven.
    """

    code = "A809"
    name = "author-count"
    severity = "warning"
    styles = AUTHOR_DATE

    def check_reference(self, verdict: Verdict, article: Article) -> Iterator[Finding]:
        """One finding over the end of the list of authors."""
        reference = verdict.reference
        limit = _LIMITS.get(article.form)
        if limit is None:
            return
        if len(reference.work.author) <= limit.all and plainly_right(reference, "author"):
            return
        names = written_names(reference, "author")
        if names is None:
            return
        problem = _problem(names, limit)
        if problem:
            span, text = _whole(names), None
            if verdict.match is not None:
                text = _completed(reference, names, verdict.match.record, limit)
            yield self.advice(article, reference, span, problem, text, safe=False, field="author")
            return
        for joint in names.joints:
            if joint.ellipsis and joint.word:
                yield self.advice(
                    article,
                    reference,
                    Span(joint.start, joint.end),
                    "no ampersand follows the ellipsis",
                    reference.raw[joint.start : joint.end].replace(f"{joint.word} ", ""),
                    field="author",
                )


def _problem(names: WrittenNames, limit: _Limit) -> str:
    """What is wrong with the number of names, or ""."""
    count = len(names.names)
    if names.others is not None:
        return f"a list names up to {limit.all} authors, and has no “et al.”"
    before = next((at + 1 for at, joint in enumerate(names.joints) if joint.ellipsis), 0)
    if before and (before != limit.first or before + 1 != count):
        return f"{limit.label} names {limit.first} authors before the ellipsis, not {before}"
    if not before and count > limit.all:
        return f"{limit.label} names the first {limit.first} and the last of {count} authors"
    return ""


def _kept(names: WrittenNames) -> int:
    """How many names stand before "et al." or the ellipsis."""
    return next(
        (at + 1 for at, joint in enumerate(names.joints) if joint.ellipsis), len(names.names)
    )


def _whole(names: WrittenNames) -> Span:
    """The list, with "et al.", as a range of the entry."""
    return Span(names.names[0].start, names.others[1] if names.others else names.names[-1].end)


def _completed(
    reference: Reference, names: WrittenNames, record: Record, limit: _Limit
) -> str | None:
    """The whole list by the record; None if it does not begin with the written names."""
    authors = record.work.author
    written = reference.work.author[: _kept(names)]
    if len(authors) < len(written) or not all(
        family_key(mine) == family_key(theirs)
        for mine, theirs in zip(written, authors, strict=False)
    ):
        return None
    left_out = names.others is not None or any(joint.ellipsis for joint in names.joints)
    return _listed(reference, names, authors if left_out else reference.work.author, limit)


def _listed(reference: Reference, names: WrittenNames, authors: list[Name], limit: _Limit) -> str:
    """Authors as a list has them, the written ones as they are."""
    ours = [reference.raw[each.start : each.end] for each in names.names[: _kept(names)]]
    everybody = [*ours, *(apa_name(name) for name in authors[len(ours) :])]
    if len(everybody) > limit.all:
        return ", ".join(everybody[: limit.first]) + f", . . . {everybody[-1]}"
    if len(everybody) == 1:
        return everybody[0]
    return ", ".join(everybody[:-1]) + f", & {everybody[-1]}"
