"""A805: titles in title case that should be in sentence case, and the other way round."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from refkit.model import Finding, Reference, Verdict
from refkit.verify.apa_rule import ApaRule, sure
from refkit.verify.capitals import (
    Usage,
    is_in_capitals,
    is_title_case,
    sentence_case,
)
from refkit.verify.rule import Article
from refkit.verify.title_words import COMMON, PERIODICALS, SMALL

_TYPES: Final = frozenset(
    {
        "article",
        "article-journal",
        "article-magazine",
        "article-newspaper",
        "book",
        "chapter",
        "document",
        "paper-conference",
        "report",
        "thesis",
        "webpage",
    }
)
_SURE: Final = 0.8
"""How sure the parser has to be of a title; of those of web pages it never is by 0.9."""
_LONG: Final = 4
"""Letters from which on APA writes any word of a title in title case with a capital."""


class TitleCase(ApaRule):
    """The title of a work is in title case, or that of a journal is not.

    Titles of articles, books, chapters, reports and web pages are in sentence case: only the
    first word, the first after a colon, a stop or a dash, and names have capitals. Reported are
    English titles in which at least four words, and nearly all, have a capital without need, and
    titles in capitals; half of those words must be known as no names, from a list or because the
    article writes them small. Acronyms, names of peoples, places, months, tests and institutions
    pass; so do titles in other languages.

    Titles of journals are in title case. Reported are English ones with a small word of four
    letters or more beside "Journal", "Review" or the like; "eLife" and "bioRxiv" pass.

    Why it matters:
        It is what editors correct most in lists that programs have written: records hold the
        publisher's capitals.

    Example:
        ``Yang, Y. (2019). Seismic Response of Concrete Bridge Columns. Journal of bridges, 200.``

    Fix:
        Writes small what is no name: by the record's title where that is in sentence case, by
        lists of common words and names, and by what the article itself writes small and in
        capitals. A word that none of them knows keeps its capital; where these are many, None.
        Unsafe: a common word may be a name.

    Source:
        APA 7, 6.17 (the two cases), 9.19 (titles of works) and 9.25 (names of periodicals).
    """

    code = "A805"
    name = "title-case"
    severity = "warning"

    def check(self, article: Article) -> Iterator[Finding]:
        """Findings on the titles of works and of journals."""
        if article.form not in self.forms:
            return
        usage: Usage | None = None
        for number, verdict in enumerate(article.verdicts):
            reference = verdict.reference
            if reference.style not in self.styles or reference.problem or reference.repairs:
                continue
            for variable in _in_sentence_case(reference):
                written = reference.written(variable)
                if not _may_be_title_case(written):
                    continue
                usage = usage or usage_in(article)
                if is_in_capitals(written) or is_title_case(written, usage):
                    finding = self._on_title(article, verdict, variable, usage)
                    finding.reference = number
                    yield finding
            name = _journal_in_title_case(reference)
            if name:
                finding = self._on_journal(article, reference, name)
                finding.reference = number
                yield finding

    def _on_title(self, article: Article, verdict: Verdict, variable: str, usage: Usage) -> Finding:
        reference = verdict.reference
        written = reference.written(variable)
        model = verdict.match.record.work.get(variable) if verdict.match else ""
        text = sentence_case(written, usage, model)
        case = "capitals" if is_in_capitals(written) else "title case"
        what = "the title" if variable == "title" else "the title of the book"
        return self.advice(
            article,
            reference,
            reference.fields[variable].span,
            f"{what} is in {case}: it should be in sentence case",
            text,
            safe=False,
            field=variable,
        )

    def _on_journal(self, article: Article, reference: Reference, name: str) -> Finding:
        return self.advice(
            article,
            reference,
            reference.fields["container-title"].span,
            f"the title of the journal should be in title case: “{name}”",
            name,
            safe=False,
            field="container-title",
        )


def usage_in(article: Article) -> Usage:
    """How an article's running text, outside its lists, and its titles write words."""
    text = article.document.text
    texts: list[str] = []
    at = 0
    for each in article.lists:
        texts.append(text[at : each.span.start])
        at = max(at, each.span.end)
    if article.lists:
        texts.append(text[at:])
    return Usage(texts, (verdict.reference.work.title for verdict in article.verdicts))


def _in_sentence_case(reference: Reference) -> Iterator[str]:
    """The variables of an entry that hold an English title of a work."""
    work = reference.work
    if work.type not in _TYPES or work.language not in ("", "en"):
        return
    title = reference.fields.get("title")
    if title is not None and title.confidence >= _SURE:
        yield "title"
    if work.type == "chapter" and work.editor and sure(reference, "container-title"):
        yield "container-title"


def _may_be_title_case(title: str) -> bool:
    """Whether more of a title's longer words have a capital than not: a quick look."""
    words = [word for word in title.split() if len(word) >= _LONG]
    return 2 * sum(word[0].isupper() for word in words) > len(words) >= _LONG


def _journal_in_title_case(reference: Reference) -> str:
    """How an English journal's name is rightly written; "" if it is, or nobody can say."""
    work = reference.work
    if work.type != "article-journal" or not sure(reference, "container-title"):
        return ""
    if not (work.volume or work.page):
        return ""
    written = reference.written("container-title")
    words = written.split()
    if not written.isascii() or not PERIODICALS.intersection(word.lower() for word in words):
        return ""
    if any(not word.strip("&,:-()").isalpha() for word in words if word != "&"):
        return ""
    if not any(word in COMMON and len(word) >= _LONG for word in words[1:]):
        return ""
    name = " ".join(
        word if place and word in SMALL and len(word) < _LONG else word[:1].upper() + word[1:]
        for place, word in enumerate(words)
    )
    return "" if name == written else name
