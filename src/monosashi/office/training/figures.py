"""How many attended, how many people that were, who has finished: sums of plain values. No database here.

Attendances (延べ人数) and people (実人数) are two figures. A session without a list of names has attendances alone; nothing that
was not recorded counts as 0.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Held:
    """A session that was held, `times` over. `people` are those of its list who took part, None where there is no list.

    `counted` is the number of those who came where no names were taken, None where nobody counted.
    """

    times: int
    people: tuple[int, ...] | None = None
    counted: int | None = None

    @property
    def is_recorded(self) -> bool:
        """Whether anything is known of who or how many came."""
        return self.people is not None or self.counted is not None


@dataclass(frozen=True, slots=True)
class Tally:
    """What sessions came to. `times` counts those that were held.

    `attendances` None: nothing was recorded of any. `persons` None: who came is not known. `nameless` times had a number alone,
    together `nameless_attendances`; of `unrecorded` times nothing is known at all.
    """

    times: int
    attendances: int | None
    persons: int | None
    nameless: int
    nameless_attendances: int
    unrecorded: int

    @property
    def is_whole(self) -> bool:
        """Whether `persons` are all who came."""
        return not self.nameless_attendances and not self.unrecorded


def tally(sessions: Iterable[Held]) -> Tally:
    """The sums. Somebody who came to two sessions is two attendances and one person."""
    every = tuple(sessions)
    lists = [each.people for each in every if each.people is not None]
    alone = [each for each in every if each.people is None and each.counted is not None]
    without = sum(each.counted or 0 for each in alone)
    known = bool(lists or alone)
    people = {person for each in lists for person in each}
    return Tally(
        sum(each.times for each in every),
        without + sum(map(len, lists)) if known else None,
        len(people) if lists or (alone and not without) else None,
        sum(each.times for each in alone if each.counted),
        without,
        sum(each.times for each in every if not each.is_recorded),
    )


Population = Mapping[int, frozenset[str]]
"""Whom a course is for: people with the departments in which they count, none where they are posted to none."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of those for whom a course is have finished it. `missing` are the others.

    `unknown` are officers who are not in the register: whether they have finished cannot be told, and `of` leaves them out.
    """

    done: int
    of: int
    missing: Population
    unknown: int = 0


def progress(
    population: Population, done: frozenset[int], within: frozenset[str] | None = None, unknown: int = 0
) -> Progress:
    """Who has finished of a population, or of those of it who count `within` some departments."""
    own = {pk: codes for pk, codes in population.items() if within is None or codes & within}
    missing = {pk: codes for pk, codes in own.items() if pk not in done}
    return Progress(len(own) - len(missing), len(own), missing, unknown)
