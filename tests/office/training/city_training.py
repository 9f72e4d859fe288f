"""A city that trains: people of two departments, the coordinating office, an officer kind, a course and a session of it."""

from dataclasses import dataclass
from datetime import date

from monosashi.office.accounts.models import Department, Posting, Staff
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import Person, person
from monosashi.office.entering.told import new_token, seen
from monosashi.office.officers.actions_kinds import make_kind
from monosashi.office.officers.actions_officers import notify
from monosashi.office.officers.models import OfficerKind
from monosashi.office.officers.told import KindTold, OfficerTold
from monosashi.office.training.actions_attendance import record_attendance, told_of_attendance
from monosashi.office.training.actions_courses import enter_course
from monosashi.office.training.actions_sessions import count_session, plan_session
from monosashi.office.training.models import Course, Enrolment, TrainingSession
from monosashi.office.training.told import AttendanceTold, CountTold, CourseTold, SessionTold
from office.laid import account

TODAY = date(2025, 6, 2)
DAY = date(2025, 7, 10)
YEAR = 2025
ONE, OTHER = "d-one", "d-other"
COURSE = CourseTold(YEAR, "Windows応用研修", "classroom", "applied", "everybody")


@dataclass
class City:
    """`office` keeps training, `editor` and `confirmer` are of ONE; `a` and `b` work in ONE, `c` in OTHER."""

    office: Person
    editor: Person
    confirmer: Person
    a: Person
    b: Person
    c: Person
    course: Course


def make_city() -> City:
    for code, name in ((ONE, "情報統計課"), (OTHER, "人事課")):
        Department.objects.create(code=code, name=name)
    office = person(account(Role.COORDINATING_OFFICE, name="成田 桂"))
    editor = person(account(Role.DEPARTMENT_EDITOR, department=ONE, name="石井 涼"))
    confirmer = person(account(Role.CONFIRMER, department=ONE, name="佐藤 晃"))
    a, b, c = (employee(name, code) for name, code in (("青木 一", ONE), ("馬場 二", ONE), ("千葉 三", OTHER)))
    return City(office, editor, confirmer, a, b, c, a_course(office))


def employee(name: str, code: str) -> Person:
    """Somebody who works in a department."""
    staff = account(name=name)
    post(staff, code)
    return person(staff)


def post(staff: Staff, code: str, since: date | None = None) -> None:
    """Somebody works in a department from a day on."""
    Posting.objects.create(staff=staff, department_id=code, valid_from=since)


def an_officer(city: City, of: Person, since: date, code: str = ONE) -> int:
    """Somebody becomes an officer of a department. The key of the kind."""
    kind = OfficerKind.objects.filter(name="推進主任").first() or make_kind(
        KindTold("推進主任", "any"), token=new_token(), by=city.office
    )
    notify(code, OfficerTold(kind.pk, since, account=of.staff.username), token=new_token(), by=city.office)
    return int(kind.pk)


def a_course(by: Person, told: CourseTold = COURSE) -> Course:
    return enter_course(told, token=new_token(), by=by)


def a_session(course: Course, by: Person, day: date | None = DAY, **more: object) -> TrainingSession:
    told = SessionTold(first_day=day, **more)  # type: ignore[arg-type]
    return plan_session(course.pk, told, token=new_token(), by=by)


def recorded(session: TrainingSession, by: Person, outcomes: dict[int, str]) -> TrainingSession:
    """What became of people by their account; those who are not named stay."""
    now = told_of_attendance(session)
    of_place = dict(Enrolment.objects.filter(session=session).values_list("pk", "staff"))
    told = tuple((pk, outcomes.get(of_place[pk], before), day) for pk, before, day in now.outcomes)
    return record_attendance(session.pk, AttendanceTold(told), based_on=seen(now.plain), by=by)


def counted(session: TrainingSession, by: Person, number: int | None, times: int = 1) -> TrainingSession:
    session.refresh_from_db()
    now = CountTold(session.times, session.counted, session.views)
    return count_session(session.pk, CountTold(times, number), based_on=seen(now.plain), by=by)
