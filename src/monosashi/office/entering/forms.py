"""Forms that make or change one thing. Each gives what it was told as a value (`told`)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from django import forms

from monosashi.core.messages import message
from monosashi.office.entering.told import Plain
from monosashi.office.ui.forms import LinesField, SayingForm
from monosashi.office.ui.language import spoken

Choices = Sequence[tuple[str, str]]

LONGEST = 4000
"""Letters that a text of several lines may have."""


class BasedForm(SayingForm):
    """A form that makes something (`token`) or changes what it showed (`based_on`)."""

    based_on = forms.CharField(label="entering.based_on", widget=forms.HiddenInput, required=False, max_length=64)
    token = forms.CharField(label="entering.based_on", widget=forms.HiddenInput, required=False, max_length=64)

    shown_in: ClassVar[Mapping[str, str]] = {}
    """The field of the form in which something told is chosen, where it is called otherwise there."""

    def choose(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        """What a field offers."""
        self.fields[name].choices = list(choices)  # type: ignore[attr-defined]

    def stands(self, now: Plain) -> list[tuple[str, str]]:
        """What stands there now, where something else was typed: the field's label and its words. Only of a valid form."""
        wanted = self.told.plain  # type: ignore[attr-defined]
        return [
            pair
            for name, value in now.items()
            if value != wanted[name]
            for pair in self.differs(name, value, wanted[name])
        ]

    def differs(self, name: str, now: Any, wanted: Any) -> list[tuple[str, str]]:  # noqa: ANN401, ARG002 -- plain data; forms of many parts look at it
        """How one thing that differs is told: its label and the words of what stands there."""
        field = self.shown_in.get(name, name)
        return [(spoken(self._label(field)) if field in self.fields else "", self.words(name, now))]

    def words(self, name: str, value: object) -> str:
        """A value as the form's own choices call it."""
        field = self.fields.get(self.shown_in.get(name, name))
        known = {str(key): str(label) for key, label in getattr(field, "choices", ())}
        if value in (None, "", []):
            return spoken(message("value.none"))
        if isinstance(value, list):
            return spoken(message("value.separator")).join(known.get(str(each), str(each)) for each in value)
        if isinstance(value, bool):
            return spoken(message("trail.yes" if value else "trail.no"))
        return known.get(str(value), str(value))


class SureForm(SayingForm):
    """Nothing but that somebody means it."""


class ReasonForm(SayingForm):
    """Why."""

    reason = LinesField(label="entering.reason", most=LONGEST)


def lines(text: str) -> str:
    """A text as it is kept: its lines end in the one way, whichever the browser sent."""
    return text.replace("\r\n", "\n").strip()
