"""Random rounds, played by random people: no answer is lost, no invariant breaks. A model of dictionaries runs beside the real one."""

import os
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from monosashi.core.messages import InvalidInput
from monosashi.exchange.answer_sheets.slot_values import fingerprint, held
from monosashi.office.accounts.permissions import NotAllowed, Permission, may
from monosashi.office.accounts.refusals import StateForbids
from monosashi.office.accounts.standing import Person
from monosashi.office.closing.actions import close
from monosashi.office.plans.queries import whole
from monosashi.office.rounds.acting import Of
from monosashi.office.rounds.actions_accepting import accept, accept_all, leave_out, send_back, take_in
from monosashi.office.rounds.actions_answering import Typed, save_answers, submit, withdraw
from monosashi.office.rounds.actions_confirming import confirm, mark_seen, return_sheet, undo_confirmation
from monosashi.office.rounds.actions_preparing import open_round, stop_taking, take_again
from monosashi.office.rounds.models import Confirmation, Round, Sheet, SheetAnswer
from monosashi.office.rounds.places import place_of
from monosashi.office.rounds.queries import filled
from monosashi.office.rounds.states import ENDS, TRANSITIONS, RoundState, SheetState, StepKind, StepState
from office.closing.closed_rounds import settle_unchanged
from office.rounds.facts import facts_of
from office.rounds.invariants import broken_by
from office.rounds.small_city import NODES, YEAR, SmallCity, small_city

EXAMPLES = int(os.environ.get("MONOSASHI_RANDOM_ROUNDS", "15"))
"""Rounds that are played; the long run is `MONOSASHI_RANDOM_ROUNDS=3000`."""

MANY = 300
"""So many rounds reach every state, or the rounds are no good."""

pytestmark = pytest.mark.slow

REFUSALS = (NotAllowed, StateForbids, InvalidInput)
nodes = st.sampled_from(NODES)
figures = st.sampled_from(["", "5", "10", "12", "約8", "未集計", "-1"])
texts = st.sampled_from(["", "実施した。", "遅れている。", "=1+1"])
CITY: list[SmallCity] = []
PEOPLE = (
    *("water", "water colleague", "water chief", "water head", "welfare", "welfare head"),
    *("office", "office head", "second", "employee"),
)
people = st.sampled_from(PEOPLE)
compilers = st.one_of(st.sampled_from(("office", "second")), people)
confirmers = st.one_of(st.sampled_from(("water chief", "water head", "welfare head", "office head")), people)
RIGHT = {
    "n-1": ("water", "water chief", "water head", "office"),
    "n-2": ("welfare", "welfare head", "office"),
    "n-3": ("office", "office head", "second"),
}
"""Who answers, who confirms, who accepts."""

WRONG = {"n-1": (), "n-2": ("second",), "n-3": ("office",)}
"""Who compiles, but not these: they work in the department, or answered."""

REACHED: Counter[str] = Counter()
"""How often sheets and rounds stood in each state: random rounds that get nowhere prove nothing."""


class Rounds(RuleBasedStateMachine):
    """One round. `typed` is what the model knows to stand on each sheet."""

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.city = CITY[0]
        self.number = self.city.round.pk
        self.typed: dict[tuple[str, str], str] = {}
        self.versions: dict[str, int] = dict.fromkeys(NODES, 0)
        self.confirmed_by: dict[str, list[str]] = {}

    def teardown(self) -> None:
        """The next round begins where this one began."""
        transaction.savepoint_rollback(self.savepoint)

    def sheet(self, node: str) -> Sheet:
        sheet = Sheet.objects.get(round=self.number, node=node)
        sheet.round = Round.objects.select_related("plan").get(pk=self.number)
        return sheet

    def does(self, act: Callable[[], Any]) -> Any:
        """What the act gives; None where it is refused, and then nothing is another than before."""
        before = self.shape()
        try:
            with transaction.atomic():
                return act()
        except REFUSALS:
            assert self.shape() == before
            return None

    def shape(self) -> object:
        sheets = Sheet.objects.filter(round=self.number).values_list("node", "state", "version", "step", "passes")
        held_round = Round.objects.get(pk=self.number)
        return (list(sheets), held_round.state, held_round.plan.revision, SheetAnswer.objects.count())

    @initialize(opened=st.booleans())
    def begin(self, *, opened: bool) -> None:
        if opened:
            open_round(number=self.number, by=self.city.people["office"])

    @rule(node=nodes, name=people, figure=figures, text=texts, grade=st.sampled_from(["", "A", "B", "C", "D"]))
    def types(self, node: str, name: str, figure: str, text: str, grade: str) -> None:
        sheet = filled(self.sheet(node))
        sent = {f"actual/i-{node[-1]}/value": figure, "result/result": text, "rating//grade": grade}
        cells = {
            slot: Typed(to, sheet.text(sheet.asked.by_id[slot]))
            for slot, to in sent.items()
            if slot in sheet.asked.by_id
        }
        kept = self.does(lambda: save_answers(Of(self.number, node), cells, by=self.by(name)))
        if kept is not None:
            self.typed |= {(node, slot): cells[slot].text for slot in kept.saved}

    @rule(node=nodes, name=people)
    def fills(self, node: str, name: str) -> None:
        """Everything that a sheet needs."""
        sheet = filled(self.sheet(node))
        good = {"result/result": "実施した。", "result/next_step": "続ける。", "result/disposition": "continue"}
        good |= {f"actual/i-{node[-1]}/value": "10", "result/execution": "as_planned"}
        good |= {slot.id: "B" for slot in sheet.asked.every if slot.at[0] == "rating" and slot.at[2] == "grade"}
        good |= {slot.id: "理由" for slot in sheet.asked.every if slot.at[0] == "rating" and slot.at[2] == "reason"}
        cells = {slot: Typed(text, sheet.text(sheet.asked.by_id[slot])) for slot, text in good.items()}
        kept = self.does(lambda: save_answers(Of(self.number, node), cells, by=self.by(name)))
        if kept is not None:
            self.typed |= {(node, slot): cells[slot].text for slot in kept.saved}

    @rule(node=nodes, name=people)
    def submits(self, node: str, name: str) -> None:
        if self.does(lambda: submit(Of(self.number, node), by=self.by(name))):
            self.confirmed_by[node] = []

    @rule(node=nodes, name=people)
    def withdraws(self, node: str, name: str) -> None:
        done = self.confirmed_by.get(node, [])
        if self.does(lambda: withdraw(Of(self.number, node), by=self.by(name))):
            assert not done, "withdrawn after somebody confirmed"

    @rule(node=nodes, name=confirmers)
    def confirms(self, node: str, name: str) -> None:
        by = self.by(name)
        if self.does(lambda: confirm(Of(self.number, node), by=by)):
            assert not SheetAnswer.objects.filter(sheet=self.sheet(node), changed_by=by.staff.pk).exists()
            self.confirmed_by[node].append(name)

    @rule(node=nodes, name=confirmers)
    def undoes(self, node: str, name: str) -> None:
        if self.does(lambda: undo_confirmation(Of(self.number, node), by=self.by(name))):
            assert self.confirmed_by[node].pop() == name

    @rule(node=nodes, name=confirmers, to=st.sampled_from([None, 1, 2, 3]))
    def returns(self, node: str, name: str, to: int | None) -> None:
        self.does(lambda: return_sheet(Of(self.number, node), note="直してください。", to=to, by=self.by(name)))

    @rule(node=nodes, name=people, position=st.integers(1, 3))
    def sees(self, node: str, name: str, position: int) -> None:
        self.does(lambda: mark_seen(Of(self.number, node), position=position, by=self.by(name)))

    @rule(node=nodes, name=compilers)
    def sends_back(self, node: str, name: str) -> None:
        self.does(lambda: send_back(Of(self.number, node), note="足りません。", by=self.by(name)))

    @rule(node=nodes, name=compilers)
    def accepts(self, node: str, name: str) -> None:
        by = self.by(name)
        if self.does(lambda: accept(Of(self.number, node), by=by)):
            assert not by.standing.departments & (place_of(self.sheet(node)).departments or set())
            assert not broken_by(facts_of(self.sheet(node)))

    @rule(name=compilers)
    def accepts_all(self, name: str) -> None:
        seen = {sheet.node: sheet.version for sheet in Sheet.objects.filter(round=self.number)}
        self.does(lambda: accept_all(self.number, seen, by=self.by(name)))

    @rule(node=nodes, name=compilers)
    def leaves_out(self, node: str, name: str) -> None:
        self.does(lambda: leave_out(Of(self.number, node), reason="終了した", by=self.by(name)))

    @rule(node=nodes, name=compilers)
    def takes_in(self, node: str, name: str) -> None:
        self.does(lambda: take_in(Of(self.number, node), by=self.by(name)))

    @rule(act=st.sampled_from([open_round, stop_taking, take_again, close, settle_unchanged]), name=people)
    def moves_the_round(self, act: Callable[..., object], name: str) -> None:
        if self.does(lambda: act(number=self.number, by=self.by(name))):
            assert may(self.by(name).standing, Permission.RUN_ROUND)

    @rule(walk=st.lists(nodes, min_size=1, max_size=9))
    def go_on(self, walk: list[str]) -> None:
        """What the right people would do next, sheet after sheet."""
        for node in walk:
            self.goes_on(node)

    def goes_on(self, node: str) -> None:
        """The next thing that the right person would do."""
        sheet = self.sheet(node)
        one, state = RIGHT[node], SheetState(sheet.state)
        if state in {SheetState.UNANSWERED, SheetState.RETURNED}:
            self.fills(node, one[0])
        if state in {SheetState.DRAFTING, SheetState.RETURNED}:
            self.fills(node, one[0])
            self.submits(node, one[0])
        elif state is SheetState.AWAITING_CONFIRMATION:
            for name in one[1:-1]:
                self.confirms(node, name)
        elif state is SheetState.SUBMITTED:
            for name in (*WRONG[node], one[-1]):
                self.accepts(node, name)

    @rule(node=nodes)
    def goes_back(self, node: str) -> None:
        """The right people have the sheet done again: nothing of it goes, though it would be typed once more."""
        one, state = RIGHT[node], SheetState(self.sheet(node).state)
        if state is SheetState.AWAITING_CONFIRMATION:
            for name in one[1:-1]:
                self.returns(node, name, None)
        elif state in {SheetState.SUBMITTED, SheetState.ACCEPTED}:
            self.sends_back(node, one[-1])
        self.no_answer_is_lost()

    @rule(before=st.integers(1, 4))
    def drives_home(self, before: int) -> None:
        """Everybody does what is theirs, once over again, until nothing is left but to close."""
        self.go_on(list(NODES) * before)
        for node in NODES:
            self.goes_back(node)
        self.go_on(list(NODES) * 5)
        for _ in range(3):
            self.goes_on_as_a_whole()

    def goes_on_as_a_whole(self) -> None:
        """The next thing that becomes of the round once its sheets are in."""
        state = RoundState(Round.objects.get(pk=self.number).state)
        open_ = Sheet.objects.filter(round=self.number).exclude(state__in=("accepted", "left_out"))
        if state is RoundState.PREPARING:
            self.moves_the_round(open_round, "office")
        elif state is RoundState.REQUESTING and not open_.exists():
            self.moves_the_round(stop_taking, "office")
        elif state is RoundState.COMPILING and not open_.exists():
            self.moves_the_round(close, "office")
        elif state is RoundState.CLOSED:
            self.moves_the_round(settle_unchanged, "second")

    def by(self, name: str) -> Person:
        return self.city.people[name]

    @invariant()
    def no_answer_is_lost(self) -> None:
        rows = SheetAnswer.objects.filter(sheet__round=self.number).values_list("sheet__node", "slot", "text")
        assert {(node, slot): text for node, slot, text in rows} == self.typed

    @invariant()
    def versions_only_rise(self) -> None:
        now = dict(Sheet.objects.filter(round=self.number).values_list("node", "version"))
        assert all(now[node] >= self.versions[node] for node in NODES)
        self.versions = now

    @invariant()
    def what_is_in_has_passed_its_whole_way(self) -> None:
        for sheet in Sheet.objects.filter(round=self.number, state__in=("submitted", "accepted", "finalised")):
            steps = Confirmation.objects.filter(sheet=sheet, nth_pass=sheet.passes).exclude(kind=StepKind.CIRCULATE)
            assert steps.exists()
            assert all(step.state == StepState.DONE for step in steps)
            assert all(step.by not in {sheet.submitted_by, None} for step in steps)

    @invariant()
    def what_is_accepted_stands_in_the_plan(self) -> None:
        plan = whole("small")
        for row in Sheet.objects.filter(round=self.number, state__in=("accepted", "finalised")):
            sheet = filled(self.sheet(row.node))
            for slot in sheet.asked.every:
                if slot.at in sheet.values:
                    stands = held(plan, row.node, YEAR, slot)
                    assert fingerprint(stands) == fingerprint(sheet.values[slot.at])

    @invariant()
    def sheets_are_final_in_a_closed_round_alone(self) -> None:
        closed = Round.objects.get(pk=self.number).state in {RoundState.CLOSED, RoundState.PUBLISHED}
        states = set(Sheet.objects.filter(round=self.number).values_list("state", flat=True))
        assert states <= (
            {"finalised", "left_out"} if closed else {state.value for state in SheetState} - {"finalised"}
        )

    @invariant()
    def nobody_is_stuck(self) -> None:
        state = RoundState(Round.objects.get(pk=self.number).state)
        REACHED.update((f"round {state}", *(f"sheet {row.state}" for row in Sheet.objects.filter(round=self.number))))
        if state in {RoundState.CLOSED, RoundState.PUBLISHED}:
            return
        for sheet in Sheet.objects.filter(round=self.number):
            here = SheetState(sheet.state)
            assert here in ENDS or any(at is here and state in move.within for (at, _), move in TRANSITIONS.items())


def test_random_rounds_lose_nothing(db: None) -> None:
    CITY[:] = [small_city()]
    run_state_machine_as_test(
        Rounds,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    if EXAMPLES < MANY:
        return
    assert set(REACHED) >= {f"sheet {state}" for state in SheetState}
    assert set(REACHED) >= {f"round {state}" for state in RoundState if state is not RoundState.PUBLISHED}
