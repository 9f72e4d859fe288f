"""What is chosen on the pages of other cities."""

from django import forms

from monosashi.office.entering.forms import ReasonForm
from monosashi.office.ui.forms import SayingForm, UploadField, labels_of


class CityFields(SayingForm):
    """The zip of a city's open data."""

    file = UploadField(label="cities.field.file", help_text="cities.field.file.help", kinds=(".zip",))


class NewerFields(CityFields):
    """A newer one. `based_on` is the hash of the file that was shown."""

    based_on = forms.CharField(label="entering.based_on", widget=forms.HiddenInput, max_length=64)


class LeavingFields(ReasonForm):
    """Why a city is left out."""

    based_on = forms.CharField(label="entering.based_on", widget=forms.HiddenInput, max_length=64)


label_of = labels_of(CityFields, NewerFields, LeavingFields, otherwise="cities.field.file")
