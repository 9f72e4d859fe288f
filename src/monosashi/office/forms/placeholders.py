"""A form beside the plan in one year: what is meant, what would be printed, what is blank, what the plan does not know any more."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TypeVar

from monosashi.core.messages import Message, Problem
from monosashi.core.tree import Node
from monosashi.exchange.forms.form import Found
from monosashi.exchange.forms.values import FormValue, Lookup, Placeholder
from monosashi.office.forms.models import CityForm
from monosashi.office.forms.reading import faults_of, form_of
from monosashi.office.plans.year.in_year import InYear
from monosashi.publishing.forms import Blank, Lookups, blanks_in, field_named, unknown_in

Made = TypeVar("Made")

_LONGEST = 200
"""Letters of a value that the page of a form shows."""


@dataclass(frozen=True, slots=True)
class ShownPlaceholder:
    """One place of a form. `means` is None for what this plan does not know; `value` what the sample would be given, "" blank."""

    place: Message
    written: str
    means: Message | None
    value: str


class FormInYear:
    """A form, and the plan in the year with which it is filled. What takes long is found once for each state of the plan.

    `faults` are why no file can be made of it, whatever the plan says.
    """

    def __init__(self, row: CityForm, year: InYear, on: date) -> None:
        self.row, self.year, self._on = row, year, on
        self.form, self.faults = form_of(row), faults_of(row)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What the plan as it stands cannot answer. It is printed blank."""
        return self._once("problems", lambda: unknown_in(self.form, self.year.plan))

    @property
    def blanks(self) -> tuple[Blank, ...]:
        """What would be blank, in the order of the form."""
        return self._once(("blanks", self._on), self._blanks)

    @cached_property
    def _values(self) -> Lookups:
        year = self.year
        return Lookups(year.plan, year.evaluation, year.fiscal_year, self._on, scheme=year.scheme)

    @cached_property
    def whole(self) -> Lookup:
        """The values of the plan; "" for what it does not know."""
        return self._of_known(self._values.of_plan(), in_block=False)

    def of(self, node: Node) -> Lookup:
        """The values of a measure and of its plan; "" for what the plan does not know."""
        return self._of_known(self._values.of_measure(node), in_block=self.row.repeats)

    def shown(self, sample: Node | None) -> tuple[ShownPlaceholder, ...]:
        """Every place of the form with what it would be given for a measure. None: the plan has none."""
        whole, of_sample = self.whole, self.of(sample) if sample else self.whole
        return tuple(
            ShownPlaceholder(
                each.place,
                each.written,
                self._means(each),
                printed((of_sample if self._asks_measure(each) else whole)(each.placeholder))[:_LONGEST],
            )
            for each in self.form.found
        )

    def _means(self, found: Found) -> Message | None:
        known = field_named(self.year.plan, found.placeholder.name)
        return None if known is None or self._key(found) in self._unknown else known.about

    def _blanks(self) -> tuple[Blank, ...]:
        known = tuple(each for each in self.form.found if self._key(each) not in self._unknown)
        values = [(node, self.of(node)) for node in self.year.plan.index.measures] if self.row.of_measures else []
        return blanks_in(replace(self.form, found=known), self.whole, values)

    def _asks_measure(self, found: Found) -> bool:
        """Whether a place is filled for each measure."""
        return found.in_block if self.row.repeats else self.row.of_measures

    @staticmethod
    def _key(found: Found) -> tuple[Placeholder, bool]:
        return found.placeholder, found.in_block

    @property
    def _unknown(self) -> frozenset[tuple[Placeholder, bool]]:
        """What the plan does not know, each asked for alone."""
        if not self.problems:
            return frozenset()
        return self._once("unknown", lambda: frozenset(self._each_unknown()))

    def _each_unknown(self) -> Iterator[tuple[Placeholder, bool]]:
        for each in self.form.found:
            if unknown_in(replace(self.form, found=(each,)), self.year.plan):
                yield self._key(each)

    def _of_known(self, values: Lookup, *, in_block: bool) -> Lookup:
        if not self._unknown:
            return values
        unknown = {placeholder for placeholder, within in self._unknown if within is in_block}
        return lambda placeholder: "" if placeholder in unknown else values(placeholder)

    def _once(self, what: object, make: Callable[[], Made]) -> Made:
        return self.year.once(("forms", self.row.sha256, what), make)


def printed(value: FormValue) -> str:
    """A value as it stands within other words."""
    return value if isinstance(value, str) else value.printed
