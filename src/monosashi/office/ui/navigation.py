"""The main menu. Each app adds its entry here by the name of its page; the words are `ui.menu.<key>`."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from monosashi.core.messages import Message, message
from monosashi.office.ui.addresses import address_of


class HasRole(Protocol):
    """One role of somebody."""

    @property
    def role(self) -> str:
        """Its name."""
        ...


class Asks(Protocol):
    """Whoever opened the page."""

    @property
    def staff(self) -> int | None:
        """The account, None for nobody."""
        ...

    @property
    def given(self) -> "Sequence[HasRole]":
        """The roles that they act in."""
        ...


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the menu."""

    label: Message
    address: str
    current: bool


MENU = (
    ("home", "home", ""),
    ("rounds", "rounds:list", ""),
    ("plans", "plans:list", ""),
    ("audits", "audits:list", ""),
    ("investments", "investments:list", ""),
    ("meetings", "meetings:list", ""),
    ("officers", "officers:list", ""),
    ("questionnaires", "questionnaires:list", ""),
    ("records", "records:list", ""),
    ("cities", "cities:list", ""),
    ("search", "search", ""),
    ("departments", "departments:tree", ""),
    ("people", "people:list", ""),
    ("operation", "operation:jobs", "administrator"),
)
"""Key and page, in the order in which they stand, and the role that sees it ("": everybody). The page itself asks again."""


def entries(path: str, asks: Asks | None) -> tuple[Entry, ...]:
    """The menu as seen from a page; empty for nobody."""
    if asks is None or asks.staff is None:
        return ()
    roles = {"", *(given.role for given in asks.given)}
    places = [(key, address_of(page)) for key, page, role in MENU if role in roles]
    nearest = max((address for _, address in places if is_below(path, address)), key=len, default="")
    return tuple(Entry(message(f"ui.menu.{key}"), address, address == nearest) for key, address in places)


def is_below(path: str, address: str) -> bool:
    """Whether a page belongs to an entry. Below the first page is nothing but itself."""
    return path == address if address == "/" else path.startswith(address)
