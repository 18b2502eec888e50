"""Citations that the file itself marks: by keys, by fields of a word processor, by links."""

from __future__ import annotations

from refkit.extract import find_citations
from refkit.model import (
    Block,
    Citation,
    Document,
    Markup,
    Mention,
    Reference,
    ReferenceList,
    Segment,
    Span,
)

ENTRIES = {
    "abel": "Abel, A. (1991). On rain. Rain Press.",
    "brask": "Brask, B. (1992). On snow. Rain Press.",
    "cole": "Cole, C. (1993). On hail. Rain Press.",
}


def article(
    text: str, mentions: list[Mention], markup: list[Markup] | None = None
) -> tuple[Document, list[ReferenceList]]:
    """An article of one paragraph with a list of three entries that have keys."""
    whole = "\n".join([text, *ENTRIES.values()])
    blocks = [Block(Span(0, len(text)), "paragraph")]
    references = []
    start = len(text) + 1
    for key, entry in ENTRIES.items():
        span = Span(start, start + len(entry))
        blocks.append(Block(span, "entry", key=key))
        references.append(Reference(raw=entry, span=span, key=key))
        start += len(entry) + 1
    document = Document(
        path="",
        source=whole,
        text=whole,
        blocks=blocks,
        markup=markup or [],
        segments=[Segment(0, len(whole), 0, len(whole))],
        mentions=mentions,
    )
    span = Span(references[0].span.start, references[-1].span.end)
    return document, [ReferenceList(None, span, blocks[1:], references)]


def place(text: str, part: str, after: int = 0) -> Span:
    start = text.index(part, after)
    return Span(start, start + len(part))


def found(text: str, mentions: list[Mention], markup: list[Markup] | None = None) -> list[Citation]:
    return find_citations(*article(text, mentions, markup))


def test_keys_are_citations_of_their_entries() -> None:
    text = "It rains [see @brask; @lost, p. 3] and so on."
    spans = (place(text, "brask"), place(text, "lost"))
    mention = Mention(
        span=place(text, "[see @brask; @lost, p. 3]"),
        keys=("brask", "lost"),
        key_spans=spans,
        prefix="see",
        suffix=", p. 3",
    )
    assert found(text, [mention]) == [
        Citation(
            raw="brask", span=spans[0], prefix="see", group=mention.span, system="key",
            key="brask", target=1,
        ),
        Citation(
            raw="lost", span=spans[1], locator="p. 3", group=mention.span, system="key",
            key="lost",
        ),
    ]  # fmt: skip


def test_a_narrative_key_stands_where_the_mention_stands() -> None:
    text = "So says cole."
    (citation,) = found(text, [Mention(span=place(text, "cole"), keys=("cole",), narrative=True)])
    assert (citation.raw, citation.narrative, citation.target) == ("cole", True, 2)


def test_keys_are_not_read_as_authors_and_year() -> None:
    text = "So it is (Abel, 1991), and so on."
    citations = found(text, [Mention(span=place(text, "Abel, 1991"), keys=("abel",))])
    assert [each.system for each in citations] == ["key"]


def test_the_key_of_all_works_is_no_citation() -> None:
    text = "So it is *."
    assert found(text, [Mention(span=place(text, "*"), keys=("*",))]) == []


def test_authors_and_year_that_are_marked_are_read_once_and_lead_to_their_entry() -> None:
    text = "So it is (Abel, 1991) and Cole (1993) says, as (Brask, 1992)."
    mentions = [
        Mention(span=place(text, "Abel, 1991"), keys=("abel",), printed=True),
        Mention(span=place(text, "1993"), keys=("cole",), printed=True),
    ]
    assert [(each.authors, each.system, each.target) for each in found(text, mentions)] == [
        (("Abel",), "author-date", 0),
        (("Cole",), "author-date", 2),
        (("Brask",), "author-date", None),
    ]


def test_a_field_of_several_works_may_print_them_in_another_order() -> None:
    text = "So it is (Abel, 1991; Brask, 1992)."
    mention = Mention(span=place(text, "(Abel, 1991; Brask, 1992)"), keys=("brask", "abel"),
                      printed=True)  # fmt: skip
    assert [each.target for each in found(text, [mention])] == [0, 1]


def test_two_works_of_one_link_are_told_by_their_names() -> None:
    text = "So it is (Abel, 1991; Lost, 1999)."
    mention = Mention(span=place(text, "(Abel, 1991; Lost, 1999)"), keys=("abel",), printed=True)
    assert [each.target for each in found(text, [mention])] == [0, None]


def test_numbers_that_are_marked_lead_where_their_marks_lead() -> None:
    text = "So it is [3–5], and [9] is not, nor is [1, 2] mm."
    mentions = [
        Mention(span=place(text, "3"), keys=("abel",), printed=True),
        Mention(span=place(text, "5"), keys=("cole",), printed=True),
    ]
    citations = found(text, mentions)
    assert [(each.key, each.target) for each in citations[:3]] == [("3", 0), ("4", None), ("5", 2)]
    assert all(each.system == "number" for each in citations)


def test_a_raised_number_that_is_marked_is_a_citation_wherever_it_stands() -> None:
    text = "So it is2."
    mention = Mention(span=place(text, "2"), keys=("brask",), printed=True)
    markup = [Markup(place(text, "2"), "superscript")]
    for marks in (markup, []):
        (citation,) = found(text, [mention], marks)
        assert (citation.system, citation.key, citation.target) == ("number", "2", 1)


def test_equations_beside_marked_authors_and_years_are_no_citations() -> None:
    text = "So it is (Abel, 1991), by (1) and (2), in (1993)."
    mention = Mention(span=place(text, "Abel, 1991"), keys=("abel",), printed=True)
    assert [each.system for each in found(text, [mention])] == ["author-date"]


def test_what_is_marked_and_reads_as_nothing_is_a_citation_by_key() -> None:
    text = "So says the Rain Act."
    (citation,) = found(text, [Mention(span=place(text, "Rain Act"), keys=("cole",), printed=True)])
    assert (citation.raw, citation.system, citation.key, citation.target) == (
        "Rain Act", "key", "cole", 2,
    )  # fmt: skip


def test_marks_within_the_list_cite_nothing() -> None:
    text = "So it is."
    document, lists = article(text, [])
    span = place(document.text, "Abel")
    document.mentions.append(Mention(span=span, keys=("abel",), printed=True))
    assert find_citations(document, lists) == []


def test_a_link_around_all_others_is_read_in_bounded_time() -> None:
    text = "It is [1] " * 5_000
    spans = [Span(at * 10 + 7, at * 10 + 8) for at in range(5_000)]
    mentions = [Mention(span=Span(0, len(text)), keys=("abel",), printed=True)]
    mentions += [Mention(span=span, keys=("brask",), printed=True) for span in spans]
    assert {each.target for each in found(text, mentions)} == {1}


def test_works_that_stand_nowhere_in_the_article_are_cited_by_their_keys() -> None:
    text = "So it is abel."
    document, lists = article(text, [Mention(span=place(text, "abel"), keys=("far",))])
    far = Reference(raw="", span=Span(9, 13), key="far")
    cited = ReferenceList(None, Span(0, 0), [], [far], "cited")
    assert [each.target for each in find_citations(document, [*lists, cited])] == [3]
