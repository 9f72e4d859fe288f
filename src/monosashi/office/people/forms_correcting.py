"""The form on which a department is mended."""

from datetime import date
from typing import Any

from django import forms

from monosashi.office.accounts.organisation import Tree, Unit
from monosashi.office.people.correcting import Correction, not_in_force_yet
from monosashi.office.people.forms import department_choices
from monosashi.office.ui.forms import SayingForm


class CorrectForm(SayingForm):
    """The name of a department that has not begun, the members of a group, whether it is the coordinating office."""

    name = forms.CharField(label="people.field.department_name", max_length=100)
    members = forms.MultipleChoiceField(
        label="people.field.members",
        help_text="people.field.members.help",
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 12}),
    )
    coordinating_office = forms.BooleanField(label="people.coordinating_office", required=False)
    why = forms.CharField(label="people.field.why", required=False, max_length=200)

    def __init__(self, *args: Any, unit: Unit, tree: Tree, today: date, **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        choices = department_choices(tree, (unit.code,))
        self._past_members = unit.members - {code for code, _ in choices}
        self.fields["name"].initial = unit.name
        self.fields["coordinating_office"].initial = unit.coordinating_office
        self.fields["members"].initial = sorted(unit.members)
        self.fields["members"].choices = choices  # type: ignore[attr-defined]
        if not not_in_force_yet(unit.valid_from, today):
            del self.fields["name"]
        if not unit.is_group:
            del self.fields["members"]

    def wanted(self) -> Correction:
        """What the department is to be. Members that have ended are not asked about: they stay for the years that were."""
        told = self.cleaned_data
        members = tuple(sorted({*told["members"], *self._past_members})) if "members" in told else None
        return Correction(told.get("name"), members, told["coordinating_office"])
