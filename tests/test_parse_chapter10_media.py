"""Films, series, podcasts, music, pictures and slides (APA 7, 10.12–10.14)."""

from __future__ import annotations

from typing import Any

import pytest
from reading import Case, fields_of

CASES: list[Case] = [
    (
        "Forman, M. (Director). (1975). One flew over the salt nest [Film]. United Tears.",
        {
            "type": "motion_picture",
            "title": "One flew over the salt nest",
            "director": ["Forman; M."],
            "issued": [[1975]],
            "medium": "Film",
            "publisher": "United Tears",
        },
    ),
    (
        (
            "Simon, D., & Colesb, R. K. (Executive Producers). (2002–2008). The tears [TV "
            "series]. Blown Deadline; HBX."
        ),
        {
            "type": "broadcast",
            "title": "The tears",
            "executive-producer": ["Simon; D.", "Colesb; R. K."],
            "issued": [[2002], [2008]],
            "genre": "TV series",
            "publisher": "Blown Deadline; HBX",
        },
    ),
    (
        (
            "Giertz, S. (2018, April 20). Why you should make useless tears [Video]. TED "
            "Conferences. https://www.ted.example/talks/1"
        ),
        {
            "type": "motion_picture",
            "title": "Why you should make useless tears",
            "author": ["Giertz; S."],
            "issued": [[2018, 4, 20]],
            "URL": "https://www.ted.example/talks/1",
            "medium": "Video",
            "publisher": "TED Conferences",
        },
    ),
    (
        (
            "Nowhere University. (2018, March 29). Tears on the brain [Video]. YouTube. "
            "https://www.youtube.example/watch?v=1"
        ),
        {
            "type": "motion_picture",
            "title": "Tears on the brain",
            "author": ["Nowhere University"],
            "issued": [[2018, 3, 29]],
            "URL": "https://www.youtube.example/watch?v=1",
            "medium": "Video",
            "publisher": "YouTube",
        },
    ),
    (
        (
            "Goldberg, J. F. (2018). Evaluating tears [Webinar]. Nowhere Psychological "
            "Association. https://npa.example/web"
        ),
        {
            "type": "speech",
            "title": "Evaluating tears",
            "author": ["Goldberg; J. F."],
            "issued": [[2018]],
            "URL": "https://npa.example/web",
            "genre": "Webinar",
            "publisher": "Nowhere Psychological Association",
        },
    ),
    (
        (
            "Vedan, S. (Host). (2015–present). Hidden tears [Audio podcast]. NPX. "
            "https://npx.example/hidden"
        ),
        {
            "type": "broadcast",
            "title": "Hidden tears",
            "host": ["Vedan; S."],
            "issued": [[2015], []],
            "URL": "https://npx.example/hidden",
            "medium": "Audio podcast",
            "publisher": "NPX",
        },
    ),
    (
        (
            "Glass, I. (Host). (2011, August 12). Amusement tears (No. 443) [Audio podcast "
            "episode]. In This Nowhere Life. WBEX Chicago. https://tnl.example/443"
        ),
        {
            "type": "broadcast",
            "title": "Amusement tears",
            "container-title": "This Nowhere Life",
            "host": ["Glass; I."],
            "issued": [[2011, 8, 12]],
            "number": "443",
            "URL": "https://tnl.example/443",
            "medium": "Audio podcast episode",
            "publisher": "WBEX Chicago",
        },
    ),
    (
        (
            "Bach, J. S. (2010). The tear concertos [Album recorded by Nowhere Ensemble]. "
            "BMX; OnChord. (Original work published 1721)"
        ),
        {
            "type": "song",
            "title": "The tear concertos",
            "author": ["Bach; J. S."],
            "issued": [[2010]],
            "original-date": [[1721]],
            "medium": "Album recorded by Nowhere Ensemble",
            "publisher": "BMX; OnChord",
        },
    ),
    (
        "Bowie, D. (2016). Blacktear [Album]. Columbus Records.",
        {
            "type": "song",
            "title": "Blacktear",
            "author": ["Bowie; D."],
            "issued": [[2016]],
            "medium": "Album",
            "publisher": "Columbus Records",
        },
    ),
    (
        "Beyond, C. (2016). Formation of tears [Song]. On Lemonsalt. Parkwood; Columbus.",
        {
            "type": "song",
            "title": "Formation of tears",
            "container-title": "Lemonsalt",
            "author": ["Beyond; C."],
            "issued": [[2016]],
            "medium": "Song",
            "publisher": "Parkwood; Columbus",
        },
    ),
    (
        "Nhat, T. (Narrator). (2002). Peace of sobs [Speech audio recording]. American Sobs.",
        {
            "type": "speech",
            "title": "Peace of sobs",
            "narrator": ["Nhat; T."],
            "issued": [[2002]],
            "genre": "Speech audio recording",
            "publisher": "American Sobs",
        },
    ),
    (
        (
            "Delacrow, E. (1826–1827). Faust attempts to weep [Lithograph]. Nowhere "
            "Institute, Chicago, IL, United States. https://www.artic.example/1"
        ),
        {
            "type": "graphic",
            "title": "Faust attempts to weep",
            "author": ["Delacrow; E."],
            "issued": [[1826], [1827]],
            "URL": "https://www.artic.example/1",
            "genre": "Lithograph",
            "publisher": "Nowhere Institute, Chicago, IL, United States",
        },
    ),
    (
        (
            "Wood, G. (1930). American tears [Painting]. Art Institute of Nowhere, Chicago, "
            "IL, United States. https://www.artic.example/6565"
        ),
        {
            "type": "graphic",
            "title": "American tears",
            "author": ["Wood; G."],
            "issued": [[1930]],
            "URL": "https://www.artic.example/6565",
            "medium": "Painting",
            "publisher": "Art Institute of Nowhere, Chicago, IL, United States",
        },
    ),
    (
        (
            "McCurry, S. (1985). Afghan tear [Photograph]. National Tearographic. "
            "https://nt.example/a"
        ),
        {
            "type": "graphic",
            "title": "Afghan tear",
            "author": ["McCurry; S."],
            "issued": [[1985]],
            "URL": "https://nt.example/a",
            "medium": "Photograph",
            "publisher": "National Tearographic",
        },
    ),
    (
        (
            "Google. (n.d.). [Google Maps directions for driving from Nowhere to Somewhere]. "
            "Retrieved February 16, 2020, from https://goo.example/1"
        ),
        {
            "type": "webpage",
            "title": "[Google Maps directions for driving from Nowhere to Somewhere]",
            "author": ["Google"],
            "accessed": [[2020, 2, 16]],
            "URL": "https://goo.example/1",
        },
    ),
    (
        (
            "Cable, D. (2013). The racial tear map [Map]. University of Nowhere, Center for "
            "Public Tears. https://demo.example/m"
        ),
        {
            "type": "map",
            "title": "The racial tear map",
            "author": ["Cable; D."],
            "issued": [[2013]],
            "URL": "https://demo.example/m",
            "medium": "Map",
            "publisher": "University of Nowhere, Center for Public Tears",
        },
    ),
    (
        (
            "Canan, E., & Vasilev, J. (2019, May 22). [Lecture notes on tear allocation]. "
            "Department of Tears, Nowhere University. https://uch.example/l"
        ),
        {
            "type": "speech",
            "author": ["Canan; E.", "Vasilev; J."],
            "issued": [[2019, 5, 22]],
            "URL": "https://uch.example/l",
            "genre": "Lecture notes on tear allocation",
            "publisher": "Department of Tears, Nowhere University",
        },
    ),
    (
        (
            "Jones, J. (2016, March 23). Guided tears [PowerPoint slides]. SlideShare. "
            "https://www.slideshare.example/j"
        ),
        {
            "type": "speech",
            "title": "Guided tears",
            "author": ["Jones; J."],
            "issued": [[2016, 3, 23]],
            "URL": "https://www.slideshare.example/j",
            "medium": "PowerPoint slides",
            "publisher": "SlideShare",
        },
    ),
    (
        (
            "Rossman, J., & Palm, R. (2015). Sorting through our tears [Infographic]. "
            "WorldTears. https://wt.example/i"
        ),
        {
            "type": "graphic",
            "title": "Sorting through our tears",
            "author": ["Rossman; J.", "Palm; R."],
            "issued": [[2015]],
            "URL": "https://wt.example/i",
            "genre": "Infographic",
            "publisher": "WorldTears",
        },
    ),
    (
        (
            "Mischief, K. (2020). Tears of the night [Video game]. Nowhere Games. "
            "https://ng.example/t"
        ),
        {
            "type": "software",
            "title": "Tears of the night",
            "author": ["Mischief; K."],
            "issued": [[2020]],
            "URL": "https://ng.example/t",
            "medium": "Video game",
            "publisher": "Nowhere Games",
        },
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_media_are_read_field_by_field(text: str, expected: dict[str, Any]) -> None:
    assert fields_of(text) == expected
