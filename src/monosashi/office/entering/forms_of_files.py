"""Forms that bring in a list from a file: the file, and that what it would change was seen."""

from django import forms

from monosashi.office.ui.forms import SayingForm, UploadField


class FileForm(SayingForm):
    """A list as a file."""

    file = UploadField(label="entering.import.file", help_text="entering.import.file.help", kinds=(".xlsx", ".csv"))


class SeenForm(SayingForm):
    """A decision on a difference. `seen` is the state of the one that was shown."""

    seen = forms.CharField(label="entering.based_on", widget=forms.HiddenInput, max_length=64)
