"""Rules of the plan review. How one is written is told in `monosashi.checks`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import ClassVar, Generic, TypeVar

from monosashi.checks.finding import Finding, Proposal, Severity, Source
from monosashi.checks.needs import Need
from monosashi.checks.subjects import IndicatorSubject, MeasureSubject, NodeSubject, PlanSubject, TwoYearsSubject
from monosashi.core.indicators import Indicator
from monosashi.core.messages import Param, message
from monosashi.core.tree import Node


class Scope(StrEnum):
    """On what a rule is run."""

    INDICATOR = "indicator"
    MEASURE = "measure"
    NODE = "node"
    PLAN = "plan"
    TWO_YEARS = "two_years"


@dataclass(frozen=True, slots=True)
class Threshold:
    """A figure by which a rule decides: its default and, in Japanese, what it is and in which unit."""

    default: Decimal
    meaning: str


Subject = TypeVar("Subject", IndicatorSubject, MeasureSubject, NodeSubject, PlanSubject, TwoYearsSubject)
AnySubject = IndicatorSubject | MeasureSubject | NodeSubject | PlanSubject | TwoYearsSubject


class AnyRule:
    """What every rule has, whatever its scope. The docstring of a rule is its documentation."""

    code: ClassVar[str]
    name: ClassVar[str]
    severity: ClassVar[Severity]
    scope: ClassVar[Scope]
    needs: ClassVar[tuple[Need, ...]] = ()
    sources: ClassVar[tuple[Source, ...]] = ()
    thresholds: ClassVar[Mapping[str, Threshold]] = MappingProxyType({})
    reviews_excluded: ClassVar[bool] = False
    """Whether it also speaks of what is out of the year's evaluation."""
    reads_answers: ClassVar[bool] = True
    """Whether a year's answers can change what it finds; False where it reads names, texts and departments of the plan alone."""

    def __init__(self, settings: Mapping[str, Decimal] | None = None) -> None:
        self._settings = settings or {}

    def threshold(self, key: str) -> Decimal:
        """The figure to decide by: the city's, else the default."""
        return self._settings.get(key, self.thresholds[key].default)

    def find(  # noqa: PLR0913 -- every part of a finding but the figures has its default
        self,
        at: AnySubject,
        /,
        *,
        variant: str = "",
        place: str | None = None,
        node: Node | None = None,
        indicator: Indicator | None = None,
        proposal: Proposal | None = None,
        severity: Severity | None = None,
        **figures: Param,
    ) -> Finding:
        """A finding on `at`. `figures` are its evidence and, with the names, the parameters of its sentence.

        `place` is relative to the subject (`final_target`), or a whole path where it holds a `/`. `node` and `indicator`
        say of which measure or KPI of a wider subject it speaks; `severity` makes it weaker than the rule's own.
        """
        indicator = indicator or (at.indicator if isinstance(at, IndicatorSubject) else None)
        node = node or _node_of(at)
        names: dict[str, Param] = {
            "measure": node.name if node else "",
            **({"indicator": indicator.name} if indicator else {}),
        }
        return Finding(
            rule=self.code,
            name=self.name,
            severity=severity or self.severity,
            place=_joined(f"indicators/{indicator.id}" if indicator else f"nodes/{node.id}" if node else "", place),
            node=node.id if node else None,
            measure=node.name if node else "",
            indicator=indicator.id if indicator else None,
            fiscal_year=_year_of(at),
            message=message(
                f"check.{self.code}.{variant}" if variant else f"check.{self.code}", **{**names, **figures}
            ),
            evidence=tuple(figures.items()),
            proposal=proposal,
        )


class Rule(AnyRule, Generic[Subject]):
    """One thing to look for in one kind of subject."""

    def check(self, at: Subject) -> Iterable[Finding]:
        """What is found on one subject."""
        raise NotImplementedError


class IndicatorRule(Rule[IndicatorSubject]):
    """Looks at one indicator, whole or component."""

    scope = Scope.INDICATOR


class MeasureRule(Rule[MeasureSubject]):
    """Looks at one measure with its indicators, money and texts."""

    scope = Scope.MEASURE


class NodeRule(Rule[NodeSubject]):
    """Looks at one node of any level."""

    scope = Scope.NODE


class PlanRule(Rule[PlanSubject]):
    """Looks at measures side by side."""

    scope = Scope.PLAN


class TwoYearsRule(Rule[TwoYearsSubject]):
    """Looks at a measure beside itself a year earlier."""

    scope = Scope.TWO_YEARS


def _node_of(at: AnySubject) -> Node | None:
    if isinstance(at, TwoYearsSubject):
        return at.now.node
    return None if isinstance(at, PlanSubject) else at.node


def _year_of(at: AnySubject) -> int:
    return at.now.fiscal_year if isinstance(at, TwoYearsSubject) else at.desk.fiscal_year


def _joined(subject: str, place: str | None) -> str:
    if place is None:
        return subject
    return place if "/" in place or not subject else f"{subject}/{place}"
