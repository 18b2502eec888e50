"""References of the humanities and of law: footnotes, places without publishers, year at the end."""

# ruff: noqa: E501 (a form reads best on one line)

from __future__ import annotations

from training.marks import mark
from training.templates import ARTICLE, template
from training.written import Writer

EUROPE = ("de", "fr", "it", "es", "en")


def _see(w: Writer) -> str:
    """What may stand before a reference in a footnote."""
    if not w.chance(0.12):
        return ""
    return {"de": w.pick("Vgl. ", "vgl. ", "Siehe ", "Dazu ", "Vgl. dazu "), "fr": w.pick("Voir ", "Cf. "), "it": w.pick("Cfr. ", "V. "), "es": "Véase "}.get(w.lang, w.pick("See ", "Cf. ", "See also "))  # fmt: skip


def _here(w: Writer) -> str:
    """The page meant, behind the pages of the whole."""
    if not w.chance(0.12):
        return ""
    page = str(w.random.randint(1, 500))
    if w.lang == "de":
        return f", hier {w.pick('', 'S. ')}{page}{w.pick('', '', 'f.', ' f.', 'ff.')}"
    return {"fr": f", ici p. {page}", "it": f", qui p. {page}"}.get(w.lang, f", at {page}")


def _who(w: Writer) -> str:
    """Given names first, mostly whole."""
    return w.names(
        order="given",
        initials=w.pick("", "", "A. B.", "A.B."),
        joint=w.pick(", ", ", ", " / ", " – "),
    )


@template(ARTICLE, weight=4, langs=EUROPE)
def footnote_article(w: Writer) -> str:
    """Heinrich Best, »Titel«, in: Zeitschrift 45 (1993), S. 305-337, hier S. 310."""
    title = w.quoted() if w.chance(0.7) else w.title()
    inside = (
        w.pick("in: ", "in: ", "in ", "")
        if w.lang in ("de", "it")
        else w.pick("", "", "in ", "dans " if w.lang == "fr" else "in ")
    )
    number = w.issue(worded=True)
    volume = w.pick(w.volume(), w.volume(), w.volume(worded=True))
    year = w.year()
    numbers = w.pick(
        f"{volume} ({year})",
        f"{volume} ({year})",
        f"{volume}, {year}",
        f"{volume}, {number} ({year})" if number else f"{volume} ({year})",
        f"{volume}/{year}",
        f"{number}, {year}" if number else f"{volume}, {year}",
        f"{volume} {year}",
        f"{volume} ({year}) {w.issue()}" if number else f"{volume} ({year})",
    )
    return f"{_see(w)}{_who(w)}{w.pick(', ', ', ', ': ')}{title}, {inside}{w.container()}{w.pick(', ', ' ')}{numbers}, {w.pages(worded=w.chance(0.8))}{_here(w)}{w.ending()}"


@template("chapter", weight=5, langs=EUROPE)
def footnote_chapter(w: Writer) -> str:
    """Heinrich Best, »Titel«, in: Franz Beck (Hg.), Buch, München 1988, S. 64-73."""
    title = w.quoted() if w.chance(0.7) else w.title()
    editors = (
        f"{w.edited(order='given')}{w.pick(', ', ', ', ': ')}"
        if w.work.editor and w.chance(0.9)
        else ""
    )
    inside = w.pick("in: ", "in: ", "in ", "In: ")
    publisher = f": {w.publisher()}," if w.chance(0.25) else ""
    volume = f", {w.volume(worded=True)}" if w.work.volume else ""
    pages = f", {w.pages(worded=True)}" if w.work.page else ""
    return f"{_see(w)}{_who(w)}{w.pick(', ', ', ', ': ')}{title}, {inside}{editors}{w.container()}{volume}, {w.place()}{publisher} {w.year()}{pages}{_here(w)}{w.ending()}"


@template("book", weight=5, langs=EUROPE)
def footnote_book(w: Writer) -> str:
    """L. Bottin, Titolo. Sottotitolo, Roma 1983."""
    who = _who(w) or w.edited(order="given")
    publisher = w.pick("", "", f": {w.publisher()}", f", {w.publisher()}")
    volume = f", {w.volume(worded=True)}" if w.work.volume else ""
    edition = f", {w.edition()}" if w.work.edition else ""
    page = (
        f", {w.pick('S. ' if w.lang == 'de' else 'p. ')}{mark('page', str(w.random.randint(1, 400)))}"
        if w.chance(0.15)
        else ""
    )
    year = f" {w.year()}" if not publisher else f", {w.year()}"
    return f"{_see(w)}{who}{w.pick(', ', ', ', ': ')}{w.title()}{volume}{edition}{w.pick(', ', ', ', '. ')}{w.place()}{publisher}{year}{page}{w.ending()}"


@template("book", weight=3)
def chicago_note_book(w: Writer) -> str:
    """Adolf Weber, Title, trans. James Murphy (London: Hurst, 1938), 12."""
    who = w.names(order="given", initials="") or w.edited(order="given", initials="")
    translated = (
        f", {w.pick('trans. ', 'transl. ', 'translated by ')}{w.names('translator', order='given', initials='')}"
        if w.work.translator
        else ""
    )
    edition = f", {w.edition()}" if w.work.edition else ""
    inner = w.pick(
        f"{w.place()}: {w.publisher()}, {w.year()}",
        f"{w.place()}: {w.publisher()}, {w.year()}",
        f"{w.place()}, {w.year()}",
        f"{w.publisher()}, {w.year()}",
    )
    page = f", {mark('page', str(w.random.randint(1, 500)))}" if w.chance(0.25) else ""
    return f"{_see(w)}{who}, {w.title()}{translated}{edition} ({inner}){page}{w.ending()}"


@template(ARTICLE, weight=3)
def chicago_note_article(w: Writer) -> str:
    """Giulio Rossi, “Title,” Journal 18, no. 3 (2017): 43–70."""
    number = f", {w.issue(worded=True)}" if w.work.issue else ""
    return f"{_see(w)}{w.names(order='given', initials='')}, {w.quoted(w.pick(',', ''))}{w.pick(' ', ', ')}{w.container()}{w.pick(' ', ', ', ', vol. ')}{w.volume()}{number} ({w.date()}){w.pick(': ', ', ', ', pp. ')}{w.pages()}{w.ending()}"


@template(ARTICLE, weight=2, langs=("en",))
def law_review(w: Writer) -> str:
    """John Smith, Title, 15 Modern Law Review 117 (2007)."""
    journal = mark("container-title", w.pick("Harv. L. Rev.", "Yale L.J.", "Stan. L. Rev.", "Modern Law Review", "Colum. L. Rev.", "Law & Society Review", "J. Legal Stud.", "Mich. L. Rev.", "American Journal of International Law", w.work.container_title))  # fmt: skip
    page = f"{w.first_page()}" + (f", {w.random.randint(100, 900)}" if w.chance(0.25) else "")
    who = w.names(order="given", joint=", ", last=" & ", initials=w.pick("", "", "A. B."))
    return f"{who}, {w.title()}, {w.volume()} {journal} {page} ({w.year()}){w.ending()}"


@template("book", ARTICLE, weight=1, langs=("de",))
def german_law(w: Writer) -> str:
    """Müller, Titel, 3. Aufl. 2005, S. 12 — Müller, NJW 2005, 123."""
    who = mark(
        "author",
        "/".join(name.family or name.literal for name in (w.work.author or w.work.editor)[:2]),
    )
    if w.work.type == "book":
        edition = f", {w.edition()}" if w.work.edition else ","
        return f"{who}, {w.title()}{edition} {w.year()}, S. {mark('page', str(w.random.randint(1, 600)))}{w.ending()}"
    journal = mark(
        "container-title",
        w.pick("NJW", "JZ", "AöR", "DÖV", "DVBl.", "NVwZ", "JuS", "ZRP", "VVDStRL"),
    )
    return f"{who}, {journal} {w.year()}, {w.pick('', 'S. ')}{w.first_page()}{w.pick('', '', ' ff.', ' f.')}{w.ending()}"


@template(ARTICLE, weight=2)
def newspaper(w: Writer) -> str:
    """Uchitelle, Louis: „Titel“, in: Die Zeit, 12. Mai 1999, S. 3."""
    paper = mark("container-title", w.pick(*{"de": ["Die Zeit", "FAZ", "Frankfurter Allgemeine Zeitung", "Süddeutsche Zeitung", "Der Spiegel", "taz", "Neue Zürcher Zeitung"], "fr": ["Le Monde", "Libération", "Le Figaro"], "it": ["La Repubblica", "Corriere della Sera"], "es": ["El País", "La Nación"], "pt": ["Folha de São Paulo", "Público"]}.get(w.lang, ["The New York Times", "The Guardian", "The Washington Post", "Time", "Financial Times", "The Economist", "Wall Street Journal"])))  # fmt: skip
    page = (
        f", {w.pick('S. ' if w.lang == 'de' else 'p. ', 'A')}{mark('page', str(w.random.randint(1, 40)))}"
        if w.chance(0.5)
        else ""
    )
    return f"{w.names()}{w.pick(': ', ', ', '. ')}{w.quoted()}{w.pick(', in: ', ', ', '. ')}{paper}, {w.date()}{page}{w.ending()}"


@template("book", weight=2)
def mla_book(w: Writer) -> str:
    """Huysmans, Joris-Karl. A rebours. Vol. 7 of Œuvres. Geneva: Slatkine, 1972."""
    who = w.names(order="mixed", initials="", comma=", ", joint=", ", last=", and ") or w.edited(
        order="mixed", initials="", comma=", "
    )
    translated = (
        f" {w.pick('Trans. ', 'Translated by ')}{w.names('translator', order='given', initials='')}."
        if w.work.translator
        else ""
    )
    edition = f" {w.edition()}." if w.work.edition else ""
    tail = w.pick("", "", "", f" {mark('genre', 'Print')}.")
    return f"{who}. {w.title()}.{translated}{edition} {w.pick(f'{w.place()}: {w.publisher()}', w.publisher())}, {w.year()}.{tail}"


@template("chapter", weight=2)
def mla_chapter(w: Writer) -> str:
    """Wylie, Alison. “Title.” Book, edited by Robert Proctor, Stanford UP, 2008, pp. 183-205."""
    editors = (
        f"{w.pick(', ', '. ')}{w.edited(behind=False, order='given', initials='')}"
        if w.work.editor
        else ""
    )
    return f"{w.names(order='mixed', initials='', comma=', ')}. {w.quoted('.')} {w.pick('', 'In ')}{w.container()}{editors}{w.pick(', ', '. ')}{w.pick(w.publisher(), f'{w.place()}: {w.publisher()}')}, {w.year()}{w.pick(', ', '. ')}{w.pages(worded=w.chance(0.7))}{w.ending()}"


@template("thesis", weight=2)
def thesis(w: Writer) -> str:
    """H. Hendricks, “Title” (Ph.D. diss., The University, 1982)."""
    genre, school = mark("genre", w.work.genre), w.publisher()
    place = f", {w.place()}" if w.work.publisher_place else ""
    title = w.quoted() if w.chance(0.5) else w.title()
    form = w.random.randint(0, 3)
    if form == 0:
        return f"{w.names()}, {title} ({genre}, {school}{place}, {w.year()}){w.ending()}"
    if form == 1:
        return f"{w.names()} ({w.year()}). {w.title()} ({genre}). {school}{place}{w.ending()}"
    if form == 2:
        return f"{w.names()}. {title}. {genre}, {school}{place}, {w.date()}{w.ending()}"
    return f"{w.names()} {w.year()}. {title}. {genre}. {school}{place}{w.ending()}"


@template("book", ARTICLE, weight=1, langs=("fr",))
def french(w: Writer) -> str:
    """BOUDIER Bruno, « Titre », Revue, novembre 2001, n° 217, p. 38-41."""
    who = (
        w.names(
            order="family",
            caps=w.chance(0.6),
            comma=w.pick(" ", ", "),
            initials=w.pick("", "", "A. B."),
        )
        or w.edited()
    )
    if w.work.type == "book":
        return f"{who}, {w.title()}, {w.place()}, {w.publisher()}, {w.pick('', 'coll. « Sociologie », ')}{w.year()}{w.pick('', f', {w.random.randint(90, 700)} p')}{w.ending()}"
    return f"{who}, {w.quoted()}, {w.container()}, {w.pick(f'vol. {w.volume()}, ', '')}{w.issue(worded=True)}, {w.date()}, {w.pages(worded=True)}{w.ending()}"


@template("book", weight=0.6)
def undated(w: Writer) -> str:
    """Names, Title, Place n.d."""
    nothing = {
        "de": w.pick("o.J.", "o. J."),
        "fr": "s.d.",
        "it": "s.d.",
        "es": "s.f.",
        "pt": "s.d.",
    }.get(w.lang, "n.d.")
    return f"{_who(w) or w.edited(order='given')}, {w.title()}, {w.pick(w.imprint(), w.place())} {mark('issued', nothing)}{w.ending()}"
