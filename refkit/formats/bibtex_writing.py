"""A Work to an entry of BibTeX, with the types and fields that BibTeX's own styles know.

These are in btxdoc (https://ctan.org/pkg/bibtex), section 3. What the styles print, and what they
warn of, is in plain.bst, after which the others are made. Where a Work lacks what its entry type
needs (an article without an author), it becomes one that needs less, and ``entrysubtype`` says
what it is.
"""

from __future__ import annotations

import re
from typing import ClassVar, Final

from refkit.formats.bib_writing import Writing, edtf, is_plain_date
from refkit.formats.bibtex_blocks import MONTHS
from refkit.formats.bibtex_fields import CONTAINED, GENRES, UNDATED
from refkit.formats.bibtex_sorting import sorting_key
from refkit.formats.bibtex_types import write_type
from refkit.model import Date, Name
from refkit.normalize.latex import unicode_to_latex

_INITIAL: Final = re.compile(r"(?:(?<=[ -])|\A)[^\W\x00-\x7f]")


def _with_initials(given: str) -> str:
    r"""Given names of which BibTeX can take the initials: ``{\"O}mer``.

    It takes them byte by byte, and half a letter is none; commands it knows for one letter.
    """
    return _INITIAL.sub(lambda initial: unicode_to_latex(initial[0]), given)


class BibtexWriting(Writing):
    """A Work on its way to an entry that BibTeX's own styles print without a warning."""

    SPELLINGS = False
    CONTAINERS: ClassVar = {"article": "journal"}
    PUBLISHERS: ClassVar = {
        **dict.fromkeys(("phdthesis", "mastersthesis"), "school"),
        **dict.fromkeys(("techreport", "report", "thesis"), "institution"),
        **dict.fromkeys(("misc", "booklet"), "howpublished"),
        **dict.fromkeys(("manual", "online", "unpublished"), "organization"),
    }

    def _type(self) -> str:
        return write_type(self.work)

    def _container_field(self) -> str:
        # All that @misc prints beside title and author.
        return "howpublished" if self._is_part_in_misc() else super()._container_field()

    def _publisher_field(self) -> str:
        return "publisher" if self._is_part_in_misc() else super()._publisher_field()

    def _is_part_in_misc(self) -> bool:
        return self.kind == "misc" and self.work.type in CONTAINED

    def _names_field(self, variable: str) -> str:
        # "can't use both author and editor fields"; the styles print the author alone.
        both = variable == "editor" and self.kind == "book" and self.work.author
        return "editora" if both else variable

    def _initialled(self, name: Name) -> str:
        return f"{name.family}, {_with_initials(name.given)}"

    def _other_name(self, name: Name) -> str:
        if not name.given.isascii() and not self.manner.latex and not name.literal:
            classic, comma, given = super()._other_name(name).rpartition(", ")
            return classic + comma + _with_initials(given)
        return super()._other_name(name)

    def _issued(self) -> None:
        date: Date | None = self.left.pop("issued", None)
        if date is None:
            return
        plain = len(date.date_parts) == 1 and not (date.season or date.circa)
        parts = date.date_parts[0] if date.date_parts else ()
        if plain and 0 < parts[0] < 10000 and all(1 <= part <= 12 for part in parts[1:2]):
            self.sure = self.sure and is_plain_date(date)
            self.fields["year"] = f"{{{parts[0]}}}"
            if len(parts) > 1:
                # A macro, so that the style prints the month in its own way and language.
                month = MONTHS[parts[1] - 1]
                self.fields["month"] = f"{{{parts[1]}}}" if month in self.manner.taken else month
            if len(parts) > 2:
                self.fields["day"] = f"{{{parts[2]}}}"
            return
        self.sure = False
        if date.year:
            written = edtf(date)
            if written:
                self.fields["date"] = "{" + written + "}"
            self.fields["year"] = f"{{{parts[0]}}}"
            return
        words = date.literal or date.raw
        if words:
            self.fields["year"] = "{" + self._encode(words, "issued") + "}"

    def _issue(self) -> None:
        # "there's a number but no volume"
        self._text("issue", "number" if "volume" in self.fields else "issue")

    def _number_in_series(self) -> None:
        # "can't use both volume and number fields", "there's a number but no series"
        fits = "volume" not in self.fields and self.work.collection_title
        self._text("collection-number", "number" if fits else "collection-number")

    def _eprint(self, identifier: str) -> None:
        self.fields["eprint"] = "{" + self._encode(identifier, "number") + "}"
        self.fields["archiveprefix"] = "{arXiv}"

    def _genre(self) -> None:
        genre = self.work.genre
        self.sure = self.sure and self.work.type != "thesis" and genre not in GENRES
        if self.work.type == "thesis" and genre == GENRES.get(self.kind):
            del self.left["genre"]

    def _complete(self) -> None:
        if self.work.type == "thesis" and not self.work.genre:
            # @phdthesis says more than the Work.
            self.sure = False
        fields = self.fields
        fields.setdefault("year", "{" + UNDATED + "}")
        if "author" not in fields and not (self.kind == "book" and "editor" in fields):
            fields.setdefault("key", "{" + sorting_key(self.work, self.key) + "}")
