"""R503: a work that its editors have expressed concern about."""

from __future__ import annotations

import re

from refkit.verify.status_rule import IN_DOUBT, StatusRule


class Concern(StatusRule):
    """An expression of concern about the work was published, and the reference does not say so.

    It is no retraction: an inquiry is going on, or could not be finished.

    Why it matters:
        Editors tell with it that readers should not rely on the work for the time being.

    Example:
        An article with a notice of type ``expression_of_concern`` in Crossref.

    Fix:
        None: whether to rely on the work is the author's decision.

    Source:
        Crossref REST API, ``updated-by`` of type ``expression_of_concern``; COPE guidelines on
        expressions of concern.
    """

    code = "R503"
    name = "expression-of-concern"
    severity = "warning"
    degree = IN_DOUBT
    says_so = re.compile(r"\bexpressions? of (?:editorial )?concern\b", re.IGNORECASE)
