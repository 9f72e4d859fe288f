"""Forms of examination: answers to viewpoints, remarks, the decision, verification, the city's settings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from monosashi.core.fiscal_years import print_fiscal_year
from monosashi.core.messages import message
from monosashi.office.entering.forms import BasedForm, lines
from monosashi.office.investments.actions_examining import ConditionTold, DecisionTold
from monosashi.office.investments.actions_following import VerificationTold
from monosashi.office.investments.fields import FigureField, YearField
from monosashi.office.investments.forms import LONGEST, NOTHING, SeenForm
from monosashi.office.investments.models import LabourRate, Viewpoint
from monosashi.office.investments.states import (
    InvestmentEffect,
    InvestmentLikeness,
    InvestmentNextStep,
    InvestmentOutcome,
    InvestmentPriority,
    InvestmentVerdict,
)
from monosashi.office.investments.told import AnswersTold, RemarksTold, SettingsTold
from monosashi.office.investments.usual import usual_viewpoints
from monosashi.office.ui.forms import DayField, LinesField, SayingForm, labels_of, word_choices, wrong
from monosashi.office.ui.language import spoken

Choices = Sequence[tuple[str, str]]
CONDITIONS = 3
"""Conditions that a form has room for."""
NEW_ROWS = 3
"""Blank rows that the settings offer."""


class AnswersForm(BasedForm):
    """What a department says to each viewpoint (`answer-3`)."""

    def __init__(self, *args: Any, asked: Sequence[Viewpoint], kept: AnswersTold, **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        self.asked = asked
        for pk, answer in kept.answers:
            self.fields[f"answer-{pk}"] = LinesField(
                label="investments.field.answer", required=False, rows=3, most=LONGEST, initial=answer
            )

    def rows(self) -> Iterator[tuple[Viewpoint, tuple[BoundField, ...]]]:
        """Each viewpoint with its field."""
        return ((each, (self[f"answer-{each.pk}"],)) for each in self.asked)

    @property
    def told(self) -> AnswersTold:
        """What was told. Only of a valid form."""
        return AnswersTold(tuple((each.pk, lines(self.cleaned_data[f"answer-{each.pk}"])) for each in self.asked))


class RemarksForm(BasedForm):
    """What the office thinks of each answer (`verdict-3`, `remark-3`)."""

    def __init__(self, *args: Any, asked: Sequence[Viewpoint], kept: RemarksTold, **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        self.asked = asked
        for pk, verdict, remark in kept.remarks:
            self.fields[f"verdict-{pk}"] = forms.ChoiceField(
                label="investments.field.verdict", choices=word_choices(InvestmentVerdict), initial=verdict
            )
            self.fields[f"remark-{pk}"] = LinesField(
                label="investments.field.remark", required=False, rows=2, most=LONGEST, initial=remark
            )

    def rows(self) -> Iterator[tuple[Viewpoint, tuple[BoundField, ...]]]:
        """Each viewpoint with its fields."""
        return ((each, (self[f"verdict-{each.pk}"], self[f"remark-{each.pk}"])) for each in self.asked)

    def clean(self) -> dict[str, Any]:
        """What does not fit is told why."""
        told: dict[str, Any] = super().clean() or {}
        for each in self.asked:
            unfit = told.get(f"verdict-{each.pk}") in {InvestmentVerdict.UNFIT, InvestmentVerdict.LOOK}
            if unfit and not told.get(f"remark-{each.pk}"):
                why, remedy = "investments.wrong.no_remark", "investments.wrong.no_remark.remedy"
                self.add_error(f"remark-{each.pk}", wrong(message(why), message(remedy)))
        return told

    @property
    def told(self) -> RemarksTold:
        """What was told. Only of a valid form."""
        told = self.cleaned_data
        return RemarksTold(
            tuple((each.pk, told[f"verdict-{each.pk}"], lines(told[f"remark-{each.pk}"])) for each in self.asked)
        )


class DecisionForm(SeenForm):
    """What was decided, with room for conditions (`condition-0`, `due-0`, `department-0`)."""

    token = forms.CharField(label="investments.field.seen", widget=forms.HiddenInput, required=False, max_length=64)
    outcome = forms.ChoiceField(
        label="investments.field.outcome", choices=word_choices(InvestmentOutcome), widget=forms.RadioSelect
    )
    reason = LinesField(label="investments.field.decision_reason", rows=4, most=LONGEST)
    decided_on = DayField(label="investments.field.decided_on")
    decided_in = forms.ChoiceField(
        label="investments.field.decided_in", help_text="investments.field.decided_in.help", required=False
    )
    priority = forms.ChoiceField(label="investments.field.priority", choices=word_choices(InvestmentPriority))
    verify_year = YearField(
        label="investments.field.verify_year", help_text="investments.field.verify_year.help", required=False
    )

    def __init__(self, *args: Any, decided_in: Choices, departments: Choices, **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        office = ("", spoken(message("investments.field.decided_in.none")))
        self.fields["decided_in"].choices = [office, *decided_in]  # type: ignore[attr-defined]
        none = ("", spoken(message("investments.field.none")))
        for at in range(CONDITIONS):
            self.fields[f"condition-{at}"] = LinesField(
                label="investments.field.condition", required=False, rows=2, most=LONGEST
            )
            self.fields[f"due-{at}"] = DayField(label="investments.field.condition_due", required=False)
            self.fields[f"department-{at}"] = forms.ChoiceField(
                label="investments.field.condition_department", choices=[none, *departments], required=False
            )

    def plain(self) -> Iterator[BoundField]:
        """The fields before the conditions."""
        return (each for each in self if each.name in self.base_fields)

    def conditions(self) -> Iterator[tuple[int, tuple[BoundField, ...]]]:
        """The room for conditions: a number from 1, and fields."""
        for at in range(CONDITIONS):
            yield at + 1, (self[f"condition-{at}"], self[f"due-{at}"], self[f"department-{at}"])

    def clean(self) -> dict[str, Any]:
        """A condition has its day and a department that reports on it; who approves with conditions tells one."""
        told: dict[str, Any] = super().clean() or {}
        for at in range(CONDITIONS):
            parts = [told.get(f"{name}-{at}") for name in ("condition", "due", "department")]
            if any(parts[:2]) and not all(parts) and not self.errors:
                why, remedy = "investments.wrong.half_condition", "investments.wrong.half_condition.remedy"
                self.add_error(f"condition-{at}", wrong(message(why), message(remedy)))
        if told.get("outcome") in _GOES_ON and not told.get("verify_year") and "verify_year" not in self.errors:
            why, remedy = "investments.wrong.no_verify_year", "investments.wrong.no_verify_year.remedy"
            self.add_error("verify_year", wrong(message(why), message(remedy)))
        return told

    @property
    def told(self) -> DecisionTold:
        """What was told. Only of a valid form."""
        told = self.cleaned_data
        outcome = InvestmentOutcome(told["outcome"])
        return DecisionTold(
            outcome,
            lines(told["reason"]),
            told["decided_on"],
            InvestmentPriority(told["priority"]),
            told["verify_year"] if outcome in _GOES_ON else None,
            int(told["decided_in"]) if told["decided_in"] else None,
            tuple(
                ConditionTold(lines(told[f"condition-{at}"]), told[f"due-{at}"], told[f"department-{at}"])
                for at in range(CONDITIONS)
                if told[f"condition-{at}"]
            ),
        )


_GOES_ON = {InvestmentOutcome.APPROVED, InvestmentOutcome.CONDITIONAL}


class VerificationForm(SeenForm):
    """Whether a case brought what was expected."""

    token = forms.CharField(label="investments.field.seen", widget=forms.HiddenInput, required=False, max_length=64)
    fiscal_year = YearField(label="investments.field.verified_in")
    effect = forms.ChoiceField(
        label="investments.field.effect", choices=word_choices(InvestmentEffect), widget=forms.RadioSelect
    )
    reason = LinesField(
        label="investments.field.effect_reason",
        help_text="investments.field.effect_reason.help",
        rows=4,
        most=LONGEST,
    )
    next_step = forms.ChoiceField(label="investments.field.next_step", choices=word_choices(InvestmentNextStep))
    next_year = YearField(
        label="investments.field.next_year", help_text="investments.field.next_year.help", required=False
    )

    def clean(self) -> dict[str, Any]:
        """The next look is later than this one."""
        told: dict[str, Any] = super().clean() or {}
        now, again = told.get("fiscal_year"), told.get("next_year")
        if now and again and again <= now:
            why, remedy = "investments.wrong.next_year", "investments.wrong.next_year.remedy"
            self.add_error("next_year", wrong(message(why), message(remedy)))
        return told

    @property
    def told(self) -> VerificationTold:
        """What was told. Only of a valid form."""
        told = self.cleaned_data
        return VerificationTold(
            told["fiscal_year"],
            InvestmentEffect(told["effect"]),
            lines(told["reason"]),
            InvestmentNextStep(told["next_step"]),
            told["next_year"],
        )


class LikenessForm(SayingForm):
    """Whether two cases do the same thing. `other` is the key of the other one; `chosen`: it is not asked for."""

    other = forms.ChoiceField(label="investments.field.other")
    likeness = forms.ChoiceField(label="investments.field.likeness", choices=word_choices(InvestmentLikeness))

    def __init__(self, *args: Any, others: Choices, chosen: bool = False, **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        self.fields["other"].choices = others  # type: ignore[attr-defined]
        if chosen:
            self.fields["other"].widget = forms.HiddenInput()


@dataclass(frozen=True, slots=True)
class RateRow:
    """The fields of a rate."""

    year: BoundField
    yen: BoundField
    source: BoundField


class SettingsForm(BasedForm):
    """The city's unit labour costs (`year-2027`, `yen-2027`, `source-2027`) and viewpoints (`text-3`, `used-3`), with some blank ones.

    Fields are named for what they hold and not for where they stand: what somebody else added meanwhile shifts nothing.
    A city without viewpoints has a row for each usual one, in which it stands where `begins` with them is asked for.
    """

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 -- Django's
        rates: Sequence[LabourRate],
        viewpoints: Sequence[Viewpoint],
        begins: bool = False,
        **more: Any,  # noqa: ANN401 -- Django's
    ) -> None:
        super().__init__(*args, **more)
        self._rates = {**{str(each.fiscal_year): each for each in rates}, "new": None}
        usual = () if viewpoints else usual_viewpoints().texts
        self._offered = {f"new-{at}": text for at, text in enumerate(usual)} if begins else {}
        sent = sum(name.startswith("text-new-") for name in self.data)
        new = {f"new-{at}": None for at in range(max(NEW_ROWS, len(usual), sent))}
        self._viewpoints = {**{str(each.pk): each for each in viewpoints}, **new}
        for key, rate in self._rates.items():
            self._add_rate(key, rate)
        for key, viewpoint in self._viewpoints.items():
            self._add_viewpoint(key, viewpoint)

    def _add_rate(self, key: str, rate: LabourRate | None) -> None:
        year = YearField(
            label="investments.field.rate_year",
            required=False,
            initial=print_fiscal_year(rate.fiscal_year) if rate else "",
        )
        yen = FigureField(label="investments.field.yen", least=NOTHING, initial=rate.yen if rate else "")
        source = forms.CharField(
            label="investments.field.rate_source",
            required=False,
            max_length=200,
            initial=rate.source if rate else "",
        )
        self.fields.update({f"year-{key}": year, f"yen-{key}": yen, f"source-{key}": source})

    def _add_viewpoint(self, key: str, viewpoint: Viewpoint | None) -> None:
        self.fields[f"text-{key}"] = forms.CharField(
            label="investments.field.viewpoint",
            required=False,
            max_length=300,
            initial=viewpoint.text if viewpoint else self._offered.get(key, ""),
        )
        self.fields[f"used-{key}"] = forms.BooleanField(
            label="investments.field.in_use", required=False, initial=viewpoint.in_use if viewpoint else True
        )

    def rates(self) -> Iterator[RateRow]:
        """The rows of rates."""
        return (RateRow(self[f"year-{key}"], self[f"yen-{key}"], self[f"source-{key}"]) for key in self._rates)

    def viewpoints(self) -> Iterator[tuple[BoundField, BoundField]]:
        """The rows of viewpoints."""
        return ((self[f"text-{key}"], self[f"used-{key}"]) for key in self._viewpoints)

    def clean(self) -> dict[str, Any]:
        """A rate has its year and its source, a year one rate, and a viewpoint its words."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("based_on") != self.initial.get("based_on"):
            return told  # somebody else was quicker, which is told before anything else
        known: set[int] = set()
        for key in self._rates:
            year = told.get(f"year-{key}")
            if why := self._fault(key, told, known):
                remedy = f"investments.wrong.{why}.remedy"
                self.add_error(f"year-{key}", wrong(message(f"investments.wrong.{why}"), message(remedy)))
            known |= {year} if year else set()
        for key, viewpoint in self._viewpoints.items():
            if viewpoint is not None and not told.get(f"text-{key}"):
                why, remedy = "investments.wrong.no_viewpoint", "investments.wrong.no_viewpoint.remedy"
                self.add_error(f"text-{key}", wrong(message(why), message(remedy)))
        return told

    def _fault(self, key: str, told: dict[str, Any], known: set[int]) -> str:
        parts = [told.get(f"{name}-{key}") for name in ("year", "yen", "source")]
        if any(parts) and not all(parts) and not self.errors:
            return "half_rate"
        return "year_twice" if parts[0] in known else ""

    @property
    def told(self) -> SettingsTold:
        """What was told. Only of a valid form."""
        told = self.cleaned_data
        rates = (
            (told[f"year-{key}"], told[f"yen-{key}"], told[f"source-{key}"].strip())
            for key in self._rates
            if told[f"year-{key}"]
        )
        viewpoints = (
            (row.pk if row else 0, told[f"text-{key}"].strip(), told[f"used-{key}"])
            for key, row in self._viewpoints.items()
        )
        return SettingsTold(tuple(sorted(rates)), tuple(each for each in viewpoints if each[1]))


label_of = labels_of(DecisionForm, VerificationForm, LikenessForm, otherwise="investments.field.answer")
