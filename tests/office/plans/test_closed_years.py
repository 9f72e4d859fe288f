"""What a closed year was judged by is not changed without a word: said before saving, with a reason, on record."""

import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from monosashi.core.changes import diff
from monosashi.core.indicators import Actual, Indicator, Target
from monosashi.core.plan import KeptTarget, Plan, YearState
from monosashi.core.results import Disposition, Note
from monosashi.core.tree import Milestone
from monosashi.exchange.plan_file import write_plan
from monosashi.office.accounts.standing import Person
from monosashi.office.events.models import Event
from monosashi.office.plans.actions import save
from monosashi.office.plans.actions_editions import freeze
from monosashi.office.plans.models import Revision
from monosashi.office.plans.queries import whole
from monosashi.office.plans.year.closed import touched_years
from office.laid import akita_plan
from office.plans.as_browser import edited, fields_of, form_in, text_of
from office.rounds.small_city import small_plan

AT = "/plans/akita-digital-2"
KPI = f"{AT}/edit/indicators/i-p073/"
SAID = "「変更の理由」に、なぜ変えるのかを入力して"


def closed(state: YearState = YearState.SETTLED) -> Plan:
    """A plan of which 2024 is closed; its first indicator has actuals of two years."""
    plan = small_plan()
    first = replace(plan.indicators[0], actuals=(Actual(2024, Decimal(9)), Actual(2025, Decimal(12))))
    years = tuple(replace(year, state=state) for year in plan.years)
    return replace(plan, years=years, indicators=(first, *plan.indicators[1:]))


def with_first(plan: Plan, **changed: Any) -> Plan:
    return replace(plan, indicators=(replace(plan.indicators[0], **changed), *plan.indicators[1:]))


def with_said(plan: Plan, **changed: Any) -> Plan:
    return replace(plan, results=(replace(plan.results[0], **changed), *plan.results[1:]))


def with_steps(plan: Plan, *steps: Milestone) -> Plan:
    return replace(plan, nodes=(replace(plan.nodes[0], milestones=steps), *plan.nodes[1:]))


Change = Callable[[Plan], Plan]
OF_2024: dict[str, Change] = {
    "actual": lambda p: with_first(p, actuals=(Actual(2024, Decimal(10)), Actual(2025, Decimal(12)))),
    "actual taken away": lambda p: with_first(p, actuals=(Actual(2025, Decimal(12)),)),
    "target of the year": lambda p: with_first(p, targets=(Target(2024, Decimal(8)),)),
    "final target": lambda p: with_first(p, final_target=Decimal(8)),
    "indicator": lambda p: replace(p, indicators=p.indicators[1:]),
    "stage": lambda p: with_said(p, stage="3"),
    "disposition": lambda p: with_said(p, disposition=Disposition.CONTINUE),
    "all that was said": lambda p: replace(p, results=p.results[1:]),
    "scheme": lambda p: replace(p, years=(replace(p.years[0], scheme="akita@2"),)),
    "state": lambda p: replace(p, years=(replace(p.years[0], state=YearState.OPEN),)),
    "milestone": lambda p: with_steps(p, Milestone("m", "試行", "2025-03")),
}
OF_OTHER_YEARS: dict[str, Change] = {
    "actual": lambda p: with_first(p, actuals=(Actual(2024, Decimal(9)), Actual(2025, Decimal(13)))),
    "words": lambda p: with_first(p, rationale="考え方", name="件数（延べ）"),
    "new indicator": lambda p: replace(p, indicators=(*p.indicators, Indicator("i-9", "n-1", "新しい件数"))),
    "opinion of others": lambda p: with_said(p, notes=(Note("監査委員", "意見"),)),
    "order": lambda p: replace(p, nodes=p.nodes[::-1]),
    "milestone": lambda p: with_steps(p, Milestone("m", "試行", "2025-04")),
}


@pytest.mark.without_database
@pytest.mark.parametrize("what", OF_2024)
@pytest.mark.parametrize("state", [YearState.PROVISIONAL, YearState.SETTLED])
def test_a_change_of_what_a_closed_year_was_judged_by_touches_it(what: str, state: YearState) -> None:
    plan = closed(state)
    touched = touched_years(diff(plan, OF_2024[what](plan)), plan)
    assert [(year.fiscal_year, year.state) for year in touched] == [(2024, state)]
    assert touched_years(diff(small_plan(), OF_2024[what](small_plan())), small_plan()) == ()


@pytest.mark.without_database
@pytest.mark.parametrize("what", OF_OTHER_YEARS)
def test_a_change_of_other_years_of_words_and_of_opinions_touches_no_closed_year(what: str) -> None:
    plan = closed()
    changes = diff(plan, OF_OTHER_YEARS[what](plan))
    assert changes
    assert touched_years(changes, plan) == ()


@pytest.mark.without_database
def test_a_final_target_of_which_the_year_keeps_its_own_may_go_on() -> None:
    plan = closed()
    kept = replace(plan, years=(replace(plan.years[0], kept_targets=(KeptTarget("i-1", Decimal(20)),)),))
    assert touched_years(diff(kept, with_first(kept, final_target=Decimal(30))), kept) == ()


@pytest.mark.without_database
def test_money_of_a_closed_year_touches_it_and_that_of_the_next_does_not() -> None:
    akita = akita_plan()
    program = akita.budget_programs[0]
    for year, wanted in ((2024, [2024]), (2025, [])):
        line = replace(program.lines[0], fiscal_year=year, amount=Decimal(1), item="別の科目")
        after = replace(
            akita, budget_programs=(replace(program, lines=(*program.lines, line)), *akita.budget_programs[1:])
        )
        assert [each.fiscal_year for each in touched_years(diff(akita, after), akita)] == wanted


@pytest.fixture
def browser(kept: Plan, coordinator: Person) -> Client:
    client = Client()
    client.force_login(coordinator.staff)
    return client


@pytest.mark.slow
def test_the_form_says_by_which_edition_a_year_is_closed_and_what_a_change_does_not_do(
    browser: Client, kept: Plan, coordinator: Person
) -> None:
    assert "令和6年度は決算確定として締めてあります。その版は" in text_of(browser.get(KPI))
    edition = freeze(plan_id=kept.id, fiscal_year=2024, label="令和6年度 決算確定", by=coordinator)
    shown = text_of(browser.get(KPI))
    assert f"に決算確定として締めました（第{edition.number}版「令和6年度 決算確定」）。" in shown
    assert "確定した版と公表した数値は変わりません。" in shown
    assert "締めた年度" not in text_of(browser.get(f"{AT}/edit/departments/{kept.departments[0].id}/"))


@pytest.mark.slow
def test_a_figure_of_a_closed_year_is_saved_only_with_a_reason_and_the_event_shows_it(
    browser: Client, kept: Plan
) -> None:
    answer = edited(browser, KPI, {"actuals/2024/value": "83.0", "why": " "})
    assert answer.status_code == 422
    assert SAID in text_of(answer)
    fields = fields_of(form_in(answer))
    assert fields["actuals/2024/value"] == ["83.0"]
    assert Revision.objects.count() == 1
    assert browser.post(KPI, fields | {"why": ["集計漏れ"]}).status_code == 302
    event = Event.objects.get(action="plan.saved")
    shown = text_of(browser.get(f"/events/{event.pk}/"))
    assert "決算確定として締めた令和6年度の値を変えています。" in shown
    assert "集計漏れ" in shown


@pytest.mark.slow
def test_another_field_of_the_same_record_needs_no_reason(browser: Client, kept: Plan) -> None:
    assert edited(browser, KPI, {"actuals/2025/value": "90"}).status_code == 302
    assert "closed_years" not in str(Event.objects.get(action="plan.saved").content.body)


@pytest.mark.slow
def test_taking_away_bringing_in_and_going_back_say_it_too_and_want_a_reason(
    browser: Client, kept: Plan, coordinator: Person
) -> None:
    taking = f"{KPI}remove/"
    shown = browser.get(taking)
    assert "締めた年度の値が変わります" in text_of(shown)
    assert browser.post(taking, fields_of(form_in(shown, 0))).status_code == 422
    first = next(each for each in kept.indicators if each.id == "i-p073")
    other = replace(first, actuals=(replace(first.actuals[0], value=Decimal("83.0")),))
    after = replace(kept, indicators=tuple(other if each is first else each for each in kept.indicators))
    sent = browser.post("/plans/import/", {"file": SimpleUploadedFile("直し.plan.json", write_plan(after))})
    assert "締めた年度の値が変わります" in text_of(browser.get(sent["Location"]))
    assert browser.post(sent["Location"], {"why": ""}).status_code == 422
    assert Revision.objects.count() == 1
    assert browser.post(sent["Location"], {"why": "集計漏れ"}).status_code == 302
    going = f"{AT}/revisions/1/restore/"
    back = browser.get(going)
    assert "締めた年度の値が変わります" in text_of(back)
    assert browser.post(going, fields_of(form_in(back, 0))).status_code == 422
    assert browser.post(going, fields_of(form_in(back, 0)) | {"why": ["誤り"]}).status_code == 302


@pytest.mark.slow
def test_what_the_office_does_by_itself_is_on_record_as_well(kept: Plan, coordinator: Person) -> None:
    now = whole(kept.id)
    after = replace(now, years=(replace(now.years[0], state=YearState.PROVISIONAL),))
    save(plan_id=kept.id, based_on=now.revision, changes=diff(now, after), by=coordinator)
    told = json.loads(Event.objects.get(action="plan.saved").content.body)
    assert told["after"]["closed_years"] == {"2024": {"state": "settled"}}
