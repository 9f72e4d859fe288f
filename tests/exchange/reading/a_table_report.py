"""Published tables of a city that there is not, with the layout that reads them."""

from pathlib import Path

from exchange.reading.a_report import LAYOUT, layout_of, lines_of
from monosashi.exchange.reading.document_sheets import read_sheets
from monosashi.exchange.reading.drafting import Draft, draft
from monosashi.exchange.reading.sheets import SheetsRead

SUMMARY_LAYOUT = f"""
{LAYOUT.partition("[sheet]")[0]}
[sheet]
form = "tables"
level = "施策"

[sheet.entries]
between = "→"
figures = ["year_target", "actual"]

[sheet.children]
level = "事業"
tags = ["★"]

[sheet.execution]
"○" = "as_planned"
"△" = "delayed"

[[headings]]
level = "部"
before = "実績（"
behind = "）"

[[headings]]
level = "分野"
first = "分野"

[[tables]]
key = "分野名"

[tables.labels]
"実施" = "execution"
"達成" = "note"
"指標（予定→実績）" = "indicators"

[[tables]]
key = "分野"

[tables.labels]
"施策" = "name"
"主な事業" = "children"
"成果" = "result"
"未達の指標" = "indicators"
"""
SUMMARY = """総括
分野名\t実施\t達成\t指標（予定→実績）\t分野名\t実施\t達成\t指標（予定→実績）
窓口\t○\t50% (1/2)\t<ul> 手続数510→521 利用率20%→6.6% \t防災\t△\t100% (1/1)\t<ul><li>登録者数1,200→1,300</li></ul>
計\t-\t67% (2/3)\t-\t\t\t\t

実績（くらし1/2）
分野\t施策\t令和6年度\t\t
\t\t主な事業\t成果\t未達の指標
窓口\t行かない窓口\t● 手続の電子化★ ● 相談 の拡大\t使える手続が増えた\t● 利用率 20% →6.6%

実績（くらし2/2）
分野\t施策\t令和6年度\t\t
\t\t主な事業\t成果\t未達の指標
防災\t早い知らせ\t防災メール\tメールを始めた\t—
"""

YEARS_LAYOUT = f"""
{LAYOUT.partition("[sheet]")[0]}
[sheet]
form = "tables"
level = "事業"

[sheet.dispositions]
"改善" = "improve"

[[headings]]
level = "群"
name = "情報化"

[[headings]]
level = "取組"
first = "i"
listed = true

[[tables]]

[tables.labels]
"指標" = "indicator"
"基準年" = "baseline"
"最終目標" = "target"

[tables.figures]
"目標" = "year_target"
"実績" = "actual"

[[tables]]
form = "groups"
key = "番号"
units_behind_names = true

[tables.labels]
"取組" = "under"
"番号" = "number"
"事業名" = "name"
"中核" = "tag"

[tables.amounts]
"R6決算" = "total"
"一般財源" = "general"
"人件費" = "labour"

[tables.marks]
"【活動】" = "output"
"【成果】" = "outcome"
"●成果" = "result"

[[tables.years]]
fiscal_year = 2024
stage = "spent"
reported = true

[[tables.years]]
fiscal_year = 2025
stage = "spent"
reported = true

[[tables.years]]
fiscal_year = 2026
stage = "initial"

[[tables]]
key = "番号"

[tables.labels]
"取組" = "under"
"視点" = "answer"
"見直し" = "answer"
"区分" = "disposition"

[tables.parts]
"事業名 期間 課" = ["name", "period", "departments"]

[[questions]]
id = "q-1"
label = "視点"

[questions.choices]
"①" = "選ぶ"
"②" = "工夫する"

[[questions]]
id = "q-2"
label = "見直し"
"""
YEARS = """群\t指標\t\t基準年\tR6\tR7\t最終目標
\t②団体数(累計)\t目標\t\t8団体\t10団体\t16団体(R8)
\t\t実績\t5団体(R元)\t9団体\t\t進捗状況

1 実績
取組\t番号\t事業名\t中核\t事業費\t\t\t指標
\t\t\t\tR6決算\t一般財源\t人件費\t主な指標
取組 i ii\t1\t電子県庁\t○\t1,200\t800\t300\t概要の文\t【活動】\t4\t10\t250%\t●成果 速くなった
\t\t\t\t1,300\t900\t310\t\t改修数(回)\t4\t11\t275%
\t\t\t\t1,400\t-\t320\t【成果】 利用件数(件)\t3\t2\t66%
\t\t\tH13-\t—\t—\t—\t3\t3\t100%
\t\t\t\t\t\t\t5
取組 ii\t2\t新しい事業\t\t500\t500\t90\t【活動】 会議(回)\t2\t1\t50%
\t\t\t\t600\t600\t91\t\t\t2

2 検証
<ul> i 窓口 ii データ\t検証の文
\t<p>方向の文</p>

取組\t番号\t事業名 期間 課\t視点\t見直し\t区分
取組 i ii\t1\t電子県庁 H13- 情報課\t①②\t手順を減らした\t改善
取組 ii\t2\t新しい事業 (新規)R7-8 企画課\t②\t—\t改善
"""


def tables_read(folder: Path, text: str, layout: str = SUMMARY_LAYOUT) -> SheetsRead:
    return read_sheets(lines_of(text), layout_of(folder, layout))


def tables_drafted(folder: Path, text: str, layout: str = SUMMARY_LAYOUT) -> Draft:
    return draft(tables_read(folder, text, layout), layout_of(folder, layout))
