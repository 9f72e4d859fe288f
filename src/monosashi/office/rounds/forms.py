"""Forms of rounds: a new one, its days and letter, another edition, what is left out, a decision without words."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from monosashi.core.messages import Message, message
from monosashi.core.plan import Plan
from monosashi.office.plans.models import Edition
from monosashi.office.rounds.actions_preparing import Wanted
from monosashi.office.rounds.settled import is_settled
from monosashi.office.rounds.states import RoundKind
from monosashi.office.ui.dates import day_text
from monosashi.office.ui.forms import DayField, LinesField, SayingForm, labels_of, word_choices, wrong
from monosashi.office.ui.language import spoken


class DaysForm(SayingForm):
    """The days of a round and its letter."""

    deadline = DayField(label="rounds.form.deadline", help_text="rounds.form.deadline.help", required=True)
    papers_due = DayField(label="rounds.form.papers_due", help_text="rounds.form.papers_due.help", required=False)
    letter = LinesField(label="rounds.form.letter", help_text="rounds.form.letter.help", required=False, rows=10)

    def clean_papers_due(self) -> date | None:
        """The day; papers are not due before the answers."""
        due: date | None = self.cleaned_data["papers_due"]
        deadline = self.cleaned_data.get("deadline")
        if due is not None and deadline is not None and due < deadline:
            raise wrong(message("rounds.form.papers_too_early"), message("rounds.form.papers_too_early.remedy"))
        return due


class NewRoundForm(DaysForm):
    """A new round."""

    fiscal_year = forms.TypedChoiceField(
        coerce=int, label="rounds.form.fiscal_year", help_text="rounds.form.fiscal_year.help"
    )
    kind = forms.ChoiceField(label="rounds.form.kind", choices=word_choices(RoundKind), widget=forms.RadioSelect)
    edition = forms.TypedChoiceField(coerce=int, label="rounds.form.edition", help_text="rounds.form.edition.help")

    field_order = ("fiscal_year", "kind", "edition", "deadline", "papers_due", "letter")

    def __init__(self, plan: Plan, editions: tuple[Edition, ...], *args: Any, **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        years = sorted((year.fiscal_year for year in plan.years), reverse=True)
        said = [(year, spoken(_named(plan, year))) for year in years]
        self.fields["fiscal_year"].choices = said  # type: ignore[attr-defined]
        self.fields["edition"].choices = editions_to_choose(editions)  # type: ignore[attr-defined]

    @property
    def wanted(self) -> Wanted:
        """What was told. Only of a valid form."""
        told = self.cleaned_data
        return Wanted(
            fiscal_year=told["fiscal_year"],
            kind=RoundKind(told["kind"]),
            edition=told["edition"],
            deadline=told["deadline"],
            papers_due=told["papers_due"],
            letter=told["letter"],
        )


class EditionForm(SayingForm):
    """Another judging edition, and why."""

    edition = forms.TypedChoiceField(coerce=int, label="rounds.form.edition", widget=forms.HiddenInput)
    why = LinesField(label="rounds.form.edition_why", help_text="rounds.form.edition_why.help", required=True)

    def __init__(self, editions: tuple[Edition, ...], *args: Any, **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        self.fields["edition"].choices = editions_to_choose(editions)  # type: ignore[attr-defined]


class ReasonForm(SayingForm):
    """Why a measure is left out. The reason is published."""

    seen = forms.IntegerField(label="rounds.form.seen", widget=forms.HiddenInput, min_value=0)
    reason = LinesField(label="rounds.form.reason", help_text="rounds.form.reason.help", required=True, rows=2)


class SeenForm(SayingForm):
    """A decision about a sheet as the person saw it. `seen` is its version."""

    seen = forms.IntegerField(label="rounds.form.seen", widget=forms.HiddenInput, min_value=0)


class NoWordsForm(SayingForm):
    """A decision that takes no words."""


label_of = labels_of(NewRoundForm, EditionForm, ReasonForm, SeenForm, otherwise="rounds.form.seen")


def _named(plan: Plan, year: int) -> Message:
    """A year as a choice; of a settled one that it is settled."""
    return message("rounds.form.year_settled" if is_settled(plan, year) else "ui.fiscal_year", year=year)


def editions_to_choose(editions: tuple[Edition, ...]) -> list[tuple[int, str]]:
    """Editions as choices, the newest first."""
    return [
        (
            edition.number,
            spoken(
                message(
                    "rounds.edition_named",
                    number=edition.number,
                    label=edition.label,
                    revision=edition.revision,
                    day=day_text(timezone.localtime(edition.frozen_at).date()),
                )
            ),
        )
        for edition in editions
    ]
