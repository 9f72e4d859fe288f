"""Every page of questionnaires asks the database as often for few questions and answers as for many."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from monosashi.office.accounts.standing import Person
from monosashi.office.entering.told import new_token
from monosashi.office.questionnaires import actions_links, actions_making, actions_questions
from monosashi.office.questionnaires.actions_links import Served
from monosashi.office.questionnaires.bringing_in.actions import let_wait
from monosashi.office.questionnaires.models import ServesMeasure
from monosashi.office.questionnaires.states import QuestionnaireSource
from monosashi.office.questionnaires.told import QuestionTold, SectionTold
from office.desk import browser
from office.every_door import PATTERNS
from office.questionnaires.doors import QUESTIONNAIRES, parts_of
from office.questionnaires.room import Room, chosen, people, told

(PAGES,) = QUESTIONNAIRES.elsewhere.values()
PLAN, MEASURE = "akita-digital-2", "n-p073"
BESIDE = ("/", f"/plans/{PLAN}/measures/{MEASURE}/")
OF_PRINT = ("questionnaires:figures", "questionnaires:bring-in", "questionnaires:difference")


def queries(client: Client, parts: dict[str, object], of_print: dict[str, object]) -> dict[str, int]:
    wheres = {where: where for where in BESIDE}
    for name in PAGES:
        given = of_print if name in OF_PRINT else parts
        wheres[name] = reverse(name, kwargs={part: given[part] for part in PATTERNS[name].pattern.converters})
    wheres["file"] = f"{wheres['questionnaires:results']}?format=xlsx"
    found = {}
    for name, where in wheres.items():
        with CaptureQueriesContext(connection) as asked:
            assert client.get(where).status_code == 200, where
        found[name] = len(asked)
    return found


def _question(pk: int, section: int, by: Person, nth: int) -> int:
    wanted = QuestionTold("one", f"問い{nth}", options=("はい", "いいえ"))
    return actions_questions.add_question(pk, section, wanted, token=new_token(), by=by).pk


def test_pages_take_the_same_queries_for_few_questions_and_for_many(coordinator: Person, room: Room) -> None:
    client = browser(coordinator)
    made = actions_making.make(
        told(audience="", title="印刷"), source=QuestionnaireSource.PRINTED, token=new_token(), by=coordinator
    )
    section = actions_questions.add_section(made.pk, SectionTold("印刷"), token=new_token(), by=coordinator).pk
    question = _question(made.pk, section, coordinator, 0)
    own = {"questionnaire": made.pk, "section": section, "question": question}
    parts = parts_of(room.row.pk)
    actions_links.link(room.row.pk, Served(PLAN, MEASURE, question=room.one.pk, option="1"), by=coordinator)
    parts["served"] = ServesMeasure.objects.get().pk
    asked = people(3)
    room.open()
    room.hand_in(asked[0], {room.one.pk: chosen("1")})
    for where in BESIDE:
        client.get(where)  # this process reads the plan
    raw = "設問番号,選択肢,人数\n9,あ,1\n".encode()
    waits = let_wait(row=made, file_name="a.csv", raw=raw, by=coordinator).pk
    few = queries(client, parts, {**own, "pending": waits})
    for nth in range(1, 4):
        _question(made.pk, section, coordinator, nth)
        other = actions_questions.add_section(made.pk, SectionTold(f"印刷{nth}"), token=new_token(), by=coordinator)
        _question(made.pk, other.pk, coordinator, nth + 9)
        actions_links.link(
            room.row.pk, Served(PLAN, MEASURE, question=room.one.pk, option=str(nth + 1)), by=coordinator
        )
    for who in asked[1:]:
        room.hand_in(who, {room.one.pk: chosen("2"), room.several.pk: chosen("1", "2")})
    waits = let_wait(row=made, file_name="a.csv", raw=raw + b"8,a,1\n7,b,2\n", by=coordinator).pk
    assert queries(client, parts, {**own, "pending": waits}) == few
    assert max(few.values()) <= 32
