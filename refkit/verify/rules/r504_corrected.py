"""R504: a work that was corrected."""

from __future__ import annotations

import re

from refkit.verify.status_rule import CORRECTED, StatusRule


class Corrected(StatusRule):
    """A correction of the work was published, and the reference does not mention it.

    Most corrections touch nothing that is cited, so this is advice: it does not change the exit
    code. A new version is no correction.

    Why it matters:
        What is quoted or computed from may be what was corrected.

    Example:
        An article with an erratum to the table that the text cites.

    Fix:
        None: look at the notice. APA asks for no mention of a correction in the list.

    Source:
        Crossref REST API, ``updated-by`` of the types ``correction``, ``erratum``,
        ``corrigendum``, ``clarification``, ``addendum``.
    """

    code = "R504"
    name = "corrected"
    severity = "info"
    degree = CORRECTED
    says_so = re.compile(
        r"\b(?:correct(?:ion|ed)|errat(?:um|a)|corrigend(?:um|a)|addendum)\b", re.IGNORECASE
    )
