"""The addresses of bodies, meetings and decisions."""

from monosashi.core.plan import Plan
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.standing import Person
from office.doors import COORDINATORS, EDITORS, Doors, Parts
from office.meetings.room import a_room, parts_of

_READ = (
    *("meetings:list", "meetings:decisions", "meetings:body", "meetings:meeting", "meetings:agenda"),
    *("meetings:minutes", "meetings:paper", "meetings:decision"),
)
_OF_BODIES = (
    *("meetings:body-new", "meetings:body-change", "meetings:body-retire", "meetings:body-use-again"),
    *("meetings:member-new", "meetings:member-change", "meetings:member-remove"),
)
_OF_MEETINGS = (
    *("meetings:new", "meetings:change", "meetings:hold", "meetings:cancel", "meetings:plan-again"),
    *("meetings:keep-minutes", "meetings:no-minutes", "meetings:item-new", "meetings:carry"),
    *("meetings:item-change", "meetings:item-move", "meetings:item-remove", "meetings:paper-new"),
    *("meetings:paper-remove", "meetings:decide", "meetings:decision-change"),
    *("meetings:close", "meetings:send-back", "meetings:call-off", "meetings:take-up"),
)
_COUNTED = "meetings/test_queries_of_meetings.py::test_pages_take_the_same_queries_for_one_meeting_and_for_many"


def _lay(plan: Plan, by: Person) -> Parts:
    return parts_of(a_room(by))


MEETINGS = Doors(
    "meetings",
    addresses={
        Permission.READ: _READ,
        Permission.KEEP_MEETINGS: (*_OF_BODIES, *_OF_MEETINGS),
        Permission.REPORT_ON_DECISION: ("meetings:report",),
    },
    who={Permission.KEEP_MEETINGS: COORDINATORS, Permission.REPORT_ON_DECISION: EDITORS | COORDINATORS},
    samples=dict.fromkeys(("body", "member", "meeting", "item", "paper", "decision"), 1),
    lay=_lay,
    of_no_plan=_OF_BODIES,
    downloads=("meetings:paper",),
    elsewhere={
        _COUNTED: (
            *(page for page in _READ if page != "meetings:paper"),
            *_OF_BODIES,
            *_OF_MEETINGS,
            "meetings:report",
        )
    },
    apart={"One file as it was handed in.": ("meetings:paper",)},
)
