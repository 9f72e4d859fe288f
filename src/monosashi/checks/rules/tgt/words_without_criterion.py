"""TGT010."""

from collections.abc import Iterator

from monosashi.checks.finding import Finding, Severity, Source
from monosashi.checks.needs import Need
from monosashi.checks.rule import IndicatorRule
from monosashi.checks.subjects import IndicatorSubject
from monosashi.core.values import Described


class WordsWithoutCriterion(IndicatorRule):
    """目標が言葉で書かれ、何をもって達成とするかがない。

    ## なぜ問題か
    読む人によって達成かどうかが分かれ、評価の根拠が残らない。
    ## 例
    目標値「使いやすいホームページにする」
    ## 直し方
    達成を見分ける基準を書く（第三者の検査でレベルAAに適合、など）。期日だけが問題なら、マイルストーンにする。
    """

    code, name, severity = "TGT010", "words-without-criterion", Severity.LOOK
    needs = (Need.FINAL_TARGET,)
    sources = (Source("秋田市 令和7年度包括外部監査 結果報告書", 185, "意見9"),)

    def check(self, at: IndicatorSubject) -> Iterator[Finding]:
        """A described final target needs its criterion."""
        target = at.indicator.final_target
        if isinstance(target, Described) and not target.criterion.strip():
            yield self.find(at, place="final_target", words=target.text)
