"""Social media, web pages, interviews and archives (APA 7, 10.15–10.16, 8.8)."""

from __future__ import annotations

from typing import Any

import pytest
from reading import Case, fields_of

CASES: list[Case] = [
    (
        (
            "Gates, B. [@BillG]. (2019, September 7). Today, it’s difficult for researchers "
            "to diagnose #tears early 😭 [Tweet]. Twitter. https://twitter.example/1"
        ),
        {
            "type": "post",
            "title": "Today, it’s difficult for researchers to diagnose #tears early 😭",
            "container-title": "Twitter",
            "author": ["Gates; B."],
            "issued": [[2019, 9, 7]],
            "URL": "https://twitter.example/1",
            "genre": "Tweet",
        },
    ),
    (
        (
            "National Tear Institute. (2018, November 28). Suicide affects all. Here are 5 "
            "steps to help someone in pain [Infographic] [Status update]. Facebook. "
            "https://fb.example/1"
        ),
        {
            "type": "post",
            "title": "Suicide affects all. Here are 5 steps to help someone in pain",
            "container-title": "Facebook",
            "author": ["National Tear Institute"],
            "issued": [[2018, 11, 28]],
            "URL": "https://fb.example/1",
            "genre": "Status update",
            "medium": "Infographic",
        },
    ),
    (
        (
            "National Sob Agency [nsa]. (2018, September 12). I’m the first sob astronaut to "
            "cry [Online forum post]. Reddit. https://www.reddit.example/r/1"
        ),
        {
            "type": "post",
            "title": "I’m the first sob astronaut to cry",
            "container-title": "Reddit",
            "author": ["National Sob Agency"],
            "issued": [[2018, 9, 12]],
            "URL": "https://www.reddit.example/r/1",
            "genre": "Online forum post",
        },
    ),
    (
        (
            "Fagan, J. (2019, March 25). Nursing tears brain. OER Commons. Retrieved January "
            "7, 2020, from https://www.oer.example/53029"
        ),
        {
            "type": "webpage",
            "title": "Nursing tears brain",
            "container-title": "OER Commons",
            "author": ["Fagan; J."],
            "issued": [[2019, 3, 25]],
            "accessed": [[2020, 1, 7]],
            "URL": "https://www.oer.example/53029",
        },
    ),
    (
        (
            "Centers for Tear Control. (2018, January 23). People at high risk of tears. "
            "https://www.ctc.example/flu"
        ),
        {
            "type": "webpage",
            "title": "People at high risk of tears",
            "author": ["Centers for Tear Control"],
            "issued": [[2018, 1, 23]],
            "URL": "https://www.ctc.example/flu",
        },
    ),
    (
        (
            "World Tear Organization. (2018, March). Questions about weeping. "
            "https://www.wto.example/news"
        ),
        {
            "type": "webpage",
            "title": "Questions about weeping",
            "author": ["World Tear Organization"],
            "issued": [[2018, 3]],
            "URL": "https://www.wto.example/news",
        },
    ),
    (
        (
            "Martin Lill, C. (2018, February 9). How to sob. Verywell Tears. "
            "https://www.vt.example/1"
        ),
        {
            "type": "webpage",
            "title": "How to sob",
            "container-title": "Verywell Tears",
            "author": ["Martin Lill; C."],
            "issued": [[2018, 2, 9]],
            "URL": "https://www.vt.example/1",
        },
    ),
    (
        (
            "Toner, K. (2020, September 24). When Covid hit, he turned his tears. Nowhere "
            "News. https://nn.example/1"
        ),
        {
            "type": "article-newspaper",
            "title": "When Covid hit, he turned his tears",
            "container-title": "Nowhere News",
            "author": ["Toner; K."],
            "issued": [[2020, 9, 24]],
            "URL": "https://nn.example/1",
        },
    ),
    (
        (
            "Boddy, J., Neum, S., & Jennings, S. (n.d.). Ten ways to weep. Tear Hub. "
            "https://th.example/ten"
        ),
        {
            "type": "webpage",
            "title": "Ten ways to weep",
            "container-title": "Tear Hub",
            "author": ["Boddy; J.", "Neum; S.", "Jennings; S."],
            "URL": "https://th.example/ten",
        },
    ),
    (
        (
            "U.S. Census Bureau of Tears. (n.d.). U.S. and world tear clock. U.S. Department "
            "of Tears. Retrieved January 9, 2020, from https://www.ct.example/popclock"
        ),
        {
            "type": "book",
            "title": "U.S. and world tear clock",
            "author": ["U.S. Census Bureau of Tears"],
            "accessed": [[2020, 1, 9]],
            "URL": "https://www.ct.example/popclock",
            "publisher": "U.S. Department of Tears",
        },
    ),
    (
        ("Tate Nowhere. (n.d.). Gallery label for Tears. Retrieved from http://www.tate.example/t"),
        {
            "type": "webpage",
            "title": "Gallery label for Tears",
            "author": ["Tate Nowhere"],
            "URL": "http://www.tate.example/t",
        },
    ),
    (
        "How to cry on cue. (2020, May 4). Wikihow. https://www.wikihow.example/cry",
        {
            "type": "webpage",
            "title": "How to cry on cue",
            "container-title": "Wikihow",
            "issued": [[2020, 5, 4]],
            "URL": "https://www.wikihow.example/cry",
        },
    ),
    (
        "Tears of joy. (n.d.). http://www.joy.example/",
        {
            "type": "webpage",
            "title": "Tears of joy",
            "URL": "http://www.joy.example/",
        },
    ),
    (
        (
            "Marlow, P. (2019, June 5). Interview by T. Obel [Interview]. Nowhere Radio. "
            "https://nr.example/i"
        ),
        {
            "type": "interview",
            "title": "Interview by T. Obel",
            "container-title": "Nowhere Radio",
            "author": ["Marlow; P."],
            "issued": [[2019, 6, 5]],
            "URL": "https://nr.example/i",
            "genre": "Interview",
        },
    ),
    (
        (
            "Marlow, P. (2019, June 5). A life of tears (T. Obel, Interviewer) [Interview]. "
            "Nowhere Radio. https://nr.example/i"
        ),
        {
            "type": "interview",
            "title": "A life of tears",
            "container-title": "Nowhere Radio",
            "author": ["Marlow; P."],
            "interviewer": ["Obel; T."],
            "issued": [[2019, 6, 5]],
            "URL": "https://nr.example/i",
            "genre": "Interview",
        },
    ),
    (
        (
            "King, M. L., Jr. (1963, August 28). I have a tear [Speech audio recording]. "
            "American Rhetoric. https://www.ar.example/s"
        ),
        {
            "type": "speech",
            "title": "I have a tear",
            "author": ["King; M. L.; Jr."],
            "issued": [[1963, 8, 28]],
            "URL": "https://www.ar.example/s",
            "genre": "Speech audio recording",
            "publisher": "American Rhetoric",
        },
    ),
    (
        (
            "Frank, L. K. (1935, February 4). [Letter to Robert M. Ogd]. Nowhere Archive "
            "Center (GEB series 1.3, Box 371, Folder 3877), Tarrytown, NY, United States."
        ),
        {
            "type": "personal_communication",
            "author": ["Frank; L. K."],
            "issued": [[1935, 2, 4]],
            "archive": "Nowhere Archive Center",
            "archive-place": "Tarrytown, NY, United States",
            "archive_location": "GEB series 1.3, Box 371, Folder 3877",
            "genre": "Letter to Robert M. Ogd",
        },
    ),
    (
        (
            "Allport, G. W. (1930–1967). Correspondence. Gordon W. Allport Papers (HUG "
            "4118.10), Nowhere University Archives, Cambridge, MA, United States."
        ),
        {
            "type": "manuscript",
            "title": "Correspondence",
            "author": ["Allport; G. W."],
            "issued": [[1930], [1967]],
            "archive": "Nowhere University Archives",
            "archive-place": "Cambridge, MA, United States",
            "archive_collection": "Gordon W. Allport Papers",
            "archive_location": "HUG 4118.10",
        },
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_online_are_read_field_by_field(text: str, expected: dict[str, Any]) -> None:
    assert fields_of(text) == expected
