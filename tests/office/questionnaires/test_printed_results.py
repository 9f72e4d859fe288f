"""Surveys of which only the print is known: the figures of Akita and Hagi, held against themselves; brought in from files."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from monosashi.core.messages import InvalidInput
from monosashi.core.plan import Plan
from monosashi.office.accounts.refusals import ChangedMeanwhile
from monosashi.office.accounts.standing import Person
from monosashi.office.entering.told import new_token, seen
from monosashi.office.operation.example_questionnaires import hold_questionnaires
from monosashi.office.questionnaires import actions_making, queries
from monosashi.office.questionnaires.actions_printed import keep_figures
from monosashi.office.questionnaires.bringing_in.actions import let_wait, take_over
from monosashi.office.questionnaires.counting.printed import Printed, PrintedRow
from monosashi.office.questionnaires.counting.results import (
    QuestionResult,
    asked_of,
    people_of,
    results_of,
)
from monosashi.office.questionnaires.models import Questionnaire, QuestionRow
from monosashi.office.questionnaires.states import QuestionnaireSource
from office.desk import browser, text
from office.laid import Laid
from office.questionnaires.room import people, told

HEAD = "区分,設問番号,設問,答え方,選択肢,人数,○,△,率,順位\n"


def results(row: Questionnaire) -> dict[str, QuestionResult]:
    rows = queries.question_rows(row.pk)
    numbers = {each.pk: each.number for each in rows}
    return {numbers[each.question.id]: each for each in results_of(queries.survey_of(row, rows))}


@pytest.fixture
def city(kept: Plan, coordinator: Person, laid_plan: Laid) -> tuple[Questionnaire, ...]:
    people(8)
    return hold_questionnaires(kept.id, "n-p073", office=coordinator)


@pytest.fixture
def printed(kept: Plan, coordinator: Person, laid_plan: Laid) -> Questionnaire:
    wanted = told(audience="", printed_groups=(("主任", 133, 123), ("推進員", 242, 217)))
    return actions_making.make(wanted, source=QuestionnaireSource.PRINTED, token=new_token(), by=coordinator)


def test_akitas_four_rates_that_are_not_what_their_counts_come_to_are_found(city: tuple[Questionnaire, ...]) -> None:
    found = results(city[0])
    differing = [
        (number, str(line.printed.printed), str(line.printed.computed))
        for number, result in found.items()
        for line in result.differing
        if line.printed
    ]
    assert differing == [
        ("3-2", "2.77", "2.76"),
        ("4-2", "1.62", "1.63"),
        ("4-5", "4.06", "4.07"),
        ("5-1", "61.17", "61.18"),
    ]


def test_akitas_denominators_are_those_whom_each_question_was_for(city: tuple[Questionnaire, ...]) -> None:
    found = results(city[0])
    survey = queries.survey_of(city[0], queries.question_rows(city[0].pk))
    assert (asked_of(survey), people_of(survey)) == (375, 340)
    assert [found[number].applied for number in ("1-1", "2-1", "3-1", "5-4")] == [340, 123, 217, 195]
    assert found["1-1"].lines[0].marks == (("○", 290), ("△", 29))
    assert found["1-1"].lines[0].rate == Decimal("93.82")
    assert found["1-1"].answered == 329
    assert (found["1-1"].exceeds, found["5-1"].exceeds) == (True, False)
    assert (found["5-4"].lines[0].rate, found["5-4"].answered) == (Decimal("88.21"), None)


def test_hagis_other_has_no_rank_and_what_has_no_figures_says_so(city: tuple[Questionnaire, ...]) -> None:
    found = results(city[1])
    lines = found["1"].lines
    assert [line.rank for line in lines[:4]] == [1, 3, 4, 2]
    assert [(line.count, line.rank) for line in lines[-4:]] == [(29, 10), (14, 11), (11, 12), (15, None)]
    assert {line.rate for line in lines} == {None}
    assert found["2"].not_stated


def test_the_page_shows_print_and_computed_side_by_side(city: tuple[Questionnaire, ...], coordinator: Person) -> None:
    client = browser(coordinator)
    page = text(client.get(f"/questionnaires/{city[0].pk}/results/"))
    assert "61.17" in page
    assert "61.18" in page
    assert "計算値と違う" in page
    assert "61.18%（340人のうち208人）" in text(client.get("/plans/akita-digital-2/measures/n-p073/"))
    assert "資料に値なし" in text(client.get(f"/questionnaires/{city[1].pk}/results/"))


def test_a_file_comes_with_its_difference_first_and_all_of_it_or_nothing(
    printed: Questionnaire, coordinator: Person
) -> None:
    lines = HEAD + (
        "5 意見,5-1,役立っていますか,単一回答,役立つ,99,,,29.12,\n"
        "5 意見,5-1,,,役立たない,208,,,61.17%,\n"
        "5 意見,5-1,,,その他,26,,,7.65,\n"
        "5 意見,5-1,,,未回答,７,,,2.06,\n"
        "1 技能,1-1,使えますか,印,表計算,,290,29,93.82,\n"
        "1 技能,1-1,,,動画,－,,,資料に値なし,\n"
    )
    client = browser(coordinator)
    to = f"/questionnaires/{printed.pk}/bring-in/"
    page = client.post(to, {"file": SimpleUploadedFile("集計.csv", lines.encode("cp932"))}, follow=True)
    assert "新しいもの2件" in text(page)
    assert not QuestionRow.objects.exists()
    waits = page.redirect_chain[0][0]
    seen_ = text(page).partition('name="seen" value="')[2].partition('"')[0]
    assert client.post(waits, {"seen": seen_}).status_code == 302
    found = results(printed)
    assert [line.count for line in found["5-1"].lines] == [99, 208, 26, 7]
    assert [line.count for line in found["1-1"].lines] == [319, None]


def test_everything_that_is_wrong_in_a_file_is_told_by_line(printed: Questionnaire, coordinator: Person) -> None:
    lines = HEAD + ",,問,,あ,1,,,,\n,1,問,,あ,約80,,,,\n,1,,,あ,3,,,,\n,2,問,,い,5,2,2,,\n,2,,謎,う,5,,,101,\n"
    with pytest.raises(InvalidInput) as wrong:
        let_wait(row=printed, file_name="集計.csv", raw=lines.encode(), by=coordinator)
    assert [(each.place[-1], each.why.id.rpartition(".")[2]) for each in wrong.value.problems] == [
        ("2", "no_number"),
        ("3", "import_file_count"),
        ("4", "option_twice"),
        ("5", "marks_and_count"),
        ("6", "kind"),
        ("6", "rate"),
    ]


def test_figures_that_changed_after_the_difference_was_shown_are_not_overwritten(
    printed: Questionnaire, coordinator: Person
) -> None:
    first = HEAD + "問,1,問,,あ,10,,,,\n問,1,,,い,20,,,,\n"
    take_over(let_wait(row=printed, file_name="a.csv", raw=first.encode(), by=coordinator), by=coordinator)
    waits = let_wait(row=printed, file_name="b.csv", raw=first.replace("20", "21").encode(), by=coordinator)
    row = QuestionRow.objects.get()
    other = Printed({"1": PrintedRow(11), "2": PrintedRow(20)})
    keep_figures(printed.pk, row.pk, other, based_on=seen(row.figures), by=coordinator)
    with pytest.raises(ChangedMeanwhile):
        take_over(waits, by=coordinator)
    assert [line.count for line in results(printed)["1"].lines] == [11, 20]


def test_an_empty_field_is_unknown_and_a_zero_is_a_zero(printed: Questionnaire, coordinator: Person) -> None:
    raw = (HEAD + "問,1,問,,あ,10,,,,\n問,1,,,い,20,,,,\n").encode()
    take_over(let_wait(row=printed, file_name="a.csv", raw=raw, by=coordinator), by=coordinator)
    row = QuestionRow.objects.get()
    to = f"/questionnaires/{printed.pk}/questions/{row.pk}/figures/"
    sent = {"based_on": seen(row.figures), "count-1": "0", "count-2": "", "rate-2": "5.88"}
    assert browser(coordinator).post(to, sent).status_code == 302
    lines = results(printed)["1"].lines
    assert [(line.count, line.rate) for line in lines] == [(0, Decimal("0.00")), (None, None)]
    assert lines[1].printed is not None
    assert lines[1].printed.printed == Decimal("5.88")
