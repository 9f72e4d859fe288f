"""The forms of a sheet besides its cells."""

from typing import Any

from django import forms

from monosashi.office.answering.evidence_files import KINDS
from monosashi.office.ui.forms import SayingForm, UploadField


class SeenForm(SayingForm):
    """An act on the sheet as it was seen: its version, None where none was sent."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput, label="answering.form.seen")


class EvidenceForm(SayingForm):
    """A file, and the answer that it shows to be true."""

    slot = forms.ChoiceField(required=False, label="answering.evidence.slot")
    file = UploadField(kinds=KINDS, label="answering.evidence.file", help_text="answering.evidence.file.help")

    def __init__(self, *args: Any, slots: tuple[tuple[str, str], ...] = (), **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        self.fields["slot"].choices = slots  # type: ignore[attr-defined]


class PartForm(SayingForm):
    """A department's part is done, or is not."""

    code = forms.CharField(max_length=64, label="answering.form.code")
    done = forms.BooleanField(required=False, label="answering.form.done")


class NoteForm(SayingForm):
    """A note."""

    fiscal_year = forms.IntegerField(
        min_value=1900, max_value=2999, widget=forms.HiddenInput, label="answering.form.year"
    )
    sheet = forms.IntegerField(required=False, widget=forms.HiddenInput, label="answering.form.sheet")
    text = forms.CharField(max_length=4000, label="answering.notes.text", widget=forms.Textarea(attrs={"rows": 3}))
