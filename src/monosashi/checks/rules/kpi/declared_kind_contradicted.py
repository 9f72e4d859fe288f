"""KPI005."""

from collections.abc import Iterator

from monosashi.checks.finding import Finding, Severity, Source
from monosashi.checks.indicator_kinds import Certainty, infer_kind
from monosashi.checks.needs import Need
from monosashi.checks.rule import IndicatorRule
from monosashi.checks.subjects import IndicatorSubject
from monosashi.core.indicators import IndicatorKind


class DeclaredKindContradicted(IndicatorRule):
    """活動指標・成果指標の区分が、指標の言葉と合っていない。

    ## なぜ問題か
    活動の量を成果指標と呼ぶと、効果が出ているように見え、効果を測る指標がないことに気づかない。
    ## 例
    成果指標「セミナーの開催回数」
    ## 直し方
    区分を改めるか、その活動で何がよくなったかを測る指標に替える。
    """

    code, name, severity = "KPI005", "declared-kind-contradicted", Severity.WARNING
    needs = (Need.DECLARED_KIND,)
    sources = (
        Source("長崎県 事業群評価調書（令和2年度実績）"),
        Source("秋田市 令和7年度包括外部監査 結果報告書", 179, "意見5"),
    )

    def check(self, at: IndicatorSubject) -> Iterator[Finding]:
        """The declaration counts for everything else; here it is only held against the words."""
        declared, guess = at.indicator.kind, infer_kind(at.indicator)
        if declared is IndicatorKind.UNDECLARED or guess.certainty is Certainty.UNSURE or guess.kind is declared:
            return
        sure = guess.certainty is Certainty.CERTAIN and declared is IndicatorKind.OUTCOME
        yield self.find(
            at,
            variant=declared.value,
            place="kind",
            severity=None if sure else Severity.LOOK,
            declared=declared.value,
            inferred=guess.kind.value,
            words=guess.words,
        )
