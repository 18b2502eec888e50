from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refkit.normalize.text import strip_markup
from refkit.normalize.venues import abbreviates, is_initialism, same_venue, venue_key

PNAS = "Proceedings of the National Academy of Sciences of the United States of America"


@pytest.mark.parametrize(
    ("a", "b", "excuse"),
    [
        ("Emotion", "Emotion", ""),
        ("PLOS ONE", "PLoS One", ""),
        ("Neuro-image", "Neuroimage", ""),
        ("Zeitschrift fuer Soziologie", "Zeitschrift für Soziologie", ""),
        ("Cognition & Emotion", "Cognition and Emotion", "ampersand"),
        ("Geschichte & Gesellschaft", "Geschichte und Gesellschaft", "ampersand"),
        ("Arts &amp; Letters", "Arts and Letters", "ampersand"),
        ("Lancet", "The Lancet", "article"),
        ("Die Naturwissenschaften", "Naturwissenschaften", "article"),
        ("J Athl Train", "Journal of Athletic Training", "abbreviation"),
        ("J. Pers. Soc. Psychol.", "Journal of Personality and Social Psychology", "abbreviation"),
        ("N Engl J Med", "The New England Journal of Medicine", "abbreviation"),
        ("Proc. Natl. Acad. Sci. U.S.A.", PNAS, "abbreviation"),
        (
            "Proc Natl Acad Sci U S A",
            "Proceedings of the National Academy of Sciences",
            "abbreviation",
        ),
        ("Dtsch Arztebl Int", "Deutsches Ärzteblatt international", "abbreviation"),
        ("Jpn J Clin Oncol", "Japanese Journal of Clinical Oncology", "abbreviation"),
        ("Des. Codes Cryptogr.", "Designs, Codes and Cryptography", "abbreviation"),
        ("Auton Robot", "Autonomous Robots", "abbreviation"),
        ("Boll Unione Mat Ital", "Bollettino dell'Unione Matematica Italiana", "abbreviation"),
        (
            "J. Polym. Sci. B Polym. Phys.",
            "Journal of Polymer Science Part B: Polymer Physics",
            "abbreviation",
        ),
        (
            "IEEE TPAMI",
            "IEEE Transactions on Pattern Analysis and Machine Intelligence",
            "abbreviation",
        ),
        ("SIGPLAN Not.", "ACM SIGPLAN Notices", "abbreviation"),
        (
            "AMPPS",
            "Advances in Methods and Practices in Psychological Science",
            "initialism",
        ),
        ("PNAS", "Proceedings of the National Academy of Sciences", "initialism"),
        ("PNAS", PNAS, "alias"),
        ("J.A.M.A.", "Journal of the American Medical Association", "initialism"),
        ("JACM", "Journal of the ACM", "initialism"),
        ("Psychotherapy", "Psychotherapy: Theory, Research, Practice, Training", "subtitle"),
        ("Applied Psychology", "Applied Psychology: An International Review", "subtitle"),
        ("JAMA", "JAMA: The Journal of the American Medical Association", "subtitle"),
        ("Science", "Science (New York, N.Y.)", "subtitle"),
        ("Current Biology", "Current biology : CB", "subtitle"),
        (
            "Found. Trends Theor. Comput. Sci.",
            "Foundations and Trends® in Theoretical Computer Science",
            "abbreviation",
        ),
        (
            "Proc. R. Soc. B",
            "Proceedings of the Royal Society B: Biological Sciences",
            "subtitle",
        ),
        ("SSRN", "SSRN Electronic Journal", "alias"),
        ("WIREs RNA", "Wiley Interdisciplinary Reviews: RNA", "alias"),
        ("WIREs Climate Change", "Wiley Interdiscip. Rev. Clim. Change", "alias"),
        ("WIREs Syst Biol Med", "WIREs Systems Biology and Medicine", "abbreviation"),
        (
            "IEEE Transactions on Applied Superconductivity",
            "Applied Superconductivity, IEEE Transactions on",
            "turned-name",
        ),
        ("IEEE Trans. Veh. Technol.", "Vehicular Technology, IEEE Transactions on", "turned-name"),
        ("Advances in Water Resources", "Water Resources, Advances in", "turned-name"),
    ],
)
def test_one_venue_under_two_names(a: str, b: str, excuse: str) -> None:
    assert same_venue(a, b) == excuse
    assert same_venue(b, a) == excuse


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Emotion", "Motivation and Emotion"),
        ("Psychological Science", "Psychological Bulletin"),
        ("Psychological Science", "Psychological Sciences"),
        ("J Neurosci", "Journal of Neurosurgery"),
        ("Physical Review A", "Physical Review E"),
        ("Physical Review A", "Physical Review Applied"),
        ("Brain Research", "Brain Research (Part A)"),
        ("Journal of Physics", "Journal of Physics: Conference Series"),
        ("NeuroImage", "NeuroImage: Clinical"),
        ("Journal of Engineering", "Journal of Food Engineering"),
        ("International Journal of Ecology", "International Journal of Endocrinology"),
        ("Gerontology", "Gerontechnology"),
        ("Cell", "Cellulose"),
        ("Cells", "Cell Systems"),
        ("Molecules", "Macromolecules"),
        ("WIREs RNA", "Wiley Interdisciplinary Reviews: Climate Change"),
        ("Power Systems, IEEE Transactions on", "IEEE Transactions on Power Electronics"),
        ("", "Emotion"),
        ("Emotion " * 200, "Emotion"),
    ],
)
def test_two_venues_stay_two(a: str, b: str) -> None:
    assert same_venue(a, b) is None
    assert same_venue(b, a) is None


def test_keys_have_no_article_and_no_place() -> None:
    assert venue_key("The Lancet (London, England)") == venue_key("Lancet") == "lancet"
    assert venue_key("Brain Research (Part A)") == "brain research part a"
    assert venue_key("The") == "the"
    assert venue_key("") == ""


def test_abbreviation_has_a_direction() -> None:
    assert abbreviates("Psychol Bull", "Psychological Bulletin")
    assert not abbreviates("Psychological Bulletin", "Psychol Bull")
    assert not abbreviates("Psychol", "Psychological Bulletin")
    assert is_initialism("PSPB", "Personality and Social Psychology Bulletin")
    assert not is_initialism("PSP", "Personality and Social Psychology Bulletin")
    assert not is_initialism("", "")


@given(st.text(max_size=60), st.text(max_size=60))
def test_sameness_has_no_direction_and_never_fails(a: str, b: str) -> None:
    assert same_venue(a, b) == same_venue(b, a)
    assert same_venue(a, a) == ""


def test_names_that_publishers_deposit_for_one_journal(shared_data: Path) -> None:
    pairs: set[tuple[str, str]] = set()
    with gzip.open(shared_data / "crossref" / "works.jsonl.gz", "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % 10:
                continue
            work = json.loads(line)
            short, long = work.get("short-container-title"), work.get("container-title")
            if short and isinstance(long, list) and long and short[0] != long[0]:
                pairs.add((strip_markup(short[0]), strip_markup(long[0])))
    recognised = [pair for pair in pairs if same_venue(*pair) is not None]
    # The rest are acronyms of no letters of the title, or translations.
    assert len(recognised) >= 0.88 * len(pairs)
