from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from monosashi.core.messages import message
from monosashi.office.accounts.models import Staff
from monosashi.office.accounts.permissions import Role
from monosashi.office.letters import looking
from monosashi.office.letters.joint import Told, Writing
from monosashi.office.letters.kinds import LetterKind
from monosashi.office.letters.models import KindWritten, Letter, Sending
from monosashi.office.operation.ticking import tick
from office.compiling.mail_servers import Taking, free_port, mailing_at, serving
from office.jobs_done import jobs_done
from office.laid import Someone
from office.letters.postman import noon, postman

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

KIND = LetterKind.TRAINING_TOMORROW


class Stands:
    """A room of which the test says what stands there: by what it is about, its state."""

    def __init__(self, to: Staff) -> None:
        self.to, self.there = to.pk, dict[str, str]()

    def tells(self, _today: date) -> Iterator[Told]:
        for about, state in self.there.items():
            subject = message("letters.sent.kind")
            yield Told(KIND, about, state, (self.to,), subject, (subject,), "/", message("letters.sent.sent"))


@pytest.fixture
def stands(someone: Someone, monkeypatch: pytest.MonkeyPatch) -> Stands:
    room = Stands(someone(Role.EMPLOYEE, name="青木 一"))
    monkeypatch.setattr(looking, "writing", [Writing(frozenset({KIND}), room.tells)])
    return room


def states() -> list[str]:
    return [row.sending for row in Letter.objects.order_by("pk")]


def test_what_stands_is_told_once_and_anew_when_it_changed(stands: Stands) -> None:
    with postman() as post:
        stands.there["1"] = "on the tenth"
        assert post.bring() == [("青木 一", "種類")]
        assert post.bring() == post.bring(timezone.localdate() + timedelta(days=90)) == []
        stands.there["1"] = "on the twelfth"
        assert post.bring() == [("青木 一", "送信済み")]
        stands.there["1"] = "on the tenth"
        assert post.bring() == [("青木 一", "送信済み")]


def test_what_stood_when_mail_was_set_up_or_a_kind_switched_on_again_is_not_told(stands: Stands) -> None:
    stands.there["1"] = ""
    with postman() as post:
        stands.there["2"] = ""
        assert len(post.bring()) == 1
        with mailing_at(1, letters_off=(KIND,)):
            stands.there["3"] = ""
            looking.look_round(noon())
            assert not KindWritten.objects.filter(kind=KIND).exists()
        assert post.bring() == []
        stands.there["4"] = ""
        assert len(post.bring()) == 1


def test_a_kind_that_is_off_and_the_night_bring_nothing(stands: Stands) -> None:
    with postman(letters_off=(KIND,)) as post:
        stands.there["1"] = ""
        assert post.bring() == []
    with postman() as post:
        stands.there["2"] = ""
        looking.look_round(noon() + timedelta(hours=9))
        assert states() == [Sending.NOTICE]


def test_who_left_or_has_no_address_is_not_written_to(stands: Stands) -> None:
    with postman() as post:
        Staff.objects.filter(pk=stands.to).update(email="")
        stands.there["1"] = ""
        assert post.bring() == []
        Staff.objects.filter(pk=stands.to).update(
            email="a@city.example.jp", last_day=timezone.localdate() - timedelta(days=1)
        )
        stands.there["2"] = ""
        assert post.bring() == []
    assert states() == [Sending.NOTICE]


def test_letters_wait_for_a_server_that_is_down_three_days_long(stands: Stands) -> None:
    with postman():
        stands.there["1"] = ""
        with mailing_at(free_port()):
            looking.look_round(noon())
            jobs_done("letters")
        assert (states(), Letter.objects.get().problem) == ([Sending.WAITING], "no_connection")
        Letter.objects.update(made_at=timezone.now() - timedelta(days=3))
        with mailing_at(free_port()):
            looking.look_round(noon())
            jobs_done("letters")
        assert states() == [Sending.FAILED]


def test_one_room_that_cannot_be_looked_at_holds_up_no_other(stands: Stands, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_today: date) -> Iterator[Told]:
        raise LookupError

    rooms = [Writing(frozenset({LetterKind.AUDIT_DUE}), broken), Writing(frozenset({KIND}), stands.tells)]
    monkeypatch.setattr(looking, "writing", rooms)
    with postman() as post:
        stands.there["1"] = ""
        assert len(post.bring()) == 1


def test_the_clock_of_the_worker_looks_and_no_address_stands_in_a_log(
    stands: Stands, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("monosashi.office.operation.ticking._looked_at", [])
    monkeypatch.setattr("monosashi.office.operation.ticking.close_old_connections", lambda: None)
    nobody = Taking(refused=frozenset({"aoki@city.example.jp"}))
    Staff.objects.update(email="aoki@city.example.jp")
    with serving(nobody) as port, mailing_at(port):
        looking.look_round(noon())
        stands.there["1"] = ""
        tick(noon())
        (done,) = jobs_done("letters")
    assert Letter.objects.get().problem == "recipients"
    assert "city.example.jp" not in f"{caplog.text}{done.args_kwargs}{done.traceback}"


def test_administrators_see_how_many_went_and_not_to_whom(stands: Stands, someone: Someone) -> None:
    client = Client()
    client.force_login(someone(Role.ADMINISTRATOR, name="管理 者"))
    with postman() as post:
        stands.there["1"] = ""
        post.bring()
        page = client.get("/operation/jobs/").content.decode()
    assert "研修: 前日の案内" in page
    assert "青木 一" not in page
