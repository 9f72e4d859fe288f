"""What the fields of an event, and the coded values in them, are called on its page."""

from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType

from monosashi.core.messages import Message
from monosashi.core.plan import Plan
from monosashi.evaluation.known import known_scheme
from monosashi.evaluation.scheme import Scheme
from monosashi.evaluation.shipped import UnknownScheme
from monosashi.exchange.answer_sheets.slots import axes_of
from monosashi.office.plans.queries import NoSuchPlan, held
from monosashi.office.ui.language import language, spoken
from monosashi.wording import templates

_CODED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "state": ("sheet_state", "round_state", "proposal_state", "year_state"),
        "kind": ("round_kind", "reorganisation_kind", "proposal_kind", "closing.kind"),
        "decision": ("decision_kind",),
        "status": ("value_status",),
        **{name: (name,) for name in ("member_role", "agenda_kind", "meeting_minutes")},
        **{name: (name,) for name in ("role", "disposition", "execution", "rater", "managed_by")},
        **{name: (name,) for name in ("chosen_by", "how_many")},
        "at_end": ("record_at_end",),
    }
)
"""Fields that hold one of a few values, and under which words these stand."""


def word_or(otherwise: str, *ids: str) -> str:
    """The first of the words that there is; `otherwise` where there is none: an event of a version to come must not break the page."""
    known = templates(language())
    return next((spoken(Message(id_)) for id_ in ids if id_ in known), otherwise)


class FieldNames:
    """Names of what an event of one plan tells; a thing of the plan that stands in a path is called as the plan calls it.

    `kind` is that of the thing that the event is about.
    """

    def __init__(self, kind: str, plan: str) -> None:
        self._kind, self._plan = kind, plan

    def of(self, path: tuple[str, ...]) -> str:
        """`("answers", "actual/i-1/value")`: 「回答 / 実績値 / 電子申請率 / 値」.

        That a text is of the result, or a grade on the only axis, goes without saying.
        """
        parts = (self._part(part) for step in path for part in step.removeprefix("result/").split("/"))
        return " / ".join(filter(None, parts))

    def value(self, field: str, value: str) -> str:
        """What a field holds: the word for one of a few values, else the value itself."""
        name = field.rpartition("/")[2]
        return word_or(value, *(f"{words}.{value}" for words in (f"{self._kind}_{name}", *_CODED.get(name, ()))))

    def _part(self, part: str) -> str:
        if part.isdigit():
            return part
        return word_or("", f"event_field.{part}", f"plans.field.{part}") or self._things.get(part, part)

    @cached_property
    def _things(self) -> dict[str, str]:
        try:
            plan = held(self._plan).plan
        except NoSuchPlan:
            return {}
        return {
            **_only_axes(plan),
            **{node.id: node.name for node in plan.nodes},
            **{indicator.id: indicator.name for indicator in plan.indicators},
            **{program.id: program.name for program in plan.budget_programs},
            **{question.id: question.text for question in plan.questions},
        }


def _only_axes(plan: Plan) -> dict[str, str]:
    """Axes that go without saying, since their schemes have no other."""
    axes = (axes_of(scheme) for scheme in map(_scheme, {year.scheme for year in plan.years if year.scheme}) if scheme)
    return {only[0]: "" for only in axes if len(only) == 1}


def _scheme(reference: str) -> Scheme | None:
    try:
        return known_scheme(reference)
    except UnknownScheme:
        return None
