"""References of medicine, engineering and computing, with the year behind or at the end."""

# ruff: noqa: E501 (a form reads best on one line)

from __future__ import annotations

from training.marks import mark
from training.templates import ARTICLE, template
from training.written import Writer


def _short(w: Writer) -> str:
    """Smith AB, Jones C, as in medicine."""
    return w.names(order="family", initials="AB", comma=" ", joint=", ", last=", ", most=w.random.choice([3, 6, 99]), kept=3,
                   others=w.pick(", et al", ", et al.", "et al."))  # fmt: skip


def _engineers(w: Writer) -> str:
    """A. B. Smith, C. Jones, and D. Brown."""
    return w.names(
        order="given",
        initials=w.pick("A. B.", "A. B.", "A.B.", ""),
        joint=", ",
        last=w.pick(", and ", " and ", ", and "),
    )


@template(ARTICLE, weight=4)
def medicine(w: Writer) -> str:
    """Smith AB, Jones C. Title. Am J Cardiol 2012;110(9):1296–301."""
    issue = f"({w.issue()})" if w.work.issue and w.chance(0.7) else ""
    year = w.date()
    gap = w.pick("", "", " ")
    link = w.link()
    journal = mark("container-title", w.work.container_title.replace(".", ""))
    return f"{_short(w)}{w.pick('. ', '. ', ': ')}{w.title()}. {journal}{w.pick(' ', '. ', ', ')}{year};{gap}{w.volume()}{issue}:{gap}{w.pages()}{w.pick('.', '.', '')}{' ' + link if link else ''}"


@template(ARTICLE, weight=3)
def bmc(w: Writer) -> str:
    """Smith AB, Jones C: Title. Journal 1999, 12(3):1-2."""
    issue = f"({w.issue()})" if w.work.issue else ""
    volume = w.volume()
    return f"{_short(w)}: {w.title()}. {w.container()} {w.year()}, {volume}{issue}{w.pick(':', ': ')}{w.pages()}{w.ending()}"


@template(ARTICLE, weight=2)
def old_medicine(w: Writer) -> str:
    """Replogle K, Reader A: Title, J Am Dent Assoc 130:649, 1999."""
    return f"{_short(w)}: {w.title()}{w.pick(', ', '. ')}{w.container()}{w.pick(' ', ', ')}{w.volume()}{w.pick(':', ': ', ', ')}{w.pick(w.first_page(), w.pages())}, {w.year()}{w.ending()}"


@template(ARTICLE, weight=3)
def engineering(w: Writer) -> str:
    """A. B. Smith and C. Jones, “Title,” Journal, vol. 13, no. 6, pp. 930–945, 1965."""
    issue = f", {w.issue(worded=True)}" if w.work.issue else ""
    link = w.link()
    return f"{_engineers(w)}, {w.quoted(',') if w.chance(0.8) else w.title() + ','} {w.container()}, {w.volume(worded=True)}{issue}, {w.pages(worded=True)}, {w.date()}{', ' + link if link else ''}{w.ending()}"


@template("paper-conference", weight=5)
def engineering_conference(w: Writer) -> str:
    """T. Sullivan and A. Brown, “Title,” in Proc. ACM SIGCOMM, Place, August 2002, pp. 1–9."""
    place = f", {w.place()}" if w.work.publisher_place else ""
    publisher = f", {w.publisher()}" if w.work.publisher and w.chance(0.6) else ""
    pages = f", {w.pages(worded=True)}" if w.work.page else ""
    series = (
        f", {w.pick('ser. ', '')}{mark('collection-title', w.work.collection_title)}, {w.volume(worded=True)}"
        if w.work.collection_title and w.work.volume
        else ""
    )
    tail = w.pick(
        f"{place}{publisher}{pages}, {w.date()}",
        f"{pages}{place}{publisher}, {w.date()}",
        f"{publisher}{place}, {w.date()}{pages}",
    )
    return f"{_engineers(w)}, {w.quoted(',') if w.chance(0.7) else w.title() + ','} {w.pick('in ', 'In ', 'in: ', '')}{w.container()}{series}{tail}{w.ending()}"


@template("paper-conference", weight=5)
def bibtex_plain(w: Writer) -> str:
    """A. Smith and B. Jones. Title. In Proceedings of X, pages 1–9, Place, May 1990. Publisher."""
    editors = f"{w.edited(order='given')}, " if w.work.editor and w.chance(0.8) else ""
    series = (
        f", {w.volume(worded=True)} of {mark('collection-title', w.work.collection_title)}"
        if w.work.collection_title and w.work.volume
        else ""
    )
    pages = f", {w.pages(worded=True)}" if w.work.page else ""
    place = f", {w.place()}" if w.work.publisher_place else ""
    tail = (
        w.pick(
            f"{place}, {w.date()}. {w.publisher()}",
            f"{place}, {w.date()}",
            f". {w.publisher()}, {w.date()}",
            f", {w.date()}",
        )
        if w.work.publisher
        else f"{place}, {w.date()}"
    )
    who = _engineers(w)
    title = w.title()
    return f"{who}{w.pick('. ', '. ', ', ', ': ')}{title}. {w.pick('In ', 'In ', 'In: ', '')}{editors}{w.container()}{series}{pages}{tail}{w.ending()}"


@template("paper-conference", weight=3)
def conference_author_year(w: Writer) -> str:
    """Smith, A., & Jones, B. (1990). Title. In Proceedings of X (pp. 1–9). Place: Publisher."""
    who = w.names(order=w.pick("family", "family", "mixed"))
    pages = w.pages(worded=True) if w.work.page else ""
    imprint = w.imprint()
    year = w.pick(
        f" ({w.year()}). ",
        f" ({w.year()}). ",
        f", {w.year()}. ",
        f" ({w.year()}): ",
        f". {w.year()}. ",
    )
    place = w.pick(f" ({pages})", f", {pages}", f": {w.pages()}") if pages else ""
    return f"{who}{year}{w.title()}. {w.pick('In ', 'In ', 'In: ', '')}{w.container()}{place}{'. ' + imprint if imprint else ''}{w.ending()}"


@template(ARTICLE, weight=4)
def bibtex_article(w: Writer) -> str:
    """A. Smith and B. Jones. Title. Journal, 10(12):1952–1962, December 1992."""
    issue = f"({w.issue()})" if w.work.issue else ""
    return f"{_engineers(w)}. {w.title()}. {w.container()}, {w.volume()}{issue}{w.pick(':', ': ', ', ')}{w.pages()}, {w.date()}{w.ending()}"


@template("book", weight=3)
def bibtex_book(w: Writer) -> str:
    """A. Smith. Title. Publisher, Place, 2nd edition, 1999."""
    who = _engineers(w) or w.edited(order="given")
    edition = f", {w.edition()}" if w.work.edition else ""
    volume = f", {w.volume(worded=True)}" if w.work.volume else ""
    return f"{who}{w.pick('. ', '. ', ', ', ': ')}{w.title()}{volume}. {w.pick(f'{w.publisher()}, {w.place()}', w.publisher(), f'{w.publisher()}: {w.place()}', f'{w.publisher()} ({w.place()})')}{edition}, {w.year()}{w.ending()}"


@template("report", weight=4, langs=("en",))
def technical_report(w: Writer) -> str:
    """A. Smith. Title. Technical Report TR-95, Department of X, Place, 1996."""
    number = (
        f"{w.pick(' ', ' ', ' No. ', ', ')}{mark('number', w.work.number)}" if w.work.number else ""
    )
    place = f", {w.place()}" if w.work.publisher_place else ""
    genre = mark("genre", w.work.genre)
    if w.chance(0.35):
        return f"{w.names()} ({w.year()}). {w.title()}{w.pick('. ', ' (', '. ')}{genre}{number}{w.pick('. ', '), ')}{w.publisher()}{place}{w.ending()}"
    return f"{_engineers(w)}{w.pick('. ', ', ')}{w.title()}. {genre}{number}, {w.publisher()}{place}, {w.date()}{w.ending()}"


@template("book", weight=3)
def medicine_book(w: Writer) -> str:
    """Smith AB. Title. 2nd ed. New York: Raven Press; 1995."""
    who = _short(w) or w.edited(order="family", initials="AB", comma=" ")
    edition = f"{w.edition()}. " if w.work.edition else ""
    return f"{who}{w.pick('. ', ': ')}{w.title()}. {edition}{w.place()}{w.pick(': ', ', ')}{w.publisher()}{w.pick('; ', ', ', ';')}{w.year()}{w.ending()}"


@template("chapter", weight=3)
def medicine_chapter(w: Writer) -> str:
    """Smith AB. Title. In: Brown C, editor. Book. New York: Raven Press; 1995. p. 465-78."""
    editors = (
        f"{w.edited(order='family', initials='AB', comma=' ', last=', ')}{w.pick('. ', '. ', ': ', ', ')}"
        if w.work.editor
        else ""
    )
    pages = w.pages(worded=True) if w.work.page else ""
    return f"{_short(w)}{w.pick('. ', ': ')}{w.title()}. {w.pick('In: ', 'In ')}{editors}{w.container()}. {w.place()}: {w.publisher()}{w.pick('; ', ', ')}{w.year()}{w.pick('. ', ', ', ':') + pages if pages else ''}{w.ending()}"


@template("chapter", weight=3)
def bibtex_chapter(w: Writer) -> str:
    """A. Smith. Title. In B. Jones, editor, Book, pages 1–20. Publisher, Place, 1999."""
    editors = f"{w.edited(order='given')}, " if w.work.editor else ""
    pages = f", {w.pages(worded=True)}" if w.work.page else ""
    return f"{_engineers(w)}{w.pick('. ', ', ')}{w.title()}. {w.pick('In ', 'In: ')}{editors}{w.container()}{pages}. {w.pick(f'{w.publisher()}, {w.place()}', w.publisher())}, {w.year()}{w.ending()}"


@template("webpage", "dataset", weight=4)
def web(w: Writer) -> str:
    """Group. Title. Available at: http://… [accessed 12 May 2004]."""
    who = w.names()
    url = mark("URL", w.work.URL or "http://www.who.int/data")
    lead = w.pick(
        "Available at: ",
        "Available from: ",
        "Retrieved from ",
        "URL: ",
        "URL ",
        "",
        "[Online]. Available: ",
        "Available at ",
        "<",
    )
    close = ">" if lead == "<" else ""
    seen = f" {w.accessed()}" if w.work.accessed else ""
    visit = (
        w.pick(
            f" [accessed{seen}]",
            f" (accessed{seen})",
            f". Accessed{seen}",
            f", last accessed{seen}",
            f" (visited{seen})",
            f" [Accessed:{seen}]",
            f" (Zugriff:{seen})" if w.lang == "de" else f" (accessed{seen})",
        )
        if seen
        else ""
    )
    site = f"{w.container()}{w.pick(', ', '. ')}" if w.work.container_title else ""
    if w.chance(0.15) and seen:
        return f"{who} ({w.year()}). {w.title()}. {site}Retrieved{seen}, from {url}{w.ending()}"
    head = w.pick(
        f"{who} ({w.year()}). {w.title()}",
        f"{who}. {w.title()}, {w.year()}",
        f"{who}, {w.quoted()}, {w.date()}",
        f"{who}. {w.title()}",
        w.title(),
    )
    return f"{head}. {site}{lead}{url}{close}{visit}{w.ending()}"


@template(ARTICLE, weight=2)
def doi_heavy(w: Writer) -> str:
    """Smith, A.B., Jones, C., 2015. Title. Journal 12, 1–9. https://doi.org/10.1000/x."""
    who = w.names(
        order="family", initials=w.pick("A.B.", "A. B."), comma=", ", joint=", ", last=", "
    )
    return f"{who}, {w.year()}. {w.title()}. {w.container()} {w.volume()}, {w.pages()}. {w.link()}"
