"""Works to write references of: Crossref's own, and made-up ones of the kinds that Crossref lacks.

Crossref is mostly English articles. Books, chapters with editors, theses, reports and web pages,
and works in other languages, are made from its names and titles and from the lists of this folder.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from random import Random
from typing import Final

from refkit.model import Date, Name, Work
from training import lists
from training.details import a_date, a_doi, a_range, an_address, an_event, an_issue, shortened
from training.titles import make_title

LANGS: Final = ("en", "de", "fr", "es", "it", "pt", "nl")
KINDS: Final = {
    "article-journal": 44,
    "chapter": 17,
    "book": 18,
    "paper-conference": 7,
    "thesis": 4,
    "report": 5,
    "webpage": 3,
    "article": 1.5,
    "dataset": 0.5,
}
"""Types of works and their weights."""

MOST: Final = 60
"""Works taken of one journal: thousands of Crossref's here are of a single one."""


class Pool:
    """Works and parts of works to draw from.

    Args:
        works: Real works.
        titles: More titles by language, such as those of annotated references.
    """

    def __init__(self, works: Iterable[Work], titles: dict[str, list[str]] | None = None) -> None:
        self.by_kind: dict[str, list[Work]] = {}
        self.names: list[Name] = []
        self.titles: dict[str, list[str]] = {
            lang: list((titles or {}).get(lang, [])) for lang in LANGS
        }
        self.containers: list[str] = []
        self.events: list[str] = []
        held: Counter[str] = Counter()
        for work in works:
            held[work.container_title] += 1
            if work.container_title and held[work.container_title] > MOST:
                continue
            self.by_kind.setdefault(work.type, []).append(work)
            self.names += [name for name in work.author if name.family and name.given][:6]
            if work.type in ("chapter", "entry"):
                self.containers.append(work.container_title)
            elif work.type == "paper-conference":
                self.events.append(work.container_title)
            if 25 < len(work.title) < 160:
                self.titles["en"].append(work.title)
        self.containers = [c for c in self.containers if 8 < len(c) < 150]
        self.events = [c for c in self.events if 8 < len(c) < 150]

    def draw(self, random: Random, lang: str = "", kind: str = "") -> Work:
        """A Work; of a language and kind where they are given."""
        lang = lang or random.choices(LANGS, (62, 18, 8, 4, 3, 3, 2))[0]
        kind = kind or random.choices(list(KINDS), list(KINDS.values()))[0]
        real = self.by_kind.get(kind, [])
        share = 0.75 if kind == "article-journal" else 0.5 if len(real) > 60 else 0.15
        if lang == "en" and real and random.random() < share:
            work = _copy(random.choice(real))
            self._complete(work, random, lang)
            return work
        return self._made(kind, lang, random)

    def authors(self, random: Random, lang: str, most: int = 4) -> list[Name]:
        """Some persons, real ones for English, made up otherwise; now and then a group."""
        if random.random() < 0.04:
            return [Name(literal=random.choice(lists.GROUPS[lang]))]
        count = random.choices(range(1, 9), (40, 27, 15, 8, 4, 3, 2, 1))[0]
        return [self.person(random, lang) for _ in range(min(count, most))]

    def person(self, random: Random, lang: str) -> Name:
        """One person."""
        foreign = random.choice(LANGS) if random.random() < 0.12 else lang
        if foreign == "en" and self.names and random.random() < 0.75:
            return random.choice(self.names)
        given = random.choice(lists.GIVEN[foreign])
        if random.random() < 0.15:
            given += f" {random.choice('ABCDEFGHJKLMPRSTW')}."
        return Name(family=random.choice(lists.FAMILY[foreign]), given=given)

    def title(self, random: Random, lang: str) -> str:
        """A title."""
        known = self.titles[lang]
        if known and random.random() < (0.6 if len(known) > 400 else 0.35):
            return random.choice(known)
        return make_title(lang, random)

    def _book_title(self, random: Random, lang: str) -> str:
        if lang == "en" and self.containers and random.random() < 0.35:
            return random.choice(self.containers)
        return make_title(lang, random) if random.random() < 0.7 else self.title(random, lang)

    def _made(self, kind: str, lang: str, random: Random) -> Work:
        work = Work(
            type=kind,
            title=self.title(random, lang),
            author=self.authors(random, lang),
            issued=a_date(random),
            language=lang,
        )
        maker: dict[str, Callable[[Work, Random, str], None]] = {
            "article-journal": self._article,
            "chapter": self._chapter,
            "book": self._book,
            "paper-conference": self._paper,
            "thesis": self._thesis,
            "report": self._report,
            "webpage": self._page,
        }
        maker.get(kind, self._page)(work, random, lang)
        if kind in ("article-journal", "chapter", "paper-conference") and random.random() < 0.2:
            work.DOI = a_doi(random)
        if random.random() < 0.05 and not work.URL:
            work.URL = an_address(random)
        return work

    def _article(self, work: Work, random: Random, lang: str) -> None:
        work.container_title = random.choice(lists.JOURNALS[lang])
        work.volume = str(random.randint(1, 140))
        work.issue = an_issue(random) if random.random() < 0.7 else ""
        work.page = a_range(random)

    def _chapter(self, work: Work, random: Random, lang: str) -> None:
        work.container_title = self._book_title(random, lang)
        work.editor = self.authors(random, lang, 4)
        if random.random() < 0.9:
            work.page = a_range(random, 600)
        if random.random() < 0.12:
            work.volume = random.choice(["1", "2", "3", "4", "7", "12", "II", "III"])
        self._published(work, random, lang)

    def _book(self, work: Work, random: Random, lang: str) -> None:
        work.title = self._book_title(random, lang)
        if random.random() < 0.15:
            work.editor, work.author = work.author, []
        self._published(work, random, lang)
        if random.random() < 0.08:
            work.translator = [self.person(random, lang)]
        if random.random() < 0.1:
            work.number_of_pages = str(random.randint(80, 900))
        if random.random() < 0.08:
            work.volume = random.choice(["1", "2", "3", "4", "I", "II", "III"])
        if random.random() < 0.05:
            digits = "".join(random.choices("0123456789", k=9))
            work.ISBN = f"978-{digits[0]}-{digits[1:5]}-{digits[5:]}-{random.randint(0, 9)}"

    def _paper(self, work: Work, random: Random, lang: str) -> None:
        event = (
            random.choice(self.events)
            if self.events and random.random() < 0.7
            else an_event(random)
        )
        work.container_title = event
        if random.random() < 0.8:
            work.page = a_range(random, 900)
        if random.random() < 0.5:
            work.publisher = random.choice(
                [
                    "IEEE",
                    "ACM",
                    "ACM Press",
                    "Springer",
                    "Springer-Verlag",
                    "Morgan Kaufmann",
                    "AAAI Press",
                ]
            )
        if random.random() < 0.5:
            work.publisher_place = work.event_place = random.choice(lists.PLACES["en"])
        if random.random() < 0.3:
            work.editor = self.authors(random, lang, 3)
        if random.random() < 0.25:
            work.collection_title = random.choice(
                [
                    "Lecture Notes in Computer Science",
                    "LNCS",
                    "Lecture Notes in Mathematics",
                    "LNAI",
                    "AIP Conference Proceedings",
                    "IFIP Transactions",
                ]
            )
            work.volume = str(random.randint(80, 9800))

    def _thesis(self, work: Work, random: Random, lang: str) -> None:
        work.author = [self.person(random, lang)]
        work.publisher = random.choice(lists.UNIVERSITIES[lang])
        work.genre = random.choice(
            {
                "de": [
                    "Dissertation",
                    "Diss.",
                    "Diplomarbeit",
                    "Habilitationsschrift",
                    "Magisterarbeit",
                ],
                "en": [
                    "PhD thesis",
                    "Ph.D. thesis",
                    "Doctoral dissertation",
                    "Master's thesis",
                    "Ph.D. dissertation",
                    "Ph.D. diss.",
                    "MSc thesis",
                    "Unpublished doctoral dissertation",
                ],
                "fr": ["Thèse de doctorat", "Mémoire de maîtrise"],
                "es": ["Tesis doctoral", "Tesis de maestría"],
                "it": ["Tesi di dottorato", "Tesi di laurea"],
                "pt": ["Tese de doutorado", "Dissertação de mestrado", "Tese (Doutorado)"],
                "nl": ["Proefschrift", "Academisch proefschrift"],
            }[lang]
        )
        if random.random() < 0.4:
            work.publisher_place = random.choice(lists.PLACES[lang])

    def _report(self, work: Work, random: Random, lang: str) -> None:
        if random.random() < 0.3:
            work.author = [Name(literal=random.choice(lists.GROUPS[lang]))]
        de = [
            "Arbeitspapier",
            "Discussion Paper",
            "Forschungsbericht",
            "Working Paper",
            "Diskussionspapier",
            "IAB-Forschungsbericht",
        ]
        en = [
            "Technical Report",
            "Working Paper",
            "Discussion Paper",
            "Tech. Rep.",
            "Research Report",
            "NBER Working Paper",
            "Report",
        ]
        work.genre = random.choice({"de": de, "en": en}.get(lang, ["Working Paper"]))
        work.number = random.choice(
            [
                str(random.randint(1, 900)),
                f"{random.randint(70, 99)}-{random.randint(1, 60)}",
                f"TR-{random.randint(10, 999)}",
                f"CS-{random.randint(70, 99)}-{random.randint(1, 60)}",
                f"W{random.randint(1000, 9999)}",
                "",
            ]
        )
        work.publisher = random.choice(
            [
                *lists.UNIVERSITIES[lang],
                *lists.GROUPS[lang],
                "IZA",
                "WZB",
                "ZEW",
                "NBER",
                "RAND Corporation",
            ]
        )
        if random.random() < 0.6:
            work.publisher_place = random.choice(lists.PLACES[lang])

    def _page(self, work: Work, random: Random, lang: str) -> None:
        if random.random() < 0.4:
            work.author = [Name(literal=random.choice(lists.GROUPS[lang]))]
        work.URL = an_address(random)
        if random.random() < 0.4:
            work.container_title = random.choice(
                [
                    "BBC News",
                    "Spiegel Online",
                    "Wikipedia",
                    "The Guardian",
                    "heise online",
                    "ZEIT Online",
                ]
            )
        if random.random() < 0.7:
            work.accessed = a_date(random, late=True, full=True)

    def _published(self, work: Work, random: Random, lang: str) -> None:
        fits = lang if random.random() < 0.85 else "en"
        work.publisher = work.publisher or random.choice(lists.PUBLISHERS[fits])
        work.publisher_place = work.publisher_place or random.choice(lists.PLACES[fits])
        if random.random() < 0.15:
            work.edition = random.choice(["2", "2", "3", "4", "5", "7"])
        if random.random() < 0.1:
            work.collection_title = make_title(lang, random).split(":")[0].split(". ")[0]
            work.collection_number = str(random.randint(1, 200))

    def _complete(self, work: Work, random: Random, lang: str) -> None:
        """Give a real work what references have and Crossref lacks; take away some of the rest."""
        if work.type in ("chapter", "book"):
            if work.type == "chapter" and not work.editor:
                work.editor = self.authors(random, lang, 4)
            self._published(work, random, lang)
        if work.type == "paper-conference" and not work.publisher_place and random.random() < 0.3:
            work.publisher_place = random.choice(lists.PLACES["en"])
        for name, share in (
            ("DOI", 0.3),
            ("URL", 0.85),
            ("issue", 0.25),
            ("ISBN", 0.7),
            ("ISSN", 1),
        ):
            if random.random() < share:
                setattr(work, name, "")
        if work.type == "article-journal" and random.random() < 0.7:
            work.publisher = ""
        if work.issued and work.issued.date_parts and random.random() < 0.5:
            work.issued = Date(date_parts=(work.issued.date_parts[0][:1],))
        if work.container_title_short and random.random() < 0.45:
            work.container_title = work.container_title_short
        if random.random() < 0.12 and "-" in work.page:
            work.page = shortened(work.page)
        if random.random() < 0.08 and work.URL and not work.accessed:
            work.accessed = a_date(random, late=True, full=True)


def _copy(work: Work) -> Work:
    import msgspec

    return msgspec.structs.replace(work)
