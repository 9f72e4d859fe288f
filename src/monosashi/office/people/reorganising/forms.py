"""The forms of a reorganisation, one for each kind, and that of a transfer."""

from collections.abc import Mapping
from typing import Any

from django import forms

from monosashi.core.messages import message
from monosashi.office.accounts.actions import NewDepartment
from monosashi.office.accounts.models import Department
from monosashi.office.accounts.organisation import Tree, Unit
from monosashi.office.people.days import next_april
from monosashi.office.people.forms import DepartmentField, department_choices, usable_code
from monosashi.office.people.reorganising.places import place_after
from monosashi.office.people.reorganising.values import Moving, Reorganisation, ReorganisationKind
from monosashi.office.ui.forms import DayField, SayingForm, wrong

LONGEST_NAME: int = Department._meta.get_field("name").max_length  # type: ignore[assignment]  # noqa: SLF001 -- Django's documented name

SHARE = "share:"
"""Fields of a split begin so; what follows is the key of a piece of work."""


class ReorganisationForm(SayingForm):
    """A day and a reason. What else is asked depends on the kind."""

    since = DayField(label="people.field.since", help_text="people.field.since.help")

    def __init__(self, *args: Any, unit: Unit, tree: Tree, **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        self.unit, self.tree = unit, tree
        self.fields["since"].initial = next_april(tree.day)
        self.fields["why"] = forms.CharField(label="people.field.why_order", required=False, max_length=200)
        for name in ("into", "under"):
            if name in self.fields:
                self.fields[name].offer(tree.day, (unit.code,))  # type: ignore[attr-defined]

    def wanted(self, kind: ReorganisationKind) -> Reorganisation:
        """The reorganisation as typed."""
        told, names = self.cleaned_data, self.names()
        ended = (self.unit.code, *told.get("others", ()))
        parent = place_after(Tree(self.tree.units, told["since"]), self.unit.code, ended)
        return Reorganisation(
            kind,
            told["since"],
            ended,
            tuple(NewDepartment(name, parent, code) for name, code in zip(names, self.codes(), strict=False)),
            told.get("into"),
            told.get("under"),
            _shares(self.data, len(names)),
        )

    def names(self) -> tuple[str, ...]:
        """The names of the departments that begin."""
        name = self.cleaned_data.get("name", "").strip()
        return (name,) if name else ()

    def codes(self) -> tuple[str, ...]:
        """The codes of the departments that begin, as many as `names` at least. "": one is given."""
        return (self.cleaned_data.get("code", ""),)

    def clean_code(self) -> str:
        """A code that can stand in an address. "": one is given."""
        return usable_code(str(self.cleaned_data["code"]))


def _code_field() -> forms.CharField:
    return forms.CharField(
        label="people.field.new_code", help_text="people.field.new_code.help", required=False, max_length=64
    )


class RenameForm(ReorganisationForm):
    """A new name."""

    name = forms.CharField(label="people.field.new_name", max_length=100)
    code = _code_field()


class MergeForm(ReorganisationForm):
    """With which others, into what."""

    others = forms.MultipleChoiceField(
        label="people.field.others",
        help_text="people.field.members.help",
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )
    name = forms.CharField(
        label="people.field.merged_name", help_text="people.field.merged_name.help", required=False, max_length=100
    )
    code = _code_field()
    into = DepartmentField(
        label="people.field.into", help_text="people.field.into.help", none="people.form.begins_new", required=False
    )

    def __init__(self, *args: Any, unit: Unit, tree: Tree, **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, unit=unit, tree=tree, **more)
        self.fields["others"].choices = department_choices(tree, (unit.code,))  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Either a new department or one that is there."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and bool(found.get("name", "").strip()) == (found.get("into") is not None):
            raise wrong(message("people.merge_into_what"), message("people.merge_into_what.remedy"))
        if not self.errors and found.get("code") and found.get("into") is not None:
            why = message("people.code_of_none", code=found["code"])
            raise wrong(why, message("people.code_of_none.remedy"))
        return found


class SplitForm(ReorganisationForm):
    """Into which departments, one a line."""

    into_names = forms.CharField(
        label="people.field.split_names",
        help_text="people.field.split_names.help",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    into_codes = forms.CharField(
        label="people.field.split_codes",
        help_text="people.field.split_codes.help",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean_into_names(self) -> str:
        """Names that a department can have."""
        lines = str(self.cleaned_data["into_names"])
        for at, line in enumerate(lines.splitlines(), 1):
            if (length := len(line.strip())) > LONGEST_NAME:
                why = message("people.form.line_too_long", line=at, length=length)
                raise wrong(why, message("people.form.line_too_long.remedy", limit=LONGEST_NAME))
        return lines

    def names(self) -> tuple[str, ...]:
        """The names, one a line."""
        return tuple(filter(None, (line.strip() for line in self.cleaned_data.get("into_names", "").splitlines())))

    def codes(self) -> tuple[str, ...]:
        """The codes, one a line, in the order of the names; a blank line gives none."""
        lines = self.cleaned_data.get("into_codes", "").rstrip().splitlines()
        return (*(line.strip() for line in lines), *[""] * len(self.names()))

    def clean_into_codes(self) -> str:
        """Codes for the names above, and no more than those. Raises ValidationError."""
        text = str(self.cleaned_data["into_codes"])
        lines, names = text.rstrip().splitlines(), self.names()
        for line in lines:
            usable_code(line.strip())
        if names and len(lines) > len(names):
            why = message("people.more_codes_than_names", codes=len(lines), names=len(names))
            raise wrong(why, message("people.more_codes_than_names.remedy"))
        return text


class EndForm(ReorganisationForm):
    """Who goes on with the work, if anybody."""

    into = DepartmentField(
        label="people.field.goes_on", help_text="people.field.goes_on.help", none="people.form.nobody", required=False
    )


class MoveForm(ReorganisationForm):
    """Under what."""

    under = DepartmentField(label="people.field.new_parent", none="people.form.at_the_top", required=False)


FORMS: Mapping[ReorganisationKind, type[ReorganisationForm]] = {
    ReorganisationKind.RENAME: RenameForm,
    ReorganisationKind.MERGE: MergeForm,
    ReorganisationKind.SPLIT: SplitForm,
    ReorganisationKind.END: EndForm,
    ReorganisationKind.MOVE: MoveForm,
}


def share_field(
    moving: Moving, names: tuple[str, ...], data: Mapping[str, Any]
) -> tuple[str, list[tuple[int, str, bool]]]:
    """The name of the field that says to which department a piece of work goes, and its choices with the chosen one."""
    name = f"{SHARE}{moving.key}"
    chosen = str(data.get(name, moving.to or 0))
    return name, [(at, text, str(at) == chosen) for at, text in enumerate(names)]


def _shares(data: Mapping[str, Any], count: int) -> dict[str, int]:
    """What goes to which of so many departments. A place that there is not counts as not chosen."""
    places = {str(at): at for at in range(count)}
    chosen = {key.removeprefix(SHARE): places.get(str(value)) for key, value in data.items() if key.startswith(SHARE)}
    return {key: at for key, at in chosen.items() if at is not None}
