"""What is typed and chosen on the pages of meetings. Each form gives what it was told as a value (`told`)."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django import forms

from monosashi.core.messages import Message, message
from monosashi.office.answering.evidence_files import KINDS
from monosashi.office.entering.forms import LONGEST, BasedForm, Choices, ReasonForm, lines
from monosashi.office.meetings.models import Body
from monosashi.office.meetings.states import AgendaKind, MeetingBodyKind, MemberRole
from monosashi.office.meetings.told import BodyTold, DecisionTold, ItemTold, MeetingTold, MemberTold
from monosashi.office.ui.forms import DayField, LinesField, SayingForm, UploadField, labels_of, word_choices
from monosashi.office.ui.language import spoken


class BodyForm(BasedForm):
    """A body."""

    name = forms.CharField(label="meetings.form.body_name", max_length=100)
    kind = forms.ChoiceField(label="meetings.form.body_kind", choices=word_choices(MeetingBodyKind))
    part_of = forms.ChoiceField(label="meetings.form.part_of", help_text="meetings.form.part_of.help", required=False)
    rests_on = forms.CharField(
        label="meetings.form.rests_on", help_text="meetings.form.rests_on.help", required=False, max_length=200
    )
    secretariat = forms.ChoiceField(label="meetings.form.secretariat", required=False)

    def __init__(self, *args: Any, above: Iterable[Body], departments: Choices, **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        none = ("", spoken(message("meetings.form.none")))
        self.choose("part_of", [none, *((str(body.pk), body.name) for body in above)])
        self.choose("secretariat", [none, *departments])

    @property
    def told(self) -> BodyTold:
        """What was told. Only of a valid form."""
        told = self.cleaned_data
        above = int(told["part_of"]) if told["part_of"] else None
        return BodyTold(told["name"].strip(), told["kind"], above, told["rests_on"].strip(), told["secretariat"])


class MemberForm(BasedForm):
    """A seat in a body."""

    role = forms.ChoiceField(label="meetings.form.member_role", choices=word_choices(tuple(reversed(MemberRole))))
    who = forms.CharField(label="meetings.form.who", help_text="meetings.form.who.help", max_length=100)
    account = forms.CharField(
        label="meetings.form.account", help_text="meetings.form.account.help", required=False, max_length=150
    )
    since = DayField(label="meetings.form.since", required=False)
    until = DayField(label="meetings.form.until", help_text="meetings.form.until.help", required=False)

    @property
    def told(self) -> MemberTold:
        """What was told. Only of a valid form."""
        told = self.cleaned_data
        return MemberTold(told["role"], told["who"].strip(), told["account"].strip(), told["since"], told["until"])


class MeetingForm(BasedForm):
    """A meeting. `looks_at` is a plan, one of its rounds or one of its editions."""

    day = DayField(label="meetings.form.day")
    begins = forms.TimeField(
        label="meetings.form.begins", required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    place = forms.CharField(label="meetings.form.place", required=False, max_length=100)
    number = forms.IntegerField(
        label="meetings.form.number",
        help_text="meetings.form.number.help",
        required=False,
        min_value=1,
        max_value=999,
    )
    looks_at = forms.ChoiceField(label="meetings.form.looks_at", help_text="meetings.form.looks_at.help")
    looks_again = forms.MultipleChoiceField(
        label="meetings.form.looks_again",
        help_text="meetings.form.looks_again.help",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    shown_in: ClassVar[Mapping[str, str]] = {"plan": "looks_at", "round": "looks_at", "edition": "looks_at"}

    def __init__(self, *args: Any, looks_at: Choices, looks_again: Choices = (), **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        self.choose("looks_at", looks_at)
        self.choose("looks_again", looks_again)
        if not looks_again:
            del self.fields["looks_again"]

    @property
    def told(self) -> MeetingTold:
        """What was told. Only of a valid form."""
        told = self.cleaned_data
        plan, of, at = read_looks_at(told["looks_at"])
        return MeetingTold(
            plan,
            told["day"],
            told["number"],
            told["begins"],
            told["place"].strip(),
            at if of == "round" else None,
            at if of == "edition" else None,
        )


class DayForm(SayingForm):
    """Another day."""

    day = DayField(label="meetings.form.new_day")


class ReportForm(SayingForm):
    """What was done."""

    report = LinesField(label="meetings.form.report", help_text="meetings.form.report.help", rows=5, most=LONGEST)


class NoMinutesForm(ReasonForm):
    """Why there will be no minutes, and whether what is known was made out from the papers."""

    inferred = forms.BooleanField(
        label="meetings.form.inferred", help_text="meetings.form.inferred.help", required=False
    )


class ItemForm(BasedForm):
    """An item of the agenda."""

    kind = forms.ChoiceField(label="meetings.form.agenda_kind", choices=word_choices(AgendaKind))
    title = forms.CharField(label="meetings.form.title", max_length=200)
    measures = forms.MultipleChoiceField(
        label="meetings.form.measures",
        help_text="meetings.form.measures.help",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, measures: Choices, **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        self.choose("measures", measures)

    @property
    def told(self) -> ItemTold:
        """What was told. Only of a valid form."""
        told = self.cleaned_data
        return ItemTold(told["kind"], told["title"].strip(), tuple(sorted(told["measures"])))


class CarryForm(SayingForm):
    """Which items of the last meeting are taken over."""

    items = forms.MultipleChoiceField(label="meetings.form.items", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, items: Choices, **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        self.fields["items"].choices = list(items)  # type: ignore[attr-defined]


class MoveForm(SayingForm):
    """The place, from 1, at which an item is to stand."""

    to = forms.IntegerField(label="meetings.form.to", min_value=1, max_value=999, widget=forms.HiddenInput)


class PaperForm(SayingForm):
    """A file, and where it belongs: an item, or the minutes."""

    item = forms.ChoiceField(label="meetings.form.paper_of", required=False)
    file = UploadField(kinds=KINDS, label="meetings.form.file", help_text="meetings.form.file.help")

    def __init__(self, *args: Any, items: Choices, **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        self.fields["item"].choices = list(items)  # type: ignore[attr-defined]


class DecisionForm(BasedForm):
    """A decision."""

    item = forms.ChoiceField(label="meetings.form.item")
    text = LinesField(label="meetings.form.decision", help_text="meetings.form.decision.help", most=LONGEST)
    due = DayField(label="meetings.form.due", help_text="meetings.form.due.help", required=False)
    departments = forms.MultipleChoiceField(
        label="meetings.form.departments",
        help_text="meetings.form.departments.help",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    measures = forms.MultipleChoiceField(
        label="meetings.form.measures", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, items: Choices, departments: Choices, measures: Choices, **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        self.choose("item", items)
        self.choose("departments", departments)
        self.choose("measures", measures)

    @property
    def told(self) -> DecisionTold:
        """What was told. Only of a valid form."""
        told = self.cleaned_data
        departments, measures = tuple(sorted(told["departments"])), tuple(sorted(told["measures"]))
        return DecisionTold(int(told["item"]), lines(told["text"]), departments, measures, told["due"])


def looks_at(plan: str, round_: int | None = None, edition: int | None = None) -> str:
    """How the form names what a meeting looks at."""
    if round_ is not None:
        return f"round {round_} {plan}"
    return f"edition {edition} {plan}" if edition is not None else f"plan 0 {plan}"


def read_looks_at(text: str) -> tuple[str, str, int]:
    """Plan, kind and number of what a meeting looks at."""
    of, at, plan = text.split(" ", 2)
    return plan, of, int(at)


_BEFORE = {
    "said": message("meetings.form.said"),
    "seat": message("meetings.form.seat"),
    "proxy": message("meetings.form.proxy"),
}

_label_of = labels_of(
    *(BodyForm, MemberForm, MeetingForm, DayForm, ReportForm, NoMinutesForm, ItemForm, CarryForm, MoveForm),
    *(PaperForm, DecisionForm),
    otherwise="entering.reason",
)


def label_of(name: str) -> Message:
    """What a field is called, by the name under which it is sent."""
    return _BEFORE.get(name.partition("-")[0]) or _label_of(name)
