"""Accepted answers become notes of the plan through the plan's own drafts; the page says what the plan has, and what it lacks."""

import re
from dataclasses import replace

import pytest
from django.utils import timezone

from monosashi.core.changes import diff
from monosashi.core.plan import PlanYear
from monosashi.office.accounts.permissions import NotAllowed
from monosashi.office.audits.actions_carrying import Choice, NothingToCarry, carry
from monosashi.office.audits.carrying import Carried, NoteInPlan, note_of, standing_of, with_notes
from monosashi.office.audits.queries import one_audit
from monosashi.office.events.models import Event
from monosashi.office.plans.actions import save
from monosashi.office.plans.actions_imports import apply_draft
from monosashi.office.plans.models import ImportDraft
from monosashi.office.plans.queries import held
from office.audits.city_audits import DONE, LEAD, ONE, OTHER, PLAN, SECOND, Hall, accepted
from office.desk import browser, text

YEAR = 2024


def tags(hall: Hall) -> list[str]:
    page = text(browser(hall.office).get(f"/audits/{hall.audit.pk}/into-plan/"))
    return re.findall(r'<span class="tag tag--\w+">([^<]+)</span>', page)


def test_an_accepted_answer_goes_into_the_plan_with_the_difference_first(hall: Hall) -> None:
    accepted(hall.one, hall.editor, hall.office)
    before = held(PLAN)
    told = {"year": str(YEAR), f"carry-{hall.result.pk}-{ONE}": "on"}
    answer = browser(hall.office).post(f"/audits/{hall.audit.pk}/into-plan/", told)
    draft = ImportDraft.objects.get()
    assert answer["Location"] == f"/plans/import/{draft.pk}/"
    assert held(PLAN).revision == before.revision
    assert "違いは1件" in text(browser(hall.office).get(answer["Location"]))
    apply_draft(draft=draft, by=hall.office)
    (note,) = [
        note for note in held(PLAN).plan.index.result[ONE, YEAR].notes if note.author == "令和7年度包括外部監査人"
    ]
    assert note.text == "【意見1】日程による管理\n道筋を示すとよい。"
    assert note.reply == "［対応中・令和8年3月31日現在］\n日程を公表する準備をしている。\n期限：令和8年度中"
    assert Event.objects.filter(action="audit.carried").count() == 1


def test_where_the_newest_year_is_settled_the_one_that_is_worked_on_is_offered(hall: Hall) -> None:
    address, said = f"/audits/{hall.audit.pk}/into-plan/", "令和6年度は決算確定しています"
    assert said in text(browser(hall.office).get(address))
    before = held(PLAN).plan
    after = replace(before, years=(*before.years, PlanYear(YEAR + 1)))
    save(plan_id=PLAN, based_on=before.revision, changes=diff(before, after), by=hall.office, why="")
    assert "令和7年度の施策の付記に入れます" in text(browser(hall.office).get(address))
    assert said not in text(browser(hall.office).get(address))
    assert said in text(browser(hall.office).get(address, {"year": YEAR}))


def test_the_page_says_what_the_plan_has_what_is_other_and_what_it_lacks(hall: Hall) -> None:
    assert tags(hall) == []
    waiting = text(browser(hall.office).get(f"/audits/{hall.audit.pk}/into-plan/"))
    accepted(hall.one, hall.editor, hall.office)
    assert tags(hall) == ["未反映"]
    ready = text(browser(hall.office).get(f"/audits/{hall.audit.pk}/into-plan/"))
    rest = [re.search(r"確認した回答がまだないもの (\d+)件", page) for page in (waiting, ready)]
    assert [found and found[1] for found in rest] == ["3", "2"]
    assert [page.count('type="checkbox"') for page in (waiting, ready)] == [0, 1]
    apply_draft(
        draft=carry(pk=hall.audit.pk, fiscal_year=YEAR, choices=(Choice(hall.result.pk, ONE),), by=hall.office),
        by=hall.office,
    )
    assert tags(hall) == ["反映済"]
    accepted(hall.one, hall.editor, hall.office, DONE)
    assert tags(hall) == ["計画の記述と違う"]
    page = text(browser(hall.office).get(f"/audits/{hall.audit.pk}/into-plan/"))
    assert (
        page.index("日程を公表した。") < page.index("いま計画にあるもの") < page.index("日程を公表する準備をしている。")
    )
    apply_draft(
        draft=carry(pk=hall.audit.pk, fiscal_year=YEAR, choices=(Choice(hall.result.pk, ONE),), by=hall.office),
        by=hall.office,
    )
    notes = held(PLAN).plan.index.result[ONE, YEAR].notes
    assert sum(note.text.startswith("【意見1】") for note in notes) == 1
    assert tags(hall) == ["反映済"]


def test_a_second_click_takes_the_draft_that_waits(hall: Hall) -> None:
    accepted(hall.one, hall.editor, hall.office)
    choices = (Choice(hall.result.pk, ONE),)
    drafts = [carry(pk=hall.audit.pk, fiscal_year=YEAR, choices=choices, by=hall.office).pk for _ in range(2)]
    assert (len(set(drafts)), Event.objects.filter(action="audit.carried").count()) == (1, 1)


def test_nothing_is_carried_that_was_not_accepted_chosen_or_changed(hall: Hall) -> None:
    for choices in ((), (Choice(hall.result.pk, ONE),), (Choice(hall.two[0].result_id, OTHER),)):
        with pytest.raises(NothingToCarry):
            carry(pk=hall.audit.pk, fiscal_year=YEAR, choices=choices, by=hall.office)
    accepted(hall.one, hall.editor, hall.office)
    with pytest.raises(NotAllowed):
        carry(pk=hall.audit.pk, fiscal_year=YEAR, choices=(Choice(hall.result.pk, ONE),), by=hall.editor)
    assert not ImportDraft.objects.exists()


def test_answers_of_two_departments_stand_in_one_note_by_department(hall: Hall) -> None:
    accepted(hall.two[0], hall.editor, hall.office)
    accepted(hall.two[1], hall.second, hall.office, DONE)
    now = one_audit(hall.audit.pk, timezone.localdate())
    note = note_of(now.row, now.results[1], frozenset())
    assert note is not None
    assert [line for line in note.reply.split("\n") if line in {"情報統計課", "市民課"}] == ["情報統計課", "市民課"]
    assert "措置した日：令和8年4月1日" in note.reply


def test_a_measure_is_told_what_its_own_departments_answered(hall: Hall) -> None:
    accepted(hall.two[1], hall.second, hall.office, DONE)
    now = one_audit(hall.audit.pk, timezone.localdate())
    assert note_of(now.row, now.results[1], frozenset({LEAD})) is None
    for departments in ({SECOND}, {"d-10"}):
        note = note_of(now.row, now.results[1], frozenset(departments))
        assert note is not None
        assert note.reply.startswith("［措置済" if departments == {SECOND} else "市民課\n［措置済")


@pytest.mark.parametrize("years", [(YEAR,), (YEAR, YEAR + 1)])
def test_carried_twice_is_carried_once_and_other_notes_stay(hall: Hall, years: tuple[int, ...]) -> None:
    accepted(hall.one, hall.editor, hall.office)
    now = one_audit(hall.audit.pk, timezone.localdate())
    note = note_of(now.row, now.results[0], frozenset())
    assert note is not None
    plan = held(PLAN).plan
    told = [(now.results[0], Carried("n-p069", note))]
    after = plan
    for year in years:
        assert standing_of(after, year, "n-p069", note, now.results[0]) is NoteInPlan.LACKING
        after = with_notes(after, year, told)
        assert with_notes(after, year, told) == after
        assert standing_of(after, year, "n-p069", note, now.results[0]) is NoteInPlan.THERE
    assert after.index.result["n-p069", YEAR].notes == (*plan.index.result["n-p069", YEAR].notes, note)
