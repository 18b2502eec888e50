"""References that put the year behind the authors, as the social sciences of several countries do."""

# ruff: noqa: E501 (a form reads best on one line)

from __future__ import annotations

from typing import Any

from training.marks import mark
from training.templates import ARTICLE, template
from training.written import Writer

GERMAN = ("de", "de", "de", "de", "en")


def _slashed(w: Writer) -> dict[str, Any]:
    """The names of German social science: Beck, Ulrich/Brater, Michael."""
    joint = w.pick("/", "/", " / ", "; ", ", ", "; ")
    last = joint if w.chance(0.7) else w.pick(" und ", " und ", " & ")
    return {
        "order": "family",
        "initials": w.pick("", "", "A. B.", "A.B."),
        "comma": ", ",
        "joint": joint,
        "last": last,
    }


def _head(w: Writer, role: str = "author", *, editors: bool = False) -> str:
    """Names and year with the signs around them: Beck, U. (1986): — Beck, U., 1986: — Beck 1986."""
    who = w.edited(**_slashed(w)) if editors else w.names(role, **_slashed(w))
    year = w.year()
    if not who:
        return f"({year}): " if w.chance(0.5) else f"{year}: "
    return w.random.choice(
        [f"{who} ({year}): ", f"{who} ({year}): ", f"{who} ({year}): ", f"{who} ({year}), ", f"{who} ({year}). ", f"{who}, {year}: ",
         f"{who}, {year}: ", f"{who}, {year}, ", f"{who} {year}: ", f"{who} {year}: ", f"{who}. {year}. ", f"{who}({year}): ",
         f"{who}, ({year}): ", f"{who} ({year}) ", f"{who} {year}. "]
    )  # fmt: skip


def _title(w: Writer) -> str:
    return w.quoted() if w.chance(0.28) else w.title()


def _locators(w: Writer) -> str:
    """Volume and issue: 12, H. 3 — Jg. 12 (3) — 12(3) — 12. Jg., Heft 3 — 12,3 — 12/3."""
    volume, issue = w.volume(), w.issue()
    if not issue:
        return w.pick(
            volume, volume, w.volume(worded=True), f"{volume}. Jg." if w.lang == "de" else volume
        )
    worded, number = w.volume(worded=True), w.issue(worded=True)
    forms = [f"{volume} ({issue})", f"{volume}({issue})", f"{volume}, {number}", f"{volume} ({number})", f"{worded}, {number}",
             f"{worded} ({issue})", f"{volume}, {issue}", f"{volume},{issue}", f"{volume}/{issue}", f"{volume}.{issue}", number, f"{volume}: {issue}"]  # fmt: skip
    if w.lang == "de":
        forms += [
            f"{volume}. Jg., {number}",
            f"{volume}. Jg., {number}",
            f"{volume}. Jg. {number}",
            f"{volume}. Jahrgang, {number}",
        ]
    return w.random.choice(forms)


def _pages_behind(w: Writer) -> str:
    if not w.work.page:
        return ""
    plain, worded = w.pages(), w.pages(worded=True)
    return w.pick(
        f", {worded}",
        f", {worded}",
        f", {worded}",
        f": {plain}",
        f": {plain}",
        f", {plain}",
        f":{plain}",
        f". {worded}",
        f" {worded}",
    )


def _imprint(w: Writer) -> str:
    """Place and publisher of German books; often the place alone."""
    place, publisher = w.place(), w.publisher()
    if not (place and publisher):
        return place or publisher
    return w.pick(
        f"{place}: {publisher}",
        f"{place}: {publisher}",
        f"{place}: {publisher}",
        place,
        place,
        place,
        f"{place} ({publisher})",
        f"{publisher}: {place}",
        f"{publisher}, {place}",
        f"{place}, {publisher}",
    )


def _edition(w: Writer) -> str:
    edition = w.edition()
    return (
        w.pick(f", {edition}", f". {edition}", f" ({edition})", f". {edition}") if edition else ""
    )


def _series(w: Writer) -> str:
    """A series in brackets or between the sentences."""
    series = mark("collection-title", w.work.collection_title)
    if not series:
        return ""
    number = w.work.collection_number
    counted = (
        f"{series}{w.pick(', Bd. ', ' Bd. ', ', ', ' ')}{mark('volume', number)}"
        if number and not w.work.volume
        else series
    )
    return w.pick(
        f" (= {counted})", f" (={counted})", f" ({counted})", f". {counted}", f", {counted}"
    )


@template(ARTICLE, weight=8, langs=GERMAN)
def german_article(w: Writer) -> str:
    """Beck, Ulrich (1986): Titel. In: Zeitschrift 12, H. 3, S. 1-20."""
    inside = w.pick("In: ", "In: ", "in: ", "in: ", "", "", "In ", "in ")
    joint = w.pick(". ", ". ", ", ", ", ") if inside[:1] != "I" else w.pick(". ", ". ", ", ")
    year = f" ({w.year()})" if w.chance(0.04) else ""
    return f"{_head(w)}{_title(w)}{joint}{inside}{w.container()}{w.pick(', ', ' ', ', ', '. ')}{_locators(w)}{year}{_pages_behind(w)}{w.ending()}"


@template("chapter", weight=8, langs=GERMAN)
def german_chapter(w: Writer) -> str:
    """Baier, D. (1999): Titel. In: Müller, H. (Hrsg.): Sammelband. Köln: Verlag, S. 1-2."""
    form: dict[str, Any] = _slashed(w) if w.chance(0.75) else {"order": "given"}
    editors = f"{w.edited(**form)}{w.pick(': ', ': ', ', ', ' ', '. ')}" if w.work.editor else ""
    inside = w.pick(". In: ", ". In: ", ", in: ", ", in: ", " In: ", ". In ", ", in ")
    volume = f"{w.pick(', ', '. ')}{w.volume(worded=True)}" if w.work.volume else ""
    imprint = _imprint(w)
    lead = w.pick(". ", ". ", ", ", ", ")
    return f"{_head(w)}{_title(w)}{inside}{editors}{w.container()}{_edition(w)}{volume}{_series(w)}{lead}{imprint}{_pages_behind(w)}{w.ending()}"


@template("chapter", weight=2, langs=GERMAN)
def german_chapter_pages_first(w: Writer) -> str:
    """Neidhardt, F., 1986: Titel. S. 109-147 in: S. Lamnek (Hrsg.), Buch. Opladen: Leske + Budrich."""
    form: dict[str, Any] = {"order": w.pick("given", "family"), "initials": "A. B."}
    editors = f"{w.edited(**form)}{w.pick(', ', ': ')}" if w.work.editor else ""
    pages = f"{w.pages(worded=True)} " if w.work.page else ""
    return f"{_head(w)}{_title(w)}. {pages}{w.pick('in: ', 'in: ', 'in ')}{editors}{w.container()}. {_imprint(w)}{w.ending()}"


@template("chapter", weight=2, langs=GERMAN)
def german_chapter_short(w: Writer) -> str:
    """Hanft, A. (2000): Titel, in: Hanft 2000, 3-24."""
    form = {**_slashed(w), "initials": "A. B."}
    names = [name.family or name.literal for name in w.work.editor[:2]]
    editor = mark("editor", "/".join(names)) if names else ""
    if not editor:
        return german_chapter(w)
    others = w.pick("", "", " u.a.", " et al.")
    year = w.year()
    return f"{w.names(**form)} ({year}): {_title(w)}{w.pick(', in: ', '. In: ')}{editor}{others} {w.pick(f'({year})', year)}{_pages_behind(w)}{w.ending()}"


@template("book", weight=8, langs=GERMAN)
def german_book(w: Writer) -> str:
    """Beck, Ulrich (1986): Titel. Untertitel. 2. Aufl., Frankfurt a.M.: Suhrkamp."""
    editors = not w.work.author
    volume = f"{w.pick(', ', '. ')}{w.volume(worded=True)}" if w.work.volume else ""
    return f"{_head(w, editors=editors)}{w.title()}{volume}{_edition(w)}{_series(w)}{w.pick('. ', '. ', ', ', ', ')}{_imprint(w)}{w.ending()}"


@template("book", weight=2, langs=("de",))
def german_book_year_last(w: Writer) -> str:
    """Findeisen, Hans-Volkmar; Kersten, Joachim: Der Kick und die Ehre. München 1999."""
    who = w.names(**_slashed(w)) or w.edited(**_slashed(w))
    publisher = f": {w.publisher()}{w.pick(',', '')}" if w.chance(0.35) else ""
    return f"{who}: {w.title()}{_edition(w)}{_series(w)}{w.pick('. ', ', ', '. ')}{w.place()}{publisher} {w.year()}{w.ending()}"


@template("thesis", weight=2, langs=GERMAN)
def german_thesis(w: Writer) -> str:
    """Boustedt, Olaf (1942): Titel. Diss., Berlin."""
    genre = mark("genre", w.pick("", "unveröffentlichte ", "Unveröff. ") + w.work.genre)
    school = w.publisher()
    place = f", {w.place()}" if w.work.publisher_place else ""
    body = w.pick(
        f"{genre}, {school}{place}",
        f"{genre}. {school}{place}",
        f"{genre} {w.pick('an der ', '')}{school}{place}",
        f"{genre}{place}" if place else f"{genre}, {school}",
        f"{school}: {genre}",
    )
    return f"{_head(w)}{w.title()}{w.pick('. ', '. ', ', ')}{body}{w.ending()}"


@template("report", weight=2, langs=GERMAN)
def german_report(w: Writer) -> str:
    """Group (Hrsg.) (2003): Titel. ZEW Discussion Paper No. 08-032, Mannheim."""
    number = (
        f"{w.pick(' No. ', ' Nr. ', ' ')}{mark('number', w.work.number)}" if w.work.number else ""
    )
    tail = w.pick(
        f", {w.publisher()}",
        f". {w.publisher()}",
        f", {w.place()}" if w.work.publisher_place else "",
        f". {_imprint(w)}",
    )
    return f"{_head(w)}{w.title()}{w.pick('. ', ', ')}{mark('genre', w.work.genre)}{number}{tail}{w.ending()}"


@template("webpage", "report", weight=3, langs=("de", "de", "en"))
def german_web(w: Writer) -> str:
    """BMFSFJ (2003): Titel, abrufbar unter http://… (Stand: 12.05.2004)."""
    url = mark("URL", w.work.URL or "http://www.bmbf.de/pub/bericht.pdf")
    lead = w.pick("Online: ", "abrufbar unter ", "Verfügbar unter: ", "URL: ", "", "", "Internet: ", "online unter: ") if w.lang == "de" else w.pick("Available at: ", "Retrieved from ", "URL: ", "", "Online: ", "Available: ")  # fmt: skip
    seen = ""
    if w.work.accessed:
        word = w.pick("Stand: ", "Zugriff am ", "abgerufen am ", "letzter Zugriff: ", "Zugriff: ", "zuletzt aufgerufen am ", "eingesehen am ") if w.lang == "de" else w.pick("accessed ", "Accessed: ", "last accessed ", "retrieved ")  # fmt: skip
        seen = w.pick(
            f" ({word}{w.accessed()})",
            f" [{word}{w.accessed()}]",
            f", {word}{w.accessed()}",
            f", {w.accessed()}",
        )
    where = f"{w.pick('. In: ', ', in: ', '. ')}{w.container()}" if w.work.container_title else ""
    return f"{_head(w)}{_title(w)}{where}{w.pick('. ', ', ', ' ')}{lead}{url}{seen}{w.ending()}"


@template(ARTICLE, weight=5)
def harvard_article(w: Writer) -> str:
    """Davis, L. (1995) ‘Title’, Journal, 22 (64): 213–228."""
    year = w.pick(
        f" ({w.year()})", f" ({w.year()})", f", {w.year()},", f" {w.year()}.", f". {w.year()}."
    )
    title = w.pick(w.quoted(), w.quoted(","), f"{w.title()}.", f"{w.title()},")
    tail = w.link()
    return f"{w.names()}{year} {title}{w.pick(', ', ' ')}{w.pick('', '', 'in ', 'in: ')}{w.container()}{w.pick(', ', ' ')}{_locators(w)}{_pages_behind(w)}{'. ' + tail if tail else ''}{w.ending()}"


@template("book", weight=5)
def harvard_book(w: Writer) -> str:
    """Soja, E. (1989) Title, London: Verso."""
    who = w.names() or w.edited()
    year = w.pick(
        f" ({w.year()})", f" ({w.year()}).", f", {w.year()},", f" {w.year()}.", f". {w.year()}."
    )
    return f"{who}{year} {w.title()}{_edition(w)}{_series(w)}{w.pick('. ', ', ')}{w.imprint()}{w.ending()}"


@template("chapter", weight=6)
def harvard_chapter(w: Writer) -> str:
    """Risse, T. (2001) ‘Title’, in M. Cowles (eds) Book, pp. 1-20. Ithaca, NY: Cornell University Press."""
    year = w.pick(
        f" ({w.year()})", f" ({w.year()}).", f", {w.year()},", f" {w.year()}.", f". {w.year()}."
    )
    title = w.pick(w.quoted(), w.quoted(","), f"{w.title()}.", f"{w.title()},")
    editors = f"{w.edited()}{w.pick(', ', ' ', ': ')}" if w.work.editor else ""
    book = w.container()
    behind = ""
    if w.work.editor and w.chance(0.3):
        editors, behind = "", f", {w.edited(behind=False, order='given')}"
    pages = w.pages(worded=True) if w.work.page else ""
    imprint = w.imprint()
    tail = (
        w.pick(
            f", {pages}. {imprint}",
            f" ({pages}). {imprint}",
            f". {imprint}, {pages}",
            f". {imprint}: {w.pages()}",
            f", {imprint}, {pages}",
        )
        if pages
        else f". {imprint}"
    )
    return f"{w.names()}{year} {title} {w.inside()} {editors}{book}{behind}{tail}{w.ending()}"


@template(ARTICLE, weight=4)
def springer(w: Writer) -> str:
    """Smith AB, Jones C (2007) Title. J Abbrev 46:636–646."""
    who = w.names(
        order="family",
        initials="AB",
        comma=" ",
        joint=", ",
        last=w.pick(", ", ", ", " & ", " and "),
        others="et al",
    )
    journal = mark("container-title", w.work.container_title.replace(".", ""))
    issue = f"({w.issue()})" if w.work.issue and w.chance(0.4) else ""
    link = w.link()
    return f"{who} ({w.year()}) {w.title()}. {journal} {w.volume()}{issue}{w.pick(':', ': ', ':')}{w.pages()}{'. ' + link if link else ''}{w.pick('', '', '.')}"


@template(ARTICLE, weight=3)
def ecology(w: Writer) -> str:
    """Lemen, C. A., and M. K. Clausen. 1984. Title. Prairie Naturalist 16:5-10."""
    who = w.names(
        order="mixed",
        initials=w.pick("A. B.", "A.B."),
        comma=", ",
        joint=", ",
        last=w.pick(", and ", " and "),
    )
    issue = f"({w.issue()})" if w.work.issue and w.chance(0.4) else ""
    return f"{who} {w.year()}. {w.title()}. {w.container()}{w.pick(' ', ', ')}{w.volume()}{issue}{w.pick(':', ': ', ', ')}{w.pages()}{w.ending()}"


@template(ARTICLE, "chapter", "book", weight=2, langs=("pt", "pt", "es"))
def brazilian(w: Writer) -> str:
    """SILVA, José. Título. Revista, São Paulo, v. 12, n. 3, p. 1-20, 1999."""
    who = (w.names(order="family", caps=True, comma=", ", joint="; ", last="; ")) or w.edited(
        caps=True, order="family"
    )
    if w.work.type == "book":
        return (
            f"{who}. {w.title()}{_edition(w)}. {w.place()}: {w.publisher()}, {w.year()}{w.ending()}"
        )
    if w.work.type == "chapter":
        return f"{who}. {w.title()}. In: {w.edited(caps=True, order='family', joint='; ')}. {w.container()}. {w.place()}: {w.publisher()}, {w.year()}. p. {w.pages()}{w.ending()}"
    city = (
        f", {mark('publisher-place', w.pick('São Paulo', 'Rio de Janeiro', 'Brasília', 'Lisboa'))}"
        if w.chance(0.6)
        else ""
    )
    issue = f", n. {w.issue()}" if w.work.issue else ""
    return f"{who}. {w.title()}. {w.container()}{city}, v. {w.volume()}{issue}, p. {w.pages()}, {w.year()}{w.ending()}"
