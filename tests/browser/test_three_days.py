"""Three days of a city's year, played in Chromium before a served office: the day on which a round is compiled, an auditor's day, a
reader's evening. One test, for each step stands on the one before; each figure is read off a page or off a file that a page gave.
"""

import subprocess
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser

from browser.conftest import Desks
from browser.offices import Office, an_office
from browser.reading_clicked import at as publication
from browser.reading_clicked import auditor_set, published_site, reads_the_bus
from browser.round_clicked import (
    Days,
    cell,
    choose,
    decide,
    download,
    handed_on,
    press,
    printed,
    saved_by_itself,
    state,
    type_in,
)
from browser.three_days import EMERGENCY, FINANCE, HEALTH, OFFICE, READER, SECOND, TRAFFIC, editor_of, head_of
from browser.workbooks_filled import GRADE, comments_of, filled_in, handed_in
from followed import follow
from monosashi.exchange.plan_file import read_plan
from publishing.auditor.file_sets import table
from publishing.site.site_samples import served
from publishing.site.test_site_in_browser import takes_the_workbook

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("three_days")]

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "akita"
COPIED, COORDINATING = "n-p117", "d-01"
"""One of the two sheets with the same text, and whose it is."""
FINANCE_CSV = EXAMPLE / "finance.csv"
OF_EMERGENCY, OF_HEALTH, OF_TRAFFIC = "d-09", "d-28", "d-56"


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The city's own installation."""
    with an_office(tmp_path_factory.mktemp("days"), city="three_days.py") as running:
        yield running


@pytest.fixture(scope="module")
def days(browser: Browser, city: Office) -> Days:
    """The round, and everybody who has a part in it."""
    return Days(Desks(browser, city), str(city.samples["plan"]), int(city.samples["number"]))


def on_monday_her_first_page_says_that_41_of_44_departments_are_in(days: Days) -> None:
    home = days.page(OFFICE, "/")
    assert "照会先の44課のうち41課が、すべて提出済みです。" in home.text
    assert "68施策のうち65施策" in home.text
    home.follow(home.page.get_by_role("link", name="状況を見る"))
    assert "期限を過ぎて出ていない施策（3課）" in home.text
    assert home.faults == []


def who_is_late_is_reminded_and_one_department_is_given_more_time(days: Days) -> None:
    office = days.at(OFFICE, "reminders/")
    assert office.page.locator("input[name=to]:checked").count() == 3
    press(office, "選んだ課に督促する")
    assert "3課に督促しました" in office.text
    traffic = days.page(editor_of(OF_TRAFFIC), "/")
    assert "督促を読む" in traffic.text
    later = date.today() + timedelta(2)  # noqa: DTZ011 -- as the calendar on the wall
    traffic = days.at(editor_of(OF_TRAFFIC), f"extensions/ask/{OF_TRAFFIC}/")
    traffic.page.fill("[name=until]", later.isoformat())
    traffic.page.fill("[name=reason]", "運行事業者の実績を待っている")
    press(traffic, "延長を申請する")
    office = days.at(OFFICE, "extensions/")
    press(office, "交通政策課の申請を決める")
    assert "交通政策課の期限を" in office.text
    assert "延ばしました" in office.text


def a_sheet_is_typed_handed_on_taken_back_returned_with_a_note_and_confirmed(days: Days) -> None:
    editor = days.sheet(editor_of(OF_EMERGENCY), EMERGENCY)
    saved_by_itself(editor, "result/result", "令和7年度の実証事業に加わることが決まった。")
    assert editor.go(f"/rounds/{days.number}/sheets/{EMERGENCY}/") == 200
    assert cell(editor, "result/result").locator("textarea").input_value().startswith("令和7年度の実証事業")
    choose(editor, "rating/progress/grade", "B")
    choose(editor, "result/disposition", "continue")
    type_in(editor, "result/next_step", "端末を受け取る。")
    press(editor, "入力を確かめて確認に回す")
    assert state(editor) == "確認待ち"
    press(editor, "引き戻して直す")
    assert state(editor) == "作成中"
    press(editor, "入力を確かめて確認に回す")
    head = days.page(head_of(OF_EMERGENCY), "/")
    assert "マイナンバーカードを活用した救急搬送傷病者" in head.text
    decide(days.sheet(head_of(OF_EMERGENCY), EMERGENCY), "差し戻す", "いつから使うのかを書いてください。")
    assert "いつから使うのかを書いてください。" in days.page(editor_of(OF_EMERGENCY), "/").text
    editor = days.sheet(editor_of(OF_EMERGENCY), EMERGENCY)
    type_in(editor, "result/next_step", "端末とカードリーダーを受け取りしだい、救急の現場で使う。")
    press(editor, "直して再提出する")
    decide(days.sheet(head_of(OF_EMERGENCY), EMERGENCY), "確認する")
    assert "照会先の44課のうち42課が、すべて提出済みです。" in days.at(OFFICE, "").text


def the_workbook_of_the_health_department_goes_back_marked(days: Days, tmp_path: Path) -> None:
    office = days.at(OFFICE, "excel/")
    issued = download(office, "保健予防課の回答票", tmp_path)
    wrong = filled_in(issued, tmp_path / "回答_保健予防課.xlsx", {GRADE: "C"})
    handed_in(office, wrong)
    for words in ("基準値（令和5年度） 95.4 %", "84.8 %", "自己評価はC", "判定はD", "まだ何も保存していません"):
        assert words in office.text, words
    marked = download(office, "印を付けた回答票をダウンロード", tmp_path)
    assert ["判定はD" in text for text in comments_of(marked)] == [True]
    press(office, "ファイルをすべて外す")
    assert "残り" not in days.sheet(OFFICE, HEALTH).page.locator("#saved").inner_text()


def what_was_typed_meanwhile_is_decided_cell_by_cell(days: Days, tmp_path: Path) -> None:
    editor = days.at(editor_of(OF_HEALTH), "excel/")
    issued = download(editor, "保健予防課の回答票", tmp_path)
    days.sheet(editor_of(OF_HEALTH), HEALTH)
    saved_by_itself(editor, "result/result", "画面で書いた成果。")
    saved_by_itself(editor, "result/next_step", "画面で書いた取組。")
    words = {GRADE: "D", "result/next_step": "実行委員会を設ける。", "result/unmet_reason": "チームが減った。"}
    corrected = filled_in(issued, tmp_path / "直した回答票.xlsx", words)
    handed_in(days.at(editor_of(OF_HEALTH), "excel/"), corrected)
    assert "先に決めることが2件あります。" in editor.text
    result, next_step = editor.page.locator(".decide-cell").all()
    result.get_by_text("こちらを取り込む").click()
    press(editor, "1件を取り込む")
    assert "決めていないことが1件あります" in editor.text
    result, next_step = editor.page.locator(".decide-cell").all()
    result.get_by_text("こちらを取り込む").click()
    next_step.get_by_text("いまの値のままにする").click()
    press(editor, "1件を取り込む")
    assert "1件のファイルを取り込みました" in editor.text
    chosen = {"result/execution": "delayed", "result/disposition": "continue"}
    handed_on(days, OF_HEALTH, HEALTH, chosen, {"result/response": "チラシを増やす。"})
    sheet = days.sheet(OFFICE, HEALTH)
    assert "実行委員会を設ける" not in sheet.text
    assert "画面で書いた取組。" in sheet.text
    assert "84.8%は基準値95.4%より悪く" in sheet.text


def when_the_last_one_is_in_the_board_says_so(days: Days) -> None:
    chosen = {"rating/progress/grade": "B", "result/disposition": "continue"}
    words = {"result/result": "4つの地域で通年の運行をした。", "result/next_step": "実証の地域を広げる。"}
    handed_on(days, OF_TRAFFIC, TRAFFIC, chosen, words)
    board = days.at(OFFICE, "")
    assert "照会先の44課のうち44課が、すべて提出済みです。" in board.text
    assert "期限を過ぎた施策はありません。" in board.text


def the_csv_of_finance_gives_a_measure_its_current_budget(days: Days) -> None:
    finance = days.at(FINANCE, "money/")
    finance.page.set_input_files("[name=csv]", FINANCE_CSV)
    finance.page.set_input_files("[name=mapping]", EXAMPLE / "finance.mapping.toml")
    press(finance, "差分を見る")
    row = finance.page.locator("tr", has_text="基幹系システム標準化事業").filter(has_text="52,394").first
    assert row.is_visible()
    finance.follow(finance.page.get_by_role("button", name="金額を計画に反映する"))
    assert "金額を計画に反映しました" in finance.text
    measure = days.page(READER, f"/plans/{days.plan}/measures/n-p094/")
    assert "52,394" in measure.text
    assert measure.page.locator("p", has_text="執行率").first.inner_text().split() == ["執行率", "100.0%"]


def what_beats_the_years_target_is_still_b_and_the_sheet_says_why(days: Days) -> None:
    sheet = days.sheet(OFFICE, "n-p077")
    assert set(sheet.page.locator(".result .grade__l").all_inner_texts()) == {"B"}
    told = sheet.text
    assert "目標値（令和6年度末） 16,000人" in told
    assert "21,408人は基準値5,722人より良いが、最終目標値24,000人（令和8年度）に届いていない" in told


def sheets_without_a_doubt_are_accepted_at_once_and_her_own_wait_for_a_second_person(days: Days) -> None:
    office = days.at(OFFICE, "sheets/n-p114/check/")
    look = office.page.locator("form[action$='second-look/']").first
    look.locator("select[name=grade]").select_option("B")
    look.locator("textarea[name=reason]").fill("実証実験のため、導入の目安がまだない。")
    office.follow(look.locator("button"))
    assert "二次評価 B を付けました" in office.text
    office = days.at(OFFICE, "check/all/")
    assert "20件はほかの人の受理を待ちます" in office.text
    press(office, "選んだシートを受理する")
    assert "48件を受理しました。受理しなかったものは0件です。" in office.text
    assert "自分の課のシートなので、ほかの取りまとめ担当の受理を待っています。" in office.text


def two_sheets_with_the_same_text_are_not_chosen_and_one_goes_back(days: Days) -> None:
    second = days.at(SECOND, "check/all/")
    assert "食い違いのない18件を選んであります。確かめることのある2件は選んでいません。" in second.text
    same = "「動画自動作成システムを活用した業務効率化」の取組結果は「動画自動作成システムを活用した職員向け研修動画の作成」"
    assert same in second.text
    press(second, "選んだシートを受理する")
    assert "18件を受理しました。" in second.text
    decide(days.at(SECOND, f"sheets/{COPIED}/check/"), "所管課へ差し戻す", "No.112と同じ文章です。確かめてください。")
    press(days.sheet(editor_of(COORDINATING), COPIED), "直して再提出する")
    decide(days.sheet(head_of(COORDINATING), COPIED), "確認する")
    second = days.at(SECOND, "check/all/")
    for box in second.page.locator("#id_sheets input[name=sheets]").all():
        box.check()
    press(second, "選んだシートを受理する")
    assert "2件を受理しました。" in second.text
    totals = days.at(OFFICE, "totals/").text
    assert "自己評価は A 18、B 43、C 4、D 2、評価なし 1 です。" in totals
    assert "二次評価を付けた施策は1件です。" in totals


def the_round_is_closed_as_provisional_and_the_papers_are_printed(days: Days, tmp_path: Path) -> None:
    office = days.at(OFFICE, "about/")
    press(office, "受付を締め切る")
    days.at(OFFICE, "closing/")
    press(office, "確定して速報の版を作る")
    assert "速報として確定しました（第2版「令和6年度 速報」）。" in office.text
    papers = days.at(OFFICE, "papers/")
    assert "自己評価はA 18件、B 43件、C 4件、D 2件、評価なし 1件です。" in papers.text
    assert "予算は640,613千円、決算は611,662千円（当初予算に対する執行率95.5％）です。" in papers.text
    paper = printed(papers, tmp_path / "papers.pdf")
    assert all(figure in paper for figure in ("640,613", "611,662", "速報"))
    workbook = load_workbook(download(papers, "Excelで出す", tmp_path))
    every = [row[0] for row in workbook.worksheets[-1].iter_rows(values_only=True)]
    assert every[2 + 68] is None
    assert ["共通" in str(every[-2]), "みなし" in str(every[-1]), len(every)] == [True, True, 2 + 68 + 3]


def likely_questions_proposals_and_the_budget_page_come_of_the_round(days: Days) -> None:
    questions = days.at(OFFICE, "questions/")
    asked = questions.page.locator("ol.qa > li", has_text="にとどまる。なぜ使わなかったのか。")
    assert asked.count() == 6
    questions.follow(asked.first.get_by_role("link", name="答えを書く"))
    questions.page.fill("textarea[name=text]", "入札の差金です。")
    press(questions, "答えを保存する")
    assert "答えを用意したものは1件です" in questions.text
    editor = days.sheet(editor_of(OF_TRAFFIC), TRAFFIC)
    editor.follow(editor.page.get_by_role("link", name="改訂への提案"))
    editor.page.check("[name=kind][value=stage]")
    editor.page.select_option("[name=stage]", "2")
    editor.page.fill("[name=reason]", "4つの地域で通年の運行を始めたため")
    press(editor, "提案する")
    office = days.at(OFFICE, "proposals/")
    press(office, "選んだ提案を改訂案に入れる")
    assert "1件の提案を改訂案に入れました" in office.text
    assert "令和7年度" in office.text
    budget = days.at(OFFICE, "departments/d-03/budget/").text
    assert "主担当の施策 6件、未達の指標 1件" in budget
    assert "82.9% 令和6年度 / 目標 100% 令和8年度" in budget
    assert "52,394千円" in budget


def in_june_a_reader_finds_the_bus_on_the_published_site(days: Days, browser: Browser, tmp_path: Path) -> None:
    site = published_site(days, tmp_path)
    with served(site) as home:
        page = browser.new_page(accept_downloads=True)
        page.goto(home)
        assert page.locator(".standing").get_by_text("速報", exact=True).is_visible()
        follow(page, page.get_by_role("navigation").get_by_role("link", name="検索"))
        page.get_by_label("探すことば").fill("バス")
        follow(page, page.locator("#found").get_by_role("link", name="高齢者コインバス事業への地域連携ICカードの活用"))
        reads_the_bus(page)
        takes_the_workbook(page, tmp_path / "bus.xlsx")
        follow(page, page.locator(".cite").get_by_role("link"))
        assert page.url == f"{home}editions/2/measures/n-p145/"
        page.close()


def in_july_the_settled_pass_lists_the_money_that_changed_and_nothing_else(days: Days, tmp_path: Path) -> None:
    settled, text = tmp_path / "決算.csv", FINANCE_CSV.read_text(encoding="utf-8-sig")
    text = text.replace(",52394,52394", ",52394,52390").replace(",9950,10135", ",9950,10131")
    settled.write_text(text, encoding="utf-8")
    finance = days.at(FINANCE, "money/")
    finance.page.set_input_files("[name=csv]", settled)
    press(finance, "差分を見る")
    finance.follow(finance.page.get_by_role("button", name="金額を計画に反映する"))
    assert "金額を計画に反映しました" in finance.text
    office = days.at(OFFICE, "closing/")
    assert "速報のあとに変わった金額" in office.text
    rows = office.page.locator("[aria-labelledby=h-money] tbody tr")
    told = [" ".join(row.inner_text().split()) for row in rows.all()]
    assert len(told) == 3, told
    assert all("基幹系システム標準化事業" in row for row in told)
    assert sorted("52,394" in row and "52,390" in row for row in told) == [False, True, True]
    assert any("10,135" in row and "10,131" in row for row in told)
    press(office, "決算確定の版を作る")
    assert "第3版" in office.text
    assert "令和6年度 決算確定（第2版の速報に続く版）" in office.text
    press(publication(days, OFFICE, ""), "下見を作る")


def in_october_the_auditor_verifies_the_file_set_and_reads_it_offline(
    days: Days, browser: Browser, tmp_path: Path
) -> None:
    given = auditor_set(days, 3, tmp_path)
    done = subprocess.run(("sha256sum", "-c", "--quiet", "SHA256SUMS"), cwd=given, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (0, b"")
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto((given / "population.html").as_uri())
    assert page.locator("tbody tr").count() >= 68
    context.close()
    counts = {row["item"]: (row["have"], row["of"]) for row in table(given, "completeness")}
    assert counts["施策（母集団）"] == ("68", "68")
    assert counts["予算がある"] == ("51", "68")
    assert counts["作成した職・日付の記録がある"] == ("68", "68")
    nodes = {node.name: node.id for node in read_plan(EXAMPLE / "akita.plan.json").nodes}
    low = [row for row in table(given, "execution") if row["sign"] == "50%未満"]
    assert {nodes[row["measure"]] for row in low} == {f"n-p{page}" for page in (103, 114, 116, 125, 133, 147)}
    assert {nodes[row["measure"]] for row in low if row["self_grade"] == "A"} == {"n-p103", "n-p114"}
    bus = [row for row in table(given, "increments") if nodes[row["measure"]] == "n-p145"]
    assert ("1043457", "-11.0") in {(row["increment"], row["change"]) for row in bus}
    assert len(table(given, "random-sample")) == 12
    [emergency] = [row for row in table(given, "population") if row["node_id"] == EMERGENCY]
    today = date.today().isoformat()  # noqa: DTZ011 -- as the calendar on the wall
    assert (emergency["prepared_by"], emergency["prepared_on"]) == ("救急課 主任", today)


def the_link_that_the_reader_cites_opens_on_the_site_of_the_settled_edition_too(days: Days) -> None:
    office = publication(days, OFFICE, "")
    site = office.page.get_by_role("link", name="下見を見る").get_attribute("href")
    assert office.go(f"{site}editions/2/measures/n-p145/") == 200
    assert office.page.locator(".standing").get_by_text("速報", exact=True).is_visible()
    told = "令和6年度 決算確定（第2版の速報に続く版）」が出ています。"
    assert office.page.get_by_text(told).is_visible()
    office.follow(office.page.get_by_role("link", name="いまの内容を見る"))
    office.page.locator(".standing").get_by_text("確定", exact=True).wait_for()


def test_the_three_days_are_played(days: Days, browser: Browser, tmp_path: Path) -> None:
    on_monday_her_first_page_says_that_41_of_44_departments_are_in(days)
    who_is_late_is_reminded_and_one_department_is_given_more_time(days)
    a_sheet_is_typed_handed_on_taken_back_returned_with_a_note_and_confirmed(days)
    the_workbook_of_the_health_department_goes_back_marked(days, tmp_path)
    what_was_typed_meanwhile_is_decided_cell_by_cell(days, tmp_path)
    when_the_last_one_is_in_the_board_says_so(days)
    the_csv_of_finance_gives_a_measure_its_current_budget(days)
    what_beats_the_years_target_is_still_b_and_the_sheet_says_why(days)
    sheets_without_a_doubt_are_accepted_at_once_and_her_own_wait_for_a_second_person(days)
    two_sheets_with_the_same_text_are_not_chosen_and_one_goes_back(days)
    the_round_is_closed_as_provisional_and_the_papers_are_printed(days, tmp_path)
    likely_questions_proposals_and_the_budget_page_come_of_the_round(days)
    in_june_a_reader_finds_the_bus_on_the_published_site(days, browser, tmp_path)
    in_july_the_settled_pass_lists_the_money_that_changed_and_nothing_else(days, tmp_path)
    in_october_the_auditor_verifies_the_file_set_and_reads_it_offline(days, browser, tmp_path)
    the_link_that_the_reader_cites_opens_on_the_site_of_the_settled_edition_too(days)
