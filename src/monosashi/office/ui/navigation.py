"""The main menu. Each app adds its entry here by the name of its page; the words are `ui.menu.<key>`, `ui.menu.group.<key>` for a group.

What people use each week stands in the menu itself, everything else one step below it, in the groups that officials think in.
"""

from collections.abc import Iterator, Mapping, Sequence
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


@dataclass(frozen=True, slots=True)
class Group:
    """Entries that stand together under one word."""

    label: Message
    entries: tuple[Entry, ...]

    @property
    def here(self) -> Entry | None:
        """The entry to which the page belongs, None where it is none of these."""
        return next((each for each in self.entries if each.current), None)


@dataclass(frozen=True, slots=True)
class Menu:
    """The menu as seen from a page: what always stands there, and the groups."""

    always: tuple[Entry, ...]
    groups: tuple[Group, ...]

    @property
    def here(self) -> Entry | None:
        """The entry of a group to which the page belongs, None where it belongs to none."""
        return next((group.here for group in self.groups if group.here), None)


Places = Mapping[str, str]
"""Key and page, in the order in which they stand."""

ALWAYS: Places = {"home": "home", "rounds": "rounds:list", "plans": "plans:list", "search": "search"}

GROUPS: Mapping[str, Places] = {
    "bodies": {"meetings": "meetings:list", "audits": "audits:list"},
    "inquiries": {"investments": "investments:list", "questionnaires": "questionnaires:list", "cities": "cities:list"},
    "people": {
        "officers": "officers:list",
        "training": "training:list",
        "departments": "departments:tree",
        "people": "people:list",
    },
    "keeping": {"records": "records:list", "schemes": "schemes:list", "operation": "operation:jobs"},
}

ONLY_FOR: Mapping[str, str] = {"operation": "administrator"}
"""The one role that sees an entry; what is not named here everybody sees. The page itself asks again."""


def menu_of(path: str, asks: Asks | None) -> Menu | None:
    """The menu as seen from a page; None for nobody."""
    if asks is None or asks.staff is None:
        return None
    roles = {given.role for given in asks.given}
    shown = [_addresses(places, roles) for places in (ALWAYS, *GROUPS.values())]
    nearest = max((where for each in shown for where in each.values() if is_below(path, where)), key=len, default="")
    always, *below = (tuple(_entries(each, nearest)) for each in shown)
    return Menu(
        always, tuple(Group(message(f"ui.menu.group.{key}"), of) for key, of in zip(GROUPS, below, strict=True))
    )


def is_below(path: str, address: str) -> bool:
    """Whether a page belongs to an entry. Below the first page is nothing but itself."""
    return path == address if address == "/" else path.startswith(address)


def _addresses(places: Places, roles: set[str]) -> dict[str, str]:
    return {key: address_of(page) for key, page in places.items() if key not in ONLY_FOR or ONLY_FOR[key] in roles}


def _entries(addresses: Mapping[str, str], nearest: str) -> Iterator[Entry]:
    for key, address in addresses.items():
        yield Entry(message(f"ui.menu.{key}"), address, address == nearest)
