"""The addresses of audits, what they came to and what is answered."""

from django.utils import timezone

from monosashi.core.plan import Plan
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.standing import Person
from monosashi.office.audits.bringing_in.actions import let_wait
from monosashi.office.audits.models import CorrectiveAction, ResultPart
from office.audits.city_audits import MARCH, an_audit, parts_of_audit
from office.doors import COORDINATORS, EDITORS, OWN, Doors, Parts

MEASURE = "n-p073"
"""A measure of Akita in which OWN has a part."""


def _lay(plan: Plan, by: Person) -> Parts:
    return parts_of_audit(an_audit(plan.id, by, {MEASURE: OWN}))


def _busy(plan: Plan, by: Person, other: Person) -> Parts:
    """An audit with an opinion on each tenth measure, each answered and every second accepted, and a file that waits."""
    audit = an_audit(plan.id, other, {node.id: "d-001" for node in plan.index.measures[::10]})
    said = {
        "as_of": MARCH,
        "status": "acting",
        "text": "見直している。",
        "until": "年度内",
        "answered_by_label": other.actor.label,
    }
    CorrectiveAction.objects.bulk_create(
        CorrectiveAction(
            part=part,
            state=("answered", "accepted")[at % 2],
            answered_by=other.staff.pk,
            answered_at=timezone.now(),
            **said,
        )
        for at, part in enumerate(ResultPart.objects.filter(result__audit=audit))
    )
    csv = "区分,番号,件名\n意見,1,改めた件名\n意見,9999,新しい件名\n".encode()
    pending = let_wait(audit=audit, file_name="意見.csv", raw=csv, by=by)
    return {**parts_of_audit(audit), "pk": pending.pk}


AUDITS = Doors(
    "audits",
    addresses={
        Permission.READ: (
            *("audits:list", "audits:audit", "audits:result", "audits:actions", "audits:results-file"),
            *("audits:report", "audits:evidence"),
        ),
        Permission.KEEP_AUDITS: (
            *(
                "audits:new",
                "audits:change",
                "audits:remove",
                "audits:ask",
                "audits:new-result",
                "audits:change-result",
            ),
            *("audits:remove-result", "audits:bring-in", "audits:difference", "audits:into-plan"),
        ),
        Permission.ANSWER_AUDIT: ("audits:answer",),
        Permission.ACCEPT_ANSWER: ("audits:accept", "audits:send-back"),
    },
    who={
        Permission.KEEP_AUDITS: COORDINATORS,
        Permission.ANSWER_AUDIT: EDITORS,
        Permission.ACCEPT_ANSWER: COORDINATORS,
    },
    samples=dict.fromkeys(("audit", "result", "part", "action"), 1),
    lay=_lay,
    downloads=("audits:report", "audits:evidence", "audits:results-file"),
    pinned={
        "audits:list": 12,
        "audits:list?format=xlsx": 11,
        "audits:audit": 12,
        "audits:audit?format=xlsx": 12,
        "audits:result": 13,
        "audits:actions": 11,
        "audits:actions?format=xlsx": 11,
        "audits:results-file": 12,
        "audits:new": 5,
        "audits:change": 6,
        "audits:remove": 6,
        "audits:ask": 7,
        "audits:new-result": 7,
        "audits:change-result": 14,
        "audits:remove-result": 13,
        "audits:bring-in": 13,
        "audits:difference": 20,
        "audits:into-plan": 13,
        "audits:answer": 14,
        "audits:accept": 15,
        "audits:send-back": 15,
    },
    busy=_busy,
    apart={"One file as it was handed in.": ("audits:report", "audits:evidence")},
)
