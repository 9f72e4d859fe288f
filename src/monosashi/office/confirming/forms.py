"""Forms of confirming: with a note, to whom a sheet goes back, several at once, a route for others."""

from typing import Any

from django import forms

from monosashi.core.messages import Message, message
from monosashi.office.rounds.acting import Of
from monosashi.office.ui.forms import LinesField, SayingForm, labels_of, wrong
from monosashi.office.ui.language import spoken

_LONGEST = 2000
_TO_ANSWERER = ""
_MOST_DIGITS = 18


class SeenForm(SayingForm):
    """A decision about a sheet. `seen` is its version on the page."""

    seen = forms.IntegerField(label="confirming.form.version", widget=forms.HiddenInput, min_value=0)


class ConfirmForm(SeenForm):
    """A confirmation, with a note if one likes."""

    note = LinesField(
        label="confirming.form.note", help_text="confirming.form.note.help", required=False, most=_LONGEST
    )


class ReturnForm(SeenForm):
    """A return: to whom, and why. `steps` are the earlier ones, position and name."""

    to = forms.ChoiceField(label="confirming.form.to", widget=forms.RadioSelect, required=False)
    note = LinesField(label="confirming.form.why", help_text="confirming.form.why.help", required=True, most=_LONGEST)

    field_order = ("seen", "to", "note")

    def __init__(self, steps: tuple[tuple[int, Message], ...], *args: Any, **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        answerer = (_TO_ANSWERER, spoken(message("confirming.form.to_answerer")))
        earlier = [(str(at), spoken(place)) for at, place in steps]
        self.fields["to"].choices = [answerer, *earlier]  # type: ignore[attr-defined]

    @property
    def step(self) -> int | None:
        """The position to which it goes back, None: to whoever answers. Only of a valid form."""
        chosen = str(self.cleaned_data["to"])
        return int(chosen) if chosen else None


class CopyForm(SayingForm):
    """The departments that get the route too."""

    to = forms.MultipleChoiceField(label="confirming.form.copy_to", widget=forms.CheckboxSelectMultiple)

    def __init__(self, departments: tuple[tuple[str, str], ...], *args: Any, **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        self.fields["to"].choices = departments  # type: ignore[attr-defined]


class TogetherForm(SayingForm):
    """Several sheets confirmed at once: each chosen with its version as seen (`12:n-p073:3`)."""

    sheets = forms.Field(label="confirming.form.sheets", widget=forms.MultipleHiddenInput, required=False)
    note = LinesField(
        label="confirming.form.note_for_all", help_text="confirming.form.note.help", required=False, most=_LONGEST
    )

    def clean_sheets(self) -> list[str]:
        """At least one has to be ticked."""
        found: list[str] = self.cleaned_data["sheets"] or []
        if not found:
            raise wrong(message("confirming.form.none_ticked"), message("confirming.form.none_ticked.remedy"))
        return found

    @property
    def chosen(self) -> tuple[Of, ...]:
        """The sheets with the versions that were on the page. Only of a valid form. What is no sheet is left out."""
        return tuple(of for text in self.cleaned_data["sheets"] if (of := _of(text)) is not None)


def _of(text: str) -> Of | None:
    number, _, rest = text.partition(":")
    node, _, seen = rest.rpartition(":")
    return Of(int(number), node, int(seen)) if _is_number(number) and _is_number(seen) and node else None


def _is_number(text: str) -> bool:
    """Whether a row may have this number. What a person typed over in the address of a form may be anything."""
    return text.isdecimal() and len(text) <= _MOST_DIGITS


label_of = labels_of(ReturnForm, ConfirmForm, TogetherForm, CopyForm, otherwise="confirming.form.version")
