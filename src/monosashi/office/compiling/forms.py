"""Forms of compiling: reminders, deadlines, acceptance, remarks, the second look."""

from collections.abc import Iterable
from typing import Any

from django import forms

from monosashi.core.messages import message
from monosashi.evaluation.scheme import Scheme
from monosashi.office.compiling.situation import Situation
from monosashi.office.ui.forms import DayField, LinesField, SayingForm
from monosashi.office.ui.language import spoken


class ReminderForm(SayingForm):
    """Whom to remind, and with what words. The choice is drawn by the page, with each department's people.

    `seen` is the newest reminder that stood on the page; the page draws it too.
    """

    to = forms.MultipleChoiceField(
        label="compiling.reminders.to",
        error_messages={"required": ""},
    )
    subject = forms.CharField(label="compiling.reminders.subject", max_length=200)
    text = LinesField(label="compiling.reminders.text", help_text="compiling.reminders.text.help", rows=12)
    seen = forms.IntegerField(label="compiling.seen", required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, codes: Iterable[str], *args: Any, **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        self.fields["to"].choices = [(code, code) for code in codes]  # type: ignore[attr-defined]


class AskForm(SayingForm):
    """A department asks for a later deadline."""

    until = DayField(label="compiling.extension.until", help_text="compiling.extension.until.help")
    reason = LinesField(label="compiling.extension.reason", help_text="compiling.extension.reason.help")


class GiveForm(SayingForm):
    """The office gives departments a later deadline. The page draws `shorter` where one was granted a later day before."""

    codes = forms.MultipleChoiceField(label="compiling.extension.codes", widget=forms.CheckboxSelectMultiple)
    until = DayField(label="compiling.extension.until")
    reason = LinesField(label="compiling.extension.reason", rows=2)
    shorter = forms.BooleanField(required=False, label="compiling.extension.shorter")

    def __init__(self, now: Situation, *args: Any, **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        codes = dict.fromkeys(code for sheet in now.sheets if not sheet.is_in for code in sheet.parts.leads)
        self.fields["codes"].choices = [(code, now.name_of(code)) for code in codes]  # type: ignore[attr-defined]


class DecideForm(SayingForm):
    """What is decided of a wish. `until` blank: refused. `shorter` as in `GiveForm`."""

    decision = forms.ChoiceField(
        label="compiling.extension.decision",
        choices=lambda: [(key, spoken(message(f"compiling.extension.{key}"))) for key in ("grant", "refuse")],
        widget=forms.RadioSelect,
    )
    until = DayField(label="compiling.extension.until", required=False)
    note = LinesField(
        label="compiling.extension.note", help_text="compiling.extension.note.help", required=False, rows=2
    )
    shorter = forms.BooleanField(required=False, label="compiling.extension.shorter")


class AcceptForm(SayingForm):
    """Accept one sheet as it was seen. What of it the plan has otherwise is chosen slot by slot (`counts-<slot>`)."""

    seen = forms.IntegerField(label="compiling.seen", widget=forms.HiddenInput)


class SendBackForm(SayingForm):
    """Send a sheet back with a note."""

    seen = forms.IntegerField(label="compiling.seen", widget=forms.HiddenInput)
    note = LinesField(label="compiling.send_back.note", help_text="compiling.send_back.note.help")


class BulkForm(SayingForm):
    """The sheets to accept, each as it was seen: `<node>:<version>`. The choice is drawn by the page."""

    sheets = forms.MultipleChoiceField(label="compiling.bulk.sheets")

    def __init__(self, choices: Iterable[str], *args: Any, **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        self.fields["sheets"].choices = [(each, each) for each in choices]  # type: ignore[attr-defined]


class RemarkForm(SayingForm):
    """A question or an answer."""

    answers = forms.IntegerField(label="compiling.remark.answers", required=False, widget=forms.HiddenInput)
    text = LinesField(label="compiling.remark.text", rows=3)


class LookForm(SayingForm):
    """The office's own grade on one axis."""

    axis = forms.CharField(label="compiling.look.axis", required=False, widget=forms.HiddenInput)
    grade = forms.ChoiceField(label="compiling.look.grade", required=False)
    reason = LinesField(label="compiling.look.reason", help_text="compiling.look.reason.help", required=False)

    def __init__(self, scheme: Scheme | None, axis: str, *args: Any, **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        grades = [each.grade for each in (scheme.legend if scheme else ()) if each.axis == axis]
        none = ("", spoken(message("compiling.look.none")))
        self.fields["grade"].choices = [none, *((grade, grade) for grade in grades)]  # type: ignore[attr-defined]
