"""EVA004."""

from collections.abc import Iterator
from decimal import Decimal
from types import MappingProxyType

from monosashi.checks.finding import Finding, Severity, Source
from monosashi.checks.needs import Need
from monosashi.checks.rule import Threshold, TwoYearsRule
from monosashi.checks.similarity import likeness
from monosashi.checks.subjects import TwoYearsSubject
from monosashi.core.messages import message
from monosashi.evaluation.rounding import half_up

_FIELDS = ("result", "unmet_reason", "response")


class TextCopiedFromLastYear(TwoYearsRule):
    """取組結果や未達の理由が、前年度とほぼ同じ文章になっている。

    ## なぜ問題か
    その年に何をしたのかが書かれていない。同じ理由が続くのは、打った手が効いていないしるしでもある。
    ## 例
    未達の理由が2年続けて「周知が足りず利用が伸びなかった」。
    ## 直し方
    今年度にしたことと、前年度の対応がどうなったかを書く。
    """

    code, name, severity = "EVA004", "text-copied-from-last-year", Severity.WARNING
    needs = (Need.EARLIER_YEAR, Need.RESULT_TEXT)
    sources = (Source("自治体の行政評価の記述を前年度と比べた調査（129人中73人が前年度の文章を使っていた）"),)
    thresholds = MappingProxyType(
        {
            "percent": Threshold(Decimal(95), "文字のつながりの重なり（%）がこれ以上なら同じ文章とみる"),
            "letters": Threshold(Decimal(15), "これより短い文章（字）は比べない"),
        }
    )

    def check(self, at: TwoYearsSubject) -> Iterator[Finding]:
        """Each text of the answer against itself a year earlier; figures that differ count as letters like others."""
        now, before = at.now.result, at.before.result
        if now is None or before is None:
            return
        for field in _FIELDS:
            text, earlier = str(getattr(now, field)), str(getattr(before, field))
            share = likeness(text, earlier)
            if len(text) >= self.threshold("letters") and share >= self.threshold("percent"):
                yield self.find(
                    at,
                    place=f"results/{at.now.node.id}.{at.now.fiscal_year}/{field}",
                    field=message(f"check.EVA004.{field}"),
                    likeness=half_up(share),
                )
