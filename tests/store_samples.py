"""Works that the tests of the library share."""

from __future__ import annotations

from refkit.model import Date, Name, Work


def crying() -> Work:
    """An article with a DOI and letters beyond ASCII."""
    return Work(
        id="gracanin2014",
        type="article-journal",
        title="Is crying a self-soothing behavior?",
        author=[Name("Gračanin", "Asmir"), Name("Bylsma", "Lauren M.")],
        container_title="Frontiers in Psychology",
        issued=Date(((2014, 5, 28),)),
        volume="5",
        DOI="10.3389/fpsyg.2014.00502",
        abstract="Human beings can be moved to tears. Crying is found in every culture.",
    )


def tears() -> Work:
    """A book without a DOI, of which only its content can be known."""
    return Work(
        id="vingerhoets2013",
        type="book",
        title="Why only humans <i>weep</i>: Unravelling the mysteries of tears",
        author=[Name("Vingerhoets", "Ad")],
        publisher="Oxford University Press",
        issued=Date(((2013,),)),
        ISBN="9780198570240",
    )


def straw() -> Work:
    """A third one, in German."""
    return Work(
        id="strasse1999",
        type="chapter",
        title="Über die Straße: Łódź und O’Brien",
        editor=[Name("Ørsted", "Hans")],
        issued=Date(((1999,),)),
    )
