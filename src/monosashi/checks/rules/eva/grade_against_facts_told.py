"""EVA002."""

from collections.abc import Iterator

from monosashi.checks.finding import Finding, Proposal, Severity, Source
from monosashi.checks.grade_ranks import is_good, own_grades
from monosashi.checks.needs import Need
from monosashi.checks.published import AUDIT_REPORT
from monosashi.checks.rule import MeasureRule
from monosashi.checks.subjects import MeasureSubject
from monosashi.checks.word_lists import word_list
from monosashi.core.messages import message
from monosashi.core.results import NodeYear, Rating
from monosashi.evaluation.outcomes import Standing


class GradeAgainstFactsTold(MeasureRule):
    """良い評価なのに、取組結果や注記では遅れや中止が書かれている（またはその逆）。

    数値から評価方式で決まる評価と一致しているものには言わない。

    ## なぜ問題か
    評価だけを見る人は順調だと思う。遅れを認めて手を打つ時期を逃す。
    ## 例
    評価「おおむね計画どおり」。取組結果は「全体のスケジュールを見直し、現行の契約を1年延長した」。
    ## 直し方
    何がどれだけ遅れたかを書き、評価を改めるか、計画どおりとみる理由を添える。
    """

    code, name, severity = "EVA002", "grade-against-facts-told", Severity.WARNING
    needs = (Need.LEGEND, Need.RATING, Need.RESULT_TEXT)
    sources = tuple(Source(AUDIT_REPORT, page) for page in (97, 98, 100, 124))

    def check(self, at: MeasureSubject) -> Iterator[Finding]:
        """Words of the department's own text first; those of notes are weaker, as others may have written them."""
        if at.result is None:
            return
        for rating in own_grades(at.result.ratings):
            good = is_good(at.desk, rating.axis, rating.grade)
            if good is None or _follows_scheme(at, rating):
                continue
            group = word_list("told_outcome").of_group("trouble" if good else "completed")
            own = group.found_in(f"{at.result.result}。{at.result.unmet_reason}")
            noted = group.found_in("。".join(note.text for note in at.result.notes))
            if own:
                yield self._found(at, rating, own, severity=None if good else Severity.LOOK)
            elif noted and good:
                yield self._found(at, rating, noted, severity=Severity.LOOK)

    def _found(self, at: MeasureSubject, rating: Rating, words: tuple[str, ...], severity: Severity | None) -> Finding:
        good = is_good(at.desk, rating.axis, rating.grade)
        place = f"results/{at.node.id}.{at.fiscal_year}/ratings"
        proposal = Proposal(message("check.EVA002.proposal"), (_text(at.result),))
        if good:
            return self.find(at, place=place, severity=severity, own=rating.grade, words=words, proposal=proposal)
        return self.find(
            at, variant="poor", place=place, severity=severity, own=rating.grade, words=words, proposal=proposal
        )


def _follows_scheme(at: MeasureSubject, rating: Rating) -> bool:
    computed = at.outcome.computed if at.outcome else None
    return computed is not None and computed.standing is Standing.GRADED and computed.grade == rating.grade


def _text(result: NodeYear | None) -> str:
    return result.result if result else ""
