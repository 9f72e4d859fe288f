"""What a form of a plan can ask for, under the names that are typed into it."""

from dataclasses import dataclass
from enum import StrEnum

from monosashi.core.messages import Message, message
from monosashi.exchange.forms.grammar import spots
from monosashi.publishing.forms.measure_values import MeasureValue
from monosashi.publishing.forms.plan_values import PlanValue
from monosashi.publishing.forms.rows import Row


class FieldOf(StrEnum):
    """Of what a field tells."""

    PLAN = "plan"
    MEASURE = "measure"


@dataclass(frozen=True, slots=True)
class FormField:
    """One thing that a form can ask for. `name` is what is typed between the braces, `about` says what is printed.

    `yearly`: a year may stand behind the name. `group` is the heading of the list of all. `same_as` is the name under which the
    same thing is listed, "" for that name itself.
    """

    name: str
    about: Message
    of: FieldOf
    yearly: bool
    group: Message
    same_as: str = ""


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """A field of the plan and what tells it."""

    field: FormField
    value: PlanValue


@dataclass(frozen=True, slots=True)
class MeasureEntry:
    """A field of a measure and what tells it."""

    field: FormField
    value: MeasureValue


Entry = PlanEntry | MeasureEntry


def typed_name(name: str) -> str:
    """The name as a form reads it; "" for words that cannot stand between braces, or would be read as a year or a mark."""
    typed = f"{{{{{name}}}}}"
    found = spots(typed)
    if len(found) != 1 or found[0].written != typed or found[0].is_mark or found[0].placeholder.year:
        return ""
    return found[0].placeholder.name


def group_words(group: str) -> Message:
    """The heading of a group of fields."""
    return message(f"form_fields.group.{group}")


def of_plan(names: tuple[str, ...], about: Message, value: PlanValue, *, group: str, yearly: bool) -> tuple[Entry, ...]:
    """A field of the plan under each of its names."""
    fields = _named(names, about, FieldOf.PLAN, group, yearly=yearly)
    return tuple(PlanEntry(field, value) for field in fields)


def of_measure(
    names: tuple[str, ...], about: Message, value: MeasureValue, *, group: str, yearly: bool
) -> tuple[Entry, ...]:
    """A field of a measure under each of its names."""
    fields = _named(names, about, FieldOf.MEASURE, group, yearly=yearly)
    return tuple(MeasureEntry(field, value) for field in fields)


def about_row(group: str, row: Row) -> Message:
    """What a field of the table tells."""
    return message(f"form_fields.about.{group}.{row.key}")


def _named(names: tuple[str, ...], about: Message, of: FieldOf, group: str, *, yearly: bool) -> list[FormField]:
    typed = [name for name in map(typed_name, names) if name]
    same = [message("form_fields.same_as", name=typed[0]) if at else about for at in range(len(typed))]
    return [
        FormField(name, words, of, yearly, group_words(group), typed[0] if at else "")
        for at, (name, words) in enumerate(zip(typed, same, strict=True))
    ]
