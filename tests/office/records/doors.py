"""The addresses of the file register."""

from monosashi.core.plan import Plan
from monosashi.office.accounts.permissions import Permission, Role
from monosashi.office.accounts.standing import Person
from office.doors import COORDINATORS, EDITORS, Doors, Parts, Somebody
from office.records.room import Room, a_room, proposed

_READ = ("records:list", "records:paper", "records:entry", "records:ending", "records:unregistered", "records:rules")
_REGISTERS = ("records:change", "records:propose", "records:call-off", "records:carry-out")
_RULES = ("records:rules-change", "records:class-new", "records:class-change")
_COUNTED = "records/test_record_pages.py::test_pages_take_the_same_queries_for_few_documents_and_for_many"


def parts_of(room: Room, by: Person) -> Parts:
    """What stands for the parts of an address, with something proposed."""
    return {"entry": room.entry.pk, "ending": proposed(room.entry, by).pk, "record_class": room.of.pk}


def _lay(plan: Plan, by: Person) -> Parts:
    return parts_of(a_room(by, plan.id), by)


RECORDS = Doors(
    "records",
    addresses={
        Permission.READ: _READ,
        Permission.REGISTER_RECORDS: _REGISTERS,
        Permission.AGREE_TO_ENDING: ("records:decide",),
        Permission.KEEP_RECORD_RULES: _RULES,
    },
    who={
        Permission.REGISTER_RECORDS: EDITORS | COORDINATORS,
        Permission.AGREE_TO_ENDING: {Somebody(Role.CONFIRMER), *COORDINATORS},
        Permission.KEEP_RECORD_RULES: COORDINATORS,
    },
    samples=dict.fromkeys(("entry", "ending", "record_class"), 1),
    lay=_lay,
    of_no_plan=_RULES,
    elsewhere={_COUNTED: (*_READ, *_REGISTERS, "records:decide", *_RULES)},
)
