"""Answers counted: to whom a question applied, what is no answer, what is wrong with one."""

from decimal import Decimal

import pytest

from monosashi.office.questionnaires.counting.by_groups import table_by
from monosashi.office.questionnaires.counting.questions import (
    Answer,
    AnswerKind,
    Answers,
    Condition,
    Mark,
    Option,
    Question,
    Wrong,
    answer_from,
    number_typed,
    wrongs,
)
from monosashi.office.questionnaires.counting.results import Group, Survey, results_of
from monosashi.office.questionnaires.counting.tally import Respondent, Tally, tally_from, tally_of, too_small

pytestmark = pytest.mark.without_database

YES_NO = (Option("1", "はい"), Option("2", "いいえ"))
ONE = Question(1, AnswerKind.ONE, "足りていますか", YES_NO, required=True)
LATER = Question(2, AnswerKind.SEVERAL, "何が", YES_NO, other=True, asked_if=Condition(1, frozenset({"2"})))
MARKS = Question(3, AnswerKind.MARKS, "できること", YES_NO, (Mark("○"), Mark("△")), groups=frozenset({"kind/1"}))
NUMBER = Question(4, AnswerKind.NUMBER, "何時間", unit="時間")
ALL = (ONE, LATER, MARKS, NUMBER)
LEAD, OTHERS = (
    Respondent(frozenset({"kind/1"}), ("department/a", "kind/1")),
    Respondent(frozenset(), ("department/b", "kind/none")),
)


def chosen(*keys: str, other: str = "") -> Answer:
    return Answer(chosen=keys, other=other)


def survey(*handed_in: tuple[Answers, Respondent], anonymous: bool = False) -> Survey:
    asked = {frozenset[str](): 10, frozenset({"kind/1"}): 4}
    groups = {key: Group(key, key) for key in ("department/a", "department/b")}
    return Survey(ALL, groups, tally_of(ALL, handed_in), anonymous, asked_by=asked)


def test_a_question_counts_those_to_whom_it_applied() -> None:
    one, later, marks, number = results_of(
        survey(
            ({1: chosen("2"), 2: chosen("1", "2"), 3: Answer(marks={"1": "○"})}, LEAD),
            ({1: chosen("2"), 4: Answer(number=Decimal("2.5"))}, OTHERS),
            ({1: chosen("1"), 4: Answer(number=Decimal(0))}, OTHERS),
        )
    )
    assert (one.asked, one.people, one.applied, one.answered) == (10, 3, 3, 3)
    assert [(line.count, line.rate) for line in one.lines] == [
        (1, Decimal("33.33")),
        (2, Decimal("66.67")),
        (0, Decimal("0.00")),
    ]
    assert (later.applied, later.answered, [line.count for line in later.lines]) == (2, 1, [1, 1, 0, 1])
    assert (marks.asked, marks.people, marks.applied) == (4, 1, 1)
    assert marks.lines[0].marks == (("○", 1), ("△", 0))
    assert number.number is not None
    assert (number.number.count, number.number.mean, number.number.least) == (2, Decimal("1.25"), Decimal(0))


def test_nothing_chosen_is_no_answer_and_never_no() -> None:
    (one, *_) = results_of(survey(({}, OTHERS)))
    assert [(line.key, line.count) for line in one.lines] == [("1", 0), ("2", 0), ("unanswered", 1)]


@pytest.mark.parametrize(
    ("answers", "wrong"),
    [
        ({}, [Wrong.REQUIRED]),
        ({1: chosen("1"), 2: chosen("1")}, [Wrong.NOT_ASKED]),
        ({1: chosen("1", "2")}, [Wrong.ONE_ONLY]),
        ({1: chosen("9")}, [Wrong.UNKNOWN]),
        ({1: chosen("2"), 2: chosen("other")}, [Wrong.OTHER_WITHOUT_WORDS]),
        ({1: chosen("2"), 2: chosen("1", other="紙")}, [Wrong.WORDS_WITHOUT_OTHER]),
        ({1: chosen("1"), 3: Answer(marks={"1": "○"})}, [Wrong.NOT_ASKED]),
        ({1: chosen("2")}, []),
    ],
)
def test_what_is_wrong_with_an_answer_is_told(answers: Answers, wrong: list[Wrong]) -> None:
    assert [each for _, each in wrongs(ALL, answers, frozenset())] == wrong


def test_a_tally_comes_back_from_its_json_and_keeps_no_order() -> None:
    both = [({1: chosen("1"), 2: Answer(text="い")}, LEAD), ({1: chosen("2"), 2: Answer(text="ろ")}, OTHERS)]
    tally = tally_of(ALL, both)
    assert tally_from(tally.plain).plain == tally.plain == tally_of(ALL, both[::-1]).plain
    assert Tally().plain == tally_from({}).plain


def test_groups_of_few_are_gathered_until_five_stand_together() -> None:
    people = {"department/a": 7, "department/b": 3, "department/c": 1, "department/d": 9}
    assert too_small(people, 5) == dict.fromkeys(("department/c", "department/b", "department/a"), "department/rest")
    assert too_small({"department/a": 7}, 5) == {}


def test_without_names_a_question_that_hangs_on_another_is_not_shown_by_groups() -> None:
    many = [({1: chosen("2"), 2: chosen("1")}, LEAD)] * 9
    assert table_by(survey(*many), LATER, "department") is not None
    assert table_by(survey(*many, anonymous=True), LATER, "department") is None


def test_without_names_what_is_asked_of_one_group_withholds_its_small_counts() -> None:
    many = [({1: chosen("1"), 3: Answer(marks={"1": "○", "2": "○" if at < 6 else "△"})}, LEAD) for at in range(9)]
    marks = results_of(survey(*many, anonymous=True))[2]
    assert marks.lines[0].marks == (("○", None), ("△", None))
    assert results_of(survey(*many))[2].lines[1].marks == (("○", 6), ("△", 3))


def test_without_names_nothing_is_shown_of_a_question_for_fewer_than_five() -> None:
    many = [({1: chosen("1")}, OTHERS)] * 9
    four = [({1: chosen("2"), 2: chosen("1")}, OTHERS)] * 4
    assert results_of(survey(*many, *four, anonymous=True))[1].too_few


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        *(("1,200", Decimal(1200)), (" 2.5 ", Decimal("2.5")), ("１２．５", Decimal("12.5"))),
        *(("約3", None), ("NaN", None), ("1E30000", None), ("9" * 13, None), ("1_000", None)),
    ],
)
def test_a_number_is_read_as_typed(typed: str, number: Decimal | None) -> None:
    assert number_typed(typed) == number


def test_an_answer_comes_back_from_what_is_kept() -> None:
    answer = Answer(("1", "other"), number=Decimal("2.50"), other="紙")
    assert answer_from(answer.plain) == answer
