"""STR001."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from monosashi.checks.finding import Finding, Proposal, Severity, Source
from monosashi.checks.needs import Need
from monosashi.checks.published import AUDIT_REPORT
from monosashi.checks.rule import PlanRule, Threshold
from monosashi.checks.similarity import alike, coverage, overlap
from monosashi.checks.subjects import MeasureSubject, PlanSubject
from monosashi.core.messages import message
from monosashi.core.tree import Role


@dataclass(frozen=True, slots=True)
class _Words:
    name: frozenset[str]
    summary: frozenset[str]
    effect: frozenset[str]


class OneMeasureSplitBySection(PlanRule):
    """内容がほぼ同じ施策が、担当課ごとに分けて立てられている。

    ## なぜ問題か
    同じ工程を別々に管理し、全体がどこまで進んだのかが見えない。課ごとの事情の違いも並べて比べられない。
    ## 例
    「図書館システムの更新」「博物館システムの更新」「体育館システムの更新」。概要も効果も同じで、課だけが違う。
    ## 直し方
    ひとつの施策にまとめ、その中に課ごとのシステムと工程を並べる。
    """

    code, name, severity = "STR001", "one-measure-split-by-section", Severity.WARNING
    reads_answers = False
    needs = (Need.TOKENIZER, Need.EFFECT)
    sources = (Source(AUDIT_REPORT, 186, "意見11"),)
    thresholds = MappingProxyType(
        {
            "percent": Threshold(
                Decimal(60), "名前・概要・効果のことばの重なりの平均（%）がこれ以上なら同じ内容とみる"
            ),
            "effect_percent": Threshold(Decimal(80), "効果のことばの重なり（%）がこれ以上であること"),
            "measures": Threshold(Decimal(3), "この数以上の施策に分かれていれば要確認、少なければ参考とする"),
        }
    )

    def check(self, at: PlanSubject) -> Iterator[Finding]:
        """Measures that are alike are gathered, also by way of a third one; each of them is told the others."""
        words = {measure.node.id: _words(measure) for measure in at.measures}
        told = [measure for measure in at.measures if words[measure.node.id].effect]
        effects = [words[measure.node.id].effect for measure in told]
        pairs = ((told[a], told[b], effect) for a, b, effect in alike(effects, self.threshold("effect_percent")))
        same = [(a, b) for a, b, effect in pairs if self._is_alike(words[a.node.id], words[b.node.id], effect)]
        for group in _gathered(same):
            if len(leads := {_lead(measure) for measure in group}) < 2 and leads != {""}:  # noqa: PLR2004
                continue
            grave = len(group) >= self.threshold("measures")
            for measure in group:
                others = tuple(other.node.name for other in group if other is not measure)
                yield self.find(
                    at,
                    node=measure.node,
                    severity=None if grave else Severity.LOOK,
                    others=others,
                    count=len(group),
                    proposal=Proposal(message("check.STR001.proposal", count=len(group)), (measure.node.effect,)),
                )

    def _is_alike(self, left: _Words, right: _Words, effect: Decimal) -> bool:
        """A summary may list what others leave out, so it counts how much of the shorter one stands in the other.

        `effect` is the overlap of what the two effects say.
        """
        shares = [overlap(left.name, right.name), effect]
        if left.summary and right.summary:
            shares.append(coverage(left.summary, right.summary))
        return sum(shares) / len(shares) >= self.threshold("percent")


def _words(measure: MeasureSubject) -> _Words:
    node = measure.node
    return _Words(*(measure.texts.content(text) for text in (node.name, node.summary, node.effect)))


def _lead(measure: MeasureSubject) -> str:
    parts = measure.node.parts_in(measure.fiscal_year)
    return next((part.department for part in parts if part.role is Role.LEAD), "")


def _gathered(pairs: Iterable[tuple[MeasureSubject, MeasureSubject]]) -> list[list[MeasureSubject]]:
    """Groups that are held together by pairs, in the order in which they were met."""
    group_of: dict[str, list[MeasureSubject]] = {}
    for left, right in pairs:
        mine = group_of.setdefault(left.node.id, [left])
        theirs = group_of.setdefault(right.node.id, [right])
        if mine is not theirs:
            mine += theirs
            group_of.update((each.node.id, mine) for each in theirs)
    return list({id(group): group for group in group_of.values()}.values())
