"""R501: a work that was retracted."""

from __future__ import annotations

import re

from refkit.model import Notice, Record
from refkit.verify.status_rule import TAKEN_BACK, TITLE_SAYS, StatusRule


class Retracted(StatusRule):
    """The work was retracted, withdrawn or removed, and the reference does not say so.

    Read from the notices on the work itself (``updated-by``), never from a notice's own list of
    what it updates; and from the word that publishers put before the title of such a work
    ("RETRACTED: …"). Corrections and expressions of concern are other rules'.

    Why it matters:
        Readers take a cited result for one that still stands.

    Example:
        ``Gino, F., & Wiltermuth, S. S. (2014). Evil genius? …`` cited without "[Retracted]".

    Fix:
        None: whether the work may still be cited, and how, is the author's decision.

    Source:
        APA 7, 10.1 (retracted journal article); Crossref REST API, ``updated-by``, with the
        Retraction Watch data.
    """

    code = "R501"
    name = "retracted"
    severity = "error"
    degree = TAKEN_BACK
    # "Retracted" in the title of a study of retractions is none of these.
    says_so = re.compile(
        r"""
          (?i: [\[(] [^\[\]()]{0,60} \b (?: retract(?:ed|ion) | withdraw(?:n|al) | removed ) \b)
        | (?i: \b (?: retracted | withdrawn | removed ) (?: \s(?:article|chapter|paper) )? \s?[:—] )
        | \b (?: RETRACTED | WITHDRAWN | RETRACTION ) \b
        | \b Retraction \s (?: published | notice | of ) \b
        """,
        re.VERBOSE,
    )

    def notice(self, record: Record) -> Notice | None:
        """A notice that takes the work back; one for its title's word, where none was deposited."""
        found = super().notice(record)
        if found is None and not record.amends and TITLE_SAYS.match(record.work.title):
            return Notice(type="retraction")
        return found
