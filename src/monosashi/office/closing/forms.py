"""Forms of closing: what editions are called, finance's CSV, answers to likely questions."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django import forms

from monosashi.core.messages import Message, message
from monosashi.core.plan import Plan
from monosashi.evaluation.life_cycle import LifeCycle
from monosashi.exchange.finance.mapping import Rounding
from monosashi.exchange.typed_words import YEN
from monosashi.office.closing.actions_following import Wish
from monosashi.office.closing.edition_labels import LONGEST
from monosashi.office.closing.proposals import ENDING
from monosashi.office.closing.settling import Meant
from monosashi.office.publication.forms import ErrataForm
from monosashi.office.rounds.models import FollowUp
from monosashi.office.ui.forms import LinesField, SayingForm, UploadField, labels_of, wrong
from monosashi.office.ui.language import spoken

_LONGEST = 2000


class LabelForm(ErrataForm):
    """What the edition is called, "" for its year and state.

    `unchanged`: the year is settled with the money as it is; `not_final`: with actuals that are still provisional or estimated.
    Values that were wrong in the provisional edition are named with their reasons, as the page showed them at the revision `seen`.
    """

    label = forms.CharField(
        label="closing.form.label", help_text="closing.form.label.help", required=False, max_length=LONGEST
    )
    unchanged = forms.BooleanField(label="closing.form.unchanged", required=False)
    not_final = forms.BooleanField(label="closing.form.not_final", required=False)
    seen = forms.IntegerField(label="closing.form.seen", widget=forms.HiddenInput, min_value=0, required=False)

    @property
    def meant(self) -> Meant:
        """What was said. Only of a valid form."""
        told = self.cleaned_data
        return Meant(told["unchanged"], told["not_final"], told["reason"].strip(), self.reasons, told["seen"])


class SeenForm(SayingForm):
    """A decision on what was shown at a revision of the plan."""

    seen = forms.IntegerField(label="closing.form.seen", widget=forms.HiddenInput, min_value=0)


class PublishedForm(SayingForm):
    """`elsewhere`: the result is public, though not by this system."""

    elsewhere = forms.BooleanField(label="closing.form.elsewhere", required=False)


def _units() -> list[tuple[str, str]]:
    return [("", spoken(message("closing.form.unit.none"))), *((unit, unit) for unit in YEN)]


def _roundings() -> list[tuple[str, str]]:
    return [(each.value, spoken(message(f"closing.form.rounding.{each.value}"))) for each in Rounding]


class MoneyForm(SayingForm):
    """Finance's CSV with the mapping that says how it is laid out. Without a mapping the one used last is taken.

    A `unit` has a mapping drafted from the CSV's headings.
    """

    csv = UploadField(kinds=(".csv", ".txt"), label="closing.form.csv", help_text="closing.form.csv.help")
    mapping = UploadField(
        kinds=(".toml",), label="closing.form.mapping", help_text="closing.form.mapping.help", required=False
    )
    unit = forms.ChoiceField(
        label="closing.form.unit", help_text="closing.form.unit.help", choices=_units, required=False
    )
    rounding = forms.ChoiceField(label="closing.form.rounding", choices=_roundings, required=False)


class LikelyAnswerForm(SayingForm):
    """The answer that is kept ready for a likely question."""

    text = LinesField(
        label="closing.form.answer", help_text="closing.form.answer.help", rows=4, most=_LONGEST, required=False
    )


class CarryForm(SayingForm):
    """Which proposals are laid into the draft."""

    def __init__(self, pks: tuple[int, ...], *args: Any, **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        self.names = {f"carry-{pk}": pk for pk in pks}
        for name in self.names:
            self.fields[name] = forms.BooleanField(label="closing.form.carry", required=False)

    @property
    def chosen(self) -> tuple[int, ...]:
        """The rows that were ticked. Only of a valid form."""
        return tuple(pk for name, pk in self.names.items() if self.cleaned_data[name])


class DropForm(SayingForm):
    """Why a proposal goes no further."""

    reason = forms.CharField(label="closing.form.drop", max_length=_LONGEST, widget=forms.Textarea(attrs={"rows": 2}))


class ProposeForm(SayingForm):
    """One proposal for a measure: a target, a stage, an end, or a merge."""

    kind = forms.ChoiceField(label="closing.form.kind", help_text="closing.form.kind.help", widget=forms.RadioSelect)
    indicator = forms.ChoiceField(label="closing.form.indicator", required=False)
    value = forms.DecimalField(label="closing.form.value", required=False, max_digits=20)
    stage = forms.ChoiceField(label="closing.form.stage", required=False)
    disposition = forms.ChoiceField(label="closing.form.disposition", required=False)
    into = forms.ChoiceField(label="closing.form.into", required=False)
    reason = LinesField(
        label="closing.form.reason", help_text="closing.form.reason.help", most=_LONGEST, required=False
    )

    def __init__(self, plan: Plan, node: str, life_cycle: LifeCycle | None, *args: Any, **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        none = ("", spoken(message("closing.form.none")))
        stages = life_cycle.stages if life_cycle else ()
        others = (each for each in plan.index.measures if each.id != node)
        self._choose("kind", [(kind.value, spoken(message(f"closing.kind.{kind.value}"))) for kind in FollowUp.Kind])
        self._choose("indicator", [none, *((i.id, i.name) for i in plan.index.indicators_of.get(node, ()))])
        self._choose("stage", [none, *((stage.id, f"{stage.id} {stage.name}") for stage in stages)])
        self._choose("disposition", [none, *((each.value, spoken(each)) for each in sorted(ENDING))])
        self._choose("into", [none, *((each.id, each.label) for each in others)])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What the kind asks for has to be there."""
        told: dict[str, Any] = super().clean() or {}
        for name in PARTS_OF.get(told.get("kind", ""), ()):
            if told.get(name) in {None, ""} and name not in self.errors:
                self.add_error(name, wrong(message("closing.form.missing"), message("closing.form.missing.remedy")))
        return told

    @property
    def parts(self) -> tuple[tuple[Message, tuple[forms.BoundField, ...]], ...]:
        """What each kind asks for: its name and its fields."""
        return tuple(
            (message(f"closing.kind.{kind}"), tuple(self[name] for name in names)) for kind, names in PARTS_OF.items()
        )

    @property
    def wish(self) -> Wish:
        """What was told. Only of a valid form."""
        told = self.cleaned_data
        kind = FollowUp.Kind(told["kind"])
        return Wish(kind, {name: str(told[name]) for name in PARTS_OF[kind.value]}, told["reason"])


PARTS_OF: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"target": ("indicator", "value"), "stage": ("stage",), "disposition": ("disposition",), "merge": ("into",)}
)
"""The fields that each kind of proposal is made of."""

label_of = labels_of(
    MoneyForm,
    LikelyAnswerForm,
    SeenForm,
    DropForm,
    ProposeForm,
    otherwise="closing.form.label",
)
