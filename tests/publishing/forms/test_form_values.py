"""Values of forms are the figures that the cities printed."""

from dataclasses import replace
from decimal import Decimal

import pytest

from monosashi.core.money import BudgetProgram, BudgetStage, FundingSource, MoneyLine, Share
from monosashi.core.results import Disposition, Note
from monosashi.core.tree import Milestone
from monosashi.core.values import Absence
from monosashi.exchange.forms.values import Figure, Placeholder
from monosashi.publishing.forms import Lookups, UnknownField
from publishing.forms.filled_plans import DAY, example, judged, of_measure, of_plan, printed, told

AKITA_77 = "n-p077"


@pytest.mark.parametrize(
    ("node", "name", "value"),
    [
        (AKITA_77, "指標1", "秋田市公式LINEの友だち数"),
        (AKITA_77, "指標1の実績値", "21,408"),
        (AKITA_77, "指標1の単位", "人"),
        (AKITA_77, "指標1の基準値", "5,722"),
        (AKITA_77, "指標1の基準値の時点", "令和5年10月"),
        (AKITA_77, "指標1の目標値", "16,000"),
        (AKITA_77, "指標1の目標値:翌年度", "20,000"),
        (AKITA_77, "指標1の目標値:R8", "24,000"),
        (AKITA_77, "指標1の最終目標値", "24,000"),
        (AKITA_77, "指標1の最終年度", "令和8年度"),
        (AKITA_77, "指標1の達成率", "89.2"),
        (AKITA_77, "指標1の実績値:前年度", ""),
        (AKITA_77, "指標一覧", "秋田市公式LINEの友だち数　実績 21,408人／目標 16,000人"),
        (AKITA_77, "支出済額", "2,417（共通）"),
        (AKITA_77, "執行率", "100.0"),
        (AKITA_77, "主担当課", "デジタル化推進本部"),
        (AKITA_77, "柱", "デジタル化の基礎条件整備"),
        (AKITA_77, "取組事項の番号", "(オ)"),
        (AKITA_77, "段階", "2"),
        (AKITA_77, "自己評価", "B"),
        (AKITA_77, "算定評価", "B"),
        (AKITA_77, "指標1の種別", ""),
        ("n-p094", "段階", "3・4"),
        ("n-p094", "当初予算額", "20,978"),
        ("n-p094", "予算現額", "52,394"),
        ("n-p094", "支出済額", "52,394"),
        ("n-p094", "予算現額のその他特定財源", "42,444"),
        ("n-p094", "その他特定財源", "42,259"),
        ("n-p094", "予算現額の一般財源", "9,950"),
        ("n-p094", "算定評価", "判定不可"),
        ("n-p094", "指標1の最終目標値", "該当なし"),
        ("n-p094", "進め方", "スケジュール管理"),
        ("n-p070", "指標1の実績値", "6.3"),
        ("n-p070", "指標1の内訳1", "オンライン申込割合"),
        ("n-p070", "指標1の内訳2の単位", "%"),
        ("n-p070", "指標1の内訳3", ""),
        ("n-p070", "執行率", "95.7"),
        ("", "計画名", "秋田市デジタル化推進計画"),
        ("", "年度", "令和6年度"),
        ("", "年度:前年度", "令和5年度"),
        ("", "計画期間", "令和6年度から令和8年度まで"),
        ("", "速報・確定の別", "決算確定"),
        ("", "速報・確定の別:翌年度", "未確定"),
        ("", "施策数", "68"),
        ("", "作成日", "令和7年6月20日"),
        ("", "計画全体の当初予算額", "640,613"),
        ("", "計画全体の自己評価Aの件数", "18"),
    ],
)
def test_values_of_akita(node: str, name: str, value: str) -> None:
    assert told("akita", node, name) == value


@pytest.mark.parametrize(
    ("node", "name", "value"),
    [
        ("n-31", "実施状況", "計画どおり"),
        ("n-31", "重点分野", "観光"),
        ("n-36", "重点分野の達成割合", "66"),
        ("n-36", "重点分野の達成数", "2"),
        ("n-31", "プロジェクト", "CV協会業務デジタル化支援\n★ 人流データを活用した行動分析\nデジタルパンフレット"),
        ("n-33", "指標2の達成率", "70.0"),
        ("n-33", "指標2の判定", "未達成"),
        ("n-33", "指標3の実績値", "46.2"),
        ("", "計画全体の達成割合", "81"),
        ("", "計画全体の支出済額", ""),
    ],
)
def test_values_of_sasebo(node: str, name: str, value: str) -> None:
    assert told("sasebo", node, name) == value


@pytest.mark.parametrize(
    ("node", "name", "value"),
    [
        ("n-21", "人件費", "50,889"),
        ("n-21", "支出済額", "8,372"),
        ("n-21", "当初予算額:令和3", "65,729"),
        ("n-21", "質問1の記号", "④、⑧"),
        ("n-21", "事業構築の視点", "政策の間の連携、リーダーと関係課の役割、国の制度の活用と、国への提案"),
        ("n-21", "今後の方向性", "改善"),
        ("n-21", "事業期間", "R2-7"),
        ("n-21", "目印", "中核事業"),
        ("n-21", "指標1の達成率", "240"),
        ("n-21", "指標1の備考", "達成率 240%"),
        ("n-21", "番号", "1"),
        ("n-21", "事務事業", "ながさきSociety5.0推進費"),
    ],
)
def test_values_of_nagasaki(node: str, name: str, value: str) -> None:
    assert told("nagasaki", node, name) == value


def test_a_figure_is_a_number_and_as_it_is_printed() -> None:
    assert of_measure("akita", AKITA_77)(Placeholder("指標1の実績値")) == Figure(Decimal(21408), "21,408")
    assert of_plan("akita")(Placeholder("計画全体の支出済額")) == Figure(
        judged("akita").money.spent or Decimal(0), "611,662"
    )


def test_shared_money_is_whole_and_words_so_that_no_sum_of_a_form_counts_it_again() -> None:
    sharing = ("n-p077", "n-p084", "n-p139", "n-p141")
    assert {of_measure("akita", node)(Placeholder("予算事業1の支出済額")) for node in sharing} == {"2,417（共通）"}
    others = told("akita", AKITA_77, "経費を共有する施策").split("、")
    assert len(others) >= 3
    assert told("akita", AKITA_77, "予算事業名") == "秋田市公式LINE運用経費（共通）"


@pytest.mark.parametrize("year", ["前年度", "令和5年度", "R5", "2023", "令和5", "令和五年度"])
def test_a_year_is_told_in_each_way_that_officials_write_it(year: str) -> None:
    assert told("akita", "", f"年度:{year}") == "令和5年度"


def test_the_explanation_is_japanese_and_of_the_scheme() -> None:
    assert told("akita", AKITA_77, "評価の理由").startswith(
        "秋田市公式LINEの友だち数：令和6年度の実績値21,408人は基準値5,722人より良いが"
    )


def test_another_year_is_judged_by_what_the_plan_names_for_it() -> None:
    plan = example("nagasaki")
    node = plan.index.node["n-21"]
    of_2019 = Lookups(plan, None, 2021, DAY).of_measure(node)
    assert printed(of_2019(Placeholder("指標1の達成率", "前年度"))) == "240"
    assert of_2019(Placeholder("指標1の達成率")) == ""


def test_an_absence_prints_its_word_and_a_negative_amount_its_triangle() -> None:
    plan = example("akita")
    node = plan.index.node["n-p094"]
    lines = (
        MoneyLine(2024, BudgetStage.UNUSED, Absence.NOT_YET_COUNTED),
        MoneyLine(2024, BudgetStage.SUPPLEMENTARY, Decimal(-1234)),
        MoneyLine(2024, BudgetStage.SPENT, Absence.NOT_APPLICABLE, source=FundingSource.BONDS),
    )
    program = BudgetProgram("b-new", "新規", shares=(Share(node.id),), lines=lines)
    values = Lookups(replace(plan, budget_programs=(program,)), None, 2024, DAY).of_measure(node)
    assert values(Placeholder("不用額")) == "未集計"
    assert values(Placeholder("補正予算額")) == Figure(Decimal(-1234), "△1,234")
    assert values(Placeholder("市債")) == "該当なし"
    assert values(Placeholder("一般財源")) == ""


def test_opinions_are_of_others_and_remarks_of_the_city_itself() -> None:
    plan = example("akita")
    node = plan.index.node[AKITA_77]
    said = replace(
        plan.index.result[AKITA_77, 2024],
        notes=(Note("監査人", "効果も測ること。", "令和7年度から測る。"), Note("秋田市", "表の額は当初。")),
        disposition=Disposition.EXPAND,
    )
    values = Lookups(replace(plan, results=(said,)), None, 2024, DAY).of_measure(node)
    assert values(Placeholder("監査意見等")) == "監査人：効果も測ること。"
    assert values(Placeholder("意見への回答")) == "令和7年度から測る。"
    assert values(Placeholder("付記")) == "表の額は当初。"
    assert values(Placeholder("今後の方向性")) == "拡充"


def test_milestones_stand_one_a_line_with_what_became_of_them() -> None:
    plan = example("akita")
    milestones = (Milestone("m-1", "契約", "2024-10", "2024-11-05"), Milestone("m-2", "稼働", "2025-03-31"))
    node = replace(plan.index.node[AKITA_77], milestones=milestones)
    values = Lookups(plan, None, 2024, DAY).of_measure(node)
    assert values(Placeholder("マイルストーン")) == (
        "契約（期限 令和6年10月、令和6年11月5日に達成）\n稼働（期限 令和7年3月31日）"
    )


def test_a_field_that_there_is_not_is_never_a_blank() -> None:
    with pytest.raises(UnknownField):
        of_measure("akita", AKITA_77)(Placeholder("ない項目"))
    with pytest.raises(UnknownField):
        of_plan("akita")(Placeholder("施策名"))
