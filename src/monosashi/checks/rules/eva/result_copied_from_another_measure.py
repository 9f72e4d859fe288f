"""EVA003."""

from collections.abc import Iterator
from decimal import Decimal
from types import MappingProxyType

from monosashi.checks.finding import Finding, Severity, Source
from monosashi.checks.needs import Need
from monosashi.checks.published import AUDIT_REPORT
from monosashi.checks.rule import PlanRule, Threshold
from monosashi.checks.similarity import alike, letter_pairs
from monosashi.checks.subjects import MeasureSubject, PlanSubject
from monosashi.evaluation.rounding import half_up


class ResultCopiedFromAnotherMeasure(PlanRule):
    """取組結果が、別の施策とほぼ同じ文章になっている。

    ## なぜ問題か
    その施策で何をして何が変わったのかが書かれていない。評価の根拠にならない。
    ## 例
    「窓口向け動画」と「職員向け動画」の取組結果が、どちらも同じ研修の回数と人数を書いている。
    ## 直し方
    施策ごとに、自分の指標にかかわる結果を書く。共通の取組は片方に書き、他方からは参照にとどめる。
    """

    code, name, severity = "EVA003", "result-copied-from-another-measure", Severity.WARNING
    needs = (Need.RESULT_TEXT,)
    sources = (Source(AUDIT_REPORT, 112), Source(AUDIT_REPORT, 117))
    thresholds = MappingProxyType(
        {
            "percent": Threshold(Decimal(90), "文字のつながりの重なり（%）がこれ以上なら同じ文章とみる"),
            "letters": Threshold(Decimal(20), "これより短い文章（字）は比べない"),
        }
    )

    def check(self, at: PlanSubject) -> Iterator[Finding]:
        """Every measure whose text stands elsewhere too, with the first other one."""
        told = [(measure, text) for measure in at.measures if len(text := _text(measure)) >= self.threshold("letters")]
        found: dict[str, tuple[MeasureSubject, MeasureSubject, Decimal]] = {}
        for at_left, at_right, share in alike([letter_pairs(text) for _, text in told], self.threshold("percent")):
            (left, one), (right, other) = told[at_left], told[at_right]
            if self._is_as_long(one, other):
                found.setdefault(left.node.id, (left, right, share))
                found.setdefault(right.node.id, (right, left, share))
        for measure, other_measure, share in found.values():
            yield self.find(
                at,
                node=measure.node,
                place=f"results/{measure.node.id}.{measure.fiscal_year}/result",
                other=other_measure.node.name,
                likeness=half_up(share),
            )

    def _is_as_long(self, one: str, other: str) -> bool:
        """Texts of very different length are not the same."""
        short, long = sorted((len(one), len(other)))
        return short * 100 >= long * self.threshold("percent") * Decimal("0.9")


def _text(measure: MeasureSubject) -> str:
    return measure.result.result if measure.result else ""
