"""What is typed and chosen on the pages of the register. Each form gives what it was told as a value (`told`)."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms

from monosashi.core.fiscal_years import NotAFiscalYear, print_fiscal_year, read_fiscal_year
from monosashi.core.messages import message
from monosashi.office.entering.forms import BasedForm, Choices, ReasonForm, SureForm, lines
from monosashi.office.entering.told import seen
from monosashi.office.records.models import RecordClass, RegisterEntry
from monosashi.office.records.periods import LONGEST, begins_after
from monosashi.office.records.rows import told_of_entry
from monosashi.office.records.sources import kinds
from monosashi.office.records.states import RecordAtEnd, RecordEndingAct, RecordOriginal, RecordOutcome
from monosashi.office.records.told import ClassTold, EndingTold, EntryTold
from monosashi.office.records.usual import Mode, RecordRules, period, read, written
from monosashi.office.ui.dates import day_text
from monosashi.office.ui.forms import DayField, LinesField, SayingForm, labels_of, word_choices, wrong
from monosashi.office.ui.language import spoken
from monosashi.wording import LANGUAGES, render


def period_text(years: int | None) -> str:
    """「5年」「永年」."""
    return spoken(period(years))


def _periods(known: Iterable[int | None]) -> Choices:
    return [(written(each), period_text(each)) for each in known]


def _with(own: tuple[int | None, ...], now: int | None, *, has_one: bool) -> tuple[int | None, ...]:
    """The city's periods, and the one of the row where the city has it no more."""
    return own if not has_one or now in own else (*own, now)


class EntryForm(BasedForm):
    """A line of the register."""

    title = forms.CharField(label="records.field.title", max_length=300)
    record_class = forms.ChoiceField(label="records.field.record_class")
    department = forms.ChoiceField(label="records.field.department")
    fiscal_year = forms.CharField(
        label="records.field.fiscal_year", help_text="records.field.fiscal_year.help", max_length=20
    )
    years = forms.ChoiceField(label="records.field.years")
    begins_on = DayField(label="records.field.begins_on", help_text="records.field.begins_on.help", required=False)
    at_end = forms.ChoiceField(label="records.field.at_end", choices=word_choices(RecordAtEnd))
    mode = forms.ChoiceField(label="records.field.mode", required=False)
    approval_number = forms.CharField(
        label="records.field.approval_number",
        help_text="records.field.approval_number.help",
        required=False,
        max_length=60,
    )
    approval_day = DayField(label="records.field.approval_day", required=False)
    original = forms.ChoiceField(label="records.field.original", choices=word_choices(RecordOriginal))
    note = LinesField(label="records.field.note", help_text="records.field.note.help", required=False, most=2000)

    def __init__(
        self,
        sent: Any,  # noqa: ANN401 -- Django's
        row: RegisterEntry,
        rules: RecordRules,
        classes: Choices,
        departments: Choices,
    ) -> None:
        now = told_of_entry(row).plain
        shown: dict[str, object] = {"fiscal_year": print_fiscal_year(row.fiscal_year), "years": written(row.years)}
        if row.begins_on == begins_after(row.fiscal_year):
            shown["begins_on"] = ""  # so that it follows the year, whoever corrects that
        super().__init__(sent, initial={**now, **shown, "based_on": seen(now)})
        modes = [mode.name for mode in rules.modes]
        self.choose("record_class", classes)
        self.choose("department", departments)
        self.choose("years", _periods(_with(rules.years, row.years, has_one=True)))
        also = [row.mode] if row.mode and row.mode not in modes else []
        self.choose("mode", [("", spoken(message("records.not_told"))), *((each, each) for each in (*modes, *also))])

    def clean_fiscal_year(self) -> int:
        """令和7年度, R7 and 2025 are the same."""
        try:
            return read_fiscal_year(self.cleaned_data["fiscal_year"])
        except NotAFiscalYear as why:
            raise wrong(why.reason, message("records.field.fiscal_year.remedy")) from None

    @property
    def told(self) -> EntryTold:
        """What was told. Only of a valid form. Where no day is told, the period begins as the rule has it."""
        told = self.cleaned_data
        texts = {name: told[name].strip() for name in ("title", "approval_number")}
        same = ("department", "fiscal_year", "original", "at_end", "mode", "approval_day")
        return EntryTold(
            **texts,
            **{name: told[name] for name in same},
            record_class=int(told["record_class"]),
            years=read(told["years"]),
            begins_on=told["begins_on"] or begins_after(told["fiscal_year"]),
            note=lines(told["note"]),
        )

    def words(self, name: str, value: object) -> str:
        """A year, a day and a period as people read them."""
        if name == "fiscal_year" and isinstance(value, int):
            return spoken(message("ui.fiscal_year", year=value))
        if name == "years":
            return period_text(value if isinstance(value, int) else None)
        if name in {"begins_on", "approval_day"} and isinstance(value, str):
            return day_text(date.fromisoformat(value))
        return super().words(name, value)


class ClassForm(BasedForm):
    """A class."""

    code = forms.CharField(label="records.field.code", help_text="records.field.code.help", max_length=30)
    name = forms.CharField(label="records.field.class_name", max_length=100)
    years = forms.ChoiceField(label="records.field.years")
    at_end = forms.ChoiceField(
        label="records.field.at_end", choices=word_choices(RecordAtEnd, none=message("records.choose"))
    )
    suggested_for = forms.MultipleChoiceField(
        label="records.field.suggested_for",
        help_text="records.field.suggested_for.help",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    out_of_use_since = DayField(
        label="records.field.out_of_use_since", help_text="records.field.out_of_use_since.help", required=False
    )

    def __init__(self, *args: Any, row: RecordClass | None, rules: RecordRules, **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        none = [] if row else [("", spoken(message("records.choose")))]
        known = _with(rules.years, row.years if row else None, has_one=row is not None)
        self.choose("years", [*none, *_periods(known)])
        self.choose("suggested_for", [(kind.name, spoken(kind.word)) for kind in kinds])

    @property
    def told(self) -> ClassTold:
        """What was told. Only of a valid form."""
        told = self.cleaned_data
        suggested = tuple(told["suggested_for"])
        name, code = told["name"].strip(), told["code"].strip()
        return ClassTold(code, name, read(told["years"]), told["at_end"], suggested, told["out_of_use_since"])

    def words(self, name: str, value: object) -> str:
        """A period as people read it."""
        return period_text(value if isinstance(value, int) else None) if name == "years" else super().words(name, value)


class RulesForm(BasedForm):
    """The city's periods, one in each line, and its modes of approval: 「名称：使う場合」."""

    years = LinesField(label="records.field.periods", help_text="records.field.periods.help", rows=6, most=1000)
    modes = LinesField(label="records.field.modes", help_text="records.field.modes.help", rows=5, most=4000)

    def clean_years(self) -> tuple[int | None, ...]:
        """5, 5年 and 永年, each once."""
        every = [_period_typed(each) for each in _lines_of(self.cleaned_data["years"])]
        return tuple(sorted(dict.fromkeys(every), key=lambda each: LONGEST + 1 if each is None else each))

    def clean_modes(self) -> tuple[Mode, ...]:
        """A name, and behind a colon when it is used."""
        parts = (each.replace("：", ":").partition(":") for each in _lines_of(self.cleaned_data["modes"]))
        found = tuple(Mode(name.strip(), when.strip()) for name, _, when in parts)
        if any(not mode.name or len(mode.name) > 100 for mode in found):  # noqa: PLR2004 -- as long as the column
            raise wrong(message("records.wrong.mode"), message("records.wrong.mode.remedy"))
        return found

    @property
    def told(self) -> RecordRules:
        """What was told. Only of a valid form."""
        return RecordRules(self.cleaned_data["years"], self.cleaned_data["modes"])

    def words(self, name: str, value: object) -> str:
        """The lines as they stand in the field."""
        return str(lines_of_rules({name: value})[name])


class EndingForm(SayingForm):
    """What is proposed for a document whose period ends."""

    token = forms.CharField(label="entering.based_on", widget=forms.HiddenInput, required=False, max_length=64)
    outcome = forms.ChoiceField(
        label="records.field.outcome", choices=word_choices(RecordOutcome), widget=forms.RadioSelect
    )
    years = forms.IntegerField(
        label="records.field.extended_by",
        help_text="records.field.extended_by.help",
        required=False,
        min_value=1,
        max_value=LONGEST,
    )
    reason = LinesField(label="entering.reason", help_text="records.field.reason.help", most=4000)

    def clean(self) -> dict[str, Any]:
        """An extension has its years, and nothing else has any."""
        told: dict[str, Any] = super().clean() or {}
        extends = told.get("outcome") == RecordOutcome.EXTEND
        if extends and told.get("years") is None and "years" not in self.errors:
            self.add_error("years", wrong(message("records.wrong.no_years"), message("records.wrong.no_years.remedy")))
        return {**told, "years": told.get("years") if extends else None}

    @property
    def told(self) -> EndingTold:
        """What was told. Only of a valid form."""
        told = self.cleaned_data
        return EndingTold(told["outcome"], lines(told["reason"]), told["years"])


class DecideForm(SayingForm):
    """Whether one agrees to what was proposed, and why not."""

    act = forms.ChoiceField(
        label="records.field.decision",
        choices=word_choices((RecordEndingAct.AGREE, RecordEndingAct.REFUSE)),
        widget=forms.RadioSelect,
    )
    note = LinesField(
        label="records.field.decision_note", help_text="records.field.decision_note.help", required=False, most=4000
    )

    def clean(self) -> dict[str, Any]:
        """Whoever refuses says why."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("act") == RecordEndingAct.REFUSE and not told.get("note") and "note" not in self.errors:
            self.add_error("note", wrong(message("records.wrong.no_note"), message("records.wrong.no_note.remedy")))
        return told


class DoneForm(SayingForm):
    """When it was disposed of or transferred, and how."""

    done_on = DayField(label="records.field.done_on")
    note = LinesField(label="records.field.done_note", help_text="records.field.done_note.help", most=2000)


def lines_of_rules(plain: Mapping[str, Any]) -> dict[str, str]:
    """Periods and modes as they stand in the fields of their form."""
    found = {}
    if "years" in plain:
        found["years"] = "\n".join(period_text(read(each)) for each in plain["years"])
    if "modes" in plain:
        pairs = ((each["name"], each["when"]) for each in plain["modes"])
        found["modes"] = "\n".join(f"{name}：{when}" if when else name for name, when in pairs)
    return found


def _lines_of(text: str) -> list[str]:
    return [each.strip() for each in text.splitlines() if each.strip()]


def _period_typed(text: str) -> int | None:
    """A period as it is called in either language, or its years alone."""
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    digits = re.match(r"\d{1,3}", plain)
    years = int(digits[0]) if digits else None
    called = {render(period(years), each).lower() for each in LANGUAGES} | ({digits[0]} if digits else set())
    if plain not in called or years == 0 or (years or 0) > LONGEST:
        raise wrong(message("records.wrong.period", read=text), message("records.wrong.period.remedy"))
    return years


label_of = labels_of(
    *(EntryForm, ClassForm, RulesForm, EndingForm, DecideForm, DoneForm, ReasonForm, SureForm),
    otherwise="records.field.other",
)
