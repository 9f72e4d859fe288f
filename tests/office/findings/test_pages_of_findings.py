import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from monosashi.core.plan import Plan
from monosashi.office.accounts.models import Department, RoleAssignment
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import Person
from monosashi.office.events.models import Event
from monosashi.office.findings import actions
from monosashi.office.findings.actions import About, Given
from monosashi.office.findings.models import Decision, ReviewRow
from monosashi.office.findings.queries import Known, Reviewed
from monosashi.office.findings.reviewing import reviewed
from monosashi.office.plans.actions import keep_new_plan
from office.counted_once import COUNTED_ONCE
from office.laid import Someone

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

HERE = "/plans/akita-digital-2/findings/"


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_a_plan_that_was_not_reviewed_yet_is_reviewed_when_its_page_is_opened(coordinating: Client) -> None:
    assert not ReviewRow.objects.exists()
    assert "68施策を55の規則で点検しました。点検所見は153件（要修正0、要確認67、参考86）" in text(coordinating, HERE)
    assert ReviewRow.objects.count() == 1


def test_a_page_says_which_rules_found_nothing_and_which_could_not_run(coordinating: Client) -> None:
    shown = text(coordinating, HERE)
    assert "22の規則は、すべての施策を見て、何も見つけませんでした" in shown
    assert "次の8の規則は、必要な事実が計画にないため" in shown


def test_findings_are_filtered_searched_and_taken_as_a_file(coordinating: Client) -> None:
    assert "153件のうち5件" in text(coordinating, f"{HERE}all/?rule=TGT002")
    book = load_workbook(io.BytesIO(coordinating.get(f"{HERE}all/?rule=TGT002&format=xlsx").content))
    assert book.worksheets[0].max_row == 6


def test_by_measure_and_by_department_the_counts_add_up(coordinating: Client) -> None:
    book = load_workbook(io.BytesIO(coordinating.get(f"{HERE}measures/?format=xlsx").content))
    rows = list(book.worksheets[0].iter_rows(min_row=2, values_only=True))
    assert sum(int(str(row[4])) for row in rows) == 153
    assert sum(int(str(row[2])) for row in rows) == 67


def test_the_page_of_a_finding_says_why_on_which_figures_and_what_instead(
    coordinating: Client, found: Callable[..., Known]
) -> None:
    shown = text(coordinating, f"{HERE}{found('RES003', 'n-p069').key}/")
    for part in ("なぜ問題か", "直し方", "22.6", "30.0", "結果報告書", "この所見への対応"):
        assert part in shown


@pytest.mark.parametrize("language", ["ja", "en"])
def test_messages_stand_in_the_language_of_the_page(
    language: str, coordinating: Client, found: Callable[..., Known]
) -> None:
    address = f"{HERE}{found('TGT002', 'n-p114').key}/"
    answer = coordinating.get(address, headers={"accept-language": language}).content.decode()
    assert ("達成しても何も変わりません" in answer) is (language == "ja")


def test_a_day_that_a_rule_tells_stands_in_the_years_of_its_era_and_in_full_width_brackets(
    coordinating: Client, found: Callable[..., Known]
) -> None:
    late = coordinating.get(f"{HERE}{found('PUB001', '').key}/").content.decode().partition("<main")[2]
    assert late.count("令和8年2月6日") >= 2
    assert "2026-02-06" not in late
    assert re.findall(r"[ぁ-ん一-龠] ?\([^)]*[ぁ-ん一-龠]", text(coordinating, f"{HERE}rules/RES003/")) == []


def test_on_an_english_page_a_rule_has_english_headings_and_its_explanation_is_marked_as_japanese(
    coordinating: Client,
) -> None:
    page = coordinating.get(f"{HERE}rules/TGT002/", headers={"accept-language": "en"}).content.decode()
    headings = re.findall(r"<h2[^>]*>(.*?)</h2>", page)
    assert headings[-4:] == ["Why it matters", "Example", "What to do instead", "Sources"]
    assert "The explanation of a rule is written in Japanese." in page
    assert page.count('<p class="measure" lang="ja">') == 3


def later() -> str:
    return (timezone.localdate() + timedelta(days=30)).isoformat()


def test_a_decision_in_the_browser_is_kept_and_shown(coordinating: Client, found: Callable[..., Known]) -> None:
    key = found("TGT002", "n-p114").key
    sent = {"waive-seen": 0, "waive-text": "協定まで", "waive-post": "本部長", "waive-until": later()}
    answer = coordinating.post(f"{HERE}{key}/waive/", sent, follow=True)
    assert "理由と期限を残して、所見を対象外にしました" in answer.content.decode()
    assert "152件（要修正0、要確認66、参考86）" in text(coordinating, HERE)


@pytest.mark.parametrize(
    ("name", "given"), [("waive-text", ""), ("waive-post", ""), ("waive-until", ""), ("waive-until", "2020-01-01")]
)
def test_out_of_scope_takes_a_reason_a_post_and_a_day_that_is_not_over(
    name: str, given: str, coordinating: Client, found: Callable[..., Known]
) -> None:
    key = found("TGT002", "n-p114").key
    sent = {"waive-seen": 0, "waive-text": "協定まで", "waive-post": "本部長", "waive-until": later(), name: given}
    answer = coordinating.post(f"{HERE}{key}/waive/", sent)
    assert answer.status_code == 422
    assert "msg--stop" in answer.content.decode()
    assert not Decision.objects.exists()


def test_who_comes_second_sees_what_the_first_decided_and_what_they_typed_themselves(
    coordinating: Client, found: Callable[..., Known], about: Callable[[Known], About], coordinator: Person
) -> None:
    one = found("TGT002", "n-p114")
    actions.waive(about(one), Given(text="協定まで", post="本部長", until=date(2099, 3, 31)), by=coordinator)
    sent = {"take-on-seen": 0, "take-on-department": "d-07", "take-on-until": later(), "take-on-text": "私の案"}
    first = coordinating.post(f"{HERE}{one.key}/take-on/", sent)
    assert first.status_code == 409
    assert "協定まで" in first.content.decode()
    assert "私の案" in first.content.decode()
    again = coordinating.post(f"{HERE}{one.key}/take-on/", {**sent, "take-on-seen": 1})
    assert again.status_code == 302


def test_an_answer_to_what_nobody_asked_is_refused_in_a_sentence_and_stays_typed(
    coordinating: Client, found: Callable[..., Known]
) -> None:
    key = found("TGT002", "n-p114").key
    answer = coordinating.post(f"{HERE}{key}/answer/", {"answer-seen": 0, "answer-text": "維持が目的です"})
    assert answer.status_code == 409
    assert "いまはその対応ができる状態ではありません" in answer.content.decode()
    assert "維持が目的です" in answer.content.decode()
    assert not Decision.objects.exists()


def test_a_finding_that_is_gone_still_has_its_page(coordinating: Client, found: Callable[..., Known]) -> None:
    key = found("TGT002", "n-p114").key
    ReviewRow.objects.get().found.filter(finding__key=key).delete()
    assert "いまの計画では見つかりません" in text(coordinating, f"{HERE}{key}/")


@pytest.mark.parametrize("unknown", ["TGT002-000000000000", "x"])
def test_an_unknown_finding_is_not_found(unknown: str, coordinating: Client) -> None:
    assert coordinating.get(f"{HERE}{unknown}/").status_code == 404


def test_an_employee_reads_but_is_offered_no_decision(
    kept: Plan, logged_in: Callable[..., Client], found: Callable[..., Known]
) -> None:
    shown = text(logged_in(Role.EMPLOYEE), f"{HERE}{found('TGT002', 'n-p114').key}/")
    assert "施策の担当所属と事務局が決めます" in shown
    assert "課題として引き受ける" not in shown


def twenty_nine_times(plan: Plan) -> Plan:
    """About 2,000 measures: the same plan again and again under one roof."""
    nodes, indicators, results, programs = (
        list(plan.nodes),
        list(plan.indicators),
        list(plan.results),
        list(plan.budget_programs),
    )
    answered = {m.id for m in plan.index.measures}
    for copy in range(1, 29):
        mark = f"-x{copy}"
        nodes += [replace(n, id=n.id + mark, cross_listed_under=()) for n in plan.nodes if n.id in answered]
        indicators += [
            replace(i, id=i.id + mark, node=i.node + mark, part_of=i.part_of and i.part_of + mark, succeeds=())
            for i in plan.indicators
            if i.node in answered
        ]
        results += [
            replace(r, node=r.node + mark, ratings=tuple(x for x in r.ratings if x.indicator is None))
            for r in plan.results
            if r.node in answered
        ]
    return replace(
        plan,
        nodes=tuple(nodes),
        indicators=tuple(indicators),
        results=tuple(results),
        budget_programs=tuple(programs),
        documents=(),
        provenance=(),
    )


@pytest.mark.parametrize("page", ["", "all/", "measures/", "departments/", "rules/TGT002/"])
def test_queries_of_a_page_are_few(
    page: str, kept: Plan, coordinating: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Two for session and account, one for the standing, one for the plan, two for the review."""
    coordinating.get(HERE)
    with django_assert_num_queries(6):
        coordinating.get(HERE + page)


@COUNTED_ONCE
def test_queries_are_as_many_for_2000_measures(
    akita: Plan,
    coordinator: Person,
    logged_in: Callable[..., Client],
) -> None:
    keep_new_plan(akita, by=coordinator)
    large = replace(twenty_nine_times(akita), id="large")
    keep_new_plan(large, by=coordinator)
    client = logged_in(Role.COORDINATING_OFFICE)
    counts: dict[str, list[int]] = {}
    for plan in (akita.id, large.id):
        reviewed(plan, 2024, 1)
        for page in ("findings/", "findings/all/", "findings/measures/", "overview/"):
            client.get(f"/plans/{plan}/{page}")
            with CaptureQueriesContext(connection) as caught:
                assert client.get(f"/plans/{plan}/{page}").status_code == 200
            counts.setdefault(page, []).append(len(caught))
    assert all(small == big for small, big in counts.values()), counts


def test_a_department_is_led_from_its_first_page_to_its_own_findings_and_from_there_to_what_is_to_be_mended(
    kept: Plan, review_of_akita: Callable[..., Reviewed], logged_in: Callable[..., Client]
) -> None:
    own = {n.id for n in kept.index.measures if any(r.department == "d-07" for r in n.responsibilities)}
    count = sum(each.node in own for each in review_of_akita().findings)
    one = next(each for each in review_of_akita().findings if each.node in own)
    editor, reader = logged_in(Role.DEPARTMENT_EDITOR, department="d-07"), logged_in()
    assert f"対応が決まっていない所見が{count}件" in editor.get("/").content.decode()
    shown = editor.get(f"/plans/{kept.id}/findings/{one.key}/").content.decode()
    assert f"/plans/{kept.id}/edit/" in shown
    assert f"自分の所属の次の未対応の所見へ（残り{count - 1}件）" in shown
    assert "/edit/" not in reader.get(f"/plans/{kept.id}/findings/{one.key}/").content.decode()


def test_what_may_not_be_decided_now_is_not_offered(
    kept: Plan, found: Callable[..., Known], logged_in: Callable[..., Client]
) -> None:
    one = found("KPI004", "n-p073")
    editor = logged_in(Role.DEPARTMENT_EDITOR, department="d-07")
    page = editor.get(f"/plans/{kept.id}/findings/{one.key}/answer/").content.decode()
    assert "質問に回答する" not in page
    assert "課題として引き受ける" in page


def test_whoever_was_asked_finds_the_form_to_answer_on_the_page_to_which_the_first_page_leads(
    kept: Plan,
    found: Callable[..., Known],
    about: Callable[[Known], About],
    logged_in: Callable[..., Client],
    coordinator: Person,
) -> None:
    one = found("PUB001", "")
    actions.ask(about(one), Given(text="いつ公表しましたか", department="d-07"), by=coordinator)
    editor = logged_in(Role.DEPARTMENT_EDITOR, department="d-07")
    assert one.key in editor.get("/").content.decode()
    shown = editor.get(f"/plans/{kept.id}/findings/{one.key}/").content.decode()
    assert ("質問に回答する" in shown, "/edit/" in shown) == (True, False)
    sent = {"answer-seen": 1, "answer-text": "6月です"}
    assert editor.post(f"/plans/{kept.id}/findings/{one.key}/answer/", sent).status_code == 302


def numbers_and_lists(client: Client, page: str) -> list[tuple[int, int]]:
    """Each number of a page that leads to a list of findings, and how many that list says it has."""
    html = client.get(page).content.decode()
    links = re.findall(r'<a[^>]*href="([^"]*findings/all/\?[^"]*)"[^>]*>([\d,]+)</a>', html)
    return [(int(number), listed(client, where.replace("&amp;", "&"))) for where, number in links]


def listed(client: Client, address: str) -> int:
    book = load_workbook(io.BytesIO(client.get(address + "&format=xlsx").content))
    return book.worksheets[0].max_row - 1


@pytest.fixture
def decided_in_several_ways(found: Callable[..., Known], about: Callable[[Known], About], coordinator: Person) -> None:
    """One finding out of scope, one whose waiver ran out, one taken on."""
    today = timezone.localdate()
    for node, days in (("n-p114", 30), ("n-p118", -1)):
        given = Given(text="協定まで", post="本部長", until=today + timedelta(days=days))
        actions.waive(about(found("TGT002", node)), given, by=coordinator)
    actions.take_on(about(found("TGT002", "n-p138")), Given(department="d-07", until=today), by=coordinator)


@pytest.mark.parametrize("page", ["", "measures/", "departments/"])
@pytest.mark.usefixtures("decided_in_several_ways")
def test_a_number_of_findings_leads_to_a_list_of_as_many(page: str, coordinating: Client) -> None:
    told = numbers_and_lists(coordinating, HERE + page)
    assert told
    assert all(number == there for number, there in told), told


@pytest.mark.usefixtures("decided_in_several_ways")
def test_the_first_page_and_the_department_lead_to_as_many_findings_as_they_say(
    kept: Plan, coordinating: Client
) -> None:
    home = coordinating.get("/").content.decode()
    assert "対応が決まっていない所見が151件（うち要修正・要確認65件、期限の切れた対象外1件）" in home
    where = re.findall(r'href="([^"]*findings/all/\?[^"]*)"', home)[0].replace("&amp;", "&")
    assert listed(coordinating, where) == 151
    lead = kept.index.node["n-p114"].responsibilities[0].department
    page = coordinating.get(f"/plans/{kept.id}/departments/{lead}/").content.decode()
    assert "担当する施策に所見が4件あります" in page
    where = re.findall(r'href="([^"]*findings/all/\?department=[^"&]*(?:&amp;state=\w+)?)"', page)[0]
    assert listed(coordinating, where.replace("&amp;", "&")) == 4


def leads_to_as_many(client: Client) -> tuple[int, int]:
    """How many findings the first page says nobody decided, and how many the list has to which it leads."""
    home = client.get("/").content.decode()
    (count,) = re.findall(r"対応が決まっていない所見が(\d+)件", home)
    (where,) = re.findall(r'href="([^"]*findings/all/\?[^"]*)"', home)
    return int(count), listed(client, where.replace("&amp;", "&"))


def test_the_first_page_leads_to_all_undecided_findings_where_nothing_was_decided_that_holds(
    coordinating: Client, found: Callable[..., Known], about: Callable[[Known], About], coordinator: Person
) -> None:
    over = Given(text="協定まで", post="本部長", until=timezone.localdate() - timedelta(days=1))
    actions.waive(about(found("TGT002", "n-p114")), over, by=coordinator)
    assert leads_to_as_many(coordinating) == (153, 153)


def test_who_belongs_to_several_departments_is_led_to_the_findings_of_these_alone(
    someone: Someone, review_of_akita: Callable[..., Reviewed]
) -> None:
    review_of_akita()
    staff = someone(Role.DEPARTMENT_EDITOR, department="d-07")
    RoleAssignment.objects.create(
        staff=staff, role=Role.DEPARTMENT_EDITOR, department=Department.objects.get(code="d-03")
    )
    client = Client()
    client.force_login(staff)
    told, there = leads_to_as_many(client)
    assert told == there < 153


def test_a_year_behind_a_finding_is_said_as_a_year(coordinating: Client, found: Callable[..., Known]) -> None:
    shown = text(coordinating, f"{HERE}{found('PUB001', '').key}/")
    assert "年度 令和6年度" in shown
    assert "2,024" not in shown


def test_a_day_that_is_over_is_refused_in_two_whole_sentences(
    coordinating: Client, found: Callable[..., Known]
) -> None:
    key = found("TGT002", "n-p114").key
    sent = {"ask-seen": 0, "ask-department": "d-07", "ask-text": "なぜですか", "ask-until": "2020-01-01"}
    shown = coordinating.post(f"{HERE}{key}/ask/", sent).content.decode()
    assert "「2020-01-01」は、過ぎた日です。今日か、今日より後の日を入力してください。" in shown


def test_an_event_of_a_decision_says_it_in_words(
    coordinating: Client, found: Callable[..., Known], about: Callable[[Known], About], coordinator: Person
) -> None:
    one = found("TGT002", "n-p114")
    actions.take_on(about(one), Given(department="d-07", until=date(2099, 3, 31)), by=coordinator)
    newest = Event.objects.filter(action="finding.taken_on").latest("pk")
    shown = text(coordinating, f"/events/{newest.pk}/")
    assert "市民課" in shown
    assert "課題として引受け" in shown
    assert "d-07" not in shown
    assert "taken_on" not in shown
