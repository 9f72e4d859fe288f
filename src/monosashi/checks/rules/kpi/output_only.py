"""KPI001."""

from collections.abc import Iterator

from monosashi.checks.courses import has_target
from monosashi.checks.finding import Finding, Severity, Source
from monosashi.checks.indicator_kinds import Certainty, KindGuess, kind_of
from monosashi.checks.needs import Need
from monosashi.checks.proposals import outcome_indicators
from monosashi.checks.published import AUDIT_REPORT
from monosashi.checks.rule import MeasureRule
from monosashi.checks.subjects import MeasureSubject
from monosashi.core.indicators import Indicator


class OutputOnly(MeasureRule):
    """評価指標が活動の量（アウトプット）だけで、効果（アウトカム）を測るものがない。

    ## なぜ問題か
    どれだけ実施したかだけでは、見込んだ効果が得られたかを説明できない。実施量が増えても、何がよくなったかは分からない。
    ## 例
    見込まれる効果「避難の判断が早まる」、評価指標「防災講座の開催数」だけ
    ## 直し方
    見込まれる効果の言葉から成果指標を置く。すぐに測れないときは、アンケートや参考値でもよい。活動指標は併用してよい。
    """

    code, name, severity = "KPI001", "output-only", Severity.WARNING
    needs = (Need.INDICATOR,)
    sources = (
        Source(AUDIT_REPORT, 179, "意見5"),
        *(
            Source(AUDIT_REPORT, 185 + page, f"意見{opinion}")
            for opinion, page in ((10, 0), (12, 1), (14, 2), (15, 2), (18, 3))
        ),
    )

    def check(self, at: MeasureSubject) -> Iterator[Finding]:
        """Speak where every indicator is an output; where one is only likely to be, as a thing to look at."""
        judged = [i for i in at.indicators if has_target(i) or any(has_target(part) for part in at.components(i))]
        guesses = [kind_of(indicator) for indicator in judged]
        if not guesses or not all(guess.is_output for guess in guesses):
            return
        certain = all(guess.certainty is Certainty.CERTAIN for guess in guesses)
        yield self.find(
            at,
            variant="" if certain else "likely",
            severity=None if certain else Severity.LOOK,
            proposal=outcome_indicators(at.node.effect, "check.KPI001.proposal"),
            indicators=tuple(indicator.name for indicator in judged),
            words=_words(judged, guesses),
        )


def _words(judged: list[Indicator], guesses: list[KindGuess]) -> tuple[str, ...]:
    found = (word for guess in guesses for word in guess.words)
    return tuple(dict.fromkeys(found)) or tuple(indicator.kind.value for indicator in judged)
