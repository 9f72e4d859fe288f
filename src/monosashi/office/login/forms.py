"""Forms of log-in that differ from the library's."""

from allauth.mfa.recovery_codes.forms import GenerateRecoveryCodesForm
from django import forms


class PaperCodesForm(GenerateRecoveryCodesForm):  # type: ignore[misc]  # the library has no types
    """Codes on paper may be made without any other second factor."""

    def clean(self) -> dict[str, object]:
        """Nothing to check."""
        return forms.Form.clean(self) or {}
