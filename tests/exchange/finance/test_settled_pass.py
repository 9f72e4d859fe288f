"""速報, then 決算確定: money changes and nothing else, and every change is listed."""

from dataclasses import fields, replace

import pytest

from exchange.finance.finance_samples import akita, in_may, mapping, read, row
from monosashi.core.changes import Changed, diff, place_of
from monosashi.core.messages import InvalidInput
from monosashi.core.plan import Plan, YearState
from monosashi.core.validation import problems_of
from monosashi.exchange.finance.only_money import refuse_other_than_money

SETTLED = (row(current="52,394,000", spent="52,393,000"), row(item="委託料", spent="52,393,000"))
SOURCES = (row(source="その他", spent="42,258,000"), row(source="一般財源", spent="10,135,000"))


def opened(plan: Plan, state: YearState) -> Plan:
    return replace(plan, years=tuple(replace(year, state=state) for year in plan.years))


def test_the_settled_pass_changes_money_and_nothing_else() -> None:
    after = read(*SETTLED, *SOURCES, settled=True).applied()
    unlike = [field.name for field in fields(Plan) if getattr(after, field.name) != getattr(in_may(), field.name)]
    assert unlike == ["revision", "years", "budget_programs", "documents", "provenance"]
    assert [place_of(change) for change in diff(in_may(), after)] == [
        "revision",
        "years/2024/state",
        "budget_programs/b-p094/lines/2024.current",
        "budget_programs/b-p094/lines/2024.spent/amount",
        "budget_programs/b-p094/lines/2024.spent.委託料/amount",
        "budget_programs/b-p094/lines/2024.spent.other/amount",
    ]
    assert problems_of(after) == ()


@pytest.mark.parametrize(
    ("before", "settled", "after"),
    [
        (YearState.OPEN, False, YearState.PROVISIONAL),
        (YearState.PROVISIONAL, False, YearState.PROVISIONAL),
        (YearState.PROVISIONAL, True, YearState.SETTLED),
        (YearState.OPEN, True, YearState.SETTLED),
    ],
)
def test_the_year_is_closed_as_far_as_is_said(before: YearState, settled: bool, after: YearState) -> None:  # noqa: FBT001
    money = read(row(current="52,394,000"), plan=opened(in_may(), before), settled=settled)
    assert money.applied().years[0].state is after


def test_settled_money_is_not_changed_by_an_import() -> None:
    money = read(row(current="52,395,000"), plan=akita(), settled=True)
    assert "finance.settled_already" in [question.why.id for question in money.questions]
    assert read(row(current="52,394,000"), plan=akita(), settled=True).changes == ()


def test_a_year_that_the_plan_lacks_cannot_be_settled() -> None:
    plan = replace(in_may(), years=())
    assert read(row(current="52,394,000"), plan=plan).applied().years == plan.years
    with pytest.raises(InvalidInput):
        read(row(current="52,394,000"), plan=plan, settled=True)


def test_a_change_of_anything_else_is_refused() -> None:
    money = read(row(current="52,394,000"))
    for path in (
        ("nodes", "n-p094", "name"),
        ("budget_programs", "b-p094", "name"),
        ("budget_programs", "b-p094", "lines", "2023.spent", "amount"),
        ("years", "2024", "scheme"),
        ("provenance", "indicators~1i-1", "text"),
    ):
        with pytest.raises(InvalidInput) as refused:
            refuse_other_than_money((*money.changes, Changed(path, "a", "b")), 2024)
        assert [problem.place for problem in refused.value.problems] == ["/".join(path)]
    refuse_other_than_money(money.changes, 2024)


def test_each_new_amount_says_from_which_line_it_came() -> None:
    after = read(*SETTLED, *SOURCES).applied()
    document = next(each for each in after.documents if each not in in_may().documents)
    found = {s.at.rpartition("lines/")[2]: (s.line, s.text) for s in after.provenance if s.document == document.id}
    assert found == {
        "2024.current/amount": (2, "52,394,000"),
        "2024.spent/amount": (2, "52,393,000"),
        "2024.spent.委託料/amount": (3, "52,393,000"),
        "2024.spent.other/amount": (4, "42,258,000"),
    }


def test_what_goes_takes_its_source_with_it() -> None:
    rows = (row("個人番号カード発行関係経費", item="報酬", spent="96,655,000"),)
    after = read(*rows, layout=mapping('missing = "remove"')).applied()
    assert problems_of(after) == ()
    assert not any("b-p073/lines/2024.spent.その他" in source.at for source in after.provenance)


def test_a_second_import_of_the_same_csv_changes_nothing() -> None:
    after = read(*SETTLED, *SOURCES).applied()
    assert read(*SETTLED, *SOURCES, plan=after).changes == ()
