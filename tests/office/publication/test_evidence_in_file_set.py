"""What departments hand in with an answer reaches the auditor: name and hash stand with the figure that the file shows."""

import csv
import hashlib
import io
from pathlib import Path

import pytest

from monosashi.core.messages import message
from monosashi.exchange.answer_sheets.slots import Slot, SlotKind
from monosashi.office.answering.actions_evidence import add_evidence, remove_evidence
from monosashi.office.answering.evidence_files import checked
from monosashi.office.closing.actions import close
from monosashi.office.plans.queries import whole
from monosashi.office.publication.auditor_sets import file_set_of
from monosashi.office.publication.evidence_handed_in import evidence_of_figures
from monosashi.office.rounds.acting import Of
from monosashi.office.rounds.actions_accepting import accept, leave_out
from monosashi.office.rounds.actions_answering import save_answers, submit
from monosashi.office.rounds.actions_confirming import confirm
from monosashi.office.rounds.actions_preparing import stop_taking
from monosashi.office.rounds.evidence_of_figures import figure_of
from monosashi.office.rounds.models import Sheet
from monosashi.office.rounds.queries import filled, sheet_of
from monosashi.office.rounds.states import SheetState
from office.rounds.blank_year import YEAR
from office.rounds.desk import Desk

pytestmark = pytest.mark.slow

PDF = b"%PDF-1.7\n1 0 obj\n%%EOF\n"
SHA256 = hashlib.sha256(PDF).hexdigest()


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, settings: object) -> None:
    """Evidence of a test stands in the test's own folder."""
    here = settings.INSTALLATION.model_copy(update={"home": tmp_path})  # type: ignore[attr-defined]
    settings.INSTALLATION = here  # type: ignore[attr-defined]


def actual_of(desk: Desk) -> Slot:
    """The first figure that the desk's sheet asks for."""
    asked = filled(sheet_of(desk.round, desk.node)).asked
    return next(slot for slot in asked.every if slot.at[0] == "actual" and slot.at[-1] == "value")


def accepted(desk: Desk) -> None:
    """The desk's sheet answered and accepted."""
    save_answers(desk.of, desk.answers(), by=desk.answerer)
    submit(desk.of, by=desk.answerer)
    confirm(desk.of, by=desk.confirmer)
    accept(desk.of, by=desk.coordinator)


def closed(desk: Desk) -> int:
    """The number of the edition that comes of the round, every other sheet left out."""
    for sheet in Sheet.objects.filter(round=desk.round, state=SheetState.UNANSWERED):
        leave_out(Of(desk.round.pk, sheet.node), reason="試しの照会のため", by=desk.coordinator)
    stop_taking(number=desk.round.pk, by=desk.coordinator)
    return close(number=desk.round.pk, by=desk.coordinator).number


def figures(desk: Desk, edition: int) -> dict[str, dict[str, str]]:
    """The rows of all figures in the file set of an edition, by path."""
    files = {file.name: file.raw for file in file_set_of(desk.round.plan_id, edition)}
    rows = csv.DictReader(io.StringIO(files["data/figures.csv"].decode("utf-8-sig")))
    return {row["path"]: row for row in rows}


def test_a_file_stands_with_its_hash_in_the_row_of_the_figure_that_it_shows(desk: Desk) -> None:
    slot = actual_of(desk)
    add_evidence(desk.of, checked("交付状況.pdf", PDF), slot=slot.id, by=desk.answerer)
    accepted(desk)
    rows = figures(desk, closed(desk))
    path = f"indicators/{slot.at[1]}/actuals/{YEAR}/value"
    assert f"交付状況.pdf（SHA-256 {SHA256}）" in rows[path]["basis"].splitlines()
    assert rows[path]["document"] == "回答に添えた資料（「根拠・時点」の欄）"
    assert [other for other, row in rows.items() if "交付状況" in row["basis"]] == [path]


def test_a_file_for_the_whole_sheet_stands_with_every_figure_that_the_sheet_answers(desk: Desk) -> None:
    add_evidence(desk.of, checked("実績報告.pdf", PDF), by=desk.answerer)
    accepted(desk)
    named = {path for path, row in figures(desk, closed(desk)).items() if "実績報告.pdf" in row["basis"]}
    asked = filled(sheet_of(desk.round, desk.node)).asked
    assert f"indicators/{actual_of(desk).at[1]}/actuals/{YEAR}/value" in named
    assert f"results/{desk.node}.{YEAR}/ratings/progress.self/grade" in named
    assert named <= {figure_of(slot, desk.node, YEAR) for slot in asked.every}


def test_a_file_that_was_taken_off_is_not_named(desk: Desk) -> None:
    row = add_evidence(desk.of, checked("取り違え.pdf", PDF), slot=actual_of(desk).id, by=desk.answerer)
    remove_evidence(desk.of, row.pk, by=desk.answerer)
    accepted(desk)
    rows = figures(desk, closed(desk)).values()
    assert not any("取り違え" in each["basis"] or SHA256 in each["basis"] for each in rows)
    assert {each["document"] for each in rows} == {"出所の記載なし"}


def test_a_file_shows_nothing_of_an_edition_that_was_frozen_before_its_answer_was_accepted(desk: Desk) -> None:
    add_evidence(desk.of, checked("交付状況.pdf", PDF), slot=actual_of(desk).id, by=desk.answerer)
    before = whole(desk.round.plan_id).revision
    assert not evidence_of_figures(desk.round.plan_id, before)
    accepted(desk)
    assert not evidence_of_figures(desk.round.plan_id, before)
    assert evidence_of_figures(desk.round.plan_id, before + 1)


def test_contact_details_in_the_name_of_a_file_are_masked_and_its_hash_is_not(desk: Desk) -> None:
    slot = actual_of(desk)
    add_evidence(desk.of, checked("担当 090-1234-5678.pdf", PDF), slot=slot.id, by=desk.answerer)
    accepted(desk)
    basis = figures(desk, closed(desk))[f"indicators/{slot.at[1]}/actuals/{YEAR}/value"]["basis"]
    assert "1234" not in basis.partition("（SHA-256")[0]
    assert SHA256 in basis


@pytest.mark.parametrize(
    ("at", "path"),
    [
        (("fraction", "i-1", "numerator"), "indicators/i-1/fractions/2024/numerator"),
        (("money", "b-1", "spent"), "budget_programs/b-1/lines/2024.spent/amount"),
        (("rating", "overall", "grade"), "results/n-1.2024/ratings/overall.self/grade"),
        (("answer", "q/1"), "results/n-1.2024/answers/q~11/number"),
        (("result", "next_step"), ""),
    ],
)
def test_the_figure_that_an_answer_is(at: tuple[str, ...], path: str) -> None:
    assert figure_of(Slot(at, SlotKind.TEXT, message("answer_sheets.result")), "n-1", 2024) == path
