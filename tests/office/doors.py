"""What a room of the office tells of its addresses, and who there is to open them.

A room's own table stands in its folder as `doors.py`; `every_door.py` joins them all.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from monosashi.core.plan import Plan
from monosashi.office.accounts.permissions import Permission, Role
from monosashi.office.accounts.standing import Person

OWN, OTHER = "d-07", "d-05"
"""市民課, which has a part in the measure that is asked for, and a department that has none."""
AKITA, ELSEWHERE = "akita-digital-2", "another-plan"

Parts = Mapping[str, object]
"""What stands for each part of an address."""


@dataclass(frozen=True)
class Somebody:
    """A role as it was given: for the measure's department, another or the whole city (""), for one plan or all ("")."""

    role: Role
    department: str = ""
    plan: str = ""


EVERYBODY = (
    *(Somebody(role) for role in Role),
    Somebody(Role.DEPARTMENT_EDITOR, OWN),
    Somebody(Role.DEPARTMENT_EDITOR, OTHER),
    Somebody(Role.DEPARTMENT_EDITOR, OWN, AKITA),
    Somebody(Role.DEPARTMENT_EDITOR, OWN, ELSEWHERE),
    Somebody(Role.CONFIRMER, OWN),
    Somebody(Role.COORDINATING_OFFICE, plan=AKITA),
    Somebody(Role.COORDINATING_OFFICE, plan=ELSEWHERE),
)

EDITORS = {
    Somebody(Role.DEPARTMENT_EDITOR),
    Somebody(Role.DEPARTMENT_EDITOR, OWN),
    Somebody(Role.DEPARTMENT_EDITOR, OWN, AKITA),
}
CONFIRMERS = {Somebody(Role.CONFIRMER), Somebody(Role.CONFIRMER, OWN)}
COORDINATORS = {Somebody(Role.COORDINATING_OFFICE), Somebody(Role.COORDINATING_OFFICE, plan=AKITA)}
ADMINISTRATORS = {Somebody(Role.ADMINISTRATOR)}


@dataclass(frozen=True)
class Doors:
    """One room's addresses.

    `name` is what stands before the colon in them. `addresses` are their names by what each takes, `who` says of the room's own permissions who has them, `samples` what stands for a
    part of an address where nothing was laid, `of_no_plan` which pages a role given for one plan does not reach. `lay` makes something in Akita's plan for each part.

    `downloads` are files, `acts` only take what a page sends them. Each page's queries are `pinned` for a plan of two sizes, in which
    `busy` lays what the room has (the plan, who may do everything, another one); or a test named in `elsewhere` counts them.
    `sent` sends on, `apart` is no such page, by the reason. The joined tables have all of it.
    """

    name: str
    addresses: Mapping[Permission | None, tuple[str, ...]]
    who: Mapping[Permission, set[Somebody]] = field(default_factory=dict)
    samples: Parts = field(default_factory=dict)
    lay: Callable[[Plan, Person], Parts] | None = None
    of_no_plan: tuple[str, ...] = ()
    downloads: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    pinned: Mapping[str, int] = field(default_factory=dict)
    busy: Callable[[Plan, Person, Person], Parts] | None = None
    elsewhere: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sent: tuple[str, ...] = ()
    apart: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
