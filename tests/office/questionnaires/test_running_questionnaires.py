"""Who is asked, what the states allow, what becomes of a questionnaire that is changed."""

from datetime import timedelta

import pytest

from monosashi.office.accounts.permissions import NotAllowed
from monosashi.office.entering.told import new_token, seen
from monosashi.office.questionnaires import actions_making, actions_questions, actions_running
from monosashi.office.questionnaires.acting import Unfit
from monosashi.office.questionnaires.actions_answering import NotNow
from monosashi.office.questionnaires.models import AskedPerson, Questionnaire, QuestionRow
from monosashi.office.questionnaires.rows import told_of_question
from monosashi.office.questionnaires.states import QuestionnaireForbids, QuestionnaireSource
from monosashi.office.questionnaires.told import SectionTold
from office.questionnaires.room import OTHER, Room, an_officer, chosen, people, today, told


def test_officers_of_a_kind_are_asked_as_of_the_day_of_opening(room: Room) -> None:
    own, other = people(2), people(1, OTHER)
    an_officer(own[0], room.kind)
    wanted = told(audience="officers", officer_kinds=(room.kind.pk,))
    actions_making.change(room.row.pk, wanted, based_on=seen(told().plain), by=room.by)
    room.open()
    an_officer(other[0], room.kind)
    (asked,) = AskedPerson.objects.all()
    assert asked.staff_id == own[0].staff.pk
    assert asked.counted_in == ["department/d-07", f"kind/{room.kind.pk}"]
    assert room.fresh().groups[f"kind/{room.kind.pk}"] == {"name": "デジタル推進主任", "asked": 1}


def test_a_department_is_asked_with_all_below_it_and_no_other(nameless: Room) -> None:
    people(6)
    people(3, "d-05")
    people(2, "d-01-x")
    nameless.open()
    assert AskedPerson.objects.count() == 9


def test_what_is_open_is_changed_no_more(room: Room) -> None:
    people(1)
    room.open()
    with pytest.raises(QuestionnaireForbids):
        actions_questions.remove_question(room.row.pk, room.text.pk, by=room.by)
    with pytest.raises(QuestionnaireForbids):
        actions_making.change(room.row.pk, told(anonymous=True), based_on="", by=room.by)


def test_only_the_coordinating_office_makes_one(room: Room) -> None:
    (somebody,) = people(1)
    with pytest.raises(NotAllowed):
        actions_questions.add_section(room.row.pk, SectionTold("別"), token=new_token(), by=somebody)
    with pytest.raises(NotAllowed):
        actions_making.make(told(), source=QuestionnaireSource.ASKED, token=new_token(), by=somebody)
    assert Questionnaire.objects.count() == 1


def test_a_questionnaire_ends_on_the_day_on_which_it_begins_or_later(room: Room) -> None:
    day = today()
    one_day = told(since=day, until=day)
    actions_making.change(room.row.pk, one_day, based_on=seen(told().plain), by=room.by)
    with pytest.raises(Unfit):
        actions_making.change(
            room.row.pk, told(since=day, until=day - timedelta(days=1)), based_on=seen(one_day.plain), by=room.by
        )


def test_nothing_is_handed_in_after_the_last_day(room: Room) -> None:
    (somebody,) = people(1)
    room.open()
    Questionnaire.objects.filter(pk=room.row.pk).update(until=today() - timedelta(days=1))
    with pytest.raises(NotNow):
        room.hand_in(somebody, {room.one.pk: chosen("1")})


def test_with_names_answers_change_until_it_closes_and_it_can_be_opened_again(room: Room) -> None:
    (somebody,) = people(1)
    room.open()
    for key in ("1", "2"):
        room.hand_in(somebody, {room.one.pk: chosen(key)})
    room.close()
    with pytest.raises(QuestionnaireForbids):
        room.hand_in(somebody, {room.one.pk: chosen("1")})
    actions_running.take_again(room.row.pk, until=today() + timedelta(days=2), today=today(), by=room.by)
    assert AskedPerson.objects.get(staff=somebody.staff).answers == {str(room.one.pk): {"chosen": ["2"]}}
    room.hand_in(somebody, {room.one.pk: chosen("1")})


def test_a_question_keeps_its_place_before_those_that_hang_on_it(room: Room) -> None:
    with pytest.raises(Unfit):
        actions_questions.move(room.row.pk, question=room.one.pk, up=False, by=room.by)
    with pytest.raises(Unfit):
        actions_questions.remove_question(room.row.pk, room.one.pk, by=room.by)
    now = told_of_question(QuestionRow.objects.get(pk=room.one.pk))
    without = type(now)(now.kind, now.text, options=("足りている", "どちらともいえない"))
    with pytest.raises(Unfit):
        actions_questions.change_question(room.row.pk, room.one.pk, without, based_on=seen(now.plain), by=room.by)
    assert [each.pk for each in QuestionRow.objects.all()][:2] == [room.one.pk, room.several.pk]


def test_an_option_in_other_words_is_a_new_one(room: Room) -> None:
    now = told_of_question(QuestionRow.objects.get(pk=room.several.pk))
    wanted = type(now)(
        now.kind, now.text, options=("共有の一覧表", "定期の会合"), asked_if=now.asked_if, asked_if_options=("2",)
    )
    row = actions_questions.change_question(room.row.pk, room.several.pk, wanted, based_on=seen(now.plain), by=room.by)
    assert [each["key"] for each in row.options] == ["3", "2"]


def test_fewer_than_five_cannot_be_asked_without_names(nameless: Room) -> None:
    people(4)
    with pytest.raises(Unfit):
        nameless.open()
    assert not AskedPerson.objects.exists()
