"""C602: a work of the reference list that the text does not cite."""

from __future__ import annotations

from collections.abc import Iterator

from refkit.model import Finding
from refkit.normalize.text import fold
from refkit.verify.citation_rule import is_personal, listed_as
from refkit.verify.citing import citing_of
from refkit.verify.citing_body import Body
from refkit.verify.citing_entry import Listed, acronyms
from refkit.verify.rule import Article, Rule


class ListedNotCited(Rule):
    """A work is listed that the text does not cite.

    Reported only where the text evidently cites the list by author and date, and cites most of
    it. Lists of further reading, bibliographies, lists of one's own publications, and articles
    that cite by keys or numbers pass, as do works marked with an asterisk (studies included in a
    meta-analysis), works that a citation may mean with a wrong year or a misspelt name, and works
    whose author and year stand near each other anywhere in the text.

    Why it matters:
        A reference list holds what the text uses; what is left over is often the trace of a
        paragraph that was cut, or of a citation that went wrong.

    Example:
        ``Rowe, J. W. (2009). Facts and fictions about an aging America. Contexts, 8, 16–21.`` in a
        list whose article never mentions Rowe.

    Fix:
        None: whether to cite the work or to strike it is the author's decision.

    Source:
        APA 7, 8.4 and 9.52 (meta-analyses): each entry in the list must be cited in the text.
    """

    code = "C602"
    name = "listed-not-cited"
    severity = "warning"

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding over each entry that no citation means."""
        citing = citing_of(article)
        if citing is None:
            return
        left = [
            entry
            for area in citing.areas
            if area.complete
            for entry in area.entries
            if entry.number not in citing.cited and entry.certain
        ]
        if not left:
            return
        years = {year for entry in left for year in entry.year.years}
        beside = citing.body.beside(years)
        for entry in left:
            reference = article.verdicts[entry.number].reference
            marked = reference.raw.lstrip().startswith(("*", "\\*")) or reference.marker == "*"
            if marked or is_personal(reference) or _is_mentioned(entry, beside, citing.body):
                continue
            finding = self.finding(
                article, reference.span, f"listed, but not cited: {listed_as(reference)}"
            )
            finding.reference = entry.number
            yield finding


def _is_mentioned(entry: Listed, beside: dict[str, str], body: Body) -> bool:
    """Whether the first name stands near the year, or anywhere in the text if there is no year."""
    name = entry.families[0]
    longest = max(name.split(), key=len, default="")
    forms = {fold(longest), fold(name), *entry.names[0]} - {""}
    if entry.groups[0]:
        forms |= acronyms(name)
    if not all(year.isdigit() for year in entry.year.years):
        return any(set(form.split()) <= body.words for form in forms)
    return any(f" {form} " in beside.get(year, "") for form in forms for year in entry.year.years)
