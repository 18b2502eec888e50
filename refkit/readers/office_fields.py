"""The fields of word processors: what their instructions say.

Source: ECMA-376, Part 1, section 17.16. A field is begun, its instruction ended, and its result
ended by marks between the runs of a paragraph, or of several; ADDIN is what other programs use.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from refkit.normalize.patterns import lazy_pattern
from refkit.readers.office_works import CitedWorks, Citing, field_data

_ARGUMENT: Final = lazy_pattern(
    r"""
    " (?P<quoted> (?: [^"\\] | \\. )*+ ) "? | \\ (?P<switch> \S ) | (?P<bare> [^\s"]+ )
    """,
    re.VERBOSE | re.DOTALL,
)
_CSL: Final = lazy_pattern(r"(?P<zotero>ZOTERO_ITEM\s{1,9})?CSL_CITATION\s{0,9}\{")
_LIST: Final = lazy_pattern(
    r"""
    \s{0,100} (?: ADDIN \s{1,20} )? (?:
        (?P<Zotero> ZOTERO_BIBL )
      | (?P<Mendeley> (?: Mendeley \s{1,9} Bibliography \s{1,9} )? CSL_BIBLIOGRAPHY )
      | (?P<EndNote> EN\.REFLIST ) | REFMGR\.REFLIST | (?P<RefWorks> RW\.BIB )
      | (?P<Citavi> CitaviBibliography ) | (?P<Word> BIBLIOGRAPHY ) ) (?!\w)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ENDNOTE: Final = lazy_pattern(
    r"\s{0,100}ADDIN\s{1,20}(?:EN|REFMGR)\.CITE(?!\.DATA)", re.IGNORECASE
)
_NAME: Final = lazy_pattern(r"\s{0,100}(\w{1,40})")
_CONTENTS: Final = frozenset({"TOC", "TOA", "INDEX"})


class Meaning(NamedTuple):
    """What a field or content control is.

    Attributes:
        target: Of a link, where it leads.
        citing: Of a citation, what it cites.
        listing: Whether its result is the reference list.
        writer: The program that writes that list, "Zotero"; "" if not known.
        contents: Whether its result is a table of contents or an index.
        fenced: Whether a program writes its result anew, so that nothing may reach over its edge.
    """

    target: str = ""
    citing: Citing | None = None
    listing: bool = False
    writer: str = ""
    contents: bool = False
    fenced: bool = False


def written_anew(writer: str) -> str:
    """What a user should know who mends a list that a program writes.

    Args:
        writer: The program.
    """
    return (
        f"its reference list is written by {writer}, which will write it anew: mend there what is "
        "mended here"
    )


def meaning_of(instruction: str, works: CitedWorks, *, data: str = "") -> Meaning:
    """What a field is by its instruction.

    Args:
        instruction: The instruction.
        works: Takes the Works of a citation.
        data: The data that the field carries besides, in base64.
    """
    listing = _LIST.match(instruction)
    if listing:
        return Meaning(listing=True, writer=listing.lastgroup or "", fenced=True)
    csl = _CSL.search(instruction)
    if csl:
        mendeley = not csl["zotero"]
        json = instruction[csl.end() - 1 :]
        return Meaning(citing=works.csl_citation(json, mendeley=mendeley), fenced=True)
    if _ENDNOTE.match(instruction):
        xml = instruction if "<EndNote" in instruction else field_data(data)
        return Meaning(citing=works.endnote(xml) if "<EndNote" in xml else None, fenced=True)
    found = _NAME.match(instruction)
    name = found[1].upper() if found else ""
    rest = instruction[found.end() :] if found else ""
    if name == "HYPERLINK":
        return Meaning(target=_link(rest))
    if name == "CITATION":
        return Meaning(citing=_citation(rest), fenced=True)
    return Meaning(contents=name in _CONTENTS, fenced=True)


def _link(arguments: str) -> str:
    """Where HYPERLINK leads (section 17.16.5.25)."""
    address = anchor = switch = ""
    for found in _ARGUMENT.finditer(arguments):
        if found["switch"]:
            switch = found["switch"].lower()
            continue
        text = _argument(found)
        if switch == "l":
            anchor = text
        elif switch in ("", "h", "m", "n") and not address:
            address = text
        switch = ""
    return f"{address}#{anchor}" if anchor else address


def _citation(arguments: str) -> Citing | None:
    """What CITATION cites (section 17.16.5.9): tags of sources, and switches for each."""
    keys: list[str] = []
    prefix = suffix = pages = switch = ""
    narrative = False
    for found in _ARGUMENT.finditer(arguments):
        if found["switch"]:
            switch = found["switch"].lower()
            if switch == "n":
                narrative, switch = True, ""
            elif switch in ("t", "y"):
                switch = ""
            continue
        text = _argument(found)
        if switch == "m" or (not switch and not keys):
            keys.append(text)
            suffix = pages = ""
        elif switch == "p":
            pages = text
        elif switch == "s":
            suffix = text
        elif switch == "f" and len(keys) == 1:
            prefix = text
        switch = ""
    if not keys:
        return None
    after = " ".join(filter(None, (pages.strip(), suffix.strip())))
    return Citing(tuple(keys), narrative, prefix.strip(), after)


def _argument(found: re.Match[str]) -> str:
    if found["quoted"] is None:
        return found["bare"] or ""
    return re.sub(r"\\([\\\"])", r"\1", found["quoted"])
