"""Money: budget programs, the measures that share them, and amounts by budget stage, item and source."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from monosashi.core.values import Absence


class Account(StrEnum):
    """Which account (会計) a program belongs to. Public enterprises close their books without a closing period."""

    GENERAL = "general"  # 一般会計
    SPECIAL = "special"  # 特別会計
    PUBLIC_ENTERPRISE = "public_enterprise"  # 公営企業会計
    UNDECLARED = "undeclared"


class BudgetStage(StrEnum):
    """What an amount is. current = initial + supplementary + transfer + reserve + carried_in."""

    INITIAL = "initial"  # 当初
    SUPPLEMENTARY = "supplementary"  # 補正
    TRANSFER = "transfer"  # 流用
    RESERVE = "reserve"  # 予備費充用
    CARRIED_IN = "carried_in"  # 前年度繰越額
    CURRENT = "current"  # 予算現額
    SPENT = "spent"  # 支出済額、決算額
    CARRIED_OUT = "carried_out"  # 翌年度繰越額
    UNUSED = "unused"  # 不用額
    LABOUR = "labour"  # 人件費 (参考): beside the program's own money, never added to it


class FundingSource(StrEnum):
    """Where the money comes from (財源)."""

    NATIONAL = "national"  # 国庫支出金
    PREFECTURAL = "prefectural"  # 県支出金
    BONDS = "bonds"  # 市債
    OTHER = "other"  # その他特財
    GENERAL = "general"  # 一般財源


@dataclass(frozen=True, slots=True)
class Share:
    """One measure's part in a program. `ratio` is in percent; None: common to all its measures, not divided."""

    node: str
    ratio: Decimal | None = None


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """One amount of one program, in `Plan.money_unit`, for one fiscal year and budget stage.

    With neither `item` (科目) nor `source` (財源) it is the total. Items sum to it, and so do sources.
    """

    fiscal_year: int
    stage: BudgetStage
    amount: Decimal | Absence
    item: str = ""
    source: FundingSource | None = None


@dataclass(frozen=True, slots=True)
class BudgetProgram:
    """A program of the budget (予算事業), or the part of one that belongs to the plan (`part`, as printed: 「うち…」).

    A program shared by several measures stands once, with its shares, and is counted once.
    """

    id: str
    name: str
    part: str = ""
    code: str = ""
    account: Account = Account.UNDECLARED
    department: str | None = None
    shares: tuple[Share, ...] = ()
    lines: tuple[MoneyLine, ...] = ()
