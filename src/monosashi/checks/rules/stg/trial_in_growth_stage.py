"""STG001."""

from collections.abc import Iterator

from monosashi.checks.figures import judged_figures
from monosashi.checks.finding import Finding, Proposal, Severity, Source
from monosashi.checks.management import by_indicator
from monosashi.checks.needs import Need
from monosashi.checks.published import AUDIT_REPORT
from monosashi.checks.rule import MeasureRule
from monosashi.checks.sentences import sentences
from monosashi.checks.subjects import MeasureSubject
from monosashi.checks.word_lists import word_list
from monosashi.core.messages import message
from monosashi.evaluation.achievement import Comparison


class TrialInGrowthStage(MeasureRule):
    """実証や検討の途中なのに、評価指標で管理する段階（拡大期など）に置かれている。

    ## なぜ問題か
    導入するかどうかが決まる前は、量を増やす段階ではない。設置した数などで測ると、実験を終えただけで「達成」になる。
    ## 例
    「見守りセンサー導入検討のための実証実験」を拡大期とし、設置 20 箇所を目標にしている。
    ## 直し方
    構築期に戻し、いつまでに何を確かめて決めるかをスケジュールで管理する。導入が決まってから、効果を指標で測る。
    """

    code, name, severity = "STG001", "trial-in-growth-stage", Severity.WARNING
    needs = (Need.MANAGEMENT,)
    sources = (Source(AUDIT_REPORT, 114, "意見14"), Source(AUDIT_REPORT, 74, "意見8"), Source(AUDIT_REPORT, 113))

    def check(self, at: MeasureSubject) -> Iterator[Finding]:
        """Words of the name first, then a result that tells of study alone, then the summary."""
        if not by_indicator(at):
            return
        proposal = Proposal(message("check.STG001.proposal"))
        named, studied = _words_of_name(at.node.name), _words_of_study(at)
        tried = word_list("stage_words").of_group("trial").found_in(at.node.summary)
        if named:
            yield self.find(at, variant="named", place="name", words=named, stage=at.stage, proposal=proposal)
        elif studied:
            yield self.find(
                at,
                variant="studied",
                severity=None if _gains(at) else Severity.LOOK,
                words=studied,
                stage=at.stage,
                proposal=proposal,
            )
        elif tried:
            yield self.find(
                at,
                variant="summary",
                place="summary",
                severity=Severity.LOOK,
                words=tried,
                stage=at.stage,
                proposal=proposal,
            )


def _words_of_name(name: str) -> tuple[str, ...]:
    words = word_list("stage_words")
    return words.of_group("trial").found_in(name) + words.of_group("study_name").found_in(name)


def _words_of_study(at: MeasureSubject) -> tuple[str, ...]:
    """The words of study in a result each of whose sentences tells of study and of nothing done; none where it bore fruit."""
    study, done = (word_list("stage_words").of_group(group) for group in ("study", "done"))
    result = at.result.result if at.result else ""
    told = sentences(result)
    if not told or any(done.found_in(each) or not study.found_in(each) for each in told):
        return ()
    return () if Comparison.BEYOND in _gains(at) else study.found_in(result)


def _gains(at: MeasureSubject) -> tuple[Comparison, ...]:
    """The indicators against their baselines, as far as figures tell."""
    figures = (each for indicator in at.indicators for each in judged_figures(at.desk, indicator))
    return tuple(each.gain for each in figures if each.gain is not None)
