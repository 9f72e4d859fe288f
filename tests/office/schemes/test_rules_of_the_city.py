"""A city that nobody here has seen brings its own rules: they are shown, judge its plan, and are never replaced."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from monosashi.core.plan import Plan
from monosashi.evaluation.evaluate import evaluate, shipped_life_cycle, shipped_scheme, shipped_schemes
from monosashi.evaluation.life_cycle_loader import shipped_life_cycle_file, worked_moves
from monosashi.evaluation.scheme_loader import read_scheme, worked_examples
from monosashi.evaluation.shipped import shipped_scheme_file
from monosashi.office.accounts.permissions import Role
from monosashi.office.accounts.standing import Person
from monosashi.office.events.models import Event
from monosashi.office.findings.models import ReviewRow
from monosashi.office.plans.actions import keep_new_plan
from monosashi.office.plans.actions_editions import content_in, freeze
from monosashi.office.plans.queries import held
from monosashi.office.plans.year.in_year import in_year
from monosashi.office.schemes.models import RuleFile
from monosashi.wording import render
from office.laid import Someone

OTHERS = Path(__file__).parents[2] / "evaluation" / "schemes_of_other_cities"
YEAR = 2024


def of_the_city(raw: bytes, name: str) -> bytes:
    """A shipped file of rules, as a city begins its own with it."""
    return raw.replace(b'id = "akita"', f'id = "{name}"'.encode(), 1)


def with_rules(plan: Plan, name: str) -> Plan:
    """The plan, each year of it judged by rules of this name."""
    return replace(plan, years=tuple(replace(year, scheme=f"{name}@1", life_cycle=f"{name}@1") for year in plan.years))


@pytest.fixture
def office(coordinator: Person) -> Client:
    client = Client()
    client.force_login(coordinator.staff)
    return client


def brought(office: Client, raw: bytes, name: str = "市の方式.toml") -> Any:
    return office.post("/schemes/bring-in/", {"file": SimpleUploadedFile(name, raw)}, follow=True)


def judged_by_rules(plan: str) -> bool:
    """Whether the newest review could ask what the figures mean."""
    return "EVA001" in ReviewRow.objects.filter(plan=plan, fiscal_year=YEAR).latest("pk").ran


def test_a_plan_is_judged_by_the_citys_own_rules_from_the_moment_they_are_brought_in(
    office: Client, akita: Plan, coordinator: Person
) -> None:
    keep_new_plan(with_rules(akita, "own"), by=coordinator)
    page = f"/plans/{akita.id}/measures/n-p073/?year={YEAR}"
    assert "「own@1, own@1」は、このシステムにありません" in office.get(page).content.decode()
    before = office.get(f"/plans/{akita.id}/findings/?year={YEAR}").content.decode()
    assert not judged_by_rules(akita.id)
    assert brought(office, of_the_city(shipped_scheme_file("akita@1"), "own")).status_code == 200
    assert brought(office, of_the_city(shipped_life_cycle_file("akita@1"), "own")).status_code == 200
    assert "このシステムにありません" not in office.get(page).content.decode()
    here = in_year(held(akita.id), YEAR)
    theirs = evaluate(akita, YEAR, shipped_scheme("akita@1"), shipped_life_cycle("akita@1"))
    assert here.evaluation is not None
    assert [(each.node, each.computed.grade) for each in here.evaluation.measures] == [
        (each.node, each.computed.grade) for each in theirs.measures
    ]
    assert len({each.computed.grade for each in here.evaluation.measures}) > 3
    assert office.get(f"/plans/{akita.id}/findings/?year={YEAR}").content.decode() != before
    assert judged_by_rules(akita.id)
    edition = freeze(plan_id=akita.id, fiscal_year=YEAR, label="速報", by=coordinator)
    assert edition.number == 1
    assert content_in(held(akita.id).plan, YEAR).scheme.reference == "own@1"


def test_what_was_brought_in_is_shown_taken_out_again_and_on_record(office: Client, coordinator: Person) -> None:
    raw = (OTHERS / "interim-prorated.toml").read_bytes()
    page = brought(office, raw, "中間評価.toml")
    scheme = read_scheme(raw, "x")
    assert page.redirect_chain[0][0] == f"/schemes/scheme/{scheme.reference}/"
    shown = page.content.decode()
    assert [entry.grade for entry in scheme.legend if f"<b>{entry.grade}</b>" not in shown] == []
    assert coordinator.actor.label in shown
    assert office.get(f"/schemes/scheme/{scheme.reference}/file.toml").content == raw
    listed = office.get("/schemes/").content.decode()
    assert f"/schemes/scheme/{scheme.reference}/" in listed
    event = Event.objects.get(action="rules.brought_in")
    assert (event.kind, event.object_id, event.actor) == ("scheme", scheme.reference, coordinator.staff.pk)
    assert "中間評価.toml" in office.get(f"/events/{event.pk}/").content.decode()
    assert office.get(f"/events/scheme/{scheme.reference}/").status_code == 200


def test_the_same_file_again_changes_nothing_and_another_under_its_name_is_refused(office: Client) -> None:
    raw = of_the_city(shipped_scheme_file("akita@1"), "own")
    brought(office, raw)
    again = brought(office, raw)
    assert again.status_code == 200
    assert "「own@1」と同じものがすでにあります" in again.content.decode()
    assert "取り込みました" not in again.content.decode()
    assert Event.objects.filter(action="rules.brought_in").count() == 1
    other = brought(office, raw.replace("目標値に達した".encode(), "達成した".encode(), 1))
    assert other.status_code == 409
    assert "置き換えられません" in other.content.decode()
    assert RuleFile.objects.get().content.encode() == raw


def test_rules_that_come_with_the_system_are_not_replaced(office: Client) -> None:
    changed = shipped_scheme_file("akita@1").replace("目標値に達した".encode(), "達成した".encode(), 1)
    refused = brought(office, changed)
    assert refused.status_code == 409
    assert "「akita@1」は、システムに付属する決まりの名前です" in refused.content.decode()
    assert not RuleFile.objects.exists()


@pytest.mark.parametrize("raw", [shipped_scheme_file("akita@1"), shipped_life_cycle_file("akita@1")])
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
def test_rules_that_come_with_the_system_are_there_already_when_they_are_brought_in_as_they_are(
    office: Client, raw: bytes, line_end: bytes
) -> None:
    same = brought(office, raw.replace(b"\n", line_end))
    assert same.status_code == 200
    assert "「akita@1」と同じものがすでにあります" in same.content.decode()
    assert not RuleFile.objects.exists()
    assert not Event.objects.filter(action="rules.brought_in").exists()


WRONG = {
    "no TOML": (b"id = ", "半角の &#34; で囲"),
    "an example that comes out otherwise": (
        shipped_scheme_file("akita@1").replace(b'gives = "refused"', b'gives = "A"', 1),
        "not_evaluated",
    ),
    "nothing": (b"", "空"),
    "a name that is too long": (of_the_city(shipped_scheme_file("akita@1"), "a" * 127), "129文字"),
    "not UTF-8": ('id = "市"'.encode("cp932"), "UTF-8"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_file_that_is_no_rule_is_refused_with_all_that_is_wrong(office: Client, wrong: str) -> None:
    raw, told = WRONG[wrong]
    answer = brought(office, raw)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not RuleFile.objects.exists()
    assert not Event.objects.filter(action="rules.brought_in").exists()


@pytest.mark.parametrize("reference", [scheme.reference for scheme in shipped_schemes()])
def test_a_scheme_of_the_package_is_explained_by_its_worked_examples(
    client: Client, someone: Someone, reference: str
) -> None:
    client.force_login(someone(Role.EMPLOYEE))
    page = client.get(f"/schemes/scheme/{reference}/").content.decode()
    scheme = shipped_scheme(reference)
    said = worked_examples(scheme)
    assert said.keys() >= {(step.id, branch.id) for step in scheme.steps for branch in step.branches}
    assert page.count("<tr>") == len(scheme.steps) + sum(1 for verdict in said.values() if verdict is not None)
    assert "{" not in page.partition("<main")[2].partition("</main>")[0]
    assert "取り込む" not in page


def test_a_life_cycle_names_its_stages_and_what_may_follow(client: Client, someone: Someone) -> None:
    client.force_login(someone(Role.EMPLOYEE))
    page = client.get("/schemes/life-cycle/akita@1/").content.decode()
    for stage in shipped_life_cycle("akita@1").stages:
        assert stage.name in page
    assert client.get("/schemes/life-cycle/akita@1/file.toml").content == shipped_life_cycle_file("akita@1")
    assert client.get("/schemes/life-cycle/nobody@1/").status_code == 404
    assert client.get("/schemes/scheme/nobody@1/file.toml").status_code == 404


def test_a_life_cycle_is_explained_by_its_worked_examples(client: Client, someone: Someone) -> None:
    client.force_login(someone(Role.EMPLOYEE))
    page = client.get("/schemes/life-cycle/akita@1/").content.decode()
    stages = shipped_life_cycle("akita@1")
    said = worked_moves(stages)
    assert len(said) == 6
    assert all(render(move.reason, "ja", stages.messages) in page for move in said.values())
    assert "勧める例：令和6年度末までに工程2件がすべて終わっている" in page


def test_a_year_takes_the_citys_own_rules_by_name_and_no_others(
    office: Client, kept: Plan, someone: Someone, logged_in: Callable[..., Client]
) -> None:
    brought(office, of_the_city(shipped_scheme_file("akita@1"), "own"))
    form = office.get(f"/plans/{kept.id}/edit/years/{YEAR}/").content.decode()
    assert 'value="own@1"' in form


@pytest.mark.parametrize("named", ["", " ", "own\u3000", "own rules", "a@b", "a/b", "..", "<b>x", "a?b#c", "own\\t"])
def test_a_name_that_nobody_could_tell_from_another_is_not_kept_for_ever(office: Client, named: str) -> None:
    page = brought(office, of_the_city(shipped_scheme_file("akita@1"), named))
    assert (page.status_code, RuleFile.objects.count()) == (422, 0)
    assert "文字、数字、ハイフン、下線、点だけで" in page.content.decode()


@pytest.mark.parametrize("named", ["own", "市の方式", "own-2_b.c", "Ａ市"])
def test_a_name_of_letters_and_numbers_is_kept(office: Client, named: str) -> None:
    assert brought(office, of_the_city(shipped_scheme_file("akita@1"), named)).status_code == 200
    assert RuleFile.objects.get().reference == f"{named}@1"


def test_a_version_of_spaces_is_not_kept(office: Client) -> None:
    raw = of_the_city(shipped_scheme_file("akita@1"), "own").replace(b'version = "1"', b'version = " 1"', 1)
    assert (brought(office, raw).status_code, RuleFile.objects.count()) == (422, 0)


def test_a_file_nested_without_end_is_refused_with_a_sentence(office: Client) -> None:
    page = brought(office, b"a = " + b"[" * 5000 + b"]" * 5000)
    assert (page.status_code, RuleFile.objects.count()) == (422, 0)
    assert "入れ子" in page.content.decode()
