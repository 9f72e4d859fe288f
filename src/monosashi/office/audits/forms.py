"""What is typed and chosen on the pages of audits."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from monosashi.core.fiscal_years import NotAFiscalYear, print_fiscal_year, read_fiscal_year
from monosashi.core.messages import message
from monosashi.office.answering.evidence_files import KINDS, Checked, checked
from monosashi.office.audits.actions_answering import WITHOUT_FILE, Said
from monosashi.office.audits.actions_keeping import AuditTold
from monosashi.office.audits.actions_results import ResultTold
from monosashi.office.audits.models import Audit, CorrectiveAction
from monosashi.office.audits.queries import ResultNow
from monosashi.office.audits.states import AuditKind, AuditResultKind, AuditResultStatus
from monosashi.office.entering.forms_of_files import FileForm
from monosashi.office.ui.forms import DayField, LinesField, SayingForm, UploadField, labels_of, word_choices, wrong

_LONGEST = 4000
Choices = list[tuple[str, str]]


class AuditForm(SayingForm):
    """An audit. `seen` is the version that was shown, 0 for a new one."""

    kind = forms.ChoiceField(label="audits.field.kind", choices=word_choices(AuditKind))
    fiscal_year = forms.CharField(
        label="audits.field.fiscal_year", help_text="audits.field.fiscal_year.help", max_length=20
    )
    theme = forms.CharField(
        label="audits.field.theme", help_text="audits.field.theme.help", max_length=200, required=False
    )
    auditor = forms.CharField(label="audits.field.auditor", help_text="audits.field.auditor.help", max_length=100)
    reported_on = DayField(label="audits.field.reported_on", required=False)
    published = forms.CharField(
        label="audits.field.published", help_text="audits.field.published.help", max_length=500, required=False
    )
    report = UploadField(kinds=KINDS, label="audits.field.report", help_text="audits.field.report.help", required=False)
    seen = forms.IntegerField(label="audits.field.seen", widget=forms.HiddenInput, min_value=0, initial=0)

    def clean_fiscal_year(self) -> int:
        """令和7年度, R7 and 2025 are the same."""
        try:
            return read_fiscal_year(self.cleaned_data["fiscal_year"])
        except NotAFiscalYear as why:
            raise wrong(why.reason, message("audits.field.fiscal_year.remedy")) from None

    @property
    def told(self) -> AuditTold:
        """What was told. Only of a valid form. Raises InvalidInput where the file is none that is kept."""
        told = self.cleaned_data
        report = _checked(told["report"])
        names = ("kind", "fiscal_year", "theme", "auditor", "reported_on", "published")
        return AuditTold(**{name: told[name] for name in names}, report=report)


def first_values(audit: Audit) -> dict[str, Any]:
    """What the form of an audit begins with."""
    names = ("kind", "theme", "auditor", "reported_on", "published")
    told = {name: getattr(audit, name) for name in names}
    return {**told, "fiscal_year": print_fiscal_year(audit.fiscal_year), "seen": audit.version}


class ResultForm(SayingForm):
    """A finding or an opinion. `seen` is the version that was shown, 0 for a new one."""

    kind = forms.ChoiceField(label="audits.field.result_kind", choices=word_choices(AuditResultKind))
    number = forms.CharField(label="audits.field.number", help_text="audits.field.number.help", max_length=20)
    page = forms.CharField(label="audits.field.page", max_length=20, required=False)
    title = forms.CharField(label="audits.field.title", max_length=300)
    text = LinesField(
        label="audits.field.text", help_text="audits.field.text.help", rows=6, most=20_000, required=False
    )
    measures = forms.MultipleChoiceField(
        label="audits.field.measures",
        help_text="audits.field.measures.help",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    departments = forms.MultipleChoiceField(
        label="audits.field.departments",
        help_text="audits.field.departments.help",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    position = forms.IntegerField(
        label="audits.field.position",
        help_text="audits.field.position.help",
        min_value=1,
        max_value=9999,
        required=False,
    )
    seen = forms.IntegerField(label="audits.field.seen", widget=forms.HiddenInput, min_value=0, initial=0)

    def __init__(self, measures: Choices, departments: Choices, *args: Any, **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        self.fields["measures"].choices = measures  # type: ignore[attr-defined]
        self.fields["departments"].choices = departments  # type: ignore[attr-defined]

    @property
    def told(self) -> ResultTold:
        """What was told. Only of a valid form."""
        told = self.cleaned_data
        texts = {name: told[name] for name in ("kind", "number", "title", "page")}
        return ResultTold(
            **texts,
            text=one_break(told["text"]),
            measures=tuple(told["measures"]),
            departments=tuple(told["departments"]),
            position=told["position"],
        )


def first_values_of(result: ResultNow) -> dict[str, Any]:
    """What the form of a result begins with."""
    names = ("kind", "number", "page", "title", "text", "position")
    return {
        **{name: getattr(result.row, name) for name in names},
        "measures": [each.node for each in result.measures],
        "departments": [part.row.code for part in result.parts if part.row.code],
        "seen": result.row.version,
    }


class SeenForm(SayingForm):
    """A decision on what was shown. `seen` is the version of it."""

    seen = forms.IntegerField(label="audits.field.seen", widget=forms.HiddenInput, min_value=0)


class AskForm(SayingForm):
    """Of which day the departments tell, and until when."""

    as_of = DayField(label="audits.field.as_of", help_text="audits.field.as_of.help")
    due = DayField(label="audits.field.due")


class AnswerForm(SayingForm):
    """What a department does about a result. `seen` is the newest answer as it was shown."""

    status = forms.ChoiceField(
        label="audits.field.status", choices=word_choices(AuditResultStatus), widget=forms.RadioSelect
    )
    text = LinesField(label="audits.field.answer", help_text="audits.field.answer.help", rows=6, most=_LONGEST)
    until = forms.CharField(
        label="audits.field.until", help_text="audits.field.until.help", max_length=50, required=False
    )
    done_on = DayField(label="audits.field.done_on", help_text="audits.field.done_on.help", required=False)
    file = UploadField(
        kinds=KINDS, label="audits.field.evidence", help_text="audits.field.evidence.help", required=False
    )
    drop_file = forms.BooleanField(label="audits.field.drop_file", required=False)
    seen = forms.CharField(label="audits.field.seen", widget=forms.HiddenInput)

    def __init__(self, newest: CorrectiveAction | None, today: date, *args: Any, **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        self._today = today
        if newest is None or not newest.file_name:
            del self.fields["drop_file"]

    def clean(self) -> dict[str, Any]:
        """What is going on has a time, what is done has its day."""
        told: dict[str, Any] = super().clean() or {}
        status, done = told.get("status"), told.get("done_on")
        if status == AuditResultStatus.ACTING and not told.get("until") and "until" not in self.errors:
            self.add_error("until", wrong(message("audits.wrong.no_until"), message("audits.wrong.no_until.remedy")))
        if status == AuditResultStatus.DONE and done is None and "done_on" not in self.errors:
            self.add_error("done_on", wrong(message("audits.wrong.no_day"), message("audits.wrong.no_day.remedy")))
        if done is not None and done > self._today:
            self.add_error("done_on", wrong(message("audits.wrong.to_come"), message("audits.wrong.to_come.remedy")))
        return told

    @property
    def said(self) -> Said:
        """What was told. Only of a valid form. Raises InvalidInput where the file is none that is kept."""
        told = self.cleaned_data
        status = AuditResultStatus(told["status"])
        file = _checked(told["file"]) or (WITHOUT_FILE if told.get("drop_file") else None)
        going_on = status in {AuditResultStatus.ACTING, AuditResultStatus.CONSIDERING}
        return Said(
            status,
            one_break(told["text"]),
            told["until"] if going_on else "",
            told["done_on"] if status is AuditResultStatus.DONE else None,
            file,
        )


class DecideForm(SayingForm):
    """An answer is accepted as it was shown."""

    seen = forms.CharField(label="audits.field.seen", widget=forms.HiddenInput)


class SendBackForm(DecideForm):
    """Why an answer goes back."""

    note = LinesField(label="audits.field.note", help_text="audits.field.note.help", rows=3, most=_LONGEST)


class CarryForm(SayingForm):
    """Which results are laid into the draft, and for which year. `offered` are keys of results with their measures."""

    year = forms.ChoiceField(label="audits.field.year", help_text="audits.field.year.help")

    def __init__(self, years: Choices, offered: Iterable[tuple[int, str]], *args: Any, **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        self.fields["year"].choices = years  # type: ignore[attr-defined]
        self.names = {carry_name(result, node): (result, node) for result, node in offered}
        for name in self.names:
            self.fields[name] = forms.BooleanField(label="audits.field.carry", required=False)

    @property
    def chosen(self) -> tuple[tuple[int, str], ...]:
        """The results and measures that were ticked. Only of a valid form."""
        return tuple(pair for name, pair in self.names.items() if self.cleaned_data[name])


def carry_name(result: int, node: str) -> str:
    """What the tick of a result at a measure is called."""
    return f"carry-{result}-{node}"


def one_break(text: str) -> str:
    """A text as it is kept: browsers and spreadsheets end lines differently."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _checked(file: object) -> Checked | None:
    return checked(str(file.name), file.read()) if isinstance(file, UploadedFile) else None


label_of = labels_of(
    AnswerForm, AuditForm, ResultForm, AskForm, SendBackForm, FileForm, CarryForm, otherwise="audits.field.carry"
)
