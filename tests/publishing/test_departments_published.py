"""What is published of a fiscal year names who answered on its last day: site, open data, file set, the command's sheet."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cli.command_line import run
from monosashi.checks.review import review
from monosashi.core.plan import Municipality, Plan, PlanYear
from monosashi.core.tree import Department, Level, Node, Responsibility, Role
from monosashi.evaluation.evaluate import evaluate, shipped_scheme
from monosashi.exchange.plan_file import write_plan
from monosashi.publishing.auditor import Material
from monosashi.publishing.editions import Content
from monosashi.publishing.editions_folder import freeze
from monosashi.publishing.open_data.columns import tables
from monosashi.publishing.open_data.making import table_bytes
from monosashi.publishing.public_editions import PublicFolder, read_public_editions
from monosashi.publishing.site.editions import site_editions
from monosashi.publishing.site.lists import departments_with_measures

DAY = date(2026, 6, 1)
OLD, HEIR = "情報統計課", "情報環境課"
MERGED = pytest.mark.parametrize(("fiscal_year", "name"), [(2024, OLD), (2025, HEIR)])

PLAN = Plan(
    "small",
    "小さな計画",
    Municipality("052019", "秋田市"),
    2024,
    2027,
    (Level("l-1", "施策", answered=True),),
    years=tuple(PlanYear(year, "sasebo@1") for year in (2024, 2025)),
    departments=(Department("d-03", OLD, valid_to="2025-03-31"), Department("d-06", HEIR, valid_from="2025-04-01")),
    nodes=(
        Node(
            "n-1",
            "l-1",
            "講座",
            responsibilities=(
                Responsibility("d-03", Role.LEAD, None, "2025-03-31"),
                Responsibility("d-06", Role.LEAD, "2025-04-01"),
            ),
        ),
    ),
)


def content(fiscal_year: int, plan: Plan = PLAN) -> Content:
    scheme = shipped_scheme("sasebo@1")
    return Content(plan, scheme, None, evaluate(plan, fiscal_year, scheme, None))


def published(fiscal_year: int, folder: Path) -> PublicFolder:
    freeze(content(fiscal_year), folder, created=DAY)
    return read_public_editions(folder)


@MERGED
def test_the_site_lists_the_measure_under_the_department_of_the_year(
    fiscal_year: int, name: str, tmp_path: Path
) -> None:
    (edition,) = site_editions(published(fiscal_year, tmp_path))
    assert [department.name for department in departments_with_measures(edition)] == [name]


@MERGED
def test_the_table_of_measures_names_the_lead_of_the_year_and_that_of_parts_keeps_both(
    fiscal_year: int, name: str, tmp_path: Path
) -> None:
    folder = published(fiscal_year, tmp_path)
    made = {each.name: table_bytes(each, folder).decode() for each in tables()}
    assert [other in made["measures"] for other in (OLD, HEIR)] == [other == name for other in (OLD, HEIR)]
    assert [code in made["responsibilities"] for code in ("d-03", "d-06")] == [True, True]


@MERGED
def test_the_auditor_reads_the_lead_of_the_year(fiscal_year: int, name: str) -> None:
    material = Material(content(fiscal_year), review(PLAN, fiscal_year, today=DAY), DAY, "")
    assert material.leads(PLAN.nodes[0]) == (name,)


@MERGED
def test_show_names_who_answered_in_the_newest_year_shown(fiscal_year: int, name: str, tmp_path: Path) -> None:
    file = tmp_path / "small.plan.json"
    file.write_bytes(write_plan(PLAN))
    told = run("show", file, "n-1", "--year", str(fiscal_year)).out
    assert [other in told for other in (OLD, HEIR)] == [other == name for other in (OLD, HEIR)]


def test_show_without_a_year_that_is_judged_names_every_part(tmp_path: Path) -> None:
    file = tmp_path / "small.plan.json"
    file.write_bytes(write_plan(replace(PLAN, years=())))
    told = run("show", file, "n-1").out
    assert OLD in told
    assert HEIR in told


@pytest.mark.parametrize("fiscal_year", [2024, 2025])
def test_where_no_part_holds_in_the_year_nobody_is_named(fiscal_year: int) -> None:
    ended = replace(PLAN.nodes[0], responsibilities=(Responsibility("d-03", Role.LEAD, None, "2025-03-30"),))
    material = Material(
        content(fiscal_year, replace(PLAN, nodes=(ended,))), review(PLAN, fiscal_year, today=DAY), DAY, ""
    )
    assert material.leads(ended) == ()
