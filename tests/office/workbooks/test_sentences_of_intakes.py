"""What the page of files that came back says is so: of what can be taken in, what was, what changed while somebody decided."""

import re

import pytest
from django.http import HttpResponse
from openpyxl.workbook import Workbook

from monosashi.office.accounts.permissions import Role
from monosashi.office.events.models import Event
from monosashi.office.rounds.acting import Of
from monosashi.office.rounds.actions_answering import Typed, save_answers
from monosashi.office.rounds.models import Round, Sheet, SheetAnswer
from monosashi.office.rounds.queries import filled, sheet_of
from monosashi.office.rounds.states import RoundState, SheetState
from monosashi.office.workbooks.actions import File
from monosashi.office.workbooks.models import Intake
from office.compiling.conftest import entered_as
from office.laid import Someone
from office.workbooks.post import DEPARTMENT, NODE, Post, edited, typed
from year_on_one_pc.year_papers import page, pages

pytestmark = pytest.mark.slow

FIGURE, RESULT, NEXT = "actual/i-p146/value", "result/result", "result/next_step"
DISPOSITION = "result/disposition"


def told(answer: object) -> str:
    """What the main part of a page says."""
    assert isinstance(answer, HttpResponse)
    main = answer.content.decode().partition("<main")[2]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def address(post: Post, intake: Intake) -> str:
    return f"/rounds/{post.round.pk}/excel/in/{intake.pk}/"


def shown(post: Post, intake: Intake) -> str:
    return told(post.client.get(address(post, intake)))


def say(post: Post, slot: str, said: str) -> None:
    """A colleague types it on the screen."""
    sheet = filled(sheet_of(post.round, NODE))
    now = sheet.text(sheet.asked.by_id[slot])
    save_answers(Of(post.round.pk, NODE), {slot: Typed(said, now)}, by=post.desk.answerer)


def only(post: Post, *edits: object) -> File:
    """The health department's workbook with nothing typed in it but this."""
    name, raw = post.issued()
    return edited(name, raw, *edits)  # type: ignore[arg-type]


def with_name(file: File, name: str) -> File:
    return File(name, file.raw)


def fields(post: Post, intake: Intake) -> dict[str, str]:
    """What the form of the page would send before anything is chosen."""
    sent = post.client.get(address(post, intake)).content.decode()
    found = re.findall(r'<input type="hidden" name="((?:seen|saw:)[^"]*)" value="([^"]*)"', sent)
    return dict(found)


def test_of_two_files_of_one_department_each_is_told_under_its_own_name(post: Post) -> None:
    first, second = post.filled(), post.filled(DEPARTMENT, typed(RESULT, "係長の考え"))
    intake = post.handed_in(with_name(first, "回答_A.xlsx"), with_name(second, "回答_B.xlsx"))
    places = {file.name: [each.place for each in file.problems] for file in post.difference(intake).files}
    assert places == {"回答_A.xlsx": ["回答_A.xlsx"], "回答_B.xlsx": ["回答_B.xlsx"]}


def test_the_same_file_again_is_told_of_which_it_is_the_same_and_not_called_wrong(post: Post) -> None:
    intake = post.handed_in(post.filled(), with_name(post.filled(), "控え.xlsx"))
    page_ = shown(post, intake)
    assert "「回答_保健予防課.xlsx」と内容が同じファイル" in page_
    assert "誤りが1つでもあるファイルは" not in page_
    assert "取り込めないファイル" not in page_


def test_doubtful_cells_of_a_wrong_file_are_told_too(post: Post) -> None:
    """The marked workbook has three coloured cells; the page had told of two."""
    edits = (typed(FIGURE, "約８０"), typed(DISPOSITION, "継続する"), typed("money/b-p146/current", "△１，２００"))
    page_ = shown(post, post.handed_in(only(post, *edits)))
    assert "要修正 2か所" in page_
    assert "確かめるところ 1か所" in page_
    assert "約８０" in page_


@pytest.mark.parametrize(
    ("sheet", "held", "said"),
    [
        (SheetState.SUBMITTED, RoundState.REQUESTING, "先に差戻しを受けてください"),
        (SheetState.DRAFTING, RoundState.COMPILING, "受付の再開を頼んでください"),
        (SheetState.LEFT_OUT, RoundState.REQUESTING, "この照会では尋ねていない施策"),
        (SheetState.ACCEPTED, RoundState.CLOSED, "もう取り込めません"),
    ],
)
def test_a_file_of_which_nothing_is_taken_is_not_offered_and_says_what_to_do(
    post: Post, sheet: SheetState, held: RoundState, said: str
) -> None:
    file = only(post, typed(RESULT, "Excelで書いた。"))
    Sheet.objects.filter(node=NODE).update(state=sheet)
    Round.objects.filter(pk=post.round.pk).update(state=held)
    page_ = shown(post, post.handed_in(file))
    assert said in page_
    assert "1件には、新しく取り込む回答がありません" in page_
    assert "取り込めます" not in page_
    assert "1件を取り込む" not in page_


def test_after_reception_was_closed_the_page_of_excel_says_so_before_a_file_is_chosen(post: Post) -> None:
    where = f"/rounds/{post.round.pk}/excel/"
    assert "受付を締め切りました" not in told(post.client.get(where))
    Round.objects.filter(pk=post.round.pk).update(state=RoundState.COMPILING)
    assert "受付を締め切りました。差し戻されたシートのほかは、読み込んでも取り込めません" in told(
        post.client.get(where)
    )


def test_who_takes_in_twice_is_told_that_it_was_taken_in_and_nothing_is_kept_twice(post: Post) -> None:
    """A double click, the back button, a second tab."""
    intake = post.handed_in(post.filled())
    sent = fields(post, intake)
    post.client.post(address(post, intake), sent)
    again = post.client.post(address(post, intake), sent, follow=True)
    assert again.redirect_chain[-1][0] == f"/rounds/{post.round.pk}/excel/"
    assert "すでに取り込まれています" in told(again)
    assert "何も保存していません" not in told(again)
    assert Event.objects.filter(action="workbooks.taken_in").count() == 1


def test_the_page_of_files_that_were_taken_in_does_not_say_that_nothing_was_saved(post: Post) -> None:
    intake = post.handed_in(post.filled())
    post.taken_in(intake)
    page_ = shown(post, intake)
    assert "1件はすべて取り込み済みです" in page_
    assert "まだ何も保存していません" not in page_
    assert "ファイルをすべて外す" not in page_
    assert "日後に消えます" not in page_


def test_where_some_files_were_taken_in_the_rest_is_told_as_the_rest(post: Post) -> None:
    wrong = post.filled("環境保全課", lambda book: book.remove(pages(book)[0]))
    intake = post.handed_in(post.filled(), wrong)
    post.taken_in(intake)
    page_ = shown(post, intake)
    assert "先に取り込んだ1件のほかは、まだ保存していません" in page_
    assert "まだ何も保存していません" not in page_


@pytest.mark.parametrize("how", ["get", "post"])
def test_files_that_were_taken_out_in_another_tab_are_told_and_no_page_is_missing(post: Post, how: str) -> None:
    intake = post.handed_in(post.filled())
    sent, where = fields(post, intake), address(post, intake)
    post.client.post(f"{where}take-out/")
    answer = post.client.get(where, follow=True) if how == "get" else post.client.post(where, sent, follow=True)
    assert answer.redirect_chain[-1][0] == f"/rounds/{post.round.pk}/excel/"
    assert "外されたか、日がたって消えました" in told(answer)
    assert not SheetAnswer.objects.exists()


def test_files_of_somebody_else_are_not_told_of(post: Post, someone: Someone) -> None:
    intake = post.handed_in(post.filled())
    editor = entered_as(someone(Role.DEPARTMENT_EDITOR, department=post.code()))
    assert editor.get(address(post, intake)).status_code == 404


def test_what_was_chosen_is_asked_again_where_the_office_changed_since_and_stays_elsewhere(post: Post) -> None:
    file = only(post, typed(RESULT, "Excelの成果。"), typed(NEXT, "Excelの取組。"))
    say(post, RESULT, "同僚の成果。")
    say(post, NEXT, "同僚の取組。")
    intake = post.handed_in(file)
    sent = fields(post, intake)
    keys = [f"settle:{NODE}:{RESULT}", f"settle:{NODE}:{NEXT}"]
    say(post, RESULT, "同僚がまた直した成果。")
    answer = post.client.post(address(post, intake), {**sent, keys[0]: file.name, keys[1]: file.name})
    assert answer.status_code == 409
    page_ = answer.content.decode()
    chosen = re.findall(r'name="(settle:[^"]*)" value="([^"]*)"\s+checked', page_)
    assert chosen == [(keys[1], file.name)]
    assert told(answer).count("選んだあとに、いまの値が変わりました") == 1
    assert "何も保存していません" in told(answer)


def test_who_keeps_everything_as_it_was_is_told_so_and_of_no_zero(post: Post) -> None:
    file = only(post, typed(RESULT, "Excelの成果。"))
    say(post, RESULT, "同僚の成果。")
    intake = post.handed_in(file)
    sent = {**fields(post, intake), f"settle:{NODE}:{RESULT}": ""}
    page_ = told(post.client.post(address(post, intake), sent, follow=True))
    assert "いまの値のままにしました" in page_
    assert "0施策" not in page_


def test_undecided_things_are_counted_as_one_and_no_zero_is_told(post: Post) -> None:
    intake = post.handed_in(only(post, typed(FIGURE, "約80")))
    answer = post.client.post(address(post, intake), fields(post, intake))
    assert "決めていないことが1件あります" in told(answer)
    assert "0件" not in told(answer)


def test_a_value_typed_on_the_screen_is_said_to_be_newer_than_the_workbook(post: Post) -> None:
    file = only(post, typed(RESULT, "Excelの成果。"))
    say(post, RESULT, "同僚の成果。")
    assert "この回答票が作られたあとに" in shown(post, post.handed_in(file))


def _without_row(book: Workbook) -> None:
    page(book, NODE).delete_rows(20)


def _without_sheet(book: Workbook) -> None:
    book.remove(page(book, NODE))


def _sheet_twice(book: Workbook) -> None:
    book.copy_worksheet(page(book, NODE))["F12"] = 80


@pytest.mark.parametrize("spoilt", [_without_row, _without_sheet, _sheet_twice])
def test_whoever_spoilt_the_sheet_themselves_is_told_what_to_do_and_not_to_ask_others(
    post: Post, spoilt: object
) -> None:
    page_ = shown(post, post.handed_in(only(post, spoilt)))
    assert "要修正 1か所" in page_
    assert "もらってください" not in page_
    assert "もらうか" not in page_


def test_of_files_without_a_cell_to_mark_no_marked_workbook_is_spoken_of(post: Post) -> None:
    intake = post.handed_in(File("回答.csv", "施策,値".encode()))
    page_ = shown(post, intake)
    assert "読めないか、この照会の回答票ではない" in page_
    assert "印を付けた回答票" not in page_
    wrong = only(post, typed(FIGURE, "令和6年度"))
    assert "印を付けた回答票の上で誤りを直し" in shown(post, post.handed_in(wrong))


def test_a_workbook_without_its_hidden_sheet_is_mended_on_the_page_and_not_by_a_command(post: Post) -> None:
    page_ = shown(post, post.handed_in(only(post, lambda book: book.remove(book["_monosashi"]))))
    assert "隠しシートが失われています" in page_
    assert "sheets out" not in page_
    assert "「Excelで回答」からダウンロードした回答票に書き移してください" in page_


def test_all_files_at_once_are_said_to_be_left_out(post: Post) -> None:
    intake = post.handed_in(only(post, typed(NEXT, "続ける")))
    page_ = told(post.client.post(f"{address(post, intake)}take-out/", follow=True))
    assert "ファイルをすべて外しました。" in page_
    assert "なし 回答票" not in page_


def test_whether_a_triangle_is_a_minus_is_asked_with_a_minus(post: Post) -> None:
    page_ = shown(post, post.handed_in(only(post, typed(FIGURE, "△5"))))
    assert "「△5」の印がマイナスなのか" in page_
    assert "回答_保健予防課.xlsx -5 %" in page_


def test_an_english_page_names_cells_in_english(post: Post) -> None:
    """The names of sheets are the city's; the words around them are not."""
    files = only(post, typed(FIGURE, "約80")), with_name(only(post, typed(DISPOSITION, "？")), "別の.xlsx")
    english = {"accept-language": "en"}
    page_ = "".join(told(post.client.get(address(post, post.handed_in(each)), headers=english)) for each in files)
    assert page_.count("sheet “02_") >= 2
    assert "」シート" not in page_
