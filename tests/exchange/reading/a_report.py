"""A published report of a city that there is not, with the layout that reads it."""

from pathlib import Path

from monosashi.exchange.reading.document_sheets import read_sheets
from monosashi.exchange.reading.drafting import Draft, draft
from monosashi.exchange.reading.layout import Layout, read_layout
from monosashi.exchange.reading.printed import Line
from monosashi.exchange.reading.sheets import SheetsRead

LAYOUT = """
[document]
id = "doc-report"
title = "見本市 進捗報告"

[plan]
id = "mihon-dx"
name = "見本市情報化計画"
municipality = "見本市"
municipality_code = "999997"
first_year = 2024
last_year = 2026
fiscal_year = 2024

[sheet]
level = "施策"
grades = ["A", "B"]

[sheet.labels]
"事業名" = "name"
"担当課" = "departments"
"予算事業" = "programs"
"段階" = "life_cycle"
"指標 (KPI)" = "indicator"
"目標と基準" = "figures"
"説明" = "summary"
"評価" = "rating"

[sheet.marks]
"【目標】" = "target"
"【基準】" = "baseline"
"【実績】" = "actual"

[sheet.stages]
"構築" = "1"
"拡大" = "2"

[sheet.managed]
"指標で管理" = "indicator"

[[headings]]
level = "柱"
first = "1"

[[headings]]
level = "分野"
first = "(ア)"

[money]
item = "科目"
source = "財源"
total = "計"

[money.stages]
"予算" = "initial"
"決算" = "spent"

[money.sources]
"国" = "national"
"市債" = "bonds"
"一般財源" = "general"
"""

SHEET = """1 くらし

(ア) 窓口

事業名\t電子申請
説明\t<p>窓口に来なくてもよい手続を</p> <ul><li>増やす</li></ul>
担当課\t市民課、税務課
予算事業\t電子申請運用費（うちシステム利用料）
段階\t拡大期（指標で管理）
指標 ( K P I )\t電子申請の割合
目標と基準\t【目標】30.0%/年 【基準】21.1%/年
評価\tB【実績】22.60%/年（参考 43.8%）

科目\t予算\t決算\t財源\t予算\t決算
委託料\t1,200\t1,100\t国\t(400)\t(400)
使用料\t-\t-\t一般財源\t800\t700
計\t1,200\t1,100\t計\t1,200\t1,100
"""


def lines_of(text: str) -> tuple[Line, ...]:
    return tuple(Line(number, line) for number, line in enumerate(text.splitlines(), start=1))


def layout_of(folder: Path, text: str = LAYOUT) -> Layout:
    path = folder / "report.layout.toml"
    path.write_text(text, encoding="utf-8")
    return read_layout(path)


def read(folder: Path, text: str = SHEET) -> SheetsRead:
    return read_sheets(lines_of(text), layout_of(folder))


def drafted(folder: Path, text: str = SHEET) -> Draft:
    return draft(read(folder, text), layout_of(folder))


def doubted(found: Draft) -> list[tuple[int | None, str, str | None]]:
    """Line, reason and what is printed of each doubt."""
    return [(doubt.line, doubt.why.id.removeprefix("reading.doubt."), doubt.read) for doubt in found.doubts]
