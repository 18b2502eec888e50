"""Files made to do harm, of every form: a Document or a clear error, in bounded time and memory.

They are read in processes with limits (see :mod:`bounded`), which tell what was touched.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Mapping
from pathlib import Path

import bounded
import docx_made
import epub_made
import hostile_made as made
import odt_made
import pdfs_made
import pytest
from bounded import Outcome, read_all
from hostile_made import ENDINGS, MAIN, PACKED, TEXTS, docx, epub, honest, odt

from refkit.readers.forms import FORMS

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the limits are those of POSIX")

ANY = "any"
"""A Document or an error: what matters is that there is one."""

SECRET = "that may touch nothing"
"""What stands in a file that is not to be read: in the one below."""

_SECRET_FILE = Path(bounded.__file__)


# ---- The files, and what must come of each: a pattern of an error, a word of the text, or ANY ----


def _honest() -> dict[str, tuple[bytes, str]]:
    return {f"honest{ENDINGS[form]}": (honest(form), "Tears are old") for form in FORMS}


def _truncated() -> dict[str, tuple[bytes, str]]:
    found = {}
    for form, ending in ENDINGS.items():
        data = honest(form)
        for part in (5, 40, 90):
            cut = data[: max(1, len(data) * part // 100)]
            found[f"{part} % of it{ending}"] = cut, ANY
        found[f"all but a byte{ending}"] = data[:-1], ANY
    return found


def _damaged() -> dict[str, tuple[bytes, str]]:
    noise = random.Random(1)
    found = {}
    for form, ending in ENDINGS.items():
        data = honest(form)
        middle = len(data) // 2
        found[f"empty{ending}"] = b"", "UnreadableError"
        found[f"white{ending}"] = b" \n\t\n" * 9, "UnreadableError"
        found[f"one NUL{ending}"] = data[:middle] + b"\0" + data[middle:], ANY
        found[f"many NULs{ending}"] = bytes(5000), "UnreadableError"
        found[f"noise{ending}"] = noise.randbytes(5000), "UnreadableError"
        for number in range(3):
            patched = bytearray(data)
            for _ in range(20):
                patched[noise.randrange(len(data))] = noise.randrange(256)
            found[f"noise in it {number}{ending}"] = bytes(patched), ANY
    return found


def _lying() -> dict[str, tuple[bytes, str]]:
    """Each form with the endings of three others."""
    endings = list(ENDINGS.values()) * 2
    return {
        f"{form} as{ending}": (honest(form), ANY)
        for number, form in enumerate(ENDINGS)
        for ending in (endings[number + 1], endings[number + 4], endings[number + 8])
    }


def _doctypes(secret: Path) -> dict[str, tuple[str, str]]:
    """Document types that do harm, and what refers to them."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    return {
        "laughs": (f'[<!ENTITY l0 "lol">{laughs}]', "&l11;"),
        "quadratic": (f'[<!ENTITY a "{"a" * 50_000}">]', "&a;" * 50_000),
        "a file": (f'[<!ENTITY x SYSTEM "{secret.as_uri()}">]', "&x;"),
        "the network": ('[<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]', "&x;"),
        "a parameter": (f'[<!ENTITY % x SYSTEM "{secret.as_uri()}">%x;]', ""),
        "a parameter of the network": ('[<!ENTITY % x SYSTEM "http://127.0.0.1:9/x">%x;]', ""),
        "an outer subset": (f'SYSTEM "{secret.as_uri()}" [<!ELEMENT a ANY>]', "&x;"),
        "itself": ('[<!ENTITY x "&x;">]', "&x;"),
    }


def _entities(secret: Path) -> dict[str, tuple[bytes, str]]:
    found: dict[str, tuple[bytes, str]] = {}
    for name, (doctype, use) in _doctypes(secret).items():
        declared = f'<?xml version="1.0"?><!DOCTYPE {{}} {doctype}>'

        def in_xml(xml: str, root: str, declared: str = declared) -> str:
            return declared.format(root) + xml.partition("?>")[2]

        refused = "UnreadableError"
        document = in_xml(docx_made.document(docx_made.p(use or "x")), "w:document")
        content = in_xml(odt_made.content(f"<text:p>{use}</text:p>"), "office:document-content")
        chapter = in_xml(epub_made.chapter(f"<p>{use}</p>"), "html")
        chapter = chapter.replace("<!DOCTYPE html>\n", "")
        container = in_xml(f"<?x?>{epub_made.CONTAINER.format('EPUB/content.opf')}", "container")
        members = {
            f"{name}.docx": made.with_member(docx(), MAIN["docx"], document.encode()),
            f"{name} in styles.docx": made.with_member(
                docx(), "word/styles.xml", in_xml(docx_made.part("styles", use), "x").encode()
            ),
            f"{name}.odt": odt(members={MAIN["odt"]: content.encode()}),
            f"{name} in styles.odt": odt(members={"styles.xml": content.encode()}),
            f"{name}.fodt": content.replace("document-content", "document").encode(),
            f"{name}.epub": epub(members={MAIN["epub"]: chapter}),
            f"{name} in the container.epub": epub(members={"META-INF/container.xml": container}),
        }
        found.update((key, (data, refused)) for key, data in members.items())
        found[f"{name} in styles.docx"] = members[f"{name} in styles.docx"], ANY
        for form, root in (("jats", "article"), ("tei", "TEI"), ("html", "html")):
            xml = TEXTS[form](use)
            body = xml[xml.index(f"<{root} " if form != "html" else "<html>") :]
            found[f"{name}{ENDINGS[form]}"] = (declared.format(root) + body).encode(), ANY
    xinclude = f'<xi:include href="{secret.as_uri()}" parse="text"/>'
    for form in ("jats", "tei", "html"):
        found[f"an inclusion{ENDINGS[form]}"] = TEXTS[form](xinclude).encode(), ANY
    return found


def _included(secret: Path) -> dict[str, tuple[bytes, str]]:
    """What is not to be taken in: itself without end, and what is no article."""
    texts = {
        "latex": [f"\\input{{{secret}}}", "\\input{/dev/zero}", "\\input{|id}", "\\input{0}" * 50,
                  "\\write18{touch x}\\immediate\\openout5=x", "\\include{../../x}",
                  "\\bibliography{/dev/zero}", "\\input{%s}" % ("a" * 5000)],
        "typst": [f'#include "{secret}"', '#include "/dev/zero"', '#read("/etc/passwd")'],
        "rst": [f".. include:: {secret}", ".. raw:: html\n   :file: /etc/passwd",
                f".. literalinclude:: {secret}"],
        "asciidoc": [f"include::{secret}[]", "include::http://127.0.0.1:9/x[]"],
        "markdown": [f"![]({secret})", "```{include} /etc/passwd\n```",
                     "{{< include /etc/passwd >}}"],
    }  # fmt: skip
    return {
        f"inclusion {number}{ENDINGS[form]}": (TEXTS[form](each).encode(), ANY)
        for form, every in texts.items()
        for number, each in enumerate(every)
    }


def _packages() -> dict[str, tuple[bytes, str]]:
    found: dict[str, tuple[bytes, str]] = {}
    xml = {"docx": b"<w:p/>", "odt": b"<text:p/>", "epub": b"<p></p>"}
    for form in PACKED:
        ending, main = ENDINGS[form], MAIN[form]
        data = honest(form)
        text = "Tears are old"
        found |= {
            f"1 GB of zeros{ending}": (
                made.with_raw(data, main, made.zeros(1024), 1 << 30),
                "too large",
            ),
            f"1 GB of zeros that claims 9 bytes{ending}": (
                made.with_raw(data, main, made.zeros(1024), 9),
                "UnreadableError",
            ),
            f"1 GB of tags{ending}": (
                made.with_raw(data, main, made.zeros(1024, xml[form]), 1 << 30),
                "too large",
            ),
            f"1 GB beside the text{ending}": (
                made.with_raw(
                    made.with_member(data, "media/image1.png", b""),
                    "media/image1.png",
                    made.zeros(1024),
                    1 << 30,
                ),
                text,
            ),
            f"9 bytes that claim 2 GB{ending}": (
                made.with_raw(data, main, made.zeros(0), (1 << 31) - 1),
                "UnreadableError",
            ),
            f"one in another{ending}": (made.with_member(data, main, data), "UnreadableError"),
            f"the same data 60,000 times{ending}": (
                made.overlapping(data, 60_000),
                "more than 20,000 members",
            ),
            f"the same data 10,000 times{ending}": (made.overlapping(data, 10_000), text),
            f"another folder{ending}": (
                made.with_member(data, "../../../evil.txt", b"evil"),
                text,
            ),
            f"a folder of the system{ending}": (
                made.with_member(data, "/refkit-evil.txt", b"evil"),
                text,
            ),
            f"a drive{ending}": (made.with_member(data, "C:\\evil.txt", b"evil"), text),
            f"a link beside{ending}": (
                made.with_member(data, "media/x", b"/etc/passwd", link=True),
                text,
            ),
            f"a link to the text{ending}": (
                made.with_member(data, main, b"/etc/passwd", link=True),
                "a link, not a file",
            ),
            f"no text{ending}": (made.with_member(data, main, b""), ANY),
        }
    found["another folder in the container.epub"] = (
        epub(members={"META-INF/container.xml": epub_made.CONTAINER.format("../../etc/passwd")}),
        ANY,
    )
    found["another folder in the package.epub"] = (
        epub(
            members={
                "EPUB/content.opf": epub_made.package({"a": "../../../etc/passwd.html"}, ["a"])
            }
        ),
        "no chapters",
    )
    return found


def _encrypted() -> dict[str, tuple[bytes, str]]:
    manifest = b"<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    cipher = '<encryption><CipherReference URI="{}"/></encryption>'
    return {
        "a password.docx": (made.office_encrypted(), "is encrypted, or an old Office file"),
        "a password.odt": (odt(members={"META-INF/manifest.xml": manifest}), "opens only with"),
        "a password.pdf": (pdfs_made.pdf([pdfs_made.Type("x")], encrypted=True), "password"),
        "a lock.epub": (
            epub(members={"META-INF/encryption.xml": cipher.format(MAIN["epub"])}), "is encrypted",
        ),
    }  # fmt: skip


def _pdfs() -> dict[str, tuple[bytes, str]]:
    return {f"{name}.pdf": (build(), word or ANY) for name, (build, word) in made.PDFS.items()}


def _nested() -> dict[str, tuple[bytes, str]]:
    found: dict[str, tuple[bytes, str]] = {}
    # The second is more than Python's own stack holds, and shows what takes quadratic time.
    for levels in (100, 3_000):
        found.update(
            (f"{levels:,} {name}", (data, ANY)) for name, data in made.nested(levels).items()
        )
    return found


FILES = (
    _honest() | _truncated() | _damaged() | _lying() | _entities(_SECRET_FILE)
    | _included(_SECRET_FILE) | _packages() | _encrypted() | _pdfs() | _nested()
)  # fmt: skip


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Outcome]:
    files = {name: data for name, (data, _) in FILES.items()}
    return read_all(files, tmp_path_factory.mktemp("hostile"))


@pytest.mark.parametrize("name", FILES)
def test_it_is_read_or_refused(name: str, outcomes: Mapping[str, Outcome]) -> None:
    outcome = outcomes[name]
    assert outcome.kind in ("document", "UnreadableError", "InputError"), outcome.message
    assert outcome.touched == []
    assert SECRET not in outcome.message
    expected = FILES[name][1]
    if expected == "UnreadableError":
        assert outcome.kind == expected
    elif expected != ANY:
        assert expected in outcome.message


def test_every_form_is_tried() -> None:
    assert set(ENDINGS) == set(FORMS)
