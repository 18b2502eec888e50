"""Measure that a mended DOCX file opens in LibreOffice, and differs only where it was mended.

usage: python benchmarks/docx_fixed.py FILE.docx… [--folder FOLDER]

In each file the year or the last number of one reference is replaced by another. Then: no member
of the package but those with the replacement has changed; refkit reads the text with it and nothing
else; LibreOffice, run headless without a network, converts both files to text that differs there
and nowhere else, and writes a DOCX of its own from the mended file. With --folder the mended files
are kept.
"""

from __future__ import annotations

import argparse
import io
import re
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path

from refkit.errors import InputError
from refkit.extract import find_references
from refkit.model import Span
from refkit.readers import edit, read

_NUMBER = re.compile(r"(?<!\d)\d{3,4}(?!\d)")
_SECONDS = 180


def fixed(data: bytes, path: str) -> tuple[bytes, str, str] | None:
    """A file with one number in its middle reference replaced, and the number before and after."""
    document = read(data, path=path)
    references = find_references(document)
    for reference in references[len(references) // 2 :]:
        span = document.source_span(reference.span)
        for found in _NUMBER.finditer(document.source, span.start, span.end):
            old = found.group()
            new = old[:-1] + ("8" if old[-1] != "8" else "3")
            try:
                made = edit(data, [(Span(*found.span()), new)], format="docx", path=path)
            except InputError:
                continue
            wanted = document.source[: found.start()] + new + document.source[found.end() :]
            if read(made, path=path).source != wanted:
                raise SystemExit(f"{path}: refkit reads something else after the replacement")
            return made, old, new
    return None


def changed_members(one: bytes, other: bytes) -> list[str]:
    """The members whose content or description differ between two packages."""
    with zipfile.ZipFile(io.BytesIO(one)) as before, zipfile.ZipFile(io.BytesIO(other)) as after:
        if before.namelist() != after.namelist():
            return ["the list of members"]
        described = ("date_time", "compress_type", "external_attr", "extra", "comment")
        return [
            old.filename
            for old, new in zip(before.infolist(), after.infolist(), strict=True)
            if old.CRC != new.CRC
            or any(getattr(old, each) != getattr(new, each) for each in described)
        ]


def converted(office: str, file: Path, form: str, folder: Path) -> Path | None:
    """What LibreOffice makes of a file; None if it cannot open it."""
    profile = (folder / "profile").as_uri()
    out = folder / f"{file.stem}-{form}"
    subprocess.run(
        [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", form,
         "--outdir", str(out), str(file)],
        capture_output=True, timeout=_SECONDS, check=False,
    )  # fmt: skip
    return next(iter(out.glob("*")), None) if out.is_dir() else None


def differences(before: str, after: str) -> list[tuple[str, str]]:
    """The lines that differ between two texts."""
    one, other = before.splitlines(), after.splitlines()
    if len(one) != len(other):
        return [("", f"{len(other) - len(one):+} lines")]
    return [(old, new) for old, new in zip(one, other, strict=True) if old != new]


def is_replaced(before: str, after: str, old: str, new: str) -> bool:
    """Whether a line differs from another by one replacement and nothing else."""
    return any(
        before[: found.start()] + new + before[found.end() :] == after
        for found in re.finditer(re.escape(old), before)
    )


def main() -> None:
    """Print what happened to each file, and the totals."""
    parser = argparse.ArgumentParser(description="Mend DOCX files and open them in LibreOffice.")
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--folder", type=Path, help="where to keep the mended files")
    options = parser.parse_args()
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        print("LibreOffice (soffice) is not here: the files are mended and read, not opened")
    mended = alone = opened = same = 0
    for path in options.files:
        data = path.read_bytes()
        found = fixed(data, str(path))
        if found is None:
            print(f"{path.name:48} no reference with a number that can be replaced")
            continue
        made, old, new = found
        mended += 1
        members = changed_members(data, made)
        alone += len(members) == 1
        verdict = f"{old} → {new} in {', '.join(members)}"
        if options.folder:
            options.folder.mkdir(parents=True, exist_ok=True)
            (options.folder / path.name).write_bytes(made)
        if office is not None:
            with tempfile.TemporaryDirectory() as name:
                folder = Path(name)
                (folder / "before.docx").write_bytes(data)
                (folder / "after.docx").write_bytes(made)
                texts = [
                    converted(office, folder / file, "txt:Text", folder)
                    for file in ("before.docx", "after.docx")
                ]
                again = converted(office, folder / "after.docx", "docx", folder)
                if None in texts or again is None:
                    verdict += "; LibreOffice cannot open it"
                else:
                    opened += 1
                    lines = differences(*(text.read_text("utf-8-sig") for text in texts if text))
                    good = len(lines) == 1 and is_replaced(*lines[0], old, new)
                    same += good
                    verdict += "; opens, differs only there" if good else f"; differs: {lines[:3]}"
        print(f"{path.name:48} {verdict}")
    print(f"\n{mended} of {len(options.files)} mended, {alone} of them in one member only", end="")
    print(f"; {opened} opened, {same} differ only there" if office else "")


if __name__ == "__main__":
    main()
