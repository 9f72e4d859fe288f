"""A whole city to try things in: a real plan, its departments, somebody in every role with a password made just now."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from django.db import transaction

from monosashi.core.messages import InvalidInput, message
from monosashi.core.plan import Plan
from monosashi.core.tree import Role as Part
from monosashi.exchange.plan_file import read_plan
from monosashi.office.accounts.actions_staff import PostingWanted, RoleWanted, post
from monosashi.office.accounts.models import Department
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import Person, person
from monosashi.office.forms.actions import Sent, bring_in
from monosashi.office.forms.samples import sample_named
from monosashi.office.operation.console import console
from monosashi.office.operation.example_audit import hold_audit
from monosashi.office.operation.example_cities import bring_in_cities
from monosashi.office.operation.example_investments import Bureau, hold_investments
from monosashi.office.operation.example_meetings import Where, hold_meetings
from monosashi.office.operation.example_officers import appoint_officers
from monosashi.office.operation.example_questionnaires import hold_questionnaires
from monosashi.office.operation.example_records import keep_register
from monosashi.office.operation.example_round import Hands, Pair, hold_round
from monosashi.office.operation.example_training import Learners, hold_training
from monosashi.office.operation.users import account, create
from monosashi.office.plans.actions import keep_new_plan
from monosashi.office.ui.language import spoken
from monosashi.publishing.forms import form_fields

_IN_ITS_DEPARTMENT = frozenset({Role.EMPLOYEE, Role.DEPARTMENT_EDITOR, Role.CONFIRMER})
"""Roles that the sample city gives in one department; the others work for the whole city."""

_POSTED = {Role.COORDINATING_OFFICE}


@dataclass(frozen=True, slots=True)
class Inhabitant:
    """Somebody to log in as. `department` is a name, "" for whoever belongs to none of the plan's."""

    username: str
    password: str
    role: Role
    department: str = ""


def example_plan() -> Path:
    """The sample plan: in the package, or in the checkout that it is run from. Raises InvalidInput."""
    packed = Path(str(files("monosashi"))) / "examples" / "akita" / "akita.plan.json"
    checkout = Path(__file__).parents[4] / "examples" / "akita" / "akita.plan.json"
    for path in (packed, checkout):
        if path.is_file():
            return path
    raise InvalidInput.of(str(packed), message("cli.demo.no_example"), message("cli.demo.install_again"))


@transaction.atomic
def settle(plan_file: Path) -> tuple[Inhabitant, ...]:
    """Bring in the plan by the coordinating office, somebody in every role, a round that is under way, an audit with answers."""
    plan = read_plan(plan_file)
    coordinator = _settle_one(Role.COORDINATING_OFFICE, "")
    keep_new_plan(plan, by=person(account(coordinator.username)))
    _bring_in_form(plan, person(account(coordinator.username)))
    busiest = _busiest(plan)
    for department in Department.objects.filter(coordinating_office=True)[:1]:
        post(account(coordinator.username), PostingWanted(department.pk), by=console())
    others = [_settle_one(role, busiest if role in _IN_ITS_DEPARTMENT else "") for role in Role if role not in _POSTED]
    at_home = Pair(_named(_username(Role.DEPARTMENT_EDITOR)), _named(_username(Role.CONFIRMER)))
    elsewhere = Pair(
        _unseen(Role.DEPARTMENT_EDITOR, "operation.example.answerer"),
        _unseen(Role.CONFIRMER, "operation.example.confirmer"),
    )
    hands = Hands(_named(coordinator.username), busiest, at_home, elsewhere)
    held = hold_round(plan.id, hands)
    measure = next(node for node, leads in _leading(plan) if busiest in leads)
    deputy = _unseen(Role.COORDINATING_OFFICE, "operation.example.deputy")
    hold_meetings(
        Where(plan.id, busiest, measure, held.pk), office=hands.office, editor=at_home.answerer, deputy=deputy
    )
    hold_audit(plan.id, hands)
    apart = {busiest, *(each.id for each in plan.departments if each.coordinating_office)}
    other = next(code for code in _leads(plan) if code not in apart)
    hold_investments(Bureau(plan.id, busiest, other, at_home.answerer, elsewhere.answerer, deputy))
    appoint_officers(office=hands.office, own=busiest)
    people = tuple(map(_named, map(_username, (Role.EMPLOYEE, Role.DEPARTMENT_EDITOR, Role.CONFIRMER, Role.FINANCE))))
    hold_training(Learners(plan.id, busiest, hands.office, at_home.answerer, people))
    hold_questionnaires(plan.id, measure, office=hands.office)
    bring_in_cities(office=hands.office)
    keep_register(office=hands.office, deputy=deputy)
    return (coordinator, *others)


def _bring_in_form(plan: Plan, by: Person) -> None:
    """A form of the city's own, as the system makes it for a sample."""
    made = sample_named("sheet", [each.name for each in form_fields(plan)])
    name = spoken(message("operation.example.form"))
    bring_in(plan_id=plan.id, name=name, file=Sent(made.name, made.raw), by=by)


def _settle_one(role: Role, department: str) -> Inhabitant:
    username = _username(role)
    wanted = None if role is Role.EMPLOYEE else RoleWanted(role, department or None)
    password = create(username, spoken(role), wanted, temporary=False)
    if department:
        post(account(username), PostingWanted(department), by=console())
    name = Department.objects.get(pk=department).name if department else ""
    return Inhabitant(username, password, role, name)


def _unseen(role: Role, name: str) -> Person:
    """Somebody who does for all other departments what nobody else is there to do; nobody is told the password."""
    username = f"every-{_username(role)}"
    create(username, spoken(message(name)), RoleWanted(role, None))
    return _named(username)


def _username(role: Role) -> str:
    return role.value.replace("_", "-")


def _named(username: str) -> Person:
    return person(account(username))


def _busiest(plan: Plan) -> str:
    """The department that answers for most measures, the coordinating office left out."""
    coordinating = {department.id for department in plan.departments if department.coordinating_office}
    led = Counter(code for code in _leads(plan) if code not in coordinating)
    return led.most_common(1)[0][0]


def _leads(plan: Plan) -> Iterator[str]:
    return (code for _, leads in _leading(plan) for code in leads)


def _leading(plan: Plan) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each node with the departments that lead there."""
    for node in plan.nodes:
        yield node.id, tuple(part.department for part in node.responsibilities if part.role is Part.LEAD)
