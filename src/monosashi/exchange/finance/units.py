"""Amounts between the CSV's unit and the plan's: 52,394,000円 is 52,394千円; what is not whole is refused or rounded."""

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal

from monosashi.core.messages import InvalidInput, message
from monosashi.evaluation.rounding import half_up
from monosashi.exchange.finance.mapping import FinanceMapping, Rounding
from monosashi.exchange.finance.words import fold
from monosashi.exchange.typed_words import YEN

_MODES = {Rounding.HALF_UP: ROUND_HALF_UP, Rounding.DOWN: ROUND_DOWN, Rounding.UP: ROUND_UP}


@dataclass(frozen=True, slots=True)
class Units:
    """`read` and `kept` are the CSV's and the plan's unit in yen; `read_name` and `kept_name` as printed."""

    read: int
    kept: int
    rounding: Rounding
    read_name: str
    kept_name: str

    def into_plan(self, amount: Decimal) -> Decimal | None:
        """The amount in the plan's unit; None where it is not whole there and nobody said how to round."""
        if self.read == self.kept:
            return amount
        kept = amount * self.read / self.kept
        if kept == kept.to_integral_value():
            return half_up(kept)
        mode = _MODES.get(self.rounding)
        return None if mode is None else kept.quantize(Decimal(1), mode)

    def into_csv(self, amount: Decimal) -> Decimal:
        """An amount of the plan in the CSV's unit, exactly."""
        return amount if self.read == self.kept else (amount * self.kept / self.read).normalize()

    @property
    def doubt(self) -> Decimal:
        """By how much, in the CSV's unit, an amount that the plan keeps may be off because it was rounded; else 0."""
        return (
            Decimal(0) if self.rounding is Rounding.NONE or self.read >= self.kept else Decimal(self.kept) / self.read
        )


def units_of(mapping: FinanceMapping, money_unit: str) -> Units:
    """The units of a CSV and of a plan. Raises InvalidInput for a plan whose unit is not one of yen."""
    kept = YEN.get(fold(money_unit))
    if kept is None:
        why = message("finance.plan_unit", unit=money_unit)
        raise InvalidInput.of("money_unit", why, message("finance.plan_unit.remedy"), read=money_unit)
    return Units(YEN[mapping.unit], kept, mapping.rounding, mapping.unit, money_unit)
