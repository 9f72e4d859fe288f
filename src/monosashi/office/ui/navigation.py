"""The main menu. Each app adds its entry here by the name of its page; the words are `ui.menu.<key>`."""

from dataclasses import dataclass
from typing import Protocol

from django.urls import reverse

from monosashi.core.messages import Message, message


class Asks(Protocol):
    """Whoever opened the page."""

    @property
    def staff(self) -> int | None:
        """The account, None for nobody."""
        ...


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the menu."""

    label: Message
    address: str
    current: bool


MENU = (
    ("home", "home"),
    ("plans", "plans:list"),
)
"""Key and page, in the order in which they stand."""


def entries(path: str, asks: Asks | None) -> tuple[Entry, ...]:
    """The menu as seen from a page; empty for nobody."""
    if asks is None or asks.staff is None:
        return ()
    places = [(key, reverse(page)) for key, page in MENU]
    nearest = max((address for _, address in places if path.startswith(address)), key=len, default="")
    return tuple(Entry(message(f"ui.menu.{key}"), address, address == nearest) for key, address in places)
