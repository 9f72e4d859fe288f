"""What is typed and chosen on the pages of forms."""

from django import forms

from monosashi.office.forms.actions import KINDS, LONGEST
from monosashi.office.ui.forms import SayingForm, UploadField, labels_of


class BringInForm(SayingForm):
    """A form and what it is called."""

    name = forms.CharField(
        label="city_forms.form.name", help_text="city_forms.form.name.help", required=False, max_length=LONGEST
    )
    file = UploadField(kinds=KINDS, label="city_forms.form.file", help_text="city_forms.form.file.help")


class ReplaceForm(SayingForm):
    """A newer file of a form. `based_on` is the hash of the one that was seen."""

    based_on = forms.CharField(label="city_forms.form.based_on", widget=forms.HiddenInput)
    file = UploadField(kinds=KINDS, label="city_forms.form.newer", help_text="city_forms.form.file.help")


class TakeOutForm(SayingForm):
    """Nothing but the hash of the file that was seen."""

    based_on = forms.CharField(label="city_forms.form.based_on", widget=forms.HiddenInput)


label_of = labels_of(BringInForm, ReplaceForm, TakeOutForm, otherwise="city_forms.form.name")
