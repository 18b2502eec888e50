"""R502: a work of which a part was retracted."""

from __future__ import annotations

import re

from refkit.verify.status_rule import TAKEN_BACK_IN_PART, StatusRule


class RetractedInPart(StatusRule):
    """A part of the work was retracted, and the reference does not say so.

    The rest of the work stands, so this is a warning: what is cited may be in either part.

    Why it matters:
        Readers cannot know whether the cited result is among those that were taken back.

    Example:
        An article of which one experiment was retracted, cited as if all of it stood.

    Fix:
        None: look at the notice, and say in the text what of the work is relied on.

    Source:
        Crossref REST API, ``updated-by`` of type ``partial_retraction``; COPE retraction
        guidelines.
    """

    code = "R502"
    name = "retracted-in-part"
    severity = "warning"
    degree = TAKEN_BACK_IN_PART
    says_so = re.compile(r"\b(?:partial(?:ly)? retract|retract(?:ed|ion) in part)", re.IGNORECASE)
