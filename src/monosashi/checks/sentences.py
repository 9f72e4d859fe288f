"""Texts cut into sentences, as far as punctuation and line breaks tell."""

import re

_END = re.compile(r"[。！？!?\n；;]+")


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text without their ends; none where the text is empty."""
    return tuple(part.strip() for part in _END.split(text) if part.strip())
