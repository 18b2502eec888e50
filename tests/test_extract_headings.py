"""The words over reference lists, over notes, and over what follows a list."""

from __future__ import annotations

import pytest

from refkit.extract.headings import (
    ends_list,
    is_closing_heading,
    is_notes_heading,
    is_reference_heading,
)

IN_MANY_LANGUAGES = {
    "en": ["References", "Works Cited", "Literature cited", "Bibliography", "Sources"],
    "de": ["Literatur", "Literaturverzeichnis", "Quellen- und Literaturverzeichnis"],
    "fr": ["Références", "Bibliographie", "Références bibliographiques", "Ouvrages cités"],
    "es": ["Referencias", "Bibliografía", "Referencias bibliográficas", "Obras citadas"],
    "pt": ["Referências", "Referências bibliográficas"],
    "it": ["Riferimenti bibliografici", "Bibliografia", "Opere citate"],
    "nl": ["Literatuur", "Literatuurlijst", "Bronnen", "Geraadpleegde literatuur"],
    "sv": ["Referenser", "Källförteckning", "Litteraturlista"],
    "da": ["Litteratur", "Referencer", "Litteraturliste"],
    "no": ["Referanser", "Litteraturliste", "Kilder"],
    "fi": ["Lähteet", "Kirjallisuus", "Lähdeluettelo"],
    "is": ["Heimildaskrá"],
    "et": ["Kasutatud kirjandus"],
    "lv": ["Literatūras saraksts"],
    "lt": ["Literatūros sąrašas"],
    "pl": ["Bibliografia", "Piśmiennictwo", "Literatura cytowana"],
    "cs": ["Seznam použité literatury", "Použité zdroje"],
    "sk": ["Zoznam použitej literatúry"],
    "hu": ["Irodalomjegyzék", "Felhasznált irodalom", "Hivatkozások"],
    "ro": ["Bibliografie", "Referințe bibliografice"],
    "hr": ["Popis literature", "Izvori i literatura"],
    "sr": ["Списак литературе", "Извори"],
    "sl": ["Viri in literatura"],
    "tr": ["Kaynakça", "Kaynaklar"],
    "ru": ["Список литературы", "Литература", "Библиографический список"],
    "uk": ["Список використаних джерел", "Література"],
    "bg": ["Използвана литература"],
    "el": ["Βιβλιογραφία", "ΒΙΒΛΙΟΓΡΑΦΙΑ", "Αναφορές"],
    "zh": ["参考文献", "參考文獻", "引用文獻"],
    "ja": ["参考文献", "引用文献"],
    "ko": ["참고문헌", "참고 문헌"],
    "ar": ["المراجع", "قائمة المصادر والمراجع"],
    "fa": ["منابع", "فهرست منابع"],
    "he": ["מקורות", "רשימת מקורות"],
    "id": ["Daftar Pustaka", "Referensi"],
    "vi": ["Tài liệu tham khảo"],
    "th": ["เอกสารอ้างอิง"],
    "hi": ["संदर्भ सूची"],
}


@pytest.mark.parametrize("language", IN_MANY_LANGUAGES)
def test_headings_in_many_languages(language: str) -> None:
    for text in IN_MANY_LANGUAGES[language]:
        assert is_reference_heading(text), text
        assert is_reference_heading(f"7. {text.upper()}:"), text


@pytest.mark.parametrize(
    "text",
    [
        "7. REFERENCES:", "VI REFERENCES", "6.References", "A. References", "Chapter 3 References",
        "R E F E R E N C E S", "W O R K S C I T E D",
        "第6章 参考文献", "六、参考文献", "【参考文献】",
        "* References *", "References and Notes", "Notes and References", "References & Links",
        "Further reading", "Suggestions for further reading", "Primary sources",
        "Primary and secondary sources", "Selected References", "List of references",
        "Additional references", "Supplementary References", "References (Method)",
        "References for the introduction", "References to studies included in this review",
        "References (continued)", "Literatur und Quellen", "Anmerkungen und Literatur",
    ],
)  # fmt: skip
def test_forms_of_headings(text: str) -> None:
    assert is_reference_heading(text)


@pytest.mark.parametrize(
    "text",
    [
        "References 76", "References are managed", "see the references", "Index of references",
        "Reference values of serum", "Literature review", "Sources of error",
        "Reading in the brain", "Literary sources of comfort", "", "7.", "***", "Data",
        "Bibliography of the works of a man who wrote all his life about nothing but the sea",
    ],
)  # fmt: skip
def test_what_is_no_heading_of_a_list(text: str) -> None:
    assert not is_reference_heading(text)


@pytest.mark.parametrize("text", ["Notes", "8. ENDNOTES", "Anmerkungen:", "Przypisy", "注釈"])
def test_headings_of_notes(text: str) -> None:
    assert is_notes_heading(text)
    assert not is_reference_heading(text)


@pytest.mark.parametrize(
    ("text", "ends", "alone"),
    [
        ("Appendix", True, True),
        ("Appendix A: Items", True, False),
        ("ACKNOWLEDGEMENTS", True, True),
        ("Table 1", True, False),
        ("Received 12 May 2014; accepted 30 June 2014", True, False),
        ("About the authors", True, True),
        ("Приложение", True, True),
        ("Über die Autorin", True, True),
        # Single words that begin lines of references as well.
        ("Index Medicus, 12, 3–5.", False, False),
        ("Contact Dermatitis, 12, 3–5.", False, False),
        ("Summary of the evidence, 12", False, False),
        ("Onions", False, False),
    ],
)
def test_what_follows_a_list(text: str, ends: bool, alone: bool) -> None:
    assert ends_list(text) is ends
    assert is_closing_heading(text) is alone
