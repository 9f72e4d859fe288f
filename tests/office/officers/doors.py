"""The addresses of officers."""

from datetime import date, timedelta

from django.utils import timezone

from monosashi.core.plan import Plan
from monosashi.office.accounts.models import Department, Posting, Staff
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.told import new_token
from monosashi.office.officers.actions_leaving_out import leave_out
from monosashi.office.officers.bringing_in.actions import let_wait
from monosashi.office.officers.models import Appointment, LeftOut
from monosashi.office.officers.told import LeftOutTold
from office.doors import COORDINATORS, EDITORS, OWN, Doors, Parts
from office.officers.city_officers import Officers, the_kinds

_READ = ("officers:list", "officers:roll", "officers:kinds", "officers:department", "officers:file")
_KEEP = (
    "officers:kind-new",
    "officers:kinds-usual",
    "officers:kind-change",
    "officers:bring-in",
    "officers:difference",
)
_NOTIFY = (
    *("officers:notify", "officers:renew", "officers:leave-out", "officers:place-again"),
    *("officers:change", "officers:end", "officers:remove"),
)


def _lay(plan: Plan, by: Person) -> Parts:
    return parts_of(*_one(the_kinds(by), OWN))


def _one(officers: Officers, department: str) -> tuple[Appointment, LeftOut]:
    """A lead officer whose term ends today, and no deputy."""
    today = timezone.localdate()
    row = officers.notified(department=department, name="今野 遥", since=today - timedelta(days=30), until=today)
    told = LeftOutTold(officers.deputy.pk, today, "職員が2人のため")
    return row, leave_out(department, told, token=new_token(), by=officers.office)


def parts_of(row: Appointment, left: LeftOut) -> dict[str, object]:
    """What stands for the parts of addresses."""
    return {"officer": row.pk, "officer_kind": row.kind_id, "left_out": left.pk}


def _busy(plan: Plan, by: Person, other: Person) -> Parts:
    """A lead officer in each tenth measure's number of departments, half of them moved away, years behind each, and a list that waits."""
    officers = the_kinds(other)
    row, left = _one(officers, "d-001")
    codes = list(Department.objects.values_list("code", flat=True))[: len(plan.index.measures) // 10]
    staff = list(Staff.objects.all()[: len(codes)])
    years = [(date(year, 4, 1), date(year + 1, 3, 31)) for year in range(2015, 2026)]
    Posting.objects.bulk_create(
        Posting(staff=one, department_id=code, valid_to=date(2025, 6, 30))
        for one, code in zip(staff, codes, strict=False)
    )
    Appointment.objects.bulk_create(
        Appointment(
            token=f"{code}-{nth}-{since}",
            kind=officers.deputy,
            department=code,
            staff=staff[nth % len(staff)],
            since=since,
            until=None if since.year == 2025 else until,
            outcome="open" if since.year == 2025 else "continued",
            chosen_by="post",
            told_on=since,
            changed_by_label=other.actor.label,
            changed_at=timezone.now(),
        )
        for nth, code in enumerate(codes)
        for since, until in years
    )
    csv = "課所室コード,区分,氏名,任期開始\n" + "".join(f"{code},推進員,{code}さん,R8.4.1\n" for code in codes)
    pending = let_wait(file_name="推進員.csv", raw=csv.encode(), by=by)
    return {**parts_of(row, left), "officer_list": pending.pk}


OFFICERS = Doors(
    "officers",
    addresses={Permission.READ: _READ, Permission.KEEP_OFFICERS: _KEEP, Permission.NOTIFY_OFFICERS: _NOTIFY},
    who={Permission.KEEP_OFFICERS: COORDINATORS, Permission.NOTIFY_OFFICERS: EDITORS | COORDINATORS},
    samples=dict.fromkeys(("officer", "officer_kind", "left_out", "officer_list"), 1),
    lay=_lay,
    of_no_plan=(*_KEEP, *_NOTIFY),
    downloads=("officers:file",),
    pinned={
        "officers:list": 9,
        "officers:list?format=xlsx": 9,
        "officers:roll": 9,
        "officers:kinds": 5,
        "officers:department": 10,
        "officers:file": 9,
        "officers:kind-new": 5,
        "officers:kinds-usual": 4,
        "officers:kind-change": 6,
        "officers:bring-in": 5,
        "officers:difference": 9,
        "officers:notify": 7,
        "officers:renew": 7,
        "officers:leave-out": 6,
        "officers:place-again": 7,
        "officers:change": 7,
        "officers:end": 7,
        "officers:remove": 7,
    },
    busy=_busy,
)
