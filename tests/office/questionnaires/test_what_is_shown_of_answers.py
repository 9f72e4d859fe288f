"""What is read of one questionnaire is of that one alone, and of answers without names nothing while it is open or few answered."""

from datetime import timedelta

import pytest

from monosashi.office.entering.told import new_token
from monosashi.office.questionnaires import actions_making, actions_texts, queries
from monosashi.office.questionnaires.acting import Unfit
from monosashi.office.questionnaires.counting.questions import Answer
from monosashi.office.questionnaires.counting.results import Survey
from monosashi.office.questionnaires.models import AskedPerson, Questionnaire, QuestionRow
from monosashi.office.questionnaires.queries import NoSuchQuestionnaire
from monosashi.office.questionnaires.states import QuestionnaireSource, takes_answers
from office.questionnaires.room import Room, a_room, chosen, people, today, told

DAY = timedelta(days=1)


def survey(row: Questionnaire) -> Survey:
    return queries.survey_of(row, queries.question_rows(row.pk))


def there(room: Room) -> bool:
    return queries.are_results_there(room.fresh(), survey(room.fresh()))


def handed_in(room: Room, count: int) -> None:
    for person in AskedPerson.objects.filter(questionnaire=room.row, handed_in=False).select_related("staff")[:count]:
        room.hand_in(type(room.by)(person.staff, room.by.standing), {room.one.pk: chosen("1")})


@pytest.mark.parametrize(("count", "shown"), [(4, False), (5, True)])
def test_without_names_results_are_there_once_it_closed_and_five_answered(
    nameless: Room, count: int, *, shown: bool
) -> None:
    people(6)
    assert not there(nameless)
    nameless.open()
    handed_in(nameless, count)
    assert not there(nameless)
    nameless.close()
    assert there(nameless) is shown


def test_with_names_results_are_there_while_it_is_open_and_of_a_draft_never(room: Room) -> None:
    people(1)
    assert not there(room)
    room.open()
    assert there(room)
    row = actions_making.make(told(audience=""), source=QuestionnaireSource.PRINTED, token=new_token(), by=room.by)
    assert queries.are_results_there(row, survey(row))


def test_each_questionnaire_counts_its_own_people_and_answers(nameless: Room, room: Room) -> None:
    own = people(6)
    other = a_room(room.by, anonymous=True, audience="departments", departments=("d-07",))
    for each in (nameless, other, room):
        each.open()
    handed_in(nameless, 6)
    handed_in(room, 1)
    found = [survey(each.fresh()).tally.people[""] for each in (nameless, other, room)]
    assert found == [6, 0, 1]
    assert queries.asked_people(other.row.pk).count() == 6
    assert queries.asked_person(other.row.pk, room.by.staff.pk) is None
    asked = queries.asked_person(other.row.pk, own[0].staff.pk)
    assert asked is not None
    assert not asked.handed_in


def test_a_question_or_section_of_another_questionnaire_is_not_found_by_this_one(room: Room) -> None:
    other = a_room(room.by)
    section = QuestionRow.objects.get(pk=room.one.pk).section_id
    for ask in (
        lambda: queries.one(0),
        lambda: queries.one_section(other.row.pk, section),
        lambda: queries.one_question(other.row.pk, room.one.pk),
    ):
        with pytest.raises(NoSuchQuestionnaire):
            ask()
    assert [each.pk for each in queries.sections_of(room.row.pk)] == [section]
    assert queries.served_by(room.row.pk) == ()


def test_what_was_asked_before_is_shown_once_it_is_over(room: Room) -> None:
    people(1)
    again = actions_making.copy(room.row.pk, told(), token=new_token(), by=room.by)
    rows = queries.question_rows(again.pk)
    room.open()
    handed_in(room, 1)
    assert queries.results_before(rows) == {}
    room.close()
    assert set(queries.results_before(rows)) == {row.pk for row in rows}
    assert queries.results_before(queries.question_rows(room.row.pk)) == {}


def test_without_names_what_few_said_before_is_not_shown_beside_what_is_asked_now(nameless: Room) -> None:
    people(6)
    again = actions_making.copy(nameless.row.pk, told(), token=new_token(), by=nameless.by)
    nameless.open()
    handed_in(nameless, 4)
    nameless.close()
    assert queries.results_before(queries.question_rows(again.pk)) == {}


def test_who_left_the_city_is_not_asked(room: Room) -> None:
    stays, left = people(2)
    left.staff.last_day = today() - DAY
    left.staff.save()
    room.open()
    asked = set(AskedPerson.objects.values_list("staff", flat=True))
    assert (stays.staff.pk in asked, left.staff.pk in asked) == (True, False)


def test_words_are_blacked_out_of_what_was_handed_in_to_this_questionnaire_alone(room: Room) -> None:
    (somebody,) = people(1)
    other = a_room(room.by)
    for each in (room, other):
        each.open()
        each.hand_in(somebody, {each.one.pk: chosen("1"), each.text.pk: Answer(text="山田さん")})
        each.close()
    AskedPerson.objects.filter(questionnaire=other.row).update(answers={str(room.text.pk): {"text": "山田さん"}})
    key = actions_texts.key_of("山田さん")
    assert actions_texts.black_out(room.row.pk, room.text.pk, key, words=["山田"], by=room.by) == 1
    with pytest.raises(Unfit):
        actions_texts.black_out(room.row.pk, room.text.pk, key, words=["山田"], by=room.by)
    assert AskedPerson.objects.get(questionnaire=other.row, staff=somebody.staff).answers == {
        str(room.text.pk): {"text": "山田さん"}
    }


def test_one_that_is_open_is_somebodys_from_its_first_day_to_its_last(room: Room) -> None:
    (somebody,) = people(1)
    room.open()
    row, pk = room.row, somebody.staff.pk
    days = (row.since - DAY, row.since, row.until, row.until + DAY)
    assert [takes_answers("open", row.since, row.until, day) for day in days] == [False, True, True, False]
    assert not takes_answers("closed", row.since, row.until, row.since)
    found = [(each.is_mine, each.is_over) for day in days for each in queries.open_for(pk, day)]
    assert found == [(False, False), (True, False), (True, False), (False, True)]


def test_the_people_of_a_print_are_told_where_every_group_tells_them(room: Room) -> None:
    for groups, asked, answered in (
        ((("主任", 133, 123), ("推進員", 242, 217)), 375, 340),
        ((("主任", 133, None), ("推進員", None, 217)), None, None),
        ((), None, None),
    ):
        row = actions_making.make(
            told(audience="", printed_groups=groups), source=QuestionnaireSource.PRINTED, token=new_token(), by=room.by
        )
        (outline,) = [each for each in queries.outlines(drafts=True) if each.row.pk == row.pk]
        assert (outline.asked, outline.handed_in) == (asked, answered)
