"""Pages of training: what each role sees, what a person does on them, and how little of people others see."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from monosashi.core.plan import Plan
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.told import new_token
from monosashi.office.training.actions_courses import enter_course
from monosashi.office.training.actions_enrolling import enrol, withdraw
from monosashi.office.training.models import Course, Enrolment, TrainingSession
from monosashi.office.training.told import CourseTold, named
from office.desk import browser, text
from office.training.city_training import DAY, ONE, TODAY, YEAR, City, a_course, a_session, counted, recorded

Clock = Callable[[date], None]
MEASURE = "n-p116"


@pytest.fixture
def session(city: City, on: Clock) -> TrainingSession:
    """青木 and 千葉 were there."""
    session = a_session(city.course, city.office)
    for by in (city.a, city.c):
        enrol(session.pk, by=by)
    on(DAY)
    return recorded(session, city.office, {city.a.staff.pk: "attended", city.c.staff.pk: "attended"})


@pytest.mark.parametrize(
    ("who", "seen"),
    [("office", {"青木 一", "千葉 三"}), ("editor", {"青木 一"}), ("confirmer", {"青木 一"}), ("b", set())],
)
def test_names_are_seen_by_the_office_and_ones_own_department(
    session: TrainingSession, city: City, who: str, seen: set[str]
) -> None:
    by: Person = getattr(city, who)
    page = text(browser(by).get(reverse("training:session", args=(session.pk,))))
    assert {name for name in ("青木 一", "千葉 三") if name in page} == seen
    assert ">2<" in page.replace(" ", "")  # attendances are everybody's to see


@pytest.mark.parametrize("page", ["list", "figures"])
def test_what_everybody_downloads_holds_counts(session: TrainingSession, city: City, page: str) -> None:
    file = text(browser(city.b).get(f"{reverse(f'training:{page}')}?format=csv&year={YEAR}"))
    assert "延べ人数" in file
    assert not any(word in file for word in ("青木", "千葉", city.a.staff.username))


def test_a_department_sees_its_own_people_and_nobody_elses(session: TrainingSession, city: City) -> None:
    page = text(browser(city.editor).get(reverse("training:department", args=(ONE,))))
    assert "青木 一" in page
    assert "千葉 三" not in page
    assert browser(city.editor).get(reverse("training:department", args=("all",))).status_code == 403
    assert "千葉 三" in text(browser(city.office).get(reverse("training:department", args=("all",))))


def test_who_has_not_finished_is_told_to_their_department(city: City, on: Clock) -> None:
    told = CourseTold(YEAR, "情報セキュリティ", "classroom", "basic", "everybody", required=True)
    session = a_session(a_course(city.office, told), city.office)
    enrol(session.pk, by=city.a)
    on(DAY)
    recorded(session, city.office, {city.a.staff.pk: "attended"})
    page = text(browser(city.editor).get(reverse("training:department", args=(ONE,)))).partition("h-records")[0]
    assert "1人／2人" in page
    assert "馬場 二" in page
    assert "青木 一" not in page
    mine = [text(browser(by).get(reverse("training:mine"))) for by in (city.a, city.b)]
    assert ["h-open" in page for page in mine] == [False, True]


def test_ones_own_history_is_ones_own_page(session: TrainingSession, city: City) -> None:
    assert "Windows応用研修" in text(browser(city.a).get(reverse("training:mine")))
    assert "Windows応用研修" not in text(browser(city.b).get(reverse("training:mine")))


@pytest.mark.usefixtures("on")
def test_somebody_enrols_and_withdraws_on_the_page_and_the_next_is_told_at_home(city: City) -> None:
    session = a_session(city.course, city.office, capacity=1)
    first, second = browser(city.a), browser(city.b)
    for desk in (first, second):
        assert desk.post(reverse("training:enrol", args=(session.pk,))).status_code == 302
    assert "キャンセル待ちの1番目" in text(second.get(reverse("training:session", args=(session.pk,))))
    place = Enrolment.objects.get(staff=city.a.staff)
    first.post(reverse("training:withdraw", args=(session.pk,)), {"place": place.pk})
    assert "キャンセル待ちから受講できるようになりました" in text(second.get(reverse("home")))
    assert "キャンセル待ち" not in text(first.get(reverse("home")))


def test_the_office_is_told_of_sessions_without_a_record(city: City, on: Clock) -> None:
    session = a_session(city.course, city.office)
    on(date(2025, 7, 11))
    assert "研修の結果が未記録" in text(browser(city.office).get(reverse("home")))
    assert "研修の結果が未記録" not in text(browser(city.a).get(reverse("home")))
    counted(session, city.office, 20)
    assert "研修の結果が未記録" not in text(browser(city.office).get(reverse("home")))


@pytest.mark.usefixtures("on")
def test_a_course_is_entered_on_its_page_and_found_in_the_list(city: City) -> None:
    desk = browser(city.office)
    sent = {
        "fiscal_year": "R7",
        "title": "RPA研修",
        "form": "online",
        "level": "expert",
        "audience": "officers",
        "token": new_token(),
    }
    answer = desk.post(reverse("training:new-course"), sent)
    assert answer.status_code == 422
    assert "対象の推進主任等が選ばれていません" in text(answer)
    desk.post(reverse("training:new-course"), {**sent, "audience": "everybody"})
    assert "RPA研修" in text(desk.get(reverse("training:list")))
    assert Course.objects.get(title="RPA研修").fiscal_year == YEAR


@pytest.mark.usefixtures("on")
def test_an_editor_recommends_on_a_page_that_offers_own_people(city: City) -> None:
    session = a_session(city.course, city.office)
    page = reverse("training:recommend", args=(session.pk, ONE))
    desk = browser(city.editor)
    offered = text(desk.get(page))
    assert "青木 一" in offered
    assert "千葉 三" not in offered
    desk.post(page, {"staff": [city.a.staff.pk], "reason": "実務の中心"})
    assert Enrolment.objects.get().reason == "実務の中心"


def test_attendance_is_recorded_on_one_page_and_shown_again_where_somebody_was_quicker(city: City, on: Clock) -> None:
    session = a_session(city.course, city.office)
    place, gone = enrol(session.pk, by=city.a), enrol(session.pk, by=city.b)
    withdraw(gone.pk, by=city.b)
    on(DAY)
    desk, page = browser(city.office), reverse("training:attendance", args=(session.pk,))
    based_on = desk.get(page).content.decode().partition('name="based_on" value="')[2].partition('"')[0]
    sent = {f"outcome-{place.pk}": "attended", "based_on": based_on}
    assert desk.post(page, sent).status_code == 302
    again = desk.post(page, {**sent, f"outcome-{place.pk}": "absent"})
    assert again.status_code == 409
    assert "いまの内容" in text(again)
    assert Enrolment.objects.get(pk=place.pk).outcome == "attended"


def test_a_measure_shows_the_line_of_its_courses(kept: Plan, coordinator: Person, client: Client) -> None:
    told = CourseTold(2024, "推進主任研修", "classroom", "basic", "everybody", serves=named(kept.id, MEASURE, ""))
    course = enter_course(told, token=new_token(), by=coordinator)
    counted(a_session(course, coordinator, None), coordinator, 104, times=2)
    client.force_login(coordinator.staff)
    page = text(client.get(reverse("plans:measure", args=(kept.id, MEASURE))))
    assert "研修受講者数 令和6年度 延べ104人（実人数は名簿がないため不明）" in page
    other = text(client.get(reverse("plans:measure", args=(kept.id, "n-p073"))))
    assert "h-training" not in other


def test_years_stand_beside_one_another(city: City, on: Clock) -> None:
    counted(a_session(city.course, city.office, None), city.office, 74, times=4)
    desk = browser(city.office)
    assert desk.post(reverse("training:take-over", args=(city.course.pk,))).status_code == 302
    on(TODAY.replace(year=2026))
    later = Course.objects.get(fiscal_year=YEAR + 1)
    page = text(desk.get(reverse("training:course", args=(later.pk,))))
    assert "令和7年度" in page.partition("h-years")[2]
    assert "74" in text(desk.get(reverse("training:list")))


def test_a_search_finds_courses_and_nobody_who_took_part(session: TrainingSession, city: City) -> None:
    found = [text(browser(city.b).get("/search/", {"q": words})) for words in ("windows 応用", "青木 windows")]
    assert [reverse("training:course", args=(session.course_id,)) in page for page in found] == [True, False]
