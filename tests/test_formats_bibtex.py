from __future__ import annotations

import pytest

from refkit.formats.bibtex import read_bibtex, write_bibtex
from refkit.formats.bibtex_names import read_names, write_names
from refkit.formats.bibtex_titles import CLOSE, OPEN, protect
from refkit.model import Date, Name, Work

GRACANIN = Work(
    id="gracanin2014",
    type="article-journal",
    title="Is crying a self-soothing behavior?",
    container_title="Frontiers in Psychology",
    author=[
        Name("Gračanin", "Asmir"),
        Name("Bylsma", "Lauren M."),
        Name("Vingerhoets", "Ad J. J. M."),
    ],
    issued=Date(date_parts=((2014, 5, 28),)),
    volume="5",
    number="502",
    DOI="10.3389/fpsyg.2014.00502",
    URL="https://example.org/a_b%20c",
    publisher="Frontiers & Sons",
)


def read(text: str) -> Work:
    [work] = read_bibtex(text).works
    return work


def test_an_article_is_written_in_unicode() -> None:
    assert (
        write_bibtex([GRACANIN])
        == r"""@article{gracanin2014,
  author = {Gračanin, Asmir and Bylsma, Lauren M. and Vingerhoets, Ad J. J. M.},
  title = {Is crying a self-soothing behavior?},
  journal = {Frontiers in Psychology},
  year = {2014},
  month = may,
  day = {28},
  volume = {5},
  eid = {502},
  publisher = {Frontiers \& Sons},
  doi = {10.3389/fpsyg.2014.00502},
  url = {https://example.org/a_b%20c},
}
"""
    )


def test_latex_escapes_names_but_never_addresses() -> None:
    text = write_bibtex([GRACANIN], latex=True)
    assert r"author = {Gra{\v{c}}anin, Asmir and" in text
    assert "url = {https://example.org/a_b%20c}," in text
    assert text.isascii()


@pytest.mark.parametrize(
    ("type_", "entry", "field"),
    [
        ("article-journal", "article", "publisher"),
        ("book", "book", "publisher"),
        ("chapter", "incollection", "publisher"),
        ("paper-conference", "inproceedings", "publisher"),
        ("report", "techreport", "institution"),
        ("thesis", "phdthesis", "school"),
        ("pamphlet", "booklet", "howpublished"),
        ("manuscript", "unpublished", "organization"),
        ("webpage", "misc", "howpublished"),
        ("dataset", "misc", "howpublished"),
        ("article-newspaper", "article", "publisher"),
        ("bill", "misc", "howpublished"),
    ],
)
def test_every_type_has_an_entry_type_and_comes_back(type_: str, entry: str, field: str) -> None:
    work = Work(
        id="k",
        type=type_,
        author=[Name("Doe", "Jane")],
        title="A title",
        container_title="C",
        publisher="P",
        URL="https://example.org",
        note="N",
    )
    if type_ == "thesis":
        work.genre = "PhD thesis"
    text = write_bibtex([work])
    assert text.startswith(f"@{entry}{{k,")
    assert f"  {field} = {{P}}," in text
    assert read(text) == work


def test_a_master_thesis_is_one() -> None:
    work = Work(
        id="k",
        type="thesis",
        author=[Name("Doe", "Jane")],
        title="Tears",
        issued=Date(((2020,),)),
        genre="Master's thesis",
        publisher="Tilburg University",
    )
    assert write_bibtex([work]) == (
        "@mastersthesis{k,\n  author = {Doe, Jane},\n  title = {Tears},\n  year = {2020},\n"
        "  school = {Tilburg University},\n}\n"
    )


@pytest.mark.parametrize(
    ("entry", "type_"),
    [
        ("@article{k, journal={J}}", "article-journal"),
        ("@article{k, entrysubtype={newspaper}}", "article-newspaper"),
        ("@inbook{k, title={x}}", "chapter"),
        ("@conference{k, title={x}}", "paper-conference"),
        ("@online{k, url={https://example.org}}", "webpage"),
        ("@misc{k, howpublished={\\url{https://example.org}}}", "webpage"),
        ("@misc{k, title={x}, note={R package version 1.1}}", "software"),
        ("@misc{k, title={x}, eprint={2201.00738}, archiveprefix={arXiv}}", "article"),
        ("@misc{k, title={x}}", "document"),
        ("@inreference{k, title={x}}", "entry-encyclopedia"),
        ("@whatever{k, title={x}}", "document"),
    ],
)
def test_entry_types_become_csl_types(entry: str, type_: str) -> None:
    assert read(entry).type == type_


@pytest.mark.parametrize(
    ("fields", "variable", "value"),
    [
        (r"title={The {DNA} of \emph{E. coli}}", "title", "The DNA of <i>E. coli</i>"),
        ("title={Main}, subtitle={Sub}", "title", "Main: Sub"),
        ("title={Why?}, subtitle={Because}", "title", "Why? Because"),
        ("pages={1--2}", "page", "1–2"),
        ("pages={e1-e5}", "page", "e1–e5"),
        ("number=3", "issue", "3"),
        ("eid={e0193972}", "number", "e0193972"),
        ("doi={https://doi.org/10.1037/PST0000395}", "DOI", "10.1037/PST0000395"),
        (r"url={https://example.org/a\_b\%20\~{}c}", "URL", "https://example.org/a_b%20~c"),
        (r"url={\url{https://example.org/}}", "URL", "https://example.org/"),
        ("note={50% of all}", "note", "50% of all"),
        (r"note={50\% of \$5 \& \#1 a\_b}", "note", "50% of $5 & #1 a_b"),
        ("abstract={One\n two\n\n three}", "abstract", "One two\n\nthree"),
        ("keywords={a, b}", "keyword", "a, b"),
        ("langid={german}", "language", "de"),
        ("langid={latvian2}", "language", "latvian2"),
        ("medium={DVD}", "medium", "DVD"),
        ("year=2014, month=may", "issued", Date(((2014, 5),))),
        ("year=2014, month={5}, day={28}", "issued", Date(((2014, 5, 28),))),
        ('year=2014, month="8~" # aug', "issued", Date(((2014, 8, 8),))),
        ("year=2014, month={August 8--11}", "issued", Date(((2014, 8, 8), (2014, 8, 11)))),
        ("year=2014, month={Spring}", "issued", Date(((2014,),), season=1)),
        ("year={2012--2015}", "issued", Date(((2012,), (2015,)))),
        ("year={in press}", "issued", Date(literal="in press")),
        ("date={2014-05-28}", "issued", Date(((2014, 5, 28),))),
        ("date={1988~}", "issued", Date(((1988,),), circa=True)),
        ("date={2001/2003}", "issued", Date(((2001,), (2003,)))),
        ("urldate={2020-01-02}", "accessed", Date(((2020, 1, 2),))),
        ("origdate={1900}", "original_date", Date(((1900,),))),
    ],
)
def test_fields_become_variables(fields: str, variable: str, value: object) -> None:
    assert getattr(read(f"@article{{k, journal={{J}}, {fields}}}"), variable) == value


def test_a_number_of_a_book_is_that_of_its_series() -> None:
    work = read("@book{k, series={Studies}, number=7}")
    assert (work.collection_title, work.collection_number, work.issue) == ("Studies", "7", "")


def test_an_arxiv_eprint_is_the_number_of_a_preprint() -> None:
    work = read("@misc{k, title={x}, eprint={2201.00738}, archiveprefix={arXiv}}")
    assert (work.number, work.publisher) == ("arXiv:2201.00738", "arXiv")
    assert "eprint = {2201.00738}" in write_bibtex([work])


def test_strings_are_expanded_and_joined() -> None:
    text = '@string{fp = "Frontiers " # {in}}\n@article{k, journal = fp # " Psychology"}'
    assert read(text).container_title == "Frontiers in Psychology"


def test_fields_are_inherited_through_crossref() -> None:
    work = read_bibtex(
        "@incollection{c, crossref={P}, title={Part}}\n"
        "@book{p, title={Whole}, editor={Doe, Jane}, publisher={Pub}, year=2001}"
    ).works[0]
    assert work == Work(
        id="c",
        type="chapter",
        title="Part",
        container_title="Whole",
        editor=[Name("Doe", "Jane")],
        publisher="Pub",
        issued=Date(((2001,),)),
    )


def test_unknown_fields_and_types_are_kept_and_written_back() -> None:
    text = (
        "@artwork{k,\n  author = {Doe, Jane},\n  title = {A},\n  url = {https://example.org},\n"
        "  file = {:a/b_c.pdf:PDF},\n}\n"
    )
    work = read(text)
    assert work.custom == {"bibtex": {"type": "artwork", "fields": {"file": ":a/b_c.pdf:PDF"}}}
    assert write_bibtex([work]) == text


def test_a_type_that_no_longer_fits_is_not_written_back() -> None:
    work = read("@artwork{k, title={A}, author={Doe, Jane}, publisher={P}}")
    work.type = "book"
    assert write_bibtex([work]).startswith("@book{k,")


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Gra{\\v{c}}anin, Asmir", [Name("Gračanin", "Asmir")]),
        ("Ludwig van Beethoven", [Name("Beethoven", "Ludwig", non_dropping_particle="van")]),
        ("de la Cruz, Juan", [Name("Cruz", "Juan", non_dropping_particle="de la")]),
        (
            "van der Berg, Jr., Jan",
            [Name("Berg", "Jan", "", "van der", "Jr.", comma_suffix=True)],
        ),
        ("{World Health Organization}", [Name(literal="World Health Organization")]),
        ("{Barnes and Noble} and Doe, J.", [Name(literal="Barnes and Noble"), Name("Doe", "J.")]),
        ("Doe, J. and others", [Name("Doe", "J."), Name(literal="others")]),
        ("Doe, J.\n  AND  Roe, R.", [Name("Doe", "J."), Name("Roe", "R.")]),
        ("Aristotle", [Name("Aristotle")]),
        ("Gabriel Garc{\\'\\i}a M{\\'a}rquez", [Name("Márquez", "Gabriel García")]),
        ("J.~R.~R. Tolkien", [Name("Tolkien", "J. R. R.")]),
        (
            "family=Brown, given=Brian, prefix=de, useprefix=true",
            [Name("Brown", "Brian", non_dropping_particle="de")],
        ),
        (
            "given=Hans, prefix=von, family=Harrenberg, useprefix=false",
            [Name("Harrenberg", "Hans", "von")],
        ),
        ("Ortega y Gasset, José", [Name("Ortega y Gasset", "José")]),
        ("José Ortega y Gasset", [Name("Gasset", "José Ortega", non_dropping_particle="y")]),
        (", Ann", [Name(given="Ann")]),
        (
            "sortingnamekeytemplatename=x and Doe, J.",
            [Name("Doe", "J.", extra={"biblatex": {"sortingnamekeytemplatename": "x"}})],
        ),
        ("and and", []),
    ],
)
def test_names_are_read_as_bibtex_reads_them(written: str, names: list[Name]) -> None:
    assert read_names(written) == names


@pytest.mark.parametrize(
    ("name", "written"),
    [
        (Name("de la Cruz", "M."), "{de la Cruz}, M."),
        (Name("García Márquez"), "García Márquez, {}"),
        (Name("Aristotle"), "Aristotle"),
        (Name("Smith, Jones", "A."), "{Smith, Jones}, A."),
        (Name("King", "Martin Luther", suffix="III"), "King, III, Martin Luther"),
        (Name(literal="Simon and Schuster"), "{Simon and Schuster}"),
        (Name(given="Madonna"), "{}, Madonna"),
        (Name(), ""),
    ],
)
def test_names_are_written_so_that_bibtex_understands(name: Name, written: str) -> None:
    assert write_names([name]) == written
    assert read_names(written) == ([name] if written else [])


@pytest.mark.parametrize(
    ("title", "language", "protected"),
    [
        ("Effects of DNA on mice", "", "Effects of [DNA] on mice"),
        ("Tears in Dutch and German adults", "", "Tears in [Dutch] and [German] adults"),
        ("The Psychology of Crying in Adults", "", "The Psychology of Crying in Adults"),
        ("Crying: A review of vitamin D", "", "Crying: A review of vitamin [D]"),
        ("iPhones and McGurk", "", "[iPhones] and [McGurk]"),
        ("Die Kunst der Fuge", "de-DE", "Die [Kunst] der [Fuge]"),
        ("ALL CAPITALS HERE", "", "ALL CAPITALS HERE"),
        ("$X$ of <i>E. coli</i> strains", "", "$X$ of <i>[E]. coli</i> strains"),
        ("Effects of Self-soothing Behavior", "", "Effects of Self-soothing Behavior"),
        ("What Happens Between and Within Groups", "", "What Happens Between and Within Groups"),
    ],
)
def test_capitals_that_a_style_would_lower_are_protected(
    title: str, language: str, protected: str
) -> None:
    marked = protect(title, language).replace(OPEN, "[").replace(CLOSE, "]")
    assert marked == protected


def test_literature_from_memory_without_a_file_has_no_encoding() -> None:
    assert read_bibtex("@book{k, title={x}}").encoding == ""
    assert read_bibtex(b"@book{k, title={x}}").encoding == "utf-8"


def test_a_declared_encoding_is_used() -> None:
    data = "% Encoding: ISO8859_1\n@book{k, title={Café}}".encode("latin-1")
    loaded = read_bibtex(data)
    assert (loaded.works[0].title, loaded.encoding, loaded.problems) == ("Café", "iso8859-1", [])


def test_a_guessed_encoding_is_told() -> None:
    text = "@book{k, title={Über die Träume der Müßiggänger und ihre Gefährten}}"
    loaded = read_bibtex(text.encode("cp1252"))
    assert loaded.works[0].title == "Über die Träume der Müßiggänger und ihre Gefährten"
    assert loaded.problems[0].reason.startswith("not UTF-8 (first on line 1): ")


def test_of_two_places_of_a_conference_paper_one_is_where_it_was_held() -> None:
    work = read(
        "@inproceedings{k, title={T}, booktitle={P}, address={New York}, location={Ghent, Belgium}}"
    )
    assert (work.publisher_place, work.event_place) == ("New York", "Ghent, Belgium")


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("language = {English}", "en"),
        ("language = {langngerman}", "de-DE"),
        ("language = {french}, langid = {french}", "fr"),
        ("language = {Klingon}", "Klingon"),
        ("langid = {portuguese}", "pt"),
    ],
)
def test_languages_are_read_as_codes(field: str, code: str) -> None:
    work = read("@book{k, title={T}, " + field + "}")
    assert (work.language, work.custom) == (code, {})


def test_the_number_of_a_periodical_is_its_issue() -> None:
    work = read("@periodical{k, title={T}, volume={3}, number={4}, year={1999}}")
    assert (work.type, work.issue, work.collection_number) == ("periodical", "4", "")


def test_keys_of_patents_are_read_as_biblatex_prints_them() -> None:
    assert read("@patent{k, title={T}, type={patreqfr}}").genre == "French patent request"
