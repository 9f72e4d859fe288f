"""Of an anonymous questionnaire nothing that is kept joins a person with an answer."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils import timezone

from monosashi.core.messages import InvalidInput
from monosashi.office.events.models import Event
from monosashi.office.questionnaires import actions_running, queries
from monosashi.office.questionnaires.acting import Unfit
from monosashi.office.questionnaires.actions_answering import HandedInAlready, NotAsked
from monosashi.office.questionnaires.counting.questions import Answer
from monosashi.office.questionnaires.models import AnonymousTally, AskedPerson
from office.questionnaires.room import OTHER, OWN, Room, chosen, people, today

WORDS = "給湯室の隣の席から見えること"


def everything() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every row of every table, as the database has it."""
    for model in apps.get_models():
        for row in model._default_manager.values():
            yield model._meta.label, row


def where(words: str) -> set[str]:
    return {label for label, row in everything() if words in json.dumps(row, default=str, ensure_ascii=False)}


def test_what_was_answered_stands_in_the_counts_alone_and_these_name_nobody(nameless: Room) -> None:
    own, other = people(6), people(6, OTHER)
    nameless.open()
    before = {(label, json.dumps(row, default=str)) for label, row in everything()}
    nameless.hand_in(own[0], {nameless.one.pk: chosen("2"), nameless.text.pk: Answer(text=WORDS)})
    changed = {label for label, row in everything() if (label, json.dumps(row, default=str)) not in before}
    assert changed == {"questionnaires.AnonymousTally", "questionnaires.AskedPerson"}
    assert where(WORDS) == {"questionnaires.AnonymousTally"}
    assert AskedPerson.objects.get(staff=own[0].staff).handed_in
    assert AskedPerson.objects.filter(handed_in=True).count() == 1
    kept = json.dumps(AnonymousTally.objects.get().counts)
    assert [p.staff.username for p in (*own, *other) if p.staff.username in kept] == []


def test_no_event_and_no_time_tells_when_somebody_answered(nameless: Room) -> None:
    somebody = people(6)[0]
    people(6, OTHER)
    nameless.open()
    told = Event.objects.count()
    later = timezone.now()
    nameless.hand_in(somebody, {nameless.one.pk: chosen("1")})
    assert Event.objects.count() == told
    assert not [
        (label, name)
        for label, row in everything()
        for name, value in row.items()
        if label.startswith("questionnaires.") and hasattr(value, "hour") and value >= later
    ]


def test_the_order_in_which_people_answered_leaves_no_trace(nameless: Room) -> None:
    own = people(6)
    people(6, OTHER)
    nameless.open()
    answers = [{nameless.one.pk: chosen("1"), nameless.text.pk: Answer(text=text)} for text in ("い", "ろ")]
    kept = []
    for order in (answers, answers[::-1]):
        with transaction.atomic():
            for who, answer in zip(own[:2], order, strict=True):
                nameless.hand_in(who, answer)
            kept.append(json.dumps(AnonymousTally.objects.get().counts))
            transaction.set_rollback(True)
    assert kept[0] == kept[1]


def test_the_database_itself_keeps_answers_away_from_people(nameless: Room) -> None:
    somebody = people(6)[0]
    nameless.open()
    with pytest.raises(IntegrityError), transaction.atomic():
        AskedPerson.objects.filter(staff=somebody.staff).update(answers={"1": {"chosen": ["1"]}})


def test_a_department_of_few_is_counted_with_others_from_the_first_answer_on(nameless: Room) -> None:
    people(6)
    few = people(2, OTHER)
    nameless.open()
    nameless.hand_in(few[0], {nameless.one.pk: chosen("1")})
    assert "department/rest" in AnonymousTally.objects.get().counts["people"]
    assert f"department/{OTHER}" not in json.dumps(AnonymousTally.objects.get().counts)


def test_when_it_closes_groups_of_few_answers_are_gathered_for_good(nameless: Room) -> None:
    own, other = people(6), people(6, OTHER)
    nameless.open()
    for who in (*own, other[0]):
        nameless.hand_in(who, {nameless.one.pk: chosen("1")})
    nameless.close()
    assert AnonymousTally.objects.get().counts["people"] == {"": 7, "department/rest": 7, "kind/none": 7}
    assert nameless.fresh().groups["department/rest"]["asked"] == 12


def test_nothing_is_shown_while_it_is_open_nor_of_fewer_than_five(nameless: Room) -> None:
    own = people(6)
    nameless.open()
    for who in own[:4]:
        nameless.hand_in(who, {nameless.one.pk: chosen("1")})
    row = nameless.fresh()
    assert not queries.are_results_there(row, queries.survey_of(row, queries.question_rows(row.pk)))
    nameless.close()
    row = nameless.fresh()
    assert not queries.are_results_there(row, queries.survey_of(row, queries.question_rows(row.pk)))


def test_it_is_handed_in_once_and_never_taken_again(nameless: Room) -> None:
    somebody = people(6)[0]
    nameless.open()
    nameless.hand_in(somebody, {nameless.one.pk: chosen("1")})
    with pytest.raises(HandedInAlready):
        nameless.hand_in(somebody, {nameless.one.pk: chosen("2")})
    nameless.close()
    with pytest.raises(Unfit):
        actions_running.take_again(nameless.row.pk, until=today() + timedelta(days=3), today=today(), by=nameless.by)


def test_what_is_wrong_leaves_nothing_behind(nameless: Room) -> None:
    somebody = people(6)[0]
    nameless.open()
    with pytest.raises(InvalidInput):
        nameless.hand_in(somebody, {nameless.text.pk: Answer(text=WORDS)})
    assert where(WORDS) == set()
    assert not AskedPerson.objects.get(staff=somebody.staff).handed_in


def test_who_is_not_asked_hands_in_nothing(nameless: Room, coordinator: Any) -> None:
    people(6)
    nameless.open()
    with pytest.raises(NotAsked):
        nameless.hand_in(coordinator, {nameless.one.pk: chosen("1")})
    assert OWN in {each.department for each in AskedPerson.objects.all()}
