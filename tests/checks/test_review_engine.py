"""The engine: what runs, what cannot, what a waiver covers, what a city may set."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

import pytest

from checks.small_plans import plan_of
from monosashi.checks.configuration import Configuration, check_selectors, read_configuration
from monosashi.checks.finding import Finding, Review, Severity, Waiver
from monosashi.checks.needs import Need
from monosashi.checks.registry import all_rules
from monosashi.checks.review import review
from monosashi.checks.rule import IndicatorRule, Threshold, TwoYearsRule
from monosashi.checks.rules.tgt.target_not_beyond_baseline import TargetNotBeyondBaseline
from monosashi.checks.subjects import IndicatorSubject, TwoYearsSubject
from monosashi.core.messages import InvalidInput
from monosashi.core.plan import Plan
from monosashi.core.tree import Succession, SuccessionKind

TODAY = date(2025, 5, 12)
SIXTY_TO_SIXTY = {"measure": [{"indicator": [{"name": "開催数", "unit": "回", "baseline": "60", "final": "60"}]}]}
PLACE = "indicators/m1-i1"


def waiver(*, expires: date = date(2026, 3, 31), place: str = PLACE) -> Waiver:
    return Waiver("TGT002", place, "需要がある間は維持が目的", "デジタル推進課長", expires)


def looked_at(plan: Plan, *waivers: Waiver, configuration: Configuration | None = None) -> Review:
    rules = (TargetNotBeyondBaseline,)
    return review(plan, 2024, today=TODAY, rules=rules, waivers=waivers, configuration=configuration)


def test_a_finding_says_where_of_what_and_by_which_figures() -> None:
    (finding,) = looked_at(plan_of(SIXTY_TO_SIXTY)).findings
    assert (finding.rule, finding.name, finding.severity) == ("TGT002", "target-not-beyond-baseline", Severity.WARNING)
    assert (finding.place, finding.node, finding.indicator) == ("indicators/m1-i1/final_target", "m1", "m1-i1")
    assert finding.fiscal_year == 2024
    assert dict(finding.evidence) == {"baseline": Decimal(60), "target": Decimal(60), "unit": "回"}
    assert finding.message.id == "check.TGT002"
    assert dict(finding.message.params)["indicator"] == "開催数"


def test_a_waiver_takes_a_finding_out_of_scope_until_the_day_it_expires() -> None:
    result = looked_at(plan_of(SIXTY_TO_SIXTY), waiver(expires=TODAY))
    assert result.findings == ()
    assert [waived.finding.rule for waived in result.waived] == ["TGT002"]


def test_an_expired_waiver_speaks_again_and_says_so() -> None:
    expired = waiver(expires=date(2025, 5, 11))
    result = looked_at(plan_of(SIXTY_TO_SIXTY), expired)
    assert [finding.expired for finding in result.findings] == [expired]
    assert result.waived == ()


def test_a_waiver_of_another_place_covers_nothing_and_is_listed() -> None:
    other = waiver(place="indicators/m1-i10")
    result = looked_at(plan_of(SIXTY_TO_SIXTY), other)
    assert len(result.findings) == 1
    assert result.unused_waivers == (other,)


def test_a_rule_that_needs_what_the_whole_plan_lacks_says_that_it_did_not_run() -> None:
    plan = plan_of({"measure": [{"indicator": [{"name": "開催数", "final": "60"}]}]})
    assert [(each.rule, each.reason.id, each.failed) for each in looked_at(plan).rules_not_run] == [
        ("TGT002", "check.lacks.baseline", False)
    ]


def test_without_a_tokenizer_the_rules_that_compare_words_say_that_they_did_not_run() -> None:
    plan = plan_of(
        {"measure": [{"summary": "連絡、記録、点検を電子化する。", "indicator": [{"name": "数", "final": "6"}]}]}
    )
    reasons = {each.rule: each.reason.id for each in review(plan, 2024, today=TODAY).rules_not_run}
    assert reasons["KPI009"] == "check.lacks.tokenizer"


class Broken(IndicatorRule):
    code, name, severity = "TGT999", "broken", Severity.ERROR

    def check(self, at: IndicatorSubject) -> Iterator[Finding]:
        raise ZeroDivisionError(at.place)


def test_a_rule_that_breaks_is_listed_and_takes_no_other_with_it() -> None:
    result = review(plan_of(SIXTY_TO_SIXTY), 2024, today=TODAY, rules=(Broken, TargetNotBeyondBaseline))
    assert [(each.rule, each.failed) for each in result.rules_not_run] == [("TGT999", True)]
    assert [finding.rule for finding in result.findings] == ["TGT002"]


def test_every_rule_says_how_long_it_took_and_on_how_much() -> None:
    (cost,) = looked_at(plan_of(SIXTY_TO_SIXTY)).costs
    assert cost.rule == "TGT002"
    assert cost.subjects == 1
    assert cost.seconds >= 0


class Pairs(TwoYearsRule):
    code, name, severity = "RES999", "pairs", Severity.LOOK
    needs = (Need.EARLIER_YEAR,)

    def check(self, at: TwoYearsSubject) -> Iterator[Finding]:
        before = at.before.result.result if at.before.result else ""
        yield self.find(at, before=before, now=at.now.result.result if at.now.result else "")


def texts_of(result: Review) -> list[dict[str, object]]:
    return [dict(finding.evidence) for finding in result.findings]


def test_two_years_are_read_from_one_plan_with_both() -> None:
    plan = plan_of({"measure": [{"result": "二年目", "earlier": {"2023": {"result": "一年目"}}}]})
    assert texts_of(review(plan, 2024, today=TODAY, rules=(Pairs,))) == [{"before": "一年目", "now": "二年目"}]


def test_two_years_are_read_from_last_years_plan_also_where_a_measure_was_renamed() -> None:
    previous = plan_of({"year": 2023, "measure": [{"id": "old", "result": "一年目"}]})
    plan = plan_of({"measure": [{"id": "new", "result": "二年目"}]})
    successor = replace(plan.nodes[0], succeeds=(Succession("old", SuccessionKind.RENAMED, 2024, comparable=True),))
    result = review(replace(plan, nodes=(successor,)), 2024, today=TODAY, previous=previous, rules=(Pairs,))
    assert texts_of(result) == [{"before": "一年目", "now": "二年目"}]


def test_one_year_alone_has_no_pair() -> None:
    result = review(plan_of(SIXTY_TO_SIXTY), 2024, today=TODAY, rules=(Pairs,))
    assert [each.reason.id for each in result.rules_not_run] == ["check.lacks.earlier_year"]


@pytest.mark.parametrize(
    ("select", "ignore", "spoken"),
    [((), (), 1), (("TGT",), (), 1), (("KPI",), (), 0), ((), ("TGT002",), 0), (("target-not-beyond-baseline",), (), 1)],
)
def test_rules_are_chosen_by_code_beginning_of_code_or_name(
    select: tuple[str, ...], ignore: tuple[str, ...], spoken: int
) -> None:
    result = looked_at(plan_of(SIXTY_TO_SIXTY), configuration=Configuration(select, ignore))
    assert len(result.findings) == spoken


def test_a_city_may_make_a_rule_graver_or_lighter() -> None:
    configuration = Configuration(severities={"TGT002": Severity.LOOK})
    (finding,) = looked_at(plan_of(SIXTY_TO_SIXTY), configuration=configuration).findings
    assert finding.severity is Severity.LOOK


class Fifty(IndicatorRule):
    code, name, severity = "TGT998", "fifty", Severity.LOOK
    thresholds = MappingProxyType({"least": Threshold(Decimal(50), "これ以上なら言う")})

    def check(self, at: IndicatorSubject) -> Iterator[Finding]:
        if at.indicator.final_target is not None and at.indicator.final_target == self.threshold("least"):
            yield self.find(at)


@pytest.mark.parametrize(("least", "spoken"), [(None, 0), (Decimal(60), 1)])
def test_a_city_may_set_the_figure_a_rule_decides_by(least: Decimal | None, spoken: int) -> None:
    thresholds = {"TGT998": {"least": least}} if least is not None else {}
    configuration = Configuration(thresholds=thresholds)
    result = review(plan_of(SIXTY_TO_SIXTY), 2024, today=TODAY, rules=(Fifty,), configuration=configuration)
    assert len(result.findings) == spoken


def test_a_configuration_is_read_from_a_table() -> None:
    table = {
        "select": ["TGT"],
        "ignore": ["TGT010"],
        "severity": {"TGT002": "look"},
        "thresholds": {"TGT006": {"percent": 200}},
        "waivers": [
            {"rule": "TGT002", "place": PLACE, "reason": "維持が目的", "post": "課長", "expires": date(2026, 3, 31)}
        ],
    }
    configuration, waivers = read_configuration(table, all_rules())
    assert configuration.severities == {"TGT002": Severity.LOOK}
    assert configuration.thresholds == {"TGT006": {"percent": Decimal(200)}}
    assert waivers == (Waiver("TGT002", PLACE, "維持が目的", "課長", date(2026, 3, 31)),)


def test_all_mistakes_of_a_configuration_are_told_at_once() -> None:
    table = {
        "selekt": ["TGT"],
        "ignore": ["XYZ"],
        "severity": {"TGT002": "grave", "ABC001": "look"},
        "thresholds": {"TGT006": {"percent": "many", "share": 1}, "TGT002": 3},
        "waivers": [{"rule": "TGT002", "place": PLACE, "reason": "", "expires": "いつか"}],
    }
    with pytest.raises(InvalidInput) as refused:
        read_configuration(table, all_rules())
    assert sorted(problem.place for problem in refused.value.problems) == [
        "ignore",
        "selekt",
        "severity/ABC001",
        "severity/TGT002",
        "thresholds/TGT002",
        "thresholds/TGT006/percent",
        "thresholds/TGT006/share",
        "waivers/1/expires",
        "waivers/1/post",
        "waivers/1/reason",
    ]


def test_a_selector_that_means_no_rule_is_told() -> None:
    assert [problem.read for problem in check_selectors(("TGT", "TGT0", "NOPE"), all_rules(), "--select")] == ["NOPE"]
