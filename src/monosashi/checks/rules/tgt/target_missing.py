"""TGT001."""

from collections.abc import Iterator

from monosashi.checks.courses import has_target
from monosashi.checks.finding import Finding, Severity, Source
from monosashi.checks.needs import Need
from monosashi.checks.published import AUDIT_REPORT
from monosashi.checks.rule import IndicatorRule
from monosashi.checks.subjects import IndicatorSubject
from monosashi.core.results import ManagedBy
from monosashi.core.values import Absence

_SAID_ON_PURPOSE = frozenset({Absence.NOT_APPLICABLE, Absence.NOT_COMPUTABLE, Absence.NOT_STATED})


class TargetMissing(IndicatorRule):
    """評価指標で管理しているのに目標値がない。

    ## なぜ問題か
    目標値がなければ、実績値が出ても達成したかどうかを決められない。
    ## 例
    評価指標「電子図書の満足度」 目標値 なし、実績値 73 %
    ## 直し方
    最終年度の目標値を置く。まだ置けないときは「未設定」とし、いつ何を見て置くかを目標値の考え方に書く。
    """

    code, name, severity = "TGT001", "target-missing", Severity.WARNING
    needs = (Need.TARGET,)
    sources = tuple(Source(AUDIT_REPORT, page) for page in (83, 102, 147, 149, 150))

    def check(self, at: IndicatorSubject) -> Iterator[Finding]:
        """A named absence (該当なし) says that somebody thought of it; nothing or 未設定 does not."""
        indicator = at.indicator
        if at.managed_by not in (ManagedBy.INDICATOR, None) or has_target(indicator):
            return
        if at.is_component or at.parts or (at.managed_by is None and at.actual() is None):
            return
        said = indicator.final_target in _SAID_ON_PURPOSE
        yield self.find(
            at,
            variant="said" if said else "",
            place="final_target",
            severity=Severity.LOOK if said or at.managed_by is None else None,
            actual=_printable(at),
            unit=indicator.unit,
        )


def _printable(at: IndicatorSubject) -> str | None:
    actual = at.actual()
    return None if actual is None or isinstance(actual, Absence) else str(actual)
