"""What the rooms besides the plans hold is found on one page, as far as whoever asks may read it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from monosashi.core.plan import Plan
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import Person
from monosashi.office.audits.models import CorrectiveAction
from monosashi.office.forms.models import CityForm
from monosashi.office.meetings.models import AgendaItem, Meeting
from monosashi.office.plans import found_in_rooms
from monosashi.office.plans.found_shown import KINDS_OF_PLANS
from monosashi.office.plans.models import PlanRow
from monosashi.office.questionnaires.models import AskedPerson
from monosashi.office.rounds.models import LikelyAnswer, Remark, Round, Sheet, SheetAnswer
from monosashi.office.rounds.states import SheetState
from monosashi.office.searching import kinds_of_rooms
from office.audits.city_audits import MARCH, an_audit, parts_of_audit
from office.doors import OWN
from office.investments.city_investments import a_case
from office.laid import Laid, Someone
from office.meetings.room import Room, a_room
from office.questionnaires.room import a_room as a_questionnaire

pytestmark = pytest.mark.slow

MEASURE = "n-p073"
_BY = {"made_by": 1, "made_by_label": "成田 桂"}
_LINK = re.compile(r'<h3>\s*<a href="([^"]+)"')


def page(client: Client, q: str, **asked: str) -> str:
    answer = client.get("/search/", {"q": q, **asked})
    assert answer.status_code == 200
    return str(answer.content.decode())


def links(told: str) -> dict[str, list[str]]:
    """Where the page leads, by kind."""
    parts = re.split(r'<h2 id="found-(\w+)">', told)[1:]
    return {kind: _LINK.findall(part) for kind, part in zip(parts[::2], parts[1::2], strict=True)}


@dataclass(frozen=True)
class City:
    """Akita's plan with a meeting, an audit that was answered, a round and a form."""

    plan: str
    room: Room
    audit: dict[str, object]
    round: Round
    form: CityForm


@pytest.fixture
def city(kept: Plan, coordinator: Person, laid_plan: Laid) -> City:
    audit = parts_of_audit(an_audit(kept.id, coordinator, {MEASURE: OWN}))
    CorrectiveAction.objects.create(
        part_id=int(str(audit["part"])),
        as_of=MARCH,
        state="answered",
        status="acting",
        text="海底軌道の計画を公表する。",
        answered_by=1,
        answered_at=timezone.now(),
    )
    held = Round.objects.create(
        plan_id=kept.id,
        fiscal_year=2024,
        kind="year",
        state="requesting",
        deadline=date(2025, 5, 9),
        made_at=timezone.now(),
    )
    LikelyAnswer.objects.create(round=held, key="x", text="海底軌道は調査中。", changed_at=timezone.now())
    form = CityForm.objects.create(
        plan_id=kept.id,
        name="実施計画調書",
        file_name="海底軌道.xlsx",
        content=b"",
        repeats=False,
        of_measures=True,
        brought_at=timezone.now(),
        brought_by=1,
    )
    return City(kept.id, a_room(coordinator), audit, held, form)


def a_sheet(city: City, state: SheetState, node: str) -> Sheet:
    """A sheet in a state, with an answer in words that says which."""
    sheet = Sheet.objects.create(round=city.round, node=node, position=1, state=state, since=timezone.now())
    told = {"changed_by": 1, "changed_by_label": "市民課 担当", "changed_at": timezone.now()}
    SheetAnswer.objects.create(sheet=sheet, slot="result/result", text=f"深海線を試した（{state.value}）", **told)
    return sheet


def test_what_each_room_holds_is_found_by_its_words(city: City, logged_in: Callable[..., Client]) -> None:
    client, meeting = logged_in(), city.room.meeting.pk
    result = f"/audits/results/{city.audit['result']}/"
    wanted = {
        "推進会議 設置要綱": ("meetings", f"/meetings/{meeting}/"),
        "取組状況について": ("agenda_items", f"/meetings/{meeting}/#item-{city.room.item.pk}"),
        "窓口の手続を見直す": ("meeting_decisions", f"/meetings/{meeting}/decisions/{city.room.decision.pk}/"),
        "包括外部監査人": ("audits", f"/audits/{city.audit['audit']}/"),
        "意見１": ("audit_results", result),
        "海底軌道 公表": ("corrective_actions", f"{result}#part-{city.audit['part']}"),
        "海底軌道 調査": ("likely_answers", f"/rounds/{city.round.pk}/questions/"),
        "海底軌道.XLSX": ("forms", f"/plans/{city.plan}/forms/{city.form.pk}/"),
        "akita@1": ("rules", "/schemes/scheme/akita@1/"),
    }
    found = {word: links(page(client, word, kind=kind)) for word, (kind, _) in wanted.items()}
    firsts = {word: [(kind, links[0]) for kind, links in each.items()] for word, each in found.items()}
    assert firsts == {word: [expected] for word, expected in wanted.items()}


def test_of_answers_those_handed_in_are_found_and_nobodys_drafts(
    city: City, kept: Plan, coordinator: Person, client: Client
) -> None:
    measures = kept.index.measures
    sheets = {state: a_sheet(city, state, measures[at].id) for at, state in enumerate(SheetState)}
    client.force_login(coordinator.staff)
    where = f"/rounds/{city.round.pk}/sheets/{sheets[SheetState.SUBMITTED].node}/"
    assert links(page(client, "深海線")) == {"sheet_answers": [where]}


def test_a_question_about_a_sheet_is_found_by_whoever_sees_the_sheet(
    city: City, kept: Plan, coordinator: Person, logged_in: Callable[..., Client], client: Client
) -> None:
    for at, state in enumerate((SheetState.RETURNED, SheetState.SUBMITTED)):
        sheet = a_sheet(city, state, kept.index.measures[at].id)
        Remark.objects.create(sheet=sheet, text="深海線の費用は。", by_office=True, made_at=timezone.now(), **_BY)
    client.force_login(coordinator.staff)
    assert [len(links(page(each, "深海線 費用")).get("remarks", ())) for each in (logged_in(), client)] == [1, 2]


def test_people_are_found_by_name_as_long_as_they_work_here_and_never_by_mail(
    kept: Plan, someone: Someone, logged_in: Callable[..., Client]
) -> None:
    here, gone = someone(name="深海 みどり"), someone(name="深海 あおい")
    here.email = "midori@example.invalid"
    here.save()
    gone.is_active = False
    gone.save()
    client = logged_in()
    assert links(page(client, "深海")) == {"people": [f"/people/{here.pk}/"]}
    assert links(page(client, "midori@")) == {}


def test_a_draft_of_a_questionnaire_is_found_by_whoever_keeps_it_and_what_was_answered_by_nobody(
    kept: Plan, coordinator: Person, laid_plan: Laid, logged_in: Callable[..., Client], client: Client
) -> None:
    asked = a_questionnaire(coordinator)
    client.force_login(coordinator.staff)
    employee, found = logged_in(), {"questionnaires": [f"/questionnaires/{asked.row.pk}/"]}
    assert [links(page(each, "推進主任等アンケート", kind="questionnaires")) for each in (employee, client)] == [
        {},
        found,
    ]
    asked.open()
    assert links(page(employee, "推進主任等アンケート", kind="questionnaires")) == found
    AskedPerson.objects.update(answers={"深海線": "深海線"}, draft={"深海線": "深海線"})
    assert links(page(client, "深海線")) == {}


def test_a_case_of_investment_is_found_by_what_its_department_says(
    kept: Plan, coordinator: Person, laid_plan: Laid, logged_in: Callable[..., Client]
) -> None:
    case = a_case(coordinator)
    assert links(page(logged_in(), "窓口予約 発券機")) == {"investment_cases": [f"/investments/{case.pk}/"]}


def many_items(room: Room, count: int) -> None:
    """Further items of the agenda."""
    AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=room.meeting,
            position=n + 2,
            kind="discussion",
            title=f"深海線{n:03}",
            token=f"t{n}",
            changed_at=timezone.now(),
        )
        for n in range(count)
    )


def test_a_search_asks_as_often_for_60_hits_as_for_one(city: City, logged_in: Callable[..., Client]) -> None:
    client = logged_in()

    def asked(q: str, **more: str) -> int:
        page(client, q, **more)
        with CaptureQueriesContext(connection) as found:
            page(client, q, **more)
        return len(found)

    many_items(city.room, 1)
    one = asked("深海線"), asked("深海線", kind="agenda_items")
    AgendaItem.objects.filter(title__startswith="深海線").delete()
    many_items(city.room, 60)
    assert (asked("深海線"), asked("深海線", kind="agenda_items")) == one
    assert one[1] == 5


def test_where_nothing_is_searched_for_nothing_is_asked(city: City, logged_in: Callable[..., Client]) -> None:
    client = logged_in()
    client.get("/search/")
    with CaptureQueriesContext(connection) as found:
        client.get("/search/")
    asked = {table for query in found for table in re.findall(r'(?:FROM|JOIN) "(\w+)"', query["sql"])}
    assert asked == {
        "django_session",
        "accounts_staff",
        "accounts_actingfor",
        "accounts_roleassignment",
        "accounts_posting",
    }


def test_one_kind_is_paged_as_lists_are(city: City, logged_in: Callable[..., Client]) -> None:
    many_items(city.room, 60)
    client = logged_in()
    first, second, beyond = (page(client, "深海線", kind="agenda_items", page=n) for n in ("1", "2", "9"))
    assert [len(links(each)["agenda_items"]) for each in (first, second, beyond)] == [50, 10, 10]
    assert 'rel="next" href="?q=%E6%B7%B1%E6%B5%B7%E7%B7%9A&amp;kind=agenda_items&amp;page=2"' in first
    assert "議題・議事要旨（60件）" in second


def test_the_newest_stands_first(city: City, logged_in: Callable[..., Client]) -> None:
    first = city.room.meeting
    later = Meeting.objects.create(
        body=first.body,
        plan=first.plan,
        fiscal_year=2099,
        number=1,
        day=date(2099, 5, 1),
        state="planned",
        minutes="none",
        token="later",
        changed_at=timezone.now(),
    )
    assert links(page(logged_in(), "推進会議"))["meetings"] == [f"/meetings/{each.pk}/" for each in (later, first)]


def test_in_another_plan_nothing_of_this_one_is_found(
    city: City, kept: Plan, coordinator: Person, logged_in: Callable[..., Client]
) -> None:
    client = logged_in()
    assert "agenda_items" in links(page(client, "取組状況について", plan=city.plan))
    Meeting.objects.filter(pk=city.room.meeting.pk).update(plan=_another_plan())
    assert links(page(client, "取組状況について", plan=city.plan)) == {}


def _another_plan() -> str:
    row = PlanRow.objects.get()
    PlanRow.objects.create(
        id="another", name="別の計画", municipality_code="052019", revision=1, sha256="", head=row.head
    )
    return "another"


def test_where_more_is_kept_than_is_looked_at_the_page_says_so(
    city: City, logged_in: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    many_items(city.room, 3)
    client = logged_in()
    assert "新しいものから" not in page(client, "海底軌道")
    monkeypatch.setattr(found_in_rooms, "MOST", 3)
    told = page(client, "海底軌道", kind="agenda_items")
    assert "新しいものから2,000件を調べました：議題・議事要旨" in told


def test_where_nothing_is_found_the_page_says_what_was_looked_at_and_what_to_try(
    city: City, logged_in: Callable[..., Client]
) -> None:
    client = logged_in()
    told = page(client, "浮遊都市")
    assert "「浮遊都市」を含むものは見つかりませんでした。" in told
    assert "議題・議事要旨、会議の決定事項" in told
    assert "言葉を短くする" in told
    assert "「様式」だけを調べました。" in page(client, "浮遊都市", kind="forms")


def test_a_word_is_marked_in_the_name_where_it_stands_there_and_else_in_a_piece_of_the_text(
    city: City, logged_in: Callable[..., Client]
) -> None:
    client = logged_in()
    assert f'#item-{city.room.item.pk}"><mark>取組状況</mark>について</a>' in page(client, "取組状況")
    assert "<mark>海底軌道</mark>は<mark>調査</mark>中。" in page(client, "海底軌道 調査")


def test_every_kind_stands_once_in_the_menu(logged_in: Callable[..., Client]) -> None:
    kinds = [*KINDS_OF_PLANS, *(each.kind for each in kinds_of_rooms())]
    told = logged_in(Role.EMPLOYEE).get("/search/").content.decode()
    assert re.findall(r'<option value="(\w+)"', told) == kinds
    assert len(set(kinds)) == len(kinds) > 18
