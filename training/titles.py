"""Titles made up by a small grammar for each language, for languages that Crossref hardly has."""

# ruff: noqa: E501 (lists)

from __future__ import annotations

from random import Random
from typing import Final

_NOUNS: Final = {
    "de": """Gewalt|soziale Ungleichheit|Bildung|Jugend|Familie|Arbeit|Migration|Demokratie
    |Individualisierung
    |Erwerbsarbeit|Modernisierung|politische Kultur|Wertewandel|Sozialpolitik|Armut
    |Öffentlichkeit|Schule|Kindheit
    |Geschlecht|Lebensverläufe|Rechtsextremismus|Mitbestimmung|Arbeitslosigkeit|Integration
    |Technik|Kommunikation
    |Medien|Wissenschaft|Alter|Gesundheit|Stadtentwicklung|Religion|Nationalsozialismus
    |Transformation|Führung
    |Umweltbewusstsein|Erziehung|Organisation|Kriminalität|Wohnen|Ernährung|Freizeit
    |Gewerkschaften|Selbständigkeit""",
    "en": """social inequality|democracy|trust|labour markets|family formation|public opinion
    |gender|migration|violence
    |educational attainment|welfare states|political culture|globalization|memory|religion
    |social networks|innovation
    |childhood|urban poverty|nationalism|collective action|knowledge|identity|health care
    |climate change|learning
    |organizational change|fertility|citizenship|media use|risk|unemployment
    |European integration|party systems""",
    "fr": """la violence|l'inégalité|la démocratie|l'école|la famille|le travail|l'immigration
    |la mémoire|la ville
    |l'État|la culture|la religion|les classes sociales|la jeunesse|le pouvoir|la santé
    |l'identité|la nation|la langue""",
    "es": """la violencia|la desigualdad|la democracia|la educación|la familia|el trabajo
    |la inmigración|la memoria
    |la ciudad|el Estado|la cultura|la religión|las clases sociales|la juventud|el poder
    |la salud|la identidad""",
    "it": """la violenza|la disuguaglianza|la democrazia|la scuola|la famiglia|il lavoro
    |l'immigrazione|la memoria
    |la città|lo Stato|la cultura|la religione|le classi sociali|i giovani|il potere|la salute
    |l'identità|la poesia""",
    "pt": """a violência|a desigualdade|a democracia|a educação|a família|o trabalho|a imigração
    |a memória|a cidade
    |o Estado|a cultura|a religião|as classes sociais|a juventude|o poder|a saúde|a identidade
    |a escravidão""",
    "nl": """geweld|ongelijkheid|democratie|onderwijs|gezin|arbeid|migratie|de stad
    |de verzorgingsstaat|cultuur
    |religie|jongeren|macht|gezondheid|identiteit|ouderenbeleid|vrijwilligerswerk|opvoeding""",
}
_PLACES: Final = {
    "de": "Deutschland|der Bundesrepublik Deutschland|Europa|Ostdeutschland|Österreich|der Schweiz|der DDR|der Schule|der Moderne|Nordrhein-Westfalen|der Weimarer Republik|Betrieben|der Großstadt",
    "en": "Germany|Western Europe|the United States|Britain|Latin America|the Twentieth Century|a Changing World|Eastern Europe|modern societies|France|developing countries|sub-Saharan Africa|China",
    "fr": "France|Europe|Afrique|Belgique|Algérie|les sociétés modernes|la Suisse romande|la France contemporaine",
    "es": "España|América Latina|México|Argentina|Europa|Chile|el siglo XX|la sociedad contemporánea",
    "it": "Italia|Europa|età moderna|Francia|Grecia antica|il Novecento|Sicilia",
    "pt": "no Brasil|em Portugal|na América Latina|no século XX|em São Paulo|na escola pública",
    "nl": "Nederland|Vlaanderen|België|Europa|de negentiende eeuw|Amsterdam",
}
_FORMS: Final = {
    "de": """{A} und {b}|{A} in {p}|Zur Soziologie von {b}|{A} im Wandel
    |{A} zwischen {b} und {c}|Theorien über {b}
    |{A}, {b} und {c}|{A} als Problem der Forschung|Die Entwicklung von {b} in {p}
    |Einführung in die Analyse von {b}
    |{A} – {b} – {c}|Handbuch {A}|Was ist {a}?|Der Einfluss von {b} auf {c}|Probleme von {b} in {p}
    |Auf dem Weg zu mehr {b}?|Wörterbuch {A}|Lehrbuch der Forschung über {b}|{A} an Schulen
    |Krise und Zukunft von {b}
    |Ergebnisse einer Befragung zu {b} in {p}|Vom Nutzen der {a}|{A} heute
    |Zum Verhältnis von {b} und {c}""",
    "en": """{A} and {b}|{A} in {p}|The Politics of {b} in {p}|{A}, {b}, and {c}|Explaining {b}
    |The Effects of {b} on {c}
    |A Theory of {b}|Rethinking {b} in {p}|{A} and {b} in {p}|The Social Construction of {b}
    |Handbook of {b}
    |Between {b} and {c}|What is {b}?|The Origins of {b}|Understanding {b}|{A} Revisited
    |Measuring {b} and {c}""",
    "fr": """{A} et {b}|{A} en {p}|Essai sur {b}|Pour une sociologie : {b}|{A}, {b} et {c}
    |Introduction : {b} et {c}
    |{A} en question|Penser {b}|{A} : histoire et enjeux|Entre {b} et {c}|Qu'est-ce que {b} ?""",
    "es": """{A} y {b}|{A} en {p}|Ensayo sobre {b}|Introducción a {b}|{A}, {b} y {c}
    |{A}: teoría y práctica
    |Hacia una teoría de {b}|Historia de {b} en {p}|Entre {b} y {c}|¿Qué es {b}?""",
    "it": """{A} e {b}|{A} in {p}|Saggio su {b}|Introduzione: {b} e {c}|{A}, {b} e {c}
    |{A}. Problemi e prospettive
    |Per una storia: {b} e {c}|Tra {b} e {c}|Che cos'è {b}?""",
    "pt": """{A} e {b}|{A} {p}|Ensaio sobre {b}|Introdução: {b} e {c}|{A}, {b} e {c}
    |{A}: teoria e prática
    |História {p}: {b}|Entre {b} e {c}|O que é {b}?""",
    "nl": """{A} en {b}|{A} in {p}|Inleiding: {b} en {c}|{A}, {b} en {c}|Tussen {b} en {c}
    |Wat is {b}?
    |Een onderzoek naar {b} in {p}|De betekenis van {b}""",
}
_SUBTITLES: Final = {
    "de": """Eine empirische Untersuchung|Theoretische Ansätze und empirische Befunde
    |Ein Überblick|Beiträge zur Diskussion
    |Ergebnisse einer Längsschnittstudie|Zur Kritik der {a}|Festschrift für Karl Weber
    |Eine Einführung|Grundlagen und Methoden
    |Analysen, Konzepte, Perspektiven|Verhandlungen des 25. Deutschen Soziologentages
    |Das Beispiel {p}""",
    "en": """A Comparative Study|Theory and Evidence|An Introduction|Evidence from {p}|A Review
    |The Case of {p}|A Longitudinal
    Analysis|Essays on {b}|Past, Present, and Future|Toward a New Agenda|Selected Papers
    |New Perspectives""",
    "fr": "Une étude comparative|Théories et méthodes|Le cas de {p}|Essai de sociologie|XVIe-XVIIIe siècles|Mélanges offerts à Jean Petit",
    "es": "Un estudio comparado|Teoría y método|Una introducción|El caso de {p}|Ensayos",
    "it": "Uno studio comparato|Teorie e metodi|Atti del convegno|Introduzione storica e critica|Il caso di {p}",
    "pt": "um estudo comparado|teoria e método|uma introdução|um estudo {p}|ensaios",
    "nl": "Een vergelijkend onderzoek|Theorie en praktijk|Een inleiding",
}


def make_title(lang: str, random: Random, *, joint: str = "") -> str:
    """A title such as one of a book or paper in the social sciences.

    Args:
        lang: "de", "en", "fr", "es", "it", "pt" or "nl".
        random: Where the choices come from.
        joint: What stands before a subtitle; "" for the usual ones of the language.
    """
    words = {name: _pick(_NOUNS[lang], random) for name in "abc"}
    words["p"] = _pick(_PLACES[lang], random)
    words["A"] = words["a"][:1].upper() + words["a"][1:]
    title = _pick(_FORMS[lang], random).format(**words)
    if random.random() < 0.45:
        subtitle = _pick(_SUBTITLES[lang], random).format(**words)
        usual = [". ", ". ", ": ", " – "] if lang in ("de", "it", "fr") else [": ", ": ", ". "]
        end = "" if title.endswith("?") else (joint or random.choice(usual))
        title += (end or " ") + subtitle
    if lang == "en" and random.random() < 0.5:
        title = title[:1] + title[1:].lower() if random.random() < 0.6 else title
    return " ".join(title.split())


def _pick(listed: str, random: Random) -> str:
    return " ".join(random.choice(listed.split("|")).split())
