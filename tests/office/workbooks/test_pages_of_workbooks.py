"""The pages of answering by Excel, as people use them."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from monosashi.exchange.spreadsheets.faults import WRONG_COLOUR
from monosashi.office.accounts.permissions import Role
from monosashi.office.events.models import Event
from monosashi.office.rounds.actions_preparing import change_round
from monosashi.office.rounds.models import SheetAnswer
from monosashi.office.workbooks.actions import KEPT, File
from monosashi.office.workbooks.models import HandedIn, Intake
from office.plans.as_browser import text_of
from office.workbooks.post import DEPARTMENT, NODE, Post, typed
from year_on_one_pc.year_papers import page, through_libreoffice

pytestmark = pytest.mark.slow

GRADE = "rating/progress/grade"


def upload(client: Client, post: Post, *files: File) -> str:
    """Hand files in as a browser does; the address of their page."""
    sent = [SimpleUploadedFile(file.name, file.raw) for file in files]
    answer = client.post(f"/rounds/{post.round.pk}/excel/in/", {"workbook": sent})
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return str(answer["Location"])


def body(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_first_day_the_workbook_of_the_health_department_goes_back_marked(post: Post, tmp_path: Path) -> None:
    """令和7年5月12日 of PRACTICE.md: 95.4 → 84.8, computed D, self-grade C without a reason."""
    where = upload(post.client, post, post.filled(DEPARTMENT, typed(GRADE, "C")))
    shown = body(post.client, where)
    for words in ("基準値（令和5年度） 95.4 %", "84.8 %"):
        assert words in shown, words
    assert "自己評価はC" in shown
    assert "判定はD" in shown
    assert "まだ何も保存していません" in shown
    answer = post.client.get(f"{where}marked/", {"file": "回答_保健予防課.xlsx"})
    marked = tmp_path / "回答_保健予防課.xlsx"
    marked.write_bytes(answer.content)
    for path in (marked, *_through_libreoffice(marked, tmp_path)):
        cells = [c for row in page(load_workbook(path), NODE).iter_rows() for c in row if c.comment]
        assert [("判定はD" in c.comment.text, str(c.fill.fgColor.rgb)) for c in cells if c.comment] == [
            (True, WRONG_COLOUR)
        ]
    assert not SheetAnswer.objects.exists()


def _through_libreoffice(path: Path, folder: Path) -> tuple[Path, ...]:
    through_libreoffice((path,), folder / "saved")
    return (folder / "saved" / path.name,)


def test_the_difference_is_shown_cell_by_cell_beside_last_year(post: Post) -> None:
    where = upload(post.client, post, post.filled())
    shown = body(post.client, where)
    for words in (
        "基準値（令和5年度） 95.4 %",
        "84.8 %",
        "F12",
        "1件は取り込めます（差分5か所）",
        "まだ何も保存していません",
    ):
        assert words in shown, words


def test_taken_in_from_the_page(post: Post) -> None:
    where = upload(post.client, post, post.filled())
    token = post.difference(Intake.objects.get()).token
    answer = post.client.post(where, {"seen": token}, follow=True)
    assert "1件のファイルを取り込みました（2施策、5か所）" in answer.content.decode()
    assert SheetAnswer.objects.count() == 5


def test_undecided_things_are_asked_again_with_what_was_chosen_and_nothing_is_saved(post: Post) -> None:
    doubtful = (typed("actual/i-p146/value", "約80"), typed("result/next_step", "=1/0"))
    where = upload(post.client, post, post.filled(DEPARTMENT, doubtful[0]))
    found = post.difference(Intake.objects.get())
    answer = post.client.post(where, {"seen": found.token, "settle:none:x": "a"})
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "決めていないことが1件あります" in shown
    assert found.questions[0].key in shown.replace("&quot;", '"')
    assert not SheetAnswer.objects.exists()


def test_what_changed_meanwhile_is_409_with_the_new_difference(post: Post) -> None:
    where = upload(post.client, post, post.filled())
    answer = post.client.post(where, {"seen": "an older difference"})
    assert answer.status_code == 409
    assert "新しい差分を確かめて" in answer.content.decode()
    assert not SheetAnswer.objects.exists()


def test_a_file_is_left_out_and_the_rest_waits_for_14_days(post: Post) -> None:
    where = upload(post.client, post, post.filled(), post.filled("環境保全課"))
    post.client.post(f"{where}take-out/", {"file": "回答_環境保全課.xlsx"})
    assert [row.name for row in HandedIn.objects.all()] == ["回答_保健予防課.xlsx"]
    assert "回答_保健予防課.xlsx" in body(post.client, f"/rounds/{post.round.pk}/excel/")
    Intake.objects.update(made_at=post.round.made_at - KEPT)
    upload(post.client, post, post.filled("環境保全課"))
    assert [row.name for row in HandedIn.objects.all()] == ["回答_環境保全課.xlsx"]


def test_what_somebody_else_handed_in_is_theirs_and_the_coordinating_offices(
    post: Post, other_editor: Client, logged_in: Callable[..., Client]
) -> None:
    own = logged_in(Role.DEPARTMENT_EDITOR, department=post.code())
    where = upload(own, post, post.filled())
    assert own.get(where).status_code == 200
    assert post.client.get(where).status_code == 200
    assert other_editor.get(where).status_code == 404
    assert other_editor.post(where, {"seen": "x"}).status_code == 404


def test_a_department_downloads_its_own_workbook_and_no_other(post: Post, other_editor: Client) -> None:
    address = f"/rounds/{post.round.pk}/excel/out/{post.code()}/"
    assert other_editor.get(address).status_code == 403
    assert "環境保全課" in body(other_editor, f"/rounds/{post.round.pk}/excel/")
    assert "保健予防課" not in body(other_editor, f"/rounds/{post.round.pk}/excel/")
    own = f"/rounds/{post.round.pk}/excel/out/{post.code('環境保全課')}/"
    answer = other_editor.get(own)
    assert load_workbook(io.BytesIO(answer.content)).sheetnames[0] == "回答の手引き"
    assert other_editor.get(f"/rounds/{post.round.pk}/excel/out/").status_code == 403


def test_all_workbooks_come_in_one_zip_with_index_and_the_letter_that_departments_read_on_their_page(
    post: Post, other_editor: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """In Japanese, also for whoever has the pages in English."""
    own = "各課所室長　様\r\n\r\n令和6年度の実績を、年度末の値で回答してください。"
    day = date(2025, 5, 16)
    change_round(number=post.round.pk, deadline=day, papers_due=None, letter=own, by=post.coordinator)
    with django_assert_max_num_queries(14):
        answer = post.client.get(f"/rounds/{post.round.pk}/excel/out/", headers={"accept-language": "en"})
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    assert len(archive.namelist()) == 46
    assert {"一覧.xlsx", "照会文.txt", "回答_保健予防課.xlsx"} <= set(archive.namelist())
    lines = archive.read("照会文.txt").decode("utf-8-sig").split("\r\n")
    start = lines.index("各課所室長　様")
    assert lines[start : start + 5] == [*own.split("\r\n"), "", "回答の期限　令和7年5月16日"]
    assert "回答_保健予防課.xlsx" in lines[start + 5 :]
    assert [line for line in lines if "\n" in line or "　月" in line] == []
    about = text_of(other_editor.get(f"/rounds/{post.round.pk}/about/"))
    assert "各課所室長 様 令和6年度の実績を、年度末の値で回答してください。" in about
    assert "令和7年5月16日" in about


def test_whoever_answers_nothing_is_told_who_may(post: Post, logged_in: Callable[..., Client]) -> None:
    shown = body(logged_in(), f"/rounds/{post.round.pk}/excel/")
    assert "取りまとめ担当ができます" in shown
    assert 'type="file"' not in shown


def test_nothing_chosen_is_said_in_a_sentence(post: Post) -> None:
    answer = post.client.post(f"/rounds/{post.round.pk}/excel/in/", {})
    assert answer.status_code == 422
    assert "回答票（.xlsx）" in answer.content.decode()
    assert not Intake.objects.exists()


def test_a_person_of_no_plan_opens_no_page_of_a_round_that_is_not_there(post: Post) -> None:
    assert post.client.get("/rounds/999/excel/").status_code == 404
    assert post.client.get(f"/rounds/999/excel/out/{post.code()}/").status_code == 404
    assert Event.objects.filter(action="workbooks.taken_in").count() == 0


def test_a_file_with_a_name_longer_than_the_disk_takes_is_read_and_goes_back_marked(post: Post) -> None:
    name = f"回答_{'保健予防課（最終）' * 12}.xlsx"
    where = upload(post.client, post, File(name, post.filled(DEPARTMENT, typed(GRADE, "C")).raw))
    assert "判定はD" in body(post.client, where)
    answer = post.client.get(f"{where}marked/", {"file": name})
    assert answer.content[:2] == b"PK"


def test_the_index_alone_is_said_to_be_no_answer_workbook(post: Post) -> None:
    sent = [SimpleUploadedFile("一覧.xlsx", post.filled().raw)]
    answer = post.client.post(f"/rounds/{post.round.pk}/excel/in/", {"workbook": sent})
    assert answer.status_code == 422
    assert "選んだのは一覧のファイルだけ" in text_of(answer)
    assert "入力がありません" not in text_of(answer)


def test_files_that_wait_are_told_apart_by_the_name_of_the_first(post: Post) -> None:
    upload(post.client, post, post.filled())
    upload(post.client, post, post.filled("環境保全課"), post.filled())
    page = body(post.client, f"/rounds/{post.round.pk}/excel/")
    assert ">回答_保健予防課.xlsx</a>" in page
    assert ">回答_環境保全課.xlsxなど2件</a>" in page
