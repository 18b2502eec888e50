"""Imprints: whether two publishers' names are one house.

A book names the imprint on its title page, a registry the company that deposits for it today, after
two mergers and with its legal form. Two houses are told apart only where both are well known; of
all others nothing is said.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from refkit.match.agreement import OTHER, SAME, Agreement, excused
from refkit.normalize.patterns import lazy_pattern
from refkit.normalize.text import fold, word_set

_LEGAL: Final = word_set(
    """
    inc incorporated ltd limited llc llp plc gmbh kg ag bv b v nv n sa s a srl spa co company corp
    corporation cie verlag verlags verlagsgesellschaft press publisher publishers publishing
    publications publication books book group groups international global and und et the of for sons
    house media academic science sciences scientific education professional reference digital ebooks
    berlin heidelberg new york london us usa uk cham singapore boston dordrecht basel vienna wien
    oxford cambridge amsterdam netherlands switzerland germany india netherland paris milan milano
    washington dc chicago san francisco toronto tokyo wiesbaden stuttgart leipzig munchen munich
    hoboken nj ny ma thousand oaks ca university univ
    """
)
"""Words that name no house: legal forms, what a publisher does, and where."""

_HOUSES: Final = """
wiley; blackwell; jossey bass; interscience; ernst sohn; vch
springer; palgrave; humana; apress; birkhauser; kluwer; plenum; vs verlag; gabler; vieweg; teubner;\
 biomed central; bmc; adis; metzler; physica; steinkopff; nature; bohn stafleu
elsevier; academic press; pergamon; north holland; butterworth; heinemann; kaufmann; saunders;\
 mosby; churchill livingstone; newnes; woodhead; chandos; syngress; focal; urban fischer; masson;\
 jai; gulf; william andrew; hanley belfus
taylor francis; routledge; crc; psychology press; garland; erlbaum; chapman hall; focal; ashgate;\
 gower; earthscan; informa; tavistock; brunner; kegan paul; peters; auerbach; dekker; spon;\
 hemisphere; westview; paradigm; pickering chatto; transaction; butterworth; heinemann; willan;\
 analytic press; karnac; swets; balkema; singular
oxford university press; oup; clarendon
cambridge university press; cup
sage; corwin; cq press; pine forge; paul chapman; learning matters
macmillan; palgrave; st martin; farrar straus; henry holt; bedford; worth; freeman; nature;\
 free press; scribner
penguin; random house; knopf; vintage; viking; doubleday; crown; pantheon; allen lane
harper; harpercollins; basic books; lippincott; longman; collins
pearson; prentice hall; allyn bacon; longman; addison wesley; benjamin cummings
mcgraw hill; irwin; glencoe; open university press
gruyter; mouton; saur; niemeyer; oldenbourg; akademie; bohlau; birkhauser; transcript
brill; nijhoff; rodopi; schoningh; fink; hotei; vandenhoeck; ruprecht; bohlau
bloomsbury; continuum; berg; methuen; hart; tauris; arden; clark; clio; praeger; greenwood; rowman;\
 littlefield; lexington; black
cengage; wadsworth; thomson; brooks cole; gale; south western; nelson; delmar
hogrefe; huber
thieme
wolters; kluwer; lippincott; williams wilkins; aspen; raven
american psychological association; magination
benjamins
guilford
igi global; idea group; information science reference; medical information science
emerald; jai; mcb
mit press; bradford
world scientific; imperial college press
ios press
cabi; cab international
edward elgar
"""
"""Well-known houses, one a line, with the imprints that are or were theirs, folded. Some had two
owners."""

_IMPRINTS: Final = [
    (lazy_pattern(rf"\b{' (?:and )?'.join(name.split())}\b"), house)
    for house, names in enumerate(_HOUSES.strip().splitlines())
    for name in names.split(";")
]


def compare_publishers(written: str, found: str) -> Agreement | None:
    """Compare a publisher with that of a Record.

    Args:
        written: The publisher as the entry names it, "Wiley-Blackwell".
        found: The Record's publisher, "John Wiley & Sons, Inc.".

    Returns:
        An Agreement; None where the names differ and one of them is no house that is well known.
    """
    return _compare(written, found) if written and found else None


@lru_cache(maxsize=4096)
def _compare(written: str, found: str) -> Agreement | None:
    a, b = fold(written), fold(found)
    if a == b:
        return SAME
    ours, theirs = set(a.split()) - _LEGAL, set(b.split()) - _LEGAL
    joined = sorted((a.replace(" ", ""), b.replace(" ", "")), key=len)
    if (ours and theirs and (ours <= theirs or theirs <= ours)) or joined[1].startswith(joined[0]):
        # "Wiley" and "John Wiley & Sons, Inc."; "Oxford University Press" and, as it is deposited,
        # "Oxford University PressNew York"
        return excused("publisher-form")
    mine, its = _houses(a), _houses(b)
    if mine & its:
        # "Jossey-Bass" and "Wiley"; "Academic Press" and "Elsevier"
        return excused("imprint")
    return OTHER if mine and its else None


def _houses(folded: str) -> frozenset[int]:
    return frozenset(house for name, house in _IMPRINTS if name.search(folded))
