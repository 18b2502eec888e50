"""C614: a key in the text of which there is no work."""

from __future__ import annotations

from collections.abc import Iterator

from refkit.model import Citation, Finding, Fix
from refkit.verify.citing_marks import keys_of
from refkit.verify.rule import Article, Rule


class UnknownKey(Rule):
    r"""A key is cited of which no bibliography has the work.

    The keys of ``\cite{smith2020}``, ``[@smith2020]`` and the like are looked up among the entries
    of the article itself and in the files that it names. Where one of these could not be read,
    where the article names none, or where they lack most of the keys, nothing is said: the works
    may stand in another file. Labels of figures, tables and sections are no keys.

    Why it matters:
        The printed article has a question mark or nothing where the citation should be.

    Example:
        ``\cite{smth2020}`` where the .bib file has ``smith2020``.

    Fix:
        The only key that differs by a letter or two. Unsafe: another work may be meant.

    Source:
        BibTeX, "BibTeXing", section 2; pandoc's manual, "Citation syntax".
    """

    code = "C614"
    name = "unknown-key"
    severity = "error"

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding over each citation of a key of which there is no work."""
        keys = keys_of(article)
        if keys is None or 2 * len({each.key for each in keys.unknown}) > len(keys.cited):
            return
        near: dict[str, str] = {}
        for citation in keys.unknown:
            key = citation.key
            if key not in near:
                near[key] = keys.nearest(key)
            meant = near[key]
            advice = f"; did you mean {meant}?" if meant else ""
            yield self.finding(
                article,
                citation.span,
                f"cited key not in the bibliography: {key}{advice}",
                written=key,
                found=meant,
                fix=_fix(article, citation, meant) if meant else None,
            )


def _fix(article: Article, citation: Citation, key: str) -> Fix | None:
    """The Fix that writes another key; None if the key stands in the file otherwise."""
    document = article.document
    place = document.source_span(citation.span)
    written = document.source[place.start : place.end]
    if written.removeprefix("@") != citation.key:
        return None
    return Fix(span=place, replacement=written.replace(citation.key, key), safe=False)
