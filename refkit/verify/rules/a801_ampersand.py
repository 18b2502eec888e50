"""A801: the ampersand before the last name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from refkit.model import Finding, Reference, Span, Verdict
from refkit.verify.apa_rule import AUTHOR_DATE, ApaRule
from refkit.verify.rule import Article
from refkit.verify.written_names import Joint, WrittenNames, plainly_right, written_names

_ENGLISH: Final = ("", "en")
"""Languages of works whose entries have no connective of their own: "und" is German's."""


class Ampersand(ApaRule):
    """The last author or editor is joined otherwise than by a comma and an ampersand.

    Reported are "and" for "&", a missing "&", an "&" before a name that is not the last, and a
    missing comma before it. Two editors in a chapter's entry, whose initials come first, are
    joined by "&" alone. The "and" in a group's own name is its own, and so is "und" in the entry of
    a German work; lists that end in "et al." or leave names out are A809's.

    Why it matters:
        APA has the ampersand so that the last name of a list is told from a group's name.

    Example:
        ``Smith, J. A. and Lee, K. (2019).`` for ``Smith, J. A., & Lee, K. (2019).``

    Fix:
        Safe: what stands between the names, and nothing else, becomes ", " or ", & ".

    Source:
        APA 7, 9.8: use a comma and an ampersand before the final author's name; 9.28 for editors.
        The same in APA 6, 6.27.
    """

    code = "A801"
    name = "ampersand"
    severity = "warning"
    styles = AUTHOR_DATE

    def check_reference(self, verdict: Verdict, article: Article) -> Iterator[Finding]:
        """One finding for the authors, one for the editors, over what stands between names."""
        reference = verdict.reference
        for variable in ("author", "editor"):
            if plainly_right(reference, variable):
                continue
            names = written_names(reference, variable)
            if names is None or not _judged(names):
                continue
            wrong = [
                (joint, right)
                for joint, right in zip(names.joints, _right(names), strict=True)
                if _differs(joint, right, reference)
            ]
            if wrong:
                yield self._between(article, reference, wrong, variable)

    def _between(
        self, article: Article, reference: Reference, wrong: list[tuple[Joint, str]], variable: str
    ) -> Finding:
        """The finding from the first place that is wrong to the last."""
        parts: list[str] = []
        at = wrong[0][0].start
        for joint, right in wrong:
            parts += [reference.raw[at : joint.start], right]
            at = joint.end
        last, right = wrong[-1]
        return self.advice(
            article,
            reference,
            Span(wrong[0][0].start, at),
            _message(last, right),
            "".join(parts),
            field=variable,
        )


def _judged(names: WrittenNames) -> bool:
    """Whether a list names everybody, all in one order."""
    if len(names.names) < 2 or names.others or any(joint.ellipsis for joint in names.joints):
        return False
    persons = [name for name in names.names if name.given[0] < name.given[1]]
    return len({name.inverted for name in persons}) == 1


def _right(names: WrittenNames) -> list[str]:
    """What should stand between the names."""
    persons = [name for name in names.names if name.given[0] < name.given[1]]
    two = len(names.names) == 2 and not persons[0].inverted
    return [", "] * (len(names.joints) - 1) + [" & " if two else ", & "]


def _differs(joint: Joint, right: str, reference: Reference) -> bool:
    """Whether a joint says something else; spaces are nobody's fault."""
    if joint.word in ("und", "et") and reference.work.language not in _ENGLISH:
        return False
    return (joint.comma, joint.word) != ("," in right, "&" if "&" in right else "")


def _message(joint: Joint, right: str) -> str:
    if "&" not in right:
        return f"“{joint.word}” stands only before the last name"
    if not joint.word:
        return "an ampersand is missing before the last name"
    if joint.word != "&":
        return f"the last name follows “&”, not “{joint.word}”"
    if joint.comma:
        return "two editors are joined without a comma"
    return "a comma is missing before the ampersand"
