"""Sums of one program, in the CSV's unit: stages, items and sources. What the CSV does not tell stands as the plan has it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from monosashi.core.messages import Message, Param, Problem, message
from monosashi.core.money import BudgetProgram, BudgetStage
from monosashi.core.values import Absence
from monosashi.exchange.finance.figures import Figure, Key
from monosashi.exchange.finance.units import Units
from monosashi.wording.rendering import word

ADDED = (BudgetStage.SUPPLEMENTARY, BudgetStage.TRANSFER, BudgetStage.RESERVE, BudgetStage.CARRIED_IN)


@dataclass(frozen=True, slots=True)
class _Amount:
    """An amount in the CSV's unit. `line` None: the plan has it, the CSV does not tell it."""

    key: Key
    amount: Decimal | Absence
    line: int | None


def wrong_sums(
    program: BudgetProgram,
    told: Mapping[Key, Figure],
    kept: Mapping[Key, Decimal | Absence],
    placed: frozenset[BudgetStage],
    units: Units,
) -> tuple[Problem, ...]:
    """Every sum that does not come out, as a sentence with the line of the CSV.

    `kept` are amounts of the plan that the CSV does not tell, in the plan's unit. `placed` are the stages for which the CSV has a
    place: a blank there adds nothing and is named in the sentence.
    """
    work = _Sums(program, told, kept, placed, units)
    return (*work.current_budgets(), *work.unused(), *work.parts())


class _Sums:
    """The amounts of one program and the checks on them."""

    def __init__(
        self,
        program: BudgetProgram,
        told: Mapping[Key, Figure],
        kept: Mapping[Key, Decimal | Absence],
        placed: frozenset[BudgetStage],
        units: Units,
    ) -> None:
        self._program, self._placed, self._units = program, placed, units
        of_csv = [_Amount(key, figure.read, figure.line) for key, figure in told.items()]
        of_plan = [
            _Amount(key, units.into_csv(amount) if isinstance(amount, Decimal) else amount, None)
            for key, amount in kept.items()
        ]
        self._amounts = {each.key: each for each in (*of_plan, *of_csv)}

    def current_budgets(self) -> Iterator[Problem]:
        """予算現額 = 当初 + 補正 + 流用 + 予備費充用 + 前年度繰越額. A current budget without any of what was added explains itself."""
        current, initial = self._total(BudgetStage.CURRENT), self._total(BudgetStage.INITIAL)
        added = self._totals(ADDED)
        if current is None or initial is None or not added:
            return
        parts = [initial, *added]
        yield from self._compared("finance.sum.current", current, parts, _sum(parts), ADDED)

    def unused(self) -> Iterator[Problem]:
        """予算現額 − 支出済額 − 翌年度繰越額 = 不用額."""
        unused, current = self._total(BudgetStage.UNUSED), self._total(BudgetStage.CURRENT)
        spent, out = self._total(BudgetStage.SPENT), self._total(BudgetStage.CARRIED_OUT)
        if unused is None or current is None or spent is None:
            return
        if out is None and BudgetStage.CARRIED_OUT not in self._placed:
            return
        parts = [current, spent, *([out] if out else [])]
        rest = _sum(parts[:1]) - _sum(parts[1:])
        yield from self._compared("finance.sum.unused", unused, parts, rest, (BudgetStage.CARRIED_OUT,))

    def parts(self) -> Iterator[Problem]:
        """The items of each stage, and its sources, against its total."""
        for stage in BudgetStage:
            total = self._amounts.get((stage, "", None))
            if total is None or not isinstance(total.amount, Decimal):
                continue
            items = self._told_parts(stage, has_item=True, has_source=False)
            both = self._told_parts(stage, has_item=True, has_source=True)
            sources = self._told_parts(stage, has_item=False, has_source=True)
            for id_, parts in (("finance.sum.items", items or both), ("finance.sum.sources", sources or both)):
                if _is_whole(parts):
                    yield from self._compared(id_, total, parts, _sum(parts), ())

    def _told_parts(self, stage: BudgetStage, *, has_item: bool, has_source: bool) -> list[_Amount]:
        return [
            each
            for (of, item, source), each in self._amounts.items()
            if of is stage and bool(item) is has_item and (source is not None) is has_source
        ]

    def _totals(self, stages: Sequence[BudgetStage]) -> list[_Amount]:
        totals = (self._total(stage) for stage in stages)
        return [total for total in totals if total is not None]

    def _total(self, stage: BudgetStage) -> _Amount | None:
        """The stated total of a stage, else what its items, else its sources come to."""
        stated = self._amounts.get((stage, "", None))
        if stated is not None:
            return stated if isinstance(stated.amount, Decimal) else None
        for has_item, has_source in ((True, False), (True, True), (False, True)):
            parts = self._told_parts(stage, has_item=has_item, has_source=has_source)
            if parts:
                return _Amount((stage, "", None), _sum(parts), _line(parts)) if _is_whole(parts) else None
        return None

    def _compared(
        self, id_: str, whole: _Amount, parts: Sequence[_Amount], computed: Decimal, optional: Sequence[BudgetStage]
    ) -> Iterator[Problem]:
        """A problem where the two differ by more than the plan's own rounding explains, unless all of it is the plan's."""
        line = whole.line if whole.line is not None else _line(parts)
        from_plan = sum(each.line is None for each in (whole, *parts))
        stated = _number(whole)
        if line is None or abs(stated - computed) <= from_plan * self._units.doubt:
            return
        sentence = message(
            id_,
            program=self._program.name,
            stage=word(whole.key[0]),
            whole=stated,
            computed=computed,
            parts=tuple(self._named(part) for part in parts),
            blank=tuple(word(stage) for stage in optional if self._total(stage) is None) or None,
            unit=self._units.read_name,
        )
        remedy = message("finance.mend_sum", program=self._program.id)
        yield Problem("", f"{stated:,f}", sentence, remedy, line)

    def _named(self, part: _Amount) -> Message:
        stage, item, source = part.key
        name: Param = item or (word(source) if source else word(stage))
        id_ = "finance.sum.part" if part.line is not None else "finance.sum.part_of_plan"
        return message(id_, name=name, amount=part.amount if isinstance(part.amount, Decimal) else word(part.amount))


def _is_whole(parts: Sequence[_Amount]) -> bool:
    """Whether the parts can be added up: 該当なし adds nothing, any other absence leaves the sum open."""
    return bool(parts) and all(isinstance(p.amount, Decimal) or p.amount is Absence.NOT_APPLICABLE for p in parts)


def _number(amount: _Amount) -> Decimal:
    return amount.amount if isinstance(amount.amount, Decimal) else Decimal(0)


def _sum(parts: Sequence[_Amount]) -> Decimal:
    return sum(map(_number, parts), Decimal(0))


def _line(parts: Sequence[_Amount]) -> int | None:
    return min((part.line for part in parts if part.line is not None), default=None)
