"""All 44 workbooks at once: read by the worker, shown and taken in with a number of queries that does not depend on the files' size."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from monosashi.exchange.answer_sheets.issuing import issue
from monosashi.exchange.answer_sheets.slot_values import fingerprint, held
from monosashi.office.jobs.models import Progress
from monosashi.office.rounds.models import SheetAnswer
from monosashi.office.workbooks.actions import AT_ONCE, File
from monosashi.office.workbooks.in_office import asking, in_office
from office.counted_once import COUNTED_ONCE
from office.jobs_done import jobs_done
from office.rounds.blank_year import YEAR
from office.workbooks.post import Post, edited, published
from year_on_one_pc.year_papers import fill

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("44 workbooks")]


@pytest.fixture(scope="module")
def filled_files() -> dict[str, bytes]:
    """Kept between tests: 44 workbooks take openpyxl some seconds."""
    return {}


@pytest.fixture
def files(post: Post, filled_files: dict[str, bytes]) -> list[File]:
    if not filled_files:
        typed = published()
        for book in issue(asking(in_office(post.round))):
            if book.recipient is not None:
                filled_files[book.name] = edited(book.name, book.raw, lambda b: fill(b, typed)).raw
    return [File(name, raw) for name, raw in filled_files.items()]


def work() -> list[str]:
    """Let the worker do what waits. How its jobs ended."""
    return [f"{row.status} {row.traceback}".strip() for row in jobs_done("workbooks")]


def test_44_workbooks_are_read_by_the_worker_shown_and_taken_in(post: Post, files: list[File]) -> None:
    assert len(files) == 44
    intake = post.handed_in(*files)
    address = f"/rounds/{post.round.pk}/excel/in/{intake.pk}/"
    assert "44件のうち0件を読みました" in post.client.get(address).content.decode()
    assert work() == ["SUCCESSFUL"]
    assert (Progress.objects.get().done, Progress.objects.get().total) == (44, 44)
    with CaptureQueriesContext(
        connection,
    ) as shown:
        answer = post.client.get(address)
    found = post.difference(intake)
    assert (len(found.files), found.questions, found.disputes, found.problems) == (44, (), (), ())
    assert [file.problems for file in found.files if not file.taken] == []
    page = answer.content.decode()
    assert [
        told for told in (f"{len(found.offered)}件は取り込めます", "新しく取り込む回答がありません") if told not in page
    ] == []
    assert f"{44 - len(found.offered)}件には" in page
    with CaptureQueriesContext(connection) as saved:
        answer = post.client.post(address, {"seen": found.token})
    assert answer.status_code == 302
    sheets = SheetAnswer.objects.values("sheet").distinct().count()
    assert len(shown) < 25
    assert len(saved) < 60 + 12 * sheets
    _equals_what_was_published(post)


def _equals_what_was_published(post: Post) -> None:
    """Every answer that stands in the office now is Akita's."""
    state = in_office(post.round)
    wrong = [
        (node, slot.id)
        for node, sheet in state.filled.items()
        for slot in sheet.asked.every
        if slot.id in sheet.typed
        and fingerprint(state.value(node, slot)) != fingerprint(held(post.desk.full, node, YEAR, slot))
    ]
    assert wrong == []


@COUNTED_ONCE
def test_as_many_queries_for_4_workbooks_as_for_44(post: Post, files: list[File]) -> None:
    counts = []
    post.client.get(f"/rounds/{post.round.pk}/excel/")
    for some in (files[: AT_ONCE + 1], files):
        intake = post.handed_in(*some)
        work()
        with CaptureQueriesContext(connection) as asked:
            post.client.get(f"/rounds/{post.round.pk}/excel/in/{intake.pk}/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_worker_that_died_in_between_reads_the_rest(post: Post, files: list[File]) -> None:
    intake = post.handed_in(*files[:5])
    DBTaskResult.objects.all().delete()
    shown = post.client.get(f"/rounds/{post.round.pk}/excel/in/{intake.pk}/").content.decode()
    assert "まだ読めていないファイルが5件" in shown
