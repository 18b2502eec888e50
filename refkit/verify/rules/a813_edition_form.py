"""A813: the form of editions and editors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from refkit.model import Finding, Reference, Span, Verdict
from refkit.verify.apa_rule import ApaRule, sure
from refkit.verify.rule import Article
from refkit.verify.written_names import written_names

_WORDS: Final = {
    "second": "2nd",
    "third": "3rd",
    "fourth": "4th",
    "fifth": "5th",
    "sixth": "6th",
    "seventh": "7th",
    "eighth": "8th",
    "ninth": "9th",
    "tenth": "10th",
}
_EDITION: Final = re.compile(
    r"""
    (?<! \w )
    (?: (?P<number> [0-9]{1,2} ) \s? (?P<ordinal> st | nd | rd | th )? \.?
      | (?P<word> second | third | fourth | fifth | sixth | seventh | eighth | ninth | tenth )
      | (?P<revised> rev(?:ised)? ) \.?
    )
    \s (?P<edition> edition | edn | ed ) \b \.?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ENGLISH: Final = ("", "en")
"""Languages of works whose entries are held to APA's order of editors; German lists have theirs."""
_PERIODICALS: Final = frozenset({"article-journal", "article-magazine", "article-newspaper"})
"""Articles have no editions: what looks like one is part of the title of a book's review."""
_INSIDE: Final = re.compile(r"\([^()]{0,60}\Z")
_ROLE: Final = re.compile(
    r",?\s(?P<open>[(\[])(?P<role>eds?\.?|editors?)(?P<close>[)\]])", re.IGNORECASE
)
_EDITED: Final = re.compile(r"\bedited\s+by\s\Z", re.IGNORECASE)


class EditionForm(ApaRule):
    """An edition is not written as "(2nd ed.)", or editors not as "(Ed.)" or "(Eds.)".

    Reported are "2nd edition", "Second edition", "2nd. ed." and the like within the parentheses
    after a title; "(eds.)", "(Editors)" and "(Ed)" after names; "(Ed.)" after several names and
    "(Eds.)" after one; "edited by"; and editors of a book after "In" whose family names come
    first. Passed are the abbreviations of other languages.

    Why it matters:
        "Ed." with a capital is an editor and "ed." an edition; nothing else tells them apart.

    Example:
        ``In Smith, J. (ed.), Tears (2nd edition).`` for ``In J. Smith (Ed.), Tears (2nd ed.).``

    Fix:
        Safe for the abbreviations. Unsafe for editors whose names change their order. None for
        "edited by".

    Source:
        APA 7, 9.10 and 9.28 (editors), 9.50 and table 9.3 (abbreviations). APA 6, 6.27 and 7.02.
    """

    code = "A813"
    name = "edition-form"
    severity = "warning"

    def check_reference(self, verdict: Verdict, article: Article) -> Iterator[Finding]:
        """One finding for the edition, one for what is said of the editors, one for their order."""
        reference = verdict.reference
        if "edition" in reference.fields and reference.work.type not in _PERIODICALS:
            yield from self._edition(article, reference)
        if "editor" in reference.fields:
            yield from self._role(article, reference)
            yield from self._order(article, reference)

    def _edition(self, article: Article, reference: Reference) -> Iterator[Finding]:
        """The words of the edition."""
        raw, field = reference.raw, reference.fields["edition"].span
        edition = _EDITION.search(raw, max(0, field.start - 1), min(len(raw), field.end + 10))
        if edition is None or edition.start() > field.start:
            return
        if not _INSIDE.search(raw, max(0, edition.start() - 62), edition.start()):
            return
        right = _edition_of(edition)
        if not right or edition[0] == right:
            return
        span = Span(*edition.span())
        message = f"an edition is written “({right})”, not “({edition[0]})”"
        yield self.advice(article, reference, span, message, right, field="edition")

    def _role(self, article: Article, reference: Reference) -> Iterator[Finding]:
        """The word for editors: "(Ed.)" or "(Eds.)" after them, or "edited by" before."""
        raw, field = reference.raw, reference.fields["editor"]
        if not sure(reference, "editor"):
            return
        if _EDITED.search(raw, max(0, field.span.start - 12), field.span.start):
            span = Span(field.span.start - 10, field.span.end)
            message = "editors stand before the book's title, with “(Ed.)” or “(Eds.)”"
            yield self.advice(article, reference, span, message, field="editor")
            return
        role = _ROLE.match(raw, field.span.end)
        names = written_names(reference, "editor")
        if role is None:
            return
        count = len(names.names) if names and not names.others else 0
        many = count > 1 or (not count and role["role"].lower().startswith(("eds", "editors")))
        right = "Eds." if many else "Ed."
        if role["role"] == right:
            return
        if not count and not role["role"].lower().startswith("ed"):
            return
        span = Span(role.start("role"), role.end("role"))
        message = f"after the editors stands “({right})”, not “({role['role']})”"
        yield self.advice(article, reference, span, message, right, field="editor")

    def _order(self, article: Article, reference: Reference) -> Iterator[Finding]:
        """Editors of a book that a chapter is in: their initials come first."""
        raw, field = reference.raw, reference.fields["editor"].span
        names = written_names(reference, "editor")
        if names is None or raw[max(0, field.start - 3) : field.start].lower() != "in ":
            return
        if reference.work.language not in _ENGLISH:
            return
        persons = [each for each in names.names if each.given[0] < each.given[1]]
        if not persons or not all(each.inverted and each.comma for each in persons):
            return
        turned = [
            f"{raw[slice(*each.given)]} {raw[each.start : each.given[0]].rstrip(' ,')}"
            for each in persons
        ]
        text = None
        if len(persons) == len(names.names) and all(each.end == each.given[1] for each in persons):
            text = _joined(turned)
        span = Span(names.names[0].start, names.names[-1].end)
        message = "the initials of a book's editors come before their family names"
        yield self.advice(article, reference, span, message, text, safe=False, field="editor")


def _edition_of(edition: re.Match[str]) -> str:
    """An edition in APA's form; "" if its number is none."""
    if edition["revised"]:
        return "Rev. ed."
    if edition["word"]:
        return f"{_WORDS[edition['word'].lower()]} ed."
    number = int(edition["number"])
    ending = (
        "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    )
    # "2. ed." is also Danish, Portuguese …
    return f"{number}{ending} ed." if edition["ordinal"] else ""


def _joined(names: list[str]) -> str:
    if len(names) < 3:
        return " & ".join(names)
    return ", ".join(names[:-1]) + f", & {names[-1]}"
