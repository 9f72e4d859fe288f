"""Where one app lets others join in what it does, so that it need not know them. They ask for it in their `AppConfig.ready`."""

from collections.abc import Iterator
from typing import Generic, TypeVar

Joining = TypeVar("Joining")


class Joint(Generic[Joining]):
    """Those who joined, in the order in which they did. The app that owns a joint says at its place what becomes of them."""

    def __init__(self) -> None:
        self._joined: list[Joining] = []

    def join(self, other: Joining) -> None:
        """Take part from now on. Who takes part already does not do so twice."""
        if other not in self._joined:
            self._joined.append(other)

    def __iter__(self) -> Iterator[Joining]:
        return iter(self._joined)
