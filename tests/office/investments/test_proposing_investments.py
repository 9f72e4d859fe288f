"""A department enters a case, compares alternatives and submits it: once, on record, and nobody's typing is lost."""

from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse

from monosashi.office.accounts.permissions import NotAllowed, Role
from monosashi.office.accounts.standing import person
from monosashi.office.entering.told import ChangedSince, new_token, seen
from monosashi.office.events.models import Event
from monosashi.office.investments import actions_proposing as actions
from monosashi.office.investments.models import Alternative, AlternativeLine, Case, SimilarCase
from monosashi.office.investments.queries import counted_elsewhere, every_case
from monosashi.office.investments.states import CaseForbids, InvestmentLikeness
from monosashi.office.investments.told import told_of_alternative, told_of_case
from office.desk import browser, text
from office.investments.city_investments import (
    OTHER,
    OWN,
    PLAN,
    PROPOSAL,
    THIS_YEAR,
    TOLD,
    Bureau,
    a_case,
    figured,
    submitted,
)
from office.laid import Someone

CASE = {
    "title": "庁内チャットの導入",
    "kind": "introduce",
    "fiscal_year": f"{THIS_YEAR}",
    "years": "3",
    "problem": "電話が多い",
}


def grid(row: Alternative, **more: str) -> dict[str, Any]:
    """The figures of an alternative as its form sends them."""
    told = told_of_alternative(row)
    first = {"name": told.name, "text": told.text, "chosen": "on", "based_on": seen(told.plain)}
    rows = list(dict.fromkeys((line, source) for line, source, _, _ in told.lines))
    for at, (line, source) in enumerate(rows):
        first |= {f"line-{at}": line, f"source-{at}": source}
        first |= {f"amount-{at}-{year}": v for kind, of, year, v in told.lines if (kind, of) == (line, source)}
    return {**first, **more}


def test_a_case_is_entered_with_two_alternatives_to_compare_and_a_double_click_enters_it_once(bureau: Bureau) -> None:
    client, where = browser(bureau.editor), reverse("investments:new", args=(PLAN, OWN))
    assert "現状のまま" in text(client.get(where))
    for _ in range(2):
        assert client.post(where, {**CASE, "token": "one"}).status_code == 302
    row = Case.objects.get(token="one")
    assert [(each.is_present, each.chosen) for each in row.alternatives.all()] == [(True, False), (False, True)]
    assert Event.objects.filter(action="investment.entered", object_id=str(row.pk)).count() == 1


@pytest.mark.parametrize(
    ("field", "typed"),
    [("fiscal_year", "令和9年"), ("years", "11"), ("baseline", "20"), ("problem", ""), ("target", "約10")],
)
def test_what_is_wrong_in_a_case_is_told_and_nothing_is_kept(bureau: Bureau, field: str, typed: str) -> None:
    where = reverse("investments:new", args=(PLAN, OWN))
    answer = browser(bureau.editor).post(where, {**CASE, field: typed})
    assert (answer.status_code, Case.objects.count()) == (422, 1)


def test_nobody_enters_a_case_of_another_department_but_the_office_does(bureau: Bureau) -> None:
    with pytest.raises(NotAllowed):
        actions.propose(PLAN, OTHER, TOLD, token=new_token(), by=bureau.editor)
    assert a_case(bureau.office, department=OTHER).code == OTHER


def test_figures_are_kept_as_typed_and_a_blank_is_no_0(bureau: Bureau) -> None:
    where = reverse("investments:alternative", args=(bureau.case.pk, bureau.proposal.pk))
    wanted = {"line-6": "migration", "source-6": "general", f"amount-6-{THIS_YEAR}": "１，２００.50"}
    answer = browser(bureau.editor).post(where, grid(bureau.proposal, **wanted))
    assert answer.status_code == 302
    kept = AlternativeLine.objects.filter(alternative=bureau.proposal, line="migration")
    assert [(each.fiscal_year, each.value) for each in kept] == [(THIS_YEAR, "1200.50")]


@pytest.mark.parametrize(
    ("line", "source", "value", "said"),
    [
        ("", "", "5", "区分が選ばれていません"),
        ("labour", "general", "5", "財源がありません"),
        ("operation", "general", "5", "2つあります"),
        ("migration", "general", "△5", "負の数"),
        ("migration", "general", "約5", "約"),
    ],
)
def test_what_is_wrong_in_figures_is_told_in_the_row(
    bureau: Bureau, line: str, source: str, value: str, said: str
) -> None:
    where = reverse("investments:alternative", args=(bureau.case.pk, bureau.proposal.pk))
    wrong = {"line-6": line, "source-6": source, f"amount-6-{THIS_YEAR}": value}
    answer = browser(bureau.editor).post(where, grid(bureau.proposal, **wrong))
    assert answer.status_code == 422
    assert said in text(answer)


def test_who_changes_figures_second_is_told_what_stands_there_and_loses_nothing(bureau: Bureau) -> None:
    mine = grid(bureau.proposal, text="私の案")
    figured(bureau.case, bureau.proposal, replace(PROPOSAL, lines=PROPOSAL.lines[1:]), bureau.office)
    where = reverse("investments:alternative", args=(bureau.case.pk, bureau.proposal.pk))
    answer = browser(bureau.editor).post(where, mine)
    assert answer.status_code == 409
    page = text(answer)
    assert "私の案" in page
    assert "人件費（職員の作業）" in page.partition("msg--stop")[2].partition("<form")[0]
    assert bureau.proposal.lines.count() == len(PROPOSAL.lines) - 1


def test_what_a_case_says_is_not_overwritten_by_who_saw_less(bureau: Bureau) -> None:
    based_on = seen(told_of_case(bureau.now).plain)
    actions.change(bureau.case.pk, replace(TOLD, risks="遅れ"), based_on=based_on, by=bureau.editor)
    with pytest.raises(ChangedSince):
        actions.change(bureau.case.pk, replace(TOLD, risks="費用"), based_on=based_on, by=bureau.office)
    assert bureau.now.risks == "遅れ"


def test_one_alternative_at_most_is_proposed_and_the_present_stays(bureau: Bureau) -> None:
    other = actions.add_alternative(bureau.case.pk, replace(PROPOSAL, name="自前で作る"), token="a", by=bureau.editor)
    assert [row.pk for row in bureau.case.alternatives.filter(chosen=True)] == [other.pk]
    with pytest.raises(actions.PresentStays):
        actions.remove_alternative(bureau.case.pk, bureau.present.pk, by=bureau.editor)
    actions.remove_alternative(bureau.case.pk, other.pk, by=bureau.editor)
    assert bureau.case.alternatives.count() == 2


def test_a_submitted_case_is_not_changed_until_it_is_withdrawn(bureau: Bureau) -> None:
    version = bureau.now.version
    for _ in range(2):
        actions.submit(bureau.case.pk, seen=version, by=bureau.editor)
    assert Event.objects.filter(action="investment.submitted").count() == 1
    with pytest.raises(CaseForbids):
        actions.remove_alternative(bureau.case.pk, bureau.proposal.pk, by=bureau.editor)
    actions.withdraw(bureau.case.pk, seen=version + 1, by=bureau.editor)
    assert bureau.now.state == "drafting"


def test_a_case_that_changed_since_it_was_shown_is_not_submitted(bureau: Bureau) -> None:
    where = reverse("investments:submit", args=(bureau.case.pk,))
    answer = browser(bureau.editor).post(where, {"seen": str(bureau.now.version - 1)})
    assert (answer.status_code, bureau.now.state) == (409, "drafting")


def test_cases_worded_alike_are_shown_and_people_say_what_they_are(bureau: Bureau) -> None:
    alike = a_case(bureau.editor, told=replace(TOLD, title="窓口予約システム更新"))
    page = text(browser(bureau.editor).get(reverse("investments:case", args=(bureau.case.pk,))))
    assert "言葉が似ています" in page
    where = reverse("investments:likeness", args=(bureau.case.pk,))
    said = browser(bureau.editor).post(where, {"other": str(alike.pk), "likeness": "counted_there"})
    assert said.status_code == 302
    assert counted_elsewhere(every_case(bureau.case.changed_at.date())) == {bureau.case.pk}
    with pytest.raises(actions.CountedInACircle):
        actions.say_likeness(alike.pk, bureau.case.pk, InvestmentLikeness.COUNTED_THERE, by=bureau.editor)
    assert SimilarCase.objects.count() == 1


def test_an_editor_of_another_department_changes_nothing(bureau: Bureau, someone: Someone) -> None:
    other = person(someone(Role.DEPARTMENT_EDITOR, department=OTHER))
    with pytest.raises(NotAllowed):
        submitted(bureau.case, other)
    assert "内容を直す" not in text(browser(other).get(reverse("investments:case", args=(bureau.case.pk,))))
