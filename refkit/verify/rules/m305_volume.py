"""M305: another volume."""

from __future__ import annotations

from refkit.verify.metadata_rule import MetadataRule


class WrongVolume(MetadataRule):
    """The volume differs from that of the record.

    Excused are Roman numerals, leading zeros, labels ("Vol."), and double volumes.

    Why it matters:
        Volume and page lead to the work where there is no link.

    Example:
        ``Psychotherapy, 85(1)`` for an article in volume 58.

    Fix:
        None in this version.

    Source:
        APA 7, 9.25; Crossref metadata ``volume``.
    """

    code = "M305"
    name = "wrong-volume"
    severity = "error"
    variable = "volume"
    label = "volume"
