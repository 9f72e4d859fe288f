"""What a page asks for again and again is read from the database once: while a page is only shown, nobody's answer changes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

Told = ParamSpec("Told")
Read = TypeVar("Read")

_KEPT: ContextVar[dict[object, Any] | None] = ContextVar("kept", default=None)


@contextmanager
def reading_once() -> Iterator[None]:
    """Until the end of the block every `read_once` reads once for the same arguments. Not for what changes what is read."""
    token = _KEPT.set({})
    try:
        yield
    finally:
        _KEPT.reset(token)


def read_once(read: Callable[Told, Read]) -> Callable[Told, Read]:
    """A function of hashable arguments that reads rows and gives a value, no query that is still to be made."""

    @wraps(read)
    def asked(*told: Told.args, **named: Told.kwargs) -> Read:
        kept = _KEPT.get()
        if kept is None:
            return read(*told, **named)
        key = (read, told, tuple(named.items()))
        if key not in kept:
            kept[key] = read(*told, **named)
        return cast("Read", kept[key])

    return asked
