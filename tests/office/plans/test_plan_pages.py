"""The pages of a plan show what the plan and its evaluation say, the same for every city and size."""

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from benchmarks.synthetic_plans import synthetic_plan
from monosashi.core.plan import Plan, PlanYear
from monosashi.core.tree import Level, Node, Responsibility, Role
from monosashi.evaluation.evaluate import evaluate, shipped_life_cycle, shipped_scheme
from monosashi.exchange.plan_file import read_plan
from monosashi.office.accounts import permissions
from monosashi.office.accounts.standing import Person
from monosashi.office.plans.actions import keep_new_plan
from monosashi.office.searching import kinds_of_rooms
from office.counted_once import COUNTED_ONCE
from office.plans.as_browser import text_of

EXAMPLES = Path(__file__).parents[3] / "examples"
LETTER = re.compile(r'answerbox__g">(?:<span class="grade grade--big"><span class="[^"]*">([^<]+)<|<span class="tag)')


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def text(markup: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", markup)))


@pytest.mark.slow
def test_grades_on_the_measures_pages_are_those_of_an_evaluation_of_the_file(
    kept: Plan, logged_in: Callable[..., Client]
) -> None:
    client, year = logged_in(), kept.index.year[2024]
    own = read_plan(EXAMPLES / "akita" / "akita.plan.json")
    judged = evaluate(own, 2024, shipped_scheme(year.scheme or ""), shipped_life_cycle(year.life_cycle or ""))
    shown = {}
    for measure in own.index.measures:
        found = LETTER.search(page(client, f"/plans/{own.id}/measures/{measure.id}/"))
        assert found is not None, measure.id
        shown[measure.id] = found[1]
    assert shown == {measure.node: measure.computed.grade for measure in judged.measures}
    assert len(shown) == 68


@pytest.mark.slow
def test_grades_in_the_list_are_those_of_an_evaluation(kept: Plan, logged_in: Callable[..., Client]) -> None:
    client = logged_in()
    rows = [
        row
        for number in (1, 2)
        for row in page(client, f"/plans/{kept.id}/measures/?page={number}").partition("<tbody>")[2].split("<tr>")[1:]
    ]
    letters = [
        re.search(r'data-l="評価（算定）"><div><span class="grade"><span class="[^"]*">(\w)<', row) for row in rows
    ]
    counts = [sum(found is not None and found[1] == grade for found in letters) for grade in "ABCD"]
    assert (len(rows), counts) == (68, [14, 25, 4, 2])


def test_the_first_line_of_a_plan_tells_measures_grades_and_money(kept: Plan, logged_in: Callable[..., Client]) -> None:
    told = text(page(logged_in(), f"/plans/{kept.id}/"))
    assert "令和6年度は68施策です。" in told
    assert "自己評価はA 18件、B 43件、C 4件、D 2件、評価なし 1件です。" in told
    assert "予算は640,613千円、決算は611,662千円（当初予算に対する執行率95.5％）です。" in told


def test_a_measure_tells_in_points_what_a_rate_lacks_and_names_all_its_parts(
    kept: Plan, logged_in: Callable[..., Client]
) -> None:
    shown = page(logged_in(), f"/plans/{kept.id}/measures/n-p073/")
    assert "実績値が82.9%です。目標値100%まであと17.1ポイントです。" in text(shown)
    parts = set(re.findall(r'<section[^>]* id="([a-z]+)"', shown))
    assert parts - set(re.findall(r'href="#([a-z]+)"', shown)) == set()


@pytest.mark.parametrize("city", ["akita", "sasebo", "nagasaki"])
@pytest.mark.slow
def test_every_node_and_department_of_every_city_has_its_page_in_both_languages(
    city: str, coordinator: Person, logged_in: Callable[..., Client]
) -> None:
    plan = read_plan(EXAMPLES / city / f"{city}.plan.json")
    keep_new_plan(plan, by=coordinator)
    client = logged_in()
    for language in ("ja", "en"):
        client.cookies["django_language"] = language
        for part in ("", "measures/", "indicators/", "money/", "departments/"):
            page(client, f"/plans/{plan.id}/{part}")
        for node in plan.nodes[:40]:
            assert client.get(f"/plans/{plan.id}/nodes/{node.id}/", follow=True).status_code == 200
        for measure in plan.index.measures[:10]:
            page(client, f"/plans/{plan.id}/measures/{measure.id}/")
        for department in plan.departments[:10]:
            page(client, f"/plans/{plan.id}/departments/{department.id}/")


QUERIES = {
    "": 4,
    "measures/": 4,
    "indicators/": 4,
    "money/": 4,
    "departments/": 4,
    "departments/d-001/": 11,
    "nodes/f-001/": 7,
    "measures/m-017/": 9,
    "edit/": 4,
    "edit/nodes/m-017/": 4,
    "revisions/": 7,
    "editions/": 5,
    "/": 13,
    "/search/?q=施策": 6 + len(kinds_of_rooms()),
}
"""Session, account, its standing (3), the plan's head, the session again (3 in a test); of a node its findings, its
forms, its meetings, audits and training, of its revisions what their events say of them. Its sources were read when it was first looked at. A search asks once for
each kind of things in the other rooms, and twice for rules, of which there are two sorts."""


@pytest.mark.slow
@COUNTED_ONCE
@pytest.mark.parametrize("measures", [68, 2000])
def test_pages_take_the_same_number_of_queries_whatever_the_size(
    measures: int,
    coordinator: Person,
    logged_in: Callable[..., Client],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    plan = replace(synthetic_plan(measures, 2, sourced=True), id=f"p-{measures}")
    keep_new_plan(plan, by=coordinator)
    client = logged_in(permissions.Role.COORDINATING_OFFICE)
    page(client, f"/plans/{plan.id}/")
    counted = {}
    for part in QUERIES:
        address = part if part.startswith("/") else f"/plans/{plan.id}/{part}"
        page(client, address)
        with django_assert_max_num_queries(30) as found:
            page(client, address)
        counted[part] = len(found)
    assert counted == QUERIES


def test_a_plan_of_several_years_can_be_looked_at_in_each(
    coordinator: Person, logged_in: Callable[..., Client]
) -> None:
    plan = synthetic_plan(12, 3)
    keep_new_plan(plan, by=coordinator)
    client = logged_in()
    newest, first = (
        page(client, f"/plans/{plan.id}/measures/m-003/"),
        page(client, f"/plans/{plan.id}/measures/m-003/?year=2016"),
    )
    assert "評価とその理由（平成30年度）" in newest
    assert "評価とその理由（平成28年度）" in first
    assert f"/plans/{plan.id}/departments/d-000/?year=2016" in first
    assert "平成30年度" in page(client, f"/plans/{plan.id}/measures/m-003/?year=1999")


def test_a_year_without_a_known_scheme_shows_figures_and_says_what_to_do(
    akita: Plan, coordinator: Person, logged_in: Callable[..., Client]
) -> None:
    client = logged_in()
    for number, scheme in enumerate((None, "nowhere@1")):
        plan = replace(akita, id=f"akita-{number}", years=(PlanYear(2024, scheme),))
        keep_new_plan(plan, by=coordinator)
        told = text(page(client, f"/plans/{plan.id}/measures/n-p077/"))
        assert "方式を選" in told
        assert "21,408" in told


def test_an_empty_plan_says_what_to_do_next(akita: Plan, coordinator: Person, logged_in: Callable[..., Client]) -> None:
    empty = Plan("empty", "空の計画", akita.municipality, 2025, 2027, (Level("l-1", "施策", answered=True),))
    keep_new_plan(empty, by=coordinator)
    client = logged_in()
    for part in ("", "measures/", "indicators/", "money/", "departments/"):
        assert 'class="empty"' in page(client, f"/plans/empty/{part}")


def test_what_a_city_writes_never_becomes_markup(
    akita: Plan, coordinator: Person, logged_in: Callable[..., Client]
) -> None:
    evil = "<script>alert(1)</script>"
    nodes = tuple(replace(n, name=evil, summary=evil, effect=evil) if n.id == "n-p077" else n for n in akita.nodes)
    indicators = tuple(replace(i, name=evil, unit=evil) if i.node == "n-p077" else i for i in akita.indicators)
    keep_new_plan(replace(akita, id="evil", name=evil, nodes=nodes, indicators=indicators), by=coordinator)
    client = logged_in()
    for part in ("", "measures/", "measures/n-p077/", "indicators/", "money/"):
        assert evil not in page(client, f"/plans/evil/{part}")


def test_a_cross_listed_measure_stands_in_both_places_and_is_counted_once(
    akita: Plan, coordinator: Person, logged_in: Callable[..., Client]
) -> None:
    nodes = tuple(replace(n, cross_listed_under=("n-h15",)) if n.id == "n-p077" else n for n in akita.nodes)
    keep_new_plan(replace(akita, id="again", nodes=nodes), by=coordinator)
    client = logged_in()
    tree = page(client, "/plans/again/")
    assert tree.count(">再掲<") == 1
    assert "令和6年度は68施策です。" in text(tree)
    assert "n-p077" in page(client, "/plans/again/nodes/n-h15/")


def test_a_department_that_the_plan_does_not_list_has_its_code_for_a_name(
    akita: Plan, coordinator: Person, logged_in: Callable[..., Client]
) -> None:
    node = Node("n-new", "l-5", "新しい施策", "n-h04", responsibilities=(Responsibility("d-01", Role.LEAD),))
    keep_new_plan(replace(akita, id="more", nodes=(*akita.nodes, node)), by=coordinator)
    client = logged_in()
    assert client.get("/plans/more/departments/d-99/").status_code == 404
    assert "新しい施策" in page(client, "/plans/more/departments/d-01/")


def test_a_self_grade_that_differs_is_marked_beside_the_computed_one(
    akita: Plan, coordinator: Person, logged_in: Callable[..., Client]
) -> None:
    results = tuple(
        replace(r, ratings=tuple(replace(each, grade="A") for each in r.ratings)) if r.node == "n-p077" else r
        for r in akita.results
    )
    keep_new_plan(replace(akita, id="differs", results=results), by=coordinator)
    client = logged_in()
    assert "算定と異なる" in page(client, "/plans/differs/measures/n-p077/")
    assert text(page(client, "/plans/differs/measures/?look=differs")).count("算定と異なる") >= 1


def test_every_value_of_a_measure_leads_to_its_document_and_page(kept: Plan, logged_in: Callable[..., Client]) -> None:
    told = text(page(logged_in(), f"/plans/{kept.id}/measures/n-p077/"))
    assert re.search(r"秋田市監査委員 令和7年度 包括外部監査結果報告書 （令和8年2月6日公表）\s*77ページ 値\d+件", told)


def test_the_list_of_measures_is_downloaded_with_its_filters(kept: Plan, logged_in: Callable[..., Client]) -> None:
    response = logged_in().get(f"/plans/{kept.id}/measures/?grade=D&format=csv")
    lines = response.content.decode("utf-8-sig").splitlines()
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert sum(line.startswith("'") for line in lines) == 0
    assert len([line for line in lines if ",D," in line]) == 2


def test_an_indicator_of_several_counters_is_not_said_to_lack_its_figure(
    kept: Plan, logged_in: Callable[..., Client]
) -> None:
    told = text(page(logged_in(), f"/plans/{kept.id}/measures/n-p080/"))
    assert "各種SNSのフォロワー数は、令和6年度に3要素のうち2要素が目標値に届いています。" in told
    assert "実績値が未入力" not in told


def test_files_of_a_department_and_of_a_node_are_named_apart_from_that_of_the_plan(
    kept: Plan, logged_in: Callable[..., Client]
) -> None:
    client = logged_in()
    places = ("measures/", "departments/d-07/", "nodes/n-h02/")
    named = [client.get(f"/plans/{kept.id}/{each}?format=csv")["Content-Disposition"] for each in places]
    assert [each.rpartition("''")[2] for each in named] == [
        "akita-digital-2-measures-2024.csv",
        "akita-digital-2-d-07-measures-2024.csv",
        "akita-digital-2-n-h02-measures-2024.csv",
    ]


def test_a_chart_of_self_grades_is_not_called_grades_of_grades(kept: Plan, logged_in: Callable[..., Client]) -> None:
    reader = logged_in()
    where = f"/plans/{kept.id}/?year=2024"
    assert "令和6年度の自己評価の内訳（全" in text_of(reader.get(where))
    assert "の評価の内訳" not in reader.get(where).content.decode().replace("算定）の内訳", "")
    reader.post("/language/", {"language": "en", "next": "/"})
    assert "Self-grades of FY2024 (" in reader.get(where).content.decode()
    assert "Grades of Self-grades" not in reader.get(where).content.decode()


def test_an_explanation_that_stands_alone_ends_as_a_sentence(kept: Plan, logged_in: Callable[..., Client]) -> None:
    shown = logged_in().get("/plans/akita-digital-2/measures/n-p073/?year=2024").content.decode()
    grade = shown.partition('id="grade"')[2].partition("</section>")[0]
    told = [each.partition("</p>")[0].strip() for each in grade.split("<p>")[1:]]
    assert told
    assert [each for each in told if not each.endswith("。")] == []


def test_a_field_does_not_count_a_measure_that_it_only_lists_again(
    akita: Plan, coordinator: Person, logged_in: Callable[..., Client]
) -> None:
    client = logged_in()
    keep_new_plan(replace(akita, id="before"), by=coordinator)
    before = text(page(client, "/plans/before/nodes/n-h15/")).partition("施策です。")[0].rpartition("は")[2]
    nodes = tuple(replace(n, cross_listed_under=("n-h15",)) if n.id == "n-p077" else n for n in akita.nodes)
    keep_new_plan(replace(akita, id="again", nodes=nodes), by=coordinator)
    shown = page(client, "/plans/again/nodes/n-h15/")
    assert text(shown).partition("施策です。")[0].rpartition("は")[2] == before
    assert "再掲の施策が1件あります" in text(shown)
    assert "2,417" not in shown.partition("<section")[0]
    assert "n-p077" in shown
