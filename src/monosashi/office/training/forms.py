"""What is typed and chosen on the pages of training. Each form gives what it was told as a value (`told`)."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms

from monosashi.core.fiscal_years import NotAFiscalYear, print_fiscal_year, read_fiscal_year
from monosashi.core.messages import message
from monosashi.office.entering.forms import BasedForm, ReasonForm
from monosashi.office.entering.forms_of_files import FileForm
from monosashi.office.training.models import Course, Enrolment, TrainingSession
from monosashi.office.training.states import (
    TrainingCourseAudience,
    TrainingCourseForm,
    TrainingCourseLevel,
    TrainingOutcome,
)
from monosashi.office.training.told import AttendanceTold, CountTold, CourseTold, SessionTold, named
from monosashi.office.ui.forms import DayField, LinesField, SayingForm, labels_of, word_choices, wrong
from monosashi.office.ui.language import spoken

Choices = Sequence[tuple[str, str]]
_LONGEST = 4000
_MOST = 99_999
_UNKNOWN = message("training.outcome.none")


def _number(name: str, *, least: int = 0, **more: Any) -> forms.IntegerField:  # noqa: ANN401 -- Django's
    return forms.IntegerField(
        label=f"training.field.{name}",
        help_text=f"training.field.{name}.help",
        min_value=least,
        max_value=_MOST,
        **{"required": False, **more},
    )


class CourseFields(BasedForm):
    """A course of a year's plan."""

    fiscal_year = forms.CharField(
        label="training.field.fiscal_year", help_text="training.field.fiscal_year.help", max_length=20
    )
    title = forms.CharField(label="training.field.title", max_length=200)
    aim = LinesField(label="training.field.aim", help_text="training.field.aim.help", required=False, most=_LONGEST)
    form = forms.ChoiceField(label="training.field.form", choices=word_choices(TrainingCourseForm))
    level = forms.ChoiceField(label="training.field.level", choices=word_choices(TrainingCourseLevel))
    audience = forms.ChoiceField(
        label="training.field.audience", choices=word_choices(TrainingCourseAudience), widget=forms.RadioSelect
    )
    kinds = forms.MultipleChoiceField(
        label="training.field.kinds",
        help_text="training.field.kinds.help",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    required = forms.BooleanField(label="training.field.required", required=False)
    assessed = forms.BooleanField(
        label="training.field.assessed", help_text="training.field.assessed.help", required=False
    )
    planned_times = _number("planned_times")
    planned_persons = _number("planned_persons")
    serves = forms.ChoiceField(label="training.field.serves", help_text="training.field.serves.help", required=False)
    material = forms.CharField(
        label="training.field.material", help_text="training.field.material.help", required=False, max_length=500
    )

    def __init__(self, *args: Any, kinds: Choices, serves: Choices, **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        self.choose("kinds", kinds)
        self.choose("serves", [("", spoken(message("training.serves.none"))), *serves])

    def clean_fiscal_year(self) -> int:
        """令和7年度, R7 and 2025 are the same."""
        try:
            return read_fiscal_year(self.cleaned_data["fiscal_year"])
        except NotAFiscalYear as why:
            raise wrong(why.reason, message("training.field.fiscal_year.remedy")) from None

    def clean(self) -> dict[str, Any]:
        """A course for officers names their kinds; what departments recommend for is nobody's duty."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("audience") == TrainingCourseAudience.OFFICERS and not told.get("kinds"):
            self.add_error("kinds", _wrong("no_kinds"))
        if told.get("audience") == TrainingCourseAudience.RECOMMENDED and told.get("required"):
            self.add_error("required", _wrong("required_of_nobody"))
        return told

    @property
    def told(self) -> CourseTold:
        """What was told. Only of a valid form."""
        told = self.cleaned_data
        kinds = sorted(map(int, told["kinds"])) if told["audience"] == TrainingCourseAudience.OFFICERS else []
        texts = {name: told[name].strip() for name in ("title", "aim", "material")}
        names = ("fiscal_year", "form", "level", "audience", "required", "assessed", "planned_times", "planned_persons")
        return CourseTold(**texts, **{name: told[name] for name in names}, kinds=tuple(kinds), serves=told["serves"])


def first_values(row: Course) -> dict[str, Any]:
    """What the form of a course begins with."""
    names = ("title", "aim", "form", "level", "audience", "required", "assessed", "planned_times", "planned_persons")
    return {
        **{name: getattr(row, name) for name in names},
        "material": row.material,
        "kinds": [str(pk) for pk in row.kinds],
        "fiscal_year": print_fiscal_year(row.fiscal_year),
        "serves": named(row.plan, row.node, row.indicator),
    }


class SessionFields(BasedForm):
    """A session of a course; of a video the days on which it can be seen."""

    title = forms.CharField(
        label="training.field.session", help_text="training.field.session.help", required=False, max_length=100
    )
    first_day = DayField(label="training.field.first_day", help_text="training.field.first_day.help", required=False)
    last_day = DayField(label="training.field.last_day", help_text="training.field.last_day.help", required=False)
    begins = forms.TimeField(
        label="training.field.begins", required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    ends = forms.TimeField(
        label="training.field.ends", required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    place = forms.CharField(label="training.field.place", required=False, max_length=100)
    capacity = _number("capacity", least=1)
    enrol_until = DayField(label="training.field.enrol_until", required=False)

    @property
    def told(self) -> SessionTold:
        """What was told. Only of a valid form. A last day that is the first one says nothing more."""
        told = {name: self.cleaned_data[name] for name in SessionTold.__slots__}
        told["title"], told["place"] = told["title"].strip(), told["place"].strip()
        told["last_day"] = told["last_day"] if told["last_day"] != told["first_day"] else None
        return SessionTold(**told)


class CountFields(BasedForm):
    """How many came, where nobody took names."""

    times = _number("times", least=1, required=True)
    counted = _number("counted")
    views = _number("views")

    def __init__(self, *args: Any, of: TrainingSession, **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        if of.course.form != TrainingCourseForm.VIDEO:
            del self.fields["views"]

    @property
    def told(self) -> CountTold:
        """What was told. Only of a valid form."""
        told = self.cleaned_data
        return CountTold(told["times"], told["counted"], told.get("views"))


class WithdrawFields(SayingForm):
    """Whose place is given back."""

    place = forms.IntegerField(label="training.field.place_of", widget=forms.HiddenInput, min_value=1)


class FinishFields(SayingForm):
    """On which day one has seen a video to its end."""

    day = DayField(label="training.field.finished_on")


class RecommendFields(SayingForm):
    """Whom a department recommends, and why."""

    staff = forms.MultipleChoiceField(label="training.field.staff", widget=forms.CheckboxSelectMultiple)
    reason = LinesField(label="training.field.recommended", help_text="training.field.recommended.help", most=_LONGEST)

    def __init__(self, staff: Choices, *args: Any, **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        self.fields["staff"].choices = list(staff)  # type: ignore[attr-defined]


class AttendanceFields(BasedForm):
    """What became of each place of a session."""

    def __init__(self, places: Iterable[Enrolment], *args: Any, **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        self.places = tuple(places)
        for place in self.places:
            self.fields[f"outcome-{place.pk}"] = forms.ChoiceField(
                label="training.field.outcome",
                required=False,
                choices=word_choices(TrainingOutcome, none=_UNKNOWN),
                initial=place.outcome,
            )
            self.fields[f"day-{place.pk}"] = DayField(
                label="training.field.finished_on", required=False, initial=place.finished_on
            )
            for name, label in (("outcome", "outcome"), ("day", "finished_on")):
                said = f"{place.staff.name} {spoken(message(f'training.field.{label}'))}"
                self.fields[f"{name}-{place.pk}"].widget.attrs["aria-label"] = said

    def rows(self) -> Iterable[tuple[Enrolment, forms.BoundField, forms.BoundField]]:
        """Each place with its two fields."""
        return ((place, self[f"outcome-{place.pk}"], self[f"day-{place.pk}"]) for place in self.places)

    @property
    def told(self) -> AttendanceTold:
        """What was told, by place. Only of a valid form. A day belongs to finishing alone."""
        return AttendanceTold(tuple(sorted(self._told(place) for place in self.places)))

    def _told(self, place: Enrolment) -> tuple[int, str, str]:
        outcome = str(self.cleaned_data[f"outcome-{place.pk}"])
        day: date | None = self.cleaned_data[f"day-{place.pk}"]
        return place.pk, outcome, day.isoformat() if day and outcome == TrainingOutcome.FINISHED else ""


def _wrong(why: str) -> Any:  # noqa: ANN401 -- Django's error
    return wrong(message(f"training.wrong.{why}"), message(f"training.wrong.{why}.remedy"))


label_of = labels_of(
    CourseFields,
    SessionFields,
    CountFields,
    ReasonForm,
    FinishFields,
    RecommendFields,
    FileForm,
    otherwise="training.field.outcome",
)
