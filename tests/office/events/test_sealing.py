"""The chain of events: what is sealed, and how every way of tampering shows, by name."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from monosashi.office.events import guard, sealing
from monosashi.office.events.members import ids, written
from monosashi.office.events.models import Event, EventContent, EventPlace, Seal
from monosashi.office.events.recording import record
from monosashi.office.events.sealing import head, seal
from monosashi.office.events.values import Actor, Head, Occasion, Subject, Touched
from monosashi.office.events.verifying import verify

pytestmark = pytest.mark.slow

BY = Actor(7, "成田 桂")


def happens(*labels: str) -> list[Event]:
    with transaction.atomic():
        return [record("plan.saved", Subject("plan", "p-1", label, "p-1"), by=BY) for label in labels]


@pytest.fixture
def chain(transactional_db: None) -> list[Event]:
    """Three seals of two events each."""
    found = []
    for number in range(3):
        found += happens(f"{number}a", f"{number}b")
        seal_all()
    return found


def seal_all() -> None:
    """Seal until nothing is left: transactions of other tests on the same server, begun before, hold a seal back."""
    deadline = time.monotonic() + 60
    while verify().unsealed:
        assert time.monotonic() < deadline
        seal(Occasion.MINUTE)
        time.sleep(0.02)


@pytest.fixture
def unguarded(transactional_db: None) -> Iterator[None]:
    """The database as whoever tampers with it would have it."""
    guard.lift(connection)
    yield
    guard.put(connection)


def first_place() -> str:
    return verify().problems[0].place


@given(st.sets(st.integers(1, 200)))
def test_members_are_read_as_they_were_written(numbers: set[int]) -> None:
    assert ids(written(sorted(numbers))) == sorted(numbers)


def test_an_untouched_chain_has_no_problem(chain: list[Event]) -> None:
    found = verify()
    assert (found.problems, found.seals, found.events, found.unsealed) == ((), 3, 6, 0)


def test_nothing_new_sets_no_seal(chain: list[Event]) -> None:
    assert seal(Occasion.MINUTE) == head() == Head(3, Seal.objects.get(number=3).head)
    assert Seal.objects.count() == 3


def seen_as_newest(monkeypatch: pytest.MonkeyPatch, *numbers: int | None) -> list[int | None]:
    """What a sealer takes for the newest seal, look by look: another one seals between its looks. None: what is true."""
    left, found = list(numbers), sealing._newest

    def newest() -> Seal | None:
        number = left.pop(0)
        return found() if number is None else Seal.objects.get(number=number)

    monkeypatch.setattr(sealing, "_newest", newest)
    return left


def test_a_sealer_whose_number_was_taken_meanwhile_begins_again(
    chain: list[Event], monkeypatch: pytest.MonkeyPatch
) -> None:
    happens("after")
    left = seen_as_newest(monkeypatch, 2, None, None)
    assert seal(Occasion.MINUTE) == Head(4, Seal.objects.get(number=4).head)
    assert (left, verify().problems, verify().unsealed) == ([], (), 0)


def test_a_sealer_whose_number_is_taken_three_times_gives_up(
    chain: list[Event], monkeypatch: pytest.MonkeyPatch
) -> None:
    happens("after")
    left = seen_as_newest(monkeypatch, 1, 2, 1, 2, 1, None)
    with pytest.raises(IntegrityError):
        seal(Occasion.MINUTE)
    assert left == [None], "after the third try it does not look again"
    assert (Seal.objects.count(), verify().unsealed) == (3, 1)


@pytest.mark.parametrize("sealed_before", [True, False])
def test_another_fault_than_a_taken_number_is_raised_at_once(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch, *, sealed_before: bool
) -> None:
    happens("before")
    if sealed_before:
        seal_all()
        happens("after")
    tried: list[int] = []

    def nothing(_numbers: object) -> None:
        tried.append(1)

    monkeypatch.setattr(sealing, "written", nothing)
    with pytest.raises(IntegrityError, match="members"):
        seal(Occasion.MINUTE)
    assert len(tried) == 1
    assert verify().unsealed == 1


def test_what_is_not_sealed_yet_is_told_and_is_no_problem(chain: list[Event]) -> None:
    happens("after")
    found = verify()
    assert (found.problems, found.unsealed) == ((), 1)


@pytest.mark.parametrize(
    "change", [{"action": "plan.deleted"}, {"actor": 8}, {"object_id": "p-2"}, {"digest": "0" * 64}]
)
def test_a_changed_row_breaks_the_seal_that_holds_it(
    change: dict[str, object], chain: list[Event], unguarded: None
) -> None:
    Event.objects.filter(pk=chain[2].pk).update(**change)
    assert first_place() == "seals/2"


def test_a_changed_time_breaks_the_seal(chain: list[Event], unguarded: None) -> None:
    Event.objects.filter(pk=chain[4].pk).update(at=chain[4].at - timedelta(days=1))
    assert first_place() == "seals/3"


def test_a_deleted_event_is_named(chain: list[Event], unguarded: None) -> None:
    Event.objects.filter(pk=chain[3].pk).delete()
    assert first_place() == f"seals/2/events/{chain[3].pk}"


def test_a_deleted_seal_is_named(chain: list[Event], unguarded: None) -> None:
    Seal.objects.filter(number=2).delete()
    assert first_place() == "seals/2"


def test_a_chain_cut_short_shows_against_a_head_kept_elsewhere(chain: list[Event], unguarded: None) -> None:
    kept = head()
    Seal.objects.filter(number=3).delete()
    Event.objects.filter(pk__in=[event.pk for event in chain[4:]]).delete()
    assert verify().problems == ()
    assert [problem.place for problem in verify(kept).problems] == ["seals/3"]


def test_an_event_put_in_where_all_was_sealed_is_named(chain: list[Event]) -> None:
    Event.objects.create(pk=-5, at=timezone.now(), action="plan.saved", kind="plan", object_id="p-1", digest="0", tx=1)
    assert [(problem.place, problem.why.id) for problem in verify().problems] == [("events/-5", "events.outside_chain")]
    seal(Occasion.MINUTE)
    assert first_place() == "events/-5", "it is not sealed afterwards as if it belonged there"


def test_a_changed_content_is_named_with_its_event(chain: list[Event], unguarded: None) -> None:
    EventContent.objects.filter(event=chain[1]).update(body="{}")
    assert first_place() == f"seals/1/events/{chain[1].pk}"


def test_a_content_gone_without_a_word_is_named(chain: list[Event], unguarded: None) -> None:
    EventContent.objects.filter(event=chain[5]).delete()
    assert first_place() == f"seals/3/events/{chain[5].pk}"


def test_an_event_hidden_from_the_history_of_a_thing_is_named(chain: list[Event], unguarded: None) -> None:
    EventPlace.objects.filter(event=chain[0]).delete()
    assert first_place() == f"seals/1/events/{chain[0].pk}"


def test_a_seal_made_anew_no_longer_fits_the_next_one(chain: list[Event], unguarded: None) -> None:
    Seal.objects.filter(number=1).update(head="f" * 64)
    places = [problem.place for problem in verify().problems]
    assert places[:2] == ["seals/1", "seals/2"]


def test_a_clock_that_is_put_back_changes_neither_order_nor_chain(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    noon = datetime(2025, 5, 12, 12, tzinfo=ZoneInfo("Asia/Tokyo"))
    for hours in (0, -5, 1):
        monkeypatch.setattr(timezone, "now", lambda hours=hours: noon + timedelta(hours=hours))
        happens(str(hours))
        seal(Occasion.MINUTE)
    assert [event.at.hour for event in Event.objects.order_by("id")] == [3, 22, 4]
    assert verify().problems == ()


@pytest.mark.parametrize("table", [Event, Seal, EventPlace])
def test_the_database_itself_refuses_to_change_or_delete(table: type, chain: list[Event]) -> None:
    some: Callable[[], object] = table.objects.order_by("pk").first  # type: ignore[attr-defined]
    row = some()
    with pytest.raises(IntegrityError), transaction.atomic():
        table.objects.filter(pk=row.pk).update(**{_some_column(table): "x"})  # type: ignore[attr-defined]
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table._meta.db_table}")  # type: ignore[attr-defined]  # noqa: S608 -- our own table


def _some_column(table: type) -> str:
    return {"Event": "action", "Seal": "occasion", "EventPlace": "kind"}[table.__name__]


def test_content_is_neither_changed_nor_deleted_without_an_amendment(chain: list[Event]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        EventContent.objects.filter(event=chain[0]).update(body="{}")
    with pytest.raises(IntegrityError), transaction.atomic():
        EventContent.objects.filter(event=chain[0]).delete()


def test_an_event_that_touches_other_things_stands_in_their_history(db: None) -> None:
    with transaction.atomic():
        event = record("plan.saved", Subject("plan", "p-1", "", "p-1"), by=BY, places=[Touched("measure", "n-1")])
    assert set(EventPlace.objects.filter(event=event).values_list("kind", "object_id")) == {
        ("plan", "p-1"),
        ("measure", "n-1"),
    }


only_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="several write at once there alone")


@only_postgresql
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_an_event_that_is_committed_late_is_sealed_later_and_not_lost() -> None:
    first_recorded, may_commit = threading.Event(), threading.Event()

    def slow() -> None:
        with closing(connection), transaction.atomic():
            record("plan.saved", Subject("plan", "slow", "", "slow"), by=BY)
            first_recorded.set()
            may_commit.wait(10)

    thread = threading.Thread(target=slow)
    thread.start()
    first_recorded.wait(10)
    (later,) = happens("later")
    seal(Occasion.MINUTE)
    assert verify().unsealed == 1, "an older transaction is open: nothing behind it is settled"
    may_commit.set()
    thread.join()
    seal_all()
    found = verify()
    assert (found.problems, found.events, found.unsealed) == ((), 2, 0)
    assert later.pk > Event.objects.get(object_id="slow").pk


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@settings(max_examples=8, deadline=None)
@given(st.lists(st.lists(st.booleans(), min_size=1, max_size=6), min_size=2, max_size=4), st.integers(1, 3))
def test_whatever_writers_and_sealers_do_at_once_every_kept_event_is_sealed_once(
    writers: list[list[bool]], sealers: int
) -> None:
    """A writer's transaction is committed or rolled back (`kept`) while others write and seal."""
    kept_before = Event.objects.count()

    def write(kept: list[bool]) -> None:
        with closing(connection):
            for keep in kept:
                with transaction.atomic():
                    record("plan.saved", Subject("plan", "p-1", "", "p-1"), by=BY)
                    transaction.set_rollback(not keep)

    def keep_sealing() -> None:
        with closing(connection):
            for _ in range(4):
                seal(Occasion.MINUTE)

    threads = [threading.Thread(target=write, args=(kept,)) for kept in writers]
    threads += [threading.Thread(target=keep_sealing) for _ in range(sealers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seal_all()
    found = verify()
    assert (found.problems, found.unsealed) == ((), 0)
    assert found.events == kept_before + sum(sum(kept) for kept in writers)
    sealed = [number for members in Seal.objects.values_list("members", flat=True) for number in ids(members)]
    assert len(sealed) == len(set(sealed)) == found.events
