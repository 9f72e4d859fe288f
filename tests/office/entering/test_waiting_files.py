"""Files that wait for a decision: kept by their names' ends, forgotten after a day in every room."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from monosashi.office.accounts.refusals import ChangedMeanwhile
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.waiting import (
    KEPT,
    WaitingFile,
    as_it_was_shown,
    forget_old_files,
    keep_waiting,
    still_waiting,
)
from monosashi.office.officers.models import PendingOfficers
from monosashi.office.people.models import PendingImport

pytestmark = pytest.mark.django_db


def waiting(by: Person, *, file_name: str = "名簿.csv", state: str = "seen") -> PendingOfficers:
    compared = SimpleNamespace(state=state)
    return keep_waiting(PendingOfficers(), lambda _: compared, file_name=file_name, raw=b"a,b\n", by=by)


def test_of_a_long_name_the_end_with_its_kind_is_kept(coordinator: Person) -> None:
    assert waiting(coordinator, file_name="あ" * 300 + ".xlsx").file_name == "あ" * 195 + ".xlsx"


def test_another_difference_than_the_one_that_was_shown_is_refused(coordinator: Person) -> None:
    pending = waiting(coordinator)
    same = SimpleNamespace(state="seen")
    assert as_it_was_shown(same, pending) is same
    with pytest.raises(ChangedMeanwhile):
        as_it_was_shown(SimpleNamespace(state="other"), pending)


def test_files_of_every_room_are_forgotten_after_a_day(coordinator: Person) -> None:
    today = timezone.localdate()
    fresh, old = timezone.now() - timedelta(hours=23), timezone.now() - KEPT - timedelta(minutes=1)
    kinds: tuple[tuple[type[WaitingFile], dict[str, object]], ...] = (
        (PendingOfficers, {}),
        (PendingImport, {"kind": "staff", "since": today}),
    )
    for kind, more in kinds:
        for made_at in (fresh, old):
            kind._default_manager.create(file_name="a.csv", content=b"", made_by=1, made_at=made_at, **more)
    assert [still_waiting(kind).count() for kind, _ in kinds] == [1, 1]
    forget_old_files()
    assert [[row.made_at for row in kind._default_manager.all()] for kind, _ in kinds] == [[fresh], [fresh]]
