"""How references write names, dates and locators: the choices that a template makes at random."""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random

from refkit.model import Date, Name, Work
from training.marks import mark
from training.wordings import AND, DASHES, EDITED, EDITED_BY, IN, ISSUE, MONTHS, PAGES, VOLUME


@dataclass(frozen=True, slots=True)
class NameForm:
    """One way to write a list of names.

    Attributes:
        order: "family" (Smith, John), "given" (John Smith), "mixed" (the first one inverted).
        initials: "" for whole given names, else a pattern: "A. B.", "A.B.", "AB", "A B".
        comma: Between family and given: ", " or " ".
        joint: Between names: ", ", "; ", "/", " / ", " – ".
        last: Before the last name: ", and ", " & ", " und ", or the joint.
        most: More names than this are cut after ``kept`` with ``others``.
        kept: How many names stay then.
        others: "et al.", "u.a." …
        caps: Whether family names are in capitals.
    """

    order: str = "family"
    initials: str = ""
    comma: str = ", "
    joint: str = ", "
    last: str = " and "
    most: int = 99
    kept: int = 1
    others: str = "et al."
    caps: bool = False

    def write(self, names: list[Name]) -> str:
        """The names as one text."""
        cut = len(names) > self.most
        shown = names[: self.kept] if cut else names
        written = [
            self._one(name, inverted=self._inverts(place)) for place, name in enumerate(shown)
        ]
        if cut:
            return (
                self.joint.join(written)
                + f"{'' if self.others.startswith(',') else ' '}{self.others}"
            )
        if len(written) == 1:
            return written[0]
        return self.joint.join(written[:-1]) + self.last + written[-1]

    def _inverts(self, place: int) -> bool:
        return self.order == "family" or (self.order == "mixed" and place == 0)

    def _one(self, name: Name, *, inverted: bool) -> str:
        if name.literal:
            return name.literal
        particle = " ".join(p for p in (name.dropping_particle, name.non_dropping_particle) if p)
        family = f"{particle} {name.family}".strip()
        family = family.upper() if self.caps else family
        given = initials(name.given, self.initials) if self.initials else name.given
        if not given:
            return family
        if inverted:
            suffix = f", {name.suffix}" if name.suffix else ""
            return f"{family}{self.comma}{given}{suffix}"
        suffix = f" {name.suffix}" if name.suffix else ""
        return f"{given} {family}{suffix}"


def initials(given: str, pattern: str) -> str:
    """Given names as initials: "Hans-Peter M." as "H.-P. M." for the pattern "A. B."."""
    stop = "." if "." in pattern else ""
    gap = " " if " " in pattern else ""
    words = []
    for word in given.replace(".", ". ").split():
        letters = [part.strip(".")[:1].upper() for part in word.split("-") if part.strip(".")]
        if not letters or not letters[0].isalpha():
            continue
        if len(letters) > 1 and not stop:
            words.append("".join(letters) if not gap else "-".join(letters))
        else:
            words.append("-".join(letter + stop for letter in letters))
    return gap.join(words)


class Writer:
    """A Work, and the choices of one entry.

    Args:
        work: What the entry is of.
        random: Where the choices come from.
    """

    def __init__(self, work: Work, random: Random) -> None:
        self.work = work
        self.random = random
        self.lang = work.language[:2].lower() if work.language[:2].lower() in AND else "en"
        self.dash = random.choice(DASHES)

    def pick(self, *choices: str) -> str:
        """One of some texts."""
        return self.random.choice(choices)

    def chance(self, share: float) -> bool:
        """True in this share of cases."""
        return self.random.random() < share

    def ending(self) -> str:
        """How an entry ends: mostly with a full stop."""
        return "." if self.chance(0.75) else self.pick("", "", ";", ",")

    def names(self, role: str = "author", **form: object) -> str:
        """The marked names of a role, "" if there are none.

        Args:
            role: "author", "editor" or "translator".
            form: Attributes of :class:`NameForm` that are fixed.
        """
        people: list[Name] = getattr(self.work, role)
        if not people:
            return ""
        return mark(role, self.name_form(**form).write(people))

    def name_form(self, **fixed: object) -> NameForm:
        """A way to write names, at random where it is not fixed."""
        word = AND[self.lang] if self.chance(0.85) else self.pick("and", "&")
        order = self.pick("family", "family", "given", "mixed")
        initials_form = self.pick("", "", "A. B.", "A. B.", "A.B.", "A.B.", "AB", "A B")
        joint = self.pick(", ", ", ", ", ", "; ")
        chosen: dict[str, object] = {
            "order": order,
            "initials": initials_form,
            "comma": " "
            if "." not in initials_form and initials_form
            else self.pick(", ", ", ", ", ", " "),
            "joint": joint,
            "last": self.pick(f" {word} ", f" {word} ", f", {word} ", " & ", ", & ", joint, joint),
            "most": self.random.choice([2, 3, 3, 5, 99, 99, 99]),
            "kept": self.random.choice([1, 1, 1, 2, 3]),
            "others": self.pick(
                "et al.",
                "et al.",
                "et al",
                ", et al.",
                "et al.,",
                "u.a." if self.lang == "de" else "et al.",
            ),
            "caps": self.chance(0.08),
        } | fixed
        if chosen["kept"] > chosen["most"]:  # type: ignore[operator]
            chosen["kept"] = chosen["most"]
        return NameForm(**chosen)  # type: ignore[arg-type]

    def year(self) -> str:
        """The marked year, now and then with a letter."""
        letter = self.random.choice("aabbc") if self.chance(0.06) else ""
        return mark("issued", self._year() + letter)

    def _year(self) -> str:
        issued = self.work.issued
        return str(issued.date_parts[0][0]) if issued and issued.date_parts else "2001"

    def date(self) -> str:
        """The marked date with what it has of month and day."""
        return mark("issued", written_date(self.work.issued, self.lang, self.random))

    def accessed(self) -> str:
        """The marked day of the visit."""
        return mark("accessed", written_date(self.work.accessed, self.lang, self.random))

    def title(self) -> str:
        """The marked title."""
        return mark("title", self.work.title)

    def quoted(self, inner: str = "") -> str:
        """The marked title in quotation marks, with what may stand inside behind it."""
        left, right = self.random.choice(
            {
                "de": [
                    ("„", "“"),
                    ("„", "“"),
                    ("»", "«"),
                    ('"', '"'),
                    ("“", "”"),
                    ("‚", "‘"),
                    (",,", "''"),
                ],
                "fr": [("« ", " »"), ("« ", " »"), ("«", "»"), ("“", "”"), ('"', '"')],
                "it": [("«", "»"), ("“", "”"), ("‘", "’"), ('"', '"')],
                "es": [("«", "»"), ("“", "”"), ('"', '"')],
            }.get(
                self.lang,
                [("“", "”"), ("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'"), ("``", "''")],
            )
        )
        return f"{left}{self.title()}{inner}{right}"

    def container(self) -> str:
        """The marked container."""
        return mark("container-title", self.work.container_title)

    def volume(self, *, worded: bool = False) -> str:
        """The marked volume, with its word if wanted."""
        value = mark("volume", self.work.volume)
        return self.random.choice(VOLUME[self.lang]) + value if worded and value else value

    def issue(self, *, worded: bool = False) -> str:
        """The marked issue, with its word if wanted."""
        value = mark("issue", self.work.issue)
        return self.random.choice(ISSUE[self.lang]) + value if worded and value else value

    def pages(self, *, worded: bool = False) -> str:
        """The marked pages, with their word if wanted."""
        value = mark("page", re.sub(r"\s*[-–]\s*", self.dash, self.work.page))
        return self.random.choice(PAGES[self.lang]) + value if worded and value else value

    def first_page(self) -> str:
        """The marked first page."""
        return mark("page", re.split(r"\s*[-–]", self.work.page)[0])

    def publisher(self) -> str:
        """The marked publisher."""
        return mark("publisher", self.work.publisher)

    def place(self) -> str:
        """The marked place of publication."""
        return mark("publisher-place", self.work.publisher_place)

    def imprint(self) -> str:
        """Place and publisher as one of the usual forms, or one of the two."""
        place, publisher = self.place(), self.publisher()
        if place and publisher:
            return self.pick(
                f"{place}: {publisher}",
                f"{place}: {publisher}",
                f"{place}: {publisher}",
                f"{publisher}, {place}",
                f"{publisher}, {place}",
                f"{place}, {publisher}",
                f"{publisher}: {place}",
                f"{place} : {publisher}",
                place,
                publisher,
                f"{place} ({publisher})",
            )
        return place or publisher

    def edition(self) -> str:
        """The marked edition with its word: "2nd ed.", "3. Aufl."."""
        number = self.work.edition
        if not number:
            return ""
        if self.lang == "de":
            extra = self.pick("", "", "", "überarb. ", "erw. ", "vollst. überarb. ", "durchges. ")
            word = self.pick("Aufl.", "Auflage", "Aufl.")
            if extra:
                return mark("edition", f"{number}., {extra}{word}")
            return mark("edition", f"{number}.") + f" {word}"
        ordinal = {"1": "1st", "2": "2nd", "3": "3rd"}.get(number, f"{number}th")
        if self.lang == "en":
            word = self.pick("ed.", "ed.", "edition", "edn", "edn.", "Ed.")
            return f"{mark('edition', ordinal)} {word}"
        tail = {"fr": "e éd.", "es": "ª ed.", "it": "ª ed.", "pt": ". ed.", "nl": "e druk"}[
            self.lang
        ]
        return f"{mark('edition', number)}{tail}"

    def edited(self, *, behind: bool = True, **form: object) -> str:
        """The editors with their word, behind or before the names; "" without editors."""
        names = self.names("editor", **form)
        if not names:
            return ""
        if behind:
            word = self.random.choice(EDITED[self.lang])
            return names + word if word.startswith((",", " ")) else f"{names} {word}"
        return f"{self.random.choice(EDITED_BY[self.lang])} {names}"

    def inside(self) -> str:
        """The word before a container, such as "In", "in:", "In:" or "Dans"."""
        word = IN[self.lang] if self.chance(0.9) else "In"
        return self.pick(word, f"{word}:", f"{word}:", word.lower(), f"{word.lower()}:", f"{word},")

    def link(self) -> str:
        """DOI or URL with what stands before it, "" without either."""
        work = self.work
        if work.DOI and self.chance(0.75):
            doi = work.DOI
            head = self.pick(
                "https://doi.org/",
                "https://doi.org/",
                "http://dx.doi.org/",
                "doi:",
                "doi: ",
                "DOI: ",
                "DOI ",
                "doi:",
                "",
            )
            if head.startswith("http"):
                return mark("DOI", head + doi)
            return head + mark("DOI", doi)
        return mark("URL", work.URL)


def written_date(date: Date | None, lang: str, random: Random) -> str:
    """A date as references write it; "" for none."""
    if not date or not date.date_parts or not date.date_parts[0]:
        return ""
    parts = date.date_parts[0]
    year = str(parts[0])
    if len(parts) == 1:
        return year
    name = MONTHS[lang][parts[1] - 1] if 1 <= parts[1] <= 12 else ""
    if random.random() < 0.35 and lang in ("en", "de"):
        name = name[:3] + random.choice([".", "", "."])
    if len(parts) == 2:
        return f"{name} {year}" if lang != "en" or random.random() < 0.8 else f"{name}, {year}"
    day = parts[2]
    if lang == "de":
        return random.choice(
            [f"{day}. {name} {year}", f"{day:02}.{parts[1]:02}.{year}", f"{day}.{parts[1]}.{year}"]
        )
    if lang == "en":
        return random.choice(
            [
                f"{name} {day}, {year}",
                f"{day} {name} {year}",
                f"{year}, {name} {day}",
                f"{year} {name} {day}",
                f"{year}-{parts[1]:02}-{day:02}",
                f"{day} {name}, {year}",
            ]
        )
    if lang in ("es", "pt"):
        return f"{day} de {name} de {year}"
    return f"{day} {name} {year}"
