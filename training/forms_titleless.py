"""References without titles: physics, astronomy, chemistry, old biology."""

# ruff: noqa: E501 (a form reads best on one line)

from __future__ import annotations

from training import lists
from training.marks import mark
from training.templates import ARTICLE, template
from training.written import Writer


def _journal(w: Writer) -> str:
    return mark("container-title", w.random.choice(lists.PHYSICS))


def _numbers(w: Writer) -> tuple[str, str]:
    """Volume and first page or article number of a paper in physics."""
    volume = str(w.random.randint(1, 900))
    if w.chance(0.12):
        volume = w.pick("A", "B", "C", "D") + volume
    page = w.random.choice(
        [str(w.random.randint(1, 9999)), str(w.random.randint(1, 9999)), f"{w.random.randint(1, 99):02}{w.random.randint(1000, 9999)}",
         f"L{w.random.randint(1, 199)}", str(w.random.randint(1, 900)), f"R{w.random.randint(1, 999)}"]
    )  # fmt: skip
    if w.chance(0.12) and page.isdigit():
        page = f"{page}{w.dash}{int(page) + w.random.randint(1, 30)}"
    return mark("volume", volume), mark("page", page)


def _arxiv(w: Writer) -> str:
    """An eprint behind the reference, now and then."""
    if not w.chance(0.22):
        return ""
    old = w.pick(
        "hep-ph",
        "hep-th",
        "astro-ph",
        "gr-qc",
        "cond-mat",
        "quant-ph",
        "nucl-th",
        "hep-lat",
        "hep-ex",
    )
    new = (
        f"{w.random.randint(7, 20):02}{w.random.randint(1, 12):02}.{w.random.randint(1, 19999):04}"
    )
    number = (
        f"{old}/{w.random.randint(92, 107) % 100:02}{w.random.randint(1, 12):02}{w.random.randint(1, 400):03}"
        if w.chance(0.4)
        else new
    )
    subject = f" [{mark('note', old)}]" if w.chance(0.4) and "/" not in number else ""
    head = w.pick("arXiv:", "arXiv:", "arXiv: ", "") if "/" in number else "arXiv:"
    return w.pick(
        f", {mark('number', head + number)}{subject}",
        f" [{mark('number', head + number)}{subject}]",
        f" ({mark('number', head + number)})",
    )


def _people(w: Writer) -> str:
    who = w.names(
        order="given", initials=w.pick("A. B.", "A. B.", "A.B.", "A.B.", "A B"),
        joint=", ", last=w.pick(" and ", ", and ", ", ", " & ", " et "), caps=w.chance(0.1),
    )  # fmt: skip
    if w.chance(0.05):
        group = w.pick(
            "ATLAS Collaboration",
            "CMS Collaboration",
            "Particle Data Group",
            "BABAR Collaboration",
            "Planck Collaboration",
        )
        return mark("author", group) + (f" ({who})" if w.chance(0.3) else "")
    return who


@template(ARTICLE, weight=9, langs=("en",))
def physics_year_last(w: Writer) -> str:
    """Names, Journal volume, page (year)."""
    volume, page = _numbers(w)
    gap = w.pick(", ", ", ", " ", ": ")
    journal = _journal(w)
    head = w.pick(", ", ", ", ", ", ". ", " ", ": ")
    return f"{_people(w)}{head}{journal}{w.pick(' ', ' ', ', ', '')}{volume}{gap}{page} ({w.year()}){_arxiv(w)}{w.ending()}"


@template(ARTICLE, weight=6, langs=("en",))
def physics_year_middle(w: Writer) -> str:
    """Names, Journal volume (year) page."""
    volume, page = _numbers(w)
    issue = f"({mark('issue', str(w.random.randint(1, 24)))})" if w.chance(0.12) else ""
    return (
        f"{_people(w)}, {_journal(w)}{w.pick(' ', ', ', ' ')}{volume}{issue}{w.pick(' ', ' ', ', ')}({w.year()})"
        f"{w.pick(' ', ' ', '', ', ')}{page}{_arxiv(w)}{w.ending()}"
    )


@template(ARTICLE, weight=6, langs=("en",))
def astronomy(w: Writer) -> str:
    """Family, A., Family, B. 2001, ApJ, 12, 345."""
    volume, page = _numbers(w)
    who = w.names(order="family", initials=w.pick("A. B.", "A. B.", "A.B."), comma=w.pick(", ", " "), joint=", ",
                  last=w.pick(", & ", " & ", ", ", " and "), others=w.pick(", et al.", "et al."))  # fmt: skip
    journal = mark("container-title", w.pick("ApJ", "A&A", "MNRAS", "AJ", "ApJS", "ApJL", "Nature", "Science", "PASP", "PASJ", "ARA&A", "Astrophys. J.", "A&AS", "Ap&SS", "Sol. Phys.", "Icarus", "Proc. SPIE"))  # fmt: skip
    return f"{who}{w.pick(' ', ', ', ' ')}{w.year()}{w.pick(', ', ', ', ' ')}{journal}, {volume}, {page}{w.pick('', '', '.', ';')}"


@template(ARTICLE, weight=3, langs=("en",))
def iop(w: Writer) -> str:
    """Family A B and Family C 2001 J. Phys. A 12 345."""
    volume, page = _numbers(w)
    who = w.names(
        order="family", initials="A B", comma=" ", joint=", ", last=" and ", others="et al"
    )
    title = f" {w.title()}" if w.chance(0.45) else ""
    return f"{who} {w.year()}{title} {_journal(w)} {volume} {page}{w.pick('', '', '.')}"


@template(ARTICLE, weight=4, langs=("en",))
def chemistry(w: Writer) -> str:
    """Family, A. B.; Family, C. J. Am. Chem. Soc. 1999, 121, 345."""
    volume, page = _numbers(w)
    who = w.names(order="family", initials="A. B.", comma=", ", joint="; ", last="; ")
    return f"{who} {_journal(w)}{w.pick(' ', ', ')}{w.year()}, {volume}{w.pick(', ', ', ', ': ')}{page}{w.ending()}"


@template(ARTICLE, weight=3, langs=("en", "en", "fr"))
def capitals(w: Writer) -> str:
    """J. P. SMITH and A. JONES. Can. J. Chem. 10, 265 (1977)."""
    volume, page = _numbers(w)
    who = w.names(
        order="given",
        initials=w.pick("A. B.", "A.B."),
        caps=True,
        joint=", ",
        last=w.pick(" and ", " et ", " et "),
    )
    return f"{who}{w.pick('. ', '. ', ', ', ': ')}{_journal(w)} {volume}, {page} ({w.year()}){w.pick('.', '.', ';', '')}"


@template(ARTICLE, weight=2, langs=("en",))
def physics_with_title(w: Writer) -> str:
    """Names, Title, Journal volume (year) page."""
    volume, page = _numbers(w)
    title = w.pick(w.title(), w.title(), w.quoted(","), w.quoted())
    return (
        f"{_people(w)}, {title}, {_journal(w)} {volume}{w.pick(' ', ', ')}"
        f"{w.pick(f'({w.year()}) {page}', f'{page} ({w.year()})', f'({w.year()}), {page}')}{_arxiv(w)}{w.ending()}"
    )


@template(ARTICLE, weight=1, langs=("en",))
def ibid(w: Writer) -> str:
    """Names, ibid. 12, 345 (1999)."""
    volume, page = _numbers(w)
    same = mark("container-title", w.pick("ibid.", "ibid.", "Ibid.", "ibid"))
    people = f"{_people(w)}, " if w.chance(0.7) else ""
    return f"{people}{same} {volume}, {page} ({w.year()}){w.ending()}"


@template(ARTICLE, weight=1.5, langs=("en",))
def journal_only(w: Writer) -> str:
    """Journal volume (year) page, without names."""
    volume, page = _numbers(w)
    journal = w.pick(_journal(w), w.container())
    return f"{journal}{w.pick(' ', ', ')}{volume} ({w.year()}) {page}{w.pick('', '', '.')}"


@template("report", "article", weight=2, langs=("en",))
def eprint(w: Writer) -> str:
    """Names, Title, arXiv:1234.5678."""
    number = (
        f"{w.random.randint(7, 20):02}{w.random.randint(1, 12):02}.{w.random.randint(1, 19999):04}"
    )
    title = w.pick(f"{w.title()}, ", f"{w.quoted(',')} ", "")
    genre = (
        f"{mark('genre', 'arXiv preprint')} {mark('number', 'arXiv:' + number)}"
        if w.chance(0.3)
        else mark("number", f"arXiv:{number}")
    )
    return (
        f"{_people(w)}, {title}{genre}{w.pick('', f' ({w.year()})', f', {w.year()}')}{w.ending()}"
    )


@template("book", weight=2, langs=("en",))
def physics_book(w: Writer) -> str:
    """Names, Title (Publisher, Place, year), p. 12."""
    place, publisher = w.place(), w.publisher()
    inner = w.pick(
        f"{publisher}, {place}, {w.year()}",
        f"{publisher}, {w.year()}",
        f"{place}: {publisher}, {w.year()}",
        f"{publisher}, {place} {w.year()}",
    )
    edition = f", {w.edition()}" if w.work.edition else ""
    page = f", p. {mark('page', str(w.random.randint(1, 600)))}" if w.chance(0.25) else ""
    return f"{_people(w)}, {w.title()}{edition} ({inner}){page}{w.ending()}"


@template("chapter", "paper-conference", weight=2, langs=("en",))
def physics_chapter(w: Writer) -> str:
    """Names, in Book, edited by Names (Publisher, Place, year), p. 12."""
    title = f"{w.title()}, " if w.chance(0.6) else ""
    editors = (
        f", {w.edited(behind=w.chance(0.4), order='given', initials='A. B.')}"
        if w.work.editor
        else ""
    )
    inner = (
        f"{w.publisher()}, {w.place()}, {w.year()}"
        if w.work.publisher and w.work.publisher_place
        else w.year()
    )
    page = f", {w.pages(worded=True)}" if w.work.page else ""
    return f"{_people(w)}, {title}{w.pick('in', 'in:', 'In')} {w.container()}{editors} ({inner}){page}{w.ending()}"
