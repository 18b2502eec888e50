"""Editing DOCX: what was asked for changes, and nothing else does."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx_made import control, document, field, p, package, packed, r
from hypothesis import given
from hypothesis import strategies as st

from refkit.errors import InputError
from refkit.model import Span
from refkit.readers import edit, read
from refkit.readers.docx import read_docx
from refkit.readers.docx_editing import edit_docx


def changed(data: bytes, old: str, new: str) -> bytes:
    """The file with the first of what reads ``old`` replaced."""
    start = read_docx(data).source.index(old)
    return edit_docx(data, [(Span(start, start + len(old)), new)])


def xml(data: bytes, name: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return file.read(name).decode()


def body(data: bytes) -> str:
    return xml(data).partition("<w:body>")[2].removesuffix("</w:body></w:document>")


def bare(*runs: str) -> str:
    return f"<w:p>{''.join(f'<w:r>{each}</w:r>' for each in runs)}</w:p>"


@pytest.mark.parametrize(
    ("before", "old", "new", "after"),
    [
        (["<w:t>Rain 2019</w:t>"], "2019", "2020", ["<w:t>Rain 2020</w:t>"]),
        (["<w:rPr><w:i/></w:rPr><w:t>20</w:t>", "<w:t>19.</w:t>"], "2019", "2020",
         ["<w:rPr><w:i/></w:rPr><w:t>2020</w:t>", "<w:t>.</w:t>"]),
        (["<w:t>a</w:t>", "<w:t>b</w:t>", "<w:t>c d</w:t>"], "abc", "x",
         ["<w:t>x</w:t>", "<w:t/>", '<w:t xml:space="preserve"> d</w:t>']),
        (["<w:t>Rain</w:t>"], "Rain", "A & B < C", ["<w:t>A &amp; B &lt; C</w:t>"]),
        (["<w:t>a b</w:t>"], "a b", "a  b ", ['<w:t xml:space="preserve">a  b </w:t>']),
        (["<w:t>a</w:t><w:tab/><w:t>b</w:t>"], "a\tb", "a b",
         ["<w:t>a</w:t>" '<w:t xml:space="preserve"> </w:t>' "<w:t>b</w:t>"]),
        (["<w:t>a b</w:t>"], " ", "\t", ["<w:t>a</w:t><w:tab/><w:t>b</w:t>"]),
        (["<w:t>a b</w:t>"], " ", "\u2028", ["<w:t>a</w:t><w:br/><w:t>b</w:t>"]),
        (["<w:t>1</w:t><w:noBreakHyphen/><w:t>9</w:t>"], "\u2011", "–",
         ["<w:t>1</w:t><w:t>–</w:t><w:t>9</w:t>"]),
        (["<w:t>1</w:t><w:tab/>"], "1\t", "1\t2", ["<w:t>1</w:t><w:tab/><w:t>2</w:t>"]),
    ],
)  # fmt: skip
def test_the_first_run_takes_the_new_text(
    before: list[str], old: str, new: str, after: list[str]
) -> None:
    result = changed(package(bare(*before)), old, new)
    assert body(result) == bare(*after)


def test_words_that_stay_keep_their_formatting() -> None:
    data = package(p("Smith, A. (2019). ", r("On rain", "<w:i/>"), ". Weather, 3."))
    whole = read_docx(data).source.rstrip("\n")
    new = "Smith, A. (2020). On rain. Weather, 4."
    result = read_docx(edit_docx(data, [(Span(0, len(whole)), new)]))
    assert result.text == new
    assert [result.text[each.span.start : each.span.end] for each in result.markup] == ["On rain"]


def test_what_is_there_already_changes_nothing() -> None:
    data = package(p("Rain"))
    assert changed(data, "Rain", "Rain") == data


def test_several_replacements_are_made_at_once() -> None:
    data = package(p("one two") + p("three"))
    edits = [(Span(0, 3), "1"), (Span(4, 7), "2"), (Span(8, 13), "3")]
    assert edit(data, edits, format="docx") == edit_docx(data, edits)
    assert read(edit_docx(data, edits), path="a.docx").source == "1 2\n3\n"


def test_text_can_be_put_in_at_both_ends_of_a_paragraph() -> None:
    data = package(p("b"))
    assert read_docx(edit_docx(data, [(Span(0, 0), "a"), (Span(1, 1), "c")])).text == "abc"


def test_notes_are_changed_in_their_own_part() -> None:
    notes = f'<w:footnote w:id="1">{p("Smith, 2019.")}</w:footnote>'
    mark = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    data = package(p("A", mark), footnotes=notes)
    result = changed(data, "2019", "2020")
    assert xml(result) == xml(data)
    assert read_docx(result).text == "A1\nSmith, 2020."


def test_the_encoding_of_a_part_stays() -> None:
    data = packed({"word/document.xml": document(p("Gračanin")).encode("utf-16")})
    result = changed(data, "č", "ć")
    with zipfile.ZipFile(io.BytesIO(result)) as file:
        assert file.read("word/document.xml").decode("utf-16") == document(p("Graćanin"))


def test_every_other_member_is_the_same_byte_for_byte() -> None:
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package(p("Rain 2019")))) as old,
        zipfile.ZipFile(made, "w") as new,
    ):
        new.comment = b"a comment"
        for number, name in enumerate([*old.namelist(), "word/media/image1.png", "docProps/a.xml"]):
            info = zipfile.ZipInfo(name, (1980 + number, 5, 4, 3, 2, 0))
            info.external_attr = 0o644 << 16
            info.extra = b"\xfe\xca\x00\x00"
            content = old.read(name) if name in old.namelist() else b"\x89PNG" * 50
            new.writestr(info, content, number % 2 * 8, 1)
    data = made.getvalue()
    result = changed(data, "2019", "2020")
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(result)) as new:
        assert new.testzip() is None
        assert new.comment == old.comment
        assert new.namelist() == old.namelist()
        for one, other in zip(old.infolist(), new.infolist(), strict=True):
            same = ("date_time", "compress_type", "external_attr", "extra", "create_system")
            assert [getattr(one, each) for each in same] == [getattr(other, each) for each in same]
            if one.filename != "word/document.xml":
                assert stored(data, one) == stored(result, other)
                assert one.CRC == other.CRC


def stored(data: bytes, member: zipfile.ZipInfo) -> bytes:
    """The local header of a member and its content, as they stand in the file."""
    return data[member.header_offset :][: 30 + len(member.filename) + 4 + member.compress_size]


def test_a_package_that_was_written_as_a_stream_can_be_changed() -> None:
    class Stream(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError

    stream = Stream()
    with (
        zipfile.ZipFile(io.BytesIO(package(p("Rain 2019")))) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            with new.open(name, "w", force_zip64=True) as member:
                member.write(old.read(name))
    assert b"PK\x07\x08" in stream.getvalue()
    result = changed(stream.getvalue(), "2019", "2020")
    assert read_docx(result).text == "Rain 2020"
    with zipfile.ZipFile(io.BytesIO(result)) as file:
        assert file.testzip() is None


def test_a_target_that_two_links_share_stays() -> None:
    link = '<w:hyperlink r:id="l1"><w:r><w:t>https://doi.org/10.1000/a1</w:t></w:r></w:hyperlink>'
    data = package(p(link) + p(link), {"l1": "https://doi.org/10.1000/a1"})
    assert len({each.target for each in read_docx(changed(data, "a1", "b2")).markup}) == 1


INSERTED = p("Smith ", "<w:ins><w:r><w:t>2019</w:t></w:r></w:ins>", ".")
DELETED = p("Smith 20", "<w:del><w:r><w:delText>x</w:delText></w:r></w:del>", "19.")
CITATION = p("So ", field(' ADDIN ZOTERO_ITEM CSL_CITATION {"citationItems":[]}', "(Smith)"), ".")


@pytest.mark.parametrize(
    ("content", "old", "new", "reason"),
    [
        (INSERTED, "th 2019", "x", "over the edge of a tracked change"),
        (DELETED, "2019", "x", "over the edge of a tracked change"),
        (CITATION, "So (Sm", "x", "over the edge of a tracked change, or of a field"),
        (p("a", "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"), "ax", "b", "a formula, 'x=1'"),
        (p("a", '<w:r><w:br w:type="page"/></w:r>', "b"), "\u2028", " ", "a page break"),
        (p("one") + p("two"), "one\ntwo", "x", "over the paragraph's end"),
        (p("one"), "one", "a\nb", "cannot stand in a paragraph"),
        (p("one"), "one", "\x00", "cannot stand in a paragraph"),
        (p(), "", "x", "no text beside which"),
    ],
)
def test_what_cannot_be_written_is_said(content: str, old: str, new: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason.replace("(", r"\(")):
        changed(package(content), old, new)


def test_a_comment_is_not_deleted_and_what_stands_before_it_can_be_changed() -> None:
    comments = f'<w:comment w:id="5">{p("refkit: ignore[M305] as printed")}</w:comment>'
    start = '<w:commentRangeStart w:id="5"/>'
    data = package(p(start, r("Smith, 3.")) + p("Doe, 4."), comments=comments)
    source = read_docx(data).source
    assert source == "Smith, 3. <!-- refkit: ignore[M305] as printed -->\nDoe, 4.\n"
    after = changed(changed(data, "3", "5"), "4.", "6.")
    assert read_docx(after).source == source.replace(", 3", ", 5").replace("4.", "6.")
    with pytest.raises(InputError, match="a comment is deleted in the program that wrote it"):
        edit_docx(data, [(Span(source.index(" <!--"), source.index("\n")), "")])


def test_the_number_of_a_note_cannot_be_changed() -> None:
    notes = f'<w:footnote w:id="1">{p("Note.")}</w:footnote>'
    data = package(p("A", '<w:r><w:footnoteReference w:id="1"/></w:r>'), footnotes=notes)
    with pytest.raises(InputError, match="the number of a note, '1'"):
        changed(data, "A1", "B")


@pytest.mark.parametrize(
    "edits",
    [
        [(Span(2, 3), "x"), (Span(1, 2), "y")],
        [(Span(0, 99), "x")],
        [(Span(0, 2), ""), (Span(1, 3), "")],
    ],
)
def test_replacements_that_are_out_of_place_are_refused(edits: list[tuple[Span, str]]) -> None:
    with pytest.raises(InputError, match="overlap, or reach over its end"):
        edit_docx(package(p("one")), edits)


def test_within_a_tracked_insertion_or_a_field_text_can_be_changed() -> None:
    assert read_docx(changed(package(INSERTED), "2019", "2020")).text == "Smith 2020."
    assert read_docx(changed(package(CITATION), "Smith", "Tulin")).text == "So (Tulin)."


_TEXTS = st.text(st.sampled_from("ab .&<>'\"\u00ad\u2011éß漢😀"), max_size=6)
_RUNS = st.one_of(
    _TEXTS.map(lambda text: r(text, "<w:i/>")),
    _TEXTS.map(r),
    st.sampled_from(["<w:r><w:tab/></w:r>", "<w:r><w:t>  x </w:t></w:r>", "<w:r><w:br/></w:r>"]),
    _TEXTS.map(lambda text: f"<w:ins>{r(text)}</w:ins>"),
    _TEXTS.map(lambda text: control("", r(text))),
    _TEXTS.map(lambda text: field(" REF a ", r(text))),
)


@given(
    st.lists(st.lists(_RUNS, max_size=5), min_size=1, max_size=3),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 6), _TEXTS), min_size=1, max_size=3),
)
def test_the_source_reads_as_asked_after_editing(
    paragraphs: list[list[str]], wanted: list[tuple[int, int, str]]
) -> None:
    data = package("".join(p(*runs) for runs in paragraphs))
    source = read_docx(data).source
    edits: list[tuple[Span, str]] = []
    expected, at = "", 0
    for start, length, new in sorted(wanted):
        start, end = min(start, len(source)), min(start + length, len(source))
        if start >= at:
            edits.append((Span(start, end), new))
            expected += source[at:start] + new
            at = end
    expected += source[at:]
    try:
        result = edit_docx(data, edits)
    except InputError as error:
        reason = error.reason
    else:
        reason = ""
        assert read_docx(result).source == expected
    assert "would read differently" not in reason
