"""M308: other editors."""

from __future__ import annotations

from refkit.model import Comparison, Verdict
from refkit.verify.metadata_rule import MetadataRule, Rewording
from refkit.verify.name_wording import editors_as
from refkit.verify.rule import Article


class WrongEditor(MetadataRule):
    """The editors of the book differ from those of the chapter's record.

    Said only of chapters and entries whose year, title and book agree with the record: another
    editor in the place of one, or a misspelt name. Excused is all that the authors' rule, M301,
    excuses, and besides editors that only one side names or that stand in another order, for
    registries have the first one only, or those of the series as well.

    Why it matters:
        A book is looked for by its editors where it has no author.

    Example:
        ``In A. Gračanin (Ed.), Handbook of tears`` for a book that Vingerhoets edited.

    Fix:
        Of entries in APA form, the list with the names put right. Unsafe: registries know editors
        less well than authors.

    Source:
        APA 7, 9.28 and 10.3 (chapters); Crossref metadata ``editor``.
    """

    code = "M308"
    name = "wrong-editor"
    severity = "error"
    variable = "editor"
    label = "editor"

    def message(self, comparison: Comparison, verdict: Verdict) -> str:
        """What differs, and the record's list."""
        if comparison.detail == "spelling":
            return f"an editor's name is spelt otherwise: {comparison.found}"
        return f"the editors are {comparison.found}, not {comparison.written}"

    def reword(
        self, written: str, comparison: Comparison, verdict: Verdict, article: Article
    ) -> Rewording | None:
        """The list with the record's editors."""
        reference, match = verdict.reference, verdict.match
        if match is None or reference.style != "apa":
            return None
        text = editors_as(written, reference.work.editor, match.record.work.editor)
        return Rewording(text, certain=False) if text else None
