"""Title case and sentence case of English titles."""

from __future__ import annotations

import pytest

from refkit.verify.capitals import Usage, is_in_capitals, is_title_case, sentence_case

NOTHING = Usage([])

TITLE_CASE = [
    "Seismic Response of Concrete Bridge Columns",
    "Crying and Comfort: A Study of Adult Attachment and Social Support",
    "The Role of Attention in Visual Search",
    "Self-Esteem and School Achievement in Early Adolescence",
    "Bayesian Models of Human Learning and Memory",
    "What Makes a Good Teacher? Personality and Teaching Practice in Rural Schools",
]


@pytest.mark.parametrize("title", TITLE_CASE)
def test_titles_in_title_case_are_seen(title: str) -> None:
    assert is_title_case(title)


NOT_TITLE_CASE = {
    "sentence case": "Seismic response of concrete bridge columns",
    "names": "Political parties in Germany, France, Italy, and Spain",
    "too few words": "Crying and Comfort in Adults",
    "a test": "Wechsler Adult Intelligence Scale",
    "a law": "Individuals With Disabilities Education Act",
    "an institution": "The University of Western Australia and the Children’s Hospital",
    "after the colon": "Tears: Crying in adult life. Part two: Comfort",
    "acronyms": "EEG, MEG, fMRI and PET in the study of sleep",
    "German nouns": "Die Bedeutung der Sprache im Leben der Kinder und Eltern",
    "genus": "Drosophila melanogaster and Escherichia coli in the laboratory",
    "one word": "Psychology",
    "unknown words": "Tokaido Hizakurige Ukiyoburo Meibutsu Sanshiro",
}


@pytest.mark.parametrize("title", NOT_TITLE_CASE.values(), ids=NOT_TITLE_CASE.keys())
def test_capitals_that_are_needed_are_no_title_case(title: str) -> None:
    assert not is_title_case(title)
    assert not is_in_capitals(title)


SENTENCES = [
    (
        "Seismic Response of Concrete Bridge Columns",
        "Seismic response of concrete bridge columns",
    ),
    (
        "Crying and Comfort: A Study of Adult Attachment",
        "Crying and comfort: A study of adult attachment",
    ),
    (
        "Self-Esteem and School Achievement in German Schools",
        "Self-esteem and school achievement in German schools",
    ),
    (
        "Bayesian Models of fMRI Data in Alzheimer's Disease",
        "Bayesian models of fMRI data in Alzheimer's disease",
    ),
    (
        "Is It Real? The Origins of Women’s Fear",
        "Is it real? The origins of women’s fear",
    ),
    (
        "The Drinking Habits Test (DHT): A Review of Studies in Young Adults",
        "The Drinking Habits Test (DHT): A review of studies in young adults",
    ),
    (
        "World War II and the Memory of Older Adults",
        "World War II and the memory of older adults",
    ),
    (
        "THE EFFECTS OF SLEEP ON MEMORY IN OLDER ADULTS",
        "The effects of sleep on memory in older adults",
    ),
]


@pytest.mark.parametrize(("title", "expected"), SENTENCES)
def test_sentence_case_keeps_the_capitals_of_names(title: str, expected: str) -> None:
    assert sentence_case(title, NOTHING) == expected


def test_sentence_case_is_left_as_it_is() -> None:
    for _, title in SENTENCES:
        assert sentence_case(title, NOTHING) in (None, title)


def test_a_word_that_nobody_knows_keeps_its_capital() -> None:
    title = "The Bylsma Effect in Social Interaction"
    assert sentence_case(title, NOTHING) == "The Bylsma effect in social interaction"


def test_where_most_words_are_unknown_nothing_is_proposed() -> None:
    assert sentence_case("Quirnel and Vostab: Effects of Trombik and Larvot", NOTHING) is None


def test_the_article_tells_what_is_a_name() -> None:
    usage = Usage(["We asked what Hope had meant by zorping, and why Hope was first to say it."])
    title = "Hope and the Concept of Zorping in Social Research"
    assert sentence_case(f"The {title}", usage) == (
        "The Hope and the concept of zorping in social research"
    )


def test_a_record_in_sentence_case_decides() -> None:
    title = "The Strange Situation and School Success in Young Adults"
    model = "The Strange Situation and school success in young adults"
    assert sentence_case(title, NOTHING, model) == model
    assert sentence_case(title, NOTHING, title) == (
        "The Strange situation and school success in young adults"
    )


def test_a_name_of_a_test_is_not_torn_without_a_record() -> None:
    title = "Norms of the Gloom Inventory in Older Adults and Young Women of Rural Areas"
    assert sentence_case(title, NOTHING) is None
