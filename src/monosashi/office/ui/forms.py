"""Forms whose labels are ids of messages and whose errors are sentences of four parts: where, what was read, why, what to do."""

from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from pathlib import PurePath
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.files.uploadedfile import UploadedFile

from monosashi.core.messages import Message, message
from monosashi.office.ui.kept_forms import Words
from monosashi.office.ui.language import spoken

_LONGEST = 40
"""Letters of what was read that an error repeats."""

_FIRST_YEAR, _LAST_YEAR = 1900, 2999

_KNOWN = frozenset(
    {"required", "invalid", "invalid_choice", "max_length", "min_length", "max_value", "min_value", "empty"}
)
_LIMITS = {
    "max_length": "limit_value",
    "min_length": "limit_value",
    "max_value": "limit_value",
    "min_value": "limit_value",
}


def wrong(why: Message, remedy: Message) -> ValidationError:
    """An error that a form's `clean` raises. Where and what was read are added by the form."""
    return ValidationError("", code="said", params={"why": why, "remedy": remedy})


class SayingForm(forms.Form):
    """A form in the office's words. Labels and help texts are ids of messages."""

    required_css_class = "is-required"

    def full_clean(self) -> None:
        """Check everything, then say what is wrong in sentences."""
        super().full_clean()
        for name, found in self.errors.as_data().items():
            self.errors[name] = self.error_class(
                [self._sentence(name, error) for error in found], renderer=self.renderer
            )
            if name in self.fields:
                self.fields[name].widget.attrs["class"] = (
                    f"{self.fields[name].widget.attrs.get('class', '')} is-wrong".strip()
                )

    def _sentence(self, name: str, error: ValidationError) -> str:
        code, params = error.code or "invalid", error.params or {}
        if code == "said":
            why, remedy = params["why"], params["remedy"]
        elif code in _KNOWN:
            kind = _kind(self.fields[name], code) if name in self.fields else code
            limit = params.get(_LIMITS.get(code, ""), 0)
            why, remedy = (
                message(f"ui.form.wrong.{kind}", limit=limit),
                message(f"ui.form.wrong.{kind}.remedy", limit=limit),
            )
        else:
            return " ".join(error.messages)
        if name == NON_FIELD_ERRORS:
            return spoken(message("ui.form.whole", why=why, remedy=remedy))
        place, read = self._label(name), self._read(name)
        if not read:
            return spoken(message("ui.form.error_of_nothing", place=place, why=why, remedy=remedy))
        return spoken(message("ui.form.error", place=place, read=read, why=why, remedy=remedy))

    def _label(self, name: str) -> Message:
        return message(str(self.fields[name].label))

    def _read(self, name: str) -> str:
        """What stood in the field; "" where nothing stood or where it must not be repeated."""
        field = self.fields[name]
        raw = field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
        secret = isinstance(field.widget, forms.PasswordInput)
        text = str(raw.name if isinstance(raw, UploadedFile) else raw if isinstance(raw, str) else "")
        if secret:
            return ""
        return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _kind(field: forms.Field, code: str) -> str:
    """`invalid` says what the field wants; files and numbers want different things."""
    if code != "invalid":
        return code
    for kind, wanted in ((forms.DecimalField, "number"), (forms.IntegerField, "number"), (forms.DateField, "date")):
        if isinstance(field, kind):
            return f"not_a_{wanted}"
    return "not_an_address" if isinstance(field, forms.EmailField) else code


def labels_of(*known: type[SayingForm], otherwise: str) -> Words:
    """What the fields of these forms are called, by the name under which they are sent: `note`, or `refuse-note` with a prefix.

    Where forms call a field otherwise, the first one counts. `otherwise` is the id for every name that none of them has.
    """
    labels = {name: str(field.label) for form in reversed(known) for name, field in form.base_fields.items()}

    def label_of(name: str) -> Message:
        return message(labels.get(name.rpartition("-")[2], otherwise))

    return label_of


def can_be_meant(day: date) -> None:
    """A validator of fields: a day with an earlier or later year was mistyped. Raises ValidationError."""
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        years = {"first": str(_FIRST_YEAR), "last": str(_LAST_YEAR)}
        raise wrong(message("ui.form.day_out_of_reach", **years), message("ui.form.day_out_of_reach.remedy"))


class DayField(forms.DateField):
    """A day, picked or typed as 2026-04-01, of a year that can be meant."""

    default_validators = [can_be_meant]  # noqa: RUF012 -- Django's

    def __init__(self, **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


class LinesField(forms.CharField):
    """A text of some lines. `rows` are those that are seen at once, `most` the characters that are kept."""

    def __init__(self, *, rows: int = 3, most: int = 20_000, **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), max_length=most, **more)


class UploadField(forms.FileField):
    """A file of some kinds (`.xlsx`), not larger than the installation allows."""

    def __init__(self, *, kinds: tuple[str, ...], **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(**more)
        self.kinds = kinds
        self.widget.attrs["accept"] = ",".join(kinds)

    def clean(self, data: object, initial: object = None) -> object:
        """The file, checked by name and size before anything is read."""
        file = super().clean(data, initial)
        if isinstance(file, UploadedFile):
            self._check(file)
        return file

    def _check(self, file: "UploadedFile[bytes]") -> None:
        kind = PurePath(file.name or "").suffix.lower()
        if kind == ".xls" and ".xlsx" in self.kinds:
            raise wrong(message("spreadsheet.kind.xls"), message("spreadsheet.kind.xls.remedy"))
        if kind not in self.kinds:
            raise wrong(
                message("ui.form.file_kind", kinds=self.kinds), message("ui.form.file_kind.remedy", kinds=self.kinds)
            )
        limit = settings.INSTALLATION.upload_megabytes
        if (file.size or 0) > limit * 1024 * 1024:
            raise wrong(message("ui.form.file_size", limit=limit), message("ui.form.file_size.remedy"))


def word_choices(members: Iterable[StrEnum], *, none: Message | None = None) -> Callable[[], list[tuple[str, Any]]]:
    """Choices of a field: coded values with their words, in the language of each request. `none` is the word for nothing chosen."""

    def choices() -> list[tuple[str, Any]]:
        first = [("", spoken(none))] if none else []
        return [*first, *((member.value, spoken(member)) for member in members)]

    return choices
