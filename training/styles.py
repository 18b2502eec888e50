"""Which CSL styles references are rendered in, and how often each."""

from __future__ import annotations

import re
from typing import Final

from refkit.csl.repository import find_styles

FAMILIES: Final = {
    r"apa(-6th-edition|-eu|-no-ampersand|-no-initials|-fr-provost|-cv)?": 10,
    r"chicago-author-date.*": 8,
    r"chicago-(notes|shortened-notes)-bibliography.*": 6,
    r"chicago-notes.*": 5,
    r"chicago-in-text.*": 2,
    r"modern-language-association.*": 6,
    r"turabian.*": 3,
    r"(nlm-citation|national-library-of-med|vancouver|elsevier-vancouver|springer-vancouver).*": 9,
    r"american-medical-association.*": 5,
    r"ieee.*": 6,
    r"harvard-.*": 9,
    r"elsevier-.*": 7,
    r"springer-.*": 7,
    r"american-chemical-society.*": 3,
    r"nature.*": 4,
    r"science.*": 2,
    r"cell.*": 2,
    r"(american-(physics|physical)-soc|american-institute-of-physics|institute-of-physics).*": 5,
    r"the-astrophysical.*": 2,
    r"(biomed-central|bmc|plos|frontiers|public-library).*": 5,
    r"american-society-for-microbiology.*": 2,
    r"acm-.*|association-for-computing.*": 4,
    r"din-1505.*": 3,
    r"infoclio.*": 2,
    r"deutsche-.*": 3,
    r"(juristi|geistes|foerster|kolner|zeitschrift|bibliothek|gottingen).*": 3,
    r"(universitat|historio|historia|der-moderne|gender-).*": 3,
    r"associacao-brasileira.*": 3,
    r"iso690.*": 5,
    r"french\d|.*francais.*|.*universite-.*|revue.*|lannee.*": 3,
    r".*(espan|universidad|revista|escuela).*": 2,
    r".*(italia|civilta|facolta|studi-).*": 2,
    r".*(nederland|leiden|utrecht|tijdschrift).*": 1,
    r"(ecolog|geolog|global-ecolog|american-association-of-petroleum).*": 2,
    r"american-(political|sociological|anthropological|journal-of-(soc|pol)).*": 3,
    r"(demograph|sage-|taylor-and-francis|the-lancet|bmj|emerald|copernicus).*": 3,
    r"(mhra|oscola|bluebook|modern-humanities|unified-style|cambridge-univ|oxford).*": 3,
    r"(academy-of-management|council-of-science|wiley|pnas|royal-society|angewandte).*": 3,
    r"(european-journal-of|international-journal|proceedings-of-the-national).*": 2,
}
"""Patterns of the names of the styles most used, and their weights against each other."""
OTHERS: Final = 80
"""The weight of all other independent styles together."""
LOCALES: Final = {
    "de-DE": "de",
    "fr-FR": "fr",
    "es-ES": "es",
    "it-IT": "it",
    "pt-BR": "pt",
    "nl-NL": "nl",
}
"""The locales that styles without one are also rendered in, and their languages."""


def weighted() -> tuple[list[str], list[float]]:
    """The names of independent styles and their weights."""
    independent = [info.name for info in find_styles() if not info.parent]
    weights = dict.fromkeys(independent, OTHERS / len(independent))
    for pattern, weight in FAMILIES.items():
        family = [name for name in independent if re.fullmatch(pattern, name)]
        plain = min(family, key=len, default="")
        for name in family:
            # The style that the others are variants of is the one that people use.
            weights[name] += weight * (0.5 if name == plain else 0.5 / max(len(family) - 1, 1))
    return sorted(weights), [weights[name] for name in sorted(weights)]
