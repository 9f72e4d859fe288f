"""Forms of publication: settings of the site, a proposal, a decision, a correction, a withdrawal."""

from collections.abc import Iterable
from typing import Any

from django import forms

from monosashi.core.messages import Message, message
from monosashi.office.ui.forms import SayingForm, wrong
from monosashi.office.ui.language import language, spoken
from monosashi.publishing.editions import digest
from monosashi.publishing.errata import Erratum
from monosashi.publishing.open_data.licences import licences
from monosashi.publishing.site.settings import OwnTerm, SiteSettings, is_address

LONGEST = 2000
_MARKS = ("：", ":")
"""What stands between a word and its explanation."""


def _lines(label: str, help_text: str) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, help_text=help_text, required=False, max_length=20000, widget=widget)


def _text(label: str, *, required: bool, help_text: str = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=LONGEST, widget=widget)


class SettingsForm(SayingForm):
    """What the city says of its site."""

    based_on = forms.IntegerField(label="publication.settings.based_on", widget=forms.HiddenInput, min_value=0)
    name = forms.CharField(
        label="publication.settings.name", help_text="publication.settings.name.help", required=False, max_length=200
    )
    base_url = forms.CharField(
        label="publication.settings.base_url",
        help_text="publication.settings.base_url.help",
        required=False,
        max_length=300,
    )
    licence = forms.ChoiceField(
        label="publication.settings.licence", help_text="publication.settings.licence.help", required=False
    )
    report = forms.BooleanField(
        label="publication.settings.report", help_text="publication.settings.report.help", required=False
    )
    contact = _lines("publication.settings.contact", "publication.settings.contact.help")
    accessibility_tested = forms.CharField(
        label="publication.settings.tested",
        help_text="publication.settings.tested.help",
        required=False,
        max_length=100,
    )
    accessibility_limits = _lines("publication.settings.limits", "publication.settings.limits.help")
    terms = _lines("publication.settings.terms", "publication.settings.terms.help")

    def __init__(self, *args: Any, **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        none = ("", spoken(message("publication.settings.no_licence")))
        named = [(each.id, f"{each.title[language()]} ({each.id})") for each in licences()]
        self.fields["licence"].choices = [none, *named]  # type: ignore[attr-defined]

    @classmethod
    def of(cls, settings: SiteSettings, based_on: int) -> "SettingsForm":
        """The form that shows what was saved."""
        terms = "\n".join(f"{term.word}：{term.text}" for term in settings.terms)
        initial = {
            "based_on": based_on,
            "name": settings.name,
            "base_url": settings.base_url,
            "licence": settings.licence,
            "report": settings.report,
            "contact": "\n".join(settings.contact),
            "accessibility_tested": settings.accessibility_tested,
            "accessibility_limits": "\n".join(settings.accessibility_limits),
            "terms": terms,
        }
        return cls(initial=initial)

    def clean_base_url(self) -> str:
        """The address, with a slash at its end."""
        address = str(self.cleaned_data["base_url"]).strip()
        if not address:
            return ""
        if not is_address(address):
            raise wrong(message("site.settings.not_an_address"), message("pieces.write_address"))
        return address if address.endswith("/") else f"{address}/"

    def clean_terms(self) -> tuple[OwnTerm, ...]:
        """One term a line: the word, a colon, its explanation."""
        terms = tuple(_term(line) for line in _split(self.cleaned_data["terms"]))
        if not all(term.word and term.text for term in terms):
            raise wrong(message("publication.settings.no_term"), message("publication.settings.no_term.remedy"))
        return terms

    @property
    def settings(self) -> SiteSettings:
        """What was told. Only of a valid form."""
        told = self.cleaned_data
        return SiteSettings(
            name=told["name"].strip(),
            base_url=told["base_url"],
            contact=tuple(_split(told["contact"])),
            licence=told["licence"],
            accessibility_tested=told["accessibility_tested"].strip(),
            accessibility_limits=tuple(_split(told["accessibility_limits"])),
            terms=told["terms"],
            report=told["report"],
        )


class ProposeForm(SayingForm):
    """A proposal to publish, with a note for whoever decides."""

    key = forms.CharField(label="publication.form.key", widget=forms.HiddenInput, max_length=64)
    note = _text("publication.form.note", required=False, help_text="publication.form.note.help")


class DecisionForm(SayingForm):
    """A note beside a decision."""

    note = _text("publication.form.note", required=False, help_text="publication.form.note.help")


class RefusalForm(SayingForm):
    """Why something is not agreed to."""

    note = _text("publication.form.why_not", required=True, help_text="publication.form.note.help")


class WithdrawForm(SayingForm):
    """Why an edition is taken back. The reason is published."""

    reason = _text("publication.form.reason", required=True, help_text="publication.form.reason.help")
    note = _text("publication.form.note", required=False, help_text="publication.form.note.help")


class ErrataForm(SayingForm):
    """Why values were wrong: once for all, or figure by figure. Reasons are published. No errata: nothing is asked."""

    reason = _text("publication.form.reason_for_all", required=False, help_text="publication.form.reason_for_all.help")

    def __init__(self, errata: Iterable[Erratum], *args: Any, **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        self.places = {_field_of(erratum.path): erratum for erratum in errata}
        self.paths = {name: erratum.path for name, erratum in self.places.items()}
        for name in self.paths:
            self.fields[name] = forms.CharField(
                label="publication.form.reason_of_one", required=False, max_length=LONGEST
            )

    def clean(self) -> dict[str, Any]:
        """Every place has a reason, its own or that for all."""
        told = super().clean() or {}
        without = [each.place for name, each in self.places.items() if not str(told.get(name, "")).strip()]
        if without and "reason" in told and not told["reason"].strip():
            self.add_error("reason", wrong(_no_reason(without), message("publication.correct.no_reason.remedy")))
        return told

    @property
    def reasons(self) -> dict[str, str]:
        """By path; places without a reason of their own are left out."""
        told = {path: str(self.cleaned_data[name]).strip() for name, path in self.paths.items()}
        return {path: reason for path, reason in told.items() if reason}


class CorrectForm(ErrataForm):
    """A correction proposed. `based_on` is the SHA-256 of the plan that the page showed, "" where it is not told."""

    based_on = forms.CharField(label="publication.form.key", widget=forms.HiddenInput, required=False, max_length=64)
    label = forms.CharField(
        label="publication.form.label", help_text="publication.form.label.help", required=False, max_length=200
    )
    note = _text("publication.form.note", required=False, help_text="publication.form.note.help")


def _field_of(path: str) -> str:
    """The field for the reason of a place: the same however many places come before it."""
    return f"reason-{digest(path.encode())[:12]}"


def _no_reason(places: list[Message]) -> Message:
    return message("publication.correct.no_reason", count=len(places), place=places[0])


def _split(text: object) -> list[str]:
    return [line.strip() for line in str(text).splitlines() if line.strip()]


def _term(line: str) -> OwnTerm:
    at = min((line.find(mark) for mark in _MARKS if mark in line), default=-1)
    return OwnTerm("", "") if at < 0 else OwnTerm(line[:at].strip(), line[at + 1 :].strip())
