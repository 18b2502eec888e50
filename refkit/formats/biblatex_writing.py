"""A Work to an entry of biblatex, with its own types, dates and extended names.

The biblatex manual (https://ctan.org/pkg/biblatex), sections 2.1 for entry types, 2.2 for fields,
2.3.8 for dates; biber's manual, section 3.4, for the extended form of names.
"""

from __future__ import annotations

import re
from typing import ClassVar, Final

from refkit.formats.bib_writing import Writing, edtf, is_plain_date, names_as_read
from refkit.formats.bibtex_fields import GENRES
from refkit.formats.bibtex_languages import babel_name, language_code
from refkit.formats.bibtex_types import write_biblatex_type
from refkit.model import Date, Name
from refkit.normalize.identifiers import isbn_is_valid
from refkit.normalize.latex import unicode_to_latex

_GENRE_KEYS: Final = {genre: key for key, genre in GENRES.items()}
"""Genres to the keys by which biblatex prints them in the language of the document."""

_CODE: Final = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9_-]{1,30})?")


class BiblatexWriting(Writing):
    """A Work on its way to an entry of biblatex."""

    CONTAINERS: ClassVar = {"article": "journaltitle", "suppperiodical": "journaltitle"}
    PUBLISHERS: ClassVar = {
        **dict.fromkeys(("report", "thesis", "techreport"), "institution"),
        **dict.fromkeys(("phdthesis", "mastersthesis"), "institution"),
        **dict.fromkeys(("online", "manual", "misc", "software"), "organization"),
        **dict.fromkeys(("booklet", "unpublished"), "howpublished"),
    }
    PLACE = "location"

    def _type(self) -> str:
        return write_biblatex_type(self.work)

    def _complete(self) -> None:
        """Nothing: biblatex's styles do without what a Work does not have."""

    def _other_name(self, name: Name) -> str:
        classic = super()._other_name(name)
        if name.literal or not classic or (name.family and names_as_read(classic) == (name,)):
            return classic
        return self._extended(name)

    def _extended(self, name: Name) -> str:
        """A name by its parts: "family=Beethoven, given=Ludwig, prefix=van, useprefix=false"."""
        prefix = " ".join(filter(None, (name.dropping_particle, name.non_dropping_particle)))
        parts = {
            "family": name.family,
            "given": name.given,
            "prefix": prefix,
            "suffix": name.suffix,
        }
        written = [f"{part}={self._name_part(text)}" for part, text in parts.items() if text]
        if prefix:
            written.append(f"useprefix={'true' if name.non_dropping_particle else 'false'}")
        return ", ".join(written)

    def _name_part(self, text: str) -> str:
        return "{" + unicode_to_latex(text, keep_unicode=not self.manner.latex) + "}"

    def _issued(self) -> None:
        date: Date | None = self.left.pop("issued", None)
        if date is None:
            return
        if date.date_parts:
            self.sure = self.sure and is_plain_date(date)
            written = edtf(date)
            if written:
                self.fields["date"] = "{" + written + "}"
            elif date.year:
                self.fields["year"] = "{" + str(date.year) + "}"
            return
        self.sure = False
        words = date.literal or date.raw
        if words:
            # biber says of words in year that they are no integer.
            self.fields["issued"] = "{" + self._encode(words, "issued") + "}"

    def _eprint(self, identifier: str) -> None:
        self.fields["eprint"] = "{" + self._encode(identifier, "number") + "}"
        self.fields["eprinttype"] = "{arxiv}"

    def _identifier(self, variable: str, name: str) -> None:
        if variable == "ISBN" and not isbn_is_valid(self.work.ISBN):
            # biber warns of it; of several, as publishers deposit them, the first will do.
            isbns = [isbn for isbn in re.split(r"[\s,;]+", self.left.pop("ISBN")) if isbn]
            valid = next(filter(isbn_is_valid, isbns), "")
            if valid:
                self.fields[name] = "{" + valid + "}"
            self.sure = False
            return
        super()._identifier(variable, name)

    def _genre(self) -> None:
        genre = self.work.genre
        key = _GENRE_KEYS.get(genre)
        self.sure = self.sure and self.work.type != "thesis" and genre not in GENRES
        if key is not None:
            del self.left["genre"]
            self.fields["type"] = "{" + key + "}"

    def _language(self) -> None:
        # biblatex prints the field language; langid only says whose rules apply.
        if _CODE.fullmatch(self.work.language) and "langid" not in self.kept:
            code = self.left.pop("language")
            name = babel_name(code) or code
            self.fields["langid"] = "{" + name + "}"
            if language_code(name) == code:
                return
        self.sure = False
