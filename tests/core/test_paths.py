"""Paths into a plan: every value has one, and it leads back to that value."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given

from monosashi.core.paths import LeadsNowhere, Paths, key_of, place, resolve
from monosashi.core.plan import Plan
from monosashi.core.results import Note
from monosashi.core.tree import Prose
from sample_plans import sample_plan
from strategies import places, plans

PLAN = sample_plan()


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("name", "見本市情報化計画"),
        ("municipality/code", "999997"),
        ("indicators/i-rate/actuals/2024/value", Decimal("22.60")),
        ("indicators/i-rate/interim_targets/2024/value/high", Decimal("22.5")),
        ("indicators/i-rate/reference_series/参考値/points/2024/value", Decimal("43.8")),
        ("indicators/i-level/baseline", None),
        ("nodes/m-online/prose/背景#2/text", "職員が足りない。"),
        ("nodes/m-online/responsibilities/d-citizens.lead.2023-04-01/valid_to", "2025-03-31"),
        ("nodes/m-online/succeeds/m-old.renamed/comparable", True),
        ("nodes/m-online/tags", ("★",)),
        ("budget_programs/b-system/lines/2024.spent/amount", Decimal(2653)),
        ("budget_programs/b-system/lines/2024.spent.general/amount", Decimal(2653)),
        ("budget_programs/b-system/lines/2024.spent.負担金~1補助~2交付金/amount", Decimal(2653)),
        ("budget_programs/b-system/shares/m-online/ratio", Decimal("60.0")),
        ("results/m-online.2024/ratings/progress.self/grade", "B"),
        ("results/m-online.2024/ratings/progress.self.i-rate/grade", None),
        ("results/m-online.2024/answers/q-need/choices", ("high",)),
        ("results/m-online.2024/notes/監査委員/text", "周知を求める。"),
        ("years/2024/kept_targets/i-rate/value", Decimal("30.0")),
        ("questions/q-need/choices/high/text", "高い"),
        ("provenance/indicators~1i-rate~1actuals~12024~1value/page", "12"),
    ],
)
def test_a_path_leads_to_its_value(path: str, found: object) -> None:
    assert resolve(PLAN, path) == found


@pytest.mark.parametrize(
    ("path", "missing"),
    [
        ("x", "x"),
        ("indicators/i-x/actuals/2024", "indicators/i-x"),
        ("indicators/i-rate/actuals/2025/value", "indicators/i-rate/actuals/2025"),
        ("indicators/0", "indicators/0"),
        ("nodes/m-online/tags/★", "nodes/m-online/tags/★"),
        ("nodes/m-online/__class__", "nodes/m-online/__class__"),
        ("index/node", "index"),
        ("indicators//i-rate", "indicators/"),
        ("name/", "name/"),
    ],
)
def test_a_path_that_leads_nowhere_says_from_where_on(path: str, missing: str) -> None:
    with pytest.raises(LeadsNowhere) as refused:
        resolve(PLAN, path)
    assert (refused.value.path, refused.value.missing) == (path, missing)


@pytest.mark.slow
@given(plans())
def test_every_place_of_a_plan_is_resolved(plan: Plan) -> None:
    paths = Paths(plan)
    for path in places(plan):
        assert paths.resolve(path) == resolve(plan, path)


def test_a_key_has_no_slash_and_says_which_dots_are_its_own() -> None:
    assert key_of(Prose("a/b~c.d", "")) == "a~1b~0c.d"
    line = PLAN.budget_programs[0].lines[3]
    assert key_of(replace(line, item="a.b/c")) == "2024.spent.a~2b~1c"
    assert place("results", PLAN.results[0], "notes", Note("a/b", "")) == "results/m-online.2024/notes/a~1b"
