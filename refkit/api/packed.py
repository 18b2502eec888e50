"""Packed: the bytes of an article that is no text, such as a DOCX, as they can be written back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from refkit.errors import InputError
from refkit.fix.apply import apply, replaced
from refkit.model import Fix

_PACKED: Final = "package"


class Packed(msgspec.Struct, frozen=True):
    """The content of a file that is no text, in the place of a ``refkit.fix.original.Original``.

    Attributes:
        content: Its bytes.
        text: What was read of it, as ``Document.source``.
        format: Its form.
        path: Its name, for errors.
        encoding: What stands for an encoding in messages.
    """

    content: bytes
    text: str
    format: str
    path: str
    encoding: str = _PACKED

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        return self.content

    def missing(self, text: str) -> str:
        """The first character of a text that cannot be written into the file; "" if all can."""
        return next((each for each in text if not each.isprintable() and each not in "\n\t "), "")

    def written(self, text: str) -> str:
        """A text as it is written into the file."""
        return text

    def with_fixes(self, fixes: Sequence[Fix]) -> Packed:
        """The file with Fixes made that are in order and do not overlap.

        Raises:
            InputError: If one of them cannot be written; says why.
        """
        from refkit.readers import edit

        edits = [(fix.span, fix.replacement) for fix in fixes]
        content = edit(self.content, edits, format=self.format, path=self.path)
        return msgspec.structs.replace(self, content=content, text=replaced(self.text, fixes))

    def refusals(self, fixes: Sequence[Fix]) -> dict[Fix, str]:
        """The Fixes that cannot be written, and why."""
        together = apply(self.text, fixes, unsafe=True).applied
        if not together or not self._refusal(together):
            return {}
        return {fix: reason for fix in fixes if (reason := self._refusal([fix]))}

    def _refusal(self, fixes: Sequence[Fix]) -> str:
        try:
            self.with_fixes(fixes)
        except InputError as error:
            return error.reason
        return ""
