"""Made-up items of many types for measuring: the same ones each time, no two alike."""

from __future__ import annotations

import random
from typing import Any, Final

FAMILIES: Final = (
    "Abara", "Berg", "Castellanos", "Dvořáková", "Eriksson", "Fontaine", "Grabowski", "Huang",
    "Iwata", "Jónsdóttir", "Kowalczyk", "Lindqvist", "Moreau", "Nakamura", "O’Sullivan", "Petrov",
    "Quispe", "Rossi", "Sørensen", "Tanaka", "Ueda", "Vasquez", "Wójcik", "Xu", "Yılmaz", "Zhou",
)  # fmt: skip
GIVENS: Final = (
    "Ada", "Bruno Karl", "Chiara", "Dmitri A.", "Elif", "Folake", "Göran", "Hana", "Ingrid M.",
    "Jean-Luc", "K. L.", "Lucía", "Minh Anh", "Noor", "Olu", "Priya", "Ragnar", "Sofia", "T.",
)  # fmt: skip
PARTICLES: Final = ("de", "van der", "von", "al-")
SUBJECTS: Final = (
    "tidal marshes", "urban sleep", "protein folding", "minority languages", "glacier melt",
    "machine translation", "soil carbon", "early childhood", "labour migration", "magnetic storms",
    "the history of glass", "coral reefs", "public libraries", "rare earth metals", "jazz harmony",
)  # fmt: skip
FRAMES: Final = (
    "On {}",
    "A study of {}: Methods and results",
    "Why {} matter",
    "Rethinking <i>{}</i> in the 21st century",
    "{} and the “new normal”",
    "Towards a theory of {}? Evidence from three regions",
)
JOURNALS: Final = (
    "Journal of Applied Tides", "The Marsh Review", "Annals of Slow Science", "Acta Borealia",
    "Proceedings of the Institute of Reading", "Zeitschrift für Glaskunde",
)  # fmt: skip
PUBLISHERS: Final = (
    "Harbour Press",
    "Universitetsforlaget Nord",
    "Mill & Sons",
    "Éditions du Pont",
)
PLACES: Final = ("Bergen", "Lyon", "Porto Alegre", "Ann Arbor, MI", "Kraków")
TYPES: Final = (
    *("article-journal",) * 9, *("book",) * 3, *("chapter",) * 3, *("paper-conference",) * 2,
    "report", "thesis", "webpage", "article-newspaper", "article-magazine", "dataset", "software",
    "motion_picture", "legal_case", "legislation", "interview", "patent", "entry-encyclopedia",
    "broadcast", "speech", "manuscript", "map", "song", "review-book", "post-weblog",
)  # fmt: skip


def made_items(count: int, seed: int = 1) -> list[dict[str, Any]]:
    """Items of CSL-JSON.

    Args:
        count: How many.
        seed: Another seed gives other items.

    Returns:
        Items with the ids "m0", "m1" …; some share authors and year, so that they need year
        suffixes or more names to be told apart.
    """
    chance = random.Random(seed)
    return [_item(chance, number) for number in range(count)]


def _item(chance: random.Random, number: int) -> dict[str, Any]:
    kind = chance.choice(TYPES)
    subject = chance.choice(SUBJECTS)
    item: dict[str, Any] = {
        "id": f"m{number}",
        "type": kind,
        "title": f"{chance.choice(FRAMES).format(subject)} {number}",
        "author": _names(chance),
        "issued": {"date-parts": [_date(chance)]},
    }
    if chance.random() < 0.05:
        del item["author"]
    if chance.random() < 0.6:
        item["DOI"] = f"10.5555/made.{number}"
    if chance.random() < 0.4:
        item["URL"] = f"https://example.org/{kind}/{number}"
        item["accessed"] = {"date-parts": [[2024, chance.randint(1, 12), chance.randint(1, 28)]]}
    item.update(_details(chance, kind))
    return item


def _names(chance: random.Random) -> list[dict[str, str]]:
    if chance.random() < 0.06:
        return [{"literal": f"Institute for {chance.choice(SUBJECTS).title()}"}]
    size = chance.choice((1, 1, 1, 2, 2, 3, 3, 4, 6, 9, 24))
    names = []
    for _ in range(size):
        name = {"family": chance.choice(FAMILIES), "given": chance.choice(GIVENS)}
        if chance.random() < 0.06:
            name["non-dropping-particle"] = chance.choice(PARTICLES)
        if chance.random() < 0.03:
            name["suffix"] = "Jr."
        names.append(name)
    return names


def _date(chance: random.Random) -> list[int]:
    date = [chance.randint(1962, 2024)]
    if chance.random() < 0.6:
        date.append(chance.randint(1, 12))
        if chance.random() < 0.6:
            date.append(chance.randint(1, 28))
    return date


def _details(chance: random.Random, kind: str) -> dict[str, Any]:
    """What items of a type have of their own."""
    first = chance.randint(1, 900)
    pages = f"{first}-{first + chance.randint(0, 40)}"
    journal = chance.choice(JOURNALS)
    publisher = {"publisher": chance.choice(PUBLISHERS), "publisher-place": chance.choice(PLACES)}
    if kind.startswith(("article", "review")):
        return {
            "container-title": journal,
            "volume": str(chance.randint(1, 90)),
            "issue": str(chance.randint(1, 12)),
            "page": pages if chance.random() < 0.8 else f"e{first}",
        }
    if kind in {"chapter", "paper-conference", "entry-encyclopedia"}:
        return {
            "container-title": f"Handbook of {chance.choice(SUBJECTS)}",
            "editor": _names(chance),
            "page": pages,
            **publisher,
        }
    if kind == "book":
        return {**publisher, "edition": str(chance.randint(1, 5)), "ISBN": "978-1-00-000000-0"}
    if kind in {"legal_case", "legislation", "patent"}:
        return {"number": str(first), "authority": "Court of Tides", "jurisdiction": "Norway"}
    if kind in {"webpage", "post-weblog"}:
        return {"container-title": journal}
    return {"genre": "Technical report", "number": str(first), **publisher}
