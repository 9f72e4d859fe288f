"""Pages on which a plan is edited."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace

import pytest
from django.test import Client

from monosashi.core.changes import Changed, diff
from monosashi.core.paths import key_of
from monosashi.core.plan import Plan
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import Person
from monosashi.office.plans.actions import keep_new_plan
from monosashi.office.plans.models import Revision
from monosashi.office.plans.queries import whole
from office.laid import Someone
from office.plans.as_browser import edited, fields_of, form_in, text_of
from sample_plans import sample_plan

AT = "/plans/akita-digital-2/edit"
pytestmark = pytest.mark.slow
Queries = Callable[[int], AbstractContextManager[object]]


@pytest.fixture
def browser(kept: Plan, coordinator: Person) -> Client:
    client = Client()
    client.force_login(coordinator.staff)
    return client


def indicator_address(plan: Plan) -> tuple[str, str]:
    indicator = next(i for i in plan.indicators if any(a.fiscal_year == 2024 for a in i.actuals) and i.unit)
    return indicator.id, f"{AT}/indicators/{indicator.id}/"


@pytest.mark.parametrize(
    "collection", ["nodes", "indicators", "budget_programs", "results", "levels", "years", "departments", "documents"]
)
def test_every_kind_of_record_has_a_page_and_sent_as_it_is_it_changes_nothing(
    browser: Client, kept: Plan, collection: str
) -> None:
    entry = getattr(kept, collection)[-1]
    address = f"{AT}/{collection}/{key_of(entry)}/"
    answer = edited(browser, address, {})
    assert answer.status_code == 302, text_of(answer)
    assert Revision.objects.count() == 1


def test_a_figure_typed_in_full_width_is_saved_and_nothing_else_changes(browser: Client, kept: Plan) -> None:
    id_, address = indicator_address(kept)
    answer = edited(browser, address, {"actuals/2024/value": "１２３．５０", "why": "集計の見直し"})
    assert answer.status_code == 302, text_of(answer)
    (change,) = [c for c in diff(kept, whole(kept.id)) if c.path != ("revision",)]
    assert isinstance(change, Changed)
    assert change.path == ("indicators", id_, "actuals", "2024", "value")
    assert str(change.after) == "123.50"
    told = text_of(browser.get(answer["Location"]))
    assert "１２３．５０" in told
    assert "123.50" in told


@pytest.mark.parametrize("typed", ["0", "1600", ".5", "1,600", "-3"])
def test_a_number_that_was_typed_plainly_is_saved_without_a_word_on_how_it_was_read(
    browser: Client, kept: Plan, typed: str
) -> None:
    _, address = indicator_address(kept)
    answer = edited(browser, address, {"actuals/2024/value": typed, "why": "集計の見直し"})
    assert answer.status_code == 302, text_of(answer)
    assert "と読みました（" not in text_of(browser.get(answer["Location"]))


def test_what_was_read_otherwise_is_told_with_its_indicator_year_and_field(browser: Client, kept: Plan) -> None:
    id_, address = indicator_address(kept)
    answer = edited(browser, address, {"actuals/2024/value": "１２３", "why": "集計の見直し"})
    told = text_of(browser.get(answer["Location"]))
    assert f"指標「{kept.index.indicator[id_].name}」の令和6年度の実績値: 「１２３」を 123 と読みました" in told


def test_a_stage_and_a_grade_that_nobody_knows_are_refused_at_their_cells_and_nothing_is_saved(
    browser: Client, kept: Plan
) -> None:
    answer = edited(browser, f"{AT}/results/n-p145.2024/", {"stage": "９", "ratings/progress.self/grade": "Z"})
    assert answer.status_code == 422
    told = text_of(answer)
    assert (
        "「９」という段階は、令和6年度のライフサイクルにありません。 次のいずれかを入力してください: 1 構築期、2 拡大期"
        in told
    )
    assert "「Z」という評価は、令和6年度の評価方式にありません。 次のいずれかを入力してください: A、B、C、D" in told
    assert fields_of(form_in(answer))["stage"] == ["９"]
    assert Revision.objects.count() == 1


def test_a_predecessor_that_no_plan_here_has_is_saved_and_told(browser: Client, kept: Plan) -> None:
    typed = {"succeeds/~+0/predecessor": "zzz", "succeeds/~+0/kind": "renamed", "succeeds/~+0/fiscal_year": "R6"}
    answer = edited(browser, f"{AT}/nodes/n-p145/", typed)
    assert answer.status_code == 302, text_of(answer)
    assert "前身の「zzz」は、このシステムにある計画の施策や指標のIDではありません" in text_of(
        browser.get(answer["Location"])
    )


def test_a_predecessor_of_another_plan_that_is_kept_here_is_no_surprise(
    browser: Client, kept: Plan, coordinator: Person
) -> None:
    earlier = replace(sample_plan(), id="earlier", departments=(), posts=(), revision=1)
    keep_new_plan(without_departments(earlier), by=coordinator)
    typed = {"succeeds/~+0/predecessor": "m-sensor", "succeeds/~+0/kind": "renamed", "succeeds/~+0/fiscal_year": "R6"}
    answer = edited(browser, f"{AT}/nodes/n-p145/", typed)
    assert answer.status_code == 302, text_of(answer)
    assert "このシステムにある計画の施策や指標のIDではありません" not in text_of(browser.get(answer["Location"]))


def without_departments(plan: Plan) -> Plan:
    nodes = tuple(replace(node, responsibilities=()) for node in plan.nodes)
    programs = tuple(replace(program, department=None) for program in plan.budget_programs)
    return replace(plan, nodes=nodes, budget_programs=programs)


def test_what_is_unsure_is_asked_and_nothing_is_saved(browser: Client, kept: Plan) -> None:
    _, address = indicator_address(kept)
    answer = edited(browser, address, {"actuals/2024/value": "約80", "why": "集計の見直し"})
    assert answer.status_code == 422
    fields = fields_of(form_in(answer))
    assert fields["actuals/2024/value"] == ["約80"]
    assert "choose:actuals/2024/value" in fields
    assert Revision.objects.count() == 1
    answer = browser.post(address, fields | {"choose:actuals/2024/value": ["80"]})
    assert answer.status_code == 302


def test_a_page_takes_as_many_queries_for_any_measure(
    browser: Client, kept: Plan, django_assert_num_queries: Queries
) -> None:
    _, address = indicator_address(kept)
    browser.get(address)
    with django_assert_num_queries(5):  # the year is settled: the edition that holds it is named
        browser.get(address)


def test_a_department_edits_its_own_measures_and_no_others(kept: Plan, someone: Someone) -> None:
    own = next(n for n in kept.index.measures if any(r.department == "d-07" for r in n.responsibilities))
    other = next(n for n in kept.index.measures if all(r.department != "d-07" for r in n.responsibilities))
    client = Client()
    client.force_login(someone(Role.DEPARTMENT_EDITOR, department="d-07"))
    assert client.get(f"{AT}/nodes/{own.id}/").status_code == 200
    assert client.get(f"{AT}/nodes/{other.id}/").status_code == 403
    assert client.get(f"{AT}/plan/").status_code == 403
    fields = fields_of(form_in(client.get(f"{AT}/nodes/{own.id}/")))
    assert "effect" in fields
    assert "parent" not in fields
    answer = edited(client, f"{AT}/nodes/{own.id}/", {"effect": "新しい効果", "number": "99"})
    assert answer.status_code == 403
    assert "新しい効果" in text_of(answer)
    assert edited(client, f"{AT}/nodes/{own.id}/", {"effect": "新しい効果"}).status_code == 302


@pytest.mark.parametrize("address", ["/plans/", "/plans/akita-digital-2/", "/plans/akita-digital-2/measures/n-p069/"])
def test_pages_that_are_read_lead_to_those_that_edit(browser: Client, address: str) -> None:
    leads = [link for link in ("/edit/", "/import/") if link in browser.get(address).content.decode()]
    assert leads
