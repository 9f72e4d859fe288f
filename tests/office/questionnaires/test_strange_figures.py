"""Files of printed results as they come: what cannot be kept or is not certain is told by line, and nothing waits."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from monosashi.core.messages import InvalidInput, Problem
from monosashi.core.plan import Plan
from monosashi.office.accounts.permissions import NotAllowed
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.told import new_token
from monosashi.office.events.models import Event
from monosashi.office.questionnaires import actions_making
from monosashi.office.questionnaires.acting import Unfit as Refused
from monosashi.office.questionnaires.actions_questions import add_section
from monosashi.office.questionnaires.bringing_in.actions import let_wait, take_over
from monosashi.office.questionnaires.models import PendingPrint, Questionnaire, QuestionRow, Section
from monosashi.office.questionnaires.states import QuestionnaireSource
from monosashi.office.questionnaires.told import SectionTold
from monosashi.wording import render
from office.desk import browser, text
from office.laid import Laid
from office.questionnaires.room import people, told

HEAD = "区分,設問番号,設問,答え方,選択肢,人数,○,△,率,順位,分母\n"
FIRST = "意見,1,問い,複数回答,あ,1,,,,,\n"


@pytest.fixture
def printed(kept: Plan, coordinator: Person, laid_plan: Laid) -> Questionnaire:
    wanted = told(audience="", printed_groups=(("主任", 133, 123),))
    return actions_making.make(wanted, source=QuestionnaireSource.PRINTED, token=new_token(), by=coordinator)


def waiting(row: Questionnaire, by: Person, lines: str) -> PendingPrint:
    return let_wait(row=row, file_name="集計.csv", raw=(HEAD + lines).encode(), by=by)


def problems(row: Questionnaire, by: Person, lines: str) -> list[tuple[str, str]]:
    """Which line, and why."""
    with pytest.raises(InvalidInput) as refused:
        waiting(row, by, lines)
    assert not PendingPrint.objects.exists()
    found: tuple[Problem, ...] = refused.value.problems
    assert all(each.remedy and render(each.why, "ja") and render(each.remedy, "ja") for each in found)
    return [(each.place.rpartition(":")[2], each.why.id.rpartition(".")[2]) for each in found]


@pytest.mark.parametrize("count", ["9" * 40, "10,000,001", "1E30000", "1E3", "1_000", "-1", "1.5", "=1+1", "△1"])
def test_a_count_that_nobody_can_mean_is_refused_before_it_is_kept(
    printed: Questionnaire, coordinator: Person, count: str
) -> None:
    assert problems(printed, coordinator, f'意見,1,問い,複数回答,あ,"{count}",,,,,\n') == [("2", "import_file_count")]


@pytest.mark.parametrize("columns", [",0,", ",,0"], ids=["rank", "of"])
def test_a_rank_and_a_denominator_begin_with_1(printed: Questionnaire, coordinator: Person, columns: str) -> None:
    assert problems(printed, coordinator, f"意見,1,問い,複数回答,あ,1,,,{columns}\n") == [("2", "import_file_count")]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("意見," + "1" * 21 + ",問い,複数回答,あ,1,,,,,\n", "too_long"),
        ("意" * 201 + ",1,問い,複数回答,あ,1,,,,,\n", "too_long"),
        ('"意\n見",1,問い,複数回答,あ,1,,,,,\n', "unseen"),
        ('意見,1,問い,複数回答,"あ\nい",1,,,,,\n', "option_of_lines"),
        ("意見,2025-05-01 00:00:00,問い,複数回答,あ,1,,,,,\n", "became_a_day"),
        ("意見,1,問い,複数回答,2025-05-10 00:00:00,1,,,,,\n", "became_a_day"),
        ("意見,1,問い,複数回答,,1,,,,,\n", "no_option"),
        ("意見,1,問い,単一回答,あ,1,,,,,\n", "import_file_few_options"),
        ("意見,1,問い,複数回答,あ,,3,4,,,\n", "import_file_marks_of_other_kind"),
    ],
)
def test_what_cannot_be_kept_is_told_with_its_line(
    printed: Questionnaire, coordinator: Person, line: str, why: str
) -> None:
    assert problems(printed, coordinator, line) == [("2", why)]


@pytest.mark.parametrize(
    "line",
    [
        "感想,1,,,い,2,,,,,\n",
        "意見,1,別の問い,,い,2,,,,,\n",
        "意見,1,,順位,い,2,,,,,\n",
        "意見,1,,,い,2,,,,,200\n",
    ],
    ids=["section", "text", "kind", "of"],
)
def test_lines_of_one_question_that_differ_are_asked_about_and_none_is_chosen(
    printed: Questionnaire, coordinator: Person, line: str
) -> None:
    first = "意見,1,問い,複数回答,あ,1,,,,,100\n"
    assert problems(printed, coordinator, first + line) == [("3", "other_than_above")]


def test_the_same_option_in_another_width_is_the_same_option(printed: Questionnaire, coordinator: Person) -> None:
    assert problems(printed, coordinator, "意見,1,問い,,選択A,1,,,,,\n意見,1,,,選択Ａ,2,,,,,\n") == [
        ("3", "option_twice")
    ]


def test_full_width_digits_and_signs_are_read_as_what_they_are(printed: Questionnaire, coordinator: Person) -> None:
    lines = "意見,５－１,問い,複数回答,あ,１２,,,４５．６％,１,２０\n意見,5-1,,,い,３,,,,,\n"
    take_over(waiting(printed, coordinator, lines), by=coordinator)
    row = QuestionRow.objects.get()
    rows: dict[str, Any] = row.figures["rows"]
    assert (row.number, row.figures["of"], rows["1"], rows["2"]) == (
        "5-1",
        20,
        {"count": 12, "rate": "45.6", "rank": 1},
        {"count": 3},
    )
    again = waiting(printed, coordinator, lines.replace("３", "４"))
    assert len(take_over(again, by=coordinator).changed) == QuestionRow.objects.count() == 1
    kept = QuestionRow.objects.get().figures
    assert (kept["of"], kept["rows"]["2"]) == (20, {"count": 4})


def test_a_known_question_takes_options_that_are_new_and_a_new_one_goes_into_the_section_that_is_named(
    printed: Questionnaire, coordinator: Person
) -> None:
    other = actions_making.make(told(), source=QuestionnaireSource.ASKED, token=new_token(), by=coordinator)
    add_section(other.pk, SectionTold("意見"), token=new_token(), by=coordinator)
    take_over(waiting(printed, coordinator, FIRST + "利用,2,別の問い,複数回答,あ,5,,,,,\n"), by=coordinator)
    more = "意見,1,,,い,2,,,,,\n意見,1,,,その他,3,,,,,\n意見,3,三つめ,複数回答,あ,1,,,,,\n"
    found = take_over(waiting(printed, coordinator, more), by=coordinator)
    assert (len(found.comes), [each.comes for each in found.changed]) == (1, [("い",)])
    rows = {row.number: row for row in QuestionRow.objects.select_related("section")}
    assert {number: row.section.title for number, row in rows.items()} == {"1": "意見", "2": "利用", "3": "意見"}
    assert [each["text"] for each in rows["1"].options] == ["あ", "い"]
    assert (Section.objects.filter(questionnaire=printed).count(), PendingPrint.objects.exists()) == (2, False)
    assert Event.objects.filter(action="questionnaire.figures_brought_in").count() == 2


def test_a_file_is_for_a_print_and_comes_from_whoever_keeps_questionnaires(
    printed: Questionnaire, coordinator: Person
) -> None:
    with pytest.raises(NotAllowed):
        waiting(printed, people(1)[0], FIRST)
    asked = actions_making.make(told(), source=QuestionnaireSource.ASKED, token=new_token(), by=coordinator)
    with pytest.raises(Refused):
        waiting(asked, coordinator, FIRST)


def test_a_file_in_shift_jis_keeps_letters_that_are_only_in_windows(
    printed: Questionnaire, coordinator: Person
) -> None:
    raw = (HEAD + "意見,1,髙い,複数回答,﨑,1,,,,,\n").encode("cp932")
    take_over(let_wait(row=printed, file_name="集計.csv", raw=raw, by=coordinator), by=coordinator)
    row = QuestionRow.objects.get()
    assert (row.text, row.options[0]["text"]) == ("髙い", "﨑")


def test_a_refused_file_says_place_reading_reason_and_remedy_on_its_page(
    printed: Questionnaire, coordinator: Person
) -> None:
    take_over(waiting(printed, coordinator, FIRST), by=coordinator)
    before = QuestionRow.objects.get().figures
    raw = (HEAD + FIRST.replace(",1,,,,,", ",1E30000,,,,,")).encode()
    where = f"/questionnaires/{printed.pk}/bring-in/"
    answer = browser(coordinator).post(where, {"file": SimpleUploadedFile("集計.csv", raw)})
    page = text(answer)
    assert answer.status_code == 422
    told_ = ("集計.csv:2", "1E30000", "「人数」に入れられるのは、0以上10,000,000以下の整数です。", "数字だけを")
    assert [part in page for part in told_] == [True] * 4
    assert QuestionRow.objects.get().figures == before
