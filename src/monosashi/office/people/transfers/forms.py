"""The form of a transfer."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import Q

from monosashi.core.messages import message
from monosashi.office.accounts.actions_staff import PostingWanted
from monosashi.office.accounts.models import ActingFor, Staff
from monosashi.office.accounts.permissions import Role
from monosashi.office.people.days import next_april
from monosashi.office.people.forms import DepartmentField, StaffField
from monosashi.office.people.reorganising.work_moved import going_on
from monosashi.office.people.transfers.actions import TransferWanted
from monosashi.office.people.transfers.queries import acting_named, role_named
from monosashi.office.ui.forms import DayField, SayingForm
from monosashi.office.ui.language import spoken
from monosashi.wording import word


class TransferForm(SayingForm):
    """Where somebody goes, what ends, who takes over."""

    day = DayField(label="people.field.transfer_day", help_text="people.field.transfer_day.help")
    leaves = forms.MultipleChoiceField(label="people.field.leaves", required=False, widget=forms.CheckboxSelectMultiple)
    gives_up = forms.MultipleChoiceField(
        label="people.field.gives_up", required=False, widget=forms.CheckboxSelectMultiple
    )
    stops = forms.MultipleChoiceField(label="people.field.stops", required=False, widget=forms.CheckboxSelectMultiple)
    department = DepartmentField(
        label="people.field.goes_to", help_text="people.field.goes_to.help", none="people.form.leaves_the_city"
    )
    post = forms.CharField(label="people.field.post", required=False, max_length=64)
    concurrent = forms.BooleanField(label="people.field.concurrent", required=False)
    roles = forms.MultipleChoiceField(
        label="people.field.roles_there", required=False, widget=forms.CheckboxSelectMultiple
    )
    successor = StaffField(label="people.field.successor", help_text="people.field.successor.help", required=False)
    note = forms.CharField(label="people.field.note", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    why = forms.CharField(label="people.field.why_order", required=False, max_length=200)

    def __init__(self, *args: Any, staff: Staff, today: date, **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        self.fields["day"].initial = next_april(today)
        self.fields["department"].offer(today)  # type: ignore[attr-defined]
        since = (
            today - timedelta(days=1) if self.is_bound else today
        )  # what a form that is sent twice ended is still known
        postings = list(going_on(staff.postings.all(), since).select_related("department"))
        roles = list(going_on(staff.roles.all(), since).select_related("department"))
        acting = ActingFor.objects.filter(Q(staff=staff) | Q(absent=staff))
        acts = list(going_on(acting, since).select_related("staff", "absent", "department"))
        self._tick("leaves", [(str(row.pk), _posting(row.department.name, row.post)) for row in postings])
        self._tick("gives_up", [(str(row.pk), spoken(role_named(row))) for row in roles])
        self._tick("stops", [(str(row.pk), spoken(acting_named(row))) for row in acts])
        there = (Role.DEPARTMENT_EDITOR, Role.CONFIRMER)
        self.fields["roles"].choices = [(role.value, spoken(word(role))) for role in there]  # type: ignore[attr-defined]

    def _tick(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]
        self.fields[name].initial = [value for value, _ in choices]
        if not choices:
            del self.fields[name]

    def wanted(self) -> TransferWanted:
        """The transfer as typed."""
        told = self.cleaned_data
        place = PostingWanted(told["department"], told["post"], told["concurrent"]) if told["department"] else None
        return TransferWanted(
            day=told["day"],
            leaves=tuple(int(key) for key in told.get("leaves", ())),
            gives_up=tuple(int(key) for key in told.get("gives_up", ())),
            place=place,
            roles=tuple(Role(value) for value in told["roles"]),
            successor=told["successor"],
            note=told["note"],
            stops=tuple(int(key) for key in told.get("stops", ())),
        )


def _posting(department: str, post: str) -> str:
    return spoken(message("people.posting", department=department, post=post or None))
