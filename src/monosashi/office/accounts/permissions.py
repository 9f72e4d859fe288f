"""Who may do what: one table. Pages, buttons, the tests and the reference page all read it.

A person's `Standing` is the roles they act in today; a `Place` is where something is to be done. No database here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from django.core.exceptions import PermissionDenied

from monosashi.core.messages import Message, message
from monosashi.wording import word


class Role(StrEnum):
    """In what capacity somebody acts. Any employee reads (DESIGN §11)."""

    EMPLOYEE = "employee"
    DEPARTMENT_EDITOR = "department_editor"
    CONFIRMER = "confirmer"
    FINANCE = "finance"
    BODY_MEMBER = "body_member"
    COORDINATING_OFFICE = "coordinating_office"
    ADMINISTRATOR = "administrator"


class Permission(StrEnum):
    """What can be done."""

    READ = "read"
    EDIT_MEASURE = "edit_measure"
    EDIT_PLAN = "edit_plan"
    IMPORT_PLAN = "import_plan"
    BRING_IN_RULES = "bring_in_rules"
    """Bring in schemes and life cycles of the city's own."""
    BRING_IN_FORMS = "bring_in_forms"
    """Bring in the city's own Excel and Word forms, replace them, take them out of use."""
    FREEZE_EDITION = "freeze_edition"
    PUBLISH = "publish"
    """Propose what is published, corrected or withdrawn, and decide what somebody else proposed."""
    TAKE_ON_FINDING = "take_on_finding"
    WAIVE_FINDING = "waive_finding"
    ASK_ABOUT_FINDING = "ask_about_finding"
    MANAGE_PEOPLE = "manage_people"
    TAKE_DEPARTMENTS = "take_departments"
    """Enter departments that a plan names into the register."""
    KEEP_EVENTS = "keep_events"
    """Correct or dispose of personal content in events."""
    RUN_ROUND = "run_round"
    """Prepare, run and close a round; leave sheets out, send them back, remind, extend."""
    ANSWER_SHEET = "answer_sheet"
    BRING_IN_SHEETS = "bring_in_sheets"
    """Take in the workbooks of departments."""
    CONFIRM_SHEET = "confirm_sheet"
    ACCEPT_SHEET = "accept_sheet"
    SET_ROUTE = "set_route"
    """Say whom the sheets of a department pass."""
    BRING_IN_MONEY = "bring_in_money"
    """Take in the finance system's CSV."""
    KEEP_MEETINGS = "keep_meetings"
    """Keep bodies, meetings, minutes and decisions; close what was reported on a decision or send it back."""
    REPORT_ON_DECISION = "report_on_decision"
    """Tell what was done about a decision of a meeting."""
    KEEP_AUDITS = "keep_audits"
    """Enter audits and what they came to, ask departments for their answers, carry these into the plan."""
    ANSWER_AUDIT = "answer_audit"
    """Say what a department does about a finding or an opinion."""
    ACCEPT_ANSWER = "accept_answer"
    """Accept such an answer, or send it back."""
    KEEP_OFFICERS = "keep_officers"
    """Keep the kinds of officers and bring in lists of them."""
    NOTIFY_OFFICERS = "notify_officers"
    """Tell who the officers of a department are."""
    KEEP_TRAINING = "keep_training"
    """Keep the courses of a year and their sessions, record who took part."""
    RECOMMEND_FOR_TRAINING = "recommend_for_training"
    """Enrol people of a department in a session, or take them off it."""
    SEE_TRAINING_RECORDS = "see_training_records"
    """See who took part in what and who has not finished."""
    PROPOSE_INVESTMENT = "propose_investment"
    """Enter cases of digital investment, compare alternatives, tell what became of them, report on conditions."""
    EXAMINE_INVESTMENT = "examine_investment"
    """Examine such cases, keep what was decided, verify what they brought; keep viewpoints and unit labour costs."""
    KEEP_QUESTIONNAIRES = "keep_questionnaires"
    """Make questionnaires to employees, open and close them, see who handed in, black out words, show results."""
    REGISTER_RECORDS = "register_records"
    """Enter documents in the city's file register, propose what becomes of them, tell what was done."""
    AGREE_TO_ENDING = "agree_to_ending"
    """Agree to what another department proposes for a document whose period ends, or refuse it."""
    KEEP_RECORD_RULES = "keep_record_rules"
    """Keep the classes, periods and modes of approval of the register."""
    KEEP_CITIES = "keep_cities"
    """Bring in what other cities published, replace it, leave it out, have the comparison made."""
    OPERATE = "operate"
    """See how the installation does: jobs, worker, backups."""


class Reach(StrEnum):
    """Where a role lets somebody do it."""

    ANYWHERE = "anywhere"
    OWN_DEPARTMENT = "own_department"


_ANYWHERE, _OWN = Reach.ANYWHERE, Reach.OWN_DEPARTMENT

TABLE: Mapping[Permission, Mapping[Role, Reach]] = MappingProxyType(
    {
        Permission.READ: {Role.EMPLOYEE: _ANYWHERE},
        Permission.EDIT_MEASURE: {Role.COORDINATING_OFFICE: _ANYWHERE, Role.DEPARTMENT_EDITOR: _OWN},
        Permission.EDIT_PLAN: {Role.COORDINATING_OFFICE: _ANYWHERE},
        Permission.IMPORT_PLAN: {Role.COORDINATING_OFFICE: _ANYWHERE},
        Permission.BRING_IN_RULES: {Role.COORDINATING_OFFICE: _ANYWHERE},
        Permission.BRING_IN_FORMS: {Role.COORDINATING_OFFICE: _ANYWHERE, Role.FINANCE: _ANYWHERE},
        Permission.FREEZE_EDITION: {Role.COORDINATING_OFFICE: _ANYWHERE},
        Permission.PUBLISH: {Role.COORDINATING_OFFICE: _ANYWHERE},
        Permission.TAKE_ON_FINDING: {Role.COORDINATING_OFFICE: _ANYWHERE, Role.DEPARTMENT_EDITOR: _OWN},
        Permission.WAIVE_FINDING: {Role.COORDINATING_OFFICE: _ANYWHERE},
        Permission.ASK_ABOUT_FINDING: {Role.COORDINATING_OFFICE: _ANYWHERE},
        Permission.MANAGE_PEOPLE: {Role.ADMINISTRATOR: _ANYWHERE},
        Permission.TAKE_DEPARTMENTS: {Role.COORDINATING_OFFICE: _ANYWHERE, Role.ADMINISTRATOR: _ANYWHERE},
        Permission.KEEP_EVENTS: {Role.ADMINISTRATOR: _ANYWHERE},
        Permission.RUN_ROUND: {Role.COORDINATING_OFFICE: _ANYWHERE},
        Permission.ANSWER_SHEET: {Role.DEPARTMENT_EDITOR: _OWN},
        Permission.BRING_IN_SHEETS: {Role.COORDINATING_OFFICE: _ANYWHERE, Role.DEPARTMENT_EDITOR: _OWN},
        Permission.CONFIRM_SHEET: {Role.CONFIRMER: _OWN},
        Permission.ACCEPT_SHEET: {Role.COORDINATING_OFFICE: _ANYWHERE},
        Permission.SET_ROUTE: {Role.COORDINATING_OFFICE: _ANYWHERE, Role.CONFIRMER: _OWN},
        Permission.BRING_IN_MONEY: {Role.FINANCE: _ANYWHERE, Role.COORDINATING_OFFICE: _ANYWHERE},
        Permission.KEEP_MEETINGS: {Role.COORDINATING_OFFICE: _ANYWHERE},
        Permission.REPORT_ON_DECISION: {Role.COORDINATING_OFFICE: _ANYWHERE, Role.DEPARTMENT_EDITOR: _OWN},
        Permission.KEEP_AUDITS: {Role.COORDINATING_OFFICE: _ANYWHERE},
        Permission.ANSWER_AUDIT: {Role.DEPARTMENT_EDITOR: _OWN},
        Permission.ACCEPT_ANSWER: {Role.COORDINATING_OFFICE: _ANYWHERE},
        Permission.KEEP_OFFICERS: {Role.COORDINATING_OFFICE: _ANYWHERE},
        Permission.NOTIFY_OFFICERS: {Role.COORDINATING_OFFICE: _ANYWHERE, Role.DEPARTMENT_EDITOR: _OWN},
        Permission.KEEP_TRAINING: {Role.COORDINATING_OFFICE: _ANYWHERE},
        Permission.RECOMMEND_FOR_TRAINING: {Role.COORDINATING_OFFICE: _ANYWHERE, Role.DEPARTMENT_EDITOR: _OWN},
        Permission.SEE_TRAINING_RECORDS: {
            Role.COORDINATING_OFFICE: _ANYWHERE,
            Role.DEPARTMENT_EDITOR: _OWN,
            Role.CONFIRMER: _OWN,
        },
        Permission.PROPOSE_INVESTMENT: {Role.COORDINATING_OFFICE: _ANYWHERE, Role.DEPARTMENT_EDITOR: _OWN},
        Permission.EXAMINE_INVESTMENT: {Role.COORDINATING_OFFICE: _ANYWHERE},
        Permission.KEEP_QUESTIONNAIRES: {Role.COORDINATING_OFFICE: _ANYWHERE},
        Permission.REGISTER_RECORDS: {Role.COORDINATING_OFFICE: _ANYWHERE, Role.DEPARTMENT_EDITOR: _OWN},
        Permission.AGREE_TO_ENDING: {Role.COORDINATING_OFFICE: _ANYWHERE, Role.CONFIRMER: _OWN},
        Permission.KEEP_RECORD_RULES: {Role.COORDINATING_OFFICE: _ANYWHERE},
        Permission.KEEP_CITIES: {Role.COORDINATING_OFFICE: _ANYWHERE},
        Permission.OPERATE: {Role.ADMINISTRATOR: _ANYWHERE},
    }
)
"""A role given for one plan or one department reaches no further than that, whatever stands here."""

OF_THE_CITY = frozenset({Role.ADMINISTRATOR, Role.FINANCE})
"""Roles whose work belongs to no department: given for one, they would let nobody do anything."""

IN_A_DEPARTMENT = frozenset(
    role for reaches in TABLE.values() for role, reach in reaches.items() if reach is Reach.OWN_DEPARTMENT
)
"""Roles whose work is in the department for which they are given."""


@dataclass(frozen=True, slots=True)
class Given:
    """One role of one person today. `departments` are those it was given for with all below them, None for the whole city.

    `plan` is the plan it was given for, "" for every plan.
    """

    role: Role
    departments: frozenset[str] | None = None
    plan: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Who somebody is today: the account's id (None for nobody), their roles, and the departments they are posted to."""

    staff: int | None = None
    given: tuple[Given, ...] = ()
    departments: frozenset[str] = field(default_factory=frozenset)


NOBODY = Standing()


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is to be done. `plan` "": in no plan in particular. `departments`: whose it is, None where nobody's."""

    plan: str = ""
    departments: frozenset[str] | None = None


EVERYWHERE = Place()


class NotAllowed(PermissionDenied):
    """This person may not do this here. `why` says so, and who may."""

    def __init__(self, permission: Permission) -> None:
        super().__init__(permission.value)
        self.permission = permission

    @property
    def why(self) -> Message:
        """The sentence."""
        roles = tuple(word(role) for role in TABLE[self.permission])
        return message("accounts.not_allowed", act=word(self.permission), roles=roles)


def may(standing: Standing, permission: Permission, place: Place = EVERYWHERE) -> bool:
    """Whether this person may do this here."""
    return any(_reaches(given, TABLE[permission].get(given.role), place) for given in standing.given)


def check(standing: Standing, permission: Permission, place: Place = EVERYWHERE) -> None:
    """Raises NotAllowed where this person may not do this here."""
    if not may(standing, permission, place):
        raise NotAllowed(permission)


def _reaches(given: Given, reach: Reach | None, place: Place) -> bool:
    if reach is None or given.plan not in {"", place.plan}:
        return False
    if given.departments is not None:
        return place.departments is not None and bool(given.departments & place.departments)
    return reach is Reach.ANYWHERE or place.departments is not None
