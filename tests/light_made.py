"""What tests of the readers of light markup share: Documents as plain values, and laws of all."""

from __future__ import annotations

from refkit.model import Document


def blocks_of(document: Document) -> list[tuple[str, str, str]]:
    """Kind, marker or key, and text of each block."""
    return [
        (block.kind, block.key or block.marker, document.text[block.span.start : block.span.end])
        for block in document.blocks
    ]


def marked(document: Document) -> list[tuple[str, str]]:
    """Kind of markup and text under it; the target with links."""
    return [
        (
            mark.kind,
            document.text[mark.span.start : mark.span.end]
            + (f" -> {mark.target}" if mark.kind == "link" else ""),
        )
        for mark in document.markup
    ]


def cited(document: Document) -> list[str]:
    """Each citation as "shown: keys", with its prefix and suffix, "!" before narrative ones."""
    return [
        ("!" if mention.narrative else "")
        + f"{document.text[mention.span.start : mention.span.end]}: {','.join(mention.keys)}"
        + (f" <{mention.prefix}" if mention.prefix else "")
        + (f" >{mention.suffix}" if mention.suffix else "")
        for mention in document.mentions
    ]


def check_laws(document: Document) -> None:
    """What holds of every Document of light markup."""
    text, source = document.text, document.source
    end = -1
    for block in document.blocks:
        assert end < block.span.start < block.span.end <= len(text)
        content = text[block.span.start : block.span.end]
        assert content == content.strip()
        end = block.span.end
        assert text[end : end + 1] in ("", "\n")
    last = 0
    for segment in document.segments:
        assert last <= segment.text_start < segment.text_end <= len(text)
        assert 0 <= segment.source_start < segment.source_end <= len(source)
        last = segment.text_end
    for mark in document.markup:
        assert any(
            block.span.start <= mark.span.start < mark.span.end <= block.span.end
            for block in document.blocks
        )
    for mention in document.mentions:
        assert mention.keys
        assert 0 <= mention.span.start <= mention.span.end <= len(text)
        for key, span in zip(mention.keys, mention.key_spans, strict=False):
            assert text[span.start : span.end] == key
            assert mention.span.start <= span.start <= span.end <= mention.span.end
    for offset in range(0, len(text), 7):
        position = document.position(offset)
        assert position.line >= 1
        assert position.column >= 1
