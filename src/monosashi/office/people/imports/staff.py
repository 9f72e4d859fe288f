"""A list of staff compared with the register: who comes, goes, moves, changes name. Nothing is guessed: numbers tell people apart.

What is compared is in force on the day of the list. What is entered for that day or later stays as it is; where the list would cross
it, the person is left as they are and somebody decides.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from monosashi.office.accounts.actions_staff import RoleWanted
from monosashi.office.accounts.organisation import Tree, in_force_on
from monosashi.office.accounts.register import tree_on
from monosashi.office.people.imports.known import Ahead, HeldRole, Known, Place, Posted, known_on


@dataclass(frozen=True, slots=True)
class Told:
    """A person as a file tells of them, under the number of the register. `email` None: the file has no such column.

    `roles` are those that the file tells of, without dates; none: it says nothing of roles.
    """

    number: str
    name: str
    email: str | None
    places: tuple[Place, ...]
    roles: tuple[RoleWanted, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """Somebody who is in both. `ends` are the roles that would be left behind: none of the new places lies within theirs.

    `gives` are the roles that the list tells of and that they do not have on the day.
    """

    known: Known
    told: Told
    ends: tuple[HeldRole, ...] = ()
    gives: tuple[RoleWanted, ...] = ()

    @property
    def email(self) -> str:
        """Their address afterwards."""
        return self.known.email if self.told.email is None else self.told.email

    @property
    def leaves(self) -> tuple[Posted, ...]:
        """The postings that end the day before."""
        return tuple(posted for posted in self.known.posted if posted.place not in self.told.places)

    @property
    def stays(self) -> tuple[Posted, ...]:
        """The postings that go on."""
        return tuple(posted for posted in self.known.posted if posted.place in self.told.places)

    @property
    def joins(self) -> tuple[Place, ...]:
        """Where they begin."""
        return tuple(place for place in self.told.places if place not in self.known.places)

    @property
    def keeps(self) -> tuple[HeldRole, ...]:
        """The roles that go on, and those that begin later."""
        return tuple(role for role in self.known.roles if role not in self.ends)


@dataclass(frozen=True, slots=True)
class Clash:
    """Somebody whom the list would move, call back or let go against what is entered ahead. `told` None: not in the list."""

    known: Known
    told: Told | None
    aheads: tuple[Ahead, ...]


@dataclass(frozen=True, slots=True)
class Receiver:
    """Somebody to whom a list gives roles."""

    number: str
    name: str
    roles: tuple[RoleWanted, ...]


@dataclass(frozen=True, slots=True)
class StaffDifference:
    """What a list of staff would change on a day. `returns` are accounts that are off or past their last day by then.

    `given` are people who work here and get roles. Nothing is done about `clashes` but a change of name or address.
    """

    comes: tuple[Told, ...] = ()
    returns: tuple[Pair, ...] = ()
    goes: tuple[Known, ...] = ()
    moves: tuple[Pair, ...] = ()
    renamed: tuple[Pair, ...] = ()
    mailed: tuple[Pair, ...] = ()
    given: tuple[Pair, ...] = ()
    clashes: tuple[Clash, ...] = ()
    unchanged: int = 0

    @property
    def changed(self) -> tuple[Pair, ...]:
        """Everybody employed who is in both and not the same, once each."""
        every = (*self.renamed, *self.mailed, *self.given, *self.moves)
        return tuple({pair.known.pk: pair for pair in every}.values())

    @property
    def receivers(self) -> tuple[Receiver, ...]:
        """Everybody who gets roles: whoever comes, comes back or is here."""
        pairs = (Receiver(pair.told.number, pair.told.name, pair.gives) for pair in (*self.returns, *self.given))
        return tuple(one for one in (*(Receiver(x.number, x.name, x.roles) for x in self.comes), *pairs) if one.roles)

    @property
    def roles_given(self) -> int:
        """How many roles are given."""
        return sum(len(one.roles) for one in self.receivers)

    @property
    def ended(self) -> int:
        """How many roles end with the day, and nobody takes them over."""
        return sum(len(pair.ends) for pair in self.moves) + sum(len(one.roles) for one in self.goes)

    @property
    def shown_at_once(self) -> bool:
        """Whether something would be seen before the day of the list: names, new people, accounts that are on again."""
        return bool(self.comes or self.returns or self.renamed)

    def __bool__(self) -> bool:
        return bool(self.comes or self.returns or self.goes or self.changed)


def compare(told: Iterable[Told], since: date, *, everybody: bool) -> StaffDifference:
    """What the file would change on a day. `everybody`: whoever is posted and not in the file goes."""
    tree, register = tree_on(since), known_on(since)
    listed = {one.number: one for one in told}
    pairs = [_pair(register[number], one, tree) for number, one in listed.items() if number in register]
    missing = [
        one for one in register.values() if everybody and one.number not in listed and one.employed and one.posted
    ]
    crossed = {pair.known.pk for pair in pairs if pair.known.own_aheads and _places_change(pair)}
    here = [_as_posted(pair) if pair.known.pk in crossed else pair for pair in pairs if pair.known.employed]
    moves = tuple(pair for pair in here if pair.known.places != pair.told.places)
    renamed = tuple(pair for pair in here if pair.known.name != pair.told.name)
    mailed = tuple(pair for pair in here if pair.email != pair.known.email)
    given = tuple(pair for pair in here if pair.gives)
    clashes = (
        *(Clash(pair.known, pair.told, pair.known.own_aheads) for pair in pairs if pair.known.pk in crossed),
        *(Clash(one, None, one.aheads) for one in missing if one.aheads),
    )
    return StaffDifference(
        comes=tuple(one for number, one in listed.items() if number not in register),
        returns=tuple(pair for pair in pairs if not pair.known.employed and pair.known.pk not in crossed),
        goes=tuple(one for one in missing if not one.aheads),
        moves=moves,
        renamed=renamed,
        mailed=mailed,
        given=given,
        clashes=clashes,
        unchanged=len(here) - len({pair.known.pk for pair in (*moves, *renamed, *mailed, *given)} | (crossed)),
    )


def _pair(known: Known, told: Told, tree: Tree) -> Pair:
    ends = () if known.employed and known.places == told.places else tuple(_left_behind(known, told, tree))
    has = {_what(role) for role in known.roles if role not in ends and in_force_on(role.valid_from, None, tree.day)}
    return Pair(known, told, ends, tuple(role for role in told.roles if _what(role) not in has))


def _left_behind(known: Known, told: Told, tree: Tree) -> Iterator[HeldRole]:
    """The roles of departments in which they will not work any more, but for those that the list itself tells of."""
    there, stay = {place.department for place in told.places}, set(map(_what, told.roles))
    for role in known.roles:
        elsewhere = role.department is not None and not there & tree.with_all_below(role.department)
        if elsewhere and not role.coming and _what(role) not in stay:
            yield role


def _what(role: HeldRole | RoleWanted) -> tuple[str, str | None, str]:
    """A role without its dates."""
    return (str(role.role), role.department, role.plan)


def _places_change(pair: Pair) -> bool:
    return not pair.known.employed or pair.known.places != pair.told.places


def _as_posted(pair: Pair) -> Pair:
    """The same person where they are: nothing but name and address is taken from the list."""
    return Pair(pair.known, replace(pair.told, places=pair.known.places, roles=()))
