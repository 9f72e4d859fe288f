import tomllib
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from monosashi.checks.configuration import read_configuration
from monosashi.checks.registry import all_rules
from monosashi.checks.review import review
from monosashi.core.plan import Plan
from monosashi.office.accounts.models import Department, Succession, SuccessionKind
from monosashi.office.accounts.permissions import NotAllowed, Role
from monosashi.office.accounts.register import with_predecessors
from monosashi.office.accounts.standing import Person, person
from monosashi.office.events.models import Event
from monosashi.office.events.queries import history, told
from monosashi.office.findings import actions
from monosashi.office.findings.actions import About, DecidedMeanwhile, Given, NothingToSay
from monosashi.office.findings.models import Decision
from monosashi.office.findings.queries import Known, Reviewed, decisions_of, waiting_for, waivers
from monosashi.office.findings.reviewing import tokenizer
from monosashi.office.findings.states import FindingState
from monosashi.office.findings.waivers_file import waivers_toml
from monosashi.office.plans.queries import held
from monosashi.office.plans.year.in_year import in_year
from office.laid import Someone

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

TASK = Given(text="秋に見直す", department="d-07", post="庶務係長", until=date(2025, 9, 30))
WAIVER = Given(text="協定が年度末まで", post="本部長", until=date(2025, 9, 30))


def lead_of(plan: Plan, node: str) -> str:
    return plan.index.node[node].responsibilities[0].department


def test_two_people_decide_at_once_and_the_second_is_told_of_the_first(
    found: Callable[..., Known], about: Callable[[Known], About], coordinator: Person
) -> None:
    both = about(found("TGT002", "n-p114"))
    actions.waive(both, WAIVER, by=coordinator)
    with pytest.raises(DecidedMeanwhile) as other:
        actions.take_on(both, TASK, by=coordinator)
    assert other.value.now.text == "協定が年度末まで"
    assert Decision.objects.count() == 1
    actions.take_on(About(both.plan, both.key, other.value.now.number), TASK, by=coordinator)
    assert [each.number for each in decisions_of(both.plan, both.key)] == [2, 1]


def test_an_editor_takes_on_what_is_found_on_measures_of_their_own_department_only(
    kept: Plan, found: Callable[..., Known], about: Callable[[Known], About], someone: Someone
) -> None:
    one = found("TGT002", "n-p114")
    own = person(someone(Role.DEPARTMENT_EDITOR, department=lead_of(kept, "n-p114")))
    other = person(someone(Role.DEPARTMENT_EDITOR, department="another"))
    with pytest.raises(NotAllowed):
        actions.take_on(about(one), TASK, by=other)
    assert actions.take_on(about(one), TASK, by=own).text == "秋に見直す"


@pytest.mark.parametrize("act", ["waive", "ask"])
def test_an_editor_neither_puts_out_of_scope_nor_asks(
    act: str, kept: Plan, found: Callable[..., Known], about: Callable[[Known], About], someone: Someone
) -> None:
    own = person(someone(Role.DEPARTMENT_EDITOR, department=lead_of(kept, "n-p114")))
    with pytest.raises(NotAllowed):
        getattr(actions, act)(about(found("TGT002", "n-p114")), WAIVER, by=own)


def test_an_editor_does_not_take_back_what_was_put_out_of_scope(
    kept: Plan, found: Callable[..., Known], about: Callable[[Known], About], someone: Someone, coordinator: Person
) -> None:
    actions.waive(about(found("TGT002", "n-p114")), WAIVER, by=coordinator)
    own = person(someone(Role.DEPARTMENT_EDITOR, department=lead_of(kept, "n-p114")))
    with pytest.raises(NotAllowed):
        actions.reopen(about(found("TGT002", "n-p114")), Given(text="やはり直す"), by=own)


def test_a_finding_about_the_whole_plan_is_the_coordinating_offices(
    kept: Plan, found: Callable[..., Known], about: Callable[[Known], About], someone: Someone, coordinator: Person
) -> None:
    one = found("PUB001", "")
    with pytest.raises(NotAllowed):
        actions.take_on(about(one), TASK, by=person(someone(Role.DEPARTMENT_EDITOR, department="d-07")))
    assert actions.take_on(about(one), TASK, by=coordinator).number == 1


def test_what_nobody_asked_cannot_be_answered(
    found: Callable[..., Known], about: Callable[[Known], About], coordinator: Person
) -> None:
    with pytest.raises(NothingToSay):
        actions.answer(about(found("TGT002", "n-p114")), Given(text="はい"), by=coordinator)
    assert not Decision.objects.exists()


def test_a_question_waits_on_the_first_page_of_the_department_until_it_is_answered(
    found: Callable[..., Known], about: Callable[[Known], About], coordinator: Person
) -> None:
    actions.ask(about(found("TGT002", "n-p114")), Given(text="なぜ同じですか", department="d-07"), by=coordinator)
    assert [each.state for _, each in waiting_for(["d-07"], date(2025, 5, 12))] == [FindingState.ASKED]
    actions.answer(about(found("TGT002", "n-p114")), Given(text="維持が目的"), by=coordinator)
    assert not waiting_for(["d-07"], date(2025, 5, 12))


@pytest.mark.parametrize(("rule", "node"), [("TGT002", "n-p114"), ("PUB001", "")], ids=["another's", "the plan's"])
def test_who_was_asked_about_what_is_not_their_own_answers_it(
    rule: str,
    node: str,
    found: Callable[..., Known],
    about: Callable[[Known], About],
    someone: Someone,
    coordinator: Person,
) -> None:
    actions.ask(about(found(rule, node)), Given(text="なぜですか", department="d-07"), by=coordinator)
    asked = person(someone(Role.DEPARTMENT_EDITOR, department="d-07"))
    with pytest.raises(NotAllowed):
        actions.answer(
            about(found(rule, node)),
            Given(text="知りません"),
            by=person(someone(Role.DEPARTMENT_EDITOR, department="d-05")),
        )
    assert actions.answer(about(found(rule, node)), Given(text="維持が目的"), by=asked).text == "維持が目的"
    with pytest.raises(NotAllowed):
        actions.reopen(about(found(rule, node)), Given(text="もう一度"), by=asked)


def test_who_goes_on_with_the_work_of_the_department_that_took_it_on_reports_it_done(
    found: Callable[..., Known], about: Callable[[Known], About], someone: Someone, coordinator: Person
) -> None:
    actions.take_on(about(found("PUB001", "")), TASK, by=coordinator)
    for code in ("d-07", "d-91"):
        Department.objects.get_or_create(code=code, defaults={"name": code})
    Succession.objects.create(
        predecessor_id="d-07", successor_id="d-91", kind=SuccessionKind.RENAMED, since=date(2025, 10, 1)
    )
    later = person(someone(Role.DEPARTMENT_EDITOR, department="d-91"))
    assert actions.report_done(about(found("PUB001", "")), Given(text="公表しました"), by=later).text == "公表しました"


def test_a_task_of_a_department_that_was_renamed_waits_for_the_one_that_goes_on(
    kept: Plan, found: Callable[..., Known], about: Callable[[Known], About], coordinator: Person
) -> None:
    actions.take_on(about(found("TGT002", "n-p114")), TASK, by=coordinator)
    since = date(2025, 10, 1)
    for old, new in (("d-07", "d-91"), ("d-91", "d-92")):
        Department.objects.create(code=new, name=new)
        Succession.objects.create(predecessor_id=old, successor_id=new, kind=SuccessionKind.RENAMED, since=since)
    assert len(waiting_for(with_predecessors(["d-92"], since), since)) == 1
    assert not waiting_for(with_predecessors(["d-92"], date(2025, 9, 30)), date(2025, 9, 30))


def test_each_decision_is_an_event_of_the_finding_and_of_its_measure(
    kept: Plan, found: Callable[..., Known], about: Callable[[Known], About], coordinator: Person
) -> None:
    one = found("TGT002", "n-p114")
    actions.waive(about(one), WAIVER, by=coordinator)
    mine: list[Any] = list(told(history("finding", one.key, kept.id)))
    assert [(each.action, each.why, each.after["until"]) for each in mine] == [
        ("finding.waived", "協定が年度末まで", "2025-09-30")
    ]
    assert "finding.waived" in {each.action for each in told(history("measure", "n-p114", kept.id))}


def test_a_refused_decision_leaves_no_event(
    found: Callable[..., Known], about: Callable[[Known], About], someone: Someone
) -> None:
    one = found("TGT002", "n-p114")
    with pytest.raises(NotAllowed):
        actions.take_on(about(one), TASK, by=person(someone()))
    assert not Event.objects.filter(kind="finding").exists()


@pytest.mark.parametrize(
    ("today", "waived"), [(date(2025, 9, 30), 1), (date(2025, 10, 1), 0)], ids=["the last day", "the day after"]
)
def test_a_review_elsewhere_with_the_exported_waivers_says_what_the_office_says(  # noqa: PLR0913, PLR0917 -- fixtures
    today: date,
    waived: int,
    kept: Plan,
    akita: Plan,
    found: Callable[..., Known],
    about: Callable[[Known], About],
    coordinator: Person,
    review_of_akita: Callable[..., Reviewed],
) -> None:
    tricky = Given(text='引用"と\\と改行\nを含む', post="本部長", until=date(2025, 9, 30))
    actions.waive(about(found("TGT002", "n-p114")), tricky, by=coordinator)
    text = waivers_toml(waivers(kept.id, 2024, today))
    _, read = read_configuration(tomllib.loads(text), all_rules())
    year = in_year(held(kept.id), 2024)
    elsewhere = review(
        akita,
        2024,
        today=today,
        waivers=read,
        evaluation=year.evaluation,
        scheme=year.scheme,
        tokenizer=tokenizer(),
    )
    here = review_of_akita(today)
    assert len(elsewhere.waived) == len(here.waived) == waived
    assert [each.place for each in elsewhere.findings] == [each.finding.place for each in here.shown]
    assert read[0].reason == tricky.text
