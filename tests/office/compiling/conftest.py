"""A round with every sheet of Akita answered, and people of the coordinating office."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from monosashi.core.plan import Plan
from monosashi.office.accounts.models import Staff
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import Person, person
from monosashi.office.rounds.models import Round, Sheet, SheetAnswer
from monosashi.office.rounds.states import SheetState
from office.laid import Someone
from office.rounds.desk import Desk, answers_of


def entered_as(staff: Staff) -> Client:
    """A browser in which this person is logged in."""
    client = Client()
    client.force_login(staff)
    return client


@pytest.fixture
def second(someone: Someone) -> Person:
    """Somebody else of the coordinating office."""
    return person(someone(Role.COORDINATING_OFFICE, name="三浦 陽"))


@pytest.fixture
def office(desk: Desk) -> Client:
    """The browser of the coordinating office."""
    return entered_as(desk.coordinator.staff)


@pytest.fixture
def answered(desk: Desk, akita: Plan) -> Desk:
    """Every sheet submitted with what Akita published."""
    hand_in(desk.round, akita, desk.answerer)
    return desk


def hand_in(held: Round, full: Plan, by: Person) -> None:
    """Every sheet that is asked for stands there as its department would have submitted it."""
    now = timezone.now()
    told = {"changed_by": by.staff.pk, "changed_by_label": by.actor.label, "changed_at": now}
    sheets = list(Sheet.objects.filter(round=held).exclude(state=SheetState.LEFT_OUT))
    SheetAnswer.objects.bulk_create(
        SheetAnswer(sheet=sheet, slot=slot, text=typed.text, **told)
        for sheet in sheets
        for slot, typed in answers_of(held, sheet.node, full).items()
    )
    Sheet.objects.filter(pk__in=[sheet.pk for sheet in sheets]).update(
        state=SheetState.SUBMITTED, version=3, passes=1, since=now, submitted_by=by.staff.pk, submitted_at=now
    )


def overdue(held: Round, days: int = 3) -> Round:
    """The round with its deadline some days ago."""
    held.deadline = timezone.localdate() - timedelta(days=days)
    held.papers_due = timezone.localdate() + timedelta(days=8)
    held.save(update_fields=["deadline", "papers_due"])
    return held
