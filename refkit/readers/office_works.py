"""The Works that programs for references put into a file of a word processor with each citation.

Zotero and Mendeley Desktop write CSL-JSON into the instruction of a field, Mendeley Cite into the
tag of a content control, EndNote its own XML. Each citation holds its works whole; here they are
collected, each once, under ids that are the keys of the Mentions.
"""

from __future__ import annotations

import base64
import binascii
import posixpath
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import parse_qs, urlsplit

import msgspec

from refkit.errors import UnreadableError
from refkit.model import Embedded
from refkit.readers.office_xml import parsed

if TYPE_CHECKING:
    from lxml.etree import _Element

_ZOTERO: Final = "Zotero"
_MENDELEY: Final = "Mendeley"


class Citing(NamedTuple):
    """What a field or content control cites.

    Attributes:
        keys: The ids of its Works, in order.
        narrative: Whether the authors stand in the sentence.
        prefix: What leads to the first, as written.
        suffix: What follows the last, as written.
    """

    keys: tuple[str, ...]
    narrative: bool = False
    prefix: str = ""
    suffix: str = ""


class CitedWorks:
    """Collects the Works of citations."""

    def __init__(self) -> None:
        self.unread = 0
        """How many citations held data that could not be read."""
        # By who wrote them: ids to Works, and what tells a work apart to its id.
        self._items: dict[str, dict[str, Any]] = {}
        self._records: dict[str, _Element] = {}
        self._keys: dict[tuple[str, ...], str] = {}
        self._taken: set[str] = set()

    def csl_citation(self, text: str, *, mendeley: bool) -> Citing | None:
        """Take the works of a citation in CSL-JSON.

        The form is csl-citation.json of CSL 1.0.2; the Work stands in ``itemData``.

        Args:
            text: The JSON, perhaps with something after it, as LibreOffice has it.
            mendeley: Whether Mendeley wrote it.
        """
        try:
            data = msgspec.json.decode(text[text.find("{") : text.rfind("}") + 1])
        except (msgspec.DecodeError, RecursionError, UnicodeError):
            self.unread += 1
            return None
        items = data.get("citationItems") if isinstance(data, dict) else None
        items = [item for item in _listed(items) if isinstance(item, dict)]
        if not items:
            self.unread += 1
            return None
        origin = _MENDELEY if mendeley else _ZOTERO
        keys = tuple(self._csl_key(item, origin) for item in items)
        properties = data.get("properties")
        mode = properties.get("mode") if isinstance(properties, dict) else None
        return Citing(
            keys,
            narrative=mode == "composite" or any(item.get("suppress-author") for item in items),
            prefix=_text(items[0].get("prefix")),
            suffix=_joined(_text(items[-1].get("locator")), _text(items[-1].get("suffix"))),
        )

    def mendeley_tag(self, encoded: str) -> Citing | None:
        """Take the works of a content control of Mendeley Cite.

        Args:
            encoded: What follows "MENDELEY_CITATION_v3_" in its tag, in base64.
        """
        data = _from_base64(encoded)
        if data is None:
            self.unread += 1
            return None
        return self.csl_citation(data.decode("utf-8", "replace"), mendeley=True)

    def endnote(self, xml: str) -> Citing | None:
        """Take the works of a citation of EndNote.

        Args:
            xml: ``<EndNote>`` with a ``<Cite>`` for each work.
        """
        try:
            root = parsed(xml[xml.find("<EndNote") :].rstrip(), "EN.CITE", path="")
        except UnreadableError:
            self.unread += 1
            return None
        cites = root.findall("Cite")
        keys = tuple(key for cite in cites if (key := self._endnote_key(cite)))
        if not keys:
            self.unread += 1
            return None
        return Citing(
            keys,
            narrative=any(cite.get("ExcludeAuth") == "1" for cite in cites),
            prefix=_under(cites[0], "Prefix"),
            suffix=_joined(_under(cites[-1], "Pages"), _under(cites[-1], "Suffix")),
        )

    def embedded(self) -> list[Embedded]:
        """All Works that were taken, by who wrote them."""
        found = [
            Embedded(format="csl-json", data=msgspec.json.encode(list(items.values())).decode(),
                     origin=origin)
            for origin, items in self._items.items()
        ]  # fmt: skip
        if self._records:
            from lxml import etree

            records = "".join(
                etree.tostring(record, encoding="unicode", with_tail=False)
                for record in self._records.values()
            )
            data = f"<xml><records>{records}</records></xml>"
            found.append(Embedded(format="endnote-xml", data=data, origin="EndNote"))
        return found

    def _csl_key(self, item: dict[str, Any], origin: str) -> str:
        work = item.get("itemData")
        work = work if isinstance(work, dict) else None
        address = _first_text(item.get("uris")) or _first_text(item.get("uri"))
        own = _text(item.get("id")) or (_text(work.get("id")) if work else "")
        # The ids of Mendeley count the works of one citation, "ITEM-1"; those of Zotero are
        # numbers in the library of whoever wrote it, and two authors have two.
        told = (origin, address) if address else (origin, own, _text((work or {}).get("title")))
        key = self._key(told, _end_of(address) or own or "work")
        if work is not None:
            items = self._items.setdefault(origin, {})
            if key not in items:
                items[key] = {**work, "id": key}
        return key

    def _endnote_key(self, cite: _Element) -> str:
        record = cite.find("record")
        number = _under(cite, "RecNum")
        if record is None:
            # A second citation of a work in one paragraph may leave the record out.
            told = ("EndNote", "", number) if number else None
            known = next((key for at, key in self._keys.items() if at[2:] == (number,)), "")
            return known or (self._key(told, number) if told else "")
        number = _under(record, "rec-number") or number
        key_element = record.find("foreign-keys/key")
        library = "" if key_element is None else key_element.get("db-id") or ""
        label = record.find("label")
        name = "" if label is None else "".join(map(str, label.itertext())).strip()
        named = name if name and " " not in name else ""
        key = self._key(("EndNote", library, number), named or number or "work")
        if key not in self._records:
            # The reader of EndNote XML takes the label as the id, if it is one word, and else
            # the number.
            for element in [] if label is None else [label]:
                if named:
                    element[:] = []
                    element.text = key
            written = record.find("rec-number")
            if written is not None:
                written[:] = []
                written.text = key
            elif not named:
                from lxml import etree

                etree.SubElement(record, "rec-number").text = key
            self._records[key] = record
        return key

    def _key(self, told: tuple[str, ...], wanted: str) -> str:
        key = self._keys.get(told)
        if key is None:
            key, count = wanted, 1
            while key in self._taken:
                count += 1
                key = f"{wanted}-{count}"
            self._keys[told] = key
            self._taken.add(key)
        return key


def field_data(encoded: str) -> str:
    """The text that ``w:fldData`` holds in base64, "" if it is none; EndNote puts its XML there."""
    data = _from_base64(encoded)
    return "" if data is None else data.decode("utf-8", "replace").strip("\x00 \r\n\t")


def _from_base64(encoded: str) -> bytes | None:
    encoded = "".join(encoded.split()).rstrip("=").replace("-", "+").replace("_", "/")
    try:
        return base64.b64decode(encoded + "=" * (-len(encoded) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None


def _end_of(address: str) -> str:
    """What names a work in its address: ".../items/ABCD1234", ".../documents/?uuid=…"."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    uuid = parse_qs(parts.query).get("uuid")
    return uuid[0] if uuid else posixpath.basename(parts.path.rstrip("/"))


def _first_text(value: Any) -> str:
    if isinstance(value, list):
        return next((each for each in value if isinstance(each, str) and each), "")
    return value if isinstance(value, str) else ""


def _text(value: Any) -> str:
    return str(value).strip() if isinstance(value, str | int) else ""


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _under(element: _Element, name: str) -> str:
    child = element.find(name)
    return "" if child is None else "".join(map(str, child.itertext())).strip()


def _joined(*texts: str) -> str:
    present: Sequence[str] = [text for text in texts if text]
    return " ".join(present)
