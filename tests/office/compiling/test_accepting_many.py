import re
from collections import Counter
from datetime import date

import pytest
from django.test import Client

from monosashi.core.plan import Plan
from monosashi.core.results import Rater
from monosashi.office.accounts.models import Department, Posting
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import Person, person
from monosashi.office.compiling.checking import Checking, checking_of
from monosashi.office.compiling.doubts import DoubtKind
from monosashi.office.compiling.situation import situation_of
from monosashi.office.plans.queries import whole
from monosashi.office.rounds.models import Sheet, SheetAnswer
from monosashi.office.rounds.states import SheetState
from office.compiling.conftest import entered_as
from office.rounds.desk import Desk

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def checked(desk: Desk, by: Person) -> Checking:
    return checking_of(situation_of(desk.round, date(2025, 5, 12)), by)


def self_grades(plan: Plan) -> Counter[str | None]:
    rated = {r.node: next((x.grade for x in r.ratings if x.rater is Rater.SELF), None) for r in plan.results}
    return Counter(rated.get(node.id) for node in plan.index.measures)


def posted(by: Person, code: str) -> Person:
    Posting.objects.create(staff=by.staff, department=Department.objects.get(pk=code))
    return person(by.staff)


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def offered(client: Client, address: str, *, ticked: bool) -> list[str]:
    mark = "checked" if ticked else ""
    found = re.findall(r'name="sheets" value="([^"]+)"( checked)?', client.get(address).content.decode())
    return [key for key, on in found if on.strip() == mark]


def with_text(desk: Desk, node: str, slot: str, said: str) -> None:
    sheet = Sheet.objects.get(round=desk.round, node=node)
    told = {"changed_by": 1, "changed_by_label": "", "changed_at": sheet.since}
    SheetAnswer.objects.update_or_create(sheet=sheet, slot=slot, defaults={"text": said, **told})
    Sheet.objects.filter(pk=sheet.pk).update(version=sheet.version + 1)


def test_akitas_68_sheets_are_accepted_by_the_office_and_a_second_person_and_come_to_a18_b43_c4_d2(
    answered: Desk, second: Person
) -> None:
    first = posted(answered.coordinator, "d-01")
    here = f"/rounds/{answered.round.pk}/check/all/"
    client, other = entered_as(first.staff), entered_as(second.staff)
    mine = offered(client, here, ticked=True)
    assert len(mine) == 48
    assert "20件はほかの人の受理を待ちます" in text(client, here)
    shown = client.post(here, {"sheets": mine}, follow=True).content.decode()
    assert "48件を受理し、0件を受理しませんでした" in shown
    assert "食い違いのない18件" in text(other, here)
    rest = [*offered(other, here, ticked=True), *offered(other, here, ticked=False)]
    other.post(here, {"sheets": rest})
    assert Sheet.objects.filter(round=answered.round, state=SheetState.ACCEPTED).count() == 68
    assert self_grades(whole(answered.round.plan_id)) == {"A": 18, "B": 43, "C": 4, "D": 2, None: 1}
    totals = text(client, f"/rounds/{answered.round.pk}/totals/")
    assert "68施策（対象は68施策）" in totals
    assert "自己評価は A 18、B 43、C 4、D 2、評価なし 1" in totals


def test_the_two_sheets_with_one_text_are_not_chosen_beforehand(answered: Desk, second: Person) -> None:
    doubtful = checked(answered, second).doubtful
    assert [each.sheet.node.id for each in doubtful] == ["n-p112", "n-p117"]
    assert {doubt.kind for each in doubtful for doubt in each.doubts} == {DoubtKind.SAME_TEXT}


def test_a_sheet_whose_self_grade_is_not_the_computed_one_is_not_chosen_beforehand(
    answered: Desk, second: Person
) -> None:
    with_text(answered, "n-p080", "rating/progress/grade", "C")
    with_text(answered, "n-p080", "rating/progress/reason", "見込みより低いため")
    doubts = next(each for each in checked(answered, second).doubtful if each.sheet.node.id == "n-p080").doubts
    assert [doubt.kind for doubt in doubts] == [DoubtKind.GRADE_DIFFERS]
    shown = text(entered_as(second.staff), f"/rounds/{answered.round.pk}/check/all/")
    assert "理由：見込みより低いため" in shown


def test_what_moved_since_it_was_chosen_is_not_accepted_and_the_result_says_why(answered: Desk, second: Person) -> None:
    here, client = f"/rounds/{answered.round.pk}/check/all/", entered_as(second.staff)
    chosen = [key for key in offered(client, here, ticked=True) if key.split(":")[0] in {"n-p073", "n-p080"}]
    Sheet.objects.filter(round=answered.round, node="n-p080").update(state=SheetState.RETURNED, version=4)
    shown = client.post(here, {"sheets": chosen}, follow=True).content.decode()
    assert "1件を受理し、1件を受理しませんでした" in shown
    assert "開いている間に、このシートの状態が変わりました" in shown
    assert Sheet.objects.get(round=answered.round, node="n-p073").state == SheetState.ACCEPTED


def test_who_does_not_accept_does_not_come_to_the_page(answered: Desk) -> None:
    here = f"/rounds/{answered.round.pk}/check/all/"
    assert entered_as(answered.answerer.staff).get(here).status_code == 403
    assert Role.DEPARTMENT_EDITOR in {given.role for given in answered.answerer.standing.given}


def test_a_sheet_that_the_round_does_not_have_is_not_found_and_none_is_accepted(answered: Desk, second: Person) -> None:
    here, client = f"/rounds/{answered.round.pk}/check/all/", entered_as(second.staff)
    chosen = [*offered(client, here, ticked=True)[:1], "n-of-another-round:3"]
    assert client.post(here, {"sheets": chosen}).status_code == 404
    assert not Sheet.objects.filter(round=answered.round, state=SheetState.ACCEPTED).exists()
