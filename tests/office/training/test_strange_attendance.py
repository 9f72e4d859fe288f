"""Files of attendance as they come: what does not fit is told by line, nothing waits, and what was recorded stays."""

import io
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from monosashi.core.messages import InvalidInput
from monosashi.office.accounts.permissions import NotAllowed
from monosashi.office.entering.told import seen
from monosashi.office.training.acting import UnfitTraining
from monosashi.office.training.actions_attendance import record_attendance, told_of_attendance
from monosashi.office.training.actions_enrolling import enrol
from monosashi.office.training.bringing_in.actions import let_wait, take_over_file
from monosashi.office.training.bringing_in.comparing import AttendanceDifference, attendance_compared
from monosashi.office.training.models import Enrolment, PendingAttendance, TrainingSession
from monosashi.office.training.told import AttendanceTold
from office.desk import browser, text
from office.training.city_training import DAY, City, a_session, recorded

HEAD = "職員番号,氏名,受講結果,修了日\n"


@pytest.fixture
def session(city: City, on: Callable[[date], None]) -> TrainingSession:
    """青木 was there; it was held two days ago, and 千葉 left the city in March."""
    on(DAY)
    session = a_session(city.course, city.office)
    enrol(session.pk, by=city.a)
    recorded(session, city.office, {city.a.staff.pk: "attended"})
    city.c.staff.last_day = date(2025, 3, 31)
    city.c.staff.save()
    on(DAY + timedelta(days=2))
    return TrainingSession.objects.get(pk=session.pk)


def waiting(session: TrainingSession, city: City, lines: str) -> PendingAttendance:
    raw = (HEAD + lines.format(a=city.a.staff.username, b=city.b.staff.username, c=city.c.staff.username)).encode()
    return let_wait(session=session, file_name="名簿.csv", raw=raw, by=city.office)


def compared(session: TrainingSession, city: City, lines: str) -> AttendanceDifference:
    return attendance_compared(waiting(session, city, lines))


def refused(session: TrainingSession, city: City, lines: str) -> list[tuple[str, str | None, str]]:
    """Line, what was read, and why."""
    with pytest.raises(InvalidInput) as wrong:
        waiting(session, city, lines)
    return [(each.place.rpartition(":")[2], each.read, each.why.id.rpartition(".")[2]) for each in wrong.value.problems]


@pytest.mark.parametrize(
    ("line", "read", "why"),
    [
        ("{a},,修了,R7.7.9\n", "R7.7.9", "day_outside"),
        ("{a},,修了,2025/7/13\n", "2025/7/13", "day_outside"),
        ("{a},,修了,令和17年7月10日\n", "令和17年7月10日", "day_outside"),
        ("{a},,出席,2025/7/10\n", "2025/7/10", "day_without_finishing"),
        ("{b},,欠席,2025/7/10\n", "2025/7/10", "day_without_finishing"),
        ("{a},,修了,7.7.10\n", "7.7.10", "short_year"),
        ("{b},,,\n", None, "outcome_blank"),
        ("=1+1,,出席,\n", "=1+1", "no_person"),
    ],
)
def test_what_does_not_fit_is_told_with_what_was_read(
    session: TrainingSession, city: City, line: str, read: str | None, why: str
) -> None:
    assert refused(session, city, line) == [("2", read, why)]
    assert not PendingAttendance.objects.exists()
    assert Enrolment.objects.get().outcome == "attended"


@pytest.mark.parametrize("typed", ["R7.7.10", "2025/7/12", "令和7年7月11日", "２０２５．７．１０"])
def test_from_the_day_of_the_session_until_today_somebody_can_have_finished(
    session: TrainingSession, city: City, typed: str
) -> None:
    (one,) = compared(session, city, "{b},,修了," + typed + "\n").comes
    assert DAY <= (one.finished_on or date.min) <= DAY + timedelta(days=2)


@pytest.mark.parametrize("outcome", ["出席", "修了"])
def test_who_left_before_the_session_did_not_take_part(session: TrainingSession, city: City, outcome: str) -> None:
    ((line, read, why),) = refused(session, city, "{a},,出席,\n{c},千葉 三," + outcome + ",\n")
    assert (line, read, why) == ("3", city.c.staff.username, "line_has_left")
    assert len(compared(session, city, "{c},,欠席,\n").comes) == 1
    city.c.staff.last_day = DAY
    city.c.staff.save()
    assert [why for *_, why in refused(session, city, "{c},,修了,R7.7.11\n")] == ["line_has_left"]
    undated = a_session(city.course, city.office, None)
    for each in (session, undated):
        assert len(compared(each, city, "{c},,出席,\n").comes) == 1


def test_a_number_without_its_zeros_is_asked_about(session: TrainingSession, city: City) -> None:
    city.b.staff.username = "001234"
    city.b.staff.save()
    assert refused(session, city, "1234,,出席,\n") == [("2", "1234", "number_but_for_zeros")]


def test_merged_cells_of_a_workbook_are_told_where_they_hide_an_outcome(session: TrainingSession, city: City) -> None:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet("名簿")
    sheet.write_row(0, 0, ["職員番号", "受講結果", "修了日"])
    for row, by in ((1, city.a), (2, city.b)):
        sheet.write(row, 0, by.staff.username)
    sheet.merge_range(1, 1, 2, 1, "修了")
    sheet.write_datetime(1, 2, datetime(2025, 7, 11), book.add_format({"num_format": "yyyy/m/d"}))  # noqa: DTZ001 -- a cell's
    book.close()
    file = SimpleUploadedFile("名簿.xlsx", stream.getvalue())
    answer = browser(city.office).post(reverse("training:bring-in", args=(session.pk,)), {"file": file})
    assert answer.status_code == 422
    page = text(answer)
    assert ["名簿.xlsx「名簿」シート A3" in page, "受講結果が空です。" in page, "結合を解いて" in page] == [True] * 3
    assert "シート A2" not in page


def test_a_day_of_finishing_typed_on_the_page_is_judged_alike(session: TrainingSession, city: City) -> None:
    now, place = told_of_attendance(session), Enrolment.objects.get()
    for day in ("2025-07-09", "2052-07-10"):
        told = AttendanceTold(((place.pk, "finished", day),))
        with pytest.raises(UnfitTraining, match="finished_outside"):
            record_attendance(session.pk, told, based_on=seen(now.plain), by=city.office)
    told = AttendanceTold(((place.pk, "finished", "2025-07-12"),))
    record_attendance(session.pk, told, based_on=seen(now.plain), by=city.office)
    place.refresh_from_db()
    assert place.finished_on == date(2025, 7, 12)


def test_only_whoever_keeps_training_lets_a_file_wait_and_takes_it_over_once(
    session: TrainingSession, city: City
) -> None:
    raw = (HEAD + f"{city.b.staff.username},,出席,\n").encode()
    with pytest.raises(NotAllowed):
        let_wait(session=session, file_name="名簿.csv", raw=raw, by=city.editor)
    pending = let_wait(session=session, file_name="名簿.csv", raw=raw, by=city.office)
    with pytest.raises(NotAllowed):
        take_over_file(pending, by=city.editor)
    assert take_over_file(pending, by=city.office)
    assert not PendingAttendance.objects.exists()
