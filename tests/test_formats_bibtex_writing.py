from __future__ import annotations

import pytest

from refkit.errors import ConfigurationError
from refkit.formats import dump
from refkit.formats.bibtex import read_bibtex, write_biblatex, write_bibtex
from refkit.formats.loaded import Apart
from refkit.model import Date, Name, Work

DOE = Name("Doe", "Jane")
Y2020 = Date(date_parts=((2020,),))


def entry(work: Work, **options: object) -> str:
    text = dump([work], "bibtex", **options)
    assert read_bibtex(text).works == [work]
    return text


@pytest.mark.parametrize(
    ("work", "lines"),
    [
        # No @article without its journal, its author.
        (
            Work(id="k", type="article-journal", title="T", author=[DOE], issued=Y2020),
            "@misc{k,\n  author = {Doe, Jane},\n  title = {T},\n  year = {2020},\n"
            "  entrysubtype = {article-journal},\n}\n",
        ),
        (
            Work(id="k", type="article-journal", title="A B", container_title="J", issued=Y2020),
            "@misc{k,\n  title = {A B},\n  howpublished = {J},\n  year = {2020},\n"
            "  entrysubtype = {article-journal},\n  key = {a b},\n}\n",
        ),
        # A book without a publisher is what btxdoc calls a booklet.
        (
            Work(id="k", type="book", title="T", author=[DOE], issued=Y2020),
            "@booklet{k,\n  author = {Doe, Jane},\n  title = {T},\n  year = {2020},\n"
            "  entrysubtype = {book},\n}\n",
        ),
        # A chapter without one is printed like a paper.
        (
            Work(id="k", type="chapter", title="T", author=[DOE], container_title="B"),
            "@inproceedings{k,\n  author = {Doe, Jane},\n  title = {T},\n  booktitle = {B},\n"
            "  entrysubtype = {chapter},\n  year = {n.d.},\n}\n",
        ),
        # Only one of author and editor, of volume and number, may stand in @book.
        (
            Work(
                id="k",
                type="book",
                title="T",
                author=[DOE],
                editor=[Name("Roe", "R.")],
                publisher="P",
                issued=Y2020,
                volume="2",
                collection_title="S",
                collection_number="7",
            ),
            "@book{k,\n  author = {Doe, Jane},\n  editora = {Roe, R.},\n  title = {T},\n"
            "  year = {2020},\n  volume = {2},\n  collection-number = {7},\n"
            "  publisher = {P},\n  series = {S},\n}\n",
        ),
        # No number without a volume.
        (
            Work(
                id="k",
                type="article-journal",
                title="T",
                author=[DOE],
                container_title="J",
                issue="3",
                issued=Y2020,
            ),
            "@article{k,\n  author = {Doe, Jane},\n  title = {T},\n  journal = {J},\n"
            "  year = {2020},\n  issue = {3},\n}\n",
        ),
    ],
)
def test_an_entry_has_a_type_of_which_the_styles_do_not_complain(work: Work, lines: str) -> None:
    assert entry(work) == lines


def test_initials_that_bibtex_would_cut_in_half_are_commands() -> None:
    work = Work(
        id="k",
        type="book",
        title="T",
        author=[Name("Öhman", "Åsa"), Name("Berg", "Éva-Örn", non_dropping_particle="van")],
        publisher="P",
        issued=Y2020,
    )
    assert r"author = {Öhman, {\r{A}}sa and van Berg, {\'E}va-{\"O}rn}," in entry(work)
    assert "Åsa" in write_biblatex([work])


@pytest.mark.parametrize(
    ("protection", "line"),
    [
        ("names", r"title = {Tears of {DNA} {$\Delta x$}},"),
        ("none", r"title = {Tears of DNA $\Delta x$},"),
        ("all", r"title = {{Tears of DNA $\Delta x$}},"),
    ],
)
def test_capitals_are_protected_as_asked(protection: str, line: str) -> None:
    work = Work(id="k", type="book", title=r"Tears of DNA $\Delta x$", publisher="P")
    assert line in dump([work], "bibtex", protect=protection)


def test_another_protection_is_misuse() -> None:
    with pytest.raises(ConfigurationError, match="no protection 'x'; there are names, all, none"):
        dump([], "bibtex", protect="x")


APART = Apart(
    preambles=[r'"\newcommand{\noopsort}[1]{}"'],
    strings={"fp": r"Frontiers in Psycholog{\'y}", "may": "Mai"},
    comments=["% Encoding: UTF-8", "@comment{jabref-meta: x}"],
)


def test_what_stood_apart_is_written_back_and_its_macros_are_used() -> None:
    work = Work(
        id="k",
        type="article-journal",
        title="T",
        author=[DOE],
        container_title="Frontiers in Psychologý",
        issued=Date(date_parts=((2020, 5),)),
    )
    text = write_bibtex([work], apart=APART)
    assert text == (
        "% Encoding: UTF-8\n\n@comment{jabref-meta: x}\n\n"
        '@preamble{"\\newcommand{\\noopsort}[1]{}"}\n\n'
        "@string{fp = {Frontiers in Psycholog{\\'y}}}\n@string{may = {Mai}}\n\n"
        "@article{k,\n  author = {Doe, Jane},\n  title = {T},\n  journal = fp,\n"
        # The file's own macro says something else than the fifth month.
        "  year = {2020},\n  month = {5},\n}\n"
    )
    loaded = read_bibtex(text)
    assert loaded.works == [work]
    assert loaded.apart is not None
    assert loaded.apart.strings == APART.strings
    assert write_bibtex(loaded.works, apart=loaded.apart) == text


def test_keys_are_kept_or_made_anew() -> None:
    works = [Work(id="mine", type="book", title="Joy", author=[DOE], issued=Y2020)]
    assert write_bibtex(works).startswith("@booklet{mine,")
    text = write_bibtex(works, rekey=True, keys="zotero")
    assert text.startswith("@booklet{doe_joy_2020,")
    # The id that was is not lost.
    assert read_bibtex(text).works == works


def test_an_id_that_says_no_more_than_the_doi_gives_way_to_the_key() -> None:
    work = Work(id="10.1037/a", DOI="10.1037/a", type="book", title="Joy", author=[DOE])
    text = write_bibtex([work])
    assert "refkit" not in text
    assert read_bibtex(text).works == [work.copy(id="doendjoy")]


def test_what_bibtex_has_no_field_for_is_carried_in_one_that_other_programs_pass_over() -> None:
    work = Work(
        id="k",
        type="book",
        title="T",
        author=[Name("Doe", "J.", extra={"ORCID": "0000-0002"})],
        custom={"x": 'a{b\\ % # @c{ "ü"'},
    )
    text = write_bibtex([work])
    [line] = [line for line in text.splitlines() if line.startswith("  refkit = {")]
    value = line.removeprefix("  refkit = {").removesuffix("},")
    assert value.isascii()
    assert not set("\\#@~") & set(value)
    assert value.count("{") == value.count("}")
    assert read_bibtex(text).works == [work]


def test_a_field_changed_since_by_another_program_wins() -> None:
    work = Work(id="k", type="book", title="T", author=[Name("Doe", "J.", extra={"ORCID": "1"})])
    text = write_bibtex([work]).replace("Doe, J.", "Roe, R.")
    assert read_bibtex(text).works == [
        Work(id="k", type="book", title="T", author=[Name("Roe", "R.")])
    ]
