"""n of m by group, and the counts of grades by axis and rater."""

from dataclasses import replace
from decimal import Decimal

from evaluation.evaluated_plans import YEAR, indicator, plan
from monosashi.core.results import Exclusion, ExclusionReason, NodeYear, Rater, Rating
from monosashi.core.tree import Node
from monosashi.core.values import Absence
from monosashi.evaluation.evaluate import evaluate, shipped_scheme

SASEBO = shipped_scheme("sasebo@1")
BANDS = shipped_scheme("ratio-bands@1")
FIELDS = [
    Node("f1", "field", "保健福祉"),
    Node("f2", "field", "教育"),
    Node("m1", "measure", "", "f1"),
    Node("m2", "measure", "", "f2"),
]
KPIS = [
    indicator(of_year="186", actual="155", id="a", node="m1"),
    indicator(of_year="20", actual="8.0", id="b", node="m1"),
    indicator(of_year="74", actual="108", id="c", node="m1"),
    indicator(of_year="1", actual="1", id="d", node="m2"),
]


def test_two_of_three_are_printed_as_66_where_the_city_cuts_off() -> None:
    group = evaluate(plan(KPIS, [], FIELDS), YEAR, SASEBO, None).groups[0]
    assert (group.reached, group.counted, group.rate_printed) == (2, 3, "66")
    assert group.rate is not None
    assert round(group.rate, 3) == Decimal("66.667")


def test_an_excluded_field_is_out_of_every_total_with_its_reason() -> None:
    out = Exclusion(ExclusionReason.NOT_STATED, "教育除く")
    done = evaluate(plan(KPIS, [NodeYear("f2", YEAR, excluded=out)], FIELDS), YEAR, SASEBO, None)
    assert (done.groups[1].counted, done.groups[1].rate, done.groups[1].excluded) == (0, None, out)
    assert done.total is not None
    assert (done.total.reached, done.total.counted) == (2, 3)


def test_an_unmeasured_kpi_stays_in_the_denominator_only_where_the_city_counts_what_was_set() -> None:
    unmeasured = [*KPIS[:2], replace(KPIS[2], actuals=indicator(actual=Absence.NOT_YET_COUNTED).actuals)]
    counts_all = evaluate(plan(unmeasured, [], FIELDS), YEAR, SASEBO, None).groups[0]
    counts_graded = evaluate(plan(unmeasured, [], FIELDS), YEAR, BANDS, None).groups[0]
    assert (counts_all.reached, counts_all.counted) == (1, 3)
    assert (counts_graded.reached, counts_graded.counted) == (0, 2)


def test_a_field_without_kpis_has_no_rate() -> None:
    group = evaluate(plan((), [], FIELDS), YEAR, SASEBO, None).groups[0]
    assert (group.counted, group.rate, group.rate_printed) == (0, None, None)


def test_grades_are_counted_by_axis_and_rater_and_those_without_one_too() -> None:
    nodes = [Node(f"n{i}", "measure", "") for i in range(5)]
    given = [
        NodeYear("n0", YEAR, ratings=(Rating("achievement", Rater.SELF, "◎"), Rating("effect", Rater.EXTERNAL, "高"))),
        NodeYear("n1", YEAR, ratings=(Rating("achievement", Rater.SELF, "◎"),)),
        NodeYear("n2", YEAR, ratings=(Rating("achievement", Rater.SELF, None, "評価未実施"),)),
        NodeYear("n3", YEAR),
        NodeYear("n4", YEAR, excluded=Exclusion(ExclusionReason.FINISHED)),
    ]
    kpis = [
        indicator(of_year="10", actual="10", id="a", node="n0"),
        indicator(of_year="10", actual="1", id="b", node="n1"),
    ]
    counts = evaluate(plan(kpis, given, nodes), YEAR, BANDS, None).grades
    assert [(c.axis, c.rater, c.grade, c.count) for c in counts] == [
        ("achievement", "self", "◎", 2),
        ("achievement", "self", None, 2),
        ("effect", "external", "高", 1),
        ("effect", "external", None, 3),
        ("achievement", "computed", "◎", 1),
        ("achievement", "computed", "×", 1),
        ("achievement", "computed", None, 2),
    ]


def test_shares_of_grades_add_up_to_100_where_the_scheme_forces_them() -> None:
    nodes = [Node(f"n{i}", "measure", "") for i in range(3)]
    kpis = [indicator(of_year="10", actual=a, id=f"i{i}", node=f"n{i}") for i, a in enumerate(("10", "9", "1"))]
    counts = evaluate(plan(kpis, [], nodes), YEAR, BANDS, None).grades
    assert [c.share_printed for c in counts] == ["34", "33", "33"]
