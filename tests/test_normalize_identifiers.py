from __future__ import annotations

import gzip
import html
import json
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import dois

from refkit.normalize.identifiers import (
    doi_key,
    doi_problem,
    find_dois,
    find_short_doi,
    find_urls,
    isbn_is_valid,
    parse_arxiv,
    parse_doi,
    parse_handle,
    parse_isbn,
    parse_issn,
    parse_pmcid,
    parse_pmid,
)

SICI = "10.1002/(sici)1097-0258(19981130)17:22<2537::aid-sim953>3.0.co;2-c"
PII = "10.1016/S0140-6736(20)31324-6"


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.1037/pst0000395", "10.1037/pst0000395"),
        ("https://doi.org/10.1037/pst0000395.", "10.1037/pst0000395"),
        ("http://dx.doi.org/10.1037/pst0000395", "10.1037/pst0000395"),
        ("doi:10.1037/PST0000395", "10.1037/PST0000395"),
        ("DOI: 10.1037/pst0000395, PMID: 3", "10.1037/pst0000395"),
        ("doi10.1037/pst0000395", "10.1037/pst0000395"),
        ("doi.org/10.1037/pst0000395;", "10.1037/pst0000395"),
        ("doi:https://doi.org/10.1037/pst0000395", "10.1037/pst0000395"),
        ("https://doi.org10.1037/pst0000395", "10.1037/pst0000395"),
        ("info:doi/10.1037/pst0000395", "10.1037/pst0000395"),
        ("58(4), 492–502.10.1037/pst0000395", "10.1037/pst0000395"),
        # percent-encoded, once and twice
        ("https://doi.org/10.1016%2FS0140-6736%2820%2931324-6", PII),
        ("https%3A%2F%2Fdoi.org%2F10.1016%2FS0140-6736%252820%252931324-6", PII),
        ("https://doi.org/" + quote(SICI), SICI),
        # escapes of HTML, Markdown, LaTeX
        (f"({html.escape(SICI)})", SICI),
        (html.escape(html.escape(SICI)), SICI),
        (SICI.replace("<", "\\<").replace(">", "\\>"), SICI),
        (r"10.1007/978-3-319-20125-2\_9", "10.1007/978-3-319-20125-2_9"),
        (r"\url{https://doi.org/10.1000/a\_b}.", "10.1000/a_b"),
        # brackets that belong and brackets that do not
        (f"(doi:{PII}).", PII),
        (f"[x](https://doi.org/{PII})", PII),
        (f"<https://doi.org/{SICI}>", SICI),
        (f'<a href="https://doi.org/{SICI}">x</a>', SICI),
        ("<i>10.1037/pst0000395</i>", "10.1037/pst0000395"),
        ("doi = {10.1037/pst0000395},", "10.1037/pst0000395"),
        ("“10.1037/pst0000395”", "10.1037/pst0000395"),
        (
            "10.1641/0006-3568(2001)051[0933:TEOTWA]2.0.CO;2.",
            "10.1641/0006-3568(2001)051[0933:TEOTWA]2.0.CO;2",
        ),
        (
            "10.1175/1520-0469(1963)020<0130:DNF>2.0.CO;2",
            "10.1175/1520-0469(1963)020<0130:DNF>2.0.CO;2",
        ),
        (
            "10.1002/1099-1166(200112)16:1+<::aid-gps563>3.0.co;2-#.",
            "10.1002/1099-1166(200112)16:1+<::aid-gps563>3.0.co;2-#",
        ),
        # cut by a line break or a space
        ("10.1007/s10439- 009-9852-5", "10.1007/s10439-009-9852-5"),
        ("doi: 10.1016/j.\nparkreldis.2014.03.012", "10.1016/j.parkreldis.2014.03.012"),
        ("10.3389/fpsyg. 2014.00502", "10.3389/fpsyg.2014.00502"),
        ("10.3389/fpsyg.2014. 00502", "10.3389/fpsyg.2014.00502"),
        ("https://doi.org/\n10.1037/pst0000395", "10.1037/pst0000395"),
        ("https://doi.org/10.1037/ pst0000395", "10.1037/pst0000395"),
        ("10.1016/S0140-6736(20) 31324-6", PII),
        ("doi: 10. 1037/pst0000395", "10.1037/pst0000395"),
        ("10.1037/pst\u200b0000395", "10.1037/pst0000395"),
        # not cut
        ("10.1037/pst0000342. 2019. Next", "10.1037/pst0000342"),
        ("10.1000/abc. 2019 was a year", "10.1000/abc"),
        ("10.1037/pst0000342 2019", "10.1037/pst0000342"),
        ("10.1000/abc- Retrieved", "10.1000/abc-"),
        # what else stands in addresses
        (
            "https://www.frontiersin.org/articles/10.3389/fpsyg.2014.00502/full",
            "10.3389/fpsyg.2014.00502",
        ),
        (
            "https://www.biorxiv.org/content/10.1101/2020.01.01.123456v1.full.pdf",
            "10.1101/2020.01.01.123456",
        ),
        ("https://onlinelibrary.wiley.com/doi/abs/10.1111/jopy.12345?src=x", "10.1111/jopy.12345"),
        ("https://doi.org/10.1037/pst0000395?utm_source=x", "10.1037/pst0000395"),
        ("https://doi.org/10.1037/pst0000395#abstract", "10.1037/pst0000395"),
        ("10.21203/rs.3.rs-2513553/v1", "10.21203/rs.3.rs-2513553/v1"),
        # glued to what follows
        ("10.1037/pst0000395.PMID:123", "10.1037/pst0000395"),
        ("10.1037/pst0000395https://doi.org/10.1/x", "10.1037/pst0000395"),
        ("10.1007/s10439–009–9852–5", "10.1007/s10439-009-9852-5"),
        ("10.1037/pst0000395。", "10.1037/pst0000395"),
        ("10.1016/j.pain.2013.06.022[doi]", "10.1016/j.pain.2013.06.022"),
        ("10.1109/TIT.2010.2054552.URL http://x.org", "10.1109/TIT.2010.2054552"),
        ("10.1103/PhysRevLett.96.181602,hep-th/0603001", "10.1103/PhysRevLett.96.181602"),
        ("10.1061/(ASCE)0733-9372(2008)134: 12(986).", "10.1061/(ASCE)0733-9372(2008)134:12(986)"),
        # none
        ("", ""),
        ("version 10.1234", ""),
        ("10.12/abc", ""),
        ("x10.1234/abc", ""),
        ("110.1234/abc", ""),
        ("10.1037/ and more", ""),
        ("10.1037/.", ""),
    ],
)
def test_a_doi_is_read_however_it_is_written(text: str, doi: str) -> None:
    assert parse_doi(text) == doi


def test_every_doi_of_a_text_has_its_span() -> None:
    text = "See doi:10.1000/a,10.1000/b and [10.1000/c- 1](https://doi.org/10.1000/d)."
    found = find_dois(text)
    assert [one.value for one in found] == ["10.1000/a", "10.1000/b", "10.1000/c-1", "10.1000/d"]
    assert [one.written for one in found] == [
        "doi:10.1000/a",
        "10.1000/b",
        "10.1000/c- 1",
        "https://doi.org/10.1000/d",
    ]
    assert all(text[one.start : one.end] == one.written for one in found)


def test_keys_of_dois_have_no_case() -> None:
    assert doi_key("https://doi.org/10.1016/S0140-6736(20)31324-6") == PII.lower()
    assert doi_key("no DOI") == ""


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", ""),
        ("10.1037/pst0000395", ""),
        ("doi:10.1037/pst0000395", ""),
        ("http://dx.doi.org/10.1037/pst0000395", ""),
        ("https://doi.org/10.1016/S0140-6736%2820%2931324-6", ""),
        ("(https://doi.org/10.1037/pst0000395)", ""),
        ("https://doi.org/abc12", ""),
        (SICI, ""),
        ("10.1037/pst0000395.", "ends in a full stop"),
        ("10.1037/pst0000395,", "ends in a comma"),
        ("10.1037/pst0000395)x", "ends in a closing bracket"),
        ("10.1037/pst0000395, 10.1037/pst0000396", "is followed by something else"),
        ("https://doi.org/pst-0000395", "does not begin with 10."),
        ("11.1037/pst0000395", "does not begin with 10."),
        ("10./pst0000395", "no registrant prefix"),
        ("10.1037pst0000395", "no slash after the registrant prefix"),
        ("10.1037", "no slash after the registrant prefix"),
        ("10.1037/", "no suffix after the slash"),
        ("https://doi.org/", "has a prefix only"),
        ("https://doi.org/https://doi.org/10.1037/pst0000395", "has its prefix twice"),
        ("10.1007/s10439- 009-9852-5", "is broken by a space"),
        ("10.1177/09567 976211", "is broken by a space"),
        ("10.1007/s10439–009–9852–5", "has a dash in place of a hyphen"),
        (r"10.1007/978-3-319-20125-2\_9", "has backslashes inside"),
        (html.escape(SICI), "has HTML entities inside"),
        ("10.1037/pst\u200b0000395", "has invisible characters inside"),
        ("https://www.example.org/about", "is an address without a DOI"),
    ],
)
def test_a_malformed_doi_is_told_what_is_wrong(text: str, problem: str) -> None:
    assert doi_problem(text) == problem


WRITTEN = (
    "{}",
    "doi:{}",
    "https://doi.org/{}.",
    "http://dx.doi.org/{}; Retrieved",
    "(https://doi.org/{}).",
    "[x](https://doi.org/{})",
    "<https://doi.org/{}>",
    '<a href="https://doi.org/{}">x</a>',
    "*{}*",
    "DOI {}, PMID 3",
)


@given(dois(), st.sampled_from(WRITTEN))
def test_a_doi_survives_every_way_of_writing_it(doi: str, form: str) -> None:
    assert parse_doi(form.format(doi)) == doi
    assert parse_doi(parse_doi(doi)) == doi


@given(dois())
def test_a_doi_survives_encoding_and_escaping(doi: str) -> None:
    assert parse_doi(f"https://doi.org/{quote(doi, safe='')}.") == doi
    assert parse_doi(f"https://doi.org/{html.escape(doi)}.") == doi
    assert doi_problem(doi) == ""


@given(st.lists(st.one_of(dois(), st.text(max_size=12)), max_size=6).map(" ".join))
def test_spans_read_back_what_was_written(text: str) -> None:
    end = 0
    for found in [*find_dois(text)]:
        assert end <= found.start < found.end
        end = found.end
        assert text[found.start : found.end] == found.written
        assert parse_doi(found.written) == found.value


@given(st.text())
def test_no_text_is_too_odd_for_identifiers(text: str) -> None:
    for odd in (text, f"10.1234/{text}", f"https://doi.org/10.1234/a{text}", f"https://{text}"):
        for found in [*find_dois(odd), *find_urls(odd)]:
            assert odd[found.start : found.end] == found.written
        doi_problem(odd)
        for parse in (find_short_doi, parse_arxiv, parse_pmid, parse_pmcid, parse_handle):
            assert isinstance(parse(odd), str)
        for parse in (parse_isbn, parse_issn):
            assert isinstance(parse(odd), str)
        isbn_is_valid(odd)


def test_real_dois_survive(shared_data: Path) -> None:
    lost = []
    with gzip.open(shared_data / "crossref" / "works.jsonl.gz", "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % 8 and "sici" not in line[:3000]:
                continue
            doi = json.loads(line).get("DOI") or "10.1000/none"
            encoded = quote(doi, safe="")
            forms = (f"https://doi.org/{doi}.", f"doi:{doi}", f"({doi}) x", encoded)
            lost += [form for form in forms if parse_doi(form) != doi]
    # Two registered DOIs end in punctuation: 10.5488/cmp. and 10.24911/jbcgenetics/
    assert {doi_key(form) for form in lost} <= {"10.5488/cmp", "10.24911/jbcgenetics"}


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("https://doi.org/abc12", "10/abc12"),
        ("http://doi.org/10/gf4x2K.", "10/gf4x2k"),
        ("doi:10/aabbe", "10/aabbe"),
        ("10/b4b7", "10/b4b7"),
        ("https://doi.org/10.1037/pst0000395", ""),
        ("on 10/12 and 10/2019 at 10/min", ""),
        ("", ""),
    ],
)
def test_short_dois(text: str, short: str) -> None:
    assert find_short_doi(text) == short


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("arXiv:2101.00001v2", "2101.00001v2"),
        ("2101.00001", "2101.00001"),
        ("arXiv preprint arXiv:0704.0001", "0704.0001"),
        ("https://arxiv.org/pdf/2101.00001v1.pdf", "2101.00001v1"),
        ("https://doi.org/10.48550/arXiv.2101.00001", "2101.00001"),
        ("hep-th/9901001v2", "hep-th/9901001v2"),
        ("https://arxiv.org/abs/math.GT/0309136", "math.GT/0309136"),
        ("see 2101.00001 there", ""),
        ("arXiv:2113.00001", ""),
        ("arXiv:2101.0001", ""),
        ("pages/9901001", ""),
        ("", ""),
    ],
)
def test_arxiv_identifiers_old_and_new(text: str, identifier: str) -> None:
    assert parse_arxiv(text) == identifier


def test_pubmed_identifiers() -> None:
    assert parse_pmid("PMID: 12345678.") == "12345678"
    assert parse_pmid("https://pubmed.ncbi.nlm.nih.gov/12345678/") == "12345678"
    assert parse_pmid("https://www.ncbi.nlm.nih.gov/pubmed/123") == "123"
    assert parse_pmid("12345678") == "12345678"
    assert parse_pmid("in 12345678 cases") == ""
    assert parse_pmcid("PMCID: PMC3531190") == "PMC3531190"
    assert parse_pmcid("https://www.ncbi.nlm.nih.gov/pmc/articles/pmc3531190/") == "PMC3531190"
    assert parse_pmcid("PMC journal") == ""


def test_handles() -> None:
    assert (
        parse_handle("https://hdl.handle.net/2027/mdp.39015012345678.") == "2027/mdp.39015012345678"
    )
    assert parse_handle("hdl:10013/epic.12345") == "10013/epic.12345"
    assert parse_handle("2027/mdp.39015012345678") == ""


@pytest.mark.parametrize(
    ("text", "isbn"),
    [
        ("ISBN 0-306-40615-2", "9780306406157"),
        ("ISBN-13: 978-0-306-40615-7", "9780306406157"),
        ("978 0 306 40615 7", "9780306406157"),
        ("080442957X", "9780804429573"),
        ("979-10-90636-07-1", "9791090636071"),
        ("978–0–306–40615–7", "9780306406157"),
        ("0-306-40615-3", ""),
        ("978-0-306-40615-8", ""),
        ("977-0-306-40615-7", ""),
        ("X804429570", ""),
        ("", ""),
    ],
)
def test_isbn_with_their_check_digits(text: str, isbn: str) -> None:
    assert parse_isbn(text) == isbn
    assert isbn_is_valid(text) is bool(isbn)


@given(st.integers(0, 999_999_999))
def test_one_check_digit_in_eleven_is_right(stem: int) -> None:
    valid = [f"{stem:09}{check}" for check in "0123456789X" if parse_isbn(f"{stem:09}{check}")]
    assert len(valid) == 1
    isbn = parse_isbn(valid[0])
    assert isbn[3:12] == f"{stem:09}"
    assert isbn_is_valid(isbn)


@given(st.integers(0, 9_999_999))
def test_one_issn_in_eleven_is_right(stem: int) -> None:
    valid = [parse_issn(f"{stem:07}{check}") for check in "0123456789X"]
    assert sum(map(bool, valid)) == 1


def test_issn() -> None:
    assert parse_issn("ISSN 0003-066X.") == "0003-066X"
    assert parse_issn("0003066x") == "0003-066X"
    assert parse_issn("0003-0661") == ""
    assert parse_issn("2019-2020") == ""


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("Retrieved from https://www.example.org/a_(b).", ["https://www.example.org/a_(b)"]),
        ("(see http://example.org/x)", ["http://example.org/x"]),
        ("[x](https://example.org/a) y", ["https://example.org/a"]),
        ("<https://example.org/a>, www.example.org;", ["https://example.org/a", "www.example.org"]),
        (r"https://example.org/a\_b", ["https://example.org/a_b"]),
        ("https://example.org/?a=1&amp;b=2", ["https://example.org/?a=1&b=2"]),
        ("https:// example.org/a", ["https://example.org/a"]),
        ("https://example.org/über/straße,", ["https://example.org/über/straße"]),
        ("“https://example.org/a”", ["https://example.org/a"]),
        ("https://", []),
        ("no www here", []),
    ],
)
def test_urls_end_where_the_sentence_goes_on(text: str, urls: list[str]) -> None:
    assert [found.value for found in find_urls(text)] == urls
