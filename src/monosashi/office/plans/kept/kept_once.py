"""Values that take long to make and never change: made once in a process, however many ask for them at the same moment."""

from collections.abc import Callable
from functools import lru_cache, wraps
from threading import RLock
from typing import ParamSpec, TypeVar

Told = ParamSpec("Told")
Made = TypeVar("Made")


def kept_once(size: int) -> Callable[[Callable[Told, Made]], Callable[Told, Made]]:
    """Keep the last `size` values of a function. Whoever asks while one is being made waits for it instead of making it too."""

    def keep(make: Callable[Told, Made]) -> Callable[Told, Made]:
        kept, one_at_a_time = lru_cache(maxsize=size)(make), RLock()

        @wraps(make)
        def asked(*told: Told.args, **named: Told.kwargs) -> Made:
            with one_at_a_time:
                return kept(*told, **named)  # type: ignore[arg-type]

        asked.cache_clear = kept.cache_clear  # type: ignore[attr-defined]
        return asked

    return keep
