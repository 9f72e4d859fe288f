"""What an earlier version accepted stays readable: nothing that is brought in more strictly today takes a page away."""

import json
import zlib

import pytest
from django.test import Client

from monosashi.core.messages import InvalidInput
from monosashi.core.plan import Plan
from monosashi.evaluation.evaluate import evaluate, shipped_scheme
from monosashi.evaluation.life_cycle_loader import shipped_life_cycle_file
from monosashi.evaluation.shipped import shipped_scheme_file
from monosashi.office.accounts.standing import Person
from monosashi.office.operation import upgrading
from monosashi.office.plans.actions import keep_new_plan
from monosashi.office.plans.actions_editions import content_in, freeze
from monosashi.office.plans.queries import held
from monosashi.office.rounds.basis import basis_at
from monosashi.office.rounds.states import RoundKind
from monosashi.office.schemes.models import RuleFile, RuleKind
from monosashi.publishing.auditor.opening import content_of
from office.schemes.test_rules_of_the_city import YEAR, of_the_city, office, with_rules

__all__ = ["office"]

HOLE = (
    b'when = { figure = "achievement", at_least = "80" }',
    b'when = { figure = "achievement", at_least = "80", below = "99.95" }',
)
PAGES = (
    *("/", "/schemes/", "/plans/{plan}/", "/plans/{plan}/measures/n-p073/", "/plans/{plan}/edit/years/2024/"),
    *("/plans/{plan}/overview/", "/plans/{plan}/findings/", "/plans/{plan}/editions/", "/plans/{plan}/measures/"),
)


def stored(raw: bytes, kind: RuleKind, name: str, by: Person) -> None:
    """A file as an earlier version kept it."""
    RuleFile.objects.create(
        kind=kind,
        reference=f"{name}@1",
        name="市の方式.toml",
        content=raw.decode(),
        brought_at="2025-04-01T00:00:00Z",
        brought_by=by.staff.pk,
        brought_by_label=by.actor.label,
    )


def with_a_hole(name: str) -> bytes:
    """Bands that leave rates from 99.95 to 100 without a grade."""
    raw = shipped_scheme_file("ratio-bands@1").replace(b'id = "ratio-bands"', f'id = "{name}"'.encode(), 1)
    assert HOLE[0] in raw
    return raw.replace(*HOLE)


def unreadable(raw: bytes) -> bytes:
    """A key that nobody knows any more."""
    return b'formerly = "x"\n' + raw


def test_a_rule_that_would_be_refused_today_still_judges_the_years_that_name_it(
    office: Client, akita: Plan, coordinator: Person
) -> None:
    stored(with_a_hole("holed"), RuleKind.SCHEME, "holed", coordinator)
    stored(of_the_city(shipped_life_cycle_file("akita@1"), "holed"), RuleKind.LIFE_CYCLE, "holed", coordinator)
    keep_new_plan(with_rules(akita, "holed"), by=coordinator)
    answers = {page: office.get(page.format(plan=akita.id)).status_code for page in PAGES}
    assert set(answers.values()) == {200}, answers
    now = content_in(held(akita.id).plan, YEAR)
    theirs = evaluate(akita, YEAR, shipped_scheme("ratio-bands@1"), now.life_cycle)
    assert [each.computed.grade for each in now.evaluation.measures] == [
        each.computed.grade for each in theirs.measures
    ]
    edition = freeze(plan_id=akita.id, fiscal_year=YEAR, label="速報", by=coordinator)
    assert office.get(f"/plans/{akita.id}/editions/{edition.number}/").status_code == 200
    assert upgrading.rules_not_read() == ()
    assert office.get("/schemes/scheme/holed@1/").status_code == 200
    opened = content_of(json.loads(zlib.decompress(bytes(edition.document))))
    assert opened.evaluation == now.evaluation


def test_a_rule_that_cannot_be_read_any_more_costs_its_grades_and_no_page(
    office: Client, akita: Plan, coordinator: Person
) -> None:
    stored(unreadable(of_the_city(shipped_scheme_file("akita@1"), "old")), RuleKind.SCHEME, "old", coordinator)
    stored(of_the_city(shipped_life_cycle_file("akita@1"), "old"), RuleKind.LIFE_CYCLE, "old", coordinator)
    keep_new_plan(with_rules(akita, "old"), by=coordinator)
    answers = {page: office.get(page.format(plan=akita.id)).status_code for page in PAGES}
    assert set(answers.values()) == {200}, answers
    page = office.get(f"/plans/{akita.id}/measures/n-p073/").content.decode()
    assert "「old@1」は、今のシステムでは読めません" in page
    assert "formerly" in page
    assert "別の版" in page
    assert "formerly" in office.get("/schemes/").content.decode()
    assert "formerly" in office.get("/schemes/scheme/old@1/").content.decode()
    assert office.get("/schemes/scheme/old@1/file.toml").status_code == 200
    with pytest.raises(InvalidInput) as refused:
        freeze(plan_id=akita.id, fiscal_year=YEAR, label="速報", by=coordinator)
    assert [problem.why.id for problem in refused.value.problems] == [
        "plans.freeze.not_readable",
        "evaluation.data.unknown_key",
    ]
    health = json.loads(office.get("/healthz").content)
    assert health["rules"] == {"ok": None, "not_readable": 1}
    assert [problem.place.partition("/")[0] for problem in upgrading.rules_not_read()] == ["市の方式.toml"]


def test_a_life_cycle_that_cannot_be_read_any_more_takes_no_page_either(
    office: Client, akita: Plan, coordinator: Person
) -> None:
    stored(of_the_city(shipped_scheme_file("akita@1"), "old"), RuleKind.SCHEME, "old", coordinator)
    stored(unreadable(of_the_city(shipped_life_cycle_file("akita@1"), "old")), RuleKind.LIFE_CYCLE, "old", coordinator)
    keep_new_plan(with_rules(akita, "old"), by=coordinator)
    answers = {page: office.get(page.format(plan=akita.id)).status_code for page in PAGES}
    assert set(answers.values()) == {200}, answers
    assert "formerly" in office.get("/schemes/life-cycle/old@1/").content.decode()


def test_whatever_else_needs_a_rule_that_cannot_be_read_says_so_in_a_sentence(
    office: Client, akita: Plan, coordinator: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored(unreadable(of_the_city(shipped_scheme_file("akita@1"), "old")), RuleKind.SCHEME, "old", coordinator)
    keep_new_plan(with_rules(akita, "old"), by=coordinator)
    monkeypatch.setattr(
        "monosashi.office.schemes.views.legends_of", lambda _: basis_at(akita.id, 1, YEAR, RoundKind.YEAR)
    )
    refused = office.get("/schemes/scheme/akita@1/")
    assert refused.status_code == 409
    assert "「old@1」は、今のシステムでは読めません" in refused.content.decode()
