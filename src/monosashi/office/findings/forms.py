"""What is asked of whoever decides about a finding."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from monosashi.core.messages import message
from monosashi.office.findings.actions import Given
from monosashi.office.findings.states import DecisionKind
from monosashi.office.ui.forms import DayField, LinesField, SayingForm, labels_of, wrong

Departments = tuple[tuple[str, str], ...]
"""Codes and names to choose from, those of the finding's measure first."""

LONGEST_TEXT = 2000


class DecisionForm(SayingForm):
    """A decision. `seen` is the number of the newest decision that stood on the page."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput, label="findings.form.seen")

    def __init__(self, *args: Any, departments: Departments = (), today: date, **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        self.today = today
        chooser = self.fields.get("department")
        if isinstance(chooser, forms.ChoiceField):
            chooser.choices = departments

    def clean_until(self) -> date | None:
        """The day; one that is over is no promise."""
        until: date | None = self.cleaned_data["until"]
        if until is not None and until < self.today:
            raise wrong(message("findings.form.past"), message("findings.form.past.remedy"))
        return until

    @property
    def given(self) -> Given:
        """What was decided."""
        told = self.cleaned_data
        return Given(
            text=told.get("text", ""),
            department=told.get("department", ""),
            post=told.get("post", ""),
            until=told.get("until"),
        )


def _department() -> forms.ChoiceField:
    return forms.ChoiceField(label="findings.form.department")


def _post(label: str, *, required: bool) -> forms.CharField:
    help_text = "findings.form.post.hint"
    return forms.CharField(label=label, max_length=100, required=required, help_text=help_text)


class TakeOnForm(DecisionForm):
    """Who takes it on, until when."""

    department = _department()
    post = _post("findings.form.who", required=False)
    until = DayField(label="findings.form.due", required=True)
    text = LinesField(most=LONGEST_TEXT, label="findings.form.note", required=False)


class WaiveForm(DecisionForm):
    """Why it is put out of scope, by which post, until when."""

    text = LinesField(
        most=LONGEST_TEXT, label="findings.form.reason", required=True, help_text="findings.form.reason.hint"
    )
    post = _post("findings.form.decided_by", required=True)
    until = DayField(label="findings.form.expires", required=True, help_text="findings.form.expires.hint")


class AskForm(DecisionForm):
    """Which department is asked what."""

    department = _department()
    text = LinesField(most=LONGEST_TEXT, label="findings.form.question", required=True)
    until = DayField(label="findings.form.answer_by", required=False)


class AnswerForm(DecisionForm):
    """The answer."""

    text = LinesField(most=LONGEST_TEXT, label="findings.form.answer", required=True)


class DoneForm(DecisionForm):
    """What was done."""

    text = LinesField(most=LONGEST_TEXT, label="findings.form.done", required=True)


class ReopenForm(DecisionForm):
    """Why the decision is taken back."""

    text = LinesField(most=LONGEST_TEXT, label="findings.form.why_reopened", required=True)


FORMS: dict[DecisionKind, type[DecisionForm]] = {
    DecisionKind.TAKEN_ON: TakeOnForm,
    DecisionKind.ASKED: AskForm,
    DecisionKind.WAIVED: WaiveForm,
    DecisionKind.DONE: DoneForm,
    DecisionKind.ANSWERED: AnswerForm,
    DecisionKind.REOPENED: ReopenForm,
}


label_of = labels_of(*FORMS.values(), otherwise="findings.form.seen")


def departments_first(mine: Iterable[str], names: Iterable[tuple[str, str]]) -> Departments:
    """Departments to choose from, those of the measure first."""
    first = tuple(mine)
    return tuple(sorted(names, key=lambda each: first.index(each[0]) if each[0] in first else len(first)))
