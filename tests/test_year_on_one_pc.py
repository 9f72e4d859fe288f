"""A year on one PC, from the questions to the settled edition, with everything that people do to workbooks on the way.

The workbooks are filled by openpyxl, then opened, recalculated and saved by LibreOffice, as an official's program would.
"""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from cli.command_line import Told, run
from monosashi.exchange.spreadsheets.faults import ASKED_COLOUR, WRONG_COLOUR
from year_on_one_pc.planted_mistakes import ASKED, EVERY, HARMFUL, TAKEN, WRONG, Mistake
from year_on_one_pc.year_desk import (
    FIRST,
    LEAD,
    NEWER,
    OLDER,
    OTHER,
    RELATED,
    Closing,
    Desk,
    FirstReturn,
    first_return,
    sent_back,
    taken_in,
    year_closed,
)
from year_on_one_pc.year_papers import (
    EXAMPLES,
    document,
    example,
    figures,
    foreign_fields,
    foreign_formulas,
    live_grades,
    page,
    through_libreoffice,
)

# One round of 44 workbooks through LibreOffice, and half of it again: on one worker where there are several.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("year on one PC")]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return sent_back(tmp_path_factory.mktemp("year"))


@pytest.fixture(scope="module")
def first(desk: Desk) -> FirstReturn:
    return first_return(desk)


@pytest.fixture(scope="module")
def applied(desk: Desk, first: FirstReturn) -> Told:
    return taken_in(desk, first)


@pytest.fixture(scope="module")
def closed(desk: Desk, applied: Told) -> Closing:
    assert applied.code == 0
    return year_closed(desk)


def test_44_departments_are_asked_with_an_index_and_a_letter(desk: Desk) -> None:
    assert len(desk.books("out")) == 44
    assert (desk.out / "照会文.txt").exists()
    assert (desk.out / "一覧.xlsx").exists()


def test_nothing_is_written_while_anything_is_wrong(first: FirstReturn) -> None:
    assert (first.told.code, first.table.code, first.untouched) == (2, 2, True)
    assert "何も保存していません" in first.told.err


@pytest.mark.parametrize("mistake", EVERY, ids=lambda m: f"{m.department}-{m.slot}")
def test_each_mistake_has_its_sentence_with_place_reading_reason_and_remedy(
    first: FirstReturn, mistake: Mistake
) -> None:
    file = f"回答_{mistake.department}.xlsx"
    kinds = ("notes", "questions", "problems")
    found = {k: [s for s in first.sentences(k) if file in s and all(w in s for w in mistake.words)] for k in kinds}
    if mistake.told and mistake.words:
        assert found[f"{mistake.told}s"], first.sentences(f"{mistake.told}s")
        assert mistake.broken or "」シート F" in found[f"{mistake.told}s"][0]
        assert [k for k in kinds if found[k]] == [f"{mistake.told}s"]


@pytest.mark.parametrize("mistake", TAKEN, ids=lambda m: f"{m.department}-{m.slot}")
def test_what_is_certain_is_taken(first: FirstReturn, mistake: Mistake) -> None:
    cells = [cell for cell in first.told.data["cells"] if cell["measure"] == mistake.measure]
    assert mistake.after in {cell["after"] for cell in cells}


@pytest.mark.parametrize("mistake", [*ASKED, *(m for m in WRONG if not m.broken)], ids=lambda m: f"{m.department}")
def test_what_is_not_certain_is_not_taken(first: FirstReturn, mistake: Mistake) -> None:
    at = mistake.slot.split("/")
    changes = [c["path"] for c in first.told.data["changes"] if f"indicators/{at[1]}/actuals" in c["path"]]
    assert changes == []


def test_nothing_else_is_said(first: FirstReturn) -> None:
    """A note for what is read otherwise than typed and for a copy; a sentence for each mistake, and none more."""
    noted = [mistake for mistake in TAKEN if mistake.told == "note"]
    assert len(first.sentences("notes")) == len(noted) + 2, first.sentences("notes")
    assert len(first.sentences("questions")) == len(ASKED)
    assert len(first.sentences("problems")) == len(WRONG) + len(first.strange), first.sentences("problems")


def test_files_that_are_no_answers_of_this_round_are_refused_with_a_sentence(first: FirstReturn) -> None:
    for name, words in first.strange.items():
        own = [sentence for sentence in first.sentences("problems") if sentence.startswith(name)]
        assert len(own) == 1, (name, own)
        assert all(word in own[0] for word in words), own


def test_the_same_file_twice_and_one_that_is_open_in_excel_are_noted(first: FirstReturn) -> None:
    notes = first.sentences("notes")
    assert [note for note in notes if "内容が同" in note and "明德館" in note]
    assert [note for note in notes if note.startswith(RELATED) and "開かれています" in note]


def test_what_two_files_or_departments_say_differently_is_left_to_a_person(desk: Desk, first: FirstReturn) -> None:
    choices = first.sentences("choices")
    assert len(choices) == 2
    assert any(f"{OLDER}は改訂1" in choice and f"{NEWER}は改訂2" in choice for choice in choices)
    assert any(FIRST in choice and OTHER in choice for choice in choices)
    [conflict] = first.told.data["conflicts"]
    said = {answer["place"].split("「")[0]: answer["value"] for answer in conflict["answers"]}
    assert said == {LEAD: "100", RELATED: "99"}
    before = first.plan.read_bytes()
    for pair in ((LEAD, RELATED), (FIRST, OTHER), (OLDER, NEWER)):
        files = [desk.returned / name for name in pair]
        assert run("sheets", "in", first.plan, *files, "--apply").code == 1
    assert first.plan.read_bytes() == before


def test_a_question_alone_leaves_with_exit_code_1(desk: Desk, first: FirstReturn) -> None:
    before = first.plan.read_bytes()
    told = run("sheets", "in", first.plan, desk.returned / "回答_子ども総務課.xlsx", "--apply")
    assert (told.code, first.plan.read_bytes() == before, "約80" in told.out) == (1, True, True)


def test_the_table_says_the_same_as_the_data(first: FirstReturn) -> None:
    printed = "".join(first.table.out.split())
    for kind in ("questions", "problems"):
        for entry in first.told.data[kind]:
            assert "".join(entry["why"].split()) in printed
    assert "要修正" in printed
    assert "提出済" in printed


def test_status_shows_who_has_to_correct_something(desk: Desk, first: FirstReturn) -> None:
    told = run("sheets", "status", first.plan, desk.returned, "--year", "R6", "--format", "json")
    states = {entry["department"]: entry["state"] for entry in told.data["departments"]}
    assert told.code == 2
    assert states == {entry["department"]: entry["state"] for entry in first.told.data["departments"]}
    listed = run("sheets", "status", first.plan, desk.returned, "--year", "R6", "--format", "csv")
    assert foreign_fields(listed.out) == []


def test_the_same_is_said_in_english(first: FirstReturn) -> None:
    told = run("--lang", "en", "sheets", "in", first.plan, *first.listed, "--year", "2024", "--format", "json")
    kinds = ("questions", "problems", "choices", "notes", "conflicts", "cells")
    assert told.code == 2
    assert {kind: len(told.data[kind]) for kind in kinds} == {kind: len(first.told.data[kind]) for kind in kinds}


def test_marked_workbooks_open_with_coloured_cells_and_comments(desk: Desk, first: FirstReturn) -> None:
    mistakes = (*ASKED, *(m for m in WRONG if not m.broken))
    opened = {name: load_workbook(desk.marked / f"回答_{name}.xlsx") for name in {m.department for m in mistakes}}
    for mistake in mistakes:
        marked = [c for row in page(opened[mistake.department], mistake.measure).iter_rows() for c in row if c.comment]
        assert any(all(w in c.comment.text for w in mistake.words) for c in marked if c.comment), mistake
        assert {str(cell.fill.fgColor.rgb) for cell in marked} <= {ASKED_COLOUR, WRONG_COLOUR}
    states = {entry["name"].split()[-1]: entry["state"] for entry in first.told.data["departments"]}
    assert {states[mistake.department] for mistake in (*ASKED, *WRONG)} == {"to_correct"}


def test_no_formula_of_anybody_stands_in_a_workbook_that_we_wrote(desk: Desk, first: FirstReturn) -> None:
    assert first.told.code == 2
    written = [*desk.books("out", "reissued", "marked"), desk.out / "一覧.xlsx"]
    assert len(written) > 100
    assert [found for path in written for found in foreign_formulas(path)] == []


def test_marks_are_never_written_over_what_came_back_nor_by_halves(
    desk: Desk, first: FirstReturn, tmp_path: Path
) -> None:
    """The last of three marked files is there already: none of the three is written."""
    names = ("回答_下水道施設課.xlsx", "回答_介護保険課.xlsx", "回答_福祉総務課.xlsx")
    shutil.copy(desk.returned / names[-1], tmp_path / names[-1])
    told = run("sheets", "in", first.plan, *(desk.returned / name for name in names), "--marked", tmp_path)
    assert (told.code, "同じ名前のファイルがすでにあります" in told.err) == (2, True)
    assert [path.name for path in tmp_path.iterdir()] == [names[-1]]


def test_a_formula_sent_as_an_answer_stays_text_wherever_it_goes(
    desk: Desk, first: FirstReturn, tmp_path: Path
) -> None:
    path, plan = desk.returned / "回答_お客様センター.xlsx", tmp_path / "new.plan.json"
    assert foreign_fields(run("sheets", "in", first.plan, path, "--format", "csv").out) == []
    assert run("sheets", "in", first.plan, path, "--apply", "--to", plan).code == 0
    assert HARMFUL in json.dumps(document(plan), ensure_ascii=False).replace('\\"', '"')
    assert run("sheets", "out", plan, "--year", "R6", "--to", tmp_path / "out").code == 0
    assert run("convert", plan, tmp_path / "plan.xlsx").code == 0
    written = (tmp_path / "plan.xlsx", *(tmp_path / "out").glob("*.xlsx"))
    assert [found for book in written for found in foreign_formulas(book)] == []
    for command in ("evaluate", "summary", "check"):
        assert foreign_fields(run(command, plan, "--year", "R6", "--format", "csv").out) == []


def test_mended_workbooks_are_taken_in_at_once(applied: Told) -> None:
    assert applied.code == 0, applied.out
    assert "提出済 38、要修正 0、未回答 0、回答任意 6" in applied.out
    assert "3" in applied.err.partition("akita.plan.json")[2]


def test_status_says_that_everybody_has_answered(closed: Closing) -> None:
    """Files that were decided against may lie in the folder: it was decided, and is told."""
    for status in (closed.both, closed.status):
        assert (status.code, "提出済 38、要修正 0、未回答 0、回答任意 6" in status.out) == (0, True)
    assert [
        name for name in (OLDER, OTHER) if f"{name}: 同じ課所室の別のファイルを採ると決めた" in closed.both.err
    ] == [
        OLDER,
        OTHER,
    ]
    assert closed.status.err == ""


def test_money_comes_in_once_as_provisional_and_once_as_settled(closed: Closing) -> None:
    assert closed.preview.code == closed.provisional.code == 0
    assert "除雪対策費" in closed.preview.out
    assert "速報" in closed.provisional.out
    assert "変更はありません" in closed.again.out
    assert (closed.settled.code, "決算確定、千円）: 3件" in closed.settled.out) == (0, True)
    assert closed.settled.out.count("2,653") == 3
    assert foreign_fields(closed.listed.out) == []


def test_the_second_edition_names_the_first_and_both_verify(desk: Desk, closed: Closing) -> None:
    assert (closed.first_edition.code, closed.second_edition.code, closed.verified.code) == (0, 0, 0)
    assert "令和6年度 速報" in closed.first_edition.out
    assert "「令和6年度 速報」に続く版" in closed.second_edition.out
    assert len(list(desk.editions.glob("*.edition.json"))) == 2
    assert len(closed.verified.out.splitlines()) >= 2


def test_the_plan_equals_the_example_figure_by_figure(desk: Desk, closed: Closing) -> None:
    """Every text, grade, actual with its scale, amount, and the order in which they stand."""
    assert closed.second_edition.code == 0
    year, wanted = figures(document(desk.plan)), figures(example())
    assert [key for key in wanted if year.get(key) != wanted[key]] == []
    assert year == wanted
    path = EXAMPLES / "akita" / "akita.plan.json"
    assert [change["path"] for change in run("diff", desk.plan, path, "--format", "json").data["changes"]] == [
        "revision"
    ]


@pytest.mark.parametrize("command", ["evaluate", "summary", "check"])
def test_what_is_made_of_the_plan_is_what_is_made_of_the_example(desk: Desk, closed: Closing, command: str) -> None:
    assert closed.verified.code == 0
    plans = tuple(desk.folder / f"{command}-{name}.plan.json" for name in ("own", "example"))
    for plan, whole in zip(plans, (document(desk.plan), example()), strict=True):
        plan.write_text(json.dumps(figures(whole)), encoding="utf-8")  # findings name the documents: they differ
    own, wanted = (run(command, plan, "--year", "R6", "--format", "json") for plan in plans)
    assert (own.code, own.data) == (wanted.code, wanted.data)
    assert foreign_fields(run(command, desk.plan, "--year", "R6", "--format", "csv").out) == []


def test_grades_that_libreoffice_computed_on_the_sheets_are_those_of_the_scheme(desk: Desk, closed: Closing) -> None:
    assert closed.verified.code == 0
    evaluated = run("evaluate", desk.plan, "--year", "R6", "--format", "json").data["measures"]
    computed = {measure["id"]: measure["computed_grade"] for measure in evaluated}
    live: dict[str, Any] = {}
    for path in desk.books("final"):
        live |= {node: grade for node, grade in live_grades(path).items() if grade}
    assert len(live) > 30
    assert {node: computed[node] or "判定なし" for node in live} == live


def test_the_plan_goes_to_excel_and_back_through_libreoffice(desk: Desk, closed: Closing, tmp_path: Path) -> None:
    assert closed.verified.code == 0
    assert run("convert", desk.plan, tmp_path / "plan.xlsx").code == 0
    assert foreign_formulas(tmp_path / "plan.xlsx") == []
    through_libreoffice((tmp_path / "plan.xlsx",), tmp_path / "saved")
    told = run("convert", tmp_path / "saved" / "plan.xlsx", tmp_path / "back.plan.json")
    assert told.code == 0, told.err
    assert figures(document(tmp_path / "back.plan.json")) == figures(document(desk.plan))
