"""Roles as a list names them: the words of the screens, several in a cell, with where and in which plan they are to be given.

A blank cell says nothing of roles. A list gives roles and takes none away.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from monosashi.core.messages import Message, Param, Problem, message
from monosashi.exchange.finance.words import fold
from monosashi.office.accounts.actions_staff import RoleWanted
from monosashi.office.accounts.permissions import IN_A_DEPARTMENT, OF_THE_CITY, Role
from monosashi.office.people.forms import GIVEN_ROLES
from monosashi.office.people.imports.places_named import PlacesNamed
from monosashi.office.people.imports.table import Line, known_word
from monosashi.office.people.imports.told_alike import Alike
from monosashi.wording import LANGUAGES, render, word

_BETWEEN = re.compile(r"[、，,;；/／\n]+")
"""What may stand between two roles or plans of one cell."""

_NONE_GIVEN = {fold(render(message("people.reads_only"), each)) for each in LANGUAGES}
"""What the list of people says of somebody without roles: such a list may come back."""

_NO_PLANS = (message("people.import_person.no_plans"),)

_BY_WORD = {fold(render(word(role), each)): role for each in LANGUAGES for role in GIVEN_ROLES}


class RolesNamed:
    """The roles that the rows of a file tell of, gathering what cannot be read. `plans` are the names of those kept here, by id."""

    def __init__(self, places: PlacesNamed, plans: Mapping[str, str]) -> None:
        self._places, self._plans = places, plans
        self._by_plan = {fold(name): key for key, name in plans.items()} | {fold(key): key for key in plans}
        self._wrong: dict[str, Alike] = {}

    def told_on(self, line: Line, posted: str | None) -> tuple[RoleWanted, ...]:
        """The roles of a row, without dates. `posted` is the department of the row, None where it has none."""
        texts = _parts(line["role"], _BY_WORD)
        roles = [role for text in texts if (role := self._role(line, text)) is not None]
        if not roles:
            return ()
        plans = self._plans_of(line)
        given = (self._given(line, role, posted) for role in roles)
        return tuple(RoleWanted(one.role, one.department, plan) for one in given if one for plan in plans)

    def problems(self) -> Iterator[Problem]:
        """Everything that cannot be read, each word once."""
        for alike in self._wrong.values():
            yield from alike.each_once()

    def _role(self, line: Line, text: str) -> Role | None:
        if fold(text) in _NONE_GIVEN:
            return None
        role = _BY_WORD.get(fold(text))
        if role is None:
            self._say(line, text, "no_such_role", known=role_words())
        return role

    def _given(self, line: Line, role: Role, posted: str | None) -> RoleWanted | None:
        """The role where the row says, else where its work is: in the department of the row, or in the whole city."""
        told = line["role_in"]
        if told and not known_word(told, "whole_city"):
            if role in OF_THE_CITY:
                self._say(line, told, "role_of_the_city", role=word(role))
                return None
            where = self._places.where_in_role(line)
            return RoleWanted(role, where) if where else None
        if told or role not in IN_A_DEPARTMENT:
            return RoleWanted(role)
        if posted is None and not line["department_code"] and not line["department"]:
            self._say(line, line["role"], "role_nowhere", role=word(role))
        return RoleWanted(role, posted) if posted else None

    def _plans_of(self, line: Line) -> Sequence[str]:
        """The plans of a row, "" for every plan."""
        texts = _parts(line["role_plan"], self._by_plan)
        for text in texts:
            if fold(text) not in self._by_plan:
                self._say(line, text, "no_such_plan", known=tuple(self._plans.values()) or _NO_PLANS)
        return [self._by_plan[fold(text)] for text in texts if fold(text) in self._by_plan] if texts else [""]

    def _say(self, line: Line, read: str, why: str, **params: Param) -> None:
        told = message(f"people.import_person.{why}", **params)
        problem = Problem(line.place, read, told, message(f"people.import_person.{why}.remedy"))
        self._wrong.setdefault(why, Alike()).add(read, problem)


def role_words() -> tuple[Message, ...]:
    """The words for roles that can be given."""
    return tuple(map(word, GIVEN_ROLES))


def _parts(text: str, known: Iterable[str]) -> tuple[str, ...]:
    """What a cell names. The whole of it where that is known: a plan's name may have a comma."""
    if fold(text) in set(known):
        return (text,)
    return tuple(part for each in _BETWEEN.split(text) if (part := each.strip()))
