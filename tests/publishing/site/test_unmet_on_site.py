"""The site reads 未達 from what was frozen, and means by it what the evaluation means."""

from types import SimpleNamespace
from typing import cast

import pytest

from evaluation.evaluated_plans import YEAR, indicator, plan
from monosashi.core.indicators import Direction
from monosashi.evaluation.evaluate import evaluate, shipped_life_cycle, shipped_scheme
from monosashi.evaluation.shortfall import indicator_unmet
from monosashi.exchange.plan_file import read_plan
from monosashi.publishing.evaluation_document import evaluation_document
from monosashi.publishing.site.editions import SiteEdition
from monosashi.publishing.site.unmet import is_unmet
from publishing.site.site_samples import PLACES


@pytest.mark.parametrize(("city", "year", "count"), [("akita", 2024, 31), ("sasebo", 2022, 5), ("nagasaki", 2020, 3)])
def test_the_site_calls_unmet_what_the_evaluation_does(city: str, year: int, count: int) -> None:
    of = read_plan(PLACES[city])
    told = of.index.year[year]
    scheme = shipped_scheme(told.scheme or "")
    evaluation = evaluate(of, year, scheme, shipped_life_cycle(told.life_cycle) if told.life_cycle else None)
    edition = cast("SiteEdition", SimpleNamespace(scheme=scheme.data))
    frozen = [each for m in evaluation_document(evaluation, str)["measures"] for each in m["indicators"]]
    by_site = [each["id"] for each in frozen if is_unmet(edition, each)]
    by_core = [i.indicator for m in evaluation.measures for i in m.indicators if indicator_unmet(i, scheme)]
    assert by_site == by_core
    assert len(by_site) == count


def test_a_rate_that_was_frozen_as_100_percent_is_unmet_where_the_figure_is_short() -> None:
    """Nagasaki prints whole percents."""
    scheme = shipped_scheme("nagasaki@1")
    of = plan([indicator(of_year="100", actual="99.96", direction=Direction.INCREASE)])
    [frozen] = evaluation_document(evaluate(of, YEAR, scheme, None), str)["measures"][0]["indicators"]
    assert frozen["achievement_rate"] == "100"
    assert is_unmet(cast("SiteEdition", SimpleNamespace(scheme=scheme.data)), frozen)
