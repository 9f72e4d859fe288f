"""What a form knows of the plan around its record: which ids may be named, which rows stand ready, in which units figures are."""

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields
from functools import cache
from typing import Any

from monosashi.core.indicators import Actual, Fraction, Indicator, SeriesPoint, Target
from monosashi.core.messages import Message, message
from monosashi.core.paths import key_of
from monosashi.core.plan import Plan
from monosashi.core.results import Answer, NodeYear, QuestionKind
from monosashi.core.tree import Node, Succession
from monosashi.office.plans.forms.fields import FieldKind, Kind, fields_of
from monosashi.office.plans.forms.texts import lines, shown

YEARLY = (Target, Actual, Fraction, SeriesPoint)
"""Kinds of which a row stands ready for every year of the plan. A row whose figures are blank is no entry."""

MOST_IN_A_LIST = 300
"""Options that a drop-down offers. Of more, one is typed by its name."""


class Surroundings:
    """The plan around one record. `record` is the one that the page is of, None where it is to be made."""

    def __init__(self, plan: Plan, kind: type, record: Any = None) -> None:  # noqa: ANN401 -- any record of `core`
        self.plan = plan
        self.kind = kind
        self.record = record
        self._options: dict[tuple[type, str, object], Mapping[str, str]] = {}
        self._relatives: Mapping[str, str] | None = None

    def options(self, kind: type, field: FieldKind, entry: object) -> Mapping[str, str]:
        """The ids that a field may name, each with its label. `entry` is the record that the field is of, None for a new one."""
        if not field.into:
            return {}
        of = getattr(entry, "question", None)
        key = (kind, field.name, of)
        if key not in self._options:
            self._options[key] = _labelled(self._entries(kind, field, of))
        return self._options[key]

    def _entries(self, kind: type, field: FieldKind, question: object) -> Iterable[tuple[str, str]]:
        plan = self.plan
        match field.into:
            case "nodes":
                return ((node.id, node.label) for node in self._nodes(kind))
            case "indicators":
                return ((each.id, each.name) for each in self._indicators())
            case "choices":
                asked = next((each for each in plan.questions if each.id == question), None)
                return ((choice.value, choice.text) for choice in (asked.choices if asked else ()))
        return ((each.id, each.name) for each in getattr(plan, field.into))

    def _nodes(self, kind: type) -> Iterable[Node]:
        """For a parent those of the levels above; the record's own parents always."""
        if kind is not Node or not isinstance(self.record, Node):
            return self.plan.nodes
        order = {level.id: at for at, level in enumerate(self.plan.levels)}
        own = {self.record.parent, *self.record.cross_listed_under}
        lowest = order.get(self.record.level, len(order))
        return (node for node in self.plan.nodes if node.id in own or order.get(node.level, 0) < lowest)

    def _indicators(self) -> Iterable[Indicator]:
        if isinstance(self.record, NodeYear | Indicator):
            node = self.record.node
            kept = {rating.indicator for rating in self.record.ratings} if isinstance(self.record, NodeYear) else set()
            named = {getattr(self.record, "part_of", None), *kept}
            return (
                each
                for each in self.plan.indicators
                if (each.node == node or each.id in named) and each is not self.record
            )
        return self.plan.indicators

    def alike(self) -> Iterable[Node | Indicator]:
        """What the record may come from: the plan's other measures and nodes, or its other indicators."""
        if not isinstance(self.record, Node | Indicator):
            return ()
        others: tuple[Node | Indicator, ...] = (
            self.plan.nodes if isinstance(self.record, Node) else self.plan.indicators
        )
        return (each for each in others if each.id != self.record.id)

    def relatives(self) -> Mapping[str, str]:
        """What the record may come from: ids, each with the name by which it is told from the others."""
        if self._relatives is None:
            nodes = self.plan.index.node
            self._relatives = _labelled((each.id, lines(_relative_label(each, nodes))) for each in self.alike())
        return self._relatives

    def shown(self, kind: type, field: FieldKind, value: object, entry: object) -> str:
        """The value as it stands in its cell."""
        text = shown(field, value)
        if kind is Succession and field.name == "predecessor":
            return self.relatives().get(text, text)
        if field.kind is Kind.REFERENCE and text:
            options = self.options(kind, field, entry)
            return options.get(text, text) if len(options) > MOST_IN_A_LIST else text
        return text

    def ready(self, kind: type, taken: Iterable[object]) -> dict[str, Any]:
        """Rows that stand ready in a list beside the entries that are there, by their key: years, the city's questions."""
        if kind in YEARLY:
            rows = [blank(kind, fiscal_year=year) for year in range(self.plan.first_year, self.plan.last_year + 1)]
        elif kind is Answer and isinstance(self.record, NodeYear):
            level = self.plan.index.node[self.record.node].level
            rows = [Answer(question.id) for question in self.plan.questions if question.level == level]
        else:
            return {}
        there = {key_of(entry) for entry in taken}
        return {key: row for row in rows if (key := key_of(row)) not in there}

    def fields(self, kind: type, entry: object) -> tuple[FieldKind, ...]:
        """The fields that a form has for an entry."""
        if isinstance(entry, Answer):
            return tuple(field for field in fields_of(kind) if self._is_asked(field, entry))
        stands = kind in YEARLY and getattr(entry, "fiscal_year", None) is not None
        fixed = frozenset({"fiscal_year"}) if stands else frozenset()
        return tuple(field for field in fields_of(kind) if field.name not in fixed)

    def _is_asked(self, field: FieldKind, answer: Answer) -> bool:
        """An answer has cells for what its question wants, and for what stands there already."""
        question = next((each for each in self.plan.questions if each.id == answer.question), None)
        wanted = _WANTED[question.kind] if question else frozenset({"text"})
        return field.name in wanted or getattr(answer, field.name) != field.default

    def heading(self, entry: object) -> Message | str | None:
        """What a row is called that the form itself has put there; None where its cells say it."""
        if isinstance(entry, YEARLY):
            return message("plans.form.year", year=entry.fiscal_year)
        if isinstance(entry, Answer):
            return next((each.text for each in self.plan.questions if each.id == entry.question), entry.question)
        return None


_WANTED = {
    QuestionKind.TEXT: frozenset({"text"}),
    QuestionKind.NUMBER: frozenset({"number", "text"}),
    QuestionKind.CHOICE: frozenset({"choices", "text"}),
    QuestionKind.CHOICES: frozenset({"choices", "text"}),
}


def _relative_label(each: Node | Indicator, nodes: Mapping[str, Node]) -> str:
    if isinstance(each, Node):
        return each.label
    node = nodes.get(each.node)
    return f"{each.name}（{node.label}）" if node else each.name


def blank(kind: type, **given: object) -> Any:  # noqa: ANN401 -- the kind is the caller's
    """A record in which nothing is said yet; what must be given is None until somebody does."""
    missing = {field.name: None for field in fields(kind) if field.default is MISSING}
    return kind(**{**missing, **given})


@cache
def defaults(kind: type) -> Mapping[str, object]:
    """The value of each field of a record that nobody has said anything in."""
    return {field.name: None if field.default is MISSING else field.default for field in fields(kind)}


def _labelled(entries: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Labels, told apart by the id where two are alike."""
    found = dict(entries)
    labels = list(found.values())
    twice = {label for label in labels if labels.count(label) > 1} if len(set(labels)) < len(labels) else set()
    return {id_: f"{label} ({id_})" if label in twice else label for id_, label in found.items()}
