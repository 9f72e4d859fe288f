"""What is typed and chosen on the pages of officers. Each form gives what it was told as a value (`told`)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django import forms

from monosashi.core.messages import Message, message
from monosashi.office.entering.forms import BasedForm, lines
from monosashi.office.entering.forms_of_files import FileForm, SeenForm
from monosashi.office.officers.models import Appointment, OfficerKind
from monosashi.office.officers.rows import called
from monosashi.office.officers.states import ChosenBy, HowMany, OfficerOutcome
from monosashi.office.officers.told import KindTold, LeftOutTold, OfficerTold, RenewalTold, Renewed
from monosashi.office.ui.forms import DayField, LinesField, SayingForm, UploadField, labels_of, word_choices, wrong
from monosashi.office.ui.language import spoken

Choices = Sequence[tuple[str, str]]

_LONGEST = 4000
_MOST_YEARS = 50


class KindForm(BasedForm):
    """A kind of officers."""

    name = forms.CharField(label="officers.form.kind_name", max_length=100)
    duties = LinesField(
        label="officers.form.duties", help_text="officers.form.duties.help", rows=5, most=_LONGEST, required=False
    )
    how_many = forms.ChoiceField(label="officers.form.how_many", choices=word_choices(HowMany))
    may_be_left_out = forms.BooleanField(
        label="officers.form.may_be_left_out", help_text="officers.form.may_be_left_out.help", required=False
    )
    usual_posts = forms.CharField(label="officers.form.usual_posts", required=False, max_length=200)
    term_years = forms.IntegerField(
        label="officers.form.term_years",
        help_text="officers.form.years.help",
        min_value=1,
        max_value=_MOST_YEARS,
        required=False,
    )
    most_years = forms.IntegerField(
        label="officers.form.most_years",
        help_text="officers.form.most_years.help",
        min_value=1,
        max_value=_MOST_YEARS,
        required=False,
    )
    stands_in_for = forms.ChoiceField(label="officers.form.stands_in_for", required=False)
    rests_on = forms.CharField(
        label="officers.form.rests_on", help_text="officers.form.rests_on.help", required=False, max_length=200
    )
    position = forms.IntegerField(label="officers.form.position", min_value=0, max_value=999, initial=1)
    out_of_use_since = DayField(
        label="officers.form.out_of_use_since", help_text="officers.form.out_of_use_since.help", required=False
    )

    def __init__(self, *args: Any, others: Iterable[OfficerKind], **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        self.choose("stands_in_for", [_none(), *((str(row.pk), row.name) for row in others)])

    @property
    def told(self) -> KindTold:
        """What was told. Only of a valid form."""
        told = self.cleaned_data
        other = told["stands_in_for"]
        return KindTold(
            name=told["name"].strip(),
            how_many=told["how_many"],
            duties=lines(told["duties"]),
            usual_posts=told["usual_posts"].strip(),
            term_years=told["term_years"],
            most_years=told["most_years"],
            rests_on=told["rests_on"].strip(),
            stands_in_for=int(other) if other else None,
            may_be_left_out=told["may_be_left_out"],
            position=told["position"],
            out_of_use_since=told["out_of_use_since"],
        )


class OfficerForm(BasedForm):
    """An officer of a department. `instead_of` is the key of the appointment that this one takes over."""

    kind = forms.ChoiceField(label="officers.form.kind")
    account = forms.CharField(
        label="officers.form.account", help_text="officers.form.account.help", required=False, max_length=150
    )
    name = forms.CharField(
        label="officers.form.name", help_text="officers.form.name.help", required=False, max_length=100
    )
    post = forms.CharField(label="officers.form.post", required=False, max_length=64)
    since = DayField(label="officers.form.since")
    until = DayField(label="officers.form.until", help_text="officers.form.until.help", required=False)
    chosen_by = forms.ChoiceField(
        label="officers.form.chosen_by", help_text="officers.form.chosen_by.help", choices=word_choices(ChosenBy)
    )
    shared_with = forms.ChoiceField(
        label="officers.form.shared_with", help_text="officers.form.shared_with.help", required=False
    )
    instead_of = forms.ChoiceField(
        label="officers.form.instead_of", help_text="officers.form.instead_of.help", required=False
    )
    note = LinesField(label="officers.form.note", help_text="officers.form.note.help", most=_LONGEST, required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 -- Django's
        kinds: Iterable[OfficerKind],
        departments: Choices,
        in_office: Iterable[Appointment] | None = None,
        **more: Any,  # noqa: ANN401 -- Django's
    ) -> None:
        super().__init__(*args, **more)
        self.choose("kind", [(str(row.pk), row.name) for row in kinds])
        self.choose("shared_with", [_none(), *departments])
        if in_office is None:  # what is told already is corrected
            del self.fields["instead_of"]
            self.fields["kind"].disabled = True
        else:
            self.choose(
                "instead_of", [_none(), *((str(row.pk), f"{row.kind.name} {called(row)}") for row in in_office)]
            )

    @property
    def told(self) -> OfficerTold:
        """What was told. Only of a valid form."""
        told = self.cleaned_data
        return OfficerTold(
            kind=int(told["kind"]),
            since=told["since"],
            until=told["until"],
            account=told["account"].strip(),
            name=told["name"].strip(),
            post=told["post"].strip(),
            chosen_by=told["chosen_by"],
            shared_with=told["shared_with"],
            note=lines(told["note"]),
        )


class EndForm(SayingForm):
    """The last day, and why."""

    until = DayField(label="officers.form.last_day")
    note = LinesField(label="officers.form.why_ended", help_text="officers.form.why_ended.help", most=_LONGEST)


class WhyForm(SayingForm):
    """Why."""

    why = LinesField(label="officers.form.why", most=_LONGEST)


class SureForm(SayingForm):
    """Nothing but that somebody means it."""


class LeaveOutForm(BasedForm):
    """That none is placed, and why."""

    kind = forms.ChoiceField(label="officers.form.kind")
    since = DayField(label="officers.form.left_out_since")
    until = DayField(label="officers.form.until", help_text="officers.form.left_out_until.help", required=False)
    reason = LinesField(label="officers.form.reason", help_text="officers.form.reason.help", most=_LONGEST)

    def __init__(self, *args: Any, kinds: Iterable[OfficerKind], **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        self.choose("kind", [(str(row.pk), row.name) for row in kinds])

    @property
    def told(self) -> LeftOutTold:
        """What was told. Only of a valid form."""
        told = self.cleaned_data
        return LeftOutTold(int(told["kind"]), told["since"], lines(told["reason"]), told["until"])


class RenewForm(BasedForm):
    """The new term, and what becomes of each officer. The fields of one end with the key of the appointment."""

    since = DayField(label="officers.form.term_since")
    until = DayField(label="officers.form.term_until", required=False)

    def __init__(self, *args: Any, rows: Iterable[Appointment], **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        self.rows = tuple(rows)
        for row in self.rows:
            for name, made in _FIELDS.items():
                self.fields[f"{name}-{row.pk}"] = made()

    def clean(self) -> dict[str, Any]:
        """Whoever is followed needs somebody who follows."""
        told = super().clean() or self.cleaned_data
        for row in self.rows:
            follows = told.get(f"account-{row.pk}") or told.get(f"name-{row.pk}")
            if told.get(f"outcome-{row.pk}") == OfficerOutcome.REPLACED and not follows:
                why = message("officers.nobody_follows")
                self.add_error(f"account-{row.pk}", wrong(why, message("officers.nobody_follows.remedy")))
        return told

    @property
    def told(self) -> RenewalTold:
        """What was told. Only of a valid form."""
        told = self.cleaned_data
        return RenewalTold(told["since"], told["until"], tuple(self._renewed(row) for row in self.rows))

    def _renewed(self, row: Appointment) -> Renewed:
        told = {name: self.cleaned_data[f"{name}-{row.pk}"] for name in _FIELDS}
        if told["outcome"] != OfficerOutcome.REPLACED:
            return Renewed(row.pk, told["outcome"], lines(told["note"]))
        follows = OfficerTold(
            kind=row.kind_id,
            since=self.cleaned_data["since"],
            account=told["account"].strip(),
            name=told["name"].strip(),
            post=told["post"].strip(),
            chosen_by=told["chosen_by"],
        )
        return Renewed(row.pk, told["outcome"], lines(told["note"]), follows)


def _outcomes() -> list[tuple[str, Any]]:
    wanted = (OfficerOutcome.CONTINUED, OfficerOutcome.REPLACED, OfficerOutcome.ENDED)
    return [(each.value, spoken(message(f"officers.renew.{each.value}"))) for each in wanted]


_FIELDS: Mapping[str, Callable[[], forms.Field]] = {
    "outcome": lambda: forms.ChoiceField(label="officers.form.outcome", choices=_outcomes, widget=forms.RadioSelect),
    "account": lambda: forms.CharField(label="officers.form.follows_account", required=False, max_length=150),
    "name": lambda: forms.CharField(label="officers.form.follows_name", required=False, max_length=100),
    "post": lambda: forms.CharField(label="officers.form.post", required=False, max_length=64),
    "chosen_by": lambda: forms.ChoiceField(
        label="officers.form.chosen_by", choices=word_choices(ChosenBy), initial=ChosenBy.NOT_STATED, required=False
    ),
    "note": lambda: forms.CharField(label="officers.form.note", required=False, max_length=200),
}


class OfficersFileForm(FileForm):
    """A list of officers, with what else is read in it."""

    file = UploadField(label="officers.form.file", help_text="officers.form.file.help", kinds=(".xlsx", ".csv"))


class TakeOverForm(SeenForm):
    """Whether those whose term is over and whom the list lacks end."""

    end_others = forms.BooleanField(label="officers.form.end_others", required=False)


_label_of = labels_of(
    *(KindForm, OfficerForm, EndForm, LeaveOutForm, RenewForm, OfficersFileForm, TakeOverForm),
    otherwise="officers.form.why",
)


def label_of(name: str) -> Message:
    """What a field is called, by the name under which it is sent: `outcome-12` is one of a renewal."""
    of_one = name.partition("-")[0]
    return message(str(_FIELDS[of_one]().label)) if "-" in name and of_one in _FIELDS else _label_of(name)


def _none() -> tuple[str, str]:
    return "", spoken(message("officers.form.none"))
