"""Workbooks that `monosashi sheets out` wrote of the plan's file, handed in to the office where the same round runs."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl.workbook import Workbook

from monosashi.cli.main import run
from monosashi.core.plan import Plan
from monosashi.exchange.plan_file import save_plan
from monosashi.office.plans.queries import whole
from monosashi.office.rounds.acting import Of
from monosashi.office.rounds.actions_answering import Typed, save_answers
from monosashi.office.rounds.actions_preparing import open_round
from monosashi.office.rounds.queries import filled, sheet_of
from office.plans.as_browser import fields_of, form_in, text_of
from office.rounds.small_city import YEAR, SmallCity, small_city
from office.workbooks.post import edited
from year_on_one_pc.year_papers import answer_cell, page

pytestmark = pytest.mark.slow

FIGURE, RESULT = "actual/i-1/value", "result/result"
WORKBOOK = "回答_水道課.xlsx"
SAID = {FIGURE: 12, RESULT: "配水管を12か所で替えた。", "rating/progress/grade": "B"}


@dataclass(frozen=True)
class OnOnePc:
    """The office's round, whoever answers for the water department, and a folder on a PC."""

    city: SmallCity
    water: Client
    folder: Path

    def written(self, plan: Plan, year: int = YEAR) -> Path:
        """The water department's workbook as the command writes it of a plan's file."""
        file, to = self.folder / "計画.plan.json", self.folder / "照会"
        save_plan(plan, file)
        assert run(["sheets", "out", str(file), "--year", str(year), "--to", str(to)], {"LANG": "ja_JP.UTF-8"}) == 0
        return to / WORKBOOK

    def filled_in(self) -> Path:
        """The workbook of the plan as the office holds it, with what the department says."""
        path = self.written(whole("small"))
        path.write_bytes(edited(path.name, path.read_bytes(), _filled).raw)
        return path

    def handed_in(self, path: Path) -> str:
        """Handed in by its page; the address at which its difference stands."""
        sent = SimpleUploadedFile(path.name, path.read_bytes())
        answer = self.water.post(f"/rounds/{self.city.round.pk}/excel/in/", {"workbook": [sent]})
        assert answer.status_code == 302, answer.content.decode()[:2000]
        return str(answer["Location"])

    def text(self, slot: str) -> str:
        sheet = filled(sheet_of(self.city.round, "n-1"))
        return sheet.text(sheet.asked.by_id[slot])


def _filled(book: Workbook) -> None:
    for slot, value in SAID.items():
        answer_cell(page(book, "n-1"), slot).value = value


@pytest.fixture
def pc(db: None, tmp_path: Path) -> OnOnePc:
    city = small_city()
    open_round(number=city.round.pk, by=city.people["office"])
    water = Client()
    water.force_login(city.people["water"].staff)
    return OnOnePc(city, water, tmp_path)


def test_a_workbook_of_the_command_is_read_as_the_offices_own_and_taken_in(pc: OnOnePc) -> None:
    where = pc.handed_in(pc.filled_in())
    assert "1件は取り込めます（差分3か所）" in text_of(pc.water.get(where))
    pc.water.post(where, fields_of(form_in(pc.water.get(where), 0)))
    assert (pc.text(FIGURE), pc.text(RESULT), pc.text("rating/progress/grade")) == ("12", SAID[RESULT], "B")


def test_what_was_typed_in_the_office_since_is_asked_about_and_not_overwritten(pc: OnOnePc) -> None:
    path = pc.filled_in()
    save_answers(Of(pc.city.round.pk, "n-1"), {RESULT: Typed("画面で書いた。", "")}, by=pc.city.people["water"])
    where = pc.handed_in(path)
    shown = text_of(pc.water.get(where))
    assert "先に決めることが1件あります。" in shown
    assert "この回答票が作られたあとに、画面などで別の値が入力されています。" in shown
    pc.water.post(where, fields_of(form_in(pc.water.get(where), 0)))
    assert (pc.text(FIGURE), pc.text(RESULT)) == ("", "画面で書いた。")


@pytest.mark.parametrize(
    ("other", "year", "why"),
    [
        (lambda plan: replace(plan, revision=2), YEAR, "改訂2の計画から出した回答票ですが、この照会は改訂1の計画で"),
        (lambda plan: replace(plan, id="another"), YEAR, "別の計画の回答票です。"),
        (lambda plan: plan, YEAR + 1, "令和7年度の回答票です。いま取り込んでいるのは令和6年度です。"),
    ],
    ids=["of a later revision", "of another plan", "of another year"],
)
def test_a_workbook_that_is_not_the_rounds_is_refused_in_sentences_that_fit_this_page(
    pc: OnOnePc, other: Callable[[Plan], Plan], year: int, why: str
) -> None:
    shown = text_of(pc.water.get(pc.handed_in(pc.written(other(whole("small")), year))))
    assert why in shown
    assert "このファイルを外し、この照会の「Excelで回答」からダウンロードした回答票に" in shown
    assert [word for word in ("計画ファイル", "指定", "--year") if word in shown] == []
    assert "1件は取り込めます" not in shown
