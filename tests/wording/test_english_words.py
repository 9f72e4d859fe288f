"""One thing has one word in English on every page, file and paper, and a sentence about one thing is in the singular."""

import re

import pytest

from monosashi.core.messages import Param, message
from monosashi.core.money import BudgetStage
from monosashi.publishing.open_data.columns import tables
from monosashi.wording import render, templates, word

PROGRAM = re.compile(r"\bprograms?\b", re.IGNORECASE)
OF_A_COMPUTER = re.compile(r"(another|other|neither) program\b", re.IGNORECASE)
NAMES = re.compile(r"\{\w+|program = |\binto program,")
"""Names of fields, and the key of a mapping."""


def plain(template: str) -> str:
    """The words of a template without the names in it, and without what is told of a computer's programs."""
    return OF_A_COMPUTER.sub("", NAMES.sub("", template))


def test_a_budget_is_of_a_programme_everywhere() -> None:
    said = {name: text for name, text in templates("en").items() if PROGRAM.search(plain(text))}
    columns = [column.en for table in tables() for column in table.columns]
    columns += [table.en for table in tables()]
    assert said == {}
    assert [text for text in columns if PROGRAM.search(text)] == []


def test_what_is_left_for_the_next_year_is_carried_over() -> None:
    assert render(word(BudgetStage.CARRIED_OUT), "en") == "carried over"
    about = render(message("form_fields.about.money.carried_out"), "en")
    assert about == "carried over to the next year"


@pytest.mark.parametrize(
    ("name", "params", "said"),
    [
        ("answering.handover.lead", {"count": 2, "left": 1}, "1 of them lacks something."),
        ("plans.editions.whole", {"count": 1}, "The 1 edition is whole, and its grades come out again."),
        ("plans.editions.whole", {"count": 3}, "The 3 editions are whole, and their grades come out again."),
        (
            "people.import_departments.summary",
            dict.fromkeys(("comes", "moves", "renamed", "gone"), 0) | {"unchanged": 1},
            "1 stays as it is.",
        ),
        (
            "people.import_staff.summary",
            dict.fromkeys(("comes", "returns", "moves", "renamed", "goes", "clashes", "unchanged"), 1),
            "1 comes, 1 comes back, 1 moves, 1 changes name, 1 goes.",
        ),
    ],
)
def test_one_is_in_the_singular(name: str, params: dict[str, Param], said: str) -> None:
    assert said in render(message(name, **params), "en")


def test_a_count_of_findings_may_be_one() -> None:
    assert [render(message("findings.unit", count=count), "en") for count in (1, 2)] == [" finding", " findings"]


@pytest.mark.parametrize("kind", ["round_act.", "sheet_act.", "event."])
def test_what_stands_on_a_button_or_in_the_record_begins_with_a_capital(kind: str) -> None:
    said = {name: text for name, text in templates("en").items() if name.startswith(kind)}
    assert said
    assert {name: text for name, text in said.items() if text[0].islower()} == {}


TO_BE_TYPED = (
    "evaluation.data.",
    "evaluation.toml.",
    "document.add_",
    "document.write_",
    "finance.decide_program",
    "finance.mend_mapping.not_texts",
    "finance.mend_sum",
    "finance.told_twice.remedy",
    "people.import_file.broken_line",
    "site.settings.expects_",
)
"""Sentences with what somebody is to type into a file, where quotation marks are straight."""


def test_words_are_quoted_by_curly_marks_and_apostrophes_are_straight() -> None:
    said = templates("en")
    assert [name for name, text in said.items() if "’" in text or "‘" in text] == []
    straight = [name for name, text in said.items() if '"' in text]
    assert [name for name in straight if not name.startswith(TO_BE_TYPED)] == []
    assert [start for start in TO_BE_TYPED if not any(name.startswith(start) for name in straight)] == []
