"""The form of a route: a row for each step, put in order with buttons, without any script."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote

from django import forms
from django.forms import BoundField
from django.http import QueryDict

from monosashi.core.messages import Message, message
from monosashi.office.rounds.routes import Step
from monosashi.office.rounds.states import StepKind
from monosashi.office.ui.forms import SayingForm, word_choices, wrong

MOST_STEPS = 20
_ADD, _REMOVE, _UP, _DOWN = "add", "remove", "up", "down"
_FIELDS = ("kind", "department", "post")
_CALLED = {
    "kind": "confirming.form.kind",
    "department": "confirming.form.department",
    "post": "confirming.form.post",
    "do": "confirming.form.do",
}

Choices = tuple[tuple[str, str], ...]
"""Codes and names of departments."""


@dataclass(frozen=True, slots=True)
class Row:
    """One step in the form. `number` counts from 1."""

    number: int
    kind: BoundField
    department: BoundField
    post: BoundField
    first: bool
    last: bool


class RouteForm(SayingForm):
    """The steps of a route. Which button was pressed is `do`: to save, or to add, take away and move rows.

    `seen` is the route as the page showed it when it was opened, so that a change by somebody else is noticed.
    """

    seen = forms.CharField(label="confirming.form.seen", widget=forms.HiddenInput, required=False)

    def __init__(self, departments: Choices, steps: Sequence[Step], own: str, sent: QueryDict | None = None) -> None:
        self._departments = departments
        self.arranged = False
        if sent is None:
            rows = [(step.kind.value, step.department, step.post) for step in steps]
            initial = {"seen": as_text(steps), **_named(rows)}
            super().__init__(initial=initial)
        else:
            do = str(sent.get("do", ""))
            was = list(_rows_in(sent))
            rows = _arranged(was, do, own)
            self.arranged = do.partition("-")[0] in {_ADD, _REMOVE, _UP, _DOWN}
            super().__init__(_with(sent, rows))
        self.count = len(rows)
        for at in range(self.count):
            self._add_row(at)

    def _add_row(self, at: int) -> None:
        number = at + 1
        self.fields[f"kind-{number}"] = forms.ChoiceField(label="confirming.form.kind", choices=word_choices(StepKind))
        self.fields[f"department-{number}"] = forms.ChoiceField(
            label="confirming.form.department", choices=self._departments
        )
        self.fields[f"post-{number}"] = forms.CharField(
            label="confirming.form.post",
            required=False,
            max_length=64,
            widget=forms.TextInput(attrs={"list": "posts", "autocomplete": "off"}),
        )

    def rows(self) -> Iterator[Row]:
        """The rows, for the page."""
        for number in range(1, self.count + 1):
            kind, department, post = (self[f"{name}-{number}"] for name in _FIELDS)
            yield Row(number, kind, department, post, number == 1, number == self.count)

    def is_valid(self) -> bool:
        """Whether it is to be saved and may be: a button that moves rows saves nothing."""
        return not self.arranged and super().is_valid()

    def clean(self) -> dict[str, Any]:
        """No step twice."""
        told = self.cleaned_data
        every = self.steps_in(told)
        if len(set(every)) != len(every):
            raise wrong(message("confirming.form.twice"), message("confirming.form.twice.remedy"))
        return told

    def steps_in(self, told: dict[str, Any]) -> tuple[Step, ...]:
        """The steps of what was told, but for rows that are not valid."""
        found = []
        for number in range(1, self.count + 1):
            kind, department = told.get(f"kind-{number}"), told.get(f"department-{number}")
            if kind and department:
                found.append(Step(StepKind(kind), department, str(told.get(f"post-{number}", "")).strip()))
        return tuple(found)

    @property
    def steps(self) -> tuple[Step, ...]:
        """What was told. Only of a valid form."""
        return self.steps_in(self.cleaned_data)

    @property
    def seen_steps(self) -> tuple[Step, ...]:
        """The route as the page showed it."""
        return from_text(str(self.cleaned_data["seen"]))


def label_of(name: str) -> Message:
    """What a field of the form is called, whatever a browser sends under whatever name."""
    return message(_CALLED.get(name.partition("-")[0], "confirming.form.seen"))


def as_text(steps: Sequence[Step]) -> str:
    """A route in one line, as a form carries it: nothing in it that a browser or a form would cut off or take for a separator."""
    named = ((step.kind.value, step.department, step.post) for step in steps)
    return "|".join("/".join(quote(part, safe="") for part in each) for each in named)


def from_text(text: str) -> tuple[Step, ...]:
    """The route of a line. What is no step is left out: then it is not the route that stands, which the action notices."""
    parts = [[unquote(part) for part in line.split("/")] for line in text.split("|") if line]
    known = {kind.value for kind in StepKind}
    return tuple(
        Step(StepKind(each[0]), each[1], each[2]) for each in parts if len(each) == len(_FIELDS) and each[0] in known
    )


def _rows_in(sent: QueryDict) -> Iterator[tuple[str, str, str]]:
    for number in range(1, MOST_STEPS + 1):
        if f"kind-{number}" in sent:
            yield tuple(str(sent.get(f"{name}-{number}", "")) for name in _FIELDS)  # type: ignore[misc]


def _arranged(rows: list[tuple[str, str, str]], do: str, own: str) -> list[tuple[str, str, str]]:
    what, _, which = do.partition("-")
    at = int(which) - 1 if which.isdecimal() else -1
    if what == _ADD and len(rows) < MOST_STEPS:
        return [*rows, (StepKind.CONFIRM.value, own, "")]
    if what == _REMOVE and 0 <= at < len(rows):
        return [*rows[:at], *rows[at + 1 :]]
    other = at + (1 if what == _DOWN else -1)
    if what in {_UP, _DOWN} and 0 <= at < len(rows) and 0 <= other < len(rows):
        rows = list(rows)
        rows[at], rows[other] = rows[other], rows[at]
    return rows


def _named(rows: Sequence[tuple[str, str, str]]) -> dict[str, str]:
    return {
        f"{name}-{number}": text
        for number, row in enumerate(rows, start=1)
        for name, text in zip(_FIELDS, row, strict=True)
    }


def _with(sent: QueryDict, rows: Sequence[tuple[str, str, str]]) -> dict[str, str]:
    return {"seen": str(sent.get("seen", "")), **_named(rows)}
