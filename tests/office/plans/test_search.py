from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from monosashi.core.changes import diff
from monosashi.core.plan import Plan
from monosashi.core.results import NodeYear
from monosashi.office.accounts.standing import Person
from monosashi.office.plans import queries, queries_search
from monosashi.office.plans.actions import save
from monosashi.office.plans.models import Entry, PlanRow
from monosashi.office.plans.queries import Held, held
from monosashi.office.plans.queries_search import FIRST, search

pytestmark = pytest.mark.slow


def places(text: str) -> set[str]:
    return {hit.node.id for hit in search(text).hits if hit.node}


def test_two_characters_are_enough(kept: Plan) -> None:
    assert "n-p145" in places("バス")


def test_one_character_is_not_searched(kept: Plan) -> None:
    assert search("バ").too_short


@pytest.mark.parametrize("written", ["ＲＰＡ", "rpa", "RPA", "Ｒｐａ"])
def test_it_does_not_matter_how_a_word_is_written(kept: Plan, written: str) -> None:
    assert places(written) == places("RPA")
    assert len(places(written)) > 1


@pytest.mark.parametrize("text", ["%", "__", "100%", "\\", "'; DROP TABLE plans_entry; --"])
def test_signs_of_the_database_are_letters_like_others(kept: Plan, text: str) -> None:
    held_by = {e.folded for e in Entry.objects.all() if text.lower() in e.folded}
    assert search(text).count == (len(held_by) if len(text) > 1 else 0)


def test_every_word_has_to_be_in_one_entry(kept: Plan) -> None:
    assert places("バス 高齢") < places("バス")
    assert places("バス 高齢") <= places("高齢")


def test_what_was_found_is_shown_as_it_is_written(kept: Plan) -> None:
    hit = next(hit for hit in search("ｂａｓｕ".replace("ｂａｓｕ", "ﾊﾞｽ")).hits)
    assert hit.excerpt.found == "バス"


def test_a_saved_text_is_found_at_once_and_the_old_one_no_more(kept: Plan, coordinator: Person) -> None:
    node = kept.index.node["n-p145"]
    other = replace(kept, nodes=tuple(replace(n, name="海底軌道") if n is node else n for n in kept.nodes))
    save(plan_id=kept.id, based_on=kept.revision, changes=diff(kept, other), by=coordinator)
    assert places("海底軌道") == {"n-p145"}
    assert "n-p145" not in {hit.node.id for hit in search(node.name).hits if hit.node and hit.collection == "nodes"}


def test_a_search_takes_two_queries_whatever_it_finds(
    kept: Plan, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    held(kept.id)
    with django_assert_num_queries(2):
        search("バス")
    with django_assert_num_queries(2):
        search("市民")


def test_what_was_typed_stands_on_the_page_as_text(kept: Plan, logged_in: Callable[..., Client]) -> None:
    page = logged_in().get("/search/", {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in page
    assert "見つかりませんでした" in page


def test_the_page_leads_to_what_was_found(kept: Plan, logged_in: Callable[..., Client]) -> None:
    page = logged_in().get("/search/", {"q": "バス"}).content.decode()
    assert 'href="/plans/akita-digital-2/measures/n-p145/"' in page
    assert "<mark>バス</mark>" in page


def test_a_word_of_an_indicators_name_alone_leads_to_its_measure(kept: Plan, logged_in: Callable[..., Client]) -> None:
    (hit,) = search("適合レベル").hits
    assert hit.collection == "indicators"
    assert hit.node == kept.index.node["n-p076"]
    page = logged_in().get("/search/", {"q": "適合レベル"}).content.decode()
    assert 'href="/plans/akita-digital-2/measures/n-p076/' in page
    assert "<mark>適合レベル</mark>" in page


def test_a_department_is_found_by_its_name(kept: Plan, logged_in: Callable[..., Client]) -> None:
    found = [hit for hit in search("市民課").hits if hit.collection == "departments"]
    assert [(hit.entry, hit.node) for hit in found] == [(kept.index.department["d-07"], None)]
    page = logged_in().get("/search/", {"q": "市民課"}).content.decode()
    assert 'href="/plans/akita-digital-2/departments/d-07/' in page


def groups(text: str, kind: str = "") -> dict[str, int]:
    return {group.kind: group.count for group in search(text, kind=kind).groups}


def test_what_was_found_stands_by_kind_with_its_count(kept: Plan, logged_in: Callable[..., Client]) -> None:
    counted: dict[str, int] = {}
    for entry in Entry.objects.filter(folded__contains="市民").exclude(collection__in=("levels", "posts")):
        counted[entry.collection] = counted.get(entry.collection, 0) + 1
    assert groups("市民") == counted
    assert len(counted) > 3
    page = logged_in().get("/search/", {"q": "市民"}).content.decode()
    assert f'<h2 id="found-nodes">施策・分野など（{counted["nodes"]}件）</h2>' in page
    assert f"「市民」を含むものが{sum(counted.values())}件あります。" in page


def test_of_each_kind_the_first_are_shown_and_the_page_leads_to_all(
    kept: Plan, logged_in: Callable[..., Client]
) -> None:
    (own,) = (group for group in search("市民").groups if group.kind == "nodes")
    assert (len(own.hits), own.count > FIRST) == (FIRST, True)
    client = logged_in()
    assert "kind=nodes" in client.get("/search/", {"q": "市民"}).content.decode()
    alone = search("市民", kind="nodes", window=lambda count: (1, count))
    assert [(group.kind, group.count, len(group.hits)) for group in alone.groups] == [("nodes", own.count, own.count)]
    assert 'id="found-indicators"' not in client.get("/search/", {"q": "市民", "kind": "nodes"}).content.decode()


def test_every_word_is_marked_where_it_stands_close_by(kept: Plan, logged_in: Callable[..., Client]) -> None:
    node = kept.index.node["n-p145"]
    first, second = node.name[:2], node.name[-2:]
    (hit,) = (hit for hit in search(f"{first} {second}").hits if hit.entry is not None and hit.collection == "nodes")
    assert {first, second} <= {piece.text for piece in hit.excerpt.pieces if piece.marked}


@pytest.fixture
def numbered(kept: Plan, coordinator: Person) -> Plan:
    """Akita's plan with a number on two measures and a code on a program."""
    numbers = {"n-p145": "01-02", "n-p076": "7"}
    nodes = tuple(replace(n, number=numbers.get(n.id, n.number)) for n in kept.nodes)
    first, *rest = kept.budget_programs
    after = replace(kept, nodes=nodes, budget_programs=(replace(first, code="02-010-3"), *rest))
    save(plan_id=kept.id, based_on=kept.revision, changes=diff(kept, after), by=coordinator)
    return after


@pytest.mark.parametrize(
    "typed", ["01-02", "１－２", "1-2", "１ー２", "1.2", "０１０２", "12", "第1-2号", "No.1-2", "１‐０２"]
)
def test_a_measure_is_found_by_its_number_however_it_is_typed(numbered: Plan, typed: str) -> None:
    first = search(typed).hits[0]
    assert (first.node, first.excerpt.found) == (numbered.index.node["n-p145"], "01-02")


@pytest.mark.parametrize("typed", ["7", "７", "07"])
def test_a_number_of_one_digit_is_enough(numbered: Plan, typed: str) -> None:
    found = search(typed)
    assert (found.too_short, found.hits[0].node) == (False, numbered.index.node["n-p076"])


@pytest.mark.parametrize("typed", ["02-010-3", "2-10-3", "020103", "２－１０－３"])
def test_a_budget_program_is_found_by_its_code(numbered: Plan, typed: str) -> None:
    (found,) = (group for group in search(typed).groups if group.kind == "budget_programs")
    assert found.hits[0].entry == numbered.budget_programs[0]


def test_what_has_the_number_and_holds_the_words_is_counted_once(numbered: Plan) -> None:
    assert groups("01-02")["nodes"] == 1
    assert groups("99-98") == {}


def test_a_number_takes_as_many_queries_as_a_word(
    numbered: Plan, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    search("1-2")
    with django_assert_num_queries(2):
        search("1-2")


@pytest.mark.parametrize("typed", ["あ" * 60_000, "か " * 3_000, "𠮷", "🚌🚌", "ﾞ", "(((", "\u3099\u3099"])
def test_odd_searches_have_a_page(kept: Plan, logged_in: Callable[..., Client], typed: str) -> None:
    assert logged_in().get("/search/", {"q": typed}).status_code == 200
    assert logged_in().get("/search/", {"q": "市民", "plan": typed, "kind": typed}).status_code == 200


def test_a_plan_that_is_not_kept_here_is_not_searched_in(kept: Plan, logged_in: Callable[..., Client]) -> None:
    page = logged_in().get("/search/", {"q": "市民", "plan": "gone"}).content.decode()
    assert "見つかりませんでした" not in page


def test_what_was_answered_in_an_earlier_year_leads_to_the_page_of_that_year(
    kept: Plan, coordinator: Person, logged_in: Callable[..., Client]
) -> None:
    told = (*kept.results, NodeYear("n-p145", 2022, result="海底軌道を試した"))
    after = replace(kept, first_year=2022, results=told)
    save(plan_id=kept.id, based_on=kept.revision, changes=diff(kept, after), by=coordinator)
    client = logged_in()
    page = client.get("/search/", {"q": "海底軌道"}).content.decode()
    where = "/plans/akita-digital-2/measures/n-p145/?year=2022"
    assert f'href="{where}"' in page
    assert "海底軌道を試した" in client.get(where).content.decode()


@pytest.mark.parametrize("typed", ["R P A", "Ｒ　Ｐ　Ａ", "ｒ ｐ ａ"])
def test_a_word_typed_letter_by_letter_is_that_word(kept: Plan, typed: str) -> None:
    assert places(typed) == places("RPA")


def test_letters_that_are_no_word_together_stay_too_short(kept: Plan) -> None:
    assert search("1 2").too_short
    assert search("ー").too_short


def test_what_has_the_number_and_holds_it_in_words_stands_once_however_often_the_plan_is_read(
    numbered: Plan, coordinator: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_kept = queries.held_as

    def read_anew(row: PlanRow) -> Held:
        queries._read.cache_clear()  # type: ignore[attr-defined]
        return read_kept(row)

    monkeypatch.setattr(queries_search, "held_as", read_anew)
    (group,) = (group for group in search("01-02").groups if group.kind == "nodes")
    assert [hit.node.id for hit in group.hits if hit.node].count("n-p145") == 1
