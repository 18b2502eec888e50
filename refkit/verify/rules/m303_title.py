"""M303: a title that is not the work's."""

from __future__ import annotations

from refkit.verify.metadata_rule import MetadataRule


class WrongTitle(MetadataRule):
    """The title differs from that of the record.

    Excused are capitals, punctuation, markup, symbols in words, a subtitle that one side lacks, a
    translation in brackets, and "Retracted:" in front. Another word is another title.

    Why it matters:
        Readers and machines find a work by its title.

    Example:
        ``Changing aspects of radiation enteropathy`` for an article on bridge columns.

    Fix:
        None in this version.

    Source:
        APA 7, 9.18–9.22; Crossref metadata ``title``, ``subtitle``.
    """

    code = "M303"
    name = "wrong-title"
    severity = "error"
    variable = "title"
    label = "title"
