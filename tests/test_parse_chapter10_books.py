"""Books, chapters, entries of reference works, classics (APA 7, 10.2–10.3)."""

from __future__ import annotations

from typing import Any

import pytest
from reading import Case, fields_of

CASES: list[Case] = [
    (
        (
            "Brown, L. S. (2018). Tears in therapy (2nd ed.). Invented Association. "
            "https://doi.org/10.1000/0000092-000"
        ),
        {
            "type": "book",
            "title": "Tears in therapy",
            "author": ["Brown; L. S."],
            "issued": [[2018]],
            "edition": "2",
            "DOI": "10.1000/0000092-000",
            "publisher": "Invented Association",
        },
    ),
    (
        "Burgess, R. (2019). Rethinking salt: A study of the sea. Nowhere University Press.",
        {
            "type": "book",
            "title": "Rethinking salt: A study of the sea",
            "author": ["Burgess; R."],
            "issued": [[2019]],
            "publisher": "Nowhere University Press",
        },
    ),
    (
        (
            "Torino, N. S., & Gover, P. F. (Eds.). (2019). Culture and weeping (Vol. 2). "
            "Nowhere Press."
        ),
        {
            "type": "book",
            "title": "Culture and weeping",
            "editor": ["Torino; N. S.", "Gover; P. F."],
            "issued": [[2019]],
            "volume": "2",
            "publisher": "Nowhere Press",
        },
    ),
    (
        "Kesh, S. L. (Ed.). (2016). Cry: A casebook. Dale.",
        {
            "type": "book",
            "title": "Cry: A casebook",
            "editor": ["Kesh; S. L."],
            "issued": [[2016]],
            "publisher": "Dale",
        },
    ),
    (
        "Watson, J. B. (2013). Weeping. Nowhere Books. (Original work published 1925)",
        {
            "type": "book",
            "title": "Weeping",
            "author": ["Watson; J. B."],
            "issued": [[2013]],
            "original-date": [[1925]],
            "publisher": "Nowhere Books",
        },
    ),
    (
        (
            "Freud, A. (2010). The interpretation of tears: The complete text (J. Strachan, "
            "Ed. & Trans.). Base Books. (Original work published 1900)"
        ),
        {
            "type": "book",
            "title": "The interpretation of tears: The complete text",
            "author": ["Freud; A."],
            "editor-translator": ["Strachan; J."],
            "issued": [[2010]],
            "original-date": [[1900]],
            "publisher": "Base Books",
        },
    ),
    (
        (
            "Piagel, J., & Inheld, B. (1969). The psychology of the sob (H. Weave, Trans.; "
            "2nd ed.). Base Books. (Original work published 1966)"
        ),
        {
            "type": "book",
            "title": "The psychology of the sob",
            "author": ["Piagel; J.", "Inheld; B."],
            "translator": ["Weave; H."],
            "issued": [[1969]],
            "original-date": [[1966]],
            "edition": "2",
            "publisher": "Base Books",
        },
    ),
    (
        (
            "Rowe, J. K. (2015). Harry Otter and the salt stone (J. Dell, Narr.) [Audiobook]."
            " Audio Nowhere. https://audio.example/otter (Original work published 1997)"
        ),
        {
            "type": "book",
            "title": "Harry Otter and the salt stone",
            "author": ["Rowe; J. K."],
            "narrator": ["Dell; J."],
            "issued": [[2015]],
            "original-date": [[1997]],
            "URL": "https://audio.example/otter",
            "medium": "Audiobook",
            "publisher": "Audio Nowhere",
        },
    ),
    (
        (
            "Fiske, S. T., & Gilt, D. T. (Eds.). (2010). Handbook of weeping (5th ed., Vols. "
            "1–2). Wylie. https://doi.org/10.1000/97804705619"
        ),
        {
            "type": "book",
            "title": "Handbook of weeping",
            "editor": ["Fiske; S. T.", "Gilt; D. T."],
            "issued": [[2010]],
            "edition": "5",
            "number-of-volumes": "2",
            "DOI": "10.1000/97804705619",
            "publisher": "Wylie",
        },
    ),
    (
        (
            "Christ, C., & Hadley, R. (Eds.). (1957). The collected works of A. B. Marlow: "
            "Vol. 9. The salt papers. Nowhere University Press."
        ),
        {
            "type": "book",
            "title": "The collected works of A. B. Marlow",
            "volume-title": "The salt papers",
            "editor": ["Christ; C.", "Hadley; R."],
            "issued": [[1957]],
            "volume": "9",
            "publisher": "Nowhere University Press",
        },
    ),
    (
        (
            "Sacchi, E., & Obel, T. (2020). How tears work: What sobbing does. In F. W. Poe &"
            " M. Kru (Eds.), Handbook of affect (4th ed., Vol. 2, pp. 173–188). Nowhere "
            "Press. https://doi.org/10.1000/b.12"
        ),
        {
            "type": "chapter",
            "title": "How tears work: What sobbing does",
            "container-title": "Handbook of affect",
            "author": ["Sacchi; E.", "Obel; T."],
            "editor": ["Poe; F. W.", "Kru; M."],
            "issued": [[2020]],
            "edition": "4",
            "page": "173–188",
            "volume": "2",
            "DOI": "10.1000/b.12",
            "publisher": "Nowhere Press",
        },
    ),
    (
        (
            "Wein, R. (1998). “Sob sisters.” In D. Nix (Ed.), The weeping reader (pp. 1–9). "
            "Nowhere Press."
        ),
        {
            "type": "chapter",
            "title": "Sob sisters",
            "container-title": "The weeping reader",
            "author": ["Wein; R."],
            "editor": ["Nix; D."],
            "issued": [[1998]],
            "page": "1–9",
            "publisher": "Nowhere Press",
        },
    ),
    (
        (
            "Heur, H. (1977). On the sob. In J. Sallow (Ed. & Trans.), Basic writings (Rev. "
            "ed., pp. 1–9). Harbour & Row."
        ),
        {
            "type": "chapter",
            "title": "On the sob",
            "container-title": "Basic writings",
            "author": ["Heur; H."],
            "editor": ["Sallow; J."],
            "issued": [[1977]],
            "edition": "Rev. ed.",
            "page": "1–9",
            "publisher": "Harbour & Row",
        },
    ),
    (
        (
            "Merriam-Web. (n.d.). Sob. In Merriam-Web.com dictionary. Retrieved May 5, 2019, "
            "from https://www.merriam-web.example/dictionary/sob"
        ),
        {
            "type": "entry-dictionary",
            "title": "Sob",
            "container-title": "Merriam-Web.com dictionary",
            "author": ["Merriam-Web"],
            "accessed": [[2019, 5, 5]],
            "URL": "https://www.merriam-web.example/dictionary/sob",
        },
    ),
    (
        (
            "Graham, G. (2019). Weeping behaviour. In E. N. Zalt (Ed.), The Nowhere "
            "encyclopedia of philosophy (Summer 2019 ed.). Nowhere University. "
            "https://plato.example/entries/weep"
        ),
        {
            "type": "entry-encyclopedia",
            "title": "Weeping behaviour",
            "container-title": "The Nowhere encyclopedia of philosophy",
            "author": ["Graham; G."],
            "editor": ["Zalt; E. N."],
            "issued": [[2019]],
            "edition": "Summer 2019 ed.",
            "URL": "https://plato.example/entries/weep",
            "publisher": "Nowhere University",
        },
    ),
    (
        (
            "Weeping. (2019, August 3). In Wikipedia. "
            "https://en.wikipedia.example/w/index.php?title=Weeping"
        ),
        {
            "type": "entry-encyclopedia",
            "title": "Weeping",
            "container-title": "Wikipedia",
            "issued": [[2019, 8, 3]],
            "URL": "https://en.wikipedia.example/w/index.php?title=Weeping",
        },
    ),
    (
        (
            "Aristotle. (1994). Poetics (S. Butch, Trans.). The Internet Classics. "
            "http://classics.example/poetics.html (Original work published ca. 350 B.C.E.)"
        ),
        {
            "type": "book",
            "title": "Poetics",
            "author": ["Aristotle"],
            "translator": ["Butch; S."],
            "issued": [[1994]],
            "original-date": [[-350]],
            "URL": "http://classics.example/poetics.html",
            "publisher": "The Internet Classics",
        },
    ),
    (
        (
            "The Torah: The five books (3rd ed.). (2015). Nowhere Publication Society. "
            "(Original work published 1962)"
        ),
        {
            "type": "book",
            "title": "The Torah: The five books",
            "issued": [[2015]],
            "original-date": [[1962]],
            "edition": "3",
            "publisher": "Nowhere Publication Society",
        },
    ),
    (
        (
            "Shake, W. (1995). Much weeping about nothing (B. A. Mow & P. Wer, Eds.). Washing"
            " Square Press. (Original work published 1623)"
        ),
        {
            "type": "book",
            "title": "Much weeping about nothing",
            "author": ["Shake; W."],
            "editor": ["Mow; B. A.", "Wer; P."],
            "issued": [[1995]],
            "original-date": [[1623]],
            "publisher": "Washing Square Press",
        },
    ),
    (
        "Nowhere Association. (2020). Manual of tears (7th ed.).",
        {
            "type": "book",
            "title": "Manual of tears",
            "author": ["Nowhere Association"],
            "issued": [[2020]],
            "edition": "7",
        },
    ),
    (
        (
            "Madigan, S. (2019). Narrative sobs (2nd ed.). Nowhere Association. "
            "https://doi.org/10.1000/0000131-000"
        ),
        {
            "type": "book",
            "title": "Narrative sobs",
            "author": ["Madigan; S."],
            "issued": [[2019]],
            "edition": "2",
            "DOI": "10.1000/0000131-000",
            "publisher": "Nowhere Association",
        },
    ),
    (
        (
            "Marlow, P. (Ed.). (1998). Tears at work: Vol. 2. Offices and kitchens (3rd ed.)."
            " Springfield, IL: Thomas."
        ),
        {
            "type": "book",
            "title": "Tears at work",
            "volume-title": "Offices and kitchens",
            "editor": ["Marlow; P."],
            "issued": [[1998]],
            "edition": "3",
            "volume": "2",
            "publisher": "Thomas",
            "publisher-place": "Springfield, IL",
        },
    ),
    (
        "Harris, K. (with Obel, T.). (2007). My year of tears. Nowhere House.",
        {
            "type": "book",
            "title": "My year of tears",
            "author": ["Harris; K."],
            "contributor": ["Obel; T."],
            "issued": [[2007]],
            "publisher": "Nowhere House",
        },
    ),
    (
        "Cho, H. (2009). 눈물의 역사 [History of tears]. Seoul Books.",
        {
            "type": "book",
            "title": "눈물의 역사 [History of tears]",
            "author": ["Cho; H."],
            "issued": [[2009]],
            "publisher": "Seoul Books",
        },
    ),
    (
        "Dumas, A. (2003). Les larmes de la mer: Roman. Gallimard.",
        {
            "type": "book",
            "title": "Les larmes de la mer: Roman",
            "author": ["Dumas; A."],
            "issued": [[2003]],
            "publisher": "Gallimard",
        },
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_books_are_read_field_by_field(text: str, expected: dict[str, Any]) -> None:
    assert fields_of(text) == expected
