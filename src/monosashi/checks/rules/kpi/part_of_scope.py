"""KPI009."""

import re
from collections.abc import Iterator

from monosashi.checks.courses import has_target
from monosashi.checks.finding import Finding, Severity, Source
from monosashi.checks.folding import fold
from monosashi.checks.needs import Need
from monosashi.checks.published import AUDIT_REPORT
from monosashi.checks.rule import MeasureRule
from monosashi.checks.subjects import MeasureSubject
from monosashi.checks.texts import content_words
from monosashi.checks.word_lists import word_list
from monosashi.core.indicators import Indicator

_FEWEST_ITEMS = 2
_FEWEST_WORDS = 2
_SENTENCE = re.compile(r"[。\n]")
_BRACKETS = re.compile(r"\([^)]*\)")
_PARTICLE = re.compile(r"[をにはで]|など")


class PartOfScope(MeasureRule):
    """施策に並ぶ取組のうち、ひとつだけを指標にしている。

    ## なぜ問題か
    指標にした取組が終わると施策全体が達成と評価され、残りの取組が止まっていても見えない。
    ## 例
    「保護者との連絡、園児の登園管理、日誌の作成を電子化する」という施策の指標が「保護者連絡機能の利用率」だけ
    ## 直し方
    残りの取組にも指標かマイルストーンを置く。ひとつで足りるなら、その理由を目標値の考え方に書く。
    """

    code, name, severity = "KPI009", "part-of-scope", Severity.LOOK
    needs = (Need.TOKENIZER, Need.SUMMARY, Need.INDICATOR)
    sources = (Source(AUDIT_REPORT, 189, "意見19"),)

    def check(self, at: MeasureSubject) -> Iterator[Finding]:
        """The only indicator shares its words with exactly one of the things that the summary lists."""
        if len(at.indicators) != 1 or not has_target(at.indicators[0]):
            return
        indicator = at.indicators[0]
        lists = (items for sentence in _SENTENCE.split(at.node.summary) for items in _lists(at, sentence))
        for items in lists:
            covered, left = self._split(at, indicator, items)
            if covered and len(left) >= _FEWEST_ITEMS:
                yield self.find(at, indicator=indicator, place="name", covered=covered, left=left)
                return

    def _split(self, at: MeasureSubject, indicator: Indicator, items: list[str]) -> tuple[str, tuple[str, ...]]:
        told = _content(at, indicator.name)
        shared = {item: _content(at, item) & told for item in items}
        covered = [item for item in items if len(shared[item]) >= _FEWEST_WORDS]
        left = tuple(item for item in items if not shared[item])
        if len(covered) != 1 or len(left) != len(items) - 1:
            return "", ()
        return covered[0], left


def _lists(at: MeasureSubject, sentence: str) -> Iterator[list[str]]:
    """Runs of things that a sentence lists with 、: noun phrases, the last one cut off before its particle."""
    run: list[str] = []
    for piece in _BRACKETS.sub("", fold(sentence)).split("、"):
        item = piece.strip().removesuffix("と")
        if _ends_in_noun(at, item):
            run.append(item)
            continue
        head = _PARTICLE.split(item)[0]
        if run and _ends_in_noun(at, head):
            yield [*run, head]
        run = []
    if run:
        yield run


def _ends_in_noun(at: MeasureSubject, text: str) -> bool:
    words = at.texts.words(text)
    return bool(words) and words[-1].part == "名詞"


def _content(at: MeasureSubject, text: str) -> frozenset[str]:
    general = word_list("naming_words").of_group("general")
    return frozenset(word for word in content_words(at.texts.words(text)) if word not in general)
