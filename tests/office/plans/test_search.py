from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from monosashi.core.changes import diff
from monosashi.core.plan import Plan
from monosashi.office.accounts.standing import Person
from monosashi.office.plans.actions import save
from monosashi.office.plans.models import Entry
from monosashi.office.plans.queries import held
from monosashi.office.plans.queries_search import search

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
    assert len(search(text).hits) == (len(held_by) if len(text) > 1 else 0)


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
