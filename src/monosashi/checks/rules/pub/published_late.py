"""PUB001."""

import re
from collections.abc import Iterator
from decimal import Decimal
from types import MappingProxyType

from monosashi.checks.finding import Finding, Severity, Source
from monosashi.checks.folding import fold
from monosashi.checks.needs import Need
from monosashi.checks.rule import PlanRule, Threshold
from monosashi.checks.subjects import PlanSubject

_MONTH = re.compile(r"(?P<western>\d{4})[-年/](?P<month>\d{1,2})|令和(?P<era>元|\d{1,2})年(?P<era_month>\d{1,2})月")
_BEFORE_REIWA = 2018
_LAST_MONTH = 3


class PublishedLate(PlanRule):
    """年度の進捗が公表されるまでに、長い月日がたっている。

    この年度の数値の出所とされた文書の、いちばん早い公表の日で見る。

    ## なぜ問題か
    次の年度の半ばを過ぎてから公表しても、予算や計画の改定に生かせない。市民は古い数値でしか判断できない。
    ## 例
    令和4年度の実績を令和5年12月に公表（年度が終わって9か月）。
    ## 直し方
    速報を6月の議会までに公表し、決算が確定したら差し替える。計画と同じページに置く。
    """

    code, name, severity = "PUB001", "published-late", Severity.LOOK
    needs = (Need.PUBLICATION_DATE,)
    sources = (
        Source("秋田市 令和7年度包括外部監査 結果報告書", 61),
        Source("佐世保市DX戦略実行計画 概要版（令和4年度実績）", 1),
    )
    thresholds = MappingProxyType(
        {"months": Threshold(Decimal(6), "年度の終わりからこの月数を超えて公表されたときに示す")}
    )

    def check(self, at: PlanSubject) -> Iterator[Finding]:
        """Months from 31 March to the first document that was published after the year."""
        end = (at.desk.fiscal_year + 1) * 12 + _LAST_MONTH
        later = [
            (month - end, document)
            for document in at.desk.plan.documents
            if (month := _month(document.published)) is not None and month > end
        ]
        if not later:
            return
        months, document = min(later, key=lambda each: each[0])
        if months > self.threshold("months"):
            yield self.find(
                at,
                place=f"documents/{document.id}",
                document=document.title,
                published=document.published,
                months=months,
                year=at.desk.fiscal_year,
            )


def _month(published: str) -> int | None:
    """Months since the year 0, None where the date is not written as 2024-06, 2024-06-30 or 令和6年6月."""
    match = _MONTH.match(fold(published))
    if match is None:
        return None
    if match["western"]:
        return int(match["western"]) * 12 + int(match["month"])
    year = _BEFORE_REIWA + (1 if match["era"] == "元" else int(match["era"]))
    return year * 12 + int(match["era_month"])
