"""Sheets late, taken back, complete before anybody typed, refused with words on the page; deadlines that differ."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import person
from monosashi.office.events.models import Event
from monosashi.office.plans.actions_editions import freeze
from monosashi.office.rounds.actions_accepting import accept, leave_out
from monosashi.office.rounds.actions_answering import Typed, save_answers, submit, withdraw
from monosashi.office.rounds.actions_confirming import return_sheet
from monosashi.office.rounds.actions_preparing import Wanted, open_round, prepare, stop_taking
from monosashi.office.rounds.models import Evidence, Extension, SheetDepartment
from monosashi.office.rounds.queries import sheet_of, typed_on
from monosashi.office.rounds.states import RoundKind
from office.answering.conftest import Browser
from office.answering.test_page_of_sheet import read
from office.laid import Someone
from office.rounds.blank_year import YEAR
from office.rounds.desk import Desk, submitted

VALUE = "actual/i-p073/value"


def state(desk: Desk) -> str:
    return sheet_of(desk.round, desk.node).state


def extended(desk: Desk, code: str, until: date) -> None:
    """A department was granted a later deadline."""
    Extension.objects.create(
        round=desk.round, code=code, asked_until=until, until=until, granted=True, asked_at=timezone.now()
    )


def test_a_sheet_that_is_late_says_that_answers_are_taken_no_more_and_whom_to_ask(
    desk: Desk, browser: Browser, sheet_address: str
) -> None:
    save_answers(desk.of, desk.answers(), by=desk.answerer)
    stop_taking(number=desk.round.pk, by=desk.coordinator)
    shown = read(browser(desk.answerer), sheet_address)
    assert "受付は締め切られました" in shown
    assert "取りまとめ担当に受付の再開を頼んでください" in shown
    assert "確認に回せます" not in shown
    home = read(browser(desk.answerer), "/")
    assert "受付を締め切り、取りまとめ中です" in home
    assert "未提出10件" in home


def test_what_is_taken_back_while_answers_are_compiled_can_be_mended_and_handed_on_again(
    desk: Desk, browser: Browser, sheet_address: str
) -> None:
    save_answers(desk.of, desk.answers(), by=desk.answerer)
    submit(desk.of, by=desk.answerer)
    stop_taking(number=desk.round.pk, by=desk.coordinator)
    withdraw(desk.of, by=desk.answerer)
    assert "直して再提出する" in read(browser(desk.answerer), "/")
    stands = typed_on(sheet_of(desk.round, desk.node))["result/result"]
    save_answers(desk.of, {"result/result": Typed("窓口を増やした。", stands)}, by=desk.answerer)
    submit(desk.of, by=desk.answerer)
    assert state(desk) == "awaiting_confirmation"


def test_the_reason_of_a_return_is_read_by_the_confirmer_and_after_taking_back(
    desk: Desk, browser: Browser, sheet_address: str
) -> None:
    save_answers(desk.of, desk.answers(), by=desk.answerer)
    submit(desk.of, by=desk.answerer)
    return_sheet(desk.of, note="根拠を付けてください。", by=desk.confirmer)
    submit(desk.of, by=desk.answerer)
    shown = read(browser(desk.confirmer), sheet_address)
    assert "加賀谷 進が差し戻したときの理由" in shown
    assert "根拠を付けてください。" in shown
    withdraw(desk.of, by=desk.answerer)
    assert state(desk) == "returned"
    assert sheet_of(desk.round, desk.node).since == Event.objects.get(action="sheet.return").at
    assert "根拠を付けてください。" in read(browser(desk.answerer), "/")


def test_a_sheet_on_which_everything_stands_already_is_handed_on_as_it_is(desk: Desk, browser: Browser) -> None:
    submitted(desk)
    accept(desk.of, by=desk.coordinator)
    edition = freeze(plan_id=desk.full.id, fiscal_year=YEAR, label="速報", by=desk.coordinator)
    wanted = Wanted(YEAR, RoundKind.SETTLED, edition.number, date(2025, 7, 1))
    held = open_round(number=prepare(plan_id=desk.full.id, wanted=wanted, by=desk.coordinator).pk, by=desk.coordinator)
    address = f"/rounds/{held.pk}/sheets/{desk.node}/"
    client = browser(desk.answerer)
    shown = read(client, address)
    assert "回答がそろいました" in shown
    assert "1か所でも入力して保存すると" not in shown
    assert client.post(f"{address}submit/", {"seen": "0"}).status_code == 302
    assert sheet_of(held, desk.node).state == "awaiting_confirmation"


def test_a_sheet_that_lacks_answers_names_them_also_before_anything_was_typed(
    desk: Desk, browser: Browser, sheet_address: str
) -> None:
    refused = browser(desk.answerer).post(f"{sheet_address}submit/", {"seen": "0"})
    assert refused.status_code == 409
    assert "未入力の欄が" in refused.content.decode()
    assert state(desk) == "unanswered"


def test_words_that_came_too_late_are_shown_as_not_saved_and_not_as_the_answers(
    desk: Desk, browser: Browser, someone: Someone, sheet_address: str
) -> None:
    colleague = person(someone(Role.DEPARTMENT_EDITOR, department="d-03", name="長谷川 彩"))
    save_answers(desk.of, {**desk.answers(), "result/result": Typed("整備した。", "")}, by=desk.answerer)
    submit(desk.of, by=desk.answerer)
    late = {"seen": "0", "cell:result/result": "五十箇所を整備した。", "was:result/result": "整備した。"}
    for act in ("save/", "submit/"):
        told = browser(colleague).post(f"{sheet_address}{act}", late)
        page = told.content.decode()
        assert told.status_code == 409
        assert "保存していない入力" in page
        assert page.count("五十箇所を整備した。") == 1
        assert '<dd class="pre">整備した。</dd>' in page


def test_the_first_page_counts_the_days_of_what_is_still_to_be_answered(desk: Desk, browser: Browser) -> None:
    related = SheetDepartment.objects.filter(code="d-03", part="related").select_related("sheet").first()
    assert related is not None
    lead = SheetDepartment.objects.get(sheet=related.sheet, part="lead")
    extended(desk, lead.code, date(2031, 1, 1))
    shown = read(browser(desk.answerer), "/")
    assert "の提出期限（令和7年5月9日（金））を" in shown
    assert "令和13年1月1日（水） あなたの課の提出期限" in shown


def test_a_deadline_put_off_for_all_is_later_than_what_one_department_was_granted_before(
    desk: Desk, browser: Browser, sheet_address: str
) -> None:
    extended(desk, "d-03", date(2025, 5, 8))
    shown = read(browser(desk.answerer), sheet_address)
    assert "令和7年5月8日" not in shown
    assert "延長されています" not in shown


def test_evidence_taken_off_twice_is_off_and_no_page_is_missing(
    desk: Desk, browser: Browser, sheet_address: str
) -> None:
    client = browser(desk.answerer)
    client.post(f"{sheet_address}evidence/", {"slot": "", "file": SimpleUploadedFile("実績.csv", "件,1\n".encode())})
    address = f"{sheet_address}evidence/{Evidence.objects.get().pk}/remove/"
    assert client.post(address).status_code == 302
    told = client.post(address, follow=True)
    assert told.status_code == 200
    assert "「実績.csv」は、もう外されています。" in told.content.decode()


def test_a_sheet_that_is_left_out_is_not_shown_as_being_answered(
    desk: Desk, browser: Browser, sheet_address: str
) -> None:
    leave_out(desk.of, reason="事業が終わった", by=desk.coordinator)
    assert 'aria-current="step"' not in browser(desk.answerer).get(sheet_address).content.decode()


def test_what_cannot_be_read_is_told_again_where_it_is_sent_again(
    desk: Desk, browser: Browser, sheet_address: str
) -> None:
    client, cells = browser(desk.answerer), {f"cell:{VALUE}": "約80", f"was:{VALUE}": ""}
    for _ in range(2):
        told = client.post(f"{sheet_address}save/", cells, headers={"Accept": "application/json"}).json()
        assert told["cells"][VALUE]["state"] == "unread"


def test_only_a_sheet_that_is_still_owed_is_told_to_be_late(desk: Desk, browser: Browser, sheet_address: str) -> None:
    late = "日過ぎています"
    assert late in read(browser(desk.answerer), sheet_address)
    submitted(desk)
    assert late not in read(browser(desk.answerer), sheet_address)
    accept(desk.of, by=desk.coordinator)
    assert late not in read(browser(desk.answerer), sheet_address)


def test_a_measure_that_is_left_out_is_never_late(desk: Desk, browser: Browser, sheet_address: str) -> None:
    leave_out(desk.of, reason="終わった事業", by=desk.coordinator)
    assert "日過ぎています" not in read(browser(desk.answerer), sheet_address)


def test_whoever_does_not_answer_reads_as_well_that_the_day_is_over(desk: Desk, browser: Browser) -> None:
    assert "の提出期限（令和7年5月9日（金））を過ぎています。" in read(browser(desk.confirmer), "/")
