"""Small plans from a few lines of TOML, for the case files of rules.

A case: `name`, `speaks` (how often), `year` (2024), `measure` list, and, where wanted, `money` list, `scheme`
(`id@version`, evaluated), `previous` (a table with its own `measure` list: the plan a year earlier), `document` list (`title`, `published`), `state`
of the year (`open`, `settled`).

A measure: `id` (m1, m2, … unless told), `name`, `summary`, `effect`, `number`, `stage`, `managed_by`, `result`,
`unmet_reason`, `response`, `next_step`, `execution`, `disposition`, `self` (own grade), `self_reason`, `second` (second
grade), `note`, `excluded` (a reason), `lead` (a department), `tags`, `milestone` list (`name`, `due`, `done`), `indicator`
list, `earlier` (a table of year -> the same fields of that year's result).

An indicator: `id`, `name`, `unit`, `kind`, `direction`, `accumulation`, `computation`, `rationale`, `composition`,
`baseline`, `baseline_year`, `final`, `final_year` (2026), `target`, `interim`, `actual` (tables of year -> value),
`actual_note` (table of year -> text), `fraction` (table of year -> [numerator, denominator]), `series` list (`name`,
`unit`, `point`: table of year -> value), `part` list (components), `tags`, `succeeds` (ids of earlier indicators).

Money: `name`, `shares` (measure ids, or a table of id -> percent), `account`, amounts by budget stage of the case's year
(`initial`, `supplementary`, `current`, `spent`, …), `line` list (`year`, `stage`, `amount`, `item`, `source`).

Values: "60" a number, "not_set" an absence, "10..20" a range, anything else words.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from monosashi.core.indicators import (
    Accumulation,
    Actual,
    Baseline,
    Composition,
    Direction,
    Fraction,
    Indicator,
    IndicatorKind,
    ReferenceSeries,
    SeriesPoint,
    Target,
)
from monosashi.core.money import Account, BudgetProgram, BudgetStage, FundingSource, MoneyLine, Share
from monosashi.core.plan import Document, Municipality, Plan, PlanYear, YearState
from monosashi.core.results import (
    Disposition,
    Exclusion,
    ExclusionReason,
    Execution,
    ManagedBy,
    NodeYear,
    Note,
    Rater,
    Rating,
)
from monosashi.core.tree import Department, Level, Milestone, Node, Responsibility, Role, Succession, SuccessionKind
from monosashi.core.values import Absence, Described, Span, Value

CASES = Path(__file__).parent / "cases"
Table = Mapping[str, Any]


@dataclass(frozen=True)
class Case:
    """One small plan and how often the rule must speak on it."""

    rule_file: str
    name: str
    plan: Plan
    fiscal_year: int
    speaks: int
    previous: Plan | None = None


def cases_of(path: Path) -> Iterator[Case]:
    """The cases of one case file."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    for case in table["case"]:
        year = case.get("year", 2024)
        previous = plan_of({**case["previous"], "year": year - 1}) if "previous" in case else None
        yield Case(str(path.relative_to(CASES)), case["name"], plan_of(case), year, case["speaks"], previous)


def silent_on(path: Path) -> tuple[str, ...]:
    """The real measures on which the rule of this case file must say nothing."""
    return tuple(tomllib.loads(path.read_text(encoding="utf-8")).get("silent_on", ()))


def plan_of(case: Table) -> Plan:
    """The plan that a case tells of."""
    year = case.get("year", 2024)
    measures = [{"id": f"m{number}", **measure} for number, measure in enumerate(case.get("measure", ()), start=1)]
    leads = {measure["lead"] for measure in measures if "lead" in measure}
    return Plan(
        id="small",
        name="小さな計画",
        municipality=Municipality("011002", "見本市"),
        first_year=case.get("first_year", 2023),
        last_year=case.get("last_year", 2026),
        levels=(Level("measure", "施策", answered=True),),
        years=(PlanYear(year, case.get("scheme"), case.get("life_cycle"), YearState(case.get("state", "open"))),),
        departments=tuple(Department(name, name) for name in sorted(leads)),
        nodes=tuple(map(_node, measures)),
        indicators=tuple(i for measure in measures for i in _indicators(measure)),
        budget_programs=tuple(
            _program(number, money, year) for number, money in enumerate(case.get("money", ()), start=1)
        ),
        results=tuple(result for measure in measures for result in _results(measure, year)),
        documents=tuple(
            Document(f"d{number}", told["title"], published=told["published"])
            for number, told in enumerate(case.get("document", ()), start=1)
        ),
    )


def value_of(text: str) -> Value:
    """A value from its short form."""
    if text in set(Absence):
        return Absence(text)
    low, dots, high = text.partition("..")
    if dots:
        return Span(Decimal(low) if low else None, Decimal(high) if high else None)
    try:
        return Decimal(text)
    except InvalidOperation:
        return Described(text)


def _node(measure: Table) -> Node:
    lead = measure.get("lead")
    return Node(
        id=measure["id"],
        level="measure",
        name=measure.get("name", measure["id"]),
        number=measure.get("number", ""),
        summary=measure.get("summary", ""),
        effect=measure.get("effect", ""),
        responsibilities=(Responsibility(lead, Role.LEAD),) if lead else (),
        tags=tuple(measure.get("tags", ())),
        milestones=tuple(
            Milestone(f"{measure['id']}-s{number}", m.get("name", ""), m["due"], m.get("done"))
            for number, m in enumerate(measure.get("milestone", ()), start=1)
        ),
    )


def _indicators(measure: Table) -> Iterator[Indicator]:
    for number, told in enumerate(measure.get("indicator", ()), start=1):
        whole = _indicator(measure["id"], told, told.get("id", f"{measure['id']}-i{number}"), None)
        yield whole
        for part_number, part in enumerate(told.get("part", ()), start=1):
            yield _indicator(measure["id"], part, part.get("id", f"{whole.id}-{part_number}"), whole.id)


def _indicator(node: str, told: Table, id_: str, part_of: str | None) -> Indicator:
    baseline = told.get("baseline")
    final = told.get("final")
    return Indicator(
        id=id_,
        node=node,
        name=told.get("name", id_),
        unit=told.get("unit", ""),
        kind=IndicatorKind(told.get("kind", "undeclared")),
        direction=Direction(told.get("direction", "undeclared")),
        accumulation=Accumulation(told.get("accumulation", "undeclared")),
        part_of=part_of,
        composition=Composition(told["composition"]) if "composition" in told else None,
        computation=told.get("computation", ""),
        rationale=told.get("rationale", ""),
        baseline=Baseline(value_of(baseline), told.get("baseline_year")) if baseline is not None else None,
        targets=_targets(told.get("target", {})),
        interim_targets=_targets(told.get("interim", {})),
        final_target=value_of(final) if final is not None else None,
        final_year=told.get("final_year", 2026) if final is not None else None,
        actuals=tuple(_actuals(told)),
        reference_series=tuple(map(_series, told.get("series", ()))),
        fractions=tuple(Fraction(int(y), Decimal(n), Decimal(d)) for y, (n, d) in told.get("fraction", {}).items()),
        tags=tuple(told.get("tags", ())),
        succeeds=tuple(Succession(old, SuccessionKind.REPLACED, 2024) for old in told.get("succeeds", ())),
    )


def _actuals(told: Table) -> Iterator[Actual]:
    notes = told.get("actual_note", {})
    for year, text in told.get("actual", {}).items():
        yield Actual(int(year), value_of(text), note=notes.get(year, ""))


def _series(told: Table) -> ReferenceSeries:
    points = tuple(SeriesPoint(int(year), value_of(text)) for year, text in told["point"].items())
    return ReferenceSeries(told["name"], told.get("unit", ""), points)


def _targets(by_year: Mapping[str, str]) -> tuple[Target, ...]:
    return tuple(Target(int(year), value_of(text)) for year, text in by_year.items())


def _results(measure: Table, year: int) -> Iterator[NodeYear]:
    yield from (_result(measure["id"], int(earlier), told) for earlier, told in measure.get("earlier", {}).items())
    yield _result(measure["id"], year, measure)


def _result(node: str, year: int, told: Table) -> NodeYear:
    return NodeYear(
        node=node,
        fiscal_year=year,
        stage=told.get("stage"),
        managed_by=ManagedBy(told["managed_by"]) if "managed_by" in told else None,
        execution=Execution(told["execution"]) if "execution" in told else None,
        disposition=Disposition(told["disposition"]) if "disposition" in told else None,
        excluded=Exclusion(ExclusionReason(told["excluded"])) if "excluded" in told else None,
        ratings=tuple(_ratings(told)),
        notes=(Note("監査人", told["note"]),) if "note" in told else (),
        **{key: told.get(key, "") for key in ("result", "unmet_reason", "response", "next_step")},
    )


def _ratings(told: Table) -> Iterable[Rating]:
    raters = ((Rater.SELF, "self"), (Rater.SECOND, "second"))
    return (Rating("progress", rater, told[key], told.get(f"{key}_reason", "")) for rater, key in raters if key in told)


def _program(number: int, money: Table, year: int) -> BudgetProgram:
    shares = money.get("shares", ("m1",))
    ratios = shares if isinstance(shares, dict) else dict.fromkeys(shares)
    totals = (MoneyLine(year, stage, Decimal(money[stage])) for stage in BudgetStage if stage in money)
    return BudgetProgram(
        id=money.get("id", f"b{number}"),
        name=money.get("name", f"事業{number}"),
        account=Account(money.get("account", "undeclared")),
        shares=tuple(Share(node, None if ratio is None else Decimal(ratio)) for node, ratio in ratios.items()),
        lines=(*totals, *(_line(line, year) for line in money.get("line", ()))),
    )


def _line(line: Table, year: int) -> MoneyLine:
    amount = value_of(line["amount"])
    assert isinstance(amount, (Decimal, Absence))
    source = FundingSource(line["source"]) if "source" in line else None
    return MoneyLine(line.get("year", year), BudgetStage(line["stage"]), amount, line.get("item", ""), source)
