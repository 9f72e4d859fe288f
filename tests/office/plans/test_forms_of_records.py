"""Forms made from records: what nobody touched stays digit for digit, and one cell changes one thing."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from monosashi.core.changes import Added, Changed, Removed, place_of
from monosashi.core.paths import keyed
from monosashi.core.plan import Plan
from monosashi.core.validation import problems_of
from monosashi.core.values import Absence, Described, Span
from monosashi.office.plans.editing.record import HEAD, KINDS, draft, result_key, subject_in
from monosashi.office.plans.forms.building import faults_of
from monosashi.office.plans.forms.drawing import Cell, Drawn, State, Table, draw
from monosashi.office.plans.forms.sent import Sent
from monosashi.office.plans.forms.surroundings import Surroundings
from strategies import plans

pytestmark = pytest.mark.without_database


def form_of(plan: Plan, collection: str, key: str, given: dict[str, str] | None = None) -> Drawn:
    record = subject_in(plan, collection, key).record
    around = Surroundings(plan, KINDS[collection], record)
    return draw(around, State(Sent(given or {}), {}, lambda _path: True, {}))


def as_sent(drawn: Drawn) -> dict[str, str]:
    """What a browser sends of a form: line ends as browsers write them, selects and texts as they stand."""
    return {cell.name: cell.text.replace("\n", "\r\n") for cell in drawn.every_cell}


def subjects(plan: Plan) -> list[tuple[str, str]]:
    lists = [(name, key) for name in KINDS if name != HEAD for key in keyed(getattr(plan, name))]
    years = range(plan.first_year, plan.last_year + 1)
    return [(HEAD, ""), *lists, *(("results", result_key(node.id, year)) for node in plan.nodes for year in years)]


@pytest.mark.slow
@given(plans(), st.data())
@settings(deadline=None, phases=(Phase.explicit, Phase.generate), max_examples=60)
def test_a_form_sent_as_it_was_shown_changes_nothing(plan: Plan, data: st.DataObject) -> None:
    collection, key = data.draw(st.sampled_from(subjects(plan)))
    drafted = draft(plan, subject_in(plan, collection, key), Sent(as_sent(form_of(plan, collection, key))), "token")
    assert drafted.changes == ()
    assert not drafted.faults


@pytest.mark.slow
@given(plans(), st.data())
@settings(deadline=None, phases=(Phase.explicit, Phase.generate), max_examples=150)
def test_one_cell_typed_into_changes_that_field_alone(plan: Plan, data: st.DataObject) -> None:
    collection, key = data.draw(st.sampled_from(subjects(plan)))
    drawn = form_of(plan, collection, key)
    cells = [cell for cell in drawn.every_cell if typable(cell)]
    cell = data.draw(st.sampled_from(cells)) if cells else None
    if cell is None:
        return
    typed = data.draw(st.sampled_from(other_texts(cell)))
    subject = subject_in(plan, collection, key)
    drafted = draft(plan, subject, Sent(as_sent(drawn) | {cell.name: typed}), "token")
    assert not drafted.faults, drafted.faults
    (change,) = drafted.changes
    at, here = place_of(change), f"{subject.above}/{cell.name}".lstrip("/")
    if isinstance(change, Changed):
        assert here == at or here.startswith(f"{at}/"), (here, at)
    else:
        assert isinstance(change, Added | Removed)
        assert collection == "results" or here.startswith(at.rpartition("/")[0]), (here, at)


def typable(cell: Cell) -> bool:
    """Cells of texts and figures of entries that are there: keys of rows, which are what a row is, are left to other tests."""
    last = cell.name.rpartition("/")[2]
    keys = {"item", "heading", "author", "predecessor", "axis", "fiscal_year", "value", "unit", "as_of"}
    if "~+" in cell.name or cell.widget not in {"line", "text", "named"}:
        return False
    if cell.name.startswith("reference_series/") and last == "name":
        return False
    texts = {"name", "summary", "effect", "result", "response", "note", "evidence", "rationale", "text", "publisher"}
    return (last in texts - keys and is_there(cell)) or (
        cell.is_figure and last in {"value", "final_target", "amount"} and (is_there(cell) or last != "value")
    )


def is_there(cell: Cell) -> bool:
    return bool(cell.text) or "/" not in cell.name


def other_texts(cell: Cell) -> list[str]:
    wanted = ["9876.50", "未集計", "算出不可"] if cell.is_figure else ["別の文。", "𠮷野家 １２"]
    return [text for text in wanted if text != cell.text]


def table(drawn: Drawn, name: str) -> Table:
    return next(each for each in drawn.tables if each.name == name)


def an_indicator(plan: Plan) -> str:
    return next(i.id for i in plan.indicators if i.unit and any(a.fiscal_year == 2024 for a in i.actuals))


def drafted_with(plan: Plan, collection: str, key: str, typed: dict[str, str]) -> Any:
    drawn = form_of(plan, collection, key)
    return draft(plan, subject_in(plan, collection, key), Sent(as_sent(drawn) | typed), "token")


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("１２．３０", Decimal("12.30")),
        ("1,234", Decimal(1234)),
        ("未集計", Absence.NOT_YET_COUNTED),
        ("算出不能", Absence.NOT_COMPUTABLE),
        ("3〜4.50", Span(Decimal(3), Decimal("4.50"))),
        ("「要件を満たす」（基準：検査に合格）", Described("要件を満たす", "検査に合格")),
    ],
)
def test_what_is_certain_is_taken_with_its_scale(akita: Plan, typed: str, value: object) -> None:
    id_ = an_indicator(akita)
    drafted = drafted_with(akita, "indicators", id_, {"actuals/2024/value": typed})
    (change,) = drafted.changes
    assert repr(change.after) == repr(value)


@pytest.mark.parametrize("typed", ["約80", "－", "△5", "1,23", "なし"])
def test_what_is_unsure_is_asked_and_changes_nothing(akita: Plan, typed: str) -> None:
    drafted = drafted_with(akita, "indicators", an_indicator(akita), {"actuals/2024/value": typed})
    fault = drafted.faults["actuals/2024/value"]
    assert fault.candidates
    assert drafted.changes == ()


def test_a_triangle_is_a_minus_sign_in_money_only(akita: Plan) -> None:
    program = next(p for p in akita.budget_programs if p.lines)
    key = next(iter(keyed(program.lines)))
    drafted = drafted_with(akita, "budget_programs", program.id, {f"lines/{key}/amount": "△1,318"})
    (change,) = drafted.changes
    assert change.after == Decimal(-1318)


def test_thousands_of_yen_are_read_in_the_unit_of_the_plan(akita: Plan) -> None:
    program = next(p for p in akita.budget_programs if p.lines)
    key = next(iter(keyed(program.lines)))
    drafted = drafted_with(akita, "budget_programs", program.id, {f"lines/{key}/amount": "2,417千円"})
    assert drafted.changes[0].after == Decimal(2417)


def test_a_blank_takes_a_year_away_and_is_no_zero(akita: Plan) -> None:
    id_ = an_indicator(akita)
    names = [f"actuals/2024/{name}" for name in ("value", "evidence", "note")]
    drafted = drafted_with(akita, "indicators", id_, dict.fromkeys(names, ""))
    (change,) = drafted.changes
    assert isinstance(change, Removed)
    assert place_of(change) == f"indicators/{id_}/actuals/2024"


def test_evidence_without_a_figure_is_asked_for_the_figure(akita: Plan) -> None:
    id_ = an_indicator(akita)
    drafted = drafted_with(
        akita, "indicators", id_, {"actuals/2024/value": "", "actuals/2024/evidence": "台帳", "actuals/2024/note": ""}
    )
    assert set(drafted.faults) == {"actuals/2024/value"}


def test_a_new_row_becomes_an_entry_and_a_ticked_one_goes(akita: Plan) -> None:
    program = next(p for p in akita.budget_programs if len(p.lines) > 1)
    key = next(iter(keyed(program.lines)))
    row = "lines/~+0"
    typed = {
        f"{row}/fiscal_year": "R7",
        f"{row}/stage": "initial",
        f"{row}/amount": "５００",
        f"{row}/item": "委託料（新）",
        f"remove:lines/{key}": "on",
    }
    drafted = drafted_with(akita, "budget_programs", program.id, typed)
    assert not drafted.faults
    removed, added = sorted(drafted.changes, key=lambda change: isinstance(change, Added))
    assert isinstance(removed, Removed)
    assert place_of(removed) == f"budget_programs/{program.id}/lines/{key}"
    assert isinstance(added, Added)
    line: Any = added.value
    assert (line.fiscal_year, line.amount, line.item) == (2025, Decimal(500), "委託料（新）")


def test_a_new_row_that_lacks_what_must_be_given_is_told_at_its_cell(akita: Plan) -> None:
    program = next(p for p in akita.budget_programs if p.lines)
    drafted = drafted_with(akita, "budget_programs", program.id, {"lines/~+0/amount": "5"})
    assert set(drafted.faults) == {"lines/~+0/fiscal_year", "lines/~+0/stage"}


def test_a_problem_of_the_plan_is_told_at_the_cell_that_it_was_typed_into(akita: Plan) -> None:
    node = next(n for n in akita.nodes if n.responsibilities)
    typed = {
        "responsibilities/~+0/department": akita.departments[-1].id,
        "responsibilities/~+0/role": "related",
        "responsibilities/~+0/valid_from": "2025-04-01",
        "responsibilities/~+0/valid_to": "2024-04-01",
    }
    drafted = drafted_with(akita, "nodes", node.id, typed)
    faults = faults_of(drafted.built, problems_of(drafted.after), f"nodes/{node.id}")
    assert set(faults) == {"responsibilities/~+0/valid_to"}


def test_the_years_of_an_indicator_stand_side_by_side(akita: Plan) -> None:
    years = table(form_of(akita, "indicators", an_indicator(akita)), "years")
    assert len(years.rows) == akita.last_year - akita.first_year + 1
    assert {len(row.cells) for row in years.rows} == {len(years.columns)}


def test_a_list_that_was_not_sent_stays(akita: Plan) -> None:
    node = next(n for n in akita.nodes if n.responsibilities)
    drafted = draft(akita, subject_in(akita, "nodes", node.id), Sent({"effect": "効果"}), "token")
    assert [place_of(change) for change in drafted.changes] == [f"nodes/{node.id}/effect"]


def test_a_scheme_that_nobody_knows_is_refused(akita: Plan) -> None:
    year = akita.years[0].fiscal_year
    drafted = drafted_with(akita, "years", str(year), {"scheme": "nowhere@9"})
    assert set(drafted.faults) == {"scheme"}


def test_a_new_milestone_is_given_the_same_id_whenever_the_form_is_sent(akita: Plan) -> None:
    node = akita.nodes[0]
    typed = {"milestones/~+0/name": "要件定義", "milestones/~+0/due": "令和7年度第4四半期"}
    first, second = (drafted_with(akita, "nodes", node.id, typed).changes[0].value for _ in range(2))
    assert first == second
    assert first.due == "2025-Q4"
