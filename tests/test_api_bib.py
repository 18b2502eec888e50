"""A .bib file is checked, tidied, deduplicated and completed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from loopback import Fault, Loopback, body, status
from pytest_httpserver import HTTPServer
from strategies import works as drawn_works

from refkit.api.bib import check_bib, complete_bib, dedupe_bib, tidy_bib
from refkit.errors import ConfigurationError, FormatError, UnreadableError
from refkit.formats import bib_file, dump, load
from refkit.formats import decode as decode_module
from refkit.formats.bib_file import BibFile
from refkit.formats.decode import decode
from refkit.model import Work
from refkit.normalize.decoding import Decoded
from refkit.resolve.sources import Sources

GOOD = """% my references
@string{emo = "Emotion"}

@article{doe2020,
  author = {Doe, Jane and Roe, Richard},
  title = {On tears in {DNA}},
  journal = emo,
  year = {2020},
  volume = {1},
  pages = {3--9},
  doi = {10.1037/emo0000001},
}

@inproceedings{part,
  author = {Poe, Edgar},
  title = {On salt},
  crossref = {whole},
}

@proceedings{whole,
  title = {Proceedings of the Workshop on Salt},
  year = {2019},
}
"""


def test_a_correct_file_is_silent() -> None:
    assert check_bib(GOOD) == []


BROKEN = {
    "@article{k, title = {T}, journal = {J}, year = {2020}}": "requires author, which is missing",
    "@book{k, author = {A}, title = {T}, date = {2020}}": "",
    "@book{k, author = {A}, title = {T}, year = {2020}}": "requires publisher, which is missing",
    "@online{k, title = {T}, date = {2020}}": "requires doi or eprint, which is missing",
    "@misc{k, title = {T}, doi = {10.1037emo}}": "the DOI 10.1037emo has no slash after",
    "@misc{k, title = {T}, isbn = {978-0-306-40615-8}}": "the ISBN 978-0-306-40615-8 is malformed",
    "@misc{k, title = {T}, isbn = {978-0-306-40615-7, 0-306-40615-2}}": "",
    "@misc{k, title = {T}, isbn = {0033-295X}}": "the ISBN 0033-295X is an ISSN",
    "@misc{k, title = {T}, issn = {1234-5678}}": "the ISSN 1234-5678 is malformed",
    "@misc{k, title = {T}, date = {2020-13}}": "is no date",
    "@misc{k, title = {T}, year = {20200}}": "year is no year: 20200",
    "@misc{k, title = {T}, year = {in press}}": "",
    "@misc{k, title = {T}, month = {13}}": "month is no month: 13",
    "@misc{k, title = {T}, month = sep}": "",
    "@misc{k, title = {T}, pages = {20--12}}": "the pages run backwards: 20--12",
    "@misc{k, title = {T}, pages = {123--8}}": "",
    "@misc{k, title = {T}, pages = {100--}}": "the pages are not complete: 100--",
    "@misc{k, title = {T}, url = {http://a.example/x y}}": "the URL is malformed",
    "@misc{k, title = {T}, url = {https://a.example/x_y}}": "",
    "@misc{k, title = {a \\{ b}}": "BibTeX counts \\{",
    "@misc{k, title = nowhere}": "nowhere",
    "@misc{k, title = {T}, crossref = {nobody}}": "nobody",
    "@misc{k, title = {T}}\n@book{k, title = {U}}": "used before, on line 1",
    "@misc{k, title = {T}}\n@book{K, title = {U}}": "differs in capitals alone from k on line 1",
    "@online{k, title = {T}, date = 2020, url = {https://a.example/}}\n"
    "@online{K, title = {U}, date = 2021, url = {https://b.example/}}": "",
    "@online{k, title = {T}, date = 2020, url = {https://a.example/}, pages = {100--}}": "",
    "@misc{k, title = {T": "brace",
    "@misc{k, year = , title = {T}}": " ",
}


@pytest.mark.parametrize("text", BROKEN)
def test_what_is_wrong_is_told(text: str) -> None:
    reasons = [problem.reason for problem in check_bib(text)]
    if BROKEN[text]:
        assert any(BROKEN[text] in reason for reason in reasons), reasons
    else:
        assert reasons == []


def test_a_finding_names_the_line_of_its_field() -> None:
    problems = check_bib("\n@misc{k,\n  title = {T},\n  doi = {x}\n}\n")
    assert [(each.line, each.entry, each.field) for each in problems] == [(4, "k", "doi")]


def test_journals_written_in_several_ways_and_works_that_are_there_twice() -> None:
    entry = (
        "@article{%s, author = {Gračanin, Asmir}, title = {Is crying a self-soothing behavior},"
        " journal = {%s}, year = {2014}, volume = {5}}\n"
    )
    other = "@article{c, author = {Doe, J.}, title = {X}, journal = {%s}, year = {2001}}\n"
    text = entry % ("a", "Frontiers in Psychology") + entry % ("b", "Front. Psychol.")
    reasons = [each.reason for each in check_bib(text + other % "Frontiers in Psychology")]
    assert reasons == [
        "the journal is written 'Front. Psychol.' here, and 'Frontiers in Psychology' in 2 other"
        " entries",
        "probably the same work as a on line 1: title, authors, year, container and volume agree",
    ]


def test_a_file_of_another_kind_is_refused() -> None:
    with pytest.raises(UnreadableError, match="empty"):
        check_bib(" \n")
    with pytest.raises(FormatError, match=r"no \.bib file"):
        check_bib('[{"title": "x"}]')


UNTIDY = """

% head
@STRING{emo = "Emotion"}
@Article{doe2020 , Author="Doe, Jane", TITLE = {On {DNA}
  and tears}, journal=emo # { B}, month = {March},
    year=2020, pages = {3-9, 11 – 12}, note = {}, doi = {https://doi.org/10.1037/emo0000001} }
% about roe
@book(roe,
   title={Roe},
)   % behind


@comment{kept}
@misc{open, title = {never
@misc{roe2,
title={Roe}}
@book(roe,
   title={Roe},
)
"""
TIDY = """% head
@STRING{emo = "Emotion"}

@article{doe2020,
  author = "Doe, Jane",
  title = {On {DNA}
  and tears},
  journal = emo # { B},
  month = mar,
  year = 2020,
  pages = {3--9, 11--12},
  doi = {10.1037/emo0000001},
}

% about roe
@book{roe,
  title = {Roe},
}   % behind

@comment{kept}
@misc{open, title = {never
@misc{roe2,
  title = {Roe},
}
"""


def test_a_file_is_tidied() -> None:
    tidied = tidy_bib(UNTIDY)
    assert tidied.after == TIDY
    assert tidied.notes == [
        "line 18: roe repeats the entry on line 9 word for word, and is removed",
        "line 15: the entry breaks BibTeX's grammar, and stays as it is",
    ]
    assert tidy_bib(TIDY).changed is False
    assert tidy_bib(TIDY).diff == ""


def test_layout_order_and_fields() -> None:
    text = "@misc{k, url = {u}, title = {T}, abstract = {A}, author = {X}}\n"
    assert tidy_bib(text, indent=4, align=True, order="usual", drop=["abstract"]).after == (
        "@misc{k,\n    author   = {X},\n    title    = {T},\n    url      = {u},\n}\n"
    )
    assert tidy_bib(text, order=["url", "author"]).after == (
        "@misc{k,\n  url = {u},\n  author = {X},\n  title = {T},\n  abstract = {A},\n}\n"
    )


def test_entries_are_sorted_and_parents_come_last() -> None:
    text = (
        "@misc{a, title = {T}, author = {Zoe, A.}, year = 2001}\n"
        "@misc{p, title = {P}, author = {Aoe, A.}, year = 1999}\n"
        "% on b\n@misc{b, title = {S}, author = {Doe, A.}, crossref = {p}, year = 2003}\n"
    )
    after = tidy_bib(text, sort=["author"]).after
    assert [line for line in after.splitlines() if line[:1] in "@%" and line] == [
        "% on b",
        "@misc{b,",
        "@misc{a,",
        "@misc{p,",
    ]
    latest = tidy_bib(text, sort=["-year"]).after
    assert latest.index("@misc{b") < latest.index("@misc{a")
    with pytest.raises(ConfigurationError, match="cannot be sorted by 'colour'"):
        tidy_bib(text, sort=["colour"])


def test_keys_are_made_anew_and_what_names_them_follows() -> None:
    after = tidy_bib(GOOD, keys="authoryear").after
    assert "@article{doe2020," in after
    assert "@inproceedings{poe2019," in after
    parent = load(after, "bibtex").works[2].id
    assert f"crossref = {{{parent}}}" in after
    assert check_bib(after) == []


@pytest.mark.parametrize(
    ("latex", "letters"),
    [
        (r"Gra{\v c}anin", "Gračanin"),
        (r"Gra\v{c}anin and G\"odel", "Gračanin and Gödel"),
        (r"{\O}stergaard, \AA{}ngstr{\"{o}}m", "Østergaard, Ångström"),
        (r"Stra{\ss}e {DNA} \& $\alpha$ 50\%", r"Straße {DNA} \& $\alpha$ 50\%"),
    ],
)
def test_letters_are_written_as_such_or_as_latex(latex: str, letters: str) -> None:
    text = "@misc{k,\n  title = {%s},\n  url = {https://a.example/ä},\n}\n"
    assert tidy_bib(text % latex, letters="unicode").after == text % letters
    back = tidy_bib(text % letters, letters="latex").after
    assert back.replace("https://a.example/ä", "").isascii()
    assert load(back, "bibtex").works == load(text % letters, "bibtex").works


@settings(max_examples=25)
@given(st.lists(drawn_works(), max_size=4, unique_by=lambda work: work.id), st.booleans())
def test_tidying_keeps_every_work_and_is_stable(works: list[Work], latex: bool) -> None:
    text = dump(works, "bibtex", latex=latex) + "% end\n"
    choices: list[dict[str, Any]] = [{}, {"letters": "unicode"}, {"letters": "latex"}]
    for options in choices:
        tidied = tidy_bib(text, **options)
        assert load(tidied.after, "bibtex").works == load(text, "bibtex").works
        assert tidy_bib(tidied.after, **options).after == tidied.after
        assert tidied.after.endswith("% end\n")


@given(st.text(alphabet='@{}(),=#"%\\ \n\rabc1-', min_size=1, max_size=80))
def test_tidying_loses_nothing_of_any_text(text: str) -> None:
    try:
        once = tidy_bib(text)
    except (FormatError, UnreadableError):
        assert not text.strip() or not load(text, "bibtex").works
    else:
        assert tidy_bib(once.after or "%").after == (once.after or "%\n")
        assert load(once.after or "%", "bibtex").works == load(text, "bibtex").works


TWICE = """@article{a,
  author = {Gračanin, Asmir and Bylsma, Lauren M.},
  title = {Is crying a self-soothing behavior?},
  journal = {Frontiers in Psychology},
  year = {2014},
  volume = {5},
}

@misc{between, title = {Between}, related = {b}}

@article{b,
  author = {Gračanin, A. and Bylsma, L.},
  title = {Is crying a self-soothing behavior?},
  journaltitle = {Front. Psychol.},
  year = {2014},
  doi = {10.3389/fpsyg.2014.00502},
  ids = {c},
}
"""


def test_entries_of_one_work_are_found_and_what_differs_is_told() -> None:
    found = dedupe_bib(TWICE)
    assert found.changed is False
    (group,) = found.groups
    assert (group.keys, group.lines, group.kept) == (["a", "b"], [1, 11], "a")
    assert group.differing["author"] == [
        "Gračanin, Asmir and Bylsma, Lauren M.",
        "Gračanin, A. and Bylsma, L.",
    ]
    assert "title" not in group.differing


def test_entries_of_one_work_are_merged() -> None:
    merged = dedupe_bib(TWICE, merge=True)
    assert merged.after == (
        TWICE[: TWICE.index("@misc")]
        .replace("@article{a,\n", "@article{a,\n  ids = {b, c},\n")
        .replace("  volume = {5},\n", "  volume = {5},\n  doi = {10.3389/fpsyg.2014.00502},\n")
        + "@misc{between, title = {Between}, related = {a}}\n"
    )
    assert merged.notes == [
        "a: author stays 'Gračanin, Asmir and Bylsma, Lauren M.'; "
        "b has 'Gračanin, A. and Bylsma, L.'"
    ]
    assert dedupe_bib(merged.after).groups == []
    assert dedupe_bib(TWICE, merge=True, keep="first").groups[0].kept == "a"


RECORD = {
    "DOI": "10.3389/fpsyg.2014.00502",
    "type": "journal-article",
    "title": ["Is crying a self-soothing behavior?"],
    "author": [
        {"given": "Asmir", "family": "Gračanin"},
        {"given": "Lauren M.", "family": "Bylsma"},
        {"given": "Ad J. J. M.", "family": "Vingerhoets"},
    ],
    "container-title": ["Frontiers in Psychology"],
    "publisher": "Frontiers Media SA",
    "volume": "5",
    "page": "502-516",
    "issued": {"date-parts": [[2014, 5, 28]]},
}
LACKING = """@article{gracanin,
  Author = {Gračanin, Asmir and Bylsma, Lauren M. and Vingerhoets, Ad J. J. M.},
  Title = {Is crying a self-soothing behavior?},
  Journal = {Frontiers in Psychology},
  Year = {2014},
  Volume = {6}
}

@misc{unknown, title = {What nobody has written}, author = {Nobody, N.}, year = {2001}}
"""


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = tmp_path / "works.json"
    path.write_text(json.dumps([RECORD]), encoding="utf-8")
    return path


def test_what_an_entry_lacks_is_added_and_nothing_is_overwritten(records: Path) -> None:
    with Sources(records=[records], offline=True) as sources:
        done = complete_bib(LACKING, sources=sources)
    assert done.after == LACKING.replace(
        "  Volume = {6}\n",
        "  Volume = {6},\n  Pages = {502--516},\n  Doi = {10.3389/fpsyg.2014.00502}\n",
    )
    assert [(each.key, each.field, each.value) for each in done.added] == [
        ("gracanin", "pages", "502--516"),
        ("gracanin", "doi", "10.3389/fpsyg.2014.00502"),
    ]
    assert {each.source for each in done.added} == {"works.json"}
    assert [(each.line, each.field) for each in done.conflicts] == [(6, "volume")]
    assert [each.entry for each in done.unidentified] == ["unknown"]
    assert (done.asked, done.interrupted) == (2, False)


def test_only_the_fields_that_are_asked_for_are_added(records: Path) -> None:
    with Sources(records=[records], offline=True) as sources:
        done = complete_bib(LACKING, sources=sources, fields=["doi"])
    assert [each.field for each in done.added] == ["doi"]


@pytest.fixture
def crossref(httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> Loopback:
    for name in ("CROSSREF", "DOI", "DATACITE"):
        monkeypatch.setenv(f"REFKIT_{name}_URL", httpserver.url_for(""))
    # DataCite has none of the works.
    httpserver.expect_request(re.compile("^/dois")).respond_with_json({"data": []})
    return Loopback(httpserver, [RECORD])


def test_a_source_that_answers_is_named_with_what_it_gave(crossref: Loopback) -> None:
    with Sources() as sources:
        done = complete_bib(LACKING, sources=sources, fields=["doi"])
    assert [(each.key, each.value, each.source, each.doi) for each in done.added] == [
        ("gracanin", RECORD["DOI"], "crossref", RECORD["DOI"])
    ]


@pytest.mark.parametrize(
    "fault", [status(403), status(429, Retry_After="7200"), body("<html>Welcome to the hotel")]
)
def test_a_silent_source_changes_nothing_and_is_told(crossref: Loopback, fault: Fault) -> None:
    crossref.always = fault
    with Sources() as sources:
        done = complete_bib(LACKING, sources=sources)
    assert done.after == LACKING
    assert done.data == LACKING.encode()
    assert (done.added, done.conflicts) == ([], [])
    assert [each.line for each in done.unidentified] == [1, 9]
    assert all("did not answer" in each.reason for each in done.unidentified)
    assert (done.asked, done.silent) == (2, 2)


def test_what_was_completed_before_an_interruption_is_kept(
    records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from refkit.api import bib_completing, identifying

    asked = []
    real = identifying.resolve

    def resolve(batch, **options):  # type: ignore[no-untyped-def]
        asked.append(batch)
        if len(asked) > 1:
            raise KeyboardInterrupt
        return real(batch, **options)

    monkeypatch.setattr(bib_completing, "_AT_ONCE", 1)
    monkeypatch.setattr(identifying, "resolve", resolve)
    with Sources(records=[records], offline=True) as sources:
        done = complete_bib(LACKING, sources=sources)
    assert done.interrupted
    assert done.asked == 1
    assert "Doi = {10.3389/fpsyg.2014.00502}" in done.after


def test_a_file_whose_encoding_would_be_guessed_otherwise_is_left_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # What a guess comes to depends on the whole file: that of a short one on its keys, too.
    def guessing(data: bytes | str, *, path: str = "") -> Decoded:
        if isinstance(data, str) or data.startswith(b"% Encoding"):
            return decode(data, path=path)
        encoding = "gb18030" if b"{k," in data else "cp1252"
        return Decoded(data.decode(encoding), encoding, ["the encoding was guessed"])

    for module in (bib_file, decode_module):
        monkeypatch.setattr(module, "decode", guessing)
    data = "@article{k, author = {凯}, title = {T}, year = 2013}".encode("gb18030")
    assert tidy_bib(data).changed
    with pytest.raises(UnreadableError, match="guessed as gb18030, and when it is changed"):
        tidy_bib(data, keys="authoryear")
    once = tidy_bib(b"% Encoding: gb18030\n" + data, keys="authoryear")
    assert "@article{kai2013,".encode("gb18030") in once.data
    assert tidy_bib(once.data, keys="authoryear").data == once.data


def test_an_encoding_that_gives_the_same_letters_may_be_guessed_otherwise() -> None:
    data = "@misc{k, author = {Garçon, J.}, title = {Télé}, year = 2020}\n".encode("latin-1")
    once = tidy_bib(data, keys="authoryear")
    assert "author = {Garçon, J.}".encode("latin-1") in once.data
    assert tidy_bib(once.data, keys="authoryear").data == once.data


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_breaks_stay_as_they_are(newline: str) -> None:
    text = newline.join(["% head", "", "@misc{k, title={T},", " year=2020}", "@misc{l}", ""])
    tidied = tidy_bib(text).after
    assert tidied.replace(newline, "|") == (
        "% head||@misc{k,|  title = {T},|  year = 2020,|}||@misc{l}|"
    )


def test_entries_that_break_the_grammar_stay_and_are_told() -> None:
    text = "@misc{a,\n  title = {T}\n  year = 2020\n}\n\n% @misc{b,c}\n"
    tidied = tidy_bib(text)
    assert tidied.after == text
    assert tidied.notes == ["line 1: the entry breaks BibTeX's grammar, and stays as it is"]


def test_a_field_that_is_given_twice_loses_neither_value() -> None:
    text = "@misc{a,\n  title = {},\n  title = {T},\n  note = {},\n}\n"
    assert tidy_bib(text).after == "@misc{a,\n  title = {},\n  title = {T},\n}\n"


def test_a_binary_file_is_refused() -> None:
    with pytest.raises(UnreadableError, match="binary"):
        tidy_bib(bytes(range(1, 32)) + b"@article")


ALIKE = "".join(
    f"@misc{{k{number}, title = {{Part {number % 7}}}, year = {2000 + number % 3}}}\n"
    for number in range(60)
)


@pytest.mark.parametrize(
    "sort", [(), ("key",), ("-key",), ("year", "key"), ("-title",), ("type", "author")]
)
def test_keys_of_many_entries_that_are_alike_stay_on_a_second_run(sort: tuple[str, ...]) -> None:
    once = tidy_bib(ALIKE, keys="authoryear", sort=sort).after
    assert tidy_bib(once, keys="authoryear", sort=sort).after == once
    keys = [entry.key for entry in BibFile.read(once).entries]
    assert len({key.lower() for key in keys}) == 60


def test_a_new_key_is_none_that_another_entry_keeps() -> None:
    text = (
        "@set{doe2020, entryset = {x}}\n"
        "@misc{x, author = {Doe, J.}, title = {T}, year = 2020}\n"
        "@misc{roe2020, author = {Roe, J.}, title = {T}, year = 2020}\n"
        "@misc{roe2020, title = {broken\n"
    )
    once = tidy_bib(text, keys="authoryear").after
    assert [entry.key for entry in BibFile.read(once).entries] == [
        "doe2020",
        "doe2020a",
        "roe2020a",
    ]
    assert "entryset = {doe2020a}" in once
    assert tidy_bib(once, keys="authoryear").after == once


@settings(max_examples=25)
@given(
    st.lists(drawn_works(), min_size=1, max_size=5, unique_by=lambda work: work.id),
    st.lists(st.sampled_from(["key", "-year", "title", "type", "-author", "journal"]), max_size=2),
    st.sampled_from(["", "authoryear", "authoryeartitle"]),
)
def test_sorting_and_new_keys_keep_every_work(
    works: list[Work], sort: list[str], keys: str
) -> None:
    text = dump(works, "bibtex") + "% end\n"
    once = tidy_bib(text, sort=sort, keys=keys, align=True, order="usual").after
    assert tidy_bib(once, sort=sort, keys=keys, align=True, order="usual").after == once
    assert once.endswith("% end\n")

    def contents(file: str) -> list[str]:
        found = load(file, "bibtex").works
        nameless = [work.copy(id="", citation_key="") if keys else work for work in found]
        return sorted(json.dumps(sorted(map(repr, work.variables()))) for work in nameless)

    assert contents(once) == contents(text)


@settings(max_examples=25)
@given(
    st.lists(drawn_works(), min_size=1, max_size=4, unique_by=lambda work: work.id),
    st.sampled_from(["abstract", "title", "doi", "author", "year"]),
)
def test_dropping_a_field_drops_nothing_else(works: list[Work], name: str) -> None:
    text = tidy_bib(dump(works, "bibtex")).after
    once = tidy_bib(text, drop=[name])
    assert tidy_bib(once.after, drop=[name]).after == once.after
    before = BibFile.read(text)
    for entry, left in zip(before.entries, BibFile.read(once.after).entries, strict=True):
        assert (left.type, left.key) == (entry.type, entry.key)
        assert [(field.name, field.value) for field in left.fields] == [
            (field.name, field.value) for field in entry.fields if field.name != name
        ]


@settings(max_examples=25)
@given(st.lists(drawn_works(), min_size=1, max_size=4, unique_by=lambda work: work.id))
def test_merging_is_done_once_and_leaves_other_entries_alone(works: list[Work]) -> None:
    text = dump(works, "bibtex")
    twice = text + "\n" + dump([work.copy(id=f"copy-of-{work.id}") for work in works], "bibtex")
    merged = dedupe_bib(twice, merge=True)
    gone = {key for group in merged.groups for key in group.keys if key != group.kept}
    before = {entry.key: entry.text for entry in BibFile.read(twice).entries}
    kept = {entry.key: entry.text for entry in BibFile.read(merged.after).entries}
    assert set(kept) == set(before) - gone
    survivors = {group.kept for group in merged.groups}
    assert all(kept[key] == before[key] for key in kept if key not in survivors)
    again = dedupe_bib(merged.after, merge=True)
    assert again.after == merged.after
    assert again.groups == []


def test_real_files_keep_their_works(shared_data: Path) -> None:
    for path in sorted((shared_data / "bib").glob("*.bib")):
        if path.stat().st_size > 60_000:
            continue
        tidied = tidy_bib(path)
        before = load(path.read_bytes(), "bibtex").works
        after = load(tidied.data, "bibtex").works
        removed = len(tidied.notes)
        assert len(after) == len(before) - removed
        assert removed or after == before
        assert tidy_bib(tidied.data).after == tidied.after
