"""The forms of correction and disposal."""

from django import forms

from monosashi.office.ui.forms import SayingForm


class DisposalForm(SayingForm):
    """Why the content goes."""

    why = forms.CharField(
        label="trail.form.why", help_text="trail.form.why.help", max_length=1000, widget=forms.Textarea({"rows": 3})
    )


class CorrectionForm(SayingForm):
    """Which words of the content are wrong, and what they should be."""

    wrong = forms.CharField(label="trail.form.wrong", help_text="trail.form.wrong.help", max_length=1000, strip=False)
    right = forms.CharField(label="trail.form.right", max_length=1000, required=False, strip=False)
    why = forms.CharField(
        label="trail.form.why", help_text="trail.form.why.help", max_length=1000, widget=forms.Textarea({"rows": 3})
    )
