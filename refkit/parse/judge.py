"""Which reading of an entry is taken: that of a grammar, or the tagger's.

The grammar of APA knows more than the tagger (roles, genres, original dates) and is surer, as long
as the entry is APA; of "Author (Year): Title. Place" and the like it makes something too, and there
the tagger is right more often. So the two are weighed by how they read the entry and by what the
entry looks like. The weights are found by ``training/judge.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from refkit.normalize.patterns import lazy_pattern
from refkit.parse import apa, bare, legal
from refkit.parse.draft import Draft
from refkit.parse.language import language_of
from refkit.parse.scanner import View
from refkit.parse.style import style_of

if TYPE_CHECKING:
    from refkit.parse.tagger import Tagger

UNSURE: Final = 0.2
"""The confidence in an entry that was not understood, at most."""
PLAIN: Final = 0.75
"""The score of the grammar from which on an entry of APA's form is taken for APA unasked."""
TITLES: Final = frozenset({"title", "genre", "reviewed-title"})
"""What names a work; an untitled letter has a description only."""
DESCRIBED: Final = frozenset(
    {"genre", "medium", "original-date", "translator", "number-of-volumes", "version", "narrator"}
)
"""What APA writes in brackets, and the grammar reads by its words."""
UNNAMED: Final = frozenset(
    {"author", "editor", "issued", "year-suffix", "page", "publisher-place", "accessed", "note"}
)
"""Fields that name no work: an entry with no others was not understood."""
COMPARED: Final = ("author", "issued", "title", "container-title", "volume", "issue", "page")
"""The fields that two readings are compared by."""
AND: Final = lazy_pattern(r"\s(?:and|und|et|y|e|en)\s")
PLACE: Final = lazy_pattern(r"[^\W\d_a-z][\w/. ]{2,30}:\s[^\W\d_a-z]")
"""APA 6's and everybody else's "London: Sage"."""
COLON_PAGES: Final = lazy_pattern(r"\d\)?\s?:\s?(?:pp?\.\s?|S\.\s?)?[A-Za-z]?\d")
"""The colon before pages of Vancouver, Harvard and Springer; APA has a comma."""
GROUP: Final = lazy_pattern(r"[^\d,;.()\[\]]{2,200}")
"""A group author, or a person of one name: "World Health Organization"."""
LETTER: Final = lazy_pattern(r"(?<![\w'])[^\W\d_](?![\w'])|\b[A-Z]{2,3}\Z")
"""What no group has but persons have: "Ode M", "Bergk MK"."""
SPACED_PAGES: Final = lazy_pattern(r"[^\W\d_]\.?\s\d{1,4}\s\d{1,5}-\d")
"""The bare space before pages of mathematics: "Ann. Statist. 6 461-464"."""
NO_TITLE: Final = lazy_pattern(r"\b\d+\b|\A\W{0,3}[^\W\d_]\.\s|\b[^\W\d_]\.,")
"""What no title before a date has, but authors and journals: numbers and initials."""
INITIALS: Final = lazy_pattern(
    r"[^\W\d_][\w'-]{0,40}(?:\s[\w'-]{1,40}){0,3},\s?(?:[^\W\d_]\.[\s-]?){1,4}(?:,|&|\Z|\s)"
)
FULL_NAME: Final = lazy_pattern(r",\s[^\W\d_][a-zà-ÿ]{2,}")
WEIGHTS: Final = {
    "bias": -2.42,
    "score": 2.61,
    "score .97": 0.97,
    "date then stop": 1.91,
    "date then colon": -0.34,
    "date then comma": -2.68,
    "date then word": -0.54,
    "and": -0.90,
    "full names": 0.97,
    "APA names": 0.19,
    "place": 0.64,
    "colon pages": 2.50,
    "quoted": -1.18,
    "In:": -1.86,
    "tagger": -4.31,
    "tagger .5": -0.35,
    "tagger .8": -0.57,
    "tagger no title": 1.61,
    "short title": -1.80,
    "agree": 0.00,
    "differ title": -0.42,
    "differ container": -0.47,
    "differ volume": -0.57,
    "differ page": -4.47,
    "differ author": 0.89,
    "only APA container": 1.60,
    "only tagger container": 0.29,
    "link": -0.57,
    "APA form": -0.42,
    "other language": 0.03,
    "APA place": -0.48,
    "APA differ title": -0.03,
    "APA differ container": 0.07,
    "title first": -0.98,
    "description": 0.75,
    "tagger no work": -0.96,
    "full date": 2.75,
}
"""What is weighed, and what speaks for the grammar (above 0) or for the tagger."""


def judge(view: View, tagger: Tagger | None = None) -> Draft:
    """The best Draft for an entry. There is always one.

    Args:
        view: The entry.
        tagger: The model for what is not APA; by default the one that comes with refkit.
    """
    alone = bare.read(view)
    if alone is not None:
        return alone
    if not any(sign.isalpha() for sign in view.plain):
        return Draft("", problem="no text that could be a reference")
    draft = _chosen(view, tagger)
    if draft.pieces.keys() <= UNNAMED:
        draft.problem = "no title could be told"
        draft.score = min(draft.score, UNSURE)
    return draft


def _chosen(view: View, tagger: Tagger | None) -> Draft:
    """The better reading of an entry that is more than a DOI."""
    grammar = apa.read(view)
    if grammar is not None and plainly_apa(view, grammar):
        return grammar
    law = legal.read(view)
    if law is not None and (grammar is None or law.score > grammar.score):
        return law
    from refkit.parse.tagger import shipped

    tagged = (tagger or shipped()).read(view)
    if tagged is None:
        return grammar or Draft("")
    if grammar is None:
        return tagged
    differ = any(_differs(view, grammar, tagged, name) for name in COMPARED)
    works = not tagged.pieces.keys() <= UNNAMED | {"publisher"}
    if differ and works and weigh(signs(view, grammar, tagged)) < 0:
        return tagged
    issued = grammar.pieces.get("issued")
    if issued is not None and not view.plain.startswith(").", issued.end):
        # The grammar reads "Ode MK (2009) Title" as well, but that is not APA.
        grammar.style = style_of(view, grammar)
    return grammar


def plainly_apa(view: View, draft: Draft) -> bool:
    """Whether an entry has APA's form so plainly that no other reading is asked for."""
    pieces = draft.pieces
    issued, author, plain = pieces.get("issued"), pieces.get("author"), view.plain
    if draft.score < PLAIN or issued is None or not TITLES & pieces.keys():
        return False
    if "publisher-place" in pieces or not plain.startswith(").", issued.end):
        return False
    if COLON_PAGES.search(plain, issued.end) or SPACED_PAGES.search(plain, issued.end):
        return False
    if author is None:
        follows = any(piece.start > issued.end for piece in pieces.values())
        return follows and NO_TITLE.search(plain, view.start, issued.start) is None
    lead = plain[author.start : author.end]
    if GROUP.fullmatch(lead):
        return LETTER.search(lead) is None
    return (
        INITIALS.match(plain, author.start, author.end) is not None
        and AND.search(plain, author.start, author.end) is None
    )


def signs(view: View, grammar: Draft, tagged: Draft) -> dict[str, float]:
    """What speaks for one reading or the other, 0.0–1.0, by the names in :data:`WEIGHTS`."""
    plain = view.plain
    issued, author = grammar.pieces.get("issued"), grammar.pieces.get("author")
    after = ""
    if issued is not None:
        closing = plain.find(")", issued.end, issued.end + 30)
        after = plain[closing + 1 : closing + 3] if closing >= 0 else ""
    lead = plain[author.start : author.end] if author is not None else ""
    rest = plain[issued.end :] if issued is not None else plain
    differs = {name: _differs(view, grammar, tagged, name) for name in COMPARED}
    title = grammar.pieces.get("title")
    short = title is None or len(plain[title.start : title.end].split()) < 3
    form = after[:1] == "." and INITIALS.match(lead) and not AND.search(lead)
    held = ("container-title" in grammar.pieces, "container-title" in tagged.pieces)
    facts = {
        "bias": True,
        "score": grammar.score,
        "score .97": grammar.score >= 0.97,
        "date then stop": after[:1] == ".",
        "date then colon": after[:1] == ":",
        "date then comma": after[:1] == ",",
        "date then word": after[:1] == " ",
        "and": AND.search(lead),
        "full names": FULL_NAME.search(lead),
        "APA names": INITIALS.match(lead),
        "place": PLACE.search(rest),
        "colon pages": COLON_PAGES.search(rest),
        "quoted": '"' in rest[:12] or " '" in rest[:12],
        "In:": "In:" in rest or "in:" in rest,
        "tagger": tagged.score,
        "tagger .5": tagged.score >= 0.5,
        "tagger .8": tagged.score >= 0.8,
        "tagger no title": "title" not in tagged.pieces,
        "short title": short,
        "agree": not any(differs.values()),
        "differ title": differs["title"],
        "differ container": differs["container-title"],
        "differ volume": differs["volume"] or differs["issue"],
        "differ page": differs["page"],
        "differ author": differs["author"],
        "only APA container": held == (True, False),
        "only tagger container": held == (False, True),
        "link": "DOI" in grammar.pieces or "URL" in grammar.pieces,
        "APA form": form,
        "other language": language_of(rest) not in ("", "en"),
        "APA place": form and PLACE.search(rest),
        "APA differ title": form and differs["title"],
        "APA differ container": form and differs["container-title"],
        "title first": title is not None and issued is not None and title.end <= issued.start,
        "description": bool(DESCRIBED & grammar.pieces.keys()),
        "tagger no work": not {"title", "container-title"} & tagged.pieces.keys(),
        "full date": issued is not None and "," in plain[issued.start : issued.end],
    }
    return {
        name: fact if isinstance(fact, float) else float(bool(fact)) for name, fact in facts.items()
    }


def weigh(found: dict[str, float]) -> float:
    """Above 0 for the grammar's reading, below for the tagger's."""
    return sum(WEIGHTS[name] * fact for name, fact in found.items())


def _differs(view: View, grammar: Draft, tagged: Draft, name: str) -> bool:
    """Whether two readings give a field other letters."""
    one, other = grammar.pieces.get(name), tagged.pieces.get(name)
    if one is None or other is None:
        return one is not other
    if one[:2] == other[:2]:
        return False
    first, second = view.plain[one.start : one.end], view.plain[other.start : other.end]
    return [c for c in first if c.isalnum()] != [c for c in second if c.isalnum()]
