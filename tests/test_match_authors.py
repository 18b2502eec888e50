"""Comparing lists of authors: what is a fault, and what reality excuses."""

from __future__ import annotations

import pytest

from refkit.match.authors import compare_authors
from refkit.model import Name


def people(text: str) -> list[Name]:
    """Names from "Family, Given; Family, Given; =Group"."""
    names = []
    for part in text.split("; "):
        if part.startswith("="):
            names.append(Name(literal=part[1:]))
        else:
            family, _, given = part.partition(", ")
            names.append(Name(family=family, given=given))
    return names


@pytest.mark.parametrize(
    ("written", "found", "excuse"),
    [
        ("Bylsma, L. M.; Gračanin, A.", "Bylsma, Lauren M.; Gračanin, Asmir", ""),
        ("Gracanin, A.", "Gračanin, Asmir", "diacritics"),
        ("Mueller, H.", "Müller, Hans", "transliteration"),
        ("Muller, H.", "Müller, Hans", "diacritics"),
        ("Ostergaard, B.", "Østergaard, Bo", "diacritics"),
        ("O'Brien, T.", "O’Brien, Tim", ""),
        ("Smith-Jones, A.", "Smith‐Jones, Anna", ""),  # U+2010 in the Record
        ("Sousa, J.", "de Sousa, José", "name-form"),
        ("García Márquez, G.", "García, Gabriel", "name-form"),
        ("Smith, J.", "=Smith J", "name-form"),
        ("Smith, J.; Jones, A.", "Smith, J.; =The ALPHA Consortium; Jones, A.", "group-author"),
        ("Li, W.; Zhang, H.", "Wei, L.; Hao, Z.", "family-given-swapped"),
        ("Wu, A.; Jones, B.; Li, C.", "Wu, A.", "registry-first-author-only"),
        ("=World Health Organization", "=World Health Organization (WHO)", "name-form"),
        ("Allen, S. J.", "Allen, S J", ""),
    ],
)
def test_the_same_people_agree(written: str, found: str, excuse: str) -> None:
    agreement = compare_authors(people(written), people(found))
    assert agreement.same
    assert agreement.excuse == excuse


@pytest.mark.parametrize(
    ("written", "found", "detail"),
    [
        ("Bylsma, L.; Gračanin, A.", "Bylsma, L.; Gračanin, A.; Vingerhoets, A.", "missing"),
        ("Bylsma, L.; Kardum, I.; Gračanin, A.", "Bylsma, L.; Gračanin, A.", "added"),
        ("Gračanin, A.; Bylsma, L.", "Bylsma, L.; Gračanin, A.", "order"),
        ("Bylsam, L.; Gračanin, A.", "Bylsma, L.; Gračanin, A.", "spelling"),
        ("Bylsma, L.; Kardum, I.", "Bylsma, L.; Vingerhoets, A.", "replaced"),
        ("Bylsma, T.; Gračanin, A.", "Bylsma, L.; Gračanin, A.", "initials"),
        ("Kardum, I.", "Gračanin, A.", "other"),
        ("Wu, A.; Li, C.", "Wu, A.", "added"),
    ],
)
def test_what_differs_is_named(written: str, found: str, detail: str) -> None:
    agreement = compare_authors(people(written), people(found))
    assert not agreement.same
    assert agreement.detail == detail


def test_a_list_that_says_et_al_may_leave_out_those_at_the_end() -> None:
    found = people("Cotton, P.; Lehman, G.; Vennes, J.; Geenen, J.")
    assert compare_authors(people("Cotton, P.; Lehman, G."), found, abridged=True).excuse == "et-al"
    assert not compare_authors(people("Vennes, J.; Lehman, G."), found, abridged=True).same


def test_an_abridged_list_with_the_last_author_after_an_ellipsis_agrees() -> None:
    found = people("A, A.; B, B.; Cohen, C.; Doe, D.; Eco, E.")
    assert compare_authors(people("A, A.; B, B.; Eco, E."), found, abridged=True).same


def test_two_people_of_one_family_name_are_told_apart_by_their_initials() -> None:
    found = people("Wang, Y.; Wang, X.; Li, Q.")
    assert compare_authors(people("Wang, Y.; Wang, X.; Li, Q."), found).same
    assert compare_authors(people("Wang, X.; Wang, Y.; Li, Q."), found).detail == "order"
