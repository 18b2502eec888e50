"""The targets of links in a DOCX file whose text is mended: one that shows a DOI leads to it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, NamedTuple

from refkit.normalize.patterns import lazy_pattern
from refkit.readers.docx_package import Package, R, W
from refkit.readers.docx_text import Paragraph
from refkit.readers.elements import attributes, escaped, events, local
from refkit.readers.office_changes import Change, new_target

if TYPE_CHECKING:
    from lxml.etree import _Element

_TARGET: Final = lazy_pattern(r"""(\sTarget\s{0,9}=\s{0,9})("[^"]*"|'[^']*')""")


class _Link(NamedTuple):
    part: str
    old: str
    new: str


class Retargeting:
    """Collects the links whose text is changed.

    Args:
        package: The file.
    """

    def __init__(self, package: Package) -> None:
        self._package = package
        self._links: dict[_Element, _Link] = {}

    def heed(self, part: str, paragraph: Paragraph, changes: Iterable[Change]) -> None:
        """Note the links in a paragraph that changes stand in.

        Args:
            part: The part that the paragraph stands in.
            paragraph: The paragraph.
            changes: All that is replaced in it, in order.
        """
        changes = list(changes)
        for link, start, end in _links(paragraph):
            inside = [each for each in changes if start <= each.start and each.end <= end]
            before = self._links.get(link)
            if not inside and before is None:
                continue
            old = paragraph.content[start:end]
            text = before.new if before else old
            # What was replaced before stands further to the left, so that places counted from the
            # right stay as they were.
            for change in inside:
                tail = len(old) - (change.end - start)
                head = len(text) - tail - (change.end - change.start)
                text = text[:head] + change.text + text[len(text) - tail :]
            self._links[link] = _Link(part, old, text)

    def targets(self) -> dict[str, dict[str, str]]:
        """The new targets of relationships, by id, for each part that has any."""
        found: dict[str, dict[str, str]] = {}
        for link, (part, old, new) in self._links.items():
            number = link.get(f"{R}id") or ""
            relationship = self._package.relationships(part).get(number)
            if relationship is None or not relationship.external:
                continue
            shared = (
                each
                for each in link.getroottree().iter(f"{W}hyperlink")
                if each is not link and each.get(f"{R}id") == number
            )
            target = new_target(relationship.target, old, new)
            if target and next(shared, None) is None:
                found.setdefault(part, {})[number] = target
        return found


def retargeted(package: Package, links: Retargeting) -> dict[str, bytes]:
    """The parts with relationships whose targets change, by the names of their members."""
    made: dict[str, bytes] = {}
    for part, targets in links.targets().items():
        folder, _, file = part.rpartition("/")
        name = f"{folder}/_rels/{file}.rels".removeprefix("/")
        text, encoding = package.text(name)
        pieces: list[str] = []
        at = 0
        for event in events(text, path=package.path):
            if local(event.name) != "Relationship" or event.kind == "close":
                continue
            target = targets.get(attributes(event.inside).get("Id", ""))
            if target is not None:
                written = '"' + escaped(target).replace('"', "&quot;") + '"'
                tag = text[event.start : event.end]
                found = _TARGET.search(tag)
                if found:
                    pieces += (text[at : event.start], tag[: found.start(2)], written)
                    pieces.append(tag[found.end(2) :])
                    at = event.end
        pieces.append(text[at:])
        made[package.name(name)] = "".join(pieces).encode(encoding, "xmlcharrefreplace")
    return made


def _links(paragraph: Paragraph) -> Iterable[tuple[_Element, int, int]]:
    """The links of a paragraph to addresses, with the range of the text of each."""
    found: dict[_Element, tuple[int, int]] = {}
    for leaf in paragraph.leaves:
        link = next(leaf.element.iterancestors(f"{W}hyperlink"), None)
        if link is not None and link.get(f"{R}id"):
            start, _ = found.get(link, (leaf.start, leaf.end))
            found[link] = (start, leaf.end)
    return [(link, start, end) for link, (start, end) in found.items()]
