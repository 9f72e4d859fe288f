"""Correction and disposal of what is personal in an event: the content goes, the chain stays whole."""

from typing import Any

import pytest
from django.db import transaction

from monosashi.office.accounts.permissions import NotAllowed, Role
from monosashi.office.accounts.standing import Person, person
from monosashi.office.events.locking import locked
from monosashi.office.events.models import Event, EventContent
from monosashi.office.events.queries import ContentState, history, told
from monosashi.office.events.recording import record
from monosashi.office.events.sealing import seal
from monosashi.office.events.transactions import horizon
from monosashi.office.events.values import Occasion, Subject
from monosashi.office.events.verifying import verify
from monosashi.office.trail import keeping
from monosashi.office.trail.keeping import CannotAmend, correct, dispose
from office.laid import Someone

pytestmark = pytest.mark.slow


@pytest.fixture
def keeper(transactional_db: None, someone: Someone) -> Person:
    return person(someone(Role.ADMINISTRATOR, name="管理 者"))


@pytest.fixture
def event(keeper: Person) -> Event:
    """A sealed event that names somebody wrongly."""
    with transaction.atomic():
        made = record(
            "staff.changed",
            Subject("staff", "12", "田中 花子"),
            by=keeper.actor,
            before={"name": "田中 花子"},
            after={"name": "佐藤 花子", "email": "hanako@city.example.lg.jp"},
            why="氏名の変更",
        )
    assert horizon()
    seal(Occasion.MINUTE)
    return made


def shown(event: Event) -> Any:
    (one,) = told(Event.objects.filter(pk=event.pk))
    return one


def everything_kept() -> str:
    return "\n".join(EventContent.objects.values_list("body", flat=True))


def test_a_correction_replaces_the_words_and_leaves_the_chain_whole(event: Event, keeper: Person) -> None:
    digest = event.digest
    correct(event.pk, wrong="花子", right="華子", by=keeper, why="字の誤り")
    seal(Occasion.MINUTE)
    one = shown(event)
    assert (one.label, one.before, one.standing) == ("田中 華子", {"name": "田中 華子"}, ContentState.CORRECTED)
    assert "花子" not in everything_kept(), "what was wrong is gone"
    assert Event.objects.get(pk=event.pk).digest == digest
    assert (verify().problems, verify().unsealed) == ((), 0)


def test_a_disposal_deletes_the_content_with_its_corrections_and_leaves_who_when_and_why(
    event: Event, keeper: Person
) -> None:
    correct(event.pk, wrong="花子", right="華子", by=keeper, why="字の誤り")
    dispose(event.pk, by=keeper, why="保存期間の満了")
    seal(Occasion.MINUTE)
    one = shown(event)
    assert (one.label, one.after, one.standing, one.amended_why) == ("", None, ContentState.DISPOSED, "保存期間の満了")
    assert "華子" not in everything_kept()
    assert "hanako@" not in everything_kept()
    assert verify().problems == ()
    actions = [one.action for one in told(history("staff", "12"))]
    assert actions == ["event.disposed", "event.corrected", "staff.changed"]


@pytest.mark.parametrize(
    ("wrong", "why", "refused"), [("花子", " ", "without_reason"), ("太郎", "字の誤り", "not_found")]
)
def test_a_correction_without_reason_or_of_words_that_are_not_there_changes_nothing(
    wrong: str, why: str, refused: str, event: Event, keeper: Person
) -> None:
    with pytest.raises(CannotAmend) as error:
        correct(event.pk, wrong=wrong, right="x", by=keeper, why=why)
    assert error.value.why.id == f"trail.cannot.{refused}"
    assert shown(event).standing is ContentState.AS_WRITTEN


def test_what_was_disposed_of_and_what_tells_of_it_cannot_be_amended(event: Event, keeper: Person) -> None:
    telling = dispose(event.pk, by=keeper, why="保存期間の満了")
    for number in (event.pk, telling.pk):
        with pytest.raises(CannotAmend):
            dispose(number, by=keeper, why="もう一度")


def test_nobody_but_an_administrator_corrects_or_disposes(event: Event, someone: Someone) -> None:
    clerk = person(someone(Role.COORDINATING_OFFICE))
    with pytest.raises(NotAllowed):
        dispose(event.pk, by=clerk, why="x")
    with pytest.raises(NotAllowed):
        correct(event.pk, wrong="花子", right="x", by=clerk, why="x")


def test_two_corrections_at_once_are_both_kept(event: Event, keeper: Person, monkeypatch: pytest.MonkeyPatch) -> None:

    def while_another_waits(rows: Any) -> Any:
        monkeypatch.setattr(keeping, "locked", locked)
        correct(event.pk, wrong="花子", right="華子", by=keeper, why="字の誤り")
        return locked(rows)

    monkeypatch.setattr(keeping, "locked", while_another_waits)
    correct(event.pk, wrong="佐藤", right="斎藤", by=keeper, why="字の誤り")
    assert (shown(event).before, shown(event).after["name"]) == ({"name": "田中 華子"}, "斎藤 華子")
    assert "花子" not in everything_kept()
