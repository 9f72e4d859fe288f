"""One small plan that says something in every part of the format."""

from decimal import Decimal

from monosashi.core.indicators import (
    Accumulation,
    Actual,
    Baseline,
    Composition,
    Direction,
    Fraction,
    Indicator,
    IndicatorKind,
    ReferenceSeries,
    SeriesPoint,
    Target,
)
from monosashi.core.money import Account, BudgetProgram, BudgetStage, FundingSource, MoneyLine, Share
from monosashi.core.plan import (
    Document,
    KeptTarget,
    Municipality,
    Plan,
    PlanYear,
    Provenance,
    RelatedPlan,
    YearState,
)
from monosashi.core.results import (
    Answer,
    Choice,
    Disposition,
    Exclusion,
    ExclusionReason,
    Execution,
    ManagedBy,
    NodeYear,
    Note,
    Question,
    QuestionKind,
    Rater,
    Rating,
)
from monosashi.core.tree import (
    Department,
    Level,
    Milestone,
    Node,
    Post,
    Prose,
    Responsibility,
    Role,
    Succession,
    SuccessionKind,
)
from monosashi.core.values import Absence, Described, Span, ValueStatus


def sample_plan() -> Plan:
    """Two fields with three measures over fiscal years 2023 to 2025."""
    return Plan(
        id="sample",
        name="見本市情報化計画",
        municipality=Municipality("999997", "見本市"),
        first_year=2023,
        last_year=2025,
        levels=(Level("field", "分野", grouped=True), Level("measure", "施策", answered=True)),
        edition="第2.1版",
        revision=3,
        years=(PlanYear(2024, "akita@1", "akita@1", YearState.SETTLED, (KeptTarget("i-rate", Decimal("30.0")),)),),
        departments=(
            Department("d-office", "推進本部", coordinating_office=True),
            Department("d-citizens", "市民課", "d-office", valid_from="2023-04-01", valid_to="2025-03-31"),
            Department("d-centres", "各センター", members=("d-citizens",)),
        ),
        posts=(Post("p-chief", "係長", "d-office"),),
        related_plans=(RelatedPlan("r-general", "第5次総合計画", "総合計画"),),
        nodes=_nodes(),
        indicators=_indicators(),
        budget_programs=_programs(),
        questions=(
            Question("q-effect", "measure", "効果は何か", required=True),
            Question("q-visitors", "measure", "来庁者は何人か", QuestionKind.NUMBER),
            Question(
                "q-need", "measure", "必要性", QuestionKind.CHOICE, (Choice("high", "高い"), Choice("low", "低い"))
            ),
            Question(
                "q-users", "measure", "対象", QuestionKind.CHOICES, (Choice("people", "市民"), Choice("staff", "職員"))
            ),
        ),
        results=_results(),
        documents=(Document("doc", "年次報告書", "見本市", "2025-09"),),
        provenance=(Provenance("indicators/i-rate/actuals/2024/value", "doc", "12", 345, "F12", "22.60"),),
    )


def _nodes() -> tuple[Node, ...]:
    return (
        Node("f-desk", "field", "窓口", number="1"),
        Node("f-data", "field", "データ", number="2"),
        Node(
            id="m-online",
            level="measure",
            name="電子申請",
            parent="f-desk",
            number="1-(1)",
            summary="手続を電子化する。",
            effect="来庁が減る。",
            responsibilities=(Responsibility("d-citizens", Role.LEAD, "2023-04-01", "2025-03-31"),),
            cross_listed_under=("f-data",),
            tags=("★",),
            milestones=(Milestone("ms-start", "受付開始", "2023-10", "2023-Q3"), Milestone("ms-all", "全手続", "2025")),
            prose=(Prose("背景", "窓口が混む。"), Prose("背景", "職員が足りない。")),
            related_plans=("r-general",),
            succeeds=(Succession("m-old", SuccessionKind.RENAMED, 2023, comparable=True),),
        ),
        Node("m-sensor", "measure", "水位計", "f-data"),
        Node("m-school", "measure", "教育", "f-data"),
    )


def _indicators() -> tuple[Indicator, ...]:
    return (
        Indicator(
            id="i-rate",
            node="m-online",
            name="電子申請率",
            unit="%",
            kind=IndicatorKind.OUTCOME,
            direction=Direction.INCREASE,
            accumulation=Accumulation.ANNUAL,
            composition=Composition.PRODUCT,
            computation="申請率×決済率",
            rationale="3年で倍にする。",
            baseline=Baseline(Decimal("15.0"), 2022),
            targets=(Target(2024, Decimal("20.0")),),
            interim_targets=(Target(2024, Span(Decimal(18), Decimal("22.5"))),),
            final_target=Decimal("30.0"),
            final_year=2025,
            actuals=(
                Actual(2023, Absence.NOT_YET_COUNTED),
                Actual(2024, Decimal("22.60"), ValueStatus.PROVISIONAL, "集計表", "速報"),
            ),
            fractions=(Fraction(2024, Decimal(226), Decimal(1000)),),
            reference_series=(ReferenceSeries("参考値", "%", (SeriesPoint(2024, Decimal("43.8")),)),),
            tags=("重点",),
            shared_with_plans=("r-general",),
            succeeds=(Succession("i-old", SuccessionKind.REPLACED, 2023),),
        ),
        Indicator(
            "i-apply",
            "m-online",
            "申請率",
            "%",
            part_of="i-rate",
            baseline=Baseline(Decimal("-1.5"), as_of="令和5年1月"),
        ),
        Indicator("i-level", "m-sensor", "準拠", final_target=Described("レベルAA準拠", "検査に合格"), final_year=2025),
    )


def _programs() -> tuple[BudgetProgram, ...]:
    return (
        BudgetProgram(
            id="b-system",
            name="情報化経費",
            part="うち電子申請",
            code="02-01-07",
            account=Account.GENERAL,
            department="d-office",
            shares=(Share("m-online", Decimal("60.0")), Share("m-sensor", Decimal(40))),
            lines=(
                MoneyLine(2024, BudgetStage.INITIAL, Decimal(2873)),
                MoneyLine(2024, BudgetStage.SUPPLEMENTARY, Decimal(-120)),
                MoneyLine(2024, BudgetStage.SPENT, Decimal(2653)),
                MoneyLine(2024, BudgetStage.SPENT, Decimal(2653), item="負担金/補助.交付金"),
                MoneyLine(2024, BudgetStage.SPENT, Decimal(2653), source=FundingSource.GENERAL),
                MoneyLine(2025, BudgetStage.INITIAL, Absence.NOT_STATED),
            ),
        ),
        BudgetProgram("b-common", "共通経費", shares=(Share("m-online"), Share("m-sensor"))),
    )


def _results() -> tuple[NodeYear, ...]:
    return (
        NodeYear(
            node="m-online",
            fiscal_year=2024,
            stage="3・4",
            managed_by=ManagedBy.INDICATOR,
            execution=Execution.AS_PLANNED,
            result="40手続を電子化した。",
            unmet_reason="周知が遅れた。",
            response="説明会を開く。",
            disposition=Disposition.IMPROVE,
            next_step="決済に対応する。",
            ratings=(
                Rating("progress", Rater.SELF, "B", "目標に近い。"),
                Rating("progress", Rater.SELF, None, "未集計", indicator="i-rate"),
            ),
            answers=(
                Answer("q-effect", "待ち時間が減った。"),
                Answer("q-visitors", number=Decimal(1200)),
                Answer("q-need", choices=("high",)),
                Answer("q-users", "主に", choices=("people", "staff")),
            ),
            notes=(Note("監査委員", "周知を求める。"),),
        ),
        NodeYear("m-school", 2024, excluded=Exclusion(ExclusionReason.OTHER_EVALUATION, "教育委員会が評価")),
    )
