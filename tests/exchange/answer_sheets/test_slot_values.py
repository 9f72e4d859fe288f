"""What is put into a slot is what the slot then holds, and nothing else changes."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exchange.answer_sheets.sheet_round import akita, example, judging
from monosashi.core.changes import diff
from monosashi.core.messages import message
from monosashi.core.plan import Plan
from monosashi.core.results import Rater, Rating
from monosashi.core.validation import problems_of
from monosashi.core.values import Absence, Described, Span, ValueStatus
from monosashi.exchange.answer_sheets.returned import AnswerCell
from monosashi.exchange.answer_sheets.slot_reading import read_slot
from monosashi.exchange.answer_sheets.slot_values import fingerprint, held, with_answers
from monosashi.exchange.answer_sheets.slots import PageSlots, Slot, SlotKind, SlotValue, slots_of
from monosashi.exchange.typed_cells import Cell, Certain

TEXTS = st.text("あア漢A1=- \n", min_size=1, max_size=8).filter(lambda text: text.strip() == text)
NUMBERS = st.decimals(min_value=-9999, max_value=9999, places=2, allow_nan=False)


def values(slot: Slot) -> st.SearchStrategy[SlotValue]:
    of_kind: dict[SlotKind, st.SearchStrategy[SlotValue]] = {
        SlotKind.TEXT: TEXTS,
        SlotKind.FIGURE: NUMBERS | st.sampled_from(Absence),
        SlotKind.NUMBER: NUMBERS.filter(bool),
        SlotKind.CHOICE: st.sampled_from([option.value for option in slot.options]) if slot.options else st.none(),
        SlotKind.MARK: st.just(value=True),
        SlotKind.WHEN: st.sampled_from(["2025", "2025-03", "2025-03-31", "2024-Q4"]),
    }
    return of_kind[slot.kind]


def pages() -> list[tuple[Plan, int, str, PageSlots]]:
    nagasaki, open_akita = example("nagasaki"), akita()[0]
    found = [(nagasaki, 2020, node, None) for node in ("n-21",)]
    scheme = judging(open_akita).scheme
    return [
        (plan, year, node, slots_of(plan, plan.index.node[node], by))
        for plan, year, node, by in (*found, *((open_akita, 2024, n, scheme) for n in ("n-p070", "n-p104", "n-p146")))
    ]


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_what_is_put_into_slots_is_what_they_hold(data: st.DataObject) -> None:
    plan, year, node, slots = data.draw(st.sampled_from(pages()))
    given_values = {slot.at: data.draw(values(slot), label=slot.id) for slot in slots.every}
    after = with_answers(plan, year, {node: (slots, given_values)})
    assert {slot.at: held(after, node, year, slot) for slot in slots.every} == given_values
    assert problems_of(after) == ()
    cleared = with_answers(after, year, {node: (slots, dict.fromkeys(given_values))})
    assert {held(cleared, node, year, slot) for slot in slots.every} == {None}


@pytest.mark.parametrize(
    ("typed", "when"),
    [
        *(
            ("令和8年2月", "2026-02"),
            ("R8.2", "2026-02"),
            ("Ｒ８．２．１６", "2026-02-16"),
            ("令和7年度第4四半期", "2025-Q4"),
        ),
        *(("令和8年2月16日", "2026-02-16"), ("2026/2", "2026-02"), ("2026-02", "2026-02"), ("令和7年度", "2025")),
        *(("令和8年13月", None), ("令和8年2月30日", None), ("2月", None), ("済", None)),
    ],
)
def test_when_something_was_done_is_told_as_officials_write_it(typed: str, when: str | None) -> None:
    slot = Slot(("milestone", "m-1"), SlotKind.WHEN, message("answer_sheets.milestone", name="工程"))
    found = read_slot(AnswerCell("n-1", slot.id, Cell(typed, place="F25"), ""), slot, "ja")
    assert (found.value if isinstance(found, Certain) else None) == when


def test_no_answers_leave_the_plan_as_it_is() -> None:
    plan, year, node, slots = pages()[-1]
    assert diff(plan, with_answers(plan, year, {node: (slots, {})})) == ()


def test_grades_of_other_raters_stay_when_the_own_grade_changes() -> None:
    plan, year, node, slots = pages()[-1]
    second = Rating("progress", Rater.SECOND, "A", "部長の評価")
    results = tuple(replace(r, ratings=(second,)) if r.node == node else r for r in plan.results)
    after = with_answers(replace(plan, results=results), year, {node: (slots, {("rating", "progress", "grade"): "B"})})
    assert after.index.result[node, year].ratings == (second, Rating("progress", Rater.SELF, "B"))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Decimal("22.6"), Decimal("22.60"), True),
        (Decimal(1000), Decimal("1E+3"), True),
        (Decimal(0), None, False),
        (Decimal(0), Absence.NOT_YET_COUNTED, False),
        ("あ\r\nい ", "あ\nい", True),
        (Described("準拠"), "準拠", True),
        (Span(Decimal(1), Decimal(5)), Span(Decimal(1)), False),
        (ValueStatus.FINAL, None, False),
        ("あ" * 200, "あ" * 199 + "い", False),
    ],
)
def test_two_values_that_a_sheet_cannot_tell_apart_have_one_fingerprint(
    one: SlotValue,
    other: SlotValue,
    same: bool,  # noqa: FBT001
) -> None:
    assert (fingerprint(one) == fingerprint(other)) is same
    assert len(fingerprint(one)) <= 120
