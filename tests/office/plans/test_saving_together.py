"""Two people at one plan, the back button, two tabs, a session that ends: nothing that was typed is lost."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from monosashi.core.changes import Added, Changed, Removed, Reordered, diff, place_of
from monosashi.core.paths import key_of
from monosashi.core.plan import Plan
from monosashi.office.accounts.models import RoleAssignment, Staff
from monosashi.office.accounts.permissions import NotAllowed, Role
from monosashi.office.accounts.standing import Person, person
from monosashi.office.plans.actions import Conflict, Decisions, keep_new_plan, save
from monosashi.office.plans.kept.merging import Choice
from monosashi.office.plans.kept.removal import without
from monosashi.office.plans.kept.submissions import Form
from monosashi.office.plans.models import Revision, Submission
from monosashi.office.plans.queries import held, whole
from monosashi.office.plans.reach import check_changes
from office.laid import Someone
from office.plans.as_browser import edited, fields_of, form_in, text_of
from office.together import run_together

pytestmark = pytest.mark.slow
AT = "/plans/akita-digital-2/edit"
TODAY = date(2025, 5, 12)


@pytest.fixture
def two(kept: Plan, someone: Someone) -> tuple[Client, Client]:
    clients = []
    for name in ("工藤", "長谷川"):
        client = Client()
        client.force_login(someone(Role.COORDINATING_OFFICE, name=name))
        clients.append(client)
    return clients[0], clients[1]


@pytest.fixture
def node(kept: Plan) -> str:
    return kept.index.measures[0].id


def opened(client: Client, address: str) -> dict[str, list[str]]:
    return fields_of(form_in(client.get(address)))


def effect_of(plan: str, node: str) -> tuple[str, str]:
    found = whole(plan).index.node[node]
    return found.summary, found.effect


def test_the_second_keeps_the_change_of_the_first_and_is_told_of_it(
    two: tuple[Client, Client], kept: Plan, node: str
) -> None:
    address = f"{AT}/nodes/{node}/"
    first, second = (opened(client, address) for client in two)
    two[0].post(address, first | {"summary": ["一人目の概要"]})
    answer = two[1].post(address, second | {"effect": ["二人目の効果"]})
    assert answer.status_code == 302
    assert effect_of(kept.id, node) == ("一人目の概要", "二人目の効果")
    told = text_of(two[1].get(answer["Location"]))
    assert "工藤" in told
    assert "一人目の概要" in told


@pytest.mark.parametrize(("choice", "stays"), [("mine", "二人目の効果"), ("theirs", "一人目の効果")])
def test_the_same_cell_is_decided_by_whoever_comes_second(
    two: tuple[Client, Client], kept: Plan, node: str, choice: str, stays: str
) -> None:
    address = f"{AT}/nodes/{node}/"
    before = kept.index.node[node].effect
    first, second = (opened(client, address) for client in two)
    two[0].post(address, first | {"effect": ["一人目の効果"]})
    answer = two[1].post(address, second | {"effect": ["二人目の効果"], "summary": ["二人目の概要"]})
    assert answer.status_code == 409
    told = text_of(answer)
    assert all(text in told for text in ("一人目の効果", "二人目の効果", before[:20], "工藤"))
    asked = fields_of(form_in(answer, 0))
    assert asked["summary"] == ["二人目の概要"]
    answer = two[1].post(address, asked | {f"decide:nodes/{node}/effect": [choice]})
    assert answer.status_code == 302, text_of(answer)
    assert effect_of(kept.id, node) == ("二人目の概要", stays)


def test_a_decision_about_a_state_that_has_changed_again_is_asked_again(
    two: tuple[Client, Client], kept: Plan, node: str
) -> None:
    address = f"{AT}/nodes/{node}/"
    first, second = (opened(client, address) for client in two)
    two[0].post(address, first | {"effect": ["一人目の効果"]})
    asked = fields_of(form_in(two[1].post(address, second | {"effect": ["二人目の効果"]}), 0))
    edited(two[0], address, {"effect": "また変えた効果"})
    answer = two[1].post(address, asked | {f"decide:nodes/{node}/effect": ["mine"]})
    assert answer.status_code == 409
    assert "また変えた効果" in text_of(answer)


def test_an_indicator_taken_away_while_it_is_edited_comes_back_only_if_one_says_so(
    two: tuple[Client, Client], kept: Plan
) -> None:
    id_ = next(i.id for i in kept.indicators if any(a.fiscal_year == 2024 for a in i.actuals))
    address = f"{AT}/indicators/{id_}/"
    typing = opened(two[1], address) | {"rationale": ["考え方を書き直した"], "why": ["戻す"]}
    taking = f"{AT}/indicators/{id_}/remove/"
    assert two[0].post(taking, fields_of(form_in(two[0].get(taking), 0)) | {"why": ["重複"]}).status_code == 302
    answer = two[1].post(address, typing)
    assert answer.status_code == 409
    asked = fields_of(form_in(answer, 0))
    (place,) = [c.get("name") for c in form_in(answer, 0).iter() if c.get("value") == "mine"]
    assert place is not None
    answer = two[1].post(address, asked | {place: ["mine"]})
    assert answer.status_code == 302, text_of(answer)
    assert whole(kept.id).index.indicator[id_].rationale == "考え方を書き直した"


def test_a_form_sent_twice_is_saved_once(two: tuple[Client, Client], node: str) -> None:
    address = f"{AT}/nodes/{node}/"
    fields = opened(two[0], address) | {"effect": ["一度だけ"]}
    locations = [two[0].post(address, fields)["Location"] for _ in range(2)]
    assert locations[0] == locations[1]
    assert Revision.objects.count() == 2


def test_going_back_and_changing_more_goes_on_from_what_was_saved(
    two: tuple[Client, Client], kept: Plan, node: str
) -> None:
    address = f"{AT}/nodes/{node}/"
    before = kept.index.node[node].effect
    fields = opened(two[0], address) | {"effect": ["まず保存"], "summary": ["概要"]}
    two[0].post(address, fields)
    answer = two[0].post(address, fields | {"effect": [before]})
    assert answer.status_code == 302
    assert effect_of(kept.id, node) == ("概要", before)


def test_two_tabs_of_one_person_are_two_forms(two: tuple[Client, Client], kept: Plan, node: str) -> None:
    address = f"{AT}/nodes/{node}/"
    one, other = opened(two[0], address), opened(two[0], address)
    assert one["token"] != other["token"]
    two[0].post(address, one | {"effect": ["左のタブ"]})
    assert two[0].post(address, other | {"summary": ["右のタブ"]}).status_code == 302
    assert effect_of(kept.id, node) == ("右のタブ", "左のタブ")


def test_what_was_typed_when_the_session_ended_stands_in_the_form_after_log_in(
    two: tuple[Client, Client], kept: Plan, node: str
) -> None:
    address = f"{AT}/nodes/{node}/"
    client = two[0]
    staff = Staff.objects.get(name="工藤")
    fields = opened(client, address) | {"effect": ["書きかけの効果"]}
    client.logout()
    answer = client.post(address, fields)
    assert answer.status_code == 302
    assert "log-in" in answer["Location"] or "session" in answer["Location"]
    back = parse_qs(urlsplit(answer["Location"]).query)["next"][0]
    client.force_login(staff)
    again = client.get(back)
    kept_fields = fields_of(form_in(again))
    assert kept_fields["effect"] == ["書きかけの効果"]
    assert client.post(address, kept_fields).status_code == 302
    assert effect_of(kept.id, node)[1] == "書きかけの効果"


def test_a_form_with_the_token_of_an_earlier_session_is_kept_and_one_of_another_site_is_not(
    kept: Plan, coordinator: Person, node: str
) -> None:
    address = f"{AT}/nodes/{node}/"
    client = Client(enforce_csrf_checks=True)
    client.force_login(coordinator.staff)
    fields = opened(client, address) | {"effect": ["別のタブでログインし直した"], "csrfmiddlewaretoken": ["x" * 64]}
    own = client.post(address, fields, headers={"Sec-Fetch-Site": "same-origin"})
    assert own.status_code == 302
    assert fields_of(form_in(client.get(own["Location"])))["effect"] == ["別のタブでログインし直した"]
    assert client.post(address, fields, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_whoever_loses_the_role_while_typing_gets_the_text_back(kept: Plan, coordinator: Person, node: str) -> None:
    client = Client()
    client.force_login(coordinator.staff)
    address = f"{AT}/nodes/{node}/"
    fields = opened(client, address) | {"effect": ["消えては困る文章"]}
    RoleAssignment.objects.all().delete()
    answer = client.post(address, fields)
    assert answer.status_code == 403
    assert "消えては困る文章" in text_of(answer)
    assert Revision.objects.count() == 1


def test_a_department_may_not_speak_for_others_in_its_results(kept: Plan, someone: Someone) -> None:
    own = next(n for n in kept.index.measures if any(r.department == "d-07" for r in n.responsibilities))
    editor = person(someone(Role.DEPARTMENT_EDITOR, department="d-07"))
    key = f"{own.id}.2024"
    check_changes((Changed(("results", key, "result"), "", "x"),), kept, editor.standing, today=TODAY)
    for field in ("stage", "excluded", "notes"):
        with pytest.raises(NotAllowed):
            check_changes((Changed(("results", key, field), None, "x"),), kept, editor.standing, today=TODAY)
    check_changes(
        (Changed(("results", key, "ratings", "progress.self", "grade"), "A", "B"),), kept, editor.standing, today=TODAY
    )
    with pytest.raises(NotAllowed):
        check_changes(
            (Changed(("results", key, "ratings", "progress.second", "grade"), "A", "B"),),
            kept,
            editor.standing,
            today=TODAY,
        )
    with pytest.raises(NotAllowed):
        check_changes(
            (Changed(("indicators", kept.indicators[0].id, "node"), "a", "b"),), kept, editor.standing, today=TODAY
        )


def test_each_kind_of_clash_can_be_decided_either_way(kept: Plan, coordinator: Person) -> None:
    node = next(n for n in kept.nodes if len(n.responsibilities) > 1)
    one, other = node.responsibilities[:2]
    at = ("nodes", node.id, "responsibilities")
    theirs = (Removed((*at, key_of(one)), one, 0), Changed(("nodes", node.id, "effect"), node.effect, "theirs"))
    mine = (
        Changed((*at, key_of(one), "valid_to"), one.valid_to, "2026-03-31"),
        Changed(("nodes", node.id, "effect"), node.effect, "mine"),
    )
    save(plan_id=kept.id, based_on=kept.revision, changes=theirs, by=coordinator)
    with pytest.raises(Conflict) as refused:
        save(plan_id=kept.id, based_on=kept.revision, changes=mine, by=coordinator)
    places = [place_of(change) for change in refused.value.clashing]
    assert len(places) == 2
    decided = Decisions(refused.value.revision, dict.fromkeys(places, Choice.MINE))
    save(plan_id=kept.id, based_on=kept.revision, changes=mine, by=coordinator, decisions=decided)
    after = whole(kept.id).index.node[node.id]
    assert after.effect == "mine"
    assert after.responsibilities == (replace(one, valid_to="2026-03-31"), *node.responsibilities[1:])
    assert other in after.responsibilities


def test_the_same_change_made_by_both_is_no_clash(kept: Plan, coordinator: Person) -> None:
    node = kept.nodes[0]
    change = (Changed(("nodes", node.id, "effect"), node.effect, "same"),)
    save(plan_id=kept.id, based_on=kept.revision, changes=change, by=coordinator)
    saved = save(plan_id=kept.id, based_on=kept.revision, changes=change, by=coordinator)
    assert saved.revision == kept.revision + 1


def test_an_order_goes_in_beside_what_others_took_away(kept: Plan, coordinator: Person) -> None:
    keys = tuple(indicator.id for indicator in kept.indicators)
    gone = diff(kept, without(kept, "indicators", keys[3]))
    moved = (Reordered(("indicators",), keys, tuple(reversed(keys))),)
    save(plan_id=kept.id, based_on=kept.revision, changes=gone, by=coordinator)
    left = {indicator.id for indicator in whole(kept.id).indicators}
    save(plan_id=kept.id, based_on=kept.revision, changes=moved, by=coordinator)
    after = [indicator.id for indicator in whole(kept.id).indicators]
    assert after == [key for key in reversed(keys) if key in left]


def test_a_value_typed_over_no_longer_names_the_page_it_came_from(kept: Plan, coordinator: Person) -> None:
    source = next(s for s in kept.provenance if "/actuals/" in s.at and s.at.endswith("/value"))
    _, id_, _, year, _ = source.at.split("/")
    actual = next(a for a in kept.index.indicator[id_].actuals if a.fiscal_year == int(year))
    change = Changed(tuple(source.at.split("/")), actual.value, Decimal("1.5"))
    save(plan_id=kept.id, based_on=kept.revision, changes=(change,), by=coordinator)
    after = whole(kept.id)
    assert {s.at for s in kept.provenance} - {s.at for s in after.provenance} == {source.at}


@pytest.mark.django_db(transaction=True)
def test_six_people_who_save_at_the_same_moment_all_keep_what_they_typed(akita: Plan, someone: Someone) -> None:
    by = person(someone(Role.COORDINATING_OFFICE, name="成田"))
    keep_new_plan(akita, by=by)
    nodes = akita.index.measures[:6]

    def saving(at: int) -> Callable[[], object]:
        change = Changed(("nodes", nodes[at].id, "effect"), nodes[at].effect, f"同時 {at}")
        return lambda: save(plan_id=akita.id, based_on=akita.revision, changes=(change,), by=by).revision

    came = run_together(*(saving(at) for at in range(len(nodes))))
    assert sorted(came) == list(range(akita.revision + 1, akita.revision + 1 + len(nodes))), came  # type: ignore[type-var]
    after = whole(akita.id)
    assert [after.index.node[node.id].effect for node in nodes] == [f"同時 {at}" for at in range(len(nodes))]
    assert held(akita.id).revision == akita.revision + len(nodes)


@pytest.mark.django_db(transaction=True)
def test_one_form_sent_twice_at_the_same_moment_is_saved_once(akita: Plan, someone: Someone) -> None:
    by = person(someone(Role.COORDINATING_OFFICE, name="成田"))
    keep_new_plan(akita, by=by)
    node = akita.nodes[0]
    change = Changed(("nodes", node.id, "effect"), node.effect, "一度だけ")
    form = Form("token-of-the-form", {"effect": "一度だけ"})

    def saving() -> object:
        return save(plan_id=akita.id, based_on=akita.revision, changes=(change,), by=by, form=form).revision

    assert run_together(saving, saving) == [akita.revision + 1] * 2
    assert Revision.objects.count() == 2
    assert Submission.objects.count() == 1
    assert diff(akita, whole(akita.id))[0].path == ("revision",)
    assert not any(isinstance(change, Added) for change in diff(akita, whole(akita.id)))
