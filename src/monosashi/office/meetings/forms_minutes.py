"""The form of the minutes: a text for each item, a choice for each member."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.forms import BoundField

from monosashi.core.messages import message
from monosashi.office.entering.forms import BasedForm, lines
from monosashi.office.meetings.models import AgendaItem, Member
from monosashi.office.meetings.states import AttendanceState
from monosashi.office.meetings.told import MinutesTold, Seat
from monosashi.office.ui.forms import DayField, LinesField, word_choices, wrong
from monosashi.office.ui.language import spoken


class MinutesForm(BasedForm):
    """What was said to each item (`said-3`), who was there (`seat-7`) and who came instead (`proxy-7`)."""

    day = DayField(label="meetings.form.minutes_day")
    inferred = forms.BooleanField(
        label="meetings.form.inferred", help_text="meetings.form.inferred.help", required=False
    )

    def __init__(self, items: Sequence[AgendaItem], members: Sequence[Member], *args: Any, **more: Any) -> None:  # noqa: ANN401 -- Django's
        super().__init__(*args, **more)
        self._items, self._members = items, members
        for item in items:
            self.fields[f"said-{item.pk}"] = LinesField(label="meetings.form.said", required=False, rows=5)
        for member in members:
            self.fields[f"seat-{member.pk}"] = forms.ChoiceField(
                label="meetings.form.seat", required=False, choices=word_choices(AttendanceState)
            )
            self.fields[f"proxy-{member.pk}"] = forms.CharField(
                label="meetings.form.proxy", required=False, max_length=100
            )

    def clean(self) -> dict[str, Any]:
        """Who came instead is told where somebody did."""
        told: dict[str, Any] = super().clean() or {}
        for member in self._members:
            by_proxy = told.get(f"seat-{member.pk}") == AttendanceState.BY_PROXY
            if by_proxy is not bool(told.get(f"proxy-{member.pk}", "").strip()):
                kind = "missing" if by_proxy else "without"
                self.add_error(
                    f"proxy-{member.pk}",
                    wrong(message(f"meetings.form.proxy.{kind}"), message(f"meetings.form.proxy.{kind}.remedy")),
                )
        return told

    def items(self) -> Iterator[tuple[AgendaItem, BoundField]]:
        """Each item with its field."""
        return ((item, self[f"said-{item.pk}"]) for item in self._items)

    def seats(self) -> Iterator[tuple[Member, BoundField, BoundField]]:
        """Each member with the two fields."""
        return ((each, self[f"seat-{each.pk}"], self[f"proxy-{each.pk}"]) for each in self._members)

    def differs(self, name: str, now: Any, wanted: Any) -> list[tuple[str, str]]:  # noqa: ANN401 -- plain data
        """Of texts and seats those alone that differ, by the names of item and member."""
        if name not in {"said", "attendance"}:
            return super().differs(name, now, wanted)
        typed = dict(wanted)
        changed = [(pk, value) for pk, value in now if typed.get(pk) != value]
        if name == "attendance":
            who = {member.pk: member.who for member in self._members}
            return [(who.get(pk, ""), self._seat(pk, value)) for pk, value in changed]
        titles = {item.pk: item.title for item in self._items}
        return [(titles.get(pk, ""), value or spoken(message("value.none"))) for pk, value in changed]

    def _seat(self, pk: int, value: list[str]) -> str:
        return " ".join(filter(None, (self.words(f"seat-{pk}", value[0]), value[1])))

    @property
    def told(self) -> MinutesTold:
        """What was told. Only of a valid form."""
        told = self.cleaned_data
        said = tuple((item.pk, lines(told[f"said-{item.pk}"])) for item in self._items)
        seats = tuple(
            (
                each.pk,
                Seat(told[f"seat-{each.pk}"] or AttendanceState.NOT_RECORDED.value, told[f"proxy-{each.pk}"].strip()),
            )
            for each in self._members
        )
        return MinutesTold(told["day"], told["inferred"], said, seats)


def initial_of(told: MinutesTold) -> dict[str, object]:
    """What the form shows first."""
    return {
        "day": told.day,
        "inferred": told.inferred,
        **{f"said-{pk}": text for pk, text in told.said},
        **{f"seat-{pk}": seat.state for pk, seat in told.attendance},
        **{f"proxy-{pk}": seat.proxy for pk, seat in told.attendance},
    }
