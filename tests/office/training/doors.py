"""The addresses of training: courses, sessions, places, figures and records."""

from datetime import timedelta

from django.utils import timezone

from monosashi.core.fiscal_years import fiscal_year_on
from monosashi.core.plan import Plan
from monosashi.office.accounts.permissions import Permission
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.told import new_token
from monosashi.office.training.actions_courses import enter_course
from monosashi.office.training.actions_sessions import plan_session
from monosashi.office.training.bringing_in.actions import let_wait
from monosashi.office.training.models import Course, Enrolment, TrainingSession
from monosashi.office.training.told import CourseTold, SessionTold, named
from office.doors import CONFIRMERS, COORDINATORS, EDITORS, OWN, Doors, Parts
from office.laid import account

_KEPT = (
    *("training:new-course", "training:change-course", "training:remove-course", "training:take-over"),
    *("training:new-session", "training:change-session", "training:cancel-session", "training:plan-again"),
    *("training:count", "training:attendance", "training:attendance-file", "training:bring-in"),
    "training:difference",
)


def _lay(plan: Plan, by: Person) -> Parts:
    session = _session(_course(plan, by, 1), by)
    return {"course": session.course_id, "session": session.pk}


def _course(plan: Plan, by: Person, number: int, node: str = "") -> Course:
    year = fiscal_year_on(timezone.localdate())
    told = CourseTold(
        year,
        f"研修{number}",
        "classroom",
        "basic",
        "everybody",
        required=True,
        serves=named(plan.id, node, "") if node else "",
    )
    return enter_course(told, token=new_token(), by=by)


def _session(course: Course, by: Person) -> TrainingSession:
    return plan_session(course.pk, SessionTold(place="第1会議室"), token=new_token(), by=by)


def _busy(plan: Plan, by: Person, other: Person) -> Parts:
    """A course on each tenth measure, to whose session as many people came; a file that waits."""
    measures = plan.index.measures[::10]
    people = [account(name=f"職員{number}") for number, _ in enumerate(measures)]
    sessions = [_session(_course(plan, other, number, node.id), other) for number, node in enumerate(measures, start=1)]
    Enrolment.objects.bulk_create(
        Enrolment(
            session=session, staff=staff, department=OWN, state="enrolled", by="oneself", turn=turn, outcome="attended"
        )
        for session in sessions
        for turn, staff in enumerate(people, start=1)
    )
    yesterday = timezone.localdate() - timedelta(days=1)
    TrainingSession.objects.filter(pk=sessions[-1].pk).update(first_day=yesterday, last_day=yesterday)
    raw = "職員番号,受講結果\n" + "".join(f"{staff.username},欠席\n" for staff in people)
    pending = let_wait(session=sessions[0], file_name="名簿.csv", raw=raw.encode(), by=by)
    return {"course": sessions[0].course_id, "session": sessions[0].pk, "pk": pending.pk, "code": OWN}


TRAINING = Doors(
    "training",
    addresses={
        Permission.READ: (
            *("training:list", "training:paper", "training:figures", "training:mine", "training:course"),
            *("training:session", "training:enrol", "training:withdraw", "training:finish"),
        ),
        Permission.KEEP_TRAINING: _KEPT,
        Permission.RECOMMEND_FOR_TRAINING: ("training:recommend",),
        Permission.SEE_TRAINING_RECORDS: ("training:department",),
    },
    who={
        Permission.KEEP_TRAINING: COORDINATORS,
        Permission.RECOMMEND_FOR_TRAINING: EDITORS | COORDINATORS,
        Permission.SEE_TRAINING_RECORDS: EDITORS | COORDINATORS | CONFIRMERS,
    },
    samples={"course": 1, "session": 1},
    lay=_lay,
    of_no_plan=(*_KEPT, "training:recommend", "training:department"),
    downloads=("training:attendance-file",),
    pinned={
        "training:list": 12,
        "training:list?format=xlsx": 12,
        "training:paper": 12,
        "training:figures": 9,
        "training:figures?format=xlsx": 9,
        "training:mine": 11,
        "training:mine?format=xlsx": 5,
        "training:course": 14,
        "training:session": 9,
        "training:enrol": 9,
        "training:withdraw": 9,
        "training:finish": 9,
        "training:new-course": 6,
        "training:change-course": 7,
        "training:remove-course": 5,
        "training:take-over": 14,
        "training:new-session": 5,
        "training:change-session": 5,
        "training:cancel-session": 5,
        "training:plan-again": 5,
        "training:count": 5,
        "training:attendance": 7,
        "training:attendance-file": 6,
        "training:bring-in": 5,
        "training:difference": 8,
        "training:recommend": 8,
        "training:department": 13,
        "training:department?format=xlsx": 7,
    },
    busy=_busy,
)
