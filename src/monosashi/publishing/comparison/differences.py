"""What a comparison (新旧対照) says: one entry for each thing that is told, with all changes of the plan that it tells."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from monosashi.core.changes import Change
from monosashi.core.messages import Message, Param


class DifferenceKind(StrEnum):
    """What became of something between two plans or editions."""

    ADDED = "added"  # 追加
    DROPPED = "dropped"  # 廃止
    RENAMED = "renamed"  # 改称
    MERGED = "merged"  # 統合
    SPLIT = "split"  # 分割
    REPLACED = "replaced"  # 差替え
    TARGET_MOVED = "target_moved"  # 目標の変更
    STAGE_MOVED = "stage_moved"  # 段階の変更
    GRADE_CHANGED = "grade_changed"  # 評価の変更
    FIGURE_REPORTED = "figure_reported"  # 数値の報告: there was none before
    FIGURE_SETTLED = "figure_settled"  # 速報・見込から確定へ: no error
    FIGURE_CORRECTED = "figure_corrected"  # 数値の訂正
    MONEY_SETTLED = "money_settled"  # 決算確定: no error
    MONEY_CHANGED = "money_changed"  # 金額の変更
    DEPARTMENT_CHANGED = "department_changed"  # 所管の変更
    TEXT_CHANGED = "text_changed"  # 文章の変更
    RULES_CHANGED = "rules_changed"  # 判定方式・ライフサイクルの変更
    OTHER = "other"  # その他


class RunKind(StrEnum):
    """Whether a piece of a text stands in both, only before, or only after."""

    KEPT = "kept"
    LEFT_OUT = "left_out"
    PUT_IN = "put_in"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a text. The runs that are not PUT_IN make the text before, those not LEFT_OUT the text after."""

    kind: RunKind
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs. `path` is where in the plan, `evaluation/<measure id>` for a grade that was computed anew.

    `node` is the id of the node that it belongs to, None where it belongs to the plan as a whole or to several.
    `subject` names the thing (指標「…」), `field` what of it differs; `fiscal_year` is that of the figure, None where none.
    `before` and `after` are figures in `unit`, words, lists of words, or None for nothing; `runs` are the pieces of a text
    that changed, () for what is no text. `message` is the whole in a sentence. `changes` are the plan's changes told by it.
    """

    kind: DifferenceKind
    path: str
    node: str | None
    subject: Message
    field: Message
    before: Param
    after: Param
    message: Message
    fiscal_year: int | None = None
    unit: str = ""
    runs: tuple[Run, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """One side. `number`, `label`, `state` and `fiscal_year` are those of an edition; of a plan file None and ""."""

    plan_name: str
    plan_edition: str
    number: int | None = None
    label: str = ""
    state: str = ""
    fiscal_year: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """The differences of one node, or of the plan as a whole (`node` None)."""

    node: str | None
    number: str
    name: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two editions or plans held against each other. `groups` stand in the order of the plan, the plan's own first."""

    before: Compared
    after: Compared
    groups: tuple[Group, ...]

    @property
    def differences(self) -> tuple[Difference, ...]:
        """All of them, in order."""
        return tuple(difference for group in self.groups for difference in group.differences)

    def of_kind(self, *kinds: DifferenceKind) -> tuple[Difference, ...]:
        """Those of these kinds, in order."""
        return tuple(difference for difference in self.differences if difference.kind in kinds)

    def of_node(self, node: str) -> tuple[Difference, ...]:
        """Those of one node."""
        return tuple(d for group in self.groups if group.node == node for d in group.differences)

    def counts(self) -> dict[DifferenceKind, int]:
        """How many there are of each kind that occurs, in the order of the kinds."""
        return counted(self.differences)


def counted(differences: Iterable[Difference]) -> dict[DifferenceKind, int]:
    """How many there are of each kind that occurs, in the order of the kinds."""
    kinds = [difference.kind for difference in differences]
    return {kind: kinds.count(kind) for kind in DifferenceKind if kind in kinds}
