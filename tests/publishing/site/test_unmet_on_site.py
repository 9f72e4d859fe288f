"""The site reads 未達 from what was frozen, and means by it what the evaluation means."""

import re
from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest

from evaluation.evaluated_plans import YEAR, indicator, plan
from monosashi.core.indicators import Direction
from monosashi.core.plan import Plan
from monosashi.core.values import ValueStatus
from monosashi.evaluation.evaluate import evaluate, shipped_life_cycle, shipped_scheme
from monosashi.evaluation.shortfall import indicator_unmet
from monosashi.exchange.plan_file import read_plan
from monosashi.publishing.evaluation_document import evaluation_document
from monosashi.publishing.site.editions import SiteEdition, site_editions
from monosashi.publishing.site.lists import overview_page
from monosashi.publishing.site.pages import site_files
from monosashi.publishing.site.publishing import site_of
from monosashi.publishing.site.settings import SiteSettings
from monosashi.publishing.site.unmet import is_unmet
from monosashi.publishing.site.words import SiteTongue
from publishing.public_folders import content_of
from publishing.report.small_editions import folder_of
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


def test_the_list_of_unmet_indicators_says_which_actual_is_not_final() -> None:
    of = content_of("sasebo", 2022).plan
    first, *others = overview_page(edition_of(of), SiteTongue("ja")).unmet
    unmet = first.unmet.outcome["id"]
    moved = tuple(
        replace(i, actuals=tuple(replace(a, status=ValueStatus.PROVISIONAL) for a in i.actuals)) if i.id == unmet else i
        for i in of.indicators
    )
    bent = replace(of, indicators=moved)
    rows = overview_page(edition_of(bent), SiteTongue("ja")).unmet
    assert [row.not_final for row in rows] == [ValueStatus.PROVISIONAL, *(None for _ in others)]
    files = site_files(site_of(folder_of(bent), SiteSettings(report=False)))
    page = next(file.raw for file in files if file.name == "index.html").decode()
    (table,) = re.findall(r'<table class="stack unmet">.*?</table>', page, re.DOTALL)
    assert table.count(">速報</span>") == 1


def edition_of(of: Plan) -> SiteEdition:
    """The plan as the one edition of a site."""
    return site_editions(folder_of(of))[-1]
