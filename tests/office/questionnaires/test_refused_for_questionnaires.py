"""What nobody does to a questionnaire: to parts of another one, twice, over what somebody else saved, or where it makes no sense."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from monosashi.office.accounts.standing import Person
from monosashi.office.entering.acting import GoneMeanwhile
from monosashi.office.entering.told import ChangedSince, new_token, seen
from monosashi.office.events.models import Event
from monosashi.office.questionnaires import (
    actions_answering,
    actions_links,
    actions_making,
    actions_printed,
    actions_questions,
    actions_running,
    actions_texts,
)
from monosashi.office.questionnaires.acting import Unfit
from monosashi.office.questionnaires.actions_answering import NotAsked, based_on
from monosashi.office.questionnaires.actions_links import Served
from monosashi.office.questionnaires.counting.printed import Printed, PrintedRow
from monosashi.office.questionnaires.counting.questions import Answer
from monosashi.office.questionnaires.models import (
    AnonymousTally,
    AskedPerson,
    Questionnaire,
    QuestionRow,
    Section,
    ServesMeasure,
)
from monosashi.office.questionnaires.rows import told_of, told_of_question, told_of_section
from monosashi.office.questionnaires.states import QuestionnaireForbids, QuestionnaireSource
from monosashi.office.questionnaires.told import QuestionnaireTold, QuestionTold, SectionTold
from office.locks_taken import locks_of
from office.questionnaires.room import OTHER, Room, a_room, chosen, people, today, told

PLAN, MEASURE = "akita-digital-2", "n-p073"
DAY = timedelta(days=1)


def why(refused: pytest.ExceptionInfo[Unfit]) -> str:
    return refused.value.why.id.removeprefix("questionnaires.wrong.")


def told_by(action: str) -> int:
    """How many events of an action there are."""
    return Event.objects.filter(action=f"questionnaire.{action}").count()


def section_of(room: Room) -> Section:
    return Section.objects.get(questionnaire=room.row)


def printed(by: Person, *groups: tuple[str, int | None, int | None]) -> Questionnaire:
    return actions_making.make(
        told(audience="", printed_groups=groups), source=QuestionnaireSource.PRINTED, token=new_token(), by=by
    )


def ask(room: Room, kind: str, **more: Any) -> QuestionRow:
    return actions_questions.add_question(
        room.row.pk, section_of(room).pk, QuestionTold(kind, "問い", **more), token=new_token(), by=room.by
    )


def test_parts_of_another_questionnaire_are_none_of_this_one(room: Room) -> None:
    other = a_room(room.by)
    now, asked = told_of_section(section_of(room)), told_of_question(QuestionRow.objects.get(pk=room.text.pk))
    section = section_of(room).pk
    for act in (
        lambda: actions_questions.add_question(
            other.row.pk, section, QuestionTold("text", "問い"), token=new_token(), by=room.by
        ),
        lambda: actions_questions.change_section(
            other.row.pk, section, replace(now, title="別"), based_on=seen(now.plain), by=room.by
        ),
        lambda: actions_questions.remove_section(other.row.pk, section, by=room.by),
        lambda: actions_questions.change_question(
            other.row.pk, room.text.pk, replace(asked, text="別"), based_on=seen(asked.plain), by=room.by
        ),
        lambda: actions_questions.remove_question(other.row.pk, room.text.pk, by=room.by),
    ):
        with pytest.raises(GoneMeanwhile):
            act()
    assert (section_of(room).title, QuestionRow.objects.filter(section=section).count()) == (now.title, 4)


def test_what_is_sent_twice_is_entered_once(room: Room) -> None:
    where, question = section_of(room), QuestionTold("text", "もう一つ")
    sections = {
        actions_questions.add_section(room.row.pk, SectionTold("後"), token="s", by=room.by).pk for _ in range(2)
    }
    rows = {actions_questions.add_question(room.row.pk, where.pk, question, token="q", by=room.by).pk for _ in range(2)}
    copies = {actions_making.copy(room.row.pk, told(), token="c", by=room.by).pk for _ in range(2)}
    served = {actions_links.link(room.row.pk, Served(PLAN, MEASURE), by=room.by).pk for _ in range(2)}
    assert [len(each) for each in (sections, rows, copies, served)] == [1, 1, 1, 1]
    assert QuestionRow.objects.filter(section__questionnaire__in=copies).count() == 5
    assert (told_by("linked"), told_by("made")) == (1, 2)


def test_of_two_who_change_a_questionnaire_or_a_section_the_second_sees_what_stands_there(room: Room) -> None:
    first, section = told_of(room.row), section_of(room)
    actions_making.change(room.row.pk, replace(first, title="甲"), based_on=seen(first.plain), by=room.by)
    with pytest.raises(ChangedSince) as refused:
        actions_making.change(room.row.pk, replace(first, title="乙"), based_on=seen(first.plain), by=room.by)
    assert refused.value.now["title"] == "甲"
    now = told_of_section(section)
    actions_questions.change_section(
        room.row.pk, section.pk, replace(now, title="甲"), based_on=seen(now.plain), by=room.by
    )
    with pytest.raises(ChangedSince):
        actions_questions.change_section(
            room.row.pk, section.pk, replace(now, title="乙"), based_on=seen(now.plain), by=room.by
        )
    assert (told_by("changed"), told_by("section_changed")) == (1, 1)


@pytest.mark.parametrize(
    ("wanted", "reason"),
    [
        ({"since": today(), "until": today() - DAY}, "period"),
        ({"audience": "departments"}, "no_department"),
        ({"audience": "officers"}, "no_kind"),
    ],
)
def test_what_does_not_fit_begins_no_questionnaire(room: Room, wanted: dict[str, Any], reason: str) -> None:
    with pytest.raises(Unfit) as refused:
        actions_making.make(told(**wanted), source=QuestionnaireSource.ASKED, token=new_token(), by=room.by)
    assert (why(refused), Questionnaire.objects.count()) == (reason, 1)
    assert printed(room.by).source == "printed"


def test_groups_of_a_print_have_a_name_each_and_no_more_answers_than_people(room: Room) -> None:
    for groups, reason in (
        ((("主任", 133, 123), ("主任", 9, 9)), "group_twice"),
        ((("主任", 123, 124),), "more_answered"),
    ):
        with pytest.raises(Unfit) as refused:
            printed(room.by, *groups)
        assert why(refused) == reason
    assert printed(room.by, ("主任", 123, 123), ("推進員", None, 7), ("ほか", 7, None)).groups


def test_a_group_of_a_print_that_a_section_is_for_stays(room: Room) -> None:
    row = printed(room.by, ("主任", 133, 123), ("推進員", 242, 217))
    actions_questions.add_section(row.pk, SectionTold("主任へ", groups=("printed/1",)), token=new_token(), by=room.by)
    now: QuestionnaireTold = told_of(row)
    with pytest.raises(Unfit) as refused:
        actions_making.change(
            row.pk, replace(now, printed_groups=(("推進員", 242, 217),)), based_on=seen(now.plain), by=room.by
        )
    assert why(refused) == "group_in_use"
    wanted = replace(now, printed_groups=(("主任", 133, 123),))
    assert set(actions_making.change(row.pk, wanted, based_on=seen(now.plain), by=room.by).groups) == {"printed/1"}


def test_a_draft_is_thrown_away_with_all_of_it_and_nothing_of_another(room: Room) -> None:
    other = a_room(room.by)
    actions_making.throw_away(room.row.pk, by=room.by)
    assert [row.pk for row in Questionnaire.objects.all()] == [other.row.pk]
    assert QuestionRow.objects.get(pk=other.several.pk).asked_if_id == other.one.pk
    other.row.refresh_from_db()
    people(1)
    other.open()
    with pytest.raises(QuestionnaireForbids):
        actions_making.throw_away(other.row.pk, by=room.by)
    assert told_by("thrown_away") == 1


@pytest.mark.parametrize(
    ("kind", "more", "reason"),
    [
        ("one", {"options": ("あ",)}, "few_options"),
        ("several", {"options": ()}, "few_options"),
        ("ranked", {"options": ("あ",)}, "few_options"),
        ("one", {"options": ("あ", "い", "あ")}, "option_twice"),
        ("marks", {"options": ("あ",)}, "marks"),
        ("marks", {"options": ("あ",), "marks": (("○", ""), ("○", "別"))}, "marks"),
    ],
)
def test_a_question_that_cannot_be_answered_is_not_entered(
    room: Room, kind: str, more: dict[str, Any], reason: str
) -> None:
    with pytest.raises(Unfit) as refused:
        ask(room, kind, **more)
    assert (why(refused), QuestionRow.objects.count()) == (reason, 4)


def test_a_question_hangs_on_one_before_it_in_the_same_questionnaire(room: Room) -> None:
    other = a_room(room.by)
    for asked_if in (room.text.pk + 99, other.one.pk):
        with pytest.raises(Unfit) as refused:
            ask(room, "text", asked_if=asked_if, asked_if_options=("1",))
        assert why(refused) == "asked_if_later"
    now = told_of_question(QuestionRow.objects.get(pk=room.one.pk))
    with pytest.raises(Unfit) as refused:
        actions_questions.change_question(
            room.row.pk, room.one.pk, replace(now, asked_if=room.one.pk), based_on=seen(now.plain), by=room.by
        )
    assert why(refused) == "asked_if_later"
    assert ask(room, "text", asked_if=room.one.pk, asked_if_options=("1",)).asked_if_id == room.one.pk


def test_a_section_on_which_another_hangs_stays_and_one_on_which_only_its_own_hang_goes(room: Room) -> None:
    later = actions_questions.add_section(room.row.pk, SectionTold("後"), token=new_token(), by=room.by)
    row = actions_questions.add_question(
        room.row.pk,
        later.pk,
        QuestionTold("text", "理由", asked_if=room.one.pk, asked_if_options=("2",)),
        token=new_token(),
        by=room.by,
    )
    with pytest.raises(Unfit) as refused:
        actions_questions.remove_section(room.row.pk, section_of_first(room), by=room.by)
    assert why(refused) == "leads_to"
    actions_questions.remove_question(room.row.pk, row.pk, by=room.by)
    actions_questions.remove_section(room.row.pk, section_of_first(room), by=room.by)
    assert (Section.objects.get().pk, QuestionRow.objects.count()) == (later.pk, 0)
    assert (told_by("question_removed"), told_by("section_removed")) == (1, 1)


def section_of_first(room: Room) -> int:
    return Section.objects.filter(questionnaire=room.row).order_by("position")[0].pk


def test_what_moves_moves_by_one_place_and_at_the_end_it_stays(room: Room) -> None:
    later = actions_questions.add_section(room.row.pk, SectionTold("後"), token=new_token(), by=room.by)
    actions_questions.move(room.row.pk, section=later.pk, up=False, by=room.by)
    actions_questions.move(room.row.pk, question=room.one.pk, up=True, by=room.by)
    actions_questions.move(room.row.pk, section=later.pk + 99, up=True, by=room.by)
    assert told_by("moved") == 0
    actions_questions.move(room.row.pk, question=room.marks.pk, up=True, by=room.by)
    order = [row.pk for row in QuestionRow.objects.filter(section__questionnaire=room.row)]
    assert order == [room.one.pk, room.marks.pk, room.several.pk, room.text.pk]
    actions_questions.move(room.row.pk, section=later.pk, up=True, by=room.by)
    assert (section_of_first(room), told_by("moved")) == (later.pk, 2)


def test_figures_are_kept_of_a_print_alone_once_and_not_over_others(room: Room) -> None:
    row = printed(room.by, ("主任", 133, 123))
    section = actions_questions.add_section(row.pk, SectionTold("意見"), token=new_token(), by=room.by)
    wanted = QuestionTold("several", "問い", "1", ("あ",))
    asked = actions_questions.add_question(row.pk, section.pk, wanted, token=new_token(), by=room.by)
    ten, eleven = (Printed({"1": PrintedRow(count)}) for count in (10, 11))
    for _ in range(2):
        actions_printed.keep_figures(row.pk, asked.pk, ten, based_on=seen({}), by=room.by)
    with pytest.raises(ChangedSince):
        actions_printed.keep_figures(row.pk, asked.pk, eleven, based_on=seen({}), by=room.by)
    assert (QuestionRow.objects.get(pk=asked.pk).figures, told_by("figures_kept")) == (ten.plain, 1)
    with pytest.raises(Unfit) as refused:
        actions_printed.keep_figures(room.row.pk, room.several.pk, ten, based_on=seen({}), by=room.by)
    assert why(refused) == "not_printed"


def test_a_print_without_questions_is_not_shown_inside_the_city(room: Room) -> None:
    row = printed(room.by)
    with pytest.raises(Unfit) as refused:
        actions_running.publish(row.pk, by=room.by)
    assert why(refused) == "no_question"


def test_nothing_is_opened_without_questions_days_or_anybody_to_ask(room: Room) -> None:
    people(1)
    empty = actions_making.make(told(), source=QuestionnaireSource.ASKED, token=new_token(), by=room.by)
    over = a_room(room.by, since=today() - 9 * DAY, until=today() - DAY)
    nobody = a_room(room.by, audience="departments", departments=("d-30",))
    for row, reason in ((empty, "no_question"), (over.row, "over_already"), (nobody.row, "nobody")):
        with pytest.raises(Unfit) as refused:
            actions_running.open_now(row.pk, today=today(), by=room.by)
        assert why(refused) == reason
    assert not AskedPerson.objects.exists()
    last = a_room(room.by, since=today() - 9 * DAY, until=today())
    last.open()
    assert last.fresh().state == "open"


def test_the_last_day_is_moved_to_today_or_later_and_not_before_the_first(room: Room) -> None:
    people(1)
    room.open()
    for until in (today() - DAY, today() - 9 * DAY):
        with pytest.raises(Unfit):
            actions_running.extend(room.row.pk, until=until, today=today(), by=room.by)
    assert actions_running.extend(room.row.pk, until=today(), today=today(), by=room.by).until == today()
    room.close()
    with pytest.raises(Unfit):
        actions_running.take_again(room.row.pk, until=today() - DAY, today=today(), by=room.by)
    assert actions_running.take_again(room.row.pk, until=today(), today=today(), by=room.by).state == "open"


def test_closing_forgets_drafts_of_its_own_and_keeps_those_of_others(room: Room) -> None:
    (somebody,) = people(1)
    other = a_room(room.by)
    answer = {room.one.pk: chosen("1")}
    for each in (room, other):
        each.open()
        actions_answering.save_draft(each.row.pk, answer, based_on=each.seen(somebody), today=today(), by=somebody)
    room.close()
    kept = dict(AskedPerson.objects.filter(staff=somebody.staff).values_list("questionnaire", "draft"))
    assert kept == {room.row.pk: None, other.row.pk: {str(room.one.pk): {"chosen": ["1"]}}}


def test_the_same_page_open_twice_loses_no_draft(room: Room) -> None:
    (somebody,) = people(1)
    room.open()
    before = room.seen(somebody)
    actions_answering.save_draft(room.row.pk, {room.one.pk: chosen("1")}, based_on=before, today=today(), by=somebody)
    for act in (actions_answering.save_draft, actions_answering.hand_in):
        with pytest.raises(ChangedSince):
            act(room.row.pk, {room.one.pk: chosen("2")}, based_on=before, today=today(), by=somebody)
    person = AskedPerson.objects.get(staff=somebody.staff)
    assert (person.draft, person.handed_in) == ({str(room.one.pk): {"chosen": ["1"]}}, False)


def test_with_and_without_names_are_answered_each_in_its_own_way_and_counted_apart(nameless: Room) -> None:
    own = people(6)
    other = a_room(nameless.by, anonymous=True, audience="departments", departments=("d-07", OTHER))
    for each in (nameless, other):
        each.open()
    person = AskedPerson.objects.get(questionnaire=nameless.row, staff=own[0].staff)
    with pytest.raises(NotAsked):
        actions_answering.hand_in(nameless.row.pk, {}, based_on=based_on(person), today=today(), by=own[0])
    nameless.hand_in(own[0], {nameless.one.pk: chosen("1")})
    found = dict(AnonymousTally.objects.values_list("questionnaire", "counts"))
    assert (bool(found[nameless.row.pk]), found[other.row.pk]) == (True, {})
    assert AskedPerson.objects.filter(handed_in=True).count() == 1
    named = a_room(nameless.by)
    named.open()
    with pytest.raises(NotAsked):
        actions_answering.hand_in_anonymously(named.row.pk, {}, today=today(), by=own[0])


def test_personal_words_without_names_are_blacked_out_of_their_text_alone(nameless: Room) -> None:
    own = people(6)
    nameless.open()
    a_room(nameless.by, anonymous=True, audience="departments", departments=("d-07",)).open()
    for by, text in zip(own, ("山田さんの席", "山田さんの机"), strict=False):
        nameless.hand_in(by, {nameless.one.pk: chosen("1"), nameless.text.pk: Answer(text=text)})
    nameless.close()
    key = actions_texts.key_of("山田さんの席")
    found = actions_texts.black_out(nameless.row.pk, nameless.text.pk, key, words=["山田"], by=nameless.by)
    counts = AnonymousTally.objects.get(questionnaire=nameless.row).counts
    assert found == 1
    assert sorted(counts["texts"][str(nameless.text.pk)]) == sorted(["■■■さんの席", "山田さんの机"])
    with pytest.raises(Unfit) as refused:
        actions_texts.black_out(nameless.row.pk, nameless.text.pk, key, words=["山田"], by=nameless.by)
    assert (why(refused), told_by("blacked_out")) == ("words_not_there", 1)


def test_what_another_questionnaire_serves_is_not_taken_off_by_this_one(room: Room) -> None:
    other = a_room(room.by)
    served = [actions_links.link(each.row.pk, Served(PLAN, MEASURE), by=room.by) for each in (room, other)]
    assert actions_links.link(room.row.pk, Served(PLAN, "n-p116"), by=room.by).pk not in {each.pk for each in served}
    actions_links.unlink(room.row.pk, served[1].pk, by=room.by)
    assert (ServesMeasure.objects.count(), told_by("unlinked")) == (3, 0)
    for _ in range(2):
        actions_links.unlink(other.row.pk, served[1].pk, by=room.by)
    assert (ServesMeasure.objects.count(), told_by("unlinked")) == (2, 1)


def test_acts_lock_the_questionnaire_and_then_its_parts(nameless: Room) -> None:
    by = people(6)[0]
    assert locks_of(lambda: ask(nameless, "text")) == ["Questionnaire", "Section"]
    now = told_of_question(nameless.text)
    wanted = replace(now, text="別")
    assert locks_of(
        lambda: actions_questions.change_question(
            nameless.row.pk, nameless.text.pk, wanted, based_on=seen(now.plain), by=nameless.by
        )
    ) == ["Questionnaire", "QuestionRow"]
    nameless.open()
    answers = {nameless.one.pk: chosen("1"), nameless.text.pk: Answer(text="山田")}
    taken = locks_of(lambda: nameless.hand_in(by, answers))
    assert taken[-2:] == ["AskedPerson", "AnonymousTally"]
    nameless.close()
    key = actions_texts.key_of("山田")
    assert "AnonymousTally" in locks_of(
        lambda: actions_texts.black_out(nameless.row.pk, nameless.text.pk, key, words=["山田"], by=nameless.by)
    )
