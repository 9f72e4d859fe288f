"""Forms of people and places. What they come to are the values that actions take."""

from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.accounts.actions import NewDepartment
from monosashi.office.accounts.actions_staff import ActingWanted, PostingWanted, RoleWanted, StaffDetails
from monosashi.office.accounts.codes import why_not_a_code
from monosashi.office.accounts.models import Staff
from monosashi.office.accounts.organisation import Tree, Unit
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.register import units
from monosashi.office.accounts.standing import employed
from monosashi.office.plans.queries import plans_held
from monosashi.office.ui.forms import DayField, SayingForm, wrong
from monosashi.office.ui.language import spoken

GIVEN_ROLES = tuple(role for role in Role if role is not Role.EMPLOYEE)
"""Roles that are given: an employee everybody is."""


class DepartmentField(forms.ChoiceField):
    """One department, shown with what is above it.

    `none` is the word for none. Where the field is required, none has to be chosen too, so that nobody leaves by oversight.
    """

    def __init__(self, *, none: str | None = None, **more: Any) -> None:  # noqa: ANN401 -- Django's
        self._none = none
        super().__init__(choices=(), **more)

    def offer(self, day: date, without: tuple[str, ...] = ()) -> None:
        """Let the departments that exist on a day, or begin later, be chosen."""
        choose = ("", spoken(message("people.form.choose")))
        none = (_NONE if self.required else "", spoken(message(self._none))) if self._none else None
        first = [choose, none] if none and self.required else [none or choose]
        self.choices = [*first, *department_choices(Tree(units(), day), without)]

    def clean(self, value: object) -> str | None:
        """The code, None for none."""
        chosen = super().clean(value)
        return None if chosen in {"", _NONE} else chosen


_NONE = "-"


class StaffField(forms.CharField):
    """A person who works here by 職員番号: two people of one name are told apart by it."""

    def clean(self, value: object) -> Any:  # noqa: ANN401 -- Django's
        """The account, None for nobody."""
        text = super().clean(value).strip()
        if not text:
            return None
        staff = Staff.objects.filter(employed(timezone.localdate()), username=text).first()
        if staff is None:
            raise wrong(message("people.form.no_such_number"), message("people.form.no_such_number.remedy"))
        return staff


class StaffForm(SayingForm):
    """A person."""

    username = forms.CharField(label="people.field.number", max_length=150)
    name = forms.CharField(label="people.field.name", max_length=100)
    email = forms.EmailField(label="people.field.email", required=False)
    is_active = forms.BooleanField(label="people.field.active", required=False, initial=True)

    def details(self) -> StaffDetails:
        """What was typed."""
        return StaffDetails(**self.cleaned_data)


class ChangeStaffForm(StaffForm):
    """A person who is there: the number stays."""

    username = forms.CharField(label="people.field.number", disabled=True)
    seen = forms.CharField(label="people.form.seen", widget=forms.HiddenInput, required=False)
    """What is kept of the person as the page showed it, so that a change by somebody else is noticed."""

    def details(self) -> StaffDetails:
        """What was typed."""
        told = self.cleaned_data
        return StaffDetails(told["username"], told["name"], told["email"], told["is_active"])

    @property
    def seen_details(self) -> StaffDetails:
        """What the page showed; what a form without it is based on is nobody's."""
        told = dict(parse_qsl(self.cleaned_data["seen"]))
        return StaffDetails("", told.get("name", ""), told.get("email", ""), told.get("is_active") == "1")


def as_seen(details: StaffDetails) -> str:
    """What is kept of a person in one line, as a form carries it."""
    return urlencode({"name": details.name, "email": details.email, "is_active": int(details.is_active)})


class DatedForm(SayingForm):
    """Something with a first and a last day."""

    def clean(self) -> dict[str, Any]:
        """The last day does not come before the first."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = found.get("valid_from"), found.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _backwards())
        return found


def _backwards() -> ValidationError:
    return wrong(message("people.form.backwards"), message("people.form.backwards.remedy"))


class RoleForm(DatedForm):
    """A role to give."""

    role = forms.ChoiceField(label="people.field.role")
    department = DepartmentField(label="people.field.role_department", none="people.form.whole_city", required=False)
    plan = forms.ChoiceField(label="people.field.plan", required=False)
    valid_from = DayField(label="people.field.valid_from", required=False)
    valid_to = DayField(label="people.field.valid_to", required=False)
    why = forms.CharField(label="people.field.why", required=False, max_length=200)

    def __init__(self, *args: Any, today: date, **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        self.fields["role"].choices = [(role.value, spoken(role)) for role in GIVEN_ROLES]  # type: ignore[attr-defined]
        self.fields["department"].offer(today)  # type: ignore[attr-defined]
        every = ("", spoken(message("people.form.every_plan")))
        self.fields["plan"].choices = [every, *((row.pk, row.name) for row in plans_held())]  # type: ignore[attr-defined]
        self.fields["valid_from"].initial = today

    def wanted(self) -> RoleWanted:
        """The role."""
        told = self.cleaned_data
        return RoleWanted(Role(told["role"]), told["department"], told["plan"], told["valid_from"], told["valid_to"])


class PostingForm(DatedForm):
    """Where somebody works."""

    department = DepartmentField(label="people.field.department")
    post = forms.CharField(label="people.field.post", required=False, max_length=64)
    concurrent = forms.BooleanField(label="people.field.concurrent", required=False)
    valid_from = DayField(label="people.field.valid_from", required=False)
    valid_to = DayField(label="people.field.valid_to", required=False)
    why = forms.CharField(label="people.field.why", required=False, max_length=200)

    def __init__(self, *args: Any, today: date, **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        self.fields["department"].offer(today)  # type: ignore[attr-defined]
        self.fields["valid_from"].initial = today

    def wanted(self) -> PostingWanted:
        """The posting."""
        told = dict(self.cleaned_data)
        told.pop("why")
        return PostingWanted(**told)


class LastDayForm(SayingForm):
    """On which day something ends."""

    last_day = DayField(label="people.field.last_day")
    why = forms.CharField(label="people.field.why", required=False, max_length=200)


class WhyForm(SayingForm):
    """Nothing but a reason."""

    why = forms.CharField(label="people.field.why", required=False, max_length=200)


class ActingForm(DatedForm):
    """For whom somebody confirms."""

    absent = StaffField(label="people.field.absent", help_text="people.field.absent.help", required=False)
    department = DepartmentField(
        label="people.field.vacant_department",
        help_text="people.field.vacant_department.help",
        none="people.form.no_vacant_post",
        required=False,
    )
    post = forms.CharField(label="people.field.vacant_post", required=False, max_length=64)
    valid_from = DayField(label="people.field.valid_from")
    valid_to = DayField(label="people.field.valid_to", required=False)
    why = forms.CharField(label="people.field.why", required=False, max_length=200)

    def __init__(self, *args: Any, today: date, **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        self.fields["department"].offer(today)  # type: ignore[attr-defined]
        self.fields["valid_from"].initial = today

    def clean(self) -> dict[str, Any]:
        """Either a person or a vacant post."""
        found = super().clean()
        if not self.errors and (found.get("absent") is None) == (found.get("department") is None):
            raise wrong(message("people.acting_for_one"), message("people.acting_for_one.remedy"))
        return found

    def wanted(self) -> ActingWanted:
        """For whom, from when to when."""
        told = self.cleaned_data
        absent = told["absent"].pk if told["absent"] else None
        return ActingWanted(told["valid_from"], told["valid_to"], absent, told["department"], told["post"])


def usable_code(code: str) -> str:
    """A code that can stand in an address. "": one is given. Raises ValidationError."""
    why_not = why_not_a_code(code) if code else None
    if why_not is not None:
        raise ValidationError(spoken(why_not), code="unusable_code")
    return code


class DepartmentForm(SayingForm):
    """A department that comes out of no other."""

    name = forms.CharField(label="people.field.department_name", max_length=100)
    code = forms.CharField(label="people.field.code", help_text="people.field.code.help", required=False, max_length=64)
    parent = DepartmentField(label="people.field.parent", none="people.form.at_the_top", required=False)
    since = DayField(label="people.field.valid_from", required=False)
    members = forms.MultipleChoiceField(
        label="people.field.members",
        help_text="people.field.members.help",
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )
    why = forms.CharField(label="people.field.why", required=False, max_length=200)

    def __init__(self, *args: Any, today: date, **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        self.fields["parent"].offer(today)  # type: ignore[attr-defined]
        self.fields["members"].choices = department_choices(Tree(units(), today), ())  # type: ignore[attr-defined]
        self.fields["since"].initial = today

    def clean_code(self) -> str:
        """A code that can stand in an address. "": one is given."""
        return usable_code(str(self.cleaned_data["code"]))

    def wanted(self) -> NewDepartment:
        """The department."""
        told = self.cleaned_data
        return NewDepartment(told["name"], told["parent"], told["code"], tuple(told["members"]))


def department_choices(tree: Tree, without: tuple[str, ...]) -> list[tuple[str, str]]:
    """Departments that exist on the day of the tree or begin later, each named with what is above it."""
    units = (unit for unit in tree.units.values() if unit.valid_to is None or unit.valid_to >= tree.day)
    return [(unit.code, full_name(unit, tree)) for unit in units if unit.code not in without]


def full_name(unit: Unit, tree: Tree) -> str:
    """「企画財政部 情報統計課」."""
    return " ".join((*(above.name for above in reversed(tree.above(unit.code))), unit.name))
