"""The office's application without what it remembers of one request for the next: every plan is read and judged anew."""

import functools
import gc
from collections.abc import Callable, Iterable
from typing import Any

from monosashi.office.config.wsgi import application as remembering

_KEEP = frozenset({"tokenizer", "shipped_scheme", "shipped_life_cycle", "templates"})
"""What belongs to the installation, not to a plan."""


def _memories() -> list[Any]:
    cached = [each for each in gc.get_objects() if type(each) is functools._lru_cache_wrapper]  # noqa: SLF001 -- isinstance would wake lazy objects
    return [
        each for each in cached if (each.__module__ or "").startswith("monosashi.office") and each.__name__ not in _KEEP
    ]


_FOUND: list[Any] = []


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer, then forget."""
    try:
        return remembering(environ, start_response)
    finally:
        if not _FOUND:
            _FOUND.extend(_memories())
        for memory in _FOUND:
            memory.cache_clear()
