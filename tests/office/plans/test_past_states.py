"""An edition and a revision are read on the plan's own pages, as the plan stood then and as it was judged then."""

import gc
import json
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from html import unescape
from typing import Any
from weakref import ref

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.synthetic_plans import synthetic_plan
from monosashi.core.changes import diff
from monosashi.core.plan import Plan, PlanYear
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import Person
from monosashi.office.plans.actions import keep_new_plan, save
from monosashi.office.plans.actions_editions import freeze
from monosashi.office.plans.editions_kept import keep_withdrawal
from monosashi.office.plans.models import Edition
from monosashi.office.plans.queries import whole
from monosashi.office.plans.year import past_states
from monosashi.office.plans.year.past import KEPT
from monosashi.publishing.editions import canonical, digest
from office.plans.as_browser import text_of

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

MEASURE = "n-p077"
PAGES = ("", "measures/", "indicators/", "money/", "departments/", f"measures/{MEASURE}/", "departments/d-07/")


def changed(by: Person, plan_id: str) -> Plan:
    """The plan after a save: the measure has another name, its first actual another figure; another measure is gone."""
    now = whole(plan_id)
    own = now.index.indicators_of[MEASURE][0]
    nodes = tuple(replace(each, name="改めた名前") if each.id == MEASURE else each for each in now.nodes)
    figures = tuple(replace(each, value=Decimal(1)) for each in own.actuals)
    indicators = tuple(replace(each, actuals=figures) if each.id == own.id else each for each in now.indicators)
    after = replace(now, nodes=nodes, indicators=indicators)
    save(plan_id=plan_id, based_on=now.revision, changes=diff(now, after), by=by)
    return after


def read(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return unescape(text_of(answer))


@pytest.fixture(autouse=True)
def forgotten_editions() -> Iterator[None]:
    """A process keeps editions, which never change; in the next test another one has the same number and hash."""
    past_states._in_edition.cache_clear()  # type: ignore[attr-defined]
    yield
    past_states._in_edition.cache_clear()  # type: ignore[attr-defined]


@pytest.fixture
def frozen(kept: Plan, coordinator: Person) -> Plan:
    """Akita's plan, frozen as its first edition and changed afterwards."""
    freeze(plan_id=kept.id, fiscal_year=2024, label="五月の速報", by=coordinator)
    changed(coordinator, kept.id)
    return kept


@pytest.mark.parametrize("asked", ["edition=1", "revision"])
def test_a_past_state_shows_names_figures_and_grades_as_they_stood(
    frozen: Plan, logged_in: Callable[..., Client], asked: str
) -> None:
    asked = asked if "=" in asked else f"revision={frozen.revision}"
    client, name = logged_in(), frozen.index.node[MEASURE].name
    now, then = (read(client, f"/plans/{frozen.id}/measures/{MEASURE}/{state}") for state in ("", f"?{asked}"))
    assert ("改めた名前" in now, "21,408" in now) == (True, False)
    assert ("改めた名前" in then, name in then, "21,408" in then) == (False, True, True)
    assert "今の計画ではありません" in then
    assert "今の計画ではありません" not in now
    assert name in read(client, f"/plans/{frozen.id}/?{asked}")


@pytest.mark.parametrize("asked", ["edition=1", "revision"])
def test_every_link_on_a_page_of_a_past_state_that_leads_to_the_plan_stays_in_that_state(
    frozen: Plan, logged_in: Callable[..., Client], asked: str
) -> None:
    asked = asked if "=" in asked else f"revision={frozen.revision}"
    client = logged_in(Role.COORDINATING_OFFICE)
    node = next(each.id for each in frozen.nodes if each not in frozen.index.measures)
    for part in (*PAGES, f"nodes/{node}/"):
        markup = client.get(f"/plans/{frozen.id}/{part}?{asked}").content.decode()
        assert "今の計画ではありません" in markup, part
        found = {each.partition('"')[0] for each in markup.split(f'href="/plans/{frozen.id}/')[1:]}
        own = {each for each in found if each.partition("?")[0].split("/")[0] in {"measures", "nodes", "departments"}}
        assert {each for each in own if asked not in each} <= {part}, part
        assert not [
            each for each in found if each.startswith(("edit/", "findings", "overview", "publication", "moves"))
        ], part


def test_a_past_state_leads_to_the_present_page_and_where_that_is_gone_to_the_plan(
    kept: Plan, coordinator: Person, logged_in: Callable[..., Client]
) -> None:
    client, gone = logged_in(), kept.index.measures[0].id
    keep = tuple(each for each in kept.nodes if each.id != gone)
    programs = tuple(p for p in kept.budget_programs if all(share.node != gone for share in p.shares))
    own = {each.id for each in kept.indicators if each.node == gone}
    after = replace(
        kept,
        nodes=keep,
        indicators=tuple(each for each in kept.indicators if each.id not in own),
        results=tuple(each for each in kept.results if each.node != gone),
        budget_programs=programs,
        provenance=(),
    )
    save(plan_id=kept.id, based_on=kept.revision, changes=diff(whole(kept.id), after), by=coordinator)
    page = client.get(f"/plans/{kept.id}/measures/{gone}/?revision={kept.revision}").content.decode()
    assert f'href="/plans/{kept.id}/">今の計画を見る</a>' in page
    page = client.get(f"/plans/{kept.id}/measures/{MEASURE}/?revision={kept.revision}").content.decode()
    assert f'href="/plans/{kept.id}/measures/{MEASURE}/">今の計画を見る</a>' in page


def test_the_newest_revision_is_the_plan_as_it_stands(kept: Plan, logged_in: Callable[..., Client]) -> None:
    assert "今の計画ではありません" not in read(logged_in(), f"/plans/{kept.id}/?revision={kept.revision}")


@pytest.mark.parametrize(
    "asked", ["edition=9", "edition=0", "edition=abc", "revision=99", "revision=-1", "edition=" + "9" * 30]
)
def test_a_state_that_there_never_was_is_no_page(frozen: Plan, logged_in: Callable[..., Client], asked: str) -> None:
    assert logged_in().get(f"/plans/{frozen.id}/?{asked}").status_code == 404


def test_an_edition_that_was_withdrawn_says_so(
    frozen: Plan, coordinator: Person, logged_in: Callable[..., Client]
) -> None:
    client = logged_in()
    assert "五月の速報" in read(client, f"/plans/{frozen.id}/?edition=1")
    keep_withdrawal(frozen.id, 1, "個人の名前があったため", by=coordinator)
    for address in (f"/plans/{frozen.id}/?edition=1", f"/plans/{frozen.id}/revisions/compare/?from=edition-1"):
        told = read(client, address, 403)
        assert "取り下げられたため" in told
        assert "個人の名前があったため" in told
    listed = read(client, f"/plans/{frozen.id}/editions/")
    assert "取下げ" in listed
    assert "個人の名前があったため" in listed
    assert 'name="from"' not in client.get(f"/plans/{frozen.id}/editions/").content.decode()


def test_another_year_of_an_edition_is_not_shown_and_the_page_says_why(
    frozen: Plan, logged_in: Callable[..., Client]
) -> None:
    told = read(logged_in(), f"/plans/{frozen.id}/?edition=1&year=2023")
    assert "この版が確定したのは令和6年度だけです" in told


def test_grades_that_an_edition_recorded_otherwise_are_told(
    frozen: Plan, logged_in: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    read_envelope = past_states._envelope

    def otherwise(pk: int, sha256: str) -> object:
        envelope = read_envelope(pk, sha256)
        measures = [
            {**each, "computed_grade": "Z"} if each["id"] == MEASURE else each
            for each in envelope["evaluation"]["measures"]
        ]
        return {**envelope, "evaluation": {**envelope["evaluation"], "measures": measures}}

    monkeypatch.setattr(past_states, "_envelope", otherwise)
    told = read(logged_in(), f"/plans/{frozen.id}/?edition=1")
    assert f"「{frozen.index.node[MEASURE].name}」 Z" in told


def test_lists_of_a_past_state_keep_it_while_they_are_narrowed_and_name_their_files_by_it(
    frozen: Plan, logged_in: Callable[..., Client]
) -> None:
    client = logged_in()
    page = client.get(f"/plans/{frozen.id}/measures/?edition=1").content.decode()
    assert '<input type="hidden" name="edition" value="1">' in page
    assert 'href="?edition=1&amp;format=csv"' in page
    file = client.get(f"/plans/{frozen.id}/measures/?edition=1&format=csv")
    assert "akita-digital-2-edition-1-measures-2024.csv" in file["Content-Disposition"]
    assert frozen.index.node[MEASURE].name in file.content.decode("utf-8-sig")


def test_sources_of_a_past_state_are_those_that_it_had(frozen: Plan, logged_in: Callable[..., Client]) -> None:
    def sources(state: str) -> str:
        page = logged_in().get(f"/plans/{frozen.id}/measures/{MEASURE}/{state}").content.decode()
        return page.partition('id="sources"')[2].partition("</section>")[0]

    assert "ページ" in sources("?edition=1")
    assert sources(f"?revision={frozen.revision}") == sources("?edition=1")


def test_two_editions_or_an_edition_and_the_present_are_compared_by_two_choices(
    frozen: Plan, coordinator: Person, logged_in: Callable[..., Client]
) -> None:
    client, now = logged_in(), whole(frozen.id).revision
    page = client.get(f"/plans/{frozen.id}/editions/").content.decode()
    assert f'<option value="{now}" selected>今の計画（第{now}改訂）</option>' in page
    assert '<option value="edition-1" selected>第1版「五月の速報」</option>' in page
    freeze(plan_id=frozen.id, fiscal_year=2024, label="確定", by=coordinator)
    page = client.get(f"/plans/{frozen.id}/editions/").content.decode()
    assert '<option value="edition-1" selected>' in page
    assert '<option value="edition-2" selected>' in page
    told = read(client, f"/plans/{frozen.id}/revisions/compare/?from=edition-1&to=edition-2")
    assert "第1版「五月の速報」と第2版「確定」の違い" in told
    assert "21,408" in told
    assert "評価の変更" in told
    told = read(client, f"/plans/{frozen.id}/revisions/compare/?from=edition-2&to={now}")
    assert "違いはありません" in told
    assert client.get(f"/plans/{frozen.id}/revisions/compare/?from=x").status_code == 404


def test_lists_of_revisions_and_editions_lead_to_the_plan_as_it_was(
    frozen: Plan, logged_in: Callable[..., Client]
) -> None:
    client = logged_in()
    assert (
        f'href="/plans/{frozen.id}/?edition=1">五月の速報</a>'
        in client.get(f"/plans/{frozen.id}/editions/").content.decode()
    )
    revisions = client.get(f"/plans/{frozen.id}/revisions/").content.decode()
    assert f'href="/plans/{frozen.id}/?revision={frozen.revision}">第{frozen.revision}改訂</a>' in revisions
    assert f'href="/plans/{frozen.id}/">第{frozen.revision + 1}改訂</a>' in revisions


def test_a_page_of_a_past_state_takes_few_queries_however_often_it_is_read(
    frozen: Plan, logged_in: Callable[..., Client]
) -> None:
    client = logged_in()
    counted = {}
    for asked in ("edition=1", f"revision={frozen.revision}"):
        address = f"/plans/{frozen.id}/measures/{MEASURE}/?{asked}"
        read(client, address)
        with CaptureQueriesContext(connection) as found:
            read(client, address)
        counted[asked.partition("=")[0]] = len(found)
    assert counted == {"edition": 5, "revision": 5}


def test_a_past_state_without_a_scheme_asks_nobody_to_choose_one(
    kept: Plan, coordinator: Person, logged_in: Callable[..., Client]
) -> None:
    for years in ((PlanYear(2024),), kept.years):
        now = whole(kept.id)
        save(plan_id=kept.id, based_on=now.revision, changes=diff(now, replace(now, years=years)), by=coordinator)
    told = read(logged_in(), f"/plans/{kept.id}/?revision={kept.revision + 1}")
    assert "この時は令和6年度の評価の方式が決められていませんでした" in told
    assert "方式を選んでください" not in told


def rewritten(plan_id: str, change: Callable[[dict[str, Any]], object]) -> bytes:
    """The bytes of the first edition after a change, which are kept in its row."""
    row = Edition.objects.get(plan_id=plan_id, number=1)
    envelope = json.loads(zlib.decompress(bytes(row.document)))
    change(envelope)
    raw = canonical(envelope)
    Edition.objects.filter(pk=row.pk).update(document=zlib.compress(raw))
    return raw


def test_an_edition_whose_bytes_are_not_those_that_were_frozen_is_not_shown(
    frozen: Plan, logged_in: Callable[..., Client]
) -> None:
    rewritten(frozen.id, lambda envelope: envelope["plan"].update(name="別の計画"))
    for page in ("?edition=1", "revisions/compare/?from=edition-1"):
        told = read(logged_in(), f"/plans/{frozen.id}/{page}", 403)
        assert "第1版「五月の速報」の内容が、確定した時の内容と一致しないため、表示できません" in told
        assert "別の計画" not in told


def test_an_edition_whose_rules_the_system_cannot_read_says_so(frozen: Plan, logged_in: Callable[..., Client]) -> None:
    raw = rewritten(frozen.id, lambda envelope: envelope["scheme"].update(judging={"by": "oracle"}))
    Edition.objects.filter(plan_id=frozen.id).update(sha256=digest(raw))
    told = read(logged_in(), f"/plans/{frozen.id}/?edition=1", 403)
    assert "第1版「五月の速報」は、今のシステムでは読めない形で書かれているため、表示できません" in told


def test_an_edition_that_is_withdrawn_while_its_page_is_made_says_so(frozen: Plan, coordinator: Person) -> None:
    edition = past_states.standing_edition(frozen.id, 1)
    keep_withdrawal(frozen.id, 1, "個人の名前があったため", by=coordinator)
    for reading in (past_states.in_edition, past_states.envelope_of):
        with pytest.raises(past_states.Withdrawn):
            reading(edition)


def test_the_way_from_a_past_state_to_the_present_one_leads_to_the_same_year(
    coordinator: Person, logged_in: Callable[..., Client]
) -> None:
    plan = synthetic_plan(3, 2)
    keep_new_plan(plan, by=coordinator)
    first, last = plan.index.years
    freeze(plan_id=plan.id, fiscal_year=first, label="", by=coordinator)
    save(plan_id=plan.id, based_on=plan.revision, changes=diff(plan, replace(plan, name="改")), by=coordinator)
    link = 'href="/plans/{}/measures/{}">今の計画を見る</a>'
    for asked, year in (
        ("edition=1", f"?year={first}"),
        (f"revision={plan.revision}&year={first}", f"?year={first}"),
        (f"revision={plan.revision}&year={last}", ""),
    ):
        page = logged_in().get(f"/plans/{plan.id}/measures/?{asked}").content.decode()
        assert link.format(plan.id, year) in page, asked


def test_a_process_keeps_only_few_past_states(
    kept: Plan, coordinator: Person, logged_in: Callable[..., Client]
) -> None:
    client, number = logged_in(), kept.revision
    for each in range(KEPT + 1):
        now = whole(kept.id)
        after = replace(now, name=f"第{each}の名前")
        save(plan_id=kept.id, based_on=now.revision, changes=diff(now, after), by=coordinator)
    first = ref(past_states.in_revision(kept.id, number, ""))
    for later in range(KEPT + 1):
        for part in ("", "measures/", f"measures/{MEASURE}/"):
            read(client, f"/plans/{kept.id}/{part}?revision={number + later}")
    gc.collect()
    assert first() is None


def test_a_scheme_that_stands_no_more_as_an_edition_froze_it_is_named_without_a_link(
    frozen: Plan, logged_in: Callable[..., Client]
) -> None:
    client, link = logged_in(), 'href="/schemes/scheme/akita@2/"'
    assert link in client.get(f"/plans/{frozen.id}/?edition=1").content.decode()
    raw = rewritten(frozen.id, lambda envelope: envelope["scheme"]["title"].update(ja="前の方式"))
    Edition.objects.filter(plan_id=frozen.id).update(sha256=digest(raw))
    page = client.get(f"/plans/{frozen.id}/?edition=1").content.decode()
    assert "前の方式" in page
    assert link not in page


def test_a_file_of_another_year_than_was_asked_for_leaves_no_word_for_the_next_page(
    frozen: Plan, logged_in: Callable[..., Client]
) -> None:
    client = logged_in()
    assert client.get(f"/plans/{frozen.id}/measures/?edition=1&year=2023&format=csv").status_code == 200
    assert "だけです" not in read(client, f"/plans/{frozen.id}/measures/")
