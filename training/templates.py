"""Templates: references of forms that CSL styles do not give, with choices at random inside.

A template is a function from a :class:`Writer` to a marked entry. It says which kinds of works it
is for, how often it is taken, and for which languages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from random import Random
from typing import Final

from training.labelled import Labelled
from training.marks import mark, read_marks
from training.works import Pool
from training.written import Writer

Write = Callable[[Writer], str]


@dataclass(frozen=True, slots=True)
class Template:
    """A form of reference.

    Attributes:
        name: Its name, of the function that writes it.
        write: From a Writer to a marked entry.
        kinds: The types of works that it is for.
        weight: How often it is taken against the others.
        langs: Its languages; () for the pool's own mixture.
    """

    name: str
    write: Write
    kinds: tuple[str, ...]
    weight: float
    langs: tuple[str, ...] = ()


TEMPLATES: Final[list[Template]] = []
ARTICLE: Final = "article-journal"
FORMS: Final = ("forms_author_year", "forms_footnotes", "forms_numbered", "forms_titleless")
"""The modules that hold templates and register them when they are imported."""


def template(
    *kinds: str, weight: float = 1.0, langs: tuple[str, ...] = ()
) -> Callable[[Write], Write]:
    """Register the decorated function as a template."""

    def register(write: Write) -> Write:
        name = getattr(write, "__name__", "template").strip("_")
        TEMPLATES.append(Template(name, write, kinds, weight, langs))
        return write

    return register


def generated(pool: Pool, count: int, seed: int) -> Iterator[Labelled]:
    """References from the templates.

    Args:
        pool: Where the works come from.
        count: How many.
        seed: The same seed gives the same references.
    """
    for name in FORMS:
        import_module(f"training.{name}")
    random = Random(seed)
    weights = [one.weight for one in TEMPLATES]
    made = 0
    while made < count:
        chosen = random.choices(TEMPLATES, weights)[0]
        lang = random.choice(chosen.langs) if chosen.langs else ""
        work = pool.draw(random, lang, random.choice(chosen.kinds))
        writer = Writer(work, random)
        text, spans = read_marks(numbered(chosen.write(writer), random))
        if len(spans) < 2 or len(text) > 900:
            continue
        yield Labelled(f"templates-{made}", "templates", text, spans, chosen.name, writer.lang)
        made += 1


def numbered(entry: str, random: Random) -> str:
    """The entry, now and then with the number that it has in its list."""
    if random.random() > 0.16:
        return entry
    number = str(random.randint(1, 160))
    form = random.choice(
        ["[{}] ", "[{}] ", "[{}]", "{}. ", "{}. ", "({}) ", "{} ", "{}) ", "[ {}] ", "{}.\t"]
    )
    return form.format(mark("citation-number", number)) + entry
