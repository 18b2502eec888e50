"""Every excuse: a reference and a record that differ, and the name under which that passes."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest

import refkit
from refkit.match import compare
from refkit.model import Comparison, Date, Name, Record, Relation, Work
from refkit.model.excuses import EXCUSES, Whose


class Case(msgspec.Struct, frozen=True):
    """What differs from the reference and the record below."""

    excuse: str
    variable: str
    written: tuple[str, str] = ("", "")
    work: dict[str, Any] = {}
    record: dict[str, Any] = {}


ENTRY = (
    "Müller, H., & Gračanin, A. (2014). Tears and their salt: A study of lakes. Journal of Tear "
    "Science, 5(2), 133–149. https://doi.org/10.5555/tears.2014"
)
WORK: dict[str, Any] = {
    "type": "article-journal",
    "title": "Tears and their salt: A study of lakes",
    "author": [Name(family="Müller", given="Hans"), Name(family="Gračanin", given="Asmir")],
    "issued": Date(date_parts=((2014,),)),
    "container_title": "Journal of Tear Science",
    "volume": "5",
    "issue": "2",
    "page": "133-149",
    "DOI": "10.5555/tears.2014",
}
CHAPTER = (
    "Müller, H. (2014). Tears and their salt. In A. Gračanin & B. Ode (Eds.), Handbook of lakes "
    "(pp. 133–149). Academic Press. https://doi.org/10.5555/tears.2014"
)
BOOK: dict[str, Any] = {
    "type": "chapter",
    "title": "Tears and their salt",
    "author": [Name(family="Müller", given="Hans")],
    "editor": [Name(family="Gračanin", given="Asmir"), Name(family="Ode", given="Bea")],
    "issue": "",
    "volume": "",
    "container_title": "Handbook of lakes",
    "publisher": "Academic Press",
}
MULLER, GRACANIN = WORK["author"]
ALPHA = Name(literal="ALPHA Study Group")


def people(*names: str) -> list[Name]:
    """Names from "Family, Given"."""
    return [Name(family=name.partition(", ")[0], given=name.partition(", ")[2]) for name in names]


CASES = [
    Case("diacritics", "author", ("Gračanin", "Gracanin")),
    Case("transliteration", "author", ("Müller", "Mueller")),
    Case(
        "transliteration",
        "title",
        ("salt: A", "sält: A"),
        {"title": WORK["title"].replace("salt", "saelt")},
    ),
    Case("name-form", "author", ("Gračanin, A.", "Gračanin Kos, A.")),
    Case("name-form", "author", work={"author": people("von Müller, Hans", "Gračanin, Asmir")}),
    Case("given-name-order", "author", ("Müller, H.", "Müller, K. H.")),
    Case(
        "family-given-swapped",
        "author",
        ("Müller, H., & Gračanin, A.", "Li, W., & Zhang, H."),
        {"author": people("Wei, Li", "Hao, Zhang")},
    ),
    Case("family-given-swapped", "author", ("& Gračanin, A.", "& A., G.")),
    Case("et-al", "author", ("& Gračanin, A.", "et al.")),
    Case("group-author", "author", work={"author": [MULLER, ALPHA, GRACANIN]}),
    Case("group-author", "author", ("& Gračanin, A.", "Gračanin, A., & ALPHA Study Group")),
    Case(
        "group-for-members", "author", ("Müller, H., & Gračanin, A.", "Institute for Tear Research")
    ),
    Case("group-for-members", "author", work={"author": [ALPHA]}),
    Case("group-for-members", "author", ("& Gračanin, A.", "et al."), {"author": [ALPHA]}),
    Case(
        "registry-first-author-only",
        "author",
        ("& Gračanin, A.", "Gračanin, A., & Ode, B."),
        {"author": [MULLER]},
    ),
    Case("repeated-name", "author", ("& Gračanin, A.", "Gračanin, A., & Müller, H.")),
    Case(
        "editor-as-author", "author", work={"author": people("Ode, Bea"), "editor": WORK["author"]}
    ),
    Case(
        "online-or-print-year",
        "issued",
        ("2014)", "2013)"),
        record={"variants": {"issued": ["2014", "2013"]}},
    ),
    Case("near-year", "issued", ("2014)", "2015)")),
    Case(
        "original-year",
        "issued",
        ("(2014)", "(1998/2014)"),
        {"issued": Date(date_parts=((1998,),))},
    ),
    Case("preprint-version", "issued", ("2014)", "2012)"), {"type": "article"}),
    Case("subtitle", "title", (": A study of lakes", "")),
    Case("subtitle", "title", work={"title": "Tears and their salt"}),
    Case(
        "subtitle",
        "title",
        ("Tears and their salt: A study of lakes", "C2M"),
        {"title": "C2M: A study of lakes"},
    ),
    Case(
        "registry-variant",
        "title",
        work={"title": "Lakes"},
        record={"variants": {"title": [WORK["title"]]}},
    ),
    Case("markup-or-status", "title", work={"title": f"RETRACTED: {WORK['title']}"}),
    Case(
        "markup-or-status", "title", work={"title": "Tears and their <i>salt</i>: A study of lakes"}
    ),
    Case(
        "symbols",
        "title",
        ("salt: A", "TNF-α: A"),
        {"title": "Tears and their TNF-alpha: A study of lakes"},
    ),
    Case(
        "encoding",
        "title",
        ("A study of lakes", "A study of lakes at £29.95 the litre"),
        {"title": "Tears and their salt: A study of lakes at Â£29.95 the litre"},
    ),
    Case(
        "registry-cut",
        "title",
        ("A study of lakes", "A study of fish Salmo trutta"),
        {"title": "Tears and their salt: A study of fish"},
    ),
    Case(
        "translated-title",
        "title",
        ("Tears and their salt: A study of lakes", "Tränen und ihr Salz [Tears and their salt]"),
        {"title": "Tears and their salt"},
    ),
    Case(
        "ampersand",
        "container-title",
        ("Journal of Tear Science", "Tears & Lakes"),
        {"container_title": "Tears and Lakes"},
    ),
    Case("article", "container-title", ("Journal of", "The Journal of")),
    Case("abbreviation", "container-title", ("Journal of Tear Science", "J. Tear Sci.")),
    Case("initialism", "container-title", ("Journal of Tear Science", "JOTS")),
    Case(
        "alias",
        "container-title",
        ("Journal of Tear Science", "Public Library of Science One"),
        {"container_title": "PLOS ONE"},
    ),
    Case(
        "turned-name",
        "container-title",
        ("Journal of Tear Science", "IEEE Transactions on Tears"),
        {"container_title": "Tears, IEEE Transactions on"},
    ),
    Case(
        "venue-spelling",
        "container-title",
        ("Journal of Tear Science", "Jounal of Lachrymal Science"),
        {"container_title": "Journal of Lachrymal Science"},
    ),
    Case("place-of-publication", "container-title", ("Journal of Tear Science", "J Tear Sci Lond")),
    Case(
        "section-of-journal",
        "container-title",
        ("Journal of Tear Science", "Tear Research Reviews"),
        {"container_title": "Tear Research. Tear Research Reviews"},
    ),
    Case(
        "proceedings",
        "container-title",
        (
            "Journal of Tear Science, 5(2)",
            "Proceedings of the Third Conference on Lachrymal Hydrology",
        ),
        {"container_title": "2014 International Conference on Lachrymal Hydrology (LH)"},
    ),
    Case("container-with-more", "container-title", ("Science, 5(2)", "Science, n° 5(2)")),
    Case("double-issue", "issue", work={"issue": "2-3"}),
    Case("supplement", "volume", work={"volume": "5 Suppl 12"}),
    Case("supplement", "issue", ("5(2)", "5(Suppl. 2)")),
    Case("first-page", "page", ("133–149", "133")),
    Case("first-range", "page", work={"page": "133-149, 155"}),
    Case("shortened-range", "page", ("133–149", "157a–8"), {"page": "157a-158"}),
    Case("electronic-pages", "page", work={"page": "133-149.e2"}),
    Case("page-prefix", "page", ("133–149", "e0193972"), {"page": "E-193972"}),
    Case("page-prefix", "page", ("133–149", "940"), {"page": "D940-D946"}),
    Case("article-number", "page", ("133–149", "1–12"), {"page": "", "number": "e0193972"}),
    Case(
        "alias-doi",
        "DOI",
        work={"DOI": "10.5555/other"},
        record={"relations": [Relation(type="is-identical-to", id="10.5555/tears.2014")]},
    ),
    Case(
        "named-in-entry",
        "container-title",
        ("Journal of Tear Science", "Transa. on Intelligence. Transp. Syst."),
        {"container_title": "Transactions on Intelligence in Transportation Systems"},
    ),
]

BOOK_CASES = [
    Case("editors-in-part", "editor", work={"editor": BOOK["editor"][:1]}),
    Case(
        "publisher-form",
        "publisher",
        ("Academic Press", "Wiley"),
        {"publisher": "John Wiley & Sons, Inc."},
    ),
    Case("imprint", "publisher", work={"publisher": "Elsevier"}),
]


def comparison(case: Case, entry: str, work: dict[str, Any]) -> Comparison:
    reference = refkit.parse_reference(entry.replace(*case.written) if case.written[0] else entry)
    record = Record(work=Work(**{**work, **case.work}), source="test", **case.record)
    return next(each for each in compare(reference, record) if each.variable == case.variable)


def shown(case: Case) -> str:
    return f"{case.excuse}: {case.written[1] or case.work or case.record}"


@pytest.mark.parametrize("case", CASES, ids=shown)
def test_what_differs_passes_under_the_name_of_its_excuse(case: Case) -> None:
    found = comparison(case, ENTRY, WORK)
    assert (found.same, found.excuse) == (True, case.excuse)


@pytest.mark.parametrize("case", BOOK_CASES, ids=shown)
def test_editors_and_publishers_have_their_excuses(case: Case) -> None:
    found = comparison(case, CHAPTER, {**WORK, **BOOK})
    assert (found.same, found.excuse) == (True, case.excuse)


def test_one_issn_names_one_journal() -> None:
    reference = refkit.parse_reference(
        ENTRY.replace("Journal of Tear Science", "Lachrymal Archive")
    )
    reference.work.ISSN = "1234-5678"
    record = Record(work=Work(**WORK, ISSN="12345678"), source="test")
    found = next(each for each in compare(reference, record) if each.variable == "container-title")
    assert (found.same, found.excuse) == (True, "same-issn")


def test_a_field_that_was_hardly_read_accuses_nobody() -> None:
    reference = refkit.parse_reference(ENTRY)
    field = reference.fields["volume"]
    reference.fields["volume"] = type(field)(field.span, 0.3)
    record = Record(work=Work(**{**WORK, "volume": "77"}), source="test")
    found = next(each for each in compare(reference, record) if each.variable == "volume")
    assert (found.same, found.excuse) == (True, "unsure-reading")


SILENT = {
    "as it is": ("", ""),
    "full given names": ("Müller, H.", "Müller, Hans"),
    "close initials": ("Gračanin, A.", "Gračanin, A"),
    "title case": ("Tears and their salt: A study", "Tears and Their Salt: A Study"),
    "another hyphen": ("133–149", "133-149"),
    "a shortened range": ("133–149", "133–49"),
    "pp.": ("133–149", "pp. 133–149"),
    "a colon for a full stop": ("salt: A study", "salt. A study"),
    "capitals in a DOI": ("10.5555/tears", "10.5555/TEARS"),
}


@pytest.mark.parametrize("written", SILENT.values(), ids=SILENT.keys())
def test_what_folding_makes_equal_needs_no_excuse(written: tuple[str, str]) -> None:
    entry = ENTRY.replace(*written) if written[0] else ENTRY
    found = compare(refkit.parse_reference(entry), Record(work=Work(**WORK), source="test"))
    assert [(each.variable, each.excuse) for each in found if not each.same or each.excuse] == []


WRONG = [
    # variable, detail, as written, instead of
    ("author", "missing", "Müller, H., & Gračanin, A.", "Gračanin, A."),
    ("author", "added", "& Gračanin, A.", "Gračanin, A., & Ode, B."),
    ("author", "spelling", "Gračanin", "Gačranin"),
    ("author", "order", "Müller, H., & Gračanin, A.", "Gračanin, A., & Müller, H."),
    ("issued", "", "2014)", "2011)"),
    ("title", "", "A study of lakes", "A study of bridges"),
    ("container-title", "", "Journal of Tear Science", "Journal of Tear Economics"),
    ("volume", "", "5(2)", "6(2)"),
    ("issue", "", "5(2)", "5(4)"),
    ("page", "last", "133–149", "133–194"),
    ("page", "", "133–149", "333–349"),
    ("page", "last", "133–149", "133–133"),
]


@pytest.mark.parametrize(("variable", "detail", "right", "wrong"), WRONG)
def test_what_is_wrong_has_no_excuse(variable: str, detail: str, right: str, wrong: str) -> None:
    reference = refkit.parse_reference(ENTRY.replace(right, wrong))
    found = compare(reference, Record(work=Work(**WORK), source="test"))
    assert [(each.variable, each.detail) for each in found if not each.same] == [(variable, detail)]


def test_a_double_name_that_is_cut_at_another_place_is_misspelt() -> None:
    work = {**WORK, "author": people("Soto-Jiménez, Hans", "Gračanin, Asmir")}
    for written, same in (("Soto-Jiménez", True), ("Soto Jiménez", True), ("Sot-oJiménez", False)):
        reference = refkit.parse_reference(ENTRY.replace("Müller", written))
        author = compare(reference, Record(work=Work(**work), source="test"))[0]
        assert (author.variable, author.same) == ("author", same)


def test_another_editor_and_another_house_are_told() -> None:
    entry = CHAPTER.replace("B. Ode", "C. Vingerhoets").replace("Academic Press", "Sage")
    record = Record(work=Work(**{**WORK, **BOOK}), source="test")
    found = [each for each in compare(refkit.parse_reference(entry), record) if not each.same]
    assert [(each.variable, each.detail) for each in found] == [
        ("editor", "replaced"),
        ("publisher", ""),
    ]


def test_of_a_publisher_that_is_not_well_known_nothing_is_said() -> None:
    entry = CHAPTER.replace("Academic Press", "Saltwater Press")
    record = Record(work=Work(**{**WORK, **BOOK}), source="test")
    found = compare(refkit.parse_reference(entry), record)
    assert "publisher" not in [each.variable for each in found]


def test_every_excuse_in_the_code_is_in_the_catalogue_and_every_one_there_is_used() -> None:
    room = Path(refkit.__file__).parent
    modules = [*(room / "match").glob("*.py"), room / "normalize" / "venues.py"]
    used: set[str] = set()
    for module in modules:
        used |= _excuses_in(ast.parse(module.read_text(encoding="utf-8")))
    assert used == set(EXCUSES)


def _excuses_in(module: ast.Module) -> set[str]:
    """The names given to ``excused``, and those that functions return for it."""
    found: set[str] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "excused":
            found |= _texts(node.args[0])
        if isinstance(node, ast.FunctionDef) and node.name in _NAMING:
            for inner in ast.walk(node):
                if isinstance(inner, (ast.Return, ast.Yield)) and inner.value is not None:
                    value = inner.value
                    found |= _texts(value.elts[-1] if isinstance(value, ast.Tuple) else value)
    return found - {""}


_NAMING = ("_same_but_form", "_leaner", "_same", "_excuse", "_same_but_subtitle")


def _texts(node: ast.expr) -> set[str]:
    if isinstance(node, ast.IfExp):
        return _texts(node.body) | _texts(node.orelse)
    return {node.value} if isinstance(node, ast.Constant) and isinstance(node.value, str) else set()


def test_every_excuse_of_the_catalogue_has_a_case_here() -> None:
    shown_here = {case.excuse for case in (*CASES, *BOOK_CASES)} | {"same-issn", "unsure-reading"}
    assert shown_here == set(EXCUSES)


def test_an_excuse_is_explained_in_one_line_with_a_real_case() -> None:
    for name, excuse in EXCUSES.items():
        assert excuse.name == name
        assert 10 < len(excuse.meaning) < 110, name
        assert excuse.whose in get_args(Whose), name
        assert re.search(r"\b10\.\d{4,9}/\S", excuse.case), name
