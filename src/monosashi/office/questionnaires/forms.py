"""What is typed and chosen to make and run questionnaires. Each form gives what it was told as a value (`told`)."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from monosashi.core.messages import message
from monosashi.office.entering.forms import BasedForm, lines
from monosashi.office.entering.forms_of_files import FileForm
from monosashi.office.questionnaires.counting.questions import AnswerKind
from monosashi.office.questionnaires.models import Questionnaire
from monosashi.office.questionnaires.states import QuestionnaireAudience
from monosashi.office.questionnaires.told import QuestionnaireTold, QuestionTold, SectionTold
from monosashi.office.ui.forms import DayField, LinesField, SayingForm, labels_of, word_choices, wrong
from monosashi.office.ui.language import spoken

Choices = Sequence[tuple[str, str]]

_LONGEST = 4000
_NAMED, _ANONYMOUS = "named", "anonymous"
_OF_GROUP = 3
"""Name, asked, answered."""
_BETWEEN, _COLON = re.compile("[,\uff0c\u3001\t]"), re.compile("[:\uff1a]")
_COUNT = re.compile(r"(\d*)\D?")
"""A count, with its counter or without."""


def _name_choices() -> list[tuple[str, str]]:
    return [(each, spoken(message(f"questionnaires.form.{each}"))) for each in (_NAMED, _ANONYMOUS)]


class HeadForm(BasedForm):
    """What every questionnaire has."""

    title = forms.CharField(label="questionnaires.form.title", max_length=200)
    purpose = LinesField(
        label="questionnaires.form.purpose",
        help_text="questionnaires.form.purpose.help",
        required=False,
        most=_LONGEST,
    )
    since = DayField(label="questionnaires.form.since")
    until = DayField(label="questionnaires.form.until")


class QuestionnaireForm(HeadForm):
    """A questionnaire that is answered here."""

    audience = forms.ChoiceField(
        label="questionnaires.form.audience",
        help_text="questionnaires.form.audience.help",
        choices=word_choices(QuestionnaireAudience),
        widget=forms.RadioSelect,
    )
    departments = forms.MultipleChoiceField(
        label="questionnaires.form.departments", required=False, widget=forms.CheckboxSelectMultiple
    )
    officer_kinds = forms.MultipleChoiceField(
        label="questionnaires.form.officer_kinds", required=False, widget=forms.CheckboxSelectMultiple
    )
    names = forms.ChoiceField(
        label="questionnaires.form.names",
        help_text="questionnaires.form.names.help",
        choices=_name_choices,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, departments: Choices, kinds: Choices, **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        self.choose("departments", departments)
        self.choose("officer_kinds", kinds)
        if not kinds:
            del self.fields["officer_kinds"]

    @property
    def told(self) -> QuestionnaireTold:
        """What was told. Only of a valid form."""
        told = self.cleaned_data
        return QuestionnaireTold(
            told["title"].strip(),
            told["since"],
            told["until"],
            lines(told["purpose"]),
            told["audience"],
            tuple(told["departments"]) if told["audience"] == QuestionnaireAudience.DEPARTMENTS else (),
            tuple(sorted(map(int, told.get("officer_kinds", ()))))
            if told["audience"] == QuestionnaireAudience.OFFICERS
            else (),
            anonymous=told["names"] == _ANONYMOUS,
        )


class PrintedForm(HeadForm):
    """One of which only printed results are known."""

    carried_out_by = forms.CharField(label="questionnaires.form.carried_out_by", required=False, max_length=100)
    page = forms.CharField(
        label="questionnaires.form.page", help_text="questionnaires.form.page.help", required=False, max_length=100
    )
    printed_groups = LinesField(
        label="questionnaires.form.printed_groups",
        help_text="questionnaires.form.printed_groups.help",
        required=False,
        most=_LONGEST,
    )

    def clean_printed_groups(self) -> tuple[tuple[str, int | None, int | None], ...]:
        """The groups line by line. Raises ValidationError."""
        return tuple(_group(line) for line in lines(self.cleaned_data["printed_groups"]).split("\n") if line.strip())

    @property
    def told(self) -> QuestionnaireTold:
        """What was told. Only of a valid form."""
        told = self.cleaned_data
        return QuestionnaireTold(
            told["title"].strip(),
            told["since"],
            told["until"],
            lines(told["purpose"]),
            carried_out_by=told["carried_out_by"].strip(),
            page=told["page"].strip(),
            printed_groups=told["printed_groups"],
        )


def _group(line: str) -> tuple[str, int | None, int | None]:
    """Name, asked and answered of one line. Raises ValidationError."""
    parts = [part.strip() for part in _BETWEEN.split(line)]
    figures = [_COUNT.fullmatch(unicodedata.normalize("NFKC", part)) for part in parts[1:]]
    if not parts[0] or len(parts) > _OF_GROUP or not all(figures):
        raise wrong(
            message("questionnaires.wrong.group_line", line=line),
            message("questionnaires.wrong.group_line.remedy"),
        )
    told = [int(found[1]) if found and found[1] else None for found in figures]
    asked, answered = [*told, None, None][:2]
    return parts[0], asked, answered


def first_values(row: Questionnaire, told: QuestionnaireTold) -> dict[str, object]:
    """What stands in the form of a questionnaire."""
    groups = "\n".join(
        ", ".join(str(part) if part is not None else "" for part in group) for group in told.printed_groups
    )
    return {
        **told.plain,
        "since": told.since,
        "until": told.until,
        "names": _ANONYMOUS if row.anonymous else _NAMED,
        "printed_groups": groups,
    }


class SectionForm(BasedForm):
    """A section."""

    title = forms.CharField(label="questionnaires.form.section_title", max_length=200)
    lead = LinesField(label="questionnaires.form.section_lead", required=False, most=_LONGEST)
    groups = forms.MultipleChoiceField(
        label="questionnaires.form.groups",
        help_text="questionnaires.form.groups.help",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, groups: Choices, **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        self.choose("groups", groups)
        if not groups:
            del self.fields["groups"]

    @property
    def told(self) -> SectionTold:
        """What was told. Only of a valid form."""
        told = self.cleaned_data
        return SectionTold(told["title"].strip(), lines(told["lead"]), tuple(told.get("groups", ())))


class QuestionForm(BasedForm):
    """A question. Options stand one a line, marks too: 「○：活用している」."""

    number = forms.CharField(
        label="questionnaires.form.number",
        help_text="questionnaires.form.number.help",
        required=False,
        max_length=20,
    )
    text = LinesField(label="questionnaires.form.text", most=_LONGEST)
    kind = forms.ChoiceField(label="questionnaires.form.kind", choices=word_choices(AnswerKind))
    options = LinesField(
        label="questionnaires.form.options",
        help_text="questionnaires.form.options.help",
        rows=8,
        required=False,
        most=_LONGEST,
    )
    marks = LinesField(
        label="questionnaires.form.marks", help_text="questionnaires.form.marks.help", required=False, most=_LONGEST
    )
    other = forms.BooleanField(label="questionnaires.form.other", required=False)
    required = forms.BooleanField(label="questionnaires.form.required", required=False)
    most = forms.IntegerField(
        label="questionnaires.form.most",
        help_text="questionnaires.form.most.help",
        required=False,
        min_value=0,
        max_value=99,
    )
    unit = forms.CharField(
        label="questionnaires.form.unit", help_text="questionnaires.form.unit.help", required=False, max_length=20
    )
    asked_if = forms.MultipleChoiceField(
        label="questionnaires.form.asked_if",
        help_text="questionnaires.form.asked_if.help",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, asked_if: Choices, **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        self.choose("asked_if", asked_if)
        if not asked_if:
            del self.fields["asked_if"]

    def clean_asked_if(self) -> tuple[str, ...]:
        """Options of one question. Raises ValidationError."""
        chosen = tuple(self.cleaned_data["asked_if"])
        if len({each.partition(":")[0] for each in chosen}) > 1:
            raise wrong(
                message("questionnaires.wrong.two_questions"), message("questionnaires.wrong.two_questions.remedy")
            )
        return chosen

    @property
    def told(self) -> QuestionTold:
        """What was told. Only of a valid form."""
        told = self.cleaned_data
        kind = AnswerKind(told["kind"])
        conditions = [each.partition(":") for each in told.get("asked_if", ())]
        has_options = kind not in {AnswerKind.NUMBER, AnswerKind.TEXT}
        marks = tuple(_mark(line) for line in _lines(told["marks"])) if kind is AnswerKind.MARKS else ()
        return QuestionTold(
            kind.value,
            lines(told["text"]),
            told["number"].strip(),
            tuple(_lines(told["options"])) if has_options else (),
            marks,
            other=told["other"] and has_options,
            required=told["required"],
            unit=told["unit"].strip() if kind is AnswerKind.NUMBER else "",
            most=told["most"] or 0 if kind is AnswerKind.RANKED else 0,
            asked_if=int(conditions[0][0]) if conditions else None,
            asked_if_options=tuple(sorted(key for _, _, key in conditions)),
        )


def values_of_question(told: QuestionTold) -> dict[str, object]:
    """What stands in the form of a question."""
    return {
        **told.plain,
        "options": "\n".join(told.options),
        "marks": "\n".join(f"{sign}: {meaning}" if meaning else sign for sign, meaning in told.marks),
        "asked_if": [f"{told.asked_if}:{key}" for key in told.asked_if_options],
    }


def _lines(text: str) -> list[str]:
    return [line.strip() for line in lines(text).split("\n") if line.strip()]


def _mark(line: str) -> tuple[str, str]:
    sign, *meaning = _COLON.split(line, maxsplit=1)
    return sign.strip(), meaning[0].strip() if meaning else ""


class UntilForm(SayingForm):
    """Another last day."""

    until = DayField(label="questionnaires.form.until")


class ReasonForm(SayingForm):
    """Why."""

    reason = LinesField(label="questionnaires.form.reason", most=_LONGEST)


class WordsForm(SayingForm):
    """Words to black out in one text."""

    text = forms.CharField(label="questionnaires.form.based_on", widget=forms.HiddenInput, max_length=24)
    words = LinesField(
        label="questionnaires.form.words", help_text="questionnaires.form.words.help", rows=2, most=_LONGEST
    )

    @property
    def told(self) -> tuple[str, ...]:
        """The words. Only of a valid form."""
        return tuple(_lines(self.cleaned_data["words"]))


class LinkForm(SayingForm):
    """What is served. A measure is named with its plan, an indicator with its measure, an answer by question and option."""

    measure = forms.ChoiceField(label="questionnaires.form.measure")
    indicator = forms.ChoiceField(
        label="questionnaires.form.indicator", help_text="questionnaires.form.indicator.help", required=False
    )
    answer = forms.ChoiceField(
        label="questionnaires.form.baseline", help_text="questionnaires.form.baseline.help", required=False
    )
    audit_result = forms.ChoiceField(label="questionnaires.form.audit_result", required=False)

    def __init__(self, *args: Any, offered: Mapping[str, Choices], **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        none = ("", spoken(message("value.none")))
        for name, choices in offered.items():
            required = self.fields[name].required
            self.fields[name].choices = list(choices) if required else [none, *choices]  # type: ignore[attr-defined]


label_of = labels_of(
    *(QuestionnaireForm, PrintedForm, SectionForm, QuestionForm, UntilForm, WordsForm, LinkForm, FileForm),
    otherwise="questionnaires.form.reason",
)
