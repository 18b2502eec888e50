"""M302: a year that the record does not know."""

from __future__ import annotations

from refkit.verify.metadata_rule import MetadataRule


class WrongYear(MetadataRule):
    """The year differs from every year that the work may carry.

    Online and print publication often fall into different years; each of them is right. So is the
    year of the original where a reference to a republished work gives both.

    Why it matters:
        Author and year are what a citation in the text leads to.

    Example:
        ``(2018)`` for a work that appeared online in 2014 and in print in 2015.

    Fix:
        None in this version.

    Source:
        APA 7, 9.13–9.17; Crossref metadata ``issued``, ``published-print``, ``published-online``.
    """

    code = "M302"
    name = "wrong-year"
    severity = "error"
    variable = "issued"
    label = "year"
