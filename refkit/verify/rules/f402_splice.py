"""F402: a reference put together of several works."""

from __future__ import annotations

from collections.abc import Iterator

from refkit.model import Finding, Record, Reference, Verdict
from refkit.verify.rule import Article, Rule, named
from refkit.verify.splices import find_splice


class Splice(Rule):
    """The reference is put together of several works: there is no work that it describes.

    Its title is that of one work, by quite other people; its DOI is that of another one, or its
    authors are those of another one. Said in the place of F401 and D203 where the work was not
    identified, and the works that it was made of are among what the sources offered; a lockfile
    does not keep those.

    Why it matters:
        A reference of which every part is real, and which as a whole is not, is what language
        models write. It passes for real when only its title or its DOI is looked up.

    Example:
        The title of a paper by Ek, "by" Oz and Uz, with the DOI of a third paper.

    Fix:
        None: which of the works was meant, only the author knows.

    Source:
        Crossref REST API, ``query.bibliographic`` and ``/works/{doi}``.
    """

    code = "F402"
    name = "splice"
    severity = "error"

    def check_reference(self, verdict: Verdict, article: Article) -> Iterator[Finding]:
        """One finding over a reference made of several works, which are named."""
        splice = find_splice(verdict)
        if splice is None:
            return
        parts = [f"the title is that of {_told(splice.title)}"]
        if splice.doi and splice.authors and splice.authors.work.DOI == splice.doi.work.DOI:
            parts.append(f"authors and DOI are those of {_told(splice.doi)}")
        else:
            if splice.authors:
                parts.append(f"the authors are those of {_told(splice.authors)}")
            if splice.doi:
                parts.append(f"the DOI is that of {_told(splice.doi)}")
        yield self.finding(
            article,
            verdict.reference.span,
            f"put together of several works: {'; '.join(parts)}",
            written=verdict.reference.raw,
            record=splice.title,
        )


def _told(record: Record) -> str:
    """A work in few words, so that it can be looked up."""
    name = named(Reference(raw=record.work.title, work=record.work))
    if record.work.DOI:
        return f"{name}, {record.work.DOI}"
    return name
