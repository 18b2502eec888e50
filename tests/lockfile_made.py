"""Entries of Lockfiles for tests: a few that are spelled out, and drawn ones."""

from __future__ import annotations

from hypothesis import strategies as st
from strategies import works

from refkit.model import (
    Answer,
    Date,
    Match,
    Name,
    Notice,
    Record,
    Reference,
    Relation,
    Verdict,
    Work,
)
from refkit.model.locked import Locked
from refkit.resolve.lockfile_entry import entry_of

TEARS = (
    "Gračanin, A., & Bylsma, L. M. (2014). Is crying a self-soothing behavior? Annals of Tears, "
    "5(2), 133–149. https://doi.org/10.5555/tears.2014"
)


def tears(**changes: object) -> Record:
    """The Record of an article on crying, with some attributes of its Work replaced."""
    work = Work(
        type="article-journal",
        title="Is crying a self-soothing behavior?",
        author=[
            Name(family="Gračanin", given="Asmir"),
            Name(family="Bylsma", given="Lauren M."),
        ],
        issued=Date(date_parts=((2014, 2),)),
        container_title="Annals of Tears",
        volume="5",
        issue="2",
        page="133-149",
        DOI="10.5555/tears.2014",
        abstract="Nobody compares it.",
    )
    return Record(
        work=work.copy(**changes),
        source="crossref",
        time="2026-05-01T10:00:00Z",
        variants={"issued": ["2014", "2013"], "ISBN": ["9780000000000"]},
        type="journal-article",
        raw="{}",
    )


def verdict(record: Record | None = None, *, raw: str = TEARS, **changes: object) -> Verdict:
    """A Verdict: that the Record is the work, or what the changes make of it."""
    reference = Reference(raw=raw, work=Work(title="Is crying …", DOI="10.5555/tears.2014"))
    match = record and Match(record=record, score=0.99987, reason="title agrees", by="doi")
    given = {"identity": "same-work" if record else "undetermined", "match": match} | changes
    return Verdict(reference=reference, **given)  # type: ignore[arg-type]


def entry(record: Record | None = None, **changes: object) -> Locked:
    """The entry of :func:`verdict`."""
    return entry_of(verdict(record, **changes))  # type: ignore[arg-type]


_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_values = st.lists(_texts, max_size=3)


def records() -> st.SearchStrategy[Record]:
    """Records with notices, relations and variants."""
    return st.builds(
        Record,
        work=works(),
        source=_texts,
        time=st.sampled_from(("", "2026-05-01T10:00:00Z")),
        notices=st.lists(
            st.builds(
                Notice,
                type=st.sampled_from(("retraction", "correction", "other")),
                DOI=_texts,
                date=_texts,
                source=_texts,
                label=_texts,
            ),
            max_size=2,
        ),
        amends=_values,
        relations=st.lists(
            st.builds(
                Relation,
                type=st.sampled_from(("is-preprint-of", "is-identical-to", "has-review")),
                id=_texts,
                id_type=st.sampled_from(("doi", "uri")),
            ),
            max_size=2,
        ),
        variants=st.dictionaries(
            st.sampled_from(("title", "container-title", "issued", "ISSN", "abstract")), _values
        ),
    )


def _verdict(
    raw: str, doi: str, match: Record | None, claimed: Record | None, answers: list[Answer]
) -> Verdict:
    reference = Reference(raw=raw, work=Work(DOI=doi))
    if claimed:
        return Verdict(
            reference=reference,
            identity="another-work",
            match=Match(record=match, score=0.95, reason="", by="search") if match else None,
            claimed=claimed,
        )
    if match:
        found = Match(record=match, score=0.987654321, reason="year agrees", by="doi")
        return Verdict(reference=reference, identity="same-work", match=found)
    return Verdict(reference=reference, identity="not-found", coverage=answers)


def entries() -> st.SearchStrategy[Locked]:
    """Entries of every identity."""
    answers = st.builds(
        Answer,
        source=_texts,
        question=st.sampled_from(("10.5555/a", "text")),
        outcome=st.sampled_from(("found", "absent", "unknown", "silent")),
    )
    return st.builds(
        _verdict,
        _texts,
        st.sampled_from(("", "10.5555/a")),
        st.none() | records(),
        st.none() | records(),
        st.lists(answers, max_size=3),
    ).map(entry_of)
